# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""One look at a router of which nothing is declared: its sessions, what comes in and goes out there, and what is its own.

Counts are read of every session. Routes are read where a family has few enough of them; with full tables counts must do.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

from pydantic import ValidationError

from ...delivery import records
from ...delivery.deliver import Reading
from ...model.prefixes import FAMILIES, Prefix
from ...model.routes import Route, host_prefix
from ...model.sources import Links
from ...platforms.contract import HeldRoute, SessionState
from ...registry.transit_free import transit_free_asns
from ..looks.files import first_wrong
from ..models import Part

SEEN, LOOK = "seen", "look.json"
#: What one neighbor is sent is listed up to this number of prefixes.
MOST_LISTED = 5_000
#: Prefixes of one neighbor that are kept, to be found in our own space.
MOST_KEPT = 500


class FirstLookError(Exception):
    """What was read of a router is not there or not whole; the message says which file and what to do."""


class Sends(Part):
    """The routes that a neighbor sends. ``first``: of how many its own ASN is the first; ``alone``: of how many it is the only one.

    ``above``: transit-free ASNs in the paths, but itself. ``prefixes``: with their origins, when they are few.
    """

    count: int
    has_default: bool
    first: int
    alone: int
    above: tuple[int, ...] = ()
    prefixes: tuple[tuple[str, int | None], ...] = ()


class FirstSession(Part):
    """One eBGP session and family. ``label``: its description, else what the router calls it, else its address.

    ``accepted``, ``announced``: numbers of routes; None: not known. ``hears_default``: whether we send it a default route.
    """

    address: str
    family: int
    asn: int
    label: str
    interface: str = ""
    accepted: int | None = None
    announced: int | None = None
    hears_default: bool | None = None
    sends: Sends | None = None


class FirstLook(Part):
    """What a router says. ``own``: prefixes that are announced and nobody's but ours, None by family where that could not be told.

    ``listed``: what else is announced there to somebody. ``links``: networks on the links of sessions, by interface.
    ``defaults``: (family, interface) of default routes.
    """

    host: str
    platform: str
    version: str
    looked_at: str
    asn: int | None
    sessions: tuple[FirstSession, ...]
    own: dict[int, tuple[str, ...] | None]
    listed: dict[int, tuple[str, ...]]
    links: dict[str, tuple[str, ...]]
    defaults: tuple[tuple[int, str], ...]


def look_first(host: str, read: Reading, now: datetime) -> FirstLook:
    """Look at one router. :param now: the time in UTC."""
    running, held = read.running, read.held
    links = running.known.router.links or Links()
    listed = _listed(read)
    routes = {family: [] if held.is_too_large(family) else held.routes(family) for family in FAMILIES}
    known = {family: not held.is_too_large(family) for family in FAMILIES}
    ends = [item.address for item in running.sessions] + [item.address for item in running.internal_sessions]
    on_links = {name: networks for name, networks in links.networks.items() if any(_interface(links, end) == name for end in ends)}
    return FirstLook(
        host=host,
        platform=running.capabilities.platform,
        version=running.capabilities.version,
        looked_at=now.isoformat(timespec="seconds"),
        asn=running.asn,
        sessions=tuple(
            _session(state, links, routes[state.family] if known[state.family] else None, listed)
            for state in sorted(running.sessions, key=lambda item: (item.asn, item.family, host_prefix(item.address)))
        ),
        own={family: _own(family, routes[family], listed) if known[family] else None for family in FAMILIES},
        listed={family: tuple(map(str, _announced(family, listed))) for family in FAMILIES},
        links={name: tuple(map(str, networks)) for name, networks in sorted(on_links.items())},
        defaults=tuple(sorted(links.defaults)),
    )


def _listed(read: Reading) -> dict[tuple[str, int], frozenset[str]]:
    """Read what sessions are sent, where it is not much. One that is said to be sent nothing may be one of an OS that counts nothing."""
    keys = [
        (item.address, item.family)
        for item in read.running.sessions
        if item.is_established and (item.announced or 0) <= MOST_LISTED and (item.announced or not read.held.is_too_large(item.family))
    ]
    return read.held.announced_to(sorted(keys))


def _interface(links: Links, address: str) -> str:
    """Return the interface on whose link an address is."""
    end = host_prefix(address)
    found = [(network.length, name) for name, networks in links.networks.items() for network in networks if network.contains(end)]
    return max(found, default=(0, ""))[1]


def _session(
    state: SessionState, links: Links, routes: list[HeldRoute] | None, listed: Mapping[tuple[str, int], frozenset[str]]
) -> FirstSession:
    sent = listed.get((state.address, state.family))
    mine = None if routes is None else [item.route for item in routes if item.address == state.address and not item.is_internal]
    return FirstSession(
        address=state.address,
        family=state.family,
        asn=state.asn,
        label=state.neighbor,
        interface=_interface(links, state.address),
        accepted=state.accepted,
        announced=len(sent) if sent is not None else state.announced or None,
        hears_default=any(text.endswith("/0") for text in sent) if sent is not None else None,
        sends=_sends(mine, state.asn) if mine is not None and state.is_established else None,
    )


def _sends(routes: list[Route], asn: int) -> Sends:
    others = [route for route in routes if route.prefix.length]
    above = {element for route in others for element in route.as_path if isinstance(element, int)} & transit_free_asns() - {asn}
    few = sorted({(route.prefix, route.origin) for route in others}, key=lambda item: item[0]) if len(others) <= MOST_KEPT else []
    return Sends(
        count=len(others),
        has_default=len(others) < len(routes),
        first=sum(route.as_path[:1] == (asn,) for route in others),
        alone=sum(set(route.as_path) == {asn} for route in others),
        above=tuple(sorted(above)),
        prefixes=tuple((str(prefix), origin) for prefix, origin in few),
    )


def _announced(family: int, listed: Mapping[tuple[str, int], frozenset[str]]) -> list[Prefix]:
    texts = {text for (_, of), sent in listed.items() if of == family for text in sent}
    return sorted(prefix for text in texts if (prefix := Prefix.parse(text)).length)


def _own(family: int, routes: Iterable[HeldRoute], listed: Mapping[tuple[str, int], frozenset[str]]) -> tuple[str, ...]:
    """Return what is announced to somebody and has come from no other AS."""
    theirs = {item.route.prefix for item in routes if item.route.as_path}
    return tuple(str(prefix) for prefix in _announced(family, listed) if prefix not in theirs)


def first_look_path(dest: Path, host: str) -> Path:
    """Return the file of what a router said."""
    return dest / SEEN / host / LOOK


def write_first_look(dest: Path, found: FirstLook) -> Path:
    """Write what a router said. :raises RecordError: the folder cannot be written."""
    records.write(dest / SEEN / found.host, LOOK, found.model_dump_json(indent=1) + "\n")
    return first_look_path(dest, found.host)


def read_first_look(dest: Path, host: str) -> FirstLook:
    """Read it again. :raises FirstLookError: it is not there or not whole."""
    path = first_look_path(dest, host)
    try:
        return FirstLook.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        raise FirstLookError(f"{path} is not there: nobody has read {host}; run the init playbook") from None
    except OSError as error:
        raise FirstLookError(f"{path} cannot be read ({error.strerror}); run the init playbook again") from error
    except ValidationError as error:
        raise FirstLookError(f"{path} is not what was read of a router ({first_wrong(error)}); run the init playbook again") from error
