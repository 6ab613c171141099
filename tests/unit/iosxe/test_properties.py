# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""IOS without a router: an interpreter of its lines, written from Cisco's guides, judges what we render."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.policies import Policy, Session
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import PrefixRange
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Direction, Route, RovState
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.rov import RovTable
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.sets import PrefixSet
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.iosxe.capabilities import capabilities
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.iosxe.configuration import parse_configuration
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.iosxe.render import DIRECTION, Facts, build
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.iosxe.text import configuration_text
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.decide import arriving, evaluate
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.fit import fit
from hypothesis import given, settings

from ..frr.cases import ASN, DOORS, POLICIES, ROUTES, ROV, Wanted, circle, moderate
from .route_maps import Router

IOS = capabilities("17.9.4a")


def opened(wanted: Policy, doors: Iterable[str]) -> Policy:
    """What the operator wrote into the door, as the policy knows it."""
    ranges = frozenset(PrefixRange.parse(text.replace(" le ", "^8-")) for text in doors)
    return replace(wanted, local_lists={"LOCAL-AS35001": PrefixSet("LOCAL-AS35001", ranges)})


def rendered(wanted: Policy, doors: Iterable[str] = ()) -> Router:
    lines = configuration_text(wanted.asn, build(wanted, Facts())).splitlines()
    lines += [f"ip prefix-list MANRS-LOCAL-AS35001 seq {number} permit {text}" for number, text in enumerate(sorted(doors), 1)]
    return Router().feed(lines)


def bound(wanted: Policy) -> Iterator[tuple[Session, int, Direction]]:
    for session in wanted.sessions:
        family = 6 if ":" in session.address else 4
        for direction in Direction:
            if session.chain(direction, family) is not None:
                yield session, family, direction


def is_invalid(wanted: Policy, rov: RovTable, route: Route) -> bool:
    return rov.state(route if route.as_path else replace(route, as_path=(wanted.asn,))) is RovState.INVALID


def agree(wanted: Policy, router: Router, routes: dict[int, list[Route]], rov: RovTable) -> int:
    """Each route of each session passes exactly when ``decide`` says so, and then looks as it says."""
    count = 0
    for session, family, direction in bound(wanted):
        chain = session.chain(direction, family)
        assert chain is not None
        for route in routes[family]:
            came = arriving(session, route) if direction is Direction.IMPORT else route
            verdict, after = evaluate(wanted, chain, came, rov)
            found = router.judge(session.address, DIRECTION[direction], came, lambda item: is_invalid(wanted, rov, item))
            assert (found is not None) == verdict.is_accepted, (session.neighbor, direction, route, verdict)
            if found is not None:
                # A long path can be refused, and not marked.
                after = replace(after, large_communities=after.large_communities - {(ASN, 9, 6)})
                assert found == after, (session.neighbor, direction, route)
            count += 1
    return count


@settings(moderate, max_examples=15)
@given(POLICIES, DOORS)
def test_the_route_maps_do_what_decide_says(drawn: Wanted, doors: set[str]) -> None:
    fitted = fit(opened(drawn.policy, doors), IOS)
    assert agree(fitted, rendered(fitted, doors), ROUTES, ROV) > 500


@settings(moderate, max_examples=5)
@given(POLICIES)
def test_where_a_later_set_takes_an_earlier_ones_place_only_marks_are_lost(drawn: Wanted) -> None:
    """The guide does not say of all sets that they add up over entries that continue."""
    fitted = fit(drawn.policy, IOS)
    router = rendered(fitted)
    router.last_set_wins = True
    marks = {(ASN, 9, number) for number in range(1, 30)}
    for session, family, direction in bound(fitted):
        chain = session.chain(direction, family)
        assert chain is not None
        for route in ROUTES[family]:
            came = arriving(session, route) if direction is Direction.IMPORT else route
            verdict, after = evaluate(fitted, chain, came, ROV)
            found = router.judge(session.address, DIRECTION[direction], came, lambda item: is_invalid(fitted, ROV, item))
            assert (found is not None) == verdict.is_accepted
            if found is not None:
                assert replace(found, large_communities=found.large_communities - marks) == replace(
                    after, large_communities=after.large_communities - marks
                )


@circle
@given(POLICIES)
def test_what_is_rendered_is_read_back_as_it_is(drawn: Wanted) -> None:
    made = build(fit(drawn.policy, IOS), Facts())
    text = configuration_text(ASN, made)
    assert parse_configuration(text).configuration == made
    # The router prints it in an order of its own.
    assert parse_configuration(Router().feed(text.splitlines()).text()).configuration == made


@pytest.mark.parametrize("path", [100, 101])
def test_long_paths_are_refused_for_the_router_as_a_whole(path: int) -> None:
    fitted = fit(Wanted({35001: {"20.0.0.0/16"}}).policy, IOS)
    router = rendered(fitted)
    route = next(route for route in ROUTES[4] if len(route.as_path) == path)
    sessions = {session.address: session for session, family, _ in bound(fitted) if family == 4}
    accepted = [
        router.judge(address, "in", arriving(session, route), lambda item: False) is not None for address, session in sessions.items()
    ]
    assert any(accepted) == (path == 100)
