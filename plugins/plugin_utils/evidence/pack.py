# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The evidence pack: for each MANRS action what is claimed, the configuration and data that show it, and the text for an application.

Participants describe in free text how they implement each action (MANRS for network operators, application form); the pack gives that
text, and beside it what anybody can check: lines, where they are from, when they were read, and the digest of what was read. It claims
what the report claims and nothing else; what is missing is listed, never left out in silence.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from ..model.controls import CONTROLS
from ..model.first_few import first_few
from .audit_files import AuditFile
from .contacts import CONTACTS
from .models import Cell, Part, Report, ReportAction, ReportInterface, ReportRouter, ReportSession, ReportSnapshot, Status
from .registration_files import FILES as REGISTRATION
from .registration_files import read_registration
from .spoofer import SPOOFER

#: MANRS implementation guide: 1, 3 and 4 make a participant; 2 is recommended.
_REQUIRED = (1, 3, 4)
_FIRM = (Status.IN_FORCE, Status.SUBSTITUTED)
#: What is older than the newest data by more than this shows nothing of today.
_OLD = timedelta(days=31)
_UPWARD = ("provider", "peer", "route_server")


class Proof(Part):
    """One thing that shows a claim: lines of a configuration or of data, where they are from, when read, and the digest of it all.

    ``digest``: SHA-256 of the whole configuration or file that the lines are of. ``claim``: what they show.
    """

    claim: str
    source: str
    read_at: str
    digest: str
    lines: tuple[str, ...]


class PackAction(Part):
    """One action. ``statement``: the text for an application; ``gaps``: what does not hold, and what is not shown."""

    number: Annotated[int, Field(ge=1, le=4)]
    title: str
    required: bool
    state: Literal["holds", "does not hold", "not looked at"]
    statement: str
    proofs: tuple[Proof, ...]
    gaps: tuple[str, ...]


class Pack(Part):
    """The evidence of a network. ``digest``: SHA-256 of this file as JSON in which it is empty."""

    version: Literal[1] = 1
    network: str
    made_at: str
    digest: str
    snapshot: ReportSnapshot | None
    actions: tuple[PackAction, ...]


def make_pack(report: Report, audits: Mapping[str, AuditFile], folder: Path) -> Pack:
    """Make the pack.

    :param audits: by router; one that is not there has no lines of its configuration to show, which is a gap.
    :param folder: that of the report, with the looks at contacts and registries.
    """
    makers: dict[int, Callable[[ReportAction], PackAction]] = {
        1: lambda action: _routers(action, report, audits, _filtering(report), lambda router: router.sessions),
        2: lambda action: _tested(
            _routers(action, report, audits, _anti_spoofing(report), lambda router: router.interfaces), report, folder / SPOOFER
        ),
        3: lambda action: _coordination(action, report, folder / CONTACTS),
        4: lambda action: _registration(action, report, folder / REGISTRATION["json"]),
    }
    actions = tuple(makers[action.number](action) for action in report.actions)
    pack = Pack(network=report.network, made_at=report.made_at, digest="", snapshot=report.snapshot, actions=actions)
    return pack.model_copy(update={"digest": digest_of(pack)})


def digest_of(pack: Pack) -> str:
    """Return the digest that a pack has: whoever gets one can see that nobody changed it."""
    told = pack.model_copy(update={"digest": ""}).model_dump_json(indent=1)
    return hashlib.sha256(told.encode()).hexdigest()


# -- Actions 1 and 2: what routers do ----------------------------------------------------------------------

Place = ReportSession | ReportInterface


def _name(place: Place) -> str:
    return f"{place.neighbor} ({place.address})" if isinstance(place, ReportSession) else place.name


def _key(place: Place) -> str:
    return place.address if isinstance(place, ReportSession) else place.name


def _routers(
    action: ReportAction,
    report: Report,
    audits: Mapping[str, AuditFile],
    sentences: Iterable[str],
    places_of: Callable[[ReportRouter], Sequence[Place]],
) -> PackAction:
    proofs, gaps = [], []
    for router in report.routers:
        audit = audits.get(router.host)
        places = [place for place in places_of(router) if _concerned(place, action.number)]
        if audit is None or audit.source or router.audit is None or not router.audit.is_current:
            # Lines of a file, or of what ran before, show nothing of the router as it was looked at.
            gaps += [f"{router.host}: no lines of its configuration: run the audit playbook"] if places else []
            continue
        shown = {item.name: item.lines for item in audit.places}
        for place in places:
            lines = tuple(str(line) for line in shown.get(_key(place), ()))
            if not lines:
                gaps.append(f"{router.host}: {_name(place)}: its configuration has no line of it")
                continue
            proofs.append(
                Proof(
                    claim=f"{_name(place)}: {_claim(place, action.number)}",
                    source=f"{router.host}, {router.platform} {router.version}",
                    read_at=audit.looked_at,
                    digest=audit.configuration,
                    lines=lines,
                )
            )
    return _packed(action, sentences, proofs, gaps)


def _concerned(place: Place, action: int) -> dict[str, Cell]:
    """Return the controls of an action that are asked at a place."""
    return {control: cell for control, cell in place.cells.items() if CONTROLS[control].manrs_action == action}


def _claim(place: Place, action: int) -> str:
    by_status: dict[Status, list[str]] = {}
    for control, cell in _concerned(place, action).items():
        by_status.setdefault(cell.status, []).append(control)
    return "; ".join(f"{status}: {' '.join(by_status[status])}" for status in reversed(Status) if status in by_status)


def _packed(action: ReportAction, sentences: Iterable[str], proofs: Sequence[Proof], gaps: Sequence[str]) -> PackAction:
    if action.state != "holds":
        gaps = (*(action.evidence or (action.summary,)), *gaps)
    return PackAction(
        number=action.number,
        title=action.title,
        required=action.number in _REQUIRED,
        state=action.state,
        statement=" ".join((*sentences, *_reservation(action))),
        proofs=tuple(proofs),
        gaps=tuple(dict.fromkeys(gaps)),
    )


def _reservation(action: ReportAction) -> Iterator[str]:
    if action.state != "holds":
        yield f"This does not hold everywhere yet: {action.summary}" if action.state == "does not hold" else action.summary


def _filtering(report: Report) -> Iterator[str]:
    sessions = [session for router in report.routers for session in router.sessions]
    if not sessions:
        return
    platforms = Counter(f"{router.platform} {router.version}".strip() for router in report.routers if router.looked_at)
    relations = Counter(session.relation for session in sessions)
    counts = ", ".join(f"{count} with {name.replace('_', ' ')}s" for name, count in sorted(relations.items()))
    made_of = f"{len(sessions)} eBGP sessions on {sum(platforms.values())} routers ({', '.join(sorted(platforms))})"
    yield f"{report.network} has {made_of}: {counts}."
    yield from _where(
        sessions,
        ("customer",),
        ("F13",),
        "Routes of customers are accepted only when prefix and origin AS are registered together, by a route object or a ROA, for the "
        "AS-SET or ASN of that customer",
    )
    yield from _where(
        sessions,
        _UPWARD,
        ("E01", "E02"),
        "Providers, peers and route servers are announced our own prefixes and what customers announced to us and have registered, and "
        "nothing else",
    )
    yield from _where(sessions, (*_UPWARD, "customer"), ("F12",), "Routes that RPKI calls invalid are rejected (RFC 6811)")
    yield from _where(
        sessions,
        (*_UPWARD, "customer"),
        ("F02", "F03", "F05", "F07"),
        "Special-purpose prefixes, our own space, prefixes that are too long or too short, and reserved ASNs are rejected",
    )
    yield from _where(sessions, ("customer", "peer"), ("F09",), "Routes with transit-free networks behind customers and peers are rejected")
    if report.snapshot is not None:
        sources = f" from {', '.join(report.snapshot.sources)}" if report.snapshot.sources else ""
        yield f"The filters are made by program from IRR and RPKI data{sources} of {report.snapshot.made_at}."
    confirmed = [router for router in report.routers if any(item.outcome == "confirmed" for item in router.history)]
    if confirmed:
        which = f"{len(confirmed)} of {len(report.routers)} routers"
        yield f"Changes are shown first, made under a timer that takes them back, and read back; so were the last ones on {which}."


def _where(sessions: Sequence[ReportSession], relations: Sequence[str], controls: Sequence[str], text: str) -> Iterator[str]:
    """Say at how many sessions controls hold, those that concern it; nothing where none does."""
    concerned = [
        [session.cells[name] for name in controls if name in session.cells] for session in sessions if session.relation in relations
    ]
    counts = [_all_firm(cells) for cells in concerned if cells]
    if any(counts):
        yield f"{text} (at {sum(counts)} of {len(counts)} sessions)."


def _all_firm(cells: Iterable[Cell]) -> bool:
    return all(cell.status in _FIRM for cell in cells)


def _anti_spoofing(report: Report) -> Iterator[str]:
    interfaces = [interface for router in report.routers for interface in router.interfaces]
    for kind in sorted({interface.kind for interface in interfaces}):
        of_kind = [interface for interface in interfaces if interface.kind == kind and interface.cells]
        firm = [interface for interface in of_kind if _all_firm(interface.cells.values())]
        if firm:
            controls = sorted({control for interface in firm for control in interface.cells})
            how = "; ".join(CONTROLS[control].title for control in controls)
            yield f"At {len(firm)} of {len(of_kind)} interfaces of the kind {kind}, source addresses are checked: {how}."


def _tested(action: PackAction, report: Report, file: Path) -> PackAction:
    """Add what CAIDA Spoofer published. Nobody is asked for such a test, so that there is none is a gap and no more."""
    found = report.spoofer
    if found is None:
        return action.model_copy(update={"gaps": (*action.gaps, "published tests were not looked at: run the spoofer playbook")})
    if found.status != "holds":
        return action.model_copy(update={"gaps": tuple(dict.fromkeys((*action.gaps, f"tests published in {found.month}: {found.why}")))})
    proof = Proof(
        claim=f"tests published in {found.month}: {found.why}",
        source="CAIDA Spoofer",
        read_at=found.looked_at,
        digest=_file_digest(file),
        lines=found.evidence,
    )
    statement = f"{action.statement} Tests of CAIDA Spoofer in our network, published in {found.month}: {found.why}.".strip()
    return action.model_copy(update={"statement": statement, "proofs": (*action.proofs, proof)})


# -- Actions 3 and 4: what is published --------------------------------------------------------------------


def _coordination(action: ReportAction, report: Report, file: Path) -> PackAction:
    contacts = report.contacts
    if contacts is None:
        return _packed(action, (), (), ("contacts were not looked at: run the contacts playbook",))
    held = [item for item in contacts.controls if item.status == "holds"]
    titles = {item.control: CONTROLS[item.control].title for item in held}
    sentences = [f"{titles[item.control][:1].upper()}{titles[item.control][1:]}: {item.why}." for item in held]
    proofs = [
        Proof(
            claim=f"{item.control} {CONTROLS[item.control].title}: {item.status}",
            source="PeeringDB, RDAP of the RIR, IRR",
            read_at=contacts.looked_at,
            digest=_file_digest(file),
            lines=item.evidence,
        )
        for item in held
        if item.evidence
    ]
    return _packed(action, sentences, proofs, _aged("contacts", contacts.looked_at, report))


def _registration(action: ReportAction, report: Report, file: Path) -> PackAction:
    if action.state == "not looked at":
        return _packed(action, (), (), ("registries were not looked at: run the registration playbook",))
    found = read_registration(file.parent)
    read_at = found.looked_at if found is not None else report.made_at
    sentences = [f"What {report.network} announces is registered: {action.summary}"] if action.state == "holds" else []
    lines = action.evidence if action.state == "holds" else ()
    proofs = [
        Proof(
            claim="what is announced is registered, by route object or ROA",
            source="IRR and RPKI",
            read_at=read_at,
            digest=_file_digest(file),
            lines=lines,
        )
    ]
    return _packed(action, sentences, proofs if lines else (), _aged("registries", read_at, report))


def _aged(what: str, looked_at: str, report: Report) -> list[str]:
    age = datetime.fromisoformat(report.made_at) - datetime.fromisoformat(looked_at)
    return [f"{what} were looked at {age.days} days before the rest, at {looked_at}: look again"] if age > _OLD else []


def _file_digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def summary(pack: Pack) -> list[str]:
    """Return what people should read, a line an action."""
    return [
        f"Action {item.number} {item.title}: {item.state}, {len(item.proofs)} proofs"
        + (f"; {len(item.gaps)} gaps: {first_few(item.gaps)}" if item.gaps else "")
        for item in pack.actions
    ]
