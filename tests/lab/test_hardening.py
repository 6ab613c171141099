# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""One network from permissive to hardened and back, with ansible-playbook, judged by what the daemons hold.

The tests of this file run in their order: they are the stations of one way.
"""

from __future__ import annotations

import catalogue
import playbook
import pytest
import verdicts
from judge import judge, judge_attributes, wait_for_vrps
from router_lab import Lab

pytestmark = pytest.mark.lab
CASES = catalogue.load()
CONTROLS = sorted({case.control for case in CASES})
SHOW = "vtysh -c 'show running-config'"


def through(lab: Lab, kind: str) -> dict[str, set[str]]:
    return {
        edge: {str(case) for case, is_through in told.items() if is_through} for edge, told in judge(lab, lab.edges, CASES, kind).items()
    }


def expected(kind: str, missing: list[str]) -> set[str]:
    return {str(case) for case in CASES if case.is_expected(kind, missing)}


def configurations(lab: Lab) -> dict[str, str]:
    return {edge: lab.run(edge, SHOW, check=True).stdout for edge in lab.edges}


def harden(lab: Lab, variables: dict[str, object], *arguments: str) -> playbook.Run:
    run = playbook.play("harden", variables, *arguments)
    assert run.rc == 0, run.output
    return run


def test_before_every_attack_and_every_legitimate_route_gets_through(lab: Lab) -> None:
    assert through(lab, "attack") == {edge: expected("attack", CONTROLS) for edge in lab.edges}
    assert through(lab, "legitimate") == {edge: expected("legitimate", CONTROLS) for edge in lab.edges}


def test_check_mode_shows_the_plan_and_changes_nothing(lab: Lab) -> None:
    before = configurations(lab)
    run = harden(lab, {}, "--check", "--diff")
    assert all(run.changed[edge] >= 1 for edge in lab.edges)
    assert "filtered from now on, keeps PERMIT-ALL" in run.output
    assert "+route-map MANRS-IN-AS35001" in run.output
    assert configurations(lab) == before
    for edge in lab.edges:
        assert lab.run(edge, "ls /var/lib/manrs-hardening").returncode != 0


def test_unsaved_work_of_somebody_is_refused(lab: Lab) -> None:
    for edge in lab.edges:
        lab.vtysh(edge, "configure terminal", "ip prefix-list THEIRS permit 1.0.0.0/8")
    before = configurations(lab)
    run = playbook.play("harden", {"manrs_serial": "100%"})
    assert run.rc != 0
    assert "running and startup configuration differ: running has 'ip prefix-list THEIRS" in run.output
    assert configurations(lab) == before
    for edge in lab.edges:
        lab.vtysh(edge, "configure terminal", "no ip prefix-list THEIRS")


def test_after_every_attack_is_stopped_and_every_legitimate_route_gets_through(lab: Lab) -> None:
    harden(lab, {})
    wait_for_vrps(lab, lab.edges, "151.2.0.0/16")
    assert through(lab, "attack") == {edge: set() for edge in lab.edges}
    assert through(lab, "legitimate") == {edge: expected("legitimate", []) for edge in lab.edges}


def test_after_legitimate_routes_have_the_attributes_that_the_catalogue_says(lab: Lab) -> None:
    for told in judge_attributes(lab, lab.edges, CASES).values():
        assert {str(case): wrong for case, wrong in told.items() if wrong} == {}


def test_the_second_run_changes_nothing(lab: Lab) -> None:
    before = configurations(lab)
    run = harden(lab, {})
    assert run.changed == dict.fromkeys(lab.edges, 0)
    assert configurations(lab) == before


def test_a_restart_brings_the_hardened_configuration(lab: Lab) -> None:
    for edge in lab.edges:
        lab.restart_frr(edge)
    wait_for_vrps(lab, lab.edges, "151.2.0.0/16")
    assert harden(lab, {}, "--check").changed == dict.fromkeys(lab.edges, 0)
    assert through(lab, "attack") == {edge: set() for edge in lab.edges}


@pytest.mark.parametrize("control", CONTROLS)
def test_without_one_control_exactly_its_attacks_get_in(lab: Lab, control: str) -> None:
    harden(lab, {"manrs_without_controls": [control], "manrs_serial": "100%"})
    assert through(lab, "attack") == {edge: expected("attack", [control]) for edge in lab.edges}


def test_rollback_brings_back_what_the_delivery_found(lab: Lab) -> None:
    harden(lab, {"manrs_serial": "100%"})
    run = playbook.play("rollback", {"manrs_serial": "100%"})
    assert run.rc == 0, run.output
    assert through(lab, "attack") == {edge: expected("attack", CONTROLS[-1:]) for edge in lab.edges}


def test_daemons_agree_with_decide_on_random_routes(lab: Lab) -> None:
    for _, _, tally in verdicts.run(lab, seed=20, count=400):
        assert tally.disagreements == []
        assert tally.accepted > 80
