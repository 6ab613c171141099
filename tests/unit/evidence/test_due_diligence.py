# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What shows that a customer may announce a prefix: a ROA, a route object where only holders get in, or the same registrant."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.evidence.due_diligence import (
    DueDiligence,
    look,
    report_lines,
    write_due_diligence,
)
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.policies import Finding
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import Prefix
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import RovState
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.holders import Holder

NOW = datetime(2026, 11, 28, 12, 0, tzinfo=UTC)
P = Prefix.parse("193.20.0.0/22")
OWN, OTHER = Holder((("ORG-A", "Acme AG"),)), Holder((("ORG-B", "Beta GmbH"),))
AWAY, NOBODY = Holder(unknown="silent"), Holder(absent="no registration")
VALID, INVALID, NONE = RovState.VALID, RovState.INVALID, RovState.NOT_FOUND


def looked(
    state: RovState = NONE, databases: tuple[str, ...] = ("RADB",), of_prefix: Holder = OWN, of_asn: Holder = OWN, most_asked: int = 10
) -> tuple[DueDiligence, tuple[Finding, ...]]:
    return look("acme", 64501, {P: databases}, lambda _: state, of_asn, lambda _: of_prefix, most_asked, NOW)


@pytest.mark.parametrize(
    ("state", "databases", "of_prefix", "status"),
    [
        # Each of the three is enough, whatever the others say or do not say.
        (VALID, (), OTHER, "holds"),
        (VALID, (), AWAY, "holds"),
        (NONE, ("RADB", "RIPE"), OTHER, "holds"),
        (NONE, ("ARIN",), NOBODY, "holds"),
        (NONE, ("RADB",), OWN, "holds"),
        # None of them.
        (NONE, ("RADB",), OTHER, "does not hold"),
        (NONE, ("RADB", "ARIN-NONAUTH", "RIPE-NONAUTH", "RPKI"), OTHER, "does not hold"),
        (NONE, ("RADB",), NOBODY, "does not hold"),
        # A ROA for others speaks against it, whatever else is there.
        (INVALID, ("RIPE",), OWN, "does not hold"),
        # Silence.
        (NONE, ("RADB",), AWAY, "unknown"),
        (NONE, ("RADB",), Holder(), "unknown"),
    ],
)
def test_what_shows_that_it_may_announce(state: RovState, databases: tuple[str, ...], of_prefix: Holder, status: str) -> None:
    made, findings = looked(state, databases, of_prefix)
    assert made.prefixes[0].status == status
    assert [(item.control, item.severity) for item in findings] == ([] if status == "holds" else [("H02", "warning")])


@pytest.mark.parametrize("of_asn", [AWAY, NOBODY, Holder()])
def test_without_the_asn_s_holder_nothing_is_compared(of_asn: Holder) -> None:
    made, findings = looked(of_asn=of_asn)
    assert (made.prefixes[0].status, made.prefixes[0].is_same) == ("unknown", None)
    assert [item.control for item in findings] == ["H01", "H02"]
    assert findings[0].severity == ("warning" if of_asn is AWAY else "critical")
    assert made.asn_status == ("unknown" if of_asn is AWAY else "does not hold")


def test_the_rir_is_asked_for_those_of_which_least_is_known() -> None:
    registered = {Prefix.parse(f"193.20.{number}.0/24"): ("RADB",) for number in range(20)}
    registered |= {Prefix.parse("193.20.30.0/24"): ("RIPE",), Prefix.parse("193.20.31.0/24"): ("RADB",)}
    asked: list[str] = []

    def of_prefix(prefix: Prefix) -> Holder:
        asked.append(str(prefix))
        return OWN

    def rov(prefix: Prefix) -> RovState:
        return VALID if str(prefix) == "193.20.31.0/24" else NONE

    made, findings = look("acme", 64501, registered, rov, OWN, of_prefix, 18, NOW)
    assert asked == [f"193.20.{number}.0/24" for number in range(18)]
    assert (len(made.prefixes), made.left_out) == (22, 4)
    assert {item.prefix for item in made.prefixes if item.status == "unknown"} == {"193.20.18.0/24", "193.20.19.0/24"}
    assert findings[0].what == "nobody knows whether it may announce 193.20.18.0/24, 193.20.19.0/24"
    assert look("acme", 64501, registered, rov, OWN, of_prefix, 0, NOW)[0].left_out == 22


def test_nothing_registered_is_a_finding() -> None:
    made, findings = look("acme", 64501, {}, lambda _: VALID, OWN, lambda _: OWN, 10, NOW)
    assert made.prefixes == ()
    assert [(item.control, item.what) for item in findings] == [("H02", "nothing is registered for it")]


def test_what_people_read(tmp_path: Path) -> None:
    made, findings = looked(of_prefix=OTHER)
    assert report_lines(made, findings) == [
        "acme: AS64501 holds: ORG-A (Acme AG)",
        "acme: 0 of 1 registered prefixes hold; the RIR was not asked for 0",
        "  193.20.0.0/22 does not hold: no ROA; route object in RADB; another registrant: ORG-B (Beta GmbH)",
        "warning: acme (AS64501): nothing shows that it may announce 193.20.0.0/22; tell the customer to make ROAs, or to show that the "
        "holder lets it announce them",
    ]
    path = write_due_diligence(tmp_path, made, findings)
    assert path == tmp_path / "due_diligence/AS64501.json"
    told = json.loads(path.read_text())
    assert DueDiligence.model_validate(told["due_diligence"]) == made
    assert told["findings"][0]["manrs_action"] == 1
