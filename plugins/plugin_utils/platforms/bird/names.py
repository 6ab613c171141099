# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Names of our symbols in BIRD, where a symbol between apostrophes has letters, digits and ``_ . : -``, 64 at most (conf/cf-lex.l)."""

from __future__ import annotations

import hashlib
import re

from ...model.routes import Direction

OURS = "MANRS-"
LOCAL = "MANRS-LOCAL-"
DIGEST = "MANRS-DIGEST-"
_LONGEST = 64
_NOT_LEGAL = re.compile(r"[^A-Za-z0-9.:-]")
_WAY = {Direction.IMPORT: "IN", Direction.EXPORT: "OUT"}
#: A symbol of ours as it stands in a text.
REFERENCE = re.compile(r"'(MANRS-[A-Za-z0-9_.:-]+)'")


def digest_of(text: str, length: int = 8) -> str:
    """Return the first hex digits of the SHA-256 of a text."""
    return hashlib.sha256(text.encode()).hexdigest()[:length]


def symbol(*words: object) -> str:
    """Return a legal symbol of ours. Different words give different symbols: what is not legal becomes ``_`` and its code."""
    name = OURS + "-".join(_NOT_LEGAL.sub(lambda found: f"_{ord(found[0]):02x}", str(word)) for word in words)
    if len(name) <= _LONGEST:
        return name
    tail = f"-{digest_of(name, 12)}"
    return name[: _LONGEST - len(tail)] + tail


def content_symbol(text: str, *words: object) -> str:
    """Return a symbol that changes whenever the text does."""
    tail = f"-{digest_of(text)}"
    name = symbol(*words)
    if len(name) + len(tail) > _LONGEST:
        name = name[: _LONGEST - len(tail) - 13] + f"-{digest_of(name, 12)}"
    return name + tail


def filter_symbol(direction: Direction, address: str, family: int) -> str:
    """Return the name of the filter that the operator writes into a channel of a session."""
    return symbol(_WAY[direction], address, family)


def local_symbol(name: str, family: int) -> str:
    """Return the name of an operator's own list, such as ``LOCAL-AS64501``."""
    return symbol(name, family)


def quoted(name: str) -> str:
    """Return a symbol as BIRD reads it."""
    return f"'{name}'"
