# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The report as a text file for Prometheus' textfile collector (text exposition format 0.0.4)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime

from .models import Report, Status

_HELP = {
    "manrs_controls": "Controls at sessions and interfaces of a router, by how they stand.",
    "manrs_findings": "Findings by severity and control.",
    "manrs_plan_lines": "Lines of what a delivery would change on a router now.",
    "manrs_routes_seen": "Routes of a neighbor that were judged.",
    "manrs_routes_rejected": "Routes of a neighbor that a control would drop.",
    "manrs_session_established": "Whether a session is up.",
    "manrs_looked_timestamp_seconds": "When a router was looked at.",
    "manrs_snapshot_timestamp_seconds": "When the registries were asked.",
}
_Sample = tuple[Mapping[str, str], float]


def prometheus(report: Report) -> str:
    """Return the report as metrics. The same report gives the same text."""
    found: dict[str, list[_Sample]] = {name: [] for name in _HELP}
    for router in report.routers:
        every = [item.cells for item in router.sessions] + [item.cells for item in router.interfaces]
        cells = Counter(cell.status for found_cells in every for cell in found_cells.values())
        found["manrs_controls"] += [({"router": router.host, "status": status}, cells[status]) for status in Status]
        found["manrs_plan_lines"].append(({"router": router.host}, len(router.plan)))
        if router.looked_at:
            found["manrs_looked_timestamp_seconds"].append(({"router": router.host}, _seconds(router.looked_at)))
        for session in router.sessions:
            labels = {"router": router.host, "neighbor": session.neighbor, "asn": str(session.asn), "address": session.address}
            if session.is_established is not None:
                found["manrs_session_established"].append((labels, int(session.is_established)))
            if session.preview is not None:
                found["manrs_routes_seen"].append((labels, session.preview.seen))
                rejected = session.preview.rejected.items()
                found["manrs_routes_rejected"] += [({**labels, "control": control}, count) for control, count in rejected]
    counts = Counter((item.severity, item.control) for item in report.findings)
    found["manrs_findings"] += [
        ({"severity": severity, "control": control}, count) for (severity, control), count in sorted(counts.items())
    ]
    if report.snapshot is not None:
        found["manrs_snapshot_timestamp_seconds"].append(({}, _seconds(report.snapshot.made_at)))
    return "".join(_family(name, samples) for name, samples in found.items() if samples)


def _family(name: str, samples: Iterable[_Sample]) -> str:
    lines = [f"# HELP {name} {_HELP[name]}", f"# TYPE {name} gauge"]
    for labels, value in samples:
        told = ",".join(f'{key}="{_label(text)}"' for key, text in labels.items())
        lines.append(f"{name}{{{told}}} {value:.16g}" if told else f"{name} {value:.16g}")
    return "\n".join(lines) + "\n"


def _label(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace('"', '\\"')


def _seconds(moment: str) -> float:
    return datetime.fromisoformat(moment).timestamp()
