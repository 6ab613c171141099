# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Action 4 submitted to a real IRRd over HTTP by the playbook: what was missing is there at the next look, what was refused is not."""

from __future__ import annotations

import json
import os
import socketserver
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import irrd as irrd_lab
import pytest
import yaml
from irrd import IrrdLab

pytestmark = pytest.mark.lab
ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "correct-horse"
#: The maintainer's password is PASSWORD, as openssl passwd -1 writes it.
OBJECTS = """\
mntner:         EXAMPLE-MNT
admin-c:        EXNO1-RIPE
upd-to:         noc@example.net
auth:           MD5-PW $1$labsalt1$aPzx53y28DOl8O/7a7okl0
mnt-by:         EXAMPLE-MNT
source:         RIPE

role:           Example NOC
address:        Zurich
e-mail:         noc@example.net
admin-c:        EXNO1-RIPE
tech-c:         EXNO1-RIPE
nic-hdl:        EXNO1-RIPE
mnt-by:         EXAMPLE-MNT
source:         RIPE

aut-num:        AS64496
as-name:        EXAMPLE
remarks:        what is here
                stays as it is
import:         from AS64500 accept ANY
export:         to AS64500 announce AS64496:AS-ALL
admin-c:        EXNO1-RIPE
tech-c:         EXNO1-RIPE
mnt-by:         EXAMPLE-MNT
source:         RIPE

as-set:         AS64496:AS-ALL
members:        AS64496
admin-c:        EXNO1-RIPE
tech-c:         EXNO1-RIPE
mnt-by:         EXAMPLE-MNT
source:         RIPE

route:          193.0.0.0/21
origin:         AS64496
mnt-by:         EXAMPLE-MNT
source:         RIPE

route:          193.0.64.0/22
origin:         AS64496
mnt-by:         EXAMPLE-MNT
source:         RIPE
"""
#: Of which nobody asks anything any more.
GONE = "route: 193.0.64.0/22\norigin: AS64496\nmnt-by: EXAMPLE-MNT\nsource: RIPE\n"
NETWORK = {
    "ansible_network_os": "frr",
    "manrs_network": {"asn": 64496, "as_set": "AS64496:AS-ALL", "prefixes": ["193.0.0.0/21", "193.0.8.0/22", "2a00:1::/32"]},
    "manrs_neighbors": [
        {"name": "transit", "asn": 64500, "relation": "provider", "addresses": ["185.10.3.1"], "receive": "full"},
        {"name": "acme", "asn": 64501, "relation": "customer", "addresses": ["185.10.3.2"], "as_set": "AS64501:AS-ACME"},
    ],
}
VRPS = [{"prefix": prefix, "maxLength": int(prefix.partition("/")[2]), "asn": 64496} for prefix in NETWORK["manrs_network"]["prefixes"]]  # type: ignore[index]


class _Mail(socketserver.StreamRequestHandler):
    """Takes mail and throws it away: IRRd writes to the maintainer when somebody else tried."""

    def handle(self) -> None:
        self._say("220 lab")
        while line := self.rfile.readline().strip().upper():
            if line == b"DATA":
                self._say("354 go on")
                while self.rfile.readline() not in (b".\r\n", b""):
                    pass
            self._say("221 bye" if line == b"QUIT" else "250 fine")

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


@contextmanager
def mail() -> Iterator[str]:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Mail) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield f"127.0.0.1:{server.server_address[1]}"
        server.shutdown()


@pytest.fixture(scope="module")
def irrd() -> Iterator[IrrdLab]:
    if reason := irrd_lab.missing():
        pytest.skip(reason)
    with mail() as smtp, IrrdLab({"RIPE": OBJECTS}, has_http=True, authoritative=("RIPE",), smtp=smtp) as running:
        yield running


class Operator:
    """Runs the playbook."""

    def __init__(self, folder: Path, irrd: IrrdLab) -> None:
        self.folder, self.url = folder, f"http://127.0.0.1:{irrd.http_port}/v1/submit/"
        registry = {
            "irr": {"servers": [f"127.0.0.1:{irrd.port}"], "sources": ["RIPE"]},
            "rpki": {"vrps": "vrps.json", "max_age_hours": 999999},
        }
        hosts = {"routers": {"hosts": {"edge1": None}, "vars": {**NETWORK, "manrs_registry": registry}}}
        (folder / "hosts.yml").write_text(yaml.safe_dump(hosts), encoding="utf-8")
        vrps = {"metadata": {"buildtime": "2026-11-28T00:00:00Z"}, "roas": VRPS}
        (folder / "vrps.json").write_text(json.dumps(vrps), encoding="utf-8")

    def run(self, *options: str, **submit: Any) -> tuple[int, str, list[str]]:
        """Return exit code, output, and the controls of what was found."""
        if submit:
            (self.folder / "submit.yml").write_text(yaml.safe_dump({"manrs_submit": {"url": self.url, **submit}}), encoding="utf-8")
            options = (*options, "-e", "@submit.yml")
        command = [
            str(Path(sys.executable).parent / "ansible-playbook"),
            "-i",
            "hosts.yml",
            "-vvv",
            "manrs.hardening.registration",
            *options,
        ]
        environment = {**os.environ, "ANSIBLE_COLLECTIONS_PATH": str(ROOT / ".build"), "NO_COLOR": "1", "ANSIBLE_HOME": str(self.folder)}
        done = subprocess.run(command, cwd=self.folder, env=environment, text=True, capture_output=True, check=False, timeout=120)
        told = json.loads((self.folder / ".manrs/report/registration.json").read_text(encoding="utf-8"))
        return done.returncode, done.stdout + done.stderr, [item["control"] for item in told["findings"]]


@pytest.fixture
def operator(irrd: IrrdLab, tmp_path: Path) -> Operator:
    return Operator(tmp_path, irrd)


MISSING = ["R05", "R05", "R09", "R10"]


def registered(irrd: IrrdLab) -> bytes:
    """All that is told of us; the objects themselves, for lists of prefixes are made some seconds after a change."""
    routes = [f"!m{kind}AS64496" for kind in ("route,193.0.0.0/21", "route,193.0.8.0/22", "route,193.0.64.0/22", "route6,2a00:1::/32")]
    return irrd.ask(*routes, "!mas-set,AS64496:AS-ALL", "!maut-num,AS64496")


def test_check_mode_says_what_it_would_submit_and_submits_nothing(operator: Operator, irrd: IrrdLab) -> None:
    before = registered(irrd)
    code, output, found = operator.run("--check", password=PASSWORD, delete=[GONE])
    assert (code, found) == (0, MISSING), output
    for line in (
        "would submit: route 193.0.8.0/22 AS64496 (RIPE)",
        "would submit: route6 2a00:1::/32 AS64496 (RIPE)",
        "would submit: as-set AS64496:AS-ALL (RIPE)",
        "would submit: aut-num AS64496 (RIPE)",
        "would delete: route 193.0.64.0/22 AS64496 (RIPE)",
    ):
        assert line in output
    assert registered(irrd) == before
    assert PASSWORD not in output


def test_a_wrong_password_is_an_error_for_each_object_and_changes_nothing(operator: Operator, irrd: IrrdLab) -> None:
    before = registered(irrd)
    code, output, found = operator.run(password="battery-staple", delete=[GONE])
    assert code != 0 and found == MISSING
    assert (
        "4 of 4 objects were refused; nothing was deleted of 1 listed: create route 193.0.8.0/22 AS64496 (RIPE): Authorisation" in output
    ), output
    assert "aut-num AS64496 (RIPE): Authorisation" in output
    assert registered(irrd) == before
    assert "battery-staple" not in output


def test_without_the_switch_nothing_is_submitted(operator: Operator, irrd: IrrdLab) -> None:
    before = registered(irrd)
    code, output, found = operator.run()
    assert (code, found) == (0, MISSING), output
    assert registered(irrd) == before


def test_what_is_submitted_is_found_at_the_next_look_and_what_is_listed_is_deleted(operator: Operator, irrd: IrrdLab) -> None:
    code, output, found = operator.run(password=PASSWORD)
    assert (code, found) == (0, MISSING), output
    assert "changed=1" in output and "create route 193.0.8.0/22 AS64496 (RIPE)" in output and "modify aut-num AS64496 (RIPE)" in output
    assert PASSWORD not in output
    after = registered(irrd)
    assert b"193.0.8.0/22" in after and b"2a00:1::/32" in after and b"AS64501:AS-ACME" in after and b"stays as it is" in after
    # Nothing was listed, so nothing was deleted.
    assert b"193.0.64.0/22" in after
    code, output, found = operator.run(password=PASSWORD)
    assert (code, found) == (0, []), output
    assert "changed=0" in output
    code, output, found = operator.run(password=PASSWORD, delete=[GONE])
    assert code == 0 and "delete route 193.0.64.0/22 AS64496 (RIPE)" in output, output
    assert b"193.0.64.0/22" not in registered(irrd)
    code, output, found = operator.run(password=PASSWORD, delete=[GONE])
    assert code != 0 and "1 of 1 objects were refused: delete route 193.0.64.0/22 AS64496 (RIPE): Can not delete object" in output, output
