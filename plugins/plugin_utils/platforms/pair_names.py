# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Names of objects that say which set of the policy they are for, so that what runs is read back by the name of the policy.

The name of a set stands in an object's name as it is where it has letters, digits and hyphens alone and is short; otherwise its digest
does, behind ``x.``, which no such name has. Dots and underscores stand only between such a name and what we add, so no two objects share
a name.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from typing import NamedTuple

OURS = "MANRS-"
#: Lists and sets that the operator alone writes.
LOCAL = f"{OURS}LOCAL-"
_LONGEST_STEM = 32
_PLAIN = re.compile(r"[A-Za-z0-9-]+", re.ASCII)
_PAIRS = re.compile(r"MANRS-(?P<stem>[A-Za-z0-9-]+|x\.[0-9a-f]{16})_O(?P<origin>[0-9]{1,10})-(?P<family>[46])", re.ASCII)


def digest(content: Iterable[object]) -> str:
    """Return sixteen characters that stand for a content."""
    return hashlib.sha256("\n".join(map(str, content)).encode()).hexdigest()[:16]


def stem(name: str) -> str:
    """Return the part of an object's name that stands for a set of the policy."""
    return name if len(name) <= _LONGEST_STEM and _PLAIN.fullmatch(name) else f"x.{digest([name])}"


def content_name(word: str, content: Iterable[object]) -> str:
    """Return the name of an object that is shared by all who need the same content."""
    return f"{OURS}{word}-{digest(content)}"


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
