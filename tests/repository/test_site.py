# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The pages: each is on the start page once, each link leads somewhere, headings go down one step at a time; and the site builds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from ..built_site import built_site

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = sorted(DOCS.glob("*.md"))
#: Links to elsewhere are not asked here (`make links` does): this is how they look.
ELSEWHERE = re.compile(r"https://([a-z0-9-]+\.)+[a-z]+(/[^\s<>\"]*)?")
#: What people read in a checkout too.
OTHERS = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md", "CODE_OF_CONDUCT.md", "lab/README.md")]
OTHERS += sorted((ROOT / "examples").glob("**/README.md"))
#: Of what antsibull-docs makes pages.
REFERENCE = sorted(path for kind in ("modules", "lookup", "filter", "test") for path in (ROOT / "plugins" / kind).glob("*.py"))
REFERENCE += sorted((ROOT / "roles").glob("*/meta/argument_specs.yml"))


def _prose(path: Path) -> str:
    """Return a page without its blocks of code."""
    text = re.sub(r"^```.*?^```$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    return re.sub(r"^ {4}.*$", "", text, flags=re.MULTILINE)


def _links(path: Path) -> Iterator[str]:
    """Yield where a page leads: links and pictures, what a word in brackets stands for, addresses as they are."""
    prose = _prose(path)
    for written in (r"\]\(([^)\s]+)(?: \"[^\"]*\")?\)", r"^\[[^]]+\]: (\S+)", r"<([a-z]+:[^>\s]*)>"):
        yield from re.findall(written, prose, re.MULTILINE)


def _anchor(heading: str) -> str:
    """Return what a heading is called in a link, on a forge and on the site alike."""
    words = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", heading).replace("`", "").strip().lower()
    return re.sub(r"[^\w\- ]", "", words).replace(" ", "-")


def _anchors(path: Path) -> set[str]:
    found: Counter[str] = Counter()
    names = set()
    for heading in re.findall(r"^#+ (.*)$", _prose(path), re.MULTILINE):
        name = _anchor(heading)
        names.add(f"{name}-{found[name]}" if found[name] else name)
        found[name] += 1
    return names


def wrong_links(path: Path) -> list[str]:
    """Return the links of a page that lead nowhere."""
    found = []
    for link in _links(path):
        where, _, anchor = link.partition("#")
        if re.match(r"[a-z]+:", where):
            if not ELSEWHERE.fullmatch(where):
                found.append(link)
            continue
        target = (path.parent / where).resolve() if where else path
        # The reference of plugins is written when the site is built.
        if where.startswith("plugins/") and path.parent == DOCS:
            continue
        if not target.exists() or (anchor and target.suffix == ".md" and anchor not in _anchors(target)):
            found.append(link)
    return found


@pytest.mark.parametrize("path", [*PAGES, *OTHERS], ids=lambda path: str(path.relative_to(ROOT)))
def test_each_link_leads_somewhere(path: Path) -> None:
    assert wrong_links(path) == []


PLANTED = {
    "[here](nowhere.md)": "nowhere.md",
    '[here](nowhere.md "a title")': "nowhere.md",
    "![a picture](nowhere.svg)": "nowhere.svg",
    "[here](there.md#no-such-heading)": "there.md#no-such-heading",
    "[here](#no-such-heading)": "#no-such-heading",
    "[here]\n\n[here]: nowhere.md": "nowhere.md",
    "[here](http://example.net/)": "http://example.net/",
    "[here](https://nowhere)": "https://nowhere",
    "<https:/example.net>": "https:/example.net",
}


@pytest.mark.parametrize(("written", "link"), PLANTED.items())
def test_a_link_to_nowhere_is_seen(written: str, link: str, tmp_path: Path) -> None:
    (tmp_path / "there.md").write_text("# There\n", encoding="utf-8")
    page = tmp_path / "planted.md"
    page.write_text(f"# Planted\n\n[there](there.md#there), [out](https://example.net/x#y), {written}\n", encoding="utf-8")
    assert wrong_links(page) == [link]


@pytest.mark.parametrize("path", REFERENCE, ids=lambda path: str(path.relative_to(ROOT)))
def test_each_link_of_the_reference_looks_like_one(path: Path) -> None:
    written = re.findall(r"\bhttps?:[^\s)>\"',]*", path.read_text(encoding="utf-8"))
    assert [link for link in written if not ELSEWHERE.fullmatch(link.partition("#")[0])] == []


def test_each_page_is_on_the_start_page_once() -> None:
    listed = Counter(re.findall(r"^- \[.+\]\(([^)#]+)\)$", (DOCS / "index.md").read_text(encoding="utf-8"), re.MULTILINE))
    assert {name for name, number in listed.items() if number > 1} == set()
    assert set(listed) - {"plugins/index.rst"} == {path.name for path in PAGES} - {"index.md"}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_headings_go_down_one_step_at_a_time(path: Path) -> None:
    levels = [len(marks) for marks in re.findall(r"^(#+) ", _prose(path), re.MULTILINE)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


def test_the_site_builds_without_a_warning(tmp_path_factory: pytest.TempPathFactory) -> None:
    site = built_site(tmp_path_factory)
    made = {path.stem for path in site.glob("*.html")}
    assert {path.stem for path in PAGES} <= made
    reference = {path.stem for path in (site / "plugins").glob("*.html")}
    assert {f"{path.stem}_module" for path in (ROOT / "plugins/modules").glob("*.py")} <= reference
    assert {f"{path.parent.name}_role" for path in (ROOT / "roles").glob("*/tasks")} <= reference
