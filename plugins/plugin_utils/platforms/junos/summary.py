# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A plan for people: what changes for whom."""

from __future__ import annotations

from collections.abc import Mapping

from ...model.routes import Direction
from ..plan_lines import moved_pairs, what_becomes
from .names import OURS
from .neighbors import Neighbor
from .objects import Configuration, Limit, pair_sets, referenced
from .parse import JunosRunning
from .wish import Wish, operators


def _chain_words(running: JunosRunning, neighbor: Neighbor, direction: Direction, names: tuple[str, ...]) -> str:
    called, _ = operators(running, neighbor, direction)
    return what_becomes(any(name.startswith(OURS) for name in names), bool(neighbor.ours(direction)), " ".join(called))


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
    lines += moved_pairs(before, after)
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
