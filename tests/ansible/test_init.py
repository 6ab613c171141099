# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""init as people run it: drafts from what a router said, with PeeringDB on loopback; mistakes, and files that are there already."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from ..peeringdb_world import PeeringDb, lan, net, port, running
from .test_wrong_input import ROOT, VARIABLES, run

#: What a router said, written by hand.
LOOK: dict[str, Any] = {
    "host": "edge1",
    "platform": "frr",
    "version": "10.3",
    "looked_at": "2026-11-28T00:00:00+00:00",
    "asn": 25000,
    "sessions": [
        {"address": "185.10.3.10", "family": 4, "asn": 20965, "label": "up", "interface": "eth0", "accepted": 1000000, "announced": 3},
        {"address": "185.12.0.13", "family": 4, "asn": 31001, "label": "185.12.0.13", "interface": "ix0", "accepted": 3, "announced": 3},
    ],
    "own": {"4": ["185.10.0.0/22"], "6": []},
    "listed": {"4": [], "6": []},
    "links": {"eth0": ["185.10.3.8/30"], "ix0": ["185.12.0.0/24"]},
    "defaults": [],
}
OBJECTS = {
    "net": [net(25000, "Us", "AS25000:AS-LAB"), net(31001, "Peer")],
    "netixlan": [port(25000, 1, "LAB-IX", "185.12.0.1", None), port(31001, 1, "LAB-IX", "185.12.0.13", None)],
    "ixpfx": [lan(1, "185.12.0.0/24")],
}


@pytest.fixture(scope="module")
def server() -> Iterator[PeeringDb]:
    with running(OBJECTS) as found:
        yield found


def bare(server: PeeringDb | None = None, **more: Any) -> dict[str, Any]:
    """What is needed before: how the router is reached, and the registries."""
    told = {name: VARIABLES[name] for name in ("ansible_host", "ansible_port", "ansible_network_os")}
    registry = dict(VARIABLES["manrs_registry"])
    if server is not None:
        registry["peeringdb"] = {"url": server.url, "cache": "peeringdb"}
    return {**told, "manrs_registry": registry, **more}


def drafts(folder: Path, variables: dict[str, Any], *arguments: str, look: Any = LOOK, **options: Any) -> subprocess.CompletedProcess[str]:
    """Draft from what the router said, without contacting it."""
    place = folder / ".manrs/draft/seen/edge1/look.json"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(json.dumps(look), encoding="utf-8")
    task = {"manrs.hardening.draft": {"hosts": ["edge1"], **options}, "register": "made"}
    say = {"ansible.builtin.debug": {"msg": "{{ made.report }}"}}
    play = [{"hosts": "routers", "gather_facts": False, "tasks": [task, say]}]
    (folder / "draft.yml").write_text(yaml.safe_dump(play), encoding="utf-8")
    return run(folder, variables, folder / "draft.yml", *arguments)


def words(done: subprocess.CompletedProcess[str]) -> str:
    output = (done.stdout + done.stderr).replace("\\'", "'")
    assert "Traceback" not in output
    return output


def drafted(folder: Path) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    place = folder / ".manrs/draft"
    network = yaml.safe_load((place / "group_vars/all/manrs.yml").read_text(encoding="utf-8"))["manrs_network"]
    return network, yaml.safe_load((place / "host_vars/edge1/manrs.yml").read_text(encoding="utf-8"))["manrs_neighbors"]


def test_with_peeringdb_and_what_it_wrote_is_an_intent(server: PeeringDb, tmp_path: Path) -> None:
    done = drafts(tmp_path, bare(server))
    assert done.returncode == 0, words(done)
    assert "0 to decide, " in done.stdout
    network, neighbors = drafted(tmp_path)
    assert (network["asn"], network["as_set"], network["prefixes"]) == (25000, "AS25000:AS-LAB", ["185.10.0.0/22"])
    found = [(item["name"], item["relation"], item.get("receive")) for item in neighbors]
    assert found == [("up", "provider", "full"), ("Peer", "peer", None)]
    made = run(tmp_path, bare(manrs_network=network, manrs_neighbors=neighbors), ROOT / "playbooks/snapshot.yml")
    assert made.returncode == 0, words(made)


def test_peeringdb_away_or_not_asked_leaves_unknown_what_only_it_knows(tmp_path: Path) -> None:
    with running(OBJECTS) as server:
        server.is_away = True
        done = drafts(tmp_path, bare(server))
    assert done.returncode == 0, words(done)
    assert "PeeringDB is away" in done.stdout
    network, neighbors = drafted(tmp_path)
    assert "as_set" not in network
    assert [item["relation"].partition(":")[0] for item in neighbors] == ["provider", "FIXME"]
    text = (tmp_path / ".manrs/draft/group_vars/all/manrs.yml").read_text(encoding="utf-8")
    assert "# PeeringDB did not answer for exchanges, networks, ports" in text
    (tmp_path / "other").mkdir()
    done = drafts(tmp_path / "other", bare())
    assert done.returncode == 0, words(done)
    assert drafted(tmp_path / "other")[1] == neighbors


def test_check_mode_shows_and_writes_nothing(tmp_path: Path) -> None:
    done = drafts(tmp_path, bare(), "--check", "--diff")
    assert done.returncode == 0, words(done)
    assert "+    relation: provider" in done.stdout
    assert not (tmp_path / ".manrs/draft/host_vars").exists()


def test_nothing_is_written_over(tmp_path: Path) -> None:
    assert drafts(tmp_path, bare()).returncode == 0
    corrected = tmp_path / ".manrs/draft/host_vars/edge1/manrs.yml"
    corrected.write_text("manrs_neighbors: []\n", encoding="utf-8")
    done = drafts(tmp_path, bare())
    assert done.returncode != 0
    assert "manrs.yml are there already: a draft is never written over what somebody may have corrected" in words(done)
    done = drafts(tmp_path, bare(), group="routers")
    assert "host_vars/edge1/manrs.yml is there already" in words(done)
    assert not (tmp_path / ".manrs/draft/group_vars/routers").exists()
    assert corrected.read_text(encoding="utf-8") == "manrs_neighbors: []\n"


def test_no_file_of_variables_is_hidden(tmp_path: Path) -> None:
    place = tmp_path / ".manrs/draft/host_vars/edge1.yml"
    place.parent.mkdir(parents=True)
    place.write_text("ansible_host: 192.0.2.1\n", encoding="utf-8")
    done = drafts(tmp_path, bare())
    assert done.returncode != 0
    assert "edge1.yml: Ansible reads a folder of that name in place of the file; move it into the folder first" in words(done)
    assert list(place.parent.iterdir()) == [place]


MISTAKES: dict[str, tuple[dict[str, Any], dict[str, Any], str]] = {
    "no host": ({}, {"hosts": []}, "hosts: is empty; name the routers that were read"),
    "a host that was not read": ({}, {"hosts": ["edge1", "edge2"]}, "nobody has read edge2; run the init playbook"),
    "full table of none": ({}, {"full_table": 0}, "full_table: 0 is no number of routes; write 1 or more"),
    "a group that is a path": ({}, {"group": "../x"}, "group: '../x' cannot name a folder of group_vars; write a group"),
    "an unknown option": ({}, {"destination": "x"}, "Unsupported parameters"),
    "a registry that is wrong": ({"manrs_registry": {"irr": {}}}, {}, "edge1: manrs_registry.irr"),
    "a look that is none": ({}, {"look": {"host": "edge1"}}, "is not what was read of a router (platform: Field required)"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_mistakes_get_one_line_and_nothing_is_written(tmp_path: Path, name: str) -> None:
    variables, options, message = MISTAKES[name]
    done = drafts(tmp_path, bare(**variables), **options)
    assert done.returncode != 0
    assert message in words(done)
    assert not (tmp_path / ".manrs/draft/host_vars").exists()


def test_a_router_that_cannot_be_read_ends_the_run_and_is_not_drafted(tmp_path: Path) -> None:
    done = run(tmp_path, bare(), ROOT / "playbooks/init.yml")
    assert done.returncode != 0
    assert "Failed to connect to the host via ssh" in words(done)
    assert not (tmp_path / ".manrs/draft/host_vars").exists()


def test_a_platform_that_is_not_known_gets_one_line(tmp_path: Path) -> None:
    done = run(tmp_path, bare(ansible_network_os="vyos"), ROOT / "playbooks/init.yml")
    assert done.returncode != 0
    assert "ansible_network_os is 'vyos'; this collection knows frr" in words(done)
