# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The filters of docs/example_filters.md, as the page has them."""

from __future__ import annotations

import re
from pathlib import Path

PAGE = Path(__file__).resolve().parents[1] / "docs/example_filters.md"
_EXAMPLE = re.compile(r"^<!-- (\w+), (wrong|right): ([\w-]+) -->\n```\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def examples() -> dict[tuple[str, str, str], str]:
    """Return each filter by its platform, "wrong" or "right", and its name."""
    return {found.group(1, 2, 3): found[4] for found in _EXAMPLE.finditer(PAGE.read_text(encoding="utf-8"))}
