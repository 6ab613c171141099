# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an EOS router prints, mutated: it is understood, or refused in words, and never read as more open than it is."""

from __future__ import annotations

import json
import re

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.contract import Outputs
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.eos.parse import EosRunning
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.fit import fit

from ..unit.eos.box import EOS, Box, box
from ..unit.eos.test_answers import ROUTES
from ..unit.frr import cases as frr
from .mutations import documents, explore, texts
from .test_routers import Triples, announced, checking, mutated, network, recorded, routes, triples, understood

VERSION = "4.30.1F"
_HEAD = re.compile(r"(ip|ipv6) prefix-list MANRS-([A-Za-z0-9-]+)_O([0-9]{1,10})-[46]", re.ASCII)
_ENTRY = re.compile(r" +seq [0-9]{1,5} permit (\S+)(.*)", re.ASCII)


def said(outputs: Outputs) -> Triples:
    """What the permit lines of a running configuration say; a line ends where EOS ends one."""
    found: Triples = set()
    head = None
    for line in outputs["running"].split("\n"):
        if line.strip() and not line.startswith((" ", "!")):
            head = _HEAD.match(line)
        if head is None or not (told := _ENTRY.match(line)) or (prefix := network(told[1])) is None:
            continue
        bits = 128 if head[1] == "ipv6" else 32
        bounds = dict(re.findall(r" (ge|le|eq) ([0-9]{1,3})", told[2]))
        length = int(prefix.rpartition("/")[2])
        low = int(bounds.get("eq", bounds.get("ge", length)))
        high = int(bounds.get("eq", bounds.get("le", bits if "ge" in bounds else length)))
        found.add((head[2], int(head[3]), f"{prefix} {low} {high}"))
    return found


@pytest.fixture(scope="module")
def router() -> Box:
    found = box()
    wanted = fit(frr.policy({35001: {"20.0.0.0/16", "30.0.0.0/16^17-24", "2a06::/32"}, 7: {"20.7.0.0/16"}}), EOS.capabilities(VERSION))
    return found.apply(EOS.plan(found.running(), wanted, "test", 60, True))


def test_what_is_mutated_is_whole(router: Box) -> None:
    """As it is, the router has registered pairs, and just those that the oracle reads: a broken seed would hide what is behind it."""
    found = triples(router.running().known)
    assert {("AS35001", 35001, "30.0.0.0/16 17 24"), ("AS35001", 35001, "2a06::/32 32 32"), ("AS35001", 7, "20.7.0.0/16 16 16")} < found
    assert found == said(router.outputs())


def test_running(router: Box) -> None:
    outputs = router.outputs()
    wanted = fit(frr.policy({35001: {"20.0.0.0/16"}}), EOS.capabilities(VERSION))

    def plans(running: EosRunning) -> None:
        EOS.plan_release(running, "test", 60, True)
        EOS.plan(running, wanted, "test", 60, True)

    # What a real one has beside: passwords, texts, interfaces, another table.
    more = (
        "username a secret sha512 $6$x\nbanner login\nhello\nEOF\ninterface Ethernet1\n   ip address 10.0.0.2/30\n"
        "   ip access-group THEIRS in\nip access-list THEIRS\n   10 permit ip any any\nip route 10.0.0.0/8 Null0\nrouter bgp"
    )
    outputs = {**outputs, "running": outputs["running"].replace("router bgp", more, 1)}
    among = {
        "running": texts(outputs["running"]),
        "startup": texts(outputs["startup"], most=1),
        "rpki": texts(outputs["rpki"] or "MANRS-x:\nState: synced\n", most=2),
        **{name: documents(json.loads(outputs[name])) for name in ("version", "summary", "neighbors", "default4", "default6")},
    }
    explore("eos", mutated(outputs, among), checking(EOS.parse, plans, said), 200)


def test_records(router: Box) -> None:
    running = router.running()
    explore("eos record", recorded(running.text), understood(lambda record: EOS.plan_back(running, record, "test", 60)), 60)


def test_routes() -> None:
    explore("eos routes", documents(ROUTES), routes(EOS.held_routes), 120)
    explore("eos announced", documents(ROUTES), announced(EOS.announced_prefixes), 60)


def test_interfaces() -> None:
    told = {"vrfs": {"default": {"routes": {"0.0.0.0/0": {"vias": [{"interface": "Ethernet1", "nexthopAddr": "10.0.0.1"}]}}}}}
    explore("eos interfaces", documents(told), understood(lambda output: EOS.routed_interfaces([output])), 120)
