# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whose routes must be registered, and by what their cones are named."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ..intent.models import HostIntent, Neighbor, Registry
from ..intent.settings import NeighborSettings
from ..model.routes import Relation
from ..model.set_names import SetName

#: Stands for the AS-SETs that PeeringDB names; no set is called so.
BY_PEERINGDB = "PEERINGDB"


class Cone(NamedTuple):
    """An ASN and the sets that name who is behind it (docs/policy.md). Names are canonical; empty: none.

    ``as_set`` is BY_PEERINGDB for a peer whose AS-SETs PeeringDB says.
    """

    asn: int
    as_set: str = ""
    route_set: str = ""

    def __str__(self) -> str:
        return "=".join(filter(None, (f"AS{self.asn}", self.as_set, self.route_set)))

    @property
    def is_by_peeringdb(self) -> bool:
        """Whether PeeringDB names its AS-SETs."""
        return self.as_set == BY_PEERINGDB

    @property
    def declared_sets(self) -> tuple[SetName, ...]:
        """The sets that the operator named."""
        names = () if self.is_by_peeringdb or not self.as_set else (SetName.parse(self.as_set),)
        return (*names, SetName.parse(self.route_set, "RS")) if self.route_set else names


class Customer(NamedTuple):
    """A customer of the whole network, and how its registered prefixes are meant (``exact`` or ``covered``)."""

    cone: Cone
    more_specifics: str = "exact"

    @property
    def asn(self) -> int:
        """Its ASN."""
        return self.cone.asn


def cone_of(registry: Registry, neighbor: Neighbor) -> Cone:
    """Return what names a neighbor's cone: what is declared, else for a peer PeeringDB, else the bare ASN."""
    as_set = neighbor.as_set or ""
    if not as_set and not neighbor.route_set and neighbor.relation is Relation.PEER and registry.peeringdb is not None:
        as_set = BY_PEERINGDB
    return Cone(neighbor.asn, as_set, neighbor.route_set or "")


def _is_asked(intent: HostIntent, neighbor: Neighbor) -> bool:
    return neighbor.relation is Relation.CUSTOMER or NeighborSettings(intent.network, neighbor).is_registered


def asked_cones(intents: Iterable[HostIntent]) -> dict[Cone, str]:
    """Return every cone whose registered pairs some router needs, with the neighbor's name for people."""
    found: dict[Cone, str] = {}
    for intent in intents:
        for neighbor in intent.neighbors:
            if _is_asked(intent, neighbor):
                found.setdefault(cone_of(intent.registry, neighbor), neighbor.name)
    return dict(sorted(found.items()))


def customers(intents: Iterable[HostIntent]) -> list[Customer]:
    """Return the customers of all routers, sorted, each once."""
    return sorted(
        {
            Customer(cone_of(intent.registry, neighbor), NeighborSettings(intent.network, neighbor).more_specifics)
            for intent in intents
            for neighbor in intent.neighbors
            if neighbor.relation is Relation.CUSTOMER
        }
    )
