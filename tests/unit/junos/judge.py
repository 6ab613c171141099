# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Junos' routing policies without a router: what a chain of them does with a route, read from configuration XML alone.

Written from Juniper's Routing Policies User Guide ("Evaluation of a Routing Policy", "How a Routing Policy Chain Is Evaluated", "How a
Routing Policy Subroutine Is Evaluated", "Understanding Route Filters", "Walkup for Route Filters", "AS Path Regular Expressions",
"Understanding BGP Communities"). It knows nothing of the renderer, and whatever it does not know it refuses.

Where the guide leaves two readings the caller chooses one: whether route filters walk up, and whether ``.`` matches an AS_SET.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from xml.etree import ElementTree

from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import Prefix
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import PathElement, Route, RovState, host_prefix
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.rov import RovTable

Element = ElementTree.Element
_TOKEN = re.compile(r"\s*(\d+-\d+|\d+|\{\d+(?:,\d*)?\}|[.()|*+?^$])")


class UnknownStatementError(Exception):
    """The guide's subset that is known here has no such statement."""


# -- AS path expressions -------------------------------------------------------------------------


class Expression:
    """One AS path expression; the whole path must match. A node maps a place in the path to the places behind it."""

    def __init__(self, text: str, dot_matches_sets: bool) -> None:
        self.dot_matches_sets = dot_matches_sets
        self.tokens = [found for found in _TOKEN.findall(text) if found not in "^$"]
        if "".join(_TOKEN.findall(text)) != re.sub(r"\s+", "", text):
            raise UnknownStatementError(text)
        self.place = 0
        self.node = self._either()
        if self.place != len(self.tokens):
            raise UnknownStatementError(text)

    def matches(self, path: Sequence[PathElement]) -> bool:
        return len(path) in self._run(self.node, tuple(path), {0})

    def _peek(self) -> str:
        return self.tokens[self.place] if self.place < len(self.tokens) else ""

    def _next(self) -> str:
        self.place += 1
        return self.tokens[self.place - 1]

    def _either(self) -> tuple[object, ...]:
        found = [self._row()]
        while self._peek() == "|":
            self._next()
            found.append(self._row())
        return ("either", found)

    def _row(self) -> tuple[object, ...]:
        found = []
        while self._peek() not in ("", "|", ")"):
            found.append(self._repeated())
        return ("row", found)

    def _repeated(self) -> tuple[object, ...]:
        token = self._next()
        node: tuple[object, ...]
        if token == "(":
            node = self._either()
            if not self.tokens[self.place : self.place + 1] == [")"]:
                raise UnknownStatementError("an open parenthesis")
            self._next()
        elif token == ".":
            node = ("any",)
        elif token[0].isdigit():
            low, _, high = token.partition("-")
            node = ("number", int(low), int(high or low))
        else:
            raise UnknownStatementError(token)
        times = {"*": (0, None), "+": (1, None), "?": (0, 1)}
        if self._peek() in times:
            least, most = times[self._next()]
            return ("times", node, least, most)
        if self._peek().startswith("{"):
            low, comma, high = self._next().strip("{}").partition(",")
            return ("times", node, int(low), int(high) if high else None if comma else int(low))
        return node

    def _run(self, node: tuple[object, ...], path: tuple[PathElement, ...], places: set[int]) -> set[int]:
        match node:
            case ("either", list(found)):
                return set().union(*(self._run(item, path, places) for item in found))
            case ("row", list(found)):
                for item in found:
                    places = self._run(item, path, places)
                return places
            case ("any",):
                fits = [place for place in places if place < len(path) and (self.dot_matches_sets or isinstance(path[place], int))]
                return {place + 1 for place in fits}
            case ("number", int(low), int(high)):
                here = {place: path[place] for place in places if place < len(path)}
                return {place + 1 for place, element in here.items() if isinstance(element, int) and low <= element <= high}
            case ("times", tuple(inner), int(least), most):
                for _ in range(least):
                    places = self._run(inner, path, places)
                seen, count = set(places), least
                while places and (most is None or count < most):  # type: ignore[operator]
                    places = self._run(inner, path, places) - seen
                    seen |= places
                    count += 1
                return seen
        raise UnknownStatementError(str(node))


# -- prefixes ------------------------------------------------------------------------------------


def _length_fits(entry: Element, prefix: Prefix, length: int) -> bool:
    kinds = [item for item in entry if item.tag != "address"]
    if len(kinds) != 1:
        raise UnknownStatementError(ElementTree.tostring(entry, encoding="unicode"))
    kind, value = kinds[0].tag, (kinds[0].text or "").strip()
    match kind:
        case "exact":
            return prefix.length == length
        case "orlonger":
            return prefix.length >= length
        case "longer":
            return prefix.length > length
        case "upto":
            return length <= prefix.length <= int(value.removeprefix("/"))
        case "prefix-length-range":
            low, _, high = value.partition("-")
            return int(low.removeprefix("/")) <= prefix.length <= int(high.removeprefix("/"))
    raise UnknownStatementError(kind)


# -- policies ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _State:
    """Where the evaluation of a chain is. ``verdict``: True accept, False reject, None not decided."""

    route: Route
    verdict: bool | None


class Judge:
    """Evaluates chains of the policies of a configuration.

    :param walks_up: route filters ask shorter entries too.
    :param dot_matches_sets: ``.`` in an AS path expression matches an AS_SET.
    """

    def __init__(self, configuration: str, walks_up: bool = False, dot_matches_sets: bool = True) -> None:
        options = ElementTree.fromstring(configuration).find("policy-options")
        if options is None:
            raise UnknownStatementError("no policy-options")
        self.walks_up = walks_up
        self.named: dict[tuple[str, str], Element] = {}
        for item in options:
            name = (item.findtext("name") or "").strip()
            if (item.tag, name) in self.named:
                raise UnknownStatementError(f"{item.tag} {name} twice")
            self.named[item.tag, name] = item
        self.expressions = {
            name: Expression(item.findtext("path") or "", dot_matches_sets) for (tag, name), item in self.named.items() if tag == "as-path"
        }
        self.entries: dict[str, dict[Prefix, list[Element]]] = {}
        for (tag, name), item in self.named.items():
            if tag == "route-filter-list":
                held = self.entries.setdefault(name, {})
                for entry in item.findall("rf_list"):
                    held.setdefault(Prefix.parse(entry.findtext("address") or ""), []).append(entry)

    def judge(self, chain: Sequence[str], route: Route, rov: RovTable, is_import: bool, own_asn: int) -> tuple[bool, Route]:
        """Return the verdict on a route, and the route behind the chain. The last resort is the default policy of BGP."""
        state = self._chain(chain, _State(route, None), rov, is_import, own_asn)
        assert state.verdict is not None
        return state.verdict, state.route

    def _chain(self, chain: Sequence[str], state: _State, rov: RovTable, is_import: bool, own_asn: int) -> _State:
        for name in chain:
            state = self._policy(name, state, rov, is_import, own_asn)
            if state.verdict is not None:
                return state
        # BGP's default policy: import everything that BGP brought, export BGP routes alone.
        return replace(state, verdict=is_import or bool(state.route.as_path))

    def _policy(self, name: str, state: _State, rov: RovTable, is_import: bool, own_asn: int) -> _State:
        element = self.named["policy-statement", name]
        for term in element:
            if term.tag == "name":
                continue
            if term.tag != "term":
                raise UnknownStatementError(term.tag)
            from_ = term.find("from")
            if from_ is not None:
                matches, state = self._matches(from_, state, rov, is_import, own_asn)
                if not matches:
                    continue
            route, end = self._then(term.find("then"), state.route)
            state = replace(state, route=route)
            if end in (True, False):
                return replace(state, verdict=end)
            if end == "policy":
                return state
        return state

    def _matches(self, from_: Element, state: _State, rov: RovTable, is_import: bool, own_asn: int) -> tuple[bool, _State]:
        if not len(from_):
            return True, state
        by_tag: dict[str, list[Element]] = {}
        for item in from_:
            by_tag.setdefault(item.tag, []).append(item)
        called = by_tag.pop("policy", [])
        for tag, items in by_tag.items():
            if not any(self._holds(tag, item, state.route, rov, own_asn) for item in items):
                return False, state
        if called:
            names = [(item.text or "").strip() for item in called]
            after = self._chain(names, _State(state.route, None), rov, is_import, own_asn)
            return bool(after.verdict), replace(state, route=after.route)
        return True, state

    def _holds(self, tag: str, item: Element, route: Route, rov: RovTable, own_asn: int) -> bool:
        value = (item.text or "").strip()
        match tag:
            case "family":
                return {"inet": 4, "inet6": 6}[value] == route.prefix.family
            case "protocol":
                return value == ("bgp" if route.as_path else "static")
            case "as-path":
                return self.expressions[value].matches(route.as_path)
            case "as-path-calc-length":
                return _compared(item, len(route.as_path))
            case "community-count":
                return _compared(item, len(route.communities))
            case "large-community-count":
                return _compared(item, len(route.large_communities))
            case "community":
                members = self._members(value)
                return bool(members) and all(any(_is_member(text, found) for found in _texts(route)) for text in members)
            case "next-hop":
                return route.next_hop == host_prefix(value)
            case "validation-database":
                checked = route if route.as_path else replace(route, as_path=(own_asn,))
                return rov.state(checked) is {"invalid": RovState.INVALID, "valid": RovState.VALID, "unknown": RovState.NOT_FOUND}[value]
            case "route-filter-list":
                if len(item) != 1:
                    raise UnknownStatementError("a list with a match type of its own")
                return self._in_list(item.findtext("name") or "", route.prefix)
        raise UnknownStatementError(tag)

    def _in_list(self, name: str, prefix: Prefix) -> bool:
        entries = self.entries[name]
        for length in range(prefix.length, -1, -1):
            if found := entries.get(prefix.covering(length)):
                if any(_length_fits(entry, prefix, length) for entry in found):
                    return True
                if not self.walks_up:
                    return False
        return False

    def _members(self, name: str) -> list[str]:
        element = self.named["community", name]
        if {item.tag for item in element} - {"name", "members"}:
            raise UnknownStatementError(f"community {name}")
        return [(item.text or "").strip() for item in element.findall("members")]

    def _then(self, then: Element | None, route: Route) -> tuple[Route, bool | str | None]:
        end: bool | str | None = None
        for item in then if then is not None else ():
            match item.tag:
                case "accept" | "reject":
                    end = item.tag == "accept"
                case "next":
                    end = (item.text or "").strip()
                case "local-preference":
                    route = replace(route, local_preference=int(item.findtext("local-preference") or ""))
                case "next-hop":
                    route = replace(route, next_hop=host_prefix(item.findtext("address") or ""))
                case "community":
                    route = self._communities(item, route)
                case _:
                    raise UnknownStatementError(item.tag)
        return route, end

    def _communities(self, item: Element, route: Route) -> Route:
        members = self._members(item.findtext("community-name") or "")
        if item.find("delete") is not None:
            kept = [text for text in _texts(route) if not any(_is_member(member, text) for member in members)]
        elif item.find("add") is not None:
            kept = [*_texts(route), *members]
        else:
            raise UnknownStatementError("community set")
        numbers = [tuple(int(part) for part in text.removeprefix("large:").split(":")) for text in kept]
        return replace(
            route,
            communities=frozenset(item for item in numbers if len(item) == 2),  # type: ignore[misc]
            large_communities=frozenset(item for item in numbers if len(item) == 3),  # type: ignore[misc]
        )


def _compared(item: Element, count: int) -> bool:
    wanted = int(item.findtext("name") or "")
    match [child.tag for child in item if child.tag != "name"]:
        case ["orhigher"]:
            return count >= wanted
        case ["orlower"]:
            return count <= wanted
        case ["equal"]:
            return count == wanted
    raise UnknownStatementError(item.tag)


def _texts(route: Route) -> Iterator[str]:
    yield from (f"{high}:{low}" for high, low in route.communities)
    yield from ("large:" + ":".join(map(str, parts)) for parts in route.large_communities)


def _is_member(member: str, text: str) -> bool:
    """Tell whether a member, a value or an expression, matches one community. Only a large one has its kind in front."""
    if member.startswith("large:") != text.startswith("large:"):
        return False
    wanted, told = member.removeprefix("large:"), text.removeprefix("large:")
    if re.fullmatch(r"[0-9:]+", wanted):
        return wanted == told
    return re.search(wanted, told) is not None if "^" in wanted else re.fullmatch(wanted, told) is not None
