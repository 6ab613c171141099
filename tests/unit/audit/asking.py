# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Short configurations around the lines that a test is about, and one question at a time."""

from __future__ import annotations

from ansible_collections.manrs.hardening.plugins.plugin_utils.audit import frr, ios
from ansible_collections.manrs.hardening.plugins.plugin_utils.audit.evaluate import Judgement, evaluate
from ansible_collections.manrs.hardening.plugins.plugin_utils.audit.tree import Tree
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import Prefix
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import (
    Community,
    Direction,
    PathElement,
    Route,
    RovState,
    host_prefix,
)

IN, OUT = Direction.IMPORT, Direction.EXPORT
PEER = "192.0.2.1"


def frr_tree(bound: str, others: str = "", general: str = "", defaults: str = "traditional") -> Tree:
    """FRR with one eBGP session of AS64501 and lines bound to it."""
    lines = "".join(f"  neighbor {PEER} {line}\n" for line in bound.splitlines())
    return frr.parse(
        f"frr version 10.3\nfrr defaults {defaults}\nrouter bgp 64500\n neighbor {PEER} remote-as 64501\n{general}"
        f" address-family ipv4 unicast\n{lines} exit-address-family\n"
        f" address-family ipv6 unicast\n  neighbor {PEER} activate\n{lines} exit-address-family\nexit\n{others}"
    )


def ios_tree(bound: str, others: str = "", general: str = "") -> Tree:
    """IOS with one eBGP session of AS64501 and lines bound to it."""
    lines = "".join(f"  neighbor {PEER} {line}\n" for line in bound.splitlines())
    return ios.parse(
        f"router bgp 64500\n{general} neighbor {PEER} remote-as 64501\n !\n"
        f" address-family ipv4\n  neighbor {PEER} activate\n{lines} exit-address-family\n !\n"
        f" address-family ipv6\n  neighbor {PEER} activate\n{lines} exit-address-family\n!\n{others}"
    )


def ask(
    tree: Tree,
    prefix: str = "193.0.0.0/21",
    path: tuple[PathElement, ...] = (64501,),
    communities: tuple[Community, ...] = (),
    direction: Direction = IN,
    rov: RovState = RovState.NOT_FOUND,
    next_hop: str | None = None,
) -> Judgement:
    """Ask the first session."""
    parsed = Prefix.parse(prefix)
    route = Route(parsed, path, frozenset(communities), next_hop=host_prefix(next_hop) if next_hop else None)
    return evaluate(tree, tree.sessions[0], direction, parsed.family, route, rov)


def said(judged: Judgement) -> list[str]:
    """The lines that decided, without their numbers."""
    return [line.text for line in judged.trail]
