# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The way from what an OpenBGPD router runs to what it should run: both main files at once, by the shared way of own files.

bgpd takes a configuration as a whole or not at all, and judges each route anew by the whole of it: at no moment is a route judged by
a part of the old and a part of the new.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ...model.first_few import evidence
from ...model.policies import Finding, Policy
from ..contract import Change, PlatformError
from ..findings import IN_A_WINDOW
from ..own_files import OwnFilesPlan, Wanted, make_plan
from ..own_files import differences as file_differences
from ..plan_lines import moved_pairs
from ..way_back import PartPlan
from .parse import OpenBgpdRunning, parse_files, split_parts
from .render import GUARD, LOCAL_LISTS, SEAL, SETS, Files, Section, SectionKey, whole_text
from .scripts import CONFIGURATION, PLACE
from .session_lines import shown
from .sets import parse_pair_set, set_name
from .wish import Wish, is_included, is_mentioned, wish, with_kept


def _touched_keys(now: Files, wanted: Files) -> list[SectionKey]:
    """Return the sessions, families and directions whose rules change, or a set that their rules ask for."""
    changed = {name for name in now.lists.keys() | wanted.lists.keys() if now.lists.get(name) != wanted.lists.get(name)}
    pairs = [
        set_name(name) for name in now.pair_sets.keys() | wanted.pair_sets.keys() if now.pair_sets.get(name) != wanted.pair_sets.get(name)
    ]

    def is_touched(key: SectionKey) -> bool:
        before, after = now.sections.get(key), wanted.sections.get(key)
        if before != after or after is None:
            return before != after
        return any(name in changed or name.partition("/")[0] in pairs for name in after.sets)

    return [key for key in sorted(now.sections.keys() | wanted.sections.keys()) if is_touched(key)]


def _change(now: Files, wanted: Files) -> Change:
    if now == wanted:
        return Change.NOTHING
    if any(wanted.sessions.get(address) != lines for address, lines in now.sessions.items()):
        # A session of ours ends, or gets other options.
        return Change.RESETS
    is_sets_alone = (now.sections, now.caches, now.sessions) == (wanted.sections, wanted.caches, wanted.sessions)
    return Change.SAFE if is_sets_alone else Change.FILTERS


def _section_words(now: Section | None, wanted: Section | None) -> str:
    if now is None:
        return "filtered from now on"
    return "filters taken off" if wanted is None else "filters renewed"


def _summary(running: OpenBgpdRunning, wished: Wish, keys: Iterable[SectionKey]) -> tuple[str, ...]:
    now, wanted = running.files, wished.files
    before, after = (dict(parse_pair_set(text) for text in files.pair_sets.values()) for files in (now, wanted))
    lines = list(moved_pairs(before, after))
    names = {item.address: item.neighbor for item in running.sessions} | wished.declared
    ways: dict[tuple[str, int, str], list[str]] = {}
    carried = {(item.address, item.family) for item in running.sessions}
    for key in keys:
        if (key.address, key.family) not in carried and key.address not in wanted.sessions:
            # Rules that wait for a family that the session does not carry.
            continue
        if (said := now.sections.get(key)) != wanted.sections.get(key):
            words = _section_words(said, wanted.sections.get(key))
            ways.setdefault((key.address, key.family, words), []).append(key.direction.value)
    lines += [
        f"{names.get(address, address)} ({address}) IPv{family} {' and '.join(sorted(directions, reverse=True))}: {words}"
        for (address, family, words), directions in ways.items()
    ]
    lines += [f"set {name} changes" for name in sorted(now.lists.keys() & wanted.lists.keys()) if now.lists[name] != wanted.lists[name]]
    if now.aspas != wanted.aspas:
        had, has = set(now.aspas), set(wanted.aspas)
        lines.append(f"ASPAs: +{len(has - had)} -{len(had - has)}")
    for address in sorted(now.sessions.keys() | wanted.sessions.keys()):
        if (old := now.sessions.get(address)) != (new := wanted.sessions.get(address)):
            what = "is created" if old is None else "is taken off" if new is None else "gets other options"
            lines.append(f"{names.get(address, address)} ({address}): the session {what}")
    lines += [f"RPKI cache {host} port {port}" for host, port in wanted.caches if (host, port) not in now.caches]
    lines += [f"RPKI cache {host} port {port} taken off" for host, port in now.caches if (host, port) not in wanted.caches]
    lines += [f"{path} was edited by hand: written anew" for path in running.strange]
    if wished.local_addition:
        lines.append(f"{LOCAL_LISTS}: empty lists for the operator's hand")
    if not wished.is_included:
        lines = [f"{GUARD} and {SEAL}: written without a rule, so that they can be included"]
    return tuple(lines)


def _plan(running: OpenBgpdRunning, wished: Wish, identifier: str, is_last: bool = False) -> OwnFilesPlan:
    files = wished.files
    keys = _touched_keys(running.files, files)
    carried = {(item.address, item.family) for item in running.sessions}
    mains: tuple[str | None, ...] = (files.guard(), files.seal())
    if is_last and not is_mentioned(running):
        mains = (None, None)
    ends = frozenset(running.files.sessions.keys() - files.sessions.keys())
    wanted = Wanted(mains, files.set_files(), files.digest, wished.local_addition, wished.is_included)
    made = make_plan(
        PLACE,
        running.disk,
        wanted,
        identifier,
        summary=_summary(running, wished, keys),
        before=whole_text(running.files, running.local),
        after=whole_text(files, running.local + wished.local_addition),
        change=_change(running.files, files),
        touched=tuple(sorted({(key.address, key.family) for key in keys} & carried)),
        findings=tuple(wished.findings),
        is_last=is_last,
    )
    return replace(made, ends=ends)


def plan(running: OpenBgpdRunning, fitted: Policy, identifier: str, allow_reset: bool) -> OwnFilesPlan:
    """Return the plan from running to the fitted policy."""
    wished = wish(running, fitted)
    if not allow_reset:
        wished = _without_resets(running, wished)
    return _plan(running, wished, identifier)


def _without_resets(running: OpenBgpdRunning, wished: Wish) -> Wish:
    """Leave sessions of ours as they are where a change would take them down, with their filters, and say so."""
    now, wanted = running.files, wished.files
    kept = {address for address, lines in now.sessions.items() if wanted.sessions.get(address) != lines}
    if not kept:
        return wished
    findings = [
        Finding(
            "D02",
            "warning",
            f"{wished.declared.get(address, address)} ({address})",
            "the session would end: not yet" if address not in wanted.sessions else "options change, which resets the session: not yet",
            IN_A_WINDOW,
            evidence(shown(line.strip()) for line in now.sessions[address]),
        )
        for address in sorted(kept)
    ]
    ending = kept - wanted.sessions.keys()
    sections = {key: section for key, section in now.sections.items() if key.address in ending}
    files = with_kept(
        running, replace(wanted, sessions={**wanted.sessions, **{address: now.sessions[address] for address in kept}}), sections
    )
    return replace(wished, files=files, findings=[*wished.findings, *findings])


def plan_release(running: OpenBgpdRunning, identifier: str, allow_reset: bool) -> OwnFilesPlan:
    """Return the plan that leaves no rule and no set of ours. The two main files stay, empty, as long as they are included."""
    findings = []
    included = is_included(running)
    if is_mentioned(running):
        remedy = f"take both include lines off {CONFIGURATION}, then run again"
        what, lines = f"{GUARD} and {SEAL} stay, without a rule: they are included", tuple(f'include "{path}"' for path in (GUARD, SEAL))
        findings.append(Finding("D04", "warning", CONFIGURATION, what, remedy, lines))
    wished = Wish(Files(), is_included=included, findings=findings)
    if not allow_reset:
        wished = _without_resets(running, wished)
    return _plan(running, wished, identifier, is_last=wished.files.is_empty)


def plan_back(running: OpenBgpdRunning, before: str, identifier: str) -> OwnFilesPlan:
    """Return the plan from running to our files of an older record. Sessions that we created stay as they are: a record has no passwords.

    :raises PlatformError: the record cannot be read, or names a neighbor that is gone.
    """
    parts = split_parts(before)
    set_files = {path.removeprefix(f"{SETS}/"): text for path, text in parts.items() if path.startswith(f"{SETS}/")}
    old, _ = parse_files(parts.get(GUARD, ""), parts.get(SEAL, ""), set_files)
    there = {*running.printed.blocks}
    if gone := sorted({key.address for key in old.sections} - there):
        raise PlatformError(f"neighbor {gone[0]} of the record is gone from {CONFIGURATION}; configure it first")
    files = Files(old.sections, old.lists, old.pair_sets, old.caches, running.files.sessions, old.aspas)
    # A session of ours that the record does not know would be open without its filters.
    ours = {key: section for key, section in running.files.sections.items() if key.address in running.files.sessions}
    files = with_kept(running, files, {key: section for key, section in ours.items() if key not in old.sections})
    findings = []
    if old.sessions.keys() != running.files.sessions.keys():
        what, other = "a rollback changes filters alone; sessions that we created stay", old.sessions.keys() ^ running.files.sessions.keys()
        findings.append(Finding("D04", "warning", "sessions", what, "run harden", evidence(f"neighbor {item}" for item in sorted(other))))
    return _plan(running, Wish(files, "", is_included(running), findings), identifier)


def differences(running: OpenBgpdRunning, plan_of: PartPlan, expectation: str) -> list[str]:
    """Return what the router does not hold of a plan."""
    if not isinstance(plan_of, OwnFilesPlan):
        raise PlatformError("a plan of another platform")
    return file_differences(running.disk, plan_of, expectation)
