# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The files of audits: what is kept of one, what people read of it, and files that are none."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.audit.findings import Answer, Standing
from ansible_collections.manrs.hardening.plugins.plugin_utils.audit.tree import Line
from ansible_collections.manrs.hardening.plugins.plugin_utils.delivery.records import RecordError
from ansible_collections.manrs.hardening.plugins.plugin_utils.evidence.audit_files import (
    AuditFile,
    audit_file,
    audit_path,
    counted,
    lines,
    read_audit,
    write_audit,
)
from ansible_collections.manrs.hardening.plugins.plugin_utils.evidence.looks.files import LookFileError

NOW = datetime(2026, 11, 28, 10, tzinfo=UTC)
TEXT = """\
router bgp 64500
 neighbor 192.0.2.1 remote-as 64501
 neighbor 192.0.2.1 password hunter2
 neighbor 192.0.2.9 remote-as 64509
"""
REMOTE = Line(2, "neighbor 192.0.2.1 remote-as 64501")
OS = Line(0, "FRR 10.3: no bgp ebgp-requires-policy by default")
ANSWERS = (
    Answer("F15", "192.0.2.1 IPv4", 4, Standing.OPEN, "no maximum-prefix", (REMOTE,), "add neighbor 192.0.2.1 maximum-prefix N"),
    Answer("F08", "192.0.2.1 IPv4", 4, Standing.HOLDS, "1 asked", (OS,), ""),
    Answer("F21", "192.0.2.1 IPv4", 4, Standing.HOLDS, "4 asked", (), ""),
    Answer("F20", "192.0.2.1 IPv4", 4, Standing.OPEN, "import: nothing is bound, all routes pass", (REMOTE, OS), "bind a policy"),
    Answer("F13", "192.0.2.1 IPv4", 4, Standing.UNKNOWN, "what the customer has registered is not known", (REMOTE,), "make a snapshot"),
)
NOTES = ("what neighbors have registered: there is no snapshot",)


def made(answers: tuple[Answer, ...] = ANSWERS, text: str = TEXT, **changes: Any) -> AuditFile:
    told: dict[str, Any] = {"source": "", "notes": NOTES, "places": ("192.0.2.1",), **changes}
    return audit_file("edge1", "frr", text, answers, NOW, **told)


# -- what is kept --------------------------------------------------------------------------------


def test_what_is_written_is_what_is_read(tmp_path: Path) -> None:
    found = made(source="edge1.conf")
    path = write_audit(tmp_path, found)
    assert path == audit_path(tmp_path, "edge1") == tmp_path / "audits/edge1.json"
    assert read_audit(tmp_path, "edge1") == found
    assert path.stat().st_mode & 0o777 == 0o600


def test_all_of_an_answer_is_kept() -> None:
    found = made()
    assert (found.host, found.platform, found.looked_at, found.source) == ("edge1", "frr", "2026-11-28T10:00:00+00:00", "")
    assert [(item.control, item.where, item.family, item.standing, item.what) for item in found.answers] == [
        ("F15", "192.0.2.1 IPv4", 4, "does not hold", "no maximum-prefix"),
        ("F08", "192.0.2.1 IPv4", 4, "holds", "1 asked"),
        ("F21", "192.0.2.1 IPv4", 4, "holds", "4 asked"),
        ("F20", "192.0.2.1 IPv4", 4, "does not hold", "import: nothing is bound, all routes pass"),
        ("F13", "192.0.2.1 IPv4", 4, "unknown", "what the customer has registered is not known"),
    ]
    assert [str(line) for line in found.answers[3].lines] == [
        "line 2: neighbor 192.0.2.1 remote-as 64501",
        "FRR 10.3: no bgp ebgp-requires-policy by default",
    ]


def test_the_digest_is_that_of_the_configuration() -> None:
    # printf 'router bgp 64500\n' | sha256sum
    assert made(text="router bgp 64500\n").configuration == "83fb60833353d9c96649928d4ff77a3187cde12236210868a825ce313402731e"


def test_lines_of_declared_places_are_kept_without_secrets() -> None:
    (place,) = made().places
    assert place.name == "192.0.2.1"
    told = [str(line) for line in place.lines]
    assert "line 2: neighbor 192.0.2.1 remote-as 64501" in told
    assert not any("hunter2" in line for line in told)


def test_each_finding_is_there_once_and_what_holds_is_none() -> None:
    found = made((*ANSWERS, *ANSWERS))
    assert [(item.control, item.severity.value, item.router) for item in found.findings] == [
        ("F15", "warning", "edge1"),
        ("F20", "critical", "edge1"),
        ("F13", "warning", "edge1"),
    ]
    assert found.findings[1].evidence == (
        "line 2: neighbor 192.0.2.1 remote-as 64501",
        "FRR 10.3: no bgp ebgp-requires-policy by default",
    )


def test_answers_are_counted() -> None:
    assert counted(made()) == {"holds": 2, "does not hold": 2, "unknown": 1}
    assert counted(made(())) == {"holds": 0, "does not hold": 0, "unknown": 0}


def test_a_byte_that_is_no_utf_8_is_written_out(tmp_path: Path) -> None:
    line = Line(2, "neighbor 192.0.2.1 description caf\udce9")
    write_audit(
        tmp_path, made((Answer("S01", "192.0.2.1", 0, Standing.OPEN, "no ttl-security", (line,), "add it"),), text=f" {line.text}\n")
    )
    found = read_audit(tmp_path, "edge1")
    assert found is not None
    assert str(found.answers[0].lines[0]) == r"line 2: neighbor 192.0.2.1 description caf\udce9"


# -- what people read ----------------------------------------------------------------------------


def test_people_read_what_to_fix_first_then_the_worst_then_the_counts_and_what_was_not_known() -> None:
    assert lines(made()) == [
        "fix 1: nothing is filtered: F20 at 192.0.2.1 IPv4; held from adoption_stage 2 on",
        "fix 2: a neighbor's mistake fills the router: F15 at 192.0.2.1 IPv4; held from adoption_stage 6 on",
        "critical: F20 192.0.2.1 IPv4: import: nothing is bound, all routes pass (line 2: neighbor 192.0.2.1 remote-as 64501); "
        "bind a policy",
        "warning: F15 192.0.2.1 IPv4: no maximum-prefix (line 2: neighbor 192.0.2.1 remote-as 64501); "
        "add neighbor 192.0.2.1 maximum-prefix N",
        "warning: F13 192.0.2.1 IPv4: what the customer has registered is not known (line 2: neighbor 192.0.2.1 remote-as 64501); "
        "make a snapshot",
        "holds: 2, does not hold: 2, unknown: 1",
        "not looked at: what neighbors have registered: there is no snapshot",
    ]


def test_people_read_where_a_filter_is_bound_and_what_decided() -> None:
    trail = (Line(7, "neighbor 192.0.2.1 route-map IN in"), Line(12, "route-map IN deny 10"), OS, Line(15, "route-map IN permit 20"))
    told = lines(made((Answer("F02", "192.0.2.1 IPv4", 4, Standing.OPEN, "lets in 10.0.0.0/8", trail, "add an entry"),), notes=()))
    assert told[1] == (
        "critical: F02 192.0.2.1 IPv4: lets in 10.0.0.0/8 "
        "(line 7: neighbor 192.0.2.1 route-map IN in ... line 15: route-map IN permit 20); add an entry"
    )


def test_where_all_holds_that_is_all_that_is_said() -> None:
    assert lines(made(ANSWERS[1:3], notes=())) == ["holds: 2, does not hold: 0, unknown: 0"]


def test_a_need_of_no_stage_names_none_and_many_places_are_shortened() -> None:
    answers = tuple(Answer("B02", f"192.0.2.{number}", 0, Standing.OPEN, "not declared", (REMOTE,), "declare it") for number in range(7))
    first = lines(made(answers))[0]
    assert first == ("fix 1: sessions that nobody knows of: B02 at 192.0.2.0, 192.0.2.1, 192.0.2.2, 192.0.2.3, 192.0.2.4 and 2 more")


# -- files that are none -------------------------------------------------------------------------


def test_no_audit_is_none(tmp_path: Path) -> None:
    assert read_audit(tmp_path, "edge1") is None


BROKEN: dict[str, tuple[Any, str]] = {
    "empty": ("", "is no audit of a router (Invalid JSON: EOF while parsing a value at line 1 column 0)"),
    "cut": (made().model_dump_json()[:-20], "is no audit of a router (Invalid JSON: EOF"),
    "another file": ({"router": {}}, "is no audit of a router (host: Field required)"),
    "no time": ({"looked_at": "yesterday"}, "is no audit of a router (looked_at: is no time)"),
    "a time without its zone": ({"looked_at": "2026-11-28T10:00:00"}, "is no audit of a router (looked_at: is no time)"),
    "a standing that is none": ({"answers": [{**made().answers[0].model_dump(), "standing": "perhaps"}]}, "(answers.0.standing: "),
    "an unknown control": (
        {"answers": [{**made().answers[0].model_dump(), "control": "F99"}]},
        "has controls that are not known here: F99",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_file_that_is_no_audit_is_refused_with_what_to_do(tmp_path: Path, name: str) -> None:
    content, message = BROKEN[name]
    if isinstance(content, dict) and "router" not in content:
        content = made().model_dump(mode="json") | content
    path = write_audit(tmp_path, made())
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    with pytest.raises(LookFileError) as error:
        read_audit(tmp_path, "edge1")
    assert str(error.value).startswith(f"{path} ") and message in str(error.value)
    assert str(error.value).endswith("; run the audit playbook again")


def test_a_file_that_cannot_be_opened_is_refused(tmp_path: Path) -> None:
    audit_path(tmp_path, "edge1").mkdir(parents=True)
    with pytest.raises(LookFileError, match=r"cannot be read \(Is a directory\); run the audit playbook again"):
        read_audit(tmp_path, "edge1")


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "audits").write_text("", encoding="utf-8")
    with pytest.raises(RecordError, match="audits"):
        write_audit(tmp_path, made())
