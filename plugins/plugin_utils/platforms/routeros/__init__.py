# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""MikroTik RouterOS 7.20 and newer: menus of its API to read it, and command lines beside what acts to change it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from ...model.policies import Policy
from ...model.prefixes import Prefix
from ...policy.fit import Capabilities, fit
from ..contract import Command, HeldRoute, Outputs, Plan, PlatformError, Running
from ..routed import RoutedInterfaces
from . import capabilities as versions
from . import parse as reader
from . import release, sources, steps
from . import render as renderer
from .text import configuration_text

_AFI = {4: "ip4", 6: "ip6"}
_IP = {4: "ip", 6: "ipv6"}


def _mine(running: Running) -> reader.RosRunning:
    if not isinstance(running, reader.RosRunning):
        raise PlatformError("the running state of another platform")
    return running


class RouterOs:
    """RouterOS (see the contract for what each method returns). Commands are menus of the API and words of its queries."""

    reads: Mapping[str, Command] = {
        "version": Command("/system/resource/print"),
        "rules": Command("/routing/filter/rule/print", 300.0),
        "numbers": Command("/routing/filter/num-list/print", 300.0),
        "communities": Command("/routing/filter/community-list/print", 300.0),
        "large": Command("/routing/filter/community-large-list/print", 300.0),
        "addresses4": Command("/ip/firewall/address-list/print", 300.0),
        "addresses6": Command("/ipv6/firewall/address-list/print", 300.0),
        "connections": Command("/routing/bgp/connection/print"),
        "templates": Command("/routing/bgp/template/print"),
        "instances": Command("/routing/bgp/instance/print"),
        "sessions": Command("/routing/bgp/session/print"),
        "rpki": Command("/routing/rpki/print"),
        "rpki_sessions": Command("/routing/rpki/session/print"),
        "history": Command("/system/history/print"),
        "routes4": Command("/ip/route/print ?static=true", 300.0),
        "routes6": Command("/ipv6/route/print ?static=true", 300.0),
        **{name: Command(f"{menu}/print", 300.0) for name, menu in reader.FIREWALL.items()},
        "interfaces": Command("/interface/print"),
        "addressed4": Command("/ip/address/print"),
        "addressed6": Command("/ipv6/address/print"),
        "default4": Command("/routing/route/print ?dst-address=0.0.0.0/0 ?active=true", 300.0),
        "default6": Command("/routing/route/print ?dst-address=::/0 ?active=true", 300.0),
    }

    def capabilities(self, version: str) -> Capabilities:
        """Return what a version can do."""
        return versions.capabilities(version)

    def render(self, fitted: Policy, capabilities: Capabilities) -> str:
        """Return the configuration of a policy for a router that has none of it."""
        filters = configuration_text(renderer.build(fit(fitted, versions.capabilities(capabilities.version)), renderer.Facts()))
        checks = sources.build(sources.without_strict(fitted.sources)) if fitted.sources is not None else sources.Checks()
        return filters + "".join(f"{line}\n" for line in sources.lines(checks))

    def parse(self, outputs: Outputs) -> Running:
        """Parse the outputs of ``reads``."""
        return reader.parse(outputs)

    def plan(self, running: Running, fitted: Policy, identifier: str, timer_seconds: int, allow_reset: bool) -> Plan:
        """Return the plan from running to the fitted policy; what resets a session is left out unless it is allowed."""
        return steps.plan(_mine(running), fitted, identifier, timer_seconds, allow_reset)

    def plan_release(self, running: Running, identifier: str, timer_seconds: int, allow_reset: bool) -> Plan:
        """Return the plan that leaves nothing of ours."""
        return release.plan_release(_mine(running), identifier, timer_seconds)

    def plan_back(self, running: Running, text: str, identifier: str, timer_seconds: int) -> Plan:
        """Return the plan from running to what is ours in an older configuration text."""
        return release.plan_back(_mine(running), text, identifier, timer_seconds)

    def differences(self, running: Running, plan: Plan, expectation: str) -> list[str]:
        """Return what the router does not hold of an expectation of this plan."""
        return steps.differences(_mine(running), plan, expectation)

    def routes(self, family: int) -> Command:
        """Return the command that prints all routes of a family with their attributes."""
        return Command(f"/routing/route/print ?afi={_AFI[family]}", 600.0)

    def held_routes(self, output: str, family: int) -> list[HeldRoute]:
        """Parse the routes that the router holds."""
        return reader.held_routes(output, family)

    def announced(self, address: str, family: int) -> Command:
        """Return the command that prints what one neighbor is sent: a word of the transport, which knows the session by its address."""
        return Command(f"advertisements {address} {_IP[family]}", 300.0)

    def announced_prefixes(self, output: str) -> frozenset[str]:
        """Parse what one neighbor is sent."""
        return reader.announced_prefixes(output)

    def routed(self, addresses: Collection[Prefix]) -> list[Command]:
        """Return the commands that print the active routes of the families of addresses."""
        return [
            Command(f"/routing/route/print ?afi={_AFI[family]} ?active=true", 600.0)
            for family in sorted({item.family for item in addresses})
        ]

    def routed_interfaces(self, outputs: Sequence[str]) -> Mapping[Prefix, str]:
        """Parse the interface of each address that has a route."""
        return RoutedInterfaces(item for output in outputs for item in reader.routed_prefixes(output))
