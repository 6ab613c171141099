# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""contacts and report as people run them, against databases on loopback: what they read, and when the run fails."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from ..contacts_world import ANSWERS, World, running
from .test_wrong_input import ROOT, play, run

DUMPS = {"dumps": [str(ANSWERS / "registry.rpsl")]}
CONTACTS = {"emails": ["noc@example.net"], "around_the_clock": True, "reviewed": datetime.now(UTC).date().isoformat()}


@pytest.fixture
def world() -> Iterator[World]:
    with running() as found:
        yield found


def variables(world: World, asn: int = 64500, **network: Any) -> dict[str, Any]:
    """What is needed: no neighbor, and no router that answers."""
    told = {"asn": asn, "prefixes": ["192.0.2.0/24"], **network}
    return {"ansible_network_os": "frr", "manrs_network": told, "manrs_registry": world.registry(DUMPS)}


def test_contacts_then_report(world: World, tmp_path: Path) -> None:
    told = variables(world, contacts=CONTACTS)
    done = play(tmp_path, told, playbook="contacts")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "changed=0" in done.stdout
    assert "C01 holds: a NOC contact is public" in done.stdout
    assert "C05 holds: who is declared to answer around the clock is published" in done.stdout
    assert "Mustermann" not in done.stdout
    found = json.loads((tmp_path / ".manrs/report/contacts.json").read_text(encoding="utf-8"))
    assert [item["status"] for item in found["contacts"]["controls"]] == ["holds"] * 5
    tasks = [{"hosts": "routers", "gather_facts": False, "tasks": [{"manrs.hardening.report": {"hosts": ["edge1"]}, "register": "made"}]}]
    tasks[0]["tasks"].append({"ansible.builtin.assert": {"that": "made.actions[2].state == 'holds'"}})  # type: ignore[attr-defined]
    (tmp_path / "report.yml").write_text(yaml.safe_dump(tasks), encoding="utf-8")
    done = run(tmp_path, told, tmp_path / "report.yml")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "5 of 5 checks of contacts hold." in (tmp_path / ".manrs/report/report.html").read_text(encoding="utf-8")


def test_check_mode_looks_too(world: World, tmp_path: Path) -> None:
    done = play(tmp_path, variables(world, contacts=CONTACTS), "--check", "--diff", "-e", "manrs_report=out", playbook="contacts")
    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "out/contacts.json").is_file()


def test_what_does_not_hold_fails_the_run_with_its_controls(world: World, tmp_path: Path) -> None:
    done = play(tmp_path, variables(world, 64505, contacts=CONTACTS | {"reviewed": "2020-01-01"}), playbook="contacts")
    assert done.returncode != 0
    assert "C01, C02, C03, C04, C05 do not hold, as shown above" in done.stdout + done.stderr
    assert "C03 does not hold: the aut-num names no contact" in done.stdout


def test_databases_that_are_away_fail_no_run_and_let_nothing_hold(world: World, tmp_path: Path) -> None:
    world.faults["/"] = (500, {}, b"")
    told = variables(world)
    told["manrs_registry"]["irr"] = {"dumps": ["none.rpsl"]}
    done = play(tmp_path, told, playbook="contacts")
    assert done.returncode == 0, done.stdout + done.stderr
    found = json.loads((tmp_path / ".manrs/report/contacts.json").read_text(encoding="utf-8"))
    assert {item["status"] for item in found["contacts"]["controls"]} == {"unknown"}


@pytest.mark.parametrize(
    ("contacts", "message"),
    [
        ({}, "manrs_network.contacts: needs emails or phones: whom others reach"),
        ({"emails": ["noc"]}, "manrs_network.contacts.emails[0]: 'noc' is not an e-mail address; write one such as noc@example.net"),
        ({"phones": ["044 000 00 00"]}, "manrs_network.contacts.phones[0]: '044 000 00 00' is not a telephone number with its country"),
        ({"emails": ["noc@example.net"], "reviewed": "2999-01-01"}, "manrs_network.contacts.reviewed: 2999-01-01 is still to come"),
        ({"email": ["noc@example.net"]}, "manrs_network.contacts.email: is not a key; did you mean emails?"),
    ],
)
def test_mistakes_get_one_line_and_nobody_is_asked(world: World, tmp_path: Path, contacts: dict[str, Any], message: str) -> None:
    done = play(tmp_path, variables(world, contacts=contacts), playbook="contacts")
    output = (done.stdout + done.stderr).replace("host_vars/edge1.yml", "")
    assert done.returncode != 0
    assert "Traceback" not in output
    where, _, what = message.partition(": ")
    assert where in output and what in output.replace("\\'", "'"), output
    assert world.asked == []


def test_the_role_alone(world: World, tmp_path: Path) -> None:
    (tmp_path / "role.yml").write_text(
        yaml.safe_dump([{"hosts": "routers", "gather_facts": False, "roles": ["manrs.hardening.coordination"]}]), encoding="utf-8"
    )
    done = run(tmp_path, variables(world), tmp_path / "role.yml", "-e", "ansible_connection=local")
    assert done.returncode == 0, done.stdout + done.stderr
    assert ROOT.joinpath("roles/coordination/meta/argument_specs.yml").is_file()


def test_the_page_shows_what_is_printed(world: World, tmp_path: Path) -> None:
    text = (ROOT / "docs/contacts.md").read_text(encoding="utf-8")
    printed = ""
    for asn in (64500, 64502):
        told = variables(world, asn, contacts={"emails": ["noc@example.net"], "phones": ["+41 44 000 00 00"], "around_the_clock": True})
        done = play(tmp_path, told, playbook="contacts")
        printed += done.stdout + done.stderr
    shown = re.findall(r'^ {12}(".*?"),?$|^ {4}(TASK .*|\[ERROR\].*)$', text, re.MULTILINE)
    lines = [one or other for one, other in shown]
    assert len(lines) > 15
    assert [line for line in lines if line not in printed] == []
