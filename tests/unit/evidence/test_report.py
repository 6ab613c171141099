# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The report from looks, records and snapshot: what it claims of each action, what it never claims, and its three forms for machines."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.audit.findings import Answer, Standing
from ansible_collections.manrs.hardening.plugins.plugin_utils.audit.tree import Line
from ansible_collections.manrs.hardening.plugins.plugin_utils.delivery.records import RecordError
from ansible_collections.manrs.hardening.plugins.plugin_utils.evidence.audit_files import audit_file, audit_path, write_audit
from ansible_collections.manrs.hardening.plugins.plugin_utils.evidence.junit import junit
from ansible_collections.manrs.hardening.plugins.plugin_utils.evidence.looks.files import LookFileError, read_look, write_look
from ansible_collections.manrs.hardening.plugins.plugin_utils.evidence.looks.look import Looked, report_finding
from ansible_collections.manrs.hardening.plugins.plugin_utils.evidence.models import (
    Cell,
    NeighborPreview,
    RejectedRoute,
    Report,
    ReportFinding,
    ReportInterface,
    ReportRouter,
    ReportSession,
    Status,
)
from ansible_collections.manrs.hardening.plugins.plugin_utils.evidence.prometheus import prometheus
from ansible_collections.manrs.hardening.plugins.plugin_utils.evidence.report import make_report
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.controls import CONTROLS
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.policies import Finding

from ... import evidence_report

AT = "2026-11-28T10:00:00+00:00"
FIRM = Cell(status=Status.IN_FORCE, why="read back from the router")


def session(cells: Mapping[str, Cell], name: str = "acme", preview: NeighborPreview | None = None) -> ReportSession:
    return ReportSession(
        neighbor=name,
        asn=64501,
        relation="customer",
        address="192.0.2.1",
        is_established=True,
        accepted=3,
        announced=5,
        cells=dict(cells),
        preview=preview,
    )


def router(host: str, cells: Mapping[str, Cell], checks: Mapping[str, Cell] | None = None, **changes: Any) -> ReportRouter:
    told: dict[str, Any] = {
        "host": host,
        "platform": "frr",
        "version": "10.3",
        "looked_at": AT,
        "policy_digest": "ab",
        "plan_digest": "cd",
        "plan": (),
        "substitutions": (),
        "sessions": (session(cells),),
        "interfaces": (ReportInterface(name="eth1", kind="customer", cells=dict(checks)),) if checks else (),
        "history": (),
    }
    return ReportRouter(**(told | changes))


def critical(
    control: str, host: str = "edge1", where: str = "acme (192.0.2.1)", what: str = "it does not hold", **changes: Any
) -> ReportFinding:
    found = report_finding(host, Finding(control, "critical", where, what, "correct it", ("shown",)))
    return found.model_copy(update=changes)


class World:
    """A folder with looks, records and a snapshot."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def look(self, made: ReportRouter, *findings: ReportFinding, notes: tuple[str, ...] = ()) -> dict[str, Any]:
        return write_look(self.folder, Looked(ReportRouter.model_validate({**made.model_dump(), "notes": notes}), findings))

    def record(self, host: str, name: str, content: object) -> None:
        place = self.folder / "records" / host / name
        place.mkdir(parents=True)
        (place / "record.json").write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")

    def snapshot(self, content: object) -> Path:
        place = self.folder / "snapshot"
        place.mkdir(exist_ok=True)
        (place / "manifest.json").write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        return place

    def report(self, *hosts: str, snapshot: Path | None = None, findings: tuple[Mapping[str, Any], ...] = ()) -> Report:
        return make_report(64500, hosts, self.folder, self.folder / "records", snapshot, findings)


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


def states(made: Report) -> list[str]:
    return [item.state for item in made.actions]


# -- what is there -------------------------------------------------------------------------------


def test_a_router_without_a_look_is_named_and_nothing_is_claimed_of_it(world: World) -> None:
    world.look(router("edge1", {"F12": FIRM}, {"V01": FIRM}))
    made = world.report("edge2", "edge1")
    assert [(item.host, item.looked_at, item.sessions == ()) for item in made.routers] == [("edge1", AT, False), ("edge2", None, True)]
    assert [(item.router, item.control, item.what) for item in made.findings] == [
        ("edge2", "A01", "nobody has looked at this router, so nothing is known of it")
    ]
    assert states(made)[:2] == ["does not hold", "does not hold"]
    assert made.actions[1].summary == "1 of 1 checks at 1 interfaces hold; nothing is known of edge2."
    assert made.actions[1].evidence == ("edge2: nobody has looked at it",)


def test_without_anything_nothing_is_claimed(world: World) -> None:
    made = world.report("edge1")
    assert (made.network, made.made_at, made.snapshot) == ("AS64500", "", None)
    assert states(made) == ["does not hold", "not looked at", "not looked at", "not looked at"]
    assert made.actions[0].summary == "1 critical finding; nothing is known of edge1."


def test_the_snapshot_and_its_findings(world: World) -> None:
    world.look(router("edge1", {"F12": FIRM}))
    manifest = {"digest": "ab", "made_at": "2026-11-28T12:00:00+00:00", "irr_answered_by": ["rr.ntt.net:43"]}
    finding = Finding(
        "R03", "critical", "registry", "4 registered prefixes contradict RPKI", "tell them", ("193.0.0.0/24 AS1",)
    ).described()
    made = world.report("edge1", snapshot=world.snapshot(manifest), findings=(finding,))
    assert made.snapshot is not None and made.snapshot.sources == ("rr.ntt.net:43",)
    # The newest time in the data.
    assert made.made_at == "2026-11-28T12:00:00+00:00"
    assert states(made) == ["holds", "not looked at", "not looked at", "does not hold"]
    assert made.actions[3].evidence == ("registry: registry: 4 registered prefixes contradict RPKI",)
    assert made.actions[3].summary == "1 critical finding."


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        "null",
        '{"digest": "ab"}',
        '{"digest": 7, "made_at": "2026-11-28"}',
        '{"digest": "a", "made_at": "today"}',
        "[" * 99999,
    ],
)
def test_a_snapshot_that_is_none_is_refused(world: World, content: str) -> None:
    with pytest.raises(LookFileError, match=r"snapshot is no snapshot that can be read \(.*\); run the snapshot playbook"):
        world.report("edge1", snapshot=world.snapshot(content))


def test_records_are_the_history_and_broken_ones_say_so(world: World) -> None:
    right = {"started": AT, "outcome": "confirmed", "summary": ["acme: filtered"], "seconds": {"push": 1.5, "confirmed": 41.2}}
    world.record("edge1", "20261127T041203Z-aa", right)
    world.record("edge1", "20261128T041203Z-bb", right | {"outcome": "reverted", "reason": "too few routes", "seconds": None})
    broken = (
        "{",
        "",
        "[]",
        "7",
        '{"started": "x"}',
        json.dumps(right | {"summary": 5}),
        json.dumps(right | {"summary": "text"}),
        "[" * 99999,
        "\udce9",
    )
    for number, content in enumerate(broken):
        world.record("edge2", f"broken{number}", content.encode("utf-8", "surrogateescape").decode("latin-1"))
    (world.folder / "records/edge2/broken0/record.json").write_bytes(b'{"started": "caf\xe9"}')
    made = world.report("edge1", "edge2")
    assert [item.model_dump() for item in made.routers[0].history] == [
        {
            "record": "20261128T041203Z-bb",
            "started": AT,
            "outcome": "reverted",
            "seconds": None,
            "plan": ("acme: filtered",),
            "reason": "too few routes",
        },
        {
            "record": "20261127T041203Z-aa",
            "started": AT,
            "outcome": "confirmed",
            "seconds": 41.2,
            "plan": ("acme: filtered",),
            "reason": "",
        },
    ]
    assert [(item.outcome, item.plan) for item in made.routers[1].history] == [("unknown", ())] * len(broken)
    assert all(item.reason.startswith("record.json cannot be read (") for item in made.routers[1].history)


def test_of_many_records_the_newest_are_shown(world: World) -> None:
    for number in range(60):
        world.record("edge1", f"202611{number:02}", {"started": AT, "outcome": "confirmed", "summary": []})
    names = [item.record for item in world.report("edge1").routers[0].history]
    assert names == [f"202611{number:02}" for number in range(59, 9, -1)]


# -- actions -------------------------------------------------------------------------------------


def test_action_1_holds_when_all_was_read_to_hold(world: World) -> None:
    world.look(router("edge1", {"F12": FIRM, "F14": Cell(status=Status.SUBSTITUTED, why="by the role")}, {"V01": FIRM}))
    made = world.report("edge1")
    assert states(made) == ["holds", "holds", "not looked at", "not looked at"]
    assert made.actions[0].summary == "2 of 2 checks at 1 sessions hold."
    assert made.actions[0].evidence == (
        "F12 RPKI invalid (RFC 6811, RFC 7115)",
        "F14 leak shown by OTC (RFC 9234 section 5)",
    )
    assert made.actions[1].evidence == ("V01 sources come from where they are routed: strict uRPF (RFC 2827, RFC 3704 section 2.2)",)


@pytest.mark.parametrize("status", [status for status in Status if status not in (Status.IN_FORCE, Status.SUBSTITUTED)])
def test_one_open_check_is_enough_for_an_action_not_to_hold(world: World, status: Status) -> None:
    world.look(
        router("edge1", {"F12": FIRM, "F13": Cell(status=status, why="so it is")}, {"V01": FIRM, "V04": Cell(status=status, why="so")})
    )
    made = world.report("edge1")
    assert states(made)[:2] == ["does not hold", "does not hold"]
    assert made.actions[0].summary == "1 of 2 checks at 1 sessions hold."
    assert made.actions[0].evidence == (f"edge1: acme (192.0.2.1): F13 {status}: so it is",)
    assert made.actions[1].evidence == (f"edge1: eth1: V04 {status}: so",)


def test_a_critical_finding_is_enough_and_a_warning_is_not(world: World) -> None:
    warning = report_finding("edge1", Finding("F12", "warning", "acme (192.0.2.1)", "less", "look", ("x",)))
    world.look(router("edge1", {"F12": FIRM}, {"V01": FIRM}), warning)
    assert states(world.report("edge1"))[:2] == ["holds", "holds"]
    world.look(router("edge1", {"F12": FIRM}, {"V01": FIRM}), warning, critical("V04"), critical("B02", where="192.0.2.9"))
    made = world.report("edge1")
    assert states(made)[:2] == ["does not hold", "does not hold"]
    assert made.actions[0].summary == "1 of 1 checks at 1 sessions hold; 1 critical finding."
    assert made.actions[0].evidence[0] == "edge1: 192.0.2.9: it does not hold"
    assert [item.severity for item in made.findings] == ["critical", "critical", "warning"]


def test_nobody_looked_is_not_looked_at(world: World) -> None:
    """Tables were judged, and no router was contacted."""
    unknown = Cell(status=Status.UNKNOWN, why="nobody has looked at the router")
    world.look(router("edge1", {"F12": unknown, "F13": unknown}))
    made = world.report("edge1")
    assert states(made) == ["not looked at"] * 4
    assert made.actions[0].summary == "Nobody has looked at a router yet."


def test_a_border_router_without_declared_interfaces_keeps_action_2_open(world: World) -> None:
    world.look(router("edge1", {"F12": FIRM}, {"V01": FIRM}))
    world.look(router("edge2", {"F12": FIRM}))
    world.look(router("core1", {}, sessions=()))
    made = world.report("edge1", "edge2", "core1")
    assert states(made)[:2] == ["holds", "does not hold"]
    assert made.actions[1].evidence == ("edge2: no interface is declared",)


def test_long_evidence_is_short(world: World) -> None:
    world.look(router("edge1", {"F12": FIRM}), *(critical("F12", what=f"finding {number}") for number in range(30)))
    made = world.report("edge1")
    assert len(made.actions[0].evidence) == 10
    assert made.actions[0].summary.endswith("; 30 critical findings.")


def test_the_same_data_give_the_same_report(world: World, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Whatever order hosts and findings come in."""
    other = World(tmp_path_factory.mktemp("other"))
    findings = [critical("F12", what=f"finding {number}") for number in range(5)]
    for place, order in ((world, 1), (other, -1)):
        for host in ("edge1", "edge2", "edge3")[::order]:
            place.look(router(host, {"F12": FIRM, "E01": FIRM}, {"V01": FIRM}), *findings[::order])
    one, two = world.report("edge1", "edge2", "edge3"), other.report("edge3", "edge1", "edge2")
    for form in (junit, prometheus, Report.model_dump_json):
        assert form(one) == form(two)


# -- audits --------------------------------------------------------------------------------------


def audited(world: World, *controls: str, text: str = "router bgp 64500\n", at: str = AT, where: str = "192.0.2.1 IPv4") -> str:
    """Write an audit in which these controls do not hold, one holds and one is unknown; return its digest."""
    line = Line(1, "router bgp 64500")
    answers = [Answer(name, where, 4, Standing.OPEN, "lets in what it must not", (line,), "correct it") for name in controls]
    answers.append(Answer("F08", where, 4, Standing.HOLDS, "1 asked", (line,), ""))
    answers.append(Answer("F16", where, 4, Standing.UNKNOWN, "it cannot be told", (line,), "see the line"))
    found = audit_file("edge1", "frr", text, answers, datetime.fromisoformat(at), "", ())
    write_audit(world.folder, found)
    return found.configuration


EARLIER, LATER = "2026-11-27T10:00:00+00:00", "2026-11-29T10:00:00+00:00"


def test_what_an_audit_found_is_a_finding_of_the_report_and_action_1_says_it(world: World) -> None:
    digest = audited(world, "F13", "F02", at=EARLIER)
    world.look(router("edge1", {"F13": FIRM}, configuration=digest))
    made = world.report("edge1")
    assert [(item.control, item.severity.value, item.where) for item in made.findings] == [
        ("F13", "critical", "192.0.2.1 IPv4"),
        ("F02", "critical", "192.0.2.1 IPv4"),
        ("F16", "warning", "192.0.2.1 IPv4"),
    ]
    assert made.actions[0].state == "does not hold"
    assert made.actions[0].evidence[-1] == (
        f"edge1: audited {EARLIER}: 1 hold, 2 do not, 1 unknown; "
        "fix first: customers announce what is not theirs, and we pass it on (F13 at 192.0.2.1 IPv4)"
    )
    audit = made.routers[0].audit
    assert audit is not None
    assert (audit.looked_at, audit.configuration, audit.is_current) == (EARLIER, digest, True)
    assert audit.counts == {"holds": 1, "does not hold": 2, "unknown": 1}
    assert [need.controls for need in audit.needs] == [("F13",), ("F02",)]
    assert not [line for item in made.actions[1:] for line in item.evidence if "audited" in line]


@pytest.mark.parametrize(
    ("where", "control", "is_said"),
    [
        ("acme (192.0.2.1)", "F13", False),
        ("192.0.2.1 IPv4", "F13", False),
        ("acme (192.0.2.1)", "F02", True),
        ("other (192.0.2.11)", "F13", True),
    ],
)
def test_what_a_look_says_of_a_control_at_a_place_is_not_said_twice(world: World, where: str, control: str, is_said: bool) -> None:
    digest = audited(world, "F13")
    world.look(router("edge1", {"F13": FIRM}, configuration=digest), critical(control, where=where))
    told = [item for item in world.report("edge1").findings if item.what == "lets in what it must not"]
    assert bool(told) == is_said


def test_an_audit_of_an_older_configuration_is_told_with_its_date_and_nothing_follows_from_it(world: World) -> None:
    digest = audited(world, "F13", at=EARLIER)
    world.look(router("edge1", {"F13": FIRM}, configuration="another"))
    made = world.report("edge1")
    assert made.findings == ()
    assert made.actions[0].state == "holds"
    assert made.actions[0].evidence[-1] == (
        f"edge1: audited {EARLIER}: 1 hold, 1 do not, 1 unknown; its configuration has changed since: run the audit playbook again"
    )
    audit = made.routers[0].audit
    assert audit is not None and (audit.is_current, audit.configuration) == (False, digest)


@pytest.mark.parametrize(("configuration", "at"), [("another", LATER), ("", EARLIER), ("", LATER)])
def test_an_audit_that_is_newer_or_that_no_look_can_be_compared_with_counts(world: World, configuration: str, at: str) -> None:
    audited(world, "F13", at=at)
    world.look(router("edge1", {"F13": FIRM}, configuration=configuration))
    made = world.report("edge1")
    assert "F13" in {item.control for item in made.findings}
    assert made.actions[0].state == "does not hold"
    assert made.made_at == max(at, AT)


def test_an_audit_of_a_router_that_nobody_looked_at_is_told(world: World) -> None:
    audited(world, "F13")
    made = world.report("edge1", "edge2")
    assert {(item.router, item.control) for item in made.findings} == {
        ("edge1", "F13"),
        ("edge1", "F16"),
        ("edge1", "A01"),
        ("edge2", "A01"),
    }
    assert [item.audit is not None for item in made.routers] == [True, False]


def test_an_audit_where_all_holds_has_nothing_to_fix(world: World) -> None:
    digest = audited(world)
    world.look(router("edge1", {"F13": FIRM}, configuration=digest))
    made = world.report("edge1")
    assert made.actions[0].state == "holds"
    assert made.actions[0].evidence[-1] == f"edge1: audited {AT}: 1 hold, 0 do not, 1 unknown"


def test_an_audit_that_cannot_be_read_is_refused(world: World) -> None:
    audited(world)
    world.look(router("edge1", {"F13": FIRM}))
    audit_path(world.folder, "edge1").write_text("{}", encoding="utf-8")
    with pytest.raises(LookFileError, match=r"edge1\.json is no audit of a router \(host: Field required\); run the audit playbook again"):
        world.report("edge1")


def test_the_json_is_what_the_schema_says(world: World) -> None:
    made = evidence_report.report("way")
    again = Report.model_validate_json(made.model_dump_json(indent=1))
    assert again == made
    told = json.loads(made.model_dump_json())
    schema = json.loads((Path(__file__).resolve().parents[3] / "docs/schema/report.json").read_text(encoding="utf-8"))
    assert told.keys() == schema["properties"].keys()
    assert told["routers"][0].keys() == schema["$defs"]["ReportRouter"]["properties"].keys()


# -- files of looks ------------------------------------------------------------------------------

PREVIEW = NeighborPreview(
    seen=9,
    accepted=2,
    rejected={"F13": 6, "F02": 1},
    monitored={"F09": 2},
    routes=tuple(
        RejectedRoute(
            prefix=f"10.0.{number}.0/24",
            as_path="64501 64502 64502 64502",
            origin=64502,
            control="F13",
            reason="not registered",
            is_best=True,
        )
        for number in range(6)
    ),
    left_out=1,
    message="Subject: AS64500 will reject 7 routes\n",
)


def test_what_people_read_of_a_look(world: World) -> None:
    warning = report_finding("edge1", Finding("F17", "warning", "RPKI", "less", "look", ("x",)))
    made = router(
        "edge1", {"F12": FIRM}, plan=("acme: filtered",), substitutions=("F18: by kind",), sessions=(session({}, preview=PREVIEW),)
    )
    told = world.look(made, warning, critical("F12"), notes=("IPv6: too many",))
    assert told["report"] == [
        "acme (192.0.2.1): 9 routes, 7 would be dropped: F13 6, F02 1",
        *(f"  10.0.{number}.0/24 path 64501 64502 x3: F13 not registered" for number in range(5)),
        "  and 2 more",
        "acme (192.0.2.1): monitored, would be dropped: F09 2",
        "plan: acme: filtered",
        "critical: acme (192.0.2.1): it does not hold; correct it",
        "warning: RPKI: less; look",
        "substituted: F18: by kind",
        "not looked at: IPv6: too many",
    ]
    assert told["path"] == str(world.folder / "routers/edge1.json")
    assert told["neighbors"] == [
        {
            "neighbor": "acme",
            "address": "192.0.2.1",
            "seen": 9,
            "rejected": {"F13": 6, "F02": 1},
            "monitored": {"F09": 2},
            "message": str(world.folder / "messages/edge1/192.0.2.1.txt"),
        }
    ]
    assert (world.folder / "messages/edge1/192.0.2.1.txt").read_text(encoding="utf-8") == PREVIEW.message


def test_a_text_that_is_not_needed_any_more_goes(world: World) -> None:
    world.look(router("edge1", {}, sessions=(session({}, preview=PREVIEW),)))
    clean = PREVIEW.model_copy(update={"rejected": {}, "routes": (), "message": ""})
    told = world.look(router("edge1", {}, sessions=(session({}, preview=clean),)))
    assert told["neighbors"][0]["message"] == ""
    assert list((world.folder / "messages/edge1").iterdir()) == []


def test_bytes_of_a_router_that_are_no_utf_8_are_written_out(world: World) -> None:
    """A description in Latin-1, as the transport hands it over."""
    finding = critical("B02", evidence=())
    shown = report_finding(
        "edge1", Finding("B02", "critical", "caf\udce9", "caf\udce9 \u2028 \u00e9", "correct it", ("description caf\udce9",))
    )
    world.look(
        router("edge1", {"F12": Cell(status=Status.DIFFERS, why="caf\udce9")}, plan=("neighbor caf\udce9",)),
        finding,
        shown,
        notes=("\udce9",),
    )
    read = read_look(world.folder / "routers/edge1.json")
    assert read.router.plan == ("neighbor caf\\udce9",)
    assert (read.findings[1].what, read.findings[1].evidence) == ("caf\\udce9 \u2028 \u00e9", ("description caf\\udce9",))
    made = world.report("edge1")
    for text in (junit(made), prometheus(made), made.model_dump_json()):
        text.encode()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", r"edge1.json is no look at a router \(Invalid JSON: EOF while parsing a value .*\); run the preview playbook again"),
        ("{}", r"edge1.json is no look at a router \(router: Field required\); run the preview playbook again"),
        (
            Looked(router("edge1", {"F12": FIRM, "F98": FIRM}), (critical("F12").model_copy(update={"control": "Z01"}),)),
            "edge1.json has controls that are not known here: F98, Z01; run the preview playbook again",
        ),
        (
            Looked(router("edge1", {}, looked_at="yesterday"), ()),
            r"edge1.json is no look at a router \(router.looked_at: is no time\); run the preview playbook again",
        ),
        ('{"router": {}, "findings": [], "more": 1}', r"is no look at a router \(router.host: Field required\)"),
    ],
)
def test_a_look_that_is_none_is_refused(world: World, content: str | Looked, message: str) -> None:
    if isinstance(content, Looked):
        world.look(content.router, *content.findings)
    else:
        (world.folder / "routers").mkdir()
        (world.folder / "routers/edge1.json").write_text(content, encoding="utf-8")
    with pytest.raises(LookFileError, match=message):
        world.report("edge1")


def test_a_look_that_is_not_there_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(LookFileError, match="edge1.json is not there: nobody has looked at edge1; run the preview playbook first"):
        read_look(tmp_path / "edge1.json")
    (tmp_path / "edge2.json").mkdir()
    with pytest.raises(LookFileError, match=r"edge2.json cannot be read \(Is a directory\)"):
        read_look(tmp_path / "edge2.json")


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "routers").write_text("", encoding="utf-8")
    with pytest.raises(RecordError, match=r"routers/edge1.json cannot be written \("):
        World(tmp_path).look(router("edge1", {}))


# -- JUnit ---------------------------------------------------------------------------------------

#: What Jenkins, GitLab and others read: elements, and the attributes that each must and may have.
SHAPE: dict[str, tuple[set[str], set[str], set[str]]] = {
    "testsuites": (set(), {"name", "tests", "failures", "errors", "skipped", "time"}, {"testsuite"}),
    "testsuite": ({"name", "tests", "failures", "errors", "skipped"}, {"timestamp", "time", "hostname", "id"}, {"testcase", "properties"}),
    "testcase": ({"name", "classname", "time"}, {"file"}, {"failure", "skipped", "error", "system-out"}),
    "failure": ({"message"}, {"type"}, set()),
    "skipped": ({"message"}, {"type"}, set()),
    "system-out": (set(), set(), set()),
}


def parsed(made: Report) -> ElementTree.Element:
    """The XML, found to have the usual shape, and counts that are those of its cases."""
    root = ElementTree.fromstring(junit(made).encode())
    assert root.tag == "testsuites"
    for element in root.iter():
        must, may, inside = SHAPE[element.tag]
        assert must <= set(element.attrib) <= must | may, element.tag
        assert {child.tag for child in element} <= inside
    for suite in root:
        cases = suite.findall("testcase")
        assert int(suite.attrib["tests"]) == len(cases)
        assert int(suite.attrib["failures"]) == len(suite.findall("testcase/failure"))
        assert int(suite.attrib["skipped"]) == len(suite.findall("testcase/skipped"))
        assert suite.attrib["errors"] == "0"
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", suite.get("timestamp", "2026-11-28T00:00:00"))
        assert all(len(case) <= 1 for case in cases)
    return root


def test_each_state_is_a_pass_a_failure_or_skipped(world: World) -> None:
    names = [name for name in CONTROLS if name.startswith("F")]
    cells = {name: Cell(status=status, why="so it is") for name, status in zip(names, Status, strict=False)}
    world.look(router("edge1", cells, {"V01": FIRM}), critical("B02", evidence=("line one", "line two")))
    root = parsed(world.report("edge1"))
    found = {}
    for case in root.iter("testcase"):
        found[case.attrib["name"]] = case[0].tag if len(case) else "passes"
    by_status = {cell.status: found[f"{name} {CONTROLS[name].title}"] for name, cell in cells.items()}
    assert {str(status): how for status, how in by_status.items()} == {
        "in force": "passes",
        "substituted": "passes",
        "differs": "failure",
        "held": "failure",
        "missing": "failure",
        "unknown": "skipped",
        "off": "skipped",
        "monitored": "skipped",
        "waiting": "skipped",
    }
    assert [suite.attrib["name"] for suite in root] == ["edge1", "registry"]
    first = root[0].attrib
    # Nine controls, one interface, one finding.
    assert (first["tests"], first["failures"], first["skipped"], first["timestamp"]) == ("11", "4", "4", "2026-11-28T10:00:00")
    finding = root.find("testsuite/testcase[@name='B02 it does not hold']/failure")
    assert finding is not None and finding.text == ("line one\nline two\nremedy: correct it\nMANRS Action 1, MANRS Action 1, RFC 8212")


def test_a_warning_is_told_and_fails_nothing(world: World) -> None:
    warning = report_finding("edge1", Finding("F12", "warning", "RPKI", "less", "look", ("shown",)))
    world.look(router("edge1", {}), warning)
    suite = parsed(world.report("edge1"))[0]
    assert (suite.attrib["tests"], suite.attrib["failures"]) == ("1", "0")
    assert (suite.findtext("testcase/system-out") or "").startswith("warning\nshown\nremedy: look\n")


def test_a_report_of_nothing_is_xml_too(world: World) -> None:
    assert parsed(world.report("edge1")) is not None


@pytest.mark.parametrize("state", ["before", "way", "after"])
def test_a_whole_network_has_the_usual_shape(state: Any) -> None:
    parsed(evidence_report.report(state))


HOSTILE = "]]> <b a='1'>&amp; \" ' \x00\x01\x0b\x1b[31m \ud800 \ufffe \U0001f600 \u2028 {{ x }}\nnext\ttab\r"


def test_hostile_names_are_text(world: World) -> None:
    made = router("edge1", {}, sessions=(session({"F12": Cell(status=Status.DIFFERS, why=HOSTILE)}, name=HOSTILE),))
    finding = critical("B02", where=HOSTILE, what=HOSTILE)
    report = world.report("edge1").model_copy(update={"routers": (made,), "findings": (finding,)})
    root = parsed(report)
    case = next(root.iter("testcase"))
    readable = "]]> <b a='1'>&amp; \" ' \ufffd\ufffd\ufffd\ufffd[31m "
    assert case.attrib["classname"].startswith(f"edge1.{readable}")
    failure = case.find("failure")
    assert failure is not None and failure.attrib["message"].startswith(f"differs: {readable}")
    assert failure.attrib["message"].endswith("next\ttab\r")
    parsed(hostile())


# -- Prometheus ----------------------------------------------------------------------------------

_SAMPLE = re.compile(
    r'([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{((?:[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\["\\n])*",?)*)\})? (-?[0-9.]+(?:e[+-][0-9]+)?)'
)


def samples(text: str) -> dict[tuple[str, str], float]:
    """The samples by name and labels; every line is of the exposition format, and each name is one family with its type before it."""
    assert text.endswith("\n")
    found: dict[tuple[str, str], float] = {}
    families: list[str] = []
    for line in text.split("\n")[:-1]:
        if line.startswith("# HELP "):
            families.append(line.split(" ")[2])
            continue
        if line.startswith("# TYPE "):
            assert line == f"# TYPE {families[-1]} gauge"
            continue
        match = _SAMPLE.fullmatch(line)
        assert match, line
        assert match[1] == families[-1]
        assert (match[1], match[2] or "") not in found, "a sample comes once"
        found[match[1], match[2] or ""] = float(match[3])
    assert len(families) == len(set(families))
    return found


def test_metrics(world: World) -> None:
    world.look(
        router(
            "edge1",
            {},
            {"V01": FIRM},
            plan=("one", "two"),
            sessions=(session({"F12": FIRM, "F13": Cell(status=Status.HELD)}, preview=PREVIEW),),
        ),
        critical("F12"),
        critical("F12", what="again"),
    )
    snapshot = world.snapshot({"digest": "ab", "made_at": "2026-11-28T12:00:00+00:00"})
    found = samples(prometheus(world.report("edge1", snapshot=snapshot)))
    labels = 'router="edge1",neighbor="acme",asn="64501",address="192.0.2.1"'
    wanted = {
        ("manrs_controls", 'router="edge1",status="in force"'): 2,
        ("manrs_controls", 'router="edge1",status="held"'): 1,
        ("manrs_controls", 'router="edge1",status="differs"'): 0,
        ("manrs_findings", 'severity="critical",control="F12"'): 2,
        ("manrs_plan_lines", 'router="edge1"'): 2,
        ("manrs_routes_seen", labels): 9,
        ("manrs_routes_rejected", f'{labels},control="F13"'): 6,
        ("manrs_routes_rejected", f'{labels},control="F02"'): 1,
        ("manrs_session_established", labels): 1,
        # 2026-11-28 10:00 and 12:00 UTC, as `date +%s` says.
        ("manrs_looked_timestamp_seconds", 'router="edge1"'): 1795860000,
        ("manrs_snapshot_timestamp_seconds", ""): 1795867200,
    }
    assert {key: value for key, value in found.items() if key in wanted} == wanted
    assert len(found) == len(wanted) + len(Status) - 3


def hostile() -> Report:
    """Everything but times, which are none in no look and no snapshot that is read."""
    made = evidence_report.hostile()
    routers = tuple(item.model_copy(update={"looked_at": AT}) for item in made.routers)
    assert made.snapshot is not None
    return made.model_copy(update={"made_at": AT, "routers": routers, "snapshot": made.snapshot.model_copy(update={"made_at": AT})})


def test_labels_are_escaped(world: World) -> None:
    made = router('e"d\\g\ne', {}, sessions=(session({}, name='a"} 1\nmanrs_findings 7 \\'),))
    report = world.report("edge1").model_copy(update={"routers": (made,), "findings": ()})
    found = samples(prometheus(report))
    assert ("manrs_findings", "") not in found
    assert ("manrs_plan_lines", 'router="e\\"d\\\\g\\ne"') in found


@pytest.mark.parametrize("made", [evidence_report.report("before"), evidence_report.report("way"), hostile(), evidence_report.large(20, 5)])
def test_every_line_is_of_the_exposition_format(made: Report) -> None:
    text = prometheus(made)
    assert samples(text)
    text.encode()


def test_a_report_of_nothing_has_no_samples_of_it(world: World) -> None:
    found = samples(prometheus(world.report("edge1")))
    assert ("manrs_looked_timestamp_seconds", 'router="edge1"') not in found
    assert found["manrs_findings", 'severity="critical",control="A01"'] == 1
