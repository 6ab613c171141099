# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The golden configurations, read as anybody's: the evaluator comes to the verdicts of the golden tables, and nothing is left unread.

The tables come from the reference policy, which shares no line with the audit. And an audit of them raises no alarm but for what is not in
them, which is written here by hand.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from datetime import UTC, datetime
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import pytest
import yaml
from ansible_collections.manrs.hardening.plugins.plugin_utils.audit import frr, ios
from ansible_collections.manrs.hardening.plugins.plugin_utils.audit.evaluate import evaluate
from ansible_collections.manrs.hardening.plugins.plugin_utils.audit.findings import Answer, Standing, audit
from ansible_collections.manrs.hardening.plugins.plugin_utils.audit.known import known_of
from ansible_collections.manrs.hardening.plugins.plugin_utils.audit.tree import Outcome, Tree
from ansible_collections.manrs.hardening.plugins.plugin_utils.intent.models import HostIntent
from ansible_collections.manrs.hardening.plugins.plugin_utils.intent.validate import host_intent
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import Prefix
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Direction, PathElement, Route, RovState, host_prefix
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.snapshot import load_snapshot
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.snapshot_making import make_snapshot

GOLDEN = Path(__file__).resolve().parents[2] / "golden"
NAMES = ("controls", "hostile", "minimal", "relations")


def _told(name: str) -> dict[str, Any]:
    told: dict[str, Any] = yaml.safe_load((GOLDEN / name / "intent.yml").read_text(encoding="utf-8"))
    return told


def _neighbors(name: str) -> dict[str, int]:
    intent = _told(name)
    everybody = [*intent["manrs_neighbors"], *intent["manrs_network"].get("neighbors", [])]
    return {address: one["asn"] for one in everybody for address in one.get("addresses", ())}


def _tree(name: str, platform: str) -> Tree:
    """The golden lines, with the sessions and the prefixes that an operator had before."""
    text = (GOLDEN / name / ("frr.conf" if platform == "frr" else "iosxe.cfg")).read_text(encoding="utf-8")
    head, router, body = re.split(r"^(router bgp \d+\n)", text, flags=re.MULTILINE)
    sessions = "".join(f" neighbor {address} remote-as {asn}\n" for address, asn in _neighbors(name).items())
    active = {
        family: "".join(
            f"  neighbor {item} activate\n  neighbor {item} allowas-in 10\n" for item in _neighbors(name) if (":" in item) == (family == 6)
        )
        for family in (4, 6)
    }
    ours = [item for item in _told(name)["manrs_network"]["prefixes"] if isinstance(item, str) or "delegated_to" not in item]
    for text in (item if isinstance(item, str) else item["prefix"] for item in ours):
        family = 6 if ":" in text else 4
        network = text if platform == "frr" or family == 6 else f"{text.partition('/')[0]} mask {ip_network(text).netmask}"
        active[family] += f"  network {network}\n"
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


# -- an audit ------------------------------------------------------------------------------------

NOW = datetime(2026, 11, 24, tzinfo=UTC)
#: Those that none of these intents asks for, so that no rendering has them. The rest is decided by what becomes of routes.
_NOT_DECLARED = {"S01", "S02", "S03"}
#: The families of sessions with nothing that counts their routes by itself, so that a limit (F15) comes from what a router holds when it
#: is planned (docs/policy.md): neither PeeringDB nor registered pairs say a number in these files.
_WITHOUT_PAIRS = {"peer", "provider", "route_server"}


def _intent(name: str) -> HostIntent:
    told = _told(name)
    rpki = {"vrps": str(GOLDEN / name / "vrps.json"), **told.get("manrs_registry", {}).get("rpki", {})}
    told["manrs_registry"] = {"irr": {"dumps": [str(GOLDEN / name / "irr.rpsl")]}, "rpki": rpki}
    return host_intent(told, "edge1", NOW.date())


def _audited(name: str, platform: str, folder: Path | None) -> tuple[HostIntent, tuple[Answer, ...]]:
    """Audit a golden configuration. ``folder`` None: there is no snapshot."""
    intent = _intent(name)
    snapshot = None
    if folder is not None:
        make_snapshot({"edge1": intent}, folder, NOW)
        snapshot = load_snapshot(folder, "edge1", NOW, intent.registry)
    return intent, audit(_tree(name, platform), known_of(intent, snapshot))


@pytest.mark.parametrize("platform", ["frr", "ios"])
@pytest.mark.parametrize("name", NAMES)
def test_an_audit_of_a_hardened_router_raises_no_alarm_but_for_what_nobody_declared(name: str, platform: str, tmp_path: Path) -> None:
    intent, answers = _audited(name, platform, tmp_path / "snapshot")
    unlimited = {
        address
        for neighbor in intent.neighbors
        for address in neighbor.addresses
        if neighbor.relation.value in _WITHOUT_PAIRS and neighbor.registered is not True
    }
    alarms = [item for item in answers if item.standing is not Standing.HOLDS and item.control not in _NOT_DECLARED]
    assert [item for item in alarms if item.control != "F15"] == []
    assert {item.where.split()[0] for item in alarms} == unlimited
    # All of it was asked: at each session what is asked of its relation.
    asked = {(item.where.split()[0], item.control) for item in answers if item.standing is Standing.HOLDS}
    for neighbor in intent.neighbors:
        expected = {"F01", "F02", "F03", "F05", "F06", "F07", "F12", "F20", "F21"}
        expected |= {"customer": {"F13", "E03"}, "collector": set()}.get(neighbor.relation.value, {"E01", "E03", "B05"})
        # The one's space is ours and no VRP can name it; from the other our space comes back.
        expected -= {"private": {"F12"}, "scrub": {"F03"}}.get(neighbor.name, set())
        for address in neighbor.addresses:
            assert expected <= {control for where, control in asked if where == address}, address


@pytest.mark.parametrize("platform", ["frr", "ios"])
@pytest.mark.parametrize("name", ["hostile", "minimal"])
def test_without_a_snapshot_what_hangs_on_it_is_unknown_and_no_alarm(name: str, platform: str) -> None:
    intent, answers = _audited(name, platform, None)
    customers = {address for item in intent.neighbors if item.relation.value == "customer" for address in item.addresses}
    assert [item for item in answers if item.standing is Standing.OPEN and item.control not in (*_NOT_DECLARED, "F15")] == []
    unknown = {(item.where.split()[0], item.control) for item in answers if item.standing is Standing.UNKNOWN}
    # In the hostile world a VRP gives a part of our space to the customers; whoever has no snapshot does not know that.
    given = {(address, "F03") for address in customers} if name == "hostile" else set()
    assert unknown == {(address, "F13") for address in customers} | given
