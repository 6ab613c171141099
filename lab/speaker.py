# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The words of a BGP neighbor: ExaBGP's configuration, its commands and its log."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

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

SENTINEL_ASN = 4199999999
"""First part of a sentinel's large community."""

#: Only To Customer (RFC 9234), which ExaBGP 4.2 has no name for.
_OTC = "attribute-0x23-"

Attributes: TypeAlias = dict[str, Any]
"""Keys as present: as_path (list of int), as_set, next_hop, origin, med, local_preference, communities
("65535:666", always numbers), large_communities ("65000:1:2"), otc (int); whatever else ExaBGP reports stands
under its own name."""

Received: TypeAlias = dict[tuple[str, Family], dict[str, Attributes]]


@dataclass(frozen=True, slots=True)
class Heard:
    """One prefix of one UPDATE that a neighbor received. `time`: seconds since the epoch, as ExaBGP read it."""

    time: float
    edge: str
    family: Family
    kind: Literal["announce", "withdraw"]
    prefix: str
    attributes: Attributes


@dataclass(frozen=True, slots=True)
class Sentinel:
    """A route that was announced after all others; nothing else has its large community."""

    node: str
    edge: str
    family: Family
    prefix: str
    large_community: str


@dataclass(frozen=True, slots=True)
class Route:
    """A route to announce: `as_path` is the whole path, the neighbor's own ASN first.

    `communities` are written "65000:1"; `otc` is Only To Customer; `extra` is further attribute text of ExaBGP,
    such as "attribute [ 0x63 0xc0 0x0000fdf2 ]".
    """

    prefix: str
    as_path: Sequence[int] = ()
    communities: Sequence[str] = ()
    large_communities: Sequence[str] = ()
    next_hop: str | None = None
    as_set: Sequence[int] = ()
    med: int | None = None
    extra: str = ""
    otc: int | None = None


def configuration(name: str, edges: Iterable[str], passwords: Mapping[str, str] | None = None) -> str:
    """ExaBGP's file: one IPv4 and one IPv6 session to each edge, all through one agent. `passwords`: of TCP MD5, by edge."""
    node = SPEAKERS[name]
    refresh = "enable" if node.has_route_refresh else "disable"
    blocks = ["process agent {\n  run /usr/bin/python3 /run/node/agent.py;\n  encoder json;\n}\n"]
    for edge in edges:
        addresses = link(edge, name)
        password = (passwords or {}).get(edge)
        # Unless told, ExaBGP takes a password of hexadecimal digits for base64.
        md5 = f'  md5-password "{password}";\n  md5-base64 false;\n' if password else ""
        for family in FAMILIES:
            blocks.append(
                f"neighbor {addresses.edge_address(family)} {{\n"
                f"  description {edge};\n"
                f"  router-id {router_id(name)};\n"
                f"  local-address {addresses.neighbor_address(family)};\n"
                f"  local-as {node.asn};\n"
                f"  peer-as {OWN_ASN};\n"
                f"{md5}"
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
    if route.otc is not None:
        words.append(f"attribute [ 0x23 0xc0 0x{route.otc:08x} ]")
    if route.extra:
        words.append(route.extra)
    return " ".join(words)


def _sessions(name: str) -> dict[str, tuple[str, Family]]:
    return {link(edge, name).edge_address(family): (edge, family) for edge in EDGES for family in FAMILIES}


@dataclass(slots=True)
class ReceivedLog:
    """Fold of a neighbor's log, read on as the log grows: what it holds from each session, and what each UPDATE said.

    A session that goes down ends what is held and adds nothing to the history: nobody said WITHDRAW.
    """

    name: str
    held: Received = field(default_factory=dict)
    is_up: dict[tuple[str, Family], bool] = field(default_factory=dict)
    drops: Counter[tuple[str, Family]] = field(default_factory=Counter)
    """How often each session that was up went down."""
    history: list[Heard] = field(default_factory=list)
    starts: int = 0
    """How often ExaBGP was started."""
    _sessions: Mapping[str, tuple[str, Family]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._sessions = _sessions(self.name)
        self._all_down()

    def _all_down(self) -> None:
        for session in self._sessions.values():
            self.held[session] = {}
            self.is_up[session] = False

    def fold(self, line: str | bytes) -> None:
        """Take in one line of the log."""
        # The text of a NOTIFICATION stands there with its control characters.
        record = json.loads(line, strict=False)
        if record["type"] == "start":
            self.starts += 1
            self._all_down()
            return
        neighbor = record.get("neighbor")
        if neighbor is None:
            return
        session = self._sessions.get(neighbor["address"]["peer"])
        if session is None:
            return
        if record["type"] == "state":
            self.drops[session] += self.is_up[session] and neighbor["state"] != "up"
            self.is_up[session] = neighbor["state"] == "up"
            # Routes live no longer than their session.
            if neighbor["state"] != "connected":
                self.held[session] = {}
        elif record["type"] == "update":
            self._update(record["time"], session, neighbor["message"].get("update", {}))

    def _update(self, time: float, session: tuple[str, Family], update: dict[str, Any]) -> None:
        held, key = self.held[session], f"{session[1]} unicast"
        for item in update.get("withdraw", {}).get(key, []):
            prefix = _prefix(item)
            held.pop(prefix, None)
            self.history.append(Heard(time, *session, "withdraw", prefix, {}))
        attributes = _attributes(update.get("attribute", {}))
        announced: dict[str, Attributes] = {}
        for next_hop, items in update.get("announce", {}).get(key, {}).items():
            for item in items:
                # FRR sends a link-local next hop beside the global one, and ExaBGP reports the prefix with each.
                if not next_hop.startswith("fe80:") or _prefix(item) not in announced:
                    announced[_prefix(item)] = {**attributes, "next_hop": next_hop}
        held.update(announced)
        self.history += [Heard(time, *session, "announce", prefix, told) for prefix, told in announced.items()]


def _prefix(item: Any) -> str:
    return str(item["nlri"] if isinstance(item, dict) else item)


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
            case _ if name.startswith(_OTC):
                attributes["otc"] = int(value, 16)
            case _:
                attributes[name] = value
    return attributes


def _colons(item: Any) -> str:
    return ":".join(str(part) for part in item) if isinstance(item, list) else str(item)


def check_speaker(name: str) -> None:
    if name not in SPEAKERS:
        raise LabError(f"no BGP neighbor {name!r}: there are {', '.join(SPEAKERS)}")
