# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""From source-address validation to our table in nftables, and back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from ...model.prefixes import FAMILIES, Prefix
from ...model.routes import Direction
from ...model.sources import SPECIAL_PURPOSE, SourceChain, SourceInterface, SourcePolicy
from ..contract import PlatformError
from .table import BASE_CHAINS, EGRESS_PRIORITY, INGRESS_PRIORITY, SEEN, Table

#: What the kernel takes as the name of an interface, and nft as part of the name of a chain (linux/if.h: IFNAMSIZ).
_INTERFACE = re.compile(r"[A-Za-z0-9_.-]{1,15}")
_WAY = {Direction.IMPORT: "in", Direction.EXPORT: "out"}
_OBSERVED = re.compile(r'comment "observed since ([0-9]{4}-[0-9]{2}-[0-9]{2})"')
#: The best route to the source points back to the interface (strict uRPF, RFC 3704 section 2.2).
_ROUTED_BACK = "fib saddr . iif oif exists"
#: What is of the link alone and is never forwarded: link-scope multicast (OSPF, VRRP, IGMP, ND, MLD), DHCP, link-local
#: addresses, and the unspecified one of duplicate address detection.
_LINK: Mapping[int, tuple[str, ...]] = {
    4: (
        "ip daddr 224.0.0.0/24 accept",
        "ip saddr 0.0.0.0 ip protocol 2 accept",
        "ip saddr 0.0.0.0 udp sport 68 udp dport 67 accept",
    ),
    6: (
        "ip6 saddr fe80::/10 accept",
        "ip6 saddr :: meta l4proto 58 accept",
        "ip6 daddr ff02::/16 accept",
    ),
}
#: A link that was given other networks since the list was made keeps its sessions: to the router itself, from what is routed back.
_TO_ROUTER = f"fib daddr type local {_ROUTED_BACK} accept"


def checked_name(name: str) -> str:
    """Return the name of an interface. :raises PlatformError: Linux has no such names."""
    if not _INTERFACE.fullmatch(name):
        raise PlatformError(
            f"manrs_interfaces: {name!r} cannot be an interface here; Linux names have at most 15 letters, digits, '.', '_' and '-'"
        )
    return name


def chain_name(interface: str, chain: SourceChain) -> str:
    """Return the name of the chain of one direction and family of an interface."""
    return f"{_WAY[chain.direction]}-{interface}-v{chain.family}"


def _rules(chain: SourceChain, name: str, observed_since: date | None) -> Iterator[str]:
    saddr = "ip saddr" if chain.family == 4 else "ip6 saddr"
    yield f"{saddr} @{chain.permit}-v{chain.family} accept"
    if chain.direction is Direction.IMPORT:
        if chain.is_strict:
            yield f"{_ROUTED_BACK} accept"
        yield from _LINK[chain.family]
        if not chain.is_strict and any(drop.source_set is None for drop in chain.drops):
            yield _TO_ROUTER
    for drop in chain.drops:
        held = f"{saddr} @{drop.source_set}-v{chain.family} " if drop.source_set is not None else ""
        counter = f'counter name "{name}-{drop.reason}"'
        if observed_since is None:
            yield f"{held}{counter} drop"
        else:
            # A source that nobody can mean needs no name.
            seen = "" if drop.reason == SPECIAL_PURPOSE else f"update @{SEEN}{name} {{ {saddr} }} "
            yield f'{held}{counter} {seen}accept comment "observed since {observed_since}"'


def _base(way: str, hook: str, priority: int, families: list[int]) -> tuple[str, ...]:
    return (
        f"type filter hook {hook} priority {priority}; policy accept;",
        # The router's own packets are not its neighbors' business here.
        *(("iif 0 accept",) if way == "out" else ()),
        *(f"meta nfproto ipv{family} {'iifname' if way == 'in' else 'oifname'} vmap @{way}-v{family}" for family in families),
    )


def build(policy: SourcePolicy, running: Table) -> Table:
    """Return the table that does what the policy says; interfaces that are kept are taken from the running one.

    :raises PlatformError: an interface cannot have such a name.
    """
    sets: dict[str, frozenset[Prefix] | None] = {}
    maps: dict[str, dict[str, str]] = {f"{way}-v{family}": {} for way in _WAY.values() for family in FAMILIES}
    counters: set[str] = set()
    chains: dict[str, tuple[str, ...]] = {}
    for interface in policy.interfaces:
        if interface.is_kept:
            _keep(checked_name(interface.name), running, sets, maps, counters, chains)
        for chain in interface.chains:
            name = chain_name(checked_name(interface.name), chain)
            chains[name] = tuple(_rules(chain, name, interface.observed_since))
            maps[f"{_WAY[chain.direction]}-v{chain.family}"][interface.name] = name
            counters |= {f"{name}-{drop.reason}" for drop in chain.drops}
            for used in chain.source_sets:
                sets[f"{used}-v{chain.family}"] = frozenset(policy.sets[used].of_family(chain.family))
            if interface.observed_since is not None:
                sets[f"{SEEN}{name}"] = None
    if not chains:
        return Table()
    maps = {name: pairs for name, pairs in maps.items() if pairs}
    base = {}
    hooks = (("in", "prerouting", INGRESS_PRIORITY), ("out", "postrouting", EGRESS_PRIORITY))
    for kind, (way, hook, priority) in zip(BASE_CHAINS, hooks, strict=True):
        if families := [family for family in FAMILIES if f"{way}-v{family}" in maps]:
            base[kind] = _base(way, hook, priority, families)
    return Table(sets, maps, frozenset(counters), {**chains, **base})


def _keep(
    interface: str,
    running: Table,
    sets: dict[str, frozenset[Prefix] | None],
    maps: dict[str, dict[str, str]],
    counters: set[str],
    chains: dict[str, tuple[str, ...]],
) -> None:
    """Carry over what runs on an interface."""
    for map_name, pairs in running.maps.items():
        name = pairs.get(interface)
        if name is None or name not in running.chains:
            continue
        maps.setdefault(map_name, {})[interface] = name
        chains[name] = running.chains[name]
        words = " ".join(running.chains[name]).replace('"', " ").split()
        counters |= running.counters & set(words)
        for used in {word[1:] for word in words if word.startswith("@")} & running.sets.keys():
            sets.setdefault(used, running.sets[used])


def observed_since(rules: tuple[str, ...]) -> date | None:
    """Return since when a chain counts only, or None when it drops."""
    found = _OBSERVED.search("\n".join(rules))
    return date.fromisoformat(found[1]) if found else None


def summary_words(interface: SourceInterface, chain: SourceChain) -> str:
    """Say what a chain does, for people who read a plan."""
    state = "drops" if interface.observed_since is None else f"only counts, since {interface.observed_since}"
    way = "from" if chain.direction is Direction.IMPORT else "to"
    return f"{interface.name} ({interface.kind}), IPv{chain.family} {way} it: {chain.mode}, {state}; {chain.why}"
