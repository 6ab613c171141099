# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""No playbook uses what the ansible-core that runs it calls deprecated; on the second leg that is the newest one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
PLAYBOOKS = sorted((ROOT / "playbooks").glob("*.yml"))
SAID = "DEPRECATION WARNING"
#: Nobody answers there, and nobody outside is asked: what does not need the router runs to its end, the rest up to it.
ROUTER = {
    "ansible_host": "127.0.0.1",
    "ansible_port": 9,
    "ansible_network_os": "frr",
    "manrs_network": {"asn": 25000, "prefixes": ["185.10.0.0/22"]},
    "manrs_registry": {
        "irr": {"dumps": [str(ROOT / "lab/data/lab.rpsl")]},
        "rpki": {"vrps": str(ROOT / "lab/data/vrps.json")},
        "rdap": dict.fromkeys(("bootstrap", "bootstrap_ipv4", "bootstrap_ipv6"), "missing.json"),
        "spoofer": {"url": "http://127.0.0.1:9"},
    },
    "manrs_neighbors": [{"name": "acme", "asn": 35001, "relation": "customer", "addresses": ["185.10.3.74"]}],
}


def said(folder: Path, playbook: Path) -> str:
    """What a playbook says in check mode with these warnings on."""
    (folder / "hosts.yml").write_text(yaml.safe_dump({"routers": {"hosts": {"edge1": ROUTER}}}), encoding="utf-8")
    done = subprocess.run(
        [Path(sys.executable).parent / "ansible-playbook", "-i", "hosts.yml", "--check", playbook],
        cwd=folder,
        env={**os.environ, "ANSIBLE_COLLECTIONS_PATH": str(ROOT / ".build"), "ANSIBLE_NOCOLOR": "1", "ANSIBLE_DEPRECATION_WARNINGS": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        timeout=120,
    )
    assert "PLAY [" in done.stdout, done.stdout
    return done.stdout


@pytest.mark.parametrize("playbook", PLAYBOOKS, ids=lambda path: path.stem)
def test_a_playbook_uses_nothing_deprecated(playbook: Path, tmp_path: Path) -> None:
    told = said(tmp_path, playbook)
    assert SAID not in told, told


def test_what_is_deprecated_is_seen(tmp_path: Path) -> None:
    tasks = [{"name": "Use it", "ansible.builtin.debug": {"msg": "{{ play_hosts }}"}}]
    (tmp_path / "old.yml").write_text(yaml.safe_dump([{"hosts": "edge1", "gather_facts": False, "tasks": tasks}]), encoding="utf-8")
    assert SAID in said(tmp_path, tmp_path / "old.yml")
