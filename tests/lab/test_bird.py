# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Deliveries to real BIRD routers: what comes back, what is refused, what is not withdrawn, and that nothing is left in the end.

The tests of an edge run in their order.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import verdicts
from ansible_collections.manrs.hardening.plugins.plugin_utils.delivery.deliver import DeliveryError, Options, Result, deliver, release
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.policies import Policy
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import PrefixRange
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.rov import RovTable
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.sets import PairSet
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms import platform
from judge import SENTINELS
from lab_shell import LabShell
from router_lab import Lab
from speaker import Route
from topology import SPEAKERS
from waiting import wait_until

pytestmark = pytest.mark.lab
EDGES = pytest.mark.parametrize("edge", ["bird2", "bird3"])
BIRD = pytest.mark.parametrize("lab", ["bird"], indirect=True)


@dataclass(frozen=True)
class Routers:
    """The routers' policies, and how they are delivered."""

    lab: Lab
    folder: Path
    policies: dict[str, Policy]

    def deliver(self, edge: str, policy: Policy | None = None, at: Callable[[str], None] = lambda moment: None) -> Result:
        wanted = policy or self.policies[edge]
        options = Options(settle_seconds=5, timer_seconds=40, at=at)
        now = datetime.now(UTC)
        return deliver(edge, platform("bird"), LabShell(self.lab, edge), lambda _: wanted, RovTable(()), options, self.folder, now)

    def release(self, edge: str) -> Result:
        options = Options(settle_seconds=5, timer_seconds=40)
        return release(edge, platform("bird"), LabShell(self.lab, edge), options, self.folder, datetime.now(UTC))

    def state(self, edge: str) -> str:
        """What is loaded now and what would be at the next start."""
        command = "cat /etc/bird/bird.conf /etc/bird/manrs.conf; birdc show symbols | grep MANRS | sort"
        return self.lab.run(edge, command, check=True).stdout


@pytest.fixture(scope="module")
def routers(lab: Lab, tmp_path_factory: pytest.TempPathFactory) -> Routers:
    folder = tmp_path_factory.mktemp("bird")
    world = verdicts.make_registry(lab, 1, folder)
    return Routers(lab, folder / "records", verdicts.policies(lab, world, folder))


@BIRD
@EDGES
def test_a_delivery_that_fails_behind_its_load_goes_back(routers: Routers, edge: str) -> None:
    before = routers.state(edge)

    def fail(moment: str) -> None:
        if moment == "filters":
            assert routers.state(edge) != before
            raise DeliveryError("the test says no")

    with pytest.raises(DeliveryError, match="is back on its old configuration"):
        routers.deliver(edge, at=fail)
    assert routers.state(edge) == before


@BIRD
@EDGES
def test_a_restart_before_the_confirm_comes_up_as_before(routers: Routers, edge: str) -> None:
    before = routers.state(edge)

    def restart(moment: str) -> None:
        if moment == "filters":
            routers.lab.daemon(edge).restart(routers.lab, edge)
            assert routers.state(edge) == before

    with pytest.raises(DeliveryError):
        routers.deliver(edge, at=restart)
    assert routers.state(edge) == before
    routers.lab.wait_established([edge])


@BIRD
@EDGES
def test_a_load_by_somebody_else_before_the_confirm_is_noticed(routers: Routers, edge: str) -> None:
    before = routers.state(edge)

    def configure(moment: str) -> None:
        if moment == "filters":
            routers.lab.run(edge, "birdc configure", check=True)

    with pytest.raises(DeliveryError):
        routers.deliver(edge, at=configure)
    assert routers.state(edge) == before


@BIRD
@EDGES
def test_a_text_that_bird_does_not_read_changes_nothing(routers: Routers, edge: str) -> None:
    before, policy = routers.state(edge), routers.policies[edge]
    calling = (replace(item, own_policy=replace(item.own_policy, import_function="nowhere")) for item in policy.sessions)
    with pytest.raises(DeliveryError, match="syntax error"):
        routers.deliver(edge, replace(policy, sessions=tuple(calling)))
    assert routers.state(edge) == before


@BIRD
@EDGES
def test_work_that_is_not_loaded_is_refused(routers: Routers, edge: str) -> None:
    routers.lab.run(edge, "cp -p /etc/bird/bird.conf /run/kept; sleep 0.1; echo '# soon' >> /etc/bird/bird.conf", check=True)
    with pytest.raises(DeliveryError, match="bird.conf is newer than what BIRD has loaded"):
        routers.deliver(edge)
    routers.lab.run(edge, "cp -p /run/kept /etc/bird/bird.conf", check=True)


@BIRD
@EDGES
def test_a_second_run_changes_nothing_and_a_restart_keeps_it(routers: Routers, edge: str) -> None:
    assert routers.deliver(edge).is_changed
    after = routers.state(edge)
    assert not routers.deliver(edge).is_changed
    routers.lab.restart(edge)
    assert routers.state(edge) == after
    assert not routers.deliver(edge).is_changed


@BIRD
@EDGES
def test_a_channel_that_keeps_what_is_dropped_tells_by_which_control(routers: Routers, edge: str) -> None:
    """A special-purpose prefix, one that is too long, and a bogon ASN behind it: F02, F05, F07."""
    lab = routers.lab
    dropped = {"198.18.7.0/24": ([31001, 3333], 2), "151.77.1.0/25": ([31001, 3333], 5), "151.78.0.0/16": ([31001, 64512], 7)}
    lab.announce_many("peer", edge, "ipv4", [Route(prefix, path) for prefix, (path, _) in dropped.items()])

    def shown(prefix: str) -> str:
        return lab.run(edge, f"birdc 'show route {prefix} filtered all'").stdout

    for prefix, (_, number) in dropped.items():
        wait_until(lambda prefix=prefix, number=number: f"(25000, 9, {number})" in shown(prefix), 30, lambda prefix=prefix: shown(prefix))  # type: ignore[misc]
    lab.withdraw("peer", edge, "ipv4", *dropped)


@BIRD
@EDGES
def test_one_more_prefix_withdraws_nothing_and_reloads_only_what_asks_for_it(routers: Routers, edge: str) -> None:
    lab, policy = routers.lab, routers.policies[edge]
    lab.sentinel("customer", edge, "ipv4", SENTINELS["customer"]["ipv4"])
    mark = lab.mark()
    lab.run(edge, "cp /run/bird/bird.log /run/bird/before.log", check=True)
    old = policy.pair_sets["AS35010"]
    more = {**old.ranges_by_origin, 35010: old.ranges_by_origin[35010] | {PrefixRange.of(verdicts.Prefix.parse("193.31.255.0/24"), 24, 24)}}
    result = routers.deliver(edge, replace(policy, pair_sets={**policy.pair_sets, "AS35010": PairSet("AS35010", more)}))
    assert result.change == "safe"
    assert "AS35010: +1 -0 registered prefixes" in " ".join(result.summary)
    log = lab.run(edge, "diff /run/bird/before.log /run/bird/bird.log | grep -o 'Reloading channel .*'", check=True).stdout
    assert {line.split()[-1] for line in log.splitlines()} == {
        f"{name}_ipv4.ipv4" for name in ("customer2", "upstream", "upstream2", "peer", "peer2", "rs")
    }
    assert not [item for name in SPEAKERS for item in lab.heard(name, mark) if item.edge == edge and item.kind != "announce"]


@BIRD
@EDGES
def test_a_release_leaves_nothing_when_the_operator_has_taken_our_filters_out(routers: Routers, edge: str) -> None:
    assert routers.release(edge).is_changed
    assert "accept;" in routers.state(edge)
    assert "reject;" not in routers.lab.run(edge, "cat /etc/bird/manrs.conf", check=True).stdout
    unwired = r"s/(import|export) filter .MANRS[^;]*;/\1 all;/; /include .*manrs.conf/d"
    routers.lab.run(edge, ["sed", "-i", "-E", unwired, "/etc/bird/bird.conf"], check=True)
    routers.lab.run(edge, "birdc configure", check=True)
    assert routers.release(edge).is_changed
    assert routers.lab.run(edge, "ls -d /etc/bird/manrs /etc/bird/manrs.conf 2>/dev/null").stdout == ""
    assert not routers.release(edge).is_changed
