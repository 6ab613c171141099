# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What can be held back beside a route-map of the operator's: IOS takes one route-map, a prefix list and an AS-path list, and a route
must pass all of them (BGP configuration guide, "BGP Policy Configuration").

A prefix is held back when the policy rejects it whatever else a route has, and so is a path. The rest of the policy does not act there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ...model.policies import Chain, Policy
from ...model.prefixes import Prefix, PrefixRange
from ...model.terms import (
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
    Term,
)
from .. import text_paths
from .objects import LAST_SEQUENCE, ListEntry, TextEntry, everything

_OF_PREFIXES = (PrefixIn, InLocalList)
_OF_PATHS = (EmptyPath, FirstAsn, PathHas, PathHasSet, PathOnly)


@dataclass(frozen=True)
class HeldBack:
    """The entries of a prefix list and of an AS-path list; None where nothing can be said. ``controls``: those that act as a whole."""

    prefixes: tuple[ListEntry, ...] | None
    paths: tuple[TextEntry, ...] | None
    controls: frozenset[str]


def held_back(policy: Policy, chain: Chain) -> HeldBack:
    """Return what lists alone hold back of what a chain rejects."""
    acting = [term for term in chain.terms if not term.is_monitored]
    prefixes = _prefixes(policy, acting, chain.family)
    paths = _paths(policy, acting)
    whole = {term for term in acting if _is_whole(term)}
    missed = {term.control for term in acting if term not in whole}
    controls = {term.control for term in whole} - missed - {rewrite.control for rewrite in (*chain.first, *chain.last)}
    return HeldBack(prefixes, paths, frozenset(controls))


def not_held(chain: Chain, controls: frozenset[str]) -> list[str]:
    """Return the controls of a chain that do not act as a whole."""
    told = [*(item.control for item in (*chain.first, *chain.last)), *(term.control for term in chain.terms)]
    return sorted(dict.fromkeys(control for control in told if control not in controls))


def _is_whole(term: Term) -> bool:
    """Tell whether a term asks for the prefix alone, or for the path alone, so that lists say all of it."""
    atoms = [*term.when, *(atom for group in term.unless for atom in group)]
    if any(isinstance(atom, PathLongerThan) for atom in atoms):
        return len(atoms) == 1
    if all(isinstance(atom, _OF_PREFIXES) for atom in atoms):
        return len(term.when) <= 1 and all(len(group) == 1 for group in term.unless)
    return all(isinstance(atom, _OF_PATHS) for atom in atoms) and len(term.when) == 1 and not term.unless


# -- prefixes ------------------------------------------------------------------------------------


def _ranges(policy: Policy, atom: Atom, family: int) -> set[PrefixRange] | None:
    """Return the prefixes for which an atom can hold; None: any."""
    match atom:
        case PrefixIn(name):
            found: Iterable[PrefixRange] = policy.prefix_sets[name].ranges
        case InLocalList(name):
            found = policy.local_lists[name].ranges if name in policy.local_lists else ()
        case PairIn(name):
            found = (item for items in policy.pair_sets[name].ranges_by_origin.values() for item in items)
        case _:
            return None
    return {item for item in found if item.family == family}


def _group(policy: Policy, group: Iterable[Atom], family: int) -> set[PrefixRange] | None:
    asked = [ranges for atom in group if (ranges := _ranges(policy, atom, family)) is not None]
    return min(asked, key=len) if asked else None


def _prefixes(policy: Policy, terms: Iterable[Term], family: int) -> tuple[ListEntry, ...] | None:
    denied: list[PrefixRange] = []
    only: set[PrefixRange] | None = None
    for term in terms:
        groups = [_group(policy, group, family) for group in term.unless]
        spared = {item for ranges in groups if ranges is not None for item in ranges}
        if None in groups:
            continue
        if not term.when:
            only = spared
        elif len(term.when) == 1 and isinstance(term.when[0], PrefixIn):
            for item in sorted(_ranges(policy, term.when[0], family) or ()):
                denied += without(item, spared)
    if only is None and not denied:
        return None
    lines = [*(("deny", item) for item in dict.fromkeys(denied)), *(("permit", item) for item in sorted(only or ()))]
    last = "permit" if only is None else "deny"
    entries = (ListEntry(5 * number, action, item) for number, (action, item) in enumerate(lines, 1))
    return (*entries, ListEntry(LAST_SEQUENCE, last, everything(family)))


def without(item: PrefixRange, others: Iterable[PrefixRange]) -> Iterator[PrefixRange]:
    """Give ranges that together hold what a range does and others do not."""
    near = [other for other in others if _meet(item, other)]
    if not near:
        yield item
        return
    above = next((other for other in near if other.prefix.contains(item.prefix)), None)
    if above is not None:
        rest = [other for other in near if other != above]
        for low, high in ((item.minimum, min(item.maximum, above.minimum - 1)), (max(item.minimum, above.maximum + 1), item.maximum)):
            if low <= high:
                yield from without(PrefixRange(*item[:3], low, high), rest)
        return
    if item.minimum == item.length:
        yield PrefixRange.exact(item.prefix)
    if item.maximum > item.length:
        for half in _halves(item.prefix):
            yield from without(PrefixRange(*half, max(item.minimum, half.length), item.maximum), near)


def _meet(item: PrefixRange, other: PrefixRange) -> bool:
    """Tell whether two ranges may hold the same prefix."""
    if not (item.prefix.contains(other.prefix) or other.prefix.contains(item.prefix)):
        return False
    longest = max(item.length, other.length)
    return max(item.minimum, other.minimum, longest) <= min(item.maximum, other.maximum)


def _halves(prefix: Prefix) -> tuple[Prefix, Prefix]:
    length = prefix.length + 1
    step = 1 << ((32 if prefix.family == 4 else 128) - length)
    return Prefix(prefix.family, prefix.network, length), Prefix(prefix.family, prefix.network + step, length)


# -- paths ---------------------------------------------------------------------------------------


def _expressions(policy: Policy, atom: Atom) -> tuple[str, ...] | None:
    """Return expressions for the paths for which an atom can hold; None: any."""
    if isinstance(atom, PairIn):
        return tuple(text_paths.origin(origin) for origin in sorted(policy.pair_sets[atom.pair_set].ranges_by_origin))
    return text_paths.expressions(atom)


def _paths(policy: Policy, terms: Iterable[Term]) -> tuple[TextEntry, ...] | None:
    denied: list[TextEntry] = []
    last: list[TextEntry] | None = None
    sparing: list[TextEntry] = []
    for term in terms:
        groups = [next((found for atom in group if (found := _expressions(policy, atom)) is not None), None) for group in term.unless]
        spared = [text for texts in groups if texts is not None for text in texts]
        if None in groups:
            continue
        if not term.when:
            last = [TextEntry("permit", text) for text in dict.fromkeys(spared)]
        elif len(term.when) == 1 and isinstance(term.when[0], _OF_PATHS):
            denials = [TextEntry("deny", text) for text in _expressions(policy, term.when[0]) or ()]
            if spared:
                sparing += [*(TextEntry("permit", text) for text in spared), *denials]
            else:
                denied += denials
    if not (denied or sparing) and last is None:
        return None
    # The last word of a list that says nothing is deny.
    return tuple(dict.fromkeys((*denied, *sparing, *([TextEntry("permit", ".*")] if last is None else last))))
