# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""IOS's own configuration objects: lists and route-maps, where they are bound, and lines at neighbors."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from ...model.prefixes import BITS, Prefix, PrefixError, PrefixRange, address_to_int, int_to_address
from ..line_keys import BindingKey, LineKey
from .names import LOCAL, OURS, PairName, digest, policy_name, stem

IP = {4: "ip", 6: "ipv6"}
#: The last sequence number: every prefix list of ours ends here with a deny of everything.
LAST_SEQUENCE = 4294967294
#: What the first entry of an AS-path access list of ours denies: a word, and no path has letters.
_MARK = re.compile(rf"{OURS}[0-9a-f]{{10}}", re.ASCII)


class ListEntry(NamedTuple):
    """One line of a prefix list."""

    sequence: int
    action: str
    range: PrefixRange


class TextEntry(NamedTuple):
    """One line of an AS-path or community list."""

    action: str
    text: str


class MapEntry(NamedTuple):
    """One entry of a route-map; ``body`` holds its lines, sorted: the router prints them in an order of its own."""

    sequence: int
    action: str
    body: tuple[str, ...]


class Way(StrEnum):
    """What filters a session's routes of a family and direction; each acts, and a route must pass all."""

    MAP = "route-map"
    PREFIXES = "prefix-list"
    PATHS = "filter-list"


class Bound(NamedTuple):
    """Where a filter is bound: ``direction`` is in or out."""

    address: str
    family: int
    direction: str
    way: Way

    @property
    def key(self) -> BindingKey:
        """The session, family and direction."""
        return BindingKey(self.address, self.family, self.direction)


ListKey = tuple[int, str]
#: (kind, name): kind is ``community-list standard`` or the like.
TextKey = tuple[str, str]


@dataclass(frozen=True)
class Configuration:
    """The part of a configuration that this collection reads and writes. ``descriptions``: of prefix lists."""

    prefix_lists: Mapping[ListKey, tuple[ListEntry, ...]] = field(default_factory=dict)
    descriptions: Mapping[ListKey, str] = field(default_factory=dict)
    path_lists: Mapping[int, tuple[TextEntry, ...]] = field(default_factory=dict)
    text_lists: Mapping[TextKey, tuple[TextEntry, ...]] = field(default_factory=dict)
    route_maps: Mapping[str, tuple[MapEntry, ...]] = field(default_factory=dict)
    bindings: Mapping[Bound, str] = field(default_factory=dict)
    lines: Mapping[LineKey, str] = field(default_factory=dict)
    rtr_caches: frozenset[tuple[str, int]] = frozenset()

    def ours(self) -> Configuration:
        """Return only the objects that say that they are ours, the bindings to them, and all else."""
        return Configuration(
            {key: entries for key, entries in self.prefix_lists.items() if key[1].startswith(OURS)},
            {key: said for key, said in self.descriptions.items() if key[1].startswith(OURS)},
            {number: entries for number, entries in self.path_lists.items() if mark_of(entries)},
            {key: entries for key, entries in self.text_lists.items() if key[1].startswith(OURS)},
            {name: entries for name, entries in self.route_maps.items() if name.startswith(OURS)},
            {bound: name for bound, name in self.bindings.items() if self.is_ours(bound, name)},
            self.lines,
            self.rtr_caches,
        )

    def is_ours(self, bound: Bound, name: str) -> bool:
        """Tell whether what is bound is ours."""
        if bound.way is Way.PATHS:
            return name.isdigit() and mark_of(self.path_lists.get(int(name), ())) is not None
        return name.startswith(OURS)


def everything(family: int) -> PrefixRange:
    """Return the range that holds every prefix of a family."""
    return PrefixRange(family, 0, 0, 0, BITS[family])


def closed(ranges: Iterable[PrefixRange], family: int) -> tuple[ListEntry, ...]:
    """Return the entries of a list that permits ranges, and its last word."""
    permits = (ListEntry(5 * number, "permit", item) for number, item in enumerate(sorted(ranges), 1))
    return (*permits, ListEntry(LAST_SEQUENCE, "deny", everything(family)))


def local_entries(family: int) -> tuple[ListEntry, ...]:
    """Return what an operator's own list holds when it is new: the deny is last, so that what is added comes before it."""
    return closed((), family)


def marked(entries: Iterable[TextEntry]) -> tuple[TextEntry, ...]:
    """Return an AS-path access list with the entry that says that it is ours."""
    found = tuple(entries)
    return (TextEntry("deny", f"{OURS}{digest(found)}"), *found)


def mark_of(entries: tuple[TextEntry, ...]) -> str | None:
    """Return the name that an AS-path access list of ours has; None when it is somebody else's."""
    return entries[0].text if entries and entries[0].action == "deny" and _MARK.fullmatch(entries[0].text) else None


def is_as_marked(entries: tuple[TextEntry, ...]) -> bool:
    """Tell whether an AS-path access list of ours holds what its name says."""
    return entries == marked(entries[1:])


def range_text(item: PrefixRange) -> str:
    """Print a range as an entry of a prefix list: ``ge`` is more than the length, and not less than it (command reference)."""
    text = str(item.prefix)
    if item.minimum > item.length:
        text += f" ge {item.minimum}"
    if item.maximum > item.length and (item.maximum < BITS[item.family] or item.minimum == item.length):
        text += f" le {item.maximum}"
    return text


def parse_range(text: str) -> PrefixRange:
    """Parse an entry of a prefix list behind its action; ``ge`` alone reaches to the longest.

    :raises PrefixError: it is none.
    """
    base, *words = text.split()
    prefix = Prefix.parse(base)
    bounds = dict(zip(words[::2], words[1::2], strict=False))
    if len(bounds) * 2 != len(words) or bounds.keys() - {"ge", "le"} or not all(_is_number(item) for item in words[1::2]):
        raise PrefixError(f"{text[:80]!r} is no entry of a prefix list")
    if not bounds:
        return PrefixRange.exact(prefix)
    numbers = {word: int(number) for word, number in bounds.items()}
    return PrefixRange.of(prefix, numbers.get("ge"), numbers.get("le"))


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 3


def permitted(entries: Iterable[ListEntry]) -> frozenset[PrefixRange]:
    """Return the permitted ranges of a list."""
    return frozenset(entry.range for entry in entries if entry.action == "permit")


def local_lists(configuration: Configuration) -> dict[str, frozenset[PrefixRange]]:
    """Return what the operator's own lists permit, by their name in a policy."""
    found: dict[str, set[PrefixRange]] = {}
    for (_, name), entries in configuration.prefix_lists.items():
        if name.startswith(LOCAL):
            found.setdefault(policy_name(name), set()).update(permitted(entries))
    return {name: frozenset(ranges) for name, ranges in found.items()}


def set_name(configuration: Configuration, key: ListKey) -> str | None:
    """Return the pair set of the policy whose prefixes a list holds; None: it is no such list, or does not say which."""
    pair = PairName.parse(key[1])
    if pair is None:
        return None
    if not pair.stem.startswith("x_"):
        return pair.stem
    said = configuration.descriptions.get(key, "")
    return said if stem(said) == pair.stem else None


def pair_sets(configuration: Configuration, names: Iterable[str]) -> dict[str, dict[int, frozenset[PrefixRange]]]:
    """Return the pair sets that lists of these names hold, by name and origin."""
    found: dict[str, dict[int, set[PrefixRange]]] = {}
    used = set(names)
    for key, entries in configuration.prefix_lists.items():
        pair = PairName.parse(key[1])
        if key[1] in used and pair is not None and (name := set_name(configuration, key)) is not None:
            found.setdefault(name, {}).setdefault(pair.origin, set()).update(permitted(entries))
    return {name: {origin: frozenset(items) for origin, items in origins.items()} for name, origins in found.items()}


def canonical_address(text: str) -> str:
    """Return an address in the one spelling that is compared: IOS prints IPv6 in capitals. What is no address stays as it is."""
    try:
        return int_to_address(*address_to_int(text))
    except PrefixError:
        return text


def path_names(numbers: Iterable[str | int]) -> set[str]:
    """Return AS-path access lists as names, which they do not have, beside those of other objects."""
    return {f"as-path {number}" for number in numbers}


def named_by(line: str) -> set[str]:
    """Return what a line of a route-map refers to; an AS-path access list as ``as-path NUMBER``."""
    words = line.split()
    match words[:2]:
        case ["match", "as-path"]:
            return path_names(words[2:])
        case ["match", "ip" | "ipv6"] if "prefix-list" in words:
            return set(words[words.index("prefix-list") + 1 :])
        case ["match", "community" | "large-community"]:
            return set(words[2:]) - {"exact-match"}
        case ["set", "comm-list" | "large-comm-list"]:
            return {words[2]}
    return set()


def references(configuration: Configuration, bindings: Mapping[Bound, str] | None = None) -> set[str]:
    """Return the names that a binding or a route-map of the operator's refers to, directly or through a route-map.

    :param bindings: instead of the configuration's own.
    """
    bound = configuration.bindings if bindings is None else bindings
    maps = {name for key, name in bound.items() if key.way is Way.MAP}
    maps |= {name for name in configuration.route_maps if not name.startswith(OURS)}
    found = maps | {name for key, name in bound.items() if key.way is Way.PREFIXES}
    found |= path_names(name for key, name in bound.items() if key.way is Way.PATHS)
    for name in maps:
        for entry in configuration.route_maps.get(name, ()):
            for line in entry.body:
                found |= named_by(line)
    return found
