# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Paths against ASPAs, each judged by hand (draft-ietf-sidrops-aspa-verification): two ways up to a pair of peers at the top.

        10 ---- 20          peers; both say that they have no provider
       /  \\    /  \\
     11    12 21   22       12 and 21 say nothing of themselves
      |         \\  /
     111         221        111 has 11; 221 has 21 and 22
"""

from __future__ import annotations

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.aspa import AspaState, AspaTable
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import PathElement
from hypothesis import given
from hypothesis import strategies as st

VALID, INVALID, UNKNOWN = AspaState.VALID, AspaState.INVALID, AspaState.UNKNOWN
TABLE = AspaTable(
    {
        10: frozenset({0}),
        20: frozenset({0}),
        11: frozenset({10}),
        22: frozenset({20}),
        111: frozenset({11}),
        221: frozenset({21, 22}),
    }
)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        # One AS alone: there is no hop to judge.
        ([111], VALID),
        ([12], VALID),
        # Up all the way.
        ([11, 111], VALID),
        ([10, 11, 111], VALID),
        ([20, 22, 221], VALID),
        # A prepend is one AS.
        ([10, 11, 11, 11, 111, 111], VALID),
        # 12 says nothing, so it may have any provider; 21 as well.
        ([10, 12], UNKNOWN),
        ([20, 21, 221], UNKNOWN),
        ([99, 12], UNKNOWN),
        # 111 says that 12 is not its provider: a forged origin, or a leak.
        ([12, 111], INVALID),
        ([10, 12, 111], INVALID),
        # Over the top and on to somebody who may only get what comes up: 20 has no provider, and 10 is none.
        ([10, 20, 22, 221], INVALID),
        # A leak: 11 sends on to us what its provider 10 sent down to it.
        ([11, 10], INVALID),
        ([11, 10, 20, 22, 221], INVALID),
        # A leak that starts at 12, which says nothing: 10 has no provider.
        ([12, 10], INVALID),
        # One hop that is wrong outweighs those that are not known.
        ([99, 98, 10, 12], INVALID),
    ],
)
def test_what_comes_from_a_customer_a_peer_or_a_route_server_came_up(path: list[PathElement], expected: AspaState) -> None:
    assert TABLE.upstream(path) is expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        # One or two ASes can always be up and then down.
        ([111], VALID),
        ([12, 111], VALID),
        ([10, 20], VALID),
        # Up alone, down alone.
        ([10, 11, 111], VALID),
        ([111, 11, 10], VALID),
        # Up, over the top between peers, and down.
        ([11, 10, 20, 22, 221], VALID),
        ([111, 11, 10, 20, 22], VALID),
        ([111, 11, 11, 10, 20, 20, 22, 221], VALID),
        # One AS at the top.
        ([11, 10, 12], VALID),
        ([111, 11, 10, 12, 99], UNKNOWN),
        # 21 says nothing: it may have gone up there, nobody knows.
        ([11, 10, 20, 21, 221], UNKNOWN),
        ([11, 10, 99, 98, 12], UNKNOWN),
        # 99 is a provider of neither 10 nor 22: between the two tops is one AS too many.
        ([11, 10, 99, 22, 221], INVALID),
        ([12, 98, 99, 97], UNKNOWN),
        # A valley: down from 10 to 11, which has no business to send it up again to anybody but 10.
        ([20, 11, 10, 12], INVALID),
        ([22, 20, 11, 10, 12, 99], INVALID),
        # 22 says that it has no provider but 20, so nothing came down to it by another.
        ([22, 98, 10, 20, 22, 221], INVALID),
        ([22, 10, 20, 22, 221], INVALID),
        # A forged origin: 111 says that 22 is not its provider.
        ([11, 10, 20, 22, 111], INVALID),
    ],
)
def test_what_comes_from_a_provider_went_up_and_then_down(path: list[PathElement], expected: AspaState) -> None:
    assert TABLE.downstream(path) is expected


@pytest.mark.parametrize("path", [[], [frozenset({111})], [11, frozenset({111, 112})], [10, frozenset({5}), 111]])
def test_an_empty_path_and_one_with_a_set_are_invalid(path: list[PathElement]) -> None:
    assert (TABLE.upstream(path), TABLE.downstream(path)) == (INVALID, INVALID)


def test_without_aspas_nothing_is_known_to_be_wrong() -> None:
    nobody = AspaTable({})
    assert (nobody.upstream([1, 2, 3]), nobody.downstream([1, 2, 3])) == (UNKNOWN, UNKNOWN)
    assert (nobody.upstream([1]), nobody.downstream([1, 2])) == (VALID, VALID)


ASNS = st.integers(1, 6)
TABLES = st.dictionaries(ASNS, st.frozensets(ASNS, max_size=3))


@given(TABLES, st.lists(ASNS, min_size=1, max_size=7))
def test_what_came_up_is_no_worse_from_a_provider(providers: dict[int, frozenset[int]], path: list[int]) -> None:
    order = [INVALID, UNKNOWN, VALID]
    table = AspaTable(providers)
    assert order.index(table.downstream(path)) >= order.index(table.upstream(path))


@given(TABLES, st.lists(ASNS, min_size=1, max_size=7), ASNS, ASNS)
def test_one_provider_more_never_makes_a_path_worse(providers: dict[int, frozenset[int]], path: list[int], asn: int, more: int) -> None:
    order = [INVALID, UNKNOWN, VALID]
    before, after = AspaTable(providers), AspaTable({**providers, asn: providers.get(asn, frozenset()) | {more}})
    if asn in providers:
        assert order.index(after.upstream(path)) >= order.index(before.upstream(path))
        assert order.index(after.downstream(path)) >= order.index(before.downstream(path))


@given(TABLES, st.lists(ASNS, min_size=1, max_size=7))
def test_a_path_from_a_provider_reads_the_same_from_both_ends(providers: dict[int, frozenset[int]], path: list[int]) -> None:
    table = AspaTable(providers)
    assert table.downstream(path) is table.downstream(path[::-1])
