# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What BIRD versions can do. Syntax was tried on BIRD 2.0.12 and 3.1.8."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ...policy.fit import Capabilities
from ..contract import PlatformError

#: 50,000 origins in one function load in half a second (docs/bird.md).
_MAXIMUM_ORIGINS = 100_000
#: The first versions, each up to another, that verify paths against ASPAs, and that do so rightly for those of providers (BIRD's NEWS).
_UPSTREAM = (((2, 16, 1), (3, 0, 0)), ((3, 1, 3), (4, 0, 0)))
_DOWNSTREAM = (((2, 19, 0), (3, 0, 0)), ((3, 1, 6), (3, 2, 0)), ((3, 2, 1), (4, 0, 0)))


@dataclass(frozen=True, slots=True)
class BirdCapabilities(Capabilities):
    """What this renderer must know besides.

    ``names_return_types``: a function says what it returns, or BIRD warns. ``has_authentication``: a session says which kind of
    authentication its password is for.
    """

    names_return_types: bool = False
    has_authentication: bool = False


def capabilities(version: str) -> BirdCapabilities:
    """Return the capabilities of a BIRD version such as ``2.0.12`` or ``BIRD 3.1.8 ready.``

    :raises PlatformError: no version in the text, or older than 2.0.12.
    """
    found = re.search(r"\b([0-9]{1,4})\.([0-9]{1,4})(?:\.([0-9]{1,4}))?", version)
    if not found:
        raise PlatformError(f"no BIRD version in {version[:120]!r}; give manrs_platform_version such as 3.1.8")
    number = tuple(int(word or 0) for word in found.groups())
    if number < (2, 0, 12):
        raise PlatformError(f"BIRD {found[0]} is older than 2.0.12, the oldest version that this collection knows")
    is_three = number >= (3, 0, 0)
    return BirdCapabilities(
        "bird",
        found[0],
        maximum_origins=_MAXIMUM_ORIGINS,
        role_enforces_otc=True,
        verifies_upstream=any(first <= number < end for first, end in _UPSTREAM),
        verifies_downstream=any(first <= number < end for first, end in _DOWNSTREAM),
        has_tcp_ao=is_three,
        manages_sessions=True,
        calls_functions=True,
        names_return_types=is_three,
        has_authentication=is_three,
    )
