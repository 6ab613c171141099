# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a person sees who made a mistake: one clear line, with its place and what to write. Nothing is contacted."""

from __future__ import annotations

import copy
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
NEIGHBOR = {"name": "acme", "asn": 35001, "relation": "customer", "addresses": ["185.10.3.10"], "as_set": "AS35001:AS-ACME"}
EXCEPTION = {"controls": ["F13"], "prefix": "193.20.0.0/22", "origin": 35001, "until": "2025-01-31", "why": "moves"}
VARIABLES: dict[str, Any] = {
    # Nobody answers there: a message about it would show that it was contacted.
    "ansible_host": "127.0.0.1",
    "ansible_port": 9,
    "ansible_network_os": "frr",
    "manrs_network": {"asn": 25000, "prefixes": ["185.10.0.0/22"]},
    "manrs_registry": {"irr": {"dumps": [str(ROOT / "lab/data/lab.rpsl")]}, "rpki": {"vrps": str(ROOT / "lab/data/vrps.json")}},
    "manrs_neighbors": [NEIGHBOR],
}


def play(folder: Path, variables: dict[str, Any] | str, *arguments: str, playbook: str = "harden") -> subprocess.CompletedProcess[str]:
    return run(folder, variables, ROOT / f"playbooks/{playbook}.yml", *arguments)


def run(folder: Path, variables: dict[str, Any] | str, playbook: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a playbook for one router with these variables."""
    (folder / "host_vars").mkdir(exist_ok=True)
    text = variables if isinstance(variables, str) else yaml.safe_dump(variables, sort_keys=False)
    (folder / "host_vars/edge1.yml").write_text(text, encoding="utf-8")
    (folder / "hosts.yml").write_text("routers: {hosts: {edge1: }}", encoding="utf-8")
    tools = Path(sys.executable).parent
    return subprocess.run(
        [tools / "ansible-playbook", "-i", folder / "hosts.yml", playbook, *arguments],
        cwd=folder,
        env={
            **os.environ,
            "ANSIBLE_COLLECTIONS_PATH": str(ROOT / ".build"),
            "ANSIBLE_NOCOLOR": "1",
            "PATH": f"{tools}:{os.environ['PATH']}",
        },
        stdin=subprocess.DEVNULL,
        text=True,
        capture_output=True,
        check=False,
        timeout=60,
    )


def changed(**neighbor: Any) -> dict[str, Any]:
    variables = copy.deepcopy(VARIABLES)
    variables["manrs_neighbors"][0].update(neighbor)
    return variables


def without(name: str) -> dict[str, Any]:
    variables = copy.deepcopy(VARIABLES)
    del variables[name]
    return variables


def two_neighbors() -> dict[str, Any]:
    variables = copy.deepcopy(VARIABLES)
    variables["manrs_neighbors"].append({**NEIGHBOR, "name": "other", "asn": 35009})
    return variables


MISTAKES: dict[str, tuple[dict[str, Any], str]] = {
    "unknown key with a near name": (changed(asset="AS-X"), "manrs_neighbors[0].asset: is not a key; did you mean as_set?"),
    "misspelt variable": (
        {**VARIABLES, "manrs_neighbours": []},
        "manrs_neighbours: is not a variable of this collection; did you mean manrs_neighbors?",
    ),
    "host bits": (
        {**VARIABLES, "manrs_network": {"asn": 25000, "prefixes": ["185.10.0.1/22"]}},
        "manrs_network.prefixes[0]: '185.10.0.1/22' has host bits set; write 185.10.0.0/22",
    ),
    "ASN 0": (changed(asn=0), "manrs_neighbors[0].asn: 0 is not an ASN; write a number from 1 to 4294967295"),
    "ASN 2^32": (changed(asn=2**32), "manrs_neighbors[0].asn: 4294967296 is not an ASN; write a number from 1 to 4294967295"),
    "two neighbors with one address": (
        two_neighbors(),
        "manrs_neighbors[1].addresses[0]: 185.10.3.10 is also at manrs_neighbors[0].addresses[0]; one address is one session",
    ),
    "expired exception": (
        changed(exceptions=[EXCEPTION]),
        "manrs_neighbors[0].exceptions[0].until: the exception for 193.20.0.0/22 expired on 2025-01-31; remove it",
    ),
    "secret in plain text": (
        changed(password="hunter2"),
        "manrs_neighbors[0].password: is a secret in plain text; encrypt it with ansible-vault encrypt_string",
    ),
    "manrs_neighbors undefined": (
        without("manrs_neighbors"),
        "manrs_neighbors: is not defined; declare this router's eBGP neighbors, or write 'manrs_neighbors: []' if it has none",
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_one_clear_message(tmp_path: Path, name: str) -> None:
    variables, message = MISTAKES[name]
    done = play(tmp_path, variables)
    output = done.stdout + done.stderr
    place, _, words = message.partition(": ")
    at = rf"( \({re.escape(str(tmp_path))}/host_vars/edge1\.yml(:\d+)?\))?"
    assert done.returncode != 0
    assert re.search(f"edge1: {re.escape(place)}{at}: {re.escape(words)}", output), output
    assert "hunter2" not in output
    assert "nreachable" not in output.replace("unreachable=0", "")
    assert not (tmp_path / ".manrs").exists()


def test_a_message_names_file_and_line(tmp_path: Path) -> None:
    done = play(
        tmp_path,
        "ansible_network_os: frr\nmanrs_network:\n  asn: 25000\n  prefixes: [185.10.0.1/22]\nmanrs_registry: {}\nmanrs_neighbors: []\n",
    )
    assert (
        f"edge1: manrs_network.prefixes[0] ({tmp_path}/host_vars/edge1.yml:4): '185.10.0.1/22' has host bits set; write 185.10.0.0/22"
        in done.stderr + done.stdout
    )
    assert f"edge1: manrs_registry.irr ({tmp_path}/host_vars/edge1.yml:5): is missing; it must be declared" in done.stderr + done.stdout


def test_a_missing_dump_is_named(tmp_path: Path) -> None:
    variables = copy.deepcopy(VARIABLES)
    variables["manrs_registry"]["irr"]["dumps"] = ["/nowhere/ripe.db.gz"]
    done = play(tmp_path, variables)
    assert done.returncode != 0
    assert "/nowhere/ripe.db.gz: No such file or directory; fetch the file again and check its path" in done.stderr + done.stdout


def test_a_snapshot_without_this_host_is_refused(tmp_path: Path) -> None:
    assert play(tmp_path, VARIABLES, playbook="snapshot").returncode == 0
    manifest = tmp_path / ".manrs/snapshot/manifest.json"
    manifest.write_text(manifest.read_text(encoding="utf-8").replace("edge1", "edge7"), encoding="utf-8")
    done = play(tmp_path, VARIABLES, "-e", "manrs_snapshot=.manrs/snapshot")
    assert done.returncode != 0
    assert (
        ".manrs/snapshot was made without edge1 (it covers edge7); run the snapshot playbook for the whole group"
        in done.stderr + done.stdout
    )


def test_an_unknown_platform_is_named(tmp_path: Path) -> None:
    done = play(tmp_path, {**VARIABLES, "ansible_network_os": "vendor.os"})
    assert done.returncode != 0
    assert "ansible_network_os is 'vendor.os'; this collection knows frr" in done.stderr + done.stdout


def test_a_router_that_does_not_answer(tmp_path: Path) -> None:
    done = play(tmp_path, VARIABLES)
    assert done.returncode != 0
    assert "not reachable: " in done.stderr + done.stdout


@pytest.mark.parametrize(("module", "options"), [("snapshot", "hosts: [edge1], "), ("render", "version: '10.3', "), ("deploy", "")])
def test_an_unknown_option_is_refused(tmp_path: Path, module: str, options: str) -> None:
    book = tmp_path / "play.yml"
    book.write_text(
        f"- hosts: edge1\n  gather_facts: false\n  tasks:\n    - manrs.hardening.{module}: {{{options}nonsense: 1}}\n", encoding="utf-8"
    )
    play(tmp_path, VARIABLES)
    tools = Path(sys.executable).parent
    done = subprocess.run(
        [tools / "ansible-playbook", "-i", tmp_path / "hosts.yml", book],
        env={**os.environ, "ANSIBLE_COLLECTIONS_PATH": str(ROOT / ".build")},
        text=True,
        capture_output=True,
        check=False,
    )
    assert done.returncode != 0
    assert "nonsense" in done.stderr + done.stdout
    assert "nsupported parameters" in done.stderr + done.stdout
