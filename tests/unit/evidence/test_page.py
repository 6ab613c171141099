# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The report's page: whole without a script, the same for the same report, and nothing that a router or registry says acts in it."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import subprocess
import sys
import unicodedata
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.evidence.models import Report, Severity, Status
from ansible_collections.manrs.hardening.plugins.plugin_utils.evidence.pages.report import page
from ansible_collections.manrs.hardening.plugins.plugin_utils.evidence.pages.text import short_number, text

from ...evidence_report import HOSTILE, hostile, large, report

ROOT = Path(__file__).resolve().parents[3]
#: What a page may be made of. An element that is not here came from a text.
ELEMENTS = {
    *("html", "head", "meta", "title", "style", "body", "nav", "main", "header", "section", "footer", "script", "svg", "rect"),
    *("h1", "h2", "h3", "h4", "h5", "p", "ul", "li", "dl", "div", "dt", "dd", "details", "summary", "pre"),
    *("a", "span", "small", "code", "b", "i", "em", "br", "bdi", "form", "label", "input", "select", "option", "button"),
    *("table", "colgroup", "col", "thead", "tbody", "tr", "th", "td"),
}
#: How HOSTILE is to be read: nothing of it is gone, and what hides is written out.
READABLE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>--></style></script>\\u202egnp\\u200b\\x00\\x1b[31m\\u2028\\ud800&lt;"


class Page(HTMLParser):
    """What a parser makes of a page: elements with their attributes, their texts, and the cells of the maps."""

    def __init__(self, written: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: list[str] = []
        self.scripts: list[tuple[dict[str, str], str]] = []
        self.styles: list[str] = []
        self.cells: dict[tuple[str, str, str], tuple[str, str]] = {}
        self._open = ""
        self._map: list[list[str]] | None = None
        self._row: list[list[str]] = []
        self._heads: list[str] = []
        self.feed(written)
        self.close()

    @property
    def text(self) -> str:
        """All that people read, in one line."""
        return " ".join(" ".join(self.texts).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        about = {name: value or "" for name, value in attrs}
        self.elements.append((tag, about))
        self._open = tag
        if tag == "table":
            self._map = [] if "data-r" in about else None
        if self._map is None:
            return
        if tag == "tr":
            self._end_row()
        if tag in ("th", "td"):
            self._row.append([about.get("class", ""), ""])

    def handle_endtag(self, tag: str) -> None:
        self._open = ""
        if tag == "table" and self._map is not None:
            self._end_row()
            router = self._map[0][0]
            for row in self._map[1:]:
                for control, cell in zip(self._map[0][1:], row[1:], strict=True):
                    if cell:
                        self.cells[router, row[0], control] = tuple(cell.split(" ", 1))  # type: ignore[assignment]
            self._map = None

    def _end_row(self) -> None:
        if self._row and self._map is not None:
            first = self._row[0][1].split()[0]
            rest = [f"{kind} {said}".strip() if kind else said.split(" ")[0].strip() for kind, said in self._row[1:]]
            self._map.append([first, *rest])
        self._row = []

    def handle_data(self, data: str) -> None:
        if self._open == "script":
            self.scripts.append((self.elements[-1][1], data))
        elif self._open == "style":
            self.styles.append(data)
        else:
            self.texts.append(data)
            if self._map is not None and self._row:
                self._row[-1][1] += data.strip("\n")


@pytest.mark.parametrize("state", ["before", "way", "after"])
def test_the_same_report_gives_the_same_bytes(state: str) -> None:
    made = report(state)  # type: ignore[arg-type]
    assert page(made) == page(Report.model_validate_json(made.model_dump_json()))


def test_another_process_gives_the_same_bytes() -> None:
    code = (
        "import sys, hashlib; from evidence_report import report;"
        "from ansible_collections.manrs.hardening.plugins.plugin_utils.evidence.pages.report import page;"
        "print(hashlib.sha256(page(report()).encode()).hexdigest())"
    )
    paths = f"{ROOT / '.build'}:{ROOT / 'tests'}"
    digests = {
        subprocess.run(
            [sys.executable, "-W", "ignore", "-c", code],
            env={**os.environ, "PYTHONPATH": paths, "PYTHONHASHSEED": seed},
            text=True,
            capture_output=True,
            check=True,
            timeout=60,
        ).stdout.strip()
        for seed in ("1", "2")
    }
    assert digests == {hashlib.sha256(page(report()).encode()).hexdigest()}


def test_hostile_text_is_text() -> None:
    read = Page(page(hostile()))
    assert {tag for tag, _ in read.elements} <= ELEMENTS
    assert len(read.scripts) == 2 and len(read.styles) == 1
    assert not [
        name for _, about in read.elements for name in about if name.startswith("on") or name in ("style", "src", "srcdoc", "action")
    ]
    assert READABLE in read.text
    assert read.text.count("alert(1)") == read.text.count(READABLE) * 2 + 3, "whole, but for three digests"


def test_hostile_text_is_in_nothing_that_runs() -> None:
    ours, theirs = Page(page(report("after"))), Page(page(hostile()))
    run = [body for about, body in theirs.scripts if about.get("type") != "application/json"]
    assert run == [body for about, body in ours.scripts if about.get("type") != "application/json"]
    data = [body for about, body in theirs.scripts if about.get("type") == "application/json"]
    assert "alert" in data[0] and not set(data[0]) & set("<>&")
    assert "alert" not in theirs.styles[0]


def test_nothing_hides() -> None:
    written = page(hostile())
    assert {unicodedata.category(character) for character in written if character != "\n"} & {"Cc", "Cf", "Cs", "Zl", "Zp"} == set()
    assert written.encode("utf-8").decode("utf-8") == written


@pytest.mark.parametrize(
    ("given", "written"),
    [
        (HOSTILE[:8], "&lt;script&gt;"),
        ('"a"', "&quot;a&quot;"),
        ("a\u202eb", "a\\u202eb"),
        ("\u05d0\u05d1", "\u05d0\u05d1"),
        ("caf\u00e9", "caf\u00e9"),
        ("a\tb\rc\nd", "a\\x09b\\x0dc\nd"),
        ("\U000e0041", "\\U000e0041"),
        (12, "12"),
    ],
)
def test_a_text_is_written_so(given: object, written: str) -> None:
    assert text(given) == written


def test_a_name_that_runs_from_right_to_left_is_kept_apart() -> None:
    made = report().model_copy(update={"network": "\u05d0\u05d1\u05d2"})
    assert "<h1>Routing security of <bdi>\u05d0\u05d1\u05d2</bdi></h1>" in page(made)


@pytest.mark.parametrize("made", [report("way"), hostile()], ids=["way", "hostile"])
def test_no_address_of_anything_but_of_the_page_itself(made: Report) -> None:
    read = Page(page(made))
    for tag, about in read.elements:
        assert not {"src", "srcset", "action", "formaction", "data", "poster", "ping", "background", "manifest"} & about.keys(), tag
        assert about.get("href", "#").startswith("#")
        assert tag not in ("link", "base", "iframe", "object", "embed", "img")
        assert about.get("http-equiv", "Content-Security-Policy") == "Content-Security-Policy"
    for _, about in Page(page(report("way"))).elements:
        assert not any(re.match(r"\s*[a-z][a-z0-9+.-]*://|\s*//|\s*(?:data|blob|javascript):", value) for value in about.values())
    code = "".join(read.styles) + "".join(body for about, body in read.scripts if "type" not in about)
    assert not re.search(r"url\(|@import|//[a-z]|fetch\(|XMLHttpRequest|innerHTML|outerHTML|insertAdjacentHTML|\beval\b|localStorage", code)


def test_each_fragment_leads_somewhere() -> None:
    read = Page(page(report("way")))
    places = [about["id"] for _, about in read.elements if "id" in about]
    assert len(places) == len(set(places))
    assert {about["href"][1:] for tag, about in read.elements if tag == "a"} <= set(places)


def test_the_policy_lets_this_sheet_and_this_script_in_and_nothing_else() -> None:
    read = Page(page(report("way")))
    (policy,) = [about["content"] for tag, about in read.elements if tag == "meta" and "http-equiv" in about]
    (script,) = [body for about, body in read.scripts if "type" not in about]

    def digest(body: str) -> str:
        return base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()

    assert policy.split("; ") == [
        "default-src 'none'",
        f"style-src 'sha256-{digest(read.styles[0])}'",
        f"script-src 'sha256-{digest(script)}'",
        "base-uri 'none'",
        "form-action 'none'",
    ]


LETTER = {
    "differs": "d",
    "held": "h",
    "unknown": "u",
    "missing": "x",
    "off": "o",
    "monitored": "m",
    "waiting": "w",
    "substituted": "s",
    "in force": "i",
}


@pytest.mark.parametrize("state", ["before", "way", "after"])
def test_each_cell_of_the_report_is_one_of_the_map(state: str) -> None:
    made = report(state)  # type: ignore[arg-type]
    wanted = {
        (router.host, place, control): (LETTER[cell.status.value], cell.status.value, cell.routes)
        for router in made.routers
        for place, cells in [*((s.neighbor, s.cells) for s in router.sessions), *((i.name, i.cells) for i in router.interfaces)]
        for control, cell in cells.items()
    }
    found = Page(page(made)).cells
    assert found.keys() == wanted.keys()
    for key, (letter, status, routes) in wanted.items():
        said = status if routes is None else f"{status}, {routes:,} route{'' if routes == 1 else 's'}"
        assert found[key] == (letter, said), key


def test_a_report_before_differs_everywhere_and_one_after_is_in_force_everywhere() -> None:
    assert {letter for letter, _ in Page(page(report("before"))).cells.values()} == {"d"}
    assert {letter for letter, _ in Page(page(report("after"))).cells.values()} == {"i"}


def test_all_statuses_are_tried() -> None:
    assert {letter for letter, _ in Page(page(report("way"))).cells.values()} == set(LETTER.values())


def test_all_of_the_report_is_there_without_a_script() -> None:
    made = report("way")
    read = Page(page(made))
    said = {
        "network": [made.network, made.made_at],
        "snapshot": [made.snapshot.digest[:16], made.snapshot.made_at, *made.snapshot.sources] if made.snapshot else [],
        "actions": [line for action in made.actions for line in (action.title, action.state, action.summary, *action.evidence)],
        "findings": [
            line
            for item in made.findings
            for line in (item.what, item.where, item.router, *item.evidence, item.remedy, item.source, item.control)
        ],
        "controls": [line for control in made.controls for line in (control.identifier, control.title, control.source, control.scope)],
        "routers": [line for router in made.routers for line in (router.host, router.version, *router.plan, *router.substitutions)],
        "history": [
            line
            for router in made.routers
            for one in router.history
            for line in (one.record, one.started, one.outcome, one.reason, *one.plan)
        ],
        "neighbors": [
            line for router in made.routers for item in router.sessions for line in (item.neighbor, item.address, f"AS{item.asn}")
        ],
        "interfaces": [line for router in made.routers for item in router.interfaces for line in (item.name, item.kind)],
        "reasons": [cell.why for router in made.routers for item in (*router.sessions, *router.interfaces) for cell in item.cells.values()],
        "previews": [
            line
            for router in made.routers
            for item in router.sessions
            if item.preview is not None
            for line in (
                f"{item.preview.seen:,}",
                f"{item.preview.accepted:,}",
                item.preview.message,
                *(f"{control} {count:,}" for control, count in (item.preview.rejected | item.preview.monitored).items()),
                *([f"{item.preview.left_out:,} rejected routes are not listed"] if item.preview.left_out else []),
            )
        ],
        "routes": [
            line
            for router in made.routers
            for item in router.sessions
            if item.preview is not None
            for route in item.preview.routes
            for line in (
                route.prefix,
                route.as_path,
                route.reason,
                *route.to_register,
                *(f"{near.relation} {near.text}" for near in route.near),
            )
        ],
    }
    missing = {part: [line for line in lines if " ".join(line.split()) not in read.text] for part, lines in said.items()}
    assert {part: lines for part, lines in missing.items() if lines} == {}
    assert all(said.values())


def test_what_waits_for_the_script_is_tools_only_and_everything_is_unfolded() -> None:
    read = Page(page(report("way")))
    hidden = [(tag, about.get("class") or about.get("id")) for tag, about in read.elements if "hidden" in about]
    assert sorted(hidden) == [("button", "theme"), ("form", "tools"), ("form", "tools"), ("p", "note scripted")]
    assert all("open" in about for tag, about in read.elements if tag == "details")


def test_critical_findings_come_first_and_lead_to_their_rows() -> None:
    made = report("way")
    read = Page(page(made))
    found = [about for tag, about in read.elements if tag == "li" and about.get("class", "").startswith("finding ")]
    assert [about["data-s"] for about in found] == ["critical"] * 2 + ["warning"] * 3
    rows = [about["data-p"] for tag, about in read.elements if tag == "tr" and "data-p" in about]
    # Sessions and interfaces are counted router by router: edge1 has 5 and 4, mx1 5 and 3, mt1 3 and 1.
    assert sorted(map(int, rows)) == list(range(21))
    assert [about["data-p"] for about in found] == ["11", "18 19", "2", "1", "15"]


def test_a_name_that_is_part_of_another_is_not_meant() -> None:
    made = report("way")
    finding = made.findings[0].model_copy(update={"router": "edge1", "where": "interface eth2.300"})
    assert 'data-p="7"' in page(made.model_copy(update={"findings": (finding,)}))
    finding = finding.model_copy(update={"where": "eth2"})
    assert 'data-p=""' in page(made.model_copy(update={"findings": (finding,)}))


@pytest.mark.parametrize(
    ("made", "state", "sentence"),
    [
        (
            report("before"),
            "bad",
            "Does not hold everywhere: 0 of 307 checks hold, at 13 sessions and 8 interfaces of 3 routers; 13 critical findings.",
        ),
        (
            report("way"),
            "bad",
            "Does not hold everywhere: 217 of 307 checks hold, at 13 sessions and 8 interfaces of 3 routers; "
            "2 critical findings and 3 warnings.",
        ),
        (report("after"), "good", "Holds: all 307 checks hold, at 13 sessions and 8 interfaces of 3 routers, and there is no finding."),
        (report("after").model_copy(update={"routers": ()}), "unknown", "Nobody has looked at a router yet."),
        (
            report("after").model_copy(update={"findings": report("way").findings[1:2]}),
            "fair",
            "Holds with reservations: all 307 checks hold, at 13 sessions and 8 interfaces of 3 routers; 1 warning.",
        ),
    ],
    ids=["before", "way", "after", "nothing", "a warning"],
)
def test_one_sentence_says_how_it_stands(made: Report, state: str, sentence: str) -> None:
    assert f'<p class="state {state}">{sentence}</p>' in page(made)


def test_a_finding_of_a_router_or_control_that_the_report_lacks_is_shown() -> None:
    made = report("way")
    finding = made.findings[0].model_copy(update={"router": "gone", "control": "Z99", "severity": Severity.WARNING})
    read = Page(page(made.model_copy(update={"findings": (finding,)})))
    assert "gone: ix-peer (185.12.0.13) IPv4 export" in re.sub(r"\s+:", ":", read.text)
    assert "Z99 not in the catalogue" in read.text


def test_a_route_that_nobody_knows_to_be_the_best_is_not_said_to_be_another() -> None:
    assert "an AS_SET in the path not known" in Page(page(report())).text


def test_an_empty_report_is_a_page() -> None:
    made = report("after").model_copy(update={"routers": (), "controls": (), "actions": (), "snapshot": None})
    read = Page(page(made))
    assert "Nobody has looked at a router yet." in read.text
    assert "no snapshot" in read.text


def test_legend_and_catalogue_count_the_cells() -> None:
    made = report("way")
    counted = Counter(
        cell.status for router in made.routers for item in (*router.sessions, *router.interfaces) for cell in item.cells.values()
    )
    read = Page(page(made))
    for status in Status:
        assert re.search(rf"{status.value} [A-Z][^.]*\. {counted[status]}\b", read.text), status


@pytest.mark.parametrize(
    ("value", "words"), [(0, "0"), (999, "999"), (1000, "1k"), (1349, "1.3k"), (13_999, "13k"), (979_871, "979k"), (1_260_000, "1.2M")]
)
def test_a_number_in_a_cell_is_short(value: int, words: str) -> None:
    assert short_number(value) == words


def test_a_cell_of_a_big_network_is_a_few_bytes() -> None:
    small, big = page(large(10, 20)), page(large(20, 20))
    # 200 sessions with 31 controls each, their rows and their details.
    assert (len(big) - len(small)) / (200 * 31) < 130


def test_what_the_observatory_would_see_is_on_the_page_with_its_source() -> None:
    read = Page(page(report("way")))
    assert "M7RPKI Action 4: Announced routes in RPKI 50 % 1 of 2 prefixes are valid" in read.text
    assert "a ROA for 2a05:1000::/32: 50 % becomes 100 % E01 x2" in read.text
    assert "docs.manrs.org, Routing Information, without a date" in read.text
    assert "M3 Action 1: Bogon prefixes announced unknown nobody has looked at what leaves at mt1" in read.text
    missing = "M1, Route leaks: it is in no score any more. No part of the score. (MANRS community list, 2023-12-14)"
    assert f"What is left out {missing} Ready, aspiring and lagging: no source." in read.text
    without = report("way").model_copy(update={"observatory": None})
    assert "Observatory" not in Page(page(without)).text


def test_what_an_audit_says_to_fix_first_is_with_its_router() -> None:
    read = Page(page(report("way")))
    needs = "others' routes leak through us: E01 at 185.10.3.70 IPv4 nothing is filtered: F20 at 185.10.3.90 IPv4, 185.10.3.90 IPv6"
    assert f"What an audit says to fix first {needs} Audited 2026-11-27T04:10:00+00:00; answers: holds: 90," in read.text
    assert "unknown: 1; the router runs another configuration now" in read.text
    assert "audit says" not in Page(page(report("after"))).text
