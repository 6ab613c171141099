# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a virtual Junos router knows of the world: its BGP sessions, the routes that it hears, its RPKI sessions.

A test writes it as JSON, shaped::

    {"sessions": [{"address": "192.0.2.2", "asn": 64501, "local_asn": 64500, "local_address": "192.0.2.1", "group": "customers",
                   "state": "Established", "type": "External", "instance": "master", "refreshes": true,
                   "tables": ["inet.0"]}],
     "routes": [{"prefix": "198.51.100.0/24", "from": "192.0.2.2", "path": "64501", "next_hop": "192.0.2.2", "table": "inet.0",
                 "communities": ["64501:1"], "validation": "valid", "accepted": true, "best": true, "protocol": "BGP"}],
     "announced": {"192.0.2.2": ["203.0.113.0/24"]},
     "validation": [{"address": "192.0.2.10", "state": "up", "ipv4": 100, "ipv6": 20}]}

All but address, asn, prefix and from has a default. The shapes of the answers are those of the Junos XML API operational reference
(``show bgp neighbor``, ``show bgp summary``, ``show route``, ``show validation session``).
"""

from __future__ import annotations

import ipaddress
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from .junos_tree import Element
from .netconf import RpcError

#: Says whether the router accepts a route: configuration, session, route.
Accepts = Callable[[Element, dict[str, Any], dict[str, Any]], bool]
Arguments = dict[str, str]


def as_the_world_says(_: Element, __: dict[str, Any], route: dict[str, Any]) -> bool:
    """Accept what the world file says is accepted."""
    return bool(route.get("accepted", True))


class World:
    """The world file, read anew for each question."""

    def __init__(self, file: Path | None, accepts: Accepts = as_the_world_says) -> None:
        self._file = file
        self.accepts = accepts

    def _read(self) -> dict[str, Any]:
        return json.loads(self._file.read_text()) if self._file is not None and self._file.exists() else {}

    def _session(self, world: dict[str, Any], address: str) -> dict[str, Any]:
        found = next((item for item in world.get("sessions", []) if item["address"] == address), None)
        return found or {"address": address, "asn": 0}

    def _routes(self, world: dict[str, Any], tree: Element) -> Iterator[tuple[dict[str, Any], bool]]:
        """Give each route that a session that is up brings, and whether it is accepted."""
        for route in world.get("routes", []):
            session = self._session(world, route.get("from", ""))
            if _is_up(session):
                yield route, route.get("protocol", "BGP") != "BGP" or self.accepts(tree, session, route)

    def neighbors(self, tree: Element, arguments: Arguments) -> str:
        """Answer ``get-bgp-neighbor-information``."""
        world = self._read()
        wanted = arguments.get("neighbor-address")
        instance = arguments.get("instance")
        items = [
            self._peer(world, tree, item)
            for item in world.get("sessions", [])
            if wanted in (None, item["address"]) and instance in (None, item.get("instance", "master"))
        ]
        return f'<bgp-information xmlns="http://xml.juniper.net/junos/24.4R1/junos-routing">{"".join(items)}</bgp-information>'

    def _peer(self, world: dict[str, Any], tree: Element, session: dict[str, Any]) -> str:
        up = _is_up(session)
        port = "+179" if up else ""
        refresh = "<peer-refresh-capability>2</peer-refresh-capability>" if up and session.get("refreshes", True) else ""
        families = " ".join("inet6-unicast" if "inet6" in table else "inet-unicast" for table in _tables(session))
        shown = f"<address-families>{families}</address-families>" if families else ""
        negotiated = f"<nlri-type-peer>{families}</nlri-type-peer><nlri-type-session>{families}</nlri-type-session>" if up else ""
        state = escape(session.get("state", "Established"))
        return (
            f'<bgp-peer junos:style="detail"><peer-address>{session["address"]}{port}</peer-address><peer-as>{session["asn"]}</peer-as>'
            f"<local-address>{session.get('local_address', 'Unspecified')}</local-address>"
            f"<local-as>{session.get('local_asn', 0)}</local-as>"
            f"<description>{escape(session.get('description', ''))}</description>"
            f"<peer-group>{escape(session.get('group', ''))}</peer-group><peer-cfg-rti>{session.get('instance', 'master')}</peer-cfg-rti>"
            f"<peer-fwd-rti>{session.get('instance', 'master')}</peer-fwd-rti>"
            f"<peer-type>{session.get('type', 'External')}</peer-type><peer-state>{state}</peer-state>"
            f'<bgp-option-information xmlns="http://xml.juniper.net/junos/24.4R1/junos-routing">{shown}</bgp-option-information>'
            f"{negotiated}{refresh}{self._ribs(world, tree, session) if up else ''}</bgp-peer>"
        )

    def _ribs(self, world: dict[str, Any], tree: Element, session: dict[str, Any]) -> str:
        ribs = []
        for table in _tables(session):
            heard = [item for item in self._routes(world, tree) if item[0].get("from") == session["address"] and _table(item[0]) == table]
            accepted = [route for route, is_accepted in heard if is_accepted]
            active = [route for route in accepted if route.get("best", True)]
            announced = [item for item in world.get("announced", {}).get(session["address"], []) if (":" in item) == ("inet6" in table)]
            ribs.append(
                f'<bgp-rib junos:style="detail"><name>{table}</name><bgp-rib-state>BGP restart is complete</bgp-rib-state>'
                f"<send-state>in sync</send-state><active-prefix-count>{len(active)}</active-prefix-count>"
                f"<received-prefix-count>{len(heard)}</received-prefix-count><accepted-prefix-count>{len(accepted)}</accepted-prefix-count>"
                f"<suppressed-prefix-count>0</suppressed-prefix-count><advertised-prefix-count>{len(announced)}</advertised-prefix-count>"
                "</bgp-rib>"
            )
        return "".join(ribs)

    def summary(self, tree: Element, _: Arguments) -> str:
        """Answer ``get-bgp-summary-information``."""
        world = self._read()
        sessions = world.get("sessions", [])
        peers = "".join(
            f'<bgp-peer junos:style="terse"><peer-address>{item["address"]}</peer-address><peer-as>{item["asn"]}</peer-as>'
            f"<description>{escape(item.get('description', ''))}</description>"
            f"<peer-state>{escape(item.get('state', 'Established'))}</peer-state>"
            f"{self._ribs(world, tree, item) if _is_up(item) else ''}</bgp-peer>"
            for item in sessions
        )
        down = sum(not _is_up(item) for item in sessions)
        return (
            f'<bgp-information xmlns="http://xml.juniper.net/junos/24.4R1/junos-routing"><peer-count>{len(sessions)}</peer-count>'
            f"<down-peer-count>{down}</down-peer-count>{peers}</bgp-information>"
        )

    def routes(self, tree: Element, arguments: Arguments) -> str:
        """Answer ``get-route-information``.

        ``receive-protocol-name`` shows what a neighbor sent, before policy, without what policy made hidden unless ``hidden`` or ``all``
        is asked for; ``advertising-protocol-name`` what it is sent.
        """
        world = self._read()
        if arguments.get("advertising-protocol-name"):
            chosen = self._announced(world, arguments)
        else:
            chosen = self._heard(world, tree, arguments)
        tables: dict[str, dict[str, list[str]]] = {}
        for route, is_accepted in chosen:
            tables.setdefault(_table(route), {}).setdefault(route["prefix"], []).append(_entry(route, is_accepted))
        shown = "".join(
            f"<route-table><table-name>{table}</table-name><destination-count>{len(items)}</destination-count>"
            + "".join(
                f"<rt><rt-destination>{prefix.split('/')[0]}</rt-destination><rt-prefix-length>{prefix.split('/')[1]}</rt-prefix-length>"
                f"{''.join(entries)}</rt>"
                if any(word in arguments for word in ("detail", "extensive"))
                else f"<rt><rt-destination>{prefix}</rt-destination>{''.join(entries)}</rt>"
                for prefix, entries in items.items()
            )
            + "</route-table>"
            for table, items in sorted(tables.items())
        )
        return f'<route-information xmlns="http://xml.juniper.net/junos/24.4R1/junos-routing">{shown}</route-information>'

    def _announced(self, world: dict[str, Any], arguments: Arguments) -> list[tuple[dict[str, Any], bool]]:
        address = arguments.get("neighbor") or arguments.get("peer") or ""
        if not _is_up(self._session(world, address)):
            return []
        items: list[tuple[dict[str, Any], bool]] = [
            ({"prefix": prefix, "path": "", "from": ""}, True) for prefix in world.get("announced", {}).get(address, [])
        ]
        return [item for item in items if arguments.get("table") in (None, _table(item[0]))]

    def _heard(self, world: dict[str, Any], tree: Element, arguments: Arguments) -> list[tuple[dict[str, Any], bool]]:
        peer = arguments.get("peer") if arguments.get("receive-protocol-name") else None
        wants_all, wants_hidden = "all" in arguments, "hidden" in arguments
        chosen = []
        for route, is_accepted in self._routes(world, tree):
            if peer not in (None, route.get("from")) or arguments.get("table") not in (None, _table(route)):
                continue
            protocol = arguments.get("protocol")
            if protocol is not None and protocol.lower() != route.get("protocol", "BGP").lower():
                continue
            if not wants_all and wants_hidden == is_accepted:
                continue
            if "active-path" in arguments and not (is_accepted and route.get("best", True)):
                continue
            if not _is_at(route["prefix"], arguments):
                continue
            chosen.append((route, is_accepted))
        return _longest(chosen, arguments)

    def validation_sessions(self, _: Element, __: Arguments) -> str:
        """Answer ``get-validation-session-information``."""
        items = "".join(
            f"<rv-session><ip-address>{item['address']}</ip-address><session-state>{item.get('state', 'up')}</session-state>"
            f"<session-flaps>0</session-flaps><ip-prefix-count>{item.get('ipv4', 0)}/{item.get('ipv6', 0)}</ip-prefix-count></rv-session>"
            for item in self._read().get("validation", [])
        )
        return f'<rv-session-information xmlns="http://xml.juniper.net/junos/24.4R1/junos-routing">{items}</rv-session-information>'

    def validation_statistics(self, _: Element, __: Arguments) -> str:
        """Answer ``get-validation-statistics-information``."""
        items = [item for item in self._read().get("validation", []) if item.get("state", "up") == "up"]
        total = max((item.get("ipv4", 0) + item.get("ipv6", 0) for item in items), default=0)
        return (
            '<rv-statistics-information xmlns="http://xml.juniper.net/junos/24.4R1/junos-routing"><rv-statistics>'
            f"<rv-record-count>{total}</rv-record-count></rv-statistics></rv-statistics-information>"
        )


def _is_up(session: dict[str, Any]) -> bool:
    return bool(session.get("state", "Established") == "Established")


def _tables(session: dict[str, Any]) -> list[str]:
    default = ["inet6.0" if ":" in session["address"] else "inet.0"]
    return list(session.get("tables", default))


def _table(route: dict[str, Any]) -> str:
    return str(route.get("table", "inet6.0" if ":" in route["prefix"] else "inet.0"))


def _is_at(prefix: str, arguments: Arguments) -> bool:
    wanted = arguments.get("destination")
    if wanted is None:
        return True
    try:
        mine, theirs = ipaddress.ip_network(prefix), ipaddress.ip_network(wanted, strict=False)
    except ValueError as error:
        raise RpcError(f"invalid value '{wanted}'") from error
    if mine.version != theirs.version:
        return False
    if "exact" in arguments:
        return mine == theirs
    is_host = theirs.prefixlen == theirs.max_prefixlen
    one, other = (theirs, mine) if is_host or "best" in arguments else (mine, theirs)
    return one.subnet_of(other)  # type: ignore[arg-type]


def _longest(chosen: list[tuple[dict[str, Any], bool]], arguments: Arguments) -> list[tuple[dict[str, Any], bool]]:
    """Keep the best matches of an address that is asked for."""
    wanted = arguments.get("destination")
    if wanted is None or "exact" in arguments or not chosen:
        return chosen
    asked = ipaddress.ip_network(wanted, strict=False)
    if "best" not in arguments and asked.prefixlen != asked.max_prefixlen:
        return chosen
    length = max(int(route["prefix"].split("/")[1]) for route, _ in chosen)
    return [item for item in chosen if int(item[0]["prefix"].split("/")[1]) == length]


def _entry(route: dict[str, Any], is_accepted: bool) -> str:
    """Return one way to a destination as ``show route`` gives it."""
    best = is_accepted and route.get("best", True)
    protocol = route.get("protocol", "BGP")
    path = f"<as-path>AS path: {escape((str(route['path']) + ' ') if route.get('path') else '')}I</as-path>" if protocol == "BGP" else ""
    communities = "".join(f"<community>{escape(item)}</community>" for item in route.get("communities", []))
    learned = f"<learned-from>{route['from']}</learned-from><gateway>{route['from']}</gateway>" if route.get("from") else ""
    hop = route.get("next_hop") or route.get("from")
    via = f"<via>{escape(route['interface'])}</via>" if route.get("interface") else ""
    next_hop = f"<nh><selected-next-hop/>{f'<to>{hop}</to>' if hop else ''}{via}</nh>" if hop or via else ""
    state = f"<validation-state>{route['validation']}</validation-state>" if route.get("validation") else ""
    return (
        f"<rt-entry><active-tag>{'*' if best else ' '}</active-tag>{'<current-active/>' if best else ''}"
        f"<protocol-name>{protocol}</protocol-name><preference>{170 if protocol == 'BGP' else 5}</preference>{learned}"
        f"<local-preference>{route.get('local_preference', 100)}</local-preference>{path}"
        f"{f'<communities>{communities}</communities>' if communities else ''}{state}{next_hop}</rt-entry>"
    )
