# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Say a fitted policy in RouterOS' chains and lists.

The chain of a connection asks for the family and jumps; the chain of a family is GUARD, SEAL, then the operator's own chain, or accept.
An ``accept`` in the operator's chain ends everything, so SEAL stands before it: what theirs changes is not changed again by ours. Behind
the jump stands ``reject``: what their chain lets fall is rejected, as it is without us (the default action of a chain is reject).

A term that spares routes jumps to a chain that returns for each of them and ends with ``reject``, so that a rule which is passed over,
or is not understood, leaves the reject in place. A term that rejects what it asks for is one rule an alternative. Every chain ends with
an action of its own, so it does not matter what a chain without one does when it was jumped to.

``dst in`` a list holds for exactly the prefixes of the list, ``dst in`` a prefix also for its more-specifics (guide, "Prefix operators");
where a prefix and its more-specifics are rejected, the prefix is listed too, so that it does not matter whether it is in itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import reduce

from ...model.policies import Chain, Policy, PolicyError, Session
from ...model.prefixes import BITS, Prefix, PrefixRange, address_to_int
from ...model.routes import Direction
from ...model.terms import (
    AddCommunity,
    AddLargeCommunity,
    Atom,
    Change,
    CommunityPattern,
    EmptyPath,
    FirstAsn,
    HasCommunity,
    HasLargeCommunity,
    InLocalList,
    NextHopIn,
    PairIn,
    PathHas,
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
from ..contract import PlatformError
from ..line_keys import BindingKey
from ..number_ranges import Box, boxes_of, numbers
from .conditions import Alternatives, address, both, in_range, rule
from .names import RPKI_GROUP, comment, content_name, entry_name, local_name
from .objects import (
    PAIRS,
    PLACEHOLDER,
    PREFIXES,
    Configuration,
    Kind,
    ListKey,
    Rule,
    binding_key,
    owned_lists,
    prefix_text,
    reachable,
)

DIRECTION = {Direction.IMPORT: "in", Direction.EXPORT: "out"}
_AFI = {4: "ipv4", 6: "ipv6"}
#: Controls that ask for the neighbor itself. The others are the same for many sessions.
_OF_ONE_SESSION = frozenset({"F08", "F09", "F10", "F11", "F13", "F16"})
_VERIFY = Rule(f"rpki-verify {RPKI_GROUP}", "F12")
_KINDS = {2: Kind.COMMUNITIES, 3: Kind.LARGE_COMMUNITIES}
_ATTRIBUTES = {2: "bgp-communities", 3: "bgp-large-communities"}
_HIGHEST = {2: 65535, 3: 4294967295}


@dataclass(frozen=True)
class Facts:
    """What rendering must know of the router.

    ``active``: (address, family) of each session, None means the family of the session's address. ``operator_chains``: theirs that go on
    acting. ``held``: directions of connections that stay as they are.
    """

    active: frozenset[tuple[str, int]] | None = None
    operator_chains: Mapping[BindingKey, str] = field(default_factory=dict)
    held: frozenset[BindingKey] = frozenset()

    def families(self, neighbor: str) -> tuple[int, ...]:
        """Return the families that a session carries."""
        if self.active is None:
            return (6,) if ":" in neighbor else (4,)
        return tuple(family for family in (4, 6) if (neighbor, family) in self.active)


def _community(numbers_of: Iterable[int]) -> str:
    return ":".join(map(str, numbers_of))


def _digits(low: int, high: int, highest: int) -> str:
    if (low, high) == (0, highest):
        return "[0-9]+"
    found = list(numbers(low, high))
    return found[0] if len(found) == 1 else f"({'|'.join(found)})"


def _expression(box: Box, size: int) -> str:
    return "^" + ":".join(_digits(low, high, _HIGHEST[size]) for low, high in box) + "$"


class _Builder:
    """Makes the objects of one router."""

    def __init__(self, policy: Policy, facts: Facts) -> None:
        self.policy = policy
        self.facts = facts
        self.chains: dict[str, tuple[Rule, ...]] = {}
        self.lists: dict[ListKey, frozenset[str]] = {}

    def chain(self, word: str, rules: Iterable[Rule]) -> str:
        """Keep a chain and return its name. Whether a route is verified is asked in the chain that asks for the outcome."""
        listed = tuple(rules)
        if any("(rpki " in item.text or "&& rpki " in item.text for item in listed):
            listed = (_VERIFY, *listed)
        name = content_name(word, (f"{item.comment}\t{item.text}" for item in listed))
        self.chains[name] = listed
        return name

    def list_of(self, kind: Kind, word: str, entries: Iterable[str]) -> str:
        """Keep a list and return its name."""
        held = frozenset(entries)
        name = content_name(word, sorted(held))
        self.lists[ListKey(kind, name)] = held
        return name

    # -- conditions ------------------------------------------------------------------------------

    def ranges(self, items: Iterable[PrefixRange], family: int, *, with_bases: bool) -> Alternatives:
        """Return the alternatives that one of the ranges holds the prefix.

        :param with_bases: the prefix that a range begins with is listed too.
        """
        exact: set[Prefix] = set()
        found: Alternatives = []
        for item in sorted(items):
            is_exact = item == PrefixRange.exact(item.prefix)
            if is_exact and item.length:
                exact.add(item.prefix)
                continue
            found.append(in_range(item))
            if with_bases and item.length and item.minimum == item.length:
                exact.add(item.prefix)
        if exact:
            name = self.list_of(PREFIXES[family], f"P{family}", map(prefix_text, exact))
            found.insert(0, (f"dst in {name}",))
        return found

    def pairs(self, name: str, family: int) -> Alternatives:
        """Return the alternatives that prefix and origin are a pair of a set."""
        found: Alternatives = []
        for origin, items in sorted(self.policy.pair_sets[name].ranges_by_origin.items()):
            of_family = [item for item in items if item.family == family]
            found += both(self.ranges(of_family, family, with_bases=False), [(f"bgp-as-path {origin}$",)])
        return found

    def alternatives(self, atom: Atom, family: int, *, is_rejected: bool) -> Alternatives:
        """Return the alternatives of an atom.

        :param is_rejected: what holds is rejected, so that to hold more often is the safe side.
        :raises PolicyError: the filter language cannot say it.
        """
        match atom:
            case PrefixIn(name):
                return self.ranges(self.policy.prefix_sets[name].of_family(family), family, with_bases=is_rejected)
            case InLocalList(name):
                key = ListKey(PREFIXES[family], local_name(name))
                self.lists[key] = frozenset({prefix_text(Prefix.parse(PLACEHOLDER[family]))})
                return [(f"dst in {key.name}",)]
            case PairIn(name):
                return self.pairs(name, family)
            case NextHopIn(name):
                return [
                    (f"gw == {address(item.prefix)}" if item.length == BITS[family] else f"gw in {item.prefix}",)
                    for item in self.policy.prefix_sets[name].of_family(family)
                ]
            case RovInvalid():
                # Without a cache nothing is invalid, and a group that is not there is not asked.
                return [("rpki invalid",)] if self.policy.rtr_caches else []
            case HasCommunity(wanted):
                return [(f"bgp-communities includes {_community(item)}",) for item in sorted(wanted)]
            case HasLargeCommunity(large):
                return [(f"bgp-large-communities includes {_community(item)}",) for item in sorted(large)]
        return self._path(atom)

    def _path(self, atom: Atom) -> Alternatives:
        match atom:
            case EmptyPath():
                # A route that this router originates may have no path to be asked for.
                return [("bgp-as-path ^$",), ("bgp-network",)]
            case FirstAsn(asn):
                return [(f"bgp-as-path ^{asn}",)]
            case PathOnly(asn):
                return [(f"bgp-as-path ^{asn}+$",)]
            case PathHas(ranges):
                entries = [str(low) if low == high else f"{low}-{high}" for low, high in ranges]
                return [(f"bgp-as-path [[:{self.list_of(Kind.NUMBERS, 'N', entries)}:]]",)] if entries else []
            case PathLongerThan(count):
                return [(f"bgp-path-len > {count}",)]
        raise PolicyError(f"RouterOS cannot match {type(atom).__name__}")

    def group(self, atoms: Iterable[Atom], family: int, *, is_rejected: bool) -> Alternatives:
        """Return the alternatives that all atoms hold."""
        found: Alternatives = [()]
        return reduce(both, (self.alternatives(atom, family, is_rejected=is_rejected) for atom in atoms), found)

    # -- terms and rewrites ----------------------------------------------------------------------

    def term(self, term: Term, family: int) -> list[Rule]:
        """Return the rules of a term."""
        if term.is_monitored and term.mark is None:
            return []
        when = self.group(term.when, family, is_rejected=not term.is_monitored)
        if not when:
            return []
        if not term.is_monitored and not term.unless:
            return [Rule(rule(parts, "reject"), term.control) for parts in when]
        spared: list[Rule] = []
        for atoms in term.unless:
            sets = [atom.pair_set for atom in atoms if isinstance(atom, PairIn)]
            said = comment(f"{term.control} {PAIRS}{family} {sets[0]}") if sets else term.control
            spared += [Rule(rule(parts, "return"), said) for parts in self.group(atoms, family, is_rejected=False)]
        if any(item.text == "return" for item in spared):
            return []
        last = ["reject"] if term.mark is None or not term.is_monitored else [*self.add(term.mark), "return"]
        name = self.chain(term.control, [*spared, *(Rule(text, term.control) for text in last)])
        return [Rule(rule(parts, f"jump {name}"), term.control) for parts in when]

    def add(self, community: tuple[int, ...]) -> list[str]:
        """Return the actions that add a community; it is not there twice."""
        size, text = len(community), _community(community)
        name = self.list_of(_KINDS[size], "C" if size == 2 else "L", [text])
        return [f"delete {_ATTRIBUTES[size]} {name}", f"append {_ATTRIBUTES[size]} {text}"]

    def remove(self, patterns: Iterable[CommunityPattern], keep: Iterable[CommunityPattern]) -> list[str]:
        """Return the actions that remove communities: values by a list, whatever words they are printed in, the others by their digits."""
        found: list[str] = []
        listed, kept = tuple(patterns), tuple(keep)
        for size, attribute in _ATTRIBUTES.items():
            boxes = boxes_of(listed, kept, size, _HIGHEST[size])
            values = {_community(low for low, _ in box) for box in boxes if all(low == high for low, high in box)}
            if values:
                found.append(f"delete {attribute} {self.list_of(_KINDS[size], 'C' if size == 2 else 'L', values)}")
            wild = sorted({_expression(box, size) for box in boxes if any(low != high for low, high in box)})
            found += [f'delete {attribute} regexp "{expression}"' for expression in wild]
        return found

    def actions(self, change: Change) -> list[str]:
        """Return the actions of a change, one a rule.

        :raises PolicyError: there is none.
        """
        match change:
            case RemoveCommunities(patterns, keep):
                return self.remove(patterns, keep)
            case AddCommunity(community) | AddLargeCommunity(community):
                return self.add(community)
            case SetLocalPreference(value):
                return [f"set bgp-local-pref {value}"]
            case SetNextHop(next_hop):
                return [f"set gw {address(next_hop)}"]
        raise PolicyError(f"RouterOS cannot do {type(change).__name__}")

    def rewrite(self, rewrite: Rewrite, family: int) -> list[Rule]:
        """Return the rules of a rewrite: what stands behind a condition is a chain, so that the condition is asked once for all of it."""
        rules = [Rule(text, rewrite.control) for change in rewrite.changes for text in self.actions(change)]
        when = self.group(rewrite.when, family, is_rejected=False)
        if when == [()] or not rules or not when:
            return rules if when else []
        name = self.chain(rewrite.control, [*rules, Rule("return", rewrite.control)])
        return [Rule(rule(parts, f"jump {name}"), rewrite.control) for parts in when]

    # -- chains ----------------------------------------------------------------------------------

    def family_chain(self, session: Session, chain: Chain, theirs: str | None) -> str:
        """Return the name of the chain of one family and direction."""
        family = chain.family
        rules = [item for rewrite in chain.first for item in self.rewrite(rewrite, family)]
        shared: list[Rule] = []
        own: list[Rule] = []
        for term in chain.terms:
            (own if term.control in _OF_ONE_SESSION else shared).extend(self.term(term, family))
        # Terms only reject, so their order says which control decides and not whether: what sessions share can stand first.
        if shared:
            rules.append(Rule(f"jump {self.chain(f'GUARD-{family}', [*shared, Rule('return')])}", "GUARD"))
        rules += own
        rules += [item for rewrite in chain.last for item in self.rewrite(rewrite, family)]
        rules += [Rule("accept", "accept")] if theirs is None else [Rule(f"jump {theirs}", "yours"), Rule("reject", "yours")]
        return self.chain(f"{DIRECTION[chain.direction].upper()}{family}-AS{session.asn}", rules)

    def connection_chain(self, session: Session, direction: Direction) -> str | None:
        """Return the name of the chain of a connection; None: a family has none yet, and the connection takes one for all."""
        rules: list[Rule] = []
        key = binding_key(session.address, DIRECTION[direction])
        active = self.facts.families(session.address)
        for family, word in _AFI.items():
            action = "reject"
            if family in active:
                chain = session.chain(direction, family)
                if chain is None:
                    return None
                action = f"jump {self.family_chain(session, chain, self.facts.operator_chains.get(key))}"
            # All have a rule for each family, so that a change is that of rules alone.
            rules.append(Rule(f"if (afi {word}) {{ {action} }}", word))
        if not active:
            return None
        name = entry_name(session.address, DIRECTION[direction])
        self.chains[name] = (*rules, Rule("reject", "other families"))
        return name

    def limits(self) -> dict[tuple[str, int], int]:
        """Return how many routes connections take (F15), where the intent says a number.

        Whether routes that a filter rejects count is not documented, and beyond the limit the session stays down: a number that is made of
        accepted routes would take down who sends many that are rejected.
        """
        found: dict[tuple[str, int], int] = {}
        for session in self.policy.sessions:
            held = binding_key(session.address, DIRECTION[Direction.IMPORT]) in self.facts.held
            for limit in session.limits if session.chains and not session.is_released and not held else ():
                key = (session.address, limit.family)
                is_here = limit.direction is Direction.IMPORT and limit.family in self.facts.families(session.address)
                if is_here and limit.is_declared and limit.count is not None and not limit.warns_only:
                    found[key] = limit.count
        return found

    def build(self) -> Configuration:
        bindings: dict[BindingKey, str] = {}
        for session in self.policy.sessions:
            for direction in Direction:
                key = binding_key(session.address, DIRECTION[direction])
                if key not in self.facts.held and not session.is_released and (name := self.connection_chain(session, direction)):
                    bindings[key] = name
        limits = self.limits()
        # A condition that never holds was looked at, and its lists are asked for by nothing.
        used = reachable(self.chains, bindings.values())
        return Configuration(
            {name: rules for name, rules in self.chains.items() if name in used},
            {**{key: entries for key, entries in self.lists.items() if key.name in used}, **owned_lists(limits)},
            bindings,
            frozenset((_cache(cache.host), cache.port) for cache in self.policy.rtr_caches),
            limits,
        )


def _cache(host: str) -> str:
    """Return the address of a cache. :raises PlatformError: RouterOS takes addresses alone."""
    try:
        address_to_int(host)
    except ValueError as error:
        raise PlatformError(f"RPKI cache {host!r}: RouterOS takes an address, no name; write its address") from error
    return host


def build(policy: Policy, facts: Facts) -> Configuration:
    """Return RouterOS' objects for a fitted policy.

    :raises PolicyError: something cannot be said in the filter language.
    """
    return _Builder(policy, facts).build()
