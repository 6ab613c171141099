# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The report's page in a real browser: seen, filtered, walked through with keys, printed, read without a script, and judged by axe."""

from __future__ import annotations

import re
from typing import Literal

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.evidence.pages.report import page

from ..evidence_report import HOSTILE, hostile, large, report
from .desk import RULES, Desk, Locator, Page, axe, expect


def cell(opened: Page, router: str, neighbor: str, control: str) -> Locator:
    """The cell of the map that a reader finds by its heads."""
    table = opened.locator(".map table[data-r]", has=opened.locator("thead a", has_text=re.compile(f"^{router}$"))).first
    heads = [text.split()[0] for text in table.locator("thead th").all_text_contents()]
    row = table.locator("tbody tr", has=opened.locator("a", has_text=re.compile(f"^{re.escape(neighbor)}$")))
    return row.locator("th, td").nth(heads.index(control))


def shown(opened: Page) -> list[str]:
    """The findings that are seen."""
    return [finding.locator("h3").inner_text() for finding in opened.locator(".finding:visible").all()]


def look(opened: Page, pseudo: str = "::before") -> set[tuple[str, str]]:
    """Symbol and background of each cell of the maps, as they are drawn."""
    drawn = """pseudo => [...document.querySelectorAll('.map tbody td:not(:empty)')].map(
        cell => [getComputedStyle(cell, pseudo).content.split(' / ')[0], getComputedStyle(cell).backgroundColor])"""
    return {(content, colour) for content, colour in opened.evaluate(drawn, pseudo)}


def test_the_map_before_and_after(desk: Desk) -> None:
    before, after = desk.open(page(report("before"))), desk.open(page(report("after")))
    assert look(before) == {('"\u2260"', "rgb(179, 35, 26)")}
    assert look(after) == {('"\u2713"', "rgb(216, 237, 221)")}
    expect(before.locator(".state")).to_contain_text("Does not hold everywhere: 0 of 307 checks hold")
    expect(after.locator(".state")).to_contain_text("Holds: all 307 checks hold")
    expect(after.locator("#findings")).to_contain_text("There is no finding.")


def test_each_status_has_its_own_symbol_and_words(desk: Desk) -> None:
    opened = desk.open(page(report()))
    drawn = look(opened)
    assert len(drawn) == len({symbol for symbol, _ in drawn}) == len({colour for _, colour in drawn}) == 9
    nothing = opened.locator("#map .key .k").last
    assert nothing.evaluate("mark => getComputedStyle(mark, '::before').content").startswith('"\u00b7"')
    tree = cell(opened, "edge1", "umbrella", "F13").aria_snapshot()
    assert tree == '- gridcell "held, 4 routes"'
    assert cell(opened, "edge1", "umbrella", "F19").aria_snapshot() == "- gridcell"


def test_heads_stay_where_they_are_seen_while_the_map_scrolls(desk: Desk) -> None:
    opened = desk.open(page(large(8, 8)), width=900, height=700)
    frame = opened.locator(".map.sessions")
    frame.scroll_into_view_if_needed()
    frame.evaluate("map => { map.scrollTop = 1500; map.scrollLeft = 400; }")
    box = frame.bounding_box()
    titles = frame.locator(".titles").bounding_box()
    assert box and titles and abs(titles["y"] - box["y"]) < 3
    heads = [row.bounding_box() for row in frame.locator("tbody th").all()[:64:9]]
    assert all(head and abs(head["x"] - box["x"]) < 3 for head in heads)


def test_a_mark_shows_what_it_says(desk: Desk) -> None:
    opened = desk.open(page(report()))
    cell(opened, "edge1", "umbrella", "F13").hover()
    tip = opened.locator("#tip")
    expect(tip).to_contain_text("F13 registered prefix and origin")
    expect(tip).to_contain_text("edge1, umbrella (185.10.3.78)")
    expect(tip).to_contain_text("guard change: 61 of 140 registered prefixes would be lost; the filter of 2026-11-20 runs")
    expect(tip).to_contain_text("it would reject 4")
    cell(opened, "edge1", "upstream", "F12").hover()
    expect(tip).to_contain_text("it rejects 1,301")
    opened.mouse.move(5, 5)
    expect(tip).to_be_hidden()


def test_clicks_in_the_map_filter_the_findings(desk: Desk) -> None:
    opened = desk.open(page(report()))
    count = opened.locator("#found")
    assert count.get_attribute("aria-live") == "polite"
    cell(opened, "edge1", "acme", "F13").click()
    expect(count).to_have_text("1 of 5 findings, at edge1, acme (185.10.3.74)")
    assert shown(opened) == ["warning 13 routes accepted now would be rejected once F13 is enforced"]
    cell(opened, "edge1", "acme", "F12").click()
    expect(count).to_have_text("0 of 5 findings, at edge1, acme (185.10.3.74)")
    opened.locator(".map.sessions tr[data-p='11'] th").click()
    expect(count).to_have_text("1 of 5 findings, at mx1, ix-peer (185.12.0.13)")
    opened.get_by_role("dialog").get_by_role("link", name="Show 1 finding").click()
    expect(opened.locator("#tip")).to_be_hidden()
    expect(opened.locator("#findings h2")).to_be_in_viewport()
    opened.get_by_role("button", name="Show all").click()
    expect(count).to_have_text("5 findings")


def test_filters_by_mouse_and_by_keyboard(desk: Desk) -> None:
    opened = desk.open(page(report()))
    opened.get_by_label("Severity").select_option("critical")
    expect(opened.locator("#found")).to_have_text("2 of 5 findings")
    opened.get_by_label("Severity").focus()
    opened.keyboard.press("Home")
    expect(opened.locator("#found")).to_have_text("5 findings")
    opened.keyboard.press("Tab")
    opened.keyboard.type("mx1")
    expect(opened.locator("#found")).to_have_text("2 of 5 findings")
    opened.keyboard.press("Tab")
    opened.keyboard.type("V03")
    assert shown(opened) == ["warning source addresses of users are not checked"]
    opened.keyboard.press("Tab")
    opened.keyboard.type("no such words")
    expect(opened.locator("#found")).to_have_text("0 of 5 findings")
    opened.keyboard.press("Tab")
    opened.keyboard.press("Enter")
    expect(opened.locator("#found")).to_have_text("5 findings")
    assert len(shown(opened)) == 5
    opened.get_by_label("Text").fill("guard AS35002")
    assert shown(opened) == ["warning the filter that runs is kept: guard change"]


def test_rows_of_the_map_are_found(desk: Desk) -> None:
    opened = desk.open(page(report()))
    opened.get_by_label("Router or neighbor").fill("mx1 peer")
    expect(opened.locator("#shown")).to_have_text("1 of 21 rows")
    opened.get_by_label("Router or neighbor").fill("")
    opened.get_by_label("Only rows where something is not in force").check()
    expect(opened.locator("#shown")).to_have_text("12 of 21 rows")
    assert opened.locator(".map tbody tr:visible").count() == 12


def test_the_keyboard_reaches_a_mark_and_opens_its_details(desk: Desk) -> None:
    opened = desk.open(page(report()))
    opened.keyboard.press("Tab")
    expect(opened.locator(".skip")).to_be_focused()
    expect(opened.locator(".skip")).to_be_in_viewport()
    for _ in range(20):
        opened.keyboard.press("Tab")
        if opened.evaluate("!!document.activeElement.closest('.map')"):
            break
    expect(opened.locator(".map.sessions tr[data-p='0'] th")).to_be_focused()
    for key in ("ArrowDown", "ArrowDown", "ArrowRight", "End", "Home", *["ArrowRight"] * 15):
        opened.keyboard.press(key)
    mark = cell(opened, "edge1", "umbrella", "F13")
    expect(mark).to_be_focused()
    expect(mark).to_have_attribute("aria-describedby", "tip")
    assert mark.evaluate("cell => getComputedStyle(cell).outlineStyle") == "solid"
    opened.keyboard.press("Enter")
    details = opened.get_by_role("dialog", name="F13 registered prefix and origin")
    expect(details).to_be_focused()
    expect(details).to_contain_text("guard change")
    opened.keyboard.press("Tab")
    expect(details.get_by_role("link", name="Show 1 finding")).to_be_focused()
    opened.keyboard.press("Escape")
    expect(opened.locator("#tip")).to_be_hidden()
    expect(mark).to_be_focused()
    opened.keyboard.press("Control+End")
    expect(cell(opened, "mt1", "umbrella", "S03")).to_be_focused()
    opened.keyboard.press("Enter")
    opened.get_by_role("link", name="All about it").press("Enter")
    expect(opened.locator("#p19 > .in")).to_be_visible()
    expect(opened.locator("#p19 > summary")).to_be_in_viewport()


def test_messages_are_copied_and_tables_sorted(desk: Desk) -> None:
    opened = desk.open(page(report()), permissions=["clipboard-read", "clipboard-write"])
    opened.get_by_role("button", name="Open all routers").click()
    opened.locator("#p1 > summary").click()
    opened.get_by_role("button", name="Copy the message").click()
    expect(opened.get_by_role("button", name="Copied")).to_be_visible()
    assert "185.20.9.0/24   origin AS35001" in opened.evaluate("navigator.clipboard.readText()")
    table = opened.locator("#p1 .routes")
    table.get_by_role("button", name="Prefix").click()
    table.get_by_role("button", name="Prefix").click()
    assert table.locator("tbody th").all_inner_texts() == ["185.20.255.0/24", "185.20.16.0/22", "185.20.9.0/24", "2a05:2000::/33"]
    expect(table.locator("thead th").first).to_have_attribute("aria-sort", "descending")


def test_the_theme_is_the_systems_until_somebody_changes_it(desk: Desk) -> None:
    opened = desk.open(page(report("after")), color_scheme="dark")
    background = "getComputedStyle(document.body).backgroundColor"
    assert opened.evaluate(background) == "rgb(20, 23, 26)"
    opened.get_by_role("button", name="Light theme").click()
    assert opened.evaluate(background) == "rgb(255, 255, 255)"
    opened.get_by_role("button", name="Dark theme").click()
    assert opened.evaluate(background) == "rgb(20, 23, 26)"


@pytest.mark.parametrize("scheme", RULES)
def test_axe_finds_nothing(desk: Desk, scheme: Literal["light", "dark"]) -> None:
    # Axe takes its time with each cell, and one router has what the others have.
    made = report()
    opened = desk.open(page(made.model_copy(update={"routers": made.routers[:1]})), width=1000, color_scheme=scheme)
    opened.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true })")
    cell(opened, "edge1", "acme", "F13").click()
    found = axe(opened, scheme)
    looked_at = {"color-contrast"} if scheme == "dark" else {"color-contrast", "scrollable-region-focusable", "aria-required-children"}
    assert looked_at <= found


def contrast(first: str, second: str) -> float:
    """The contrast of two colours as WCAG 2.2 defines it, from ``rgb(r, g, b)``."""

    def luminance(colour: str) -> float:
        parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_symbols_of_the_map_have_contrast(desk: Desk, scheme: str) -> None:
    """Axe does not look at what a sheet draws."""
    opened = desk.open(page(report()), color_scheme=scheme)
    drawn = opened.evaluate(
        """[...document.querySelectorAll('.map tbody td:not(:empty)')].map(cell =>
           [getComputedStyle(cell, '::before').color, getComputedStyle(cell).backgroundColor])"""
    )
    assert min(contrast(*colours) for colours in drawn) >= 4.5


def test_what_is_printed_is_everything(desk: Desk) -> None:
    # A4 less its margins, at 96 dots an inch.
    opened = desk.open(page(report()), width=710, height=1000, color_scheme="dark")
    cell(opened, "edge1", "acme", "F12").click()
    assert shown(opened) == []
    opened.emulate_media(media="print")
    assert len(shown(opened)) == 5
    for inner in opened.locator("details > .in, details > ul").all():
        expect(inner).to_be_visible()
    expect(opened.locator("#tip")).to_be_hidden()
    expect(opened.get_by_text("we reject these routes that you send us")).to_be_visible()
    assert opened.evaluate("getComputedStyle(document.body).color") == "rgb(27, 31, 36)"
    for part in opened.locator(".map, .map table, .scroll, .scroll table, .message").all():
        assert part.evaluate("part => part.scrollWidth <= part.clientWidth + 1 && part.scrollHeight <= part.clientHeight + 1")
        assert part.evaluate("part => part.getBoundingClientRect().right <= innerWidth + 1"), part.get_attribute("class")
    assert opened.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") >= 5
    opened.emulate_media(media="screen")
    assert opened.locator("details[open]").count() == 0


@pytest.mark.parametrize("state", ["way", "hostile"])
def test_a_narrow_screen_does_not_scroll_sideways(desk: Desk, state: str) -> None:
    opened = desk.open(page(report() if state == "way" else hostile()), width=380, height=800, has_touch=True)
    opened.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true })")
    assert opened.evaluate("document.documentElement.scrollWidth") == 380
    opened.locator(".map.sessions tbody td.d").first.tap()
    details = opened.get_by_role("dialog").bounding_box()
    assert details and details["x"] >= 0 and details["x"] + details["width"] <= 380 and details["y"] + details["height"] <= 800


def test_what_the_observatory_would_see_fits_and_leads_to_controls(desk: Desk) -> None:
    opened = desk.open(page(report()))
    table = opened.get_by_role("region", name="What the MANRS Observatory would see")
    expect(table.get_by_role("row")).to_have_count(3)
    expect(table.get_by_role("row").nth(2)).to_contain_text("50 %")
    table.get_by_role("link", name="E01").click()
    expect(opened.locator("tr:target")).to_contain_text("only own and customer routes leave")


def test_without_a_script_all_is_there(desk: Desk) -> None:
    opened = desk.open(page(report()), java_script_enabled=False)
    assert len(shown(opened)) == 5
    for text in (
        "guard change: 61 of 140 registered prefixes",
        "we reject these routes that you send us",
        "accepted routes of 185.10.3.70: 112",
    ):
        expect(opened.get_by_text(text).first).to_be_visible()
    assert opened.locator("details:not([open])").count() == 0
    assert opened.locator(".tools:visible, #theme:visible").count() == 0
    assert len(look(opened)) == 9


def test_hostile_text_stays_text(desk: Desk) -> None:
    opened = desk.open(page(hostile()))
    assert opened.locator("img, iframe, script:not([type])").count() == 1
    opened.locator(".map.sessions tbody td.d").first.click()
    expect(opened.get_by_role("dialog")).to_contain_text("\\u202egnp")
    assert opened.locator("#tip img, #tip script").count() == 0
    opened.get_by_label("Text").fill(HOSTILE[:8])
    expect(opened.locator("#found")).to_have_text("1 finding")


def test_a_big_network_is_still_a_page(desk: Desk) -> None:
    opened = desk.open(page(large(20, 20)))
    assert opened.locator(".map tbody tr").count() == 400
    opened.get_by_label("Router or neighbor").fill("edge019 customer7")
    expect(opened.locator("#shown")).to_have_text("1 of 400 rows")
    mark = opened.locator(".map tbody td.d:visible, .map tbody td.i:visible").first
    mark.click()
    expect(opened.get_by_role("dialog")).to_contain_text("edge019, customer7 (185.0.19.7)")
