# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""RouterOS' filter language, interpreted. Written from MikroTik's "Route Selection and Filters", "RPKI" and "Community and Num Lists".

What the guide leaves open is a reading, so that a test can ask for each: whether a prefix is ``in`` itself, and whether a route of the
router's own has an AS path that is empty or none at all. A rule that asks for an attribute that the route has not is passed over, with
its ``else``. A chain that ends without an action rejects, and so it does here when it was jumped to: no chain of ours may get there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Route, host_prefix

_RULE = re.compile(r"if \((?P<when>.*?)\) ?\{ ?(?P<then>[^{}]*?);? ?\}(?: else \{ ?(?P<other>[^{}]*?);? ?\})?", re.ASCII)


@lru_cache(maxsize=100_000)
def _network(text: str) -> IPv4Network | IPv6Network:
    return ip_network(text)


@lru_cache(maxsize=100_000)
def _parsed(text: str) -> tuple[tuple[str, ...], str, str] | None:
    """Comparisons, what is done when they hold, and what else; None for a rule of actions alone."""
    found = _RULE.fullmatch(text)
    if found is None and text.startswith("if"):
        raise LanguageError(f"no rule: {text}")
    return (tuple(found["when"].split(" && ")), found["then"], found["other"] or "") if found else None


class _Missing(Exception):
    """The route has no such attribute."""


class LanguageError(AssertionError):
    """The router would not take the rule, or it names what is not there."""


@dataclass(frozen=True)
class Reading:
    """How what the guide leaves open is read."""

    is_in_itself: bool = True
    own_has_path: bool = True


@dataclass
class Menus:
    """What filters refer to. ``chains``: the texts of rules in their order."""

    chains: dict[str, list[str]] = field(default_factory=dict)
    addresses: dict[tuple[int, str], set[str]] = field(default_factory=dict)
    numbers: dict[str, list[str]] = field(default_factory=dict)
    communities: dict[tuple[int, str], set[str]] = field(default_factory=dict)
    rpki_groups: set[str] = field(default_factory=set)


@dataclass
class _State:
    route: Route
    is_verified: bool = False


def _entries_match(entries: Sequence[str], asn: int) -> bool:
    return any(low <= asn <= high for low, high in (_span(entry) for entry in entries))


def _span(entry: str) -> tuple[int, int]:
    low, dash, high = entry.partition("-")
    return int(low), int(high) if dash else int(low)


def path_matches(pattern: str, path: Sequence[int], numbers: Mapping[str, Sequence[str]]) -> bool:
    """Match a regular expression of which every item is an ASN."""

    def one_of(entries: Sequence[str]) -> str:
        held = sorted({asn for asn in path if _entries_match(entries, asn)})
        return f"(?:{'|'.join(f'{asn},' for asn in held)})" if held else "(?!)"

    translated = ""
    for token in re.findall(r"\[\[:[^\]]+:\]\]|\[[^\]]*\]|[0-9]+|[\^$.*+?()|]|\s+|.", pattern):
        if token.startswith("[[:"):
            if token[3:-3] not in numbers:
                raise LanguageError(f"{pattern}: there is no such num-list")
            translated += one_of(numbers[token[3:-3]])
        elif token.startswith("["):
            translated += one_of(token[1:-1].split())
        elif token.isdigit():
            translated += f"(?:{token},)"
        elif token == ".":
            translated += "(?:[0-9]+,)"
        elif token in "^$*+?()|":
            translated += token
        elif token.strip():
            raise LanguageError(f"{pattern}: {token!r} is no operator")
    text = "".join(f"{asn}," for asn in path)
    return any(
        re.match(translated.removeprefix("^"), text[place:]) is not None
        for place in ([0] if pattern.startswith("^") else [0, *(found.end() for found in re.finditer(",", text))])
    )


@dataclass
class Interpreter:
    """Runs a chain for one route. ``is_own``: the router originates it. ``is_invalid``: what the RPKI group says of a route."""

    menus: Menus
    is_invalid: Callable[[Route], bool]
    reading: Reading = field(default_factory=Reading)
    is_output: bool = False

    def run(self, chain: str, route: Route) -> Route | None:
        """Return the route behind a chain, or None when it rejects it."""
        state = _State(route)
        return state.route if self._chain(chain, state, 0) == "accept" else None

    def _chain(self, name: str, state: _State, depth: int) -> str:
        if name not in self.menus.chains:
            raise LanguageError(f"there is no chain {name}")
        if depth > 20:
            raise LanguageError(f"{name}: chains jump in a circle")
        is_verified, state.is_verified = state.is_verified, False
        for text in self.menus.chains[name]:
            try:
                done = self._rule(text, state, depth)
            except _Missing:
                continue
            if done == "return":
                state.is_verified = is_verified
                return "" if depth else "reject"
            if done:
                return done
        if name.startswith("MANRS-"):
            raise LanguageError(f"{name}: it ends without an action")
        return "reject"

    def _rule(self, text: str, state: _State, depth: int) -> str:
        found = _parsed(text)
        if found is None:
            return self._actions(text, state, depth)
        when, then, other = found
        # All are asked: an attribute that is missing passes the rule over, wherever it stands.
        held = [self._comparison(item, state) for item in when]
        return self._actions(then if all(held) else other, state, depth)

    # -- matchers --------------------------------------------------------------------------------

    def _comparison(self, text: str, state: _State) -> bool:
        route = state.route
        words = text.split(" ", 1)
        name, said = words[0], words[1] if len(words) == 2 else ""
        match name:
            case "dst":
                return self._prefix(str(route.prefix), said, route.prefix.family)
            case "gw":
                if route.next_hop is None:
                    raise _Missing
                operator, _, value = said.partition(" ")
                gateway = ip_address(str(route.next_hop).partition("/")[0])
                return gateway in _network(value) if operator == "in" else self._equal(operator, gateway == ip_address(value))
            case "dst-len":
                return self._number(route.prefix.length, said)
            case "bgp-path-len":
                return self._number(len(self._path(route)), said)
            case "bgp-as-path":
                return path_matches(said, self._path(route), self.menus.numbers)
            case "bgp-communities" | "bgp-large-communities":
                held = route.communities if name == "bgp-communities" else route.large_communities
                if not held:
                    raise _Missing
                operator, _, value = said.partition(" ")
                if operator != "includes":
                    raise LanguageError(f"{text}: not used here")
                return tuple(map(int, value.split(":"))) in held
            case "rpki":
                return said == "invalid" and state.is_verified and self.is_invalid(route)
            case "afi":
                return said == {4: "ipv4", 6: "ipv6"}[route.prefix.family]
            case "bgp-network" if not said:
                return self.is_output and not route.as_path
        raise LanguageError(f"no matcher: {text}")

    def _path(self, route: Route) -> list[int]:
        if self.is_output and not route.as_path and not self.reading.own_has_path:
            raise _Missing
        assert all(isinstance(item, int) for item in route.as_path), "what an AS_SET looks like is not documented"
        return [item for item in route.as_path if isinstance(item, int)]

    @staticmethod
    def _equal(operator: str, is_equal: bool) -> bool:
        if operator not in ("==", "!="):
            raise LanguageError(f"no operator: {operator}")
        return is_equal == (operator == "==")

    def _prefix(self, prefix: str, said: str, family: int) -> bool:
        operator, _, value = said.partition(" ")
        if operator != "in":
            return self._equal(operator, _network(prefix) == _network(value))
        if "/" not in value:
            if (family, value) not in self.menus.addresses:
                raise LanguageError(f"there is no address list {value}")
            return any(_network(prefix) == _network(entry) for entry in self.menus.addresses[family, value])
        mine, other = _network(prefix), _network(value)
        if mine.version != other.version:
            return False
        return mine.subnet_of(other) and (self.reading.is_in_itself or mine != other)  # type: ignore[arg-type]

    @staticmethod
    def _number(value: int, said: str) -> bool:
        operator, _, other = said.partition(" ")
        if operator == "in":
            low, high = _span(other)
            return low <= value <= high
        return {"==": value == int(other), ">": value > int(other), "<": value < int(other)}[operator]

    # -- actions ---------------------------------------------------------------------------------

    def _actions(self, text: str, state: _State, depth: int) -> str:
        for action in filter(None, (item.strip() for item in text.split(";"))):
            if action in ("accept", "reject", "return"):
                return action
            word, _, said = action.partition(" ")
            if word == "jump":
                if done := self._chain(said, state, depth + 1):
                    return done
            elif word == "rpki-verify":
                if said not in self.menus.rpki_groups:
                    raise LanguageError(f"there is no RPKI group {said}")
                state.is_verified = True
            elif word in ("set", "append", "delete"):
                name, _, value = said.partition(" ")
                state.route = getattr(self, f"_{word}")(state.route, name, value)
            else:
                raise LanguageError(f"no action: {action}")
        return ""

    @staticmethod
    def _set(route: Route, name: str, value: str) -> Route:
        if name == "bgp-local-pref":
            return replace(route, local_preference=int(value))
        if name == "gw":
            return replace(route, next_hop=host_prefix(value))
        raise LanguageError(f"cannot set {name}")

    @staticmethod
    def _append(route: Route, name: str, value: str) -> Route:
        added = tuple(map(int, value.split(":")))
        if name == "bgp-communities" and len(added) == 2:
            return replace(route, communities=route.communities | {(added[0], added[1])})
        if name == "bgp-large-communities" and len(added) == 3:
            return replace(route, large_communities=route.large_communities | {(added[0], added[1], added[2])})
        raise LanguageError(f"cannot append {value} to {name}")

    def _delete(self, route: Route, name: str, value: str) -> Route:
        size = {"bgp-communities": 2, "bgp-large-communities": 3}[name]
        held = route.communities if size == 2 else route.large_communities
        if not held:
            raise _Missing
        if found := re.fullmatch(r'regexp "([^"]*)"', value):
            gone = {item for item in held if re.search(found[1], ":".join(map(str, item)))}
        elif (size, value) in self.menus.communities:
            gone = {item for item in held if ":".join(map(str, item)) in self.menus.communities[size, value]}
        else:
            raise LanguageError(f"there is no list {value} of communities")
        left = frozenset(held) - gone
        return replace(route, communities=left) if size == 2 else replace(route, large_communities=left)  # type: ignore[arg-type]
