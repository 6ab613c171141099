# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prefix algebra against the standard library, which knows nothing of ours."""

from __future__ import annotations

import ipaddress

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import Prefix, PrefixError, PrefixRange
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.sets import PairSet, PrefixSet
from hypothesis import given
from hypothesis import strategies as st

NETWORKS = st.one_of(
    st.builds(lambda n, length: ipaddress.ip_network((n, length), strict=False), st.integers(0, 2**32 - 1), st.integers(0, 32)),
    st.builds(lambda n, length: ipaddress.ip_network((n, length), strict=False), st.integers(2**48, 2**128 - 1), st.integers(0, 128)),
)
NEAR = st.builds(
    lambda n, length: ipaddress.ip_network((n << 24, length), strict=False), st.sampled_from([10, 11, 192]), st.integers(0, 12)
)


@given(NETWORKS)
def test_text_is_the_standard_librarys(network: ipaddress.IPv4Network | ipaddress.IPv6Network) -> None:
    if network.version == 6 and network.network_address.ipv4_mapped:
        return
    prefix = Prefix.parse(str(network))
    assert (prefix.network, prefix.length, prefix.family) == (int(network.network_address), network.prefixlen, network.version)
    assert ipaddress.ip_network(str(prefix)) == network


@given(NEAR, NEAR)
def test_containment_is_the_standard_librarys(one: ipaddress.IPv4Network, other: ipaddress.IPv4Network) -> None:
    assert Prefix.parse(str(one)).contains(Prefix.parse(str(other))) == other.subnet_of(one)


@given(NEAR, NEAR, st.integers(0, 32), st.integers(0, 32))
def test_sets_hold_what_one_of_their_ranges_matches(base: ipaddress.IPv4Network, other: ipaddress.IPv4Network, low: int, high: int) -> None:
    low, high = sorted((max(low, base.prefixlen), max(high, base.prefixlen)))
    item = PrefixRange.of(Prefix.parse(str(base)), low, high)
    expected = other.subnet_of(base) and low <= other.prefixlen <= high
    prefix = Prefix.parse(str(other))
    assert PrefixSet("x", frozenset({item})).holds(prefix) == expected
    assert PairSet("x", {7: frozenset({item})}).holds(prefix, 7) == expected
    assert not PairSet("x", {7: frozenset({item})}).holds(prefix, 8)
    assert not PairSet("x", {7: frozenset({item})}).holds(prefix, None)
    assert PrefixRange.parse(str(item)) == item


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("10.0.0.1/8", "has host bits set; write 10.0.0.0/8"),
        ("2001:db8::1/32", "has host bits set; write 2001:db8::/32"),
        ("10.0.0.0", "has no length; write 10.0.0.0/32 for one address"),
        ("10.0.0.0/33", "the length is a number from 0 to 32"),
        ("10.0.0.0/-1", "the length is a number from 0 to 32"),
        ("10.0.0.0/٣", "the length is a number from 0 to 32"),
        ("10.0.0/8", "is not an IPv4 or IPv6 address"),
        ("010.0.0.0/8", "is not an IPv4 or IPv6 address"),
        ("::ffff:10.0.0.0/104", "is an IPv4-mapped IPv6 address"),
        ("", "is not an IPv4 or IPv6 address"),
    ],
)
def test_what_is_no_prefix_is_told(text: str, words: str) -> None:
    with pytest.raises(PrefixError) as caught:
        Prefix.parse(text)
    assert words in str(caught.value)
