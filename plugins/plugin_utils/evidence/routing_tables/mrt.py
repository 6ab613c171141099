# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Routing tables in MRT files: TABLE_DUMP and TABLE_DUMP_V2 (RFC 6396), with several paths of a neighbor too (RFC 8050).

The library for Python 3.11 says nothing of a file that ends half-way or is no MRT at all, and has no OTC; who previews a filter from
half a table believes that nothing is dropped. Here a record that is not whole is an error with its place. What nobody can see is a cut
exactly between two records of a file that is not packed, for no record says how many there are; a packed file that is cut says so.
Attributes are decoded once for all routes that have the same bytes.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from functools import lru_cache
from typing import BinaryIO, NamedTuple

from ...model.prefixes import BITS, Prefix, int_to_address
from ...model.routes import Community, LargeCommunity, PathElement, Route

_HEADER = struct.Struct("!IHHI")
_TABLE_DUMP, _TABLE_DUMP_V2 = 12, 13
#: Record types that hold messages, not tables.
_MESSAGES = {16, 17}
_PEER_INDEX = 1
#: TABLE_DUMP_V2: subtype -> (family, whether entries have a path identifier).
_RIBS = {2: (4, False), 4: (6, False), 8: (4, True), 10: (6, True)}
#: Multicast and other families: nothing that a unicast policy meets.
_OTHER_RIBS = {3, 5, 6, 7, 9, 11, 12}
_MOST_BYTES = 1 << 24

_AS_PATH, _NEXT_HOP, _COMMUNITIES, _MP_REACH, _AS4_PATH, _LARGE, _OTC = 2, 3, 8, 14, 17, 32, 35
_SET, _SEQUENCE, _CONFED_SEQUENCE, _CONFED_SET = 1, 2, 3, 4
_CONFEDERATIONS = (_CONFED_SEQUENCE, _CONFED_SET)


class MrtError(ValueError):
    """A file is no whole MRT table; the message says where."""


class Attributes(NamedTuple):
    """What a policy looks at."""

    as_path: tuple[PathElement, ...]
    communities: frozenset[Community]
    large_communities: frozenset[LargeCommunity]
    next_hop: Prefix | None
    otc: int | None


def read_mrt(stream: BinaryIO, number: int = 0, of: int = 1) -> Iterator[tuple[str, Route]]:
    """Yield (neighbor's address, route) of a table.

    :param stream: the file, decompressed.
    :param number: which part is wanted, from 0 on, when ``of`` processes read it together; the frames of all records are looked at.
    :raises MrtError: it is no table, or not whole.
    """
    peers: list[str] = []
    kept: dict[tuple[int, int, bytes], Attributes] = {}
    record = offset = 0
    while header := stream.read(_HEADER.size):
        record += 1
        where = f"record {record}, byte {offset}"
        if len(header) < _HEADER.size:
            raise MrtError(f"{where}: the file ends within a record's header")
        _, kind, subtype, length = _HEADER.unpack(header)
        if kind not in (_TABLE_DUMP, _TABLE_DUMP_V2):
            what = "holds messages, not a table" if kind in _MESSAGES else "is no record of a table in MRT"
            raise MrtError(f"{where}: type {kind} {what}")
        if length > _MOST_BYTES:
            raise MrtError(f"{where}: says that it has {length} bytes, which no record of a table has")
        body = stream.read(length)
        if len(body) < length:
            raise MrtError(f"{where}: the file ends within the record; it is not whole")
        try:
            if kind == _TABLE_DUMP_V2 and subtype == _PEER_INDEX:
                peers = _peers(body)
            elif (record >> 6) % of != number:
                pass
            elif kind == _TABLE_DUMP:
                yield _old_entry(body, subtype, kept)
            elif subtype in _RIBS:
                family, has_identifier = _RIBS[subtype]
                yield from _entries(body, family, has_identifier, peers, kept)
            elif subtype not in _OTHER_RIBS:
                raise MrtError(f"TABLE_DUMP_V2 has no subtype {subtype}")
        except (struct.error, IndexError) as error:
            raise MrtError(f"{where}: what is in it is not as long as it says") from error
        except ValueError as error:
            raise MrtError(f"{where}: {error}") from error
        offset += _HEADER.size + length
    if not record:
        raise MrtError("the file is empty")


def _network(family: int, octets: bytes, length: int) -> Prefix:
    bits = BITS[family]
    if length > bits or len(octets) < (length + 7) // 8:
        raise MrtError(f"a prefix of family {family} has length {length}")
    value = int.from_bytes(octets, "big") << (bits - 8 * len(octets))
    return Prefix(family, value >> (bits - length) << (bits - length), length)


def _old_entry(body: bytes, family_code: int, kept: dict[tuple[int, int, bytes], Attributes]) -> tuple[str, Route]:
    """Read a record of TABLE_DUMP: one route; ASNs have two octets (RFC 6396 section 4.2)."""
    if family_code not in (1, 2):
        raise MrtError(f"TABLE_DUMP has no subtype {family_code}")
    family = 4 if family_code == 1 else 6
    size = BITS[family] // 8
    prefix = _network(family, body[4 : 4 + size], body[4 + size])
    at = 4 + size + 2 + 4
    address = int_to_address(family, int.from_bytes(body[at : at + size], "big"))
    (count,) = struct.unpack_from("!H", body, at + size + 2)
    blob = body[at + size + 4 :]
    if len(blob) != count:
        raise MrtError(f"attributes of {count} bytes where {len(blob)} are left")
    return address, Route(prefix, *_attributes(blob, family, 2, kept))


def _peers(body: bytes) -> list[str]:
    """Read the neighbors' addresses (RFC 6396 section 4.3.1)."""
    (name_length,) = struct.unpack_from("!H", body, 4)
    at = 6 + name_length
    (count,) = struct.unpack_from("!H", body, at)
    at += 2
    found = []
    for _ in range(count):
        kind = body[at]
        size = 16 if kind & 1 else 4
        octets = body[at + 5 : at + 5 + size]
        if len(octets) < size:
            raise MrtError("the list of neighbors is not whole")
        found.append(int_to_address(6 if kind & 1 else 4, int.from_bytes(octets, "big")))
        at += 5 + size + (4 if kind & 2 else 2)
    if at != len(body):
        raise MrtError(f"the list of neighbors has {len(body)} bytes where its {count} need {at}")
    return found


def _entries(
    body: bytes, family: int, has_identifier: bool, peers: list[str], kept: dict[tuple[int, int, bytes], Attributes]
) -> Iterator[tuple[str, Route]]:
    """Read the routes to one prefix (RFC 6396 section 4.3.2)."""
    length = body[4]
    at = 5 + (length + 7) // 8
    prefix = _network(family, body[5:at], length)
    (count,) = struct.unpack_from("!H", body, at)
    at += 2
    for _ in range(count):
        (peer,) = struct.unpack_from("!H", body, at)
        at += 10 if has_identifier else 6
        (size,) = struct.unpack_from("!H", body, at)
        blob = body[at + 2 : at + 2 + size]
        at += 2 + size
        if at > len(body):
            raise MrtError("an entry is not whole")
        if peer >= len(peers):
            raise MrtError(f"neighbor {peer} is not in the list of neighbors before it")
        yield peers[peer], Route(prefix, *_attributes(blob, family, 4, kept))
    if at != len(body):
        raise MrtError(f"{len(body) - at} bytes more than {count} entries")


def _attributes(blob: bytes, family: int, asn_size: int, kept: dict[tuple[int, int, bytes], Attributes]) -> Attributes:
    key = (family, asn_size, blob)
    found = kept.get(key)
    if found is None:
        if len(kept) > 500_000:
            kept.clear()
        found = kept[key] = _decoded(blob, family, asn_size)
    return found


def _decoded(blob: bytes, family: int, asn_size: int) -> Attributes:
    path: tuple[PathElement, ...] = ()
    path4: tuple[PathElement, ...] | None = None
    communities: frozenset[Community] = frozenset()
    large: frozenset[LargeCommunity] = frozenset()
    next_hop: Prefix | None = None
    otc: int | None = None
    at = 0
    while at < len(blob):
        flags, code = blob[at], blob[at + 1]
        if flags & 0x10:
            (size,) = struct.unpack_from("!H", blob, at + 2)
            at += 4
        else:
            size = blob[at + 2]
            at += 3
        value = blob[at : at + size]
        if len(value) < size:
            raise MrtError(f"attribute {code} is not whole")
        at += size
        if code == _AS_PATH:
            path = _path(value, asn_size)
        elif code == _AS4_PATH:
            path4 = _path(value, 4, has_confederations=False)
        elif code == _NEXT_HOP and size == 4:
            next_hop = _host(value)
        elif code == _MP_REACH:
            next_hop = _mp_next_hop(value) or next_hop
        elif code == _COMMUNITIES:
            communities = _standard(value)
        elif code == _LARGE:
            large = frozenset(struct.iter_unpack("!III", value))
        elif code == _OTC:
            (otc,) = struct.unpack("!I", value)
    if path4 is not None and asn_size == 2 and len(path4) <= len(path):
        # RFC 6793 section 4.2.3: what speakers with short ASNs put in front stays. Nobody may have put a confederation's segment in it.
        path = path[: len(path) - len(path4)] + path4
    if next_hop is not None and next_hop.family != family:
        next_hop = None
    return Attributes(path, communities, large, next_hop, otc)


def _host(octets: bytes) -> Prefix:
    family = 4 if len(octets) == 4 else 6
    return Prefix(family, int.from_bytes(octets, "big"), BITS[family])


def _mp_next_hop(value: bytes) -> Prefix | None:
    """Read the next hop of MP_REACH_NLRI: alone as RFC 6396 section 4.3.4 has it, or behind family and subfamily as some write it."""
    octets = value[1 : 1 + value[0]] if value[0] else value[4 : 4 + value[3]]
    return _host(octets[:16]) if len(octets) in (4, 16, 32) else None


@lru_cache(200_000)
def _standard(value: bytes) -> frozenset[Community]:
    return frozenset(struct.iter_unpack("!HH", value))


@lru_cache(200_000)
def _path(value: bytes, asn_size: int, has_confederations: bool = True) -> tuple[PathElement, ...]:
    """Read an AS_PATH. Segments of confederations count as sets, which is how F21 takes them; without: they are passed over."""
    found: list[PathElement] = []
    at = 0
    code = "H" if asn_size == 2 else "I"
    while at < len(value):
        kind, count = value[at], value[at + 1]
        asns = struct.unpack_from(f"!{count}{code}", value, at + 2)
        at += 2 + count * asn_size
        if kind == _SEQUENCE:
            found += asns
        elif kind == _SET or (kind in _CONFEDERATIONS and has_confederations):
            found.append(frozenset(asns))
        elif kind not in _CONFEDERATIONS:
            raise MrtError(f"a path segment has type {kind}")
    return tuple(found)
