# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A plan for people: what changes for whom."""

from __future__ import annotations

from collections.abc import Mapping

from ...model.routes import Direction
from .names import OURS
from .neighbors import Neighbor
from .objects import Configuration, Limit, pair_sets, referenced
from .parse import JunosRunning
from .wish import Wish, operators


def _chain_words(running: JunosRunning, neighbor: Neighbor, direction: Direction, names: tuple[str, ...]) -> str:
    called, _ = operators(running, neighbor, direction)
    kept = " ".join(called)
    if not any(name.startswith(OURS) for name in names):
        return f"filters taken off, {kept} again" if kept else "filters taken off, no policy left"
    said = "filters renewed" if neighbor.ours(direction) else "filtered from now on"
    return f"{said}, keeps {kept}" if kept else said


def summary(
    running: JunosRunning,
    wished: Wish,
    wanted: Configuration,
    chains: Mapping[tuple[str, Direction], tuple[str, ...]],
    limits: Mapping[tuple[str, int], Limit | None],
    caches: frozenset[tuple[str, int]] | None,
    changed: frozenset[str],
    gone: frozenset[str],
) -> tuple[str, ...]:
    """Return the plan's lines: registered prefixes, filters of sessions, limits, RPKI caches, objects that nothing else tells of."""
    lines: list[str] = []
    bound = {name for item in running.neighbors.values() for names in item.here.values() for name in names}
    bound |= {name for names in chains.values() for name in names}
    after, before = pair_sets(wanted, referenced(wanted, bound)), running.known.pair_sets
    for name in sorted(after):
        had = {(item, origin) for origin, items in before.get(name, {}).items() for item in items}
        has = {(item, origin) for origin, items in after[name].items() for item in items}
        if had != has:
            lines.append(f"{name}: +{len(has - had)} -{len(had - has)} registered prefixes ({len(had)} -> {len(has)})")
    names = {item.address: item.neighbor for item in running.sessions} | wished.declared
    ways: dict[tuple[str, str], list[str]] = {}
    for address, direction in sorted(chains, key=lambda key: (key[0], key[1] is Direction.EXPORT)):
        said = _chain_words(running, running.neighbors[address], direction, chains[address, direction])
        ways.setdefault((address, said), []).append(direction.value)
    lines += [f"{names.get(address, address)} ({address}) {' and '.join(told)}: {said}" for (address, said), told in ways.items()]
    for (address, family), limit in sorted(limits.items(), key=lambda item: item[0]):
        what = (
            "taken off" if limit is None else f"{limit.maximum}" + (f", back after {limit.idle_minutes} min" if limit.idle_minutes else "")
        )
        lines.append(f"{names.get(address, address)} ({address}) IPv{family}: accepted-prefix-limit {what}")
    for address, key in sorted(wished.keys.items()):
        lines.append(f"{names.get(address, address)} ({address}): password {'taken off' if key is None else 'set'}")
    if caches is not None:
        lines += [f"RPKI cache {host} port {port}" for host, port in sorted(caches - running.configuration.caches)]
        lines += [f"RPKI cache {host} port {port} taken off" for host, port in sorted(running.configuration.caches - caches)]
    if not lines:
        lines.append(f"{len(changed)} objects renewed, {len(gone)} that nothing refers to taken off")
    return tuple(lines)
