# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""RouterOS takes a change command by command: after none of them, there or back, it accepts what neither the first nor the last does.

A virtual router keeps what it held after each command of its API that changed something; an interpreter of filters judges it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from itertools import count

import pytest

pytest.importorskip("librouteros", reason="needs librouteros (requirements/run.txt)")

from ansible_collections.manrs.hardening.plugins.plugin_utils.delivery.transports.parameters import Parameters
from ansible_collections.manrs.hardening.plugins.plugin_utils.delivery.transports.routeros_session import RouterOsSession
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.contract import Command, Plan
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.fit import fit
from virtual.routeros_api import VirtualRouterOs
from virtual.routeros_router import Device

from ..unit.frr.cases import SWAP, Wanted
from ..unit.routeros.box import OPERATOR, ROS, RULES, Box, box
from ..unit.routeros.cases import named
from ..unit.routeros.test_plans import verdicts

_NUMBER = count(1)


class _Watched(Device):
    """A router that keeps what it held after each command that changed something of its routing."""

    held: list[Box]

    def _note(self, action: str) -> None:
        super()._note(action)
        if not action.startswith("/system") and hasattr(self, "held"):
            self.held.append(_seen(self))


def _seen(device: Device) -> Box:
    found = Box()
    for menu, rows in deepcopy(device.items).items():
        if not menu.startswith("/system"):
            found.menus[menu] = [{name: value for name, value in row.items() if name != ".id"} for row in rows]
    return found


@contextmanager
def watched() -> Iterator[tuple[_Watched, RouterOsSession]]:
    with VirtualRouterOs(OPERATOR) as router:
        router.device = device = _Watched(OPERATOR)
        device.held = [_seen(device)]
        with RouterOsSession(Parameters("127.0.0.1", router.user, router.password, ports={"api": router.port})) as way:
            yield device, way


def said(way: RouterOsSession, *commands: Command) -> None:
    for command in commands:
        answer = way.run(command.text, command.timeout_seconds)
        assert answer.rc == 0, (command.text, answer.err)


def planned(way: RouterOsSession, wish: Wanted | None) -> Plan:
    label = f"20261127T090000Z-{next(_NUMBER):06x}"
    running = ROS.parse({name: way.run(command.text).out for name, command in ROS.reads.items()})
    if wish is None:
        made = ROS.plan_release(running, label, 120, True)
    else:
        made = ROS.plan(running, fit(named(wish.policy), running.capabilities), label, 120, True)
    for name, content in made.files.items():
        way.put(f"{made.directory}/{name}", content)
    return made


def openings(held: list[Box], *ends: Box) -> list[tuple[int, tuple[str, str]]]:
    """The commands behind which a router accepts what it does in none of these states, by number, and where."""
    allowed = [verdicts(one) for one in ends]
    return [
        (number, key)
        for number, state in enumerate(map(verdicts, held))
        for key, accepted in state.items()
        if any(now and not any(one[key][place] for one in allowed) for place, now in enumerate(accepted))
    ]


def test_after_no_command_of_the_api_a_filter_is_more_open() -> None:
    with watched() as (device, way):
        for wish in (*SWAP, SWAP[0], None):
            device.held = device.held[-1:]
            made = planned(way, wish)
            said(way, made.arm, *(command for stage in made.stages for command in stage.commands), made.confirm)
            assert len(device.held) > 10 and verdicts(device.held[0]) != verdicts(device.held[-1])
            assert openings(device.held, device.held[0], device.held[-1]) == []
        assert device.held[-1].text() == box().text()


@pytest.mark.parametrize("is_update", [False, True], ids=["the first delivery", "an update"])
def test_after_no_command_of_the_way_back_a_filter_is_more_open(is_update: bool) -> None:
    with watched() as (device, way):
        first, second = SWAP
        if is_update:
            made = planned(way, first)
            said(way, made.arm, *(command for stage in made.stages for command in stage.commands), made.confirm)
        before = device.held[-1]
        made = planned(way, second)
        said(way, made.arm, *(command for stage in made.stages for command in stage.commands))
        device.held = device.held[-1:]
        said(way, made.revert)
        assert len(device.held) > 10 and device.held[-1].text() == before.text()
        assert openings(device.held, before, device.held[0]) == []


def test_openness_is_seen_when_a_rule_lets_everything_through_for_one_command() -> None:
    """The check can fail."""
    with watched() as (device, way):
        made = planned(way, SWAP[0])
        said(way, made.arm, *(command for stage in made.stages for command in stage.commands), made.confirm)
        device.held = device.held[-1:]
        (rule,) = [row for row in device.items[RULES] if row["chain"] == "MANRS-IN-10_0_0_1" and row["comment"] == "ipv4"]
        for text in ("if (afi ipv4) { accept }", rule["rule"]):
            device.change(RULES, "set", [rule[".id"]], {"rule": text})
        assert openings(device.held, device.held[0], device.held[-1]) == [(1, ("10.0.0.1", "in"))]
