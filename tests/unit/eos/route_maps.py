# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""EOS without a router: what its own lines make of it, and what it then does with a route.

Written from Arista's user manual and feature notes; it knows nothing of the renderer. Where these leave something open, a ``Reading`` says
which way it is taken, and a test tries them all. A line that EOS would refuse is an error here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cache
from ipaddress import ip_address, ip_network
from itertools import product

from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import Prefix
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import PathElement, Route
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.rov import RovTable

WORDS = {"no-export": (65535, 65281), "no-advertise": (65535, 65282), "local-as": (65535, 65283), "GSHUT": (65535, 0)}
#: What ends a number in ``regex-mode string``.
BORDER = "(?:^|[,{}() ]|$)"


@dataclass(frozen=True)
class Reading:
    """How what the guides leave open is taken.

    ``is_deferred``: the ``set`` lines are carried out at the end, and a ``match`` sees the route as it came. ``ends_on_deny``: a
    ``sub-route-map`` that denies ends everything; else the clause that calls it does not hold. ``permits_undefined``: a list that is not
    there matches everything; else nothing.
    """

    is_deferred: bool = True
    ends_on_deny: bool = False
    permits_undefined: bool = True


READINGS = tuple(Reading(*choice) for choice in product((True, False), repeat=3))


@cache
def expression(text: str) -> re.Pattern[str]:
    return re.compile(text.replace("_", BORDER))


@cache
def path_text(path: tuple[PathElement, ...]) -> str:
    return " ".join(f"{{{' '.join(map(str, sorted(asn)))}}}" if isinstance(asn, frozenset) else str(asn) for asn in path)


def community(word: str) -> tuple[int, ...]:
    return WORDS.get(word) or tuple(int(part) for part in word.split(":"))


@cache
def range_holds(said: str, prefix: Prefix) -> bool:
    """Whether ``10.0.0.0/8 ge 9 le 24``, or ``... eq 24``, holds a prefix."""
    base, *rest = said.split()
    bounds = dict(zip(rest[::2], map(int, rest[1::2]), strict=True))
    above, tested = ip_network(base), ip_network(str(prefix))
    if above.version != tested.version:
        return False
    assert list(bounds) in (["ge"], ["le"], ["ge", "le"], ["eq"], []), said
    longest = 32 if above.version == 4 else 128
    low = bounds.get("eq", bounds.get("ge", above.prefixlen))
    high = bounds.get("eq", bounds.get("le", longest if "ge" in bounds else above.prefixlen))
    assert above.prefixlen <= low <= high <= longest, said
    return tested.subnet_of(above) and low <= tested.prefixlen <= high  # type: ignore[arg-type]


@dataclass
class Clause:
    """One clause of a route-map; it keeps one line of a kind."""

    action: str
    lines: dict[str, str] = field(default_factory=dict)

    def of(self, word: str) -> list[str]:
        return [line.removeprefix(f"{word} ") for line in self.lines.values() if line.startswith(f"{word} ")]


#: The lines of a clause, and what names their kind.
CLAUSE = re.compile(
    r"(?P<kind>description|continue|sub-route-map|match (?:ip|ipv6) (?:address|next-hop) prefix-list|match as-path length|match as-path"
    r"|match community|match large-community|match origin-as validity|set local-preference|set ip next-hop|set ipv6 next-hop"
    r"|set community|set large-community)(?P<rest> .+)?"
)
REST = {
    "continue": r"( [0-9]+)?",
    "match as-path length": r" >= [0-9]+",
    "match origin-as validity": r" (valid|invalid|not-found)",
    "set community": r"( community-list \S+|( ([0-9]+:[0-9]+|no-export|no-advertise|local-as|GSHUT))+) (additive|delete)",
    "set large-community": r"( large-community-list \S+|( [0-9]+:[0-9]+:[0-9]+)+) (additive|delete)",
    "set local-preference": r" [0-9]+",
    "description": r" .+",
}


@dataclass
class Router:
    """The policy of one router, as its lines make it. ``bound``: what is said of neighbors and groups, by (name, family, slot)."""

    asn: int = 25000
    is_textual: bool = False
    validates: bool = False
    prefix_lists: dict[tuple[int, str], dict[int, tuple[str, str]]] = field(default_factory=dict)
    #: (kind, name): kind is as-path, community or large-community; expressions and values share their names.
    texts: dict[tuple[str, str], list[tuple[str, str, bool]]] = field(default_factory=dict)
    maps: dict[str, dict[int, Clause]] = field(default_factory=dict)
    bound: dict[tuple[str, int, str], str] = field(default_factory=dict)
    groups: dict[str, str] = field(default_factory=dict)

    # -- definitions -----------------------------------------------------------------------------

    def prefix_entry(self, family: int, name: str, number: int, said: str, is_removal: bool) -> None:
        entries = self.prefix_lists.setdefault((family, name), {})
        assert 0 < number <= 65535, number
        if is_removal:
            del entries[number]
            return
        action, _, bounds = said.partition(" ")
        assert action in ("permit", "deny"), said
        range_holds(bounds, Prefix(family, 0, 0))
        assert ip_network(bounds.split()[0]).version == family, said
        assert number not in entries, f"{name}: number {number} is taken"
        entries[number] = (action, bounds)

    def text_entry(self, kind: str, name: str, action: str, said: str, is_expression: bool) -> None:
        entries = self.texts.setdefault((kind, name), [])
        assert all(other[2] == is_expression for other in entries), f"{name} is of the other kind"
        if is_expression:
            assert "?" not in said and " " not in said, said
            re.compile(said.replace("[{(]", "[{]"))
        else:
            for word in said.split():
                community(word)
        entries.append((action, said, is_expression))

    def clause(self, name: str, action: str, number: int) -> Clause:
        assert 1 <= number <= 16777215, number
        found = self.maps.setdefault(name, {}).setdefault(number, Clause(action))
        assert found.action == action, name
        return found

    @staticmethod
    def clause_line(clause: Clause, line: str) -> None:
        found = CLAUSE.fullmatch(line)
        assert found, f"not a line of a route-map: {line!r}"
        kind, rest = found["kind"], found["rest"] or ""
        assert re.fullmatch(REST.get(kind, r" \S+"), rest), line
        # A route-map asks once for the path: by length or by a list.
        kind = "match as-path" if kind == "match as-path length" else kind
        assert kind not in clause.lines, f"EOS keeps the last only: {line}"
        clause.lines[kind] = line

    def undefined(self) -> list[str]:
        """The names that a route-map or a binding refers to and that are not there."""
        found = [name for (_, _, slot), name in self.bound.items() if slot.startswith("route-map") and name not in self.maps]
        for name, clauses in self.maps.items():
            for clause in clauses.values():
                for line in clause.lines.values():
                    found += [f"{name}: {line}" for _ in range(1) if not self._is_defined(line)]
                for target in clause.of("continue"):
                    assert int(target) in clauses, f"{name}: continue {target}"
        return found

    def _is_defined(self, line: str) -> bool:
        match line.split():
            case ["match", ("ip" | "ipv6") as word, "address" | "next-hop", "prefix-list", name]:
                return bool(self.prefix_lists.get((4 if word == "ip" else 6, name)))
            case ["match", "as-path", name]:
                return bool(self.texts.get(("as-path", name)))
            case ["match", ("community" | "large-community") as kind, name]:
                return bool(self.texts.get((kind, name)))
            case ["set", ("community" | "large-community") as kind, "community-list" | "large-community-list", name, _]:
                return bool(self.texts.get((kind, name)))
            case ["sub-route-map", name]:
                return name in self.maps
        return True

    # -- routes ----------------------------------------------------------------------------------

    def acting(self, address: str, family: int, direction: str) -> str | None:
        """The route-map that acts: the neighbor's before its group's, the family's before that of every family."""
        for holder in (address, self.groups.get(address)):
            for where in (family, 0):
                if holder is not None and (name := self.bound.get((holder, where, f"route-map {direction}"))) is not None:
                    return name
        return None

    def judge(self, address: str, direction: str, route: Route, rov: RovTable, reading: Reading = READINGS[0]) -> tuple[bool, Route]:
        """Whether the router takes or sends a route, and the route then."""
        name = self.acting(address, route.prefix.family, direction)
        if name is None or name not in self.maps:
            said = self.bound.get((address, 0, f"missing-policy {direction}")) or self.bound.get(("", 0, f"missing-policy {direction}"), "")
            return not said.endswith("action deny"), route
        verdict, changes = self._run(name, route, rov, reading)
        if reading.is_deferred:
            changed = route
            for line in changes:
                changed = self._changed(line, changed)
        else:
            changed = self._now
        return verdict, changed

    def _run(self, name: str, route: Route, rov: RovTable, reading: Reading) -> tuple[bool, list[str]]:
        self._now = route
        self._ended = False
        return self._walk(name, route, rov, reading)

    def _walk(self, name: str, came: Route, rov: RovTable, reading: Reading) -> tuple[bool, list[str]]:
        clauses, changes, verdict, jump = self.maps[name], list[str](), False, 0
        for number, clause in sorted(clauses.items()):
            if number < jump:
                continue
            seen = came if reading.is_deferred else self._now
            if not all(self._matches(line, seen, rov, reading) for line in clause.of("match")):
                continue
            below: list[str] = []
            for called in clause.of("sub-route-map"):
                before = self._now
                is_permitted, below = self._walk(called, came, rov, reading) if called in self.maps else (reading.permits_undefined, [])
                if not is_permitted:
                    self._now = before
                    if reading.ends_on_deny:
                        self._ended = True
                        return False, []
                    break
            else:
                if clause.action == "deny":
                    return False, []
                verdict = True
                told = [*below, *(f"set {line}" for line in clause.of("set"))]
                changes += told
                if not reading.is_deferred:
                    for line in told[len(below) :]:
                        self._now = self._changed(line, self._now)
                if not any(kind == "continue" for kind in clause.lines):
                    return True, changes
                target = clause.of("continue")
                jump = int(target[0]) if target else number + 1
                continue
            if self._ended:
                return False, []
        return verdict, changes

    def _matches(self, line: str, route: Route, rov: RovTable, reading: Reading) -> bool:
        match line.split():
            case [("ip" | "ipv6") as word, what, "prefix-list", name]:
                entries = self.prefix_lists.get((4 if word == "ip" else 6, name))
                tested = route.prefix if what == "address" else route.next_hop
                if not entries:
                    return reading.permits_undefined
                if tested is None:
                    return False
                return next((action == "permit" for _, (action, said) in sorted(entries.items()) if range_holds(said, tested)), False)
            case ["as-path", "length", ">=", number]:
                return len(route.as_path) >= int(number)
            case ["as-path", name]:
                assert self.is_textual, "expressions see ASNs, not text"
                listed = self.texts.get(("as-path", name))
                if not listed:
                    return reading.permits_undefined
                path = path_text(route.as_path)
                return next((action == "permit" for action, said, _ in listed if expression(said).search(path)), False)
            case [("community" | "large-community") as kind, name]:
                listed = self.texts.get((kind, name))
                if not listed:
                    return reading.permits_undefined
                carried: frozenset[tuple[int, ...]] = route.communities if kind == "community" else route.large_communities
                return next(
                    (action == "permit" for action, said, _ in listed if {community(word) for word in said.split()} <= carried), False
                )
            case ["origin-as", "validity", state]:
                return self.validates and self._validity(route, rov) == state
        raise AssertionError(line)

    def _validity(self, route: Route, rov: RovTable) -> str:
        return str(rov.state(route if route.as_path else replace(route, as_path=(self.asn,))))

    def _changed(self, line: str, route: Route) -> Route:
        match line.split():
            case ["set", "local-preference", number]:
                return replace(route, local_preference=int(number))
            case ["set", "ip" | "ipv6", "next-hop", address]:
                value = ip_address(address)
                assert value.version == route.prefix.family, line
                return replace(route, next_hop=Prefix(value.version, int(value), value.max_prefixlen))
            case ["set", ("community" | "large-community") as kind, "community-list" | "large-community-list", name, "delete"]:
                return self._without(kind, route, lambda item: self._is_listed(kind, name, item))
            case ["set", ("community" | "large-community") as kind, *words, "delete"]:
                gone = {community(word) for word in words}
                return self._without(kind, route, lambda item: item in gone)
            case ["set", "community", *words, "additive"]:
                return replace(route, communities=route.communities | {community(word) for word in words})  # type: ignore[arg-type]
            case ["set", "large-community", *words, "additive"]:
                more = {community(word) for word in words}
                return replace(route, large_communities=route.large_communities | more)  # type: ignore[arg-type]
        raise AssertionError(line)

    @staticmethod
    def _without(kind: str, route: Route, is_gone: object) -> Route:
        assert callable(is_gone)
        if kind == "community":
            return replace(route, communities=frozenset(item for item in route.communities if not is_gone(item)))
        return replace(route, large_communities=frozenset(item for item in route.large_communities if not is_gone(item)))

    def _is_listed(self, kind: str, name: str, item: tuple[int, ...]) -> bool:
        """Each community is asked for alone: the first entry that holds it decides."""
        word = ":".join(map(str, item))
        for action, said, is_expression in self.texts[kind, name]:
            if expression(said).search(word) if is_expression else said == word:
                return action == "permit"
        return False


def names_of(router: Router, *names: str | None) -> set[str]:
    """The names that route-maps refer to, directly or not, and their own."""
    waiting, found = [name for name in names if name is not None], set[str]()
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            for clause in router.maps.get(name, {}).values():
                waiting += _words(clause.lines.values())
    return found


def _words(lines: Iterable[str]) -> list[str]:
    return [word for line in lines if not line.startswith("description") for word in line.split()[1:]]
