# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Names, lists of prefixes, and members of communities."""

from __future__ import annotations

import re
from itertools import product

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.policies import PolicyError
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import Prefix, PrefixRange
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Route
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.rov import RovTable
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.junos import documents
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.junos.communities import members, number_patterns
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.junos.names import legal, told
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.junos.objects import Configuration, PolicyTerm, Word, layers
from hypothesis import example, given, settings
from hypothesis import strategies as st

from .cases import text_of
from .judge import Expression, Judge

# -- names ---------------------------------------------------------------------------------------


@settings(deadline=None)
@given(st.text(max_size=16))
def test_a_name_is_legal_and_gives_the_text_back(text: str) -> None:
    name = legal(text)
    assert re.fullmatch(r"[A-Za-z0-9._-]*", name)
    assert told(name) == text


def test_names_that_look_alike_stay_apart() -> None:
    texts = ["AS1:AS-X", "AS1_AS-X", "AS1_3aAS-X", "AS1-AS-X", "as1:as-x", "2001:db8::1", "2001-db8--1", "10.0.0.1", 'x"; delete', "a b"]
    assert len({legal(text) for text in texts}) == len(texts)


def test_a_name_that_is_too_long_is_refused() -> None:
    with pytest.raises(PolicyError, match="longer than the 200"):
        legal("X" * 201)


# -- lists of prefixes ---------------------------------------------------------------------------


@st.composite
def nested(draw: st.DrawFn) -> PrefixRange:
    """A range near the others: below one /8, so that most contain some."""
    length = draw(st.integers(8, 14))
    network = (20 << 24 | draw(st.integers(0, 3)) << 22) >> (32 - length) << (32 - length)
    low = draw(st.integers(length, 18))
    return PrefixRange(4, network, length, low, draw(st.integers(low, 18)))


#: Four prefixes of each length from the start of 20.0.0.0/8.
PLACES = [Prefix(4, (((20 << 24) >> (32 - length)) + number) << (32 - length), length) for length in range(7, 20) for number in range(4)]


@settings(max_examples=150, deadline=None)
@given(st.sets(nested(), max_size=8), st.booleans())
@example({PrefixRange.parse("20.0.0.0/8^8-24"), PrefixRange.parse("20.0.0.0/14")}, False)
@example({PrefixRange.parse("20.0.0.0/8^10-10"), PrefixRange.parse("20.0.0.0/8^16-17"), PrefixRange.parse("20.0.0.0/9")}, False)
def test_one_of_the_lists_matches_exactly_what_a_range_holds(ranges: set[PrefixRange], walks_up: bool) -> None:
    """Whether or not Junos asks shorter entries, and no prefix is twice in a list."""
    made = layers(ranges)
    for entries in made:
        assert len({item.prefix for item in entries}) == len(entries)
    judge = Judge(text_of(Configuration({f"L{number}": entries for number, entries in enumerate(made)})), walks_up)
    for prefix in PLACES:
        wanted = any(item.matches(prefix) for item in ranges)
        assert any(judge._in_list(f"L{number}", prefix) for number in range(len(made))) == wanted, prefix


def test_ranges_in_junos_words() -> None:
    texts = ["20.0.0.0/8", "20.0.0.0/8^8-32", "20.0.0.0/8^8-24", "20.0.0.0/8^9-24", "20.0.0.0/8^9-32", "20.0.0.0/8^16", "::/0^49-128"]
    element = documents.list_element("L", map(PrefixRange.parse, texts))
    words = [(item[1].tag, item[1].text) for item in element.findall("rf_list")]
    assert words == [
        ("exact", None),
        ("orlonger", None),
        ("upto", "/24"),
        ("prefix-length-range", "/9-/24"),
        ("prefix-length-range", "/9-/32"),
        ("prefix-length-range", "/16-/16"),
        ("prefix-length-range", "/49-/128"),
    ]
    assert [documents.range_of(item) for item in element.findall("rf_list")] == list(map(PrefixRange.parse, texts))


# -- communities ---------------------------------------------------------------------------------


@given(st.integers(0, 70000), st.integers(0, 70000))
def test_number_patterns_match_the_numbers_and_no_others(low: int, span: int) -> None:
    high = low + span
    expression = re.compile("|".join(f"(?:{item})" for item in number_patterns(low, high)))
    near = {0, 9, 10, 99, 100, 999, 1000, 65535, *(end + step for end in (low, high) for step in range(-11, 12))}
    assert all((expression.fullmatch(str(number)) is not None) == (low <= number <= high) for number in near if number >= 0)


STRIP = (PolicyTerm("T1", (), (Word("community delete", "X"),)),)


def test_a_pattern_without_what_is_kept() -> None:
    """Hand-written: what is removed, what stays."""
    found = [*members((64500, None), ((64500, 100), (64500, 7))), *members((64500, None, None), ((64500, 7, None), (64500, 8, 1)))]
    judge = Judge(text_of(Configuration(communities={"X": tuple(found)}, policies={"P": STRIP})))
    route = Route(
        Prefix.parse("20.0.0.0/16"),
        (1,),
        frozenset({(64500, 100), (64500, 101), (64500, 7), (64500, 70), (6450, 100), (64501, 100)}),
        frozenset({(64500, 7, 9), (64500, 70, 9), (64500, 8, 1), (64500, 8, 10), (64500, 8, 0), (164500, 1, 1), (64500, 0, 0)}),
    )
    is_accepted, left = judge.judge(["P"], route, RovTable([]), True, 64500)
    assert is_accepted
    assert left.communities == {(64500, 100), (64500, 7), (6450, 100), (64501, 100)}
    assert left.large_communities == {(64500, 7, 9), (64500, 8, 1), (164500, 1, 1)}


@pytest.mark.parametrize("kept", [(), ((1, 5),), ((1, None),), ((None, 5),), ((1, 5), (2, 7), (None, 9))])
def test_members_are_a_difference(kept: tuple[tuple[int | None, int | None], ...]) -> None:
    found = members((None, None), kept)
    for pair in product((0, 1, 2, 5, 7, 9, 65535), repeat=2):
        is_kept = any(all(wanted in (None, number) for wanted, number in zip(item, pair, strict=True)) for item in kept)
        text = ":".join(map(str, pair))
        assert any(re.search(item, text) is not None for item in found) != is_kept, pair


# -- the judge's own AS paths --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expression", "path", "matches"),
    [
        ("()", (), True),
        ("()", (1,), False),
        ("1 .*", (1, 2), True),
        ("1 .*", (1,), True),
        ("1 .*", (11, 2), False),
        (".* 2", (1, 2), True),
        (".* 2", (2, 1), False),
        ("5+", (5, 5, 5), True),
        ("5+", (5, 6), False),
        (".* (7|9) .*", (1, 9, 3), True),
        (".* 10-20 .*", (1, 15), True),
        (".* 10-20 .*", (1, 21), False),
        (".{3}", (1, 2, 3), True),
        (".{3,}", (1, 2), False),
        ("1{1,2} 3?", (1, 1), True),
        ("(1-4294967295)*", (1, frozenset({2, 3})), False),
        ("(1-4294967295)*", (), True),
    ],
)
def test_the_judge_reads_as_paths_as_the_guide_does(expression: str, path: tuple[object, ...], matches: bool) -> None:
    assert Expression(expression, True).matches(path) == matches  # type: ignore[arg-type]
