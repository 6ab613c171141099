# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""docs/example_filters.md: its right forms are what we render, and what no router was at hand for is read by interpreters.

The daemons judge the same forms in tests/lab/test_example_filters.py.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import Prefix
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Route, host_prefix

from ..example_filters_page import PAGE, examples
from ..unit.iosxr.rpl import parse, run
from ..unit.routeros.language import Interpreter, Menus

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "tests/golden/minimal"
EXAMPLES = examples()
TEXT = PAGE.read_text(encoding="utf-8")
#: An entry of a set of prefixes in any platform's words: the prefix and what says its lengths.
_ENTRY = re.compile(r"([0-9a-f:.]+/\d+)(\{[\d,]+\}| prefixlen \d+ - \d+| le \d+)?")


def golden(name: str) -> str:
    return (GOLDEN / name).read_text(encoding="utf-8")


def entries(text: str, begin: str, end: str) -> set[tuple[str, str]]:
    """The prefixes of the one set between two words."""
    return set(_ENTRY.findall(text.partition(begin)[2].partition(end)[0]))


def frr_entries(text: str, name: str, action: str) -> set[tuple[str, str]]:
    return {
        entry
        for line in re.findall(rf"^ip(?:v6)? prefix-list {name}\S* (?:seq \d+ )?{action} (.+)$", text, re.MULTILINE)
        for entry in _ENTRY.findall(line)
    }


def route(prefix: str, *path: int) -> Route:
    return Route(Prefix.parse(prefix), path, frozenset(), frozenset(), host_prefix("192.0.2.1"))


def test_the_page_has_the_examples_that_the_tests_know() -> None:
    assert {key for key in EXAMPLES if key[1] == "right"} == {
        ("frr", "right", "bogon-asns"),
        ("frr", "right", "transit"),
        ("frr", "right", "special"),
        ("frr", "right", "longest"),
        ("bird", "right", "special"),
        ("openbgpd", "right", "special"),
        ("openbgpd", "right", "transit"),
        ("openbgpd", "right", "comma"),
        ("iosxr", "right", "special"),
        ("iosxr", "right", "transit"),
        ("shell", "right", "empty"),
    }
    assert TEXT.count("\n```\n") == 2 * len(EXAMPLES), "each block of the page is an example with a name"


def test_no_more_than_one_published_line_is_quoted() -> None:
    assert [key for key, text in EXAMPLES.items() if key[1] == "wrong" and text.count("\n") != 1] == []


@pytest.mark.parametrize("name", ["bogon-asns", "transit", "longest"])
def test_expressions_of_frr_are_those_that_we_render(name: str) -> None:
    ours = set(re.findall(r"^bgp as-path access-list MANRS-\S+ seq \d+ (permit .+)$", golden("frr.conf"), re.MULTILINE))
    shown = re.findall(r"^bgp as-path access-list \S+ (.+)$", EXAMPLES["frr", "right", name], re.MULTILINE)
    assert shown and set(shown) <= ours


def test_special_purpose_space_of_frr_is_what_we_render() -> None:
    shown, ours = EXAMPLES["frr", "right", "special"], golden("frr.conf")
    assert frr_entries(shown, "BOGONS-", "permit") == frr_entries(ours, "MANRS-special-[46]-", "permit")
    assert frr_entries(shown, "BOGONS-", "deny") == frr_entries(ours, "MANRS-special-reachable-", "permit")


@pytest.mark.parametrize("family", ["4", "6"])
def test_special_purpose_space_of_bird_is_what_we_render(family: str) -> None:
    shown, ours = EXAMPLES["bird", "right", "special"], golden("bird.conf")
    for mine, name in (
        (f"BOGONS{family} =", f"MANRS-SET-special-{family}-"),
        (f"REACHABLE{family} =", f"MANRS-SET-special-reachable-{family}-"),
    ):
        found = entries(shown, f"define {mine}", "]")
        assert found and found == entries(ours, f"define '{name}", "]")


def test_special_purpose_space_of_openbgpd_is_what_we_render() -> None:
    shown, ours = EXAMPLES["openbgpd", "right", "special"], golden("openbgpd.conf")
    for family in "46":
        found = entries(shown, f'"BOGONS-{family}" {{', "}")
        assert found and found == entries(ours, f'"MANRS-special/{family}" {{', "}")
    reachable = [entries(ours, f'"MANRS-special-reachable/{family}" {{', "}") for family in "46"]
    assert entries(shown, '"REACHABLE" {', "}") == reachable[0] | reachable[1]


def test_special_purpose_space_of_iosxr_is_what_we_render() -> None:
    shown, ours = EXAMPLES["iosxr", "right", "special"], golden("iosxr.cfg")
    for mine, name in (("BOGONS-6", "MANRS-special-6"), ("REACHABLE-6", "MANRS-special-reachable-6")):
        found = entries(shown, f"prefix-set {mine}\n", "end-set")
        assert found and found == entries(ours, f"prefix-set {name}\n", "end-set")


@pytest.mark.parametrize(
    ("prefix", "passes"),
    [
        ("2001:40::/28", False),
        ("3fff:100::/32", False),
        ("fd00:1::/32", False),
        ("4000:1::/32", False),
        ("2001:30::/28", True),
        ("2001:200::/32", True),
        ("2a0a:4000::/32", True),
    ],
)
def test_iosxr_stops_special_purpose_space(prefix: str, passes: bool) -> None:
    policies = parse(EXAMPLES["iosxr", "right", "special"])
    assert (run(policies, "EXAMPLE-IN", route(prefix, 20965, 3333), lambda _: False) is not None) == passes


def test_iosxr_sees_a_transit_free_network_at_the_end_only_in_the_right_form() -> None:
    right = EXAMPLES["iosxr", "right", "transit"]
    elements = re.findall(r"(passes-through '\d+')", right)
    assert set(elements) <= set(re.findall(r"passes-through '\d+'", golden("iosxr.cfg")))
    published = re.sub(
        r"as-path-set TRANSIT-FREE\n(.*?)end-set",
        "as-path-set TRANSIT-FREE\n  ios-regex '.* (174|701|1299) .*'\nend-set",
        right,
        flags=re.S,
    )
    assert published != right
    for text, stopped in ((published, False), (right, True)):
        policies = parse(text)
        for path, passes in (((20965, 174), not stopped), ((20965, 174, 3333), False), ((20965, 1740), True)):
            assert (run(policies, "EXAMPLE-IN", route("151.40.0.0/24", *path), lambda _: False) is not None) == passes, (path, text)


def row(word: str) -> tuple[str, str]:
    """The published and the right form in the row of the last table that has a word."""
    line = next(line for line in TEXT.splitlines() if line.startswith("| ") and word in line)
    cells = [cell.strip() for cell in line.strip("|").split(" | ")]
    return re.findall(r"`([^`]+)`", cells[0])[-1], cells[-1].strip("` ")


def passes_routeros(condition: str, prefix: str) -> bool:
    menus = Menus(chains={"example": [f"if ({condition}) {{ reject }}", "accept"]})
    return Interpreter(menus, lambda _: False).run("example", route(prefix, 20965, 3333)) is not None


def test_routeros_compares_the_whole_prefix_and_is_in_the_right_form_in_it() -> None:
    published, right = row("dst==10.0.0.0/8")
    spaced = published.replace("==", " == ")
    assert [passes_routeros(spaced.replace(">= 8", "in 8-32"), prefix) for prefix in ("10.0.0.0/8", "10.1.0.0/16")] == [False, True]
    assert [passes_routeros(right, prefix) for prefix in ("10.0.0.0/8", "10.1.0.0/16", "11.1.0.0/16")] == [False, False, True]
    assert f"if ({right})" in golden("routeros.rsc")


def test_routeros_stops_what_is_shorter_than_8_in_the_right_form() -> None:
    published, right = row("dst-len < 7")
    assert [passes_routeros(text, "2.0.0.0/7") for text in (published, right)] == [True, False]
    assert passes_routeros(right, "2.0.0.0/8")
    assert f"if ({right})" in golden("routeros.rsc")


def test_the_ranges_of_asns_are_those_that_we_render() -> None:
    assert f"{row('range=4294967294')[1]}\n" in golden("routeros.rsc")
    assert f"<path>{row('64512-65533')[1]}</path>" in golden("junos.xml")
