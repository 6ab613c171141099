# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The verdicts of a policy on many routes: those of ``decide``, asked once for all routes that look alike to a chain.

A chain sees of a route only whether its atoms hold. What an atom says is kept for the part of a route that it looks at: the prefix,
prefix and origin, or the path; communities, next hop and OTC are few in a table and count as they are. Routes alike in all of this
are alike to ``evaluate``, which is asked for the first of them: there is no second reading of a policy here.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from ..model.policies import Chain, Policy, Session, atoms
from ..model.prefixes import BITS, FAMILIES, Prefix, PrefixRange
from ..model.routes import Direction, PathElement, Route, RovState, Verdict
from ..model.rov import RovTable
from ..model.terms import (
    AspaInvalid,
    Atom,
    EmptyPath,
    FirstAsn,
    InLocalList,
    PairIn,
    PathHas,
    PathHasSet,
    PathLongerThan,
    PathOnly,
    PrefixIn,
    RemoveAsns,
    RovInvalid,
)
from .decide import arriving, evaluate, holds

_OF_PATH = (AspaInvalid, EmptyPath, FirstAsn, PathHas, PathHasSet, PathLongerThan, PathOnly)
#: Answers kept for each part of a route; beyond it they are forgotten, so that memory has a bound.
_MOST_KEPT = 300_000
_ANY = Prefix(4, 0, 0)


class Judgement(NamedTuple):
    """A verdict, and the monitored controls that would reject before an enforced one does."""

    verdict: Verdict
    monitored: tuple[str, ...]


class PrefixClasses:
    """Which of some sets hold a prefix, as bits: all of them by one search.

    An address is inside the prefixes of the same ranges from one border of a range to the next. A range holds the prefixes that begin
    inside it with a length of its bounds, which are never shorter than the range's own prefix.
    """

    def __init__(self, sets: Sequence[Iterable[PrefixRange]]) -> None:
        self._starts: dict[int, list[int]] = {}
        self._at: dict[int, list[tuple[tuple[int, int, int], ...]]] = {}
        self._kept: dict[tuple[int, int, int], int] = {}
        for family in FAMILIES:
            self._starts[family], self._at[family] = _intervals(sets, family)

    def bits(self, prefix: Prefix) -> int:
        """Return the bits of the sets that hold the prefix, the first set's the lowest."""
        family, network, length = prefix
        place = bisect_right(self._starts[family], network) - 1
        key = (family, place, length)
        found = self._kept.get(key)
        if found is None:
            found = 0
            for low, high, bit in self._at[family][place]:
                if low <= length <= high:
                    found |= bit
            self._kept[key] = found
        return found


def _intervals(sets: Sequence[Iterable[PrefixRange]], family: int) -> tuple[list[int], list[tuple[tuple[int, int, int], ...]]]:
    """Return where intervals begin, and (minimum, maximum, bit) of the ranges that each is inside of."""
    bits = BITS[family]
    bounds: dict[Prefix, list[tuple[int, int, int]]] = {}
    for number, ranges in enumerate(sets):
        for item in ranges:
            if item.family == family:
                bounds.setdefault(item.prefix, []).append((item.minimum, item.maximum, 1 << number))
    starts: list[int] = [0]
    inside: list[tuple[tuple[int, int, int], ...]] = [()]
    #: The end of each prefix around the one at hand, and what holds inside it.
    around: list[tuple[int, tuple[tuple[int, int, int], ...]]] = [(1 << bits, ())]

    def begin(start: int, held: tuple[tuple[int, int, int], ...]) -> None:
        if starts[-1] == start:
            inside[-1] = held
        else:
            starts.append(start)
            inside.append(held)

    for prefix in sorted(bounds):
        while around[-1][0] <= prefix.network:
            end, _ = around.pop()
            begin(end, around[-1][1])
        held = around[-1][1] + tuple(bounds[prefix])
        begin(prefix.network, held)
        around.append((prefix.network + (1 << (bits - prefix.length)), held))
    while len(around) > 1:
        end, _ = around.pop()
        begin(end, around[-1][1])
    return starts, inside


class _PathAnswers:
    """The answers of the atoms that look at the path, as bits."""

    def __init__(self, wanted: Sequence[Atom], policy: Policy, rov: RovTable) -> None:
        self._policy, self._rov = policy, rov
        numbered = list(enumerate(wanted))
        #: These hold when they hold for one ASN of the path: asked once for each ASN.
        self._of_asn = [(1 << place, atom) for place, atom in numbered if isinstance(atom, PathHas)]
        self._of_path = [(1 << place, atom) for place, atom in numbered if not isinstance(atom, PathHas)]
        self._asns: dict[int, int] = {}
        self.kept: dict[tuple[PathElement, ...], int] = {}

    def look(self, route: Route) -> int:
        """Return the answers for a route's path, and keep them."""
        path = route.as_path
        found = self._asked(self._of_path, route)
        for element in path:
            for asn in element if isinstance(element, frozenset) else (element,):
                bits = self._asns.get(asn)
                if bits is None:
                    bits = self._asns[asn] = self._asked(self._of_asn, Route(_ANY, (asn,)))
                found |= bits
        if len(self.kept) >= _MOST_KEPT:
            self.kept.clear()
        self.kept[path] = found
        return found

    def _asked(self, wanted: Sequence[tuple[int, Atom]], route: Route) -> int:
        found = 0
        for bit, atom in wanted:
            if holds(atom, self._policy, route, self._rov):
                found |= bit
        return found


class _Shared:
    """What the judges of all chains keep together: validation states, and answers about paths of chains that ask the same."""

    def __init__(self, policy: Policy, rov: RovTable) -> None:
        self._policy, self._rov = policy, rov
        self.states: dict[tuple[Prefix, int | None], RovState] = {}
        self._paths: dict[tuple[Atom, ...], _PathAnswers] = {}

    def paths(self, wanted: tuple[Atom, ...]) -> _PathAnswers:
        """Return the answers of some atoms."""
        if wanted not in self._paths:
            self._paths[wanted] = _PathAnswers(wanted, self._policy, self._rov)
        return self._paths[wanted]


class Judge:
    """Judges the routes that one chain meets."""

    def __init__(self, policy: Policy, session: Session, chain: Chain, rov: RovTable, shared: _Shared) -> None:
        self._policy, self._session, self._chain, self._rov = policy, session, chain, rov
        self._states = shared.states
        wanted = list(dict.fromkeys(atoms(chain)))
        sets = [policy.prefix_sets[atom.prefix_set].ranges for atom in wanted if isinstance(atom, PrefixIn)]
        lists = [
            policy.local_lists[atom.name].ranges for atom in wanted if isinstance(atom, InLocalList) and atom.name in policy.local_lists
        ]
        self._prefixes = PrefixClasses([*sets, *lists])
        self._pair_sets = [policy.pair_sets[atom.pair_set] for atom in wanted if isinstance(atom, PairIn)]
        self._asks_rov = RovInvalid() in wanted
        self._paths = shared.paths(tuple(atom for atom in wanted if isinstance(atom, _OF_PATH)))
        #: A chain that takes ASNs out before its terms look is asked about each route: the path's answers are not those of the terms.
        self._is_path_kept = not any(isinstance(change, RemoveAsns) for rewrite in chain.first for change in rewrite.changes)
        self._judged: dict[object, Judgement] = {}

    def judge(self, route: Route) -> Judgement:
        """Return what ``decide`` says of a route as it arrives."""
        if not self._is_path_kept:
            return self._evaluated(route)
        prefix, path = route.prefix, route.as_path
        origin = route.origin
        of_path = self._paths.kept.get(path)
        state: RovState | None = None
        if self._asks_rov:
            pair = (prefix, origin if path else self._policy.asn)
            state = self._states.get(pair) or self._look(pair)
        key = (
            self._prefixes.bits(prefix),
            self._paths.look(route) if of_path is None else of_path,
            state,
            tuple([item.holds(prefix, origin) for item in self._pair_sets]),
            route.communities,
            route.large_communities,
            route.next_hop,
            route.otc,
        )
        found = self._judged.get(key)
        if found is None:
            if len(self._judged) >= _MOST_KEPT:
                self._judged.clear()
            found = self._judged[key] = self._evaluated(route)
        return found

    def _look(self, pair: tuple[Prefix, int | None]) -> RovState:
        if len(self._states) >= _MOST_KEPT:
            self._states.clear()
        found = self._states[pair] = self._rov.state_of(*pair)
        return found

    def _evaluated(self, route: Route) -> Judgement:
        monitored: list[str] = []
        verdict, _ = evaluate(self._policy, self._chain, arriving(self._session, route), self._rov, monitored=monitored)
        return Judgement(verdict, tuple(dict.fromkeys(monitored)))


class Judges:
    """Judges what all neighbors of a router send."""

    def __init__(self, policy: Policy, rov: RovTable) -> None:
        shared = _Shared(policy, rov)
        self._by_key: Mapping[tuple[str, int], Judge] = {
            (session.address, chain.family): Judge(policy, session, chain, rov, shared)
            for session in policy.sessions
            for chain in session.chains
            if chain.direction is Direction.IMPORT
        }

    def judge(self, address: str, route: Route) -> Judgement | None:
        """Return the verdict on a route of a neighbor; None: no chain is known for it."""
        judge = self._by_key.get((address, route.prefix.family))
        return judge.judge(route) if judge is not None else None
