# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What interfaces may send, made up for the tests of platforms that check sources by lists: sets, chains, interfaces of each kind."""

from __future__ import annotations

from datetime import date

from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import Prefix
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Direction
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.sources import (
    ACL,
    BORDER,
    SourceChain,
    SourceDrop,
    SourceInterface,
    SourcePolicy,
    SourceSet,
)

SETS = {
    "in": SourceSet.of(map(Prefix.parse, ("20.0.0.0/16", "10.1.0.0/24", "30.0.0.1/32", "2a06::/32", "2a06:ff::1/128"))),
    "special": SourceSet.of(map(Prefix.parse, ("10.0.0.0/8", "127.0.0.0/8", "fc00::/7"))),
    "own-space": SourceSet.of(map(Prefix.parse, ("185.10.0.0/22", "2a05:1000::/32"))),
    "leaves": SourceSet.of(map(Prefix.parse, ("20.0.0.0/16", "185.10.0.0/22", "2a05:1000::/32"))),
    "empty": SourceSet.of(()),
    "four": SourceSet.of((Prefix.parse("20.0.0.0/16"),)),
}
_DROPS = (
    SourceDrop("special-purpose", "V03", "special"),
    SourceDrop("nothing", "V03", "empty"),
    SourceDrop("own-space", "V03", "own-space"),
)
#: Sources at and near the edges of these sets.
NEAR = {
    4: ("20.0.0.0", "20.0.255.255", "20.1.0.0", "10.1.0.7", "10.2.0.7", "30.0.0.1", "30.0.0.2", "185.10.3.255", "9.9.9.9", "127.0.0.1"),
    6: ("2a06::", "2a06:ffff::1", "2a07::", "2a06:ff::1", "fc00::1", "2a05:1000::1", "2606::1"),
}


def chain(mode: str, direction: Direction = Direction.IMPORT, family: int = 4, permit: str = "in", is_closed: bool = True) -> SourceChain:
    drops = (*_DROPS, SourceDrop("foreign", "V03")) if is_closed else _DROPS
    return SourceChain(direction, family, mode, "a reason", permit, drops)


def both(name: str, mode: str = ACL, since: date | None = None) -> SourceInterface:
    """An interface of a customer, checked in both families."""
    return SourceInterface(name, "customer", tuple(chain(mode, family=family) for family in (4, 6)), since)


def border(name: str) -> SourceInterface:
    return SourceInterface(name, "provider", (chain(BORDER, is_closed=False), chain(BORDER, Direction.EXPORT, permit="leaves")))


def checked(*interfaces: SourceInterface, sets: dict[str, SourceSet] | None = None) -> SourcePolicy:
    return SourcePolicy(interfaces, sets or SETS)
