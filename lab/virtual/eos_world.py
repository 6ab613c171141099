# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a virtual EOS router answers about its BGP sessions, routes and RPKI caches. A test writes the world that it sees.

A world is JSON, read anew at each command:

* ``down``: addresses whose session is not up
* ``routes``: what neighbors announce: [{``prefix``, ``from``, ``path``: "35001 7", ``next_hop``, ``communities``: ["64500:1"],
  ``large``: ["64500:1:1"], ``rejected_under``: "NAME"}]. A route is not accepted when the route-map that acts on its neighbor inbound has a
  name that begins so: what a filter does is written down by the test, not computed here.
* ``announced``: {address: [prefixes]}
* ``caches``: names of configured RPKI caches that are connected
* ``interfaces``: {prefix: interface}: what routes point to
* ``other_acts``: {address: NAME}: the router says that this route-map acts inbound, whatever is bound

Sessions are the neighbors of the running configuration. The shapes of JSON are those that Arista's ANTA (``show bgp summary``, ``show bgp
neighbors`` and its advertised-routes) and NAPALM's eos driver (``show ip bgp``, ``show ip route``) read.
"""

from __future__ import annotations

import ipaddress
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from virtual.eos_config import Configuration, Node

Answer = dict[str, Any]
_KEYS = {4: "ipv4Unicast", 6: "ipv6Unicast"}


def _family(text: str) -> int:
    return 6 if ":" in text else 4


class World:
    """The world of one router."""

    #: Commands with an answer in JSON; groups of the pattern are the method's arguments.
    COMMANDS = (
        (r"show bgp summary vrf all", "_summary"),
        (r"show bgp neighbors vrf all", "_neighbors"),
        (r"show bgp neighbors (\S+) advertised-routes vrf default", "_advertised"),
        (r"show (ip|ipv6) bgp detail vrf default", "_routes"),
        (r"show (ip|ipv6) route (\S+)", "_route"),
    )

    def __init__(self, path: Path, running: Callable[[], Configuration]) -> None:
        self._path = path
        self._running = running

    def told(self, command: str) -> Answer | None:
        """Return the answer to a command; None when it is not known."""
        for pattern, method in self.COMMANDS:
            if found := re.fullmatch(pattern, command):
                answer: Answer = getattr(self, method)(self._seen(), *found.groups())
                return answer
        return None

    def caches(self) -> str:
        """Return what ``show bgp rpki cache`` prints: the router prints text that no tool of Arista's reads, so this form is a guess."""
        printed = []
        bgp = self._bgp()
        for node in bgp.children.values() if bgp else ():
            if node.line.startswith("rpki cache "):
                name = node.line.split()[2]
                state = "synced" if name in self._seen().get("caches", []) else "connecting"
                host = node.children["host"].line.removeprefix("host ") if "host" in node.children else ""
                printed.append(f"{name}:\nHost: {host}\nVRF: default\nState: {state}\n")
        return "\n".join(printed)

    def _seen(self) -> Answer:
        found: Answer = json.loads(self._path.read_text()) if self._path.exists() else {}
        return found

    # -- what the configuration says -------------------------------------------------------------

    def _bgp(self) -> Node | None:
        return self._running().root.children.get("router bgp")

    def _said(self, name: str, word: str, family: int = 0) -> str | None:
        bgp = self._bgp()
        block = bgp if not family or bgp is None else bgp.children.get(f"address-family ipv{family}")
        node = block.children.get(f"neighbor {name} {word}") if block is not None else None
        return node.line if node is not None else None

    def _group(self, name: str) -> str | None:
        line = self._said(name, "peer group")
        return line.split()[4] if line is not None and len(line.split()) == 5 else None

    def _sessions(self) -> Iterator[tuple[str, str]]:
        bgp = self._bgp()
        names = {key.split()[1] for key in bgp.children if key.startswith("neighbor ")} if bgp else set()
        for name in sorted(names):
            line = self._said(name, "remote-as") or self._said(self._group(name) or "", "remote-as")
            if line is not None and (":" in name or name[0].isdigit()):
                yield name, line.split()[-1]

    def _acts(self, name: str, family: int, way: str) -> str | None:
        for holder in (name, self._group(name)):
            for where in (family, 0):
                if holder is not None and (line := self._said(holder, f"route-map {way}", where)) is not None:
                    return line.split()[3]
        return None

    def _asn(self) -> str:
        bgp = self._bgp()
        return bgp.line.split()[2] if bgp else "0"

    def _heard(self, seen: Answer, address: str) -> list[Answer]:
        """Return the accepted routes of a neighbor."""
        if address in seen.get("down", []):
            return []
        found = []
        for route in seen.get("routes", []):
            acting = self._acts(address, _family(route["prefix"]), "in") or ""
            if route["from"] == address and not (route.get("rejected_under") and acting.startswith(route["rejected_under"])):
                found.append(route)
        return found

    # -- answers ---------------------------------------------------------------------------------

    def _table(self, **content: Any) -> Answer:
        return {"vrfs": {"default": {"vrf": "default", "routerId": "192.0.2.1", "asn": self._asn(), **content}}}

    def _summary(self, seen: Answer) -> Answer:
        peers = {}
        for address, asn in self._sessions():
            is_up = address not in seen.get("down", [])
            accepted = self._heard(seen, address)
            counts = {}
            for family in (4, 6):
                if family == _family(address):
                    count = sum(_family(route["prefix"]) == family for route in accepted)
                    state = "negotiated" if is_up else "advertised"
                    counts[_KEYS[family]] = {"afiSafiState": state, "nlrisReceived": count, "nlrisAccepted": count}
            peers[address] = {"peerState": "Established" if is_up else "Idle", "peerAsn": asn, **counts}
        return self._table(peers=peers)

    def _neighbors(self, seen: Answer) -> Answer:
        listed = []
        for address, asn in self._sessions():
            announced = seen.get("announced", {}).get(address, [])
            peer: Answer = {"peerAddress": address, "asn": asn, "state": "Idle" if address in seen.get("down", []) else "Established"}
            peer["prefixesSent"] = sum(_family(item) == 4 for item in announced)
            peer["v6PrefixesSent"] = sum(_family(item) == 6 for item in announced)
            if (about := self._said(address, "description")) is not None:
                peer["description"] = about.split(" ", 3)[3]
            for key, way in (("routeMapInbound", "in"), ("routeMapOutbound", "out")):
                if (name := self._acts(address, _family(address), way)) is not None:
                    peer[key] = name
            if address in seen.get("other_acts", {}):
                peer["routeMapInbound"] = seen["other_acts"][address]
            listed.append(peer)
        return {"vrfs": {"default": {"peerList": listed}}}

    def _advertised(self, seen: Answer, address: str) -> Answer:
        prefixes = seen.get("announced", {}).get(address, []) if address not in seen.get("down", []) else []
        return self._table(bgpRouteEntries={item: {"bgpRoutePaths": [{"routeType": {"valid": True, "active": True}}]} for item in prefixes})

    def _routes(self, seen: Answer, word: str) -> Answer:
        entries: dict[str, Answer] = {}
        for address, asn in self._sessions():
            for route in self._heard(seen, address):
                if _family(route["prefix"]) != (6 if word == "ipv6" else 4):
                    continue
                paths = entries.setdefault(route["prefix"], {"bgpRoutePaths": []})["bgpRoutePaths"]
                paths.append(
                    {
                        "asPathEntry": {"asPathType": "Internal" if asn == self._asn() else "External", "asPath": f"{route['path']} i"},
                        "nextHop": route.get("next_hop", address),
                        "localPreference": 100,
                        "peerEntry": {"peerRouterId": "192.0.2.2", "peerAddr": address},
                        "routeType": {"valid": True, "active": not paths},
                        "routeDetail": {
                            "origin": "Igp",
                            "communityList": route.get("communities", []),
                            "largeCommunityList": route.get("large", []),
                        },
                    }
                )
        return self._table(bgpRouteEntries=entries)

    def _route(self, seen: Answer, word: str, wanted: str) -> Answer:
        asked = ipaddress.ip_network(wanted, strict=False)
        known = [
            (network, interface)
            for prefix, interface in seen.get("interfaces", {}).items()
            if (network := ipaddress.ip_network(prefix)).version == asked.version and asked.subnet_of(network)  # type: ignore[arg-type]
        ]
        routes = {}
        if known:
            network, interface = max(known, key=lambda item: item[0].prefixlen)
            routes[str(network)] = {"routeAction": "forward", "vias": [{"interface": interface}]}
        return {"vrfs": {"default": {"routes": routes}}} if word == "ip" else {"routes": routes}
