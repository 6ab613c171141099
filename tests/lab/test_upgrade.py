# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A router that another version hardened, which named its objects otherwise, is brought to today's names by one delivery.

Nothing was released yet: the other version is this one with other names, made by the patches below.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import bring_up
import pytest
from upgrade import linked, upgrade

pytestmark = pytest.mark.lab
ROOT = Path(__file__).resolve().parents[2]
#: By edge: file of the engine, what it says, what the other version said.
OTHERWISE = {
    "edge10": (
        ("platforms/frr/objects.py", "hexdigest()[:10]", "hexdigest()[:7]"),
        ("platforms/frr/objects.py", "-O{self.origin}-", "-FROM{self.origin}-"),
        ("platforms/frr/objects.py", "-O(?P<origin>", "-FROM(?P<origin>"),
    ),
    "bird3": (("platforms/bird/names.py", "length: int = 8", "length: int = 6"),),
}


@pytest.mark.parametrize("edge", OTHERWISE)
def test_renamed_objects_migrate_by_a_swap(edge: str, tmp_path: Path) -> None:
    if reason := bring_up.missing():
        pytest.skip(reason)
    root = tmp_path / "other"
    for part in ("plugins", "playbooks", "roles", "meta", "lab"):
        shutil.copytree(ROOT / part, root / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "galaxy.yml", root)
    for name, now, then in OTHERWISE[edge]:
        path = root / "plugins/plugin_utils" / name
        text = path.read_text(encoding="utf-8")
        assert text.count(now) == 1, (name, now)
        path.write_text(text.replace(now, then), encoding="utf-8")
    found = upgrade(edge, linked(root))
    assert found.changed[0] == 1
    assert len(found.gone) > 20
    assert len(found.come) > 20
    assert found.problems == []
