# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Source addresses on IOS: lists and uRPF do what ``decide_source`` says, are made before they act, and go when nothing asks."""

from __future__ import annotations

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
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.contract import Change, Plan, PlatformError
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.iosxe.sources import build, spelled
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.fit import fit
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.sources import decide_source
from hypothesis import given, settings
from hypothesis import strategies as st

from ..frr.cases import Wanted, moderate
from ..source_cases import NEAR, SETS, border, both, chain, checked
from .box import IOS, OPERATOR, Box, box, lines_of

CUSTOMER, BOTH, UP = "GigabitEthernet0/0/1", "Port-channel1.100", "TenGigabitEthernet0/1/0"
INTERFACES = f"""\
interface {CUSTOMER}
 ip address 10.0.0.254 255.255.255.0
 ipv6 address 2001:DB8:FF::FE/64
interface {BOTH}
 encapsulation dot1Q 100
 ip address 10.1.0.254 255.255.255.0
interface {UP}
 ip address 10.2.0.1 255.255.255.252
interface GigabitEthernet0
 vrf forwarding Mgmt-intf
 ip address 192.168.0.1 255.255.255.0
"""


def policy(wanted: SourcePolicy | None, is_alone: bool = True) -> Policy:
    return replace(Wanted({35001: {"20.0.0.0/16"}}).policy, sources=wanted, is_sources_alone=is_alone)


def plan(router: Box, wanted: SourcePolicy | None, is_alone: bool = True) -> Plan:
    running = router.running()
    return IOS.plan(running, fit(policy(wanted, is_alone), running.capabilities), "test", 300, True)


def router_(text: str = INTERFACES) -> Box:
    return box(text + OPERATOR)


# -- what an access list does, from the command reference: the first entry that matches decides, the last word is deny ----------------


def passes(entries: tuple[str, ...], source: Prefix) -> bool:
    """Judge a packet of TCP to somewhere else."""
    for entry in entries:
        words = entry.split()
        if words[0] == "remark" or words[1] not in ("ip", "ipv6"):
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


@settings(moderate, max_examples=20)
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
    assert "permit icmp host :: any" in entries
    (entries,) = build(checked(SourceInterface(CUSTOMER, "customer", (chain(ACL),), date(2026, 11, 20)))).access_lists.values()
    assert all(passes(entries, host_prefix(address)) for address in NEAR[4])
    assert not any(entry.startswith("deny") for entry in entries)


@pytest.mark.parametrize(
    ("printed", "kept"),
    [
        ("permit ip 10.0.0.0 0.255.255.255 any", "permit ip 10.0.0.0 0.255.255.255 any"),
        ("permit ipv6 2A06:0:0::/48 any", "permit ipv6 2a06::/48 any"),
        ("permit  ipv6 2A06::1/128  any", "permit ipv6 host 2a06::1 any"),
        ("permit ipv6 host 2A06::1 any", "permit ipv6 host 2a06::1 any"),
        ("remark V03 Special-Purpose", "remark V03 Special-Purpose"),
    ],
)
def test_entries_have_one_spelling(printed: str, kept: str) -> None:
    assert spelled(printed) == kept == spelled(kept)


def test_checks_are_made_before_they_act_and_go_with_a_release() -> None:
    router = router_()
    text = router.router.text()
    wanted = checked(both(CUSTOMER, STRICT), both(BOTH, ACL), border(UP))
    made = plan(router, wanted)
    assert made.change is Change.FILTERS
    assert f"{CUSTOMER} (customer), IPv4 from it: strict uRPF, drops; a reason" in made.summary
    assert "interface " not in made.files["objects"]
    assert made.files["objects"].count("access-list") == 4
    router.apply(made)
    there = router.router.others[f"interface {CUSTOMER}"]
    assert {"ip verify unicast source reachable-via rx", "ipv6 verify unicast source reachable-via rx"} <= set(there)
    assert sum("MANRS-OUT-4-" in line for line in router.router.others[f"interface {UP}"]) == 1
    assert not router.router.maps.keys() - {"UNUSED"}
    assert plan(router, wanted).is_empty
    router.apply(IOS.plan_release(router.running(), "release", 300, True))
    assert router.router.text() == text


def test_one_scope_leaves_the_other_as_it_is() -> None:
    router = router_()
    router.apply(plan(router, checked(both(BOTH, ACL)), is_alone=False))
    assert plan(router, None, is_alone=False).is_empty
    assert plan(router, checked(both(BOTH, ACL))).is_empty
    moved = plan(router, checked(both(CUSTOMER, STRICT), both(BOTH, ACL)))
    assert "route-map" not in "".join(moved.files.values())
    router.apply(moved)
    assert any(name.startswith("MANRS-IN-AS35001") for name in router.router.maps)


def test_a_changed_list_is_another_one_and_a_rollback_brings_the_old_one_back() -> None:
    router = router_()
    router.apply(plan(router, checked(both(BOTH, ACL), both(CUSTOMER, STRICT))))
    record, text = router.running().text, router.router.text()
    more = {**SETS, "in": SourceSet.of({*SETS["in"].prefixes, Prefix.parse("40.0.0.0/16")})}
    changed = plan(router, checked(both(BOTH, ACL), sets=more))
    (old,) = {line.split()[2] for line in router.router.others[f"interface {BOTH}"] if line.startswith("ip access-group")}
    (new,) = {line.split()[3] for line in lines_of(changed, "objects") if line.startswith("ip access-list")}
    assert old != new
    assert lines_of(changed, "clean") == [f"no ip access-list extended {old}"]
    router.apply(changed)
    assert sum("40.0.0.0 0.0.255.255" in line for body in router.router.others.values() for line in body) == 1
    router.apply(IOS.plan_back(router.running(), record, "back", 300))
    assert sorted(router.router.text().splitlines()) == sorted(text.splitlines())


def test_what_the_operator_has_on_an_interface_stays_and_is_a_finding() -> None:
    theirs = INTERFACES.replace(" ipv6 address", " ip access-group MINE in\n ipv6 address", 1)
    theirs = theirs.replace(" encapsulation", " ip verify unicast source reachable-via any\n encapsulation")
    router = router_("ip access-list extended MINE\n permit ip any any\n" + theirs)
    made = plan(router, checked(both(CUSTOMER, ACL), both(BOTH, STRICT), both("GigabitEthernet9/9/9", ACL)))
    told = [item.what for item in made.findings if item.severity == "critical"]
    assert any("its own access list MINE is bound there" in item for item in told)
    assert any("its own uRPF is set there (any)" in item for item in told)
    assert sum("the router has no such interface" in item for item in told) == 2
    router.apply(made)
    assert "ip access-group MINE in" in router.router.others[f"interface {CUSTOMER}"]
    assert "ip verify unicast source reachable-via any" in router.router.others[f"interface {BOTH}"]


def test_a_list_edited_by_hand_stops_the_plan() -> None:
    router = router_()
    wanted = checked(SourceInterface(BOTH, "customer", (chain(ACL),)))
    made = plan(router, wanted)
    router.apply(made)
    name = next(line for line in router.router.others if line.startswith("ip access-list extended MANRS"))
    router.router.others[name].insert(0, "permit ip any any")
    assert any("is not what was sent" in item for item in IOS.differences(router.running(), made, "interfaces"))
    with pytest.raises(PlatformError, match="somebody edited it"):
        plan(router, wanted)


def test_what_is_read_of_interfaces_is_what_the_adviser_needs() -> None:
    router = router_()
    router.apply(plan(router, checked(both(BOTH, ACL, date(2026, 11, 20)), both(CUSTOMER, STRICT))))
    known = router.running(default4="0.0.0.0/0\n  nexthop 10.2.0.2 TenGigabitEthernet0/1/0\n").known.router
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
