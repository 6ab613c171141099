# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The command line of an IOS-XR router over netmiko: shows, and lines typed into configuration mode with every answer looked at.

What netmiko 4.8 does and is not left to it: it finds no error without a pattern, and its ``commit(confirm=True)`` takes the echo of its
own word "confirmed" for a question and answers ``y``, which would say yes to the question whether other people's commits are in order.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from .ssh_login import Login, within
from .transport import TransportError
from .word_session import blanked, short

try:
    import netmiko  # type: ignore[import-untyped, unused-ignore]
    import netmiko.exceptions  # type: ignore[import-untyped, unused-ignore]
    import paramiko  # type: ignore[import-untyped, unused-ignore]
except ImportError as error:
    IMPORT_ERROR: ImportError | None = error
else:
    IMPORT_ERROR = None

#: The screen ends with a prompt.
PROMPT = r"\r?\nRP/[^\r\n]*?:[^\r\n]*?#\s*$"
_PROMPTS = re.compile(r"\nRP/[^\r\n]*?:[^\r\n]*?#")
_MODES = re.compile(r"\nRP/[^\r\n]*?:[^\r\n(]*?\((config[^)\r\n]*)\)#")
#: A warning that a policy object is replaced is what is meant; every other line that begins so is a refusal.
REFUSED = re.compile(r"^% (?!WARNING: Policy object |Confirming commit).*$", re.MULTILINE)
_STAMP = re.compile(r"\A\s*(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) \w{3} +\d+ \d\d:\d\d:\d\d(?:\.\d+)? \S+[ \t]*\n")
#: How the first line of a policy object begins.
OBJECTS = ("route-policy ", "prefix-set ", "as-path-set ", "community-set ", "large-community-set ", "extcommunity-set ", "rd-set ")
#: The terminal is 511 columns wide, and what is echoed over its edge is not found again.
_LONGEST_LINE = 480
_CHUNK_LINES = 20
#: A prompt or a question is found in the last characters of a screen.
_TAIL = 2000


class LineRefused(Exception):
    """The router did not take a line; the message names it."""


def in_configuration(screen: str) -> bool:
    """Whether a screen ends in configuration mode."""
    return re.search(PROMPT, screen) is not None and screen.rstrip().endswith(")#")


class Terminal:
    """One login. It connects at once; ``hang_up`` ends it.

    :raises TransportError: from every method, when the router is not reachable, is not the right one, or does not answer in time.
    """

    #: What netmiko calls the router, and how its screens end.
    device_type = "cisco_xr"
    prompt = PROMPT
    prompts = _PROMPTS

    def __init__(self, login: Login) -> None:
        self._host = login.parameters.host
        self._login = login
        self._connection: Any = None
        try:
            self._connection = within(login.parameters.connect_seconds, self._connect, _hang_up)
            self.prepare(login.parameters.connect_seconds)
        except (netmiko.exceptions.NetmikoBaseException, paramiko.SSHException, EOFError, OSError, ValueError) as error:
            self.hang_up()
            raise TransportError(self._unreachable(error)) from error
        except TransportError as error:
            self.hang_up()
            raise TransportError(f"{self._host}: not reachable: {str(error).removeprefix(f'{self._host}: ')}{login.jump_said()}") from error

    def prepare(self, seconds: float) -> None:
        """Make the screens readable."""
        self.read("terminal exec prompt no-timestamp", seconds)

    def _connect(self) -> Any:
        ours = self._login.parameters
        port = ours.ports.get("ssh", 22)
        seconds = ours.connect_seconds
        return netmiko.ConnectHandler(
            device_type=self.device_type,
            host=ours.host.strip("[]"),
            port=port,
            sock=self._login.connect(port) if ours.jump else None,
            username=ours.user,
            password=ours.password,
            secret=ours.enable_password or "",
            use_keys=ours.key_file is not None or self._login.tries_agent,
            key_file=str(ours.key_file) if ours.key_file else None,
            allow_agent=self._login.tries_agent,
            ssh_strict=ours.checks_host_key,
            alt_host_keys=ours.checks_host_key,
            alt_key_file=str(self._login.known_hosts),
            conn_timeout=seconds,
            auth_timeout=seconds,
            banner_timeout=seconds,
            blocking_timeout=seconds,
        )

    def _unreachable(self, error: BaseException) -> str:
        """Return why there is no connection, in words that hold no password."""
        text = str(error)
        if isinstance(error, netmiko.exceptions.NetmikoAuthenticationException):
            return f"{self._host}: not reachable: user {self._login.parameters.user} may not log in (wrong password or key)"
        if "not found in known_hosts" in text or "Host key for server" in text:
            return f"{self._host}: not reachable: the router's host key is not the known one ({short(text)})"
        return f"{self._host}: not reachable: {short(text) or type(error).__name__}{self._login.jump_said()}"

    def read(self, command: str, seconds: float) -> str:
        """Return what a command prints, without the line that says when. Not in configuration mode."""
        screen = self.type(command, time.monotonic() + seconds)
        # The echo of the command is the first line, the prompt the last.
        told = re.sub(self.prompt, "\n", f"\n{screen.partition(chr(10))[2]}")
        return _STAMP.sub("", told.lstrip("\n"))

    def type(self, text: str, deadline: float, prompts: int = 1, ends: str = "") -> str:
        """Type lines and return the screen up to so many prompts, or to another end. It is hung up when neither comes in time.

        netmiko's own reading does not see that a connection broke: it waits until its time is over.

        :param deadline: on the monotonic clock, in seconds.
        :param ends: a pattern of how the screen may end; empty: with a prompt.
        """
        connection = self._connection
        if connection is None:
            raise TransportError(f"{self._host}: the connection is closed")
        what = repr(blanked(text.splitlines()[0]))
        screen: str = ""
        try:
            connection.write_channel(text + "\n")
            while True:
                # Asked before reading: what came before the end is read.
                is_closed = connection.remote_conn.closed
                screen += connection.read_channel()
                if re.search(ends or self.prompt, screen[-_TAIL:]) and (prompts == 1 or len(self.prompts.findall(screen)) >= prompts):
                    return str(screen).replace("\r", "")
                if is_closed:
                    raise TransportError(f"{self._host}: the connection broke at {what}")
                if time.monotonic() > deadline:
                    raise TransportError(f"{self._host}: no answer in time to {what}")
                time.sleep(0.005)
        except (netmiko.exceptions.NetmikoBaseException, paramiko.SSHException, EOFError, OSError) as error:
            self.hang_up()
            raise TransportError(f"{self._host}: the connection broke at {what}: {type(error).__name__}") from error
        except TransportError:
            self.hang_up()
            raise

    def type_configuration(self, text: str, deadline: float) -> None:
        """Type a configuration text. ``!`` leaves no mode on XR, so ``exit`` is typed where the indentation says that one ends.

        :raises LineRefused: the router did not take a line. What was typed before is in the target, not committed.
        """
        open_modes: list[int] = []
        mode = "config"
        for block in _blocks(text):
            while open_modes and open_modes[-1] >= block.depth:
                open_modes.pop()
                mode = self._type_some(["exit"], deadline)
            before = mode
            for start in range(0, len(block.lines), _CHUNK_LINES):
                mode = self._type_some(block.lines[start : start + _CHUNK_LINES], deadline)
            if mode == "config":
                open_modes = []
            elif mode != before:
                open_modes.append(block.depth)

    def _type_some(self, lines: list[str], deadline: float) -> str:
        """Type lines and return the mode after them."""
        if long := next((line for line in lines if len(line) > _LONGEST_LINE), None):
            raise LineRefused(f"a line of {len(long)} characters is too long for the command line: {blanked(long)[:60]!r}")
        said = self.type("\n".join(lines), deadline, len(lines))
        if bad := REFUSED.search(said):
            echoed = [line.split("#", 1)[1] for line in said[: bad.start()].splitlines() if line.startswith("RP/") and "#" in line]
            line = echoed[-1] if len(lines) > 1 and echoed else lines[0]
            raise LineRefused(f"the router refuses the line {blanked(line.strip())!r}: {short(bad[0])}")
        modes = _MODES.findall(said)
        if not modes:
            raise LineRefused(f"the router left configuration mode at the line {blanked(lines[-1].strip())!r}")
        return str(modes[-1])

    def leave(self) -> None:
        """Leave configuration mode without a commit, forget what was typed, and hang up."""
        with suppress(netmiko.exceptions.NetmikoBaseException, paramiko.SSHException, EOFError, OSError):
            if self._connection is not None:
                # Twice: inside a policy object the first one only leaves the object.
                self._connection.write_channel("abort\nabort\n")
                time.sleep(0.1)
        self.hang_up()

    @property
    def is_closed(self) -> bool:
        """Whether it was hung up."""
        return self._connection is None

    def hang_up(self) -> None:
        """Close the connection as it is."""
        connection, self._connection = self._connection, None
        if connection is not None:
            _hang_up(connection)


def _hang_up(connection: Any) -> None:
    """Close a command line, whatever state it is in: netmiko's own way asks the router first."""
    with suppress(Exception):
        if connection.remote_conn_pre is not None:
            connection.remote_conn_pre.close()


@dataclass(frozen=True, slots=True)
class _Block:
    """A line to type and how far it is indented; or a whole policy object, which has an end of its own."""

    depth: int
    lines: list[str]


def _blocks(text: str) -> Iterator[_Block]:
    """Give what is to be typed of a configuration text. :raises LineRefused: a policy object does not end."""
    lines = iter(line.rstrip() for line in text.splitlines())
    for line in lines:
        bare = line.strip()
        if not bare or bare.startswith("!") or bare == "end":
            continue
        if not line.startswith(OBJECTS):
            yield _Block(len(line) - len(line.lstrip()), [bare])
            continue
        closing = "end-policy" if line.startswith("route-policy ") else "end-set"
        body = [bare]
        while body[-1] != closing:
            inner = next(lines, None)
            if inner is None:
                raise LineRefused(f"{bare!r} has no {closing}")
            if inner.strip() and not inner.strip().startswith("!"):
                body.append(inner.strip())
        yield _Block(0, body)
