# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a virtual IOS-XE router prints of its BGP sessions, routes and RPKI caches. A test writes the world that it sees.

A world is JSON, read anew at each command: ``shows``, ``down``, ``routes``, ``announced``, ``caches`` and ``interfaces`` are those of
``iosxr_world``; ``caches`` has one number of prefixes for each address.

Sessions are the neighbors of the running configuration that are active in a family. Formats: Cisco IOS IP Routing: BGP Command Reference
(show ip bgp neighbors, advertised-routes), IP Switching Command Reference (show ip cef), and public transcripts of IOS-XE 16 and 17
(show bgp detail, show bgp rpki servers).
"""

from __future__ import annotations

import ipaddress
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from virtual.iosxe_config import Configuration, Node


class World:
    """The world of one router."""

    COMMANDS = (
        (r"show bgp (ipv4|ipv6) unicast neighbors", "_neighbors"),
        (r"show bgp (ipv4|ipv6) unicast detail", "_routes"),
        (r"show bgp (ipv4|ipv6) unicast neighbors (\S+) advertised-routes", "_advertised"),
        (r"show bgp ipv4 unicast rpki servers", "_caches"),
        (r"show (ip|ipv6) cef (\S+)", "_cef"),
    )

    def __init__(self, path: Path | None, running: Callable[[], Configuration]) -> None:
        self._path = path
        self._running = running

    def told(self, command: str) -> str | None:
        """Return what a command prints, or None when it is not known."""
        seen: dict[str, Any] = json.loads(self._path.read_text()) if self._path is not None and self._path.exists() else {}
        if command in (shows := seen.get("shows", {})):
            return str(shows[command])
        for pattern, method in self.COMMANDS:
            if found := re.fullmatch(pattern, command):
                said = getattr(self, method)(seen, *found.groups())
                assert isinstance(said, str)
                return said
        return None

    # What the configuration says

    def _bgp(self) -> Node:
        return next(self._running().children("router bgp "), Node("router bgp 0"))

    def _lines(self, family: str | None = None) -> Iterator[str]:
        bgp = self._bgp()
        blocks = {node.text.split()[1]: node for node in bgp.below.values() if node.text.startswith("address-family ")}
        node = bgp if family is None or (family == "ipv4" and "ipv4" not in blocks) else blocks.get(family, Node(""))
        yield from (item.text for item in node.below.values())

    def _said(self, address: str, word: str, family: str | None = None) -> str | None:
        wanted = f"neighbor {address} {word} "
        return next((line.removeprefix(wanted) for line in self._lines(family) if line.startswith(wanted)), None)

    def _sessions(self, family: str) -> Iterator[tuple[str, str]]:
        """Give address and ASN of each neighbor that is active in a family."""
        for line in self._lines():
            found = re.fullmatch(r"neighbor (\S+) remote-as (\d+)", line)
            if found and self._is_active(found[1], family):
                yield found[1], found[2]

    def _is_active(self, address: str, family: str) -> bool:
        lines = set(self._lines(family))
        has_block = any(line == f"address-family {family}" for line in self._lines())
        return f"neighbor {address} activate" in lines or (family == "ipv4" and not has_block)

    def _heard(self, seen: dict[str, Any], family: str, address: str = "") -> list[dict[str, Any]]:
        """Return the accepted routes of a family, of one neighbor or of all that are up."""
        found = []
        maps = {item: self._said(item, "route-map", family) or "" for item, _ in self._sessions(family) if item not in seen.get("down", [])}
        for item in maps:
            bound = [line for line in self._lines(family) if line.startswith(f"neighbor {item} route-map ") and line.endswith(" in")]
            maps[item] = bound[0].split()[3] if bound else ""
        for route in seen.get("routes", []):
            is_ours = _family(route["prefix"]) == family and route["from"] in maps and route["from"] == (address or route["from"])
            under = route.get("rejected_under")
            if is_ours and not (under and maps[route["from"]].startswith(under)):
                found.append(route)
        return found

    # What is printed

    def _neighbors(self, seen: dict[str, Any], family: str) -> str:
        printed = []
        own = self._bgp().text.split()[2]
        for address, asn in self._sessions(family):
            is_up = address not in seen.get("down", [])
            kind = "internal" if asn == own else "external"
            lines = [f"BGP neighbor is {address.upper()},  remote AS {asn}, {kind} link"]
            if about := self._said(address, "description"):
                lines.append(f" Description: {about}")
            lines += ["  BGP version 4, remote router ID 192.0.2.2", f"  BGP state = {'Established, up for 3w1d' if is_up else 'Idle'}"]
            if is_up:
                lines += ["  Neighbor capabilities:", "    Route refresh: advertised and received(new)", ""]
                accepted = len(self._heard(seen, family, address))
                announced = [item for item in seen.get("announced", {}).get(address, []) if _family(item) == family]
                lines += [f" For address family: {family.replace('ip', 'IP')} Unicast", f"  Session: {address.upper()}"]
                lines += ["                                 Sent       Rcvd", "  Prefix activity:               ----       ----"]
                lines += [f"    Prefixes Current: {len(announced):15} {accepted:10}", "    Prefixes Total:               0          0"]
            lines += ["", "  Connections established 1; dropped 0", ""]
            printed.append("\n".join(lines))
        return "\n".join(printed) + "\n"

    def _routes(self, seen: dict[str, Any], family: str) -> str:
        routes: dict[str, list[dict[str, Any]]] = {}
        for route in self._heard(seen, family):
            routes.setdefault(route["prefix"], []).append(route)
        printed: list[str] = []
        for prefix, paths in sorted(routes.items(), key=lambda item: ipaddress.ip_network(item[0])):
            printed += [
                f"BGP routing table entry for {prefix.upper()}, version 5",
                f"  Paths: ({len(paths)} available, best #1, table default)",
            ]
            printed += ["  Not advertised to any peer"]
            for number, route in enumerate(paths, 1):
                hop, sender = route.get("next_hop", route["from"]).upper(), route["from"].upper()
                printed += ["  Refresh Epoch 1", f"  {route['path']}", f"    {hop} from {sender} (192.0.2.2)"]
                printed += [f"      Origin IGP, localpref 100, valid, external{', best' if number == 1 else ''}"]
                if route.get("communities"):
                    printed.append(f"      Community: {' '.join(route['communities'])}")
                if route.get("large"):
                    printed.append(f"      Large Community: {' '.join(route['large'])}")
                printed.append("      rx pathid: 0, tx pathid: 0x0")
        return "\n".join(printed) + "\n"

    def _advertised(self, seen: dict[str, Any], family: str, address: str) -> str:
        prefixes = [item for item in seen.get("announced", {}).get(address, []) if _family(item) == family]
        lines = ["     Network          Next Hop            Metric LocPrf Weight Path"] if prefixes else []
        lines += [f" *>   {prefix.upper():<16} 0.0.0.0                  0         32768 i" for prefix in prefixes]
        return "\n".join([*lines, "", f"Total number of prefixes {len(prefixes)} "]) + "\n"

    def _caches(self, seen: dict[str, Any]) -> str:
        printed = []
        for line in self._lines():
            if found := re.fullmatch(r"bgp rpki server tcp (\S+) port (\d+) refresh (\d+)", line):
                count = seen.get("caches", {}).get(found[1])
                state = "ESTAB" if count is not None else "CLOSED"
                printed += [
                    f"BGP SOVC neighbor is {found[1]}/{found[2]} connected to port {found[2]}",
                    f"Flags 64, Refresh time is {found[3]}",
                ]
                printed += [" Neighbor Statistics:", f"  Prefixes {count or 0}", "  Connection attempts: 1", ""]
                printed += [f"Connection state is {state}, I/O status: 1, unread input bytes: 0", ""]
        return "\n".join(printed) + "\n"

    def _cef(self, seen: dict[str, Any], _: str, wanted: str) -> str:
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
            return f"{'0.0.0.0/0' if asked.version == 4 else '::/0'}\n  no route\n"
        network, interface = max(known, key=lambda item: item[0].prefixlen)
        return f"{str(network).upper()}\n  nexthop {'192.0.2.254' if asked.version == 4 else 'FE80::1'} {interface}\n"


def _family(prefix: str) -> str:
    return "ipv6" if ":" in prefix else "ipv4"
