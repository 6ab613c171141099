# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Read what ``show running-config`` prints: lists, route-maps, and ``router bgp`` with its peer groups.

What is ours is read strictly, because it is compared; what is the operator's is kept as text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from ...model.prefixes import PrefixError
from ...model.routes import host_prefix
from ..answers import lines_of
from ..contract import PlatformError
from ..line_keys import BindingKey, LineKey
from ..pair_names import LOCAL, OURS
from . import communities
from .as_paths import MODE
from .objects import Configuration, Kind, ObjectKey, parse_range, range_text
from .session_lines import OWNED, REGEX_MODE, ROUTER, SESSION_SLOTS, VALIDATION, VALIDATION_LINE, named_sets, owned_keys
from .sources import Checks, Reader

_PREFIX_LIST = re.compile(r"(ip|ipv6) prefix-list (\S+)(?: seq ([0-9]{1,5}) ((?:permit|deny) .+))?", re.ASCII)
_ENTRY = re.compile(r"seq ([0-9]{1,5}) ((?:permit|deny) .+)", re.ASCII)
_TEXT_LIST = re.compile(
    r"(ip as-path access-list|ip community-list regexp|ip community-list|ip large-community-list regexp|ip large-community-list)"
    r" (\S+) ((?:permit|deny) .+)",
    re.ASCII,
)
_MAP = re.compile(r"route-map (\S+)(?: statement \S+)? ((?:permit|deny)(?: [0-9]{1,8})?)", re.ASCII)
_ROUTER = re.compile(r"router bgp ([0-9.]{1,21})", re.ASCII)
_FAMILY = re.compile(r"address-family ipv([46])", re.ASCII)
_ACCESS_LIST = re.compile(r"(?:ip|ipv6) access-list (?!standard )\S+", re.ASCII)
_NEIGHBOR = re.compile(r"(no )?neighbor (\S+) (.+)", re.ASCII)
_GROUP = re.compile(r"peer[ -]group(?: (\S+))?", re.ASCII)
_BOUND = re.compile(r"route-map (\S+) (in|out)", re.ASCII)
_HOST = re.compile(r"host (\S+)(?: vrf \S+)?(?: port ([0-9]{1,5}))?", re.ASCII)
#: The port of an RPKI cache that prints none (RFC 8210).
_RTR_PORT = 323
#: Lines that are no configuration.
_NOISE = re.compile(r"!.*|end", re.ASCII)
#: What is followed by text of any kind, at any indentation, up to a line ``EOF``: a banner, a control function, a script.
_FREE_TEXT, _END_OF_TEXT = re.compile(r"banner (?:login|motd)|code(?: unit \S+)?|action bash", re.ASCII), "EOF"


class Node(NamedTuple):
    """A line and what is indented below it."""

    line: str
    below: tuple[Node, ...]


def configuration_lines(text: str) -> list[str]:
    """Return the lines of a configuration that mean something, with their indentation."""
    return [line.rstrip() for line in lines_of(text) if line.strip() and not _NOISE.fullmatch(line.strip())]


def _commands(lines: list[str]) -> list[str]:
    """Return lines without what is free text, and no command."""
    ends = [place for place, line in enumerate(lines) if line.strip() == _END_OF_TEXT]
    found: list[str] = []
    place = 0
    for end in [*ends, len(lines)]:
        begin = next((at for at in range(place, end) if _FREE_TEXT.fullmatch(lines[at].strip())), None) if end < len(lines) else None
        found += lines[place : end if begin is None else begin + 1]
        place = end + 1
    return found


def tree_of(lines: list[str]) -> tuple[Node, ...]:
    """Return lines by their indentation."""
    found: list[Node] = []
    place = 0
    while place < len(lines):
        depth = len(lines[place]) - len(lines[place].lstrip())
        last = place + 1
        while last < len(lines) and len(lines[last]) - len(lines[last].lstrip()) > depth:
            last += 1
        found.append(Node(" ".join(lines[place].split()), tree_of(lines[place + 1 : last])))
        place = last
    return tuple(found)


def asn_of(text: str) -> int:
    """Return an ASN that is printed as a number or as two with a dot (RFC 5396). :raises ValueError: it is none."""
    high, dot, low = text.partition(".")
    return (int(high) << 16) + int(low) if dot else int(high)


@dataclass
class Bgp:
    """What stands inside ``router bgp``, of the global table.

    ``said``: the lines of neighbors and groups by (name, family), family 0 for those of every family; a line that is taken back begins
    with ``no``. ``lines``: all others. ``caches``: RPKI caches by their name. ``validation``: what stands in ``rpki origin-validation``.
    """

    said: dict[tuple[str, int], list[str]] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)
    caches: dict[str, tuple[str, int]] = field(default_factory=dict)
    validation: list[str] = field(default_factory=list)

    def read(self, nodes: Iterable[Node], family: int = 0) -> None:
        """Read the lines of the router, or of one address family."""
        for node in nodes:
            if found := _NEIGHBOR.fullmatch(node.line):
                self.said.setdefault((found[2], family), []).append((found[1] or "") + found[3])
            elif family:
                continue
            elif found := _FAMILY.fullmatch(node.line):
                self.read(node.below, int(found[1]))
            elif node.line.startswith("rpki cache ") and len(node.line.split()) == 3:
                for item in node.below:
                    if host := _HOST.fullmatch(item.line):
                        self.caches[node.line.split()[2]] = (host[1], int(host[2] or _RTR_PORT))
            elif node.line == "rpki origin-validation":
                self.validation = [item.line for item in node.below]
            elif not node.line.startswith("vrf "):
                self.lines.append(node.line)

    def of(self, name: str, family: int = 0) -> list[str]:
        """Return what is said of a neighbor or group in a family."""
        return self.said.get((name, family), [])

    def group(self, name: str) -> str | None:
        """Return the group that a neighbor is a member of."""
        found = (_GROUP.fullmatch(line) for line in self.of(name))
        return next((item[1] for item in found if item and item[1]), None)

    def effective(self, name: str, word: str, family: int = 0) -> str | None:
        """Return the line of a neighbor, else of its group, that begins with a word; a ``no`` of the neighbor hides the group's."""
        for holder in (name, self.group(name)):
            if holder is not None:
                for line in self.of(holder, family):
                    if line == word or line.startswith((f"{word} ", f"no {word}")):
                        return None if line.startswith("no ") else line
        return None

    def asn(self, name: str) -> int | None:
        """Return the neighbor's ASN."""
        line = self.effective(name, "remote-as")
        return asn_of(line.split()[1]) if line is not None else None

    def bound(self, name: str, family: int, direction: str) -> str | None:
        """Return the route-map that is bound right there."""
        found = (_BOUND.fullmatch(line) for line in self.of(name, family))
        return next((item[1] for item in found if item and item[2] == direction), None)

    def from_above(self, name: str, family: int, direction: str) -> str | None:
        """Return the route-map that acts where none is bound at the neighbor for the family: its own of every family, its group's."""
        group = self.group(name)
        places = [(name, 0), *(((group, family), (group, 0)) if group is not None else ())]
        return next((found for holder, where in places if (found := self.bound(holder, where, direction)) is not None), None)

    def carries(self, name: str, family: int) -> bool:
        """Tell whether a neighbor carries a family: it is activated there, or IPv4 by itself."""
        for holder in (name, self.group(name)):
            lines = self.of(holder, family) if holder is not None else []
            if "no activate" in lines:
                return False
            if "activate" in lines:
                return True
        is_default = family == 4 and ":" not in name and "no bgp default ipv4-unicast" not in self.lines
        return is_default or (family == 6 and "bgp default ipv6-unicast" in self.lines)

    def neighbors(self) -> list[str]:
        """Return the addresses of neighbors."""
        return sorted(name for name in {name for name, _ in self.said} if _is_address(name))


def _is_address(text: str) -> bool:
    try:
        host_prefix(text)
    except PrefixError:
        return False
    return True


@dataclass(frozen=True)
class ParsedConfiguration:
    """A configuration: its objects, what neighbors inherit, and the families that each carries.

    ``inherited_policies``, ``inherited_lines``: what acts at a neighbor where it has nothing of its own for the family. ``families``:
    (address, family) that are configured. ``sequences``: the sequence numbers of the entries of prefix lists. ``rcf``: neighbors with a
    routing control function. ``other_lines``: all lines outside of objects, without their indentation. ``static_routes``: of the global
    table.
    """

    configuration: Configuration
    asn: int | None
    bgp: Bgp
    inherited_policies: Mapping[BindingKey, str]
    inherited_lines: Mapping[LineKey, str]
    families: frozenset[tuple[str, int]]
    sequences: Mapping[ObjectKey, Mapping[str, int]]
    rcf: frozenset[str]
    other_lines: frozenset[str]
    static_routes: frozenset[str]
    reader: Reader

    @property
    def checks(self) -> Checks:
        """What checks sources, whoever wrote it."""
        return self.reader.checks(self.owned)

    @property
    def owned(self) -> frozenset[LineKey]:
        """The lines that are ours."""
        return owned_keys(self.configuration.objects.get(OWNED, ()))

    @property
    def named(self) -> frozenset[str]:
        """The names of pair sets that stand in no object's name as they are."""
        return named_sets(self.configuration.objects.get(OWNED, ()))

    @property
    def own_caches(self) -> frozenset[tuple[str, int]]:
        """The RPKI caches that are ours: their names say so."""
        return frozenset(cache for name, cache in self.bgp.caches.items() if name.startswith(OURS))


# -- objects -------------------------------------------------------------------------------------


def _prefix_entry(text: str) -> str:
    """Return an entry of a list of ours as we write it. :raises PrefixError: it is none."""
    action, _, said = text.partition(" ")
    return f"{action} {range_text(parse_range(said))}"


def _map_line(text: str) -> str:
    """Return a line of a route-map in the one spelling that is compared."""
    words = text.split()
    if words[:2] in (["set", "community"], ["set", "large-community"]) and words[2:3] not in (["community-list"], ["large-community-list"]):
        words = [*words[:2], *(communities.spelled(word) for word in words[2:])]
    return f" {' '.join(words)}"


@dataclass
class _Objects:
    """Collects objects and the lines that belong to none."""

    prefixes: dict[ObjectKey, dict[int, str]] = field(default_factory=dict)
    texts: dict[ObjectKey, list[str]] = field(default_factory=dict)
    maps: dict[ObjectKey, dict[str, list[str]]] = field(default_factory=dict)
    others: list[Node] = field(default_factory=list)

    def read(self, nodes: Iterable[Node]) -> None:
        for node in nodes:
            if found := _PREFIX_LIST.fullmatch(node.line):
                entries = self.prefixes.setdefault(ObjectKey(Kind(f"{found[1]} prefix-list"), found[2]), {})
                if found[3]:
                    entries[int(found[3])] = found[4]
                told = (_ENTRY.fullmatch(item.line) for item in node.below)
                entries.update({int(item[1]): item[2] for item in told if item})
            elif found := _TEXT_LIST.fullmatch(node.line):
                kind = Kind(found[1])
                entry = found[3].removesuffix(" any") if kind is Kind.AS_PATHS else found[3]
                self.texts.setdefault(ObjectKey(kind, found[2]), []).append(entry)
            elif found := _MAP.fullmatch(node.line):
                self.maps.setdefault(ObjectKey(Kind.MAP, found[1]), {})[found[2]] = [item.line for item in node.below]
            else:
                self.others.append(node)

    def objects(self) -> tuple[dict[ObjectKey, tuple[str, ...]], dict[ObjectKey, dict[str, int]]]:
        """Return the objects, and the sequence numbers of entries.

        :raises PlatformError: one of ours cannot be read.
        """
        found: dict[ObjectKey, tuple[str, ...]] = {}
        sequences: dict[ObjectKey, dict[str, int]] = {}
        for key, entries in self.prefixes.items():
            is_ours = key.name.startswith(OURS)
            try:
                told = [(_prefix_entry(text) if is_ours else text, number) for number, text in sorted(entries.items())]
            except PrefixError as error:
                raise PlatformError(f"{key.kind} {key.name} of the running configuration: {error}") from error
            is_ordered = not is_ours or key.name.startswith(LOCAL)
            found[key] = tuple(text for text, _ in (told if is_ordered else sorted(told)))
            sequences[key] = dict(told)
        for key, texts in self.texts.items():
            if key.kind in (Kind.COMMUNITIES, Kind.LARGE) and key.name.startswith(OURS):
                texts = [" ".join(map(communities.spelled, text.split())) for text in texts]
            found[key] = tuple(texts)
        for key, clauses in self.maps.items():
            found[key] = tuple(line for head, lines in _by_number(clauses) for line in (head, *sorted(map(_map_line, lines))))
        return found, sequences


def _by_number(clauses: Mapping[str, list[str]]) -> Iterator[tuple[str, list[str]]]:
    """Return clauses in the order in which the router asks them; one without a number has 10."""
    numbered = [(head if head[-1].isdigit() else f"{head} 10", lines) for head, lines in clauses.items()]
    yield from sorted(numbered, key=lambda item: int(item[0].split()[-1]))


def parse_configuration(text: str) -> ParsedConfiguration:
    """Parse a configuration text.

    :raises PlatformError: an object of ours cannot be read; it names the object.
    """
    lines = _commands(configuration_lines(text))
    collected = _Objects()
    collected.read(tree_of(lines))
    objects, sequences = collected.objects()
    asn: int | None = None
    bgp = Bgp()
    static: list[str] = []
    reader = Reader()
    is_textual = False
    for node in collected.others:
        if found := _ROUTER.fullmatch(node.line):
            try:
                asn = asn_of(found[1])
            except ValueError as error:
                raise PlatformError(f"{node.line!r} of the running configuration: {error}") from error
            bgp.read(node.below)
        elif node.line == MODE:
            is_textual = True
        elif _ACCESS_LIST.fullmatch(node.line):
            reader.access_list(node.line, [item.line for item in node.below])
        elif node.line.startswith("interface ") and len(node.line.split()) == 2:
            reader.interface(node.line.split()[1], [item.line for item in node.below])
        elif node.line.startswith(("ip route ", "ipv6 route ")) and node.line.split()[2] != "vrf":
            static.append(node.line)
    own = _own_lines(bgp)
    if VALIDATION_LINE in bgp.validation:
        own[LineKey(ROUTER, 0, VALIDATION)] = VALIDATION_LINE
    if is_textual:
        own[LineKey(ROUTER, 0, REGEX_MODE)] = MODE
    bindings: dict[BindingKey, str] = {}
    inherited: dict[BindingKey, str] = {}
    inherited_lines: dict[LineKey, str] = {}
    families: set[tuple[str, int]] = set()
    for address in bgp.neighbors():
        group = bgp.group(address)
        if group is not None:
            inherited_lines.update({LineKey(address, 0, slot): line for slot, line in _slots(bgp.of(group))})
        for family in (4, 6):
            if bgp.carries(address, family):
                families.add((address, family))
            for direction in ("in", "out"):
                key = BindingKey(address, family, direction)
                if (bound := bgp.bound(address, family, direction)) is not None:
                    bindings[key] = bound
                if (above := bgp.from_above(address, family, direction)) is not None:
                    inherited[key] = above
    return ParsedConfiguration(
        Configuration(objects, bindings, own, frozenset(bgp.caches.values())),
        asn,
        bgp,
        inherited,
        inherited_lines,
        frozenset(families),
        sequences,
        frozenset(address for address in bgp.neighbors() if _has_rcf(bgp, address)),
        frozenset(line.strip() for node in collected.others for line in _flat(node)),
        frozenset(static),
        reader,
    )


def _flat(node: Node) -> Iterator[str]:
    yield node.line
    for item in node.below:
        yield from _flat(item)


def _has_rcf(bgp: Bgp, address: str) -> bool:
    holders = (address, bgp.group(address))
    return any(
        line.startswith("rcf ") for holder in holders if holder is not None for family in (0, 4, 6) for line in bgp.of(holder, family)
    )


def _slots(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    for line in lines:
        for slot, pattern in SESSION_SLOTS.items():
            if pattern.fullmatch(line):
                yield slot, line


def _own_lines(bgp: Bgp) -> dict[LineKey, str]:
    return {LineKey(address, 0, slot): line for address in bgp.neighbors() for slot, line in _slots(bgp.of(address))}
