# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A random registry and random routes near its edges, the same for the same seed.

Routes are made from the registry's own objects, changed by a little: a bit outside, a length too long or too short, an
ASN off. Our own ASN stays out of the paths: FRR itself refuses it.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import BITS, Prefix
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import host_prefix
from catalogue import Announcement
from judge import SENTINELS
from speaker import Route
from topology import DISCARD_NEXT_HOPS, EDGES, EXCHANGE_NETWORKS, OWN_NETWORKS, SPEAKERS, TRANSFER_NETWORKS, Family, link

CUSTOMER_SET, PEER_SET = "AS35001:AS-ACME", "AS31001:AS-PEER"
CONES = {"customer": (35001, 35002, 35003), "customer2": (35010,), "peer": (31001, 31002)}
VRP_ASNS = (3320, 680, 35001, 35002, 31001, 0)
#: The providers of those that say them: some of them, so that paths of all three states are among the routes.
ASPAS = {
    680: (3320, 31010, 20965, 3257, 35010), 15169: (174,), 34999: (3333, 35010),
    35002: (35001,), 35003: (3333, 35001), 35010: (25000,), 31002: (31001, 3320),
}  # fmt: skip
OTHER_ASNS = (3333, 3356, 34999, 35000, 35004, 31000, 3319, 3321, 174, 6939, 15169)
NEVER_VIA_ROUTE_SERVERS = (15169, 13335)
#: Both sides of each edge of F07.
ASNS_AT_EDGES = (23455, 23456, 23457, 64495, 64496, 65000, 65535, 65536, 131071, 131072, 2345, 234560, 6551)
ASNS_AT_EDGES += (4199999999, 4200000000, 4294967294, 4294967295, 420000000, 645120)
#: Blocks with an edge of F02 or F05 at which routes are made.
EDGES_OF_SPACE: dict[int, tuple[str, ...]] = {
    4: tuple(
        "10.0.0.0/8 100.64.0.0/10 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.0.8/30 192.88.99.0/24 192.168.0.0/16 "
        "198.18.0.0/15 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4 151.0.0.0/8 16.0.0.0/8".split()
    ),
    6: tuple(
        "2001::/23 2001:3::/32 2001:4:112::/48 2001:20::/28 2001:30::/28 2001:db8::/32 2002::/16 3fff::/20 2000::/3 "
        "2a0a::/16 2c00::/12 fc00::/7 64:ff9b::/96 5f00::/16".split()
    ),
}
POOLS = {4: ("193.16.0.0/12", "151.0.0.0/10"), 6: ("2a06:2000::/24", "2a0a:2000::/24")}
OWN = {4: ("185.10.0.0/22", "151.96.0.0/14"), 6: ("2a05:1000::/32", "2a0a:ff00::/24")}
#: Our space that the customer with the private ASN has.
DELEGATED = {4: ("185.10.2.0/24", "151.97.0.0/20", "151.97.16.0/22"), 6: ("2a05:1000:2000::/36", "2a0a:ff10::/32")}
#: Communities at the edges of what is ours, accepted, well known, or a word in FRR.
COMMUNITIES = (
    "25000:100", "25000:101", "25000:10", "25000:1000", "2500:100", "35001:100", "3333:25000", "65534:666", "35001:666",
    "65535:0", "65535:65281", "65535:65282", "65535:65284", "65535:1", "65535:65281",
)  # fmt: skip
LARGE_COMMUNITIES = (
    "25000:1:1", "25000:1:2", "25000:1:3", "25000:1:4", "25000:9:13", "25000:3:1", "25000:3:77", "25000:2:1", "2500:1:1", "25000:11:1",
    "65000:1:1", "250001:1:1",
)  # fmt: skip
BLACKHOLE = "65535:666"
#: What tells a daemon of the operator's own policy at the exchange, where the daemon's configuration does not.
OWN_POLICIES: dict[str, dict[str, object]] = {"bird": {"import_policy": "ix_in"}}
_MULTICAST = Prefix.parse("224.0.0.0/4")
FAMILY: dict[int, Family] = {4: "ipv4", 6: "ipv6"}


@dataclass(frozen=True)
class World:
    """The registry of one seed: route objects by origin, VRPs, and exceptions of the intent."""

    routes: dict[int, list[Prefix]]
    vrps: list[tuple[Prefix, int, int]]
    exceptions: list[dict[str, object]]


def _inside(choose: random.Random, block: Prefix, length: int) -> Prefix:
    bits = BITS[block.family]
    free = choose.getrandbits(bits) & ((1 << (bits - block.length)) - 1)
    return Prefix(block.family, block.network | free, bits).covering(max(length, block.length))


def _pool(choose: random.Random, family: int) -> Prefix:
    lengths = {4: (16, 23), 6: (28, 46)}[family]
    return _inside(choose, Prefix.parse(choose.choice(POOLS[family])), choose.randint(*lengths))


def make_world(seed: int) -> World:
    """Return the registry of a seed. A part of our space is given to the customer by a VRP (F03)."""
    choose = random.Random(seed)
    routes: dict[int, list[Prefix]] = {}
    for asn in (*CONES["customer"], *CONES["customer2"], *CONES["peer"]):
        routes[asn] = sorted({_pool(choose, family) for family in (4, 6) for _ in range(25)})
    for node, prefixes in SENTINELS.items():
        if node in CONES:
            routes[CONES[node][0]] += [Prefix.parse(text) for text in prefixes.values()]
    vrps = [(Prefix.parse("185.10.1.0/24"), 24, 35001), (Prefix.parse("2a05:1000:8000::/36"), 40, 35001)]
    for family in (4, 6):
        for number in range(60):
            prefix = choose.choice(routes[35001 + number % 2]) if number % 4 == 0 else _pool(choose, family)
            if not any(prefix.contains(Prefix.parse(item)) for texts in SENTINELS.values() for item in texts.values()):
                vrps.append((prefix, choose.randint(prefix.length, min(BITS[prefix.family], prefix.length + 4)), choose.choice(VRP_ASNS)))
    special = {
        "F05": ("151.2.4.0/26", "2a0a:2000:1::/50"),
        "F12": (str(vrps[5][0]), str(vrps[-1][0])),
        "F13": ("193.21.77.0/24", "2a06:2077::/32"),
    }
    exceptions = [
        {"controls": [control], "prefix": prefix, "origin": 35001, "until": "2999-12-31", "why": "verdicts"}
        for control, prefixes in special.items()
        for prefix in prefixes
    ]
    return World(routes, sorted(set(vrps)), exceptions)


def write_registry(world: World, folder: Path) -> None:
    """Write the registry as files: ``irr.rpsl`` and ``vrps.json``."""
    lines = []
    for name, cone in ((CUSTOMER_SET, CONES["customer"]), (PEER_SET, CONES["peer"])):
        lines.append(f"as-set: {name}\nmembers: {', '.join(f'AS{asn}' for asn in cone)}\nsource: LAB\n")
    for asn, prefixes in world.routes.items():
        lines += [f"{'route' if item.family == 4 else 'route6'}: {item}\norigin: AS{asn}\nsource: LAB\n" for item in prefixes]
    (folder / "irr.rpsl").write_text("\n".join(lines), encoding="utf-8")
    roas = [{"prefix": str(prefix), "maxLength": maximum, "asn": asn} for prefix, maximum, asn in world.vrps]
    aspas = [{"customer_asid": customer, "providers": providers} for customer, providers in ASPAS.items()]
    (folder / "vrps.json").write_text(json.dumps({"roas": roas, "aspas": aspas}), encoding="utf-8")


def variables(world: World, folder: Path, edge: str) -> dict[str, object]:
    """Return the inventory variables of an edge in this world."""
    until = {"until": "2999-12-31", "why": "verdicts"}
    monitor = {"mode": "monitor", **until}
    told: dict[str, dict[str, object]] = {
        "upstream": {"relation": "provider", "receive": "full", "modes": {"F05": monitor}},
        "upstream2": {"relation": "provider", "receive": "full_and_default", "role": True},
        "customer": {
            "relation": "customer",
            "as_set": CUSTOMER_SET,
            "exceptions": world.exceptions,
            "blackhole": True,
            "blackhole_lengths": [28, 112],
            "blackhole_communities": ["35001:666"],
        },
        "customer2": {"relation": "customer", "role": True, "send": "own_and_customers", "modes": {"F13": monitor}},
        "stub": {"relation": "customer", "local_preference": 80},
        "peer": {"relation": "peer", "as_set": PEER_SET, "registered": True, "more_specifics": "covered", "aspa": False},
        "peer2": {"relation": "peer", "role": True, "modes": {"F11": monitor, "F06": {"mode": "off", **until}}},
        "rs": {"relation": "route_server"},
        "collector": {"relation": "collector"},
    }
    for name, more in told.items():
        if SPEAKERS[name].is_grouped:
            more |= OWN_POLICIES.get(EDGES[edge].daemon, {})
    # Far more routes than a neighbor's size would mean: a limit would end the session.
    limits = {"limits": {"ipv4": 100_000, "ipv6": 100_000}}
    neighbors = [
        {"name": name, "asn": SPEAKERS[name].asn, "addresses": list(link(edge, name).neighbor_addresses), **limits, **more}
        for name, more in told.items()
    ]
    at_exchange = link(edge, "rs")
    return {
        "manrs_network": {
            "asn": 25000,
            "prefixes": [
                *(text for texts in OWN.values() for text in texts),
                *({"prefix": text, "delegated_to": 65010} for texts in DELEGATED.values() for text in texts),
            ],
            "export_by": "tags",
            "aspa": True,
            "exchanges": [
                {
                    "name": "LAB-IX",
                    "lans": list(EXCHANGE_NETWORKS.values()),
                    "addresses": [at_exchange.edge_ipv4, at_exchange.edge_ipv6],
                }
            ],
            "transfer_networks": list(TRANSFER_NETWORKS),
            "never_via_route_servers": list(NEVER_VIA_ROUTE_SERVERS),
            "relations": {"customer": {"accept_communities": ["25000:100", "25000:3:*"], "keep_communities": ["25000:100"]}},
        },
        "manrs_registry": {
            "irr": {"dumps": [str(folder / "irr.rpsl")]},
            "rpki": {"vrps": str(folder / "vrps.json"), "rtr": [{"host": link(edge, "rpki").neighbor_ipv4, "port": 3323}]},
        },
        "manrs_neighbors": neighbors,
    }


def _near(choose: random.Random, prefix: Prefix) -> Prefix:
    """Return the prefix or one beside it: a bit outside, a length off, inside."""
    bits = BITS[prefix.family]
    match choose.randrange(8):
        case 0 | 1 | 2:
            return prefix
        case 3 if prefix.length:
            return prefix._replace(network=prefix.network ^ (1 << (bits - prefix.length)))
        case 4 if prefix.length > 1:
            return prefix.covering(prefix.length - 1)
        case 5 if prefix.length < bits:
            return _inside(choose, prefix, prefix.length + 1)
        case _:
            return _inside(choose, prefix, min(bits, prefix.length + choose.randint(1, 6 if prefix.length < 20 else 3)))


def is_multicast(prefix: Prefix) -> bool:
    """Whether FRR takes no notice of it at all, not even as a received route."""
    return _MULTICAST.contains(prefix) or prefix.contains(_MULTICAST)


def _candidates(choose: random.Random, world: World, family: int, neighbor: str) -> tuple[Prefix, int]:
    """Return a prefix and an origin that stand in the registry together, or nearly."""
    registered = [(item, asn) for asn, prefixes in world.routes.items() for item in prefixes if item.family == family]
    customers = [pair for pair in registered if pair[1] in (*CONES["customer"], *CONES["customer2"])]
    validated = [(prefix, asn or 3320) for prefix, _, asn in world.vrps if prefix.family == family]
    delegated = [(Prefix.parse(text), 65010) for text in DELEGATED[family]]
    edges = [Prefix.parse(text) for text in EDGES_OF_SPACE[family]]
    kind = choose.random()
    if neighbor in CONES:
        registered = [pair for pair in registered if pair[1] in CONES[neighbor]]
    elif neighbor == "core":
        registered = customers + delegated
    elif neighbor == "stub":
        registered = delegated
    likely = {"customer": 0.65, "customer2": 0.6, "stub": 0.8, "peer": 0.5, "core": 0.62}.get(neighbor, 0.15)
    if kind < likely:
        return choose.choice(registered)
    if kind < 0.72:
        return choose.choice(validated)
    if kind < 0.82 and neighbor != "core":
        return Prefix.parse(choose.choice(OWN[family])), choose.choice((35001, 3333))
    if kind < 0.86:
        lan = Prefix.parse(EXCHANGE_NETWORKS[FAMILY[family]])
        return _inside(choose, lan, lan.length + choose.randrange(9)), choose.choice(OTHER_ASNS)
    if kind < 0.94:
        return choose.choice(edges), choose.choice(OTHER_ASNS)
    return _pool(choose, family), choose.choice(OTHER_ASNS)


def _bent(choose: random.Random, path: list[int]) -> tuple[list[int], tuple[int, ...]]:
    """Return the path and its AS_SET: mostly as it is, else at an edge of the controls that look at paths."""
    match choose.randrange(16):
        case 0:
            place = choose.randrange(1, len(path) + 1)
            return [*path[:place], choose.choice(ASNS_AT_EDGES), *path[place:]], ()
        case 1:
            return path[1:] if len(path) > 1 and choose.random() < 0.5 else [choose.choice(OTHER_ASNS), *path], ()
        case 2 | 4:
            return [*path, *[path[-1]] * (choose.choice((98, 99, 100, 101)) - len(path))], ()
        case 3:
            return path, tuple(choose.sample(OTHER_ASNS, choose.choice((1, 2))))
    return path, ()


def _path(choose: random.Random, neighbor: str, origin: int) -> list[int]:
    own = SPEAKERS[neighbor]
    if neighbor == "stub" and choose.random() < 0.85:
        return [65010] * choose.choice((1, 1, 1, 2, 3))
    path = list(own.own_path)
    path += [choose.choice(OTHER_ASNS) for _ in range(choose.choice((0, 0, 1, 2)))]
    # A route server passes on what its members originate.
    if own.is_route_server and (not path or choose.random() < 0.25):
        path.append(choose.choice((3333, *NEVER_VIA_ROUTE_SERVERS)))
    return path if path[-1:] == [origin] else [*path, origin]


def _large(choose: random.Random, neighbor: str) -> list[str]:
    tag = choose.choice((1, 1, 1, 0, 2, 3, 4)) if neighbor == "core" else choose.choice((0, 0, 0, 1, 2))
    large = [f"25000:1:{tag}"] if tag else []
    if choose.random() < 0.15:
        large.append(choose.choice(LARGE_COMMUNITIES))
    if choose.random() < 0.01:
        large += [f"3333:1:{number}" for number in range(choose.choice((49, 50, 51, 101)))]
    return list(dict.fromkeys(large))


def _communities(choose: random.Random, neighbor: str) -> list[str]:
    found = []
    if choose.random() < 0.25:
        found = choose.sample(COMMUNITIES, choose.choice((1, 1, 2, 3)))
    if choose.random() < (0.12 if neighbor == "customer" else 0.02):
        found.append(choose.choice((BLACKHOLE, BLACKHOLE, "35001:666")))
    if choose.random() < 0.015:
        found += [f"3333:{number}" for number in range(choose.choice((48, 49, 50, 51, 100, 101)))]
    return list(dict.fromkeys(found))


def _next_hop(choose: random.Random, neighbor: str, family: int) -> str | None:
    """Return mostly none (the neighbor's own), else another member, our own address, or one far away."""
    if neighbor == "core" or choose.random() > (0.5 if neighbor == "rs" else 0.06):
        return None
    if neighbor == "peer2":
        # F11 is monitored there, and FRR itself refuses its own address and does not use one that it cannot reach.
        return "peer"
    others = ("peer", "peer2", "peer") if SPEAKERS[neighbor].is_at_exchange else ("core",)
    return choose.choice((*others, "edge", "151.200.0.1" if family == 4 else "2a0a:2000::1"))


def _otc(choose: random.Random, neighbor: str) -> int | None:
    if choose.random() > {"customer2": 0.25, "peer2": 0.15, "upstream2": 0.15, "core": 0.15}.get(neighbor, 0.02):
        return None
    return choose.choice((SPEAKERS[neighbor].asn, SPEAKERS[neighbor].asn, 3333, 25000))


def _blackhole(choose: random.Random, prefix: Prefix, neighbor: str, communities: list[str]) -> Prefix:
    """Make what a customer wants blackholed mostly long enough."""
    if neighbor != "customer" or not {BLACKHOLE, "35001:666"} & set(communities) or choose.random() < 0.2:
        return prefix
    lengths = {4: (27, 28, 32, 32, 32), 6: (111, 112, 128, 128, 128)}[prefix.family]
    return _inside(choose, prefix, choose.choice(lengths))


def _route(choose: random.Random, world: World, family: int, neighbor: str) -> Announcement:
    prefix, origin = _candidates(choose, world, family, neighbor)
    prefix = _near(choose, prefix)
    if choose.random() < 0.12:
        origin = choose.choice((origin + 1, origin - 1, *OTHER_ASNS))
    path = _path(choose, neighbor, origin)
    as_set: tuple[int, ...] = ()
    if not SPEAKERS[neighbor].is_internal:
        path, as_set = _bent(choose, path)
    elif choose.random() < 0.04:
        path = [*path, choose.choice(ASNS_AT_EDGES), path[-1]]
    communities = _communities(choose, neighbor)
    prefix = _blackhole(choose, prefix, neighbor, communities)
    # A multicast prefix takes the other prefixes of its UPDATE with it (seen on FRR 8.4.4 and 10.3): it gets one of its own.
    med = choose.randrange(1, 1 << 31) if is_multicast(prefix) else None
    route = Route(
        str(prefix),
        tuple(path),
        tuple(communities),
        tuple(_large(choose, neighbor)),
        _next_hop(choose, neighbor, family),
        med=med,
        as_set=as_set,
        otc=_otc(choose, neighbor),
    )
    return Announcement(neighbor, route)


def routes(seed: int, world: World, family: int, count: int) -> Sequence[Announcement]:
    """Return random announcements of one family; a prefix is used once, so that the best path is the only one."""
    return list(_unique(random.Random(f"{seed} {family}"), world, family, count))


def _unique(choose: random.Random, world: World, family: int, count: int) -> Iterator[Announcement]:
    used = {text for texts in SENTINELS.values() for text in texts.values()}
    default = str(Prefix(family, 0, 0))
    for neighbor, node in SPEAKERS.items():
        # One of them may send it, so the best path is the only one here too.
        if not node.is_internal:
            yield Announcement(neighbor, Route(default, (*node.own_path, 3333)))
    used.add(default)
    made = 0
    weights = {"upstream": 16, "upstream2": 10, "customer": 22, "customer2": 12, "stub": 5, "peer": 10, "peer2": 8, "rs": 9}
    weights |= {"core": 21, "collector": 3}
    needed = [Prefix.parse(text) for text in (OWN[family][0], EXCHANGE_NETWORKS[FAMILY[family]])]
    needed += [block for text in TRANSFER_NETWORKS if (block := Prefix.parse(text)).family == family]
    needed += [host_prefix(DISCARD_NEXT_HOPS[FAMILY[family]])]
    while made < count:
        neighbor = choose.choices(list(weights), list(weights.values()))[0]
        item = _route(choose, world, family, neighbor)
        prefix = Prefix.parse(item.route.prefix)
        # The core is not filtered: it must not announce what the lab itself needs.
        is_ours = any(prefix.contains(block) for block in needed) or any(block.contains(prefix) for block in needed)
        # FRR takes no notice of multicast, whether F02 and F05 reject it or not.
        if is_multicast(prefix) and neighbor in ("core", "upstream"):
            continue
        if item.route.prefix in used or (neighbor == "core" and is_ours) or item.route.prefix in OWN_NETWORKS[FAMILY[family]]:
            continue
        used.add(item.route.prefix)
        made += 1
        yield item
