# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether one prefix or ASN is a bogon: what F02 and F07 reject, by the shipped IANA registries."""

from __future__ import annotations

from functools import cache

from ..model.prefixes import Prefix
from ..model.sets import PrefixSet
from .bogon_asns import bogon_asn_ranges
from .special_purpose import reachable_exceptions, special_purpose_ranges


@cache
def _sets() -> tuple[PrefixSet, PrefixSet]:
    return PrefixSet("rejected", special_purpose_ranges()), PrefixSet("spared", reachable_exceptions())


def is_bogon_prefix(prefix: Prefix) -> bool:
    """Tell whether a prefix is within special-purpose space that is not globally reachable (RFC 6890). Default routes are not."""
    rejected, spared = _sets()
    return rejected.holds(prefix) and not spared.holds(prefix)


def is_bogon_asn(asn: int) -> bool:
    """Tell whether an ASN is reserved and belongs in no path of the Internet."""
    return any(low <= asn <= high for low, high in bogon_asn_ranges())
