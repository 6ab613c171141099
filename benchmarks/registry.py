#!/usr/bin/env python3
# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measure how registries are asked and how a snapshot is made and read; needs root, or `lab/lab.py shell`.

Writes its sections of ``benchmarks/RESULTS.md``. What cannot be measured on this machine is named and keeps its old section.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / ".build"), str(HERE.parent / "lab")]

import irr_queries  # noqa: E402
import irrd  # noqa: E402
import results  # noqa: E402
import snapshots  # noqa: E402


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=("irr", "snapshot"), help="only this part")
    only = parser.parse_args().only
    lacking = irrd.missing()
    if only != "snapshot" and lacking:
        print(f"not measured: IRR servers: {lacking}")
    for part, title, measure in (("irr", results.IRR, irr_queries.measure), ("snapshot", results.SNAPSHOT, snapshots.measure)):
        if only in (None, part) and not (part == "irr" and lacking):
            with tempfile.TemporaryDirectory(prefix="manrs-bench-") as folder:
                lines = measure(Path(folder))
            results.write_section(title, lines)
            print(*lines, sep="\n", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
