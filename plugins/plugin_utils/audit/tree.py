# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a running configuration says about BGP, as a tree: sessions, what is bound to them, route-maps and lists, each with its lines.

A tree is of one router OS and of no policy of ours. Whatever a parser does not understand is kept as unread, at the place that it
belongs to, so that an answer that depends on it is never given.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from ..model.prefixes import BITS, Prefix, PrefixRange
from ..model.routes import Direction


class Outcome(StrEnum):
    """What becomes of a route. Unknown is never taken for either."""

    PERMIT = "permit"
    DENY = "deny"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, order=True)
class Line:
    """A line of the configuration; number 0: nothing that is written, but what the OS does where nothing is."""

    number: int
    text: str

    def __str__(self) -> str:
        return f"line {self.number}: {self.text}" if self.number else self.text


class ListKind(StrEnum):
    """What a list holds."""

    PREFIX = "prefix-list"
    ACCESS = "access-list"
    PATH = "as-path access-list"
    COMMUNITY = "community-list"
    LARGE_COMMUNITY = "large-community-list"


@dataclass(frozen=True, slots=True)
class PrefixEntry:
    """One entry of a prefix list."""

    sequence: int
    is_permit: bool
    range: PrefixRange
    line: Line


@dataclass(frozen=True, slots=True)
class AddressEntry:
    """One entry of an access list that judges routes: the network with bits that do not count, lengths, and the mask likewise.

    ``mask`` None: the mask is not asked for.
    """

    sequence: int
    is_permit: bool
    family: int
    network: int
    wildcard: int
    lengths: tuple[int, int]
    line: Line
    mask: int | None = None
    mask_wildcard: int = 0

    def matches(self, prefix: Prefix) -> bool:
        """Tell whether the entry matches a route's prefix."""
        if prefix.family != self.family or not self.lengths[0] <= prefix.length <= self.lengths[1]:
            return False
        if (prefix.network ^ self.network) & ~self.wildcard:
            return False
        if self.mask is None:
            return True
        bits = BITS[self.family]
        mask = ((1 << bits) - 1) >> (bits - prefix.length) << (bits - prefix.length)
        return not (mask ^ self.mask) & ~self.mask_wildcard


@dataclass(frozen=True, slots=True)
class TextEntry:
    """One entry of a list of expressions or communities. ``is_expression``: ``text`` is a regular expression, else communities."""

    sequence: int
    is_permit: bool
    text: str
    is_expression: bool
    line: Line


Entry = PrefixEntry | AddressEntry | TextEntry
#: Kind, family (0: none), name.
ListKey = tuple[ListKind, int, str]


@dataclass(frozen=True)
class NamedList:
    """A list. ``entries`` are in the order in which the router asks them. ``unread``: entries that were not understood."""

    key: ListKey
    line: Line
    entries: tuple[Entry, ...]
    unread: tuple[Line, ...] = ()

    @cached_property
    def by_network(self) -> Mapping[tuple[int, int], Mapping[int, list[tuple[int, PrefixEntry]]]]:
        """The entries of a prefix list with their places, by family and length and then by network, so that long lists stay quick."""
        found: dict[tuple[int, int], dict[int, list[tuple[int, PrefixEntry]]]] = {}
        for place, entry in enumerate(self.entries):
            if not isinstance(entry, PrefixEntry):
                raise TypeError(f"{self.key}: a list of prefixes has another entry: {entry}")
            family, network, length, _, _ = entry.range
            found.setdefault((family, length), {}).setdefault(network, []).append((place, entry))
        return found

    def prefix_entry(self, prefix: Prefix) -> PrefixEntry | None:
        """Return the first entry of a prefix list that matches."""
        best: tuple[int, PrefixEntry] | None = None
        for (family, length), networks in self.by_network.items():
            if family != prefix.family or length > prefix.length:
                continue
            for place, entry in networks.get(prefix.covering(length).network, ()):
                if entry.range.minimum <= prefix.length <= entry.range.maximum and (best is None or place < best[0]):
                    best = (place, entry)
        return best[1] if best else None


@dataclass(frozen=True, slots=True)
class Clause:
    """A match or set line of a route-map entry, without its first word."""

    line: Line
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Jump:
    """Where a route-map goes on after an entry that matched. ``sequence`` None: at the next entry."""

    line: Line
    sequence: int | None


@dataclass(frozen=True, slots=True)
class MapEntry:
    """One entry of a route-map. ``call``: another route-map that is asked when the entry matched."""

    sequence: int
    is_permit: bool
    line: Line
    matches: tuple[Clause, ...] = ()
    sets: tuple[Clause, ...] = ()
    call: Clause | None = None
    jump: Jump | None = None
    unread: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class RouteMap:
    """A route-map, its entries by sequence."""

    name: str
    entries: tuple[MapEntry, ...]


class Binding(StrEnum):
    """How a filter is bound to a session."""

    ROUTE_MAP = "route-map"
    PREFIX_LIST = "prefix-list"
    FILTER_LIST = "filter-list"
    DISTRIBUTE_LIST = "distribute-list"


@dataclass(frozen=True, slots=True)
class Bound:
    """A filter that acts on a session. ``line`` may be of its group or template."""

    binding: Binding
    direction: Direction
    name: str
    line: Line


@dataclass(frozen=True)
class SessionFamily:
    """One family of a session, with what is inherited. ``settings``: other lines, by their first words."""

    family: int
    bound: tuple[Bound, ...]
    settings: Mapping[str, Line]
    unread: tuple[Line, ...] = ()

    def of(self, direction: Direction) -> tuple[Bound, ...]:
        """Return what is bound in a direction."""
        return tuple(item for item in self.bound if item.direction is direction)


@dataclass(frozen=True)
class BgpSession:
    """One session. ``name``: the address, an interface, or a range for sessions that the router answers to.

    ``asn`` None: the configuration does not say it. ``is_external`` None: it cannot be told. ``families``: those that are active.
    ``first_as_off``: the line that lets any first ASN through.
    """

    name: str
    asn: int | None
    is_external: bool | None
    families: Mapping[int, SessionFamily]
    settings: Mapping[str, Line]
    line: Line
    group: str | None = None
    vrf: str | None = None
    unread: tuple[Line, ...] = ()
    description: str = ""
    first_as_off: Line | None = None

    @property
    def title(self) -> str:
        """The name, with what is needed to find it."""
        return self.name + (f" (vrf {self.vrf})" if self.vrf else "")


@dataclass(frozen=True, slots=True)
class Origination:
    """A prefix that the router originates by a ``network`` line. ``route_map``: what the route passes then."""

    prefix: Prefix
    line: Line
    route_map: str | None = None


@dataclass(frozen=True)
class Interface:
    """An interface that packets come in by. ``networks``: its subnets. ``checks``: lines that judge source addresses."""

    name: str
    line: Line
    networks: tuple[Prefix, ...] = ()
    strict: Mapping[int, Line] = field(default_factory=dict)
    loose: Mapping[int, Line] = field(default_factory=dict)
    lists: Mapping[int, Line] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Semantics:
    """What a router OS does where nothing is written; None: no document says it, and no answer is given.

    ``missing_bound``: a list bound at a neighbor that does not exist lets routes through. ``missing_bound_map``: the same of a
    route-map. ``missing_matched``: a list that a match names and that does not exist matches. ``empty_prefix_list``: one without an
    entry permits. ``sets_act_at_once``: what an entry sets is seen by later matches. ``end_after_jump``: a route that an entry let go
    on passes where the map ends. ``knows_repetition``: ``{n}`` in expressions counts. ``repeats_borders``: ``_`` can be repeated there.
    ``matches_other_family``: a match of the other family's addresses can hold. ``ignores_multicast``: prefixes whose network is a
    multicast or link-local address do not come in, whatever is bound.
    """

    missing_bound: Mapping[ListKind, bool | None]
    missing_bound_map: bool | None
    missing_matched: Mapping[ListKind, bool | None]
    empty_prefix_list: bool | None
    sets_act_at_once: bool
    end_after_jump: bool | None
    knows_repetition: bool
    repeats_borders: bool
    matches_other_family: bool | None
    ignores_multicast: bool


@dataclass(frozen=True)
class Tree:
    """What one router's configuration says. ``requires_policy``: a session without a policy takes and sends nothing (RFC 8212).

    ``enforces_first``: the first ASN must be the neighbor's, router-wide. ``rejects_sets``: a path with an AS_SET is
    dropped. ``settings``: router-wide lines by their first words.
    ``unread``: lines in the BGP context that were not understood and may act on every session.
    """

    platform: str
    semantics: Semantics
    asn: int | None
    sessions: tuple[BgpSession, ...]
    route_maps: Mapping[str, RouteMap]
    lists: Mapping[ListKey, NamedList]
    originations: tuple[Origination, ...] = ()
    interfaces: tuple[Interface, ...] = ()
    caches: tuple[Line, ...] = ()
    settings: Mapping[str, Line] = field(default_factory=dict)
    requires_policy: tuple[bool | None, Line] = (None, Line(0, ""))
    enforces_first: tuple[bool | None, Line] = (None, Line(0, ""))
    rejects_sets: tuple[bool | None, Line] = (None, Line(0, ""))
    unread: tuple[Line, ...] = ()

    @property
    def external(self) -> Iterator[BgpSession]:
        """The sessions that are eBGP or may be."""
        return (session for session in self.sessions if session.is_external is not False)
