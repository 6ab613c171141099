# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The verdict of a policy on one route. This is the reference that every platform is compared with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..model.policies import Chain, Policy, Session
from ..model.routes import Direction, Route, RovState, Verdict
from ..model.terms import (
    AddLargeCommunity,
    Atom,
    Change,
    EmptyPath,
    FirstAsn,
    HasLargeCommunity,
    PairIn,
    PathHas,
    PathHasSet,
    PathLongerThan,
    PrefixIn,
    RemoveLargeCommunities,
    RovInvalid,
)
from .rov import RovTable

ACCEPT = "accept"


def _asns(route: Route) -> Iterator[int]:
    for element in route.as_path:
        if isinstance(element, frozenset):
            yield from element
        else:
            yield element


def _holds(atom: Atom, policy: Policy, route: Route, rov: RovTable) -> bool:
    match atom:
        case PrefixIn(name):
            return policy.prefix_sets[name].holds(route.prefix)
        case PairIn(name):
            return policy.pair_sets[name].holds(route.prefix, route.origin)
        case RovInvalid():
            return rov.state(route) is RovState.INVALID
        case EmptyPath():
            return not route.as_path
        case FirstAsn(asn):
            return route.as_path[:1] == (asn,)
        case PathHas(ranges):
            return any(low <= asn <= high for asn in _asns(route) for low, high in ranges)
        case PathHasSet():
            return any(isinstance(element, frozenset) for element in route.as_path)
        case PathLongerThan(count):
            return len(route.as_path) > count
        case HasLargeCommunity(community):
            return community in route.large_communities


def changed(route: Route, changes: tuple[Change, ...]) -> Route:
    """Return the route after the changes, in order."""
    large = route.large_communities
    for change in changes:
        match change:
            case RemoveLargeCommunities(asn, function):
                large = frozenset(item for item in large if item[:2] != (asn, function))
            case AddLargeCommunity(community):
                large = large | {community}
    return replace(route, large_communities=large)


def decide(policy: Policy, chain: Chain, route: Route, rov: RovTable) -> Verdict:
    """Return accept or reject, and the first control that rejects (``accept`` if none does).

    The chain's first changes are applied before the terms look. The operator's own policy is not known here.
    """
    seen = changed(route, chain.first)
    for term in chain.terms:
        if all(_holds(atom, policy, seen, rov) for atom in term.when) and not any(
            all(_holds(atom, policy, seen, rov) for atom in group) for group in term.unless
        ):
            return Verdict(False, term.control)
    return Verdict(True, ACCEPT)


def receive(policy: Policy, session: Session, route: Route, rov: RovTable) -> tuple[Verdict, Route]:
    """Return the verdict on a route that the session's neighbor announces, and the route as we then hold it.

    :raises KeyError: the session's import chain of that family is held.
    """
    chain = session.chain(Direction.IMPORT, route.prefix.family)
    if chain is None:
        raise KeyError(f"{session.neighbor}: the import chain of IPv{route.prefix.family} is held")
    verdict = decide(policy, chain, route, rov)
    return verdict, changed(route, chain.first + chain.last) if verdict.is_accepted else route
