# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Announce the catalogue's routes and read from the daemons which of them got through.

A route got in when the edge's RIB has it from that neighbor. It got out when an UPDATE to the observing neighbor said so,
were it for a moment only.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from fnmatch import fnmatchcase
from typing import Any

from catalogue import Announcement, Case, address_of
from router_lab import Lab, Mark
from speaker import Attributes
from topology import FAMILIES, Family, link
from waiting import wait_until

#: Routes that every policy of the lab lets in. They are announced last; when they are there, all before them were handled.
SENTINELS: dict[str, dict[Family, str]] = {
    "upstream": {"ipv4": "151.9.1.0/24", "ipv6": "2a0a:9:1::/48"},
    "customer": {"ipv4": "193.20.48.0/24", "ipv6": "2a06:2003::/32"},
    "peer": {"ipv4": "151.9.3.0/24", "ipv6": "2a0a:9:3::/48"},
    "core": {"ipv4": "151.9.5.0/24", "ipv6": "2a0a:9:5::/48"},
    "upstream2": {"ipv4": "151.9.7.0/24", "ipv6": "2a0a:9:7::/48"},
    "customer2": {"ipv4": "193.20.64.0/24", "ipv6": "2a06:2040::/32"},
    "stub": {"ipv4": "185.10.2.0/24", "ipv6": "2a05:1000:2000::/36"},
    "peer2": {"ipv4": "151.9.10.0/24", "ipv6": "2a0a:9:10::/48"},
    "rs": {"ipv4": "151.9.11.0/24", "ipv6": "2a0a:9:11::/48"},
}
_SENTINEL_PREFIXES = {prefix for prefixes in SENTINELS.values() for prefix in prefixes.values()}
#: Whose sentinel is passed on to everybody, and whose to that neighbor itself.
_SEEN_BY_ALL, _SEEN_BY_IT = "customer", "upstream"
#: A neighbor's last updates follow the sentinel's within this time (seconds).
_FOLLOWING = 0.5
#: "Not there at all", among what a route must lack.
_ANY = "any"


def announce(lab: Lab, edge: str, announcements: Iterable[Announcement]) -> None:
    """Let the neighbors announce their routes to an edge."""
    grouped: dict[tuple[str, Family], list[Announcement]] = {}
    for item in announcements:
        grouped.setdefault((item.neighbor, item.family), []).append(item)
    for (neighbor, family), items in grouped.items():
        lab.announce_many(neighbor, edge, family, [item.route_at(edge) for item in items])


def external(cases: Iterable[Case], leave_out: Collection[str] = ()) -> list[Announcement]:
    """Every attack of an eBGP neighbor, and every legitimate route that no attack with the same prefix takes the place of."""
    chosen: dict[tuple[str, str], Announcement] = {}
    for kind in ("attack", "legitimate"):
        for case in cases:
            item: Announcement = getattr(case, kind)
            if item.neighbor != "core" and item.route.prefix not in leave_out:
                chosen.setdefault((item.neighbor, item.route.prefix), item)
    return list(chosen.values())


@contextmanager
def announced(lab: Lab, routes: Sequence[Announcement]) -> Iterator[None]:
    """Let the neighbors announce routes to all edges, and take them back in the end."""
    for edge in lab.edges:
        announce(lab, edge, routes)
    try:
        for edge in lab.edges:
            settle(lab, edge, routes)
        yield
    finally:
        gone = {(item.neighbor, item.route.prefix) for item in routes}
        for edge in lab.edges:
            withdraw(lab, edge, routes)
        for edge in lab.edges:
            wait_until(
                lambda edge=edge: not gone & _held(lab, edge),  # type: ignore[misc]
                30,
                lambda edge=edge: f"{edge}: withdrawn, and still in the RIB: {sorted(gone & _held(lab, edge))[:5]}",  # type: ignore[misc]
            )


def withdraw(lab: Lab, edge: str, announcements: Iterable[Announcement]) -> None:
    """Take the routes back."""
    for item in announcements:
        lab.withdraw(item.neighbor, edge, item.family, item.route.prefix)


def observers_of(cases: Iterable[Case]) -> set[str]:
    """The neighbors that are asked what they received, and those that every route is passed on to."""
    return {"upstream", "peer", *(name for case in cases for name in case.observers)}


def take_back(lab: Lab, edge: str, announcements: Collection[Announcement], observers: Collection[str]) -> None:
    """Take the routes back, and wait until the edge has none of them and the observers heard all that it said of them."""
    withdraw(lab, edge, announcements)
    gone = {(item.neighbor, item.route.prefix) for item in announcements}
    wait_until(lambda: not gone & _held(lab, edge), 30, lambda: f"{edge}: routes that were withdrawn are still in the RIB")
    settle(lab, edge, (), observers)


def withdraw_sentinels(lab: Lab) -> None:
    """Take back the sentinels of all rounds: then the neighbors announce nothing."""
    for edge in lab.edges:
        for name, prefixes in SENTINELS.items():
            for family in FAMILIES:
                lab.withdraw(name, edge, family, prefixes[family])
        wait_until(
            lambda edge=edge: not {prefix for _, prefix in _held(lab, edge)} & _SENTINEL_PREFIXES,  # type: ignore[misc]
            30,
            lambda edge=edge: f"{edge}: sentinels that were withdrawn are still in the RIB",  # type: ignore[misc]
        )


def settle(lab: Lab, edge: str, announcements: Sequence[Announcement], observers: Collection[str] = ("upstream", "peer")) -> None:
    """Wait until the edge has handled what was announced, and the observers what it passed on; the other neighbors are left alone."""
    told: dict[tuple[str, Family], set[str]] = {}
    for item in announcements:
        told.setdefault((item.neighbor, item.family), set()).add(item.route.prefix)
    sent = [lab.send_sentinel(name, edge, family, SENTINELS[name][family]) for name, family in sorted(told) if name in SENTINELS]
    for sentinel in sent:
        lab.wait_in(sentinel)
    for (name, family), prefixes in told.items():
        if name not in SENTINELS:
            _wait_heard(lab, edge, name, family, prefixes)
    for source in (_SEEN_BY_ALL, _SEEN_BY_IT):
        waiting = [observer for observer in observers if (observer == _SEEN_BY_ALL) == (source == _SEEN_BY_IT)]
        for last in [lab.send_sentinel(source, edge, family, SENTINELS[source][family]) for family in FAMILIES if waiting]:
            for observer in waiting:
                lab.wait_out(last, observer)
    time.sleep(_FOLLOWING)


def _wait_heard(lab: Lab, edge: str, neighbor: str, family: Family, prefixes: set[str]) -> None:
    """Wait until a neighbor whose routes are all rejected was heard: the edge stores what it received."""
    address = link(edge, neighbor).neighbor_address(family)
    wait_until(
        lambda: prefixes <= lab.daemon(edge).received(lab, edge, family, address),
        30,
        lambda: f"{edge}: {neighbor} did not announce all of its {len(prefixes)} routes",
    )


def _held(lab: Lab, edge: str) -> set[tuple[str, str]]:
    """The edge's RIB as (neighbor, prefix)."""
    return {(neighbor, prefix) for family in FAMILIES for neighbor, prefix, _ in lab.rib(edge, family)}


def got_through(lab: Lab, edge: str, cases: Sequence[Case], kind: str, since: Mark) -> dict[Case, bool]:
    """Read for each case whether its ``attack`` or ``legitimate`` route got through at an edge, since the round began.

    An attack got out when it was announced to an observer at any time, a twin when all observers hold it in the end.
    """
    held = _held(lab, edge)
    heard: dict[tuple[str, str], list[Attributes]] = {}
    for observer in {name for case in cases for name in case.seen_by}:
        for event in lab.heard(observer, since):
            if event.edge == edge and event.kind == "announce":
                heard.setdefault((observer, event.prefix), []).append(event.attributes)
    verdicts = {}
    for case in cases:
        item: Announcement = getattr(case, kind)
        is_in = (item.neighbor, item.route.prefix) in held
        if not case.is_export:
            verdicts[case] = is_in
        elif not is_in:
            # An export is judged at the observers only. That the route is there to be leaked must be so, or it proves nothing.
            raise AssertionError(f"{edge}: {case}: the {kind} route is not in the RIB, so its export proves nothing")
        elif kind == "attack":
            verdicts[case] = any(
                not _missing(attributes, _resolved(case.attack_has, edge, observer, item.family))
                for observer in case.seen_by
                for attributes in heard.get((observer, item.route.prefix), ())
            )
        else:
            verdicts[case] = all(item.route.prefix in lab.received(observer)[edge, item.family] for observer in case.twin_seen_by)
    return verdicts


@contextmanager
def _round(lab: Lab, edges: Sequence[str], cases: Sequence[Case], kind: str) -> Iterator[Mark]:
    """Announce one kind of route to the edges, and take the routes back in the end."""
    routes: list[Announcement] = [getattr(case, kind) for case in cases]
    observers = observers_of(cases)
    since = lab.mark()

    def begin(edge: str) -> None:
        announce(lab, edge, routes)
        settle(lab, edge, routes, observers)

    with ThreadPoolExecutor(len(edges)) as pool:
        list(pool.map(begin, edges))
        try:
            yield since
        finally:
            list(pool.map(lambda edge: take_back(lab, edge, routes, observers), edges))


def judge(lab: Lab, edges: Sequence[str], cases: Sequence[Case], kind: str) -> dict[str, dict[Case, bool]]:
    """Announce one kind of route to the edges, read what got through, take the routes back."""
    with _round(lab, edges, cases, kind) as since:
        return {edge: got_through(lab, edge, cases, kind, since) for edge in edges}


def judge_twins(lab: Lab, edges: Sequence[str], cases: Sequence[Case]) -> dict[str, dict[Case, list[str]]]:
    """Announce the legitimate routes to hardened edges and read what is wrong with each: [] is well.

    Wrong is that it did not get through, or that its attributes are not what the catalogue says; at an edge that is known to do
    something else instead, that it did and they are.
    """

    def wrong(edge: str, case: Case, is_through: bool) -> list[str]:
        found = ["was stopped"] if not is_through else _wrong(lab, edge, case) if case.has_attributes else []
        if edge not in case.substituted:
            return found
        return [] if found else ["is as everywhere, the catalogue says that something else is done there"]

    with _round(lab, edges, cases, "legitimate") as since:
        return {
            edge: {case: wrong(edge, case, is_through) for case, is_through in got_through(lab, edge, cases, "legitimate", since).items()}
            for edge in edges
        }


def _wrong(lab: Lab, edge: str, case: Case) -> list[str]:
    item = case.legitimate
    if case.attributes_at == "edge":
        place, found = item.neighbor, lab.held(edge, item.family, item.route.prefix, item.neighbor)
    else:
        place, found = case.attributes_at, lab.received(case.attributes_at)[edge, item.family].get(item.route.prefix)
    if found is None:
        return [f"not there at {case.attributes_at}"]
    has, lacks = (_resolved(told, edge, place, item.family) for told in (case.legitimate_has, case.legitimate_lacks))
    return [f"has no {text}" for text in _missing(found, has)] + [f"has {text}" for text in _present(found, lacks)]


def _resolved(told: Mapping[str, Any], edge: str, neighbor: str, family: Family) -> dict[str, Any]:
    return {key: address_of(value, edge, neighbor, family) if key == "next_hop" else value for key, value in told.items()}


def _pairs(wanted: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, value in wanted.items():
        yield from ((key, item) for item in (value if isinstance(value, list) else [value]))


def _is_there(attributes: Attributes, key: str, value: Any) -> bool:
    found = attributes.get(key)
    if value == _ANY:
        return bool(found) or found == 0
    if isinstance(found, list):
        return any(fnmatchcase(str(item), str(value)) for item in found)
    return bool(found == value)


def _missing(attributes: Attributes, wanted: Mapping[str, Any]) -> list[str]:
    """What is named and not there; communities are named by patterns such as 25000:1:*."""
    return [f"{key} {value}" for key, value in _pairs(wanted) if not _is_there(attributes, key, value)]


def _present(attributes: Attributes, unwanted: Mapping[str, Any]) -> list[str]:
    return [f"{key} {attributes[key]}" for key, value in _pairs(unwanted) if _is_there(attributes, key, value)]


def wait_for_vrps(lab: Lab, edges: Sequence[str], prefix: str) -> None:
    """Wait until the edges have the RPKI cache's VRPs: without them nothing is invalid."""
    for edge in edges:
        wait_until(
            lambda edge=edge: any(vrp.startswith(f"{prefix} ") for vrp in lab.daemon(edge).vrps(lab, edge)),  # type: ignore[misc]
            30,
            lambda edge=edge: f"{edge}: no VRP from the cache",  # type: ignore[misc]
        )
