# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What BIRD prints of its routes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model.prefixes import Prefix
from ...model.routes import Community, LargeCommunity, PathElement, Route, host_prefix
from ..answers import lines_of, readable, understood
from ..contract import Command, HeldRoute
from .protocols import parse_protocols

_ROUTES = "-- routes --"
#: Prefix (empty behind the first route of a net), destination, protocol, and behind the bracket a star where it is the best.
_HEAD = re.compile(r"^(\S*)\s+(?:unicast|blackhole|unreachable|prohibit|recursive)\s+\[([^\]\s]+)(?:\s[^\]]*)?\](.*)$")
#: BIRD 2 prints BGP.as_path, BIRD 3 bgp_path.
_ATTRIBUTE = re.compile(r"^\s+(?:BGP\.|bgp_)(\w+): ?(.*)$")
_CUT = re.compile(r"(?<![0-9])[0-9]*\.\.\.")
_WORD = re.compile(r"\{[^{}]*\}|[0-9]+")
_GROUP = re.compile(r"\(([0-9]+),\s*([0-9]+)(?:,\s*([0-9]+))?\)")


def _tables(family: int) -> str:
    """Return the shell words that print the tables of the BGP channels of a family."""
    awk = (
        f'/^[^ ]/ {{ bgp = $2 == "BGP"; mine = 0 }} /^  Channel/ {{ mine = bgp && $2 == "ipv{family}" }} '
        'mine && $1 == "Table:" { print $2; mine = 0 }'
    )
    return f"birdc show protocols all | awk '{awk}' | sort -u"


def routes(family: int) -> Command:
    """Return the command that prints all routes of a family, behind the protocols that brought them."""
    show = f"for T in $({_tables(family)}); do birdc show route table \"'$T'\" all || exit; done"
    return Command(f"birdc show protocols all && echo '{_ROUTES}' && {show}", 120.0)


def _path(text: str) -> tuple[PathElement, ...]:
    """Parse a path. BIRD cuts one of more than 500 characters: then its end is not known, which an empty AS_SET says."""
    text = _CUT.sub("{}", text)
    return tuple(frozenset(map(int, re.findall("[0-9]+", word))) if word.startswith("{") else int(word) for word in _WORD.findall(text))


def _standard(text: str) -> frozenset[Community]:
    return frozenset((int(found[0]), int(found[1])) for found in _GROUP.findall(text))


def _large(text: str) -> frozenset[LargeCommunity]:
    return frozenset((int(found[0]), int(found[1]), int(found[2])) for found in _GROUP.findall(text) if found[2])


def _route(prefix: Prefix, attributes: dict[str, str]) -> Route:
    next_hop = attributes.get("next_hop", "").partition(" ")[0]
    otc, preference = attributes.get("otc"), attributes.get("local_pref")
    return Route(
        prefix,
        _path(attributes.get("as_path", attributes.get("path", ""))),
        _standard(attributes.get("community", "")),
        _large(attributes.get("large_community", "")),
        host_prefix(next_hop) if next_hop else None,
        int(otc) if otc else None,
        int(preference) if preference else None,
    )


def _entries(text: str) -> Iterator[tuple[Prefix, str, bool, dict[str, str]]]:
    """Yield prefix, protocol, whether it is the best, and attributes of each route. :raises PlatformError: a prefix is none."""
    prefix = ""
    entry: tuple[Prefix, str, bool, dict[str, str]] | None = None
    # A long list of communities goes on in the next line.
    for line in lines_of(readable(text).replace("\n\t\t(", " (")):
        if head := _HEAD.match(line):
            if entry is not None:
                yield entry
            prefix = head[1] or prefix
            with understood(f"show route, {line.strip()[:60]!r}"):
                entry = (Prefix.parse(prefix), head[2], head[3].lstrip().startswith("*"), {})
        elif entry is not None and (found := _ATTRIBUTE.match(line)):
            entry[3][found[1]] = found[2]
    if entry is not None:
        yield entry


def held_routes(output: str, family: int) -> list[HeldRoute]:
    """Parse the routes that are held; those that no BGP session brought are of our own, with the address 0.0.0.0 or ::.

    :raises PlatformError: an attribute is none.
    """
    told, _, shown = output.partition(f"{_ROUTES}\n")
    sessions = {item.name: item for item in parse_protocols(told)}
    held = []
    for prefix, protocol, is_best, attributes in _entries(shown):
        if prefix.family != family:
            continue
        session = sessions.get(protocol)
        address = session.address if session is not None else "0.0.0.0" if family == 4 else "::"
        is_internal = session is not None and session.asn == session.local_asn
        with understood(f"show route, an attribute of {prefix}"):
            held.append(HeldRoute(_route(prefix, attributes), address, is_best, is_internal))
    return held


def announced(address: str, family: int) -> Command:
    """Return the command that prints what one neighbor is sent in a family."""
    awk = (
        '/^[^ ]/ { name = $1; bgp = $2 == "BGP" } '
        f'bgp && /^    Neighbor address:/ && ($3 == "{address}" || index($3, "{address}%") == 1) {{ mine = name }} '
        f'bgp && name == mine && /^  Channel ipv{family}$/ {{ print name ".ipv{family}" }}'
    )
    return Command(f"for C in $(birdc show protocols all | awk '{awk}'); do birdc show route export \"$C\" || exit; done", 120.0)


def announced_prefixes(output: str) -> frozenset[str]:
    """Parse what one neighbor is sent."""
    return frozenset(str(prefix) for prefix, _, _, _ in _entries(output))
