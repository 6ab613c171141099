# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Make the report of a network from the looks at its routers, audits of them, the records of deliveries and the snapshot."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from ..model.controls import CONTROLS
from ..model.first_few import first_few
from .audit_files import AuditFile, counted, read_audit
from .contacts import CONTACTS, ContactsFile, read_contacts, state_of
from .looks.files import LookFile, LookFileError, first_wrong, is_moment, look_path, read_look
from .models import (
    Cell,
    DeliveryRecord,
    Report,
    ReportAction,
    ReportAudit,
    ReportControl,
    ReportFinding,
    ReportRouter,
    ReportSnapshot,
    ReportSpoofer,
    Severity,
    Status,
)
from .observatory import observatory
from .registration_files import RegistrationFile, read_registration
from .spoofer import SPOOFER, read_spoofer
from .spoofer import line as spoofer_line

#: Deliveries of a router that are shown, the newest first.
_MOST_RECORDS = 50
_TITLES = {1: "Filtering", 2: "Anti-spoofing", 3: "Coordination", 4: "Routing information"}
#: Lines of evidence for each check of contacts.
_MOST_LINES = 6
_FIRM = (Status.IN_FORCE, Status.SUBSTITUTED)


def make_report(
    asn: int,
    hosts: Sequence[str],
    folder: Path,
    records: Path,
    snapshot: Path | None,
    registry_findings: Iterable[Mapping[str, Any]] = (),
) -> Report:
    """Make the report.

    :param hosts: all routers; one without a look is in the report, and nothing is claimed of it.
    :param folder: of looks at routers, and of those at contacts, registrations and published tests, which need not be there.
    :param records: the folder of deliveries. ``snapshot``: None when there is none.
    :param registry_findings: what the snapshot's making found, as its module returns it.
    :raises LookFileError: a look or an audit is there and cannot be read.
    """
    files = {host: _look(look_path(folder, host)) for host in sorted(hosts)}
    audits = {host: found for host in files if (found := read_audit(folder, host)) is not None}
    routers = tuple(_router(host, found, audits.get(host), records / host) for host, found in files.items())
    findings = [item for found in files.values() if found is not None for item in found.findings]
    findings += _of_audits(routers, audits, findings)
    findings += [_of_registry(item) for item in registry_findings]
    registered = read_registration(folder)
    findings += registered.findings if registered is not None else ()
    reached = read_contacts(folder / CONTACTS, asn)
    findings += reached.findings if reached is not None else ()
    tested = read_spoofer(folder / SPOOFER, asn)
    findings += tested.findings if tested is not None else ()
    findings += [_unseen(host) for host, found in files.items() if found is None]
    order = list(Severity)
    ordered = tuple(sorted(dict.fromkeys(findings), key=lambda item: (order.index(item.severity), item.router, item.where, item.what)))
    made_from = _snapshot(snapshot) if snapshot is not None else None
    moments = [router.looked_at for router in routers if router.looked_at] + ([made_from.made_at] if made_from else [])
    moments += [audit.looked_at for audit in audits.values()]
    moments += [reached.contacts.looked_at] if reached is not None else []
    moments += [tested.spoofer.looked_at] if tested is not None else []
    made_at = max(moments, default="")
    published = tested.spoofer if tested is not None else None
    return Report(
        network=f"AS{asn}",
        made_at=made_at,
        snapshot=made_from,
        controls=tuple(
            ReportControl(
                identifier=item.identifier, title=item.title, manrs_action=item.manrs_action, source=item.source, scope=item.scope
            )
            for item in CONTROLS.values()
        ),
        routers=routers,
        findings=ordered,
        actions=tuple(
            _coordination(reached)
            if number == 3 and reached is not None
            else _registration(registered)
            if number == 4 and registered is not None
            else _action(number, routers, ordered, published if number == 2 else None)
            for number in _TITLES
        ),
        contacts=reached.contacts if reached is not None else None,
        spoofer=published,
        observatory=observatory(
            routers, ordered, registered, reached.contacts if reached is not None else None, published, month=made_at[:7]
        ),
    )


def _look(path: Path) -> LookFile | None:
    return read_look(path) if path.exists() else None


def _router(host: str, found: LookFile | None, audit: AuditFile | None, records: Path) -> ReportRouter:
    history = _history(records)
    told = _audit(audit, found.router if found is not None else None) if audit is not None else None
    if found is not None:
        return found.router.model_copy(update={"history": history, "audit": told})
    return ReportRouter(
        host=host,
        platform="",
        version="",
        looked_at=None,
        policy_digest="",
        plan_digest="",
        plan=(),
        substitutions=(),
        sessions=(),
        interfaces=(),
        history=history,
        audit=told,
    )


def _audit(found: AuditFile, seen: ReportRouter | None) -> ReportAudit:
    """Return an audit as the report has it, current unless the router was seen with another configuration after it."""
    is_other = seen is not None and seen.configuration not in ("", found.configuration)
    is_before = seen is not None and datetime.fromisoformat(found.looked_at) < datetime.fromisoformat(seen.looked_at or found.looked_at)
    return ReportAudit(
        looked_at=found.looked_at,
        configuration=found.configuration,
        is_current=not (is_other and is_before),
        counts=counted(found),
        needs=found.needs,
    )


def _of_audits(routers: Sequence[ReportRouter], audits: Mapping[str, AuditFile], looked: Sequence[ReportFinding]) -> list[ReportFinding]:
    """Return what audits of configurations that still run found, but for what a look says of the same control and place."""
    said = {(item.router, item.control, word) for item in looked for word in re.findall(r"[^\s(),]+", item.where)}
    current = [audits[router.host] for router in routers if router.audit is not None and router.audit.is_current]
    return [item for audit in current for item in audit.findings if (item.router, item.control, item.where.split()[0]) not in said]


def _unseen(host: str) -> ReportFinding:
    control = CONTROLS["A01"]
    return ReportFinding(
        severity=Severity.CRITICAL,
        router=host,
        where=host,
        what="nobody has looked at this router, so nothing is known of it",
        evidence=("no look of it in the folder of the report",),
        control=control.identifier,
        manrs_action=control.manrs_action,
        source=control.source,
        remedy="see that it is reachable, and run the report playbook again",
    )


def _of_registry(told: Mapping[str, Any]) -> ReportFinding:
    return ReportFinding.model_validate({"router": "", **told})


def _history(folder: Path) -> tuple[DeliveryRecord, ...]:
    """Return the deliveries of a router, the newest first; a record that cannot be read says so."""
    found = []
    for path in sorted(folder.glob("*/record.json"), reverse=True)[:_MOST_RECORDS]:
        name = path.parent.name
        try:
            told = json.loads(path.read_text(encoding="utf-8"))
            seconds = told.get("seconds") or {}
            record = DeliveryRecord(
                record=name,
                started=told["started"],
                outcome=told["outcome"],
                seconds=max(seconds.values(), default=None),
                plan=told["summary"],
                reason=str(told.get("reason", "")),
            )
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            why = f"record.json cannot be read ({_why(error)})"
            record = DeliveryRecord(record=name, started="", outcome="unknown", seconds=None, plan=(), reason=why)
        found.append(record)
    return tuple(found)


def _why(error: Exception) -> str:
    if isinstance(error, ValidationError):
        return first_wrong(error)
    return f"{error} is missing" if isinstance(error, KeyError) else str(error)


def _snapshot(folder: Path) -> ReportSnapshot:
    """Return what a snapshot's manifest says. :raises LookFileError: it cannot be read."""
    try:
        told = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        if not is_moment(told["made_at"]):
            raise ValueError("made_at is no time with its zone")
        return ReportSnapshot(digest=told["digest"], made_at=told["made_at"], sources=tuple(told.get("irr_answered_by", ())))
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise LookFileError(f"{folder} is no snapshot that can be read ({_why(error)}); run the snapshot playbook") from error


# -- MANRS actions -----------------------------------------------------------------------------------------


def _cells(routers: Iterable[ReportRouter], number: int) -> list[tuple[str, str, Cell]]:
    """Return (place, control, cell) of all that an action asks for."""
    found = []
    for router in routers:
        for session in router.sessions:
            place = f"{router.host}: {session.neighbor} ({session.address})"
            found += [(place, control, cell) for control, cell in session.cells.items()]
        for interface in router.interfaces:
            found += [(f"{router.host}: {interface.name}", control, cell) for control, cell in interface.cells.items()]
    return [item for item in found if CONTROLS[item[1]].manrs_action == number]


def _action(number: int, routers: Sequence[ReportRouter], findings: Sequence[ReportFinding], tested: ReportSpoofer | None) -> ReportAction:
    """Say how one action stands. It holds when all that it asks for was read to hold, and nothing critical is found."""
    told = _of_routers(number, routers, findings)
    more = [_audited(router.host, router.audit) for router in routers if number == 1 and router.audit is not None]
    more += [spoofer_line(tested)] if tested is not None else []
    return told.model_copy(update={"evidence": (*told.evidence, *more)})


def _audited(host: str, audit: ReportAudit) -> str:
    """Say in a line what an audit found, and what to fix first."""
    holds, wrong, unknown = audit.counts.values()
    line = f"{host}: audited {audit.looked_at}: {holds} hold, {wrong} do not, {unknown} unknown"
    if not audit.is_current:
        return f"{line}; its configuration has changed since: run the audit playbook again"
    first = next(iter(audit.needs), None)
    return f"{line}; fix first: {first.risk} ({', '.join(first.controls)} at {first_few(first.places)})" if first else line


def _of_routers(number: int, routers: Sequence[ReportRouter], findings: Sequence[ReportFinding]) -> ReportAction:
    cells = _cells(routers, number)
    firm = [item for item in cells if item[2].status in _FIRM]
    known = [item for item in cells if item[2].status is not Status.UNKNOWN]
    critical = [item for item in findings if item.manrs_action == number and item.severity is Severity.CRITICAL]
    lines = [f"{item.router or 'registry'}: {item.where}: {item.what}" for item in critical[:10]]
    if number == 4 and not critical:
        # Whether routes are registered is what an audit looks at; a snapshot sees contradictions alone.
        return _told(number, "not looked at", "Whether every announced prefix is registered was not looked at.", lines)
    if not known and not critical:
        what = {2: "No interface is declared, so nobody knows where sources are checked.", 3: "Contacts were not looked at."}
        return _told(number, "not looked at", what.get(number, "Nobody has looked at a router yet."), lines)
    open_ones = [item for item in cells if item[2].status not in _FIRM]
    lines += [f"{place}: {control} {cell.status}: {cell.why}" for place, control, cell in open_ones[: max(0, 10 - len(lines))]]
    places = len({place for place, _, _ in cells})
    counts = [f"{len(firm)} of {len(cells)} checks at {places} {'sessions' if number == 1 else 'interfaces'} hold"] if cells else []
    counts += [f"{len(critical)} critical finding{'s' if len(critical) != 1 else ''}"] if critical else []
    unknown = _unknown(number, routers)
    lines += unknown
    counts += [f"nothing is known of {first_few([line.partition(':')[0] for line in unknown])}"] if unknown else []
    summary = f"{'; '.join(counts)}."
    holds = bool(cells) and not open_ones and not critical and not unknown
    if holds:
        controls = sorted({control for _, control, _ in cells})
        lines = [f"{control} {CONTROLS[control].title} ({CONTROLS[control].source})" for control in controls]
    return _told(number, "holds" if holds else "does not hold", summary, lines)


def _registration(found: RegistrationFile) -> ReportAction:
    """Say how Action 4 stands, by what the registries were seen to have."""
    critical = [item for item in found.findings if item.severity is Severity.CRITICAL]
    summary = f"{len(found.held)} of our prefixes and objects are registered as they should be"
    summary += f"; {len(critical)} critical finding{'s' if len(critical) != 1 else ''}" if critical else ""
    lines = [f"{item.where}: {item.what}" for item in critical[:10]] or list(found.held[:20])
    return _told(4, "holds" if found.held and not critical else "does not hold", f"{summary}.", lines)


def _coordination(found: ContactsFile) -> ReportAction:
    """Say how Action 3 stands, from the look at what is published."""
    controls = found.contacts.controls
    of = {status: [item.control for item in controls if item.status == status] for status in ("holds", "does not hold", "unknown")}
    counts = [f"{len(of['holds'])} of {len(controls)} checks of contacts hold"]
    counts += [f"{first_few(of['does not hold'])} {'do' if len(of['does not hold']) > 1 else 'does'} not"] if of["does not hold"] else []
    counts += [f"nothing is known of {first_few(of['unknown'])}"] if of["unknown"] else []
    lines = [f"looked at {found.contacts.looked_at}"]
    for item in controls:
        lines.append(f"{item.control} {item.status}: {item.why} ({CONTROLS[item.control].title})")
        lines += [f"{item.control}: {line}" for line in item.evidence[:_MOST_LINES]]
    return _told(3, state_of(found.contacts, found.findings), f"{'; '.join(counts)}.", lines)


def _unknown(number: int, routers: Iterable[ReportRouter]) -> list[str]:
    """Return the routers of which nothing is known for an action: of what others hold nothing follows for them."""
    found = [f"{router.host}: nobody has looked at it" for router in routers if router.looked_at is None]
    found += [f"{router.host}: the look was limited to {first_few(list(router.limited_to))}" for router in routers if router.limited_to]
    if number == 2:
        whole = [router for router in routers if router.looked_at is not None and not router.limited_to]
        found += [f"{router.host}: no interface is declared" for router in whole if router.sessions and not router.interfaces]
    return found


def _told(number: int, state: Any, summary: str, lines: Sequence[str]) -> ReportAction:
    return ReportAction(number=number, title=_TITLES[number], state=state, summary=summary, evidence=tuple(lines))
