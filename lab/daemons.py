# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The routing daemons of the edges: how each is set up by its operator, and how its state is read.

They are judges: nothing here asks the engine, and each reads the daemon's own words.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from speaker import Attributes
from topology import Family, find_edge

if TYPE_CHECKING:
    from router_lab import Lab

ESTABLISHED = "Established"
SHUT_DOWN = "Idle (Admin)"
NOT_CONFIGURED = "not configured"
#: What all of them give a route without a local preference.
DEFAULT_PREFERENCE = 100


class Daemon(Protocol):
    """One routing daemon. `lab` is the running lab, `edge` the name of a node that runs the daemon."""

    program: str
    """Must be there, below the root, for an edge to run on a tree."""

    def files(self, edge: str, edges: Collection[str]) -> Mapping[str, str]:
        """What its start script `nodes/DAEMON.sh` finds in /run/node: the operator's configuration, permissive, nothing of ours in force.

        `edges`: all of this lab; the sessions with the others are there and shut down.
        """

    def finish(self, lab: Lab, edge: str) -> None:
        """Called when all sessions are up: from here on the startup configuration is what runs."""

    def version(self, lab: Lab, edge: str) -> str:
        """What the daemon says of its version."""

    def sessions(self, lab: Lab, edge: str) -> Mapping[str, str]:
        """State word of each session by the neighbor's address: ESTABLISHED, SHUT_DOWN, or the daemon's own word.

        Raises LabError when the daemon does not answer.
        """

    def rib(self, lab: Lab, edge: str, family: Family) -> Iterator[tuple[str, str, Attributes]]:
        """All routes that are held after the import policy: neighbor's address, prefix, attributes.

        With DEFAULT_PREFERENCE where the daemon has no other. Routes that it keeps for show only (rejected) are left out.
        """

    def held(self, lab: Lab, edge: str, family: Family, prefix: str, address: str) -> Attributes | None:
        """What is held of a prefix from one neighbor, as `rib` says it."""

    def received(self, lab: Lab, edge: str, family: Family, address: str) -> set[str]:
        """The prefixes that a neighbor has announced, before the import policy."""

    def vrps(self, lab: Lab, edge: str) -> Collection[str]:
        """The VRPs that it has from its RPKI caches, each as "192.0.2.0/24 MAXIMUM-LENGTH ASN"."""

    def configuration(self, lab: Lab, edge: str) -> str:
        """Everything that it runs and that it would start with: the same text before and after is the same configuration."""

    def restart(self, lab: Lab, edge: str) -> None:
        """Stop it and start it from its startup configuration, as a reboot does; returns when it answers."""

    def shut_internal(self, lab: Lab, edge: str, addresses: Sequence[str], is_shut: bool) -> None:
        """Shut the sessions with other edges down, or let them come up; for good."""


@cache
def daemon_of(edge: str) -> Daemon:
    """The daemon that an edge runs."""
    name = find_edge(edge).daemon
    return cast(Daemon, import_module(f"daemon_{name}").DAEMON)
