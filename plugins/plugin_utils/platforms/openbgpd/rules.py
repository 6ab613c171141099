# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Filter rules of bgpd.conf(5): conditions put together, and what is said by marks because the language has no "not" and no "or".

A mark is an extended community that nobody may send (``soo`` of ASN 4294967295, RFC 7300). ``match`` sets it, another ``match`` deletes
it where something spares the route, ``deny quick`` looks at it. All marks are deleted before the first rule of a chain and behind the
last. Extended communities, because policies neither look at them nor count or remove them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import product

from ...model.policies import PolicyError
from ...model.routes import Direction
from ...model.terms import CommunityPattern

#: The global administrator of marks: the last ASN, which is nobody's.
_NOBODY = 4294967295
#: How many communities one rule can look at.
_MOST_COMMUNITIES = 3
_FAMILY_WORD = {4: "inet", 6: "inet6"}
_DIRECTION_WORD = {Direction.IMPORT: "from", Direction.EXPORT: "to"}
ALL_MARKS = f"ext-community delete soo {_NOBODY}:*"


#: Rules that do nothing: in bgpd's own print they show where our files are among the operator's rules.
GUARD_BEGINS, GUARD_ENDS, SEAL_BEGINS, SEAL_ENDS = 65001, 65002, 65003, 65004


def landmark(number: int) -> str:
    """Return a rule that changes nothing and that nothing else is like."""
    return f"match from any {mark(number)}"


def mark(number: int) -> str:
    """Return a mark, as a rule matches and sets it."""
    return f"ext-community soo {_NOBODY}:{number}"


def unmark(number: int) -> str:
    """Return the attribute set that deletes a mark."""
    return f"ext-community delete soo {_NOBODY}:{number}"


def community(pattern: CommunityPattern | tuple[int, ...]) -> str:
    """Return a community or large community, or a pattern of them, as a rule matches and sets it."""
    kind = "community" if len(pattern) == 2 else "large-community"
    return f"{kind} {_numbers(pattern)}"


def delete(pattern: CommunityPattern) -> str:
    """Return the attribute set that deletes communities of a pattern."""
    kind = "community" if len(pattern) == 2 else "large-community"
    return f"{kind} delete {_numbers(pattern)}"


def _numbers(pattern: Iterable[int | None]) -> str:
    return ":".join("*" if number is None else str(number) for number in pattern)


@dataclass(frozen=True, slots=True)
class Condition:
    """What one rule asks of a route: at most one thing per slot (a parameter of bgpd.conf), and up to three communities."""

    slots: tuple[tuple[str, str], ...] = ()
    communities: tuple[str, ...] = ()

    def joined(self, other: Condition) -> Condition | None:
        """Return both together; None when one rule cannot ask for both."""
        mine = dict(self.slots)
        for slot, text in other.slots:
            if mine.setdefault(slot, text) != text:
                return None
        communities = tuple(dict.fromkeys((*self.communities, *other.communities)))
        return Condition(tuple(sorted(mine.items())), communities) if len(communities) <= _MOST_COMMUNITIES else None


ANYTHING = Condition()
#: Slots in the order in which rules show them.
_ORDER = ("prefix", "origin-set", "as", "length", "nexthop", "ovs", "avs", "standard", "large")


def marked(number: int) -> Condition:
    """Return the condition that a route has a mark."""
    return Condition(communities=(mark(number),))


#: Alternatives of which one must hold.
Alternatives = tuple[Condition, ...]


@dataclass
class RuleWriter:
    """Writes the rules of one session, direction and family.

    bgpd folds neighboring rules with the same condition into one, and in one rule deletes come before what is set. So a rule that
    deletes behind one that sets is kept apart from it by a rule that does nothing.
    """

    address: str
    direction: Direction
    family: int
    lines: list[str] = field(default_factory=list)
    _last: str = ""
    _has_set: bool = False
    _scratch: int = 1000

    def _said(self, action: str, condition: Condition) -> str:
        slots = dict(condition.slots)
        words = [action, _DIRECTION_WORD[self.direction], self.address, slots.pop("prefix", _FAMILY_WORD[self.family])]
        words += [slots[slot] for slot in _ORDER if slot in slots]
        return " ".join((*words, *condition.communities))

    def match(self, condition: Condition, *changes: str) -> None:
        """Write a rule that changes attributes. In one rule deletes act before what is set."""
        said = self._said("match", condition)
        deletes = any(" delete " in change for change in changes)
        if said == self._last and self._has_set and deletes:
            self.lines.append(self._said("match", Condition((("length", "max-as-len 65535"),))))
            self._has_set = False
        if said != self._last:
            self._has_set = False
        self._has_set |= any(" delete " not in change for change in changes)
        self._last = said
        self.lines.append(f"{said} set {{ {', '.join(changes)} }}")

    def deny(self, condition: Condition) -> None:
        """Write a rule that rejects, whatever comes behind it."""
        self._write("deny quick", condition)

    def allow(self) -> None:
        """Write the rule that accepts what was not rejected; later rules can still reject."""
        self._write("allow", ANYTHING)

    def _write(self, action: str, condition: Condition) -> None:
        self._last, self._has_set = "", False
        self.lines.append(self._said(action, condition))

    def packed(self, conditions: Iterable[Alternatives], base: Condition = ANYTHING) -> Alternatives:
        """Return alternatives of which one holds when ``base`` and one of each of the conditions do.

        What one rule cannot ask for is asked in steps, each of which leaves a mark for the next.
        """
        now: Alternatives = (base,)
        for alternatives in conditions:
            together = self._together(now, alternatives)
            if together is None:
                self._scratch += 1
                for condition in now:
                    self.match(condition, mark(self._scratch))
                together = self._together((marked(self._scratch),), alternatives)
            if together is None:
                raise PolicyError("one rule cannot ask for this condition")
            now = together
        return now

    @staticmethod
    def _together(now: Alternatives, alternatives: Alternatives) -> Alternatives | None:
        joined = [one.joined(other) for one, other in product(now, alternatives)]
        found = tuple(item for item in joined if item is not None)
        return found if len(found) == len(joined) else None


def slot(name: str, text: str) -> Condition:
    """Return a condition of one slot."""
    return Condition(((name, text),))


def choices(slot_name: str, texts: Iterable[str]) -> Alternatives:
    """Return alternatives of one slot."""
    return tuple(slot(slot_name, text) for text in texts)
