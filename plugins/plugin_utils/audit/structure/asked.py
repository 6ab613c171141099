# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Ask the sessions of a skeleton about every control.

Decided by structure: F20, B05, F15, S01, S02, S03, V01, B01, B02; F12 where there is no ROA at all, and F13 where everything that a
customer sends passes. What only routes that are followed could tell is unknown, and never holds.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.routes import Direction, Relation
from ..probes import Known
from ..sessions import UPWARD, Answer, AskedSession, Standing, of_the_router, unsure
from ..tree import Line
from .skeleton import Carried, End, Policy, SessionSkeleton, Skeleton

#: What is decided by following routes where an evaluator knows the OS.
EVALUATED = frozenset(["F01", "F02", "F03", "F04", "F05", "F06", "F07", "F08", "F09", "F12", "F13", "F16", "F21", "E01", "E02", "E03"])
_OF_CUSTOMERS = ("F13", "F16")
_NOT_FOLLOWED = "filters of this OS are not followed route by route"
_LOOK = "look at what is bound, or harden the router: then each control is read back"
_STANDING = {
    End.DENIES: Standing.HOLDS,
    End.PERMITS_REST: Standing.HOLDS,
    End.PERMITS_ALL: Standing.OPEN,
    End.UNKNOWN: Standing.UNKNOWN,
}


def answers(skeleton: Skeleton, known: Known) -> tuple[Answer, ...]:
    """Ask all eBGP sessions of a skeleton, declared or not."""
    sessions = [item.session for item in skeleton.sessions]
    found = [*of_the_router((*skeleton.unread, *skeleton.elsewhere), sessions, known, skeleton.is_whole and not skeleton.elsewhere)]
    for item in skeleton.sessions:
        if item.is_external is not False:
            found += _Session(skeleton, item, known).answers()
    return tuple(found)


class _Session(AskedSession):
    def __init__(self, skeleton: Skeleton, mine: SessionSkeleton, known: Known) -> None:
        super().__init__(mine.session, known, skeleton.words.activate)
        self._skeleton, self._mine, self._words = skeleton, mine, skeleton.words
        self._unread = (*skeleton.unread, *mine.unread)

    def answers(self) -> Iterator[Answer]:
        yield from self.declared()
        decided = [*self._options()]
        for family, carried in self._mine.families.items():
            decided += self._bindings(family, carried)
            if self.relation is not Relation.COLLECTOR:
                decided.append(self._limit(family, carried))
        yield from map(self._sure, decided)
        if self.relation is Relation.CUSTOMER and self._words.sources is not None:
            yield from self.sources(self._skeleton.interfaces, self._words.sources)
        yield from self._undecided({item.control for item in decided if item.family == 0}, decided)

    def _sure(self, answer: Answer) -> Answer:
        """What is missing may stand elsewhere, and what is not understood may turn all."""
        title, elsewhere = self.session.title, self._skeleton.elsewhere
        if self._unread:
            return unsure(answer, self._unread, title)
        is_missing = answer.control == "B05" or all(line == self.session.line or not line.number for line in answer.lines)
        return unsure(answer, elsewhere, title) if elsewhere and is_missing else answer

    def _at(self, line: str) -> str:
        return f"add at {self.session.name}: {line}"

    def _options(self) -> Iterator[Answer]:
        words, item = self._words, self._mine
        if words.ttl:
            yield self.by_line("S01", item.ttl, words.ttl, self._at(words.ttl))
        if words.secret and (item.secret is not None or words.is_secret_shown):
            yield self.by_line("S02", item.secret, "password", self._at(words.secret))
        role = words.roles.get(self.relation) if self.relation else None
        if role is not None:
            remedy = f"set at {self.session.name}: {words.role} {role}"
            if item.role is not None and item.role[0] != role:
                yield self.answer("S03", 0, Standing.OPEN, f"the role is not {role}", (item.role[1],), remedy)
            else:
                yield self.by_line("S03", item.role[1] if item.role else None, f"{words.role} {role}", remedy)
        if not self._skeleton.caches:
            what = "there is no RPKI cache: no route is invalid"
            yield self.answer("F12", 0, Standing.OPEN, what, (item.line,), "add RPKI caches, and a term that denies what is invalid")

    def _bindings(self, family: int, carried: Carried) -> Iterator[Answer]:
        for direction, policy in carried.policies.items():
            yield self._default_deny(family, direction, policy)
            if direction is Direction.IMPORT and self.relation is Relation.CUSTOMER and policy.lines:
                yield from self._registered(family, policy)
            if direction is Direction.EXPORT and self.relation in UPWARD and policy.end is End.PERMITS_REST:
                what = "what is sent ends by permitting all that was not denied before, and what that is cannot be told"
                yield self.answer(
                    "E01", family, Standing.UNKNOWN, what, _lines(policy), f"see what is denied, and {self._bound(direction)}"
                )
        missing = {name: line for policy in carried.policies.values() for name, line in policy.missing}
        for name, line in missing.items():
            what = f"{name} is named and does not exist"
            yield self.answer("B05", family, Standing.OPEN, what, (line,), f"create {name}, or take the line off")

    def _bound(self, direction: Direction) -> str:
        way = self._words.ways[direction is Direction.EXPORT]
        return f"bind a policy that ends with a deny: {self._words.bind.format(way=way)}"

    def _default_deny(self, family: int, direction: Direction, policy: Policy) -> Answer:
        standing = _STANDING[policy.end]
        if not policy.lines:
            what = f"{direction}: nothing is bound" + (", all routes pass" if policy.end is End.PERMITS_ALL else "")
        elif policy.end is End.PERMITS_ALL and direction is Direction.EXPORT and self.relation in (Relation.CUSTOMER, Relation.COLLECTOR):
            standing, what = Standing.HOLDS, f"{direction}: something is bound, and this neighbor may have all"
        elif policy.end is End.PERMITS_ALL and direction is Direction.EXPORT and self.relation is None:
            standing, what = Standing.UNKNOWN, f"{direction}: all routes pass; whether it is a customer is not known"
        elif policy.end is End.PERMITS_ALL:
            what = f"{direction}: what is bound lets all routes pass"
        elif policy.end is End.UNKNOWN:
            what = f"{direction}: what becomes of a route that nothing picks out cannot be told"
        else:
            what = f"{direction}: something is bound"
        lines = _lines(policy) if policy.lines else (self.session.line, *policy.shown)
        return self.answer("F20", family, standing, what, lines, "" if standing is Standing.HOLDS else self._bound(direction))

    def _registered(self, family: int, policy: Policy) -> Iterator[Answer]:
        remedy = "bind a list of what the customer has registered, and nothing behind it that permits more"
        if policy.end is End.PERMITS_ALL:
            yield self.answer("F13", family, Standing.OPEN, "lets in whatever the customer sends", _lines(policy), remedy)
        elif policy.end is End.PERMITS_REST:
            what = "ends by permitting all that was not denied before, and whether that is what is not registered cannot be told"
            yield self.answer("F13", family, Standing.UNKNOWN, what, _lines(policy), f"see what is denied before, or {remedy}")

    def _limit(self, family: int, carried: Carried) -> Answer:
        remedy = self._at(self._words.limit)
        if carried.limit is None:
            return self.answer("F15", family, Standing.OPEN, "no limit of prefixes", (self.session.line,), remedy)
        if carried.only_warns and self.relation in (Relation.CUSTOMER, Relation.PEER, Relation.ROUTE_SERVER):
            return self.answer("F15", family, Standing.OPEN, "the limit of prefixes only warns", (carried.limit,), remedy)
        return self.answer("F15", family, Standing.HOLDS, "a limit of prefixes", (carried.limit,), "")

    # -- what is not decided ----------------------------------------------------------------------

    def _undecided(self, of_session: set[str], decided: list[Answer]) -> Iterator[Answer]:
        done = {(item.control, item.family) for item in decided}
        words = self._words
        for control, is_asked in (("S01", not words.ttl), ("S02", not words.is_secret_shown and self._mine.secret is None)):
            if is_asked:
                yield self._unknown(control, 0)
        for family in self._mine.families:
            for control in sorted(self._controls()):
                if control not in of_session and (control, family) not in done:
                    yield self._unknown(control, family)

    def _controls(self) -> Iterator[str]:
        """The controls that routes would be asked for: what a relation has no use for is left out."""
        relation = self.relation
        for control in EVALUATED:
            is_for_all = control not in (*_OF_CUSTOMERS, "F08", "F09", "E01", "E02", "E03")
            if (
                is_for_all
                or (control in _OF_CUSTOMERS and relation is Relation.CUSTOMER)
                or (control == "F08" and relation is not Relation.ROUTE_SERVER)
                or (control == "F09" and relation not in (None, Relation.PROVIDER, Relation.COLLECTOR))
                or (control == "E01" and (relation is None or relation in UPWARD))
                or (control == "E02" and relation in UPWARD)
                or (control == "E03" and relation is not Relation.COLLECTOR)
            ):
                yield control

    def _unknown(self, control: str, family: int) -> Answer:
        title = self.session.title
        where = title + (f" IPv{family}" if family else "")
        return Answer(control, where, family, Standing.UNKNOWN, _NOT_FOLLOWED, (self.session.line,), _LOOK, title)


def _lines(policy: Policy) -> tuple[Line, ...]:
    return tuple(dict.fromkeys((*policy.lines[:4], *policy.shown[:8])))
