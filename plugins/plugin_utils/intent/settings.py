# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What holds at one neighbor: its own settings, then its relation's, then the network's, then the default (docs/policy.md)."""

from __future__ import annotations

from typing import Any

from ..model.routes import Relation
from .models import Lengths, ModeRule, Neighbor, Network, Settings

#: The accepted lengths of each family (RFC 7454 section 6.1.3).
LENGTHS = {4: (8, 24), 6: (12, 48)}
DEFAULTS: dict[str, Any] = {
    "adoption_stage": 8,
    "longest_path": 100,
    "most_communities": 100,
    "may_transit": (),
    "registered": False,
    "aspa": False,
    "more_specifics": "exact",
    "largest_change": 20,
    "local_preference": None,
    "accept_communities": (),
    "keep_communities": (),
    "send": "full",
}


def declared_lengths(lengths: Lengths | None) -> dict[int, tuple[int, int]]:
    """Return the lengths that one level declares, by family."""
    told = {4: lengths.ipv4, 6: lengths.ipv6} if lengths is not None else {}
    return {family: span for family, span in told.items() if span is not None}


class NeighborSettings:
    """The settings that hold at a neighbor, by name."""

    def __init__(self, network: Network, neighbor: Neighbor) -> None:
        of_relation: Settings = getattr(network.relations, neighbor.relation.value)
        #: Nearest first.
        self._levels: tuple[Settings, ...] = (neighbor, of_relation, network)
        self._relation = neighbor.relation

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
        found = LENGTHS.copy()
        for level in reversed(self._levels):
            found |= declared_lengths(level.lengths)
        return found

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
        """Whether its routes must be registered (F13): a customer's always, a peer's and a route server's when it is declared."""
        if self._relation is Relation.CUSTOMER:
            return True
        return self._relation in (Relation.PEER, Relation.ROUTE_SERVER) and bool(self._value("registered"))

    @property
    def is_aspa(self) -> bool:
        """Whether paths are verified against ASPAs (F19)."""
        return bool(self._value("aspa"))

    @property
    def more_specifics(self) -> str:
        """``exact`` or ``covered``."""
        return str(self._value("more_specifics"))

    @property
    def largest_change(self) -> int:
        """By how many percent registered prefixes may shrink or grow in one run."""
        return int(self._value("largest_change"))

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
