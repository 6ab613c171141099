# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The way to an EOS router: eAPI over TLS through pyeapi, changes in one configuration session under its own commit timer.

A command is one ``show`` line, whose answer is text, or with ``| json`` (``| json revision N``) JSON; or one of these words.
``Answer.rc`` 0 is done; else ``err`` says why.

- ``lock DIGEST NAME``: begins a session; 11 somebody has one, or waits to confirm; 13 what runs has not that digest any more.
- ``load FILE``: 15 a line was not taken; the session is gone.
- ``check NAME``: 16 the session would change nothing, or is not there.
- ``commit-confirmed SECONDS NAME``: 17 refused; 13 somebody changed what runs since the lock; 21 somebody has begun a session. Nothing
  of ours stays.
- ``confirm NAME``: confirms and saves; 14 too late; 21 somebody changed what runs meanwhile, which the save would keep.
- ``revert NAME``: prints ``restored``, ``nothing was changed`` or ``confirmed``; 22 not restored yet.
- ``status NAME``: one line.
- 1: the router does not know the show; 2: no command of ours, or an answer that cannot be read.

EOS has no lock. A session holds a copy of what ran when it began, and its commit puts that in the place of all that others have
changed since. So what runs is read behind the begin of the session, and once more right before the commit; between that and the commit
nobody is seen. Every session of others that is pending is taken for somebody at work, as NAPALM does; but one that a delivery of ours
has left behind for half an hour is taken away: from its begin to its commit a delivery takes minutes.

Each request is a TLS connection of its own, so the way after the commit is always a new one, and nothing is lost when one breaks. The
router believes a password in each; a certificate that cannot be verified ends everything before that is sent (pyeapi alone
verifies none). A restart before the confirm starts with the startup configuration, which only the confirm writes.
"""

from __future__ import annotations

import json
import logging
import re
import ssl
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.client import HTTPException
from typing import Any

from ...platforms.contract import PlatformError
from ...platforms.eos.parse import blanked, configuration_digest
from .parameters import Parameters
from .transport import Answer, TransportError
from .word_session import UNKNOWN, Failed, LineSession

try:
    import pyeapi.eapilib  # type: ignore[import-untyped, unused-ignore]
except ImportError as error:
    IMPORT_ERROR: ImportError | None = error
else:
    IMPORT_ERROR = None

HELD, STALE, TOO_LATE, NOT_TAKEN, NOT_VALID, NOT_DONE, SOMEBODY, NOT_RESTORED = 11, 13, 14, 15, 16, 17, 21, 22

_SHOW = re.compile(r"(show [^|]+?)(?: \| (json)(?: revision ([0-9]))?)?")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,62}")
_SECRET = re.compile(r"(\b(?:password|secret|key)\b)\s+\S.*")
#: The identifier of a delivery, which is the name of its session.
_OURS = re.compile(r"([0-9]{8}T[0-9]{6}Z)-[0-9a-f]{6}", re.ASCII)
_LEFT_BEHIND = timedelta(minutes=30)
#: What a session is while its commit can go back by itself (NAPALM's eos driver).
_PENDING, _ON_TRIAL = "pending", "pendingCommitTimer"
_RUNNING = "show running-config"
#: The timer takes hours of two digits.
_MOST_SECONDS = 86399
_PORT = 443


class _Refused(Exception):
    """The router did not take a command."""


@dataclass(slots=True)
class _Delivery:
    """What is known of a delivery, whichever session object carries it on."""

    files: dict[str, str] = field(default_factory=dict)
    name: str = ""
    before: str = ""
    #: What runs while the commit is on trial.
    on_trial: str = ""
    was_sent: bool = False
    is_confirmed: bool = False


def _short(text: str) -> str:
    return _SECRET.sub(r"\1 <removed>", " ".join(text.split()))[:200]


def _lines_of(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip() and line.strip() != "!"]


class EosSession(LineSession):
    """A ``Transport`` to one EOS router; the module says what its words answer.

    :raises TransportError: from every method: the router is not reachable, is not the right one, or does not answer in time; the Python
        package is missing.
    """

    def __init__(self, parameters: Parameters, delivery: _Delivery | None = None) -> None:
        if IMPORT_ERROR is not None:
            raise TransportError("EOS needs the Python package pyeapi on the controller (pip install pyeapi)") from IMPORT_ERROR
        # What it logs holds whole configurations, and what it raises as well.
        logging.getLogger("pyeapi").setLevel(logging.CRITICAL + 1)
        logging.getLogger("pyeapi.eapilib").setLevel(logging.CRITICAL + 1)
        self._parameters = parameters
        self._delivery = delivery or _Delivery()
        self._way: Any = None

    # Transport

    def _words(self) -> dict[tuple[str, int], Callable[..., str]]:
        return {
            ("lock", 2): self._lock,
            ("load", 1): self._load,
            ("check", 1): self._check,
            ("commit-confirmed", 2): self._commit_confirmed,
            ("confirm", 1): self._confirm,
            ("revert", 1): self._revert,
            ("status", 1): self._status,
        }

    def run_all(self, commands: Sequence[tuple[str, float]]) -> list[Answer]:
        """Run commands up to the first that fails; see ``Transport``. Shows in JSON side by side are one request."""
        answers: list[Answer] = []
        place = 0
        while place < len(commands) and (not answers or answers[-1].rc == 0):
            last = place
            while last < len(commands) and " | json" in commands[last][0] and commands[last][0].startswith("show "):
                last += 1
            together = self._shows([text for text, _ in commands[place:last]], sum(seconds for _, seconds in commands[place:last]))
            if together is None:
                answers.append(self.run(*commands[place]))
                place += 1
            else:
                answers += together
                place = last
        return answers

    def put(self, path: str, content: str) -> None:
        """Keep a text for ``load``; see ``Transport``. Nothing of it is on the router before."""
        self._delivery.files[path] = content

    def fresh(self) -> EosSession:
        """Return a session over new connections, which every request has."""
        return EosSession(self._parameters, self._delivery)

    def close(self) -> None:
        """Take away a session of ours that was not committed; a commit on trial goes back by its timer."""
        delivery = self._delivery
        if delivery.name and not delivery.was_sent:
            try:
                self._run([f"configure session {delivery.name} abort"], time.monotonic() + 10)
            except (_Refused, TransportError):
                # It ends by itself: after 24 hours, or with a restart (user manual, Configure Session).
                return
            delivery.name = ""

    # Requests

    def _connection(self) -> Any:
        parameters = self._parameters
        if self._way is None:
            if parameters.password is None:
                raise TransportError(f"{parameters.host}: eAPI asks for a password; set ansible_password")
            if parameters.jump is not None:
                raise TransportError(f"{parameters.host}: eAPI is not reached through a jump host; make a tunnel and give its port")
            try:
                context = ssl.create_default_context(cafile=str(parameters.ca_file) if parameters.ca_file is not None else None)
            except OSError as error:
                raise TransportError(f"{parameters.host}: {parameters.ca_file} holds no certificate: {error}") from error
            if not parameters.checks_certificate:
                context.check_hostname = False
                context.verify_mode = ssl.CERT_NONE
            self._way = pyeapi.eapilib.HttpsEapiConnection(
                parameters.host,
                port=parameters.ports.get("https", _PORT),
                username=parameters.user,
                password=parameters.password,
                context=context,
                timeout=parameters.connect_seconds,
            )
        return self._way

    def _run(self, commands: Sequence[str | dict[str, Any]], deadline: float, encoding: str = "json") -> list[Any]:
        """Run the commands of one request, behind ``enable``; return their answers.

        :raises _Refused: one was not taken. TransportError: no answer.
        """
        way, host = self._connection(), self._parameters.host
        way.transport.timeout = max(deadline - time.monotonic(), 0.1)
        password = self._parameters.enable_password
        try:
            told = way.execute([{"cmd": "enable", "input": password} if password else "enable", *commands], encoding=encoding)
        except pyeapi.eapilib.CommandError as error:
            raise _Refused(_said(error)) from None
        except pyeapi.eapilib.ConnectionError as error:
            port = self._parameters.ports.get("https", _PORT)
            raise TransportError(f"{host} port {port}: {_why(error)}") from None
        except (HTTPException, OSError) as error:
            raise TransportError(f"{host}: the connection broke: {error or type(error).__name__}") from None
        result = told.get("result") if isinstance(told, dict) else None
        if not isinstance(result, list) or len(result) != len(commands) + 1:
            raise TransportError(f"{host}: eAPI gave no answer for each command")
        return result[1:]

    def _text(self, command: str, deadline: float) -> str:
        (told,) = self._run([command], deadline, "text")
        return str(told.get("output", "")) if isinstance(told, dict) else ""

    def _show(self, lines: Sequence[str], deadline: float) -> Answer:
        command = "\n".join(lines)
        found = _SHOW.fullmatch(command)
        if found is None:
            return Answer(UNKNOWN, "", f"{_short(command)!r}: what a show prints goes nowhere but to us")
        try:
            if found[2] is None:
                return Answer(0, self._text(found[1], deadline), "")
            (told,) = self._run([_asked(found)], deadline)
        except _Refused as refused:
            return Answer(1, "", f"{self._parameters.host}: {_short(command)!r}: {refused}")
        return Answer(0, json.dumps(told), "")

    def _shows(self, commands: list[str], seconds: float) -> list[Answer] | None:
        """Run shows in JSON as one request; None where that is no use, or one of them is not taken."""
        asked = [_SHOW.fullmatch(command) for command in commands]
        if len(commands) < 2 or not all(
            found is not None and command.isprintable() for found, command in zip(asked, commands, strict=True)
        ):
            return None
        try:
            told = self._run([_asked(found) for found in asked if found is not None], time.monotonic() + seconds)
        except _Refused:
            return None
        return [Answer(0, json.dumps(item), "") for item in told]

    # What the router holds

    def _sessions(self, deadline: float) -> dict[str, str]:
        """Return the state of each session by name."""
        try:
            (told,) = self._run(["show configuration sessions detail"], deadline)
        except _Refused as refused:
            raise Failed(UNKNOWN, f"the router's sessions cannot be read: {refused}") from None
        sessions = told.get("sessions") if isinstance(told, dict) else None
        if not isinstance(sessions, dict) or not all(
            isinstance(item, dict) and isinstance(item.get("state"), str) for item in sessions.values()
        ):
            raise Failed(UNKNOWN, "the router's sessions cannot be read")
        states = {name: str(item["state"]) for name, item in sessions.items()}
        # Releases from 4.32 on say so apart (NAPALM's eos driver).
        if isinstance(name := told.get("commitTimerSessionName"), str) and name:
            states[name] = _ON_TRIAL
        return states

    def _others(self, deadline: float) -> list[str]:
        """Return the sessions of others that are not done with. Those that deliveries of ours have left behind go."""
        found = []
        for name, state in sorted(self._sessions(deadline).items()):
            if state not in (_PENDING, _ON_TRIAL) or name == self._delivery.name:
                continue
            if state == _PENDING and _is_left_behind(name):
                with suppress(_Refused):
                    self._run([f"configure session {name} abort"], deadline)
                    continue
            found.append(name)
        return found

    def _digest(self, deadline: float) -> str:
        try:
            return configuration_digest(self._text(_RUNNING, deadline))
        except (_Refused, PlatformError) as error:
            raise Failed(UNKNOWN, f"what runs cannot be read: {error}") from None

    def _is_ours(self, name: str) -> None:
        if name != self._delivery.name:
            raise Failed(UNKNOWN, f"{name} is no session of ours")

    # Words

    def _lock(self, digest: str, name: str, deadline: float) -> str:
        if not _NAME.fullmatch(name):
            raise Failed(UNKNOWN, f"{name!r} is no name of a session")
        if others := self._others(deadline):
            raise Failed(HELD, f"somebody has a configuration session, or waits to confirm one: {', '.join(others)}")
        delivery = self._delivery
        delivery.before, delivery.name, delivery.was_sent, delivery.is_confirmed = digest, name, False, False
        try:
            self._run([f"configure session {name}", "end"], deadline)
            if self._digest(deadline) != digest:
                raise Failed(STALE, "stale plan: what runs was changed after the plan was made; run again")
        except _Refused as refused:
            self._drop(deadline)
            raise Failed(HELD, f"the router begins no session: {refused}") from None
        except Failed:
            self._drop(deadline)
            raise
        return "a session is begun"

    def _drop(self, deadline: float) -> None:
        """Take our session away. What was not committed acts on nothing, so it does no harm where that fails."""
        with suppress(_Refused):
            self._run([f"configure session {self._delivery.name} abort"], max(deadline, time.monotonic() + 5))
        self._delivery.name = ""

    def _load(self, path: str, deadline: float) -> str:
        delivery = self._delivery
        content = delivery.files.get(path)
        if content is None:
            raise Failed(UNKNOWN, f"{path} was not put")
        if not delivery.name:
            raise Failed(NOT_TAKEN, "there is no session; lock first")
        lines = _lines_of(content)
        try:
            self._run([f"configure session {delivery.name}", *lines, "end"], deadline)
        except _Refused as refused:
            self._drop(deadline)
            raise Failed(NOT_TAKEN, f"a line was not taken: {refused}") from None
        return f"{len(lines)} lines"

    def _check(self, name: str, deadline: float) -> str:
        self._is_ours(name)
        if self._sessions(deadline).get(name) != _PENDING:
            raise Failed(NOT_VALID, "the session is gone")
        try:
            changes = self._text(f"show session-config named {name} diffs", deadline)
        except _Refused as refused:
            raise Failed(NOT_VALID, str(refused)) from None
        if not changes.strip():
            raise Failed(NOT_VALID, "the session would change nothing")
        return f"{len(changes.splitlines())} lines differ"

    def _commit_confirmed(self, seconds: str, name: str, deadline: float) -> str:
        self._is_ours(name)
        if not (seconds.isdigit() and 0 < int(seconds) <= _MOST_SECONDS):
            raise Failed(UNKNOWN, f"the timer takes 1 to {_MOST_SECONDS} seconds, not {seconds}")
        if others := self._others(deadline):
            self._drop(deadline)
            raise Failed(SOMEBODY, f"somebody has begun a configuration session: {', '.join(others)}; nothing was committed")
        if self._digest(deadline) != self._delivery.before:
            self._drop(deadline)
            raise Failed(STALE, "what runs was changed since the lock, and the commit would undo that; nothing was committed")
        number = int(seconds)
        timer = f"{number // 3600:02}:{number // 60 % 60:02}:{number % 60:02}"
        self._delivery.was_sent = True
        try:
            self._run([f"configure session {name} commit timer {timer}"], deadline)
        except _Refused as refused:
            if self._sessions(deadline).get(name) != _ON_TRIAL:
                self._delivery.was_sent = False
                self._drop(deadline)
            raise Failed(NOT_DONE, f"the router did not commit: {refused}") from None
        if self._sessions(deadline).get(name) != _ON_TRIAL:
            raise Failed(
                NOT_DONE, "the router took the commit, and has no timer that would take it back; look at: show configuration sessions"
            )
        self._delivery.on_trial = self._digest(deadline)
        return f"committed, back in {seconds} s unless it is confirmed"

    def _confirm(self, name: str, deadline: float) -> str:
        self._is_ours(name)
        if self._sessions(deadline).get(name) != _ON_TRIAL:
            raise Failed(TOO_LATE, "no commit of ours is on trial: the router has gone back")
        if self._digest(deadline) != self._delivery.on_trial:
            raise Failed(SOMEBODY, "somebody changed what runs since the commit, and a confirm would save that too")
        try:
            self._run([f"configure session {name} commit"], deadline)
        except _Refused as refused:
            raise Failed(NOT_DONE, f"the router did not confirm: {refused}") from None
        if self._sessions(deadline).get(name) == _ON_TRIAL:
            raise Failed(NOT_DONE, "the router was told to confirm, and its timer goes on")
        if self._digest(deadline) != self._delivery.on_trial:
            raise Failed(TOO_LATE, "the router went back before the confirm came")
        self._delivery.is_confirmed = True
        try:
            self._run(["write memory"], deadline)
        except _Refused as refused:
            raise Failed(NOT_DONE, f"the router has confirmed, and did not save: {refused}") from None
        return "confirmed and saved"

    def _revert(self, name: str, deadline: float) -> str:
        delivery = self._delivery
        if delivery.is_confirmed:
            return "confirmed"
        if name != delivery.name:
            return "nothing was changed"
        state = self._sessions(deadline).get(name)
        if state in (_PENDING, _ON_TRIAL):
            try:
                self._run([f"configure session {name} abort"], deadline)
            except _Refused as refused:
                raise Failed(NOT_RESTORED, f"the router did not go back: {refused}") from None
        if state == _PENDING or (state is None and not delivery.was_sent):
            delivery.was_sent = False
            delivery.name = ""
            return "nothing was changed"
        if self._digest(deadline) != delivery.before:
            raise Failed(NOT_RESTORED, "what runs is not what ran before")
        delivery.was_sent = False
        delivery.name = ""
        return "restored"

    def _status(self, name: str, deadline: float) -> str:
        state = self._sessions(deadline).get(name)
        if state == _ON_TRIAL:
            return f"{name} is on trial"
        return f"{name} is {state}" if state is not None else f"there is no session {name}"


def _is_left_behind(name: str) -> bool:
    """Tell whether a session is one of ours that nobody can be at work with any more."""
    found = _OURS.fullmatch(name)
    if found is None:
        return False
    try:
        begun = datetime.strptime(found[1], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        return False
    return datetime.now(UTC) - begun > _LEFT_BEHIND


def _asked(found: re.Match[str]) -> str | dict[str, Any]:
    """Return a show as eAPI takes it: its JSON has revisions, of which the first is the one that is given unasked."""
    return {"cmd": found[1], "revision": int(found[3])} if found[3] else found[1]


def _said(error: Any) -> str:
    """Return what the router says of the command that failed, without secrets."""
    reasons: Iterable[Any] = ()
    for item in getattr(error, "output", None) or ():
        if isinstance(item, dict) and item.get("errors"):
            reasons = item["errors"]
    text = "; ".join(str(item) for item in reasons)
    return _short(blanked(f"{getattr(error, 'error_text', error)}{': ' + text if text else ''}"))


def _why(error: Any) -> str:
    text = str(getattr(error, "message", error))
    if "CERTIFICATE_VERIFY_FAILED" in text:
        return (
            "its certificate is not verified; set ansible_httpapi_ca_path to a file with the certificate that signs it, or "
            "ansible_httpapi_validate_certs: false where the way to it is safe"
        )
    if "Unauthorized" in text or "Unable to authenticate" in text:
        return "it does not know the user, or the password is wrong"
    return _short(text)
