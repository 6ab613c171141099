# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The way back of what is ours: to an older configuration, or off the router altogether."""

from __future__ import annotations

from dataclasses import replace

from ...model.first_few import evidence
from ...model.policies import Finding
from ..contract import PlatformError
from ..line_keys import BindingKey, cache_left
from . import sources
from .names import OURS
from .objects import Configuration, owned_lists, reachable
from .parse import RosRunning
from .steps import RosPlan, make_plan
from .text import parse_text
from .wish import Wish, freed


def plan_back(running: RosRunning, before: str, identifier: str, timer_seconds: int) -> RosPlan:
    """Return the plan from running to what an older configuration text holds of ours, and of the bindings we swapped.

    :raises PlatformError: the text cannot be read, or names a chain that is gone from the router.
    """
    old, now = parse_text(before, sources.is_line), running.configuration
    ours_now = {key for key, name in now.bindings.items() if name.startswith(OURS)}
    bindings = {
        key: name for key, name in old.bindings.items() if key.address in running.connections and (key in ours_now or name.startswith(OURS))
    }
    there = {**now.chains, **{name: rules for name, rules in old.chains.items() if name.startswith(OURS)}}
    used = reachable(there, bindings.values())
    gone = sorted({name for name in used if name not in there and name in old.chains} | (set(bindings.values()) - there.keys()))
    if gone:
        raise PlatformError(f"chain {gone[0]} of the record is gone from the router; create it first")
    wanted = Configuration(
        {name: rules for name, rules in old.chains.items() if name in used and name.startswith(OURS)},
        {
            key: now.lists.get(key, entries) if "LOCAL-" in key.name else entries
            for key, entries in old.ours().lists.items()
            if key.name in used
        },
        bindings,
        now.rtr_caches,
        {key: count for key, count in old.limits.items() if key[0] in running.connections and _is_ours(running, key)},
    )
    wanted = replace(wanted, lists={**wanted.lists, **owned_lists(wanted.limits)})
    names = {item.address: item.neighbor for item in running.sessions}
    left = [cache_left(host, port) for host, port in sorted(now.rtr_caches - old.rtr_caches)]
    return make_plan(
        running,
        Wish(
            wanted,
            [key for key in ours_now if key not in bindings],
            findings=left,
            declared=names,
            limits_off=frozenset(now.limits.keys() - wanted.limits.keys()),
            sources=sources.back(running.checks, (), sources.parse_lines(before), (), running.networks),
        ),
        identifier,
        timer_seconds,
    )


def _is_ours(running: RosRunning, key: tuple[str, int]) -> bool:
    """Tell whether a limit is ours, or nobody's."""
    return key in running.configuration.limits or key not in running.limits


def plan_release(running: RosRunning, identifier: str, timer_seconds: int) -> RosPlan:
    """Return the plan that takes off all that is ours; the operator's own chains are bound again.

    :raises PlatformError: one of these has no rule any more.
    """
    bindings: dict[BindingKey, str] = {}
    unbound: list[BindingKey] = []
    now = running.configuration
    for address in sorted({key.address for key in now.bindings}):
        bound, loose = freed(running, address)
        bindings |= bound
        unbound += loose
    for key, name in bindings.items():
        if name not in now.chains:
            raise PlatformError(f"{key.address}: its chain {name} has no rule on the router; create it first")
    names = {item.address: item.neighbor for item in running.sessions}
    bare = sorted({key.address for key in unbound if not running.connections[key.address].inherited.get(key.direction)})
    findings = [
        Finding(
            "F20",
            "critical",
            f"{names.get(address, address)} ({address})",
            "has no chain afterwards, so everything passes",
            "bind one of yours",
            evidence(f"{key.direction}: {running.configuration.bindings[key]}" for key in unbound if key.address == address),
        )
        for address in bare
    ]
    off = sources.released(running.checks, ())
    limits_off = frozenset(now.limits)
    wished = Wish(Configuration(bindings=bindings), unbound, now.rtr_caches, findings, names, limits_off=limits_off, sources=off)
    return make_plan(running, wished, identifier, timer_seconds)
