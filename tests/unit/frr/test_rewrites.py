# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rewrites and conditions of every kind, drawn at random: FRR's lines against the reference."""

from __future__ import annotations

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.policies import Chain, Policy, PolicyError, Session
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import Prefix
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import BLACKHOLE, Direction, Relation, Route, host_prefix
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.terms import (
    AddCommunity,
    AddLargeCommunity,
    Atom,
    CommunitiesMoreThan,
    Counted,
    EmptyPath,
    FirstAsn,
    HasCommunity,
    HasLargeCommunity,
    NextHopIn,
    PathHas,
    PathLongerThan,
    PathOnly,
    PrefixIn,
    RemoveAsns,
    RemoveCommunities,
    Rewrite,
    SetLocalPreference,
    SetNextHop,
    Term,
)
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.frr.render import Facts, build, text
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.line_keys import BindingKey
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.decide import evaluate
from hypothesis import given, settings
from hypothesis import strategies as st

from .cases import FRR, ROV, VERSIONS, moderate, prefix_set
from .interpreter import WORDS, interpreted

# Few numbers, so that patterns and communities meet; near ones, so that a pattern that is not anchored shows.
NUMBERS = st.sampled_from([1, 11, 100, 1001, 25000, 2500])
COMMUNITIES = st.one_of(st.tuples(NUMBERS, NUMBERS), st.sampled_from([*WORDS, (65535, 100)]))
LARGE = st.tuples(NUMBERS, NUMBERS, NUMBERS)
ANY = st.none() | NUMBERS
PATTERNS = st.one_of(
    st.tuples(ANY, ANY),
    st.tuples(ANY, ANY, ANY),
    st.sampled_from([(65535, None), (None, 666), (65535, 100), *WORDS]),
)
CHANGES = st.one_of(
    st.builds(RemoveCommunities, st.lists(PATTERNS, min_size=1, max_size=3).map(tuple), st.lists(PATTERNS, max_size=2).map(tuple)),
    st.builds(AddCommunity, COMMUNITIES),
    st.builds(AddLargeCommunity, LARGE),
    st.builds(SetLocalPreference, st.sampled_from([0, 90])),
    st.sampled_from([SetNextHop(host_prefix("192.0.2.1"))]),
    st.builds(RemoveAsns, st.lists(st.sampled_from([7, 8, 77]), min_size=1, max_size=2, unique=True).map(tuple)),
)
ATOMS: st.SearchStrategy[Atom] = st.one_of(
    st.builds(HasCommunity, st.lists(COMMUNITIES, min_size=1, max_size=3, unique=True).map(tuple)),
    st.builds(HasLargeCommunity, st.lists(LARGE, min_size=1, max_size=3, unique=True).map(tuple)),
    st.builds(CommunitiesMoreThan, st.integers(0, 3), st.sampled_from([Counted.STANDARD, Counted.LARGE])),
    st.sampled_from([NextHopIn("near"), PrefixIn("some"), EmptyPath()]),
    st.builds(FirstAsn, st.sampled_from([7, 77])),
    st.builds(PathOnly, st.sampled_from([7, 77])),
    st.builds(PathLongerThan, st.integers(0, 3)),
    st.sampled_from([PathHas(((7, 7),)), PathHas(((8, 76), (200, 300)))]),
)
REWRITES = st.builds(Rewrite, st.just("F18"), st.lists(CHANGES, min_size=1, max_size=3).map(tuple), st.lists(ATOMS, max_size=2).map(tuple))
TERMS = st.builds(
    Term,
    st.sampled_from(["F21", "F08"]),
    st.lists(ATOMS, max_size=2).map(tuple),
    st.lists(st.lists(ATOMS, min_size=1, max_size=2).map(tuple), max_size=2).map(tuple),
    st.booleans(),
    st.sampled_from([None, (25000, 9, 21)]),
)
ROUTES = st.builds(
    Route,
    st.sampled_from([Prefix.parse("20.0.0.0/16"), Prefix.parse("30.0.0.0/16")]),
    st.lists(st.sampled_from([7, 8, 77, 250]), max_size=4).map(tuple),
    st.frozensets(COMMUNITIES, max_size=6),
    st.frozensets(LARGE, max_size=5),
    st.sampled_from([host_prefix("10.0.0.1"), host_prefix("10.0.0.9")]),
)


def of_chain(chain: Chain) -> Policy:
    sets = {"near": prefix_set("near", "10.0.0.1/32"), "some": prefix_set("some", "20.0.0.0/8^16-24")}
    return Policy(25000, (Session("acme", 35001, Relation.CUSTOMER, "10.0.0.1", (chain,)),), sets, {})


@settings(moderate, max_examples=250)
@given(st.lists(REWRITES, max_size=2), st.lists(TERMS, max_size=2), st.lists(REWRITES, max_size=2), st.lists(ROUTES, min_size=1), st.data())
def test_any_chain_does_what_the_reference_says(
    first: list[Rewrite], terms: list[Term], last: list[Rewrite], routes: list[Route], data: st.DataObject
) -> None:
    chain = Chain(Direction.IMPORT, 4, tuple(terms), tuple(first), tuple(last))
    wanted = of_chain(chain)
    version = data.draw(st.sampled_from(VERSIONS))
    capabilities = FRR.capabilities(version)
    try:
        built = build(wanted, capabilities, Facts())
    except PolicyError as error:
        # What FRR cannot say is refused, not said wrong.
        assert "two matches of a kind" in str(error) or "asks again" in str(error)
        return
    head = "router bgp 25000\n neighbor 10.0.0.1 remote-as 35001\nexit\n"
    router = interpreted(head + text(25000, built, capabilities), version.startswith("8"))
    name = built.bindings[BindingKey("10.0.0.1", 4, "in")]
    for route in routes:
        verdict, after = evaluate(wanted, chain, route, ROV)
        is_accepted, held = router.run(name, route, ROV)
        assert is_accepted == verdict.is_accepted
        if is_accepted:
            assert held == after


def test_two_matches_of_a_kind_are_refused() -> None:
    """FRR keeps the last of two ``match as-path`` lines, so the entry would ask for less."""
    chain = Chain(Direction.IMPORT, 4, (Term("F08", (FirstAsn(7), PathLongerThan(3))),))
    with pytest.raises(PolicyError, match="two matches of a kind in one entry: match as-path MANRS-FIRST-7, match as-path MANRS-LONGER-3"):
        build(of_chain(chain), FRR.capabilities("10.3"), Facts())


def test_a_change_that_undoes_its_own_condition_comes_last() -> None:
    """One entry a change, and each entry asks again."""
    changes = (RemoveCommunities((BLACKHOLE,)), SetLocalPreference(90))
    has = (HasCommunity((BLACKHOLE,)),)
    wrong = Chain(Direction.IMPORT, 4, (), (), (Rewrite("F16", changes, has),))
    with pytest.raises(PolicyError, match="FRR asks again before each change of F16"):
        build(of_chain(wrong), FRR.capabilities("10.3"), Facts())
    right = Chain(Direction.IMPORT, 4, (), (), (Rewrite("F16", changes[::-1], has),))
    assert build(of_chain(right), FRR.capabilities("10.3"), Facts()).bindings
