# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""From what routers and PeeringDB say to what an operator would declare: neighbors, own prefixes, interfaces, each with its reason.

What cannot be told for certain is left undecided, and nothing is made more open than the signs allow.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from ...model.prefixes import FAMILIES, Prefix
from ...model.routes import Relation, host_prefix
from ...registry.bogons import is_bogon_prefix
from ...registry.peeringdb_members import Members
from .first_look import FirstLook, FirstSession
from .guess import Facts, Guess, guess, is_selective

#: Longer prefixes are no announcement to others (docs/policy.md F05).
_LONGEST = {4: 24, 6: 48}
#: Links with longer prefixes have room for two ends, or a few more: no exchange is that small.
_TWO_ENDS = {4: 29, 6: 120}
_VERSION = re.compile(r"(?i)[ _.()-]*(?:ipv[46]|ip[46]|v[46]|inet6?)[ _.()-]*$")
_FORBIDDEN = re.compile(r"[^A-Za-z0-9_. -]+")
_LONGEST_NAME = 60


@dataclass(frozen=True)
class Neighbor:
    """A drafted neighbor. ``as_sets``: those that PeeringDB names."""

    name: str
    asn: int
    addresses: tuple[str, ...]
    interfaces: tuple[str, ...]
    guess: Guess
    as_sets: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()


@dataclass(frozen=True)
class Host:
    """What is drafted for one router. ``delegated``: prefixes of ours that a neighbor announces, with its name and ASN."""

    look: FirstLook
    neighbors: tuple[Neighbor, ...]
    delegated: tuple[tuple[Prefix, str, int], ...]


@dataclass(frozen=True)
class Own:
    """Our own space. ``unknown``: families of which no router could tell, ``partly``: those where some could not.

    ``longer``: more-specifics that are announced too. ``listed``: what is announced of families that are unknown, ours or not.
    """

    prefixes: tuple[Prefix, ...]
    longer: tuple[Prefix, ...]
    unknown: tuple[int, ...]
    partly: tuple[int, ...]
    listed: tuple[Prefix, ...]


@dataclass(frozen=True)
class Network:
    """What is drafted for all routers. ``asns``: what they say, with the routers; more than one is for a person."""

    asns: dict[int, tuple[str, ...]]
    as_sets: tuple[str, ...]
    own: Own
    links: tuple[Prefix, ...]


def own_asns(looks: Iterable[FirstLook]) -> dict[int, tuple[str, ...]]:
    """Return the ASNs that routers say that we have, with the routers."""
    found: dict[int, list[str]] = {}
    for look in looks:
        if look.asn is not None:
            found.setdefault(look.asn, []).append(look.host)
    return {asn: tuple(hosts) for asn, hosts in sorted(found.items())}


def draft(looks: Sequence[FirstLook], members: Members | None, full_table: int) -> tuple[Network, tuple[Host, ...]]:
    """Draft the intent of a network.

    :param members: what PeeringDB says; None: it was not asked.
    :param full_table: that many routes are a full table.
    """
    own = _own(looks, members)
    hosts = [_host(look, members, full_table, own.prefixes) for look in looks]
    asns = own_asns(looks)
    us = members.networks.get(next(iter(asns))) if members is not None and len(asns) == 1 else None
    network = Network(asns, us.as_sets if us is not None else (), own, _links(looks, members, own.prefixes))
    return network, tuple(_agreed(hosts))


# -- neighbors ---------------------------------------------------------------------------------------------


def _exchange(address: str, asn: int, members: Members | None) -> str:
    """Return the exchange at which PeeringDB has an address; empty where it knows none."""
    if members is None:
        return ""
    if members.ports.get(address, (0, ""))[0] == asn:
        return members.ports[address][1]
    end = host_prefix(address)
    return next((item.name for item in members.exchanges for lan in item.lans if lan.contains(end)), "")


def _stem(session: FirstSession) -> str:
    """Return a session's label without its family; empty where it has none."""
    label = session.label.strip()
    return "" if label == session.address else _VERSION.sub("", label) or label


def _belong(one: FirstSession, other: FirstSession) -> bool:
    """Tell whether two sessions of one ASN are with one neighbor: their descriptions or their interfaces agree."""
    if one.address == other.address or (one.interface and one.interface == other.interface):
        return True
    stems = [_stem(one).casefold(), _stem(other).casefold()]
    if one.family != other.family:
        stems = [stem.rstrip("46_- ") or stem for stem in stems]
    return bool(stems[0]) and stems[0] == stems[1]


def _groups(sessions: Iterable[FirstSession], members: Members | None) -> list[tuple[str, list[FirstSession]]]:
    """Return the sessions of each neighbor, with the exchange where they are."""
    groups: list[tuple[str, list[FirstSession]]] = []
    for session in sessions:
        place = _exchange(session.address, session.asn, members)
        joined = [
            group
            for group in groups
            if group[0] == place and group[1][0].asn == session.asn and (place or any(_belong(session, item) for item in group[1]))
        ]
        groups = [group for group in groups if group not in joined]
        groups.append((place, [*(item for _, items in joined for item in items), session]))
    return groups


def _host(look: FirstLook, members: Members | None, full_table: int, own: Collection[Prefix]) -> Host:
    groups = _groups(look.sessions, members)
    kinds = members.kinds if members is not None else {}
    facts = [
        Facts(
            tuple(sessions),
            place,
            kinds.get(sessions[0].asn, ()),
            frozenset(look.defaults),
            full_table,
            is_own_link=all(_is_own_link(item, look, members) for item in sessions),
        )
        for place, sessions in groups
    ]
    selective = is_selective(facts)
    names = _names([item.sessions for item in facts], members)
    neighbors = [_neighbor(name, replace(item, is_selective=selective), members) for name, item in zip(names, facts, strict=True)]
    delegated = {
        (prefix, name, item.sessions[0].asn)
        for name, item in zip(names, facts, strict=True)
        for session in item.sessions
        for text, origin in (session.sends.prefixes if session.sends is not None else ())
        if origin == session.asn and any(mine.contains(prefix := Prefix.parse(text)) for mine in own)
    }
    return Host(look, tuple(neighbors), tuple(sorted(delegated)))


def _is_own_link(session: FirstSession, look: FirstLook, members: Members | None) -> bool:
    """Tell whether a session is on a link that is no exchange: one of two ends, or one of no other AS where PeeringDB knows no exchange."""
    if not session.interface:
        return False
    networks = [Prefix.parse(text) for text in look.links.get(session.interface, ())]
    if any(item.length >= _TWO_ENDS[item.family] for item in networks):
        return True
    others = any(item.interface == session.interface and item.asn != session.asn for item in look.sessions)
    return members is not None and not members.unanswered and not others


def _neighbor(name: str, facts: Facts, members: Members | None) -> Neighbor:
    asn = facts.sessions[0].asn
    network = members.networks.get(asn) if members is not None else None
    ends = sorted({host_prefix(item.address): item.address for item in facts.sessions}.items())
    interfaces = tuple(sorted({item.interface for item in facts.sessions if item.interface}))
    told = (network.as_sets, network.unread) if network is not None else ((), ())
    return Neighbor(name, asn, tuple(address for _, address in ends), interfaces, guess(facts), *told)


def _legal(text: str) -> str:
    name = " ".join(_FORBIDDEN.sub(" ", text).split())[:_LONGEST_NAME].strip()
    return name.lstrip("_.- ")


def _names(groups: Sequence[Sequence[FirstSession]], members: Members | None) -> list[str]:
    """Return a name for each neighbor: what the router calls it, what PeeringDB does, or its ASN; unique on the router."""
    found: list[str] = []
    for sessions in groups:
        asn = sessions[0].asn
        network = members.networks.get(asn) if members is not None else None
        told = (*(_stem(item) for item in sessions), network.name if network is not None else "", f"AS{asn}")
        found.append(next(name for text in told if (name := _legal(text))))
    counts = Counter(found)
    names: list[str] = []
    for name, sessions in zip(found, groups, strict=True):
        wanted = name if counts[name] == 1 else f"{name} AS{sessions[0].asn}" if name != f"AS{sessions[0].asn}" else name
        number, taken = 1, wanted
        while taken in names:
            number += 1
            taken = f"{wanted} {number}"
        names.append(taken)
    return names


def _agreed(hosts: Sequence[Host]) -> Iterable[Host]:
    """Compare what a network is at each router: where that differs, none is sure; where it is told elsewhere, that is said."""
    told: dict[int, dict[Relation, str]] = {}
    for host in hosts:
        for item in host.neighbors:
            if item.guess.relation is not None:
                told.setdefault(item.asn, {}).setdefault(item.guess.relation, host.look.host)
    for host in hosts:
        yield replace(host, neighbors=tuple(_compared(item, host.look.host, told.get(item.asn, {})) for item in host.neighbors))


def _compared(item: Neighbor, here: str, told: dict[Relation, str]) -> Neighbor:
    others = [f"at {host} it seems to be a {relation}" for relation, host in sorted(told.items()) if relation is not item.guess.relation]
    if not others:
        return item
    could_be = dict.fromkeys((*((item.guess.relation,) if item.guess.relation else ()), *told, *item.guess.could_be))
    return replace(item, guess=Guess(None, f"{item.guess.why}; {', '.join(others)}", tuple(could_be)))


# -- the network -------------------------------------------------------------------------------------------


def _own(looks: Sequence[FirstLook], members: Members | None) -> Own:
    lans = [lan for item in (members.exchanges if members is not None else ()) for lan in item.lans]
    prefixes: set[Prefix] = set()
    listed: set[Prefix] = set()
    unknown: list[int] = []
    partly: list[int] = []
    for family in FAMILIES:
        having = [look for look in looks if any(item.family == family for item in look.sessions)]
        blind = [look for look in having if look.own.get(family) is None]
        found = {Prefix.parse(text) for look in having for text in look.own.get(family) or ()}
        prefixes |= {item for item in found if item.length <= _LONGEST[family] and not is_bogon_prefix(item)}
        if blind:
            (unknown if len(blind) == len(having) else partly).append(family)
            listed |= {Prefix.parse(text) for look in blind for text in look.listed.get(family, ())}
    ours = {item for item in prefixes if not any(lan.contains(item) for lan in lans)}
    whole = {item for item in ours if not any(other.contains(item) for other in ours - {item})}
    return Own(tuple(sorted(whole)), tuple(sorted(ours - whole)), tuple(unknown), tuple(partly), tuple(sorted(listed - prefixes)))


def _links(looks: Sequence[FirstLook], members: Members | None, own: Collection[Prefix]) -> tuple[Prefix, ...]:
    """Return the networks on links of sessions that are parts of our space, but those that are announced as they are."""
    lans = [lan for item in (members.exchanges if members is not None else ()) for lan in item.lans]
    found = {Prefix.parse(text) for look in looks for texts in look.links.values() for text in texts}
    return tuple(
        sorted(
            item
            for item in found
            if item not in own and any(mine.contains(item) for mine in own) and not any(lan.contains(item) for lan in lans)
        )
    )
