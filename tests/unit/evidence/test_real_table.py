# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A preview of a real table of 452,018 routes names every planted gap of its registry, and nothing else."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.evidence.looks.look import Looked, Wishes, look
from ansible_collections.manrs.hardening.plugins.plugin_utils.host_policy import HostPolicy
from ansible_collections.manrs.hardening.plugins.plugin_utils.intent.validate import host_intent
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import Prefix
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.named_sets import Run
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.snapshot import load_snapshot
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.snapshot_making import make_snapshot

from ...real_world import EXPECTED, KINDS, REAL, REGISTERED, World, make

pytestmark = pytest.mark.skipif(not REAL.is_file(), reason="needs the real routing table in ../shared/real")
NOW = datetime(2026, 11, 28, tzinfo=UTC)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return make(tmp_path_factory.mktemp("real"))


@pytest.fixture(scope="module")
def looked(world: World, tmp_path_factory: pytest.TempPathFactory) -> Looked:
    folder = tmp_path_factory.mktemp("snapshot") / "snapshot"
    intent = host_intent(world.variables, "edge1", NOW.date())
    make_snapshot({"edge1": intent}, folder, NOW)
    mine = HostPolicy(intent, load_snapshot(folder, "edge1", NOW, intent.registry), frozenset(), (), Run(NOW))
    wishes = Wishes(enforced_from=date(2027, 1, 31), tables=(REAL,), most_routes=100_000)
    return look(mine, None, wishes, (), NOW, lambda text: None)


def test_every_route_of_the_table_is_judged(looked: Looked) -> None:
    assert sum(session.preview.seen for session in looked.router.sessions if session.preview) == 452_018
    assert [note.partition(":")[0] for note in looked.router.notes] == ["the router was not contacted"]


def test_every_planted_gap_is_named_and_nothing_else(world: World, looked: Looked) -> None:
    wanted = Counter((address, kind) for (address, _), kind in world.gaps.items())
    assert {(address, kind) for address in REGISTERED for kind in KINDS if wanted[address, kind] < 20} == set()
    found: dict[tuple[str, Prefix], tuple[str, str | None]] = {}
    for session in looked.router.sessions:
        if session.address in REGISTERED and session.preview is not None:
            for route in session.preview.routes:
                if route.control in ("F12", "F13") and route.origin is not None:
                    found[session.address, Prefix.parse(route.prefix)] = (route.control, route.near[0].relation if route.near else None)
    assert found == {key: EXPECTED[kind] for key, kind in world.gaps.items()}


def test_each_gap_has_what_to_register_and_is_in_the_text_for_the_neighbor(world: World, looked: Looked) -> None:
    for session in looked.router.sessions:
        told = session.preview
        if session.address not in REGISTERED or told is None:
            continue
        by_prefix = {Prefix.parse(route.prefix): route for route in told.routes}
        for (address, prefix), kind in world.gaps.items():
            if address != session.address:
                continue
            lines = by_prefix[prefix].to_register
            assert lines, (prefix, kind)
            if kind == "not in the set":
                assert lines == (f"AS{by_prefix[prefix].origin} as a member of {REGISTERED[address]}",)
            else:
                assert any(str(prefix) in line for line in lines)
        assert "2027-01-31" in told.message
        assert sum(str(prefix) in told.message for address, prefix in world.gaps if address == session.address) > 100
