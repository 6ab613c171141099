# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""To which interface IOS-XR routes addresses: what ``show route`` answers, one entry for each address that has a route."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model.prefixes import Prefix, PrefixError
from ..answers import lines_of, readable
from ..routed import RoutedInterfaces

_ENTRY = re.compile(r"^Routing entry for (\S+)$")
_CONNECTED = re.compile(r"^\s*directly connected, via ([A-Za-z][\w./-]*)", re.ASCII)
_VIA = re.compile(r"^\s*[0-9A-Fa-f.:]{2,39},(?: [^,]+,)* via ([A-Za-z][\w./-]*)", re.ASCII)


def routed_interfaces(output: str) -> RoutedInterfaces:
    """Parse answers of ``show route``; what it cannot read of an entry gives that no interface."""
    return RoutedInterfaces(_entries(output))


def _entries(output: str) -> Iterator[tuple[Prefix, tuple[str, ...]]]:
    current: Prefix | None = None
    for line in lines_of(readable(output)):
        if entry := _ENTRY.match(line.strip()):
            try:
                current = Prefix.parse(entry[1])
            except PrefixError:
                current = None
            else:
                yield current, ()
        elif current is not None and (told := _CONNECTED.match(line) or _VIA.match(line)):
            yield current, (told[1],)
