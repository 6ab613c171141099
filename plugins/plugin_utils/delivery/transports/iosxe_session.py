# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The way to an IOS-XE router over its command line.

A command is one ``show`` line or more, whose answer is their output, a soft clear of one session, or one of these words. ``Answer.rc`` 0 is
done; else ``err`` says why. NAME is a file that was ``put``; ID its folder.

- ``arm ID MINUTES DIGEST``: types ID/objects, to which nothing refers, then begins a change that the router takes back by itself
  (``configure terminal revert timer``). 11 somebody's change waits, or somebody has the configuration locked; 13 what runs is not what
  has this digest; 15 a line was not taken: what was made is taken off; 17 the router does not begin the change, as without an archive.
- ``apply NAME``: 15 a line was not taken; those before it act. 14 there is no change of ours that waits.
- ``confirm ID``: ends the timer, saves, types ID/clean, saves. 14 too late; 21 the change that waits is another's; 18 confirmed, but not
  saved, or something of before is not taken off.
- ``revert ID``: types ID/back, goes back now, types ID/undo, clears the sessions of ID/again; prints ``restored``,
  ``nothing was changed`` or ``confirmed``; 22 not restored.
- ``status ID``: one line.
- 1: the router does not know the show or clear; 2: no command of ours.

IOS has one configuration for all: what others type meanwhile is saved by the confirmation and lost by going back.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace

from ...platforms.iosxe.parse import configuration_digest
from . import iosxr_terminal
from .iosxe_terminal import IosTerminal
from .iosxr_terminal import LineRefused
from .parameters import Parameters
from .ssh_login import Login
from .transport import Answer, TransportError
from .word_session import UNKNOWN, CiscoSession, Failed, short

HELD, STALE, TOO_LATE, NOT_TAKEN, NOT_ARMED, NOT_SAVED, SOMEBODY, NOT_RESTORED = 11, 13, 14, 15, 17, 18, 21, 22

_CLEAR = re.compile(r"clear bgp ipv[46] unicast [0-9A-Fa-f.:]{2,39} soft (?:in|out)", re.ASCII)
_PENDING = "show archive config rollback timer"
_NONE_PENDING = "No Rollback Confirmed Change pending"


@dataclass(slots=True)
class _Delivery:
    """What is known of a delivery, whichever connection carries it on."""

    login: Login
    files: dict[str, str] = field(default_factory=dict)
    digest: str | None = None
    #: Objects were typed, all or some.
    has_objects: bool = False
    #: The timer's words, when it runs; None: it was not begun.
    pending: str | None = None
    #: The router was told to begin: the timer may run.
    was_begun: bool = False
    is_confirmed: bool = False


class IosXeSession(CiscoSession):
    """A ``Transport`` to one IOS-XE router; the module says what its words answer. ``close`` it, or use it in ``with``.

    :raises TransportError: from every method: the router is not reachable, is not the right one, or does not answer in time; a file that
        the parameters name is not there; a Python package is missing.
    """

    _bad_show = re.compile(r"^ *% ?(?:Invalid input|Incomplete command|Ambiguous command|This command is not authorized).*$", re.MULTILINE)

    def __init__(self, parameters: Parameters, delivery: _Delivery | None = None) -> None:
        if iosxr_terminal.IMPORT_ERROR is not None:
            raise TransportError("IOS-XE needs the Python package netmiko on the controller (pip install netmiko)") from (
                iosxr_terminal.IMPORT_ERROR
            )
        ports = parameters.ports
        if "ssh" not in ports and "netconf" in ports:
            # There is the command line alone, whatever protocol a port was meant for.
            parameters = replace(parameters, ports={"ssh": ports["netconf"]})
        self._parameters = parameters
        self._delivery = delivery or _Delivery(Login(parameters))
        self._terminal: IosTerminal | None = None

    # Transport

    def run(self, command: str, timeout_seconds: float = 60.0) -> Answer:
        """Run a ``show`` line, a soft clear or one of the words; see ``Transport``."""
        if _CLEAR.fullmatch(command):
            return self._answered(lambda: self._open().exec(command, time.monotonic() + timeout_seconds))
        return super().run(command, timeout_seconds)

    def _answered(self, act: Callable[[], str]) -> Answer:
        try:
            return super()._answered(act)
        except LineRefused as refused:
            return Answer(1, "", f"{self._parameters.host}: {refused}")

    def _words(self) -> dict[tuple[str, int], Callable[..., str]]:
        return {
            ("arm", 3): self._arm,
            ("apply", 1): self._apply,
            ("confirm", 1): self._confirm,
            ("revert", 1): self._revert,
            ("status", 1): self._status,
        }

    def put(self, path: str, content: str) -> None:
        """Keep a text for the words; see ``Transport``. Nothing of it is on the router before."""
        self._delivery.files[path] = content

    def fresh(self) -> IosXeSession:
        """Return a session over a new connection; the old one is closed. The router's timer belongs to no session."""
        self.close()
        return IosXeSession(self._parameters, self._delivery)

    def close(self) -> None:
        """Close the connection. A timer goes on."""
        if self._terminal is not None:
            self._terminal.hang_up()
        self._terminal = None

    # Reading

    def _open(self) -> IosTerminal:
        if self._terminal is None or self._terminal.is_closed:
            self._terminal = IosTerminal(self._delivery.login)
        return self._terminal

    def _read(self, command: str, deadline: float) -> str:
        return self._open().read(command, max(deadline - time.monotonic(), 0.1))

    def _waiting(self, deadline: float) -> str | None:
        """Return the words of the change that waits for its confirmation, or None."""
        said = self._read(_PENDING, deadline).strip()
        return None if _NONE_PENDING in said or not said else said

    # arm and apply

    def _arm(self, name: str, minutes: str, digest: str, deadline: float) -> str:
        if not minutes.isdigit():
            raise Failed(UNKNOWN, f"{minutes!r} is no number of minutes")
        delivery = self._delivery
        if waiting := self._waiting(deadline):
            raise Failed(HELD, f"somebody's change waits for its confirmation: {short(waiting)}")
        if configuration_digest(self._read("show running-config", deadline)) != digest:
            raise Failed(STALE, "stale plan: somebody changed the running configuration since; plan again")
        delivery.digest = digest
        terminal = self._open()
        if objects := delivery.files.get(f"{name}/objects"):
            delivery.has_objects = True
            try:
                terminal.configure("configure terminal", objects, deadline)
            except LineRefused as refused:
                raise Failed(NOT_TAKEN, f"{self._taken_off(name, deadline)}: {refused}") from refused
        delivery.was_begun = True
        try:
            terminal.configure(f"configure terminal revert timer {minutes}", "", deadline)
        except LineRefused as refused:
            delivery.was_begun = False
            raise Failed(NOT_ARMED, f"{self._taken_off(name, deadline)}: {refused}") from refused
        delivery.pending = self._waiting(deadline)
        if delivery.pending is None:
            raise Failed(NOT_ARMED, "the router took the timer, but shows none")
        return f"the router goes back within {minutes} min"

    def _apply(self, path: str, deadline: float) -> str:
        delivery = self._delivery
        text = delivery.files.get(path)
        if text is None:
            raise Failed(NOT_TAKEN, f"there is no {path} to apply")
        self._still_ours(deadline)
        try:
            self._open().configure("configure terminal", text, deadline)
        except LineRefused as refused:
            raise Failed(NOT_TAKEN, str(refused)) from refused
        return "applied"

    def _still_ours(self, deadline: float) -> None:
        waiting = self._waiting(deadline)
        if self._delivery.pending is None or waiting is None:
            raise Failed(TOO_LATE, "too late: no change of ours waits on the router any more")
        if waiting != self._delivery.pending:
            raise Failed(SOMEBODY, f"the change that waits is somebody else's: {short(waiting)}")

    # confirm and revert

    def _confirm(self, name: str, deadline: float) -> str:
        delivery = self._delivery
        self._still_ours(deadline)
        terminal = self._open()
        delivery.is_confirmed = True
        try:
            terminal.exec("configure confirm", deadline)
        except LineRefused as refused:
            delivery.is_confirmed = False
            raise Failed(TOO_LATE, f"too late: {refused}") from refused
        if self._waiting(deadline) is not None:
            delivery.is_confirmed = False
            raise Failed(TOO_LATE, "the router took the confirmation, but the timer still runs")
        try:
            self._save(deadline)
            if clean := delivery.files.get(f"{name}/clean"):
                terminal.configure("configure terminal", clean, deadline)
                self._save(deadline)
        except LineRefused as refused:
            raise Failed(NOT_SAVED, f"confirmed, but {refused}") from refused
        return "confirmed and saved"

    def _save(self, deadline: float) -> None:
        if "[OK]" not in (said := self._open().exec("write memory", deadline)):
            raise LineRefused(f"the router does not say that it saved: {short(said)}")

    def _revert(self, name: str, deadline: float) -> str:
        delivery = self._delivery
        if delivery.is_confirmed:
            return "confirmed"
        if not delivery.has_objects and not delivery.was_begun:
            return "nothing was changed"
        waiting = self._waiting(deadline)
        if waiting is not None and (delivery.pending is None or waiting == delivery.pending) and delivery.was_begun:
            if back := delivery.files.get(f"{name}/back"):
                # What was not bound yet cannot be taken off; what is not swapped back here, the router swaps.
                with suppress(LineRefused):
                    self._open().configure("configure terminal", back, deadline)
            try:
                self._open().exec("configure revert now", deadline)
            except LineRefused as refused:
                raise Failed(NOT_RESTORED, f"not restored: {refused}") from refused
            while self._waiting(deadline) is not None:
                if time.monotonic() > deadline - 1:
                    raise Failed(NOT_RESTORED, "not restored yet: the router still has the change that waits")
                time.sleep(0.5)
        self._undo(name, deadline)
        for line in delivery.files.get(f"{name}/again", "").splitlines() if delivery.was_begun else ():
            self._open().exec(line, deadline)
        if configuration_digest(self._read("show running-config", deadline)) != delivery.digest:
            raise Failed(NOT_RESTORED, "not restored: what runs is not what ran before; look at: show archive config differences")
        return "restored"

    def _taken_off(self, name: str, deadline: float) -> str:
        """Take off what was made before the timer ran; return what is left of it, in words."""
        self._undo(name, deadline)
        if configuration_digest(self._read("show running-config", deadline)) != self._delivery.digest:
            return "objects of ours are left, to which nothing refers"
        self._delivery.has_objects = False
        return "not begun"

    def _undo(self, name: str, deadline: float) -> None:
        """Take off what was made and nothing refers to; what is not there is passed over."""
        if not self._delivery.has_objects:
            return
        terminal = self._open()
        present = self._read("show running-config", deadline)
        lines = self._delivery.files.get(f"{name}/undo", "").splitlines()
        # A line takes off what begins with it.
        there = [line for line in lines if f"\n{line.removeprefix('no ')}" in present]
        with suppress(LineRefused):
            terminal.configure("configure terminal", "\n".join(there), deadline)

    def _status(self, name: str, deadline: float) -> str:
        waiting = self._waiting(deadline)
        ours = f"; that of {name}" if waiting is not None and waiting == self._delivery.pending else ""
        return f"{'a change waits: ' + short(waiting) if waiting else 'no change waits'}{ours}"
