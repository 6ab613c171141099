# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Address blocks that are not for the Internet's routing table, from IANA's special-purpose registries (F02).

The entries are in ``data/``, each with the RFC that made it; the semantics are those of RFC 6890 and RFC 8190.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from ..model.prefixes import Prefix, PrefixRange
from .dump_files import RegistryError
from .iana_files import IPV4, IPV6, shipped


class SpecialPurpose(NamedTuple):
    """One block. ``is_reachable``: IANA's "globally reachable" is true; false, N/A and none (terminated) are not."""

    prefix: Prefix
    name: str
    source: str
    is_reachable: bool = False


#: What is no unicast space of the Internet at all: multicast, reserved, and IPv6 outside 2000::/3 (::1, fc00::/7,
#: fe80::/10, 64:ff9b::/96, 5f00::/16 and the like are in there). Nothing inside is spared.
NOT_GLOBAL_UNICAST = (
    SpecialPurpose(Prefix.parse("224.0.0.0/4"), "Multicast", "[RFC5771]"),
    SpecialPurpose(Prefix.parse("240.0.0.0/4"), "Reserved", "[RFC1112], Section 4"),
    SpecialPurpose(Prefix.parse("::/3"), "Outside 2000::/3", "[RFC4291], Section 2.4"),
    SpecialPurpose(Prefix.parse("4000::/2"), "Outside 2000::/3", "[RFC4291], Section 2.4"),
    SpecialPurpose(Prefix.parse("8000::/1"), "Outside 2000::/3", "[RFC4291], Section 2.4"),
)


class JudgedBlocks(NamedTuple):
    """What F02 makes of the registries: ``rejected`` blocks, the longer ``spared`` ones inside them. Both sorted."""

    rejected: tuple[Prefix, ...]
    spared: tuple[Prefix, ...]


def parse_block(text: str) -> Prefix:
    """Parse a prefix as IANA lists it, ``::ffff:0:0/96`` too, which ``Prefix.parse`` refuses because no route may use it.

    :raises ValueError: not a prefix, no length, or host bits set.
    """
    if not re.fullmatch(r"[0-9a-fA-F.:]+/\d{1,3}", text):
        raise ValueError(f"{text!r} is not a prefix")
    network = ipaddress.ip_network(text)
    return Prefix(network.version, int(network.network_address), network.prefixlen)


def blocks_of(rows: Iterable[tuple[str, ...]]) -> tuple[SpecialPurpose, ...]:
    """Return the blocks of the rows of a shipped file.

    :raises ValueError: a row has no prefix.
    """
    return tuple(
        SpecialPurpose(parse_block(prefix), name, reference, reachable == "True") for prefix, name, reference, _, _, reachable in rows
    )


def judge(blocks: Iterable[SpecialPurpose]) -> JudgedBlocks:
    """Split blocks into what F02 rejects and what it spares.

    :raises ValueError: a block that is not reachable lies in a longer one that is spared; two sets cannot say that.
    """
    blocks = tuple(blocks)
    always = {block.prefix for block in NOT_GLOBAL_UNICAST}
    rejected = always | {block.prefix for block in blocks if not block.is_reachable}

    def is_inside(prefix: Prefix, others: set[Prefix]) -> bool:
        return any(other != prefix and other.contains(prefix) for other in others)

    spared = {
        block.prefix
        for block in blocks
        if block.is_reachable and is_inside(block.prefix, rejected) and not any(other.contains(block.prefix) for other in always)
    }
    for prefix in sorted(rejected):
        if is_inside(prefix, spared):
            raise ValueError(f"{prefix} is not reachable and lies in a reachable block of a block that is not; F02 has no way to say so")
    return JudgedBlocks(tuple(sorted(prefix for prefix in rejected if not is_inside(prefix, rejected))), tuple(sorted(spared)))


@cache
def special_purpose_blocks() -> tuple[SpecialPurpose, ...]:
    """Return IANA's IPv4 and IPv6 special-purpose address registries as shipped.

    :raises RegistryError: a shipped file is broken.
    """
    try:
        return blocks_of((*shipped(IPV4).rows, *shipped(IPV6).rows))
    except ValueError as error:
        raise RegistryError(f"the shipped IANA registries: {error}; install the collection again") from error


@cache
def _judged() -> JudgedBlocks:
    return judge(special_purpose_blocks())


def special_purpose_ranges() -> frozenset[PrefixRange]:
    """Return what F02 rejects: these blocks and their more-specifics of any length. Blocks inside others are left out."""
    return frozenset(PrefixRange.of(prefix) for prefix in _judged().rejected)


def reachable_exceptions() -> frozenset[PrefixRange]:
    """Return what F02 spares: longer blocks inside them that are globally reachable, with their more-specifics."""
    return frozenset(PrefixRange.of(prefix) for prefix in _judged().spared)
