# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Ask PeeringDB who our neighbors are, where nothing is declared of them yet: kinds of networks, and addresses at exchanges.

A network's kind is ``info_type``, of newer versions also the list ``info_types``; route servers and collectors are kinds of their own:
https://github.com/peeringdb/django-peeringdb, src/django_peeringdb/const.py (NET_TYPES, NET_TYPES_MULTI_CHOICE).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ..model.prefixes import int_to_address
from . import web
from .bogon_asns import bogon_asn_ranges
from .dump_files import Problems
from .peeringdb import (
    NET_FIELDS,
    PORT_FIELDS,
    Asker,
    Exchange,
    Fetch,
    Network,
    PeeringDbSettings,
    ask_exchanges,
    network_of,
    port_addresses,
    port_of,
    queries,
    read_objects,
)

ROUTE_SERVER, ROUTE_COLLECTOR = "Route Server", "Route Collector"


@dataclass(frozen=True)
class Members:
    """What PeeringDB says of us and of neighbors. ``networks`` and ``kinds`` are by ASN, ``ports`` by address: whose it is, and where.

    ``exchanges``: where we are. ``unanswered``: which parts had no whole answer, so that what is not there says nothing.
    """

    networks: dict[int, Network]
    kinds: dict[int, tuple[str, ...]]
    ports: dict[str, tuple[int, str]]
    exchanges: tuple[Exchange, ...]
    unanswered: tuple[str, ...]
    problems: tuple[str, ...]


def _kinds(entry: dict[str, Any]) -> tuple[str, ...]:
    told = entry.get("info_types")
    words = [entry.get("info_type"), *(told if isinstance(told, list) else ())]
    return tuple(sorted({word for word in words if word in (ROUTE_SERVER, ROUTE_COLLECTOR)}))


def ask_members(
    settings: PeeringDbSettings,
    own_asn: int,
    asns: Collection[int],
    now: datetime,
    fetch: Fetch = web.fetch,
    sleep: Callable[[float], None] = time.sleep,
) -> Members:
    """Ask PeeringDB in four requests for up to 150 ASNs, or use what is kept; away, it stops no run (see ``ask_peeringdb``)."""
    problems = Problems()
    asker = Asker(settings, now, fetch, sleep)
    base = settings.url.rstrip("/")
    # Nobody in PeeringDB has a private ASN.
    wanted = {asn for asn in (own_asn, *asns) if not any(low <= asn <= high for low, high in bogon_asn_ranges())}
    exchanges = ask_exchanges(asker, base, own_asn, problems) if own_asn in wanted else ()
    networks: dict[int, Network] = {}
    kinds: dict[int, tuple[str, ...]] = {}
    for query in queries(base, "net?asn__in=", wanted, f"&fields={NET_FIELDS},info_type,info_types"):
        entries = asker.ask("networks", query) or ()
        for network, found in read_objects("net", entries, lambda entry: (network_of(entry, wanted), _kinds(entry)), problems):
            networks.setdefault(network.asn, network)
            kinds.setdefault(network.asn, found)
    ports: dict[str, tuple[int, str]] = {}
    for query in queries(base, "netixlan?asn__in=", wanted - {own_asn}, f"&fields={PORT_FIELDS}"):
        entries = asker.ask("ports", query) or ()
        for asn, _, name, texts in read_objects("netixlan", entries, lambda entry: port_of(entry, wanted), problems):
            for address in port_addresses(name, texts, problems):
                ports.setdefault(int_to_address(*address), (asn, name))
    left_out = (f"left out: {text}" for text in problems.named)
    return Members(networks, kinds, ports, exchanges, tuple(sorted(asker.unanswered)), (*asker.notes, *left_out))
