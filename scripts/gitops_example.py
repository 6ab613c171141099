#!/usr/bin/env python3
# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The example repository of examples/gitops: a working copy of it, and what its scripts render into it.

Its registry names servers and its routers have addresses, as those of an operator do. The copy asks nobody: its IRR and VRPs are the
files of tests/golden/relations, and nothing is at the addresses of its routers. Without arguments: write snapshot/, rendered/ and
approved.yml of the example anew.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples/gitops"
WORLD = ROOT / "tests/golden/relations"
#: What its scripts write.
MADE = ("snapshot", "rendered", "approved.yml")


def git(folder: Path, *words: str) -> str:
    """Run Git in a folder, as somebody who has no configuration of his own."""
    identity = ["-c", "user.name=somebody", "-c", "user.email=somebody@example.net", "-c", "init.defaultBranch=main"]
    done = subprocess.run(
        ["git", *identity, *words], cwd=folder, env=environment(), text=True, capture_output=True, check=True, stdin=subprocess.DEVNULL
    )
    return done.stdout.strip()


def environment(more: Mapping[str, str] | None = None) -> dict[str, str]:
    """What the scripts find Ansible and the collection of this checkout by."""
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "ANSIBLE_", "GITHUB_"))},
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "ANSIBLE_COLLECTIONS_PATH": str(ROOT / ".build"),
        "ANSIBLE_NOCOLOR": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        **(more or {}),
    }


def script(folder: Path, name: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run one of the scripts in a clone, as a pipeline does."""
    return subprocess.run(
        [folder / "ci" / f"{name}.sh"],
        cwd=folder,
        env=environment(more),
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        check=False,
        timeout=300,
    )


def copied(folder: Path) -> Path:
    """Copy the example as it is committed into a new repository, whose branch main is pushed to a bare one beside it."""
    bare, work = folder / "network.git", folder / "work"
    git(folder, "init", "--quiet", "--bare", str(bare))
    git(folder, "clone", "--quiet", str(bare), str(work))
    names = subprocess.run(["git", "ls-files", "-co", "--exclude-standard", "."], cwd=EXAMPLE, text=True, capture_output=True, check=True)
    for name in names.stdout.splitlines():
        (work / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(EXAMPLE / name, work / name)
    return work


def without_servers(work: Path, world: Path) -> None:
    """Let the registry of a copy be files in a folder, made to be of today, and its routers nobody."""
    for host in (work / "inventory/host_vars").iterdir():
        host.write_text(host.read_text(encoding="utf-8").replace("ansible_host: 10.0.255.", "ansible_host: 127.0.0."), encoding="utf-8")
    shutil.copy(WORLD / "irr.rpsl", world)
    vrps = json.loads((WORLD / "vrps.json").read_text(encoding="utf-8"))
    vrps["metadata"] = {"buildtime": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"}
    (world / "vrps.json").write_text(json.dumps(vrps), encoding="utf-8")
    path = work / "inventory/group_vars/routers/registry.yml"
    told = yaml.safe_load(path.read_text(encoding="utf-8"))
    told["manrs_registry"]["irr"] = {"dumps": [str(world / "irr.rpsl")]}
    told["manrs_registry"]["rpki"]["vrps"] = str(world / "vrps.json")
    path.write_text(yaml.safe_dump(told), encoding="utf-8")


def main() -> None:
    """Write what the example's scripts write."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        work = copied(folder)
        without_servers(work, folder)
        git(work, "add", "--all")
        git(work, "commit", "--quiet", "--message", "As it was")
        done = script(work, "render", REFRESH="1", BASE="HEAD")
        print(done.stdout)
        if done.returncode:
            sys.exit(done.returncode)
        for made in MADE:
            subprocess.run(["rm", "-rf", EXAMPLE / made], check=True)
            subprocess.run(["cp", "-r", work / made, EXAMPLE / made], check=True)


if __name__ == "__main__":
    main()
