# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""FRRouting 8.4 and newer: commands through vtysh on the router's own shell."""

from __future__ import annotations

from collections.abc import Mapping

from ...model.policies import Policy
from ...policy.fit import Capabilities, fit
from ..contract import Command, HeldRoute, Outputs, PlatformError, Running
from ..way_back import BASE, PartPlan
from . import capabilities as versions
from . import parse as reader
from . import release, steps
from . import render as renderer


def _mine(running: Running) -> reader.FrrRunning:
    if not isinstance(running, reader.FrrRunning):
        raise PlatformError("the running state of another platform")
    return running


class Frr:
    """FRR as a part of a Linux router (see the contract for what each method returns)."""

    reads: Mapping[str, Command] = {
        "version": Command("vtysh -c 'show version'"),
        "running": Command("vtysh -c 'show running-config'", 120.0),
        "startup": Command("cat /etc/frr/frr.conf"),
        "daemons": Command("cat /etc/frr/daemons 2>/dev/null; true"),
        "neighbors": Command("vtysh -c 'show bgp neighbors json'"),
        "added": Command(f"cat {BASE}/added 2>/dev/null; true"),
        "rpki": Command("vtysh -c 'show rpki cache-connection' 2>&1; true"),
        # FRR 8 does not know it.
        "vrps": Command("vtysh -c 'show rpki prefix-count' 2>&1; true"),
    }

    def capabilities(self, version: str) -> Capabilities:
        """Return what a version can do."""
        return versions.capabilities(version)

    def render(self, fitted: Policy, capabilities: Capabilities) -> str:
        """Return the configuration of a policy for a router that has none of it."""
        known = versions.capabilities(capabilities.version)
        return renderer.text(fitted.asn, renderer.build(fit(fitted, known), known, renderer.Facts()), known)

    def parse(self, outputs: Outputs) -> Running:
        """Parse the outputs of ``reads``."""
        return reader.parse(outputs)

    def plan(self, running: Running, fitted: Policy, identifier: str, allow_reset: bool) -> PartPlan:
        """Return the plan from running to the fitted policy."""
        return steps.plan(_mine(running), fitted, identifier, allow_reset)

    def plan_release(self, running: Running, identifier: str, allow_reset: bool) -> PartPlan:
        """Return the plan that leaves nothing of ours."""
        return release.plan_release(_mine(running), identifier, allow_reset)

    def plan_back(self, running: Running, text: str, identifier: str) -> PartPlan:
        """Return the plan from running to what is ours in an older configuration text."""
        return release.plan_back(_mine(running), text, identifier)

    def differences(self, running: Running, plan: PartPlan, expectation: str) -> list[str]:
        """Return what the router does not hold of a stage's expectation."""
        return steps.differences(_mine(running), plan, expectation)

    def routes(self, family: int) -> Command:
        """Return the command that prints all routes of a family."""
        return Command(f"vtysh -c 'show bgp ipv{family} unicast json detail'", 120.0)

    def held_routes(self, output: str, family: int) -> list[HeldRoute]:
        """Parse the routes that the router holds."""
        return reader.held_routes(output, family)

    def announced(self, address: str, family: int) -> Command:
        """Return the command that prints what one neighbor is sent."""
        return Command(f"vtysh -c 'show bgp ipv{family} unicast neighbors {address} advertised-routes json'", 120.0)

    def announced_prefixes(self, output: str) -> frozenset[str]:
        """Parse what one neighbor is sent."""
        return reader.announced_prefixes(output)
