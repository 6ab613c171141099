# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Communities as EOS prints and matches them: some well-known ones are words, and patterns are regular expressions."""

from __future__ import annotations

import re

from ...model.routes import BLACKHOLE, GRACEFUL_SHUTDOWN, NO_ADVERTISE, NO_EXPORT, NO_EXPORT_SUBCONFED
from ...model.terms import CommunityPattern

#: What the router prints for them (user manual, set community).
WORDS: dict[tuple[int, ...], str] = {
    GRACEFUL_SHUTDOWN: "GSHUT",
    NO_EXPORT: "no-export",
    NO_ADVERTISE: "no-advertise",
    NO_EXPORT_SUBCONFED: "local-as",
}
#: Also words of other releases, in lower case.
_NUMBERS = {word.lower(): numbers for numbers, word in WORDS.items()} | {"graceful-shutdown": GRACEFUL_SHUTDOWN, "blackhole": BLACKHOLE}
_STANDARD = re.compile(r"[0-9]{1,5}:[0-9]{1,5}", re.ASCII)
_LARGE = re.compile(r"[0-9]{1,10}:[0-9]{1,10}:[0-9]{1,10}", re.ASCII)


def text(community: tuple[int, ...]) -> str:
    """Print one community."""
    return WORDS.get(community) or ":".join(map(str, community))


def number(word: str) -> tuple[int, ...] | None:
    """Return the community that a word stands for; None when it is none."""
    if _STANDARD.fullmatch(word) or _LARGE.fullmatch(word):
        return tuple(int(part) for part in word.split(":"))
    return _NUMBERS.get(word.lower())


def spelled(word: str) -> str:
    """Return a word as we print it, where it is a community in any spelling."""
    found = number(word)
    return word if found is None else text(found)


def expression(pattern: CommunityPattern) -> str:
    """Return the regular expression for one community that the pattern means. No pattern of a policy means well-known ones alone."""
    return "^" + ":".join("[0-9]+" if part is None else str(part) for part in pattern) + "$"
