# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Announce the catalogue's routes and read from the daemons which of them got through.

A route got in when the edge's RIB has it from that neighbor. It got out when the observing neighbor received it.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor

from catalogue import Announcement, Case
from router_lab import Lab, wait_until
from topology import FAMILIES, Family, link

#: Routes that every policy of the lab lets in. They are announced last; when they are there, all before them were handled.
SENTINELS: dict[str, dict[Family, str]] = {
    "upstream": {"ipv4": "151.9.1.0/24", "ipv6": "2a0a:9:1::/48"},
    "customer": {"ipv4": "193.20.48.0/24", "ipv6": "2a06:2003::/32"},
    "peer": {"ipv4": "151.9.3.0/24", "ipv6": "2a0a:9:3::/48"},
    "core": {"ipv4": "151.9.5.0/24", "ipv6": "2a0a:9:5::/48"},
}
#: A neighbor's last updates follow the sentinel's within this time (seconds).
_FOLLOWING = 0.5


def announce(lab: Lab, edge: str, announcements: Iterable[Announcement]) -> None:
    """Let the neighbors announce their routes to an edge."""
    grouped: dict[tuple[str, Family], list[Announcement]] = {}
    for item in announcements:
        grouped.setdefault((item.neighbor, item.family), []).append(item)
    for (neighbor, family), items in grouped.items():
        lab.announce_many(neighbor, edge, family, [item.route for item in items])


def withdraw(lab: Lab, edge: str, announcements: Iterable[Announcement]) -> None:
    """Take the routes back."""
    for item in announcements:
        lab.withdraw(item.neighbor, edge, item.family, item.route.prefix)


def settle(lab: Lab, edge: str, announcements: Sequence[Announcement]) -> None:
    """Wait until the edge has handled everything that was announced, and its neighbors what it passed on."""
    for neighbor, prefixes in SENTINELS.items():
        for family in FAMILIES:
            lab.sentinel(neighbor, edge, family, prefixes[family])
    unheard: dict[tuple[str, Family], set[str]] = {}
    for item in announcements:
        if item.neighbor not in SENTINELS:
            unheard.setdefault((item.neighbor, item.family), set()).add(item.route.prefix)
    for (neighbor, family), prefixes_sent in unheard.items():
        _wait_heard(lab, edge, neighbor, family, prefixes_sent)
    for observer in ("upstream", "peer"):
        for family in FAMILIES:
            lab.wait_received(observer, edge, family, SENTINELS["customer"][family])
    time.sleep(_FOLLOWING)


def _wait_heard(lab: Lab, edge: str, neighbor: str, family: Family, prefixes: set[str]) -> None:
    """Wait until a neighbor whose routes are all rejected was heard: the edge stores what it received."""
    command = f"show bgp {family} unicast neighbors {link(edge, neighbor).neighbor_address(family)} received-routes json"
    wait_until(
        lambda: prefixes <= set(lab.show(edge, command).get("receivedRoutes") or {}),
        30,
        lambda: f"{edge}: {neighbor} did not announce all of its {len(prefixes)} routes",
    )


def got_through(lab: Lab, edge: str, cases: Sequence[Case], kind: str) -> dict[Case, bool]:
    """Read for each case whether its ``attack`` or ``legitimate`` route got through at an edge."""
    held = {
        (neighbor, family): set(lab.rib_from(edge, family, neighbor))
        for neighbor, family in {(getattr(case, kind).neighbor, getattr(case, kind).family) for case in cases}
    }
    verdicts = {}
    for case in cases:
        item: Announcement = getattr(case, kind)
        is_in = item.route.prefix in held[item.neighbor, item.family]
        if case.is_export:
            # An export is judged at the observers only. That the route is there to be leaked must be so, or it proves nothing.
            if not is_in:
                raise AssertionError(f"{edge}: {case}: the {kind} route is not in the RIB, so its export proves nothing")
            seen = [item.route.prefix in lab.received(observer)[edge, item.family] for observer in case.seen_by]
            verdicts[case] = any(seen) if kind == "attack" else all(seen)
        else:
            verdicts[case] = is_in
    return verdicts


def judge(lab: Lab, edges: Sequence[str], cases: Sequence[Case], kind: str) -> dict[str, dict[Case, bool]]:
    """Announce one kind of route to the edges, read what got through, take the routes back."""
    routes = [getattr(case, kind) for case in cases]

    def at(edge: str) -> None:
        announce(lab, edge, routes)
        settle(lab, edge, routes)

    with ThreadPoolExecutor(len(edges)) as pool:
        list(pool.map(at, edges))
    verdicts = {edge: got_through(lab, edge, cases, kind) for edge in edges}
    for edge in edges:
        withdraw(lab, edge, routes)
    return verdicts


def wait_for_vrps(lab: Lab, edges: Sequence[str], prefix: str) -> None:
    """Wait until the edges have the RPKI cache's VRPs: without them nothing is invalid."""
    for edge in edges:
        wait_until(
            lambda edge=edge: prefix.split("/")[0] in lab.vtysh(edge, "show rpki prefix-table"),  # type: ignore[misc]
            30,
            lambda edge=edge: f"{edge}: no VRP from the cache",  # type: ignore[misc]
        )
