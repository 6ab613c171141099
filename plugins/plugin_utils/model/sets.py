# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Named sets that terms refer to: prefixes, registered pairs, VRPs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from .prefixes import BITS, Prefix, PrefixRange


class Vrp(NamedTuple):
    """A validated ROA payload (RFC 6811): prefix, maximum length, origin ASN."""

    prefix: Prefix
    maximum_length: int
    asn: int


class _RangeIndex:
    """Ranges by the length of the prefix that they hang below, so that only lengths that occur are looked up."""

    __slots__ = ("_at",)

    def __init__(self, ranges: frozenset[PrefixRange]) -> None:
        #: family -> (length, bits behind it, network without those bits -> (minimum, maximum) of each range there), the shortest first
        self._at: dict[int, list[tuple[int, int, dict[int, list[tuple[int, int]]]]]] = {}
        by_length: dict[tuple[int, int], dict[int, list[tuple[int, int]]]] = {}
        for family, network, length, minimum, maximum in ranges:
            networks = by_length.setdefault((family, length), {})
            networks.setdefault(network >> (BITS[family] - length), []).append((minimum, maximum))
        for (family, length), networks in sorted(by_length.items(), key=lambda item: item[0]):
            self._at.setdefault(family, []).append((length, BITS[family] - length, networks))

    def holds(self, prefix: Prefix) -> bool:
        family, network, wanted = prefix
        for length, behind, networks in self._at.get(family, ()):
            if length > wanted:
                return False
            for low, high in networks.get(network >> behind, ()):
                if low <= wanted <= high:
                    return True
        return False


@dataclass(frozen=True)
class PrefixSet:
    """Prefix ranges of both families under one name."""

    name: str
    ranges: frozenset[PrefixRange]

    @cached_property
    def _index(self) -> _RangeIndex:
        return _RangeIndex(self.ranges)

    def holds(self, prefix: Prefix) -> bool:
        """Tell whether one of the ranges holds the prefix."""
        return self._index.holds(prefix)

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
        return {origin: _RangeIndex(ranges) for origin, ranges in self.ranges_by_origin.items()}

    def holds(self, prefix: Prefix, origin: int | None) -> bool:
        """Tell whether (prefix, origin) is a registered pair."""
        index = self._indexes.get(origin) if origin is not None else None
        return index is not None and index.holds(prefix)

    @cached_property
    def count(self) -> int:
        """How many (range, origin) pairs the set has."""
        return sum(len(ranges) for ranges in self.ranges_by_origin.values())

    def pairs(self) -> frozenset[tuple[PrefixRange, int]]:
        """Return all pairs, for comparing two sets."""
        return frozenset((item, origin) for origin, ranges in self.ranges_by_origin.items() for item in ranges)
