# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What Junos versions can do. Statements are those of Juniper's own YANG of 24.4R1; nothing was measured on a router."""

from __future__ import annotations

import re

from ...policy.fit import Capabilities
from ..contract import PlatformError

#: The first release with all statements that filters need (``large-community-count`` and ``enforce-first-as`` are the youngest).
_OLDEST = (21, 4)
_MAXIMUM_ORIGINS = 20000
_NO_ROLE = "Junos has no BGP roles (RFC 9234)"
_VERSION = re.compile(r"\b([0-9]{2})\.([1-4])(?:R[0-9]+\S*)?")


def capabilities(version: str) -> Capabilities:
    """Return the capabilities of a Junos version such as ``24.4R1.9``.

    :raises PlatformError: no version in the text, or older than 21.4.
    """
    found = _VERSION.search(version)
    if not found:
        raise PlatformError(f"no Junos version in {version[:120]!r}; give manrs_platform_version such as 24.4R1")
    if (int(found[1]), int(found[2])) < _OLDEST:
        raise PlatformError(f"Junos {found[0]} is older than 21.4, the oldest release that this collection knows")
    return Capabilities(
        "junos",
        found[0],
        _MAXIMUM_ORIGINS,
        has_otc=False,
        broken_roles=tuple((role, _NO_ROLE) for role in ("provider", "customer", "peer", "rs-client")),
        counts_all_communities=False,
        matches_next_hop_ranges=False,
        removes_asns=False,
        monitors_as_sets=False,
    )
