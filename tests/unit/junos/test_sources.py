# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Source addresses on Junos: the filters do what ``decide_source`` says, judged from the configuration alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from xml.etree import ElementTree

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.policies import Policy
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import BITS, Prefix
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Direction, host_prefix
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.sources import (
    ACL,
    BORDER,
    FOREIGN,
    OWN_SPACE,
    SPECIAL_PURPOSE,
    STRICT,
    HeldInterface,
    SourceChain,
    SourceDrop,
    SourceInterface,
    SourcePolicy,
    SourceSet,
)
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.contract import Change
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.sources import decide_source
from hypothesis import given, settings
from hypothesis import strategies as st

from ..frr.cases import policy as filters
from .router import OPERATOR, PLATFORM, Box, canonical

INTERFACES = """
 <interfaces>
  <interface><name>ge-0/0/0</name><unit><name>0</name><family>
   <inet><address><name>10.0.0.254/24</name></address></inet><inet6><address><name>2001:db8:ff::254/64</name></address></inet6>
  </family></unit></interface>
  <interface><name>ge-0/0/1</name><unit><name>7</name><family>
   <inet><filter><input><filter-name>THEIRS</filter-name></input></filter><address><name>185.10.0.1/28</name></address></inet>
  </family></unit></interface>
  <interface><name>ge-0/0/2</name><unit><name>0</name><family><inet/></family></unit></interface>
 </interfaces>
</configuration>"""
TEXT = OPERATOR.replace("</configuration>", INTERFACES)
NAME = "ge-0/0/0.0"


# -- a judge of firewall filters -----------------------------------------------------------------


@dataclass(frozen=True)
class Packet:
    """A packet that is forwarded. ``is_routed_back``: the best route to its source points to the interface."""

    source: Prefix
    destination: Prefix
    protocol: str = "tcp"
    ports: tuple[int, int] = (1024, 443)
    is_routed_back: bool = False


class Firewall:
    """What a configuration does with packets on an interface. It refuses statements that it does not know."""

    def __init__(self, text: str) -> None:
        self.root = ElementTree.fromstring(text)
        options = self.root.find("policy-options")
        assert options is not None
        self.lists = {
            item.findtext("name"): [Prefix.parse(entry.findtext("name") or "") for entry in item.findall("prefix-list-item")]
            for item in options.findall("prefix-list")
        }

    def passes(self, interface: str, way: str, packet: Packet) -> bool:
        word = "inet" if packet.source.family == 4 else "inet6"
        physical, _, unit = interface.rpartition(".")
        (family,) = (
            element
            for item in self.root.findall("interfaces/interface")
            if item.findtext("name") == physical
            for sub in item.findall("unit")
            if sub.findtext("name") == unit
            for element in sub.findall(f"family/{word}")
        )
        if way == "input" and (check := family.find("rpf-check")) is not None and not packet.is_routed_back:
            return (name := check.findtext("fail-filter")) is not None and self._filter(word, name, packet)
        name = family.findtext(f"filter/{way}/filter-name")
        return name is None or self._filter(word, name, packet)

    def _filter(self, word: str, name: str, packet: Packet) -> bool:
        (found,) = (item for item in self.root.findall(f"firewall/family/{word}/filter") if item.findtext("name") == name)
        for term in found.findall("term"):
            from_, then = term.find("from"), term.find("then")
            conditions = {} if from_ is None else {item.tag: item for item in from_}
            if all(self._holds(tag, item, packet) for tag, item in conditions.items()):
                tags = [item.tag for item in then if item.tag != "count"] if then is not None else []
                assert tags in (["accept"], ["discard"])
                return tags == ["accept"]
        # Behind the last term everything is discarded.
        return False

    def _holds(self, tag: str, item: ElementTree.Element, packet: Packet) -> bool:
        value = (item.findtext("name") or item.text or "").strip()
        match tag:
            case "source-prefix-list":
                assert self.lists[value], "what an empty list matches differs by platform"
                return any(prefix.contains(packet.source) for prefix in self.lists[value])
            case "source-address":
                return Prefix.parse(value).contains(packet.source)
            case "destination-address":
                return Prefix.parse(value).contains(packet.destination)
            case "protocol" | "next-header":
                assert (tag == "protocol") == (packet.source.family == 4)
                return value == packet.protocol
            case "source-port":
                return packet.ports[0] == int(value)
            case "destination-port":
                return packet.ports[1] == int(value)
        raise AssertionError(tag)


# -- policies ------------------------------------------------------------------------------------

SETS: Mapping[str, SourceSet] = {
    "permit": SourceSet.of(map(Prefix.parse, ("10.0.0.0/24", "20.0.0.0/16", "2001:db8:ff::/64", "2a06::/32"))),
    "none": SourceSet.of(()),
    SPECIAL_PURPOSE: SourceSet.of(map(Prefix.parse, ("10.0.0.0/8", "127.0.0.0/8", "fc00::/7"))),
    OWN_SPACE: SourceSet.of(map(Prefix.parse, ("185.10.0.0/22",))),
}
SPECIAL, OWN, ALL = SourceDrop(SPECIAL_PURPOSE, "V04", SPECIAL_PURPOSE), SourceDrop(OWN_SPACE, "V04", OWN_SPACE), SourceDrop(FOREIGN, "V03")


def chain(family: int, mode: str, permit: str = "permit", way: Direction = Direction.IMPORT, *drops: SourceDrop) -> SourceChain:
    return SourceChain(way, family, mode, "a test", permit, drops or (SPECIAL, OWN, ALL))


def wanted(*chains: SourceChain, name: str = NAME, since: date | None = None, sets: Mapping[str, SourceSet] = SETS) -> Policy:
    sources = SourcePolicy((SourceInterface(name, "customer", chains, since),), sets)
    return Policy(25000, (), {}, {}, sources=sources, is_sources_alone=True)


def planned(box: Box, policy: Policy) -> Box:
    return box.apply(PLATFORM.plan(box.running(), policy, "test", 120, True))


def near(sets: Mapping[str, SourceSet]) -> list[Prefix]:
    """The first and last address of each prefix, and their neighbors outside."""
    found = set()
    for prefix in (prefix for item in sets.values() for prefix in item.prefixes):
        size = 1 << (BITS[prefix.family] - prefix.length)
        for number in (prefix.network - 1, prefix.network, prefix.network + size - 1, prefix.network + size):
            if 0 < number < 1 << BITS[prefix.family]:
                found.add(Prefix(prefix.family, number, BITS[prefix.family]))
    return sorted(found)


PREFIXES = st.builds(
    lambda number, length: Prefix(4, number << 24 | (number & 3) << 22, 32).covering(length), st.integers(11, 14), st.integers(8, 24)
)


@settings(max_examples=80, deadline=None)
@given(st.sets(PREFIXES, max_size=4), st.sets(PREFIXES, max_size=4), st.sampled_from([STRICT, ACL, BORDER]), st.booleans())
def test_filters_do_what_decide_source_says(permit: set[Prefix], special: set[Prefix], mode: str, is_last: bool) -> None:
    sets = {"permit": SourceSet.of(permit), SPECIAL_PURPOSE: SourceSet.of(special), OWN_SPACE: SETS[OWN_SPACE]}
    drops = (SPECIAL, OWN, ALL) if is_last or mode != BORDER else (SPECIAL, OWN)
    policy = wanted(chain(4, mode, "permit", Direction.IMPORT, *drops), chain(4, BORDER, "permit", Direction.EXPORT, *drops), sets=sets)
    box = planned(Box(TEXT), policy)
    assert PLATFORM.plan(box.running(), policy, "test", 120, True).is_empty
    firewall = Firewall(box.text)
    assert policy.sources is not None
    for way, made in zip(("input", "output"), policy.sources.interfaces[0].chains, strict=True):
        for source in near(sets):
            for is_back in (False, True):
                packet = Packet(source, host_prefix("8.8.8.8"), is_routed_back=is_back)
                assert firewall.passes(NAME, way, packet) == decide_source(policy.sources, made, source, is_back).passes, (way, source)


@pytest.mark.parametrize("mode", [ACL, STRICT])
def test_what_is_of_the_link_passes(mode: str) -> None:
    """Hand-written: DHCP, IGMP, OSPF's and VRRP's groups, neighbor discovery, link-local addresses. Nothing like it passes else."""
    firewall = Firewall(planned(Box(TEXT), wanted(chain(4, mode), chain(6, mode))).text)

    def passes(source: str, destination: str, protocol: str = "tcp", ports: tuple[int, int] = (1024, 443)) -> bool:
        return firewall.passes(NAME, "input", Packet(host_prefix(source), host_prefix(destination), protocol, ports))

    assert passes("0.0.0.0", "255.255.255.255", "udp", (68, 67))
    assert not passes("0.0.0.0", "8.8.8.8", "udp", (68, 53))
    assert passes("0.0.0.0", "224.0.0.22", "igmp")
    assert not passes("9.9.9.9", "8.8.8.8", "igmp")
    assert not passes("9.9.9.9", "8.8.8.8", "udp", (68, 67))
    assert passes("9.9.9.9", "224.0.0.5", "ospf")
    assert not passes("9.9.9.9", "224.0.1.5", "ospf")
    assert passes("fe80::1", "ff02::1", "icmp6")
    assert passes("::", "ff02::1:ff00:1", "icmp6")
    assert not passes("::", "2a00::1", "tcp")
    assert not passes("2a00::1", "2a01::1", "icmp6")
    assert not passes("2a00::1", "2a01::1")
    assert passes("2a06::1", "2a01::1")
    assert passes("10.0.0.1", "10.0.0.254")


def test_an_observed_interface_drops_nothing_and_counts() -> None:
    box = planned(Box(TEXT), wanted(chain(4, ACL), since=date(2026, 11, 20)))
    firewall = Firewall(box.text)
    assert all(firewall.passes(NAME, "input", Packet(source, host_prefix("8.8.8.8"))) for source in near(SETS) if source.family == 4)
    assert "<count>foreign</count>" in box.text
    held = box.running().known.router.interfaces[NAME]
    assert held.observed_since == date(2026, 11, 20)
    # What was counted is not known here, so that nothing is enforced by itself.
    assert held.seen
    planned(box, wanted(chain(4, ACL)))
    assert box.running().known.router.interfaces[NAME] == HeldInterface(None)


def test_what_is_there_is_known() -> None:
    entry = "<rt-entry><nh><via>ge-0/0/0.0</via></nh></rt-entry>"
    route = f"<rt><rt-destination>0.0.0.0</rt-destination><rt-prefix-length>0</rt-prefix-length>{entry}</rt>"
    table = f"<route-information><route-table><table-name>inet.0</table-name>{route}</route-table></route-information>"
    links = Box(TEXT, defaults=table).running().known.router.links
    assert links is not None
    assert links.networks[NAME] == (Prefix.parse("10.0.0.0/24"), Prefix.parse("2001:db8:ff::/64"))
    assert links.networks["ge-0/0/1.7"] == (Prefix.parse("185.10.0.0/28"),)
    assert links.defaults == {(4, NAME)}


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("ge-0/0/1.7", "has an input filter or rpf-check of the operator's"),
        ("ge-0/0/2.0", "has no address of its own"),
        ("ge-0/0/9.0", "has no family inet"),
        ("ge-0/0/0", "is no logical interface"),
        ("ge-0/0/0.0<x/>", "is no logical interface"),
    ],
)
def test_an_interface_that_cannot_have_it_is_left_alone(name: str, said: str) -> None:
    plan = PLATFORM.plan(Box(TEXT).running(), wanted(chain(4, ACL), name=name), "test", 120, True)
    assert plan.is_empty
    assert any(item.severity == "critical" and said in item.what for item in plan.findings)


def test_lists_alone_are_a_safe_change_and_a_release_takes_all_off() -> None:
    box = planned(Box(TEXT), wanted(chain(4, ACL), chain(6, STRICT)))
    more = {**SETS, "permit": SourceSet.of({*SETS["permit"].prefixes, Prefix.parse("21.0.0.0/16")})}
    plan = PLATFORM.plan(box.running(), wanted(chain(4, ACL), chain(6, STRICT), sets=more), "test", 120, True)
    assert plan.change is Change.SAFE
    assert plan.summary == ("sources MANRS-A-permit-4: +1 -0",)
    before, recorded = box.text, box.running().text
    box.apply(plan)
    box.apply(PLATFORM.plan_back(box.running(), recorded, "back", 120))
    assert canonical(box.text) == canonical(before)
    box.apply(PLATFORM.plan_release(box.running(), "release", 120, True))
    assert canonical(box.text) == canonical(TEXT)


def test_a_hand_that_opens_a_filter_is_put_right() -> None:
    box = planned(Box(TEXT), wanted(chain(4, ACL)))
    opened = box.text.replace("<discard />", "<accept />").replace("<discard/>", "<accept/>")
    assert opened != box.text
    box = replace(box, text=opened)
    plan = PLATFORM.plan(box.running(), wanted(chain(4, ACL)), "test", 120, True)
    assert PLATFORM.differences(box.running(), plan, "policies") == ["filter MANRS-SRC-IN-ge-0_2f0_2f0.0-4 of inet is not what was sent"]
    assert not Firewall(box.apply(plan).text).passes(NAME, "input", Packet(host_prefix("9.9.9.9"), host_prefix("8.8.8.8")))


def test_a_run_without_interfaces_leaves_them_alone() -> None:
    box = planned(Box(TEXT), wanted(chain(4, ACL)))
    plan = box.plan(filters())
    box.apply(plan)
    assert "MANRS-SRC-IN" in box.text
    assert "MANRS-SRC-IN" not in plan.files["change"]
