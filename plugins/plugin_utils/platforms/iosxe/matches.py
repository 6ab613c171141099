# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What one entry of a route-map asks for.

Matches of different kinds must all hold; of one kind there is one line, because a second one would be another way to match (command
reference, route-map). So a match is kept by kind, and two of one kind are joined where a single list can say both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import product

from ...model.policies import PolicyError
from ...model.routes import Community, LargeCommunity

#: Sets of communities: a route must carry all of one of them.
Carried = frozenset[frozenset[Community | LargeCommunity]]
Value = str | tuple[str, ...] | Carried

ADDRESS, NEXT_HOP, PATH, RPKI, COMMUNITY, LARGE = "address", "next-hop", "as-path", "rpki", "community", "large-community"


@dataclass(frozen=True)
class Match:
    """What must hold, by kind: the name of a prefix list, expressions of which one must match, sets of communities."""

    wanted: Mapping[str, Value] = field(default_factory=dict)

    def __and__(self, other: Match) -> Match:
        """Return the match that holds when both do.

        :raises PolicyError: one entry cannot ask for both.
        """
        found = dict(self.wanted)
        for kind, value in other.wanted.items():
            there = found.setdefault(kind, value)
            if there == value:
                continue
            if not (isinstance(there, frozenset) and isinstance(value, frozenset)):
                raise PolicyError(f"IOS: one entry of a route-map cannot ask twice for {kind}: {there} and {value}")
            found[kind] = frozenset(one | two for one, two in product(there, value))
        return Match(found)

    @property
    def is_always(self) -> bool:
        """Whether nothing is asked for."""
        return not self.wanted

    def covers(self, other: Match) -> bool:
        """Tell whether this holds wherever the other does, as far as their words say."""
        for kind, value in self.wanted.items():
            theirs = other.wanted.get(kind)
            if theirs == value:
                continue
            if not (isinstance(value, frozenset) and isinstance(theirs, frozenset)):
                return False
            if not all(any(mine <= item for mine in value) for item in theirs):
                return False
        return True


#: One of these must hold; none of none.
Matches = list[Match]
ALWAYS: Matches = [Match()]


def both(first: Matches, second: Matches) -> Matches:
    """Return the matches of which one holds when one of each does."""
    return reduced(one & two for one in first for two in second)


def reduced(matches: Iterable[Match]) -> Matches:
    """Return matches without those that another one covers."""
    found: Matches = []
    for match in matches:
        if not any(other.covers(match) for other in found):
            found = [*(other for other in found if not match.covers(other)), match]
    return found
