# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a router answers, in the shapes of the Junos XML API operational reference, and what none would answer."""

from __future__ import annotations

from dataclasses import replace
from xml.sax.saxutils import escape

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import Prefix
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import host_prefix
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.contract import InternalSession, PlatformError, SessionState

from ..frr.cases import policy
from .router import PLATFORM, Box, LoadError

ROUTES = """
<route-information xmlns="http://xml.juniper.net/junos/24.4R1/junos-routing">
 <route-table><table-name>inet.0</table-name>
  <rt><rt-destination>20.0.0.0</rt-destination><rt-prefix-length>16</rt-prefix-length>
   <rt-entry><active-tag>*</active-tag><current-active/><protocol-name>BGP</protocol-name><preference>170</preference>
    <gateway>10.0.0.1</gateway><nh><selected-next-hop/><to>10.0.0.1</to><via>ge-0/0/0.0</via></nh>
    <protocol-nh><to>10.0.0.9</to></protocol-nh><local-as>25000</local-as><peer-as>35001</peer-as>
    <as-path>AS path: [25000] 35001 35001 {7 8} I (Looped: 3) Aggregator: 8 10.9.8.7</as-path>
    <communities><community>100:1</community><community>no-export</community><community>large:25000:1:1</community>
     <community>target:1:1</community></communities><local-preference>120</local-preference></rt-entry>
   <rt-entry><active-tag> </active-tag><protocol-name>BGP</protocol-name><gateway>10.0.0.99</gateway>
    <protocol-nh><to>10.0.0.77</to></protocol-nh><local-as>25000</local-as><peer-as>25000</peer-as><as-path>AS path: I</as-path></rt-entry>
   <rt-entry><protocol-name>Static</protocol-name></rt-entry></rt></route-table>
 <route-table><table-name>bgp.l3vpn.0</table-name><rt><rt-destination>1:1:9.9.9.0/24</rt-destination></rt></route-table>
</route-information>"""


def test_sessions() -> None:
    running = Box(down={"10.0.0.2"}, accepted={"10.0.0.1": 7}).running()
    told = {item.address: item for item in running.sessions}
    assert told["10.0.0.1"] == SessionState("10.0.0.1", "10.0.0.1", 4, 35001, True, 7, 3)
    assert told["10.0.0.2"] == SessionState("10.0.0.2", "10.0.0.2", 4, 20965, False, None, None)
    assert told["2001:db8:ff::1"].family == 6
    assert running.internal_sessions == (InternalSession("10.0.0.99", True, True),)
    assert running.unsaved is None
    assert running.caches is None
    assert not running.trusts_tags


def test_held_routes() -> None:
    best, inside = PLATFORM.held_routes(ROUTES, 4)
    assert best.route.prefix == Prefix.parse("20.0.0.0/16")
    assert best.route.as_path == (35001, 35001, frozenset({7, 8}))
    assert best.route.communities == {(100, 1), (65535, 65281)}
    assert best.route.large_communities == {(25000, 1, 1)}
    assert best.route.next_hop == host_prefix("10.0.0.9")
    assert best.route.local_preference == 120
    assert (best.address, best.is_best, best.is_internal) == ("10.0.0.1", True, False)
    assert (inside.route.as_path, inside.is_best, inside.is_internal) == ((), False, True)
    assert PLATFORM.held_routes(ROUTES, 6) == []
    assert PLATFORM.announced_prefixes(ROUTES) == {"20.0.0.0/16"}


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("AS path: I", ()),
        ("AS path: 1 2 3 E", (1, 2, 3)),
        ("AS path: 1 (65001 65002) 2 ?", (1, 2)),
        ("AS path: 1 {2 3} I  (Atomic) Aggregator: 3 192.0.2.1", (1, frozenset({2, 3}))),
        ("1 4294967295 I", (1, 4294967295)),
    ],
)
def test_as_paths(text: str, path: tuple[object, ...]) -> None:
    route = f"<as-path>{text}</as-path><protocol-name>BGP</protocol-name><gateway>10.0.0.1</gateway>"
    table = f"<table-name>inet.0</table-name><rt><rt-destination>20.0.0.0/16</rt-destination><rt-entry>{route}</rt-entry></rt>"
    (held,) = PLATFORM.held_routes(f"<route-information><route-table>{table}</route-table></route-information>", 4)
    assert held.route.as_path == path


def test_a_link_local_neighbor_is_no_end_of_all_reading() -> None:
    outputs = Box().outputs()
    outputs["neighbors"] = outputs["neighbors"].replace("2001:db8:ff::1+179", "fe80::1%ge-0/0/0.0+179")
    assert {item.address for item in PLATFORM.parse(outputs).sessions} == {"10.0.0.1", "10.0.0.2", "10.0.0.3", "fe80::1"}


def test_commands_are_one_rpc_each() -> None:
    assert (
        PLATFORM.routes(6).text
        == "<get-route-information><table>inet6.0</table><protocol>bgp</protocol><extensive/></get-route-information>"
    )
    assert "<neighbor>2001:db8::1</neighbor><table>inet6.0</table>" in PLATFORM.announced("2001:db8::1", 6).text
    for hostile in ("10.0.0.1</neighbor><x/>", "10.0.0.1; clear bgp", ""):
        with pytest.raises(ValueError, match="not an IPv4 or IPv6 address"):
            PLATFORM.announced(hostile, 4)


def test_secrets_are_in_no_text() -> None:
    box = Box()
    box.apply(box.plan(policy()))
    running = box.running()
    plan = box.plan(policy({35001: {"21.0.0.0/16"}}))
    for text in (running.text, plan.before, plan.after, plan.files["change"], *plan.summary):
        assert "$9$LbHX" not in text
        assert "$6$abc" not in text
    assert "<authentication-key>&lt;removed&gt;" in running.text


def test_the_digest_knows_the_newest_commit_and_the_whole_configuration() -> None:
    box = Box()
    same = Box(text=box.text.replace('changed-seconds="1764230000"', 'changed-seconds="1"'))
    assert same.running().digest == box.running().digest
    assert replace(box, commits=2).running().digest != box.running().digest
    assert replace(box, text=box.text.replace("edge1", "edge2")).running().digest != box.running().digest


def test_a_candidate_with_changes_is_unsaved_work() -> None:
    unsaved = Box(candidate="\n[edit system]\n-  host-name edge1;\n").running().unsaved
    assert unsaved == "the candidate is not committed: '[edit system]'"


@pytest.mark.parametrize(
    ("read", "answer", "said"),
    [
        ("configuration", "", "no XML"),
        ("configuration", "<configuration><policy-options>", "no XML"),
        ("configuration", "<output>error: permission denied</output>", "no <configuration>"),
        ("configuration", '<!DOCTYPE x [<!ENTITY a "b">]><configuration>&a;</configuration>', "document type"),
        ("commit", "<commit-revision-information/>", "no revision"),
        ("commit", "<a><revision>1; request system reboot</revision></a>", "no revision"),
        ("version", "<software-information><junos-version>20.4R3</junos-version></software-information>", "older than 21.4"),
        ("version", "<software-information/>", "no Junos version"),
        ("neighbors", "<a><bgp-peer><peer-address>somewhere</peer-address></bgp-peer></a>", "not an IPv4"),
        ("neighbors", "<a><bgp-peer><peer-address>10.0.0.1</peer-address><peer-as>many</peer-as></bgp-peer></a>", "a number belongs"),
    ],
)
def test_what_no_router_answers_is_refused(read: str, answer: str, said: str) -> None:
    with pytest.raises(PlatformError, match=said):
        PLATFORM.parse({**Box().outputs(), read: answer})


def test_a_list_of_ours_with_what_is_no_range_is_refused() -> None:
    entry = "<rf_list><address>20.0.0.0/99</address><exact/></rf_list>"
    box = Box().edit(
        f"<configuration><policy-options><route-filter-list><name>MANRS-S-x-4-0</name>{entry}</route-filter-list></policy-options></configuration>"
    )
    with pytest.raises(PlatformError, match="MANRS-S-x-4-0"):
        box.running()


@pytest.mark.parametrize("name", ["GUARD'; delete protocols", 'a" b', "a&b<c>", "(ONE || TWO)", "MANRS"])
def test_a_hostile_name_of_an_operators_policy_stays_a_name(name: str) -> None:
    """It is a text in our XML, whatever is in it."""
    box = Box()
    box.text = box.text.replace("PICKY", escape(name))
    plan = box.plan(policy())
    try:
        box.apply(plan)
    except LoadError as error:
        pytest.fail(str(error))
    called = [item for item in box.running().configuration.policies.items() if item[0].startswith("MANRS-THEIRS-OWN")]
    assert any(word.value == name for _, terms in called for term in terms for word in term.conditions)
    box.apply(PLATFORM.plan_release(box.running(), "release", 120, True))
    assert box.bound("10.0.0.2", "import") == [name]


def _routed(prefix: str, *entries: str, table: str = "inet.0") -> str:
    return (
        f'<route-information xmlns="http://xml.juniper.net/junos/24.4R1/junos-routing"><route-table><table-name>{table}</table-name>'
        f"<rt><rt-destination>{prefix}</rt-destination>{''.join(entries)}</rt></route-table></route-information>"
    )


def _way(*names: str, is_active: bool = True) -> str:
    hops = "".join(f"<nh><to>10.0.0.1</to><via>{name}</via></nh>" for name in names)
    return f"<rt-entry><active-tag>{'*' if is_active else ' '}</active-tag><protocol-name>BGP</protocol-name>{hops}</rt-entry>"


def test_interfaces_to_which_addresses_are_routed() -> None:
    asked = [Prefix.parse(text) for text in ("20.0.0.1/32", "2a06::1/128")]
    assert [command.text for command in PLATFORM.routed(asked)] == [
        "<get-route-information><table>inet.0</table><destination>20.0.0.1/32</destination><best/></get-route-information>",
        "<get-route-information><table>inet6.0</table><destination>2a06::1/128</destination><best/></get-route-information>",
    ]
    found = PLATFORM.routed_interfaces(
        [
            _routed("20.0.0.0/16", _way("ge-0/0/1.0"), _way("ge-0/0/2.0", is_active=False)),
            # Discarded: no shorter route speaks for it.
            _routed("20.0.64.0/18", _way()),
            # Two ways are no one interface.
            _routed("30.0.0.0/16", _way("ge-0/0/1.0", "ge-0/0/2.0")),
            _routed("2a06::/32", _way("ae1.7"), table="inet6.0"),
            '<route-information xmlns="http://xml.juniper.net/junos/24.4R1/junos-routing"/>',
        ]
    )
    told = ("20.0.0.1/32", "20.0.64.1/32", "30.0.0.1/32", "2a06::1/128", "8.8.8.8/32")
    assert [found.get(Prefix.parse(text)) for text in told] == ["ge-0/0/1.0", None, None, "ae1.7", None]
