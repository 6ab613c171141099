# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""AS-path regular expressions of Junos: a term is a whole ASN, a range of ASNs or ``.``, and the whole path is matched.

Source: Juniper, Routing Policies User Guide, "AS Path Regular Expressions for Use as Routing Policy Match Conditions".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...model.routes import MAXIMUM_ASN

#: The null path: the route is from our own AS.
EMPTY = "()"
#: ASNs alone, none or more: a segment that is no sequence of ASNs is none of these. Junos has no match for AS_SETs as such.
SEQUENCE = f"(1-{MAXIMUM_ASN})*"
#: How many ASNs one expression lists, so that no line is longer than a terminal takes.
_MOST_ASNS = 50


def origin(asn: int) -> str:
    """The origin is this ASN."""
    return f".* {asn}"


def first(asn: int) -> str:
    """The first ASN is this one."""
    return f"{asn} .*"


def only(asn: int) -> str:
    """The path is this ASN alone, once or more."""
    return f"{asn}+"


def anywhere(ranges: Iterable[tuple[int, int]]) -> Iterator[str]:
    """Yield expressions of which one matches when an ASN of a range is anywhere in the path.

    ASN 0 is left to Junos, which takes no 0 in an expression; ``SEQUENCE`` does not match it either.
    """
    singles: list[int] = []
    for low, high in sorted(ranges):
        least = max(low, 1)
        if least == high:
            singles.append(high)
        elif least < high:
            yield f".* {least}-{high} .*"
    for start in range(0, len(singles), _MOST_ASNS):
        listed = singles[start : start + _MOST_ASNS]
        yield f".* {listed[0]} .*" if len(listed) == 1 else f".* ({'|'.join(map(str, listed))}) .*"
