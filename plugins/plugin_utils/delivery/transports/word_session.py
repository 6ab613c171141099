# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sessions to routers without a shell: a command is a question to the router, or one of the words of a plan, which its own module lists."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Self

from .parameters import Parameters
from .transport import Answer

#: The exit code of what is no command of a transport.
UNKNOWN = 2
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9_./-]{0,126}")
#: ``| file``, ``| redirect`` and their like write on the router.
_WRITES = re.compile(r"\|(?! *(?:include|exclude|begin) )")

_SECRET = re.compile(r"\b(password|secret|key|key-string|snmp-server community)( +(?:clear|encrypted|\d+))? +\S.*")


def blanked(text: str) -> str:
    """Return a line without the secret in it."""
    return _SECRET.sub(lambda found: f"{found[1]}{found[2] or ''} (hidden)", text)


def short(text: str) -> str:
    """Return the router's words on one line, without secrets, at most 500 characters."""
    lines = [blanked(line.strip()) for line in text.replace("\r", "").splitlines()]
    return " ".join(" ".join(line for line in lines if line).split())[:500]


class Failed(Exception):
    """A word failed: the exit code and what the operator is told."""

    def __init__(self, rc: int, why: str) -> None:
        super().__init__(why)
        self.rc = rc


def is_word(text: str) -> bool:
    """Tell whether a text can be an argument of a word."""
    return _WORD.fullmatch(text) is not None


class Session:
    """What all of them do alike; see ``Transport``."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def run(self, command: str, timeout_seconds: float = 60.0) -> Answer:
        """Run a question or a word."""
        raise NotImplementedError

    def close(self) -> None:
        """Leave the router; never raises."""
        raise NotImplementedError

    def run_all(self, commands: Sequence[tuple[str, float]]) -> list[Answer]:
        """Run commands up to the first that fails; see ``Transport``. One login serves them all."""
        answers: list[Answer] = []
        for command, seconds in commands:
            answers.append(self.run(command, seconds))
            if answers[-1].rc != 0:
                break
        return answers


class LineSession(Session):
    """A session whose questions are ``show`` lines, several of them as lines of one command."""

    _parameters: Parameters

    def run(self, command: str, timeout_seconds: float = 60.0) -> Answer:
        """Run a ``show`` line or one of the words; see ``Transport``."""
        deadline = time.monotonic() + timeout_seconds
        lines = command.split("\n")
        if not all(line.isprintable() and line.isascii() and line.strip() for line in lines):
            return Answer(UNKNOWN, "", "a command is a line of printable ASCII characters")
        if all(line.startswith("show ") for line in lines):
            return self._show(lines, deadline)
        word, *words = command.split()
        act = self._words().get((word, len(words)))
        if act is None or len(lines) > 1 or not all(map(is_word, words)):
            return Answer(UNKNOWN, "", f"{short(command)!r} is no command of this transport")
        return self._answered(lambda: act(*words, deadline))

    def _answered(self, act: Callable[[], str]) -> Answer:
        try:
            return Answer(0, act(), "")
        except Failed as failed:
            return Answer(failed.rc, "", f"{self._parameters.host}: {failed}")

    def _words(self) -> Mapping[tuple[str, int], Callable[..., str]]:
        """Return what carries out each word, by the word and how many arguments it has."""
        raise NotImplementedError

    def _show(self, lines: Sequence[str], deadline: float) -> Answer:
        raise NotImplementedError


class CiscoSession(LineSession):
    """One that reads from a command line of Cisco's. ``_bad_show``: what such a router prints of a line that it does not know."""

    _bad_show: re.Pattern[str]

    def _read(self, command: str, deadline: float) -> str:
        """Return what one line prints."""
        raise NotImplementedError

    def _show(self, lines: Sequence[str], deadline: float) -> Answer:
        """Return what shows print, one after the other, up to the first that the router does not know."""
        told = ""
        for line in lines:
            if _WRITES.search(line):
                return Answer(UNKNOWN, "", f"{short(line)!r}: what a show prints goes nowhere but to us")
            text = self._read(line, deadline)
            if bad := self._bad_show.search(text):
                return Answer(1, told, f"{self._parameters.host}: {line!r}: {short(bad[0])}")
            told += text if not told or told.endswith("\n") else f"\n{text}"
        return Answer(0, told, "")
