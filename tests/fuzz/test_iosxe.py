# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an IOS-XE router prints, mutated: it is understood, or refused in words, and never read as more open than it is."""

from __future__ import annotations

import re

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.contract import Outputs
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.iosxe.parse import IosRunning
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.fit import fit

from ..unit.frr.cases import policy
from ..unit.iosxe.box import IOS, OPERATOR, VERSION, Box, box
from ..unit.iosxe.test_answers import ADVERTISED, DETAIL
from ..unit.iosxe.test_sources import INTERFACES
from .mutations import explore, texts
from .test_routers import Triples, announced, checking, mutated, network, recorded, routes, triples, understood

_ENTRY = re.compile(r"(ip|ipv6) prefix-list (MANRS-(\S+)_O([0-9]{1,10})-[46]\S*) seq [0-9]+ permit (\S+)(.*)", re.ASCII)
_CEF = (
    "0.0.0.0/0\n  nexthop 10.0.0.9 GigabitEthernet0/0/1\n192.0.2.0/24\n  attached to GigabitEthernet0/0/2\n203.0.113.0/24\n  no route\n"
    "2001:DB8::/64\n  attached to Port-channel1.100\n"
)


def said(outputs: Outputs) -> Triples:
    """What the permit entries of a running configuration say; a line ends where IOS ends one."""
    lines = outputs["running"].split("\n")
    described = {
        told[1]: told[2].rstrip()
        for line in lines
        if (told := re.match(r"(?:ip|ipv6) prefix-list (\S+) description (.+)", line.strip())) is not None
    }
    found: Triples = set()
    for line in lines:
        if not (told := _ENTRY.match(line.strip())) or (prefix := network(told[5])) is None:
            continue
        bits = 128 if told[1] == "ipv6" else 32
        bounds = dict(re.findall(r" (ge|le) ([0-9]{1,3})", told[6]))
        length = int(prefix.rpartition("/")[2])
        low = int(bounds.get("ge", length))
        high = int(bounds.get("le", bits if "ge" in bounds else length))
        name = told[3] if not told[3].startswith("x_") else described.get(told[2], "")
        found.add((name, int(told[4]), f"{prefix} {low} {high}"))
    return found


@pytest.fixture(scope="module")
def router() -> Box:
    found = box(INTERFACES + OPERATOR)
    return found.apply(found.plan(policy({35001: {"20.0.0.0/16", "30.0.0.0/16^17-24", "2a06::/32"}, 7: {"20.7.0.0/16"}})))


def test_what_is_mutated_is_whole(router: Box) -> None:
    """As it is, the router has registered pairs, and just those that the oracle reads: a broken seed would hide what is behind it."""
    found = triples(router.running().known)
    assert {("AS35001", 35001, "30.0.0.0/16 17 24"), ("AS35001", 35001, "2a06::/32 32 32"), ("AS35001", 7, "20.7.0.0/16 16 16")} < found
    assert found == said(router.outputs())


def test_running(router: Box) -> None:
    outputs = router.outputs()
    wanted = fit(policy({35001: {"20.0.0.0/16"}}), IOS.capabilities(VERSION))

    def plans(running: IosRunning) -> None:
        IOS.plan_release(running, "test", 60, True)
        IOS.plan(running, wanted, "test", 60, True)

    # What a real one has beside: a banner, passwords, another table, a certificate.
    more = (
        "banner login ^C\nhello\n^C\nusername a secret 9 $9$x\nvrf definition M\n rd 1:1\n"
        "crypto pki certificate chain T\n certificate 01\n  3082\n  quit\n"
    )
    outputs = {**outputs, "running": outputs["running"].replace("router bgp", f"{more}router bgp", 1)}
    among = {name: texts(text, most=4 if name == "running" else 2) for name, text in outputs.items()}
    explore("iosxe", mutated(outputs, among), checking(IOS.parse, plans, said), 200)


def test_records(router: Box) -> None:
    running = router.running()
    explore("iosxe record", recorded(running.text), understood(lambda record: IOS.plan_back(running, record, "test", 60)), 60)


def test_routes() -> None:
    explore("iosxe routes", texts(DETAIL), routes(IOS.held_routes), 120)
    explore("iosxe announced", texts(ADVERTISED), announced(IOS.announced_prefixes), 60)
    explore("iosxe interfaces", texts(_CEF), understood(lambda output: IOS.routed_interfaces([output])), 120)
