# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The registered prefixes of AS-SETs, route-sets and ASNs, for whoever wants the data alone. What is not complete is not given."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from ..model.first_few import listed, quoted
from ..model.prefixes import FAMILIES, Prefix, PrefixRange, aggregated
from ..model.routes import MAXIMUM_ASN
from ..model.set_names import EverythingError, SetName, SetNameError, apply_operator
from ..model.sources import joined
from .irr import Expansion, IrrAnswers, Resolver, RoutesAnswer, SetAnswer, UnresolvedError, parse_asn
from .resolve import set_name
from .snapshot import Snapshot

#: What is asked for: a set, or the number of an AS.
Term = SetName | int


def parse_term(text: str) -> Term:
    """Parse the name of an AS-SET or route-set, or an ASN.

    :raises ValueError: neither, or a name that stands for the whole Internet.
    """
    word = text.strip().upper() if text.isascii() else text
    if (asn := parse_asn(f"AS{word}" if word.isdigit() else word)) is not None:
        return asn
    try:
        return set_name(word)
    except EverythingError:
        raise
    except SetNameError as error:
        right = "AS64500:AS-EXAMPLE, RIPE::AS-EXAMPLE or AS64501"
        raise ValueError(f"{quoted(text)} is neither an AS-SET nor an ASN from 1 to {MAXIMUM_ASN}; write {right}") from error


def term_text(term: Term) -> str:
    """Print what is asked for."""
    return f"AS{term}" if isinstance(term, int) else str(term)


class Pair(NamedTuple):
    """A registered range and its origin. None: a route-set's own prefix, which has no origin."""

    item: PrefixRange
    origin: int | None


#: The registered pairs of one term, each with the databases that say so (none for a route-set's own prefixes).
Pairs = Mapping[Pair, tuple[str, ...]]


class SnapshotAnswers:
    """A snapshot as whoever knows registered objects. It has the sets that neighbors name, not those inside them."""

    def __init__(self, snapshot: Snapshot, path: str) -> None:
        self._snapshot = snapshot
        self._path = path

    async def sets(self, names: Collection[SetName]) -> Mapping[SetName, SetAnswer]:
        """Return what each set stands for."""
        return {name: self._set(name) for name in names}

    def _set(self, name: SetName) -> SetAnswer:
        covered = self._snapshot.covered_sets
        if str(name) not in covered:
            there = f"it has {listed(covered)}" if covered else "it has no set"
            return SetAnswer(problem=f"{name} is not in {self._path} ({there}): no neighbor's as_set names it just so")
        try:
            return SetAnswer(tuple(self._snapshot.members(name)), where=self._path)
        except UnresolvedError as error:
            return SetAnswer(problem=f"{self._path}: {error}")

    async def routes(self, origins: Collection[int]) -> Mapping[int, RoutesAnswer]:
        """Return the registered prefixes of each origin."""
        return {asn: self._routes(asn) for asn in origins}

    def _routes(self, asn: int) -> RoutesAnswer:
        if asn not in self._snapshot.covered_asns:
            return RoutesAnswer(problem=f"AS{asn} is not in {self._path}: it is no neighbor's ASN, and in no neighbor's as_set")
        try:
            return RoutesAnswer(self._snapshot.irr_sources(asn))
        except UnresolvedError as error:
            return RoutesAnswer(problem=f"{self._path}: {error}")

    def close(self) -> None:
        """Nothing is open."""

    async def homes(self, names: Collection[SetName]) -> Mapping[SetName, Mapping[str, bool]]:
        """Return nothing: a snapshot does not say in which databases a set is."""
        return {name: {} for name in names}


def registered(
    answers: IrrAnswers, terms: Iterable[Term], most: int, absent: Iterable[str] = (), tell: Callable[[str], None] | None = None
) -> dict[Term, Pairs | UnresolvedError]:
    """Return the registered pairs of each term, or why they are not known. Everything is asked for once.

    :param most: prefixes or ASNs that one term may have.
    :param absent: sets inside others that are known to be gone.
    :raises RegistryError: nobody can be asked.
    :raises SnapshotError: a file of the snapshot is broken.
    """
    return asyncio.run(_ask(answers, tuple(dict.fromkeys(terms)), most, absent, tell))


async def _ask(
    answers: IrrAnswers, terms: Collection[Term], most: int, absent: Iterable[str], tell: Callable[[str], None] | None
) -> dict[Term, Pairs | UnresolvedError]:
    resolver = Resolver(answers, most, [set_name(text) for text in absent], tell)
    try:
        sets = await resolver.expand(term for term in terms if isinstance(term, SetName))
        found = {term: Expansion(frozenset({term})) if isinstance(term, int) else sets[term] for term in terms}
        origins = {asn for expansion in found.values() if isinstance(expansion, Expansion) for asn in expansion.origins}
        routes = await answers.routes(origins)
    finally:
        answers.close()
    return {term: _pairs(term, expansion, routes, most) for term, expansion in found.items()}


def _pairs(term: Term, expansion: Expansion | UnresolvedError, routes: Mapping[int, RoutesAnswer], most: int) -> Pairs | UnresolvedError:
    if isinstance(expansion, UnresolvedError):
        return expansion
    problems = [problem for asn in sorted(expansion.origins) if (problem := routes[asn].problem) is not None]
    if problems:
        return UnresolvedError(problems[0] + (f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""))
    pairs: dict[Pair, tuple[str, ...]] = {Pair(item, None): () for item in expansion.ranges}
    for asn in expansion.asns:
        pairs |= {Pair(PrefixRange.exact(prefix), asn): names for prefix, names in routes[asn].sources.items()}
    for asn, operator in expansion.changed:
        for prefix, names in routes[asn].sources.items():
            if (item := apply_operator(PrefixRange.exact(prefix), operator)) is not None:
                pairs[Pair(item, asn)] = names
    if len(pairs) > most:
        return UnresolvedError(f"{term_text(term)} has {len(pairs)} registered prefixes, more than most_prefixes: {most}")
    return pairs


@dataclass(frozen=True, slots=True)
class Shape:
    """How registered pairs are handed out.

    ``longest``: by family how long more-specifics may be; a family that is not there: as registered.
    """

    families: Collection[int] = FAMILIES
    longest: Mapping[int, int] | None = None
    is_aggregated: bool = False

    def ranges(self, pairs: Iterable[Pair]) -> list[PrefixRange]:
        """Return the ranges of both families asked for, sorted; aggregated: the fewest that hold exactly the same routes."""
        longest = self.longest or {}
        ranges = frozenset(
            item._replace(maximum=max(item.maximum, longest.get(item.family, 0))) for item, _ in pairs if item.family in self.families
        )
        return sorted(aggregated(ranges) if self.is_aggregated else ranges)

    def pairs(self, pairs: Pairs) -> Iterator[tuple[Pair, tuple[str, ...]]]:
        """Yield the pairs with their databases, sorted by prefix, then origin; aggregated by origin."""
        of_origin: dict[int | None, list[Pair]] = {}
        databases: dict[tuple[Prefix, int | None], tuple[str, ...]] = {}
        for pair, names in pairs.items():
            of_origin.setdefault(pair.origin, []).append(pair)
            databases[pair.item.prefix, pair.origin] = names
        made = [Pair(item, origin) for origin, of in of_origin.items() for item in self.ranges(of)]
        for pair in sorted(made, key=lambda pair: (pair.item, pair.origin or 0)):
            yield pair, databases[pair.item.prefix, pair.origin]

    def prefixes(self, pairs: Iterable[Pair]) -> list[Prefix]:
        """Return the registered prefixes, sorted, each once; aggregated: the fewest that hold exactly the same addresses.

        :raises ValueError: what is registered are ranges, which prefixes alone cannot say.
        """
        ranges = Shape(self.families, self.longest).ranges(pairs)
        if loose := [str(item) for item in ranges if not item.minimum == item.maximum == item.length]:
            raise ValueError(f"{listed(loose)}: prefixes alone cannot say lengths")
        prefixes = [item.prefix for item in ranges]
        return sorted(joined(prefixes)) if self.is_aggregated else prefixes
