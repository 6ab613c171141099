# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""F19 in the policy: which way a path may have come, from whom it is asked, and what is said where it cannot be."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import policy_world
import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.intent.validate import host_intent
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.policies import Policy
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.decide import explain
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.digest import policy_digest
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.fit import Capabilities, fit
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.snapshot import load_snapshot
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.snapshot_format import SnapshotError
from policy_world import NETWORK, NOW, ROV, import_control, neighbors, route, session

#: 680 is behind 3320 alone, 3333 behind 680 and 20965, 35002 behind 35001, 3320 and 31009's member 31001 behind nobody.
ASPAS = [
    {"customer": 680, "providers": [3320]},
    {"customer": 3333, "providers": [680, 20965]},
    {"customer": 35002, "providers": [35001]},
    {"customer": 3320, "providers": [0]},
    {"customer": 31001, "providers": [0]},
]
ALL = Capabilities("some OS", "1", maximum_origins=1000, verifies_upstream=True, verifies_downstream=True)


def compiled(
    folder: Path, aspas: list[dict[str, Any]] | None = ASPAS, *, told: list[dict[str, Any]] | None = None, **network: Any
) -> Policy:
    told = told or neighbors("up", "acme", "peer", "server", "black")
    return policy_world.compiled(folder, told, aspas=aspas, **{"returns_from": [], "aspa": True, **network})


@pytest.mark.parametrize(
    ("neighbor", "text", "expected"),
    [
        # Down from a provider: 3320 has no provider, 680 has said who its provider is.
        ("up", "193.0.0.0/21 20965 3333", "accept"),
        ("up", "193.0.0.0/21 20965 680 3333", "accept"),
        ("up", "193.0.0.0/21 20965 3320 680 3333", "accept"),
        # 680 passes on to 31001 what it had from 3320, and that one to our provider: a valley.
        ("up", "193.0.0.0/21 20965 31001 680 3320", "F19"),
        # The same pair of peers at the top is no leak from a provider, but is from a peer.
        ("up", "193.0.0.0/21 3320 31001 31001", "F08"),
        ("peer", "193.0.0.0/21 31001 20965 680", "F19"),
        ("peer", "193.0.0.0/21 31001 680", "F19"),
        ("peer", "193.0.0.0/21 31001 9999", "accept"),
        # Nobody says anything of 35001; 35002 says that 35001 is its provider.
        ("acme", "193.20.0.0/22 35001", "accept"),
        ("acme", "193.20.8.0/24 35001 35002", "accept"),
        ("acme", "193.20.8.0/24 35001 9999 35002", "F19"),
        # A route server puts itself nowhere.
        ("server", "193.0.0.0/21 31001", "accept"),
        ("server", "193.0.0.0/21 31001 680", "F19"),
        # An earlier control speaks first.
        ("peer", "10.0.0.0/24 31001 680", "F02"),
        ("peer", "151.2.0.0/16 31001 680", "F12"),
    ],
)
def test_a_path_is_verified_the_way_that_it_may_have_come(tmp_path: Path, neighbor: str, text: str, expected: str) -> None:
    assert import_control(compiled(tmp_path), neighbor, text) == expected


def test_nothing_asks_for_it_unless_it_is_declared_and_the_nearest_level_counts(tmp_path: Path) -> None:
    leak = "193.0.0.0/21 31001 680"
    off = compiled(tmp_path, aspa=None)
    assert import_control(off, "peer", leak) == "accept"
    assert off.aspas == {}
    by_relation = compiled(tmp_path, aspa=None, relations={"peer": {"aspa": True}})
    assert import_control(by_relation, "peer", leak) == "F19"
    assert import_control(by_relation, "server", leak) == "accept"
    told = [{**item, "aspa": item["name"] == "server"} for item in neighbors("peer", "server")]
    by_neighbor = compiled(tmp_path, told=told, relations={"peer": {"aspa": True}})
    assert import_control(by_neighbor, "peer", leak) == "accept"
    assert import_control(by_neighbor, "server", leak) == "F19"


def test_a_blackhole_request_is_not_verified(tmp_path: Path) -> None:
    aspas = [{"customer": 35010, "providers": [3333]}, {"customer": 9999, "providers": [3333]}]
    policy = compiled(tmp_path, aspas)
    assert import_control(policy, "black", "193.40.0.7/32 35010 65535:666") == "accept"
    assert import_control(policy, "black", "193.40.0.0/22 35010") == "accept"
    assert import_control(policy, "black", "193.40.0.0/22 35010 9999 35010") == "F19"


def test_it_begins_in_the_third_stage_and_is_never_marked(tmp_path: Path) -> None:
    leak = "193.0.0.0/21 31001 680"
    assert import_control(compiled(tmp_path, adoption_stage=2), "peer", leak) == "accept"
    assert import_control(compiled(tmp_path, adoption_stage=3), "peer", leak) == "F19"
    until = {"mode": "monitor", "until": "2026-12-31", "why": "looking"}
    monitored = compiled(tmp_path, modes={"F19": until})
    assert import_control(monitored, "peer", leak) == "accept"
    chain = session(monitored, "peer").chains[0]
    assert [(term.is_monitored, term.mark) for term in chain.terms if term.control == "F19"] == [(True, None)]


def test_it_is_explained_in_words(tmp_path: Path) -> None:
    policy = compiled(tmp_path)
    item = replace(route("193.0.0.0/21 31001 680"), next_hop=route("10.0.0.3/32").prefix)
    last = explain(policy, session(policy, "peer").chains[0], item, ROV)[-1]
    assert (last.control, last.outcome) == ("F19", "rejects")
    assert "ASPAs say" in last.reason


@pytest.mark.parametrize("aspas", [None, []])
def test_an_export_without_aspas_is_a_critical_finding(tmp_path: Path, aspas: list[dict[str, Any]] | None) -> None:
    policy = compiled(tmp_path, aspas)
    assert import_control(policy, "peer", "193.0.0.0/21 31001 680") == "accept"
    [finding] = [item for item in policy.findings if item.where == "F19"]
    assert finding.severity == "critical"
    assert "manrs_registry.rpki.vrps" in finding.remedy


def test_other_aspas_are_another_policy_and_the_snapshot_says_what_changed(tmp_path: Path) -> None:
    before = policy_digest(compiled(tmp_path))
    assert before == policy_digest(compiled(tmp_path))
    assert before != policy_digest(compiled(tmp_path, ASPAS[1:]))
    assert policy_digest(compiled(tmp_path, aspa=None)) == policy_digest(compiled(tmp_path, ASPAS[1:], aspa=None))


def test_a_broken_line_of_the_snapshot_is_an_error(tmp_path: Path) -> None:
    compiled(tmp_path)
    (tmp_path / "snapshot" / "aspas.txt").write_text("680 x\n", encoding="utf-8")
    intent = host_intent(
        {
            "manrs_network": {**NETWORK, "returns_from": []},
            "manrs_registry": {"irr": {"dumps": ["irr"]}, "rpki": {"vrps": "vrps"}},
            "manrs_neighbors": neighbors("up"),
        },
        "edge1",
        NOW.date(),
    )
    with pytest.raises(SnapshotError, match="aspas.txt is not what the manifest says"):
        _ = load_snapshot(tmp_path / "snapshot", "edge1", datetime(2026, 11, 24, tzinfo=UTC), intent.registry).aspas


# -- platforms that have a part of it ------------------------------------------------------------------


def _controls(policy: Policy, neighbor: str) -> set[str]:
    return {term.control for chain in session(policy, neighbor).chains for term in chain.terms}


def test_a_platform_without_it_lists_that_it_is_not_checked(tmp_path: Path) -> None:
    policy = compiled(tmp_path)
    assert "F19" in _controls(fit(policy, ALL), "up")
    none = fit(policy, replace(ALL, verifies_upstream=False, verifies_downstream=False))
    assert not any("F19" in _controls(none, name) for name in ("up", "acme", "peer", "server"))
    assert set(none.substitutions) == {
        "F19: some OS 1 does not verify paths of providers; it is not checked there",
        "F19: some OS 1 does not verify paths of customers, peers and route servers; it is not checked there",
    }
    up = fit(policy, replace(ALL, verifies_downstream=False))
    assert "F19" not in _controls(up, "up")
    assert "F19" in _controls(up, "acme")


def test_by_role_alone_it_is_checked_on_sessions_with_a_role(tmp_path: Path) -> None:
    told = [{**item, "role": item["name"] == "up"} for item in neighbors("up", "peer")]
    fitted = fit(compiled(tmp_path, told=told), replace(ALL, aspa_by_role=True))
    assert "F19" in _controls(fitted, "up")
    assert "F19" not in _controls(fitted, "peer")
    assert fitted.substitutions == ("F19: some OS 1 verifies paths only on sessions with a role (S03); it is not checked there",)


def test_it_is_not_asked_for_where_nobody_wants_it(tmp_path: Path) -> None:
    assert fit(compiled(tmp_path, aspa=None), replace(ALL, verifies_upstream=False, verifies_downstream=False)).substitutions == ()
