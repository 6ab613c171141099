# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The golden tables of verdicts, replayed through the golden configurations by the interpreter of the filter language."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import Prefix
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Route, host_prefix

from .box import box
from .language import Interpreter

FOLDER = Path(__file__).parents[2] / "golden"
#: What RouterOS does not look at: OTC, AS_SETs (docs/routeros.md).
_NOT_SEEN = ("F14",)


def _connections(text: str) -> str:
    """Connections as an operator would have them, for the addresses that the configuration binds."""
    addresses = [line.partition('remote.address="')[2].partition('"')[0] for line in text.splitlines() if "remote.address=" in line]
    return "".join(
        f"/routing/bgp/connection/add name=n{number} remote.address={address} remote.as=1 as=25000 local.role=ebgp\n"
        for number, address in enumerate(addresses)
    )


@pytest.mark.parametrize("name", ["controls", "minimal", "relations", "hostile"])
def test_the_golden_verdicts_are_those_of_the_golden_configuration(name: str) -> None:
    text = (FOLDER / name / "routeros.rsc").read_text(encoding="utf-8")
    router = box(_connections(text)).feed(text.splitlines())
    menus, seen = router.filters(), {"accept": 0, "reject": 0}
    with (FOLDER / name / "verdicts.tsv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
    for row in rows[::7]:
        bound = router.bound(row["address"], "in") if f'"{row["address"]}"' in text else None
        # Rendered without a router, a session has the family of its address.
        is_other = (":" in row["prefix"]) != (":" in row["address"])
        if bound is None or is_other or "{" in row["as_path"] or row["control"] in _NOT_SEEN:
            continue
        route = Route(
            Prefix.parse(row["prefix"]),
            tuple(map(int, row["as_path"].split())),
            frozenset((int(a), int(b)) for a, b in (item.split(":") for item in row["communities"].split())),
            frozenset((int(a), int(b), int(c)) for a, b, c in (item.split(":") for item in row["large_communities"].split())),
            host_prefix(row["next_hop"] or row["address"]),
        )
        # A next hop of the other family (RFC 8950) is in no set of this one.
        passes = Interpreter(menus, lambda item, row=row: row["rov"] == "invalid").run(bound, route) is not None  # type: ignore[misc]
        assert ("accept" if passes else "reject") == row["verdict"], (json.loads(row["neighbor"]), row)
        seen[row["verdict"]] += 1
    assert min(seen.values()) >= 10, seen
