# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The second leg's controller, Debian 13's Python with the newest ansible-core, hardens real routers."""

from __future__ import annotations

import subprocess

import debian13
import playbook
import pytest
from namespaces import HERE
from router_lab import Lab

pytestmark = pytest.mark.lab


def _play(lab: Lab, name: str, *arguments: str) -> playbook.Run:
    """Run a playbook there, against the lab of the machine."""
    inventory = playbook.inventory(lab.edges)
    argv = ["ansible-playbook", "-i", str(inventory), str(HERE.parent / f"playbooks/{name}.yml"), "-e", "manrs_serial=100%", *arguments]
    done = subprocess.run(
        debian13.command(argv),
        cwd=playbook.work_folder(),
        env={**debian13.environment(), "ANSIBLE_NOCOLOR": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    run = playbook.told(done.returncode, done.stdout)
    assert run.rc == 0, (done.stdout + done.stderr)[-4000:]
    return run


def _attack(word: str) -> None:
    done = subprocess.run([str(HERE / "attack.py"), word], capture_output=True, text=True, check=False, timeout=600)
    assert done.returncode == 0, (done.stdout + done.stderr)[-4000:]


@pytest.mark.parametrize("lab", ["mixed"], indirect=True)
def test_attacks_get_through_before_and_not_after(lab: Lab) -> None:
    if reason := debian13.missing():
        pytest.skip(reason)
    _attack("--before")
    lab.join()
    look = _play(lab, "harden", "--check", "--diff")
    assert "edge10" in look.changed
    _play(lab, "harden")
    _attack("--after")
    again = _play(lab, "harden")
    assert {host: number for host, number in again.changed.items() if host in lab.edges} == dict.fromkeys(lab.edges, 0)
