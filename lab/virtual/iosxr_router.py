# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a virtual IOS-XR router keeps, whoever speaks to it: the running configuration, commits, locks and the trial of a commit.

Sources: Cisco, "Configuration Management Commands" (commit, configure exclusive, rollback configuration; IOS-XR 7.x); RFC 6241 sections
7 and 8.3 to 8.4 for what comes over NETCONF; a public lab's transcripts of XRv9k 24.3.1 for what the guide leaves open: a trial is
confirmed only from the session that began it, blocks everybody else's commits, goes back as a commit of client ``Rollback``, and ends at
once when its session leaves configuration mode after a question, but not when the connection is merely lost. That a restart before the
confirm brings the old configuration back is RFC 6241 8.4.1; no transcript of the command line says otherwise.
Not established, and made to refuse: what another session is told that commits while the namespace is locked.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

from virtual.iosxr_config import Configuration, Editor, Failure, LineError, Operation, failed_lines, parsed, tree_lines
from virtual.process import Timer

FIRST_COMMIT = 1000000001
FAILED_COMMIT = (
    "% Failed to commit one or more configuration items during a pseudo-atomic operation. All changes made have been reverted. "
    "Please issue 'show configuration failed [inheritance]' from this session to view the errors"
)
IS_LOCKED = "Cannot enter exclusive mode. The Configuration Namespace is locked by another agent."
IS_ON_TRIAL = "Cannot enter exclusive mode. A trial commit is underway in another configuration session."


class Refused(Exception):
    """A commit or lock is refused; the text is the router's."""


class SemanticError(Refused):
    """A commit is refused for what it says. ``failures`` is what ``show configuration failed`` prints from."""

    def __init__(self, failures: list[Failure]) -> None:
        super().__init__(FAILED_COMMIT)
        self.failures = failures


@dataclass(slots=True)
class Commit:
    """One entry of the commit list."""

    number: int
    user: str
    line: str
    client: str
    when: str
    label: str = ""
    comment: str = ""
    delta: list[str] = field(default_factory=list)
    before: str = ""

    @property
    def shown(self) -> str:
        """What stands in the column Label/ID."""
        return self.label or str(self.number)


@dataclass(slots=True)
class Session:
    """A configuration session. ``client`` is CLI or NETCONF."""

    number: str
    user: str
    line: str
    client: str
    since: str
    editor: Editor = field(default_factory=Editor)
    newest_at_start: int = 0
    failed: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Trial:
    """A commit that waits for its confirmation. ``owner`` is a session's number, ``persist`` RFC 6241's token."""

    owner: str
    number: str
    user: str
    line: str
    since: str
    previous: str
    persist: str | None = None
    timer: Timer | None = None
    seconds: float = 0.0


def _stamp(moment: datetime | None = None) -> str:
    return f"{moment or datetime.now(UTC):%a %b %e %H:%M:%S %Y}"


class Device:
    """The router. Times are seconds on the router's clock; ``later`` starts a timer and knows how fast that clock runs."""

    def __init__(self, folder: Path, configuration: str, later: Callable[[float, Callable[[], None]], Timer]) -> None:
        self._folder = folder
        self._later = later
        self._numbers = count(int(time.time()) % 0x7FFF + 0x1000)
        self.sessions: dict[str, Session] = {}
        self.lock: str | None = None
        self.trial: Trial | None = None
        self.commits: list[Commit] = []
        self.refuse_next: str | None = None
        self.running = Configuration()
        if self._state.exists():
            self._read()
        else:
            self.reset(configuration)

    # -- what survives a restart -------------------------------------------------------------------------------------------------------

    @property
    def _state(self) -> Path:
        return self._folder / "state.json"

    def _write(self) -> None:
        trial = None if self.trial is None else {"user": self.trial.user, "line": self.trial.line, "previous": self.trial.previous}
        content = {"running": self.running.text(), "commits": [asdict(item) for item in self.commits], "trial": trial}
        new = self._state.with_suffix(".new")
        new.write_text(json.dumps(content))
        new.replace(self._state)

    def _read(self) -> None:
        content: dict[str, Any] = json.loads(self._state.read_text())
        self.running = parsed(content["running"])
        self.commits = [Commit(**item) for item in content["commits"]]
        if trial := content["trial"]:
            self._restore(trial["user"], trial["line"], trial["previous"])

    def restart(self) -> None:
        """Start anew with what was kept: sessions and locks are gone, a trial that nobody confirmed is undone."""
        if self.trial is not None and self.trial.timer is not None:
            self.trial.timer.cancel()
        self.sessions, self.lock, self.trial = {}, None, None
        self._read()

    def reset(self, configuration: str) -> None:
        """Be as at the first start."""
        if self.trial is not None and self.trial.timer is not None:
            self.trial.timer.cancel()
        self.sessions, self.lock, self.trial, self.refuse_next = {}, None, None, None
        self.running = parsed(configuration)
        self.commits = [Commit(FIRST_COMMIT, "lab", "con0_RP0_CPU0", "CLI", _stamp(), delta=self.running.lines())]
        self._write()

    # -- sessions and the lock ---------------------------------------------------------------------------------------------------------

    def open(self, user: str, line: str, client: str, exclusive: bool = False) -> Session:
        """Begin a configuration session. :raises Refused: it was to be the only one and cannot."""
        if exclusive:
            self.claim("")
        session = Session(self._number(), user, line, client, _stamp(), newest_at_start=self.newest.number)
        self.sessions[session.number] = session
        if exclusive:
            self.lock = session.number
        return session

    def claim(self, session: str) -> None:
        """Lock the namespace for a session; with an empty number only ask. :raises Refused: somebody has it, or a trial runs."""
        if self.lock is not None and self.lock != session:
            raise Refused(IS_LOCKED)
        if self.trial is not None:
            raise Refused(IS_ON_TRIAL)
        if session:
            self.lock = session

    def release(self, session: str) -> None:
        """Give the lock back, if it is this session's."""
        if self.lock == session:
            self.lock = None

    def close(self, session: Session) -> None:
        """End a session and forget its edits. A trial goes on."""
        self.sessions.pop(session.number, None)
        self.release(session.number)

    def _number(self) -> str:
        return f"00001000-{next(self._numbers):08x}-00000000"

    # -- commits -----------------------------------------------------------------------------------------------------------------------

    @property
    def newest(self) -> Commit:
        """The newest commit."""
        return self.commits[0]

    def target(self, operations: Iterable[Operation]) -> Configuration:
        """Return what the configuration would be."""
        wanted = self.running.copy()
        wanted.apply(operations)
        return wanted

    def check(self, operations: Iterable[Operation]) -> Configuration:
        """Return what the configuration would be. :raises SemanticError: a commit would refuse it."""
        wanted = self.target(operations)
        if failures := wanted.failures():
            raise SemanticError(failures)
        return wanted

    def may_commit(self, session: str, persist_id: str | None = None) -> None:
        """:raises Refused: a trial or a lock of somebody else's is in the way."""
        trial = self.trial
        if trial is not None and (trial.persist != persist_id if trial.persist is not None else trial.owner != session):
            raise Refused(f"% Cannot commit because there is an unexpired trial/rollback session '{trial.number}'.")
        if self.lock is not None and self.lock != session:
            raise Refused("% Failed to commit .. The Configuration Namespace is locked by another agent.")

    def commit(self, session: Session, operations: list[Operation], label: str = "", comment: str = "") -> bool:
        """Make a session's edits the running configuration; false when they change nothing. All or nothing.

        :raises Refused: it is refused, and nothing changed.
        """
        if self.refuse_next is not None:
            text, self.refuse_next = self.refuse_next, None
            raise Refused(text)
        wanted = self.check(operations)
        before, after = self.running.text(), wanted.text()
        session.newest_at_start = self.newest.number
        if before == after:
            return False
        self.running = wanted
        self._record(session.user, session.line, session.client, before, tree_lines(operations), label, comment)
        session.newest_at_start = self.newest.number
        return True

    def _record(self, user: str, line: str, client: str, before: str, delta: list[str], label: str = "", comment: str = "") -> None:
        number = self.commits[0].number + 1 if self.commits else FIRST_COMMIT
        self.commits.insert(0, Commit(number, user, line, client, _stamp(), label, comment, delta, before))
        self._write()

    def commit_as(self, user: str, text: str) -> None:
        """Commit lines as somebody else, whatever is locked. :raises LineError, SemanticError: they are no configuration."""
        editor = Editor()
        for line in text.splitlines():
            editor.enter(line)
        self.commit(Session("", user, "vty9:node0_RP0_CPU0", "CLI", _stamp()), editor.operations)

    # -- the trial ---------------------------------------------------------------------------------------------------------------------

    def begin_trial(self, session: Session, seconds: float, previous: str, persist: str | None = None) -> None:
        """Start the timer of the commit that was just made, or start it anew when it is the same session's or token's."""
        if self.trial is not None:
            previous = self.trial.previous
            if self.trial.timer is not None:
                self.trial.timer.cancel()
        line = session.line
        self.trial = Trial(session.number, self._number(), session.user, line, _stamp(), previous, persist, None, seconds)
        self.trial.timer = self._later(seconds, self.undo_trial)
        self.release(session.number)
        self._write()

    def confirm_trial(self) -> None:
        """Keep what was on trial."""
        if self.trial is not None and self.trial.timer is not None:
            self.trial.timer.cancel()
        self.trial = None
        self._write()

    def undo_trial(self) -> None:
        """Go back to what ran before the trial."""
        trial = self.trial
        if trial is None:
            return
        if trial.timer is not None:
            trial.timer.cancel()
        self.trial = None
        self._restore(trial.user, trial.line, trial.previous)

    def _restore(self, user: str, line: str, text: str) -> None:
        before = self.running.text()
        self.running = parsed(text)
        self._record(user, line, "Rollback", before, _difference(before, text))

    def roll_back(self, user: str, line: str, commits: int) -> None:
        """Undo the newest commits. :raises Refused: there are not so many, or a trial or lock is in the way."""
        if not 1 <= commits < len(self.commits):
            raise Refused(f"% Invalid number of commits: {commits}")
        self.may_commit("")
        self._restore(user, line, self.commits[commits - 1].before)


def _difference(before: str, after: str) -> list[str]:
    """Return the lines that come and go, for the commit list only."""
    old, new = before.splitlines(), after.splitlines()
    gone = [f"no {line.strip()}" for line in old if line not in set(new) and line.strip() not in ("!", "end-set", "end-policy")]
    return [*gone, *(line for line in new if line not in set(old))]


def failed(error: SemanticError) -> list[str]:
    """Return ``show configuration failed`` of a refused commit."""
    return failed_lines(error.failures)


__all__ = ["Commit", "Device", "LineError", "Refused", "SemanticError", "Session", "Trial", "failed"]
