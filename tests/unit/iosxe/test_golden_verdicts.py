# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The golden configurations of IOS-XE come to the verdicts of the golden tables, by the interpreter of its lines."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import Prefix
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import PathElement, Route, host_prefix

from .route_maps import Router

GOLDEN = Path(__file__).resolve().parents[2] / "golden"
NAMES = sorted(path.parent.name for path in GOLDEN.glob("*/iosxe.cfg"))


def _element(text: str) -> PathElement:
    return frozenset(map(int, text.strip("{}").split(","))) if text.startswith("{") else int(text)


def _tuples(text: str) -> frozenset[tuple[int, ...]]:
    return frozenset(tuple(map(int, item.split(":"))) for item in text.split())


def _route(row: dict[str, str]) -> Route:
    return Route(
        Prefix.parse(row["prefix"]),
        tuple(_element(item) for item in row["as_path"].split()),
        _tuples(row["communities"]),  # type: ignore[arg-type]
        _tuples(row["large_communities"]),  # type: ignore[arg-type]
        host_prefix(row["next_hop"] or row["address"]),
    )


@pytest.mark.parametrize("name", NAMES)
def test_a_golden_configuration_comes_to_the_verdicts_of_its_table(name: str) -> None:
    router = Router().feed((GOLDEN / name / "iosxe.cfg").read_text(encoding="utf-8").splitlines())
    with (GOLDEN / name / "verdicts.tsv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
    wrong = []
    for number, row in enumerate(rows):
        # IOS does not know OTC, and a session carries the family of its address here. Of the large table, a part will do.
        if row["control"] == "F14" or (":" in row["prefix"]) != (":" in row["address"]) or (name == "large" and number % 4):
            continue
        if row["next_hop"] and (":" in row["next_hop"]) != (":" in row["prefix"]):
            continue
        found = router.judge(row["address"], "in", _route(row), lambda route, state=row["rov"]: state == "invalid")
        if (found is not None) != (row["verdict"] == "accept"):
            wrong.append(row)
    assert wrong == []
