# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What IOS-XR can do.

Looked up in Cisco's Routing Configuration Guides and command references (ASR 9000 5.3 to 7.x, NCS 5500, Cisco 8000):

- every comparison of a policy sees the route as it came, so what the operator's own policy changes is not seen by SEAL's conditions,
  and the operator's policy reads the communities that the neighbor sent, before ours take any off;
- communities can be matched and removed by value, range and pattern, and not counted;
- there is neither OTC nor a BGP role (RFC 9234), nor ASPA;
- ``ttl-security`` asks for a neighbor next door (TTL 255) and takes no number of hops.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ...model.terms import CommunitiesMoreThan
from ...policy.fit import Capabilities
from ..contract import PlatformError

#: Half of the lines that RPL takes at most (rpl maximum lines: 131072), at some ten lines an origin.
_MAXIMUM_ORIGINS = 6000
#: The first release in which large communities can be matched, removed and added (7.x of all series has them).
_OLDEST = (6, 3)
_NO_ROLE = "IOS-XR has no BGP roles"


@dataclass(frozen=True, slots=True)
class XrCapabilities(Capabilities):
    """What a version of IOS-XR can do; nothing is asked for beside what every platform says."""


def capabilities(version: str) -> XrCapabilities:
    """Return the capabilities of an IOS-XR version such as ``7.5.2`` or ``Cisco IOS XR Software, Version 7.5.2``.

    :raises PlatformError: no version in the text, or older than 6.3.
    """
    found = re.search(r"\b([0-9]{1,4})\.([0-9]{1,4})(?:\.([0-9]{1,4})[A-Z]?)?", version)
    if not found:
        raise PlatformError(f"no IOS-XR version in {version[:120]!r}; give manrs_platform_version such as 7.5.2")
    if (int(found[1]), int(found[2])) < _OLDEST:
        raise PlatformError(f"IOS-XR {found[0]} is older than 6.3, the oldest version that this collection knows")
    return XrCapabilities(
        "iosxr",
        found[0],
        _MAXIMUM_ORIGINS,
        missing_atoms=((CommunitiesMoreThan, "RPL does not count communities; take the term off"),),
        has_otc=False,
        counts_communities=False,
        broken_roles=tuple((role, _NO_ROLE) for role in ("customer", "peer", "provider", "rs-client", "rs-server")),
        removes_asns=False,
        monitors_as_sets=False,
    )
