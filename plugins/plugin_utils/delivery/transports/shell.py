# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What delivery needs of a router that is reached through a POSIX shell."""

from __future__ import annotations

from typing import NamedTuple, Protocol


class TransportError(Exception):
    """The router cannot be reached, or did not answer in time."""


class Answer(NamedTuple):
    """What one command gave: exit code, output, error output."""

    rc: int
    out: str
    err: str


class Shell(Protocol):
    """A shell on one router. Every method raises TransportError when the router does not answer in time."""

    def run(self, command: str, timeout_seconds: float = 60.0) -> Answer:
        """Run a command line and return its answer, whatever its exit code."""

    def put(self, path: str, content: str) -> None:
        """Write a file on the router, readable by its owner only; the folder is made when it is missing."""

    def fresh(self) -> Shell:
        """Return a shell on the same router over a connection that is not shared with this one."""
