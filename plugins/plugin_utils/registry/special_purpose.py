# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Address blocks that are not for the Internet's routing table, from IANA's special-purpose registries (F02).

Entries are those of RFC 6890 and the RFCs that added to the registries since, each with the RFC that made it.
"""

from __future__ import annotations

from typing import NamedTuple

from ..model.prefixes import Prefix, PrefixRange


class SpecialPurpose(NamedTuple):
    """One block. ``is_reachable``: IANA's "globally reachable" is true; N/A counts as false."""

    prefix: Prefix
    name: str
    source: str
    is_reachable: bool = False


def _block(text: str, name: str, source: str, is_reachable: bool = False) -> SpecialPurpose:
    return SpecialPurpose(Prefix.parse(text), name, source, is_reachable)


#: IANA's IPv4 and IPv6 special-purpose address registries, without entries that a wider one of the same kind holds.
SPECIAL_PURPOSE = (
    _block("0.0.0.0/8", "this network", "RFC 791 section 3.2"),
    _block("10.0.0.0/8", "private use", "RFC 1918"),
    _block("100.64.0.0/10", "shared address space", "RFC 6598"),
    _block("127.0.0.0/8", "loopback", "RFC 1122 section 3.2.1.3"),
    _block("169.254.0.0/16", "link local", "RFC 3927"),
    _block("172.16.0.0/12", "private use", "RFC 1918"),
    _block("192.0.0.0/24", "IETF protocol assignments", "RFC 6890 section 2.1"),
    _block("192.0.0.9/32", "Port Control Protocol anycast", "RFC 7723", True),
    _block("192.0.0.10/32", "TURN anycast", "RFC 8155", True),
    _block("192.0.2.0/24", "documentation (TEST-NET-1)", "RFC 5737"),
    _block("192.88.99.0/24", "6to4 relay anycast, deprecated", "RFC 7526"),
    _block("192.168.0.0/16", "private use", "RFC 1918"),
    _block("198.18.0.0/15", "benchmarking", "RFC 2544"),
    _block("198.51.100.0/24", "documentation (TEST-NET-2)", "RFC 5737"),
    _block("203.0.113.0/24", "documentation (TEST-NET-3)", "RFC 5737"),
    _block("2001::/23", "IETF protocol assignments", "RFC 2928"),
    _block("2001:1::1/128", "Port Control Protocol anycast", "RFC 7723", True),
    _block("2001:1::2/128", "TURN anycast", "RFC 8155", True),
    _block("2001:1::3/128", "DNS-SD service registration anycast", "RFC 9665", True),
    _block("2001:3::/32", "AMT", "RFC 7450", True),
    _block("2001:4:112::/48", "AS112-v6", "RFC 7535", True),
    _block("2001:20::/28", "ORCHIDv2", "RFC 7343", True),
    _block("2001:30::/28", "drone remote ID", "RFC 9374", True),
    _block("2001:db8::/32", "documentation", "RFC 3849"),
    _block("2002::/16", "6to4", "RFC 3056"),
    _block("3fff::/20", "documentation", "RFC 9637"),
)

#: What is no unicast space of the Internet at all: multicast, reserved, and IPv6 outside 2000::/3 (::1, fc00::/7,
#: fe80::/10, 64:ff9b::/96, 5f00::/16 and the like are in there).
NOT_GLOBAL_UNICAST = (
    _block("224.0.0.0/4", "multicast", "RFC 5771"),
    _block("240.0.0.0/4", "reserved", "RFC 1112 section 4"),
    _block("::/3", "outside 2000::/3", "RFC 4291 section 2.4"),
    _block("4000::/2", "outside 2000::/3", "RFC 4291 section 2.4"),
    _block("8000::/1", "outside 2000::/3", "RFC 4291 section 2.4"),
)


def special_purpose_ranges() -> frozenset[PrefixRange]:
    """Return what F02 rejects: these blocks and their more-specifics of any length."""
    return frozenset(PrefixRange.of(block.prefix) for block in (*SPECIAL_PURPOSE, *NOT_GLOBAL_UNICAST) if not block.is_reachable)


def reachable_exceptions() -> frozenset[PrefixRange]:
    """Return what F02 spares: longer blocks inside them that are globally reachable, with their more-specifics."""
    return frozenset(PrefixRange.of(block.prefix) for block in SPECIAL_PURPOSE if block.is_reachable)
