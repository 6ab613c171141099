# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""One look at one router: how every control stands, and what the policy would do to the routes that neighbors send."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from ...delivery.deliver import Survey
from ...delivery.held import Held
from ...host_policy import HostPolicy
from ...model.controls import CONTROLS
from ...model.first_few import first_few
from ...model.policies import Finding, Policy, Session
from ...model.prefixes import FAMILIES, Prefix
from ...model.routes import Direction, Route
from ...model.rov import RovTable
from ...model.terms import Term
from ...platforms.contract import SessionState
from ...policy.compile import ANTI_SPOOFING
from ...policy.digest import policy_digest
from ...policy.fit import fit
from ...policy.named_sets import Known, settings_of
from ..announcements import announcements
from ..models import Announcements, ReportFinding, ReportInterface, ReportRouter, ReportSession, Severity
from ..near import World, ask_around, registered_of
from ..preview import preview
from ..routing_tables.files import TableError
from ..routing_tables.tally import Tallies, tally_files, tally_routes
from .standing import BINDINGS, Seen, changed_interfaces, enforced_everywhere, interface_cells, session_cells

#: Rejected prefixes that a registry is asked about in one look.
MOST_ASKED = 5_000
#: What daemons print as the neighbor of their own routes.
_OURSELVES = ("", "0.0.0.0", "::")
#: The controls of imports that ask what is registered.
_OF_PAIRS = frozenset({"F13", "F16"})
#: (neighbor's address, route, whether it is the best)
SeenRoute = tuple[str, Route, bool | None]
Tell = Callable[[str], None]


@dataclass(frozen=True)
class Wishes:
    """What a look is for.

    ``tables``: files to judge in place of what the router holds. ``most_routes``: rejected routes of a neighbor that are listed.
    ``enforced_from``: the day for neighbors. ``asks_registry``: for what is near in the IRR.
    """

    enforced_from: date
    tables: tuple[Path, ...] = ()
    most_routes: int = 1_000
    asks_registry: bool = True
    looks_at_routes: bool = True


@dataclass(frozen=True)
class Looked:
    """What one look found."""

    router: ReportRouter
    findings: tuple[ReportFinding, ...]


def held_routes(held: Held, sessions: Iterable[SessionState], notes: list[str]) -> Iterator[SeenRoute]:
    """Yield what a router holds from its eBGP neighbors."""
    for family in FAMILIES:
        if held.is_too_large(family):
            count = sum(item.accepted or 0 for item in sessions if item.family == family)
            notes.append(
                f"IPv{family}: {count} routes are too many to read one by one; give a dump of the table in MRT instead (manrs_tables)"
            )
            continue
        for item in held.routes(family) if any(state.family == family for state in sessions) else ():
            # What the router originates itself has no neighbor.
            if item.address not in _OURSELVES and not item.is_internal:
                yield item.address, item.route, item.is_best


def look(mine: HostPolicy, seen: Survey | None, wishes: Wishes, earlier: Iterable[SeenRoute], now: datetime, tell: Tell) -> Looked:
    """Look at one router.

    :param seen: the router as it was read; None: it is not contacted, and judged is what it would get that has nothing of ours.
    :param earlier: routes of earlier looks, each judged once with those of now.
    :param now: the time in UTC, for the report.
    :raises TableError: a table cannot be read to its end.
    """
    notes: list[str] = []
    policy = seen.fitted if seen is not None else mine.compile_without_router()
    rov = mine.snapshot.rov
    tallies = _tallies(policy, rov, seen, wishes, earlier, notes)
    if mine.only:
        notes.append(f"other neighbors than {first_few(list(mine.only))}, and interfaces: the look was limited")
    world = World(rov, ask_around(mine.intent.registry.irr, _wanted(tallies, notes), notes, tell) if wishes.asks_registry else {})
    sessions = _sessions(mine, policy, seen, tallies, world, wishes, notes)
    router = ReportRouter(
        host=mine.intent.host,
        platform=seen.running.capabilities.platform if seen is not None else "",
        version=seen.running.capabilities.version if seen is not None else "",
        looked_at=now.isoformat(timespec="seconds"),
        policy_digest=policy_digest(seen.policy if seen is not None else policy),
        plan_digest=seen.plan_digest if seen is not None else "",
        plan=seen.plan.summary if seen is not None else (),
        substitutions=policy.substitutions,
        sessions=sessions,
        interfaces=_interfaces(mine, policy, seen),
        history=(),
        configuration=configuration_digest(seen.running.text) if seen is not None else "",
        limited_to=mine.only,
        notes=tuple(notes),
    )
    findings = seen.findings if seen is not None else policy.findings
    return Looked(router, tuple(report_finding(mine.intent.host, item) for item in dict.fromkeys(findings)))


def configuration_digest(text: str) -> str:
    """Return the SHA-256 of a running configuration, by which a look and an audit tell whether they are of the same."""
    return hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()


def report_finding(host: str, finding: Finding) -> ReportFinding:
    """Return a finding as the report has it."""
    control = CONTROLS[finding.control]
    return ReportFinding(
        severity=Severity(finding.severity),
        router=host,
        where=finding.where,
        what=finding.what,
        evidence=finding.evidence,
        control=finding.control,
        manrs_action=control.manrs_action,
        source=control.source,
        remedy=finding.remedy,
    )


# -- routes ------------------------------------------------------------------------------------------------


def _tallies(policy: Policy, rov: RovTable, seen: Survey | None, wishes: Wishes, earlier: Iterable[SeenRoute], notes: list[str]) -> Tallies:
    if not wishes.looks_at_routes:
        return Tallies()
    if wishes.tables:
        notes.append("the router was not contacted: the routes are judged by the policy as declared, without what this OS does otherwise")
        tallies = tally_files(policy, rov, wishes.tables, wishes.most_routes)
    elif seen is not None:
        now = held_routes(seen.held, seen.running.sessions, notes)
        tallies = tally_routes(policy, rov, _each_once(now, earlier), wishes.most_routes)
    else:
        tallies = Tallies()
    if tallies.strangers and wishes.tables and not tallies.by_address and policy.sessions:
        shown = first_few([f"{address} ({count})" for address, count in sorted(tallies.strangers.items())])
        known = first_few(sorted({session.address for session in policy.sessions}))
        raise TableError(f"no route of the table is of a declared neighbor's address: it has {shown}; declared are {known}")
    if tallies.strangers:
        what = first_few([f"{address} ({count})" for address, count in sorted(tallies.strangers.items())])
        notes.append(f"routes of addresses that have no declared neighbor or no filter: {what}")
    return tallies


def _each_once(now: Iterable[SeenRoute], earlier: Iterable[SeenRoute]) -> Iterator[SeenRoute]:
    """Yield what is held now, then what only earlier looks saw: communities that came or went make no other route."""
    known = set()
    for item in now:
        known.add(_path_of(item))
        yield item
    for item in earlier:
        if (path := _path_of(item)) not in known:
            known.add(path)
            yield item


def _path_of(item: SeenRoute) -> tuple[object, ...]:
    address, route, _ = item
    return address, route.prefix, route.as_path


def _wanted(tallies: Tallies, notes: list[str]) -> list[Prefix]:
    """Return the prefixes that F13 rejects, as many as a registry is asked about."""
    wanted = sorted({item.route.prefix for tally in tallies.by_address.values() for item in tally.rejections if item.control == "F13"})
    if len(wanted) > MOST_ASKED:
        notes.append(f"the IRR is asked for {MOST_ASKED} of {len(wanted)} rejected prefixes")
    return wanted[:MOST_ASKED]


# -- sessions ----------------------------------------------------------------------------------------------


def _sessions(
    mine: HostPolicy, policy: Policy, seen: Survey | None, tallies: Tallies, world: World, wishes: Wishes, notes: list[str]
) -> tuple[ReportSession, ...]:
    whole = {session.address: session for session in _whole(mine, seen.policy if seen is not None else policy)}
    neighbors = {neighbor.name: neighbor for neighbor in mine.intent.neighbors}
    states = seen.running.sessions if seen is not None else ()
    sent = _announced(mine, policy, seen, wishes, notes)
    read = _seen(policy, seen)
    found = []
    for session in policy.sessions:
        if session.is_released:
            continue
        neighbor = neighbors[session.neighbor]
        tally = tallies.by_address.get(session.address)
        ours = [state for state in states if state.address == session.address]
        settings = settings_of(mine.intent, neighbor)
        found.append(
            ReportSession(
                neighbor=session.neighbor,
                asn=session.asn,
                relation=str(session.relation),
                address=session.address,
                is_established=any(state.is_established for state in ours) if seen is not None else None,
                accepted=_sum(state.accepted for state in ours),
                announced=_sum(state.announced for state in ours),
                cells=session_cells(session, whole.get(session.address, session), settings, read, tally),
                preview=preview(policy, session, tally, registered_of(mine, policy, session), world, wishes.enforced_from)
                if tally is not None
                else None,
                announces=sent.get(session.address),
            )
        )
    return tuple(sorted(found, key=lambda item: (item.neighbor, item.address)))


def _announced(mine: HostPolicy, policy: Policy, seen: Survey | None, wishes: Wishes, notes: list[str]) -> dict[str, Announcements]:
    """Return what leaves towards others than customers, by address; nothing where nobody looks at routes."""
    if seen is None or wishes.tables or not wishes.looks_at_routes:
        return {}
    return announcements(seen.held, policy.sessions, seen.running.sessions, mine.intent.network.asn, notes)


def _sum(counts: Iterable[int | None]) -> int | None:
    known = [count for count in counts if count is not None]
    return sum(known) if known else None


def _whole(mine: HostPolicy, policy: Policy) -> tuple[Session, ...]:
    """Return the sessions with every control enforced and no filter held back, be it by a guard or by what is not known.

    :param policy: before it is fitted to what the router can say.
    """
    intent = enforced_everywhere(mine.intent)
    if intent == mine.intent and all(map(_is_whole, policy.sessions)):
        return policy.sessions
    free = replace(mine, intent=intent)
    whole = free.compile_without_router()
    if all(map(_is_whole, whole.sessions)):
        return whole.sessions
    # What is registered for somebody is not known. Without what asks for it, and as on a router that has our filters, there is a chain.
    others = replace(free, without=mine.without | _OF_PAIRS).compile(Known(pair_sets={"": {}}))
    return tuple(_filled(mine, *both) for both in zip(whole.sessions, others.sessions, strict=True))


def _is_whole(session: Session) -> bool:
    return session.is_released or len(session.chains) == len(FAMILIES) * len(Direction)


def _filled(mine: HostPolicy, session: Session, other: Session) -> Session:
    """Return a session with the chains that it lacks taken from another, and in them the controls that the other was made without."""
    neighbor = next(item for item in mine.intent.neighbors if item.name == session.neighbor)
    asks = {"F13": settings_of(mine.intent, neighbor).is_registered, "F16": neighbor.blackhole}
    lost = tuple(Term(name) for name in sorted(_OF_PAIRS - mine.without) if asks[name])
    found = list(session.chains)
    for chain in other.chains:
        if session.chain(chain.direction, chain.family) is None:
            found.append(replace(chain, terms=(*chain.terms, *lost)) if chain.direction is Direction.IMPORT else chain)
    return replace(session, chains=tuple(found))


def _seen(policy: Policy, seen: Survey | None) -> Seen:
    if seen is None:
        return Seen(substitutions=policy.substitutions)
    tellers = {}
    for finding in seen.findings:
        place = re.search(r"\(([0-9A-Fa-f.:]+)\)$", finding.where)
        if finding.control in BINDINGS and finding.severity != Severity.CRITICAL:
            continue
        if place or finding.where in (finding.control, "RPKI") or finding.control in BINDINGS:
            tellers[place[1] if place else "", finding.control] = finding.what
    return Seen(
        touched=frozenset(seen.plan.touched),
        active=frozenset((state.address, state.family) for state in seen.running.sessions),
        substitutions=policy.substitutions,
        tellers=tellers,
    )


# -- interfaces --------------------------------------------------------------------------------------------


def _interfaces(mine: HostPolicy, policy: Policy, seen: Survey | None) -> tuple[ReportInterface, ...]:
    if policy.sources is None:
        return ()
    changed: frozenset[str] | None = None
    if seen is not None:
        changed = frozenset()
        if not seen.plan.is_empty:
            of_sources = replace(mine, scopes=frozenset({ANTI_SPOOFING})).compile(seen.known)
            changed = changed_interfaces(policy, seen.plan_of(fit(of_sources, seen.running.capabilities)).summary)
    read = Seen(changed_interfaces=changed)
    return tuple(
        ReportInterface(name=item.name, kind=item.kind, cells=interface_cells(item, read))
        for item in sorted(policy.sources.interfaces, key=lambda item: item.name)
    )
