# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""One network from permissive to hardened and back, with ansible-playbook, judged by what the daemons hold.

The tests of this file run in their order: they are the stations of one way.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import catalogue
import playbook
import pytest
import verdicts
from judge import judge, judge_twins, wait_for_vrps
from router_lab import Lab
from speaker import Attributes
from topology import link

pytestmark = pytest.mark.lab
CASES = catalogue.load()
CONTROLS = sorted({case.control for case in CASES})
EVERY = catalogue.every_control(CASES)
#: What is left out, together: one control about prefixes, one about paths, one about exports. No attack on one of them is
#: stopped by another. Then the controls that stop some attacks together.
LEFT_OUT = (
    ("F14", "E01", "E05", "S03"),
    ("F02", "F06", "E02"),
    ("F03", "F07", "E00"),
    ("F04", "F08", "E03", "F19"),
    ("F05", "F09", "E04"),
    ("F12", "F10", "E05"),
    ("F13", "F11", "E06"),
    ("F01", "F20", "F21", "E01"),
    ("F14", "F16", "F17", "F18"),
    ("F01", "F05", "E01", "E05"),
    ("F01", "F05", "F13", "F16"),
    ("F03", "F12", "F13", "F21"),
)
#: Who must hear of nothing but our own and our customers' routes.
UPWARD = ("upstream", "upstream2", "peer", "peer2", "rs")
#: Written from lab/inventory: what we originate, what we gave to AS65010, whose cone is whose.
OURS = {"185.10.0.0/22", "185.14.0.0/20", "2a05:1000::/32", "2a05:1400::/32"}
GIVEN = {"185.10.2.0/24", "185.14.1.0/24", "185.14.2.0/24", "185.14.6.0/24", "185.14.9.0/24"}
GIVEN |= {"2a05:1000:2000::/36", "2a05:1000:5000::/36", "2a05:1000:6000::/36"}
CONES = {35001: {35001, 35002}, 35010: {35010}}
DATA = Path(catalogue.__file__).parent / "data"
SHOW = "vtysh -c 'show running-config'"


def through(lab: Lab, kind: str) -> dict[str, set[str]]:
    return {
        edge: {str(case) for case, is_through in told.items() if is_through} for edge, told in judge(lab, lab.edges, CASES, kind).items()
    }


def expected(lab: Lab, kind: str, missing: Iterable[str]) -> dict[str, set[str]]:
    without = set(missing)
    return {edge: {str(case) for case in CASES if case.is_expected(kind, without, edge)} for edge in lab.edges}


def registered() -> set[tuple[str, int]]:
    """Read the pairs of the lab's registry by themselves: route objects, and VRPs as they stand there."""
    objects = re.findall(r"^route6?: +(\S+)\norigin: +AS(\d+)$", (DATA / "lab.rpsl").read_text(encoding="utf-8"), re.MULTILINE)
    roas = json.loads((DATA / "vrps.json").read_text(encoding="utf-8"))["roas"]
    return {(prefix, int(asn)) for prefix, asn in objects} | {(roa["prefix"], roa["asn"]) for roa in roas}


def is_ours_or_a_customers(prefix: str, attributes: Attributes, pairs: set[tuple[str, int]]) -> bool:
    """Whether an UPDATE is what E01 and E02 are there for. A private ASN is taken off the path."""
    us, *path = attributes["as_path"]
    if us != 25000 or "as_set" in attributes:
        return False
    if not path:
        return prefix in OURS | GIVEN
    return path[-1] in CONES.get(path[0], ()) and (prefix, path[-1]) in pairs


def configurations(lab: Lab) -> dict[str, str]:
    return {edge: lab.run(edge, SHOW, check=True).stdout for edge in lab.edges}


def harden(lab: Lab, variables: dict[str, object], *arguments: str) -> playbook.Run:
    run = playbook.play("harden", variables, *arguments)
    assert run.rc == 0, run.output
    return run


def audited(lab: Lab) -> dict[str, list[dict[str, Any]]]:
    """Audit the routers, and return the answers of each."""
    before = configurations(lab)
    run = playbook.play("audit")
    assert run.rc == 0, run.output
    assert run.changed == dict.fromkeys(lab.edges, 0)
    assert configurations(lab) == before
    found = {}
    for edge in lab.edges:
        file = playbook.work_folder() / f".manrs/report/audits/{edge}.json"
        found[edge] = json.loads(file.read_text(encoding="utf-8"))["answers"]
    return found


def test_before_every_attack_and_every_legitimate_route_gets_through(lab: Lab) -> None:
    assert through(lab, "attack") == expected(lab, "attack", EVERY)
    assert through(lab, "legitimate") == expected(lab, "legitimate", EVERY)


def test_before_an_audit_shows_what_is_open_with_the_line_that_makes_it_so(lab: Lab) -> None:
    made = playbook.play("snapshot")
    assert made.rc == 0, made.output
    for edge, answers in audited(lab).items():
        opened = {
            (item["where"], item["control"]): {line["text"] for line in item["lines"]}
            for item in answers
            if item["standing"] == "does not hold"
        }
        customer, upstream = (f"{link(edge, name).neighbor_ipv4} IPv4" for name in ("customer", "upstream"))
        for place in ((customer, "F20"), (customer, "F13"), (upstream, "F20"), (upstream, "F02"), (upstream, "E01"), (upstream, "E02")):
            assert "route-map PERMIT-ALL permit 10" in opened[place], (edge, place)


def test_check_mode_shows_the_plan_and_changes_nothing(lab: Lab) -> None:
    before = configurations(lab)
    run = harden(lab, {}, "--check", "--diff")
    assert all(run.changed[edge] >= 1 for edge in lab.edges)
    assert "filtered from now on, keeps PERMIT-ALL" in run.output
    assert "+bgp as-path access-list MANRS-FIRST-35001 seq 5 permit ^35001_" in run.output
    assert configurations(lab) == before
    for edge in lab.edges:
        assert lab.run(edge, "ls /var/lib/manrs-hardening").returncode != 0


def test_unsaved_work_of_somebody_is_refused(lab: Lab) -> None:
    for edge in lab.edges:
        lab.vtysh(edge, "configure terminal", "ip prefix-list THEIRS permit 1.0.0.0/8")
    before = configurations(lab)
    run = playbook.play("harden", {"manrs_serial": "100%"})
    assert run.rc != 0
    assert "running and startup configuration differ: running has 'ip prefix-list THEIRS" in run.output
    assert configurations(lab) == before
    for edge in lab.edges:
        lab.vtysh(edge, "configure terminal", "no ip prefix-list THEIRS")


def test_after_every_attack_is_stopped(lab: Lab) -> None:
    harden(lab, {})
    wait_for_vrps(lab, lab.edges, "151.2.0.0/16")
    # FRR does not look at ASPAs, and says so.
    assert {case.control for case in CASES if not case.beyond.isdisjoint(lab.edges)} == {"F19"}
    assert through(lab, "attack") == expected(lab, "attack", ())


def test_after_every_legitimate_route_gets_through_with_the_attributes_that_the_catalogue_says(lab: Lab) -> None:
    for told in judge_twins(lab, lab.edges, CASES).values():
        assert {str(case): wrong for case, wrong in told.items() if wrong} == {}


def test_in_the_whole_catalogue_no_provider_peer_or_route_server_ever_hears_of_more_than_our_own_and_our_customers_routes(lab: Lab) -> None:
    pairs = registered()
    since = lab.mark()
    judge(lab, lab.edges, CASES, "attack")
    judge(lab, lab.edges, CASES, "legitimate")
    for name in UPWARD:
        told = [event for event in lab.heard(name, since) if event.kind == "announce"]
        assert {event.edge for event in told} == set(lab.edges)
        assert len({event.prefix for event in told}) > 30
        leaks = [event for event in told if not is_ours_or_a_customers(event.prefix, event.attributes, pairs)]
        assert leaks == []
        for held in lab.received(name).values():
            assert {prefix: found for prefix, found in held.items() if not is_ours_or_a_customers(prefix, found, pairs)} == {}


def test_the_second_run_changes_nothing(lab: Lab) -> None:
    before = configurations(lab)
    run = harden(lab, {})
    assert run.changed == dict.fromkeys(lab.edges, 0)
    assert configurations(lab) == before


def test_an_audit_of_the_hardened_routers_finds_nothing_open_that_routes_decide(lab: Lab) -> None:
    """What resets sessions was not asked for. No edge originates the second of our prefixes, so what its routes carry is not known."""
    elsewhere = ("185.14.0.0/20", "2a05:1400::/32")
    for edge, answers in audited(lab).items():
        of = {
            standing: {item["control"] for item in answers if item["standing"] == standing}
            for standing in ("holds", "does not hold", "unknown")
        }
        assert of["does not hold"] == {"S01", "S02", "S03"}, edge
        assert of["unknown"] == {"B05"}, edge
        told = {item["what"] for item in answers if item["standing"] == "unknown"}
        assert all(any(what.startswith(f"what becomes of {prefix} cannot be told") for prefix in elsewhere) for what in told), told
        assert of["holds"] >= {f"F{number:02}" for number in (*range(1, 10), 12, 13, 15, 16, 20, 21)} | {"E01", "E02", "E03"}, edge


def test_a_restart_brings_the_hardened_configuration(lab: Lab) -> None:
    for edge in lab.edges:
        lab.restart(edge)
    wait_for_vrps(lab, lab.edges, "151.2.0.0/16")
    assert harden(lab, {}, "--check").changed == dict.fromkeys(lab.edges, 0)
    assert through(lab, "attack") == expected(lab, "attack", ())


def test_every_control_and_all_that_stop_an_attack_together_are_left_out() -> None:
    assert set(CONTROLS) <= {control for group in LEFT_OUT for control in group}
    for case in CASES:
        assert "tags" in case.also or any(case.stopped_by <= set(group) for group in LEFT_OUT), case


@pytest.mark.parametrize("controls", LEFT_OUT, ids=" ".join)
def test_without_some_controls_exactly_their_attacks_get_in(lab: Lab, controls: tuple[str, ...]) -> None:
    harden(lab, {"manrs_without_controls": list(controls), "manrs_serial": "100%"})
    wait_for_vrps(lab, lab.edges, "151.2.0.0/16")
    assert through(lab, "attack") == expected(lab, "attack", controls)


def test_rollback_brings_back_what_the_delivery_found(lab: Lab) -> None:
    harden(lab, {"manrs_serial": "100%"})
    run = playbook.play("rollback", {"manrs_serial": "100%"})
    assert run.rc == 0, run.output
    assert through(lab, "attack") == expected(lab, "attack", LEFT_OUT[-1])


def test_daemons_agree_with_decide_on_random_routes(lab: Lab) -> None:
    for _, _, tally in verdicts.run(lab, seed=20, count=400):
        assert tally.disagreements == []
        assert tally.accepted > 80
