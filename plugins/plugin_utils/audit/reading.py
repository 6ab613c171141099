# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Read what FRR and IOS write alike: sections by indentation, prefix lists, expressions, route-maps, and what neighbors inherit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from ..model.prefixes import BITS, Prefix, PrefixError, PrefixRange, address_to_int, int_to_address
from ..model.routes import Direction
from .tree import (
    BgpSession,
    Binding,
    Bound,
    Clause,
    Entry,
    Jump,
    Line,
    ListKey,
    ListKind,
    MapEntry,
    NamedList,
    PrefixEntry,
    RouteMap,
    SessionFamily,
    TextEntry,
)

_ACTIONS = {"permit": True, "deny": False}
DIRECTIONS = {"in": Direction.IMPORT, "out": Direction.EXPORT}
#: Lines that only end something.
_ENDS = ("exit", "end", "exit-address-family", "exit-vrf", "exit-peer-policy", "exit-peer-session")
_PLAIN_SETS = """
aggregator aigp-metric atomic-aggregate dampening distance extcommunity label-index local-preference metric
metric-type min-metric max-metric origin originator-id src table tag traffic-index weight automatic-tag level
"""
#: What no route-map entry is judged by: what it sets that is no community, path or next hop.
_SETS_THAT_NO_MATCH_READS = frozenset(_PLAIN_SETS.split())
#: Words of the context of BGP: on the first column they have lost the line that they belong to, or begin a list or a map.
_INSIDE = (
    "neighbor",
    "no neighbor",
    "match",
    "set",
    "address-family",
    "network",
    "call",
    "on-match",
    "continue",
    "bgp",
    "no bgp",
    "router bgp",
    "route-map",
    "ip prefix-list",
    "ipv6 prefix-list",
    "ip as-path",
    "ip community-list",
    "ip large-community-list",
    "access-list",
)
#: What begins so and decides nothing of a session's filters.
_ASIDE = re.compile(
    r"bgp (route-map delay-timer|send-extra-data|no-rib|listen|session-dscp|input|output|\S*extcommunity-list)\b|"
    r"route-map \S+ optimization|ip prefix-list sequence-number"
)


_SECRET = re.compile(r"\b(password|secret|key-string|privkey) .+")


@dataclass(frozen=True)
class Section:
    """A line on the first column, with the indented lines below it."""

    head: Line
    body: tuple[Line, ...]


def sections(text: str) -> list[Section]:
    """Split a configuration. Comments, empty lines, lines that only end something, and secrets are left out."""
    found: list[tuple[Line, list[Line]]] = []
    for number, written in enumerate(text.splitlines(), 1):
        stripped = written.strip()
        if not stripped or stripped[0] in "!#":
            continue
        line = Line(number, _SECRET.sub(r"\1 ***", " ".join(stripped.split())))
        if written[0] not in " \t":
            if stripped not in _ENDS:
                found.append((line, []))
        elif found:
            found[-1][1].append(line)
    return [Section(head, tuple(body)) for head, body in found]


def is_astray(line: Line) -> bool:
    """Tell whether a line on the first column that nobody understood may be about what the audit reads."""
    return not _ASIDE.match(line.text) and any(line.text == word or line.text.startswith(f"{word} ") for word in _INSIDE)


_OF_A_NEIGHBOR = re.compile(
    r"(no )?neighbor \S+ (remote-as|activate|route-map|prefix-list|filter-list|distribute-list|peer-group|inherit)\b"
)


def orphans(section: Section) -> list[Line]:
    """Return what of a section that nobody understood may be about what the audit reads."""
    return [section.head] * is_astray(section.head) + [line for line in section.body if _OF_A_NEIGHBOR.match(line.text)]


def network_of(text: str) -> Prefix:
    """Parse a prefix as routers take it, host bits set or not.

    :raises PrefixError: not a prefix.
    """
    address, slash, length = text.partition("/")
    family, value = address_to_int(address)
    if not slash or not length.isdigit() or int(length) > BITS[family]:
        raise PrefixError(f"{text!r} is not a prefix")
    return Prefix(family, value, BITS[family]).covering(int(length))


def number_of(text: str) -> int | None:
    """Return a number, or None for another word."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 11 else None


def asn_of(text: str) -> int | None:
    """Return an ASN in plain or dotted form (RFC 5396)."""
    high, dot, low = text.partition(".")
    if dot and (numbers := (number_of(high), number_of(low))) and None not in numbers:
        return int(high) << 16 | int(low)
    return number_of(text)


@dataclass
class Lists:
    """Lists as they are read. An entry that is not understood is unread at its list."""

    _lines: dict[ListKey, Line] = field(default_factory=dict)
    _entries: dict[ListKey, list[Entry]] = field(default_factory=dict)
    _unread: dict[ListKey, list[Line]] = field(default_factory=dict)
    _highest: dict[ListKey, int] = field(default_factory=dict)

    def begin(self, key: ListKey, line: Line) -> None:
        """Note that a list is there."""
        self._lines.setdefault(key, line)
        self._entries.setdefault(key, [])

    def add(self, key: ListKey, line: Line, entry: Entry | None) -> None:
        """Add an entry; None: it was not understood."""
        self.begin(key, line)
        if entry is None:
            self._unread.setdefault(key, []).append(line)
        else:
            self._entries[key].append(entry)
            self._highest[key] = max(self._highest.get(key, 0), entry.sequence)

    def next_sequence(self, key: ListKey) -> int:
        """Return the sequence that an entry without one gets: the next multiple of five."""
        return self._highest.get(key, 0) // 5 * 5 + 5

    def prefix_list(self, family: int, line: Line, words: list[str]) -> None:
        """Read a line behind ``ip prefix-list`` or ``ipv6 prefix-list``."""
        if not words or words[0] == "sequence-number":
            return
        key = (ListKind.PREFIX, family, words[0])
        rest = words[1:]
        if rest[:1] == ["description"]:
            self.begin(key, line)
            return
        self.add(key, line, _prefix_entry(family, line, rest, self.next_sequence(key)))

    def text_list(self, key: ListKey, line: Line, words: list[str], is_expression: bool) -> None:
        """Read a line behind the name of a list of expressions or communities."""
        sequence = self.next_sequence(key)
        if words[:1] == ["seq"] and len(words) > 1 and (number := number_of(words[1])) is not None:
            sequence, words = number, words[2:]
        if words[:1] == ["description"]:
            self.begin(key, line)
            return
        if len(words) < 2 or words[0] not in _ACTIONS:
            self.add(key, line, None)
            return
        self.add(key, line, TextEntry(sequence, _ACTIONS[words[0]], " ".join(words[1:]), is_expression, line))

    def done(self) -> dict[ListKey, NamedList]:
        """Return the lists, entries by sequence."""
        return {
            key: NamedList(key, line, tuple(sorted(self._entries[key], key=lambda entry: entry.sequence)), tuple(self._unread.get(key, ())))
            for key, line in self._lines.items()
        }


def _prefix_entry(family: int, line: Line, words: list[str], sequence: int) -> PrefixEntry | None:
    """Read ``[seq N] permit|deny PREFIX|any [ge N] [le N]``."""
    if words[:1] == ["seq"] and len(words) > 1:
        number = number_of(words[1])
        if number is None:
            return None
        sequence, words = number, words[2:]
    if len(words) < 2 or words[0] not in _ACTIONS:
        return None
    if words[1] == "any":
        if len(words) > 2:
            return None
        return PrefixEntry(sequence, _ACTIONS[words[0]], PrefixRange.of(Prefix(family, 0, 0)), line)
    try:
        prefix = network_of(words[1])
        bounds = dict(zip(words[2::2], (int(word) for word in words[3::2]), strict=True))
        if bounds.keys() - {"ge", "le"} or prefix.family != family:
            return None
        low = bounds.get("ge", prefix.length)
        high = bounds.get("le", BITS[family] if "ge" in bounds else prefix.length)
        return PrefixEntry(sequence, _ACTIONS[words[0]], PrefixRange.of(prefix, low, high), line)
    except ValueError:
        return None


@dataclass
class Maps:
    """Route-maps as they are read. ``jumps``: the lines that let a map go on, and the word that names an entry."""

    _entries: dict[str, dict[int, MapEntry]] = field(default_factory=dict)
    astray: list[Line] = field(default_factory=list)

    def add(self, section: Section) -> None:
        """Read ``route-map NAME permit|deny N`` and what is below it."""
        words = section.head.text.split()
        number = 10 if len(words) == 3 else number_of(words[3]) if len(words) == 4 else None
        if len(words) < 3 or words[2] not in _ACTIONS or number is None:
            self.astray.append(section.head)
            return
        entry = _map_entry(section, number, _ACTIONS[words[2]])
        self._entries.setdefault(words[1], {})[number] = entry

    def done(self) -> dict[str, RouteMap]:
        """Return the route-maps."""
        return {name: RouteMap(name, tuple(entry for _, entry in sorted(found.items()))) for name, found in self._entries.items()}


def _map_entry(section: Section, number: int, is_permit: bool) -> MapEntry:
    matches: list[Clause] = []
    sets: list[Clause] = []
    calls: list[Clause] = []
    jumps: list[Jump] = []
    unread: list[Line] = []
    for line in section.body:
        match line.text.split():
            case ["description", *_]:
                pass
            case ["match", *words] if words:
                matches.append(Clause(line, tuple(words)))
            case ["set", word, *_] if word in _SETS_THAT_NO_MATCH_READS:
                pass
            case ["set", *words] if words:
                sets.append(Clause(line, tuple(words)))
            case ["call", name]:
                calls.append(Clause(line, (name,)))
            case ["on-match", "next"] | ["continue"]:
                jumps.append(Jump(line, None))
            case ["on-match", "goto", to] | ["continue", to] if (target := number_of(to)) is not None and target > number:
                jumps.append(Jump(line, target))
            case _:
                unread.append(line)
    if len(jumps) > 1 or len(calls) > 1:
        unread += [jump.line for jump in jumps[1:]] + [call.line for call in calls[1:]]
    return MapEntry(
        number,
        is_permit,
        section.head,
        tuple(matches),
        tuple(sets),
        calls[0] if calls else None,
        jumps[0] if jumps else None,
        tuple(unread),
    )


_PLAIN_SETTINGS = """
activate additional-paths addpath-rx-paths-limit addpath-tx-all-paths addpath-tx-best-selected
addpath-tx-bestpath-per-AS advertise advertise-map advertisement-interval aigp allowas-in ao as-override
attribute-unchanged bfd bmp-activate capability cluster-id default-originate description disable-addpath-rx
disable-connected-check disable-link-bw-encoding-ieee dmzlink-bw dont-capability-negotiate ebgp-multihop
enforce-first-as enforce-multihop extended-link-bandwidth extended-optional-parameters fall-over
graceful-restart graceful-restart-disable graceful-restart-helper graceful-shutdown ha-mode inherit interface
ip-transparent local-as local-role log-neighbor-changes maximum-prefix maximum-prefix-out next-hop-self
next-hop-unchanged nexthop-local override-capability passive password peer-group port remote-as
remove-private-as remove-private-AS replace-as route-reflector-client route-server-client send-community
send-label send-nexthop-characteristics shutdown slow-peer soft-reconfiguration solo soo
strict-capability-match tcp-keepalive tcp-mss timers transport ttl-security unsuppress-map update-source
version weight x-path
"""
#: Settings of neighbors that say nothing of which routes pass; those that controls ask for are looked up by these words too.
PLAIN_SETTINGS = frozenset(_PLAIN_SETTINGS.split())
_BINDINGS = {item.value: item for item in Binding}


@dataclass
class Neighbors:
    """What is said at neighbors, groups and templates, before anything is inherited.

    ``said``: lines by name and family (0: for the session); a name of a template is one that no neighbor can have.
    """

    said: dict[str, dict[int, dict[str, tuple[Line, list[str]]]]] = field(default_factory=dict)
    unread: dict[str, list[Line]] = field(default_factory=dict)
    first: dict[str, Line] = field(default_factory=dict)
    groups: set[str] = field(default_factory=set)

    def add(self, name: str, family: int, line: Line, words: list[str], is_off: bool = False) -> None:
        """Read a line behind a neighbor's name. ``is_off``: it begins with ``no``."""
        self.first.setdefault(name, line)
        slot = _slot(words)
        if slot is None:
            self.unread.setdefault(name, []).append(line)
            return
        self.said.setdefault(name, {}).setdefault(family, {})[slot] = (line, ["no", *words] if is_off else words)

    def heirs(self, name: str, family: int) -> Iterator[str]:
        """Return a neighbor, then what it inherits from in a family: templates, then its group, the nearest first."""
        seen: set[str] = set()

        def walk(one: str) -> Iterator[str]:
            if one in seen:
                return
            seen.add(one)
            yield one
            kinds = [self.said.get(one, {}).get(number, {}) for number in (0, family)]
            for slots in kinds:
                for slot, (_, words) in slots.items():
                    if slot.startswith("inherit ") and len(words) >= 3:
                        yield from walk(template(words[1], words[2]))
            for slots in kinds:
                if "peer-group" in slots and len(slots["peer-group"][1]) > 1:
                    yield from walk(slots["peer-group"][1][1])

        return walk(name)

    def settings(self, name: str, family: int) -> dict[str, tuple[Line, list[str]]]:
        """Return what holds for a session (family 0) or one family of it."""
        found: dict[str, tuple[Line, list[str]]] = {}
        for one in self.heirs(name, family):
            for slot, value in self.said.get(one, {}).get(family, {}).items():
                found.setdefault(slot, value)
        return found

    def unread_at(self, name: str) -> tuple[Line, ...]:
        """Return what was not understood at a session or at what it inherits from."""
        names = dict.fromkeys(one for family in (4, 6) for one in self.heirs(name, family))
        return tuple(line for one in names for line in self.unread.get(one, ()))


def template(kind: str, name: str) -> str:
    """Return the name that a template is kept under."""
    return f"template {kind} {name}"


def _slot(words: list[str]) -> str | None:
    """Return what a line at a neighbor takes the place of; None: not understood."""
    if not words:
        return None
    if words[0] in _BINDINGS:
        return f"{words[0]} {words[2]}" if len(words) == 3 and words[2] in DIRECTIONS else None
    if words[0] == "inherit" and len(words) >= 3 and words[1] in ("peer-session", "peer-policy"):
        return " ".join(words[:3])
    return words[0] if words[0] in PLAIN_SETTINGS else None


def plain(found: Mapping[str, tuple[Line, list[str]]]) -> dict[str, Line]:
    """Return the settings that are on."""
    return {slot: line for slot, (line, words) in found.items() if words[0] != "no"}


def bound_of(found: Mapping[str, tuple[Line, list[str]]]) -> tuple[Bound, ...]:
    """Return the filters among settings."""
    return tuple(
        Bound(_BINDINGS[words[0]], DIRECTIONS[words[2]], words[1], line) for line, words in found.values() if words[0] in _BINDINGS
    )


def canonical(name: str) -> str:
    """Return an address in its canonical text, another name as it is."""
    try:
        return int_to_address(*address_to_int(name))
    except PrefixError:
        return name


def family_of(name: str) -> int | None:
    """Return the family of a neighbor's address, None for another name."""
    try:
        return address_to_int(name.partition("/")[0])[0]
    except PrefixError:
        return None


def session_of(
    neighbors: Neighbors, name: str, asn: int | None, vrf: str | None, active: Iterable[int], title: str, line: Line | None = None
) -> BgpSession:
    """Return one session with all that it inherits. ``active``: its families; ``title``: its name without the VRF."""
    general = neighbors.settings(name, 0)
    remote = general.get("remote-as")
    word = remote[1][1] if remote and len(remote[1]) > 1 else ""
    theirs = asn_of(word)
    is_external = {"external": True, "internal": False}.get(word, None if theirs is None or asn is None else theirs != asn)
    unread = neighbors.unread_at(name)
    families = {}
    for family in sorted(active):
        found = neighbors.settings(name, family)
        families[family] = SessionFamily(family, bound_of(found), plain(found))
    group = general.get("peer-group", (None, ["", None]))[1]
    said = general.get("description")
    first_as = general.get("enforce-first-as")
    return BgpSession(
        title,
        theirs if word != "internal" else asn,
        is_external,
        families,
        plain(general),
        line or neighbors.first[name],
        group[1] if len(group) > 1 else None,
        vrf,
        unread,
        " ".join(said[1][1:]) if said else "",
        first_as[0] if first_as and first_as[1][0] == "no" else None,
    )
