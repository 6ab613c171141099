# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A real browser for pages that must need nothing else: what they ask for and complain of is kept, and axe judges them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

try:
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright
except ImportError as error:
    pytest.skip(f"missing: {error.name} (requirements/check.txt)", allow_module_level=True)

CHROMIUM = os.environ.get("MANRS_CHROMIUM") or shutil.which("chromium")
if CHROMIUM is None:
    pytest.skip("missing: chromium, the Debian package (lab/packages.sh --browser), or its path in MANRS_CHROMIUM", allow_module_level=True)

__all__ = ["RULES", "Browser", "Desk", "Locator", "Page", "axe", "expect", "running"]
#: What axe looks for: WCAG 2.2 up to AA, and what it calls best practice. The other theme has other colours and nothing else.
RULES: dict[str, dict[str, Any]] = {
    "light": {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "dark": {"runOnly": {"type": "rule", "values": ["color-contrast"]}},
}


class Desk:
    """One browser. It opens pages from files and keeps what they ask for and complain of."""

    def __init__(self, browser: Browser, folder: Path) -> None:
        self.browser = browser
        self.folder = folder
        self.opened: set[str] = set()
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self._contexts: list[BrowserContext] = []

    def open(self, html: str, width: int = 1440, height: int = 900, **settings: Any) -> Page:
        path = self.folder / "page.html"
        path.write_text(html, encoding="utf-8")
        return self.open_file(path, width, height, **settings)

    def open_file(self, path: Path, width: int = 1440, height: int = 900, **settings: Any) -> Page:
        context = self.browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce", **settings)
        self._contexts.append(context)
        opened = context.new_page()
        opened.set_default_timeout(5000)
        opened.on("request", lambda request: self.requests.append(request.url))
        opened.on("console", lambda message: self.complaints.append(message.text))
        opened.on("pageerror", lambda error: self.complaints.append(str(error)))
        opened.on("dialog", lambda dialog: self.complaints.append(f"dialog: {dialog.message}"))
        opened.goto(path.as_uri())
        self.opened.add(path.as_uri())
        return opened

    def close(self) -> None:
        """Close all pages. :raises AssertionError: one asked for more than its own file, or complained."""
        for context in self._contexts:
            context.close()
        assert set(self.requests) == self.opened
        assert self.complaints == []


def axe(opened: Page, scheme: str, *, preload: bool = True) -> set[str]:
    """Have axe judge a page; return the rules that it looked at. :raises AssertionError: it finds something.

    :param preload: let it ask for style sheets beside the page once more, which a page of a file may not.
    """
    found = Axe().run(opened, options={**RULES[scheme], "preload": preload})
    assert found.violations_count == 0, found.generate_report()
    return {one["id"] for one in found.response["passes"]}


@contextmanager
def running() -> Iterator[Browser]:
    """Run the browser."""
    with sync_playwright() as playwright:
        # Debian's start script of the browser reads files of the desktop, which a test has no use for.
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--disable-gpu"])
        yield browser
        browser.close()
