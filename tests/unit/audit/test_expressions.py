# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Expressions of routers: what they match, against another engine; what is not read; and none takes for ever."""

from __future__ import annotations

import re

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.audit.expressions import machine
from ansible_collections.manrs.hardening.plugins.plugin_utils.audit.tree import Outcome
from asking import ask, frr_tree
from hypothesis import given, settings
from hypothesis import strategies as st

_BORDER = r"(?:^|$|[ ,{}()])"
_ATOMS = st.sampled_from(["1", "12", "[0-9]", "[^2-4]", ".", "_", "^", "$", " ", "[12]", "3", "[]1]", "[^ ]", r"\{", r"\."])


def _wrapped(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    repeated = st.tuples(parts, st.sampled_from(["*", "+", "?", "{2}", "{1,2}", "{1,}"])).map(lambda item: f"({item[0]}){item[1]}")
    either = st.tuples(parts, parts).map(lambda item: f"({item[0]}|{item[1]})")
    return st.one_of(st.lists(parts, min_size=1, max_size=4).map("".join), repeated, either)


@settings(max_examples=300, deadline=None)
@given(st.recursive(_ATOMS, _wrapped, max_leaves=8), st.text(alphabet="1234 {},.", max_size=9))
def test_it_matches_what_another_engine_matches(expression: str, text: str) -> None:
    found = machine(expression, True, True)
    assert found is not None
    theirs = expression.replace("_", _BORDER).replace("[]1]", r"[\]1]")
    assert found.search(text) == (re.search(theirs, text) is not None)


@pytest.mark.parametrize(
    "expression", ["(", ")", "a)", "[1", "*1", "(*1)", "1{", "1{2", "1{3,2}", "1{999}", r"(1)\1", "[[:digit:]]", "[9-1]", "1\\"]
)
def test_what_is_not_read(expression: str) -> None:
    assert machine(expression, True, True) is None


def test_too_much_is_not_read() -> None:
    assert machine("((1{200}){200}){200}", True, True) is None
    assert machine("(" * 5000 + ")" * 5000, True, True) is None


def test_ios_counts_no_repetition() -> None:
    found = machine("^1{2}$", False, True)
    assert found is not None
    assert found.search("1{2}")
    assert not found.search("11")


def test_a_border_that_is_repeated_is_not_judged_on_frr() -> None:
    """Seen on FRR 8.4.4 and 10.3: they match too often then."""
    assert machine("^64501(_64501)*$", True, False) is None
    assert machine("^64501( 64501)*$", True, False) is not None
    lists = "bgp as-path access-list A seq 5 permit {}\n"
    assert ask(frr_tree("filter-list A in", lists.format("^64501(_64501)*$"))).outcome is Outcome.UNKNOWN
    assert ask(frr_tree("filter-list A in", lists.format("^64501( 64501)*$"))).outcome is Outcome.PERMIT


@pytest.mark.parametrize("expression", ["^([0-9]+ ?)+$", "^(.*)*x$", "^([0-9]*)*( [0-9]*)*x"])
def test_no_expression_takes_for_ever(expression: str) -> None:
    found = machine(expression, True, True)
    assert found is not None
    assert not found.search(" ".join(["4200000001"] * 120) + " {1")
