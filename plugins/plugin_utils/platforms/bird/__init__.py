# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""BIRD 2.0.12 and newer, and BIRD 3: filters of ours in files that the operator's configuration includes."""

from __future__ import annotations

from collections.abc import Mapping

from ...model.policies import Policy
from ...policy.fit import Capabilities, fit
from ..contract import Command, HeldRoute, Outputs, PlatformError, Running
from ..own_files import read_files, read_script
from ..way_back import PartPlan
from . import capabilities as versions
from . import objects, render, routes, steps
from . import parse as reader


def _mine(running: Running) -> reader.BirdRunning:
    if not isinstance(running, reader.BirdRunning):
        raise PlatformError("the running state of another platform")
    return running


#: Asks for one address in the import table of each channel: BIRD says where there is none.
_STORED = (
    'birdc show protocols all | awk \'/^[^ ]/ { bgp = $2 == "BGP"; name = $1 } bgp && /^  Channel ipv4$/ '
    '{ print "show route 192.0.2.1/32 import table " name ".ipv4" } bgp && /^  Channel ipv6$/ '
    '{ print "show route 100::1/128 import table " name ".ipv6" }\' | birdc | grep -o \'No import table in channel .*\'; true'
)
_NEWER = (
    'LAST=$(birdc show status | sed -n \'s/^Last reconfiguration on //p\'); if [ -n "$LAST" ] && date -d "$LAST" >/dev/null 2>&1; then '
    f'find /etc/bird -name "*.conf" ! -path "{objects.FOLDER}/*" -newermt "$LAST"; else echo {reader.UNKNOWN_TIME}; fi'
)


class Bird:
    """BIRD as a part of a Linux router (see the contract for what each method returns)."""

    reads: Mapping[str, Command] = {
        "status": Command("birdc show status"),
        "files": Command(read_script(steps.PLACE)),
        "pairs": read_files(steps.PLACE),
        "protocols": Command("birdc show protocols all"),
        "stored": Command(_STORED, 120.0),
        "operator": Command(
            f'for F in /etc/bird/*.conf; do case $F in {objects.MAIN}|{objects.LOCAL_FILE}) ;; *) cat "$F"; echo ;; esac; done'
        ),
        "newer": Command(_NEWER),
        # Without a cache of ours there are no such tables.
        "vrps": Command("".join(f"birdc \"show route table '{name}' count\" 2>&1; " for name in objects.ROA_TABLES.values()) + "true"),
    }

    def capabilities(self, version: str) -> Capabilities:
        """Return what a version can do."""
        return versions.capabilities(version)

    def render(self, fitted: Policy, capabilities: Capabilities) -> str:
        """Return the files of a policy for a router that has none of them."""
        known = versions.capabilities(capabilities.version)
        made = render.build(fit(fitted, known), known)
        local = objects.local_addition("", objects.local_names(made.definitions))
        return f"{objects.whole_text(objects.main_text(made), made.files)}# ==> {objects.LOCAL_FILE}\n{local}"

    def parse(self, outputs: Outputs) -> Running:
        """Parse the outputs of ``reads``."""
        return reader.parse(steps.PLACE, outputs)

    def plan(self, running: Running, fitted: Policy, identifier: str, allow_reset: bool) -> PartPlan:
        """Return the plan from running to the fitted policy."""
        return steps.plan(_mine(running), fitted, identifier, allow_reset)

    def plan_release(self, running: Running, identifier: str, allow_reset: bool) -> PartPlan:
        """Return the plan that leaves nothing of ours."""
        return steps.plan_release(_mine(running), identifier, allow_reset)

    def plan_back(self, running: Running, text: str, identifier: str) -> PartPlan:
        """Return the plan from running to what is ours in an older configuration text."""
        return steps.plan_back(_mine(running), text, identifier)

    def differences(self, running: Running, plan: PartPlan, expectation: str) -> list[str]:
        """Return what the router does not hold of a stage's expectation."""
        return steps.differences(_mine(running), plan, expectation)

    def routes(self, family: int) -> Command:
        """Return the command that prints all routes of a family."""
        return routes.routes(family)

    def held_routes(self, output: str, family: int) -> list[HeldRoute]:
        """Parse the routes that the router holds."""
        return routes.held_routes(output, family)

    def announced(self, address: str, family: int) -> Command:
        """Return the command that prints what one neighbor is sent."""
        return routes.announced(address, family)

    def announced_prefixes(self, output: str) -> frozenset[str]:
        """Parse what one neighbor is sent."""
        return routes.announced_prefixes(output)
