# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a platform gives to delivery: reads, a parsed running state, and a plan whose steps are data.

Nothing here opens a socket. Delivery runs the commands over a transport and gives their outputs back.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Protocol

from ..model.policies import Finding, Policy
from ..model.prefixes import Prefix
from ..model.routes import Route
from ..policy.fit import Capabilities
from ..policy.named_sets import Known
from . import PlatformError as PlatformError

Outputs = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Command:
    """One command on the router. ``timeout_seconds`` bounds it; any exit code but 0 is a failure."""

    text: str
    timeout_seconds: float = 60.0


@dataclass(frozen=True, slots=True)
class SessionState:
    """One session and family as the router sees it. Counts are routes; None when it is not up."""

    neighbor: str
    address: str
    family: int
    asn: int
    is_established: bool
    accepted: int | None
    announced: int | None


@dataclass(frozen=True, slots=True)
class HeldRoute:
    """A route that the router holds: from which neighbor address, whether it is the best one, and whether iBGP brought it."""

    route: Route
    address: str
    is_best: bool
    is_internal: bool = False


@dataclass(frozen=True, slots=True)
class InternalSession:
    """An iBGP session. ``carries_tags``: it sends large communities, in every family that it carries."""

    address: str
    is_established: bool
    carries_tags: bool


@dataclass(frozen=True, slots=True)
class Caches:
    """The RPKI caches of ours as the router sees them: how many are connected, and how many VRPs it has of them.

    ``vrps`` is None where it does not say. ``look``: the router's command that shows them.
    """

    connected: int
    vrps: int | None
    look: str


class Change(IntEnum):
    """What a plan does to a router, the gentlest first. Freeze windows let only safe ones through."""

    NOTHING = 0
    SAFE = 1
    FILTERS = 2
    RESETS = 3


class Running(Protocol):
    """What a router runs now, parsed."""

    @property
    def capabilities(self) -> Capabilities:
        """What this version can do."""

    @property
    def asn(self) -> int | None:
        """Our own ASN, as most of its sessions have it; None where the router does not say."""

    @property
    def digest(self) -> str:
        """Digest of the whole running configuration; changes when anybody changes it."""

    @property
    def unsaved(self) -> str | None:
        """The first line in which running and startup differ, or None."""

    @property
    def text(self) -> str:
        """The running configuration, for the record."""

    @property
    def known(self) -> Known:
        """What runs now that a policy depends on: pair sets, and the operator's own lists, by name, parsed back."""

    @property
    def sessions(self) -> tuple[SessionState, ...]:
        """All eBGP sessions per family."""

    @property
    def caches(self) -> Caches | None:
        """The RPKI caches that we gave it, or None when it has none of ours."""

    @property
    def trusts_tags(self) -> bool:
        """Whether filters of ours that run now rely on the tags of other routers (E01)."""

    @property
    def internal_sessions(self) -> tuple[InternalSession, ...]:
        """All iBGP sessions."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One part of a change. After its commands the router must hold what ``expectation`` names."""

    name: str
    commands: tuple[Command, ...]
    expectation: str


@dataclass(frozen=True)
class Plan:
    """The way from running to wanted, as data.

    ``files`` go to the router first. ``arm`` starts the timer that brings the old state back without us. ``confirm``
    ends it and saves; ``revert`` brings the old state back now. All names are relative to ``directory``. ``ends``: the addresses
    whose sessions it takes off the router.
    """

    summary: tuple[str, ...]
    before: str
    after: str
    directory: str
    files: Mapping[str, str]
    arm: Command
    stages: tuple[Stage, ...]
    confirm: Command
    revert: Command
    status: Command
    touched: tuple[tuple[str, int], ...]
    change: Change
    findings: tuple[Finding, ...] = ()
    ends: frozenset[str] = frozenset()

    @property
    def is_empty(self) -> bool:
        """Nothing to do: no write session is opened."""
        return not self.stages


class Platform(Protocol):
    """One router OS."""

    reads: Mapping[str, Command]

    def capabilities(self, version: str) -> Capabilities:
        """Return what a version can do. :raises PlatformError: the version is not supported."""

    def render(self, fitted: Policy, capabilities: Capabilities) -> str:
        """Return the configuration text of a fitted policy for a router that was never seen."""

    def parse(self, outputs: Outputs) -> Running:
        """Parse the outputs of ``reads``. :raises PlatformError: an output is not what the OS prints."""

    def plan(self, running: Running, fitted: Policy, identifier: str, timer_seconds: int, allow_reset: bool) -> Plan:
        """Return the plan from running to the fitted policy; what resets a session is left out unless it is allowed."""

    def plan_release(self, running: Running, identifier: str, timer_seconds: int, allow_reset: bool) -> Plan:
        """Return the plan that leaves nothing of ours on the router."""

    def plan_back(self, running: Running, text: str, identifier: str, timer_seconds: int) -> Plan:
        """Return the plan from running to what is ours in an older configuration text."""

    def differences(self, running: Running, plan: Plan, expectation: str) -> list[str]:
        """Return what the router does not hold of an expectation of this plan; empty when all is there."""

    def routes(self, family: int) -> Command:
        """Return the command whose output ``held_routes`` parses."""

    def held_routes(self, output: str, family: int) -> list[HeldRoute]:
        """Parse the routes that the router holds."""

    def announced(self, address: str, family: int) -> Command:
        """Return the command whose output ``announced_prefixes`` parses."""

    def announced_prefixes(self, output: str) -> frozenset[str]:
        """Parse the prefixes that the router announces to one neighbor."""

    def routed(self, addresses: Collection[Prefix]) -> list[Command]:
        """Return the commands whose outputs ``routed_interfaces`` parses, for addresses as host prefixes."""

    def routed_interfaces(self, outputs: Sequence[str]) -> Mapping[Prefix, str]:
        """Parse the interface to which the best route of each address points; without a route it is left out."""
