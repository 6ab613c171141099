# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Configurations of brown-field routers, each with one hole: it is found at the right session and control, with its line.

What is expected is written by hand from what each configuration says at its top.
"""

from __future__ import annotations

from typing import NamedTuple

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.audit.findings import Answer, Standing, audit, findings
from audit_world import ACME, ACME6, CONFIGS, PEER, UPSTREAM, UPSTREAM6, known, tree_of

UP4, UP6, PEER4 = f"{UPSTREAM} IPv4", f"{UPSTREAM6} IPv6", f"{PEER} IPv4"
CUSTOMER4, CUSTOMER6 = f"{ACME} IPv4", f"{ACME6} IPv6"


class Hole(NamedTuple):
    """The controls that do not hold, by session, and at which of them which line must be named."""

    open: dict[str, str]
    control: str
    where: str
    line: str


EVERYTHING_IN = "F01 F02 F03 F05 F06 F07 F12"
HOLES = {
    # FRR's good one counts paths and asks RPKI in route-maps. The customers' tag, forged by the peer, now takes its routes upstream.
    "frr_missing_binding": Hole({PEER4: f"{EVERYTHING_IN} F04 F09 F20", UP4: "E01"}, "F20", PEER4, "neighbor 185.1.8.20 remote-as 15435"),
    "frr_permit_all": Hole(
        {
            CUSTOMER4: "F01 F02 F03 F04 F05 F06 F07 F13 F16",
            CUSTOMER6: "F01 F02 F03 F05 F06 F07 F13 F16",
            UP4: "E02",
            UP6: "E02",
            PEER4: "E02",
        },
        "F13",
        CUSTOMER4,
        "route-map ACME-IN permit 100",
    ),
    # The customer's own list still holds: only the dangling name is said there.
    "frr_absent_list": Hole({UP4: "F02 B05", PEER4: "F02 B05", CUSTOMER4: "B05"}, "B05", UP4, "match ip address prefix-list BOGON"),
    "frr_wrong_order": Hole(
        {UP4: "F02 F03 F04 F06 F07 F12", PEER4: "F02 F03 F04 F06 F07 F12", CUSTOMER4: "F06 F12"},
        "F02",
        UP4,
        "route-map COMMON-IN permit 5",
    ),
    "frr_only_ipv4": Hole({UP6: f"{EVERYTHING_IN} F20 E01 E03"}, "F20", UP6, "no bgp ebgp-requires-policy"),
    "frr_permits_more": Hole(
        {CUSTOMER4: "F13", UP4: "E02", PEER4: "E02"}, "F13", CUSTOMER4, "ip prefix-list ACME seq 5 permit 193.20.0.0/16 le 24"
    ),
    # IOS limits paths for the whole router and takes no invalid route for the best, whatever is bound.
    "ios_missing_binding": Hole(
        {PEER4: "F01 F02 F03 F04 F05 F07 F09 F20 F21", UP4: "E01"}, "F20", PEER4, "neighbor 185.1.8.20 remote-as 15435"
    ),
    "ios_permit_all": Hole({UP4: "E01", PEER4: "E01"}, "E01", PEER4, "route-map TO-OUTSIDE permit 100"),
    "ios_absent_list": Hole(
        {CUSTOMER4: "F01 F02 F03 F04 F05 F13 F16 B05", UP4: "E02", PEER4: "E02"},
        "F13",
        CUSTOMER4,
        "neighbor 185.10.3.74 prefix-list ACME-V4 in",
    ),
    "ios_wrong_order": Hole(
        {UP4: "F02 F03 F04", PEER4: "F02 F03 F04"}, "F02", PEER4, "ip prefix-list BOGONS seq 5 permit 0.0.0.0/0 ge 8 le 24"
    ),
    "ios_only_ipv4": Hole(
        {UP6: "F01 F02 F03 F05 F07 F20 F21 E01 E03"}, "F20", UP6, "neighbor 2001:2035:0:7::1 inherit peer-session UPSTREAM"
    ),
    "ios_permits_more": Hole({CUSTOMER4: "F05"}, "F05", CUSTOMER4, "ip prefix-list ACME seq 5 permit 193.20.0.0/22 ge 24"),
}


def _answers(name: str) -> tuple[Answer, ...]:
    return audit(tree_of(f"{name}.conf"), known())


@pytest.mark.parametrize("name", HOLES)
def test_a_hole_is_found_at_its_session_and_control_and_nothing_else_is(name: str) -> None:
    opened: dict[str, set[str]] = {}
    for answer in _answers(name):
        assert answer.standing is not Standing.UNKNOWN, answer
        if answer.standing is Standing.OPEN:
            opened.setdefault(answer.where, set()).add(answer.control)
    assert opened == {where: set(controls.split()) for where, controls in HOLES[name].open.items()}


@pytest.mark.parametrize("name", HOLES)
def test_a_hole_is_shown_by_the_line_that_makes_it(name: str) -> None:
    hole = HOLES[name]
    (found,) = [item for item in findings(_answers(name)) if item.control == hole.control and item.where == hole.where][:1]
    text = (CONFIGS / f"{name}.conf").read_text(encoding="utf-8").splitlines()
    number = next(number for number, line in enumerate(text, 1) if line.strip() == hole.line)
    assert f"line {number}: {hole.line}" in found.evidence


@pytest.mark.parametrize("name", ["frr_good", "ios_good"])
def test_no_alarm_at_a_configuration_without_a_hole(name: str) -> None:
    answers = _answers(name)
    assert findings(answers) == ()
    asked = {answer.control for answer in answers}
    assert {"F01", "F02", "F03", "F05", "F06", "F07", "F08", "F09", "F12", "F13", "F16", "F20", "F21"} <= asked
    assert {"E01", "E02", "E03", "B05", "F15", "S01", "S02"} <= asked
    assert ("S03" in asked, "V01" in asked) == (name == "frr_good", name == "ios_good")


def test_each_configuration_says_what_its_hole_is_and_is_tested() -> None:
    names = {path.stem for path in CONFIGS.glob("*.conf")}
    assert names == {*HOLES, "frr_good", "ios_good"}
    for name in names:
        third = (CONFIGS / f"{name}.conf").read_text(encoding="utf-8").splitlines()[2]
        assert third.startswith("! The edge router" if name.endswith("_good") else "! Hole: ")
