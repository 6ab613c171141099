# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The rules of a chain: what stands before the operator's own filter rules, and what stands behind them.

Guard: marks off, first rewrites, terms, marks off, ``allow``. Seal: last rewrites. Each rule is of one session, direction and family:
it has a set of prefixes of that family, or the word ``inet`` or ``inet6``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby

from ...model.policies import Chain, Policy, PolicyError, atoms
from ...model.prefixes import BITS, int_to_address
from ...model.sets import PairSet, PrefixSet
from ...model.terms import (
    AddCommunity,
    AddLargeCommunity,
    AddOtc,
    AspaInvalid,
    Atom,
    Change,
    CommunitiesMoreThan,
    CommunityPattern,
    Counted,
    EmptyPath,
    FirstAsn,
    HasCommunity,
    HasLargeCommunity,
    InLocalList,
    NextHopIn,
    OtcOtherThan,
    OtcPresent,
    PairIn,
    PathHas,
    PathHasSet,
    PathLongerThan,
    PathOnly,
    PrefixIn,
    RemoveAsns,
    RemoveCommunities,
    Rewrite,
    RovInvalid,
    SetLocalPreference,
    SetNextHop,
    Term,
    covers,
)
from .rules import ALL_MARKS, ANYTHING, Alternatives, Condition, RuleWriter, choices, community, delete, mark, marked, slot, unmark
from .sets import grouped, longer_than_word, origin_set_name, prefix_set_name, set_name

#: Marks: the route would be rejected; its path is empty; the condition of a rewrite holds. From there on: one ASN alone, what is kept.
_REJECTED, _EMPTY, _CHOSEN, _FIRST_ONLY, _FIRST_KEPT = 1, 2, 3, 10, 500
#: What the session itself looks at: a role (OTC), ``reject as-set``.
_BY_SESSION = (OtcPresent, OtcOtherThan, PathHasSet)
_COUNTS = {Counted.STANDARD: ("standard", "max-communities"), Counted.LARGE: ("large", "max-large-communities")}


@dataclass(frozen=True, slots=True)
class Sets:
    """The sets that a chain's atoms name. ``many_asns``: our names of sets of single ASNs."""

    prefix_sets: Mapping[str, PrefixSet]
    pair_sets: Mapping[str, PairSet]
    many_asns: Mapping[tuple[int, ...], str]


def single_asns(ranges: Iterable[tuple[int, int]]) -> tuple[int, ...]:
    """Return the ASNs that are ranges of their own."""
    return tuple(low for low, high in ranges if low == high)


def is_by_session(term: Term) -> bool:
    """Tell whether a term is held by the session's options, not by rules."""
    return any(isinstance(atom, _BY_SESSION) for atom in term.when)


class ChainWriter:
    """Writes one chain of one session."""

    def __init__(self, address: str, asn: int, chain: Chain, sets: Sets) -> None:
        self.address = address
        self.asn = asn
        self.chain = chain
        self.family = chain.family
        self.sets = sets
        only = dict.fromkeys(atom.asn for atom in atoms(chain) if isinstance(atom, PathOnly))
        self._only = {asn: _FIRST_ONLY + number for number, asn in enumerate(only)}

    def _writer(self) -> RuleWriter:
        return RuleWriter(self.address, self.chain.direction, self.family)

    def guard(self) -> list[str]:
        """Return the rules before the operator's."""
        writer = self._writer()
        writer.match(ANYTHING, ALL_MARKS)
        self._rewrites(writer, self.chain.first)
        self._standing(writer)
        for term in self.chain.terms:
            self._term(writer, term)
        writer.match(ANYTHING, ALL_MARKS)
        writer.allow()
        return writer.lines

    def seal(self) -> list[str]:
        """Return the rules behind the operator's; none when nothing is changed there."""
        writer = self._writer()
        self._rewrites(writer, self.chain.last)
        if not writer.lines:
            return []
        # The operator's own rules may have changed the path's length, so what is known of it is asked again.
        first = self._writer()
        first.match(ANYTHING, ALL_MARKS)
        if self._needs_standing(self.chain.last):
            self._standing(first)
        writer.match(ANYTHING, ALL_MARKS)
        return [*first.lines, *writer.lines]

    @staticmethod
    def _needs_standing(rewrites: Iterable[Rewrite]) -> bool:
        return any(isinstance(atom, EmptyPath | PathOnly) for rewrite in rewrites for atom in rewrite.when)

    def _standing(self, writer: RuleWriter) -> None:
        """Write what can only be said by what it is not: an empty path has not more than no ASN; one ASN alone has no other."""
        wanted = set(atoms(self.chain))
        if EmptyPath() in wanted:
            writer.match(ANYTHING, mark(_EMPTY))
            writer.match(slot("length", "max-as-len 0"), unmark(_EMPTY))
        for asn, number in self._only.items():
            writer.match(slot("length", "max-as-len 0"), mark(number))
            writer.match(slot("as", f"AS != {asn}"), unmark(number))

    # -- terms -----------------------------------------------------------------------------------

    def _term(self, writer: RuleWriter, term: Term) -> None:
        if is_by_session(term):
            if term.unless or len(term.when) != 1:
                raise PolicyError(f"{term.control}: bgpd's sessions look at this alone, or not at all")
            return
        if any(isinstance(atom, InLocalList) for atom in term.when):
            # It holds both families. What spares a route asks for a mark first, which no route of the other family has.
            raise PolicyError(f"{term.control}: bgpd.conf cannot reject what is in an operator's own list")
        if term.is_monitored and term.mark is None:
            return
        found = writer.packed(self._atom(atom) for atom in term.when)
        if term.unless:
            for condition in found:
                writer.match(condition, mark(_REJECTED))
            for group in term.unless:
                for condition in writer.packed((self._atom(atom) for atom in group), marked(_REJECTED)):
                    writer.match(condition, unmark(_REJECTED))
            found = (marked(_REJECTED),) if found else ()
        for condition in found:
            if term.is_monitored and term.mark is not None:
                writer.match(condition, community(term.mark))
            else:
                writer.deny(condition)
        if term.unless and term.is_monitored:
            writer.match(ANYTHING, unmark(_REJECTED))

    # -- rewrites --------------------------------------------------------------------------------

    def _rewrites(self, writer: RuleWriter, rewrites: Iterable[Rewrite]) -> None:
        for whens, changes in _joined(rewrites):
            is_always = () in whens
            found = tuple(condition for when in whens for condition in writer.packed(self._atom(atom) for atom in when))
            if not is_always and (len(changes) > 1 or isinstance(changes[0], RemoveCommunities)):
                # A change can undo what the rewrite asks for.
                writer.match(ANYTHING, unmark(_CHOSEN))
                for condition in found:
                    writer.match(condition, mark(_CHOSEN))
                found = (marked(_CHOSEN),) if found else ()
            for change in changes:
                for condition in found:
                    self._change(writer, condition, change)

    def _change(self, writer: RuleWriter, condition: Condition, change: Change) -> None:
        match change:
            case RemoveCommunities(patterns, keep):
                self._remove(writer, condition, patterns, keep)
            case AddCommunity(numbers) | AddLargeCommunity(numbers):
                writer.match(condition, community(numbers))
            case SetLocalPreference(value):
                writer.match(condition, f"localpref {value}")
            case SetNextHop(next_hop):
                # Where bgpd writes the kernel's routes, its own flag is what discards: the next hop goes to our other routers.
                writer.match(condition, f"nexthop {int_to_address(next_hop.family, next_hop.network)}")
                writer.match(condition, "nexthop blackhole")
            case RemoveAsns() | AddOtc():
                raise PolicyError(f"bgpd.conf cannot say {type(change).__name__}: fit the policy first")

    @staticmethod
    def _remove(
        writer: RuleWriter, condition: Condition, patterns: tuple[CommunityPattern, ...], keep: tuple[CommunityPattern, ...]
    ) -> None:
        """Write how communities are removed but those to keep, which leave a mark and are put back."""
        if any(None in pattern for pattern in keep):
            raise PolicyError("bgpd.conf cannot keep communities of a pattern: fit the policy first")
        kept = [item for item in keep if any(covers(pattern, item) for pattern in patterns)]
        for number, item in enumerate(kept, _FIRST_KEPT):
            held = condition.joined(Condition(communities=(community(item),)))
            if held is None:
                raise PolicyError("one rule cannot ask for this condition")
            writer.match(held, mark(number))
        writer.match(condition, *(delete(pattern) for pattern in patterns))
        for number, item in enumerate(kept, _FIRST_KEPT):
            writer.match(marked(number), unmark(number), community(item))

    # -- atoms -----------------------------------------------------------------------------------

    def _atom(self, atom: Atom) -> Alternatives:
        """Return the conditions of which one holds when the atom does; none when it never holds in this family."""
        match atom:
            case PrefixIn(name):
                is_there = bool(self.sets.prefix_sets[name].of_family(self.family))
                return choices("prefix", [f'prefix-set "{prefix_set_name(name, self.family)}"'] if is_there else [])
            case InLocalList(name):
                return choices("prefix", [f'prefix-set "{set_name(name)}"'])
            case PairIn(name):
                return self._pair(name)
            case NextHopIn(name):
                return choices("nexthop", (f"nexthop {address}" for address in self._next_hops(name)))
            case RovInvalid():
                return choices("ovs", ["ovs invalid"])
            case AspaInvalid():
                # The session's role says which way the path came.
                return choices("avs", ["avs invalid"])
            case EmptyPath():
                return (marked(_EMPTY),)
            case FirstAsn(asn):
                return choices("as", [f"peer-as {asn}"])
            case PathOnly(asn):
                return (marked(self._only[asn]),)
            case PathHas(ranges):
                return choices("as", self._path_has(ranges))
            case PathLongerThan(count):
                return choices("length", [f"max-as-len {count}"])
            case HasCommunity(wanted):
                return tuple(Condition(communities=(community(item),)) for item in wanted)
            case HasLargeCommunity(wanted_large):
                return tuple(Condition(communities=(community(item),)) for item in wanted_large)
            case CommunitiesMoreThan(count, kind) if kind in _COUNTS:
                name, word = _COUNTS[kind]
                return choices(name, [f"{word} {count}"])
            case _:
                raise PolicyError(f"bgpd.conf cannot ask for {type(atom).__name__}: fit the policy first")

    def _pair(self, name: str) -> Alternatives:
        """A pair is looked up with the path's origin; of an empty path bgpd takes our own ASN, and no pair holds an empty path."""
        found = []
        for family, first_length in grouped(self.sets.pair_sets[name]):
            if first_length is not None and family != self.family:
                continue
            condition = Condition(
                (
                    ("length", "max-as-len 0"),
                    ("origin-set", f'origin-set "{origin_set_name(name, family, first_length)}"'),
                    *((("prefix", longer_than_word(family, first_length)),) if first_length is not None else ()),
                )
            )
            found.append(condition)
        return tuple(found)

    def _next_hops(self, name: str) -> list[str]:
        items = self.sets.prefix_sets[name].of_family(self.family)
        if any(item.length != BITS[item.family] for item in items):
            raise PolicyError(f"bgpd.conf cannot match next hops by prefix ({name}): fit the policy first")
        return [int_to_address(item.family, item.network) for item in items]

    def _path_has(self, ranges: tuple[tuple[int, int], ...]) -> Iterable[str]:
        singles = single_asns(ranges)
        if singles in self.sets.many_asns:
            yield f'AS as-set "{self.sets.many_asns[singles]}"'
        elif singles:
            yield from (f"AS {asn}" for asn in singles)
        yield from (f"AS {low} - {high}" for low, high in ranges if low != high)


def _joined(rewrites: Iterable[Rewrite]) -> Iterator[tuple[list[tuple[Atom, ...]], tuple[Change, ...]]]:
    """Yield changes with the conditions of which one must hold.

    Neighboring rewrites that do nothing but remove the same communities are one: what is removed is not removed twice.
    """
    for changes, same in groupby(rewrites, key=lambda rewrite: rewrite.changes):
        whens = [rewrite.when for rewrite in same]
        said = tuple(change for change in changes if not isinstance(change, AddOtc))
        if said and all(isinstance(change, RemoveCommunities) for change in said):
            yield whens, said
        elif said:
            yield from (([when], said) for when in whens)


def many_asns(policy: Policy) -> dict[tuple[int, ...], str]:
    """Return our names of the sets of single ASNs that terms look for in paths, where one rule each would be many."""
    found: dict[tuple[int, ...], str] = {}
    for chain in (chain for session in policy.sessions for chain in session.chains):
        for atom in atoms(chain):
            if isinstance(atom, PathHas) and len(singles := single_asns(atom.ranges)) > 2:
                found[singles] = set_name(f"asns-{sha256(repr(singles).encode()).hexdigest()[:12]}")
    return found
