# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The names that our objects have on IOS-XR.

A name is ``MANRS-`` and letters, digits, ``-``, ``_`` and ``.``: RPL names are case-sensitive words, and these characters mean nothing
else to its parser. How a set of the policy stands in it is in ``pair_names``; where its digest does, a remark says it whole.
"""

from __future__ import annotations

import re

from ..contract import PlatformError
from ..pair_names import stem

#: What a remark may hold: names of the registry are of these characters, and none of them ends a line.
_SAYABLE = re.compile(r"[ -~]+", re.ASCII)


def remark(name: str) -> tuple[str, ...]:
    """Return the remark that says the name of a set where its object's name does not.

    :raises PlatformError: it has characters that a remark cannot have.
    """
    if not _SAYABLE.fullmatch(name):
        raise PlatformError(f"the name {name!r} has characters that a remark cannot have")
    return () if stem(name) == name else (f"# {name}",)


def address_word(address: str) -> str:
    """Return an address as a part of a name; colons and dots become underscores, and no two addresses the same word."""
    return address.replace(".", "_").replace(":", "_")
