# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The glossary has the words that are used, and the picture of the way can be read by everybody."""

from __future__ import annotations

import ast
import importlib
import re
import typing
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
import yaml
from ansible_collections.manrs.hardening.plugins.modules.deploy import DOCUMENTATION
from ansible_collections.manrs.hardening.plugins.plugin_utils.evidence.models import Status
from ansible_collections.manrs.hardening.plugins.plugin_utils.intent.models import ModeRule
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.controls import LAST_STAGE
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Relation, RovState

ROOT = Path(__file__).resolve().parents[2]
ENGINE = "ansible_collections.manrs.hardening.plugins.plugin_utils"
ROWS = [
    tuple(cell.strip() for cell in line.strip("|").split(" | "))
    for line in (ROOT / "docs/glossary.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("| ") and not line.startswith("| word ")
]
MODEL = sorted((ROOT / "plugins/plugin_utils/model").glob("*.py"))
MEANINGS = {row[0]: row[1] for row in ROWS}
TYPES = [(row[0], row[2].strip("`")) for row in ROWS if len(row) == 3 and row[2].startswith("`")]


DEPLOY = yaml.safe_load(DOCUMENTATION)


def docstrings() -> str:
    """Every docstring and documentation of the code."""
    found = []
    for path in sorted((ROOT / "plugins").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
                found.append(ast.get_docstring(node) or "")
    return "\n".join(found)


def used() -> str:
    pages = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs").glob("*.md")) if path.name != "glossary.md"]
    return "\n".join([*pages, docstrings()])


USED = used()


def test_the_words_are_sorted_and_there_once() -> None:
    # GUARD, the part of a filter, stands before guard, the condition.
    words = [row[0] for row in ROWS]
    assert words == sorted(words, key=lambda word: (word.lower(), word))
    assert len(words) == len(set(words)) > 50


def is_used(word: str) -> bool:
    """Whether a page or a docstring has a word. The only two that differ in their case are GUARD and guard."""
    pattern = re.escape(word).replace(r"\ ", r"[\s_]+")
    return re.search(rf"\b{pattern}", USED, 0 if word.lower() == "guard" else re.IGNORECASE) is not None


@pytest.mark.parametrize("word", sorted(MEANINGS))
def test_each_word_is_used(word: str) -> None:
    assert is_used(word)


def test_a_word_that_nobody_uses_is_noticed() -> None:
    assert not is_used("route reflector cluster")


@pytest.mark.parametrize("word", sorted(MEANINGS))
def test_a_word_that_is_a_type_of_the_model_says_so(word: str) -> None:
    name = "".join(part.capitalize() for part in re.split(r"[ -]", word))
    classes = re.findall(r"^class (\w+)", "\n".join(path.read_text(encoding="utf-8") for path in MODEL), re.MULTILINE)
    assert name not in classes or word in dict(TYPES)


@pytest.mark.parametrize(("word", "path"), TYPES)
def test_each_type_of_the_glossary_is_there(word: str, path: str) -> None:
    module, _, name = path.rpartition(".")
    assert isinstance(getattr(importlib.import_module(f"{ENGINE}.{module}"), name), type)


def quoted(word: str) -> set[str]:
    return set(re.findall(r"`([^`]+)`", MEANINGS[word]))


def test_what_a_word_can_be_is_what_the_engine_knows() -> None:
    assert quoted("relation") == {item.value for item in Relation}
    assert quoted("ROV") == {item.value for item in RovState}
    assert quoted("scope") == set(DEPLOY["options"]["scopes"]["choices"])
    assert quoted("mode") == set(typing.get_args(ModeRule.model_fields["mode"].annotation))
    assert MEANINGS["adoption stage"].endswith(f"1 to {LAST_STAGE}")


def test_the_page_of_concepts_says_unknown_as_the_report_does() -> None:
    assert f"it says `{Status.UNKNOWN.value}`" in (ROOT / "docs/concepts.md").read_text(encoding="utf-8")


SVG = "{http://www.w3.org/2000/svg}"
STEPS = ("intent", "registry", "snapshot", "policy", "fitted policy", "plan", "delivery", "evidence")


def test_the_picture_has_every_step_as_text_and_says_itself_what_it_shows() -> None:
    picture = ElementTree.parse(ROOT / "docs/images/way.svg").getroot()
    names = [item.text for item in picture.iter(f"{SVG}text") if item.get("class") == "name"]
    assert names == list(STEPS)
    told = {tag: " ".join((picture.findtext(f"{SVG}{tag}") or "").split()) for tag in ("title", "desc")}
    assert told["title"] and picture.get("role") == "img" and picture.get("aria-labelledby") == "title desc"
    assert [step for step in STEPS if step not in told["desc"].replace("fitted to", "fitted policy")] == []


def test_the_picture_brings_its_own_ground_and_needs_no_other_file() -> None:
    text = (ROOT / "docs/images/way.svg").read_text(encoding="utf-8")
    picture = ElementTree.fromstring(text)
    first = next(item for item in picture if item.tag == f"{SVG}rect")
    assert first.get("class") == "ground" and ".ground { fill: #ffffff" in text
    assert (float(first.get("width", 0)), float(first.get("height", 0))) >= (379, 595)
    assert re.findall(r"href=|@import|url\((?!#)|<image|<script", text) == []


def test_the_picture_can_be_read_where_380_pixels_are_wide() -> None:
    text = (ROOT / "docs/images/way.svg").read_text(encoding="utf-8")
    picture = ElementTree.fromstring(text)
    assert picture.get("viewBox", "").split()[2] == "380"
    sizes = [float(size) for size in re.findall(r'font-size(?:="|: )([\d.]+)', text)]
    assert sizes and min(sizes) >= 12
