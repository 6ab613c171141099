#!/usr/bin/env python3
# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The way of changes through a bare repository with the content of examples/gitops, whose routers are those of the lab.

Each command is one change, done by the scripts that the pipelines call, each pipeline in a clone of its own. It prints as JSON what the
scripts said and what was seen at the routers: what they run, and which routes of the neighbor they hold.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import stat
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import yaml
from gitops_example import copied, git, script
from playbook import ROOT
from router_lab import Lab, state_folder
from topology import link

FOLDER = state_folder() / "gitops"
WORK, BARE, RECORDS, IRR = FOLDER / "work", FOLDER / "network.git", FOLDER / "records.git", FOLDER / "irr.rpsl"
VERSIONS = {"edge10": "10.3", "bird3": "3.1.8"}
#: The neighbor that the change adds, what it may announce, and what it may not: nobody registered it.
NEIGHBOR, ASN, REGISTERED, STRANGE = "customer2", 35010, "193.20.64.0/24", "151.77.1.0/24"
#: Whose filter somebody takes off by hand, and the control that does not hold then.
ACME, CONTROL = "acme", "F13"


def make() -> dict[str, Any]:
    """Make the repository, without the neighbor that is added later, and that of the records."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    git(FOLDER, "init", "--quiet", "--bare", str(RECORDS))
    copied(FOLDER)
    shutil.copy(ROOT / "lab/data/lab.rpsl", IRR)
    inventory = WORK / "inventory"
    shutil.rmtree(inventory)
    shutil.copytree(ROOT / "lab/inventory/group_vars/routers", inventory / "group_vars/routers")
    (inventory / "host_vars").mkdir()
    for host in VERSIONS:
        shutil.copy(ROOT / f"lab/inventory/host_vars/{host}.yml", inventory / "host_vars")
    hosts = {host: {"manrs_platform_version": version} for host, version in VERSIONS.items()}
    told = {"routers": {"hosts": hosts, "vars": {"lab_rpsl": str(IRR)}}}
    (inventory / "hosts.yml").write_text(yaml.safe_dump(told, sort_keys=False), encoding="utf-8")
    _neighbors(WORK, is_there=False)
    done = _rendered(WORK, "As it was", REFRESH="1", BASE="HEAD")
    git(WORK, "push", "--quiet", "origin", "main")
    return {"rendered": done}


def add() -> dict[str, Any]:
    """Add the neighbor: a change, its pipeline, the merge, and the pipeline of that."""
    lab = Lab.load()
    for edge in VERSIONS:
        _announce(lab, edge)
    before = {edge: _held(lab, edge) for edge in VERSIONS}
    git(WORK, "checkout", "--quiet", "-b", "add")
    _neighbors(WORK, is_there=True)
    rendered = _rendered(WORK, f"{NEIGHBOR} is a customer", BASE="main")
    git(WORK, "push", "--quiet", "origin", "add")
    pipeline = _clone("change", "add")
    checked = script(pipeline, "check", BASE="origin/main", PATH=f"{_no_ssh()}:{os.environ['PATH']}")
    review = (pipeline / "out/review.md").read_text(encoding="utf-8")
    _merge("add")
    delivered = script(_clone("deliver", "main"), "deliver", RECORDS_REPOSITORY=str(RECORDS))
    for edge in VERSIONS:
        _announce(lab, edge)
    records = _clone("read-records", "HEAD", RECORDS)
    return {
        "rendered": rendered,
        "checked": checked.returncode,
        "review": review,
        "contacted": (FOLDER / "contacted").exists(),
        "delivered": delivered.returncode,
        "errors": _errors(delivered.stdout),
        "before": before,
        "after": {edge: _held(lab, edge) for edge in VERSIONS},
        "filters": {edge: _filter_of(lab, edge) for edge in VERSIONS},
        "recorded": sorted({path.parts[-3] for path in records.glob("*/*/record.json")}),
        "left_in_checkout": (FOLDER / "deliver/.manrs").exists(),
        "approved": yaml.safe_load((FOLDER / "deliver/approved.yml").read_text(encoding="utf-8")),
        "delivered_digests": _digests(records),
    }


def empty() -> dict[str, Any]:
    """Let the neighbor's registered prefixes vanish from the registry: the night opens a change, and its pipeline stops it."""
    lab = Lab.load()
    before = _running(lab)
    whole = IRR.read_text(encoding="utf-8")
    IRR.write_text("\n\n".join(text for text in whole.split("\n\n") if f"AS{ASN}" not in text), encoding="utf-8")
    night = script(_clone("night", "main"), "nightly", FORGE="git")
    IRR.write_text(whole, encoding="utf-8")
    pipeline = _clone("registry", "registry")
    checked = script(pipeline, "check", BASE="origin/main")
    return {
        "opened": night.returncode,
        "subject": git(pipeline, "log", "-1", "--format=%s"),
        "message": git(pipeline, "log", "-1", "--format=%b"),
        "files": sorted({name.split("/")[0] for name in git(pipeline, "diff", "--name-only", "origin/main", "HEAD").splitlines()}),
        "checked": checked.returncode,
        "review": (pipeline / "out/review.md").read_text(encoding="utf-8"),
        "errors": _errors(checked.stdout),
        "untouched": before == _running(lab),
    }


def stale() -> dict[str, Any]:
    """Merge a change of the intent without what it renders: what is approved is something else."""
    lab = Lab.load()
    before = _running(lab)
    git(WORK, "checkout", "--quiet", "main")
    path = WORK / "inventory/group_vars/routers/neighbors.yml"
    path.write_text(path.read_text(encoding="utf-8").replace(f"asn: {ASN}", f"asn: {ASN}\n  longest_path: 9"), encoding="utf-8")
    git(WORK, "commit", "--quiet", "--all", "--message", "Nobody rendered this")
    git(WORK, "push", "--quiet", "origin", "main")
    pipeline = _clone("stale", "main")
    refused = script(pipeline, "deliver", RECORDS_REPOSITORY=str(RECORDS))
    # Who does not ask the script is refused by the delivery itself.
    forced = script(pipeline, "harden", MANRS_RECORDS=str(FOLDER / "forced"))
    git(WORK, "revert", "--no-edit", "HEAD")
    git(WORK, "push", "--quiet", "origin", "main")
    old = script(pipeline, "deliver", RECORDS_REPOSITORY=str(RECORDS))
    return {
        "refused": refused.returncode,
        "errors": _errors(refused.stdout),
        "forced": forced.returncode,
        "forced_errors": _errors(forced.stdout),
        "old": old.returncode,
        "old_errors": _errors(old.stdout),
        "recorded": [str(path) for path in (FOLDER / "forced").glob("*/*")],
        "untouched": before == _running(lab),
    }


def drift() -> dict[str, Any]:
    """Take a filter off by hand and save that, and look for drift."""
    lab = Lab.load()
    address = link("edge10", "customer").neighbor_address("ipv4")
    name = re.search(rf"neighbor {re.escape(address)} route-map (MANRS-\S+) in", lab.vtysh("edge10", "show running-config"))
    words = ("router bgp 25000", "address-family ipv4 unicast", f"neighbor {address} route-map PERMIT-ALL in")
    lab.vtysh("edge10", "configure terminal", *words)
    lab.vtysh("edge10", "write memory")
    pipeline = _clone("drift", "main")
    done = script(pipeline, "drift")
    found = pipeline / "out/drift/report.xml"
    return {
        "rc": done.returncode,
        "errors": _errors(done.stdout),
        "taken_off": name[1] if name else "",
        "before": _cases(FOLDER / "deliver/out/report/report.xml", f"{ACME} ({address})"),
        "after": _cases(found, f"{ACME} ({address})"),
        "suites": {suite.attrib["name"]: int(suite.attrib["failures"]) for suite in ElementTree.parse(found).getroot()},
    }


# -- the repository ------------------------------------------------------------------------------


def _neighbors(work: Path, *, is_there: bool) -> None:
    """Declare the neighbors of the lab, with the one that is added or without it."""
    told = yaml.safe_load((ROOT / "lab/inventory/group_vars/routers/neighbors.yml").read_text(encoding="utf-8"))
    if not is_there:
        for name in ("manrs_neighbors", "lab_interfaces"):
            told[name] = [item for item in told[name] if item["name"] != NEIGHBOR]
    path = work / "inventory/group_vars/routers/neighbors.yml"
    path.write_text(yaml.safe_dump(told, sort_keys=False), encoding="utf-8")


def _rendered(work: Path, why: str, **more: str) -> int:
    """Commit a change as somebody does who read the README: it is rendered first."""
    if "REFRESH" in more:
        git(work, "add", "--all")
        git(work, "commit", "--quiet", "--message", "Inventory")
    done = script(work, "render", **{"REFRESH": "1", **more})
    if not (work / "out/approved.yml").is_file():
        sys.exit(done.stdout)
    git(work, "add", "--all")
    git(work, "commit", "--quiet", "--message", why)
    return done.returncode


def _clone(name: str, branch: str, of: Path = BARE) -> Path:
    """Clone as a pipeline does, without what others left."""
    folder = FOLDER / name
    shutil.rmtree(folder, ignore_errors=True)
    git(FOLDER, "clone", "--quiet", str(of), str(folder))
    if branch != "HEAD":
        git(folder, "checkout", "--quiet", branch)
    return folder


def _merge(branch: str) -> None:
    git(WORK, "checkout", "--quiet", "main")
    git(WORK, "merge", "--quiet", "--no-ff", "--message", f"Merge {branch}", branch)
    git(WORK, "push", "--quiet", "origin", "main")


def _no_ssh() -> Path:
    """Return a folder with an ssh that leaves a trace and connects to nothing."""
    folder = FOLDER / "no-ssh"
    folder.mkdir(exist_ok=True)
    for name in ("ssh", "scp", "sftp"):
        path = folder / name
        path.write_text(f"#!/bin/sh\ntouch {FOLDER / 'contacted'}\nexit 255\n", encoding="utf-8")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return folder


def _digests(records: Path) -> dict[str, str]:
    found = (json.loads(path.read_text(encoding="utf-8")) for path in records.glob("*/*/record.json"))
    return {told["host"]: told["policy_digest"] for told in found}


def _errors(output: str) -> list[str]:
    return [line for line in output.splitlines() if line.startswith(("[ERROR]", "error:"))]


# -- the routers ---------------------------------------------------------------------------------


def _announce(lab: Lab, edge: str) -> None:
    """Let the neighbor announce what it may not, then what it may: when that is there, the other was handled too."""
    lab.announce(NEIGHBOR, edge, "ipv4", STRANGE, [ASN])
    lab.sentinel(NEIGHBOR, edge, "ipv4", REGISTERED)


def _held(lab: Lab, edge: str) -> list[str]:
    """Return which of the two the router's RIB has from the neighbor."""
    return sorted({STRANGE, REGISTERED} & lab.rib_from(edge, "ipv4", NEIGHBOR).keys())


def _filter_of(lab: Lab, edge: str) -> bool:
    """Tell whether the registered prefix is in the router's own words."""
    return any(REGISTERED in line for line in lab.daemon(edge).configuration(lab, edge).splitlines())


def _running(lab: Lab) -> Mapping[str, str]:
    return {edge: lab.daemon(edge).configuration(lab, edge) for edge in VERSIONS}


def _cases(path: Path, place: str) -> dict[str, str]:
    """Return how the control stands at a session, in a JUnit file: passes or failure."""
    cases = ElementTree.parse(path).getroot().iter("testcase")
    return {
        case.attrib["name"].split()[0]: next(iter(item.tag for item in case), "passes")
        for case in cases
        if case.attrib["classname"].endswith(place) and case.attrib["name"].startswith(f"{CONTROL} ")
    }


if __name__ == "__main__":
    print(json.dumps({"make": make, "add": add, "empty": empty, "stale": stale, "drift": drift}[sys.argv[1]]()))
