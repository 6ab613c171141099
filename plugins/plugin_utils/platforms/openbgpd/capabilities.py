# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What OpenBGPD versions can do. Seen on OpenBGPD portable 7.7 and 8.8, on Linux."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ...policy.fit import Capabilities
from ..contract import PlatformError

#: A set is a tree: its length costs nothing but the time to read it.
#: One registered pair is one line of one origin-set, whatever its origin.
_MAXIMUM_ORIGINS = 100_000
_OLDEST = (7, 7)
#: The first version in which a session has a role without the neighbor saying its own, in words of its own.
_ROLES = (7, 8)
#: The first version that remembers what ASPAs say of a path when filter rules change. Those from 7.8 on call every path unknown then,
#: until the ASPAs change (seen on 8.8; fixed in 9.2's source, ``path_copy``).
_ASPAS = (9, 2)
#: The first version that refuses AS_SETs unless told otherwise (RFC 9774).
_AS_SETS = (8, 8)
#: The versions that forget the value of OTC when they have checked it on a session between peers (seen on 8.8; fixed in 9.1's source).
_EMPTY_OTC = ((8, 4), (9, 1))


@dataclass(frozen=True, slots=True)
class OpenBgpdCapabilities(Capabilities):
    """What is asked for here alone. ``has_role_line``: a role is said by ``role``, not by ``announce policy``. ``rejects_as_sets``:
    routes with an AS_SET are refused where the configuration does not say otherwise.
    """

    has_role_line: bool = True
    rejects_as_sets: bool = True


def _broken_roles(version: str, number: tuple[int, int]) -> tuple[tuple[str, str], ...]:
    if not _EMPTY_OTC[0] <= number < _EMPTY_OTC[1]:
        return ()
    return (("peer", f"OpenBGPD {version} would pass the OTC of a peer's routes on empty, and others would drop those routes"),)


def capabilities(version: str) -> OpenBgpdCapabilities:
    """Return the capabilities of a version such as ``8.8`` or ``OpenBGPD 8.8``.

    :raises PlatformError: no version in the text, or older than 7.7.
    """
    found = re.search(r"\b([0-9]{1,4})\.([0-9]{1,4})\b", version)
    if not found:
        raise PlatformError(f"no OpenBGPD version in {version[:120]!r}; give manrs_platform_version such as 8.8")
    number = (int(found[1]), int(found[2]))
    if number < _OLDEST:
        raise PlatformError(f"OpenBGPD {found[0]} is older than 7.7, the oldest version that this collection knows")
    return OpenBgpdCapabilities(
        "openbgpd",
        found[0],
        _MAXIMUM_ORIGINS,
        otc_by_role=True,
        verifies_upstream=number >= _ASPAS,
        verifies_downstream=number >= _ASPAS,
        aspa_by_role=True,
        otc_by_agreement=number < _ROLES,
        counts_all_communities=False,
        matches_next_hop_ranges=False,
        removes_asns=False,
        keeps_by_pattern=False,
        monitors_as_sets=False,
        broken_roles=_broken_roles(found[0], number),
        manages_sessions=True,
        has_role_line=number >= _ROLES,
        rejects_as_sets=number >= _AS_SETS,
    )
