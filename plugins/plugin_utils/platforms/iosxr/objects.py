# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""IOS-XR's own configuration objects: sets and route-policies, where they are bound, and lines at neighbors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from ...model.prefixes import BITS, Prefix, PrefixError, PrefixRange
from .. import one_commit
from ..pair_names import LOCAL, OURS, PairName, stem


class Kind(StrEnum):
    """The kinds of objects, as a configuration begins them."""

    PREFIX_SET = "prefix-set"
    AS_PATH_SET = "as-path-set"
    COMMUNITY_SET = "community-set"
    LARGE_COMMUNITY_SET = "large-community-set"
    POLICY = "route-policy"


class ObjectKey(NamedTuple):
    """One object. A policy's parameters belong to its body, not to its name."""

    kind: Kind
    name: str


#: The part of a configuration that this collection reads and writes. Of a set: its elements, sorted, remarks first; of a policy: its lines
#: without their indentation.
Configuration = one_commit.Configuration[ObjectKey]


def range_text(item: PrefixRange) -> str:
    """Print a range as an element of a prefix-set: address, length, and the bounds that differ from it."""
    text = str(item.prefix)
    if item.minimum == item.maximum:
        return text if item.minimum == item.length else f"{text} eq {item.minimum}"
    if item.minimum > item.length:
        text += f" ge {item.minimum}"
    return text if item.maximum == BITS[item.family] and item.minimum > item.length else f"{text} le {item.maximum}"


def parse_range(text: str) -> PrefixRange:
    """Parse an element of a prefix-set; without a length it is one address, and ``ge`` alone reaches to the longest.

    :raises PrefixError: it is none.
    """
    base, *words = text.split()
    family = 6 if ":" in base else 4
    prefix = Prefix.parse(base if "/" in base else f"{base}/{BITS[family]}")
    bounds = dict(zip(words[::2], words[1::2], strict=False))
    if len(words) % 2 or len(bounds) * 2 != len(words) or not all(item.isascii() and item.isdigit() for item in words[1::2]):
        raise PrefixError(f"{text[:80]!r} is no element of a prefix-set")
    numbers = {word: int(number) for word, number in bounds.items()}
    if numbers.keys() == {"eq"}:
        return PrefixRange.of(prefix, numbers["eq"], numbers["eq"])
    if not numbers:
        return PrefixRange.exact(prefix)
    if numbers.keys() - {"ge", "le"}:
        raise PrefixError(f"{text[:80]!r} is no element of a prefix-set")
    return PrefixRange.of(prefix, numbers.get("ge"), numbers.get("le"))


def is_remark(line: str) -> bool:
    """Tell whether a line of an object says nothing to the router."""
    return line.startswith("#")


def elements(body: Iterable[str]) -> list[str]:
    """Return the elements of a set without its remarks."""
    return [line for line in body if not is_remark(line)]


def ranges(body: Iterable[str]) -> frozenset[PrefixRange]:
    """Return what a prefix-set holds. :raises PrefixError: an element is none that we write."""
    return frozenset(parse_range(item) for item in elements(body))


def set_name(key: ObjectKey, body: Iterable[str]) -> str | None:
    """Return the pair set of the policy whose prefixes an object holds; None: it is no such object, or does not say which."""
    pair = PairName.parse(key.name)
    if key.kind is not Kind.PREFIX_SET or pair is None:
        return None
    if not pair.stem.startswith("x."):
        return pair.stem
    said = next((line.removeprefix("#").strip() for line in body if is_remark(line)), "")
    return said if stem(said) == pair.stem else None


def pair_sets(objects: Mapping[ObjectKey, tuple[str, ...]]) -> dict[str, dict[int, frozenset[PrefixRange]]]:
    """Return the pair sets that prefix-sets of ours hold, by name and origin."""
    found: dict[str, dict[int, set[PrefixRange]]] = {}
    for key, body in objects.items():
        pair, name = PairName.parse(key.name), set_name(key, body)
        if pair is not None and name is not None:
            found.setdefault(name, {}).setdefault(pair.origin, set()).update(ranges(body))
    return {name: {origin: frozenset(items) for origin, items in origins.items()} for name, origins in found.items()}


def local_lists(objects: Mapping[ObjectKey, tuple[str, ...]]) -> dict[str, frozenset[PrefixRange]]:
    """Return what the operator's own sets hold, by their name in a policy."""
    mine = {key: body for key, body in objects.items() if key.kind is Kind.PREFIX_SET and key.name.startswith(LOCAL)}
    return {key.name.removeprefix(OURS): ranges(body) for key, body in mine.items()}


def referred(kind: Kind, body: Iterable[str]) -> Iterator[str]:
    """Return the words of a policy that can be names of other objects; a set refers to nothing."""
    if kind is Kind.POLICY:
        for line in body:
            if not is_remark(line):
                yield from (word.partition("(")[0].strip("(),") for word in line.split())


def reachable(objects: Mapping[ObjectKey, tuple[str, ...]], names: Iterable[str]) -> set[str]:
    """Return the names that route-policies refer to, directly or not, and their own."""
    found: set[str] = set()
    waiting = [name.partition("(")[0] for name in names]
    every = {key.name for key in objects}
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found.add(name)
        for word in referred(Kind.POLICY, objects.get(ObjectKey(Kind.POLICY, name), ())):
            # A star at the end stands for every policy whose name begins so.
            waiting += [item for item in every if item.startswith(word[:-1])] if word.endswith("*") and len(word) > 1 else []
            waiting += [word] if word in every else []
    return found
