# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Say a fitted policy in EOS's objects.

A chain is one route-map: our first rewrites, GUARD, the operator's own route-map as ``sub-route-map``, SEAL, and a clause that accepts
what is left. The guides do not say what a denied ``sub-route-map`` does to the clause that calls it, so the next clause denies: where the
clause does not hold then, the route falls into that; where everything ends there, it is denied as well. It calls nothing of ours.

When a route-map continues, its ``set`` lines are said to be carried out at its end, so what a ``match`` sees may be the route as it
came, or the route as it is by then. Every condition of ours is worked out for the route as it came, and holds for the other reading too:
a change of ours makes no such condition true or false that it should not (``_Chain.carries``). What the operator's route-map changes
may not be seen by SEAL's conditions.

A community that is removed by a pattern is removed by a list of expressions. Should a router remove fewer than it is told, no
route passes because of that: a forged tag 1 stands beside the tag that we add, and E05 asks for that first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

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
from ..conditions import NEVER, Comparison, Condition, all_of, any_of, negated
from ..line_keys import BindingKey
from ..pair_names import OURS, PairName, content_name, stem
from . import communities
from .clauses import Clauses, Mark
from .names import address_word
from .objects import PREFIXES, Configuration, Kind, ObjectKey, local_body, range_text
from .session_lines import OWNED, SessionFacts, named_body, wanted_lines

DIRECTION = {Direction.IMPORT: "in", Direction.EXPORT: "out"}
_IP = {4: "ip", 6: "ipv6"}


@dataclass(frozen=True)
class Facts:
    """What rendering must know of the router: active families, and the operator's own route-maps.

    ``active`` None means: the family of the session's address. ``held``: sessions that stay as they are.
    """

    active: frozenset[tuple[str, int]] | None = None
    operator_policies: Mapping[BindingKey, str] = field(default_factory=dict)
    held: frozenset[str] = frozenset()
    sessions: SessionFacts = field(default_factory=SessionFacts)

    def families(self, address: str) -> tuple[int, ...]:
        """Return the families that a session carries."""
        if self.active is None:
            return (6,) if ":" in address else (4,)
        return tuple(family for family in (4, 6) if (address, family) in self.active)


class _Builder:
    """Makes the objects of one router."""

    def __init__(self, policy: Policy, facts: Facts) -> None:
        self.policy = policy
        self.facts = facts
        self.objects: dict[ObjectKey, tuple[str, ...]] = {}
        #: The names of pair sets that stand in no object's name as they are.
        self.named: set[str] = set()

    def add(self, kind: Kind, name: str, body: Iterable[str]) -> str:
        """Keep an object and return its name. A list without an entry would match everything: there is none."""
        entries = tuple(body)
        if not entries:
            raise PolicyError(f"EOS: the list {name} would be empty")
        self.objects[ObjectKey(kind, name)] = entries
        return name

    def prefix_list(self, name: str, family: int) -> str | None:
        """Make the list of a prefix set; None when the set has nothing in this family."""
        texts = sorted(f"permit {range_text(item)}" for item in self.policy.prefix_sets[name].of_family(family))
        return self.add(PREFIXES[family], content_name(f"{stem(name)}-{family}", texts), texts) if texts else None

    def path(self, *expressions: str) -> Comparison:
        """Return the comparison with AS paths of which one expression must match."""
        body = [f"permit {item}" for item in expressions]
        return Comparison(f"match as-path {self.add(Kind.AS_PATHS, content_name('PATH', body), body)}")

    def carrying(self, wanted: Iterable[tuple[int, ...]], is_large: bool) -> Comparison:
        """Return the comparison with routes that carry one of these communities."""
        body = [f"permit {communities.text(item)}" for item in sorted(wanted)]
        kind, word = (Kind.LARGE, "large-community") if is_large else (Kind.COMMUNITIES, "community")
        return Comparison(f"match {word} {self.add(kind, content_name('L' if is_large else 'C', body), body)}")

    def pairs(self, name: str, family: int) -> Condition:
        """Return the condition that prefix and origin are a pair of a set."""
        found: list[Condition] = []
        for origin, items in sorted(self.policy.pair_sets[name].ranges_by_origin.items()):
            texts = sorted(f"permit {range_text(item)}" for item in items if item.family == family)
            if not texts:
                continue
            if stem(name) != name:
                self.named.add(name)
            prefixes = self.add(PREFIXES[family], str(PairName(stem(name), origin, family)), texts)
            found.append(all_of([self.path(text_paths.origin(origin)), Comparison(f"match {_IP[family]} address prefix-list {prefixes}")]))
        return any_of(found)

    def removal(self, patterns: Iterable[CommunityPattern], keep: Iterable[CommunityPattern], is_large: bool) -> str | None:
        """Return the line that removes communities of one kind; None when there are none of it.

        What is kept is denied by the list: should that keep nothing, more is removed than was asked for.
        """
        size = 3 if is_large else 2
        gone = [item for item in dict.fromkeys(patterns) if len(item) == size]
        kept = [item for item in dict.fromkeys(keep) if len(item) == size]
        if not gone:
            return None
        word, list_word = ("large-community", "large-community-list") if is_large else ("community", "community-list")
        if not kept and all(None not in item for item in gone):
            values = sorted(tuple(number for number in item if number is not None) for item in gone)
            return f"set {word} {' '.join(communities.text(item) for item in values)} delete"
        body = [f"deny {communities.expression(item)}" for item in kept]
        body += [f"permit {communities.expression(item)}" for item in gone]
        kind = Kind.LARGE_EXPRESSIONS if is_large else Kind.COMMUNITY_EXPRESSIONS
        return f"set {word} {list_word} {self.add(kind, content_name('STRIP', body), body)} delete"

    def build(self) -> Configuration:
        bindings: dict[BindingKey, str] = {}
        taken = [session for session in self.policy.sessions if session.address not in self.facts.held]
        for session in taken:
            for family in self.facts.families(session.address):
                for direction in Direction:
                    chain = session.chain(direction, family)
                    if chain is None:
                        continue
                    key = BindingKey(session.address, family, DIRECTION[direction])
                    body = tuple(_Chain(self, session, chain).clauses(self.facts.operator_policies.get(key)).body())
                    word = f"{key.direction.upper()}-AS{session.asn}-{address_word(session.address)}-{family}"
                    bindings[key] = self.add(Kind.MAP, content_name(word, body), body)
        # A condition that never holds was looked at, and its lists are asked for by nothing.
        used = {word for key, body in self.objects.items() if key.kind is Kind.MAP for line in body for word in line.split()}
        objects = {key: body for key, body in self.objects.items() if key.kind is Kind.MAP or key.name in used}
        if named := named_body(self.named):
            objects[OWNED] = named
        return Configuration(
            objects,
            bindings,
            wanted_lines(taken, self.facts.families, self.facts.sessions),
            frozenset((cache.host, cache.port) for cache in self.policy.rtr_caches),
        )


class _Chain:
    """The clauses of one chain; what was changed so far is remembered, because a match may not see it."""

    def __init__(self, builder: _Builder, session: Session, chain: Chain) -> None:
        self.builder = builder
        self.where = f"{session.neighbor} ({session.address})"
        self.chain = chain
        self.family = chain.family
        self.made = Clauses()
        self.changed: list[tuple[Condition, Change]] = []
        #: Communities whose presence decided over a change: nothing may add or remove one of them and then be asked again.
        self.asked: set[tuple[int, ...]] = set()
        #: What monitored terms add. They decide over nothing of ours.
        self.marks: set[tuple[int, ...]] = set()

    def clauses(self, theirs: str | None) -> Clauses:
        """Return the clauses. ``theirs``: the operator's own route-map."""
        for rewrite in self.chain.first:
            self.rewrite(rewrite)
        for term in self.chain.terms:
            self.term(term)
        if theirs is not None:
            passed = Mark()
            self.made.add("permit", ["description operator", f"sub-route-map {theirs}"], passed)
            self.made.add("deny", ["description operator"])
            self.made.place(passed)
        for rewrite in self.chain.last:
            self.rewrite(rewrite)
        self.made.add("permit", ["description accept"])
        return self.made

    # -- conditions ------------------------------------------------------------------------------

    def carries(self, wanted: Iterable[tuple[int, ...]], is_large: bool) -> Condition:
        """Return the condition on the route as it came that it carries one of these communities now.

        :raises PolicyError: one of them is the mark of a monitored term.
        """
        wanted = list(wanted)
        if marks := self.marks.intersection(wanted):
            raise PolicyError(f"{self.where}: {', '.join(map(communities.text, sorted(marks)))} marks what is monitored, and is asked for")
        groups: dict[tuple[tuple[bool, Condition], ...], list[tuple[int, ...]]] = {}
        for item in sorted(wanted):
            groups.setdefault(tuple(self._moves(item)), []).append(item)
        found: list[Condition] = []
        for moves, items in groups.items():
            condition: Condition = self.builder.carrying(items, is_large)
            for is_added, when in moves:
                condition = any_of([condition, when]) if is_added else all_of([condition, negated(when)])
            found.append(condition)
        return any_of(found)

    def _moves(self, item: tuple[int, ...]) -> Iterator[tuple[bool, Condition]]:
        """Return what was done to one community so far: whether it was added, and when."""
        for when, change in self.changed:
            match change:
                case RemoveCommunities():
                    if _removes(change, item):
                        yield False, when
                case AddCommunity(community) | AddLargeCommunity(community):
                    if community == item:
                        yield True, when

    def condition(self, atom: Atom) -> Condition:
        """Return the condition of an atom on the route as it came.

        :raises PolicyError: EOS cannot say it, or not behind what was changed.
        """
        builder = self.builder
        match atom:
            case PrefixIn(name) | NextHopIn(name):
                if isinstance(atom, NextHopIn) and any(isinstance(change, SetNextHop) for _, change in self.changed):
                    raise PolicyError(f"{self.where}: EOS may see the next hop as it came, and this policy has changed it")
                found = builder.prefix_list(name, self.family)
                word = "address" if isinstance(atom, PrefixIn) else "next-hop"
                return NEVER if found is None else Comparison(f"match {_IP[self.family]} {word} prefix-list {found}")
            case InLocalList(name):
                made = builder.add(PREFIXES[self.family], OURS + name, local_body(self.family))
                return Comparison(f"match {_IP[self.family]} address prefix-list {made}")
            case PairIn(name):
                return builder.pairs(name, self.family)
            case RovInvalid():
                return Comparison("match origin-as validity invalid")
            case HasCommunity(wanted):
                return self.carries(wanted, False)
            case HasLargeCommunity(large):
                return self.carries(large, True)
        return self._path_condition(atom)

    def _path_condition(self, atom: Atom) -> Condition:
        if isinstance(atom, PathLongerThan):
            return Comparison(f"match as-path length >= {atom.count + 1}")
        expressions = text_paths.expressions(atom)
        if expressions is None:
            raise PolicyError(f"{self.where}: EOS cannot match {type(atom).__name__}")
        return self.builder.path(*expressions) if expressions else NEVER

    def group(self, atoms: Iterable[Atom]) -> Condition:
        """Return the condition that all atoms hold."""
        return all_of([self.condition(atom) for atom in atoms])

    # -- statements ------------------------------------------------------------------------------

    def term(self, term: Term) -> None:
        """Add a term: what is spared jumps over what rejects, or marks."""
        if term.is_monitored and term.mark is None:
            return
        after = Mark()
        rejected = self.group(term.when)
        if rejected == NEVER:
            return
        for group in term.unless:
            self.made.when(self.group(group), "permit", (), after)
        told = f"description {term.control}"
        if term.mark is None:
            self.made.when(rejected, "deny", (told,), None)
        else:
            change = AddLargeCommunity(term.mark)
            self._check(change)
            self.made.when(rejected, "permit", (told, *self._lines(change)), after)
            self.marks.add(term.mark)
        self.made.place(after)

    def rewrite(self, rewrite: Rewrite) -> None:
        """Add the changes of a rewrite, each on its own: a clause takes one line of a kind."""
        condition = self.group(rewrite.when)
        if condition == NEVER:
            return
        for change in rewrite.changes:
            self._check(change)
        for change in rewrite.changes:
            for line in self._lines(change):
                after = Mark()
                self.made.when(condition, "permit", (f"description {rewrite.control}", line), after)
                self.made.place(after)
        for atom in rewrite.when:
            if isinstance(atom, HasCommunity | HasLargeCommunity):
                self.asked.update(atom.communities)
        self.changed += [(condition, change) for change in rewrite.changes]

    def _check(self, change: Change) -> None:
        """Refuse to add what an earlier change was decided by: asked again, the answer would hang on what a match sees.

        :raises PolicyError: it does.
        """
        if isinstance(change, AddCommunity | AddLargeCommunity) and change.community in self.asked:
            what = communities.text(change.community)
            raise PolicyError(f"{self.where}: {what} is added after something was decided by it, which EOS may see or not")

    def _lines(self, change: Change) -> list[str]:
        match change:
            case RemoveCommunities(patterns, keep):
                found = [self.builder.removal(patterns, keep, is_large) for is_large in (False, True)]
                return [line for line in found if line is not None]
            case AddCommunity(community):
                return [f"set community {communities.text(community)} additive"]
            case AddLargeCommunity(large):
                return [f"set large-community {communities.text(large)} additive"]
            case SetLocalPreference(value):
                return [f"set local-preference {value}"]
            case SetNextHop(next_hop):
                return [f"set {_IP[self.family]} next-hop {str(next_hop).partition('/')[0]}"]
        raise PolicyError(f"{self.where}: EOS cannot do {type(change).__name__}")


def _removes(change: RemoveCommunities, item: tuple[int, ...]) -> bool:
    return any(covers(pattern, item) for pattern in change.patterns) and not any(covers(pattern, item) for pattern in change.keep)


def build(policy: Policy, facts: Facts) -> Configuration:
    """Return EOS's objects for a fitted policy.

    :raises PolicyError: something cannot be said in EOS.
    """
    return _Builder(policy, facts).build()
