# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Source addresses on RouterOS: chains do what ``decide_source`` says, are made before they act, and go when nothing asks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.policies import Policy, PolicyError
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import BITS, Prefix
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Direction, host_prefix
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.sources import (
    ACL,
    STRICT,
    HeldInterface,
    SourceInterface,
    SourcePolicy,
    SourceSet,
)
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.contract import Change, Plan, PlatformError
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.routeros.sources import build, lines, parse_lines
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.fit import fit
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.sources import decide_source
from hypothesis import given, settings
from hypothesis import strategies as st

from ..frr.cases import moderate
from ..source_cases import NEAR, SETS, border, both, chain, checked
from .box import OPERATOR, ROS, Box, box, lines_of
from .cases import named
from .packets import Firewall, Packet
from .test_plans import wanted as filters

CUSTOMER, BOTH, UP = "ether2", "vlan 100", "sfp-sfpplus1"
INTERFACES = f"""\
/interface/add name={CUSTOMER}
/interface/add name="{BOTH}"
/interface/add name={UP}
/ip/address/add address=10.0.0.254/24 interface={CUSTOMER}
/ipv6/address/add address=2001:db8:ff::fe/64 interface={CUSTOMER}
/ipv6/address/add address=fe80::1/64 interface={CUSTOMER}
/ip/address/add address=10.1.0.254/24 interface="{BOTH}"
/ip/address/add address=10.2.0.1/30 interface={UP}
"""

_FAR = {4: host_prefix("8.8.8.8"), 6: host_prefix("2001:4860::8888")}


def policy(sources: SourcePolicy | None, is_alone: bool = True) -> Policy:
    return replace(filters(), sources=sources, is_sources_alone=is_alone)


def plan(router: Box, sources: SourcePolicy | None, is_alone: bool = True) -> Plan:
    running = router.running()
    return ROS.plan(running, fit(named(policy(sources, is_alone)), running.capabilities), "test", 300, True)


def router_(more: str = "") -> Box:
    return box(INTERFACES + more + OPERATOR)


def passes(router: Box, interface: str, way: str, source: Prefix) -> bool:
    return Firewall(router).passes(interface, way, Packet(source, _FAR[source.family]))


@settings(moderate, max_examples=20)
@given(
    st.sampled_from([4, 6]), st.sampled_from(list(Direction)), st.sampled_from(["in", "leaves", "empty", "four"]), st.booleans(), st.data()
)
def test_a_chain_does_what_decide_source_says(family: int, direction: Direction, permit: str, is_closed: bool, data: st.DataObject) -> None:
    made = chain(ACL, direction, family, permit, is_closed)
    wanted = checked(SourceInterface(CUSTOMER, "customer", (made,)))
    router = router_()
    router.apply(plan(router, wanted))
    drawn = Prefix(family, data.draw(st.integers(0, (1 << BITS[family]) - 1)), BITS[family])
    way = "in" if direction is Direction.IMPORT else "out"
    for source in (*map(host_prefix, NEAR[family]), drawn):
        assert passes(router, CUSTOMER, way, source) == decide_source(wanted, made, source).passes, source
        assert passes(router, UP, way, source), "another interface is not looked at"
    assert plan(router, wanted).is_empty


def test_what_belongs_to_the_link_passes_and_what_is_observed_too() -> None:
    router = router_()
    router.apply(plan(router, checked(both(CUSTOMER), both(BOTH, since=date(2026, 11, 20)))))
    firewall = Firewall(router)
    none, far = host_prefix("0.0.0.0"), _FAR[4]
    assert firewall.passes(CUSTOMER, "in", Packet(none, host_prefix("255.255.255.255"), "udp"))
    assert firewall.passes(CUSTOMER, "in", Packet(none, host_prefix("224.0.0.22"), "igmp"))
    assert firewall.passes(CUSTOMER, "in", Packet(host_prefix("9.9.9.9"), host_prefix("224.0.0.5"), "ospf"))
    assert firewall.passes(CUSTOMER, "in", Packet(host_prefix("::"), host_prefix("ff02::1"), "icmpv6"))
    assert firewall.passes(CUSTOMER, "in", Packet(host_prefix("fe80::7"), _FAR[6]))
    assert not firewall.passes(CUSTOMER, "in", Packet(none, far))
    assert not firewall.passes(CUSTOMER, "in", Packet(host_prefix("::"), _FAR[6]))
    assert all(passes(router, BOTH, "in", host_prefix(address)) for family in (4, 6) for address in NEAR[family])
    assert any("observed since 2026-11-20" in row.get("comment", "") for row in router.menus["/ip/firewall/raw"])


def test_checks_are_made_before_they_act_and_go_with_a_release() -> None:
    router = router_()
    text = router.text()
    wanted = checked(both(CUSTOMER), both(BOTH), border(UP))
    made = plan(router, wanted)
    assert made.change is Change.FILTERS
    assert f"{CUSTOMER} (customer), IPv4 from it: ACL, drops; a reason" in made.summary
    assert not any("jump-target" in line for line in lines_of(made, "objects"))
    router.apply(made)
    assert plan(router, wanted).is_empty
    assert passes(router, UP, "out", host_prefix("185.10.0.1")) and not passes(router, UP, "out", host_prefix("9.9.9.9"))
    router.apply(ROS.plan_release(router.running(), "release", 300, True))
    assert router.text() == text


def test_what_only_urpf_says_is_not_said_and_what_runs_there_stays() -> None:
    router = router_()
    router.apply(plan(router, checked(both(CUSTOMER))))
    assert router.running().known.router.has_strict is False
    assert plan(router, checked(both(CUSTOMER, STRICT))).is_empty


def test_source_addresses_alone_do_not_ask_for_the_exceptions_of_filters() -> None:
    running = router_().running()
    with pytest.raises(PolicyError, match="F21"):
        fit(policy(checked(both(BOTH)), is_alone=False), running.capabilities)
    made = ROS.plan(running, fit(policy(checked(both(BOTH))), running.capabilities), "test", 300, True)
    assert not made.is_empty


def test_one_scope_leaves_the_other_as_it_is() -> None:
    router = router_()
    router.apply(plan(router, checked(both(BOTH)), is_alone=False))
    assert plan(router, None, is_alone=False).is_empty
    assert plan(router, checked(both(BOTH))).is_empty
    moved = plan(router, checked(both(CUSTOMER), both(BOTH)))
    assert "/routing/" not in "".join(moved.files.values())
    router.apply(moved)
    assert any(row["chain"].startswith("MANRS-IN4-AS35001") for row in router.menus["/routing/filter/rule"])


_MORE = {**SETS, "in": SourceSet.of({*SETS["in"].prefixes, Prefix.parse("40.0.0.0/16")} - {Prefix.parse("30.0.0.1/32")})}


def test_a_changed_chain_is_another_one_and_a_rollback_brings_the_old_one_back() -> None:
    router = router_()
    router.apply(plan(router, checked(both(BOTH), both(CUSTOMER))))
    record, text = router.running().text, router.text()
    changed = plan(router, checked(both(BOTH), sets=_MORE))
    assert len([line for line in lines_of(changed, "interfaces") if "/set " in line]) == 1
    router.apply(changed)
    assert passes(router, BOTH, "in", host_prefix("40.0.0.1")) and not passes(router, BOTH, "in", host_prefix("30.0.0.1"))
    # The interface that is not declared any more keeps what it has.
    assert not passes(router, CUSTOMER, "in", host_prefix("9.9.9.9"))
    router.apply(ROS.plan_back(router.running(), record, "back", 300))
    assert router.text() == text


@pytest.mark.parametrize("sets", [SETS, _MORE])
def test_between_two_commands_nothing_passes_that_neither_the_first_nor_the_last_state_lets_pass(sets: dict[str, SourceSet]) -> None:
    router = router_()
    if sets is _MORE:
        router.apply(plan(router, checked(both(BOTH), border(UP))))
    made = plan(router, checked(both(BOTH), border(UP), sets=sets))
    sources = [host_prefix(text) for family in (4, 6) for text in (*NEAR[family], *(["40.0.0.1"] if family == 4 else []))]
    places = [(BOTH, "in"), (UP, "in"), (UP, "out")]

    def seen(at: Box) -> set[tuple[str, str, Prefix]]:
        return {(name, way, source) for name, way in places for source in sources if passes(at, name, way, source)}

    there = lines_of(made, "objects", "interfaces", "clean")
    last = seen(router.copy().feed(there))
    first = seen(router)
    for end in range(len(there) + 1):
        at = router.copy().feed(there[:end])
        assert seen(at) <= first | last, there[end - 1]
        if end > len(there) - len(lines_of(made, "clean")):
            continue
        # The way back from there, command by command, and a second time.
        back = lines_of(made, "restore")
        before = seen(at)
        for line in back:
            assert seen(at.feed([line])) <= first | before | last, line
        assert seen(at) == first
        assert at.feed(back).text() == router.text()


def test_rules_of_the_operator_that_let_packets_by_before_ours_are_a_finding() -> None:
    by = '/ip/firewall/raw/add chain=prerouting action=accept in-interface=ether2 comment="trusted"\n'
    elsewhere = "/ip/firewall/raw/add chain=prerouting action=accept in-interface=ether9\n"
    known = "/ip/firewall/filter/add chain=forward action=accept connection-state=established,related\n"
    router = router_(by + elsewhere + known)
    made = plan(router, checked(both(CUSTOMER), both(BOTH), border(UP)))
    assert [item.what for item in made.findings if item.severity == "critical"] == [
        "IPv4 in: a rule of yours in /ip/firewall/raw stands before ours and may let packets by: trusted"
    ]
    router.apply(made)
    rows = router.menus["/ip/firewall/raw"]
    rows.append(rows.pop(0))
    assert not [item for item in plan(router, checked(both(CUSTOMER), both(BOTH), border(UP))).findings if item.severity == "critical"]


def test_an_interface_that_is_not_there_is_a_finding() -> None:
    made = plan(router_(), checked(both("ether77")))
    assert made.is_empty
    assert sum("the router has no such interface" in item.what for item in made.findings if item.severity == "critical") == 2


def test_what_is_edited_by_hand_stops_the_plan() -> None:
    wanted = checked(SourceInterface(BOTH, "customer", (chain(ACL),)))
    router = router_()
    made = plan(router, wanted)
    router.apply(made)
    rows = router.menus["/ip/firewall/raw"]
    name = next(row["chain"] for row in rows if row["chain"].startswith("MANRS-SRC-"))
    rows.insert(0, {"chain": name, "action": "accept"})
    assert any("is not what was sent" in item for item in ROS.differences(router.running(), made, "interfaces"))
    with pytest.raises(PlatformError, match="edited by somebody"):
        plan(router, wanted)
    del rows[0]
    jump = next(row for row in rows if row["action"] == "jump")
    jump["src-address"] = "9.9.9.9"
    with pytest.raises(PlatformError, match="MANRS in vlan 100: its rule was edited"):
        plan(router, wanted)


def test_an_address_list_of_ours_that_somebody_emptied_stops_the_plan() -> None:
    """Without the addresses that it drops a chain would let them by."""
    wanted = checked(border(UP))
    router = router_()
    made = plan(router, wanted)
    router.apply(made)
    entries = router.menus["/ip/firewall/address-list"]
    name = next(row["src-address-list"] for row in router.menus["/ip/firewall/raw"] if row["action"] == "drop")
    router.menus["/ip/firewall/address-list"] = [row for row in entries if row["list"] != name]
    assert passes(router, UP, "in", host_prefix("10.1.0.7")) or passes(router, UP, "in", host_prefix("127.0.0.1"))
    assert any("is not what was sent" in item for item in ROS.differences(router.running(), made, "interfaces"))
    with pytest.raises(PlatformError, match="edited by somebody"):
        plan(router, wanted)


def test_what_is_read_of_interfaces_is_what_the_adviser_needs() -> None:
    router = router_()
    router.apply(plan(router, checked(both(BOTH, since=date(2026, 11, 20)), both(CUSTOMER))))
    router.defaults[4] = [{"dst-address": "0.0.0.0/0", "active": "true", "immediate-gw": f"10.2.0.2%{UP}"}]
    known = router.running().known.router
    assert known.links is not None
    assert known.links.networks == {
        CUSTOMER: (Prefix.parse("10.0.0.0/24"), Prefix.parse("2001:db8:ff::/64")),
        BOTH: (Prefix.parse("10.1.0.0/24"),),
        UP: (Prefix.parse("10.2.0.0/30"),),
    }
    assert known.links.defaults == {(4, UP)}
    assert known.interfaces[CUSTOMER] == HeldInterface(None)
    assert known.interfaces[BOTH].observed_since == date(2026, 11, 20)
    assert known.interfaces[BOTH].seen


def test_what_is_printed_is_read_back() -> None:
    made = build(checked(both(CUSTOMER), both(BOTH, since=date(2026, 11, 20)), border(UP)))
    assert parse_lines("".join(f"{line}\n" for line in lines(made))) == made
