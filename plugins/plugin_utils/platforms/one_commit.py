# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Plans for routers that hold filters as named objects and take a change as one commit: what moves, what goes, what must be there after it.

How an OS says it is in its own ``Planner``.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Generic, Protocol, TypeVar

from ..model.policies import Finding
from . import interface_checks
from .contract import Change, Command, Plan, PlatformError, Stage
from .interface_checks import AclKey, Checks, SourceWish
from .line_keys import BindingKey, LineKey
from .pair_names import LOCAL, OURS, PairName

#: The one file, and the one stage with its expectation.
CHANGE, STAGE = "change", "policies"
SECONDS = 600.0


class Key(Protocol):
    """An object of an OS. Those of one kind have names of their own."""

    @property
    def kind(self) -> StrEnum:
        """Its kind, in the OS's words."""

    @property
    def name(self) -> str:
        """Its name."""

    def __lt__(self, other: Any, /) -> bool:
        """They have an order."""

    def __hash__(self) -> int:
        """They are keys."""


K = TypeVar("K", bound=Key)
Objects = Mapping[K, tuple[str, ...]]


@dataclass(frozen=True)
class Configuration(Generic[K]):
    """The part of a configuration that this collection reads and writes. ``rtr_caches``: host, port.

    What the lines of an object are is said where an OS reads them.
    """

    objects: Mapping[K, tuple[str, ...]] = field(default_factory=dict)
    bindings: Mapping[BindingKey, str] = field(default_factory=dict)
    lines: Mapping[LineKey, str] = field(default_factory=dict)
    rtr_caches: frozenset[tuple[str, int]] = frozenset()

    def ours(self) -> Configuration[K]:
        """Return only the objects whose names say that they are ours, the bindings to them, and all else."""
        return replace(
            self,
            objects={key: body for key, body in self.objects.items() if key.name.startswith(OURS)},
            bindings={key: name for key, name in self.bindings.items() if name.startswith(OURS)},
        )


@dataclass
class Wish(Generic[K]):
    """The wanted objects, the bindings, lines and RPKI caches of ours to take off, and what could not be wished.

    ``sources`` None: sources are not this run's business. ``has_filters``: filters are; else what runs stays, used or not. ``given``: lines
    of ours that are the operator's from now on.
    """

    configuration: Configuration[K]
    unbound: list[BindingKey] = field(default_factory=list)
    lines_off: dict[LineKey, str] = field(default_factory=dict)
    caches_off: frozenset[tuple[str, int]] = frozenset()
    findings: list[Finding] = field(default_factory=list)
    declared: dict[str, str] = field(default_factory=dict)
    is_denying: bool = False
    sources: SourceWish | None = None
    has_filters: bool = True
    given: frozenset[LineKey] = frozenset()


@dataclass(frozen=True)
class CommitPlan(Plan, Generic[K]):
    """A plan that knows what the router must hold after it. ``absent``: objects that are gone, ``unbound``: bindings that are."""

    expected: Configuration[K] = field(default_factory=Configuration)
    absent: frozenset[K] = frozenset()
    checked: SourceWish | None = None
    lists_off: frozenset[AclKey] = frozenset()
    unbound: frozenset[BindingKey] = frozenset()


class _Facts(Protocol):
    def effective(self, key: LineKey) -> str | None:
        """Return the line that acts: the neighbor's own, else what its group gives."""


class _Parsed(Protocol):
    @property
    def owned(self) -> frozenset[LineKey]:
        """The lines that are ours."""

    @property
    def checks(self) -> Checks:
        """What checks sources."""

    @property
    def inherited_policies(self) -> Mapping[BindingKey, str]:
        """The policies that groups bind."""


class Running(Protocol[K]):
    """What a planner asks of the running state."""

    @property
    def asn(self) -> int:
        """The router's ASN."""

    @property
    def configuration(self) -> Configuration[K]:
        """Its objects."""

    @property
    def parsed(self) -> _Parsed:
        """What else was read."""

    @property
    def session_facts(self) -> _Facts:
        """What the lines at neighbors depend on."""


class Planner(ABC, Generic[K]):
    """Makes one plan. ``policy``: the kind of object that is bound at neighbors. ``owned``: the object that says what is ours."""

    policy: StrEnum
    owned: K

    def __init__(self, running: Running[K], wished: Wish[K]) -> None:
        now, wanted = running.configuration, wished.configuration
        self.now, self.asn, self.parsed = now, running.asn, running.parsed
        self.wished = wished
        self.unbound = {key: now.bindings[key] for key in wished.unbound if key in now.bindings}
        self.bindings = {key: name for key, name in wanted.bindings.items() if now.bindings.get(key) != name}
        self.lines = {key: line for key, line in wanted.lines.items() if not self.is_same(key, line, now.lines.get(key))}
        self.caches_on = wanted.rtr_caches - now.rtr_caches
        objects = {key: body for key, body in wanted.objects.items() if key != self.owned}
        body = self.owned_body(objects)
        self.wanted_objects = {**objects, **({self.owned: body} if body else {})}
        self.objects = {key: body for key, body in self.wanted_objects.items() if now.objects.get(key) != body}
        self.gone = self._gone(bool(body))
        checked = wished.sources
        self.checks = interface_checks.change(running.parsed.checks, checked) if checked is not None else None
        self.after_objects = {key: body for key, body in {**now.objects, **self.wanted_objects}.items() if key not in self.gone}

    # -- what an OS says -------------------------------------------------------------------------

    @abstractmethod
    def is_same(self, key: LineKey, wanted: str, present: str | None) -> bool:
        """Tell whether a line that is there says what is wanted."""

    @abstractmethod
    def resets(self, key: LineKey, line: str) -> bool:
        """Tell whether setting a line takes the session down."""

    @abstractmethod
    def resets_without(self, key: LineKey) -> bool:
        """Tell whether taking a line off takes the session down."""

    @abstractmethod
    def owned_body(self, objects: Mapping[K, tuple[str, ...]]) -> tuple[str, ...]:
        """Return what the object says that says what is ours, nothing where nothing is. ``objects``: those that are wanted beside it."""

    @abstractmethod
    def holds(self, body: tuple[str, ...]) -> bool:
        """Tell whether a list of the operator's own holds something."""

    @abstractmethod
    def reachable(self, objects: Mapping[K, tuple[str, ...]], names: Iterable[str]) -> set[str]:
        """Return the names that policies refer to, directly or not, and their own."""

    @abstractmethod
    def shown(self, line: str) -> str:
        """Return a line without its secret."""

    @abstractmethod
    def printed(self, configuration: Configuration[K], checks: Checks) -> str:
        """Print a configuration for people."""

    @abstractmethod
    def text(self) -> str:
        """Return the lines of the change."""

    @abstractmethod
    def summary(self) -> tuple[str, ...]:
        """Say the change to people."""

    # -- what becomes of it ----------------------------------------------------------------------

    def owned_lines(self) -> frozenset[LineKey]:
        """Return the lines that are ours once the plan is confirmed."""
        there, off = self.parsed.owned, self.wished.lines_off.keys()
        mine = {key for key in self.lines if key not in self.now.lines or key in there}
        checked = self.wished.sources
        of_sources = {key for key in there if interface_checks.is_of_sources(key)}
        if checked is not None:
            of_sources = interface_checks.owned_of(checked.checks, checked.mine)
        return frozenset((((there & self.now.lines.keys()) | mine) - off - self.wished.given) | of_sources)

    def _gone(self, has_owned: bool) -> frozenset[K]:
        """Return our objects that nothing refers to afterwards; not sets that the operator wrote something into.

        :raises PlatformError: the plan is wrong in itself.
        """
        objects = {**self.now.objects, **self.wanted_objects}
        bindings = {
            **{key: name for key, name in self.now.bindings.items() if key not in self.unbound},
            **self.wished.configuration.bindings,
        }
        theirs = [key.name for key in objects if key.kind is self.policy and not key.name.startswith(OURS)]
        used = self.reachable(objects, [*bindings.values(), *self.parsed.inherited_policies.values(), *theirs])
        unused = {
            key
            for key, body in self.now.objects.items()
            if key.name.startswith(OURS)
            and key.name not in used
            and not (key.name.startswith(LOCAL) and self.holds(body))
            and key != self.owned
        }
        made = sorted(key.name for key in self.wanted_objects if key.name not in used and key != self.owned and key not in self.now.objects)
        if made:
            raise PlatformError(f"the plan makes objects that nothing refers to: {', '.join(made)}")
        unused = unused if self.wished.has_filters else set()
        return frozenset(unused | ({self.owned} if not has_owned and self.owned in self.now.objects else set()))

    def _moves(self) -> tuple[Any, ...]:
        """Return all that moves, but for the objects that are written."""
        wished = self.wished
        return (self.bindings, self.lines, self.caches_on, self.unbound, self.gone, wished.lines_off, wished.caches_off, wished.is_denying)

    @property
    def is_empty(self) -> bool:
        """Nothing changes."""
        return not self.objects and not any(self._moves()) and (self.checks is None or self.checks.is_empty)

    @property
    def change(self) -> Change:
        """The class of the change."""
        if self.is_empty:
            return Change.NOTHING
        if any(self.resets(key, line) for key, line in self.lines.items()) or any(map(self.resets_without, self.wished.lines_off)):
            return Change.RESETS
        is_edit = all(PairName.parse(key.name) is not None and key in self.now.objects for key in self.objects)
        checks_stay = self.checks is None or self.checks.is_empty
        return Change.SAFE if is_edit and checks_stay and not any(self._moves()) else Change.FILTERS

    def touched(self) -> tuple[tuple[str, int], ...]:
        """Return the sessions whose routes are judged anew."""
        changed = {key.name for key in self.objects}
        after = {**self.now.bindings, **self.wished.configuration.bindings}
        renewed = {
            key for key, name in after.items() if name.startswith(OURS) and changed and changed & self.reachable(self.after_objects, [name])
        }
        return tuple(sorted({(key.address, key.family) for key in (*self.bindings, *self.unbound, *renewed)}))

    def _after(self) -> Configuration[K]:
        """Return what will be ours, for showing."""
        ours, wanted, wished = self.now.ours(), self.wished.configuration, self.wished
        bindings = {**ours.bindings, **wanted.bindings}
        return Configuration(
            {key: body for key, body in self.after_objects.items() if key.name.startswith(OURS)},
            {key: name for key, name in bindings.items() if key not in self.unbound and name.startswith(OURS)},
            {key: self.shown(line) for key, line in {**ours.lines, **wanted.lines}.items() if key not in wished.lines_off},
            (ours.rtr_caches | wanted.rtr_caches) - wished.caches_off,
        )

    def told(self, identifier: str, arm: str, check: str, timer_seconds: int) -> dict[str, Any]:
        """Return the fields of a plan.

        :param arm: the word that begins. ``check``: the one that asks the router what it would do.
        """
        ours = self.now.ours()
        mine = [(key.address, key.family) for key in self.parsed.owned if key.slot == interface_checks.VERIFY_SLOT]
        checks, checked = interface_checks.ours(self.parsed.checks, mine), self.wished.sources
        after = checks if checked is None else interface_checks.ours(checked.checks, checked.mine)
        words = (f"load {identifier}/{CHANGE}", check, f"commit-confirmed {timer_seconds} {identifier}")
        commands = tuple(Command(word, SECONDS) for word in words)
        return {
            "summary": () if self.is_empty else self.summary(),
            "before": self.printed(replace(ours, lines={key: self.shown(line) for key, line in ours.lines.items()}), checks),
            "after": self.printed(self._after(), after),
            "directory": identifier,
            "files": {CHANGE: "" if self.is_empty else self.text()},
            "arm": Command(arm, SECONDS),
            "stages": () if self.is_empty else (Stage(STAGE, commands, STAGE),),
            "confirm": Command(f"confirm {identifier}", SECONDS),
            "revert": Command(f"revert {identifier}", SECONDS),
            "status": Command(f"status {identifier}"),
            "touched": self.touched(),
            "change": self.change,
            "findings": tuple(self.wished.findings),
            "expected": replace(self.wished.configuration, objects=self.wanted_objects),
            "absent": self.gone,
            "unbound": frozenset(self.unbound),
            "checked": checked,
            "lists_off": self.checks.lists_off if self.checks is not None else frozenset(),
        }


def _differing(now: Mapping[K, tuple[str, ...]], wanted: Mapping[K, tuple[str, ...]]) -> Iterator[str]:
    for key, body in sorted(wanted.items()):
        have = now.get(key)
        if have is None:
            yield f"{key.kind} {key.name} is not there"
        elif have != body and not key.name.startswith(LOCAL):
            yield f"{key.kind} {key.name} is not what was sent"


def differences(now: Configuration[K], plan: CommitPlan[K], policy: StrEnum, lines: Iterable[str]) -> list[str]:
    """Return what a router does not hold of what was sent, but for its source checks.

    :param lines: the lines that it does not have.
    """
    wanted = plan.expected
    found = list(_differing(now.objects, wanted.objects))
    found += [
        f"neighbor {key.address} IPv{key.family} has {policy} {now.bindings.get(key)} {key.direction}, not {name}"
        for key, name in sorted(wanted.bindings.items())
        if now.bindings.get(key) != name
    ]
    found += [
        f"neighbor {key.address} IPv{key.family} still has {policy} {now.bindings[key]} {key.direction}"
        for key in sorted(plan.unbound & now.bindings.keys() - wanted.bindings.keys())
    ]
    found += lines
    found += [f"no RPKI cache {host} port {port}" for host, port in sorted(wanted.rtr_caches - now.rtr_caches)]
    return found + [f"{key.kind} {key.name} is still there" for key in sorted(plan.absent & now.objects.keys())]
