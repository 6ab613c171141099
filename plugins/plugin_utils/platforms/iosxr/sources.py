# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Source-address validation on IOS-XR: strict uRPF, or an access list, on each declared interface.

What is decided, and what is kept, is said in ``interface_checks``; here stands how IOS-XR says it. Entries are kept without their
sequence numbers and in one spelling, because the router prints prefixes of IPv4 with a wildcard and hosts as hosts. What the router
sends itself passes no access list of its own interfaces. uRPF looks at the routes alone, so a source of the permitted set that is not
routed back is dropped there; the adviser has chosen a list where that would meet anybody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from ...model.prefixes import BITS, Prefix, int_to_address
from ...model.sources import HeldInterface, Links, SourcePolicy
from .. import interface_checks
from ..interface_checks import AclKey, Checks, GroupKey, SourceChange, SourceWish, back, observed_of, released
from ..line_keys import LineKey
from ..pair_names import digest
from .names import address_word

__all__ = ["Checks", "SourceWish", "back", "released"]

_WAY = {"in": "ingress", "out": "egress"}
_OF_WAY = {word: way for way, word in _WAY.items()}
#: What is of the link alone and is never forwarded: link-scope multicast (OSPF, VRRP, IGMP, ND, MLD), DHCP, link-local
#: addresses, and the unspecified one of duplicate address detection.
_LINK: Mapping[int, tuple[str, ...]] = {
    4: (
        "permit ipv4 any 224.0.0.0 0.0.0.255",
        "permit igmp host 0.0.0.0 any",
        "permit udp host 0.0.0.0 eq bootpc any eq bootps",
    ),
    6: (
        "permit ipv6 fe80::/10 any",
        "permit icmpv6 host :: any",
        "permit ipv6 any ff02::/16",
    ),
}
_ENTRY = re.compile(r"(?:[0-9]{1,10} )?((?:permit|deny|remark) .+)", re.ASCII)
_GROUP = re.compile(r"ipv([46]) access-group (\S+) (ingress|egress)", re.ASCII)
_VERIFY = re.compile(r"ipv([46]) verify unicast source reachable-via (\S.*)", re.ASCII)
_V4_PREFIX = re.compile(r"(?<![0-9.])([0-9]{1,3}(?:\.[0-9]{1,3}){3})/([0-9]{1,2})(?![0-9.])", re.ASCII)
_V6_HOST = re.compile(r"(?<!\S)([0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)/128(?!\S)", re.ASCII)


def _wildcard(length: int) -> str:
    return int_to_address(4, (1 << (32 - length)) - 1)


def spelled(entry: str) -> str:
    """Return an entry of an access list in the one spelling that is compared; a remark stays as it is."""
    words = " ".join(entry.split())
    if words.startswith("remark "):
        return words

    def v4(found: re.Match[str]) -> str:
        length = int(found[2])
        return f"host {found[1]}" if length == 32 else f"{found[1]} {_wildcard(min(length, 32))}"

    return re.sub(r"(\S+) 0\.0\.0\.0(?=\s)", _host_of, _V6_HOST.sub(r"host \1", _V4_PREFIX.sub(v4, words)))


def _host_of(found: re.Match[str]) -> str:
    """An address with a wildcard of nothing is a host."""
    return f"host {found[1]}" if re.fullmatch(r"[0-9]{1,3}(?:\.[0-9]{1,3}){3}", found[1]) else found[0]


class _Words:
    """How IOS-XR says it."""

    ip: Mapping[int, str] = {4: "ipv4", 6: "ipv6"}
    link = _LINK
    interface = re.compile(r"[A-Za-z][A-Za-z-]*[0-9][0-9/.:]*", re.ASCII)
    counting: tuple[str, ...] = ()

    def prefix(self, prefix: Prefix) -> str:
        address = str(prefix).partition("/")[0]
        return str(prefix) if prefix.family == 6 else f"{address} {_wildcard(prefix.length)}"

    def name(self, key: GroupKey, entries: tuple[str, ...]) -> str:
        return f"{_WAY[key.way].upper()}-{address_word(key.interface).replace('/', '_')}-{digest(entries)}"

    def list_line(self, key: AclKey) -> str:
        return f"{self.ip[key.family]} access-list {key.name}"

    def group_line(self, key: GroupKey, name: str) -> str:
        return f"{self.ip[key.family]} access-group {name} {_WAY[key.way]}"


_WORDS = _Words()


# -- reading -------------------------------------------------------------------------------------


@dataclass
class Reader:
    """Collects what a configuration says of interfaces and access lists."""

    lists: dict[AclKey, tuple[str, ...]] = field(default_factory=dict)
    groups: dict[GroupKey, str] = field(default_factory=dict)
    verified: dict[tuple[str, int], str] = field(default_factory=dict)
    networks: dict[str, tuple[Prefix, ...]] = field(default_factory=dict)

    def access_list(self, line: str, below: Iterable[str]) -> None:
        """Read one access list."""
        family = 4 if line.startswith("ipv4") else 6
        found = (_ENTRY.fullmatch(item) for item in below)
        self.lists[AclKey(family, line.split()[2])] = tuple(spelled(item[1]) for item in found if item)

    def interface(self, name: str, lines: list[str]) -> None:
        """Read one interface of the global table."""
        networks = []
        for line in lines:
            words = line.split()
            if found := _GROUP.fullmatch(line):
                self.groups[GroupKey(name, int(found[1]), _OF_WAY[found[3]])] = found[2]
            elif found := _VERIFY.fullmatch(line):
                self.verified[name, int(found[1])] = found[2]
            elif words[:2] in (["ipv4", "address"], ["ipv6", "address"]) and len(words) > 2:
                networks += _network(words[2:])
        if not any(line.startswith("vrf ") for line in lines):
            self.networks[name] = tuple(networks)

    def checks(self, owned: Iterable[LineKey]) -> Checks:
        """Return all that checks sources, whoever wrote it."""
        return Checks(self.lists, self.groups, self.verified, observed_of(owned))


def _network(words: list[str]) -> list[Prefix]:
    """Return the network of an address with a mask or a length; nothing for one that is learned."""
    address, *mask = words
    try:
        base, slash, length = address.partition("/")
        family = 6 if ":" in base else 4
        if not slash:
            length = str(bin(Prefix.parse(f"{mask[0]}/32").network).count("1")) if mask else str(BITS[family])
        return [Prefix.parse(f"{base}/{BITS[family]}").covering(int(length))]
    except (ValueError, IndexError):
        return []


def held(checks: Checks, owned: Iterable[LineKey]) -> dict[str, HeldInterface]:
    """Return what of ours runs on each interface. The router names no source that it counts, so somebody must look."""
    return interface_checks.held(checks, owned, "IOS-XR names none; look at: show access-lists ipv4, show access-lists ipv6")


def links(reader: Reader, defaults: Mapping[int, str | None]) -> Links:
    """Return the router's own networks. ``defaults``: the interface of each family's default route."""
    return interface_checks.links(reader.networks, defaults)


# -- what is wanted ------------------------------------------------------------------------------


def build(policy: SourcePolicy) -> Checks:
    """Return what the declared interfaces should have; those that are kept are left out."""
    return interface_checks.build(_WORDS, policy)


def wish(now: Checks, names: Iterable[str], owned: Iterable[LineKey], policy: SourcePolicy) -> SourceWish:
    """Return what the router should check. What the operator has on an interface stays, and is a finding."""
    return interface_checks.wish(_WORDS, now, names, owned, policy)


def change_lines(changed: SourceChange) -> Iterator[str]:
    """Print a change."""
    return interface_checks.change_lines(_WORDS, changed, " ", " rx")


def lines(checks: Checks) -> Iterator[str]:
    """Print all checks as a person would load them on a router that has none."""
    return change_lines(interface_checks.of_nothing(checks))


def missing(now: Checks, wished: SourceWish, gone: Iterable[AclKey]) -> list[str]:
    """Return what a router does not hold of a wish."""
    return interface_checks.missing(_WORDS, now, wished, gone)
