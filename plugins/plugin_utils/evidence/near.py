# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the registry has near a rejected route, how it differs, and what should be registered so that the route passes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from ..host_policy import HostPolicy
from ..intent.models import Irr
from ..model.policies import Policy, Session
from ..model.prefixes import Prefix, PrefixRange
from ..model.routes import Direction, Route
from ..model.rov import RovTable
from ..model.sets import PairSet, Vrp
from ..model.terms import PairIn
from ..registry.cones import cone_of
from ..registry.dump_files import Problems, RegistryError
from ..registry.irr import RouteObject, UnresolvedError
from ..registry.resolve import irr_answers
from .models import NearObject

#: Objects named for one route.
MOST_NAMED = 6


class Relation(StrEnum):
    """How an object differs from what would let the route pass, the nearest first."""

    NEWER = "not in the snapshot yet"
    OTHER_SOURCE = "other source"
    NOT_IN_CONE = "origin not in the AS-SET"
    TOO_LONG = "too long"
    OTHER_ORIGIN = "other origin"
    OTHER_ORIGIN_ABOVE = "other origin, of a covering prefix"


@dataclass(frozen=True)
class Registered:
    """What is registered for the routes of one neighbor.

    ``pairs``: its pair set; None where its routes need not be registered. ``cone``: the ASNs of it. ``set_name``: the set that
    the cone comes from, empty for the bare ASN. ``sources``: the databases that count; None: all.
    """

    asn: int
    pairs: PairSet | None = None
    cone: frozenset[int] = frozenset()
    set_name: str = ""
    sources: tuple[str, ...] | None = None

    @cached_property
    def ranges_at(self) -> Mapping[Prefix, Sequence[tuple[PrefixRange, int]]]:
        """The registered ranges of the pair set, with their origins, by the prefix that they hang below."""
        found: dict[Prefix, list[tuple[PrefixRange, int]]] = {}
        for origin, ranges in self.pairs.ranges_by_origin.items() if self.pairs is not None else ():
            for item in ranges:
                found.setdefault(item.prefix, []).append((item, origin))
        return found


@dataclass(frozen=True)
class World:
    """What is registered by anybody: VRPs, and the route objects around rejected prefixes as far as a registry was asked."""

    rov: RovTable
    objects: Mapping[Prefix, Sequence[RouteObject]] = field(default_factory=dict)


def registered_of(mine: HostPolicy, policy: Policy, session: Session) -> Registered:
    """Return what is registered for a neighbor, as its import chain asks for it."""
    chains = [chain for chain in session.chains if chain.direction is Direction.IMPORT]
    groups = [group for chain in chains for term in chain.terms if term.control == "F13" for group in term.unless]
    names = [atom.pair_set for group in groups for atom in group if isinstance(atom, PairIn)]
    if not names:
        return Registered(session.asn)
    neighbor = next(item for item in mine.intent.neighbors if item.name == session.neighbor)
    try:
        cone = mine.snapshot.cone(cone_of(mine.intent.registry, neighbor))
    except UnresolvedError:
        cone = frozenset({session.asn})
    return Registered(session.asn, policy.pair_sets[names[0]], cone, neighbor.as_set or "", mine.intent.registry.irr.sources)


def ask_around(
    irr: Irr, wanted: Collection[Prefix], notes: list[str], tell: Callable[[str], None]
) -> Mapping[Prefix, Sequence[RouteObject]]:
    """Ask the IRR for the objects around prefixes. ``notes`` gets what it gave no answer to: nothing here hangs on it."""
    if not wanted:
        return {}

    async def ask() -> Mapping[Prefix, Sequence[RouteObject]]:
        answers = irr_answers(irr, Problems(), tell)
        try:
            return await answers.around(wanted)
        finally:
            answers.close()

    try:
        found = asyncio.run(ask())
    except RegistryError as error:
        notes.append(f"what is near in the IRR is not known: {error}")
        return {}
    if left_out := len(wanted) - len(found):
        notes.append(f"the IRR gave no answer for {left_out} of {len(wanted)} prefixes")
    return found


def near(route: Route, control: str, registered: Registered, world: World) -> tuple[NearObject, ...]:
    """Return what is near, the nearest first; nothing for controls that no registry decides."""
    if control == "F12":
        found = [_near_vrp(route, vrp) for vrp in world.rov.covering(route.prefix)]
    elif control == "F13":
        found = [_near_vrp(route, vrp, registered) for vrp in world.rov.covering(route.prefix)]
        found += [_near_object(route, item, registered) for item in world.objects.get(route.prefix, ())]
        if not world.objects.get(route.prefix):
            found += _near_pairs(route, registered)
    else:
        return ()
    order = list(Relation)
    ranked = sorted((item for item in dict.fromkeys(found) if item is not None), key=lambda item: (order.index(item[0]), -item[1].length))
    named = [NearObject(relation=str(relation), text=text) for relation, _, text in ranked[:MOST_NAMED]]
    if more := len(ranked) - len(named):
        named.append(NearObject(relation="more", text=f"{more} objects more"))
    return tuple(named)


_Found = tuple[Relation, Prefix, str]


def _relation(route: Route, prefix: Prefix, longest: int, origin: int) -> Relation | None:
    """Tell how an object's prefix and origin differ from a route's; None: it holds the route."""
    is_long_enough = route.prefix.length <= longest
    if origin == route.origin:
        return None if is_long_enough else Relation.TOO_LONG
    return Relation.OTHER_ORIGIN if is_long_enough and prefix == route.prefix else Relation.OTHER_ORIGIN_ABOVE


def _near_vrp(route: Route, vrp: Vrp, registered: Registered | None = None) -> _Found | None:
    relation = _relation(route, vrp.prefix, vrp.maximum_length, vrp.asn)
    if relation is None:
        if registered is None or vrp.asn in registered.cone:
            return None
        # What the snapshot has of RPKI is what the route was judged by: only the set can be what is missing.
        relation = Relation.NOT_IN_CONE
    return relation, vrp.prefix, f"ROA {vrp.prefix}, maxLength {vrp.maximum_length}, AS{vrp.asn}"


def _near_object(route: Route, item: RouteObject, registered: Registered) -> _Found | None:
    relation = _relation(route, item.prefix, item.prefix.length, item.origin)
    if relation is None:
        does_count = registered.sources is None or item.source in registered.sources
        in_cone = Relation.NEWER if route.origin in registered.cone else Relation.NOT_IN_CONE
        relation = in_cone if does_count else Relation.OTHER_SOURCE
    kind = "route" if item.prefix.family == 4 else "route6"
    return relation, item.prefix, f"{kind} {item.prefix}, AS{item.origin}, {item.source or 'no source'}"


def _near_pairs(route: Route, registered: Registered) -> list[_Found]:
    """Look in the neighbor's own registered pairs, where no registry was asked."""
    found: list[_Found] = []
    for length in range(route.prefix.length + 1):
        for item, origin in registered.ranges_at.get(route.prefix.covering(length), ()):
            relation = _relation(route, item.prefix, item.maximum, origin)
            if relation is not None:
                found.append((relation, item.prefix, f"registered {item}, AS{origin}"))
    return found


def register(route: Route, control: str, registered: Registered, objects: Collection[NearObject]) -> tuple[str, ...]:
    """Return what should be registered, a line each; nothing where registering does not help."""
    prefix, origin = route.prefix, route.origin
    if control not in ("F12", "F13") or origin is None:
        return ()
    roa = f"a ROA for {prefix}, maxLength {prefix.length}, with origin AS{origin}"
    if control == "F12":
        is_theirs = any(item.relation == Relation.TOO_LONG for item in objects)
        return (roa if is_theirs else f"{roa}, if AS{origin} may originate it; else do not announce it",)
    lines: list[str] = []
    relations = {item.relation for item in objects}
    if Relation.NEWER in relations:
        return ()
    if origin not in registered.cone:
        where = (
            f"a member of {registered.set_name}" if registered.set_name else f"a member of an AS-SET of AS{registered.asn} that we are told"
        )
        lines.append(f"AS{origin} as {where}")
        if Relation.NOT_IN_CONE in relations:
            return tuple(lines)
    kind = "route" if prefix.family == 4 else "route6"
    among = f" in {', '.join(registered.sources)}" if registered.sources else ""
    is_anothers = Relation.OTHER_ORIGIN in relations and relations.isdisjoint((Relation.TOO_LONG, Relation.OTHER_SOURCE))
    doubt = f", if AS{origin} may originate it; else do not announce it" if is_anothers else ""
    lines.append(f"{kind} {prefix} with origin AS{origin}{among}, or {roa}{doubt}")
    return tuple(lines)


#: What the neighbor can do where registering does not help, by control.
ADVICE = {
    "F01": "do not announce a default route to us",
    "F02": "do not announce special-purpose prefixes (RFC 6890)",
    "F03": "do not announce our own address space to us",
    "F04": "do not announce the addresses of a peering LAN",
    "F05": "announce a prefix that is neither longer nor shorter than what is routed on the Internet",
    "F06": "prepend less",
    "F07": "remove reserved and private ASNs from the path before you announce it",
    "F08": "announce routes with your own ASN first in the path",
    "F09": "do not announce routes that you hear from transit-free networks: this looks like a leak",
    "F10": "do not announce routes of networks that are never behind a route server: this looks like a leak",
    "F11": "announce routes with your own address as next hop",
    "F14": "do not announce routes that you hear from your providers or peers: OTC says that this is a leak (RFC 9234)",
    "F16": "ask for blackholes only of your own registered addresses, with host prefixes",
    "F19": "register all providers of yours in an ASPA, or do not announce routes that you hear from others",
    "F20": "announce nothing: we take no routes on this session",
    "F21": "announce paths without AS_SETs (RFC 9774), confederation segments or our own ASN",
}
