# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Routing tables, mutated: they are read, or refused in words; what is read is what its type says, and all shares see the same."""

from __future__ import annotations

import gzip
import io
import json
from pathlib import Path
from typing import Any

from ansible_collections.manrs.hardening.plugins.plugin_utils.evidence.routing_tables.files import (
    Seen,
    Share,
    TableError,
    parse_path,
    path_text,
    read_table,
    short_path,
)
from ansible_collections.manrs.hardening.plugins.plugin_utils.evidence.routing_tables.mrt import MrtError, read_mrt
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import BITS
from hypothesis import strategies as st

from ..mrt_bytes import next_hop, old, path, small_table
from .mutations import documents, explore, octets, texts
from .shapes import assert_typed

TABLES = (small_table(), old("193.0.0.0/21", "192.0.2.1", path(64500, 23456, size=2) + next_hop("192.0.2.1")) * 3)
LINE: dict[str, Any] = {
    "peer_ip": "192.0.2.1",
    "prefix": "193.0.0.0/21",
    "as_path": "64500 {64501,64502}",
    "communities": ["64500:1", "lg:64500:1:1", "no-export", "rt:1:2"],
    "next_hop": "192.0.2.9",
    "only_to_customer": 64500,
    "type": "A",
}


def assert_right(seen: list[Seen]) -> None:
    for address, route in seen:
        assert_typed(address, str)
        assert_typed(route, type(route))
        family, network, length = route.prefix
        assert 0 <= length <= BITS[family] and network >> (BITS[family] - length) << (BITS[family] - length) == network
        assert route.next_hop is None or route.next_hop.family == family
        assert parse_path(path_text(route.as_path)) == route.as_path
        short_path(route.as_path)


def test_mrt() -> None:
    def check(data: bytes) -> None:
        try:
            seen = list(read_mrt(io.BytesIO(data)))
        except MrtError as error:
            assert len(str(error)) < 300
            return
        assert_right(seen)
        shares: list[Seen] = []
        for number in range(2):
            shares += read_mrt(io.BytesIO(data), number, 2)
        assert len(shares) == len(seen)

    explore("MRT", octets(*TABLES), check, 400)


def read_in_shares(file: Path, of: int) -> list[Seen] | None:
    """The routes of all shares; None: one of them is refused."""
    seen: list[Seen] = []
    refused = 0
    for number in range(of):
        try:
            seen += read_table(file, Share(number, of))
        except TableError as error:
            assert str(error).startswith(str(file)) and len(str(error)) < 1000
            refused += 1
    return None if refused else seen


def test_lines(tmp_path: Path) -> None:
    file = tmp_path / "table.jsonl"
    good = json.dumps(LINE)

    def check(line: str) -> None:
        file.write_bytes("\n".join((good, line.replace("\n", " "), good)).encode("utf-8", "surrogateescape"))
        seen = read_in_shares(file, 1)
        if seen is not None:
            assert_right(seen)
            assert len(seen) <= 3

    explore("lines of a table", st.one_of(documents(LINE), texts(good)), check, 300)


def test_texts_of_lines(tmp_path: Path) -> None:
    """Ends of lines are mutated too: what comes between two lines is in none."""
    file = tmp_path / "table.jsonl"

    def check(text: str) -> None:
        data = text.encode("utf-8", "surrogateescape")
        file.write_bytes(data)
        seen = read_in_shares(file, 1)
        if seen is not None and data.startswith(b"{"):
            assert_right(seen)
            assert len(seen) == sum(not line.isspace() for line in io.BytesIO(data))
            assert read_in_shares(file, 2) == seen, "a few lines are one block"

    explore("texts of tables", texts((json.dumps(LINE) + "\n") * 4, most=6), check, 200)


def test_packed(tmp_path: Path) -> None:
    """What gzip's sum of bytes lets through is what was packed."""
    whole = gzip.compress(small_table(), mtime=0)
    file = tmp_path / "table.gz"
    file.write_bytes(whole)
    right = list(read_table(file))

    def check(data: bytes) -> None:
        file.write_bytes(data)
        seen = read_in_shares(file, 1)
        # A whole file behind a whole file is two files in one, for gzip and here.
        assert seen is None or seen == right or data.count(b"\x1f\x8b") != 1 or data[:2] != b"\x1f\x8b"

    explore("packed tables", octets(whole), check, 200)
