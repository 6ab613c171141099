# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A plan for people: what changes for whom."""

from __future__ import annotations

from collections.abc import Iterable

from ..line_keys import BindingKey
from ..plan_lines import filter_lines, moved_pairs, what_becomes
from .difference import Difference
from .objects import OURS, pair_sets
from .parse import FrrRunning
from .session_lines import undo, words
from .wish import POLICY_OPTIONAL, Wish, operator_map


def _filters(running: FrrRunning, difference: Difference, unbound: Iterable[BindingKey], names: dict[str, str]) -> list[str]:
    """Return one line per session and family: what happens to its filters and whose policy is kept."""
    told = []
    for key in sorted((*difference.bindings, *unbound)):
        old = running.configuration.bindings.get(key) or running.inherited_maps.get(key) or ""
        new = difference.bindings.get(key, running.inherited_maps.get(key, ""))
        is_ours = new.startswith(OURS)
        kept = operator_map(running, key) or "" if is_ours else new
        told.append((key, what_becomes(is_ours, old.startswith(OURS), kept)))
    return filter_lines(told, names)


def summary(running: FrrRunning, wished: Wish, difference: Difference, unbound: Iterable[BindingKey]) -> tuple[str, ...]:
    """Return the plan's lines: registered prefixes, sessions, other lines, RPKI caches."""
    lines: list[str] = []
    wanted = wished.configuration
    after, before = pair_sets(wanted), running.last_good
    lines += moved_pairs(before, after)
    names = {item.address: item.neighbor for item in running.sessions} | wished.declared
    lines += [f"{names.get(address, address)} ({address}): the session ends" for address in sorted(wished.ended)]
    lines += [f"{names.get(address, address)} ({address}): a new session" for address in sorted(wished.created)]
    lines += _filters(running, difference, unbound, names)
    lines += [words(key, line) for key, line in sorted(difference.lines.items())]
    lines += [words(key, undo(line)) for key, line in sorted(wished.lines_off.items())]
    lines += [f"RPKI cache {host} port {port}" for host, port in sorted(difference.caches)]
    lines += [f"RPKI cache {host} port {port} taken off" for host, port in sorted(wished.caches_off)]
    if wished.is_denying:
        lines.append(undo(POLICY_OPTIONAL))
    return tuple(lines)
