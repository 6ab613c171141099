# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The golden configurations of EOS let through what the tables of verdicts say, judged by the interpreter."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import Prefix
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Route, RovState, host_prefix

from .box import Box
from .route_maps import Router

GOLDEN = Path(__file__).resolve().parents[2] / "golden"
NAMES = sorted(path.parent.name for path in GOLDEN.glob("*/eos.cfg"))
#: EOS does not know OTC, so what that alone rejects comes in there (docs/eos.md).
_NOT_THERE = {"F14"}


class _State:
    """Validation as the table has it, for one route after the other."""

    now = RovState.NOT_FOUND

    def state(self, route: Route) -> RovState:
        return self.now


def _router(name: str) -> Router:
    text = (GOLDEN / name / "eos.cfg").read_text(encoding="utf-8")
    asn = next(line.split()[2] for line in text.splitlines() if line.startswith("router bgp "))
    box = Box(Router(int(asn)))
    addresses = sorted({line.split()[1] for line in text.splitlines() if line.startswith("      neighbor ")})
    return box.feed(f"router bgp {asn}\n" + "".join(f"neighbor {item} remote-as 1\n" for item in addresses) + text).policy


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (GOLDEN / name / "verdicts.tsv").open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)


def _route(row: dict[str, str]) -> Route:
    path = tuple(frozenset(map(int, item.strip("{}").split(","))) if item.startswith("{") else int(item) for item in row["as_path"].split())
    standard = [tuple(map(int, item.split(":"))) for item in row["communities"].split()]
    large = [tuple(map(int, item.split(":"))) for item in row["large_communities"].split()]
    return Route(
        Prefix.parse(row["prefix"]),
        path,
        frozenset(standard),  # type: ignore[arg-type]
        frozenset(large),  # type: ignore[arg-type]
        host_prefix(row["next_hop"] or row["address"]),
        int(row["otc"]) if row["otc"] else None,
    )


@pytest.mark.parametrize("name", NAMES)
def test_the_tables_of_verdicts_hold(name: str) -> None:
    router, rov, told = _router(name), _State(), Counter[str]()
    for row in _rows(name):
        route = _route(row)
        # A router that was never seen carries the family of a session's address, and next hops are of that one.
        if {route.prefix.family, host_prefix(row["address"]).family, route.next_hop.family if route.next_hop else 0} != {
            route.prefix.family
        }:
            continue
        rov.now = RovState(row["rov"])
        is_accepted, _ = router.judge(row["address"], "in", route, rov)  # type: ignore[arg-type]
        if row["control"] in _NOT_THERE:
            told["not known"] += 1
            continue
        assert is_accepted == (row["verdict"] == "accept"), row
        told[row["verdict"]] += 1
    assert min(told["accept"], told["reject"]) > 100
