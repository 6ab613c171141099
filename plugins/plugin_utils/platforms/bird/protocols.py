# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""BGP sessions and RPKI caches as ``show protocols all`` prints them (2.0.12 and 3.1.8)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ..answers import lines_of, understood

_HEAD = re.compile(r"^(\S+)[ \t]+(BGP|RPKI)[ \t]+\S+[ \t]+(\S+)[ \t]")
_VALUE = re.compile(r"^[ \t]+([A-Z][A-Za-z ]*):(.*)$")
_COUNTS = re.compile(r"([0-9]+) imported,.*?\b([0-9]+) exported")
_LIMIT = re.compile(r"[0-9]+")
_FAMILIES = {"ipv4": 4, "ipv6": 6}


@dataclass
class Channel:
    """One family of a session. A count or limit is None when there is none."""

    family: int
    input_filter: str = ""
    output_filter: str = ""
    imported: int | None = None
    exported: int | None = None
    import_limit: int | None = None
    receive_limit: int | None = None
    export_limit: int | None = None


@dataclass
class Protocol:
    """One BGP session. ``role`` is ours, told while the session is up; ``refreshes``: the neighbor answers a route refresh."""

    name: str
    description: str = ""
    address: str = ""
    asn: int = 0
    local_asn: int = 0
    vrf: str = ""
    is_established: bool = False
    refreshes: bool = False
    role: str | None = None
    channels: list[Channel] = field(default_factory=list)


def _read(protocol: Protocol, line: str, is_neighbors: bool) -> None:
    """Take one line of a session."""
    channel = protocol.channels[-1] if protocol.channels else None
    if line.strip() == "Route refresh":
        protocol.refreshes = protocol.refreshes or is_neighbors
    found = _VALUE.match(line)
    if found is None:
        return
    match found[1], found[2].strip():
        case "Description", text:
            protocol.description = text
        case "VRF", text:
            protocol.vrf = text
        case "BGP state", text:
            protocol.is_established = text == "Established"
        case "Neighbor address", text:
            protocol.address = text.partition("%")[0]
        case "Neighbor AS", text:
            protocol.asn = int(text)
        case "Local AS", text:
            protocol.local_asn = int(text)
        case "Role", text if not is_neighbors:
            protocol.role = text.replace("_", "-")
        case "Input filter", text if channel is not None:
            channel.input_filter = text
        case "Output filter", text if channel is not None:
            channel.output_filter = text
        case "Routes", text if channel is not None and (counts := _COUNTS.match(text)):
            channel.imported, channel.exported = int(counts[1]), int(counts[2])
        case "Import limit" | "Receive limit" | "Export limit", text if channel is not None and (number := _LIMIT.match(text)):
            setattr(channel, found[1].lower().replace(" ", "_"), int(number[0]))


def parse_protocols(text: str) -> list[Protocol]:
    """Parse the BGP sessions that have one neighbor; those that wait for any neighbor of a range are left out.

    A session that was shut down shows why in its neighbor's own words, which end no line.

    :raises PlatformError: a number is none.
    """
    found: list[Protocol] = []
    now: Protocol | None = None
    is_neighbors = False
    for line in lines_of(text):
        if line[:1].strip():
            head = _HEAD.match(line)
            now = Protocol(head[1]) if head is not None and head[2] == "BGP" else None
            is_neighbors = False
            if now is not None:
                found.append(now)
        elif now is not None and line.startswith("  Channel "):
            now.channels.append(Channel(_FAMILIES.get(line.removeprefix("  Channel ").strip().partition(" ")[0], 0)))
            is_neighbors = False
        elif now is not None and line.strip():
            is_neighbors = is_neighbors or line.strip() == "Neighbor capabilities"
            with understood(f"show protocols all, {now.name}: {line.strip()[:60]!r}"):
                _read(now, line, is_neighbors)
    return [item for item in found if item.address]


def caches_up(text: str) -> int:
    """Return how many RPKI caches are connected."""
    heads = ((_HEAD.match(line), line) for line in lines_of(text))
    return sum(1 for head, line in heads if head is not None and head[2] == "RPKI" and line.split()[-1] == "Established")
