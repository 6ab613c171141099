# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prefixes and prefix ranges as integers: parse, print, contain.

A prefix is a family (4 or 6), a network as an integer and a length. Both types are
tuples, so that sets of 100,000 stay cheap to build, sort and compare.
"""

from __future__ import annotations

import socket
from collections.abc import Iterable
from typing import NamedTuple

from .first_few import quoted

FAMILIES = (4, 6)
BITS = {4: 32, 6: 128}
_ADDRESS_FAMILY = {4: socket.AF_INET, 6: socket.AF_INET6}


class PrefixError(ValueError):
    """A text is not a prefix; the message says what it is and what to write."""


def address_to_int(text: str) -> tuple[int, int]:
    """Return (family, integer) of an IPv4 or IPv6 address in text.

    :raises PrefixError: the text is not an address; IPv4-mapped IPv6 is refused.
    """
    family = 6 if ":" in text else 4
    try:
        packed = socket.inet_pton(_ADDRESS_FAMILY[family], text)
    except (OSError, ValueError) as error:
        raise PrefixError(f"{quoted(text)} is not an IPv4 or IPv6 address") from error
    value = int.from_bytes(packed, "big")
    if family == 6 and value >> 32 == 0xFFFF:
        raise PrefixError(f"{text!r} is an IPv4-mapped IPv6 address; write the IPv4 address")
    return family, value


def int_to_address(family: int, value: int) -> str:
    """Return the canonical text of an address (RFC 5952 for IPv6)."""
    return socket.inet_ntop(_ADDRESS_FAMILY[family], value.to_bytes(BITS[family] // 8, "big"))


def _is_length(text: str) -> bool:
    """Tell whether a text may be a length: ``int`` takes digits of other scripts, and refuses a number of some thousands of digits."""
    return text.isascii() and text.isdigit() and len(text) <= 3


class Prefix(NamedTuple):
    """One prefix. ``network`` has no bits set behind ``length``."""

    family: int
    network: int
    length: int

    @classmethod
    def parse(cls, text: str) -> Prefix:
        """Parse ``192.0.2.0/24`` or ``2001:db8::/32``.

        :raises PrefixError: not a prefix, no length, or host bits set.
        """
        address, slash, length_text = text.strip().partition("/")
        family, network = address_to_int(address)
        if not slash:
            raise PrefixError(f"{quoted(text)} has no length; write {address}/{BITS[family]} for one address")
        if not _is_length(length_text) or int(length_text) > BITS[family]:
            raise PrefixError(f"{quoted(text)}: the length is a number from 0 to {BITS[family]}")
        length = int(length_text)
        host_bits = BITS[family] - length
        aligned = network >> host_bits << host_bits
        if aligned != network:
            right = f"{int_to_address(family, aligned)}/{length}"
            raise PrefixError(f"{quoted(text)} has host bits set; write {right}")
        return cls(family, network, length)

    def __str__(self) -> str:
        return f"{int_to_address(self.family, self.network)}/{self.length}"

    def contains(self, other: Prefix) -> bool:
        """Tell whether ``other`` is this prefix or a more-specific of it."""
        return (
            other.family == self.family
            and other.length >= self.length
            and (other.network ^ self.network) >> (BITS[self.family] - self.length) == 0
        )

    def covering(self, length: int) -> Prefix:
        """Return the covering prefix of that (shorter or equal) length."""
        shift = BITS[self.family] - length
        return Prefix(self.family, self.network >> shift << shift, length)


class PrefixRange(NamedTuple):
    """The more-specifics of a prefix with lengths from ``minimum`` to ``maximum``."""

    family: int
    network: int
    length: int
    minimum: int
    maximum: int

    @classmethod
    def exact(cls, prefix: Prefix) -> PrefixRange:
        """Return the range that holds this one prefix."""
        return cls(*prefix, prefix.length, prefix.length)

    @classmethod
    def of(cls, prefix: Prefix, minimum: int | None = None, maximum: int | None = None) -> PrefixRange:
        """Return a range below a prefix; the bounds default to its length and to the family's.

        :raises PrefixError: not length <= minimum <= maximum <= bits.
        """
        low = prefix.length if minimum is None else minimum
        high = BITS[prefix.family] if maximum is None else maximum
        if not prefix.length <= low <= high <= BITS[prefix.family]:
            raise PrefixError(f"{prefix} from /{low} to /{high} holds no prefix")
        return cls(*prefix, low, high)

    @classmethod
    def parse(cls, text: str) -> PrefixRange:
        """Parse the form that ``str`` gives: a prefix and RFC 2622's range operator ``^m-n``.

        :raises PrefixError: neither a prefix nor a range.
        """
        base, caret, bounds = text.partition("^")
        prefix = Prefix.parse(base)
        if not caret:
            return cls.exact(prefix)
        low, dash, high = bounds.partition("-")
        if not _is_length(low) or (dash and not _is_length(high)):
            raise PrefixError(f"{quoted(text)}: a range is written prefix^m-n")
        return cls.of(prefix, int(low), int(high) if dash else int(low))

    def __str__(self) -> str:
        base = str(self.prefix)
        if self.minimum == self.maximum == self.length:
            return base
        if self.minimum == self.maximum:
            return f"{base}^{self.minimum}"
        return f"{base}^{self.minimum}-{self.maximum}"

    @property
    def prefix(self) -> Prefix:
        """The prefix that the range hangs below."""
        return Prefix(self.family, self.network, self.length)

    def matches(self, prefix: Prefix) -> bool:
        """Tell whether the range holds the prefix."""
        return self.minimum <= prefix.length <= self.maximum and self.prefix.contains(prefix)


def _lowest_run(bits: int) -> int:
    """Return the lowest bits that are set side by side."""
    low = bits & -bits
    return bits & ~(bits + low)


def aggregated(ranges: Iterable[PrefixRange]) -> frozenset[PrefixRange]:
    """Return the fewest ranges below the same prefixes that hold exactly the same: what a shorter prefix's range holds is left out.

    Siblings are not joined, so that one registered prefix more or less is one entry more or less on a router.
    """
    lengths_of: dict[Prefix, int] = {}
    for item in ranges:
        # Bit n: prefixes of length n.
        bits = (1 << item.maximum + 1) - (1 << item.minimum)
        lengths_of[item.prefix] = lengths_of.get(item.prefix, 0) | bits
    found: list[PrefixRange] = []
    #: The prefixes that contain the one at hand, and the lengths that they hold.
    above: list[tuple[Prefix, int]] = []
    for prefix in sorted(lengths_of):
        while above and not above[-1][0].contains(prefix):
            above.pop()
        held = above[-1][1] if above else 0
        above.append((prefix, held | lengths_of[prefix]))
        waiting = lengths_of[prefix]
        while waiting:
            run = _lowest_run(waiting)
            waiting &= ~run
            if left := run & ~held:
                low = (left & -left).bit_length() - 1
                found.append(PrefixRange(*prefix, low, left.bit_length() - 1))
    return frozenset(found)
