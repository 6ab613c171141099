# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Between a client and a real IRR server: single answers changed, kept back, or cut, all others as they are.

with Meddler(irrd.port) as between:
    between.rules["gAS35001"] = more("193.20.90.0/24")
    between.rules["iAS-ACME"] = half
"""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from types import TracebackType
from typing import BinaryIO

#: From the whole real answer to the one that is given; None: nothing more comes, and nothing is closed.
Rule = Callable[[bytes], bytes | None]


class CutError(Exception):
    """Give these bytes and close the connection."""


def framed(text: bytes) -> bytes:
    """An answer with a text."""
    return b"A%d\n%b\nC\n" % (len(text) + 1, text)


def missing(_: bytes) -> bytes:
    """Nothing found."""
    return b"D\n"


def hang(_: bytes) -> None:
    """Nothing comes."""
    return


def cut(_: bytes) -> bytes:
    """The connection is closed instead of an answer."""
    raise CutError(b"")


def half(answer: bytes) -> bytes:
    """The connection is closed in the middle of the answer."""
    raise CutError(answer[: len(answer) // 2])


def instead(text: str) -> Rule:
    """This text, in the form of an answer."""
    return lambda _: framed(text.encode())


def more(*words: str) -> Rule:
    """The answer and these words."""

    def rule(answer: bytes) -> bytes:
        had = b"" if answer == b"D\n" else answer.split(b"\n", 1)[1].removesuffix(b"\nC\n") + b" "
        return framed(had + " ".join(words).encode())

    return rule


@dataclass(slots=True)
class Meddler:
    """A relay on loopback. ``rules``: by command without its ``!``; they may be changed at any time."""

    target_port: int
    rules: dict[str, Rule] = field(default_factory=dict)
    port: int = 0
    _listener: socket.socket = field(init=False)
    _is_over: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> Meddler:
        self._listener = socket.create_server(("127.0.0.1", self.port))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._is_over.set()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self._listener.accept()
                threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with contextlib.suppress(OSError), connection, socket.create_connection(("127.0.0.1", self.target_port)) as server:
            asked, answers = connection.makefile("rb"), server.makefile("rb")
            for line in asked:
                server.sendall(line)
                command = line.decode().strip().removeprefix("!")
                if command == "!":
                    continue
                answer = _read(answers)
                rule = self.rules.get(command)
                try:
                    given = rule(answer) if rule is not None else answer
                except CutError as error:
                    connection.sendall(error.args[0])
                    return
                if given is None:
                    self._is_over.wait()
                    return
                connection.sendall(given)


def _read(answers: BinaryIO) -> bytes:
    line = answers.readline()
    if line[:1] != b"A":
        return line
    return line + answers.read(int(line[1:])) + answers.readline()
