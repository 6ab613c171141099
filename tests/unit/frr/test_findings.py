# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What on an FRR router keeps a control from holding, and what a plan refuses."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.policies import Finding, Policy
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.contract import Caches, PlatformError
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.way_back import PartPlan

from .cases import FRR, OPERATOR, VERSIONS, Router, Wanted, lines_of, policy, restore_lines, router

Outputs = dict[str, str]


def planned(
    box: Router | None = None, change: Callable[[Outputs], Outputs] | None = None, wanted: Policy | None = None, **more: str
) -> PartPlan:
    box = box or router()
    told = {**box.outputs(), **more}
    if change:
        told = change(told)
    return FRR.plan(FRR.parse(told), box.fitted(wanted or policy()), "test", False)


def neighbors_changed(change: Callable[[dict[str, Any]], None]) -> Callable[[Outputs], Outputs]:
    def changed(told: Outputs) -> Outputs:
        neighbors = json.loads(told["neighbors"])
        change(neighbors)
        return {**told, "neighbors": json.dumps(neighbors)}

    return changed


def said(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [(item.severity, item.where) for item in findings]


# -- RPKI ----------------------------------------------------------------------------------------


def test_bgpd_without_its_rpki_module_is_refused() -> None:
    with pytest.raises(PlatformError, match="bgpd runs without its RPKI module; install frr-rpki-rtrlib"):
        planned(rpki="% Unknown command: show rpki cache-connection")


@pytest.mark.parametrize(
    ("answers", "connected", "vrps"),
    [
        ({}, 1, 20),
        ({"rpki": "rpki tcp cache 10.9.9.9 3323 pref 1"}, 0, 20),
        ({"vrps": "Number of IPv4 Prefixes: 0\nNumber of IPv6 Prefixes: 0\n"}, 1, 0),
        # FRR 8.
        ({"vrps": "% Unknown command: show rpki prefix-count\n"}, 1, None),
    ],
)
def test_caches_are_told(answers: dict[str, str], connected: int, vrps: int | None) -> None:
    box = router()
    assert box.running().caches is None
    box.apply(box.plan(policy()))
    assert FRR.parse({**box.outputs(), **answers}).caches == Caches(
        connected, vrps, "show rpki cache-connection; if it was started anew, rpki reset"
    )


# -- sessions ------------------------------------------------------------------------------------


@pytest.mark.parametrize("binding", ["neighbor 10.0.0.2 route-map PICKY in", "neighbor IX route-map IX-IN in"])
def test_a_bound_policy_that_does_not_exist_is_refused(binding: str) -> None:
    """FRR denies everything with a route-map that is bound and missing; called from ours it would be skipped."""
    name = binding.split()[3]
    box = router(text=OPERATOR.replace(f"route-map {name} permit 10", "route-map OTHER permit 10"))
    with pytest.raises(PlatformError, match=f"its route-map {name} .in. does not exist on the router"):
        planned(box)


def test_a_session_that_cannot_take_effect_is_left_alone_and_named() -> None:
    """Neither stored routes nor route refresh: a filter would see nothing but new routes."""
    box = router(text=OPERATOR.replace("  neighbor 10.0.0.2 soft-reconfiguration inbound\n", ""))
    plan = planned(box, neighbors_changed(lambda neighbors: neighbors["10.0.0.2"].pop("neighborCapabilities")))
    assert said(plan.findings) == [("critical", "up (10.0.0.2)")]
    assert not any("10.0.0.2 " in line for line in lines_of(plan))


def test_a_session_with_route_refresh_gets_stored_routes() -> None:
    box = router(text=OPERATOR.replace("  neighbor 10.0.0.2 soft-reconfiguration inbound\n", ""))
    plan = planned(box)
    assert plan.findings == ()
    assert "  neighbor 10.0.0.2 soft-reconfiguration inbound" in lines_of(plan)


def test_a_session_that_is_not_declared_is_a_finding() -> None:
    def change(neighbors: dict[str, Any]) -> None:
        neighbors["10.0.0.9"] = {**neighbors["10.0.0.2"], "remoteAs": 65000}

    assert said(planned(change=neighbors_changed(change)).findings) == [("critical", "10.0.0.9 (AS65000)")]


def test_a_declared_session_with_another_asn_is_a_finding() -> None:
    box = router(text=OPERATOR.replace("20965", "20966"))
    (finding,) = planned(box).findings
    assert (finding.severity, finding.what) == ("critical", "declared as AS20965, the router has AS20966 there")


def test_a_declared_session_that_is_not_there_is_a_finding() -> None:
    box = router(text="".join(line for line in OPERATOR.splitlines(True) if "10.0.0.2" not in line))
    (finding,) = planned(box).findings
    assert (finding.severity, finding.where, finding.what) == ("critical", "up (10.0.0.2)", "declared as AS20965, no such session")


def without(wanted: Policy, neighbor: str) -> Policy:
    return replace(wanted, sessions=tuple(item for item in wanted.sessions if item.neighbor != neighbor))


@pytest.mark.parametrize("version", VERSIONS)
def test_a_neighbor_that_is_no_longer_declared_keeps_its_filters(version: str) -> None:
    """Taking a neighbor off the intent must open nothing: its session may still be there."""
    box = router(version)
    box.apply(box.plan(policy()))
    bound = dict(box.interpreted.neighbors)
    plan = box.plan(without(policy(), "up"))
    assert [(item.severity, item.where, item.what) for item in plan.findings] == [
        ("warning", "10.0.0.2 (AS20965)", "not declared; it keeps the filters it has")
    ]
    box.apply(plan)
    assert box.interpreted.neighbors == bound


def test_a_run_that_is_limited_to_some_neighbors_says_nothing_of_the_others() -> None:
    box = router()
    plan = planned(box, wanted=replace(without(policy(), "up"), only=("acme", "ix")))
    assert plan.findings == ()
    assert not any("10.0.0.2 " in line for line in lines_of(plan))
    box.apply(box.plan(policy()))
    limited = planned(box, wanted=replace(without(policy({35001: {"30.0.0.0/16"}}), "up"), only=("acme", "ix")))
    assert not any("neighbor 10.0.0.2 " in line for line in lines_of(limited))


def test_an_unmanaged_session_is_nobodys_business() -> None:
    plan = planned(wanted=replace(without(policy(), "up"), unmanaged={"10.0.0.2": "scrubber"}))
    assert plan.findings == ()
    assert not any("10.0.0.2 " in line for line in lines_of(plan))


def test_the_role_of_a_group_member_is_not_set_where_it_would_be_lost() -> None:
    """FRR 8.4 does not print it, so a restart loses it."""
    wanted = Wanted({35001: {"20.0.0.0/16"}}, has_roles=True).policy
    old, new = router("8.4.4"), router("10.3")
    (finding,) = old.plan(wanted).findings
    assert (finding.severity, finding.where) == ("critical", "ix (10.0.0.3)")
    assert finding.remedy == "set it at the group: neighbor IX local-role rs-client"
    assert new.plan(wanted).findings == ()


# -- the router ----------------------------------------------------------------------------------


def test_blackholes_need_a_discard_route_and_the_connected_check_off() -> None:
    wanted = replace(policy(), discards=("192.0.2.1", "100::1"))
    found = [(item.severity, item.what, item.remedy) for item in planned(wanted=wanted).findings]
    assert found == [
        (
            "critical",
            "no discard route to 192.0.2.1: blackholed traffic would not be dropped",
            "ip route 192.0.2.1/32 Null0",
        ),
        ("critical", "no discard route to 100::1: blackholed traffic would not be dropped", "ipv6 route 100::1/128 Null0"),
        (
            "critical",
            "routes with a discard next hop stay inactive",
            "router bgp 25000: bgp disable-ebgp-connected-route-check",
        ),
    ]
    box = router()
    box.feed(["ip route 192.0.2.1/32 Null0", "ipv6 route 100::1/128 blackhole"])
    box.feed(["router bgp 25000", " bgp disable-ebgp-connected-route-check", "exit"])
    assert planned(box, wanted=wanted).findings == ()


def test_what_the_operator_lets_through_by_hand_is_reported() -> None:
    box = router()
    box.apply(box.plan(policy()))
    assert planned(box).findings == ()
    box.feed([f"ip prefix-list MANRS-LOCAL-AS35001 seq {number} permit 40.{number}.0.0/16" for number in range(1, 8)])
    plan = planned(box)
    (finding,) = plan.findings
    assert (finding.severity, finding.where) == ("warning", "MANRS-LOCAL-AS35001")
    assert finding.what == (
        "the operator lets through by hand, past F13: 40.1.0.0/16, 40.2.0.0/16, 40.3.0.0/16, 40.4.0.0/16, 40.5.0.0/16 ..."
    )
    assert plan.is_empty


@pytest.mark.parametrize("version", VERSIONS)
def test_the_default_deny_waits_until_every_session_has_a_policy(version: str) -> None:
    wanted = replace(policy(), denies_without_policy=True)
    box = router(version)
    box.feed(["router bgp 25000", " neighbor 10.0.0.8 remote-as 65000", " neighbor 10.0.0.8 description new", "exit"])
    plan = box.plan(wanted)
    waits = [item for item in plan.findings if item.where == "F20"]
    assert [item.what for item in waits] == ["rfc8212 waits: not every eBGP session has a policy both ways"]
    box.apply(plan)
    assert "no bgp ebgp-requires-policy" in box.interpreted.router_lines
    box.feed(["router bgp 25000", " no neighbor 10.0.0.8", "exit"])
    later = box.plan(wanted)
    assert later.findings == ()
    assert "bgp ebgp-requires-policy" in later.summary
    box.apply(later)
    assert box.interpreted.router_lines == []
    assert box.plan(wanted).is_empty


def test_the_default_deny_comes_with_the_filters_and_goes_with_a_restore() -> None:
    box = router()
    before = box.interpreted.text()
    plan = box.plan(replace(policy(), denies_without_policy=True))
    assert lines_of(plan, plan.stages[-1].name)[:2] == ["router bgp 25000", " bgp ebgp-requires-policy"]
    box.feed(line for stage in plan.stages for line in lines_of(plan, stage.name)).feed(restore_lines(plan))
    assert sorted(box.interpreted.text().splitlines()) == sorted(before.splitlines())


# -- objects that somebody edited ----------------------------------------------------------------


def hardened() -> tuple[Router, str, str]:
    """A router with our filters, the name of acme's import route-map and of its permit-only list."""
    box = router()
    box.apply(box.plan(policy()))
    name = box.interpreted.neighbors["10.0.0.1", 4, "route-map in"]
    return box, name, next(item for _, item in box.interpreted.prefix_lists if item.startswith("MANRS-AS35001-O35001-4"))


def test_an_object_of_ours_that_somebody_edited_is_refused() -> None:
    box, name, _ = hardened()
    next(iter(box.interpreted.maps[name].values())).body.append("set local-preference 500")
    with pytest.raises(PlatformError, match=f"route-map {name}: somebody edited it on the router"):
        box.plan(policy())


def test_a_deny_that_somebody_put_into_a_list_is_refused() -> None:
    box, _, name = hardened()
    box.feed([f"ip prefix-list {name} seq 1 deny 20.0.0.0/16"])
    with pytest.raises(PlatformError, match="somebody added a deny on the router"):
        box.plan(policy())


def test_a_prefix_that_somebody_added_is_taken_out_again() -> None:
    box, _, name = hardened()
    box.feed([f"ip prefix-list {name} seq 7 permit 30.0.0.0/16"])
    plan = box.plan(policy())
    assert plan.summary == ("AS35001: +0 -1 registered prefixes (2 -> 1)",)
    assert plan.files["shrink.0.conf"] == f"no ip prefix-list {name} seq 7 permit 30.0.0.0/16\n"


# -- answers -------------------------------------------------------------------------------------


def test_unsaved_work_is_seen_and_order_is_not_unsaved_work() -> None:
    told = router().outputs()
    block, rest = told["running"].split("exit\n", 1)
    assert FRR.parse({**told, "startup": f"! another order\n{rest}{block}exit\n"}).unsaved is None
    unsaved = FRR.parse({**told, "startup": told["running"].replace("PICKY", "OTHER")}).unsaved
    assert unsaved is not None
    assert "route-map PICKY permit 10" in unsaved


@pytest.mark.parametrize("name", ["running", "neighbors"])
def test_an_answer_that_is_not_frrs_is_refused(name: str) -> None:
    with pytest.raises(PlatformError):
        router().running(**{name: "vtysh: failed to connect to any daemons."})


# -- the next start ------------------------------------------------------------------------------


def _late(version: str, daemons: str, prefixes: int) -> list[str]:
    box = router(version)
    box.daemons = daemons
    wanted = policy({35001: {f"20.{number // 256}.{number % 256}.0/24" for number in range(prefixes)}})
    return [item.remedy for item in box.plan(wanted).findings if item.where == "start"]


def test_a_configuration_that_would_not_be_read_in_time_is_a_finding() -> None:
    # Measured on 8.4.4: 2,500 lines take 88 s, watchfrr allows 20 s without -T.
    (remedy,) = _late("8.4.4", "bgpd=yes\n", 2000)
    assert remedy == 'before the next restart: watchfrr_options="-T 300" in /etc/frr/daemons'
    assert _late("8.4.4", "bgpd=yes\n", 50) == []
    assert _late("8.4.4", 'watchfrr_options="-T 300"\n', 2000) == []
    assert _late("8.4.4", '#watchfrr_options="-T 300"\n', 2000) != []
    assert _late("8.4.4", 'watchfrr_options="--netns -T 30"\n', 2000) != []
    assert _late("10.3", "bgpd=yes\n", 2000) == []
