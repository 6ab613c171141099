# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Verification of AS paths against ASPAs (draft-ietf-sidrops-aspa-verification, the procedures of versions 16 to 24).

An ASPA is what an AS says of itself: all its providers. Of two neighbors in a path, the one nearer to the origin is asked whether the
other is its provider, on the way up; on the way down it is the other way round. A path is a way up, perhaps a hop among
peers, then a way down.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from itertools import pairwise

from .routes import PathElement


class AspaState(StrEnum):
    """What ASPAs say of a path. UNKNOWN: too few of them to say that it is right, and none that says it is wrong."""

    VALID = "valid"
    INVALID = "invalid"
    UNKNOWN = "unknown"


class _Hop(StrEnum):
    """What an AS says of another: section 4 of the draft."""

    PROVIDER = "provider"
    NOT_PROVIDER = "not provider"
    NOT_ATTESTED = "no attestation"


class AspaTable:
    """ASPAs by customer ASN. An AS whose one provider is ASN 0 has none. Without any ASPA nothing is invalid but a path with a set."""

    def __init__(self, providers: Mapping[int, frozenset[int]]) -> None:
        self._providers = dict(providers)

    def upstream(self, path: Sequence[PathElement]) -> AspaState:
        """Verify the path of a route of a customer, a peer or a route server: it may only have come up.

        :param path: as received, the neighbor first and the origin last.
        """
        if (asns := _origin_first(path)) is None:
            return AspaState.INVALID
        hops = self._hops(asns)
        if _Hop.NOT_PROVIDER in hops:
            return AspaState.INVALID
        return AspaState.UNKNOWN if _Hop.NOT_ATTESTED in hops else AspaState.VALID

    def downstream(self, path: Sequence[PathElement]) -> AspaState:
        """Verify the path of a route of a provider: up, then down, with one hop at the top that nobody need attest.

        :param path: as received, the neighbor first and the origin last.
        """
        if (asns := _origin_first(path)) is None:
            return AspaState.INVALID
        up, down = self._hops(asns), self._hops(asns[::-1])
        if _ramp(up, {_Hop.NOT_PROVIDER}) + _ramp(down, {_Hop.NOT_PROVIDER}) < len(asns):
            return AspaState.INVALID
        unsure = {_Hop.NOT_PROVIDER, _Hop.NOT_ATTESTED}
        return AspaState.UNKNOWN if _ramp(up, unsure) + _ramp(down, unsure) < len(asns) else AspaState.VALID

    def _hops(self, asns: Sequence[int]) -> list[_Hop]:
        """Return what each AS says of the next."""
        return [self._hop(customer, provider) for customer, provider in pairwise(asns)]

    def _hop(self, customer: int, provider: int) -> _Hop:
        told = self._providers.get(customer)
        if told is None:
            return _Hop.NOT_ATTESTED
        return _Hop.PROVIDER if provider in told else _Hop.NOT_PROVIDER


def _origin_first(path: Sequence[PathElement]) -> list[int] | None:
    """Return the ASNs from the origin on, prepends once; None for an empty path and one with a set, which are invalid."""
    asns: list[int] = []
    for element in reversed(path):
        if isinstance(element, frozenset):
            return None
        if not asns or asns[-1] != element:
            asns.append(element)
    return asns or None


def _ramp(hops: Sequence[_Hop], ends: set[_Hop]) -> int:
    """Return how many ASNs a ramp has that goes on until a hop ends it."""
    return next((number for number, hop in enumerate(hops, 1) if hop in ends), len(hops) + 1)
