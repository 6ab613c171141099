# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""RouterOS without a router: an interpreter of its filter language, written from the guide, judges what we render."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.policies import Policy, PolicyError, Session, atoms
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import Prefix, PrefixRange
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Direction, Route, RovState
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.rov import RovTable
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.sets import PairSet
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.terms import PairIn
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.routeros import RouterOs
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.routeros.capabilities import capabilities
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.routeros.objects import local_lists, pair_sets
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.routeros.render import DIRECTION, Facts, build
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.routeros.text import configuration_text, parse_text
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.decide import arriving, evaluate
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.fit import fit
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from policy_world import NEIGHBORS, compiled
from policy_world import ROV as WORLD_ROV
from test_fit import routes

from ..frr.cases import ADDRESSES, ASN, POLICIES, ROUTES, ROV, THEIRS, Wanted, circle, moderate
from .box import Box, box
from .cases import named, seen
from .language import Interpreter, LanguageError, Menus, Reading, path_matches

ROS = capabilities("7.20.4")


def is_invalid(asn: int, rov: RovTable) -> object:
    return lambda route: rov.state(route if route.as_path else replace(route, as_path=(asn,))) is RovState.INVALID


#: The text of a router that has connections and nothing else; OPERATOR has chains.
BARE = "".join(
    f"/routing/bgp/connection/add name=n{number} remote.address={address}/{128 if ':' in address else 32} remote.as={asn} as={ASN}"
    f" local.role=ebgp{' afi=ipv6' if ':' in address else ''}\n"
    for number, (address, asn) in enumerate(zip(ADDRESSES, (35001, 20965, 47441, 35001), strict=True))
)


def rendered(wanted: Policy) -> Box:
    """A router that took what is rendered; it finds its connections by address with their length."""
    text = RouterOs().render(wanted, ROS)
    found = box(BARE)
    for line in text.splitlines():
        if "remote.address=" in line:
            line = re.sub(r'remote\.address="([0-9.]+)"', r'remote.address="\1/32"', line)
            line = re.sub(r'remote\.address="([0-9a-f]*:[0-9a-f:]*)"', r'remote.address="\1/128"', line)
        found.feed([line])
    return found


def agree(wanted: Policy, router: Box, held: dict[int, list[Route]], rov: RovTable, reading: Reading, *, has_operator: bool = False) -> int:
    """Each route of each session passes exactly when ``decide`` says so, and then looks as it says.

    Where a prefix is not in itself, fewer pass.
    """
    menus, count = router.filters(), 0
    for session in wanted.sessions:
        for direction in Direction:
            chain = session.chain(direction, 6 if ":" in session.address else 4)
            if chain is None:
                continue
            way = DIRECTION[direction]
            name = router.bound(session.address, way)
            assert name is not None
            judge = Interpreter(menus, is_invalid(wanted.asn, rov), reading, way == "out")  # type: ignore[arg-type]
            # The operator's own chain comes behind SEAL, because its accept ends everything.
            theirs = THEIRS.get((session.address, way)) if has_operator else None
            for route in filter(seen, held[chain.family]):
                came = arriving(session, route) if direction is Direction.IMPORT else route
                verdict, after = evaluate(wanted, chain, came, rov)
                expected = (after if theirs is None else theirs(after)) if verdict.is_accepted else None
                found = judge.run(name, came)
                if reading.is_in_itself:
                    assert found == expected, (session.neighbor, way, route, verdict)
                else:
                    # A monitored control marks more then.
                    assert found is None or expected is not None, (session.neighbor, way, route, verdict)
                count += 1
    return count


@settings(moderate, max_examples=8)
@given(POLICIES, st.booleans())
def test_what_is_rendered_does_what_decide_says(drawn: Wanted, own_has_path: bool) -> None:
    fitted = fit(named(drawn.policy), ROS)
    assert agree(fitted, rendered(fitted), ROUTES, ROV, Reading(own_has_path=own_has_path)) > 300


@settings(moderate, max_examples=4)
@given(POLICIES)
def test_where_a_prefix_is_not_in_itself_nothing_more_passes(drawn: Wanted) -> None:
    fitted = fit(named(drawn.policy), ROS)
    assert agree(fitted, rendered(fitted), ROUTES, ROV, Reading(is_in_itself=False)) > 300


@settings(moderate, max_examples=4)
@given(POLICIES)
def test_the_operators_own_chain_acts_behind_ours(drawn: Wanted) -> None:
    router = box()
    fitted = fit(named(drawn.policy), ROS)
    router.apply(RouterOs().plan(router.running(), fitted, "test", 60, True))
    assert agree(fitted, router, ROUTES, ROV, Reading(), has_operator=True) > 300


@pytest.mark.parametrize("control", ["F21", "F02", "F05", "F08", "F11", "F12", "F13", "F16", "E00", "E01", "E02", "E03", "E05"])
def test_without_a_control_the_chains_still_do_what_decide_says(control: str) -> None:
    whole = named(Wanted({35001: {"20.0.0.0/16^16-24"}, 7: {"30.0.0.0/16", "2a06::/32"}}).policy)
    sessions = tuple(
        replace(
            session,
            chains=tuple(replace(chain, terms=tuple(term for term in chain.terms if term.control != control)) for chain in session.chains),
        )
        for session in whole.sessions
    )
    fitted = fit(replace(whole, sessions=sessions), ROS)
    thin = {family: held[::2] for family, held in ROUTES.items()}
    assert agree(fitted, rendered(fitted), thin, ROV, Reading()) > 150


@pytest.mark.circle
@circle
@given(POLICIES)
def test_what_is_rendered_reads_back_as_the_same_objects(drawn: Wanted) -> None:
    fitted = fit(named(drawn.policy), ROS)
    made = build(fitted, Facts())
    read = parse_text(configuration_text(made))
    assert read == made
    known = pair_sets(read, read.chains)
    asked = {atom.pair_set for session in fitted.sessions for chain in session.chains for atom in atoms(chain) if isinstance(atom, PairIn)}
    # A family that no session carries has no chain.
    assert known == {name: dict(fitted.pair_sets[name].ranges_by_origin) for name in asked}
    assert local_lists(read) == {"LOCAL-AS35001": frozenset()}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> tuple[Policy, Box]:
    fitted = fit(named(compiled(tmp_path_factory.mktemp("routeros"), NEIGHBORS)), ROS)
    router = Box()
    addresses = {session.address: session for session in fitted.sessions}
    for number, (address, session) in enumerate(addresses.items()):
        length, afi = (128, "ipv6") if ":" in address else (32, "ip")
        router.feed(
            [
                f"/routing/bgp/connection/add name=n{number} remote.address={address}/{length} remote.as={session.asn} as={fitted.asn} "
                f"local.role=ebgp afi={afi}"
            ]
        )
    plan = RouterOs().plan(router.running(), fitted, "test", 60, True)
    return fitted, router.apply(plan)


@settings(moderate, max_examples=10, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_compiled_policy_does_what_decide_says(world: tuple[Policy, Box], data: st.DataObject) -> None:
    fitted, router = world
    drawn = data.draw(st.lists(routes(data.draw(st.sampled_from([None, 35001, 31001, 20965, 20972]))), min_size=8, max_size=12))
    same = [route for route in drawn if route.next_hop is None or route.next_hop.family == route.prefix.family]
    agree(fitted, router, {family: [route for route in same if route.prefix.family == family] for family in (4, 6)}, WORLD_ROV, Reading())


# -- what is not more open -----------------------------------------------------------------------


def test_routes_with_an_as_set_must_be_let_through_by_name() -> None:
    with pytest.raises(PolicyError, match=r"acme: routeros cannot reject routes with an AS_SET .*modes: \{F21: \{mode: monitor\}\}"):
        fit(Wanted({35001: {"20.0.0.0/16"}}).policy, ROS)
    fitted = fit(named(Wanted({35001: {"20.0.0.0/16"}}).policy), ROS)
    assert any("AS_SETs: routes with one are let through" in told for told in fitted.substitutions)
    others = [term for session in fitted.sessions for chain in session.chains for term in chain.terms if term.control == "F21"]
    assert others and not any(term.is_monitored for term in others)


def test_an_empty_pair_set_lets_nothing_in() -> None:
    whole = named(Wanted({35001: {"20.0.0.0/16"}}).policy)
    empty = {name: PairSet(name, {}) for name in whole.pair_sets}
    fitted = fit(replace(whole, pair_sets=empty), ROS)
    router = rendered(fitted)
    judge = Interpreter(router.filters(), is_invalid(ASN, ROV))  # type: ignore[arg-type]
    session = fitted.sessions[0]
    name = router.bound(session.address, "in")
    assert name is not None
    assert [route for route in filter(seen, ROUTES[4]) if judge.run(name, arriving(session, route)) is not None] == []


def test_a_rule_that_the_router_passes_over_lets_nothing_more_in() -> None:
    """Rules that spare routes stand before a reject: take any of them away and no more passes."""
    fitted = fit(named(Wanted({35001: {"20.0.0.0/16^16-24"}}).policy), ROS)
    router = rendered(fitted)
    menus, session = router.filters(), fitted.sessions[0]
    name = router.bound(session.address, "in")
    assert name is not None
    came = [arriving(session, route) for route in filter(seen, ROUTES[4][::4])]
    passes = {route for route in came if Interpreter(menus, is_invalid(ASN, ROV)).run(name, route) is not None}  # type: ignore[arg-type]
    assert passes
    taken = 0
    for chain, rules in menus.chains.items():
        for number, rule in enumerate(rules):
            if rule.endswith("{ return }") or "afi" in rule:
                cut = Menus(
                    {**menus.chains, chain: [*rules[:number], *rules[number + 1 :]]},
                    menus.addresses,
                    menus.numbers,
                    menus.communities,
                    menus.rpki_groups,
                )
                judge = Interpreter(cut, is_invalid(ASN, ROV))  # type: ignore[arg-type]
                assert {route for route in came if judge.run(name, route) is not None} <= passes
                taken += 1
    assert taken > 10


def test_no_rule_negates_or_mixes_attributes_of_alternatives() -> None:
    """What the router passes over must not be what rejects: no ``not``, no ``else``, no ``||``."""
    fitted = fit(named(Wanted({35001: {"20.0.0.0/16"}}, monitored=frozenset({"F02", "F13"})).policy), ROS)
    rules = [rule.text for rules in build(fitted, Facts()).chains.values() for rule in rules]
    assert len(rules) > 50
    assert not [rule for rule in rules if re.search(r"\bnot\b|\belse\b|\|\|", rule)]
    assert all(rule.count(";") == 0 for rule in rules)


def test_every_chain_ends_with_an_action() -> None:
    fitted = fit(named(Wanted({35001: {"20.0.0.0/16"}}).policy), ROS)
    assert {rules[-1].text for rules in build(fitted, Facts()).chains.values()} == {"accept", "reject", "return"}


def test_the_route_is_verified_in_the_chain_that_asks() -> None:
    fitted = fit(named(Wanted({35001: {"20.0.0.0/16"}}).policy), ROS)
    asking = [rules for rules in build(fitted, Facts()).chains.values() if any("rpki invalid" in rule.text for rule in rules)]
    assert asking and all(rules[0].text == "rpki-verify MANRS" for rules in asking)


def test_without_a_cache_nothing_is_asked_of_a_group_that_is_not_there() -> None:
    fitted = fit(replace(named(Wanted({35001: {"20.0.0.0/16"}}).policy), rtr_caches=()), ROS)
    assert "rpki" not in configuration_text(build(fitted, Facts()))


def test_a_session_of_both_families_asks_for_the_family_first() -> None:
    fitted = fit(named(Wanted({35001: {"20.0.0.0/16", "2a06::/32"}}).policy), ROS)
    made = build(fitted, Facts(frozenset({("10.0.0.1", 4), ("10.0.0.1", 6)})))
    (name,) = [name for key, name in made.bindings.items() if key.direction == "in"]
    assert [rule.text.partition(" { jump ")[0] for rule in made.chains[name]] == ["if (afi ipv4)", "if (afi ipv6)", "reject"]


def test_a_connection_of_which_one_family_has_no_chain_yet_stays_as_it_is() -> None:
    fitted = fit(named(Wanted({35001: {"20.0.0.0/16"}}).policy), ROS)
    first: Session = fitted.sessions[0]
    cut = replace(first, chains=tuple(chain for chain in first.chains if (chain.family, chain.direction) != (6, Direction.IMPORT)))
    made = build(replace(fitted, sessions=(cut,)), Facts(frozenset({("10.0.0.1", 4), ("10.0.0.1", 6)})))
    assert {key.direction for key in made.bindings} == {"out"}


# -- the judge itself ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pattern", "path", "matches"),
    [
        ("^1234", [1234, 5], True),
        ("^1234", [12345], False),
        ("1234$", [7, 1234], True),
        ("1234$", [1234, 7], False),
        ("1234", [7, 1234, 7], True),
        ("^1234+$", [1234, 1234], True),
        ("^1234+$", [1234, 5], False),
        ("^1234*$", [], True),
        ("^$", [], True),
        ("^$", [1], False),
        ("^1234? 5678", [5678], True),
        ("^1234? 5678", [1234, 1234, 5678], False),
        ("^.$", [1], True),
        ("^.$", [1, 2], False),
        ("^(1234|5678)", [5678, 1], True),
        ("^[1234 5678 1-100]", [99], True),
        ("^[1234 5678 1-100]", [101], False),
        ("1234[5-9]", [1234, 7, 111], True),
        ("1234[5-9]", [12345, 3434], False),
        ("[[:test:]]5678$", [1234, 5678], True),
    ],
)
def test_the_judge_reads_the_guides_examples(pattern: str, path: list[int], matches: bool) -> None:
    assert path_matches(pattern, path, {"test": ["100-1500"]}) is matches


def test_the_judge_refuses_what_is_not_there() -> None:
    route = Route(Prefix.parse("20.0.0.0/16"), (7,))
    for rule in ("jump NOWHERE", "if (dst in NOWHERE) { accept }", "if (bgp-as-path [[:NOWHERE:]]) { accept }", "rpki-verify NOWHERE"):
        with pytest.raises(LanguageError):
            Interpreter(Menus({"A": [rule]}), lambda item: False).run("A", route)


def test_the_judge_passes_over_a_rule_that_asks_for_what_is_missing() -> None:
    route = Route(Prefix.parse("20.0.0.0/16"), (7,))
    rules = ["if (bgp-communities includes 1:1) { reject } else { reject }", "accept"]
    assert Interpreter(Menus({"A": rules}), lambda item: False).run("A", route) == route


def test_a_local_list_holds_exact_prefixes() -> None:
    router = box()
    fitted = fit(named(Wanted({35001: {"20.0.0.0/16"}}).policy), ROS)
    router.apply(RouterOs().plan(router.running(), fitted, "test", 60, True))
    router.feed(["/ip/firewall/address-list/add list=MANRS-LOCAL-AS35001 address=40.0.0.0/16"])
    assert router.running().known.local_lists == {"LOCAL-AS35001": frozenset({PrefixRange.parse("40.0.0.0/16")})}
    session = fitted.sessions[0]
    name = router.bound(session.address, "in")
    assert name is not None
    judge = Interpreter(router.filters(), is_invalid(ASN, ROV))  # type: ignore[arg-type]
    for text, passes in (("40.0.0.0/16", True), ("40.0.0.0/17", False), ("41.0.0.0/16", False)):
        came = arriving(session, Route(Prefix.parse(text), (35001,)))
        assert (judge.run(name, came) is not None) is passes
