# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The way from what an EOS router runs to what it should run, and back, as data.

One configuration session, committed under its own timer: the router takes all of it or nothing. Lists that hold permits alone are edited;
all else has a name of its content, so nothing with an order or a deny changes while it acts: a neighbor is given another route-map, and
the old one goes. Should a router, while it commits, see a route-map before a list that it refers to, the neighbor's ``missing-policy``
denies. After it the router is asked which route-map acts on each neighbor.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from ...model.policies import Policy
from ..contract import Change, Command, Plan, PlatformError, Stage
from ..line_keys import BindingKey, LineKey
from ..pair_names import OURS, PairName, stem
from . import sources
from .names import LOCAL
from .objects import Configuration, Kind, ObjectKey, permitted, reachable
from .parse import EosRunning, acts
from .session_lines import (
    OWNED,
    ROUTER,
    VALIDATION,
    VALIDATION_LINE,
    VALIDATION_OFF,
    is_same,
    named_sets,
    owned_body,
    resets,
    resets_without,
    shown,
    undo,
)
from .summary import summary
from .text import binding_line, configuration_text, edit_lines, mode_line, object_lines, order, removal_line, router_lines
from .wish import DENYING, Wish, source_wish, wish

#: The one file, and the one stage with its expectation.
CHANGE, STAGE = "change", "policies"
_SECONDS = 600.0


@dataclass(frozen=True)
class EosPlan(Plan):
    """A plan that knows what the router must hold after it. ``absent``: objects that are gone, ``unbound``: bindings that are."""

    expected: Configuration = field(default_factory=Configuration)
    absent: frozenset[ObjectKey] = frozenset()
    checked: sources.SourceWish | None = None
    lists_off: frozenset[sources.AclKey] = frozenset()
    unbound: frozenset[BindingKey] = frozenset()


class _Planner:
    """Makes one plan."""

    def __init__(self, running: EosRunning, wished: Wish) -> None:
        now, wanted = running.configuration, wished.configuration
        self.running, self.wished, self.now = running, wished, now
        self.unbound = {key: now.bindings[key] for key in wished.unbound if key in now.bindings}
        self.bindings = {key: name for key, name in wanted.bindings.items() if now.bindings.get(key) != name}
        self.lines = {key: line for key, line in wanted.lines.items() if not is_same(key, line, now.lines.get(key))}
        self.caches_on = wanted.rtr_caches - now.rtr_caches
        objects = {key: body for key, body in wanted.objects.items() if key != OWNED}
        self.wanted_objects = objects
        owned = owned_body(self._owned(), self._named())
        self.wanted_objects = {**objects, **({OWNED: owned} if owned else {})}
        self.objects = {key: body for key, body in self.wanted_objects.items() if now.objects.get(key) != body}
        self.gone = self._gone(owned)
        self.checks = sources.change(running.parsed.checks, wished.sources) if wished.sources is not None else None
        self.after_objects = {key: body for key, body in {**now.objects, **self.wanted_objects}.items() if key not in self.gone}

    def _owned(self) -> frozenset[LineKey]:
        """Return the lines that are ours once the plan is confirmed."""
        there, off = self.running.parsed.owned, self.wished.lines_off.keys()
        mine = {key for key in self.lines if key not in self.now.lines or key in there}
        checked = self.wished.sources
        of_sources = {key for key in there if sources.is_of_sources(key)}
        if checked is not None:
            of_sources = sources.owned_of(checked.checks, checked.mine)
        return frozenset((((there & self.now.lines.keys()) | mine) - off - self.wished.given) | of_sources)

    def _named(self) -> frozenset[str]:
        """Return the names of sets that stand in no object's name, of those that will be there."""
        told = self.running.parsed.named | named_sets(self.wished.configuration.objects.get(OWNED, ()))
        stems = {pair.stem for key in {**self.now.objects, **self.wanted_objects} if (pair := PairName.parse(key.name)) is not None}
        return frozenset(name for name in told if stem(name) in stems)

    def _gone(self, owned: tuple[str, ...]) -> frozenset[ObjectKey]:
        """Return our objects that nothing refers to afterwards; not sets that the operator wrote something into."""
        objects = {**self.now.objects, **self.wanted_objects}
        bindings = {
            **{key: name for key, name in self.now.bindings.items() if key not in self.unbound},
            **self.wished.configuration.bindings,
        }
        theirs = [key.name for key in objects if key.kind is Kind.MAP and not key.name.startswith(OURS)]
        used = reachable(objects, [*bindings.values(), *self.running.parsed.inherited_policies.values(), *theirs])
        unused = {
            key
            for key, body in self.now.objects.items()
            if key.name.startswith(OURS) and key.name not in used and not (key.name.startswith(LOCAL) and permitted(body)) and key != OWNED
        }
        if made := sorted(key.name for key in self.wanted_objects if key.name not in used and key != OWNED and key not in self.now.objects):
            raise PlatformError(f"the plan makes objects that nothing refers to: {', '.join(made)}")
        unused = unused if self.wished.has_filters else set()
        return frozenset(unused | ({OWNED} if not owned and OWNED in self.now.objects else set()))

    @property
    def is_empty(self) -> bool:
        """Nothing changes."""
        wished = self.wished
        moves = (self.objects, self.bindings, self.lines, self.caches_on, self.unbound, self.gone, wished.lines_off, wished.caches_off)
        return not any(moves) and not wished.is_denying and (self.checks is None or self.checks.is_empty)

    @property
    def change(self) -> Change:
        """The class of the change."""
        if self.is_empty:
            return Change.NOTHING
        facts = self.running.session_facts
        hard = any(resets(key, line, facts) for key, line in self.lines.items())
        if hard or any(resets_without(key, facts) for key in self.wished.lines_off):
            return Change.RESETS
        others = (self.bindings, self.lines, self.caches_on, self.unbound, self.gone, self.wished.lines_off, self.wished.caches_off)
        is_edit = all(PairName.parse(key.name) is not None and key in self.now.objects for key in self.objects)
        is_other = self.wished.is_denying or (self.checks is not None and not self.checks.is_empty)
        return Change.SAFE if is_edit and not any(others) and not is_other else Change.FILTERS

    def text(self) -> str:
        """Return the lines that the configuration session takes."""
        lines = {**self.lines, **{key: undo(key, line) for key, line in self.wished.lines_off.items()}}
        validation = LineKey(ROUTER, 0, VALIDATION)
        if validation in self.wished.lines_off and self.running.parsed.bgp.validation == [VALIDATION_LINE]:
            lines[validation] = VALIDATION_OFF
        bindings = {
            **{key: f"no {binding_line(key, name)}" for key, name in self.unbound.items()},
            **{key: binding_line(key, name) for key, name in self.bindings.items()},
        }
        caches = {**dict.fromkeys(self.wished.caches_off, False), **dict.fromkeys(self.caches_on, True)}
        mode = mode_line(lines)
        made = [] if mode and mode[0].startswith("no ") else [*mode]
        made += [line for key in sorted(self.objects, key=order) for line in self._object_lines(key)]
        made += router_lines(self.running.asn, lines, bindings, caches)
        if self.wished.is_denying:
            made += [f"router bgp {self.running.asn}", *(f"   {line}" for line in DENYING), "!"]
        made += sources.change_lines(self.checks) if self.checks is not None else ()
        made += [removal_line(key) for key in sorted(self.gone, key=lambda key: (key.kind is not Kind.MAP, key))]
        made += mode if mode and mode[0].startswith("no ") else []
        return "".join(f"{line}\n" for line in made)

    def _object_lines(self, key: ObjectKey) -> Iterable[str]:
        """Print one object; one that is there with another content is edited, or made anew."""
        if key not in self.now.objects:
            return object_lines(key, self.objects[key])
        if key.kind.is_prefixes:
            return edit_lines(key, self.objects[key], self.running.parsed.sequences[key])
        return [removal_line(key), *object_lines(key, self.objects[key])]

    def touched(self) -> tuple[tuple[str, int], ...]:
        """Return the sessions whose routes are judged anew."""
        changed = {key.name for key in self.objects}
        after = {**self.now.bindings, **self.wished.configuration.bindings}
        renewed = {
            key for key, name in after.items() if name.startswith(OURS) and changed and changed & reachable(self.after_objects, [name])
        }
        return tuple(sorted({(key.address, key.family) for key in (*self.bindings, *self.unbound, *renewed)}))

    def after(self) -> Configuration:
        """Return what will be ours, for showing."""
        ours, wanted, wished = self.now.ours(), self.wished.configuration, self.wished
        bindings = {**ours.bindings, **wanted.bindings}
        return Configuration(
            {key: body for key, body in self.after_objects.items() if key.name.startswith(OURS)},
            {key: name for key, name in bindings.items() if key not in self.unbound and name.startswith(OURS)},
            {key: shown(line) for key, line in {**ours.lines, **wanted.lines}.items() if key not in wished.lines_off},
            (ours.rtr_caches | wanted.rtr_caches) - wished.caches_off,
        )

    def plan(self, identifier: str, timer_seconds: int) -> EosPlan:
        """Return the plan."""
        running, wanted = self.running, self.wished.configuration
        name = f"{identifier}/{CHANGE}"
        commands = (
            Command(f"load {name}", _SECONDS),
            Command(f"check {identifier}", _SECONDS),
            Command(f"commit-confirmed {timer_seconds} {identifier}", _SECONDS),
        )
        ours = running.configuration.ours()
        shown_now = replace(ours, lines={key: shown(line) for key, line in ours.lines.items()})
        return EosPlan(
            summary=summary(running, self.wished, self.objects, self.bindings, self.unbound, self.lines, self.caches_on)
            if not self.is_empty
            else (),
            before=configuration_text(running.asn, shown_now) + _printed(_own_checks(running)),
            after=configuration_text(running.asn, self.after()) + _printed(self._checks_after()),
            directory=identifier,
            files={CHANGE: "" if self.is_empty else self.text()},
            arm=Command(f"lock {running.digest} {identifier}", _SECONDS),
            stages=() if self.is_empty else (Stage(STAGE, commands, STAGE),),
            confirm=Command(f"confirm {identifier}", _SECONDS),
            revert=Command(f"revert {identifier}", _SECONDS),
            status=Command(f"status {identifier}"),
            touched=self.touched(),
            change=self.change,
            findings=tuple(self.wished.findings),
            expected=replace(wanted, objects=self.wanted_objects),
            absent=self.gone,
            unbound=frozenset(self.unbound),
            checked=self.wished.sources,
            lists_off=self.checks.lists_off if self.checks is not None else frozenset(),
        )

    def _checks_after(self) -> sources.Checks:
        checked = self.wished.sources
        return _own_checks(self.running) if checked is None else sources.ours(checked.checks, checked.mine)


def _own_checks(running: EosRunning) -> sources.Checks:
    mine = [(key.address, key.family) for key in running.parsed.owned if key.slot == sources.VERIFY_SLOT]
    return sources.ours(running.parsed.checks, mine)


def _printed(checks: sources.Checks) -> str:
    return "".join(f"{line}\n" for line in sources.lines(checks))


def make_plan(running: EosRunning, wished: Wish, identifier: str, timer_seconds: int) -> EosPlan:
    """Return the plan to what is wished.

    :raises PlatformError: the router does not take as much, or the plan is wrong in itself.
    """
    return _Planner(running, wished).plan(identifier, timer_seconds)


def plan(running: EosRunning, fitted: Policy, identifier: str, timer_seconds: int, allow_reset: bool) -> EosPlan:
    """Return the plan from running to the fitted policy.

    :raises PlatformError: the router cannot take the policy.
    """
    if fitted.is_sources_alone:
        checked = source_wish(running, fitted)
        told = list(checked.findings) if checked is not None else []
        return make_plan(running, Wish(Configuration(), findings=told, sources=checked, has_filters=False), identifier, timer_seconds)
    return make_plan(running, wish(running, fitted, allow_reset), identifier, timer_seconds)


def _differing(now: Mapping[ObjectKey, tuple[str, ...]], wanted: Mapping[ObjectKey, tuple[str, ...]]) -> Iterable[str]:
    for key, body in sorted(wanted.items()):
        have = now.get(key)
        if have is None:
            yield f"{key.kind} {key.name} is not there"
        elif have != body and not key.name.startswith(LOCAL):
            yield f"{key.kind} {key.name} is not what was sent"


def differences(running: EosRunning, plan_of: Plan, expectation: str) -> list[str]:
    """Return what the router does not hold of what was sent.

    :raises PlatformError: the plan is another platform's.
    """
    if not isinstance(plan_of, EosPlan):
        raise PlatformError("a plan of another platform")
    now, wanted = running.configuration, plan_of.expected
    facts = running.session_facts
    found = list(_differing(now.objects, wanted.objects))
    found += [
        f"neighbor {key.address} IPv{key.family} has route-map {now.bindings.get(key)} {key.direction}, not {name}"
        for key, name in sorted(wanted.bindings.items())
        if now.bindings.get(key) != name
    ]
    found += [
        f"neighbor {key.address} IPv{key.family} still has route-map {now.bindings[key]} {key.direction}"
        for key in sorted(plan_of.unbound & now.bindings.keys() - wanted.bindings.keys())
    ]
    found += [
        f"neighbor {key.address}: the router says that route-map {running.acting.get((key.address, key.direction))} acts {key.direction}"
        for key, name in sorted(wanted.bindings.items())
        if now.bindings.get(key) == name and not acts(running, key, name)
    ]
    found += [
        f"{key.address}: no line {shown(line)!r}"
        for key, line in sorted(wanted.lines.items())
        if not is_same(key, line, facts.effective(key))
    ]
    found += [f"no RPKI cache {host} port {port}" for host, port in sorted(wanted.rtr_caches - now.rtr_caches)]
    found += [f"{key.kind} {key.name} is still there" for key in sorted(plan_of.absent & now.objects.keys())]
    if plan_of.checked is not None:
        found += sources.missing(running.parsed.checks, plan_of.checked, plan_of.lists_off)
    return found
