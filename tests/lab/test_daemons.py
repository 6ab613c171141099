# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Routers whose configuration is a file: killed, restarted, edited by hand, rolled back and released, on each daemon and version."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import catalogue
import playbook
import pytest
import spoofing
import verdicts
from ansible_collections.manrs.hardening.plugins.plugin_utils.delivery.deliver import Options, deliver
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.policies import Policy
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.rov import RovTable
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms import platform
from attack import expect, expect_twins
from judge import wait_for_vrps
from lab_shell import LabShell
from router_lab import Lab
from topology import EDGES
from waiting import wait_until

pytestmark = [pytest.mark.lab, pytest.mark.parametrize("lab", ["bird", "openbgpd"], indirect=True, scope="module")]
CASES = catalogue.load()
BASE = "/var/lib/manrs-hardening"
TIMER_SECONDS = 40


def configurations(lab: Lab) -> dict[str, str]:
    """What every edge runs and would start with."""
    return {edge: lab.daemon(edge).configuration(lab, edge) for edge in lab.edges}


def dies_at(moment: str) -> Callable[[str], None]:
    """Return a hook that ends its process, without a last word, at a moment of a delivery."""

    def look(now: str) -> None:
        if now == moment:
            os.kill(os.getpid(), signal.SIGKILL)

    return look


def deliver_and_die(lab: Lab, edge: str, policy: Policy, folder: Path, moment: str) -> None:
    """Deliver in a process of its own, which dies at the moment."""
    child = os.fork()
    if not child:
        options = Options(timer_seconds=TIMER_SECONDS, settle_seconds=5, allow_reset=True, at=dies_at(moment))
        router, shell = platform(EDGES[edge].daemon), LabShell(lab, edge)
        try:
            deliver(edge, router, shell, lambda _: policy, RovTable(()), options, folder, datetime.now(UTC))
        finally:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL, "the delivery ended before that moment"


def none(lab: Lab) -> dict[str, frozenset[str]]:
    return dict.fromkeys(lab.edges, frozenset())


def every(lab: Lab) -> dict[str, frozenset[str]]:
    return dict.fromkeys(lab.edges, catalogue.every_control(CASES))


def test_a_controller_that_is_killed_before_it_confirms_leaves_the_old_configuration(lab: Lab, tmp_path: Path) -> None:
    before = configurations(lab)
    policies = verdicts.policies(lab, verdicts.make_registry(lab, 1, tmp_path), tmp_path)
    for edge in lab.edges:
        deliver_and_die(lab, edge, policies[edge], tmp_path / "records", "healthy")
    assert all(now != before[edge] for edge, now in configurations(lab).items()), "nothing was applied"
    for edge in lab.edges:
        wait_until(
            lambda edge=edge: lab.run(edge, f"ls {BASE}/lock").returncode != 0,  # type: ignore[misc]
            TIMER_SECONDS + 30,
            lambda edge=edge: f"{edge}: the lock is still held",  # type: ignore[misc]
        )
        assert lab.run(edge, f"cat {BASE}/*/decision/why {BASE}/*/outcome", check=True).stdout.split() == ["timeout", "restored"]
    assert configurations(lab) == before
    lab.wait_established()


def test_a_restart_brings_the_hardened_configuration(lab: Lab) -> None:
    lab.serve_vrps(playbook.ROOT / "lab/data/vrps.json")
    run = playbook.play("harden", {"manrs_serial": "100%"})
    assert run.rc == 0, run.output
    after = configurations(lab)
    for edge in lab.edges:
        lab.restart(edge)
    assert configurations(lab) == after
    wait_for_vrps(lab, lab.edges, "151.2.0.0/16")
    expect(lab, CASES, "attack", none(lab), "attacks")
    expect_twins(lab, CASES)


def test_packets_with_spoofed_sources_are_dropped_and_all_others_pass(lab: Lab) -> None:
    results = spoofing.attack_all(lab, spoofing.load())
    assert spoofing.unexpected(results, {"spoofed": False, "legitimate": True}) == []


def test_rollback_brings_back_what_the_delivery_found(lab: Lab) -> None:
    before = configurations(lab)
    run = playbook.play("harden", {"manrs_serial": "100%", "lab_round": 7})
    assert run.rc == 0, run.output
    assert all(now != before[edge] for edge, now in configurations(lab).items())
    run = playbook.play("rollback", {"manrs_serial": "100%"})
    assert run.rc == 0, run.output
    assert configurations(lab) == before


def test_a_released_router_has_nothing_of_ours(lab: Lab) -> None:
    run = playbook.play("release", {"manrs_serial": "100%"})
    assert run.rc == 0, run.output
    expect(lab, CASES, "attack", every(lab), "attacks")
    for edge in lab.edges:
        assert lab.run(edge, "ls /etc/bird/manrs/*.conf /etc/bgpd/manrs/*.conf").stdout == ""


def test_daemons_agree_with_decide_on_random_routes(lab: Lab) -> None:
    """The last one: its routes stay announced."""
    for edge, family, tally in verdicts.run(lab, seed=20, count=400):
        assert tally.disagreements == [], f"{edge} {family}"
        assert tally.accepted > 0
