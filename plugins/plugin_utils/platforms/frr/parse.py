# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Parse what FRR prints: the running configuration, the sessions, the routes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from ...model.prefixes import BITS, Prefix, PrefixRange
from ...model.routes import PathElement, Route, host_prefix
from ...policy.named_sets import Known
from ..answers import digest_of, document, lines_of, number, number_or_none, readable, rows, string, table, understood
from ..contract import Caches, HeldRoute, InternalSession, Outputs, PlatformError, SessionState
from ..line_keys import BindingKey, LineKey
from . import communities
from .capabilities import FrrCapabilities, capabilities
from .difference import reachable, references
from .objects import (
    OURS,
    BucketName,
    Configuration,
    ListEntry,
    ListKey,
    MapEntry,
    NeighborLines,
    TextEntry,
    TextKey,
    everything,
    local_lists,
    pair_sets,
)
from .session_lines import FAMILY_SLOTS, MANAGED_SLOTS, SESSION, SESSION_SLOTS, SessionFacts

_PREFIX_LIST = re.compile(r"^(ip|ipv6) prefix-list (\S+) seq (\d+) (permit|deny) (\S+)(?: ge (\d+))?(?: le (\d+))?$", re.ASCII)
_TEXT_LIST = re.compile(
    r"^bgp (as-path access-list|(?:large-)?community-list (?:standard|expanded)) (\S+) seq (\d+) (permit|deny) (.+)$", re.ASCII
)
_ROUTE_MAP = re.compile(r"^route-map (\S+) (permit|deny) (\d+)$", re.ASCII)
_ROUTER = re.compile(r"^router bgp (\d+)(?: (?:vrf|view) (\S+))?", re.ASCII)
_NEIGHBOR = re.compile(r"^(no )?neighbor (\S+) (.+)$")
_RTR_CACHE = re.compile(r"^rpki cache (?:tcp )?(\S+) (\d+)", re.ASCII)
_RTR_PREFERENCE = re.compile(r"^rpki cache .* preference (\d+)", re.ASCII)
#: What watchfrr gives the daemons at their start, unless it is told another time (watchfrr(8)).
_WATCHFRR_SECONDS = 20
_SECRET = re.compile(r"^([ \t]*(?:(?:neighbor \S+ |enable )?password(?: 8)?|(?:tcp-)?key(?:-string)?)) \S.*$", re.MULTILINE)
_LARGE = re.compile(r"([0-9]{1,10}):([0-9]{1,10}):([0-9]{1,10})")
#: Of an RTR cache it is the port.
_FAMILY_OR_PORT = re.compile(r"[0-9]{1,5}")
_ADDRESS = re.compile(r"[0-9a-fA-F.:]+")
#: Lines that vtysh adds around the configuration or that differ between a file and the running state by form only.
_NOT_CONFIGURATION = ("Building configuration", "Current configuration", "!", "end", "exit", "frr version", "frr defaults")


def configuration_lines(text: str) -> list[str]:
    """Return the lines of a configuration that mean something, without outer white space at the right."""
    lines = [line.rstrip() for line in lines_of(text) if line.strip() and not line.strip().startswith(_NOT_CONFIGURATION)]
    # FRR 8.4 keeps an empty block where the last RTR cache was removed.
    return [line for line, behind in zip(lines, [*lines, ""][1:], strict=True) if line != "rpki" or behind.startswith(" ")]


def _range(family: int, text: str, ge: str | None, le: str | None) -> PrefixRange:
    if text == "any":
        return everything(family)
    prefix = Prefix.parse(text)
    minimum = int(ge) if ge else prefix.length
    maximum = int(le) if le else BITS[family] if ge else prefix.length
    return PrefixRange.of(prefix, minimum, maximum)


@dataclass
class _Reader:
    prefix_lists: dict[ListKey, list[ListEntry]] = field(default_factory=dict)
    text_lists: dict[TextKey, list[TextEntry]] = field(default_factory=dict)
    route_maps: dict[str, list[MapEntry]] = field(default_factory=dict)
    asn: int | None = None
    router_lines: list[str] = field(default_factory=list)
    other_lines: list[str] = field(default_factory=list)
    lines: dict[LineKey, str] = field(default_factory=dict)
    neighbor_lines: dict[int, dict[str, list[str]]] = field(default_factory=lambda: {4: {}, 6: {}})
    blocks: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    groups: dict[str, str] = field(default_factory=dict)
    silent: set[str] = field(default_factory=set)
    rtr_caches: set[tuple[str, int]] = field(default_factory=set)
    rtr_preferences: dict[int, tuple[str, int] | None] = field(default_factory=dict)

    def read(self, lines: list[str]) -> None:
        position = 0
        while position < len(lines):
            start = position
            position += 1
            while position < len(lines) and lines[position][0] == " ":
                position += 1
            try:
                self._block(lines[start], [line.strip() for line in lines[start + 1 : position]])
            except ValueError as error:
                raise PlatformError(f"line {start + 1} of the running configuration, {lines[start][:200]!r}: {error}") from error

    def _block(self, head: str, body: list[str]) -> None:
        if found := _PREFIX_LIST.match(head):
            family = 6 if found[1] == "ipv6" else 4
            entry = ListEntry(int(found[3]), found[4], _range(family, found[5], found[6], found[7]))
            self.prefix_lists.setdefault((family, found[2]), []).append(entry)
        elif found := _TEXT_LIST.match(head):
            self.text_lists.setdefault((found[1], found[2]), []).append(TextEntry(int(found[3]), found[4], found[5]))
        elif found := _ROUTE_MAP.match(head):
            self.route_maps.setdefault(found[1], []).append(MapEntry(int(found[3]), found[2], tuple(sorted(body))))
        elif head == "rpki":
            for line in body:
                cache = (found[1], int(found[2])) if (found := _RTR_CACHE.match(line)) else None
                if cache is not None:
                    self.rtr_caches.add(cache)
                if found := _RTR_PREFERENCE.match(line):
                    self.rtr_preferences[int(found[1])] = cache
        elif (found := _ROUTER.match(head)) and not found[2]:
            self.asn = int(found[1])
            self._router(body)
        else:
            self.other_lines.append(head)

    def _router(self, body: list[str]) -> None:
        family: int | None = None
        block = ""
        for line in body:
            if line.startswith("address-family"):
                family = {"ipv4 unicast": 4, "ipv6 unicast": 6}.get(line.removeprefix("address-family "), 0)
                block = line
            elif line == "exit-address-family":
                family, block = None, ""
            elif found := _NEIGHBOR.match(line):
                self.blocks.setdefault(found[2], {}).setdefault(block, []).append(line)
                self._neighbor(line, family, found[2], found[3])
            elif family is None:
                self.router_lines.append(line)

    def _neighbor(self, line: str, family: int | None, address: str, words: str) -> None:
        if line.startswith("no ") and words in ("send-community large", "send-community all"):
            self.silent.add(address)
        slot = next((slot for slot in (FAMILY_SLOTS if family else SESSION_SLOTS) if words.split()[0] == slot), None)
        if slot is not None and family in (None, 4, 6):
            self.lines[LineKey(address, family or 0, slot)] = line
        if line.startswith("no "):
            return
        if family in (4, 6):
            self.neighbor_lines[family].setdefault(address, []).append(words)
        elif family is None and words.startswith("peer-group "):
            self.groups[address] = words.removeprefix("peer-group ")


@dataclass(frozen=True)
class FrrRunning:
    """The running state of one FRR router."""

    capabilities: FrrCapabilities
    raw: str
    asn: int
    configuration: Configuration
    inherited_maps: Mapping[BindingKey, str]
    inherited_lines: Mapping[LineKey, str]
    groups: Mapping[str, str]
    neighbors: Mapping[str, NeighborLines]
    rtr_preferences: Mapping[int, tuple[str, int] | None]
    router_lines: frozenset[str]
    other_lines: frozenset[str]
    sessions: tuple[SessionState, ...]
    internal_sessions: tuple[InternalSession, ...]
    stores_routes: frozenset[tuple[str, int]]
    refreshes: frozenset[str]
    added: frozenset[LineKey]
    unsaved: str | None
    has_rpki: bool
    caches_up: int
    vrps: int | None
    #: Seconds that watchfrr gives the daemons to read their startup configuration.
    start_seconds: int

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the running configuration as the router's shell computes it too."""
        return digest_of(self.raw)

    @cached_property
    def text(self) -> str:
        """The running configuration with its secrets blanked."""
        return _SECRET.sub(r"\1 <removed>", readable(self.raw))

    @cached_property
    def last_good(self) -> Mapping[str, Mapping[int, frozenset[PrefixRange]]]:
        """The pair sets that run: of the permit-only lists that something refers to. One that was left behind may hold more."""
        used, lists = references(self.configuration), self.configuration.prefix_lists
        return pair_sets(replace(self.configuration, prefix_lists={key: entries for key, entries in lists.items() if key[1] in used}))

    @cached_property
    def known(self) -> Known:
        """The pair sets and the operator's own lists as they are now."""
        return Known(self.last_good, local_lists(self.configuration))

    @property
    def caches(self) -> Caches | None:
        """The RPKI caches that it asks."""
        look = "show rpki cache-connection; if it was started anew, rpki reset"
        return Caches(self.caches_up, self.vrps, look) if self.configuration.rtr_caches else None

    @cached_property
    def trusts_tags(self) -> bool:
        """Whether an export filter of ours has E01."""
        maps = self.configuration.route_maps
        bound = [name for name in self.configuration.bindings.values() if name.startswith(OURS)]
        return any("description E01" in entry.body for name in reachable(maps, bound) for entry in maps.get(name, ()))

    @cached_property
    def session_facts(self) -> SessionFacts:
        """What the lines at neighbors depend on."""
        accepted = {(item.address, item.family): item.accepted for item in self.sessions if item.accepted is not None}
        enforces = self.capabilities.enforces_first_as and "no bgp enforce-first-as" not in self.router_lines
        managed = frozenset(address for address in self.neighbors if self.is_managed(address))
        return SessionFacts(self.stores_routes, accepted, self.configuration.lines, self.inherited_lines, self.added, enforces, managed)

    def is_managed(self, address: str) -> bool:
        """Tell whether a session that is there is ours."""
        return address in self.neighbors and LineKey(address, 0, SESSION) in self.added

    @cached_property
    def buckets(self) -> Mapping[tuple[str, int, int], int]:
        """Over how many lists each (set, origin, family) is spread, where all of them are there."""
        seen: dict[tuple[str, int, int], set[tuple[int, int]]] = {}
        for _, name in self.configuration.prefix_lists:
            if bucket := BucketName.parse(name):
                key = (bucket.set_name, bucket.origin, bucket.family)
                seen.setdefault(key, set()).add((bucket.buckets, bucket.bucket))
        return {
            key: next(iter(numbers))[0]
            for key, numbers in seen.items()
            if len({total for total, _ in numbers}) == 1 and len(numbers) == next(iter(numbers))[0]
        }

    @cached_property
    def active(self) -> frozenset[tuple[str, int]]:
        """(address, family) of every eBGP session and family that is configured."""
        return frozenset((item.address, item.family) for item in self.sessions)


def first_difference(running: str, startup: str) -> str | None:
    """Return the first line that only one of two configurations has, or None; order and form do not count."""
    now, saved = set(configuration_lines(running)), set(configuration_lines(startup))
    if now == saved:
        return None
    for line in configuration_lines(running):
        if line not in saved:
            return f"running has {line.strip()!r}, startup has not"
    missing = next(line for line in configuration_lines(startup) if line not in now)
    return f"startup has {missing.strip()!r}, running has not"


_FAMILY_KEYS = {"ipv4Unicast": 4, "ipv6Unicast": 6}


def _of_address(neighbors: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any], int]]:
    """Yield address, facts and ASN of each neighbor; those without an ASN or address are left out."""
    for address, facts in sorted(neighbors.items()):
        if _ADDRESS.fullmatch(address) and isinstance(facts, dict) and facts.get("remoteAs") is not None:
            yield address, facts, number(facts["remoteAs"], f"ASN of {address}")


def _sessions(neighbors: dict[str, Any], own_asn: int) -> tuple[list[SessionState], set[tuple[str, int]], set[str]]:
    sessions: list[SessionState] = []
    stores: set[tuple[str, int]] = set()
    refreshes: set[str] = set()
    for address, facts, asn in _of_address(neighbors):
        if asn == own_asn:
            continue
        what = f"show bgp neighbors, {address}"
        is_up = facts.get("bgpState") == "Established"
        refresh = table(facts.get("neighborCapabilities"), what).get("routeRefresh", "")
        if "received" in str(refresh).lower():
            refreshes.add(address)
        for key, told in table(facts.get("addressFamilyInfo"), what).items():
            family = _FAMILY_KEYS.get(key)
            if family is None:
                continue
            values = table(told, what)
            if values.get("inboundSoftConfigPermit"):
                stores.add((address, family))
            accepted = number(values.get("acceptedPrefixCounter", 0), what) if is_up else None
            announced = number(values.get("sentPrefixCounter", 0), what) if is_up else None
            name = string(facts.get("nbrDesc"), what) or address
            sessions.append(SessionState(name, address, family, asn, is_up, accepted, announced))
    return sessions, stores, refreshes


@dataclass(frozen=True)
class ParsedConfiguration:
    """A configuration text: its objects, what neighbors inherit from their peer-groups, and the lines that are left.

    ``neighbors``: all that is said at each neighbor and group.
    ``groups``: each neighbor's peer-group. ``rtr_preferences``: which RTR cache has which preference. ``silent``: neighbors that are
    sent no large communities.
    """

    configuration: Configuration
    asn: int | None
    inherited_maps: Mapping[BindingKey, str]
    inherited_lines: Mapping[LineKey, str]
    groups: Mapping[str, str]
    neighbors: Mapping[str, NeighborLines]
    rtr_preferences: Mapping[int, tuple[str, int] | None]
    router_lines: frozenset[str]
    other_lines: frozenset[str]
    silent: frozenset[str]

    def with_sessions_of_ours(self, added: frozenset[LineKey]) -> Configuration:
        """Return the configuration, with the lines that make the sessions that are ours among its lines."""
        ours = {address: blocks for address, blocks in self.neighbors.items() if LineKey(address, 0, SESSION) in added}
        return replace(self.configuration, lines={**self.configuration.lines, **managed_lines(ours)})


def managed_lines(neighbors: Mapping[str, NeighborLines]) -> dict[LineKey, str]:
    """Return the lines of neighbors that make a session: who it is with, its description, our own end."""
    return {
        LineKey(address, 0, slot): line
        for address, blocks in neighbors.items()
        for line in blocks.get("", ())
        for slot in MANAGED_SLOTS
        if line.startswith(f"neighbor {address} {slot} ")
    }


def parse_configuration(text: str) -> ParsedConfiguration:
    """Parse a configuration text.

    :raises PlatformError: a line of a kind that we own cannot be read; it names the line.
    """
    reader = _Reader()
    reader.read(configuration_lines(text))
    bindings: dict[BindingKey, str] = {}
    groups = dict(reader.groups)
    for family, neighbors in reader.neighbor_lines.items():
        for address, lines in neighbors.items():
            for line in lines:
                words = line.split()
                if words[0] == "route-map" and len(words) == 3:
                    bindings[BindingKey(address, family, words[2])] = words[1]
                elif words[0] == "peer-group" and len(words) == 2:
                    groups[address] = words[1]
    inherited = {
        BindingKey(address, family, direction): bindings[group_key]
        for address, group in groups.items()
        for family in (4, 6)
        for direction in ("in", "out")
        if (group_key := BindingKey(group, family, direction)) in bindings
    }
    inherited_lines = {
        key._replace(address=address): line
        for key, line in reader.lines.items()
        for address, group in groups.items()
        if key.address == group
    }
    neighbors_said = {address: {block: tuple(lines) for block, lines in blocks.items()} for address, blocks in reader.blocks.items()}
    configuration = Configuration(
        {key: tuple(sorted(entries)) for key, entries in reader.prefix_lists.items()},
        {text_key: tuple(sorted(items)) for text_key, items in reader.text_lists.items()},
        {name: tuple(sorted(maps)) for name, maps in reader.route_maps.items()},
        bindings,
        reader.lines,
        frozenset(reader.rtr_caches),
    )
    silent = reader.silent | {address for address, group in groups.items() if group in reader.silent}
    router_lines, other_lines = frozenset(reader.router_lines), frozenset(reader.other_lines)
    return ParsedConfiguration(
        configuration,
        reader.asn,
        inherited,
        inherited_lines,
        groups,
        neighbors_said,
        reader.rtr_preferences,
        router_lines,
        other_lines,
        frozenset(silent),
    )


def _added(text: str) -> frozenset[LineKey]:
    """Parse the file in which the router keeps which lines are ours: address, family, slot."""
    keys = set()
    for line in lines_of(text):
        words = line.split()
        if len(words) == 3 and _FAMILY_OR_PORT.fullmatch(words[1]):
            keys.add(LineKey(words[0], int(words[1]), words[2]))
    return frozenset(keys)


def added_text(keys: Iterable[LineKey]) -> str:
    """Print the file that ``_added`` parses."""
    return "".join(f"{key.address} {key.family} {key.slot}\n" for key in sorted(keys))


def _internal(neighbors: dict[str, Any], own_asn: int, silent: frozenset[str]) -> tuple[InternalSession, ...]:
    """Return the iBGP sessions. That one sends no large communities is told by the configuration alone, not by JSON."""
    return tuple(
        InternalSession(address, facts.get("bgpState") == "Established", address not in silent)
        for address, facts, asn in _of_address(neighbors)
        if asn == own_asn
    )


def _start_seconds(daemons: str) -> int:
    """Return the restart timeout of watchfrr that ``/etc/frr/daemons`` sets."""
    options = re.findall(r"^[ \t]*watchfrr_options=(.*)$", daemons, re.MULTILINE)
    found = re.search(r"(?:-T|--restart-timeout)[ =]*([0-9]{1,9})", options[-1]) if options else None
    return int(found[1]) if found else _WATCHFRR_SECONDS


def parse(outputs: Outputs) -> FrrRunning:
    """Parse the outputs of the platform's reads.

    :raises PlatformError: an output is not what FRR prints, or there is no ``router bgp``.
    """
    running = readable(outputs["running"])
    if running.rstrip().rpartition("\n")[2] != "end":
        # Cut, a prefix of a list could be shorter than it is, and so hold more.
        raise PlatformError("the running configuration did not arrive whole: vtysh ends it with 'end'; run again")
    parsed = parse_configuration(running)
    if parsed.asn is None:
        raise PlatformError("the running configuration has no 'router bgp' in the default VRF; configure BGP first")
    neighbors = document(outputs["neighbors"], "show bgp neighbors: vtysh")
    added = _added(outputs["added"])
    sessions, stores, refreshes = _sessions(neighbors, parsed.asn)
    return FrrRunning(
        capabilities=capabilities(outputs["version"]),
        raw=outputs["running"],
        asn=parsed.asn,
        configuration=parsed.with_sessions_of_ours(added),
        inherited_maps=parsed.inherited_maps,
        inherited_lines=parsed.inherited_lines,
        groups=parsed.groups,
        neighbors=parsed.neighbors,
        rtr_preferences=parsed.rtr_preferences,
        router_lines=parsed.router_lines,
        other_lines=parsed.other_lines,
        sessions=tuple(sessions),
        internal_sessions=_internal(neighbors, parsed.asn, parsed.silent),
        stores_routes=frozenset(stores),
        refreshes=frozenset(refreshes),
        added=added,
        unsaved=first_difference(running, readable(outputs["startup"])),
        has_rpki="not available" not in outputs["rpki"] and "Unknown command" not in outputs["rpki"],
        caches_up=len(re.findall(r"\(connected\)", outputs["rpki"])),
        vrps=_vrps(readable(outputs["vrps"])),
        start_seconds=_start_seconds(outputs["daemons"]),
    )


def _vrps(text: str) -> int | None:
    """Parse `show rpki prefix-count`."""
    numbers = re.findall(r"^Number of IPv[46] Prefixes: ([0-9]{1,9})$", text, re.MULTILINE)
    return sum(map(int, numbers)) if numbers else None


def _path(text: str) -> tuple[PathElement, ...]:
    elements: list[PathElement] = []
    for word in re.findall(r"\{[^{}]*\}|[0-9]+", text):
        if word.startswith("{"):
            elements.append(frozenset(map(int, re.findall("[0-9]+", word))))
        else:
            elements.append(int(word))
    return tuple(elements)


def _paths(entry: Any, what: str) -> list[dict[str, Any]]:
    """Return the paths of one prefix: FRR 10 has them under a key, FRR 8 behind a header in a list."""
    items = rows(entry.get("paths") if isinstance(entry, dict) else entry, what)
    return [item for item in (table(item, what) for item in items) if "peer" in item]


def _next_hop(path: dict[str, Any], what: str) -> Prefix | None:
    """Return the next hop, of IPv6 the global part; None for our own routes."""
    for item in rows(path.get("nexthops"), what):
        address = string(table(item, what).get("ip"), what)
        if address not in ("", "0.0.0.0", "::") and not address.startswith("fe80:"):
            return host_prefix(address)
    return None


def held_routes(output: str, family: int) -> list[HeldRoute]:
    """Parse ``show bgp ... json detail``; routes of our own have the address 0.0.0.0 or ::.

    :raises PlatformError: it is something else.
    """
    held = []
    for text, entry in table(document(output, "show bgp: vtysh").get("routes"), "show bgp").items():
        what = f"show bgp, route {text[:60]!r}"
        with understood(what):
            prefix = Prefix.parse(text)
            if prefix.family == family:
                held += [_held(prefix, path, what) for path in _paths(entry, what)]
    return held


def _held(prefix: Prefix, path: dict[str, Any], what: str) -> HeldRoute:
    large = string(table(path.get("largeCommunity"), what).get("string"), what)
    standard = rows(table(path.get("community"), what).get("list"), what)
    route = Route(
        prefix,
        _path(string(table(path.get("aspath"), what).get("string"), what)),
        communities.numbers(string(item, what) for item in standard),
        frozenset((int(a), int(b), int(c)) for a, b, c in _LARGE.findall(large)),
        _next_hop(path, what),
        number_or_none(path.get("otc"), what),
        number_or_none(path.get("locPrf"), what),
    )
    peer = table(path["peer"], what)
    is_best = bool(table(path.get("bestpath"), what).get("overall"))
    return HeldRoute(route, string(peer.get("peerId"), what), is_best, peer.get("type") == "internal")


def announced_prefixes(output: str) -> frozenset[str]:
    """Parse ``show bgp ... neighbors X advertised-routes json``."""
    what = "advertised-routes: vtysh"
    return frozenset(map(readable, table(document(output, what).get("advertisedRoutes"), what)))
