# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tables in files: JSON lines as others write them, what is wrong in one with its number, packed files, cut files, and none at all."""

from __future__ import annotations

import bz2
import gzip
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.evidence.routing_tables.files import (
    Share,
    TableError,
    parse_communities,
    parse_path,
    path_text,
    read_table,
    short_path,
    write_lines,
)
from ansible_collections.manrs.hardening.plugins.plugin_utils.evidence.routing_tables.mrt import read_mrt
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import Prefix
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Route, host_prefix

from ...mrt_bytes import BGP4MP, record, small_table

#: A line as bgpkit-parser writes it, without a space of its own.
BGPKIT = (
    '{"timestamp":1795824000.0,"type":"ANNOUNCE","peer_ip":"192.0.2.1","peer_asn":64500,"prefix":"193.0.0.0/21","next_hop":"192.0.2.9",'
    '"as_path":"64500 64501 {64502,64503}","origin_asns":[64502,64503],"origin":"IGP","local_pref":0,"med":0,'
    '"communities":["64500:1","no-export","lg:64500:1:4294967295","ecas2:rt:1:2","rt:64500:1"],"atomic":false,"aggr_asn":null,'
    '"aggr_ip":null,"only_to_customer":64500,"unknown":null,"deprecated":null}'
)
PLAIN: dict[str, Any] = {"peer_ip": "192.0.2.1", "prefix": "193.0.0.0/21", "as_path": "64500"}
ROUTE = Route(Prefix.parse("193.0.0.0/21"), (64500,))


def written(folder: Path, *lines: str | dict[str, Any], name: str = "table.jsonl") -> Path:
    file = folder / name
    file.write_text("".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines), encoding="utf-8")
    return file


def one(folder: Path, **changes: Any) -> Route:
    ((_, route),) = read_table(written(folder, {**PLAIN, **changes}))
    return route


def numbered(count: int) -> list[dict[str, Any]]:
    return [{**PLAIN, "prefix": f"10.{number >> 8}.{number & 255}.0/24"} for number in range(count)]


def refusal(file: Path) -> str:
    with pytest.raises(TableError) as raised:
        list(read_table(file))
    return str(raised.value).removeprefix(str(file))


# -- what is read --------------------------------------------------------------------------------


def test_a_line_of_bgpkit(tmp_path: Path) -> None:
    assert list(read_table(written(tmp_path, BGPKIT))) == [
        (
            "192.0.2.1",
            Route(
                Prefix.parse("193.0.0.0/21"),
                (64500, 64501, frozenset({64502, 64503})),
                frozenset({(64500, 1), (65535, 65281)}),
                frozenset({(64500, 1, 4294967295)}),
                host_prefix("192.0.2.9"),
                64500,
            ),
        )
    ]


def test_null_is_as_good_as_nothing(tmp_path: Path) -> None:
    empty = {"communities": None, "next_hop": None, "only_to_customer": None}
    assert one(tmp_path, **empty) == ROUTE
    assert one(tmp_path, as_path=None).as_path == ()
    assert one(tmp_path, communities=[], next_hop="").communities == frozenset()


def test_addresses_are_read_as_people_compare_them(tmp_path: Path) -> None:
    ((address, _),) = read_table(written(tmp_path, {**PLAIN, "peer_ip": "2001:DB8:0:0::1", "prefix": "2a00:1::/32"}))
    assert address == "2001:db8::1"


def test_a_next_hop_of_the_other_family_is_none(tmp_path: Path) -> None:
    assert one(tmp_path, next_hop="2001:db8::9").next_hop is None


def test_empty_lines_are_passed_over(tmp_path: Path) -> None:
    assert [route for _, route in read_table(written(tmp_path, PLAIN, "", "  ", PLAIN))] == [ROUTE, ROUTE]


def test_the_last_line_needs_no_end(tmp_path: Path) -> None:
    file = tmp_path / "table.jsonl"
    file.write_text(json.dumps(PLAIN), encoding="utf-8")
    assert [route for _, route in read_table(file)] == [ROUTE]


@pytest.mark.parametrize(
    ("text", "standard", "large"),
    [
        ("64500:1", (64500, 1), None),
        ("0:65535", (0, 65535), None),
        ("no-export", (65535, 65281), None),
        ("NO-ADVERTISE", (65535, 65282), None),
        ("no-export-sub-confed", (65535, 65283), None),
        ("blackhole", (65535, 666), None),
        ("graceful-shutdown", (65535, 0), None),
        ("64500:1:2", None, (64500, 1, 2)),
        ("lg:64500:1:2", None, (64500, 1, 2)),
        ("large:4294967295:0:4294967295", None, (4294967295, 0, 4294967295)),
        ("rt:64500:1", None, None),
        ("soo:64500:1", None, None),
        ("ecas4:rt:1:2", None, None),
        ("ecraw:0x0102", None, None),
        ("0x4300000000000001", None, None),
    ],
)
def test_communities_of_all_forms(text: str, standard: tuple[int, int] | None, large: tuple[int, int, int] | None) -> None:
    assert parse_communities([text]) == (frozenset({standard} - {None}), frozenset({large} - {None}))


@pytest.mark.parametrize(
    "text", ["", "64500", "65536:1", "-1:1", "1:2:3:4", "lg:1:2", "1:2:4294967296", "1_0:2", "+1:2", "1: 2", "\u0661:2", "a:b", "1" * 5000]
)
def test_what_is_no_community(text: str) -> None:
    with pytest.raises(ValueError, match="is no community"):
        parse_communities([text])


@pytest.mark.parametrize(
    ("text", "path", "again"),
    [
        ("", (), ""),
        ("64500", (64500,), "64500"),
        ("  64500\t4294967295 0 ", (64500, 4294967295, 0), "64500 4294967295 0"),
        ("64500 {64502,64501}", (64500, frozenset({64501, 64502})), "64500 {64501,64502}"),
        ("{1, 2} 3", (frozenset({1, 2}), 3), "{1,2} 3"),
        ("(65001 65002) 64500 [65003,65004]", (frozenset({65001, 65002}), 64500, frozenset({65003, 65004})), None),
        ("64500 {}", (64500, frozenset()), "64500 {}"),
    ],
)
def test_paths(text: str, path: tuple[object, ...], again: str | None) -> None:
    """Segments of confederations are printed as sets: both are rejected as such."""
    assert parse_path(text) == path
    assert again is None or path_text(parse_path(text)) == again


@pytest.mark.parametrize(
    "text",
    [
        "AS64500",
        "64500,64501",
        "-1",
        "1_2",
        "\u0663",
        "{64502",
        "64502}",
        "{1}{2}",
        "1{2}",
        "{{1}}",
        "{1 (2)}",
        "1.5",
        "4294967296",
        "9" * 5000,
    ],
)
def test_what_is_no_path(text: str) -> None:
    with pytest.raises(ValueError, match="as_path .* no ASN") as raised:
        parse_path(text)
    assert len(str(raised.value)) < 300


def test_a_path_for_people_counts_prepends() -> None:
    assert short_path((1, 2, 2, 3, 3, 3, frozenset({9, 8}))) == "1 2 2 3 x3 {8,9}"
    assert short_path(()) == ""


# -- what is wrong -------------------------------------------------------------------------------

WRONG_LINES: dict[str, tuple[str | dict[str, Any], str]] = {
    "half a line": ('{"peer_ip": "192.0.2.1", "prefix": "193.0', "column 42: Invalid control character at"),
    "no object": ("5", "a number is no object"),
    "a list": ('["192.0.2.1", "193.0.0.0/21", "64500"]', "a list is no object"),
    "null": ("null", "null is no object"),
    "two objects in a line": (json.dumps(PLAIN) + "," + json.dumps(PLAIN), "Extra data"),
    "no peer_ip": ({"prefix": "10.0.0.0/8", "as_path": "1"}, "peer_ip is missing"),
    "no prefix": ({"peer_ip": "192.0.2.1", "as_path": "1"}, "prefix is missing"),
    "no path": ({"peer_ip": "192.0.2.1", "prefix": "10.0.0.0/8"}, "as_path is missing"),
    "peer_ip null": ({**PLAIN, "peer_ip": None}, "peer_ip is null and no text"),
    "prefix null": ({**PLAIN, "prefix": None}, "prefix is null and no text"),
    "prefix a number": ({**PLAIN, "prefix": 10}, "prefix is a number and no text"),
    "host bits": ({**PLAIN, "prefix": "193.0.0.1/21"}, "'193.0.0.1/21' has host bits set; write 193.0.0.0/21"),
    "no length": ({**PLAIN, "prefix": "193.0.0.0"}, "'193.0.0.0' has no length"),
    "a name for an address": ({**PLAIN, "peer_ip": "router1"}, "'router1' is not an IPv4 or IPv6 address"),
    "path a number": ({**PLAIN, "as_path": 64500}, "as_path is a number and no text"),
    "path a list": ({**PLAIN, "as_path": [64500, 64501]}, "as_path is a list and no text"),
    "path true": ({**PLAIN, "as_path": True}, "as_path is true or false and no text"),
    "path with a word": ({**PLAIN, "as_path": "64500 i"}, "as_path '64500 i' has what is no ASN"),
    "huge ASN": ({**PLAIN, "as_path": "9" * 3000}, "which is no ASN"),
    "huge number": ('{"peer_ip": "192.0.2.1", "prefix": "10.0.0.0/8", "as_path": "1", "only_to_customer": ' + "9" * 5000 + "}", "digits"),
    "OTC too large": ({**PLAIN, "only_to_customer": 2**32}, "only_to_customer: '4294967296' is no ASN"),
    "OTC a truth": ({**PLAIN, "only_to_customer": True}, "only_to_customer: 'True' is no ASN"),
    "OTC infinite": ({**PLAIN, "only_to_customer": float("inf")}, "only_to_customer: 'inf' is no ASN"),
    "communities of numbers": ({**PLAIN, "communities": [64500]}, "communities is no list of texts"),
    "communities a number": ({**PLAIN, "communities": 7}, "communities is no list of texts"),
    "a community too large": ({**PLAIN, "communities": ["64500:70000"]}, "communities: '64500:70000' is no community"),
    "next hop a list": ({**PLAIN, "next_hop": ["192.0.2.1"]}, "next_hop is a list and no text"),
    "a withdrawal": ({**PLAIN, "type": "WITHDRAW"}, "a withdrawal is no route"),
    "deep": ('{"peer_ip": ' + "[" * 100_000 + "]" * 100_000 + "}", "recursion"),
    "a deep path": ({**PLAIN, "as_path": json.loads("[" * 300 + "]" * 300)}, "as_path is a list and no text"),
    "a lone surrogate": ('{"peer_ip": "\\ud800", "prefix": "10.0.0.0/8", "as_path": "1"}', "is not an IPv4 or IPv6 address"),
}


@pytest.mark.parametrize("name", WRONG_LINES)
def test_a_wrong_line_is_named_with_its_number(tmp_path: Path, name: str) -> None:
    line, message = WRONG_LINES[name]
    said = refusal(written(tmp_path, PLAIN, "", line, PLAIN))
    assert said.startswith(":3: ")
    assert message in said
    assert said.endswith(("a line is one JSON object with peer_ip, prefix and as_path", "a line has peer_ip, prefix and as_path"))
    assert len(said) < 500


def test_a_line_that_is_no_utf_8(tmp_path: Path) -> None:
    file = written(tmp_path, PLAIN)
    file.write_bytes(file.read_bytes() + b'{"peer_ip": "192.0.2.1", "prefix": "10.0.0.0/8", "as_path": "1", "note": "caf\xe9"}\n')
    assert refusal(file) == ":2: is no UTF-8 text; a line is one JSON object with peer_ip, prefix and as_path"


def test_an_object_on_two_lines_is_none(tmp_path: Path) -> None:
    """With a comma between them they would be one."""
    file = written(tmp_path, PLAIN, '{"peer_ip": "192.0.2.1", "prefix": "10.0.0.0/8"', '"as_path": "64500"}')
    assert refusal(file).startswith(":2: ")


def test_what_is_before_a_wrong_line_comes_once_and_in_order(tmp_path: Path) -> None:
    """Lines are read by 1024 at once; the wrong one is in the second block."""
    lines: list[str | dict[str, Any]] = [*numbered(3000)]
    lines[1500] = "rubbish"
    seen = []
    with pytest.raises(TableError, match=r"table\.jsonl:1501: "):
        for _, route in read_table(written(tmp_path, *lines)):
            seen.append(str(route.prefix))
    assert seen == [f"10.{number >> 8}.{number & 255}.0/24" for number in range(1500)]


def test_all_lines_come_in_their_order(tmp_path: Path) -> None:
    seen = [str(route.prefix) for _, route in read_table(written(tmp_path, *numbered(3000)))]
    assert seen == [f"10.{number >> 8}.{number & 255}.0/24" for number in range(3000)]


@pytest.mark.parametrize("of", [1, 2, 3])
def test_shares_have_every_line_once(tmp_path: Path, of: int) -> None:
    file = written(tmp_path, *numbered(5000))
    parts = [[str(route.prefix) for _, route in read_table(file, Share(number, of))] for number in range(of)]
    assert sorted(text for part in parts for text in part) == sorted(item["prefix"] for item in numbered(5000))
    assert all(len(part) > 1000 for part in parts)


# -- files ---------------------------------------------------------------------------------------


def packed_gzip(data: bytes) -> bytes:
    return gzip.compress(data, mtime=0)


@pytest.mark.parametrize("pack", [bytes, packed_gzip, bz2.compress])
@pytest.mark.parametrize("kind", ["mrt", "lines"])
def test_packed_or_not(tmp_path: Path, pack: Callable[[bytes], bytes], kind: str) -> None:
    """How a file is named does not matter."""
    data = small_table() if kind == "mrt" else written(tmp_path, *numbered(5)).read_bytes()
    file = tmp_path / "table"
    file.write_bytes(pack(data))
    assert len(list(read_table(file))) == 5


@pytest.mark.parametrize("pack", [packed_gzip, bz2.compress])
@pytest.mark.parametrize("kind", ["mrt", "lines"])
def test_a_packed_file_that_is_cut_anywhere_is_refused(tmp_path: Path, pack: Callable[[bytes], bytes], kind: str) -> None:
    """Also between two records or lines."""
    whole = pack(small_table() if kind == "mrt" else written(tmp_path, *numbered(5)).read_bytes())
    file = tmp_path / "table"
    for end in range(len(whole)):
        file.write_bytes(whole[:end])
        said = refusal(file)
        assert "give a whole RIB dump in MRT, or JSON lines" in said, (end, said)


def test_a_packed_file_with_a_wrong_byte_is_refused_or_says_the_same(tmp_path: Path) -> None:
    whole = packed_gzip(small_table())
    file = tmp_path / "table"
    refused = 0
    for place in range(10, len(whole)):
        file.write_bytes(whole[:place] + bytes((whole[place] ^ 0x10,)) + whole[place + 1 :])
        try:
            seen = list(read_table(file))
        except TableError:
            refused += 1
        else:
            assert seen == list(read_mrt(io.BytesIO(small_table()))), place
    assert refused > 100


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", ": the file is empty; give a whole RIB dump in MRT, or JSON lines"),
        (gzip.compress(b"", mtime=0), ": the file is empty; give a whole RIB dump in MRT, or JSON lines"),
        (b"\n", "the file ends within a record's header"),
        (b"[1, 2, 3, 4, 5, 6]", "is no record of a table in MRT; give a whole RIB dump in MRT, or JSON lines"),
        (
            record(BGP4MP, 4, bytes(20)),
            ": record 1, byte 0: type 16 holds messages, not a table; give a whole RIB dump in MRT, or JSON lines",
        ),
        (b"\xfd7zXZ\x00" + bytes(30), "is no record of a table in MRT"),
        (small_table()[:-1], ": record 5, byte 303: the file ends within the record; it is not whole; give a whole RIB dump in MRT"),
        (b"BZh9rubbish", "cannot be read to its end"),
        (b"\x1f\x8brubbish", "cannot be read to its end"),
    ],
)
def test_what_is_no_table(tmp_path: Path, data: bytes, message: str) -> None:
    file = tmp_path / "table"
    file.write_bytes(data)
    assert message in refusal(file)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert "cannot be read to its end ([Errno 2] No such file or directory" in refusal(tmp_path / "nowhere")
    assert "Is a directory" in refusal(tmp_path)


def test_what_is_written_is_read_again_and_has_the_same_bytes(tmp_path: Path) -> None:
    routes = [
        ("192.0.2.1", ROUTE),
        (
            "2001:db8::1",
            Route(
                Prefix.parse("2a00:1::/32"),
                (64500, frozenset({1, 2})),
                frozenset({(65535, 666), (1, 2)}),
                frozenset({(1, 2, 3)}),
                host_prefix("2001:db8::9"),
                64500,
            ),
        ),
        ("192.0.2.1", Route(Prefix.parse("0.0.0.0/0"))),
    ]
    one, two = tmp_path / "one", tmp_path / "two.jsonl.gz"
    write_lines(one, routes)
    write_lines(two, iter(routes))
    assert list(read_table(one)) == routes
    assert one.read_bytes() == two.read_bytes()
    assert json.loads(gzip.decompress(one.read_bytes()).splitlines()[1]) == {
        "peer_ip": "2001:db8::1",
        "prefix": "2a00:1::/32",
        "as_path": "64500 {1,2}",
        "communities": ["1:2", "65535:666", "lg:1:2:3"],
        "next_hop": "2001:db8::9",
        "only_to_customer": 64500,
    }
