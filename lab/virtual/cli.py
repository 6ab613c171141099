# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""An SSH server on loopback that shows a router's command line: echo, prompts, pager, questions, and what breaks on the way.

What a router says is the business of a ``Terminal``; this file knows no vendor. A client sees a terminal as a real router's: every
character is echoed, lines end with CR LF, and nothing is sent before the client asks.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import asyncssh

ADDRESS = "127.0.0.1"
#: Characters that a terminal echoes as they are.
_PLAIN = re.compile(r"[^\x00-\x1f\x7f]*")


@dataclass(slots=True)
class Logins:
    """Who may log in: passwords by user, and OpenSSH public keys by user."""

    passwords: dict[str, str] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Faults:
    """What goes wrong on the way from now on. A word is the beginning of a command line, or the name of an RPC.

    ``drop_before``: the connection breaks instead of the command. ``drop_after``: it is carried out, but its answer never arrives.
    ``stall``: it is not carried out and nothing comes any more. Each hits once.
    """

    drop_before: list[str] = field(default_factory=list)
    drop_after: list[str] = field(default_factory=list)
    stall: list[str] = field(default_factory=list)

    @staticmethod
    def hits(words: list[str], line: str) -> bool:
        """Return whether a line is meant, and forget the fault that means it."""
        for word in words:
            if line.startswith(word):
                words.remove(word)
                return True
        return False


class Terminal(Protocol):
    """One login's command line."""

    @property
    def prompt(self) -> str:
        """What is printed when the router waits for the next line, or for the answer to a question of its own."""

    @property
    def page_lines(self) -> int:
        """Lines of output after which the pager stops; 0: never."""

    def enter(self, line: str) -> str:
        """Carry out a line and return what it prints, with LF as the end of a line."""

    @property
    def is_over(self) -> bool:
        """Whether the user has logged out."""

    def lost(self) -> None:
        """The connection is gone, whoever ended it."""


def host_key(folder: Path) -> asyncssh.SSHKey:
    """Return the server's own key; it is made on the first start."""
    path = folder / "host_key"
    if not path.exists():
        path.touch(mode=0o600)
        asyncssh.generate_private_key("ssh-ed25519").write_private_key(str(path))
    return asyncssh.read_private_key(str(path))


def known_hosts_line(folder: Path, port: int) -> str:
    """Return the line of a known_hosts file that trusts the server."""
    return f"[{ADDRESS}]:{port} {host_key(folder).export_public_key().decode().strip()}\n"


class Server(asyncssh.SSHServer):
    """Checks logins; remembers its connections, so that all can be dropped."""

    def __init__(self, logins: Logins, connections: set[asyncssh.SSHServerConnection]) -> None:
        self._logins = logins
        self._connections = connections
        self._user = ""

    def connection_made(self, conn: asyncssh.SSHServerConnection) -> None:
        self._connection = conn
        self._connections.add(conn)

    def connection_lost(self, exc: Exception | None) -> None:
        self._connections.discard(self._connection)

    def begin_auth(self, username: str) -> bool:
        self._user = username
        return True

    def password_auth_supported(self) -> bool:
        return bool(self._logins.passwords)

    def validate_password(self, username: str, password: str) -> bool:
        return self._logins.passwords.get(username) == password

    def public_key_auth_supported(self) -> bool:
        return bool(self._logins.keys)

    def validate_public_key(self, username: str, key: asyncssh.SSHKey) -> bool:
        line = self._logins.keys.get(username)
        return line is not None and asyncssh.import_public_key(line).public_data == key.public_data


def drop(connections: set[asyncssh.SSHServerConnection]) -> None:
    """Break all connections at once, without a word, as a dead path does."""
    for connection in list(connections):
        connection.abort()


class _Stalled(Exception):
    """Nothing is answered any more on this connection."""


class Screen:
    """One terminal on one channel: characters in, echo and answers out."""

    _MORE = " --More-- "

    def __init__(self, terminal: Terminal, faults: Faults, process: asyncssh.SSHServerProcess[str]) -> None:
        self._terminal = terminal
        self._faults = faults
        self._process = process
        self._waiting = ""

    def _write(self, text: str) -> None:
        self._process.stdout.write(text.replace("\r\n", "\n").replace("\n", "\r\n"))

    async def _character(self) -> str:
        while not self._waiting:
            self._waiting = await self._process.stdin.read(4096)
            if not self._waiting:
                raise EOFError
        character, self._waiting = self._waiting[0], self._waiting[1:]
        return character

    async def _line(self) -> str:
        line = ""
        while True:
            character = await self._character()
            if character in "\r\n":
                if character == "\r" and self._waiting.startswith("\n"):
                    self._waiting = self._waiting[1:]
                self._write("\n")
                return line
            if character in "\b\x7f":
                line = line[:-1]
                self._write("\b \b")
            elif character == "\x03":
                self._write("\n")
                return ""
            elif character >= " ":
                # What has come already is echoed at once.
                more = _PLAIN.match(self._waiting)
                assert more is not None
                self._waiting = self._waiting[more.end() :]
                line += character + more[0]
                self._write(character + more[0])

    async def _page(self, text: str) -> None:
        size = self._terminal.page_lines
        lines = text.splitlines(keepends=True)
        while size and len(lines) > size:
            self._write("".join(lines[:size]) + self._MORE)
            del lines[:size]
            answer = await self._character()
            self._write("\r" + " " * len(self._MORE) + "\r")
            if answer in "qQ\x03":
                return
        self._write("".join(lines))

    async def run(self) -> None:
        """Serve the terminal until its end or the connection's."""
        connection = self._process.channel.get_connection()
        try:
            self._write("\n\n" + self._terminal.prompt)
            while not self._terminal.is_over:
                line = await self._line()
                if self._faults.hits(self._faults.drop_before, line):
                    connection.abort()
                    return
                if self._faults.hits(self._faults.stall, line):
                    raise _Stalled
                said = self._terminal.enter(line)
                if self._faults.hits(self._faults.drop_after, line):
                    connection.abort()
                    return
                await self._page(said)
                if not self._terminal.is_over:
                    self._write(self._terminal.prompt)
        except _Stalled:
            with suppress(asyncio.CancelledError):
                await connection.wait_closed()
        except (EOFError, OSError, asyncssh.Error):
            pass
        finally:
            self._terminal.lost()
            with suppress(OSError, asyncssh.Error):
                self._process.exit(0)


@dataclass(slots=True)
class CliServer:
    """The command line on a port: a new terminal for each login. Start it inside a running event loop."""

    folder: Path
    port: int
    logins: Logins
    terminal: Callable[[str, str], Terminal]
    """Makes the terminal of a user who comes from an address."""

    faults: Faults = field(default_factory=Faults)
    connections: set[asyncssh.SSHServerConnection] = field(default_factory=set)

    async def start(self) -> asyncssh.SSHAcceptor:
        """Listen on loopback and return the acceptor; its port is the real one where 0 was asked for."""

        async def serve(process: asyncssh.SSHServerProcess[str]) -> None:
            user = process.get_extra_info("username")
            peer = process.get_extra_info("peername")
            await Screen(self.terminal(user, peer[0] if peer else ADDRESS), self.faults, process).run()

        acceptor = await asyncssh.create_server(
            lambda: Server(self.logins, self.connections),
            ADDRESS,
            self.port,
            server_host_keys=[host_key(self.folder)],
            process_factory=serve,
            line_editor=False,
            encoding="utf-8",
            errors="replace",
            login_timeout=20,
            keepalive_interval=0,
            allow_scp=False,
            agent_forwarding=False,
        )
        self.port = acceptor.get_port()
        return acceptor
