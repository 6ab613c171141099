# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What EOS prints, in the forms that Arista's own tools read and render, with numbers of our own."""

from __future__ import annotations

import json

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import Prefix, PrefixRange
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Route, host_prefix
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.contract import Caches, HeldRoute, InternalSession, PlatformError
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.eos.capabilities import capabilities
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.eos.configuration import parse_configuration
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.eos.interfaces import routed_interfaces
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.eos.objects import Kind, ObjectKey, parse_range, range_text
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.eos.parse import announced_prefixes, blanked, held_routes
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.line_keys import BindingKey, LineKey
from hypothesis import given, settings
from hypothesis import strategies as st

from ..frr.cases import moderate
from .box import EOS, OPERATOR, box

ROUTES = {
    "vrfs": {
        "default": {
            "routerId": "10.255.0.1",
            "asn": "25000",
            "bgpRouteEntries": {
                "20.0.0.0/16": {
                    "bgpRoutePaths": [
                        {
                            "asPathEntry": {"asPathType": "External", "asPath": "35001 7 {8 9} i"},
                            "nextHop": "10.0.0.1",
                            "localPreference": 120,
                            "peerEntry": {"peerRouterId": "10.99.0.1", "peerAddr": "10.0.0.1"},
                            "routeType": {"active": True, "valid": True},
                            "routeDetail": {"origin": "Igp", "communityList": ["25000:5", "no-export", "GSHUT"]},
                            "largeCommunityList": ["25000:1:1", "4200000000:0:7"],
                        },
                        {
                            "asPathEntry": {"asPathType": "Internal", "asPath": "20965 7"},
                            "nextHop": "10.0.0.99",
                            "localPreference": 100,
                            "peerEntry": {"peerAddr": "10.0.0.99"},
                            "routeType": {"active": False, "valid": True},
                        },
                        {
                            "asPathEntry": {"asPathType": "External", "asPath": "20965"},
                            "nextHop": "10.0.0.2",
                            "peerEntry": {"peerAddr": "10.0.0.2"},
                            "routeType": {"active": False, "valid": False, "notInstalledReason": "routePolicy"},
                        },
                    ]
                },
                "185.10.0.0/22": {
                    "bgpRoutePaths": [
                        {"asPathEntry": {"asPathType": "Local", "asPath": "i"}, "nextHop": "", "routeType": {"active": True, "valid": True}}
                    ]
                },
            },
        }
    }
}


def test_routes_are_read_with_all_that_a_policy_looks_at() -> None:
    held = held_routes(json.dumps(ROUTES), 4)
    assert held == [
        HeldRoute(
            Route(
                Prefix.parse("20.0.0.0/16"),
                (35001, 7, frozenset({8, 9})),
                frozenset({(25000, 5), (65535, 65281), (65535, 0)}),
                frozenset({(25000, 1, 1), (4200000000, 0, 7)}),
                host_prefix("10.0.0.1"),
                None,
                120,
            ),
            "10.0.0.1",
            True,
        ),
        HeldRoute(
            Route(Prefix.parse("20.0.0.0/16"), (20965, 7), next_hop=host_prefix("10.0.0.99"), local_preference=100),
            "10.0.0.99",
            False,
            True,
        ),
        HeldRoute(Route(Prefix.parse("185.10.0.0/22")), "0.0.0.0", True),
    ]
    assert held_routes(json.dumps(ROUTES), 6) == []
    assert announced_prefixes(json.dumps(ROUTES)) == {"20.0.0.0/16", "185.10.0.0/22"}


@pytest.mark.parametrize(
    "output", ["", "[]", "% Invalid input", '{"vrfs": []}', json.dumps(ROUTES).replace("185.10.0.0/22", "185.10.0.0/99")]
)
def test_what_are_no_routes_is_refused(output: str) -> None:
    with pytest.raises(PlatformError):
        held_routes(output, 4)
    with pytest.raises(PlatformError):
        announced_prefixes(output)


def test_interfaces_of_both_families_are_read() -> None:
    four = {
        "vrfs": {
            "default": {
                "routes": {"10.0.0.0/24": {"vias": [{"interface": "Ethernet1"}]}, "20.0.0.0/8": {"vias": [{"nexthopAddr": "1.1.1.1"}]}}
            }
        }
    }
    six = {"routes": {"2a06::/32": {"vias": [{"interface": "Ethernet2"}, {"interface": "Ethernet3"}]}}}
    found = routed_interfaces([json.dumps(four), json.dumps(six), ""])
    assert found.get(Prefix.parse("10.0.0.7/32")) == "Ethernet1"
    assert found.get(Prefix.parse("20.0.0.7/32")) is None
    assert found.get(Prefix.parse("2a06::1/128")) is None


@pytest.mark.parametrize(
    ("version", "is_known"),
    [("4.30.1F", True), ("4.31.2F-3456.4312F (engineering build)", True), ("4.27.0M", True), ("4.26.9M", False), ("", False), ("x", False)],
)
def test_versions_are_told_from_each_other(version: str, is_known: bool) -> None:
    if is_known:
        assert not capabilities(version).has_otc
    else:
        with pytest.raises(PlatformError):
            capabilities(version)


def test_a_router_is_read() -> None:
    router = box(OPERATOR + "   router bgp 25000\n   neighbor 10.0.0.99 send-community standard large\n")
    router.down.add("10.0.0.2")
    running = router.running()
    assert running.asn == 25000
    assert running.unsaved is None
    assert [(item.neighbor, item.address, item.family, item.asn, item.is_established, item.accepted) for item in running.sessions] == [
        ("acme", "10.0.0.1", 4, 35001, True, 10),
        ("10.0.0.2", "10.0.0.2", 4, 20965, False, None),
        ("10.0.0.3", "10.0.0.3", 4, 47441, True, 10),
        ("2001:db8:ff::1", "2001:db8:ff::1", 6, 35001, True, 10),
    ]
    assert running.internal_sessions == (InternalSession("10.0.0.99", True, True),)
    assert running.caches is None
    assert running.parsed.inherited_policies == {
        BindingKey("10.0.0.2", 4, "in"): "PICKY",
        BindingKey("10.0.0.2", 6, "in"): "PICKY",
        BindingKey("10.0.0.3", 4, "in"): "IX-IN",
        BindingKey("10.0.0.3", 6, "in"): "IX-IN",
    }
    other = box()
    assert other.running().digest != running.digest
    assert other.running().digest == box().running().digest
    router.is_unsaved = True
    assert router.running().unsaved == "hostname edge1"


def test_caches_of_ours_are_counted_by_their_own_lines() -> None:
    caches = "rpki cache MANRS-10_9_9_9-3323\nhost 10.9.9.9 port 3323\nrpki cache THEIRS\nhost 10.9.9.8 port 323\n"
    router = box(f"{OPERATOR}router bgp 25000\n{caches}")
    outputs = router.outputs()
    assert EOS.parse(outputs).caches == Caches(1, None, "show bgp rpki cache")
    down = outputs["rpki"].replace(
        "MANRS-10_9_9_9-3323:\nHost: 10.9.9.9 port 3323\nVRF: default\nState: synced", "MANRS-10_9_9_9-3323:\nState: error"
    )
    assert EOS.parse({**outputs, "rpki": down}).caches == Caches(0, None, "show bgp rpki cache")


@pytest.mark.parametrize(
    ("name", "output", "told"),
    [
        ("running", "hostname edge1\nrouter bgp 25000\n", "did not arrive whole"),
        ("running", "hostname edge1\nend\n", "no 'router bgp'"),
        ("running", "service routing protocols model ribd\nrouter bgp 1\nend\n", "neither origin validation nor large communities"),
        ("running", "router bgp 1\n   bgp asn notation asdot\nend\n", "prints ASNs with a dot"),
        ("running", "ip prefix-list MANRS-x\n   seq 10 permit 10.0.0.1/8\nrouter bgp 1\nend\n", "MANRS-x of the running configuration"),
        ("version", "{}", "no EOS version"),
        ("version", "% Unauthorized", "did not print JSON"),
        ("summary", '{"vrfs": {"default": {"peers": {"x": {}}}}}', "not an IPv4 or IPv6 address"),
        ("neighbors", "[]", "an object belongs"),
    ],
)
def test_what_a_router_does_not_print_is_refused(name: str, output: str, told: str) -> None:
    with pytest.raises(PlatformError, match=told):
        EOS.parse({**box().outputs(), name: output})


def test_lists_are_read_in_both_forms_and_the_spelling_of_a_community_means_nothing() -> None:
    text = (
        "ip prefix-list MANRS-a seq 20 permit 20.0.0.0/16 le 24\nip prefix-list MANRS-a seq 10 permit 30.0.0.0/16 ge 17 le 32\n"
        "ipv6 prefix-list MANRS-b\n   seq 10 permit 2a06::/32 eq 48\n"
        "route-map MANRS-m permit 10\n   set community 65535:0 no-export additive\n   match as-path P\n"
        "ip community-list MANRS-c permit 65535:65281\nip as-path access-list P permit ^1_ any\nip as-path access-list Q permit ^1_ igp\n"
    )
    objects = parse_configuration(text).configuration.objects
    assert objects[ObjectKey(Kind.PREFIXES_4, "MANRS-a")] == ("permit 20.0.0.0/16 le 24", "permit 30.0.0.0/16 ge 17")
    assert objects[ObjectKey(Kind.PREFIXES_6, "MANRS-b")] == ("permit 2a06::/32 eq 48",)
    assert objects[ObjectKey(Kind.MAP, "MANRS-m")] == ("permit 10", " match as-path P", " set community GSHUT no-export additive")
    assert objects[ObjectKey(Kind.COMMUNITIES, "MANRS-c")] == ("permit no-export",)
    assert objects[ObjectKey(Kind.AS_PATHS, "P")] == ("permit ^1_",)
    assert objects[ObjectKey(Kind.AS_PATHS, "Q")] == ("permit ^1_ igp",)


def test_a_neighbor_of_another_table_or_group_is_told_apart() -> None:
    text = (
        "router bgp 25000\n   neighbor UP peer group\n   neighbor UP maximum-routes 0\n   neighbor 10.0.0.1 peer group UP\n"
        "   neighbor 10.0.0.1 remote-as 1.5\n   address-family ipv6\n      neighbor UP activate\n"
        "   vrf CUSTOMER\n      neighbor 10.0.0.9 remote-as 7\n      address-family ipv4\n         neighbor 10.0.0.9 activate\n"
    )
    parsed = parse_configuration(text)
    assert parsed.bgp.neighbors() == ["10.0.0.1"]
    assert parsed.bgp.asn("10.0.0.1") == 65541
    assert parsed.families == {("10.0.0.1", 4), ("10.0.0.1", 6)}
    assert parsed.inherited_lines == {LineKey("10.0.0.1", 0, "maximum-routes"): "maximum-routes 0"}


def test_what_banners_and_functions_say_is_no_configuration() -> None:
    """Else a set that is kept when the registry fails could be one that a text talks about."""
    forged = "ip prefix-list MANRS-AS7_O7-4\n   seq 10 permit 0.0.0.0/0 le 32\nrouter bgp 7\n   neighbor 10.9.9.9 remote-as 9\n"
    text = (
        f"banner login\n{forged}EOF\n!\nbanner motd\nhello\nEOF\nevent-handler X\n   action bash\n{forged}      EOF\n   delay 1\n"
        "router bgp 25000\n   neighbor 10.0.0.1 remote-as 1\n!\n"
        f"router general\n   control-functions\n      code unit A\n{forged}EOF\n   !\nip route 10.0.0.0/8 Null0\n"
    )
    parsed = parse_configuration(text)
    assert parsed.configuration.objects == {}
    assert parsed.asn == 25000
    assert parsed.bgp.neighbors() == ["10.0.0.1"]
    assert parsed.static_routes == {"ip route 10.0.0.0/8 Null0"}
    assert parse_configuration("hostname EOF\nrouter bgp 3\n").asn == 3


def test_secrets_are_blanked() -> None:
    text = "username a secret sha512 $6$abc\n   neighbor 10.0.0.1 password 7 abc==\nsnmp-server community public ro\n"
    assert blanked(text) == "username a secret <removed>\n   neighbor 10.0.0.1 password <removed>\nsnmp-server community <removed>\n"


@settings(moderate, max_examples=60)
@given(st.sampled_from([4, 6]), st.data())
def test_ranges_read_back_as_they_were(family: int, data: st.DataObject) -> None:
    bits = 32 if family == 4 else 128
    length = data.draw(st.integers(0, bits))
    low = data.draw(st.integers(length, bits))
    network = data.draw(st.integers(0, 2**bits - 1)) >> (bits - length) << (bits - length)
    item = PrefixRange(family, network, length, low, data.draw(st.integers(low, bits)))
    assert parse_range(range_text(item)) == item


@pytest.mark.parametrize(
    "text", ["10.0.0.0/8 ge", "10.0.0.0/8 ge x", "10.0.0.0/8 eq 9 le 10", "10.0.0.0/8 to 9", "10.0.0.0", "10.0.0.0/8 ge 7"]
)
def test_what_is_no_range_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="."):
        parse_range(text)
