# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The way back of what is ours: to an older configuration, or off the router altogether."""

from __future__ import annotations

from ...model.policies import Finding
from ..contract import PlatformError
from ..line_keys import BindingKey, LineKey, left_by_rollback
from .difference import references
from .objects import OURS, RTR_SLOT, Configuration
from .parse import FrrRunning, parse_configuration
from .session_lines import PASSWORD, STORED, shown, words
from .steps import FrrPlan, make_plan
from .wish import Wish, added_lines, freed, kept_lines, kept_sessions, own_caches


def plan_back(running: FrrRunning, before: str, identifier: str) -> FrrPlan:
    """Return the plan from running to what an older configuration text holds of ours, and of the bindings we swapped.

    Lines at neighbors stay as they are, each with a finding: an older one can be below what there is now, and the record blanks
    passwords.

    :raises PlatformError: the text cannot be read, or names a route-map that is gone from the router.
    """
    record = parse_configuration(before)
    old = record.with_sessions_of_ours(running.added)
    now = running.configuration
    ours_now = {key for key, name in now.bindings.items() if name.startswith(OURS)}
    bindings = {
        key: name
        for key, name in old.bindings.items()
        if (key.address, key.family) in running.active and (key in ours_now or name.startswith(OURS))
    }
    # A session that we made since then would be open without its filters.
    bindings |= {key: now.bindings[key] for key in ours_now if running.is_managed(key.address) and key.address not in record.neighbors}
    for key, name in bindings.items():
        if not name.startswith(OURS) and name not in now.route_maps:
            raise PlatformError(f"{key.address}: route-map {name} of the record is gone from the router; create it first")
    mine = old.ours()
    used = references(Configuration(old.prefix_lists, old.text_lists, old.route_maps, bindings))
    wanted = Configuration(
        {key: entries for key, entries in mine.prefix_lists.items() if key[1] in used},
        {key: entries for key, entries in mine.text_lists.items() if key[1] in used},
        {name: entries for name, entries in mine.route_maps.items() if name in used},
        bindings,
    )
    unbound = [key for key in ours_now if key not in bindings]
    return make_plan(running, Wish(wanted, unbound, findings=_left_as_they_are(running, old)), identifier)


def _left_as_they_are(running: FrrRunning, old: Configuration) -> list[Finding]:
    """Return a finding for every line and cache of ours that the record has not, or has in other words."""
    return left_by_rollback(
        running.added,
        running.configuration.lines,
        old.lines,
        {item.address: item.neighbor for item in running.sessions},
        own_caches(running) - old.rtr_caches,
        # Stored routes do no harm, and filters may need them.
        harmless=(RTR_SLOT, STORED),
        password=PASSWORD,
        words=words,
        shown=shown,
    )


def plan_release(running: FrrRunning, identifier: str, allow_reset: bool) -> FrrPlan:
    """Return the plan that takes off all that is ours, sessions too; the operator's own policies are bound again."""
    bindings: dict[BindingKey, str] = {}
    unbound: list[BindingKey] = []
    lines_off: dict[LineKey, str] = {}
    ended = set(running.session_facts.managed)
    addresses = {key.address for key in running.configuration.bindings} | {key.address for key in running.added}
    for address in sorted(addresses - ended):
        bound, loose = freed(running, address)
        bindings |= bound
        unbound += loose
        lines_off |= added_lines(running, address)
    for key, name in bindings.items():
        if name not in running.configuration.route_maps:
            raise PlatformError(f"{key.address}: its route-map {name} does not exist on the router; create it first")
    names = {item.address: item.neighbor for item in running.sessions}
    findings = [] if allow_reset else [*kept_lines(running, lines_off, names), *kept_sessions(ended, names)]
    # Filters that stay go on asking for the validity of routes.
    caches_off = own_caches(running) if ended >= running.session_facts.managed else frozenset()
    wished = Wish(Configuration(bindings=bindings), unbound, lines_off, caches_off, findings, ended=frozenset(ended))
    return make_plan(running, wished, identifier, is_last=True)
