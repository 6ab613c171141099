# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How MANRS Action 3 stands: what is published of the network's contacts, judged, and the file that the report takes it from.

The bar is that of MANRS' implementation guide (coordination): contacts that are up to date and answer around the clock, in at least one of
the common databases. So one database that has them is enough, and what the others lack is a warning then. Nothing is taken to hold because
a database did not answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from ..delivery import records
from ..intent.models import Contacts
from ..model.addresses_of_people import digits_of
from ..model.controls import CONTROLS
from ..model.first_few import evidence, listed
from ..model.policies import Finding
from ..registry.published import Contact, Published
from ..registry.rdap import OPERATIONAL
from .looks.files import LookFileError, is_moment, read_part
from .models import ContactControl, Part, ReportContacts, ReportFinding, Severity

CONTACTS = "contacts.json"
HOLDS, NOT, UNKNOWN = "holds", "does not hold", "unknown"
#: One of these has to hold.
BAR = ("C01", "C02", "C03")
_A_YEAR = timedelta(days=365)
_WHERE = {"C01": "PeeringDB", "C02": "RDAP", "C03": "IRR", "C04": "contacts", "C05": "manrs_network.contacts"}
_REMEDIES = {
    "C01": "add a contact with the role NOC that is visible to the public, at peeringdb.com",
    "C02": "register a technical or NOC contact with a role's e-mail address at your RIR, and answer when it validates contacts",
    "C03": "correct admin-c and tech-c of the aut-num, or register the objects that they name",
    "C04": "look at every contact in every database, correct them, and write the day into manrs_network.contacts.reviewed",
    "C05": "declare in manrs_network.contacts who answers around the clock, and register the same address or number",
}
_ASK_AGAIN = "see that the database answers, and run the contacts playbook again"


class ContactsFile(Part):
    """What one look at the contacts found."""

    contacts: ReportContacts
    findings: tuple[ReportFinding, ...]


@dataclass(frozen=True, slots=True)
class _Verdict:
    """How one control stands, and the contacts that make it hold."""

    control: str
    status: str
    why: str
    evidence: tuple[str, ...]
    good: tuple[Contact, ...] = ()


def judge(
    asn: int, declared: Contacts | None, peeringdb: Published, rdap: Published, irr: Published, now: datetime
) -> tuple[ReportContacts, tuple[Finding, ...]]:
    """Judge what the databases have.

    :param declared: whom the operator says to be reached, None when nothing is said.
    :param now: with time zone; ages count against it.
    """
    published = (peeringdb, rdap, irr)
    bar = (_noc(peeringdb), _registered(rdap), _named(irr))
    verdicts = (*bar, _fresh(bar, published, declared, now), _around_the_clock(declared, published))
    contacts = ReportContacts(
        network=f"AS{asn}",
        looked_at=now.replace(microsecond=0).isoformat(),
        controls=tuple(
            ContactControl.model_validate(
                {"control": item.control, "status": item.status, "why": item.why, "evidence": evidence(item.evidence)}
            )
            for item in verdicts
        ),
    )
    # Where one database has them, the others are no more than advice; where one did not answer, nobody knows.
    is_open = all(item.status == NOT for item in bar)
    return contacts, tuple(_finding(item, is_open) for item in verdicts if item.status != HOLDS)


def _finding(item: _Verdict, is_open: bool) -> Finding:
    is_critical = item.status == NOT and (is_open or item.control not in BAR)
    remedy = _REMEDIES[item.control]
    if item.status == UNKNOWN and item.control in BAR:
        remedy = _ASK_AGAIN
    what = item.why if item.status == NOT else f"nobody knows whether {CONTROLS[item.control].title}: {item.why}"
    return Finding(item.control, "critical" if is_critical else "warning", _WHERE[item.control], what, remedy, evidence(item.evidence))


def _told(control: str, status: str, why: str, published: Published, shown: Sequence[Contact] | None, good: Sequence[Contact]) -> _Verdict:
    notes = tuple(f"{published.database}: {text}" for text in published.notes)
    return _Verdict(control, status, why, (*published.lines(shown), *notes), tuple(good))


def _without(control: str, published: Published) -> _Verdict | None:
    """Return the verdict where a database did not answer, or does not have the network."""
    if published.unknown:
        return _told(control, UNKNOWN, f"{published.database} gives no answer", published, None, ())
    return _told(control, NOT, published.absent, published, None, ()) if published.absent else None


def _noc(published: Published) -> _Verdict:
    if (verdict := _without("C01", published)) is not None:
        return verdict
    noc = published.of("noc")
    good = [item for item in noc if item.can_be_reached]
    if good:
        return _told("C01", HOLDS, "a NOC contact is public", published, noc, good)
    why = "no contact has the role NOC"
    if noc:
        why = "the NOC contact has no address that can be one" if any(item.is_public for item in noc) else "no NOC contact is public"
    return _told("C01", NOT, why, published, None, ())


def _registered(published: Published) -> _Verdict:
    if (verdict := _without("C02", published)) is not None:
        return verdict
    operational = published.of(*OPERATIONAL)
    good = [item for item in operational if item.can_be_reached and item.has_email]
    if good:
        return _told("C02", HOLDS, f"a {good[0].role} contact has an e-mail address", published, operational, good)
    why = "no contact is technical or NOC"
    if operational:
        doubts = [item.doubt for item in operational if item.doubt]
        why = f"no technical or NOC contact can work: {doubts[0] if doubts else 'none has an e-mail address that can be one'}"
    elif published.of("abuse"):
        why += "; one for abuse alone does not count"
    return _told("C02", NOT, why, published, None, ())


def _named(published: Published) -> _Verdict:
    if (verdict := _without("C03", published)) is not None:
        return verdict
    gone = sorted({item.handle for item in published.contacts if item.is_there is False})
    there = [item for item in published.contacts if item.is_there]
    if gone:
        return _told("C03", NOT, f"the aut-num names what does not exist: {listed(gone)}", published, None, ())
    if not published.contacts:
        return _told("C03", NOT, "the aut-num names no contact", published, None, ())
    if len(there) == len(published.contacts):
        good = [item for item in there if item.can_be_reached]
        if not good:
            return _told("C03", NOT, "no contact that the aut-num names has an address or a number that can be one", published, None, ())
        return _told("C03", HOLDS, "all contacts that the aut-num names exist", published, None, good)
    return _told("C03", UNKNOWN, "not every contact that the aut-num names could be looked at", published, None, ())


def _fresh(bar: Sequence[_Verdict], published: Sequence[Published], declared: Contacts | None, now: datetime) -> _Verdict:
    reviewed = declared.reviewed if declared is not None else None
    lines = [f"declared: looked over on {reviewed}"] if reviewed is not None else []
    if reviewed is not None and now.date() - reviewed <= _A_YEAR:
        return _Verdict("C04", HOLDS, f"looked over on {reviewed}", tuple(lines))
    newest = None
    for place, verdict in zip(published, bar, strict=True):
        dates = [item.changed for item in verdict.good if item.changed is not None]
        if dates:
            lines.append(f"{place.database}: changed {max(dates):%Y-%m-%d}")
            newest = max(dates) if newest is None else max(newest, max(dates))
        else:
            lines.append(f"{place.database}: {'no date' if verdict.good else 'no contact that counts'}")
    if newest is not None and now - newest <= _A_YEAR:
        return _Verdict("C04", HOLDS, f"changed on {newest:%Y-%m-%d}", tuple(lines))
    is_known = newest is not None or not any(item.good for item in bar)
    if not is_known or any(item.status == UNKNOWN for item in bar):
        return _Verdict("C04", UNKNOWN, "no database that answers says of a change within a year", tuple(lines))
    why = f"the last change is of {newest:%Y-%m-%d}" if newest is not None else "there is no contact that counts"
    return _Verdict("C04", NOT, f"{why}, and no review within a year is declared", tuple(lines))


def _around_the_clock(declared: Contacts | None, published: Sequence[Published]) -> _Verdict:
    if declared is None:
        why = "who answers at night is not declared"
        return _Verdict("C05", UNKNOWN, why, ("manrs_network.contacts: not declared",))
    if not declared.around_the_clock:
        why = "nobody is declared to answer around the clock"
        return _Verdict("C05", NOT, why, ("manrs_network.contacts.around_the_clock: false",))
    wanted = [*declared.emails, *declared.phones]
    found = dict.fromkeys(
        f"{place.database}: {text} is published"
        for place in published
        for item in place.contacts
        if item.role != "abuse" and item.is_public and item.is_there and not item.doubt
        for text in _same(item, declared)
    )
    if found:
        return _Verdict("C05", HOLDS, "who is declared to answer around the clock is published", tuple(found))
    silent = [item for item in published if item.unknown]
    lines = (*(f"declared: {text}" for text in wanted), *(line for item in published for line in item.lines()))
    if silent:
        return _Verdict("C05", UNKNOWN, f"{listed(item.database for item in silent)} gives no answer, and no other has it", lines)
    return _Verdict("C05", NOT, "who is declared to answer around the clock is in no database", lines)


def _same(item: Contact, declared: Contacts) -> list[str]:
    """Return what is declared and this contact has."""
    numbers = {digits_of(phone) for phone in item.phones} - {""}
    emails = [text for text in declared.emails if text.lower() == item.email.lower()]
    return emails + [text for text in declared.phones if digits_of(text) in numbers]


# -- the file ------------------------------------------------------------------------------------


def write_contacts(dest: Path, contacts: ReportContacts, findings: Iterable[Finding]) -> Path:
    """Write what a look found and return where. :raises RecordError: the folder cannot be written."""
    told = tuple(ReportFinding.model_validate({"router": "", **item.described()}) for item in findings)
    records.write(dest, CONTACTS, ContactsFile(contacts=contacts, findings=told).model_dump_json(indent=1) + "\n")
    return dest / CONTACTS


def read_contacts(path: Path, asn: int) -> ContactsFile | None:
    """Read what a look found, None when nobody has looked.

    :raises LookFileError: it cannot be read, or is of another network.
    """
    found = read_part(path, ContactsFile, "look at contacts", "contacts")
    if found is None:
        return None
    if not is_moment(found.contacts.looked_at):
        raise LookFileError(f"{path} is no look at contacts (contacts.looked_at: is no time); run the contacts playbook again")
    if found.contacts.network != f"AS{asn}":
        raise LookFileError(f"{path} is of {found.contacts.network}, and the network is AS{asn}; run the contacts playbook again")
    told = {item.control for item in found.contacts.controls}
    if told != set(_REMEDIES) or any(CONTROLS[name].manrs_action != 3 for name in told):
        raise LookFileError(f"{path} has other controls than those known here; run the contacts playbook again")
    if unknown := {item.control for item in found.findings} - told:
        raise LookFileError(f"{path} has findings of controls that are not its own: {listed(unknown)}; run the contacts playbook again")
    return found


def state_of(contacts: ReportContacts, findings: Iterable[Finding | ReportFinding]) -> str:
    """Return how Action 3 stands: it holds when one database has contacts, they were looked over, and somebody answers around the clock."""
    if any(item.severity == Severity.CRITICAL for item in findings):
        return NOT
    status = {item.control: item.status for item in contacts.controls}
    is_met = any(status[name] == HOLDS for name in BAR) and status["C04"] == HOLDS and status["C05"] == HOLDS
    return HOLDS if is_met else "not looked at"


def report_lines(contacts: ReportContacts, findings: Iterable[Finding]) -> list[str]:
    """Return what people should read, a line each."""
    told = []
    for item in contacts.controls:
        told.append(f"{item.control} {item.status}: {item.why}")
        told += [f"  {line}" for line in item.evidence]
    worst_first = sorted(findings, key=lambda item: item.severity != Severity.CRITICAL)
    return [*told, *(f"{item.severity}: {item.where}: {item.what}; {item.remedy}" for item in worst_first)]
