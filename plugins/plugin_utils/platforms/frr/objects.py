# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""FRR's own configuration objects, and the names that ours have.

Names: permit-only lists that are edited in place have stable names; everything with an order or a deny carries
a digest of its content in its name, so that a change makes a new object and the binding is swapped.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from ...model.prefixes import BITS, PrefixRange
from ..line_keys import BindingKey, LineKey

OURS = "MANRS-"
#: Lists that the operator alone writes; we create them with one line that denies everything.
LOCAL = f"{OURS}LOCAL-"
#: The slot under which the router keeps that an RTR cache is ours: its host and port stand for address and family.
RTR_SLOT = "rtr"
#: The last sequence number: every permit-only list ends here with an explicit deny of everything, because FRR
#: matches everything with a list that exists and is empty.
LAST_SEQUENCE = 4294967295
_BUCKET = re.compile(r"MANRS-(?P<set>.+)-O(?P<origin>[0-9]{1,10})-(?P<family>[46])-(?P<bucket>[0-9]{1,6})of(?P<buckets>[0-9]{1,6})")


class ListEntry(NamedTuple):
    """One line of a prefix list."""

    sequence: int
    action: str
    range: PrefixRange


class TextEntry(NamedTuple):
    """One line of an AS-path or large-community list."""

    sequence: int
    action: str
    text: str


class MapEntry(NamedTuple):
    """One entry of a route-map; ``body`` holds its lines, sorted."""

    sequence: int
    action: str
    body: tuple[str, ...]


#: What is said at a neighbor, by block: "" stands for the session, else the block is an address-family line.
NeighborLines = Mapping[str, tuple[str, ...]]
ListKey = tuple[int, str]
#: (kind, name): kind is ``as-path access-list``, ``large-community-list standard`` or ``... expanded``.
TextKey = tuple[str, str]


@dataclass(frozen=True)
class Configuration:
    """The part of an FRR configuration that this collection reads and writes."""

    prefix_lists: Mapping[ListKey, tuple[ListEntry, ...]] = field(default_factory=dict)
    text_lists: Mapping[TextKey, tuple[TextEntry, ...]] = field(default_factory=dict)
    route_maps: Mapping[str, tuple[MapEntry, ...]] = field(default_factory=dict)
    bindings: Mapping[BindingKey, str] = field(default_factory=dict)
    lines: Mapping[LineKey, str] = field(default_factory=dict)
    rtr_caches: frozenset[tuple[str, int]] = frozenset()

    def ours(self) -> Configuration:
        """Return only the objects whose names say that they are ours, and the bindings to them."""
        return Configuration(
            {key: entries for key, entries in self.prefix_lists.items() if key[1].startswith(OURS)},
            {key: entries for key, entries in self.text_lists.items() if key[1].startswith(OURS)},
            {name: entries for name, entries in self.route_maps.items() if name.startswith(OURS)},
            {key: name for key, name in self.bindings.items() if name.startswith(OURS)},
            self.lines,
            self.rtr_caches,
        )


class BucketName(NamedTuple):
    """The parts of the name of a permit-only list."""

    set_name: str
    origin: int
    family: int
    bucket: int
    buckets: int

    def __str__(self) -> str:
        width = len(str(self.buckets - 1))
        return f"{OURS}{self.set_name}-O{self.origin}-{self.family}-{self.bucket:0{width}}of{self.buckets}"

    @classmethod
    def parse(cls, name: str) -> BucketName | None:
        """Return the parts, or None when the name is not one of a permit-only list."""
        found = _BUCKET.fullmatch(name)
        if not found:
            return None
        return cls(found["set"], int(found["origin"]), int(found["family"]), int(found["bucket"]), int(found["buckets"]))


def content_name(stem: str, content: Iterable[object]) -> str:
    """Return a name that changes with the content."""
    digest = hashlib.sha256("\n".join(map(str, content)).encode()).hexdigest()[:10]
    return f"{OURS}{stem}-{digest}"


def everything(family: int) -> PrefixRange:
    """Return the range that holds every prefix of a family (FRR prints it as ``any``)."""
    return PrefixRange(family, 0, 0, 0, BITS[family])


def is_permit_only(entries: Iterable[ListEntry]) -> bool:
    """Tell whether a list has permits and the final deny of everything only: then order means nothing."""
    return all(
        entry.action == "permit" or (entry.sequence == LAST_SEQUENCE and entry.range == everything(entry.range.family)) for entry in entries
    )


def local_entries(family: int) -> tuple[ListEntry, ...]:
    """Return what an operator's own list holds when it is new: the deny is last, so that what is added comes before it."""
    return (ListEntry(LAST_SEQUENCE, "deny", everything(family)),)


def local_lists(configuration: Configuration) -> dict[str, frozenset[PrefixRange]]:
    """Return what the operator's own lists permit, by their name in a policy."""
    found: dict[str, set[PrefixRange]] = {}
    for (_, name), entries in configuration.prefix_lists.items():
        if name.startswith(LOCAL):
            found.setdefault(name.removeprefix(OURS), set()).update(permitted(entries))
    return {name: frozenset(ranges) for name, ranges in found.items()}


def permitted(entries: Iterable[ListEntry]) -> dict[PrefixRange, int]:
    """Return the permitted ranges of a list, each with its sequence number."""
    return {entry.range: entry.sequence for entry in entries if entry.action == "permit"}


def pair_sets(configuration: Configuration) -> dict[str, dict[int, frozenset[PrefixRange]]]:
    """Return the pair sets that the permit-only lists of a configuration hold, by name."""
    found: dict[str, dict[int, set[PrefixRange]]] = {}
    for (_, name), entries in configuration.prefix_lists.items():
        if bucket := BucketName.parse(name):
            found.setdefault(bucket.set_name, {}).setdefault(bucket.origin, set()).update(permitted(entries))
    return {name: {origin: frozenset(items) for origin, items in origins.items()} for name, origins in found.items()}
