# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Print EOS's objects as ``show running-config`` prints them, which is also how a configuration session takes them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from ..contract import PlatformError
from ..line_keys import BindingKey, LineKey
from ..pair_names import LOCAL, OURS
from .names import address_word
from .objects import Configuration, Kind, ObjectKey
from .session_lines import REGEX_MODE, ROUTER, VALIDATION, VALIDATION_OFF

#: What an RPKI cache may be called: an address or a host name.
_HOST = re.compile(r"[A-Za-z0-9.:-]{1,253}", re.ASCII)
#: The last sequence number of a prefix list (user manual, ip prefix-list).
LAST_SEQUENCE = 65535
Sequences = Mapping[ObjectKey, Mapping[str, int]]


def cache_name(host: str, port: int) -> str:
    """Return the name of an RPKI cache of ours.

    :raises PlatformError: the host has a name that is none.
    """
    if not _HOST.fullmatch(host):
        raise PlatformError(f"manrs_registry.rpki.rtr: {host!r} is no host name or address")
    return f"{OURS}{address_word(host)}-{port}"


def numbered(key: ObjectKey, body: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Return the entries of a prefix list that is new, each with its sequence number.

    :raises PlatformError: there are more than a list takes.
    """
    entries = tuple(body)
    if key.name.startswith(LOCAL):
        # The operator puts what it lets through before the last entry.
        yield from ((LAST_SEQUENCE - len(entries) + number, entry) for number, entry in enumerate(entries, 1))
        return
    if len(entries) >= LAST_SEQUENCE:
        raise PlatformError(
            f"{key.name} would have {len(entries)} entries, a prefix list of EOS takes {LAST_SEQUENCE}; declare a smaller AS-SET"
        )
    step = 10 if len(entries) < LAST_SEQUENCE // 10 else 1
    yield from ((step * number, entry) for number, entry in enumerate(entries, 1))


def object_lines(key: ObjectKey, body: tuple[str, ...]) -> Iterator[str]:
    """Print one object as it is made where there is none of its name."""
    if key.kind.is_prefixes:
        yield f"{key.kind} {key.name}"
        yield from (f"   seq {number} {entry}" for number, entry in numbered(key, body))
        yield "!"
    elif key.kind is Kind.MAP:
        for line in body:
            if line.startswith(" "):
                yield f"  {line}"
            else:
                yield "!"
                yield f"route-map {key.name} {line}"
        yield "!"
    else:
        tail = " any" if key.kind is Kind.AS_PATHS else ""
        yield from (f"{key.kind} {key.name} {entry}{tail}" for entry in body)


def edit_lines(key: ObjectKey, body: tuple[str, ...], present: Mapping[str, int]) -> Iterator[str]:
    """Print what makes a prefix list that is there hold these entries: new ones first, then those that go.

    :param present: its entries and their sequence numbers.
    :raises PlatformError: there is no number left.
    """
    wanted = set(body)
    free = iter(sorted(set(range(1, LAST_SEQUENCE)) - set(present.values())))
    yield f"{key.kind} {key.name}"
    for entry in body:
        if entry not in present:
            if (number := next(free, None)) is None:
                raise PlatformError(f"{key.name}: all {LAST_SEQUENCE} sequence numbers are taken; declare a smaller AS-SET")
            yield f"   seq {number} {entry}"
    yield from (f"   no seq {number}" for entry, number in sorted(present.items(), key=lambda item: item[1]) if entry not in wanted)
    yield "!"


def removal_line(key: ObjectKey) -> str:
    """Print what takes an object off; a list of expressions goes as one of communities."""
    return f"no {key.kind.removesuffix(' regexp')} {key.name}"


def order(key: ObjectKey) -> tuple[bool, str, str]:
    """Lists before route-maps: it is easier to read so, and what is referred to is there when its name comes."""
    return (key.kind is Kind.MAP, key.kind.value, key.name)


def objects_lines(objects: Mapping[ObjectKey, tuple[str, ...]]) -> Iterator[str]:
    """Print objects that are not there yet."""
    for key in sorted(objects, key=order):
        yield from object_lines(key, objects[key])


def _said(lines: Mapping[LineKey, str], address: str) -> Iterator[str]:
    """Print the lines of one neighbor; each may begin with ``no``."""
    for key, line in sorted(lines.items()):
        if key.address == address:
            is_off = line.startswith("no ")
            yield f"   {'no ' if is_off else ''}neighbor {address} {line.removeprefix('no ')}"


def mode_line(lines: Mapping[LineKey, str]) -> list[str]:
    """Print how AS-path lists are read. It stands before the first of them, and goes behind the last: each is taken in its mode."""
    mode = lines.get(LineKey(ROUTER, 0, REGEX_MODE))
    return [mode] if mode is not None else []


def router_lines(
    asn: int, lines: Mapping[LineKey, str], bindings: Mapping[BindingKey, str], caches: Mapping[tuple[str, int], bool]
) -> Iterator[str]:
    """Print what stands inside ``router bgp``; a line may begin with ``no``.

    :param bindings: the words behind the neighbor. ``caches``: RPKI caches by host and port; False takes one off.
    :raises PlatformError: a cache has a name that is none.
    """
    inside = {key: line for key, line in lines.items() if key.slot != REGEX_MODE}
    if not inside and not bindings and not caches:
        return
    yield f"router bgp {asn}"
    for address in sorted({key.address for key in inside} - {ROUTER}):
        yield from _said(inside, address)
    for (host, port), is_on in sorted(caches.items()):
        if is_on:
            yield from ("   !", f"   rpki cache {cache_name(host, port)}", f"      host {host} port {port}")
        else:
            yield f"   no rpki cache {cache_name(host, port)}"
    if (validation := inside.get(LineKey(ROUTER, 0, VALIDATION))) is not None:
        is_off = validation == VALIDATION_OFF
        yield from (f"   {validation}",) if is_off else ("   !", "   rpki origin-validation", f"      {validation}")
    for family in (4, 6):
        body = [(key, line) for key, line in sorted(bindings.items()) if key.family == family]
        if body:
            yield from ("   !", f"   address-family ipv{family}")
            for key, line in body:
                is_off = line.startswith("no ")
                yield f"      {'no ' if is_off else ''}neighbor {key.address} {line.removeprefix('no ')}"
    yield "!"


def binding_line(key: BindingKey, name: str) -> str:
    """Print a binding."""
    return f"route-map {name} {key.direction}"


def configuration_text(asn: int, configuration: Configuration, show: Iterable[tuple[LineKey, str]] | None = None) -> str:
    """Print a whole configuration.

    :param show: the lines at neighbors as they are printed, where that differs.
    """
    lines = dict(configuration.lines if show is None else show)
    bindings = {key: binding_line(key, name) for key, name in configuration.bindings.items()}
    caches = dict.fromkeys(configuration.rtr_caches, True)
    found = [*mode_line(lines), *objects_lines(configuration.objects), *router_lines(asn, lines, bindings, caches)]
    return "".join(f"{line}\n" for line in found)
