# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Communities that a pattern stands for as boxes of numbers, so that what is kept can be cut out of what is removed."""

from __future__ import annotations

from collections.abc import Iterable

from ..model.terms import CommunityPattern

#: A community as spans of its numbers, both ends included.
Box = tuple[tuple[int, int], ...]


def box_of(pattern: CommunityPattern, highest: int) -> Box:
    """Return the box of one pattern."""
    return tuple((0, highest) if number is None else (number, number) for number in pattern)


def _without(box: Box, hole: Box) -> list[Box]:
    """Return boxes that together hold what is in the box and not in the hole, each community once."""
    if any(low > hole_high or high < hole_low for (low, high), (hole_low, hole_high) in zip(box, hole, strict=True)):
        return [box]
    found: list[Box] = []
    for place, ((low, high), (hole_low, hole_high)) in enumerate(zip(box, hole, strict=True)):
        for part in ((low, hole_low - 1), (hole_high + 1, high)):
            if part[0] <= part[1]:
                found.append((*box[:place], part, *box[place + 1 :]))
        box = (*box[:place], (max(low, hole_low), min(high, hole_high)), *box[place + 1 :])
    return found


def boxes(patterns: Iterable[CommunityPattern], keep: Iterable[CommunityPattern], highest: int) -> list[Box]:
    """Return the boxes that together hold what the patterns do without what is kept; all of one size.

    :param highest: the highest of a community's numbers.
    """
    found = [box_of(pattern, highest) for pattern in dict.fromkeys(patterns)]
    for pattern in keep:
        hole = box_of(pattern, highest)
        found = [part for box in found for part in _without(box, hole)]
    return found
