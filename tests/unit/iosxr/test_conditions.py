# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Conditions mean what they were made of, also as RPL reads them; elements for AS paths match the paths that they are for."""

from __future__ import annotations

import re
from itertools import product

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import Prefix
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Route
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.iosxr import as_paths
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.iosxr.communities import Attribute, removed
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.iosxr.conditions import (
    ALWAYS,
    NEVER,
    Comparison,
    Condition,
    all_of,
    any_of,
    negated,
    text,
)
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.number_ranges import numbers
from hypothesis import given
from hypothesis import strategies as st

from .rpl import _community_matches, _Statements, parse, run

_NAMES = ("A", "B", "C")
#: A tree of ("not", x), ("and", [...]), ("or", [...]) over names.
_TREES = st.recursive(
    st.sampled_from(_NAMES),
    lambda inner: st.one_of(
        st.tuples(st.just("not"), inner),
        st.tuples(st.just("and"), st.lists(inner, max_size=3)),
        st.tuples(st.just("or"), st.lists(inner, max_size=3)),
    ),
    max_leaves=8,
)


def made(tree: object) -> Condition:
    if isinstance(tree, str):
        return Comparison(f"destination in {tree}")
    word, inner = tree  # type: ignore[misc]
    if word == "not":
        return negated(made(inner))
    return (all_of if word == "and" else any_of)([made(item) for item in inner])


def meant(tree: object, true: dict[str, bool]) -> bool:
    if isinstance(tree, str):
        return true[tree]
    word, inner = tree  # type: ignore[misc]
    if word == "not":
        return not meant(inner, true)
    return (all if word == "and" else any)(meant(item, true) for item in inner)


def read(parsed: tuple[object, ...], true: dict[str, bool]) -> bool:
    match parsed:
        case ("not", inner):
            return not read(inner, true)  # type: ignore[arg-type]
        case ("and", left, right):
            return read(left, true) and read(right, true)  # type: ignore[arg-type]
        case ("or", left, right):
            return read(left, true) or read(right, true)  # type: ignore[arg-type]
        case ("in", _, ("set", str(name)), _):
            return true[name]
    raise AssertionError(parsed)


@given(_TREES)
def test_a_condition_means_what_it_was_made_of(tree: object) -> None:
    condition = made(tree)
    for values in product((False, True), repeat=len(_NAMES)):
        true = dict(zip(_NAMES, values, strict=True))
        if condition in (ALWAYS, NEVER):
            assert meant(tree, true) == (condition == ALWAYS)
        else:
            assert read(_Statements([text(condition)]).condition(), true) == meant(tree, true)


def test_what_contradicts_itself_is_never_and_what_excludes_nothing_is_always() -> None:
    one = Comparison("destination in A")
    assert all_of([one, negated(one)]) == NEVER
    assert any_of([one, negated(one)]) == ALWAYS
    assert all_of([]) == ALWAYS == negated(NEVER)
    for condition in (ALWAYS, NEVER):
        with pytest.raises(ValueError, match="no words in RPL"):
            text(condition)


_MANY = tuple([7] * 3)


@pytest.mark.parametrize("is_textual", [False, True])
@pytest.mark.parametrize(
    ("what", "path", "holds"),
    [
        ("first", (7,), True),
        ("first", (7, 9), True),
        ("first", (7, frozenset({9})), True),
        ("first", (77, 7), False),
        ("first", (9, 7), False),
        ("first", (), False),
        ("last", (9, 7), True),
        ("last", (7,), True),
        ("last", (9, 77), False),
        ("last", (7, 9), False),
        ("only", _MANY, True),
        ("only", (7, 9), False),
        ("only", (7, 77), False),
        ("only", (7, 7, frozenset({7})), False),
        ("only", (9, 7), False),
        ("only", (), False),
        ("has", (9, 500, 8), True),
        ("has", (9, 599), True),
        ("has", (600, 8), False),
        ("has", (9, 499), False),
        ("has", (0, 9), True),
        ("has", (10, 100), False),
        ("set", (9, frozenset({7, 8})), True),
        ("set", (9, 7), False),
    ],
)
def test_elements_match_the_paths_that_they_are_for(
    what: str, path: tuple[int | frozenset[int], ...], holds: bool, is_textual: bool
) -> None:
    elements = {
        "first": [as_paths.neighbor_is(7, is_textual)],
        "last": [as_paths.originates_from(7)],
        "only": [as_paths.only(7)],
        "has": as_paths.anywhere(((0, 0), (500, 599)), is_textual),
        "set": [as_paths.SEGMENTS],
    }[what]
    assert matched(elements, path) == holds


def test_as_text_an_asn_inside_an_as_set_is_found_and_does_not_originate() -> None:
    path = (9, frozenset({500, 7}))
    assert matched(as_paths.anywhere(((500, 599),), True), path)
    assert not matched([as_paths.originates_from(0)], (9, frozenset({0})))


def matched(elements: list[str], path: tuple[int | frozenset[int], ...]) -> bool:
    body = ",\n".join(f"  {element}" for element in elements)
    policies = parse(f"as-path-set S\n{body}\nend-set\nroute-policy P\n  if as-path in S then\n    pass\n  endif\nend-policy\n")
    return run(policies, "P", Route(Prefix.parse("20.0.0.0/16"), path), lambda route: False) is not None


_NUMBER = st.one_of(st.none(), st.integers(0, 3), st.sampled_from([65534, 65535]))
_PATTERNS = st.lists(st.tuples(_NUMBER, _NUMBER), max_size=3)


@given(_PATTERNS, _PATTERNS, st.tuples(st.integers(0, 4), st.integers(65533, 65535)), st.booleans())
def test_what_is_removed_is_the_patterns_without_what_is_kept(
    patterns: list[tuple[int | None, int | None]], keep: list[tuple[int | None, int | None]], pair: tuple[int, int], is_turned: bool
) -> None:
    community = pair[::-1] if is_turned else pair
    elements = removed(patterns, keep, Attribute.STANDARD)

    def among(items: list[tuple[int | None, int | None]]) -> bool:
        return any(all(want in (None, have) for want, have in zip(item, community, strict=True)) for item in items)

    assert any(_community_matches(element, community) for element in elements) == (among(patterns) and not among(keep))


@given(st.integers(0, 2**32 - 1), st.integers(0, 2**32 - 1), st.data())
def test_expressions_for_numbers_match_these_and_no_others(one: int, two: int, data: st.DataObject) -> None:
    low, high = sorted((one, two))
    pattern = re.compile("|".join(numbers(low, high)))
    near = {low - 1, low, high, high + 1, low * 10, high // 10, data.draw(st.integers(0, 2**32 + 10))}
    for number in near:
        if number >= 0:
            assert bool(pattern.fullmatch(str(number))) == (low <= number <= high), number
