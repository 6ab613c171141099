# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Registered pairs for whoever wants the data alone: whole or not at all, each term by itself; and VRPs that are read once."""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import Prefix, PrefixRange
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.set_names import SetName
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.irr import (
    RoutesAnswer,
    SetAnswer,
    UnresolvedError,
    UnresolvedMemberError,
)
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.registered import Pair, Shape, parse_term, registered
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.vrp_table import table_of_export

NOW = datetime(2026, 11, 28, tzinfo=UTC)


class Known:
    """Sets and routes in memory. ``asked``: the ASNs that were asked for, each time."""

    def __init__(self, sets: Mapping[str, str], routes: Mapping[int, str | None]) -> None:
        self._sets, self._routes = sets, routes
        self.asked: list[int] = []
        self.is_closed = False

    async def sets(self, names: Collection[SetName]) -> Mapping[SetName, SetAnswer]:
        return {
            name: SetAnswer(tuple(self._sets[name.name].split())) if name.name in self._sets else SetAnswer(problem=f"{name} is nowhere")
            for name in names
        }

    async def routes(self, origins: Collection[int]) -> Mapping[int, RoutesAnswer]:
        self.asked += sorted(origins)
        return {asn: self._answer(asn) for asn in origins}

    def _answer(self, asn: int) -> RoutesAnswer:
        told = self._routes.get(asn, "")
        if told is None:
            return RoutesAnswer(problem=f"AS{asn}: no complete answer")
        return RoutesAnswer({Prefix.parse(text): ("RIPE",) for text in told.split()})

    def close(self) -> None:
        self.is_closed = True

    async def homes(self, names: Collection[SetName]) -> Mapping[SetName, Mapping[str, bool]]:
        raise AssertionError("nobody needs it")


def texts(pairs: object) -> set[tuple[str, int | None]]:
    assert isinstance(pairs, dict), pairs
    return {(str(item), origin) for item, origin in pairs}


def test_each_term_stands_for_itself_and_each_asn_is_asked_for_once() -> None:
    known = Known({"AS-A": "AS1 AS2", "AS-B": "AS2 AS-A", "AS-C": "AS3"}, {1: "193.1.0.0/16", 2: "193.2.0.0/16 2a00::/32", 3: None})
    terms = [parse_term(text) for text in ("as-a", "AS-B", "AS-C", "AS3", "2")]
    found = registered(known, terms, 100)
    assert texts(found[terms[0]]) == texts(found[terms[1]]) == {("193.1.0.0/16", 1), ("193.2.0.0/16", 2), ("2a00::/32", 2)}
    assert texts(found[2]) == {("193.2.0.0/16", 2), ("2a00::/32", 2)}
    assert str(found[terms[2]]) == str(found[3]) == "AS3: no complete answer"
    assert known.asked == [1, 2, 3]
    assert known.is_closed


def test_one_origin_without_an_answer_leaves_nothing_of_the_set() -> None:
    found = registered(Known({"AS-A": "AS1 AS2 AS3"}, {1: "193.1.0.0/16", 2: None, 3: None}), [parse_term("AS-A")], 100)
    problem = found[parse_term("AS-A")]
    assert isinstance(problem, UnresolvedError)
    assert str(problem) == "AS2: no complete answer (and 1 more)"


def test_a_missing_member_is_told_from_a_missing_set() -> None:
    terms = [parse_term("AS-A"), parse_term("AS-NOPE")]
    member, whole = registered(Known({"AS-A": "AS1 AS-GONE"}, {1: "193.1.0.0/16"}), terms, 100).values()
    assert isinstance(member, UnresolvedMemberError) and str(member) == "AS-GONE is nowhere (a member of AS-A)"
    assert type(whole) is UnresolvedError
    assert texts(registered(Known({"AS-A": "AS1 AS-GONE"}, {1: "193.1.0.0/16"}), terms[:1], 100, ["as-gone"])[terms[0]]) == {
        ("193.1.0.0/16", 1)
    }


def test_a_route_sets_own_prefixes_have_no_origin() -> None:
    term = parse_term("RS-A")
    found = registered(Known({"RS-A": "193.9.0.0/16^24 AS1^+ AS2"}, {1: "193.1.0.0/16", 2: "193.2.0.0/16"}), [term], 100)
    assert texts(found[term]) == {("193.9.0.0/16^24", None), ("193.1.0.0/16^16-32", 1), ("193.2.0.0/16", 2)}


def test_more_than_allowed_is_refused_whole() -> None:
    found = registered(Known({}, {1: "193.1.0.0/16 193.2.0.0/16"}), [1], 1)
    assert str(found[1]) == "AS1 has 2 registered prefixes, more than most_prefixes: 1"


@pytest.mark.parametrize(
    "text", ["", "AS", "AS0", "0", "AS4294967296", "ACME", "RIPE::AS1", "AS-ANY", "RS-ANY", "AS-A^+", "AS1 AS2", "ＡS1", "٣"]
)
def test_what_is_no_term_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="neither an AS-SET nor an ASN|stands for the whole Internet"):
        parse_term(text)


def pair(text: str, origin: int | None = 1) -> Pair:
    return Pair(PrefixRange.parse(text), origin)


def test_aggregated_pairs_stay_with_their_origins() -> None:
    pairs = {pair("193.1.0.0/16"): ("RIPE",), pair("193.1.1.0/24"): ("RADB",), pair("193.1.1.0/24", 2): ("ARIN",)}
    shape = Shape(longest={4: 24}, is_aggregated=True)
    assert list(shape.pairs(pairs)) == [(pair("193.1.0.0/16^16-24"), ("RIPE",)), (pair("193.1.1.0/24", 2), ("ARIN",))]
    assert [str(item) for item in shape.ranges(pairs)] == ["193.1.0.0/16^16-24"]


def test_prefixes_do_not_hide_ranges() -> None:
    with pytest.raises(ValueError, match=r"193.1.0.0/16\^16-24: prefixes alone cannot say lengths"):
        Shape().prefixes([pair("193.1.0.0/16^16-24")])
    with pytest.raises(ValueError, match="prefixes alone cannot say lengths"):
        Shape(longest={4: 24}).prefixes([pair("193.1.0.0/16")])


def test_a_file_of_vrps_is_read_again_when_it_changed(tmp_path: Path) -> None:
    path = tmp_path / "vrps.json"

    def written(asn: int, time: int) -> None:
        path.write_text(json.dumps({"roas": [{"asn": asn, "prefix": "193.1.0.0/16", "maxLength": 16}]}), encoding="utf-8")
        os.utime(path, ns=(time, time))

    written(1, 10**18)
    first = table_of_export(path, NOW)
    assert table_of_export(path, NOW) is first
    written(2, 10**18 + 1)
    assert str(table_of_export(path, NOW).state_of(Prefix.parse("193.1.0.0/16"), 2)) == "valid"
