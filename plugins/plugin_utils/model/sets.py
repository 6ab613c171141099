# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Named sets that terms refer to: prefixes, registered pairs, VRPs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from .prefixes import Prefix, PrefixRange


class Vrp(NamedTuple):
    """A validated ROA payload (RFC 6811): prefix, maximum length, origin ASN."""

    prefix: Prefix
    maximum_length: int
    asn: int


#: A prefix -> the (minimum, maximum) length bounds of the ranges that hang below it.
_RangeIndex = dict[Prefix, list[tuple[int, int]]]


def _index(ranges: frozenset[PrefixRange]) -> _RangeIndex:
    index: _RangeIndex = {}
    for item in ranges:
        index.setdefault(item.prefix, []).append((item.minimum, item.maximum))
    return index


def _index_holds(index: _RangeIndex, prefix: Prefix) -> bool:
    for length in range(prefix.length, -1, -1):
        for low, high in index.get(prefix.covering(length), ()):
            if low <= prefix.length <= high:
                return True
    return False


@dataclass(frozen=True)
class PrefixSet:
    """Prefix ranges of both families under one name."""

    name: str
    ranges: frozenset[PrefixRange]

    @cached_property
    def _ranges_at(self) -> _RangeIndex:
        return _index(self.ranges)

    def holds(self, prefix: Prefix) -> bool:
        """Tell whether one of the ranges holds the prefix."""
        return _index_holds(self._ranges_at, prefix)

    def of_family(self, family: int) -> list[PrefixRange]:
        """Return the ranges of one family, sorted."""
        return sorted(item for item in self.ranges if item.family == family)


@dataclass(frozen=True)
class PairSet:
    """Registered pairs: for each origin ASN the prefix ranges that it may originate.

    ``name`` hangs on the neighbor's ASN, never on its display name, so that renaming rebuilds nothing.
    """

    name: str
    ranges_by_origin: Mapping[int, frozenset[PrefixRange]]

    @cached_property
    def _indexes(self) -> dict[int, _RangeIndex]:
        return {origin: _index(ranges) for origin, ranges in self.ranges_by_origin.items()}

    def holds(self, prefix: Prefix, origin: int | None) -> bool:
        """Tell whether (prefix, origin) is a registered pair."""
        index = self._indexes.get(origin) if origin is not None else None
        return index is not None and _index_holds(index, prefix)

    @property
    def count(self) -> int:
        """How many (range, origin) pairs the set has."""
        return sum(len(ranges) for ranges in self.ranges_by_origin.values())

    def pairs(self) -> frozenset[tuple[PrefixRange, int]]:
        """Return all pairs, for comparing two sets."""
        return frozenset((item, origin) for origin, ranges in self.ranges_by_origin.items() for item in ranges)
