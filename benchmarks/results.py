# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""RESULTS.md: one file, a section for each part of the benchmarks, each written alone."""

from __future__ import annotations

import os
import platform as machine
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

RESULTS = Path(__file__).resolve().parent / "RESULTS.md"
FILTERS, DAEMONS, SOURCES, ROUTERS = "Filters on routers", "Routing daemons", "Source addresses", "Many routers"
SLICES = "Slices of a job"
IRR, SNAPSHOT, PREVIEW = "IRR servers", "The snapshot", "Previews"
_ORDER = (FILTERS, DAEMONS, SOURCES, ROUTERS, SLICES, IRR, SNAPSHOT, PREVIEW)
_LOAD = os.getloadavg()[0]
_HEAD = """\
<!--
SPDX-FileCopyrightText: The manrs.hardening contributors
SPDX-License-Identifier: GPL-3.0-or-later
-->
# Benchmarks

By `make bench`. Seconds are wall clock, on a machine that others use too. A ratio is how many times faster ours is.
"""


def measured() -> str:
    """Return when and on what this is run, and how busy it was with other things when this process began."""
    system = f"Linux {machine.release()}, Python {machine.python_version()}"
    return f"Measured {datetime.now(UTC):%Y-%m-%d} on {os.cpu_count()} cores (load {_LOAD:.1f} before it began), {system}."


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Return the lines of a table in Markdown."""
    head, *lines = (f"| {' | '.join(cells)} |" for cells in (header, *rows))
    return [head, "|" + "---|" * len(header), *lines]


def write_section(title: str, lines: Iterable[str]) -> None:
    """Write one section; the others stay as they are."""
    _head, *parts = RESULTS.read_text(encoding="utf-8").split("\n## ") if RESULTS.exists() else [""]
    sections = {name: body for name, _newline, body in (part.partition("\n") for part in parts)}
    sections[title] = "\n" + "\n".join(lines) + "\n"
    written = [f"## {name}\n\n{sections[name].strip()}\n" for name in _ORDER if name in sections]
    RESULTS.write_text("\n".join([_HEAD, *written]), encoding="utf-8")
