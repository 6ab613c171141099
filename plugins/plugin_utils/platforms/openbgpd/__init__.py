# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""OpenBGPD 7.7 and newer, the portable version on Linux: files of ours that the operator's configuration includes."""

from __future__ import annotations

from collections.abc import Mapping

from ...model.policies import Policy
from ...policy.fit import Capabilities, fit
from ..contract import Command, HeldRoute, Outputs, PlatformError, Running
from ..own_files import read_files, read_script
from ..way_back import PartPlan
from . import capabilities as versions
from . import parse as reader
from . import render as renderer
from . import steps
from .scripts import COUNTS, LOOPBACK, PLACE, RULE_LINES

_FAMILY_WORD = {4: "inet", 6: "inet6"}


def _mine(running: Running) -> reader.OpenBgpdRunning:
    if not isinstance(running, reader.OpenBgpdRunning):
        raise PlatformError("the running state of another platform")
    return running


class OpenBgpd:
    """OpenBGPD as a part of a Linux router (see the contract for what each method returns)."""

    reads: Mapping[str, Command] = {
        "version": Command("bgpd -V 2>&1"),
        "ours": Command(read_script(PLACE).rstrip("\n"), 120.0),
        "files": Command(f"{{ {read_files(PLACE).text}; }} | gzip -c | base64", 120.0),
        "lines": Command(RULE_LINES),
        "neighbors": Command("bgpctl -j show neighbor"),
        "sets": Command("bgpctl show sets"),
        "caches": Command("bgpctl show rtr"),
        "counts": Command(COUNTS, 300.0),
        "loopback": Command(LOOPBACK),
    }

    def capabilities(self, version: str) -> Capabilities:
        """Return what a version can do."""
        return versions.capabilities(version)

    def render(self, fitted: Policy, capabilities: Capabilities) -> str:
        """Return our files of a policy for a router that has none of them."""
        policy = fit(fitted, capabilities)
        return renderer.whole_text(renderer.build(policy), renderer.local_lists_text(renderer.local_names(policy)))

    def parse(self, outputs: Outputs) -> Running:
        """Parse the outputs of ``reads``."""
        return reader.parse(outputs)

    def plan(self, running: Running, fitted: Policy, identifier: str, allow_reset: bool) -> PartPlan:
        """Return the plan from running to the fitted policy."""
        return steps.plan(_mine(running), fitted, identifier, allow_reset)

    def plan_release(self, running: Running, identifier: str, allow_reset: bool) -> PartPlan:
        """Return the plan that leaves nothing of ours but two empty files, while they are included."""
        return steps.plan_release(_mine(running), identifier, allow_reset)

    def plan_back(self, running: Running, text: str, identifier: str) -> PartPlan:
        """Return the plan from running to what is ours in an older record."""
        return steps.plan_back(_mine(running), text, identifier)

    def differences(self, running: Running, plan: PartPlan, expectation: str) -> list[str]:
        """Return what the router does not hold of a stage's expectation."""
        return steps.differences(_mine(running), plan, expectation)

    def routes(self, family: int) -> Command:
        """Return the command that prints all routes of a family."""
        return Command(f"bgpctl -j show rib {_FAMILY_WORD[family]} detail", 300.0)

    def held_routes(self, output: str, family: int) -> list[HeldRoute]:
        """Parse the routes that the router holds."""
        return reader.held_routes(output, family)

    def announced(self, address: str, family: int) -> Command:
        """Return the command that prints what one neighbor is sent."""
        shown = 'sed -n \'s/.*"prefix": "\\([^"]*\\)".*/\\1/p\''
        return Command(f"bgpctl -j show rib {_FAMILY_WORD[family]} out neighbor {address} | {shown}", 120.0)

    def announced_prefixes(self, output: str) -> frozenset[str]:
        """Parse what one neighbor is sent."""
        return frozenset(output.split())
