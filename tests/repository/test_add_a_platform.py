# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The page that says how to add a platform: its files are written out as it says, and do what it says."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/add_a_platform.md").read_text(encoding="utf-8")
REGISTRY = "plugins/plugin_utils/platforms/__init__.py"
RENDER = "plugins/plugin_utils/platforms/plainos/render.py"
#: The two lines that every file begins with.
LICENCE = "".join(Path(__file__).read_text(encoding="utf-8").splitlines(keepends=True)[:2])


def _files() -> dict[str, str]:
    """Return the files of the page with their texts."""
    found = re.findall(r"^`((?:plugins|tests)/\S+\.py)`\n\n```python\n(.*?)\n```$", PAGE, re.MULTILINE | re.DOTALL)
    return {path: f"{LICENCE}{text}\n" for path, text in found}


def _line() -> str:
    (line,) = re.findall(r'^    Os\("plainos".*$', PAGE, re.MULTILINE)
    return str(line)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what the page's commands need, with its files and its line."""
    root = tmp_path_factory.mktemp("copy") / "project"
    for part in ("plugins", "scripts", "tests/golden", "tests/unit"):
        shutil.copytree(ROOT / part, root / part, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "tests/conftest.py", "tests/finding_shape.py"):
        shutil.copy(ROOT / name, root / name)
    link = root / ".build/ansible_collections/manrs/hardening"
    link.parent.mkdir(parents=True)
    link.symlink_to(root)
    registry = (root / REGISTRY).read_text(encoding="utf-8")
    (root / REGISTRY).write_text(registry.replace("OSES = (\n", f"OSES = (\n{_line()}\n"), encoding="utf-8")
    for path, text in _files().items():
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


def _run(root: Path, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the page in the copy, whatever project PYTHONPATH names here."""
    environment = {**os.environ, "PYTHONPATH": str(root / ".build"), "PYTEST_ADDOPTS": "", **variables}
    return subprocess.run([sys.executable, *words], cwd=root, env=environment, capture_output=True, text=True, check=False)


def test_its_files_are_those_of_two_rungs() -> None:
    names = [Path(path).name for path in _files()]
    assert names == ["capabilities.py", "objects.py", "render.py", "text.py", "__init__.py", "test_properties.py"]


def test_its_platform_says_all_golden_intents(project: Path) -> None:
    done = _run(project, "scripts/golden.py")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    made = (project / "tests/golden/minimal/plainos.txt").read_text(encoding="utf-8").splitlines()
    shown = PAGE.partition("`minimal` has, among others:\n\n")[2].partition("\n\n")[0].splitlines()
    assert shown[0] == "    filter MANRS-193.10.0.5-import-4"
    assert [line for line in shown if line.removeprefix("    ") not in made] == []
    # Of irr.rpsl: acme's AS-SET holds AS35001 and AS35002, not AS31001.
    assert {" 35001 193.20.0.0/22", " 35002 193.20.8.0/24", " 35001 2a06:2000::/32"} <= {*made}
    assert not any("193.30.0.0/22" in line for line in made)


def test_what_it_leaves_out_is_refused_as_the_page_says(project: Path) -> None:
    whole = (project / RENDER).read_text(encoding="utf-8")
    fewer = re.sub(r"^        case EmptyPath\(\):\n.*\n", "", whole, flags=re.MULTILINE)
    assert len(whole.splitlines()) - len(fewer.splitlines()) == 2
    try:
        (project / RENDER).write_text(fewer, encoding="utf-8")
        done = _run(project, "scripts/golden.py")
    finally:
        (project / RENDER).write_text(whole, encoding="utf-8")
    told = done.stderr.splitlines()[-1].partition("PlatformError: ")[2]
    assert told == "PlainOS cannot match EmptyPath(); add it to render.py, or to missing_atoms in capabilities.py"
    assert told in " ".join(PAGE.split())


def test_its_circle_holds(project: Path) -> None:
    done = _run(project, "-m", "pytest", "-q", "tests/unit/plainos", MANRS_CIRCLE_EXAMPLES="10")
    (count,) = re.findall(r"pytest -q tests/unit/plainos +# (\d+) passed", PAGE)
    assert re.search(rf"^{count} passed in ", done.stdout, re.MULTILINE), done.stdout


def test_a_text_that_loses_a_line_is_no_circle(project: Path) -> None:
    """So that the test of the page can fail."""
    path = project / "plugins/plugin_utils/platforms/plainos/text.py"
    whole = path.read_text(encoding="utf-8")
    assert "body.append(rest)" in whole
    try:
        path.write_text(whole.replace("body.append(rest)", "body += [rest] * (not rest.startswith('reject F13'))"), encoding="utf-8")
        done = _run(project, "-m", "pytest", "-q", "tests/unit/plainos", MANRS_CIRCLE_EXAMPLES="10")
    finally:
        path.write_text(whole, encoding="utf-8")
    assert re.search(r"^1 failed, \d+ passed in ", done.stdout, re.MULTILINE), done.stdout


def test_its_links_to_code_lead_somewhere() -> None:
    for name in set(
        re.findall(r"`((?:plugins|platforms|policy|model|lab|tests|scripts|audit|delivery|transports|docs)/[\w/.]+\.py)`", PAGE)
    ):
        if "plainos" not in name and "NAME" not in name:
            places = (ROOT / name, ROOT / "plugins/plugin_utils" / name, ROOT / "plugins/plugin_utils/delivery" / name)
            assert any(place.is_file() for place in places), name
