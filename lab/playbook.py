# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Run the collection's playbooks on the lab, as a user does."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from router_lab import Lab, state_folder
from topology import LABS

ROOT = Path(__file__).resolve().parent.parent
_RECAP = re.compile(r"^(\S+)\s+: ok=\d+\s+changed=(\d+)\s+unreachable=(\d+)\s+failed=(\d+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Run:
    """What a playbook run said. ``changed``: the number of changed tasks by host."""

    rc: int
    output: str
    changed: Mapping[str, int]


def work_folder() -> Path:
    """The folder in which playbooks run: their snapshot and records go there."""
    folder = state_folder() / "work"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def environment(root: Path = ROOT) -> dict[str, str]:
    """What Ansible needs to find the collection of this checkout, or of another."""
    return {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}:{os.environ.get('PATH', '')}",
        "ANSIBLE_COLLECTIONS_PATH": str(root / ".build"),
        "ANSIBLE_NOCOLOR": "1",
        "MANRS_LAB_STATE": str(state_folder()),
    }


def inventory(edges: Collection[str], root: Path = ROOT) -> Path:
    """The inventory of a lab with these edges, or of one that has them among others."""
    name = min((lab for lab, members in LABS.items() if {*edges} <= {*members}), key=lambda lab: len(LABS[lab]))
    return root / f"lab/inventory/{name}.yml"


def command(name: str, variables: Mapping[str, object] | None = None, *arguments: str, root: Path = ROOT) -> list[str]:
    """The command line of a playbook of the collection, or of the file with that path, on the inventory of the lab that runs."""
    path = Path(name) if name.endswith(".yml") else root / f"playbooks/{name}.yml"
    words = [str(Path(sys.executable).parent / "ansible-playbook"), "-i", str(inventory(Lab.load().edges, root)), str(path)]
    if variables:
        words += ["-e", json.dumps(variables)]
    return [*words, *arguments]


def play(name: str, variables: Mapping[str, object] | None = None, *arguments: str, root: Path = ROOT) -> Run:
    """Run a playbook to its end, of this checkout or of another."""
    done = subprocess.run(
        command(name, variables, *arguments, root=root),
        cwd=work_folder(),
        env=environment(root),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        timeout=600,
    )
    return told(done.returncode, done.stdout)


def told(rc: int, output: str) -> Run:
    """What a playbook run said, from its exit code and output."""
    return Run(rc, output, {host: int(number) for host, number, *_ in _RECAP.findall(output)})
