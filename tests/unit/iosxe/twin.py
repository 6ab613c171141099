# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A configuration as XML of IOS-XE's native model, so that the vendor's own schema can look at what it would be over NETCONF."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree import ElementTree as ET

from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.iosxe.objects import Bound, Configuration, MapEntry, Way
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.line_keys import LineKey

_NATIVE, _BGP, _MAP = (f"http://cisco.com/ns/yang/Cisco-IOS-XE-{name}" for name in ("native", "bgp", "route-map"))


def _leaf(parent: ET.Element, path: str, text: str | None = None, namespace: str | None = None) -> ET.Element:
    """Add a leaf at the end of a path; containers that are there are used again."""
    *above, name = path.split("/")
    for step in above:
        found = parent.find(step)
        parent = found if found is not None else ET.SubElement(parent, step, {"xmlns": namespace} if namespace else {})
        namespace = None
    made = ET.SubElement(parent, name, {"xmlns": namespace} if namespace else {})
    made.text = text
    return made


def _entry(parent: ET.Element, entry: MapEntry) -> None:
    found = ET.SubElement(parent, "route-map-without-order-seq", xmlns=_MAP)
    _leaf(found, "seq_no", str(entry.sequence))
    _leaf(found, "operation", entry.action)
    for line in entry.body:
        match line.split():
            case ["description", *words]:
                _leaf(_leaf(found, "descriptions"), "description-leaf", " ".join(words))
            case ["continue", number]:
                _leaf(found, "continue/sequence-number", number)
            case ["match", "ip", what, "prefix-list", name]:
                _leaf(found, f"match/ip/{what}/prefix-list", name)
            case ["match", "ipv6", what, "prefix-list", name]:
                _leaf(found, f"match/ipv6/{what}/prefix-list", name)
            case ["match", "rpki", state]:
                _leaf(found, f"match/rpki/{state}")
            case ["match", "as-path", number]:
                _leaf(_bgp(found, "match", "as-path"), "access-list", number)
            case ["match", "community", name]:
                _leaf(_bgp(found, "match", "bgp-community"), "community-list", name)
            case ["match", "large-community", name]:
                _leaf(_bgp(found, "match", "large-community"), "name", name)
            case ["set", "comm-list", name, "delete"]:
                _deleted(_bgp(found, "set", "comm-list"), "comm-list-name", name)
            case ["set", "large-comm-list", name, "delete"]:
                _deleted(_bgp(found, "set", "largecomm-list"), "largecomm-list-name", name)
            case ["set", "community", *items, "additive"]:
                for item in items:
                    _leaf(_bgp(found, "set", "bgp-community"), "community-well-known/community-list-v2", item)
                _leaf(_bgp(found, "set", "bgp-community"), "community-well-known/additive")
            case ["set", "large-community", *items, "additive"]:
                value = _bgp(found, "set", "large-community")
                for item in items:
                    _leaf(value, "large-community-value/large-community-list", item)
                _leaf(value, "large-community-value/additive")
            case ["set", "local-preference", number]:
                _leaf(_bgp(found, "set"), "local-preference", number)
            case ["set", "ip", "next-hop", address]:
                _leaf(found, "set/ip/next-hop/address", address)
            case ["set", "ipv6", "next-hop", address]:
                _leaf(found, "set/ipv6/next-hop/ipv6", address)
            case _:
                raise AssertionError(f"{line!r} has no twin")


def _bgp(entry: ET.Element, kind: str, *path: str) -> ET.Element:
    """The container of the BGP model inside of an entry's matches or sets."""
    found = entry.find(kind)
    found = found if found is not None else ET.SubElement(entry, kind)
    for step in (f"bgp-route-map-{kind}" if kind == "set" else "bgp-route-map-match", *path):
        below = found.find(step)
        found = below if below is not None else ET.SubElement(found, step, {"xmlns": _BGP} if step.startswith("bgp-route-map") else {})
    return found


def _deleted(parent: ET.Element, name: str, text: str) -> None:
    _leaf(parent, name, text)
    _leaf(parent, "delete")


def twin(asn: int, made: Configuration, neighbors: Mapping[str, int]) -> str:
    """Return the XML. ``neighbors``: the ASN of each address."""
    native = ET.Element("native", xmlns=_NATIVE)
    ip, ipv6 = ET.SubElement(native, "ip"), ET.SubElement(native, "ipv6")
    roots = {4: ET.SubElement(ip, "prefix-lists"), 6: ET.SubElement(ipv6, "prefix-lists")}
    for (family, name), entries in made.prefix_lists.items():
        for entry in entries:
            found = ET.SubElement(roots[family], "prefixes")
            _leaf(found, "name", name)
            _leaf(found, "no", str(entry.sequence))
            _leaf(found, "action", entry.action)
            _leaf(found, "ip", str(entry.range.prefix))
            if entry.range.minimum > entry.range.length:
                _leaf(found, "ge", str(entry.range.minimum))
            if entry.range.maximum > entry.range.length and (
                entry.range.maximum < (32 if family == 4 else 128) or entry.range.minimum == entry.range.length
            ):
                _leaf(found, "le", str(entry.range.maximum))
    for (family, name), said in made.descriptions.items():
        found = ET.SubElement(roots[family], "prefix-list-description")
        _leaf(found, "name", name)
        _leaf(found, "description", said)
    paths = ET.SubElement(ip, "as-path")
    for number, texts in made.path_lists.items():
        found = ET.SubElement(paths, "access-list", xmlns=_BGP)
        _leaf(found, "name", str(number))
        for item in texts:
            below = _leaf(found, "extended-grouping/extended_grouping")
            _leaf(below, "action", item.action)
            _leaf(below, "string", item.text)
    _communities(ip, made)
    for name, maps in made.route_maps.items():
        found = ET.SubElement(native, "route-map")
        _leaf(found, "name", name)
        for entry_of in maps:
            _entry(found, entry_of)
    _router(native, asn, made, neighbors)
    return ET.tostring(native, encoding="unicode")


def _communities(ip: ET.Element, made: Configuration) -> None:
    standard = ET.SubElement(ip, "ip-community-list", xmlns=_BGP)
    large = ET.SubElement(ip, "large-community-list", xmlns=_BGP)
    for (kind, name), texts in made.text_lists.items():
        word = kind.split()[1]
        if kind.startswith("large"):
            found = ET.SubElement(large, word)
            _leaf(found, "name", name)
            for item in texts:
                if word == "standard":
                    for value in item.text.split():
                        _leaf(found, f"{item.action}/{item.action}-list", value)
                else:
                    below = _leaf(found, "extended-grouping/extended_grouping")
                    _leaf(below, "action", item.action)
                    _leaf(below, "string", item.text)
        else:
            group = standard.find("community-list")
            found = ET.SubElement(group if group is not None else ET.SubElement(standard, "community-list"), word)
            _leaf(found, "name", name)
            for item in texts:
                if word == "standard":
                    _leaf(_leaf(found, "action-community-list"), "action-community-list", f"{item.action} {item.text}")
                else:
                    below = _leaf(found, "extended-grouping/extended_grouping")
                    _leaf(below, "action", item.action)
                    _leaf(below, "string", item.text)


def _router(native: ET.Element, asn: int, made: Configuration, neighbors: Mapping[str, int]) -> None:
    bgp = ET.SubElement(ET.SubElement(native, "router"), "bgp", xmlns=_BGP)
    _leaf(bgp, "id", str(asn))
    knobs = ET.SubElement(bgp, "bgp")
    for host, port in sorted(made.rtr_caches):
        cache = _leaf(knobs, "rpki/server/tcp")
        _leaf(cache, "address", host)
        _leaf(cache, "port", str(port))
        _leaf(cache, "refresh", "600")
    for line in made.lines.values():
        if line.startswith("bgp maxas-limit "):
            _leaf(knobs, "maxas-limit", line.split()[2])
    for address, number in neighbors.items():
        found = ET.SubElement(bgp, "neighbor")
        _leaf(found, "id", address)
        _leaf(found, "remote-as", str(number))
        for key, line in made.lines.items():
            if (key.address, key.family) == (address, 0):
                _session(found, line)
    for family in (4, 6):
        here = sorted({item.address for item in (*made.bindings, *made.lines) if item.family == family})
        block = ET.SubElement(_leaf(bgp, f"address-family/no-vrf/ipv{family}"), "af-name")
        block.text = "unicast"
        parent = bgp.find(f"address-family/no-vrf/ipv{family}")
        assert parent is not None
        unicast = ET.SubElement(parent, f"ipv{family}-unicast")
        for address in here:
            found = ET.SubElement(unicast, "neighbor")
            _leaf(found, "id", address)
            _leaf(found, "activate")
            for bound, name in sorted(made.bindings.items()):
                if (bound.address, bound.family) == (address, family):
                    _bound(found, bound, name)
            for key, line in sorted(made.lines.items()):
                if (key.address, key.family) == (address, family):
                    _family_line(found, key, line)


def _session(parent: ET.Element, line: str) -> None:
    match line.split():
        case ["ttl-security", "hops", hops]:
            _leaf(parent, "ttl-security/hops", hops)
        case ["password", secret]:
            _leaf(parent, "password/text", secret)
        case _:
            raise AssertionError(f"{line!r} has no twin")


def _bound(parent: ET.Element, bound: Bound, name: str) -> None:
    found = ET.SubElement(parent, bound.way)
    _leaf(found, "inout", bound.direction)
    _leaf(found, {Way.MAP: "route-map-name", Way.PREFIXES: "prefix-list-name", Way.PATHS: "as-path-list"}[bound.way], name)


def _family_line(parent: ET.Element, key: LineKey, line: str) -> None:
    match line.split():
        case ["soft-reconfiguration", "inbound"]:
            _leaf(parent, "soft-reconfiguration", "inbound")
        case ["maximum-prefix", number, threshold, *how]:
            limit = ET.SubElement(parent, "maximum-prefix")
            _leaf(limit, "max-prefix-no", number)
            _leaf(limit, "threshold", threshold)
            _leaf(limit, how[0], how[1] if len(how) > 1 else None)
        case _:
            raise AssertionError(f"{line!r} has no twin at {key}")
