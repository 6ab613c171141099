# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""ASNs that are reserved and belong in no path of the Internet (F07).

From IANA's special-purpose AS numbers registry, with the RFC of each range. Ranges that are only not allocated yet are
left out: they get allocated, and a filter nobody renews would then reject a real network.
"""

from __future__ import annotations

from typing import NamedTuple


class ReservedAsns(NamedTuple):
    """A range of ASNs, both ends included, and the RFC that reserves it."""

    low: int
    high: int
    name: str
    source: str


#: The date on which this list was compared with POLICY's ranges and the RFCs.
AS_OF = "2026-11-24"
RESERVED_ASNS = (
    ReservedAsns(0, 0, "no network", "RFC 7607"),
    ReservedAsns(23456, 23456, "AS_TRANS", "RFC 6793"),
    ReservedAsns(64496, 64511, "documentation", "RFC 5398"),
    ReservedAsns(64512, 65534, "private use", "RFC 6996"),
    ReservedAsns(65535, 65535, "last of 16 bits", "RFC 7300"),
    ReservedAsns(65536, 65551, "documentation", "RFC 5398"),
    ReservedAsns(65552, 131071, "reserved by IANA", "IANA AS numbers registry"),
    ReservedAsns(4200000000, 4294967294, "private use", "RFC 6996"),
    ReservedAsns(4294967295, 4294967295, "last of 32 bits", "RFC 7300"),
)


def bogon_asn_ranges() -> tuple[tuple[int, int], ...]:
    """Return the reserved ranges, those that touch merged, sorted."""
    merged: list[tuple[int, int]] = []
    for item in sorted(RESERVED_ASNS):
        if merged and merged[-1][1] + 1 == item.low:
            merged[-1] = (merged[-1][0], item.high)
        else:
            merged.append((item.low, item.high))
    return tuple(merged)
