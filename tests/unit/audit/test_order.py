# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What to fix first: the order, the stages, and that no control is forgotten."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.audit import findings
from ansible_collections.manrs.hardening.plugins.plugin_utils.audit.findings import Answer, Standing, audit
from ansible_collections.manrs.hardening.plugins.plugin_utils.audit.order import RISKS, Need, order
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.controls import CONTROLS, STAGED
from audit_world import ACME, CONFIGS, PEER, UPSTREAM, known, tree_of

HOLDS, OPEN, UNKNOWN = Standing.HOLDS, Standing.OPEN, Standing.UNKNOWN


def answer(control: str, where: str = "192.0.2.1 IPv4", standing: Standing = OPEN) -> Answer:
    return Answer(control, where, 4, standing, "lets in what it must not", (), "correct it")


# -- the order -----------------------------------------------------------------------------------


def test_what_leaves_comes_before_what_comes_in_and_that_before_what_nobody_else_feels() -> None:
    given = ("S02", "F15", "V01", "F07", "F02", "F12", "B02", "F20", "F13", "E01")
    assert [need.controls for need in order(map(answer, given))] == [
        ("E01",),
        ("F13",),
        ("F20",),
        ("B02",),
        ("F12",),
        ("F02",),
        ("F07",),
        ("V01",),
        ("F15",),
        ("S02",),
    ]


def test_a_need_has_all_controls_and_places_of_its_risk_each_once() -> None:
    first, second = "192.0.2.1 IPv4", "192.0.2.2 IPv4"
    given = (answer("F03", second), answer("F02", first), answer("F02", second), answer("F01", second))
    (need,) = order(given)
    assert (need.controls, need.places) == (("F01", "F02", "F03"), (second, first))
    assert "bogons" in need.risk


def test_a_need_says_the_stages_whose_controls_end_it() -> None:
    assert [
        (need.controls, need.stages) for need in order([answer("F13"), answer("E02"), answer("F16"), answer("V01"), answer("B02")])
    ] == [
        (("F13", "E02", "F16"), (4, 5, 6)),
        (("B02",), ()),
        (("V01",), ()),
    ]


@pytest.mark.parametrize("standing", [HOLDS, UNKNOWN])
def test_what_holds_and_what_cannot_be_told_is_no_need(standing: Standing) -> None:
    assert order([answer(control, standing=standing) for control in CONTROLS]) == ()
    needs = order([answer("F02", standing=standing), answer("F05")])
    assert [(need.controls, need.places) for need in needs] == [(("F05",), ("192.0.2.1 IPv4",))]


def test_the_needs_of_a_configuration_without_a_policy_at_a_peer() -> None:
    # Its top says it: nothing is bound for the routes of the peer. So these can carry the customers' community upstream, too.
    assert order(audit(tree_of("ios_missing_binding.conf"), known())) == (
        Need("others' routes leak through us", ("E01",), (f"{UPSTREAM} IPv4",), (6,)),
        Need("nothing is filtered", ("F20",), (f"{PEER} IPv4",), (2,)),
        Need(
            "our own space, bogons and default routes come in",
            ("F01", "F02", "F03", "F04", "F05", "F21"),
            (f"{PEER} IPv4",),
            (2,),
        ),
        Need("leaks of neighbors come in", ("F07", "F09"), (f"{PEER} IPv4",), (2, 3)),
    )
    assert [need.controls for need in order(audit(tree_of("ios_permits_more.conf"), known()))] == [("F05",)]
    assert order(audit(tree_of("ios_good.conf"), known())) == ()
    assert {place for need in order(audit(tree_of("frr_permits_more.conf"), known())) for place in need.places} == {
        f"{ACME} IPv4",
        f"{UPSTREAM} IPv4",
        f"{PEER} IPv4",
    }


# -- nothing is forgotten ------------------------------------------------------------------------

ORDERED = Counter(control for risk in RISKS for control in risk.controls)


def test_no_control_is_in_two_risks_and_each_is_of_the_catalogue() -> None:
    assert {control for control, count in ORDERED.items() if count > 1} == set()
    assert set(ORDERED) <= set(CONTROLS)
    assert len({risk.title for risk in RISKS}) == len(RISKS)


def test_each_control_that_an_audit_can_answer_with_is_in_a_risk() -> None:
    """By what is written there: an answer's control is a text in one of the modules beside and below the order."""
    texts = [path.read_text(encoding="utf-8") for path in Path(findings.__file__).parent.rglob("*.py") if path.stem != "order"]
    written = {name for text in texts for name in re.findall(r'"([A-Z]\d\d)"', text)}
    assert len(written) >= 20 and written <= set(CONTROLS)
    # A01 is the finding that gathers what cannot be told at a session; no answer is of it.
    assert written - set(ORDERED) == {"A01"}


@pytest.mark.parametrize("name", sorted(path.stem for path in CONFIGS.glob("*.conf")))
def test_each_control_that_is_answered_of_a_configuration_is_in_a_risk(name: str) -> None:
    assert {item.control for item in audit(tree_of(f"{name}.conf"), known())} <= set(ORDERED)


def test_each_control_that_comes_by_stages_is_in_a_risk() -> None:
    assert set(STAGED) <= set(ORDERED)
