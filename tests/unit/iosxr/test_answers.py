# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What IOS-XR prints, in the forms of Cisco's command references, with numbers of our own."""

from __future__ import annotations

import contextlib

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import Prefix, PrefixRange
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Route, host_prefix
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.contract import Caches, HeldRoute, InternalSession, PlatformError
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.iosxr.capabilities import capabilities
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.iosxr.configuration import parse_configuration
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.iosxr.objects import Kind, ObjectKey, parse_range, range_text
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.iosxr.parse import (
    announced_prefixes,
    blanked,
    commit_of,
    held_routes,
)
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.iosxr.session_lines import plain_secret
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.line_keys import BindingKey, LineKey
from hypothesis import given, settings
from hypothesis import strategies as st

from ..frr.cases import moderate
from .box import OPERATOR, XR, Box, box

ROUTES = """\
Fri Nov 27 08:42:11.636 UTC
BGP router identifier 10.255.0.1, local AS number 25000
BGP routing table entry for 20.0.0.0/16
Versions:
  Process           bRIB/RIB  SendTblVer
  Speaker                   7            7
Last Modified: Nov 27 08:28:58.425 for 00:13:13
Paths: (3 available, best #1)
  Advertised IPv4 Unicast paths to update-groups (with more than one peer):
    0.2
  Path #1: Received by speaker 0
  Advertised IPv4 Unicast paths to update-groups (with more than one peer):
    0.2
  35001 7 {8,9}, (aggregated by 7 10.34.36.100), (received & used)
    10.0.0.1 from 10.0.0.1 (10.99.0.1)
      Origin IGP, metric 0, localpref 120, valid, external, best, group-best
      Received Path ID 0, Local Path ID 1, version 7
      Community: 25000:5 no-export graceful-shutdown
      Large Community: 25000:1:1 4200000000:0:7
      Origin-AS validity: not-found
  Path #2: Received by speaker 0
  Not advertised to any peer
  35001 7, (received-only)
    10.0.0.1 from 10.0.0.1 (10.99.0.1)
      Origin IGP, localpref 100, valid, external
      Received Path ID 0, Local Path ID 0, version 0
      Origin-AS validity: not-found
  Path #3: Received by speaker 0
  Not advertised to any peer
  20965 7
    10.0.0.22 (metric 20) from 10.0.0.99 (10.99.0.2)
      Origin IGP, localpref 100, valid, internal
      Received Path ID 0, Local Path ID 0, version 0
BGP routing table entry for 185.10.0.0/22
Versions:
  Process           bRIB/RIB  SendTblVer
  Speaker                   3            3
Paths: (1 available, best #1)
  Path #1: Received by speaker 0
  Local
    0.0.0.0 from 0.0.0.0 (10.255.0.1)
      Origin IGP, metric 0, localpref 100, weight 32768, valid, local, best, group-best
      Received Path ID 0, Local Path ID 1, version 3
"""


def test_routes_are_those_that_were_accepted_with_their_attributes() -> None:
    first, second, own = held_routes(ROUTES, 4)
    assert first == HeldRoute(
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
    )
    assert (second.address, second.is_best, second.is_internal) == ("10.0.0.99", False, True)
    assert (second.route.as_path, second.route.next_hop) == ((20965, 7), host_prefix("10.0.0.22"))
    assert own == HeldRoute(Route(Prefix.parse("185.10.0.0/22"), local_preference=100), "0.0.0.0", True)
    assert held_routes(ROUTES, 6) == []


def test_a_route_with_host_bits_is_no_answer_of_a_router() -> None:
    with pytest.raises(PlatformError, match="show bgp, routes is not what the router prints"):
        held_routes("BGP routing table entry for 20.0.0.1/16\n", 4)


def test_announced_prefixes_are_the_first_words_also_of_lines_that_wrap() -> None:
    text = """\
Fri Nov 27 08:42:11.636 UTC
Network            Next Hop        From            AS Path
185.10.0.0/22      10.0.0.254      Local           25000i
20.0.0.0/16        10.0.0.254      10.0.0.1        25000 35001i
2a05:1000::/32     2001:db8:ff::fe
                                   Local           25000i
::/0               2001:db8:ff::fe Local           25000i

Processed 4 prefixes, 4 paths
RP/0/RP0/CPU0:edge2#
"""
    assert announced_prefixes(text) == {"185.10.0.0/22", "20.0.0.0/16", "2a05:1000::/32", "::/0"}
    assert announced_prefixes("") == frozenset()


def test_the_newest_commit_is_read_from_both_forms() -> None:
    detail = "\n   1) CommitId: 1000000098                 Label: FIRST\n      UserId:   lab      Line:  con0_RP0_C\n"
    table = (
        "SNo. Label/ID    User      Line\n~~~~ ~~~~~~~~    ~~~~      ~~~~\n1    1000000093  ann       vty0\n2    1000000092  joe  vty0\n"
    )
    assert (commit_of(detail), commit_of(table)) == ("1000000098", "1000000093")
    with pytest.raises(PlatformError, match="no commit in"):
        commit_of("% No commits\n")


def test_sessions_internal_sessions_and_caches() -> None:
    router = box()
    router.down.add("10.0.0.2")
    outputs = router.outputs()
    outputs["running"] = outputs["running"].replace(
        "router bgp 25000\n", "router bgp 25000\n rpki server 10.9.9.9\n  transport tcp port 3323\n !\n"
    )
    running = XR.parse(outputs)
    states = {(item.address, item.family): (item.is_established, item.accepted, item.announced) for item in running.sessions}
    assert states == {
        ("10.0.0.1", 4): (True, 10, 170),
        ("10.0.0.2", 4): (False, None, None),
        ("10.0.0.3", 4): (True, 10, 170),
        ("2001:db8:ff::1", 6): (True, 10, 170),
    }
    assert running.internal_sessions == (InternalSession("10.0.0.99", True, True),)
    assert running.caches == Caches(1, 20, "show bgp rpki server summary")
    assert XR.parse({**outputs, "rpki": outputs["rpki"].replace("ESTAB", "CONNECT").replace("12/8", "0/0")}).caches == Caches(
        0, 0, "show bgp rpki server summary"
    )


def test_a_neighbor_of_a_vrf_is_nobodys_business() -> None:
    outputs = box().outputs()
    outputs["neighbors"] += (
        "\nBGP neighbor is 10.7.7.7, vrf CUSTOMER\n Remote AS 64999, local AS 25000, external link\n  BGP state = Established\n"
    )
    assert "10.7.7.7" not in {item.address for item in XR.parse(outputs).sessions}


@pytest.mark.parametrize(
    ("output", "text", "what"),
    [
        ("running", "", "did not arrive whole"),
        ("running", "prefix-set MANRS-X\n  10.0.0.0/8 le 2", "did not arrive whole"),
        ("running", "hostname xr\nend\n", "no 'router bgp'"),
        ("running", "prefix-set MANRS-X\n  10.0.0.0/8,\n", "did not arrive whole"),
        ("running", "prefix-set MANRS-X\n  10.0.0.1/8\nend-set\nrouter bgp 1\n!\nend\n", "MANRS-X.*host bits"),
        ("running", "prefix-set MANRS-X\n  10.0.0.0/8 le\nend-set\nrouter bgp 1\n!\nend\n", "no element of a prefix-set"),
        ("running", "prefix-set MANRS-X\n  10.0.0.0/8,,\n  11.0.0.0/8\nend-set\nrouter bgp 1\n!\nend\n", "an element is empty"),
        ("running", "router bgp 1\n neighbor nonsense\n  remote-as 2\n !\n!\nend\n", "router bgp 1"),
        ("version", "Cisco IOS Software, 15.2\n", "no IOS-XR version"),
        ("version", "Cisco IOS XR Software, Version 5.3.3\n", "older than 6.3"),
        ("commit", "", "no commit"),
    ],
)
def test_an_answer_that_cannot_be_right_is_refused(output: str, text: str, what: str) -> None:
    with pytest.raises(PlatformError, match=what):
        XR.parse({**box().outputs(), output: text})


def test_a_version_that_names_none_is_refused() -> None:
    with pytest.raises(PlatformError, match="give manrs_platform_version"):
        capabilities("unknown")
    assert capabilities("7.11.21.1I").version == "7.11.21"


def test_what_is_inherited_comes_from_the_nearest_group() -> None:
    text = """\
route-policy A
  pass
end-policy
router bgp 1.10
 session-group S
  ttl-security
 !
 af-group F address-family ipv4 unicast
  route-policy FROM-AF in
  maximum-prefix 7 80 warning-only
 !
 neighbor-group OUTER
  enforce-first-as disable
  address-family ipv4 unicast
   route-policy OUTER-OUT out
   route-policy OUTER-IN in
   maximum-prefix 9 75 restart 5
  !
 !
 neighbor-group INNER
  use session-group S
  use neighbor-group OUTER
  address-family ipv6 unicast
   route-policy SIX in
  !
 !
 neighbor 10.0.0.1
  remote-as 2
  use neighbor-group INNER
  address-family ipv4 unicast
   use af-group F
   route-policy OWN(10, 7) out
  !
 !
 vrf X
  neighbor 10.0.0.2
   remote-as 3
  !
 !
!
"""
    parsed = parse_configuration(text)
    assert parsed.asn == 65546
    assert dict(parsed.configuration.bindings) == {BindingKey("10.0.0.1", 4, "out"): "OWN(10, 7)"}
    assert dict(parsed.inherited_policies) == {
        BindingKey("10.0.0.1", 4, "in"): "FROM-AF",
        BindingKey("10.0.0.1", 4, "out"): "OUTER-OUT",
        BindingKey("10.0.0.1", 6, "in"): "SIX",
    }
    assert dict(parsed.inherited_lines) == {
        LineKey("10.0.0.1", 0, "ttl-security"): "ttl-security",
        LineKey("10.0.0.1", 0, "enforce-first-as"): "enforce-first-as disable",
        LineKey("10.0.0.1", 4, "maximum-prefix"): "maximum-prefix 7 80 warning-only",
    }
    assert parsed.families == {("10.0.0.1", 4), ("10.0.0.1", 6)}


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("10.0.0.0/8", "10.0.0.0/8"),
        ("10.0.0.0/8 le 24", "10.0.0.0/8^8-24"),
        ("10.0.0.0/8 ge 9", "10.0.0.0/8^9-32"),
        ("10.0.0.0/8 ge 9 le 24", "10.0.0.0/8^9-24"),
        ("10.0.0.0/8 eq 24", "10.0.0.0/8^24"),
        ("10.0.0.0/8 le 32", "10.0.0.0/8^8-32"),
        ("0.0.0.0/0 le 7", "0.0.0.0/0^0-7"),
        ("2001:db8::/32 ge 33", "2001:db8::/32^33-128"),
        ("::/0", "::/0"),
    ],
)
def test_ranges_as_the_guide_writes_them(text: str, held: str) -> None:
    assert str(parse_range(text)) == held
    assert range_text(PrefixRange.parse(held)) == text


def test_an_address_alone_and_the_longest_ge() -> None:
    assert parse_range("10.0.0.1") == PrefixRange.parse("10.0.0.1/32")
    assert parse_range("10.0.0.0/8 ge 32") == PrefixRange.parse("10.0.0.0/8^32-32")


@pytest.mark.parametrize(
    "text", ["10.0.0.0/8 le", "10.0.0.0/8 le 33", "10.0.0.0/8 ge 7", "10.0.0.0/8 le 24 le 25", "10.0.0.0/8 eq 9 le 10", "x"]
)
def test_an_element_that_says_nothing_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_range(text)


def test_words_and_numbers_of_a_community_are_the_same() -> None:
    text = "community-set MANRS-C-1\n  65535:65281,\n  no-advertise,\n  # said\n  25000:[0..99]\nend-set\n"
    key = ObjectKey(Kind.COMMUNITY_SET, "MANRS-C-1")
    assert parse_configuration(text).configuration.objects[key] == ("# said", "25000:[0..99]", "no-advertise", "no-export")


def test_secrets_are_blanked() -> None:
    text = "username lab\n secret 10 $6$abc\n password 7 0458\nsnmp-server community public RO\n"
    text += "router bgp 1\n neighbor 10.0.0.1\n  password encrypted 0458\n"
    shown = blanked(text)
    for secret in ("$6$abc", "0458", "public"):
        assert secret not in shown
    assert " neighbor 10.0.0.1\n  password <removed>\n" in shown


@pytest.mark.parametrize(
    "line", ["password encrypted", "password encrypted 99ABCD", "password encrypted 04", "password clear x", "password 7 0458"]
)
def test_a_password_that_cannot_be_read_is_none(line: str) -> None:
    assert plain_secret(line) is None


def test_interfaces_to_which_addresses_are_routed() -> None:
    text = """\
Fri Nov 27 08:42:11.636 UTC

Routing entry for 20.0.0.0/16
  Known via "bgp 25000", distance 20, metric 0
  Tag 35001, type external
  Routing Descriptor Blocks
    10.0.0.1, from 10.0.0.1, BGP external, via GigabitEthernet0/0/0/1
      Route metric is 0
  No advertising protos.
Routing entry for 10.0.0.0/24
  Known via "connected", distance 0, metric 0 (connected)
  Routing Descriptor Blocks
    directly connected, via GigabitEthernet0/0/0/1
      Route metric is 0
Routing entry for 20.0.64.0/18
  Known via "static", distance 1, metric 0 (connected)
  Routing Descriptor Blocks
    directly connected, via Null0
      Route metric is 0
Routing entry for 20.0.128.0/18
  Known via "bgp 25000", distance 20, metric 0
  Routing Descriptor Blocks
    10.0.0.1, from 10.0.0.1, BGP external
      Route metric is 0
Routing entry for 0.0.0.0/0
  Known via "static", distance 1, metric 0, candidate default path
  Routing Descriptor Blocks
    10.1.1.1, via Bundle-Ether1.7
    10.1.2.1, via HundredGigE0/1/0/0
% Network not in table
"""
    found = XR.routed_interfaces([text])
    assert found.get(Prefix.parse("10.0.0.7/32")) == "GigabitEthernet0/0/0/1"
    assert found.get(Prefix.parse("20.0.7.7/32")) == "GigabitEthernet0/0/0/1"
    assert found.get(Prefix.parse("20.0.64.1/32")) == "Null0"
    # Where an entry says no interface, a shorter one does not say it for it.
    assert found.get(Prefix.parse("20.0.128.1/32")) is None
    # Two ways are no one interface.
    assert found.get(Prefix.parse("30.0.0.1/32")) is None
    (command,) = XR.routed([Prefix.parse("20.0.0.1/32"), Prefix.parse("2a06::1/128")])
    assert command.text.splitlines() == ["show route ipv4 20.0.0.1", "show route ipv6 2a06::1"]


_WORDS = st.sampled_from(
    [
        "",
        "!",
        " ",
        "end",
        "end-set",
        "router bgp",
        "99999999999999999999",
        "-1",
        "/33",
        "::",
        "%",
        "\u2028",
        "\udc80",
        "\x00",
        "é",
        "(",
        "{",
        ",",
        "#",
    ]
)


@settings(moderate, max_examples=150)
@given(st.sampled_from(sorted(XR.reads)), st.data())
def test_an_answer_that_is_spoiled_is_read_or_refused_in_words(name: str, data: st.DataObject) -> None:
    """Lines are lost, doubled or replaced, and words put where they do not belong."""
    outputs = spoiled_router().outputs()
    lines = outputs[name].split("\n")
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.integers(0, len(lines) - 1))
        words = lines[place].split(" ")
        words[data.draw(st.integers(0, len(words) - 1))] = data.draw(_WORDS)
        lines[place : place + data.draw(st.integers(0, 1))] = [" ".join(words)] * data.draw(st.integers(0, 2))
        lines = lines or [""]
    try:
        running = XR.parse({**outputs, name: "\n".join(lines)})
        assert running.known.router.links is not None
        assert isinstance(running.text.encode(), bytes)
        assert running.digest
        assert running.trusts_tags in (True, False)
    except PlatformError:
        pass


def spoiled_router() -> Box:
    text = "interface GigabitEthernet0/0/0/1\n ipv4 address 10.0.0.254 255.255.255.0\n ipv4 access-group MANRS-X ingress\n!\n"
    owned = "prefix-set MANRS-OWNED\n  # 10.0.0.1 0 ttl-security\n  # GigabitEthernet0/0/0/1 0 observed:2026-11-20\nend-set\n!\n"
    pairs = "prefix-set MANRS-AS1_O7-4\n  20.0.0.0/16 le 24,\n  30.0.0.0/16\nend-set\n!\n"
    return box(f"ipv4 access-list MANRS-X\n 10 permit ipv4 any any\n!\n{text}{owned}{pairs}{OPERATOR}")


@settings(moderate, max_examples=80)
@given(st.data())
def test_routes_that_are_spoiled_are_read_or_refused_in_words(data: st.DataObject) -> None:
    lines = ROUTES.split("\n")
    place = data.draw(st.integers(0, len(lines) - 1))
    words = lines[place].split(" ")
    words[data.draw(st.integers(0, len(words) - 1))] = data.draw(_WORDS)
    lines[place] = " ".join(words)
    text = "\n".join(lines)
    for family in (4, 6):
        with contextlib.suppress(PlatformError):
            assert all(item.route.prefix.family == family for item in held_routes(text, family))
    with contextlib.suppress(PlatformError):
        assert XR.announced_prefixes(text) is not None
    assert XR.routed_interfaces([text]) is not None
