# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Source-address validation on EOS: strict uRPF, or an access list, on each declared interface.

What is decided, and what is kept, is said in ``interface_checks``; here stands how EOS says it. Entries are kept without their
sequence numbers and in one spelling. A list counts only with ``counters per-entry``, so one that observes has that line. uRPF looks at the
routes alone, so a source of the permitted set that is not routed back is dropped there; the adviser has chosen a list where that would
meet anybody. Which lists a switch takes outward, and how many entries, is a matter of its hardware: a commit that it refuses changes
nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from ...model.prefixes import BITS, Prefix
from ...model.sources import HeldInterface, Links, SourcePolicy
from .. import interface_checks
from ..interface_checks import AclKey, Checks, GroupKey, SourceChange, SourceWish, back, observed_of, released
from ..line_keys import LineKey
from ..pair_names import digest
from .names import address_word

__all__ = ["Checks", "SourceWish", "back", "released"]

_FAMILY = {"ip": 4, "ipv6": 6}
_COUNTERS = "counters per-entry"
#: What is of the link alone and is never forwarded: link-scope multicast (OSPF, VRRP, IGMP, ND, MLD), DHCP, link-local
#: addresses, and the unspecified one of duplicate address detection.
_LINK: Mapping[int, tuple[str, ...]] = {
    4: (
        "permit ip any 224.0.0.0/24",
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
_GROUP = re.compile(r"(ip|ipv6) access-group (\S+) (in|out)", re.ASCII)
_VERIFY = re.compile(r"(ip|ipv6) verify unicast source reachable-via (\S.*)", re.ASCII)
_HOST = re.compile(r"(?<!\S)([0-9A-Fa-f:.]+)/(32|128)(?!\S)", re.ASCII)


def spelled(entry: str) -> str:
    """Return an entry of an access list in the one spelling that is compared; a remark stays as it is."""
    words = " ".join(entry.split())
    return words if words.startswith("remark ") else _HOST.sub(_host_of, words)


def _host_of(found: re.Match[str]) -> str:
    """A prefix of one address is a host."""
    return f"host {found[1]}" if (":" in found[1]) == (found[2] == "128") else found[0]


class _Words:
    """How EOS says it."""

    ip: Mapping[int, str] = {4: "ip", 6: "ipv6"}
    link = _LINK
    interface = re.compile(r"[A-Za-z][A-Za-z-]*[0-9][0-9/.]*", re.ASCII)
    counting: tuple[str, ...] = (_COUNTERS,)

    def prefix(self, prefix: Prefix) -> str:
        return str(prefix)

    def name(self, key: GroupKey, entries: tuple[str, ...]) -> str:
        return f"{key.way.upper()}-{address_word(key.interface)}-{digest(entries)}"

    def list_line(self, key: AclKey) -> str:
        return f"{self.ip[key.family]} access-list {key.name}"

    def group_line(self, key: GroupKey, name: str) -> str:
        return f"{self.ip[key.family]} access-group {name} {key.way}"


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
        family = 6 if line.startswith("ipv6") else 4
        lines = tuple(below)
        found = (_ENTRY.fullmatch(item) for item in lines)
        counters = (_COUNTERS,) if _COUNTERS in lines else ()
        self.lists[AclKey(family, line.split()[2])] = (*counters, *(spelled(item[1]) for item in found if item))

    def interface(self, name: str, lines: list[str]) -> None:
        """Read one interface of the global table."""
        networks = []
        for line in lines:
            words = line.split()
            if found := _GROUP.fullmatch(line):
                self.groups[GroupKey(name, _FAMILY[found[1]], found[3])] = found[2]
            elif found := _VERIFY.fullmatch(line):
                self.verified[name, _FAMILY[found[1]]] = found[2]
            elif words[:2] in (["ip", "address"], ["ipv6", "address"]) and len(words) > 2:
                networks += _network(words[2:])
        if not any(line.startswith("vrf ") for line in lines):
            self.networks[name] = tuple(networks)

    def checks(self, owned: Iterable[LineKey]) -> Checks:
        """Return all that checks sources, whoever wrote it."""
        return Checks(self.lists, self.groups, self.verified, observed_of(owned))


def _network(words: list[str]) -> list[Prefix]:
    """Return the network of an address with a length; nothing for one that is learned."""
    base, slash, length = words[0].partition("/")
    try:
        return [Prefix.parse(f"{base}/{BITS[6 if ':' in base else 4]}").covering(int(length))] if slash else []
    except ValueError:
        return []


def held(checks: Checks, owned: Iterable[LineKey]) -> dict[str, HeldInterface]:
    """Return what of ours runs on each interface. The router names no source that it counts, so somebody must look."""
    return interface_checks.held(checks, owned, "EOS names none; look at: show ip access-lists, show ipv6 access-lists")


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
    return interface_checks.change_lines(_WORDS, changed, "   ", "")


def lines(checks: Checks) -> Iterator[str]:
    """Print all checks as a person would load them on a router that has none."""
    return change_lines(interface_checks.of_nothing(checks))


def missing(now: Checks, wished: SourceWish, gone: Iterable[AclKey]) -> list[str]:
    """Return what a router does not hold of a wish."""
    return interface_checks.missing(_WORDS, now, wished, gone)
