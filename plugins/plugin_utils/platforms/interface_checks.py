# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Source-address validation where interfaces have uRPF and access lists: what is wanted, whose it is, and what separates the two.

An access list is never edited: its name says its content, and the interface is given another one. ``Words``: how an OS says it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple, Protocol

from ..model.policies import Finding
from ..model.prefixes import BITS, Prefix
from ..model.routes import Direction
from ..model.sources import STRICT, HeldInterface, Links, SourceChain, SourceInterface, SourcePolicy
from .findings import undeclared_interface
from .line_keys import LineKey
from .pair_names import OURS

VERIFY_SLOT, _OBSERVED_SLOT = "verify", "observed:"
WAY = {Direction.IMPORT: "in", Direction.EXPORT: "out"}


class AclKey(NamedTuple):
    """An access list; each family has names of its own."""

    family: int
    name: str


class GroupKey(NamedTuple):
    """Where an access list is bound: ``way`` is in or out."""

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


class Words(Protocol):
    """How an OS says access lists and uRPF.

    ``ip``: the word of a family in entries. ``link``: entries for what is of the link alone and is never forwarded. ``interface``: what
    a name of an interface looks like, as the router prints it. ``counting``: what a list needs to count.
    """

    ip: Mapping[int, str]
    link: Mapping[int, tuple[str, ...]]
    interface: re.Pattern[str]
    counting: tuple[str, ...]

    def prefix(self, prefix: Prefix) -> str:
        """Say the addresses of a prefix that is neither one address nor all."""

    def name(self, key: GroupKey, entries: tuple[str, ...]) -> str:
        """Name the list of these entries, behind ``OURS``."""

    def list_line(self, key: AclKey) -> str:
        """Print the line that begins an access list."""

    def group_line(self, key: GroupKey, name: str) -> str:
        """Print where an access list is bound."""


def verify_line(words: Words, family: int) -> str:
    """Print uRPF, but for its mode."""
    return f"{words.ip[family]} verify unicast source reachable-via"


# -- what is declared ----------------------------------------------------------------------------


def _source(words: Words, prefix: Prefix) -> str:
    if prefix.length == BITS[prefix.family]:
        return f"host {str(prefix).partition('/')[0]}"
    return "any" if prefix.length == 0 else words.prefix(prefix)


def _entries(words: Words, policy: SourcePolicy, chain: SourceChain, observed_since: date | None) -> Iterator[str]:
    ip, family = words.ip[chain.family], chain.family
    if observed_since is not None:
        yield from words.counting
    yield from (f"permit {ip} {_source(words, item)} any" for item in policy.sets[chain.permit].of_family(family))
    if chain.direction is Direction.IMPORT:
        yield from words.link[family]
    # While an interface is observed, what would be dropped is counted by an entry that lets it pass.
    action = "deny" if observed_since is None else "permit"
    for drop in chain.drops:
        yield f"remark {drop.control} {drop.reason}" + (f" observed since {observed_since}" if observed_since is not None else "")
        if drop.source_set is None:
            yield f"{action} {ip} any any"
            return
        yield from (f"{action} {ip} {_source(words, item)} any" for item in policy.sets[drop.source_set].of_family(family))
    # The last word of a list that says nothing is deny.
    yield f"permit {ip} any any"


def build(words: Words, policy: SourcePolicy) -> Checks:
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
            entries = tuple(_entries(words, policy, chain, interface.observed_since))
            group = GroupKey(interface.name, chain.family, WAY[chain.direction])
            key = AclKey(chain.family, f"{OURS}{words.name(group, entries)}")
            lists[key] = entries
            groups[group] = key.name
    return Checks(lists, groups, verified, observed)


# -- what the router keeps of it -----------------------------------------------------------------


def observed_of(owned: Iterable[LineKey]) -> dict[str, date]:
    """Return the interfaces that only count, and since when, of what is kept on the router."""
    found: dict[str, date] = {}
    for key in owned:
        if key.slot.startswith(_OBSERVED_SLOT):
            with suppress(ValueError):
                found[key.address] = date.fromisoformat(key.slot.removeprefix(_OBSERVED_SLOT))
    return found


def owned_of(checks: Checks, mine: Iterable[tuple[str, int]]) -> set[LineKey]:
    """Return what is kept on the router of these checks. ``mine``: the uRPF lines that are ours."""
    observed = {LineKey(name, 0, f"{_OBSERVED_SLOT}{since}") for name, since in checks.observed.items()}
    return observed | {LineKey(name, family, VERIFY_SLOT) for name, family in mine}


def is_of_sources(key: LineKey) -> bool:
    """Tell whether what is kept is about source addresses."""
    return key.slot == VERIFY_SLOT or key.slot.startswith(_OBSERVED_SLOT)


def _mine(owned: Iterable[LineKey]) -> frozenset[tuple[str, int]]:
    """Return the uRPF lines that are ours."""
    return frozenset((key.address, key.family) for key in owned if key.slot == VERIFY_SLOT)


def held(checks: Checks, owned: Iterable[LineKey], unknown: str) -> dict[str, HeldInterface]:
    """Return what of ours runs on each interface.

    :param unknown: where a person looks at what a list has counted: the router names no source.
    """
    names = {key.interface for key, name in checks.groups.items() if name.startswith(OURS)}
    names |= {key.address for key in owned if is_of_sources(key)}
    return {name: HeldInterface(checks.observed.get(name), (unknown,) if name in checks.observed else ()) for name in names}


def links(networks: Mapping[str, tuple[Prefix, ...]], defaults: Mapping[int, str | None]) -> Links:
    """Return the router's own networks. ``defaults``: the interface of each family's default route."""
    return Links(dict(networks), frozenset((family, name) for family, name in defaults.items() if name is not None))


def ours(checks: Checks, mine: Iterable[tuple[str, int]]) -> Checks:
    """Return only what is ours of checks."""
    kept = set(mine)
    return Checks(
        {key: entries for key, entries in checks.access_lists.items() if key.name.startswith(OURS)},
        {key: name for key, name in checks.groups.items() if name.startswith(OURS)},
        {key: mode for key, mode in checks.verified.items() if key in kept},
        checks.observed,
    )


# -- what is wished ------------------------------------------------------------------------------


@dataclass(frozen=True)
class SourceWish:
    """The wanted checks, and what of ours goes. ``mine``: the uRPF lines that are ours afterwards."""

    checks: Checks = field(default_factory=Checks)
    groups_off: Mapping[GroupKey, str] = field(default_factory=dict)
    verified_off: frozenset[tuple[str, int]] = frozenset()
    mine: frozenset[tuple[str, int]] = frozenset()
    findings: tuple[Finding, ...] = ()
    summary: tuple[str, ...] = ()


def _told(interface: SourceInterface, chain: SourceChain) -> str:
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


def wish(words: Words, now: Checks, names: Iterable[str], owned: Iterable[LineKey], policy: SourcePolicy) -> SourceWish:
    """Return what the router should check. What the operator has on an interface stays, and is a finding.

    :param names: the router's interfaces.
    """
    mine, wanted, here = _mine(owned), build(words, policy), set(names)
    findings: list[Finding] = []
    kept = {interface.name for interface in policy.interfaces if interface.is_kept}
    declared = {interface.name for interface in policy.interfaces}
    ours_now = {key: name for key, name in now.groups.items() if name.startswith(OURS)}
    left = {key.interface for key in ours_now} | {name for name, _ in mine} | set(now.observed)
    for name in sorted(left - declared):
        findings.append(undeclared_interface(name))
    kept |= left - declared
    refused: set[GroupKey] = set()
    for interface in policy.interfaces:
        for chain in interface.chains:
            key = GroupKey(interface.name, chain.family, WAY[chain.direction])
            why = None if interface.name in here and words.interface.fullmatch(interface.name) else "the router has no such interface"
            why = why or _conflict(now, mine, key, key in wanted.groups)
            if why is not None:
                refused.add(key)
                what = f"IPv{chain.family} {key.way}: sources are not checked by us, {why}"
                control = chain.control if interface.name in here else "V06"
                where, remedy = f"manrs_interfaces: {interface.name}", "take it off, or declare the right name"
                findings.append(
                    Finding(control, "critical", where, what, remedy, (f"{interface.name} IPv{chain.family} {key.way}: {why}",))
                )
    groups = {key: name for key, name in wanted.groups.items() if key not in refused}
    verified = {key: mode for key, mode in wanted.verified.items() if GroupKey(*key, WAY[Direction.IMPORT]) not in refused}
    groups |= {key: name for key, name in ours_now.items() if key.interface in kept}
    # What the operator has set just so needs nothing of ours.
    set_by_us = {key for key in verified if key in mine or key not in now.verified} | {key for key in mine if key[0] in kept}
    observed = {name: since for name, since in wanted.observed.items() if name in here}
    observed |= {name: since for name, since in now.observed.items() if name in kept}
    used = {AclKey(key.family, name) for key, name in groups.items()}
    lists = {key: entries for key, entries in {**now.access_lists, **wanted.access_lists}.items() if key in used}
    told = [
        _told(interface, chain)
        for interface in policy.interfaces
        for chain in interface.chains
        if _differs(now, groups, verified, GroupKey(interface.name, chain.family, WAY[chain.direction]))
    ]
    return SourceWish(
        Checks(lists, groups, verified | {key: now.verified[key] for key in set_by_us if key in now.verified}, observed),
        {key: name for key, name in ours_now.items() if key not in groups},
        frozenset(key for key in mine if key not in set_by_us and key in now.verified),
        frozenset(set_by_us),
        tuple(findings),
        tuple(told),
    )


def _differs(now: Checks, groups: Mapping[GroupKey, str], verified: Mapping[tuple[str, int], str], key: GroupKey) -> bool:
    if key in groups:
        return now.groups.get(key) != groups[key]
    return (key.interface, key.family) in verified and (key.interface, key.family) not in now.verified


def released(now: Checks, owned: Iterable[LineKey]) -> SourceWish:
    """Return the wish that nothing of ours is left."""
    bound = {key: name for key, name in now.groups.items() if name.startswith(OURS)}
    off = frozenset(key for key in _mine(owned) if key in now.verified)
    told = sorted({key.interface for key in bound} | {name for name, _ in off})
    return SourceWish(groups_off=bound, verified_off=off, summary=tuple(f"{name}: sources are not checked any more" for name in told))


def back(now: Checks, owned: Iterable[LineKey], before: Checks, owned_before: Iterable[LineKey], names: Iterable[str]) -> SourceWish:
    """Return the wish for what was ours before, on the interfaces that are there and have nothing of the operator's in its place."""
    mine, old, here = _mine(owned), ours(before, _mine(owned_before)), set(names)
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


# -- what separates the two ----------------------------------------------------------------------


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

    @property
    def interfaces(self) -> list[str]:
        """The interfaces on which something changes."""
        wished = self.wished
        names = {key.interface for key in (*self.groups, *wished.groups_off)}
        return sorted(names | {name for name, _ in (*self.verified, *wished.verified_off)})

    def set_on(self, words: Words, interface: str) -> Iterator[str]:
        """Yield the lines that an interface is given."""
        yield from (words.group_line(key, name) for key, name in sorted(self.groups.items()) if key.interface == interface)
        yield from (f"{verify_line(words, family)} {mode}" for (name, family), mode in sorted(self.verified.items()) if name == interface)

    def unbound_from(self, words: Words, interface: str) -> Iterator[str]:
        """Yield the lines of lists that an interface loses and that no other takes the place of."""
        for key, name in sorted(self.wished.groups_off.items()):
            if key.interface == interface and key not in self.groups:
                yield words.group_line(key, name)

    def unverified_on(self, words: Words, interface: str) -> Iterator[str]:
        """Yield the lines of uRPF that an interface loses, but for their modes."""
        yield from (verify_line(words, family) for name, family in sorted(self.wished.verified_off) if name == interface)


def of_nothing(checks: Checks) -> SourceChange:
    """Return the change to these checks on a router that has none."""
    return SourceChange(checks.access_lists, frozenset(), checks.groups, checks.verified, SourceWish(checks))


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


def missing_lists(words: Words, now: Checks, wished: SourceWish) -> list[str]:
    """Return which access lists a router does not hold of a wish."""
    wanted = sorted(wished.checks.access_lists.items())
    return [f"{words.list_line(key)} is not what was sent" for key, entries in wanted if now.access_lists.get(key) != entries]


def missing(words: Words, now: Checks, wished: SourceWish, gone: Iterable[AclKey] = ()) -> list[str]:
    """Return what a router does not hold of a wish. ``gone``: lists that should not be there any more."""
    wanted = wished.checks
    found = missing_lists(words, now, wished)
    found += [
        f"interface {key.interface}: no {words.group_line(key, name)}"
        for key, name in sorted(wanted.groups.items())
        if now.groups.get(key) != name
    ]
    found += [
        f"interface {name}: no {verify_line(words, family)} {mode}"
        for (name, family), mode in sorted(wanted.verified.items())
        if now.verified.get((name, family)) != mode
    ]
    off = [key for key in sorted(wished.groups_off) if key not in wanted.groups and now.groups.get(key, "").startswith(OURS)]
    found += [f"interface {key.interface}: still {words.group_line(key, now.groups[key])}" for key in off]
    found += [f"interface {name}: still {verify_line(words, family)}" for name, family in sorted(wished.verified_off & now.verified.keys())]
    return found + [f"{words.list_line(key)} is still there" for key in sorted(set(gone) & now.access_lists.keys())]


def list_lines(words: Words, key: AclKey, entries: Iterable[str], indent: str) -> Iterator[str]:
    """Print an access list with numbered entries; what it needs to count stands first, and has no number."""
    told = tuple(entries)
    yield words.list_line(key)
    yield from (f"{indent}{line}" for line in told if line in words.counting)
    yield from (f"{indent}{10 * number} {entry}" for number, entry in enumerate((line for line in told if line not in words.counting), 1))
    yield "!"


def change_lines(words: Words, changed: SourceChange, indent: str, mode_off: str) -> Iterator[str]:
    """Print a change that is committed as one: lists first, because an interface must not name one that is not there; old lists last.

    :param mode_off: what stands behind a line of uRPF that is taken off.
    """
    for key, entries in sorted(changed.lists.items()):
        # Entries that are sent join those that are there.
        yield from (f"no {words.list_line(key)}",) if key in changed.edited else ()
        yield from list_lines(words, key, entries, indent)
    for name in changed.interfaces:
        yield f"interface {name}"
        yield from (f"{indent}no {line}" for line in changed.unbound_from(words, name))
        yield from (f"{indent}no {line}{mode_off}" for line in changed.unverified_on(words, name))
        yield from (f"{indent}{line}" for line in changed.set_on(words, name))
        yield "!"
    yield from (f"no {words.list_line(key)}" for key in sorted(changed.lists_off))
