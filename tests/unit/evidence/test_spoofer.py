# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""V08 by what was published, how Action 2 and M5 show it, and what is refused of its file."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.evidence.looks.files import LookFileError
from ansible_collections.manrs.hardening.plugins.plugin_utils.evidence.models import Report
from ansible_collections.manrs.hardening.plugins.plugin_utils.evidence.pages.report import page
from ansible_collections.manrs.hardening.plugins.plugin_utils.evidence.report import make_report
from ansible_collections.manrs.hardening.plugins.plugin_utils.evidence.spoofer import (
    judge,
    read_spoofer,
    report_lines,
    write_spoofer,
)
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.spoofer import SpooferTest, SpooferTests

from ...finding_shape import problems

NOW = datetime(2026, 11, 28, 12, 0, tzinfo=UTC)


def trial(result: str, prefix: str = "192.0.2.0/24", **changes: Any) -> SpooferTest:
    told: dict[str, Any] = {"session": 7, "when": NOW, "family": 4, "prefix": prefix, "is_behind_nat": False, "private": "blocked"}
    return SpooferTest(**(told | {"routed": result} | changes))


GOOD = trial("blocked")
LEAK = trial("received")


@pytest.mark.parametrize(
    ("found", "status", "severity", "what"),
    [
        (SpooferTests((GOOD,)), "holds", None, "nothing spoofed got out in 2026-11, by IPv4"),
        (SpooferTests((GOOD, trial("blocked", family=6))), "holds", None, "nothing spoofed got out in 2026-11, by IPv4 and IPv6"),
        (SpooferTests(()), "does not hold", "warning", "no test of 2026-11 is published"),
        (SpooferTests((), "silent"), "unknown", "warning", "nobody knows of 2026-11: silent"),
        (SpooferTests((GOOD,), "silent"), "unknown", "warning", "nobody knows of 2026-11: silent"),
        (SpooferTests((GOOD, LEAK)), "does not hold", "critical", "spoofed packets got out of 192.0.2.0/24 in 2026-11"),
        (SpooferTests((LEAK,), "silent"), "does not hold", "critical", "spoofed packets got out of 192.0.2.0/24 in 2026-11"),
        (
            SpooferTests((trial("blocked", private="received"),)),
            "does not hold",
            "critical",
            "spoofed packets got out of 192.0.2.0/24 in 2026-11",
        ),
        (
            SpooferTests((trial("received", is_behind_nat=True),)),
            "does not hold",
            "critical",
            "spoofed packets got out of 192.0.2.0/24 in 2026-11",
        ),
        (SpooferTests((trial("blocked", is_behind_nat=True),)), "unknown", "warning", "no test of 2026-11 says anything of the network"),
        (SpooferTests((trial("unknown", private="unknown"),)), "unknown", "warning", "no test of 2026-11 says anything of the network"),
        (SpooferTests((trial("rewritten", private=""),)), "unknown", "warning", "no test of 2026-11 says anything of the network"),
    ],
)
def test_one_published_test_is_needed_and_nothing_spoofed_may_come(
    found: SpooferTests, status: str, severity: str | None, what: str
) -> None:
    told, findings = judge(64500, found, NOW)
    assert told.status == status and told.why.startswith(what)
    assert [(item.control, item.severity) for item in findings] == ([("V08", severity)] if severity else [])
    assert [wrong for item in findings for wrong in problems(item)] == []
    assert report_lines(told, findings)[0] == f"V08 {status}: {told.why}"


def report(folder: Path, *tests: SpooferTest, unknown: str = "", now: datetime = NOW) -> Report:
    write_spoofer(folder, *judge(64500, SpooferTests(tests, unknown), now))
    return make_report(64500, (), folder, folder / "records", None)


def m5(made: Report) -> tuple[str, float | None]:
    assert made.observatory is not None
    found = next(item for item in made.observatory.metrics if item.metric == "M5")
    return found.state, found.value


def test_action_2_shows_it_and_a_leak_fails_it(tmp_path: Path) -> None:
    made = report(tmp_path, GOOD)
    assert made.actions[1].state == "not looked at"
    assert made.actions[1].evidence[-1].startswith("V08 holds: nothing spoofed got out in 2026-11, by IPv4 (")
    assert "nothing spoofed got out in 2026-11, by IPv4" in page(made)
    made = report(tmp_path, LEAK)
    assert (made.actions[1].state, made.actions[1].summary) == ("does not hold", "1 critical finding.")
    made = report(tmp_path)
    assert made.actions[1].state == "not looked at"
    assert [(item.severity, item.control, item.what) for item in made.findings] == [("warning", "V08", "no test of 2026-11 is published")]


@pytest.mark.parametrize(
    ("tests", "unknown", "value"),
    [
        # docs.manrs.org: no tests: no score; none received: 100 %; one prefix about 49 %, two about 36 %; for more no number is given.
        ((), "", ("told", None)),
        ((GOOD,), "", ("told", 1.0)),
        ((GOOD, LEAK, LEAK), "", ("told", 0.49)),
        ((LEAK, trial("received", "198.51.100.0/24")), "", ("told", 0.36)),
        ((LEAK, trial("received", "198.51.100.0/24"), trial("received", "203.0.113.0/24")), "", ("told", None)),
        ((), "silent", ("unknown", None)),
        ((trial("blocked", is_behind_nat=True),), "", ("unknown", None)),
    ],
)
def test_m5_by_the_number_of_prefixes_that_leak(
    tmp_path: Path, tests: tuple[SpooferTest, ...], unknown: str, value: tuple[str, float | None]
) -> None:
    assert m5(report(tmp_path, *tests, unknown=unknown)) == value


def test_tests_of_another_month_say_nothing_of_this_one(tmp_path: Path) -> None:
    snapshot = tmp_path / "snapshot"
    snapshot.mkdir()
    (snapshot / "manifest.json").write_text(json.dumps({"digest": "ab", "made_at": "2026-12-01T00:00:00+00:00"}), encoding="utf-8")
    write_spoofer(tmp_path, *judge(64500, SpooferTests((GOOD,)), NOW))
    made = make_report(64500, (), tmp_path, tmp_path / "records", snapshot)
    assert made.made_at.startswith("2026-12") and m5(made) == ("unknown", None)


def test_without_a_look_nothing_is_said(tmp_path: Path) -> None:
    made = make_report(64500, (), tmp_path, tmp_path / "records", None)
    assert made.spoofer is None and made.findings == () and m5(made) == ("unknown", None)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"network": "AS1"}, "is of AS1, and the network is AS64500"),
        ({"looked_at": "2026-11"}, "looked_at: is no time of that month"),
        ({"month": "2026-10"}, "looked_at: is no time of that month"),
        ({"month": "November"}, "spoofer.month: "),
        ({"status": "fine"}, "spoofer.status: "),
        ({"more": 1}, "spoofer.more: "),
    ],
)
def test_a_file_that_is_none_is_refused(tmp_path: Path, change: dict[str, Any], why: str) -> None:
    path = write_spoofer(tmp_path, *judge(64500, SpooferTests((GOOD,)), NOW))
    told = json.loads(path.read_text(encoding="utf-8"))
    told["spoofer"] |= change
    path.write_text(json.dumps(told), encoding="utf-8")
    with pytest.raises(LookFileError, match="run the spoofer playbook again") as caught:
        read_spoofer(path, 64500)
    assert why in str(caught.value)


def test_a_file_with_findings_of_others_is_refused(tmp_path: Path) -> None:
    path = write_spoofer(tmp_path, *judge(64500, SpooferTests(()), NOW))
    path.write_text(path.read_text(encoding="utf-8").replace('"V08"', '"V01"'), encoding="utf-8")
    with pytest.raises(LookFileError, match="not its own"):
        read_spoofer(path, 64500)
