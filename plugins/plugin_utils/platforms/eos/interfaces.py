# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""To which interface EOS routes addresses: what ``show ip route ADDRESS | json`` answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...model.prefixes import Prefix
from ..answers import document, rows, string, table, understood
from ..routed import RoutedInterfaces


def routed_interfaces(outputs: Iterable[str]) -> RoutedInterfaces:
    """Parse answers of ``show ip route`` and ``show ipv6 route``; no answer is one without a route.

    :raises PlatformError: an answer is something else.
    """
    return RoutedInterfaces(item for output in outputs if output.strip() for item in _entries(output))


def _entries(output: str) -> Iterator[tuple[Prefix, tuple[str, ...]]]:
    what = "show ip route"
    with understood(what):
        told = document(output, what)
        # IPv6 has come without the table's name.
        found = table(table(table(told.get("vrfs"), what).get("default"), what) or told, what)
        for text, entry in table(found.get("routes"), what).items():
            vias = [table(via, what) for via in rows(table(entry, what).get("vias"), what)]
            yield Prefix.parse(text), tuple(string(via.get("interface"), what) for via in vias if via.get("interface"))
