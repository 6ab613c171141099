# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Communities as FRR prints and matches them: its regular expressions see well-known ones as words (8.4.4 and 10.3)."""

from __future__ import annotations

from collections.abc import Iterable

from ...model.routes import BLACKHOLE, GRACEFUL_SHUTDOWN, NO_ADVERTISE, NO_EXPORT, NO_EXPORT_SUBCONFED
from ...model.terms import CommunityPattern

_WORDS: dict[tuple[int | None, ...], str] = {
    GRACEFUL_SHUTDOWN: "graceful-shutdown",
    BLACKHOLE: "blackhole",
    NO_EXPORT: "no-export",
    NO_ADVERTISE: "no-advertise",
    NO_EXPORT_SUBCONFED: "local-AS",
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
    if pattern in _WORDS:
        return [f"^{_WORDS[pattern]}$"]
    numeric = "^" + ":".join("[0-9]+" if number is None else str(number) for number in pattern) + "$"
    return [numeric, "^[a-zA-Z]"] if pattern == (65535, None) else [numeric]


def more_than(count: int) -> str:
    """Return the regular expression for more communities than ``count``, which stand side by side with a space between."""
    return f"^([^ ]+ ){{{count}}}[^ ]"


def numbers(words: Iterable[str]) -> frozenset[tuple[int, int]]:
    """Parse a list of communities as FRR's JSON prints it."""
    found = set()
    for word in words:
        if word in _NUMBERS:
            found.add(_NUMBERS[word])
        elif ":" in word:
            high, low = word.split(":")
            found.add((int(high), int(low)))
    return frozenset(found)
