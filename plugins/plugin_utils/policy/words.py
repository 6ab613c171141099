# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Atoms and changes in words, for people who ask why a route was dropped."""

from __future__ import annotations

from collections.abc import Iterable

from ..model.policies import Policy
from ..model.routes import BLACKHOLE, GRACEFUL_SHUTDOWN, NO_ADVERTISE, NO_EXPORT, NO_EXPORT_SUBCONFED, Route
from ..model.terms import (
    AddCommunity,
    AddLargeCommunity,
    AddOtc,
    AspaInvalid,
    Atom,
    Change,
    CommunitiesMoreThan,
    CommunityPattern,
    Counted,
    EmptyPath,
    FirstAsn,
    HasCommunity,
    HasLargeCommunity,
    InLocalList,
    NextHopIn,
    OtcOtherThan,
    OtcPresent,
    PairIn,
    PathHas,
    PathHasSet,
    PathLongerThan,
    PathOnly,
    PrefixIn,
    RemoveAsns,
    RemoveCommunities,
    RovInvalid,
    SetLocalPreference,
    SetNextHop,
)

#: Communities with names of their own (IANA's well-known communities).
NAMES: dict[tuple[int | None, ...], str] = {
    GRACEFUL_SHUTDOWN: "GRACEFUL_SHUTDOWN",
    BLACKHOLE: "BLACKHOLE",
    NO_EXPORT: "NO_EXPORT",
    NO_ADVERTISE: "NO_ADVERTISE",
    NO_EXPORT_SUBCONFED: "NO_EXPORT_SUBCONFED",
}
_SHOWN = 4


def community_text(community: tuple[int | None, ...]) -> str:
    """Print a community or a pattern of communities: ``64500:1``, ``64500:1:*``, or a well-known name."""
    name = NAMES.get(community)
    return name or ":".join("*" if number is None else str(number) for number in community)


def _listed(items: Iterable[tuple[int | None, ...]] | Iterable[CommunityPattern]) -> str:
    return ", ".join(community_text(item) for item in items)


def _ranges(ranges: tuple[tuple[int, int], ...]) -> str:
    shown = [str(low) if low == high else f"{low}-{high}" for low, high in ranges[:_SHOWN]]
    return ", ".join(shown) + (f" and {len(ranges) - _SHOWN} more" if len(ranges) > _SHOWN else "")


def _hits(ranges: tuple[tuple[int, int], ...], route: Route | None) -> str:
    """Name the ASNs of a route's path that are in the ranges."""
    path = route.as_path if route is not None else ()
    asns = dict.fromkeys(asn for element in path for asn in (sorted(element) if isinstance(element, frozenset) else (element,)))
    return ", ".join(f"AS{asn}" for asn in asns if any(low <= asn <= high for low, high in ranges))


def atom_words(policy: Policy, atom: Atom, route: Route | None = None) -> str:
    """Say what an atom asks. ``route``: one for which it holds, so that what of it does can be named."""
    match atom:
        case PrefixIn(name):
            return f"the prefix is in {name!r}"
        case InLocalList(name):
            return f"the prefix is in the operator's list {name} on the router"
        case PairIn(name):
            return f"prefix and origin are a pair of {name} ({policy.pair_sets[name].count} pairs)"
        case NextHopIn(name):
            return f"the next hop is in {name!r}"
        case RovInvalid():
            return "RPKI says invalid"
        case AspaInvalid(is_upstream):
            way = "one that only came up" if is_upstream else "one that came up and down"
            return f"ASPAs say that the path is not {way}"
        case EmptyPath():
            return "the path is empty (our own route)"
        case FirstAsn(asn):
            return f"the first ASN is {asn}"
        case PathOnly(asn):
            return f"the path is {asn} alone"
        case PathHas(ranges):
            hits = _hits(ranges, route)
            if not hits:
                return f"the path has an ASN of {_ranges(ranges)}"
            return f"the path has {hits}" + (f", of {_ranges(ranges)}" if len(ranges) > 1 or ranges[0][0] != ranges[0][1] else "")
        case PathHasSet():
            return "the path has an AS_SET or a confederation segment"
        case PathLongerThan(count):
            return f"the path has more than {count} ASNs"
        case HasCommunity(communities):
            return f"it carries {_listed(communities)}"
        case HasLargeCommunity(large):
            return f"it carries {_listed(large)}"
        case CommunitiesMoreThan(count, kind):
            return f"it carries more than {count} {'' if kind is Counted.ALL else kind.value + ' '}communities"
        case OtcPresent():
            return "it has OTC"
        case OtcOtherThan(asn):
            return f"it has OTC, and it is not {asn}"


def group_words(policy: Policy, group: tuple[Atom, ...], route: Route | None = None) -> str:
    """Say what a group of atoms asks together. ``route``: one for which all of them hold."""
    return " and ".join(atom_words(policy, atom, route) for atom in group) or "any route"


def change_words(change: Change) -> str:
    """Say what a change does."""
    match change:
        case RemoveCommunities(patterns, keep):
            return f"communities {_listed(patterns)} removed" + (f", {_listed(keep)} kept" if keep else "")
        case AddCommunity(community):
            return f"community {community_text(community)} added"
        case AddLargeCommunity(large):
            return f"large community {community_text(large)} added"
        case SetLocalPreference(value):
            return f"local preference {value}"
        case SetNextHop(next_hop):
            return f"next hop {str(next_hop).partition('/')[0]}"
        case AddOtc(asn):
            return f"OTC {asn} where it is missing"
        case RemoveAsns(asns):
            return f"ASNs {', '.join(map(str, asns))} taken out of the path"
