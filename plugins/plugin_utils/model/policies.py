# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What one router must do: sets, and a chain of terms per session, family and direction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .routes import Direction, Relation
from .sets import PairSet, PrefixSet
from .terms import Atom, Change, PairIn, PrefixIn, Term


class PolicyError(ValueError):
    """A policy does not fit: it names a set that is not there, or a platform cannot say it."""


@dataclass(frozen=True, slots=True)
class Chain:
    """What happens to a route of one family in one direction of one session.

    In this order: ``first`` changes, then the terms (the first that rejects decides), then the operator's own
    policy, then ``last`` changes. A route that no term rejects is accepted.
    """

    direction: Direction
    family: int
    terms: tuple[Term, ...]
    first: tuple[Change, ...] = ()
    last: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Session:
    """One eBGP session of a declared neighbor, with its chains.

    A chain is missing when it could not be computed (its pair set is not known, a finding says so): then what runs stays as it is.
    """

    neighbor: str
    asn: int
    relation: Relation
    address: str
    chains: tuple[Chain, ...]

    def chain(self, direction: Direction, family: int) -> Chain | None:
        """Return the chain of a direction and family, or None when it is held."""
        for chain in self.chains:
            if chain.direction is direction and chain.family == family:
                return chain
        return None


@dataclass(frozen=True, slots=True)
class RtrCache:
    """An RPKI cache that the router asks (RFC 8210)."""

    host: str
    port: int


@dataclass(frozen=True, slots=True)
class Finding:
    """A control or guard that does not hold somewhere, with its evidence and remedy."""

    severity: str
    where: str
    what: str
    remedy: str


@dataclass(frozen=True)
class Policy:
    """The policy of one router."""

    asn: int
    sessions: tuple[Session, ...]
    prefix_sets: Mapping[str, PrefixSet]
    pair_sets: Mapping[str, PairSet]
    rtr_caches: tuple[RtrCache, ...] = ()
    findings: tuple[Finding, ...] = ()
    substitutions: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for session in self.sessions:
            for chain in session.chains:
                for atom in atoms(chain):
                    if isinstance(atom, PrefixIn) and atom.prefix_set not in self.prefix_sets:
                        raise PolicyError(f"{session.neighbor}: prefix set {atom.prefix_set!r} is not in the policy")
                    if isinstance(atom, PairIn) and atom.pair_set not in self.pair_sets:
                        raise PolicyError(f"{session.neighbor}: pair set {atom.pair_set!r} is not in the policy")


def atoms(chain: Chain) -> list[Atom]:
    """Return every atom of a chain, in order."""
    found: list[Atom] = []
    for term in chain.terms:
        found.extend(term.when)
        for group in term.unless:
            found.extend(group)
    return found
