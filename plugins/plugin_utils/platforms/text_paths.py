# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Regular expressions over AS paths where a router sees them as text: ``10 20 {30,40}``, confederation segments in parentheses.

``_`` is a border between numbers: a space, a comma, a brace, a parenthesis, or an end. There is no counted repetition.
"""

from __future__ import annotations

from ..model.terms import Atom, EmptyPath, FirstAsn, PathHas, PathHasSet, PathOnly
from .number_ranges import numbers

#: An AS_SET or a confederation segment: in brackets these characters mean themselves.
_SEGMENTS = "[{(]"


def origin(asn: int) -> str:
    """Return the expression for paths whose last ASN, outside of any AS_SET, is this one."""
    return f"_{asn}$"


def expressions(atom: Atom) -> tuple[str, ...] | None:
    """Return the expressions of which one matches the paths that an atom means; None: it is about something else, or a length."""
    match atom:
        case EmptyPath():
            return ("^$",)
        case FirstAsn(asn):
            return (f"^{asn}_",)
        case PathOnly(asn):
            return (f"^{asn}(_{asn})*$",)
        case PathHas(ranges):
            # Anywhere, also inside an AS_SET.
            return tuple(f"_{digits}_" for low, high in ranges for digits in numbers(low, high))
        case PathHasSet():
            return (_SEGMENTS,)
    return None
