# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""While filters are renewed again and again under attack, no attack gets in and no legitimate route is withdrawn.

Read from every UPDATE that the neighbors logged: a state of a second would be seen.
"""

from __future__ import annotations

import playbook
import pytest
from judge import announce, settle, wait_for_vrps, withdraw
from reloads import CASES, INWARD, announce_leaks, announce_legitimate, attacks, got_in, got_out, withdrawn
from router_lab import Lab
from topology import SPEAKERS

pytestmark = pytest.mark.lab
#: Under attack two routers judge all routes anew at once, beside other tests: they may take longer to be healthy than a delivery waits.
_HOW = {"manrs_serial": "100%", "manrs_confirm_timeout": 300, "manrs_settle_timeout": 120}
RELOADS = 10


def test_before_hardening_the_attacks_are_seen_to_get_in_and_out(lab: Lab) -> None:
    """The measurement can fail: without filters it shows the attacks."""
    since = lab.mark()
    for edge in lab.edges:
        announce(lab, edge, [case.attack for case in CASES])
        settle(lab, edge, [case.attack for case in CASES], SPEAKERS)
    seen_in, seen_out = got_in(lab, since), got_out(lab, since)
    assert {case.control for _, case in seen_in} >= {"F02", "F03", "F05", "F07", "F08", "F09", "F12", "F13"}
    assert len(seen_in) >= 2 * len(INWARD) * 3 // 4
    assert {case.control for _, _, case in seen_out} >= {"E01", "E02"}
    for edge in lab.edges:
        withdraw(lab, edge, [case.attack for case in CASES])


def test_ten_reloads_under_attack_let_nothing_in_and_withdraw_nobody(lab: Lab) -> None:
    run = playbook.play("harden", _HOW)
    assert run.rc == 0, run.output
    wait_for_vrps(lab, lab.edges, "151.2.0.0/16")
    legitimate = announce_legitimate(lab)
    announce_leaks(lab)
    since = lab.mark()
    with attacks(lab, INWARD):
        for number in range(1, RELOADS + 1):
            run = playbook.play("harden", {**_HOW, "lab_round": number})
            assert run.rc == 0, run.output
            assert all(run.changed[edge] >= 1 for edge in lab.edges)
    assert got_in(lab, since) == set()
    assert got_out(lab, since) == set()
    assert withdrawn(lab, since, legitimate) == set()
