# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A route as a neighbor announces it, and what a policy says of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from .prefixes import BITS, Prefix, address_to_int

Community = tuple[int, int]
LargeCommunity = tuple[int, int, int]
MAXIMUM_ASN = 4294967295

#: Well-known communities (RFC 1997, RFC 7999, RFC 8326).
GRACEFUL_SHUTDOWN: Community = (65535, 0)
BLACKHOLE: Community = (65535, 666)
NO_EXPORT: Community = (65535, 65281)
NO_ADVERTISE: Community = (65535, 65282)
NO_EXPORT_SUBCONFED: Community = (65535, 65283)
#: The first number of every well-known community.
WELL_KNOWN = 65535

#: One AS_PATH segment element: an ASN, or the members of an AS_SET (RFC 4271).
PathElement = int | frozenset[int]


class RovState(StrEnum):
    """Route origin validation state (RFC 6811)."""

    VALID = "valid"
    INVALID = "invalid"
    NOT_FOUND = "not-found"


class Relation(StrEnum):
    """What a neighbor is to us (docs/policy.md)."""

    CUSTOMER = "customer"
    PEER = "peer"
    PROVIDER = "provider"
    ROUTE_SERVER = "route_server"
    COLLECTOR = "collector"


class Direction(StrEnum):
    """Towards us or towards the neighbor."""

    IMPORT = "import"
    EXPORT = "export"


def host_prefix(address: str) -> Prefix:
    """Return an address as the prefix that holds it alone.

    :raises PrefixError: the text is not an address.
    """
    family, value = address_to_int(address)
    return Prefix(family, value, BITS[family])


@dataclass(frozen=True, slots=True)
class Route:
    """One announcement. ``as_path`` is nearest first; it is empty for routes that our AS originates.

    ``next_hop`` is a host prefix; None means the sender's own address. ``otc`` is the Only To Customer attribute (RFC 9234).
    ``local_preference`` None means the router's default.
    """

    prefix: Prefix
    as_path: tuple[PathElement, ...] = ()
    communities: frozenset[Community] = frozenset()
    large_communities: frozenset[LargeCommunity] = frozenset()
    next_hop: Prefix | None = None
    otc: int | None = None
    local_preference: int | None = None

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
