# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What FRR versions can do. Lengths and syntax were measured on FRR 8.4.4 and 10.3."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ...policy.fit import Capabilities
from ..contract import PlatformError

#: (first version, list length that loads fastest, words before host and port of an RTR cache, first ASN enforced per neighbor,
#: roles of members of a peer-group printed, and so kept, lines of startup configuration read in the 20 s that watchfrr allows)
_VERSIONS = (
    ((10, 0), 200, "rpki cache tcp", True, True, None),
    ((8, 4), 10, "rpki cache", False, False, 1000),
)
_MAXIMUM_ORIGINS = 20000


@dataclass(frozen=True, slots=True)
class FrrCapabilities(Capabilities):
    """What is asked for here alone.

    ``list_length``: how many entries a list may have so that it loads fast. ``rtr_cache_prefix``: the words before host and port of an
    RTR cache. ``enforces_first_as``: the router checks the first ASN itself, per neighbor. ``keeps_member_roles``: a role at a
    member of a peer-group outlives a restart. ``start_lines``: how many lines of startup configuration are read before the router's own
    supervisor gives up (None: as many as there are).
    """

    list_length: int = 0
    rtr_cache_prefix: str = ""
    enforces_first_as: bool = False
    keeps_member_roles: bool = True
    start_lines: int | None = None


def capabilities(version: str) -> FrrCapabilities:
    """Return the capabilities of an FRR version such as ``8.4.4`` or ``FRRouting 10.3 (edge)``.

    :raises PlatformError: no version in the text, or older than 8.4.
    """
    found = re.search(r"\b([0-9]{1,4})\.([0-9]{1,4})(?:\.[0-9]{1,4})?", version)
    if not found:
        raise PlatformError(f"no FRR version in {version[:120]!r}; give manrs_platform_version such as 10.3")
    number = (int(found[1]), int(found[2]))
    for first, list_length, rtr_cache_prefix, enforces_first_as, keeps_member_roles, start_lines in _VERSIONS:
        if number >= first:
            return FrrCapabilities(
                "frr",
                found[0],
                _MAXIMUM_ORIGINS,
                list_length=list_length,
                rtr_cache_prefix=rtr_cache_prefix,
                otc_by_role=True,
                counts_all_communities=False,
                enforces_first_as=enforces_first_as,
                keeps_member_roles=keeps_member_roles,
                start_lines=start_lines,
                manages_sessions=True,
            )
    raise PlatformError(f"FRR {found[0]} is older than 8.4, the oldest version that this collection knows")
