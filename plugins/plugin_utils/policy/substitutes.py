# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Substitutes for what a filter language cannot say: each rejects, or removes, at least as much as what it stands for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from ..model.policies import Chain, Policy, PolicyError, atoms
from ..model.prefixes import BITS, Prefix, PrefixRange
from ..model.routes import WELL_KNOWN
from ..model.sets import PrefixSet
from ..model.terms import (
    AddCommunity,
    AddLargeCommunity,
    Atom,
    CommunityPattern,
    HasCommunity,
    HasLargeCommunity,
    NextHopIn,
    PathHas,
    PathHasSet,
    RemoveAsns,
    RemoveCommunities,
    Rewrite,
    Term,
    covers,
)
from .named_sets import members_of

#: How many addresses of one prefix are named one by one. More make a filter slow.
MOST_ADDRESSES = 4096
#: The second numbers of the well-known communities that IANA has assigned.
_WELL_KNOWN_NUMBERS = (*range(9), 666, *range(65281, 65285))


# -- ASNs in the path, AS_SETs -------------------------------------------------------------------------


def without_removed_asns(chain: Chain) -> Chain:
    """Where ASNs cannot be taken out of a path, a route that has them is rejected."""
    terms: list[Term] = []
    last: list[Rewrite] = []
    for rewrite in chain.last:
        others = tuple(change for change in rewrite.changes if not isinstance(change, RemoveAsns))
        for change in rewrite.changes:
            if isinstance(change, RemoveAsns):
                terms.append(Term(rewrite.control, (*rewrite.when, PathHas(tuple((asn, asn) for asn in change.asns)))))
        if others:
            last.append(replace(rewrite, changes=others))
    return replace(chain, terms=(*chain.terms, *terms), last=tuple(last)) if terms else chain


def as_sets_enforced(chain: Chain) -> Chain:
    """Where the session itself refuses AS_SETs, it knows no monitoring."""
    terms = tuple(replace(term, is_monitored=False, mark=None) if term.when == (PathHasSet(),) else term for term in chain.terms)
    return replace(chain, terms=terms)


def without_as_sets(chain: Chain, where: str) -> Chain:
    """Where no filter sees an AS_SET, what the intent lets through by name is let through; what else its control monitors is rejected.

    :raises PolicyError: routes with an AS_SET are to be rejected.
    """
    blind = [term for term in chain.terms if PathHasSet() in term.when]
    if any(not term.is_monitored for term in blind):
        raise PolicyError(f"{where} cannot reject routes with an AS_SET (F21); to let them through: modes: {{F21: {{mode: monitor}}}}")
    controls = {term.control for term in blind}
    kept = (term for term in chain.terms if term not in blind)
    return replace(chain, terms=tuple(replace(term, is_monitored=False, mark=None) if term.control in controls else term for term in kept))


# -- communities ---------------------------------------------------------------------------------------


def named_communities(policy: Policy) -> frozenset[tuple[int, ...]]:
    """Return the communities that a policy names one by one, and the well-known ones."""
    found: set[tuple[int, ...]] = {(WELL_KNOWN, number) for number in _WELL_KNOWN_NUMBERS}
    for chain in (chain for session in policy.sessions for chain in session.chains):
        for atom in atoms(chain):
            if isinstance(atom, HasCommunity | HasLargeCommunity):
                found.update(atom.communities)
        found.update(term.mark for term in chain.terms if term.mark is not None)
        for change in (change for rewrite in (*chain.first, *chain.last) for change in rewrite.changes):
            if isinstance(change, AddCommunity | AddLargeCommunity):
                found.add(change.community)
            if isinstance(change, RemoveCommunities):
                found.update(_numbers(pattern) for pattern in change.keep if None not in pattern)
    return frozenset(found)


def _numbers(pattern: CommunityPattern) -> tuple[int, ...]:
    return tuple(number for number in pattern if number is not None)


def kept_by_name(chain: Chain, named: frozenset[tuple[int, ...]]) -> tuple[Chain, frozenset[CommunityPattern]]:
    """Where communities cannot be removed but those of a pattern, those of the pattern that are named are kept.

    :returns: the chain, and the patterns that stand for fewer communities than before.
    """
    narrowed: set[CommunityPattern] = set()

    def kept(change: RemoveCommunities) -> RemoveCommunities:
        wild = [pattern for pattern in change.keep if None in pattern]
        narrowed.update(wild)
        values = {community for community in named if any(covers(pattern, community) for pattern in change.keep)}
        return replace(change, keep=tuple(sorted(values, key=lambda item: (len(item), item))))  # type: ignore[arg-type]

    def narrow(rewrites: Iterable[Rewrite]) -> tuple[Rewrite, ...]:
        return tuple(
            replace(
                rewrite,
                changes=tuple(
                    kept(change) if isinstance(change, RemoveCommunities) and any(None in item for item in change.keep) else change
                    for change in rewrite.changes
                ),
            )
            for rewrite in rewrites
        )

    return replace(chain, first=narrow(chain.first), last=narrow(chain.last)), frozenset(narrowed)


# -- next hops -----------------------------------------------------------------------------------------


def _known_hosts(item: PrefixRange, members: frozenset[Prefix]) -> set[Prefix]:
    """Return addresses of a range: all of a short IPv4 prefix, else those that are known."""
    bits = BITS[item.family]
    if item.family == 4 and 1 << (bits - item.length) <= MOST_ADDRESSES:
        return {Prefix(4, item.network + number, bits) for number in range(1 << (bits - item.length))}
    return {member for member in members if item.prefix.contains(member)}


def next_hops_one_by_one(policy: Policy) -> tuple[Policy, list[str]]:
    """Where next hops are matched one address at a time, a range means its addresses: all of a short IPv4 one, else those we know.

    Known are the declared members of a peering LAN.

    :returns: the policy, and the names of sets that have fewer addresses than before.
    :raises PolicyError: a range of next hops is what a term rejects, so that fewer addresses would be more open.
    """
    made: dict[str, PrefixSet] = {}

    def one_by_one(name: str) -> str:
        wide = policy.prefix_sets[name]
        if all(item.length == BITS[item.family] for item in wide.ranges):
            return name
        declared = policy.prefix_sets.get(members_of(name))
        members = frozenset(item.prefix for item in declared.ranges) if declared is not None else frozenset()
        hosts = {host for item in wide.ranges for host in _known_hosts(item, members)}
        made[f"{name}-hosts"] = PrefixSet(f"{name}-hosts", frozenset(PrefixRange.exact(host) for host in hosts))
        return f"{name}-hosts"

    def narrowed(group: tuple[Atom, ...]) -> tuple[Atom, ...]:
        return tuple(NextHopIn(one_by_one(atom.prefix_set)) if isinstance(atom, NextHopIn) else atom for atom in group)

    def judged(term: Term) -> Term:
        if narrowed(term.when) != term.when:
            raise PolicyError(f"{term.control}: a range of next hops cannot be rejected where they are matched one by one")
        return replace(term, unless=tuple(narrowed(group) for group in term.unless))

    sessions = tuple(
        replace(session, chains=tuple(replace(chain, terms=tuple(judged(term) for term in chain.terms)) for chain in session.chains))
        for session in policy.sessions
    )
    if not made:
        return policy, []
    wide = {name.removesuffix("-hosts"): hosts for name, hosts in sorted(made.items())}
    fewer = [name for name, hosts in wide.items() if _count(hosts) < _count(policy.prefix_sets[name])]
    sets: Mapping[str, PrefixSet] = {**policy.prefix_sets, **made}
    return replace(policy, sessions=sessions, prefix_sets=sets), fewer


def _count(prefix_set: PrefixSet) -> int:
    return sum(1 << (BITS[item.family] - item.length) for item in prefix_set.ranges)
