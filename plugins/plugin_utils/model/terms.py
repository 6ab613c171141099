# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Terms of a policy in no vendor's language.

A term rejects a route when all atoms of ``when`` hold and none of the ``unless`` groups holds. Every atom
can be matched positively, because most router languages have no negation: "not registered" is a term
that always rejects, unless a pair set holds the route.
"""

from __future__ import annotations

from dataclasses import dataclass

from .routes import LargeCommunity


@dataclass(frozen=True, slots=True)
class PrefixIn:
    """The prefix is in the named prefix set."""

    prefix_set: str


@dataclass(frozen=True, slots=True)
class PairIn:
    """(prefix, origin) is a registered pair of the named pair set."""

    pair_set: str


@dataclass(frozen=True, slots=True)
class RovInvalid:
    """Route origin validation says invalid (RFC 6811)."""


@dataclass(frozen=True, slots=True)
class EmptyPath:
    """The AS path is empty: a router of our own AS originates the route."""


@dataclass(frozen=True, slots=True)
class FirstAsn:
    """The path's first ASN, the neighbor that sent the route, is this one."""

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
class HasLargeCommunity:
    """The route carries this large community (RFC 8092)."""

    community: LargeCommunity


Atom = PrefixIn | PairIn | RovInvalid | EmptyPath | FirstAsn | PathHas | PathHasSet | PathLongerThan | HasLargeCommunity


@dataclass(frozen=True, slots=True)
class Term:
    """One control of a chain: rejects when all of ``when`` hold, unless all atoms of one group in ``unless`` do."""

    control: str
    when: tuple[Atom, ...] = ()
    unless: tuple[tuple[Atom, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class RemoveLargeCommunities:
    """Remove every large community ``asn:function:*`` (function 1 is the relation tag)."""

    asn: int
    function: int


@dataclass(frozen=True, slots=True)
class AddLargeCommunity:
    """Add one large community and keep the others."""

    community: LargeCommunity


Change = RemoveLargeCommunities | AddLargeCommunity
