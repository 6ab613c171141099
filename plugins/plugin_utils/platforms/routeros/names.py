# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The names that our chains and lists have on RouterOS.

A name says what is inside: it ends with a digest of the content, and the content of a chain holds the names of what it refers to. So
nothing that acts is ever edited: what differs has another name. Only the chain that a connection itself is given has a name that stays,
and rules that each jump to the chain of a family: who sets chains at a connection may take its session down, and this way nobody has to.
The names of pair sets stand in comments, in full.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

from ..contract import PlatformError

OURS = "MANRS-"
#: Lists that the operator alone writes. We create each with one entry, a prefix that no control lets so far.
LOCAL = f"{OURS}LOCAL-"
#: The group of the RPKI caches that are ours.
RPKI_GROUP = "MANRS"
#: What a comment may hold: it is written between quotes.
_SAYABLE = re.compile(r"[ !#-\[\]-~]{1,200}", re.ASCII)
_ENTRY = re.compile(r"MANRS-(?:IN|OUT)-[0-9a-f_]+", re.ASCII)
_NAME = re.compile(r"MANRS-[A-Za-z0-9_.-]+", re.ASCII)


def content_name(word: str, content: Iterable[str]) -> str:
    """Return the name of an object that is shared by all who need the same content."""
    digest = hashlib.sha256("\n".join(content).encode()).hexdigest()[:16]
    return f"{OURS}{word}-{digest}"


def entry_name(address: str, way: str) -> str:
    """Return the name of the chain that the connection to an address is given. ``way``: in or out."""
    return f"{OURS}{way.upper()}-{address_word(address)}"


def is_entry(name: str) -> bool:
    """Tell whether a chain is one that a connection is given."""
    return _ENTRY.fullmatch(name) is not None


def owned_name(address: str, family: int) -> str:
    """Return the name of the list that says that the limit of a connection is ours."""
    return f"{OURS}OWNED-LIMIT{family}-{address_word(address)}"


def local_name(name: str) -> str:
    """Return the name of the address list of an operator's own list."""
    return f"{OURS}{name}"


def address_word(address: str) -> str:
    """Return an address as a part of a name; colons and dots become underscores, and no two addresses the same word."""
    return address.replace(".", "_").replace(":", "_")


def comment(text: str) -> str:
    """Return a comment. :raises PlatformError: it has characters that a comment cannot have."""
    if not _SAYABLE.fullmatch(text):
        raise PlatformError(f"the name {text!r} has characters that a comment on RouterOS cannot have")
    return text


def names_in(text: str) -> list[str]:
    """Return the words of a rule that are names of ours."""
    return _NAME.findall(text)
