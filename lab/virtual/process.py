# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A virtual router with a command line, as a process of its own: how it is started, told what goes wrong, and ended.

``--state`` gets ``host_key``, ``known_hosts``, ``state.json`` (what the router keeps), ``ports`` (there when it listens) and ``control``,
a Unix socket. That takes one JSON object a line and answers ``ok`` or ``error: ...``; its only key is what goes wrong. All know:

* ``{"drop": true}``                    every connection breaks now
* ``{"drop_before": "commit"}``         the connection breaks instead of the line or RPC that begins so; ``drop_after``: when it is done
* ``{"stall": "commit"}``               it is never answered
* ``{"restart": true}``                 connections break, and the router starts anew with what it had saved
* ``{"reset": true}``                   it is as at its first start
* ``{"slow_clock": 50}``                a second of a timer takes so much longer from now on (0.05: twenty times faster)

The world (``--world``) is a JSON file, read at each command, so a test may write it anew at any time.
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
from typing import Any, ClassVar, Protocol, Self

from virtual import cli

MINIMAL = "hostname edge1\n!\n"


class Timer(Protocol):
    """Something that happens later, unless it is taken back."""

    def cancel(self) -> None:
        """It does not happen."""


class Device(Protocol):
    """What a router keeps."""

    def restart(self) -> None:
        """Start anew with what was saved."""

    def reset(self, configuration: str) -> None:
        """Be as at the first start."""


class Process:
    """The router inside an event loop. A subclass sets ``device``, and ``cli``, the server of its command line."""

    device: Device
    cli: cli.CliServer

    def __init__(self, arguments: argparse.Namespace) -> None:
        self.folder: Path = arguments.state
        self.version: str = arguments.version
        self._scale = self._first_scale = float(arguments.time_scale)
        self.first: str = arguments.config.read_text() if arguments.config else MINIMAL
        self.faults = cli.Faults()
        self.keys = [Path(path) for path in arguments.public_key]
        self.passwords = {arguments.user: arguments.password} if arguments.password else {}
        self.logins = cli.Logins(self.passwords, {arguments.user: self.keys[0].read_text()} if self.keys else {})

    def later(self, seconds: float, act: Any) -> Timer:
        """Do something when so much of the router's time is over."""
        return asyncio.get_running_loop().call_later(seconds * self._scale, act)

    def drop(self) -> None:
        """Break every connection."""
        cli.drop(self.cli.connections)

    def restart(self) -> None:
        """Start anew."""
        self.drop()
        self.device.restart()

    def reset(self) -> None:
        """Be as at the first start."""
        self.drop()
        for hits in (self.faults.drop_before, self.faults.drop_after, self.faults.stall):
            hits.clear()
        self._scale = self._first_scale
        self.device.reset(self.first)

    def control(self, order: dict[str, Any]) -> None:
        """Carry out one order of the control socket. :raises ValueError: it is not known."""
        for word, value in order.items():
            if word in ("drop_before", "drop_after", "stall"):
                getattr(self.faults, word).append(str(value))
            elif word in ("drop", "restart", "reset"):
                getattr(self, word)()
            elif word == "slow_clock":
                self._scale = float(value)
            elif not self.obeys(word, value, order):
                raise ValueError(f"unknown order {word!r}")

    def obeys(self, word: str, value: Any, order: dict[str, Any]) -> bool:
        """Carry out what only this kind of router knows; return whether it does."""
        raise NotImplementedError

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

    async def listen_besides(self) -> list[int]:
        """Listen on other ports than the command line's; return them, 0 for one that is not there."""
        return []

    async def stop_besides(self) -> None:
        """Listen there no more."""

    async def run(self) -> None:
        """Listen until SIGTERM or SIGINT."""
        over = asyncio.Event()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, over.set)
        others = await self.listen_besides()
        acceptor = await self.cli.start()
        ports = [self.cli.port, *others]
        (self.folder / "known_hosts").write_text("".join(cli.known_hosts_line(self.folder, port) for port in ports if port))
        path = self.folder / "control"
        path.unlink(missing_ok=True)
        server = await asyncio.start_unix_server(self._controlled, path)
        new = self.folder / "ports.new"
        new.write_text(f"{' '.join(map(str, ports))}\n")
        new.replace(self.folder / "ports")
        await over.wait()
        server.close()
        self.drop()
        acceptor.close()
        await self.stop_besides()


def parser(description: str, version: str) -> argparse.ArgumentParser:
    """Return what every such program can be told. ``version``: the one that it is unless it is told another."""
    made = argparse.ArgumentParser(description=description)
    made.add_argument("--ssh-port", type=int, default=0, help="0: a free one")
    made.add_argument("--state", type=Path, required=True, help="folder of the router's files")
    made.add_argument("--config", type=Path, help="what it runs at its first start")
    made.add_argument("--world", type=Path, help="JSON file with what show commands print")
    made.add_argument("--user", default="lab")
    made.add_argument("--password", default="", help="absent: only the key")
    made.add_argument("--public-key", action="append", default=[], help="OpenSSH public key file")
    made.add_argument("--version", default=version)
    made.add_argument("--time-scale", type=float, default=1.0, help="seconds that a second of its timers takes")
    return made


def run(process: type[Process], arguments: argparse.Namespace) -> int:
    """Run a router until it is told to end."""
    arguments.state.mkdir(parents=True, exist_ok=True)
    asyncio.run(process(arguments).run())
    return 0


@dataclass
class Switched:
    """A router in a process of its own, for a ``with`` block of a test. Times are seconds. ``module``: its program."""

    module: ClassVar[str]
    folder: Path
    config: str = MINIMAL
    time_scale: float = 1.0
    user: str = "lab"
    password: str = "lab-secret"
    public_key: Path | None = None
    ssh_port: int = 0
    _process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    def __enter__(self) -> Self:
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

    def more_arguments(self) -> Sequence[str]:
        """Return what only this kind of router is told."""
        return ()

    def listens(self, ports: list[int]) -> None:
        """Learn on which ports it listens; the command line's is the first."""
        self.ssh_port = ports[0]

    def start(self) -> None:
        """Start it and wait until it listens. :raises TimeoutError: it does not within 10 s."""
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / "config").write_text(self.config)
        (self.folder / "ports").unlink(missing_ok=True)
        command = [sys.executable, "-m", self.module, "--ssh-port", str(self.ssh_port), "--state", str(self.folder)]
        command += ["--config", str(self.folder / "config"), "--world", str(self.world), "--user", self.user]
        command += ["--time-scale", str(self.time_scale), *self.more_arguments()]
        if self.password:
            command += ["--password", self.password]
        if self.public_key:
            command += ["--public-key", str(self.public_key)]
        environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parent.parent)}
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(command, env=environment, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
        deadline = time.monotonic() + 10
        while not (self.folder / "ports").exists():
            if self._process.poll() is not None or time.monotonic() > deadline:
                self.stop()
                raise TimeoutError(f"the virtual router does not start: {(self.folder / 'log').read_text()[-2000:]}")
            time.sleep(0.02)
        self.listens([int(word) for word in (self.folder / "ports").read_text().split()])

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
        # A path of a Unix socket holds 107 bytes; a folder of pytest may be deeper.
        short = f"/tmp/{self.module}-{os.getpid()}"
        with socket.socket(socket.AF_UNIX) as control:
            control.settimeout(5)
            with suppress(FileNotFoundError):
                os.unlink(short)
            os.symlink(self.folder, short)
            try:
                control.connect(f"{short}/control")
            finally:
                os.unlink(short)
            control.sendall(json.dumps(what).encode() + b"\n")
            said = control.makefile().readline().strip()
        if said != "ok":
            raise RuntimeError(said)

    def state(self) -> dict[str, Any]:
        """Return what the router has saved: ``running`` as text, ``trial`` (None: none), and what else its kind keeps."""
        content: dict[str, Any] = json.loads((self.folder / "state.json").read_text())
        return content
