# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Communities as FRR prints and matches them: its regular expressions see well-known ones as words (8.4.4 and 10.3)."""

from __future__ import annotations

from collections.abc import Iterable

from ...model.routes import BLACKHOLE, GRACEFUL_SHUTDOWN, NO_ADVERTISE, NO_EXPORT, NO_EXPORT_SUBCONFED, WELL_KNOWN
from ...model.terms import CommunityPattern

_WORDS: dict[tuple[int | None, ...], str] = {
    GRACEFUL_SHUTDOWN: "graceful-shutdown",
    BLACKHOLE: "blackhole",
    NO_EXPORT: "no-export",
    NO_ADVERTISE: "no-advertise",
    NO_EXPORT_SUBCONFED: "local-AS",
    (65535, 1): "accept-own",
    (65535, 2): "route-filter-translated-v4",
    (65535, 3): "route-filter-v4",
    (65535, 4): "route-filter-translated-v6",
    (65535, 5): "route-filter-v6",
    (65535, 6): "llgr-stale",
    (65535, 7): "no-llgr",
    (65535, 8): "accept-own-nexthop",
    (65535, 65284): "no-peer",
}
_NUMBERS: dict[str, tuple[int, int]] = {
    # As JSON prints them.
    "gracefulShutdown": GRACEFUL_SHUTDOWN,
    "blackhole": BLACKHOLE,
    "noExport": NO_EXPORT,
    "noAdvertise": NO_ADVERTISE,
    "localAs": NO_EXPORT_SUBCONFED,
    "noPeer": (65535, 65284),
    "acceptOwn": (65535, 1),
    "routeFilterTranslatedV4": (65535, 2),
    "routeFilterV4": (65535, 3),
    "routeFilterTranslatedV6": (65535, 4),
    "routeFilterV6": (65535, 5),
    "llgrStale": (65535, 6),
    "noLlgr": (65535, 7),
    "acceptOwnNexthop": (65535, 8),
}


def text(community: tuple[int, ...]) -> str:
    """Print a community as FRR prints it."""
    return _WORDS.get(community) or ":".join(map(str, community))


def expressions(pattern: CommunityPattern) -> Iterable[str]:
    """Return the regular expressions for one community alone that match the pattern.

    Well-known communities are words: a pattern of numbers does not match them, and ``65535:*`` is every word.
    """
    numeric = "^" + ":".join("[0-9]+" if number is None else str(number) for number in pattern) + "$"
    if len(pattern) == 3 or pattern[0] not in (None, WELL_KNOWN):
        return [numeric]
    if pattern[1] is None:
        return [numeric, "^[a-zA-Z]"]
    word = _WORDS.get((WELL_KNOWN, pattern[1]))
    if word is None:
        return [numeric]
    return [f"^{word}$"] if pattern[0] == WELL_KNOWN else [numeric, f"^{word}$"]


def more_than(count: int) -> str:
    """Return the regular expression for more communities than ``count``, which stand side by side with a space between."""
    return f"^([^ ]+ ){{{count}}}[^ ]"


def numbers(words: Iterable[str]) -> frozenset[tuple[int, int]]:
    """Parse a list of communities as FRR's JSON prints it.

    :raises ValueError: one of them is none.
    """
    found = set()
    for word in words:
        if word in _NUMBERS:
            found.add(_NUMBERS[word])
        elif ":" in word:
            high, _, low = word.partition(":")
            found.add((int(high), int(low)))
    return frozenset(found)
