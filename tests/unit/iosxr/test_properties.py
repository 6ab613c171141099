# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""IOS-XR without a router: an interpreter of RPL, written from Cisco's guides, judges what we render."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from ipaddress import IPv4Address, IPv6Address

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.policies import Policy, Session, atoms
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import Prefix, PrefixRange
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Direction, Relation, Route, RovState, host_prefix
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.rov import RovTable
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.sets import PairSet, PrefixSet
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.terms import PairIn, Term
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.iosxr.capabilities import capabilities
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.iosxr.configuration import parse_configuration
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.iosxr.names import address_word
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.iosxr.objects import (
    Kind,
    ObjectKey,
    local_lists,
    pair_sets,
    range_text,
)
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.iosxr.render import DIRECTION, Facts, build
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.iosxr.text import configuration_text
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.line_keys import BindingKey
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.pair_names import PairName, stem
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.decide import Operator, arriving, evaluate
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.fit import fit
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from policy_world import NEIGHBORS, compiled
from policy_world import ROV as WORLD_ROV
from test_fit import routes

from ..frr.cases import ASN, DOORS, POLICIES, ROUTES, ROV, THEIRS, Wanted, circle, moderate
from .rpl import Policies, parse, run

XR = capabilities("7.5.2")
#: What the cases' operator has on FRR, said in RPL.
OPERATOR = """\
prefix-set THEIRS
  9.9.0.0/16 le 32
end-set
route-policy PICKY
  if destination in THEIRS then
    drop
  endif
  set community (25000:77) additive
  set local-preference 90
end-policy
route-policy IX-IN
  set large-community (25000:7:7) additive
end-policy
"""
KEPT = {BindingKey("10.0.0.2", 4, "in"): "PICKY", BindingKey("10.0.0.3", 4, "in"): "IX-IN"}


def opened(wanted: Policy, doors: Iterable[str]) -> Policy:
    """What the operator wrote into the door, as the policy knows it."""
    ranges = frozenset(PrefixRange.parse(text.replace(" le ", "^8-")) for text in doors)
    return replace(wanted, local_lists={"LOCAL-AS35001": PrefixSet("LOCAL-AS35001", ranges)})


def text_of(wanted: Policy, kept: dict[BindingKey, str] | None = None) -> str:
    made = build(wanted, Facts(operator_policies=kept or {}))
    objects = dict(made.objects)
    for name, held in wanted.local_lists.items():
        objects[ObjectKey(Kind.PREFIX_SET, f"MANRS-{name}")] = tuple(sorted(map(range_text, held.ranges)))
    return configuration_text(wanted.asn, replace(made, objects=objects))


def rendered(wanted: Policy, kept: dict[BindingKey, str] | None = None) -> Policies:
    return parse((OPERATOR if kept else "") + text_of(wanted, kept))


def without_its_changes(operator: Operator | None, route: Route) -> Operator | None:
    """What RPL shows of the operator's policy to what comes behind it: that it drops, and nothing of its changes."""
    return None if operator is None else lambda now: None if operator(route) is None else now


def agree(
    wanted: Policy,
    policies: Policies,
    routes: dict[int, list[Route]],
    rov: RovTable,
    operators: dict[tuple[str, str], Operator] | None = None,
) -> int:
    """Each route of each session passes exactly when ``decide`` says so, and then looks as it says."""

    def is_invalid(route: Route) -> bool:
        return rov.state(route if route.as_path else replace(route, as_path=(wanted.asn,))) is RovState.INVALID

    count = 0
    for session, family, direction in bound(wanted):
        chain = session.chain(direction, family)
        assert chain is not None
        operator = (operators or {}).get((session.address, DIRECTION[direction]))
        name = policies.bindings[session.address, family, DIRECTION[direction]]
        for route in routes[family]:
            came = arriving(session, route) if direction is Direction.IMPORT else route
            verdict, after = evaluate(wanted, chain, came, rov, without_its_changes(operator, came))
            found = run(policies, name, came, is_invalid)
            assert (found is not None) == verdict.is_accepted, (session.neighbor, direction, route, verdict)
            if found is not None and operator is None:
                assert found == after, (session.neighbor, direction, route)
            count += 1
    return count


def bound(wanted: Policy) -> Iterator[tuple[Session, int, Direction]]:
    for session in wanted.sessions:
        family = 6 if ":" in session.address else 4
        for direction in Direction:
            if session.chain(direction, family) is not None:
                yield session, family, direction


@settings(moderate, max_examples=20)
@given(POLICIES, DOORS)
def test_the_policies_do_what_decide_says(drawn: Wanted, doors: set[str]) -> None:
    fitted = fit(opened(drawn.policy, doors), XR)
    assert agree(fitted, rendered(fitted), ROUTES, ROV) > 500


def accepted_of_customers(wanted: Wanted) -> list[Route]:
    fitted = fit(wanted.policy, XR)
    policies = rendered(fitted)
    customers = [item for item in bound(fitted) if item[0].relation is Relation.CUSTOMER and item[2] is Direction.IMPORT]
    assert customers
    return [
        route
        for session, family, _ in customers
        for route in ROUTES[family]
        if run(policies, policies.bindings[session.address, family, "in"], arriving(session, route), lambda found: False) is not None
    ]


def test_an_empty_set_lets_nothing_of_a_customer_in() -> None:
    """A set without an element must not become a branch without a condition."""
    assert accepted_of_customers(Wanted({35001: {"20.0.0.0/16"}}, takes_blackholes=False))
    assert accepted_of_customers(Wanted({35001: set()}, takes_blackholes=False)) == []
    assert accepted_of_customers(Wanted({}, takes_blackholes=False)) == []


@settings(moderate, max_examples=8)
@given(POLICIES, DOORS)
def test_the_operators_own_policy_runs_between_guard_and_seal(drawn: Wanted, doors: set[str]) -> None:
    fitted = fit(opened(drawn.policy, doors), XR)
    policies = rendered(fitted, KEPT)
    assert agree(fitted, policies, ROUTES, ROV, THEIRS) > 500
    up = run(policies, policies.bindings["10.0.0.2", 4, "in"], came_from_up("30.0.0.0/24"), lambda route: False)
    assert up is not None
    assert (25000, 77) in up.communities
    assert {item for item in up.large_communities if item[:2] == (ASN, 1)} == {(ASN, 1, 2 if drawn.up == "peer" else 3)}


def came_from_up(prefix: str) -> Route:
    return Route(Prefix.parse(prefix), (20965, 7), frozenset({(25000, 5)}), frozenset({(25000, 1, 1)}), host_prefix("10.0.0.2"))


@pytest.mark.circle
@circle
@given(POLICIES)
def test_what_is_rendered_reads_back_as_the_same_objects(drawn: Wanted) -> None:
    fitted = fit(drawn.policy, XR)
    made = build(fitted, Facts())
    read = parse_configuration(text_of(fitted)).configuration
    assert (read.objects, read.bindings, read.lines, read.rtr_caches) == (made.objects, made.bindings, made.lines, made.rtr_caches)
    known = pair_sets(read.objects)
    asked = {atom.pair_set for session in fitted.sessions for chain in session.chains for atom in atoms(chain) if isinstance(atom, PairIn)}
    assert known == {name: dict(fitted.pair_sets[name].ranges_by_origin) for name in asked}
    assert local_lists(read.objects) == {"LOCAL-AS35001": frozenset()}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Policy:
    return compiled(tmp_path_factory.mktemp("iosxr"), NEIGHBORS)


@settings(moderate, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_compiled_policy_does_what_decide_says(world: Policy, data: st.DataObject) -> None:
    fitted = fit(world, XR)
    policies = _world_policies(fitted)
    drawn = data.draw(st.lists(routes(data.draw(st.sampled_from([None, 35001, 31001, 20965, 20972]))), min_size=12, max_size=20))
    # A next hop of the other family (RFC 8950) is in no set of this one, so it is rejected.
    same = [route for route in drawn if route.next_hop is None or route.next_hop.family == route.prefix.family]
    held = {family: [route for route in same if route.prefix.family == family] for family in (4, 6)}
    agree(fitted, policies, held, WORLD_ROV)


_READ: list[Policies] = []


def _world_policies(fitted: Policy) -> Policies:
    if not _READ:
        _READ.append(rendered(fitted))
    return _READ[0]


@pytest.mark.parametrize("control", ["F21", "F02", "F05", "F08", "F11", "F12", "F13", "F16", "E00", "E01", "E02", "E03", "E05"])
def test_without_a_control_the_policies_still_do_what_decide_says(control: str) -> None:
    """Also where AS_SETs get as far as what asks for ASNs, which is where RPL's own comparisons must not be used."""
    whole = Wanted({35001: {"20.0.0.0/16^16-24"}, 7: {"30.0.0.0/16", "2a06::/32"}}).policy
    sessions = tuple(
        replace(
            session,
            chains=tuple(replace(chain, terms=tuple(term for term in chain.terms if term.control != control)) for chain in session.chains),
        )
        for session in whole.sessions
    )
    fitted = fit(replace(whole, sessions=sessions), XR)
    assert agree(fitted, rendered(fitted), ROUTES, ROV) > 500


def test_many_origins_are_found_by_their_ranges() -> None:
    origins = {origin: {f"20.{origin % 200}.0.0/16"} for origin in range(1, 400, 3)} | {35001: {"20.0.0.0/16"}, 4200000123: {"30.0.0.0/16"}}
    fitted = fit(Wanted(origins).policy, XR)
    policies = rendered(fitted)
    assert agree(fitted, policies, ROUTES, ROV) > 500
    pairs = fitted.pair_sets["AS35001"]
    for origin in (1, 4, 199, 397, 398, 400, 35001, 4200000123):
        for text in ("20.0.0.0/16", "20.1.0.0/16", "20.4.0.0/16", "20.199.0.0/16", "20.197.0.0/16", "30.0.0.0/16"):
            route = Route(Prefix.parse(text), (9, origin))
            passes = run(policies, "MANRS-PAIRS-AS35001-4", route, lambda item: False) is not None
            assert passes == pairs.holds(route.prefix, origin), (origin, text)


def test_names_of_sets_never_meet() -> None:
    """Names of the registry that differ in what a router's name cannot have are different objects, and read back as they were."""
    names = ["AS1:AS-X", "AS1:AS.X", "AS1-AS-X", "RIPE::AS1:AS-X", "AS1:AS-X+", "as1-as-x", "A" * 32, "A" * 33, "x.0123456789abcdef"]
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
    read = pair_sets(parse_configuration(text_of(fit(policy, XR))).configuration.objects)
    assert read == dict.fromkeys(names, pairs)


def test_what_we_add_to_a_name_is_told_from_the_name() -> None:
    """A set that is called as another's origin or part would be is another object."""
    pairs = {name: {f"20.{number}.0.0/16"} for number, name in enumerate(("AS1", "AS1-4", "AS1-O7", "AS1-O7-4"))}
    names = {str(PairName(stem(name), origin, family)) for name in pairs for origin in (7, 4, 47) for family in (4, 6)}
    assert len(names) == len(pairs) * 6
    assert all(PairName.parse(name) is not None for name in names)
    many = {origin: frozenset({PrefixRange.parse("20.0.0.0/16")}) for origin in range(1, 200)}
    whole = Wanted({35001: {"20.0.0.0/16"}}).policy
    (session,) = [item for item in whole.sessions if item.address == "10.0.0.1"]
    terms = (Term("F13", (), ((PairIn("AS1"),), (PairIn("AS1-4"),))),)
    chains = tuple(replace(chain, terms=terms) for chain in session.chains if chain.direction is Direction.IMPORT)
    sets = {name: PairSet(name, many) for name in ("AS1", "AS1-4")}
    policy = replace(whole, sessions=(replace(session, chains=chains),), pair_sets=sets)
    policies = [key.name for key in build(fit(policy, XR), Facts()).objects if key.kind is Kind.POLICY and "PAIRS" in key.name]
    # One that asks for ranges, and four parts, of each.
    assert len(policies) == len(set(policies)) == 2 * 5


@given(st.lists(st.one_of(st.ip_addresses(v=4), st.ip_addresses(v=6)), min_size=2, max_size=2, unique=True))
def test_no_two_addresses_are_the_same_word(addresses: list[IPv4Address | IPv6Address]) -> None:
    words = {address_word(str(address)) for address in addresses}
    assert len(words) == 2
    assert all(re.fullmatch(r"[0-9a-f_]+", word) for word in words)
