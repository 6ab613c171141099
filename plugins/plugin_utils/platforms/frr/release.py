# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The way back of what is ours: to an older configuration, or off the router altogether."""

from __future__ import annotations

from ..contract import PlatformError
from .difference import references
from .objects import OURS, BindingKey, Configuration, LineKey
from .parse import FrrRunning, parse_configuration
from .steps import FrrPlan, make_plan
from .wish import Wish, added_lines, freed, kept_lines, own_caches


def plan_back(running: FrrRunning, before: str, identifier: str, timer_seconds: int) -> FrrPlan:
    """Return the plan from running to what an older configuration text holds of ours, and of the bindings we swapped.

    Lines at neighbors stay as they are: an older one can be below what there is now, and the record blanks passwords.

    :raises PlatformError: the text cannot be read, or names a route-map that is gone from the router.
    """
    old = parse_configuration(before).configuration
    now = running.configuration
    ours_now = {key for key, name in now.bindings.items() if name.startswith(OURS)}
    bindings = {
        key: name
        for key, name in old.bindings.items()
        if (key.address, key.family) in running.active and (key in ours_now or name.startswith(OURS))
    }
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
    return make_plan(running, Wish(wanted, [key for key in ours_now if key not in bindings]), identifier, timer_seconds)


def plan_release(running: FrrRunning, identifier: str, timer_seconds: int, allow_reset: bool) -> FrrPlan:
    """Return the plan that takes off every binding, object, line and cache of ours; the operator's own policies are bound again."""
    bindings: dict[BindingKey, str] = {}
    unbound: list[BindingKey] = []
    lines_off: dict[LineKey, str] = {}
    addresses = {key.address for key in running.configuration.bindings} | {key.address for key in running.added}
    for address in sorted(addresses):
        bound, loose = freed(running, address)
        bindings |= bound
        unbound += loose
        lines_off |= added_lines(running, address)
    for key, name in bindings.items():
        if name not in running.configuration.route_maps:
            raise PlatformError(f"{key.address}: its route-map {name} does not exist on the router; create it first")
    names = {item.address: item.neighbor for item in running.sessions}
    findings = [] if allow_reset else kept_lines(running, lines_off, names)
    wished = Wish(Configuration(bindings=bindings), unbound, lines_off, own_caches(running), findings)
    return make_plan(running, wished, identifier, timer_seconds, is_last=True)
