#!/usr/bin/env python3
# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Run a command on Debian 13, with its Python 3.13, whatever the machine is: in the tree that edges of the lab run on.

Usage: lab/debian13.py COMMAND...; the checkout, the lab's state and /tmp are at their own paths, and the network is the caller's.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from namespaces import HERE, MAP_IDS, host_environment, is_rootless
from router_lab import state_folder
from topology import LabError
from trees import find_tree

ROOT = HERE.parent
#: The environment of `make next`: ansible-core and libraries of requirements/run-next.txt.
PYTHON = ROOT / ".venv-next/bin/python"
TREE_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"


def command(argv: Sequence[str], shown: Sequence[str] = ()) -> list[str]:
    """Return the command line that runs `argv` on Debian 13. ``shown``: what else of the machine is there.

    Raises LabError when the tree was not built yet.
    """
    tree = find_tree("trixie").resolve()
    folders = {str(path.resolve()) for path in (ROOT, state_folder()) if path.exists()}
    network = [name for name in ("/etc/resolv.conf", "/etc/hosts") if Path(name).is_file()]
    paths = [path for path in (*sorted(folders), *network, *shown) if not path.startswith("/tmp/")]
    enter = ["unshare", "--mount"] + ([*MAP_IDS] if os.geteuid() != 0 else [])
    overlay_options = ",userxattr" if os.geteuid() != 0 or is_rootless() else ""
    return [*enter, str(HERE / "in_tree.sh"), str(tree), overlay_options, "\n".join(paths), *argv]


def environment() -> dict[str, str]:
    """Return what a command on Debian 13 has of the caller's environment: not his PATH, Python or HOME."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV", "PYENV", "XDG_", "PYTEST_"))}
    return {
        **kept,
        "PATH": f"{PYTHON.parent}:{TREE_PATH}",
        "HOME": "/root",
        "LC_ALL": "C.UTF-8",
        "MANRS_LAB_STATE": str(state_folder()),
        "ANSIBLE_COLLECTIONS_PATH": str(ROOT / ".build"),
        "PYTHONPATH": f"{ROOT / '.build'}:{ROOT / 'lab'}",
    }


def missing() -> str | None:
    """Return what is not there for a run on Debian 13, and what to do; None when all is."""
    if os.geteuid() != 0:
        return "needs root, or run it inside `lab/lab.py shell`"
    try:
        find_tree("trixie")
    except LabError:
        return "needs the Debian 13 tree: make tree"
    # Its Python is a link into the tree, and leads nowhere here.
    return None if (PYTHON.parent.parent / ".ready").is_file() else "needs the environment on Debian 13: make next"


def pip_settings() -> dict[str, str]:
    """Return pip's settings on this machine, from its files and variables, as variables for a pip elsewhere."""
    told = subprocess.run([sys.executable, "-m", "pip", "config", "list"], text=True, capture_output=True, check=False).stdout
    found: dict[str, str] = {}
    for line in told.splitlines():
        section, _, rest = line.partition(".")
        name, _, value = rest.partition("=")
        if section in ("global", "install", ":env:"):
            found[f"PIP_{name.upper().replace('-', '_')}"] = value.strip("'\"")
    return found


def local_paths(settings: Mapping[str, str]) -> list[str]:
    """Return the files and folders of this machine that settings name; the pages of an index lead to files beside it."""
    words = [word for value in settings.values() for word in re.split(r"\s+", value)]
    paths = {Path(word) for word in words if word.startswith("/")}
    paths |= {Path(word.removeprefix("file://")).parent for word in words if word.startswith("file:///")}
    return sorted(str(path) for path in paths if path.exists() and path != Path("/"))


def main(argv: Sequence[str]) -> int:
    settings = pip_settings()
    line = command(argv, local_paths(settings))
    return subprocess.run(line, check=False, env={**host_environment(), **environment(), **settings}).returncode


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except LabError as error:
        sys.exit(f"debian13: {error}")
