# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Say a fitted policy in IOS's objects.

A chain is one route-map, and it calls no other: IOS has no calls. A term without ``unless`` is a deny. A term with ``unless`` is a
permit for each way to be spared, which ``continue``s behind the term, and then a deny. Behind the terms stands a permit for every
combination of what rewrites ask for, the narrowest first, each with all that is then set: what is set by an entry that continues
may be lost to a later entry with the same set (BGP Route-Map Continue), so nothing but the marks of monitored controls is set there.

Every match sees the route as it came. What a rewrite changes before a term asks is worked out here.

Where the operator's own route-map is bound, IOS takes no second one: see beside.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import combinations

from ...model.policies import Chain, Policy, PolicyError, Session
from ...model.routes import Direction
from ...model.terms import (
    AddCommunity,
    AddLargeCommunity,
    Atom,
    Change,
    CommunityPattern,
    HasCommunity,
    HasLargeCommunity,
    InLocalList,
    NextHopIn,
    PairIn,
    PathLongerThan,
    PrefixIn,
    RemoveCommunities,
    Rewrite,
    RovInvalid,
    SetLocalPreference,
    SetNextHop,
    Term,
    covers,
)
from .. import text_paths
from ..line_keys import BindingKey
from . import beside, matches
from .communities import Attribute, removed, text
from .matches import ALWAYS, Carried, Match, Matches, both, reduced
from .names import PairName, content_name, description, local_name, stem
from .objects import (
    IP,
    Bound,
    Configuration,
    ListEntry,
    ListKey,
    MapEntry,
    TextEntry,
    TextKey,
    Way,
    closed,
    local_entries,
    mark_of,
    marked,
    path_names,
    references,
)
from .session_lines import SessionFacts, wanted_lines

DIRECTION = {Direction.IMPORT: "in", Direction.EXPORT: "out"}
#: AS-path access lists have these numbers. Low ones are taken last: people count from one.
_NUMBERS = (*range(101, 501), *range(1, 101))
_STEP, _LAST_SEQUENCE = 10, 65535
#: How many conditions rewrites may have: each doubles the last entries.
_MOST_CONDITIONS = 6


@dataclass(frozen=True)
class Facts:
    """What rendering must know of the router: active families, and AS-path access lists.

    ``active`` None means: the family of the session's address. ``beside``: where a route-map of the operator's stays. ``closed_to_us``:
    where the router takes no filter of ours. ``path_lists``: those that are there. ``held``: sessions that stay as they are.
    """

    active: frozenset[tuple[str, int]] | None = None
    beside: frozenset[BindingKey] = frozenset()
    closed_to_us: frozenset[BindingKey] = frozenset()
    path_lists: Mapping[int, tuple[TextEntry, ...]] = field(default_factory=dict)
    held: frozenset[str] = frozenset()
    sessions: SessionFacts = field(default_factory=SessionFacts)

    def families(self, address: str) -> tuple[int, ...]:
        """Return the families that a session carries."""
        if self.active is None:
            return (6,) if ":" in address else (4,)
        return tuple(family for family in (4, 6) if (address, family) in self.active)


class Lists:
    """Makes lists, each once, and gives AS-path access lists their numbers."""

    def __init__(self, policy: Policy, facts: Facts) -> None:
        self.policy = policy
        self.prefix_lists: dict[ListKey, tuple[ListEntry, ...]] = {}
        self.descriptions: dict[ListKey, str] = {}
        self.path_lists: dict[int, tuple[TextEntry, ...]] = {}
        self.text_lists: dict[TextKey, tuple[TextEntry, ...]] = {}
        #: Those that are there and hold what they say, by what they hold.
        self._numbers = {entries: number for number, entries in sorted(facts.path_lists.items()) if mark_of(entries)}
        self._free: Iterator[int] = (number for number in _NUMBERS if number not in facts.path_lists)
        self._pairs: dict[tuple[str, int], list[tuple[int, str]]] = {}

    def prefixes(self, name: str, entries: tuple[ListEntry, ...], family: int, said: str | None = None) -> str:
        """Keep a prefix list and return its name."""
        self.prefix_lists[family, name] = entries
        if said is not None:
            self.descriptions[family, name] = said
        return name

    def prefix_set(self, name: str, family: int) -> str | None:
        """Make the list of a prefix set; None when the set has nothing in this family."""
        ranges = self.policy.prefix_sets[name].of_family(family)
        entries = closed(ranges, family)
        return self.prefixes(content_name(f"{stem(name)}-{family}", entries), entries, family) if ranges else None

    def pairs(self, name: str, family: int) -> list[tuple[int, str]]:
        """Make the lists of a pair set; return each origin with the list of its prefixes."""
        key = (name, family)
        if key not in self._pairs:
            found = []
            for origin, items in sorted(self.policy.pair_sets[name].ranges_by_origin.items()):
                ranges = [item for item in items if item.family == family]
                if ranges:
                    entries = closed(ranges, family)
                    made = PairName(stem(name), origin, family).name(entries)
                    found.append((origin, self.prefixes(made, entries, family, description(name))))
            self._pairs[key] = found
        return self._pairs[key]

    def local(self, name: str, family: int) -> str:
        """Make an operator's own list as it is when new; the one on the router may hold more."""
        return self.prefixes(local_name(name, family), local_entries(family), family)

    def paths(self, entries: Iterable[TextEntry]) -> int:
        """Return the number of the AS-path access list that holds these entries.

        :raises PolicyError: all numbers are taken.
        """
        wanted = marked(entries)
        number = self._numbers.get(wanted)
        if number is None:
            number = next(self._free, None)
            if number is None:
                raise PolicyError(f"IOS has {len(_NUMBERS)} AS-path access lists, and all are taken: declare smaller AS-SETs")
            self._numbers[wanted] = number
        self.path_lists[number] = wanted
        return number

    def texts(self, kind: str, stem_word: str, texts: Iterable[str]) -> str:
        """Keep a list of which one entry must match; return its name."""
        entries = tuple(TextEntry("permit", item) for item in texts)
        name = content_name(stem_word, (kind, *entries))
        self.text_lists[kind, name] = entries
        return name


class _Builder:
    def __init__(self, policy: Policy, facts: Facts) -> None:
        self.policy = policy
        self.facts = facts
        self.lists = Lists(policy, facts)
        self.route_maps: dict[str, tuple[MapEntry, ...]] = {}

    def build(self) -> Configuration:
        bindings: dict[Bound, str] = {}
        taken = [session for session in self.policy.sessions if session.address not in self.facts.held]
        longest = _longest_path(taken)
        for session in taken:
            for family in self.facts.families(session.address):
                for direction in Direction:
                    chain = session.chain(direction, family)
                    key = BindingKey(session.address, family, DIRECTION[direction])
                    if chain is None or key in self.facts.closed_to_us:
                        continue
                    if key in self.facts.beside:
                        bindings |= self.beside(key, chain)
                    else:
                        bindings[Bound(*key, Way.MAP)] = self.chain_map(session, chain)
        lists = self.lists
        return Configuration(
            lists.prefix_lists,
            lists.descriptions,
            lists.path_lists,
            lists.text_lists,
            self.route_maps,
            bindings,
            wanted_lines(taken, self.facts.families, self.facts.sessions, longest),
            frozenset((cache.host, cache.port) for cache in self.policy.rtr_caches),
        )

    def chain_map(self, session: Session, chain: Chain) -> str:
        """Return the route-map of a chain."""
        body = _ChainEntries(self.lists, session, chain).made()
        name = content_name(f"{DIRECTION[chain.direction].upper()}-AS{session.asn}-{chain.family}", (session.address, *body))
        self.route_maps[name] = body
        return name

    def beside(self, key: BindingKey, chain: Chain) -> dict[Bound, str]:
        """Return the lists that act beside the operator's own route-map."""
        found: dict[Bound, str] = {}
        held_back = beside.held_back(self.policy, chain)
        if held_back.prefixes is not None:
            entries = held_back.prefixes
            name = content_name(f"BESIDE-{chain.family}", entries)
            found[Bound(*key, Way.PREFIXES)] = self.lists.prefixes(name, entries, chain.family)
        if held_back.paths is not None:
            found[Bound(*key, Way.PATHS)] = str(self.lists.paths(held_back.paths))
        return found


def _longest_path(sessions: Iterable[Session]) -> int | None:
    """Return the fewest ASNs of those that the sessions take at most: the router has one number for all of them."""
    counts = [
        atom.count
        for session in sessions
        for chain in session.chains
        for term in chain.terms
        for atom in term.when
        if isinstance(atom, PathLongerThan) and not term.is_monitored
    ]
    # The router takes a number up to 254, and without one it takes no longer path either.
    return min(254, *counts) if counts else None


class _ChainEntries:
    """The entries of one chain; what was changed so far is remembered, because no match looks at it."""

    def __init__(self, lists: Lists, session: Session, chain: Chain) -> None:
        self.lists = lists
        self.chain = chain
        self.family = chain.family
        self.where = f"{session.neighbor} ({session.address})"
        self.changed: list[tuple[Matches, Change]] = []
        self.entries: list[MapEntry] = []

    # -- what is asked for -----------------------------------------------------------------------

    def asked(self, atom: Atom) -> Matches:
        """Return the matches of which one holds when an atom does.

        :raises PolicyError: IOS cannot say it, or not behind what was changed.
        """
        match atom:
            case PrefixIn(name) | NextHopIn(name):
                if isinstance(atom, NextHopIn) and any(isinstance(change, SetNextHop) for _, change in self.changed):
                    raise PolicyError(f"{self.where}: IOS sees the next hop as it came, and this policy has changed it")
                found = self.lists.prefix_set(name, self.family)
                kind = matches.ADDRESS if isinstance(atom, PrefixIn) else matches.NEXT_HOP
                return [Match({kind: found})] if found is not None else []
            case InLocalList(name):
                return [Match({matches.ADDRESS: self.lists.local(name, self.family)})]
            case PairIn(name):
                return [
                    Match({matches.PATH: (text_paths.origin(origin),), matches.ADDRESS: prefixes})
                    for origin, prefixes in self.lists.pairs(name, self.family)
                ]
            case RovInvalid():
                return [Match({matches.RPKI: "invalid"})]
            case HasCommunity(wanted):
                return self.carries(wanted, matches.COMMUNITY)
            case HasLargeCommunity(large):
                return self.carries(large, matches.LARGE)
        expressions = text_paths.expressions(atom)
        if expressions is None:
            raise PolicyError(f"{self.where}: IOS cannot match {type(atom).__name__} here")
        return [Match({matches.PATH: expressions})] if expressions else []

    def carries(self, wanted: Iterable[tuple[int, ...]], kind: str) -> Matches:
        """Return the matches on the route as it came of which one holds when it carries one of these communities now."""
        plain: set[frozenset[tuple[int, ...]]] = set()
        found: Matches = []
        for item in sorted(wanted):
            is_as_it_came = True
            ways: Matches = []
            for when, change in self.changed:
                if _removes(change, item):
                    if when != ALWAYS:
                        raise PolicyError(f"{self.where}: IOS sees {text(item)} as it came, and this policy removes it from some routes")
                    is_as_it_came, ways = False, []
                elif isinstance(change, (AddCommunity, AddLargeCommunity)) and change.community == item:
                    ways += when
            found += ways
            if is_as_it_came:
                plain.add(frozenset({item}))
        carried: Carried = frozenset(plain)  # type: ignore[arg-type]
        return reduced([*([Match({kind: carried})] if carried else []), *found])

    def group(self, atoms: Iterable[Atom]) -> Matches:
        """Return the matches of which one holds when all atoms do."""
        found = ALWAYS
        for atom in atoms:
            found = both(found, self.asked(atom))
        return found

    # -- entries ---------------------------------------------------------------------------------

    def add(self, control: str, action: str, match: Match, sets: Iterable[str] = (), go_on_at: int | None = None) -> None:
        """Add an entry. ``go_on_at``: the place, counted from 0, of the entry that is judged next."""
        sequence = _STEP * (len(self.entries) + 1)
        body = [f"description {control}", *self.lines(match), *sets]
        if go_on_at is not None:
            body.append(f"continue {_STEP * (go_on_at + 1)}")
        if sequence > _LAST_SEQUENCE:
            raise PolicyError(f"{self.where}: a route-map of IOS ends at {_LAST_SEQUENCE}; declare a smaller AS-SET")
        self.entries.append(MapEntry(sequence, action, tuple(sorted(body))))

    def lines(self, match: Match) -> Iterator[str]:
        """Print a match, and make its lists."""
        for kind, value in match.wanted.items():
            if kind in (matches.ADDRESS, matches.NEXT_HOP):
                yield f"match {IP[self.family]} {kind} prefix-list {value}"
            elif isinstance(value, frozenset):
                # Of the communities of one line a route must carry all (command reference, ip community-list).
                texts = sorted(" ".join(text(item) for item in sorted(together)) for together in value)
                yield f"match {kind} {self.lists.texts(f'{kind}-list standard', 'C' if kind == matches.COMMUNITY else 'L', texts)}"
            elif isinstance(value, tuple):
                yield f"match as-path {self.lists.paths(TextEntry('permit', item) for item in value)}"
            else:
                yield f"match {kind} {value}"

    def spared(self, term: Term) -> Matches | None:
        """Return the ways to be spared by a term; None when all are."""
        found: Matches = []
        for group in term.unless:
            ways = self.group(group)
            if any(way.is_always for way in ways):
                return None
            found += ways
        return found

    def term(self, term: Term, action: str, sets: tuple[str, ...] = ()) -> None:
        """Add a term: those that are spared go on behind it."""
        when = self.group(term.when)
        spared = self.spared(term)
        if spared is None or not when:
            return
        behind = len(self.entries) + len(spared) + len(when)
        for match in spared:
            self.add(term.control, "permit", match, (), behind)
        for match in when:
            self.add(term.control, action, match, sets, behind if action == "permit" else None)

    def made(self) -> tuple[MapEntry, ...]:
        """Return the entries of the chain."""
        steps = list(_joined(self.chain.first))
        for changes, whens in steps:
            self.change(self.any_group(whens), changes)
        terms = [term for term in self.chain.terms if not any(isinstance(atom, PathLongerThan) for atom in term.when)]
        for term in self.chain.terms:
            if term not in terms and (self.chain.direction is Direction.EXPORT or len(term.when) > 1 or term.unless):
                raise PolicyError(f"{self.where}: {term.control}: IOS refuses long paths of all that comes in alone")
        # Terms only reject, so their order says which control decides and not whether.
        acting = [term for term in terms if not term.is_monitored]
        for term in sorted(acting, key=lambda term: bool(term.unless)):
            self.term(term, "deny")
        watched = [term for term in terms if term.is_monitored and term.mark is not None]
        marks = [term.mark for term in watched if term.mark is not None]
        first = [(tuple(change for _, change in part), when) for part, when in _same(self.changed)]
        if watched:
            if lines := self.sets([change for changes, when in first if when == ALWAYS for change in changes], ()):
                self.add("marks", "permit", Match(), lines, len(self.entries) + 1)
            for term in watched:
                self.term(term, "permit", (f"set large-community {text(term.mark or ())} additive",))
        last = [(changes, self.any_group(whens)) for changes, whens in self._after(self.chain.last)]
        self.seal([*first, *last], marks)
        return tuple(self.entries)

    def any_group(self, whens: Iterable[tuple[Atom, ...]]) -> Matches:
        """Return the matches of which one holds when all atoms of one of these do."""
        return reduced(match for when in whens for match in self.group(when))

    def _after(self, rewrites: Iterable[Rewrite]) -> Iterator[tuple[tuple[Change, ...], list[tuple[Atom, ...]]]]:
        """Give rewrites one by one; each is done before the next one is asked for."""
        for changes, whens in _joined(rewrites):
            yield changes, whens
            self.change(self.any_group(whens), changes)

    def change(self, when: Matches, changes: Iterable[Change]) -> None:
        """Remember changes that are done to routes for which one of these matches holds."""
        if when:
            self.changed += [(when, change) for change in changes]

    def seal(self, rewrites: list[tuple[tuple[Change, ...], Matches]], marks: Iterable[CommunityPattern]) -> None:
        """Add the last entries: a permit for every combination of what rewrites ask for, the narrowest first."""
        asked = [(changes, when) for changes, when in rewrites if when]
        conditional = [number for number, (_, when) in enumerate(asked) if when != ALWAYS]
        if len(conditional) > _MOST_CONDITIONS:
            raise PolicyError(f"{self.where}: IOS takes {_MOST_CONDITIONS} rewrites with conditions, here are {len(conditional)}")
        seen: Matches = []
        for size in range(len(conditional), -1, -1):
            for chosen in combinations(conditional, size):
                together = ALWAYS
                for number in chosen:
                    together = both(together, asked[number][1])
                changes = [change for number, (part, when) in enumerate(asked) if when == ALWAYS or number in chosen for change in part]
                for match in together:
                    if not any(earlier.covers(match) for earlier in seen):
                        seen.append(match)
                        self.add("accept", "permit", match, self.sets(changes, marks))

    def sets(self, changes: list[Change], marks: Iterable[CommunityPattern]) -> list[str]:
        """Return the set lines of changes that are done one after the other.

        :param marks: large communities that stay: earlier entries set them.
        """
        added: dict[tuple[int, ...], None] = {}
        removals: list[tuple[tuple[CommunityPattern, ...], tuple[CommunityPattern, ...]]] = []
        lines: dict[str, str] = {}
        for change in changes:
            match change:
                case RemoveCommunities(patterns, keep):
                    added = {item: None for item in added if not _removes(change, item)}
                    removals.append((patterns, keep))
                case AddCommunity(community) | AddLargeCommunity(community):
                    added[community] = None
                case SetLocalPreference(value):
                    lines["local-preference"] = f"set local-preference {value}"
                case SetNextHop(next_hop):
                    lines["next-hop"] = f"set {IP[self.family]} next-hop {str(next_hop).partition('/')[0]}"
                case _:
                    raise PolicyError(f"{self.where}: IOS cannot do {type(change).__name__}")
        found = list(lines.values())
        for attribute in Attribute:
            # What is added is not removed: then it does not matter which of the two the router does first.
            spared = [*marks, *added]
            is_expanded, texts = removed(removals, spared, attribute)  # type: ignore[arg-type]
            if texts:
                kind = f"{attribute}-list {'expanded' if is_expanded else 'standard'}"
                found.append(f"set {attribute.deletion} {self.lists.texts(kind, 'STRIP', texts)} delete")
            mine = sorted(item for item in added if len(item) == attribute.size)
            if mine:
                found.append(f"set {attribute} {' '.join(map(text, mine))} additive")
        return found


def _removes(change: Change, item: tuple[int, ...]) -> bool:
    if not isinstance(change, RemoveCommunities):
        return False
    is_kept = any(covers(pattern, item) for pattern in change.keep)
    return any(covers(pattern, item) for pattern in change.patterns) and not is_kept


def _joined(rewrites: Iterable[Rewrite]) -> Iterator[tuple[tuple[Change, ...], list[tuple[Atom, ...]]]]:
    """Give changes with all that asks for them: rewrites side by side that do the same are one."""
    found: list[tuple[tuple[Change, ...], list[tuple[Atom, ...]]]] = []
    for rewrite in rewrites:
        if found and found[-1][0] == rewrite.changes and all(isinstance(change, AddCommunity) for change in rewrite.changes):
            found[-1][1].append(rewrite.when)
        else:
            found.append((rewrite.changes, [rewrite.when]))
    yield from found


def _same(changed: list[tuple[Matches, Change]]) -> Iterator[tuple[list[tuple[Matches, Change]], Matches]]:
    """Give changes in their order, those side by side that have the same condition together."""
    part: list[tuple[Matches, Change]] = []
    for item in changed:
        if part and part[-1][0] != item[0]:
            yield part, part[0][0]
            part = []
        part.append(item)
    if part:
        yield part, part[0][0]


def build(policy: Policy, facts: Facts) -> Configuration:
    """Return IOS's objects for a fitted policy.

    :raises PolicyError: something cannot be said in a route-map.
    """
    made = _Builder(policy, facts).build()
    # A match that never holds was looked at, and its lists are asked for by nothing.
    used = references(made)
    return replace(
        made,
        prefix_lists={key: entries for key, entries in made.prefix_lists.items() if key[1] in used},
        descriptions={key: said for key, said in made.descriptions.items() if key[1] in used},
        path_lists={number: entries for number, entries in made.path_lists.items() if path_names([number]) <= used},
        text_lists={key: entries for key, entries in made.text_lists.items() if key[1] in used},
    )
