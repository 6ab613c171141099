# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""AS25000 as the configurations of these tests have it: what they do not say themselves."""

from __future__ import annotations

from pathlib import Path

from ansible_collections.manrs.hardening.plugins.plugin_utils.audit import frr, ios
from ansible_collections.manrs.hardening.plugins.plugin_utils.audit.probes import Known, KnownNeighbor
from ansible_collections.manrs.hardening.plugins.plugin_utils.audit.tree import Tree
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import Prefix, PrefixRange
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Relation
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.sets import PairSet

CONFIGS = Path(__file__).parent / "configs"
UPSTREAM, UPSTREAM6 = "62.115.44.12", "2001:2035:0:7::1"
ACME, ACME6 = "185.10.3.74", "2a05:1000:ffff:12::2"
PEER = "185.1.8.20"


def known() -> Known:
    """Return who the neighbors are and what the customer has registered."""
    registered = PairSet(
        "AS35001", {35001: frozenset((PrefixRange.parse("193.20.0.0/22^22-24"), PrefixRange.parse("2a06:2000::/32^32-48")))}
    )
    customer = KnownNeighbor(Relation.CUSTOMER, registered)
    provider = KnownNeighbor(Relation.PROVIDER, takes_default=False)
    return Known(
        (Prefix.parse("185.10.0.0/22"), Prefix.parse("2a05:1000::/32")),
        {UPSTREAM: provider, UPSTREAM6: provider, ACME: customer, ACME6: customer, PEER: KnownNeighbor(Relation.PEER)},
        (Prefix.parse("185.1.8.0/24"),),
    )


def text_of(name: str) -> str:
    """Return the text of a configuration."""
    return (CONFIGS / name).read_text(encoding="utf-8")


def tree_of(name: str) -> Tree:
    """Return the tree of a configuration, by the OS that its name begins with."""
    return (frr if name.startswith("frr_") else ios).parse(text_of(name))
