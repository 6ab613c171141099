# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Source-address validation: from declared interfaces to what packets may have as source on each (docs/sources.md).

The adviser chooses per interface and family between strict uRPF (RFC 3704 section 2.2) and a list made of what is registered and
what is received (RFC 8704). Loose uRPF is never chosen: with a default route it drops nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ..intent.models import BORDER_KINDS, CHECKED_KINDS, Interface, Neighbor
from ..model.first_few import evidence, first_few
from ..model.policies import Finding, Policy
from ..model.prefixes import FAMILIES, Prefix
from ..model.routes import Direction, host_prefix
from ..model.sources import (
    ACL,
    BORDER,
    FOREIGN,
    INFRASTRUCTURE,
    OWN_SPACE,
    SPECIAL_PURPOSE,
    STRICT,
    HeldInterface,
    SourceChain,
    SourceDrop,
    SourceInterface,
    SourcePolicy,
    SourceSet,
)
from ..registry.cones import Customer
from .named_sets import LANS, REACHABLE, SPECIAL, KnownRouter, NamedSets, rules_at, settings_of
from .named_sets import OWN_SPACE as OWN_SPACE_RANGES

#: The sources that may leave towards providers, peers and exchanges.
LEAVES = "leaves"


@dataclass(frozen=True, slots=True)
class SourceVerdict:
    """Whether a source passes; ``drop``: the one that holds it."""

    passes: bool
    drop: SourceDrop | None = None


def decide_source(policy: SourcePolicy, chain: SourceChain, source: Prefix, is_routed_back: bool = False) -> SourceVerdict:
    """Judge the source address of a packet that is not the link's own.

    :param source: the address as a host prefix. ``is_routed_back``: its best route points to the interface.
    """
    if (chain.is_strict and is_routed_back) or policy.sets[chain.permit].holds(source):
        return SourceVerdict(True)
    for drop in chain.drops:
        if drop.source_set is None or policy.sets[drop.source_set].holds(source):
            return SourceVerdict(False, drop)
    return SourceVerdict(True)


class Sources:
    """Compiles the source-address validation of one router."""

    def __init__(self, sets: NamedSets, policy: Policy, today: date) -> None:
        self.sets = sets
        self.policy = policy
        self.today = today
        self.network = sets.intent.network
        self.known: KnownRouter = sets.known.router
        self.findings: list[Finding] = []
        self._spaces: dict[Customer, frozenset[Prefix] | None] = {}
        self.neighbors = {neighbor.name: neighbor for neighbor in sets.intent.neighbors}
        reachable = SourceSet.of(item.prefix for item in sets.prefix_sets[REACHABLE].ranges)
        special = SourceSet.of(item.prefix for item in sets.prefix_sets[SPECIAL].ranges).without(reachable)
        lans = (item.prefix for item in sets.prefix_sets[LANS].ranges)
        self.found: dict[str, SourceSet] = {
            SPECIAL_PURPOSE: special,
            OWN_SPACE: SourceSet.of(item.prefix for item in sets.prefix_sets[OWN_SPACE_RANGES].ranges),
            INFRASTRUCTURE: SourceSet.of(map(Prefix.parse, self._infrastructure())),
        }
        #: What no registration makes a customer's: F02, F04, and our links.
        self._nobodys = SourceSet.of({*special.prefixes, *lans, *self.found[INFRASTRUCTURE].prefixes})

    def compile(self, interfaces: tuple[Interface, ...]) -> SourcePolicy:
        """Return the validation of the declared interfaces; what was found out on the way is in ``findings``."""
        self._ask_for_all(interfaces)
        made = tuple(self._interface(interface) for interface in interfaces)
        self._compare_with_router(interfaces)
        return SourcePolicy(made, dict(sorted(self.found.items())), tuple(repr(item) for item in interfaces))

    def _ask_for_all(self, interfaces: tuple[Interface, ...]) -> None:
        """Ask the router once where everything is routed that the interfaces will ask for: it may be far away."""
        found = {host_prefix(text) for text in self.known.sessions}
        for interface in interfaces:
            if interface.kind in CHECKED_KINDS:
                found |= {*map(Prefix.parse, interface.prefixes), *(self._registered(interface) or ())}
        self._routed(found)

    def _infrastructure(self) -> Iterable[str]:
        yield from self.network.transfer_networks
        yield from self.sets.snapshot.infrastructure

    # -- interfaces ------------------------------------------------------------------------------

    def _interface(self, interface: Interface) -> SourceInterface:
        where = f"manrs_interfaces: {interface.name}"
        chains: tuple[SourceChain, ...] | None = ()
        if interface.kind in CHECKED_KINDS:
            chains = self._checked(interface, where)
        elif interface.kind in BORDER_KINDS:
            chains = self._border(interface, where)
        if chains is None:
            return SourceInterface(interface.name, interface.kind, (), is_kept=True)
        since = self._observed_since(interface, where, chains[0].control) if chains else None
        return SourceInterface(interface.name, interface.kind, chains, since)

    def _observed_since(self, interface: Interface, where: str, control: str) -> date | None:
        """Return since when the interface is observed, or None when it drops."""
        days = interface.observe_days if interface.observe_days is not None else self.network.observe_days
        held = self.known.interfaces.get(interface.name, HeldInterface(self.today))
        since, seen = held.observed_since, held.seen
        if days == 0 or since is None:
            return None
        observed = (self.today - since).days
        if observed >= days and not seen:
            return None
        if seen:
            what = f"nothing is dropped: in {observed} days of observing came sources that are not declared here: {first_few(seen)}"
            remedy = "register or declare them; or if they are spoofed, observe_days: 0 at this interface drops them"
        else:
            what = f"observed since {since}: nothing is dropped yet"
            remedy = f"run again {days - observed} days from now: it drops, if only special-purpose sources were counted"
        shown = evidence((f"observed since {since}, observe_days: {days}", *seen))
        self.findings.append(Finding(control, "warning", where, what, remedy, shown))
        return since

    def _compare_with_router(self, interfaces: tuple[Interface, ...]) -> None:
        if self.known.links is None:
            return
        here = self.known.links.networks
        declared = {interface.name for interface in interfaces}
        for name in sorted(declared - here.keys()):
            remedy = f"correct the name; there are {first_few(sorted(here))}"
            shown = evidence(f"the router has {item}" for item in sorted(here))
            self.findings.append(Finding("V06", "warning", f"manrs_interfaces: {name}", "is not on the router now", remedy, shown))
        if undeclared := sorted(name for name, networks in here.items() if networks and name not in declared):
            what = f"source addresses are not checked on interfaces that are not declared: {first_few(undeclared)}"
            shown = evidence(f"{name}: {', '.join(map(str, here[name]))}" for name in undeclared)
            self.findings.append(Finding("V06", "warning", "manrs_interfaces", what, "declare them, each with its kind", shown))

    # -- customers, users, servers ---------------------------------------------------------------

    def _checked(self, interface: Interface, where: str) -> tuple[SourceChain, ...] | None:
        registered = self._registered(interface)
        if registered is None:
            what = "what is registered for the customers behind it is not known; what runs there stays"
            shown = evidence(f"customers: {name}" for name in interface.customers)
            self.findings.append(Finding("V03", "critical", where, what, "see the finding of the customer", shown))
            return None
        declared = {*map(Prefix.parse, interface.prefixes), *registered}
        received = self._received(interface)
        name = f"in-{interface.name}"
        chains: list[SourceChain] = []
        permitted: set[Prefix] = set(self._link(interface))
        for family in FAMILIES:
            mode, why = self._advise(interface, where, family, {item for item in declared if item.family == family})
            # Users have their own routes; a list beside them would let one user send as another.
            if mode == ACL or interface.kind == "customer":
                permitted |= {item for item in declared | received if item.family == family}
            control = "V01" if mode == STRICT else "V03"
            reasons = (SPECIAL_PURPOSE, INFRASTRUCTURE, OWN_SPACE)
            drops = (*(SourceDrop(reason, control, reason) for reason in reasons), SourceDrop(FOREIGN, control))
            chains.append(SourceChain(Direction.IMPORT, family, mode, why, name, drops))
        self.found[name] = SourceSet.of(permitted)
        return tuple(chains) if self._fits(interface, where, self.found[name]) else None

    def _fits(self, interface: Interface, where: str, found: SourceSet) -> bool:
        most = interface.largest_acl
        for family in FAMILIES:
            count = len(found.of_family(family))
            if most is not None and count > most:
                what = f"its IPv{family} list has {count} entries and largest_acl is {most}; what runs there stays"
                remedy = "register fewer and shorter prefixes, or mode: strict"
                self.findings.append(Finding("V03", "critical", where, what, remedy, evidence(map(str, found.of_family(family)))))
                return False
        return True

    def _registered(self, interface: Interface) -> set[Prefix] | None:
        found: set[Prefix] = set()
        for neighbor in self._customers(interface):
            customer = Customer(self.sets.cone_of(neighbor), settings_of(self.sets.intent, neighbor).more_specifics)
            space = self._space_of(customer)
            if space is None:
                return None
            found |= space | {Prefix.parse(rule.prefix) for rule in rules_at(self.sets.intent, neighbor)}
        return found

    def _space_of(self, customer: Customer) -> frozenset[Prefix] | None:
        if customer not in self._spaces:
            space = self.sets.registered_space(customer)
            self._spaces[customer] = None if space is None else SourceSet.of(space).without(self._nobodys).prefixes
        return self._spaces[customer]

    def _customers(self, interface: Interface) -> list[Neighbor]:
        return [self.neighbors[name] for name in interface.customers]

    def _received(self, interface: Interface) -> set[Prefix]:
        addresses = [address for neighbor in self._customers(interface) for address in neighbor.addresses]
        return set(self.known.received(self.policy, addresses) or ()) if addresses else set()

    def _link(self, interface: Interface) -> set[Prefix]:
        """Return what belongs to the link: its networks, its neighbors, and BGP sessions that go over it."""
        found = {host_prefix(text) for neighbor in self._customers(interface) for text in (*neighbor.addresses, *neighbor.next_hops)}
        if self.known.links is not None:
            found |= set(self.known.links.networks.get(interface.name, ()))
            sessions = [host_prefix(text) for text in self.known.sessions]
            found |= {prefix for prefix, name in self._routed(sessions).items() if name == interface.name}
        return found

    def _routed(self, prefixes: Collection[Prefix]) -> Mapping[Prefix, str]:
        return self.known.routed(prefixes) if prefixes else {}

    def _advise(self, interface: Interface, where: str, family: int, declared: Collection[Prefix]) -> tuple[str, str]:
        """Return the mode of one family, and why."""
        if interface.mode == "acl":
            return ACL, "declared"
        if interface.multihomed:
            return ACL, "multihomed: what comes in here may be routed elsewhere"
        if len(interface.customers) > 1:
            return ACL, f"{len(interface.customers)} customers behind one interface"
        if not self.known.has_strict:
            why = "this router has no strict uRPF for one interface"
            if interface.mode == "strict":
                what = f"IPv{family}: mode strict is refused, a list is used: {why}"
                self.findings.append(Finding("V01", "critical", where, what, "write mode: acl", ("mode: strict",)))
            return ACL, why
        if self.known.links is not None and (family, interface.name) in self.known.links.defaults:
            why = f"the IPv{family} default route points there, so strict would pass everything"
            remedy = "correct its kind, or declare its prefixes"
            shown = (f"kind: {interface.kind}", f"IPv{family} default route by {interface.name}")
            self.findings.append(Finding("V01", "critical", where, f"{why}; a list is used", remedy, shown))
            return ACL, why
        if self.known.links is not None and (elsewhere := self._routed_elsewhere(interface, declared)):
            why = f"strict would drop what is not routed there now: {first_few(elsewhere)}"
            if interface.mode == "strict":
                remedy = "take mode: strict off, or route these prefixes there"
                what = f"mode strict is refused, a list is used: {why}"
                self.findings.append(Finding("V01", "critical", where, what, remedy, evidence(elsewhere)))
            return ACL, why
        what = f"all {len(declared)} declared prefixes are routed there" if declared else "what is routed there is all there is"
        return STRICT, what if self.known.links is not None else "single-homed"

    def _routed_elsewhere(self, interface: Interface, declared: Collection[Prefix]) -> list[str]:
        routed = self._routed(declared)
        return [
            f"{prefix} ({f'by {routed[prefix]}' if prefix in routed else 'no route'})"
            for prefix in sorted(declared)
            if routed.get(prefix) != interface.name
        ]

    # -- providers, peers, exchanges -------------------------------------------------------------

    def _border(self, interface: Interface, where: str) -> tuple[SourceChain, ...] | None:
        if (leaving := self._leaving) is None:
            what = "not all customers of the network are known; what runs there stays"
            unknown = [f"AS{customer.asn}" for customer in self.sets.snapshot.customers if self._space_of(customer) is None]
            self.findings.append(Finding("V04", "critical", where, what, "see the findings of the customers", evidence(unknown)))
            return None
        self.found[LEAVES] = leaving
        name = f"in-{interface.name}"
        there = self._neighbors_there(interface)
        own = [SourceDrop(OWN_SPACE, "V04", OWN_SPACE)]
        if any(neighbor.name in self.network.returns_from for neighbor in there):
            own = []
        received = self.known.received(self.policy, [address for neighbor in there for address in neighbor.addresses])
        if received is None and self.network.own_origins:
            own = []
            what = "our other sites announce our space, and there are too many routes to see which: our space is not dropped there"
            remedy = "declare prefixes and own_origins as narrow as they are"
            shown = evidence(f"own_origins: {asn}" for asn in self.network.own_origins)
            self.findings.append(Finding("V04", "warning", where, what, remedy, shown))
        space = self.found[OWN_SPACE]
        ours_from_there = {prefix for prefix in received or () if space.holds(prefix)} | self._given
        self.found[name] = SourceSet.of({*self._link(interface), *ours_from_there})
        inward = (SourceDrop(SPECIAL_PURPOSE, "V04", SPECIAL_PURPOSE), SourceDrop(INFRASTRUCTURE, "V05", INFRASTRUCTURE), *own)
        outward = (SourceDrop(SPECIAL_PURPOSE, "V04", SPECIAL_PURPOSE), SourceDrop(FOREIGN, "V04"))
        why = "our own space and special-purpose sources never come from there; only our own and our customers' leave"
        return tuple(
            chain
            for family in FAMILIES
            for chain in (
                SourceChain(Direction.IMPORT, family, BORDER, why, name, inward),
                SourceChain(Direction.EXPORT, family, BORDER, why, LEAVES, outward),
            )
        )

    def _neighbors_there(self, interface: Interface) -> list[Neighbor]:
        """Return the neighbors that are met on an interface, by its networks."""
        networks = self.known.links.networks.get(interface.name, ()) if self.known.links is not None else ()
        return [
            neighbor
            for neighbor in self.neighbors.values()
            if any(network.contains(host_prefix(address)) for network in networks for address in neighbor.addresses)
        ]

    @cached_property
    def _given(self) -> frozenset[Prefix]:
        return self.sets.given_to_customers()

    @cached_property
    def _leaving(self) -> SourceSet | None:
        """Return what may leave: our own space, all customers', our transfer networks and our addresses at exchanges."""
        found = {*self.found[OWN_SPACE].prefixes, *map(Prefix.parse, self.network.transfer_networks)}
        found |= {host_prefix(text) for exchange in self.sets.exchanges for text in exchange.addresses}
        for customer in self.sets.snapshot.customers:
            space = self._space_of(customer)
            if space is None:
                return None
            found |= space
        for neighbor in self.neighbors.values():
            if neighbor.relation == "customer":
                found |= set(self.known.received(self.policy, neighbor.addresses) or ())
        found |= {Prefix.parse(rule.prefix) for rule in self.sets.rules_anywhere()}
        # Users' shared addresses are translated before they leave.
        behind = SourceSet.of(map(Prefix.parse, self.sets.snapshot.behind_interfaces)).without(self.found[SPECIAL_PURPOSE])
        return SourceSet.of({*found, *behind.prefixes})
