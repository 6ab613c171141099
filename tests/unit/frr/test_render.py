# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a policy looks like in FRR's words, per version."""

from __future__ import annotations

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.policies import Chain, Policy, PolicyError, Session
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Direction, Relation
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.terms import OtcPresent, Term
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.contract import PlatformError
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.frr.render import Facts, build
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.line_keys import LineKey
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.fit import fit

from .cases import FRR, VERSIONS, Wanted, policy


def fitted(version: str, wanted: Policy | None = None) -> Policy:
    return fit(wanted or policy(), FRR.capabilities(version))


@pytest.mark.parametrize(("version", "length"), [("8.4.4", 10), ("10.3", 200)])
def test_lists_have_lengths_that_the_version_loads(version: str, length: int) -> None:
    many = {35001: {f"20.{a}.{b}.0/24" for a in range(8) for b in range(250)}}
    built = build(fitted(version, policy(many)), FRR.capabilities(version), Facts())
    lengths = [len(entries) for (_, name), entries in built.prefix_lists.items() if name.startswith("MANRS-AS35001-O35001-4")]
    assert sum(lengths) - len(lengths) == 2000
    assert max(lengths) <= 2 * length + 1


def test_each_list_ends_in_a_deny_so_that_it_is_never_empty() -> None:
    """FRR matches everything with a prefix-list that has a description and no entry."""
    built = build(fitted("10.3"), FRR.capabilities("10.3"), Facts())
    assert built.prefix_lists
    for (family, _), entries in built.prefix_lists.items():
        last, longest = entries[-1], 32 if family == 4 else 128
        assert (last.sequence, last.action, last.range.minimum, last.range.maximum) == (4294967295, "deny", 0, longest)


def test_an_operators_own_list_is_made_with_one_deny() -> None:
    built = build(fitted("10.3"), FRR.capabilities("10.3"), Facts())
    assert {key: len(entries) for key, entries in built.prefix_lists.items() if "LOCAL" in key[1]} == {
        (4, "MANRS-LOCAL-AS35001"): 1,
        (6, "MANRS-LOCAL-AS35001"): 1,
    }


@pytest.mark.parametrize(
    ("version", "line"), [("8.4.4", " rpki cache 10.9.9.9 3323 preference 1"), ("10.3", " rpki cache tcp 10.9.9.9 3323 preference 1")]
)
def test_the_rtr_cache_in_the_words_of_the_version(version: str, line: str) -> None:
    assert line in FRR.render(policy(), FRR.capabilities(version)).splitlines()


@pytest.mark.parametrize("version", ["8.3", "7.5.1"])
def test_an_older_version_is_refused(version: str) -> None:
    with pytest.raises(PlatformError, match="older than 8.4"):
        FRR.capabilities(version)


@pytest.mark.parametrize("version", VERSIONS)
def test_without_a_role_otc_is_a_substitution(version: str) -> None:
    """FRR cannot match OTC: its sessions look at it by their role."""
    without, with_roles = fitted(version), fitted(version, Wanted({35001: {"20.0.0.0/16"}}, has_roles=True).policy)
    assert any("OTC" in item for item in without.substitutions)
    assert not any("OTC" in item for item in with_roles.substitutions)


def test_otc_without_a_role_that_was_not_fitted_is_refused() -> None:
    chain = Chain(Direction.IMPORT, 4, (Term("F14", (OtcPresent(),)),))
    wanted = Policy(25000, (Session("acme", 35001, Relation.CUSTOMER, "10.0.0.1", (chain,)),), {}, {})
    with pytest.raises(PolicyError, match="FRR looks at OTC only where the session has a role"):
        build(wanted, FRR.capabilities("10.3"), Facts())


@pytest.mark.parametrize("version", VERSIONS)
def test_communities_are_counted_by_kind(version: str) -> None:
    """FRR counts no two kinds together: each may have half, so that both have no more than the whole."""
    wanted = fitted(version)
    assert any("counts standard and large communities apart" in item for item in wanted.substitutions)
    names = {name for _, name in build(wanted, FRR.capabilities(version), Facts()).text_lists}
    assert "MANRS-MORE-3" in names
    assert "MANRS-MORE-6" not in names


def test_a_released_neighbor_has_no_lines() -> None:
    session = Session("acme", 35001, Relation.CUSTOMER, "10.0.0.1", (), is_released=True)
    built = build(Policy(25000, (session,), {}, {}), FRR.capabilities("10.3"), Facts())
    assert (built.bindings, built.lines) == ({}, {})


def test_stored_routes_are_asked_for_where_validation_needs_them() -> None:
    built = build(fitted("10.3"), FRR.capabilities("10.3"), Facts())
    assert built.lines[LineKey("10.0.0.1", 4, "soft-reconfiguration")] == "neighbor 10.0.0.1 soft-reconfiguration inbound"
