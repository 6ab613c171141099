# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Communities as IOS-XR's sets hold them: by value, by range ``[a..b]``, or ``*``."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from ...model.routes import NO_ADVERTISE, NO_EXPORT, NO_EXPORT_SUBCONFED
from ...model.terms import CommunityPattern

#: A community as spans of its numbers, both ends included.
_Box = tuple[tuple[int, int], ...]
#: Words that a set takes and prints for well-known communities.
WORDS: dict[tuple[int, ...], str] = {NO_EXPORT: "no-export", NO_ADVERTISE: "no-advertise", NO_EXPORT_SUBCONFED: "local-AS"}


class Attribute(StrEnum):
    """The attribute that holds communities, in RPL's words."""

    STANDARD = "community"
    LARGE = "large-community"

    @property
    def letter(self) -> str:
        """What the name of a set of it begins with."""
        return "C" if self is Attribute.STANDARD else "L"

    @property
    def size(self) -> int:
        """How many numbers one has."""
        return 2 if self is Attribute.STANDARD else 3

    @property
    def highest(self) -> int:
        """The highest of these numbers."""
        return 65535 if self is Attribute.STANDARD else 4294967295


def text(community: tuple[int, ...]) -> str:
    """Print one community as an element of a set."""
    return WORDS.get(community) or ":".join(map(str, community))


def _box(pattern: CommunityPattern, highest: int) -> _Box:
    return tuple((0, highest) if number is None else (number, number) for number in pattern)


def _without(box: _Box, hole: _Box) -> list[_Box]:
    """Return boxes that together hold what is in the box and not in the hole, each community once."""
    if any(low > hole_high or high < hole_low for (low, high), (hole_low, hole_high) in zip(box, hole, strict=True)):
        return [box]
    found: list[_Box] = []
    for place, ((low, high), (hole_low, hole_high)) in enumerate(zip(box, hole, strict=True)):
        for part in ((low, hole_low - 1), (hole_high + 1, high)):
            if part[0] <= part[1]:
                found.append((*box[:place], part, *box[place + 1 :]))
        box = (*box[:place], (max(low, hole_low), min(high, hole_high)), *box[place + 1 :])
    return found


def _span(span: tuple[int, int], highest: int) -> str:
    low, high = span
    if span == (0, highest):
        return "*"
    return str(low) if low == high else f"[{low}..{high}]"


def removed(patterns: Iterable[CommunityPattern], keep: Iterable[CommunityPattern], attribute: Attribute) -> list[str]:
    """Return the elements that together hold what the patterns do without what is kept."""
    highest, size = attribute.highest, attribute.size
    boxes = [_box(pattern, highest) for pattern in dict.fromkeys(patterns) if len(pattern) == size]
    for pattern in keep:
        if len(pattern) == size:
            hole = _box(pattern, highest)
            boxes = [part for box in boxes for part in _without(box, hole)]
    return sorted({_words(box, highest) for box in boxes})


def _words(box: _Box, highest: int) -> str:
    if all(low == high for low, high in box):
        return text(tuple(low for low, _ in box))
    return ":".join(_span(span, highest) for span in box)
