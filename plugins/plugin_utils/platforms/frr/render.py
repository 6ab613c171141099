# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Say a fitted policy in FRR's objects, and print objects as configuration lines.

A chain is one route-map. A term without ``unless`` is one deny entry. A term with ``unless`` is one permit entry that
matches ``when`` and calls a sub-route-map which permits the ``unless`` groups and ends in deny: FRR ends the whole
evaluation when a called route-map denies. A called route-map that does not exist is ignored by FRR (more open), so
delivery binds only after it has read every object back.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from ...model.policies import Chain, Policy, PolicyError, Session
from ...model.prefixes import BITS, PrefixRange
from ...model.routes import Direction
from ...model.terms import (
    AddLargeCommunity,
    Atom,
    Change,
    EmptyPath,
    FirstAsn,
    HasLargeCommunity,
    PairIn,
    PathHas,
    PathHasSet,
    PathLongerThan,
    PrefixIn,
    RemoveLargeCommunities,
    RovInvalid,
    Term,
)
from ...policy.fit import Capabilities
from . import as_paths
from .objects import (
    LAST_SEQUENCE,
    OURS,
    BindingKey,
    BucketName,
    Configuration,
    ListEntry,
    ListKey,
    MapEntry,
    TextEntry,
    TextKey,
    content_name,
    everything,
)

_DIRECTION = {Direction.IMPORT: "in", Direction.EXPORT: "out"}
_IP = {4: "ip", 6: "ipv6"}
AS_PATH = "as-path access-list"
STANDARD = "large-community-list standard"
EXPANDED = "large-community-list expanded"


@dataclass(frozen=True)
class Facts:
    """What rendering must know of the router: active families, the operator's own route-maps, list counts.

    ``active`` None means: the family of the session's address. ``buckets``: how many lists a (set, origin, family)
    is spread over now; kept while it fits, so that one more prefix does not rebuild everything.
    """

    active: frozenset[tuple[str, int]] | None = None
    operator_maps: Mapping[BindingKey, str] = field(default_factory=dict)
    buckets: Mapping[tuple[str, int, int], int] = field(default_factory=dict)
    held: frozenset[str] = frozenset()

    def families(self, address: str) -> tuple[int, ...]:
        """Return the families that a session carries."""
        if self.active is None:
            return (6,) if ":" in address else (4,)
        return tuple(family for family in (4, 6) if (address, family) in self.active)


def _bucket_count(count: int, length: int, present: int | None) -> int:
    """Return how many lists hold ``count`` entries: a power of two, and the present one while it is not far off."""
    if present and count <= 2 * present * length and (present == 1 or count * 4 >= present * length):
        return present
    buckets = 1
    while buckets * length < count:
        buckets *= 2
    return buckets


def _bucket_of(item: PrefixRange, buckets: int) -> int:
    """Return the list that a range lives in; it depends on the range alone, so other changes do not move it."""
    return zlib.crc32(b"%d/%d/%d/%d" % item[1:]) % buckets


class _Builder:
    def __init__(self, policy: Policy, capabilities: Capabilities, facts: Facts) -> None:
        self.policy = policy
        self.capabilities = capabilities
        self.facts = facts
        self.prefix_lists: dict[ListKey, tuple[ListEntry, ...]] = {}
        self.text_lists: dict[TextKey, tuple[TextEntry, ...]] = {}
        self.route_maps: dict[str, tuple[MapEntry, ...]] = {}
        self._permit_lists: dict[tuple[str, int, int], list[str]] = {}

    def text_list(self, kind: str, name: str, *texts: str) -> str:
        """Make a list of which one entry must match; return its name."""
        self.text_lists[kind, name] = tuple(TextEntry(5 * number, "permit", text) for number, text in enumerate(texts, 1))
        return name

    def path_match(self, name: str, *texts: str) -> str:
        return f"match as-path {self.text_list(AS_PATH, OURS + name, *texts)}"

    def prefix_list(self, set_name: str, family: int) -> str | None:
        """Make the list of a prefix set; None when the set has nothing in this family."""
        ranges = self.policy.prefix_sets[set_name].of_family(family)
        if not ranges:
            return None
        name = content_name(f"{set_name}-{family}", ranges)
        self.prefix_lists[family, name] = (
            *(ListEntry(5 * number, "permit", item) for number, item in enumerate(ranges, 1)),
            ListEntry(LAST_SEQUENCE, "deny", everything(family)),
        )
        return name

    def permit_lists(self, set_name: str, origin: int, family: int) -> list[str]:
        """Make the short permit-only lists of one origin of a pair set; return their names."""
        key = (set_name, origin, family)
        if key in self._permit_lists:
            return self._permit_lists[key]
        ranges = [item for item in self.policy.pair_sets[set_name].ranges_by_origin[origin] if item.family == family]
        names: list[str] = []
        if ranges:
            buckets = _bucket_count(len(ranges), self.capabilities.list_length, self.facts.buckets.get(key))
            members: list[list[PrefixRange]] = [[] for _ in range(buckets)]
            for item in sorted(ranges):
                members[_bucket_of(item, buckets)].append(item)
            for bucket, items in enumerate(members):
                name = str(BucketName(set_name, origin, family, bucket, buckets))
                self.prefix_lists[family, name] = (
                    *(ListEntry(5 * number, "permit", item) for number, item in enumerate(items, 1)),
                    ListEntry(LAST_SEQUENCE, "deny", everything(family)),
                )
                names.append(name)
        self._permit_lists[key] = names
        return names

    def matches(self, atoms: Iterable[Atom], family: int) -> list[str] | None:
        """Return the match lines that hold when all atoms do; None when one can never hold in this family."""
        lines = []
        for atom in atoms:
            match atom:
                case PrefixIn(set_name):
                    name = self.prefix_list(set_name, family)
                    if name is None:
                        return None
                    lines.append(f"match {_IP[family]} address prefix-list {name}")
                case RovInvalid():
                    lines.append("match rpki invalid")
                case EmptyPath():
                    lines.append(self.path_match("EMPTY-PATH", as_paths.EMPTY))
                case FirstAsn(asn):
                    lines.append(self.path_match(f"FIRST-{asn}", as_paths.first(asn)))
                case PathHas(ranges):
                    texts = as_paths.anywhere(ranges)
                    lines.append(self.path_match(content_name("PATH", texts).removeprefix(OURS), *texts))
                case PathHasSet():
                    lines.append(self.path_match("PATH-SEGMENTS", as_paths.SEGMENTS))
                case PathLongerThan(count):
                    lines.append(self.path_match(f"LONGER-{count}", as_paths.longer_than(count)))
                case HasLargeCommunity(community):
                    text = ":".join(map(str, community))
                    name = self.text_list(STANDARD, f"{OURS}TAG-{text.replace(':', '-')}", text)
                    lines.append(f"match large-community {name}")
                case PairIn(set_name):
                    raise PolicyError(f"FRR: the pair set {set_name} can only stand alone in an unless-group")
        return lines

    def origin_map(self, origin: int, lists: list[str], family: int) -> list[str]:
        """Return the lines that match one of the lists: the list itself, or a call of a route-map over them."""
        if len(lists) == 1:
            return [f"match {_IP[family]} address prefix-list {lists[0]}"]
        entries = [MapEntry(number, "permit", (f"match {_IP[family]} address prefix-list {name}",)) for number, name in enumerate(lists, 1)]
        return [f"call {self.route_map(f'O{origin}-{family}', entries)}"]

    def route_map(self, stem: str, entries: list[MapEntry]) -> str:
        """Add the explicit last deny, store the map under a name of its content, return the name."""
        last = entries[-1].sequence + 1 if entries else 1
        complete = (*entries, MapEntry(last, "deny", ()))
        if last > 65535:
            raise PolicyError(f"FRR: {stem} needs {last} route-map entries, FRR takes 65535; declare a smaller AS-SET")
        name = content_name(stem, complete)
        self.route_maps[name] = complete
        return name

    def unless_map(self, term: Term, family: int) -> str:
        """Return the sub-route-map that permits what the term spares and denies the rest."""
        entries: list[MapEntry] = []
        lists_by_origin: dict[int, list[str]] = {}

        def permit(lines: Iterable[str]) -> None:
            entries.append(MapEntry(len(entries) + 1, "permit", tuple(sorted(lines))))

        for group in term.unless:
            if len(group) == 1 and isinstance(group[0], PairIn):
                set_name = group[0].pair_set
                for origin in self.policy.pair_sets[set_name].ranges_by_origin:
                    found = self.permit_lists(set_name, origin, family)
                    if found:
                        lists_by_origin.setdefault(origin, []).extend(found)
            else:
                lines = self.matches(group, family)
                if lines is not None:
                    permit(lines)
        for origin in sorted(lists_by_origin):
            lists = list(dict.fromkeys(lists_by_origin[origin]))
            permit([self.path_match(f"O{origin}", as_paths.origin(origin)), *self.origin_map(origin, lists, family)])
        return self.route_map(f"{term.control}-{family}", entries)

    def sets(self, changes: Iterable[Change]) -> list[str]:
        lines = []
        for change in changes:
            match change:
                case RemoveLargeCommunities(asn, function):
                    name = self.text_list(EXPANDED, f"{OURS}TAGS-{asn}-{function}", f"^{asn}:{function}:[0-9]+$")
                    lines.append(f"set large-comm-list {name} delete")
                case AddLargeCommunity(community):
                    lines.append(f"set large-community {':'.join(map(str, community))} additive")
        return lines

    def chain_map(self, session: Session, chain: Chain, operator_map: str | None) -> str:
        """Return the route-map of a chain: first changes, terms, the operator's own, last changes."""
        entries: list[MapEntry] = []

        def add(action: str, lines: Iterable[str]) -> None:
            entries.append(MapEntry(10 * (len(entries) + 1), action, tuple(sorted(lines))))

        for change in chain.first:
            add("permit", [*self.sets([change]), "on-match next"])
        for term in chain.terms:
            lines = self.matches(term.when, chain.family)
            if lines is None:
                continue
            described = [f"description {term.control}", *lines]
            if term.unless:
                add("permit", [*described, f"call {self.unless_map(term, chain.family)}", "on-match next"])
            else:
                add("deny", described)
        if operator_map is not None:
            add("permit", [f"call {operator_map}", "on-match next"])
        for change in chain.last:
            add("permit", [*self.sets([change]), "on-match next"])
        add("permit", ["description accept"])
        direction = _DIRECTION[chain.direction].upper()
        return self.route_map(f"{direction}-AS{session.asn}-{session.address}-{chain.family}", entries)

    def build(self) -> Configuration:
        bindings: dict[BindingKey, str] = {}
        stored: set[tuple[str, int]] = set()
        for session in self.policy.sessions:
            if session.address in self.facts.held:
                continue
            for family in self.facts.families(session.address):
                for direction in Direction:
                    chain = session.chain(direction, family)
                    if chain is None:
                        continue
                    key = BindingKey(session.address, family, _DIRECTION[direction])
                    bindings[key] = self.chain_map(session, chain, self.facts.operator_maps.get(key))
                    if direction is Direction.IMPORT and any(RovInvalid() in term.when for term in chain.terms):
                        stored.add((session.address, family))
        return Configuration(
            self.prefix_lists,
            self.text_lists,
            self.route_maps,
            bindings,
            frozenset(stored),
            frozenset((cache.host, cache.port) for cache in self.policy.rtr_caches),
        )


def build(policy: Policy, capabilities: Capabilities, facts: Facts) -> Configuration:
    """Return FRR's objects for a fitted policy.

    :raises PolicyError: something cannot be said in FRR.
    """
    return _Builder(policy, capabilities, facts).build()


def range_text(item: PrefixRange) -> str:
    """Print a range as FRR prints it in a prefix list."""
    if item == everything(item.family):
        return "any"
    text = str(item.prefix)
    if item.minimum > item.length:
        text += f" ge {item.minimum}"
    if item.maximum > item.length and (item.maximum < BITS[item.family] or item.minimum == item.length):
        text += f" le {item.maximum}"
    return text


def prefix_list_line(key: ListKey, entry: ListEntry) -> str:
    """Print one line of a prefix list."""
    family, name = key
    return f"{_IP[family]} prefix-list {name} seq {entry.sequence} {entry.action} {range_text(entry.range)}"


def text_list_lines(key: TextKey, entries: Iterable[TextEntry]) -> Iterator[str]:
    """Print an AS-path or large-community list."""
    kind, name = key
    for entry in entries:
        yield f"bgp {kind} {name} seq {entry.sequence} {entry.action} {entry.text}"


def route_map_lines(name: str, entries: Iterable[MapEntry]) -> Iterator[str]:
    """Print a route-map."""
    for entry in entries:
        yield f"route-map {name} {entry.action} {entry.sequence}"
        for line in entry.body:
            yield f" {line}"


def _called(entry: MapEntry) -> list[str]:
    return [line.removeprefix("call ") for line in entry.body if line.startswith("call ")]


def called_first(route_maps: Mapping[str, tuple[MapEntry, ...]]) -> list[str]:
    """Return the names so that a called map stands before the maps that call it."""
    ordered: dict[str, None] = {}

    def visit(name: str) -> None:
        if name in ordered or name not in route_maps:
            return
        for entry in route_maps[name]:
            for called in _called(entry):
                visit(called)
        ordered[name] = None

    for name in sorted(route_maps):
        visit(name)
    return list(ordered)


def object_lines(configuration: Configuration) -> Iterator[str]:
    """Print lists and route-maps in an order in which each name exists before it is used."""
    for text_key in sorted(configuration.text_lists):
        yield from text_list_lines(text_key, configuration.text_lists[text_key])
    for key in sorted(configuration.prefix_lists):
        for entry in configuration.prefix_lists[key]:
            yield prefix_list_line(key, entry)
    for name in called_first(configuration.route_maps):
        yield from route_map_lines(name, configuration.route_maps[name])


def neighbor_lines(asn: int, lines: Mapping[int, Iterable[str]]) -> Iterator[str]:
    """Print lines per family inside ``router bgp``."""
    if not any(lines.values()):
        return
    yield f"router bgp {asn}"
    for family, body in sorted(lines.items()):
        if body:
            yield f" address-family ipv{family} unicast"
            for line in body:
                yield f"  {line}"
            yield " exit-address-family"
    yield "exit"


def rtr_lines(caches: Iterable[tuple[str, int]], capabilities: Capabilities, word: str = "") -> Iterator[str]:
    """Print the RTR caches; FRR starts them when it leaves the block."""
    body = [
        f" {word}{capabilities.rtr_cache_prefix} {host} {port} preference {number}" for number, (host, port) in enumerate(sorted(caches), 1)
    ]
    if body:
        yield from ("rpki", *body, "exit")


def text(asn: int, configuration: Configuration, capabilities: Capabilities) -> str:
    """Print a whole configuration as a person would load it on a router that has none of it."""
    body: dict[int, list[str]] = {4: [], 6: []}
    for address, family in sorted(configuration.soft_reconfiguration):
        body[family].append(f"neighbor {address} soft-reconfiguration inbound")
    for key in sorted(configuration.bindings):
        body[key.family].append(f"neighbor {key.address} route-map {configuration.bindings[key]} {key.direction}")
    lines = [*rtr_lines(configuration.rtr_caches, capabilities), *object_lines(configuration), *neighbor_lines(asn, body)]
    return "\n".join(lines) + "\n"
