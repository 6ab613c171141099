# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Route origin validation against a table of VRPs (RFC 6811)."""

from __future__ import annotations

from collections.abc import Iterable

from .prefixes import Prefix
from .routes import Route, RovState
from .sets import Vrp


class RovTable:
    """VRPs indexed by prefix. Without any VRP every route is not found."""

    def __init__(self, vrps: Iterable[Vrp]) -> None:
        self._at: dict[Prefix, list[tuple[int, int]]] = {}
        for vrp in vrps:
            self._at.setdefault(vrp.prefix, []).append((vrp.maximum_length, vrp.asn))

    def state(self, route: Route) -> RovState:
        """Return the validation state of a route; a route without an origin ASN matches no VRP."""
        origin = route.origin
        is_covered = False
        for length in range(route.prefix.length, -1, -1):
            for maximum_length, asn in self._at.get(route.prefix.covering(length), ()):
                is_covered = True
                if asn == origin and asn != 0 and route.prefix.length <= maximum_length:
                    return RovState.VALID
        return RovState.INVALID if is_covered else RovState.NOT_FOUND
