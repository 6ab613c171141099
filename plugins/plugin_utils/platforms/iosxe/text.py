# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Print IOS's objects as configuration mode takes them, which is also how ``show running-config`` prints them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from ..contract import PlatformError
from ..line_keys import LineKey
from .objects import IP, Bound, Configuration, ListEntry, ListKey, MapEntry, TextEntry, TextKey, range_text
from .session_lines import ROUTER

#: An RPKI cache is an address there, and no name (native YANG model, bgp rpki server tcp).
_ADDRESS = re.compile(r"[0-9A-Fa-f.:]{2,39}", re.ASCII)
#: Seconds between questions to an RPKI cache: the command needs a number, and this is the guide's.
REFRESH_SECONDS = 600


def list_lines(key: ListKey, entries: Iterable[ListEntry], said: str | None = None) -> Iterator[str]:
    """Print a prefix list."""
    head = f"{IP[key[0]]} prefix-list {key[1]}"
    if said is not None:
        yield f"{head} description {said}"
    yield from (f"{head} seq {entry.sequence} {entry.action} {range_text(entry.range)}" for entry in entries)


def path_list_lines(number: int, entries: Iterable[TextEntry]) -> Iterator[str]:
    """Print an AS-path access list."""
    yield from (f"ip as-path access-list {number} {entry.action} {entry.text}" for entry in entries)


def text_list_lines(key: TextKey, entries: Iterable[TextEntry]) -> Iterator[str]:
    """Print a community list."""
    yield from (f"ip {key[0]} {key[1]} {entry.action} {entry.text}" for entry in entries)


def route_map_lines(name: str, entries: Iterable[MapEntry]) -> Iterator[str]:
    """Print a route-map."""
    for entry in entries:
        yield f"route-map {name} {entry.action} {entry.sequence}"
        yield from (f" {line}" for line in entry.body)


def object_lines(configuration: Configuration) -> Iterator[str]:
    """Print lists and route-maps in an order in which each name exists before it is used."""
    for number in sorted(configuration.path_lists):
        yield from path_list_lines(number, configuration.path_lists[number])
    for text_key in sorted(configuration.text_lists):
        yield from text_list_lines(text_key, configuration.text_lists[text_key])
    for key in sorted(configuration.prefix_lists):
        yield from list_lines(key, configuration.prefix_lists[key], configuration.descriptions.get(key))
    for name in sorted(configuration.route_maps):
        yield from route_map_lines(name, configuration.route_maps[name])


def removal_lines(gone: Configuration) -> Iterator[str]:
    """Print lines that take objects off, route-maps before the lists that they refer to."""
    yield from (f"no route-map {name}" for name in sorted(gone.route_maps))
    yield from (f"no {IP[family]} prefix-list {name}" for family, name in sorted(gone.prefix_lists))
    yield from (f"no ip as-path access-list {number}" for number in sorted(gone.path_lists))
    yield from (f"no ip {kind} {name}" for kind, name in sorted(gone.text_lists))


def bound_line(bound: Bound, name: str) -> str:
    """Print what is bound, behind the neighbor's address."""
    return f"{bound.way} {name} {bound.direction}"


def cache_line(host: str, port: int) -> str:
    """Print an RPKI cache.

    :raises PlatformError: it has a name, or something else that is no address.
    """
    if not _ADDRESS.fullmatch(host):
        raise PlatformError(f"manrs_registry.rpki.rtr: {host!r}: IOS takes an RPKI cache by its address alone")
    return f"bgp rpki server tcp {host} port {port} refresh {REFRESH_SECONDS}"


def router_lines(
    asn: int,
    said: Iterable[tuple[str, int, str]],
    caches: Mapping[tuple[str, int], bool] | None = None,
    has_family: bool = True,
) -> Iterator[str]:
    """Print what stands inside ``router bgp``.

    :param said: address (or the router), family and line; a line may begin with ``no``. ``caches``: RPKI caches; False takes one off.
    ``has_family``: what is said for IPv4 stands in an address family of its own, and not in the router's own lines.
    """
    lines: dict[int, list[str]] = {0: [], 4: [], 6: []}
    for (host, port), is_on in sorted((caches or {}).items()):
        lines[0].append(cache_line(host, port) if is_on else f"no bgp rpki server tcp {host} port {port}")
    for address, family, line in said:
        place = 0 if family == 4 and not has_family else family
        word, _, rest = line.partition(" ")
        at = "" if address == ROUTER else f"neighbor {address} "
        lines[place].append(f"no {at}{rest}" if word == "no" else f"{at}{line}")
    if not any(lines.values()):
        return
    yield f"router bgp {asn}"
    yield from (f" {line}" for line in lines[0])
    for family in (4, 6):
        if lines[family]:
            yield f" address-family ipv{family}"
            yield from (f"  {line}" for line in lines[family])
            yield " exit-address-family"
    yield "exit"


def said_of(lines: Mapping[LineKey, str], bindings: Mapping[Bound, str]) -> list[tuple[str, int, str]]:
    """Return what is said inside ``router bgp``, sorted."""
    found = [(key.address, key.family, line) for key, line in sorted(lines.items())]
    return found + [(bound.address, bound.family, bound_line(bound, name)) for bound, name in sorted(bindings.items())]


def configuration_text(asn: int, configuration: Configuration) -> str:
    """Print a whole configuration as a person would type it on a router that has none of it."""
    caches = dict.fromkeys(configuration.rtr_caches, True)
    said = said_of(configuration.lines, configuration.bindings)
    return "".join(f"{line}\n" for line in [*object_lines(configuration), *router_lines(asn, said, caches)])
