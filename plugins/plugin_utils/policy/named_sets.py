# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The named sets of one router's policy: our own space, what neighbors registered, what exceptions let through.

A set is made when a term first asks for it, and its name hangs on ASNs, never on display names.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from ..intent.models import ExceptionRule, HostIntent, Neighbor
from ..intent.settings import DEFAULTS, LENGTHS, NeighborSettings, declared_lengths
from ..model.first_few import evidence
from ..model.policies import Finding, Policy, PolicyError
from ..model.prefixes import BITS, Prefix, PrefixRange, aggregated
from ..model.routes import host_prefix
from ..model.sets import PairSet, PrefixSet
from ..model.sources import HeldInterface, Links
from ..model.terms import Atom, InLocalList, PairIn, PrefixIn
from ..registry.bogon_asns import bogon_asn_ranges
from ..registry.cones import Cone, Customer, cone_of
from ..registry.irr import UnresolvedError
from ..registry.snapshot import Snapshot
from ..registry.special_purpose import reachable_exceptions, special_purpose_ranges
from .guards import Acceptance, Pairs, moved, pairs_digest

OWN, OWN_SPACE, SPECIAL, REACHABLE, DEFAULT, LANS, NOT_SENT, OWN_ADDRESSES = (
    "own",
    "own-space",
    "special",
    "special-reachable",
    "default",
    "peering-lans",
    "not-sent",
    "own-addresses",
)

#: Groups of atoms of which one that holds spares a route.
Groups = tuple[tuple[Atom, ...], ...]


#: (prefix, origin) of the routes that are accepted from the neighbor with these addresses.
Live = Callable[[Collection[str]], Collection[tuple[Prefix, int | None]]]


@dataclass(frozen=True)
class KnownRouter:
    """What of the router's interfaces source-address validation depends on.

    ``links`` None: no router was asked. ``interfaces``: what runs, by name. ``sessions``: addresses at the other end of BGP sessions.
    ``routed``: gives the interface that the best route to a prefix points to; what has no route is left out. ``received``: gives the
    prefixes of the routes that a policy accepts from neighbor addresses; None: too many to be read. ``has_strict``: it has strict uRPF
    for one interface.
    """

    links: Links | None = None
    interfaces: Mapping[str, HeldInterface] = field(default_factory=dict)
    sessions: tuple[str, ...] = ()
    routed: Callable[[Collection[Prefix]], Mapping[Prefix, str]] = field(default=lambda prefixes: {})
    received: Callable[[Policy, Collection[str]], Collection[Prefix] | None] = field(default=lambda policy, addresses: ())
    has_strict: bool = True


@dataclass(frozen=True)
class Known:
    """What of the router its policy depends on.

    ``pair_sets``: the last good ones, which run, and ``local_lists``: the operator's own, both by name. ``live``: what is accepted
    now. ``maximum_origins``: how many origins a pair set may have there (None: not asked here). ``router``: its interfaces.
    """

    pair_sets: Mapping[str, Pairs] = field(default_factory=dict)
    local_lists: Mapping[str, frozenset[PrefixRange]] = field(default_factory=dict)
    live: Live = field(default=lambda addresses: ())
    maximum_origins: int | None = None
    router: KnownRouter = field(default_factory=KnownRouter)


@dataclass(frozen=True)
class Run:
    """What of this run its policy depends on: the day, and the big changes that somebody accepted."""

    now: datetime | None = None
    acceptances: frozenset[Acceptance] = frozenset()


def pair_set_name(cone: Cone, more_specifics: str = "exact") -> str:
    """Return the name of the registered pairs of a cone; it never depends on a display name."""
    return f"{cone}+" if more_specifics == "covered" else str(cone)


def local_list_name(asn: int) -> str:
    """Return the name of the operator's own list for a neighbor."""
    return f"LOCAL-AS{asn}"


def members_of(name: str) -> str:
    """Return the name of the set of declared members of a peering LAN. ``name``: that of the LAN's next hops."""
    return f"{name}-members"


def is_private(asn: int) -> bool:
    """Tell whether an ASN is one that belongs in no path of the Internet (F07)."""
    return any(low <= asn <= high for low, high in bogon_asn_ranges())


def length_ranges(lengths: Mapping[int, tuple[int, int]]) -> frozenset[PrefixRange]:
    """Return every prefix that is shorter or longer than accepted."""
    ranges = set()
    for family, (shortest, longest) in lengths.items():
        everything = Prefix(family, 0, 0)
        if shortest > 0:
            ranges.add(PrefixRange.of(everything, 0, shortest - 1))
        if longest < BITS[family]:
            ranges.add(PrefixRange.of(everything, longest + 1, BITS[family]))
    return frozenset(ranges)


class NamedSets:
    """Makes the sets, and collects what is found out on the way."""

    def __init__(self, intent: HostIntent, snapshot: Snapshot, known: Known, run: Run) -> None:
        self.intent = intent
        self.snapshot = snapshot
        self.known = known
        self.run = run
        self.asn = intent.network.asn
        self.findings: list[Finding] = []
        self.pair_sets: dict[str, PairSet] = {}
        #: Sets that failed a guard: those that nothing stands in for, and those for which what runs does.
        self._failed: set[str] = set()
        self._kept: set[str] = set()
        self.local_names: set[str] = set()
        lengths = LENGTHS | declared_lengths(intent.network.lengths)
        #: To which length covered pairs reach: the network's, so that every router means the same.
        self._longest = {family: longest for family, (_, longest) in lengths.items()}
        self._space = [Prefix.parse(item.prefix) for item in intent.network.prefixes]
        own = {PrefixRange.exact(Prefix.parse(item.prefix)) for item in intent.network.prefixes if item.delegated_to is None}
        #: The exchanges that we are at: those declared, and those that PeeringDB has us at.
        self.exchanges = (*intent.network.exchanges, *snapshot.exchanges)
        lans = [Prefix.parse(text) for exchange in self.exchanges for text in exchange.lans]
        transfer = [Prefix.parse(text) for text in intent.network.transfer_networks]
        addresses = [address for exchange in self.exchanges for address in exchange.addresses]
        self.prefix_sets = {
            item.name: item
            for item in (
                PrefixSet(OWN, frozenset(own)),
                PrefixSet(OWN_SPACE, frozenset(PrefixRange.of(prefix) for prefix in self._space)),
                PrefixSet(SPECIAL, special_purpose_ranges()),
                PrefixSet(REACHABLE, reachable_exceptions()),
                PrefixSet(DEFAULT, frozenset(PrefixRange.exact(Prefix(family, 0, 0)) for family in BITS)),
                PrefixSet(LANS, frozenset(PrefixRange.of(lan) for lan in lans)),
                PrefixSet(NOT_SENT, frozenset(PrefixRange.of(prefix) for prefix in (*lans, *transfer))),
                PrefixSet(OWN_ADDRESSES, frozenset(PrefixRange.exact(host_prefix(text)) for text in addresses)),
            )
        }

    def prefix_set(self, name: str, ranges: Iterable[PrefixRange]) -> PrefixIn:
        """Make a prefix set and return the atom that asks for it."""
        self.prefix_sets[name] = PrefixSet(name, frozenset(ranges))
        return PrefixIn(name)

    def wrong_lengths(self, lengths: Mapping[int, tuple[int, int]]) -> PrefixIn:
        """Return the atom of prefixes that are shorter or longer than accepted (F05)."""
        name = "length-" + "-".join(str(number) for span in lengths.values() for number in span)
        return self.prefix_set(name, length_ranges(lengths))

    # -- our own space ---------------------------------------------------------------------------

    def own(self, neighbor: Neighbor) -> PrefixIn:
        """Return the atom of what we originate towards a neighbor: our prefixes, and the more-specifics that it is sent."""
        more = {
            PrefixRange.of(Prefix.parse(item.prefix), None, item.up_to)
            for item in self.intent.network.prefixes
            if item.up_to is not None and (not item.to or neighbor.name in item.to)
        }
        if not more:
            return PrefixIn(OWN)
        return self.prefix_set(f"own-AS{neighbor.asn}-{neighbor.addresses[0]}", self.prefix_sets[OWN].ranges | more)

    @property
    def declared_delegations(self) -> Pairs:
        """The pairs of our space that the operator gave to customers by ``delegated_to``."""
        pairs: dict[int, set[PrefixRange]] = {}
        for item in self.intent.network.prefixes:
            if item.delegated_to is not None:
                pairs.setdefault(item.delegated_to, set()).add(PrefixRange.exact(Prefix.parse(item.prefix)))
        return {asn: frozenset(ranges) for asn, ranges in pairs.items()}

    def _delegations(self, is_exact: bool) -> list[tuple[int, PrefixRange]]:
        """Return (ASN, range) of our space that is given to others: declared, or by a VRP (never by an IRR object alone)."""
        found = [(asn, item) for asn, ranges in self.declared_delegations.items() for item in ranges]
        for vrp in self.snapshot.vrps_in_own_space:
            if vrp.asn not in (0, self.asn):
                found.append((vrp.asn, PrefixRange.of(vrp.prefix, None, vrp.prefix.length if is_exact else vrp.maximum_length)))
        return found

    def delegated_to_cone(self, neighbor: Neighbor, pairs: str | None) -> Groups:
        """F03 at a customer: the space of ours that is its own. ``pairs``: its pair set, where F13 or F16 needs it."""
        cone = self.cone(pairs) if pairs is not None else self._cone_as_known(neighbor)
        name = f"delegated-{self.cone_of(neighbor)}"
        return self.pairs(name, ((asn, item) for asn, item in self._delegations(False) if asn in cone))

    def delegated_blackholes(self, neighbor: Neighbor, pairs: str, lengths: Mapping[int, int]) -> Groups:
        """F03 at a customer that asks for blackholes: an IRR object alone lets nobody take our own addresses off the Internet."""
        cone = self.cone(pairs)
        found = [
            (asn, PrefixRange.of(item.prefix, max(lengths[item.family], item.length), BITS[item.family]))
            for asn, item in self._delegations(False)
            if asn in cone
        ]
        return self.pairs(f"delegated-blackhole-{self.cone_of(neighbor)}", found)

    def delegated_to_customers(self) -> Groups:
        """F03 at everybody else: space of ours that is a customer's, exactly; and what our other sites announce."""
        customers = self.customer_asns()
        found = [(asn, item) for asn, item in self._delegations(True) if asn in customers]
        found += [(asn, item) for asn in self.intent.network.own_origins for item in self.prefix_sets[OWN].ranges]
        return self.pairs("delegated", found)

    def given_to_customers(self) -> frozenset[Prefix]:
        """Return our space that customers with public ASNs have: it may come in from anywhere (F03 lets its routes in)."""
        customers = {asn for asn in self.customer_asns() if not is_private(asn)}
        return frozenset(item.prefix for asn, item in self._delegations(True) if asn in customers)

    def private_delegations(self) -> Groups:
        """Our space with customers of private ASNs: no VRP can name those, so their routes would all be invalid (F12)."""
        found = [(asn, item) for asn, ranges in self.declared_delegations.items() if is_private(asn) for item in ranges]
        return self.pairs("delegated-private", found)

    # -- registered pairs ------------------------------------------------------------------------

    def cone_of(self, neighbor: Neighbor) -> Cone:
        """Return what names a neighbor's cone."""
        return cone_of(self.intent.registry, neighbor)

    def registered(self, customer: Customer) -> str | None:
        """Make the pair set of a cone and return its name; None when it fails a guard and none runs that could be kept.

        What fails a guard is a critical finding, and the pairs that run on the router stay (docs/policy.md, guards).
        """
        name = pair_set_name(*customer)
        if name in self.pair_sets:
            return name
        if name in self._failed:
            return None
        pairs, problem, remedy, control = self._new_pairs(customer)
        old = self.known.pair_sets.get(name)
        if problem is None and pairs is not None and old is not None:
            problem, remedy = self._big_change(customer, old, pairs)
            control = "G02"
        if problem is None and pairs is not None:
            self.pair_sets[name] = PairSet(name, pairs)
            return name
        where, kept, shown = self._where(customer.cone), "the filter that runs stays", self._shown(customer.cone, pairs, old)
        if old is None:
            self._failed.add(name)
            what = f"{name}: {problem}; no filter of it runs here"
            self.findings.append(Finding(control, "critical", where, what, remedy, shown))
            return None
        what = f"{name}: {problem}; {kept}{self._age(customer.cone)}"
        self.findings.append(Finding(control, "critical", where, what, remedy, shown))
        self.pair_sets[name] = PairSet(name, old)
        self._kept.add(name)
        return name

    def registered_space(self, customer: Customer) -> frozenset[Prefix] | None:
        """Return the prefixes of a cone, whatever RPKI says of them, without those of our own space that nobody gave to it.

        None when they are not known. What fails a guard has the prefixes of the filter that runs.
        """
        if (name := self.registered(customer)) is None:
            return None
        pairs = dict(self.pair_sets[name].ranges_by_origin)
        if name not in self._kept:
            for origin, ranges in self.snapshot.registered(customer.cone, self.declared_delegations).items():
                pairs[origin] = pairs.get(origin, frozenset()) | ranges
        given = {(asn, item.prefix) for asn, item in self._delegations(False)}
        return frozenset(
            item.prefix
            for origin, ranges in pairs.items()
            for item in ranges
            if (origin, item.prefix) in given or not any(space.contains(item.prefix) for space in self._space)
        )

    def _where(self, cone: Cone) -> str:
        names = [neighbor.name for neighbor in self.intent.neighbors if self.cone_of(neighbor) == cone]
        return f"manrs_neighbors: {', '.join(dict.fromkeys(names))}" if names else f"customer AS{cone.asn} of another router"

    def _shown(self, cone: Cone, new: Pairs | None, old: Pairs | None) -> tuple[str, ...]:
        """Return what shows that a new set is not as it should be: who asks for it, and what comes and goes."""
        asking = [neighbor for neighbor in self.intent.neighbors if self.cone_of(neighbor) == cone]
        lines = [f"{neighbor.name} AS{neighbor.asn}: {neighbor.as_set or 'no as_set'}" for neighbor in asking]
        if new is None:
            return evidence([f"cone {cone}", *lines])
        before, after = ({(item, origin) for origin, ranges in (pairs or {}).items() for item in ranges} for pairs in (old, new))
        signed = [(item, "-") for item in before - after] + [(item, "+") for item in after - before]
        return evidence([f"cone {cone}", *lines, *(f"{sign}{item} AS{origin}" for (item, origin), sign in sorted(signed))])

    def _new_pairs(self, customer: Customer) -> tuple[Pairs | None, str | None, str, str]:
        """Return the pairs as the snapshot has them, or guard and problem, and the remedy; and the control."""
        without_invalid = not self.intent.registry.rpki.rtr
        try:
            pairs = self.snapshot.registered(customer.cone, self.declared_delegations, without_invalid=without_invalid)
        except UnresolvedError as error:
            return None, f"guard complete: {error}", "correct the registry data, make a snapshot and run again", "G01"
        if customer.more_specifics == "covered":
            pairs = {
                origin: frozenset(item._replace(maximum=max(item.maximum, self._longest[item.family])) for item in ranges)
                for origin, ranges in pairs.items()
            }
        pairs = {origin: aggregated(ranges) for origin, ranges in pairs.items()}
        most = self.known.maximum_origins
        if most is not None and len(pairs) > most:
            return None, f"guard size: {len(pairs)} origin ASNs, this router takes {most}", "declare a smaller AS-SET", "G02"
        return pairs, None, "", "G01"

    def _big_change(self, customer: Customer, old: Pairs, new: Pairs) -> tuple[str | None, str]:
        neighbors = [neighbor for neighbor in self.intent.neighbors if self.cone_of(neighbor) == customer.cone]
        percent = min((settings_of(self.intent, neighbor).largest_change for neighbor in neighbors), default=DEFAULTS["largest_change"])
        addresses = [address for neighbor in neighbors for address in neighbor.addresses]
        changes = moved(old, new, percent, lambda: self.known.live(addresses))
        before, after = pairs_digest(old), pairs_digest(new)
        name = str(customer.cone)
        hosts = (self.intent.host, "all")
        if not changes or any(
            item.host in hosts and (item.neighbor, item.old, item.new) == (name, before, after) for item in self.run.acceptances
        ):
            return None, ""
        entry = f"{{host: {self.intent.host}, neighbor: {name!r}, old: {before!r}, new: {after!r}}}"
        return f"guard change: {'; '.join(changes)}", f"look at it; if it is right, add to the file in manrs_accepted: - {entry}"

    def _age(self, cone: Cone) -> str:
        """Say since when the registry gives no answer."""
        since, now = self.snapshot.unresolved_since(cone), self.run.now
        if since is None or now is None:
            return ""
        days, most = (now - since).days, self.intent.registry.max_filter_age_days
        late = f", longer than max_filter_age_days: {most}" if days > most else ""
        return f" (not known since {since:%Y-%m-%d}, {days} days{late})"

    def cone(self, name: str) -> frozenset[int]:
        """Return the origins of a pair set."""
        return frozenset(self.pair_sets[name].ranges_by_origin)

    def _cone_as_known(self, neighbor: Neighbor) -> frozenset[int]:
        try:
            return self.snapshot.cone(self.cone_of(neighbor))
        except UnresolvedError:
            return frozenset({neighbor.asn})

    def customers(self) -> list[str] | None:
        """Return the pair sets of all customers of the network; None when one is not known and our filters do not run here yet.

        Where they run, a customer that is in none of them is not announced today, and stays so.
        """
        names: list[str] = []
        for customer in self.snapshot.customers:
            name = self.registered(customer)
            if name is not None:
                names.append(name)
            elif not self.known.pair_sets:
                return None
        return names

    def customer_asns(self) -> frozenset[int]:
        """Return the ASNs of all customers and of their cones, as far as they are known."""
        asns = {customer.asn for customer in self.snapshot.customers}
        for customer in self.snapshot.customers:
            name = self.registered(customer)
            if name is not None:
                asns |= self.cone(name)
        return frozenset(asns)

    def blackholes(self, name: str, lengths: Mapping[int, int]) -> PairIn:
        """F16: the prefixes that are long enough to be blackholed, inside the registered pairs of a set."""
        made = f"blackhole-{name}"
        self.pair_sets[made] = PairSet(
            made,
            {
                origin: frozenset(PrefixRange.of(item.prefix, max(lengths[item.family], item.length), BITS[item.family]) for item in ranges)
                for origin, ranges in self.pair_sets[name].ranges_by_origin.items()
            },
        )
        return PairIn(made)

    # -- exceptions ------------------------------------------------------------------------------

    def pairs(self, name: str, pairs: Iterable[tuple[int, PrefixRange]]) -> Groups:
        """Make a pair set and return it as unless-groups: none when it is empty."""
        ranges_by_origin: dict[int, set[PrefixRange]] = {}
        for origin, item in pairs:
            ranges_by_origin.setdefault(origin, set()).add(item)
        if not ranges_by_origin:
            return ()
        self.pair_sets[name] = PairSet(name, {origin: frozenset(ranges) for origin, ranges in ranges_by_origin.items()})
        return ((PairIn(name),),)

    def excepted(self, control: str, neighbor: Neighbor) -> Groups:
        """Return the declared exceptions of a control at a neighbor."""
        return self._excepted(f"except-{control}-AS{neighbor.asn}-{neighbor.addresses[0]}", control, rules_at(self.intent, neighbor))

    def excepted_anywhere(self, control: str) -> Groups:
        """Return the exceptions of a control at any neighbor: what one lets in must also get out."""
        return self._excepted(f"except-{control}", control, self.rules_anywhere())

    def rules_anywhere(self) -> list[ExceptionRule]:
        """Return the exceptions that hold at any neighbor."""
        return [*self.intent.network.exceptions, *(rule for neighbor in self.intent.neighbors for rule in neighbor.exceptions)]

    def _excepted(self, name: str, control: str, rules: Iterable[ExceptionRule]) -> Groups:
        return self.pairs(name, ((rule.origin, PrefixRange.exact(Prefix.parse(rule.prefix))) for rule in rules if control in rule.controls))

    # -- other -----------------------------------------------------------------------------------

    def local_list(self, asn: int) -> InLocalList:
        """Return the atom of the operator's own list for a neighbor."""
        name = local_list_name(asn)
        self.local_names.add(name)
        return InLocalList(name)

    def next_hops(self, neighbor: Neighbor, family: int) -> str | None:
        """F11: make the set of next hops that a neighbor's ASN may send; None when it has no address of the family."""
        same = [item for item in self.intent.neighbors if item.asn == neighbor.asn]
        addresses = {host_prefix(text) for item in same for text in (*item.addresses, *item.next_hops)}
        name = f"next-hops-AS{neighbor.asn}"
        self.prefix_sets[name] = PrefixSet(name, frozenset(PrefixRange.exact(item) for item in addresses))
        return name if self.prefix_sets[name].of_family(family) else None

    def lan_of(self, neighbor: Neighbor) -> str:
        """F11: make the set of addresses of the peering LANs that a route server is at; its ASN may be at several exchanges."""
        found = [
            Prefix.parse(text)
            for exchange in self.exchanges
            if any(Prefix.parse(lan).contains(host_prefix(address)) for lan in exchange.lans for address in neighbor.addresses)
            for text in exchange.lans
        ]
        if not found:
            where = f"manrs_neighbors: {neighbor.name}: {', '.join(neighbor.addresses)}"
            raise PolicyError(f"{where}: in no peering LAN that is declared or that PeeringDB has; declare it in manrs_network.exchanges")
        name = f"next-hops-AS{neighbor.asn}-{neighbor.addresses[0]}"
        self.prefix_sets[name] = PrefixSet(name, frozenset(PrefixRange.of(lan) for lan in found))
        # Where next hops are not matched by prefix, those that are declared stand for the LAN.
        declared = [text for item in self.intent.neighbors for text in (*item.addresses, *item.next_hops)]
        hosts = {host_prefix(text) for text in declared}
        members = frozenset(PrefixRange.exact(host) for host in hosts if any(lan.contains(host) for lan in found))
        self.prefix_sets[members_of(name)] = PrefixSet(members_of(name), members)
        return name


def rules_at(intent: HostIntent, neighbor: Neighbor) -> list[ExceptionRule]:
    """Return the exceptions that hold at a neighbor."""
    return [*(rule for rule in intent.network.exceptions if rule.neighbor in (None, neighbor.name)), *neighbor.exceptions]


def settings_of(intent: HostIntent, neighbor: Neighbor) -> NeighborSettings:
    """Return the settings that hold at a neighbor."""
    return NeighborSettings(intent.network, neighbor)
