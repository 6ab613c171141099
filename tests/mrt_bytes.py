# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Routing tables in MRT, put together byte by byte as RFC 6396, RFC 8050 and RFC 4271 draw them."""

from __future__ import annotations

import struct
from ipaddress import ip_address, ip_network

TABLE_DUMP, TABLE_DUMP_V2, BGP4MP = 12, 13, 16
PEER_INDEX, IPV4, IPV6, IPV4_PATHS, IPV6_PATHS = 1, 2, 4, 8, 10
SET, SEQUENCE, CONFED_SEQUENCE, CONFED_SET = 1, 2, 3, 4


def record(kind: int, subtype: int, body: bytes) -> bytes:
    """A record with its header; its time is 2026-11-28 00:00:00 UTC."""
    return struct.pack("!IHHI", 1795824000, kind, subtype, len(body)) + body


def attribute(code: int, value: bytes, flags: int = 0x40) -> bytes:
    """A path attribute; flag 0x10 makes its length two octets."""
    return bytes((flags, code)) + (struct.pack("!H", len(value)) if flags & 0x10 else bytes((len(value),))) + value


def segment(kind: int, *asns: int, size: int = 4) -> bytes:
    """A segment of an AS path, with ASNs of two or four octets."""
    return bytes((kind, len(asns))) + b"".join(asn.to_bytes(size, "big") for asn in asns)


def path(*asns: int, size: int = 4) -> bytes:
    """An AS_PATH that is one sequence."""
    return attribute(2, segment(SEQUENCE, *asns, size=size))


def next_hop(address: str) -> bytes:
    return attribute(3, ip_address(address).packed)


def communities(*pairs: tuple[int, int]) -> bytes:
    return attribute(8, b"".join(struct.pack("!HH", *pair) for pair in pairs), 0xC0)


def large_communities(*triples: tuple[int, int, int]) -> bytes:
    return attribute(32, b"".join(struct.pack("!III", *triple) for triple in triples), 0xC0)


def old(prefix: str, peer: str, attributes: bytes, peer_asn: int = 64500) -> bytes:
    """A record of TABLE_DUMP."""
    network = ip_network(prefix)
    head = struct.pack("!HH", 0, 1) + network.network_address.packed + bytes((network.prefixlen, 1)) + struct.pack("!I", 1795824000)
    tail = ip_address(peer).packed + struct.pack("!HH", peer_asn, len(attributes)) + attributes
    return record(TABLE_DUMP, 1 if network.version == 4 else 2, head + tail)


def peer_index(*peers: tuple[str, int], name: bytes = b"rib") -> bytes:
    """A list of neighbors; an ASN above 65535 takes four octets."""
    body = bytes((192, 0, 2, 255)) + struct.pack("!H", len(name)) + name + struct.pack("!H", len(peers))
    for address, asn in peers:
        packed = ip_address(address).packed
        kind = (1 if len(packed) == 16 else 0) | (2 if asn > 65535 else 0)
        body += bytes((kind, 10, 0, 0, 1)) + packed + asn.to_bytes(4 if kind & 2 else 2, "big")
    return record(TABLE_DUMP_V2, PEER_INDEX, body)


def rib(prefix: str, *entries: tuple[int, bytes], subtype: int | None = None) -> bytes:
    """A record of TABLE_DUMP_V2: entries of (number of the neighbor, attributes)."""
    network = ip_network(prefix)
    chosen = subtype or (IPV4 if network.version == 4 else IPV6)
    octets = network.network_address.packed[: (network.prefixlen + 7) // 8]
    body = struct.pack("!I", 7) + bytes((network.prefixlen,)) + octets + struct.pack("!H", len(entries))
    for number, (peer, attributes) in enumerate(entries):
        identifier = struct.pack("!I", number + 1) if chosen in (IPV4_PATHS, IPV6_PATHS) else b""
        body += struct.pack("!HI", peer, 1795824000) + identifier + struct.pack("!H", len(attributes)) + attributes
    return record(TABLE_DUMP_V2, chosen, body)


def small_table() -> bytes:
    """Three neighbors, two families, five routes, with attributes of every kind that a policy looks at."""
    two_hosts = ip_address("2001:db8:1::1").packed + ip_address("fe80::1").packed
    return (
        peer_index(("192.0.2.1", 64500), ("2001:db8::1", 4200000001), ("192.0.2.2", 64501))
        + rib(
            "193.0.0.0/21",
            (0, path(64500, 64496) + next_hop("192.0.2.1") + communities((64500, 1), (65535, 666))),
            (2, attribute(2, segment(SEQUENCE, 64501) + segment(SET, 7, 8)) + next_hop("192.0.2.9")),
        )
        + rib("2a00:1::/32", (1, path(4200000001, 64496) + attribute(14, bytes((32,)) + two_hosts, 0x80)))
        + rib("0.0.0.0/0", (0, path(64500) + large_communities((64500, 1, 4294967295)) + attribute(35, struct.pack("!I", 64500), 0xC0)))
        + rib("193.0.8.128/25", (2, path(64501)))
    )


#: Where the records of ``small_table`` begin, and where the last ends.
BORDERS = (0, 70, 165, 245, 303, 343)
