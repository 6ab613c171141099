# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Regular expressions of routers, matched in time that grows with the text alone: what somebody configured must not hang an audit.

POSIX extended (FRR) and Cisco's ("Cisco IOS Regular Expressions"), with ``_`` for the beginning, the end, a space, a comma, braces and
parentheses. IOS counts no repetition: braces are braces there. Whatever else there is (classes by name, back references) is not read.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

_BORDER = frozenset(" ,{}()")
#: Characters of what is matched: paths and communities are printed in these, and well-known communities in words.
_ALPHABET = frozenset(map(chr, range(32, 127)))
_MOST_STATES = 20000
_MOST_REPEATED = 255


class _NotRead(Exception):
    """An expression says something that is not understood."""


@dataclass(frozen=True, slots=True)
class _Node:
    """A part of an expression: ``kind`` is set, start, end, join, either, or repeat."""

    kind: str
    characters: frozenset[str] = frozenset()
    parts: tuple[_Node, ...] = ()
    least: int = 0
    most: int | None = None
    has_border: bool = False


_EITHER_BORDER = _Node("either", parts=(_Node("start"), _Node("end"), _Node("set", _BORDER)), has_border=True)


class _Reader:
    def __init__(self, text: str, knows_repetition: bool, repeats_borders: bool) -> None:
        self._text, self._place = text, 0
        self._knows_repetition, self._repeats_borders = knows_repetition, repeats_borders

    def whole(self) -> _Node:
        found = self._either()
        if self._place < len(self._text):
            raise _NotRead
        return found

    def _next(self) -> str:
        return self._text[self._place : self._place + 1]

    def _either(self) -> _Node:
        parts = [self._join()]
        while self._next() == "|":
            self._place += 1
            parts.append(self._join())
        return parts[0] if len(parts) == 1 else _Node("either", parts=tuple(parts), has_border=any(part.has_border for part in parts))

    def _join(self) -> _Node:
        parts: list[_Node] = []
        while self._next() not in ("", "|", ")"):
            parts.append(self._repeated(self._one()))
        return _Node("join", parts=tuple(parts), has_border=any(part.has_border for part in parts))

    def _repeated(self, part: _Node) -> _Node:
        while True:
            character = self._next()
            if character in ("*", "+", "?") and character:
                least, most = {"*": (0, None), "+": (1, None), "?": (0, 1)}[character]
                self._place += 1
            elif character == "{" and self._knows_repetition:
                least, most = self._counted()
            else:
                return part
            if part.has_border and not self._repeats_borders and most != 1:
                raise _NotRead
            part = _Node("repeat", parts=(part,), least=least, most=most, has_border=part.has_border)

    def _counted(self) -> tuple[int, int | None]:
        end = self._text.find("}", self._place)
        low, comma, high = self._text[self._place + 1 : max(end, 0)].partition(",")
        if end < 0 or not low.isdigit() or (high and not high.isdigit()):
            raise _NotRead
        self._place = end + 1
        least, most = int(low), (int(high) if high else None) if comma else int(low)
        if max(least, most or 0) > _MOST_REPEATED or (most is not None and most < least):
            raise _NotRead
        return least, most

    def _one(self) -> _Node:
        character = self._next()
        self._place += 1
        if character == "(":
            inside = self._either()
            if self._next() != ")":
                raise _NotRead
            self._place += 1
            return inside
        if character == "[":
            return _Node("set", self._class())
        if character == "\\":
            escaped = self._next()
            if not escaped or escaped.isalnum():
                raise _NotRead
            self._place += 1
            return _Node("set", frozenset(escaped))
        if character in "*+?" or (character == "{" and self._knows_repetition):
            raise _NotRead
        simple = {"^": _Node("start"), "$": _Node("end"), ".": _Node("set", _ALPHABET), "_": _EITHER_BORDER}
        return simple.get(character, _Node("set", frozenset(character)))

    def _class(self) -> frozenset[str]:
        is_negated = self._next() == "^"
        self._place += is_negated
        found: set[str] = set()
        is_first = True
        while is_first or self._next() != "]":
            is_first = False
            character = self._next()
            if not character or (character == "[" and self._text[self._place + 1 : self._place + 2] in (":", ".", "=")):
                raise _NotRead
            self._place += 1
            last = self._text[self._place + 1 : self._place + 2]
            if self._next() == "-" and last not in ("", "]"):
                self._place += 2
                if last < character or last == "[":
                    raise _NotRead
                found.update(map(chr, range(ord(character), ord(last) + 1)))
            else:
                found.add(character)
        self._place += 1
        return _ALPHABET - found if is_negated else frozenset(found)


@dataclass
class Machine:
    """An expression as states. ``moves``: what a state asks of a character; ``free``: where it goes without one, and when."""

    moves: list[tuple[frozenset[str], int] | None] = field(default_factory=list)
    free: list[list[tuple[str, int]]] = field(default_factory=list)
    first: int = 0
    last: int = 0

    def _new(self) -> int:
        if len(self.moves) >= _MOST_STATES:
            raise _NotRead
        self.moves.append(None)
        self.free.append([])
        return len(self.moves) - 1

    def _build(self, node: _Node, start: int) -> int:
        """Add a part behind a state, and return the state behind it."""
        if node.kind == "join":
            for part in node.parts:
                start = self._build(part, start)
            return start
        if node.kind == "repeat":
            return self._repeat(node, start)
        end = self._new()
        if node.kind == "set":
            begin = self._new()
            self.free[start].append(("", begin))
            self.moves[begin] = (node.characters, end)
        elif node.kind == "either":
            for part in node.parts:
                begin = self._new()
                self.free[start].append(("", begin))
                self.free[self._build(part, begin)].append(("", end))
        else:
            self.free[start].append((node.kind, end))
        return end

    def _repeat(self, node: _Node, start: int) -> int:
        (part,) = node.parts
        for _ in range(node.least):
            start = self._build(part, start)
        end = self._new()
        if node.most is None:
            again = self._new()
            self.free[start].append(("", again))
            self.free[again].append(("", end))
            self.free[self._build(part, again)].append(("", again))
            return end
        self.free[start].append(("", end))
        for _ in range(node.most - node.least):
            start = self._build(part, start)
            self.free[start].append(("", end))
        return end

    def _reached(self, states: set[int], place: int, length: int) -> set[int]:
        seen, left = set(states), list(states)
        while left:
            for when, to in self.free[left.pop()]:
                if to not in seen and not (when == "start" and place > 0) and not (when == "end" and place < length):
                    seen.add(to)
                    left.append(to)
        return seen

    def search(self, text: str) -> bool:
        """Tell whether the expression matches somewhere in a text."""
        states: set[int] = set()
        for place in range(len(text) + 1):
            states = self._reached(states | {self.first}, place, len(text))
            if self.last in states:
                return True
            if place < len(text):
                states = {move[1] for state in states if (move := self.moves[state]) is not None and text[place] in move[0]}
        return False


@lru_cache(maxsize=4096)
def machine(text: str, knows_repetition: bool, repeats_borders: bool) -> Machine | None:
    """Return an expression to search with; None: it is not understood.

    ``repeats_borders``: ``_`` inside of something repeated is what it is elsewhere (FRR 8.4.4 and 10.3 match too often then).
    """
    found = Machine()
    try:
        node = _Reader(text, knows_repetition, repeats_borders).whole()
        found.first = found._new()
        found.last = found._build(node, found.first)
    except (_NotRead, RecursionError):
        return None
    return found
