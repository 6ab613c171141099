# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Junos configuration objects of ours, and what at a BGP neighbor is ours.

A commit is atomic, so an object is replaced as a whole and names can be stable. What has an order or is shared (policies, communities
to remove) has a name of its content; lists of prefixes have names of their sets, by which they are read back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from ...model.prefixes import BITS, Prefix, PrefixRange, aggregated
from ...model.routes import Direction
from .names import LOCAL, LOCAL_END, OURS, legal, told

#: The group of RTR sessions that are ours.
RTR_GROUP = "MANRS-RTR"
_PAIRS = re.compile(r"MANRS-P-(?P<set>.+)-O(?P<origin>[0-9]{1,10})-(?P<family>[46])-(?P<layer>[0-9]{1,3})")
_THEIRS = re.compile(r"MANRS-THEIRS-(?P<from>OWN|INHERITED)-[0-9a-f]{12}")
_OF_FAMILY = re.compile(r"MANRS-(?:[A-Za-z0-9_]+)-(?P<family>[46])-[0-9a-f]{12}")
#: Ends every chain of ours: what came so far is accepted.
ACCEPT = f"{OURS}ACCEPT"
INET = {4: "inet", 6: "inet6"}
#: In each list of the operator's from the start, because Junos takes a ``from`` without anything in it for everything. It lets
#: nothing through: F02 has rejected it before the list is asked.
NOTHING = {4: PrefixRange(4, 0, 32, 32, 32), 6: PrefixRange(6, 0, 128, 128, 128)}


class Word(NamedTuple):
    """A condition or an action: Junos' statement, and its value (empty: it has none)."""

    statement: str
    value: str = ""


class PolicyTerm(NamedTuple):
    """A term of a policy-statement. All conditions hold together, but of those of one statement one is enough.

    A term without an end (``accept``, ``reject``, ``next policy``) goes on to the next term.
    """

    name: str
    conditions: tuple[Word, ...]
    actions: tuple[Word, ...]


ACCEPTED, REJECTED, NEXT_POLICY = Word("accept"), Word("reject"), Word("next", "policy")


class Limit(NamedTuple):
    """An accepted-prefix-limit: how many routes, and the minutes after which a session that had more comes back (0: it only logs)."""

    maximum: int
    idle_minutes: int


@dataclass(frozen=True, slots=True)
class Binding:
    """What we say at a neighbor. A direction with None is not ours to say."""

    group: str
    imports: tuple[str, ...] | None = None
    exports: tuple[str, ...] | None = None
    limits: tuple[tuple[int, Limit], ...] = ()

    def policies(self, direction: Direction) -> tuple[str, ...] | None:
        """Return the policies of a direction."""
        return self.imports if direction is Direction.IMPORT else self.exports


@dataclass(frozen=True)
class Configuration:
    """The part of a Junos configuration that this collection writes.

    ``lists``: route-filter lists. ``as_paths``: expressions. ``communities``: members. ``caches``: RTR sessions of ours, address and
    port.
    """

    lists: Mapping[str, tuple[PrefixRange, ...]] = field(default_factory=dict)
    as_paths: Mapping[str, str] = field(default_factory=dict)
    communities: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    policies: Mapping[str, tuple[PolicyTerm, ...]] = field(default_factory=dict)
    bindings: Mapping[str, Binding] = field(default_factory=dict)
    caches: frozenset[tuple[str, int]] = frozenset()

    def of(self, names: Iterable[str]) -> Configuration:
        """Return the named objects alone, with bindings and caches as they are."""
        wanted = set(names)
        return replace(
            self,
            lists={name: item for name, item in self.lists.items() if name in wanted},
            as_paths={name: item for name, item in self.as_paths.items() if name in wanted},
            communities={name: item for name, item in self.communities.items() if name in wanted},
            policies={name: item for name, item in self.policies.items() if name in wanted},
        )

    @property
    def names(self) -> frozenset[str]:
        """The names of all objects."""
        return frozenset([*self.lists, *self.as_paths, *self.communities, *self.policies])


def pair_list_name(set_name: str, origin: int, family: int, layer: int) -> str:
    """Return the name of a list of the prefixes of one origin of a pair set."""
    return f"{OURS}P-{legal(set_name)}-O{origin}-{family}-{layer}"


def prefix_list_name(set_name: str, family: int, layer: int) -> str:
    """Return the name of a list of a prefix set."""
    return f"{OURS}S-{legal(set_name)}-{family}-{layer}"


def local_list_name(name: str, family: int) -> str:
    """Return the name of one of the operator's own lists. ``name``: as it is in a policy, ``LOCAL-AS64500``."""
    return f"{OURS}{legal(name)}{LOCAL_END[family]}"


def family_of(policy_name: str) -> int | None:
    """Return the family that a policy of ours judges; None: both, or it is not ours."""
    found = _OF_FAMILY.fullmatch(policy_name)
    return int(found["family"]) if found else None


def is_inherited(policy_name: str) -> bool | None:
    """Tell of the policy that calls the operator's own whether the neighbor inherited them; None: it is another policy."""
    found = _THEIRS.fullmatch(policy_name)
    return found["from"] == "INHERITED" if found else None


def theirs(configuration: Configuration, chain: Iterable[str]) -> tuple[str, ...]:
    """Return the operator's own policies that a chain of ours calls."""
    for name in chain:
        if is_inherited(name) is not None:
            terms = configuration.policies.get(name, ())
            return tuple(word.value for term in terms for word in term.conditions if word.statement == "policy")
    return ()


def layers(ranges: Iterable[PrefixRange]) -> list[tuple[PrefixRange, ...]]:
    """Return ranges as lists in each of which Junos finds every prefix that it holds.

    Junos looks in a list for the longest entry that covers a prefix, and asks that one alone for the length; where it walks up it asks
    the shorter ones too. So an entry says what holds below it by itself or by a shorter entry, once in a list; more spans of lengths go
    to further lists. (Juniper, Routing Policies User Guide, "Walkup for Route Filters Overview".)
    """
    lengths_at: dict[Prefix, int] = {}
    for item in ranges:
        bits = (1 << item.maximum + 1) - (1 << item.minimum)
        lengths_at[item.prefix] = lengths_at.get(item.prefix, 0) | bits
    found: list[list[PrefixRange]] = []
    #: The entries that cover the one at hand, each with all lengths that hold below it.
    above: list[tuple[Prefix, int]] = []
    for prefix in sorted(lengths_at):
        while above and not above[-1][0].contains(prefix):
            above.pop()
        held = lengths_at[prefix] | (above[-1][1] if above else 0)
        held &= -1 << prefix.length
        above.append((prefix, held))
        for number, (low, high) in enumerate(_spans(held)):
            if number == len(found):
                found.append([])
            found[number].append(PrefixRange(*prefix, low, high))
    return [tuple(items) for items in found]


def _spans(bits: int) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    while bits:
        low = (bits & -bits).bit_length() - 1
        run = bits & ~(bits + (1 << low))
        spans.append((low, run.bit_length() - 1))
        bits &= ~run
    return spans


def pair_sets(configuration: Configuration, used: frozenset[str]) -> dict[str, dict[int, frozenset[PrefixRange]]]:
    """Return the pair sets that the used lists of a configuration hold, by name."""
    found: dict[str, dict[int, set[PrefixRange]]] = {}
    for name in used & configuration.lists.keys():
        if parts := _PAIRS.fullmatch(name):
            found.setdefault(told(parts["set"]), {}).setdefault(int(parts["origin"]), set()).update(configuration.lists[name])
    return {name: {origin: aggregated(items) for origin, items in origins.items()} for name, origins in found.items()}


def local_lists(configuration: Configuration) -> dict[str, frozenset[PrefixRange]]:
    """Return what the operator's own lists hold, by their name in a policy."""
    found: dict[str, set[PrefixRange]] = {}
    for name, ranges in configuration.lists.items():
        for end in LOCAL_END.values():
            if name.startswith(LOCAL) and name.endswith(end):
                mine = found.setdefault(told(name.removeprefix(OURS).removesuffix(end)), set())
                mine.update(item for item in ranges if item != NOTHING[item.family])
    return {name: frozenset(ranges) for name, ranges in found.items()}


_REFERENCES = {"route-filter-list", "as-path", "community", "policy", "community add", "community delete"}


def referenced(configuration: Configuration, roots: Iterable[str]) -> frozenset[str]:
    """Return the names of our objects that policies refer to, directly or through others; the policies too."""
    found: set[str] = set()
    waiting = [name for name in roots if name.startswith(OURS)]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found.add(name)
        for term in configuration.policies.get(name, ()):
            words = (*term.conditions, *term.actions)
            waiting += [word.value for word in words if word.statement in _REFERENCES and word.value.startswith(OURS)]
    return frozenset(found)


def is_everything(item: PrefixRange) -> bool:
    """Tell whether a range holds every prefix below its own."""
    return item.minimum == item.length and item.maximum == BITS[item.family]
