# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The export chain of a neighbor (docs/policy.md, export)."""

from __future__ import annotations

from ..intent.models import Neighbor
from ..intent.settings import NeighborSettings
from ..model.policies import Chain
from ..model.routes import BLACKHOLE, NO_ADVERTISE, NO_EXPORT, NO_EXPORT_SUBCONFED, Direction, Relation
from ..model.terms import (
    AddOtc,
    Atom,
    EmptyPath,
    HasCommunity,
    HasLargeCommunity,
    OtcPresent,
    PairIn,
    PathHas,
    PathOnly,
    PrefixIn,
    RemoveAsns,
    RemoveCommunities,
    Rewrite,
    RovInvalid,
    Term,
)
from ..registry.bogon_asns import bogon_asn_ranges
from .acting import Acting, community_pattern, own_communities
from .named_sets import DEFAULT, NOT_SENT, REACHABLE, SPECIAL, Groups, NamedSets, is_private, settings_of
from .tags import reserved_patterns, tag, tags_not_for_export

#: Relations that get only our own and our customers' routes.
UPWARD = frozenset({Relation.PEER, Relation.PROVIDER, Relation.ROUTE_SERVER})


class Outward:
    """Makes the export chains of one neighbor.

    ``is_by_tags``: E01 trusts the tags of all border routers. Else prefix and origin lists alone hold it (phase one).
    """

    def __init__(self, sets: NamedSets, neighbor: Neighbor, settings: NeighborSettings, acting: Acting, is_by_tags: bool) -> None:
        self.sets = sets
        self.network = sets.intent.network
        self.neighbor = neighbor
        self.relation = neighbor.relation
        self.settings = settings
        self.acting = acting
        self.is_by_tags = is_by_tags

    def chain(self, family: int) -> Chain | None:
        """Return the export chain of a family; None when what runs must stay: no stage yet, or a customer's pairs are not known."""
        if self.is_awaited:
            return None
        own: tuple[Atom, ...] = (EmptyPath(), self.sets.own(self.neighbor))
        if self.relation in UPWARD:
            upward = self._upward(own)
            if upward is None:
                return None
            terms = (*self._never(), *upward)
        elif self.relation is Relation.CUSTOMER:
            wished = self._customer(own)
            if wished is None:
                return None
            terms = (*self._never(), *self._once_more(own, ((PrefixIn(DEFAULT),),)), *wished)
        else:
            terms = (self._kept_back(),)
        return Chain(Direction.EXPORT, family, self.acting.terms(*terms, is_marking=False), (), self._departure())

    @property
    def is_awaited(self) -> bool:
        """Whether the adoption stage of export filters has not come."""
        return self.settings.adoption_stage < 6

    @property
    def _from_customer(self) -> HasLargeCommunity:
        return HasLargeCommunity((tag(self.network.asn, Relation.CUSTOMER),))

    def _private_customers(self) -> tuple[int, ...]:
        """Return the private ASNs of customers: the only ones that can be in a path that we hold."""
        return tuple(sorted({customer.asn for customer in self.sets.snapshot.customers if is_private(customer.asn)}))

    def _kept_back(self) -> Term:
        return Term("E00", (HasCommunity((NO_EXPORT, NO_ADVERTISE, NO_EXPORT_SUBCONFED, BLACKHOLE)),))

    def _never(self) -> list[Term]:
        return [self._kept_back(), Term("E00", (PrefixIn(NOT_SENT),))]

    def _upward(self, own: tuple[Atom, ...]) -> list[Term] | None:
        customers = self.sets.customers()
        if customers is None:
            return None
        from_customer = self._from_customer
        terms = [
            Term("E05", (OtcPresent(),)),
            Term("E05", (HasLargeCommunity(tags_not_for_export(self.network.asn)),)),
            *self._once_more(own),
        ]
        registered: Groups = tuple((PairIn(item),) for item in customers)
        registered += self.sets.excepted_anywhere("F13") + self._doors()
        if self.is_by_tags:
            return [*terms, Term("E01", (), (own, (from_customer,))), Term("E02", (from_customer,), (own, *registered))]
        return [*terms, Term("E02", (), (own, *registered))]

    def _once_more(self, own: tuple[Atom, ...], any_length: Groups = ()) -> list[Term]:
        """E03: F02, F05, F07 and F12 again. ``any_length``: what F05 does not judge; a customer's default route is E06's."""
        private: Groups = tuple((PathOnly(asn),) for asn in self._private_customers())
        own_invalid: Groups = () if self.network.reject_own_invalid else ((EmptyPath(),),)
        spared: Groups = (own, *any_length, *self.sets.excepted_anywhere("F05"))
        return [
            Term("E03", (PrefixIn(SPECIAL),), ((PrefixIn(REACHABLE),),)),
            Term("E03", (self.sets.wrong_lengths(self.settings.lengths),), spared),
            Term("E03", (PathHas(bogon_asn_ranges()),), private),
            Term("E03", (RovInvalid(),), own_invalid + self.sets.private_delegations() + self.sets.excepted_anywhere("F12")),
        ]

    def _doors(self) -> Groups:
        """What the operator let in by its own lists on this router gets out too. Sorted: the inventory's order means nothing."""
        groups: list[tuple[Atom, ...]] = []
        for neighbor in sorted(self.sets.intent.neighbors, key=lambda item: item.asn):
            acting = Acting(self.network.asn, settings_of(self.sets.intent, neighbor), frozenset())
            if neighbor.relation is Relation.CUSTOMER and acting.acts("F13") and neighbor.state == "present" and not neighbor.unmanaged:
                groups.append((self._from_customer, self.sets.local_list(neighbor.asn)))
        return tuple(dict.fromkeys(groups))

    def _customer(self, own: tuple[Atom, ...]) -> list[Term] | None:
        default = PrefixIn(DEFAULT)
        match self.settings.send:
            case "full_and_default":
                return []
            case "default_only":
                return [Term("E06", (), ((default,),))]
            case "own_and_customers":
                theirs = self._of_customers()
                return None if theirs is None else [Term("E06", (default,)), Term("E06", (), (own, *theirs))]
        return [Term("E06", (default,))]

    def _of_customers(self) -> Groups | None:
        """Return what tells a customer's route: our tag, or in phase one the pairs of all customers, None when these are not known."""
        if self.is_by_tags:
            return ((self._from_customer,),)
        names = self.sets.customers()
        return None if names is None else tuple((PairIn(name),) for name in names)

    def _departure(self) -> tuple[Rewrite, ...]:
        rewrites: list[Rewrite] = []
        if self.acting.acts("E04"):
            if private := self._private_customers():
                rewrites.append(Rewrite("E04", (RemoveAsns(private),)))
            kept = tuple(community_pattern(text) for text in self.settings.keep_communities)
            own = own_communities(self.network.asn, self.network.own_communities)
            rewrites.append(Rewrite("E04", (RemoveCommunities((*own, *reserved_patterns(self.network.asn)), kept),)))
        if self.relation in (Relation.CUSTOMER, Relation.PEER) and self.acting.acts("E05"):
            rewrites.append(Rewrite("E05", (AddOtc(self.network.asn),)))
        return tuple(rewrites)
