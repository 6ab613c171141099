# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A plan for people: what changes for whom."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from ..line_keys import BindingKey, LineKey
from ..pair_names import OURS
from ..plan_lines import filter_lines, moved_pairs, what_becomes
from . import operator
from .objects import ObjectKey, pair_sets
from .parse import EosRunning
from .session_lines import undo, words
from .wish import DENYING, Wish

_SHOWN = 3


def _filters(
    running: EosRunning, bindings: Mapping[BindingKey, str], unbound: Collection[BindingKey], names: Mapping[str, str]
) -> list[str]:
    """Return one line per session and family: what happens to its filters and whose policy is kept."""
    inherited = running.parsed.inherited_policies
    told = []
    for key in sorted({*bindings, *unbound}):
        old = running.configuration.bindings.get(key) or inherited.get(key) or ""
        new = bindings.get(key, inherited.get(key, ""))
        is_ours = new.startswith(OURS)
        kept = operator.of_session(running.configuration, inherited, key) or "" if is_ours else new
        told.append((key, what_becomes(is_ours, old.startswith(OURS), kept)))
    return filter_lines(told, names)


def summary(
    running: EosRunning,
    wished: Wish,
    objects: Mapping[ObjectKey, tuple[str, ...]],
    bindings: Mapping[BindingKey, str],
    unbound: Collection[BindingKey],
    lines: Mapping[LineKey, str],
    caches_on: Collection[tuple[str, int]],
) -> tuple[str, ...]:
    """Return the plan's lines: registered prefixes, sessions, other lines, RPKI caches.

    :param objects: those that are sent. ``lines``, ``caches_on``: those that are set.
    """
    found: list[str] = []
    after, before = pair_sets(wished.configuration.objects, running.parsed.named), running.known.pair_sets
    found += moved_pairs(before, after)
    names = {item.address: item.neighbor for item in running.sessions} | wished.declared
    found += _filters(running, bindings, unbound, names)
    found += [words(key, line) for key, line in sorted(lines.items())]
    found += [words(key, undo(key, line)) for key, line in sorted(wished.lines_off.items())]
    found += [f"RPKI cache {host} port {port}" for host, port in sorted(caches_on)]
    found += [f"RPKI cache {host} port {port} taken off" for host, port in sorted(wished.caches_off)]
    found += wished.sources.summary if wished.sources is not None else ()
    if wished.is_denying:
        found += DENYING
    if not found:
        sent = sorted(f"{key.kind} {key.name}" for key in objects)
        more = " ..." if len(sent) > _SHOWN else ""
        found.append(f"{', '.join(sent[:_SHOWN])}{more} written anew" if sent else "what nothing uses is taken off")
    return tuple(found)
