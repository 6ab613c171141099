# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tables in MRT, put together by hand: what is read of them, and that none is read by half without a word.

One cut nobody can see: exactly between two records of a file that is not packed, since no record says how many there are. All others
are an error with its place.
"""

from __future__ import annotations

import io
import shutil
import struct
import subprocess
from collections.abc import Iterable
from ipaddress import ip_address
from itertools import chain, islice
from pathlib import Path

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.evidence.routing_tables.files import path_text, read_table
from ansible_collections.manrs.hardening.plugins.plugin_utils.evidence.routing_tables.mrt import MrtError, read_mrt
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import Prefix, int_to_address
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import PathElement, Route, host_prefix

from ...mrt_bytes import (
    BGP4MP,
    BORDERS,
    CONFED_SEQUENCE,
    CONFED_SET,
    IPV4_PATHS,
    IPV6_PATHS,
    SEQUENCE,
    SET,
    TABLE_DUMP,
    TABLE_DUMP_V2,
    attribute,
    large_communities,
    next_hop,
    old,
    path,
    peer_index,
    record,
    rib,
    segment,
    small_table,
)

REAL = Path(__file__).resolve().parents[4] / "shared/real/table-2000-01-11.mrt.gz"
PEER = peer_index(("192.0.2.1", 64500))
PEER6 = peer_index(("2001:db8::1", 64500))


def read(data: bytes, number: int = 0, of: int = 1) -> list[tuple[str, Route]]:
    return list(read_mrt(io.BytesIO(data), number, of))


def one(attributes: bytes, prefix: str = "193.0.0.0/21") -> Route:
    """The route of a table that has this one alone."""
    ((address, route),) = read((PEER6 if ":" in prefix else PEER) + rib(prefix, (0, attributes)))
    assert address == ("2001:db8::1" if ":" in prefix else "192.0.2.1")
    return route


def old_path(*attributes: bytes) -> tuple[PathElement, ...]:
    ((_, route),) = read(old("193.0.0.0/21", "192.0.2.1", b"".join(attributes)))
    return route.as_path


def test_a_small_table_is_read_whole() -> None:
    assert read(small_table()) == [
        (
            "192.0.2.1",
            Route(Prefix.parse("193.0.0.0/21"), (64500, 64496), frozenset({(64500, 1), (65535, 666)}), next_hop=host("192.0.2.1")),
        ),
        ("192.0.2.2", Route(Prefix.parse("193.0.0.0/21"), (64501, frozenset({7, 8})), next_hop=host("192.0.2.9"))),
        ("2001:db8::1", Route(Prefix.parse("2a00:1::/32"), (4200000001, 64496), next_hop=host("2001:db8:1::1"))),
        ("192.0.2.1", Route(Prefix.parse("0.0.0.0/0"), (64500,), large_communities=frozenset({(64500, 1, 4294967295)}), otc=64500)),
        ("192.0.2.2", Route(Prefix.parse("193.0.8.128/25"), (64501,))),
    ]


def host(address: str) -> Prefix:
    return host_prefix(address)


def test_table_dump_has_short_asns_and_both_families() -> None:
    six = attribute(14, struct.pack("!HBB", 2, 1, 16) + ip_address("2001:db8::9").packed + b"\x00", 0x80)
    data = old("198.51.100.0/24", "192.0.2.1", path(64500, 23456, size=2) + next_hop("192.0.2.7"))
    data += old("2a00:1::/32", "2001:db8::1", path(64500, size=2) + six)
    assert read(data) == [
        ("192.0.2.1", Route(Prefix.parse("198.51.100.0/24"), (64500, 23456), next_hop=host("192.0.2.7"))),
        ("2001:db8::1", Route(Prefix.parse("2a00:1::/32"), (64500,), next_hop=host("2001:db8::9"))),
    ]


@pytest.mark.parametrize(("subtype", "prefix", "peers"), [(IPV4_PATHS, "193.0.0.0/21", PEER), (IPV6_PATHS, "2a00:1::/32", PEER6)])
def test_several_paths_of_a_neighbor_are_several_routes(subtype: int, prefix: str, peers: bytes) -> None:
    data = peers + rib(prefix, (0, path(64500, 1)), (0, path(64500, 2)), subtype=subtype)
    assert [(str(route.prefix), route.as_path) for _, route in read(data)] == [(prefix, (64500, 1)), (prefix, (64500, 2))]


def test_multicast_and_generic_tables_are_passed_over() -> None:
    data = (
        PEER
        + b"".join(record(TABLE_DUMP_V2, subtype, b"anything") for subtype in (3, 5, 6, 7, 9, 11, 12))
        + rib("10.0.0.0/8", (0, path(1)))
    )
    assert [str(route.prefix) for _, route in read(data)] == ["10.0.0.0/8"]


def test_segments() -> None:
    value = segment(CONFED_SEQUENCE, 65001, 65002) + segment(SEQUENCE, 64500, 64500) + segment(SET, 9, 8) + segment(CONFED_SET, 65003)
    assert one(attribute(2, value)).as_path == (frozenset({65001, 65002}), 64500, 64500, frozenset({8, 9}), frozenset({65003}))
    assert one(attribute(2, b"")).as_path == ()
    # More than 255 ASNs are two segments, and their attribute is longer than one octet can say.
    long = segment(SEQUENCE, *range(1, 256)) + segment(SEQUENCE, *range(256, 300))
    assert one(attribute(2, long, 0x50)).as_path == tuple(range(1, 300))


def test_as4_path_takes_the_place_of_as_trans() -> None:
    short = path(64500, 23456, 23456, size=2)
    assert old_path(short, attribute(17, segment(SEQUENCE, 4200000001, 4200000002), 0xC0)) == (64500, 4200000001, 4200000002)
    # The order of the attributes is nobody's duty.
    assert old_path(attribute(17, segment(SEQUENCE, 4200000001, 4200000002), 0xC0), short) == (64500, 4200000001, 4200000002)


def test_as4_path_that_is_longer_is_not_looked_at() -> None:
    """RFC 6793 section 4.2.3."""
    assert old_path(path(64500, 23456, size=2), attribute(17, segment(SEQUENCE, 1, 2, 3), 0xC0)) == (64500, 23456)


def test_confederation_segments_of_as4_path_are_not_looked_at() -> None:
    """RFC 6793 section 6."""
    four = segment(CONFED_SEQUENCE, 65001) + segment(SEQUENCE, 4200000001)
    assert old_path(path(64500, 23456, size=2), attribute(17, four, 0xC0)) == (64500, 4200000001)


def test_as4_path_of_a_table_with_long_asns_is_not_looked_at() -> None:
    assert one(path(64500, 64496) + attribute(17, segment(SEQUENCE, 1, 2), 0xC0)).as_path == (64500, 64496)


@pytest.mark.parametrize("octets", [16, 32])
def test_next_hops_of_ipv6_in_both_forms(octets: int) -> None:
    hop = (ip_address("2001:db8::5").packed + ip_address("fe80::1").packed)[:octets]
    short = attribute(14, bytes((octets,)) + hop, 0x80)
    long = attribute(14, struct.pack("!HBB", 2, 1, octets) + hop + b"\x00" + bytes((32, 0x2A, 0, 0, 1)), 0x80)
    for form in (short, long):
        assert one(path(64500) + form, "2a00:1::/32").next_hop == host("2001:db8::5")


def test_a_next_hop_of_the_other_family_is_none() -> None:
    assert one(path(64500) + next_hop("192.0.2.1"), "2a00:1::/32").next_hop is None
    assert one(path(64500) + attribute(14, bytes((16,)) + ip_address("2001:db8::5").packed, 0x80)).next_hop is None


def test_communities_of_all_kinds() -> None:
    many = tuple((64500, number) for number in range(100))
    route = one(
        path(64500)
        + attribute(8, b"".join(struct.pack("!HH", *pair) for pair in many), 0xD0)
        + large_communities((1, 2, 3), (4294967295, 0, 4294967295))
        + attribute(16, bytes((0, 2, 251, 244, 0, 0, 0, 1)), 0xC0)
    )
    assert route.communities == frozenset(many)
    assert route.large_communities == {(1, 2, 3), (4294967295, 0, 4294967295)}


def test_otc() -> None:
    assert one(path(64500) + attribute(35, struct.pack("!I", 4200000001), 0xC0)).otc == 4200000001
    assert one(path(64500)).otc is None


def test_unknown_attributes_are_passed_over() -> None:
    route = one(attribute(1, b"\x00") + attribute(200, b"x" * 300, 0xD0) + path(64500) + attribute(4, b"\0\0\0\1", 0x80))
    assert route == Route(Prefix.parse("193.0.0.0/21"), (64500,))


def test_host_bits_behind_a_prefix_are_not_taken_over() -> None:
    body = struct.pack("!I", 0) + bytes((20, 193, 0, 0x1F)) + struct.pack("!H", 1) + struct.pack("!HIH", 0, 0, len(path(1))) + path(1)
    assert [str(route.prefix) for _, route in read(PEER + record(TABLE_DUMP_V2, 2, body))] == ["193.0.16.0/20"]


# -- what is not whole ---------------------------------------------------------------------------


def test_every_cut_but_those_between_records_is_named_with_its_place() -> None:
    whole = small_table()
    assert len(whole) == BORDERS[-1]
    for end in range(1, len(whole)):
        number = sum(border <= end for border in BORDERS[:-1])
        if end in BORDERS:
            assert read(whole[:end]) == read(whole)[: max(0, (0, 2, 3, 4)[number - 2])], "the one cut that nobody can see"
            continue
        with pytest.raises(MrtError, match=rf"^record {number}, byte {BORDERS[number - 1]}: the file ends within "):
            read(whole[:end])


WRONG = {
    "nothing": (b"", "the file is empty"),
    "text": (b"peer,prefix\n192.0.2.1,193.0.0.0/21\n", "record 1, byte 0: type 11376 is no record of a table in MRT"),
    "messages": (record(BGP4MP, 4, b"x" * 20), "record 1, byte 0: type 16 holds messages, not a table"),
    "messages with time": (record(17, 4, b"x" * 20), "type 17 holds messages, not a table"),
    "messages behind a table": (small_table() + record(BGP4MP, 4, b"x"), "record 6, byte 343: type 16 holds messages"),
    "rubbish behind a table": (small_table() + b"\xff" * 40, "record 6, byte 343: type 65535 is no record of a table in MRT"),
    "zeros": (bytes(100), "record 1, byte 0: type 0 is no record of a table"),
    "a length of 4 GB": (struct.pack("!IHHI", 0, 13, 2, 0xFFFFFFFF), "says that it has 4294967295 bytes, which no record of a table has"),
    "no list of neighbors": (rib("10.0.0.0/8", (0, path(1))), "record 1, byte 0: neighbor 0 is not in the list of neighbors before it"),
    "a neighbor that is not in the list": (PEER + rib("10.0.0.0/8", (1, path(1))), "neighbor 1 is not in the list of neighbors"),
    "an unknown table": (PEER + record(TABLE_DUMP_V2, 99, b""), "TABLE_DUMP_V2 has no subtype 99"),
    "an unknown family": (record(TABLE_DUMP, 3, bytes(60)), "TABLE_DUMP has no subtype 3"),
    "a length above 32": (
        PEER + record(TABLE_DUMP_V2, 2, bytes((0, 0, 0, 0, 33, 1, 2, 3, 4, 5, 0, 0))),
        "a prefix of family 4 has length 33",
    ),
    "a length above 128": (PEER6 + record(TABLE_DUMP_V2, 4, bytes((0, 0, 0, 0, 255)) + bytes(40)), "a prefix of family 6 has length 255"),
    "fewer entries": (PEER + rib("10.0.0.0/8", (0, path(1)))[:-9], "the file ends within the record"),
    "more bytes than entries": (
        PEER + record(TABLE_DUMP_V2, 2, rib("10.0.0.0/8", (0, path(1)))[12:] + b"xx"),
        "record 2, byte 34: 2 bytes more than 1 entries",
    ),
    "more entries than bytes": (
        PEER + record(TABLE_DUMP_V2, 2, bytes((0, 0, 0, 0, 8, 10, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0))),
        "what is in it is not as long as it says",
    ),
    "an attribute that is longer": (PEER + rib("10.0.0.0/8", (0, b"\x40\x02\x50\x02")), "attribute 2 is not whole"),
    "an attribute without a length": (
        PEER + rib("10.0.0.0/8", (0, b"\x40\x02")),
        "record 2, byte 34: what is in it is not as long as it says",
    ),
    "a segment that is longer": (PEER + rib("10.0.0.0/8", (0, attribute(2, b"\x02\x09\x00\x01"))), "is not as long as it says"),
    "a segment of no kind": (PEER + rib("10.0.0.0/8", (0, attribute(2, segment(9, 1)))), "a path segment has type 9"),
    "a community of three octets": (PEER + rib("10.0.0.0/8", (0, attribute(8, b"\0\1\0"))), "is not as long as it says"),
    "OTC of two octets": (PEER + rib("10.0.0.0/8", (0, attribute(35, b"\0\1"))), "is not as long as it says"),
    "neighbors that are cut": (record(TABLE_DUMP_V2, 1, peer_index(("192.0.2.1", 64500))[12:-3]), "the list of neighbors"),
    "neighbors and more": (
        record(TABLE_DUMP_V2, 1, peer_index(("192.0.2.1", 64500))[12:] + b"x"),
        "the list of neighbors has 23 bytes where its 1 need 22",
    ),
    "old attributes that are longer": (
        record(TABLE_DUMP, 1, old("10.0.0.0/8", "192.0.2.1", path(1, size=2))[12:-1]),
        "attributes of 7 bytes where 6 are left",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_no_table_is_refused_in_words(name: str) -> None:
    data, message = WRONG[name]
    with pytest.raises(MrtError) as raised:
        read(data)
    assert message in str(raised.value)


# -- shares --------------------------------------------------------------------------------------


@pytest.mark.parametrize("of", [1, 2, 3, 7])
def test_shares_have_every_route_once(of: int) -> None:
    prefixes = [f"10.{number >> 8}.{number & 255}.0/24" for number in range(1000)]
    data = PEER + b"".join(rib(prefix, (0, path(64500, number + 1))) for number, prefix in enumerate(prefixes))
    parts = [[str(route.prefix) for _, route in read(data, number, of)] for number in range(of)]
    assert sorted(chain.from_iterable(parts)) == sorted(prefixes)
    assert all(parts), "each has something to do"
    assert [prefix for part in parts for prefix in part if prefix == prefixes[3]] == [prefixes[3]]


def test_each_share_sees_that_the_file_is_cut() -> None:
    data = PEER + b"".join(rib(f"10.0.{number}.0/24", (0, path(64500))) for number in range(200))
    for number in range(2):
        with pytest.raises(MrtError, match="record 201, byte 7795: the file ends within"):
            read(data[:-1], number, 2)


# -- second judges -------------------------------------------------------------------------------


#: Routes of the real table that are compared: it has 452,018.
MANY = 80_000
#: (neighbor, prefix, path, next hop, communities)
Line = tuple[str, str, list[frozenset[str]], str | None, frozenset[str]]
NAMES = {"no-export": "65535:65281", "no-advertise": "65535:65282", "local-AS": "65535:65283"}


def line(address: str, prefix: str, told: str, hop: str | None, found: Iterable[str]) -> Line:
    """Members of an AS_SET have no order."""
    path_of = [frozenset(word.replace("{", "{,").replace("}", ",}").split(",")) for word in told.split()]
    return address, prefix, path_of, hop, frozenset(NAMES.get(item, item) for item in found)


def told_by_bgpdump(file: Path, most: int = MANY) -> list[Line]:
    """The routes of a table as ``bgpdump -m`` prints them; of one without a next hop it says 255.255.255.255."""
    with subprocess.Popen(["bgpdump", "-m", file], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as running:
        assert running.stdout is not None
        found = [words.split("|") for words in islice(running.stdout, most)]
        running.kill()
    nothing = "255.255.255.255"
    return [line(words[3], words[5], words[6], None if words[8] == nothing else words[8], words[11].split()) for words in found]


def told_by_bgpkit(file: Path, most: int = MANY) -> list[Line]:
    bgpkit = pytest.importorskip("pybgpkit_parser", reason="needs the Python package pybgpkit-parser")
    found = islice(bgpkit.Parser(url=str(file)), most)
    return [line(item.peer_ip, item.prefix, item.as_path, item.next_hop, item.communities or ()) for item in found]


def ours(file: Path, most: int = MANY) -> list[Line]:
    found = []
    for address, route in islice(read_table(file), most):
        hop = int_to_address(*route.next_hop[:2]) if route.next_hop else None
        carried = [":".join(map(str, item)) for item in (*route.communities, *route.large_communities)]
        found.append(line(address, str(route.prefix), path_text(route.as_path), hop, carried))
    return found


@pytest.mark.skipif(shutil.which("bgpdump") is None, reason="needs bgpdump (Debian package bgpdump)")
@pytest.mark.skipif(not REAL.is_file(), reason="needs the real routing table in ../shared/real")
def test_a_real_table_is_read_as_bgpdump_reads_it() -> None:
    judged = told_by_bgpdump(REAL)
    assert len(judged) == MANY
    assert ours(REAL) == judged


@pytest.mark.skipif(not REAL.is_file(), reason="needs the real routing table in ../shared/real")
def test_a_real_table_is_read_as_bgpkit_reads_it() -> None:
    judged = told_by_bgpkit(REAL)
    assert len(judged) == MANY
    assert ours(REAL) == judged


@pytest.mark.skipif(shutil.which("bgpdump") is None, reason="needs bgpdump (Debian package bgpdump)")
def test_a_small_table_is_read_as_bgpdump_reads_it(tmp_path: Path) -> None:
    """It does not print large communities."""
    file = tmp_path / "small.mrt"
    file.write_bytes(small_table())
    without = [(*item[:4], frozenset(word for word in item[4] if word.count(":") == 1)) for item in ours(file)]
    assert without == told_by_bgpdump(file)


def test_a_small_table_is_read_as_bgpkit_reads_it(tmp_path: Path) -> None:
    file = tmp_path / "small.mrt"
    file.write_bytes(small_table())
    assert ours(file) == told_by_bgpkit(file)
