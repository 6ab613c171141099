# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Ansible's own connection as a shell: jump hosts, keys, become and AWX credentials work as everywhere in Ansible."""

from __future__ import annotations

import secrets
import shlex
import signal
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from ansible.errors import AnsibleConnectionFailure, AnsibleError

from .transport import Answer, TransportError

#: A connection that gives no sign of life for this time is dead (seconds x count).
_ALIVE = ("-o", "ServerAliveInterval=5", "-o", "ServerAliveCountMax=3")
_OURS = ("controlmaster", "controlpath", "controlpersist", "serveralive")
#: What ``timeout`` adds before it kills a command that does not end.
_GRACE_SECONDS = 5
#: How much longer than its time on the router an answer may take: connecting, sending and receiving.
_SLOW_LINK_SECONDS = 60


@contextmanager
def _answered_within(seconds: float) -> Iterator[None]:
    """Bound what the router's own clock does not: an answer that comes a byte at a time keeps a connection alive for hours.

    A task's own timeout, which uses the same timer, counts on. A worker without a main thread is not bounded.

    :raises TransportError: the time is over.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def ring(*_: object) -> None:
        raise TransportError(f"not reachable: no whole answer within {seconds:g} s")

    begin = time.monotonic()
    theirs_left, _ = signal.getitimer(signal.ITIMER_REAL)
    if 0 < theirs_left < seconds:
        yield
        return
    theirs = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, theirs)
        if theirs_left:
            signal.setitimer(signal.ITIMER_REAL, max(theirs_left - (time.monotonic() - begin), 0.001))


def _without_control(arguments: str) -> list[str]:
    """Return ssh's arguments without those about sharing and keeping alive a connection."""
    kept: list[str] = []
    words = iter(shlex.split(arguments))
    for word in words:
        if word == "-o":
            value = next(words, "")
            if not value.lower().startswith(_OURS):
                kept += [word, value]
        elif not (word.startswith("-o") and word[2:].lower().startswith(_OURS)):
            kept.append(word)
    return kept


def in_one_go(run: Callable[[str, float], Answer], commands: Sequence[tuple[str, float]]) -> list[Answer]:
    """Run several command lines of a shell as one; see ``Transport.run_all``."""
    if len(commands) == 1:
        return [run(*commands[0])]
    mark = f"manrs-{secrets.token_hex(8)}"
    script = f"; printf '\\n{mark}\\n'; ".join(f"{{ {command}; }} || exit $?" for command, _ in commands)
    told = run(script, sum(seconds for _, seconds in commands))
    outputs = told.out.split(f"\n{mark}\n")
    answers = [Answer(0, output, "") for output in outputs]
    if told.rc != 0 or len(outputs) != len(commands):
        answers[-1] = Answer(told.rc or 1, outputs[-1], told.err)
    return answers


class AnsibleShell:
    """A shell over an action's connection. SSH gets a control socket of its own, so that ``fresh`` is a new TCP connection."""

    def __init__(self, action: Any, sockets: str, number: int = 0) -> None:
        self._action = action
        self._sockets = sockets
        self._number = number
        connection = action._connection
        self._is_ssh = connection.transport == "ssh"
        if self._is_ssh:
            path = f"{sockets}/{number}-%C"
            arguments = [*_without_control(connection.get_option("ssh_args") or ""), *_ALIVE]
            arguments += ["-o", "ControlMaster=auto", "-o", "ControlPersist=15s", "-o", f"ControlPath={path}"]
            connection.set_option("ssh_args", shlex.join(arguments))
            # A terminal would turn line ends into CR LF, and what we read must be what the router has.
            connection.set_option("use_tty", False)

    def run(self, command: str, timeout_seconds: float = 60.0) -> Answer:
        """Run a command line; see ``Transport``."""
        return self._execute(command, None, timeout_seconds)

    def run_all(self, commands: Sequence[tuple[str, float]]) -> list[Answer]:
        """Run several command lines in one round trip; see ``Transport``."""
        return in_one_go(self.run, commands)

    def _execute(self, command: str, stdin: bytes | None, timeout_seconds: float) -> Answer:
        bounded = f"timeout -k {_GRACE_SECONDS} {timeout_seconds:g} sh -c {shlex.quote(command)}"
        try:
            with _answered_within(timeout_seconds + _SLOW_LINK_SECONDS):
                told = self._action._low_level_execute_command(bounded, in_data=stdin, executable="/bin/sh")
        except AnsibleConnectionFailure as error:
            raise TransportError(f"not reachable: {self._why(error)}") from error
        except AnsibleError as error:
            raise TransportError(str(error)) from error
        if told["rc"] == 124:
            raise TransportError(f"{command!r} did not end within {timeout_seconds:g} s")
        return Answer(told["rc"], told["stdout"], told["stderr"])

    def _why(self, error: AnsibleConnectionFailure) -> str:
        """Return what ssh says. Where what is printed is in no log, that is not told either: a command that prints nothing is told."""
        context = self._action._connection._play_context
        was_silent, context.no_log = context.no_log, False
        try:
            with _answered_within(_SLOW_LINK_SECONDS):
                self._action._low_level_execute_command("true", executable="/bin/sh")
        except (AnsibleError, TransportError) as said:
            return str(said)
        finally:
            context.no_log = was_silent
        return str(error)

    def put(self, path: str, content: str) -> None:
        """Write a file; see ``Transport``."""
        folder = path.rsplit("/", 1)[0]
        # Without input the connection leaves its end of the pipe open, and cat would wait for ever.
        source = "cat" if content else ":"
        command = f"umask 077; mkdir -p {shlex.quote(folder)} && {source} > {shlex.quote(path)}"
        answer = self._execute(command, content.encode() or None, 120.0)
        if answer.rc != 0:
            raise TransportError(f"{path} cannot be written on the router: {answer.err.strip() or answer.out.strip()}")

    def fresh(self) -> AnsibleShell:
        """Return a shell over a new connection; the old one's health says nothing about the management path."""
        if not self._is_ssh:
            self._action._connection.close()
        return AnsibleShell(self._action, self._sockets, self._number + 1)

    def close(self) -> None:
        """Ansible closes its connections itself."""


@contextmanager
def ansible_shell(action: Any) -> Iterator[AnsibleShell]:
    """Give a shell over an action's connection and put the connection's options back afterwards.

    What commands print is in no log meanwhile.
    """
    connection = action._connection
    is_ssh = connection.transport == "ssh"
    before = {name: connection.get_option(name) for name in ("ssh_args", "use_tty")} if is_ssh else {}
    # With -vvv Ansible prints whatever a command printed, and a running configuration has passwords in it.
    context, was_silent = connection._play_context, connection._play_context.no_log
    context.no_log = True
    with tempfile.TemporaryDirectory(prefix="manrs-", dir="/tmp", ignore_cleanup_errors=True) as sockets:
        try:
            yield AnsibleShell(action, sockets)
        finally:
            context.no_log = was_silent
            for name, value in before.items():
                connection.set_option(name, value)
