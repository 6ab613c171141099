# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a Junos router answers, mutated: it is understood, or refused in words, and no registered prefix is read that it does not say."""

from __future__ import annotations

import re

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import Prefix, PrefixError
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.contract import Outputs
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.junos.parse import JunosRunning
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.fit import fit
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.named_sets import Known

from ..unit.frr.cases import policy
from ..unit.junos.router import PLATFORM, Box
from ..unit.junos.test_answers import ROUTES
from .mutations import explore, texts
from .test_routers import announced, examining, mutated, recorded, routes, triples, understood

_PREFIX = re.compile(r"[0-9A-Fa-f.:]+/[0-9]{1,3}", re.ASCII)


def said(outputs: Outputs) -> set[Prefix]:
    """Every prefix that the configuration has anywhere."""
    found: set[Prefix] = set()
    for text in _PREFIX.findall(outputs["configuration"]):
        try:
            found.add(Prefix.parse(text))
        except PrefixError:
            continue
    return found


@pytest.fixture(scope="module")
def router() -> Box:
    found = Box()
    running = found.running()
    wanted = fit(policy({35001: {"20.0.0.0/16", "30.0.0.0/16^17-24", "2a06::/32"}, 7: {"20.7.0.0/16"}}), running.capabilities)
    return found.apply(PLATFORM.plan(running, wanted, "test", 60, True))


def test_what_is_mutated_is_whole(router: Box) -> None:
    found = triples(router.running().known)
    assert {("AS35001", 35001, "30.0.0.0/16 17 24"), ("AS35001", 35001, "2a06::/32 32 32"), ("AS35001", 7, "20.7.0.0/16 16 16")} < found


def test_running(router: Box) -> None:
    outputs = router.outputs()
    wanted = fit(policy({35001: {"20.0.0.0/16"}}), router.running().capabilities)

    def plans(running: JunosRunning) -> None:
        PLATFORM.plan_release(running, "test", 60, True)
        PLATFORM.plan(running, wanted, "test", 60, True)

    def compare(known: Known, changed: Outputs) -> None:
        there = said(changed)
        for pairs in known.pair_sets.values():
            for ranges in pairs.values():
                # Two neighbors that are both there may be told as one.
                assert all(any(item.prefix.contains(prefix) for prefix in there) for item in ranges)

    among = {name: texts(text, most=4 if name == "configuration" else 2) for name, text in outputs.items()}
    explore("junos", mutated(outputs, among), examining(PLATFORM.parse, plans, compare), 150)


def test_records(router: Box) -> None:
    running = router.running()
    explore("junos record", recorded(running.text), understood(lambda record: PLATFORM.plan_back(running, record, "test", 60)), 60)


def test_routes() -> None:
    explore("junos routes", texts(ROUTES), routes(PLATFORM.held_routes), 120)
    explore("junos announced", texts(ROUTES), announced(PLATFORM.announced_prefixes), 60)
    explore("junos interfaces", texts(ROUTES), understood(lambda output: PLATFORM.routed_interfaces([output])), 120)
