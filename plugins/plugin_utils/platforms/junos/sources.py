# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Source-address validation on Junos: firewall filters, and ``rpf-check`` with a fail filter where strict uRPF is wanted.

A packet that fails ``rpf-check`` goes to the fail filter, which lets the link's own through and drops the rest, with a counter for
each reason. A list is an input filter. (Juniper, Routing Policies, Firewall Filters, and Traffic Policers User Guide; "Understanding
Unicast RPF".) What an interface of the operator's has already, we leave.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from ipaddress import ip_interface
from typing import NamedTuple, TypeVar

from ...model.first_few import evidence
from ...model.policies import Finding
from ...model.prefixes import FAMILIES, Prefix
from ...model.routes import Direction
from ...model.sources import HeldInterface, Links, SourceChain, SourceInterface, SourcePolicy
from ..answers import understood
from ..findings import undeclared_interface
from .documents import DELETE, REPLACE, Element, active, in_order, make, read_terms, text_of
from .names import OURS, legal
from .objects import INET, PolicyTerm, Word

_FILTER = f"{OURS}SRC-"
_LIST = f"{OURS}A-"
_OBSERVED = re.compile(r"OBSERVED-([0-9]{4}-[0-9]{2}-[0-9]{2})")
_NAME = re.compile(r"([a-z]+[a-z0-9/:-]*)\.([0-9]{1,5})")
#: What counters of an observed interface say is read by people: they hold no addresses.
_LOOK = "what its counters show (show firewall)"
#: What is of the link alone: link-scope multicast (OSPF, VRRP, IGMP, ND, MLD), DHCP, link-local addresses, and the unspecified one of
#: duplicate address detection.
_LINK: Mapping[int, tuple[tuple[Word, ...], ...]] = {
    4: (
        (Word("destination-address", "224.0.0.0/24"),),
        (Word("source-address", "0.0.0.0/32"), Word("protocol", "igmp")),
        (
            Word("source-address", "0.0.0.0/32"),
            Word("protocol", "udp"),
            Word("source-port", "68"),
            Word("destination-port", "67"),
        ),
    ),
    6: (
        (Word("source-address", "fe80::/10"),),
        (Word("source-address", "::/128"), Word("next-header", "icmp6")),
        (Word("destination-address", "ff02::/16"),),
    ),
}


Key = TypeVar("Key", str, tuple[int, str], "Place")


class Place(NamedTuple):
    """Where a filter is: ``slot`` is ``input``, ``output`` or ``fail-filter``."""

    interface: str
    family: int
    slot: str


@dataclass(frozen=True)
class SourceState:
    """All that is ours for source addresses. ``lists``: prefixes; ``filters``: terms, by family and name; ``places``: filters bound."""

    lists: Mapping[str, tuple[Prefix, ...]] = field(default_factory=dict)
    filters: Mapping[tuple[int, str], tuple[PolicyTerm, ...]] = field(default_factory=dict)
    places: Mapping[Place, str] = field(default_factory=dict)

    def of(self, interface: str) -> SourceState:
        """Return what one interface has."""
        places = {place: name for place, name in self.places.items() if place.interface == interface}
        filters = {
            (place.family, name): self.filters[place.family, name] for place, name in places.items() if (place.family, name) in self.filters
        }
        used = {
            word.value for terms in filters.values() for term in terms for word in term.conditions if word.statement == "source-prefix-list"
        }
        return SourceState({name: items for name, items in self.lists.items() if name in used}, filters, places)

    def joined(self, other: SourceState) -> SourceState:
        """Return the state of both; of the same name the other's."""
        return SourceState({**self.lists, **other.lists}, {**self.filters, **other.filters}, {**self.places, **other.places})


@dataclass(frozen=True)
class Unit:
    """A logical interface of the router, of one family. ``others``: what filters it has that are not ours."""

    networks: tuple[Prefix, ...]
    has_address: bool
    others: frozenset[str]


def _bound(family: Element) -> Iterator[tuple[str, str]]:
    """Yield the slots of a unit's family that have a filter, with its name."""
    for slot in ("input", "output"):
        for element in active(family, f"filter/{slot}"):
            yield slot, text_of(element, "filter-name")
        for word in (f"{slot}-list", f"{slot}-chain"):
            yield from ((slot, (item.text or "").strip()) for item in active(family, f"filter/{word}"))
    for element in active(family, "rpf-check"):
        yield "fail-filter", text_of(element, "fail-filter")


def _units(root: Element) -> Iterator[tuple[str, int, Element]]:
    for interface in active(root, "interfaces/interface"):
        for unit in active(interface, "unit"):
            for family in FAMILIES:
                for element in active(unit, f"family/{INET[family]}"):
                    yield f"{text_of(interface, 'name')}.{text_of(unit, 'name')}", family, element


def units(root: Element) -> dict[tuple[str, int], Unit]:
    """Return the units of a ``<configuration>`` with what configuration groups bring, by name and family."""
    found = {}
    for name, family, element in _units(root):
        with understood(f"interface {name}"):
            told = [ip_interface(text_of(item, "name")).network for item in active(element, "address")]
        networks = tuple(sorted(Prefix.parse(str(item)) for item in told))
        others = frozenset(slot for slot, filter_name in _bound(element) if not filter_name.startswith(_FILTER))
        found[name, family] = Unit(networks, bool(told), others)
    return found


def state_of(root: Element) -> SourceState:
    """Read what is ours in a ``<configuration>``."""
    lists = {}
    for element in active(root, "policy-options/prefix-list"):
        if (name := text_of(element, "name")).startswith(_LIST):
            with understood(f"prefix-list {name}"):
                lists[name] = tuple(sorted(Prefix.parse(text_of(item, "name")) for item in active(element, "prefix-list-item")))
    filters = {}
    for family in FAMILIES:
        for element in active(root, f"firewall/family/{INET[family]}/filter"):
            if (name := text_of(element, "name")).startswith(_FILTER):
                filters[family, name] = in_order(read_terms(element))
    places = {
        Place(name, family, slot): filter_name
        for name, family, element in _units(root)
        for slot, filter_name in _bound(element)
        if filter_name.startswith(_FILTER)
    }
    return SourceState(lists, filters, places)


def held_interfaces(state: SourceState) -> dict[str, HeldInterface]:
    """Return what runs on each interface."""
    found: dict[str, HeldInterface] = {}
    for place, name in state.places.items():
        days = [seen[1] for term in state.filters.get((place.family, name), ()) if (seen := _OBSERVED.fullmatch(term.name))]
        since = date.fromisoformat(days[0]) if days else None
        if place.interface not in found or since is not None:
            found[place.interface] = HeldInterface(since, (_LOOK,) if since is not None else ())
    return found


def links(found: Mapping[tuple[str, int], Unit], defaults: Iterable[tuple[int, str]]) -> Links:
    """Return the networks of interfaces, and where default routes point."""
    networks: dict[str, tuple[Prefix, ...]] = {}
    for (name, _), unit in found.items():
        networks[name] = (*networks.get(name, ()), *unit.networks)
    return Links(networks, frozenset(defaults))


# -- what is wanted ------------------------------------------------------------------------------------


def _list_name(set_name: str, family: int) -> str:
    return f"{_LIST}{legal(set_name)}-{family}"


def _terms(chain: SourceChain, lists: Mapping[str, tuple[Prefix, ...]], observed_since: date | None) -> Iterator[PolicyTerm]:
    """Yield the terms of a chain. An empty list has no term: what Junos makes of one in a filter differs by platform."""
    link = _LINK[chain.family] if chain.direction is Direction.IMPORT else ()
    for number, conditions in enumerate(link, 1):
        yield PolicyTerm(f"LINK-{number}", conditions, (Word("accept"),))
    if lists.get(name := _list_name(chain.permit, chain.family)):
        yield PolicyTerm("PERMIT", (Word("source-prefix-list", name),), (Word("accept"),))
    end = Word("discard") if observed_since is None else Word("accept")
    for drop in chain.drops:
        conditions = ()
        if drop.source_set is not None:
            name = _list_name(drop.source_set, chain.family)
            if not lists.get(name):
                continue
            conditions = (Word("source-prefix-list", name),)
        yield PolicyTerm(f"{drop.control}-{drop.reason}", conditions, (Word("count", drop.reason), end))
    yield PolicyTerm("PASS" if observed_since is None else f"OBSERVED-{observed_since}", (), (Word("accept"),))


def _of_interface(interface: SourceInterface, policy: SourcePolicy) -> SourceState:
    lists: dict[str, tuple[Prefix, ...]] = {}
    filters: dict[tuple[int, str], tuple[PolicyTerm, ...]] = {}
    places: dict[Place, str] = {}
    for chain in interface.chains:
        here = {_list_name(name, chain.family): policy.sets[name].of_family(chain.family) for name in chain.source_sets}
        lists |= {name: items for name, items in here.items() if items}
        way = "IN" if chain.direction is Direction.IMPORT else "OUT"
        name = f"{_FILTER}{way}-{legal(interface.name)}-{chain.family}"
        filters[chain.family, name] = in_order(_terms(chain, here, interface.observed_since))
        slot = "fail-filter" if chain.is_strict else "input" if chain.direction is Direction.IMPORT else "output"
        places[Place(interface.name, chain.family, slot)] = name
    return SourceState(lists, filters, places)


def _problem(interface: SourceInterface, found: Mapping[tuple[str, int], Unit]) -> tuple[str, str, str] | None:
    """Return the control that cannot be had at an interface, why, and what to do; None: it can have what is wanted."""
    if not _NAME.fullmatch(interface.name):
        return "V06", "is no logical interface of Junos", "write its unit too: ge-0/0/0.0"
    for chain in interface.chains:
        unit = found.get((interface.name, chain.family))
        if unit is None:
            continue
        slot = "fail-filter" if chain.is_strict else "input" if chain.direction is Direction.IMPORT else "output"
        if slot in unit.others or (slot == "input" and "fail-filter" in unit.others):
            what = {"input": "an input filter or rpf-check", "output": "an output filter", "fail-filter": "rpf-check"}[slot]
            remedy = "take it off, or check its source addresses in it yourself"
            return chain.control, f"has {what} of the operator's for {INET[chain.family]}", remedy
        if not unit.has_address and any(drop.source_set is None for drop in chain.drops) and chain.direction is Direction.IMPORT:
            what = f"has no address of its own for {INET[chain.family]}, so the link's own packets are not known"
            return chain.control, what, "give it an address"
    return None


def wanted(now: SourceState, found: Mapping[tuple[str, int], Unit], policy: SourcePolicy) -> tuple[SourceState, list[Finding]]:
    """Return what should be there. Interfaces that cannot have it, that are kept or that nobody declares stay as they are."""
    made, findings = SourceState(), []
    declared = {interface.name for interface in policy.interfaces}
    for name in sorted({place.interface for place in now.places} - declared):
        made = made.joined(now.of(name))
        findings.append(undeclared_interface(name))
    for interface in policy.interfaces:
        problem = _problem(interface, found)
        if problem is not None:
            where, (control, what, remedy) = f"manrs_interfaces: {interface.name}", problem
            findings.append(Finding(control, "critical", where, what, remedy, (f"{interface.name} {what}",)))
        if interface.is_kept or problem is not None:
            made = made.joined(now.of(interface.name))
            continue
        missing = sorted({INET[chain.family] for chain in interface.chains if (interface.name, chain.family) not in found})
        carried = tuple(chain for chain in interface.chains if (interface.name, chain.family) in found)
        if missing and not carried:
            what = f"has no family {' and '.join(missing)}: nothing is checked there"
            where, shown = f"manrs_interfaces: {interface.name}", evidence(f"{interface.name}: no family {family}" for family in missing)
            findings.append(Finding("V06", "critical", where, what, "correct the name", shown))
        here = SourceInterface(interface.name, interface.kind, carried, interface.observed_since)
        made = made.joined(_of_interface(here, policy))
    return made, findings


# -- the change ----------------------------------------------------------------------------------------


def _filter_element(name: str, terms: Iterable[PolicyTerm]) -> Element:
    element = make("filter", make("name", name), **REPLACE)
    for term in terms:
        written = make("term", make("name", term.name))
        if term.conditions:
            written.append(make("from", *map(_condition, term.conditions)))
        written.append(make("then", *(make(word.statement, word.value) if word.value else make(word.statement) for word in term.actions)))
        element.append(written)
    return element


def _condition(word: Word) -> Element:
    if word.statement.endswith(("-address", "-list")):
        return make(word.statement, make("name", word.value))
    return make(word.statement, word.value)


def list_elements(now: SourceState, after: SourceState) -> list[Element]:
    """Write the prefix lists that change."""
    items = [
        make("prefix-list", make("name", name), *(make("prefix-list-item", make("name", str(item))) for item in prefixes), **REPLACE)
        for name, prefixes in sorted(after.lists.items())
        if now.lists.get(name) != prefixes
    ]
    return items + [make("prefix-list", make("name", name), **DELETE) for name in sorted(now.lists.keys() - after.lists.keys())]


def other_elements(now: SourceState, after: SourceState) -> list[Element]:
    """Write the filters that change, and where they are bound."""
    families: dict[int, list[Element]] = {}
    for (family, name), terms in sorted(after.filters.items()):
        if now.filters.get((family, name)) != terms:
            families.setdefault(family, []).append(_filter_element(name, terms))
    for family, name in sorted(now.filters.keys() - after.filters.keys()):
        families.setdefault(family, []).append(make("filter", make("name", name), **DELETE))
    found = []
    if families:
        found.append(make("firewall", make("family", *(make(INET[family], *items) for family, items in sorted(families.items())))))
    if interfaces := list(_interface_elements(now, after)):
        found.append(make("interfaces", *interfaces))
    return found


def _interface_elements(now: SourceState, after: SourceState) -> Iterator[Element]:
    changed = sorted(place for place in now.places.keys() | after.places.keys() if now.places.get(place) != after.places.get(place))
    for name in sorted({place.interface for place in changed}):
        physical, _, unit = name.rpartition(".")
        families: dict[int, list[Element]] = {}
        filters: dict[int, list[Element]] = {}
        for place in (item for item in changed if item.interface == name):
            wished = after.places.get(place)
            if place.slot == "fail-filter":
                told = make("rpf-check", **DELETE) if wished is None else make("rpf-check", make("fail-filter", wished), **REPLACE)
                families.setdefault(place.family, []).append(told)
            else:
                told = make(place.slot, **DELETE) if wished is None else make(place.slot, make("filter-name", wished), **REPLACE)
                filters.setdefault(place.family, []).append(told)
        for family, items in filters.items():
            families.setdefault(family, []).append(make("filter", *items))
        told = make("family", *(make(INET[family], *items) for family, items in sorted(families.items())))
        yield make("interface", make("name", physical), make("unit", make("name", unit), told))


def summary(now: SourceState, after: SourceState, policy: SourcePolicy | None) -> Iterator[str]:
    """Say what changes: filters by interface, with the adviser's reason; lists by what comes and goes."""
    for interface in policy.interfaces if policy is not None else ():
        told = {place: name for place, name in after.places.items() if place.interface == interface.name}
        for chain in interface.chains:
            slot = "fail-filter" if chain.is_strict else "input" if chain.direction is Direction.IMPORT else "output"
            key = (chain.family, told.get(Place(interface.name, chain.family, slot), ""))
            if key in after.filters and after.filters[key] != now.filters.get(key):
                state = "drops" if interface.observed_since is None else f"only counts, since {interface.observed_since}"
                way = "from" if chain.direction is Direction.IMPORT else "to"
                yield f"{interface.name} ({interface.kind}), IPv{chain.family} {way} it: {chain.mode}, {state}; {chain.why}"
    for place in sorted(now.places.keys() - after.places.keys()):
        yield f"{place.interface} IPv{place.family} {place.slot}: not checked any more"
    for name in sorted(now.lists.keys() & after.lists.keys()):
        came, went = set(after.lists[name]) - set(now.lists[name]), set(now.lists[name]) - set(after.lists[name])
        if came or went:
            yield f"sources {name}: +{len(came)} -{len(went)}"


def _unlike(have: Mapping[Key, object], want: Mapping[Key, object]) -> list[Key]:
    return sorted(key for key in have.keys() | want.keys() if have.get(key) != want.get(key))


def differences(now: SourceState, after: SourceState) -> list[str]:
    """Return what the router does not hold, or still holds."""
    found = [f"prefix-list {name} is not what was sent" for name in _unlike(now.lists, after.lists)]
    found += [f"filter {name} of {INET[family]} is not what was sent" for family, name in _unlike(now.filters, after.filters)]
    return found + [
        f"{place.interface}: the {place.slot} of {INET[place.family]} is not what was sent" for place in _unlike(now.places, after.places)
    ]
