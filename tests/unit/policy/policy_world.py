# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The network that the tests of the policy look at, and the form of their tables.

AS25000 has one border router. Each neighbor is there for what its name or a comment says.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from ansible_collections.manrs.hardening.plugins.plugin_utils.intent.validate import host_intent
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.policies import Chain, Policy, Session
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import Prefix
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Direction, Route, host_prefix
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.rov import RovTable
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.sets import Vrp
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.compile import compile_policy
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.decide import evaluate, receive
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.named_sets import Known, Run
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.snapshot import load_snapshot
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.snapshot_making import make_snapshot

ROOT = Path(__file__).resolve().parents[3]
NOW = datetime(2026, 11, 24, tzinfo=UTC)
IRR = """\
as-set: AS35001:AS-ACME
members: AS35001, AS35002

route: 193.20.0.0/22
origin: AS35001

route: 193.20.8.0/24
origin: AS35002

route6: 2a06:2000::/32
origin: AS35001

route: 193.30.0.0/22
origin: AS31001

route: 185.10.2.0/24
descr: our own space; a route object alone delegates nothing
origin: AS35001

as-set: AS-MEMBERS
members: AS31001

route: 193.40.0.0/22
origin: AS35010

route6: 2a06:4000::/32
origin: AS35010

route: 193.42.0.0/24
origin: AS35011

route6: 2a06:4200::/32
origin: AS35011

route: 193.42.1.128/30
descr: longer than what is accepted
origin: AS35011

route: 193.61.0.0/22
origin: AS6461
"""
VRPS: list[dict[str, Any]] = [
    {"asn": 3320, "prefix": "151.2.0.0/16", "maxLength": 20},
    {"asn": 0, "prefix": "151.3.0.0/16", "maxLength": 16},
    {"asn": 35002, "prefix": "193.21.0.0/16", "maxLength": 20},
    # Our own space: of a customer, of a customer's customer, of a stranger, ours, and a mistake.
    {"asn": 35001, "prefix": "185.10.1.0/24", "maxLength": 24},
    {"asn": 35002, "prefix": "2a05:1000:3500::/40", "maxLength": 44},
    {"asn": 3333, "prefix": "185.10.0.0/24", "maxLength": 24},
    {"asn": 25000, "prefix": "185.12.0.0/22", "maxLength": 22},
    {"asn": 3333, "prefix": "185.15.0.0/22", "maxLength": 22},
]
ROV = RovTable([Vrp(Prefix.parse(item["prefix"]), item["maxLength"], item["asn"]) for item in VRPS])
PREFIXES: list[Any] = [
    "185.10.0.0/22",
    "2a05:1000::/32",
    {"prefix": "2a05:1000:1000::/40", "delegated_to": 35010},
    "185.12.0.0/22",
    {"prefix": "185.12.1.0/24", "delegated_to": 64600},
    {"prefix": "185.12.2.0/24", "delegated_to": 35010},
    {"prefix": "185.14.0.0/22", "up_to": 24, "to": ["up"]},
    {"prefix": "2a05:1400::/32", "up_to": 48},
    "185.15.0.0/22",
    "185.16.0.0/28",
]
EXCHANGE = {"name": "ix", "lans": ["193.201.28.0/24", "2001:7f8:33::/48"], "addresses": ["193.201.28.2", "2001:7f8:33::2"]}
EXCEPTION = {"controls": ["F05", "F12", "F13", "F03"], "origin": 35001, "until": "2999-01-01", "why": "test"}
NEIGHBORS: list[dict[str, Any]] = [
    {"name": "up", "asn": 20965, "relation": "provider", "addresses": ["10.0.0.1"], "receive": "full"},
    {
        "name": "acme",
        "asn": 35001,
        "relation": "customer",
        "addresses": ["10.0.0.2"],
        "as_set": "AS35001:AS-ACME",
        "accept_communities": ["25000:100", "25000:7:*"],
    },
    {"name": "peer", "asn": 31001, "relation": "peer", "addresses": ["10.0.0.3"]},
    {"name": "strict", "asn": 31001, "relation": "peer", "addresses": ["10.0.0.4"], "registered": True, "more_specifics": "covered"},
    {"name": "collector", "asn": 12654, "relation": "collector", "addresses": ["10.0.0.5"]},
    {"name": "server", "asn": 31009, "relation": "route_server", "addresses": ["193.201.28.9", "2001:7f8:33::9"]},
    {
        "name": "special",
        "asn": 35001,
        "relation": "customer",
        "addresses": ["10.0.0.7"],
        "exceptions": [{**EXCEPTION, "prefix": text} for text in ("151.2.9.0/28", "185.10.2.0/24")],
    },
    {"name": "partial", "asn": 20970, "relation": "provider", "addresses": ["10.0.1.1"], "receive": "partial"},
    {"name": "default", "asn": 20971, "relation": "provider", "addresses": ["10.0.1.2"], "receive": "default"},
    {"name": "both", "asn": 20972, "relation": "provider", "addresses": ["10.0.1.3"], "receive": "full_and_default"},
    # Sends our own space back, with our ASN in the path.
    {"name": "scrub", "asn": 20973, "relation": "provider", "addresses": ["10.0.1.4"], "receive": "partial", "allow_own_as": True},
    {
        "name": "black",
        "asn": 35010,
        "relation": "customer",
        "addresses": ["10.0.2.1"],
        "blackhole": True,
        "blackhole_communities": ["35010:666", "25000:666", "35010:6:66"],
    },
    {
        "name": "black28",
        "asn": 35011,
        "relation": "customer",
        "addresses": ["10.0.2.2"],
        "blackhole": True,
        "blackhole_lengths": [28, 120],
    },
    {"name": "private", "asn": 64600, "relation": "customer", "addresses": ["10.0.2.3"]},
    # A transit-free network that is a customer of ours.
    {"name": "big", "asn": 6461, "relation": "customer", "addresses": ["10.0.2.4"]},
    {"name": "hops", "asn": 31022, "relation": "peer", "addresses": ["10.0.3.1"], "next_hops": ["10.0.99.1", "2a0c:99::1"]},
    {"name": "six", "asn": 31023, "relation": "peer", "addresses": ["2a0c:3::1"]},
    {"name": "tier1", "asn": 1299, "relation": "peer", "addresses": ["10.0.3.2"]},
    {"name": "sibling", "asn": 31024, "relation": "peer", "addresses": ["10.0.3.3"], "siblings": [3356]},
    {"name": "transit", "asn": 31025, "relation": "peer", "addresses": ["10.0.3.4"], "may_transit": [2914]},
    {"name": "own_as", "asn": 31026, "relation": "peer", "addresses": ["10.0.3.5"], "allow_own_as": True},
    {
        "name": "members",
        "asn": 31010,
        "relation": "route_server",
        "addresses": ["193.201.28.10"],
        "as_set": "AS-MEMBERS",
        "registered": True,
    },
]
NETWORK: dict[str, Any] = {
    "asn": 25000,
    "prefixes": PREFIXES,
    "exchanges": [EXCHANGE],
    "own_origins": [25001],
    "returns_from": ["scrub"],
    "never_via_route_servers": [31050],
    "transfer_networks": ["193.99.0.0/24"],
}


def neighbors(*names: str, **changes: Any) -> list[dict[str, Any]]:
    """Return some of the world's neighbors, the first one changed."""
    first, *others = (next(item for item in NEIGHBORS if item["name"] == name) for name in names)
    return [{**first, **changes}, *others]


def compiled(
    folder: Path,
    neighbors: Sequence[dict[str, Any]] = NEIGHBORS,
    irr: str = IRR,
    vrps: Sequence[dict[str, Any]] = VRPS,
    known: Known | None = None,
    only: tuple[str, ...] = (),
    border_routers: int = 1,
    run: Run | None = None,
    interfaces: Sequence[dict[str, Any]] | None = None,
    aspas: Sequence[dict[str, Any]] | None = None,
    **network: Any,
) -> Policy:
    """Compile the policy of a router of the world, some things changed."""
    # An empty file is no dump.
    (folder / "irr").write_text(irr or "% nothing is registered\n", encoding="utf-8")
    export = {"roas": list(vrps), **({} if aspas is None else {"aspas": list(aspas)})}
    (folder / "vrps").write_text(json.dumps(export), encoding="utf-8")
    told = {
        "manrs_network": {**NETWORK, **network},
        "manrs_registry": {"irr": {"dumps": [str(folder / "irr")]}, "rpki": {"vrps": str(folder / "vrps"), "rtr": [{"host": "10.9.9.9"}]}},
        "manrs_neighbors": list(neighbors),
        **({} if interfaces is None else {"manrs_interfaces": list(interfaces)}),
    }
    intents = {f"edge{number}": host_intent(told, f"edge{number}", date(2026, 11, 24)) for number in range(1, border_routers + 1)}
    make_snapshot(intents, folder / "snapshot", NOW)
    snapshot = load_snapshot(folder / "snapshot", "edge1", NOW, intents["edge1"].registry)
    return compile_policy(intents["edge1"], snapshot, known, only=only, run=run)


def session(policy: Policy, name: str) -> Session:
    """Return the first session of a neighbor."""
    return next(item for item in policy.sessions if item.neighbor == name)


def exported(policy: Policy, name: str, family: int = 4) -> Chain:
    """Return the export chain of a neighbor."""
    chain = session(policy, name).chain(Direction.EXPORT, family)
    assert chain is not None
    return chain


def _path_element(word: str) -> list[Any]:
    if word.startswith("{"):
        return [frozenset(int(asn) for asn in word.strip("{}").split(","))]
    asn, _, times = word.partition("x")
    return [int(asn)] * int(times or 1)


def route(text: str) -> Route:
    """Return the route of a table's cell: ``prefix``, then in any order the path and what it carries.

    ``20965 3333x3`` is a path, ``{1,2}`` an AS_SET; ``65535:666`` a community and ``25000:1:1`` a large one; ``nh=10.0.0.9`` the
    next hop (without: the neighbor's own address), ``otc=35001`` OTC, ``lp=0`` the local preference.
    """
    prefix, *words = text.split()
    path: list[Any] = []
    communities: set[tuple[int, ...]] = set()
    values: dict[str, str] = {}
    for word in words:
        name, equals, value = word.partition("=")
        if equals:
            values[name] = value
        elif ":" in word:
            communities.add(tuple(int(part) for part in word.split(":")))
        else:
            path += _path_element(word)
    assert values.keys() <= {"nh", "otc", "lp"}, text
    return Route(
        Prefix.parse(prefix),
        tuple(path),
        frozenset(item for item in communities if len(item) == 2),  # type: ignore[misc]
        frozenset(item for item in communities if len(item) == 3),  # type: ignore[misc]
        host_prefix(values["nh"]) if "nh" in values else None,
        int(values["otc"]) if "otc" in values else None,
        int(values["lp"]) if "lp" in values else None,
    )


def rows(table: str) -> list[tuple[str, ...]]:
    """Return the rows of a table; a line that begins with ``#`` is a heading."""
    lines = [line for line in table.strip().splitlines() if line.strip() and not line.startswith("#")]
    return [tuple(cell.strip() for cell in line.split("|")) for line in lines]


def import_control(policy: Policy, neighbor: str, text: str) -> str:
    """Return the control that rejects a route from a neighbor, or ``accept``."""
    verdict, _ = receive(policy, session(policy, neighbor), route(text), ROV)
    assert verdict.is_accepted is (verdict.control == "accept")
    return verdict.control


def held(policy: Policy, neighbor: str, text: str) -> Route:
    """Return a route from a neighbor as we then hold it."""
    verdict, after = receive(policy, session(policy, neighbor), route(text), ROV)
    assert verdict.is_accepted, verdict
    return after


def export_control(policy: Policy, neighbor: str, text: str) -> str:
    """Return the control that keeps a route, as we hold it, from a neighbor, or ``accept``."""
    item = route(text)
    verdict, _ = evaluate(policy, exported(policy, neighbor, item.prefix.family), item, ROV)
    assert verdict.is_accepted is (verdict.control == "accept")
    return verdict.control


def sent(policy: Policy, neighbor: str, text: str) -> Route:
    """Return a route, as we hold it, as a neighbor is sent it; the router puts our own ASN in front."""
    item = route(text)
    verdict, after = evaluate(policy, exported(policy, neighbor, item.prefix.family), item, ROV)
    assert verdict.is_accepted, verdict
    return after
