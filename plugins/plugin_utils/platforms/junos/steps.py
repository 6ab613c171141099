# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The way from what a Junos router runs to what it should run, and back, as data.

A commit is one step: before it the old configuration acts, behind it the new one, so there is one stage and nothing in between that
could be more open. ``commit confirmed`` is the way back without us.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from ...model.first_few import evidence
from ...model.policies import Finding, Policy
from ...model.routes import Direction
from ..contract import Change, Command, Plan, PlatformError, Stage
from ..findings import IN_A_WINDOW
from . import documents, sources
from .documents import DELETE, REPLACE, Element, active, make
from .keys import plain
from .names import LOCAL, OURS
from .neighbors import KEY_SLOT, MACRO, limit_slot, neighbors
from .objects import INET, NOTHING, RTR_GROUP, Binding, Configuration, Limit, referenced
from .parse import JunosRunning, configuration_of
from .sources import SourceState
from .summary import summary
from .wish import Wish, freed, keys_off, limits_off, operators, wish

CHANGE, POLICIES = "change", "policies"
#: A commit of a large configuration takes minutes.
_COMMIT_SECONDS = 600.0
_WORD = {Direction.IMPORT: "import", Direction.EXPORT: "export"}


@dataclass(frozen=True)
class JunosPlan(Plan):
    """A plan that knows what the router must hold behind it."""

    objects: Configuration = field(default_factory=Configuration)
    gone: frozenset[str] = frozenset()
    chains: Mapping[tuple[str, Direction], tuple[str, ...]] = field(default_factory=dict)
    limits: Mapping[tuple[str, int], Limit | None] = field(default_factory=dict)
    caches: frozenset[tuple[str, int]] | None = None
    sources: SourceState = field(default_factory=SourceState)
    keys: Mapping[str, str | None] = field(default_factory=dict, repr=False)


def _merged(first: Configuration, second: Configuration) -> Configuration:
    """Return the objects of both; of the same name that of the second, but of the operator's own lists that of the first."""
    written = {name: item for name, item in first.lists.items() if name.startswith(LOCAL)}
    return Configuration(
        {**first.lists, **second.lists, **written},
        {**first.as_paths, **second.as_paths},
        {**first.communities, **second.communities},
        {**first.policies, **second.policies},
    )


def _changed(now: Configuration, wanted: Configuration) -> Configuration:
    return Configuration(
        {name: item for name, item in wanted.lists.items() if now.lists.get(name) != item},
        {name: item for name, item in wanted.as_paths.items() if now.as_paths.get(name) != item},
        {name: item for name, item in wanted.communities.items() if now.communities.get(name) != item},
        {name: item for name, item in wanted.policies.items() if now.policies.get(name) != item},
    )


def _is_written_by_hand(name: str, now: Configuration) -> bool:
    return name.startswith(LOCAL) and any(item != NOTHING[item.family] for item in now.lists.get(name, ()))


class _Planner:
    """Makes one plan."""

    def __init__(self, running: JunosRunning, wished: Wish, identifier: str, timer_seconds: int) -> None:
        self.running = running
        self.wished = wished
        self.identifier = identifier
        self.timer_seconds = timer_seconds
        now = running.configuration
        here = {
            (address, direction): item.here.get(direction, ()) for address, item in running.neighbors.items() for direction in Direction
        }
        self.here = here
        self.chains = {key: names for key, names in wished.chains.items() if here.get(key, ()) != names}
        bound = {name for names in {**here, **self.chains}.values() for name in names}
        wished_objects = replace(
            wished.objects, policies={name: documents.in_order(terms) for name, terms in wished.objects.policies.items()}
        )
        merged = _merged(now, wished_objects)
        used = referenced(merged, bound)
        if missing := sorted(used - merged.names):
            raise PlatformError(f"chains of ours refer to what is not there: {', '.join(missing[:3])}; delete the chain at the neighbor")
        self.wanted = merged.of(used)
        self.changed = _changed(now, self.wanted)
        self.gone = frozenset(name for name in now.names - used if not _is_written_by_hand(name, now))
        self.limits = {
            (address, family): limit
            for (address, family), limit in wished.limits.items()
            if limit != running.neighbors[address].limits.get(family)
        }
        self.caches = wished.caches if wished.caches is not None and wished.caches != now.caches else None

        self.sources = wished.sources if wished.sources is not None else running.sources

    @property
    def is_source_change(self) -> bool:
        return self.sources != self.running.sources

    @property
    def is_empty(self) -> bool:
        if self.is_source_change:
            return False
        return not (self.changed.names or self.gone or self.chains or self.limits or self.wished.keys or self.caches is not None)

    @property
    def change(self) -> Change:
        if self.is_empty:
            return Change.NOTHING
        if self.wished.keys:
            return Change.RESETS
        accepted = {(item.address, item.family): item.accepted or 0 for item in self.running.sessions}
        for key, limit in self.limits.items():
            if limit is not None and limit.idle_minutes and limit.maximum < accepted.get(key, 0):
                return Change.RESETS
        before, after = self.running.sources, self.sources
        if (before.filters, before.places) != (after.filters, after.places):
            return Change.FILTERS
        is_list_edit = not (self.chains or self.limits or self.gone - self.running.configuration.lists.keys())
        only_lists = self.changed.names <= self.running.configuration.lists.keys()
        return Change.SAFE if is_list_edit and only_lists and self.caches is None else Change.FILTERS

    @property
    def touched(self) -> tuple[tuple[str, int], ...]:
        """The sessions whose routes are judged anew."""
        found = set()
        for (address, direction), names in {**self.here, **self.chains}.items():
            if (address, direction) in self.chains or referenced(self.wanted, names) & self.changed.names:
                found.add(address)
        return tuple(sorted((item.address, item.family) for item in self.running.sessions if item.address in found))

    # -- the change as XML -----------------------------------------------------------------------

    def document(self) -> Element:
        """Return the ``<configuration>`` that is loaded."""
        root = make("configuration")
        now = self.running.configuration
        options = documents.object_elements(self.changed, **REPLACE)
        kinds = (
            ("policy-statement", now.policies),
            ("route-filter-list", now.lists),
            ("community", now.communities),
            ("as-path", now.as_paths),
        )
        for tag, there in kinds:
            options += [make(tag, make("name", name), **DELETE) for name in sorted(self.gone & there.keys())]
        options += sources.list_elements(self.running.sources, self.sources)
        if options:
            root.append(make("policy-options", *options))
        if groups := list(self._groups()):
            root.append(make("protocols", make("bgp", *groups)))
        if self.caches is not None:
            told = documents.rtr_elements(self.caches)
            group = make("group", make("name", RTR_GROUP), *told, **(REPLACE if told else DELETE))
            root.append(make("routing-options", make("validation", group)))
        root.extend(sources.other_elements(self.running.sources, self.sources))
        return root

    def _groups(self) -> Iterator[Element]:
        addresses = sorted({address for address, _ in (*self.chains, *self.limits)} | self.wished.keys.keys())
        for name in sorted({self.running.neighbors[address].group for address in addresses}):
            mine = [address for address in addresses if self.running.neighbors[address].group == name]
            yield make("group", make("name", name), *(make("neighbor", make("name", item), *self._statements(item)) for item in mine))

    def _statements(self, address: str) -> Iterator[Element]:
        neighbor = self.running.neighbors[address]
        for direction in Direction:
            if (address, direction) not in self.chains:
                continue
            # Each value that is there goes, then all come in their order: values that stay would stand in front.
            for name in neighbor.here.get(direction, ()):
                yield make(_WORD[direction], name, **DELETE)
            for name in self.chains[address, direction]:
                yield make(_WORD[direction], name)
        limits = {family: limit for (item, family), limit in self.limits.items() if item == address}
        children = [
            (family, make("accepted-prefix-limit", **DELETE) if limit is None else documents.limit_element(limit))
            for family, limit in sorted(limits.items())
        ]
        yield from documents.family_element(children)
        ours = {limit_slot(family): limit is not None for family, limit in limits.items()}
        if address in self.wished.keys:
            key = self.wished.keys[address]
            yield make("authentication-key", **DELETE) if key is None else make("authentication-key", key)
            ours[KEY_SLOT] = key is not None
        before = neighbor.added
        after = (before | {slot for slot, is_set in ours.items() if is_set}) - {slot for slot, is_set in ours.items() if not is_set}
        if after != before:
            told = [make("data", make("name", slot)) for slot in sorted(after)]
            yield make("apply-macro", make("name", MACRO), *told, **(REPLACE if told else DELETE))

    # -- for people ------------------------------------------------------------------------------

    def _shown(self, is_after: bool) -> str:
        """Return what is ours before or after the plan."""
        now = self.running.configuration
        objects = self.wanted if is_after else now
        bindings: dict[str, Binding] = {}
        for address, neighbor in self.running.neighbors.items():
            told: dict[Direction, tuple[str, ...] | None] = {}
            for direction in Direction:
                names = self.here[address, direction]
                names = self.chains.get((address, direction), names) if is_after else names
                told[direction] = names if any(name.startswith(OURS) for name in names) else None
            limits = {family: limit for family, limit in neighbor.limits.items() if limit_slot(family) in neighbor.added}
            if is_after:
                mine = {family: limit for (item, family), limit in self.limits.items() if item == address}
                limits = {family: limit for family, limit in {**limits, **mine}.items() if limit is not None}
            bindings[address] = Binding(
                neighbor.group, told[Direction.IMPORT], told[Direction.EXPORT], tuple(sorted(limits.items(), key=lambda item: item[0]))
            )
        caches = self.caches if is_after and self.caches is not None else now.caches
        root = documents.whole(replace(objects, bindings=bindings, caches=caches))
        state = self.sources if is_after else self.running.sources
        root[0].extend(sources.list_elements(SourceState(), state))
        root.extend(sources.other_elements(SourceState(), state))
        return documents.text(root)

    def plan(self) -> JunosPlan:
        """Return the plan."""
        label = self.identifier
        commands = (
            Command(f"load {label}/{CHANGE}", _COMMIT_SECONDS),
            Command("check", _COMMIT_SECONDS),
            Command(f"commit-confirmed {self.timer_seconds} {label}", _COMMIT_SECONDS),
        )
        told = summary(self.running, self.wished, self.wanted, self.chains, self.limits, self.caches, self.changed.names, self.gone)
        if self.is_source_change:
            is_alone = not (self.changed.names or self.gone or self.chains or self.limits or self.wished.keys or self.caches is not None)
            told = (*(() if is_alone else told), *sources.summary(self.running.sources, self.sources, self.wished.source_policy))
        return JunosPlan(
            summary=() if self.is_empty else told,
            before=self._shown(False),
            after=self._shown(True),
            directory=label,
            files={} if self.is_empty else {CHANGE: documents.text(self.document())},
            arm=Command(f"lock {self.running.revision}", 60.0),
            stages=() if self.is_empty else (Stage(POLICIES, commands, POLICIES),),
            confirm=Command(f"confirm {label}", _COMMIT_SECONDS),
            revert=Command(f"revert {label}", _COMMIT_SECONDS),
            status=Command(f"status {label}"),
            touched=self.touched,
            change=self.change,
            findings=tuple(self.wished.findings),
            objects=self.wanted,
            gone=self.gone,
            chains=self.chains,
            limits=self.limits,
            caches=self.caches,
            sources=self.sources,
            keys=dict(self.wished.keys),
        )


def plan(running: JunosRunning, fitted: Policy, identifier: str, timer_seconds: int, allow_reset: bool) -> JunosPlan:
    """Return the plan from running to the fitted policy.

    :raises PlatformError: the router cannot take the policy.
    """
    return _Planner(running, wish(running, fitted, allow_reset), identifier, timer_seconds).plan()


def plan_release(running: JunosRunning, identifier: str, timer_seconds: int, allow_reset: bool) -> JunosPlan:
    """Return the plan that takes off all that is ours; the operator's own policies act again as they did.

    Passwords of ours stay unless sessions may be reset, each with a finding.
    """
    wished = Wish(Configuration(), caches=frozenset(), sources=SourceState())
    for neighbor in running.neighbors.values():
        wished.chains |= freed(running, neighbor)
        wished.limits |= limits_off(neighbor)
        off = keys_off(neighbor)
        if off and not allow_reset:
            what = "the password is not taken off yet, it resets the session"
            shown = (f"neighbor {neighbor.address}: a key of ours",)
            wished.findings.append(Finding("S02", "warning", neighbor.address, what, IN_A_WINDOW, shown))
        wished.keys |= off if allow_reset else {}
    return _Planner(running, wished, identifier, timer_seconds).plan()


def plan_back(running: JunosRunning, text: str, identifier: str, timer_seconds: int) -> JunosPlan:
    """Return the plan from running to what an older configuration text holds of ours. Limits and RPKI caches stay, with a finding.

    :raises PlatformError: the text cannot be read, or names a policy that is gone from the router.
    """
    root = configuration_of(text, "the record")
    old = documents.objects_of(root)
    wished = Wish(old, sources=sources.state_of(root))
    before = {item.address: item for item in neighbors(root)}
    for address, neighbor in running.neighbors.items():
        then = before.get(address)
        for direction in Direction:
            is_ours, was_ours = neighbor.ours(direction), then is not None and then.ours(direction)
            if then is not None and was_ours:
                wished.chains[address, direction] = then.here.get(direction, ())
            elif is_ours:
                names, inherits = operators(running, neighbor, direction)
                wished.chains[address, direction] = () if inherits else names
    called = {
        word.value
        for name in referenced(old, {name for names in wished.chains.values() for name in names})
        for term in old.policies.get(name, ())
        for word in term.conditions
        if word.statement == "policy" and word.value.replace("-", "").replace("_", "").isalnum() and not word.value.startswith(OURS)
    }
    # Configuration groups may define policies too; then the router's own check has the word.
    has_groups = any(True for path in ("apply-groups", "policy-options/apply-groups") for _ in active(running.root, path))
    if not has_groups and (lost := sorted(called - running.policy_names)):
        raise PlatformError(f"the policies {', '.join(lost)} of the record are gone from the router; create them first")
    if old.caches != running.configuration.caches:
        what, remedy = "a rollback leaves the caches as they are", "change them in the intent and run harden"
        shown = evidence(f"RPKI cache {host} port {port}" for host, port in sorted(running.configuration.caches ^ old.caches))
        wished.findings.append(Finding("D04", "warning", "RPKI", what, remedy, shown))
    return _Planner(running, wished, identifier, timer_seconds).plan()


def differences(running: JunosRunning, plan_of: Plan, expectation: str) -> list[str]:
    """Return what the router does not hold of a plan. Both expectations, ``policies`` and ``confirmed``, ask for all of it."""
    if not isinstance(plan_of, JunosPlan):
        raise PlatformError("a plan of another platform")
    if expectation not in (POLICIES, "confirmed"):
        raise PlatformError(f"no expectation {expectation!r}")
    now, wanted = running.configuration, plan_of.objects
    found = [f"{name} is not what was sent" for name in sorted(_changed(now, wanted).names) if not name.startswith(LOCAL)]
    found += [f"{name} is not there" for name in sorted(wanted.names - now.names) if name.startswith(LOCAL)]
    found += [f"{name} is still there" for name in sorted(plan_of.gone & now.names)]
    for (address, direction), names in plan_of.chains.items():
        neighbor = running.neighbors.get(address)
        here = neighbor.here.get(direction, ()) if neighbor is not None else ()
        effective = neighbor.effective.get(direction, ()) if neighbor is not None else ()
        if here != names or (names and effective != names):
            found.append(
                f"neighbor {address} has {_WORD[direction]} {' '.join(effective) or 'nothing'}, not {' '.join(names) or 'its own'}"
            )
    for (address, family), limit in plan_of.limits.items():
        neighbor = running.neighbors.get(address)
        if neighbor is None or neighbor.limits.get(family) != limit or (limit_slot(family) in neighbor.added) != (limit is not None):
            found.append(f"neighbor {address}: the limit of {INET[family]} is not what was sent")
    for address, key in plan_of.keys.items():
        neighbor = running.neighbors.get(address)
        is_there = neighbor is not None and (not neighbor.has_key_here if key is None else plain(neighbor.key) == key)
        if not is_there:
            found.append(f"neighbor {address}: the password is not what was sent")
    if plan_of.caches is not None and now.caches != plan_of.caches:
        found.append("the RPKI caches are not what was sent")
    return found + sources.differences(running.sources, plan_of.sources)
