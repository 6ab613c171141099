# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""FRR's AS-path regular expressions (POSIX extended; ``_`` is a border between ASNs)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

EMPTY = "^$"
#: FRR prints an AS_SET as {1,2}, confederation segments as (1 2) and [1,2].
SEGMENTS = "[][{}()]"


def origin(asn: int) -> str:
    """The origin is this ASN."""
    return f"_{asn}$"


def first(asn: int) -> str:
    """The first ASN is this one."""
    return f"^{asn}_"


def only(asn: int) -> str:
    """The path is this ASN alone, once or more."""
    return f"^{asn}( {asn})*$"


def longer_than(count: int) -> str:
    """There are more ASNs than ``count``. A space, not ``_``: repeated, FRR's border matches too often (seen on 8.4.4 and 10.3)."""
    return f"^([0-9]+ ){{{count}}}[0-9]"


def anywhere(ranges: Iterable[tuple[int, int]]) -> list[str]:
    """One expression per range of ASNs: an ASN of it is somewhere in the path."""
    return [f"_({'|'.join(number_patterns(low, high))})_" for low, high in ranges]


def number_patterns(low: int, high: int) -> list[str]:
    """Return patterns that together match the decimal numbers from low to high and no others."""
    patterns: list[str] = []
    for digits in range(len(str(low)), len(str(high)) + 1):
        smallest, largest = (10 ** (digits - 1) if digits > 1 else 0), 10**digits - 1
        patterns += _same_length(str(max(low, smallest)), str(min(high, largest)))
    return patterns


def _same_length(low: str, high: str) -> Iterator[str]:
    """Patterns for the numbers between two of the same length."""
    shared = 0
    while shared < len(low) and low[shared] == high[shared]:
        shared += 1
    head, low, high = low[:shared], low[shared:], high[shared:]
    if not low:
        yield head
        return
    if set(low) == {"0"} and set(high) == {"9"}:
        yield head + _any(len(low))
        return
    first_digit, last_digit = int(low[0]), int(high[0])
    if set(low[1:]) - {"0"}:
        yield from (head + low[0] + rest for rest in _same_length(low[1:], "9" * len(low[1:])))
        first_digit += 1
    is_tail_full = not set(high[1:]) - {"9"}
    if not is_tail_full:
        last_digit -= 1
    if first_digit <= last_digit:
        yield head + _digits(first_digit, last_digit) + _any(len(low) - 1)
    if not is_tail_full:
        yield from (head + high[0] + rest for rest in _same_length("0" * len(high[1:]), high[1:]))


def _digits(first_digit: int, last_digit: int) -> str:
    return str(first_digit) if first_digit == last_digit else f"[{first_digit}-{last_digit}]"


def _any(count: int) -> str:
    return "" if not count else "[0-9]" if count == 1 else f"[0-9]{{{count}}}"
