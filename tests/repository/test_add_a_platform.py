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

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/add_a_platform.md").read_text(encoding="utf-8")
REGISTRY = "plugins/plugin_utils/platforms/__init__.py"


def _files() -> dict[str, str]:
    """Return the files of the page with their texts."""
    return {
        path: f"{text}\n" for path, text in re.findall(r"^`(plugins/\S+\.py)`\n\n```python\n(.*?)\n```$", PAGE, re.MULTILINE | re.DOTALL)
    }


def _copy(folder: Path) -> Path:
    """Make a copy of what the page's commands need."""
    root = folder / "project"
    for part in ("plugins", "scripts", "tests/golden"):
        shutil.copytree(ROOT / part, root / part, ignore=shutil.ignore_patterns("__pycache__"))
    link = root / ".build/ansible_collections/manrs/hardening"
    link.parent.mkdir(parents=True)
    link.symlink_to(root)
    return root


def _golden(root: Path) -> str:
    # The copy, not the project that PYTHONPATH names.
    environment = {**os.environ, "PYTHONPATH": str(root / ".build")}
    done = subprocess.run([sys.executable, "scripts/golden.py"], cwd=root, env=environment, capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else done.stderr.splitlines()[-1]


def test_its_platform_says_what_is_missing_as_the_page_says(tmp_path: Path) -> None:
    files = _files()
    assert {Path(path).name for path in files} == {"__init__.py", "capabilities.py", "render.py"}
    root = _copy(tmp_path)
    (line,) = re.findall(r'^ *(Os\("plainos".*)$', PAGE, re.MULTILINE)
    registry = (root / REGISTRY).read_text(encoding="utf-8")
    (root / REGISTRY).write_text(registry.replace("OSES = (\n", f"OSES = (\n    {line}\n"), encoding="utf-8")
    for path, text in files.items():
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    told = _golden(root)
    message = told.partition("PlatformError: ")[2]
    assert message.startswith("PlainOS cannot match ")
    assert message in " ".join(PAGE.split())


def test_its_links_to_code_lead_somewhere() -> None:
    for name in set(
        re.findall(r"`((?:plugins|platforms|policy|model|lab|tests|scripts|audit|delivery|transports|docs)/[\w/.]+\.py)`", PAGE)
    ):
        if "plainos" not in name and "NAME" not in name:
            places = (ROOT / name, ROOT / "plugins/plugin_utils" / name, ROOT / "plugins/plugin_utils/delivery" / name)
            assert any(place.is_file() for place in places), name
