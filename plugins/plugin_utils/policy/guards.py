# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Guards: what a new set of registered pairs must hold before it replaces the one that runs. A set that does not is not used.

The cautions are those of the MANRS implementation guide (Action 1, "A word of caution").
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from ..model.prefixes import FAMILIES, Prefix, PrefixRange
from ..model.sets import PairSet

Pairs = Mapping[int, frozenset[PrefixRange]]
#: A set may always lose or gain so many entries: a small customer is no outage of many.
FEW = 10


@dataclass(frozen=True, slots=True)
class Acceptance:
    """Somebody looked at a big change of one set and wants it. ``host``: a router, or ``all``."""

    host: str
    neighbor: str
    old: str
    new: str


def pairs_digest(pairs: Pairs) -> str:
    """Return a short name of exactly these pairs."""
    lines = sorted(f"{item} {origin}\n" for origin, ranges in pairs.items() for item in ranges)
    return hashlib.sha256("".join(lines).encode()).hexdigest()[:16]


def _is_big(count: int, of: int, percent: int) -> bool:
    return count > FEW and count * 100 > of * percent


def _entries(pairs: Pairs, family: int) -> frozenset[tuple[int, PrefixRange]]:
    return frozenset((origin, item) for origin, ranges in pairs.items() for item in ranges if item.family == family)


def moved(old: Pairs, new: Pairs, percent: int, live: Callable[[], Collection[tuple[Prefix, int | None]]]) -> list[str]:
    """Return what is too big a change, per family: accepted routes lost, entries lost, entries gained. Empty: it is small.

    :param percent: more than this, and more than ten, is big.
    :param live: gives the (prefix, origin) of the neighbor's routes that are accepted now; asked only when something shrinks.
    """
    found = []
    for family in FAMILIES:
        had, has = _entries(old, family), _entries(new, family)
        lost, gained = len(had - has), len(has - had)
        if lost:
            before, after = PairSet("old", old), PairSet("new", new)
            now = [item for item in live() if item[0].family == family and before.holds(*item)]
            gone = [item for item in now if not after.holds(*item)]
            if _is_big(len(gone), len(now), percent):
                found.append(f"{len(gone)} of {len(now)} IPv{family} routes accepted now would be rejected")
        if _is_big(lost, len(had), percent):
            found.append(f"it loses {lost} of {len(had)} IPv{family} prefixes")
        if _is_big(gained, len(had), percent):
            found.append(f"it gains {gained} IPv{family} prefixes and has {len(had)}")
    return found
