# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Run the node's ExaBGP without two of its faults (seen with 4.2.21), for which it has no setting.

It offers the enhanced route refresh capability (RFC 7313) and cannot do it: at the first refresh that FRR asks for, it withholds
new routes for ever or drops the session. Plain route refresh (RFC 2918) works.

A withdrawal in IPv6 that waits while a session comes up is sent as an UPDATE with attributes and no route: OpenBGPD ends the
session for it (well-known attribute missing, RFC 4271 section 6.3), again and again. At that time there is nothing to withdraw.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib.metadata import distribution
from typing import Any

from exabgp.bgp.message import OUT  # type: ignore
from exabgp.bgp.message.open.capability.capabilities import Capabilities  # type: ignore
from exabgp.bgp.message.open.capability.capability import Capability  # type: ignore
from exabgp.bgp.message.update import Update  # type: ignore

offer_both = Capabilities._refresh
pack_all = Update.messages


def offer_plain(capabilities: Any, neighbor: Any) -> None:
    offer_both(capabilities, neighbor)
    capabilities.pop(Capability.CODE.ENHANCED_ROUTE_REFRESH, None)


def pack(update: Any, negotiated: Any, include_withdraw: bool = True) -> Iterator[bytes]:
    if not include_withdraw:
        update = Update([nlri for nlri in update.nlris if nlri.action == OUT.ANNOUNCE], update.attributes)
    return pack_all(update, negotiated, include_withdraw)


Capabilities._refresh = offer_plain
Update.messages = pack

if __name__ == "__main__":
    sys.argv[0] = "/usr/sbin/exabgp"
    commands = distribution("exabgp").entry_points.select(group="console_scripts", name="exabgp")
    sys.exit(next(iter(commands)).load()())
