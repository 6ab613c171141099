# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sessions that we create and take off again, as lines that are open at no moment.

A session is made without an address family and shut down; FRR takes and prints its filters all the same (seen on 8.4.4 and 10.3).
When everything of it reads back, it gets its families and is let up. FRR gives a new neighbor the families of ``bgp default``
at once, and without them a neighbor that comes up exchanges nothing: these are switched off while sessions are made.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from ...model.policies import Session
from .objects import NeighborLines

_DEFAULT_FAMILY = re.compile(r"bgp default ((?:ipv4|ipv6|l2vpn)-\S+)")
#: What makes a neighbor, in the order in which it does.
_MAKING = ("remote-as", "peer-group")


def new_session(session: Session) -> NeighborLines:
    """Return what makes a session of the family of its address; its other lines come as lines do."""
    address = session.address
    family = f"address-family {'ipv6' if ':' in address else 'ipv4'} unicast"
    return {"": (f"neighbor {address} remote-as {session.asn}",), family: (f"neighbor {address} activate",)}


def as_it_is(address: str, blocks: NeighborLines, router_lines: Iterable[str]) -> NeighborLines:
    """Return what makes a session that is there once more: its printed lines, and the families that are its own by default."""
    found = dict(blocks)
    for family in _default_families(router_lines):
        header = f"address-family {family.replace('-', ' ', 1)}"
        lines = found.get(header, ())
        if f"no neighbor {address} activate" not in lines:
            found[header] = (*lines, f"neighbor {address} activate")
    return found


def is_shut_down(address: str, blocks: NeighborLines) -> bool:
    """Tell whether a neighbor is shut down by a line of its own."""
    return any(line.startswith(f"neighbor {address} shutdown") for line in blocks.get("", ()))


def _default_families(router_lines: Iterable[str]) -> list[str]:
    """Return the families that FRR gives every new neighbor: IPv4 unless it is off, and those that are printed."""
    told = set(router_lines)
    found = {match[1] for line in told if (match := _DEFAULT_FAMILY.fullmatch(line))}
    return sorted(found | ({"ipv4-unicast"} if "no bgp default ipv4-unicast" not in told else set()))


def _made_by(address: str, line: str) -> int | None:
    """Return the place of a line among those that make a neighbor; None for another line."""
    return next((place for place, word in enumerate(_MAKING) if line.startswith(f"neighbor {address} {word} ")), None)


def _is_left_for_the_end(address: str, line: str) -> bool:
    return line.removeprefix("no ") == f"neighbor {address} activate" or line.startswith(f"neighbor {address} shutdown")


def _block(header: str, lines: Iterable[str]) -> Iterator[str]:
    body = list(lines)
    if not header:
        yield from (f" {line}" for line in body)
    elif body:
        yield from (f" {header}", *(f"  {line}" for line in body), " exit-address-family")


def closed_lines(asn: int, router_lines: Iterable[str], sessions: Mapping[str, NeighborLines]) -> Iterator[str]:
    """Print sessions with all their lines, without their families and shut down.

    :param sessions: the lines of each neighbor, by address.
    """
    if not sessions:
        return
    families = _default_families(router_lines)
    yield f"router bgp {asn}"
    yield from (f" no bgp default {family}" for family in families)
    for address, blocks in sorted(sessions.items()):
        making = [(place, line) for line in blocks.get("", ()) if (place := _made_by(address, line)) is not None]
        yield from (f" {line}" for _, line in sorted(making))
        yield f" neighbor {address} shutdown"
    yield from (f" bgp default {family}" for family in families)
    for address, blocks in sorted(sessions.items()):
        for header, lines in sorted(blocks.items()):
            kept = (line for line in lines if _made_by(address, line) is None and not _is_left_for_the_end(address, line))
            yield from _block(header, kept)
    yield "exit"


def opened_lines(asn: int, sessions: Mapping[str, NeighborLines]) -> Iterator[str]:
    """Print what gives the same sessions their families and lets them up, unless they were shut down."""
    if not sessions:
        return
    yield f"router bgp {asn}"
    for address, blocks in sorted(sessions.items()):
        for header, lines in sorted(blocks.items()):
            yield from _block(header, (line for line in lines if line == f"neighbor {address} activate"))
    yield from (f" no neighbor {address} shutdown" for address, blocks in sorted(sessions.items()) if not is_shut_down(address, blocks))
    yield "exit"


def removed_lines(asn: int, addresses: Iterable[str]) -> Iterator[str]:
    """Print what ends sessions; their filters go with them."""
    told = [f" no neighbor {address}" for address in sorted(addresses)]
    if told:
        yield from (f"router bgp {asn}", *told, "exit")


def undone_lines(asn: int, router_lines: Iterable[str], sessions: Mapping[str, NeighborLines]) -> Iterator[str]:
    """Print what undoes ``closed_lines`` wherever it was cut off."""
    if sessions:
        yield from removed_lines(asn, sessions)
        yield from (f"router bgp {asn}", *(f" bgp default {family}" for family in _default_families(router_lines)), "exit")
