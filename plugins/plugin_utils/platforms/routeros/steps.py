# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The way from what a RouterOS router runs to what it should run, and back, as command lines.

There is no transaction. Chains and lists that differ have other names, so they are written beside what acts and act on nothing; then
the rule that jumps for a family is given another chain by one command, in the chain of each connection and direction; a connection that
has no such chain yet is given both directions by one command. What nothing refers to any more goes last, once all is confirmed. So at
each command a family of a connection has either the chain that it had or the one that it shall have, whole. The way back is the same:
the old rules and bindings, then what was made is taken off; it can be run from any place, and twice.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from ...model.first_few import evidence
from ...model.policies import Finding, Policy
from ..contract import Change, Command, Plan, PlatformError, Stage
from ..interface_checks import AclKey
from ..line_keys import BindingKey
from . import sources
from .names import LOCAL, OURS, RPKI_GROUP, is_entry, names_in
from .objects import PLACEHOLDER, PREFIXES, Configuration, ListKey, Rule, local_lists, reachable
from .parse import RosRunning, references
from .summary import summary
from .text import (
    CACHES,
    CONNECTIONS,
    LIMITS,
    PROPERTIES,
    cache_line,
    clear_line,
    configuration_text,
    object_lines,
    quoted,
    removal_lines,
    rule_line,
)
from .wish import Wish, wish

OBJECTS, BINDINGS, INTERFACES, CONFIRMED = "objects", "bindings", "interfaces", "confirmed"
_SECONDS = 600.0
_AFI = {4: "ip", 6: "ipv6"}
#: A rule of a connection's chain, and the chain that it jumps to.
_OF_FAMILY = re.compile(rf"if \(afi ipv[46]\) {{ (?:jump ({OURS}[A-Za-z0-9_.-]+)|reject) }}", re.ASCII)


@dataclass(frozen=True)
class RosPlan(Plan):
    """A plan that knows what the router must hold. ``absent``: objects that are gone once confirmed, ``unbound``: bindings that are.

    ``edits``: chains of connections that are there, and of which rules are set.
    """

    expected: Configuration = field(default_factory=Configuration)
    absent: Configuration = field(default_factory=Configuration)
    unbound: frozenset[BindingKey] = frozenset()
    edits: frozenset[str] = frozenset()
    limits_off: frozenset[tuple[str, int]] = frozenset()
    checked: sources.SourceWish | None = None
    lists_off: frozenset[AclKey] = frozenset()


def _file(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _is_local(key: ListKey) -> bool:
    return key.kind in PREFIXES.values() and key.name.startswith(LOCAL)


class _Planner:
    """Makes one plan."""

    def __init__(self, running: RosRunning, wished: Wish) -> None:
        self.running, self.wished, self.now = running, wished, running.configuration
        wanted = wished.configuration
        self.unbound = {key: self.now.bindings[key] for key in wished.unbound if key in self.now.bindings}
        self.bindings = {key: name for key, name in wanted.bindings.items() if self.now.bindings.get(key) != name}
        self.edits = {name: rules for name, rules in wanted.chains.items() if self._is_edit(name, rules)}
        self.new, self.stale = self._new()
        self.limits = {key: count for key, count in wanted.limits.items() if running.limits.get(key) != count}
        self.limits_off = wished.limits_off & running.limits.keys()
        self.limits_before = {key: running.limits.get(key) for key in (*self.limits, *self.limits_off)}
        self.caches_on = wanted.rtr_caches - self.now.rtr_caches
        self.gone = self._gone()
        self._names_what_is_there()
        checked = wished.sources
        self.checks = sources.change(running.checks, checked) if checked is not None else None
        self.source_lines = sources.lines_of(running.checks, self.checks) if self.checks is not None else sources.SourceLines()

    def _names_what_is_there(self) -> None:
        """Refuse a plan whose rules name something of ours that is neither made nor there: no guide says what such a rule does.

        :raises PlatformError: one does.
        """
        now, wanted = self.now, self.wished.configuration
        there = {*now.chains, *wanted.chains, *(key.name for key in (*now.lists, *wanted.lists))}
        missing = sorted({name for rules in wanted.chains.values() for rule in rules for name in names_in(rule.text)} - there)
        if missing:
            raise PlatformError(f"the plan names {missing[0]}, which it does not make and the router does not have; tell its authors")

    def _is_edit(self, name: str, rules: tuple[Rule, ...]) -> bool:
        """Tell whether a chain is there as we make them, and becomes what is wanted when rules of it are set.

        From where its rules jump to, the operator's own chain is known: where somebody has set one to something else, it is not.
        """
        there = self.now.chains.get(name, ())
        is_same_shape = [item.comment for item in there] == [item.comment for item in rules]
        jumps = [found[1] for item in there if (found := _OF_FAMILY.fullmatch(item.text))]
        is_ours = len(jumps) == len(there) - 1 and all(chain is None or chain in self.now.chains for chain in jumps)
        return is_entry(name) and is_same_shape and is_ours and there != rules and name not in self.running.broken

    def _new(self) -> tuple[Configuration, Configuration]:
        """Return what must be written, and what of it is there in part: a delivery was cut while it wrote.

        :raises PlatformError: it acts as it is: somebody edited it.
        """
        now, wanted = self.now, self.wished.configuration
        differing = {name: rules for name, rules in wanted.chains.items() if now.chains.get(name) != rules or name in self.running.broken}
        chains = {name: rules for name, rules in differing.items() if name not in self.edits}
        lists = {key: entries for key, entries in wanted.lists.items() if now.lists.get(key) != entries}
        stale = Configuration(
            {name: now.chains[name] for name in chains if name in now.chains}, {key: now.lists[key] for key in lists if key in now.lists}
        )
        acting = references(now)
        edited = [name for name in (*stale.chains, *(key.name for key in stale.lists)) if name in acting]
        if edited:
            raise PlatformError(
                f"{edited[0]}: somebody edited it on the router; bind the connection to a chain of yours, remove it, then run again"
            )
        return Configuration(chains, lists), stale

    def _gone(self) -> Configuration:
        """Return our objects that nothing refers to afterwards; not lists that the operator wrote something into."""
        if not self.wished.has_filters:
            return Configuration()
        now, wanted = self.now, self.wished.configuration
        bindings = {**{key: name for key, name in now.bindings.items() if key not in self.unbound}, **wanted.bindings}
        chains = {**now.chains, **wanted.chains}
        theirs = [name for name in chains if not name.startswith(OURS)]
        used = reachable(chains, [*bindings.values(), *self.running.inherited.values(), *theirs])
        held = local_lists(now)
        ours = now.ours()
        return Configuration(
            {name: rules for name, rules in ours.chains.items() if name not in used},
            {
                key: entries
                for key, entries in ours.lists.items()
                if key.name not in used
                and key not in wanted.lists
                and not (_is_local(key) and (held.get(key.name.removeprefix(OURS)) or not _is_empty(entries)))
            },
        )

    @property
    def is_empty(self) -> bool:
        """Nothing changes."""
        new, gone = self.new, self.gone
        objects = (new.chains, new.lists, gone.chains, gone.lists)
        moves = (self.edits, self.bindings, self.unbound, self.limits, self.limits_off, self.caches_on, self.wished.caches_off)
        return not any((*objects, *moves)) and (self.checks is None or self.checks.is_empty)

    def _set_lines(self, bindings: Mapping[BindingKey, str | None], limits: Mapping[tuple[str, int], int | None]) -> Iterator[str]:
        """Yield the commands that bind chains and set limits, one a connection, and that take them off."""
        for address in sorted({key.address for key in bindings} | {key[0] for key in limits}):
            target = f"[find where name={quoted(self.running.connections[address].name)}]"
            mine = {key.direction: name for key, name in bindings.items() if key.address == address}
            bound = [f"{PROPERTIES[way]}={quoted(name)}" for way, name in sorted(mine.items()) if name is not None]
            bound += [f"{LIMITS[key[1]]}={count}" for key, count in sorted(limits.items()) if key[0] == address and count is not None]
            if bound:
                yield f"{CONNECTIONS}/set {target} {' '.join(bound)}"
            for way in sorted(way for way, name in mine.items() if name is None):
                yield f"{CONNECTIONS}/unset {target} value-name={PROPERTIES[way]}"
            for key in sorted(key for key, count in limits.items() if key[0] == address and count is None):
                yield f"{CONNECTIONS}/unset {target} value-name={LIMITS[key[1]]}"

    def _clear_lines(self) -> Iterator[str]:
        """Yield the commands that bring sessions up again that a limit of this plan took down."""
        up = {item.address for item in self.running.sessions if item.is_established}
        yield from (clear_line(address) for address in sorted({address for address, _ in self.limits} & up))

    def _edit_lines(self, wanted: Mapping[str, tuple[Rule, ...]]) -> Iterator[str]:
        """Yield the commands that set the rules of connections' chains that differ from what runs or from what will."""
        for name in sorted(self.edits):
            for rule, one, other in zip(wanted[name], self.now.chains[name], self.edits[name], strict=True):
                if one != other:
                    yield rule_line(name, rule)

    def renewed(self) -> dict[BindingKey, str]:
        """Return the bindings of connections whose chains have other rules afterwards."""
        after = {**self.now.bindings, **self.wished.configuration.bindings}
        return {key: name for key, name in after.items() if name in self.edits}

    def touched(self) -> tuple[tuple[str, int], ...]:
        """Return the sessions whose routes are judged anew."""
        addresses = {key.address for key in (*self.bindings, *self.unbound, *self.renewed())}
        return tuple(sorted((address, family) for address in addresses for family in self.running.connections[address].families))

    def files(self) -> dict[str, str]:
        """Return the files: what is written, bound, brought back, and taken off."""
        new = self.new
        there = {**dict.fromkeys(self.unbound), **self.bindings}
        back = {key: self.now.bindings.get(key) for key in there}
        made = Configuration(new.chains, {key: entries for key, entries in new.lists.items() if not _is_local(key)})
        created = Configuration({}, {key: entries for key, entries in new.lists.items() if _is_local(key)})
        return {
            "objects.rsc": _file(
                [
                    *removal_lines(self.stale),
                    *(cache_line(*cache) for cache in sorted(self.caches_on)),
                    *object_lines(new),
                    *self.source_lines.made,
                ]
            ),
            "bindings.rsc": _file(
                [*self._edit_lines(self.edits), *self._set_lines(there, {**dict.fromkeys(self.limits_off), **self.limits})]
            ),
            "interfaces.rsc": _file(self.source_lines.interfaces),
            "restore.rsc": _file(
                [
                    *self._edit_lines(self.now.chains),
                    *self._set_lines(back, self.limits_before),
                    *removal_lines(made),
                    *removal_lines(created),
                    *_cache_removals(self.caches_on),
                    *self.source_lines.back,
                    *self._clear_lines(),
                ]
            ),
            "clean.rsc": _file([*removal_lines(self.gone), *_cache_removals(self.wished.caches_off), *self.source_lines.gone]),
        }

    def stages(self, identifier: str) -> tuple[Stage, ...]:
        """Return the stages. Routes are asked for and sent again, because the guide does not say that a new chain judges them by itself."""
        write = (Command(f"run {identifier}/objects.rsc", _SECONDS),)
        again = [
            Command(f"{verb} {address} {_AFI[family]}", _SECONDS) for address, family in self.touched() for verb in ("refresh", "resend")
        ]
        bind = (Command(f"run {identifier}/bindings.rsc", _SECONDS), *again)
        found = []
        if self.new.chains or self.new.lists or self.caches_on or self.source_lines.made:
            found.append(Stage(OBJECTS, write, OBJECTS))
        if self.bindings or self.unbound or self.edits or self.limits or self.limits_off:
            found.append(Stage(BINDINGS, bind, BINDINGS))
        if self.source_lines.interfaces:
            found.append(Stage(INTERFACES, (Command(f"run {identifier}/interfaces.rsc", _SECONDS),), INTERFACES))
        return tuple(found or [Stage("clean", (), BINDINGS)])

    def after(self) -> Configuration:
        """Return what will be ours, for showing."""
        ours, wanted, gone = self.now.ours(), self.wished.configuration, self.gone
        bindings = {**ours.bindings, **wanted.bindings}
        return Configuration(
            {name: rules for name, rules in {**ours.chains, **wanted.chains}.items() if name not in gone.chains},
            {key: entries for key, entries in {**ours.lists, **wanted.lists}.items() if key not in gone.lists},
            {key: name for key, name in bindings.items() if key not in self.unbound and name.startswith(OURS)},
            (ours.rtr_caches | wanted.rtr_caches) - self.wished.caches_off,
            wanted.limits if self.wished.has_filters else ours.limits,
        )

    def told(self) -> tuple[str, ...]:
        """Say the change to people."""
        limits = {**dict.fromkeys(self.limits_off), **self.limits}
        return summary(self.running, self.wished, self.bindings | self.renewed(), self.unbound, self.caches_on, limits)

    @property
    def change(self) -> Change:
        """The class of the change."""
        if self.is_empty:
            return Change.NOTHING
        is_below = any(count < self.running.accepted.get(key, 0) for key, count in self.limits.items())
        return Change.RESETS if is_below else Change.FILTERS

    def _may_reset(self) -> Iterator[Finding]:
        """Yield a warning where connections are given chains: no guide says that their sessions outlive it."""
        if addresses := sorted({key.address for key in (*self.bindings, *self.unbound)} | {address for address, _ in self.limits_before}):
            told = ", ".join(f"{self.wished.declared.get(item, '?')} ({item})" for item in addresses)
            what = f"chains or limits are set at the connections to {told}: whether RouterOS then ends their sessions is not documented"
            remedy = "take a time at which they may go down and come back"
            yield Finding("D02", "warning", "connections", what, remedy, evidence(f"connection to {item}" for item in addresses))

    def plan(self, identifier: str, timer_seconds: int) -> RosPlan:
        """Return the plan."""
        running, is_empty, checked = self.running, self.is_empty, self.wished.sources
        checks = sources.ours(running.checks)
        after = checks if checked is None else checked.checks
        return RosPlan(
            summary=() if is_empty else self.told(),
            before=configuration_text(running.configuration.ours()) + _file(sources.lines(checks)),
            after=configuration_text(self.after()) + _file(sources.lines(after)),
            directory=identifier,
            files={} if is_empty else self.files(),
            arm=Command(f"arm {timer_seconds} {identifier} {running.history}", _SECONDS),
            stages=() if is_empty else self.stages(identifier),
            confirm=Command(f"confirm {identifier}", _SECONDS),
            revert=Command(f"revert {identifier}", _SECONDS),
            status=Command(f"status {identifier}"),
            touched=self.touched(),
            change=self.change,
            findings=(*self.wished.findings, *self._may_reset()),
            expected=self.wished.configuration,
            absent=self.gone,
            unbound=frozenset(self.unbound),
            edits=frozenset(self.edits),
            limits_off=frozenset(self.limits_off),
            checked=checked,
            lists_off=self.checks.lists_off if self.checks is not None else frozenset(),
        )


def _is_empty(entries: Iterable[str]) -> bool:
    """Tell whether a local list has nothing but the entry that it was made with."""
    return {str(entry).partition("/")[0] for entry in entries} <= {item.partition("/")[0] for item in PLACEHOLDER.values()}


def _cache_removals(caches: Iterable[tuple[str, int]]) -> Iterator[str]:
    for host, port in sorted(caches):
        yield f"{CACHES}/remove [find where group={RPKI_GROUP} address={host} port={port}]"


def make_plan(running: RosRunning, wished: Wish, identifier: str, timer_seconds: int) -> RosPlan:
    """Return the plan to what is wished.

    :raises PlatformError: somebody edited an object of ours that acts.
    """
    return _Planner(running, wished).plan(identifier, timer_seconds)


def plan(running: RosRunning, fitted: Policy, identifier: str, timer_seconds: int, allow_reset: bool) -> RosPlan:
    """Return the plan from running to the fitted policy; a limit below what is there now is left out unless it is allowed.

    :raises PlatformError: the router cannot take the policy.
    """
    return make_plan(running, wish(running, fitted, allow_reset), identifier, timer_seconds)


def _missing(running: RosRunning, wanted: Configuration, later: Collection[str]) -> Iterator[str]:
    """Yield what the router does not hold. ``later``: chains whose rules are set later."""
    now = running.configuration
    for name, rules in sorted(wanted.chains.items()):
        if name in later:
            continue
        if name not in now.chains:
            yield f"chain {name} is not there"
        elif now.chains[name] != rules:
            yield f"chain {name} is not what was sent"
        elif name in running.broken:
            yield f"chain {name} has a rule that the router does not take"
    for key, entries in sorted(wanted.lists.items()):
        if key not in now.lists:
            yield f"list {key.name} is not there"
        elif not _is_local(key) and now.lists[key] != entries:
            yield f"list {key.name} is not what was sent"
    yield from (f"no RPKI cache {host} port {port}" for host, port in sorted(wanted.rtr_caches - now.rtr_caches))


def differences(running: RosRunning, plan_of: Plan, expectation: str) -> list[str]:
    """Return what the router does not hold of a stage's expectation.

    :raises PlatformError: the plan is another platform's.
    """
    if not isinstance(plan_of, RosPlan):
        raise PlatformError("a plan of another platform")
    now, wanted = running.configuration, plan_of.expected
    found = list(_missing(running, wanted, plan_of.edits if expectation == OBJECTS else ()))
    checked = plan_of.checked
    found += sources.missing_lists(running.checks, checked) if checked is not None else ()
    if expectation == OBJECTS:
        return found
    found += [
        f"connection to {key.address} has chain {now.bindings.get(key)} {key.direction}, not {name}"
        for key, name in sorted(wanted.bindings.items())
        if now.bindings.get(key) != name
    ]
    found += [
        f"connection to {key[0]} takes {running.limits.get(key)} IPv{key[1]} routes, not {count}"
        for key, count in sorted(wanted.limits.items())
        if running.limits.get(key) != count
    ]
    found += [
        f"connection to {address} still has a limit of IPv{family} routes"
        for address, family in sorted(plan_of.limits_off & running.limits.keys())
    ]
    found += [f"connection to {key.address} still has a chain {key.direction}" for key in sorted(plan_of.unbound & now.bindings.keys())]
    if checked is not None and expectation in (INTERFACES, CONFIRMED):
        found += sources.missing(running.checks, checked)
    if expectation == CONFIRMED:
        found += sources.still_there(running.checks, checked, plan_of.lists_off) if checked is not None else ()
        found += [f"chain {name} is still there" for name in sorted(plan_of.absent.chains.keys() & now.chains.keys())]
        found += [f"list {key.name} is still there" for key in sorted(plan_of.absent.lists.keys() & now.lists.keys())]
    return found
