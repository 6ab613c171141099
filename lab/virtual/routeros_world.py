# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a virtual RouterOS router sees of its neighbors. A test writes the world, a JSON file that is read anew at each command:

* ``down``: addresses whose session is not up
* ``routes``: what neighbors announce: [{``prefix``, ``from``, ``path``: "35001 7", ``rejected_under``: "NAME"}]. A route is filtered when
  the chain that its connection has inbound begins so: what a filter does is written down by the test, not computed here.
* ``announced``: {address: [prefixes]}
* ``caches``: addresses of RPKI caches that are connected; absent: all

The properties of ``/routing/route`` and ``/routing/bgp/advertisements`` are those of the command tree of 7.24.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Item = dict[str, str]


def _family(text: str) -> str:
    return "ip6" if ":" in text else "ip4"


@dataclass(frozen=True, slots=True)
class World:
    """The world of one router. ``path``: its file; None: nothing is seen."""

    path: Path | None

    def _seen(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.path.read_text()) if self.path is not None and self.path.exists() else {}
        return found

    def down(self) -> set[str]:
        """Return the addresses whose session is not up."""
        return set(self._seen().get("down", ()))

    def has_cache(self, address: str | None) -> bool:
        """Tell whether a cache is connected."""
        return address is not None and address in self._seen().get("caches", {address})

    def routes(self, connections: Iterable[Item]) -> list[Item]:
        """Return the routes of neighbors that are up, as the menu prints them."""
        seen, found = self._seen(), []
        bound = {item["remote.address"].partition("/")[0]: item.get("input.filter", "") for item in connections}
        for route in seen.get("routes", ()):
            address = route["from"]
            if address not in bound or address in seen.get("down", ()):
                continue
            under = route.get("rejected_under")
            said = {"dst-address": route["prefix"], "gateway": address, "belongs-to": f"bgp-IP-{address}", "afi": _family(route["prefix"])}
            is_filtered = bool(under) and bound[address].startswith(under)
            state = {"filtered": "true"} if is_filtered else {"active": "true"}
            found.append(said | {"bgp.as-path": route["path"].replace(" ", ","), "bgp": "true"} | state)
        return found

    def advertisements(self, connections: Iterable[Item]) -> list[Item]:
        """Return what neighbors are sent, as the menu prints it."""
        announced = self._seen().get("announced", {})
        return [
            {"peer": f"{item['name']}-1", "dst": prefix}
            for item in connections
            for prefix in announced.get(item["remote.address"].partition("/")[0], ())
        ]
