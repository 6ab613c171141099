# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""RouterOS' own configuration objects: chains of filter rules, lists of prefixes, numbers and communities, and where chains are bound."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from ...model.prefixes import BITS, Prefix, PrefixError, PrefixRange
from ..line_keys import BindingKey
from .names import LOCAL, OURS, owned_name

#: The entry of a local list that nobody has written into: no control lets it come as far as the list.
PLACEHOLDER = {4: "255.255.255.255/32", 6: "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128"}
#: What begins the comment of a rule that holds registered pairs; the name of their set follows.
PAIRS = "pairs "


class Kind(StrEnum):
    """The kinds of lists, by the menu they are in."""

    PREFIXES_4 = "/ip/firewall/address-list"
    PREFIXES_6 = "/ipv6/firewall/address-list"
    NUMBERS = "/routing/filter/num-list"
    COMMUNITIES = "/routing/filter/community-list"
    LARGE_COMMUNITIES = "/routing/filter/community-large-list"

    @property
    def value_name(self) -> str:
        """The property that holds an entry."""
        return {Kind.PREFIXES_4: "address", Kind.PREFIXES_6: "address", Kind.NUMBERS: "range"}.get(self, "communities")


PREFIXES = {4: Kind.PREFIXES_4, 6: Kind.PREFIXES_6}
RULES = "/routing/filter/rule"


class ListKey(NamedTuple):
    """One list."""

    kind: Kind
    name: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a chain, in the filter language. ``comment``: the control, and for registered pairs the name of their set."""

    text: str
    comment: str = ""


@dataclass(frozen=True)
class Configuration:
    """The part of a configuration that this collection reads and writes.

    ``chains``: rules in their order, those that are disabled left out. ``lists``: the entries as they are printed, in their order for
    nobody. ``bindings``: chains of connections, by the address and the family of the address of the neighbor. ``limits``: those of ours,
    by address and family (F15).
    """

    chains: Mapping[str, tuple[Rule, ...]] = field(default_factory=dict)
    lists: Mapping[ListKey, frozenset[str]] = field(default_factory=dict)
    bindings: Mapping[BindingKey, str] = field(default_factory=dict)
    rtr_caches: frozenset[tuple[str, int]] = frozenset()
    limits: Mapping[tuple[str, int], int] = field(default_factory=dict)

    def ours(self) -> Configuration:
        """Return only the objects whose names say that they are ours, and the bindings to them."""
        return Configuration(
            {name: rules for name, rules in self.chains.items() if name.startswith(OURS)},
            {key: entries for key, entries in self.lists.items() if key.name.startswith(OURS)},
            {key: name for key, name in self.bindings.items() if name.startswith(OURS)},
            self.rtr_caches,
            self.limits,
        )


def owned_list(address: str, family: int) -> ListKey:
    """Return the list that says that the limit of a connection is ours. It holds one number, and nothing refers to it."""
    return ListKey(Kind.NUMBERS, owned_name(address, family))


def owned_lists(limits: Iterable[tuple[str, int]]) -> dict[ListKey, frozenset[str]]:
    """Return the lists that say that these limits are ours."""
    return {owned_list(*limit): frozenset({"0"}) for limit in limits}


def binding_key(address: str, direction: str) -> BindingKey:
    """Return where a chain of a connection is bound: one chain for all families that it carries."""
    return BindingKey(address, 6 if ":" in address else 4, direction)


def prefix_text(prefix: Prefix) -> str:
    """Return a prefix as an address list prints it: a single IPv4 address has no length there."""
    text = str(prefix)
    return text.removesuffix("/32") if prefix.family == 4 else text


def parse_prefix(text: str) -> Prefix:
    """Parse an entry of an address list.

    :raises PrefixError: it is a name or a range of addresses, which no prefix of a route equals.
    """
    family = 6 if ":" in text else 4
    return Prefix.parse(text if "/" in text else f"{text}/{BITS[family]}")


def _words_of(rule: str) -> list[str]:
    """Return the names in a rule that can be chains or lists."""
    return re.findall(r"[A-Za-z0-9_.:-]+", rule)


def reachable(chains: Mapping[str, tuple[Rule, ...]], names: Iterable[str]) -> set[str]:
    """Return every word that these chains say, directly or through chains that they name, and their own names."""
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found.add(name)
        for rule in chains.get(name, ()):
            for word in _words_of(rule.text):
                # The list of numbers stands between colons.
                bare = word.strip(":")
                waiting += [bare] if bare in chains else []
                found.update(() if bare in chains else (bare,))
    return found


_CONDITION = re.compile(r"if \((.*)\) \{ return \}")
_ORIGIN = re.compile(r"bgp-as-path ([0-9]{1,10})\$", re.ASCII)
_IN = re.compile(r"dst (?:in|==) (\S+)")
_LENGTH = re.compile(r"dst-len (?:in ([0-9]{1,3})-([0-9]{1,3})|== ([0-9]{1,3}))", re.ASCII)


def _ranges(parts: Iterable[str], lists: Mapping[ListKey, frozenset[str]], family: int) -> Iterator[PrefixRange]:
    base: Prefix | None = None
    bounds: tuple[int, int] | None = None
    for part in parts:
        if found := _LENGTH.fullmatch(part):
            bounds = (int(found[1] or found[3]), int(found[2] or found[3]))
        elif found := _IN.fullmatch(part):
            if found[1].startswith(OURS):
                yield from (PrefixRange.exact(parse_prefix(entry)) for entry in lists.get(ListKey(PREFIXES[family], found[1]), ()))
                return
            base = Prefix.parse(found[1])
    base = base if base is not None else Prefix(family, 0, 0)
    yield PrefixRange.of(base, *(bounds if bounds is not None else (base.length, base.length)))


def pair_sets(configuration: Configuration, names: Iterable[str]) -> dict[str, dict[int, frozenset[PrefixRange]]]:
    """Return the pair sets that rules of these chains hold, by name and origin."""
    found: dict[str, dict[int, set[PrefixRange]]] = {}
    for name in sorted(set(names) & configuration.chains.keys()):
        for rule in configuration.chains[name]:
            _, marked, said = rule.comment.partition(PAIRS)
            condition = _CONDITION.fullmatch(rule.text)
            if not marked or condition is None:
                continue
            # The family stands before the name: a range of all prefixes says none.
            family, _, pair_name = said.partition(" ")
            parts = condition[1].split(" && ")
            origin = next((int(told[1]) for part in parts if (told := _ORIGIN.fullmatch(part))), None)
            if origin is None or family not in ("4", "6"):
                continue
            try:
                ranges = list(_ranges(parts, configuration.lists, int(family)))
            except PrefixError:
                continue
            found.setdefault(pair_name, {}).setdefault(origin, set()).update(ranges)
    return {name: {origin: frozenset(items) for origin, items in origins.items()} for name, origins in found.items()}


def local_lists(configuration: Configuration) -> dict[str, frozenset[PrefixRange]]:
    """Return what the operator's own lists hold, by their name in a policy, without what is no prefix."""
    found: dict[str, set[PrefixRange]] = {}
    for key, entries in configuration.lists.items():
        if key.kind in PREFIXES.values() and key.name.startswith(LOCAL):
            held = found.setdefault(key.name.removeprefix(OURS), set())
            for entry in entries:
                try:
                    prefix = parse_prefix(entry)
                except PrefixError:
                    continue
                if str(prefix) not in PLACEHOLDER.values():
                    held.add(PrefixRange.exact(prefix))
    return {name: frozenset(items) for name, items in found.items()}
