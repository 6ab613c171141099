# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""When the controller dies or its link is cut between apply and confirm, the router goes back by itself."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import playbook
import pytest
from router_lab import Lab
from waiting import wait_until

pytestmark = pytest.mark.lab
EDGES = ("edge8", "edge10")
TIMER_SECONDS = 40
#: The watchdog looks once a second, and putting back takes FRR a moment, longer on a busy machine.
SLACK_SECONDS = 60
BASE = "/var/lib/manrs-hardening"
SHORT = {"manrs_confirm_timeout": TIMER_SECONDS, "manrs_settle_timeout": 5}


def kill_all(process: subprocess.Popen[str]) -> None:
    """Kill ansible-playbook with its workers and their ssh, as a power cut does; workers have sessions of their own."""
    parents: dict[int, list[int]] = {}
    for status in Path("/proc").glob("[0-9]*/status"):
        with suppress(OSError):
            words = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
            parents.setdefault(int(words["PPid"]), []).append(int(words["Pid"]))
    waiting = [process.pid]
    while waiting:
        pid = waiting.pop()
        waiting += parents.get(pid, [])
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def running(lab: Lab, edge: str) -> list[str]:
    """What FRR and nftables run, in lines, without an empty rpki block: FRR 8.4 keeps one where the last cache was removed."""
    text = lab.run(edge, "vtysh -c 'show running-config' && nft -s list ruleset", check=True).stdout
    return sorted(text.replace("rpki\nexit\n!\n", "").splitlines())


def is_bound(lab: Lab, edge: str) -> bool:
    return any(" neighbor " in line and "route-map MANRS-OUT-" in line for line in running(lab, edge))


@contextmanager
def delivery(lab: Lab, edge: str) -> Iterator[subprocess.Popen[str]]:
    """Start harden.yml on one edge and give it at the moment when its filters are bound and not yet confirmed."""
    before = set(lab.run(edge, f"ls {BASE}").stdout.split())
    process = subprocess.Popen(
        playbook.command("harden", SHORT, "--limit", edge),
        cwd=playbook.work_folder(),
        env=playbook.environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        wait_until(
            lambda: (
                any(name.endswith("export.log") for name in lab.run(edge, f"ls {BASE}/*/").stdout.split())
                and set(lab.run(edge, f"ls {BASE}").stdout.split()) != before
                and is_bound(lab, edge)
            ),
            60,
            lambda: f"{edge}: nothing was applied: {process.stdout.read() if process.poll() is not None and process.stdout else ''}",
        )
        yield process
    finally:
        kill_all(process)
        process.wait()


def returns(lab: Lab, edge: str, before: list[str], why: str) -> None:
    """The router is on its old configuration within the timer, for this reason, and holds nothing of ours."""
    begin = time.monotonic()
    pid = lab.run(edge, "cat /run/frr/bgpd.pid").stdout
    assert lab.run(edge, f"ls -d {BASE}/*/decision").stdout == "", "it was already decided"
    wait_until(lambda: not is_bound(lab, edge), TIMER_SECONDS + SLACK_SECONDS, lambda: f"{edge}: still on the new configuration")
    print(f"{edge}: unbound after {time.monotonic() - begin:.0f} s")
    wait_until(lambda: lab.run(edge, f"ls {BASE}/lock").returncode != 0, SLACK_SECONDS, lambda: f"{edge}: the lock is still held")
    print(f"{edge}: back after {time.monotonic() - begin:.0f} s, the timer was {TIMER_SECONDS} s")
    assert running(lab, edge) == before
    assert lab.run(edge, f"cat {BASE}/*/decision/why").stdout.split() == [why]
    assert "MANRS-" not in lab.run(edge, "cat /etc/frr/frr.conf").stdout
    assert lab.run(edge, f"cat {BASE}/*/outcome").stdout.split() == ["restored"]
    lab.wait_established([edge])
    # FRR 10.3 died here when the RTR cache had been removed by `no rpki`.
    lab.show(edge, "show bgp ipv4 unicast json")
    assert lab.run(edge, "cat /run/frr/bgpd.pid").stdout == pid


@pytest.fixture(autouse=True)
def clean(lab: Lab, edge: str) -> Iterator[None]:
    """One test that fails is one failure: the next begins with its link up and nothing left on the router."""
    yield
    lab.run(edge, "ip link set mgmt up", check=True)
    wait_until(
        lambda: lab.run(edge, f"ls {BASE}/lock").returncode != 0, TIMER_SECONDS + SLACK_SECONDS, lambda: f"{edge}: the lock is still held"
    )
    lab.run(edge, f"rm -rf {BASE}", check=True)


@pytest.mark.parametrize("edge", EDGES)
def test_everything_on_the_controller_is_killed_between_apply_and_confirm(lab: Lab, edge: str) -> None:
    before = running(lab, edge)
    with delivery(lab, edge) as process:
        kill_all(process)
        returns(lab, edge, before, "timeout")


@pytest.mark.parametrize("edge", EDGES)
def test_ansible_playbook_alone_is_killed_and_its_worker_does_not_confirm(lab: Lab, edge: str) -> None:
    before = running(lab, edge)
    with delivery(lab, edge) as process:
        process.kill()
        returns(lab, edge, before, "reverted")


@pytest.mark.parametrize("edge", EDGES)
def test_the_management_link_is_cut_between_apply_and_confirm(lab: Lab, edge: str) -> None:
    before = running(lab, edge)
    with delivery(lab, edge) as process:
        lab.run(edge, "ip link set mgmt down", check=True)
        returns(lab, edge, before, "timeout")
        output, _ = process.communicate(timeout=90)
    assert process.returncode != 0
    assert "The router goes back to its old configuration by itself within 40 s" in output


@pytest.mark.parametrize("edge", EDGES)
def test_a_delivery_after_that_works(lab: Lab, edge: str) -> None:
    run = playbook.play("harden", None, "--limit", edge)
    assert run.rc == 0, run.output
    assert is_bound(lab, edge)
