# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Ranges of numbers as the regular expressions of routers that match AS paths as text: spans of digits, and no counted repetition."""

from __future__ import annotations

from collections.abc import Iterator


def numbers(low: int, high: int) -> Iterator[str]:
    """Return regular expressions that together match the numbers from low to high, both included, and no others."""
    while low <= high:
        # The largest block of numbers with the same first digits that begins at low and ends before high does.
        size = 1
        while low % (size * 10) == 0 and low + size * 10 - 1 <= high and len(str(low)) > len(str(size)):
            size *= 10
        steps = min(9 - low // size % 10, (high - low + 1) // size - 1)
        head, digit = str(low // size)[:-1], low // size % 10
        first = str(digit) if steps == 0 else f"[{digit}-{digit + steps}]"
        yield head + first + "[0-9]" * (len(str(size)) - 1)
        low += size * (steps + 1)
