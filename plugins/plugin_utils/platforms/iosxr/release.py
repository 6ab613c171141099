# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The way back of what is ours: to an older configuration, or off the router altogether."""

from __future__ import annotations

from ...model.first_few import evidence
from ...model.policies import Finding
from ..contract import PlatformError
from ..line_keys import BindingKey, LineKey, left_by_rollback
from ..pair_names import OURS
from . import sources
from .configuration import parse_configuration
from .objects import Configuration, Kind, ObjectKey, reachable
from .parse import XrRunning
from .session_lines import OWNED, PASSWORD, RTR_SLOT, STORED, shown, words
from .steps import XrPlan, make_plan
from .wish import UNSAFE, Wish, kept_lines, without_us


def _exists(objects: dict[ObjectKey, tuple[str, ...]], name: str) -> bool:
    return ObjectKey(Kind.POLICY, name.partition("(")[0]) in objects


def plan_back(running: XrRunning, before: str, identifier: str, timer_seconds: int) -> XrPlan:
    """Return the plan from running to what an older configuration text holds of ours, and of the bindings we swapped.

    Lines at neighbors stay as they are, each with a finding: an older one can be below what there is now, and the record blanks
    passwords.

    :raises PlatformError: the text cannot be read, or names a route-policy that is gone from the router.
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
            raise PlatformError(f"{key.address}: route-policy {name} of the record is gone from the router; create it first")
    used = reachable(there, list(bindings.values()))
    missing = sorted(
        word
        for key in objects
        if key.name in used and key.kind is Kind.POLICY
        for word in _applied(objects[key])
        if not word.startswith(OURS) and not _exists(there, word)
    )
    if missing:
        raise PlatformError(f"route-policy {missing[0]} of the record is gone from the router; create it first")
    wanted = Configuration({key: body for key, body in objects.items() if key.name in used}, bindings)
    unbound = [key for key in ours_now if key not in bindings]
    parsed = running.parsed
    checked = sources.back(parsed.checks, parsed.owned, old.checks, old.owned, parsed.reader.networks)
    wished = Wish(wanted, unbound, findings=_left_as_they_are(running, old.configuration), sources=checked)
    return make_plan(running, wished, identifier, timer_seconds)


def _applied(body: tuple[str, ...]) -> list[str]:
    return [words[place + 1].partition("(")[0] for line in body for words in [line.split()] for place in _places(words)]


def _places(words: list[str]) -> list[int]:
    return [place for place, word in enumerate(words[:-1]) if word == "apply" and not words[0].startswith("#")]


def _left_as_they_are(running: XrRunning, old: Configuration) -> list[Finding]:
    """Return a finding for every line and cache of ours that the record has not, or has in other words."""
    return left_by_rollback(
        running.parsed.owned,
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


def plan_release(running: XrRunning, identifier: str, timer_seconds: int, allow_reset: bool) -> XrPlan:
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
        if not _exists(dict(now.objects), name):
            raise PlatformError(f"{key.address}: its route-policy {name} does not exist on the router; create it first")
    names = {item.address: item.neighbor for item in running.sessions}
    findings = [] if allow_reset else kept_lines(running, lines_off, names)
    bare = sorted({key.address for key in unbound if key not in running.parsed.inherited_policies})
    is_open = UNSAFE in running.parsed.router_lines
    what = f"has no policy afterwards, so {'everything passes: ' + UNSAFE if is_open else 'nothing passes'}"
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
    wished = Wish(Configuration(bindings=bindings), unbound, lines_off, running.parsed.own_caches, findings, sources=checked)
    return make_plan(running, wished, identifier, timer_seconds)
