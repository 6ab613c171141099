# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""EOS without a router: an interpreter of route-maps, written from Arista's guides, judges what we render, however these are read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.policies import Policy, PolicyError, Session, atoms
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import Prefix, PrefixRange
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Direction, Relation, Route, host_prefix
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.rov import RovTable
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.sets import PairSet, PrefixSet
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.terms import (
    AddCommunity,
    Atom,
    Change,
    HasCommunity,
    PairIn,
    PathHas,
    RemoveCommunities,
    Rewrite,
    Term,
)
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.eos.capabilities import capabilities
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.eos.configuration import parse_configuration
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.eos.objects import (
    Kind,
    ObjectKey,
    local_lists,
    pair_sets,
    range_text,
)
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.eos.render import DIRECTION, Facts, _Builder, build
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.eos.text import configuration_text
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.line_keys import BindingKey
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.decide import Operator, arriving, evaluate
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.fit import fit
from hypothesis import HealthCheck, event, example, given, settings
from hypothesis import strategies as st
from policy_world import NEIGHBORS, compiled
from policy_world import ROV as WORLD_ROV
from test_fit import routes

from ..frr.cases import ASN, DOORS, POLICIES, ROUTES, ROV, THEIRS, Wanted, circle, moderate
from .box import OPERATOR, Box, box
from .route_maps import READINGS, Reading, Router

EOS = capabilities("4.30.1F")
KEPT = {BindingKey("10.0.0.2", 4, "in"): "PICKY", BindingKey("10.0.0.3", 4, "in"): "IX-IN"}


def opened(wanted: Policy, doors: Iterable[str]) -> Policy:
    """What the operator wrote into the door, as the policy knows it."""
    ranges = frozenset(PrefixRange.parse(text.replace(" le ", "^8-")) for text in doors)
    return replace(wanted, local_lists={"LOCAL-AS35001": PrefixSet("LOCAL-AS35001", ranges)})


def text_of(wanted: Policy, kept: dict[BindingKey, str] | None = None) -> str:
    made = build(wanted, Facts(operator_policies=kept or {}))
    objects = dict(made.objects)
    for name, held in wanted.local_lists.items():
        for family, kind in ((4, Kind.PREFIXES_4), (6, Kind.PREFIXES_6)):
            key = ObjectKey(kind, f"MANRS-{name}")
            if key in objects:
                objects[key] = (*(f"permit {range_text(item)}" for item in sorted(held.ranges) if item.family == family), *objects[key])
    return configuration_text(wanted.asn, replace(made, objects=objects))


def rendered(wanted: Policy, kept: dict[BindingKey, str] | None = None) -> Router:
    sessions = "".join(f"neighbor {item.address} remote-as {item.asn}\n" for item in wanted.sessions)
    return Box().feed((OPERATOR if kept else f"router bgp {wanted.asn}\n{sessions}") + text_of(wanted, kept)).policy


def seen_by(operator: Operator | None, came: Route, reading: Reading) -> Operator | None:
    """What the operator's route-map shows to ours behind it: where changes come at the end, that it denies and nothing else."""
    if operator is None or not reading.is_deferred:
        return operator
    return lambda now: None if operator(came) is None else now


def agree(
    wanted: Policy,
    router: Router,
    routes: dict[int, list[Route]],
    rov: RovTable,
    reading: Reading,
    operators: dict[tuple[str, str], Operator] | None = None,
) -> int:
    """Each route of each session passes exactly when ``decide`` says so, and then looks as it says."""
    count = 0
    for session, family, direction in bound(wanted):
        chain = session.chain(direction, family)
        assert chain is not None
        way = DIRECTION[direction]
        operator = (operators or {}).get((session.address, way))
        for route in routes[family]:
            came = arriving(session, route) if direction is Direction.IMPORT else route
            verdict, after = evaluate(wanted, chain, came, rov, seen_by(operator, came, reading))
            is_accepted, found = router.judge(session.address, way, came, rov, reading)
            assert is_accepted == verdict.is_accepted, (session.neighbor, direction, route, verdict, reading)
            if is_accepted and (operator is None or not reading.is_deferred):
                assert found == after, (session.neighbor, direction, route, reading)
            count += 1
    return count


def bound(wanted: Policy) -> Iterator[tuple[Session, int, Direction]]:
    for session in wanted.sessions:
        family = 6 if ":" in session.address else 4
        for direction in Direction:
            if session.chain(direction, family) is not None:
                yield session, family, direction


@settings(moderate, max_examples=16)
@given(POLICIES, DOORS, st.sampled_from(READINGS))
def test_the_route_maps_do_what_decide_says(drawn: Wanted, doors: set[str], reading: Reading) -> None:
    fitted = fit(opened(drawn.policy, doors), EOS)
    assert agree(fitted, rendered(fitted), ROUTES, ROV, reading) > 500


@pytest.mark.parametrize("reading", READINGS, ids=str)
def test_the_operators_own_route_map_runs_between_guard_and_seal(reading: Reading) -> None:
    drawn = Wanted({35001: {"20.0.0.0/16", "2a06::/32"}}, preference=120)
    fitted = fit(drawn.policy, EOS)
    router = rendered(fitted, KEPT)
    assert agree(fitted, router, ROUTES, ROV, reading, THEIRS) > 500
    _, up = router.judge("10.0.0.2", "in", came_from_up("30.0.0.0/24"), RovTable([]), reading)
    assert (25000, 77) in up.communities
    assert {item for item in up.large_communities if item[:2] == (ASN, 1)} == {(ASN, 1, 3)}
    assert not router.judge("10.0.0.2", "in", came_from_up("9.9.1.0/24"), RovTable([]), reading)[0]


def came_from_up(prefix: str) -> Route:
    return Route(Prefix.parse(prefix), (20965, 7), frozenset({(25000, 5)}), frozenset({(25000, 1, 1)}), host_prefix("10.0.0.2"))


def accepted_of_customers(wanted: Wanted, reading: Reading) -> list[Route]:
    fitted = fit(wanted.policy, EOS)
    router = rendered(fitted)
    customers = [item for item in bound(fitted) if item[0].relation is Relation.CUSTOMER and item[2] is Direction.IMPORT]
    assert customers
    return [
        route
        for session, family, _ in customers
        for route in ROUTES[family]
        if router.judge(session.address, "in", arriving(session, route), RovTable([]), reading)[0]
    ]


@pytest.mark.parametrize("reading", [READINGS[0], READINGS[-1]], ids=str)
def test_an_empty_set_lets_nothing_of_a_customer_in(reading: Reading) -> None:
    """A list without an entry, which matches everything, is never made."""
    assert accepted_of_customers(Wanted({35001: {"20.0.0.0/16"}}, takes_blackholes=False), reading)
    assert accepted_of_customers(Wanted({35001: set()}, takes_blackholes=False), reading) == []
    assert accepted_of_customers(Wanted({}, takes_blackholes=False), reading) == []


def test_a_list_without_an_entry_is_never_made() -> None:
    """EOS lets everything through where a list is empty, or gone. A question for nothing is one that is never answered by yes."""
    whole = fit(Wanted({35001: {"20.0.0.0/16"}}).policy, EOS)
    with pytest.raises(PolicyError, match="the list MANRS-C would be empty"):
        _Builder(whole, Facts()).add(Kind.COMMUNITIES, "MANRS-C", ())
    (session,) = [item for item in whole.sessions if item.address == "10.0.0.1"]
    (chain,) = [item for item in session.chains if item.direction is Direction.IMPORT and item.family == 4]
    for nothing in (HasCommunity(frozenset()), PathHas(())):
        terms = (Term("F02", (PathHas(((7, 7),)),), ((nothing,),)), Term("F03", (nothing,)))
        one = replace(whole, sessions=(replace(session, chains=(replace(chain, terms=terms, first=(), last=()),)),))
        assert agree(one, rendered(one), ROUTES, ROV, READINGS[0]) > 50


def test_where_a_route_map_is_gone_nothing_passes() -> None:
    """Somebody takes it off by hand: the neighbor was told to deny then, which EOS does not do by itself."""
    fitted = fit(Wanted({35001: {"20.0.0.0/16"}}).policy, EOS)
    router = rendered(fitted)
    route = Route(Prefix.parse("20.0.0.0/16"), (35001,), next_hop=host_prefix("10.0.0.1"))
    assert router.judge("10.0.0.1", "in", route, ROV)[0]
    for name in [name for name in router.maps if name.startswith("MANRS-IN-AS35001-10")]:
        del router.maps[name]
    assert not router.judge("10.0.0.1", "in", route, ROV)[0]
    without = box("router bgp 25000\nneighbor 10.0.0.1 remote-as 35001\n").policy
    without.bound["10.0.0.1", 0, "route-map in"] = "GONE"
    assert without.judge("10.0.0.1", "in", route, ROV)[0]


@pytest.mark.circle
@circle
@given(POLICIES)
def test_what_is_rendered_reads_back_as_the_same_objects(drawn: Wanted) -> None:
    fitted = fit(drawn.policy, EOS)
    made = build(fitted, Facts())
    read = parse_configuration(text_of(fitted)).configuration
    assert (read.objects, read.bindings, read.lines, read.rtr_caches) == (made.objects, made.bindings, made.lines, made.rtr_caches)
    known = pair_sets(read.objects, ())
    asked = {atom.pair_set for session in fitted.sessions for chain in session.chains for atom in atoms(chain) if isinstance(atom, PairIn)}
    assert known == {name: dict(fitted.pair_sets[name].ranges_by_origin) for name in asked}
    assert local_lists(read.objects) == {"LOCAL-AS35001": frozenset()}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Policy:
    return compiled(tmp_path_factory.mktemp("eos"), NEIGHBORS)


_READ: list[Router] = []


@settings(moderate, max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(st.data(), st.sampled_from(READINGS))
def test_a_compiled_policy_does_what_decide_says(world: Policy, data: st.DataObject, reading: Reading) -> None:
    fitted = fit(world, EOS)
    if not _READ:
        _READ.append(rendered(fitted))
    drawn = data.draw(st.lists(routes(data.draw(st.sampled_from([None, 35001, 31001, 20965, 20972]))), min_size=12, max_size=20))
    # A next hop of the other family (RFC 8950) is in no set of this one, so it is rejected.
    same = [route for route in drawn if route.next_hop is None or route.next_hop.family == route.prefix.family]
    held = {family: [route for route in same if route.prefix.family == family] for family in (4, 6)}
    agree(fitted, _READ[0], held, WORLD_ROV, reading)


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
    fitted = fit(replace(whole, sessions=sessions), EOS)
    assert agree(fitted, rendered(fitted), ROUTES, ROV, READINGS[0]) > 500


#: Communities that chains of the next test ask for, add and remove; and ASNs that changes hang on.
SMALL = ((ASN, 1), (ASN, 2), (7, 1))
_ASKED: st.SearchStrategy[Atom] = st.one_of(
    st.sets(st.sampled_from(SMALL), min_size=1, max_size=2).map(lambda found: HasCommunity(frozenset(found))),
    st.sampled_from([7, 8]).map(lambda asn: PathHas(((asn, asn),))),
)
_CHANGES: st.SearchStrategy[Change] = st.one_of(
    st.sampled_from(SMALL).map(AddCommunity),
    st.sampled_from(
        [
            RemoveCommunities(((ASN, 1),)),
            RemoveCommunities(((ASN, None),)),
            RemoveCommunities(((ASN, None),), ((ASN, 2),)),
            RemoveCommunities(((7, 1), (ASN, 2))),
        ]
    ),
)
_REWRITES = st.lists(
    st.builds(Rewrite, st.just("F18"), _CHANGES.map(lambda change: (change,)), st.lists(_ASKED, max_size=2).map(tuple)), max_size=3
).map(tuple)
_TERMS = st.lists(
    st.builds(
        Term,
        st.just("F02"),
        st.lists(_ASKED, min_size=1, max_size=2).map(tuple),
        st.lists(_ASKED.map(lambda atom: (atom,)), max_size=1).map(tuple),
    ),
    min_size=1,
    max_size=2,
).map(tuple)
SMALL_ROUTES = [
    Route(Prefix.parse("20.0.0.0/16"), path, frozenset(item for place, item in enumerate(SMALL) if number >> place & 1), next_hop=hop)
    for number in range(8)
    for path in ((35001,), (35001, 7), (35001, 7, 8))
    for hop in [host_prefix("10.0.0.1")]
]


@settings(moderate, max_examples=40)
@given(_REWRITES, _TERMS, _REWRITES)
@example((Rewrite("F18", (RemoveCommunities(((ASN, None),)),)),), (Term("F02", (HasCommunity(frozenset({(ASN, 1)})),)),), ())
@example((Rewrite("F18", (AddCommunity((ASN, 1)),), (PathHas(((7, 7),)),)),), (Term("F02", (HasCommunity(frozenset({(ASN, 1)})),)),), ())
def test_what_was_changed_before_it_is_asked_for_is_asked_for_right(
    first: tuple[Rewrite, ...], terms: tuple[Term, ...], last: tuple[Rewrite, ...]
) -> None:
    """Whether a match sees changes at once or the route as it came, chains do what they say, or are refused."""
    whole = Wanted({35001: {"20.0.0.0/16"}}).policy
    (session,) = [item for item in whole.sessions if item.address == "10.0.0.1"]
    (chain,) = [item for item in session.chains if item.direction is Direction.IMPORT and item.family == 4]
    chain = replace(chain, first=first, terms=terms, last=last)
    fitted = replace(fit(whole, EOS), sessions=(replace(session, chains=(chain,)),))
    try:
        router = rendered(fitted)
    except PolicyError:
        event("refused")
        return
    for reading in READINGS:
        assert agree(fitted, router, {4: SMALL_ROUTES}, ROV, reading) == len(SMALL_ROUTES)


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
    parsed = parse_configuration(text_of(fit(policy, EOS)))
    assert pair_sets(parsed.configuration.objects, parsed.named) == dict.fromkeys(names, pairs)
