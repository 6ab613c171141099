# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lines of a plan that people read, the same on every router OS: registered prefixes that come and go, filters of sessions."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from ..model.prefixes import PrefixRange
from .line_keys import BindingKey

Pairs = Mapping[int, frozenset[PrefixRange]]


def moved_pairs(before: Mapping[str, Pairs], after: Mapping[str, Pairs], shown: Collection[str] | None = None) -> Iterator[str]:
    """Say for each pair set how many registered prefixes come and go."""
    for name in sorted(after if shown is None else shown):
        had = {(item, origin) for origin, items in before.get(name, {}).items() for item in items}
        has = {(item, origin) for origin, items in after.get(name, {}).items() for item in items}
        if had != has:
            yield f"{name}: +{len(has - had)} -{len(had - has)} registered prefixes ({len(had)} -> {len(has)})"


def what_becomes(is_ours: bool, was_ours: bool, theirs: str) -> str:
    """Say what happens to the filters of a session.

    :param is_ours: ours are bound afterwards. ``theirs``: the operator's own policies that go on acting, or nothing.
    """
    if not is_ours:
        return f"filters taken off, {theirs} again" if theirs else "filters taken off, no policy left"
    said = "filters renewed" if was_ours else "filtered from now on"
    return f"{said}, keeps {theirs}" if theirs else said


def filter_lines(said: Iterable[tuple[BindingKey, str]], names: Mapping[str, str]) -> list[str]:
    """Return one line per session, family and what is said of it, for keys in the order in which they are printed.

    :param names: the neighbors' names by address.
    """
    directions: dict[tuple[str, int, str], list[str]] = {}
    for key, what in said:
        directions.setdefault((key.address, key.family, what), []).append("import" if key.direction == "in" else "export")
    return [
        f"{names.get(address, address)} ({address}) IPv{family} {' and '.join(ways)}: {what}"
        for (address, family, what), ways in directions.items()
    ]
