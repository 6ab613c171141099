# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The words of a BGP neighbor: ExaBGP's configuration, its commands and its log."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

from topology import (
    EDGES,
    FAMILIES,
    OWN_ASN,
    SPEAKERS,
    Family,
    LabError,
    Link,
    link,
    router_id,
)

PREFIXES_PER_COMMAND = 200
"""ExaBGP reads a command line of any length; this keeps a single one quick to handle."""

Attributes: TypeAlias = dict[str, Any]
"""Keys as present: as_path (list of int), as_set, next_hop, origin, med, local_preference, communities
("65000:1"), large_communities ("65000:1:2"); whatever else ExaBGP reports stands under its own name."""

Received: TypeAlias = dict[tuple[str, Family], dict[str, Attributes]]


@dataclass(frozen=True, slots=True)
class Route:
    """A route to announce: `as_path` is the whole path, the neighbor's own ASN first.

    `communities` are written "65000:1" or by ExaBGP's names ("blackhole"); `extra` is further
    attribute text of ExaBGP, such as "attribute [ 0x23 0xc0 0x0000fdf2 ]".
    """

    prefix: str
    as_path: Sequence[int] = ()
    communities: Sequence[str] = ()
    large_communities: Sequence[str] = ()
    next_hop: str | None = None
    as_set: Sequence[int] = ()
    med: int | None = None
    extra: str = ""


def configuration(name: str, edges: Iterable[str]) -> str:
    """ExaBGP's file: one IPv4 and one IPv6 session to each edge, all through one agent."""
    node = SPEAKERS[name]
    refresh = "enable" if node.has_route_refresh else "disable"
    blocks = ["process agent {\n  run /usr/bin/python3 /run/node/agent.py;\n  encoder json;\n}\n"]
    for edge in edges:
        addresses = link(edge, name)
        for family in FAMILIES:
            blocks.append(
                f"neighbor {addresses.edge_address(family)} {{\n"
                f"  description {edge};\n"
                f"  router-id {router_id(name)};\n"
                f"  local-address {addresses.neighbor_address(family)};\n"
                f"  local-as {node.asn};\n"
                f"  peer-as {OWN_ASN};\n"
                "  hold-time 30;\n"
                # FRR connects every 2 s; ExaBGP's own attempts grow apart up to a minute.
                "  passive true;\n"
                "  listen 179;\n"
                "  adj-rib-out true;\n"
                f"  capability {{ route-refresh {refresh}; asn4 enable; }}\n"
                f"  family {{ {family} unicast; }}\n"
                "  api {\n    processes [ agent ];\n    neighbor-changes;\n    receive { parsed; update; }\n  }\n"
                "}\n"
            )
    return "\n".join(blocks)


def announcements(addresses: Link, family: Family, routes: Iterable[Route]) -> Iterator[str]:
    """Command lines that announce the routes to one edge, those with the same attributes together."""
    groups: dict[str, list[str]] = defaultdict(list)
    for route in routes:
        groups[_attribute_text(route, addresses.neighbor_address(family))].append(route.prefix)
    for attributes, prefixes in groups.items():
        for start in range(0, len(prefixes), PREFIXES_PER_COMMAND):
            some = " ".join(prefixes[start : start + PREFIXES_PER_COMMAND])
            yield f"neighbor {addresses.edge_address(family)} announce attributes {attributes} nlri {some}"


def withdrawals(addresses: Link, family: Family, prefixes: Iterable[str]) -> Iterator[str]:
    """Command lines that withdraw the prefixes from one edge."""
    listed = list(prefixes)
    for start in range(0, len(listed), PREFIXES_PER_COMMAND):
        some = " ".join(listed[start : start + PREFIXES_PER_COMMAND])
        next_hop = addresses.neighbor_address(family)
        yield f"neighbor {addresses.edge_address(family)} withdraw attributes next-hop {next_hop} nlri {some}"


def _attribute_text(route: Route, default_next_hop: str) -> str:
    path = " ".join(str(asn) for asn in route.as_path)
    if route.as_set:
        path += f" ( {' '.join(str(asn) for asn in route.as_set)} )"
    words = [f"next-hop {route.next_hop or default_next_hop}", f"as-path [ {path} ]"]
    if route.communities:
        words.append(f"community [ {' '.join(route.communities)} ]")
    if route.large_communities:
        words.append(f"large-community [ {' '.join(route.large_communities)} ]")
    if route.med is not None:
        words.append(f"med {route.med}")
    if route.extra:
        words.append(route.extra)
    return " ".join(words)


def _sessions(name: str) -> dict[str, tuple[str, Family]]:
    return {link(edge, name).edge_address(family): (edge, family) for edge in EDGES for family in FAMILIES}


@dataclass(slots=True)
class ReceivedLog:
    """Fold of a neighbor's log: what it holds from each session, read on as the log grows."""

    name: str
    held: Received = field(default_factory=dict)
    is_up: dict[tuple[str, Family], bool] = field(default_factory=dict)
    _sessions: Mapping[str, tuple[str, Family]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._sessions = _sessions(self.name)
        for session in self._sessions.values():
            self.held[session] = {}
            self.is_up[session] = False

    def fold(self, line: str | bytes) -> None:
        """Take in one line of the log."""
        record = json.loads(line)
        neighbor = record.get("neighbor")
        if neighbor is None:
            return
        session = self._sessions.get(neighbor["address"]["peer"])
        if session is None:
            return
        if record["type"] == "state":
            self.is_up[session] = neighbor["state"] == "up"
            # Routes live no longer than their session.
            if neighbor["state"] != "connected":
                self.held[session] = {}
        elif record["type"] == "update":
            self._update(session, neighbor["message"].get("update", {}))

    def _update(self, session: tuple[str, Family], update: dict[str, Any]) -> None:
        held, key = self.held[session], f"{session[1]} unicast"
        for item in update.get("withdraw", {}).get(key, []):
            held.pop(item["nlri"] if isinstance(item, dict) else item, None)
        attributes = _attributes(update.get("attribute", {}))
        for next_hop, items in update.get("announce", {}).get(key, {}).items():
            for item in items:
                held[item["nlri"] if isinstance(item, dict) else item] = {
                    **attributes,
                    "next_hop": next_hop,
                }


def _attributes(reported: dict[str, Any]) -> Attributes:
    attributes: Attributes = {"as_path": []}
    for name, value in reported.items():
        match name:
            case "as-path":
                attributes["as_path"] = list(value)
            case "as-set":
                attributes["as_set"] = list(value)
            case "local-preference":
                attributes["local_preference"] = value
            case "community":
                attributes["communities"] = [_colons(item) for item in value]
            case "large-community":
                attributes["large_communities"] = [_colons(item) for item in value]
            case _:
                attributes[name] = value
    return attributes


def _colons(item: Any) -> str:
    return ":".join(str(part) for part in item) if isinstance(item, list) else str(item)


def sentinel(prefix: str, as_path: Sequence[int], number: int) -> Route:
    """A route whose MED no other route has: ExaBGP sends it in an update of its own, after all before."""
    return replace(Route(prefix, as_path), med=number)


def check_speaker(name: str) -> None:
    if name not in SPEAKERS:
        raise LabError(f"no BGP neighbor {name!r}: there are {', '.join(SPEAKERS)}")
