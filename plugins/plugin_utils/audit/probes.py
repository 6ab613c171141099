# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Routes to ask a session with: for each control those that it must not let through, as close as possible to what its lists permit.

A few routes are the same everywhere (each special-purpose block, reserved ASNs, paths that are too long); more are made from the prefix
lists that act on the session, at both ends of each entry, so that a list that permits more than it looks is found.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

from ..model.prefixes import BITS, Prefix, PrefixRange
from ..model.routes import BLACKHOLE, Community, Direction, PathElement, Relation, Route, RovState
from ..model.sets import PairSet, PrefixSet
from ..registry.bogon_asns import special_asns
from ..registry.bogons import is_bogon_prefix
from ..registry.special_purpose import special_purpose_ranges
from ..registry.transit_free import transit_free_asns
from .matching import community
from .tree import AddressEntry, BgpSession, Binding, Bound, Line, ListKey, ListKind, NamedList, Outcome, PrefixEntry, TextEntry, Tree

#: What docs/policy.md lets through, F05 and F06.
LENGTHS = {4: (8, 24), 6: (12, 48)}
LONGEST_PATH = 100
#: Entries of lists that routes are made from, at most; beyond it a control that held until there is unknown.
MOST_ENTRIES = 20000
#: ASNs of ordinary networks, and prefixes that are nobody's here, to make routes of.
_ORDINARY_ASNS = (3333, 25152, 13335)
_ORDINARY = {
    4: tuple(map(Prefix.parse, ("8.8.8.0/24", "193.0.0.0/21", "1.0.0.0/24"))),
    6: tuple(map(Prefix.parse, ("2001:4860::/32", "2001:67c:2e8::/48", "2400:cb00::/32"))),
}
_TOO_SHORT = {4: Prefix.parse("8.0.0.0/7"), 6: Prefix.parse("2a00::/11")}
#: What an own router may hold and must not announce.
_INSIDE = {
    4: tuple(map(Prefix.parse, ("10.0.0.0/8", "10.20.30.0/24", "100.64.0.0/10", "172.16.0.0/12", "192.168.0.0/16", "192.168.7.0/24"))),
    6: tuple(map(Prefix.parse, ("fc00::/7", "fd00:1:2::/48", "fe80::/10", "2001:db8::/32"))),
}


@dataclass(frozen=True)
class KnownNeighbor:
    """What is known of the other end. ``registered``: what it may announce; ``takes_default``: whether it is to send the default route.

    What is let through on purpose: ``may_transit``: transit-free ASNs behind it; ``may_loop``: our own ASN in its paths;
    ``longest_path``: paths of so many ASNs; ``excepted``: prefixes that a control lets in.
    """

    relation: Relation
    registered: PairSet | None = None
    takes_default: bool | None = None
    may_transit: frozenset[int] = frozenset()
    may_loop: bool = False
    longest_path: int = LONGEST_PATH
    excepted: tuple[tuple[str, PrefixRange], ...] = ()


@dataclass(frozen=True)
class Known:
    """What the configuration does not say. ``own``: our prefixes; ``neighbors``: by address, in no VRF; ``exchanges``: peering LANs.

    ``is_registry_known``: whether RPKI could be asked which part of our space is somebody else's.
    """

    own: tuple[Prefix, ...] = ()
    neighbors: Mapping[str, KnownNeighbor] = field(default_factory=dict)
    exchanges: tuple[Prefix, ...] = ()
    is_registry_known: bool = True

    @cached_property
    def _registered(self) -> tuple[PrefixSet, Mapping[int, list[int]]]:
        """What anybody here has registered: all below it, and the networks of each family in their order."""
        ranges = {item.prefix for one in self.neighbors.values() if one.registered for item in _ranges(one.registered)}
        starts = {family: sorted(item.network for item in ranges if item.family == family) for family in BITS}
        return PrefixSet("registered", frozenset(map(PrefixRange.of, ranges))), starts

    def is_somebodys(self, prefix: Prefix) -> bool:
        """Tell whether a prefix overlaps with what is registered for a neighbor, ours, or a peering LAN."""
        below, starts = self._registered
        networks = starts[prefix.family]
        place = bisect_left(networks, prefix.network)
        holds_one = place < len(networks) and networks[place] >> (BITS[prefix.family] - prefix.length) == prefix.network >> (
            BITS[prefix.family] - prefix.length
        )
        others = (*self.own, *self.exchanges)
        return holds_one or below.holds(prefix) or any(other.contains(prefix) or prefix.contains(other) for other in others)

    def neighbor(self, session: BgpSession) -> KnownNeighbor | None:
        """Return what is known of a session's neighbor."""
        return self.neighbors.get(session.name) if session.vrf is None else None

    def relation(self, session: BgpSession) -> Relation | None:
        """Return what a session's neighbor is, None where nobody says it."""
        found = self.neighbor(session)
        return found.relation if found else None

    def registered(self, session: BgpSession) -> PairSet | None:
        """Return what a session's neighbor has registered."""
        found = self.neighbor(session)
        return found.registered if found else None


@dataclass(frozen=True, slots=True)
class Probe:
    """One route to ask with. ``what``: how it is called in a finding."""

    control: str
    what: str
    route: Route
    expected: Outcome = Outcome.DENY
    rov: RovState = RovState.NOT_FOUND


@dataclass(frozen=True)
class Nearby:
    """Prefixes and communities from the lists that act in one direction of a session. ``is_cut``: there were too many."""

    prefixes: tuple[Prefix, ...]
    communities: tuple[frozenset[Community], ...]
    is_cut: bool


def nearby(tree: Tree, bound: Iterable[Bound], family: int) -> Nearby:
    """Make prefixes at both ends of what lists permit, and the communities that they ask for."""
    prefixes: dict[Prefix, None] = {}
    communities: dict[frozenset[Community], None] = {}
    is_cut = False
    for found in lists_of(tree, bound):
        entries = list(islice(found.entries, MOST_ENTRIES + 1))
        is_cut = is_cut or len(entries) > MOST_ENTRIES
        for entry in entries[:MOST_ENTRIES]:
            if isinstance(entry, PrefixEntry) and entry.is_permit and entry.range.family == family:
                prefixes.update(dict.fromkeys(_ends(entry.range)))
            elif isinstance(entry, AddressEntry) and entry.is_permit and entry.family == family:
                length = BITS[family] - entry.wildcard.bit_length()
                base = Prefix(family, entry.network, BITS[family]).covering(length)
                low, high = max(length, entry.lengths[0]), entry.lengths[1]
                prefixes.update(dict.fromkeys(_ends(PrefixRange.of(base, low, max(low, high)))))
            elif isinstance(entry, TextEntry) and entry.is_permit and found.key[0] is ListKind.COMMUNITY and not entry.is_expression:
                numbers = [community(word) for word in entry.text.split()]
                if numbers and None not in numbers:
                    communities[frozenset(item for item in numbers if item is not None)] = None
    return Nearby(tuple(prefixes), tuple(communities), is_cut)


def _ends(item: PrefixRange) -> Iterator[Prefix]:
    """Return the first and the last prefix of a range, at its shortest and longest length and at the longest that is usual."""
    bits = BITS[item.family]
    usual = min(max(LENGTHS[item.family][1], item.minimum), item.maximum)
    for length in dict.fromkeys((item.minimum, usual, item.maximum)):
        yield Prefix(item.family, item.network, length)
        last = item.network | ((1 << (length - item.length)) - 1) << (bits - length)
        yield Prefix(item.family, last, length)


def lists_of(tree: Tree, bound: Iterable[Bound]) -> Iterator[NamedList]:
    """Return the lists that act on a session, those that are there, each once."""
    yield from (tree.lists[key] for key, _ in references(tree, bound) if key in tree.lists)


_BOUND_KINDS = {Binding.PREFIX_LIST: ListKind.PREFIX, Binding.DISTRIBUTE_LIST: ListKind.ACCESS, Binding.FILTER_LIST: ListKind.PATH}
_WORDS = {"as-path": ListKind.PATH, "community": ListKind.COMMUNITY, "large-community": ListKind.LARGE_COMMUNITY}


def references(tree: Tree, bound: Iterable[Bound]) -> dict[tuple[ListKey, Line], None]:
    """Return the lists that bindings and their route-maps name, with the line that does."""
    found: dict[tuple[ListKey, Line], None] = {}
    maps: list[str] = []
    for item in bound:
        if item.binding is Binding.ROUTE_MAP:
            maps.append(item.name)
        else:
            kind = _BOUND_KINDS[item.binding]
            for family in (0,) if kind is ListKind.PATH else (4, 6):
                found[(kind, family, item.name), item.line] = None
    seen: set[str] = set()
    while maps:
        name = maps.pop()
        if name in seen or name not in tree.route_maps:
            continue
        seen.add(name)
        for entry in tree.route_maps[name].entries:
            maps += [entry.call.words[0]] if entry.call else []
            for clause in entry.matches:
                for key in _named(clause.words):
                    found[key, clause.line] = None
    return found


def _named(words: tuple[str, ...]) -> Iterator[ListKey]:
    match words:
        case [("ip" | "ipv6") as word, ("address" | "next-hop"), "prefix-list", *names]:
            yield from ((ListKind.PREFIX, 4 if word == "ip" else 6, name) for name in names)
        case [("ip" | "ipv6") as word, "address", *names] if names[:1] != ["prefix-len"]:
            yield from ((ListKind.ACCESS, 4 if word == "ip" else 6, name) for name in names)
        case [("as-path" | "community" | "large-community") as word, *names]:
            yield from ((_WORDS[word], 0, name) for name in names if name not in ("exact-match", "any"))


def _is_inside(prefix: Prefix, others: Iterable[Prefix]) -> bool:
    return any(other.contains(prefix) for other in others)


class Maker:
    """Makes routes for one session and family."""

    def __init__(self, tree: Tree, session: BgpSession, known: Known, family: int) -> None:
        self._tree, self._session, self._known, self._family = tree, session, known, family
        self._neighbor = known.neighbor(session)
        self.relation = known.relation(session)
        self.registered = known.registered(session)
        others = [asn for asn in _ORDINARY_ASNS if asn not in (session.asn, tree.asn)]
        self.far, self.farther = others[0], others[1]
        self.asn = session.asn if session.asn is not None else others[-1]
        self.ordinary = [prefix for prefix in _ORDINARY[family] if not known.is_somebodys(prefix)]
        pairs = _ranges(self.registered) if self.registered is not None else ()
        self._theirs = PrefixSet("registered", frozenset(pairs))

    def good(self) -> list[tuple[Prefix, tuple[PathElement, ...]]]:
        """Return a few routes that the neighbor may announce, as far as it is known."""
        if self.registered is not None:
            pairs = sorted((item, origin) for item, origin in self.registered.pairs() if item.family == self._family)
            found: list[tuple[Prefix, tuple[PathElement, ...]]] = [
                (Prefix(item.family, item.network, item.minimum), (self.asn,) if origin == self.asn else (self.asn, origin))
                for item, origin in pairs[:3]
            ]
            if found:
                return found
        return [(prefix, (self.asn, self.far)) for prefix in self.ordinary[:1]]

    def paths(self) -> list[tuple[PathElement, ...]]:
        """Return paths that a neighbor may well send."""
        found: list[tuple[PathElement, ...]] = [(self.asn,), (self.asn, self.far)]
        if self.registered is not None:
            found += [(self.asn, origin) for origin in sorted(self.registered.ranges_by_origin) if origin != self.asn][:5]
        return found

    def is_known_foreign(self, prefix: Prefix) -> bool:
        """Tell whether a prefix is an ordinary one that is neither ours nor registered for a customer."""
        low, high = LENGTHS[self._family]
        return low <= prefix.length <= high and not is_bogon_prefix(prefix) and not self._known.is_somebodys(prefix)

    def control_of(self, prefix: Prefix) -> str | None:
        """Return the control that rejects a prefix on import, whatever else the route has."""
        low, high = LENGTHS[self._family]
        if prefix.length == 0:
            return "F01"
        if is_bogon_prefix(prefix):
            return "F02"
        if _is_inside(prefix, self._known.own) and not self._is_registered(prefix):
            return "F03"
        if _is_inside(prefix, self._known.exchanges):
            return "F04"
        if not low <= prefix.length <= high:
            return "F05"
        if self.relation is Relation.CUSTOMER and self.registered is not None and not self._is_registered(prefix):
            return "F13"
        return None

    def _is_registered(self, prefix: Prefix) -> bool:
        return self._theirs.holds(prefix)

    def imports(self) -> tuple[Probe, ...]:
        """Return the routes to ask the import with."""
        near = nearby(self._tree, self._session.families[self._family].of(Direction.IMPORT), self._family)
        made = (*self._prefixes(near), *self._paths_and_origins(), *self._communities(near))
        return tuple(dict.fromkeys(probe for probe in made if not self._is_excepted(probe)))

    def _is_excepted(self, probe: Probe) -> bool:
        excepted = self._neighbor.excepted if self._neighbor else ()
        return any(control == probe.control and item.matches(probe.route.prefix) for control, item in excepted)

    def _prefixes(self, near: Nearby) -> Iterator[Probe]:
        family = self._family
        high = LENGTHS[family][1]
        bits = BITS[family]
        wanted: dict[Prefix, None] = {Prefix(family, 0, 0): None, _TOO_SHORT[family]: None}
        for block in sorted(special_purpose_ranges()):
            if block.family == family and block.length > 0:
                wanted[block.prefix] = None
                for length in (high, block.length + 2):
                    if block.length < length <= bits:
                        wanted[Prefix(family, block.network | 1 << (bits - length), length)] = None
        wanted.update(dict.fromkeys(self.own_space()))
        for lan in self._known.exchanges:
            if lan.family == family:
                wanted[lan] = None
        for prefix in (*(prefix for prefix, _ in self.good()), *self.ordinary[:1]):
            wanted.update(dict.fromkeys(Prefix(family, prefix.network, length) for length in (high + 1, bits)))
        if self.relation is Relation.CUSTOMER:
            wanted.update(dict.fromkeys(self.ordinary))
        wanted.update(dict.fromkeys(near.prefixes))
        for prefix in wanted:
            control = self.control_of(prefix)
            if control is not None:
                yield from (Probe(control, str(prefix), Route(prefix, path)) for path in self.paths())

    def own_space(self) -> tuple[Prefix, ...]:
        """Return our own prefixes and a few below them."""
        high, bits = LENGTHS[self._family][1], BITS[self._family]
        return tuple(
            Prefix(own.family, own.network, length)
            for own in self._known.own
            if own.family == self._family
            for length in dict.fromkeys((own.length, min(own.length + 1, bits), max(own.length, high)))
        )

    def _paths_and_origins(self) -> Iterator[Probe]:
        ours = self._tree.asn
        longest = self._neighbor.longest_path if self._neighbor else LONGEST_PATH
        for prefix, path in self.good():
            tail = path[1:] or (self.asn,)
            for control, asns in (("F07", self._reserved()), ("F09", self._transit_free())):
                for asn in asns:
                    for made in ((self.asn, asn), (self.asn, asn, *tail)):
                        yield Probe(control, f"{prefix} behind AS{asn}", Route(prefix, made))
            long = (*path[:1] * (longest + 1), *path[1:])
            yield Probe("F06", f"{prefix} with a path of {len(long)} ASNs", Route(prefix, long))
            far = (*path[:1], *(self.far,) * longest, *path[1:])
            yield Probe("F06", f"{prefix} with a path of {len(far)} ASNs", Route(prefix, far))
            if self.relation is not Relation.ROUTE_SERVER:
                yield Probe("F08", f"{prefix} with AS{self.farther} as its first ASN", Route(prefix, (self.farther, *tail)))
            yield Probe("F12", f"{prefix}, RPKI invalid", Route(prefix, path), rov=RovState.INVALID)
            yield Probe("F21", f"{prefix} with an AS_SET", Route(prefix, (*path, frozenset((self.far, self.farther)))))
            if ours is not None and not (self._neighbor and self._neighbor.may_loop):
                yield Probe("F21", f"{prefix} with our own ASN in the path", Route(prefix, (self.asn, ours, *tail)))

    def _reserved(self) -> list[int]:
        mine = (0, self.asn, self._tree.asn)
        return sorted({asn for item in special_asns() if item.is_reserved for asn in (item.low, item.high) if asn not in mine})

    def _transit_free(self) -> list[int]:
        if self.relation in (None, Relation.PROVIDER, Relation.COLLECTOR):
            return []
        origins = set(self.registered.ranges_by_origin) if self.registered else set()
        spared = self._neighbor.may_transit if self._neighbor else frozenset()
        return sorted(transit_free_asns() - {self.asn, self._tree.asn or 0} - origins - spared)

    def _communities(self, near: Nearby) -> Iterator[Probe]:
        """A route must not pass for a community that its sender can set."""
        if self.relation is not Relation.CUSTOMER:
            return
        black = frozenset((BLACKHOLE,))
        for carried in dict.fromkeys((black, *near.communities)):
            control = "F16" if BLACKHOLE in carried else "F13"
            said = " ".join(f"{high}:{low}" for high, low in sorted(carried))
            for prefix in self.ordinary[:1]:
                for one in (prefix, Prefix(prefix.family, prefix.network, BITS[prefix.family])):
                    if control == "F16" or (one is prefix and self.registered is not None):
                        yield Probe(control, f"{one} with {said}", Route(one, (self.asn,), carried))

    def foreign(self, bound: tuple[Bound, ...]) -> list[Prefix]:
        """Return prefixes that are nobody's here, near what an export permits."""
        near = nearby(self._tree, bound, self._family).prefixes
        return list(dict.fromkeys((*self.ordinary, *(prefix for prefix in near if self.is_known_foreign(prefix)))))

    def inside(self, bound: tuple[Bound, ...]) -> list[Prefix]:
        """Return prefixes that must not leave: special-purpose space, and what is too long of our own."""
        near = nearby(self._tree, bound, self._family).prefixes
        high = LENGTHS[self._family][1]
        ours = [prefix for prefix in self._known.own if prefix.family == self._family]
        long = [Prefix(prefix.family, prefix.network, length) for prefix in ours for length in (high + 1, BITS[self._family])]
        blocks = [block.prefix for block in sorted(special_purpose_ranges()) if block.family == self._family and block.length > 0]
        return list(dict.fromkeys((*_INSIDE[self._family], *long, *blocks, *(prefix for prefix in near if is_bogon_prefix(prefix)))))


def _ranges(pairs: PairSet) -> Iterator[PrefixRange]:
    for ranges in pairs.ranges_by_origin.values():
        yield from ranges
