# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A virtual IOS-XE router: a process that listens on 127.0.0.1 with a command line over SSH; see ``process``.

    python -m virtual.iosxe --ssh-port 0 --state DIR --config FILE --user lab --password secret

``--state`` gets also ``cleared``, a line for each soft clear. Its own orders:

* ``{"refuse": "text", "with": "% X"}`` the next line that holds a text is refused with that answer
* ``{"swallow": "text"}``               lines that hold a text are taken without a word and forgotten
* ``{"type": "lines"}``                 somebody else types lines; ``{"type": "lines", "save": true}`` and saves
* ``{"pending": "user"}``               a change of somebody's waits for its confirmation; ``{"confirm": true}`` ends that

What its show commands print of the world is in ``iosxe_world``.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from virtual import cli, process
from virtual.iosxe_cli import IosXeTerminal
from virtual.iosxe_router import Device
from virtual.iosxe_world import World


class Process(process.Process):
    """The router inside an event loop."""

    device: Device

    def __init__(self, arguments: argparse.Namespace) -> None:
        super().__init__(arguments)
        self._enable_password: str = arguments.enable_password
        self.device = Device(self.folder, self.first, self.later)
        self._world = World(arguments.world, lambda: self.device.running)
        self.cli = cli.CliServer(self.folder, arguments.ssh_port, self.logins, self._terminal, self.faults)

    def _terminal(self, user: str, address: str) -> IosXeTerminal:
        return IosXeTerminal(self.device, user, self._world.told, self.version, self._cleared, self._enable_password)

    def _cleared(self, what: str) -> None:
        with (self.folder / "cleared").open("a") as stream:
            stream.write(f"{what}\n")

    def reset(self) -> None:
        """Be as at the first start."""
        super().reset()
        (self.folder / "cleared").write_text("")

    def obeys(self, word: str, value: Any, order: dict[str, Any]) -> bool:
        """Carry out an order of its own."""
        if word == "refuse":
            self.device.refused = (str(value), str(order.get("with", "% Incomplete command.")))
        elif word == "swallow":
            self.device.swallowed = str(value) or None
        elif word == "type":
            self.device.type_as_somebody(str(value))
            if order.get("save"):
                self.device.write()
        elif word == "pending":
            self.device.begin(60, str(value))
        elif word == "confirm":
            self.device.confirm()
        else:
            return word in ("with", "save")
        return True

    async def listen_besides(self) -> list[int]:
        """It listens nowhere else; what it has is its first configuration."""
        self.device.reset(self.first)
        return []


def main(words: Sequence[str] | None = None) -> int:
    """Run a router until it is told to end."""
    made = process.parser("a virtual IOS-XE router on 127.0.0.1", "17.09.04a")
    made.add_argument("--enable-password", default="", help="absent: a login is at privilege level 15")
    return process.run(Process, made.parse_args(words))


@dataclass
class VirtualIosXe(process.Switched):
    """An IOS-XE router in a process of its own; ``state`` has also ``startup``, and ``trial`` is the user whose change is pending."""

    module = "virtual.iosxe"
    enable_password: str = ""

    def more_arguments(self) -> Sequence[str]:
        """Return what only this kind of router is told."""
        return ["--enable-password", self.enable_password]


if __name__ == "__main__":
    sys.exit(main())
