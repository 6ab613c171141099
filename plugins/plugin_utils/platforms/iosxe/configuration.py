# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Read what ``show running-config`` prints: lists, route-maps, ``router bgp`` with its groups and templates, and interfaces.

What is ours is read strictly, because it is compared; what is the operator's is kept as text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from ...model.prefixes import PrefixRange
from ..answers import lines_of
from ..contract import PlatformError
from ..line_keys import BindingKey, LineKey
from . import communities
from .names import OURS
from .objects import Bound, Configuration, ListEntry, ListKey, MapEntry, TextEntry, TextKey, Way, canonical_address, everything, parse_range
from .session_lines import FAMILY_SLOTS, LONGEST, ROUTER, RTR_SLOT, SESSION_SLOTS, owned_keys
from .sources import Checks
from .sources import read as read_checks

_PREFIX_LIST = re.compile(r"(ip|ipv6) prefix-list (\S+) (?:description (.*)|seq ([0-9]{1,10}) (permit|deny) (.+))", re.ASCII)
_PATH_LIST = re.compile(r"ip as-path access-list ([0-9]{1,3}) (permit|deny) (.+)", re.ASCII)
_TEXT_LIST = re.compile(r"ip ((?:large-)?community-list (?:standard|expanded)) (\S+)(?: (?:seq )?[0-9]{1,5})? (permit|deny) (.+)", re.ASCII)
_NUMBERED_LIST = re.compile(r"ip (large-)?community-list ([0-9]{1,3}) (permit|deny) (.+)", re.ASCII)
_ROUTE_MAP = re.compile(r"route-map (\S+) (permit|deny) ([0-9]{1,5})", re.ASCII)
_ROUTER = re.compile(r"router bgp ([0-9.]{1,21})", re.ASCII)
_FAMILY = re.compile(r"address-family ipv([46])(?: unicast)?", re.ASCII)
_NEIGHBOR = re.compile(r"(no )?neighbor (\S+) (.+)", re.ASCII)
_BINDING = re.compile(r"(route-map|prefix-list|filter-list) (\S+) (in|out)", re.ASCII)
_CACHE = re.compile(r"bgp rpki server tcp (\S+) port ([0-9]{1,5})(?: .*)?", re.ASCII)
_ADDRESS = re.compile(r"[0-9.]{7,15}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*", re.ASCII)
#: Lines that are no configuration, and one that a clock writes.
_NOISE = re.compile(r"Building configuration.*|Current configuration *:.*|Using \d+ out of .*|!.*|end|ntp clock-period .*", re.ASCII)


class Node(NamedTuple):
    """A line and what is indented below it."""

    line: str
    below: tuple[Node, ...]


@dataclass(frozen=True)
class ParsedConfiguration:
    """A configuration: its objects, what neighbors inherit, and the families that each carries.

    ``inherited_maps``, ``inherited_lines``: of peer-groups and templates. ``groups``: the peer-group of a neighbor. ``families``: (address,
    family) that are active. ``has_family``: what is said for IPv4 stands in an address family of its own. ``other_lines``: all lines
    outside of ``router bgp``, without their indentation. ``interfaces``: the lines of each interface. ``sending``: the neighbors that are
    sent communities, by family.
    """

    configuration: Configuration
    asn: int | None
    inherited_maps: Mapping[BindingKey, str]
    inherited_lines: Mapping[LineKey, str]
    groups: Mapping[str, str]
    families: frozenset[tuple[str, int]]
    has_family: bool
    router_lines: frozenset[str]
    other_lines: frozenset[str]
    interfaces: Mapping[str, tuple[str, ...]]
    access_lists: Mapping[tuple[int, str], tuple[str, ...]]
    sending: frozenset[tuple[str, int]]
    has_archive: bool

    @property
    def owned(self) -> frozenset[LineKey]:
        """The lines that are ours."""
        return owned_keys(self.configuration.descriptions)

    @property
    def checks(self) -> Checks:
        """What checks sources, whoever wrote it."""
        return read_checks(self.interfaces, self.access_lists, self.owned)

    @property
    def own_caches(self) -> frozenset[tuple[str, int]]:
        """The RPKI caches that are ours."""
        return frozenset(cache for cache in self.configuration.rtr_caches if LineKey(*cache, RTR_SLOT) in self.owned)


def configuration_lines(text: str) -> list[str]:
    """Return the lines of a configuration that mean something, with their indentation."""
    return [line.rstrip() for line in lines_of(text) if line.strip() and not _NOISE.fullmatch(line.strip())]


def tree(lines: list[str]) -> tuple[Node, ...]:
    """Return lines by their indentation."""
    found: list[Node] = []
    place = 0
    while place < len(lines):
        depth = len(lines[place]) - len(lines[place].lstrip())
        last = place + 1
        while last < len(lines) and len(lines[last]) - len(lines[last].lstrip()) > depth:
            last += 1
        found.append(Node(" ".join(lines[place].split()), tree(lines[place + 1 : last])))
        place = last
    return tuple(found)


def asn_of(text: str) -> int:
    """Return an ASN that is printed as a number or as two with a dot (RFC 5396)."""
    high, dot, low = text.partition(".")
    return (int(high) << 16) + int(low) if dot else int(high)


@dataclass
class _Objects:
    """Collects lists and route-maps."""

    prefix_lists: dict[ListKey, list[ListEntry]] = field(default_factory=dict)
    descriptions: dict[ListKey, str] = field(default_factory=dict)
    path_lists: dict[int, list[TextEntry]] = field(default_factory=dict)
    text_lists: dict[TextKey, list[TextEntry]] = field(default_factory=dict)
    route_maps: dict[str, list[MapEntry]] = field(default_factory=dict)

    def take(self, node: Node) -> bool:
        """Read one line; tell whether it was one of an object."""
        line = node.line
        if found := _PREFIX_LIST.fullmatch(line):
            key = (4 if found[1] == "ip" else 6, found[2])
            if found[3] is not None:
                self.descriptions[key] = found[3]
            else:
                self.prefix_lists.setdefault(key, []).append(ListEntry(int(found[4]), found[5], self._range(key, found[6])))
        elif found := _PATH_LIST.fullmatch(line):
            self.path_lists.setdefault(int(found[1]), []).append(TextEntry(found[2], found[3]))
        elif found := _TEXT_LIST.fullmatch(line):
            text = communities.canonical(found[4]) if found[1].endswith("standard") else found[4]
            self.text_lists.setdefault((found[1], found[2]), []).append(TextEntry(found[3], text))
        elif found := _NUMBERED_LIST.fullmatch(line):
            key_of = (f"{found[1] or ''}community-list", found[2])
            self.text_lists.setdefault(key_of, []).append(TextEntry(found[3], found[4]))
        elif found := _ROUTE_MAP.fullmatch(line):
            body = tuple(sorted(_body_line(item.line) for item in node.below))
            self.route_maps.setdefault(found[1], []).append(MapEntry(int(found[3]), found[2], body))
        else:
            return False
        return True

    @staticmethod
    def _range(key: ListKey, text: str) -> PrefixRange:
        try:
            return parse_range(text)
        except ValueError as error:
            if key[1].startswith(OURS):
                raise PlatformError(f"prefix-list {key[1]} of the running configuration: {error}") from error
            return everything(key[0])


def _body_line(line: str) -> str:
    """Return a line of a route-map as it is compared: communities sorted, each in its one spelling."""
    words = line.split()
    if words[:2] in (["set", "community"], ["set", "large-community"]) and words[-1] == "additive":
        return f"set {words[1]} {communities.canonical(' '.join(words[2:-1]))} additive"
    if words[:3] == ["set", "ipv6", "next-hop"]:
        return f"set ipv6 next-hop {canonical_address(words[3])}"
    return line


@dataclass
class _Bgp:
    """What stands inside ``router bgp``: by family (0: the router's own lines), the lines at each neighbor or group, and others."""

    said: dict[int, dict[str, list[str]]] = field(default_factory=lambda: {0: {}, 4: {}, 6: {}})
    others: dict[int, list[str]] = field(default_factory=lambda: {0: [], 4: [], 6: []})
    templates: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    blocks: set[int] = field(default_factory=set)

    def read(self, nodes: tuple[Node, ...], family: int = 0) -> None:
        for node in nodes:
            if found := _FAMILY.fullmatch(node.line):
                self.blocks.add(int(found[1]))
                self.read(node.below, int(found[1]))
            elif node.line.startswith(("address-family ", "exit-address-family", "scope ")):
                continue
            elif node.line.startswith(("template peer-policy ", "template peer-session ")):
                _, kind, name = node.line.split()[:3]
                self.templates[kind, name] = [item.line for item in node.below]
            elif found := _NEIGHBOR.fullmatch(node.line):
                self.said[family].setdefault(canonical_address(found[2]), []).append(f"{found[1] or ''}{found[3]}")
            else:
                self.others[family].append(node.line)

    def lines(self, name: str, family: int) -> list[str]:
        """Return what is said at a neighbor or group; without an address family for IPv4 it stands in the router's own lines."""
        found = list(self.said[family].get(name, ()))
        if family == 4 and 4 not in self.blocks:
            found += self.said[0].get(name, ())
        return found

    def group(self, address: str) -> str | None:
        for family in (0, 4, 6):
            for line in self.said[family].get(address, ()):
                if line.startswith("peer-group ") and len(line.split()) == 2:
                    return line.split()[1]
        return None

    def above(self, address: str, family: int) -> list[str]:
        """Return what a neighbor inherits for a family, of its peer-group and templates; what is said later acts."""
        found: list[str] = []
        kind = "peer-policy" if family else "peer-session"
        for line in self.lines(address, family):
            if line.startswith(f"inherit {kind} "):
                found += self._template(kind, line.split()[2], ())
        group = self.group(address)
        return [*found, *(self.lines(group, family) if group is not None else ())]

    def _template(self, kind: str, name: str, seen: tuple[str, ...]) -> Iterator[str]:
        if name in seen:
            return
        lines = self.templates.get((kind, name), [])
        for line in lines:
            if line.startswith(f"inherit {kind} "):
                yield from self._template(kind, line.split()[2], (*seen, name))
        yield from lines

    def is_active(self, address: str, family: int, is_default: bool) -> bool:
        """Tell whether a neighbor carries a family; a member of a group carries what its group does."""
        group = self.group(address)
        told: list[str] = [*(self.said[family].get(group, ()) if group else ()), *self.said[family].get(address, ())]
        state = [line == "activate" for line in told if line in ("activate", "no activate")]
        if state:
            return state[-1]
        # Where there is an address family for IPv4 it says who is active.
        return is_default and family == 4 and 4 not in self.blocks


def _slot(line: str, slots: tuple[str, ...]) -> str | None:
    word = line.split()[0]
    return word if word in slots else None


def parse_configuration(text: str) -> ParsedConfiguration:
    """Parse a configuration text.

    :raises PlatformError: an object of ours cannot be read; it names the object.
    """
    objects, bgp = _Objects(), _Bgp()
    asn: int | None = None
    others: list[str] = []
    interfaces: dict[str, tuple[str, ...]] = {}
    access_lists: dict[tuple[int, str], tuple[str, ...]] = {}
    has_archive = False
    for node in tree(configuration_lines(text)):
        if objects.take(node):
            continue
        if found := _ROUTER.fullmatch(node.line):
            asn = asn_of(found[1])
            bgp.read(node.below)
            continue
        words = node.line.split()
        below = tuple(item.line for item in node.below)
        if words[0] == "interface":
            interfaces[" ".join(words[1:])] = below
        elif words[:3] == ["ip", "access-list", "extended"] and len(words) == 4:
            access_lists[4, words[3]] = below
        elif words[:2] == ["ipv6", "access-list"] and len(words) == 3:
            access_lists[6, words[2]] = below
        elif words == ["archive"]:
            has_archive = any(line.startswith("path ") for line in below)
        others += [node.line, *below]
    return _gathered(objects, bgp, asn, others, interfaces, access_lists, has_archive)


def _gathered(
    objects: _Objects,
    bgp: _Bgp,
    asn: int | None,
    others: list[str],
    interfaces: dict[str, tuple[str, ...]],
    access_lists: dict[tuple[int, str], tuple[str, ...]],
    has_archive: bool,
) -> ParsedConfiguration:
    bindings: dict[Bound, str] = {}
    inherited_maps: dict[BindingKey, str] = {}
    lines: dict[LineKey, str] = {}
    inherited_lines: dict[LineKey, str] = {}
    families: set[tuple[str, int]] = set()
    sending: set[tuple[str, int]] = set()
    is_default = "no bgp default ipv4-unicast" not in bgp.others[0]
    addresses = sorted({name for said in bgp.said.values() for name in said if _ADDRESS.fullmatch(name)})
    for address in addresses:
        for line in bgp.said[0].get(address, ()):
            if slot := _slot(line, SESSION_SLOTS):
                lines[LineKey(address, 0, slot)] = line
        for line in bgp.above(address, 0):
            if slot := _slot(line, SESSION_SLOTS):
                inherited_lines[LineKey(address, 0, slot)] = line
        for family in (4, 6):
            own, above = bgp.lines(address, family), bgp.above(address, family)
            if bgp.is_active(address, family, is_default):
                families.add((address, family))
            sent = [line for line in (*above, *own) if line.startswith(("send-community", "no send-community"))]
            if sent and sent[-1] in ("send-community", "send-community both", "send-community standard"):
                sending.add((address, family))
            for line in own:
                if found := _BINDING.fullmatch(line):
                    bindings[Bound(address, family, found[3], Way(found[1]))] = found[2]
                if slot := _slot(line, FAMILY_SLOTS):
                    lines[LineKey(address, family, slot)] = line
            for line in above:
                if (found := _BINDING.fullmatch(line)) and found[1] == Way.MAP:
                    inherited_maps[BindingKey(address, family, found[3])] = found[2]
                if slot := _slot(line, FAMILY_SLOTS):
                    inherited_lines[LineKey(address, family, slot)] = line
    for line in bgp.others[0]:
        if line.startswith(f"bgp {LONGEST} "):
            lines[LineKey(ROUTER, 0, LONGEST)] = line
    caches = (_CACHE.fullmatch(line) for line in bgp.others[0])
    configuration = Configuration(
        {key: tuple(sorted(entries)) for key, entries in objects.prefix_lists.items()},
        objects.descriptions,
        {number: tuple(entries) for number, entries in objects.path_lists.items()},
        {key: tuple(entries) for key, entries in objects.text_lists.items()},
        {name: tuple(sorted(entries)) for name, entries in objects.route_maps.items()},
        bindings,
        lines,
        frozenset((canonical_address(found[1]), int(found[2])) for found in caches if found),
    )
    groups = {address: group for address in addresses if (group := bgp.group(address)) is not None}
    return ParsedConfiguration(
        configuration,
        asn,
        inherited_maps,
        inherited_lines,
        groups,
        frozenset(families),
        4 in bgp.blocks,
        frozenset(line for said in bgp.others.values() for line in said),
        frozenset(others),
        interfaces,
        access_lists,
        frozenset(sending),
        has_archive,
    )
