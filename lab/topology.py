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
DaemonName = Literal["frr", "bird", "openbgpd"]
Kind = Literal["edge", "speaker", "rpki", "users"]
"""What a node runs: the name of its start script in nodes/."""
FAMILIES: tuple[Family, Family] = ("ipv4", "ipv6")

OWN_ASN = 25000
OWN_NETWORKS: dict[Family, tuple[str, ...]] = {
    "ipv4": ("185.10.0.0/22", "185.10.0.0/24"),
    "ipv6": ("2a05:1000::/32",),
}
BRIDGE = "manrslab"
EXCHANGE_BRIDGE = "manrsix"
MANAGEMENT_NETWORK = "100.127.255"
EXCHANGE_NETWORKS: dict[Family, str] = {"ipv4": "185.12.0.0/24", "ipv6": "2a05:f000::/64"}
USERS_NETWORKS: dict[str, dict[Family, tuple[str, ...]]] = {
    "edge8": {"ipv4": ("185.10.1.0/25", "100.64.1.0/24"), "ipv6": ("2a05:1000:100::/48",)},
    "edge10": {"ipv4": ("185.10.1.128/25", "100.64.2.0/24"), "ipv6": ("2a05:1000:200::/48",)},
    "bird2": {"ipv4": ("185.14.12.0/26", "100.64.3.0/24"), "ipv6": ("2a05:1000:300::/48",)},
    "bird3": {"ipv4": ("185.14.12.64/26", "100.64.4.0/24"), "ipv6": ("2a05:1000:400::/48",)},
    "openbgpd7": {"ipv4": ("185.14.12.128/26", "100.64.5.0/24"), "ipv6": ("2a05:1000:500::/48",)},
    "openbgpd8": {"ipv4": ("185.14.12.192/26", "100.64.6.0/24"), "ipv6": ("2a05:1000:600::/48",)},
}
"""What each edge routes to `users`: our subscribers' space, and what those behind address translation have (RFC 6598)."""
TRANSFER_NETWORKS = ("185.10.3.0/24", "185.14.13.0/24", "185.14.14.0/24", "2a05:1000:ffff::/48")
"""The links of the edges are in them."""
DISCARD_NEXT_HOPS: dict[Family, str] = {"ipv4": "192.0.2.1", "ipv6": "100::1"}
"""What a blackholed route's next hop is set to: all edges have it as a discard route."""
RTR_PORT = 3323


class LabError(Exception):
    """The lab cannot do what was asked; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Edge:
    """One of our routers: the thing under test."""

    name: str
    number: int
    daemon: DaemonName
    suite: str
    """Debian suite whose daemon it runs."""

    @property
    def octet(self) -> int:
        return 10 + self.number


@dataclass(frozen=True, slots=True)
class Neighbor:
    """A node that every edge is linked to. Numbers up to 15 have addresses."""

    name: str
    number: int
    asn: int | None
    """None for a node that speaks no BGP; its name is its kind."""
    keeps_received: bool = False
    """The operator has soft-reconfiguration inbound on this neighbor."""
    has_route_refresh: bool = False
    is_at_exchange: bool = False
    """Met on the exchange's LAN, not on a link of its own."""
    is_grouped: bool = False
    """The operator has it in a peer-group, from which it inherits its policies."""
    is_route_server: bool = False
    """It does not put its own ASN before the paths that it passes on."""

    @property
    def octet(self) -> int:
        return 20 + self.number

    @property
    def is_internal(self) -> bool:
        return self.asn == OWN_ASN

    @property
    def own_path(self) -> tuple[int, ...]:
        """What the neighbor itself puts before a path."""
        return () if self.asn is None or self.is_internal or self.is_route_server else (self.asn,)


EDGES: dict[str, Edge] = {
    edge.name: edge
    for edge in (
        Edge("edge8", 1, "frr", "bookworm"),
        Edge("edge10", 2, "frr", "trixie"),
        Edge("bird2", 3, "bird", "bookworm"),
        Edge("bird3", 4, "bird", "trixie"),
        Edge("openbgpd7", 5, "openbgpd", "bookworm"),
        Edge("openbgpd8", 6, "openbgpd", "trixie"),
    )
}
LABS: dict[str, tuple[str, ...]] = {
    "frr": ("edge8", "edge10"),
    "bird": ("bird2", "bird3"),
    "openbgpd": ("openbgpd7", "openbgpd8"),
    "mixed": ("edge10", "bird3", "openbgpd8"),
}
"""Edges that are brought up together: a few, for a small machine."""
NEIGHBORS: dict[str, Neighbor] = {
    neighbor.name: neighbor
    for neighbor in (
        Neighbor("upstream", 1, 20965, keeps_received=True),
        Neighbor("customer", 2, 35001, keeps_received=True),
        Neighbor("peer", 3, 31001, has_route_refresh=True, is_at_exchange=True, is_grouped=True),
        Neighbor("collector", 4, 12654, keeps_received=True),
        Neighbor("core", 5, OWN_ASN, keeps_received=True),
        Neighbor("rpki", 6, None),
        Neighbor("upstream2", 7, 3257, keeps_received=True),
        Neighbor("customer2", 8, 35010, keeps_received=True),
        Neighbor("stub", 9, 65010, keeps_received=True),
        Neighbor("peer2", 10, 31010, has_route_refresh=True, is_at_exchange=True),
        Neighbor("rs", 11, 31100, keeps_received=True, is_at_exchange=True, is_grouped=True, is_route_server=True),
        Neighbor("users", 12, None),
    )
}
SPEAKERS: dict[str, Neighbor] = {name: neighbor for name, neighbor in NEIGHBORS.items() if neighbor.asn is not None}


@dataclass(frozen=True, slots=True)
class Link:
    """The four addresses at which an edge and a neighbor, or another edge, meet."""

    edge_ipv4: str
    edge_ipv6: str
    neighbor_ipv4: str
    neighbor_ipv6: str
    length_ipv4: int = 30
    length_ipv6: int = 64

    def edge_address(self, family: Family) -> str:
        return self.edge_ipv4 if family == "ipv4" else self.edge_ipv6

    def neighbor_address(self, family: Family) -> str:
        return self.neighbor_ipv4 if family == "ipv4" else self.neighbor_ipv6

    @property
    def neighbor_addresses(self) -> tuple[str, str]:
        return self.neighbor_ipv4, self.neighbor_ipv6

    def length(self, family: Family) -> int:
        return self.length_ipv4 if family == "ipv4" else self.length_ipv6


def link(edge: str, neighbor: str) -> Link:
    """Addresses of an edge and a neighbor, or of two edges: in the exchange's LAN, else a /30 and a /64 of the transfer networks."""
    e = find_edge(edge).number
    if neighbor in EDGES and neighbor != edge:
        return _between(e, EDGES[neighbor].number)
    found = find_neighbor(neighbor)
    n = found.number
    if found.is_at_exchange:
        return Link(f"185.12.0.{e}", f"2a05:f000::{e}", f"185.12.0.{10 + n}", f"2a05:f000::{10 + n}", 24, 64)
    network, low = ("185.10.3", e * 64 + n * 4) if e < 4 else ("185.14.13", (e - 3) * 64 + n * 4)
    return Link(f"{network}.{low + 1}", f"2a05:1000:ffff:{e}{n}::1", f"{network}.{low + 2}", f"2a05:1000:ffff:{e}{n}::2")


def _between(own: int, other: int) -> Link:
    first, second = sorted((own, other))
    ipv4 = {first: 32 * first + 4 * (second - 1) + 1, second: 32 * first + 4 * (second - 1) + 2}
    ipv6 = f"2a05:1000:ffff:ff{first}{second}"
    return Link(f"185.14.14.{ipv4[own]}", f"{ipv6}::{own}", f"185.14.14.{ipv4[other]}", f"{ipv6}::{other}")


def interfaces(node: str, edges: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """A node's interfaces, each with the nodes that are met there; what is met is its name, but at the exchange."""
    others = [edge for edge in edges if edge != node]
    if node not in EDGES:
        return {"exchange": tuple(others)} if find_neighbor(node).is_at_exchange else {edge: (edge,) for edge in others}
    members = tuple(name for name, neighbor in NEIGHBORS.items() if neighbor.is_at_exchange)
    own = (*(name for name in NEIGHBORS if name not in members), *others)
    return {**{name: (name,) for name in own}, "exchange": members}


def find_edge(name: str) -> Edge:
    if name not in EDGES:
        raise LabError(f"no edge {name!r}: there are {', '.join(EDGES)}")
    return EDGES[name]


def find_neighbor(name: str) -> Neighbor:
    if name not in NEIGHBORS:
        raise LabError(f"no neighbor {name!r}: there are {', '.join(NEIGHBORS)}")
    return NEIGHBORS[name]


def kind_of(name: str) -> Kind:
    """What a node runs."""
    if name in EDGES:
        return "edge"
    if find_neighbor(name).asn is not None:
        return "speaker"
    return "rpki" if name == "rpki" else "users"


def octet(name: str) -> int:
    """A number that differs between all nodes."""
    return (EDGES.get(name) or find_neighbor(name)).octet


def management_address(name: str) -> str:
    return f"{MANAGEMENT_NETWORK}.{octet(name)}"


def router_id(name: str) -> str:
    return f"185.10.3.{octet(name)}"


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
