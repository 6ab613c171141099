# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Read IOS-XR's configuration as a skeleton: neighbors with their groups, and route-policies.

Cisco, BGP Command Reference for ASR 9000, "route-policy (BGP)" and "bgp unsafe-ebgp-policy": an eBGP neighbor without a route-policy
takes and sends no route, unless that line lets all through. Routing Configuration Guide, "Implementing Routing Policy": a route that
a policy neither passes nor changes is dropped at its end; ``drop`` and ``done`` end it at once; a policy that another applies may drop.
"Neighbor groups": what a neighbor says itself comes first, then its session-group, then its neighbor-group.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ...model.routes import Direction
from ...platforms.iosxr.sources import Reader
from ..reading import asn_of, canonical
from ..tree import Line
from .nested import Node, interfaces, nested
from .skeleton import Carried, End, Numbered, Policy, SessionSkeleton, Skeleton, Words

WORDS = Words(
    bind="address-family ... route-policy NAME {way}",
    activate="address-family ipv4 unicast, or ipv6",
    limit="address-family ... maximum-prefix N",
    ttl="ttl-security",
    secret="password",
    sources={family: f"ipv{family} verify unicast source reachable-via rx" for family in (4, 6)},
)
_WAYS = {"in": Direction.IMPORT, "out": Direction.EXPORT}
_HEAD = re.compile(r"route-policy ([^\s(]+)(?:\(.*\))?\s*", re.ASCII)
_SET = re.compile(r"(\S+-set) (\S+)\s*", re.ASCII)
_BINDING = re.compile(r"route-policy (\S.*?) (in|out)", re.ASCII)
_FAMILY = re.compile(r"address-family ipv([46]) unicast", re.ASCII)
_TOKEN = re.compile(r"'[^'\n]*'|\"[^\"\n]*\"|\([^()\n]*\)|\n|[^\s()]+|[()]")
#: A set that a condition or a statement names: not one in line, and no parameter.
_NAMED = re.compile(r"\b(?:in|matches-any|matches-every|matches-within) ([A-Za-z0-9_][^\s()$',]*)", re.ASCII)
_DIVIDES = ("if", "elseif", "else", "endif")
#: What makes a route acceptable, besides pass (guide, "Default drop disposition").
_CHANGES = ("pass", "set", "delete", "prepend", "add", "remove", "replace", "unsuppress-route")
_DEEPEST = 30
_NO_POLICY = Line(0, "without a route-policy no route of an eBGP neighbor passes (command reference, bgp unsafe-ebgp-policy)")
_DROPPED = Line(0, "what a route-policy neither passes nor changes is dropped at its end (Implementing Routing Policy)")


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    line: int


@dataclass
class _Flow:
    """What becomes of what no condition picks out. ``is_over``: no later statement is asked. ``may_drop``: a condition before may."""

    may_drop: bool = False
    is_passed: bool = False
    is_over: bool = False
    is_unknown: bool = False
    line: int = 0


@dataclass
class _Configuration:
    text: Numbered
    policies: dict[str, range] = field(default_factory=dict)
    sets: set[str] = field(default_factory=set)
    groups: dict[tuple[str, str], Node] = field(default_factory=dict)
    flows: dict[str, _Flow] = field(default_factory=dict)

    # -- route-policies --------------------------------------------------------------------------

    def _lines(self, name: str) -> Iterator[tuple[int, str]]:
        for number in self.policies[name]:
            written = self.text.lines[number - 1]
            if not written.lstrip().startswith("#"):
                yield number, written

    def _tokens(self, name: str) -> list[_Token]:
        found: list[_Token] = []
        for number, written in self._lines(name):
            found += [_Token(told[0], number) for told in _TOKEN.finditer(written)]
            found.append(_Token("\n", number))
        return found

    def reached(self, name: str) -> dict[str, int]:
        """Return the policies that one applies, itself first, each with the line that names it."""
        found = {name: 0}
        waiting = [name]
        while waiting:
            one = waiting.pop()
            if one not in self.policies:
                continue
            for number, written in self._lines(one):
                for applied in re.findall(r"\bapply ([^\s()]+)", written):
                    if applied not in found and not applied.startswith("$"):
                        found[applied] = number
                        waiting.append(applied)
        return found

    def policy(self, said: str, line: Line) -> Policy:
        """Return what a policy passes that is bound with its parameters."""
        name = said.partition("(")[0]
        reached = self.reached(name)
        missing = {
            f"route-policy {one}": self.text[number] if number else line for one, number in reached.items() if one not in self.policies
        }
        for one in reached.keys() & self.policies.keys():
            for number, written in self._lines(one):
                for named in _NAMED.findall(written):
                    if named not in self.sets:
                        missing[named] = self.text[number]
        if name not in self.policies:
            return Policy((line,), End.UNKNOWN, (), tuple(missing.items()))
        flow = self._flow(self._tokens(name), 0)
        shown = (self.text[flow.line],) if flow.line else (_DROPPED,)
        end = End.PERMITS_ALL.after(flow.may_drop) if flow.is_passed else End.DENIES
        return Policy((line,), End.UNKNOWN if flow.is_unknown else end, shown, tuple(missing.items()))

    def _flow(self, tokens: Sequence[_Token], depth: int) -> _Flow:
        found, place = _Flow(), 0
        while place < len(tokens) and not found.is_over and not found.is_unknown:
            place = self._statement(tokens, place, found, depth)
        return found

    def _statement(self, tokens: Sequence[_Token], place: int, found: _Flow, depth: int) -> int:
        """Follow one statement, and return the place behind it."""
        token = tokens[place]
        if token.text == "\n":
            return place + 1
        if depth > _DEEPEST:
            found.is_unknown, found.line = True, token.line
        elif token.text == "if":
            return self._choice(tokens, place, found, depth)
        elif token.text == "drop":
            found.is_over, found.is_passed, found.line = True, False, token.line
        elif token.text == "done":
            found.is_over, found.is_passed, found.line = True, True, token.line
        elif token.text in _CHANGES:
            found.is_passed, found.line = True, token.line
        elif token.text == "apply" and place + 1 < len(tokens):
            name = tokens[place + 1].text
            if name not in self.policies:
                found.is_unknown, found.line = True, token.line
            else:
                if name not in self.flows:
                    self.flows[name] = self._flow(self._tokens(name), depth + 1)
                self._join(found, self.flows[name], token.line)
        elif token.text in ("elseif", "else", "endif"):
            # Nothing has begun that it could end.
            found.is_unknown, found.line = True, token.line
        while place < len(tokens) and tokens[place].text != "\n" and (tokens[place] is token or tokens[place].text not in _DIVIDES):
            place += 1
        return place

    def _choice(self, tokens: Sequence[_Token], place: int, found: _Flow, depth: int) -> int:
        """Follow ``if`` up to its ``endif``: what no condition picks out goes through ``else``."""
        level, other, end = 0, None, len(tokens)
        for at in range(place, len(tokens)):
            word = tokens[at].text
            level += (word == "if") - (word == "endif")
            if word == "else" and level == 1:
                other = at + 1
            if not level:
                end = at
                break
        else:
            found.is_unknown, found.line = True, tokens[place].line
            return end
        found.may_drop = found.may_drop or self._drops(tokens[place : other or end])
        if other is not None:
            inner = self._flow(tokens[other:end], depth + 1)
            self._join(found, inner, inner.line)
            # What a condition picked out may go on where the rest does not.
            found.may_drop = found.may_drop or (inner.is_over and self._drops(tokens[end:]))
        return end + 1

    @staticmethod
    def _join(found: _Flow, inner: _Flow, line: int) -> None:
        """Let a part that is followed act on the whole. ``line``: what shows it."""
        found.may_drop = found.may_drop or inner.may_drop
        found.is_over, found.is_unknown = inner.is_over, inner.is_unknown
        found.is_passed = inner.is_passed or (found.is_passed and not inner.is_over)
        found.line = line if inner.line else found.line

    def _drops(self, tokens: Sequence[_Token]) -> bool:
        """Tell whether statements that are passed by, or a policy that they apply, may drop."""
        words = [token.text for token in tokens]
        applied = [words[at + 1] for at, word in enumerate(words[:-1]) if word == "apply"]
        reached = {one for name in applied for one in self.reached(name) if one in self.policies}
        return "drop" in words or any(re.search(r"\bdrop\b", written) for one in reached for _, written in self._lines(one))

    # -- sessions --------------------------------------------------------------------------------

    def above(self, node: Node) -> list[Node]:
        """Return a neighbor and the groups that it inherits from, the nearest first."""
        found, waiting, seen = [], [node], set()
        while waiting:
            one = waiting.pop(0)
            found.append(one)
            for kind in ("session-group", "neighbor-group"):
                for item in one.below:
                    if item.words[:2] == ["use", kind] and len(item.words) > 2 and (kind, item.words[2]) not in seen:
                        seen.add((kind, item.words[2]))
                        waiting += [self.groups[kind, item.words[2]]] if (kind, item.words[2]) in self.groups else []
        return found

    def of_family(self, above: list[Node], family: int) -> list[Node]:
        """Return what a neighbor and its groups say for a family, the nearest first."""
        found = []
        for holder in above:
            for item in holder.below:
                if (told := _FAMILY.fullmatch(item.line.text)) and int(told[1]) == family:
                    found.append(item)
                    seen: set[str] = set()
                    here: Node | None = item
                    while here is not None:
                        name = next(
                            (one.words[2] for one in here.below if one.words[:2] == ["use", "af-group"] and len(one.words) > 2), None
                        )
                        here = self.groups.get(("af-group", name)) if name is not None and name not in seen else None
                        if here is not None and name is not None:
                            seen.add(name)
                            found.append(here)
        return found


def _first(nodes: list[Node], word: str) -> Line | None:
    """Return the line that begins with a word, of the nearest; one that takes it back hides what is above."""
    for node in nodes:
        for item in node.below:
            if item.words[0] == word:
                return None if item.words[-1] in ("disable", "inheritance-disable") else item.line
    return None


def _bound(nodes: list[Node], direction: str) -> tuple[str, Line] | None:
    for node in nodes:
        for item in node.below:
            if (found := _BINDING.fullmatch(item.line.text)) and found[2] == direction:
                return found[1], item.line
    return None


def _session(configuration: _Configuration, node: Node, asn: int | None, vrf: str | None, unsafe: Line | None) -> SessionSkeleton:
    above = configuration.above(node)
    remote, local = _first(above, "remote-as"), _first(above, "local-as")
    theirs = asn_of(remote.text.split()[1]) if remote is not None and len(remote.text.split()) > 1 else None
    ours = asn_of(local.text.split()[1]) if local is not None and len(local.text.split()) > 1 else asn
    families = {}
    for family in (4, 6):
        said = configuration.of_family(above, family)
        if not said:
            continue
        policies = {}
        for word, direction in _WAYS.items():
            bound = _bound(said, word)
            if bound is not None:
                policies[direction] = configuration.policy(*bound)
            elif unsafe is not None:
                policies[direction] = Policy((), End.PERMITS_ALL, (unsafe,))
            else:
                policies[direction] = Policy((), End.DENIES, (_NO_POLICY,))
        limit = _first(said, "maximum-prefix")
        families[family] = Carried(policies, limit, limit is not None and "warning-only" in limit.text.split())
    return SessionSkeleton(
        canonical(node.words[1]),
        None if theirs is None or ours is None else theirs != ours,
        node.line,
        families,
        vrf,
        _first(above, "ttl-security"),
        next((found for word in ("password", "keychain", "ao") if (found := _first(above, word)) is not None), None),
    )


def skeleton(text: str) -> Skeleton:
    """Read a running configuration."""
    numbered = Numbered(text)
    configuration = _Configuration(numbered)
    others: list[int] = []
    unread: list[Line] = []
    last = len(numbered.lines)
    number = 1
    while number <= last:
        written = numbered.lines[number - 1]
        if (head := _HEAD.fullmatch(written)) or (told := _SET.fullmatch(written)):
            ending = "end-policy" if head else "end-set"
            end = next((at for at in range(number + 1, last + 1) if numbered.lines[at - 1].strip() == ending), None)
            if end is None:
                unread.append(numbered[number])
                break
            if head:
                configuration.policies[head[1]] = range(number + 1, end)
            elif told:
                configuration.sets.add(told[2])
            number = end
        else:
            others.append(number)
        number += 1
    nodes = nested(numbered, others)
    sessions: list[SessionSkeleton] = []
    caches: list[Line] = []
    for router in nodes:
        if router.words[:2] != ["router", "bgp"]:
            continue
        asn = asn_of(router.words[2]) if len(router.words) > 2 else None
        for node in router.below:
            if node.words[0] in ("neighbor-group", "session-group", "af-group") and len(node.words) > 1:
                configuration.groups[node.words[0], node.words[1]] = node
        caches += [node.line for node in router.below if node.words[:2] == ["rpki", "server"]]
        unsafe = _unsafe(router)
        for holder in (router, *(node for node in router.below if node.words[0] == "vrf")):
            vrf = holder.words[1] if holder.words[0] == "vrf" and len(holder.words) > 1 else None
            for node in holder.below:
                if node.words[0] == "neighbor" and len(node.words) == 2:
                    sessions.append(_session(configuration, node, asn, vrf, _unsafe(holder) or unsafe))
                elif node.words[0] == "neighbor":
                    unread.append(node.line)
    return Skeleton(WORDS, tuple(sessions), tuple(caches), tuple(interfaces(nodes, Reader())), tuple(unread))


def _unsafe(node: Node) -> Line | None:
    return next((item.line for item in node.below if item.line.text == "bgp unsafe-ebgp-policy"), None)
