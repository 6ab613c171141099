# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A browser for each file of tests, and a desk for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from .desk import Desk


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    from .desk import running

    with running() as found:
        yield found


@pytest.fixture
def desk(browser: Browser, tmp_path: Path) -> Iterator[Desk]:
    """A browser for one test. Whatever the test does, the page asks for its file alone and complains of nothing."""
    from .desk import Desk

    made = Desk(browser, tmp_path)
    yield made
    made.close()
