# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The policy page names what the engine has: every control, its stage, and every key that it speaks of."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.intent.models import (
    ExceptionRule,
    Exchange,
    ModeRule,
    Neighbor,
    Network,
    OwnPrefix,
)
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.controls import CONTROLS, STAGED

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/policy.md").read_text(encoding="utf-8")
STAGES = {2: {"F01", "F02", "F03", "F04", "F05", "F06", "F07", "F08", "F20", "F21"}, 3: {"F09", "F10", "F11", "F12", "F14", "F19"}}
STAGES |= {4: {"F16", "F17", "F18"}, 5: {"F13"}, 6: {"F15", "E00", "E01", "E02", "E03", "E04", "E05", "E06"}, 8: {"S01", "S02", "S03"}}


@pytest.mark.parametrize("control", STAGED)
def test_each_control_of_a_policy_is_on_the_policy_page(control: str) -> None:
    assert re.search(rf"\b{control}\b", PAGE)


@pytest.mark.parametrize("control", CONTROLS)
def test_each_control_is_on_the_page_of_controls(control: str) -> None:
    assert f"| {control} | {CONTROLS[control].title} |" in (ROOT / "docs/controls.md").read_text(encoding="utf-8")


def test_each_control_has_the_stage_that_the_page_says() -> None:
    assert {stage: {name for name, control in CONTROLS.items() if control.stage == stage} for stage in STAGES} == STAGES


def test_each_key_on_the_policy_page_is_one_of_the_intent() -> None:
    known = {key for model in (Network, Neighbor, OwnPrefix, Exchange, ExceptionRule, ModeRule) for key in model.model_fields}
    others = {"decide", "make verdicts", "monitor", "off", "auto", "release", "seq", "full", "default_only", "full_and_default"}
    others |= {"own_and_customers", "manrs_allow_reset", "manrs_freeze", "manrs_router", "x", "o"}
    words = {word.split(":")[0] for word in re.findall(r"`([a-z_ ]+)(?:: [^`]*)?`", PAGE)}
    assert words - known - others == set()
