# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A plan for people: what changes for whom."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from ..line_keys import BindingKey
from ..plan_lines import filter_lines, moved_pairs, what_becomes
from . import operator
from .names import OURS
from .objects import pair_sets
from .parse import RosRunning
from .wish import Wish


def summary(
    running: RosRunning,
    wished: Wish,
    bindings: Mapping[BindingKey, str],
    unbound: Collection[BindingKey],
    caches_on: Collection[tuple[str, int]],
    limits: Mapping[tuple[str, int], int | None],
) -> tuple[str, ...]:
    """Return the plan's lines: registered prefixes, sessions, RPKI caches, source addresses, limits.

    :param bindings: those that are set. ``limits``: by address and family, None: taken off.
    """
    wanted = wished.configuration
    found = list(moved_pairs(running.known.pair_sets, pair_sets(wanted, wanted.chains)))
    names = {item.address: item.neighbor for item in running.sessions} | wished.declared
    told = []
    for key in sorted({*bindings, *unbound}):
        inherited = running.connections[key.address].inherited.get(key.direction, "")
        old = running.configuration.bindings.get(key) or inherited
        new = bindings.get(key, inherited)
        is_ours = new.startswith(OURS)
        kept = operator.of_session(running, key) or "" if is_ours else new
        told.append((key, what_becomes(is_ours, old.startswith(OURS), kept)))
    found += filter_lines(told, names)
    found += [f"RPKI cache {host} port {port}" for host, port in sorted(caches_on)]
    found += [f"RPKI cache {host} port {port} taken off" for host, port in sorted(wished.caches_off)]
    found += wished.sources.summary if wished.sources is not None else ()
    found += [
        f"{names.get(address, '?')} ({address}): {'no limit of' if count is None else f'at most {count}'} IPv{family} routes"
        for (address, family), count in sorted(limits.items(), key=lambda item: (item[1] is None, item[0]))
    ]
    return tuple(found or ["what nothing uses is taken off"])
