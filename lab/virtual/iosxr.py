# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A virtual IOS-XR router: a process that listens on 127.0.0.1 with a command line over SSH and with NETCONF.

    python -m virtual.iosxr --ssh-port 0 --netconf-port 0 --state DIR --config FILE --user lab --password secret

``--state`` gets ``host_key``, ``known_hosts`` (both ports), ``state.json`` (what survives a restart), ``ports`` (two numbers, there when
it listens) and ``control``, a Unix socket. A program that tests starts one with ``VirtualIosXr`` instead.

The control socket takes one JSON object a line and answers ``ok`` or ``error: ...``. Its only key is what goes wrong:

* ``{"drop": true}``                    every connection breaks now
* ``{"drop_before": "commit"}``         the connection breaks instead of the command or RPC that begins so; ``drop_after``: when it is done
* ``{"stall": "commit"}``               it is never answered
* ``{"refuse_commit": "text"}``         the next commit is refused with a text
* ``{"lock": "user"}``, ``{"unlock": true}``   somebody else has the configuration locked, from the command line
* ``{"lock_netconf": 7}``               a NETCONF session of that number has the candidate locked and is not there any more
* ``{"candidate": "lines"}``            uncommitted lines of somebody's are in the candidate
* ``{"commit": "lines", "user": "x"}``  somebody commits lines, whatever is locked
* ``{"swallow": "text"}``               NETCONF says ok to lines with a text in them and forgets them
* ``{"restart": true}``                 connections break, and the router starts anew with what it had saved
* ``{"reset": true}``                   it is as at its first start
* ``{"slow_clock": 50}``                a second of a trial's timer takes so much longer from now on (0.05: twenty times faster)

The world (``--world``) is a JSON file that ``iosxr_world`` describes, read at each command, so a test may write it anew at any time. A
command of ``show bgp``, ``show route`` and the like that is not in it is invalid input.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Any

from virtual import cli, netconf
from virtual.iosxr_cli import IosXrTerminal
from virtual.iosxr_netconf import NetconfSide
from virtual.iosxr_router import Device, Timer
from virtual.iosxr_world import World

MINIMAL = "hostname edge1\n!\n"


class Process:
    """The router inside an event loop."""

    def __init__(self, arguments: argparse.Namespace) -> None:
        self._folder: Path = arguments.state
        self._version: str = arguments.version
        self._scale: float = arguments.time_scale
        self._lines = count()
        self._first_scale = self._scale
        self._first = arguments.config.read_text() if arguments.config else MINIMAL
        self._device = Device(self._folder, self._first, self._later)
        self._world = World(arguments.world, lambda: self._device.running)
        self._faults = cli.Faults()
        keys = [Path(path) for path in arguments.public_key]
        passwords = {arguments.user: arguments.password} if arguments.password else {}
        self._netconf: netconf.Server | None = None
        self._side = NetconfSide(self._device, self._faults, self._kill)
        if arguments.netconf_port is not None:
            users = passwords or {arguments.user: os.urandom(16).hex()}
            self._netconf = netconf.Server(self._side, arguments.netconf_port, self._folder, users, keys)
        logins = cli.Logins(passwords, {arguments.user: keys[0].read_text()} if keys else {})
        self._cli = cli.CliServer(self._folder, arguments.ssh_port, logins, self._terminal, self._faults)

    def _later(self, seconds: float, act: Any) -> Timer:
        return asyncio.get_running_loop().call_later(seconds * self._scale, act)

    def _kill(self, number: int) -> bool:
        return self._netconf is not None and self._netconf.kill(number)

    def _terminal(self, user: str, address: str) -> IosXrTerminal:
        line = f"vty{next(self._lines) % 100}:node0_RP0_CPU0"
        return IosXrTerminal(self._device, self._name, user, line, self._world.told, self._version)

    def _name(self) -> str:
        node = self._device.running.tree.children.get("hostname")
        return node.text.split()[1] if node else "ios"

    def _drop(self) -> None:
        cli.drop(self._cli.connections)
        if self._netconf is not None:
            for peer in self._netconf.sessions():
                peer.drop()

    def _reset(self) -> None:
        self._drop()
        self._side.forget()
        self._side.swallows = None
        for hits in (self._faults.drop_before, self._faults.drop_after, self._faults.stall):
            hits.clear()
        self._scale = self._first_scale
        self._device.reset(self._first)

    def control(self, order: dict[str, Any]) -> None:
        """Carry out one order of the control socket. :raises ValueError: it is not known."""
        for word, value in order.items():
            if word in ("drop_before", "drop_after", "stall"):
                getattr(self._faults, word).append(str(value))
            elif word == "drop":
                self._drop()
            elif word == "refuse_commit":
                self._device.refuse_next = str(value)
            elif word == "lock":
                self._device.open(str(value), "vty9:node0_RP0_CPU0", "CLI", exclusive=True)
            elif word == "unlock":
                if self._device.lock is not None:
                    self._device.close(self._device.sessions[self._device.lock])
            elif word == "lock_netconf":
                self._side.lock_for_nobody(int(value))
            elif word == "candidate":
                self._side.edit_as_somebody(str(value))
            elif word == "commit":
                self._device.commit_as(str(order.get("user", "operator")), str(value))
            elif word == "swallow":
                self._side.swallows = str(value) or None
            elif word == "restart":
                self._drop()
                self._side.forget()
                self._device.restart()
            elif word == "reset":
                self._reset()
            elif word == "slow_clock":
                self._scale = float(value)
            elif word != "user":
                raise ValueError(f"unknown order {word!r}")

    async def _controlled(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while line := await reader.readline():
            try:
                self.control(json.loads(line))
                said = "ok"
            except Exception as error:  # What a test orders wrongly is told to the test.
                said = f"error: {error!r}"
            writer.write(f"{said}\n".encode())
            await writer.drain()
        writer.close()

    async def run(self) -> None:
        """Listen until SIGTERM or SIGINT."""
        over = asyncio.Event()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, over.set)
        if self._netconf is not None:
            await self._netconf.start()
        acceptor = await self._cli.start()
        ports = [self._cli.port, self._netconf.port if self._netconf is not None else 0]
        known = "".join(cli.known_hosts_line(self._folder, port) for port in ports if port)
        (self._folder / "known_hosts").write_text(known)
        path = self._folder / "control"
        path.unlink(missing_ok=True)
        server = await asyncio.start_unix_server(self._controlled, path)
        new = self._folder / "ports.new"
        new.write_text(f"{ports[0]} {ports[1]}\n")
        new.replace(self._folder / "ports")
        await over.wait()
        server.close()
        self._drop()
        acceptor.close()
        if self._netconf is not None:
            await self._netconf.stop()


def _arguments(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="a virtual IOS-XR router on 127.0.0.1")
    parser.add_argument("--ssh-port", type=int, default=0, help="0: a free one")
    parser.add_argument("--netconf-port", type=int, help="0: a free one; absent: no NETCONF")
    parser.add_argument("--state", type=Path, required=True, help="folder of the router's files")
    parser.add_argument("--config", type=Path, help="what it runs at its first start")
    parser.add_argument("--world", type=Path, help="JSON file with what show commands print")
    parser.add_argument("--user", default="lab")
    parser.add_argument("--password", default="", help="absent: only the key")
    parser.add_argument("--public-key", action="append", default=[], help="OpenSSH public key file")
    parser.add_argument("--version", default="7.11.2")
    parser.add_argument("--time-scale", type=float, default=1.0, help="seconds that a second of a commit's timer takes")
    return parser.parse_args(words)


def main(words: Sequence[str] | None = None) -> int:
    """Run a router until it is told to end."""
    arguments = _arguments(words)
    arguments.state.mkdir(parents=True, exist_ok=True)
    asyncio.run(Process(arguments).run())
    return 0


@dataclass
class VirtualIosXr:
    """A router in a process of its own, for a ``with`` block. Times are seconds."""

    folder: Path
    config: str = MINIMAL
    has_netconf: bool = True
    time_scale: float = 1.0
    user: str = "lab"
    password: str = "lab-secret"
    public_key: Path | None = None
    version: str = "7.11.2"
    ssh_port: int = 0
    netconf_port: int = 0
    _process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    def __enter__(self) -> VirtualIosXr:
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.stop()

    @property
    def world(self) -> Path:
        """The world file."""
        return self.folder / "world.json"

    @property
    def known_hosts(self) -> Path:
        """The known_hosts file that trusts the router."""
        return self.folder / "known_hosts"

    def start(self) -> None:
        """Start it and wait until it listens. :raises TimeoutError: it does not within 10 s."""
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / "config").write_text(self.config)
        (self.folder / "ports").unlink(missing_ok=True)
        command = [sys.executable, "-m", "virtual.iosxr", "--ssh-port", str(self.ssh_port), "--state", str(self.folder)]
        command += ["--config", str(self.folder / "config"), "--world", str(self.world), "--user", self.user]
        command += ["--version", self.version, "--time-scale", str(self.time_scale)]
        if self.password:
            command += ["--password", self.password]
        if self.has_netconf:
            command += ["--netconf-port", str(self.netconf_port)]
        if self.public_key:
            command += ["--public-key", str(self.public_key)]
        lab = Path(__file__).resolve().parent.parent
        environment = {**os.environ, "PYTHONPATH": str(lab)}
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(command, env=environment, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
        deadline = time.monotonic() + 10
        while not (self.folder / "ports").exists():
            if self._process.poll() is not None or time.monotonic() > deadline:
                self.stop()
                raise TimeoutError(f"the virtual router does not start: {(self.folder / 'log').read_text()[-2000:]}")
            time.sleep(0.02)
        self.ssh_port, self.netconf_port = map(int, (self.folder / "ports").read_text().split())

    def stop(self, is_killed: bool = False) -> None:
        """End it; killed, it has no time for anything."""
        if self._process is None:
            return
        (self._process.kill if is_killed else self._process.terminate)()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None

    def order(self, **what: Any) -> None:
        """Give the router an order over its control socket. :raises RuntimeError: it does not take it."""
        with socket.socket(socket.AF_UNIX) as control:
            control.settimeout(5)
            # A path of a Unix socket holds 107 bytes; a folder of pytest may be deeper.
            with suppress(FileNotFoundError):
                os.unlink(f"/tmp/virtual-iosxr-{os.getpid()}")
            os.symlink(self.folder, f"/tmp/virtual-iosxr-{os.getpid()}")
            try:
                control.connect(f"/tmp/virtual-iosxr-{os.getpid()}/control")
            finally:
                os.unlink(f"/tmp/virtual-iosxr-{os.getpid()}")
            control.sendall(json.dumps(what).encode() + b"\n")
            said = control.makefile().readline().strip()
        if said != "ok":
            raise RuntimeError(said)

    def state(self) -> dict[str, Any]:
        """Return what the router has saved: ``running`` as text, ``commits`` with the newest first, ``trial``."""
        content: dict[str, Any] = json.loads((self.folder / "state.json").read_text())
        return content


if __name__ == "__main__":
    sys.exit(main())
