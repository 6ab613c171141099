# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What one router must do: sets, and a chain of terms per session, family and direction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any

from .aspa import AspaTable
from .controls import CONTROLS
from .routes import Direction, Relation
from .sets import PairSet, PrefixSet
from .sources import SourcePolicy
from .terms import Atom, NextHopIn, PairIn, PrefixIn, Rewrite, Term


class PolicyError(ValueError):
    """A policy does not fit: it names a set that is not there, or a platform cannot say it."""


@dataclass(frozen=True, slots=True)
class Chain:
    """What happens to a route of one family in one direction of one session.

    In this order: ``first`` rewrites, then the terms (the first that rejects decides), then the operator's own
    policy, then ``last`` rewrites. A route that no term rejects is accepted.
    """

    direction: Direction
    family: int
    terms: tuple[Term, ...]
    first: tuple[Rewrite, ...] = ()
    last: tuple[Rewrite, ...] = ()


@dataclass(frozen=True, slots=True)
class Limit:
    """How many routes of a family a session may have (F15). ``count`` None: what it has now decides.

    ``is_declared``: the operator wrote the number. ``warns_only``: too many are logged, the session stays up.
    """

    direction: Direction
    family: int
    count: int | None
    is_declared: bool = False
    warns_only: bool = False


class TcpAoAlgorithm(StrEnum):
    """What authenticates a segment: the two that everybody has (RFC 5926), and longer hashes of the same kind."""

    HMAC_SHA_1 = "hmac-sha-1"
    HMAC_SHA_224 = "hmac-sha-224"
    HMAC_SHA_256 = "hmac-sha-256"
    HMAC_SHA_384 = "hmac-sha-384"
    HMAC_SHA_512 = "hmac-sha-512"
    AES_128_CMAC = "aes-128-cmac"


@dataclass(frozen=True, slots=True)
class TcpAoKey:
    """A key of TCP-AO (RFC 5925). ``identifier``, 0 to 255, is the KeyID of both directions. ``secret`` is never shown."""

    identifier: int
    algorithm: TcpAoAlgorithm
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class SessionOptions:
    """What the session itself must have. Changing one resets the session.

    ``role`` is ours (RFC 9234): ``provider`` towards a customer. ``ttl_hops``: RFC 5082. ``password``: RFC 2385, never shown.
    ``tcp_ao``: RFC 5925, the first key is the one to send with; never together with a password.
    """

    ttl_hops: int | None = None
    role: str | None = None
    is_role_strict: bool = False
    password: str | None = field(default=None, repr=False)
    tcp_ao: tuple[TcpAoKey, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnPolicy:
    """Functions of the operator's own, by name, that run between our GUARD and SEAL where the router's language has functions.

    A name is ``[A-Za-z_][A-Za-z0-9_]*``; the operator's configuration defines it. None: there is none in that direction.
    """

    import_function: str | None = None
    export_function: str | None = None

    def function(self, direction: Direction) -> str | None:
        """Return the function of a direction."""
        return self.import_function if direction is Direction.IMPORT else self.export_function


@dataclass(frozen=True, slots=True)
class Session:
    """One eBGP session of a declared neighbor, with its chains.

    A chain is missing when it could not be computed (its pair set is not known, a finding says so) or its adoption stage has not
    come: then what runs stays as it is. ``awaited``: the directions whose stage has not come. A released session has no chain: ours
    are taken off. ``local_address``: our own end of the session, of the same family as ``address``; None: as the router chooses.
    """

    neighbor: str
    asn: int
    relation: Relation
    address: str
    chains: tuple[Chain, ...]
    options: SessionOptions = SessionOptions()
    limits: tuple[Limit, ...] = ()
    is_released: bool = False
    own_policy: OwnPolicy = OwnPolicy()
    local_address: str | None = None
    awaited: frozenset[Direction] = frozenset()

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
    """A control that does not hold somewhere.

    ``control``: its ID. ``evidence``: what shows it, a line each: of a configuration, of the intent, routes, objects of a registry.
    """

    control: str
    severity: str
    where: str
    what: str
    remedy: str
    evidence: tuple[str, ...]

    def __post_init__(self) -> None:
        if self.control not in CONTROLS:
            raise ValueError(f"{self.control!r} is no control of the catalogue ({self.where}: {self.what})")

    def described(self) -> dict[str, Any]:
        """Return it as data, with the MANRS action and the source of its control."""
        control = CONTROLS[self.control]
        return {**asdict(self), "evidence": list(self.evidence), "manrs_action": control.manrs_action, "source": control.source}


@dataclass(frozen=True)
class Policy:
    """The policy of one router.

    ``local_lists``: what the operator's own lists on the router hold. ``is_export_by_tags``: E01 relies on tags that this run does
    not set: of other routers, or of customers that it leaves out. ``discards``: addresses that the router must discard packets to
    (F16). ``only``: the neighbors that the run is limited to. ``unmanaged``: sessions that are nobody's business here, by address,
    with the reason. ``sources``: what source addresses may be (None: not this run's business). ``is_sources_alone``: sessions are not
    this run's business. ``manages_sessions``: a declared session that the router does not have is created. ``aspas``: the providers of
    each AS that says them (F19); nothing where no chain asks.
    """

    asn: int
    sessions: tuple[Session, ...]
    prefix_sets: Mapping[str, PrefixSet]
    pair_sets: Mapping[str, PairSet]
    rtr_caches: tuple[RtrCache, ...] = ()
    findings: tuple[Finding, ...] = ()
    substitutions: tuple[str, ...] = ()
    local_lists: Mapping[str, PrefixSet] = field(default_factory=dict)
    is_export_by_tags: bool = False
    discards: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    unmanaged: Mapping[str, str] = field(default_factory=dict)
    denies_without_policy: bool = False
    sources: SourcePolicy | None = None
    is_sources_alone: bool = False
    manages_sessions: bool = False
    aspas: Mapping[int, frozenset[int]] = field(default_factory=dict)

    @cached_property
    def aspa_table(self) -> AspaTable:
        """The ASPAs, to verify paths with."""
        return AspaTable(self.aspas)

    def __post_init__(self) -> None:
        for session in self.sessions:
            for chain in session.chains:
                for atom in atoms(chain):
                    if isinstance(atom, (PrefixIn, NextHopIn)) and atom.prefix_set not in self.prefix_sets:
                        raise PolicyError(f"{session.neighbor}: prefix set {atom.prefix_set!r} is not in the policy")
                    if isinstance(atom, PairIn) and atom.pair_set not in self.pair_sets:
                        raise PolicyError(f"{session.neighbor}: pair set {atom.pair_set!r} is not in the policy")
        if self.sources is not None:
            self._check_source_sets(self.sources)

    @staticmethod
    def _check_source_sets(sources: SourcePolicy) -> None:
        for interface in sources.interfaces:
            for chain in interface.chains:
                for name in chain.source_sets:
                    if name not in sources.sets:
                        raise PolicyError(f"{interface.name}: source set {name!r} is not in the policy")


def atoms(chain: Chain) -> Iterator[Atom]:
    """Return every atom of a chain."""
    for rewrite in (*chain.first, *chain.last):
        yield from rewrite.when
    for term in chain.terms:
        yield from term.when
        for group in term.unless:
            yield from group
