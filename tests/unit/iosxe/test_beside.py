# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Beside a route-map of the operator's: lists hold back nothing that the policy accepts, and what it rejects by prefix or path alone."""

from __future__ import annotations

from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import Prefix, PrefixRange
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Direction
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.iosxe.beside import without
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.line_keys import BindingKey
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.decide import arriving, evaluate
from hypothesis import given, settings
from hypothesis import strategies as st

from ..frr.cases import POLICIES, ROUTES, ROV, Wanted, moderate
from .box import box, is_invalid
from .route_maps import Router
from .test_properties import DIRECTION, Facts, bound, build, configuration_text

#: All prefixes below 10.0.0.0/24, one by one.
_SPACE = [Prefix(4, (10 << 24) + (number << (8 - length)), 24 + length) for length in range(9) for number in range(1 << length)]


@st.composite
def small(draw: st.DrawFn) -> PrefixRange:
    base = draw(st.sampled_from(_SPACE))
    low = draw(st.integers(base.length, 32))
    return PrefixRange.of(base, low, draw(st.integers(low, 32)))


@settings(moderate, max_examples=60)
@given(small(), st.lists(small(), max_size=4))
def test_what_is_left_of_a_range_is_what_the_others_do_not_hold(item: PrefixRange, others: list[PrefixRange]) -> None:
    left = list(without(item, others))
    for prefix in _SPACE:
        wanted = item.matches(prefix) and not any(other.matches(prefix) for other in others)
        assert any(part.matches(prefix) for part in left) == wanted, prefix


@settings(moderate, max_examples=4)
@given(POLICIES)
def test_the_lists_take_nothing_away_that_the_policy_accepts(drawn: Wanted) -> None:
    fitted = box().fitted(drawn.policy)
    everywhere = frozenset(BindingKey(session.address, family, DIRECTION[way]) for session, family, way in bound(fitted))
    lines = configuration_text(fitted.asn, build(fitted, Facts(beside=everywhere))).splitlines()
    router = Router().feed(lines)
    held = 0
    for session, family, way in bound(fitted):
        chain = session.chain(way, family)
        assert chain is not None
        for route in ROUTES[family]:
            came = arriving(session, route) if way is Direction.IMPORT else route
            verdict, _ = evaluate(fitted, chain, came, ROV)
            is_through = router.judge(session.address, DIRECTION[way], came, is_invalid) is not None
            assert is_through or not verdict.is_accepted, (session.neighbor, way, route)
            held += not is_through
    assert held > 50
