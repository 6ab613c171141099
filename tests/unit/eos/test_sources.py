# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Source addresses on EOS: lists and uRPF do what ``decide_source`` says, and come and go with one session."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.policies import Policy
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
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.contract import Change, Plan
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.eos.sources import build, spelled
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.fit import fit
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.sources import decide_source
from hypothesis import given, settings
from hypothesis import strategies as st

from ..frr.cases import Wanted, moderate
from ..source_cases import NEAR, SETS, border, both, chain, checked
from .box import EOS, OPERATOR, Box, box

LABEL = "20261127T084018Z-ab12cd"
CUSTOMER, BOTH, UP = "Ethernet3/1", "Port-Channel1.100", "Ethernet49/1"
INTERFACES = f"""\
interface {CUSTOMER}
   ip address 10.0.0.254/24
   ipv6 address 2001:db8:ff::fe/64
interface {BOTH}
   ip address 10.1.0.254/24
interface {UP}
   ip address 10.2.0.1/30
interface Management1
   vrf MGMT
   ip address 192.168.0.1/24
"""


def policy(checked: SourcePolicy | None, is_alone: bool = True) -> Policy:
    return replace(Wanted({35001: {"20.0.0.0/16"}}).policy, sources=checked, is_sources_alone=is_alone)


def plan(router: Box, checked: SourcePolicy | None, is_alone: bool = True) -> Plan:
    running = router.running()
    return EOS.plan(running, fit(policy(checked, is_alone), running.capabilities), LABEL, 120, True)


def router_() -> Box:
    return box(INTERFACES + OPERATOR)


# -- what an access list does, from the command reference: the first entry that matches decides, the last word is deny ----------------


def passes(entries: tuple[str, ...], source: Prefix) -> bool:
    """Judge a packet of TCP to somewhere else."""
    for entry in entries:
        words = entry.split()
        if words[0] in ("remark", "counters") or words[1] not in ("ip", "ipv6"):
            continue
        place, matches = _matches(words, 2, source)
        assert words[place:] == ["any"] or words[place:] in (["224.0.0.0/24"], ["ff02::/16"]), entry
        if matches and words[place:] == ["any"]:
            return words[0] == "permit"
    return False


def _matches(words: list[str], place: int, source: Prefix) -> tuple[int, bool]:
    if words[place] == "any":
        return place + 1, True
    if words[place] == "host":
        return place + 2, host_prefix(words[place + 1]) == source
    return place + 1, Prefix.parse(words[place]).contains(source)


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
    # A list counts only when it is told to.
    assert entries[0] == "counters per-entry"


@pytest.mark.parametrize(
    ("printed", "kept"),
    [
        ("permit ip 10.0.0.0/8 any", "permit ip 10.0.0.0/8 any"),
        ("permit ip 10.0.0.1/32 any", "permit ip host 10.0.0.1 any"),
        ("permit  ipv6 2a06::1/128  any", "permit ipv6 host 2a06::1 any"),
        ("permit ipv6 2a06::/32 any", "permit ipv6 2a06::/32 any"),
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
    assert "   ip verify unicast source reachable-via rx" in router.text()
    assert re.search(r"ip access-group MANRS-OUT-Ethernet49_1-[0-9a-f]{16} out", router.text())
    assert "MANRS-IN-AS" not in router.text()
    assert plan(router, wanted).is_empty
    router.apply(EOS.plan_release(router.running(), LABEL, 120, True))
    assert router.text() == router_().text()


def test_one_scope_leaves_the_other_as_it_is() -> None:
    router = router_()
    router.apply(plan(router, checked(both(BOTH, ACL)), is_alone=False))
    both_there = router.text()
    assert "MANRS-IN-AS35001" in both_there
    assert "MANRS-IN-Port-Channel1_100" in both_there
    assert plan(router, None, is_alone=False).is_empty
    assert plan(router, checked(both(BOTH, ACL))).is_empty
    moved = plan(router, checked(both(CUSTOMER, STRICT), both(BOTH, ACL)))
    assert "MANRS-IN-AS" not in moved.files["change"]
    router.apply(moved)
    assert "MANRS-IN-AS35001" in router.text()


def test_a_changed_list_is_another_one_and_a_rollback_brings_the_old_one_back() -> None:
    router = router_()
    router.apply(plan(router, checked(both(BOTH, ACL), both(CUSTOMER, STRICT))))
    before, text = router.running(), router.text()
    more = {**SETS, "in": SourceSet.of({*SETS["in"].prefixes, Prefix.parse("40.0.0.0/16")})}
    router.apply(plan(router, SourcePolicy((both(BOTH, ACL),), more)))
    assert router.text().count("ip access-list") == 1
    assert "permit ip 40.0.0.0/16 any" in router.text()
    router.apply(EOS.plan_back(router.running(), before.text, LABEL, 120))
    assert sorted(router.text().splitlines()) == sorted(text.splitlines())


def test_what_the_operator_has_on_an_interface_stays_and_is_a_finding() -> None:
    theirs = INTERFACES.replace("/24\n   ipv6", "/24\n   ip access-group MINE in\n   ipv6", 1)
    theirs = theirs.replace("10.1.0.254/24\n", "10.1.0.254/24\n   ip verify unicast source reachable-via any\n")
    router = box("ip access-list MINE\n   10 permit ip any any\n" + theirs + OPERATOR)
    made = plan(router, checked(both(CUSTOMER, ACL), both(BOTH, STRICT), both("Ethernet9/9", ACL)))
    told = [item.what for item in made.findings if item.severity == "critical"]
    assert any("its own access list MINE is bound there (in)" in item for item in told)
    assert any("its own uRPF is set there (any)" in item for item in told)
    assert sum("the router has no such interface" in item for item in told) == 2
    router.apply(made)
    assert "ip access-group MINE in" in router.text()
    assert "reachable-via any" in router.text()
    assert "Ethernet9" not in router.text()


def test_uRPF_of_the_operators_that_is_the_same_is_not_ours_to_take_off() -> None:
    router = box(INTERFACES.replace("10.1.0.254/24\n", "10.1.0.254/24\n   ip verify unicast source reachable-via rx\n") + OPERATOR)
    text = router.text()
    wanted = checked(SourceInterface(BOTH, "customer", (chain(STRICT),)))
    assert plan(router, wanted).is_empty
    router.apply(EOS.plan_release(router.running(), LABEL, 120, True))
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
    name = next(key for key in router.access_lists if key.startswith("ip access-list MANRS"))
    router.access_lists[name][5] = "permit ip any any"
    assert EOS.differences(router.running(), made, "policies") == [f"{name} is not what was sent"]
    again = plan(router, wanted)
    assert f"no {name}\n{name}\n" in again.files["change"]
    router.apply(again)
    assert "5 permit" not in router.text()


def test_what_is_read_of_interfaces_is_what_the_adviser_needs() -> None:
    router = router_()
    router.apply(plan(router, checked(both(BOTH, ACL, date(2026, 11, 20)), both(CUSTOMER, STRICT))))
    outputs = router.outputs()
    outputs["default4"] = json.dumps({"vrfs": {"default": {"routes": {"0.0.0.0/0": {"vias": [{"interface": UP}]}}}}})
    known = EOS.parse(outputs).known.router
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
