# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a RouterOS firewall does with a packet, read off its rules (guide, "Filter", "RAW": matched one by one; ``return`` goes back to the
chain that jumped, ``passthrough`` goes on, what comes to the end of a built-in chain is accepted)."""

from __future__ import annotations

from dataclasses import dataclass

from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import BITS, Prefix

from .box import Box
from .language import LanguageError

_PLACES = {"in": ("raw", "prerouting", "in-interface"), "out": ("filter", "forward", "out-interface")}


@dataclass(frozen=True)
class Packet:
    """One packet. ``protocol``: tcp, or igmp, udp (DHCP's ports), icmpv6."""

    source: Prefix
    destination: Prefix
    protocol: str = "tcp"


def _prefix(text: str, family: int) -> Prefix:
    return Prefix.parse(text if "/" in text else f"{text}/{BITS[family]}")


class Firewall:
    """The firewall of a box."""

    def __init__(self, box: Box) -> None:
        self._menus = box.menus

    def passes(self, interface: str, way: str, packet: Packet) -> bool:
        """Tell whether a packet comes in or goes out at an interface."""
        menu, chain, place = _PLACES[way]
        path = f"/{'ip' if packet.source.family == 4 else 'ipv6'}/firewall/{menu}"
        return self._run(path, chain, {place: interface}, packet) is not False

    def _run(self, path: str, chain: str, at: dict[str, str], packet: Packet) -> bool | None:
        """Follow a chain; None: it came to its end, or returned."""
        rows = [row for row in self._menus[path] if row["chain"] == chain]
        if not rows and chain not in ("prerouting", "forward"):
            return None
        for row in rows:
            if not self._matches(row, at, packet):
                continue
            action = row["action"]
            if action == "jump":
                if (told := self._run(path, row["jump-target"], at, packet)) is not None:
                    return told
            elif action in ("accept", "drop"):
                return action == "accept"
            elif action == "return":
                return None
            elif action != "passthrough":
                raise LanguageError(f"unknown action {action}")
        return None

    def _matches(self, row: dict[str, str], at: dict[str, str], packet: Packet) -> bool:
        family = packet.source.family
        ports = {"src-port": "68", "dst-port": "67"} if packet.protocol == "udp" else {}
        for name, value in row.items():
            if name in ("chain", "action", "comment", "jump-target"):
                continue
            if name in ("in-interface", "out-interface"):
                is_so = at.get(name) == value
            elif name in ("src-address", "dst-address"):
                is_so = _prefix(value, family).contains(packet.source if name == "src-address" else packet.destination)
            elif name == "src-address-list":
                menu = f"/{'ip' if family == 4 else 'ipv6'}/firewall/address-list"
                is_so = any(_prefix(item["address"], family).contains(packet.source) for item in self._menus[menu] if item["list"] == value)
            elif name == "protocol":
                is_so = value == packet.protocol
            elif name in ("src-port", "dst-port"):
                is_so = ports.get(name) == value
            elif name == "connection-state":
                is_so = "new" in value.split(",")
            else:
                raise LanguageError(f"unknown matcher {name}")
            if not is_so:
                return False
        return True
