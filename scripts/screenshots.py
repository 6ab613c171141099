#!/usr/bin/env python3
# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Take the pictures in docs/images: the report's page, from the report that its tests look at, and the start page of the built site.

Usage: scripts/screenshots.py [folder]. With a folder, pictures of it in both themes, narrow, in print and without a script go there.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / ".build"), str(ROOT / "tests")]

from ansible_collections.manrs.hardening.plugins.plugin_utils.evidence.pages.report import page  # noqa: E402
from evidence_report import report  # noqa: E402
from playwright.sync_api import Browser, Page, sync_playwright  # noqa: E402

#: The picture of the documents: its width, and what is left below the map of sessions, where it ends. Dots.
_WIDTH, _MARGIN = 1440, 14


def opened(browser: Browser, path: Path, width: int = _WIDTH, height: int = 1500, scheme: str = "light", with_script: bool = True) -> Page:
    """Return the page in a window of that size and theme."""
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
        java_script_enabled=with_script,
    )
    shown = context.new_page()
    shown.goto(path.as_uri())
    return shown


def for_the_documents(browser: Browser, path: Path, picture: Path) -> None:
    """Take the picture that the documents show."""
    shown = opened(browser, path)
    box = shown.locator(".map.sessions").bounding_box()
    assert box is not None
    shown.screenshot(path=picture, full_page=True, clip={"x": 0, "y": 0, "width": _WIDTH, "height": box["y"] + box["height"] + _MARGIN})


def for_the_eye(browser: Browser, path: Path, folder: Path) -> None:
    """Take the pictures that somebody who works on the page looks at."""
    folder.mkdir(parents=True, exist_ok=True)
    for scheme in ("light", "dark"):
        opened(browser, path, scheme=scheme).screenshot(path=folder / f"{scheme}.png", full_page=True)
    opened(browser, path, width=380, height=800).screenshot(path=folder / "narrow.png", full_page=True)
    opened(browser, path, with_script=False).screenshot(path=folder / "without-script.png", full_page=True)
    shown = opened(browser, path, scheme="dark", height=900)
    shown.locator(".map.sessions td.h").first.click()
    shown.screenshot(path=folder / "details.png")
    opened(browser, path).pdf(path=folder / "print.pdf", prefer_css_page_size=True, print_background=True)


def main() -> int:
    chromium = shutil.which("chromium")
    if chromium is None:
        print("missing: chromium (lab/packages.sh --browser)", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        path = Path(scratch) / "report.html"
        path.write_text(page(report()), encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=chromium)
        if len(sys.argv) > 1:
            for_the_eye(browser, path, Path(sys.argv[1]))
        else:
            for_the_documents(browser, path, ROOT / "docs/images/report.png")
            opened(browser, ROOT / ".build/site/index.html", width=1280, height=960).screenshot(path=ROOT / "docs/images/site.png")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
