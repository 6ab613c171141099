# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""RPKI caches: FRR refuses a preference that another cache has, and takes one off by it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.policies import Policy, RtrCache
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.contract import Change

from .cases import FRR, VERSIONS, Router, lines_of, policy, restore_lines, router


def asking(*hosts: str) -> Policy:
    return replace(policy(), rtr_caches=tuple(RtrCache(host, 3323) for host in hosts))


def caches(box: Router) -> dict[str, str]:
    """Which host has which preference."""
    words = [text.split() for text in box.interpreted.caches]
    return {word[-4]: word[-1] for word in words}


@pytest.mark.parametrize("version", VERSIONS)
def test_a_second_cache_gets_a_free_preference(version: str) -> None:
    box = router(version)
    box.apply(box.plan(asking("10.9.9.9")))
    plan = box.plan(asking("10.9.9.8", "10.9.9.9"))
    assert plan.change is Change.FILTERS
    before = box.interpreted.text()
    box.copy().feed(lines_of(plan, "objects")).feed(restore_lines(plan))
    assert box.interpreted.text() == before
    box.apply(plan)
    assert caches(box) == {"10.9.9.9": "1", "10.9.9.8": "2"}
    assert box.plan(asking("10.9.9.8", "10.9.9.9")).is_empty


@pytest.mark.parametrize("version", VERSIONS)
def test_a_cache_that_moved_is_taken_off_after_the_new_one_is_confirmed(version: str) -> None:
    box = router(version)
    box.apply(box.plan(asking("10.9.9.9")))
    plan = box.plan(asking("10.9.9.7"))
    assert plan.summary == ("RPKI cache 10.9.9.7 port 3323", "RPKI cache 10.9.9.9 port 3323 taken off")
    assert not any("no rpki" in line for line in lines_of(plan, *(stage.name for stage in plan.stages)))
    box.apply(plan)
    assert caches(box) == {"10.9.9.7": "2"}
    assert box.added.split("\n").count("10.9.9.7 3323 rtr") == 1
    assert "10.9.9.9" not in box.added
    assert box.plan(asking("10.9.9.7")).is_empty


@pytest.mark.parametrize("version", VERSIONS)
def test_a_cache_of_the_operator_is_neither_refused_nor_taken_off(version: str) -> None:
    box = router(version)
    word = "" if version.startswith("8") else "tcp "
    box.feed(["rpki", f" rpki cache {word}10.1.1.1 8282 preference 1", "exit"])
    before = box.interpreted.text()
    box.apply(box.plan(asking("10.9.9.9")))
    assert caches(box) == {"10.1.1.1": "1", "10.9.9.9": "2"}
    box.apply(FRR.plan_release(box.running(), "release", True))
    assert box.interpreted.text() == before


def test_a_cache_over_ssh_has_its_preference_too() -> None:
    told = router().outputs()
    running = f"rpki\n rpki cache ssh 10.1.1.1 22 rtr /key /key.pub preference 1\nexit\n{told['running']}"
    plan = FRR.plan(FRR.parse({**told, "running": running}), router().fitted(asking("10.9.9.9")), "test", False)
    assert " rpki cache tcp 10.9.9.9 3323 preference 2" in lines_of(plan)


def test_a_way_back_leaves_the_caches() -> None:
    box = router()
    recorded = box.running().text
    box.apply(box.plan(asking("10.9.9.9")))
    box.apply(FRR.plan_back(box.running(), recorded, "back"))
    assert caches(box) == {"10.9.9.9": "1"}
    assert box.added.endswith("10.9.9.9 3323 rtr\n") or "10.9.9.9 3323 rtr\n" in box.added


def test_a_cache_that_the_operator_took_off_is_forgotten() -> None:
    box = router()
    box.apply(box.plan(asking("10.9.9.9")))
    box.feed(["rpki", " no rpki cache tcp 10.9.9.9 3323 preference 1", "exit"])
    plan = FRR.plan_release(box.running(), "release", True)
    assert plan.is_last
    box.apply(plan)
    assert box.added == ""
