# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""To which interface IOS-XR routes addresses: what ``show route`` answers, one entry for each address that has a route."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ...model.prefixes import Prefix, PrefixError
from ..answers import lines_of, readable

_ENTRY = re.compile(r"^Routing entry for (\S+)$")
_CONNECTED = re.compile(r"^\s*directly connected, via ([A-Za-z][\w./-]*)", re.ASCII)
_VIA = re.compile(r"^\s*[0-9A-Fa-f.:]{2,39},(?: [^,]+,)* via ([A-Za-z][\w./-]*)", re.ASCII)


class RoutedInterfaces(Mapping[Prefix, str]):
    """The interface of an address by the longest entry that holds it: answers name the entry, not the address."""

    def __init__(self, entries: Mapping[Prefix, str]) -> None:
        self._entries = entries

    def __getitem__(self, prefix: Prefix) -> str:
        for length in range(prefix.length, -1, -1):
            if (found := self._entries.get(prefix.covering(length))) is not None:
                return found
        raise KeyError(prefix)

    def __iter__(self) -> Iterator[Prefix]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)


def routed_interfaces(output: str) -> RoutedInterfaces:
    """Parse answers of ``show route``; an entry of several interfaces, or of a next hop without one, is left out."""
    found: dict[Prefix, set[str]] = {}
    current: Prefix | None = None
    for line in lines_of(readable(output)):
        if entry := _ENTRY.match(line.strip()):
            try:
                current = Prefix.parse(entry[1])
            except PrefixError:
                current = None
        elif current is not None and (told := _CONNECTED.match(line) or _VIA.match(line)):
            found.setdefault(current, set()).add(told[1])
    return RoutedInterfaces({prefix: next(iter(names)) for prefix, names in found.items() if len(names) == 1})
