# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a policy becomes in BIRD's language, and that our files are read back as they were written."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.policies import Policy, PolicyError
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import Prefix, PrefixRange
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Direction, host_prefix
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.terms import (
    AddCommunity,
    AddOtc,
    AspaInvalid,
    Atom,
    CommunitiesMoreThan,
    CommunityPattern,
    EmptyPath,
    FirstAsn,
    HasCommunity,
    InLocalList,
    NextHopIn,
    OtcOtherThan,
    PairIn,
    PathHas,
    PathLongerThan,
    PathOnly,
    PrefixIn,
    RemoveAsns,
    RemoveCommunities,
    SetNextHop,
)
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.bird import names, objects
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.bird.capabilities import capabilities
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.bird.expressions import (
    Symbols,
    address_set,
    all_of,
    asn_set,
    community_sets,
    condition,
    statements,
)
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.bird.render import build
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.contract import PlatformError
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.fit import fit
from bird_router import VERSIONS, filter_of
from hypothesis import given
from hypothesis import strategies as st
from policy_world import compiled, neighbors

SYMBOLS = Symbols(
    prefix_set=lambda name: None if name == "nothing" else f"MANRS-SET-{name}",
    address_set=lambda name: None if name == "nothing" else f"MANRS-ADDRESSES-{name}",
    pair_set=lambda name: None if name == "nothing" else f"MANRS-PAIRS-{name}",
    local_list=lambda name: f"MANRS-{name}-4",
    has_set=lambda: "MANRS-AS-SET-1",
    rov_invalid=lambda: "MANRS-ROV-INVALID-4-1",
    aspa_invalid=lambda is_upstream: f"MANRS-ASPA-INVALID-{'UP' if is_upstream else 'DOWN'}-1",
)


@pytest.mark.parametrize(
    ("atom", "text"),
    [
        (PrefixIn("special"), "net ~ 'MANRS-SET-special'"),
        (PrefixIn("nothing"), "false"),
        (PairIn("AS1"), "'MANRS-PAIRS-AS1'()"),
        (PairIn("nothing"), "false"),
        (NextHopIn("lan"), "bgp_next_hop ~ 'MANRS-ADDRESSES-lan'"),
        (NextHopIn("nothing"), "false"),
        (InLocalList("LOCAL-AS1"), "net ~ 'MANRS-LOCAL-AS1-4'"),
        (AspaInvalid(is_upstream=True), "'MANRS-ASPA-INVALID-UP-1'()"),
        (EmptyPath(), "bgp_path.len = 0"),
        (FirstAsn(7), "bgp_path.first = 7"),
        (PathOnly(7), "(bgp_path.len > 0 && delete(bgp_path, [7]).len = 0 && ! 'MANRS-AS-SET-1'())"),
        (PathLongerThan(9), "bgp_path.len > 9"),
        (PathHas(((64496, 131071), (0, 0))), "bgp_path ~ [0, 64496..131071]"),
        (HasCommunity(((65535, 666), (1, 2))), "bgp_community ~ [(1, 2), (65535, 666)]"),
        (CommunitiesMoreThan(100), "bgp_community.len + bgp_large_community.len > 100"),
        (OtcOtherThan(7), "(defined(bgp_otc) && bgp_otc != 7)"),
    ],
)
def test_an_atom_is_an_expression(atom: Atom, text: str) -> None:
    assert condition(atom, SYMBOLS) == text


def test_a_group_holds_when_all_of_it_does_and_never_when_one_cannot() -> None:
    assert all_of((EmptyPath(), PrefixIn("own")), SYMBOLS) == "(bgp_path.len = 0 && net ~ 'MANRS-SET-own')"
    assert all_of((EmptyPath(), PrefixIn("nothing")), SYMBOLS) == "false"
    assert all_of((), SYMBOLS) == "true"


@pytest.mark.parametrize(
    ("patterns", "size", "sets"),
    [
        ([(1, 2), (1, None), (3, 4)], 2, ["[(1, *), (3, 4)]"]),
        ([(None, 666), (1, None)], 2, ["[(1, *)]", "[(*, 666)]"]),
        ([(None, None), (1, None)], 2, ["[(*, *)]"]),
        ([(1, None, None), (1, 9, None), (1, 2)], 3, ["[(1, *, *)]"]),
        ([(1, 2)], 3, []),
    ],
)
def test_items_of_a_set_do_not_overlap(patterns: list[CommunityPattern], size: int, sets: list[str]) -> None:
    assert community_sets(patterns, size) == sets


def test_a_star_before_a_number_in_a_large_community_is_refused() -> None:
    with pytest.raises(PolicyError, match=r"1:\*:3"):
        community_sets([(1, None, 3)], 3)


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 20)), min_size=1))
def test_a_set_of_asns_has_the_same_members_and_no_overlap(pairs: list[tuple[int, int]]) -> None:
    ranges = [(low, low + more) for low, more in pairs]
    told = [tuple(map(int, found)) for found in re.findall(r"(\d+)(?:\.\.(\d+))?", asn_set(ranges).replace("..", "..")) if found[1]]
    told += [(int(found[0]), int(found[0])) for found in re.findall(r"(\d+)(?:\.\.(\d+))?", asn_set(ranges)) if not found[1]]
    members = [asn for low, high in told for asn in range(low, high + 1)]
    assert len(members) == len(set(members))
    assert set(members) == {asn for low, high in ranges for asn in range(low, high + 1)}


def test_an_address_set_holds_the_addresses_of_ranges_that_reach_hosts() -> None:
    def item(text: str, low: int, high: int) -> PrefixRange:
        return PrefixRange.of(Prefix.parse(text), low, high)

    assert address_set([item("192.0.2.0/24", 24, 32), item("192.0.2.7/32", 32, 32)]) == "[ 192.0.2.0..192.0.2.255 ]"
    assert address_set([item("10.0.0.1/32", 32, 32), item("10.0.0.9/32", 32, 32)]) == "[ 10.0.0.1, 10.0.0.9 ]"
    assert address_set([item("192.0.2.0/24", 24, 30)]) is None
    assert address_set([item("2001:db8::/126", 128, 128)]) == "[ 2001:db8::..2001:db8::3 ]"


def test_changes_are_statements() -> None:
    nowhere = SetNextHop(host_prefix("192.0.2.1"))
    assert statements(nowhere, frozenset({"192.0.2.1"})) == ["bgp_next_hop = 192.0.2.1;", "dest = RTD_BLACKHOLE;"]
    assert statements(nowhere, frozenset()) == ["bgp_next_hop = 192.0.2.1;"]
    assert statements(AddCommunity((65535, 65281)), frozenset()) == ["bgp_community.add((65535, 65281));"]
    assert statements(AddOtc(7), frozenset()) == ["if ! defined(bgp_otc) then bgp_otc = 7;"]
    assert statements(RemoveAsns((65010,)), frozenset()) == ["bgp_path = delete(bgp_path, [65010]);"]
    assert statements(RemoveCommunities(((1, None), (1, None, None)), ((1, 5),)), frozenset()) == [
        "if bgp_community ~ [(1, *)] then bgp_community = add(delete(bgp_community, [(1, *)]), filter(bgp_community, [(1, 5)]));",
        "if bgp_large_community ~ [(1, *, *)] then bgp_large_community = delete(bgp_large_community, [(1, *, *)]);",
    ]


@given(st.text(), st.text())
def test_different_names_are_different_symbols(one: str, other: str) -> None:
    for text in (one, other):
        assert re.fullmatch(r"MANRS-[A-Za-z0-9_.:-]{0,58}", names.symbol(text))
    assert (names.symbol(one) == names.symbol(other)) is (one == other)


def test_the_name_of_a_filter_is_what_the_documentation_says() -> None:
    assert names.filter_symbol(Direction.IMPORT, "185.10.3.70", 4) == "MANRS-IN-185.10.3.70-4"
    assert names.filter_symbol(Direction.EXPORT, "2a05:f000::13", 6) == "MANRS-OUT-2a05:f000::13-6"


@pytest.mark.parametrize("version", VERSIONS)
def test_what_is_written_is_read_back(policy: Policy, version: str) -> None:
    made = build(fit(policy, capabilities(version)), capabilities(version))
    main = objects.main_text(made)
    parsed = objects.parse_main(main)
    assert parsed.is_as_written
    assert parsed.digest == objects.text_digest(made)
    assert parsed.definitions == dict(made.definitions)
    assert set(parsed.files) == set(made.files)
    assert objects.split_text(objects.whole_text(main, made.files)) == (main, dict(made.files))
    read = made.pair_sets()
    used = {name: pairs for name, pairs in policy.pair_sets.items() if name in read}
    assert read == {name: {origin: items for origin, items in item.ranges_by_origin.items() if items} for name, item in used.items()}


@pytest.mark.parametrize("version", VERSIONS)
def test_what_a_text_refers_to_stands_before_it(policy: Policy, version: str) -> None:
    made = build(fit(policy, capabilities(version)), capabilities(version))
    local = objects.local_addition("", objects.local_names(made.definitions))
    seen: set[str] = set()
    for text in (local, *made.files.values(), objects.main_text(made)):
        for line in text.splitlines():
            found = names.REFERENCE.findall(line)
            if line.startswith(("define ", "function ", "filter ", "roa", "protocol ")):
                seen.add(found.pop(0))
            assert set(found) <= seen, line


def test_one_changed_character_is_seen(policy: Policy) -> None:
    main = objects.main_text(build(fit(policy, capabilities("2.0.12")), capabilities("2.0.12")))
    for edited in (main.replace("reject;", "accept;", 1), main + "\n", "\n" + main, main.replace("24", "25", 1)):
        assert not objects.parse_main(edited).is_as_written


def test_functions_say_what_they_return_where_bird_asks_for_it(policy: Policy) -> None:
    for version, words in (("2.0.12", "()\n"), ("3.1.8", "() -> bool\n")):
        made = build(fit(policy, capabilities(version)), capabilities(version))
        functions = [text for text in made.definitions.values() if text.startswith("function ")]
        assert functions
        assert all(words in text for text in functions)


def test_a_chain_ends_in_accept_and_a_collector_sends_nothing_in(policy: Policy) -> None:
    main = objects.main_text(build(fit(policy, capabilities("3.1.8")), capabilities("3.1.8")))
    assert filter_of(main, "MANRS-IN-10.0.0.2-4").endswith("  accept;\n}")
    assert "if true then { bgp_large_community.add((25000, 9, 20)); reject; } # F20" in filter_of(main, "MANRS-IN-10.0.0.5-4")


def test_what_comes_in_is_rejected_with_the_control_that_did_and_what_leaves_is_not_marked(policy: Policy) -> None:
    main = objects.main_text(build(fit(policy, capabilities("3.1.8")), capabilities("3.1.8")))
    inward, outward = filter_of(main, "MANRS-IN-10.0.0.2-4"), filter_of(main, "MANRS-OUT-10.0.0.2-4")
    for control in ("F02", "F05", "F12", "F13", "F21"):
        assert f"then {{ bgp_large_community.add((25000, 9, {int(control[1:])})); reject; }} # {control}" in inward
    assert " 9, " not in outward
    assert "then reject; # E00" in outward


def test_an_operators_function_runs_between_guard_and_seal(tmp_path: Path) -> None:
    policy = compiled(tmp_path, neighbors("acme", import_policy="theirs", export_policy="also_theirs"))
    main = objects.main_text(build(fit(policy, capabilities("2.0.12")), capabilities("2.0.12")))
    lines = filter_of(main, "MANRS-IN-10.0.0.2-4").splitlines()
    called = lines.index("  theirs(); # the operator's own")
    assert all(number < called for number, line in enumerate(lines) if "reject;" in line)
    assert called < lines.index("  bgp_large_community.add((25000, 1, 1));")
    assert "  also_theirs(); # the operator's own" in filter_of(main, "MANRS-OUT-10.0.0.2-4").splitlines()


@pytest.mark.parametrize("version", ["2.0.11", "1.6.8", "no version"])
def test_an_older_bird_is_refused(version: str) -> None:
    with pytest.raises(PlatformError):
        capabilities(version)


def test_the_operators_lists_are_added_once_and_read_back() -> None:
    content = objects.local_addition("", ["MANRS-LOCAL-AS1-4", "MANRS-LOCAL-AS1-6"])
    assert objects.local_addition(content, ["MANRS-LOCAL-AS1-4", "MANRS-LOCAL-AS1-6"]) == ""
    assert objects.parse_local(content) == {"LOCAL-AS1": frozenset()}
    edited = content.replace("0.0.0.0/32 ]", "0.0.0.0/32, # nobody's\n  193.0.0.0/21{22,24},198.51.100.0/24+ ]")
    added = objects.local_addition(edited, ["MANRS-LOCAL-AS1-4", "MANRS-LOCAL-AS2-6"])
    assert added == "define 'MANRS-LOCAL-AS2-6' = [ ::/128 ];\n"
    told = objects.parse_local(edited + added)["LOCAL-AS1"]
    assert {(str(item.prefix), item.minimum, item.maximum) for item in told} == {("193.0.0.0/21", 22, 24), ("198.51.100.0/24", 24, 32)}


def test_an_entry_of_the_operators_that_is_none_is_named() -> None:
    with pytest.raises(PlatformError, match=r"manrs-local.conf: MANRS-LOCAL-AS1-4: '193.0.0.0'"):
        objects.parse_local("define 'MANRS-LOCAL-AS1-4' = [ 193.0.0.0 ];")
