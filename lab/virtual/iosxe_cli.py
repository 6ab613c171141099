# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The command line of a virtual IOS-XE router. ``EXEC`` lists every command it knows outside of configuration; all else is invalid input.

Sources, by the letter: C: Cisco IOS Configuration Management and Fundamentals Command References; N: netmiko 4.8, ``cisco/cisco_ios.py``
(what it sends and waits for); B: Cisco IOS IP Routing: BGP Command Reference.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from virtual.iosxe_config import INVALID, Configuration, Editor, LineError
from virtual.iosxe_router import Device

_PIPE = re.compile(r"^(.*?) \| (include|exclude|begin) (.+)$")
_LONGEST = 254


class IosXeTerminal:
    """One login."""

    EXEC = (
        (r"terminal (?:length|width) (\d+)", "_terminal", "C N"),
        (r"configure terminal", "_configure", "C N"),
        (r"configure terminal revert timer (\d+)", "_revert_timer", "C"),
        (r"configure confirm", "_confirm", "C"),
        (r"configure revert now", "_revert", "C"),
        (r"show running-config", "_running", "C"),
        (r"show startup-config", "_startup", "C"),
        (r"show archive config rollback timer", "_pending", "C"),
        (r"show version", "_version", "C"),
        (r"write memory|copy running-config startup-config", "_write", "C"),
        (r"clear bgp (ipv4|ipv6) unicast (\S+) soft (in|out)", "_clear", "B"),
        (r"(show (?:bgp|ip cef|ipv6 cef|ip route|ipv6 route) ?.*)", "_world", "B"),
        (r"exit|logout", "_logout", "C"),
    )

    def __init__(
        self,
        device: Device,
        user: str,
        world: Callable[[str], str | None],
        version: str,
        cleared: Callable[[str], None],
        enable_password: str = "",
    ) -> None:
        self._device, self._user, self._world_told, self._version_told = device, user, world, version
        self._cleared = cleared
        self._editor: Editor | None = None
        #: With a password of enable a login is at privilege level 1, and asked for it when it says so (C: Security, ``enable``).
        self._enable_password = enable_password
        self._is_privileged = not enable_password
        self._is_asked = False
        self.page_lines = 24
        self.is_over = False

    @property
    def _host(self) -> str:
        return next((node.text.split()[1] for node in self._device.running.children("hostname ")), "Router")

    @property
    def prompt(self) -> str:
        """The prompt."""
        if not self._is_privileged:
            return "Password: " if self._is_asked else f"{self._host}>"
        return f"{self._host}#" if self._editor is None else f"{self._host}({self._editor.mode})#"

    def lost(self) -> None:
        """What was typed stays; a timer runs on."""
        self._leave()

    def enter(self, line: str) -> str:
        """Carry out one line."""
        text = " ".join(line.split())
        if self._is_asked:
            self._is_asked, self._is_privileged = False, line == self._enable_password
            return "" if self._is_privileged else "% Access denied\n\n"
        if not self._is_privileged and not text.startswith("terminal "):
            self._is_asked = text == "enable"
            return "" if self._is_asked or not text else self._invalid()
        if not text or text.startswith("!"):
            return ""
        if len(line) > _LONGEST:
            return self._invalid()
        if self._editor is not None:
            return self._configured(text)
        piped = _PIPE.match(text)
        said = self._run(piped[1] if piped else text)
        if piped and not said.startswith("%"):
            kept = [item for item in said.splitlines() if (re.search(piped[3], item) is not None) == (piped[2] != "exclude")]
            return "".join(f"{item}\n" for item in kept)
        return said

    def _run(self, text: str) -> str:
        for pattern, method, _ in self.EXEC:
            if found := re.fullmatch(pattern, text):
                said = getattr(self, method)(*found.groups())
                assert isinstance(said, str)
                return said if not said or said.endswith("\n") else f"{said}\n"
        return self._invalid()

    def _invalid(self) -> str:
        return f"{' ' * len(self.prompt)}^\n{INVALID}\n\n"

    def _configured(self, text: str) -> str:
        editor, device = self._editor, self._device
        assert editor is not None
        # Another session may have gone back meanwhile.
        editor.configuration = device.running
        if text == "end":
            return self._leave()
        if text == "exit":
            return "" if editor.up() else self._leave()
        if text.startswith("do "):
            return self._run(text[3:])
        if device.refused is not None and device.refused[0] in text:
            said, device.refused = device.refused[1], None
            return f"{said}\n"
        if device.swallowed is not None and device.swallowed in text:
            return ""
        try:
            editor.enter(text)
        except LineError as error:
            return self._invalid() if str(error) == INVALID else f"{error}\n"
        return ""

    def _leave(self) -> str:
        """Leave configuration mode; what a test looks at is written then, since each line alone would take too long."""
        if self._editor is not None:
            self._editor = None
            self._device.save()
        return ""

    # -- commands --------------------------------------------------------------------------------------------------------------------

    def _terminal(self, number: str) -> str:
        self.page_lines = 0 if number == "0" else self.page_lines
        return ""

    def _configure(self) -> str:
        self._editor = Editor(self._device.running)
        return "Enter configuration commands, one per line.  End with CNTL/Z.\n"

    def _revert_timer(self, minutes: str) -> str:
        if not 1 <= int(minutes) <= 120:
            return self._invalid()
        said = self._device.begin(int(minutes), self._user)
        return said if said.startswith("%") else f"{said}\n{self._configure()}"

    def _confirm(self) -> str:
        return self._device.confirm()

    def _revert(self) -> str:
        return self._device.take_back()

    def _pending(self) -> str:
        return self._device.told()

    def _running(self) -> str:
        text = self._device.running.text()
        return f"Building configuration...\n\nCurrent configuration : {len(text)} bytes\n!\nversion 17.9\n{text}!\nend\n\n"

    def _startup(self) -> str:
        text = Configuration.parse(self._device.startup).text()
        return f"Using {len(text)} out of 33554432 bytes\n!\nversion 17.9\n{text}!\nend\n\n"

    def _version(self) -> str:
        return (
            f"Cisco IOS XE Software, Version {self._version_told}\n"
            f"Cisco IOS Software [Cupertino], Virtual XE Software, Version {self._version_told}, RELEASE SOFTWARE (fc3)\n"
        )

    def _write(self) -> str:
        self._device.write()
        return "Building configuration...\n[OK]\n"

    def _clear(self, family: str, address: str, way: str) -> str:
        self._cleared(f"{family} {address} {way}")
        return ""

    def _world(self, command: str) -> str:
        said = self._world_told(command)
        return self._invalid() if said is None else said

    def _logout(self) -> str:
        self.is_over = True
        return ""
