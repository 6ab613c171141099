# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The evidence pack claims what the report claims, shows lines for it, and lists what is missing."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.evidence.audit_files import AuditFile
from ansible_collections.manrs.hardening.plugins.plugin_utils.evidence.models import (
    ContactControl,
    Report,
    ReportAudit,
    ReportContacts,
    ReportSpoofer,
)
from ansible_collections.manrs.hardening.plugins.plugin_utils.evidence.pack import Pack, digest_of, make_pack, summary
from ansible_collections.manrs.hardening.plugins.plugin_utils.evidence.pages.pack import pack_page

from ...evidence_report import HOSTILE, report

LOOKED = "2026-11-27T04:00:00+00:00"


def audits(made: Report, without: str = "") -> dict[str, AuditFile]:
    """Audits that have a line of every session and interface."""
    return {
        router.host: AuditFile.model_validate(
            {
                "host": router.host,
                "platform": router.platform,
                "looked_at": LOOKED,
                "source": "",
                "configuration": "ab" * 32,
                "answers": [],
                "findings": [],
                "needs": [],
                "places": [
                    {"name": name, "lines": [{"number": 7, "text": f"filter of {name}"}]}
                    for name in (*(item.address for item in router.sessions), *(item.name for item in router.interfaces))
                ],
            }
        )
        for router in made.routers
        if router.host != without
    }


def audited(made: Report, *, is_current: bool = True) -> Report:
    """The report with what it has of audits."""
    told = ReportAudit(looked_at=LOOKED, configuration="ab" * 32, is_current=is_current, counts={}, needs=())
    return made.model_copy(update={"routers": tuple(router.model_copy(update={"audit": told}) for router in made.routers)})


def packed(made: Report, found: Mapping[str, AuditFile] | None = None, folder: Path = Path("none")) -> Pack:
    return make_pack(audited(made), audits(made) if found is None else found, folder)


def test_what_holds_is_claimed_and_shown_place_by_place() -> None:
    filtering, spoofing, *_ = packed(report("after")).actions
    assert (filtering.state, filtering.gaps, len(filtering.proofs)) == ("holds", (), 13)
    first = filtering.proofs[0]
    assert first.claim.startswith("upstream (185.10.3.70): in force: ")
    assert (first.source, first.read_at, first.digest, first.lines) == (
        "edge1, frr 10.3",
        LOOKED,
        "ab" * 32,
        ("line 7: filter of 185.10.3.70",),
    )
    assert "Routes of customers are accepted only when prefix and origin AS are registered together" in filtering.statement
    assert "does not hold" not in filtering.statement
    assert (spoofing.state, len(spoofing.proofs)) == ("holds", 8)
    assert spoofing.gaps == ("published tests were not looked at: run the spoofer playbook",)


def test_what_does_not_hold_is_said_in_the_text_and_in_the_gaps() -> None:
    before = packed(report("before")).actions[0]
    assert before.state == "does not hold"
    # Nothing of what is not in force is claimed.
    assert "accepted only" not in before.statement and "rejected" not in before.statement
    assert "This does not hold everywhere yet" in before.statement
    assert before.gaps
    assert all("differs:" in proof.claim for proof in before.proofs)


def test_a_router_without_an_audit_and_a_place_without_a_line_are_gaps() -> None:
    made = report("after")
    found = audits(made, without="mx1")
    edge = found["edge1"]
    found["edge1"] = edge.model_copy(update={"places": edge.places[1:]})
    filtering = packed(made, found).actions[0]
    assert "mx1: no lines of its configuration: run the audit playbook" in filtering.gaps
    assert f"edge1: upstream ({edge.places[0].name}): its configuration has no line of it" in filtering.gaps
    assert not any(proof.source.startswith("mx1") for proof in filtering.proofs)


def test_lines_of_a_file_or_of_what_ran_before_show_nothing() -> None:
    made = report("after")
    found = audits(made)
    of_a_file = {**found, "mx1": found["mx1"].model_copy(update={"source": "mx1.xml"})}
    before = make_pack(audited(made, is_current=False), found, Path("none")).actions[0]
    filtering = packed(made, of_a_file).actions[0]
    assert "mx1: no lines of its configuration: run the audit playbook" in filtering.gaps
    assert {proof.source.partition(",")[0] for proof in filtering.proofs} == {"edge1", "mt1"}
    assert before.proofs == () and len(before.gaps) == 3


def test_what_nobody_looked_at_is_not_claimed() -> None:
    *_, coordination, registration = packed(report("after")).actions
    assert coordination.gaps[-1] == "contacts were not looked at: run the contacts playbook"
    assert registration.gaps[-1] == "registries were not looked at: run the registration playbook"
    assert coordination.proofs == registration.proofs == ()
    assert (coordination.statement, coordination.required) == ("Contacts were not looked at.", True)


def _contacts(status: str, looked_at: str = LOOKED) -> ReportContacts:
    control = ContactControl.model_validate({"control": "C01", "status": status, "why": "a NOC contact is public", "evidence": ["NOC"]})
    return ReportContacts(network="AS25000", looked_at=looked_at, controls=(control,))


def test_contacts_that_hold_are_told_with_the_digest_of_their_file(tmp_path: Path) -> None:
    (tmp_path / "contacts.json").write_text("{}", encoding="utf-8")
    made = report("after").model_copy(update={"contacts": _contacts("holds")})
    (proof,) = packed(made, folder=tmp_path).actions[2].proofs
    # sha256sum of a file with {}
    assert proof.digest == "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"
    assert proof.lines == ("NOC",)
    unknown = report("after").model_copy(update={"contacts": _contacts("unknown")})
    assert packed(unknown, folder=tmp_path).actions[2].proofs == ()


def test_a_look_of_long_ago_is_a_gap(tmp_path: Path) -> None:
    (tmp_path / "contacts.json").write_text("{}", encoding="utf-8")
    made = report("after").model_copy(update={"contacts": _contacts("holds", "2026-10-01T00:00:00+00:00")})
    gaps = packed(made, folder=tmp_path).actions[2].gaps
    assert any(gap.startswith("contacts were looked at 57 days before the rest") for gap in gaps)


@pytest.mark.parametrize(("status", "is_shown"), [("holds", True), ("unknown", False), ("does not hold", False)])
def test_a_published_test_counts_only_when_nothing_got_out(tmp_path: Path, status: str, is_shown: bool) -> None:
    (tmp_path / "spoofer.json").write_text("{}", encoding="utf-8")
    told = {"network": "AS25000", "looked_at": LOOKED, "month": "2026-11", "status": status, "why": "so it is", "sessions": 1}
    tested = ReportSpoofer.model_validate({**told, "telling": 1, "received_from": [], "evidence": ["session 1"]})
    action = packed(report("after").model_copy(update={"spoofer": tested}), folder=tmp_path).actions[1]
    assert any(proof.source == "CAIDA Spoofer" for proof in action.proofs) == is_shown
    assert any("so it is" in gap for gap in action.gaps) != is_shown
    assert ("CAIDA" in action.statement) == is_shown


def test_the_digest_is_of_all_but_itself() -> None:
    pack = packed(report("after"))
    assert re.fullmatch("[0-9a-f]{64}", pack.digest)
    assert digest_of(pack) == pack.digest == packed(report("after")).digest
    changed = pack.model_copy(update={"network": "AS1"})
    assert digest_of(changed) != pack.digest
    assert Pack.model_validate(json.loads(pack.model_dump_json())) == pack


def test_the_page_lets_nothing_act_and_hides_nothing() -> None:
    proof = {"claim": HOSTILE, "source": HOSTILE, "read_at": HOSTILE, "digest": HOSTILE, "lines": [HOSTILE]}
    action = {"number": 1, "title": HOSTILE, "required": True, "state": "holds", "statement": HOSTILE, "proofs": [proof], "gaps": [HOSTILE]}
    told = {"network": HOSTILE, "made_at": HOSTILE, "digest": HOSTILE, "snapshot": None, "actions": [action]}
    html = pack_page(Pack.model_validate(told))
    assert "default-src 'none'" in html
    assert not set("\u202e\u200b\x00\x1b\u2028") & set(html)
    elements = set(re.findall(r"<([a-z][a-z0-9]*)", html))
    assert not elements & {"script", "img", "iframe", "form", "object"}
    # As text it is there: three times in title and heads, twice in the facts, text and gap, five times in the proof, once at the foot.
    assert html.count("&lt;script&gt;alert(1)&lt;/script&gt;") == 3 + 2 + 2 + 5 + 1


def test_people_read_a_line_an_action() -> None:
    lines = summary(packed(report("after")))
    assert lines[0] == "Action 1 Filtering: holds, 13 proofs"
    assert lines[2].startswith("Action 3 Coordination: not looked at, 0 proofs; 2 gaps: Contacts were not looked at.")
