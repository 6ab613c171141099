# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A route as a neighbor announces it, and what a policy says of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from .prefixes import Prefix

LargeCommunity = tuple[int, int, int]
Community = tuple[int, int]
MAXIMUM_ASN = 4294967295

#: One AS_PATH segment element: an ASN, or the members of an AS_SET (RFC 4271).
PathElement = int | frozenset[int]


class RovState(StrEnum):
    """Route origin validation state (RFC 6811)."""

    VALID = "valid"
    INVALID = "invalid"
    NOT_FOUND = "not-found"


class Relation(StrEnum):
    """What a neighbor is to us (POLICY.md)."""

    CUSTOMER = "customer"
    PEER = "peer"
    PROVIDER = "provider"
    ROUTE_SERVER = "route_server"
    COLLECTOR = "collector"


class Direction(StrEnum):
    """Towards us or towards the neighbor."""

    IMPORT = "import"
    EXPORT = "export"


@dataclass(frozen=True, slots=True)
class Route:
    """One announcement. ``as_path`` is nearest first; it is empty for routes that our AS originates."""

    prefix: Prefix
    as_path: tuple[PathElement, ...] = ()
    communities: frozenset[Community] = frozenset()
    large_communities: frozenset[LargeCommunity] = frozenset()

    @property
    def origin(self) -> int | None:
        """The origin ASN; None for an empty path or one that ends in an AS_SET (RFC 6811 section 2)."""
        if not self.as_path or isinstance(self.as_path[-1], frozenset):
            return None
        return self.as_path[-1]


class Verdict(NamedTuple):
    """Accept or reject of one route, and the control that decided (``accept`` if none rejected)."""

    is_accepted: bool
    control: str
