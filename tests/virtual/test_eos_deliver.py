# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A delivery to EOS from end to end: the platform's plan, pyeapi, and the rules of the router."""

import json
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

pytest.importorskip("pyeapi", reason="needs the Python package pyeapi")

sys.path.insert(0, str(Path(__file__).parents[1] / "unit" / "policy"))

from ansible_collections.manrs.hardening.plugins.plugin_utils.delivery.deliver import DeliveryError, Options, deliver, release, roll_back
from ansible_collections.manrs.hardening.plugins.plugin_utils.delivery.transports.eos_session import EosSession
from ansible_collections.manrs.hardening.plugins.plugin_utils.delivery.transports.parameters import Parameters
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.eos import Eos
from virtual.eos import control, switched_on

from ..unit.frr.cases import ROV, Wanted

NOW = datetime(2026, 11, 27, 9, 20, 0, tzinfo=UTC)
OPERATOR = """hostname edge1
route-map PERMIT-ALL permit 10
router bgp 25000
   router-id 10.0.0.254
   neighbor 10.0.0.1 remote-as 35001
   neighbor 10.0.0.1 password 7 0A1B2C3D4E5F
   neighbor 10.0.0.1 route-map PERMIT-ALL in
   neighbor 10.0.0.1 route-map PERMIT-ALL out
   neighbor 10.0.0.2 remote-as 20965
   neighbor 10.0.0.2 route-map PERMIT-ALL in
   neighbor 10.0.0.3 remote-as 47441
   neighbor 2001:db8:ff::1 remote-as 35001
   address-family ipv6
      neighbor 2001:db8:ff::1 activate
"""
#: What acme announces, and the one of it that no filter of these tests lets in.
WORLD = {
    "routes": [
        {"prefix": "20.0.0.0/16", "from": "10.0.0.1", "path": "35001"},
        {"prefix": "30.0.0.0/16", "from": "10.0.0.1", "path": "35001 7"},
        {"prefix": "9.0.0.0/16", "from": "10.0.0.1", "path": "35001", "rejected_under": "MANRS-"},
    ],
    "announced": {"10.0.0.1": ["185.10.0.0/22"]},
    "caches": ["MANRS-10_9_9_9-3323"],
}


@pytest.fixture(scope="module")
def process(tmp_path_factory):
    with switched_on(tmp_path_factory.mktemp("eos"), OPERATOR) as bench:
        yield bench


@pytest.fixture
def bench(process):
    control(process.router, {"reset": True, "slow_clock": 1.0})
    process.world.write_text(json.dumps(WORLD))
    return process


def session(bench, **more):
    place = {"password": bench.password, "ca_file": bench.certificate, "ports": {"https": bench.port}, **more}
    return EosSession(Parameters("127.0.0.1", bench.user, **place))


def options(**more):
    return Options(timer_seconds=120, settle_seconds=5.0, allow_reset=True, **more)


def wanted(*pairs):
    return Wanted({35001: set(pairs or ("20.0.0.0/16",)), 7: {"30.0.0.0/16"}}).policy


def delivered(bench, folder, policy, **more):
    with session(bench) as way:
        return deliver("edge1", Eos(), way, lambda known: policy, ROV, options(**more), folder, NOW)


def state(bench):
    return json.loads((bench.router.folder / "state.json").read_text())


def is_free(bench):
    """Nobody has a session, and no commit is on trial."""
    found = state(bench)
    return found["trial"] is None and not [name for name, said in found["sessions"].items() if said != "completed"]


def test_a_delivery_a_second_one_a_rollback_and_a_release(bench, tmp_path):
    before = bench.running()
    result = delivered(bench, tmp_path, wanted())
    assert result.is_changed
    assert is_free(bench)
    assert "route-map MANRS-IN-AS35001-10_0_0_1-4-" in bench.running()
    # What was confirmed is saved, so a restart keeps it.
    assert state(bench)["startup"] == bench.running()
    writes = [line for line in bench.router.requests if not line.startswith(("show", "enable"))]
    assert writes
    bench.router.requests.clear()
    assert not delivered(bench, tmp_path, wanted()).is_changed
    assert [line for line in bench.router.requests if not line.startswith(("show", "enable"))] == []
    more = delivered(bench, tmp_path, wanted("20.0.0.0/16", "21.0.0.0/16"))
    assert more.is_changed and more.change == "safe" and "permit 21.0.0.0/16" in bench.running()
    with session(bench) as way:
        roll_back("edge1", Eos(), way, more.identifier, options(), tmp_path, NOW)
    assert "21.0.0.0/16" not in bench.running()
    with session(bench) as way:
        release("edge1", Eos(), way, options(), tmp_path, NOW)
    assert bench.running() == before
    assert is_free(bench)


def test_check_mode_changes_nothing(bench, tmp_path):
    assert delivered(bench, tmp_path, wanted(), is_check=True).is_changed
    assert not [line for line in bench.router.requests if line.startswith(("configure", "write"))]


def test_a_secret_is_in_no_record(bench, tmp_path):
    delivered(bench, tmp_path / "records", wanted())
    found = [path for path in (tmp_path / "records").rglob("*") if path.is_file()]
    assert found
    assert not [path for path in found if "0A1B2C3D4E5F" in path.read_text()]


@pytest.mark.parametrize(
    ("moment", "fault"),
    [
        ("armed", {"refuse": "configure session 2026"}),
        ("armed", {"drop_before": "route-map"}),
        ("armed", {"drop_before": "configure session 2026"}),
        ("armed", {"swallow": "match origin-as"}),
        ("policies", {"drop_before": "show bgp summary"}),
        ("healthy", {"drop_before": "configure session 2026"}),
        ("healthy", {"refuse": "configure session 2026"}),
    ],
    ids=str,
)
def test_whatever_breaks_the_old_configuration_is_back(bench, tmp_path, moment, fault):
    before = bench.running()

    def at(reached):
        if reached == moment:
            control(bench.router, fault)

    with pytest.raises(DeliveryError):
        delivered(bench, tmp_path, wanted(), at=at)
    control(bench.router, {"slow_clock": 0.01})
    assert bench.running() == before
    assert state(bench)["startup"] == before
    assert state(bench)["trial"] is None


def test_an_answer_that_is_lost_behind_the_commit_takes_the_delivery_back(bench, tmp_path):
    before = bench.running()

    def at(reached):
        if reached == "armed":
            # The first request of the session loads it, the second commits it.
            bench.router.faults.drop_after.append(f"configure session {next(iter(bench.router.sessions))} commit timer")

    with pytest.raises(DeliveryError, match="back on its old configuration"):
        delivered(bench, tmp_path, wanted(), at=at)
    assert bench.running() == before
    assert is_free(bench)


def test_killed_behind_the_commit_the_router_goes_back_by_itself(bench, tmp_path):
    class Killed(BaseException):
        """Nobody is left to take anything back."""

    before = bench.running()
    bench.router.second = 0.01

    def at(reached):
        if reached == "policies":
            assert bench.running() != before
            # No word gets through any more.
            bench.router.faults.drop_before += ["show", "configure", "enable", *["enable"] * 50]
            raise Killed

    with pytest.raises(Killed):
        delivered(bench, tmp_path, wanted(), at=at)
    deadline = time.monotonic() + 5
    while bench.running() != before and time.monotonic() < deadline:
        time.sleep(0.02)
    assert bench.running() == before
    assert state(bench)["startup"] == before


def test_a_restart_before_the_confirm_brings_the_old_configuration_back(bench, tmp_path):
    before = bench.running()

    def at(reached):
        if reached == "policies":
            control(bench.router, {"restart": True})

    with pytest.raises(DeliveryError):
        delivered(bench, tmp_path, wanted(), at=at)
    assert bench.running() == before


def test_unsaved_work_of_somebody_is_refused(bench, tmp_path):
    control(bench.router, {"commit": "hostname other"})
    with pytest.raises(DeliveryError, match="hostname other"):
        delivered(bench, tmp_path, wanted())
    assert "MANRS-" not in bench.running()


def test_a_session_of_somebody_is_named_and_left(bench, tmp_path):
    control(bench.router, {"session": "alices-work"})
    with pytest.raises(DeliveryError, match="somebody has a configuration session, or waits to confirm one: alices-work"):
        delivered(bench, tmp_path, wanted())
    assert state(bench)["sessions"] == {"alices-work": "pending"}
    assert "MANRS-" not in bench.running()


def test_a_plan_made_before_somebody_changed_what_runs_is_stale(bench, tmp_path):
    def policy_of(known):
        control(bench.router, {"commit": "hostname other"})
        return wanted()

    with session(bench) as way, pytest.raises(DeliveryError, match="stale plan"):
        deliver("edge1", Eos(), way, policy_of, ROV, options(), tmp_path, NOW)
    assert "MANRS-" not in bench.running()
    assert "hostname other" in bench.running()
    assert is_free(bench)


def test_what_somebody_changes_between_the_lock_and_the_commit_is_not_undone(bench, tmp_path):
    """A commit of EOS would put the copy of before in its place."""

    def at(reached):
        if reached == "armed":
            control(bench.router, {"commit": "hostname other"})

    with pytest.raises(DeliveryError, match="changed since the lock"):
        delivered(bench, tmp_path, wanted(), at=at)
    assert "hostname other" in bench.running()
    assert "MANRS-" not in bench.running()
    assert is_free(bench)


def test_what_somebody_changes_before_the_confirm_is_not_saved(bench, tmp_path):
    before = bench.running()

    def at(reached):
        if reached == "healthy":
            control(bench.router, {"commit": "hostname other"})

    with pytest.raises(DeliveryError, match="somebody changed what runs since the commit"):
        delivered(bench, tmp_path, wanted(), at=at)
    assert state(bench)["startup"] == before
    assert state(bench)["trial"] is None


def test_a_session_that_does_not_come_back_takes_the_delivery_back(bench, tmp_path):
    before = bench.running()

    def at(reached):
        if reached == "policies":
            bench.world.write_text(json.dumps({**WORLD, "down": ["10.0.0.1"]}))

    with pytest.raises(DeliveryError, match="back on its old configuration"):
        delivered(bench, tmp_path, wanted(), at=at)
    assert bench.running() == before
    assert is_free(bench)


def test_a_route_map_that_does_not_act_takes_the_delivery_back(bench, tmp_path):
    """Should the router prefer the operator's binding of every family to ours of one, it says so."""
    before = bench.running()
    bench.world.write_text(json.dumps({**WORLD, "other_acts": {"10.0.0.1": "PERMIT-ALL"}}))
    with pytest.raises(DeliveryError, match="the router says that route-map PERMIT-ALL acts in"):
        delivered(bench, tmp_path, wanted())
    assert bench.running() == before
    assert is_free(bench)


def test_what_the_operator_ran_runs_between_ours(bench, tmp_path):
    delivered(bench, tmp_path, wanted())
    assert "   sub-route-map PERMIT-ALL\n" in bench.running()
    # The neighbor's own of every family stays where it is, and acts again when ours are gone.
    assert "   neighbor 10.0.0.1 route-map PERMIT-ALL in\n" in bench.running()
