# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Clauses of one EOS route-map, written as statements with jumps between them.

A clause holds when all of its ``match`` lines do, and each kind of line can stand in it once. There is no ``or`` and, but for a few
kinds, no ``not``: an alternative is a clause of its own, and what must not hold is a clause that jumps over the next ones. ``continue N``
is a jump that is always forward; where no clause after a jump holds, the last one that held decides, so the last clause of ours holds
always. A ``deny`` ends the evaluation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import product

from ...model.policies import PolicyError
from ..conditions import All, Any, Comparison, Condition

#: Between two clauses, so that a person can put one in.
_STEP = 10
#: User manual, route-map: 1 to 16777215.
_LAST = 16777215


def alternatives(condition: Condition) -> list[tuple[Comparison, ...]]:
    """Return the ways in which a condition can hold; each is comparisons that hold together."""
    match condition:
        case Comparison():
            return [(condition,)]
        case Any(parts):
            return [way for part in parts for way in alternatives(part)]
        case All(parts):
            return [tuple(dict.fromkeys(item for way in ways for item in way)) for ways in product(*(alternatives(part) for part in parts))]


def _kind(text: str) -> str:
    """Return what can stand in a clause once."""
    kind = text.rpartition(" ")[0]
    return "match as-path" if kind.startswith("match as-path length") else kind


class Mark:
    """A place to jump to."""


@dataclass(frozen=True)
class _Clause:
    action: str
    lines: tuple[str, ...]
    jump: Mark | None


@dataclass
class Clauses:
    """The clauses of one route-map, in order."""

    _clauses: list[_Clause] = field(default_factory=list)
    _places: dict[Mark, int] = field(default_factory=dict)

    def add(self, action: str, lines: Iterable[str], jump: Mark | None = None) -> None:
        """Add a clause as it is."""
        self._clauses.append(_Clause(action, tuple(lines), jump))

    def place(self, mark: Mark) -> None:
        """Let a mark be the clause that comes next."""
        self._places[mark] = len(self._clauses)

    def when(self, condition: Condition, action: str, lines: Iterable[str], jump: Mark | None) -> None:
        """Add what takes an action where a condition holds, and nothing elsewhere. A condition that never holds adds nothing."""
        told = tuple(lines)
        for way in alternatives(condition):
            self._when_all(way, action, told, jump)

    def _when_all(self, comparisons: tuple[Comparison, ...], action: str, lines: tuple[str, ...], jump: Mark | None) -> None:
        after = Mark()
        here: dict[str, str] = {}
        for item in comparisons:
            if item.is_negated:
                self.add("permit", [item.text], after)
            elif _kind(item.text) not in here:
                here[_kind(item.text)] = item.text
            else:
                held = Mark()
                self.add("permit", [item.text], held)
                self.add("permit", [], after)
                self.place(held)
        self.add(action, (*here.values(), *lines), jump)
        self.place(after)

    def body(self) -> Iterator[str]:
        """Return the lines of the route-map: a clause's action and number, then its lines, indented and sorted.

        :raises PolicyError: there are more clauses than a route-map takes.
        """
        if len(self._clauses) * _STEP > _LAST:
            raise PolicyError(f"EOS: a route-map would have {len(self._clauses)} clauses; declare a smaller AS-SET")
        for place, clause in enumerate(self._clauses, 1):
            yield f"{clause.action} {_STEP * place}"
            told = [f"continue {_STEP * (self._places[clause.jump] + 1)}"] if clause.jump is not None else []
            yield from (f" {line}" for line in sorted((*clause.lines, *told)))
