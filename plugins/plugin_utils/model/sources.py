# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the source addresses of packets may be on a router's interfaces (docs/sources.md; BCP 38 and BCP 84, MANRS Action 2)."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from .prefixes import BITS, FAMILIES, Prefix
from .routes import Direction

#: How an interface and family is checked, in the words of plans.
STRICT, ACL, BORDER = "strict uRPF", "ACL", "border"

#: Why sources are dropped; counters are named so. The first can be meant by nobody, the others are named when they are seen.
SPECIAL_PURPOSE, INFRASTRUCTURE, OWN_SPACE, FOREIGN = "special-purpose", "infrastructure", "own-space", "foreign"


def joined(prefixes: Iterable[Prefix]) -> frozenset[Prefix]:
    """Return the fewest prefixes that hold exactly the same addresses."""
    found: list[Prefix] = []
    for prefix in sorted(prefixes):
        if found and found[-1].contains(prefix):
            continue
        found.append(prefix)
        while len(found) > 1 and (both := _sibling_parent(found[-2], found[-1])) is not None:
            found[-2:] = [both]
    return frozenset(found)


def _sibling_parent(low: Prefix, high: Prefix) -> Prefix | None:
    if low.family != high.family or low.length != high.length or low.length == 0:
        return None
    parent = low.covering(low.length - 1)
    return parent if parent.contains(high) else None


@dataclass(frozen=True)
class SourceSet:
    """Addresses of both families, as the fewest prefixes."""

    prefixes: frozenset[Prefix]

    @classmethod
    def of(cls, prefixes: Iterable[Prefix]) -> SourceSet:
        """Join prefixes into a set."""
        return cls(joined(prefixes))

    @cached_property
    def _lengths(self) -> dict[int, list[int]]:
        return {family: sorted({item.length for item in self.prefixes if item.family == family}) for family in FAMILIES}

    @cached_property
    def _sorted(self) -> list[Prefix]:
        return sorted(self.prefixes)

    def of_family(self, family: int) -> tuple[Prefix, ...]:
        """Return the prefixes of one family, sorted."""
        return tuple(sorted(item for item in self.prefixes if item.family == family))

    def holds(self, prefix: Prefix) -> bool:
        """Tell whether all addresses of a prefix are in the set."""
        return any(prefix.covering(length) in self.prefixes for length in self._lengths[prefix.family] if length <= prefix.length)

    def meets(self, prefix: Prefix) -> bool:
        """Tell whether any address of a prefix is in the set."""
        place = bisect.bisect_left(self._sorted, prefix)
        return (place < len(self._sorted) and prefix.contains(self._sorted[place])) or self.holds(prefix)

    def without(self, others: SourceSet) -> SourceSet:
        """Return the set without the addresses of another."""
        return SourceSet.of(piece for prefix in self.prefixes for piece in _cut(prefix, others))


def _cut(prefix: Prefix, others: SourceSet) -> Iterable[Prefix]:
    if others.holds(prefix):
        return
    if not others.meets(prefix):
        yield prefix
        return
    step = 1 << (BITS[prefix.family] - prefix.length - 1)
    for network in (prefix.network, prefix.network + step):
        yield from _cut(Prefix(prefix.family, network, prefix.length + 1), others)


@dataclass(frozen=True, slots=True)
class SourceDrop:
    """Sources that are dropped for one reason. ``source_set`` None: all that are left. ``control``: V01 to V05."""

    reason: str
    control: str
    source_set: str | None = None


@dataclass(frozen=True, slots=True)
class SourceChain:
    """What happens to a packet of one family in one direction of one interface.

    In this order: what belongs to the link passes; a source passes that is in ``permit``, or, where it is strict, that the best
    route points back to; then the first drop that holds it decides. What no drop holds passes. ``why``: the adviser's reason.
    """

    direction: Direction
    family: int
    mode: str
    why: str
    permit: str
    drops: tuple[SourceDrop, ...] = ()

    @property
    def is_strict(self) -> bool:
        """Whether a source passes that the best route points back to."""
        return self.mode == STRICT

    @property
    def control(self) -> str:
        """The control that it holds first: V01 where it is strict, V03 where it is a list, V04 at a border."""
        return self.drops[0].control

    @property
    def source_sets(self) -> tuple[str, ...]:
        """The names of the sets that it needs."""
        return (self.permit, *(drop.source_set for drop in self.drops if drop.source_set is not None))


@dataclass(frozen=True, slots=True)
class SourceInterface:
    """One declared interface. ``observed_since``: nothing is dropped yet, only counted, since that day (None: enforced).

    ``is_kept``: what it may send is not known, so what runs there stays as it is.
    """

    name: str
    kind: str
    chains: tuple[SourceChain, ...]
    observed_since: date | None = None
    is_kept: bool = False


@dataclass(frozen=True)
class SourcePolicy:
    """The source-address validation of one router. ``declared``: what the operator wrote, for the digest that people approve."""

    interfaces: tuple[SourceInterface, ...]
    sets: Mapping[str, SourceSet]
    declared: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HeldInterface:
    """What a router runs on one interface. ``seen``: sources that were counted while it was observed, as addresses."""

    observed_since: date | None
    seen: tuple[str, ...] = ()


@dataclass(frozen=True)
class Links:
    """A router's own interfaces: the networks on each. ``defaults``: the (family, name) to which a default route points."""

    networks: Mapping[str, tuple[Prefix, ...]] = field(default_factory=dict)
    defaults: frozenset[tuple[int, str]] = frozenset()
