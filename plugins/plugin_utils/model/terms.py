# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Terms and rewrites of a policy in no vendor's language.

A term rejects a route when all atoms of ``when`` hold and none of the ``unless`` groups holds. Every atom
can be matched positively, because most router languages have no negation: "not registered" is a term
that always rejects, unless a pair set holds the route. A rewrite changes a route when all its atoms hold.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .prefixes import Prefix
from .routes import Community, LargeCommunity

#: A community or large community; None stands for any number.
CommunityPattern = tuple[int | None, int | None] | tuple[int | None, int | None, int | None]


def covers(pattern: tuple[int | None, ...], other: tuple[int | None, ...]) -> bool:
    """Tell whether a pattern stands for a community, or for all that another pattern stands for."""
    return len(pattern) == len(other) and all(wanted in (None, number) for wanted, number in zip(pattern, other, strict=True))


@dataclass(frozen=True, slots=True)
class PrefixIn:
    """The prefix is in the named prefix set."""

    prefix_set: str


@dataclass(frozen=True, slots=True)
class InLocalList:
    """The prefix is in a list that the operator alone writes, on the router (docs/policy.md, modes and adoption)."""

    name: str


@dataclass(frozen=True, slots=True)
class PairIn:
    """(prefix, origin) is a registered pair of the named pair set."""

    pair_set: str


@dataclass(frozen=True, slots=True)
class NextHopIn:
    """The next hop (IPv6: its global part) is in the named prefix set."""

    prefix_set: str


@dataclass(frozen=True, slots=True)
class RovInvalid:
    """Route origin validation says invalid (RFC 6811)."""


@dataclass(frozen=True, slots=True)
class AspaInvalid:
    """ASPAs say invalid of the path (model/aspa.py). ``is_upstream``: a customer, peer or route server sends it, so it only came up."""

    is_upstream: bool


@dataclass(frozen=True, slots=True)
class EmptyPath:
    """The AS path is empty: a router of our own AS originates the route."""


@dataclass(frozen=True, slots=True)
class FirstAsn:
    """The path's first ASN, the neighbor that sent the route, is this one."""

    asn: int


@dataclass(frozen=True, slots=True)
class PathOnly:
    """The path has this ASN once or more, and no other."""

    asn: int


@dataclass(frozen=True, slots=True)
class PathHas:
    """An ASN of these ranges, both ends included, is anywhere in the path, also inside an AS_SET."""

    ranges: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class PathHasSet:
    """The path has an AS_SET (RFC 9774) or a confederation segment (RFC 5065)."""


@dataclass(frozen=True, slots=True)
class PathLongerThan:
    """The path has more ASNs than this, prepends counted; an AS_SET counts once (RFC 4271 section 9.1.2.2)."""

    count: int


@dataclass(frozen=True, slots=True)
class HasCommunity:
    """The route carries one of these communities (RFC 1997)."""

    communities: tuple[Community, ...]


@dataclass(frozen=True, slots=True)
class HasLargeCommunity:
    """The route carries one of these large communities (RFC 8092)."""

    communities: tuple[LargeCommunity, ...]


class Counted(StrEnum):
    """Which communities are counted."""

    ALL = "all"
    STANDARD = "standard"
    LARGE = "large"


@dataclass(frozen=True, slots=True)
class CommunitiesMoreThan:
    """The route carries more communities of a kind than this."""

    count: int
    kind: Counted = Counted.ALL


@dataclass(frozen=True, slots=True)
class OtcPresent:
    """The route has the OTC attribute (RFC 9234)."""


@dataclass(frozen=True, slots=True)
class OtcOtherThan:
    """The route has the OTC attribute, and it is not this ASN."""

    asn: int


Atom = (
    PrefixIn
    | InLocalList
    | PairIn
    | NextHopIn
    | RovInvalid
    | AspaInvalid
    | EmptyPath
    | FirstAsn
    | PathOnly
    | PathHas
    | PathHasSet
    | PathLongerThan
    | HasCommunity
    | HasLargeCommunity
    | CommunitiesMoreThan
    | OtcPresent
    | OtcOtherThan
)


@dataclass(frozen=True, slots=True)
class Term:
    """One control of a chain: rejects when all of ``when`` hold, unless all atoms of one group in ``unless`` do.

    A monitored term rejects nothing; a route that it would reject gets ``mark``, where it has one.
    """

    control: str
    when: tuple[Atom, ...] = ()
    unless: tuple[tuple[Atom, ...], ...] = ()
    is_monitored: bool = False
    mark: LargeCommunity | None = None


@dataclass(frozen=True, slots=True)
class RemoveCommunities:
    """Remove the communities and large communities of these patterns, but those of ``keep``."""

    patterns: tuple[CommunityPattern, ...]
    keep: tuple[CommunityPattern, ...] = ()


@dataclass(frozen=True, slots=True)
class AddCommunity:
    """Add one community and keep the others."""

    community: Community


@dataclass(frozen=True, slots=True)
class AddLargeCommunity:
    """Add one large community and keep the others."""

    community: LargeCommunity


@dataclass(frozen=True, slots=True)
class SetLocalPreference:
    """Set the local preference."""

    value: int


@dataclass(frozen=True, slots=True)
class SetNextHop:
    """Set the next hop (IPv6: its global part), a host prefix of the chain's family."""

    next_hop: Prefix


@dataclass(frozen=True, slots=True)
class AddOtc:
    """Set the OTC attribute where it is missing (RFC 9234 section 5)."""

    asn: int


@dataclass(frozen=True, slots=True)
class RemoveAsns:
    """Take these ASNs out of the path, wherever they are."""

    asns: tuple[int, ...]


Change = RemoveCommunities | AddCommunity | AddLargeCommunity | SetLocalPreference | SetNextHop | AddOtc | RemoveAsns


@dataclass(frozen=True, slots=True)
class Rewrite:
    """Changes of a control to every route for which all of ``when`` hold."""

    control: str
    changes: tuple[Change, ...]
    when: tuple[Atom, ...] = ()
