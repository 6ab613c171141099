# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What RouterOS can do.

Looked up in MikroTik's documentation ("Route Selection and Filters", "BGP", "RPKI") and in the command tree of 7.24:

- communities are matched, removed by value and by regular expression, and added; they are not counted;
- AS paths are matched number by number; no operator tells an AS_SET from a sequence, and none takes an ASN out of a path;
- filters do not look at OTC; what a role of RFC 9234 does with it is not said, so no role is set;
- there is neither ASPA nor TCP-AO.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ...model.terms import CommunitiesMoreThan
from ...policy.fit import Capabilities
from ..contract import PlatformError

#: Each origin of a pair set is a rule that is asked in turn. Not measured: there is no image of it here.
_MAXIMUM_ORIGINS = 2000
#: The first release with instances of BGP and the property ``afi``, as the command tree of 7.24 has them.
_OLDEST = (7, 20)
_NO_ROLE = "what RouterOS does with OTC on a session with a role is not documented"


@dataclass(frozen=True, slots=True)
class RosCapabilities(Capabilities):
    """What a version of RouterOS can do; nothing is asked for beside what every platform says."""


def capabilities(version: str) -> RosCapabilities:
    """Return the capabilities of a RouterOS version such as ``7.20.4 (stable)``.

    :raises PlatformError: no version in the text, or older than 7.20.
    """
    found = re.search(r"\b([0-9]{1,3})\.([0-9]{1,3})(?:\.[0-9]{1,3})?", version)
    if not found:
        raise PlatformError(f"no RouterOS version in {version[:120]!r}; give manrs_platform_version such as 7.20.4")
    if (int(found[1]), int(found[2])) < _OLDEST:
        raise PlatformError(f"RouterOS {found[0]} is older than 7.20, the oldest version that this collection knows")
    return RosCapabilities(
        "routeros",
        found[0],
        _MAXIMUM_ORIGINS,
        missing_atoms=((CommunitiesMoreThan, "RouterOS does not count communities; take the term off"),),
        has_otc=False,
        counts_communities=False,
        broken_roles=tuple((role, _NO_ROLE) for role in ("customer", "peer", "provider", "rs-client", "rs-server")),
        removes_asns=False,
        sees_as_sets=False,
    )
