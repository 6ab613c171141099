# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an IOS-XR router prints, mutated: it is understood, or refused in words, and never read as more open than it is."""

from __future__ import annotations

import re

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.contract import Outputs
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.iosxr.parse import XrRunning
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.fit import fit

from ..unit.frr.cases import policy
from ..unit.iosxr.box import OPERATOR, XR, Box, box
from ..unit.iosxr.test_answers import ROUTES
from .mutations import explore, texts
from .test_routers import Triples, announced, checking, mutated, network, recorded, routes, triples, understood

_SET = re.compile(r"prefix-set MANRS-(\S+)_O([0-9]{1,10})-[46]", re.ASCII)
_ENTRY = re.compile(r"([0-9A-Fa-f:.]+/[0-9]+)(.*?),?", re.ASCII)


def said(outputs: Outputs) -> Triples:
    """What prefix-sets of a running configuration say; a line ends where IOS-XR ends one."""
    found: Triples = set()
    name, origin = None, 0
    for line in (text.strip() for text in outputs["running"].split("\n")):
        if told := _SET.fullmatch(line):
            name, origin = told[1], int(told[2])
        elif line == "end-set":
            name = None
        elif name is not None and line.startswith("#") and name.startswith("x."):
            name = line.removeprefix("#").strip()
        elif name is not None and (told := _ENTRY.fullmatch(line)) and (prefix := network(told[1])) is not None:
            bits = 128 if ":" in prefix else 32
            bounds = dict(re.findall(r" (ge|le|eq) ([0-9]{1,3})", told[2]))
            length = int(prefix.rpartition("/")[2])
            low = int(bounds.get("eq", bounds.get("ge", length)))
            high = int(bounds.get("eq", bounds.get("le", bits if "ge" in bounds else length)))
            found.add((name, origin, f"{prefix} {low} {high}"))
    return found


@pytest.fixture(scope="module")
def router() -> Box:
    found = box(OPERATOR)
    running = found.running()
    wanted = fit(policy({35001: {"20.0.0.0/16", "30.0.0.0/16^17-24", "2a06::/32"}, 7: {"20.7.0.0/16"}}), running.capabilities)
    return found.feed(XR.plan(running, wanted, "test", 60, True).files["change"])


def test_what_is_mutated_is_whole(router: Box) -> None:
    """As it is, the router has registered pairs, and just those that the oracle reads: a broken seed would hide what is behind it."""
    found = triples(router.running().known)
    assert {("AS35001", 35001, "30.0.0.0/16 17 24"), ("AS35001", 35001, "2a06::/32 32 32"), ("AS35001", 7, "20.7.0.0/16 16 16")} < found
    assert found == said(router.outputs())


def test_running(router: Box) -> None:
    outputs = router.outputs()
    wanted = fit(policy({35001: {"20.0.0.0/16"}}), router.running().capabilities)

    def plans(running: XrRunning) -> None:
        XR.plan_release(running, "test", 60, True)
        XR.plan(running, wanted, "test", 60, True)

    among = {name: texts(text, most=4 if name == "running" else 2) for name, text in outputs.items()}
    explore("iosxr", mutated(outputs, among), checking(XR.parse, plans, said), 200)


def test_records(router: Box) -> None:
    running = router.running()
    explore("iosxr record", recorded(running.text), understood(lambda record: XR.plan_back(running, record, "test", 60)), 60)


def test_routes() -> None:
    explore("iosxr routes", texts(ROUTES), routes(XR.held_routes), 120)
    sent = (
        "Fri Nov 27 08:00:00.123 UTC\nNetwork            Next Hop        From            AS Path\n"
        "185.10.0.0/22      10.0.0.254      Local           i\n"
    )
    explore("iosxr announced", texts(sent), announced(XR.announced_prefixes), 60)
    cef = "192.0.2.0/24, version 5\n via 10.0.0.1/32, GigabitEthernet0/0/0/1, 4 dependencies\n0.0.0.0/0, version 1\n drop adjacency\n"
    explore("iosxr interfaces", texts(cef), understood(lambda output: XR.routed_interfaces([output])), 120)
