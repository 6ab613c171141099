# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""FRR, one rule at a time: FRR User Guide, chapters Filtering, Route Maps and BGP; the code of bgpd where they are silent."""

from __future__ import annotations

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.audit import frr
from ansible_collections.manrs.hardening.plugins.plugin_utils.audit.tree import Outcome
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import NO_EXPORT, RovState
from asking import OUT, PEER, ask, frr_tree, said

PERMIT, DENY, UNKNOWN = Outcome.PERMIT, Outcome.DENY, Outcome.UNKNOWN
MAP = "route-map M in"


def _list(*lines: str) -> str:
    return "".join(f"ip prefix-list P {line}\n" for line in lines)


# -- BGP, "Require policy on EBGP" ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("defaults", "general", "outcome"),
    [
        ("traditional", "", DENY),
        ("datacenter", "", PERMIT),
        ("traditional", " no bgp ebgp-requires-policy\n", PERMIT),
        ("datacenter", " bgp ebgp-requires-policy\n", DENY),
    ],
)
def test_a_session_without_a_policy(defaults: str, general: str, outcome: Outcome) -> None:
    tree = frr_tree("", "", general, defaults)
    assert ask(tree).outcome is outcome
    assert ask(tree, direction=OUT).outcome is outcome


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ("", UNKNOWN),
        ("frr version 10.3\n", UNKNOWN),
        ("frr defaults traditional\n", UNKNOWN),
        ("frr version 10.3\nfrr defaults something\n", UNKNOWN),
        ("frr version 7.3.1\nfrr defaults traditional\n", PERMIT),
        ("frr version 8.4.4\nfrr defaults traditional\n", DENY),
    ],
)
def test_a_session_without_a_policy_is_judged_by_the_defaults_of_the_release(said: str, outcome: Outcome) -> None:
    tree = frr.parse(f"{said}router bgp 64500\n bgp enforce-first-as\n neighbor {PEER} remote-as 64501\n")
    assert ask(tree).outcome is outcome


# -- BGP, "Peer Filtering"; bgp_input_filter and bgp_input_modifier ------------------------------


@pytest.mark.parametrize("bound", ["prefix-list P in", "distribute-list P in", "filter-list P in", "route-map P in"])
def test_what_is_bound_and_does_not_exist_rejects_all(bound: str) -> None:
    assert ask(frr_tree(bound)).outcome is DENY


def test_all_that_is_bound_must_let_a_route_through() -> None:
    lists = _list("permit any") + "bgp as-path access-list A permit _64502_\n"
    tree = frr_tree("prefix-list P in\nfilter-list A in", lists)
    assert ask(tree, path=(64501, 64502)).outcome is PERMIT
    assert ask(tree).outcome is DENY


def test_an_own_line_takes_the_place_of_the_groups() -> None:
    tree = frr.parse(
        f"frr version 10.3\nfrr defaults traditional\nrouter bgp 64500\n neighbor G peer-group\n neighbor G remote-as 64501\n"
        f" neighbor {PEER} peer-group G\n neighbor 192.0.2.5 peer-group G\n address-family ipv4 unicast\n  neighbor G prefix-list P in\n"
        f"  neighbor {PEER} prefix-list Q in\n exit-address-family\n" + _list("permit any") + "ip prefix-list Q deny any\n"
    )
    first, second = tree.sessions
    assert (first.group, first.asn, second.asn) == ("G", 64501, 64501)
    assert ask(tree).outcome is DENY
    assert [item.name for item in second.families[4].bound] == ["P"]


# -- Filtering, "IP Prefix List" -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "prefix", "outcome"),
    [
        (("permit 193.0.0.0/16",), "193.0.0.0/16", PERMIT),
        (("permit 193.0.0.0/16",), "193.0.0.0/21", DENY),
        (("permit 193.0.0.0/16 le 24",), "193.0.0.0/16", PERMIT),
        (("permit 193.0.0.0/16 le 24",), "193.0.1.0/25", DENY),
        (("permit 193.0.0.0/16 ge 20",), "193.0.1.1/32", PERMIT),
        (("permit 193.0.0.0/16 ge 20",), "193.0.0.0/19", DENY),
        (("permit 193.0.0.0/16 ge 20 le 22",), "193.0.0.0/21", PERMIT),
        (("permit any",), "8.8.8.8/32", PERMIT),
        (("seq 10 permit any", "seq 5 deny 193.0.0.0/16 le 32"), "193.0.0.0/21", DENY),
        (("seq 5 permit any", "seq 10 deny 193.0.0.0/16 le 32"), "193.0.0.0/21", PERMIT),
        (("description it has no entry",), "193.0.0.0/21", PERMIT),
        (("permit any", "permit 193.0.0.0/16 wrong"), "193.0.0.0/21", UNKNOWN),
    ],
)
def test_prefix_lists(lines: tuple[str, ...], prefix: str, outcome: Outcome) -> None:
    assert ask(frr_tree("prefix-list P in", _list(*lines)), prefix).outcome is outcome


# -- Filtering, "IP Access List" -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "prefix", "outcome"),
    [
        ("permit 193.0.0.0/16", "193.0.0.0/21", PERMIT),
        ("permit 193.0.0.0/16", "193.0.0.0/15", DENY),
        ("permit 193.0.0.0/16 exact-match", "193.0.0.0/21", DENY),
        ("permit any", "8.8.8.0/24", PERMIT),
        ("permit ip 193.0.0.0 0.0.255.255 any", "193.0.0.0/21", UNKNOWN),
    ],
)
def test_access_lists(line: str, prefix: str, outcome: Outcome) -> None:
    assert ask(frr_tree("distribute-list P in", f"access-list P seq 5 {line}\n"), prefix).outcome is outcome


# -- Route Maps ----------------------------------------------------------------------------------


def test_no_entry_matches_and_the_route_is_denied() -> None:
    judged = ask(frr_tree(MAP, "route-map M permit 10\n match as-path A\nbgp as-path access-list A permit _64999_\n"))
    assert judged.outcome is DENY
    assert said(judged)[-1] == "route-map M: no entry matches, so it denies"


def test_the_first_entry_that_matches_decides() -> None:
    tree = frr_tree(MAP, "route-map M deny 20\nroute-map M permit 10\n match ip address prefix-list P\n" + _list("permit 193.0.0.0/21"))
    assert ask(tree).outcome is PERMIT
    assert ask(tree, "8.8.8.0/24").outcome is DENY


def test_a_deny_in_a_list_is_no_match_and_the_next_entry_is_asked() -> None:
    tree = frr_tree(
        MAP, "route-map M deny 10\n match ip address prefix-list P\nroute-map M permit 20\n" + _list("deny 193.0.0.0/21", "permit any")
    )
    assert ask(tree).outcome is PERMIT
    assert ask(tree, "8.8.8.0/24").outcome is DENY


def test_all_matches_of_an_entry_must_hold() -> None:
    others = _list("permit 193.0.0.0/21") + "bgp as-path access-list A permit ^64501$\n"
    tree = frr_tree(MAP, "route-map M permit 10\n match ip address prefix-list P\n match as-path A\n" + others)
    assert ask(tree).outcome is PERMIT
    assert ask(tree, path=(64501, 3333)).outcome is DENY


@pytest.mark.parametrize("match", ["ip address prefix-list X", "ip address X", "as-path X", "community X", "large-community X"])
def test_a_match_that_names_a_list_that_is_not_there_does_not_match(match: str) -> None:
    assert ask(frr_tree(MAP, f"route-map M deny 10\n match {match}\nroute-map M permit 20\n")).outcome is PERMIT


def test_lists_of_one_family_do_not_match_routes_of_the_other() -> None:
    tree = frr_tree(MAP, "route-map M permit 10\n match ip address prefix-list P\n" + _list("permit any"))
    assert ask(tree).outcome is PERMIT
    assert ask(tree, "2001:4860::/32").outcome is DENY


@pytest.mark.parametrize(
    ("inner", "outcome"),
    [("route-map N permit 10\n", PERMIT), ("route-map N deny 10\n", DENY), ("", UNKNOWN)],
)
def test_what_a_called_map_denies_is_denied_and_one_that_is_not_there_is_not_judged(inner: str, outcome: Outcome) -> None:
    assert ask(frr_tree(MAP, "route-map M permit 10\n call N\n" + inner)).outcome is outcome


@pytest.mark.parametrize("jump", ["on-match next", "on-match goto 20", "continue 20", "continue"])
def test_on_match_goes_on(jump: str) -> None:
    assert ask(frr_tree(MAP, f"route-map M permit 10\n {jump}\nroute-map M deny 20\n")).outcome is DENY
    assert ask(frr_tree(MAP, f"route-map M permit 10\n {jump}\nroute-map M permit 20\n")).outcome is PERMIT


def test_goto_passes_over_entries() -> None:
    assert ask(frr_tree(MAP, "route-map M permit 10\n on-match goto 30\nroute-map M deny 20\nroute-map M permit 30\n")).outcome is PERMIT


def test_a_map_that_ends_behind_on_match_is_not_judged() -> None:
    others = "route-map M permit 10\n on-match next\nroute-map M permit 20\n match as-path A\nbgp as-path access-list A permit _64999_\n"
    assert ask(frr_tree(MAP, others)).outcome is UNKNOWN


def test_later_entries_see_what_earlier_ones_set() -> None:
    others = (
        "route-map M permit 10\n set community 64500:7 additive\n on-match next\nroute-map M permit 20\n match community C\n"
        "route-map M deny 30\nbgp community-list standard C permit 64500:7\n"
    )
    judged = ask(frr_tree(MAP, others))
    assert judged.outcome is PERMIT
    assert judged.state.route.communities == {(64500, 7)}


def test_what_is_not_understood_counts_only_where_it_decides() -> None:
    entry = "route-map M permit 10\n match something new\n"
    assert ask(frr_tree(MAP, entry + "route-map M permit 20\n")).outcome is PERMIT
    judged = ask(frr_tree(MAP, entry))
    assert judged.outcome is UNKNOWN
    assert "match something new" in said(judged)
    assert ask(frr_tree(MAP, "route-map M permit 10\n sing a song\nroute-map M deny 20\n")).outcome is UNKNOWN


def test_a_neighbor_line_that_is_not_understood_is_listed_and_no_answer_given() -> None:
    judged = ask(frr_tree("prefix-list P in\nsurprise-list Q in", _list("permit any")))
    assert judged.outcome is UNKNOWN
    assert said(judged) == [f"neighbor {PEER} surprise-list Q in"] * 2


def test_a_router_line_that_is_not_understood_is_listed_and_no_answer_given() -> None:
    judged = ask(frr_tree("prefix-list P in", _list("permit any"), " bgp turn-everything-round\n"))
    assert (judged.outcome, said(judged)) == (UNKNOWN, ["bgp turn-everything-round"])


# -- BGP, "AS Path Access Lists", "Community Lists" ----------------------------------------------


@pytest.mark.parametrize(
    ("expression", "path", "outcome"),
    [
        ("^64501$", (64501,), PERMIT),
        ("_3333$", (64501, 3333), PERMIT),
        ("_333$", (64501, 3333), DENY),
        ("_64501_", (64501, 3333), PERMIT),
        ("^64501_[0-9]+$", (64501, 3333), PERMIT),
        ("^([0-9]+ ){2}[0-9]", (64501, 3333), DENY),
        ("^([0-9]+ ){2}[0-9]", (64501, 3333, 25152), PERMIT),
        ("[{(]", (64501, frozenset((3333,))), PERMIT),
        ("_(174|701)_", (64501, 701, 3333), PERMIT),
        ("[[:digit:]]", (64501,), UNKNOWN),
    ],
)
def test_as_path_lists(expression: str, path: tuple[int, ...], outcome: Outcome) -> None:
    tree = frr_tree("filter-list A in", f"bgp as-path access-list A seq 5 permit {expression}\n", " no bgp reject-as-sets\n")
    assert ask(tree, path=path).outcome is outcome


@pytest.mark.parametrize(
    ("line", "match", "outcome"),
    [
        ("standard C permit 64500:1", "C", PERMIT),
        ("standard C permit 64500:1 64500:3", "C", DENY),
        ("standard C permit 64500:1", "C exact-match", DENY),
        ("standard C permit 64500:1 64500:2", "C exact-match", PERMIT),
        ("standard C permit 64500:1 64500:9", "C any", PERMIT),
        ("expanded C permit 64500:[12]_", "C", PERMIT),
        ("expanded C permit ^64500:2", "C", DENY),
        ("standard C permit internet", "C", UNKNOWN),
    ],
)
def test_community_lists(line: str, match: str, outcome: Outcome) -> None:
    tree = frr_tree(MAP, f"route-map M permit 10\n match community {match}\nbgp community-list {line}\n")
    assert ask(tree, communities=((64500, 1), (64500, 2))).outcome is outcome


# -- what is decided before any filter -----------------------------------------------------------


def test_the_first_asn_is_asked_for_from_release_9_1_on() -> None:
    permit = _list("permit any")
    for version, outcome in (("9.0.2", PERMIT), ("9.1", DENY), ("unreadable", UNKNOWN)):
        text = f"frr version {version}\nrouter bgp 64500\n neighbor {PEER} remote-as 64501\n neighbor {PEER} prefix-list P in\n{permit}"
        assert ask(frr.parse(text), path=(3333,)).outcome is outcome
    assert ask(frr_tree("prefix-list P in", permit), path=(3333,)).outcome is DENY
    assert ask(frr_tree("prefix-list P in", permit, " no bgp enforce-first-as\n"), path=(3333,)).outcome is PERMIT
    assert ask(frr_tree("prefix-list P in", permit, f" no neighbor {PEER} enforce-first-as\n"), path=(3333,)).outcome is PERMIT


def test_our_own_asn_in_the_path_is_a_loop_unless_allowed() -> None:
    assert ask(frr_tree("prefix-list P in", _list("permit any")), path=(64501, 64500)).outcome is DENY
    assert ask(frr_tree("prefix-list P in\nallowas-in 1", _list("permit any")), path=(64501, 64500)).outcome is PERMIT


def test_the_guide_says_two_things_of_as_sets_so_only_a_line_decides() -> None:
    path = (64501, frozenset((3333,)))
    permit = _list("permit any")
    assert ask(frr_tree("prefix-list P in", permit), path=path).outcome is UNKNOWN
    assert ask(frr_tree("prefix-list P in", permit, " bgp reject-as-sets\n"), path=path).outcome is DENY
    assert ask(frr_tree("prefix-list P in", permit, " no bgp reject-as-sets\n"), path=path).outcome is PERMIT


def test_no_export_does_not_leave() -> None:
    tree = frr_tree("prefix-list P out", _list("permit any"))
    assert ask(tree, communities=(NO_EXPORT,), direction=OUT).outcome is DENY
    assert ask(tree, direction=OUT).outcome is PERMIT


def test_without_a_cache_nothing_is_rpki_invalid() -> None:
    others = "route-map M deny 10\n match rpki invalid\nroute-map M permit 20\n"
    assert ask(frr_tree(MAP, others), rov=RovState.INVALID).outcome is PERMIT
    cache = "rpki\n rpki cache tcp 192.0.2.10 3323 preference 1\nexit\n"
    assert ask(frr_tree(MAP, others + cache), rov=RovState.INVALID).outcome is DENY


def test_next_hops_are_asked_for_in_lists() -> None:
    others = "route-map M permit 10\n match ip next-hop prefix-list P\n" + _list(f"permit {PEER}/32")
    assert ask(frr_tree(MAP, others)).outcome is PERMIT
    assert ask(frr_tree(MAP, others), next_hop="192.0.2.66").outcome is DENY


# -- families ------------------------------------------------------------------------------------


def test_ipv4_is_active_unless_it_is_switched_off() -> None:
    text = "frr defaults traditional\nrouter bgp 64500\n{}neighbor 192.0.2.1 remote-as 64501\n neighbor 192.0.2.2 remote-as external\n"
    assert [list(item.families) for item in frr.parse(text.format(" ")).sessions] == [[4], [4]]
    assert [list(item.families) for item in frr.parse(text.format(" no bgp default ipv4-unicast\n ")).sessions] == [[], []]


def test_sessions_that_the_router_answers_to_and_those_of_interfaces_are_sessions_too() -> None:
    tree = frr.parse(
        "frr defaults traditional\nrouter bgp 64500\n neighbor G peer-group\n neighbor G remote-as external\n"
        " bgp listen range 192.0.2.0/24 peer-group G\n neighbor eth5 interface remote-as external\n neighbor 192.0.2.9 remote-as internal\n"
    )
    assert {(item.name, item.is_external, item.asn) for item in tree.sessions} == {
        ("192.0.2.0/24", True, None),
        ("eth5", True, None),
        ("192.0.2.9", False, 64500),
    }
