# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Routers with transactions: word by word, and cut after each word, they accept what they did before, or what they do in the end.

A virtual router keeps the rules of its OS; the interpreters that judge its active configuration know nothing of how it came to be.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("jnpr.junos", reason="needs the Python package junos-eznc")
pytest.importorskip("netmiko", reason="needs the Python package netmiko")
pytest.importorskip("asyncssh", reason="needs the Python package asyncssh")
pytest.importorskip("pyeapi", reason="needs the Python package pyeapi")

sys.path.insert(0, str(Path(__file__).parents[1] / "unit" / "policy"))

from ansible_collections.manrs.hardening.plugins.plugin_utils.delivery.transports.eos_session import EosSession
from ansible_collections.manrs.hardening.plugins.plugin_utils.delivery.transports.iosxr_session import IosXrSession
from ansible_collections.manrs.hardening.plugins.plugin_utils.delivery.transports.junos_session import JunosSession
from ansible_collections.manrs.hardening.plugins.plugin_utils.delivery.transports.parameters import Parameters
from ansible_collections.manrs.hardening.plugins.plugin_utils.delivery.transports.transport import Transport, TransportError
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import RovState
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.contract import Command, Plan, Platform, Running
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.eos import Eos
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.iosxr import IosXr
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.junos import Junos
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.fit import fit
from virtual.eos import control as eos_order
from virtual.eos import switched_on as virtual_eos_router
from virtual.iosxr import VirtualIosXr
from virtual.junos_bench import switched_on

from ..unit.eos import box as eos
from ..unit.frr.cases import ASN, JUDGED, ROV, SWAP, State, Wanted, more_open
from ..unit.iosxr import box as xr
from ..unit.iosxr.rpl import run
from ..unit.junos import router as junos
from ..unit.junos.judge import Judge

TIMER_SECONDS = 120
#: How long a second of a hurried router's timer takes.
SCALE = 1 / 20


@dataclass(frozen=True)
class Router:
    """A virtual router that runs. ``active``: its configuration now; ``accepted``: what the routers of such a configuration accept."""

    platform: Platform
    way: Callable[[], Transport]
    active: Callable[[], str]
    accepted: Callable[[str], State]
    #: Everything that tells one configuration from another.
    plain: Callable[[str], str]
    #: From now on time flies.
    hurry: Callable[[], None]
    #: Break every connection.
    cut: Callable[[Transport], None]
    #: Somebody else lets everything of 10.0.0.1 in.
    open_by_hand: Callable[[], None]


def _junos_accepted(text: str) -> State:
    box, judge = junos.Box(text), Judge(text)
    return {
        (address, way): tuple(
            judge.judge(box.bound(address, "import" if way == "in" else "export"), route, ROV, way == "in", ASN)[0] for route in routes
        )
        for (address, way), routes in JUDGED.items()
    }


def _iosxr_accepted(text: str) -> State:
    policies = xr.box(text).policies()

    def is_accepted(address: str, way: str, route: Any) -> bool:
        name = policies.bindings.get((address, route.prefix.family, way))
        return name is not None and run(policies, name, route, _is_invalid) is not None

    return {(address, way): tuple(is_accepted(address, way, route) for route in routes) for (address, way), routes in JUDGED.items()}


def _is_invalid(route: Any) -> bool:
    return ROV.state(route if route.as_path else replace(route, as_path=(ASN,))) is RovState.INVALID


@contextmanager
def virtual_junos(folder: Path) -> Iterator[Router]:
    with switched_on(folder, junos.OPERATOR, minute_seconds=60) as bench:
        sessions = [{"address": address, "asn": asn, "local_asn": ASN} for address, asn in junos.ASNS.items()]
        bench.world.write_text(json.dumps({"sessions": sessions}))
        place = Parameters("127.0.0.1", bench.user, bench.password, known_hosts=bench.known_hosts, ports={"netconf": bench.port})
        opened = (
            "<configuration><protocols><bgp><group><name>EDGE</name><neighbor><name>10.0.0.1</name>"
            '<import delete="delete"/><import>PERMIT-ALL</import></neighbor></group></bgp></protocols></configuration>'
        )

        def hurry() -> None:
            bench.device.router.options = replace(bench.device.router.options, minute_seconds=60 * SCALE)

        def cut(way: Transport) -> None:
            bench.control.do("fault", drop="get-software-information")
            with pytest.raises(TransportError):
                way.run("<get-software-information/>")

        def by_hand() -> None:
            bench.control.do("commit", configuration=opened)

        yield Router(
            Junos(),
            lambda: JunosSession(place),
            lambda: str(bench.control.do("look")["configuration"]),
            _junos_accepted,
            junos.canonical,
            hurry,
            cut,
            by_hand,
        )


@contextmanager
def virtual_iosxr(folder: Path, has_netconf: bool) -> Iterator[Router]:
    text = f"hostname edge1\n{xr.OPERATOR}"
    with VirtualIosXr(folder, text, has_netconf=has_netconf) as process:
        process.world.write_text("{}")
        ports = {"ssh": process.ssh_port, "netconf": process.netconf_port or 1}
        place = Parameters("127.0.0.1", process.user, process.password, known_hosts=process.known_hosts, ports=ports)
        opened = "router bgp 25000\n neighbor 10.0.0.1\n  address-family ipv4 unicast\n   route-policy PERMIT-ALL in\n"
        yield Router(
            IosXr(),
            lambda: IosXrSession(place),
            lambda: str(process.state()["running"]),
            _iosxr_accepted,
            str,
            lambda: process.order(slow_clock=SCALE),
            lambda way: process.order(drop=True),
            lambda: process.order(commit=opened),
        )


def _eos_accepted(text: str) -> State:
    policy = eos.box(text.replace("\n!\n", "\n")).policy
    return {
        (address, way): tuple(policy.judge(address, way, route, ROV)[0] for route in routes) for (address, way), routes in JUDGED.items()
    }


@contextmanager
def virtual_eos(folder: Path) -> Iterator[Router]:
    with virtual_eos_router(folder, eos.OPERATOR) as bench:
        bench.world.write_text("{}")
        ports = {"https": bench.port}
        place = Parameters("127.0.0.1", bench.user, bench.password, ca_file=bench.certificate, ports=ports)

        def cut(way: Transport) -> None:
            eos_order(bench.router, {"drop_before": "enable"})
            with pytest.raises(TransportError):
                way.run("show version | json")

        opened = "router bgp 25000\n   address-family ipv4\n      neighbor 10.0.0.1 route-map PERMIT-ALL in\n"
        yield Router(
            Eos(),
            lambda: EosSession(place),
            bench.running,
            _eos_accepted,
            str,
            lambda: eos_order(bench.router, {"slow_clock": SCALE}),
            cut,
            lambda: eos_order(bench.router, {"commit": opened}),
        )


KINDS: dict[str, Callable[[Path], AbstractContextManager[Router]]] = {
    "junos": virtual_junos,
    "iosxr over netconf": lambda folder: virtual_iosxr(folder, True),
    "iosxr over its command line": lambda folder: virtual_iosxr(folder, False),
    "eos": virtual_eos,
}


@pytest.fixture(params=KINDS.values(), ids=KINDS)
def router(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Router]:
    with request.param(tmp_path / "r") as found:
        yield found


# -- words ---------------------------------------------------------------------------------------

_NUMBER = count(1)
Wish = Callable[[Router, Running], Plan]


def to(wanted: Wanted) -> Wish:
    """A delivery."""

    def plan(router: Router, running: Running) -> Plan:
        fitted = fit(wanted.policy, running.capabilities)
        return router.platform.plan(running, fitted, f"20261127T090000Z-{next(_NUMBER):06x}", TIMER_SECONDS, True)

    return plan


def away(router: Router, running: Running) -> Plan:
    """A release."""
    return router.platform.plan_release(running, f"20261127T090000Z-{next(_NUMBER):06x}", TIMER_SECONDS, True)


def opened(router: Router, way: Transport, wish: Wish) -> tuple[Plan, list[Command]]:
    """A plan from what runs now, its files there, and its words up to the confirm."""
    answers = {name: way.run(command.text, command.timeout_seconds) for name, command in router.platform.reads.items()}
    assert {name: answer.err for name, answer in answers.items() if answer.rc} == {}
    plan = wish(router, router.platform.parse({name: answer.out for name, answer in answers.items()}))
    assert not plan.is_empty
    for name, content in plan.files.items():
        way.put(f"{plan.directory}/{name}", content)
    return plan, [plan.arm, *(command for stage in plan.stages for command in stage.commands)]


def said(way: Transport, command: Command) -> str:
    answer = way.run(command.text, command.timeout_seconds)
    assert answer.rc == 0, (command.text, answer.err or answer.out)
    return answer.out


def walked(router: Router, wish: Wish) -> list[tuple[str, str]]:
    """Deliver word by word; return each word and what was active behind it."""
    way = router.way()
    try:
        plan, words = opened(router, way, wish)
        seen = []
        for command in [*words, plan.confirm]:
            said(way, command)
            seen.append((command.text.split()[0], router.active()))
        return seen
    finally:
        way.close()


def openings(router: Router, states: list[tuple[str, str]], *allowed: str) -> list[str]:
    """The words behind which the router accepts what none of these configurations does."""
    known = [router.accepted(text) for text in allowed]
    return [word for word, text in states if text not in allowed and more_open(router.accepted(text), *known)]


CHANGES: dict[str, tuple[Wish | None, Wish]] = {
    "first": (None, to(SWAP[0])),
    "terms and lists move": (to(SWAP[0]), to(SWAP[1])),
    "and back": (to(SWAP[1]), to(SWAP[0])),
    "release": (to(SWAP[0]), away),
}


@pytest.mark.parametrize(("first", "second"), CHANGES.values(), ids=CHANGES)
def test_no_word_makes_a_filter_more_open_than_before_or_after(router: Router, first: Wish | None, second: Wish) -> None:
    if first is not None:
        walked(router, first)
    before = router.active()
    states = walked(router, second)
    after = router.active()
    assert router.accepted(after) != router.accepted(before)
    assert openings(router, states, before, after) == []
    # With transactions that is because there is nothing between the two.
    assert [(word, router.plain(text) == router.plain(after)) for word, text in states] == [
        (word, word in ("commit-confirmed", "confirm")) for word, _ in states
    ]
    assert [word for word, _ in states] == ["lock", "load", "check", "commit-confirmed", "confirm"]


#: After the lock, with a loaded candidate, and with a commit on trial.
@pytest.mark.parametrize("words", [1, 2, 4])
def test_cut_after_any_word_the_old_filters_are_back_and_nobody_is_locked_out(router: Router, words: int) -> None:
    walked(router, to(SWAP[0]))
    before = router.active()
    router.hurry()
    way = router.way()
    _, commands = opened(router, way, to(SWAP[1]))
    for command in commands[:words]:
        said(way, command)
    on_trial = router.active()
    assert (router.plain(on_trial) == router.plain(before)) == (words < 4)
    router.cut(way)
    states = []
    deadline = time.monotonic() + TIMER_SECONDS * SCALE + 10
    while not states or (router.plain(states[-1][1]) != router.plain(before) and time.monotonic() < deadline):
        states.append(("cut", router.active()))
        time.sleep(0.05)
    assert router.plain(router.active()) == router.plain(before)
    assert openings(router, states, before, on_trial) == []
    walked(router, to(SWAP[1]))


def test_a_hand_that_opens_a_filter_would_be_seen(router: Router) -> None:
    walked(router, to(SWAP[0]))
    before = router.active()
    router.open_by_hand()
    assert openings(router, [("load", router.active())], before) == ["load"]
