# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""EOS's own configuration objects: prefix lists, AS-path and community lists, route-maps, and where these are bound."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from ...model.prefixes import BITS, Prefix, PrefixError, PrefixRange
from .. import one_commit
from ..pair_names import LOCAL, OURS, PairName, stem


class Kind(StrEnum):
    """The kinds of objects, as their lines begin. A list of communities and one of expressions share their names."""

    PREFIXES_4 = "ip prefix-list"
    PREFIXES_6 = "ipv6 prefix-list"
    AS_PATHS = "ip as-path access-list"
    COMMUNITIES = "ip community-list"
    COMMUNITY_EXPRESSIONS = "ip community-list regexp"
    LARGE = "ip large-community-list"
    LARGE_EXPRESSIONS = "ip large-community-list regexp"
    MAP = "route-map"

    @property
    def is_prefixes(self) -> bool:
        """Whether it is a prefix list."""
        return self in (Kind.PREFIXES_4, Kind.PREFIXES_6)


PREFIXES = {4: Kind.PREFIXES_4, 6: Kind.PREFIXES_6}


class ObjectKey(NamedTuple):
    """One object."""

    kind: Kind
    name: str


#: The part of a configuration that this collection reads and writes. Of a list: its entries without sequence numbers; those of a prefix
#: list of ours sorted, because it has permits alone and their order means nothing. Of a route-map: ``permit 10`` and the lines of that
#: clause, indented by one space and sorted, and so on.
Configuration = one_commit.Configuration[ObjectKey]


def range_text(item: PrefixRange) -> str:
    """Print a range as an entry of a prefix list has it: a prefix, and the bounds that differ from its length."""
    text = str(item.prefix)
    if item.minimum == item.maximum:
        return text if item.minimum == item.length else f"{text} eq {item.minimum}"
    if item.minimum > item.length:
        text += f" ge {item.minimum}"
    return text if item.maximum == BITS[item.family] and item.minimum > item.length else f"{text} le {item.maximum}"


def parse_range(text: str) -> PrefixRange:
    """Parse a range of a prefix list; ``ge`` alone reaches to the longest.

    :raises PrefixError: it is none.
    """
    base, *words = text.split()
    prefix = Prefix.parse(base)
    bounds = dict(zip(words[::2], words[1::2], strict=False))
    is_whole = len(bounds) * 2 == len(words) and all(item.isascii() and item.isdigit() and len(item) <= 3 for item in words[1::2])
    if not is_whole or bounds.keys() - {"ge", "le", "eq"} or ("eq" in bounds and len(bounds) > 1):
        raise PrefixError(f"{text[:80]!r} is no range of a prefix list")
    numbers = {word: int(number) for word, number in bounds.items()}
    if "eq" in numbers:
        return PrefixRange.of(prefix, numbers["eq"], numbers["eq"])
    return PrefixRange.of(prefix, numbers.get("ge"), numbers.get("le")) if numbers else PrefixRange.exact(prefix)


def everything(family: int) -> PrefixRange:
    """Return the range that holds every prefix of a family."""
    return PrefixRange(family, 0, 0, 0, BITS[family])


def local_body(family: int) -> tuple[str, ...]:
    """Return what an operator's own list holds when it is new: a list must not be empty, and this one lets nothing through."""
    return (f"deny {range_text(everything(family))}",)


def permitted(body: Iterable[str]) -> frozenset[PrefixRange]:
    """Return what a prefix list permits. :raises PrefixError: an entry is none that we write."""
    return frozenset(parse_range(entry.removeprefix("permit ")) for entry in body if entry.startswith("permit "))


def pair_sets(objects: Mapping[ObjectKey, tuple[str, ...]], told: Iterable[str]) -> dict[str, dict[int, frozenset[PrefixRange]]]:
    """Return the pair sets that prefix lists of ours hold, by name and origin.

    :param told: the names of sets that do not stand in the names of lists as they are.
    """
    full = {stem(name): name for name in told}
    found: dict[str, dict[int, set[PrefixRange]]] = {}
    for key, body in objects.items():
        if key.kind.is_prefixes and (pair := PairName.parse(key.name)) is not None:
            name = full.get(pair.stem, pair.stem)
            found.setdefault(name, {}).setdefault(pair.origin, set()).update(permitted(body))
    return {name: {origin: frozenset(items) for origin, items in origins.items()} for name, origins in found.items()}


def local_lists(objects: Mapping[ObjectKey, tuple[str, ...]]) -> dict[str, frozenset[PrefixRange]]:
    """Return what the operator's own lists permit, by their name in a policy."""
    found: dict[str, frozenset[PrefixRange]] = {}
    for key, body in objects.items():
        if key.kind.is_prefixes and key.name.startswith(LOCAL):
            name = key.name.removeprefix(OURS)
            found[name] = found.get(name, frozenset()) | permitted(body)
    return found


def called(body: Iterable[str]) -> Iterator[str]:
    """Return the route-maps that a route-map calls."""
    for line in body:
        words = line.split()
        if words[:1] == ["sub-route-map"] and len(words) > 1:
            yield words[-1]


def referred(body: Iterable[str]) -> Iterator[str]:
    """Return the words of a route-map that can be names of other objects."""
    for line in body:
        words = line.split()
        if words[:1] in (["match"], ["set"], ["sub-route-map"]):
            yield from words[1:]


def reachable(objects: Mapping[ObjectKey, tuple[str, ...]], names: Iterable[str]) -> set[str]:
    """Return the names that route-maps refer to, directly or not, and their own."""
    found: set[str] = set()
    waiting = list(names)
    every = {key.name for key in objects}
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += [word for word in referred(objects.get(ObjectKey(Kind.MAP, name), ())) if word in every]
    return found
