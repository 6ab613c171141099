# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Communities as IOS-XR's sets hold them: by value, by range ``[a..b]``, or ``*``."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from ...model.routes import NO_ADVERTISE, NO_EXPORT, NO_EXPORT_SUBCONFED
from ...model.terms import CommunityPattern
from ..number_ranges import Box, boxes_of

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


def _span(span: tuple[int, int], highest: int) -> str:
    low, high = span
    if span == (0, highest):
        return "*"
    return str(low) if low == high else f"[{low}..{high}]"


def removed(patterns: Iterable[CommunityPattern], keep: Iterable[CommunityPattern], attribute: Attribute) -> list[str]:
    """Return the elements that together hold what the patterns do without what is kept."""
    highest, size = attribute.highest, attribute.size
    boxes = boxes_of(patterns, keep, size, highest)
    return sorted({_words(box, highest) for box in boxes})


def _words(box: Box, highest: int) -> str:
    if all(low == high for low, high in box):
        return text(tuple(low for low, _ in box))
    return ":".join(_span(span, highest) for span in box)
