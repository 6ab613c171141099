# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A router that takes IOS's lines one by one and judges routes by them, as far as filters of BGP sessions go.

Written from Cisco's command references and configuration guides (IP Routing: BGP; "BGP Route-Map Continue"; "Cisco IOS Regular
Expressions"), and knowing nothing of what renders these lines:

- entries of a list are asked in order, the first that matches decides, the last word is deny; communities of one entry of a standard
  list must all be there; an expression of an expanded list is matched with the route's communities, sorted, with spaces between;
- matches of one kind in an entry are alternatives, of different kinds must all hold; all are asked on the route as it came;
- ``continue`` goes on at another entry when the entry matched; a route that matched once passes where the map ends; a deny drops;
- what is set is kept until all is matched and then done, entry by entry; in one entry what is deleted goes before what is added;
- a list that is not there or is empty permits everything (in a match, at a neighbor), a route-map that is not there is taken here for
  either: ``undefined_map_permits``;
- a line with ``no`` takes off what it names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from ipaddress import ip_address, ip_network

from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import Prefix
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Route, host_prefix

_WORDS = {"no-export": (65535, 65281), "no-advertise": (65535, 65282), "local-AS": (65535, 65283), "gshut": (65535, 0)}
_NAMES = {numbers: word for word, numbers in _WORDS.items()}
_SETS = ("set ", "match ", "continue", "description ")
#: Words of neighbor lines that take one value: a second one takes the first one's place.
_NEIGHBOR_SLOTS = ("maximum-prefix", "soft-reconfiguration", "password", "ttl-security", "remote-as", "description", "send-community")

IsInvalid = Callable[[Route], bool]


class Refused(Exception):
    """The router does not take a line."""


@lru_cache(maxsize=4096)
def _compiled(expression: str) -> re.Pattern[str]:
    """Translate IOS's regular expression: what is special is the same, but for ``_``; there is no counted repetition."""
    found, place = "", 0
    while place < len(expression):
        character = expression[place]
        if character == "[":
            end = expression.index("]", place + 2)
            inside = expression[place + 1 : end]
            found += "[" + inside.replace("\\", "\\\\").replace("[", "\\[") + "]"
            place = end
        elif character == "_":
            found += r"(?:^|$|[ ,{}()])"
        elif character in "{}":
            found += "\\" + character
        else:
            found += character
        place += 1
    return re.compile(found)


def _matches(expression: str, text: str) -> bool:
    return _compiled(expression).search(text) is not None


def path_text(route: Route) -> str:
    return " ".join(f"{{{','.join(map(str, sorted(item)))}}}" if isinstance(item, frozenset) else str(item) for item in route.as_path)


def community_text(items: Iterable[tuple[int, ...]]) -> str:
    return " ".join(_NAMES.get(item) or ":".join(map(str, item)) for item in sorted(items))  # type: ignore[call-overload]


def _community(word: str) -> tuple[int, ...]:
    found = _WORDS.get(word) or tuple(int(part) for part in word.split(":"))
    if len(found) not in (2, 3) or any(number > (65535 if len(found) == 2 else 4294967295) for number in found):
        raise Refused(f"% Invalid community {word}")
    return found


@dataclass
class PrefixLine:
    action: str
    prefix: Prefix
    low: int
    high: int

    def holds(self, prefix: Prefix) -> bool:
        return self.low <= prefix.length <= self.high and self.prefix.contains(prefix)


def _prefix_line(action: str, text: str) -> PrefixLine:
    words = text.split()
    network = ip_network(words[0])
    prefix = Prefix.parse(words[0])
    bounds = dict(zip(words[1::2], map(int, words[2::2]), strict=True))
    if not bounds:
        return PrefixLine(action, prefix, prefix.length, prefix.length)
    low, high = bounds.get("ge", prefix.length), bounds.get("le", network.max_prefixlen)
    # len < ge <= le, and len < le (command reference, ip prefix-list).
    if bounds.keys() - {"ge", "le"} or bounds.get("ge", 999) <= prefix.length or high <= prefix.length or low > high:
        raise Refused(f"% Invalid prefix range for {words[0]}, make sure: len < ge-value <= le-value")
    return PrefixLine(action, prefix, low, high)


@dataclass
class Entry:
    action: str
    lines: list[str] = field(default_factory=list)


@dataclass
class Router:
    """One router. ``mode``: where lines go: (), ("route-map", name, sequence), ("bgp",), ("bgp", family), ("other", line)."""

    prefix_lists: dict[tuple[int, str], dict[int, PrefixLine]] = field(default_factory=dict)
    descriptions: dict[tuple[int, str], str] = field(default_factory=dict)
    paths: dict[int, list[tuple[str, str]]] = field(default_factory=dict)
    texts: dict[tuple[str, str], list[tuple[str, str]]] = field(default_factory=dict)
    maps: dict[str, dict[int, Entry]] = field(default_factory=dict)
    asn: int = 0
    router_lines: list[str] = field(default_factory=list)
    #: (family, neighbor): lines; family 0 is the router's own place.
    neighbors: dict[tuple[int, str], list[str]] = field(default_factory=dict)
    #: Other modes, such as interfaces and access lists, by the line that opens them.
    others: dict[str, list[str]] = field(default_factory=dict)
    mode: tuple[str, ...] = ()
    undefined_map_permits: bool = True
    #: What is said of lines that continue: whether a later set of the same words takes an earlier one's place.
    last_set_wins: bool = False

    def feed(self, lines: Iterable[str]) -> Router:
        for line in lines:
            self.line(line)
        return self

    # -- typing ----------------------------------------------------------------------------------

    def line(self, line: str) -> None:
        text = " ".join(line.split())
        if not text or text.startswith("!"):
            return
        if len(text) > 254:
            raise Refused(f"a line of {len(text)} characters")
        if self._global(text):
            return
        if text == "exit":
            self.mode = self.mode[:-1] if self.mode[:1] == ("bgp",) and len(self.mode) == 2 else ()
        elif text == "exit-address-family":
            self.mode = ("bgp",)
        elif self.mode[:1] == ("route-map",) and text.removeprefix("no ").startswith(_SETS):
            self._of_map(text)
        elif self.mode[:1] == ("bgp",):
            self._of_bgp(text)
        elif self.mode[:1] == ("other",):
            body = self.others[self.mode[1]]
            if text.startswith("no "):
                gone = [item for item in body if item == text[3:] or item.startswith(text[3:] + " ")]
                for item in gone:
                    body.remove(item)
            elif text not in body:
                words = text.split()
                if words[:2] in (["ip", "access-group"], ["ipv6", "traffic-filter"]):
                    # An interface has one list each way.
                    body[:] = [item for item in body if item.split()[:2] != words[:2] or item.split()[-1] != words[-1]]
                body.append(text)
        else:
            raise Refused(f"% Invalid input detected: {text!r} in {self.mode}")

    def _global(self, text: str) -> bool:
        is_off, bare = text.startswith("no "), text.removeprefix("no ")
        words = bare.split()
        family = {"ip": 4, "ipv6": 6}.get(words[0], 0)
        if family and words[1:2] == ["prefix-list"]:
            self._prefix_list(is_off, (family, words[2]), words[3:])
        elif words[:3] == ["ip", "as-path", "access-list"]:
            number = int(words[3])
            if not 1 <= number <= 500:
                raise Refused(f"% Invalid input: access-list {number}")
            self._text_list(is_off, self.paths, number, words[4:])
        elif words[0] == "ip" and words[1] in ("community-list", "large-community-list") and words[2] in ("standard", "expanded"):
            if words[2] == "standard" and len(words) > 4:
                words[5:] = [":".join(map(str, _community(word))) for word in words[5:]]
            other = (words[1], {"standard": "expanded", "expanded": "standard"}[words[2]], words[3])
            if any((kind.split()[0], kind.split()[1], name) == other for kind, name in self.texts):
                raise Refused(f"% community-list {words[3]} is of another kind")
            self._text_list(is_off, self.texts, (f"{words[1]} {words[2]}", words[3]), words[4:])
        elif words[0] == "route-map":
            self._route_map(is_off, words[1:])
        elif words[:2] == ["router", "bgp"] and not is_off:
            self.asn, self.mode = int(words[2]), ("bgp",)
        elif words[0] == "interface" or bare.startswith(("ip access-list extended ", "ipv6 access-list ", "archive")):
            if is_off:
                self.others.pop(bare)
                self.mode = ()
            else:
                self.others.setdefault(bare, [])
                self.mode = ("other", bare)
        elif bare.startswith(("ip bgp-community ", "ip route ", "ipv6 route ", "hostname ")):
            self.others.pop(bare, None) if is_off else self.others.setdefault(bare, [])
        else:
            return False
        if words[0] in ("ip", "ipv6") and not bare.startswith(("ip access-list", "ipv6 access-list")):
            self.mode = ()
        return True

    def _prefix_list(self, is_off: bool, key: tuple[int, str], words: list[str]) -> None:
        if words[:1] == ["description"]:
            self.descriptions[key] = " ".join(words[1:])
            if len(self.descriptions[key]) > 80:
                raise Refused("% description is too long")
            return
        if not words:
            if not is_off or key not in self.prefix_lists:
                raise Refused(f"% no prefix-list {key[1]}")
            del self.prefix_lists[key]
            self.descriptions.pop(key, None)
            return
        sequence = int(words[1])
        if not 1 <= sequence <= 4294967294:
            raise Refused(f"% Invalid sequence {sequence}")
        if is_off:
            del self.prefix_lists[key][sequence]
            return
        lines = self.prefix_lists.setdefault(key, {})
        made = _prefix_line(words[2], " ".join(words[3:]))
        if any(number != sequence and item == made for number, item in lines.items()):
            raise Refused("% Duplicate prefix-list entry")
        lines[sequence] = made

    @staticmethod
    def _text_list(is_off: bool, lists: dict[object, list[tuple[str, str]]], key: object, words: list[str]) -> None:  # type: ignore[misc]
        if is_off and not words:
            if key not in lists:
                raise Refused(f"% no list {key}")
            del lists[key]
        elif is_off:
            lists[key].remove((words[0], " ".join(words[1:])))
        elif words[0] not in ("permit", "deny"):
            raise Refused(f"% Invalid input: {words}")
        elif (words[0], " ".join(words[1:])) not in lists.setdefault(key, []):
            lists[key].append((words[0], " ".join(words[1:])))

    def _route_map(self, is_off: bool, words: list[str]) -> None:
        if is_off and len(words) == 1:
            if words[0] not in self.maps:
                raise Refused(f"% no route-map {words[0]}")
            del self.maps[words[0]]
            self.mode = ()
            return
        name, action, sequence = words[0], words[1], int(words[2])
        if not 0 <= sequence <= 65535 or action not in ("permit", "deny"):
            raise Refused(f"% Invalid route-map {words}")
        if is_off:
            del self.maps[name][sequence]
            return
        self.maps.setdefault(name, {}).setdefault(sequence, Entry(action)).action = action
        self.mode = ("route-map", name, str(sequence))

    def _of_map(self, text: str) -> None:
        entry = self.maps[self.mode[1]][int(self.mode[2])]
        if text.startswith("no "):
            entry.lines.remove(text[3:])
        elif text not in entry.lines:
            entry.lines.append(text)

    def _of_bgp(self, text: str) -> None:
        if text.startswith("address-family "):
            family = re.fullmatch(r"address-family ipv([46])(?: unicast)?", text)
            self.mode = ("bgp", family[1] if family else "vpn")
            return
        is_off, bare = text.startswith("no "), text.removeprefix("no ")
        if not bare.startswith("neighbor "):
            self.router_lines = [
                line for line in self.router_lines if line != bare and not (line + " ").startswith(_router_slot(bare) + " ")
            ]
            self.router_lines += [] if is_off and bare != "bgp enforce-first-as" else [text if is_off else bare]
            return
        _, name, said = bare.split(" ", 2)
        name = name.lower() if ":" in name else name
        lines = self.neighbors.setdefault((int(self.mode[1]) if len(self.mode) > 1 else 0, name), [])
        slot = _slot(said)
        if is_off and said != "activate":
            gone = [line for line in lines if line == said or line.startswith(said + " ")]
            if not gone:
                raise Refused(f"% {text}: there is none")
            for line in gone:
                lines.remove(line)
            return
        lines[:] = [line for line in lines if _slot(line) != slot]
        lines.append(f"no {said}" if is_off else said)

    # -- printing --------------------------------------------------------------------------------

    def text(self) -> str:
        found: list[str] = []
        for line, body in self.others.items():
            found += [line, *(f" {item}" for item in body)]
        for number, entries in sorted(self.paths.items()):
            found += [f"ip as-path access-list {number} {action} {expression}" for action, expression in entries]
        for (kind, name), entries in sorted(self.texts.items()):
            words = {"standard": lambda text: " ".join(_NAMES.get(_community(item), item) for item in text.split())}.get(
                kind.split()[1], str
            )
            found += [f"ip {kind} {name} {action} {words(text)}" for action, text in entries]
        for (family, name), lines in sorted(self.prefix_lists.items()):
            head = f"{'ip' if family == 4 else 'ipv6'} prefix-list {name}"
            if (family, name) in self.descriptions:
                found.append(f"{head} description {self.descriptions[family, name]}")
            for sequence, item in sorted(lines.items()):
                longest = 32 if family == 4 else 128
                more = f" ge {item.low}" if item.low > item.prefix.length else ""
                if item.high > item.prefix.length and (item.high < longest or not more):
                    more += f" le {item.high}"
                found.append(f"{head} seq {sequence} {item.action} {_printed(str(item.prefix))}{more}")
        for name, entries_of in sorted(self.maps.items()):
            for sequence, entry in sorted(entries_of.items()):
                found += [f"route-map {name} {entry.action} {sequence}", *(f" {_printed_set(line)}" for line in entry.lines)]
        found.append(f"router bgp {self.asn}")
        found += [f" {line}" for line in self.router_lines]
        for family in (0, 4, 6):
            of_family = {name: lines for (number, name), lines in self.neighbors.items() if number == family}
            if family and of_family:
                found += [" !", f" address-family ipv{family}"]
            indent = "  " if family else " "
            for key, lines in sorted(of_family.items()):
                name = _printed(key)
                found += [
                    f"{indent}no neighbor {name} {line[3:]}" if line.startswith("no ") else f"{indent}neighbor {name} {line}"
                    for line in lines
                ]
            if family and of_family:
                found.append(" exit-address-family")
        return "".join(f"{line}\n" for line in found)

    # -- judging ---------------------------------------------------------------------------------

    def said(self, address: str, family: int, word: str) -> list[str]:
        """The lines at a neighbor that begin so; without an address family for IPv4 it stands in the router's own place."""
        places = [family] if family != 4 or any(number == 4 for number, _ in self.neighbors) else [0]
        return [line for place in places for line in self.neighbors.get((place, address), ()) if line.startswith(word)]

    def _acting(self, address: str, family: int, kind: str, way: str) -> list[str]:
        """What is bound at a neighbor, or at its group where it says nothing itself."""
        found = [line.split()[1] for line in self.said(address, family, f"{kind} ") if line.endswith(f" {way}")]
        if found:
            return found
        groups = [line.split()[1] for line in self.neighbors.get((0, address), ()) if line.startswith("peer-group ")]
        return [line.split()[1] for group in groups for line in self.said(group, family, f"{kind} ") if line.endswith(f" {way}")]

    def judge(self, address: str, way: str, route: Route, is_invalid: IsInvalid) -> Route | None:
        """The route behind all filters of a session, or None."""
        family = route.prefix.family
        limits = [int(line.split()[2]) for line in self.router_lines if line.startswith("bgp maxas-limit ")]
        if way == "in" and limits and len(route.as_path) > limits[0]:
            return None
        for name in self._acting(address, family, "prefix-list", way):
            if not self._in_prefix_list((family, name), route.prefix):
                return None
        for name in self._acting(address, family, "filter-list", way):
            if not self._in_path_list(int(name), route):
                return None
        maps = self._acting(address, family, "route-map", way)
        return self.run(maps[0], route, is_invalid) if maps else route

    def _in_prefix_list(self, key: tuple[int, str], prefix: Prefix) -> bool:
        lines = self.prefix_lists.get(key)
        if not lines:
            return True
        return next((item.action == "permit" for _, item in sorted(lines.items()) if item.holds(prefix)), False)

    def _in_path_list(self, number: int, route: Route) -> bool:
        entries = self.paths.get(number)
        if not entries:
            return True
        text = path_text(route)
        return next((action == "permit" for action, expression in entries if _matches(expression, text)), False)

    def _carries(self, kind: str, name: str, items: frozenset[tuple[int, ...]]) -> bool:
        standard, expanded = self.texts.get((f"{kind} standard", name)), self.texts.get((f"{kind} expanded", name))
        if standard:
            return next((action == "permit" for action, text in standard if {_community(word) for word in text.split()} <= items), False)
        if expanded:
            return next((action == "permit" for action, text in expanded if _matches(text, community_text(items))), False)
        return True

    def run(self, name: str, route: Route, is_invalid: IsInvalid) -> Route | None:
        if not self.maps.get(name):
            return route if self.undefined_map_permits else None
        entries = sorted(self.maps[name].items())
        has_matched, place, sets = False, 0, list[tuple[str, ...]]()
        while place < len(entries):
            _, entry = entries[place]
            place += 1
            if not self._entry_matches(entry, route, is_invalid):
                continue
            if entry.action == "deny":
                return None
            has_matched = True
            sets.append(tuple(line for line in entry.lines if line.startswith("set ")))
            told = [line for line in entry.lines if line.startswith("continue")]
            if not told:
                break
            if told[0] != "continue":
                wanted = int(told[0].split()[1])
                place = next(index for index, (sequence, _) in enumerate(entries) if sequence == wanted)
        return self._changed(route, sets) if has_matched else None

    def _entry_matches(self, entry: Entry, route: Route, is_invalid: IsInvalid) -> bool:
        kinds: dict[str, bool] = {}
        for line in entry.lines:
            words = line.split()
            if words[0] != "match":
                continue
            kind = " ".join(words[1:3]) if words[1] in ("ip", "ipv6") else words[1]
            kinds[kind] = kinds.get(kind, False) or self._line_matches(words[1:], route, is_invalid)
        return all(kinds.values())

    def _line_matches(self, words: list[str], route: Route, is_invalid: IsInvalid) -> bool:
        family = {"ip": 4, "ipv6": 6}.get(words[0], 0)
        if family:
            if family != route.prefix.family:
                return False
            wanted = route.prefix if words[1] == "address" else route.next_hop
            return wanted is not None and any(self._in_prefix_list((family, name), wanted) for name in words[3:])
        match words[0]:
            case "as-path":
                return any(self._in_path_list(int(number), route) for number in words[1:])
            case "community":
                return any(self._carries("community-list", name, frozenset(route.communities)) for name in words[1:])
            case "large-community":
                return any(self._carries("large-community-list", name, frozenset(route.large_communities)) for name in words[1:])
            case "rpki":
                return is_invalid(route) == (words[1] == "invalid")
        raise AssertionError(words)

    def _changed(self, route: Route, sets: list[tuple[str, ...]]) -> Route:
        if self.last_set_wins:
            kept = {line.split()[1]: number for number, part in enumerate(sets) for line in part}
            sets = [tuple(line for line in part if kept[line.split()[1]] == number) for number, part in enumerate(sets)]
        for part in sets:
            for line in sorted(part, key=lambda line: not line.endswith(" delete")):
                route = self._set(route, line.split()[1:])
        return route

    def _set(self, route: Route, words: list[str]) -> Route:
        match words[0]:
            case "comm-list" | "large-comm-list":
                is_large = words[0] == "large-comm-list"
                kind = "large-community-list" if is_large else "community-list"
                held: frozenset[tuple[int, ...]] = frozenset(route.large_communities if is_large else route.communities)
                left = frozenset(item for item in held if not self._carries(kind, words[1], frozenset({item})))
                return replace(route, **{"large_communities" if is_large else "communities": left})
            case "community" | "large-community":
                new = {_community(word) for word in words[1:] if word != "additive"}
                is_large = words[0] == "large-community"
                held = frozenset(route.large_communities if is_large else route.communities)
                kept = held if words[-1] == "additive" else frozenset()
                return replace(route, **{"large_communities" if is_large else "communities": kept | new})
            case "local-preference":
                return replace(route, local_preference=int(words[1]))
            case "ip" | "ipv6":
                return replace(route, next_hop=host_prefix(str(ip_address(words[2]))))
        raise AssertionError(words)


def _printed(text: str) -> str:
    """IPv6 is printed in capitals."""
    return text.upper() if ":" in text else text


def _printed_set(line: str) -> str:
    return f"set ipv6 next-hop {_printed(line.split()[3])}" if line.startswith("set ipv6 next-hop ") else line


def _router_slot(line: str) -> str:
    words = line.split()
    if words[:4] == ["bgp", "rpki", "server", "tcp"]:
        return " ".join(words[:7])
    return " ".join(words[:2])


def _slot(line: str) -> str:
    """Lines of one slot take each other's place."""
    words = line.removeprefix("no ").split()
    if words[0] in ("route-map", "prefix-list", "filter-list"):
        return f"{words[0]} {words[-1]}"
    return words[0] if words[0] in (*_NEIGHBOR_SLOTS, "activate") else line
