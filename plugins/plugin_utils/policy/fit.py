# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fit a policy to what a platform can say: substitute with something at least as strict, or refuse.

One substitution is more open, and docs/policy.md says so: F14 and OTC only where the OS can look at them; elsewhere E05 by our tags.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..model.policies import Chain, Finding, OwnPolicy, Policy, PolicyError, Session, atoms
from ..model.terms import (
    AddOtc,
    AspaInvalid,
    Atom,
    CommunitiesMoreThan,
    CommunityPattern,
    Counted,
    OtcOtherThan,
    OtcPresent,
    PairIn,
    Rewrite,
    Term,
)
from .substitutes import as_sets_enforced, kept_by_name, named_communities, next_hops_one_by_one, without_as_sets, without_removed_asns
from .words import community_text

_OTC = (OtcPresent, OtcOtherThan)


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What one version of a platform can do. Asked for instead of version numbers.

    ``maximum_origins``: how many origin ASNs one pair set may bind. ``missing_atoms``: what it cannot match, each with what to do about
    it.
    ``otc_by_role``: OTC is checked and set by the session's role alone, not by policies. ``otc_by_agreement``: and it does so only when
    the neighbor has said its role too. ``role_enforces_otc``: filters can look at OTC, and a session with a role looks too, before
    them. ``broken_roles``: our roles that do harm there, each with what happens: they are not set.
    ``has_otc``: OTC is known at all, be it to filters or to sessions with a role. ``counts_communities``: communities can be counted,
    ``counts_all_communities``: over their kinds too. ``keeps_by_pattern``: communities can be removed but those of a pattern.
    ``matches_next_hop_ranges``: next hops are matched by prefix, not only one by one. ``removes_asns``: ASNs can be taken out of a
    path. ``monitors_as_sets``: a route with an AS_SET can be let through and counted. ``sees_as_sets``: a filter can tell that a path has
    one; else F21 must be monitored by name.
    ``verifies_upstream``, ``verifies_downstream``: paths can be verified against ASPAs, of customers, peers and route servers, and of
    providers. ``aspa_by_role``: only on sessions with a role.
    ``has_tcp_ao``: sessions can be authenticated by TCP-AO. ``manages_sessions``: sessions that are not there can be created.
    ``calls_functions``: an operator's own policy is a function that our filter calls.
    """

    platform: str
    version: str
    maximum_origins: int
    missing_atoms: tuple[tuple[type[Atom], str], ...] = ()
    otc_by_role: bool = False
    otc_by_agreement: bool = False
    role_enforces_otc: bool = False
    broken_roles: tuple[tuple[str, str], ...] = ()
    has_otc: bool = True
    counts_communities: bool = True
    counts_all_communities: bool = True
    matches_next_hop_ranges: bool = True
    removes_asns: bool = True
    keeps_by_pattern: bool = True
    monitors_as_sets: bool = True
    sees_as_sets: bool = True
    verifies_upstream: bool = False
    verifies_downstream: bool = False
    aspa_by_role: bool = False
    has_tcp_ao: bool = False
    manages_sessions: bool = False
    calls_functions: bool = False


def _is_otc(term: Term) -> bool:
    return any(isinstance(atom, _OTC) for atom in term.when)


def _sets_otc(rewrite: Rewrite) -> bool:
    return any(isinstance(change, AddOtc) for change in rewrite.changes)


def _without_otc(chain: Chain) -> Chain:
    return replace(
        chain,
        terms=tuple(term for term in chain.terms if not _is_otc(term)),
        last=tuple(rewrite for rewrite in chain.last if not _sets_otc(rewrite)),
    )


def _otc_enforced(chain: Chain) -> Chain:
    """A role knows no monitoring: what the session itself checks is enforced."""
    return replace(chain, terms=tuple(replace(term, is_monitored=False, mark=None) if _is_otc(term) else term for term in chain.terms))


def _counted_apart(chain: Chain) -> Chain:
    """More than n communities in all means more than n/2 of one kind at least: ask for that, for each kind."""

    def apart(rewrite: Rewrite) -> list[Rewrite]:
        counts = [atom for atom in rewrite.when if isinstance(atom, CommunitiesMoreThan) and atom.kind is Counted.ALL]
        if not counts:
            return [rewrite]
        others = tuple(atom for atom in rewrite.when if atom not in counts)
        half = min(atom.count for atom in counts) // 2
        return [replace(rewrite, when=(*others, CommunitiesMoreThan(half, kind))) for kind in (Counted.STANDARD, Counted.LARGE)]

    return replace(chain, last=tuple(item for rewrite in chain.last for item in apart(rewrite)))


def _uncounted(chain: Chain) -> Chain:
    """Leave out what is changed because of a number of communities: no route passes or is rejected by that."""
    return replace(chain, last=tuple(item for item in chain.last if not any(isinstance(atom, CommunitiesMoreThan) for atom in item.when)))


def _otc_by_role(session: Session, capabilities: Capabilities, chains: tuple[Chain, ...], told: dict[str, None]) -> tuple[Chain, ...]:
    """Leave OTC to the session's role, where that is what looks at it."""
    options = session.options
    if options.role is None or (capabilities.otc_by_agreement and not options.is_role_strict):
        kept = tuple(_without_otc(chain) for chain in chains)
        if kept != chains:
            which = "whose neighbor is sure to say its role too (strict_role)" if capabilities.otc_by_agreement else "with a role (S03)"
            told[f"F14, OTC: {capabilities.platform} looks at it only on sessions {which}, E05 holds leaks elsewhere"] = None
        return kept
    enforced = tuple(_otc_enforced(chain) for chain in chains)
    if enforced != chains:
        told[f"F14, E05: monitored, but {capabilities.platform} enforces OTC on a session with a role"] = None
    return enforced


def _verified(session: Session, capabilities: Capabilities, chains: tuple[Chain, ...], told: dict[str, None]) -> tuple[Chain, ...]:
    """Leave out the verification of paths (F19) that the platform does not have: the one control that is just not there then."""
    where = f"{capabilities.platform} {capabilities.version}"

    def why_not(atom: AspaInvalid) -> str | None:
        if not (capabilities.verifies_upstream if atom.is_upstream else capabilities.verifies_downstream):
            return f"{where} does not verify paths {'of customers, peers and route servers' if atom.is_upstream else 'of providers'}"
        if capabilities.aspa_by_role and session.options.role is None:
            return f"{where} verifies paths only on sessions with a role (S03)"
        return None

    def is_kept(term: Term) -> bool:
        reasons = [why_not(atom) for atom in term.when if isinstance(atom, AspaInvalid)]
        told.update({f"F19: {reason}; it is not checked there": None for reason in reasons if reason is not None})
        return not any(reasons)

    return tuple(replace(chain, terms=tuple(term for term in chain.terms if is_kept(term))) for chain in chains)


def _fitted(
    session: Session, capabilities: Capabilities, named: frozenset[tuple[int, ...]], told: dict[str, None], wild: set[CommunityPattern]
) -> Session:
    """Return a session as it fits. ``told`` gets the substitutions, ``wild`` the patterns of communities that are kept only by name."""
    chains, platform = session.chains, capabilities.platform

    def tell(after: tuple[Chain, ...], what: str) -> tuple[Chain, ...]:
        if after != chains:
            told[what] = None
        return after

    broken = dict(capabilities.broken_roles)
    if session.options.role in broken:
        told[f"S03: the role {session.options.role} is not set: {broken[session.options.role]}"] = None
        session = replace(session, options=replace(session.options, role=None, is_role_strict=False))
    if capabilities.otc_by_role:
        chains = _otc_by_role(session, capabilities, chains, told)
    elif capabilities.role_enforces_otc and session.options.role is not None:
        what = f"F14, E05: monitored, but {platform} enforces OTC on a session with a role"
        chains = tell(tuple(_otc_enforced(chain) for chain in chains), what)
    if not capabilities.has_otc:
        what = f"F14, OTC: {platform} does not know it, E05 holds leaks by our tags"
        chains = tell(tuple(_without_otc(chain) for chain in chains), what)
    if not capabilities.counts_communities:
        what = f"F18: {platform} does not count communities; a route keeps its foreign ones, however many"
        chains = tell(tuple(_uncounted(chain) for chain in chains), what)
    elif not capabilities.counts_all_communities:
        what = f"F18: {platform} counts standard and large communities apart; each kind may have half of the number"
        chains = tell(tuple(_counted_apart(chain) for chain in chains), what)
    if not capabilities.removes_asns:
        what = f"E04: {platform} cannot take an ASN out of a path; routes of customers with private ASNs are not announced"
        chains = tell(tuple(without_removed_asns(chain) for chain in chains), what)
    if not capabilities.monitors_as_sets:
        what = f"F21: monitored, but {platform} refuses AS_SETs as a whole"
        chains = tell(tuple(as_sets_enforced(chain) for chain in chains), what)
    if not capabilities.sees_as_sets:
        what = f"F21: monitored, and {platform} does not see AS_SETs: routes with one are let through; the rest of F21 is enforced"
        chains = tell(tuple(without_as_sets(chain, f"{session.neighbor}: {platform}") for chain in chains), what)
    chains = _verified(session, capabilities, chains, told)
    if not capabilities.keeps_by_pattern:
        kept = [kept_by_name(chain, named) for chain in chains]
        chains = tuple(chain for chain, _ in kept)
        wild.update(*(patterns for _, patterns in kept))
    return replace(session, chains=chains)


def _not_here(policy: Policy, capabilities: Capabilities) -> Iterator[Finding]:
    """Yield what is declared and does nothing on this platform; no route passes and no session comes up because of that."""
    if policy.manages_sessions and not capabilities.manages_sessions:
        what = f"sessions that do not exist are not created on {capabilities.platform}"
        remedy = "create them yourself, or write manrs_router.manage_sessions: false"
        yield Finding("B05", "warning", "manage_sessions", what, remedy, ("manage_sessions: true",))
    for session in () if capabilities.calls_functions else policy.sessions:
        named = {"import_policy": session.own_policy.import_function, "export_policy": session.own_policy.export_function}
        for key, name in named.items():
            if name is not None:
                what = f"{key} {name!r} is not needed: {capabilities.platform} runs your policy as the router's configuration has it"
                where, remedy = f"manrs_neighbors: {session.neighbor}", "take it off; the policy that is there stays"
                yield Finding("B05", "warning", where, what, remedy, (f"{key}: {name}",))


def fit(policy: Policy, capabilities: Capabilities) -> Policy:
    """Return the fitted policy with its substitutions. It may reject more than the policy, never less.

    :raises PolicyError: the platform cannot say an atom or has no TCP-AO, or a pair set has too many origins for it.
    """
    if policy.is_sources_alone:
        # What an OS cannot say of sessions is not this run's business either.
        return policy
    told: dict[str, None] = dict.fromkeys(policy.substitutions)
    if not capabilities.matches_next_hop_ranges:
        policy, fewer = next_hops_one_by_one(policy)
        for name in fewer:
            which = f"of {name!r}, where there are too many those of declared neighbors"
            told[f"F11: {capabilities.platform} matches next hops one by one; accepted {which}"] = None
    named = named_communities(policy)
    wild: set[CommunityPattern] = set()
    sessions = tuple(_fitted(session, capabilities, named, told, wild) for session in policy.sessions)
    if wild:
        listed = ", ".join(sorted(community_text(pattern) for pattern in wild))
        told[f"F18, E04: {capabilities.platform} keeps of {listed} only what the policy names one by one"] = None
    missing = dict(capabilities.missing_atoms)
    where = f"{capabilities.platform} {capabilities.version}"
    for session in sessions:
        if session.options.tcp_ao and not capabilities.has_tcp_ao:
            raise PolicyError(f"{session.neighbor}: {where} has no TCP-AO (S02); declare a password instead, or take tcp_ao off")
        for chain in session.chains:
            for atom in atoms(chain):
                if type(atom) in missing:
                    raise PolicyError(f"{session.neighbor}: {where} cannot match {type(atom).__name__}: {missing[type(atom)]}")
                if isinstance(atom, PairIn):
                    origins = len(policy.pair_sets[atom.pair_set].ranges_by_origin)
                    if origins > capabilities.maximum_origins:
                        raise PolicyError(
                            f"{session.neighbor}: {atom.pair_set} has {origins} origin ASNs, {where} takes "
                            f"{capabilities.maximum_origins}; declare a smaller AS-SET"
                        )
    findings = tuple(dict.fromkeys((*policy.findings, *_not_here(policy, capabilities))))
    if not capabilities.calls_functions:
        sessions = tuple(replace(session, own_policy=OwnPolicy()) for session in sessions)
    return replace(
        policy,
        sessions=sessions,
        substitutions=tuple(told),
        findings=findings,
        manages_sessions=policy.manages_sessions and capabilities.manages_sessions,
    )
