# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Ranges of numbers as regular expressions, compared with counting."""

from __future__ import annotations

import re

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.frr.as_paths import number_patterns
from hypothesis import example, given, settings
from hypothesis import strategies as st


def matched(low: int, high: int, number: int) -> bool:
    return re.fullmatch("|".join(number_patterns(low, high)), str(number)) is not None


@pytest.mark.parametrize(("low", "high"), [(0, 0), (7, 7), (0, 1999), (98, 1203), (995, 1005), (1000, 1999), (19, 21), (190, 1099)])
def test_every_small_number(low: int, high: int) -> None:
    assert [number for number in range(3000) if matched(low, high, number)] == list(range(low, high + 1))


@settings(deadline=None, max_examples=300)
@given(st.integers(0, 2**32 - 1), st.integers(0, 2**32 - 1), st.integers(0, 2**32 - 1), st.integers(-2, 2))
@example(64496, 131071, 65535, 1)
@example(4200000000, 4294967295, 4294967295, -1)
def test_large_numbers_at_and_near_the_ends(one: int, other: int, number: int, off: int) -> None:
    low, high = sorted((one, other))
    for candidate in (number, low + off, high + off, number // 10):
        if candidate >= 0:
            assert matched(low, high, candidate) == (low <= candidate <= high)
