# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""preview, explain, report and drift as people run them, on tables in files: no router and no registry is contacted.

And their mistakes: one clear line, with its place and what to write, and nothing is written then.
"""

from __future__ import annotations

import copy
import gzip
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml
from ansible.parsing.vault import VaultLib, VaultSecret

from .test_wrong_input import ROOT, VARIABLES, play

ROWS = (
    # Registered; not registered; special-purpose, twice; of a stranger.
    {"peer_ip": "185.10.3.10", "prefix": "193.20.0.0/22", "as_path": "35001"},
    {"peer_ip": "185.10.3.10", "prefix": "193.99.0.0/22", "as_path": "35001 35099"},
    {"peer_ip": "185.10.3.10", "prefix": "10.0.0.0/8", "as_path": "35001"},
    {"peer_ip": "185.10.3.10", "prefix": "198.18.0.0/24", "as_path": "35001 35099", "communities": ["35001:1"]},
    {"peer_ip": "192.0.2.77", "prefix": "193.20.0.0/22", "as_path": "35001"},
)
SECRET = "correct-horse-battery"
KEEP = "-e", "manrs_snapshot=.manrs/snapshot"
TABLE = "-e", "manrs_tables=table.jsonl"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an inventory, a snapshot and tables."""
    place = tmp_path_factory.mktemp("preview")
    done = play(place, VARIABLES, playbook="snapshot")
    assert done.returncode == 0, done.stdout + done.stderr
    lines = "".join(json.dumps(row) + "\n" for row in ROWS)
    (place / "table.jsonl").write_text(lines, encoding="utf-8")
    (place / "cut.jsonl.gz").write_bytes(gzip.compress(lines.encode())[:-12])
    (place / "wrong.jsonl").write_text(
        lines + '{"peer_ip": "185.10.3.10", "prefix": "193.20.0.1/22", "as_path": "35001"}\n', encoding="utf-8"
    )
    (place / "table.csv").write_text("peer,prefix,path\n", encoding="utf-8")
    return place


@pytest.fixture
def fresh(folder: Path) -> Iterator[Path]:
    """The folder, without what another test wrote."""
    subprocess.run(["rm", "-rf", folder / ".manrs/report"], check=True)
    yield folder


def passes(folder: Path, playbook: str, *arguments: str, variables: dict[str, Any] = VARIABLES) -> str:
    done = play(folder, variables, *KEEP, *arguments, playbook=playbook)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "changed=0" in done.stdout
    return done.stdout


def fails(folder: Path, playbook: str, *arguments: str, variables: dict[str, Any] = VARIABLES) -> str:
    """The one line that says what is wrong."""
    done = play(folder, variables, *arguments, playbook=playbook)
    output = done.stdout + done.stderr
    assert done.returncode != 0, output
    assert "Traceback" not in output and "unreachable=1" not in output
    found = re.findall(r"^fatal: \[edge1\]: FAILED! => (\{.*\})$", output, re.MULTILINE)
    # A look that fails is said where it does, and at the end, when the others are in the report.
    messages = {str(json.loads(line)["msg"]) for line in found}
    assert len(messages) == 1, output
    return messages.pop()


def read(folder: Path, name: str) -> Any:
    return json.loads((folder / ".manrs/report" / name).read_text(encoding="utf-8"))


# -- what is right -------------------------------------------------------------------------------


def test_a_preview_of_a_table(fresh: Path) -> None:
    said = passes(fresh, "preview", *TABLE, "-e", "manrs_enforced_from=2027-01-31")
    assert '"acme (185.10.3.10): 4 routes, 3 would be dropped: F02 2, F13 1"' in said
    assert "not looked at: routes of addresses that have no declared neighbor or no filter: 192.0.2.77 (1)" in said
    session = read(fresh, "routers/edge1.json")["router"]["sessions"][0]
    assert {(item["prefix"], item["control"]) for item in session["preview"]["routes"]} == {
        ("193.99.0.0/22", "F13"),
        ("10.0.0.0/8", "F02"),
        ("198.18.0.0/24", "F02"),
    }
    text = (fresh / ".manrs/report/messages/edge1/185.10.3.10.txt").read_text(encoding="utf-8")
    assert text.startswith("Subject: AS25000 will reject 3 routes from AS35001 from 2027-01-31 on\n")
    assert "AS path 35001 35099" in text


def test_a_preview_in_check_mode_is_the_same(fresh: Path) -> None:
    passes(fresh, "preview", *TABLE, "--check", "--diff")
    assert read(fresh, "routers/edge1.json")["router"]["sessions"][0]["preview"]["seen"] == 4


def test_a_large_table_is_read_by_two_processes(fresh: Path) -> None:
    rows = ({**ROWS[1], "prefix": f"11.{number >> 8}.{number & 255}.0/24"} for number in range(20_000))
    (fresh / "large.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert "20000 routes, 20000 would be dropped: F13 20000" in passes(fresh, "preview", "-e", "manrs_tables=large.jsonl")
    (fresh / "large.jsonl").unlink()


def test_fewer_routes_are_listed_and_all_are_counted(fresh: Path) -> None:
    passes(fresh, "preview", *TABLE, "-e", "manrs_most_routes=1")
    preview = read(fresh, "routers/edge1.json")["router"]["sessions"][0]["preview"]
    assert (len(preview["routes"]), preview["left_out"], preview["rejected"]) == (1, 2, {"F02": 2, "F13": 1})


def explained(folder: Path, **asked: Any) -> list[str]:
    done = play(folder, VARIABLES, *KEEP, "-e", json.dumps({"manrs_explain": asked}), playbook="explain")
    assert done.returncode == 0, done.stdout + done.stderr
    found = re.search(r'"msg": (\[.*?\n    \])', done.stdout, re.DOTALL)
    assert found, done.stdout
    lines: list[str] = json.loads(found[1])
    return lines


def test_an_explanation(folder: Path) -> None:
    lines = explained(folder, neighbor="acme", prefix="193.20.0.0/22", origin=35099)
    assert lines[0] == "193.20.0.0/22 path 35001 35099 from acme (185.10.3.10): dropped by F12"
    assert "  F02 special-purpose prefixes: passes: not: the prefix is in 'special'" in lines
    assert "registered: ROA 193.20.0.0/22, maxLength 22, AS35001" in lines
    assert "registered: route 193.20.0.0/22, AS35001, LAB" in lines
    assert explained(folder, neighbor="185.10.3.10", prefix="193.20.0.0/22")[0].endswith(": accepted")


def test_a_report_is_written_and_is_the_same_the_next_time(fresh: Path) -> None:
    said = passes(fresh, "report", *TABLE)
    assert "Nobody has looked at a router yet." in said
    report = read(fresh, "report.json")
    assert (report["network"], [item["host"] for item in report["routers"]]) == ("AS25000", ["edge1"])
    assert [item["state"] for item in report["actions"]] == ["not looked at"] * 4
    root = ElementTree.parse(fresh / ".manrs/report/report.xml").getroot()
    assert [suite.attrib["name"] for suite in root] == ["edge1", "registry"]
    metrics = (fresh / ".manrs/report/report.prom").read_text(encoding="utf-8")
    assert 'manrs_routes_rejected{router="edge1",neighbor="acme",asn="35001",address="185.10.3.10",control="F02"} 2\n' in metrics
    assert "<!doctype html>" in (fresh / ".manrs/report/report.html").read_text(encoding="utf-8").lower()
    names = ("report.html", "report.json", "report.xml", "report.prom")
    before = {name: (fresh / ".manrs/report" / name).read_bytes() for name in names}
    book = fresh / "again.yml"
    book.write_text("- hosts: edge1\n  gather_facts: false\n  tasks:\n    - manrs.hardening.report: {hosts: [edge1]}\n", encoding="utf-8")
    done = own(fresh, book)
    assert done.returncode == 0, done.stdout + done.stderr
    assert {name: (fresh / ".manrs/report" / name).read_bytes() for name in names} == before


def own(folder: Path, book: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    tools = Path(sys.executable).parent
    return subprocess.run(
        [tools / "ansible-playbook", "-i", folder / "hosts.yml", book, *arguments],
        cwd=folder,
        env={**os.environ, "ANSIBLE_COLLECTIONS_PATH": str(ROOT / ".build"), "ANSIBLE_NOCOLOR": "1"},
        text=True,
        capture_output=True,
        check=False,
        timeout=60,
    )


def test_formats_that_are_not_wanted_are_not_written(fresh: Path) -> None:
    passes(fresh, "report", *TABLE, "-e", '{"manrs_formats": ["json"]}')
    assert sorted(item.name for item in (fresh / ".manrs/report").iterdir() if item.is_file()) == ["report.json"]


def test_no_secret_is_in_any_file_of_the_report(fresh: Path) -> None:
    vault = VaultLib([("default", VaultSecret(b"pass"))])
    (fresh / "pass").write_text("pass", encoding="utf-8")

    class Vaulted(str):
        pass

    def represented(dumper: yaml.SafeDumper, text: Vaulted) -> yaml.Node:
        return dumper.represent_scalar("!vault", vault.encrypt(SECRET).decode(), style="|")

    class Dumper(yaml.SafeDumper):
        pass

    Dumper.add_representer(Vaulted, represented)
    variables = copy.deepcopy(VARIABLES)
    variables["manrs_neighbors"][0]["password"] = Vaulted()
    text = yaml.dump(variables, Dumper=Dumper, sort_keys=False)
    for verbose in ((), ("-vvv",)):
        done = play(fresh, text, *KEEP, *TABLE, "--vault-password-file", "pass", *verbose, playbook="report")
        output = done.stdout + done.stderr
        assert done.returncode == 0, output
        assert SECRET not in output
    cells = read(fresh, "routers/edge1.json")["router"]["sessions"][0]["cells"]
    # It was read: the session has one.
    assert "S02" in cells
    files = [item for item in (fresh / ".manrs/report").rglob("*") if item.is_file()]
    assert len(files) >= 6
    for file in files:
        data = file.read_bytes()
        data = gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data
        assert SECRET.encode() not in data and b"ANSIBLE_VAULT" not in data, file
    passes(fresh, "preview", *TABLE)


@pytest.mark.parametrize("module", ["preview", "explain", "report"])
def test_ansible_doc_shows_each_module(module: str) -> None:
    done = subprocess.run(
        [Path(sys.executable).parent / "ansible-doc", "-t", "module", f"manrs.hardening.{module}", "--json"],
        env={**os.environ, "ANSIBLE_COLLECTIONS_PATH": str(ROOT / ".build")},
        text=True,
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)[f"manrs.hardening.{module}"]
    assert told["doc"]["short_description"] and told["examples"] and told["return"]
    assert all(option["description"] for option in told["doc"]["options"].values())


# -- mistakes ------------------------------------------------------------------------------------

FORM = "give a whole RIB dump in MRT, or JSON lines"
#: Options of the module, and its one line.
PREVIEW_MISTAKES: dict[str, tuple[dict[str, Any], str]] = {
    "a folder": ({"files": [".manrs"]}, ".manrs is no file; give a RIB dump in MRT, or JSON lines"),
    "a wrong line": (
        {"files": ["wrong.jsonl"]},
        "wrong.jsonl:6: '193.20.0.1/22' has host bits set; write 193.20.0.0/22; a line is one JSON object with peer_ip, prefix and as_path",
    ),
    "another format": (
        {"files": ["table.csv"]},
        f"table.csv: record 1, byte 0: type 11376 is no record of a table in MRT; {FORM}",
    ),
    "a date of another form": (
        {"files": ["table.jsonl"], "enforced_from": "31.1.2027"},
        "enforced_from: '31.1.2027' is no date; write it as 2027-01-31",
    ),
    "a date that is none": (
        {"files": ["table.jsonl"], "enforced_from": "2027-02-30"},
        "enforced_from: '2027-02-30' is no date; write it as 2027-01-31",
    ),
    "since with files": (
        {"files": ["table.jsonl"], "since": "7d"},
        "since: looks are of routers, and files are judged in place of one; take one of the two off",
    ),
    "files without routes": (
        {"files": ["table.jsonl"], "routes": False},
        "files: are judged in place of what a router holds, and routes: false judges none; take one of the two off",
    ),
    "since without routes": (
        {"since": "7d", "routes": False},
        "since: earlier looks are of routes, and routes: false judges none; take one of the two off",
    ),
    "no time": ({"since": "yesterday"}, "since: 'yesterday' is no time; write 12h, 7d or a date such as 2026-11-24"),
    "a time to come": ({"since": "2999-01-01"}, "since: '2999-01-01' is in the future; write a time before now"),
    "fewer routes than none": ({"files": ["table.jsonl"], "most_routes": -1}, "most_routes: -1 is less than none; write 0 or more"),
    "no number": (
        {"files": ["table.jsonl"], "most_routes": "many"},
        "argument 'most_routes' is of type str and we were unable to convert to int: \"'many'\" cannot be converted to an int",
    ),
    "an option that is none": ({"nonsense": 1}, "Unsupported parameters for"),
}


def said(folder: Path, module: str, mistakes: dict[str, tuple[dict[str, Any], str]]) -> dict[str, str]:
    """What a module says of each mistake, in one run."""
    tasks: list[dict[str, Any]] = []
    for number, (options, _) in enumerate(mistakes.values()):
        tasks.append({f"manrs.hardening.{module}": options, "register": f"said{number}", "ignore_errors": True})
        tasks.append(
            {"ansible.builtin.debug": {"msg": f"{{{{ ['said', said{number} is failed, said{number}.msg | default('')] | to_json }}}}"}}
        )
    book = folder / f"{module}.yml"
    book.write_text(yaml.safe_dump([{"hosts": "edge1", "gather_facts": False, "tasks": tasks}]), encoding="utf-8")
    done = own(folder, book)
    assert "Traceback" not in done.stdout + done.stderr
    found = [json.loads(json.loads(line)) for line in re.findall(r'^    "msg": ("\[\\"said.*")$', done.stdout, re.MULTILINE)]
    assert len(found) == len(mistakes), done.stdout
    assert all(failed for _, failed, _ in found)
    return dict(zip(mistakes, (message for _, _, message in found), strict=True))


def test_mistakes_of_previews(fresh: Path) -> None:
    found = said(fresh, "preview", PREVIEW_MISTAKES)
    assert {name: message[: len(PREVIEW_MISTAKES[name][1])] for name, message in found.items()} == {
        name: message for name, (_, message) in PREVIEW_MISTAKES.items()
    }
    assert [item for item in (fresh / ".manrs/report").rglob("*") if item.is_file()] == []


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("nowhere.mrt", "nowhere.mrt is no file; give a RIB dump in MRT, or JSON lines"),
        (
            "cut.jsonl.gz",
            f"cut.jsonl.gz cannot be read to its end (Compressed file ended before the end-of-stream marker was reached); {FORM}",
        ),
    ],
)
def test_a_table_that_cannot_be_read(fresh: Path, table: str, message: str) -> None:
    assert fails(fresh, "preview", *KEEP, "-e", f"manrs_tables={table}") == message
    assert [item for item in (fresh / ".manrs/report").rglob("*") if item.is_file()] == []


def test_a_snapshot_that_is_not_there(fresh: Path) -> None:
    said = fails(fresh, "preview", *TABLE, "-e", "manrs_snapshot=nowhere")
    assert said == "nowhere is no snapshot (it has no manifest.json); run the snapshot playbook first"


@pytest.mark.parametrize(("dest", "why"), [("table.jsonl", "Not a directory"), ("/proc/nowhere", "No such file or directory")])
def test_a_folder_that_cannot_be_written(fresh: Path, dest: str, why: str) -> None:
    place = dest if dest.startswith("/") else f"{fresh}/{dest}"
    said = fails(fresh, "preview", *KEEP, *TABLE, "-e", f"manrs_report={dest}")
    assert said == f"dest: {place}/seen/edge1 is not writable ({why}); give a path that this user can write"


def test_a_neighbor_that_nobody_knows_is_named(fresh: Path) -> None:
    said = passes(fresh, "preview", *TABLE, "-e", "manrs_only=acmee")
    assert "warning: manrs_only: acmee: no neighbor of edge1; correct it; known here are acme" in said


def test_drift_is_of_routers_and_takes_no_tables(fresh: Path) -> None:
    """A table in its place would never differ."""
    message = "files: are judged in place of what a router holds, and routes: false judges none; take one of the two off"
    assert fails(fresh, "drift", *KEEP, *TABLE) == message
    # Where only the inventory has tables, drift looks at the router: nobody answers there.
    done = play(fresh, {**VARIABLES, "manrs_tables": ["table.jsonl"]}, *KEEP, playbook="drift")
    assert done.returncode != 0
    assert "not reachable: " in done.stdout + done.stderr


EXPLAIN_MISTAKES: dict[str, tuple[dict[str, Any], str]] = {
    "nothing": ({}, "missing required arguments: neighbor, prefix"),
    "no prefix": ({"neighbor": "acme"}, "missing required arguments: prefix"),
    "unknown neighbor": (
        {"neighbor": "acmee", "prefix": "193.20.0.0/22"},
        "neighbor: 'acmee' is no neighbor of this router; known are acme",
    ),
    "unknown other neighbor": (
        {"neighbor": "acme", "prefix": "193.20.0.0/22", "to": "upstream"},
        "to: 'upstream' is no neighbor of this router; known are acme",
    ),
    "bad prefix": ({"neighbor": "acme", "prefix": "193.20.0/22"}, "prefix: '193.20.0' is not an IPv4 or IPv6 address"),
    "no length": ({"neighbor": "acme", "prefix": "193.20.0.0"}, "prefix: '193.20.0.0' has no length; write 193.20.0.0/32 for one address"),
    "host bits": ({"neighbor": "acme", "prefix": "193.20.0.1/22"}, "prefix: '193.20.0.1/22' has host bits set; write 193.20.0.0/22"),
    "path and origin": (
        {"neighbor": "acme", "prefix": "193.20.0.0/22", "as_path": "35001 35002", "origin": 35001},
        "as_path: '35001 35002' does not end with origin 35001; give one of the two",
    ),
    "a path with words": (
        {"neighbor": "acme", "prefix": "193.20.0.0/22", "as_path": "AS35001"},
        "as_path 'AS35001' has what is no ASN; write it as 64500 64501 {64502,64503}",
    ),
    "an origin that is none": (
        {"neighbor": "acme", "prefix": "193.20.0.0/22", "origin": 4294967296},
        "origin: 4294967296 is no ASN; write a number from 1 to 4294967295",
    ),
    "a next hop": ({"neighbor": "acme", "prefix": "193.20.0.0/22", "next_hop": "r1"}, "next_hop: 'r1' is not an IPv4 or IPv6 address"),
    "an option that is none": ({"neighbor": "acme", "prefix": "193.20.0.0/22", "nonsense": 1}, "Unsupported parameters for"),
}


def test_mistakes_of_explanations(fresh: Path) -> None:
    found = said(fresh, "explain", EXPLAIN_MISTAKES)
    assert {name: message[: len(EXPLAIN_MISTAKES[name][1])] for name, message in found.items()} == {
        name: message for name, (_, message) in EXPLAIN_MISTAKES.items()
    }


def test_nothing_is_asked(folder: Path) -> None:
    assert fails(folder, "explain", *KEEP).startswith('say which route: -e \'{"manrs_explain": ')


def test_a_report_of_looks_that_are_none(fresh: Path) -> None:
    book = fresh / "report.yml"
    book.write_text("- hosts: edge1\n  gather_facts: false\n  tasks:\n    - manrs.hardening.report: {hosts: [edge1]}\n", encoding="utf-8")
    look = fresh / ".manrs/report/routers/edge1.json"
    look.parent.mkdir(parents=True)
    look.write_text("{}", encoding="utf-8")
    done = own(fresh, book)
    assert done.returncode != 0
    assert f"{look} is no look at a router (router: Field required); run the preview playbook again" in done.stdout + done.stderr
    assert not (look.parent.parent / "report.html").exists()
