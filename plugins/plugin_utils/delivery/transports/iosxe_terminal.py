# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The command line of an IOS-XE router over netmiko: shows, and lines typed into configuration mode with every answer looked at.

What netmiko 4.8 does is not left to it: it finds no error without a pattern, and waits by time. Every answer that begins with ``%`` is a
refusal, also those that the router means as a warning.
"""

from __future__ import annotations

import re
import time
from contextlib import suppress

from .iosxr_terminal import LineRefused, Terminal
from .transport import TransportError
from .word_session import blanked, short

try:
    from netmiko.exceptions import NetmikoBaseException  # type: ignore[import-untyped, unused-ignore]
except ImportError as error:
    IMPORT_ERROR: ImportError | None = error
else:
    IMPORT_ERROR = None

REFUSED = re.compile(r"^ *%.*$", re.MULTILINE)
#: IOS takes 254 characters.
_LONGEST_LINE = 253
_CHUNK_LINES = 40
#: In configuration mode IOS shows so many characters of a long name.
_NAME = 16


class IosTerminal(Terminal):
    """One login; see ``Terminal``."""

    device_type = "cisco_ios"

    def prepare(self, seconds: float) -> None:
        """Learn the prompt, which is the router's name.

        :raises TransportError: the user may not see and change the configuration.
        """
        name = self._connection.find_prompt().strip()
        if name.endswith(">") and self._login.parameters.enable_password is not None:
            name = self._enabled()
        if name.endswith(">"):
            raise TransportError(f"{self._host}: the user is not at privilege level 15, so configuration and filters cannot be seen")
        said = rf"{re.escape(name.rstrip('#')[:_NAME])}[^\r\n#()]*(?:\([^)\r\n]*\))?#"
        self.prompt = rf"\r?\n{said}\s*$"
        self.prompts = re.compile(rf"\n{said}")
        self.read("terminal length 0", seconds)
        self.read("terminal width 511", seconds)

    def _enabled(self) -> str:
        """Type ``enable`` and its password; return the prompt behind it. :raises TransportError: the password is not taken."""
        try:
            self._connection.enable()
        except (NetmikoBaseException, ValueError):
            what = "the router does not take the password of enable; correct ansible_become_password or the credential"
            raise TransportError(what) from None
        return str(self._connection.find_prompt().strip())

    def is_configuring(self, screen: str) -> bool:
        """Whether a screen ends in configuration mode."""
        return re.search(self.prompt, screen) is not None and screen.rstrip().endswith(")#")

    def exec(self, command: str, deadline: float) -> str:
        """Return what a command prints. :raises LineRefused: the router did not take it."""
        said = self.read(command, max(deadline - time.monotonic(), 0.1))
        if bad := REFUSED.search(said):
            raise LineRefused(f"the router refuses {command!r}: {short(bad[0])}")
        return said

    def configure(self, command: str, text: str, deadline: float) -> None:
        """Enter configuration mode with a command, type a text, and leave.

        :raises LineRefused: the router did not take a line. What was typed before acts.
        """
        screen = self.type(command, deadline)
        if (bad := REFUSED.search(screen)) or not self.is_configuring(screen):
            raise LineRefused(f"the router refuses {command!r}: {short(bad[0] if bad else screen.partition(chr(10))[2])}")
        try:
            lines = [line.strip() for line in text.splitlines() if line.strip()]
            for start in range(0, len(lines), _CHUNK_LINES):
                self._type_lines(lines[start : start + _CHUNK_LINES], deadline)
        finally:
            with suppress(TransportError):
                self.type("end", deadline)

    def _type_lines(self, lines: list[str], deadline: float) -> None:
        if long := next((line for line in lines if len(line) > _LONGEST_LINE), None):
            raise LineRefused(f"a line of {len(long)} characters is too long for the command line: {blanked(long)[:60]!r}")
        said = self.type("\n".join(lines), deadline, len(lines))
        if bad := REFUSED.search(said):
            echoed = [line.split("#", 1)[1] for line in said[: bad.start()].splitlines() if re.match(self.prompts.pattern, f"\n{line}")]
            line = echoed[-1] if len(lines) > 1 and echoed else lines[0]
            raise LineRefused(f"the router refuses the line {blanked(line.strip())!r}: {short(bad[0])}")
        if not self.is_configuring(said):
            raise LineRefused(f"the router left configuration mode at the line {blanked(lines[-1])!r}")
