# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""From one neighbor to all, through a freeze and a monitored control, to a router with nothing of ours: one way on real routers.

The tests of this file run in their order.
"""

from __future__ import annotations

import copy
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import playbook
import pytest
import yaml
from judge import wait_for_vrps
from router_lab import Lab

pytestmark = pytest.mark.lab
INVENTORY = playbook.ROOT / "lab/inventory"
EDGE = "edge10"
BASE = "/var/lib/manrs-hardening"
MONITOR = {"mode": "monitor", "until": "2999-12-31", "why": "the customer registers its prefixes"}


def declared() -> list[dict[str, Any]]:
    """What the inventory declares at the edge."""
    told = yaml.safe_load((INVENTORY / "group_vars/routers/neighbors.yml").read_text(encoding="utf-8"))
    return copy.deepcopy(told["manrs_neighbors"])


def changed(name: str, **keys: Any) -> list[dict[str, Any]]:
    """The declared neighbors, one of them with other keys."""
    return [{**item, **keys} if item["name"] == name else item for item in declared()]


def play(name: str, **variables: object) -> playbook.Run:
    return playbook.play(name, variables, "--limit", EDGE)


def configuration(lab: Lab) -> list[str]:
    text = lab.run(EDGE, "vtysh -c 'show running-config'", check=True).stdout
    # An empty block stays where FRR 8 lost its last RTR cache.
    return sorted(text.replace("rpki\nexit\n!\n", "").splitlines())


def bound(lab: Lab) -> dict[str, str]:
    """Return {address direction: route-map} of the edge's neighbors."""
    found = {}
    for line in configuration(lab):
        words = line.split()
        if words[:1] == ["neighbor"] and words[2:3] == ["route-map"]:
            found[f"{words[1]} {words[4]}"] = words[3]
    return found


@pytest.fixture(scope="module")
def before(lab: Lab) -> list[str]:
    """The operator's configuration, as it was before us."""
    return configuration(lab)


def test_manrs_only_hardens_one_neighbor(lab: Lab, before: list[str]) -> None:
    run = play("harden", manrs_only="acme", lab_export_by="lists")
    assert run.rc == 0, run.output
    ours = {key for key, name in bound(lab).items() if name.startswith("MANRS-")}
    assert ours == {f"{address} {way}" for address in ("185.10.3.138", "2a05:1000:ffff:22::2") for way in ("in", "out")}
    assert [line for line in before if "route-map PERMIT-ALL" in line and "185.10.3.134" in line]


def test_a_freeze_lets_no_new_filter_through(lab: Lab) -> None:
    now = datetime.now(UTC)
    window = {"begin": (now - timedelta(hours=1)).isoformat(), "end": (now + timedelta(hours=1)).isoformat(), "why": "change freeze"}
    was = configuration(lab)
    run = play("harden", manrs_freeze=[window], lab_export_by="lists")
    assert run.rc != 0
    assert "(change freeze); this plan is of the class" in run.output
    assert configuration(lab) == was
    # The same window lets an edit of prefix lists through: one more registered prefix of the only neighbor that is filtered.
    more = Path(playbook.work_folder()) / "more.rpsl"
    text = (playbook.ROOT / "lab/data/lab.rpsl").read_text(encoding="utf-8")
    more.write_text(text + "\nroute: 193.20.84.0/24\norigin: AS35001\nsource: LAB\n", encoding="utf-8")
    run = play("harden", manrs_freeze=[window], manrs_only="acme", lab_export_by="lists", lab_rpsl=str(more))
    assert run.rc == 0, run.output
    assert "AS35001=AS35001:AS-ACME: +1 -0 registered prefixes" in run.output
    assert any("193.20.84.0/24" in line for line in configuration(lab))


def test_all_neighbors_then(lab: Lab) -> None:
    run = play("harden", lab_export_by="lists")
    assert run.rc == 0, run.output
    assert sum(name.startswith("MANRS-") for name in bound(lab).values()) == 4 * len(declared())
    wait_for_vrps(lab, [EDGE], "151.2.0.0/16")


def test_monitor_accepts_marks_and_names_what_it_would_reject(lab: Lab) -> None:
    neighbors = changed("acme", modes={"F13": MONITOR})
    run = play("harden", lab_export_by="lists", manrs_neighbors=neighbors)
    assert run.rc == 0, run.output
    lab.announce("customer", EDGE, "ipv4", "151.77.0.0/16", [35001])
    lab.announce("customer", EDGE, "ipv4", "193.20.0.0/22", [35001])
    lab.sentinel("customer", EDGE, "ipv4", "193.20.48.0/24")
    held = lab.held(EDGE, "ipv4", "151.77.0.0/16", "customer")
    registered = lab.held(EDGE, "ipv4", "193.20.0.0/22", "customer")
    assert held is not None
    assert registered is not None
    assert "25000:9:13" in held["large_communities"]
    assert "25000:9:13" not in registered["large_communities"]
    was = configuration(lab)
    run = play("harden", lab_export_by="lists", manrs_neighbors=neighbors)
    assert configuration(lab) == was
    # What is accepted may be a source too.
    assert "sources in-customer-v4: +1 (151.77.0.0/16)" in run.output
    assert "F13 (monitor) would reject 1 IPv4 routes from acme: 151.77.0.0/16 AS35001" in run.output
    # The mark does not leave, and what is not registered does not either.
    sentinel = lab.send_sentinel("customer", EDGE, "ipv4", "193.20.48.0/24")
    lab.wait_out(sentinel, "upstream")
    assert "151.77.0.0/16" not in lab.received("upstream")[EDGE, "ipv4"]


def test_monitor_without_an_end_and_a_reason_is_refused(lab: Lab) -> None:
    was = configuration(lab)
    run = play("harden", lab_export_by="lists", manrs_neighbors=changed("acme", modes={"F13": {"mode": "monitor"}}))
    assert run.rc != 0
    assert "manrs_neighbors[2].modes.F13" in run.output
    assert "monitor needs until and why" in run.output
    assert configuration(lab) == was


def test_the_emergency_door_needs_only_a_terminal(lab: Lab) -> None:
    """MANRS-LOCAL-AS35001 is the operator's: what it permits passes F13, is reported, and is never written by us again."""
    run = play("harden", lab_export_by="lists")
    assert run.rc == 0, run.output
    sentinel = lab.send_sentinel("customer", EDGE, "ipv4", "193.20.48.0/24")
    lab.wait_in(sentinel)
    assert not lab.has_route(EDGE, "ipv4", "151.77.0.0/16", "customer")
    lab.vtysh(EDGE, "configure terminal", "ip prefix-list MANRS-LOCAL-AS35001 seq 10 permit 151.77.0.0/16")
    lab.vtysh(EDGE, "write memory")
    lab.wait_route(EDGE, "ipv4", "151.77.0.0/16", "customer")
    lab.wait_received("upstream", EDGE, "ipv4", "151.77.0.0/16")
    was = configuration(lab)
    run = play("harden", lab_export_by="lists")
    assert run.rc == 0, run.output
    assert configuration(lab) == was
    assert "sources in-customer-v4: +1 (151.77.0.0/16)" in run.output
    assert "lets through by hand, past F13: 151.77.0.0/16" in run.output
    lab.vtysh(EDGE, "configure terminal", "no ip prefix-list MANRS-LOCAL-AS35001 seq 10 permit 151.77.0.0/16")
    lab.vtysh(EDGE, "write memory")


def test_a_session_keeps_its_filters_when_its_neighbor_is_no_longer_declared(lab: Lab) -> None:
    was = bound(lab)
    run = play("harden", lab_export_by="lists", manrs_neighbors=[item for item in declared() if item["name"] != "peer"])
    assert run.rc == 0, run.output
    assert "185.12.0.13 (AS31001)" in run.output
    assert "not declared; it keeps the filters it has" in run.output
    now = bound(lab)
    assert {key for key in now if key.startswith("185.12.0.13 ")} == {"185.12.0.13 in", "185.12.0.13 out"}
    assert now["185.12.0.13 in"] == was["185.12.0.13 in"]


def test_state_released_frees_a_session_and_the_inherited_policy_acts_again(lab: Lab) -> None:
    run = play("harden", lab_export_by="lists", manrs_neighbors=changed("peer", state="released"))
    assert run.rc == 0, run.output
    assert not [key for key in bound(lab) if key.startswith(("185.12.0.13 ", "2a05:f000::13 "))]
    lab.announce("peer", EDGE, "ipv4", "10.66.0.0/16", [31001, 3333])
    lab.announce("peer", EDGE, "ipv4", "151.99.0.0/16", [31001, 3333])
    lab.sentinel("peer", EDGE, "ipv4", "151.9.3.0/24")
    assert lab.has_route(EDGE, "ipv4", "10.66.0.0/16", "peer")
    assert not lab.has_route(EDGE, "ipv4", "151.99.0.0/16", "peer")


def test_release_leaves_nothing_of_ours(lab: Lab, before: list[str]) -> None:
    run = play("release")
    assert run.rc == 0, run.output
    assert configuration(lab) == before
    startup = lab.run(EDGE, "cat /etc/frr/frr.conf", check=True).stdout
    assert "MANRS-" not in startup
    assert lab.run(EDGE, f"ls {BASE}").returncode != 0
    again = play("release")
    assert again.rc == 0, again.output
    assert again.changed[EDGE] == 0
