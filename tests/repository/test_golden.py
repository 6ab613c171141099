# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The golden configurations are those of today, and their tables of verdicts are worth replaying."""

from __future__ import annotations

import csv
import importlib.util
import sys
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.controls import CONTROLS
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms import platform
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.iosxe.render import Facts as IosXeFacts
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.iosxe.render import build as iosxe_build
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.iosxr.render import Facts, build
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.fit import fit

from ..unit.iosxe.twin import twin as iosxe_twin
from ..unit.iosxr.twin import twin
from ..vendor_schema import missing, refusal

ROOT = Path(__file__).resolve().parents[2]


def _golden() -> ModuleType:
    spec = importlib.util.spec_from_file_location("golden", ROOT / "scripts/golden.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["golden"] = module
    spec.loader.exec_module(module)
    return module


GOLDEN = _golden()


@pytest.mark.parametrize("name", GOLDEN.names())
def test_no_golden_file_is_stale(name: str) -> None:
    stale = [str(path.relative_to(ROOT)) for path, text in GOLDEN.generated(name).items() if path.read_text(encoding="utf-8") != text]
    assert stale == [], "run make golden, and look at what changes"


@pytest.mark.parametrize("name", GOLDEN.names())
def test_each_neighbor_has_routes_enough_of_both_kinds(name: str) -> None:
    with (ROOT / f"tests/golden/{name}/verdicts.tsv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
    verdicts = Counter((row["address"], row["verdict"]) for row in rows)
    everything = {row["address"] for row in rows if row["control"] == "F20"}
    few = {key: verdicts[key] for key in ((row["address"], word) for row in rows for word in ("accept", "reject")) if verdicts[key] < 25}
    assert {address for address, _ in few} <= everything, few
    neighbors = Counter(row["neighbor"] for row in rows)
    assert min(neighbors.values()) >= 500


def test_every_control_that_rejects_decides_in_the_tables() -> None:
    text = (ROOT / "tests/golden/controls/verdicts.tsv").read_text(encoding="utf-8")
    told = Counter(line.rpartition("\t")[2] for line in text.splitlines()[1:])
    wanted = {name for name, control in CONTROLS.items() if control.rejects and name.startswith("F")} - {"F19"}
    assert {name: told[name] for name in wanted if told[name] < 5} == {}


needs_schemas = pytest.mark.skipif(bool(missing()), reason=missing())


@needs_schemas
@pytest.mark.parametrize("name", GOLDEN.names())
def test_junipers_schema_takes_the_golden_configurations(name: str) -> None:
    assert refusal("junos", ROOT / f"tests/golden/{name}/junos.xml") == ""


@needs_schemas
@pytest.mark.parametrize("name", GOLDEN.names())
def test_ciscos_schema_takes_the_twins_of_the_golden_configurations(name: str, tmp_path: Path) -> None:
    """The unified models of IOS-XR hold the same objects; what is in a policy or a set they do not see."""
    policy = fit(GOLDEN.load(name).policy, platform("iosxr").capabilities("7.11.2"))
    made = build(policy, Facts())
    (tmp_path / "twin.xml").write_text(twin(policy.asn, made, {item.address: item.asn for item in policy.sessions}), encoding="utf-8")
    assert refusal("iosxr", tmp_path / "twin.xml") == ""


@needs_schemas
@pytest.mark.parametrize("name", GOLDEN.names())
def test_ciscos_native_model_takes_the_twins_of_the_golden_configurations(name: str, tmp_path: Path) -> None:
    """The native model of IOS-XE holds each line; what an expression or a name means it does not see."""
    policy = fit(GOLDEN.load(name).policy, platform("iosxe").capabilities("17.9.4"))
    made = iosxe_build(policy, IosXeFacts())
    text = iosxe_twin(policy.asn, made, {item.address: item.asn for item in policy.sessions})
    (tmp_path / "twin.xml").write_text(text, encoding="utf-8")
    assert refusal("iosxe", tmp_path / "twin.xml") == ""


@needs_schemas
@pytest.mark.parametrize("name", GOLDEN.names())
def test_a_routers_command_tree_takes_the_golden_configurations(name: str) -> None:
    """Menus, commands and properties; the tree does not look into rules, which an interpreter reads (tests/unit/routeros)."""
    assert refusal("routeros", ROOT / f"tests/golden/{name}/routeros.rsc") == ""
