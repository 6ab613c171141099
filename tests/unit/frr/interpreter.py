# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""FRR without a router: what its own lines make of it, and what it then does with a route.

Written from FRR's documentation and from what 8.4.4 and 10.3 were seen to do; it knows nothing of the renderer. A line that FRR would
refuse, drop in silence, or crash on (a route-map that goes while it is bound) is an error here. What FRR does of itself behind an
inbound route-map (graceful shutdown's preference, NO_EXPORT on a blackhole) is not in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from typing import TypeVar

from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import Prefix
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Community, LargeCommunity, PathElement, Route
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.rov import RovTable

#: Well-known communities are words, in lists and to regular expressions.
WORDS = {
    (65535, 0): "graceful-shutdown",
    (65535, 1): "accept-own",
    (65535, 2): "route-filter-translated-v4",
    (65535, 3): "route-filter-v4",
    (65535, 4): "route-filter-translated-v6",
    (65535, 5): "route-filter-v6",
    (65535, 6): "llgr-stale",
    (65535, 7): "no-llgr",
    (65535, 8): "accept-own-nexthop",
    (65535, 666): "blackhole",
    (65535, 65281): "no-export",
    (65535, 65282): "no-advertise",
    (65535, 65283): "local-AS",
    (65535, 65284): "no-peer",
}
NUMBERS = {word: numbers for numbers, word in WORDS.items()}
#: Settings of the router that are there unless a line says ``no``: FRR prints the ``no`` and nothing else.
DEFAULT_ON = {"bgp ebgp-requires-policy", "bgp enforce-first-as", "bgp default ipv4-unicast"}
IN_FAMILY = {"route-map", "maximum-prefix", "maximum-prefix-out", "soft-reconfiguration", "activate", "send-community", "prefix-list"}
Numbers = TypeVar("Numbers", Community, LargeCommunity)
BORDER = "(?:^|[,{}() ]|$)"


@cache
def network(text: str) -> IPv4Network | IPv6Network:
    return ip_network(text)


@cache
def expression(text: str) -> re.Pattern[str]:
    """POSIX text as Python takes it; ``_`` is a border between numbers."""
    return re.compile(text.replace("[][{}()]", r"[\]\[{}()]").replace("_", BORDER))


def community_word(community: tuple[int, ...]) -> str:
    return WORDS.get(community, "") or ":".join(map(str, community))  # type: ignore[call-overload]


def community_number(word: str) -> tuple[int, ...]:
    return NUMBERS.get(word) or tuple(int(part) for part in word.split(":"))


@cache
def path_text(path: tuple[PathElement, ...]) -> str:
    return " ".join(f"{{{','.join(map(str, sorted(asn)))}}}" if isinstance(asn, frozenset) else str(asn) for asn in path)


@cache
def range_holds(said: str, family: int, prefix: Prefix) -> bool:
    """Whether ``any`` or ``10.0.0.0/8 ge 9 le 24`` of a prefix-list of a family holds a prefix."""
    if prefix.family != family:
        return False
    base, *rest = said.split()
    if base == "any":
        assert not rest, said
        return True
    bounds = dict(zip(rest[::2], map(int, rest[1::2]), strict=True))
    assert list(bounds) in (["ge"], ["le"], ["ge", "le"], []), said
    above, tested = network(base), network(str(prefix))
    assert above.version == family, said
    longest = 32 if family == 4 else 128
    low = bounds.get("ge", above.prefixlen)
    high = bounds.get("le", longest if "ge" in bounds else above.prefixlen)
    assert above.prefixlen <= low <= high <= longest, said
    return tested.subnet_of(above) and low <= tested.prefixlen <= high  # type: ignore[arg-type]


@dataclass
class TextList:
    """An AS-path or community list."""

    kind: str
    entries: dict[int, tuple[str, str]] = field(default_factory=dict)


@dataclass
class Entry:
    """One entry of a route-map; the body is in the order in which it was entered, and is run so."""

    action: str
    body: list[str] = field(default_factory=list)

    def of(self, word: str) -> list[str]:
        return [line.removeprefix(f"{word} ") for line in self.body if line.startswith(f"{word} ")]


#: What names a line of a route-map's entry; an entry keeps one of each.
COMMAND = re.compile(
    r"description|call|on-match|match (ip|ipv6) (address|next-hop) prefix-list|match (as-path|community|large-community|rpki)"
    r"|set (as-path exclude|comm-list|community|large-comm-list|large-community|local-preference|ip next-hop|ipv6 next-hop global)"
)
#: The whole lines that FRR takes there.
GRAMMAR = re.compile(
    r"description .+|call \S+|on-match (next|goto \d+)|match (ip|ipv6) (address|next-hop) prefix-list \S+"
    r"|match (as-path|community|large-community) \S+|match rpki (valid|invalid|notfound)"
    r"|set as-path exclude \d+( \d+)*|set (large-)?comm-list \S+ delete|set community \S+ additive|set large-community \d+:\d+:\d+ additive"
    r"|set local-preference \d+|set ip next-hop [\d.]+|set ipv6 next-hop global [0-9a-f:]+"
)


def command(line: str) -> str:
    found = COMMAND.match(line.strip())
    assert found, line
    return found[0]


@dataclass
class Interpreted:
    """A router's configuration as its lines make it."""

    asn: int = 25000
    is_old: bool = False
    prefix_lists: dict[tuple[int, str], dict[int, tuple[str, str]]] = field(default_factory=dict)
    texts: dict[tuple[str, str], TextList] = field(default_factory=dict)
    maps: dict[str, dict[int, Entry]] = field(default_factory=dict)
    #: (neighbor or group, family or 0, what) -> the words behind it; ``no`` where FRR prints the no.
    neighbors: dict[tuple[str, int, str], str] = field(default_factory=dict)
    #: Neighbors that do not carry IPv4. IPv6 is carried by those that were told to.
    without_ipv4: set[str] = field(default_factory=set)
    router_lines: list[str] = field(default_factory=list)
    other_lines: list[str] = field(default_factory=list)
    caches: list[str] = field(default_factory=list)
    has_rpki_block: bool = False
    node: tuple[str, ...] = ()
    family: int = 0

    # -- lines -----------------------------------------------------------------------------------

    def feed(self, line: str) -> None:
        """Take a line as vtysh does."""
        words = line.split()
        if not words or words[0] == "!":
            return
        if words[0] in ("exit", "exit-address-family"):
            self.node, self.family = (("router",) if self.family else ()), 0
            return
        is_removal = words[0] == "no"
        said = words[is_removal:]
        match said:
            case ["router", "bgp", asn]:
                assert int(asn) == self.asn and not is_removal, line
                self.node, self.family = ("router",), 0
            case ["address-family", ("ipv4" | "ipv6") as word, "unicast"]:
                assert self.node == ("router",), line
                self.family = int(word[3])
            case ["rpki"]:
                assert not is_removal, f"FRR 10.3 dies after it: {line}"
                self.node, self.has_rpki_block = ("rpki",), True
            case ["rpki", "cache", *rest]:
                assert self.node == ("rpki",) and (rest[0] == "tcp") is not self.is_old, line
                text = " ".join(said)
                if is_removal:
                    self.caches.remove(text)
                else:
                    assert rest[-2:] not in [cache.split()[-2:] for cache in self.caches], f"FRR refuses a preference that is taken: {line}"
                    self.caches.append(text)
                self.has_rpki_block = self.is_old or bool(self.caches)
            case ["neighbor", address]:
                assert self.node == ("router",) and not self.family and is_removal, line
                self.neighbors = {key: text for key, text in self.neighbors.items() if key[0] != address}
                self.without_ipv4.discard(address)
            case ["neighbor", address, slot, *rest]:
                assert self.node == ("router",), line
                self._neighbor(address, slot, rest, is_removal)
            case ["bgp", ("as-path" | "community-list" | "large-community-list"), *_]:
                self._text_list(said, is_removal)
            case ["bgp", *_]:
                assert self.node == ("router",), line
                self._toggle(self.router_lines, " ".join(said), is_removal)
            case [("ip" | "ipv6") as word, "prefix-list", name, *rest]:
                self._prefix_list(4 if word == "ip" else 6, name, rest, is_removal)
            case ["route-map", name] if is_removal:
                assert name not in self.bound_names(), f"FRR dies when a bound route-map goes: {line}"
                self.maps.pop(name, None)
            case ["route-map", name, ("permit" | "deny") as action, number]:
                assert not is_removal and 1 <= int(number) <= 65535, line
                entry = self.maps.setdefault(name, {}).setdefault(int(number), Entry(action))
                assert entry.action == action, line
                self.node = ("route-map", name, number)
            case ["ip" | "ipv6", "route", *_]:
                self._toggle(self.other_lines, " ".join(said), is_removal)
            case _ if self.node[:1] == ("route-map",):
                assert not is_removal and GRAMMAR.fullmatch(line.strip()), line
                body = self.maps[self.node[1]][int(self.node[2])].body
                assert command(line) not in map(command, body), f"FRR keeps only the last: {line}"
                body.append(line.strip())
            case _:
                raise AssertionError(f"not a line of FRR: {line!r} in {self.node}")

    @staticmethod
    def _toggle(lines: list[str], text: str, is_removal: bool) -> None:
        plain, negated = text, f"no {text}"
        if text in DEFAULT_ON:
            plain, negated = negated, text
            is_removal = not is_removal
        if plain in lines and is_removal:
            lines.remove(plain)
        elif plain not in lines and not is_removal:
            lines.append(plain)

    def _neighbor(self, address: str, slot: str, rest: list[str], is_removal: bool) -> None:
        family = self.family
        is_new = not any((address, 0, making) in self.neighbors for making in ("remote-as", "peer-group"))
        assert not is_new or slot in ("remote-as", "peer-group"), f"FRR: specify remote-as or peer-group commands first: {address} {slot}"
        if is_new and slot == "remote-as" and "no bgp default ipv4-unicast" in self.router_lines:
            self.without_ipv4.add(address)
        if slot == "activate" and family == 4:
            (self.without_ipv4.add if is_removal else self.without_ipv4.discard)(address)
            return
        if slot in ("peer-group", "remote-as", "description", "update-source", "shutdown"):
            assert not family
        else:
            assert bool(family) is (slot in IN_FAMILY), (address, slot, family)
        if slot == "route-map":
            assert len(rest) == 2 and rest[1] in ("in", "out"), rest
            slot, rest = f"route-map {rest[1]}", rest[:1]
        elif slot == "prefix-list":
            slot, rest = f"prefix-list {rest[1]}", rest[:1]
        elif slot == "send-community":
            slot, rest = f"send-community {rest[0]}", []
        elif slot == "local-role":
            assert rest and rest[0] in ("provider", "customer", "peer", "rs-client", "rs-server"), rest
        elif slot == "ttl-security":
            assert rest[0] == "hops" and 1 <= int(rest[1]) <= 254, rest
        elif slot == "maximum-prefix":
            assert re.fullmatch(r"\d+( \d+)?( warning-only| restart \d+| force)?", " ".join(rest)) or (is_removal and not rest), rest
        key = (address, family, slot)
        if self._is_on(slot):
            if is_removal:
                self.neighbors[key] = "no"
            else:
                self.neighbors.pop(key, None)
        elif is_removal:
            self.neighbors.pop(key, None)
        else:
            text = " ".join(rest)
            group = self.group(address)
            # A member's line that is equal to its group's is taken and not kept.
            if group is None or self.neighbors.get((group, family, slot)) != text:
                self.neighbors[key] = text

    def _is_on(self, slot: str) -> bool:
        """Whether a setting of neighbors is there unless a line says ``no``."""
        if slot == "enforce-first-as":
            return not self.is_old and "no bgp enforce-first-as" not in self.router_lines
        return slot.startswith("send-community")

    def _text_list(self, words: list[str], is_removal: bool) -> None:
        kind, style, name, seq, number, action, *rest = words[1:]
        assert seq == "seq" and action in ("permit", "deny") and rest, words
        assert (kind, style) in {("as-path", "access-list")} | {
            (kind, style) for kind in ("community-list", "large-community-list") for style in ("standard", "expanded")
        }, words
        text = " ".join(rest)
        if style == "standard":
            text = " ".join(community_word(item) for item in sorted(community_number(word) for word in rest))
            assert text == " ".join(rest), f"FRR prints it as {text}"
        else:
            re.compile(text.replace("[][{}()]", ""))
        found = self.texts.setdefault((kind, name), TextList(style))
        assert found.kind == style, words
        if is_removal:
            assert found.entries.pop(int(number), (action, text)) == (action, text), words
            if not found.entries:
                del self.texts[kind, name]
        else:
            assert (action, text) not in found.entries.values(), f"FRR drops a line that is there: {words}"
            found.entries[int(number)] = (action, text)

    def _prefix_list(self, family: int, name: str, words: list[str], is_removal: bool) -> None:
        key = (family, name)
        if not words:
            assert is_removal
            self.prefix_lists.pop(key, None)
            return
        assert words[0] == "seq" and 1 <= int(words[1]) <= 4294967295 and words[2] in ("permit", "deny"), words
        number, said = int(words[1]), (words[2], " ".join(words[3:]))
        range_holds(said[1], family, Prefix(family, 0, 0))
        entries = self.prefix_lists.setdefault(key, {})
        if is_removal:
            assert entries.pop(number, said) == said, words
            if not entries:
                del self.prefix_lists[key]
        elif said not in entries.values():
            # A line that is there under another number is dropped in silence.
            entries[number] = said

    # -- neighbors -------------------------------------------------------------------------------

    def group(self, address: str) -> str | None:
        return self.neighbors.get((address, 0, "peer-group")) or None

    def setting(self, address: str, family: int, slot: str) -> str | None:
        """What holds at a neighbor: its own, else its group's."""
        own = self.neighbors.get((address, family, slot))
        return own if own is not None else self.neighbors.get((self.group(address) or "", family, slot))

    def remote_as(self, address: str) -> int:
        return int(self.setting(address, 0, "remote-as") or 0)

    def addresses(self) -> list[str]:
        return sorted({address for address, _, slot in self.neighbors if slot == "remote-as" and address[0].isdigit()})

    def carries(self, address: str, family: int) -> bool:
        """Whether a neighbor exchanges routes of a family once it is up."""
        return address not in self.without_ipv4 if family == 4 else self.setting(address, 6, "activate") is not None

    def can_come_up(self, address: str) -> bool:
        """Whether a neighbor is there, is not shut down and carries a family."""
        is_there = bool(self.remote_as(address)) and self.setting(address, 0, "shutdown") is None
        return is_there and any(self.carries(address, family) for family in (4, 6))

    def bound_names(self) -> set[str]:
        return {text for (_, _, slot), text in self.neighbors.items() if slot.startswith("route-map")}

    # -- what it does with a route ---------------------------------------------------------------

    def judge(self, address: str, way: str, route: Route, rov: RovTable) -> tuple[bool, Route]:
        """Whether a route of a neighbor, or to it, passes, and how it looks then."""
        is_role_fine, route = self._by_role(address, way, route)
        name = self.setting(address, route.prefix.family, f"route-map {way}")
        if not is_role_fine:
            return False, route
        if name is None:
            return "no bgp ebgp-requires-policy" in self.router_lines, route
        return self.run(name, route, rov) if name in self.maps else (False, route)

    def _by_role(self, address: str, way: str, route: Route) -> tuple[bool, Route]:
        """RFC 9234 as FRR does it: the role is ours."""
        role = (self.setting(address, 0, "local-role") or "").split()[:1]
        neighbor = self.remote_as(address)
        match way, role:
            case "in", ["provider"]:
                return route.otc is None, route
            case "in", ["peer"] if route.otc not in (None, neighbor):
                return False, route
            case "in", ["peer" | "customer" | "rs-client"] if route.otc is None:
                return True, replace(route, otc=neighbor)
            case "out", ["customer" | "peer" | "rs-client"] if route.otc is not None:
                return False, route
            case "out", ["provider" | "peer"] if route.otc is None:
                return True, replace(route, otc=self.asn)
        return True, route

    def run(self, name: str, route: Route, rov: RovTable) -> tuple[bool, Route]:
        is_permitted, jump = False, 0
        for number, entry in sorted(self.maps[name].items()):
            if number < jump or not all(self.matches(line, route, rov) for line in entry.of("match")):
                continue
            if entry.action == "deny":
                return False, route
            is_permitted, route = True, self.changed(entry, route)
            for called in entry.of("call"):
                if called in self.maps:
                    is_permitted, route = self.run(called, route, rov)
                    if not is_permitted:
                        return False, route
            match [line.split() for line in entry.of("on-match")]:
                case []:
                    return True, route
                case [["goto", to]]:
                    jump = int(to)
        return is_permitted, route

    def list_permits(self, family: int, name: str, prefix: Prefix | None) -> bool:
        entries = self.prefix_lists.get((family, name), {})
        if prefix is None:
            return False
        return next((action == "permit" for _, (action, said) in sorted(entries.items()) if range_holds(said, family, prefix)), False)

    def matches(self, line: str, route: Route, rov: RovTable) -> bool:
        match line.split():
            case [("ip" | "ipv6") as word, "address", "prefix-list", name]:
                return self.list_permits(4 if word == "ip" else 6, name, route.prefix)
            case [("ip" | "ipv6") as word, "next-hop", "prefix-list", name]:
                return self.list_permits(4 if word == "ip" else 6, name, route.next_hop)
            case ["as-path", name]:
                return self._text_permits("as-path", name, path_text(route.as_path), set())
            case ["community", name]:
                return self._communities_permit("community-list", name, route.communities)
            case ["large-community", name]:
                return self._communities_permit("large-community-list", name, route.large_communities)
            case ["rpki", "invalid"]:
                return self._is_invalid(route, rov)
        raise AssertionError(line)

    def _communities_permit(self, kind: str, name: str, communities: frozenset[tuple[int, ...]]) -> bool:
        return self._text_permits(kind, name, " ".join(community_word(item) for item in sorted(communities)), set(communities))

    def _text_permits(self, kind: str, name: str, whole: str, carried: set[tuple[int, ...]]) -> bool:
        """The first entry that holds decides. An expression looks at the whole text, a standard entry wants all of its communities."""
        found = self.texts.get((kind, name))
        if found is None:
            return False
        for _, (action, text) in sorted(found.entries.items()):
            if found.kind == "standard":
                holds = {community_number(word) for word in text.split()} <= carried
            else:
                holds = expression(text).search(whole) is not None
            if holds:
                return action == "permit"
        return False

    def _is_invalid(self, route: Route, rov: RovTable) -> bool:
        """FRR takes our own ASN for the origin of an empty path, and does not validate a path that ends in an AS_SET."""
        if route.as_path and isinstance(route.as_path[-1], frozenset):
            return False
        return rov.state(route if route.as_path else replace(route, as_path=(self.asn,))) == "invalid"

    def changed(self, entry: Entry, route: Route) -> Route:
        for line in entry.of("set"):
            match line.split():
                case ["comm-list", name, "delete"]:
                    route = replace(route, communities=self._left("community-list", name, route.communities))
                case ["large-comm-list", name, "delete"]:
                    route = replace(route, large_communities=self._left("large-community-list", name, route.large_communities))
                case ["community", word, "additive"]:
                    high, low = community_number(word)
                    route = replace(route, communities=route.communities | {(high, low)})
                case ["large-community", word, "additive"]:
                    first, second, third = community_number(word)
                    route = replace(route, large_communities=route.large_communities | {(first, second, third)})
                case ["local-preference", number]:
                    route = replace(route, local_preference=int(number))
                case ["ip", "next-hop", address] | ["ipv6", "next-hop", "global", address]:
                    value = ip_address(address)
                    assert value.version == route.prefix.family, line
                    route = replace(route, next_hop=Prefix(value.version, int(value), value.max_prefixlen))
                case ["as-path", "exclude", *asns]:
                    route = replace(route, as_path=tuple(_without(route.as_path, {int(asn) for asn in asns})))
                case _:
                    raise AssertionError(line)
        return route

    def _left(self, kind: str, name: str, communities: frozenset[Numbers]) -> frozenset[Numbers]:
        """What a deletion by a list leaves: each community is judged alone, permit deletes it, a list that is not there deletes none."""
        return frozenset(item for item in communities if not self._text_permits(kind, name, community_word(item), {item}))

    # -- what it prints --------------------------------------------------------------------------

    def text(self) -> str:
        return "\n".join(self._lines()) + "\n"

    def _lines(self) -> Iterator[str]:
        if self.has_rpki_block:
            yield from ("rpki", *(f" {cache}" for cache in self.caches), "exit")
        yield from self.other_lines
        for (family, name), entries in sorted(self.prefix_lists.items()):
            for number, (action, said) in sorted(entries.items()):
                yield f"{'ip' if family == 4 else 'ipv6'} prefix-list {name} seq {number} {action} {said}"
        for (kind, name), found in sorted(self.texts.items()):
            for number, (action, said) in sorted(found.entries.items()):
                yield f"bgp {kind} {found.kind} {name} seq {number} {action} {said}"
        for name, maps in sorted(self.maps.items()):
            for number, entry in sorted(maps.items()):
                yield from (f"route-map {name} {entry.action} {number}", *(f" {line}" for line in sorted(entry.body)), "exit")
        yield f"router bgp {self.asn}"
        yield from (f" {line}" for line in self.router_lines)
        yield from (f" {line}" for line in self._neighbor_lines(0))
        for family in (4, 6):
            yield f" address-family ipv{family} unicast"
            yield from (f"  {line}" for line in self._neighbor_lines(family))
            yield " exit-address-family"
        yield "exit"

    def _neighbor_lines(self, family: int) -> Iterator[str]:
        if family == 4:
            is_default = "no bgp default ipv4-unicast" not in self.router_lines
            for address in self.addresses():
                if self.carries(address, 4) is not is_default:
                    yield f"{'no ' if is_default else ''}neighbor {address} activate"
        # Groups come before members, what makes a neighbor before what is set at it.
        first = {"remote-as": 0, "peer-group": 1}
        of_family = [key for key in self.neighbors if key[1] == family]
        for address, _, slot in sorted(of_family, key=lambda key: (key[0][0].isdigit(), key[0], first.get(key[2], 2), key[2])):
            text = self.neighbors[address, family, slot]
            if self.is_old and slot == "local-role" and self.group(address) is not None:
                # Seen on 8.4.4: the role of a member of a group acts and is not printed.
                continue
            word, _, more = slot.partition(" ")
            if text == "no":
                yield f"no neighbor {address} {slot}"
            else:
                yield " ".join(part for part in ("neighbor", address, word, text, more) if part)


def _without(path: tuple[PathElement, ...], asns: set[int]) -> Iterator[PathElement]:
    """Members of an AS_SET go too, and an empty one with them."""
    for element in path:
        if isinstance(element, frozenset):
            if element - asns:
                yield element - asns
        elif element not in asns:
            yield element


def interpreted(text: str, is_old: bool = False) -> Interpreted:
    """The router that a configuration text makes."""
    router = Interpreted(is_old=is_old)
    for line in text.splitlines():
        router.feed(line)
    return router
