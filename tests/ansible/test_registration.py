# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The page on registration: its example is run and prints what the page shows; and what a person sees who made a mistake."""

from __future__ import annotations

import json
import re
import subprocess
import textwrap
from pathlib import Path

import pytest

from .test_data import ROOT, ansible

PAGE = (ROOT / "docs/registration.md").read_text(encoding="utf-8")
FILES = ("hosts.yml", "irr.rpsl", "vrps.json")
RUN = ("ansible-playbook", "-i", "hosts.yml", "manrs.hardening.registration")


def block(behind: str) -> str:
    """The indented block behind a line of the page."""
    found = re.match(r"\n*((?:(?:    .*)?\n)+)", PAGE.partition(f"{behind}\n")[2])
    assert found is not None, behind
    return textwrap.dedent(found[1]).strip("\n") + "\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in FILES:
        (tmp_path / name).write_text(block(f"`{name}`:"), encoding="utf-8")
    return tmp_path


def test_the_example_prints_what_the_page_shows(folder: Path) -> None:
    done = ansible(folder, *RUN)
    assert done.returncode == 0, done.stdout + done.stderr
    said = re.sub(r"in \S+/\.manrs/report/", "in .../", done.stdout)
    assert block("    ansible-playbook -i hosts.yml manrs.hardening.registration") in said
    for name in ("registration.rpsl", "roa-changes.csv"):
        assert block(f"    cat .manrs/report/{name}") == (folder / ".manrs/report" / name).read_text(encoding="utf-8")
    told = json.loads((folder / ".manrs/report/registration.json").read_text(encoding="utf-8"))
    assert {item["control"] for item in told["findings"]} == {"R04", "R07", "R09", "R10"}


def submitting(folder: Path, *options: str, **submit: object) -> subprocess.CompletedProcess[str]:
    (folder / "submit.json").write_text(json.dumps({"manrs_submit": submit}), encoding="utf-8")
    return ansible(folder, *RUN, "-e", "@submit.json", *options)


def test_check_mode_says_what_would_be_submitted_and_asks_nobody(folder: Path) -> None:
    done = submitting(folder, "--check", url="https://irrd.example.net/v1/submit/", password="correct-horse")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "would submit: route6 2a00:1::/32 AS64496 (RIPE)" in done.stdout and "would submit: aut-num AS64496 (RIPE)" in done.stdout
    assert "changed=1" in done.stdout and "correct-horse" not in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("submit", "why"),
    [
        ({"url": "https://irrd.example.net/v1/submit/"}, "submit: needs password or api_key"),
        ({"password": "correct-horse"}, "missing required arguments: url found in submit"),
        ({"url": "http://192.0.2.1/v1/submit/", "password": "correct-horse"}, "only https is fetched"),
        ({"url": "http://127.0.0.1:9/v1/submit/", "password": "correct-horse"}, "the connection is refused"),
        (
            {"url": "http://127.0.0.1:9/", "password": "correct-horse", "delete": ["193.0.0.0/21"]},
            "'193.0.0.0/21' is not one object; write class",
        ),
        ({"url": "http://127.0.0.1:9/", "passwort": "correct-horse"}, "passwort"),
    ],
)
def test_what_cannot_be_submitted_is_said_and_no_password_shows(folder: Path, submit: dict[str, object], why: str) -> None:
    done = submitting(folder, "-vvv", **submit)
    assert done.returncode != 0
    assert why in done.stdout + done.stderr, done.stdout
    assert "correct-horse" not in done.stdout + done.stderr


def fails(folder: Path) -> str:
    done = ansible(folder, *RUN)
    assert done.returncode != 0
    assert not (folder / ".manrs/report/registration.json").exists()
    return str(json.loads(re.findall(r"^fatal: \[edge1\]: FAILED! => (\{.*\})$", done.stdout + done.stderr, re.MULTILINE)[0])["msg"])


def test_a_registry_that_is_away_claims_nothing(folder: Path) -> None:
    inventory = (folder / "hosts.yml").read_text(encoding="utf-8")
    away = inventory.replace("{dumps: [irr.rpsl], sources: [RIPE]}", '{servers: ["127.0.0.1:9"], sources: [RIPE]}')
    (folder / "hosts.yml").write_text(away, encoding="utf-8")
    assert fails(folder).startswith("no IRR server can be asked: 127.0.0.1:9: no connection: connection refused; correct ")


def test_vrps_that_cannot_be_read_claim_nothing(folder: Path) -> None:
    (folder / "vrps.json").write_text("{", encoding="utf-8")
    assert fails(folder).startswith("vrps.json: not JSON (")


def test_a_wrong_intent_is_said_before_anybody_is_asked(folder: Path) -> None:
    inventory = (folder / "hosts.yml").read_text(encoding="utf-8").replace("193.0.0.0/21", "193.0.0.1/21")
    (folder / "hosts.yml").write_text(inventory, encoding="utf-8")
    assert fails(folder).startswith("the intent is wrong, nothing was asked or changed:\nedge1: manrs_network.prefixes")
