# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the MANRS Observatory's metrics would see, as a small table of the report's page."""

from __future__ import annotations

from collections import Counter

from ..models import ReportMetric, ReportObservatory
from .report_map import Index
from .report_routers import control_link, scrolled
from .text import items, text

#: Metrics that count what is seen; the others are parts of a whole.
_COUNTED = ("M3", "M4")


def observatory(index: Index, told: ReportObservatory) -> str:
    """Return the table and what is left out of it."""
    heads = "".join(f"<th scope=col>{head}" for head in ("Metric", "What would be seen", "What changes it", "Findings", "Rule"))
    rows = "".join(_row(index, item) for item in told.metrics if item.state != "left out")
    table = f'<table class="catalogue observatory"><thead><tr>{heads}<tbody>\n{rows}</table>'
    missing = [_left_out(item) for item in told.metrics if item.state == "left out"]
    left_out = f"<details open><summary>What is left out</summary>{items([*missing, *told.left_out], 'plain')}</details>\n"
    title = "What the MANRS Observatory would see"
    return f'<h3>{title}</h3>\n<p class="note">{text(told.note)}</p>\n{scrolled(table, title)}{left_out}'


def _row(index: Index, item: ReportMetric) -> str:
    found = Counter(finding.control for finding in item.findings)
    findings = ", ".join(f"{control_link(index, control)}{f' x{count}' if count > 1 else ''}" for control, count in sorted(found.items()))
    return (
        f"<tr><th scope=row>{text(item.metric)}<br><small>Action {item.manrs_action}: {text(item.title)}</small>"
        f"<td>{_value(item)}{text(item.told)}<td>{items(item.changes, 'plain') or '-'}<td>{findings or '-'}"
        f"<td>{text(item.rule)}<br><small>{text(item.source)}, {text(item.source_date)}</small>\n"
    )


def _left_out(item: ReportMetric) -> str:
    return f"{item.metric}, {item.title}: {item.told}. {item.rule} ({item.source}, {item.source_date})"


def _value(item: ReportMetric) -> str:
    if item.state != "told":
        return f'<span class="k u">{item.state}</span><br>'
    if item.value is None:
        return ""
    return f"<b>{item.value:.0f}</b><br>" if item.metric in _COUNTED else f"<b>{item.value * 100:.0f} %</b><br>"
