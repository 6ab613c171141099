# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Read what ``show running-config`` prints: sets, route-policies, and ``router bgp`` with its groups.

What is ours is read strictly, because it is compared; what is the operator's is kept as text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from ...model.routes import host_prefix
from ..answers import lines_of
from ..contract import PlatformError
from ..line_keys import BindingKey, LineKey
from ..pair_names import OURS
from . import communities
from .objects import Configuration, Kind, ObjectKey, is_remark, parse_range, range_text
from .session_lines import (
    FAMILY_SLOTS,
    OWNED,
    ROUTER,
    RTR_SLOT,
    SESSION_SLOTS,
    VALIDATION,
    VALIDATION_LINE,
    owned_keys,
)
from .sources import Checks, Reader

_OBJECT = re.compile(r"(prefix-set|as-path-set|community-set|large-community-set|route-policy) ([^\s(]+)(\(.*\))?", re.ASCII)
_ROUTER = re.compile(r"router bgp ([0-9.]{1,21})", re.ASCII)
_FAMILY = re.compile(r"address-family ipv([46]) unicast", re.ASCII)
_BINDING = re.compile(r"route-policy (\S.*?) (in|out)", re.ASCII)
_ACCESS_LIST = re.compile(r"ipv[46] access-list [^\s]+", re.ASCII)
_TCP_PORT = re.compile(r"transport tcp port ([0-9]{1,5})", re.ASCII)
_NUMBERS = re.compile(r"[0-9]{1,5}:[0-9]{1,5}", re.ASCII)
#: Lines that are no configuration: the time of the command, and what the router says about it.
_NOISE = re.compile(r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) .*|Building configuration.*|!.*|end", re.ASCII)


class Node(NamedTuple):
    """A line and what is indented below it."""

    line: str
    below: tuple[Node, ...]


@dataclass(frozen=True)
class Group:
    """What a neighbor or a group says: lines, families, and the groups that it uses."""

    nodes: tuple[Node, ...]

    def says(self, word: str) -> str | None:
        """Return the line that begins with a word."""
        return next((node.line for node in self.nodes if node.line.split()[0] == word), None)

    def used(self, kind: str) -> str | None:
        """Return the name of the group of a kind that is used here."""
        words = f"use {kind} "
        return next((node.line.removeprefix(words) for node in self.nodes if node.line.startswith(words)), None)

    def family(self, family: int) -> Group | None:
        """Return what is said for a family; None when nothing is."""
        wanted = f"address-family ipv{family} unicast"
        return next((Group(node.below) for node in self.nodes if node.line == wanted), None)

    def binding(self, direction: str) -> str | None:
        """Return the route-policy that is bound here, with its parameters."""
        found = (_BINDING.fullmatch(node.line) for node in self.nodes)
        return next((item[1] for item in found if item and item[2] == direction), None)


@dataclass(frozen=True)
class ParsedConfiguration:
    """A configuration: its objects, what neighbors inherit, and the families that each carries.

    ``inherited_policies``, ``inherited_lines``: of groups. ``families``: (address, family) that are configured, at the neighbor or by
    its group. ``other_lines``: all lines outside of objects, without their indentation. ``static_routes``: of the global table.
    ``rtr_hosts``: every RPKI cache, also one that is reached otherwise than by plain TCP.
    """

    configuration: Configuration
    asn: int | None
    inherited_policies: Mapping[BindingKey, str]
    inherited_lines: Mapping[LineKey, str]
    families: frozenset[tuple[str, int]]
    router_lines: frozenset[str]
    other_lines: frozenset[str]
    static_routes: frozenset[str]
    reader: Reader
    rtr_hosts: frozenset[str]

    @property
    def checks(self) -> Checks:
        """What checks sources, whoever wrote it."""
        return self.reader.checks(self.owned)

    @property
    def owned(self) -> frozenset[LineKey]:
        """The lines that are ours."""
        return owned_keys(self.configuration.objects.get(OWNED, ()))

    @property
    def own_caches(self) -> frozenset[tuple[str, int]]:
        """The RPKI caches that are ours."""
        return frozenset(cache for cache in self.configuration.rtr_caches if LineKey(*cache, RTR_SLOT) in self.owned)


def configuration_lines(text: str) -> list[str]:
    """Return the lines of a configuration that mean something, with their indentation."""
    return [line.rstrip() for line in lines_of(text) if line.strip() and not _NOISE.fullmatch(line.strip())]


def _asn(text: str) -> int:
    """Return an ASN that is printed as a number or as two with a dot (RFC 5396)."""
    high, dot, low = text.partition(".")
    return (int(high) << 16) + int(low) if dot else int(high)


def _element(kind: Kind, text: str) -> str:
    """Return an element of a set of ours as we write it."""
    words = " ".join(text.split())
    if kind is Kind.PREFIX_SET:
        return range_text(parse_range(words))
    if kind is Kind.COMMUNITY_SET and _NUMBERS.fullmatch(words):
        return communities.text(tuple(int(number) for number in words.split(":")))
    return words


def _body(key: ObjectKey, lines: list[str]) -> tuple[str, ...]:
    stripped = [" ".join(line.split()) for line in lines]
    if key.kind is Kind.POLICY:
        return tuple(stripped)
    remarks = [line for line in stripped if is_remark(line)]
    texts = [item.strip() for item in " ".join(line for line in stripped if not is_remark(line)).split(",")]
    if not key.name.startswith(OURS):
        return (*remarks, *(item for item in texts if item))
    if "" in texts and texts != [""]:
        raise ValueError("an element is empty")
    return (*remarks, *sorted({_element(key.kind, item) for item in texts if item}))


def _objects(lines: list[str]) -> tuple[dict[ObjectKey, tuple[str, ...]], list[str]]:
    """Return the objects, and the lines that belong to none."""
    found: dict[ObjectKey, tuple[str, ...]] = {}
    others: list[str] = []
    place = 0
    while place < len(lines):
        head = lines[place]
        place += 1
        begun = _OBJECT.fullmatch(head)
        if begun is None:
            others.append(head)
            continue
        key = ObjectKey(Kind(begun[1]), begun[2])
        end = "end-policy" if key.kind is Kind.POLICY else "end-set"
        try:
            last = lines.index(end, place)
            found[key] = _body(key, lines[place:last])
        except ValueError as error:
            raise PlatformError(f"{head[:120]!r} of the running configuration: {error}") from error
        place = last + 1
    return found, others


def _tree(lines: list[str]) -> tuple[Node, ...]:
    """Return lines by their indentation."""
    found: list[Node] = []
    place = 0
    while place < len(lines):
        depth = len(lines[place]) - len(lines[place].lstrip())
        last = place + 1
        while last < len(lines) and len(lines[last]) - len(lines[last].lstrip()) > depth:
            last += 1
        found.append(Node(" ".join(lines[place].split()), _tree(lines[place + 1 : last])))
        place = last
    return tuple(found)


@dataclass
class _Bgp:
    """What stands inside ``router bgp``."""

    groups: dict[tuple[str, str], Group] = field(default_factory=dict)
    neighbors: dict[str, Group] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)
    caches: set[tuple[str, int]] = field(default_factory=set)
    hosts: set[str] = field(default_factory=set)
    validated: set[int] = field(default_factory=set)

    def read(self, nodes: tuple[Node, ...]) -> None:
        for node in nodes:
            words = node.line.split()
            if words[0] == "neighbor" and len(words) == 2:
                host_prefix(words[1])
                self.neighbors[words[1]] = Group(node.below)
            elif words[0] in ("neighbor-group", "session-group", "af-group") and len(words) > 1:
                self.groups[words[0], words[1]] = Group(node.below)
            elif words[:2] == ["rpki", "server"] and len(words) == 3:
                self.hosts.add(words[2])
                ports = (_TCP_PORT.fullmatch(item.line) for item in node.below)
                self.caches.update((words[2], int(port[1])) for port in ports if port)
            else:
                self.lines.append(node.line)
                if (found := _FAMILY.fullmatch(node.line)) and any(item.line == VALIDATION_LINE for item in node.below):
                    self.validated.add(int(found[1]))

    def above(self, group: Group, seen: tuple[str, ...] = ()) -> Iterator[Group]:
        """Return the groups that a neighbor inherits from, the nearest first."""
        for kind in ("session-group", "neighbor-group"):
            name = group.used(kind)
            used = self.groups.get((kind, name)) if name is not None and name not in seen else None
            if used is not None and name is not None:
                yield used
                yield from self.above(used, (*seen, name))

    def families_of(self, group: Group, family: int) -> Iterator[Group]:
        """Return what groups say for a family of a neighbor, the nearest first, without what it says itself."""
        for holder in (group, *self.above(group)):
            said = holder.family(family)
            if said is None:
                continue
            if holder is not group:
                yield said
            name = said.used("af-group")
            while name is not None and (used := self.groups.get(("af-group", name))) is not None:
                yield used
                name, again = used.used("af-group"), name
                if name == again:
                    break


def _slots(group: Group, slots: Iterable[str]) -> dict[str, str]:
    return {slot: line for slot in slots if (line := group.says(slot)) is not None}


def parse_configuration(text: str) -> ParsedConfiguration:
    """Parse a configuration text.

    :raises PlatformError: an object of ours cannot be read; it names the object.
    """
    lines = configuration_lines(text)
    objects, others = _objects(lines)
    tree = _tree(others)
    asn: int | None = None
    bgp = _Bgp()
    static: list[str] = []
    reader = Reader()
    for node in tree:
        if found := _ROUTER.match(node.line):
            try:
                asn = _asn(found[1])
                bgp.read(node.below)
            except ValueError as error:
                raise PlatformError(f"{node.line!r} of the running configuration: {error}") from error
        elif _ACCESS_LIST.fullmatch(node.line):
            reader.access_list(node.line, [item.line for item in node.below])
        elif node.line.startswith("interface ") and len(node.line.split()) == 2:
            reader.interface(node.line.split()[1], [item.line for item in node.below])
        elif node.line == "router static":
            static += [item.line for family in node.below if family.line.startswith("address-family") for item in family.below]
    bindings: dict[BindingKey, str] = {}
    inherited: dict[BindingKey, str] = {}
    own_lines = {LineKey(ROUTER, family, VALIDATION): VALIDATION_LINE for family in bgp.validated}
    inherited_lines: dict[LineKey, str] = {}
    families: set[tuple[str, int]] = set()
    for address, neighbor in bgp.neighbors.items():
        for slot, line in _slots(neighbor, SESSION_SLOTS).items():
            own_lines[LineKey(address, 0, slot)] = line
        for group in reversed(list(bgp.above(neighbor))):
            inherited_lines.update({LineKey(address, 0, slot): line for slot, line in _slots(group, SESSION_SLOTS).items()})
        for family in (4, 6):
            said, above = neighbor.family(family), list(bgp.families_of(neighbor, family))
            if said is not None or above:
                families.add((address, family))
            for group in reversed(above):
                inherited_lines.update({LineKey(address, family, slot): line for slot, line in _slots(group, FAMILY_SLOTS).items()})
            if said is not None:
                own_lines.update({LineKey(address, family, slot): line for slot, line in _slots(said, FAMILY_SLOTS).items()})
            for direction in ("in", "out"):
                key = BindingKey(address, family, direction)
                bound = said.binding(direction) if said is not None else None
                if bound is not None:
                    bindings[key] = bound
                from_above = next((name for group in above if (name := group.binding(direction)) is not None), None)
                if from_above is not None:
                    inherited[key] = from_above
    return ParsedConfiguration(
        Configuration(objects, bindings, own_lines, frozenset(bgp.caches)),
        asn,
        inherited,
        inherited_lines,
        frozenset(families),
        frozenset(bgp.lines),
        frozenset(line.strip() for line in others),
        frozenset(static),
        reader,
        frozenset(bgp.hosts),
    )
