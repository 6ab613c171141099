# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is known of the neighbors of a router beside its configuration: what was declared, and what the registry says of them.

It also holds what is let through on purpose, so that what was declared is no alarm.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..intent.models import HostIntent, Neighbor
from ..model.prefixes import BITS, Prefix, PrefixRange
from ..model.routes import Relation
from ..model.sets import PairSet
from ..model.terms import PairIn
from ..policy.named_sets import Known as RouterKnown
from ..policy.named_sets import NamedSets, Run, is_private, local_list_name, rules_at, settings_of
from ..registry.cones import Customer
from ..registry.snapshot import Snapshot
from ..registry.transit_free import transit_free_asns
from .probes import LENGTHS, Known, KnownNeighbor

#: Ways of a neighbor to send us the default route.
_WITH_DEFAULT = ("default", "full_and_default")


def known_of(intent: HostIntent, snapshot: Snapshot | None, local_lists: Mapping[str, frozenset[PrefixRange]] | None = None) -> Known:
    """Return what is known of a router's neighbors.

    :param snapshot: None: nobody knows what is registered, and what hangs on it is unknown.
    :param local_lists: the operator's own lists of neighbors, as the router has them: what is on one may come in (F13).
    """
    sets = NamedSets(intent, snapshot, RouterKnown(), Run()) if snapshot is not None else None
    found = _Neighbors(intent, sets, local_lists or {})
    exchanges = sets.exchanges if sets is not None else intent.network.exchanges
    lans = dict.fromkeys(Prefix.parse(text) for exchange in exchanges for text in exchange.lans)
    return Known(
        tuple(Prefix.parse(item.prefix) for item in intent.network.prefixes if item.delegated_to is None),
        {address: known for neighbor in intent.neighbors for known in [found.known(neighbor)] for address in neighbor.addresses},
        tuple(lans),
        is_registry_known=sets is not None,
    )


class _Neighbors:
    def __init__(self, intent: HostIntent, sets: NamedSets | None, local_lists: Mapping[str, frozenset[PrefixRange]]) -> None:
        self._intent, self._network, self._sets, self._local_lists = intent, intent.network, sets, local_lists
        here = {neighbor.asn for neighbor in intent.neighbors if neighbor.relation is Relation.CUSTOMER}
        self._customers = here | ({customer.asn for customer in sets.snapshot.customers} if sets is not None else set())

    def known(self, neighbor: Neighbor) -> KnownNeighbor:
        settings = settings_of(self._intent, neighbor)
        registered: PairSet | None = None
        if self._sets is not None and settings.is_registered:
            name = self._sets.registered(Customer(self._sets.cone_of(neighbor), settings.more_specifics))
            registered = self._sets.pair_sets[name] if name is not None else None
        declared = self._network.transit_free
        spared = transit_free_asns() - frozenset(declared) if declared is not None else frozenset()
        return KnownNeighbor(
            neighbor.relation,
            registered,
            takes_default=None if neighbor.receive is None else neighbor.receive in _WITH_DEFAULT,
            may_transit=spared | self._customers | settings.may_transit | frozenset(neighbor.siblings),
            may_loop=neighbor.allow_own_as,
            longest_path=settings.longest_path,
            excepted=tuple(dict.fromkeys(self._excepted(neighbor, settings.lengths, registered))),
        )

    def _excepted(
        self, neighbor: Neighbor, lengths: Mapping[int, tuple[int, int]], registered: PairSet | None
    ) -> Iterator[tuple[str, PrefixRange]]:
        for rule in rules_at(self._intent, neighbor):
            yield from ((control, PrefixRange.exact(Prefix.parse(rule.prefix))) for control in rule.controls)
        for family, (shortest, longest) in lengths.items():
            low, high = LENGTHS[family]
            everything = Prefix(family, 0, 0)
            if shortest < low:
                yield "F05", PrefixRange.of(everything, shortest, low - 1)
            if longest > high:
                yield "F05", PrefixRange.of(everything, high + 1, min(longest, BITS[family]))
        yield from (("F13", item) for item in self._local_lists.get(local_list_name(neighbor.asn), ()))
        if neighbor.relation is Relation.CUSTOMER:
            # No VRP can name a private ASN, so what such a customer has of our space is always invalid.
            yield from (("F12", item) for asn, item in self._declared() if is_private(asn))
        if neighbor.name in self._network.returns_from:
            yield from (("F03", PrefixRange.of(Prefix.parse(item.prefix))) for item in self._network.prefixes)
        else:
            yield from (("F03", item) for item in self._delegated(neighbor, registered))

    def _declared(self) -> Iterator[tuple[int, PrefixRange]]:
        """Return what of our space was declared to be a customer's, with its ASN."""
        for item in self._network.prefixes:
            if item.delegated_to is not None:
                yield item.delegated_to, PrefixRange.exact(Prefix.parse(item.prefix))

    def _delegated(self, neighbor: Neighbor, registered: PairSet | None) -> Iterator[PrefixRange]:
        """Return what of our space a neighbor may announce."""
        if self._sets is None:
            yield from (item for _, item in self._declared())
            if self._network.own_origins and neighbor.relation is not Relation.CUSTOMER:
                yield from (PrefixRange.exact(Prefix.parse(item.prefix)) for item in self._network.prefixes if item.delegated_to is None)
            return
        if neighbor.relation is Relation.CUSTOMER:
            groups = self._sets.delegated_to_cone(neighbor, registered.name if registered is not None else None)
        else:
            groups = self._sets.delegated_to_customers()
        for atom in (atom for group in groups for atom in group):
            if isinstance(atom, PairIn):
                yield from (item for item, _ in self._sets.pair_sets[atom.pair_set].pairs())
