#!/usr/bin/env python3
# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""ssh, as Ansible calls it, that stops at the moments that a test named, until the test lets it go on.

The folder MANRS_MOMENTS has `moments.json`: name, pattern of the remote command, `before` or `after`, and which time. What was
reached is a file NAME.reached; a file NAME.go lets it go on.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path


def _which_time(folder: Path, name: str) -> int:
    """Count this call, among others that may run at the same time."""
    number = 1
    while True:
        try:
            (folder / f"{name}.{number}").mkdir()
        except FileExistsError:
            number += 1
        else:
            return number


def _stop(folder: Path, name: str) -> None:
    (folder / f"{name}.reached").touch()
    while not (folder / f"{name}.go").exists():
        time.sleep(0.02)
        if os.getppid() == 1:
            # Nobody waits for the answer any more.
            sys.exit(255)


def main() -> None:
    folder, command = Path(os.environ["MANRS_MOMENTS"]), ["ssh", *sys.argv[1:]]
    after = []
    for moment in json.loads((folder / "moments.json").read_text(encoding="utf-8")):
        if re.search(moment["pattern"], sys.argv[-1]) and _which_time(folder, moment["name"]) == moment["number"]:
            if moment["when"] == "before":
                _stop(folder, moment["name"])
            else:
                after.append(moment["name"])
    if not after:
        os.execvp(command[0], command)
    rc = subprocess.run(command, check=False).returncode
    for name in after:
        _stop(folder, name)
    sys.exit(rc)


if __name__ == "__main__":
    main()
