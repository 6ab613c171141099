# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What IOS-XE can do.

Looked up in Cisco's BGP configuration guides (IOS XE 16.x and 17.x) and command references, and in the native YANG model of 26.1:

- a route-map judges every match on the route as it came: what it sets is kept until all matches are done (BGP Route-Map Continue);
- communities can be matched and removed by value and regular expression, and not counted; large communities are there from 17.4 on
  (Configuring BGP Large Community), so classic IOS 15 cannot carry our tags;
- regular expressions have no counted repetition, so long paths are refused by ``bgp maxas-limit``, for the router as a whole;
- AS-path access lists have numbers, 1 to 500, and no names;
- an ASN cannot be taken out of a path by a route-map; there is neither OTC nor a BGP role (RFC 9234), nor ASPA.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ...model.terms import CommunitiesMoreThan
from ...policy.fit import Capabilities
from ..contract import PlatformError

#: Each origin needs an AS-path access list of the 500 that there are, and others need some too.
_MAXIMUM_ORIGINS = 400
#: The first release in which large communities can be matched, removed and added.
_OLDEST = (17, 4)
_NO_ROLE = "IOS has no BGP roles"


@dataclass(frozen=True, slots=True)
class IosCapabilities(Capabilities):
    """What a version of IOS-XE can do; nothing is asked for beside what every platform says."""


def capabilities(version: str) -> IosCapabilities:
    """Return the capabilities of an IOS-XE version such as ``17.9.4a`` or ``Cisco IOS XE Software, Version 17.09.04a``.

    :raises PlatformError: no version in the text, or older than 17.4.
    """
    found = re.search(r"\b([0-9]{1,4})\.([0-9]{1,4})(?:\.([0-9]{1,4})[A-Za-z]?)?", version)
    if not found:
        raise PlatformError(f"no IOS version in {version[:120]!r}; give manrs_platform_version such as 17.9.4")
    if (int(found[1]), int(found[2])) < _OLDEST:
        raise PlatformError(f"IOS {found[0]} has no large communities, which our tags are; IOS-XE has them from 17.4 on")
    return IosCapabilities(
        "iosxe",
        found[0],
        _MAXIMUM_ORIGINS,
        missing_atoms=((CommunitiesMoreThan, "route-maps do not count communities; take the term off"),),
        has_otc=False,
        counts_communities=False,
        broken_roles=tuple((role, _NO_ROLE) for role in ("customer", "peer", "provider", "rs-client", "rs-server")),
        removes_asns=False,
    )
