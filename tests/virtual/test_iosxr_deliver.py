# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A delivery to IOS-XR from end to end: the platform's plan, netmiko and ncclient, and the rules of the router, over both ways."""

import json
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

pytest.importorskip("netmiko", reason="needs the Python package netmiko")
pytest.importorskip("ncclient", reason="needs the Python package ncclient")
pytest.importorskip("asyncssh", reason="needs the Python package asyncssh")

sys.path.insert(0, str(Path(__file__).parents[1] / "unit" / "policy"))

from ansible_collections.manrs.hardening.plugins.plugin_utils.delivery.deliver import DeliveryError, Options, deliver, release, roll_back
from ansible_collections.manrs.hardening.plugins.plugin_utils.delivery.transports.iosxr_session import IosXrSession
from ansible_collections.manrs.hardening.plugins.plugin_utils.delivery.transports.parameters import Parameters
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.iosxr import IosXr
from virtual.iosxr import VirtualIosXr

from ..unit.frr.cases import ROV, Wanted

NOW = datetime(2026, 11, 27, 9, 20, 0, tzinfo=UTC)
OPERATOR = """hostname edge1
route-policy PERMIT-ALL
  pass
end-policy
!
router bgp 25000
 bgp router-id 10.0.0.254
 address-family ipv4 unicast
 !
 address-family ipv6 unicast
 !
 neighbor 10.0.0.1
  remote-as 35001
  password encrypted 0A1B2C3D4E5F
  address-family ipv4 unicast
   route-policy PERMIT-ALL in
   route-policy PERMIT-ALL out
  !
 !
 neighbor 10.0.0.2
  remote-as 20965
  address-family ipv4 unicast
   route-policy PERMIT-ALL in
   route-policy PERMIT-ALL out
  !
 !
 neighbor 10.0.0.3
  remote-as 47441
  address-family ipv4 unicast
   route-policy PERMIT-ALL in
   route-policy PERMIT-ALL out
  !
 !
 neighbor 2001:db8:ff::1
  remote-as 35001
  address-family ipv6 unicast
   route-policy PERMIT-ALL in
   route-policy PERMIT-ALL out
  !
 !
!
"""
#: What acme announces, and the one of it that no filter of these tests lets in.
WORLD = {
    "routes": [
        {"prefix": "20.0.0.0/16", "from": "10.0.0.1", "path": "35001"},
        {"prefix": "30.0.0.0/16", "from": "10.0.0.1", "path": "35001 7"},
        {"prefix": "9.0.0.0/16", "from": "10.0.0.1", "path": "35001", "rejected_under": "MANRS-"},
    ]
}


@pytest.fixture(params=["netconf", "cli"], scope="module")
def process(request, tmp_path_factory):
    with VirtualIosXr(tmp_path_factory.mktemp("xr") / "r", OPERATOR, has_netconf=request.param == "netconf") as running:
        yield running


@pytest.fixture
def router(process):
    process.order(reset=True)
    process.world.write_text(json.dumps(WORLD))
    return process


def session(router):
    ports = {"ssh": router.ssh_port, "netconf": router.netconf_port or 1}
    return IosXrSession(Parameters("127.0.0.1", router.user, router.password, known_hosts=router.known_hosts, ports=ports))


def options(**more):
    return Options(timer_seconds=120, settle_seconds=5.0, allow_reset=True, **more)


def wanted(*pairs):
    return Wanted({35001: set(pairs or ("20.0.0.0/16",)), 7: {"30.0.0.0/16"}}).policy


def delivered(router, folder, policy, **more):
    with session(router) as way:
        return deliver("edge1", IosXr(), way, lambda known: policy, ROV, options(**more), folder, NOW)


def running(router):
    return router.state()["running"]


def is_free(router):
    """Nobody has the configuration locked, and no commit is on trial."""
    with session(router) as way:
        return way.run(f"lock {router.state()['commits'][0]['number']}", 10).rc == 0


def test_a_delivery_a_second_one_a_rollback_and_a_release(router, tmp_path):
    before = running(router)
    result = delivered(router, tmp_path, wanted())
    assert result.is_changed
    assert router.state()["trial"] is None and len(router.state()["commits"]) == 2
    assert "route-policy MANRS-" in running(router)
    assert not delivered(router, tmp_path, wanted()).is_changed
    more = delivered(router, tmp_path, wanted("20.0.0.0/16", "21.0.0.0/16"))
    assert more.is_changed and "21.0.0.0/16" in running(router)
    with session(router) as way:
        roll_back("edge1", IosXr(), way, more.identifier, options(), tmp_path, NOW)
    assert "21.0.0.0/16" not in running(router)
    with session(router) as way:
        release("edge1", IosXr(), way, options(), tmp_path, NOW)
    assert running(router) == before
    assert is_free(router)


def test_check_mode_changes_nothing(router, tmp_path):
    assert delivered(router, tmp_path, wanted(), is_check=True).is_changed
    assert len(router.state()["commits"]) == 1


def test_a_secret_is_in_no_record(router, tmp_path):
    delivered(router, tmp_path / "records", wanted())
    found = [path for path in (tmp_path / "records").rglob("*") if path.is_file()]
    assert found
    assert not [path for path in found if "0A1B2C3D4E5F" in path.read_text()]


@pytest.mark.parametrize(
    ("moment", "fault"),
    [
        ("armed", {"refuse_commit": "% Failed to commit .. no space left"}),
        ("armed", {"drop_before": "commit"}),
        ("policies", {"drop_before": "show bgp neighbors"}),
    ],
    ids=["refused", "lost before the commit", "lost while settling"],
)
def test_whatever_breaks_the_old_configuration_is_back(router, tmp_path, moment, fault):
    before = running(router)
    router.order(slow_clock=0.02)

    def at(reached):
        if reached == moment:
            router.order(**fault)

    with pytest.raises(DeliveryError):
        delivered(router, tmp_path, wanted(), at=at)
    deadline = time.monotonic() + 10
    while running(router) != before and time.monotonic() < deadline:
        time.sleep(0.05)
    assert running(router) == before
    assert router.state()["trial"] is None


def test_a_path_that_was_lost_after_the_commit_is_confirmed_over_a_new_one_where_xr_lets_it(router, tmp_path):
    before = running(router)

    def at(reached):
        if reached == "policies":
            router.order(drop=True)

    if router.netconf_port:
        assert delivered(router, tmp_path, wanted(), at=at).is_changed
        assert "MANRS-" in running(router) and router.state()["trial"] is None
    else:
        router.order(slow_clock=0.05)
        with pytest.raises(DeliveryError, match=r"the connection broke at 'commit'.*back on its old configuration"):
            delivered(router, tmp_path, wanted(), at=at)
        assert running(router) == before
    assert is_free(router)


def test_a_session_that_does_not_come_back_takes_the_delivery_back(router, tmp_path):
    before = running(router)

    def at(reached):
        if reached == "policies":
            router.world.write_text(json.dumps({**WORLD, "down": ["10.0.0.1"]}))

    with pytest.raises(DeliveryError, match="back on its old configuration"):
        delivered(router, tmp_path, wanted(), at=at)
    assert running(router) == before
    assert is_free(router)


def test_somebody_who_commits_meanwhile_is_named(router, tmp_path):
    def at(reached):
        if reached == "healthy":
            router.order(commit="hostname other", user="alice")

    with pytest.raises(DeliveryError, match="alice"):
        delivered(router, tmp_path, wanted(), at=at)


def test_a_plan_made_before_somebody_committed_is_stale(router, tmp_path):
    def policy_of(known):
        router.order(commit="hostname other", user="alice")
        return wanted()

    with session(router) as way, pytest.raises(DeliveryError, match=r"stale plan: .*alice.*Nothing was changed"):
        deliver("edge1", IosXr(), way, policy_of, ROV, options(), tmp_path, NOW)
    assert "MANRS-" not in running(router)
    assert is_free(router)
