# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What RouterOS' API answers, read: connections and templates, sessions, routes, lists, and what is no answer of it."""

from __future__ import annotations

import json

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.audit.probes import Known
from ansible_collections.manrs.hardening.plugins.plugin_utils.audit.sessions import Standing
from ansible_collections.manrs.hardening.plugins.plugin_utils.audit.structure import structure
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.policies import Policy
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import Prefix, PrefixRange
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import host_prefix
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms import platform, transport
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.contract import Caches, PlatformError
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.line_keys import BindingKey
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.routeros.capabilities import capabilities
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.routeros.objects import Rule
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.routeros.parse import RosRunning
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.routeros.render import Facts, build
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.routeros.text import configuration_text, parse_text, quoted

from .box import ROS, box


def running(**changes: object) -> RosRunning:
    return box().running(**{name: json.dumps(value) for name, value in changes.items()})


def rows(name: str) -> list[dict[str, str]]:
    return json.loads(box().outputs()[name])  # type: ignore[no-any-return]


@pytest.mark.parametrize("version", ["7.20.4 (stable)", "7.20", "7.21beta2", "RouterOS 8.1"])
def test_versions(version: str) -> None:
    assert capabilities(version).platform == "routeros"


@pytest.mark.parametrize(
    ("version", "words"), [("6.49.10 (long-term)", "older than 7.20"), ("7.16.2", "older than 7.20"), ("x", "no RouterOS version")]
)
def test_versions_that_are_not_taken(version: str, words: str) -> None:
    with pytest.raises(PlatformError, match=words):
        capabilities(version)


@pytest.mark.parametrize("name", ["routeros", "community.routeros.routeros"])
def test_names(name: str) -> None:
    assert isinstance(platform(name), type(ROS)) and transport(name) == "routeros"


def test_connections_their_chains_and_those_of_their_templates() -> None:
    found = running()
    assert found.asn == 25000
    assert found.configuration.bindings == {
        BindingKey("10.0.0.1", 4, "in"): "ALL",
        BindingKey("10.0.0.1", 4, "out"): "ALL",
        BindingKey("10.0.0.2", 4, "in"): "PICKY",
    }
    assert found.inherited == {BindingKey("10.0.0.3", 4, "in"): "IX-IN"}
    assert found.active == {("10.0.0.1", 4), ("10.0.0.2", 4), ("10.0.0.3", 4), ("2001:db8:ff::1", 6)}
    assert [(item.address, item.carries_tags) for item in found.internal_sessions] == [("10.0.0.99", True)]
    assert [(item.neighbor, item.family, item.asn, item.accepted) for item in found.sessions][:1] == [("acme", 4, 35001, 10)]


def test_rules_keep_their_order_and_comments() -> None:
    chains = running().configuration.chains
    assert chains["ALL"] == (Rule("accept", 'mine, "all"'),)
    assert [rule.text for rule in chains["PICKY"]] == [
        "if (dst in 9.9.0.0/16) { reject }",
        "append bgp-communities 25000:77",
        "set bgp-local-pref 90; accept",
    ]


def test_what_is_disabled_is_not_there() -> None:
    told = rows("connections")
    told[0]["disabled"] = "true"
    found = running(connections=told)
    assert "10.0.0.1" not in found.connections


def test_connections_to_many_and_in_other_tables_are_not_ours() -> None:
    told = rows("connections")
    told[0]["remote.address"] = "10.0.0.0/24"
    told[1]["vrf"] = "customers"
    assert running(connections=told).connections.keys() == {"10.0.0.3", "10.0.0.99", "2001:db8:ff::1"}


def test_two_connections_to_one_address_are_refused() -> None:
    told = rows("connections")
    told[1]["remote.address"] = "10.0.0.1"
    with pytest.raises(PlatformError, match=r"two connections to 10\.0\.0\.1: acme and up"):
        running(connections=told)


def test_a_session_without_a_connection_is_seen() -> None:
    told = [
        *rows("sessions"),
        {"name": "dyn-1", "remote.address": "10.0.0.77", "remote.as": "77", "local.as": "25000", "established": "true"},
    ]
    (state,) = [item for item in running(sessions=told).sessions if item.address == "10.0.0.77"]
    assert (state.asn, state.is_established, state.accepted) == (77, True, 0)


def test_a_session_that_is_down_has_no_counts() -> None:
    router = box()
    router.down.add("10.0.0.1")
    (state,) = [item for item in router.running().sessions if item.address == "10.0.0.1"]
    assert (state.is_established, state.accepted, state.announced) == (False, None, None)
    (state,) = [item for item in running(sessions=[]).sessions if item.address == "10.0.0.1"]
    assert (state.is_established, state.accepted) == (False, None)


def test_the_own_asn_may_be_of_the_instance() -> None:
    told = rows("connections")
    for row in told:
        row.pop("as", None)
        row["instance"] = "main"
    found = running(connections=told, templates=[], instances=[{"name": "main", "as": "25000"}])
    assert found.asn == 25000 and len(found.internal_sessions) == 1


def test_without_an_asn_there_is_no_bgp() -> None:
    with pytest.raises(PlatformError, match="configure BGP first"):
        running(connections=[], templates=[], instances=[])


def test_the_digest_changes_when_anybody_changes_a_filter_and_not_with_time() -> None:
    told = rows("rules")
    told[0]["comment"] = "x"
    assert running().digest == running().digest != running(rules=told).digest


def test_dynamic_and_odd_entries_of_address_lists() -> None:
    told = [
        {"list": "MANRS-LOCAL-AS1", "address": "255.255.255.255"},
        {"list": "MANRS-LOCAL-AS1", "address": "192.0.2.7"},
        {"list": "MANRS-LOCAL-AS1", "address": "192.0.2.1-192.0.2.9"},
        {"list": "MANRS-LOCAL-AS1", "address": "www.example.net"},
        {"list": "MANRS-LOCAL-AS1", "address": "192.0.2.8", "dynamic": "true"},
    ]
    assert running(addresses4=told).known.local_lists == {"LOCAL-AS1": frozenset({PrefixRange.parse("192.0.2.7/32")})}


def test_caches_of_ours_are_those_of_our_group() -> None:
    told = [{"group": "MANRS", "address": "10.9.9.9", "port": "3323"}, {"group": "theirs", "address": "10.9.9.8"}]
    sessions = [{"address": "10.9.9.9", "state": "established"}, {"address": "10.9.9.8", "state": "established"}]
    found = running(rpki=told, rpki_sessions=sessions)
    assert found.caches == Caches(1, None, "/routing/rpki/session/print")
    assert found.configuration.rtr_caches == {("10.9.9.9", 3323)}
    assert running().caches is None


def test_routes_with_their_attributes() -> None:
    told = [
        {
            "dst-address": "20.0.0.0/16",
            "gateway": "10.0.0.1",
            "belongs-to": "bgp-IP-10.0.0.1",
            "bgp": "true",
            "active": "true",
            "bgp.as-path": "35001,7,{8,9}",
            "bgp.communities": "blackhole,25000:5",
            "bgp.large-communities": "25000:1:1",
            "bgp.local-pref": "120",
        },
        {"dst-address": "30.0.0.0/16", "gateway": "10.0.0.1", "belongs-to": "bgp-IP-10.0.0.1", "bgp": "true", "filtered": "true"},
        {"dst-address": "185.10.0.0/22", "gateway": "", "belongs-to": "static", "static": "true", "active": "true"},
        {"dst-address": "2a06::/32", "gateway": "fe80::1%ether1", "belongs-to": "bgp-IP6-2001:db8:ff::1", "bgp": "true"},
    ]
    first, own = ROS.held_routes(json.dumps(told), 4)
    assert (first.address, first.is_best, first.is_internal) == ("10.0.0.1", True, False)
    assert first.route.as_path == (35001, 7, frozenset({8, 9}))
    assert first.route.communities == {(65535, 666), (25000, 5)}
    assert first.route.large_communities == {(25000, 1, 1)}
    assert (first.route.next_hop, first.route.local_preference) == (host_prefix("10.0.0.1"), 120)
    assert (own.address, own.route.as_path, own.route.next_hop) == ("0.0.0.0", (), None)
    (six,) = ROS.held_routes(json.dumps(told), 6)
    assert (six.address, six.is_best) == ("2001:db8:ff::1", False)


def test_announced_prefixes() -> None:
    assert ROS.announced_prefixes(json.dumps([{"dst": "185.10.0.0/22", "peer": "up-1"}])) == {"185.10.0.0/22"}


def test_the_interface_of_the_best_route() -> None:
    told = [
        {"dst-address": "10.0.0.0/8", "immediate-gw": "192.0.2.1%ether1", "active": "true"},
        {"dst-address": "10.1.0.0/16", "immediate-gw": "ether2", "active": "true"},
        {"dst-address": "10.1.0.0/16", "immediate-gw": "ether3", "active": "false"},
    ]
    found = ROS.routed_interfaces([json.dumps(told)])
    assert (found[Prefix.parse("10.2.0.1/32")], found[Prefix.parse("10.1.0.1/32")]) == ("ether1", "ether2")
    assert [item.text for item in ROS.routed([Prefix.parse("10.2.0.1/32"), Prefix.parse("2001:db8::1/128")])] == [
        "/routing/route/print ?afi=ip4 ?active=true",
        "/routing/route/print ?afi=ip6 ?active=true",
    ]


@pytest.mark.parametrize("answer", ["", "[", "{}", "[1]", '[{"chain": 7}]', '"x"', "[" * 100_000])
def test_what_is_no_answer_is_refused_in_words(answer: str) -> None:
    with pytest.raises(PlatformError):
        box().running(rules=answer)
    with pytest.raises(PlatformError):
        ROS.held_routes(answer or "x", 4)


@pytest.mark.parametrize("field", [{"dst-address": "20.0.0.0/40"}, {"dst-address": "x"}, {}])
def test_routes_that_are_none_are_refused_in_words(field: dict[str, str]) -> None:
    with pytest.raises(PlatformError):
        ROS.held_routes(json.dumps([{"active": "true", **field}]), 4)


@pytest.mark.parametrize("value", ["plain", "", 'a "b" $c ? \\d', "two\nlines\r\tend", "a b", "x]y", "ключ"])
def test_what_is_quoted_reads_back(value: str) -> None:
    text = f'/routing/filter/rule/add chain=A comment={quoted(value)} rule="accept"\n'
    assert parse_text(text).chains["A"] == (Rule("accept", value),)
    assert "\n" not in quoted(value)


@pytest.mark.parametrize(
    "line",
    [
        "/system/reboot",
        "/routing/filter/rule/add chain=A",
        "/routing/filter/rule/remove [find where chain=A]",
        '/routing/filter/rule/add chain=A rule="accept',
        "/routing/rpki/add group=MANRS address=10.0.0.1 port=many",
        "/ip/service/add name=x",
    ],
)
def test_lines_that_are_not_of_ours_are_refused(line: str) -> None:
    with pytest.raises(PlatformError, match="line|missing"):
        parse_text(line + "\n")


def test_the_record_of_a_router_reads_back() -> None:
    found = running()
    assert parse_text(found.text) == found.configuration


def test_a_policy_of_nothing_is_no_text() -> None:
    assert configuration_text(build(Policy(25000, (), {}, {}), Facts())) == ""


def test_the_text_of_a_router_has_its_connections_without_keys_and_is_read_back_without_them() -> None:
    told = rows("connections")
    told[1]["tcp-md5-key"] = "sesame"
    found = running(connections=told, rpki=[{"group": "theirs", "address": "192.0.2.1", "port": "323"}])
    assert "sesame" not in found.text
    assert "/routing/bgp/connection/add name=up remote.address=10.0.0.2/32 remote.as=20965" in found.text
    assert parse_text(found.text).bindings == found.configuration.bindings
    answers = structure("routeros", found.text, Known())
    opened = {(item.where, item.what) for item in answers if item.control == "F20" and item.standing is Standing.OPEN}
    assert opened == {
        ("10.0.0.1 IPv4", "import: what is bound lets all routes pass"),
        ("10.0.0.2 IPv4", "export: nothing is bound, all routes pass"),
        ("10.0.0.3 IPv4", "import: what is bound lets all routes pass"),
        ("10.0.0.3 IPv4", "export: nothing is bound, all routes pass"),
        ("2001:db8:ff::1 IPv6", "import: nothing is bound, all routes pass"),
        ("2001:db8:ff::1 IPv6", "export: nothing is bound, all routes pass"),
    }
    assert [item.where for item in answers if item.control == "S02"].count("10.0.0.2") == 1
    assert {item.standing for item in answers if item.control == "F12"} == {Standing.UNKNOWN}
