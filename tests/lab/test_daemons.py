# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Routers whose configuration is a file: restarted, attacked, rolled back and released, on each daemon and version."""

from __future__ import annotations

import catalogue
import playbook
import pytest
import spoofing
import verdicts
from attack import expect, expect_twins
from judge import wait_for_vrps
from router_lab import Lab

pytestmark = [pytest.mark.lab, pytest.mark.parametrize("lab", ["bird", "openbgpd"], indirect=True, scope="module")]
CASES = catalogue.load()


def configurations(lab: Lab) -> dict[str, str]:
    """What every edge runs and would start with."""
    return {edge: lab.daemon(edge).configuration(lab, edge) for edge in lab.edges}


def none(lab: Lab) -> dict[str, frozenset[str]]:
    return dict.fromkeys(lab.edges, frozenset())


def every(lab: Lab) -> dict[str, frozenset[str]]:
    return dict.fromkeys(lab.edges, catalogue.every_control(CASES))


def test_a_restart_brings_the_hardened_configuration(lab: Lab) -> None:
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
