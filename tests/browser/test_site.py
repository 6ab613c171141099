# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The documentation site in a real browser: it asks nobody but its own folder, fits on a telephone, and axe has nothing against it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest

from ..built_site import built_site
from .desk import Browser, Desk, axe, expect

PAGES = ("index.html", "start.html", "platforms.html", "plugins/deploy_module.html", "plugins/explain_module.html", "search.html")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built_site(tmp_path_factory)


@pytest.fixture
def reader(browser: Browser, tmp_path: Path, site: Path) -> Iterator[Desk]:
    """A browser for one test; pages may ask for files of the site, and for nothing else."""
    made = Desk(browser, tmp_path)
    yield made
    made.opened |= {request for request in made.requests if request.startswith(site.as_uri())}
    made.close()


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_has_nothing_against_it(reader: Desk, site: Path, name: str, scheme: Literal["light", "dark"]) -> None:
    opened = reader.open_file(site / name, color_scheme=scheme)
    seen = axe(opened, scheme, preload=False)
    assert "color-contrast" in seen


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_has_nothing_against_it_on_a_telephone(reader: Desk, site: Path, name: str, scheme: Literal["light", "dark"]) -> None:
    axe(reader.open_file(site / name, width=380, height=800, color_scheme=scheme), scheme, preload=False)


def test_the_theme_that_a_reader_chooses_is_the_theme_of_the_tables_too(reader: Desk, site: Path) -> None:
    opened = reader.open_file(site / "plugins/explain_module.html", color_scheme="light")
    for _ in range(3):
        if opened.locator("body").get_attribute("data-theme") == "dark":
            break
        opened.locator(".content-icon-container .theme-toggle").click()
    expect(opened.locator("body")).to_have_attribute("data-theme", "dark")
    axe(opened, "dark", preload=False)
    # The theme says in the console what was chosen.
    reader.complaints = [said for said in reader.complaints if not said.startswith("Changed to ")]


def test_each_page_fits_on_a_telephone(reader: Desk, site: Path) -> None:
    opened = reader.open_file(site / "index.html", width=380, height=800)
    wide = set()
    for path in sorted(path for path in site.rglob("*.html") if "_static" not in path.parts):
        opened.goto(path.as_uri())
        if opened.evaluate("document.documentElement.scrollWidth") > 380:
            wide.add(path.name)
    assert wide == set()


def test_the_start_page_leads_to_each_kind_of_page(reader: Desk, site: Path) -> None:
    opened = reader.open_file(site / "index.html")
    expect(opened.locator("h1")).to_contain_text("manrs.hardening")
    expect(opened.get_by_role("img").first).to_be_visible()
    for caption in ("Start", "Concepts", "Tasks", "Routers", "Reference", "Contribute"):
        expect(opened.locator(".sidebar-tree .caption", has_text=caption).first).to_be_attached()
    opened.locator("article").get_by_role("link", name="Five minutes", exact=False).first.click()
    expect(opened.locator("h1")).not_to_contain_text("manrs.hardening")
