# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The lines of a configuration that are about one session or interface, whatever OS wrote them.

Configurations are indented by what belongs together: a line stands for itself, for what is indented below it, and, where the block that it
is in is short, for that block. No vendor's language is read here; what the lines mean is what an audit says.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, islice

from ..audit.tree import Line

#: Lines of one place at most, and of a block that is shown whole.
MOST_LINES = 120
_SHORT_BLOCK = 25
#: A running configuration comes without secrets; a file that somebody gives may have them.
_SECRET = re.compile(r"(?i)\b(password|secret|key-string|privkey|authentication-key|tcp-md5-key|md5sig key|md5 key)\b\W.*")


#: What a name goes on with, before and behind it. A dash stands before and behind it in names of objects that are called after it.
_BEFORE = re.compile(r"[\w.:/]")
_BEHIND = re.compile(r"[\w.:]|/\d")


class Excerpts:
    """Excerpts of one configuration, which is searched as a whole: it may have a million lines."""

    def __init__(self, text: str) -> None:
        kept = text.splitlines(keepends=True)
        self._text = text
        self._lines = text.splitlines()
        self._starts = [0, *accumulate(map(len, kept))]

    def of(self, name: str) -> tuple[Line, ...]:
        """Return the lines that are about a name, such as a session's address, in their order.

        Those that name it come before those that name an object called after it, such as a filter; 120 at most, and how many more
        there are.
        """
        lines = self._lines
        wanted: dict[int, None] = {}
        places = [*self._places(name)]
        for number in dict.fromkeys((*(number for number, is_itself in places if is_itself), *(number for number, _ in places))):
            if number not in wanted:
                wanted.update(dict.fromkeys(_around(lines, number)))
        chosen = [number for number in wanted if lines[number].strip()]
        found = [Line(number + 1, _SECRET.sub(r"\1 ***", " ".join(lines[number].split()))) for number in sorted(chosen[:MOST_LINES])]
        more = len(chosen) - len(found)
        return (*found, Line(0, f"and {more} more lines")) if more else tuple(found)

    def _places(self, name: str) -> Iterator[tuple[int, bool]]:
        """Yield the lines that have a name, and whether it is the name itself there, none of an object."""
        at = self._text.find(name) if name else -1
        while at >= 0:
            before, behind = self._text[at - 1 : at] if at else "", self._text[at + len(name) : at + len(name) + 2]
            if not _BEFORE.match(before) and not _BEHIND.match(behind):
                yield bisect_right(self._starts, at) - 1, before != "-" and not behind.startswith("-")
            at = self._text.find(name, at + 1)


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip())


def _around(lines: Sequence[str], number: int) -> Iterator[int]:
    """Yield the places of a line, of what is below it, and of its block or, where that is long, of the heads that it is under."""
    depth = _depth(lines[number])
    yield number
    yield from _below(lines, number)
    for place in range(number - 1, -1, -1):
        if lines[place].strip() and _depth(lines[place]) < depth:
            depth = _depth(lines[place])
            yield place
            block = [*islice(_below(lines, place), _SHORT_BLOCK + 1)]
            if len(block) <= _SHORT_BLOCK:
                yield from block
        if not depth:
            return


def _below(lines: Sequence[str], number: int) -> Iterator[int]:
    """Yield what is indented deeper after a line, and the brace or tag that ends it."""
    depth = _depth(lines[number])
    for place in range(number + 1, len(lines)):
        if lines[place].strip() and _depth(lines[place]) <= depth:
            if lines[place].strip().startswith(("}", "</")):
                yield place
            return
        yield place
