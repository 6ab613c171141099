# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A secret goes in from a vault and to the router, and to no other place: no log, diff, record, report or process list has it."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import playbook
import pytest
import yaml
from router_lab import Lab

pytestmark = pytest.mark.lab
#: Where each router has the password then: the operator's session with customer2, or a session of ours that nobody answers.
IN_USE = {
    "edge10": "vtysh -c 'show running-config'",
    "bird3": "cat /etc/bird/manrs.conf",
    "openbgpd8": "cat /etc/bgpd/manrs-guard.conf",
}
SECRET = "correct-horse-of-the-lab"
BLANKED = ("password <vaulted>", '"<removed>"')
VAULT_KEY = "the-key-of-this-vault"


def encrypted(key: Path) -> str:
    """The secret as a vaulted value of an inventory."""
    command = [str(Path(sys.executable).parent / "ansible-vault"), "encrypt_string", "--vault-password-file", str(key)]
    return subprocess.run(command, input=SECRET, text=True, capture_output=True, check=True, env=playbook.environment()).stdout


def variables(folder: Path, key: Path, edge: str) -> Path:
    """The lab's neighbors, one of them with a vaulted password: customer2, or one who is not there, for a session of ours."""
    told = yaml.safe_load((playbook.ROOT / "lab/inventory/group_vars/routers/neighbors.yml").read_text(encoding="utf-8"))
    nobody = {"name": "nobody", "asn": 680, "relation": "provider", "receive": "full", "addresses": ["185.12.0.99"]}
    wanted = told["manrs_neighbors"] + ([] if edge == "edge10" else [nobody])
    managed = {} if edge == "edge10" else {"manrs_router": {"manage_sessions": True}}
    lines = yaml.safe_dump({**managed, "manrs_neighbors": wanted}, sort_keys=False).splitlines()
    place = next(number for number, line in enumerate(lines) if line.endswith("name: customer2" if edge == "edge10" else "name: nobody"))
    tag, *vaulted = (line.strip() for line in encrypted(key).splitlines() if line.strip())
    block = [f"  password: {tag}", *(f"      {line}" for line in vaulted)]
    path = folder / "neighbors.yml"
    path.write_text("\n".join([*lines[: place + 1], *block, *lines[place + 1 :]]) + "\n", encoding="utf-8")
    return path


@contextmanager
def process_lists() -> Iterator[set[bytes]]:
    """All command lines of all processes, on the controller and on the routers, that were there meanwhile."""
    seen: set[bytes] = set()
    is_over = threading.Event()

    def look() -> None:
        while not is_over.wait(0.02):
            for path in Path("/proc").glob("[0-9]*/cmdline"):
                with suppress(OSError):
                    seen.add(path.read_bytes())

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield seen
    finally:
        is_over.set()
        thread.join()


def holding(folder: Path, *secrets: str) -> list[str]:
    """The files below a folder that have a secret in them."""
    found = []
    for path in folder.rglob("*"):
        if path.is_file() and any(secret.encode() in path.read_bytes() for secret in secrets):
            found.append(str(path))
    return found


@pytest.mark.parametrize("lab", ["mixed"], indirect=True)
@pytest.mark.parametrize("edge", IN_USE)
def test_a_secret_is_nowhere_but_where_it_belongs(lab: Lab, tmp_path: Path, edge: str) -> None:
    key = tmp_path / "vault.key"
    key.write_text(VAULT_KEY, encoding="utf-8")
    told = variables(tmp_path, key, edge)
    if edge == "edge10":
        lab.session_options("customer2", edge, password=SECRET)
    junit = tmp_path / "junit"
    junit.mkdir()
    environment = {**playbook.environment(), "ANSIBLE_CALLBACKS_ENABLED": "ansible.builtin.junit", "JUNIT_OUTPUT_DIR": str(junit)}
    environment |= {"ANSIBLE_LOG_PATH": str(tmp_path / "ansible.log")}
    command = playbook.command("harden", {"manrs_allow_reset": True}, "--limit", edge, "-e", f"@{told}", "--vault-password-file", str(key))
    outputs = []
    with process_lists() as seen:
        for more in (["--check"], []):
            done = subprocess.run(
                [*command, "-vvvv", "--diff", *more],
                cwd=playbook.work_folder(),
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                check=False,
            )
            assert done.returncode == 0, done.stdout[-3000:]
            outputs.append(done.stdout)
    assert SECRET in lab.run(edge, IN_USE[edge], check=True).stdout
    assert all(SECRET not in output and VAULT_KEY not in output for output in outputs)
    assert any(words in outputs[0] for words in BLANKED), outputs[0][-3000:]
    assert len(seen) > 20
    assert [words for words in seen if SECRET.encode() in words or VAULT_KEY.encode() in words] == []
    assert list(junit.iterdir())
    assert holding(junit, SECRET, VAULT_KEY) == []
    assert holding(playbook.work_folder(), SECRET, VAULT_KEY) == []
    assert SECRET not in (tmp_path / "ansible.log").read_text(encoding="utf-8")
    # On the router everybody may read nothing that has it.
    readable = lab.run(edge, f"grep -rlF --devices=skip {SECRET} /etc /var /run /tmp /root 2>/dev/null | xargs -r stat -c '%A %n'").stdout
    open_files = [line for line in readable.splitlines() if line[7] == "r" and "/run/node/" not in line]
    assert open_files == [], open_files
