# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A virtual IOS-XE router: a process that listens on 127.0.0.1 with a command line over SSH.

    python -m virtual.iosxe --ssh-port 0 --state DIR --config FILE --user lab --password secret

``--state`` gets ``host_key``, ``known_hosts``, ``state.json`` (what runs, what it starts with, whose change is pending), ``cleared`` (a
line for each soft clear), ``ports`` (a number, there when it listens) and ``control``, a Unix socket. A program that tests starts one with
``VirtualIosXe`` instead.

The control socket takes one JSON object a line and answers ``ok`` or ``error: ...``. Its only key is what goes wrong:

* ``{"drop": true}``                    every connection breaks now
* ``{"drop_before": "router bgp"}``     the connection breaks instead of the line that begins so; ``drop_after``: when it is done
* ``{"stall": "router bgp"}``           it is never answered
* ``{"refuse": "text", "with": "% X"}`` the next line that holds a text is refused with that answer
* ``{"swallow": "text"}``               lines that hold a text are taken without a word and forgotten
* ``{"type": "lines"}``                 somebody else types lines; ``{"type": "lines", "save": true}`` and saves
* ``{"pending": "user"}``               a change of somebody's waits for its confirmation; ``{"confirm": true}`` ends that
* ``{"restart": true}``                 connections break, and the router starts anew with what it had saved
* ``{"reset": true}``                   it is as at its first start
* ``{"slow_clock": 50}``                a second of a timer takes so much longer from now on (0.05: twenty times faster)

The world (``--world``) is a JSON file that ``iosxe_world`` describes, read at each command, so a test may write it anew at any time.
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
from pathlib import Path
from types import TracebackType
from typing import Any

from virtual import cli
from virtual.iosxe_cli import IosXeTerminal
from virtual.iosxe_router import Device, Timer
from virtual.iosxe_world import World

MINIMAL = "hostname edge1\n"


class Process:
    """The router inside an event loop."""

    def __init__(self, arguments: argparse.Namespace) -> None:
        self._folder: Path = arguments.state
        self._version: str = arguments.version
        self._scale = self._first_scale = float(arguments.time_scale)
        self._first = arguments.config.read_text() if arguments.config else MINIMAL
        self._device = Device(self._folder, self._first, self._later)
        self._world = World(arguments.world, lambda: self._device.running)
        self._faults = cli.Faults()
        keys = [Path(path) for path in arguments.public_key]
        passwords = {arguments.user: arguments.password} if arguments.password else {}
        logins = cli.Logins(passwords, {arguments.user: keys[0].read_text()} if keys else {})
        self._cli = cli.CliServer(self._folder, arguments.ssh_port, logins, self._terminal, self._faults)

    def _later(self, seconds: float, act: Any) -> Timer:
        return asyncio.get_running_loop().call_later(seconds * self._scale, act)

    def _terminal(self, user: str, address: str) -> IosXeTerminal:
        return IosXeTerminal(self._device, user, self._world.told, self._version, self._cleared)

    def _cleared(self, what: str) -> None:
        with (self._folder / "cleared").open("a") as stream:
            stream.write(f"{what}\n")

    def _reset(self) -> None:
        cli.drop(self._cli.connections)
        for hits in (self._faults.drop_before, self._faults.drop_after, self._faults.stall):
            hits.clear()
        self._scale = self._first_scale
        (self._folder / "cleared").write_text("")
        self._device.reset(self._first)

    def control(self, order: dict[str, Any]) -> None:
        """Carry out one order of the control socket. :raises ValueError: it is not known."""
        for word, value in order.items():
            if word in ("drop_before", "drop_after", "stall"):
                getattr(self._faults, word).append(str(value))
            elif word == "drop":
                cli.drop(self._cli.connections)
            elif word == "refuse":
                self._device.refused = (str(value), str(order.get("with", "% Incomplete command.")))
            elif word == "swallow":
                self._device.swallowed = str(value) or None
            elif word == "type":
                self._device.type_as_somebody(str(value))
                if order.get("save"):
                    self._device.write()
            elif word == "pending":
                self._device.begin(60, str(value))
            elif word == "confirm":
                self._device.confirm()
            elif word == "restart":
                cli.drop(self._cli.connections)
                self._device.restart()
            elif word == "reset":
                self._reset()
            elif word == "slow_clock":
                self._scale = float(value)
            elif word not in ("with", "save"):
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
        self._device.reset(self._first)
        acceptor = await self._cli.start()
        (self._folder / "known_hosts").write_text(cli.known_hosts_line(self._folder, self._cli.port))
        path = self._folder / "control"
        path.unlink(missing_ok=True)
        server = await asyncio.start_unix_server(self._controlled, path)
        new = self._folder / "ports.new"
        new.write_text(f"{self._cli.port}\n")
        new.replace(self._folder / "ports")
        await over.wait()
        server.close()
        cli.drop(self._cli.connections)
        acceptor.close()


def _arguments(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="a virtual IOS-XE router on 127.0.0.1")
    parser.add_argument("--ssh-port", type=int, default=0, help="0: a free one")
    parser.add_argument("--state", type=Path, required=True, help="folder of the router's files")
    parser.add_argument("--config", type=Path, help="what it runs at its first start")
    parser.add_argument("--world", type=Path, help="JSON file with what show commands print")
    parser.add_argument("--user", default="lab")
    parser.add_argument("--password", default="", help="absent: only the key")
    parser.add_argument("--public-key", action="append", default=[], help="OpenSSH public key file")
    parser.add_argument("--version", default="17.09.04a")
    parser.add_argument("--time-scale", type=float, default=1.0, help="seconds that a second of a timer takes")
    return parser.parse_args(words)


def main(words: Sequence[str] | None = None) -> int:
    """Run a router until it is told to end."""
    arguments = _arguments(words)
    arguments.state.mkdir(parents=True, exist_ok=True)
    asyncio.run(Process(arguments).run())
    return 0


@dataclass
class VirtualIosXe:
    """A router in a process of its own, for a ``with`` block. Times are seconds."""

    folder: Path
    config: str = MINIMAL
    time_scale: float = 1.0
    user: str = "lab"
    password: str = "lab-secret"
    public_key: Path | None = None
    version: str = "17.09.04a"
    ssh_port: int = 0
    _process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    def __enter__(self) -> VirtualIosXe:
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
        command = [sys.executable, "-m", "virtual.iosxe", "--ssh-port", str(self.ssh_port), "--state", str(self.folder)]
        command += ["--config", str(self.folder / "config"), "--world", str(self.world), "--user", self.user]
        command += ["--version", self.version, "--time-scale", str(self.time_scale)]
        if self.password:
            command += ["--password", self.password]
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
        self.ssh_port = int((self.folder / "ports").read_text())

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
                os.unlink(f"/tmp/virtual-iosxe-{os.getpid()}")
            os.symlink(self.folder, f"/tmp/virtual-iosxe-{os.getpid()}")
            try:
                control.connect(f"/tmp/virtual-iosxe-{os.getpid()}/control")
            finally:
                os.unlink(f"/tmp/virtual-iosxe-{os.getpid()}")
            control.sendall(json.dumps(what).encode() + b"\n")
            said = control.makefile().readline().strip()
        if said != "ok":
            raise RuntimeError(said)

    def state(self) -> dict[str, Any]:
        """Return what the router has: ``running`` and ``startup`` as text, and the user whose change is ``pending``."""
        content: dict[str, Any] = json.loads((self.folder / "state.json").read_text())
        return content


if __name__ == "__main__":
    sys.exit(main())
