# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Many routes at once are judged as one by one: by the hand-checked tables of the golden intents, and by ``decide`` itself."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.evidence.routing_tables.files import parse_path
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.policies import Chain, Policy, Session
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import BITS, Prefix, PrefixRange
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Direction, Relation, Route, host_prefix
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.rov import RovTable
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.sets import PrefixSet
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.terms import FirstAsn, PathHas, RemoveAsns, Rewrite, Term
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.decide import arriving, decide, evaluate
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.many import Judges, PrefixClasses
from hypothesis import given
from hypothesis import strategies as st

from ...repository.test_golden import GOLDEN, ROOT

NAMES = GOLDEN.names()


@cache
def golden(name: str):  # type: ignore[no-untyped-def]
    return GOLDEN.load(name)


@pytest.mark.parametrize("name", NAMES)
def test_the_tables_of_the_golden_intents_are_judged_as_they_say(name: str) -> None:
    given_policy = golden(name)
    judges = Judges(given_policy.policy, given_policy.rov)
    with (ROOT / f"tests/golden/{name}/verdicts.tsv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
    wrong = []
    for row in rows:
        told = judges.judge(row["address"], _route(row))
        assert told is not None
        if (told.verdict.is_accepted, told.verdict.control) != (row["verdict"] == "accept", row["control"] or "accept"):
            wrong.append((row, told))
    assert wrong == []
    assert len(rows) >= 1000


def _route(row: dict[str, str]) -> Route:
    def numbers(text: str) -> frozenset[tuple[int, ...]]:
        return frozenset(tuple(map(int, word.split(":"))) for word in text.split())

    return Route(
        Prefix.parse(row["prefix"]),
        parse_path(row["as_path"]),
        numbers(row["communities"]),  # type: ignore[arg-type]
        numbers(row["large_communities"]),  # type: ignore[arg-type]
        host_prefix(row["next_hop"]) if row["next_hop"] else None,
        int(row["otc"]) if row["otc"] else None,
    )


def near_and_far(name: str, count: int) -> Iterator[tuple[Session, Chain, Route]]:
    """Yield routes of all sessions of an intent: half of them near the edges of its terms, half anything."""
    made = golden(name)
    choose = random.Random(f"{name} {count}")
    chains = [(session, chain) for session in made.policy.sessions for chain in session.chains if chain.direction is Direction.IMPORT]
    share = -(-count // len(chains))
    for session, chain in chains:
        near = list(GOLDEN.routes(made, session, chain.family, share // 2))
        # Parts of other routes, put together anew: what is kept of a part must not be taken for the whole.
        mixed = [
            replace(one, as_path=other.as_path, communities=third.communities, next_hop=third.next_hop)
            for (one, other), third in zip(pairwise(near), choose.sample(near, len(near)), strict=False)
        ]
        far = [_anything(choose, chain.family, session.asn) for _ in range(share - len(near) - len(mixed) // 2)]
        for route in (*near, *mixed[: len(mixed) // 2], *far):
            yield session, chain, route


def _anything(choose: random.Random, family: int, asn: int) -> Route:
    bits = BITS[family]
    length = choose.randint(0, bits)
    network = choose.getrandbits(bits) >> (bits - length) << (bits - length)
    path = [choose.choice((asn, choose.getrandbits(32), choose.getrandbits(16))) for _ in range(choose.randint(0, 4))]
    return Route(Prefix(family, network, length), tuple(path), otc=choose.choice((None, None, asn, 7)))


def test_ten_thousand_routes_have_the_verdict_and_control_of_decide() -> None:
    """Also those that monitored controls would reject."""
    seen = accepted = 0
    for name in NAMES:
        made = golden(name)
        judges = Judges(made.policy, made.rov)
        for session, chain, route in near_and_far(name, 10_000 // len(NAMES) + 1):
            monitored: list[str] = []
            wanted, _ = evaluate(made.policy, chain, arriving(session, route), made.rov, monitored=monitored)
            told = judges.judge(session.address, route)
            assert told is not None
            assert told.verdict == wanted == decide(made.policy, chain, arriving(session, route), made.rov), (session.address, route)
            assert told.monitored == tuple(dict.fromkeys(monitored)), (session.address, route)
            seen += 1
            accepted += wanted.is_accepted
    assert seen >= 10_000
    assert accepted > 500


def test_a_chain_that_takes_asns_out_first_is_asked_for_the_path_behind_it() -> None:
    terms = (Term("F08", (), ((FirstAsn(64510),),)), Term("F07", (PathHas(((64666, 64666),)),)))
    chain = Chain(Direction.IMPORT, 4, terms, first=(Rewrite("E04", (RemoveAsns((64600,)),)),))
    session = Session("acme", 64510, Relation.CUSTOMER, "10.0.0.1", (chain,))
    judges = Judges(Policy(64500, (session,), {}, {}), RovTable(()))
    prefix = Prefix.parse("193.0.0.0/24")
    told = [judges.judge("10.0.0.1", Route(prefix, path)) for path in ((64510,), (64600, 64510), (64511,), (64510, 64666))]
    assert [item.verdict.control for item in told if item] == ["accept", "accept", "F08", "F07"]


def test_a_neighbor_without_a_chain_has_no_verdict() -> None:
    made = golden("relations")
    assert Judges(made.policy, made.rov).judge("192.0.2.77", Route(Prefix.parse("193.0.0.0/24"), (1,))) is None


@st.composite
def ranges(draw: st.DrawFn) -> PrefixRange:
    family = draw(st.sampled_from((4, 6)))
    bits = BITS[family]
    length = draw(st.integers(0, 6) | st.integers(bits - 3, bits))
    # Few networks, so that ranges nest and touch.
    network = draw(st.integers(0, 7)) << (bits - 3) | draw(st.integers(0, 3))
    low = draw(st.integers(length, bits))
    return PrefixRange(family, network >> (bits - length) << (bits - length), length, low, draw(st.integers(low, bits)))


@given(st.lists(st.frozensets(ranges(), max_size=6), max_size=4), st.lists(ranges(), min_size=1, max_size=20))
def test_one_search_finds_what_each_set_says(sets: list[frozenset[PrefixRange]], looked_up: list[PrefixRange]) -> None:
    classes = PrefixClasses(sets)
    for item in (*looked_up, *(item for found in sets for item in found)):
        for prefix in {item.prefix, item.prefix.covering(item.prefix.length // 2), Prefix(item.family, item.network, item.minimum)}:
            wanted = [any(one.matches(prefix) for one in found) for found in sets]
            assert [bool(classes.bits(prefix) >> place & 1) for place in range(len(sets))] == wanted
            assert [PrefixSet("x", found).holds(prefix) for found in sets] == wanted
