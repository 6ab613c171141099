# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a RouterOS router answers, mutated: it is understood, or refused in words, and never read as more open than it is."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.contract import Outputs
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.routeros.parse import RosRunning
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.fit import fit

from ..unit.frr.cases import Wanted
from ..unit.routeros.box import ROS, Box
from ..unit.routeros.cases import named
from ..unit.routeros.test_sources import BOTH, CUSTOMER, UP, router_
from ..unit.source_cases import border, both, checked
from .mutations import documents, explore
from .test_routers import Triples, announced, checking, mutated, network, recorded, routes, triples, understood

_PAIR = re.compile(r"if \((.*) && bgp-as-path ([0-9]{1,10})\$\) \{ return \}", re.ASCII)
_DST = re.compile(r"dst (in|==) (\S+)")
_LENGTH = re.compile(r"dst-len (?:in ([0-9]{1,3})-([0-9]{1,3})|== ([0-9]{1,3}))", re.ASCII)


def _rows(outputs: Outputs, name: str) -> list[dict[str, Any]]:
    try:
        found = json.loads(outputs[name])
    except (ValueError, RecursionError):
        return []
    return [row for row in found if isinstance(row, dict) and row.get("disabled") != "true"] if isinstance(found, list) else []


def said(outputs: Outputs) -> Triples:
    """What the rules for registered pairs say, with the entries of their lists."""
    lists: dict[tuple[str, str], set[str]] = {}
    for family in ("4", "6"):
        for row in _rows(outputs, f"addresses{family}"):
            if isinstance(row.get("address"), str) and (entry := network(row["address"])) is not None:
                lists.setdefault((family, str(row.get("list"))), set()).add(entry)
    found: Triples = set()
    for row in _rows(outputs, "rules"):
        marked = re.fullmatch(r".*pairs ([46]) (\S+)", str(row.get("comment")), re.DOTALL)
        told = _PAIR.fullmatch(str(row.get("rule")))
        if marked is None or told is None:
            continue
        prefixes, bounds = {"0.0.0.0/0" if marked[1] == "4" else "::/0"}, None
        for part in told[1].split(" && "):
            if length := _LENGTH.fullmatch(part):
                bounds = (int(length[1] or length[3]), int(length[2] or length[3]))
            elif dst := _DST.fullmatch(part):
                bare = network(dst[2])
                prefixes = {bare} if bare is not None else lists.get((marked[1], dst[2]), set())
        for prefix in prefixes:
            low, high = bounds or (int(prefix.rpartition("/")[2]),) * 2
            found.add((marked[2], int(told[2]), f"{prefix} {low} {high}"))
    return found


@pytest.fixture(scope="module")
def router() -> Box:
    found = router_()
    policy = named(Wanted({35001: {"20.0.0.0/16", "30.0.0.0/16^17-24", "2a06::/32"}, 7: {"20.7.0.0/16"}}).policy)
    policy = replace(policy, sources=checked(both(CUSTOMER), both(BOTH), border(UP)))
    running = found.running()
    return found.apply(ROS.plan(running, fit(policy, running.capabilities), "test", 60, True))


def test_what_is_mutated_is_whole(router: Box) -> None:
    """As it is, the router has registered pairs, and just those that the oracle reads: a broken seed would hide what is behind it."""
    found = triples(router.running().known)
    assert {("AS35001", 35001, "30.0.0.0/16 17 24"), ("AS35001", 35001, "2a06::/32 32 32"), ("AS35001", 7, "20.7.0.0/16 16 16")} < found
    assert found == said(router.outputs())


def test_running(router: Box) -> None:
    outputs = router.outputs()
    wanted = replace(named(Wanted({35001: {"20.0.0.0/16"}}).policy), sources=checked(both(CUSTOMER)))

    def plans(running: RosRunning) -> None:
        ROS.plan_release(running, "test", 60, True)
        ROS.plan(running, fit(wanted, running.capabilities), "test", 60, True)

    among = {name: documents(json.loads(text)) for name, text in outputs.items() if name != "history"}
    explore("routeros", mutated(outputs, among), checking(ROS.parse, plans, said), 200)


def test_records(router: Box) -> None:
    running = router.running()
    explore("routeros record", recorded(running.text), understood(lambda record: ROS.plan_back(running, record, "test", 60)), 60)


def test_routes() -> None:
    route = {"dst-address": "193.20.0.0/22", "gateway": "10.0.0.1", "belongs-to": "bgp-IP-10.0.0.1", "bgp": "true", "active": "true"}
    route |= {"bgp.as-path": "35001,{7,8}", "bgp.communities": "25000:1,no-export", "bgp.large-communities": "25000:1:1", "afi": "ip4"}
    six = {"dst-address": "2a06::/32", "belongs-to": "static", "immediate-gw": "fe80::1%ether1", "active": "true", "bgp.local-pref": "90"}
    explore("routeros routes", documents([route, six]), routes(ROS.held_routes), 120)
    explore("routeros announced", documents([{"peer": "up-1", "dst": "185.10.0.0/22"}]), announced(ROS.announced_prefixes), 60)
    explore("routeros interfaces", documents([route, six]), understood(lambda output: ROS.routed_interfaces([output])), 120)
