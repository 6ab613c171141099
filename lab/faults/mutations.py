#!/usr/bin/env python3
# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Take one safety step after the other away, each in a copy of the project, and show that a fault is not survived then.

python -m faults.mutations [--only WORDS] [--at-once N]
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from namespaces import HERE
from topology import LabError

from .kinds import EDGE_OF

ROOT = HERE.parent
FILE = ROOT / "tests/mutations/mutations.yml"
#: What a copy does not need: environments, states of labs, history.
_LEFT_OUT = shutil.ignore_patterns(".git", ".venv*", ".lab*", ".manrs", "__pycache__", ".*_cache")


@dataclass(frozen=True, slots=True)
class Mutation:
    """A safety step that is taken away, and the fault that must not be survived without it."""

    name: str
    file: str
    changes: tuple[tuple[str, str], ...]
    daemon: str
    caught: str

    def apply(self, root: Path) -> None:
        """Change the file below a project's root. Raises LabError when it does not say what it should."""
        path = root / "plugins/plugin_utils" / self.file
        text = path.read_text(encoding="utf-8")
        for find, put in self.changes:
            if text.count(find) != 1:
                raise LabError(f"{self.name}: {self.file} has {text.count(find)} times what is to be changed: {find}")
            text = text.replace(find, put)
        path.write_text(text, encoding="utf-8")


def load() -> list[Mutation]:
    """Read the mutations."""
    told: list[dict[str, Any]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return [
        Mutation(
            item["name"],
            item["file"],
            tuple((part["find"], part["put"]) for part in (item, *([item["also"]] if "also" in item else []))),
            item["daemon"],
            item["caught"],
        )
        for item in told
    ]


def _is_caught(mutation: Mutation) -> tuple[bool, str]:
    with tempfile.TemporaryDirectory(prefix="mutation-") as folder:
        copy = Path(folder) / "project"
        shutil.copytree(ROOT, copy, ignore=_LEFT_OUT, symlinks=True)
        mutation.apply(copy)
        argv = [str(copy / "lab/lab.py"), "shell", sys.executable, "-m", "faults.campaign", "--first"]
        done = subprocess.run(
            [*argv, "--edge", EDGE_OF[mutation.daemon], "--only", mutation.caught],
            cwd=copy,
            env={**os.environ, "PYTHONPATH": f"{copy}/.build:{copy}/lab", "MANRS_LAB_STATE": f"{folder}/state"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
    # Some let no delivery end well at all.
    return "NOT SURVIVED: " in done.stdout or "could not be hardened" in done.stdout, done.stdout


def _show(mutation: Mutation) -> bool:
    begin = time.monotonic()
    is_caught, output = _is_caught(mutation)
    found = re.search(r"NOT SURVIVED: (.*)", output)
    if found:
        told = f"caught by {mutation.daemon}: {found[1][:140]}"
    else:
        told = f"caught by {mutation.daemon}: no delivery ends well" if is_caught else f"NOT CAUGHT:\n{output[-1500:]}"
    print(f"{mutation.name}: {told} ({time.monotonic() - begin:.0f} s)", flush=True)
    return is_caught


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", metavar="WORDS", help="the mutations whose name matches this regular expression")
    parser.add_argument("--at-once", type=int, default=2, help="labs at once (default 2)")
    options = parser.parse_args()
    wanted = [item for item in load() if options.only is None or re.search(options.only, item.name)]
    with ThreadPoolExecutor(options.at_once) as pool:
        caught = list(pool.map(_show, wanted))
    print(f"{sum(caught)} of {len(caught)} mutations caught")
    return 0 if all(caught) else 1


if __name__ == "__main__":
    sys.exit(main())
