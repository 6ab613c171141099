# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A router with ten customers of 5,000 registered prefixes each: what is registered, what is declared, what must come of it.

Beside them are all neighbors of the lab with the policy of ``lab/world.py``: every relation, whole import and export chains.
The truth is noted down while the objects are written; nothing here asks the engine.
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import Any

import world as worlds
from irrd import ADDRESS
from router_lab import Lab
from speaker import Route
from topology import FAMILIES, NEIGHBORS, SPEAKERS, Family, LabError, Neighbor, link
from waiting import wait_until

CUSTOMERS, ORIGINS = 10, 50
#: Of each origin, by family: in all 5,000 a customer.
PREFIXES: Mapping[Family, int] = {"ipv4": 80, "ipv6": 20}
SOURCES = ("RIPE", "RADB", "LAB")
_SEED = 1
#: At the exchange there is room for them. They can send their routes again (RFC 2918), as nearly every router can.
NAMES = {f"bench{number}": 36001 + number for number in range(CUSTOMERS)}
_NEIGHBORS = {
    name: Neighbor(name, 100 + number, asn, has_route_refresh=True, is_at_exchange=True) for number, (name, asn) in enumerate(NAMES.items())
}
#: Nothing special-purpose is in these, nor anything else of the lab. Every other prefix is taken, so that no two can be joined.
_IPV4, _IPV6 = IPv4Network("80.0.0.0/5"), IPv6Network("2a10::/20")
_FIRST_ORIGIN = 200_001
_PREFIX = re.compile(r"[0-9a-f.:]+/\d+")


@dataclass(frozen=True)
class Registered:
    """What is registered: for each customer (prefix, origin) by family, as text. ``spare`` is registered by nobody."""

    pairs: Mapping[str, Mapping[Family, list[tuple[str, int]]]]
    spare: Mapping[Family, str]

    def changed(self) -> Registered:
        """Return the same with one prefix of the first customer exchanged for the spare one of its family."""
        first = next(iter(self.pairs))
        (old, origin), *others = self.pairs[first]["ipv4"]
        pairs = {**self.pairs, first: {**self.pairs[first], "ipv4": [(self.spare["ipv4"], origin), *others]}}
        return Registered(pairs, {**self.spare, "ipv4": old})

    def check_text(self, whose: str, text: str) -> None:
        """Refuse a configuration in which a registered prefix is missing. :raises LabError: one is."""
        found = set(_PREFIX.findall(text))
        wanted = {prefix for by_family in self.pairs.values() for pairs in by_family.values() for prefix, _ in pairs}
        if lost := sorted(wanted - found):
            raise LabError(f"{whose} lacks {len(lost)} of {len(wanted)} prefixes: {', '.join(lost[:3])}")

    def rpsl(self, more: str) -> dict[str, str]:
        """Return the objects of each source; ``more``: those of the world."""
        objects: dict[str, list[str]] = {"RIPE": [], "RADB": [], "LAB": [more]}
        for number, (name, by_family) in enumerate(self.pairs.items()):
            source = SOURCES[number % 2]
            origins = sorted({origin for pairs in by_family.values() for _, origin in pairs})
            members = ", ".join(f"AS{origin}" for origin in origins)
            objects[source].append(
                f"as-set:         {as_set(name)}\nmembers:        {members}\nmnt-by:         MNT-BENCH\nsource:         {source}\n"
            )
            for family, pairs in by_family.items():
                kind = "route:  " if family == "ipv4" else "route6: "
                objects[source] += [
                    f"{kind}        {prefix}\norigin:         AS{origin}\nmnt-by:         MNT-BENCH\nsource:         {source}\n"
                    for prefix, origin in pairs
                ]
        return {source: "\n".join(texts) for source, texts in objects.items()}


def as_set(name: str) -> str:
    return f"AS{NAMES[name]}:AS-BENCH"


def registered() -> Registered:
    """Return what is registered, the same each time: /24s and /48s."""
    choose = random.Random(CUSTOMERS)
    found: dict[str, dict[Family, list[tuple[str, int]]]] = {name: {} for name in NAMES}
    spare: dict[Family, str] = {}
    for family in FAMILIES:
        block, length = (_IPV4, 24) if family == "ipv4" else (_IPV6, 48)
        each = ORIGINS * PREFIXES[family]
        free = 1 << (length - block.prefixlen - 1)
        numbers = choose.sample(range(free), CUSTOMERS * each + 1)
        shift = block.max_prefixlen - length + 1
        texts = [str(type(block)((int(block.network_address) | number << shift, length))) for number in numbers]
        spare[family] = texts.pop()
        for number, (name, asn) in enumerate(NAMES.items()):
            origins = [asn, *(_FIRST_ORIGIN + number * ORIGINS + index for index in range(ORIGINS - 1))]
            own = texts[number * each : (number + 1) * each]
            found[name][family] = [(prefix, origins[index % ORIGINS]) for index, prefix in enumerate(own)]
    return Registered(found, spare)


def join_lab() -> None:
    """Make the customers neighbors of the lab that comes up next, and known to this process."""
    NEIGHBORS.update(_NEIGHBORS)
    SPEAKERS.update(_NEIGHBORS)


def make_world(folder: Path) -> worlds.World:
    """Return the world of the other neighbors, written to a folder."""
    found = worlds.make_world(_SEED)
    worlds.write_registry(found, folder)
    return found


def variables(world: worlds.World, folder: Path, edge: str, port: int) -> dict[str, Any]:
    """Return the inventory variables of an edge: those of the world, the ten customers, and IRRd on a port of this machine.

    Roles are left out: they reset sessions, and what is measured is filters.
    """
    told: dict[str, Any] = worlds.variables(world, folder, edge)
    told["manrs_registry"]["irr"] = {"servers": [f"{ADDRESS}:{port}"], "sources": list(SOURCES)}
    others = [{key: value for key, value in item.items() if key != "role"} for item in told["manrs_neighbors"]]
    own = [
        {"name": name, "asn": asn, "relation": "customer", "as_set": as_set(name), "addresses": list(link(edge, name).neighbor_addresses)}
        for name, asn in NAMES.items()
    ]
    return {**told, "manrs_neighbors": [*others, *own]}


def announce(lab: Lab, edge: str, truth: Registered) -> None:
    """Let every customer announce two prefixes of its own, one of another customer, and one that is nobody's; wait until all are held."""
    told = _announced(truth)
    for (name, family), pairs in told.items():
        lab.announce_many(name, edge, family, [Route(prefix, _path(name, origin)) for prefix, origin in pairs])
    _wait_held(lab, edge, {key: {prefix for prefix, _ in pairs} for key, pairs in told.items()})


def check(lab: Lab, edge: str, truth: Registered, announced: Registered) -> None:
    """Refuse when the daemon's own table does not hold exactly what the customers have registered of what they announce.

    :param truth: what is registered now; ``announced``: what it was when the customers announced.
    :raises LabError: after half a minute a route is still held that must not be, or is missing.
    """
    wanted = {
        (name, family): {prefix for prefix, origin in pairs if (prefix, origin) in truth.pairs[name][family]}
        for (name, family), pairs in _announced(announced).items()
    }
    _wait_held(lab, edge, wanted)


def _announced(truth: Registered) -> dict[tuple[str, Family], list[tuple[str, int]]]:
    names = list(truth.pairs)
    told: dict[tuple[str, Family], list[tuple[str, int]]] = {}
    for name, other in zip(names, [*names[1:], names[0]], strict=True):
        for family in FAMILIES:
            own = truth.pairs[name][family]
            told[name, family] = [*own[:2], truth.pairs[other][family][-1]]
    first = names[0]
    for family in FAMILIES:
        told[first, family].append((truth.spare[family], truth.pairs[first][family][0][1]))
    return told


def _wait_held(lab: Lab, edge: str, wanted: Mapping[tuple[str, Family], set[str]]) -> None:
    def differing() -> list[str]:
        found: dict[tuple[str, Family], set[str]] = {key: set() for key in wanted}
        for family in FAMILIES:
            for name, prefix, _ in lab.rib(edge, family):
                if (name, family) in found:
                    found[name, family].add(prefix)
        return [
            f"{name} {family}: {sorted(found[name, family])} instead of {sorted(wanted[name, family])}"
            for name, family in wanted
            if found[name, family] != wanted[name, family]
        ]

    wait_until(lambda: not differing(), 30, lambda: f"{edge}: held are {differing()[:3]}")


def _path(name: str, origin: int) -> list[int]:
    asn = NAMES[name]
    return [asn] if origin == asn else [asn, origin]
