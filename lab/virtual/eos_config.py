# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The configuration of a virtual EOS router: the commands that it takes, in which mode, and how it prints them.

``RULES`` is all that it knows; any other line is an invalid input, as on a router. A command that the present mode does not know is
tried in the modes around it (user manual, "Mode types"). Nothing is refused because of what it refers to: EOS takes the name of a
route-map or list that is not there.

Sources of the commands: the user manual of EOS 4.3x; and Arista's own ansible-avd (eos_cli_config_gen) and
ansible-collections/arista.eos, which render and test them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field


class InvalidInput(ValueError):
    """A line that the router does not take; the message is what it says."""


@dataclass
class Node:
    """A line, and the block that it opens."""

    line: str
    mode: str = ""
    children: dict[str, Node] = field(default_factory=dict)


@dataclass(frozen=True)
class Rule:
    """One command of a mode. ``opens``: the mode of its block. ``key``: what it sets, from the groups of the pattern; else the whole line.
    ``no``: what may stand behind ``no`` beside the whole line; it takes off all whose key begins so.
    """

    mode: str
    pattern: str
    key: str = ""
    opens: str = ""
    no: str = ""


_ADDRESS = r"(?P<who>\S+)"
_MISSING = r"missing-policy(?: address-family all)?(?: include(?: community-list)?(?: prefix-list)?(?: sub-route-map)?)?"
_COMMUNITY = r"(?:[0-9]+:[0-9]+|no-export|no-advertise|local-as|GSHUT)"
_LARGE = r"[0-9]+:[0-9]+:[0-9]+"
_NAME = r"(?P<name>\S+)"


def _neighbor(words: str, key: str, no: str = "") -> Rule:
    return Rule("neighbor", rf"neighbor {_ADDRESS} {words}", f"neighbor {{who}} {key}", no=rf"neighbor {_ADDRESS} {no}" if no else "")


def _line(words: str, key: str) -> Rule:
    return Rule("route-map", words, key, no=key)


RULES = (
    Rule("", r"hostname \S+", "hostname", no="hostname"),
    Rule("", r"service routing protocols model (?:multi-agent|ribd)", "service routing"),
    Rule("", r"ip as-path regex-mode (?:string|asn)", "ip as-path regex-mode"),
    Rule("", rf"ip as-path access-list {_NAME} (?:permit|deny) \S+(?: (?:any|egp|igp|incomplete))?", no=rf"ip as-path access-list {_NAME}"),
    Rule("", rf"ip community-list regexp {_NAME} (?:permit|deny) \S+"),
    Rule("", rf"ip community-list {_NAME} (?:permit|deny)(?: {_COMMUNITY})+", no=rf"ip community-list {_NAME}"),
    Rule("", rf"ip large-community-list regexp {_NAME} (?:permit|deny) \S+"),
    Rule("", rf"ip large-community-list {_NAME} (?:permit|deny)(?: {_LARGE})+", no=rf"ip large-community-list {_NAME}"),
    Rule("", rf"ip prefix-list {_NAME}", opens="prefix-list 4"),
    Rule("", rf"ipv6 prefix-list {_NAME}", opens="prefix-list 6"),
    Rule("", rf"route-map {_NAME} (?:permit|deny) (?P<number>[0-9]+)", "route-map {name} {number}", "route-map", rf"route-map {_NAME}"),
    Rule("", r"router bgp [0-9.]+", "router bgp", "bgp"),
    Rule("", r"interface \S+", opens="interface"),
    Rule("", rf"ip access-list {_NAME}", opens="access-list"),
    Rule("", rf"ipv6 access-list {_NAME}", opens="access-list"),
    Rule("", r"(?:ip|ipv6) route \S+ \S+(?: .+)?"),
    Rule(
        "prefix-list 4", r"seq (?P<number>[0-9]+) (?:permit|deny) [0-9.]+/[0-9]+(?: (?:ge|le|eq) [0-9]+)*", "seq {number}", no=r"seq [0-9]+"
    ),
    Rule(
        "prefix-list 6",
        r"seq (?P<number>[0-9]+) (?:permit|deny) [0-9a-f:.]+/[0-9]+(?: (?:ge|le|eq) [0-9]+)*",
        "seq {number}",
        no=r"seq [0-9]+",
    ),
    _line(r"description .+", "description"),
    _line(r"continue(?: [0-9]+)?", "continue"),
    _line(r"sub-route-map \S+", "sub-route-map"),
    _line(r"match as-path length (?:>=|<=|=) [0-9]+", "match as-path"),
    _line(r"match as-path \S+", "match as-path"),
    _line(r"match (?P<ip>ip|ipv6) address prefix-list \S+", "match {ip} address"),
    _line(r"match (?P<ip>ip|ipv6) next-hop prefix-list \S+", "match {ip} next-hop"),
    _line(r"match community \S+", "match community"),
    _line(r"match large-community \S+", "match large-community"),
    _line(r"match origin-as validity (?:valid|invalid|not-found)", "match origin-as"),
    _line(rf"set community(?: {_COMMUNITY})+ (?:additive|delete)", "set community"),
    _line(r"set community community-list \S+ (?:additive|delete)", "set community"),
    _line(rf"set large-community(?: {_LARGE})+ (?:additive|delete)", "set large-community"),
    _line(r"set large-community large-community-list \S+ (?:additive|delete)", "set large-community"),
    _line(r"set local-preference [0-9]+", "set local-preference"),
    _line(r"set (?P<ip>ip|ipv6) next-hop \S+", "set {ip} next-hop"),
    Rule("bgp", r"router-id [0-9.]+", "router-id"),
    Rule("bgp", r"bgp default (?:ipv4|ipv6)-unicast"),
    Rule("bgp", rf"bgp {_MISSING} direction (?P<way>in|out) action (?:permit|deny)", "bgp missing-policy {way}"),
    Rule("bgp", rf"rpki cache {_NAME}", opens="rpki cache"),
    Rule("bgp", r"rpki origin-validation", opens="rpki origin-validation"),
    Rule("bgp", r"address-family ipv[46]", opens="family"),
    Rule("bgp", r"vrf \S+", opens="vrf"),
    Rule("rpki cache", r"host [A-Za-z0-9.:-]+(?: vrf \S+)?(?: port [0-9]+)?", "host", no="host"),
    Rule("rpki origin-validation", r"ebgp local"),
    _neighbor(r"peer group(?: \S+)?", "peer group"),
    _neighbor(r"remote-as [0-9.]+", "remote-as"),
    _neighbor(r"description .+", "description"),
    _neighbor(r"maximum-routes [0-9]+(?: warning-limit [0-9]+(?: percent)?)?(?: warning-only)?", "maximum-routes", "maximum-routes"),
    _neighbor(r"idle-restart-timer [0-9]+", "idle-restart-timer", "idle-restart-timer"),
    _neighbor(r"ttl maximum-hops [0-9]+", "ttl", "ttl maximum-hops"),
    _neighbor(r"password (?:(?:0|7) )?\S+", "password", "password"),
    _neighbor(rf"{_MISSING} direction (?P<way>in|out) action (?:permit|deny)", "missing-policy {way}"),
    _neighbor(r"send-community(?: (?:standard|extended|large))*", "send-community", "send-community"),
    _neighbor(r"enforce-first-as", "enforce-first-as"),
    _neighbor(r"route-map \S+ (?P<way>in|out)", "route-map {way}"),
    _neighbor(r"rcf (?P<way>in|out) \S+\(\)", "rcf {way}"),
    _neighbor(r"activate", "activate"),
    _neighbor(r"shutdown", "shutdown"),
    Rule("interface", r"ip address [0-9.]+/[0-9]+", "ip address"),
    Rule("interface", r"ipv6 address [0-9a-f:]+/[0-9]+"),
    Rule("interface", r"vrf \S+", "vrf"),
    Rule("interface", r"(?P<ip>ip|ipv6) access-group \S+ (?P<way>in|out)", "{ip} access-group {way}"),
    Rule(
        "interface",
        r"(?P<ip>ip|ipv6) verify unicast source reachable-via (?:rx|any)",
        "{ip} verify",
        no=r"(?P<ip>ip|ipv6) verify unicast source reachable-via",
    ),
    Rule("access-list", r"counters per-entry"),
    Rule("access-list", r"(?P<number>[0-9]+) (?:permit|deny|remark) .+", "{number}", no=r"[0-9]+"),
)
#: Modes in which neighbors are spoken of, and what may be said there.
_NEIGHBORS = {"bgp": re.compile(r".*"), "vrf": re.compile(r".*"), "family": re.compile(r"neighbor \S+ (?:route-map|rcf|activate)\b.*")}
#: What the router prints with its ``no``: it is on by itself.
_PRINTED_NO = ("activate", "enforce-first-as", "bgp default ipv4-unicast")
#: The order of the sections; what is not named comes first.
_ORDER = (
    "interface",
    "access-list",
    "ip as-path",
    "ip community-list",
    "ip large-community-list",
    "prefix-list",
    "route-map",
    "router bgp",
)


class Configuration:
    """A configuration that takes lines. ``where``: the blocks that the last line stands in."""

    def __init__(self, text: str = "") -> None:
        self.root = Node("")
        self.where: list[Node] = [self.root]
        for line in text.splitlines():
            self.take(line)
        self.leave()

    def leave(self) -> None:
        """Go back to the global mode."""
        self.where = [self.root]

    def take(self, line: str) -> None:
        """Take one line. :raises InvalidInput: no mode knows it."""
        said = " ".join(line.split())
        if not said or said.startswith("!") or said == "end":
            return
        if said == "exit":
            self.where = self.where[:-1] or [self.root]
            return
        for depth in range(len(self.where), 0, -1):
            if self._take_in(self.where[depth - 1], said, depth):
                return
        raise InvalidInput("Invalid input")

    def _take_in(self, block: Node, said: str, depth: int) -> bool:
        is_removal, line = said.startswith("no "), said.removeprefix("no ")
        for rule in RULES:
            if not self._is_of(rule, block.mode, line):
                continue
            if (
                is_removal
                and rule.no
                and (found := re.fullmatch(rule.no.format(ip="(?P<ip>ip|ipv6)") if rule.mode == "route-map" else rule.no, line))
            ):
                self._remove(block, found[0])
            elif found := re.fullmatch(rule.pattern, line):
                key = rule.key.format(**found.groupdict()) if rule.key else line
                if is_removal and line.endswith(_PRINTED_NO):
                    block.children[key] = Node(said)
                elif is_removal:
                    block.children.pop(key, None)
                else:
                    self._put(block, key, line, rule.opens)
                    self.where = [*self.where[:depth], block.children[key]] if rule.opens else self.where[:depth]
                    return True
            else:
                continue
            self.where = self.where[:depth]
            return True
        return False

    @staticmethod
    def _is_of(rule: Rule, mode: str, line: str) -> bool:
        if rule.mode == "neighbor":
            return mode in _NEIGHBORS and _NEIGHBORS[mode].fullmatch(line) is not None
        return rule.mode == mode or (rule.mode == "bgp" and mode == "vrf" and not rule.opens.startswith("vrf"))

    @staticmethod
    def _put(block: Node, key: str, line: str, opens: str) -> None:
        if opens and key in block.children:
            block.children[key].line = line
        elif line.startswith("neighbor ") and " password " in line:
            block.children[key] = Node(hidden(line))
        else:
            block.children[key] = Node(line, opens)

    @staticmethod
    def _remove(block: Node, words: str) -> None:
        names = [words, re.sub(r"^(ip (?:large-)?community-list) ", r"\1 regexp ", words)]
        for key, node in list(block.children.items()):
            if any(key == name or key.startswith(f"{name} ") or node.line.startswith(f"{name} ") for name in names):
                del block.children[key]

    # -- printing --------------------------------------------------------------------------------

    def text(self) -> str:
        """Return what ``show running-config`` prints of it."""
        return "".join(f"{line}\n" for line in self._printed(self.root, 0))

    def _printed(self, block: Node, depth: int) -> Iterator[str]:
        indent = "   " * depth
        items = list(block.children.values())
        if not depth:
            items.sort(key=_section)
        elif block.mode in ("bgp", "vrf"):
            items.sort(key=lambda node: bool(node.mode))
        elif block.mode.startswith(("prefix-list", "access-list")):
            items.sort(key=_number)
        for node in items:
            # A mode that is no object of its own is printed with what is said in it (no source says otherwise).
            if node.mode in ("family", "rpki origin-validation") and not node.children:
                continue
            if node.mode:
                yield f"{indent}!"
            yield f"{indent}{node.line}"
            yield from self._printed(node, depth + 1)


def _section(node: Node) -> tuple[int, str, int]:
    kind = node.mode if node.mode in ("interface", "access-list") else next((word for word in _ORDER if word in node.line), "")
    place = _ORDER.index(kind) if kind else -1
    words = node.line.split()
    number = int(words[-1]) if node.mode == "route-map" else 0
    return place, " ".join(words[:3]) if "list" in kind and not node.mode else node.line.rpartition(" ")[0] if number else node.line, number


def _number(node: Node) -> int:
    return next((int(word) for word in node.line.split() if word.isdigit()), 0)


def hidden(line: str) -> str:
    """Return a line with its password as this router prints it: turned round, which nobody can take for type 7."""
    head, _, secret = line.rpartition(" ")
    return line if head.endswith(" 7") else f"{head.removesuffix(' 0')} 7 {secret[::-1]}"
