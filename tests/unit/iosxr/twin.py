# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A configuration as XML of IOS-XR's unified models, so that the vendor's own schema can look at what it would be over NETCONF.

Bodies of sets and policies are one string there; their spelling is judged by ``rpl.py`` alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree import ElementTree as ET

from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.iosxr.objects import Configuration, Kind
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.iosxr.sources import Checks
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.iosxr.text import object_lines
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.line_keys import LineKey

_POLICY = "http://cisco.com/ns/yang/Cisco-IOS-XR-um-route-policy-cfg"
_BGP = "http://cisco.com/ns/yang/Cisco-IOS-XR-um-router-bgp-cfg"
#: The list, its entries, their key and their text, by kind.
_OBJECTS = {
    Kind.PREFIX_SET: ("prefix-sets", "prefix-set", "set-name", "rpl-prefix-set"),
    Kind.AS_PATH_SET: ("as-path-sets", "as-path-set", "set-name", "rplas-path-set"),
    Kind.COMMUNITY_SET: ("community-sets", "community-set", "set-name", "rpl-community-set"),
    Kind.LARGE_COMMUNITY_SET: ("large-community-sets", "large-community-set", "set-name", "large-community-set-as-text"),
    Kind.POLICY: ("route-policies", "route-policy", "route-policy-name", "rpl-route-policy"),
}


def _leaf(parent: ET.Element, name: str, text: str | None = None) -> ET.Element:
    found = ET.SubElement(parent, name)
    found.text = text
    return found


def _line(parent: ET.Element, line: str) -> None:
    """Add what a line at a neighbor says."""
    word, *rest = line.split()
    match word:
        case "ttl-security":
            _leaf(parent, word)
        case "enforce-first-as":
            _leaf(parent, word, rest[0])
        case "password":
            _leaf(_leaf(parent, word), "encrypted", rest[1])
        case "soft-reconfiguration":
            _leaf(_leaf(_leaf(parent, word), rest[0]), rest[1])
        case "maximum-prefix":
            limit = _leaf(parent, word)
            _leaf(limit, "maximum-prefix-number", rest[0])
            _leaf(limit, "threshold-value", rest[1])
            _leaf(limit, rest[2], rest[3] if len(rest) > 3 else None)
        case _:
            raise AssertionError(f"{line!r} has no twin")


def twin(asn: int, made: Configuration, neighbors: Mapping[str, int]) -> str:
    """Return the XML. ``neighbors``: the ASN of each address."""
    policy = ET.Element("routing-policy", xmlns=_POLICY)
    sets = ET.SubElement(policy, "sets")
    parents = {kind: policy if kind is Kind.POLICY else sets for kind in _OBJECTS}
    lists: dict[Kind, ET.Element] = {}
    for key, body in sorted(made.objects.items(), key=lambda item: (item[0].kind is Kind.POLICY, item[0])):
        listed, entry, name, text = _OBJECTS[key.kind]
        if key.kind not in lists:
            lists[key.kind] = ET.SubElement(parents[key.kind], listed)
        found = ET.SubElement(lists[key.kind], entry)
        _leaf(found, name, key.name)
        _leaf(found, text, "\n".join(line for line in object_lines(key, body) if line != "!"))
    router = ET.Element("router", xmlns=_BGP)
    speaker = ET.SubElement(ET.SubElement(router, "bgp"), "as")
    _leaf(speaker, "as-number", str(asn))
    if made.rtr_caches:
        servers = ET.SubElement(ET.SubElement(speaker, "rpki"), "servers")
        for host, port in sorted(made.rtr_caches):
            server = ET.SubElement(servers, "server")
            _leaf(server, "server-name", host)
            _leaf(ET.SubElement(ET.SubElement(server, "transport"), "tcp"), "port", str(port))
    holder = ET.Element("neighbors")
    for address, remote in sorted(neighbors.items()):
        neighbor = ET.SubElement(holder, "neighbor")
        _leaf(neighbor, "address", address)
        _leaf(neighbor, "remote-as", str(remote))
        for line in _lines(made, address, 0):
            _line(neighbor, line)
        families = ET.SubElement(neighbor, "address-families")
        for family in (4, 6):
            lines = _lines(made, address, family)
            bound = {key.direction: name for key, name in made.bindings.items() if (key.address, key.family) == (address, family)}
            if not lines and not bound:
                continue
            said = ET.SubElement(families, "address-family")
            _leaf(said, "af-name", f"ipv{family}-unicast")
            for line in lines:
                _line(said, line)
            policies = ET.SubElement(said, "route-policy")
            for direction, name in sorted(bound.items()):
                _leaf(policies, direction, name)
    of_router = ET.SubElement(speaker, "address-families")
    for family in (4, 6):
        if _lines(made, "router", family):
            said = ET.SubElement(of_router, "address-family")
            _leaf(said, "af-name", f"ipv{family}-unicast")
            _leaf(_leaf(_leaf(_leaf(said, "bgp"), "origin-as"), "validation"), "enable")
    speaker.append(holder)
    return "\n".join(ET.tostring(item, encoding="unicode") for item in (policy, router)) + "\n"


def _lines(made: Configuration, address: str, family: int) -> list[str]:
    return [line for key, line in sorted(made.lines.items()) if (key.address, key.family) == (address, family) and isinstance(key, LineKey)]


def interfaces_twin(checks: Checks) -> str:
    """Return strict uRPF of IPv4 as XML. Access lists, and IPv6 on interfaces, are in no model that the schema's folder loads."""
    root = ET.Element("interfaces", xmlns="http://cisco.com/ns/yang/Cisco-IOS-XR-um-interface-cfg")
    for (name, family), mode in sorted(checks.verified.items()):
        if family != 4:
            continue
        interface = ET.SubElement(root, "interface")
        _leaf(interface, "interface-name", name)
        verify = ET.SubElement(ET.SubElement(interface, "ipv4"), "verify", xmlns="http://cisco.com/ns/yang/Cisco-IOS-XR-um-if-ipv4-cfg")
        told = _leaf(_leaf(_leaf(verify, "unicast"), "source"), "reachable-via")
        _leaf(told, "type", mode)
        _leaf(told, "allow-self-ping", "false")
        _leaf(told, "allow-default", "false")
    return ET.tostring(root, encoding="unicode") + "\n"
