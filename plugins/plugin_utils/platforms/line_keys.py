# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Bindings and lines at neighbors, on routers whose configuration is lines. What a line sets has a name there, and one line."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import NamedTuple

from ..model.policies import Finding
from .findings import IN_A_WINDOW, IN_THE_INTENT
from .pair_names import OURS


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


def waiting(control: str, address: str, said: str, what: str, names: Mapping[str, str]) -> Finding:
    """Return the finding for a line that waits because it resets the session."""
    return Finding(control, "warning", neighbor_words(address, names), f"{what}, it resets the session: {said}", IN_A_WINDOW, (said,))


def freed(
    bindings: Mapping[BindingKey, str], address: str, theirs: Callable[[BindingKey], str | None], inherited: Mapping[BindingKey, str]
) -> tuple[dict[BindingKey, str], list[BindingKey]]:
    """Return how the sessions of an address are without us: the operator's own policies bound, ours unbound where a group has theirs.

    :param theirs: the operator's policy that acts on a session. ``inherited``: those that groups bind.
    """
    bound: dict[BindingKey, str] = {}
    unbound: list[BindingKey] = []
    for key, name in bindings.items():
        if key.address != address or not name.startswith(OURS):
            continue
        policy = theirs(key)
        if policy is None or inherited.get(key) == policy:
            unbound.append(key)
        else:
            bound[key] = policy
    return bound, unbound


def owned_lines(lines: Mapping[LineKey, str], owned: Collection[LineKey], address: str) -> dict[LineKey, str]:
    """Return the lines of ours at a neighbor."""
    return {key: line for key, line in lines.items() if key.address == address and key in owned}


def kept_back(
    lines: dict[LineKey, str],
    resets: Callable[[LineKey, str], bool],
    what: str,
    said: Callable[[LineKey, str], str],
    names: Mapping[str, str],
    controls: Mapping[str, str],
) -> list[Finding]:
    """Take off a wish the lines that would reset a session, and say so.

    :param what: what does not happen yet. ``said``: such a line in words. ``controls``: whose line a slot is, where it is one's alone.
    """
    findings = []
    for key, line in sorted(lines.items()):
        if resets(key, line):
            del lines[key]
            findings.append(waiting(controls.get(key.slot, "D02"), key.address, said(key, line), what, names))
    return findings


def cache_left(host: str, port: int) -> Finding:
    """Return the finding for an RPKI cache of ours that a rollback leaves."""
    what = f"a rollback leaves the cache {host} port {port}"
    return Finding("D04", "warning", "RPKI", what, IN_THE_INTENT, (f"RPKI cache {host} port {port}",))


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
    remedy = IN_THE_INTENT
    found = [
        Finding(
            "D04",
            "warning",
            neighbor_words(key.address, names),
            f"a rollback changes filters alone and leaves: {words(key, now[key])}"
            + (f"; it was: {shown(old[key])}" if key in old else "; it was not there"),
            remedy,
            (words(key, now[key]),),
        )
        for key in changed
        if key in now
    ]
    return found + [cache_left(host, port) for host, port in sorted(caches)]
