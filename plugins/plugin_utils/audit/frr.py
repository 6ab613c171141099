# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Read FRR's running configuration as a tree.

Semantics: FRR User Guide, "Filtering" (IP Access List, IP Prefix List), "Route Maps", "BGP" (Require policy on EBGP, AS Path Access Lists,
Community Lists, Peer Filtering), and what ``bgpd`` does where the guide is silent (``prefix_list_apply``, ``as_list_apply``,
``access_list_apply``, ``bgp_input_filter``, ``bgp_input_modifier``, ``route_map_apply_ext``):

- a list or route-map that is bound and not there rejects all; a match that names a list that is not there does not match;
- a prefix list that has a description and no entry permits all;
- an entry of a route-map matches when all its matches do; what is set is seen by later entries;
- a prefix whose network is a multicast or link-local address is ignored (``bgp_nlri_parse_ip``);
- without a policy eBGP takes and sends nothing with the traditional defaults since 7.4 (RFC 8212), everything with those for data centers.

No answer is given where a map ends behind ``on-match`` without another match, and where ``call`` names a map that is not there.
"""

from __future__ import annotations

import re

from ..model.prefixes import BITS, PrefixError
from .instances import Instance, policy_lines, read_instances
from .reading import Lists, Maps, Section, asn_of, network_of, number_of, orphans, sections
from .tree import AddressEntry, Interface, Line, ListKind, Semantics, Tree

SEMANTICS = Semantics(
    missing_bound=dict.fromkeys(ListKind, False),
    missing_bound_map=False,
    missing_matched=dict.fromkeys(ListKind, False),
    empty_prefix_list=True,
    sets_act_at_once=True,
    end_after_jump=None,
    knows_repetition=True,
    repeats_borders=False,
    matches_other_family=False,
    ignores_multicast=True,
)
#: Releases since which these are the default (bgpd's table of defaults, bgp_vty.c; the running configuration names the release).
_POLICY_SINCE, _FIRST_AS_SINCE = (7, 4), (9, 1)


def parse(text: str) -> Tree:
    """Read a running configuration."""
    lists, maps = Lists(), Maps()
    instances: list[Instance] = []
    interfaces: list[Interface] = []
    caches: list[Line] = []
    unread: list[Line] = []
    settings: dict[str, Line] = {}
    for section in sections(text):
        words = section.head.text.split()
        match words:
            case ["frr", "version", *_] | ["frr", "defaults", *_] if len(words) > 2:
                settings[" ".join(words[:2])] = section.head
            case ["router", "bgp", asn, *rest]:
                vrf = rest[rest.index("vrf") + 1] if "vrf" in rest[:-1] else None
                instances += read_instances(asn_of(asn), vrf, section.body)
            case ["rpki", *_]:
                caches += [line for line in section.body if line.text.startswith("rpki cache ")]
            case ["route-map", _, ("permit" | "deny"), *_]:
                maps.add(section)
            case ["interface", name, *_]:
                interfaces.append(_interface(name, section))
            case _:
                if not _list_line(lists, section.head, words):
                    unread += orphans(section)
    main = next((item for item in instances if item.vrf is None), instances[0] if instances else None)
    for instance in instances:
        settings.update(policy_lines(instance))
    return Tree(
        "frr",
        SEMANTICS,
        main.asn if main else None,
        tuple(session for instance in instances for session in instance.sessions()),
        maps.done(),
        lists.done(),
        tuple(item for instance in instances if instance.vrf is None for item in instance.originations),
        tuple(interfaces),
        tuple(caches),
        settings,
        _requires_policy(main, settings),
        _enforces_first(main, settings),
        _rejects_sets(main),
        (*unread, *maps.astray, *(line for instance in instances for line in (*instance.unread, *instance.nameless()))),
    )


def _requires_policy(main: Instance | None, settings: dict[str, Line]) -> tuple[bool | None, Line]:
    """FRR User Guide, BGP, "Require policy on EBGP": on with the traditional defaults, off with those for data centers."""
    found = main.settings.get("bgp ebgp-requires-policy") if main else None
    if found is not None:
        return found[1], found[0]
    profile, release = settings.get("frr defaults"), _release(settings)
    if profile is None or release is None:
        return None, Line(0, "no lines say which defaults of which release FRR runs with")
    is_on = {"traditional": release >= _POLICY_SINCE, "datacenter": False}.get(profile.text.split()[2])
    return is_on, profile


def _release(settings: dict[str, Line]) -> tuple[int, int] | None:
    """Return the release that ``frr version`` names."""
    line = settings.get("frr version")
    found = re.match(r"(\d{1,4})\.(\d{1,4})", line.text.split()[2]) if line else None
    return (int(found[1]), int(found[2])) if found else None


def _enforces_first(main: Instance | None, settings: dict[str, Line]) -> tuple[bool | None, Line]:
    """FRR User Guide, BGP, ``bgp enforce-first-as``: enabled; before 9.1 it was not."""
    found = main.settings.get("bgp enforce-first-as") if main else None
    if found is not None:
        return found[1], found[0]
    release = _release(settings)
    if release is None:
        return None, Line(0, "no line says whether the first ASN is enforced")
    return release >= _FIRST_AS_SINCE, settings["frr version"]


def _rejects_sets(main: Instance | None) -> tuple[bool | None, Line]:
    """FRR User Guide, BGP, ``bgp reject-as-sets``: it says both that it is enabled and that it is disabled by default."""
    found = main.settings.get("bgp reject-as-sets") if main else None
    return (found[1], found[0]) if found else (None, Line(0, "no line says whether paths with an AS_SET are rejected"))


def _list_line(lists: Lists, line: Line, words: list[str]) -> bool:
    """Read one line of a list, and tell whether it was one."""
    match words:
        case [("ip" | "ipv6") as word, "prefix-list", *rest]:
            lists.prefix_list(4 if word == "ip" else 6, line, rest)
        case [("bgp" | "ip"), "as-path", "access-list", name, *rest]:
            lists.text_list((ListKind.PATH, 0, name), line, rest, True)
        case [("bgp" | "ip"), ("community-list" | "large-community-list") as word, *rest] if rest:
            kind = ListKind.COMMUNITY if word == "community-list" else ListKind.LARGE_COMMUNITY
            is_expanded = rest[0] == "expanded" or (number_of(rest[0]) or 0) > 99
            rest = rest[1:] if rest[0] in ("standard", "expanded") else rest
            if rest:
                lists.text_list((kind, 0, rest[0]), line, rest[1:], is_expanded)
        case ["access-list", name, *rest]:
            _access_entry(lists, 4, name, line, rest)
        case ["ipv6", "access-list", name, *rest]:
            _access_entry(lists, 6, name, line, rest)
        case _:
            return False
    return True


def _access_entry(lists: Lists, family: int, name: str, line: Line, words: list[str]) -> None:
    """FRR User Guide, Filtering, "IP Access List": a prefix and all below it, or with ``exact-match`` that prefix alone."""
    key = (ListKind.ACCESS, family, name)
    sequence = lists.next_sequence(key)
    if words[:1] == ["seq"] and len(words) > 2 and (number := number_of(words[1])) is not None:
        sequence, words = number, words[2:]
    if words[:1] in (["remark"], ["description"]):
        lists.begin(key, line)
        return
    entry = None
    if len(words) >= 2 and words[0] in ("permit", "deny"):
        bits = BITS[family]
        if words[1:] == ["any"]:
            entry = AddressEntry(sequence, words[0] == "permit", family, 0, (1 << bits) - 1, (0, bits), line)
        elif len(words) == 2 or words[2:] == ["exact-match"]:
            try:
                prefix = network_of(words[1])
                longest = prefix.length if len(words) > 2 else bits
                behind = (1 << (bits - prefix.length)) - 1
                if prefix.family == family:
                    entry = AddressEntry(sequence, words[0] == "permit", family, prefix.network, behind, (prefix.length, longest), line)
            except PrefixError:
                pass
    lists.add(key, line, entry)


def _interface(name: str, section: Section) -> Interface:
    """FRR checks no source addresses: the kernel does, and this configuration says nothing of it."""
    networks = []
    for line in section.body:
        match line.text.split():
            case [("ip" | "ipv6"), "address", text, *_]:
                try:
                    networks.append(network_of(text))
                except PrefixError:
                    continue
    return Interface(name, section.head, tuple(networks))
