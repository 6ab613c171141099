# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The lab's address plan: which nodes exist, what they are and how they are linked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Family = Literal["ipv4", "ipv6"]
FAMILIES: tuple[Family, Family] = ("ipv4", "ipv6")

OWN_ASN = 25000
OWN_NETWORKS: dict[Family, tuple[str, ...]] = {
    "ipv4": ("185.10.0.0/22", "185.10.0.0/24"),
    "ipv6": ("2a05:1000::/32",),
}
BRIDGE = "manrslab"
MANAGEMENT_NETWORK = "100.127.255"
RTR_PORT = 3323


class LabError(Exception):
    """The lab cannot do what was asked; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Edge:
    """One of our routers: the thing under test."""

    name: str
    number: int
    suite: str
    """Debian suite whose FRR it runs."""

    @property
    def octet(self) -> int:
        return 10 + self.number


@dataclass(frozen=True, slots=True)
class Neighbor:
    """A node that every edge is linked to."""

    name: str
    number: int
    asn: int | None
    """None for the RPKI cache, which speaks no BGP."""
    keeps_received: bool = False
    """The operator has soft-reconfiguration inbound on this neighbor."""
    has_route_refresh: bool = False

    @property
    def octet(self) -> int:
        return 20 + self.number

    @property
    def is_internal(self) -> bool:
        return self.asn == OWN_ASN


EDGES: dict[str, Edge] = {edge.name: edge for edge in (Edge("edge8", 1, "bookworm"), Edge("edge10", 2, "trixie"))}
NEIGHBORS: dict[str, Neighbor] = {
    neighbor.name: neighbor
    for neighbor in (
        Neighbor("upstream", 1, 20965, keeps_received=True),
        Neighbor("customer", 2, 35001, keeps_received=True),
        Neighbor("peer", 3, 31001, has_route_refresh=True),
        Neighbor("collector", 4, 12654, keeps_received=True),
        Neighbor("core", 5, OWN_ASN, keeps_received=True),
        Neighbor("rpki", 6, None),
    )
}
SPEAKERS: dict[str, Neighbor] = {name: neighbor for name, neighbor in NEIGHBORS.items() if neighbor.asn is not None}


@dataclass(frozen=True, slots=True)
class Link:
    """The four addresses of the link between an edge and a neighbor, without lengths."""

    edge_ipv4: str
    edge_ipv6: str
    neighbor_ipv4: str
    neighbor_ipv6: str

    def edge_address(self, family: Family) -> str:
        return self.edge_ipv4 if family == "ipv4" else self.edge_ipv6

    def neighbor_address(self, family: Family) -> str:
        return self.neighbor_ipv4 if family == "ipv4" else self.neighbor_ipv6


LINK_LENGTH: dict[Family, int] = {"ipv4": 30, "ipv6": 64}


def link(edge: str, neighbor: str) -> Link:
    """Addresses of one link: 185.10.3.0/24 in /30s, 2a05:1000:ffff::/48 in /64s."""
    e, n = find_edge(edge).number, find_neighbor(neighbor).number
    low = e * 64 + n * 4
    return Link(
        f"185.10.3.{low + 1}",
        f"2a05:1000:ffff:{e}{n}::1",
        f"185.10.3.{low + 2}",
        f"2a05:1000:ffff:{e}{n}::2",
    )


def find_edge(name: str) -> Edge:
    if name not in EDGES:
        raise LabError(f"no edge {name!r}: there are {', '.join(EDGES)}")
    return EDGES[name]


def find_neighbor(name: str) -> Neighbor:
    if name not in NEIGHBORS:
        raise LabError(f"no neighbor {name!r}: there are {', '.join(NEIGHBORS)}")
    return NEIGHBORS[name]


def management_address(name: str) -> str:
    node = EDGES.get(name) or find_neighbor(name)
    return f"{MANAGEMENT_NETWORK}.{node.octet}"


def router_id(name: str) -> str:
    """A router id that differs between all nodes."""
    node = EDGES.get(name) or find_neighbor(name)
    return f"185.10.3.{node.octet}"


def host_is(suite: str) -> bool:
    """Whether the machine itself runs this Debian suite."""
    try:
        text = Path("/etc/os-release").read_text(encoding="utf-8")
    except OSError:
        return False
    return re.search(rf"^VERSION_CODENAME={suite}$", text, re.MULTILINE) is not None


def check_edges(names: Iterable[str]) -> tuple[str, ...]:
    """Known edges, in the plan's order."""
    wanted = {find_edge(name).name for name in names}
    if not wanted:
        raise LabError("a lab needs at least one edge")
    return tuple(name for name in EDGES if name in wanted)
