# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How MANRS Action 3 stands by what databases have: one of them is enough, nobody's silence is, and the report says so."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.evidence.contacts import (
    CONTACTS,
    judge,
    read_contacts,
    report_lines,
    state_of,
    write_contacts,
)
from ansible_collections.manrs.hardening.plugins.plugin_utils.evidence.junit import junit
from ansible_collections.manrs.hardening.plugins.plugin_utils.evidence.looks.files import LookFileError
from ansible_collections.manrs.hardening.plugins.plugin_utils.evidence.models import Report
from ansible_collections.manrs.hardening.plugins.plugin_utils.evidence.pages.report import page
from ansible_collections.manrs.hardening.plugins.plugin_utils.evidence.prometheus import prometheus
from ansible_collections.manrs.hardening.plugins.plugin_utils.evidence.report import make_report
from ansible_collections.manrs.hardening.plugins.plugin_utils.intent.models import Contacts
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.published import IRR, PEERINGDB, RDAP, Contact, Published

NOW = datetime(2026, 11, 28, 12, 0, tzinfo=UTC)
RECENT, OLD = datetime(2026, 5, 1, tzinfo=UTC), datetime(2019, 1, 1, tzinfo=UTC)
DECLARED = Contacts(emails=("NOC@example.net",), around_the_clock=True)
NOC = Contact("noc", "noc@example.net", ("+41 44 000 00 00",), changed=RECENT)
TECHNICAL = Contact("technical", "noc@example.net", handle="EXNO1-RIPE", changed=RECENT)
ABUSE = Contact("abuse", "abuse@example.net", changed=RECENT)
GOOD = {
    "peeringdb": Published(PEERINGDB, (NOC, ABUSE)),
    "rdap": Published(RDAP, (TECHNICAL, ABUSE)),
    "irr": Published(IRR, (TECHNICAL,)),
}
AWAY = {
    "peeringdb": Published(PEERINGDB, unknown="silent"),
    "rdap": Published(RDAP, unknown="silent"),
    "irr": Published(IRR, unknown="silent"),
}
NONE = {
    "peeringdb": Published(PEERINGDB, absent="no network"),
    "rdap": Published(RDAP, (ABUSE,)),
    "irr": Published(IRR, absent="no aut-num"),
}


def judged(declared: Contacts | None = DECLARED, **published: Published) -> tuple[dict[str, str], str, list[tuple[str, str]]]:
    """The status of each control, how Action 3 stands, and (severity, control) of the findings."""
    found, findings = judge(64500, declared, **{**GOOD, **published}, now=NOW)
    return (
        {item.control: item.status for item in found.controls},
        state_of(found, findings),
        [(item.severity, item.control) for item in findings],
    )


def test_everything_is_published() -> None:
    status, state, findings = judged()
    assert set(status.values()) == {"holds"} and list(status) == ["C01", "C02", "C03", "C04", "C05"]
    assert (state, findings) == ("holds", [])


@pytest.mark.parametrize("place", GOOD)
def test_one_database_is_enough(place: str) -> None:
    """At a minimum in one of these databases, says MANRS' implementation guide."""
    status, state, findings = judged(**{**NONE, place: GOOD[place]})
    assert state == "holds"
    assert {severity for severity, _ in findings} == {"warning"}
    assert [control for control, found in status.items() if found == "does not hold"] == [control for _, control in findings]


def test_without_any_it_does_not_hold() -> None:
    status, state, findings = judged(**NONE)
    assert set(status.values()) == {"does not hold"}
    assert state == "does not hold"
    assert findings == [("critical", control) for control in ("C01", "C02", "C03", "C04", "C05")]


@pytest.mark.parametrize("place", AWAY)
def test_silence_is_no_contact_and_no_lack_of_one(place: str) -> None:
    control = {"peeringdb": "C01", "rdap": "C02", "irr": "C03"}[place]
    status, state, findings = judged(**{**NONE, place: AWAY[place]})
    assert status[control] == "unknown"
    assert state == "not looked at"
    assert {severity for severity, _ in findings} == {"warning"}
    assert judged(**{place: AWAY[place]})[:2] == ({**{f"C0{number}": "holds" for number in range(1, 6)}, control: "unknown"}, "holds")


def test_when_nobody_answers_nothing_is_known() -> None:
    status, state, findings = judged(**AWAY)
    assert set(status.values()) == {"unknown"}
    assert state == "not looked at"
    assert {severity for severity, _ in findings} == {"warning"}


@pytest.mark.parametrize(
    ("contacts", "why"),
    [
        ((), "no contact has the role NOC"),
        ((ABUSE, Contact("policy", "peering@example.net")), "no contact has the role NOC"),
        ((Contact("noc", is_public=False),), "no NOC contact is public"),
        ((Contact("noc", "noc"),), "the NOC contact has no address that can be one"),
    ],
)
def test_what_is_no_noc_contact(contacts: tuple[Contact, ...], why: str) -> None:
    found, _ = judge(64500, DECLARED, **{**GOOD, "peeringdb": Published(PEERINGDB, contacts)}, now=NOW)
    assert (found.controls[0].status, found.controls[0].why) == ("does not hold", why)


@pytest.mark.parametrize(
    ("contacts", "why"),
    [
        ((ABUSE,), "no contact is technical or NOC; one for abuse alone does not count"),
        ((Contact("administrative", "boss@example.net"),), "no contact is technical or NOC"),
        ((Contact("technical", "noc@localhost"),), "no technical or NOC contact can work: none has an e-mail address that can be one"),
        (
            (Contact("technical", phones=("+41440000000",)),),
            "no technical or NOC contact can work: none has an e-mail address that can be one",
        ),
        ((Contact("noc", "noc@example.net", doubt="Unvalidated POC"),), "no technical or NOC contact can work: Unvalidated POC"),
    ],
)
def test_what_is_no_working_registration(contacts: tuple[Contact, ...], why: str) -> None:
    found, _ = judge(64500, DECLARED, **{**GOOD, "rdap": Published(RDAP, contacts)}, now=NOW)
    assert (found.controls[1].status, found.controls[1].why) == ("does not hold", why)


@pytest.mark.parametrize(
    ("contacts", "status", "why"),
    [
        ((), "does not hold", "the aut-num names no contact"),
        (
            (Contact("technical", "noc", handle="X"),),
            "does not hold",
            "no contact that the aut-num names has an address or a number that can be one",
        ),
        ((TECHNICAL, Contact("", handle="GONE-RIPE", is_there=False)), "does not hold", "the aut-num names what does not exist: GONE-RIPE"),
        ((TECHNICAL, Contact("", handle="X", is_there=None)), "unknown", "not every contact that the aut-num names could be looked at"),
        ((Contact("", handle="DUMY-RIPE", is_there=None),), "unknown", "not every contact that the aut-num names could be looked at"),
    ],
)
def test_what_the_aut_num_names(contacts: tuple[Contact, ...], status: str, why: str) -> None:
    found, _ = judge(64500, DECLARED, **{**GOOD, "irr": Published(IRR, contacts)}, now=NOW)
    assert (found.controls[2].status, found.controls[2].why) == (status, why)


# -- a year --------------------------------------------------------------------------------------


def of(changed: datetime | None) -> dict[str, Published]:
    def at(contact: Contact) -> Contact:
        return Contact(contact.role, contact.email, contact.phones, contact.handle, changed=changed)

    return {name: Published(item.database, tuple(map(at, item.contacts))) for name, item in GOOD.items()}


def test_contacts_that_nobody_looked_over_for_years() -> None:
    status, state, findings = judged(**of(OLD))
    assert (status["C04"], state, findings) == ("does not hold", "does not hold", [("critical", "C04")])


def test_a_review_is_as_good_as_a_change_for_a_year() -> None:
    def reviewed(day: date) -> str:
        return judged(DECLARED.model_copy(update={"reviewed": day}), **of(OLD))[0]["C04"]

    assert reviewed(date(2025, 11, 28)) == "holds"
    assert reviewed(date(2025, 11, 27)) == "does not hold"


def test_the_newest_change_counts_and_only_of_contacts_that_count() -> None:
    assert judged(**{**of(OLD), "rdap": GOOD["rdap"]})[0]["C04"] == "holds"
    abuse_alone = {**of(OLD), "peeringdb": Published(PEERINGDB, (*of(OLD)["peeringdb"].contacts, ABUSE))}
    assert judged(**abuse_alone)[0]["C04"] == "does not hold"


def test_without_dates_nothing_is_known_of_a_year() -> None:
    assert judged(**of(None))[0]["C04"] == "unknown"
    assert judged(**{**of(OLD), "rdap": AWAY["rdap"]})[0]["C04"] == "unknown"


# -- around the clock ----------------------------------------------------------------------------


def test_who_answers_at_night_has_to_be_said() -> None:
    status, state, findings = judged(None)
    assert (status["C05"], state, findings) == ("unknown", "not looked at", [("warning", "C05")])
    status, state, findings = judged(DECLARED.model_copy(update={"around_the_clock": False}))
    assert (status["C05"], state, findings) == ("does not hold", "does not hold", [("critical", "C05")])


def test_what_is_declared_has_to_be_published() -> None:
    other = Contacts(emails=("night@example.net",), around_the_clock=True)
    assert judged(other)[0]["C05"] == "does not hold"
    assert judged(other, irr=AWAY["irr"])[0]["C05"] == "unknown"
    by_phone = Contacts(phones=("+41 (0)44 000 00 00",), around_the_clock=True)
    assert judged(by_phone)[0]["C05"] == "holds"
    assert judged(by_phone, peeringdb=NONE["peeringdb"])[0]["C05"] == "does not hold"


def test_an_address_for_abuse_is_not_that_of_the_noc() -> None:
    abuse = Published(PEERINGDB, (Contact("abuse", "noc@example.net", changed=RECENT),))
    assert judged(peeringdb=abuse, rdap=NONE["rdap"], irr=NONE["irr"])[0]["C05"] == "does not hold"


def test_without_any_of_the_three_the_action_does_not_hold_however_good_the_rest() -> None:
    peering = Published(PEERINGDB, (Contact("policy", "noc@example.net", changed=RECENT),))
    declared = DECLARED.model_copy(update={"reviewed": NOW.date()})
    status, state, _ = judged(declared, peeringdb=peering, rdap=AWAY["rdap"], irr=NONE["irr"])
    assert list(status.values()) == ["does not hold", "unknown", "does not hold", "holds", "holds"]
    assert state == "not looked at"


@pytest.mark.parametrize("change", [{"is_public": False}, {"doubt": "Unvalidated POC"}, {"is_there": False}])
def test_what_nobody_can_use_is_not_published(change: dict[str, Any]) -> None:
    bad = Contact("noc", "noc@example.net", **change)
    assert judged(peeringdb=Published(PEERINGDB, (bad,)), rdap=NONE["rdap"], irr=NONE["irr"])[0]["C05"] == "does not hold"


# -- the file and the report ---------------------------------------------------------------------


def written(folder: Path, declared: Contacts | None = DECLARED, **published: Published) -> Path:
    return write_contacts(folder, *judge(64500, declared, **{**GOOD, **published}, now=NOW))


def report(folder: Path, asn: int = 64500) -> Report:
    return make_report(asn, ["edge1"], folder, folder / "records", None)


def test_the_report_says_how_action_3_stands(tmp_path: Path) -> None:
    assert (report(tmp_path).actions[2].state, report(tmp_path).contacts) == ("not looked at", None)
    path = written(tmp_path)
    assert (path, path.stat().st_mode & 0o777) == (tmp_path / "contacts.json", 0o600)
    made = report(tmp_path)
    action = made.actions[2]
    assert (action.state, action.summary) == ("holds", "5 of 5 checks of contacts hold.")
    assert made.made_at == "2026-11-28T12:00:00+00:00"
    assert action.evidence[:3] == (
        "looked at 2026-11-28T12:00:00+00:00",
        "C01 holds: a NOC contact is public (a NOC contact is public in PeeringDB)",
        "C01: PeeringDB: noc, noc@example.net, telephone, changed 2026-05-01",
    )
    assert [item.state for item in made.actions if item.number != 3] == ["does not hold", "not looked at", "not looked at"]


def test_the_report_says_what_does_not_hold_and_what_is_not_known(tmp_path: Path) -> None:
    written(tmp_path, **NONE)
    made = report(tmp_path)
    assert made.actions[2].state == "does not hold"
    assert made.actions[2].summary == "0 of 5 checks of contacts hold; C01, C02, C03, C04, C05 do not."
    assert [item.control for item in made.findings if item.manrs_action == 3] == ["C03", "C01", "C02", "C04", "C05"]
    assert all(item.source.startswith("MANRS Action 3") for item in made.findings if item.manrs_action == 3)
    written(tmp_path, None, rdap=AWAY["rdap"])
    action = report(tmp_path).actions[2]
    assert (action.state, action.summary) == ("not looked at", "3 of 5 checks of contacts hold; nothing is known of C02, C05.")
    assert "C02: RDAP: silent" in action.evidence


def test_all_forms_of_the_report_take_it(tmp_path: Path) -> None:
    written(tmp_path, **NONE)
    made = report(tmp_path)
    assert Report.model_validate_json(made.model_dump_json()) == made
    assert "C02 does not hold" in page(made)
    assert "no contact is technical or NOC" in junit(made)
    assert prometheus(made)
    schema = json.loads((Path(__file__).resolve().parents[3] / "docs/schema/report.json").read_text(encoding="utf-8"))
    assert json.loads(made.model_dump_json())["contacts"].keys() == schema["$defs"]["ReportContacts"]["properties"].keys()


def test_a_look_at_another_network_is_refused(tmp_path: Path) -> None:
    written(tmp_path)
    with pytest.raises(LookFileError, match="is of AS64500, and the network is AS64501; run the contacts playbook again"):
        report(tmp_path, 64501)


@pytest.mark.parametrize("content", ["", "{", "[]", "7", '{"contacts": {}, "findings": []}', "[" * 99999])
def test_a_file_that_is_none_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / CONTACTS).write_text(content)
    with pytest.raises(LookFileError, match="is no look at contacts .*; run the contacts playbook again"):
        read_contacts(tmp_path / CONTACTS, 64500)


@pytest.mark.parametrize(
    "change",
    [
        lambda told: told["contacts"].update(looked_at="today"),
        lambda told: told["contacts"]["controls"].pop(),
        lambda told: told["contacts"]["controls"][0].update(control="F12"),
        lambda told: told["contacts"]["controls"][0].update(status="fine"),
        lambda told: told["findings"][0].update(control="F12"),
        lambda told: told["findings"][0].update(severity="none"),
        lambda told: told.update(more=1),
    ],
)
def test_a_file_that_says_something_else_is_refused(tmp_path: Path, change: Any) -> None:
    path = written(tmp_path, **NONE)
    told = json.loads(path.read_text())
    change(told)
    path.write_text(json.dumps(told))
    with pytest.raises(LookFileError, match="run the contacts playbook again"):
        read_contacts(path, 64500)


def test_what_people_read() -> None:
    found, findings = judge(64500, None, **{**GOOD, "rdap": NONE["rdap"], "irr": AWAY["irr"]}, now=NOW)
    lines = report_lines(found, findings)
    assert lines[:2] == ["C01 holds: a NOC contact is public", "  PeeringDB: noc, noc@example.net, telephone, changed 2026-05-01"]
    assert lines[-3:] == [
        "warning: RDAP: no contact is technical or NOC; one for abuse alone does not count; register a technical or NOC contact with a "
        "role's e-mail address at your RIR, and answer when it validates contacts",
        "warning: IRR: nobody knows whether the aut-num names contacts that exist: IRR gives no answer; see that the database answers, and "
        "run the contacts playbook again",
        "warning: manrs_network.contacts: nobody knows whether a contact that answers around the clock is published: who answers at night "
        "is not declared; declare in manrs_network.contacts who answers around the clock, and register the same address or number",
    ]
