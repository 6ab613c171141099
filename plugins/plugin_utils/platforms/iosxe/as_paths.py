# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""IOS's regular expressions over AS paths, which are text: ``10 20 {30,40}``, confederation segments in parentheses.

``_`` is a space, a comma, a brace, a parenthesis, or an end (Cisco IOS regular expressions). There is no counted repetition.
"""

from __future__ import annotations

from collections.abc import Iterable

from ..number_ranges import numbers

EMPTY = "^$"
#: An AS_SET or a confederation segment: in brackets these characters mean themselves.
SEGMENTS = "[{(]"


def origin(asn: int) -> str:
    """The origin is this ASN."""
    return f"_{asn}$"


def first(asn: int) -> str:
    """The first ASN is this one."""
    return f"^{asn}_"


def only(asn: int) -> str:
    """The path is this ASN alone, once or more."""
    return f"^{asn}(_{asn})*$"


def anywhere(ranges: Iterable[tuple[int, int]]) -> list[str]:
    """Return expressions of which one matches when an ASN of these ranges is in the path, also in an AS_SET."""
    return [f"_{pattern}_" for low, high in ranges for pattern in numbers(low, high)]
