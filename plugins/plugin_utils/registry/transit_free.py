# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Networks that buy no transit (F09): a path from a customer or a peer that goes through one is a leak.

Nobody keeps a registry of them. The list is what operators filter by, and short on purpose: an entry that is wrong
rejects good routes, one that is missing lets F13 and F14 do the work. Not derived from routing tables.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class TransitFree(NamedTuple):
    """A transit-free network, or one that is often taken for one, with the reason that it is left out."""

    asn: int
    name: str
    why_not: str = ""


#: The lists compared, with the date of the copy that was read.
SOURCES = (
    ("NLNOG BGP filter guide, https://bgpfilterguide.nlnog.net/guides/no_transit_leaks/", date(2025, 8, 27)),
    ("ARouteServer's default of transit_free, https://github.com/pierky/arouteserver, config.d/general.yml", date(2025, 12, 15)),
)
AS_OF = max(day for _, day in SOURCES)

#: On both lists. 12956 is ARouteServer's only: on it since 2017, so route servers have long rejected it, and it stays.
TRANSIT_FREE = (
    TransitFree(174, "Cogent"),
    TransitFree(701, "Verizon"),
    TransitFree(1299, "Arelion"),
    TransitFree(2914, "NTT"),
    TransitFree(3257, "GTT"),
    TransitFree(3320, "Deutsche Telekom"),
    TransitFree(3356, "Lumen (Level 3)"),
    TransitFree(5511, "Orange"),
    TransitFree(6453, "Tata Communications"),
    TransitFree(6461, "Zayo"),
    TransitFree(6762, "Telecom Italia Sparkle"),
    TransitFree(6830, "Liberty Global"),
    TransitFree(7018, "AT&T"),
    TransitFree(12956, "Telxius"),
)
LEFT_OUT = (
    TransitFree(209, "Lumen (Qwest)", "off both lists since 2021: merged, and peers carry it"),
    TransitFree(702, "Verizon (UUNET Europe)", "off NLNOG's list since 2021, never on ARouteServer's: a sibling of 701"),
    TransitFree(1239, "Cogent (Sprint)", "off both lists since 2021: it peers with route servers"),
    TransitFree(3491, "PCCW Global", "on NLNOG's list, never on ARouteServer's"),
    TransitFree(3549, "Lumen (Global Crossing)", "off both lists since 2021: merged into 3356"),
    TransitFree(3561, "Lumen (Savvis)", "off NLNOG's list since 2021, never on ARouteServer's: merged into 3356"),
    TransitFree(4134, "China Telecom", "on NLNOG's list, never on ARouteServer's: its relations differ from region to region"),
    TransitFree(6939, "Hurricane Electric", "on neither list: it peers openly and with route servers"),
)


def transit_free_asns() -> frozenset[int]:
    """Return the ASNs that F09 looks for."""
    return frozenset(network.asn for network in TRANSIT_FREE)
