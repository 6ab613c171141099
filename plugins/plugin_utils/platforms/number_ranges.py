# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Spans of numbers: as regular expressions of their digits, and as the communities that patterns stand for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..model.terms import CommunityPattern

#: A community as spans of its numbers, both ends included.
Box = tuple[tuple[int, int], ...]


def numbers(low: int, high: int) -> Iterator[str]:
    """Return regular expressions that together match the numbers from low to high, both included, and no others."""
    while low <= high:
        # The largest block of numbers with the same first digits that begins at low and ends before high does.
        size = 1
        while low % (size * 10) == 0 and low + size * 10 - 1 <= high and len(str(low)) > len(str(size)):
            size *= 10
        steps = min(9 - low // size % 10, (high - low + 1) // size - 1)
        head, digit = str(low // size)[:-1], low // size % 10
        first = str(digit) if steps == 0 else f"[{digit}-{digit + steps}]"
        yield head + first + "[0-9]" * (len(str(size)) - 1)
        low += size * (steps + 1)


def _box(pattern: CommunityPattern, highest: int) -> Box:
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


def boxes_of(patterns: Iterable[CommunityPattern], keep: Iterable[CommunityPattern], size: int, highest: int) -> list[Box]:
    """Return boxes that together hold what the patterns of a size do without what is kept."""
    boxes = [_box(pattern, highest) for pattern in dict.fromkeys(patterns) if len(pattern) == size]
    for pattern in keep:
        if len(pattern) == size:
            hole = _box(pattern, highest)
            boxes = [part for box in boxes for part in _without(box, hole)]
    return boxes
