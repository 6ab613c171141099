# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A Linux router: a routing daemon and nftables, with one plan, one delivery and one way back."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from ..model.policies import Policy
from ..model.prefixes import Prefix
from ..policy.fit import Capabilities
from ..policy.named_sets import Known, KnownRouter
from .contract import Caches, Command, HeldRoute, InternalSession, Outputs, Plan, PlatformError, Running, SessionState
from .linux_nftables import STAGE_NAME, LinuxNftables, NftRunning
from .way_back import JoinedPlan, PartPlan, joined

_SOURCES = "nftables."
#: Where the table begins in the text of a router.
_TABLE = "\ntable inet "


class RoutingDaemon(Protocol):
    """A routing daemon as a part of a Linux router (see the contract's Platform for what each method returns)."""

    reads: Mapping[str, Command]

    def capabilities(self, version: str) -> Capabilities:
        """Return what a version can do."""

    def render(self, fitted: Policy, capabilities: Capabilities) -> str:
        """Return the configuration of a policy for a router that has none of it."""

    def parse(self, outputs: Outputs) -> Running:
        """Parse the outputs of ``reads``."""

    def plan(self, running: Running, fitted: Policy, identifier: str, allow_reset: bool) -> PartPlan:
        """Return the plan from running to the fitted policy."""

    def plan_release(self, running: Running, identifier: str, allow_reset: bool) -> PartPlan:
        """Return the plan that leaves nothing of ours."""

    def plan_back(self, running: Running, text: str, identifier: str) -> PartPlan:
        """Return the plan from running to what is ours in an older configuration text."""

    def differences(self, running: Running, plan: PartPlan, expectation: str) -> list[str]:
        """Return what the router does not hold of a stage's expectation."""

    def routes(self, family: int) -> Command:
        """Return the command that prints all routes of a family."""

    def held_routes(self, output: str, family: int) -> list[HeldRoute]:
        """Parse the routes that the router holds."""

    def announced(self, address: str, family: int) -> Command:
        """Return the command that prints what one neighbor is sent."""

    def announced_prefixes(self, output: str) -> frozenset[str]:
        """Parse what one neighbor is sent."""


@dataclass(frozen=True)
class LinuxRunning:
    """What both parts run."""

    routing: Running
    sources: NftRunning

    @property
    def capabilities(self) -> Capabilities:
        """What the daemon's version can do."""
        return self.routing.capabilities

    @property
    def asn(self) -> int | None:
        """The ASN of the daemon."""
        return self.routing.asn

    @property
    def digest(self) -> str:
        """Digest of both parts."""
        return hashlib.sha256(f"{self.routing.digest} {self.sources.digest}".encode()).hexdigest()

    @property
    def unsaved(self) -> str | None:
        """The first line in which the daemon's running and startup configuration differ."""
        return self.routing.unsaved

    @property
    def text(self) -> str:
        """The daemon's configuration, and our table."""
        return f"{self.routing.text}\n{self.sources.text}"

    @property
    def known(self) -> Known:
        """What runs now that a policy depends on."""
        addresses = {item.address for item in self.routing.sessions} | {item.address for item in self.routing.internal_sessions}
        router = KnownRouter(self.sources.links, self.sources.interfaces, tuple(sorted(addresses)))
        return replace(self.routing.known, router=router)

    @property
    def sessions(self) -> tuple[SessionState, ...]:
        """All eBGP sessions per family."""
        return self.routing.sessions

    @property
    def caches(self) -> Caches | None:
        """The RPKI caches of the daemon."""
        return self.routing.caches

    @property
    def trusts_tags(self) -> bool:
        """Whether filters of ours rely on the tags of other routers."""
        return self.routing.trusts_tags

    @property
    def internal_sessions(self) -> tuple[InternalSession, ...]:
        """All iBGP sessions."""
        return self.routing.internal_sessions


def routing_text(text: str) -> str:
    """Return the daemon's part of the text of a router; the text of another platform as it is."""
    return text.partition(_TABLE)[0]


def _mine(running: Running) -> LinuxRunning:
    if not isinstance(running, LinuxRunning):
        raise PlatformError("the running state of another platform")
    return running


class LinuxRouter:
    """The platform of a routing daemon on Linux (see the contract for what each method returns)."""

    def __init__(self, routing: RoutingDaemon) -> None:
        self.routing = routing
        self.sources = LinuxNftables()
        self.reads: Mapping[str, Command] = {**routing.reads, **{_SOURCES + name: command for name, command in self.sources.reads.items()}}

    def capabilities(self, version: str) -> Capabilities:
        """Return what a version can do."""
        return self.routing.capabilities(version)

    def render(self, fitted: Policy, capabilities: Capabilities) -> str:
        """Return the configuration of a policy for a router that has none of it."""
        return self.routing.render(fitted, capabilities) + self.sources.render(fitted)

    def parse(self, outputs: Outputs) -> LinuxRunning:
        """Parse the outputs of ``reads``."""
        of_sources = {name.removeprefix(_SOURCES): text for name, text in outputs.items() if name.startswith(_SOURCES)}
        return LinuxRunning(self.routing.parse(outputs), self.sources.parse(of_sources))

    def plan(self, running: Running, fitted: Policy, identifier: str, timer_seconds: int, allow_reset: bool) -> Plan:
        """Return the plan from running to the fitted policy."""
        mine = _mine(running)
        sources = self.sources.plan(mine.sources, fitted, identifier)
        if fitted.is_sources_alone:
            return joined(identifier, timer_seconds, (sources,))
        return joined(identifier, timer_seconds, (self.routing.plan(mine.routing, fitted, identifier, allow_reset), sources))

    def plan_release(self, running: Running, identifier: str, timer_seconds: int, allow_reset: bool) -> Plan:
        """Return the plan that leaves nothing of ours."""
        mine = _mine(running)
        routing = self.routing.plan_release(mine.routing, identifier, allow_reset)
        return joined(identifier, timer_seconds, (routing, self.sources.plan_release(mine.sources, identifier)))

    def plan_back(self, running: Running, text: str, identifier: str, timer_seconds: int) -> Plan:
        """Return the plan from running to what is ours in an older configuration text."""
        mine = _mine(running)
        before, found, table = text.partition(_TABLE)
        routing = self.routing.plan_back(mine.routing, before, identifier)
        return joined(identifier, timer_seconds, (routing, self.sources.plan_back(mine.sources, found + table, identifier)))

    def differences(self, running: Running, plan: Plan, expectation: str) -> list[str]:
        """Return what the router does not hold of an expectation of this plan."""
        mine = _mine(running)
        if not isinstance(plan, JoinedPlan):
            raise PlatformError("a plan of another platform")
        *routing, sources = plan.parts
        found: list[str] = []
        if expectation != STAGE_NAME:
            for part in routing:
                found += self.routing.differences(mine.routing, part, expectation)
        if expectation in (STAGE_NAME, "confirmed"):
            found += self.sources.differences(mine.sources, sources, expectation)
        return found

    def routes(self, family: int) -> Command:
        """Return the command that prints all routes of a family."""
        return self.routing.routes(family)

    def held_routes(self, output: str, family: int) -> list[HeldRoute]:
        """Parse the routes that the router holds."""
        return self.routing.held_routes(output, family)

    def announced(self, address: str, family: int) -> Command:
        """Return the command that prints what one neighbor is sent."""
        return self.routing.announced(address, family)

    def announced_prefixes(self, output: str) -> frozenset[str]:
        """Parse what one neighbor is sent."""
        return self.routing.announced_prefixes(output)

    def routed(self, addresses: Collection[Prefix]) -> list[Command]:
        """Return the command that asks the forwarding table for addresses."""
        return self.sources.routed(addresses)

    def routed_interfaces(self, outputs: Sequence[str]) -> Mapping[Prefix, str]:
        """Parse the interface of each address that has a route."""
        return self.sources.routed_interfaces(outputs)
