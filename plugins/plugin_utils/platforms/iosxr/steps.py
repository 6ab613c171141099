# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The way from what an IOS-XR router runs to what it should run, and back, as data.

One commit: the router takes all of it or nothing, in no order, and refuses what refers to what is not there. A set or policy that
differs is sent whole and takes the place of the one that is there; what nothing refers to any more goes with the same commit. So no
filter is at any moment anything but what it was or what it shall be.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ...model.policies import Policy
from .. import one_commit
from ..contract import Plan, PlatformError
from ..line_keys import LineKey
from . import sources
from .objects import Configuration, Kind, ObjectKey, elements, reachable
from .parse import XrRunning
from .session_lines import OWNED, RTR_SLOT, is_same, owned_body, resets, resets_without, shown, undo
from .summary import summary
from .text import binding_line, configuration_text, objects_lines, router_lines
from .wish import UNSAFE, Wish, check_size, source_wish, wish


@dataclass(frozen=True)
class XrPlan(one_commit.CommitPlan[ObjectKey]):
    """A plan for an IOS-XR router."""


class _Planner(one_commit.Planner[ObjectKey]):
    """Makes one plan."""

    policy = Kind.POLICY
    owned = OWNED

    def __init__(self, running: XrRunning, wished: Wish) -> None:
        self.running = running
        super().__init__(running, wished)

    def is_same(self, key: LineKey, wanted: str, present: str | None) -> bool:
        return is_same(wanted, present)

    def resets(self, key: LineKey, line: str) -> bool:
        return resets(key, line, self.running.session_facts)

    def resets_without(self, key: LineKey) -> bool:
        return resets_without(key, self.running.session_facts)

    def owned_body(self, objects: Mapping[ObjectKey, tuple[str, ...]]) -> tuple[str, ...]:
        """Say the lines and the caches that are ours."""
        there = {LineKey(*cache, RTR_SLOT) for cache in self.now.rtr_caches} & self.parsed.owned
        on = {LineKey(*cache, RTR_SLOT) for cache in self.caches_on}
        off = {LineKey(*cache, RTR_SLOT) for cache in self.wished.caches_off}
        return owned_body(self.owned_lines() | ((there | on) - off))

    def holds(self, body: tuple[str, ...]) -> bool:
        return bool(elements(body))

    def reachable(self, objects: Mapping[ObjectKey, tuple[str, ...]], names: Iterable[str]) -> set[str]:
        return reachable(objects, names)

    def shown(self, line: str) -> str:
        return shown(line)

    def printed(self, configuration: Configuration, checks: sources.Checks) -> str:
        return configuration_text(self.asn, configuration) + "".join(f"{line}\n" for line in sources.lines(checks))

    def summary(self) -> tuple[str, ...]:
        return summary(self.running, self.wished, self.objects, self.bindings, self.unbound, self.lines, self.caches_on)

    def text(self) -> str:
        """Return the lines that the candidate takes."""
        lines = {**self.lines, **{key: undo(line) for key, line in self.wished.lines_off.items()}}
        bindings = {
            **{key: f"no {binding_line(key, name)}" for key, name in self.unbound.items()},
            **{key: binding_line(key, name) for key, name in self.bindings.items()},
        }
        caches = {**dict.fromkeys(self.wished.caches_off, False), **dict.fromkeys(self.caches_on, True)}
        made = [*objects_lines(self.objects), *router_lines(self.asn, lines, bindings, caches)]
        if self.wished.is_denying:
            made += [f"router bgp {self.asn}", f" no {UNSAFE}", "!"]
        made += sources.change_lines(self.checks) if self.checks is not None else ()
        made += [f"no {key.kind} {key.name}" for key in sorted(self.gone, key=lambda key: (key.kind is not Kind.POLICY, key))]
        return "".join(f"{line}\n" for line in made)

    def plan(self, identifier: str, timer_seconds: int) -> XrPlan:
        """Return the plan."""
        if not self.is_empty:
            check_size(self.running, self.after_objects)
        return XrPlan(**self.told(identifier, f"lock {self.running.commit}", "check", timer_seconds))


def make_plan(running: XrRunning, wished: Wish, identifier: str, timer_seconds: int) -> XrPlan:
    """Return the plan to what is wished.

    :raises PlatformError: the router does not take as much, or the plan is wrong in itself.
    """
    return _Planner(running, wished).plan(identifier, timer_seconds)


def plan(running: XrRunning, fitted: Policy, identifier: str, timer_seconds: int, allow_reset: bool) -> XrPlan:
    """Return the plan from running to the fitted policy.

    :raises PlatformError: the router cannot take the policy.
    """
    if fitted.is_sources_alone:
        checked = source_wish(running, fitted)
        told = list(checked.findings) if checked is not None else []
        return make_plan(running, Wish(Configuration(), findings=told, sources=checked, has_filters=False), identifier, timer_seconds)
    return make_plan(running, wish(running, fitted, allow_reset), identifier, timer_seconds)


def differences(running: XrRunning, plan_of: Plan, expectation: str) -> list[str]:
    """Return what the router does not hold of what was sent.

    :raises PlatformError: the plan is another platform's.
    """
    if not isinstance(plan_of, XrPlan):
        raise PlatformError("a plan of another platform")
    wanted, facts = sorted(plan_of.expected.lines.items()), running.session_facts
    lines = [f"{key.address}: no line {shown(line)!r}" for key, line in wanted if not is_same(line, facts.effective(key))]
    found = one_commit.differences(running.configuration, plan_of, Kind.POLICY, lines)
    if plan_of.checked is not None:
        found += sources.missing(running.parsed.checks, plan_of.checked, plan_of.lists_off)
    return found
