# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a term asks for, in RouterOS' filter language: conjunctions, of which one must hold.

Alternatives are rules of their own and nothing is negated. A rule that asks for an attribute that the route does not carry is passed
over as a whole, its ``else`` and its negations included (reported of communities by several users; the guide is silent), and so a
rule asks for one attribute in each comparison, and what it does when it holds is the only thing that it does.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product

from ...model.prefixes import Prefix, PrefixRange

#: Conjunctions, each a tuple of comparisons; none of them: it never holds. The empty conjunction always does.
Alternatives = list[tuple[str, ...]]


def both(first: Alternatives, second: Alternatives) -> Alternatives:
    """Return the alternatives that hold when one of each does."""
    return [tuple(dict.fromkeys((*one, *other))) for one, other in product(first, second)]


def length(low: int, high: int) -> str:
    """Return the comparison with lengths from low to high."""
    return f"dst-len == {low}" if low == high else f"dst-len in {low}-{high}"


def in_range(item: PrefixRange) -> tuple[str, ...]:
    """Return the comparisons with a range: ``dst in`` a prefix holds for it and for its more-specifics."""
    if item == PrefixRange.exact(item.prefix):
        return (f"dst == {item.prefix}",)
    bounds = length(item.minimum, item.maximum)
    return (bounds,) if item.length == 0 else (f"dst in {item.prefix}", bounds)


def address(prefix: Prefix) -> str:
    """Return an address without its length."""
    return str(prefix).partition("/")[0]


def rule(parts: Iterable[str], action: str) -> str:
    """Return the text of a rule: one action behind comparisons."""
    listed = " && ".join(parts)
    return f"if ({listed}) {{ {action} }}" if listed else action
