# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Passwords as routers of Cisco's hide them when they print them: type 7, which anybody can read."""

from __future__ import annotations

import re

#: The key is in the manual of every decoder.
_KEY = "dsfd;kfoA,.iyewrkldJKDHSUBsgvca69834ncxv9873254k;fg87"
_HIDDEN = re.compile(r"([0-9]{2})((?:[0-9A-Fa-f]{2})+)", re.ASCII)


def plain(hidden: str) -> str | None:
    """Return the password that a printed word hides; None when it cannot be read."""
    found = _HIDDEN.fullmatch(hidden)
    if found is None or int(found[1]) >= len(_KEY):
        return None
    secret = bytes.fromhex(found[2])
    return "".join(chr(byte ^ ord(_KEY[(int(found[1]) + place) % len(_KEY)])) for place, byte in enumerate(secret))
