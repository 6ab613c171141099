# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The documentation site, built once for all tests of a run that look at it."""

from __future__ import annotations

import fcntl
import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PYTHON = ROOT / ".venv-docs/bin/python"


def built_site(factory: pytest.TempPathFactory) -> Path:
    """Build the site, or take the one that another worker of this run built. :raises AssertionError: it does not build."""
    if not PYTHON.exists():
        pytest.skip("needs what builds the site: make docs-tools")
    base = factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "documentation"
    folder.mkdir(exist_ok=True)
    said = folder / "said.txt"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not said.exists():
            done = subprocess.run([PYTHON, ROOT / "scripts/site.py", folder], cwd=ROOT, capture_output=True, text=True, check=False)
            said.write_text(f"{done.returncode}\n{done.stdout}{done.stderr}", encoding="utf-8")
    code, _, rest = said.read_text(encoding="utf-8").partition("\n")
    assert code == "0", rest[-4000:]
    return folder / "site"
