# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Source-address validation on IOS: strict uRPF, or an access list, on each declared interface.

An access list is never edited: its name says its content, and the interface is given another one, in one line. What of the operator's is
there, what runs and what is wished is decided as on IOS-XR; here stands how IOS says it. A list that is bound and not there permits
everything, so it is made and read back first. What the router sends itself passes no access list of its own interfaces. uRPF looks at the
routes alone (``show ip cef``), so a source of the permitted set that is not routed back is dropped there; the adviser has chosen a list
where that would meet anybody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from ...model.prefixes import BITS, Prefix, int_to_address
from ...model.routes import Direction
from ...model.sources import STRICT, HeldInterface, Links, SourceChain, SourcePolicy
from ..iosxr.sources import (
    VERIFY_SLOT,
    AclKey,
    Checks,
    GroupKey,
    SourceChange,
    SourceWish,
    back,
    change,
    is_of_sources,
    observed_of,
    ours,
    owned_of,
    released,
)
from ..iosxr.sources import wish as wish_of
from ..line_keys import LineKey
from .names import OURS, digest
from .objects import canonical_address

__all__ = [
    "VERIFY_SLOT",
    "AclKey",
    "Checks",
    "SourceChange",
    "SourceWish",
    "back",
    "change",
    "is_of_sources",
    "ours",
    "owned_of",
    "released",
]

_IP = {4: "ip", 6: "ipv6"}
#: What the words of IOS-XR are here.
_WAY = {"ingress": "in", "egress": "out"}
_OF_DIRECTION = {Direction.IMPORT: "ingress", Direction.EXPORT: "egress"}
#: What is of the link alone and is never forwarded: link-scope multicast (OSPF, VRRP, IGMP, ND, MLD), DHCP, link-local
#: addresses, and the unspecified one of duplicate address detection. A deny of ours would stand before the permits of ND that IOS
#: has behind the last line of a list for IPv6.
_LINK: Mapping[int, tuple[str, ...]] = {
    4: (
        "permit ip any 224.0.0.0 0.0.0.255",
        "permit igmp host 0.0.0.0 any",
        "permit udp host 0.0.0.0 eq bootpc any eq bootps",
    ),
    6: (
        "permit ipv6 fe80::/10 any",
        "permit icmp host :: any",
        "permit ipv6 any ff02::/16",
    ),
}
_ENTRY = re.compile(r"(?:(?:sequence )?[0-9]{1,10} )?((?:permit|deny|remark) .+)", re.ASCII)
_GROUP = re.compile(r"(?:ip access-group|ipv6 traffic-filter) (\S+) (in|out)", re.ASCII)
_VERIFY = re.compile(r"(ip|ipv6) verify unicast source reachable-via (\S.*)", re.ASCII)
_V4_ADDRESS = re.compile(r"ip address ([0-9.]{7,15}) ([0-9.]{7,15})(?: secondary)?", re.ASCII)
_V6_ADDRESS = re.compile(r"ipv6 address ([0-9A-Fa-f:.]{2,39})/([0-9]{1,3})(?: .*)?", re.ASCII)


def spelled(entry: str) -> str:
    """Return an entry of an access list in the one spelling that is compared; a remark stays as it is."""
    words = entry.split()
    if words[0] == "remark":
        return " ".join(words)
    found = []
    for word in words:
        address, slash, length = word.partition("/")
        found.append(f"{canonical_address(address)}{slash}{length}" if ":" in word else word)
    # An IPv6 host may be printed with its length.
    return re.sub(r"(?<!\S)([0-9a-f:.]*:[0-9a-f:.]*)/128(?!\S)", r"host \1", " ".join(found))


def _source(prefix: Prefix) -> str:
    address = str(prefix).partition("/")[0]
    if prefix.length == BITS[prefix.family]:
        return f"host {address}"
    if prefix.length == 0:
        return "any"
    return str(prefix) if prefix.family == 6 else f"{address} {int_to_address(4, (1 << (32 - prefix.length)) - 1)}"


def _entries(policy: SourcePolicy, chain: SourceChain, observed_since: date | None) -> Iterator[str]:
    ip, family = _IP[chain.family], chain.family
    yield from (f"permit {ip} {_source(item)} any" for item in policy.sets[chain.permit].of_family(family))
    if chain.direction is Direction.IMPORT:
        yield from _LINK[family]
    # While an interface is observed, what would be dropped is counted by an entry that lets it pass.
    action = "deny" if observed_since is None else "permit"
    for drop in chain.drops:
        yield f"remark {drop.control} {drop.reason}" + (f" observed since {observed_since}" if observed_since is not None else "")
        if drop.source_set is None:
            yield f"{action} {ip} any any"
            return
        yield from (f"{action} {ip} {_source(item)} any" for item in policy.sets[drop.source_set].of_family(family))
    # The last word of a list that says nothing is deny.
    yield f"permit {ip} any any"


def build(policy: SourcePolicy) -> Checks:
    """Return what the declared interfaces should have; those that are kept are left out."""
    lists: dict[AclKey, tuple[str, ...]] = {}
    groups: dict[GroupKey, str] = {}
    verified: dict[tuple[str, int], str] = {}
    observed: dict[str, date] = {}
    for interface in policy.interfaces:
        if interface.observed_since is not None:
            observed[interface.name] = interface.observed_since
        for chain in interface.chains:
            if chain.mode == STRICT and chain.direction is Direction.IMPORT:
                if interface.observed_since is None:
                    verified[interface.name, chain.family] = "rx"
                continue
            entries = tuple(_entries(policy, chain, interface.observed_since))
            way = _OF_DIRECTION[chain.direction]
            # IPv4 and IPv6 lists must not share a name (command reference, ipv6 access-list).
            key = AclKey(chain.family, f"{OURS}{_WAY[way].upper()}-{chain.family}-{digest((interface.name, *entries))}")
            lists[key] = entries
            groups[GroupKey(interface.name, chain.family, way)] = key.name
    return Checks(lists, groups, verified, observed)


# -- reading -------------------------------------------------------------------------------------


def read(
    interfaces: Mapping[str, tuple[str, ...]], access_lists: Mapping[tuple[int, str], tuple[str, ...]], owned: Iterable[LineKey]
) -> Checks:
    """Return all that checks sources, whoever wrote it."""
    groups: dict[GroupKey, str] = {}
    verified: dict[tuple[str, int], str] = {}
    for name, lines in interfaces.items():
        for line in lines:
            family = 6 if line.startswith("ipv6") else 4
            if found := _GROUP.fullmatch(line):
                groups[GroupKey(name, family, "ingress" if found[2] == "in" else "egress")] = found[1]
            elif found := _VERIFY.fullmatch(line):
                verified[name, family] = found[2]
    lists = {
        AclKey(*key): tuple(spelled(found[1]) for line in lines if (found := _ENTRY.fullmatch(line))) for key, lines in access_lists.items()
    }
    return Checks(lists, groups, verified, dict(observed_of(owned)))


def networks(interfaces: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[Prefix, ...]]:
    """Return the networks of the interfaces of the global table."""
    found: dict[str, tuple[Prefix, ...]] = {}
    for name, lines in interfaces.items():
        if any(line.startswith(("vrf forwarding ", "ip vrf forwarding ")) for line in lines):
            continue
        here: list[Prefix] = []
        for line in lines:
            if told := _V4_ADDRESS.fullmatch(line):
                length = bin(Prefix.parse(f"{told[2]}/32").network).count("1")
                here.append(Prefix.parse(f"{told[1]}/32").covering(length))
            elif (told := _V6_ADDRESS.fullmatch(line)) and int(told[2]) <= BITS[6]:
                here.append(Prefix.parse(f"{told[1]}/128").covering(int(told[2])))
        found[name] = tuple(here)
    return found


def links(interfaces: Mapping[str, tuple[str, ...]], defaults: Mapping[int, str | None]) -> Links:
    """Return the router's own networks. ``defaults``: the interface of each family's default route."""
    return Links(networks(interfaces), frozenset((family, name) for family, name in defaults.items() if name is not None))


def held(checks: Checks, owned: Iterable[LineKey]) -> dict[str, HeldInterface]:
    """Return what of ours runs on each interface. The router names no source that it counts, so somebody must look."""
    names = {key.interface for key, name in checks.groups.items() if name.startswith(OURS)}
    names |= {key.address for key in owned if is_of_sources(key)}
    unknown = ("IOS names none; look at: show ip access-lists, show ipv6 access-list",)
    return {name: HeldInterface(checks.observed.get(name), unknown if name in checks.observed else ()) for name in names}


# -- what is wanted ------------------------------------------------------------------------------


def wish(now: Checks, names: Iterable[str], owned: Iterable[LineKey], policy: SourcePolicy) -> SourceWish:
    """Return what the router should check. What the operator has on an interface stays, and is a finding."""
    return wish_of(now, names, owned, policy, build(policy))


@dataclass(frozen=True)
class SourceLines:
    """A change in IOS's lines: what is made first, what acts, what goes last; ``undo`` takes off what is made first."""

    lists: tuple[str, ...] = ()
    interfaces: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    undo: tuple[str, ...] = ()


def list_line(key: AclKey) -> str:
    """Print the line that begins an access list."""
    return f"ip access-list extended {key.name}" if key.family == 4 else f"ipv6 access-list {key.name}"


def list_lines(key: AclKey, entries: Iterable[str]) -> Iterator[str]:
    """Print an access list."""
    yield list_line(key)
    yield from (f" {entry}" for entry in entries)
    yield "exit"


def group_line(key: GroupKey, name: str) -> str:
    """Print where an access list is bound."""
    return f"{'ip access-group' if key.family == 4 else 'ipv6 traffic-filter'} {name} {_WAY[key.way]}"


def _verify_line(family: int) -> str:
    return f"{_IP[family]} verify unicast source reachable-via"


def lines_of(changed: SourceChange) -> SourceLines:
    """Print a change. On one interface what comes stands before what goes."""
    wished = changed.wished
    names = {key.interface for key in (*changed.groups, *wished.groups_off)} | {
        name for name, _ in (*changed.verified, *wished.verified_off)
    }
    found: list[str] = []
    for name in sorted(names):
        found.append(f"interface {name}")
        found += [f" {group_line(group, bound)}" for group, bound in sorted(changed.groups.items()) if group.interface == name]
        found += [f" {_verify_line(family)} {mode}" for (other, family), mode in sorted(changed.verified.items()) if other == name]
        found += [
            f" no {group_line(group, bound)}"
            for group, bound in sorted(wished.groups_off.items())
            if group.interface == name and group not in changed.groups
        ]
        found += [f" no {_verify_line(family)} rx" for other, family in sorted(wished.verified_off) if other == name]
        found.append("exit")
    made = tuple(line for key, entries in sorted(changed.lists.items()) for line in list_lines(key, entries))
    undo = tuple(f"no {list_line(key)}" for key in sorted(changed.lists))
    return SourceLines(made, tuple(found), tuple(f"no {list_line(key)}" for key in sorted(changed.lists_off)), undo)


def lines(checks: Checks) -> list[str]:
    """Print all checks as a person would type them on a router that has none."""
    made = lines_of(SourceChange(checks.access_lists, frozenset(), checks.groups, checks.verified, SourceWish(checks)))
    return [*made.lists, *made.interfaces]


def missing_lists(now: Checks, wished: SourceWish) -> list[str]:
    """Return which access lists a router does not hold of a wish."""
    return [
        f"{list_line(key)} is not what was sent"
        for key, entries in sorted(wished.checks.access_lists.items())
        if now.access_lists.get(key) != entries
    ]


def missing(now: Checks, wished: SourceWish) -> list[str]:
    """Return what a router does not hold of a wish."""
    wanted = wished.checks
    found = missing_lists(now, wished)
    found += [
        f"interface {key.interface}: no {group_line(key, name)}"
        for key, name in sorted(wanted.groups.items())
        if now.groups.get(key) != name
    ]
    found += [
        f"interface {name}: no {_verify_line(family)} {mode}"
        for (name, family), mode in sorted(wanted.verified.items())
        if now.verified.get((name, family)) != mode
    ]
    off = [key for key in sorted(wished.groups_off) if key not in wanted.groups and now.groups.get(key, "").startswith(OURS)]
    found += [f"interface {key.interface}: still {group_line(key, now.groups[key])}" for key in off]
    return found + [f"interface {name}: still {_verify_line(family)}" for name, family in sorted(wished.verified_off & now.verified.keys())]
