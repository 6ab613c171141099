# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The way to an IOS-XR router: shows over its command line, changes over NETCONF, or over the command line where there is none.

A command is one ``show`` line or more, whose answer is their output without the lines that say when, or one of these words. ``Answer.rc`` 0
is done; else ``err`` says why.

- ``lock TOKEN``: 11 somebody has the configuration, or waits to confirm; 12 somebody left changes in the candidate; 13 TOKEN is not the
  newest commit any more. TOKEN is a commit's number or label, as ``show configuration commit list`` has it.
- ``load NAME``: 15 a line was not taken, and nothing is loaded.
- ``check``: 16 a commit would be refused. On the command line XR has no check but the commit, which is all or nothing.
- ``commit-confirmed SECONDS LABEL``: 17 refused; 13 or 21 somebody committed since the lock. Nothing of ours stays. The least time is 30 s.
- ``confirm LABEL``: 14 too late; 21 somebody committed meanwhile, or left changes in the candidate that the confirmation would commit.
- ``revert LABEL``: prints ``restored``, ``nothing was changed`` or ``confirmed``; 22 not restored yet.
- ``status LABEL``: one line.
- 1: the router does not know the show; 2: no command of ours, or an answer that cannot be read.

Over NETCONF the commit is on trial with a persist id, the label (RFC 6241 8.4): any session that knows it can confirm or cancel, so the
first connection is closed before the health check. XR's commit list does not show it: such a commit is told by its number.

Over the command line it is ``commit label ... confirmed``. XR confirms such a trial only from the session that began it, and takes it back
only when that session leaves configuration mode or the timer ends, so the session is kept open beside the new connection. When it is lost,
nobody can confirm and the router goes back by its timer.

Both look for other people's commits between lock and confirm in the commit list, and let go of the lock whichever way they end.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from . import iosxr_terminal
from .iosxr_candidate import Candidate, Refusal, reasons
from .iosxr_terminal import PROMPT, REFUSED, LineRefused, Terminal, in_configuration
from .parameters import Parameters
from .ssh_login import Login, NothingListens
from .transport import TransportError
from .word_session import UNKNOWN, CiscoSession, Failed, blanked, short

HELD, UNCOMMITTED, STALE, TOO_LATE, NOT_TAKEN, NOT_VALID, NOT_DONE, SOMEBODY, NOT_RESTORED = 11, 12, 13, 14, 15, 16, 17, 21, 22

_ENTRY = re.compile(
    r"^ *\d+\) CommitId: (?P<number>\S+) +Label: (?P<label>\S+) *\n"
    r" *UserId: +(?P<user>\S+) +Line: +(?P<line>\S+) *\n"
    r" *Client: +(?P<client>.*?) +Time: +(?P<when>.+?) *$",
    re.MULTILINE,
)
_HEADS = re.compile(r"^ *\d+\) CommitId:", re.MULTILINE)
_HOLDER = re.compile(r"^\S+-\S+-\S+ +(?P<line>\S+) +(?P<user>\S+) +(?P<since>.*?) \*\s*$", re.MULTILINE)
_LABEL = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,62}")
_ON_TRIAL = "Client: commit-confirm"
_OTHERS_COMMITTED = "Do you wish to proceed"
_LEAVES_TRIAL = "Do you wish to exit"
_LEAVES_EDITS = "yes/no/cancel"
_CONFIRMS = "Confirming commit for trial session"
#: XR's command line takes 30 to 65535 seconds.
_LEAST_SECONDS, _MOST_SECONDS = 30, 65535


@dataclass(frozen=True, slots=True)
class _Commit:
    """One entry of the router's commit list."""

    number: str
    label: str
    user: str
    client: str
    when: str

    @property
    def is_rollback(self) -> bool:
        """A trial that was not confirmed ends in one."""
        return self.client.lower().startswith("rollback")

    def __str__(self) -> str:
        return f"{self.number} by {self.user} ({self.client}) at {self.when}"


@dataclass(slots=True)
class _Delivery:
    """What is known of a delivery, whichever connection carries it on."""

    login: Login
    files: dict[str, str] = field(default_factory=dict)
    token: str | None = None
    is_over_netconf: bool | None = None
    is_locked: bool = False
    #: The commit was sent, and was not refused: it may be there.
    was_sent: bool = False
    number: str | None = None
    is_confirmed: bool = False
    #: When the router's timer ends, on the monotonic clock.
    timer_ends: float = 0.0


class IosXrSession(CiscoSession):
    """A ``Transport`` to one IOS-XR router; the module says what its words answer. ``close`` it, or use it in ``with``.

    :raises TransportError: from every method: the router is not reachable, is not the right one, or does not answer in time; a file that
        the parameters name is not there; a Python package is missing.
    """

    _bad_show = re.compile(r"^% ?(?:Invalid input|Incomplete command|Ambiguous command|This command is not authorized).*$", re.MULTILINE)

    def __init__(self, parameters: Parameters, delivery: _Delivery | None = None, editing: Terminal | None = None) -> None:
        if iosxr_terminal.IMPORT_ERROR is not None:
            raise TransportError(
                "IOS-XR needs the Python package netmiko on the controller (pip install netmiko)"
            ) from iosxr_terminal.IMPORT_ERROR
        self._parameters = parameters
        self._delivery = delivery or _Delivery(Login(parameters))
        self._reading: Terminal | None = None
        self._editing = editing
        self._candidate: Candidate | None = None

    # Transport

    def _words(self) -> dict[tuple[str, int], Callable[..., str]]:
        return {
            ("lock", 1): self._lock,
            ("load", 1): self._load,
            ("check", 0): self._check,
            ("commit-confirmed", 2): self._commit_confirmed,
            ("confirm", 1): self._confirm,
            ("revert", 1): self._revert,
            ("status", 1): self._status,
        }

    def put(self, path: str, content: str) -> None:
        """Keep a text for ``load``; see ``Transport``. Nothing of it is on the router before."""
        self._delivery.files[path] = content

    def fresh(self) -> IosXrSession:
        """Return a session over new connections. The old ones are closed, but for the one that alone can confirm a trial."""
        delivery = self._delivery
        editing = None
        if delivery.is_over_netconf is False and delivery.was_sent and not delivery.is_confirmed:
            editing, self._editing = self._editing, None
        self.close()
        return IosXrSession(self._parameters, delivery, editing)

    def close(self) -> None:
        """Close all connections. What was locked is free then, what was not committed is gone, and a trial goes back by its timer."""
        if self._candidate is not None:
            self._candidate.close()
        if self._reading is not None:
            self._reading.hang_up()
        self._let_go()
        self._reading = self._candidate = None
        self._delivery.is_locked = False

    # Reading

    def _read(self, command: str, deadline: float) -> str:
        if self._reading is None:
            self._reading = Terminal(self._delivery.login)
        try:
            return self._reading.read(command, max(deadline - time.monotonic(), 0.1))
        except TransportError:
            self._reading = None
            raise

    def _commits(self, deadline: float) -> list[_Commit]:
        """Return the commit list, the newest first. :raises Failed: it cannot be read, so nothing can be told from it."""
        text = self._read("show configuration commit list 100 detail", deadline)
        commits = [
            _Commit(found["number"], "" if found["label"] == "NONE" else found["label"], found["user"], found["client"], found["when"])
            for found in _ENTRY.finditer(text)
        ]
        if not commits or len(commits) != len(_HEADS.findall(text)):
            raise Failed(UNKNOWN, f"the router's commit list cannot be read: {short(text)[:200] or 'it is empty'}")
        return commits

    def _since(self, deadline: float) -> list[_Commit]:
        """Return the commits that are newer than the one that the plan saw."""
        newer: list[_Commit] = []
        for commit in self._commits(deadline):
            if self._delivery.token in (commit.number, commit.label):
                break
            newer.append(commit)
        return newer

    def _is_on_trial(self, deadline: float) -> bool:
        return _ON_TRIAL in self._read("show configuration sessions detail", deadline)

    # lock

    def _lock(self, token: str, deadline: float) -> str:
        delivery = self._delivery
        delivery.token = token
        if delivery.is_over_netconf is None:
            delivery.is_over_netconf = self._has_netconf(deadline)
        if delivery.is_over_netconf:
            self._lock_candidate(deadline)
        else:
            self._lock_namespace(deadline)
        delivery.is_locked = True
        try:
            self._look_around(deadline)
        except BaseException:
            self._release(deadline)
            raise
        return f"locked over {'NETCONF' if delivery.is_over_netconf else 'the command line'}"

    def _has_netconf(self, deadline: float) -> bool:
        try:
            self._opened_candidate(deadline)
        except NothingListens:
            return False
        return True

    def _opened_candidate(self, deadline: float) -> Candidate:
        if self._candidate is None or not self._candidate.is_open:
            self._candidate = Candidate(self._delivery.login, deadline)
        return self._candidate

    def _lock_candidate(self, deadline: float) -> None:
        try:
            self._opened_candidate(deadline).lock(deadline)
        except Refusal as refusal:
            self._release(deadline)
            rc, who = self._holder(deadline, refusal.session)
            raise Failed(rc, f"not locked: {who} ({refusal})") from refusal

    def _lock_namespace(self, deadline: float) -> None:
        self._let_go()
        self._editing = Terminal(self._delivery.login)
        said = self._editing.type("configure exclusive", deadline)
        if not in_configuration(said):
            self._let_go()
            rc, who = self._holder(deadline)
            raise Failed(rc, f"not locked: {who} ({short(said)})")

    def _look_around(self, deadline: float) -> None:
        """Look, with the lock held, for what makes the plan wrong. :raises Failed: a trial, other people's edits, or a newer commit."""
        if self._is_on_trial(deadline):
            raise Failed(HELD, "not locked: a commit of somebody else's waits for its confirmation")
        if self._delivery.is_over_netconf and not self._opened_candidate(deadline).is_clean(deadline):
            raise Failed(UNCOMMITTED, "not locked: the candidate has changes that somebody did not commit")
        if newer := self._since(deadline):
            raise Failed(STALE, f"stale plan: {self._delivery.token} is not the newest commit any more, but {newer[0]}; plan again")

    def _holder(self, deadline: float, session: str = "") -> tuple[int, str]:
        """Return what a refused lock answers, and who has the configuration, as far as the router tells."""
        if found := _HOLDER.search(self._read("show configuration sessions", deadline)):
            return HELD, f"{found['user']} on {found['line']} since {found['since'].strip()} has the configuration locked"
        if session not in ("", "0"):
            return HELD, f"NETCONF session {session} has the candidate locked ('clear netconf-yang agent session {session}' ends it)"
        if self._is_on_trial(deadline):
            return HELD, "a commit of somebody else's waits for its confirmation"
        return UNCOMMITTED, "the candidate has changes that somebody did not commit"

    def _release(self, deadline: float) -> None:
        """Give everything back that is not committed: lock, candidate, configuration mode. A closed session locks nothing."""
        self._delivery.is_locked = False
        if self._candidate is not None:
            self._candidate.release(deadline)
            self._candidate = None
        self._let_go()

    def _let_go(self) -> None:
        """Close the configuration session. One that has a trial is only hung up, so that the timer decides."""
        editing, self._editing = self._editing, None
        if editing is not None:
            if self._delivery.was_sent and not self._delivery.is_confirmed:
                editing.hang_up()
            else:
                editing.leave()

    # load and check

    def _must_be_locked(self) -> None:
        if not self._delivery.is_locked or (self._candidate is None and self._editing is None):
            raise Failed(HELD, "the configuration is not locked by this session")

    def _load(self, name: str, deadline: float) -> str:
        text = self._delivery.files.get(name)
        if text is None:
            raise Failed(NOT_TAKEN, f"there is no {name} to load")
        self._must_be_locked()
        if bad := next((line for line in text.splitlines() if not line.replace("\t", " ").isprintable()), None):
            raise Failed(NOT_TAKEN, f"a line with control characters is not sent: {blanked(bad)[:200]!r}")
        try:
            if self._candidate is not None:
                self._candidate.edit(text, deadline)
            elif self._editing is not None:
                self._editing.type_configuration(text, deadline)
        except (Refusal, LineRefused, ValueError) as refused:
            if self._editing is not None:
                self._release(deadline)
            raise Failed(NOT_TAKEN, f"nothing is loaded: {refused}") from refused
        return "loaded"

    def _check(self, deadline: float) -> str:
        self._must_be_locked()
        if self._candidate is None:
            return "not checked: the command line of IOS-XR checks when it commits, all or nothing"
        try:
            self._candidate.check(deadline)
        except Refusal as refusal:
            raise Failed(NOT_VALID, f"the router refuses the change: {refusal}") from refusal
        return "valid"

    # commit

    def _commit_confirmed(self, seconds: str, label: str, deadline: float) -> str:
        if not seconds.isdigit() or int(seconds) > _MOST_SECONDS or not _LABEL.fullmatch(label):
            raise Failed(
                NOT_DONE, f"{seconds!r} and {label!r}: a time of {_LEAST_SECONDS} to {_MOST_SECONDS} seconds and a label are wanted"
            )
        self._must_be_locked()
        delivery = self._delivery
        timer = max(int(seconds), _LEAST_SECONDS)
        delivery.was_sent, delivery.timer_ends = True, time.monotonic() + timer
        try:
            if self._candidate is not None:
                self._candidate.commit_on_trial(timer, label, deadline)
            else:
                self._type_commit(timer, label, deadline)
        except (Refusal, Failed) as refused:
            delivery.was_sent = False
            self._release(deadline)
            rc = refused.rc if isinstance(refused, Failed) else NOT_DONE
            raise Failed(rc, f"the commit is refused, nothing was changed: {refused}") from refused
        newer = self._since(deadline)
        if len(newer) != 1 or not self._is_on_trial(deadline):
            self._take_back(label, deadline)
            what = "; ".join(map(str, newer)) or "there is no new commit"
            raise Failed(SOMEBODY if len(newer) > 1 else NOT_DONE, f"not the one new commit, or not on trial: {what}")
        delivery.number = newer[0].number
        return f"commit {delivery.number} is on trial for {timer} s"

    def _type_commit(self, timer: int, label: str, deadline: float) -> None:
        """Commit over the command line. :raises Failed: it is refused."""
        editing = self._editing
        if editing is None:
            raise Failed(NOT_DONE, "there is no configuration to commit")
        editing.type("root", deadline)
        # A label of the command line begins with a letter.
        named = label if label[0].isalpha() else f"MANRS-{label}"
        said = editing.type(f"commit label {named} confirmed {timer}", deadline, ends=f"(?:{PROMPT}|{_OTHERS_COMMITTED}[^\r\n]*$)")
        if _OTHERS_COMMITTED in said:
            editing.type("no", deadline)
            raise Failed(STALE, "stale plan: somebody committed since this session began; plan again")
        if bad := REFUSED.search(said):
            why = editing.type("show configuration failed", deadline) if "Failed to commit" in said else ""
            raise Failed(NOT_DONE, short(reasons(why)) if "!!%" in why else short(bad[0]))
        if "No configuration changes to commit" in said:
            raise Failed(NOT_DONE, "the router sees no change in what was loaded")

    # confirm and revert

    def _confirm(self, label: str, deadline: float) -> str:
        delivery = self._delivery
        if delivery.number is None:
            raise Failed(TOO_LATE, "there is no commit of this delivery to confirm")
        self._still_ours(deadline)
        if not self._is_on_trial(deadline):
            raise Failed(TOO_LATE, "too late: the commit is not on trial any more")
        delivery.is_confirmed = True
        try:
            if delivery.is_over_netconf:
                self._confirm_by_token(label, deadline)
            else:
                self._confirm_typed(deadline)
            self._still_ours(deadline)
            if self._is_on_trial(deadline):
                raise Failed(TOO_LATE, "the router took the confirmation, but still has the commit on trial")
        except Failed:
            delivery.is_confirmed = False
            raise
        return f"commit {delivery.number} is confirmed"

    def _still_ours(self, deadline: float) -> None:
        newer = self._since(deadline)
        number = self._delivery.number
        if newer and newer[0].number == number:
            return
        if newer and newer[0].is_rollback and number in [item.number for item in newer]:
            raise Failed(TOO_LATE, f"too late: the router went back by itself (commit {newer[0]})")
        raise Failed(SOMEBODY, f"somebody committed meanwhile: {newer[0] if newer else 'our commit is not in the list any more'}")

    def _confirm_by_token(self, label: str, deadline: float) -> None:
        candidate = self._opened_candidate(deadline)
        # A confirming commit commits what is in the candidate too.
        if not candidate.is_clean(deadline):
            raise Failed(SOMEBODY, "the candidate has changes that somebody did not commit; confirming would commit them")
        try:
            candidate.confirm(label, deadline)
        except Refusal as refusal:
            raise Failed(TOO_LATE, f"too late: the router has no trial of this label: {refusal}") from refusal

    def _confirm_typed(self, deadline: float) -> None:
        if self._editing is None:
            raise Failed(TOO_LATE, "too late: the session that made the commit is lost, and IOS-XR takes a confirmation from no other")
        said = self._editing.type("commit", deadline)
        if _CONFIRMS not in said:
            raise Failed(TOO_LATE, f"too late: the router does not confirm: {short(said)}")
        self._let_go()

    def _revert(self, label: str, deadline: float) -> str:
        delivery = self._delivery
        if not delivery.was_sent:
            self._release(deadline)
            return "nothing was changed"
        why = self._take_back(label, deadline)
        while True:
            newer = self._since(deadline)
            if newer and newer[0].is_rollback:
                return "restored"
            if not self._is_on_trial(deadline):
                if any(item.is_rollback for item in newer):
                    return f"restored, and somebody committed after it: {newer[0]}"
                # A trial of ours ends by our confirmation or in a rollback; a commit that never arrived leaves other people's alone.
                if not delivery.number or not newer:
                    return "nothing was changed"
                if delivery.is_confirmed:
                    return "confirmed"
                raise Failed(NOT_RESTORED, f"not restored: commit {delivery.number} is not on trial any more, and not confirmed from here")
            left, remaining = deadline - time.monotonic(), delivery.timer_ends - time.monotonic()
            if left < 2 or (why and remaining > left):
                what = why or "the commit is still on trial"
                raise Failed(NOT_RESTORED, f"not restored yet: {what}; its timer ends in {max(remaining, 0):.0f} s")
            time.sleep(0.5)

    def _take_back(self, label: str, deadline: float) -> str:
        """End the trial by going back, if the router lets us; return why not, or nothing. Nothing is locked afterwards."""
        if not self._delivery.is_over_netconf:
            return self._leave_trial(deadline)
        try:
            self._opened_candidate(deadline).cancel(label, deadline)
        except Refusal as refusal:
            return f"the router does not cancel the commit: {refusal}"
        finally:
            self._release(deadline)
        return ""

    def _leave_trial(self, deadline: float) -> str:
        editing = self._editing
        if editing is None:
            return "the session that made the commit is lost, and no other can take it back"
        try:
            said = editing.type("end", deadline, ends=rf"(?:{PROMPT}|{_LEAVES_TRIAL}[^\r\n]*$|{_LEAVES_EDITS}[^\r\n]*$)")
            if _LEAVES_TRIAL in said:
                editing.type("yes", deadline)
            elif _LEAVES_EDITS in said:
                editing.type("no", deadline)
        except TransportError as error:
            return str(error)
        finally:
            self._let_go()
        return ""

    def _status(self, label: str, deadline: float) -> str:
        newest = self._commits(deadline)[0]
        trial = "a commit is on trial" if self._is_on_trial(deadline) else "no commit is on trial"
        ours = f"; the commit of {label} is {self._delivery.number}" if self._delivery.number else ""
        return f"newest commit {newest}; {trial}{ours}"
