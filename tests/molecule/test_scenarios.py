# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every Molecule scenario runs whole: create, check, converge, idempotence, verify, destroy."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from irrd import missing

ROOT = Path(__file__).resolve().parents[2]
#: What needs the IRR server of the lab and none of its routers.
WITHOUT_ROUTERS = {"lab_irrd"}
#: What needs routers of the lab, and is not named after it.
WITH_ROUTERS = {"gitops"}


def make_room_for_routers() -> None:
    """Take the lab down, or skip where it cannot come up."""
    if os.geteuid() != 0:
        pytest.skip("needs root, or run it inside `lab/lab.py shell`")
    if subprocess.run([ROOT / "lab/packages.sh", "--check"], capture_output=True, check=False).returncode:
        pytest.skip("needs the lab's Debian packages: make packages")
    subprocess.run([ROOT / "lab/lab.py", "down"], check=True)


def last_failure(told: str) -> str:
    """Return what a run said of the task that ended it; faults that are rescued come before."""
    lines = told.splitlines()
    failed = [number for number, line in enumerate(lines) if line.startswith(("fatal:", "failed:"))]
    return "\n".join(line[:2000] for line in lines[max(0, failed[-1] - 10) : failed[-1] + 3]) if failed else ""


@pytest.mark.parametrize("scenario", sorted(path.name for path in (ROOT / "molecule").iterdir() if path.is_dir()))
def test_scenario(scenario: str) -> None:
    if scenario in WITHOUT_ROUTERS:
        if lacking := missing():
            pytest.skip(lacking)
    elif scenario.startswith("lab_") or scenario in WITH_ROUTERS:
        make_room_for_routers()
    tools = Path(sys.executable).parent
    done = subprocess.run(
        [tools / "molecule", "test", "-s", scenario],
        cwd=ROOT,
        env={**os.environ, "PATH": f"{tools}:{os.environ['PATH']}", "ANSIBLE_COLLECTIONS_PATH": str(ROOT / ".build"), "NO_COLOR": "1"},
        stdin=subprocess.DEVNULL,
        text=True,
        capture_output=True,
        check=False,
        timeout=600,
    )
    told = done.stdout + done.stderr
    assert done.returncode == 0, f"the task that failed:\n{last_failure(told)}\n== the end ==\n{told[-1500:]}"
