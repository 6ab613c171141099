# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Read EOS' configuration as a skeleton: neighbors with their peer groups, route-maps and lists.

Arista, EOS User Manual, "BGP": without a route-map a neighbor takes and sends all routes, and so does one whose route-map, or the list
that it asks, is not there, unless ``missing-policy`` of the neighbor, its group or the router denies then. "Route Maps": what no clause
matches is denied; a clause without a match matches all; ``continue`` goes on behind it, ``sub-route-map`` asks another map.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ...model.routes import Direction
from ...platforms.eos.sources import Reader
from ..reading import asn_of, canonical, family_of, number_of
from ..tree import Line
from .nested import Node, interfaces, nested
from .skeleton import Carried, End, Numbered, Policy, SessionSkeleton, Skeleton, Words, several

WORDS = Words(
    bind="neighbor ... route-map NAME {way}",
    activate="neighbor ... activate in an address family",
    limit="neighbor ... maximum-routes N",
    ttl="ttl maximum-hops",
    secret="neighbor ... password",
    sources={4: "ip verify unicast source reachable-via rx", 6: "ipv6 verify unicast source reachable-via rx"},
)
_WAYS = {"in": Direction.IMPORT, "out": Direction.EXPORT}
_MAP = re.compile(r"route-map (\S+)(?: statement \S+)? (permit|deny)(?: ([0-9]{1,8}))?", re.ASCII)
_LIST = re.compile(
    r"(ip|ipv6) prefix-list (\S+)(?: .*)?|(?:ip )?(as-path access-list|(?:large-)?community-list)(?: regexp| standard| expanded)? (\S+) .*",
    re.ASCII,
)
_ALL = re.compile(r"permit (?:0\.0\.0\.0/0|::/0) (?:ge [0-9]+ )?le (?:32|128)(?: .*)?", re.ASCII)
_MISSING = re.compile(r"(?:bgp )?missing-policy .*\bdirection (in|out) action (\S+)", re.ASCII)
_FREE_TEXT, _END_OF_TEXT = re.compile(r"banner (?:login|motd)|code(?: unit \S+)?|action bash", re.ASCII), "EOF"
_DEEPEST = 12
_OPEN = Line(0, "what nothing is bound to passes (EOS User Manual, BGP), and no missing-policy denies it")
_ABSENT = Line(0, "a route-map that is not there lets all pass (EOS User Manual, BGP), and no missing-policy denies it")
_END_OF_MAP = Line(0, "what no clause of a route-map matches is denied (EOS User Manual, Route Maps)")


@dataclass(frozen=True)
class _Clause:
    number: int
    is_permit: bool
    node: Node

    def having(self, *words: str) -> list[Node]:
        """Return the lines of the clause that begin with these words."""
        return [item for item in self.node.below if item.words[: len(words)] == list(words)]


@dataclass(frozen=True, slots=True)
class _Flow:
    """What becomes of what no match picks out: permit, deny, or ``?``."""

    ends: str
    may_deny: bool
    line: Line


@dataclass
class _Configuration:
    maps: dict[str, list[_Clause]] = field(default_factory=dict)
    prefix_lists: dict[tuple[int, str], list[Node]] = field(default_factory=dict)
    lists: set[tuple[str, str]] = field(default_factory=set)
    flows: dict[str, _Flow] = field(default_factory=dict)

    def read(self, node: Node) -> None:
        """Read a line of a map or a list."""
        if found := _MAP.fullmatch(node.line.text):
            self.maps.setdefault(found[1], []).append(_Clause(int(found[3] or 10), found[2] == "permit", node))
        elif found := _LIST.fullmatch(node.line.text):
            if found[2]:
                self.prefix_lists.setdefault((4 if found[1] == "ip" else 6, found[2]), []).extend((node, *node.below))
            else:
                self.lists.add((found[3], found[4]))

    def flow(self, name: str, depth: int = 0) -> _Flow:
        """Follow what no match picks out through a route-map."""
        if name not in self.flows:
            self.flows[name] = self._flow(name, depth)
        return self.flows[name]

    def _flow(self, name: str, depth: int) -> _Flow:
        clauses = sorted(self.maps[name], key=lambda item: item.number)
        may_deny, went_on = False, False
        skip_to = 0
        for clause in clauses:
            if clause.number < skip_to:
                continue
            line = clause.node.line
            is_for_all = not clause.having("match")
            for item in clause.having("sub-route-map"):
                called = item.words[1] if len(item.words) > 1 else ""
                if called not in self.maps or depth > _DEEPEST:
                    return _Flow("?", may_deny, item.line)
                inner = self.flow(called, depth + 1)
                if inner.ends == "?":
                    return _Flow("?", may_deny, item.line)
                may_deny = may_deny or inner.may_deny
                is_for_all = is_for_all and inner.ends == "permit"
            if not is_for_all:
                may_deny = may_deny or not clause.is_permit
                continue
            goes_on = clause.having("continue")
            if not goes_on or not clause.is_permit:
                return _Flow("permit" if clause.is_permit else "deny", may_deny, line)
            words = goes_on[0].words
            went_on, skip_to = True, (number_of(words[1]) or 0) if len(words) > 1 else 0
        if went_on:
            return _Flow("?", may_deny, clauses[-1].node.line)
        return _Flow("deny", may_deny, _END_OF_MAP)

    def missing(self, name: str, line: Line) -> dict[str, Line]:
        """Return the names that a route-map leads to and that are not there."""
        found: dict[str, Line] = {}
        seen: set[str] = set()
        waiting = [(name, line)]
        while waiting:
            one, at = waiting.pop()
            if one in seen:
                continue
            seen.add(one)
            if one not in self.maps:
                found[f"route-map {one}"] = at
                continue
            for item in (item for clause in self.maps[one] for item in clause.node.below):
                match item.words:
                    case ["sub-route-map", called, *_]:
                        waiting.append((called, item.line))
                    case ["match", ("ip" | "ipv6") as ip, ("address" | "next-hop"), "prefix-list", listed, *_]:
                        if ((4 if ip == "ip" else 6), listed) not in self.prefix_lists:
                            found[f"{ip} prefix-list {listed}"] = item.line
                    case ["match", "as-path", listed] if listed != "length":
                        if ("as-path access-list", listed) not in self.lists:
                            found[f"as-path access-list {listed}"] = item.line
                    case ["match", ("community" | "large-community") as kind, *listed]:
                        for word in listed:
                            if word not in ("exact-match", "or-results", "instances") and (f"{kind}-list", word) not in self.lists:
                                found[f"{kind}-list {word}"] = item.line
        return found


@dataclass
class _Bgp:
    """What stands at neighbors and groups of one table, by (name, family); family 0: of all."""

    vrf: str | None
    asn: int | None
    said: dict[tuple[str, int], list[tuple[Line, list[str]]]] = field(default_factory=dict)
    first: dict[str, Line] = field(default_factory=dict)
    settings: list[Line] = field(default_factory=list)
    listens: list[tuple[Line, list[str]]] = field(default_factory=list)

    def read(self, nodes: Iterable[Node], family: int = 0) -> None:
        """Read the lines of the table, or of one address family."""
        for node in nodes:
            words = node.words
            is_off = words[0] == "no"
            bare = words[1:] if is_off else words
            if bare[:1] == ["neighbor"] and len(bare) > 2:
                name = canonical(bare[1])
                said = ["peer-group", *bare[4:]] if bare[2:4] == ["peer", "group"] else bare[2:]
                self.first.setdefault(name, node.line)
                self.said.setdefault((name, family), []).append((node.line, ["no", *said] if is_off else said))
            elif words[0] == "address-family" and not family:
                number = {"ipv4": 4, "ipv6": 6}.get(words[1]) if len(words) == 2 else None
                if number is not None:
                    self.read(node.below, number)
            elif words[:3] == ["bgp", "listen", "range"] and len(words) > 3:
                self.listens.append((node.line, words))
            elif words[0] != "vrf":
                self.settings.append(node.line)

    def group(self, name: str) -> str | None:
        """Return the group of a neighbor."""
        found = (words for _, words in self.said.get((name, 0), ()) if words[0] == "peer-group" and len(words) > 1)
        return next((words[1] for words in found), None)

    def groups(self) -> set[str]:
        """Return the names of groups."""
        return {name for (name, _), said in self.said.items() if any(words == ["peer-group"] for _, words in said)}

    def holders(self, name: str, families: tuple[int, ...]) -> Iterator[tuple[str, int]]:
        """Return where something may be said for a neighbor, the nearest first."""
        group = self.group(name)
        for holder in (name, *((group,) if group is not None and group != name else ())):
            yield from ((holder, family) for family in families)

    def line(self, name: str, families: tuple[int, ...], *begin: str) -> Line | None:
        """Return the line of a neighbor, else of its group, that begins with words; ``no`` hides what is above."""
        for key in self.holders(name, families):
            for line, words in reversed(self.said.get(key, ())):
                if words[: len(begin)] == list(begin):
                    return line
                if words[0] == "no" and words[1 : 1 + len(begin)] == list(begin):
                    return None
        return None

    def bound(self, name: str, family: int, way: str) -> list[tuple[str, str, Line]]:
        """Return what acts in a direction: kind, name, line. One kind at one place hides the same kind above."""
        found: dict[str, tuple[str, str, Line]] = {}
        for key in self.holders(name, (family, 0)):
            for line, words in self.said.get(key, ()):
                match words:
                    case [("route-map" | "prefix-list" | "distribute-list" | "filter-list") as kind, listed, told] if told == way:
                        found.setdefault(kind, (kind, listed, line))
                    case ["rcf", told, *_] if told == way:
                        found.setdefault("rcf", ("rcf", words[-1], line))
        return list(found.values())

    def carries(self, name: str, family: int) -> bool:
        """Tell whether a neighbor carries a family: it is activated there, or by default."""
        for key in self.holders(name, (family,)):
            for _, words in reversed(self.said.get(key, ())):
                if words == ["activate"]:
                    return True
                if words == ["no", "activate"]:
                    return False
        told = {line.text for line in self.settings}
        if family == 6:
            return "bgp default ipv6-unicast" in told
        return ":" not in name and "no bgp default ipv4-unicast" not in told

    def missing_policy(self, name: str, family: int, way: str) -> Line | None:
        """Return the line that denies what has no policy, or one that is not there."""
        lines = [line for key in self.holders(name, (family, 0)) for line, words in self.said.get(key, ()) if words[0] == "missing-policy"]
        for line in (*lines, *(line for line in self.settings if not line.text.startswith("no "))):
            found = _MISSING.search(line.text)
            if found and found[1] == way:
                return line if found[2].startswith("deny") else None
        return None


def _policy(configuration: _Configuration, bgp: _Bgp, name: str, family: int, way: str) -> Policy:
    bound = bgp.bound(name, family, way)
    denying = bgp.missing_policy(name, family, way)
    if not bound:
        return Policy((), End.DENIES, (denying,)) if denying is not None else Policy((), End.PERMITS_ALL, (_OPEN,))
    lines = tuple(line for _, _, line in bound)
    ends: list[tuple[End, Line]] = []
    missing: dict[str, Line] = {}
    for kind, listed, line in bound:
        if kind == "route-map" and listed in configuration.maps:
            missing.update(configuration.missing(listed, line))
            flow = configuration.flow(listed)
            end = {"permit": End.PERMITS_ALL.after(flow.may_deny), "deny": End.DENIES}.get(flow.ends, End.UNKNOWN)
            ends.append((end, flow.line))
        elif kind == "route-map":
            missing[f"route-map {listed}"] = line
            ends.append((End.DENIES, denying) if denying is not None else (End.PERMITS_ALL, _ABSENT))
        elif kind == "prefix-list":
            ends.append(_of_list(configuration, family, listed, line, missing))
        else:
            ends.append((End.UNKNOWN, line))
    # All that is bound must let a route through.
    for end in (End.DENIES, End.UNKNOWN, End.PERMITS_REST, End.PERMITS_ALL):
        shown = [line for found, line in ends if found is end]
        if shown:
            return Policy(lines, end, several(shown), tuple(missing.items()))
    return Policy(lines, End.UNKNOWN, (), tuple(missing.items()))


def _of_list(configuration: _Configuration, family: int, listed: str, line: Line, missing: dict[str, Line]) -> tuple[End, Line]:
    nodes = configuration.prefix_lists.get((family, listed))
    if nodes is None:
        missing[f"prefix-list {listed}"] = line
        return End.UNKNOWN, line
    open_line = next((node.line for node in nodes if _ALL.search(node.line.text)), None)
    if open_line is None:
        return End.DENIES, line
    return End.PERMITS_ALL.after(any(" deny " in f" {node.line.text} " for node in nodes)), open_line


def _session(configuration: _Configuration, bgp: _Bgp, name: str, title: str, first: Line) -> SessionSkeleton:
    def told(*begin: str) -> Line | None:
        return bgp.line(name, (0,), *begin)

    remote, local = told("remote-as"), told("local-as")
    theirs = asn_of(_behind(remote, "remote-as")) if remote else None
    ours = asn_of(_behind(local, "local-as")) if local else bgp.asn
    families = {}
    for family in (4, 6):
        if bgp.carries(name, family):
            limit = bgp.line(name, (family, 0), "maximum-routes")
            policies = {direction: _policy(configuration, bgp, name, family, way) for way, direction in _WAYS.items()}
            is_limit = limit is not None and _behind(limit, "maximum-routes") != "0"
            families[family] = Carried(policies, limit if is_limit else None, limit is not None and "warning-only" in limit.text.split())
    return SessionSkeleton(
        title,
        None if theirs is None or ours is None else theirs != ours,
        first,
        families,
        bgp.vrf,
        told("ttl", "maximum-hops"),
        told("password"),
    )


def _behind(line: Line, word: str) -> str:
    words = line.text.split()
    return words[words.index(word) + 1] if word in words[:-1] else ""


def _commands(text: Numbered) -> Iterator[int]:
    """Return the numbers of lines that are commands: free text, which ends with a line EOF, is left out."""
    ends = [number for number, line in enumerate(text.lines, 1) if line.strip() == _END_OF_TEXT]
    place = 1
    for end in [*ends, len(text.lines) + 1]:
        begin = None
        if end <= len(text.lines):
            begin = next((at for at in range(place, end) if _FREE_TEXT.fullmatch(text.lines[at - 1].strip())), None)
        yield from range(place, end if begin is None else begin + 1)
        place = end + 1


def skeleton(text: str) -> Skeleton:
    """Read a running configuration."""
    numbered = Numbered(text)
    configuration = _Configuration()
    tables: list[_Bgp] = []
    caches: list[Line] = []
    unread: list[Line] = []
    nodes = nested(numbered, _commands(numbered))
    for node in nodes:
        if node.words[:2] == ["router", "bgp"]:
            asn = asn_of(node.words[2]) if len(node.words) > 2 else None
            caches += [item.line for item in node.below if item.words[:2] == ["rpki", "cache"]]
            for holder in (node, *(item for item in node.below if item.words[0] == "vrf")):
                vrf = holder.words[1] if holder.words[0] == "vrf" and len(holder.words) > 1 else None
                own = next((item.words[1] for item in holder.below if item.words[0] == "local-as" and len(item.words) > 1), "")
                table = _Bgp(vrf, (asn_of(own) or asn) if vrf else asn)
                table.read(holder.below)
                tables.append(table)
        elif node.words[0] == "neighbor":
            unread.append(node.line)
        else:
            configuration.read(node)
    sessions: list[SessionSkeleton] = []
    for table in tables:
        groups = table.groups()
        for name, first in table.first.items():
            if name not in groups and (family_of(name) is not None or table.line(name, (0,), "remote-as") is not None):
                sessions.append(_session(configuration, table, name, name, first))
        for line, words in table.listens:
            group = next((words[at + 1] for at, word in enumerate(words[:-1]) if word in ("peer-group", "group")), "")
            sessions.append(_session(configuration, table, group, words[3], line))
    return Skeleton(WORDS, tuple(sessions), tuple(caches), tuple(interfaces(nodes, Reader())), tuple(unread))
