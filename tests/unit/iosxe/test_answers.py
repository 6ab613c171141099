# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What IOS prints, as Cisco's command references and public transcripts show it, is read."""

from __future__ import annotations

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import Prefix
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import host_prefix
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.contract import PlatformError
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.iosxe.capabilities import capabilities
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.iosxe.configuration import parse_configuration
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.line_keys import BindingKey, LineKey

from ..frr.cases import policy
from .box import IOS, OPERATOR, box

DETAIL = """\
BGP routing table entry for 20.0.0.0/16, version 5
  Paths: (3 available, best #1, table default)
  Advertised to update-groups:
     3
  Refresh Epoch 1
  35001 7 {8,9}
    10.0.0.1 from 10.0.0.1 (10.0.0.1)
      Origin IGP, metric 0, localpref 120, valid, external, best
      Community: 25000:1 no-export gshut
      Large Community: 25000:1:1 25000:9:2
      path 7F5DC7C2A0A8 RPKI State not found
      rx pathid: 0, tx pathid: 0x0
  Refresh Epoch 1
  20965 7, (aggregated by 7 10.2.2.2)
    10.0.0.2 (metric 20) from 10.0.0.99 (10.0.0.99)
      Origin incomplete, metric 0, localpref 100, valid, internal
      rx pathid: 0, tx pathid: 0
  Refresh Epoch 1
  47441, (received-only)
    10.0.0.3 from 10.0.0.3 (10.0.0.3)
      Origin IGP, localpref 100, valid, external
BGP routing table entry for 185.10.0.0/22, version 2
Paths: (1 available, best #1, table default)
  Refresh Epoch 1
  Local
    0.0.0.0 from 0.0.0.0 (10.1.2.3)
      Origin IGP, metric 0, localpref 100, weight 32768, valid, sourced, local, best
"""
ADVERTISED = """\
BGP table version is 8, local router ID is 10.1.2.3
Status codes: s suppressed, d damped, h history, * valid, > best, i - internal,
Origin codes: i - IGP, e - EGP, ? - incomplete

     Network          Next Hop            Metric LocPrf Weight Path
 *>   20.0.0.0/16      10.0.0.1                 0             0 35001 i
 *>   9.0.0.0          10.0.0.2                               0 20965 i
 *>i  0.0.0.0          10.0.0.99                0    100      0 i
 *>   2A06:7::/32      2001:DB8:FF::1                         0 35001 i
 V*>  185.10.0.0/22    0.0.0.0                  0         32768 i

Total number of prefixes 5
"""


def test_routes_are_read_with_their_attributes() -> None:
    first, second, own = IOS.held_routes(DETAIL, 4)
    assert first.route.prefix == Prefix.parse("20.0.0.0/16")
    assert first.route.as_path == (35001, 7, frozenset({8, 9}))
    assert first.route.communities == {(25000, 1), (65535, 65281), (65535, 0)}
    assert first.route.large_communities == {(25000, 1, 1), (25000, 9, 2)}
    assert (first.route.next_hop, first.route.local_preference) == (host_prefix("10.0.0.1"), 120)
    assert (first.address, first.is_best, first.is_internal) == ("10.0.0.1", True, False)
    assert (second.route.as_path, second.address, second.is_best, second.is_internal) == ((20965, 7), "10.0.0.99", False, True)
    assert (own.route.as_path, own.address, own.route.next_hop) == ((), "0.0.0.0", None)
    assert IOS.held_routes(DETAIL, 6) == []


def test_what_is_sent_is_read_also_where_the_length_of_a_class_is_left_out() -> None:
    assert IOS.announced_prefixes(ADVERTISED) == {"20.0.0.0/16", "9.0.0.0/8", "0.0.0.0/0", "2a06:7::/32", "185.10.0.0/22"}


def test_where_addresses_are_sent_is_read() -> None:
    asked = IOS.routed([host_prefix("192.0.2.9"), host_prefix("2001:db8::9")])
    assert [command.text for command in asked] == ["show ip cef 192.0.2.9\nshow ipv6 cef 2001:db8::9"]
    answer = (
        "0.0.0.0/0\n  nexthop 10.0.0.9 GigabitEthernet0/0/1\n192.0.2.0/24\n  attached to GigabitEthernet0/0/2\n"
        "198.51.100.0/24\n  nexthop 10.0.0.1 GigabitEthernet0/0/1\n  nexthop 10.0.1.1 GigabitEthernet0/0/3\n"
        "203.0.113.0/24\n  no route\n2001:DB8::/64\n  attached to Port-channel1.100\n"
    )
    found = IOS.routed_interfaces([answer])
    assert found[host_prefix("192.0.2.9")] == "GigabitEthernet0/0/2"
    assert found[host_prefix("8.8.8.8")] == "GigabitEthernet0/0/1"
    assert found[host_prefix("2001:db8::9")] == "Port-channel1.100"
    for nowhere in ("198.51.100.1", "203.0.113.1", "2001:db8:1::"):
        assert host_prefix(nowhere) not in found


def test_sessions_are_read_per_family() -> None:
    router = box()
    router.accepted[("10.0.0.1", 4)] = 170
    router.down.add("10.0.0.2")
    found = {(item.address, item.family): item for item in router.running().sessions}
    assert set(found) == {("10.0.0.1", 4), ("10.0.0.2", 4), ("10.0.0.3", 4), ("2001:db8:ff::1", 6)}
    acme = found["10.0.0.1", 4]
    assert (acme.neighbor, acme.asn, acme.is_established, acme.accepted, acme.announced) == ("acme", 35001, True, 170, 170)
    assert (found["10.0.0.2", 4].is_established, found["10.0.0.2", 4].accepted) == (False, None)
    (inside,) = router.running().internal_sessions
    assert (inside.address, inside.is_established, inside.carries_tags) == ("10.0.0.99", True, True)


@pytest.mark.parametrize(("said", "carries"), [("both", True), ("standard", True), ("extended", False)])
def test_an_internal_session_carries_tags_when_it_is_sent_standard_communities(said: str, carries: bool) -> None:
    (inside,) = box(OPERATOR.replace("send-community both", f"send-community {said}")).running().internal_sessions
    assert inside.carries_tags is carries


def test_the_caches_of_ours_are_seen() -> None:
    router = box()
    assert router.running().caches is None
    router.apply(router.plan(policy()))
    caches = router.running().caches
    assert caches is not None
    assert (caches.connected, caches.vrps) == (1, 20)
    assert router.running().parsed.own_caches == {("10.9.9.9", 3323)}


def test_without_an_address_family_the_routers_own_lines_are_ipv4() -> None:
    text = "router bgp 25000\n neighbor 10.0.0.1 remote-as 35001\n neighbor 10.0.0.1 maximum-prefix 50\n neighbor 10.0.0.1 route-map X in\n"
    parsed = parse_configuration(text)
    assert parsed.families == {("10.0.0.1", 4)}
    assert not parsed.has_family
    assert parsed.configuration.lines[LineKey("10.0.0.1", 4, "maximum-prefix")] == "maximum-prefix 50"
    assert [bound.key for bound in parsed.configuration.bindings] == [BindingKey("10.0.0.1", 4, "in")]
    assert parse_configuration(text.replace("\n", "\n no bgp default ipv4-unicast\n", 1)).families == frozenset()


def test_a_router_without_address_families_is_planned_in_its_own_lines() -> None:
    own = OPERATOR.partition(" address-family ipv4\n")[0].replace(" neighbor 2001:db8:ff::1 remote-as 35001\n", "")
    router = box(own)
    plan = router.plan(policy())
    assert "address-family" not in "".join(plan.files.values())
    router.apply(plan)
    assert router.plan(policy()).is_empty
    assert router.running().parsed.families == {("10.0.0.1", 4), ("10.0.0.2", 4), ("10.0.0.3", 4), ("10.0.0.99", 4)}


def test_templates_and_groups_give_what_a_neighbor_does_not_say() -> None:
    text = """\
router bgp 25000
 template peer-policy UP
  route-map UP-IN in
  maximum-prefix 1000 80 warning-only
 exit-peer-policy
 !
 template peer-policy MORE
  inherit peer-policy UP 10
  send-community both
 exit-peer-policy
 !
 neighbor IX peer-group
 neighbor 10.0.0.2 remote-as 20965
 neighbor 10.0.0.3 remote-as 47441
 neighbor 10.0.0.3 peer-group IX
 !
 address-family ipv4
  neighbor IX route-map IX-IN in
  neighbor 10.0.0.2 activate
  neighbor 10.0.0.2 inherit peer-policy MORE
  neighbor 10.0.0.3 activate
 exit-address-family
"""
    parsed = parse_configuration(text)
    assert parsed.inherited_maps == {BindingKey("10.0.0.2", 4, "in"): "UP-IN", BindingKey("10.0.0.3", 4, "in"): "IX-IN"}
    assert parsed.groups == {"10.0.0.3": "IX"}
    assert parsed.inherited_lines == {LineKey("10.0.0.2", 4, "maximum-prefix"): "maximum-prefix 1000 80 warning-only"}


@pytest.mark.parametrize("text", ["Cisco IOS XE Software, Version 17.09.04a", "17.9.4a", "Version 17.12.1"])
def test_versions_are_read(text: str) -> None:
    assert capabilities(text).platform == "iosxe"


@pytest.mark.parametrize(
    ("text", "why"), [("15.9(3)M4", "no large communities"), ("16.12.4", "no large communities"), ("abc", "no IOS version")]
)
def test_versions_without_large_communities_are_refused(text: str, why: str) -> None:
    with pytest.raises(PlatformError, match=why):
        capabilities(text)


def test_a_running_configuration_that_did_not_arrive_whole_is_refused() -> None:
    router = box()
    cut = router.outputs()["running"].rpartition("end")[0]
    with pytest.raises(PlatformError, match="did not arrive whole"):
        router.running(running=cut)


def test_a_password_is_never_in_the_plan_or_the_record() -> None:
    router = box(OPERATOR + "router bgp 25000\n neighbor 10.0.0.2 password 7 0822455D0A16\n")
    assert "0822455D0A16" not in router.running().text
