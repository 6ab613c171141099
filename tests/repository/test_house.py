# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The rules of the house, held by the tools that know them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
ENGINE = "ansible_collections/manrs/hardening/plugins/plugin_utils"


def run(*command: str, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a tool of the project's environment and return what it said."""
    tool = str(Path(sys.executable).parent / command[0])
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    settings = {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT / ".build"), "MYPYPATH": str(ROOT / ".build"), **environment}
    return subprocess.run([tool, *command[1:]], cwd=cwd, env=settings, text=True, capture_output=True, check=False, timeout=600)


def tracked() -> list[Path]:
    names = subprocess.run(["git", "ls-files"], cwd=ROOT, text=True, capture_output=True, check=True).stdout.split()
    return [ROOT / name for name in names if (ROOT / name).is_file()]


def test_ruff() -> None:
    done = run("ruff", "check", ".")
    assert done.returncode == 0, done.stdout


def test_ruff_format() -> None:
    done = run("ruff", "format", "--check", ".")
    assert done.returncode == 0, done.stdout


def test_mypy_is_strict_on_the_engine() -> None:
    done = run("mypy", "plugins/plugin_utils")
    assert done.returncode == 0, done.stdout


def test_imports_follow_the_pipeline() -> None:
    done = run("lint-imports", "--no-cache")
    assert done.returncode == 0, done.stdout


def test_a_planted_reverse_import_is_refused(tmp_path: Path) -> None:
    copy = tmp_path / ENGINE
    shutil.copytree(ROOT / "plugins/plugin_utils", copy, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    clean = run("lint-imports", "--no-cache", cwd=tmp_path, PYTHONPATH=str(tmp_path))
    assert clean.returncode == 0, clean.stdout
    with (copy / "model/routes.py").open("a", encoding="utf-8") as stream:
        stream.write("\nfrom ..policy import decide\n")
    planted = run("lint-imports", "--no-cache", cwd=tmp_path, PYTHONPATH=str(tmp_path))
    assert planted.returncode != 0
    assert "model.routes" in planted.stdout


def test_ansible_lint_production() -> None:
    done = run("ansible-lint", "--offline", "--profile", "production", "-q", ANSIBLE_COLLECTIONS_PATH=str(ROOT / ".build"))
    assert done.returncode == 0, done.stdout + done.stderr


def test_each_file_says_its_licence() -> None:
    # REUSE-IgnoreStart
    licence = "SPDX-License-Identifier: GPL-3.0-or-later"
    # REUSE-IgnoreEnd
    without = [
        path.relative_to(ROOT)
        for path in tracked()
        if path.suffix not in (".json", ".rpsl", ".png", ".svg")
        # What routers get is as they get it.
        and (path.relative_to(ROOT).parts[:2] != ("tests", "golden") or path.suffix == ".yml")
        and not re.match("examples/gitops/(snapshot|rendered|approved)", str(path.relative_to(ROOT)))
        and path.parts[-2] != "LICENSES"
        # A release writes them.
        and path.relative_to(ROOT) not in (Path("CHANGELOG.md"), Path("changelogs/changelog.yaml"))
        and licence not in path.read_text(encoding="utf-8")[:400]
    ]
    assert without == []


def test_licences_are_told_as_reuse_wants_it() -> None:
    done = run("reuse", "lint")
    assert done.returncode == 0, done.stdout + done.stderr


def test_each_module_has_its_action() -> None:
    modules = {path.stem for path in (ROOT / "plugins/modules").glob("*.py")}
    actions = {path.stem for path in (ROOT / "plugins/action").glob("*.py")}
    assert modules == actions
    groups = yaml.safe_load((ROOT / "meta/runtime.yml").read_text(encoding="utf-8"))["action_groups"]
    assert set(groups["hardening"]) == modules


@pytest.mark.parametrize("scenario", sorted(path.name for path in (ROOT / "molecule").iterdir() if path.is_dir()))
def test_each_scenario_verifies_something(scenario: str) -> None:
    verify = ROOT / "molecule" / scenario / "verify.yml"
    assert verify.is_file(), "Molecule takes a missing verify.yml for success"
    assert re.search(r"ansible\.builtin\.assert:", verify.read_text(encoding="utf-8"))
