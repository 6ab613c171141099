# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The verdict of a policy on one route. This is the reference that every platform is compared with."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from ..model.aspa import AspaState
from ..model.policies import Chain, Policy, Session
from ..model.routes import Direction, Route, RovState, Verdict, host_prefix
from ..model.rov import RovTable
from ..model.terms import (
    AddCommunity,
    AddLargeCommunity,
    AddOtc,
    AspaInvalid,
    Atom,
    Change,
    CommunitiesMoreThan,
    CommunityPattern,
    Counted,
    EmptyPath,
    FirstAsn,
    HasCommunity,
    HasLargeCommunity,
    InLocalList,
    NextHopIn,
    OtcOtherThan,
    OtcPresent,
    PairIn,
    PathHas,
    PathHasSet,
    PathLongerThan,
    PathOnly,
    PrefixIn,
    RemoveAsns,
    RemoveCommunities,
    Rewrite,
    RovInvalid,
    SetLocalPreference,
    SetNextHop,
    Term,
    covers,
)
from .words import change_words, group_words

ACCEPT = "accept"

#: The operator's own policy: the changed route, or None when it rejects.
Operator = Callable[[Route], Route | None]
#: Told of every step of an evaluation: control, what it does, why.
Note = Callable[[str, str, str], None]


@dataclass(frozen=True, slots=True)
class Step:
    """What one control did with a route. ``outcome``: passes, rejects, would reject, changes, accepts."""

    control: str
    outcome: str
    reason: str


def _asns(route: Route) -> Iterator[int]:
    for element in route.as_path:
        if isinstance(element, frozenset):
            yield from element
        else:
            yield element


def _rov_state(policy: Policy, route: Route, rov: RovTable) -> RovState:
    """Validate a route; the origin of an empty path is our own ASN (RFC 6811 section 2, RFC 8893)."""
    return rov.state(route if route.as_path else replace(route, as_path=(policy.asn,)))


def _count(route: Route, kind: Counted) -> int:
    standard, large = len(route.communities), len(route.large_communities)
    return {Counted.ALL: standard + large, Counted.STANDARD: standard, Counted.LARGE: large}[kind]


def _has_asn(atom: PathHas, policy: Policy, route: Route, rov: RovTable) -> bool:
    return any(low <= asn <= high for asn in _asns(route) for low, high in atom.ranges)


def _is_invalid(atom: RovInvalid, policy: Policy, route: Route, rov: RovTable) -> bool:
    return _rov_state(policy, route, rov) is RovState.INVALID


def _is_aspa_invalid(atom: AspaInvalid, policy: Policy, route: Route, rov: RovTable) -> bool:
    verify = policy.aspa_table.upstream if atom.is_upstream else policy.aspa_table.downstream
    return verify(route.as_path) is AspaState.INVALID


def _has_next_hop(atom: NextHopIn, policy: Policy, route: Route, rov: RovTable) -> bool:
    return route.next_hop is not None and policy.prefix_sets[atom.prefix_set].holds(route.next_hop)


def _is_local(atom: InLocalList, policy: Policy, route: Route, rov: RovTable) -> bool:
    return atom.name in policy.local_lists and policy.local_lists[atom.name].holds(route.prefix)


#: What each atom asks, by its type: found in one step, however many there are.
_ASKS: dict[type[Any], Callable[[Any, Policy, Route, RovTable], bool]] = {
    PrefixIn: lambda atom, policy, route, rov: policy.prefix_sets[atom.prefix_set].holds(route.prefix),
    InLocalList: _is_local,
    PairIn: lambda atom, policy, route, rov: policy.pair_sets[atom.pair_set].holds(route.prefix, route.origin),
    NextHopIn: _has_next_hop,
    RovInvalid: _is_invalid,
    AspaInvalid: _is_aspa_invalid,
    EmptyPath: lambda atom, policy, route, rov: not route.as_path,
    FirstAsn: lambda atom, policy, route, rov: route.as_path[:1] == (atom.asn,),
    PathOnly: lambda atom, policy, route, rov: set(route.as_path) == {atom.asn},
    PathHas: _has_asn,
    PathHasSet: lambda atom, policy, route, rov: any(isinstance(element, frozenset) for element in route.as_path),
    PathLongerThan: lambda atom, policy, route, rov: len(route.as_path) > atom.count,
    HasCommunity: lambda atom, policy, route, rov: not route.communities.isdisjoint(atom.communities),
    HasLargeCommunity: lambda atom, policy, route, rov: not route.large_communities.isdisjoint(atom.communities),
    CommunitiesMoreThan: lambda atom, policy, route, rov: _count(route, atom.kind) > atom.count,
    OtcPresent: lambda atom, policy, route, rov: route.otc is not None,
    OtcOtherThan: lambda atom, policy, route, rov: route.otc not in (None, atom.asn),
}


def holds(atom: Atom, policy: Policy, route: Route, rov: RovTable) -> bool:
    """Tell whether an atom holds for a route as it is."""
    return _ASKS[type(atom)](atom, policy, route, rov)


def _all(group: tuple[Atom, ...], policy: Policy, route: Route, rov: RovTable) -> bool:
    return all(holds(atom, policy, route, rov) for atom in group)


def _fits(community: tuple[int, ...], patterns: tuple[CommunityPattern, ...]) -> bool:
    return any(covers(pattern, community) for pattern in patterns)


def _changed(route: Route, change: Change) -> Route:
    match change:
        case RemoveCommunities(patterns, keep):
            return replace(
                route,
                communities=frozenset(item for item in route.communities if not _fits(item, patterns) or _fits(item, keep)),
                large_communities=frozenset(item for item in route.large_communities if not _fits(item, patterns) or _fits(item, keep)),
            )
        case AddCommunity(community):
            return replace(route, communities=route.communities | {community})
        case AddLargeCommunity(large):
            return replace(route, large_communities=route.large_communities | {large})
        case SetLocalPreference(value):
            return replace(route, local_preference=value)
        case SetNextHop(next_hop):
            return replace(route, next_hop=next_hop)
        case AddOtc(asn):
            return route if route.otc is not None else replace(route, otc=asn)
        case RemoveAsns(asns):
            return replace(route, as_path=tuple(item for item in route.as_path if item not in asns))


def _rewritten(policy: Policy, rewrites: tuple[Rewrite, ...], route: Route, rov: RovTable, note: Note | None) -> Route:
    for rewrite in rewrites:
        if not _all(rewrite.when, policy, route, rov):
            continue
        for change in rewrite.changes:
            after = _changed(route, change)
            if note and after != route:
                note(rewrite.control, "changes", change_words(change))
            route = after
    return route


def _judged(policy: Policy, term: Term, route: Route, rov: RovTable, note: Note | None) -> bool:
    """Tell whether a term holds against a route: it rejects, or would if it were not monitored."""
    if not _all(term.when, policy, route, rov):
        if note:
            note(term.control, "passes", f"not: {group_words(policy, term.when)}")
        return False
    for group in term.unless:
        if _all(group, policy, route, rov):
            if note:
                note(term.control, "passes", group_words(policy, group, route))
            return False
    if note:
        reasons = [group_words(policy, term.when, route)] if term.when else []
        reasons += [f"not: {group_words(policy, group)}" for group in term.unless]
        note(term.control, "would reject" if term.is_monitored else "rejects", "; ".join(reasons) or "everything")
    return True


def evaluate(
    policy: Policy,
    chain: Chain,
    route: Route,
    rov: RovTable,
    operator: Operator | None = None,
    note: Note | None = None,
    monitored: list[str] | None = None,
) -> tuple[Verdict, Route]:
    """Return the verdict on a route, and the route as it is behind the chain (as it came, when it is rejected).

    :param operator: the operator's own policy: without it nothing is changed.
    :param note: told of every step, in order.
    :param monitored: gets the monitored controls that would reject, up to an enforced one that does.
    """
    now = _rewritten(policy, chain.first, route, rov, note)
    for term in chain.terms:
        if not _judged(policy, term, now, rov, note):
            continue
        if not term.is_monitored:
            return Verdict(False, term.control), route
        if monitored is not None:
            monitored.append(term.control)
        if term.mark is not None:
            now = _changed(now, AddLargeCommunity(term.mark))
    if operator is not None:
        theirs = operator(now)
        if theirs is None:
            return Verdict(False, "operator"), route
        now = theirs
    now = _rewritten(policy, chain.last, now, rov, note)
    if note:
        note(ACCEPT, "accepts", "no control rejects it")
    return Verdict(True, ACCEPT), now


def decide(policy: Policy, chain: Chain, route: Route, rov: RovTable) -> Verdict:
    """Return accept or reject, and the first control that rejects (``accept`` if none does).

    The chain's first rewrites are applied before the terms look. The operator's own policy is not known here.
    """
    return evaluate(policy, chain, route, rov)[0]


def explain(policy: Policy, chain: Chain, route: Route, rov: RovTable) -> tuple[Step, ...]:
    """Return what every control says of a route, in the order in which a router asks them, up to the one that rejects."""
    steps: list[Step] = []
    evaluate(policy, chain, route, rov, note=lambda *words: steps.append(Step(*words)))
    return tuple(steps)


def arriving(session: Session, route: Route) -> Route:
    """Return a route as it arrives: without a next hop of its own it has the neighbor's address."""
    return route if route.next_hop is not None else replace(route, next_hop=host_prefix(session.address))


def receive(policy: Policy, session: Session, route: Route, rov: RovTable, operator: Operator | None = None) -> tuple[Verdict, Route]:
    """Return the verdict on a route that the session's neighbor announces, and the route as we then hold it.

    :raises KeyError: the session's import chain of that family is held.
    """
    chain = session.chain(Direction.IMPORT, route.prefix.family)
    if chain is None:
        raise KeyError(f"{session.neighbor}: the import chain of IPv{route.prefix.family} is held")
    return evaluate(policy, chain, arriving(session, route), rov, operator)
