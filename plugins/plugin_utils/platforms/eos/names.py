# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The names that our objects have on EOS: letters, digits, ``-``, ``_`` and ``.``, which mean nothing else to its command line.

Lists of one origin's registered prefixes hold permits alone: they have a stable name and are edited in place. All else carries a digest
of its content, so that a change makes a new object and the neighbor is given another route-map. How a set of the policy stands in an
object's name is in ``pair_names``.
"""

from __future__ import annotations

import re


def address_word(address: str) -> str:
    """Return an address or an interface as a part of a name: what is no letter, digit or hyphen becomes an underscore."""
    return re.sub(r"[^A-Za-z0-9-]", "_", address)
