# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Read the running configuration of Cisco IOS and IOS-XE as a tree.

Semantics: Cisco IOS IP Routing: BGP Command Reference (neighbor prefix-list, neighbor distribute-list, neighbor filter-list, neighbor
route-map, ip as-path access-list, ip community-list, match as-path, match community, bgp enforce-first-as, bgp maxas-limit, neighbor
ttl-security), IP Routing: BGP Configuration Guide ("BGP Route-Map Continue", "BGP Peer Templates", "BGP Origin AS Validation"), IP
Configuration Guide ("How the System Filters Traffic by Prefix List": an empty prefix list permits all prefixes), Security Configuration
Guide: Access Control Lists (an access list that is not defined permits), "Cisco IOS Regular Expressions":

- names behind one match are alternatives, matches of different kinds must all hold; matches look at the route as it came;
- a route that matched an entry with ``continue`` passes where the map ends;
- eBGP without a policy takes and sends everything;
- expressions look at what is printed: communities as one number without ``ip bgp-community new-format``, ASNs with ``bgp asnotation dot``
  with a dot.

No answer is given where that spelling decides, for a route-map that is bound and not there, for AS-path and community lists that are
not there, for what only a match of a list that is not there denies, and for a match of IPv4 addresses on an IPv6 route: no public
document says it.
"""

from __future__ import annotations

from ..model.prefixes import BITS, Prefix, PrefixError, address_to_int
from .instances import Instance, policy_lines, read_instances
from .reading import Lists, Maps, Section, asn_of, network_of, number_of, orphans, sections
from .tree import AddressEntry, Interface, Line, ListKind, Semantics, Tree

_PERMITS_MISSING = {
    ListKind.PREFIX: True,
    ListKind.ACCESS: True,
    ListKind.PATH: None,
    ListKind.COMMUNITY: None,
    ListKind.LARGE_COMMUNITY: None,
}
SEMANTICS = Semantics(
    missing_bound=_PERMITS_MISSING,
    missing_bound_map=None,
    missing_matched=_PERMITS_MISSING,
    empty_prefix_list=True,
    sets_act_at_once=False,
    end_after_jump=True,
    knows_repetition=False,
    repeats_borders=True,
    matches_other_family=None,
    ignores_multicast=False,
)
_FULL = (1 << 32) - 1


def parse(text: str) -> Tree:
    """Read a running configuration."""
    lists, maps = Lists(), Maps()
    instances: list[Instance] = []
    interfaces: list[Interface] = []
    unread: list[Line] = []
    settings: dict[str, Line] = {}
    for section in sections(text):
        words = section.head.text.split()
        match words:
            case ["router", "bgp", asn, *_]:
                instances += read_instances(asn_of(asn), None, section.body)
            case ["route-map", _, ("permit" | "deny"), *_]:
                maps.add(section)
            case ["interface", name, *_]:
                interfaces.append(_interface(name, section))
            case ["ip", "access-list", ("standard" | "extended") as kind, name]:
                _access_list(lists, 4, name, section, kind == "extended")
            case ["ip", "bgp-community", "new-format"]:
                settings[section.head.text] = section.head
            case ["ipv6", "access-list", name]:
                _access_list(lists, 6, name, section, True)
            case _:
                if not _list_line(lists, section.head, words):
                    unread += orphans(section)
    main = instances[0] if instances else None
    for instance in instances:
        settings.update(policy_lines(instance))
    first = main.settings.get("bgp enforce-first-as") if main else None
    return Tree(
        "ios",
        SEMANTICS,
        main.asn if main else None,
        tuple(session for instance in instances for session in instance.sessions()),
        maps.done(),
        lists.done(),
        tuple(item for instance in instances if instance.vrf is None for item in instance.originations),
        tuple(interfaces),
        tuple(line for instance in instances for line in instance.caches),
        settings,
        (False, Line(0, "IOS has no default deny")),
        (first[1], first[0]) if first else (True, Line(0, "bgp enforce-first-as is on by default")),
        (False, Line(0, "IOS takes paths with an AS_SET")),
        (*unread, *maps.astray, *(line for instance in instances for line in (*instance.unread, *instance.nameless()))),
    )


def _list_line(lists: Lists, line: Line, words: list[str]) -> bool:
    """Read one line of a list, and tell whether it was one."""
    match words:
        case [("ip" | "ipv6") as word, "prefix-list", *rest]:
            lists.prefix_list(4 if word == "ip" else 6, line, rest)
        case ["ip", "as-path", "access-list", name, *rest]:
            lists.text_list((ListKind.PATH, 0, name), line, rest, True)
        case ["ip", ("community-list" | "large-community-list") as word, *rest] if rest:
            kind = ListKind.COMMUNITY if word == "community-list" else ListKind.LARGE_COMMUNITY
            is_expanded = rest[0] == "expanded" or (number_of(rest[0]) or 0) > 99
            rest = rest[1:] if rest[0] in ("standard", "expanded") else rest
            if rest:
                lists.text_list((kind, 0, rest[0]), line, rest[1:], is_expanded)
        case ["access-list", name, *rest] if (number := number_of(name)) is not None:
            _access_entry(lists, 4, name, line, rest, 99 < number < 1300 or number > 1999)
        case _:
            return False
    return True


def _access_list(lists: Lists, family: int, name: str, section: Section, is_extended: bool) -> None:
    lists.begin((ListKind.ACCESS, family, name), section.head)
    for line in section.body:
        words = line.text.split()
        if words[0] == "sequence" or number_of(words[0]) is not None:
            words = words[2:] if words[0] == "sequence" else words[1:]
        _access_entry(lists, family, name, line, words, is_extended)


def _access_entry(lists: Lists, family: int, name: str, line: Line, words: list[str], is_extended: bool) -> None:
    """A standard entry looks at the network alone; an extended one at the network as source and the mask as destination.

    BGP Command Reference, neighbor distribute-list: a standard list says nothing of lengths.
    """
    key = (ListKind.ACCESS, family, name)
    if words[:1] == ["remark"]:
        lists.begin(key, line)
        return
    entry = None
    if len(words) >= 2 and words[0] in ("permit", "deny") and family == 4:
        try:
            rest = words[1:]
            if is_extended:
                rest = rest[1:] if rest[0] == "ip" else []
            network, wildcard, rest = _address(rest)
            rest = [word for word in rest if word != "log"]
            mask: tuple[int, int] | None = None
            if is_extended:
                value, mask_wildcard, rest = _address(rest)
                mask = (value, mask_wildcard)
            if not rest:
                number = lists.next_sequence(key)
                is_permit = words[0] == "permit"
                low, high = mask if mask else (None, 0)
                entry = AddressEntry(number, is_permit, 4, network & ~wildcard, wildcard, (0, 32), line, low, high)
        except (PrefixError, IndexError):
            pass
    lists.add(key, line, entry)


def _address(words: list[str]) -> tuple[int, int, list[str]]:
    """Read ``any``, ``host A``, ``A W`` or ``A``, and return the address, the wildcard and what is left."""
    if words[0] == "any":
        return 0, _FULL, words[1:]
    if words[0] == "host":
        return _ipv4(words[1]), 0, words[2:]
    if len(words) > 1 and "." in words[1]:
        return _ipv4(words[0]), _ipv4(words[1]), words[2:]
    return _ipv4(words[0]), 0, words[1:]


def _ipv4(text: str) -> int:
    family, value = address_to_int(text)
    if family != 4:
        raise PrefixError(f"{text!r} is no IPv4 address")
    return value


def _interface(name: str, section: Section) -> Interface:
    """Security Configuration Guide, "Unicast Reverse Path Forwarding": ``rx`` is strict, ``any`` is loose."""
    networks: list[Prefix] = []
    strict: dict[int, Line] = {}
    loose: dict[int, Line] = {}
    lists: dict[int, Line] = {}
    for line in section.body:
        match line.text.split():
            case ["ip", "address", address, mask, *_]:
                try:
                    length = bin(_ipv4(mask)).count("1")
                    networks.append(Prefix(4, _ipv4(address), BITS[4]).covering(length))
                except PrefixError:
                    continue
            case ["ipv6", "address", text, *_]:
                try:
                    networks.append(network_of(text))
                except PrefixError:
                    continue
            case [("ip" | "ipv6") as word, "verify", "unicast", "source", "reachable-via", way, *_]:
                (strict if way == "rx" else loose)[4 if word == "ip" else 6] = line
            case ["ip", "verify", "unicast", "reverse-path", *_]:
                strict[4] = line
            case ["ipv6", "verify", "unicast", "reverse-path", *_]:
                strict[6] = line
            case ["ip", "access-group", _, "in"]:
                lists[4] = line
            case ["ipv6", "traffic-filter", _, "in"]:
                lists[6] = line
    return Interface(name, section.head, tuple(networks), strict, loose, lists)
