# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The rendered XML does what ``decide`` says, judged by Juniper's documented semantics."""

from __future__ import annotations

from dataclasses import replace

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import PrefixRange, aggregated
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Direction, Relation, Route
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.sets import PrefixSet
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.junos import documents
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.junos.capabilities import capabilities
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.junos.neighbors import neighbors
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.junos.objects import pair_sets
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.fit import fit
from hypothesis import given, settings
from hypothesis import strategies as st

from ..frr.cases import ADDRESSES, ASN, POLICIES, ROV, Wanted, circle, expected, moderate, routes_of
from .cases import BOUND, built, text_of
from .judge import Judge

DOORS = st.sets(st.sampled_from(["20.0.0.0/16", "40.0.0.0/16", "30.0.0.0/8^8-24"]), max_size=2)


@settings(moderate, max_examples=12)
@given(POLICIES, DOORS, st.booleans(), st.booleans())
def test_chains_do_what_decide_says(drawn: Wanted, doors: set[str], walks_up: bool, dot_matches_sets: bool) -> None:
    """Also the communities, next hop and local preference behind the chain, in every reading of the guide."""
    opened = tuple(sorted(PrefixRange.parse(text) for text in doors))
    policy = replace(drawn.policy, local_lists={"LOCAL-AS35001": PrefixSet("LOCAL-AS35001", frozenset(opened))})
    fitted = fit(policy, capabilities("24.4R1"))
    made = built(fitted)
    lists = {name: (*ranges, *opened) for name, ranges in made.lists.items() if name == "MANRS-LOCAL-AS35001-V4"}
    judge = Judge(text_of(made, lists), walks_up, dot_matches_sets)
    for session in fitted.sessions:
        for way, direction in (("in", Direction.IMPORT), ("out", Direction.EXPORT)):
            chain = made.bindings[session.address].policies(direction)
            assert chain is not None
            has_theirs = (session.address, direction) in BOUND
            for route in routes_of(session, way, ADDRESSES[session.address]):
                is_accepted, control, after = expected(fitted, session, way, route)
                if direction is Direction.EXPORT and not has_theirs and not route.as_path:
                    # Junos sends no static route without a policy of the operator's that says so.
                    is_accepted, control = False, "default policy"
                said, held = judge.judge(chain, route, ROV, direction is Direction.IMPORT, ASN)
                assert said == is_accepted, (session.neighbor, way, route, control)
                if is_accepted:
                    assert held == after, (session.neighbor, way, route)


@pytest.mark.circle
@circle
@given(POLICIES)
def test_what_is_written_is_read_back(drawn: Wanted) -> None:
    """Objects, and from their lists the registered pairs."""
    made = built(fit(drawn.policy, capabilities("24.4R1")))
    root = documents.document(documents.text(documents.whole(made, replace="replace")), "what was written")
    read = documents.objects_of(root)
    assert read.policies == {name: documents.in_order(terms) for name, terms in made.policies.items()}
    assert (read.lists, read.as_paths, read.communities) == (made.lists, made.as_paths, made.communities)
    assert read.caches == made.caches
    bound = {item.address: item for item in neighbors(root)}
    for address, binding in made.bindings.items():
        assert bound[address].here == {Direction.IMPORT: binding.imports, Direction.EXPORT: binding.exports}
    known = pair_sets(read, read.names)
    for name, item in drawn.policy.pair_sets.items():
        wanted = {origin: aggregated(ranges) for origin, ranges in item.ranges_by_origin.items()}
        # Each set is asked for in both families here, but the blackholes of neighbors that send none.
        assert known.get(name, wanted if "black" in name else {}) == wanted, name


def accepted_of_customers(wanted: Wanted) -> list[Route]:
    fitted = fit(wanted.policy, capabilities("24.4R1"))
    made = built(fitted)
    judge = Judge(text_of(made))
    customers = [session for session in fitted.sessions if session.relation is Relation.CUSTOMER]
    assert customers
    return [
        route
        for session in customers
        for route in routes_of(session, "in", ADDRESSES[session.address])
        if judge.judge(made.bindings[session.address].imports, route, ROV, True, ASN)[0]
    ]


def test_an_empty_set_lets_nothing_of_a_customer_in() -> None:
    """A list without an entry must not become a term without a condition."""
    assert accepted_of_customers(Wanted({35001: {"20.0.0.0/16"}}, takes_blackholes=False))
    assert accepted_of_customers(Wanted({35001: set()}, takes_blackholes=False)) == []
    assert accepted_of_customers(Wanted({}, takes_blackholes=False)) == []
