# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""MANRS Action 4: whether what we announce is registered, and what to submit where it is not.

What we announce is what is declared, and what looks at routers saw leave with our origin. A prefix is registered by a route object with
our origin in a database that counts, or by a ROA; MANRS asks for one of them, and each that is missing is named.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from ..intent.models import HostIntent, Neighbor, Network, Registry
from ..model.first_few import evidence, first_few
from ..model.policies import Finding
from ..model.prefixes import Prefix
from ..model.routes import Relation, RovState
from ..model.rov import RovTable
from ..model.set_names import SetName
from ..model.sets import Vrp
from ..policy.named_sets import is_private
from ..registry.cones import cone_of
from ..registry.irr import IrrAnswers, RouteObject, parse_asn
from ..registry.rpsl_object import RpslObject
from ..registry.submission import PLACEHOLDER

#: IRRd shows ROAs as route objects of this database; they are ROAs all the same.
_ROAS = "RPKI"


class Announced(NamedTuple):
    """A prefix that we or a customer with space of ours announces. ``longest``: how long its more-specifics may be."""

    prefix: Prefix
    origin: int
    longest: int

    def allows(self, prefix: Prefix) -> bool:
        """Tell whether a prefix is this one or a more-specific that may be announced."""
        return self.prefix.contains(prefix) and prefix.length <= self.longest


class RoaChange(NamedTuple):
    """A ROA to make or to take off. ``action``: add or remove."""

    action: str
    prefix: Prefix
    maximum_length: int
    asn: int
    why: str


class AnnouncedState(NamedTuple):
    """How one prefix is registered.

    ``is_in_irr``: a route object of its origin for it or for what covers it is in a database that counts; None: nobody knows.
    """

    prefix: Prefix
    origin: int
    is_in_irr: bool | None
    rov: RovState


@dataclass(frozen=True)
class Wanted:
    """What should be registered. ``customers``: what our AS-SET should have, by customer's ASN: a set's name, or the ASN.

    ``undeclared``: prefixes that leave with our origin and are not in ``announced``, with where that was seen.
    """

    asn: int
    as_set: SetName | None
    announced: tuple[Announced, ...]
    customers: Mapping[int, str]
    neighbors: Mapping[int, Relation]
    own_origins: frozenset[int]
    sources: tuple[str, ...] | None
    undeclared: Mapping[Prefix, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Facts:
    """What the registries have. ``as_sets`` and ``aut_nums``: of each database that counts, the preferred first."""

    around: Mapping[Prefix, Sequence[RouteObject]]
    as_sets: tuple[RpslObject, ...]
    aut_nums: tuple[RpslObject, ...]
    vrps: tuple[Vrp, ...]


@dataclass(frozen=True)
class Registration:
    """What holds, what does not, and what to submit: RPSL objects, ready but for what only their maintainer knows, and ROA changes."""

    held: tuple[str, ...]
    findings: tuple[Finding, ...]
    objects: tuple[str, ...]
    roa_changes: tuple[RoaChange, ...] = field(default=())
    announced: tuple[AnnouncedState, ...] = field(default=())


def wanted_of(intents: Collection[HostIntent], leaving: Mapping[Prefix, tuple[str, ...]] | None = None) -> Wanted:
    """Return what a fleet should have registered.

    :param leaving: prefixes that routers were seen to announce with our origin, and where.
    """
    first = next(iter(intents))
    network: Network = first.network
    registry: Registry = first.registry
    announced = []
    for item in network.prefixes:
        prefix = Prefix.parse(item.prefix)
        # A private ASN is taken out on the way: others see our own.
        origin = network.asn if item.delegated_to is None or is_private(item.delegated_to) else item.delegated_to
        announced.append(Announced(prefix, origin, item.up_to or prefix.length))
    ours = [item for item in announced if item.origin == network.asn]
    undeclared = {prefix: places for prefix, places in sorted((leaving or {}).items()) if not any(item.allows(prefix) for item in ours)}
    neighbors = [neighbor for intent in intents for neighbor in intent.neighbors if neighbor.relation is not Relation.COLLECTOR]
    customers = {neighbor.asn: _member(registry, neighbor) for neighbor in neighbors if neighbor.relation is Relation.CUSTOMER}
    return Wanted(
        network.asn,
        SetName.parse(network.as_set) if network.as_set else None,
        tuple(sorted(set(announced))),
        dict(sorted(customers.items())),
        {neighbor.asn: neighbor.relation for neighbor in sorted(neighbors, key=lambda item: item.asn)},
        frozenset(network.own_origins),
        registry.irr.sources,
        undeclared,
    )


def _member(registry: Registry, neighbor: Neighbor) -> str:
    sets = cone_of(registry, neighbor).declared_sets
    return sets[0].name if sets else f"AS{neighbor.asn}"


async def ask(answers: IrrAnswers, wanted: Wanted, vrps: tuple[Vrp, ...]) -> Facts:
    """Ask the IRR.

    :raises UnresolvedError, RegistryError: it gives no complete answer.
    """
    around = await answers.around([*(item.prefix for item in wanted.announced), *wanted.undeclared])
    as_sets = await answers.objects("as-set", wanted.as_set.name) if wanted.as_set is not None else ()
    if wanted.as_set is not None and wanted.as_set.source:
        as_sets = tuple(item for item in as_sets if item.source == wanted.as_set.source)
    return Facts(around, as_sets, await answers.objects("aut-num", f"AS{wanted.asn}"), vrps)


def check(wanted: Wanted, facts: Facts, maintainer: str | None = None) -> Registration:
    """Compare what should be registered with what is.

    :param maintainer: ``mnt-by`` of new objects; None: that of our aut-num or AS-SET.
    """
    return _Check(wanted, facts, maintainer).result()


class _Check:
    """One comparison."""

    def __init__(self, wanted: Wanted, facts: Facts, maintainer: str | None) -> None:
        self.wanted, self.facts = wanted, facts
        self.rov = RovTable(facts.vrps)
        self.held: list[str] = []
        self.findings: list[Finding] = []
        self.objects: list[str] = []
        self.roas: list[RoaChange] = []
        self.announced: list[AnnouncedState] = []
        ours = (*facts.aut_nums, *facts.as_sets)
        named = [word for item in ours for value in item.values("mnt-by") for word in value.split(",")]
        self.maintainer = maintainer or (named[0].strip() if named else f"{PLACEHOLDER}MNT")
        self.source = next(
            (item.source for item in ours), next((name for name in wanted.sources or () if name != _ROAS), f"{PLACEHOLDER}SOURCE")
        )

    def result(self) -> Registration:
        """Look at everything."""
        for item in self.wanted.announced:
            self._prefix(item, f"manrs_network.prefixes: {item.prefix}")
        for prefix, places in self.wanted.undeclared.items():
            where = f"announced: {prefix}"
            remedy = "declare it in manrs_network.prefixes, or up_to of the one it is in; if it should not leave, take it out of BGP"
            self._add("R11", "warning", where, "is announced, and not declared", remedy, places)
            self._prefix(Announced(prefix, self.wanted.asn, prefix.length), where, is_declared=False)
        self._as_set()
        self._aut_num()
        roas = tuple(dict.fromkeys(self.roas))
        return Registration(tuple(self.held), tuple(self.findings), tuple(self.objects), roas, tuple(self.announced))

    def _add(self, control: str, severity: str, where: str, what: str, remedy: str, shown: Iterable[str]) -> None:
        self.findings.append(Finding(control, severity, where, what, remedy, evidence(shown) or (where,)))

    # -- prefixes --------------------------------------------------------------------------------

    def _prefix(self, item: Announced, where: str, is_declared: bool = True) -> None:
        """Look at one prefix. What nobody declared is nothing to register: it may be a mistake that it leaves."""
        prefix, origin, _ = item

        def remedy(text: str) -> str:
            return text if is_declared else "declare it, and run this again, or take it out of BGP"

        around = self.facts.around.get(prefix)
        state = self.rov.state_of(prefix, origin)
        if around is None:
            self.announced.append(AnnouncedState(prefix, origin, None, state))
            self._add("R05", "critical", where, "the IRR gave no answer for it", "look at the IRR servers", [str(prefix)])
            return
        exact = [found for found in around if found.prefix == prefix and found.source != _ROAS]
        counting = [found for found in around if found.source != _ROAS and self._counts(found.source) and found.origin == origin]
        ours = [found for found in counting if found.prefix == prefix]
        self.announced.append(AnnouncedState(prefix, origin, bool(counting), state))
        roas = [vrp for vrp in self.rov.covering(prefix) if vrp.asn == origin and prefix.length <= vrp.maximum_length]
        shown = [_object_text(found) for found in around] + [_vrp_text(vrp) for vrp in self.rov.covering(prefix)]
        has_object, has_roa = bool(ours), state is RovState.VALID
        if has_object or has_roa:
            by = [_object_text(found) for found in ours[:1]] + [_vrp_text(vrp) for vrp in roas[:1]]
            self.held.append(f"{prefix} AS{origin}: {' and '.join(by)}")
        else:
            self._add("R04", "critical", where, "is registered nowhere", remedy("make a ROA, and register a route object"), shown)
        if not has_object:
            self.objects += [self._route(prefix, origin)] if is_declared else []
            if has_roa:
                self._add(
                    "R05", "warning", where, f"has no route object with origin AS{origin}", remedy("register the object below"), shown
                )
        if state is RovState.NOT_FOUND:
            self.roas += [RoaChange("add", prefix, prefix.length, origin, "no ROA covers it")] if is_declared else []
            if has_object:
                self._add("R06", "warning", where, "has no ROA, so nobody can tell a hijack of it", remedy("make the ROA below"), shown)
        elif state is RovState.INVALID:
            self.roas += [RoaChange("add", prefix, prefix.length, origin, "others drop it as invalid")] if is_declared else []
            what = f"RPKI says invalid with origin AS{origin}: others drop it"
            self._add("R01", "critical", where, what, remedy("make the ROA below, or announce what the ROAs say"), shown)
        if is_declared:
            self._wide(item, where, roas)
        allowed = {origin, self.wanted.asn, *self.wanted.own_origins}
        if others := [found for found in exact if found.origin not in allowed]:
            what = f"others have route objects for it: {first_few([_object_text(found) for found in others])}"
            self._add("R08", "warning", where, what, "ask the database to delete them", map(_object_text, others))

    def _counts(self, source: str) -> bool:
        return self.wanted.sources is None or source in self.wanted.sources

    def _wide(self, item: Announced, where: str, roas: Sequence[Vrp]) -> None:
        """RFC 9319: a maxLength beyond what is announced lets a forged origin win with a more-specific."""
        for vrp in roas:
            if vrp.maximum_length > item.longest and vrp.prefix == item.prefix:
                what = f"its ROA allows more-specifics up to /{vrp.maximum_length}, announced is up to /{item.longest}"
                remedy = f"set maxLength to {item.longest}, or declare up_to"
                self._add("R07", "warning", where, what, remedy, [_vrp_text(vrp)])
                why = "allows what is not announced (RFC 9319)"
                self.roas.append(RoaChange("remove", vrp.prefix, vrp.maximum_length, vrp.asn, why))
                self.roas.append(RoaChange("add", vrp.prefix, item.longest, vrp.asn, why))

    def _route(self, prefix: Prefix, origin: int) -> str:
        kind = "route" if prefix.family == 4 else "route6"
        attributes = ((kind, str(prefix)), ("origin", f"AS{origin}"), ("mnt-by", self.maintainer), ("source", self.source))
        return _text(attributes)

    # -- AS-SET ----------------------------------------------------------------------------------

    def _as_set(self) -> None:
        name = self.wanted.as_set
        if name is None:
            if self.wanted.customers:
                right = f"register AS{self.wanted.asn}:AS-CUSTOMERS, and declare it as manrs_network.as_set"
                what = "none is declared, so others cannot filter what we announce of our customers"
                self._add("R09", "warning", "manrs_network.as_set", what, right, [f"customers: {first_few(list(self._members()))}"])
            return
        where = f"manrs_network.as_set: {name}"
        members = self._members()
        if not self.facts.as_sets:
            self._add("R09", "critical", where, "is in no database that counts", "register the object below", members)
            source = name.source or self.source
            attributes = (("as-set", name.name), ("members", ", ".join(members)), ("mnt-by", self.maintainer), ("source", source))
            self.objects.append(_text(attributes))
            return
        found = self.facts.as_sets[0]
        if not name.is_hierarchical:
            what = "its name is not hierarchical: anybody can register it in another database"
            self._add("R02", "warning", where, what, f"register AS{self.wanted.asn}:{name.name} and use that", [found.text.splitlines()[0]])
        if len(self.facts.as_sets) > 1 and not name.source:
            listed = [item.source for item in self.facts.as_sets]
            what = f"is in {', '.join(listed)}; the first one listed counts"
            self._add("R02", "warning", where, what, f"declare {listed[0]}::{name.name}, and delete the others", listed)
        there = [word.strip().upper() for value in found.values("members", "mp-members") for word in value.split(",") if word.strip()]
        lines = [f"members: {', '.join(there)} ({found.source})"]
        if missing := [member for member in members if member not in there]:
            what = f"lacks {first_few(missing)}: what they announce is dropped by who filters by it"
            self._add("R09", "warning", where, what, "submit the object below", lines)
            self.objects.append(_with(found, [("members", ", ".join(missing))]))
        if extra := [member for member in there if member not in members and member != f"AS{self.wanted.asn}"]:
            what = f"has {first_few(extra)}, who is no declared customer"
            self._add("R09", "warning", where, what, "take them off, or declare them", lines)
        if not missing and not extra:
            self.held.append(f"{name}: {', '.join(there)} ({found.source})")

    def _members(self) -> list[str]:
        return list(dict.fromkeys([f"AS{self.wanted.asn}", *self.wanted.customers.values()]))

    # -- aut-num ---------------------------------------------------------------------------------

    def _aut_num(self) -> None:
        where = f"aut-num AS{self.wanted.asn}"
        told = self.wanted.neighbors
        if not self.facts.aut_nums:
            remedy = "register it with the RIR that gave you the ASN"
            self._add(
                "R10", "warning", where, "is in no database that counts", remedy, [f"sources: {', '.join(self.wanted.sources or ())}"]
            )
            return
        found = self.facts.aut_nums[0]
        imports = {asn for value in found.values("import", "mp-import") for asn in _peers(value, "from")}
        exports = {asn for value in found.values("export", "mp-export") for asn in _peers(value, "to")}
        missing = [asn for asn in told if asn not in imports or asn not in exports]
        if missing:
            what = f"says nothing of {first_few([f'AS{asn}' for asn in missing])}"
            severity = "warning"
            self._add(
                "R10",
                severity,
                where,
                what,
                "submit the object below",
                [f"{len(imports)} imports, {len(exports)} exports ({found.source})"],
            )
            lines = [line for asn in missing for line in self._policy(asn, asn not in imports, asn not in exports)]
            self.objects.append(_with(found, lines))
        else:
            self.held.append(f"{where}: {len(imports)} imports and {len(exports)} exports ({found.source})")

    def _policy(self, asn: int, is_import: bool, is_export: bool) -> Iterator[tuple[str, str]]:
        ours = self.wanted.as_set.name if self.wanted.as_set is not None else f"AS{self.wanted.asn}"
        relation = self.wanted.neighbors[asn]
        accepted = "ANY" if relation is Relation.PROVIDER else self.wanted.customers.get(asn, f"AS{asn}")
        if is_import:
            yield "mp-import", f"afi any.unicast from AS{asn} accept {accepted}"
        if is_export:
            yield "mp-export", f"afi any.unicast to AS{asn} announce {'ANY' if relation is Relation.CUSTOMER else ours}"


def _peers(value: str, word: str) -> Iterator[int]:
    """Yield the ASNs behind ``from`` or ``to`` in an import or export."""
    words = value.replace(";", " ").split()
    for before, after in pairwise(words):
        if before.lower() == word and (asn := parse_asn(after.upper())) is not None:
            yield asn


def _text(attributes: Iterable[tuple[str, str]]) -> str:
    return "".join(f"{name + ':':<15} {value}".rstrip() + "\n" for name, value in attributes)


def _with(found: RpslObject, attributes: Sequence[tuple[str, str]]) -> str:
    """Return an object's text with attributes more, behind the last of their kind or in front of who maintains it; all else stays."""
    lines = found.text.splitlines(keepends=True)
    for name, value in attributes:
        lines.insert(_place(lines, name), _text([(name, value)]))
    return "".join(lines)


def _place(lines: Sequence[str], name: str) -> int:
    """Return where a new attribute of that name belongs; a line that begins with white space or + goes on with the one before."""
    starts = [at for at, line in enumerate(lines) if line[:1] not in (" ", "\t", "+")]
    names = {at: lines[at].partition(":")[0].strip().lower() for at in starts}
    same = [at for at in starts if names[at] == name]
    if same:
        return next((at for at in starts if at > same[-1]), len(lines))
    return next((at for at in starts if names[at] == "mnt-by"), len(lines))


def _object_text(found: RouteObject) -> str:
    return f"{'route' if found.prefix.family == 4 else 'route6'} {found.prefix}, AS{found.origin}, {found.source}"


def _vrp_text(vrp: Vrp) -> str:
    return f"ROA {vrp.prefix}, maxLength {vrp.maximum_length}, AS{vrp.asn}"


def roa_csv(changes: Iterable[RoaChange]) -> str:
    """Return ROA changes as CSV: action, prefix, maxLength, asn, why."""
    rows = [f"{item.action},{item.prefix},{item.maximum_length},AS{item.asn},{item.why}" for item in changes]
    return "\n".join(["action,prefix,maxLength,asn,why", *rows]) + "\n"
