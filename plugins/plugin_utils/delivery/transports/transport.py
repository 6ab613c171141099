# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What delivery needs of the way to a router: commands and their answers, files, and a connection that is new."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol


class TransportError(Exception):
    """The router cannot be reached, or did not answer in time."""


class Answer(NamedTuple):
    """What one command gave: exit code (0: it was done), output, error output."""

    rc: int
    out: str
    err: str


class Transport(Protocol):
    """The way to one router. Every method raises TransportError when the router does not answer in time."""

    def run(self, command: str, timeout_seconds: float = 60.0) -> Answer:
        """Run a command and return its answer, whatever its exit code."""

    def run_all(self, commands: Sequence[tuple[str, float]]) -> list[Answer]:
        """Run commands, each with its time in seconds, up to the first that fails; return the answers, that one's included.

        A router far away costs as few round trips as the transport knows to make.
        """

    def put(self, path: str, content: str) -> None:
        """Leave a file for the commands that follow, readable by its owner only; the folder is made when it is missing."""

    def fresh(self) -> Transport:
        """Return a way to the same router over a connection that is not shared with this one, which is not used any more."""

    def close(self) -> None:
        """Leave the router; never raises."""
