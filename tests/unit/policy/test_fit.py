# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""fit(): on a platform that can say less, at least as much is rejected."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.intent import validate
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.policies import OwnPolicy, Policy, PolicyError, atoms
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import BITS, Prefix
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Direction, Route, host_prefix
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.terms import OtcPresent, RovInvalid
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.decide import arriving, decide, evaluate
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.fit import Capabilities, fit
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from policy_world import NEIGHBORS, ROV, compiled, export_control, held, import_control, neighbors

ALL = Capabilities("any", "1", maximum_origins=1000)
FEW = replace(ALL, otc_by_role=True, counts_all_communities=False)
LEAST = replace(
    FEW, otc_by_agreement=True, matches_next_hop_ranges=False, removes_asns=False, keeps_by_pattern=False, monitors_as_sets=False
)
#: Those with a role look at OTC on a platform that does so by role.
WITH_ROLES = [{**item, "role": True} if item["name"] in ("peer", "black", "both", "members") else item for item in NEIGHBORS]

# -- random routes, near what the policy looks at ------------------------------------------------------

BLOCKS = [
    "0.0.0.0/0", "10.0.0.0/8", "185.10.0.0/22", "185.12.0.0/22", "185.14.0.0/22", "193.20.0.0/22", "193.21.0.0/16", "193.30.0.0/22",
    "193.40.0.0/22", "193.201.28.0/24", "193.99.0.0/24", "151.2.0.0/16", "193.0.0.0/16",
    "::/0", "2a05:1000::/32", "2a06:2000::/32", "2a06:4000::/32", "2001:db8::/32", "2a0a::/32", "2001:7f8:33::/48",
]  # fmt: skip
#: What is right to announce somewhere: prefix and origin; None: our own.
PAIRS = [
    ("193.0.0.0/21", 3333), ("2a0a::/32", 3333), ("193.20.0.0/22", 35001), ("193.20.8.0/24", 35002), ("2a06:2000::/32", 35001),
    ("193.40.0.0/22", 35010), ("193.40.1.7/32", 35010), ("193.30.0.0/22", 31001), ("185.12.1.0/24", 64600), ("185.10.1.0/24", 35001),
    ("185.10.0.0/22", None), ("2a05:1000::/32", None),
]  # fmt: skip
ASNS = [0, 174, 3333, 3356, 6461, 20965, 20972, 25000, 25001, 31001, 31009, 31010, 31050, 35001, 35002, 35010, 35011, 64512, 64600]
ADDRESSES = ["10.0.0.1", "10.0.0.2", "10.0.0.3", "10.0.0.9", "193.201.28.2", "193.201.28.9", "193.201.28.10", "2001:7f8:33::77"]
COMMUNITIES = [(65535, 0), (65535, 666), (65535, 65281), (65535, 65282), (25000, 100), (25000, 666), (35010, 666), (3333, 1)]
LARGE = [(25000, 1, number) for number in range(1, 5)] + [(25000, 9, 13), (25000, 7, 1), (35010, 6, 66), (3333, 1, 1)]


@st.composite
def prefixes(draw: st.DrawFn) -> Prefix:
    block = Prefix.parse(draw(st.sampled_from(BLOCKS)))
    bits = BITS[block.family]
    lengths = [length for length in (block.length, block.length + 2, 24, 25, 28, 48, 49, bits) if block.length <= length <= bits]
    length = draw(st.sampled_from(lengths))
    below = draw(st.integers(0, 2 ** (length - block.length) - 1))
    return Prefix(block.family, block.network | below << (bits - length), length)


@st.composite
def routes(draw: st.DrawFn, first: int | None) -> Route:
    """Return a route that is right but for at most two things. ``first``: who sends it."""
    odd = draw(st.frozensets(st.sampled_from(["prefix", "path", "next hop", "communities", "many", "otc"]), max_size=2))
    text, origin = draw(st.sampled_from(PAIRS))
    path = [asn for asn in (first, origin) if asn is not None]
    if path[:1] == path[1:]:
        path = path[:1]
    tags = [draw(st.sampled_from(LARGE[:4]))] if first is None and origin is not None else []
    many, more = draw(st.sampled_from([(49, 51), (50, 50), (51, 50), (51, 0), (99, 1), (101, 0), (0, 101)])) if "many" in odd else (0, 0)
    return Route(
        draw(prefixes()) if "prefix" in odd else Prefix.parse(text),
        tuple(draw(st.lists(st.sampled_from(ASNS), max_size=4)) if "path" in odd else path),
        (draw(st.frozensets(st.sampled_from(COMMUNITIES), max_size=3)) if "communities" in odd else frozenset())
        | {(3333, 1000 + number) for number in range(many)},
        (draw(st.frozensets(st.sampled_from(LARGE), max_size=2)) if "communities" in odd else frozenset(tags))
        | {(3333, 2, number) for number in range(more)},
        host_prefix(draw(st.sampled_from(ADDRESSES))) if "next hop" in odd else None,
        draw(st.sampled_from([25000, 31001, 35001])) if "otc" in odd else None,
    )


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Policy:
    return compiled(tmp_path_factory.mktemp("fit"), WITH_ROLES)


@pytest.mark.parametrize("capabilities", [FEW, LEAST])
def test_what_the_policy_rejects_the_fitted_policy_rejects(world: Policy, capabilities: Capabilities) -> None:
    fitted = fit(world, capabilities)
    agreement = capabilities.otc_by_agreement

    @settings(max_examples=1500, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.integers(0, len(world.sessions) - 1), st.sampled_from(Direction), st.data())
    def holds(number: int, direction: Direction, data: st.DataObject) -> None:
        before, after = world.sessions[number], fitted.sessions[number]
        route = data.draw(routes(before.asn if direction is Direction.IMPORT else None))
        if direction is Direction.IMPORT:
            route = arriving(before, route)
        whole, narrow = before.chain(direction, route.prefix.family), after.chain(direction, route.prefix.family)
        assert whole is not None and narrow is not None
        # The one thing that is more open: F14 and OTC on sessions without a role (fit.py, POLICY).
        looks_at_otc = before.options.role is not None and (before.options.is_role_strict or not agreement)
        judged = route if looks_at_otc else replace(route, otc=None)
        if not decide(world, whole, judged, ROV).is_accepted:
            assert not decide(fitted, narrow, route, ROV).is_accepted
            return
        narrow_verdict, kept = evaluate(fitted, narrow, route, ROV)
        if narrow_verdict.is_accepted:
            left = evaluate(world, whole, judged, ROV)[1]
            assert kept.communities <= left.communities
            assert kept.large_communities <= left.large_communities
            assert replace(kept, communities=frozenset(), large_communities=frozenset(), otc=None) == replace(
                left, communities=frozenset(), large_communities=frozenset(), otc=None
            )

    holds()


def test_a_platform_that_can_say_everything_changes_nothing(world: Policy) -> None:
    assert fit(world, ALL) == world


# -- what is substituted -------------------------------------------------------------------------------


def test_otc_is_looked_at_on_sessions_with_a_role_alone(tmp_path: Path) -> None:
    capabilities = replace(ALL, platform="some OS", otc_by_role=True)
    policy = fit(compiled(tmp_path, neighbors("peer", "acme", "up", role=True)), capabilities)
    assert import_control(policy, "peer", "193.0.0.0/21 31001 otc=3333") == "F14"
    assert import_control(policy, "acme", "193.20.0.0/22 35001 otc=35001") == "accept"
    assert export_control(policy, "peer", "185.10.0.0/22 otc=25000") == "E05"
    assert export_control(policy, "up", "185.10.0.0/22 otc=25000") == "accept"
    assert export_control(policy, "up", "193.0.0.0/21 20965 25000:1:3") == "E05"
    assert held(policy, "up", "193.0.0.0/21 20965").otc is None
    assert policy.substitutions == ("F14, OTC: some OS looks at it only on sessions with a role (S03), E05 holds leaks elsewhere",)


@pytest.mark.parametrize(
    ("standard", "large", "kept"), [(50, 50, 100), (51, 0, 0), (0, 51, 0), (51, 50, 0), (50, 49, 99), (101, 0, 0), (0, 101, 0)]
)
def test_communities_that_are_counted_apart_may_be_half_as_many(tmp_path: Path, standard: int, large: int, kept: int) -> None:
    capabilities = replace(ALL, platform="some OS", counts_all_communities=False)
    policy = fit(compiled(tmp_path, neighbors("acme", "up")), capabilities)
    words = [f"65000:{number}" for number in range(standard)] + [f"65000:1:{number}" for number in range(large)]
    after = held(policy, "acme", "193.20.0.0/22 35001 " + " ".join(words))
    assert sum(1 for item in (*after.communities, *after.large_communities) if item[0] == 65000) == kept
    assert policy.substitutions == ("F18: some OS counts standard and large communities apart; each kind may have half of the number",)


def test_otc_by_agreement_counts_on_a_neighbor_that_must_say_its_role(tmp_path: Path) -> None:
    capabilities = replace(ALL, platform="some OS", otc_by_role=True, otc_by_agreement=True)
    leak = "193.0.0.0/21 31001 3333 otc=3333"
    some = [{**item, "role": True, "strict_role": strict} for item, strict in zip(neighbors("peer", "six"), (True, False), strict=True)]
    policy = fit(compiled(tmp_path, some), capabilities)
    assert import_control(policy, "peer", leak) == "F14"
    assert import_control(policy, "six", "2a0a::/32 31023 3333 otc=3333") == "accept"
    which = "whose neighbor is sure to say its role too (strict_role)"
    assert policy.substitutions == (f"F14, OTC: some OS looks at it only on sessions {which}, E05 holds leaks elsewhere",)


def test_a_role_that_does_harm_is_not_set(tmp_path: Path) -> None:
    capabilities = replace(ALL, otc_by_role=True, broken_roles=(("peer", "OTC is lost"),))
    policy = fit(compiled(tmp_path, [{**item, "role": True, "strict_role": True} for item in neighbors("peer", "acme")]), capabilities)
    assert [(item.options.role, item.options.is_role_strict) for item in policy.sessions] == [(None, False), ("provider", True)]
    assert import_control(policy, "peer", "193.0.0.0/21 31001 otc=3333") == "accept"
    assert import_control(policy, "acme", "193.20.0.0/22 35001 otc=3333") == "F14"
    assert "S03: the role peer is not set: OTC is lost" in policy.substitutions


def test_a_lan_of_next_hops_is_its_addresses_or_those_that_are_known(tmp_path: Path) -> None:
    """A short IPv4 LAN has all of its addresses, an IPv6 one those of our neighbors."""
    at_exchange = {"name": "member", "asn": 31030, "relation": "peer", "addresses": ["2001:7f8:33::77"]}
    policy = compiled(tmp_path, [*neighbors("server"), at_exchange])
    capabilities = replace(ALL, platform="some OS", matches_next_hop_ranges=False)
    fitted = fit(policy, capabilities)
    # A run for some neighbors knows the same.
    alone = fit(compiled(tmp_path, [*neighbors("server"), at_exchange], only=("server",)), capabilities)
    assert import_control(alone, "server", "2a0a::/32 31001 nh=2001:7f8:33::77") == "accept"
    for hop, control in (("193.201.28.255", "accept"), ("193.201.29.1", "F11"), ("193.201.28.2", "F11")):
        assert import_control(policy, "server", f"193.30.0.0/22 31001 nh={hop}") == control
        assert import_control(fitted, "server", f"193.30.0.0/22 31001 nh={hop}") == control
    assert import_control(policy, "server", "2a0a::/32 31001 nh=2001:7f8:33::78") == "accept"
    for hop, control in (("2001:7f8:33::77", "accept"), ("2001:7f8:33::9", "accept"), ("2001:7f8:33::78", "F11"), ("2a0a::1", "F11")):
        assert import_control(fitted, "server", f"2a0a::/32 31001 nh={hop}") == control
    assert fitted.substitutions == (
        "F11: some OS matches next hops one by one; accepted of 'next-hops-AS31009-193.201.28.9', where there are too many those of "
        "declared neighbors",
    )


def test_a_private_asn_that_cannot_be_taken_out_keeps_the_route_here(tmp_path: Path) -> None:
    policy = compiled(tmp_path, neighbors("up", "private"))
    fitted = fit(policy, replace(ALL, platform="some OS", removes_asns=False))
    assert export_control(policy, "up", "185.12.1.0/24 64600 25000:1:1") == "accept"
    assert export_control(fitted, "up", "185.12.1.0/24 64600 25000:1:1") == "E04"
    assert export_control(fitted, "up", "185.10.0.0/22") == "accept"
    assert fitted.substitutions == (
        "E04: some OS cannot take an ASN out of a path; routes of customers with private ASNs are not announced",
    )


def test_of_a_pattern_to_keep_what_the_policy_names_is_kept(tmp_path: Path) -> None:
    """25000:7:* is accepted from acme: no value of it is named. 25000:100 is."""
    policy = compiled(tmp_path, neighbors("acme"))
    fitted = fit(policy, replace(ALL, platform="some OS", keeps_by_pattern=False))
    text = "193.20.0.0/22 35001 25000:100 25000:101 25000:7:1 25000:2:1 3333:1"
    assert held(policy, "acme", text).large_communities == {(25000, 7, 1), (25000, 1, 1)}
    assert held(fitted, "acme", text).large_communities == {(25000, 1, 1)}
    assert held(fitted, "acme", text).communities == {(25000, 100), (3333, 1)}
    many = " ".join(f"65000:{number}" for number in range(101))
    kept = held(fitted, "acme", f"193.20.0.0/22 35001 25000:100 65535:0 65535:6 65535:99 {many}").communities
    assert kept == {(25000, 100), (65535, 0), (65535, 6)}
    listed = "25000:*, 25000:*:*, 25000:1:*, 25000:7:*, 25000:9:*, 65535:*"
    assert fitted.substitutions == (f"F18, E04: some OS keeps of {listed} only what the policy names one by one",)


def test_an_as_set_is_refused_where_it_cannot_be_monitored(tmp_path: Path) -> None:
    monitor = {"F21": {"mode": "monitor", "until": "2999-12-31", "why": "test"}}
    policy = compiled(tmp_path, neighbors("peer", modes=monitor))
    fitted = fit(policy, replace(ALL, platform="some OS", monitors_as_sets=False))
    route = "193.0.0.0/21 31001 {3333,3334}"
    assert import_control(policy, "peer", route) == "accept"
    assert import_control(fitted, "peer", route) == "F21"
    assert fitted.substitutions == ("F21: monitored, but some OS refuses AS_SETs as a whole",)


def test_where_no_as_set_is_seen_it_is_let_through_by_name_alone(tmp_path: Path) -> None:
    blind = replace(ALL, platform="some OS", sees_as_sets=False)
    for folder in ("enforced", "monitored"):
        (tmp_path / folder).mkdir()
    with pytest.raises(PolicyError, match=r"^peer: some OS cannot reject routes with an AS_SET .*modes: \{F21: \{mode: monitor\}\}$"):
        fit(compiled(tmp_path / "enforced", neighbors("peer")), blind)
    monitor = {"F21": {"mode": "monitor", "until": "2999-12-31", "why": "test"}}
    policy = compiled(tmp_path / "monitored", neighbors("peer", modes=monitor))
    fitted = fit(policy, blind)
    assert import_control(fitted, "peer", "193.0.0.0/21 31001 {3333,3334}") == "accept"
    # Our own ASN in the path is monitored with it, and seen: it is rejected.
    looped = "193.0.0.0/21 31001 25000 3333"
    assert (import_control(policy, "peer", looped), import_control(fitted, "peer", looped)) == ("accept", "F21")
    (told,) = fitted.substitutions
    assert told == "F21: monitored, and some OS does not see AS_SETs: routes with one are let through; the rest of F21 is enforced"


def test_a_function_that_the_platform_does_not_call_is_a_finding(tmp_path: Path) -> None:
    policy = compiled(tmp_path, neighbors("peer", import_policy="in_peer", export_policy="out_peer"))
    fitted = fit(policy, ALL)
    told = [item for item in fitted.findings if item not in policy.findings]
    assert [(item.severity, item.where, item.what) for item in told] == [
        ("warning", "manrs_neighbors: peer", f"{key} {name!r} is not needed: any runs your policy as the router's configuration has it")
        for key, name in (("import_policy", "in_peer"), ("export_policy", "out_peer"))
    ]
    assert {item.own_policy for item in fitted.sessions} == {OwnPolicy()}
    assert fit(fitted, ALL) == fitted
    calling = replace(ALL, calls_functions=True)
    assert fit(policy, calling) == policy


def test_tcp_ao_is_refused_where_there_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(validate, "was_vaulted", lambda value: True)
    policy = compiled(tmp_path, neighbors("peer", tcp_ao=[{"identifier": 1, "secret": "hunter2"}]))
    with pytest.raises(PolicyError, match=r"^peer: any 1 has no TCP-AO \(S02\); declare a password instead, or take tcp_ao off$"):
        fit(policy, ALL)
    assert fit(policy, replace(ALL, has_tcp_ao=True)) == policy


def test_sessions_that_cannot_be_created_are_a_finding(tmp_path: Path) -> None:
    policy = compiled(tmp_path, manage_sessions=True)
    fitted = fit(policy, ALL)
    assert not fitted.manages_sessions
    told = [(item.where, item.what) for item in fitted.findings if item not in policy.findings]
    assert told == [("manage_sessions", "sessions that do not exist are not created on any")]
    assert fit(policy, replace(ALL, manages_sessions=True)) == policy


def test_fitting_twice_changes_nothing(world: Policy) -> None:
    once = fit(world, LEAST)
    assert fit(once, LEAST) == once


# -- what is refused -----------------------------------------------------------------------------------


def test_an_atom_that_cannot_be_said_is_refused(world: Policy) -> None:
    capabilities = replace(ALL, platform="some OS", version="3", missing_atoms=((RovInvalid, "load its RPKI module"),))
    with pytest.raises(PolicyError, match="^up: some OS 3 cannot match RovInvalid: load its RPKI module$"):
        fit(world, capabilities)


def test_an_atom_that_was_substituted_is_not_refused(tmp_path: Path) -> None:
    capabilities = replace(ALL, otc_by_role=True, missing_atoms=((OtcPresent, "set a role"),))
    fit(compiled(tmp_path, neighbors("acme", "up")), capabilities)


def test_too_many_origins_are_refused(tmp_path: Path) -> None:
    policy = compiled(tmp_path, neighbors("acme"))
    fit(policy, replace(ALL, maximum_origins=2))
    with pytest.raises(PolicyError, match="acme: .*AS35001=AS35001:AS-ACME has 2 origin ASNs, any 1 takes 1; declare a smaller AS-SET"):
        fit(policy, replace(ALL, maximum_origins=1))


@pytest.mark.parametrize("capabilities", [FEW, replace(ALL, role_enforces_otc=True)], ids=["by role", "by both"])
def test_a_monitored_leak_is_rejected_where_the_session_itself_looks_at_otc(tmp_path: Path, capabilities: Capabilities) -> None:
    """A role knows no monitoring, so the route is rejected and the report says so."""
    monitor = {"F14": {"mode": "monitor", "until": "2999-12-31", "why": "test"}}
    policy = compiled(tmp_path, [{**item, "role": True, "modes": monitor} for item in neighbors("peer")])
    fitted = fit(policy, capabilities)
    leak = "193.0.0.0/21 31001 3333 otc=3333"
    assert import_control(policy, "peer", leak) == "accept"
    assert import_control(fitted, "peer", leak) == "F14"
    assert "F14, E05: monitored, but any enforces OTC on a session with a role" in fitted.substitutions


def test_where_otc_is_not_known_our_tags_alone_hold_leaks(tmp_path: Path) -> None:
    policy = fit(compiled(tmp_path, neighbors("peer", "up")), replace(ALL, platform="some OS", has_otc=False))
    assert not [atom for session in policy.sessions for chain in session.chains for atom in atoms(chain) if isinstance(atom, OtcPresent)]
    assert import_control(policy, "peer", "193.0.0.0/21 31001 otc=3333") == "accept"
    assert export_control(policy, "up", "193.0.0.0/21 20965 25000:1:3") == "E05"
    assert held(policy, "up", "193.0.0.0/21 20965").otc is None
    assert policy.substitutions == ("F14, OTC: some OS does not know it, E05 holds leaks by our tags",)


def test_where_communities_are_not_counted_all_foreign_ones_stay(tmp_path: Path) -> None:
    policy = fit(compiled(tmp_path, neighbors("acme")), replace(ALL, platform="some OS", counts_communities=False))
    words = " ".join(f"65000:{number}" for number in range(200))
    after = held(policy, "acme", f"193.20.0.0/22 35001 25000:777 {words}")
    assert sum(1 for item in after.communities if item[0] == 65000) == 200
    assert (25000, 777) not in after.communities
    assert policy.substitutions == ("F18: some OS does not count communities; a route keeps its foreign ones, however many",)
