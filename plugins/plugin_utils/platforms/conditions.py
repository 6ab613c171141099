# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Conditions on a route, as expressions over comparisons of a router's own language.

Negation is pushed down to single comparisons. What has no comparison left is always or never true.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Comparison:
    """One comparison in the router's words, or its negation."""

    text: str
    is_negated: bool = False


@dataclass(frozen=True, slots=True)
class All:
    """Holds when every part holds; without parts it always does."""

    parts: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Any:
    """Holds when one part holds; without parts it never does."""

    parts: tuple[Condition, ...] = ()


Condition = Comparison | All | Any

ALWAYS, NEVER = All(), Any()


def all_of(parts: Iterable[Condition]) -> Condition:
    """Return the condition that holds when all of these do."""
    found: dict[Condition, None] = {}
    for part in parts:
        if part == NEVER:
            return NEVER
        found.update(dict.fromkeys(part.parts if isinstance(part, All) else (part,)))
    if any(negated(part) in found for part in found if isinstance(part, Comparison)):
        return NEVER
    return next(iter(found)) if len(found) == 1 else All(tuple(found))


def any_of(parts: Iterable[Condition]) -> Condition:
    """Return the condition that holds when one of these does."""
    found: dict[Condition, None] = {}
    for part in parts:
        if part == ALWAYS:
            return ALWAYS
        found.update(dict.fromkeys(part.parts if isinstance(part, Any) else (part,)))
    if any(negated(part) in found for part in found if isinstance(part, Comparison)):
        return ALWAYS
    return next(iter(found)) if len(found) == 1 else Any(tuple(found))


def negated(condition: Condition) -> Condition:
    """Return the condition that holds when this one does not."""
    match condition:
        case Comparison(text, is_negated):
            return Comparison(text, not is_negated)
        case All(parts):
            return any_of(negated(part) for part in parts)
        case Any(parts):
            return all_of(negated(part) for part in parts)
