# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Communities as IOS writes, prints and matches them, with ``ip bgp-community new-format`` (without it they are one number)."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from itertools import product

from ...model.routes import GRACEFUL_SHUTDOWN, NO_ADVERTISE, NO_EXPORT, NO_EXPORT_SUBCONFED
from ...model.terms import CommunityPattern
from ..number_ranges import Box, boxes_of, numbers

#: Words that IOS takes and prints (native YANG model, ip community-list standard).
WORDS: dict[tuple[int, ...], str] = {
    NO_EXPORT: "no-export",
    NO_ADVERTISE: "no-advertise",
    NO_EXPORT_SUBCONFED: "local-AS",
    GRACEFUL_SHUTDOWN: "gshut",
}
_NUMBERS = {word: community for community, word in WORDS.items()} | {"graceful-shutdown": GRACEFUL_SHUTDOWN}


class Attribute(StrEnum):
    """The attribute that holds communities, in the words of a match."""

    STANDARD = "community"
    LARGE = "large-community"

    @property
    def size(self) -> int:
        """How many numbers one has."""
        return 2 if self is Attribute.STANDARD else 3

    @property
    def highest(self) -> int:
        """The highest of these numbers."""
        return 65535 if self is Attribute.STANDARD else 4294967295

    @property
    def deletion(self) -> str:
        """The words before the list by which communities are removed."""
        return "comm-list" if self is Attribute.STANDARD else "large-comm-list"


def text(community: tuple[int, ...]) -> str:
    """Print a community."""
    return WORDS.get(community) or ":".join(map(str, community))


def parse(word: str) -> tuple[int, ...] | None:
    """Parse one community as IOS prints it: a word, numbers with colons, or one number in the old format. None: it is none."""
    if word in _NUMBERS:
        return _NUMBERS[word]
    parts = word.split(":")
    if not all(part.isascii() and part.isdigit() and len(part) <= 10 for part in parts) or len(parts) > 3:
        return None
    found = tuple(int(part) for part in parts)
    return (found[0] >> 16, found[0] & 65535) if len(found) == 1 else found


def canonical(line: str) -> str:
    """Return an entry of a standard list in the one spelling that is compared, its communities sorted."""
    found = [parse(word) for word in line.split()]
    return line if None in found or not found else " ".join(text(item) for item in sorted(item for item in found if item is not None))


def removed(
    steps: Iterable[tuple[Iterable[CommunityPattern], Iterable[CommunityPattern]]],
    spared: Iterable[CommunityPattern],
    attribute: Attribute,
) -> tuple[bool, tuple[str, ...]]:
    """Return the permits of a list that together hold what removals remove, and whether they are regular expressions.

    :param steps: patterns, and those that are kept of them. ``spared``: what no step removes.
    """
    size, spared = attribute.size, list(spared)
    found: set[Box] = set()
    for patterns, keep in steps:
        found.update(boxes_of(patterns, [*keep, *spared], size, attribute.highest))
    if all(low == high for box in found for low, high in box):
        return False, tuple(sorted(text(tuple(low for low, _ in box)) for box in found))
    return True, tuple(sorted({expression for box in found for expression in _expressions(box, attribute)}))


def _expressions(box: Box, attribute: Attribute) -> Iterable[str]:
    spans = [["[0-9]+"] if span == (0, attribute.highest) else list(numbers(*span)) for span in box]
    yield from (f"_{':'.join(parts)}_" for parts in product(*spans))
    if attribute is Attribute.STANDARD:
        for community, word in WORDS.items():
            if all(low <= number <= high for number, (low, high) in zip(community, box, strict=True)):
                yield f"_{word}_"
