# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What FRR and IOS have alike inside ``router bgp``: the families that lines stand in, neighbors, originations, and what is harmless."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from .reading import Neighbors, canonical, family_of, network_of, session_of, template
from .tree import BgpSession, Line, Origination

_OF_FAMILY_WORDS = """
activate addpath-tx-all-paths addpath-tx-bestpath-per-AS advertise advertise-map allowas-in as-override
attribute-unchanged default-originate distribute-list filter-list maximum-prefix maximum-prefix-out
next-hop-self prefix-list remove-private-as remove-private-AS route-map route-reflector-client
route-server-client send-community soft-reconfiguration soo unsuppress-map weight
"""
#: Lines of neighbors that belong to a family; outside of one they are of IPv4 unicast.
_OF_FAMILY = frozenset(_OF_FAMILY_WORDS.split())
#: Router-wide lines that decide for no route whether it passes a session's filters.
_HARMLESS = re.compile(
    r"(no )?(bgp (router-id|conditional-advertisement|long-lived|log-neighbor-changes|bestpath|graceful-restart|"
    r"graceful-shutdown|deterministic-med|always-compare-med|cluster-id|client-to-client|coalesce-time|dampening|"
    r"default (link-local-capability|local-preference|software-version-capability|show-hostname|show-nexthop-hostname|"
    r"subgroup-pkt-queue-max|route-target|ipv[46]-unicast)|disable-ebgp-connected-route-check|enforce-first-as|"
    r"ebgp-requires-policy|fast-external-fail\S*|hard-administrative-reset|inject-map|listen|long-lived-graceful-restart|"
    r"maxas-limit|max-med|minimum-holdtime|network|nexthop|redistribute-internal|regexp|reject-as-sets|route-map|"
    r"route-reflector|rpki|scan-time|shutdown|slow-peer|snmp|suppress-(inactive|fib-pending|duplicates)|tcp-keepalive|"
    r"update-delay|update-group|upgrade-cli|allow-martian-nexthop|additional-paths|asnotation|refresh|"
    r"advertise-best-external|recursion|transport|sourced-paths|aggregate-timer|lu-delay|default-received-pkt-timer)\b|"
    r"(timers|bmp|redistribute|aggregate-address|maximum-paths|distance|table-map|synchronization|auto-summary|"
    r"default-metric|default-information|read-quanta|write-quanta|import|export|rd|rt|label|route-target|sid|srv6|"
    r"nexthop|segment-routing|maximum-secondary-paths|snmp|vni|advertise|advertise-all-vni|address-family|exit\S*|mpls|"
    r"template|scope|update|additional-paths|dampening|unicast-reachability)\b)"
)


#: Families that are not audited.
_OTHER_FAMILIES = frozenset(
    ("l2vpn", "vpn", "vpnv4", "vpnv6", "multicast", "flowspec", "labeled-unicast", "evpn", "mvpn", "mdt", "nsap", "rtfilter", "link-state")
)


@dataclass
class Instance:
    """One BGP instance or VRF as it is read."""

    asn: int | None
    vrf: str | None
    neighbors: Neighbors = field(default_factory=Neighbors)
    originations: list[Origination] = field(default_factory=list)
    settings: dict[str, tuple[Line, bool]] = field(default_factory=dict)
    unread: list[Line] = field(default_factory=list)
    listens: list[tuple[Line, str, str]] = field(default_factory=list)
    caches: list[Line] = field(default_factory=list)

    def line(self, line: Line, family: int | None, holder: str | None) -> None:
        """Read one line. ``family`` None: of a family that is not audited. ``holder``: the template that it stands in."""
        words = line.text.split()
        is_off = words[0] == "no"
        bare = words[1:] if is_off else words
        if family is None:
            return
        if holder is not None:
            self._said(line, holder, family, bare, is_off)
        elif bare[:1] == ["neighbor"] and len(bare) > 2:
            self._said(line, canonical(bare[1]), family, bare[2:], is_off)
        elif bare[:1] == ["network"] and not is_off:
            self._network(line, bare[1:])
        elif bare[:3] == ["bgp", "listen", "range"] and bare[4:5] == ["peer-group"] and len(bare) > 5 and not is_off:
            self.listens.append((line, bare[3], bare[5]))
        elif bare[:3] == ["bgp", "rpki", "server"] and not is_off:
            self.caches.append(line)
        elif _HARMLESS.match(line.text):
            for count in (2, 3):
                self.settings[" ".join(bare[:count])] = (line, not is_off)
        else:
            self.unread.append(line)

    def _said(self, line: Line, name: str, family: int, words: list[str], is_off: bool) -> None:
        if words == ["peer-group"]:
            self.neighbors.groups.add(name)
            return
        if words[0] == "interface" and len(words) > 1:
            self._interface(line, name, words[1:])
            return
        if words[0] not in _OF_FAMILY and words[:2] != ["inherit", "peer-policy"]:
            families = [0]
        elif name.startswith("template "):
            families = [4, 6]
        else:
            families = [family or 4]
        for one in families:
            self.neighbors.add(name, one, line, words, is_off)

    def _interface(self, line: Line, name: str, words: list[str]) -> None:
        words = words[1:] if words[0] == "v6only" else words
        for place in range(0, len(words) - 1, 2):
            self.neighbors.add(name, 0, line, words[place : place + 2])

    def _network(self, line: Line, words: list[str]) -> None:
        try:
            if words[1:2] == ["mask"] and len(words) > 2:
                length = bin(int.from_bytes(bytes(int(part) for part in words[2].split(".")), "big")).count("1")
                prefix, rest = network_of(f"{words[0]}/{length}"), words[3:]
            else:
                prefix, rest = network_of(_with_length(words[0])), words[1:]
        except (ValueError, IndexError):
            self.unread.append(line)
            return
        name = rest[rest.index("route-map") + 1] if "route-map" in rest[:-1] else None
        self.originations.append(Origination(prefix, line, name))

    def is_on(self, words: str, default: bool | None) -> bool | None:
        """Tell whether a router-wide line is on."""
        found = self.settings.get(words)
        return default if found is None else found[1]

    def nameless(self) -> Iterator[Line]:
        """Return lines at names that are no address, no group and no template, and have no ASN."""
        for name, line in self.neighbors.first.items():
            is_known = name in self.neighbors.groups or name.startswith("template ") or family_of(name) is not None
            if not is_known and "remote-as" not in self.neighbors.settings(name, 0):
                yield line

    def sessions(self) -> Iterator[BgpSession]:
        """Return the sessions, each with its families."""
        by_default = {4: self.is_on("bgp default ipv4-unicast", True), 6: self.is_on("bgp default ipv6-unicast", False)}

        def families(name: str) -> list[int]:
            found = []
            for family in (4, 6):
                said = self.neighbors.settings(name, family).get("activate")
                if (said is not None and said[1][0] != "no") or (said is None and by_default[family]):
                    found.append(family)
            return found

        for name in self.neighbors.first:
            if name in self.neighbors.groups or name.startswith("template "):
                continue
            if "remote-as" not in self.neighbors.settings(name, 0) and family_of(name) is None:
                continue
            yield session_of(self.neighbors, name, self.asn, self.vrf, families(name), name)
        for line, range_text, group in self.listens:
            if group in self.neighbors.first:
                yield session_of(self.neighbors, group, self.asn, self.vrf, families(group), range_text, line)


def _with_length(text: str) -> str:
    """Give a classful network its length."""
    if "/" in text or ":" in text:
        return text
    first = int(text.partition(".")[0])
    return f"{text}/{8 if first < 128 else 16 if first < 192 else 24}"


def read_instances(asn: int | None, vrf: str | None, body: tuple[Line, ...]) -> list[Instance]:
    """Read what is below ``router bgp``: the instance, then one for each VRF whose families stand in it.

    IPv4 and IPv6 unicast are audited; other families are passed over.
    """
    main = Instance(asn, vrf)
    found = [main]
    here, family, holder = main, 0, None
    is_audited = True
    for line in body:
        words = line.text.split()
        if words[0] in ("exit-address-family", "exit-peer-policy", "exit-peer-session"):
            here, family, holder, is_audited = main, 0, None, True
        elif words[0] == "address-family":
            here, holder = main, None
            family = {"ipv4": 4, "ipv6": 6}.get(words[1] if len(words) > 1 else "", 0)
            rest = words[2:]
            rest = rest[1:] if rest[:1] == ["unicast"] else rest
            is_audited = family != 0 and (not rest or rest[0] == "vrf")
            if not is_audited and not (_OTHER_FAMILIES & {*words[1:]}):
                main.unread.append(line)
            if rest[:1] == ["vrf"] and len(rest) > 1:
                here = next((item for item in found[1:] if item.vrf == rest[1]), None) or Instance(asn, rest[1])
                if here not in found[1:]:
                    found.append(here)
        elif words[0] == "template" and len(words) == 3:
            here, holder, family = main, template(words[1], words[2]), 0
            is_audited = True
        elif words[0] in ("exit", "vnc", "exit-vnc"):
            here, family, holder, is_audited = main, 0, None, words[0] != "vnc"
        else:
            here.line(line, family if is_audited else None, holder)
    return found


def policy_lines(instance: Instance) -> dict[str, Line]:
    """Return the router-wide lines that are on."""
    return {words: line for words, (line, is_on) in instance.settings.items() if is_on}
