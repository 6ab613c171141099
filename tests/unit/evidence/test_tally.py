# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Routes are counted per neighbor: by one process or by two, from a router or from files, with strangers and with as many as are wanted."""

from __future__ import annotations

import gzip
import json
import random
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.evidence.looks.earlier import earlier, parse_since, remember
from ansible_collections.manrs.hardening.plugins.plugin_utils.evidence.routing_tables import tally
from ansible_collections.manrs.hardening.plugins.plugin_utils.evidence.routing_tables.files import TableError, read_table
from ansible_collections.manrs.hardening.plugins.plugin_utils.evidence.routing_tables.tally import (
    Rejection,
    Tallies,
    tally_files,
    tally_routes,
)
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.policies import Chain, Policy, Session
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import Prefix, PrefixRange
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Direction, Relation, Route
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.rov import RovTable
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.sets import PrefixSet, Vrp
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.terms import PrefixIn, RovInvalid, Term

from ...mrt_bytes import next_hop, path, peer_index, rib

#: What is longer than /24, and what RPKI calls invalid, is rejected; what is in 100.64.0.0/10 would be.
TERMS = (
    Term("F02", (PrefixIn("shared"),), is_monitored=True),
    Term("F05", (), ((PrefixIn("lengths"),),)),
    Term("F12", (RovInvalid(),)),
)
SESSIONS = tuple(
    Session(name, asn, Relation.PEER, address, (Chain(Direction.IMPORT, 4, TERMS),))
    for name, asn, address in (("one", 64501, "192.0.2.1"), ("two", 64502, "192.0.2.2"))
)
SETS = {
    "lengths": PrefixSet("lengths", frozenset({PrefixRange.parse("0.0.0.0/0^8-24")})),
    "shared": PrefixSet("shared", frozenset({PrefixRange.parse("100.64.0.0/10^10-32")})),
}
POLICY = Policy(64500, SESSIONS, SETS, {})
ROV = RovTable((Vrp(Prefix.parse("193.0.0.0/16"), 24, 64501),))
#: (neighbor, prefix, path, what becomes of it): by hand.
ROUTES = (
    ("192.0.2.1", "193.0.0.0/24", (64501,), "accept"),
    ("192.0.2.1", "193.0.1.0/25", (64501,), "F05"),
    ("192.0.2.1", "100.64.0.0/24", (64501,), "accept F02"),
    ("192.0.2.1", "100.64.0.0/30", (64501,), "F05 F02"),
    ("192.0.2.2", "193.0.2.0/24", (64502,), "F12"),
    ("192.0.2.2", "198.51.100.0/24", (64502,), "accept"),
    ("192.0.2.9", "198.51.100.0/24", (64509,), "stranger"),
    # No filter of that family is known.
    ("192.0.2.1", "2a00:1::/32", (64501,), "stranger"),
)


def route(prefix: str, path_of: tuple[int, ...]) -> Route:
    return Route(Prefix.parse(prefix), path_of)


def told(found: Tallies) -> dict[str, object]:
    return {
        address: (item.seen, item.accepted, dict(item.rejected), dict(item.monitored)) for address, item in sorted(found.by_address.items())
    } | {"strangers": dict(found.strangers)}


def test_each_route_is_counted_where_it_belongs() -> None:
    found = tally_routes(POLICY, ROV, ((address, route(prefix, asns), True) for address, prefix, asns, _ in ROUTES), 10)
    assert told(found) == {
        "192.0.2.1": (4, 2, {"F05": 2}, {"F02": 2}),
        "192.0.2.2": (2, 1, {"F12": 1}, {}),
        "strangers": {"192.0.2.9": 1, "192.0.2.1": 1},
    }
    assert found.by_address["192.0.2.2"].rejections == [Rejection(route("193.0.2.0/24", (64502,)), "F12", True)]


@pytest.mark.parametrize("most", [0, 1, 2])
def test_as_many_are_kept_as_are_wanted_and_all_are_counted(most: int) -> None:
    found = tally_routes(POLICY, ROV, ((address, route(prefix, asns), None) for address, prefix, asns, _ in ROUTES), most)
    kept = [str(item.route.prefix) for item in found.by_address["192.0.2.1"].rejections]
    assert kept == ["193.0.1.0/25", "100.64.0.0/30"][:most]
    assert found.by_address["192.0.2.1"].rejected == {"F05": 2}


def large_table(folder: Path, kind: str) -> tuple[Path, Counter[tuple[str, str]]]:
    """A table of more than a megabyte, and how many of its routes there are by (neighbor, what becomes of it)."""
    choose = random.Random(7)
    wanted: Counter[tuple[str, str]] = Counter()
    lines: list[bytes] = []
    peers = ("192.0.2.1", "192.0.2.2", "192.0.2.9")
    if kind == "mrt":
        lines.append(peer_index(*((address, 64501) for address in peers)))
    size = 0
    while size < tally._SMALL * 1.1:
        number = len(lines)
        address = choose.choice(peers)
        # 193.x is invalid by RPKI when it is from 64502, 20.x is not found; a /28 is too long.
        first, length, origin = choose.choice((193, 20)), choose.choice((24, 28)), choose.choice((64501, 64502))
        prefix = f"{first}.0.{number & 255}.0/{length}" if first == 193 else f"20.{number >> 8 & 255}.{number & 255}.0/{length}"
        if kind == "mrt":
            lines.append(rib(prefix, (peers.index(address), path(64501, origin) + next_hop(address))))
        else:
            lines.append(json.dumps({"peer_ip": address, "prefix": prefix, "as_path": f"64501 {origin}"}).encode() + b"\n")
        size += len(lines[-1])
        if address == "192.0.2.9":
            wanted[address, "stranger"] += 1
        else:
            wanted[address, "F05" if length == 28 else "F12" if first == 193 and origin == 64502 else "accept"] += 1
    file = folder / kind
    file.write_bytes(b"".join(lines))
    assert file.stat().st_size >= tally._SMALL
    return file, wanted


@pytest.mark.parametrize("kind", ["mrt", "lines"])
def test_two_processes_count_what_one_counts(tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    file, wanted = large_table(tmp_path, kind)
    two = tally_files(POLICY, ROV, [file], 1_000_000)
    monkeypatch.setattr(tally, "_SMALL", 1 << 40)
    one = tally_files(POLICY, ROV, [file], 1_000_000)
    assert told(one) == told(two)
    for address, item in one.by_address.items():
        assert Counter(item.rejections) == Counter(two.by_address[address].rejections)
        counted = {"accept": item.accepted, **item.rejected}
        assert counted == {what: count for (place, what), count in wanted.items() if place == address}
    assert one.strangers == {"192.0.2.9": wanted["192.0.2.9", "stranger"]}


def test_two_processes_keep_as_many_as_are_wanted_and_always_the_same(tmp_path: Path) -> None:
    file, _ = large_table(tmp_path, "lines")
    first, second = (tally_files(POLICY, ROV, [file], 5).by_address for _ in range(2))
    assert [len(item.rejections) for item in first.values()] == [5, 5]
    assert first == second


def test_several_tables_are_counted_together(tmp_path: Path) -> None:
    files = []
    for number in range(2):
        file = tmp_path / str(number)
        lines = [json.dumps({"peer_ip": a, "prefix": p, "as_path": " ".join(map(str, asns))}) for a, p, asns, _ in ROUTES]
        file.write_text("\n".join(lines), encoding="utf-8")
        files.append(file)
    found = tally_files(POLICY, ROV, files, 3)
    assert found.by_address["192.0.2.1"].seen == 8
    assert len(found.by_address["192.0.2.1"].rejections) == 3
    assert found.strangers == {"192.0.2.9": 2, "192.0.2.1": 2}


@pytest.mark.parametrize("packed", [False, True])
def test_a_large_table_that_is_cut_is_an_error_of_both_processes(tmp_path: Path, packed: bool) -> None:
    file, _ = large_table(tmp_path, "mrt")
    data = file.read_bytes()
    # Packed as it is, so that it is large enough for two.
    cut = gzip.compress(data, compresslevel=0)[:-9] if packed else data[:-3]
    file.write_bytes(cut)
    with pytest.raises(TableError, match="cannot be read to its end" if packed else "the file ends within the record; it is not whole"):
        tally_files(POLICY, ROV, [file], 5)


def test_a_wrong_line_of_one_share_is_an_error_of_the_whole(tmp_path: Path) -> None:
    file, _ = large_table(tmp_path, "lines")
    lines = file.read_bytes().splitlines(keepends=True)
    for number in (10, 1500):
        file.write_bytes(b"".join([*lines[:number], b"rubbish\n", *lines[number + 1 :]]))
        with pytest.raises(TableError, match=f":{number + 1}: "):
            tally_files(POLICY, ROV, [file], 5)


def test_what_is_no_file(tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(TableError, match="is no file; give a RIB dump in MRT, or JSON lines"):
            tally_files(POLICY, ROV, [place], 5)


# -- earlier looks -------------------------------------------------------------------------------

NOW = datetime(2026, 11, 28, 12, 0, tzinfo=UTC)


def test_what_looks_saw_comes_back_and_old_ones_go(tmp_path: Path) -> None:
    for days in (40, 20, 2, 0):
        remember(tmp_path, NOW - timedelta(days=days), [("192.0.2.1", route(f"10.0.{days}.0/24", (64501,)))])
    seen = [str(item.prefix) for _, item in earlier(tmp_path, NOW - timedelta(days=7))]
    assert seen == ["10.0.2.0/24", "10.0.0.0/24"]
    # Of four, the look of 40 days ago is gone.
    assert sorted(item.name for item in tmp_path.iterdir()) == [
        "20261108T120000Z.jsonl.gz",
        "20261126T120000Z.jsonl.gz",
        "20261128T120000Z.jsonl.gz",
    ]
    assert [item.prefix for _, item in read_table(tmp_path / "20261108T120000Z.jsonl.gz")] == [Prefix.parse("10.0.20.0/24")]


def test_what_is_not_of_a_look_is_not_thrown_away(tmp_path: Path) -> None:
    (tmp_path / "mine.jsonl.gz").write_bytes(b"x")
    with pytest.raises(TableError, match="mine.jsonl.gz is not from a preview; move it elsewhere"):
        list(earlier(tmp_path, NOW))
    assert (tmp_path / "mine.jsonl.gz").is_file()


def test_a_look_that_is_cut_is_named(tmp_path: Path) -> None:
    remember(tmp_path, NOW, [("192.0.2.1", route("10.0.0.0/24", (64501,)))])
    file = tmp_path / "20261128T120000Z.jsonl.gz"
    file.write_bytes(file.read_bytes()[:-4])
    with pytest.raises(TableError, match="20261128T120000Z.jsonl.gz cannot be read to its end"):
        list(earlier(tmp_path, NOW - timedelta(days=1)))


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("12h", datetime(2026, 11, 28, 0, 0, tzinfo=UTC)),
        ("7d", datetime(2026, 11, 21, 12, 0, tzinfo=UTC)),
        (" 1h ", datetime(2026, 11, 28, 11, 0, tzinfo=UTC)),
        ("2026-11-24", datetime(2026, 11, 24, tzinfo=UTC)),
        ("2026-11-24T10:00:00+02:00", datetime(2026, 11, 24, 8, 0, tzinfo=UTC)),
    ],
)
def test_since(text: str, moment: datetime) -> None:
    assert parse_since(text, NOW) == moment


@pytest.mark.parametrize("text", ["", "0d", "-1d", "7", "7w", "99999d", "yesterday", "24.11.2026", "\u0667d"])
def test_what_is_no_time(text: str) -> None:
    with pytest.raises(ValueError, match="since: .* is no time; write 12h, 7d or a date such as 2026-11-24"):
        parse_since(text, NOW)


def test_a_time_to_come() -> None:
    with pytest.raises(ValueError, match="is in the future; write a time before now"):
        parse_since("2026-12-01", NOW)
