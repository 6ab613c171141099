# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A virtual IOS-XR router: a process that listens on 127.0.0.1 with a command line over SSH and with NETCONF; see ``process``.

    python -m virtual.iosxr --ssh-port 0 --netconf-port 0 --state DIR --config FILE --user lab --password secret

``ports`` has two numbers, and what survives a restart is in ``state.json``. Its own orders:

* ``{"refuse_commit": "text"}``         the next commit is refused with a text
* ``{"lock": "user"}``, ``{"unlock": true}``   somebody else has the configuration locked, from the command line
* ``{"lock_netconf": 7}``               a NETCONF session of that number has the candidate locked and is not there any more
* ``{"candidate": "lines"}``            uncommitted lines of somebody's are in the candidate
* ``{"commit": "lines", "user": "x"}``  somebody commits lines, whatever is locked
* ``{"swallow": "text"}``               NETCONF says ok to lines with a text in them and forgets them

Of the world it prints what ``iosxr_world`` says; a command of ``show bgp``, ``show route`` and the like that is not there is invalid input.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from virtual import cli, netconf, process
from virtual.iosxr_cli import IosXrTerminal
from virtual.iosxr_netconf import NetconfSide
from virtual.iosxr_router import Device
from virtual.iosxr_world import World


class Process(process.Process):
    """The router inside an event loop."""

    device: Device

    def __init__(self, arguments: argparse.Namespace) -> None:
        super().__init__(arguments)
        self._lines = count()
        self.device = Device(self.folder, self.first, self.later)
        self._world = World(arguments.world, lambda: self.device.running)
        self._netconf: netconf.Server | None = None
        self._side = NetconfSide(self.device, self.faults, self._kill)
        if arguments.netconf_port is not None:
            users = self.passwords or {arguments.user: os.urandom(16).hex()}
            self._netconf = netconf.Server(self._side, arguments.netconf_port, self.folder, users, self.keys)
        self.cli = cli.CliServer(self.folder, arguments.ssh_port, self.logins, self._terminal, self.faults)

    def _kill(self, number: int) -> bool:
        return self._netconf is not None and self._netconf.kill(number)

    def _terminal(self, user: str, address: str) -> IosXrTerminal:
        line = f"vty{next(self._lines) % 100}:node0_RP0_CPU0"
        return IosXrTerminal(self.device, self._name, user, line, self._world.told, self.version)

    def _name(self) -> str:
        node = self.device.running.tree.children.get("hostname")
        return node.text.split()[1] if node else "ios"

    def drop(self) -> None:
        """Break every connection."""
        super().drop()
        if self._netconf is not None:
            for peer in self._netconf.sessions():
                peer.drop()

    def restart(self) -> None:
        """Start anew."""
        self.drop()
        self._side.forget()
        self.device.restart()

    def reset(self) -> None:
        """Be as at the first start."""
        self._side.forget()
        self._side.swallows = None
        super().reset()

    def obeys(self, word: str, value: Any, order: dict[str, Any]) -> bool:
        """Carry out an order of its own."""
        if word == "refuse_commit":
            self.device.refuse_next = str(value)
        elif word == "lock":
            self.device.open(str(value), "vty9:node0_RP0_CPU0", "CLI", exclusive=True)
        elif word == "unlock":
            if self.device.lock is not None:
                self.device.close(self.device.sessions[self.device.lock])
        elif word == "lock_netconf":
            self._side.lock_for_nobody(int(value))
        elif word == "candidate":
            self._side.edit_as_somebody(str(value))
        elif word == "commit":
            self.device.commit_as(str(order.get("user", "operator")), str(value))
        elif word == "swallow":
            self._side.swallows = str(value) or None
        else:
            return word == "user"
        return True

    async def listen_besides(self) -> list[int]:
        """Listen with NETCONF."""
        if self._netconf is None:
            return [0]
        await self._netconf.start()
        return [self._netconf.port]

    async def stop_besides(self) -> None:
        """Listen there no more."""
        if self._netconf is not None:
            await self._netconf.stop()


def main(words: Sequence[str] | None = None) -> int:
    """Run a router until it is told to end."""
    parser = process.parser("a virtual IOS-XR router on 127.0.0.1", "7.11.2")
    parser.add_argument("--netconf-port", type=int, help="0: a free one; absent: no NETCONF")
    return process.run(Process, parser.parse_args(words))


@dataclass
class VirtualIosXr(process.Switched):
    """An IOS-XR router in a process of its own; ``state`` has also ``commits``, with the newest first."""

    module = "virtual.iosxr"
    has_netconf: bool = True
    netconf_port: int = 0

    def more_arguments(self) -> Sequence[str]:
        """Return what only this kind of router is told."""
        return ("--netconf-port", str(self.netconf_port)) if self.has_netconf else ()

    def listens(self, ports: list[int]) -> None:
        """Learn on which ports it listens."""
        self.ssh_port, self.netconf_port = ports


if __name__ == "__main__":
    sys.exit(main())
