# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A virtual EOS router: eAPI (JSON-RPC over TLS) on 127.0.0.1, with the configuration sessions, the commit timer and the refusals of EOS.

    PYTHONPATH=lab python -m virtual.eos --state FOLDER --config FILE --user lab --password secret

``FOLDER`` keeps its certificate, ``state.json`` (what runs, what it starts with, its sessions), ``ports`` and the control socket. A test
has one in a thread by ``switched_on``.

Rules and their sources (user manual, "Configure Session", and the TOI "Config Session Commit Timer"):
- a session begins with a copy of what runs; a commit puts that in the place of what runs, whatever others have changed since;
- ``commit timer``: what ran before comes back by itself at the end, unless the session is committed again; ``abort`` brings it back now;
- there is no lock: sessions of others are seen as ``pending`` (NAPALM's eos driver takes that for one);
- a restart starts with the startup configuration, and no session outlives it;
- a second session cannot be committed with a timer while one runs: no source says what happens, so this router refuses it;
- the commands of a request are carried out one after the other, up to the first that fails (eAPI guide); modes end with the request.
"""

from __future__ import annotations

import argparse
import base64
import copy
import json
import re
import socket
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from virtual import cli, threads
from virtual.eos_config import Configuration, InvalidInput
from virtual.eos_world import World

_TIMER = re.compile(r"([0-9]{2}):([0-9]{2}):([0-9]{2})")
_SESSION = re.compile(r"configure session (\S+)(?: (commit|abort|commit timer [0-9:]{8}))?")


class Failed(Exception):
    """A command that failed: what the router says of it."""


@dataclass
class Session:
    """A configuration session. ``state``: pending, pendingCommitTimer or completed."""

    configuration: Configuration
    user: str
    state: str = "pending"


@dataclass(slots=True)
class Faults(cli.Faults):
    """What goes wrong also. ``refuse``: a command fails. ``swallow``: a configuration line that is taken and changes nothing."""

    refuse: list[str] = field(default_factory=list)
    swallow: list[str] = field(default_factory=list)


class Dropped(Exception):
    """The connection ends here. ``is_silent``: not before the client has had enough."""

    def __init__(self, is_silent: bool = False) -> None:
        super().__init__()
        self.is_silent = is_silent


class Router:
    """What the router holds and does. Every method is called with the lock held."""

    def __init__(self, folder: Path, text: str, version: str = "4.30.1F", second: float = 1.0) -> None:
        self.folder = folder
        self.lock = threading.RLock()
        self.version = version
        self.world_file = folder / "world.json"
        #: What ``enable`` asks for, as ``input`` of the command (Arista eAPI, "Command specification"); empty: nothing.
        self.enable_password = ""
        #: How long a second of the commit timer takes.
        self.second = second
        self.first = text
        self.faults = Faults()
        self.requests: list[str] = []
        self.reset()

    def reset(self) -> None:
        """Be new again."""
        self.running = Configuration(self.first)
        self.startup = self.running.text()
        self.sessions: dict[str, Session] = {}
        self.trial: tuple[str, Configuration, float] | None = None
        self.faults = Faults()
        #: Why the next commit fails.
        self.refuse_commit = ""
        self.requests.clear()
        self.world = World(self.world_file, lambda: self.running)
        self.save()

    def restart(self) -> None:
        """Start with what was saved."""
        self.running = Configuration(self.startup)
        self.sessions.clear()
        self.trial = None
        self.save()

    def commit_as(self, text: str) -> None:
        """Change what runs, as somebody at a terminal does."""
        for line in text.splitlines():
            self.running.take(line)
        self.running.leave()
        self.save()

    def save(self) -> None:
        """Write ``state.json``."""
        content = {"running": self.running.text(), "startup": self.startup, "trial": self.trial[0] if self.trial else None}
        content["sessions"] = {name: item.state for name, item in self.sessions.items()}  # type: ignore[assignment]
        new = self.folder / "state.new"
        new.write_text(json.dumps(content))
        new.replace(self.folder / "state.json")

    def tick(self) -> None:
        """Go back when the timer has ended."""
        if self.trial is not None and time.monotonic() >= self.trial[2]:
            self._go_back()

    def _go_back(self) -> None:
        assert self.trial is not None
        name, self.running, _ = self.trial
        self.sessions.pop(name, None)
        self.trial = None
        self.save()

    # -- commands --------------------------------------------------------------------------------

    def run(self, commands: list[Any], is_text: bool, user: str) -> tuple[list[Any], tuple[int, str] | None]:
        """Carry out the commands of a request; return the answers, and where and why it ended early."""
        mode: str | None = None
        answers: list[Any] = []
        for place, item in enumerate(commands):
            line = " ".join(str(item["cmd"] if isinstance(item, dict) else item).split())
            self.tick()
            self.requests.append(line)
            if Faults.hits(self.faults.drop_before, line):
                raise Dropped
            if Faults.hits(self.faults.stall, line):
                raise Dropped(is_silent=True)
            try:
                if line == "enable" and self.enable_password not in ("", item.get("input") if isinstance(item, dict) else None):
                    raise Failed("Bad secret")
                if Faults.hits(self.faults.refuse, line):
                    raise Failed("Unavailable command (not now)")
                mode, answer = self._command(line, mode, is_text, user)
            except (Failed, InvalidInput) as error:
                answers.append({"errors": [str(error)]})
                return answers, (place, f"CLI command {place + 1} of {len(commands)} '{line}' failed: could not run command")
            answers.append(answer)
            if Faults.hits(self.faults.drop_after, line):
                raise Dropped
        return answers, None

    def _command(self, line: str, mode: str | None, is_text: bool, user: str) -> tuple[str | None, Any]:
        if mode is not None:
            return self._in_session(line, mode, user)
        if line == "enable":
            return None, {}
        if found := _SESSION.fullmatch(line):
            return self._session(found[1], found[2] or "", user)
        if line in ("write memory", "copy running-config startup-config"):
            self.startup = self.running.text()
            self.save()
            return None, {"messages": ["Copy completed successfully."]}
        return None, self._show(line, is_text)

    def _in_session(self, line: str, name: str, user: str) -> tuple[str | None, Any]:
        if line == "end":
            self.sessions[name].configuration.leave()
            return None, {}
        if line in ("commit", "abort") or line.startswith("commit timer "):
            return self._session(name, line, user)
        if not Faults.hits(self.faults.swallow, line):
            self.sessions[name].configuration.take(line)
        return name, {}

    def _session(self, name: str, act: str, user: str) -> tuple[str | None, Any]:
        known = self.sessions.get(name)
        if act == "":
            if known is None or known.state == "completed":
                known = self.sessions[name] = Session(copy.deepcopy(self.running), user)
            known.configuration.leave()
            return name, {}
        if known is None:
            raise Failed(f"Cannot {act.split()[0]} session {name}: it does not exist")
        if act == "abort":
            if self.trial is not None and self.trial[0] == name:
                self._go_back()
            else:
                del self.sessions[name]
            self.save()
            return None, {}
        if act == "commit":
            if known.state == "pendingCommitTimer":
                self.trial = None
            elif known.state == "pending":
                self.running = copy.deepcopy(known.configuration)
            known.state = "completed"
            self.save()
            return None, {}
        self._commit_on_trial(name, known, act)
        return None, {}

    def _commit_on_trial(self, name: str, session: Session, act: str) -> None:
        found = _TIMER.fullmatch(act.removeprefix("commit timer "))
        if found is None or session.state != "pending":
            raise Failed("Invalid input")
        if self.refuse_commit:
            said, self.refuse_commit = self.refuse_commit, ""
            raise Failed(said)
        if self.trial is not None:
            raise Failed(f"Session {self.trial[0]} is waiting for its commit to be confirmed")
        hours, minutes, seconds = map(int, found.groups())
        ends = time.monotonic() + (hours * 3600 + minutes * 60 + seconds) * self.second
        self.trial = (name, self.running, ends)
        self.running = copy.deepcopy(session.configuration)
        session.state = "pendingCommitTimer"
        self.save()

    def _show(self, line: str, is_text: bool) -> Any:
        if line in ("show running-config", "show startup-config"):
            if not is_text:
                raise Failed(f"Command cannot be used over the API at this time ({line}): unconverted command")
            text = self.running.text() if "running" in line else self.startup
            head = f"! Command: {line}\n" + (
                "" if "running" in line else "! Startup-config last modified at  Fri Nov 27 09:00:00 2026 by lab\n"
            )
            return {"output": f"{head}! device: edge1 (vEOS-lab, EOS-{self.version})\n!\n{text}!\nend\n"}
        if line == "show bgp rpki cache":
            return {"output": self.world.caches()}
        if line == "show version":
            return {"version": self.version, "modelName": "vEOS-lab", "uptime": round(time.monotonic(), 2)}
        if line == "show configuration sessions detail":
            return {"sessions": {name: self._described(name, item) for name, item in self.sessions.items()}, "maxOpenSessions": 5}
        if (found := re.fullmatch(r"show session-config named (\S+) diffs", line)) and found[1] in self.sessions:
            return {"output": self._differences(found[1])}
        if (answer := self.world.told(line)) is not None:
            return answer
        raise InvalidInput("Invalid input")

    def _described(self, name: str, session: Session) -> dict[str, Any]:
        told: dict[str, Any] = {"state": session.state, "commitUser": session.user, "description": ""}
        if self.trial is not None and self.trial[0] == name:
            told["commitBy"] = self.trial[2]
        return told

    def _differences(self, name: str) -> str:
        now, then = self.running.text().splitlines(), self.sessions[name].configuration.text().splitlines()
        told = [f"-{line}" for line in now if line not in then] + [f"+{line}" for line in then if line not in now]
        return "".join(f"{line}\n" for line in ("--- system:/running-config", f"+++ session:/{name}-session-config", *told)) if told else ""


# -- the way in ----------------------------------------------------------------------------------


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that does not like the certificate is no news."""


def _handler(router: Router, logins: dict[str, str]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = 30

        def do_POST(self) -> None:  # The name is http.server's.
            content = self.rfile.read(int(self.headers.get("Content-length", 0)))
            user = self._user()
            if user is None:
                self._answer(401, b"Unable to authenticate user: Bad username/password combination")
                return
            if self.path != "/command-api":
                self._answer(404, b"")
                return
            asked = json.loads(content)
            params = asked["params"]
            try:
                with router.lock:
                    answers, failed = router.run(params["cmds"], params.get("format") == "text", user)
            except Dropped as dropped:
                self.close_connection = True
                with suppress(OSError):
                    if dropped.is_silent:
                        self.connection.recv(1)
                    self.connection.shutdown(socket.SHUT_RDWR)
                return
            told: dict[str, Any] = {"jsonrpc": "2.0", "id": asked.get("id")}
            if failed is None:
                told["result"] = answers
            else:
                told["error"] = {"code": 1002, "message": failed[1], "data": answers}
            self._answer(200, json.dumps(told).encode())

        def _user(self) -> str | None:
            word, _, secret = self.headers.get("Authorization", "").partition(" ")
            try:
                user, _, password = base64.b64decode(secret).decode().partition(":")
            except ValueError:
                return None
            return user if word == "Basic" and logins.get(user) == password else None

        def _answer(self, code: int, content: bytes) -> None:
            self.send_response(code)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: Any) -> None:  # The name is http.server's.
            """Say nothing."""

    return Handler


class Device:
    """A router that listens, with a clock that ends its timer. ``idle_seconds``: how often it wakes up while nothing is on trial."""

    def __init__(self, router: Router, logins: dict[str, str], port: int = 0, idle_seconds: float = 0.02) -> None:
        self.router = router
        self._idle_seconds = idle_seconds
        context = threads.tls(router.folder)
        self._server = _Server(("127.0.0.1", port), _handler(router, logins))
        self._server.socket = context.wrap_socket(self._server.socket, server_side=True, do_handshake_on_connect=False)
        self.port = int(self._server.server_address[1])
        self._is_over = threading.Event()
        self._threads = [
            threading.Thread(target=self._server.serve_forever, args=(max(idle_seconds, 0.05),), daemon=True),
            threading.Thread(target=self._clock, daemon=True),
        ]

    def start(self) -> None:
        """Listen."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """End."""
        self._is_over.set()
        self._server.shutdown()
        self._server.server_close()

    def _clock(self) -> None:
        while not self._is_over.wait(0.02 if self.router.trial else self._idle_seconds):
            with self.router.lock:
                self.router.tick()


@dataclass(frozen=True)
class Bench:
    """A router that runs, and the ways to it."""

    device: Device
    user: str = "lab"
    password: str = "sesame-7f3"

    @property
    def router(self) -> Router:
        """What it holds."""
        return self.device.router

    @property
    def port(self) -> int:
        """Where it listens."""
        return self.device.port

    @property
    def certificate(self) -> Path:
        """The certificate to believe."""
        return self.router.folder / "certificate.pem"

    @property
    def world(self) -> Path:
        """The world file."""
        return self.router.folder / "world.json"

    def running(self) -> str:
        """Return what runs."""
        with self.router.lock:
            self.router.tick()
            return self.router.running.text()


@contextmanager
def switched_on(folder: Path, text: str, *, second: float = 1.0) -> Iterator[Bench]:
    """Run a router with a configuration, and switch it off afterwards."""
    folder.mkdir(parents=True, exist_ok=True)
    device = Device(Router(folder, text, second=second), {Bench.user: Bench.password})
    device.start()
    try:
        yield Bench(device)
    finally:
        device.stop()


# -- a process of its own ------------------------------------------------------------------------


def control(router: Router, order: dict[str, Any]) -> None:
    """Carry out one order of the control socket. :raises ValueError: it is not known."""
    with router.lock:
        for word, value in order.items():
            if word in ("drop_before", "drop_after", "refuse", "swallow", "stall"):
                getattr(router.faults, word).append(str(value))
            elif word == "commit":
                router.commit_as(str(value))
            elif word == "save":
                router.startup = router.running.text()
            elif word == "refuse_commit":
                router.refuse_commit = str(value)
            elif word == "session":
                router.sessions[str(value)] = Session(copy.deepcopy(router.running), "somebody")
            elif word == "unlock":
                router.sessions = {name: item for name, item in router.sessions.items() if item.user != "somebody"}
            elif word == "slow_clock":
                router.second = float(value)
            elif word == "restart":
                router.restart()
            elif word == "reset":
                router.reset()
            else:
                raise ValueError(f"unknown order {word!r}")
        router.save()


def made(words: Sequence[str] | None) -> Device:
    """Return the router that a command line describes, switched off."""
    parser = argparse.ArgumentParser(description="a virtual EOS router on 127.0.0.1")
    parser.add_argument("--port", type=int, default=0, help="0: a free one")
    parser.add_argument("--state", type=Path, required=True, help="folder of the router's files")
    parser.add_argument("--config", type=Path, required=True, help="what it starts with")
    parser.add_argument("--world", type=Path, help="JSON file with what it sees")
    parser.add_argument("--user", default=Bench.user)
    parser.add_argument("--password", default=Bench.password)
    parser.add_argument("--second", type=float, default=1.0, help="seconds that a second of a commit's timer takes")
    options = parser.parse_args(words)
    options.state.mkdir(parents=True, exist_ok=True)
    router = Router(options.state, options.config.read_text(), second=options.second)
    if options.world is not None:
        router.world_file = options.world
        router.reset()
    # There may be a thousand of them on one machine.
    return Device(router, {options.user: options.password}, options.port, idle_seconds=2.0)


def main(words: Sequence[str] | None = None) -> int:
    """Run a router until it is told to end."""
    device = made(words)
    device.start()
    threads.serve(device.router.folder, [device.port], lambda order: control(device.router, order))
    return 0


if __name__ == "__main__":
    sys.exit(main())
