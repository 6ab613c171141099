# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Say a fitted policy in IOS-XR's objects.

A chain is one route-policy: our first rewrites, GUARD, the operator's own policy, SEAL. What GUARD asks for holds on the route as
it came: a condition behind a rewrite is worked out for the route before it. GUARD only drops, so nothing in it makes a route
acceptable. The operator's policy stands as a condition, ``if apply THEIRS``: a ``drop`` in it drops, it holds when it passes or
changes the route (also when it then says ``done``, which would otherwise end everything before SEAL), and a route that it lets fall
to the end is dropped, as it is without us (Routing Configuration Guide, "Hierarchical policy conditions"). A bare ``done`` alone would
not hold: such a policy is not taken (operator.py). Registered pairs are a route-policy of their own that passes them, one branch an
origin; terms ask for it by ``apply``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ...model.policies import Chain, Policy, PolicyError, Session
from ...model.routes import Direction
from ...model.terms import (
    AddCommunity,
    AddLargeCommunity,
    Atom,
    Change,
    EmptyPath,
    FirstAsn,
    HasCommunity,
    HasLargeCommunity,
    InLocalList,
    NextHopIn,
    PairIn,
    PathHas,
    PathHasSet,
    PathLongerThan,
    PathOnly,
    PrefixIn,
    RemoveCommunities,
    Rewrite,
    RovInvalid,
    SetLocalPreference,
    SetNextHop,
    Term,
    covers,
)
from ..line_keys import BindingKey
from ..pair_names import OURS, PairName, content_name, stem
from . import as_paths, communities
from .conditions import ALWAYS, NEVER, All, Any, Comparison, Condition, all_of, any_of, negated, text
from .names import address_word, remark
from .objects import Configuration, Kind, ObjectKey, range_text, reachable
from .session_lines import SessionFacts, wanted_lines

DIRECTION = {Direction.IMPORT: "in", Direction.EXPORT: "out"}
#: Controls that ask for the neighbor itself. The others are the same for many sessions.
_OF_ONE_SESSION = frozenset({"F08", "F09", "F10", "F11", "F13", "F16"})
#: A line of the configuration is kept well below what the parser of the command line takes.
_LINE = 200
#: How many branches a policy of pairs has before it is split by ranges of origins.
_BRANCHES = 64
_AS_SETS = f"{OURS}AS-SETS"


@dataclass(frozen=True)
class Facts:
    """What rendering must know of the router: active families, and the operator's own policies.

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


def _indented(lines: Iterable[str]) -> list[str]:
    return [f"  {line}" for line in lines]


class _Builder:
    """Makes the objects of one router."""

    def __init__(self, policy: Policy, facts: Facts) -> None:
        self.policy = policy
        self.facts = facts
        self.objects: dict[ObjectKey, tuple[str, ...]] = {}
        self._pair_policies: dict[tuple[str, int], str | None] = {}

    def add(self, kind: Kind, name: str, body: Iterable[str]) -> str:
        """Keep an object and return its name."""
        self.objects[ObjectKey(kind, name)] = tuple(line.strip() for line in body) if kind is Kind.POLICY else tuple(body)
        return name

    def prefix_set(self, name: str, family: int) -> str | None:
        """Make the object of a prefix set; None when the set has nothing in this family."""
        items = self.policy.prefix_sets[name].of_family(family)
        if not items:
            return None
        return self.add(Kind.PREFIX_SET, f"{OURS}{stem(name)}-{family}", (*remark(name), *sorted(map(range_text, items))))

    def path_set(self, *items: str) -> Comparison:
        """Return the comparison with AS paths of which one element must hold."""
        listed = tuple(sorted(items))
        name = _AS_SETS if listed == (as_paths.SEGMENTS,) else content_name("PATH", listed)
        return Comparison(f"as-path in {self.add(Kind.AS_PATH_SET, name, listed)}")

    def path(self, item: str) -> Comparison:
        """Return the comparison with one element; a regular expression needs a set."""
        return self.path_set(item) if item.startswith("ios-regex") else Comparison(f"as-path {item}")

    # -- registered pairs ------------------------------------------------------------------------

    def pairs(self, name: str, family: int, is_textual: bool) -> Condition:
        """Return the condition that prefix and origin are a pair of a set. Where AS_SETs get so far, no path with one has a pair."""
        key = (name, family)
        if key not in self._pair_policies:
            self._pair_policies[key] = self._pair_policy(name, family)
        found = self._pair_policies[key]
        if found is None:
            return NEVER
        applied = Comparison(f"apply {found}")
        return all_of([negated(self.path_set(as_paths.SEGMENTS)), applied]) if is_textual else applied

    def _pair_policy(self, name: str, family: int) -> str | None:
        branches: list[tuple[int, list[str]]] = []
        for origin, items in sorted(self.policy.pair_sets[name].ranges_by_origin.items()):
            texts = sorted(range_text(item) for item in items if item.family == family)
            if not texts:
                continue
            prefixes = self.add(Kind.PREFIX_SET, str(PairName(stem(name), origin, family)), (*remark(name), *texts))
            condition = text(self.path(as_paths.originates_from(origin)))
            branches.append((origin, [f"if {condition} then", f"  if destination in {prefixes} then", "    pass", "  endif"]))
        return self._split(f"{OURS}PAIRS-{stem(name)}-{family}", branches, remark(name)) if branches else None

    def _split(self, name: str, branches: list[tuple[int, list[str]]], said: tuple[str, ...]) -> str:
        """Make a policy of branches, one an origin; of many branches one that first asks for ranges of origins."""
        body: list[str] = list(said)
        if len(branches) <= _BRANCHES:
            for number, (_, lines) in enumerate(branches):
                body += [f"else{line}" if number and line.startswith("if ") else line for line in lines]
            return self.add(Kind.POLICY, name, [*body, "endif"])
        size = max(_BRANCHES, -(-len(branches) // _BRANCHES))
        for number, begin in enumerate(range(0, len(branches), size)):
            part = branches[begin : begin + size]
            part_name = self._split(f"{name}.{number}", part, said)
            word = "elseif" if number else "if"
            body += [f"{word} as-path originates-from '[{part[0][0]}..{part[-1][0]}]' then", f"  apply {part_name}"]
        return self.add(Kind.POLICY, name, [*body, "endif"])

    # -- conditions ------------------------------------------------------------------------------

    def statement(self, condition: Condition, actions: list[str]) -> list[str]:
        """Return actions behind a condition, its lines not longer than the parser takes; nothing when it never holds."""
        if condition == NEVER or not actions:
            return []
        parts = condition.parts if isinstance(condition, All) else (condition,)
        lines: list[Condition] = []
        for part in parts:
            if isinstance(part, Any) and len(text(part)) > _LINE:
                part = self._any_policy(part)
            joined = all_of([lines[-1], part]) if lines else part
            if lines and len(text(joined)) <= _LINE:
                lines[-1] = joined
            else:
                lines.append(part)
        found = actions
        for line in reversed(lines):
            found = [f"if {text(line)} then", *_indented(found), "endif"]
        return found

    def _any_policy(self, condition: Any) -> Comparison:
        """Return the condition that one of many holds, as a policy that passes then."""
        body: list[str] = []
        for part in condition.parts:
            body += self.statement(part, ["pass"])
        return Comparison(f"apply {self.add(Kind.POLICY, content_name('ANY', body), body)}")

    # -- chains ----------------------------------------------------------------------------------

    def guard(self, lines: list[str], family: int) -> list[str]:
        """Return the statement that runs the terms that sessions share."""
        return [f"apply {self.add(Kind.POLICY, content_name(f'GUARD-{family}', lines), lines)}"] if lines else []

    def chain_policy(self, session: Session, chain: Chain, theirs: str | None) -> str:
        """Return the name of the route-policy of a chain."""
        made = _ChainLines(self, session, chain)
        body = [line for rewrite in chain.first for line in made.rewrite(rewrite)]
        shared: list[str] = []
        own: list[str] = []
        for term in chain.terms:
            (own if term.control in _OF_ONE_SESSION or term.is_monitored else shared).extend(made.term(term))
        seal = [line for rewrite in chain.last for line in made.rewrite(rewrite)]
        # Terms only drop, so their order says which control decides and not whether: what sessions share can stand first.
        body += [*self.guard(shared, chain.family), *own]
        if theirs is None:
            body += [*seal, "pass"]
        else:
            body += [f"if apply {theirs} then", *_indented([*seal, "pass"]), "else", "  drop", "endif"]
        direction = DIRECTION[chain.direction].upper()
        return self.add(Kind.POLICY, f"{OURS}{direction}-AS{session.asn}-{address_word(session.address)}-{chain.family}", body)

    def build(self) -> Configuration:
        bindings: dict[BindingKey, str] = {}
        taken = [session for session in self.policy.sessions if session.address not in self.facts.held]
        for session in taken:
            for family in self.facts.families(session.address):
                for direction in Direction:
                    chain = session.chain(direction, family)
                    if chain is not None:
                        key = BindingKey(session.address, family, DIRECTION[direction])
                        bindings[key] = self.chain_policy(session, chain, self.facts.operator_policies.get(key))
        # A condition that never holds was looked at, and its sets are asked for by nothing.
        used = reachable(self.objects, bindings.values())
        return Configuration(
            {key: body for key, body in self.objects.items() if key.name in used},
            bindings,
            wanted_lines(taken, self.facts.families, self.facts.sessions),
            frozenset((cache.host, cache.port) for cache in self.policy.rtr_caches),
        )


class _ChainLines:
    """The statements of one chain; what was changed so far is remembered, because RPL does not look at it."""

    def __init__(self, builder: _Builder, session: Session, chain: Chain) -> None:
        self.builder = builder
        self.where = f"{session.neighbor} ({session.address})"
        self.family = chain.family
        #: Whether routes with AS_SETs reach what asks for ASNs.
        self.is_textual = not any(term.when == (PathHasSet(),) and not term.unless and not term.is_monitored for term in chain.terms)
        self.changed: list[tuple[Condition, Change]] = []

    def carries(self, wanted: Iterable[tuple[int, ...]], attribute: communities.Attribute) -> Condition:
        """Return the condition on the route as it came that it carries one of these communities now."""
        groups: dict[tuple[tuple[bool, Condition], ...], list[tuple[int, ...]]] = {}
        for item in sorted(wanted):
            groups.setdefault(tuple(self._moves(item)), []).append(item)
        found: list[Condition] = []
        for moves, items in groups.items():
            condition: Condition = Comparison(f"{attribute} matches-any {self._listed(items, attribute)}")
            for is_added, when in moves:
                condition = any_of([condition, when]) if is_added else all_of([condition, negated(when)])
            found.append(condition)
        return any_of(found)

    def _moves(self, item: tuple[int, ...]) -> Iterable[tuple[bool, Condition]]:
        """Return what was done to one community so far: whether it was added, and when."""
        for when, change in self.changed:
            match change:
                case RemoveCommunities(patterns, keep):
                    if any(covers(pattern, item) for pattern in patterns) and not any(covers(pattern, item) for pattern in keep):
                        yield False, when
                case AddCommunity(community) | AddLargeCommunity(community):
                    if community == item:
                        yield True, when

    def _listed(self, items: list[tuple[int, ...]], attribute: communities.Attribute) -> str:
        texts = tuple(sorted(communities.text(item) for item in items))
        return f"({texts[0]})" if len(texts) == 1 else self._community_set(texts, attribute)

    def _community_set(self, texts: Iterable[str], attribute: communities.Attribute) -> str:
        listed = tuple(sorted(texts))
        return self.builder.add(Kind(f"{attribute}-set"), content_name(attribute.letter, listed), listed)

    def condition(self, atom: Atom) -> Condition:
        """Return the condition of an atom on the route as it came.

        :raises PolicyError: RPL cannot say it, or not behind what was changed.
        """
        builder = self.builder
        match atom:
            case PrefixIn(name) | NextHopIn(name):
                if isinstance(atom, NextHopIn) and any(isinstance(change, SetNextHop) for _, change in self.changed):
                    raise PolicyError(f"{self.where}: RPL sees the next hop as it came, and this policy has changed it")
                found = builder.prefix_set(name, self.family)
                word = "destination" if isinstance(atom, PrefixIn) else "next-hop"
                return NEVER if found is None else Comparison(f"{word} in {found}")
            case InLocalList(name):
                return Comparison(f"destination in {builder.add(Kind.PREFIX_SET, OURS + name, ())}")
            case PairIn(name):
                return builder.pairs(name, self.family, self.is_textual)
            case RovInvalid():
                return Comparison("validation-state is invalid")
            case HasCommunity(wanted):
                return self.carries(wanted, communities.Attribute.STANDARD)
            case HasLargeCommunity(large):
                return self.carries(large, communities.Attribute.LARGE)
        return self._path_condition(atom)

    def _path_condition(self, atom: Atom) -> Condition:
        builder = self.builder
        match atom:
            case EmptyPath():
                return Comparison("as-path is-local")
            case FirstAsn(asn):
                return builder.path(as_paths.neighbor_is(asn, self.is_textual))
            case PathOnly(asn):
                return builder.path_set(as_paths.only(asn))
            case PathHas(ranges):
                items = as_paths.anywhere(ranges, self.is_textual)
                return builder.path_set(*items) if items else NEVER
            case PathHasSet():
                return builder.path_set(as_paths.SEGMENTS)
            case PathLongerThan(count):
                return Comparison(f"as-path length ge {count + 1}")
        raise PolicyError(f"{self.where}: IOS-XR cannot match {type(atom).__name__}")

    def group(self, atoms: Iterable[Atom]) -> Condition:
        """Return the condition that all atoms hold."""
        return all_of([self.condition(atom) for atom in atoms])

    def term(self, term: Term) -> list[str]:
        """Return the statement of a term."""
        spared = any_of([self.group(group) for group in term.unless])
        rejected = all_of([self.group(term.when), negated(spared)])
        if not term.is_monitored:
            lines = self.builder.statement(rejected, ["drop"])
        elif term.mark is not None:
            lines = self._changes(rejected, (AddLargeCommunity(term.mark),))
        else:
            return []
        return [f"# {term.control}", *lines] if lines else []

    def rewrite(self, rewrite: Rewrite) -> list[str]:
        """Return the statement of a rewrite."""
        lines = self._changes(self.group(rewrite.when), rewrite.changes)
        return [f"# {rewrite.control}", *lines] if lines else []

    def _changes(self, when: Condition, changes: Iterable[Change]) -> list[str]:
        actions: list[str] = []
        for change in changes:
            actions += self._actions(change)
            if when != NEVER:
                self.changed.append((when, change))
        return actions if when == ALWAYS else self.builder.statement(when, actions)

    def _actions(self, change: Change) -> list[str]:
        match change:
            case RemoveCommunities(patterns, keep):
                found = []
                for attribute in communities.Attribute:
                    if texts := communities.removed(patterns, keep, attribute):
                        found.append(f"delete {attribute} in {self._community_set(texts, attribute)}")
                return found
            case AddCommunity(community):
                return [f"set community ({communities.text(community)}) additive"]
            case AddLargeCommunity(large):
                return [f"set large-community ({communities.text(large)}) additive"]
            case SetLocalPreference(value):
                return [f"set local-preference {value}"]
            case SetNextHop(next_hop):
                return [f"set next-hop {str(next_hop).partition('/')[0]}"]
        raise PolicyError(f"{self.where}: IOS-XR cannot do {type(change).__name__}")


def build(policy: Policy, facts: Facts) -> Configuration:
    """Return IOS-XR's objects for a fitted policy.

    :raises PolicyError: something cannot be said in RPL.
    """
    return _Builder(policy, facts).build()
