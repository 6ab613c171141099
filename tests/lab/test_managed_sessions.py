# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Declared sessions that the router does not have are made, and at no moment carry what their filters hold back.

The tests of an edge run in their order.
"""

from __future__ import annotations

import copy
import os
import signal
import subprocess
from collections.abc import Iterator
from typing import Any

import playbook
import pytest
import yaml
from router_lab import Lab, Mark
from speaker import Route
from topology import link
from waiting import wait_until

pytestmark = pytest.mark.lab
EDGES = ("edge8", "edge10")
BASE = "/var/lib/manrs-hardening"
TIMER_SECONDS = 40
#: What the peer may announce, and what nobody may; what a provider sends us and a peer must never hear of.
RIGHT, WRONG, THEIRS = "193.30.0.0/22", "100.99.0.0/16", "193.0.0.0/21"
MANAGED = {"manrs_router": {"manage_sessions": True}}


def declared(**keys: Any) -> list[dict[str, Any]]:
    """The declared neighbors, the peer with other keys."""
    told = yaml.safe_load((playbook.ROOT / "lab/inventory/group_vars/routers/neighbors.yml").read_text(encoding="utf-8"))
    return [{**item, **keys} if item["name"] == "peer" else item for item in copy.deepcopy(told["manrs_neighbors"])]


def here(edge: str) -> list[str]:
    return [link(edge, "peer").edge_ipv4, link(edge, "peer").edge_ipv6]


def addresses(edge: str) -> list[str]:
    return [link(edge, "peer").neighbor_ipv4, link(edge, "peer").neighbor_ipv6]


def running(lab: Lab, edge: str) -> list[str]:
    """What FRR runs; 8.4 keeps an empty block where the last RTR cache was."""
    return sorted(lab.run(edge, "vtysh -c 'show running-config'", check=True).stdout.replace("rpki\nexit\n!\n", "").splitlines())


def at(lab: Lab, edge: str) -> list[str]:
    """What is said at the peer."""
    return [line.strip() for line in running(lab, edge) if any(f"neighbor {address} " in line for address in addresses(edge))]


def is_free(lab: Lab, edge: str) -> bool:
    return lab.run(edge, f"ls {BASE}/lock").returncode != 0


@pytest.fixture(scope="module")
def without(lab: Lab) -> Iterator[dict[str, Mark]]:
    """Edges that are hardened and then lose their sessions with the peer; it goes on announcing."""
    done = playbook.play("harden")
    assert done.rc == 0, done.output
    since = {}
    for edge in EDGES:
        lab.announce_many("peer", edge, "ipv4", [Route(WRONG, [31001]), Route(RIGHT, [31001])])
        lab.announce_many("upstream", edge, "ipv4", [Route(THEIRS, [20965, 3333])])
        lab.wait_route(edge, "ipv4", RIGHT, "peer")
        lab.wait_route(edge, "ipv4", THEIRS, "upstream")
        gone = [word for address in addresses(edge) for word in ("-c", f"no neighbor {address}")]
        lab.run(edge, ["vtysh", "-c", "configure terminal", "-c", "router bgp 25000", *gone], check=True)
        lab.run(edge, "vtysh -c 'write memory'", check=True)
        assert at(lab, edge) == []
        since[edge] = lab.mark()
    yield since


def never_open(lab: Lab, edge: str, since: Mark) -> None:
    """What the filters hold back was heard by nobody since then, not even for a moment."""
    assert WRONG not in lab.rib_from(edge, "ipv4", "peer")
    for name, prefix in (("upstream", WRONG), ("customer", WRONG), ("peer", THEIRS)):
        assert [item for item in lab.heard(name, since) if (item.edge, item.prefix, item.kind) == (edge, prefix, "announce")] == [], name


@pytest.mark.parametrize("edge", EDGES)
def test_a_delivery_that_dies_after_the_start_takes_the_new_session_off_again(lab: Lab, edge: str, without: dict[str, Mark]) -> None:
    before = running(lab, edge)
    variables = {**MANAGED, "manrs_neighbors": declared(), "manrs_confirm_timeout": TIMER_SECONDS, "manrs_settle_timeout": 5}
    process = subprocess.Popen(
        playbook.command("harden", variables, "--limit", edge),
        cwd=playbook.work_folder(),
        env=playbook.environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        wait_until(lambda: "start.log" in lab.run(edge, f"ls {BASE}/*/").stdout, 240, lambda: f"{edge}: no new session was started")
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    wait_until(lambda: is_free(lab, edge), TIMER_SECONDS + 60, lambda: f"{edge}: the lock is still held")
    assert "restored" in lab.run(edge, f"cat {BASE}/*/outcome").stdout.split()
    assert running(lab, edge) == before
    never_open(lab, edge, without[edge])


@pytest.mark.parametrize("edge", EDGES)
def test_a_session_that_is_not_there_is_made_and_comes_up_filtered(lab: Lab, edge: str, without: dict[str, Mark]) -> None:
    variables = {**MANAGED, "manrs_allow_reset": False, "manrs_neighbors": declared(local_addresses=here(edge))}
    done = playbook.play("harden", variables, "--limit", edge, "--diff")
    assert done.rc == 0, done.output
    assert f"peer ({addresses(edge)[0]}): a new session" in done.output
    lab.wait_established([edge], timeout=120)
    lab.wait_route(edge, "ipv4", RIGHT, "peer")
    lab.wait_received("peer", edge, "ipv4", "185.10.0.0/22")
    never_open(lab, edge, without[edge])
    said = at(lab, edge)
    for address, end in zip(addresses(edge), here(edge), strict=True):
        assert {
            f"neighbor {address} remote-as 31001",
            f"neighbor {address} description peer",
            f"neighbor {address} update-source {end}",
        } <= {*said}
        assert not [line for line in said if line.startswith(f"neighbor {address} shutdown")]
        assert len([line for line in said if f"{address} route-map MANRS-" in line]) == 2
    assert "no bgp default" not in "".join(running(lab, edge))
    again = playbook.play("harden", variables, "--limit", edge)
    assert (again.rc, again.changed[edge]) == (0, 0), again.output


@pytest.mark.parametrize("edge", EDGES)
def test_a_session_of_ours_ends_when_it_is_released_and_that_is_allowed(lab: Lab, edge: str, without: dict[str, Mark]) -> None:
    variables: dict[str, object] = {**MANAGED, "manrs_neighbors": declared(state="released", local_addresses=here(edge))}
    done = playbook.play("harden", {**variables, "manrs_allow_reset": False}, "--limit", edge)
    assert done.rc == 0, done.output
    assert "it keeps its filters" in done.output
    assert len([line for line in at(lab, edge) if "route-map MANRS-" in line]) == 4
    done = playbook.play("harden", {**variables, "manrs_allow_reset": True}, "--limit", edge)
    assert done.rc == 0, done.output
    assert at(lab, edge) == []
    assert addresses(edge)[0] not in lab.run(edge, f"cat {BASE}/added").stdout
    never_open(lab, edge, without[edge])
    lab.show(edge, "show bgp ipv4 unicast json")
