# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""To which interface IOS sends packets: what ``show ip cef`` answers, which is also what its uRPF asks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model.prefixes import Prefix, PrefixError
from ..answers import lines_of, readable
from ..routed import RoutedInterfaces

_PREFIX = re.compile(r"^([0-9A-Fa-f.:]{2,39}/[0-9]{1,3})\b", re.ASCII)
_TO = re.compile(r"^\s+(?:nexthop [0-9A-Fa-f.:]{2,39}|attached to|receive for) ([A-Za-z][\w./:-]*)", re.ASCII)


def routed_interfaces(output: str) -> RoutedInterfaces:
    """Parse answers of ``show ip cef`` and ``show ipv6 cef``; what it cannot read of an entry gives that no interface."""
    return RoutedInterfaces(_entries(output))


def _entries(output: str) -> Iterator[tuple[Prefix, tuple[str, ...]]]:
    current: Prefix | None = None
    for line in lines_of(readable(output)):
        if entry := _PREFIX.match(line):
            try:
                current = Prefix.parse(entry[1])
            except PrefixError:
                current = None
            else:
                yield current, ()
        elif current is not None and (told := _TO.match(line)):
            yield current, (told[1],)
