# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What takes a session down: limits that are passed, passwords and TTL security; set only when that is allowed."""

from __future__ import annotations

import copy
import subprocess
import sys
from pathlib import Path
from typing import Any

import playbook
import pytest
import yaml
from router_lab import Lab
from speaker import Route
from topology import link
from waiting import wait_until

pytestmark = pytest.mark.lab
EDGES = ("edge8", "edge10")
SECRET = "hunter2-of-the-lab"
#: Prefixes that the customer registered, and a sentinel.
REGISTERED = ["193.20.0.0/22", "193.20.12.0/22", "193.20.16.0/22", "193.20.24.0/22", "193.20.28.0/22"]


def neighbors(name: str, **keys: Any) -> list[dict[str, Any]]:
    """The declared neighbors, one of them with other keys."""
    told = yaml.safe_load((playbook.ROOT / "lab/inventory/group_vars/routers/neighbors.yml").read_text(encoding="utf-8"))
    return [{**item, **keys} if item["name"] == name else item for item in copy.deepcopy(told["manrs_neighbors"])]


def session(lab: Lab, edge: str, address: str) -> str:
    """Return the state of a session as FRR's summary has it."""
    peers = lab.show(edge, "show bgp ipv4 unicast summary json")["peers"]
    return str(peers[address]["state"])


def address_of(edge: str, name: str) -> str:
    return link(edge, {"acme": "customer", "route server": "rs"}.get(name, name)).neighbor_ipv4


@pytest.fixture
def vaulted(tmp_path: Path) -> tuple[Path, str]:
    """A vault's password file, and the session's password encrypted with it."""
    key = tmp_path / "vault.key"
    key.write_text("the key of the vault", encoding="utf-8")
    command = [str(Path(sys.executable).parent / "ansible-vault"), "encrypt_string", "--vault-password-file", str(key), SECRET]
    done = subprocess.run(command, text=True, capture_output=True, check=True, env=playbook.environment())
    return key, done.stdout


@pytest.mark.parametrize("edge", EDGES)
def test_a_neighbor_that_passes_its_limit_loses_the_session_and_no_other_does(lab: Lab, edge: str) -> None:
    told = neighbors("acme", limits={"ipv4": 3})
    run = playbook.play("harden", {"manrs_neighbors": told}, "--limit", edge)
    assert run.rc == 0, run.output
    address = address_of(edge, "acme")
    lab.announce_many("customer", edge, "ipv4", [Route(prefix, [35001]) for prefix in REGISTERED[:3]])
    lab.wait_route(edge, "ipv4", REGISTERED[2], "customer")
    assert session(lab, edge, address) == "Established"
    lab.announce_many("customer", edge, "ipv4", [Route(prefix, [35001]) for prefix in REGISTERED])
    wait_until(lambda: session(lab, edge, address) == "Idle (PfxCt)", 20, lambda: f"{edge}: {session(lab, edge, address)}")
    assert session(lab, edge, address_of(edge, "upstream")) == "Established"
    lab.withdraw("customer", edge, "ipv4", *REGISTERED)
    lab.vtysh(edge, f"clear bgp {address}")
    lab.wait_established([edge])


@pytest.mark.parametrize("edge", EDGES)
def test_a_limit_below_what_there_is_now_waits_for_a_window(lab: Lab, edge: str) -> None:
    lab.announce_many("customer", edge, "ipv4", [Route(prefix, [35001]) for prefix in REGISTERED[:3]])
    lab.wait_route(edge, "ipv4", REGISTERED[2], "customer")
    told = neighbors("acme", limits={"ipv4": 2})
    run = playbook.play("harden", {"manrs_neighbors": told, "manrs_allow_reset": False}, "--limit", edge)
    assert run.rc == 0, run.output
    assert "not set yet, it resets the session" in run.output
    assert session(lab, edge, address_of(edge, "acme")) == "Established"


@pytest.mark.parametrize("edge", EDGES)
def test_password_and_ttl_security_are_set_when_it_is_allowed_and_the_session_comes_back(
    lab: Lab, edge: str, vaulted: tuple[Path, str], tmp_path: Path
) -> None:
    key, secret = vaulted
    told = neighbors("customer2", ttl_security=1)
    text = yaml.safe_dump({"manrs_neighbors": told}, sort_keys=False)
    lines = text.splitlines()
    place = next(number for number, line in enumerate(lines) if "name: customer2" in line)
    block = ["  password: " + secret.splitlines()[0], *(f"      {line.strip()}" for line in secret.splitlines()[1:])]
    variables = tmp_path / "neighbors.yml"
    variables.write_text("\n".join([*lines[: place + 1], *block, *lines[place + 1 :]]) + "\n", encoding="utf-8")
    arguments = ("--limit", edge, "-e", f"@{variables}", "--vault-password-file", str(key))
    run = playbook.play("harden", {"manrs_allow_reset": False}, *arguments, "--check", "--diff")
    assert run.rc == 0, run.output
    assert "not set yet, it resets the session: " in run.output
    assert SECRET not in run.output
    lab.session_options("customer2", edge, password=SECRET, ttl=255)
    run = playbook.play("harden", {"manrs_allow_reset": True}, *arguments, "--diff")
    assert run.rc == 0, run.output
    assert "password <vaulted>" in run.output
    assert SECRET not in run.output
    lab.wait_established([edge])
    running = lab.run(edge, "vtysh -c 'show running-config'", check=True).stdout
    address = address_of(edge, "customer2")
    assert f" neighbor {address} ttl-security hops 1" in running
    assert f" neighbor {address} password {SECRET}" in running
    for path in (playbook.work_folder() / ".manrs/records" / edge).rglob("*"):
        assert path.is_dir() or SECRET not in path.read_text(encoding="utf-8"), path
    again = playbook.play("harden", {"manrs_allow_reset": True}, *arguments)
    assert again.changed[edge] == 0, again.output
    # A neighbor with another TTL, or without the password, gets no session.
    lab.session_options("customer2", edge, password=SECRET, ttl=254)
    wait_until(lambda: session(lab, edge, address) != "Established", 40, lambda: f"{edge}: up with a TTL of 254")
