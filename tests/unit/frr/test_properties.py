# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""FRR without a router: an interpreter of FRR's own lines judges what we send.

It knows nothing of the renderer. What it takes for granted about FRR is shown on real daemons in tests/lab.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.policies import Policy, SessionOptions
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.contract import Change
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.frr.parse import parse_configuration
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.frr.render import Facts, build, text
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.fit import fit
from hypothesis import given, settings
from hypothesis import strategies as st

from .cases import (
    ADDRESSES,
    DOORS,
    FRR,
    NEXT,
    POLICIES,
    ROV,
    VERSIONS,
    Router,
    Wanted,
    acting,
    circle,
    expected,
    moderate,
    open_doors,
    router,
    routes_of,
    without_sequence,
)
from .interpreter import interpreted


def without_lost_roles(wanted: Policy) -> Policy:
    """FRR 8 does not keep the role of a member of a peer-group: it is not set, which is a finding."""
    sessions = tuple(replace(item, options=SessionOptions()) if item.address == "10.0.0.3" else item for item in wanted.sessions)
    return replace(wanted, sessions=sessions)


def agree(box: Router, wanted: Policy) -> None:
    """Each route of each session passes exactly when ``decide`` says so, and then looks as it says."""
    fitted = box.fitted(without_lost_roles(wanted) if box.interpreted.is_old else wanted)
    for session in fitted.sessions:
        for way in ("in", "out"):
            for route in routes_of(session, way, ADDRESSES[session.address]):
                is_accepted, control, after = expected(fitted, session, way, route)
                said, held = box.interpreted.judge(session.address, way, route, ROV)
                assert said == is_accepted, (session.neighbor, way, route, control)
                if is_accepted:
                    assert held == after, (session.neighbor, way, route)


@settings(moderate, max_examples=10)
@given(POLICIES, DOORS, st.sampled_from(VERSIONS))
def test_the_lines_do_what_decide_says(drawn: Wanted, doors: set[str], version: str) -> None:
    box, wanted = router(version), drawn.policy
    box.apply(box.plan(wanted))
    open_doors(box, doors)
    agree(box, wanted)
    # A restart runs the set lines in the order in which they are printed.
    again = interpreted(box.interpreted.text(), box.interpreted.is_old)
    for address in ADDRESSES:
        for way in ("in", "out"):
            assert acting(again, address, way) == acting(box.interpreted, address, way)


def filters_of(text_: str) -> list[str]:
    """The lines that a way back is about: no lines of the session, no RPKI cache."""
    others = (" maximum-prefix ", " local-role ", " enforce-first-as", " soft-reconfiguration ", "rpki")
    return [line for line in without_sequence(text_) if not any(word in line for word in others)]


@settings(moderate, max_examples=12)
@given(POLICIES, NEXT, st.sampled_from(VERSIONS))
def test_plan_then_inverse_then_release(first: Wanted, second: Wanted, version: str) -> None:
    """Running plus plan is wanted, the inverse gives running back, and a release leaves the operator's text."""
    box = router(version)
    empty = box.interpreted.text()
    for wanted in (first.policy, second.policy):
        before, recorded = box.interpreted.text(), box.running().text
        plan = box.plan(wanted)
        box.apply(plan)
        again = box.plan(wanted)
        assert again.is_empty, again.summary
        assert again.change is Change.NOTHING
        assert again.files["added"] == box.added
        undone = box.copy()
        undone.apply(FRR.plan_back(undone.running(), recorded, "back"))
        assert filters_of(undone.interpreted.text()) == filters_of(before)
        undone.apply(FRR.plan_release(undone.running(), "release", True))
        assert without_sequence(undone.interpreted.text()) == without_sequence(empty)
    box.apply(FRR.plan_release(box.running(), "release", True))
    left = box.interpreted.text()
    assert "MANRS-" not in left
    assert without_sequence(left) == without_sequence(empty)
    assert FRR.plan_release(box.running(), "release", True).is_empty


@pytest.mark.circle
@circle
@given(POLICIES, st.sampled_from(VERSIONS))
def test_what_is_printed_is_read_back_equal(drawn: Wanted, version: str) -> None:
    wanted = drawn.policy
    capabilities = FRR.capabilities(version)
    built = build(fit(wanted, capabilities), capabilities, Facts())
    read = parse_configuration(text(wanted.asn, built, capabilities))
    assert read.asn == 25000
    assert read.configuration == built
    # And once more as the router prints it.
    sessions = "\n".join(f" neighbor {item.address} remote-as {item.asn}" for item in wanted.sessions)
    box = router(version, f"router bgp {wanted.asn}\n{sessions}\nexit\n{text(wanted.asn, built, capabilities)}")
    assert parse_configuration(box.interpreted.text()).configuration == built


def test_the_set_lines_of_an_entry_are_entered_in_the_order_in_which_they_are_printed() -> None:
    """FRR runs them as entered until it restarts, and then as printed."""
    capabilities = FRR.capabilities("10.3")
    wanted = Wanted({35001: {"20.0.0.0/16"}}, kept=((25000, 100), (25000, 5, None))).policy
    for entries in build(fit(wanted, capabilities), capabilities, Facts()).route_maps.values():
        for entry in entries:
            assert list(entry.body) == sorted(entry.body)
