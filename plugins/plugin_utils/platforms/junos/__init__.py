# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Junos 21.4 and newer: configuration XML over NETCONF, committed with Junos' own timer.

Commands are reads, each one RPC, and the words that a session of ``delivery/transports`` understands.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from ...model.policies import Policy
from ...model.prefixes import Prefix
from ...model.routes import host_prefix
from ...policy.fit import Capabilities, fit
from ..contract import Command, HeldRoute, Outputs, Plan, PlatformError, Running
from . import capabilities as versions
from . import documents, steps
from . import parse as reader
from .render import Facts, build

_TABLE = {4: "inet.0", 6: "inet6.0"}
#: A route of a large table in XML takes long to print.
_ROUTES_SECONDS = 600.0


def _mine(running: Running) -> reader.JunosRunning:
    if not isinstance(running, reader.JunosRunning):
        raise PlatformError("the running state of another platform")
    return running


def _default(table: str, prefix: str) -> str:
    return f"<get-route-information><table>{table}</table><destination>{prefix}</destination><exact/><detail/></get-route-information>"


class Junos:
    """A Junos router (see the contract for what each method returns)."""

    reads: Mapping[str, Command] = {
        "version": Command("<get-software-information/>"),
        "configuration": Command('<get-configuration database="committed" format="xml"/>', 300.0),
        "effective": Command(
            '<get-configuration database="committed" format="xml" inherit="inherit"><configuration><protocols><bgp/></protocols>'
            "<interfaces/></configuration></get-configuration>",
            300.0,
        ),
        "candidate": Command('<get-configuration compare="rollback" rollback="0" format="text"/>', 300.0),
        "commit": Command("<get-commit-revision-information><level>detail</level></get-commit-revision-information>"),
        "neighbors": Command("<get-bgp-neighbor-information/>", 120.0),
        "rpki": Command("<get-validation-session-information/>"),
        "default4": Command(_default("inet.0", "0.0.0.0/0")),
        "default6": Command(_default("inet6.0", "::/0")),
    }

    def capabilities(self, version: str) -> Capabilities:
        """Return what a version can do."""
        return versions.capabilities(version)

    def render(self, fitted: Policy, capabilities: Capabilities) -> str:
        """Return the configuration of a policy for a router that has none of it."""
        known = versions.capabilities(capabilities.version)
        facts = Facts(lambda address: (host_prefix(address).family,))
        return documents.text(documents.whole(build(fit(fitted, known), facts)))

    def parse(self, outputs: Outputs) -> Running:
        """Parse the outputs of ``reads``."""
        return reader.parse(outputs)

    def plan(self, running: Running, fitted: Policy, identifier: str, timer_seconds: int, allow_reset: bool) -> Plan:
        """Return the plan from running to the fitted policy."""
        return steps.plan(_mine(running), fitted, identifier, timer_seconds, allow_reset)

    def plan_release(self, running: Running, identifier: str, timer_seconds: int, allow_reset: bool) -> Plan:
        """Return the plan that leaves nothing of ours."""
        return steps.plan_release(_mine(running), identifier, timer_seconds, allow_reset)

    def plan_back(self, running: Running, text: str, identifier: str, timer_seconds: int) -> Plan:
        """Return the plan from running to what is ours in an older configuration text."""
        return steps.plan_back(_mine(running), text, identifier, timer_seconds)

    def differences(self, running: Running, plan: Plan, expectation: str) -> list[str]:
        """Return what the router does not hold of an expectation of this plan."""
        return steps.differences(_mine(running), plan, expectation)

    def routes(self, family: int) -> Command:
        """Return the command that prints all BGP routes of a family."""
        words = f"<table>{_TABLE[family]}</table><protocol>bgp</protocol><extensive/>"
        return Command(f"<get-route-information>{words}</get-route-information>", _ROUTES_SECONDS)

    def held_routes(self, output: str, family: int) -> list[HeldRoute]:
        """Parse the routes that the router holds."""
        return reader.held_routes(output, family)

    def announced(self, address: str, family: int) -> Command:
        """Return the command that prints what one neighbor is sent."""
        neighbor = str(host_prefix(address)).partition("/")[0]
        words = f"<advertising-protocol-name>bgp</advertising-protocol-name><neighbor>{neighbor}</neighbor><table>{_TABLE[family]}</table>"
        return Command(f"<get-route-information>{words}</get-route-information>", _ROUTES_SECONDS)

    def announced_prefixes(self, output: str) -> frozenset[str]:
        """Parse what one neighbor is sent."""
        return reader.announced_prefixes(output)

    def routed(self, addresses: Collection[Prefix]) -> list[Command]:
        """Return the commands that ask for the best route of addresses, one each: Junos has no question for several."""
        return [
            Command(
                f"<get-route-information><table>{_TABLE[item.family]}</table><destination>{item}</destination><best/></get-route-information>"
            )
            for item in sorted(addresses)
        ]

    def routed_interfaces(self, outputs: Sequence[str]) -> Mapping[Prefix, str]:
        """Parse the interface of each address that has a route."""
        return reader.routed_interfaces(outputs)
