# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The pages for contributors name files and functions that are there, and the way of a prefix goes as the layers do."""

from __future__ import annotations

import ast
import re
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
    steps = [re.findall(r"`([a-z]+)/(?:[a-z_]+/)*[a-z_]+\.py`", step)[:1] for step in re.split(r"\n\d+\. ", WAY)[1:]]
    order = [layers.index(first) for [first] in filter(None, steps) if first in layers]
    assert len(order) >= 10
    assert order == sorted(order)
