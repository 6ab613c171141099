# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What EOS can do.

Looked up in Arista's user manual and feature notes (TOI), and in the configurations that Arista's own tools render and test:

- a route-map takes no ASN out of a path (``remove-private-as`` of a neighbor takes all of them or none);
- the guides say how many communities a route has only for standard ones, so communities are not counted;
- there is neither OTC nor a BGP role (RFC 9234), nor ASPA;
- origin validation, large communities and ``missing-policy`` need the multi-agent routing protocol model.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ...model.terms import CommunitiesMoreThan
from ...policy.fit import Capabilities
from ..contract import PlatformError

#: Each is a clause in the route-map of each session that asks, and the router goes through them one by one.
_MAXIMUM_ORIGINS = 5000
#: Origin validation came with 4.24; when ``missing-policy`` of one neighbor came is not said, and this release is sure to have it.
_OLDEST = (4, 27)
_NO_ROLE = "EOS has no BGP roles"


@dataclass(frozen=True, slots=True)
class EosCapabilities(Capabilities):
    """What a version of EOS can do; nothing is asked for beside what every platform says."""


def capabilities(version: str) -> EosCapabilities:
    """Return the capabilities of an EOS version such as ``4.30.1F`` or ``Software image version: 4.31.2F-engineering``.

    :raises PlatformError: no version in the text, or older than 4.27.
    """
    found = re.search(r"\b([0-9]{1,4})\.([0-9]{1,4})(?:\.[0-9]{1,4}){0,2}[A-Z]*", version, re.ASCII)
    if not found:
        raise PlatformError(f"no EOS version in {version[:120]!r}; give manrs_platform_version such as 4.30.1F")
    if (int(found[1]), int(found[2])) < _OLDEST:
        raise PlatformError(f"EOS {found[0]} is older than 4.27, the oldest version that this collection knows")
    return EosCapabilities(
        "eos",
        found[0],
        _MAXIMUM_ORIGINS,
        missing_atoms=((CommunitiesMoreThan, "EOS does not count communities of every kind; take the term off"),),
        has_otc=False,
        counts_communities=False,
        broken_roles=tuple((role, _NO_ROLE) for role in ("customer", "peer", "provider", "rs-client", "rs-server")),
        removes_asns=False,
    )
