# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The names that our objects have on IOS-XR.

A name is ``MANRS-`` and letters, digits, ``-``, ``_`` and ``.``: RPL names are case-sensitive words, and these characters mean nothing
else to its parser. The name of a set of the policy stands in it as it is where it has letters, digits and hyphens alone and is
short; otherwise its digest does, behind ``x.``, which no such name has, and a remark of the object says it in full. Dots and underscores
stand only between such a name and what we add. So no two objects share a name, and what runs is read back by the name of the policy.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from typing import NamedTuple

from ..contract import PlatformError

OURS = "MANRS-"
#: Sets that the operator alone writes; we create them empty, and an empty set holds nothing (RPL command reference, as-path in).
LOCAL = f"{OURS}LOCAL-"
_LONGEST_STEM = 32
_PLAIN = re.compile(r"[A-Za-z0-9-]+", re.ASCII)
_PAIRS = re.compile(r"MANRS-(?P<stem>[A-Za-z0-9-]+|x\.[0-9a-f]{16})_O(?P<origin>[0-9]{1,10})-(?P<family>[46])", re.ASCII)
#: What a remark may hold: names of the registry are of these characters, and none of them ends a line.
_SAYABLE = re.compile(r"[ -~]+", re.ASCII)


def digest(*parts: str) -> str:
    """Return sixteen characters that stand for a content."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def stem(name: str) -> str:
    """Return the part of an object's name that stands for a set of the policy."""
    return name if len(name) <= _LONGEST_STEM and _PLAIN.fullmatch(name) else f"x.{digest(name)}"


def remark(name: str) -> tuple[str, ...]:
    """Return the remark that says the name of a set where its object's name does not.

    :raises PlatformError: it has characters that a remark cannot have.
    """
    if not _SAYABLE.fullmatch(name):
        raise PlatformError(f"the name {name!r} has characters that a remark cannot have")
    return () if stem(name) == name else (f"# {name}",)


def content_name(word: str, content: Iterable[str]) -> str:
    """Return the name of an object that is shared by all who need the same content."""
    return f"{OURS}{word}-{digest(*content)}"


def address_word(address: str) -> str:
    """Return an address as a part of a name; colons and dots become underscores, and no two addresses the same word."""
    return address.replace(".", "_").replace(":", "_")


class PairName(NamedTuple):
    """The parts of the name of the prefixes of one origin in a pair set."""

    stem: str
    origin: int
    family: int

    def __str__(self) -> str:
        return f"{OURS}{self.stem}_O{self.origin}-{self.family}"

    @classmethod
    def parse(cls, name: str) -> PairName | None:
        """Return the parts, or None when the name is another's."""
        found = _PAIRS.fullmatch(name)
        return cls(found["stem"], int(found["origin"]), int(found["family"])) if found else None
