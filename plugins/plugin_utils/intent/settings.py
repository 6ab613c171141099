# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What holds at one neighbor: its own settings, then its relation's, then the network's, then the default (POLICY.md)."""

from __future__ import annotations

from typing import Any

from .models import Lengths, ModeRule, Neighbor, Network, Settings

DEFAULTS: dict[str, Any] = {
    "adoption_stage": 8,
    "lengths": Lengths(),
    "longest_path": 100,
    "most_communities": 100,
    "may_transit": (),
    "registered": False,
    "more_specifics": "exact",
    "local_preference": None,
    "accept_communities": (),
    "keep_communities": (),
    "send": "full",
}


class NeighborSettings:
    """The settings that hold at a neighbor, by name."""

    def __init__(self, network: Network, neighbor: Neighbor) -> None:
        of_relation: Settings = getattr(network.relations, neighbor.relation.value)
        #: Nearest first.
        self._levels: tuple[Settings, ...] = (neighbor, of_relation, network)

    def _value(self, name: str) -> Any:
        for level in self._levels:
            if (value := getattr(level, name)) is not None:
                return value
        return DEFAULTS[name]

    @property
    def adoption_stage(self) -> int:
        """From 1 (look only) to 8 (all)."""
        return int(self._value("adoption_stage"))

    @property
    def lengths(self) -> dict[int, tuple[int, int]]:
        """The accepted lengths of each family."""
        lengths: Lengths = self._value("lengths")
        return {4: lengths.ipv4, 6: lengths.ipv6}

    @property
    def longest_path(self) -> int:
        """Most ASNs in a path."""
        return int(self._value("longest_path"))

    @property
    def most_communities(self) -> int:
        """Most communities of a route."""
        return int(self._value("most_communities"))

    @property
    def may_transit(self) -> frozenset[int]:
        """Transit-free ASNs that may be in a path."""
        return frozenset(self._value("may_transit"))

    @property
    def is_registered(self) -> bool:
        """Whether a peer's or provider's routes must be registered too."""
        return bool(self._value("registered"))

    @property
    def more_specifics(self) -> str:
        """``exact`` or ``covered``."""
        return str(self._value("more_specifics"))

    @property
    def local_preference(self) -> int | None:
        """The local preference that we set, if any."""
        value: int | None = self._value("local_preference")
        return value

    @property
    def accept_communities(self) -> tuple[str, ...]:
        """Our communities that the neighbor may send."""
        return tuple(self._value("accept_communities"))

    @property
    def keep_communities(self) -> tuple[str, ...]:
        """Our communities that the neighbor is sent."""
        return tuple(self._value("keep_communities"))

    @property
    def send(self) -> str:
        """What a customer is sent."""
        return str(self._value("send"))

    def mode(self, control: str) -> ModeRule | None:
        """Return the nearest rule on how a control acts; None: it is enforced."""
        for level in self._levels:
            if (rule := level.modes.get(control)) is not None:  # type: ignore[call-overload]
                return rule if rule.mode != "enforce" else None
        return None
