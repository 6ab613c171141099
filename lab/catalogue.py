# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The attack catalogue: what must not get in or out, each beside a legitimate route that differs in one thing.

The verdicts are what the files say, written by hand. Nothing here asks the engine.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import yaml
from speaker import Route
from topology import EDGES, NEIGHBORS, SPEAKERS, Family, link

FOLDER = Path(__file__).resolve().parent / "attacks"
_ROUTE_KEYS = {"from", "prefix", "as_path", "as_set", "communities", "large_communities", "next_hop", "otc", "seen_by"}
_TOLD_KEYS = {"local_preference", "as_path", "communities", "large_communities", "next_hop", "otc"}
_CASE_KEYS = {"name", "from", "seen_by", "differs_in", "attack", "legitimate", "source", "before", "also", "beyond", "substituted"}
_CASE_KEYS |= {"attack_has", "attributes_at", "legitimate_has", "legitimate_lacks"}
_DEFAULT_ROUTES = ("0.0.0.0/0", "::/0")
#: A control, or our tags, which are no control and cannot be left out.
_CONTROL = re.compile(r"[EFS][0-9]{2}|tags")
_RANGE = re.compile(r"(.*:)([0-9]+)-([0-9]+)")


class CatalogueError(ValueError):
    """A case of the catalogue is not what it says; the message names it."""


def address_of(word: str, edge: str, neighbor: str, family: Family) -> str:
    """An address as it is, a node's address where it meets the edge, or the edge's own where it meets the neighbor ("edge")."""
    if word == "edge":
        return link(edge, neighbor).edge_address(family)
    if word in NEIGHBORS or word in EDGES:
        return link(edge, word).neighbor_address(family)
    return word


@dataclass(frozen=True, slots=True)
class Announcement:
    """A route and the neighbor that announces it. The route's next hop may be a word that `address_of` knows."""

    neighbor: str
    route: Route

    @property
    def family(self) -> Family:
        return "ipv6" if ":" in self.route.prefix else "ipv4"

    def route_at(self, edge: str) -> Route:
        """The route as it is announced to one edge."""
        word = self.route.next_hop
        return self.route if word is None else replace(self.route, next_hop=address_of(word, edge, self.neighbor, self.family))


@dataclass(frozen=True, slots=True)
class Case:
    """One attack and its legitimate twin.

    `seen_by`: for exports, the neighbors that must not receive the attack; the twin's must receive it. `attack_has`: it got
    through only when they received it so. `legitimate_has` and `legitimate_lacks`: the twin's attributes when all is
    hardened, as `attributes_at` has it: a neighbor that received it, or "edge" for the router's own RIB.
    """

    control: str
    name: str
    attack: Announcement
    legitimate: Announcement
    seen_by: tuple[str, ...]
    twin_seen_by: tuple[str, ...]
    source: str
    also: frozenset[str] = frozenset()
    """Other controls that stop the attack too: it gets in only without all of them."""
    stopped_at: frozenset[str] = frozenset()
    """The edges whose daemon stops the attack without our filters."""
    beyond: frozenset[str] = frozenset()
    """The edges whose daemon cannot look at what the attack does, so that it gets through; the run lists it as substituted."""
    substituted: frozenset[str] = frozenset()
    """The edges at which the twin is stopped or has other attributes: what is done there instead, the run lists as substituted."""
    attack_has: Mapping[str, Any] = field(default_factory=dict, compare=False)
    attributes_at: str = "core"
    legitimate_has: Mapping[str, Any] = field(default_factory=dict, compare=False)
    legitimate_lacks: Mapping[str, Any] = field(default_factory=dict, compare=False)

    @property
    def is_export(self) -> bool:
        return bool(self.seen_by)

    @property
    def has_attributes(self) -> bool:
        return bool(self.legitimate_has or self.legitimate_lacks)

    @property
    def observers(self) -> set[str]:
        """The neighbors that are asked what they received."""
        return {*self.seen_by, *self.twin_seen_by, *((self.attributes_at,) if self.has_attributes and self.attributes_at != "edge" else ())}

    @property
    def stopped_by(self) -> frozenset[str]:
        """The controls that must all be left out for the attack to get in."""
        return frozenset({self.control}) | self.also

    def is_expected(self, kind: str, missing: Collection[str], edge: str) -> bool:
        """Whether its ``attack`` or ``legitimate`` route is to get through at an edge where these controls are missing."""
        if kind == "legitimate" or edge in self.beyond:
            return True
        return self.stopped_by <= set(missing) and edge not in self.stopped_at

    def __str__(self) -> str:
        return f"{self.control} {self.name}"


def every_control(cases: Iterable[Case]) -> frozenset[str]:
    """All that stops an attack of these cases: without it all of them get through."""
    return frozenset().union(*(case.stopped_by for case in cases))


def _expanded(communities: Iterable[str]) -> tuple[str, ...]:
    """Write out ``3333:1-101``, which is 3333:1 to 3333:101."""
    found: list[str] = []
    for text in communities:
        match = _RANGE.fullmatch(text)
        found += [f"{match[1]}{number}" for number in range(int(match[2]), int(match[3]) + 1)] if match else [text]
    return tuple(found)


def _announcement(told: Mapping[str, Any], neighbor: str) -> Announcement:
    """Fill in ``neighbor``, what it puts before its paths (nothing on iBGP), and ``3333*100``, an ASN a hundred times."""
    neighbor = told.get("from", neighbor)
    path: list[int] = []
    for word in told["as_path"]:
        asn, _, times = str(word).partition("*")
        path += SPEAKERS[neighbor].own_path if asn == "neighbor" else [int(asn)] * int(times or 1)
    route = Route(
        told["prefix"],
        tuple(path),
        _expanded(told.get("communities", ())),
        _expanded(told.get("large_communities", ())),
        told.get("next_hop"),
        tuple(told.get("as_set", ())),
        otc=told.get("otc"),
    )
    return Announcement(neighbor, route)


def _stopped_at(case: Mapping[str, Any]) -> frozenset[str]:
    told = case.get("before", {})
    return frozenset(EDGES) if told == "stopped" else _edges(told)


def _edges(names: Collection[str]) -> frozenset[str]:
    """The edges that are named, or whose daemon is."""
    return frozenset(name for name, edge in EDGES.items() if name in names or edge.daemon in names)


def _seen(case: Mapping[str, Any]) -> set[str]:
    return {*case.get("seen_by", ()), *case["attack"].get("seen_by", ()), *case["legitimate"].get("seen_by", ())}


def _check_words(where: str, case: Mapping[str, Any]) -> None:
    parts = {"": _CASE_KEYS, "attack": _ROUTE_KEYS, "legitimate": _ROUTE_KEYS}
    parts |= dict.fromkeys(("attack_has", "legitimate_has", "legitimate_lacks"), _TOLD_KEYS)
    for part, known in parts.items():
        if unknown := (case.get(part, {}) if part else case).keys() - known:
            raise CatalogueError(f"{where}: unknown: {', '.join(f'{part}.{key}'.lstrip('.') for key in sorted(unknown))}")
    if (told := case.get("before", "stopped")) != "stopped" and not (isinstance(told, dict) and set(told.values()) == {"stopped"}):
        raise CatalogueError(f"{where}: before: {told}: it is stopped, or for some edges or daemons {{edge10: stopped}}")
    if unknown := [name for name in case.get("also", ()) if not _CONTROL.fullmatch(name)]:
        raise CatalogueError(f"{where}: also: {', '.join(unknown)}: no control")
    if "attack_has" in case and not _seen(case):
        raise CatalogueError(f"{where}: attack_has needs seen_by: who sees it?")
    named = {*(told if isinstance(told, dict) else ()), *case.get("beyond", ()), *case.get("substituted", ())}
    routers = {*EDGES, *(edge.daemon for edge in EDGES.values())}
    if unknown := named - routers | _seen(case) - {*SPEAKERS} | {case.get("attributes_at", "edge")} - {*SPEAKERS, "edge"}:
        raise CatalogueError(f"{where}: no such node: {', '.join(sorted(unknown))}")


def _check_twins(where: str, case: Mapping[str, Any]) -> None:
    attack = {"from": case["from"], **case["attack"]}
    legitimate = {"from": case["from"], **case["legitimate"]}
    differing = {key for key in attack.keys() | legitimate.keys() if attack.get(key) != legitimate.get(key)}
    if differing != {case["differs_in"]}:
        raise CatalogueError(f"{where}: the twins differ in {', '.join(sorted(differing)) or 'nothing'}, it says {case['differs_in']}")


def _check_rounds(cases: list[Case]) -> None:
    """All attacks (all twins) are announced together: a neighbor has one route per prefix, and an observer cannot tell two apart.

    There is one default route only: attacks with it that come in may stand beside one that gets out.
    """
    for kind in ("attack", "legitimate"):
        seen: dict[str, list[Case]] = {}
        for case in cases:
            told: Announcement = getattr(case, kind)
            for other in seen.setdefault(told.route.prefix, []):
                is_seen = (case.is_export or other.is_export) and told.route.prefix not in _DEFAULT_ROUTES
                if getattr(other, kind).neighbor == told.neighbor or is_seen or (case.is_export and other.is_export):
                    raise CatalogueError(f"{case}: {told.route.prefix} is announced in {other} too")
            seen[told.route.prefix].append(case)


def load(folder: Path = FOLDER) -> list[Case]:
    """Read the catalogue.

    Raises CatalogueError when twins differ in more than they say, cases meet, or a word is unknown.
    """
    cases: list[Case] = []
    for path in sorted(folder.glob("*.yml")):
        told = yaml.safe_load(path.read_text(encoding="utf-8"))
        for case in told["cases"]:
            where = f"{path.name}: {case['name']}"
            _check_words(where, case)
            _check_twins(where, case)
            cases.append(
                Case(
                    told["control"],
                    case["name"],
                    _announcement(case["attack"], case["from"]),
                    _announcement(case["legitimate"], case["from"]),
                    tuple(case["attack"].get("seen_by") or case.get("seen_by", ())),
                    tuple(case["legitimate"].get("seen_by") or case.get("seen_by", ())),
                    case.get("source") or told["source"],
                    frozenset(case.get("also", ())),
                    _stopped_at(case),
                    _edges(case.get("beyond", ())),
                    _edges(case.get("substituted", ())),
                    case.get("attack_has", {}),
                    case.get("attributes_at", "core"),
                    case.get("legitimate_has", {}),
                    case.get("legitimate_lacks", {}),
                )
            )
    _check_rounds(cases)
    return cases
