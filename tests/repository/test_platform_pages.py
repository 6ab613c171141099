# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every router OS of the registry is where people look for it: a page of its own, the start page, the README's table, the golden files."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms import OSES, Os

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("known", OSES, ids=lambda known: known.folder)
def test_a_router_os_is_where_people_look_for_it(known: Os) -> None:
    page = f"{known.folder}.md"
    assert (ROOT / "docs" / page).is_file()
    assert f"]({page})" in (ROOT / "docs/index.md").read_text(encoding="utf-8")
    assert f"]({page})" in (ROOT / "docs/platforms.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| .*(?:tested on|simulated|rendered).* \|$", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert [row for row in rows if known.title in row.split("|")[1]]


@pytest.mark.parametrize("known", OSES, ids=lambda known: known.folder)
def test_a_router_os_is_rendered_for_every_golden_intent(known: Os) -> None:
    intents = list((ROOT / "tests/golden").glob("*/intent.yml"))
    assert len(intents) >= 5
    assert [path.parent.name for path in intents if not (path.parent / f"{known.folder}.{known.suffix}").is_file()] == []
