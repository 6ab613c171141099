# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The way back of what is ours: to an older configuration, or off the router altogether."""

from __future__ import annotations

from dataclasses import replace

from ...model.first_few import evidence
from ...model.policies import Finding
from ..contract import PlatformError
from ..line_keys import LineKey, left_by_rollback, owned_lines
from . import sources
from .configuration import parse_configuration
from .names import OURS
from .objects import Bound, Configuration, Way, path_names, references
from .parse import IosRunning
from .session_lines import LONGEST, PASSWORD, ROUTER, RTR_SLOT, STORED, shown, words
from .steps import IosPlan, make_plan
from .wish import Wish, kept_lines, ours_at

_LONGEST = LineKey(ROUTER, 0, LONGEST)


def plan_back(running: IosRunning, before: str, identifier: str, timer_seconds: int) -> IosPlan:
    """Return the plan from running to what an older configuration text holds of ours, and of the bindings that we swapped.

    The longest path is a filter and comes back. Lines at neighbors stay as they are, each with a finding: an older one can be below what
    there is now, and the record blanks passwords.

    :raises PlatformError: the text cannot be read, or an AS-path access list of the record has a number that is somebody else's now.
    """
    parsed = parse_configuration(before)
    old, now = parsed.configuration, running.configuration
    bindings = {
        bound: name for bound, name in old.bindings.items() if (bound.address, bound.family) in running.active and old.is_ours(bound, name)
    }
    for bound in bindings:
        there = now.bindings.get(bound)
        if there is not None and not now.is_ours(bound, there):
            what = f"its {bound.way} {there} ({bound.direction}) stands where ours was; take it off first"
            raise PlatformError(f"{bound.address}: {what}")
    used = references(replace(old, bindings=bindings, route_maps={k: v for k, v in old.route_maps.items() if k.startswith(OURS)}))
    paths = {number: entries for number, entries in old.path_lists.items() if path_names([number]) <= used}
    for number, entries in paths.items():
        if now.path_lists.get(number, entries) != entries:
            raise PlatformError(f"as-path access-list {number} of the record holds something else now; renumber that one first")
    wanted = Configuration(
        {key: entries for key, entries in old.prefix_lists.items() if key[1] in used},
        {key: said for key, said in old.descriptions.items() if key[1] in used},
        paths,
        {key: entries for key, entries in old.text_lists.items() if key[1] in used},
        {name: entries for name, entries in old.route_maps.items() if name in used},
        bindings,
    )
    unbound = frozenset(bound for bound in ours_at(running) if bound not in bindings)
    now_checks = running.parsed.checks
    checked = sources.back(now_checks, running.parsed.owned, parsed.checks, parsed.owned, sources.networks(running.parsed.interfaces))
    lines, lines_off = _longest_path(running, old, _LONGEST in parsed.owned)
    left = _left_as_they_are(running, old)
    wished = Wish(replace(wanted, lines=lines), unbound, lines_off, findings=left, sources=checked)
    return make_plan(running, wished, identifier, timer_seconds)


def _longest_path(running: IosRunning, old: Configuration, was_ours: bool) -> tuple[dict[LineKey, str], dict[LineKey, str]]:
    """Return the line of the longest path as it was, where it was or is ours; and ours that was not there."""
    is_ours, line = _LONGEST in running.parsed.owned, old.lines.get(_LONGEST)
    if line is not None and (was_ours or is_ours):
        return {_LONGEST: line}, {}
    now = running.configuration.lines.get(_LONGEST)
    return {}, {_LONGEST: now} if is_ours and now is not None and line is None else {}


def _left_as_they_are(running: IosRunning, old: Configuration) -> list[Finding]:
    """Return a finding for every line and cache of ours that the record has not, or has in other words."""
    return left_by_rollback(
        running.parsed.owned - {_LONGEST},
        running.configuration.lines,
        old.lines,
        {item.address: item.neighbor for item in running.sessions},
        running.parsed.own_caches - old.rtr_caches,
        # Stored routes do no harm, and filters may need them.
        harmless=(RTR_SLOT, STORED),
        password=PASSWORD,
        words=words,
        shown=shown,
    )


def plan_release(running: IosRunning, identifier: str, timer_seconds: int, allow_reset: bool) -> IosPlan:
    """Return the plan that takes off all that is ours."""
    unbound = ours_at(running)
    lines_off: dict[LineKey, str] = {}
    for address in sorted({key.address for key in running.parsed.owned}):
        lines_off |= owned_lines(running.configuration.lines, running.parsed.owned, address)
    names = {item.address: item.neighbor for item in running.sessions}
    findings = [] if allow_reset else kept_lines(running, lines_off, names)
    inherited = running.parsed.inherited_maps
    bare = sorted({bound.address for bound in unbound if bound.way is Way.MAP and bound.key not in inherited})
    findings += [
        Finding(
            "F20",
            "critical",
            f"{names.get(address, address)} ({address})",
            "has no policy of ours afterwards, so IOS lets everything pass",
            "bind yours",
            evidence(f"IPv{bound.family} {bound.direction}: no policy" for bound in unbound if bound.address == address),
        )
        for address in bare
        if not _has_lists(running, address, unbound)
    ]
    checked = sources.released(running.parsed.checks, running.parsed.owned)
    wished = Wish(Configuration(), unbound, lines_off, running.parsed.own_caches, findings, sources=checked)
    return make_plan(running, wished, identifier, timer_seconds)


def _has_lists(running: IosRunning, address: str, unbound: frozenset[Bound]) -> bool:
    return any(bound.address == address and bound not in unbound for bound in running.configuration.bindings)
