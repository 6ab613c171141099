# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The audit by structure: brown-field configurations of six OSes, one without a hole and one with a hole at each session.

What is expected is written by hand from what the configurations say. The BIRD and OpenBGPD ones are taken by the daemons (2.0.12, 7.7
without roles), but for the filter and the list that are missing on purpose.
"""

from __future__ import annotations

from collections import Counter

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.audit.probes import Known, KnownNeighbor
from ansible_collections.manrs.hardening.plugins.plugin_utils.audit.sessions import Answer, Standing, findings
from ansible_collections.manrs.hardening.plugins.plugin_utils.audit.structure import EVALUATED, STRUCTURED, structure
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Relation
from audit_world import ACME, ACME6, CONFIGS, PEER, UPSTREAM, UPSTREAM6, known
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

HOLDS, OPEN, UNKNOWN = Standing.HOLDS, Standing.OPEN, Standing.UNKNOWN
ENDING = {"bird": "conf", "openbgpd": "conf", "iosxr": "cfg", "eos": "cfg", "junos": "xml", "routeros": "rsc"}
OLD = "185.1.8.66"
UP4, UP6, PEER4, ACME4, CUSTOMER6 = f"{UPSTREAM} IPv4", f"{UPSTREAM6} IPv6", f"{PEER} IPv4", f"{ACME} IPv4", f"{ACME6} IPv6"
SESSIONS = (UPSTREAM, UPSTREAM6, ACME, ACME6, PEER)

#: What does not hold, by where; every session lacks RPKI (F12), and nobody declared the old one (B02).
HOLES = {
    "bird": {
        UP4: "F20",
        UP6: "F20",
        ACME4: "B05",
        CUSTOMER6: "F20 F13 F15",
        ACME6: "S03",
        PEER: "S01 S02 S03",
        PEER4: "F15",
    },
    "openbgpd": {UP4: "F20", UP6: "F20", ACME4: "B05", CUSTOMER6: "F20 F13", ACME6: "S03", PEER: "S01 S02 S03", PEER4: "F15"},
    "iosxr": {
        UP4: "F20",
        UP6: "F20",
        ACME4: "B05",
        CUSTOMER6: "F20 F13 F15 B05",
        PEER: "S01 S02",
        PEER4: "F15",
        "GigabitEthernet0/0/0/1 IPv4": "V01",
    },
    "eos": {
        UP4: "F20",
        UP6: "F20",
        ACME4: "F20 F13 B05",
        CUSTOMER6: "F20 F13 F15",
        PEER: "S01 S02",
        PEER4: "F15",
        "Ethernet2 IPv6": "V01",
    },
    "junos": {
        UP4: "F20",
        UP6: "F20",
        ACME4: "B05",
        CUSTOMER6: "F20 F13 F15 B05",
        PEER: "S02",
        PEER4: "F15",
        "ge-0/0/1.0 IPv4": "V01",
    },
    "routeros": {UP4: "F20", UP6: "F20", ACME4: "B05", CUSTOMER6: "F20 F13", PEER: "S01", PEER4: "F15"},
}
#: What cannot be told there for a reason of its own, beside what is not decided at all.
UNSURE = {
    "bird": {ACME4: "F20", f"{OLD} IPv4": "F20"},
    "openbgpd": {f"{OLD} IPv4": "F20"},
    "iosxr": {ACME4: "F20", "GigabitEthernet0/0/0/1 IPv6": "V01"},
    "eos": {"Ethernet2 IPv4": "V01"},
    "junos": {ACME4: "F20", "ge-0/0/1.0 IPv6": "V01"},
    "routeros": {ACME4: "F20"},
}
#: The line that shows a hole: control, where, and how the line begins.
SHOWN = {
    "bird": [
        ("F20", UP4, "ipv4 { import filter upstream_in; import limit 1200000; export all; };"),
        ("F13", CUSTOMER6, "accept;"),
        ("B05", ACME4, "ipv4 { import filter acme_in; import limit 20; export all; };"),
    ],
    "openbgpd": [
        ("F20", UP4, "allow to 62.115.44.12"),
        ("F13", CUSTOMER6, "allow from AS 35001 inet6"),
        ("B05", ACME4, "allow from 185.10.3.74 prefix-set acme"),
    ],
    "iosxr": [
        ("F20", UP4, "bgp unsafe-ebgp-policy"),
        ("F13", CUSTOMER6, "set local-preference 110"),
        ("B05", ACME4, "route-policy ACME-OLD in"),
        ("F15", CUSTOMER6, "maximum-prefix 20 75 warning-only"),
    ],
    "eos": [
        ("F20", UP4, "neighbor 62.115.44.12 peer group EDGE"),
        ("F13", CUSTOMER6, "route-map ACME6-IN permit 100"),
        ("B05", ACME4, "neighbor 185.10.3.74 route-map ACME-IN in"),
    ],
    "junos": [
        ("F20", UP4, "<name>62.115.44.12</name>"),
        ("F13", CUSTOMER6, "<import>ACME-IN</import>"),
        ("B05", ACME4, "<import>ACME-OLD</import>"),
        ("B05", CUSTOMER6, "<list_name>ACME</list_name>"),
    ],
    "routeros": [
        ("F13", CUSTOMER6, 'add chain=acme6-in rule="set bgp-local-pref 110; accept"'),
    ],
}


def text_of(platform: str, name: str) -> str:
    return (CONFIGS / "structure" / f"{platform}_{name}.{ENDING[platform]}").read_text(encoding="utf-8")


def _by_where(answers: tuple[Answer, ...], standing: Standing) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for answer in answers:
        if answer.standing is standing and not answer.shared:
            found.setdefault(answer.where, set()).add(answer.control)
    return found


def _split(expected: dict[str, str]) -> dict[str, set[str]]:
    return {where: set(controls.split()) for where, controls in expected.items()}


@pytest.mark.parametrize("platform", STRUCTURED)
def test_the_holes_are_found_at_their_sessions_and_nothing_else_is(platform: str) -> None:
    expected = _split(HOLES[platform])
    for session in (*SESSIONS, OLD):
        expected.setdefault(session, set()).add("F12")
    expected[OLD].add("B02")
    answers = structure(platform, text_of(platform, "holes"), known())
    assert _by_where(answers, OPEN) == expected
    assert _by_where(answers, UNKNOWN) == _split(UNSURE[platform])


@pytest.mark.parametrize(("platform", "control", "where", "line"), [(name, *item) for name, items in SHOWN.items() for item in items])
def test_a_hole_is_shown_by_its_line(platform: str, control: str, where: str, line: str) -> None:
    text = text_of(platform, "holes")
    (found,) = [item for item in findings(structure(platform, text, known())) if (item.control, item.where) == (control, where)]
    numbers = [number for number, written in enumerate(text.splitlines(), 1) if written.strip() == line]
    assert {f"line {number}: {line}" for number in numbers} & {*found.evidence}


@pytest.mark.parametrize("platform", STRUCTURED)
def test_no_alarm_at_a_configuration_without_a_hole(platform: str) -> None:
    answers = structure(platform, text_of(platform, "good"), known())
    assert _by_where(answers, OPEN) == {}
    assert _by_where(answers, UNKNOWN) == {}
    found = findings(answers)
    assert [(item.control, item.severity, item.where) for item in found] == [("A01", "warning", session) for session in _order(answers)]
    assert {item.where for item in found} == set(SESSIONS)
    held = Counter(item.control for item in answers if item.standing is HOLDS)
    expected = {"F20": 10, "F15": 5, "S02": 5}
    if platform != "junos":
        expected["S01"] = 5
    if platform in ("bird", "openbgpd"):
        expected["S03"] = 5
    if platform in ("iosxr", "eos", "junos"):
        expected["V01"] = 4
    assert held == expected


def _order(answers: tuple[Answer, ...]) -> list[str]:
    return list(dict.fromkeys(item.shared for item in answers if item.shared))


@pytest.mark.parametrize("platform", STRUCTURED)
def test_what_cannot_be_told_of_a_session_is_one_finding_that_names_the_controls(platform: str) -> None:
    found = [item for item in findings(structure(platform, text_of(platform, "good"), known())) if item.where == ACME]
    assert len(found) == 1
    assert all(f"{control}" in found[0].what for control in ("F01", "F02", "F07", "F09", "F12", "F13", "F16", "F21", "E03"))
    assert "E01" not in found[0].what and "F20" not in found[0].what


@pytest.mark.parametrize("platform", STRUCTURED)
@pytest.mark.parametrize("name", ["good", "holes"])
def test_no_control_that_takes_following_a_route_ever_holds(platform: str, name: str) -> None:
    text = text_of(platform, name)
    for what in (known(), Known(), Known(neighbors={UPSTREAM: KnownNeighbor(Relation.CUSTOMER), PEER: KnownNeighbor(Relation.COLLECTOR)})):
        answers = structure(platform, text, what)
        asked = [item for item in answers if item.control in EVALUATED]
        assert {item.control for item in asked} >= {"F01", "F02", "F03", "F12", "F21"}
        assert [item for item in asked if item.standing is HOLDS] == []


@pytest.mark.parametrize("platform", STRUCTURED)
@pytest.mark.parametrize("name", ["good", "holes"])
def test_no_secret_is_in_an_answer(platform: str, name: str) -> None:
    answers = structure(platform, text_of(platform, name), known())
    for secret in ("s3cret", "13061E010803", "02050D480809", "deadbeef"):
        assert secret not in repr(answers)


@pytest.mark.parametrize("platform", STRUCTURED)
def test_lines_are_those_of_the_text(platform: str) -> None:
    text = text_of(platform, "holes")
    lines = text.split("\n")
    for line in (line for answer in structure(platform, text, known()) for line in answer.lines if line.number):
        shown = line.text.partition("***")[0].removesuffix("...")
        assert " ".join(lines[line.number - 1].split()).startswith(shown), line


@pytest.mark.parametrize("platform", STRUCTURED)
def test_sessions_that_are_declared_and_not_there_are_said(platform: str) -> None:
    nobody = Known(neighbors={"198.32.1.1": KnownNeighbor(Relation.PEER)})
    answers = structure(platform, text_of(platform, "good"), nobody)
    assert [(item.where, item.standing) for item in answers if item.control == "B01"] == [("198.32.1.1", OPEN)]
    assert {item.where for item in answers if item.control == "B02"} == set(SESSIONS)


@pytest.mark.parametrize("platform", STRUCTURED)
def test_a_configuration_that_is_cut_gives_no_error(platform: str) -> None:
    for name in ("good", "holes"):
        text = text_of(platform, name)
        for end in range(0, len(text), 97):
            structure(platform, text[:end], known())


@pytest.mark.parametrize("platform", STRUCTURED)
def test_lines_in_any_order_and_with_anything_between_give_no_error_and_no_evaluated_control_holds(platform: str) -> None:
    lines = [line for name in ("good", "holes") for line in text_of(platform, name).splitlines()]
    others = st.text(max_size=30) | st.sampled_from(
        ["{", "}", "(", ")", "[", '"', "'", "\\", ";", "if", "else", "endif", "<a>", "</a>", "/*"]
    )

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(st.sampled_from(lines) | others, max_size=60), st.booleans())
    def check(parts: list[str], is_wrapped: bool) -> None:
        text = "\n".join(parts)
        if is_wrapped and platform == "junos":
            text = f"<configuration>{text}</configuration>"
        answers = structure(platform, text, known())
        assert [item for item in answers if item.standing is HOLDS and item.control in EVALUATED] == []

    check()


def test_an_os_that_is_followed_route_by_route_is_refused() -> None:
    with pytest.raises(ValueError, match="'frr' is not audited by structure; that are bird, eos"):
        structure("frr", "", Known())
