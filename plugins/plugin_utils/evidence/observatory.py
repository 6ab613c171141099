# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the metrics of the MANRS Observatory would see of what we announce as declared. It is no score: theirs is of what the world saw.

A rule is here with its source and the date of that source. What no source says is left out, and named:

- docs.manrs.org, pages on scores and questions: they have no date; read on 2026-11-28.
- The community's list, "Upcoming changes to the MANRS measurement framework", of 2023-12-14.
- gijzelaerr/manrs, doc/Metrics.rst, of 2018-09-21: an early description of metrics by one who computed them; M8 is told nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from ..model.first_few import first_few
from ..model.routes import Relation, RovState
from .contacts import BAR, HOLDS, NOT, UNKNOWN
from .models import (
    Announcements,
    MetricFinding,
    ReportContacts,
    ReportFinding,
    ReportMetric,
    ReportObservatory,
    ReportRouter,
    ReportSession,
    ReportSpoofer,
    Status,
)
from .registration_files import RegistrationFile

NOTE = (
    "What would be seen of what we announce as declared, by rules that others wrote down. It is no score of MANRS: theirs is of a month, "
    "and of what the world saw."
)
_LIST, _LIST_DATE = "MANRS community list, Upcoming changes to the MANRS measurement framework", "2023-12-14"
_EARLY, _EARLY_DATE = "gijzelaerr/manrs, doc/Metrics.rst", "2018-09-21"
_UNDATED = "without a date, read 2026-11-28"
LEFT_OUT = (
    "Ready, aspiring and lagging: from which value on each is given has no source that was found.",
    "M3C, M4C: bogons of others that pass us; what counts towards whom has no source that was found.",
    "M3, M4: for how long something was seen; a look is one moment. Which bogons are full and which administrative has no source that was "
    "found: here those count that IANA reserves.",
    "M5: what a session behind NAT counts, and the value for three or more prefixes, have no source that was found.",
    "M7RPKI: whether less than nothing is shown as nothing has no source that was found.",
)
_NO_PREFIX = "the look at what is registered names no prefix; run the registration playbook again"
_FIRM = (Status.IN_FORCE, Status.SUBSTITUTED)
#: An invalid announcement takes ten times what a valid one gives.
_INVALID_COSTS = 10
#: The score by the number of prefixes that leak; for more of them no number is given.
_LEAKING = {1: 0.49, 2: 0.36}


class _Rule(NamedTuple):
    """One metric, its rule in our words, and where the rule is from. ``moved_by``: the controls whose findings move it."""

    metric: str
    title: str
    manrs_action: int
    moved_by: frozenset[str]
    rule: str
    source: str
    source_date: str


_BOGONS = "Incidents of the calendar month; only full bogons count, not administrative ones."
_BOGONS_FROM = (f"{_LIST}; docs.manrs.org, FAQ", f"{_LIST_DATE}; {_UNDATED}")
_RULES = {
    rule.metric: rule
    for rule in (
        _Rule("M3", "Bogon prefixes announced", 1, frozenset({"F02", "E03", "G03", "B02", "B03"}), _BOGONS, *_BOGONS_FROM),
        _Rule(
            "M4",
            "Bogon ASNs announced",
            1,
            frozenset({"F07", "E03", "E04", "B02", "B03"}),
            f"{_BOGONS} ASNs are split as prefixes are.",
            *_BOGONS_FROM,
        ),
        _Rule(
            "M5",
            "Spoofed packets received from us",
            2,
            frozenset(f"V0{number}" for number in range(1, 9)),
            "CAIDA Spoofer's public sessions of the calendar month. None: no score. Nothing spoofed received: 100 %; from one prefix about "
            "49 %, from two about 36 %, from more less.",
            "docs.manrs.org, Anti-Spoofing: M5",
            _UNDATED,
        ),
        _Rule(
            "M8",
            "Contact registered",
            3,
            frozenset(BAR),
            "Whether the ASN has a contact that is registered; one for abuse alone does not count.",
            _EARLY,
            _EARLY_DATE,
        ),
        _Rule(
            "M7IRR",
            "Announced routes in the IRR",
            4,
            frozenset({"R03", "R04", "R05"}),
            "The part of the announced routes that a route object covers. What was announced for a moment counts for the month.",
            "docs.manrs.org, Routing Information: M7IRR & M7RPKI",
            _UNDATED,
        ),
        _Rule(
            "M7RPKI",
            "Announced routes in RPKI",
            4,
            frozenset({"R01", "R04", "R06"}),
            "The valid part of the announced routes, less ten times the invalid part.",
            "docs.manrs.org, Routing Information: M7IRR & M7RPKI",
            _UNDATED,
        ),
    )
}
#: Metrics that are not told of, and why.
_NOT_TOLD = {
    _Rule("M1", "Route leaks", 1, frozenset(), "No part of the score of Action 1 since January 2024.", _LIST, _LIST_DATE): (
        "it is in no score any more"
    ),
    _Rule("M2", "Hijacks", 1, frozenset(), "Events of GRIP, less those that RPKI and the IRR explain.", _LIST, _LIST_DATE): (
        "nothing here sees what the world sees of others' space"
    ),
    _Rule("M6", "Policy registered", 4, frozenset({"R10"}), "An import and an export are registered.", _EARLY, _EARLY_DATE): (
        "it is of the old framework; R10 asks for more"
    ),
}


class _Seen(NamedTuple):
    """What one metric would see."""

    is_told: bool
    value: float | None
    counts: Mapping[str, int]
    told: str
    changes: tuple[str, ...] = ()


def observatory(
    routers: Sequence[ReportRouter],
    findings: Iterable[ReportFinding],
    registered: RegistrationFile | None,
    contacts: ReportContacts | None,
    spoofer: ReportSpoofer | None = None,
    month: str = "",
) -> ReportObservatory:
    """Say what each metric would see. What is not known is unknown, and never nothing.

    :param registered: the look at what is registered, ``contacts`` that at contacts, ``spoofer`` that at published tests; None where
        nobody has looked. ``month``: that of the report, such as 2026-11: tests of another say nothing of it.
    """
    seen = {
        "M3": _bogon_prefixes(routers),
        "M4": _bogon_asns(routers),
        "M5": _spoofed(spoofer, month),
        "M8": _contact(contacts),
        "M7IRR": _irr(registered),
        "M7RPKI": _rpki(registered),
    }
    known = list(findings)
    metrics = [_metric(_RULES[name], item, known, "told" if item.is_told else "unknown") for name, item in seen.items()]
    metrics += [_metric(rule, _Seen(False, None, {}, why), known, "left out") for rule, why in _NOT_TOLD.items()]
    return ReportObservatory(note=NOTE, metrics=tuple(metrics), left_out=LEFT_OUT)


def _metric(rule: _Rule, seen: _Seen, findings: Iterable[ReportFinding], state: Literal["told", "unknown", "left out"]) -> ReportMetric:
    moving = (item for item in findings if item.control in rule.moved_by)
    return ReportMetric(
        metric=rule.metric,
        title=rule.title,
        manrs_action=rule.manrs_action,
        state=state,
        value=seen.value,
        counts=dict(seen.counts),
        told=seen.told,
        changes=seen.changes,
        findings=tuple(MetricFinding(control=item.control, router=item.router, where=item.where) for item in moving),
        rule=rule.rule,
        source=rule.source,
        source_date=rule.source_date,
    )


# -- what leaves -----------------------------------------------------------------------------------------


def _leading_away(routers: Iterable[ReportRouter]) -> Iterator[tuple[str, ReportSession]]:
    """Yield the sessions that lead away from us and are up, or may be."""
    for router in routers:
        for session in router.sessions:
            if session.relation != Relation.CUSTOMER and session.is_established is not False:
                yield f"{router.host}: {session.neighbor} ({session.address})", session


def _unseen(routers: Sequence[ReportRouter]) -> list[str]:
    """Return of what nobody knows what leaves there."""
    found = [router.host for router in routers if router.looked_at is None or router.limited_to]
    return found + [place for place, session in _leading_away(routers) if session.announces is None]


def _open(routers: Iterable[ReportRouter], controls: Sequence[str]) -> tuple[str, ...]:
    """Return where what would keep something from leaving is not in force, a line each control."""
    lines = []
    for control in controls:
        places = [place for place, session in _leading_away(routers) if control in session.cells and not _is_firm(session, control)]
        lines += [f"{control} is not in force at {first_few(places)}"] if places else []
    return tuple(lines)


def _is_firm(session: ReportSession, control: str) -> bool:
    return control in session.cells and session.cells[control].status in _FIRM


def _bogon_prefixes(routers: Sequence[ReportRouter]) -> _Seen:
    told = [(place, session.announces) for place, session in _leading_away(routers) if session.announces is not None]
    return _bogons(routers, [(place, item.bogon_prefixes) for place, item in told], told, ("E03",), "prefix", "prefixes")


def _bogon_asns(routers: Sequence[ReportRouter]) -> _Seen:
    told = [(place, session, session.announces) for place, session in _leading_away(routers) if session.announces is not None]
    # Behind E03 and E04 an ASN was taken out of the path, or the route would not leave.
    sure = [(place, () if _is_firm(session, "E03") and _is_firm(session, "E04") else item.bogon_asns) for place, session, item in told]
    seen = _bogons(routers, sure, [(place, item) for place, _, item in told], ("E03", "E04"), "path", "paths")
    if seen.is_told and not seen.counts["seen"] and (hidden := sum(len(item.bogon_asns) for _, _, item in told)):
        what = f"of {hidden} routes that leave the path has a reserved ASN here; whether it left with them is not known"
        return _Seen(False, None, {**seen.counts, "not known": hidden}, what, seen.changes)
    return seen


def _bogons(
    routers: Sequence[ReportRouter],
    found: Sequence[tuple[str, Sequence[str]]],
    told: Sequence[tuple[str, Announcements]],
    controls: Sequence[str],
    one: str,
    many: str,
) -> _Seen:
    prefixes = sorted({item for _, items in found for item in items})
    unseen = _unseen(routers)
    counts = {"seen": len(prefixes), "sessions looked at": len(told), "not looked at": len(unseen)}
    changes = _open(routers, controls)
    if prefixes:
        places = first_few([place for place, items in found if items])
        what = f"{'at least ' if unseen else ''}{len(prefixes)} {one if len(prefixes) == 1 else many}: {first_few(prefixes)}, at {places}"
        return _Seen(True, float(len(prefixes)), counts, what, changes)
    if unseen or not told:
        what = f"nobody has looked at what leaves at {first_few(unseen)}" if unseen else "nobody has looked at what leaves"
        return _Seen(False, None, counts, what, changes)
    return _Seen(True, 0.0, counts, f"none, at {len(told)} session{'s' if len(told) > 1 else ''} that lead away from us", changes)


# -- what others tested ----------------------------------------------------------------------------------


def _spoofed(spoofer: ReportSpoofer | None, month: str) -> _Seen:
    if spoofer is None:
        return _Seen(False, None, {}, "nobody has asked CAIDA Spoofer")
    if spoofer.month != month:
        return _Seen(False, None, {}, f"the look is of {spoofer.month}, the report of {month}; run the spoofer playbook again")
    leaking = len(spoofer.received_from)
    counts = {"sessions": spoofer.sessions, "prefixes that leak": leaking}
    if leaking:
        return _Seen(
            True, _LEAKING.get(leaking), counts, spoofer.why, (f"check sources at {first_few(spoofer.received_from)}: from next month on",)
        )
    if spoofer.status == UNKNOWN:
        return _Seen(False, None, counts, spoofer.why)
    if not spoofer.sessions:
        return _Seen(True, None, counts, f"{spoofer.why}: no score", ("a test this month that is shared with the public",))
    return _Seen(True, 1.0, counts, spoofer.why)


# -- what is registered ----------------------------------------------------------------------------------


def _contact(contacts: ReportContacts | None) -> _Seen:
    if contacts is None:
        return _Seen(False, None, {}, "nobody has looked at contacts")
    status = {item.control: item.status for item in contacts.controls}
    holding = [name for name in BAR if status.get(name) == HOLDS]
    lacking = [name for name in BAR if status.get(name) == NOT]
    counts = {"databases with a contact": len(holding), "without": len(lacking), "not known": len(BAR) - len(holding) - len(lacking)}
    changes = tuple(f"{name} does not hold" for name in lacking)
    if holding:
        return _Seen(True, 1.0, counts, f"a contact is registered: {', '.join(holding)}", changes)
    if len(lacking) == len(BAR):
        return _Seen(True, 0.0, counts, "no database has a contact that others can use", changes)
    return _Seen(False, None, counts, "not every database answered, and none that did has a contact", changes)


def _irr(registered: RegistrationFile | None) -> _Seen:
    every = registered.announced if registered is not None else ()
    if not every:
        return _Seen(False, None, {}, _NO_PREFIX if registered is not None else "nobody has looked at what is registered")
    covered, missing = ([str(item.prefix) for item in every if item.is_in_irr is state] for state in (True, False))
    counts = {"announced": len(every), "covered": len(covered), "not covered": len(missing)}
    if len(covered) + len(missing) < len(every):
        return _Seen(False, None, counts, f"the IRR gave no answer for {len(every) - len(covered) - len(missing)} of {len(every)} prefixes")
    value = len(covered) / len(every)
    changes = (f"a route object for {first_few(missing)}: {_percent(value)} becomes 100 %",) if missing else ()
    told = f"{len(covered)} of {len(every)} prefixes have a route object of their origin, in the databases that count here"
    return _Seen(True, value, counts, told, changes)


def _rpki(registered: RegistrationFile | None) -> _Seen:
    every = registered.announced if registered is not None else ()
    if not every:
        return _Seen(False, None, {}, _NO_PREFIX if registered is not None else "nobody has looked at what is registered")
    of = {state: [str(item.prefix) for item in every if item.rov is state] for state in RovState}
    valid, invalid, unknown = (len(of[state]) for state in (RovState.VALID, RovState.INVALID, RovState.NOT_FOUND))
    counts = {"announced": len(every), "valid": valid, "invalid": invalid, "not found": unknown}
    value = (valid - _INVALID_COSTS * invalid) / len(every)
    changes = []
    if invalid:
        better = (valid + invalid) / len(every)
        changes.append(f"a ROA for {first_few(of[RovState.INVALID])}, which is invalid: {_percent(value)} becomes {_percent(better)}")
    if unknown:
        after = "then 100 %" if invalid else f"{_percent(value)} becomes 100 %"
        changes.append(f"a ROA for {first_few(of[RovState.NOT_FOUND])}: {after}")
    told = f"{valid} of {len(every)} prefixes are valid, {invalid} invalid, {unknown} without a ROA"
    return _Seen(True, value, counts, told, tuple(changes))


def _percent(value: float) -> str:
    return f"{value * 100:.0f} %"
