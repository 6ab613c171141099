# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Say a fitted policy in FRR's objects, and print objects as configuration lines.

A chain is one route-map. A term without ``unless`` is one deny entry. A term with ``unless`` is one permit entry that
matches ``when`` and calls a sub-route-map which permits the ``unless`` groups and ends in deny: FRR ends the whole
evaluation when a called route-map denies. A called route-map that does not exist is ignored by FRR (more open), so
delivery binds only after it has read every object back. Terms that do not ask for the neighbor itself are one route-map
of their own, which all sessions with the same terms call. A monitored term is the same with a mark where there is a deny.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from ...model.policies import Chain, Policy, PolicyError, Session
from ...model.prefixes import BITS, PrefixRange
from ...model.routes import Direction
from ...model.terms import (
    AddCommunity,
    AddLargeCommunity,
    AddOtc,
    Atom,
    Change,
    CommunitiesMoreThan,
    CommunityPattern,
    Counted,
    EmptyPath,
    FirstAsn,
    HasCommunity,
    HasLargeCommunity,
    InLocalList,
    NextHopIn,
    OtcOtherThan,
    OtcPresent,
    PairIn,
    PathHas,
    PathHasSet,
    PathLongerThan,
    PathOnly,
    PrefixIn,
    RemoveAsns,
    RemoveCommunities,
    Rewrite,
    RovInvalid,
    SetLocalPreference,
    SetNextHop,
    Term,
)
from ..line_keys import BindingKey
from . import as_paths, communities
from .capabilities import FrrCapabilities
from .objects import (
    LAST_SEQUENCE,
    OURS,
    BucketName,
    Configuration,
    ListEntry,
    ListKey,
    MapEntry,
    TextEntry,
    TextKey,
    content_name,
    everything,
    local_entries,
)
from .session_lines import SESSION, SessionFacts, shown, wanted_lines

_COMMUNITIES = (HasCommunity, HasLargeCommunity, CommunitiesMoreThan)
#: The atoms whose answer a change can change.
_CHANGED_BY: dict[type[Change], tuple[type[Atom], ...]] = {
    RemoveCommunities: _COMMUNITIES,
    AddCommunity: _COMMUNITIES,
    AddLargeCommunity: _COMMUNITIES,
    SetNextHop: (NextHopIn,),
    RemoveAsns: (EmptyPath, FirstAsn, PathOnly, PathHas, PathHasSet, PathLongerThan, RovInvalid),
}
_DIRECTION = {Direction.IMPORT: "in", Direction.EXPORT: "out"}
_IP = {4: "ip", 6: "ipv6"}
#: Controls that ask for the neighbor itself. The others are the same for many sessions.
_OF_ONE_SESSION = frozenset({"F08", "F09", "F10", "F11", "F13", "F16"})
AS_PATH = "as-path access-list"
STANDARD = "community-list standard"
EXPANDED = "community-list expanded"
LARGE_STANDARD = "large-community-list standard"
LARGE_EXPANDED = "large-community-list expanded"


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
    sessions: SessionFacts = field(default_factory=SessionFacts)

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


def _marking(term: Term) -> str | None:
    """Return the line that marks what a monitored term would reject."""
    return f"set large-community {communities.text(term.mark)} additive" if term.is_monitored and term.mark is not None else None


class _Builder:
    def __init__(self, policy: Policy, capabilities: FrrCapabilities, facts: Facts) -> None:
        self.policy = policy
        self.capabilities = capabilities
        self.facts = facts
        self.prefix_lists: dict[ListKey, tuple[ListEntry, ...]] = {}
        self.text_lists: dict[TextKey, tuple[TextEntry, ...]] = {}
        self.route_maps: dict[str, tuple[MapEntry, ...]] = {}
        self._permit_lists: dict[tuple[str, int, int], list[str]] = {}

    def text_list(self, kind: str, name: str, *texts: str) -> str:
        """Make a list of which one entry must match; return its name. FRR drops a line that is there already."""
        self.text_lists[kind, name] = tuple(TextEntry(5 * number, "permit", text) for number, text in enumerate(dict.fromkeys(texts), 1))
        return name

    def community_list(self, kind: str, stem: str, *texts: str) -> str:
        return self.text_list(kind, content_name(stem, texts), *texts)

    def local_list(self, name: str, family: int) -> str:
        """Make an operator's own list as it is when new; the one on the router may hold more."""
        self.prefix_lists[family, OURS + name] = local_entries(family)
        return OURS + name

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
                case PrefixIn(set_name) | NextHopIn(set_name):
                    name = self.prefix_list(set_name, family)
                    if name is None:
                        return None
                    lines.append(f"match {_IP[family]} {'address' if isinstance(atom, PrefixIn) else 'next-hop'} prefix-list {name}")
                case InLocalList(list_name):
                    lines.append(f"match {_IP[family]} address prefix-list {self.local_list(list_name, family)}")
                case HasCommunity(wanted):
                    texts = [communities.text(item) for item in sorted(wanted)]
                    lines.append(f"match community {self.community_list(STANDARD, 'C', *texts)}")
                case HasLargeCommunity(large):
                    texts = [communities.text(item) for item in sorted(large)]
                    lines.append(f"match large-community {self.community_list(LARGE_STANDARD, 'L', *texts)}")
                case CommunitiesMoreThan(count, kind):
                    word, list_kind = ("community", EXPANDED) if kind is Counted.STANDARD else ("large-community", LARGE_EXPANDED)
                    lines.append(f"match {word} {self.text_list(list_kind, f'{OURS}MORE-{count}', communities.more_than(count))}")
                case _:
                    lines.append(self.path_match_of(atom))
        if len({line.rpartition(" ")[0] for line in lines}) < len(lines):
            raise PolicyError(f"FRR keeps the last only of two matches of a kind in one entry: {', '.join(lines)}")
        return lines

    def path_match_of(self, atom: Atom) -> str:
        """Return the match line of an atom about the path or its validation."""
        match atom:
            case RovInvalid():
                return "match rpki invalid"
            case EmptyPath():
                return self.path_match("EMPTY-PATH", as_paths.EMPTY)
            case FirstAsn(asn):
                return self.path_match(f"FIRST-{asn}", as_paths.first(asn))
            case PathOnly(asn):
                return self.path_match(f"ONLY-{asn}", as_paths.only(asn))
            case PathHas(ranges):
                texts = as_paths.anywhere(ranges)
                return self.path_match(content_name("PATH", texts).removeprefix(OURS), *texts)
            case PathHasSet():
                return self.path_match("PATH-SEGMENTS", as_paths.SEGMENTS)
            case PathLongerThan(count):
                return self.path_match(f"LONGER-{count}", as_paths.longer_than(count))
            case PairIn(set_name):
                raise PolicyError(f"FRR: the pair set {set_name} can only stand alone in an unless-group")
        raise PolicyError(f"FRR cannot match {type(atom).__name__}")

    def origin_map(self, origin: int, lists: list[str], family: int, mark: str | None) -> list[str]:
        """Return the lines that match one of the lists: the list itself, or a call of a route-map over them.

        :param mark: with it always a call: where no list matches, that route-map marks and permits.
        """
        if len(lists) == 1 and mark is None:
            return [f"match {_IP[family]} address prefix-list {lists[0]}"]
        entries = [MapEntry(number, "permit", (f"match {_IP[family]} address prefix-list {name}",)) for number, name in enumerate(lists, 1)]
        return [f"call {self.route_map(f'O{origin}-{family}', entries, mark)}"]

    def route_map(self, stem: str, entries: list[MapEntry], permitting: str | None = None) -> str:
        """Add the explicit last word: deny, or a permit with that line. Store the map under a name of its content, return the name."""
        last = entries[-1].sequence + 1 if entries else 1
        complete = (*entries, MapEntry(last, "permit", (permitting,)) if permitting else MapEntry(last, "deny", ()))
        if last > 65535:
            raise PolicyError(f"FRR: {stem} needs {last} route-map entries, FRR takes 65535; declare a smaller AS-SET")
        name = content_name(stem, complete)
        self.route_maps[name] = complete
        return name

    def unless_map(self, term: Term, family: int) -> str:
        """Return the sub-route-map that permits what the term spares, and denies the rest or marks it."""
        entries: list[MapEntry] = []
        lists_by_origin: dict[int, list[str]] = {}
        mark = _marking(term)

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
            permit([self.path_match(f"O{origin}", as_paths.origin(origin)), *self.origin_map(origin, lists, family, mark)])
        return self.route_map(f"{term.control}-{family}", entries, mark)

    def removals(self, patterns: Iterable[CommunityPattern], keep: Iterable[CommunityPattern]) -> list[str]:
        """Return the set lines that remove communities; each is judged alone by the first entry that matches it."""
        lines = []
        for size, kind, word in ((2, EXPANDED, "comm-list"), (3, LARGE_EXPANDED, "large-comm-list")):
            gone = [("permit", text) for item in patterns if len(item) == size for text in communities.expressions(item)]
            if not gone:
                continue
            kept = [("deny", text) for item in keep if len(item) == size for text in communities.expressions(item)]
            entries = tuple(TextEntry(5 * number, action, text) for number, (action, text) in enumerate(dict.fromkeys([*kept, *gone]), 1))
            name = content_name("STRIP", entries)
            self.text_lists[kind, name] = entries
            lines.append(f"set {word} {name} delete")
        return lines

    def sets(self, changes: Iterable[Change], family: int) -> list[str]:
        """Return the set lines of changes. OTC is set by the session's role."""
        lines = []
        for change in changes:
            match change:
                case RemoveCommunities(patterns, keep):
                    lines += self.removals(patterns, keep)
                case AddCommunity(community):
                    lines.append(f"set community {communities.text(community)} additive")
                case AddLargeCommunity(large):
                    lines.append(f"set large-community {communities.text(large)} additive")
                case SetLocalPreference(value):
                    lines.append(f"set local-preference {value}")
                case SetNextHop(next_hop):
                    address = str(next_hop).partition("/")[0]
                    lines.append(f"set ip next-hop {address}" if family == 4 else f"set ipv6 next-hop global {address}")
                case RemoveAsns(asns):
                    lines.append(f"set as-path exclude {' '.join(map(str, asns))}")
                case AddOtc():
                    continue
        return lines

    def term_entry(self, session: Session, term: Term, family: int) -> tuple[str, list[str]] | None:
        """Return action and lines of a term's entry; None when it says nothing here."""
        if term.is_monitored and term.mark is None:
            return None
        if any(isinstance(atom, (OtcPresent, OtcOtherThan)) for atom in term.when):
            if session.options.role is None:
                raise PolicyError(f"{session.neighbor}: FRR looks at OTC only where the session has a role")
            return None
        lines = self.matches(term.when, family)
        if lines is None:
            return None
        described = [f"description {term.control}", *lines]
        mark = _marking(term)
        if term.unless:
            return "permit", [*described, f"call {self.unless_map(term, family)}", "on-match next"]
        return ("deny", described) if mark is None else ("permit", [*described, mark, "on-match next"])

    def guard_map(self, terms: list[tuple[str, list[str]]], family: int) -> str:
        """Return the route-map of terms that sessions share: a shorter configuration loads and starts faster."""
        entries = [MapEntry(number, action, tuple(sorted(lines))) for number, (action, lines) in enumerate(terms, 1)]
        return self.route_map(f"GUARD-{family}", entries, "description passed")

    def chain_map(self, session: Session, chain: Chain, operator_map: str | None) -> str:
        """Return the route-map of a chain: first rewrites, terms, the operator's own, last rewrites."""
        entries: list[MapEntry] = []

        def add(action: str, lines: Iterable[str]) -> None:
            entries.append(MapEntry(10 * (len(entries) + 1), action, tuple(sorted(lines))))

        def rewrite(item: Rewrite) -> None:
            # One change an entry: FRR runs the set lines of one entry in an order of its own.
            if any(type(atom) in _CHANGED_BY.get(type(change), ()) for change in item.changes[:-1] for atom in item.when):
                raise PolicyError(f"FRR asks again before each change of {item.control}: say what changes the answer last")
            for change in item.changes:
                lines, when = self.sets([change], chain.family), self.matches(item.when, chain.family)
                if lines and when is not None:
                    add("permit", [f"description {item.control}", *when, *lines, "on-match next"])

        for item in chain.first:
            rewrite(item)
        told = [(term, entry) for term in chain.terms if (entry := self.term_entry(session, term, chain.family)) is not None]
        # Terms only reject, so their order says which control decides and not whether: what sessions share can stand first.
        shared = [entry for term, entry in told if term.control not in _OF_ONE_SESSION]
        if shared:
            add("permit", [f"call {self.guard_map(shared, chain.family)}", "on-match next"])
        for term, entry in told:
            if term.control in _OF_ONE_SESSION:
                add(*entry)
        if operator_map is not None:
            add("permit", [f"call {operator_map}", "on-match next"])
        for item in chain.last:
            rewrite(item)
        add("permit", ["description accept"])
        direction = _DIRECTION[chain.direction].upper()
        return self.route_map(f"{direction}-AS{session.asn}-{session.address}-{chain.family}", entries)

    def build(self) -> Configuration:
        bindings: dict[BindingKey, str] = {}
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
        taken = [session for session in self.policy.sessions if session.address not in self.facts.held]
        return Configuration(
            self.prefix_lists,
            self.text_lists,
            self.route_maps,
            bindings,
            wanted_lines(taken, self.facts.families, self.facts.sessions),
            frozenset((cache.host, cache.port) for cache in self.policy.rtr_caches),
        )


def build(policy: Policy, capabilities: FrrCapabilities, facts: Facts) -> Configuration:
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
    """Print lines per family inside ``router bgp``; family 0 stands before the families."""
    if not any(lines.values()):
        return
    yield f"router bgp {asn}"
    yield from (f" {line}" for line in lines.get(0, ()))
    for family, body in sorted(lines.items()):
        if body and family:
            yield f" address-family ipv{family} unicast"
            for line in body:
                yield f"  {line}"
            yield " exit-address-family"
    yield "exit"


def rtr_preferences(caches: Iterable[tuple[str, int]], taken: Iterable[int] = ()) -> dict[tuple[str, int], int]:
    """Return a preference for each RTR cache: FRR refuses a second cache with one that is taken."""
    free = iter(sorted(set(range(1, 256)) - set(taken)))
    return {cache: next(free) for cache in sorted(caches)}


def rtr_lines(caches: Mapping[tuple[str, int], int], capabilities: FrrCapabilities, word: str = "") -> Iterator[str]:
    """Print RTR caches with their preferences, by which FRR 8 takes one off; FRR starts them when it leaves the block."""
    body = [
        f" {word}{capabilities.rtr_cache_prefix} {host} {port} preference {preference}"
        for (host, port), preference in sorted(caches.items(), key=lambda item: item[1])
    ]
    if body:
        yield from ("rpki", *body, "exit")


def text(asn: int, configuration: Configuration, capabilities: FrrCapabilities) -> str:
    """Print a whole configuration as a person would load it on a router that has none of it."""
    body: dict[int, list[str]] = {0: [], 4: [], 6: []}
    # What makes a neighbor stands before what is said at it.
    for line_key in sorted(configuration.lines, key=lambda key: (key.address, key.family, key.slot != SESSION, key)):
        body[line_key.family].append(shown(configuration.lines[line_key]))
    for key in sorted(configuration.bindings):
        body[key.family].append(f"neighbor {key.address} route-map {configuration.bindings[key]} {key.direction}")
    lines = [*rtr_lines(rtr_preferences(configuration.rtr_caches), capabilities), *object_lines(configuration), *neighbor_lines(asn, body)]
    return "\n".join(lines) + "\n"
