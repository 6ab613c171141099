# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prefix sets, aggregation and range operators against a judge that tries every prefix, with Python's ipaddress and no code of ours."""

from __future__ import annotations

import ipaddress
from functools import cache

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import Prefix, PrefixRange, aggregated
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.set_names import apply_operator, split_operator
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.sets import PairSet, PrefixSet
from hypothesis import given, settings
from hypothesis import strategies as st

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
#: A small world of each family in which every prefix can be tried: all from the shortest to the longest below a top.
WORLDS = {4: ("193.0.0.0/26", 26, 32), 6: ("2a00:1::/42", 42, 48)}


@cache
def every(family: int) -> tuple[Network, ...]:
    top, shortest, longest = WORLDS[family]
    network = ipaddress.ip_network(top)
    return tuple(item for length in range(shortest, longest + 1) for item in network.subnets(new_prefix=length))


Drawn = tuple[Network, int, int]


@st.composite
def drawn(draw: st.DrawFn, family: int) -> Drawn:
    """A prefix of the world and the lengths of what is meant below it."""
    network = draw(st.sampled_from(every(family)))
    longest = WORLDS[family][2]
    low = draw(st.integers(network.prefixlen, longest))
    return network, low, draw(st.integers(low, longest))


def text(item: Drawn) -> str:
    network, low, high = item
    return f"{network}^{low}-{high}"


def judged(items: list[Drawn]) -> set[Network]:
    """Every prefix that one of the ranges means, tried one by one."""
    family = items[0][0].version if items else 4
    return {
        candidate
        for candidate in every(family)
        for network, low, high in items
        if low <= candidate.prefixlen <= high and candidate.subnet_of(network)  # type: ignore[arg-type]
    }


def held_by(ranges: frozenset[PrefixRange], family: int) -> set[Network]:
    held = PrefixSet("x", ranges)
    return {candidate for candidate in every(family) if held.holds(Prefix.parse(str(candidate)))}


@pytest.mark.parametrize("family", [4, 6])
@given(data=st.data())
@settings(deadline=None, max_examples=150)
def test_a_prefix_set_holds_what_its_ranges_mean(family: int, data: st.DataObject) -> None:
    items = data.draw(st.lists(drawn(family), min_size=1, max_size=12))
    assert held_by(frozenset(PrefixRange.parse(text(item)) for item in items), family) == judged(items)


@pytest.mark.parametrize("family", [4, 6])
@given(data=st.data())
@settings(deadline=None, max_examples=150)
def test_aggregation_changes_nothing_and_leaves_nothing_to_leave_out(family: int, data: st.DataObject) -> None:
    items = data.draw(st.lists(drawn(family), min_size=1, max_size=12))
    ranges = frozenset(PrefixRange.parse(text(item)) for item in items)
    fewer = aggregated(ranges)
    assert held_by(fewer, family) == judged(items)
    assert len(fewer) <= len(ranges)
    assert aggregated(fewer) == fewer
    for item in fewer:
        assert held_by(fewer - {item}, family) != judged(items), f"{item} is held by others"


@pytest.mark.parametrize("family", [4, 6])
@given(data=st.data())
@settings(deadline=None, max_examples=100)
def test_a_pair_set_asks_for_prefix_and_origin_together(family: int, data: st.DataObject) -> None:
    by_origin = {origin: data.draw(st.lists(drawn(family), max_size=5)) for origin in (1, 2)}
    pairs = PairSet("x", {origin: frozenset(PrefixRange.parse(text(item)) for item in items) for origin, items in by_origin.items()})
    for origin, items in by_origin.items():
        held = {candidate for candidate in every(family) if pairs.holds(Prefix.parse(str(candidate)), origin)}
        assert held == (judged(items) if items else set())
        assert not any(pairs.holds(Prefix.parse(str(candidate)), 3) for candidate in every(family)[:20])


#: RFC 2622 section 2: what an operator makes of a prefix's length, in the lengths below it. None: every length to the last.
OPERATORS = {
    "^-": lambda length, last: range(length + 1, last + 1),
    "^+": lambda length, last: range(length, last + 1),
    "^30": lambda length, last: range(30, 31) if length <= 30 else range(0),
    "^28-31": lambda length, last: range(max(28, length), 32),
}


@pytest.mark.parametrize("operator", OPERATORS)
@given(network=st.sampled_from(every(4)))
@settings(deadline=None, max_examples=80)
def test_range_operators_mean_what_the_rfc_says(operator: str, network: ipaddress.IPv4Network) -> None:
    name, found = split_operator(f"{network}{operator}")
    assert (name, found) == (str(network), operator)
    made = apply_operator(PrefixRange.exact(Prefix.parse(name)), found)
    lengths = OPERATORS[operator](network.prefixlen, 32)
    expected = {item for length in lengths if length >= network.prefixlen for item in network.subnets(new_prefix=length)}
    assert held_by(frozenset({made}) if made else frozenset(), 4) == expected


@pytest.mark.parametrize("longest", [24, 28, 32])
@given(data=st.data())
@settings(deadline=None, max_examples=60)
def test_more_specifics_reach_to_the_longest_and_keep_their_origin(longest: int, data: st.DataObject) -> None:
    items = data.draw(st.lists(drawn(4), min_size=1, max_size=6))
    covered = frozenset(item._replace(maximum=max(item.maximum, longest)) for item in (PrefixRange.parse(text(drawn)) for drawn in items))
    assert held_by(aggregated(covered), 4) == judged([(network, low, max(high, longest)) for network, low, high in items])
