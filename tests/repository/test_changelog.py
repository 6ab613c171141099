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


def test_a_release_names_what_is_new(copy: Path) -> None:
    version = yaml.safe_load((ROOT / "galaxy.yml").read_text(encoding="utf-8"))["version"]
    done = _tool(copy, "release", "--version", version, "--date", "2026-11-28")
    assert done.returncode == 0, done.stdout + done.stderr
    text = (copy / "CHANGELOG.md").read_text(encoding="utf-8").replace("\\", "")
    assert f"## v{version}" in text
    modules = {path.stem for path in (ROOT / "plugins/modules").glob("*.py")}
    assert {name for name in modules if f"manrs.hardening.{name} - " not in text} == set()
