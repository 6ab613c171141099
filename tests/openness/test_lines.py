# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""FRR takes a change line by line: after none of them, there or back, it accepts what neither the first nor the last state does."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import example, given, settings
from hypothesis import strategies as st

from ..unit.frr.cases import (
    DOORS,
    FRR,
    NEXT,
    POLICIES,
    SWAP,
    VERSIONS,
    Wanted,
    lines_of,
    moderate,
    open_doors,
    opening,
    restore_lines,
    router,
    verdicts,
)


@settings(moderate, max_examples=8)
@given(POLICIES, NEXT, DOORS, st.sampled_from(VERSIONS))
@example(*SWAP, set(), "10.3")
@example(*reversed(SWAP), set(), "8.4.4")
def test_no_line_makes_a_filter_more_open_than_before_or_after(first: Wanted, second: Wanted, doors: set[str], version: str) -> None:
    # A role comes last, in a stage of its own: it is not compared with what the filters were before.
    second = replace(second, has_roles=first.has_roles, up=first.up)
    box = router(version)
    box.apply(box.plan(first.policy))
    open_doors(box, doors)
    before = verdicts(box.interpreted)
    lines = lines_of(box.plan(second.policy))
    after = verdicts(box.copy().feed(lines).interpreted)
    assert opening(box, lines, before, after) == []
    assert verdicts(box.interpreted) == after


@settings(moderate, max_examples=12)
@given(POLICIES, NEXT, st.sampled_from(VERSIONS))
def test_a_release_is_at_no_line_more_open_than_before_or_after(first: Wanted, second: Wanted, version: str) -> None:
    box = router(version)
    box.apply(box.plan(first.policy))
    box.apply(box.plan(second.policy))
    before = verdicts(box.interpreted)
    plan = FRR.plan_release(box.running(), "release", True)
    after = verdicts(box.copy().feed(lines_of(plan)).interpreted)
    assert opening(box, lines_of(plan), before, after) == []
    assert verdicts(box.interpreted) == after == verdicts(router(version).interpreted)


@settings(moderate, max_examples=8)
@given(POLICIES, NEXT, st.sampled_from(VERSIONS))
@example(*SWAP, "10.3")
@example(*reversed(SWAP), "8.4.4")
def test_the_restore_files_undo_every_prefix_of_the_stages(first: Wanted, second: Wanted, version: str) -> None:
    box = router(version)
    box.apply(box.plan(first.policy))
    before = box.interpreted.text()
    plan = box.plan(second.policy)
    stage_lines = [line for stage in plan.stages for line in lines_of(plan, stage.name)]
    restore = restore_lines(plan)
    is_same_role = (first.has_roles, first.up) == (second.has_roles, second.up)
    old = verdicts(box.interpreted)
    new = verdicts(box.copy().feed(stage_lines).interpreted)
    for cut in {0, len(stage_lines) // 3, len(stage_lines) // 2, len(stage_lines)}:
        broken = box.copy().feed(stage_lines[:cut])
        opened = opening(broken, restore, old, new)
        # A role goes and comes last, in a stage of its own: it is not compared with the filters of another moment.
        assert opened == [] or not is_same_role
        assert sorted(broken.interpreted.text().splitlines()) == sorted(before.splitlines())
