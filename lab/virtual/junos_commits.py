# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The commits of a virtual Junos router: history, rollback configurations, and the confirmed commit that waits.

Kept in a file, so that a router that is killed and started again knows them. Sources: CLI guide, "Commit operation overview" (50
configurations, 0 is the active one), "Commit the candidate configuration only after confirmation"; the replies of
``get-commit-information`` as routers of 24.4 give them (a pending commit has ``commit-confirmed``, which goes when it is confirmed or
rolled back; its comment stays).
"""

from __future__ import annotations

import json
import os
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from lxml import etree

from .junos_tree import Element

#: Configurations that a router keeps, the active one included.
KEPT = 50


@dataclass
class Commit:
    """One commit. ``seconds``: when, since the epoch. ``minutes``: of a confirmed commit, else 0."""

    configuration: str
    user: str
    client: str
    seconds: int
    revision: str
    log: str = ""
    minutes: int = 0

    @property
    def tree(self) -> Element:
        """The configuration, parsed: a copy."""
        return etree.fromstring(self.configuration, etree.XMLParser(huge_tree=True))

    def xml(self, number: int, is_pending: bool) -> str:
        """Return the entry of ``get-commit-information``."""
        comment = f"<comment>commit confirmed, rollback in {self.minutes}mins</comment>" if self.minutes else ""
        log = f"<log>{escape(self.log)}</log>" if self.log else ""
        pending = "<commit-confirmed>rollback pending</commit-confirmed>" if is_pending else ""
        return (
            f"<commit-history><sequence-number>{number}</sequence-number><user>{escape(self.user)}</user><client>{self.client}</client>"
            f"{self.date}{comment}{log}{pending}</commit-history>"
        )

    @property
    def date(self) -> str:
        """The time as an element."""
        shown = time.strftime("%Y-%m-%d %H:%M:%S UTC", time.gmtime(self.seconds))
        return f'<date-time junos:seconds="{self.seconds}">{shown}</date-time>'


class History:
    """All commits, the newest first, and whether the newest waits for its confirmation."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self.commits: list[Commit] = []
        #: What the timer goes back to, when a commit waits.
        self.before_pending: str | None = None
        self._number = 0

    def read(self) -> bool:
        """Read the file; false when there is none."""
        if not self._file.exists():
            return False
        kept = json.loads(self._file.read_text())
        self.commits = [Commit(**item) for item in kept["commits"]]
        self.before_pending = kept["before_pending"]
        self._number = kept["number"]
        return True

    def _write(self) -> None:
        kept = {"commits": [asdict(item) for item in self.commits], "before_pending": self.before_pending, "number": self._number}
        new = self._file.with_suffix(".new")
        new.write_text(json.dumps(kept))
        os.replace(new, self._file)

    @property
    def active(self) -> Commit:
        """The newest commit."""
        return self.commits[0]

    @property
    def is_pending(self) -> bool:
        """The newest commit waits for its confirmation."""
        return self.before_pending is not None

    def add(self, tree: Element, user: str, client: str, log: str = "", minutes: int = 0) -> Commit:
        """Commit a configuration. Any commit ends the wait of the one before; with ``minutes`` this one waits.

        A confirmed commit upon one that waits moves the deadline: the timer goes back to what was there before the first.
        """
        goes_back_to = None
        if minutes:
            goes_back_to = self.before_pending if self.is_pending else self.active.configuration
        self._number += 1
        now = int(time.time())
        made = Commit(etree.tostring(tree).decode(), user, client, now, f"re0-{now}-{self._number}", log, minutes)
        self.commits = [made, *self.commits][:KEPT]
        self.before_pending = goes_back_to
        self._write()
        return made

    def confirm(self) -> None:
        """End the wait without a commit, as ``commit check`` does."""
        self.before_pending = None
        self._write()

    def roll_back(self) -> Commit:
        """Do what the timer does: commit what was there before, as the system itself."""
        before = etree.fromstring(self.before_pending or "", etree.XMLParser(huge_tree=True))
        return self.add(before, "root", "other")
