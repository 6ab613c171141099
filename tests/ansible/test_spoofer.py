# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""spoofer as people run it, against a server on loopback: what they read, and when the run fails."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from ..contacts_world import World, running, session
from .test_contacts import variables
from .test_wrong_input import ROOT, play, run


@pytest.fixture
def world() -> Iterator[World]:
    with running() as found:
        yield found


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def printed(folder: Path, told: dict[str, Any], *options: str) -> tuple[int, str]:
    """The exit code and what was printed, with a day of the page in place of today."""
    done = play(folder, told, *options, playbook="spoofer")
    text = re.sub(r"\b\d{4}-\d\d-\d\d IPv", "2026-11-28 IPv", done.stdout + done.stderr)
    return done.returncode, text.replace(f"{datetime.now(UTC):%Y-%m}", "2026-11")


def test_the_page_shows_what_is_printed_and_a_leak_fails_the_run(world: World, tmp_path: Path) -> None:
    world.sessions = [session(2, now(), routedspoof="received"), session(3, now(), client4="198.51.100.0/24")]
    code, output = printed(tmp_path, variables(world))
    assert code != 0
    world.sessions = []
    code, reminded = printed(tmp_path, variables(world), "--check")
    assert code == 0, reminded
    page = (ROOT / "docs/spoofer.md").read_text(encoding="utf-8")
    lines = [one or other for one, other in re.findall(r'^ {12}(".*?"),?$|^ {4}(TASK .*|\[ERROR\].*)$', page, re.MULTILINE)]
    assert len(lines) == 7
    assert [line for line in lines if line not in output + reminded] == []
    assert json.loads((tmp_path / ".manrs/report/spoofer.json").read_text(encoding="utf-8"))["spoofer"]["status"] == "does not hold"


def test_a_good_month_is_in_the_report(world: World, tmp_path: Path) -> None:
    world.sessions = [session(1, now())]
    told = variables(world)
    code, output = printed(tmp_path, told)
    assert code == 0 and "V08 holds: nothing spoofed got out in 2026-11, by IPv4" in output, output
    tasks = [{"hosts": "routers", "gather_facts": False, "tasks": [{"manrs.hardening.report": {"hosts": ["edge1"]}}]}]
    (tmp_path / "report.yml").write_text(yaml.safe_dump(tasks), encoding="utf-8")
    done = run(tmp_path, told, tmp_path / "report.yml")
    assert done.returncode == 0, done.stdout + done.stderr
    made = json.loads((tmp_path / ".manrs/report/report.json").read_text(encoding="utf-8"))
    assert made["actions"][1]["evidence"][-1].startswith("V08 holds: nothing spoofed got out in ")
    assert {item["metric"]: item["value"] for item in made["observatory"]["metrics"]}["M5"] == 1.0


def test_an_api_that_is_away_fails_no_run_and_lets_nothing_hold(world: World, tmp_path: Path) -> None:
    world.faults["/sessions"] = (503, {}, b"")
    code, output = printed(tmp_path, variables(world))
    assert code == 0 and "V08 unknown: nobody knows of 2026-11: http://127.0.0.1" in output, output
    assert "see that the API answers, and run the spoofer playbook again" in output
