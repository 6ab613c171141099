# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""AS paths as the access lists of EOS match them in ``ip as-path regex-mode string``.

In that mode an expression sees the path as text, ``10 20 {30 40}``, confederation segments in parentheses, and ``_`` is a border
between numbers. The other mode, ``asn``, is the one of a new router: there an expression sees whole ASNs, ``[0-9]`` is ten ASNs, and
the guides do not say what it makes of an AS_SET. So every list of ours is for ``string``, which is set with them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..number_ranges import numbers

EMPTY = "^$"
#: An AS_SET or a confederation segment.
SEGMENTS = "[{(]"
#: The line that makes expressions see text. Without it they see ASNs.
MODE = "ip as-path regex-mode string"


def origin(asn: int) -> str:
    """Return the expression for paths whose last ASN, outside of any AS_SET, is this one."""
    return f"_{asn}$"


def first(asn: int) -> str:
    """Return the expression for paths whose first ASN is this one."""
    return f"^{asn}_"


def only(asn: int) -> str:
    """Return the expression for paths that have this ASN once or more, and no other."""
    return f"^{asn}(_{asn})*$"


def anywhere(ranges: Iterable[tuple[int, int]]) -> Iterator[str]:
    """Return expressions of which one matches when an ASN of these ranges is anywhere in the path, also inside an AS_SET."""
    for low, high in ranges:
        yield from (f"_{digits}_" for digits in numbers(low, high))
