# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The configuration of IOS-XE: which lines it knows in which mode, how a line takes another's place, and how it prints them.

``MODES`` is the whole grammar: a line that no rule knows is invalid input. Sources, by the letter of each rule:

* B: Cisco IOS IP Routing: BGP Command Reference (neighbor, bgp, address-family, match, set, ip as-path access-list, ip community-list,
  ip prefix-list, ipv6 prefix-list, continue; bgp rpki server tcp).
* L: Cisco, IP Routing Configuration Guide for IOS-XE 17.x, "BGP Large Community" (ip large-community-list, match and set of them).
* I: Cisco IOS Interface and IP Addressing Command References (ip address, ip verify unicast source, ip access-group, ipv6 traffic-filter).
* A: Cisco IOS Security Command Reference (ip access-list extended, ipv6 access-list).
* C: Cisco IOS Configuration Management Command Reference (archive, path).
* R: Cisco IOS IP Routing: Protocol-Independent Command Reference (ip route, ipv6 route, route-map).

IOS prints IPv6 in capitals, takes a line at once, and takes a line of a mode above where it knows it there.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

INVALID = "% Invalid input detected at '^' marker."
_PREFIX_LIST = re.compile(r"(ip|ipv6) prefix-list (\S+) seq (\d+) (permit|deny) (\S+)(?: ge (\d+))?(?: le (\d+))?")
_WORDS = r"(?:gshut|internet|local-AS|no-advertise|no-export)"
_COMMUNITY = rf"(?:\d{{1,5}}:\d{{1,5}}|{_WORDS})"
_LARGE = r"\d{1,10}:\d{1,10}:\d{1,10}"


class LineError(Exception):
    """The router does not take a line; the message is what it prints."""


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern.replace(" =", "(?P<K>) ").replace("=", "(?P<K>)"))


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of a mode. What stands before ``=`` names it: a second line of that name takes its place. ``enters``: the mode behind it."""

    pattern: str
    source: str
    enters: str | None = None

    @property
    def expression(self) -> re.Pattern[str]:
        """The pattern as a regular expression; the empty group K marks the end of the name."""
        return _compiled(self.pattern)


_IP = r"(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)"
_V6 = r"[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*"
_NAME = r"[A-Za-z0-9_.:-]+"
_AT = rf"neighbor (?:{_IP}|{_NAME})"

_SESSION = (
    Rule(rf"{_AT} remote-as =\d+", "B"),
    Rule(rf"{_AT} description =.{{1,80}}", "B"),
    Rule(rf"{_AT} password =(?:[07] )?\S+", "B"),
    Rule(rf"{_AT} ttl-security =hops \d{{1,3}}", "B"),
    Rule(rf"{_AT} update-source =\S+", "B"),
    Rule(rf"{_AT} peer-group", "B"),
    Rule(rf"{_AT} peer-group ={_NAME}", "B"),
    Rule(rf"{_AT} shutdown", "B"),
)
_OF_FAMILY = (
    Rule(rf"{_AT} activate", "B"),
    Rule(rf"{_AT} send-community =(?:both|standard|extended)", "B"),
    Rule(rf"{_AT} soft-reconfiguration inbound", "B"),
    Rule(rf"{_AT} maximum-prefix =\d{{1,10}}(?: \d{{1,3}})?(?: (?:warning-only|restart \d{{1,5}}))?", "B"),
    Rule(rf"{_AT} route-map ={_NAME} (?P<way>in|out)", "B"),
    Rule(rf"{_AT} prefix-list ={_NAME} (?P<way>in|out)", "B"),
    Rule(rf"{_AT} filter-list =\d{{1,3}} (?P<way>in|out)", "B"),
    Rule(rf"{_AT} next-hop-self", "B"),
    Rule(r"network \S+(?: mask \S+)?", "B"),
)
MODES: dict[str, tuple[Rule, ...]] = {
    "config": (
        Rule(r"hostname =\S+", "C"),
        Rule(r"archive", "C", "config-archive"),
        Rule(r"ip bgp-community new-format", "B"),
        Rule(r"interface (?:[A-Za-z-]+ ?\d[\d/.:]*)", "I", "config-if"),
        Rule(r"router bgp \d{1,10}", "B", "config-router"),
        Rule(rf"ip access-list extended {_NAME}", "A", "config-ext-nacl"),
        Rule(rf"ipv6 access-list {_NAME}", "A", "config-ipv6-acl"),
        Rule(r"ip as-path access-list (?:[1-9]|[1-9]\d|[1-4]\d\d|500) (?:permit|deny) \S.*", "B"),
        Rule(rf"ip community-list standard {_NAME} (?:permit|deny) {_COMMUNITY}(?: {_COMMUNITY})*", "B"),
        Rule(rf"ip community-list expanded {_NAME} (?:permit|deny) \S.*", "B"),
        Rule(rf"ip large-community-list standard {_NAME} (?:permit|deny) {_LARGE}(?: {_LARGE})*", "L"),
        Rule(rf"ip large-community-list expanded {_NAME} (?:permit|deny) \S.*", "L"),
        Rule(rf"(?:ip|ipv6) prefix-list {_NAME} description =.{{1,80}}", "B"),
        Rule(rf"(?:ip|ipv6) prefix-list {_NAME} seq \d{{1,10}} =(?:permit|deny) \S+(?: ge \d{{1,3}})?(?: le \d{{1,3}})?", "B"),
        Rule(rf"route-map {_NAME} (?:permit|deny) \d{{1,5}}", "R", "config-route-map"),
        Rule(r"ip route \S+ \S+ \S+", "R"),
        Rule(rf"ipv6 route {_V6}/\d{{1,3}} \S+", "R"),
    ),
    "config-archive": (Rule(r"path =\S+", "C"), Rule(r"maximum =\d+", "C"), Rule(r"write-memory", "C")),
    "config-if": (
        Rule(r"description =.+", "I"),
        Rule(r"ip address =\S+ \S+", "I"),
        Rule(rf"ipv6 address {_V6}/\d{{1,3}}", "I"),
        Rule(r"vrf forwarding =\S+", "I"),
        Rule(r"encapsulation dot1Q =\d+", "I"),
        Rule(r"(?:ip|ipv6) verify unicast source reachable-via =(?:rx|any)", "I"),
        Rule(rf"ip access-group ={_NAME} (?P<way>in|out)", "I"),
        Rule(rf"ipv6 traffic-filter ={_NAME} (?P<way>in|out)", "I"),
    ),
    "config-ext-nacl": (Rule(r"(?:\d+ )?(?:permit|deny) (?:ip|tcp|udp|icmp|igmp|ospf) .+", "A"), Rule(r"(?:\d+ )?remark .{1,100}", "A")),
    "config-ipv6-acl": (
        Rule(r"(?:sequence \d+ )?(?:permit|deny) (?:ipv6|tcp|udp|icmp) .+", "A"),
        Rule(r"(?:sequence \d+ )?remark .{1,100}", "A"),
    ),
    "config-router": (
        Rule(r"address-family (ipv4|ipv6)(?: unicast)?", "B", "config-router-af"),
        Rule(r"bgp router-id =\S+", "B"),
        Rule(r"bgp log-neighbor-changes", "B"),
        Rule(r"bgp enforce-first-as", "B"),
        Rule(r"bgp maxas-limit =(?:[1-9]|[1-9]\d|1\d\d|2[0-4]\d|25[0-4])", "B"),
        Rule(r"bgp default ipv4-unicast", "B"),
        Rule(rf"bgp rpki server tcp {_IP} port \d{{1,5}} =refresh \d{{1,5}}", "B"),
        *_SESSION,
        *_OF_FAMILY,
    ),
    "config-router-af": _OF_FAMILY,
    "config-route-map": (
        Rule(r"description =.{1,100}", "R"),
        Rule(rf"match (?:ip|ipv6) (?:address|next-hop) prefix-list {_NAME}(?: {_NAME})*", "R"),
        Rule(r"match as-path \d{1,3}(?: \d{1,3})*", "B"),
        Rule(rf"match community {_NAME}(?: {_NAME})*", "B"),
        Rule(rf"match large-community {_NAME}(?: {_NAME})*", "L"),
        Rule(r"match rpki (?:invalid|not-found|valid)", "B"),
        Rule(rf"set comm-list ={_NAME} delete", "B"),
        Rule(rf"set large-comm-list ={_NAME} delete", "L"),
        Rule(rf"set community ={_COMMUNITY}(?: {_COMMUNITY})*(?: additive)?", "B"),
        Rule(rf"set large-community ={_LARGE}(?: {_LARGE})*(?: additive)?", "L"),
        Rule(r"set local-preference =\d{1,10}", "R"),
        Rule(rf"set ip next-hop ={_IP}", "R"),
        Rule(rf"set ipv6 next-hop ={_V6}", "R"),
        Rule(r"continue =\d{1,5}", "B"),
    ),
}
#: A mode and the modes around it, the nearest first.
_ABOVE = {"config-router-af": ("config-router", "config")}
#: Lines that are there unless ``no`` is said, so that ``no`` is kept.
_DEFAULTS = ("bgp enforce-first-as", "bgp default ipv4-unicast", "bgp log-neighbor-changes")


@dataclass
class Node:
    """A line, and what stands below it by name."""

    text: str
    below: dict[str, Node] = field(default_factory=dict)


def _known(mode: str, line: str) -> tuple[Rule, re.Match[str]] | None:
    for rule in MODES[mode]:
        if found := rule.expression.fullmatch(line):
            return rule, found
    return None


def _name(found: re.Match[str]) -> str:
    groups = found.groupdict()
    if groups.get("K") is None:
        return found.string
    head = found.string[: found.start("K")].rstrip()
    return f"{head} {groups['way']}" if groups.get("way") else head


def _capitals(line: str, is_lower: bool = False) -> str:
    """IPv6 addresses are printed in capitals."""
    if " description " in f" {line}":
        return line
    return re.sub(r"(?<![\w:.-])[0-9A-Fa-f:]*:[0-9A-Fa-f:]*:[0-9A-Fa-f:./]*(?![\w:-])", lambda found: _address(found[0], is_lower), line)


def _lower(line: str) -> str:
    """Keep IPv6 addresses in one spelling, whatever was typed; what people say stays as it is."""
    return line if " description " in line else _capitals(line, is_lower=True)


def _address(text: str, is_lower: bool) -> str:
    head, slash, length = text.partition("/")
    try:
        printed = str(ipaddress.IPv6Address(head))
        return (printed if is_lower else printed.upper()) + slash + length
    except ValueError:
        return text


def _checked(line: str) -> None:
    """Look at what a rule cannot say. :raises LineError: the router does not take it."""
    if found := _PREFIX_LIST.fullmatch(line):
        try:
            network = ipaddress.ip_network(found[5])
        except ValueError as error:
            raise LineError(INVALID) from error
        longest, length = network.max_prefixlen, network.prefixlen
        low, high = int(found[6] or length), int(found[7] or longest)
        is_wrong = (found[6] and low <= length) or (found[7] and high <= length) or low > high or high > longest
        if is_wrong or network.version != (4 if found[1] == "ip" else 6) or not 1 <= int(found[3]) <= 4294967294:
            raise LineError(f"% Invalid prefix range for {found[5]}, make sure: len < ge-value <= le-value")
    for word in re.findall(r"(?<![\d:])\d{1,5}:\d{1,5}(?![\d:])", line) if "community" in line else ():
        if any(int(part) > 65535 for part in word.split(":")):
            raise LineError(INVALID)


@dataclass
class Configuration:
    """One configuration: lines by name."""

    root: Node = field(default_factory=lambda: Node(""))

    @classmethod
    def parse(cls, text: str) -> Configuration:
        """Read a configuration that was printed. :raises LineError: a line of it is not known."""
        made = cls()
        editor = Editor(made)
        for line in text.splitlines():
            bare = line.strip()
            if bare and not bare.startswith("!") and bare != "end":
                if not line.startswith(" "):
                    editor.path = []
                editor.enter(bare)
        return made

    def text(self) -> str:
        """Print it."""
        return "".join(f"{line}\n" for line in _printed(_sorted(self.root.below.values()), 0))

    def children(self, head: str) -> Iterator[Node]:
        """Give the nodes whose line begins so."""
        yield from (node for node in self.root.below.values() if node.text.startswith(head))


_ORDER = (
    "hostname",
    "archive",
    "interface",
    "router",
    "ip bgp",
    "ip community",
    "ip large",
    "ip as-path",
    "ip access",
    "ip route",
    "ipv6 route",
)


def _sorted(nodes: Iterable[Node]) -> list[Node]:
    """Give lines in the order in which IOS prints their kinds; entries of prefix lists by their numbers."""

    def place(node: Node) -> tuple[int, str, int]:
        kind = next((number for number, word in enumerate(_ORDER) if node.text.startswith(word)), len(_ORDER))
        words = node.text.split()
        if found := _PREFIX_LIST.fullmatch(node.text):
            return kind, f"{found[1]} prefix {found[2]}", int(found[3])
        if words[1:2] == ["prefix-list"]:
            return kind, f"{words[0]} prefix {words[2]}", 0
        if words[0] == "route-map":
            return kind + 1, words[1], int(words[3])
        return kind, "", 0

    return sorted(nodes, key=place)


def _printed(nodes: Iterable[Node], depth: int) -> Iterator[str]:
    for node in nodes:
        is_family = node.text.startswith("address-family ")
        if is_family:
            yield " !"
        yield " " * depth + _capitals(node.text)
        yield from _printed(node.below.values(), depth + 1)
        if is_family:
            yield " exit-address-family"
        if node.below and depth == 0:
            yield "!"


@dataclass
class Editor:
    """Where one session is in a configuration. ``path``: mode and name of the lines that were entered, the outermost first."""

    configuration: Configuration
    path: list[tuple[str, str]] = field(default_factory=list)

    @property
    def mode(self) -> str:
        """The mode, as the prompt shows it."""
        return self.path[-1][0] if self.path else "config"

    def _node(self, path: list[tuple[str, str]]) -> Node:
        node = self.configuration.root
        for _, name in path:
            # Somebody else may have taken it off.
            node = node.below.setdefault(name, Node(name))
        return node

    def up(self) -> bool:
        """Leave the mode; tell whether there was one."""
        if not self.path:
            return False
        self.path.pop()
        return True

    def enter(self, line: str) -> None:
        """Take one line. :raises LineError: the router does not."""
        text = _lower(" ".join(line.split()))
        if text == "exit-address-family" and self.mode == "config-router-af":
            self.path.pop()
            return
        is_off, bare = text.startswith("no "), text.removeprefix("no ")
        for depth in range(len(self.path), -1, -1):
            path = self.path[:depth]
            if self._entered(path, path[-1][0] if path else "config", bare, is_off):
                return
        raise LineError(INVALID)

    def _entered(self, path: list[tuple[str, str]], mode: str, bare: str, is_off: bool) -> bool:
        node = self._node(path)
        if is_off and self._removed(node, mode, bare):
            self.path = path
            return True
        known = _known(mode, bare)
        if known is None:
            return False
        rule, found = known
        name = _name(found)
        self.path = path
        if is_off:
            if bare in _DEFAULTS or bare.endswith(" activate"):
                node.below[name] = Node(f"no {bare}")
            return True
        _checked(bare)
        if rule.enters is not None:
            node.below.setdefault(name, Node(bare))
            self.path = [*path, (rule.enters, name)]
            return True
        below = node.below.get(name)
        if below is not None and below.text == bare:
            return True
        node.below[name] = Node(bare)
        return True

    @staticmethod
    def _removed(node: Node, mode: str, bare: str) -> bool:
        """Take off what a line names: itself, or all that begins with it where that names an object. Tell whether something went."""
        gone = [name for name, below in node.below.items() if below.text == bare or name == bare]
        if not gone and bare not in _DEFAULTS:
            is_object = mode == "config" or len(bare.split()) >= (3 if bare.startswith("neighbor") else 1)
            gone = [name for name, below in node.below.items() if is_object and below.text.startswith(f"{bare} ")]
        for name in gone:
            if bare in _DEFAULTS or bare.endswith(" activate"):
                return False
            del node.below[name]
        return bool(gone)
