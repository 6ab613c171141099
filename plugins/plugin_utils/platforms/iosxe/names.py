# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The names that our objects have on IOS.

A name is ``MANRS-`` and letters, digits, ``-`` and ``_``. An object is never edited: its name ends in a digest of its content, so
that a change makes another one and the binding is swapped. The name of a set of the policy stands in it as it is where it has letters,
digits and hyphens alone and is short; otherwise its digest does, behind ``x_``, and the description of the list says it in full.

AS-path access lists have numbers and no names. The first entry of ours is a deny of a word that no path holds: its name.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from typing import NamedTuple

from ...model.policies import PolicyError

OURS = "MANRS-"
#: Lists that the operator alone writes; we create them with one entry that denies everything: an empty list permits everything.
LOCAL = f"{OURS}LOCAL-"
#: Lists whose descriptions say which lines at neighbors are ours.
OWNED = f"{OURS}OWNED-"
_LONGEST_STEM = 24
#: How long the description of a prefix list may be (command reference, ip prefix-list description).
LONGEST_DESCRIPTION = 80
_PLAIN = re.compile(r"[A-Za-z0-9-]+", re.ASCII)
_PAIRS = re.compile(r"MANRS-(?P<stem>[A-Za-z0-9-]+|x_[0-9a-f]{12})_O(?P<origin>[0-9]{1,10})-(?P<family>[46])-[0-9a-f]{10}", re.ASCII)
_SAYABLE = re.compile(r"[!->@-~]([ -~]*[!->@-~])?", re.ASCII)
_SIX = "-V6"


def digest(parts: Iterable[object], length: int = 10) -> str:
    """Return hexadecimal digits that stand for a content."""
    return hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()[:length]


def stem(name: str) -> str:
    """Return the part of an object's name that stands for a set of the policy."""
    return name if len(name) <= _LONGEST_STEM and _PLAIN.fullmatch(name) else f"x_{digest([name], 12)}"


def description(name: str) -> str | None:
    """Return what a list says of the set that it holds, where its name does not.

    :raises PolicyError: the name is too long, or has characters that the command line takes for something else.
    """
    if stem(name) == name:
        return None
    if not _SAYABLE.fullmatch(name) or "?" in name or len(name) > LONGEST_DESCRIPTION:
        raise PolicyError(f"IOS: the name {name!r} cannot be a description: up to {LONGEST_DESCRIPTION} printable characters without ?")
    return name


def content_name(word: str, content: Iterable[object]) -> str:
    """Return the name of an object that is shared by all who need the same content."""
    return f"{OURS}{word}-{digest(content)}"


def local_name(name: str, family: int) -> str:
    """Return the name of a list of the operator's own; lists of both families do not share names."""
    return f"{OURS}{name}{_SIX if family == 6 else ''}"


def policy_name(name: str) -> str:
    """Return the name in a policy of a list of the operator's own."""
    return name.removeprefix(OURS).removesuffix(_SIX)


class PairName(NamedTuple):
    """The parts of the name of the prefixes of one origin in a pair set."""

    stem: str
    origin: int
    family: int

    def name(self, content: Iterable[object]) -> str:
        """Return the name of a list with these entries."""
        return f"{OURS}{self.stem}_O{self.origin}-{self.family}-{digest(content)}"

    @classmethod
    def parse(cls, name: str) -> PairName | None:
        """Return the parts, or None when the name is another's."""
        found = _PAIRS.fullmatch(name)
        return cls(found["stem"], int(found["origin"]), int(found["family"])) if found else None
