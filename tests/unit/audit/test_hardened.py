# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The golden configurations, read as anybody's: the evaluator comes to the verdicts of the golden tables, and nothing is left unread.

The tables come from the reference policy, which shares no line with the audit.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from ansible_collections.manrs.hardening.plugins.plugin_utils.audit import frr, ios
from ansible_collections.manrs.hardening.plugins.plugin_utils.audit.evaluate import evaluate
from ansible_collections.manrs.hardening.plugins.plugin_utils.audit.tree import Outcome, Tree
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import Prefix
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Direction, PathElement, Route, RovState, host_prefix

GOLDEN = Path(__file__).resolve().parents[2] / "golden"
NAMES = ("controls", "hostile", "minimal", "relations")


def _neighbors(name: str) -> dict[str, int]:
    intent: dict[str, Any] = yaml.safe_load((GOLDEN / name / "intent.yml").read_text(encoding="utf-8"))
    everybody = [*intent["manrs_neighbors"], *intent["manrs_network"].get("neighbors", [])]
    return {address: one["asn"] for one in everybody for address in one.get("addresses", ())}


def _tree(name: str, platform: str) -> Tree:
    """The golden lines, with the sessions that an operator had before."""
    text = (GOLDEN / name / ("frr-10.conf" if platform == "frr" else "iosxe.cfg")).read_text(encoding="utf-8")
    head, router, body = re.split(r"^(router bgp \d+\n)", text, flags=re.MULTILINE)
    sessions = "".join(f" neighbor {address} remote-as {asn}\n" for address, asn in _neighbors(name).items())
    active = {
        family: "".join(
            f"  neighbor {item} activate\n  neighbor {item} allowas-in 10\n" for item in _neighbors(name) if (":" in item) == (family == 6)
        )
        for family in (4, 6)
    }
    # What would be dropped before any filter is let on to the filters.
    extra = " no bgp reject-as-sets\n no bgp enforce-first-as\n" if platform == "frr" else " no bgp enforce-first-as\n"
    families = "".join(f" address-family ipv{family}\n{active[family]} exit-address-family\n" for family in (4, 6))
    before = "frr version 10.3\nfrr defaults traditional\n" if platform == "frr" else "ip bgp-community new-format\n"
    said = f"{before}{head}{router} no bgp default ipv4-unicast\n{extra}{sessions}{families}{body}"
    return (frr if platform == "frr" else ios).parse(said)


def _element(text: str) -> PathElement:
    return frozenset(map(int, text.strip("{}").split(","))) if text.startswith("{") else int(text)


def _tuples(text: str) -> frozenset[Any]:
    return frozenset(tuple(map(int, item.split(":"))) for item in text.split())


def _route(row: dict[str, str]) -> Route:
    return Route(
        Prefix.parse(row["prefix"]),
        tuple(_element(item) for item in row["as_path"].split()),
        _tuples(row["communities"]),
        _tuples(row["large_communities"]),
        host_prefix(row["next_hop"] or row["address"]),
        int(row["otc"]) if row["otc"] else None,
    )


@pytest.mark.parametrize("platform", ["frr", "ios"])
@pytest.mark.parametrize("name", NAMES)
def test_a_hardened_router_comes_to_the_verdicts_of_the_policy(name: str, platform: str) -> None:
    tree = _tree(name, platform)
    assert tree.unread == ()
    sessions = {session.name: session for session in tree.sessions}
    with (GOLDEN / name / "verdicts.tsv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
    wrong: list[tuple[str, dict[str, str], list[str]]] = []
    asked: Counter[Outcome] = Counter()
    for row in rows:
        # OTC is for roles, which reset sessions and are not in these files; a session carries the family of its address here.
        if row["control"] == "F14" or (":" in row["prefix"]) != (":" in row["address"]):
            continue
        if row["next_hop"] and (":" in row["next_hop"]) != (":" in row["prefix"]):
            continue
        route = _route(row)
        judged = evaluate(tree, sessions[row["address"]], Direction.IMPORT, route.prefix.family, route, RovState(row["rov"]))
        asked[judged.outcome] += 1
        if judged.outcome is not (Outcome.PERMIT if row["verdict"] == "accept" else Outcome.DENY):
            wrong.append((judged.outcome, row, [str(line) for line in judged.trail]))
    assert wrong == []
    assert asked[Outcome.PERMIT] > 50
    assert asked[Outcome.DENY] > 200
