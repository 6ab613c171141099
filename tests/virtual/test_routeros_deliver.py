# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Deliveries to a virtual RouterOS router over its API, by librouteros, and what breaks them."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime

import pytest

pytest.importorskip("librouteros", reason="needs librouteros (requirements/run.txt)")

from ansible_collections.manrs.hardening.plugins.plugin_utils.delivery.deliver import DeliveryError, Options, deliver, release, roll_back
from ansible_collections.manrs.hardening.plugins.plugin_utils.delivery.transports.parameters import Parameters
from ansible_collections.manrs.hardening.plugins.plugin_utils.delivery.transports.routeros_session import RouterOsSession
from ansible_collections.manrs.hardening.plugins.plugin_utils.delivery.transports.transport import TransportError
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.policies import Limit
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Direction
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.routeros import RouterOs
from virtual import threads
from virtual.routeros_api import VirtualRouterOs

from ..unit.frr.cases import ROV, Wanted
from ..unit.routeros.box import OPERATOR
from ..unit.routeros.cases import named

NOW = datetime(2026, 11, 27, 8, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def process():
    with VirtualRouterOs(OPERATOR) as running:
        yield running


@pytest.fixture
def router(process):
    process.reset()
    return process


def session(router, **more):
    told = {"host": "127.0.0.1", "user": router.user, "password": router.password, "ports": {"api": router.port}, "connect_seconds": 5.0}
    return RouterOsSession(Parameters(**{**told, **more}))


def options(**more):
    return Options(timer_seconds=120, settle_seconds=3.0, allow_reset=True, **more)


def wanted(*pairs):
    return named(Wanted({35001: set(pairs or ("20.0.0.0/16",)), 7: {"30.0.0.0/16"}}).policy)


def delivered(router, folder, policy, **more):
    with session(router) as way:
        return deliver("edge1", RouterOs(), way, lambda known: policy, ROV, options(**more), folder, NOW)


def test_a_delivery_a_second_one_a_rollback_and_a_release(router, tmp_path):
    before = router.text()
    result = delivered(router, tmp_path, wanted())
    assert result.is_changed
    assert any("chain', 'MANRS-" in line for line in router.text())
    assert router.left() == []
    assert {verb for verb, address, _ in router.device.refreshed if address == "10.0.0.1"} == {"refresh", "resend"}
    assert not delivered(router, tmp_path, wanted()).is_changed
    more = delivered(router, tmp_path, wanted("20.0.0.0/16", "21.0.0.0/16"))
    assert more.is_changed and any("21.0.0.0/16" in line for line in router.text())
    with session(router) as way:
        roll_back("edge1", RouterOs(), way, more.identifier, options(), tmp_path, NOW)
    assert not any("21.0.0.0/16" in line for line in router.text())
    with session(router) as way:
        release("edge1", RouterOs(), way, options(), tmp_path, NOW)
    assert router.text() == before and router.left() == []


def test_check_mode_changes_nothing(router, tmp_path):
    before = router.text()
    assert delivered(router, tmp_path, wanted(), is_check=True).is_changed
    assert router.text() == before and router.device.refreshed == []


@pytest.mark.parametrize(
    ("moment", "fault"),
    [
        ("armed", lambda router: router.device.refuse.append("rpki invalid")),
        ("armed", lambda router: router.device.swallow.append("rpki invalid")),
        ("objects", lambda router: router.device.swallow.append("MANRS-IN-10_0_0_1")),
        ("armed", lambda router: router.drop_before.append("/routing/filter/rule/add")),
        ("objects", lambda router: router.drop_after.append("/routing/bgp/connection/set")),
        ("bindings", lambda router: router.device.down.add("10.0.0.1")),
    ],
    ids=["refused", "swallowed", "binding swallowed", "lost while writing", "lost while binding", "a session goes down"],
)
def test_whatever_breaks_the_old_configuration_is_back(router, tmp_path, moment, fault):
    before = router.text()

    def at(reached):
        if reached == moment:
            fault(router)

    with pytest.raises(DeliveryError, match="back on its old configuration"):
        delivered(router, tmp_path, wanted(), at=at)
    assert router.text() == before and router.left() == []


@pytest.mark.parametrize(
    ("moment", "fault"),
    [
        ("objects", lambda router: router.device.swallow.append("jump MANRS-IN4-AS35001")),
        ("objects", lambda router: router.drop_before.append("/routing/filter/rule/set")),
        ("objects", lambda router: router.drop_after.append("/routing/filter/rule/set")),
        ("bindings", lambda router: router.device.down.add("10.0.0.1")),
    ],
    ids=["swallowed", "lost before a rule is set", "lost after a rule was set", "a session goes down"],
)
def test_whatever_breaks_an_update_the_filters_of_before_are_back(router, tmp_path, moment, fault):
    delivered(router, tmp_path, wanted())
    before = router.text()

    def at(reached):
        if reached == moment:
            fault(router)

    with pytest.raises(DeliveryError, match="back on its old configuration"):
        delivered(router, tmp_path, wanted("20.0.0.0/16", "21.0.0.0/16"), at=at)
    assert router.text() == before and router.left() == []


def test_an_update_changes_no_connection(router, tmp_path):
    def changed():
        return sum(item["action"].startswith("/routing/bgp/connection") for item in router.device.history)

    delivered(router, tmp_path, wanted())
    first = changed()
    assert first > 0
    assert delivered(router, tmp_path, wanted("20.0.0.0/16", "21.0.0.0/16")).is_changed
    assert any("21.0.0.0/16" in line for line in router.text())
    assert changed() == first


def limited(count):
    policy = wanted()
    sessions = [
        replace(item, limits=(Limit(Direction.IMPORT, 4, count, True),)) if item.address == "10.0.0.1" else item for item in policy.sessions
    ]
    return replace(policy, sessions=tuple(sessions))


def is_up(router, address):
    with router.lock:
        return any(item["remote.address"] == address and "established" in item for item in router.device.rows("/routing/bgp/session"))


@pytest.mark.parametrize("is_dead", [False, True], ids=["reverted", "the controller dies"])
def test_a_session_that_a_limit_took_down_is_up_again_after_the_way_back(router, tmp_path, is_dead):
    """Its flag keeps it down until it is cleared, whatever the limit is by then."""
    router.device.routes = [learned("20.0.0.0/16"), learned("20.0.1.0/24") | {"filtered": "true"}]
    before = router.text()
    assert is_up(router, "10.0.0.1")
    if is_dead:
        killed(router, tmp_path, "bindings", limited(1))
        assert not is_up(router, "10.0.0.1")
        router.restart()
    else:
        with pytest.raises(DeliveryError, match=r"10\.0\.0\.1.*back on its old configuration"):
            delivered(router, tmp_path, limited(1))
    assert router.text() == before and router.left() == []
    assert is_up(router, "10.0.0.1")


def learned(prefix, path="35001"):
    gateway = "10.0.0.1"
    told = {"dst-address": prefix, "gateway": gateway, "belongs-to": f"bgp-IP-{gateway}", "bgp.as-path": path, "afi": "ip4"}
    return told | {"bgp": "true", "active": "true"}


def test_routes_that_were_foretold_and_are_gone_take_the_delivery_back(router, tmp_path):
    before = router.text()
    router.device.routes = [learned("20.0.0.0/16"), learned("30.0.0.0/16", "35001,7"), learned("9.0.0.0/16")]

    def at(reached):
        if reached == "bindings":
            del router.device.routes[0]
            router.device.routes[-1]["filtered"] = "true"

    with pytest.raises(DeliveryError, match=r"10\.0\.0\.1 IPv4: accepts 1 routes, 2 were foretold.*back on its old configuration"):
        delivered(router, tmp_path, wanted(), at=at)
    assert router.text() == before


def test_announcements_that_were_to_stay_and_are_gone_take_the_delivery_back(router, tmp_path):
    before = router.text()
    own = {"dst-address": "185.10.0.0/22", "belongs-to": "static", "static": "true", "active": "true", "afi": "ip4"}
    router.device.routes = [own]
    router.device.advertisements = [{"peer": "up-1", "dst": "185.10.0.0/22"}]

    def at(reached):
        if reached == "bindings":
            router.device.advertisements = []

    with pytest.raises(DeliveryError, match=r"10\.0\.0\.2 IPv4: no longer announces 185\.10\.0\.0/22"):
        delivered(router, tmp_path, wanted(), at=at)
    assert router.text() == before


class _Killed(BaseException):
    """The controller dies: nobody asks the router to go back."""


def killed(router, folder, moment, policy=None):
    """A controller that dies at a moment: its connections are gone and say nothing more."""

    def at(reached):
        if reached == moment:
            raise _Killed

    class Dead(RouterOsSession):
        def run(self, command, timeout_seconds=60.0):
            if command.startswith("revert"):
                raise TransportError("dead")
            return super().run(command, timeout_seconds)

        def fresh(self):
            self.close()
            return Dead(self._parameters, self._delivery)

    parameters = Parameters("127.0.0.1", router.user, router.password, ports={"api": router.port})
    with Dead(parameters) as way, pytest.raises(_Killed):
        deliver("edge1", RouterOs(), way, lambda known: policy or wanted(), ROV, options(at=at), folder, NOW)


@pytest.mark.parametrize("moment", ["armed", "objects", "bindings", "healthy"])
def test_a_controller_that_dies_leaves_a_router_that_goes_back_by_its_clock(router, tmp_path, moment):
    before = router.text()
    killed(router, tmp_path, moment)
    assert len(router.left()) == 3
    assert (router.text() == before) is (moment == "armed")
    router.device._clock_began = router.device._clock_began.replace(hour=9)
    deadline = time.monotonic() + 5
    while router.left() and time.monotonic() < deadline:
        time.sleep(0.02)
    assert router.text() == before and router.left() == []


def test_a_restart_before_the_confirm_brings_the_old_state_back(router, tmp_path):
    before = router.text()
    killed(router, tmp_path, "bindings")
    router.restart()
    assert router.text() == before and router.left() == []


def test_a_confirm_that_comes_too_late_is_an_error(router, tmp_path):
    before = router.text()

    def at(reached):
        if reached == "healthy":
            with router.lock:
                router.device.start()

    with pytest.raises(DeliveryError, match="too late"):
        delivered(router, tmp_path, wanted(), at=at)
    assert router.text() == before


def test_a_plan_made_before_somebody_changed_something_is_stale(router, tmp_path):
    def policy_of(known):
        router.device.console('/routing/bgp/connection/set [find where name="inside"] comment=mine')
        return wanted()

    with session(router) as way, pytest.raises(DeliveryError, match=r"stale plan: .*Nothing was changed|stale plan"):
        deliver("edge1", RouterOs(), way, policy_of, ROV, options(), tmp_path, NOW)
    assert not any("MANRS-" in line for line in router.text()) and router.left() == []


def test_two_deliveries_do_not_meet(router, tmp_path):
    killed(router, tmp_path / "first", "objects")
    held = router.text()
    with pytest.raises(DeliveryError, match="another delivery runs"):
        delivered(router, tmp_path / "second", wanted("20.0.0.0/16", "21.0.0.0/16"))
    assert router.text() == held and len(router.left()) == 3


def test_a_way_back_that_the_router_did_not_keep_stops_the_delivery(router, tmp_path):
    before = router.text()
    router.device.swallow.append("startup")
    with pytest.raises(DeliveryError, match="does not hold the entries of its scheduler"):
        delivered(router, tmp_path, wanted())
    assert router.text() == before and router.left() == []


def test_a_wrong_password_is_said_in_words(router):
    with session(router, password="wrong") as way, pytest.raises(TransportError, match="login refused: invalid user name or password"):
        way.run("/system/resource/print")


def test_a_port_where_nothing_listens_is_said_in_words(router):
    with session(router, ports={"api": 1}) as way, pytest.raises(TransportError, match="port 1 does not answer"):
        way.run("/system/resource/print")


def test_without_tls_nothing_is_sent(router):
    with (
        session(router, ports={"api-ssl": router.port}, connect_seconds=0.5) as way,
        pytest.raises(TransportError, match="does not answer"),
    ):
        way.run("/system/resource/print")


def test_over_tls_only_a_certificate_that_is_believed_is_talked_to(tmp_path):
    (tmp_path / "own").mkdir()
    (tmp_path / "other").mkdir()
    threads.tls(tmp_path / "other")
    with VirtualRouterOs(OPERATOR, tls=threads.tls(tmp_path / "own")) as router:

        def way(**more):
            return session(router, ports={"api-ssl": router.port}, **more)

        for ca_file in (None, tmp_path / "other/certificate.pem"):
            with way(ca_file=ca_file) as there, pytest.raises(TransportError, match="certificate is not verified; set ansible_api_ca_path"):
                there.run("/system/resource/print")
        with way(ca_file=tmp_path / "nothing.pem") as there, pytest.raises(TransportError, match="holds no certificate"):
            there.run("/system/resource/print")
        for more in ({"ca_file": tmp_path / "own/certificate.pem"}, {"checks_certificate": False}):
            with way(**more) as there:
                assert there.run("/system/resource/print").rc == 0


def test_an_answer_that_never_comes_ends_in_time(router):
    router.stall.append("/routing/filter/rule/print")
    with session(router) as way, pytest.raises(TransportError, match="the connection broke"):
        way.run("/routing/filter/rule/print", 0.3)
    router.stall.clear()


@pytest.mark.parametrize("command", ["/system/reboot", "print", "/ip/route/print ?a=b c", "arm 5 x", "run a b", "confirm ../x\n"])
def test_what_is_no_command_is_refused(router, command):
    with session(router) as way:
        assert way.run(command).rc == 2


def test_a_menu_that_is_not_there_is_a_refusal(router):
    with session(router) as way:
        answer = way.run("/routing/nothing/print")
    assert (answer.rc, "no such command prefix" in answer.err) == (1, True)


def test_values_come_as_the_router_wrote_them(router):
    router.device.console('/routing/filter/rule/add chain=x comment="no" rule="0010"')
    with session(router) as way:
        answer = way.run("/routing/filter/rule/print ?chain=x")
    assert '"comment": "no"' in answer.out and '"rule": "0010"' in answer.out
