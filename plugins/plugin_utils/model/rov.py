# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Route origin validation against a table of VRPs (RFC 6811)."""

from __future__ import annotations

from collections.abc import Iterable

from .prefixes import BITS, Prefix
from .routes import Route, RovState
from .sets import Vrp


class RovTable:
    """VRPs indexed by prefix. Without any VRP every route is not found."""

    def __init__(self, vrps: Iterable[Vrp]) -> None:
        #: family -> length of the VRP's prefix -> its network without the bits behind that length -> (maximum length, ASN)
        #: How many VRPs it has.
        self.count = 0
        by_length: dict[int, dict[int, dict[int, list[tuple[int, int]]]]] = {family: {} for family in BITS}
        for vrp in vrps:
            family, network, length = vrp.prefix
            networks = by_length[family].setdefault(length, {})
            self.count += 1
            networks.setdefault(network >> (BITS[family] - length), []).append((vrp.maximum_length, vrp.asn))
        self._at = {family: sorted(lengths.items()) for family, lengths in by_length.items()}

    def state(self, route: Route) -> RovState:
        """Return the validation state of a route; a route without an origin ASN matches no VRP."""
        return self.state_of(route.prefix, route.origin)

    def covering(self, prefix: Prefix) -> list[Vrp]:
        """Return the VRPs whose prefix is this one or covers it, the shortest first."""
        family, network, length = prefix
        bits = BITS[family]
        return [
            Vrp(prefix.covering(shorter), maximum_length, asn)
            for shorter, networks in self._at[family]
            if shorter <= length
            for maximum_length, asn in networks.get(network >> (bits - shorter), ())
        ]

    def state_of(self, prefix: Prefix, origin: int | None) -> RovState:
        """Return the validation state of a prefix and its origin ASN."""
        family, network, length = prefix
        bits = BITS[family]
        is_covered = False
        for shorter, networks in self._at[family]:
            if shorter > length:
                break
            for maximum_length, asn in networks.get(network >> (bits - shorter), ()):
                is_covered = True
                if asn == origin and asn != 0 and length <= maximum_length:
                    return RovState.VALID
        return RovState.INVALID if is_covered else RovState.NOT_FOUND
