# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A plan for people: what changes for whom."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from ..line_keys import BindingKey, LineKey
from ..plan_lines import filter_lines, moved_pairs, what_becomes
from .objects import Bound, Configuration, Way, pair_sets, references
from .parse import IosRunning
from .session_lines import undo, words
from .wish import Wish, ours_at, theirs_at


def _filters(running: IosRunning, bindings: Collection[Bound], unbound: Collection[Bound], names: Mapping[str, str]) -> list[str]:
    """Return one line per session and family: what happens to its filters and whose policy is kept."""
    had = {bound.key for bound in ours_at(running)}
    after = ({*ours_at(running)} - set(unbound)) | set(bindings)
    has = {bound.key for bound in after}
    told: dict[BindingKey, str] = {}
    for key in sorted({bound.key for bound in (*bindings, *unbound)}):
        is_map = Bound(*key, Way.MAP) in after
        theirs = "" if is_map else theirs_at(running, key) or ""
        said = what_becomes(key in has, key in had, theirs)
        told[key] = f"{said}, lists of ours beside it" if key in has and not is_map else said
    return filter_lines(told.items(), names)


def summary(
    running: IosRunning,
    wished: Wish,
    bindings: Mapping[Bound, str],
    unbound: Collection[Bound],
    lines: Mapping[LineKey, str],
    lines_off: Mapping[LineKey, str],
    caches_on: Collection[tuple[str, int]],
) -> tuple[str, ...]:
    """Return the plan's lines: registered prefixes, sessions, other lines, RPKI caches.

    :param bindings: those that are set, ``lines`` and ``caches_on`` too.
    """
    found: list[str] = []
    wanted: Configuration = wished.configuration
    after, before = pair_sets(wanted, references(wanted)), running.known.pair_sets
    found += moved_pairs(before, after)
    names = {item.address: item.neighbor for item in running.sessions} | wished.declared
    found += _filters(running, bindings, unbound, names)
    found += [words(key, line) for key, line in sorted(lines.items())]
    found += [words(key, undo(line)) for key, line in sorted(lines_off.items())]
    found += [f"RPKI cache {host} port {port}" for host, port in sorted(caches_on)]
    found += [f"RPKI cache {host} port {port} taken off" for host, port in sorted(wished.caches_off)]
    found += wished.sources.summary if wished.sources is not None else ()
    return tuple(found or ["what nothing uses is taken off"])
