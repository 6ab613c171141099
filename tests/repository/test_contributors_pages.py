# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The pages for contributors name what is there; the way of a prefix goes as the layers do, and the prefix takes it."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ENGINE = ROOT / "plugins/plugin_utils"
WAY = (ROOT / "docs/way_of_a_prefix.md").read_text(encoding="utf-8")
PAGES = ("way_of_a_prefix.md", "add_a_control.md")


def _file(name: str) -> Path | None:
    return next((place for place in (ENGINE / name, ROOT / name) if place.is_file()), None)


def _names(path: Path) -> set[str]:
    """Return the functions, classes and methods of a file, methods also behind their class."""
    found = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found.add(node.name)
        if isinstance(node, ast.ClassDef):
            found |= {f"{node.name}.{item.name}" for item in node.body if isinstance(item, ast.FunctionDef | ast.AsyncFunctionDef)}
    return found


@pytest.mark.parametrize("page", PAGES)
def test_each_file_that_a_page_names_is_there(page: str) -> None:
    names = re.findall(r"`((?:[a-z_]+/)*[a-z_]+\.(?:py|yml))`", (ROOT / "docs" / page).read_text(encoding="utf-8"))
    assert len(names) >= 5
    assert [name for name in names if _file(name) is None] == []


def test_each_function_on_the_way_is_in_the_file_before_it() -> None:
    seen = 0
    for name, behind in re.findall(r"`((?:[a-z_]+/)*[a-z_]+\.py)`((?:\s(?:and\s)?`\w+(?:\.\w+)?`)+)", WAY):
        path = _file(name)
        assert path is not None, name
        functions = re.findall(r"`(\w+(?:\.\w+)?)`", behind)
        assert set(functions) <= _names(path), name
        seen += len(functions)
    assert seen >= 25


def test_the_way_goes_as_the_layers_do() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    layers = list(reversed(contracts[0]["layers"]))
    order = [layers.index(layer) for layer in re.findall(r"`([a-z]+)/(?:[a-z_]+/)*[a-z_]+\.py`", WAY) if layer in layers]
    assert order == sorted(order)
    # Data is everywhere, and an audit is of routers that nobody of us configured.
    assert {layers[place] for place in order} == {*layers} - {"model", "audit"}


def _playbook(name: str, folder: Path, *variables: str) -> None:
    program = str(Path(sys.executable).with_name("ansible-playbook"))
    told = [word for item in (f"manrs_snapshot={folder}/snapshot", *variables) for word in ("-e", item)]
    command = [program, "-i", str(ROOT / "lab/inventory/frr.yml"), str(ROOT / "playbooks" / name), *told]
    environment = {**os.environ, "ANSIBLE_COLLECTIONS_PATH": str(ROOT / ".build")}
    subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)


def test_the_prefix_takes_the_way(tmp_path: Path) -> None:
    """What the page shows of it stands in the inventory, in the snapshot, and in what edge10 gets."""
    inventory, pair, entry = re.findall(r"^\n {4,8}(\S.*)$", WAY, re.MULTILINE)
    declared = inventory.partition(" #")[0].strip()
    assert declared in (ROOT / "lab/inventory/group_vars/routers/neighbors.yml").read_text(encoding="utf-8")
    _playbook("snapshot.yml", tmp_path)
    assert (tmp_path / "snapshot/sets/AS35001=AS-ACME.txt").read_text(encoding="utf-8").split() == ["AS35001", "AS35002"]
    assert pair in (tmp_path / "snapshot/asns/AS35001.txt").read_text(encoding="utf-8").splitlines()
    _playbook("render.yml", tmp_path, "manrs_platform_version=10.3", f"manrs_rendered={tmp_path}/rendered")
    assert entry in (tmp_path / "rendered/edge10.conf").read_text(encoding="utf-8").splitlines()
