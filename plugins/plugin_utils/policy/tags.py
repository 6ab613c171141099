# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Our tags: the large community that says from which relation a route came (docs/policy.md, SEAL 2)."""

from __future__ import annotations

from ..model.controls import MARK_FUNCTION
from ..model.routes import LargeCommunity, Relation
from ..model.terms import CommunityPattern

TAG_FUNCTION = 1
TAGS = {Relation.CUSTOMER: 1, Relation.PEER: 2, Relation.PROVIDER: 3, Relation.ROUTE_SERVER: 4}


def tag(asn: int, relation: Relation) -> LargeCommunity:
    """Return the large community that marks a route as learned from a neighbor of this relation."""
    return (asn, TAG_FUNCTION, TAGS[relation])


def tags_not_for_export(asn: int) -> tuple[LargeCommunity, ...]:
    """Return the tags of routes that go to customers only (E05)."""
    return tuple(tag(asn, relation) for relation in (Relation.PEER, Relation.PROVIDER, Relation.ROUTE_SERVER))


def reserved_patterns(asn: int) -> tuple[CommunityPattern, ...]:
    """Return the patterns of the large communities that only we set: tags, and marks of monitored controls."""
    return ((asn, TAG_FUNCTION, None), (asn, MARK_FUNCTION, None))
