# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Members of Junos communities: a value as it is, a pattern as regular expressions.

Source: Juniper, Routing Policies User Guide, "Defining BGP Communities". A pattern without what is kept of it is spelled out in numbers,
because ``community delete`` takes away whatever a member matches.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...model.terms import CommunityPattern

#: The largest number of a part, by how many parts there are.
_LARGEST = {2: 65535, 3: 4294967295}
_LARGE = "large:"
#: Ranges of numbers, apart and sorted.
_Spans = tuple[tuple[int, int], ...]
_Box = tuple[_Spans, ...]


def member(community: tuple[int, ...]) -> str:
    """Return a community as a member."""
    return (_LARGE if len(community) == 3 else "") + ":".join(map(str, community))


def parsed(text: str) -> tuple[int, ...] | None:
    """Return the community that a member is, or None when it is a pattern or of another kind."""
    parts = text.removeprefix(_LARGE).split(":")
    if len(parts) != (3 if text.startswith(_LARGE) else 2) or not all(
        part.isascii() and part.isdigit() and len(part) < 11 for part in parts
    ):
        return None
    return tuple(map(int, parts))


def members(pattern: CommunityPattern, keep: Iterable[CommunityPattern] = ()) -> list[str]:
    """Return the members that match the communities of a pattern, but those of ``keep``, and no others."""
    largest = _LARGEST[len(pattern)]
    boxes = [_box(pattern, largest)]
    for other in keep:
        if len(other) == len(pattern):
            taken = _box(other, largest)
            boxes = [piece for box in boxes for piece in _without(box, taken)]
    return [_text(box, largest) for box in boxes]


def _box(pattern: CommunityPattern, largest: int) -> _Box:
    return tuple(((0, largest),) if number is None else ((number, number),) for number in pattern)


def _without(box: _Box, taken: _Box) -> Iterator[_Box]:
    """Yield boxes, apart from each other, that together hold what only the first box holds."""
    shared: list[_Spans] = []
    for place, (mine, theirs) in enumerate(zip(box, taken, strict=True)):
        if left := _difference(mine, theirs):
            yield (*shared, left, *box[place + 1 :])
        both = _difference(mine, _difference(mine, theirs))
        if not both:
            return
        shared.append(both)


def _difference(spans: _Spans, taken: _Spans) -> _Spans:
    left = list(spans)
    for low, high in taken:
        cut: list[tuple[int, int]] = []
        for start, end in left:
            if end < low or start > high:
                cut.append((start, end))
                continue
            if start < low:
                cut.append((start, low - 1))
            if end > high:
                cut.append((high + 1, end))
        left = cut
    return tuple(left)


def _text(box: _Box, largest: int) -> str:
    if all(len(spans) == 1 and spans[0][0] == spans[0][1] for spans in box):
        return member(tuple(spans[0][0] for spans in box))
    text = ":".join(_expression(spans, largest) for spans in box)
    # Junos anchors nothing in a community by itself. A large one is bounded by its word in front.
    return f"{_LARGE}{text}" if len(box) == 3 else f"^{text}$"


def _expression(spans: _Spans, largest: int) -> str:
    if spans == ((0, largest),):
        return "[0-9]+"
    found = [item for low, high in spans for item in number_patterns(low, high)]
    return found[0] if len(found) == 1 and found[0].isdigit() else f"({'|'.join(found)})"


def number_patterns(low: int, high: int) -> Iterator[str]:
    """Yield expressions that together match the decimal numbers from low to high and no others.

    From the low end the largest block of numbers that share their first digits is taken each time.
    """
    while low <= high:
        size = 1
        # A block grows tenfold while it starts on its border, does not reach over the end, and keeps its count of digits.
        while low % (size * 10) == 0 and low + size * 10 - 1 <= high and low:
            size *= 10
        head, first = divmod(low // size, 10)
        last = min(9, first + (high - low + 1) // size - 1)
        digit = str(first) if first == last else f"[{first}-{last}]"
        free = len(str(size)) - 1
        yield (str(head) if head else "") + digit + ("" if not free else "[0-9]" if free == 1 else f"[0-9]{{{free}}}")
        low += (last - first + 1) * size
