# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Source-address validation on IOS-XR: strict uRPF, or an access list, on each declared interface.

An access list is never edited: its name says its content, and the interface is given another one. Entries are kept without their
sequence numbers and in one spelling, because the router prints prefixes of IPv4 with a wildcard and hosts as hosts. What the router
sends itself passes no access list of its own interfaces. uRPF looks at the routes alone, so a source of the permitted set that is not
routed back is dropped there; the adviser has chosen a list where that would meet anybody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from ...model.policies import Finding
from ...model.prefixes import BITS, Prefix, int_to_address
from ...model.routes import Direction
from ...model.sources import STRICT, HeldInterface, Links, SourceChain, SourceInterface, SourcePolicy
from ..findings import undeclared_interface
from ..line_keys import LineKey
from .names import OURS, address_word, digest

VERIFY_SLOT, _OBSERVED_SLOT = "verify", "observed:"
_IP = {4: "ipv4", 6: "ipv6"}
_WAY = {Direction.IMPORT: "ingress", Direction.EXPORT: "egress"}
#: What is of the link alone and is never forwarded: link-scope multicast (OSPF, VRRP, IGMP, ND, MLD), DHCP, link-local
#: addresses, and the unspecified one of duplicate address detection.
_LINK: Mapping[int, tuple[str, ...]] = {
    4: (
        "permit ipv4 any 224.0.0.0 0.0.0.255",
        "permit igmp host 0.0.0.0 any",
        "permit udp host 0.0.0.0 eq bootpc any eq bootps",
    ),
    6: (
        "permit ipv6 fe80::/10 any",
        "permit icmpv6 host :: any",
        "permit ipv6 any ff02::/16",
    ),
}
_ENTRY = re.compile(r"(?:[0-9]{1,10} )?((?:permit|deny|remark) .+)", re.ASCII)
_GROUP = re.compile(r"ipv([46]) access-group (\S+) (ingress|egress)", re.ASCII)
_VERIFY = re.compile(r"ipv([46]) verify unicast source reachable-via (\S.*)", re.ASCII)
_V4_PREFIX = re.compile(r"(?<![0-9.])([0-9]{1,3}(?:\.[0-9]{1,3}){3})/([0-9]{1,2})(?![0-9.])", re.ASCII)
_V6_HOST = re.compile(r"(?<!\S)([0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)/128(?!\S)", re.ASCII)
#: The name of an interface, as the router prints it.
_INTERFACE = re.compile(r"[A-Za-z][A-Za-z-]*[0-9][0-9/.:]*", re.ASCII)


class AclKey(NamedTuple):
    """An access list; each family has names of its own."""

    family: int
    name: str


class GroupKey(NamedTuple):
    """Where an access list is bound: ``way`` is ingress or egress."""

    interface: str
    family: int
    way: str


@dataclass(frozen=True)
class Checks:
    """What checks sources. ``verified``: the mode of uRPF by (interface, family). ``observed``: since when an interface only counts."""

    access_lists: Mapping[AclKey, tuple[str, ...]] = field(default_factory=dict)
    groups: Mapping[GroupKey, str] = field(default_factory=dict)
    verified: Mapping[tuple[str, int], str] = field(default_factory=dict)
    observed: Mapping[str, date] = field(default_factory=dict)


def _wildcard(length: int) -> str:
    return int_to_address(4, (1 << (32 - length)) - 1)


def spelled(entry: str) -> str:
    """Return an entry of an access list in the one spelling that is compared; a remark stays as it is."""
    words = " ".join(entry.split())
    if words.startswith("remark "):
        return words

    def v4(found: re.Match[str]) -> str:
        length = int(found[2])
        return f"host {found[1]}" if length == 32 else f"{found[1]} {_wildcard(min(length, 32))}"

    return re.sub(r"(\S+) 0\.0\.0\.0(?=\s)", _host_of, _V6_HOST.sub(r"host \1", _V4_PREFIX.sub(v4, words)))


def _host_of(found: re.Match[str]) -> str:
    """An address with a wildcard of nothing is a host."""
    return f"host {found[1]}" if re.fullmatch(r"[0-9]{1,3}(?:\.[0-9]{1,3}){3}", found[1]) else found[0]


def _source(prefix: Prefix) -> str:
    address = str(prefix).partition("/")[0]
    if prefix.length == BITS[prefix.family]:
        return f"host {address}"
    if prefix.length == 0:
        return "any"
    return str(prefix) if prefix.family == 6 else f"{address} {_wildcard(prefix.length)}"


def _entries(policy: SourcePolicy, chain: SourceChain, observed_since: date | None) -> Iterator[str]:
    ip, family = _IP[chain.family], chain.family
    yield from (f"permit {ip} {_source(item)} any" for item in policy.sets[chain.permit].of_family(family))
    if chain.direction is Direction.IMPORT:
        yield from _LINK[family]
    # While an interface is observed, what would be dropped is counted by an entry that lets it pass.
    action = "deny" if observed_since is None else "permit"
    for drop in chain.drops:
        yield f"remark {drop.control} {drop.reason}" + (f" observed since {observed_since}" if observed_since is not None else "")
        if drop.source_set is None:
            yield f"{action} {ip} any any"
            return
        yield from (f"{action} {ip} {_source(item)} any" for item in policy.sets[drop.source_set].of_family(family))
    # The last word of a list that says nothing is deny.
    yield f"permit {ip} any any"


def build(policy: SourcePolicy) -> Checks:
    """Return what the declared interfaces should have; those that are kept are left out."""
    lists: dict[AclKey, tuple[str, ...]] = {}
    groups: dict[GroupKey, str] = {}
    verified: dict[tuple[str, int], str] = {}
    observed: dict[str, date] = {}
    for interface in policy.interfaces:
        if interface.observed_since is not None:
            observed[interface.name] = interface.observed_since
        for chain in interface.chains:
            if chain.mode == STRICT and chain.direction is Direction.IMPORT:
                if interface.observed_since is None:
                    verified[interface.name, chain.family] = "rx"
                continue
            entries = tuple(_entries(policy, chain, interface.observed_since))
            way = _WAY[chain.direction]
            word = address_word(interface.name).replace("/", "_")
            key = AclKey(chain.family, f"{OURS}{way.upper()}-{word}-{digest(*entries)}")
            lists[key] = entries
            groups[GroupKey(interface.name, chain.family, way)] = key.name
    return Checks(lists, groups, verified, observed)


# -- reading -------------------------------------------------------------------------------------


@dataclass
class Reader:
    """Collects what a configuration says of interfaces and access lists."""

    lists: dict[AclKey, tuple[str, ...]] = field(default_factory=dict)
    groups: dict[GroupKey, str] = field(default_factory=dict)
    verified: dict[tuple[str, int], str] = field(default_factory=dict)
    networks: dict[str, tuple[Prefix, ...]] = field(default_factory=dict)

    def access_list(self, line: str, below: Iterable[str]) -> None:
        """Read one access list."""
        family = 4 if line.startswith("ipv4") else 6
        found = (_ENTRY.fullmatch(item) for item in below)
        self.lists[AclKey(family, line.split()[2])] = tuple(spelled(item[1]) for item in found if item)

    def interface(self, name: str, lines: list[str]) -> None:
        """Read one interface of the global table."""
        networks = []
        for line in lines:
            words = line.split()
            if found := _GROUP.fullmatch(line):
                self.groups[GroupKey(name, int(found[1]), found[3])] = found[2]
            elif found := _VERIFY.fullmatch(line):
                self.verified[name, int(found[1])] = found[2]
            elif words[:2] in (["ipv4", "address"], ["ipv6", "address"]) and len(words) > 2:
                networks += _network(words[2:])
        if not any(line.startswith("vrf ") for line in lines):
            self.networks[name] = tuple(networks)

    def checks(self, owned: Iterable[LineKey]) -> Checks:
        """Return all that checks sources, whoever wrote it."""
        return Checks(self.lists, self.groups, self.verified, dict(observed_of(owned)))


def _network(words: list[str]) -> list[Prefix]:
    """Return the network of an address with a mask or a length; nothing for one that is learned."""
    address, *mask = words
    try:
        base, slash, length = address.partition("/")
        family = 6 if ":" in base else 4
        if not slash:
            length = str(bin(Prefix.parse(f"{mask[0]}/32").network).count("1")) if mask else str(BITS[family])
        return [Prefix.parse(f"{base}/{BITS[family]}").covering(int(length))]
    except (ValueError, IndexError):
        return []


def observed_of(owned: Iterable[LineKey]) -> Iterator[tuple[str, date]]:
    """Give the interfaces that only count, and since when, of what is kept on the router."""
    for key in owned:
        if key.slot.startswith(_OBSERVED_SLOT):
            with suppress(ValueError):
                yield key.address, date.fromisoformat(key.slot.removeprefix(_OBSERVED_SLOT))


def owned_of(checks: Checks, mine: Iterable[tuple[str, int]]) -> set[LineKey]:
    """Return what is kept on the router of these checks. ``mine``: the uRPF lines that are ours."""
    observed = {LineKey(name, 0, f"{_OBSERVED_SLOT}{since}") for name, since in checks.observed.items()}
    return observed | {LineKey(name, family, VERIFY_SLOT) for name, family in mine}


def is_of_sources(key: LineKey) -> bool:
    """Tell whether what is kept is about source addresses."""
    return key.slot == VERIFY_SLOT or key.slot.startswith(_OBSERVED_SLOT)


def held(checks: Checks, owned: Iterable[LineKey]) -> dict[str, HeldInterface]:
    """Return what of ours runs on each interface. The router names no source that it counts, so somebody must look."""
    names = {key.interface for key, name in checks.groups.items() if name.startswith(OURS)}
    names |= {key.address for key in owned if is_of_sources(key)}
    unknown = ("IOS-XR names none; look at: show access-lists ipv4, show access-lists ipv6",)
    return {name: HeldInterface(checks.observed.get(name), unknown if name in checks.observed else ()) for name in names}


def links(reader: Reader, defaults: Mapping[int, str | None]) -> Links:
    """Return the router's own networks. ``defaults``: the interface of each family's default route."""
    return Links(dict(reader.networks), frozenset((family, name) for family, name in defaults.items() if name is not None))


# -- what is wanted ------------------------------------------------------------------------------


@dataclass(frozen=True)
class SourceWish:
    """The wanted checks, and what of ours goes. ``mine``: the uRPF lines that are ours afterwards."""

    checks: Checks = field(default_factory=Checks)
    groups_off: Mapping[GroupKey, str] = field(default_factory=dict)
    verified_off: frozenset[tuple[str, int]] = frozenset()
    mine: frozenset[tuple[str, int]] = frozenset()
    findings: tuple[Finding, ...] = ()
    summary: tuple[str, ...] = ()


def _words(interface: SourceInterface, chain: SourceChain) -> str:
    state = "drops" if interface.observed_since is None else f"only counts, since {interface.observed_since}"
    way = "from" if chain.direction is Direction.IMPORT else "to"
    return f"{interface.name} ({interface.kind}), IPv{chain.family} {way} it: {chain.mode}, {state}; {chain.why}"


def _conflict(now: Checks, mine: frozenset[tuple[str, int]], key: GroupKey, is_list: bool) -> str | None:
    """Return what of the operator's stands where ours would go, or None."""
    there = now.groups.get(key)
    if is_list and there is not None and not there.startswith(OURS):
        return f"its own access list {there} is bound there ({key.way})"
    theirs = now.verified.get((key.interface, key.family)) if (key.interface, key.family) not in mine else None
    if not is_list and theirs is not None and theirs != "rx":
        return f"its own uRPF is set there ({theirs})"
    return None


def wish(now: Checks, names: Iterable[str], owned: Iterable[LineKey], policy: SourcePolicy, made: Checks | None = None) -> SourceWish:
    """Return what the router should check. What the operator has on an interface stays, and is a finding.

    :param made: what the declared interfaces should have, in another OS's words; None: in these.
    """
    mine = frozenset((key.address, key.family) for key in owned if key.slot == VERIFY_SLOT)
    wanted, here = build(policy) if made is None else made, set(names)
    findings: list[Finding] = []
    kept = {interface.name for interface in policy.interfaces if interface.is_kept}
    declared = {interface.name for interface in policy.interfaces}
    ours_now = {key: name for key, name in now.groups.items() if name.startswith(OURS)}
    left = {key.interface for key in ours_now} | {name for name, _ in mine} | set(now.observed)
    for name in sorted(left - declared):
        findings.append(undeclared_interface(name))
    kept |= left - declared
    refused: set[tuple[str, int, str]] = set()
    for interface in policy.interfaces:
        for chain in interface.chains:
            key = GroupKey(interface.name, chain.family, _WAY[chain.direction])
            why = None if interface.name in here and _INTERFACE.fullmatch(interface.name) else "the router has no such interface"
            why = why or _conflict(now, mine, key, key in wanted.groups)
            if why is not None:
                refused.add(key)
                what = f"IPv{chain.family} {key.way}: sources are not checked by us, {why}"
                findings.append(Finding("critical", f"manrs_interfaces: {interface.name}", what, "take it off, or declare the right name"))
    groups = {key: name for key, name in wanted.groups.items() if key not in refused}
    verified = {key: mode for key, mode in wanted.verified.items() if GroupKey(*key, "ingress") not in refused}
    groups |= {key: name for key, name in ours_now.items() if key.interface in kept}
    # What the operator has set just so needs nothing of ours.
    set_by_us = {key for key in verified if key in mine or key not in now.verified} | {key for key in mine if key[0] in kept}
    observed = {name: since for name, since in wanted.observed.items() if name in here}
    observed |= {name: since for name, since in now.observed.items() if name in kept}
    used = {AclKey(key.family, name) for key, name in groups.items()}
    lists = {key: entries for key, entries in {**now.access_lists, **wanted.access_lists}.items() if key in used}
    told = [
        _words(interface, chain)
        for interface in policy.interfaces
        for chain in interface.chains
        if _differs(now, mine, groups, verified, GroupKey(interface.name, chain.family, _WAY[chain.direction]))
    ]
    return SourceWish(
        Checks(lists, groups, verified | {key: now.verified[key] for key in set_by_us if key in now.verified}, observed),
        {key: name for key, name in ours_now.items() if key not in groups},
        frozenset(key for key in mine if key not in set_by_us and key in now.verified),
        frozenset(set_by_us),
        tuple(findings),
        tuple(told),
    )


def _differs(
    now: Checks,
    mine: frozenset[tuple[str, int]],
    groups: Mapping[GroupKey, str],
    verified: Mapping[tuple[str, int], str],
    key: GroupKey,
) -> bool:
    if key in groups:
        return now.groups.get(key) != groups[key]
    return (key.interface, key.family) in verified and (key.interface, key.family) not in now.verified


def released(now: Checks, owned: Iterable[LineKey]) -> SourceWish:
    """Return the wish that nothing of ours is left."""
    mine = frozenset((key.address, key.family) for key in owned if key.slot == VERIFY_SLOT)
    ours = {key: name for key, name in now.groups.items() if name.startswith(OURS)}
    off = frozenset(key for key in mine if key in now.verified)
    told = sorted({key.interface for key in ours} | {name for name, _ in off})
    return SourceWish(groups_off=ours, verified_off=off, summary=tuple(f"{name}: sources are not checked any more" for name in told))


def back(now: Checks, owned: Iterable[LineKey], before: Checks, owned_before: Iterable[LineKey], names: Iterable[str]) -> SourceWish:
    """Return the wish for what was ours before, on the interfaces that are there and have nothing of the operator's in its place."""
    mine = frozenset((key.address, key.family) for key in owned if key.slot == VERIFY_SLOT)
    old, here = ours(before, [(key.address, key.family) for key in owned_before if key.slot == VERIFY_SLOT]), set(names)
    groups = {key: name for key, name in old.groups.items() if key.interface in here and _conflict(now, mine, key, True) is None}
    verified = {key: mode for key, mode in old.verified.items() if key[0] in here and (key in mine or key not in now.verified)}
    used = {AclKey(key.family, name) for key, name in groups.items()}
    lists = {key: entries for key, entries in before.access_lists.items() if key in used}
    off = {key: name for key, name in now.groups.items() if name.startswith(OURS) and key not in groups}
    told = {key.interface for key in (*off, *groups) if now.groups.get(key) != groups.get(key)} | {
        name for name, _ in mine ^ verified.keys()
    }
    observed = {name: since for name, since in before.observed.items() if name in here}
    return SourceWish(
        Checks(lists, groups, verified, observed),
        off,
        frozenset(key for key in mine if key in now.verified and key not in verified),
        frozenset(verified),
        summary=tuple(f"{name}: sources are checked as they were" for name in sorted(told)),
    )


@dataclass(frozen=True)
class SourceChange:
    """What separates what runs from a wish. ``edited``: lists of these names that are there with other entries."""

    lists: Mapping[AclKey, tuple[str, ...]]
    lists_off: frozenset[AclKey]
    groups: Mapping[GroupKey, str]
    verified: Mapping[tuple[str, int], str]
    wished: SourceWish
    edited: frozenset[AclKey] = frozenset()

    @property
    def is_empty(self) -> bool:
        """Nothing changes on an interface or list."""
        wished = self.wished
        return not (self.lists or self.lists_off or self.groups or self.verified or wished.groups_off or wished.verified_off)

    def lines(self) -> Iterator[str]:
        """Print the change: lists first, because an interface must not name one that is not there; old lists last."""
        for key, entries in sorted(self.lists.items()):
            # Entries that are sent join those that are there.
            yield from (f"no {_IP[key.family]} access-list {key.name}",) if key in self.edited else ()
            yield from list_lines(key, entries)
        wished = self.wished
        names = {key.interface for key in (*self.groups, *wished.groups_off)} | {name for name, _ in (*self.verified, *wished.verified_off)}
        for name in sorted(names):
            yield f"interface {name}"
            for group, bound in sorted(wished.groups_off.items()):
                if group.interface == name and group not in self.groups:
                    yield f" no {group_line(group, bound)}"
            yield from (f" {group_line(group, bound)}" for group, bound in sorted(self.groups.items()) if group.interface == name)
            yield from (f" no {_verify_line(family)} rx" for other, family in sorted(wished.verified_off) if other == name)
            yield from (f" {_verify_line(family)} {mode}" for (other, family), mode in sorted(self.verified.items()) if other == name)
            yield "!"
        yield from (f"no {_IP[key.family]} access-list {key.name}" for key in sorted(self.lists_off))


def list_lines(key: AclKey, entries: Iterable[str]) -> Iterator[str]:
    """Print an access list."""
    yield f"{_IP[key.family]} access-list {key.name}"
    yield from (f" {10 * number} {entry}" for number, entry in enumerate(entries, 1))
    yield "!"


def group_line(key: GroupKey, name: str) -> str:
    """Print where an access list is bound."""
    return f"{_IP[key.family]} access-group {name} {key.way}"


def _verify_line(family: int) -> str:
    return f"{_IP[family]} verify unicast source reachable-via"


def lines(checks: Checks) -> Iterator[str]:
    """Print all checks as a person would load them on a router that has none."""
    yield from SourceChange(checks.access_lists, frozenset(), checks.groups, checks.verified, SourceWish(checks)).lines()


def ours(checks: Checks, mine: Iterable[tuple[str, int]]) -> Checks:
    """Return only what is ours of checks."""
    kept = set(mine)
    return Checks(
        {key: entries for key, entries in checks.access_lists.items() if key.name.startswith(OURS)},
        {key: name for key, name in checks.groups.items() if name.startswith(OURS)},
        {key: mode for key, mode in checks.verified.items() if key in kept},
        checks.observed,
    )


def change(now: Checks, wished: SourceWish) -> SourceChange:
    """Return what separates what runs from a wish."""
    wanted = wished.checks
    bound = {AclKey(key.family, name) for key, name in now.groups.items() if key not in wished.groups_off and key not in wanted.groups}
    used = bound | {AclKey(key.family, name) for key, name in wanted.groups.items()}
    return SourceChange(
        {key: entries for key, entries in wanted.access_lists.items() if now.access_lists.get(key) != entries},
        frozenset(key for key in now.access_lists if key.name.startswith(OURS) and key not in used),
        {key: name for key, name in wanted.groups.items() if now.groups.get(key) != name},
        {key: mode for key, mode in wanted.verified.items() if now.verified.get(key) != mode},
        wished,
        frozenset(key for key, entries in wanted.access_lists.items() if key in now.access_lists and now.access_lists[key] != entries),
    )


def missing(now: Checks, wished: SourceWish, gone: Iterable[AclKey]) -> list[str]:
    """Return what a router does not hold of a wish."""
    wanted = wished.checks
    found = [
        f"{_IP[key.family]} access-list {key.name} is not what was sent"
        for key, entries in sorted(wanted.access_lists.items())
        if now.access_lists.get(key) != entries
    ]
    found += [
        f"interface {key.interface}: no {group_line(key, name)}"
        for key, name in sorted(wanted.groups.items())
        if now.groups.get(key) != name
    ]
    found += [
        f"interface {name}: no {_verify_line(family)} {mode}"
        for (name, family), mode in sorted(wanted.verified.items())
        if now.verified.get((name, family)) != mode
    ]
    off = [key for key in sorted(wished.groups_off) if key not in wanted.groups and key in now.groups and now.groups[key].startswith(OURS)]
    found += [f"interface {key.interface}: still {group_line(key, now.groups[key])}" for key in off]
    found += [f"interface {name}: still {_verify_line(family)}" for name, family in sorted(wished.verified_off & now.verified.keys())]
    found += [f"{_IP[key.family]} access-list {key.name} is still there" for key in sorted(set(gone) & now.access_lists.keys())]
    return found
