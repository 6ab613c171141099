# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Why a route is accepted or dropped: every control in its order, what it said and why, with the objects of the registry."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ..host_policy import HostPolicy
from ..intent.validate import IntentError
from ..model.controls import CONTROLS
from ..model.first_few import quoted
from ..model.policies import Policy, Session
from ..model.prefixes import Prefix, PrefixError
from ..model.routes import MAXIMUM_ASN, Direction, Route, Verdict, host_prefix
from ..model.rov import RovTable
from ..policy.decide import Step, arriving, evaluate
from ..registry.irr import RouteObject, UnresolvedError
from ..registry.snapshot_format import SnapshotError
from .models import NearObject
from .near import World, near, register, registered_of
from .routing_tables.files import parse_communities, parse_path, short_path

#: Gives the route objects around a prefix.
Around = Callable[[Prefix], Mapping[Prefix, Sequence[RouteObject]]]


@dataclass(frozen=True)
class Asked:
    """What is asked. ``neighbor`` and ``to``: a neighbor's name or address. ``to``: also whether it leaves to that one."""

    neighbor: str
    prefix: str
    origin: int | None = None
    as_path: str | None = None
    communities: tuple[str, ...] = ()
    next_hop: str | None = None
    otc: int | None = None
    to: str | None = None


@dataclass(frozen=True)
class Told:
    """One control's word on a route."""

    direction: Direction
    step: Step


@dataclass(frozen=True)
class Explanation:
    """The verdict, every control's word in order, and what the registry has."""

    session: Session
    to: Session | None
    route: Route
    is_accepted: bool
    control: str
    steps: tuple[Told, ...]
    objects: tuple[str, ...]
    near: tuple[NearObject, ...]
    to_register: tuple[str, ...]
    where: Direction


def sessions_of(policy: Policy, name: str, prefix: Prefix, option: str = "neighbor") -> Session:
    """Return the session that a name or address means, for a prefix's family.

    :param option: what a message calls it.
    :raises IntentError: there is none.
    """
    found = [session for session in policy.sessions if name in (session.neighbor, session.address)]
    if not found:
        known = ", ".join(sorted({session.neighbor for session in policy.sessions})) or "none"
        raise IntentError([f"{option}: {quoted(name)} is no neighbor of this router; known are {known}"])
    same = [session for session in found if host_prefix(session.address).family == prefix.family]
    return (same or found)[0]


def asked_route(asked: Asked, session: Session) -> Route:
    """Return the route that is asked about: with the shortest path that its origin has, where none is given.

    :raises IntentError: something of it cannot be read.
    """
    for name, number in (("origin", asked.origin), ("otc", asked.otc)):
        if number is not None and not 0 <= number <= MAXIMUM_ASN:
            raise IntentError([f"{name}: {number} is no ASN; write a number from 1 to {MAXIMUM_ASN}"])
    prefix = _prefix(asked)
    try:
        if asked.as_path is not None:
            path = parse_path(asked.as_path)
        elif asked.origin is None or asked.origin == session.asn:
            path = (session.asn,)
        else:
            path = (session.asn, asked.origin)
        communities, large = parse_communities(asked.communities)
    except ValueError as error:
        raise IntentError([f"{error}"]) from None
    try:
        next_hop = host_prefix(asked.next_hop) if asked.next_hop else None
    except PrefixError as error:
        raise IntentError([f"next_hop: {error}"]) from None
    if asked.as_path is not None and asked.origin is not None and (not path or path[-1] != asked.origin):
        raise IntentError([f"as_path: {quoted(asked.as_path)} does not end with origin {asked.origin}; give one of the two"])
    return Route(prefix, path, communities, large, next_hop, asked.otc)


def _prefix(asked: Asked) -> Prefix:
    try:
        return Prefix.parse(asked.prefix)
    except PrefixError as error:
        raise IntentError([f"prefix: {error}"]) from None


def explain_route(mine: HostPolicy, asked: Asked, around: Around) -> Explanation:
    """Explain what the policy of a router says of a route.

    :param around: gives the route objects around a prefix; asked once it is known that the question makes sense.
    :raises IntentError: the neighbor is not known, or the route cannot be read.
    """
    policy = mine.compile_without_router()
    rov = mine.snapshot.rov
    prefix = _prefix(asked)
    session = sessions_of(policy, asked.neighbor, prefix)
    to = sessions_of(policy, asked.to, prefix, "to") if asked.to else None
    route = asked_route(asked, session)
    steps: list[Told] = []
    arrived = arriving(session, route)
    verdict, now = _followed(policy, session, Direction.IMPORT, arrived, rov, steps)
    where = Direction.IMPORT
    if verdict[0] and to is not None:
        where = Direction.EXPORT
        verdict, _ = _followed(policy, to, Direction.EXPORT, now, rov, steps)
    registered = registered_of(mine, policy, session)
    objects = around(route.prefix)
    beside = near(route, verdict[1], registered, World(rov, objects))
    return Explanation(
        session,
        to,
        route,
        verdict[0],
        verdict[1],
        tuple(steps),
        _objects(mine, route, rov, objects),
        beside,
        register(route, verdict[1], registered, beside),
        where,
    )


def _followed(
    policy: Policy, session: Session, direction: Direction, route: Route, rov: RovTable, steps: list[Told]
) -> tuple[Verdict, Route]:
    """Follow a route through one chain. :raises IntentError: the chain is not known."""
    chain = session.chain(direction, route.prefix.family)
    if chain is None:
        where = f"{session.neighbor} ({session.address})"
        if session.is_released:
            raise IntentError([f"{where}: is released, so nothing of ours filters it; take state: released off to ask what would"])
        what = f"its IPv{route.prefix.family} {direction} filter is not known"
        why = "its adoption stage has not come" if direction in session.awaited else "what is registered was not resolved"
        raise IntentError([f"{where}: {what}: {why}; see the findings of render, or of harden --check"])
    return evaluate(policy, chain, route, rov, note=lambda *words: steps.append(Told(direction, Step(*words))))


def _objects(mine: HostPolicy, route: Route, rov: RovTable, around: Mapping[Prefix, Sequence[RouteObject]]) -> tuple[str, ...]:
    """Return what is registered for the prefix and what covers it, by anybody."""
    found = [f"ROA {vrp.prefix}, maxLength {vrp.maximum_length}, AS{vrp.asn}" for vrp in rov.covering(route.prefix)]
    objects = {(item.prefix, item.origin, item.source) for item in around.get(route.prefix, ())}
    if route.origin is not None:
        try:
            told = mine.snapshot.irr_sources(route.origin)
        except (SnapshotError, UnresolvedError):
            told = {}
        objects |= {(prefix, route.origin, name) for prefix, names in told.items() if prefix.contains(route.prefix) for name in names}
    found += [f"{'route' if item.family == 4 else 'route6'} {item}, AS{origin}, {source}" for item, origin, source in sorted(objects)]
    return tuple(found)


def lines(told: Explanation) -> list[str]:
    """Return an explanation for people, a line each."""
    route, session = told.route, told.session
    way = f"from {session.neighbor} ({session.address})" + (f" to {told.to.neighbor} ({told.to.address})" if told.to is not None else "")
    verdict = "accepted" if told.is_accepted else f"dropped by {told.control}"
    found = [f"{route.prefix} path {short_path(route.as_path) or 'empty'} {way}: {verdict}"]
    direction = Direction.IMPORT
    for item in told.steps:
        step = item.step
        if item.direction is not direction:
            direction = item.direction
            found.append("on the way out:")
        title = f" {CONTROLS[step.control].title}" if step.control in CONTROLS else ""
        found.append(f"  {step.control}{title}: {step.outcome}: {step.reason}")
    if told.control in CONTROLS:
        control = CONTROLS[told.control]
        action = f"MANRS Action {control.manrs_action}"
        found.append(f"source: {control.source if action in control.source else f'{action}, {control.source}'}")
    found += [f"registered: {text}" for text in told.objects] or ["registered: nothing for this prefix or above it"]
    found += [f"near: {item.text} ({item.relation})" for item in told.near]
    return found + [f"to register: {text}" for text in told.to_register]
