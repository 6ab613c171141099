# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fit a policy to what a platform can say: substitute with something at least as strict, or refuse.

One substitution is more open, and docs/policy.md says so: F14 and OTC only where the OS can look at them; elsewhere E05 by our tags.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..model.policies import Chain, Policy, PolicyError, Session, atoms
from ..model.terms import AddOtc, Atom, CommunitiesMoreThan, Counted, OtcOtherThan, OtcPresent, PairIn, Rewrite, Term

_OTC = (OtcPresent, OtcOtherThan)


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What one version of a platform can do. Asked for instead of version numbers.

    ``list_length``: how many entries a list may have so that it loads fast. ``maximum_origins``: how many origin
    ASNs one pair set may bind. ``missing_atoms``: what it cannot match, each with what to do about it.
    ``otc_by_role``: OTC is checked and set by the session's role alone, not by policies. ``counts_all_communities``: communities
    can be counted over their kinds. ``enforces_first_as``: the router checks the first ASN itself, per neighbor.
    ``keeps_member_roles``: a role at a member of a peer-group outlives a restart. ``start_lines``: how many lines of startup
    configuration are read before the router's own supervisor gives up (None: as many as there are). ``absent``: controls that the
    platform does not have, each with what that means.
    """

    platform: str
    version: str
    list_length: int
    maximum_origins: int
    missing_atoms: tuple[tuple[type[Atom], str], ...] = ()
    rtr_cache_prefix: str = ""
    otc_by_role: bool = False
    counts_all_communities: bool = True
    enforces_first_as: bool = False
    keeps_member_roles: bool = True
    start_lines: int | None = None
    absent: tuple[str, ...] = ()


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


def _fitted(session: Session, capabilities: Capabilities, told: dict[str, None]) -> Session:
    chains = list(session.chains)
    if capabilities.otc_by_role and session.options.role is None:
        kept = [_without_otc(chain) for chain in chains]
        if kept != chains:
            told[f"F14, OTC: {capabilities.platform} looks at it only on sessions with a role (S03), E05 holds leaks elsewhere"] = None
        chains = kept
    elif capabilities.otc_by_role:
        enforced = [_otc_enforced(chain) for chain in chains]
        if enforced != chains:
            told[f"F14, E05: monitored, but {capabilities.platform} enforces OTC on a session with a role"] = None
        chains = enforced
    if not capabilities.counts_all_communities:
        apart = [_counted_apart(chain) for chain in chains]
        if apart != chains:
            told[f"F18: {capabilities.platform} counts standard and large communities apart; each kind may have half of the number"] = None
        chains = apart
    return replace(session, chains=tuple(chains))


def fit(policy: Policy, capabilities: Capabilities) -> Policy:
    """Return the fitted policy with its substitutions. It may reject more than the policy, never less.

    :raises PolicyError: the platform cannot say an atom, or a pair set has too many origins for it.
    """
    told: dict[str, None] = dict.fromkeys((*policy.substitutions, *capabilities.absent))
    sessions = tuple(_fitted(session, capabilities, told) for session in policy.sessions)
    missing = dict(capabilities.missing_atoms)
    where = f"{capabilities.platform} {capabilities.version}"
    for session in sessions:
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
    return replace(policy, sessions=sessions, substitutions=tuple(told))
