# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a virtual IOS-XR router prints of its BGP sessions, routes and RPKI caches. A test writes the world that it sees.

A world is JSON, read anew at each command:

* ``shows``: {command: output}, before everything else
* ``down``: addresses whose session is not up
* ``routes``: what neighbors announce: [{``prefix``, ``from``, ``path``: "35001 7", ``next_hop``, ``communities``: ["64500:1"],
  ``large``: ["64500:1:1"], ``rejected_under``: "NAME"}]. A route is not accepted when the policy that is bound to its neighbor inbound has
  a name that begins so: what a filter does is written down by the test, not computed here.
* ``announced``: {address: [prefixes]}
* ``caches``: {address: [IPv4 ROAs, IPv6 ROAs]}: configured ones that are up
* ``interfaces``: {prefix: interface}: what routes point to

Sessions are the neighbors of the running configuration. Formats: Cisco, "BGP Commands" and "RIB Commands" of the Routing Command Reference
for IOS-XR 7.x (show bgp neighbors, show bgp advertised-routes, show bgp longer-prefixes detail, show bgp rpki server, show route), and the
test data of genieparser and batfish for columns that the guide cuts.
"""

from __future__ import annotations

import ipaddress
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from virtual.iosxr_config import Configuration, Node

_HEADER = "BGP router identifier 192.0.2.1, local AS number {asn}\nBGP generic scan interval 60 secs\nBGP table state: Active\n"
_ALL = {"ipv4": "0.0.0.0/0", "ipv6": "::/0"}


class World:
    """The world of one router."""

    #: Commands; groups of the pattern are the method's arguments.
    COMMANDS = (
        (r"show bgp neighbors", "_neighbors"),
        (r"show bgp (ipv4|ipv6) unicast summary", "_summary"),
        (r"show bgp (ipv4|ipv6) unicast (?:0\.0\.0\.0/0|::/0) longer-prefixes detail", "_routes"),
        (r"show bgp (ipv4|ipv6) unicast neighbors (\S+) advertised-routes", "_advertised"),
        (r"show bgp rpki server summary", "_caches"),
        (r"show route (ipv4|ipv6) (\S+)", "_route"),
    )

    def __init__(self, path: Path | None, running: Callable[[], Configuration]) -> None:
        self._path = path
        self._running = running

    def told(self, command: str) -> str | None:
        """Return what a command prints, or None when it is not known."""
        if self._path is None or not self._path.exists():
            return None
        seen: dict[str, Any] = json.loads(self._path.read_text())
        if command in (shows := seen.get("shows", {})):
            return str(shows[command])
        for pattern, method in self.COMMANDS:
            if found := re.fullmatch(pattern, command):
                said = getattr(self, method)(seen, *found.groups())
                assert isinstance(said, str)
                return said
        return None

    # What the configuration says

    def _bgp(self) -> Node | None:
        return next((node for name, node in self._running().tree.children.items() if name.startswith("router bgp ")), None)

    def _sessions(self) -> Iterator[tuple[str, str, Node]]:
        """Give address, ASN and lines of each neighbor."""
        bgp = self._bgp()
        for node in bgp.children.values() if bgp else ():
            if node.text.startswith("neighbor "):
                yield node.text.split()[1], self._remote_as(bgp, node), node

    def _remote_as(self, bgp: Node | None, node: Node) -> str:
        if own := node.children.get("remote-as"):
            return own.text.split()[1]
        for name in ("use neighbor-group", "use session-group"):
            used = node.children.get(name)
            group = bgp.children.get(used.text.removeprefix("use ")) if used and bgp else None
            if group is not None:
                return self._remote_as(bgp, group)
        return "0"

    @property
    def _asn(self) -> str:
        bgp = self._bgp()
        return bgp.text.split()[2] if bgp else "0"

    @staticmethod
    def _policy_in(node: Node, family: str) -> str:
        below = node.children.get(f"address-family {family} unicast")
        bound = below.children.get("route-policy in") if below else None
        return bound.text.split()[1] if bound else ""

    def _heard(self, seen: dict[str, Any], family: str, address: str = "") -> list[dict[str, Any]]:
        """Return the accepted routes of a family, of one neighbor or of all that are up."""
        found = []
        policies = {item: self._policy_in(node, family) for item, _, node in self._sessions() if item not in seen.get("down", [])}
        for route in seen.get("routes", []):
            is_ours = _family(route["prefix"]) == family and route["from"] in policies and route["from"] == (address or route["from"])
            under = route.get("rejected_under")
            if is_ours and not (under and policies[route["from"]].startswith(under)):
                found.append(route)
        return found

    # What is printed

    def _neighbors(self, seen: dict[str, Any]) -> str:
        printed = []
        for address, asn, node in self._sessions():
            is_up = address not in seen.get("down", [])
            lines = [
                f"BGP neighbor is {address}",
                f" Remote AS {asn}, local AS {self._asn}, {'internal' if asn == self._asn else 'external'} link",
            ]
            if about := node.children.get("description"):
                lines.append(f" Description: {about.text.removeprefix('description ')}")
            lines += [" Remote router ID 192.0.2.2" if is_up else " Remote router ID 0.0.0.0"]
            lines += ["  BGP state = Established, up for 3w1d" if is_up else "  BGP state = Idle (No route to multi-hop neighbor)"]
            lines += ["  NSR State: None", "  Hold time is 180, keepalive interval is 60 seconds"]
            if is_up:
                lines += ["  Neighbor capabilities:            Adv         Rcvd"]
                lines += ["    Route refresh:                  Yes         Yes", "    4-byte AS:                      Yes         Yes"]
            for family in ("ipv4", "ipv6"):
                if f"address-family {family} unicast" in node.children:
                    announced = [item for item in seen.get("announced", {}).get(address, []) if _family(item) == family]
                    accepted = len(self._heard(seen, family, address)) if is_up else 0
                    lines += ["", f" For Address Family: {family.replace('ip', 'IP')} Unicast", "  BGP neighbor version 12"]
                    lines += ["  Update group: 0.2 Filter-group: 0.1  No Refresh request being processed"]
                    if policy := self._policy_in(node, family):
                        lines.append(f"  Policy for incoming advertisements is {policy}")
                    lines += [f"  {accepted} accepted prefixes, {accepted} are bestpaths", "  Exact no. of prefixes denied : 0."]
                    lines += [f"  Prefix advertised {len(announced)}, suppressed 0, withdrawn 0", "  Maximum prefixes allowed 1048576"]
            lines += [
                "",
                "  Connections established 1; dropped 0",
                f"  Local host: 192.0.2.1, Local port: 179\n  Foreign host: {address}",
                "",
            ]
            printed.append("\n".join(lines))
        return "\n".join(printed) + "\n"

    def _summary(self, seen: dict[str, Any], family: str) -> str:
        lines = [_HEADER.format(asn=self._asn), "Neighbor        Spk    AS MsgRcvd MsgSent   TblVer  InQ OutQ  Up/Down  St/PfxRcd"]
        for address, asn, node in self._sessions():
            if f"address-family {family} unicast" in node.children:
                state = "Idle" if address in seen.get("down", []) else str(len(self._heard(seen, family, address)))
                lines.append(f"{address:<15} {0:>4} {asn:>5} {100:>7} {100:>7} {12:>8} {0:>4} {0:>4} {'3w1d':>8} {state:>10}")
        return "\n".join(lines) + "\n\n"

    def _routes(self, seen: dict[str, Any], family: str) -> str:
        printed = [_HEADER.format(asn=self._asn)]
        routes: dict[str, list[dict[str, Any]]] = {}
        for route in self._heard(seen, family):
            routes.setdefault(route["prefix"], []).append(route)
        for prefix, paths in sorted(routes.items(), key=lambda item: ipaddress.ip_network(item[0])):
            printed += [f"BGP routing table entry for {prefix}", "Versions:", "  Process           bRIB/RIB  SendTblVer"]
            printed += ["  Speaker                  12          12", "Last Modified: Nov  5 10:00:00.123 for 3w1d"]
            printed += [f"Paths: ({len(paths)} available, best #1)", "  Not advertised to any peer"]
            for number, route in enumerate(paths, 1):
                hop = route.get("next_hop", route["from"])
                best = ", best, group-best" if number == 1 else ""
                printed += [f"  Path #{number}: Received by speaker 0", "  Not advertised to any peer", f"  {route['path']}"]
                printed += [f"    {hop} from {route['from']} (192.0.2.2)", f"      Origin IGP, localpref 100, valid, external{best}"]
                printed += ["      Received Path ID 0, Local Path ID 1, version 12"]
                if route.get("communities"):
                    printed.append(f"      Community: {' '.join(route['communities'])}")
                if route.get("large"):
                    printed.append(f"      Large Community: {' '.join(route['large'])}")
        return "\n".join(printed) + "\n\n"

    def _advertised(self, seen: dict[str, Any], family: str, address: str) -> str:
        prefixes = [item for item in seen.get("announced", {}).get(address, []) if _family(item) == family]
        lines = ["Network            Next Hop        From            AS Path"] if prefixes else []
        lines += [f"{prefix:<18} {'192.0.2.1':<15} {'Local':<15} {self._asn}i" for prefix in prefixes]
        return "\n".join([*lines, "", f"Processed {len(prefixes)} prefixes, {len(prefixes)} paths"]) + "\n" if prefixes else "\n"

    def _caches(self, seen: dict[str, Any]) -> str:
        bgp = self._bgp()
        lines = ["Hostname/Address                Transport       State           Time            ROAs (IPv4/IPv6)"]
        for node in bgp.children.values() if bgp else ():
            if node.text.startswith("rpki server "):
                address = node.text.split()[2]
                port = node.children["transport"].text.split()[-1] if "transport" in node.children else "0"
                roas = seen.get("caches", {}).get(address)
                told = f"{'ESTAB':<15} {'00:01:21':<15} {roas[0]}/{roas[1]}" if roas else f"{'NONE':<15} {'00:00:00':<15} N/A"
                lines.append(f"{address:<31} {f'TCP:{port}':<15} {told}")
        return "\n".join(lines) + "\n\n"

    def _route(self, seen: dict[str, Any], family: str, wanted: str) -> str:
        try:
            asked = ipaddress.ip_network(wanted, strict=False)
        except ValueError:
            return "% Invalid prefix\n"
        known = [
            (network, interface)
            for prefix, interface in seen.get("interfaces", {}).items()
            if (network := ipaddress.ip_network(prefix)).version == asked.version and asked.subnet_of(network)  # type: ignore[arg-type]
        ]
        if not known:
            return "% Network not in table\n\n"
        network, interface = max(known, key=lambda item: item[0].prefixlen)
        return (
            f'\nRouting entry for {network}\n  Known via "static", distance 1, metric 0\n  Installed Nov  5 10:00:00.123 for 3w1d\n'
            f"  Routing Descriptor Blocks\n    192.0.2.254, via {interface}\n      Route metric is 0\n  No advertising protos. \n\n"
        )


def _family(prefix: str) -> str:
    return "ipv6" if ":" in prefix else "ipv4"
