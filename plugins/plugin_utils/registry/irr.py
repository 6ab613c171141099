# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""From the names of AS-SETs and route-sets to ASNs and prefixes, whoever answers: dumps or servers.

Each set and each ASN is asked once for the whole fleet, level by level. An expansion that is not complete is no expansion:
a set that does not exist or a member that is nothing makes every set above it unresolved, and no set beside it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from ..model.first_few import quoted
from ..model.prefixes import Prefix, PrefixError, PrefixRange
from ..model.routes import MAXIMUM_ASN
from ..model.set_names import EverythingError, SetName, apply_operator, split_operator
from .rpsl_object import RpslObject

_ASN = re.compile(r"AS([0-9]{1,10})")


class UnresolvedError(Exception):
    """A set or ASN gives no complete answer. A filter must not be made from what there is."""


class UnresolvedMemberError(UnresolvedError):
    """A set inside the one that is asked for gives no complete answer."""


def parse_asn(word: str) -> int | None:
    """Return the ASN of ``AS64500``, or None; AS0 is nobody's."""
    found = _ASN.fullmatch(word)
    number = int(found[1]) if found else 0
    return number if 1 <= number <= MAXIMUM_ASN else None


@dataclass(frozen=True, slots=True)
class SetAnswer:
    """The members of one set as they are written, or the problem: why they are not known. ``where``: which object said so."""

    members: tuple[str, ...] = ()
    problem: str | None = None
    where: str = ""


@dataclass(frozen=True, slots=True)
class RoutesAnswer:
    """The registered prefixes of one origin with their sources, or the problem."""

    sources: Mapping[Prefix, tuple[str, ...]] = field(default_factory=dict)
    problem: str | None = None


class RouteObject(NamedTuple):
    """A route or route6 object: who registered what, and in which database."""

    prefix: Prefix
    origin: int
    source: str


#: The classes of route objects.
ROUTES = frozenset({"route", "route6"})


def route_object(item: RpslObject) -> RouteObject | None:
    """Read a route or route6 object; None: it is none, or has no origin, no prefix or one of the other family."""
    words = item.all("origin")
    asn = parse_asn(words[0]) if words else None
    try:
        prefix = Prefix.parse(item.key)
    except PrefixError:
        return None
    if asn is None or item.kind != ("route" if prefix.family == 4 else "route6"):
        return None
    return RouteObject(prefix, asn, item.source)


class IrrAnswers(Protocol):
    """Whoever knows registered objects."""

    async def sets(self, names: Collection[SetName]) -> Mapping[SetName, SetAnswer]:
        """Return what each set has as direct members."""

    async def routes(self, origins: Collection[int]) -> Mapping[int, RoutesAnswer]:
        """Return the registered prefixes of each origin, both families."""

    async def objects(self, kind: str, name: str) -> tuple[RpslObject, ...]:
        """Return the objects of a class and name, of each database that counts, in their order.

        :raises UnresolvedError: a database gave no answer.
        """

    async def around(self, prefixes: Collection[Prefix]) -> Mapping[Prefix, tuple[RouteObject, ...]]:
        """Return the objects for each prefix or what covers it, of every database there is, also those that do not count.

        A prefix that nobody could be asked for is left out.
        """

    def close(self) -> None:
        """Nothing more is asked. To be called where it was asked."""

    async def homes(self, names: Collection[SetName]) -> Mapping[SetName, Mapping[str, bool]]:
        """Return for each name without a source the sources that have such a set, and whether it has members there."""


@dataclass(frozen=True, slots=True)
class Expansion:
    """What a set stands for: ASNs, ASNs of whose prefixes a range operator makes others, and prefixes (of route-sets)."""

    asns: frozenset[int] = frozenset()
    changed: frozenset[tuple[int, str]] = frozenset()
    ranges: frozenset[PrefixRange] = frozenset()

    @property
    def origins(self) -> frozenset[int]:
        """All ASNs whose prefixes must be known."""
        return self.asns | {asn for asn, _ in self.changed}

    @property
    def is_empty(self) -> bool:
        """Whether it stands for nothing."""
        return not (self.asns or self.changed or self.ranges)


@dataclass(slots=True)
class _Node:
    """One set with its members told apart."""

    asns: set[int] = field(default_factory=set)
    changed: set[tuple[int, str]] = field(default_factory=set)
    ranges: set[PrefixRange] = field(default_factory=set)
    sets: dict[SetName, str] = field(default_factory=dict)
    problem: str | None = None


def _read_member(node: _Node, word: str, of_route_set: bool) -> None:
    """Add one member. :raises ValueError: it is nothing."""
    name, operator = split_operator(word) if of_route_set else (word, "")
    if (asn := parse_asn(name)) is not None:
        if operator:
            node.changed.add((asn, operator))
        else:
            node.asns.add(asn)
    elif of_route_set and "/" in name:
        item = apply_operator(PrefixRange.exact(Prefix.parse(name)), operator)
        if item is not None:
            node.ranges.add(item)
    else:
        kind = "RS" if of_route_set and "RS-" in name.upper() else "AS"
        node.sets[SetName.parse(name, kind)] = operator


def _node(name: SetName, answer: SetAnswer) -> _Node:
    node = _Node(problem=answer.problem)
    said = f"{answer.where}: {name}" if answer.where else str(name)
    problems = []
    for word in answer.members:
        try:
            _read_member(node, word.upper() if word.isascii() else word, name.is_route_set)
        except EverythingError as error:
            problems.append(f"{said} has a member that is no filter: {error}")
        except ValueError as error:
            what = f"no prefix, ASN or set ({error})" if name.is_route_set else "neither an ASN nor an AS-SET"
            problems.append(f"{said} has the member {quoted(word)}, which is {what}")
    if problems:
        node.problem = problems[0] + (f" (and {len(problems) - 1} more)" if len(problems) > 1 else "")
    return node


class Resolver:
    """Asks for sets and what is in them, each once."""

    def __init__(self, answers: IrrAnswers, most: int, absent: Collection[SetName] = (), tell: Callable[[str], None] | None = None) -> None:
        """``most``: prefixes or ASNs that one set may have. ``absent``: sets that are known to be gone and count as empty."""
        self._answers = answers
        self._most = most
        self._nodes: dict[SetName, _Node] = {name: _Node() for name in absent}
        self._tell = tell or (lambda text: None)

    async def expand(self, names: Iterable[SetName]) -> Mapping[SetName, Expansion | UnresolvedError]:
        """Return what each set stands for, or why that is not known."""
        wanted = sorted(set(names))
        waiting = [name for name in wanted if name not in self._nodes]
        while waiting:
            self._tell(f"IRR: {len(self._nodes)} sets known, asking for {len(waiting)} more")
            answers = await self._answers.sets(waiting)
            self._nodes |= {name: _node(name, answers[name]) for name in waiting}
            below = {below for name in waiting for below in self._nodes[name].sets}
            waiting = sorted(below - self._nodes.keys())
        return {name: self._closed(name) for name in wanted}

    def _closed(self, root: SetName) -> Expansion | UnresolvedError:
        """Walk everything below a set; loops are fine."""
        asns: set[int] = set()
        changed: set[tuple[int, str]] = set()
        ranges: set[PrefixRange] = set()
        seen = {(root, "")}
        waiting: list[tuple[SetName, str, str]] = [(root, "", "asked for")]
        while waiting:
            name, operator, because = waiting.pop()
            node = self._nodes[name]
            if node.problem is not None:
                return UnresolvedError(node.problem) if name == root else UnresolvedMemberError(f"{node.problem} ({because})")
            if operator and (node.changed or any(node.sets.values())):
                return UnresolvedError(
                    f"{name} is used with the operator {operator} and has members with operators of their own ({because})"
                )
            if operator:
                changed |= {(asn, operator) for asn in node.asns}
                ranges |= {made for item in node.ranges if (made := apply_operator(item, operator)) is not None}
            else:
                asns |= node.asns
                changed |= node.changed
                ranges |= node.ranges
            if len(asns) + len(changed) + len(ranges) > self._most:
                return UnresolvedError(f"{root} has more than {self._most} members, the size that irr.most_prefixes allows")
            for below, of_member in node.sets.items():
                key = (below, of_member or operator)
                if key not in seen:
                    seen.add(key)
                    waiting.append((*key, f"a member of {name}"))
        found = Expansion(frozenset(asns), frozenset(changed), frozenset(ranges))
        return UnresolvedError(f"{root} exists and has no member") if found.is_empty else found
