# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a server listens, as people write it."""

from __future__ import annotations

import re
from typing import NamedTuple

#: An IPv6 address in brackets, or a name or IPv4 address; then a port.
_SERVER = re.compile(r"(?:\[([0-9A-Fa-f:.]+)\]|([A-Za-z0-9._-]+))(?::(\d{1,5}))?")
#: The port of whois (RFC 3912), where IRR servers answer.
WHOIS = 43


class Server(NamedTuple):
    """A host name or address, and a TCP port."""

    host: str
    port: int

    @classmethod
    def parse(cls, text: str, port: int = WHOIS) -> Server:
        """Parse ``host``, ``host:port``, ``[2001:db8::1]`` or ``[2001:db8::1]:port``.

        :raises ValueError: none of these.
        """
        found = _SERVER.fullmatch(text.strip())
        number = int(found[3]) if found and found[3] else port
        if not found or not 1 <= number <= 65535:
            raise ValueError(f"{text!r} is not a server; write whois.example.net, whois.example.net:43 or '[2001:db8::1]:43'")
        return cls(found[1] or found[2], number)

    def __str__(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"
