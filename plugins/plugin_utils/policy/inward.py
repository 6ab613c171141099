# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The import chain of a neighbor: GUARD, which only rejects, and SEAL, which only changes (docs/policy.md)."""

from __future__ import annotations

from ..intent.models import Neighbor
from ..intent.settings import NeighborSettings
from ..model.policies import Chain
from ..model.routes import BLACKHOLE, GRACEFUL_SHUTDOWN, NO_EXPORT, WELL_KNOWN, Direction, Relation, host_prefix
from ..model.terms import (
    AddCommunity,
    AddLargeCommunity,
    AddOtc,
    AspaInvalid,
    CommunitiesMoreThan,
    CommunityPattern,
    EmptyPath,
    FirstAsn,
    HasCommunity,
    HasLargeCommunity,
    NextHopIn,
    OtcOtherThan,
    OtcPresent,
    PairIn,
    PathHas,
    PathHasSet,
    PathLongerThan,
    PathOnly,
    PrefixIn,
    RemoveCommunities,
    Rewrite,
    RovInvalid,
    SetLocalPreference,
    SetNextHop,
    Term,
)
from ..registry.bogon_asns import bogon_asn_ranges
from ..registry.cones import Customer
from ..registry.transit_free import transit_free_asns
from .acting import Acting, community_pattern, own_communities
from .named_sets import DEFAULT, LANS, OWN_ADDRESSES, OWN_SPACE, REACHABLE, SPECIAL, Groups, NamedSets, is_private
from .tags import reserved_patterns, tag

_C, _P, _V, _R = Relation.CUSTOMER, Relation.PEER, Relation.PROVIDER, Relation.ROUTE_SERVER
_ANY_COMMUNITY: tuple[CommunityPattern, ...] = ((None, None), (None, None, None))
#: A route that asks for a blackhole (RFC 7999); F16 decides it.
_BLACKHOLE = HasCommunity((BLACKHOLE,))


def _asks_blackhole(community: CommunityPattern) -> HasCommunity | HasLargeCommunity:
    numbers = tuple(number for number in community if number is not None)
    if len(numbers) == 2:
        return HasCommunity(((numbers[0], numbers[1]),))
    return HasLargeCommunity(((numbers[0], numbers[1], numbers[2]),))


class Inward:
    """Makes the import chains of one neighbor."""

    def __init__(self, sets: NamedSets, neighbor: Neighbor, settings: NeighborSettings, acting: Acting) -> None:
        self.sets = sets
        self.network = sets.intent.network
        self.neighbor = neighbor
        self.relation = neighbor.relation
        self.settings = settings
        self.acting = acting

    def chain(self, family: int) -> Chain | None:
        """Return the import chain of a family; None when what runs must stay: no stage yet, or the pair set is not known."""
        if self.is_awaited:
            return None
        if self.relation is Relation.COLLECTOR:
            return Chain(Direction.IMPORT, family, self.acting.terms(Term("F20")))
        pairs: str | None = None
        needs_pairs = self.settings.is_registered and (self.acting.acts("F13") or self._takes_blackholes)
        if needs_pairs and (pairs := self._pairs()) is None:
            return None
        return Chain(Direction.IMPORT, family, self._guard(family, pairs), self._arrival(), self._seal(family))

    @property
    def is_awaited(self) -> bool:
        """Whether the adoption stage of import filters has not come."""
        return self.settings.adoption_stage < 2

    def pairs_count(self, family: int) -> int | None:
        """Return how many registered prefixes of a family the neighbor has; None when nothing registered is asked for."""
        name = self._pairs() if self.settings.is_registered and self.acting.acts("F13") else None
        if name is None:
            return None
        return sum(1 for ranges in self.sets.pair_sets[name].ranges_by_origin.values() for item in ranges if item.family == family)

    def _pairs(self) -> str | None:
        return self.sets.registered(Customer(self.sets.cone_of(self.neighbor), self.settings.more_specifics))

    @property
    def _takes_blackholes(self) -> bool:
        return self.neighbor.blackhole and self.acting.acts("F16")

    @property
    def _blackhole_lengths(self) -> dict[int, int]:
        return dict(zip((4, 6), self.neighbor.blackhole_lengths, strict=True))

    @property
    def _not_for_blackholes(self) -> Groups:
        """Spares requests for blackholes from a control that would reject them for what they are."""
        return ((_BLACKHOLE,),) if self._takes_blackholes else ()

    # -- GUARD -----------------------------------------------------------------------------------

    def _guard(self, family: int, pairs: str | None) -> tuple[Term, ...]:
        asn = self.neighbor.asn
        terms: list[Term] = []
        if not self.neighbor.allow_own_as:
            terms.append(Term("F21", (PathHas(((self.network.asn, self.network.asn),)),)))
        terms += [Term("F21", (PathHasSet(),)), Term("F21", (EmptyPath(),))]
        if self.relation is not _R:
            # A route server does not put its own ASN into the path (RFC 7947 section 2.2.2).
            terms.append(Term("F08", (), ((FirstAsn(asn),),)))
        terms += self._next_hop(family)
        if self._takes_blackholes and pairs is not None:
            terms.append(Term("F16", (_BLACKHOLE,), ((self.sets.blackholes(pairs, self._blackhole_lengths),),)))
        terms += self._default_route()
        terms.append(Term("F02", (PrefixIn(SPECIAL),), ((PrefixIn(REACHABLE),),)))
        if self.neighbor.name not in self.network.returns_from:
            given = self.sets.delegated_to_cone(self.neighbor, pairs) if self.relation is _C else self.sets.delegated_to_customers()
            if self._takes_blackholes and pairs is not None:
                given += self.sets.delegated_blackholes(self.neighbor, pairs, self._blackhole_lengths)
            terms.append(Term("F03", (PrefixIn(OWN_SPACE),), given + self.sets.excepted("F03", self.neighbor)))
        terms.append(Term("F04", (PrefixIn(LANS),)))
        takes_default: Groups = ((PrefixIn(DEFAULT),),) if self._takes_default else ()
        spared = takes_default + self._not_for_blackholes + self.sets.excepted("F05", self.neighbor)
        terms.append(Term("F05", (self.sets.wrong_lengths(self.settings.lengths),), spared))
        terms.append(Term("F06", (PathLongerThan(self.settings.longest_path),)))
        private: Groups = ((PathOnly(asn),),) if self.relation is _C and is_private(asn) else ()
        terms.append(Term("F07", (PathHas(bogon_asn_ranges()),), private))
        terms += self._transit_free()
        if self.relation is _R and (never := self.sets.snapshot.never_via_route_servers | set(self.network.never_via_route_servers)):
            terms.append(Term("F10", (PathHas(tuple((item, item) for item in sorted(never - {self.neighbor.asn}))),)))
        if self.relation is _C:
            terms.append(Term("F14", (OtcPresent(),)))
        if self.relation is _P:
            terms.append(Term("F14", (OtcOtherThan(asn),)))
        delegated = self.sets.private_delegations() if self.relation is _C else ()
        terms.append(Term("F12", (RovInvalid(),), self._not_for_blackholes + delegated + self.sets.excepted("F12", self.neighbor)))
        if pairs is not None and self.acting.acts("F13"):
            door = self.sets.local_list(asn)
            terms.append(Term("F13", (), ((PairIn(pairs),), (door,), *self._not_for_blackholes, *self.sets.excepted("F13", self.neighbor))))
        if self.settings.is_aspa:
            terms.append(Term("F19", (AspaInvalid(is_upstream=self.relation is not _V),), self._not_for_blackholes))
        return self.acting.terms(*terms)

    def _next_hop(self, family: int) -> list[Term]:
        if self.relation is _R:
            terms = [Term("F11", (), ((NextHopIn(self.sets.lan_of(self.neighbor)),),))]
            return [*terms, Term("F11", (NextHopIn(OWN_ADDRESSES),))]
        name = self.sets.next_hops(self.neighbor, family)
        return [Term("F11", (), ((NextHopIn(name),), *self._not_for_blackholes))] if name is not None else []

    @property
    def _takes_default(self) -> bool:
        return self.neighbor.receive in ("default", "full_and_default")

    def _default_route(self) -> list[Term]:
        match self.neighbor.receive:
            case "full_and_default":
                return []
            case "default":
                return [Term("F01", (), ((PrefixIn(DEFAULT),),))]
        return [Term("F01", (PrefixIn(DEFAULT),))]

    def _transit_free(self) -> list[Term]:
        if self.relation is _V:
            return []
        declared = self.network.transit_free
        asns = transit_free_asns() if declared is None else frozenset(declared)
        customers = {customer.asn for customer in self.sets.snapshot.customers}
        asns -= {self.neighbor.asn, *self.neighbor.siblings} | customers | self.settings.may_transit
        return [Term("F09", (PathHas(tuple((asn, asn) for asn in sorted(asns))),))] if asns else []

    # -- SEAL ------------------------------------------------------------------------------------

    def _arrival(self) -> tuple[Rewrite, ...]:
        """Take off what nobody may send, before the terms and the operator's policy read it."""
        rewrites: list[Rewrite] = []
        if self._takes_blackholes:
            for text in self.neighbor.blackhole_communities:
                rewrites.append(Rewrite("F16", (AddCommunity(BLACKHOLE),), (_asks_blackhole(community_pattern(text)),)))
        elif self.acting.acts("F16"):
            rewrites.append(Rewrite("F16", (RemoveCommunities((BLACKHOLE,)),)))
        if self.acting.acts("F18"):
            accepted = tuple(community_pattern(text) for text in self.settings.accept_communities)
            own = own_communities(self.network.asn, self.network.own_communities)
            rewrites.append(Rewrite("F18", (RemoveCommunities(own, accepted),)))
        if self.is_tagging:
            rewrites.append(Rewrite("F18", (RemoveCommunities(reserved_patterns(self.network.asn)),)))
        return tuple(rewrites)

    @property
    def is_tagging(self) -> bool:
        """Whether routes get our tags. They belong to F18's stage; E01 needs them even where F18 is off."""
        return self.settings.adoption_stage >= 4

    def _seal(self, family: int) -> tuple[Rewrite, ...]:
        asn = self.network.asn
        rewrites: list[Rewrite] = []
        if self._takes_blackholes:
            nowhere = self.network.discard_next_hops
            next_hop = host_prefix(nowhere.ipv4 if family == 4 else nowhere.ipv6)
            rewrites.append(Rewrite("F16", (SetNextHop(next_hop), AddCommunity(NO_EXPORT)), (_BLACKHOLE,)))
        if self.acting.acts("F18"):
            own = own_communities(asn, self.network.own_communities)
            foreign = RemoveCommunities(_ANY_COMMUNITY, (*own, *reserved_patterns(asn), (WELL_KNOWN, None)))
            rewrites.append(Rewrite("F18", (foreign,), (CommunitiesMoreThan(self.settings.most_communities),)))
        if self.is_tagging:
            (tags, _marks) = reserved_patterns(asn)
            rewrites.append(Rewrite("F18", (RemoveCommunities((tags,)), AddLargeCommunity(tag(asn, self.relation)))))
        if self.settings.local_preference is not None:
            rewrites.append(Rewrite("local_preference", (SetLocalPreference(self.settings.local_preference),)))
        if self.acting.acts("F17"):
            rewrites.append(Rewrite("F17", (SetLocalPreference(0),), (HasCommunity((GRACEFUL_SHUTDOWN,)),)))
        if self.relation is not _C and self.acting.acts("F14"):
            rewrites.append(Rewrite("F14", (AddOtc(self.neighbor.asn),)))
        return tuple(rewrites)
