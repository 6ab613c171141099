# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""bgpd without a router: what filter rules and sets of bgpd.conf do with a route.

Written from bgpd.conf(5), and from rde_filter.c, rde_trie.c and parse.y of 7.7 and 8.8 where the manual page is silent; it knows nothing of
the renderer. A word that bgpd would not take is an error here. What sessions do of themselves (roles, AS_SETs, NO_EXPORT) is not in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import Prefix
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Route, RovState, host_prefix
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.rov import RovTable

Network = IPv4Network | IPv6Network


@cache
def network(text: str) -> Network:
    return ip_network(text)


@dataclass
class Configuration:
    """Sets by name, and rules in their order, folded as bgpd folds them."""

    prefix_sets: dict[str, list[tuple[Network, int, int]]] = field(default_factory=dict)
    origin_sets: dict[str, list[tuple[Network, int, int]]] = field(default_factory=dict)
    as_sets: dict[str, set[int]] = field(default_factory=dict)
    rules: list[Rule] = field(default_factory=list)


@dataclass
class Rule:
    """``match``: what is asked for, word by word; ``deletes`` act before ``sets``, whatever their order in the text."""

    action: str
    is_quick: bool
    match: tuple[str, ...]
    deletes: list[tuple[str, str]] = field(default_factory=list)
    sets: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class State:
    """A route on its way through the rules."""

    route: Route
    extended: frozenset[str] = frozenset()
    is_blackhole: bool = False


_TOKEN = re.compile(r'"[^"]*"|[{},]|[^\s{},]+')
_LENGTH = re.compile(r"prefixlen (\d+) - (\d+)")


def parse(*texts: str) -> Configuration:
    """Read our files, included ones first, as bgpd reads them."""
    found = Configuration()
    lines = [line.split("#")[0].strip() for text in texts for line in text.splitlines()]
    body = "\n".join(line for line in lines if line)
    # A backslash would join lines, and nothing of ours may need one.
    assert "\\" not in body
    for kind, name, content in re.findall(r'^(prefix|origin|as)-set "([^"]+)" \{([^}]*)\}', body, re.MULTILINE):
        assert len(name) < 128, name
        assert name not in (*found.prefix_sets, *found.origin_sets, *found.as_sets), f"{name} is defined twice"
        items = [item.strip() for item in content.splitlines() if item.strip()]
        if kind == "as":
            found.as_sets[name] = {int(item) for item in items}
        elif kind == "prefix":
            found.prefix_sets[name] = [_prefix_item(item) for item in items]
        else:
            found.origin_sets[name] = [_origin_item(item) for item in items]
    for line in lines:
        if line.split(" ")[0] in ("allow", "deny", "match"):
            _add(found, _rule(line))
    return found


def _prefix_item(text: str) -> tuple[Network, int, int]:
    base, _, lengths = text.partition(" ")
    net = network(base)
    if not lengths:
        return net, net.prefixlen, net.prefixlen
    found = _LENGTH.fullmatch(lengths)
    assert found, text
    low, high = int(found[1]), int(found[2])
    assert net.prefixlen <= low <= high <= net.max_prefixlen, text
    return net, low, high


def _origin_item(text: str) -> tuple[Network, int, int]:
    found = re.fullmatch(r"(\S+)(?: maxlen (\d+))? source-as (\d+)", text)
    assert found, text
    net = network(found[1])
    most = int(found[2] or net.prefixlen)
    assert net.prefixlen <= most <= net.max_prefixlen, text
    return net, most, int(found[3])


def _rule(line: str) -> Rule:
    head, _, tail = line.partition(" set ")
    words = head.split(" ")
    is_quick = words[1] == "quick"
    rule = Rule(words[0], is_quick, tuple(_TOKEN.findall(head))[2 if is_quick else 1 :])
    assert rule.match[0] in ("from", "to"), line
    for item in filter(None, (item.strip() for item in tail.strip("{} ").split(","))):
        kind, *rest = item.split(" ")
        if rest[0] == "delete":
            rule.deletes.append((kind, " ".join(rest[1:])))
        else:
            rule.sets.append((kind, " ".join(rest)))
    return rule


def _add(found: Configuration, rule: Rule) -> None:
    """Neighboring rules that ask for the same become one, and its deletes come first."""
    last = found.rules[-1] if found.rules else None
    if last is not None and (last.action, last.is_quick, last.match) == (rule.action, rule.is_quick, rule.match):
        last.deletes += rule.deletes
        last.sets += rule.sets
    else:
        found.rules.append(rule)


# -- what the rules do ---------------------------------------------------------------------------------


def judge(found: Configuration, way: str, address: str, route: Route, rov: RovTable, own_asn: int) -> Route | None:
    """Return the route behind all rules, or None when it is denied."""
    state, is_allowed = State(route), False
    for rule in found.rules:
        if not _matches(found, rule, way, address, state, rov, own_asn):
            continue
        state = _changed(rule, state)
        if rule.action != "match":
            is_allowed = rule.action == "allow"
        if rule.is_quick:
            break
    # A mark must neither leave nor stay.
    assert not is_allowed or not state.extended, state
    return state.route if is_allowed else None


def _matches(found: Configuration, rule: Rule, way: str, address: str, state: State, rov: RovTable, own_asn: int) -> bool:
    said_way, who, *words = rule.match
    if said_way != way or who not in ("any", address):
        return False
    communities = 0
    while words:
        word = words.pop(0)
        match word:
            case "inet" | "inet6":
                holds = state.route.prefix.family == (4 if word == "inet" else 6)
                if words[:2] == ["prefixlen", ">="]:
                    holds = holds and state.route.prefix.length >= int(words[2])
                    del words[:3]
            case "prefix-set":
                holds = _in_prefix_set(found.prefix_sets[words.pop(0).strip('"')], state.route.prefix)
            case "origin-set":
                holds = _in_origin_set(found.origin_sets[words.pop(0).strip('"')], state.route, own_asn)
            case "AS":
                holds = _has_asn(found, words, state.route)
            case "peer-as":
                first = state.route.as_path[0] if state.route.as_path else own_asn
                holds = first == int(words.pop(0))
            case "max-as-len":
                holds = len(state.route.as_path) > int(words.pop(0))
            case "nexthop":
                holds = state.route.next_hop == host_prefix(words.pop(0))
            case "ovs":
                assert words.pop(0) == "invalid"
                judged = state.route if state.route.as_path else replace(state.route, as_path=(own_asn,))
                holds = rov.state(judged) is RovState.INVALID
            case "max-communities":
                holds = len(state.route.communities) > int(words.pop(0))
            case "max-large-communities":
                holds = len(state.route.large_communities) > int(words.pop(0))
            case "community" | "large-community":
                communities += 1
                numbers = tuple(int(part) for part in words.pop(0).split(":"))
                holds = numbers in (state.route.communities if word == "community" else state.route.large_communities)
            case "ext-community":
                communities += 1
                assert words.pop(0) == "soo"
                holds = words.pop(0) in state.extended
            case _:
                raise AssertionError(f"bgpd does not know {word!r} in {rule}")
        if not holds:
            return False
    assert communities <= 3, rule
    return True


def _in_prefix_set(items: Iterable[tuple[Network, int, int]], prefix: Prefix) -> bool:
    net = network(str(prefix))
    return any(base.version == net.version and low <= net.prefixlen <= high and net.subnet_of(base) for base, low, high in items)  # type: ignore[arg-type]


def _in_origin_set(items: Iterable[tuple[Network, int, int]], route: Route, own_asn: int) -> bool:
    """Like the validation of a ROA: an empty path has our own origin, one that ends in a set has none."""
    origin = route.origin if route.as_path else own_asn
    net = network(str(route.prefix))
    return any(
        asn == origin and base.version == net.version and net.prefixlen <= most and net.subnet_of(base)  # type: ignore[arg-type]
        for base, most, asn in items
    )


def _has_asn(found: Configuration, words: list[str], route: Route) -> bool:
    asns = [asn for item in route.as_path for asn in (item if isinstance(item, frozenset) else (item,))]
    word = words.pop(0)
    if word == "as-set":
        wanted = found.as_sets[words.pop(0).strip('"')]
        return any(asn in wanted for asn in asns)
    if word == "!=":
        other = int(words.pop(0))
        return any(asn != other for asn in asns)
    if words[:1] == ["-"]:
        low, high = int(word), int(words[1])
        del words[:2]
        assert low < high
        return any(low <= asn <= high for asn in asns)
    return int(word) in asns


def _fits(numbers: tuple[int, ...], pattern: str) -> bool:
    return all(part in ("*", str(number)) for number, part in zip(numbers, pattern.split(":"), strict=True))


def _changed(rule: Rule, state: State) -> State:
    for kind, pattern in rule.deletes:
        route = state.route
        if kind == "community":
            state = replace(state, route=replace(route, communities=frozenset(x for x in route.communities if not _fits(x, pattern))))
        elif kind == "large-community":
            kept = frozenset(x for x in route.large_communities if not _fits(x, pattern))
            state = replace(state, route=replace(route, large_communities=kept))
        else:
            assert kind == "ext-community" and pattern.startswith("soo "), rule
            wanted = pattern.removeprefix("soo ")
            state = replace(state, extended=frozenset(x for x in state.extended if not (wanted.endswith(":*") or x == wanted)))
    for kind, value in rule.sets:
        route = state.route
        match kind:
            case "community":
                first, second = (int(part) for part in value.split(":"))
                state = replace(state, route=replace(route, communities=route.communities | {(first, second)}))
            case "large-community":
                one, two, three = (int(part) for part in value.split(":"))
                state = replace(state, route=replace(route, large_communities=route.large_communities | {(one, two, three)}))
            case "ext-community":
                state = replace(state, extended=state.extended | {value.removeprefix("soo ")})
            case "localpref":
                state = replace(state, route=replace(route, local_preference=int(value)))
            case "nexthop" if value == "blackhole":
                state = replace(state, is_blackhole=True)
            case "nexthop":
                assert ip_address(value).version == route.prefix.family
                state = replace(state, route=replace(route, next_hop=host_prefix(value)))
            case _:
                raise AssertionError(f"bgpd cannot set {kind}")
    return state


def local_file(lists: Mapping[str, Iterable[str]]) -> str:
    """The operator's own lists, as an operator writes them."""
    return "".join(f'prefix-set "MANRS-{name}" {{\n' + "".join(f"\t{item}\n" for item in items) + "}\n" for name, items in lists.items())
