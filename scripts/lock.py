#!/usr/bin/env python3
# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Write requirements/run.lock: all that requirements/run.txt needs, each with its version and the hashes of its files.

The files are those that pip takes with this Python on Linux, x86_64 and aarch64, with glibc 2.28 or 2.34. ``make locked`` installs from it.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
WANTED, LOCK = ROOT / "requirements/run.txt", ROOT / "requirements/run.lock"
_MACHINES = ("x86_64", "aarch64")
_GLIBCS = ((28, 17), (34, 28, 17))
_HEAD = """\
# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by `make lock` from run.txt. Do not edit. pip install --require-hashes -r requirements/run.lock
"""


def _chosen(*arguments: str) -> list[dict[str, Any]]:
    """Return what pip would install."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        words = [sys.executable, "-m", "pip", "install", "-q", "--dry-run", "--ignore-installed", f"--target={folder}/nothing"]
        subprocess.run([*words, "--disable-pip-version-check", f"--report={report}", *arguments], check=True)
        found: list[dict[str, Any]] = json.loads(report.read_text(encoding="utf-8"))["install"]
        return found


def main() -> int:
    hashes: dict[str, set[str]] = defaultdict(set)

    def take(items: list[dict[str, Any]]) -> list[str]:
        pins = []
        for item in items:
            pins.append(f"{item['metadata']['name'].lower().replace('_', '-')}=={item['metadata']['version']}")
            hashes[pins[-1]].add(item["download_info"]["archive_info"]["hashes"]["sha256"])
        return pins

    here = _chosen("-r", str(WANTED))
    take(here)
    binary = [item for item in here if (url := item["download_info"]["url"]).endswith(".whl") and not url.endswith("-any.whl")]
    for machine in _MACHINES:
        for glibc in _GLIBCS:
            platforms = [f"--platform=manylinux_2_{number}_{machine}" for number in glibc] + [f"--platform=manylinux2014_{machine}"]
            take(_chosen("--no-deps", "--only-binary=:all:", *platforms, *take(binary)))
    lines = [" \\\n    ".join([pin, *(f"--hash=sha256:{value}" for value in sorted(hashes[pin]))]) for pin in sorted(hashes)]
    LOCK.write_text(_HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
