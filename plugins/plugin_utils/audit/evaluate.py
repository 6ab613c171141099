# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Follow one route through what is bound to a session, and say whether it passes, with the lines that decided.

Three answers: permit, deny, unknown. Where a match is unknown both ways are followed; the answer is given only when they agree.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..model.prefixes import BITS, Prefix, PrefixError
from ..model.routes import NO_ADVERTISE, NO_EXPORT, Direction, Route, RovState, host_prefix
from .matching import (
    ALL_ATTRIBUTES,
    COMMUNITIES,
    LARGE_COMMUNITIES,
    NEXT_HOP,
    PATH,
    Around,
    State,
    ask_bound,
    ask_list,
    ask_match,
    community,
    large_community,
)
from .reading import asn_of, number_of
from .tree import BgpSession, Binding, Bound, Clause, Line, ListKind, MapEntry, Outcome, RouteMap, SessionFamily, Tree

#: How many entries one route may be asked at before the answer is unknown, and how deep maps may call.
_MOST_STEPS = 20000
_MOST_CALLS = 8


@dataclass(frozen=True, slots=True)
class Judgement:
    """What becomes of a route. ``trail``: the lines that decided, as they were met. ``state``: the route as it is then."""

    outcome: Outcome
    trail: tuple[Line, ...]
    state: State


class _TooMany(Exception):
    pass


def evaluate(
    tree: Tree, session: BgpSession, direction: Direction, family: int, route: Route, rov: RovState = RovState.NOT_FOUND
) -> Judgement:
    """Follow a route of a neighbor (import), or one that would be sent to it (export). ``rov``: what RPKI says of it."""
    return follow(tree, session, direction, family, State(route, rov))


def follow(tree: Tree, session: BgpSession, direction: Direction, family: int, state: State) -> Judgement:
    """The same for a route of which something may be unknown already."""
    view = session.families.get(family)
    if view is None:
        return Judgement(Outcome.DENY, (Line(0, f"IPv{family} is not active on the session"),), state)
    dropped = _before(tree, session, direction, view, state)
    if dropped is not None:
        return dropped
    unread = (*tree.unread, *session.unread, *view.unread)
    bound = view.of(direction)
    if not bound:
        judged = _without_policy(tree, session, direction, state)
    else:
        judged = _through(tree, session, direction, bound, state)
    if direction is Direction.IMPORT and judged.outcome is Outcome.PERMIT and tree.rejects_sets[0] is None and _has_set(state.route):
        return Judgement(Outcome.UNKNOWN, (tree.rejects_sets[1],), judged.state)
    if unread:
        return Judgement(Outcome.UNKNOWN, unread, replace(judged.state, unknown=ALL_ATTRIBUTES))
    return judged


def _before(tree: Tree, session: BgpSession, direction: Direction, view: SessionFamily, state: State) -> Judgement | None:
    """What a router drops before any filter is asked (RFC 4271 section 9.1.2, RFC 1997), or None."""
    route = state.route
    if direction is Direction.EXPORT:
        if COMMUNITIES not in state.unknown and route.communities & {NO_EXPORT, NO_ADVERTISE}:
            return Judgement(Outcome.DENY, (Line(0, "NO_EXPORT or NO_ADVERTISE: not sent (RFC 1997)"),), state)
        return None
    if tree.semantics.ignores_multicast and _is_multicast(route.prefix):
        return Judgement(Outcome.DENY, (Line(0, "multicast and link-local prefixes are ignored"),), state)
    role = session.settings.get("local-role")
    if role is not None and _is_leak(role.text.split(), session.asn, route):
        return Judgement(Outcome.DENY, (role,), state)
    if tree.asn is not None and tree.asn in route.as_path and "allowas-in" not in view.settings:
        return Judgement(Outcome.DENY, (Line(0, "our own ASN is in the path: dropped (RFC 4271 section 9.1.2)"),), state)
    if tree.rejects_sets[0] and _has_set(route):
        return Judgement(Outcome.DENY, (tree.rejects_sets[1],), state)
    limit = tree.settings.get("bgp maxas-limit")
    if limit is not None and len(route.as_path) > (number_of(limit.text.split()[-1]) or len(route.as_path)):
        return Judgement(Outcome.DENY, (limit,), state)
    if session.asn is not None and route.as_path[:1] != (session.asn,):
        enforces, line = first_enforced(tree, session)
        if enforces:
            return Judgement(Outcome.DENY, (line,), state)
        if enforces is None:
            return Judgement(Outcome.UNKNOWN, (line,), state)
    return None


def _is_leak(words: list[str], asn: int | None, route: Route) -> bool:
    """RFC 9234 section 5, FRR User Guide, BGP, "BGP Roles": the role is ours."""
    if route.otc is None:
        return False
    return "provider" in words or "rs-server" in words or ("peer" in words and route.otc != asn)


_MULTICAST = tuple(map(Prefix.parse, ("224.0.0.0/4", "ff00::/8", "fe80::/10")))


def _is_multicast(prefix: Prefix) -> bool:
    address = Prefix(prefix.family, prefix.network, BITS[prefix.family])
    return any(item.contains(address) for item in _MULTICAST)


def _has_set(route: Route) -> bool:
    return any(not isinstance(item, int) for item in route.as_path)


def first_enforced(tree: Tree, session: BgpSession) -> tuple[bool | None, Line]:
    """Return whether the first ASN of a session's routes must be the neighbor's, and the line that says so."""
    own = session.settings.get("enforce-first-as")
    if own is not None:
        return True, own
    if session.first_as_off is not None:
        return False, session.first_as_off
    return tree.enforces_first


def _without_policy(tree: Tree, session: BgpSession, direction: Direction, state: State) -> Judgement:
    requires, line = tree.requires_policy
    said = Line(0, f"{session.line.text}: nothing is bound to {direction.value}")
    if requires is None or session.is_external is None:
        return Judgement(Outcome.UNKNOWN, (said, line), state)
    if requires and session.is_external:
        return Judgement(Outcome.DENY, (line,), state)
    return Judgement(Outcome.PERMIT, (session.line, said), state)


_ORDER = (Binding.DISTRIBUTE_LIST, Binding.PREFIX_LIST, Binding.FILTER_LIST, Binding.ROUTE_MAP)
_LIST_OF = {Binding.DISTRIBUTE_LIST: ListKind.ACCESS, Binding.PREFIX_LIST: ListKind.PREFIX, Binding.FILTER_LIST: ListKind.PATH}


def _through(tree: Tree, session: BgpSession, direction: Direction, bound: tuple[Bound, ...], state: State) -> Judgement:
    """All that is bound must let the route through; one that denies decides, whatever another is."""
    trail: tuple[Line, ...] = ()
    is_unknown = False
    for item in sorted(bound, key=lambda one: _ORDER.index(one.binding)):
        judged = _by_one(tree, session, direction, item, state)
        if judged.outcome is Outcome.DENY:
            return judged
        if judged.outcome is Outcome.UNKNOWN and not is_unknown:
            is_unknown, trail = True, judged.trail
        elif not is_unknown:
            trail += judged.trail
        state = judged.state
    return Judgement(Outcome.UNKNOWN if is_unknown else Outcome.PERMIT, trail, state)


def _by_one(tree: Tree, session: BgpSession, direction: Direction, item: Bound, state: State) -> Judgement:
    if item.binding is Binding.ROUTE_MAP:
        found = tree.route_maps.get(item.name)
        if found is None:
            missing = (item.line, Line(0, f"route-map {item.name} does not exist"))
            return Judgement(_outcome(tree.semantics.missing_bound_map), missing, state)
        around = Around(tree, session.name, direction is Direction.IMPORT)
        judged = run_map(found, state, around)
        return replace(judged, trail=(item.line, *judged.trail))
    kind = _LIST_OF[item.binding]
    family = 0 if kind is ListKind.PATH else state.route.prefix.family
    holds, lines = ask_bound(tree, (kind, family, item.name), state)
    return Judgement(_outcome(holds), (item.line, *lines), state)


def _outcome(holds: bool | None) -> Outcome:
    return Outcome.UNKNOWN if holds is None else Outcome.PERMIT if holds else Outcome.DENY


def run_map(found: RouteMap, state: State, around: Around) -> Judgement:
    """Follow a route through a route-map."""
    try:
        return _Walk(around, state).walk(found, 0, state, False, 0)
    except (_TooMany, RecursionError):
        return Judgement(Outcome.UNKNOWN, (Line(0, f"route-map {found.name}: too many ways through it"),), state)


class _Walk:
    def __init__(self, around: Around, came: State) -> None:
        self._around, self._came, self._left = around, came, _MOST_STEPS

    def walk(self, found: RouteMap, start: int, state: State, went_on: bool, depth: int) -> Judgement:
        """Ask the entries from ``start`` on. ``went_on``: an earlier entry matched and let the route go on."""
        for place in range(start, len(found.entries)):
            self._left -= 1
            if self._left < 0:
                raise _TooMany
            entry = found.entries[place]
            holds, lines = self._matches(entry, state)
            if holds is False:
                continue
            if holds:
                return self._taken(found, place, state, lines, depth)
            return self._either(
                self._taken(found, place, state, lines, depth),
                self.walk(found, place + 1, state, went_on, depth),
                (entry.line, *lines),
            )
        if went_on:
            passes = self._around.tree.semantics.end_after_jump
            return Judgement(_outcome(passes), (Line(0, f"route-map {found.name} ends behind an entry that matched"),), state)
        return Judgement(Outcome.DENY, (Line(0, f"route-map {found.name}: no entry matches, so it denies"),), state)

    def _matches(self, entry: MapEntry, state: State) -> tuple[bool | None, tuple[Line, ...]]:
        """All kinds must hold, of one kind one."""
        unread = tuple(line for line in entry.unread if not line.text.startswith("set "))
        seen = state if self._around.tree.semantics.sets_act_at_once else self._came
        around = replace(self._around, is_deny=not entry.is_permit)
        by_kind: dict[tuple[str, ...], list[Clause]] = {}
        for clause in entry.matches:
            by_kind.setdefault(clause.words[: 2 if clause.words[0] in ("ip", "ipv6") else 1], []).append(clause)
        lines: tuple[Line, ...] = ()
        unknown: tuple[Line, ...] = unread
        for clauses in by_kind.values():
            answers = [ask_match(clause, seen, around) for clause in clauses]
            if len(answers) > 1 and len({answer.holds for answer in answers}) > 1:
                unknown += tuple(clause.line for clause in clauses)
            elif answers[0].holds is False:
                return False, answers[0].lines
            elif answers[0].holds is None:
                unknown += answers[0].lines or (clauses[0].line,)
            else:
                lines += answers[0].lines
        return (None, unknown) if unknown else (True, lines)

    def _taken(self, found: RouteMap, place: int, state: State, lines: tuple[Line, ...], depth: int) -> Judgement:
        entry = found.entries[place]
        trail = (entry.line, *lines)
        if not entry.is_permit:
            if entry.jump is not None and self._around.tree.platform == "ios":
                return Judgement(Outcome.UNKNOWN, (entry.line, entry.jump.line), state)
            return Judgement(Outcome.DENY, trail, state)
        for clause in entry.sets:
            state = apply_set(clause, state, self._around)
        if any(line.text.startswith("set ") for line in entry.unread):
            state = replace(state, unknown=ALL_ATTRIBUTES)
        called = self._called(entry, state, depth)
        if called is not None:
            if called.outcome is not Outcome.PERMIT:
                return replace(called, trail=(*trail, *called.trail))
            state, trail = called.state, (*trail, *called.trail)
        if entry.jump is None:
            return Judgement(Outcome.PERMIT, trail, state)
        start = place + 1
        if entry.jump.sequence is not None:
            while start < len(found.entries) and found.entries[start].sequence < entry.jump.sequence:
                start += 1
        after = self.walk(found, start, state, True, depth)
        return replace(after, trail=(*trail, *after.trail))

    def _called(self, entry: MapEntry, state: State, depth: int) -> Judgement | None:
        if entry.call is None:
            return None
        name = entry.call.words[0]
        found = self._around.tree.route_maps.get(name)
        if found is None or depth >= _MOST_CALLS:
            what = "does not exist" if found is None else "is called too deep"
            return Judgement(Outcome.UNKNOWN, (entry.call.line, Line(0, f"route-map {name} {what}")), state)
        return self.walk(found, 0, state, False, depth + 1)

    @staticmethod
    def _either(taken: Judgement, passed: Judgement, why: tuple[Line, ...]) -> Judgement:
        state = taken.state if taken.state == passed.state else replace(taken.state, unknown=ALL_ATTRIBUTES)
        if taken.outcome is passed.outcome is not Outcome.UNKNOWN:
            return Judgement(taken.outcome, tuple(dict.fromkeys((*taken.trail, *passed.trail))), state)
        return Judgement(Outcome.UNKNOWN, why, state)


def _without(state: State, *attributes: str) -> State:
    return replace(state, unknown=state.unknown | frozenset(attributes))


def apply_set(clause: Clause, state: State, around: Around) -> State:
    """Return a route as a set line makes it. What is not understood makes the attribute, or all of them, unknown."""
    route = state.route
    match clause.words:
        case ["community", "none"]:
            return State(replace(route, communities=frozenset()), state.rov, state.unknown - {COMMUNITIES})
        case ["community", *words] if words:
            is_added = words[-1] == "additive"
            numbers = [community(word) for word in (words[:-1] if is_added else words)]
            if None in numbers:
                return _without(state, COMMUNITIES)
            new = frozenset(item for item in numbers if item is not None)
            unknown = state.unknown if is_added else state.unknown - {COMMUNITIES}
            return State(replace(route, communities=new | (route.communities if is_added else frozenset())), state.rov, unknown)
        case ["large-community", "none"]:
            return State(replace(route, large_communities=frozenset()), state.rov, state.unknown - {LARGE_COMMUNITIES})
        case ["large-community", *words] if words:
            is_added = words[-1] == "additive"
            larges = [large_community(word) for word in (words[:-1] if is_added else words)]
            if None in larges:
                return _without(state, LARGE_COMMUNITIES)
            wanted = frozenset(item for item in larges if item is not None)
            unknown = state.unknown if is_added else state.unknown - {LARGE_COMMUNITIES}
            return State(
                replace(route, large_communities=wanted | (route.large_communities if is_added else frozenset())), state.rov, unknown
            )
        case ["comm-list", name, "delete"]:
            return _deleted(state, around, ListKind.COMMUNITY, name)
        case ["large-comm-list", name, "delete"] | ["large-comm-list", "delete", name]:
            return _deleted(state, around, ListKind.LARGE_COMMUNITY, name)
        case ["as-path", "prepend", *words] if words and words[0] != "last-as" and all(asn_of(word) is not None for word in words):
            path = (*(asn_of(word) or 0 for word in words), *route.as_path)
            return replace(state, route=replace(route, as_path=path))
        case ["as-path", *_]:
            return _without(state, PATH)
        case ["ip", "next-hop", text] | ["ipv6", "next-hop", "global", text]:
            try:
                return replace(state, route=replace(route, next_hop=host_prefix(text)))
            except PrefixError:
                return _without(state, NEXT_HOP)
        case [("ip" | "ipv6"), "next-hop", *_] | ["next-hop", *_]:
            return _without(state, NEXT_HOP)
    return replace(state, unknown=ALL_ATTRIBUTES)


def _deleted(state: State, around: Around, kind: ListKind, name: str) -> State:
    """Each community is asked at the list alone; those that it permits go."""
    key = (kind, 0, name)
    attribute = COMMUNITIES if kind is ListKind.COMMUNITY else LARGE_COMMUNITIES
    if key not in around.tree.lists:
        return _without(state, attribute)
    route = state.route
    if kind is ListKind.COMMUNITY:
        alone = [(item, replace(route, communities=frozenset((item,)))) for item in sorted(route.communities)]
    else:
        alone = [(item, replace(route, large_communities=frozenset((item,)))) for item in sorted(route.large_communities)]  # type: ignore[misc]
    kept = []
    for item, single in alone:
        holds = ask_list(around.tree, key, replace(state, route=single), route.prefix).holds
        if holds is None:
            return _without(state, attribute)
        if not holds:
            kept.append(item)
    if kind is ListKind.COMMUNITY:
        return replace(state, route=replace(route, communities=frozenset(kept)))
    return replace(state, route=replace(route, large_communities=frozenset(kept)))  # type: ignore[arg-type]
