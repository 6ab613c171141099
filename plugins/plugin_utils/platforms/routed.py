# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""To which interface a router sends packets, where its answers name the route that it found and not the address that was asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..model.prefixes import Prefix


class RoutedInterfaces(Mapping[Prefix, str]):
    """The interface of an address, by the longest of the routes that were found.

    A route of several interfaces, or of none, such as one that discards, has no interface, and no shorter one speaks for it.
    """

    def __init__(self, found: Iterable[tuple[Prefix, Iterable[str]]]) -> None:
        self._interfaces: dict[Prefix, set[str]] = {}
        for prefix, names in found:
            self._interfaces.setdefault(prefix, set()).update(names)

    def __getitem__(self, prefix: Prefix) -> str:
        for length in range(prefix.length, -1, -1):
            if (names := self._interfaces.get(prefix.covering(length))) is not None:
                if len(names) == 1:
                    return next(iter(names))
                break
        raise KeyError(prefix)

    def __iter__(self) -> Iterator[Prefix]:
        return (prefix for prefix, names in self._interfaces.items() if len(names) == 1)

    def __len__(self) -> int:
        return sum(1 for _ in self)
