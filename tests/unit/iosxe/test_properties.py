# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""IOS without a router: an interpreter of its lines, written from Cisco's guides, judges what we render."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.policies import Policy, PolicyError, Session, atoms
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import PrefixRange
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Direction, Relation, Route, RovState
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.rov import RovTable
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.sets import PairSet, PrefixSet
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.terms import PairIn, Term
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.iosxe.capabilities import capabilities
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.iosxe.configuration import parse_configuration
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.iosxe.objects import (
    TextEntry,
    local_lists,
    pair_sets,
    references,
)
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.iosxe.render import DIRECTION, Facts, build
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.iosxe.text import configuration_text
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.decide import arriving, evaluate
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.fit import fit
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from policy_world import NEIGHBORS, compiled
from policy_world import ROV as WORLD_ROV
from test_fit import routes

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


@pytest.mark.circle
@circle
@given(POLICIES)
def test_what_is_rendered_is_read_back_as_it_is(drawn: Wanted) -> None:
    made = build(fit(drawn.policy, IOS), Facts())
    text = configuration_text(ASN, made)
    assert parse_configuration(text).configuration == made
    # The router prints it in an order of its own.
    printed = parse_configuration(Router().feed(text.splitlines()).text()).configuration
    assert printed == made
    known = pair_sets(printed, references(printed))
    fitted = fit(drawn.policy, IOS)
    asked = {atom.pair_set for session in fitted.sessions for chain in session.chains for atom in atoms(chain) if isinstance(atom, PairIn)}
    # A set of which nothing is of the family has no lists, and no entry of a router says so.
    families = {family for _, family, _ in bound(fitted)}
    assert families == {4, 6}
    assert known == {name: dict(fitted.pair_sets[name].ranges_by_origin) for name in asked}
    assert local_lists(printed) == {"LOCAL-AS35001": frozenset()}


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


def accepted_of_customers(wanted: Wanted) -> list[Route]:
    fitted = fit(wanted.policy, IOS)
    router = rendered(fitted)
    customers = [item for item in bound(fitted) if item[0].relation is Relation.CUSTOMER and item[2] is Direction.IMPORT]
    assert customers
    return [
        route
        for session, family, _ in customers
        for route in ROUTES[family]
        if router.judge(session.address, "in", arriving(session, route), lambda found: False) is not None
    ]


def test_an_empty_set_lets_nothing_of_a_customer_in() -> None:
    """A list that is empty or not there would permit everything."""
    assert accepted_of_customers(Wanted({35001: {"20.0.0.0/16"}}, takes_blackholes=False))
    assert accepted_of_customers(Wanted({35001: set()}, takes_blackholes=False)) == []
    assert accepted_of_customers(Wanted({}, takes_blackholes=False)) == []


@pytest.mark.parametrize("control", ["F21", "F02", "F05", "F08", "F11", "F12", "F13", "F16", "E00", "E01", "E02", "E03", "E05"])
def test_without_a_control_the_route_maps_still_do_what_decide_says(control: str) -> None:
    whole = Wanted({35001: {"20.0.0.0/16^16-24"}, 7: {"30.0.0.0/16", "2a06::/32"}}).policy
    sessions = tuple(
        replace(
            session,
            chains=tuple(replace(chain, terms=tuple(term for term in chain.terms if term.control != control)) for chain in session.chains),
        )
        for session in whole.sessions
    )
    fitted = fit(replace(whole, sessions=sessions), IOS)
    assert agree(fitted, rendered(fitted), ROUTES, ROV) > 500


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Policy:
    return compiled(tmp_path_factory.mktemp("iosxe"), NEIGHBORS)


@settings(moderate, max_examples=12, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_compiled_policy_does_what_decide_says(world: Policy, data: st.DataObject) -> None:
    fitted = fit(world, IOS)
    router = _world_router(fitted)
    drawn = data.draw(st.lists(routes(data.draw(st.sampled_from([None, 35001, 31001, 20965, 20972]))), min_size=12, max_size=20))
    # A next hop of the other family (RFC 8950) is in no set of this one, so it is rejected.
    same = [route for route in drawn if route.next_hop is None or route.next_hop.family == route.prefix.family]
    held = {family: [route for route in same if route.prefix.family == family] for family in (4, 6)}
    agree(fitted, router, held, WORLD_ROV)


_READ: list[Router] = []


def _world_router(fitted: Policy) -> Router:
    if not _READ:
        _READ.append(rendered(fitted))
    return _READ[0]


def test_names_of_sets_never_meet() -> None:
    """Names of the registry that differ in what a router's name cannot have are different lists, and read back as they were."""
    names = ["AS1:AS-X", "AS1:AS.X", "AS1-AS-X", "RIPE::AS1:AS-X", "AS1:AS-X+", "as1-as-x", "A" * 24, "A" * 25, "x_0123456789ab"]
    pairs = {7: frozenset({PrefixRange.parse("20.0.0.0/16")})}
    whole = Wanted({35001: {"20.0.0.0/16"}}).policy
    (session,) = [item for item in whole.sessions if item.address == "10.0.0.1"]
    (chain,) = [item for item in session.chains if item.direction is Direction.IMPORT and item.family == 4]
    terms = (Term("F13", (), tuple((PairIn(name),) for name in names)),)
    policy = replace(
        whole,
        sessions=(replace(session, chains=(replace(chain, terms=terms),)),),
        pair_sets={name: PairSet(name, pairs) for name in names},
    )
    read = parse_configuration(configuration_text(ASN, build(fit(policy, IOS), Facts()))).configuration
    assert pair_sets(read, references(read)) == dict.fromkeys(names, pairs)


def test_more_origins_than_there_are_numbers_are_refused() -> None:
    many = {origin: {"20.0.0.0/16"} for origin in range(1, 402)}
    with pytest.raises(PolicyError, match="401 origin ASNs"):
        fit(Wanted(many).policy, IOS)
    taken = {number: (TextEntry("permit", f"_{number}_"),) for number in range(1, 480)}
    with pytest.raises(PolicyError, match="all are taken"):
        build(fit(Wanted({origin: {"20.0.0.0/16"} for origin in range(1, 50)}).policy, IOS), Facts(path_lists=taken))


def test_no_line_is_longer_than_the_command_line_takes_and_none_asks_for_help(world: Policy) -> None:
    lines = configuration_text(ASN, build(fit(world, IOS), Facts())).splitlines()
    assert max(map(len, lines)) < 200
    assert not any("?" in line for line in lines)
    assert all(re.fullmatch(r"[ -~]+", line) for line in lines)
