# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Cisco IOS-XR 6.3 and newer: ``show`` lines to read it, and one commit under its own timer to change it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from ...model.policies import Policy
from ...model.prefixes import Prefix
from ...policy.fit import Capabilities, fit
from ..contract import Command, HeldRoute, Outputs, Plan, PlatformError, Running
from . import capabilities as versions
from . import parse as reader
from . import release, sources, steps
from . import render as renderer
from . import text as printer
from .interfaces import routed_interfaces
from .session_lines import shown

_IP = {4: "ipv4", 6: "ipv6"}
_ALL = {4: "0.0.0.0/0", 6: "::/0"}


def _mine(running: Running) -> reader.XrRunning:
    if not isinstance(running, reader.XrRunning):
        raise PlatformError("the running state of another platform")
    return running


class IosXr:
    """IOS-XR (see the contract for what each method returns)."""

    reads: Mapping[str, Command] = {
        "version": Command("show version"),
        "running": Command("show running-config", 300.0),
        "commit": Command("show configuration commit list 1 detail"),
        "neighbors": Command("show bgp neighbors", 300.0),
        "rpki": Command("show bgp rpki server summary"),
        "default4": Command("show route ipv4 0.0.0.0/0"),
        "default6": Command("show route ipv6 ::/0"),
    }

    def capabilities(self, version: str) -> Capabilities:
        """Return what a version can do."""
        return versions.capabilities(version)

    def render(self, fitted: Policy, capabilities: Capabilities) -> str:
        """Return the configuration of a policy for a router that has none of it."""
        made = renderer.build(fit(fitted, versions.capabilities(capabilities.version)), renderer.Facts())
        filters = printer.configuration_text(fitted.asn, made, ((key, shown(line)) for key, line in made.lines.items()))
        checks = sources.build(fitted.sources) if fitted.sources is not None else sources.Checks()
        return filters + "".join(f"{line}\n" for line in sources.lines(checks))

    def parse(self, outputs: Outputs) -> Running:
        """Parse the outputs of ``reads``."""
        return reader.parse(outputs)

    def plan(self, running: Running, fitted: Policy, identifier: str, timer_seconds: int, allow_reset: bool) -> Plan:
        """Return the plan from running to the fitted policy."""
        return steps.plan(_mine(running), fitted, identifier, timer_seconds, allow_reset)

    def plan_release(self, running: Running, identifier: str, timer_seconds: int, allow_reset: bool) -> Plan:
        """Return the plan that leaves nothing of ours."""
        return release.plan_release(_mine(running), identifier, timer_seconds, allow_reset)

    def plan_back(self, running: Running, text: str, identifier: str, timer_seconds: int) -> Plan:
        """Return the plan from running to what is ours in an older configuration text."""
        return release.plan_back(_mine(running), text, identifier, timer_seconds)

    def differences(self, running: Running, plan: Plan, expectation: str) -> list[str]:
        """Return what the router does not hold of an expectation of this plan."""
        return steps.differences(_mine(running), plan, expectation)

    def routes(self, family: int) -> Command:
        """Return the command that prints all routes of a family with their attributes."""
        return Command(f"show bgp {_IP[family]} unicast {_ALL[family]} longer-prefixes detail", 600.0)

    def held_routes(self, output: str, family: int) -> list[HeldRoute]:
        """Parse the routes that the router holds."""
        return reader.held_routes(output, family)

    def announced(self, address: str, family: int) -> Command:
        """Return the command that prints what one neighbor is sent."""
        return Command(f"show bgp {_IP[family]} unicast neighbors {address} advertised-routes", 300.0)

    def announced_prefixes(self, output: str) -> frozenset[str]:
        """Parse what one neighbor is sent."""
        return reader.announced_prefixes(output)

    def routed(self, addresses: Collection[Prefix]) -> list[Command]:
        """Return the command that asks for the best route of addresses: one line each."""
        lines = (f"show route {_IP[item.family]} {str(item).partition('/')[0]}" for item in sorted(addresses))
        return [Command("\n".join(lines), 300.0)]

    def routed_interfaces(self, outputs: Sequence[str]) -> Mapping[Prefix, str]:
        """Parse the interface of each address that has a route."""
        return routed_interfaces("\n".join(outputs))
