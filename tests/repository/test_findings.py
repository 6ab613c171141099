# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every finding has severity, place, words, evidence, control, MANRS action, source and remedy: the catalogue, the code, and real ones.

Those that the unit tests bring about are looked at there (tests/unit/conftest.py).
"""

from __future__ import annotations

import ast
import importlib.util
import re
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import get_args

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.host_policy import host_policy
from ansible_collections.manrs.hardening.plugins.plugin_utils.intent.models import ExceptionControl, ModeControl
from ansible_collections.manrs.hardening.plugins.plugin_utils.intent.validate import IntentError
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.controls import CONTROLS, STAGED, Scope
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.policies import Finding
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms import platform
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.fit import fit

from ..finding_shape import problems
from ..unit.frr.cases import policy, router
from ..unit.iosxe.box import box as iosxe_box

ROOT = Path(__file__).resolve().parents[2]
ENGINE = ROOT / "plugins/plugin_utils"
CATALOGUE = ENGINE / "model/controls.py"
FIELDS = ["control", "severity", "where", "what", "remedy", "evidence"]
#: What letters stand for: the MANRS action of all controls that begin with one.
ACTIONS = {"F": 1, "E": 1, "S": 1, "V": 2, "A": 1, "B": 1, "G": 1, "R": 4, "C": 3, "H": 1, "D": 1}


def _parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _texts(tree: ast.AST) -> list[str]:
    return [item.value for item in ast.walk(tree) if isinstance(item, ast.Constant) and isinstance(item.value, str)]


CALLS = [
    pytest.param(item, id=f"{path.relative_to(ENGINE)}:{item.lineno}")
    for path in sorted(ENGINE.rglob("*.py"))
    for item in ast.walk(_parsed(path))
    if isinstance(item, ast.Call) and isinstance(item.func, ast.Name) and item.func.id == "Finding"
]


# -- the catalogue -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", CONTROLS)
def test_each_control_says_all_that_a_finding_takes_from_it(name: str) -> None:
    control = CONTROLS[name]
    assert control.identifier == name
    assert re.fullmatch(r"[A-Z]\d\d", name)
    assert control.title
    assert isinstance(control.scope, Scope)
    assert control.manrs_action == ACTIONS[name[0]]
    assert re.search(r"\bRFC \d+|MANRS|draft-ietf-", control.source)


def test_no_identifier_is_given_twice() -> None:
    given = [text for text in _texts(_parsed(CATALOGUE)) if re.fullmatch(r"[A-Z]\d\d", text)]
    assert sorted(given) == sorted(CONTROLS)


def test_no_two_controls_have_the_same_mark() -> None:
    numbers = [control.number for control in CONTROLS.values() if control.rejects]
    assert len(numbers) == len(set(numbers))


def test_what_is_no_part_of_a_policy_cannot_be_switched_off() -> None:
    assert {name[0] for name in STAGED} == {"F", "E", "S"}
    assert {name[0] for name in CONTROLS.keys() - STAGED.keys()} == {"V", "A", "B", "G", "R", "C", "H", "D"}
    assert {*get_args(ModeControl), *get_args(ExceptionControl)} <= STAGED.keys()


def test_each_control_of_routes_but_the_last_word_can_be_monitored_or_switched_off() -> None:
    assert {*get_args(ModeControl)} == {name for name in STAGED if name[0] in "FE"} - {"F20"}


@pytest.mark.parametrize("name", sorted(CONTROLS.keys() - STAGED.keys()))
def test_what_is_no_part_of_a_policy_cannot_be_left_out(name: str) -> None:
    with pytest.raises(IntentError, match=f"edge1: without: {name} is no control; known are F21, F08,"):
        host_policy({"inventory_hostname": "edge1"}, None, "nowhere", datetime(2026, 11, 24, tzinfo=UTC), ["F01", name])


def test_each_control_that_is_no_part_of_a_policy_is_said_somewhere() -> None:
    said = {text for path in ENGINE.rglob("*.py") if path != CATALOGUE for text in _texts(_parsed(path))}
    # No platform has feasible paths for one interface: lists (V03) are in their place.
    assert CONTROLS.keys() - STAGED.keys() - said == {"V02"}


# -- the code ------------------------------------------------------------------------------------


def test_the_walk_sees_the_findings_of_all_layers() -> None:
    layers = {str(item.id).partition("/")[0] for item in CALLS}
    assert layers == {"audit", "delivery", "evidence", "platforms", "policy", "registry"}
    assert len(CALLS) > 100


@pytest.mark.parametrize("call", CALLS)
def test_each_finding_in_the_code_gives_everything(call: ast.Call) -> None:
    given = [*FIELDS[: len(call.args)], *(str(item.arg) for item in call.keywords)]
    assert sorted(given) == sorted(FIELDS)
    control = call.args[0]
    if isinstance(control, ast.Constant):
        assert control.value in CONTROLS
    for item in call.args[1:]:
        assert not isinstance(item, ast.Constant) or item.value


@pytest.mark.parametrize("path", sorted(ENGINE.glob("platforms/*/session_lines.py")), ids=lambda path: path.parent.name)
def test_the_controls_of_lines_are_of_the_catalogue(path: Path) -> None:
    tables = [
        item.value
        for item in _parsed(path).body
        if isinstance(item, ast.Assign) and isinstance(item.targets[0], ast.Name) and item.targets[0].id == "CONTROL_OF"
    ]
    if path.parent.name == "openbgpd":
        assert tables == [], "its lines carry their control"
        return
    (table,) = tables
    assert isinstance(table, ast.Dict)
    assert {value.value for value in table.values if isinstance(value, ast.Constant)} <= CONTROLS.keys()
    assert len(table.values) >= 3


def test_a_finding_of_an_unknown_control_is_refused() -> None:
    with pytest.raises(ValueError, match=r"'F99' is no control of the catalogue \(edge1: something\)"):
        Finding("F99", "warning", "edge1", "something", "correct it", ("a line",))


def test_a_finding_is_told_with_the_action_and_source_of_its_control() -> None:
    assert Finding("V01", "warning", "eth0", "something", "correct it", ("a line",)).described() == {
        "control": "V01",
        "severity": "warning",
        "where": "eth0",
        "what": "something",
        "remedy": "correct it",
        "evidence": ["a line"],
        "manrs_action": 2,
        "source": "RFC 2827, RFC 3704 section 2.2",
    }


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"evidence": ()}, "evidence is empty"),
        ({"remedy": ""}, "remedy is empty"),
        ({"where": ""}, "where is empty"),
        ({"severity": "bad"}, "severity 'bad'"),
        ({"evidence": ("two\nlines",)}, "evidence 'two\\nlines'"),
        ({"remedy": "it is broken"}, "remedy 'it is broken' tells nobody what to do"),
    ],
)
def test_what_a_finding_lacks_is_seen(change: dict[str, str], problem: str) -> None:
    whole = Finding("V01", "warning", "eth0", "something", "correct it", ("a line",))
    assert problems(whole) == []
    assert problems(replace(whole, **change)) == [problem]  # type: ignore[arg-type]


# -- real ones -----------------------------------------------------------------------------------


def _golden() -> ModuleType:
    spec = importlib.util.spec_from_file_location("golden", ROOT / "scripts/golden.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["golden"] = module
    spec.loader.exec_module(module)
    return module


GOLDEN = _golden()


@pytest.mark.parametrize("name", GOLDEN.names())
def test_the_findings_of_a_golden_intent_are_whole_on_every_platform(name: str) -> None:
    compiled = GOLDEN.load(name).policy
    found: set[Finding] = set()
    for kind, version in GOLDEN.PLATFORMS.values():
        capabilities = platform(kind).capabilities(version)
        found |= {*fit(compiled if capabilities.sees_as_sets else GOLDEN.as_sets_by_name(compiled), capabilities).findings}
    assert {item.what: problems(item) for item in found if problems(item)} == {}
    assert found or name != "controls"


def test_the_findings_of_plans_are_whole() -> None:
    wanted = policy()
    other = replace(wanted, sessions=tuple(replace(item, asn=item.asn + 1, address="10.9.0.9") for item in wanted.sessions[:1]))
    frr, iosxe = router(), iosxe_box()
    found = [*frr.plan(other).findings, *iosxe.plan(other).findings]
    assert {item.control for item in found} >= {"B01", "B02"}
    assert {item.what: problems(item) for item in found if problems(item)} == {}
