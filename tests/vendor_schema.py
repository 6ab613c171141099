# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Vendors' own schemas as judges of what is rendered for their routers.

``MANRS_SCHEMA_DIR`` names a folder with a program ``check PLATFORM FILE`` and the schemas that it needs.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

FOLDER = Path(os.environ.get("MANRS_SCHEMA_DIR", Path(__file__).resolve().parents[2] / "shared" / "schema"))


def missing() -> str:
    """Say what this machine lacks to ask them, or nothing."""
    if not (FOLDER / "check").exists():
        return f"needs the vendors' schemas: no program 'check' in {FOLDER} (MANRS_SCHEMA_DIR names the folder)"
    return "" if shutil.which("yanglint") else "needs yanglint (Debian: libyang2-tools)"


def refusal(platform: str, file: Path) -> str:
    """Return what a schema says against a file; nothing when it takes it. A judge that fails is no refusal."""
    told = subprocess.run([str(FOLDER / "check"), platform, str(file)], capture_output=True, text=True, timeout=120, check=False)
    assert told.returncode in (0, 1), told.stderr
    return (told.stderr or told.stdout or "refused") if told.returncode else ""
