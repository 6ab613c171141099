# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The neighbors of a real routing table given relations, and a registry derived from it with gaps planted by hand.

Each origin registers what it announces to a neighbor that must register, in the database that counts. Then some of it is taken
away or made wrong, in seven ways, and it is noted what a preview has to say of each.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ansible_collections.manrs.hardening.plugins.plugin_utils.evidence.routing_tables.files import read_table
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import Prefix
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Route

REAL = Path(__file__).resolve().parents[2] / "shared/real/table-2000-01-11.mrt.gz"
OWN_ASN = 25000
#: name, ASN, relation, addresses, what it has beside them. The table's seven neighbors.
NEIGHBORS: tuple[dict[str, Any], ...] = (
    {"name": "transit", "asn": 3549, "relation": "provider", "addresses": ["204.152.166.29", "206.251.0.85"], "receive": "full"},
    {"name": "ripe", "asn": 3333, "relation": "peer", "addresses": ["193.0.0.56"], "registered": True, "as_set": "AS3333:AS-ALL"},
    {"name": "other", "asn": 8259, "relation": "peer", "addresses": ["195.8.100.22"]},
    {"name": "server", "asn": 5409, "relation": "route_server", "addresses": ["195.211.222.11", "195.211.222.254"]},
    {"name": "cern", "asn": 513, "relation": "customer", "addresses": ["192.65.184.1"], "as_set": "AS513:AS-ALL"},
)
EXCHANGE = {"name": "ix", "lans": ["195.211.222.0/24"], "addresses": ["195.211.222.1"]}
#: The neighbors whose routes must be registered, by address.
REGISTERED = {"193.0.0.56": "AS3333:AS-ALL", "192.65.184.1": "AS513:AS-ALL"}
KINDS = ("missing", "other origin", "too long", "other source", "not in the set", "ROA of another", "ROA too short")
#: What a preview must say of each kind: the control, and how the nearest object differs; None: nothing is near for certain.
EXPECTED: Mapping[str, tuple[str, str | None]] = {
    "missing": ("F13", None),
    "other origin": ("F13", "other origin"),
    "too long": ("F13", "too long"),
    "other source": ("F13", "other source"),
    "not in the set": ("F13", "origin not in the AS-SET"),
    "ROA of another": ("F12", "other origin"),
    "ROA too short": ("F12", "too long"),
}
_STRANGER = 64000


@dataclass
class World:
    """The planted gaps: (neighbor's address, prefix) -> kind. ``variables``: the intent of the router that has the table."""

    variables: dict[str, Any]
    gaps: dict[tuple[str, Prefix], str] = field(default_factory=dict)


def _is_plain(route: Route) -> bool:
    """Tell whether nothing but registration could be said against a route: a usual length, and a path of public ASNs without sets."""
    return (
        16 <= route.prefix.length <= 24
        and all(isinstance(asn, int) and 0 < asn < 23456 and asn != OWN_ASN for asn in route.as_path)
        and 192 <= route.prefix.network >> 24 < 223
        and route.prefix.network >> 8 not in (0xC00002, 0xC01200, 0xC63364, 0xC06300)
    )


def _is_loose(routes: Mapping[str, Route], counts: Mapping[int, int]) -> bool:
    """Tell whether an origin can be taken out of the sets without other gaps: it has this one prefix and is no neighbor."""
    origin = next(iter(routes.values())).origin
    return origin is not None and counts[origin] == 1 and all(len(route.as_path) > 1 for route in routes.values())


def make(folder: Path, gaps_of_a_kind: int = 60) -> World:
    """Write the registry of the table and its VRPs into a folder."""
    choose = random.Random(2000)
    pairs: set[tuple[Prefix, int]] = set()
    members: dict[str, set[int]] = {address: set() for address in REGISTERED}
    by_prefix: dict[Prefix, dict[str, Route]] = {}
    for address, route in read_table(REAL):
        if address in REGISTERED:
            by_prefix.setdefault(route.prefix, {})[address] = route
            if route.origin is not None:
                pairs.add((route.prefix, route.origin))
                members[address].add(route.origin)
    counts = Counter(origin for _, origin in pairs)
    #: How many prefixes of the table are inside each.
    inside = Counter(prefix.covering(length) for prefix in by_prefix for length in range(8, prefix.length + 1))
    usable = [
        prefix
        for prefix, routes in sorted(by_prefix.items())
        # Nothing but the gap can be said of it: one origin everywhere, and no other prefix around it or inside the next shorter one.
        if all(_is_plain(route) for route in routes.values())
        and len({route.origin for route in routes.values()}) == 1
        and inside[prefix.covering(prefix.length - 1)] == 1
        and not any(prefix.covering(length) in by_prefix for length in range(8, prefix.length))
    ]
    choose.shuffle(usable)
    # Those that the customer has too come first, so that there are gaps at both.
    usable.sort(key=lambda prefix: len(by_prefix[prefix]))
    world = World({})
    objects = {(prefix, origin, "REAL") for prefix, origin in pairs}
    roas: list[dict[str, Any]] = []
    for number in range(gaps_of_a_kind * len(KINDS)):
        kind = KINDS[number % len(KINDS)]
        at = len(usable) - 1
        if kind == "not in the set":
            at = next(place for place in range(at, -1, -1) if _is_loose(by_prefix[usable[place]], counts))
        prefix = usable.pop(at)
        routes = by_prefix[prefix]
        origin = next(iter(routes.values())).origin
        assert origin is not None
        _plant(kind, prefix, origin, objects, roas)
        for address in routes:
            world.gaps[address, prefix] = kind
            if kind == "not in the set":
                members[address].discard(origin)
    dump = folder / "real.rpsl"
    with dump.open("w", encoding="utf-8") as stream:
        for address, name in REGISTERED.items():
            listed = ", ".join(f"AS{asn}" for asn in sorted(members[address]))
            stream.write(f"as-set: {name}\nmembers: {listed}\nsource: REAL\n\n")
        for prefix, origin, source in sorted(objects):
            stream.write(f"route: {prefix}\norigin: AS{origin}\nsource: {source}\n\n")
    vrps = folder / "vrps.json"
    vrps.write_text(json.dumps({"metadata": {"buildtime": "2026-11-24T00:00:00Z"}, "roas": roas}), encoding="utf-8")
    world.variables = {
        "manrs_network": {"asn": OWN_ASN, "prefixes": ["185.10.0.0/22"], "transit_free": [], "exchanges": [EXCHANGE]},
        "manrs_registry": {
            "irr": {"dumps": [str(dump)], "sources": ["REAL"]},
            "rpki": {"vrps": str(vrps), "rtr": [{"host": "185.10.3.1"}], "max_age_hours": 1_000_000},
        },
        "manrs_neighbors": [dict(item) for item in NEIGHBORS],
    }
    return world


def _plant(kind: str, prefix: Prefix, origin: int, objects: set[tuple[Prefix, int, str]], roas: list[dict[str, Any]]) -> None:
    """Make one gap."""
    above = prefix.covering(prefix.length - 1)
    if kind in ("missing", "other origin", "too long", "other source"):
        objects.discard((prefix, origin, "REAL"))
    if kind == "other origin":
        objects.add((prefix, _STRANGER, "REAL"))
    elif kind == "too long":
        objects.add((above, origin, "REAL"))
    elif kind == "other source":
        objects.add((prefix, origin, "ELSEWHERE"))
    elif kind == "ROA of another":
        roas.append({"prefix": str(prefix), "maxLength": prefix.length, "asn": _STRANGER})
    elif kind == "ROA too short":
        roas.append({"prefix": str(above), "maxLength": above.length, "asn": origin})
