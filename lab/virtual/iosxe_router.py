# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A virtual IOS-XE router behind its command line: what runs, what it starts with, and the change that waits for its confirmation.

Sources: Cisco, "Configuration Rollback Confirmed Change", Configuration Management Configuration Guide (what ``configure terminal revert
timer``, ``configure confirm``, ``configure revert now`` do, and that an archive is needed); their texts: public transcripts of IOS 15
and IOS-XE 16 and 17, and NAPALM's tests.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from virtual.iosxe_config import Configuration, Editor
from virtual.process import Timer

NO_ARCHIVE = "%Turn config archive on before using Rollback Confirmed Change"
NONE_PENDING = "%No Rollback Confirmed Change pending"


Later = Callable[[float, Callable[[], None]], Timer]


@dataclass
class Pending:
    """A change that is taken back when nobody confirms it. ``before``: what ran."""

    before: str
    minutes: int
    user: str
    since: datetime
    file: str
    timer: Timer


class Device:
    """The router's state. It survives a restart in a file: what it starts with, and nothing of what waits."""

    def __init__(self, folder: Path, first: str, later: Later) -> None:
        self._path = folder / "state.json"
        self._later = later
        self._backups = 0
        self.pending: Pending | None = None
        #: A line that holds this text is refused with that answer, once; one with ``swallowed`` is forgotten without a word.
        self.refused: tuple[str, str] | None = None
        self.swallowed: str | None = None
        saved = json.loads(self._path.read_text()) if self._path.exists() else {}
        self.startup = str(saved.get("startup", first))
        self.running = Configuration.parse(self.startup)
        self.save()

    def save(self) -> None:
        """Write the state where a test looks at it."""
        content = {"running": self.running.text(), "startup": self.startup, "trial": self.pending.user if self.pending else None}
        new = self._path.with_suffix(".new")
        new.write_text(json.dumps(content))
        new.replace(self._path)

    def restart(self) -> None:
        """Start anew with what was saved; a timer of before is gone with what it would have taken back."""
        self._forget()
        self.running = Configuration.parse(self.startup)
        self.save()

    def reset(self, first: str) -> None:
        """Be as at the first start."""
        self.startup, self.refused, self.swallowed = first, None, None
        self.restart()
        self.startup = self.running.text()
        self.save()

    def type_as_somebody(self, lines: str) -> None:
        """Somebody else types lines."""
        editor = Editor(self.running)
        for line in lines.splitlines():
            if not line.startswith(" "):
                editor.path = []
            editor.enter(line.strip())
        self.save()

    def write(self) -> None:
        """Save what runs."""
        self.startup = self.running.text()
        self.save()

    @property
    def has_archive(self) -> bool:
        """Whether there is a place for backups."""
        return any(node.text.startswith("path ") for block in self.running.children("archive") for node in block.below.values())

    def begin(self, minutes: int, user: str) -> str:
        """Begin a change with a timer; return what is printed. Its first character is % when it is refused."""
        if not self.has_archive:
            return NO_ARCHIVE
        if self.pending is not None:
            return f"%Rollback Confirmed Change already pending by {self.pending.user}"
        self._backups += 1
        file = f"flash:manrs-{self._backups}"
        timer = self._later(minutes * 60, self.take_back)
        self.pending = Pending(self.running.text(), minutes, user, datetime.now(UTC), file, timer)
        self.save()
        return f"Rollback Confirmed Change: Backing up current running config to {file}\n"

    def confirm(self) -> str:
        """Confirm; return what is printed."""
        if self.pending is None:
            return NONE_PENDING
        self._forget()
        self.save()
        return ""

    def take_back(self) -> str:
        """Go back now; return what is printed."""
        if self.pending is None:
            return NONE_PENDING
        before, file = self.pending.before, self.pending.file
        self._forget()
        self.running = Configuration.parse(before)
        self.save()
        return f"Rollback Confirmed Change: Rolling to: {file}\n\nTotal number of passes: 1\nRollback Done\n"

    def told(self) -> str:
        """What ``show archive config rollback timer`` prints."""
        if self.pending is None:
            return NONE_PENDING
        pending = self.pending
        when = f"{pending.since:%H:%M:%S} UTC {pending.since:%a %b %d %Y}"
        return (
            f"Time configured(or reconfigured): {when}\nTimer type: absolute timer\n"
            f"Timer value: {pending.minutes} min\nUser: {pending.user}\n"
        )

    def _forget(self) -> None:
        if self.pending is not None:
            self.pending.timer.cancel()
            self.pending = None
