# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Print IOS-XR's objects as ``show running-config`` prints them, which is also how a candidate takes them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from ..contract import PlatformError
from ..line_keys import BindingKey, LineKey
from .objects import Configuration, Kind, ObjectKey, is_remark
from .session_lines import ROUTER

#: What an RPKI cache may be called: an address or a host name.
_HOST = re.compile(r"[A-Za-z0-9.:-]{1,253}", re.ASCII)
_IP = {4: "ipv4", 6: "ipv6"}


def policy_lines(body: Iterable[str]) -> Iterator[str]:
    """Indent the lines of a policy as the router does."""
    depth = 1
    for line in body:
        word = line.split(None, 1)[0] if line else ""
        closes = word in ("endif", "else", "elseif")
        depth -= closes
        yield "  " * depth + line
        depth += word in ("if", "else", "elseif")


def object_lines(key: ObjectKey, body: tuple[str, ...]) -> Iterator[str]:
    """Print one object."""
    yield f"{key.kind} {key.name}"
    if key.kind is Kind.POLICY:
        yield from policy_lines(body)
        yield "end-policy"
    else:
        last = max((number for number, line in enumerate(body) if not is_remark(line)), default=-1)
        for number, line in enumerate(body):
            yield f"  {line}" + ("," if number < last and not is_remark(line) else "")
        yield "end-set"
    yield "!"


def objects_lines(objects: Mapping[ObjectKey, tuple[str, ...]]) -> Iterator[str]:
    """Print objects, sets before policies: it is easier to read so, and a commit takes them in any order."""
    for key in sorted(objects, key=lambda key: (key.kind is Kind.POLICY, key.kind.value, key.name)):
        yield from object_lines(key, objects[key])


def router_lines(
    asn: int, lines: Mapping[LineKey, str], bindings: Mapping[BindingKey, str], caches: Mapping[tuple[str, int], bool]
) -> Iterator[str]:
    """Print what stands inside ``router bgp``; a line may begin with ``no``.

    :param bindings: the words behind the address family. ``caches``: RPKI caches by host and port; False takes one off.
    :raises PlatformError: a cache has a name that is none.
    """
    addresses = sorted({key.address for key in lines} | {key.address for key in bindings})
    if not addresses and not caches:
        return
    yield f"router bgp {asn}"
    for host, port in sorted(caches):
        if not _HOST.fullmatch(host):
            raise PlatformError(f"manrs_registry.rpki.rtr: {host!r} is no host name or address")
        if caches[host, port]:
            yield from (f" rpki server {host}", f"  transport tcp port {port}", " !")
        elif not any(is_on for (other, _), is_on in caches.items() if other == host):
            # One with another port takes its place.
            yield f" no rpki server {host}"
    for family in (4, 6):
        said = [line for key, line in sorted(lines.items()) if (key.address, key.family) == (ROUTER, family)]
        if said:
            yield from (f" address-family {_IP[family]} unicast", *(f"  {line}" for line in said), " !")
    for address in addresses:
        if address == ROUTER:
            continue
        yield f" neighbor {address}"
        yield from (f"  {line}" for key, line in sorted(lines.items()) if key.address == address and not key.family)
        for family in (4, 6):
            body = [line for key, line in sorted(lines.items()) if (key.address, key.family) == (address, family)]
            body += [line for key, line in sorted(bindings.items()) if (key.address, key.family) == (address, family)]
            if body:
                yield f"  address-family {_IP[family]} unicast"
                yield from (f"   {line}" for line in body)
                yield "  !"
        yield " !"
    yield "!"


def binding_line(key: BindingKey, name: str) -> str:
    """Print a binding."""
    return f"route-policy {name} {key.direction}"


def configuration_text(asn: int, configuration: Configuration, show: Iterable[tuple[LineKey, str]] | None = None) -> str:
    """Print a whole configuration.

    :param show: the lines at neighbors as they are printed, where that differs.
    """
    lines = dict(configuration.lines if show is None else show)
    bindings = {key: binding_line(key, name) for key, name in configuration.bindings.items()}
    caches = dict.fromkeys(configuration.rtr_caches, True)
    found = [*objects_lines(configuration.objects), *router_lines(asn, lines, bindings, caches)]
    return "".join(f"{line}\n" for line in found)
