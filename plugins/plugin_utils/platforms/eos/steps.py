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
from dataclasses import dataclass

from ...model.policies import Policy
from .. import one_commit
from ..contract import Plan, PlatformError
from ..line_keys import LineKey
from ..pair_names import PairName, stem
from . import sources
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


@dataclass(frozen=True)
class EosPlan(one_commit.CommitPlan[ObjectKey]):
    """A plan for an EOS router."""


class _Planner(one_commit.Planner[ObjectKey]):
    """Makes one plan."""

    policy = Kind.MAP
    owned = OWNED

    def __init__(self, running: EosRunning, wished: Wish) -> None:
        self.running = running
        super().__init__(running, wished)

    def is_same(self, key: LineKey, wanted: str, present: str | None) -> bool:
        return is_same(key, wanted, present)

    def resets(self, key: LineKey, line: str) -> bool:
        return resets(key, line, self.running.session_facts)

    def resets_without(self, key: LineKey) -> bool:
        return resets_without(key, self.running.session_facts)

    def owned_body(self, objects: Mapping[ObjectKey, tuple[str, ...]]) -> tuple[str, ...]:
        """Say the lines that are ours, and the names of sets that stand in no object's name, of those that will be there."""
        told = self.running.parsed.named | named_sets(self.wished.configuration.objects.get(OWNED, ()))
        stems = {pair.stem for key in {**self.now.objects, **objects} if (pair := PairName.parse(key.name)) is not None}
        return owned_body(self.owned_lines(), frozenset(name for name in told if stem(name) in stems))

    def holds(self, body: tuple[str, ...]) -> bool:
        return bool(permitted(body))

    def reachable(self, objects: Mapping[ObjectKey, tuple[str, ...]], names: Iterable[str]) -> set[str]:
        return reachable(objects, names)

    def shown(self, line: str) -> str:
        return shown(line)

    def printed(self, configuration: Configuration, checks: sources.Checks) -> str:
        return configuration_text(self.asn, configuration) + "".join(f"{line}\n" for line in sources.lines(checks))

    def summary(self) -> tuple[str, ...]:
        return summary(self.running, self.wished, self.objects, self.bindings, self.unbound, self.lines, self.caches_on)

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
        made += router_lines(self.asn, lines, bindings, caches)
        if self.wished.is_denying:
            made += [f"router bgp {self.asn}", *(f"   {line}" for line in DENYING), "!"]
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

    def plan(self, identifier: str, timer_seconds: int) -> EosPlan:
        """Return the plan."""
        return EosPlan(**self.told(identifier, f"lock {self.running.digest} {identifier}", f"check {identifier}", timer_seconds))


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


def differences(running: EosRunning, plan_of: Plan, expectation: str) -> list[str]:
    """Return what the router does not hold of what was sent.

    :raises PlatformError: the plan is another platform's.
    """
    if not isinstance(plan_of, EosPlan):
        raise PlatformError("a plan of another platform")
    now, wanted, facts = running.configuration, plan_of.expected, running.session_facts
    lines = [
        f"neighbor {key.address}: the router says that route-map {running.acting.get((key.address, key.direction))} acts {key.direction}"
        for key, name in sorted(wanted.bindings.items())
        if now.bindings.get(key) == name and not acts(running, key, name)
    ]
    lines += [
        f"{key.address}: no line {shown(line)!r}"
        for key, line in sorted(wanted.lines.items())
        if not is_same(key, line, facts.effective(key))
    ]
    found = one_commit.differences(now, plan_of, Kind.MAP, lines)
    if plan_of.checked is not None:
        found += sources.missing(running.parsed.checks, plan_of.checked, plan_of.lists_off)
    return found
