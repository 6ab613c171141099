# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lines at neighbors, on routers whose configuration is lines: FRR, IOS-XR. What a line sets has a name there, and one line."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import NamedTuple

from ..model.policies import Finding
from .findings import IN_A_WINDOW


class LineKey(NamedTuple):
    """A line that is no binding: at a neighbor (family 0: of the session), or with no address of the router.

    ``slot`` names what the line sets; one slot holds one line.
    """

    address: str
    family: int
    slot: str


class BindingKey(NamedTuple):
    """Where a policy is bound: ``direction`` is in or out."""

    address: str
    family: int
    direction: str


def neighbor_words(address: str, names: Mapping[str, str]) -> str:
    """Return how people call a neighbor."""
    return f"{names.get(address, address)} ({address})"


def waiting(address: str, said: str, what: str, names: Mapping[str, str]) -> Finding:
    """Return the finding for a line that waits because it resets the session."""
    return Finding("warning", neighbor_words(address, names), f"{what}, it resets the session: {said}", IN_A_WINDOW)


def left_by_rollback(
    owned: Collection[LineKey],
    now: Mapping[LineKey, str],
    old: Mapping[LineKey, str],
    names: Mapping[str, str],
    caches: Collection[tuple[str, int]],
    *,
    harmless: Collection[str],
    password: str,
    words: Callable[[LineKey, str], str],
    shown: Callable[[str], str],
) -> list[Finding]:
    """Return a finding for every line and cache of ours that a record has not, or has in other words.

    :param harmless: slots that are nobody's business there. ``password``: the slot whose line the record does not hold, only that there
        was one. ``caches``: those of ours that the record has not.
    """
    keys = {key for key in owned if key.slot not in harmless and now.get(key) != old.get(key)}
    changed = sorted(key for key in keys if key.slot != password or (key in now) != (key in old))
    remedy = "change it in the intent and run harden"
    found = [
        Finding(
            "warning",
            neighbor_words(key.address, names),
            f"a rollback changes filters alone and leaves: {words(key, now[key])}"
            + (f"; it was: {shown(old[key])}" if key in old else "; it was not there"),
            remedy,
        )
        for key in changed
        if key in now
    ]
    return found + [Finding("warning", "RPKI", f"a rollback leaves the cache {host} port {port}", remedy) for host, port in sorted(caches)]
