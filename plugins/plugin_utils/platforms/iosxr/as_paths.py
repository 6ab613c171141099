# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""AS paths as IOS-XR matches them.

Its own comparisons (``neighbor-is``, ``originates-from``, ``passes-through``) are faster than regular expressions; the guide does not
say what they make of an AS_SET. They are used where a route with one is rejected before; elsewhere regular expressions see
the path as text: ``10 20 {30,40}``, confederation segments in parentheses.
"""

from __future__ import annotations

from collections.abc import Iterable

from ..number_ranges import numbers

#: An AS_SET or a confederation segment.
SEGMENTS = "ios-regex '[{(]'"
#: It is a number that no AS has: RPL's own comparisons do not take it, regular expressions do.
_ZERO = 0


def neighbor_is(asn: int, is_textual: bool) -> str:
    """Return the element for paths whose first ASN is this one."""
    return f"ios-regex '^{asn}_'" if is_textual or asn == _ZERO else f"neighbor-is '{asn}'"


def originates_from(asn: int) -> str:
    """Return the element for paths whose last ASN, outside of any AS_SET, is this one."""
    return f"ios-regex '_{asn}$'" if asn == _ZERO else f"originates-from '{asn}'"


def only(asn: int) -> str:
    """Return the element for paths that have this ASN once or more, and no other."""
    return f"ios-regex '^{asn}(_{asn})*$'"


def anywhere(ranges: Iterable[tuple[int, int]], is_textual: bool) -> list[str]:
    """Return the elements for paths with an ASN of these ranges, also inside an AS_SET where that is asked for."""
    found: list[str] = []
    for low, high in ranges:
        if not is_textual and low == _ZERO:
            found.append("ios-regex '_0_'")
            low = 1
        if low > high:
            continue
        if is_textual:
            found += [f"ios-regex '_{digits}_'" for digits in numbers(low, high)]
        else:
            found.append(f"passes-through '{low}'" if low == high else f"passes-through '[{low}..{high}]'")
    return found
