# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The way back of what is ours: to an older configuration, or off the router altogether."""

from __future__ import annotations

from collections.abc import Mapping

from ...model.first_few import evidence
from ...model.policies import Finding
from ..contract import PlatformError
from ..line_keys import BindingKey, LineKey, left_by_rollback
from ..pair_names import OURS
from . import sources
from .configuration import parse_configuration
from .objects import Configuration, Kind, ObjectKey, called, reachable
from .parse import EosRunning
from .session_lines import MISSING, OWNED, PASSWORD, REGEX_MODE, ROUTER, VALIDATION, shown, words
from .steps import EosPlan, make_plan
from .wish import DENYING, Wish, kept_lines, without_us


def _exists(objects: Mapping[ObjectKey, tuple[str, ...]], name: str) -> bool:
    return ObjectKey(Kind.MAP, name) in objects


def plan_back(running: EosRunning, before: str, identifier: str, timer_seconds: int) -> EosPlan:
    """Return the plan from running to what an older configuration text holds of ours, and of the bindings we swapped.

    Lines at neighbors stay as they are, each with a finding: an older one can be below what there is now, and the record blanks
    passwords.

    :raises PlatformError: the text cannot be read, or names a route-map that is gone from the router.
    """
    old, now = parse_configuration(before), running.configuration
    objects = {key: body for key, body in old.configuration.objects.items() if key.name.startswith(OURS) and key != OWNED}
    ours_now = {key for key, name in now.bindings.items() if name.startswith(OURS)}
    bindings = {
        key: name
        for key, name in old.configuration.bindings.items()
        if (key.address, key.family) in running.active and (key in ours_now or name.startswith(OURS))
    }
    there = {**now.objects, **objects}
    for key, name in bindings.items():
        if not _exists(there, name):
            raise PlatformError(f"{key.address}: route-map {name} of the record is gone from the router; create it first")
    used = reachable(there, list(bindings.values()))
    missing = sorted(
        name
        for key in objects
        if key.name in used and key.kind is Kind.MAP
        for name in called(objects[key])
        if not name.startswith(OURS) and not _exists(there, name)
    )
    if missing:
        raise PlatformError(f"route-map {missing[0]} of the record is gone from the router; create it first")
    wanted = Configuration({key: body for key, body in objects.items() if key.name in used}, bindings)
    unbound = [key for key in ours_now if key not in bindings]
    parsed = running.parsed
    checked = sources.back(parsed.checks, parsed.owned, old.checks, old.owned, parsed.reader.networks)
    wished = Wish(wanted, unbound, findings=_left_as_they_are(running, old.configuration), sources=checked)
    return make_plan(running, wished, identifier, timer_seconds)


def _left_as_they_are(running: EosRunning, old: Configuration) -> list[Finding]:
    """Return a finding for every line and cache of ours that the record has not, or has in other words."""
    return left_by_rollback(
        running.parsed.owned,
        running.configuration.lines,
        old.lines,
        {item.address: item.neighbor for item in running.sessions},
        running.parsed.own_caches - old.rtr_caches,
        # They make nothing more open, and filters need them.
        harmless=(REGEX_MODE, VALIDATION, *MISSING.values()),
        password=PASSWORD,
        words=words,
        shown=shown,
    )


def plan_release(running: EosRunning, identifier: str, timer_seconds: int, allow_reset: bool) -> EosPlan:
    """Return the plan that takes off all that is ours; the operator's own policies are bound again.

    :raises PlatformError: one of these is gone from the router.
    """
    bindings: dict[BindingKey, str] = {}
    unbound: list[BindingKey] = []
    lines_off: dict[LineKey, str] = {}
    now = running.configuration
    for address in sorted({key.address for key in now.bindings} | {key.address for key in running.parsed.owned}):
        bound, loose, lines = without_us(running, address)
        bindings |= bound
        unbound += loose
        lines_off |= lines
    for key, name in bindings.items():
        if not _exists(now.objects, name):
            raise PlatformError(f"{key.address}: its route-map {name} does not exist on the router; create it first")
    mode = LineKey(ROUTER, 0, REGEX_MODE)
    # Where the operator's own lists are written for the mode by now, it is the operator's.
    given = frozenset({mode} if any(key.kind is Kind.AS_PATHS and not key.name.startswith(OURS) for key in now.objects) else ())
    lines_off = {key: line for key, line in lines_off.items() if key not in given}
    names = {item.address: item.neighbor for item in running.sessions}
    findings = [] if allow_reset else kept_lines(running, lines_off, names)
    bare = sorted({key.address for key in unbound if key not in running.parsed.inherited_policies})
    is_open = bool(set(DENYING) - set(running.parsed.bgp.lines))
    what = f"has no policy afterwards, so {'everything passes' if is_open else 'nothing passes'}"
    findings += [
        Finding(
            "F20",
            "critical" if is_open else "warning",
            f"{names.get(address, address)} ({address})",
            what,
            "bind one of yours",
            evidence(f"IPv{key.family} {key.direction}: no policy" for key in unbound if key.address == address),
        )
        for address in bare
    ]
    checked = sources.released(running.parsed.checks, running.parsed.owned)
    wished = Wish(Configuration(bindings=bindings), unbound, lines_off, running.parsed.own_caches, findings, sources=checked, given=given)
    return make_plan(running, wished, identifier, timer_seconds)
