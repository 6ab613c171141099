# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Before a line is pushed, the preview names exactly the routes that are dropped afterwards, on FRR, BIRD and OpenBGPD.

The tests of this file run in their order. What is dropped is read from the daemons before and after, not from what we say.
"""

from __future__ import annotations

import json
import re
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Any

import catalogue
import playbook
import pytest
from judge import announce, external, settle, wait_for_vrps, withdraw
from router_lab import Lab
from topology import FAMILIES, LabError, link
from waiting import wait_until

pytestmark = [pytest.mark.lab, pytest.mark.parametrize("lab", ["mixed"], indirect=True)]
#: Nobody but ourselves may announce it, and here nobody but an attack does: its export would be kept by a guard.
OWN = "185.10.0.0/22"
ROUTES = external(catalogue.load(), [OWN])


def held(lab: Lab, edge: str) -> set[tuple[str, str]]:
    """An edge's routes from its eBGP neighbors, as (neighbor's address, prefix), read from the daemon."""
    return {
        (link(edge, neighbor).neighbor_address(family), prefix)
        for family in FAMILIES
        for neighbor, prefix, _ in lab.rib(edge, family)
        if neighbor not in (*lab.edges, "core")
    }


def report_folder() -> Path:
    return playbook.work_folder() / ".manrs/report"


def looked(edge: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((report_folder() / f"routers/{edge}.json").read_text(encoding="utf-8"))["router"]
    return told


def seen_before(edge: str) -> dict[str, Any]:
    """The look of before hardening, which the fixture has put aside."""
    told: dict[str, Any] = json.loads((report_folder() / f"before/{edge}.json").read_text(encoding="utf-8"))["router"]
    return told


def findings(edge: str) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = json.loads((report_folder() / f"routers/{edge}.json").read_text(encoding="utf-8"))["findings"]
    return told


def foretold(edge: str) -> set[tuple[str, str]]:
    """What the preview says that will be dropped, as (neighbor's address, prefix)."""
    return {
        (session["address"], route["prefix"])
        for session in looked(edge)["sessions"]
        if session["preview"] is not None
        for route in session["preview"]["routes"]
    }


@pytest.fixture(scope="module")
def before(lab: Lab) -> dict[str, set[tuple[str, str]]]:
    """What the edges hold with the operator's permissive policy."""
    shutil.rmtree(report_folder(), ignore_errors=True)
    for edge in lab.edges:
        announce(lab, edge, ROUTES)
    for edge in lab.edges:
        settle(lab, edge, ROUTES)
    return {edge: held(lab, edge) for edge in lab.edges}


@pytest.fixture(scope="module")
def previewed(lab: Lab, before: dict[str, set[tuple[str, str]]]) -> dict[str, set[tuple[str, str]]]:
    """What a preview says that will be dropped."""
    run = playbook.play("preview", {"manrs_enforced_from": "2027-01-31"})
    assert run.rc == 0, run.output
    shutil.copytree(report_folder() / "routers", report_folder() / "before")
    return {edge: foretold(edge) for edge in lab.edges}


def test_a_preview_changes_nothing_and_says_whom_to_tell_what(lab: Lab, before: dict[str, Any], previewed: dict[str, Any]) -> None:
    for edge in lab.edges:
        assert held(lab, edge) == before[edge]
        assert lab.run(edge, "ls /var/lib/manrs-hardening").returncode != 0
        told = looked(edge)
        stands = {cell["status"] for session in told["sessions"] for cell in session["cells"].values()}
        assert "differs" in stands
        # What this OS cannot do it cannot do before either.
        assert stands <= {"differs", "substituted", "missing"}
        customer = link(edge, "customer").neighbor_address("ipv4")
        text = (report_folder() / f"messages/{edge}/{customer}.txt").read_text(encoding="utf-8")
        assert text.startswith("Subject: AS25000 will reject ")
        assert "from AS35001 from 2027-01-31 on" in text
        # Its route object says so, and a ROA of another AS says no.
        assert "193.22.12.0/24" in text and "please register" in text


def test_what_is_foretold_is_what_is_dropped_in_both_directions(lab: Lab, before: dict[str, Any], previewed: dict[str, Any]) -> None:
    run = playbook.play("harden", {"manrs_serial": "100%"})
    assert run.rc == 0, run.output
    wait_for_vrps(lab, lab.edges, "151.2.0.0/16")
    told = {(item["where"], item["control"]) for item in findings("bird3")}
    for name in ("peer", "peer2"):
        # BIRD keeps no import table there and says so: for new VRPs it looks at a route again when the neighbor sends it again.
        assert (f"{name} ({link('bird3', name).neighbor_address('ipv4')})", "F12") in told
        again = [item for item in ROUTES if item.neighbor == name]
        withdraw(lab, "bird3", again)
        announce(lab, "bird3", again)
    for edge in lab.edges:
        settle(lab, edge, ROUTES)
    for edge in lab.edges:
        # A daemon judges its routes again some seconds after it has the VRPs.
        with suppress(LabError):
            wait_until(lambda edge=edge: before[edge] - held(lab, edge) >= previewed[edge], 30, lambda: "")  # type: ignore[misc]
        dropped = before[edge] - held(lab, edge)
        assert len(dropped) > 100
        assert dropped == previewed[edge], edge


def test_bird_tells_of_each_dropped_route_the_control_that_the_preview_named(lab: Lab, previewed: dict[str, Any]) -> None:
    """What a channel keeps of filtered routes carries 25000:9:<number of the control>."""
    shown = lab.run("bird3", "birdc 'show route filtered all'", check=True).stdout
    told: dict[tuple[str, str], str] = {}
    prefix = address = ""
    for line in shown.splitlines():
        if found := re.match(r"([0-9a-f.:]+/[0-9]+)? +\S.*\[\w+ [0-9:.]+\]|([0-9a-f.:]+/[0-9]+) ", line):
            prefix = found[1] or found[2] or prefix
        elif line.strip().startswith("from: "):
            address = line.split()[1]
        elif (marks := re.findall(r"\(25000, 9, ([0-9]+)\)", line)) and "large_community" in line:
            told[address, prefix] = f"F{int(marks[-1]):02}"
    wanted = {
        (session["address"], route["prefix"]): route["control"]
        for session in seen_before("bird3")["sessions"]
        if session["preview"] is not None
        for route in session["preview"]["routes"]
        # BIRD prints the beginning of a long path only; and it takes AS 0 at the end for an AS_SET. Both are rejected either way.
        if "{}" not in route["as_path"] and not route["as_path"].endswith(" 0")
    }
    assert len(wanted) > 100
    assert len(told) > 100
    assert {key: told.get(key) for key in wanted} == wanted


def sent_upstream(told: dict[str, Any], edge: str) -> dict[str, Any]:
    """What a look saw leave towards the provider by IPv4."""
    address = link(edge, "upstream").neighbor_address("ipv4")
    (found,) = [item["announces"] for item in told["sessions"] if item["address"] == address]
    return dict(found)


def test_what_leaves_is_what_the_provider_has(lab: Lab, previewed: dict[str, Any]) -> None:
    """Before, attacks went on to the provider. Afterwards what is told to be our own is what the provider has with our ASN alone."""
    run = playbook.play("preview", {})
    assert run.rc == 0, run.output
    for edge in lab.edges:
        then, now = sent_upstream(seen_before(edge), edge), sent_upstream(looked(edge), edge)
        assert len(then["bogon_prefixes"]) > 3 and len(then["bogon_asns"]) > 3
        has = lab.received("upstream")[edge, "ipv4"]
        assert set(now["own"]) == {prefix for prefix, attributes in has.items() if set(attributes["as_path"]) == {25000}}
        assert OWN in now["own"] and now["bogon_prefixes"] == []
        assert all(item["announces"] is None for item in looked(edge)["sessions"] if item["relation"] == "customer")


def test_afterwards_nothing_would_be_dropped_and_every_control_is_in_force(lab: Lab, previewed: dict[str, Any]) -> None:
    run = playbook.play("preview", {})
    assert run.rc == 0, run.output
    for edge in lab.edges:
        assert foretold(edge) == set()
        told = looked(edge)
        # Strict uRPF may be advised once the routes have settled; sessions have all that they can have.
        assert not any("import" in line or "export" in line for line in told["plan"]), told["plan"]
        cells = [(control, cell["status"]) for session in told["sessions"] for control, cell in session["cells"].items()]
        assert {status for _, status in cells} <= {"in force", "substituted", "missing", "differs"}
        # What only the operator can set in a session, and a finding asks for.
        assert {control for control, status in cells if status == "differs"} <= {"F12", "F15", "S01", "S02", "S03"}
        assert sum(status == "in force" for _, status in cells) > 100


def test_earlier_looks_count_too(lab: Lab, previewed: dict[str, set[tuple[str, str]]]) -> None:
    """What was held before hardening is gone, and is judged once more."""
    run = playbook.play("preview", {"manrs_since": "1h"})
    assert run.rc == 0, run.output
    for edge in lab.edges:
        assert foretold(edge) == previewed[edge]
