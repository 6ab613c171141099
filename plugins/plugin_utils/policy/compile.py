# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compile one router's intent and the snapshot into its policy (POLICY.md, in no vendor's language)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..intent.models import HostIntent, Neighbor
from ..model.policies import Chain, Finding, Policy, RtrCache, Session
from ..model.prefixes import BITS, FAMILIES, Prefix, PrefixRange
from ..model.routes import Direction, LargeCommunity, Relation
from ..model.sets import PairSet, PrefixSet, Vrp
from ..model.terms import (
    AddLargeCommunity,
    Atom,
    Change,
    EmptyPath,
    FirstAsn,
    HasLargeCommunity,
    PairIn,
    PathHas,
    PathHasSet,
    PathLongerThan,
    PrefixIn,
    RemoveLargeCommunities,
    RovInvalid,
    Term,
)
from ..registry.bogon_asns import bogon_asn_ranges
from ..registry.snapshot import Snapshot, UnresolvedError
from ..registry.special_purpose import reachable_exceptions, special_purpose_ranges

#: The large community function that tells which relation a route came from (POLICY.md, SEAL 2).
TAG_FUNCTION = 1
TAGS = {Relation.CUSTOMER: 1, Relation.PEER: 2, Relation.PROVIDER: 3, Relation.ROUTE_SERVER: 4}
#: F05, RFC 7454 section 6.1.3: the accepted prefix lengths of each family.
LENGTHS = {4: (8, 24), 6: (12, 48)}
#: F06, RFC 7454 section 8: the longest path that is accepted.
LONGEST_PATH = 100
#: Relations that get only our own and our customers' routes.
_UPWARD = frozenset({Relation.PEER, Relation.PROVIDER, Relation.ROUTE_SERVER})

OWN, OWN_SPACE, SPECIAL, REACHABLE, LENGTH = "own", "own-space", "special", "special-reachable", "length"

Pairs = Mapping[int, frozenset[PrefixRange]]


def tag(asn: int, relation: Relation) -> LargeCommunity:
    """Return the large community that marks a route as learned from a neighbor of this relation."""
    return (asn, TAG_FUNCTION, TAGS[relation])


def pair_set_name(asn: int, as_set: str | None) -> str:
    """Return the name of the registered pairs of an ASN and AS-SET; it never depends on a display name."""
    return f"AS{asn}" if as_set is None else f"AS{asn}={as_set.upper()}"


def _length_ranges() -> frozenset[PrefixRange]:
    ranges = set()
    for family, (shortest, longest) in LENGTHS.items():
        everything = Prefix(family, 0, 0)
        ranges.add(PrefixRange.of(everything, 0, shortest - 1))
        ranges.add(PrefixRange.of(everything, longest + 1, BITS[family]))
    return frozenset(ranges)


def _covered(pairs: Pairs) -> Pairs:
    """Widen exact pairs to more-specifics of the same origin, up to F05's longest."""
    return {
        origin: frozenset(item._replace(maximum=max(item.maximum, LENGTHS[item.family][1])) for item in ranges)
        for origin, ranges in pairs.items()
    }


def _delegated(vrps: Iterable[Vrp], own: PrefixSet, asn: int) -> list[Vrp]:
    """Return the VRPs that give a part of our space to another ASN."""
    return [vrp for vrp in vrps if vrp.asn not in (0, asn) and own.holds(vrp.prefix)]


class _Compiler:
    def __init__(self, intent: HostIntent, snapshot: Snapshot, last_good: Mapping[str, Pairs], without: frozenset[str]):
        self.intent = intent
        self.snapshot = snapshot
        self.last_good = last_good
        self.without = without
        self.asn = intent.network.asn
        self.pair_sets: dict[str, PairSet] = {}
        self.findings: list[Finding] = []
        own = frozenset(PrefixRange.exact(Prefix.parse(text)) for text in intent.network.prefixes)
        self.prefix_sets = {
            item.name: item
            for item in (
                PrefixSet(OWN, own),
                PrefixSet(OWN_SPACE, frozenset(PrefixRange.of(item.prefix) for item in own)),
                PrefixSet(SPECIAL, special_purpose_ranges()),
                PrefixSet(REACHABLE, reachable_exceptions()),
                PrefixSet(LENGTH, _length_ranges()),
            )
        }
        self.delegated = _delegated(snapshot.vrps, self.prefix_sets[OWN_SPACE], self.asn)

    def registered(self, asn: int, as_set: str | None, where: str, more_specifics: str = "exact") -> str | None:
        """Make the pair set of a neighbor and return its name; None, with a finding, when it cannot be known."""
        name = pair_set_name(asn, as_set)
        if more_specifics == "covered":
            name += "+"
        if name in self.pair_sets:
            return name
        try:
            pairs = self.snapshot.registered(asn, as_set)
        except UnresolvedError as error:
            if name not in self.last_good:
                self.findings.append(
                    Finding("critical", where, f"{name} is not known: {error}", "correct the registry data, then run again")
                )
                return None
            pairs = self.last_good[name]
            self.findings.append(
                Finding("warning", where, f"{name} is not known now: {error}", "the filter that runs is kept; correct the registry data")
            )
        else:
            if more_specifics == "covered":
                pairs = _covered(pairs)
        self.pair_sets[name] = PairSet(name, pairs)
        return name

    def _extra_pairs(self, name: str, pairs: Iterable[tuple[int, PrefixRange]]) -> tuple[tuple[Atom, ...], ...]:
        """Make a pair set of exemptions and return it as unless-groups: none when it is empty."""
        ranges_by_origin: dict[int, set[PrefixRange]] = {}
        for origin, item in pairs:
            ranges_by_origin.setdefault(origin, set()).add(item)
        if not ranges_by_origin:
            return ()
        self.pair_sets[name] = PairSet(name, {origin: frozenset(ranges) for origin, ranges in ranges_by_origin.items()})
        return ((PairIn(name),),)

    def exempted(self, control: str, neighbor: Neighbor) -> tuple[tuple[Atom, ...], ...]:
        """Return the declared, unexpired exceptions of a control at a neighbor."""
        rules = [*self.intent.network.exceptions, *neighbor.exceptions]
        return self._extra_pairs(
            f"except-{control}-AS{neighbor.asn}-{neighbor.addresses[0]}",
            ((rule.origin, PrefixRange.exact(Prefix.parse(rule.prefix))) for rule in rules if control in rule.controls),
        )

    def own_space_exemptions(self, neighbor: Neighbor, cone: frozenset[int] | None) -> tuple[tuple[Atom, ...], ...]:
        """F03: space that a VRP gives to a customer is accepted from it, and exactly from peers and providers."""
        if neighbor.relation is Relation.CUSTOMER:
            vrps = ((vrp.asn, PrefixRange.of(vrp.prefix, None, vrp.maximum_length)) for vrp in self.delegated if vrp.asn in (cone or ()))
            return self._extra_pairs(f"delegated-{pair_set_name(neighbor.asn, neighbor.as_set)}", vrps)
        customers = self.customer_asns()
        return self._extra_pairs("delegated", ((vrp.asn, PrefixRange.exact(vrp.prefix)) for vrp in self.delegated if vrp.asn in customers))

    def customer_asns(self) -> frozenset[int]:
        asns: set[int] = set()
        for customer in self.snapshot.customers:
            name = self.registered(customer.asn, customer.as_set, f"AS{customer.asn}")
            if name is not None:
                asns |= set(self.pair_sets[name].ranges_by_origin)
        return frozenset(asns)

    def terms(self, *terms: Term) -> tuple[Term, ...]:
        return tuple(term for term in terms if term.control not in self.without)

    def import_chain(self, neighbor: Neighbor, family: int) -> Chain | None:
        first: tuple[Change, ...] = (RemoveLargeCommunities(self.asn, TAG_FUNCTION),)
        if neighbor.relation is Relation.COLLECTOR:
            return Chain(Direction.IMPORT, family, self.terms(Term("F20")), first)
        cone: frozenset[int] | None = None
        registered: tuple[Term, ...] = ()
        if neighbor.relation is Relation.CUSTOMER or neighbor.registered:
            name = self.registered(neighbor.asn, neighbor.as_set, f"manrs_neighbors: {neighbor.name}", neighbor.more_specifics)
            if name is None:
                return None
            cone = frozenset(self.pair_sets[name].ranges_by_origin)
            registered = (Term("F13", (), ((PairIn(name),), *self.exempted("F13", neighbor))),)
        # A route server does not put its own ASN into the path (RFC 7947 section 2.2.2).
        first_asn = () if neighbor.relation is Relation.ROUTE_SERVER else (Term("F08", (), ((FirstAsn(neighbor.asn),),)),)
        terms = self.terms(
            Term("F21", (PathHas(((self.asn, self.asn),)),)),
            Term("F21", (PathHasSet(),)),
            Term("F21", (EmptyPath(),)),
            *first_asn,
            Term("F02", (PrefixIn(SPECIAL),), ((PrefixIn(REACHABLE),),)),
            Term(
                "F03",
                (PrefixIn(OWN_SPACE),),
                self.own_space_exemptions(neighbor, cone) + self.exempted("F03", neighbor),
            ),
            Term("F05", (PrefixIn(LENGTH),), self.exempted("F05", neighbor)),
            Term("F06", (PathLongerThan(LONGEST_PATH),)),
            Term("F07", (PathHas(bogon_asn_ranges()),)),
            Term("F12", (RovInvalid(),), self.exempted("F12", neighbor)),
            *registered,
        )
        return Chain(Direction.IMPORT, family, terms, first, (AddLargeCommunity(tag(self.asn, neighbor.relation)),))

    def export_chain(self, neighbor: Neighbor, family: int) -> Chain | None:
        last: tuple[Change, ...] = (RemoveLargeCommunities(self.asn, TAG_FUNCTION),)
        if neighbor.relation not in _UPWARD:
            return Chain(Direction.EXPORT, family, (), (), last)
        customers: list[tuple[Atom, ...]] = []
        for customer in self.snapshot.customers:
            name = self.registered(customer.asn, customer.as_set, f"AS{customer.asn}")
            if name is None:
                return None
            customers.append((PairIn(name),))
        own: tuple[Atom, ...] = (EmptyPath(), PrefixIn(OWN))
        from_customer = HasLargeCommunity(tag(self.asn, Relation.CUSTOMER))
        if self.is_tagged_everywhere():
            terms: tuple[Term, ...] = (Term("E01", (), (own, (from_customer,))), Term("E02", (from_customer,), (own, *customers)))
        else:
            terms = (Term("E02", (), (own, *customers)),)
        return Chain(Direction.EXPORT, family, self.terms(*terms), (), last)

    def is_tagged_everywhere(self) -> bool:
        """E01 by tag only when every border router tags: this one alone, or declared (POLICY.md, two phases)."""
        match self.intent.network.export_by:
            case "tags":
                return True
            case "lists":
                return False
            case _:
                return len(self.snapshot.border_routers) <= 1

    def sessions(self) -> tuple[Session, ...]:
        sessions: list[Session] = []
        for neighbor in self.intent.neighbors:
            chains = [
                chain
                for family in FAMILIES
                for chain in (self.import_chain(neighbor, family), self.export_chain(neighbor, family))
                if chain is not None
            ]
            sessions.extend(
                Session(neighbor.name, neighbor.asn, neighbor.relation, address, tuple(chains)) for address in neighbor.addresses
            )
        return tuple(sessions)


def compile_policy(
    intent: HostIntent,
    snapshot: Snapshot,
    last_good: Mapping[str, Pairs] | None = None,
    without: frozenset[str] = frozenset(),
) -> Policy:
    """Compile the policy of one router.

    :param last_good: pair sets that run on the router now, by name; used where the registry gives no answer.
    :param without: controls to leave out, for proving on a real router what each one stops.
    """
    compiler = _Compiler(intent, snapshot, last_good or {}, without)
    sessions = compiler.sessions()
    if not compiler.is_tagged_everywhere() and any(session.relation in _UPWARD for session in sessions):
        compiler.findings.append(
            Finding(
                "warning",
                f"{intent.host}: export",
                "E01 is held by prefix and origin lists alone: several border routers, and not all are known to tag",
                "when all are hardened and iBGP carries communities: manrs_network.export_by: tags",
            )
        )
    return Policy(
        asn=compiler.asn,
        sessions=sessions,
        prefix_sets=compiler.prefix_sets,
        pair_sets=dict(sorted(compiler.pair_sets.items())),
        rtr_caches=tuple(RtrCache(cache.host, cache.port) for cache in intent.registry.rpki.rtr),
        findings=tuple(dict.fromkeys(compiler.findings)),
    )
