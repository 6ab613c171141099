# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Changelog fragments are well-formed, and a release makes a changelog of them that names every module."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]


def _tool(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    tools = Path(sys.executable).parent
    return subprocess.run(
        [tools / "antsibull-changelog", *words],
        cwd=folder,
        env={**os.environ, "PATH": f"{tools}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    root = tmp_path / "ansible_collections/manrs/hardening"
    root.mkdir(parents=True)
    for part in ("galaxy.yml", "CHANGELOG.md"):
        shutil.copy(ROOT / part, root / part)
    for part in ("changelogs", "plugins", "meta", "roles"):
        shutil.copytree(ROOT / part, root / part, ignore=shutil.ignore_patterns("__pycache__"))
    return root


def test_the_fragments_are_well_formed() -> None:
    done = _tool(ROOT, "lint")
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_fragment_of_an_unknown_kind_is_seen(copy: Path) -> None:
    (copy / "changelogs/fragments/planted.yml").write_text("news: [something]\n", encoding="utf-8")
    done = _tool(copy, "lint")
    assert done.returncode != 0
    assert "planted.yml" in done.stdout + done.stderr


def _released(copy: Path) -> str:
    """Release the version of galaxy.yml in a copy unless it is released already; return the changelog as plain text."""
    version = yaml.safe_load((ROOT / "galaxy.yml").read_text(encoding="utf-8"))["version"]
    changes = copy / "changelogs/changelog.yaml"
    if not (changes.exists() and version in yaml.safe_load(changes.read_text(encoding="utf-8"))["releases"]):
        done = _tool(copy, "release", "--version", version, "--date", "2026-11-28")
        assert done.returncode == 0, done.stdout + done.stderr
    text = (copy / "CHANGELOG.md").read_text(encoding="utf-8").replace("\\", "")
    assert f"## v{version}" in text
    return text


def test_a_release_names_every_module(copy: Path) -> None:
    text = _released(copy)
    modules = {path.stem for path in (ROOT / "plugins/modules").glob("*.py")}
    assert {name for name in modules if f"manrs.hardening.{name} - " not in text} == set()


def test_the_next_release_says_its_fragments_and_keeps_what_was_said(copy: Path) -> None:
    before = _released(copy)
    (copy / "changelogs/fragments/planted.yml").write_text("bugfixes: [planted - it holds.]\n", encoding="utf-8")
    done = _tool(copy, "release", "--version", "99.0.0", "--date", "2099-01-01")
    assert done.returncode == 0, done.stdout + done.stderr
    text = (copy / "CHANGELOG.md").read_text(encoding="utf-8").replace("\\", "")
    assert "## v99.0.0" in text
    assert "planted - it holds." in text
    assert {line for line in before.splitlines() if line.startswith("* ")} <= set(text.splitlines())


def test_the_folder_of_fragments_is_there_after_a_release(copy: Path) -> None:
    _released(copy)
    # Git keeps no empty folder.
    assert [path.name for path in (copy / "changelogs/fragments").iterdir()] == [".keep"]
    assert _tool(copy, "lint").returncode == 0


def test_licences_are_told_after_a_release_too(copy: Path) -> None:
    _released(copy)
    for part in ("REUSE.toml", ".gitignore"):
        shutil.copy(ROOT / part, copy / part)
    shutil.copytree(ROOT / "LICENSES", copy / "LICENSES")
    for words in (["init", "-q"], ["add", "--all"]):
        subprocess.run(["git", *words], cwd=copy, check=True)
    done = subprocess.run([Path(sys.executable).parent / "reuse", "lint"], cwd=copy, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_a_role_is_described_to_galaxy_as_in_its_specs() -> None:
    for role in sorted((ROOT / "roles").iterdir()):
        specs = yaml.safe_load((role / "meta/argument_specs.yml").read_text(encoding="utf-8"))["argument_specs"]
        told = yaml.safe_load((role / "meta/main.yml").read_text(encoding="utf-8"))["galaxy_info"]
        assert told["description"] == specs["main"]["short_description"], role.name
