# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Run the node's ExaBGP without the enhanced route refresh capability (RFC 7313).

ExaBGP 4.2 cannot do what it offers there: at the first refresh that FRR asks for, it withholds new routes for
ever or drops the session (seen with 4.2.21 against FRR 8.4 and 10.3). Plain route refresh (RFC 2918) works.
It has no setting for one without the other.
"""

from __future__ import annotations

import sys
from importlib.metadata import distribution
from typing import Any

from exabgp.bgp.message.open.capability.capabilities import Capabilities  # type: ignore
from exabgp.bgp.message.open.capability.capability import Capability  # type: ignore

offer_both = Capabilities._refresh


def offer_plain(capabilities: Any, neighbor: Any) -> None:
    offer_both(capabilities, neighbor)
    capabilities.pop(Capability.CODE.ENHANCED_ROUTE_REFRESH, None)


Capabilities._refresh = offer_plain

if __name__ == "__main__":
    sys.argv[0] = "/usr/sbin/exabgp"
    commands = distribution("exabgp").entry_points.select(group="console_scripts", name="exabgp")
    sys.exit(next(iter(commands)).load()())
