# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Say a policy in Junos' objects: one policy-statement per control, a chain of them per neighbor.

A control is a policy: a term for each thing that spares a route goes on to the next policy, and what is left of the routes that
the control is about is rejected. So no term is ever a negation, and order inside a policy means nothing but that the last rejects.

The chain of a neighbor is GUARD (only rejects, or goes on), theirs, SEAL, ``accept``. Junos ends a chain at the first ``accept`` or
``reject``, so theirs, which may accept, would keep SEAL from acting, and what SEAL does cannot be done before: an export policy of an
operator reads the communities that E04 removes. Therefore theirs are called: ``from policy [ theirs ]`` is true where they accept (or,
where they decide nothing, Junos' default policy does), keeps what they change, and a chain of them is one subroutine. (Juniper,
Routing Policies User Guide, "How a Routing Policy Subroutine Is Evaluated", "Understanding Policy Subroutines".)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import product

from ...model.policies import Chain, Policy, PolicyError, Session
from ...model.prefixes import PrefixRange
from ...model.routes import Direction
from ...model.sets import PairSet, PrefixSet
from ...model.terms import (
    AddCommunity,
    AddLargeCommunity,
    Atom,
    Change,
    CommunitiesMoreThan,
    Counted,
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
)
from . import as_paths, communities
from .names import OURS, content_name
from .objects import (
    ACCEPT,
    ACCEPTED,
    INET,
    NEXT_POLICY,
    NOTHING,
    REJECTED,
    Binding,
    Configuration,
    Limit,
    PolicyTerm,
    Word,
    family_of,
    layers,
    local_list_name,
    pair_list_name,
    prefix_list_name,
)

#: Conditions of one statement are alternatives, so an alternative is a set of conditions, each statement from one atom alone.
_Alternative = tuple[Word, ...]
#: Junos counts up to 1024 in ``as-path-calc-length`` and ``community-count``.
_LARGEST_COUNT = 1023
#: What a change can change of what an atom asks.
_CHANGED_BY: dict[type[Change], tuple[type[Atom], ...]] = {
    RemoveCommunities: (HasCommunity, HasLargeCommunity, CommunitiesMoreThan),
    AddCommunity: (HasCommunity, CommunitiesMoreThan),
    AddLargeCommunity: (HasLargeCommunity, CommunitiesMoreThan),
    SetNextHop: (NextHopIn,),
}


@dataclass(frozen=True)
class Facts:
    """What rendering must know of the router.

    ``families``: those of an address. ``groups``: the BGP group of a neighbor. ``theirs``: the operator's own policies of a neighbor
    and direction, and whether it inherits them. ``chains``: what is bound there now. ``limits``: the limits to have.
    """

    families: Callable[[str], tuple[int, ...]]
    groups: Mapping[str, str] = field(default_factory=dict)
    theirs: Mapping[tuple[str, Direction], tuple[tuple[str, ...], bool]] = field(default_factory=dict)
    chains: Mapping[tuple[str, Direction], tuple[str, ...]] = field(default_factory=dict)
    limits: Mapping[str, tuple[tuple[int, Limit], ...]] = field(default_factory=dict)


class _Builder:
    """Collects the objects of one policy."""

    def __init__(self, policy: Policy, facts: Facts) -> None:
        self.policy = policy
        self.facts = facts
        self.lists: dict[str, tuple[PrefixRange, ...]] = {}
        self.as_paths: dict[str, str] = {}
        self.communities: dict[str, tuple[str, ...]] = {}
        self.policies: dict[str, tuple[PolicyTerm, ...]] = {}
        self._said: dict[tuple[Atom, int], list[_Alternative]] = {}

    # -- named objects ---------------------------------------------------------------------------

    def as_path(self, stem: str, expression: str) -> Word:
        name = f"{OURS}{stem}"
        self.as_paths[name] = expression
        return Word("as-path", name)

    def community(self, community: tuple[int, ...]) -> str:
        text = communities.member(community)
        name = f"{OURS}C-{text.replace(':', '-')}"
        self.communities[name] = (text,)
        return name

    def prefix_lists(self, ranges: Iterable[PrefixRange], name_of: Callable[[int], str]) -> list[Word]:
        words = []
        for layer, entries in enumerate(layers(ranges)):
            name = name_of(layer)
            self.lists[name] = entries
            words.append(Word("route-filter-list", name))
        return words

    def add_policy(self, stem: str, terms: Iterable[tuple[_Alternative, tuple[Word, ...]]]) -> str:
        """Store a policy under a name of its content; return the name."""
        content = tuple(PolicyTerm(f"T{number:05}", conditions, actions) for number, (conditions, actions) in enumerate(terms, 1))
        name = content_name(stem, content)
        self.policies[name] = content
        return name

    # -- conditions ------------------------------------------------------------------------------

    def prefix_set(self, item: PrefixSet, family: int) -> list[Word]:
        return self.prefix_lists(item.of_family(family), lambda layer: prefix_list_name(item.name, family, layer))

    def pair_set(self, item: PairSet, family: int) -> Iterator[_Alternative]:
        for origin in sorted(item.ranges_by_origin):
            ranges = [found for found in item.ranges_by_origin[origin] if found.family == family]
            for word in self.prefix_lists(ranges, lambda layer, asn=origin: pair_list_name(item.name, asn, family, layer)):  # type: ignore[misc]
                yield (self.as_path(f"O{origin}", as_paths.origin(origin)), word)

    def local_list(self, name: str, family: int) -> Word:
        made = local_list_name(name, family)
        self.lists[made] = (NOTHING[family],)
        return Word("route-filter-list", made)

    def alternatives(self, atom: Atom, family: int) -> list[_Alternative]:
        """Return what ``_alternatives`` says; sessions ask for the same again and again."""
        found = self._said.get((atom, family))
        if found is None:
            found = self._said[atom, family] = self._alternatives(atom, family)
        return found

    def _alternatives(self, atom: Atom, family: int) -> list[_Alternative]:
        """Return conditions of which one must hold for the atom; none when it never holds in this family.

        :raises PolicyError: Junos cannot match it.
        """
        match atom:
            case PrefixIn(name):
                return [(word,) for word in self.prefix_set(self.policy.prefix_sets[name], family)]
            case InLocalList(name):
                return [(self.local_list(name, family),)]
            case PairIn(name):
                return list(self.pair_set(self.policy.pair_sets[name], family))
            case NextHopIn(name):
                return self.next_hops(self.policy.prefix_sets[name], family)
            case RovInvalid():
                return [(Word("protocol", "bgp"), Word("validation-database", "invalid"))]
            case EmptyPath():
                return [(self.as_path("EMPTY", as_paths.EMPTY),)]
            case FirstAsn(asn):
                return [(self.as_path(f"FIRST-{asn}", as_paths.first(asn)),)]
            case PathOnly(asn):
                return [(self.as_path(f"ONLY-{asn}", as_paths.only(asn)),)]
            case PathHas(ranges):
                texts = list(as_paths.anywhere(ranges))
                found = tuple(self.as_path(content_name("HAS", [text]).removeprefix(OURS), text) for text in texts)
                return [found] if found else []
            case PathLongerThan(count):
                return [(_more("as-path-calc-length", count),)]
            case HasCommunity(found_communities):
                return [tuple(Word("community", self.community(item)) for item in found_communities)] if found_communities else []
            case HasLargeCommunity(large):
                return [tuple(Word("community", self.community(item)) for item in large)] if large else []
            case CommunitiesMoreThan(count, Counted.STANDARD):
                return [(_more("community-count", count),)]
            case CommunitiesMoreThan(count, Counted.LARGE):
                return [(_more("large-community-count", count),)]
        raise PolicyError(f"Junos cannot match {type(atom).__name__}")

    def next_hops(self, item: PrefixSet, family: int) -> list[_Alternative]:
        ranges = item.of_family(family)
        if any(found.minimum != found.maximum or found.length != found.minimum for found in ranges):
            raise PolicyError(f"Junos matches next hops one by one, and {item.name} has ranges")
        hosts = [Word("next-hop", str(found.prefix).partition("/")[0]) for found in ranges]
        return [tuple(hosts)] if hosts else []

    def group(self, atoms: tuple[Atom, ...], family: int) -> list[_Alternative]:
        """Return conditions of which one must hold for all atoms together.

        :raises PolicyError: two atoms ask by one statement, of which Junos would take either.
        """
        found: list[_Alternative] = []
        for parts in product(*(self.alternatives(atom, family) for atom in atoms)):
            statements = [statement for part in parts for statement in {word.statement for word in part}]
            if len(statements) != len(set(statements)):
                told = " and ".join(type(atom).__name__ for atom in atoms)
                raise PolicyError(f"Junos cannot ask {told} in one term: it would take one for enough")
            found.append((Word("family", INET[family]), *(word for part in parts for word in part)))
        return found

    # -- terms and rewrites ----------------------------------------------------------------------

    def control(self, term: Term, family: int) -> str | None:
        """Return the policy of a control; None where it says nothing."""
        if term.is_monitored and term.mark is None:
            return None
        spared = [alternative for group in term.unless for alternative in self.group(group, family)]
        if term.when == (PathHasSet(),):
            # What is no sequence of ASNs has a set or a confederation segment.
            spared.append((Word("family", INET[family]), self.as_path("SEQUENCE", as_paths.SEQUENCE)))
            about = self.group((), family)
        else:
            about = self.group(term.when, family)
        if not about or (Word("family", INET[family]),) in spared:
            return None
        end = (REJECTED,) if not term.is_monitored or term.mark is None else (self.adding(term.mark), NEXT_POLICY)
        terms = [(alternative, (NEXT_POLICY,)) for alternative in dict.fromkeys(spared)]
        return self.add_policy(f"{term.control}-{family}", [*terms, *((alternative, end) for alternative in about)])

    def adding(self, community: tuple[int, ...]) -> Word:
        return Word("community add", self.community(community))

    def action(self, change: Change, family: int) -> Word | None:
        """Return the action of a change; None where there is nothing to change. :raises PolicyError: Junos cannot change it."""
        match change:
            case RemoveCommunities(patterns, keep):
                found = tuple(dict.fromkeys(item for pattern in patterns for item in communities.members(pattern, keep)))
                if not found:
                    return None
                name = content_name("STRIP", found)
                self.communities[name] = found
                return Word("community delete", name)
            case AddCommunity(community):
                return self.adding(community)
            case AddLargeCommunity(large):
                return self.adding(large)
            case SetLocalPreference(value):
                return Word("local-preference", str(value))
            case SetNextHop(next_hop):
                if next_hop.family != family:
                    raise PolicyError(f"Junos: the next hop {next_hop} is not of IPv{family}")
                return Word("next-hop", str(next_hop).partition("/")[0])
        raise PolicyError(f"Junos cannot do {type(change).__name__} in a policy")

    def rewrites(self, stem: str, rewrites: Iterable[Rewrite], family: int) -> list[str]:
        """Return the policy of rewrites, in an order that Junos keeps: one change a term."""
        terms: list[tuple[_Alternative, tuple[Word, ...]]] = []
        for rewrite in rewrites:
            if any(type(atom) in _CHANGED_BY.get(type(change), ()) for change in rewrite.changes[:-1] for atom in rewrite.when):
                raise PolicyError(f"Junos asks again before each change of {rewrite.control}: say what changes the answer last")
            when = self.group(rewrite.when, family)
            for change in rewrite.changes:
                action = self.action(change, family)
                if action is not None:
                    terms += [(alternative, (action,)) for alternative in when]
        return [self.add_policy(f"{stem}-{family}", terms)] if terms else []

    # -- chains ----------------------------------------------------------------------------------

    def theirs(self, session: Session, direction: Direction) -> list[str]:
        """Return the policy that calls the operator's own; without one of theirs Junos' default decides as it did before."""
        names, is_inherited = self.facts.theirs.get((session.address, direction), ((), True))
        if names:
            called = (tuple(Word("policy", name) for name in names), (NEXT_POLICY,))
            return [self.add_policy(f"THEIRS-{'INHERITED' if is_inherited else 'OWN'}", [called, ((), (REJECTED,))])]
        if direction is Direction.IMPORT:
            return []
        # Of routes that are not BGP's the default policy sends none.
        return [self.add_policy("THEIRS-INHERITED", [((Word("protocol", "bgp"),), (NEXT_POLICY,)), ((), (REJECTED,))])]

    def chain(self, chain: Chain) -> tuple[list[str], list[str]]:
        """Return the policies of a chain in front of the operator's own, and behind them."""
        family = chain.family
        guard = self.rewrites("FIRST", chain.first, family)
        guard += [name for term in with_zero(chain) if (name := self.control(term, family)) is not None]
        return guard, self.rewrites("SEAL", chain.last, family)

    def bound(self, session: Session, direction: Direction) -> tuple[str, ...] | None:
        """Return the policies of a session and direction; None when nothing of ours is to be there.

        A family without a chain keeps the policies of ours that it has.
        """
        now = self.facts.chains.get((session.address, direction), ())
        guard: list[str] = []
        seal: list[str] = []
        is_ours = False
        for family in self.facts.families(session.address):
            chain = session.chain(direction, family)
            if chain is None:
                kept = [name for name in now if family_of(name) == family]
                is_ours = is_ours or bool(kept)
                is_seal = [name.startswith(f"{OURS}SEAL-") for name in kept]
                guard += [name for name, late in zip(kept, is_seal, strict=True) if not late]
                seal += [name for name, late in zip(kept, is_seal, strict=True) if late]
                continue
            is_ours = True
            before, behind = self.chain(chain)
            guard += before
            seal += behind
        if not is_ours:
            return None
        self.policies[ACCEPT] = (PolicyTerm("T00001", (), (ACCEPTED,)),)
        # A policy that is twice in a chain says nothing the second time, and Junos takes a name once.
        return (*dict.fromkeys(guard), *self.theirs(session, direction), *dict.fromkeys(seal), ACCEPT)

    def build(self) -> Configuration:
        bindings: dict[str, Binding] = {}
        for session in self.policy.sessions:
            if session.is_released or not self.facts.families(session.address):
                continue
            bindings[session.address] = Binding(
                self.facts.groups.get(session.address, f"{OURS}AS{session.asn}"),
                self.bound(session, Direction.IMPORT),
                self.bound(session, Direction.EXPORT),
                self.facts.limits.get(session.address, ()),
            )
        caches = frozenset((cache.host, cache.port) for cache in self.policy.rtr_caches)
        return Configuration(self.lists, self.as_paths, self.communities, self.policies, bindings, caches)


def with_zero(chain: Chain) -> Iterator[Term]:
    """Yield the terms of a chain, so that ASN 0 is rejected where it is declared to be: no expression can name it.

    What rejects all that is no sequence of other ASNs rejects it too; where an import does not, such a term stands beside.
    """
    is_held = any(term.when == (PathHasSet(),) and not term.unless and not term.is_monitored for term in chain.terms)
    for term in chain.terms:
        yield term
        names_zero = any(isinstance(atom, PathHas) and any(low == 0 for low, _ in atom.ranges) for atom in term.when)
        if names_zero and len(term.when) == 1 and chain.direction is Direction.IMPORT and not is_held:
            yield replace(term, when=(PathHasSet(),))


def _more(statement: str, count: int) -> Word:
    if count > _LARGEST_COUNT:
        raise PolicyError(f"Junos: {statement} counts to {_LARGEST_COUNT + 1}, not to {count + 1}")
    return Word(statement, f"{count + 1} orhigher")


def build(policy: Policy, facts: Facts) -> Configuration:
    """Return Junos' objects for a fitted policy.

    :raises PolicyError: something cannot be said in Junos.
    """
    return _Builder(policy, facts).build()
