# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""ASNs that are reserved and belong in no path of the Internet (F07).

From IANA's special-purpose AS numbers registry in ``data/``, with the RFC of each range. Ranges that are only not
allocated yet are left out: they get allocated, and a filter nobody renews would then reject a real network.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from .dump_files import RegistryError
from .iana_files import ASNS, shipped


class SpecialAsns(NamedTuple):
    """A range of ASNs, both ends included. ``is_reserved``: false for AS112, which is in real paths (RFC 7534)."""

    low: int
    high: int
    name: str
    source: str
    is_reserved: bool = True


#: The gap between the 16-bit numbers and the first 32-bit ones that are given out. The special-purpose registry does not
#: list it; the registry of 32-bit AS numbers calls it Reserved, not Unallocated.
BETWEEN_16_AND_32_BITS = SpecialAsns(65552, 131071, "Reserved", "IANA, 32-bit Autonomous System Numbers")


def asns_of(rows: Iterable[tuple[str, ...]]) -> tuple[SpecialAsns, ...]:
    """Return the ranges of the rows of the shipped file.

    :raises ValueError: a row has no number.
    """
    return tuple(SpecialAsns(int(low), int(high), name, source, reserved == "yes") for low, high, name, source, reserved in rows)


@cache
def special_asns() -> tuple[SpecialAsns, ...]:
    """Return the special-purpose ASNs as shipped, and the reserved gap, sorted.

    :raises RegistryError: the shipped file is broken.
    """
    try:
        return tuple(sorted((*asns_of(shipped(ASNS).rows), BETWEEN_16_AND_32_BITS)))
    except ValueError as error:
        raise RegistryError(f"the shipped IANA registries: {error}; install the collection again") from error


def bogon_asn_ranges() -> tuple[tuple[int, int], ...]:
    """Return the reserved ranges, those that touch merged, sorted."""
    merged: list[tuple[int, int]] = []
    for item in special_asns():
        if not item.is_reserved:
            continue
        if merged and merged[-1][1] + 1 == item.low:
            merged[-1] = (merged[-1][0], item.high)
        else:
            merged.append((item.low, item.high))
    return tuple(merged)
