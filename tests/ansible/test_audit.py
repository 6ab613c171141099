# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The page on audits: its example is run and prints what the page shows; and what a person reads who knows or declares less, or errs."""

from __future__ import annotations

import inspect
import json
import re
import shutil
import subprocess
import textwrap
from pathlib import Path

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.audit import findings, probes, sessions
from ansible_collections.manrs.hardening.plugins.plugin_utils.audit.order import RISKS
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.controls import CONTROLS, STAGED

from .test_data import ROOT, ansible

PAGE = (ROOT / "docs/audit.md").read_text(encoding="utf-8")
RUN = ("ansible-playbook", "-i", "hosts.yml", "manrs.hardening.audit", "-e", "manrs_configuration=edge1.conf")
BARE = "routers: {hosts: {edge1: {ansible_network_os: frr}}}\n"


def block(behind: str) -> str:
    """The indented block behind a line of the page."""
    found = re.match(r"\n*((?:(?:    .*)?\n)+)", PAGE.partition(f"{behind}\n")[2])
    assert found is not None, behind
    return textwrap.dedent(found[1]).strip("\n") + "\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "hosts.yml").write_text(block("a router of somebody else. `hosts.yml`:"), encoding="utf-8")
    for name in ("irr.rpsl", "vrps.json"):
        (tmp_path / name).write_text(block(f"`{name}`:"), encoding="utf-8")
    shutil.copy(ROOT / "tests/unit/audit/configs/frr_permits_more.conf", tmp_path / "edge1.conf")
    return tmp_path


def said(done: subprocess.CompletedProcess[str]) -> str:
    return re.sub(r"\s+", " ", done.stdout + done.stderr)


def test_the_example_prints_what_the_page_shows(folder: Path) -> None:
    snapshot = ansible(folder, "ansible-playbook", "-i", "hosts.yml", "manrs.hardening.snapshot")
    assert snapshot.returncode == 0, snapshot.stdout + snapshot.stderr
    done = ansible(folder, *RUN)
    assert done.returncode == 0, done.stdout + done.stderr
    assert block("    ansible-playbook -i hosts.yml manrs.hardening.audit -e manrs_configuration=edge1.conf") in done.stdout
    told = json.loads((folder / ".manrs/report/audits/edge1.json").read_text(encoding="utf-8"))
    # The session's lines are there for whoever wants to show them, without its password.
    (place,) = [item for item in told["places"] if item["name"] == "185.10.3.74"]
    texts = [line["text"] for line in place["lines"]]
    assert "neighbor 185.10.3.74 route-map ACME-IN in" in texts
    assert "s3cret" not in (folder / ".manrs/report/audits/edge1.json").read_text(encoding="utf-8") + done.stdout


def test_without_a_snapshot_what_is_registered_is_unknown(folder: Path) -> None:
    done = ansible(folder, *RUN)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "F13 185.10.3.74 IPv4: what the customer has registered is not known" in said(done)
    assert re.search(
        r"not looked at: what neighbors have registered: \S+/\.manrs/snapshot is not there; run the snapshot playbook", said(done)
    )


def test_where_nothing_is_declared_everything_that_can_be_told_is(folder: Path) -> None:
    (folder / "hosts.yml").write_text(BARE, encoding="utf-8")
    shutil.copy(ROOT / "tests/unit/audit/configs/frr_missing_binding.conf", folder / "edge1.conf")
    done = ansible(folder, *RUN)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "critical: F20 185.1.8.20 IPv4: import: nothing is bound, all routes pass" in said(done)
    assert "not looked at: who the neighbors are and which prefixes are ours: nothing is declared of this router" in said(done)


@pytest.mark.parametrize(
    ("change", "options", "why"),
    [
        (
            "",
            ("-e", "manrs_configuration=none.conf"),
            "configuration: none.conf cannot be read (No such file or directory); give another file",
        ),
        (BARE.replace("frr", "vyos"), (), "ansible_network_os is 'vyos'; this collection knows frr"),
        (BARE.replace("{ansible", "{manrs_network: {asn: 0}, ansible"), (), "edge1: manrs_network.asn"),
        (
            BARE.replace("{ansible", "{manrs_neighbours: [], ansible"),
            (),
            "is not a variable of this collection; did you mean manrs_neighbors?",
        ),
        # What is declared in part is declared.
        (
            BARE.replace("{ansible", "{manrs_network: {asn: 25000}, ansible"),
            (),
            "edge1: manrs_neighbors: is not defined; declare this router's",
        ),
        (
            BARE.replace("frr", "ios"),
            (),
            "configuration: edge1.conf is of frr (line 4: frr version 10.3), and edge1 is iosxe; give another file, or correct",
        ),
        ("", ("-e", "manrs_configuration=/dev/null"), "configuration: /dev/null is empty; give what the router prints as its running"),
        ("", ("-e", "manrs_report=edge1.conf"), "edge1.conf/audits/edge1 is not writable (Not a directory); give a path that this user"),
    ],
)
def test_mistakes_are_said_and_nothing_is_written(folder: Path, change: str, options: tuple[str, ...], why: str) -> None:
    if change:
        (folder / "hosts.yml").write_text(change, encoding="utf-8")
    done = ansible(folder, *RUN, *options)
    assert done.returncode == 2, done.stdout
    assert why in said(done)
    assert not (folder / ".manrs/report/audits/edge1.json").exists()


def test_a_file_without_a_session_is_unknown_and_not_well(folder: Path) -> None:
    (folder / "hosts.yml").write_text(BARE, encoding="utf-8")
    (folder / "edge1.conf").write_text("routers: {}\n", encoding="utf-8")
    done = ansible(folder, *RUN)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "warning: B02 the router: no BGP session is found, so none was asked; see that this is the whole running configuration" in said(
        done
    )
    assert "holds: 0, does not hold: 0, unknown: 1" in said(done)


def test_a_snapshot_of_other_routers_is_refused_and_the_audit_before_is_gone(folder: Path) -> None:
    snapshot = ansible(folder, "ansible-playbook", "-i", "hosts.yml", "manrs.hardening.snapshot")
    assert snapshot.returncode == 0, snapshot.stdout + snapshot.stderr
    assert ansible(folder, *RUN).returncode == 0
    path = folder / ".manrs/report/audits/edge1.json"
    assert path.exists()
    manifest = folder / ".manrs/snapshot/manifest.json"
    manifest.write_text(manifest.read_text(encoding="utf-8").replace("edge1", "edge7"), encoding="utf-8")
    done = ansible(folder, *RUN)
    assert done.returncode == 2
    assert ".manrs/snapshot was made without edge1 (it covers edge7); run the snapshot playbook for the whole group" in said(done)
    assert not path.exists()


# -- the page ------------------------------------------------------------------------------------


def test_the_table_of_risks_is_that_of_the_audit() -> None:
    rows = re.findall(r"^\| (\d+) \| (.+?) \| ([A-Z0-9 ]+) \| ([0-9 -]+) \|$", PAGE, re.MULTILINE)
    expected = []
    for number, risk in enumerate(RISKS, 1):
        stages = sorted({stage for name in risk.controls if (stage := CONTROLS[name].stage) is not None})
        expected.append((str(number), risk.title, " ".join(risk.controls), " ".join(map(str, stages)) or "-"))
    assert rows == expected


def test_what_is_not_asked_is_said() -> None:
    """What the evaluator never answers with, of the controls that a policy consists of."""
    (line,) = re.findall(r"^Not asked: ([A-Z0-9, ]+)\.", PAGE, re.MULTILINE)
    asked = set(re.findall(r'"([FES]\d\d)"', "".join(inspect.getsource(module) for module in (findings, probes, sessions))))
    assert set(line.split(", ")) == set(STAGED) - asked


def test_the_variables_of_the_page_are_those_of_the_playbook() -> None:
    rows = re.findall(r"^\| `(manrs_\w+)` \|", PAGE, re.MULTILINE)
    texts = [(ROOT / f"playbooks/{name}.yml").read_text(encoding="utf-8") for name in ("audit", "tasks/audit")]
    assert set(rows) == {name for text in texts for name in re.findall(r"\bmanrs_\w+", text)} - {"manrs_audited"}


def test_each_link_of_the_page_leads_somewhere() -> None:
    for target, anchor in re.findall(r"\]\(([^)#]+)(?:#([^)]+))?\)", PAGE):
        path = ROOT / "docs" / target
        assert path.is_file(), target
        titles = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
        assert not anchor or anchor in {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}, anchor


def test_a_missing_package_of_the_engine_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "pydantic.py").write_text("raise ModuleNotFoundError('no pydantic', name='pydantic')\n", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(folder))
    done = ansible(folder, *RUN)
    assert done.returncode == 2, done.stdout
    assert "the Python package pydantic is missing on the controller; pip install pydantic" in said(done)
