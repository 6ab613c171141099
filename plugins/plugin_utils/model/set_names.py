# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Names of AS-SETs and route-sets (RFC 2622 sections 5.1 and 5.2), and range operators (section 2)."""

from __future__ import annotations

import re
from typing import NamedTuple

from .first_few import quoted
from .prefixes import BITS, PrefixError, PrefixRange

_WORD = re.compile(r"(?:(AS|RS)-[A-Z0-9_-]*[A-Z0-9]|AS[0-9]{1,10})")
_SOURCE = re.compile(r"[A-Z][A-Z0-9_-]*")
_OPERATOR = re.compile(r"\^(?:\+|-|[0-9]{1,3}(?:-[0-9]{1,3})?)")
#: RFC 2622 section 5 reserves them for "every AS" and "every route".
_EVERYTHING = {"AS-ANY", "RS-ANY"}
#: A set is also a file of the snapshot, whose name has 255 bytes at most.
_LONGEST = 200
_KINDS = {"AS": "AS-SET", "RS": "route-set"}


class SetNameError(ValueError):
    """A text is no name of a set; the message says what to write."""


class EverythingError(SetNameError):
    """The name stands for the whole Internet, which is no filter."""


class SetName(NamedTuple):
    """One set: its name, and the source that it must be from (empty: the preferred of those that are asked)."""

    source: str
    name: str

    @classmethod
    def parse(cls, text: str, kind: str = "AS") -> SetName:
        """Parse ``AS-X``, ``AS64500:AS-X`` or ``SOURCE::AS-X``; upper and lower case are the same.

        :param kind: ``AS`` or ``RS``.
        :raises SetNameError: no name of such a set, AS-ANY, or longer than any that is registered.
        """
        # The long s of another script would become one of ours.
        source, has_source, name = (text.strip().upper() if text.isascii() else text).rpartition("::")
        kinds = {found[1] if (found := _WORD.fullmatch(word)) else "?" for word in name.split(":")}
        # A hierarchical name has words of one kind of set, and ASNs.
        if kinds - {None} != {kind} or (has_source and not _SOURCE.fullmatch(source)):
            right = f"{kind}-EXAMPLE, AS64500:{kind}-EXAMPLE or RIPE::AS64500:{kind}-EXAMPLE"
            raise SetNameError(f"{quoted(text)} is not the name of {'an' if kind == 'AS' else 'a'} {_KINDS[kind]}; write {right}")
        if len(text.strip()) > _LONGEST:
            raise SetNameError(f"{quoted(text)} is longer than {_LONGEST} characters, which no name of a set is")
        if name in _EVERYTHING:
            raise EverythingError(f"{text!r} stands for the whole Internet; name a set of the neighbor's own")
        return cls(source, name)

    @property
    def is_route_set(self) -> bool:
        """Whether it is a route-set."""
        return "RS-" in self.name

    @property
    def is_hierarchical(self) -> bool:
        """Whether only the holder of its first part can register it (RFC 2622 section 5)."""
        return ":" in self.name

    def __str__(self) -> str:
        return f"{self.source}::{self.name}" if self.source else self.name


def split_operator(word: str) -> tuple[str, str]:
    """Return a member's name and its range operator, empty when it has none.

    :raises PrefixError: what follows the caret is no operator.
    """
    name, caret, bounds = word.partition("^")
    if caret and not _OPERATOR.fullmatch(f"^{bounds}"):
        raise PrefixError(f"{quoted(word)}: a range operator is ^-, ^+, ^n or ^n-m")
    return name, caret + bounds


def apply_operator(item: PrefixRange, operator: str) -> PrefixRange | None:
    """Return the prefixes that an operator makes of a range; None when there are none."""
    low, high, most = item.minimum, item.maximum, BITS[item.family]
    match operator:
        case "":
            return item
        case "^+":
            high = most
        case "^-":
            low, high = low + 1, most
        case _:
            first, _, last = operator[1:].partition("-")
            low, high = max(low, int(first)), min(most, int(last or first))
    return item._replace(minimum=low, maximum=high) if low <= high else None
