# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the policy of a router has besides verdicts: chains that are held, sessions, options, limits, findings."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.policies import Limit, OwnPolicy, Policy, PolicyError, SessionOptions
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import Prefix
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Direction
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.decide import receive
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.digest import policy_digest
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.named_sets import Known
from policy_world import IRR, ROV, compiled, export_control, import_control, neighbors, route, session

OFF = {"mode": "off", "until": "2999-01-01", "why": "test"}
UNRESOLVED = IRR.replace("AS35002\n\nroute", "AS35002, AS-GONE\n\nroute", 1)


# -- pairs that are not known ------------------------------------------------------------------------


def test_an_unresolved_set_holds_the_import_and_is_critical(tmp_path: Path) -> None:
    policy = compiled(tmp_path, neighbors("acme", "up", as_set="AS-GONE"))
    assert session(policy, "acme").chain(Direction.IMPORT, 4) is None
    assert session(policy, "up").chain(Direction.EXPORT, 4) is None
    assert session(policy, "up").chain(Direction.IMPORT, 4) is not None
    assert [item.severity for item in policy.findings if "AS-GONE" in item.what] == ["critical"]


def test_an_unresolved_set_keeps_the_filter_that_runs(tmp_path: Path) -> None:
    told = neighbors("acme", "up")
    good = compiled(tmp_path, told)
    pairs = {name: item.ranges_by_origin for name, item in good.pair_sets.items()}
    held = compiled(tmp_path, told, UNRESOLVED, known=Known(pairs))
    assert policy_digest(held) == policy_digest(good)
    assert {item.severity for item in held.findings if "AS-ACME" in item.what} == {"critical"}


def test_a_route_of_a_held_chain_has_no_verdict(tmp_path: Path) -> None:
    policy = compiled(tmp_path, neighbors("acme", "up"), UNRESOLVED)
    with pytest.raises(KeyError, match="acme: the import chain of IPv4 is held"):
        receive(policy, session(policy, "acme"), route("193.20.0.0/22 35001"), ROV)


def test_an_unresolved_set_holds_nothing_where_nobody_asks_for_it(tmp_path: Path) -> None:
    policy = compiled(tmp_path, neighbors("acme", "peer", modes={"F13": OFF}), UNRESOLVED)
    assert import_control(policy, "acme", "193.50.0.0/22 35001") == "accept"
    assert import_control(policy, "acme", "10.0.0.0/8 35001") == "F02"


# -- sessions ----------------------------------------------------------------------------------------


def test_a_session_for_every_address(policy: Policy) -> None:
    assert [item.address for item in policy.sessions if item.neighbor == "server"] == ["193.201.28.9", "2001:7f8:33::9"]


def test_a_released_session_has_nothing_of_ours(tmp_path: Path) -> None:
    policy = compiled(tmp_path, neighbors("peer", "acme", state="released", ttl_security=1, limits={"ipv4": 5}))
    released = session(policy, "peer")
    assert released.is_released
    assert (released.chains, released.limits, released.options) == ((), (), SessionOptions())
    assert not session(policy, "acme").is_released


def test_an_unmanaged_session_is_left_alone_and_named(tmp_path: Path) -> None:
    policy = compiled(tmp_path, neighbors("peer", "acme", unmanaged=True, why="a bogon feed"))
    assert {item.neighbor for item in policy.sessions} == {"acme"}
    assert policy.unmanaged == {"10.0.0.3": "a bogon feed"}
    assert [item.what for item in policy.findings if item.where == "manrs_neighbors: peer"] == ["unmanaged: a bogon feed"]


def test_only_some_neighbors(tmp_path: Path) -> None:
    policy = compiled(tmp_path, neighbors("up", "acme", "peer"), only=("acme", "peer"))
    assert [item.neighbor for item in policy.sessions] == ["acme", "peer"]
    assert policy.only == ("acme", "peer")
    whole = compiled(tmp_path, neighbors("up", "acme", "peer"))
    assert session(policy, "acme") == session(whole, "acme")


def test_a_name_that_no_neighbor_has_is_a_finding(tmp_path: Path) -> None:
    policy = compiled(tmp_path, neighbors("up", "acme"), only=("acme", "amce"))
    assert [(item.where, item.what, item.remedy) for item in policy.findings if item.where == "manrs_only"] == [
        ("manrs_only", "amce: no neighbor of edge1", "correct it; known here are up, acme")
    ]


# -- options and limits (F15, S01, S02, S03) ------------------------------------------------------------


@pytest.mark.parametrize(("name", "role"), [("acme", "provider"), ("peer", "peer"), ("up", "customer"), ("server", "rs-client")])
def test_our_role_is_the_other_end_of_the_relation(tmp_path: Path, name: str, role: str) -> None:
    assert session(compiled(tmp_path, neighbors(name, role=True)), name).options == SessionOptions(role=role)
    assert session(compiled(tmp_path, neighbors(name, role=True, strict_role=True)), name).options.is_role_strict


def test_session_options_are_off_unless_declared(policy: Policy) -> None:
    assert {item.options for item in policy.sessions} == {SessionOptions()}


def test_ttl_security_is_declared(tmp_path: Path) -> None:
    assert session(compiled(tmp_path, neighbors("peer", ttl_security=2)), "peer").options == SessionOptions(ttl_hops=2)


def test_an_own_policy_and_our_end_of_each_session_are_carried(tmp_path: Path) -> None:
    ours = ["193.201.28.2", "2001:7f8:33::2"]
    policy = compiled(tmp_path, neighbors("server", "peer", import_policy="in_ix", local_addresses=ours))
    of_server = [(item.address, item.local_address) for item in policy.sessions if item.neighbor == "server"]
    assert of_server == [("193.201.28.9", "193.201.28.2"), ("2001:7f8:33::9", "2001:7f8:33::2")]
    assert {item.own_policy for item in policy.sessions if item.neighbor == "server"} == {OwnPolicy("in_ix", None)}
    assert (session(policy, "peer").own_policy, session(policy, "peer").local_address) == (OwnPolicy(), None)


def test_sessions_are_created_only_where_it_is_said(tmp_path: Path, policy: Policy) -> None:
    assert not policy.manages_sessions
    assert compiled(tmp_path, manage_sessions=True).manages_sessions


def limits(policy: Policy, name: str) -> dict[tuple[str, int], Limit]:
    return {(item.direction.value, item.family): item for item in session(policy, name).limits}


def test_limits_are_computed_from_what_is_registered(policy: Policy) -> None:
    # acme: 193.20.0.0/22, 193.20.8.0/24, 193.21.0.0/16-20, 185.10.1.0/24, 185.10.2.0/24; 2a06:2000::/32, 2a05:1000:3500::/40-44.
    found = limits(policy, "acme")
    assert found == {
        ("import", 4): Limit(Direction.IMPORT, 4, 107),
        ("import", 6): Limit(Direction.IMPORT, 6, 103),
    }


def test_what_is_not_registered_is_limited_by_what_there_is(policy: Policy) -> None:
    assert limits(policy, "peer") == {("import", family): Limit(Direction.IMPORT, family, None) for family in (4, 6)}
    assert session(policy, "collector").limits == ()


def test_a_providers_limit_only_warns(tmp_path: Path) -> None:
    found = limits(compiled(tmp_path, neighbors("up", limits={"ipv4": 1200000})), "up")
    assert found[("import", 4)] == Limit(Direction.IMPORT, 4, 1200000, is_declared=True, warns_only=True)
    assert found[("import", 6)].warns_only


def test_declared_limits_count(tmp_path: Path) -> None:
    told = neighbors("acme", limits={"ipv4": 20}, export_limits={"ipv6": 300000})
    assert limits(compiled(tmp_path, told), "acme") == {
        ("import", 4): Limit(Direction.IMPORT, 4, 20, is_declared=True),
        ("import", 6): Limit(Direction.IMPORT, 6, 103),
        ("export", 6): Limit(Direction.EXPORT, 6, 300000, is_declared=True),
    }


# -- the rest ------------------------------------------------------------------------------------------


def test_rfc_8212_is_declared(tmp_path: Path, policy: Policy) -> None:
    assert not policy.denies_without_policy
    assert compiled(tmp_path, neighbors("acme"), rfc8212=True).denies_without_policy


def test_a_term_that_asks_for_a_set_that_is_not_there_is_refused(policy: Policy) -> None:
    fewer = {name: item for name, item in policy.prefix_sets.items() if name != "next-hops-AS20965"}
    with pytest.raises(PolicyError, match="prefix set 'next-hops-AS20965' is not in the policy"):
        replace(policy, prefix_sets=fewer)
    with pytest.raises(PolicyError, match="up: pair set 'delegated' is not in the policy"):
        replace(policy, pair_sets={})


def test_a_renamed_neighbor_has_the_same_sets(tmp_path: Path, policy: Policy) -> None:
    told: list[dict[str, Any]] = neighbors("acme", "up", name="Acme Ltd.")
    assert set(compiled(tmp_path, told).pair_sets) == set(compiled(tmp_path, neighbors("acme", "up")).pair_sets)


def test_own_space_that_was_given_away_is_not_ours_to_announce(policy: Policy) -> None:
    assert export_control(policy, "up", "185.12.2.0/24") == "E01"
    assert policy.prefix_sets["own-space"].holds(Prefix.parse("185.12.2.0/24"))
