# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A delivery to IOS-XE from end to end: the platform's plan, netmiko, and the rules of the router."""

import json
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

pytest.importorskip("netmiko", reason="needs the Python package netmiko")
pytest.importorskip("asyncssh", reason="needs the Python package asyncssh")

sys.path.insert(0, str(Path(__file__).parents[1] / "unit" / "policy"))

from ansible_collections.manrs.hardening.plugins.plugin_utils.delivery.deliver import DeliveryError, Options, deliver, release, roll_back
from ansible_collections.manrs.hardening.plugins.plugin_utils.delivery.transports.iosxe_session import IosXeSession
from ansible_collections.manrs.hardening.plugins.plugin_utils.delivery.transports.parameters import Parameters
from ansible_collections.manrs.hardening.plugins.plugin_utils.delivery.transports.transport import TransportError
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.contract import PlatformError
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.iosxe import IosXe
from virtual.iosxe import VirtualIosXe

from ..unit.frr.cases import ROV, Wanted

NOW = datetime(2026, 11, 27, 9, 20, 0, tzinfo=UTC)
OPERATOR = """hostname edge1
archive
 path flash:manrs
ip bgp-community new-format
router bgp 25000
 bgp router-id 10.0.0.254
 no bgp enforce-first-as
 neighbor 10.0.0.1 remote-as 35001
 neighbor 10.0.0.1 password 7 0822455D0A16
 neighbor 10.0.0.2 remote-as 20965
 neighbor 10.0.0.3 remote-as 47441
 neighbor 2001:DB8:FF::1 remote-as 35001
 address-family ipv4
  neighbor 10.0.0.1 activate
  neighbor 10.0.0.2 activate
  neighbor 10.0.0.3 activate
  no neighbor 2001:DB8:FF::1 activate
 exit-address-family
 address-family ipv6
  neighbor 2001:DB8:FF::1 activate
 exit-address-family
"""
#: What acme announces, and the one of it that no filter of these tests lets in.
WORLD = {
    "routes": [
        {"prefix": "20.0.0.0/16", "from": "10.0.0.1", "path": "35001"},
        {"prefix": "30.0.0.0/16", "from": "10.0.0.1", "path": "35001 7"},
        {"prefix": "9.0.0.0/16", "from": "10.0.0.1", "path": "35001", "rejected_under": "MANRS-"},
    ]
}


@pytest.fixture(scope="module")
def process(tmp_path_factory):
    with VirtualIosXe(tmp_path_factory.mktemp("xe") / "r", OPERATOR) as running:
        yield running


@pytest.fixture
def router(process):
    process.order(reset=True)
    process.world.write_text(json.dumps(WORLD))
    return process


def session(router, **more):
    given = {"known_hosts": router.known_hosts, "ports": {"ssh": router.ssh_port}, **more}
    return IosXeSession(Parameters("127.0.0.1", router.user, given.pop("password", router.password), **given))


def options(**more):
    return Options(timer_seconds=120, settle_seconds=5.0, allow_reset=True, **more)


def wanted(*pairs):
    return Wanted({35001: set(pairs or ("20.0.0.0/16",)), 7: {"30.0.0.0/16"}}).policy


def delivered(router, folder, policy, **more):
    with session(router) as way:
        return deliver("edge1", IosXe(), way, lambda known: policy, ROV, options(**more), folder, NOW)


def running(router):
    return router.state()["running"]


def cleared(router):
    return (router.folder / "cleared").read_text().splitlines()


def test_a_delivery_a_second_one_a_rollback_and_a_release(router, tmp_path):
    before = running(router)
    result = delivered(router, tmp_path, wanted())
    assert result.is_changed
    assert router.state()["trial"] is None
    assert router.state()["startup"] == running(router)
    assert "route-map MANRS-" in running(router)
    assert {line.rpartition(" ")[2] for line in cleared(router)} == {"in", "out"}
    # Two of the eight are held by a guard: the made-up policy lets bogons of a provider in.
    assert len(cleared(router)) == 6
    assert not delivered(router, tmp_path, wanted()).is_changed
    more = delivered(router, tmp_path, wanted("20.0.0.0/16", "21.0.0.0/16"))
    assert more.is_changed
    assert "21.0.0.0/16" in running(router)
    with session(router) as way:
        roll_back("edge1", IosXe(), way, more.identifier, options(), tmp_path, NOW)
    assert "21.0.0.0/16" not in running(router)
    with session(router) as way:
        release("edge1", IosXe(), way, options(), tmp_path, NOW)
    left = "".join(f"{line}\n" for line in running(router).splitlines() if "MANRS-LOCAL-" not in line)
    assert left == before


def test_check_mode_changes_nothing(router, tmp_path):
    before = running(router)
    assert delivered(router, tmp_path, wanted(), is_check=True).is_changed
    assert running(router) == before


def test_a_secret_is_in_no_record(router, tmp_path):
    delivered(router, tmp_path / "records", wanted())
    found = [path for path in (tmp_path / "records").rglob("*") if path.is_file()]
    assert found
    assert not [path for path in found if "0822455D0A16" in path.read_text()]


@pytest.mark.parametrize(
    ("moment", "fault"),
    [
        ("armed", {"refuse": "route-map MANRS-IN", "with": "% Incomplete command."}),
        ("armed", {"refuse": "maximum-prefix", "with": "%BGP: Error"}),
        ("armed", {"swallow": "neighbor 10.0.0.1 route-map MANRS-OUT"}),
        ("import", {"drop_before": "router bgp"}),
        ("import", {"drop_after": "clear bgp ipv4 unicast 10.0.0.2 soft out"}),
        ("export", {"drop_before": "show bgp ipv4 unicast neighbors"}),
    ],
    ids=["incomplete", "BGP's own error", "swallowed", "lost before the swap", "lost at a clear", "lost while settling"],
)
def test_whatever_breaks_the_old_configuration_is_back(router, tmp_path, moment, fault):
    before = running(router)

    def at(reached):
        if reached == moment:
            router.order(**fault)

    with pytest.raises(DeliveryError):
        delivered(router, tmp_path, wanted(), at=at)
    deadline = time.monotonic() + 15
    while running(router) != before and time.monotonic() < deadline:
        time.sleep(0.05)
    assert running(router) == before
    assert router.state()["trial"] is None
    router.order(swallow="")
    assert delivered(router, tmp_path, wanted()).is_changed


def test_a_line_of_the_objects_that_is_refused_changes_nothing(router, tmp_path):
    before = running(router)
    router.order(refuse="route-map MANRS-OUT", **{"with": "% Incomplete command."})
    with pytest.raises(DeliveryError, match="Incomplete command.*Nothing was changed"):
        delivered(router, tmp_path, wanted())
    assert running(router) == before
    assert router.state()["trial"] is None


def test_when_the_controller_dies_the_router_goes_back_by_itself_and_the_next_run_takes_the_rest_off(router, tmp_path):
    before = running(router)

    class Dead(BaseException):
        pass

    def at(reached):
        if reached == "export":
            router.order(stall="show")
            router.order(drop=True)
            raise Dead

    router.order(slow_clock=0.1)
    way = session(router)
    with pytest.raises(Dead):
        deliver("edge1", IosXe(), way, lambda known: wanted(), ROV, options(at=at), tmp_path, NOW)
    assert "neighbor 10.0.0.1 route-map MANRS-IN" in running(router)
    deadline = time.monotonic() + 30
    while router.state()["trial"] is not None and time.monotonic() < deadline:
        time.sleep(0.05)
    assert "neighbor 10.0.0.1 route-map" not in running(router)
    # What is left acts on nothing, is no unsaved work of somebody's, and goes or is used with the next delivery.
    assert "route-map MANRS-IN" in running(router)
    assert router.state()["startup"] == before
    way.close()


def test_what_a_dead_delivery_left_does_not_stop_the_next_one(router, tmp_path):
    def at(reached):
        if reached == "export":
            raise KeyboardInterrupt

    router.order(slow_clock=0.1)
    with pytest.raises(KeyboardInterrupt):
        delivered(router, tmp_path, wanted(), at=at)
    deadline = time.monotonic() + 30
    while router.state()["trial"] is not None and time.monotonic() < deadline:
        time.sleep(0.05)
    router.order(slow_clock=1)
    assert delivered(router, tmp_path, wanted()).is_changed
    assert router.state()["startup"] == running(router)


def test_a_router_that_restarts_before_the_confirm_has_what_it_had_saved(router, tmp_path):
    before = running(router)

    def at(reached):
        if reached == "healthy":
            router.order(restart=True)

    with pytest.raises(DeliveryError):
        delivered(router, tmp_path, wanted(), at=at)
    assert running(router) == before


def test_a_session_that_does_not_come_back_takes_the_delivery_back(router, tmp_path):
    before = running(router)

    def at(reached):
        if reached == "export":
            router.world.write_text(json.dumps({**WORLD, "down": ["10.0.0.1"]}))

    with pytest.raises(DeliveryError, match="back on its old configuration"):
        delivered(router, tmp_path, wanted(), at=at)
    assert running(router) == before
    # What the new filters did to the routes is undone too.
    assert cleared(router)[6:] == cleared(router)[:6]


def test_somebodys_change_that_waits_is_left_alone(router, tmp_path):
    router.order(pending="alice")
    with pytest.raises(PlatformError, match="waits for its confirmation"):
        delivered(router, tmp_path, wanted())
    assert router.state()["trial"] == "alice"


def test_somebodys_change_that_begins_meanwhile_is_left_alone(router, tmp_path):
    def policy_of(known):
        router.order(pending="alice")
        return wanted()

    before = running(router)
    with session(router) as way, pytest.raises(DeliveryError, match=r"alice.*Nothing was changed"):
        deliver("edge1", IosXe(), way, policy_of, ROV, options(), tmp_path, NOW)
    assert (running(router), router.state()["trial"]) == (before, "alice")


def test_a_plan_made_before_somebody_typed_is_stale(router, tmp_path):
    def policy_of(known):
        router.order(type="hostname edge1\nip route 192.0.2.0 255.255.255.0 Null0")
        return wanted()

    with session(router) as way, pytest.raises(DeliveryError, match=r"stale plan: .*Nothing was changed"):
        deliver("edge1", IosXe(), way, policy_of, ROV, options(), tmp_path, NOW)
    assert "MANRS-" not in running(router)


def test_unsaved_work_is_not_saved_by_us(router, tmp_path):
    router.order(type="ip route 192.0.2.0 255.255.255.0 Null0")
    with pytest.raises(DeliveryError, match="192.0.2.0"):
        delivered(router, tmp_path, wanted())


def test_without_an_archive_nothing_is_pushed(router, tmp_path):
    router.order(type="no archive", save=True)
    with pytest.raises(PlatformError, match="archive"):
        delivered(router, tmp_path, wanted())


def test_a_large_list_is_typed_without_a_time_out(router, tmp_path):
    many = {f"20.{number >> 8}.{number & 255}.0/24" for number in range(10_500)}
    begin = time.monotonic()
    assert delivered(router, tmp_path, wanted("20.0.0.0/16", *many)).is_changed
    assert time.monotonic() - begin < 120
    assert running(router).count("permit 20.") > 10_000


def test_a_wrong_password_and_an_unknown_host_key_are_said(router, tmp_path):
    with session(router, password="wrong") as way, pytest.raises(TransportError, match="may not log in"):
        way.run("show version", 20)
    empty = tmp_path / "known_hosts"
    empty.write_text("")
    with session(router, known_hosts=empty) as way, pytest.raises(TransportError, match="host key"):
        way.run("show version", 20)


@pytest.mark.parametrize(
    "command", ["show running-config | redirect flash:x", "reload", "show version\nreload", "arm x/y 5", "configure terminal"]
)
def test_what_is_no_command_of_ours_is_not_sent(router, command):
    with session(router) as way:
        assert way.run(command, 10).rc == 2


def test_a_show_that_the_router_does_not_know_is_an_error(router):
    with session(router) as way:
        answer = way.run("show nonsense", 10)
    assert answer.rc == 1
    assert "Invalid input" in answer.err


def test_enable_is_typed_where_a_login_may_not_configure(tmp_path):
    with VirtualIosXe(tmp_path / "r", OPERATOR, enable_password="up-the-stairs") as router:
        for given, said in ((None, "not at privilege level 15"), ("wrong", "does not take the password of enable")):
            with session(router, enable_password=given) as way, pytest.raises(TransportError, match=said) as told:
                way.run("show version", 20)
            assert "up-the-stairs" not in str(told.value)
        with session(router, enable_password="up-the-stairs") as way:
            assert way.run("show running-config", 20).rc == 0
