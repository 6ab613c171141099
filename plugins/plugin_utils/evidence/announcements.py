# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What leaves a router towards providers, peers, route servers and collectors: our own prefixes, and what nobody should announce."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..delivery.held import MOST_ROUTES, Held
from ..model.policies import Session
from ..model.prefixes import Prefix
from ..model.routes import PathElement, Relation, Route
from ..platforms.contract import SessionState
from ..policy.named_sets import is_private
from ..registry.bogons import is_bogon_asn, is_bogon_prefix
from .models import Announcements
from .routing_tables.files import short_path


def announcements(
    held: Held, sessions: Iterable[Session], states: Sequence[SessionState], asn: int, notes: list[str]
) -> dict[str, Announcements]:
    """Return what sessions are sent, by address; customers are left out, and what cannot be read whole, which the notes say.

    A route that no neighbor brought has no path: it is our own, as one whose origin is ``asn``. So is one whose path has private ASNs
    alone, of a customer without an ASN of its own: they are taken out (E04), and others see ours. A default route is nobody's.
    """
    addresses = {item.address for item in sessions if not item.is_released and item.relation is not Relation.CUSTOMER}
    up = [item for item in states if item.address in addresses and item.is_established]
    large = {item.address for item in up if held.is_too_large(item.family) or (item.announced or 0) > MOST_ROUTES}
    if large:
        notes.append(f"what leaves at {', '.join(sorted(large))}: too many routes to read one by one")
    keys = [(item.address, item.family) for item in up if item.address not in large]
    best = {family: {item.route.prefix: item.route for item in held.routes(family) if item.is_best} for family in {key[1] for key in keys}}
    found: dict[str, list[tuple[Prefix, Route | None]]] = {address: [] for address, _ in keys}
    for (address, family), sent in held.announced_to(keys).items():
        prefixes = sorted(map(Prefix.parse, sent))
        found[address] += [(prefix, best[family].get(prefix)) for prefix in prefixes]
    return {address: _of_session(sent, asn) for address, sent in found.items()}


def _of_session(sent: Iterable[tuple[Prefix, Route | None]], asn: int) -> Announcements:
    own, prefixes, asns = [], [], []
    for prefix, route in sent:
        path = route.as_path if route is not None else ()
        if prefix.length and ((route is not None and route.origin == asn) or all(map(is_private, _asns(path)))):
            own.append(str(prefix))
        if is_bogon_prefix(prefix):
            prefixes.append(str(prefix))
        if any(map(is_bogon_asn, _asns(path))):
            asns.append(f"{prefix} path {short_path(path)}")
    return Announcements(own=tuple(own), bogon_prefixes=tuple(prefixes), bogon_asns=tuple(asns))


def _asns(path: Iterable[PathElement]) -> list[int]:
    return [asn for item in path for asn in (sorted(item) if isinstance(item, frozenset) else [item])]
