# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Source addresses on IOS-XR: lists and uRPF do what ``decide_source`` says, and come and go with one commit."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.policies import Policy
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import BITS, Prefix, address_to_int
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Direction, host_prefix
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.sources import (
    ACL,
    STRICT,
    HeldInterface,
    SourceInterface,
    SourcePolicy,
    SourceSet,
)
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.contract import Change, Plan
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.iosxr.sources import build, spelled
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.fit import fit
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.sources import decide_source
from hypothesis import given, settings
from hypothesis import strategies as st

from ..frr.cases import Wanted, moderate
from ..source_cases import NEAR, SETS, border, both, chain, checked
from .box import OPERATOR, XR, Box, box

LABEL = "20261127T084018Z-ab12cd"
CUSTOMER, BOTH, UP = "GigabitEthernet0/0/0/1", "Bundle-Ether1.100", "HundredGigE0/1/0/0"
INTERFACES = f"""\
interface {CUSTOMER}
 ipv4 address 10.0.0.254 255.255.255.0
 ipv6 address 2001:db8:ff::fe/64
!
interface {BOTH}
 ipv4 address 10.1.0.254/24
!
interface {UP}
 ipv4 address 10.2.0.1 255.255.255.252
!
interface MgmtEth0/RP0/CPU0/0
 vrf MGMT
 ipv4 address 192.168.0.1 255.255.255.0
!
"""


def policy(checked: SourcePolicy | None, is_alone: bool = True) -> Policy:
    return replace(Wanted({35001: {"20.0.0.0/16"}}).policy, sources=checked, is_sources_alone=is_alone)


def plan(router: Box, checked: SourcePolicy | None, is_alone: bool = True) -> Plan:
    running = router.running()
    return XR.plan(running, fit(policy(checked, is_alone), running.capabilities), LABEL, 120, True)


def router_() -> Box:
    return box(INTERFACES + OPERATOR)


# -- what an access list does, from the command reference: the first entry that matches decides, the last word is deny ----------------


def passes(entries: tuple[str, ...], source: Prefix) -> bool:
    """Judge a packet of TCP to somewhere else."""
    for entry in entries:
        words = entry.split()
        if words[0] == "remark" or words[1] not in ("ipv4", "ipv6"):
            continue
        place, matches = _matches(words, 2, source)
        assert words[place:] == ["any"] or words[place:] in (["224.0.0.0", "0.0.0.255"], ["ff02::/16"]), entry
        if matches and words[place:] == ["any"]:
            return words[0] == "permit"
    return False


def _matches(words: list[str], place: int, source: Prefix) -> tuple[int, bool]:
    if words[place] == "any":
        return place + 1, True
    if words[place] == "host":
        return place + 2, host_prefix(words[place + 1]) == source
    if "/" in words[place]:
        return place + 1, Prefix.parse(words[place]).contains(source)
    (_, base), (_, wildcard) = address_to_int(words[place]), address_to_int(words[place + 1])
    return place + 2, base & ~wildcard == source.network & ~wildcard


@settings(moderate, max_examples=40)
@given(st.sampled_from([4, 6]), st.sampled_from(list(Direction)), st.sampled_from(["in", "leaves", "empty"]), st.booleans(), st.data())
def test_a_list_does_what_decide_source_says(family: int, direction: Direction, permit: str, is_closed: bool, data: st.DataObject) -> None:
    made = chain(ACL, direction, family, permit, is_closed)
    wanted = checked(SourceInterface(CUSTOMER, "customer", (made,)))
    (entries,) = build(wanted).access_lists.values()
    drawn = Prefix(family, data.draw(st.integers(0, (1 << BITS[family]) - 1)), BITS[family])
    for source in (*map(host_prefix, NEAR[family]), drawn):
        assert passes(entries, source) == decide_source(wanted, made, source).passes, source


def test_what_belongs_to_the_link_passes_and_what_is_observed_too() -> None:
    (entries,) = build(checked(SourceInterface(CUSTOMER, "customer", (chain(ACL, family=6),)))).access_lists.values()
    assert passes(entries, host_prefix("fe80::7"))
    assert "permit icmpv6 host :: any" in entries
    observed = checked(SourceInterface(CUSTOMER, "customer", (chain(ACL),), date(2026, 11, 20)))
    (entries,) = build(observed).access_lists.values()
    assert all(passes(entries, host_prefix(address)) for address in NEAR[4])
    assert not any(entry.startswith("deny") for entry in entries)


@pytest.mark.parametrize(
    ("printed", "kept"),
    [
        ("permit ipv4 10.0.0.0/8 any", "permit ipv4 10.0.0.0 0.255.255.255 any"),
        ("permit ipv4 10.0.0.1/32 any", "permit ipv4 host 10.0.0.1 any"),
        ("permit ipv4 10.0.0.1 0.0.0.0 any", "permit ipv4 host 10.0.0.1 any"),
        ("permit  ipv6 2a06::1/128  any", "permit ipv6 host 2a06::1 any"),
        ("permit udp host 0.0.0.0 eq bootpc any eq bootps", "permit udp host 0.0.0.0 eq bootpc any eq bootps"),
        ("remark 10.0.0.1/32 is theirs", "remark 10.0.0.1/32 is theirs"),
    ],
)
def test_entries_have_one_spelling(printed: str, kept: str) -> None:
    assert spelled(printed) == kept == spelled(kept)


# -- plans ---------------------------------------------------------------------------------------


def test_checks_come_with_one_commit_and_go_with_a_release() -> None:
    router = router_()
    wanted = checked(both(CUSTOMER, STRICT), both(BOTH, ACL), border(UP))
    made = plan(router, wanted)
    assert made.change is Change.FILTERS
    assert f"{CUSTOMER} (customer), IPv4 from it: strict uRPF, drops; a reason" in made.summary
    router.apply(made)
    assert f"interface {CUSTOMER}\n" in router.text()
    assert " ipv4 verify unicast source reachable-via rx" in router.text()
    assert re.search(r"ipv4 access-group MANRS-EGRESS-HundredGigE0_1_0_0-[0-9a-f]{16} egress", router.text())
    assert "MANRS-IN-AS" not in router.text()
    assert plan(router, wanted).is_empty
    router.apply(XR.plan_release(router.running(), LABEL, 120, True))
    assert router.text() == router_().text()


def test_one_scope_leaves_the_other_as_it_is() -> None:
    router = router_()
    router.apply(plan(router, checked(both(BOTH, ACL)), is_alone=False))
    both_there = router.text()
    assert "MANRS-IN-AS35001" in both_there
    assert "MANRS-INGRESS-Bundle-Ether1_100" in both_there
    assert plan(router, None, is_alone=False).is_empty
    assert plan(router, checked(both(BOTH, ACL))).is_empty
    moved = plan(router, checked(both(CUSTOMER, STRICT), both(BOTH, ACL)))
    assert "route-policy" not in moved.files["change"]
    router.apply(moved)
    assert "MANRS-IN-AS35001" in router.text()


def test_a_changed_list_is_another_one_and_a_rollback_brings_the_old_one_back() -> None:
    router = router_()
    router.apply(plan(router, checked(both(BOTH, ACL), both(CUSTOMER, STRICT))))
    before, text = router.running(), router.text()
    more = {**SETS, "in": SourceSet.of({*SETS["in"].prefixes, Prefix.parse("40.0.0.0/16")})}
    router.apply(plan(router, SourcePolicy((both(BOTH, ACL),), more)))
    assert router.text().count("ipv4 access-list") == 1
    assert "40.0.0.0 0.0.255.255" in router.text()
    router.apply(XR.plan_back(router.running(), before.text, LABEL, 120))
    assert sorted(router.text().splitlines()) == sorted(text.splitlines())


def test_what_the_operator_has_on_an_interface_stays_and_is_a_finding() -> None:
    theirs = INTERFACES.replace("255.255.255.0\n ipv6", "255.255.255.0\n ipv4 access-group MINE ingress\n ipv6", 1)
    theirs = theirs.replace("10.1.0.254/24\n", "10.1.0.254/24\n ipv4 verify unicast source reachable-via any\n")
    router = box("ipv4 access-list MINE\n 10 permit ipv4 any any\n!\n" + theirs + OPERATOR)
    made = plan(router, checked(both(CUSTOMER, ACL), both(BOTH, STRICT), both("GigabitEthernet9/9/9/9", ACL)))
    told = [item.what for item in made.findings if item.severity == "critical"]
    assert any("its own access list MINE is bound there (in)" in item for item in told)
    assert any("its own uRPF is set there (any)" in item for item in told)
    assert sum("the router has no such interface" in item for item in told) == 2
    router.apply(made)
    assert "ipv4 access-group MINE ingress" in router.text()
    assert "reachable-via any" in router.text()
    assert "GigabitEthernet9" not in router.text()


def test_uRPF_of_the_operators_that_is_the_same_is_not_ours_to_take_off() -> None:
    router = box(INTERFACES.replace("10.1.0.254/24\n", "10.1.0.254/24\n ipv4 verify unicast source reachable-via rx\n") + OPERATOR)
    text = router.text()
    wanted = checked(SourceInterface(BOTH, "customer", (chain(STRICT),)))
    assert plan(router, wanted).is_empty
    router.apply(XR.plan_release(router.running(), LABEL, 120, True))
    assert router.text() == text


def test_an_interface_that_is_not_declared_any_more_or_not_known_keeps_its_checks() -> None:
    router = router_()
    router.apply(plan(router, checked(both(BOTH, ACL), both(CUSTOMER, STRICT))))
    text = router.text()
    made = plan(router, checked(SourceInterface(CUSTOMER, "customer", (), is_kept=True)))
    assert made.is_empty
    assert any(item.where == f"manrs_interfaces: {BOTH}" and "not declared any more" in item.what for item in made.findings)
    assert router.text() == text
    router.apply(plan(router, checked(SourceInterface(BOTH, "core", ()), SourceInterface(CUSTOMER, "core", ()))))
    assert router.text() == router_().text()


def test_a_list_edited_by_hand_is_seen_and_replaced_as_a_whole() -> None:
    router = router_()
    wanted = checked(SourceInterface(BOTH, "customer", (chain(ACL),)))
    made = plan(router, wanted)
    router.apply(made)
    name = next(line for line in router.tree if line.startswith("ipv4 access-list MANRS"))
    router.tree[name]["5 permit ipv4 any any"] = {}
    assert XR.differences(router.running(), made, "policies") == [f"{name} is not what was sent"]
    again = plan(router, wanted)
    assert f"no {name}\n{name}\n" in again.files["change"]
    router.apply(again)
    assert "5 permit" not in router.text()


def test_what_is_read_of_interfaces_is_what_the_adviser_needs() -> None:
    router = router_()
    router.apply(plan(router, checked(both(BOTH, ACL, date(2026, 11, 20)), both(CUSTOMER, STRICT))))
    outputs = router.outputs()
    outputs["default4"] = (
        "Routing entry for 0.0.0.0/0\n  Routing Descriptor Blocks\n    10.2.0.2, via HundredGigE0/1/0/0\n      Route metric is 0\n"
    )
    known = XR.parse(outputs).known.router
    assert known.links is not None
    assert known.links.networks == {
        CUSTOMER: (Prefix.parse("10.0.0.0/24"), Prefix.parse("2001:db8:ff::/64")),
        BOTH: (Prefix.parse("10.1.0.0/24"),),
        UP: (Prefix.parse("10.2.0.0/30"),),
    }
    assert known.links.defaults == {(4, UP)}
    assert known.interfaces[CUSTOMER] == HeldInterface(None)
    assert known.interfaces[BOTH].observed_since == date(2026, 11, 20)
    # Nobody knows what was counted, so nothing is enforced by itself.
    assert known.interfaces[BOTH].seen
    assert "10.0.0.1" in known.sessions
