# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""IOS and IOS-XE, one rule at a time: BGP Command Reference, BGP Configuration Guide, Regular Expressions, Access Control Lists."""

from __future__ import annotations

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.audit import ios
from ansible_collections.manrs.hardening.plugins.plugin_utils.audit.findings import Standing, audit
from ansible_collections.manrs.hardening.plugins.plugin_utils.audit.probes import Known, KnownNeighbor
from ansible_collections.manrs.hardening.plugins.plugin_utils.audit.tree import Outcome
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Relation, RovState
from asking import OUT, PEER, ask, ios_tree, said

PERMIT, DENY, UNKNOWN = Outcome.PERMIT, Outcome.DENY, Outcome.UNKNOWN
MAP = "route-map M in"


def _list(*lines: str) -> str:
    return "".join(f"ip prefix-list P {line}\n" for line in lines)


# -- what is not there ---------------------------------------------------------------------------


def test_ebgp_without_a_policy_takes_and_sends_everything() -> None:
    assert ask(ios_tree("")).outcome is PERMIT
    assert ask(ios_tree(""), direction=OUT).outcome is PERMIT


@pytest.mark.parametrize(
    ("bound", "outcome"),
    [
        ("prefix-list P in", PERMIT),  # IP Configuration Guide: an empty prefix list permits all prefixes.
        ("distribute-list 7 in", PERMIT),  # Access Control Lists: a list that is not defined permits.
        ("filter-list 7 in", UNKNOWN),  # No document says it.
        ("route-map P in", UNKNOWN),
    ],
)
def test_what_is_bound_and_does_not_exist(bound: str, outcome: Outcome) -> None:
    assert ask(ios_tree(bound)).outcome is outcome


@pytest.mark.parametrize(
    ("match", "outcome"),
    [
        ("ip address prefix-list X", PERMIT),
        ("ip address 7", PERMIT),
        ("as-path 7", UNKNOWN),
        ("community X", UNKNOWN),
    ],
)
def test_a_match_that_names_a_list_that_does_not_exist(match: str, outcome: Outcome) -> None:
    assert ask(ios_tree(MAP, f"route-map M permit 10\n match {match}\n")).outcome is outcome
    # No document says it of route-maps, so what only such a match denies is not taken for denied.
    assert ask(ios_tree(MAP, f"route-map M deny 10\n match {match}\n!\nroute-map M permit 20\n")).outcome is UNKNOWN


def test_a_match_of_ipv4_addresses_on_an_ipv6_route_is_not_judged() -> None:
    tree = ios_tree(MAP, "route-map M permit 10\n match ip address prefix-list P\n!\n" + _list("permit 0.0.0.0/0 le 32"))
    assert ask(tree).outcome is PERMIT
    assert ask(tree, "2001:4860::/32").outcome is UNKNOWN


# -- lists ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "prefix", "outcome"),
    [
        (("permit 193.0.0.0/16",), "193.0.0.0/21", DENY),
        (("seq 5 permit 193.0.0.0/16 le 24",), "193.0.0.0/21", PERMIT),
        (("seq 5 permit 193.0.0.0/16 ge 24",), "193.0.0.1/32", PERMIT),
        (("permit 0.0.0.0/0",), "193.0.0.0/21", DENY),
        (("permit 0.0.0.0/0",), "0.0.0.0/0", PERMIT),
        (("description there is nothing in it",), "193.0.0.0/21", PERMIT),
        (("deny 193.0.0.0/21", "permit 0.0.0.0/0 le 32"), "193.0.0.0/21", DENY),
        (("deny 193.0.0.0/21",), "8.8.8.0/24", DENY),
    ],
)
def test_prefix_lists(lines: tuple[str, ...], prefix: str, outcome: Outcome) -> None:
    assert ask(ios_tree("prefix-list P in", _list(*lines)), prefix).outcome is outcome


@pytest.mark.parametrize(
    ("lines", "prefix", "outcome"),
    [
        # neighbor distribute-list: a standard list looks at the network and says nothing of lengths.
        ("access-list 7 permit 193.0.0.0 0.0.255.255\n", "193.0.0.0/21", PERMIT),
        ("access-list 7 permit 193.0.0.0 0.0.255.255\n", "193.0.0.0/8", PERMIT),
        ("access-list 7 permit 193.0.0.0\n", "193.0.0.0/21", PERMIT),
        ("access-list 7 deny any\n", "193.0.0.0/21", DENY),
        ("access-list 7 permit host 8.8.8.0\n", "193.0.0.0/21", DENY),
        ("ip access-list standard 7\n 10 deny 193.0.0.0 0.0.7.255\n 20 permit any\n", "193.0.0.0/21", DENY),
        ("ip access-list standard 7\n remark for nobody\n 20 permit any\n", "193.0.0.0/21", PERMIT),
        ("ip access-list extended 7\n permit ip 193.0.0.0 0.0.255.255 host 255.255.248.0\n", "193.0.0.0/21", PERMIT),
        ("ip access-list extended 7\n permit ip 193.0.0.0 0.0.255.255 host 255.255.248.0\n", "193.0.0.0/22", DENY),
        ("ip access-list extended 7\n permit tcp any any\n", "193.0.0.0/22", UNKNOWN),
    ],
)
def test_access_lists_as_distribute_lists(lines: str, prefix: str, outcome: Outcome) -> None:
    assert ask(ios_tree("distribute-list 7 in", lines), prefix).outcome is outcome


@pytest.mark.parametrize(
    ("expression", "path", "outcome"),
    [
        ("^64501$", (64501,), PERMIT),
        ("_3333_", (64501, 3333), PERMIT),
        ("_333_", (64501, 3333), DENY),
        ("^64501_[0-9]+$", (64501, 3333), PERMIT),
        ("^$", (64501,), DENY),
        (".*", (64501,), PERMIT),
        ("[{]", (64501, frozenset((3333,))), PERMIT),
        # There is no counted repetition: braces are braces.
        ("^([0-9]+ ){1}[0-9]", (64501, 3333), DENY),
        ("(unbalanced", (64501,), UNKNOWN),
    ],
)
def test_as_path_access_lists(expression: str, path: tuple[int, ...], outcome: Outcome) -> None:
    assert ask(ios_tree("filter-list 7 in", f"ip as-path access-list 7 permit {expression}\n"), path=path).outcome is outcome


@pytest.mark.parametrize(
    ("line", "match", "outcome"),
    [
        ("standard C permit 64500:1", "C", PERMIT),
        ("standard C permit 64500:1 64500:3", "C", DENY),
        ("standard C permit internet", "C", PERMIT),
        ("1 permit 4227072001", "1", PERMIT),
        ("expanded C permit 64500:[12]", "C", PERMIT),
        ("100 permit _64500:9", "100", DENY),
        ("standard C permit 64500:1", "C exact-match", DENY),
        ("standard C permit 64500:9", "C D", PERMIT),
    ],
)
def test_community_lists(line: str, match: str, outcome: Outcome) -> None:
    others = f"route-map M permit 10\n match community {match}\n!\nip community-list {line}\nip community-list standard D permit 64500:2\n"
    others += "ip bgp-community new-format\n"
    assert ask(ios_tree(MAP, others), communities=((64500, 1), (64500, 2))).outcome is outcome


def test_expressions_look_at_what_is_printed_and_another_spelling_is_not_judged() -> None:
    """BGP Command Reference, ip bgp-community new-format and bgp asnotation dot."""
    others = "route-map M permit 10\n match community C\n!\nip community-list expanded C permit 64500:1\n"
    assert ask(ios_tree(MAP, others), communities=((64500, 1),)).outcome is UNKNOWN
    assert ask(ios_tree(MAP, others)).outcome is DENY
    paths = "ip as-path access-list 7 permit _200000_\n"
    assert ask(ios_tree("filter-list 7 in", paths), path=(64501, 200000)).outcome is PERMIT
    assert ask(ios_tree("filter-list 7 in", paths, " bgp asnotation dot\n"), path=(64501, 200000)).outcome is UNKNOWN


# -- route-maps ----------------------------------------------------------------------------------


def test_names_behind_one_match_are_alternatives_and_kinds_must_all_hold() -> None:
    others = (
        "route-map M permit 10\n match ip address prefix-list P Q\n match as-path 7\n!\n"
        + _list("permit 8.8.8.0/24")
        + "ip prefix-list Q permit 193.0.0.0/21\nip as-path access-list 7 permit ^64501$\n"
    )
    tree = ios_tree(MAP, others)
    assert ask(tree).outcome is PERMIT
    assert ask(tree, "8.8.8.0/24").outcome is PERMIT
    assert ask(tree, "1.0.0.0/24").outcome is DENY
    assert ask(tree, path=(64501, 3333)).outcome is DENY


def test_continue_goes_on_and_a_route_that_matched_passes_at_the_end() -> None:
    """BGP Configuration Guide, BGP Route-Map Continue."""
    never = "route-map M {} 20\n match as-path 7\n!\nip as-path access-list 7 permit _64999_\n"
    assert ask(ios_tree(MAP, "route-map M permit 10\n continue\n!\n" + never.format("permit"))).outcome is PERMIT
    assert ask(ios_tree(MAP, "route-map M permit 10\n continue 20\n!\nroute-map M deny 20\n")).outcome is DENY
    assert ask(ios_tree(MAP, "route-map M permit 10\n continue 30\n!\nroute-map M deny 20\n!\nroute-map M permit 30\n")).outcome is PERMIT


def test_matches_look_at_the_route_as_it_came() -> None:
    others = (
        "route-map M permit 10\n set community 64500:7 additive\n continue\n!\nroute-map M deny 20\n match community C\n!\n"
        "route-map M permit 30\n!\nip community-list standard C permit 64500:7\n"
    )
    judged = ask(ios_tree(MAP, others))
    assert judged.outcome is PERMIT
    assert judged.state.route.communities == {(64500, 7)}


def test_communities_that_are_deleted_are_gone_at_the_next_session() -> None:
    others = "ip bgp-community new-format\nroute-map M permit 10\n set comm-list C delete\n!\nip community-list expanded C permit ^64500:\n"
    assert ask(ios_tree(MAP, others), communities=((64500, 1), (3333, 1))).state.route.communities == {(3333, 1)}


@pytest.mark.parametrize("line", ["match policy-list X", "match local-preference 200", "match ip route-source 7", "match length 1 2"])
def test_matches_that_are_not_known_give_no_answer_where_they_decide(line: str) -> None:
    judged = ask(ios_tree(MAP, f"route-map M permit 10\n {line}\n"))
    assert (judged.outcome, said(judged)[-1]) == (UNKNOWN, line)
    assert ask(ios_tree(MAP, f"route-map M deny 10\n {line}\n!\nroute-map M deny 20\n")).outcome is DENY


# -- sessions ------------------------------------------------------------------------------------


def test_what_is_inherited_from_templates() -> None:
    """BGP Configuration Guide, BGP Peer Templates: what is said at the neighbor goes before what it inherits."""
    tree = ios.parse(
        "router bgp 64500\n template peer-policy OUTER\n  prefix-list P in\n  maximum-prefix 100\n exit-peer-policy\n !\n"
        " template peer-policy INNER\n  filter-list 7 in\n  inherit peer-policy OUTER 10\n exit-peer-policy\n !\n"
        " template peer-session S\n  remote-as 64501\n  password x\n exit-peer-session\n !\n"
        f" neighbor {PEER} inherit peer-session S\n !\n address-family ipv4\n  neighbor {PEER} activate\n"
        f"  neighbor {PEER} inherit peer-policy INNER\n  neighbor {PEER} maximum-prefix 7\n exit-address-family\n"
    )
    (session,) = tree.sessions
    assert (session.asn, "password" in session.settings) == (64501, True)
    view = session.families[4]
    assert {(item.binding.value, item.name) for item in view.bound} == {("prefix-list", "P"), ("filter-list", "7")}
    assert view.settings["maximum-prefix"].text == f"neighbor {PEER} maximum-prefix 7"


def test_lines_outside_of_a_family_are_of_ipv4() -> None:
    tree = ios.parse(
        f"router bgp 64500\n neighbor {PEER} remote-as 64501\n neighbor {PEER} prefix-list P in\n" + _list("deny 0.0.0.0/0 le 32")
    )
    assert list(tree.sessions[0].families) == [4]
    assert ask(tree).outcome is DENY


def test_sessions_of_a_vrf_are_sessions_of_their_own() -> None:
    tree = ios.parse(
        "router bgp 64500\n neighbor 192.0.2.1 remote-as 64500\n !\n address-family ipv4 vrf RED\n"
        "  neighbor 192.0.2.1 remote-as 64501\n  neighbor 192.0.2.1 activate\n exit-address-family\n"
    )
    assert [(item.title, item.is_external) for item in tree.sessions] == [("192.0.2.1", False), ("192.0.2.1 (vrf RED)", True)]


def test_a_path_is_limited_for_the_whole_router() -> None:
    tree = ios_tree("prefix-list P in", _list("permit 0.0.0.0/0 le 24"), " bgp maxas-limit 3\n")
    assert ask(tree, path=(64501,) * 3).outcome is PERMIT
    assert ask(tree, path=(64501,) * 4).outcome is DENY


def test_the_first_asn_is_asked_for_unless_it_is_switched_off() -> None:
    assert ask(ios_tree(""), path=(3333,)).outcome is DENY
    assert ask(ios_tree("", "", " no bgp enforce-first-as\n"), path=(3333,)).outcome is PERMIT


@pytest.mark.parametrize(
    ("general", "standing"),
    [
        ("", Standing.OPEN),
        (" bgp rpki server tcp 192.0.2.10 port 3323 refresh 600\n", Standing.HOLDS),
        (" bgp rpki server tcp 192.0.2.10 port 3323 refresh 600\n bgp bestpath prefix-validate allow-invalid\n", Standing.OPEN),
        (" bgp rpki server tcp 192.0.2.10 port 3323 refresh 600\n bgp bestpath prefix-validate disable\n", Standing.OPEN),
    ],
)
def test_an_invalid_route_is_no_best_path_where_there_is_a_cache(general: str, standing: Standing) -> None:
    """BGP Configuration Guide, BGP Origin AS Validation."""
    answers = audit(ios_tree("", "", general), Known())
    assert {item.standing for item in answers if item.control == "F12"} == {standing}


def test_rpki_is_matched() -> None:
    cache = " bgp rpki server tcp 192.0.2.10 port 3323 refresh 600\n"
    tree = ios_tree(MAP, "route-map M deny 10\n match rpki invalid\n!\nroute-map M permit 20\n", cache)
    assert ask(tree, rov=RovState.INVALID).outcome is DENY
    assert ask(tree, rov=RovState.VALID).outcome is PERMIT


@pytest.mark.parametrize(
    ("line", "standing"),
    [
        ("ip verify unicast source reachable-via rx", Standing.HOLDS),
        ("ip verify unicast reverse-path", Standing.HOLDS),
        ("ip verify unicast source reachable-via any", Standing.OPEN),
        ("ip access-group FROM-CUSTOMER in", Standing.UNKNOWN),
        ("no shutdown", Standing.OPEN),
    ],
)
def test_sources_of_a_customer(line: str, standing: Standing) -> None:
    """Security Configuration Guide, Unicast Reverse Path Forwarding."""
    tree = ios_tree("", f"interface Gi1\n ip address 192.0.2.2 255.255.255.252\n {line}\n")
    answers = audit(tree, Known(neighbors={PEER: KnownNeighbor(Relation.CUSTOMER)}))
    assert [(item.where, item.standing) for item in answers if item.control == "V01"] == [("Gi1 IPv4", standing)]
