# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Source-address validation on IOS: strict uRPF, or an access list, on each declared interface.

An access list is never edited: its name says its content, and the interface is given another one, in one line. What of the operator's is
there, what runs and what is wished is said in ``interface_checks``; here stands how IOS says it. A list that is bound and not there permits
everything, so it is made and read back first. What the router sends itself passes no access list of its own interfaces. uRPF looks at the
routes alone (``show ip cef``), so a source of the permitted set that is not routed back is dropped there; the adviser has chosen a list
where that would meet anybody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ...model.prefixes import BITS, Prefix, int_to_address
from ...model.sources import HeldInterface, Links, SourcePolicy
from .. import interface_checks
from ..interface_checks import (
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
from ..line_keys import LineKey
from .names import digest
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


class _Words:
    """How IOS says it."""

    ip: Mapping[int, str] = {4: "ip", 6: "ipv6"}
    link = _LINK
    interface = re.compile(r"[A-Za-z][A-Za-z-]*[0-9][0-9/.:]*", re.ASCII)
    counting: tuple[str, ...] = ()

    def prefix(self, prefix: Prefix) -> str:
        address = str(prefix).partition("/")[0]
        return str(prefix) if prefix.family == 6 else f"{address} {int_to_address(4, (1 << (32 - prefix.length)) - 1)}"

    def name(self, key: GroupKey, entries: tuple[str, ...]) -> str:
        # IPv4 and IPv6 lists must not share a name (command reference, ipv6 access-list).
        return f"{key.way.upper()}-{key.family}-{digest((key.interface, *entries))}"

    def list_line(self, key: AclKey) -> str:
        return f"ip access-list extended {key.name}" if key.family == 4 else f"ipv6 access-list {key.name}"

    def group_line(self, key: GroupKey, name: str) -> str:
        return f"{'ip access-group' if key.family == 4 else 'ipv6 traffic-filter'} {name} {key.way}"


_WORDS = _Words()


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
                groups[GroupKey(name, family, found[2])] = found[1]
            elif found := _VERIFY.fullmatch(line):
                verified[name, family] = found[2]
    lists = {
        AclKey(*key): tuple(spelled(found[1]) for line in lines if (found := _ENTRY.fullmatch(line))) for key, lines in access_lists.items()
    }
    return Checks(lists, groups, verified, observed_of(owned))


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
    return interface_checks.links(networks(interfaces), defaults)


def held(checks: Checks, owned: Iterable[LineKey]) -> dict[str, HeldInterface]:
    """Return what of ours runs on each interface. The router names no source that it counts, so somebody must look."""
    return interface_checks.held(checks, owned, "IOS names none; look at: show ip access-lists, show ipv6 access-list")


# -- what is wanted ------------------------------------------------------------------------------


def build(policy: SourcePolicy) -> Checks:
    """Return what the declared interfaces should have; those that are kept are left out."""
    return interface_checks.build(_WORDS, policy)


def wish(now: Checks, names: Iterable[str], owned: Iterable[LineKey], policy: SourcePolicy) -> SourceWish:
    """Return what the router should check. What the operator has on an interface stays, and is a finding."""
    return interface_checks.wish(_WORDS, now, names, owned, policy)


@dataclass(frozen=True)
class SourceLines:
    """A change in IOS's lines: what is made first, what acts, what goes last; ``undo`` takes off what is made first."""

    lists: tuple[str, ...] = ()
    interfaces: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    undo: tuple[str, ...] = ()


def _list_lines(key: AclKey, entries: Iterable[str]) -> Iterator[str]:
    yield _WORDS.list_line(key)
    yield from (f" {entry}" for entry in entries)
    yield "exit"


def lines_of(changed: SourceChange) -> SourceLines:
    """Print a change. On one interface what comes stands before what goes."""
    found: list[str] = []
    for name in changed.interfaces:
        found.append(f"interface {name}")
        found += [f" {line}" for line in changed.set_on(_WORDS, name)]
        found += [f" no {line}" for line in changed.unbound_from(_WORDS, name)]
        found += [f" no {line} rx" for line in changed.unverified_on(_WORDS, name)]
        found.append("exit")
    made = tuple(line for key, entries in sorted(changed.lists.items()) for line in _list_lines(key, entries))
    undo = tuple(f"no {_WORDS.list_line(key)}" for key in sorted(changed.lists))
    return SourceLines(made, tuple(found), tuple(f"no {_WORDS.list_line(key)}" for key in sorted(changed.lists_off)), undo)


def lines(checks: Checks) -> list[str]:
    """Print all checks as a person would type them on a router that has none."""
    made = lines_of(interface_checks.of_nothing(checks))
    return [*made.lists, *made.interfaces]


def missing_lists(now: Checks, wished: SourceWish) -> list[str]:
    """Return which access lists a router does not hold of a wish."""
    return interface_checks.missing_lists(_WORDS, now, wished)


def missing(now: Checks, wished: SourceWish) -> list[str]:
    """Return what a router does not hold of a wish."""
    return interface_checks.missing(_WORDS, now, wished)
