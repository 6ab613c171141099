# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What one OpenBGPD router should hold of ours, given what it runs, and what in the operator's configuration keeps it from working."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from ...model.first_few import evidence, listed
from ...model.policies import Finding, Policy, Session
from ...model.prefixes import FAMILIES
from ...model.routes import Direction
from ..contract import PlatformError
from ..findings import as_declared, let_through, undeclared
from ..own_files import appended
from .parse import OpenBgpdRunning, landmark_of
from .render import GUARD, LOCAL_HEAD, SEAL, Files, Section, SectionKey, build, local_lists_text, local_names
from .rules import GUARD_BEGINS, GUARD_ENDS, SEAL_BEGINS, SEAL_ENDS
from .scripts import CONFIGURATION
from .session_lines import AS_SETS, LIMIT, Wanted, block_lines, is_there, number_of, refuses_as_sets, shown, wanted_lines
from .sets import local_lists, set_name

_INCLUDE = 'include "{}"'
_RULE = re.compile(r"\s*(allow|deny|match)\b")


@dataclass
class Wish:
    """The wanted files, what is to be added to the operator's lists, and what could not be wished.

    ``is_included``: the operator's configuration includes both files, so that they can be loaded.
    """

    files: Files
    local_addition: str = ""
    is_included: bool = True
    findings: list[Finding] = field(default_factory=list)
    declared: dict[str, str] = field(default_factory=dict)


# -- the operator's configuration ----------------------------------------------------------------------


def is_included(running: OpenBgpdRunning) -> bool:
    """Tell whether the operator's configuration includes both files in their order, as bgpd itself has read it, or as the file says."""
    seen = [number for rule in running.printed.rules if (number := landmark_of(rule)) is not None]
    if seen:
        return seen == [GUARD_BEGINS, GUARD_ENDS, SEAL_BEGINS, SEAL_ENDS]
    guard, seal = (_include_line(running, path) for path in (GUARD, SEAL))
    return guard is not None and seal is not None and guard < seal


def is_mentioned(running: OpenBgpdRunning) -> bool:
    """Tell whether the operator's configuration includes one of our files, in whatever order."""
    has_landmark = any(landmark_of(rule) is not None for rule in running.printed.rules)
    return has_landmark or any(_include_line(running, path) is not None for path in (GUARD, SEAL))


def _include_line(running: OpenBgpdRunning, path: str) -> int | None:
    return next((number for number, text in running.lines if text.split("#")[0].split() == ["include", f'"{path}"']), None)


def include_findings(running: OpenBgpdRunning) -> Iterator[Finding]:
    """Return what is wrong with where our files are included: they must stand around all filter rules."""
    missing = [path for path in (GUARD, SEAL) if _include_line(running, path) is None]
    if not is_included(running):
        where = {GUARD: "behind the last neighbor and before the first filter rule", SEAL: "as the last line"}
        lines = "; ".join(f"{_INCLUDE.format(path)} {where[path]}" for path in missing or (GUARD, SEAL))
        what = "our filters are not included in their order, so nothing is filtered; the files are there"
        shown = evidence(f"missing: {_INCLUDE.format(path)}" for path in missing) or ("the include lines are in the other order",)
        yield Finding("B03", "critical", CONFIGURATION, what, f"add: {lines}; then bgpctl reload, and run again", shown)
        return
    rules = [(number, text.strip()) for number, text in running.lines if _RULE.match(text)]
    guard, seal = _include_line(running, GUARD), _include_line(running, SEAL)
    for number, text in rules:
        if guard is not None and number < guard and not text.startswith("deny quick"):
            # What is denied without the word quick, the guard would allow.
            severity = "critical" if text.startswith("deny") or " quick " in f"{text} " else "warning"
            what = f"line {number} stands before our guard: {text}"
            yield Finding("B03", severity, CONFIGURATION, what, f"move it behind {_INCLUDE.format(GUARD)}", (f"line {number}: {text}",))
        if seal is not None and number > seal:
            what = f"line {number} stands behind our seal and can undo what it sets: {text}"
            yield Finding("B03", "warning", CONFIGURATION, what, f"move it before {_INCLUDE.format(SEAL)}", (f"line {number}: {text}",))
    yield from _quick_rules(running)


def _quick_rules(running: OpenBgpdRunning) -> Iterator[Finding]:
    """An operator's rule that ends the evaluation keeps our seal from a route: no tag, our communities as they came."""
    for rule in running.printed.rules:
        if rule.startswith(("allow quick ", "match quick ")):
            yield Finding(
                "B03",
                "critical",
                CONFIGURATION,
                f"a rule ends the evaluation, so that our seal, or our guard, does not see its routes: {rule}",
                "write it without quick",
                (rule,),
            )


def router_findings(running: OpenBgpdRunning, policy: Policy) -> Iterator[Finding]:
    """Return what on the router, outside of what is ours, keeps a control from holding."""
    for path in running.strange:
        what, told = "somebody edited it on the router; it is written anew", f"{path}: its text is not as we wrote it"
        yield Finding("D05", "warning", path, what, "write what must stay into the intent", (told,))
    if len(policy.rtr_caches) == 1:
        what = "with one cache bgpd has no VRP for some seconds when that one starts anew, and nothing is invalid then (seen on 8.8)"
        only = evidence(f"RPKI cache {cache.host} port {cache.port}" for cache in policy.rtr_caches)
        yield Finding("F12", "warning", "RPKI", what, "give manrs_registry.rpki.rtr a second cache", only)
    for address in policy.discards:
        if running.capabilities.rejects_as_sets and address not in running.loopback:
            what = f"no route to the discard next hop {address}: blackholed routes would not be used"
            length = 128 if ":" in address else 32
            remedy = f"ip{' -6' if ':' in address else ''} route add {address}/{length} dev lo, at boot too"
            yield Finding("F16", "critical", "F16", what, remedy, (f"no route to {address}/{length}",))
    yield from let_through(local_lists(running.local))


# -- sessions ------------------------------------------------------------------------------------------


def _problem(running: OpenBgpdRunning, session: Session) -> Finding | None:
    """Return why a declared session cannot be filtered, or None."""
    block = running.block(session.address)
    where = f"{session.neighbor} ({session.address})"
    if block is None:
        what = f"declared as AS{session.asn}, and {CONFIGURATION} has no such neighbor"
        return Finding("B01", "critical", where, what, "correct manrs_neighbors or configure the session", as_declared(session))
    if block.asn != session.asn:
        what = f"declared as AS{session.asn}, the router has AS{block.asn} there"
        shown = (*as_declared(session), f"neighbor {session.address}: remote-as {block.asn}")
        return Finding("B01", "critical", where, what, "correct manrs_neighbors or the session", shown)
    return None


def _session_findings(running: OpenBgpdRunning, session: Session, wanted: Iterable[Wanted]) -> Iterator[Finding]:
    """Return the lines that an operator's block lacks."""
    block = running.block(session.address)
    if block is None:
        return
    for item in wanted:
        if not is_there(block, item):
            present = block.line(item.slot)
            what = f"{item.control}: the session {f'has {shown(present)!r}' if present else 'lacks a line'}"
            where = f"group {block.group}, neighbor {session.address}" if block.group else f"neighbor {session.address}"
            who, remedy = f"{session.neighbor} ({session.address})", f"{CONFIGURATION}, {where}: {shown(item.line)}"
            yield Finding(item.control, "warning", who, what, remedy, (f"{where}: {shown(present) if present else f'no {item.slot}'}",))


def _as_set_findings(running: OpenBgpdRunning, sessions: Iterable[Session]) -> Iterator[Finding]:
    """Return the sessions on which AS_SETs are let in: a neighbor takes what stands before it for the whole router, or its own line."""
    printed = running.printed
    is_default = running.capabilities.rejects_as_sets if printed.as_sets is None else printed.as_sets == "yes"
    open_ones = []
    for session in sessions:
        block = running.block(session.address)
        line = block.line(AS_SETS) if block is not None else None
        if block is not None and not (is_default if line is None else line.endswith("yes")):
            open_ones.append(session.address)
    if open_ones:
        what = f"F21: routes with an AS_SET are let in from {listed(open_ones)}; no filter rule can tell them"
        remedy = "before the first neighbor: reject as-set yes (and no line at a neighbor that says no)"
        yield Finding("F21", "critical", CONFIGURATION, what, remedy, evidence(f"reject as-set no: {address}" for address in open_ones))


def _carried(running: OpenBgpdRunning, session: Session) -> tuple[int, ...]:
    block = running.block(session.address)
    return block.families if block is not None and block.families else (6 if ":" in session.address else 4,)


def _lines_of(running: OpenBgpdRunning, session: Session, own_asn: int) -> list[Wanted]:
    block = running.block(session.address)
    present = number_of(block.line(LIMIT)) if block is not None else None
    received = running.received.get(session.address, 0)
    return wanted_lines(session, running.capabilities, own_asn, _carried(running, session), received, present)


def _closed(session: Session, families: Iterable[int], directions: Iterable[Direction]) -> dict[SectionKey, Section]:
    """Return sections that let nothing through."""
    found = {}
    for family in families:
        for direction in directions:
            rule = f"deny quick {'from' if direction is Direction.IMPORT else 'to'} {session.address} {'inet' if family == 4 else 'inet6'}"
            found[SectionKey(session.address, family, direction)] = Section(session.asn, (rule,), ())
    return found


def _withheld(running: OpenBgpdRunning, session: Session) -> dict[SectionKey, Section]:
    """Return closed sections for chains that could not be made, where none of ours runs. A session that is up is left as it is."""
    is_up = any(item.address == session.address and item.is_established for item in running.sessions)
    if is_up:
        return {}
    found: dict[SectionKey, Section] = {}
    for family in FAMILIES:
        missing = [way for way in Direction if way not in session.awaited and session.chain(way, family) is None]
        found |= _closed(session, (family,), missing)
    return found


def _closed_findings(now: Files, session: Session, closed: Iterable[SectionKey]) -> Iterator[Finding]:
    if any(key not in now.sections for key in closed):
        what = "its filter could not be made and the session is down: nothing passes until it can be"
        where, remedy = f"{session.neighbor} ({session.address})", "see what is said of its registered prefixes"
        yield Finding("G01", "critical", where, what, remedy, as_declared(session))


# -- the wish ------------------------------------------------------------------------------------------


def with_kept(running: OpenBgpdRunning, wanted: Files, kept: Mapping[SectionKey, Section]) -> Files:
    """Return the wanted files with sections that stay as they run, and the sets and ASPAs that those ask for and nobody else wants."""
    if not kept:
        return wanted
    asked = frozenset(name for section in kept.values() for name in section.sets)
    lists = {name: lines for name, lines in running.files.lists.items() if name in asked}
    pair_sets = {
        name: text
        for name, text in running.files.pair_sets.items()
        if any(asked_for == set_name(name) or asked_for.startswith(f"{set_name(name)}/") for asked_for in asked)
    }
    return replace(
        wanted,
        sections={**kept, **wanted.sections},
        lists={**lists, **wanted.lists},
        pair_sets={**pair_sets, **wanted.pair_sets},
        aspas=wanted.aspas or (running.files.aspas if any(section.asks_aspas for section in kept.values()) else ()),
    )


@dataclass
class _Gathered:
    """What is gathered session by session: skipped ones get no filters, kept and created sections stand where the policy has no chain."""

    sessions: dict[str, tuple[str, ...]]
    findings: list[Finding] = field(default_factory=list)
    skipped: set[str] = field(default_factory=set)
    kept: dict[SectionKey, Section] = field(default_factory=dict)
    created: dict[SectionKey, Section] = field(default_factory=dict)


def _gather(running: OpenBgpdRunning, policy: Policy) -> _Gathered:
    now = running.files
    # A session that we made ends when it is released, not when nobody asks for sessions any more.
    found = _Gathered(dict(now.sessions))
    for session in policy.sessions:
        address = session.address
        is_ours = address in now.sessions or running.block(address) is None
        if session.is_released:
            found.skipped.add(address)
            found.sessions.pop(address, None)
            continue
        lines = _lines_of(running, session, policy.asn)
        if is_ours and policy.manages_sessions:
            found.sessions[address] = block_lines(session, lines)
            found.created |= _closed(session, FAMILIES, Direction) if address not in now.sessions else {}
        elif (problem := _problem(running, session)) is not None:
            found.findings.append(problem)
            found.skipped.add(address)
            continue
        else:
            found.findings += _session_findings(running, session, lines)
            closed = _withheld(running, session)
            found.created |= closed
            found.findings += _closed_findings(now, session, closed)
        found.kept |= {key: section for key, section in now.sections.items() if key.address == address}
    declared = {session.address for session in policy.sessions}
    there = {*running.printed.blocks, *found.sessions} - (now.sessions.keys() - found.sessions.keys())
    found.kept |= {key: section for key, section in now.sections.items() if key.address not in declared and key.address in there}
    return found


def wish(running: OpenBgpdRunning, policy: Policy) -> Wish:
    """Return what this router should hold of ours.

    :raises PlatformError: bgpd does not understand its configuration.
    """
    if running.printed.error is not None:
        raise PlatformError(f"{CONFIGURATION}: bgpd -n -f {CONFIGURATION}: {running.printed.error}")
    if is_mentioned(running) and not is_included(running) and not running.files.is_empty:
        # What is on disk is all that there is to go back to: it stays.
        told = next(include_findings(running))
        raise PlatformError(f"{CONFIGURATION}: {told.what}; {told.remedy}. Until then nothing is changed")
    found = _gather(running, policy)
    judged = (item for item in policy.sessions if item.address not in found.skipped and refuses_as_sets(item))
    findings = [*include_findings(running), *router_findings(running, policy), *found.findings, *_as_set_findings(running, judged)]
    if not policy.only:
        filtered = {key.address for key in running.files.sections}
        findings += undeclared({item.address: item.asn for item in running.sessions}, policy, filtered)
    wanted = build(policy, frozenset(found.skipped))
    theirs = running.printed.caches - set(running.files.caches)
    wanted = replace(wanted, caches=tuple(cache for cache in wanted.caches if cache not in theirs), sessions=found.sessions)
    files = with_kept(running, wanted, {**found.created, **found.kept})
    names = {session.address: session.neighbor for session in policy.sessions}
    included = is_included(running)
    return Wish(files if included else Files(), _local_addition(running, policy) if included else "", included, findings, names)


def _local_addition(running: OpenBgpdRunning, policy: Policy) -> str:
    """Return the definitions of lists that the operator's file lacks; what is there is never touched."""
    missing = local_names(policy) - local_lists(running.local).keys()
    return appended(running.disk.local, LOCAL_HEAD, local_lists_text(missing)) if missing else ""
