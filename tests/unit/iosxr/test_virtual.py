# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Deliveries over SSH and NETCONF to a virtual IOS-XR router, which knows RPL and configuration from Cisco's guides and nothing of us."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.delivery.deliver import (
    DeliveryError,
    Options,
    Result,
    deliver,
    release,
    roll_back,
)
from ansible_collections.manrs.hardening.plugins.plugin_utils.delivery.transports.parameters import Parameters
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.policies import Policy
from virtual import iosxr_rpl
from virtual.iosxr import VirtualIosXr

from ..frr.cases import ADDRESSES, ROV, Wanted
from .box import OPERATOR, XR, box

iosxr_session = pytest.importorskip(
    "ansible_collections.manrs.hardening.plugins.plugin_utils.delivery.transports.iosxr_session", reason="needs netmiko and ncclient"
)
try:
    iosxr_rpl.check_policy(["  if apply THEIRS then", "    pass", "  endif"])
except iosxr_rpl.RplError:
    pytest.skip("needs a virtual router that knows 'if apply' (hierarchical policy conditions)", allow_module_level=True)

CONFIGURATION = "hostname edge1\n!\n" + OPERATOR
ROUTES = """\
BGP routing table entry for 20.0.0.0/16
Paths: (1 available, best #1)
  Path #1: Received by speaker 0
  35001
    10.0.0.1 from 10.0.0.1 (10.99.0.1)
      Origin IGP, localpref 100, valid, external, best
"""


@pytest.fixture(params=["netconf", "cli"], scope="module")
def process(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[VirtualIosXr]:
    folder = tmp_path_factory.mktemp("iosxr") / "router"
    with VirtualIosXr(folder, CONFIGURATION, has_netconf=request.param == "netconf") as running:
        told = box().outputs()
        shows = {item.text: told[name] for name, item in XR.reads.items() if name not in ("version", "running", "commit")}
        shows |= {XR.routes(4).text: ROUTES, XR.routes(6).text: ""}
        shows |= {XR.announced(*key).text: "Processed 0 prefixes, 0 paths\n" for key in ADDRESSES.items()}
        running.world.write_text(json.dumps({"shows": shows}))
        yield running


@pytest.fixture
def router(process: VirtualIosXr) -> VirtualIosXr:
    process.order(reset=True)
    return process


class Delivery:
    """Deliveries to one router, each over a session of its own."""

    def __init__(self, router: VirtualIosXr, folder: Path) -> None:
        self.router = router
        self.folder = folder

    def session(self):  # type: ignore[no-untyped-def]
        ports = {"ssh": self.router.ssh_port, "netconf": self.router.netconf_port or 1}
        known = self.router.known_hosts
        return iosxr_session.IosXrSession(
            Parameters("127.0.0.1", self.router.user, self.router.password, known_hosts=known, ports=ports, connect_seconds=5.0)
        )

    def options(self, **more: object) -> Options:
        return Options(timer_seconds=60, settle_seconds=3.0, allow_reset=True, **more)  # type: ignore[arg-type]

    def deliver(self, policy: Policy, **more: object) -> Result:
        return deliver("edge1", XR, self.session(), lambda known: policy, ROV, self.options(**more), self.folder, datetime.now(UTC))

    def running(self) -> str:
        return str(self.router.state()["running"])


@pytest.fixture
def way(router: VirtualIosXr, tmp_path: Path) -> Delivery:
    return Delivery(router, tmp_path)


def wanted(*pairs: str) -> Policy:
    return Wanted({35001: {"20.0.0.0/16", *pairs}}, limit=100).policy


def meant(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip() != "!"]


def test_there_and_back_and_off(way: Delivery) -> None:
    first = way.deliver(wanted())
    assert first.is_changed
    assert "route-policy MANRS-IN-AS35001-10_0_0_1-4 in" in way.running()
    assert not way.deliver(wanted()).is_changed
    second = way.deliver(wanted("30.0.0.0/16"))
    assert second.change == "safe"
    assert "30.0.0.0/16" in way.running()
    roll_back("edge1", XR, way.session(), second.identifier, way.options(), way.folder, datetime.now(UTC))
    assert "30.0.0.0/16" not in way.running()
    release("edge1", XR, way.session(), way.options(), way.folder, datetime.now(UTC))
    assert meant(way.running()) == meant(CONFIGURATION)


def test_a_commit_between_plan_and_lock_refuses_a_stale_plan(way: Delivery) -> None:
    def somebody(known: object) -> Policy:
        way.router.order(commit="hostname edge2\n", user="joe")
        return wanted()

    with pytest.raises(DeliveryError, match="stale plan"):
        deliver("edge1", XR, way.session(), somebody, ROV, way.options(), way.folder, datetime.now(UTC))
    assert "MANRS" not in way.running()


def test_a_delivery_that_dies_before_its_confirm_leaves_the_old_configuration_by_itself(way: Delivery) -> None:
    """Nobody asks the router to go back: its own timer does."""

    class Killed(BaseException):
        pass

    def die(moment: str) -> None:
        if moment == "policies":
            assert "MANRS" in way.running()
            way.router.order(drop=True)
            raise Killed

    # The trial's minute is over after six seconds.
    way.router.order(slow_clock=0.1)
    with pytest.raises((Killed, DeliveryError)):
        way.deliver(wanted(), at=die)
    deadline = time.monotonic() + 20
    while "MANRS" in way.running() and time.monotonic() < deadline:
        time.sleep(0.2)
    way.router.order(slow_clock=1.0)
    assert meant(way.running()) == meant(CONFIGURATION)


def test_a_line_that_the_router_swallows_is_seen_and_brings_the_old_configuration_back(way: Delivery) -> None:
    if not way.router.netconf_port:
        pytest.skip("only NETCONF swallows lines")
    way.router.order(swallow="soft-reconfiguration")
    with pytest.raises(DeliveryError, match="soft-reconfiguration|not taken|nothing is loaded"):
        way.deliver(wanted())
    assert meant(way.running()) == meant(CONFIGURATION)
