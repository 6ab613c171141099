# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""IOS-XR without a router: an interpreter of RPL, written from Cisco's guides, judges what we render."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ansible_collections.manrs.hardening.plugins.plugin_utils.model.policies import Policy, Session
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import PrefixRange
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Direction, Route, RovState
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.sets import PrefixSet
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.iosxr.capabilities import capabilities
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.iosxr.objects import Kind, ObjectKey, range_text
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.iosxr.render import DIRECTION, Facts, build
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.iosxr.text import configuration_text
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.decide import evaluate
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.fit import fit
from hypothesis import given, settings

from ..frr.cases import ADDRESSES, ASN, DOORS, POLICIES, ROUTES, ROV, Wanted, moderate
from .rpl import Policies, parse, run

XR = capabilities("7.5.2")


def is_invalid(route: Route) -> bool:
    return ROV.state(route if route.as_path else replace(route, as_path=(ASN,))) is RovState.INVALID


def opened(wanted: Policy, doors: Iterable[str]) -> Policy:
    """What the operator wrote into the door, as the policy knows it."""
    ranges = frozenset(PrefixRange.parse(text.replace(" le ", "^8-")) for text in doors)
    return replace(wanted, local_lists={"LOCAL-AS35001": PrefixSet("LOCAL-AS35001", ranges)})


def rendered(wanted: Policy) -> Policies:
    made = build(wanted, Facts())
    objects = dict(made.objects)
    for name, held in wanted.local_lists.items():
        objects[ObjectKey(Kind.PREFIX_SET, f"MANRS-{name}")] = tuple(map(range_text, held.ranges))
    return parse(configuration_text(wanted.asn, replace(made, objects=objects, lines={})))


def agree(wanted: Policy) -> int:
    """Each route of each session passes exactly when ``decide`` says so, and then looks as it says."""
    policies, count = rendered(wanted), 0
    for session in wanted.sessions:
        family = ADDRESSES[session.address]
        for direction in Direction:
            chain = session.chain(direction, family)
            assert chain is not None
            name = policies.bindings[session.address, family, DIRECTION[direction]]
            for route in ROUTES[family]:
                verdict, after = evaluate(wanted, chain, came(session, route, direction), ROV)
                found = run(policies, name, came(session, route, direction), is_invalid)
                assert (found is not None) == verdict.is_accepted, (session.neighbor, direction, route, verdict)
                if found is not None:
                    assert found == after, (session.neighbor, direction, route)
                count += 1
    return count


def came(session: Session, route: Route, direction: Direction) -> Route:
    from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.decide import arriving

    return arriving(session, route) if direction is Direction.IMPORT else route


@settings(moderate, max_examples=20)
@given(POLICIES, DOORS)
def test_the_policies_do_what_decide_says(drawn: Wanted, doors: set[str]) -> None:
    assert agree(fit(opened(drawn.policy, doors), XR)) > 500
