# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""due_diligence as people run it, with the lab's registry and RIRs on loopback."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ..contacts_world import ANSWERS, World, autnum, network, organisation, running
from .test_wrong_input import ROOT, VARIABLES, play

CUSTOMER = ("-e", "manrs_customer=acme")


@pytest.fixture
def world() -> Iterator[World]:
    with running() as found:
        found.rdap["autnum/35001"] = autnum(35001, organisation("ORG-ACME1-RIPE"))
        found.rdap["ip/193.20.0.0/22"] = json.loads((ANSWERS / "ip_ripe.json").read_text())
        found.rdap["ip/193.20.12.0/22"] = network("193.20.12.0", "193.20.15.255", organisation("ORG-BETA1-RIPE", "Beta GmbH"))
        yield found


def variables(world: World) -> dict[str, Any]:
    told = copy.deepcopy(VARIABLES)
    # The bootstrap of the tests has documentation ASNs; acme's is asked for at the same server.
    bootstrap = {**world.registry({})["rdap"], "bootstrap": f"{world.url}/acme.json"}
    told["manrs_registry"]["rdap"] = bootstrap
    world.faults["/acme.json"] = (200, {}, json.dumps({"services": [[["35001"], [f"{world.url}/rdap/"]]]}).encode())
    return told


def test_a_customer_is_looked_at(world: World, tmp_path: Path) -> None:
    done = play(tmp_path, variables(world), *CUSTOMER, "-e", "manrs_most_asked=100", playbook="due_diligence")
    assert done.returncode == 0, done.stdout + done.stderr
    assert '"acme: AS35001 holds: ORG-ACME1-RIPE (Acme AG)"' in done.stdout
    assert "Mustermann" not in done.stdout
    found = json.loads((tmp_path / ".manrs/report/due_diligence/AS35001.json").read_text(encoding="utf-8"))["due_diligence"]
    status = {item["prefix"]: (item["status"], item["is_same"]) for item in found["prefixes"]}
    assert status["193.20.0.0/22"][1] is True and status["193.20.0.0/22"][0] == "holds"
    assert status["193.20.12.0/22"][1] is False
    assert found["left_out"] == 0 and len(status) > 10


def test_few_are_asked_for_and_the_rest_are_counted(world: World, tmp_path: Path) -> None:
    done = play(tmp_path, variables(world), *CUSTOMER, "-e", "manrs_most_asked=5", playbook="due_diligence")
    assert done.returncode == 0, done.stdout + done.stderr
    # Two of the five are in no bootstrap entry of the tests.
    assert len([path for path in world.asked if path.startswith("/rdap/ip/")]) == 3
    assert "the RIR was not asked for" in done.stdout


def test_a_customer_that_is_none_gets_one_line(world: World, tmp_path: Path) -> None:
    done = play(tmp_path, variables(world), "-e", "manrs_customer=acne", playbook="due_diligence")
    output = done.stdout + done.stderr
    assert done.returncode != 0 and "Traceback" not in output
    assert "'acne' is no customer of any router; did you mean acme?" in output.replace("\\'", "'")


def test_more_than_rirs_like_is_refused(world: World, tmp_path: Path) -> None:
    done = play(tmp_path, variables(world), *CUSTOMER, "-e", "manrs_most_asked=101", playbook="due_diligence")
    assert done.returncode != 0
    assert "most_asked is 101; write a number from 0 to 100" in done.stdout + done.stderr


def test_rirs_that_are_away_let_nothing_hold(world: World, tmp_path: Path) -> None:
    told = variables(world)
    world.faults = {"/": (500, {}, b"")}
    done = play(tmp_path, told, *CUSTOMER, playbook="due_diligence")
    assert done.returncode == 0, done.stdout + done.stderr
    found = json.loads((tmp_path / ".manrs/report/due_diligence/AS35001.json").read_text(encoding="utf-8"))["due_diligence"]
    assert found["asn_status"] == "unknown"
    assert all(item["status"] != "holds" or item["roa"] == "valid" for item in found["prefixes"])


def test_the_page_shows_what_is_printed(world: World, tmp_path: Path) -> None:
    done = play(tmp_path, variables(world), *CUSTOMER, playbook="due_diligence")
    text = (ROOT / "docs/due_diligence.md").read_text(encoding="utf-8")
    lines = re.findall(r'^ {12}(".*?"),?$', text, re.MULTILINE)
    assert len(lines) > 4
    assert [line for line in lines if line not in done.stdout] == []
