# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an audit knows of neighbors from an intent and a snapshot, and what it does not without one. Expectations are by hand."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.audit.findings import Answer, Standing, audit
from ansible_collections.manrs.hardening.plugins.plugin_utils.audit.known import known_of
from ansible_collections.manrs.hardening.plugins.plugin_utils.audit.probes import Known, KnownNeighbor
from ansible_collections.manrs.hardening.plugins.plugin_utils.intent.models import HostIntent
from ansible_collections.manrs.hardening.plugins.plugin_utils.intent.validate import host_intent
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import Prefix, PrefixRange
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Relation
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.snapshot import Snapshot, load_snapshot
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.snapshot_making import make_snapshot
from asking import PEER, ios_tree

NOW = datetime(2026, 11, 28, tzinfo=UTC)
IRR = """\
as-set: AS35001:AS-ACME
members: AS35001, AS35002
source: RIPE

route: 193.20.0.0/22
origin: AS35001
source: RIPE

route: 193.20.8.0/24
origin: AS35002
source: RIPE

route6: 2a06:2000::/32
origin: AS35001
source: RIPE

route: 193.30.0.0/22
origin: AS31001
source: RIPE
"""
#: Of our own space: a customer's, a stranger's and ours.
VRPS = [
    {"asn": 35001, "prefix": "185.10.1.0/24", "maxLength": 25},
    {"asn": 3333, "prefix": "185.10.2.0/24", "maxLength": 24},
    {"asn": 25000, "prefix": "185.10.0.0/22", "maxLength": 22},
]
NETWORK: dict[str, Any] = {
    "asn": 25000,
    "prefixes": ["185.10.0.0/22", "2a05:1000::/32", {"prefix": "185.10.3.0/24", "delegated_to": 35001}],
    "exchanges": [{"name": "ix", "lans": ["185.1.8.0/24", "2001:7f8:33::/48"], "addresses": ["185.1.8.11"]}],
}
ACME = {"name": "acme", "asn": 35001, "relation": "customer", "addresses": ["10.0.0.2", "2a0c:2::2"], "as_set": "AS35001:AS-ACME"}
UP = {"name": "up", "asn": 20965, "relation": "provider", "addresses": ["10.0.0.1"], "receive": "full"}
PEERING = {"name": "peer", "asn": 31001, "relation": "peer", "addresses": ["10.0.0.3"]}
#: The transit-free ASNs that are asked with here; the whole list is dated data.
SOME_TRANSIT_FREE = {174, 701, 3356}


class World:
    """An intent, and a snapshot of these dumps."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "irr").write_text(IRR, encoding="utf-8")
        (folder / "vrps").write_text(json.dumps({"roas": VRPS}), encoding="utf-8")

    def intent(self, *neighbors: dict[str, Any], **network: Any) -> HostIntent:
        registry = {
            "irr": {"dumps": [str(self.folder / "irr")], "sources": ["RIPE"]},
            "rpki": {"vrps": str(self.folder / "vrps"), "rtr": [{"host": "192.0.2.10"}]},
        }
        told = {"manrs_network": {**NETWORK, **network}, "manrs_registry": registry, "manrs_neighbors": list(neighbors)}
        return host_intent(told, "edge1", NOW.date())

    def snapshot(self, intent: HostIntent) -> Snapshot:
        make_snapshot({"edge1": intent}, self.folder / "snapshot", NOW)
        return load_snapshot(self.folder / "snapshot", "edge1", NOW, intent.registry)

    def known(self, *neighbors: dict[str, Any], **network: Any) -> Known:
        intent = self.intent(*neighbors, **network)
        return known_of(intent, self.snapshot(intent))

    def neighbor(self, neighbor: dict[str, Any], **network: Any) -> KnownNeighbor:
        """What is known of one neighbor, ACME being another."""
        others = [ACME] if neighbor["asn"] != 35001 else []
        return self.known(neighbor, *others, **network).neighbors[neighbor["addresses"][0]]


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


def excepted(neighbor: KnownNeighbor, control: str) -> set[str]:
    return {str(item) for name, item in neighbor.excepted if name == control}


def ranges(*texts: str) -> frozenset[PrefixRange]:
    return frozenset(map(PrefixRange.parse, texts))


# -- who and what --------------------------------------------------------------------------------


def test_each_address_of_a_neighbor_is_one_with_its_relation(world: World) -> None:
    known = world.known(ACME, UP, PEERING)
    assert {address: item.relation for address, item in known.neighbors.items()} == {
        "10.0.0.2": Relation.CUSTOMER,
        "2a0c:2::2": Relation.CUSTOMER,
        "10.0.0.1": Relation.PROVIDER,
        "10.0.0.3": Relation.PEER,
    }


def test_what_is_ours_is_what_we_originate_and_what_is_given_away_is_not(world: World) -> None:
    assert set(map(str, world.known(ACME).own)) == {"185.10.0.0/22", "2a05:1000::/32"}


def test_peering_lans_are_known(world: World) -> None:
    assert set(map(str, world.known(ACME).exchanges)) == {"185.1.8.0/24", "2001:7f8:33::/48"}
    intent = world.intent(ACME)
    assert known_of(intent, None).exchanges == (Prefix.parse("185.1.8.0/24"), Prefix.parse("2001:7f8:33::/48"))


def test_a_customer_may_announce_the_pairs_of_its_cone_and_what_is_given_to_it(world: World) -> None:
    registered = world.neighbor(ACME).registered
    assert registered is not None
    # The VRP of our own space reaches to /25 and gives it all of that; a route object would give nothing.
    assert registered.ranges_by_origin == {
        35001: ranges("193.20.0.0/22", "2a06:2000::/32", "185.10.3.0/24", "185.10.1.0/24^24-25"),
        35002: ranges("193.20.8.0/24"),
    }


def test_more_specifics_are_registered_where_that_is_declared(world: World) -> None:
    registered = world.neighbor({**ACME, "more_specifics": "covered"}).registered
    assert registered is not None
    assert registered.ranges_by_origin[35002] == ranges("193.20.8.0/24")
    assert registered.ranges_by_origin[35001] >= ranges("193.20.0.0/22^22-24", "2a06:2000::/32^32-48")


def test_what_a_peer_has_registered_is_known_only_where_it_is_asked_for(world: World) -> None:
    assert world.neighbor(PEERING).registered is None
    asked = world.neighbor({**PEERING, "registered": True}).registered
    assert asked is not None and asked.ranges_by_origin == {31001: ranges("193.30.0.0/22")}


@pytest.mark.parametrize(
    ("receive", "takes"), [("full", False), ("partial", False), ("default", True), ("full_and_default", True), (None, None)]
)
def test_a_provider_sends_the_default_route_where_that_is_declared(world: World, receive: str | None, takes: bool | None) -> None:
    # Only of a provider that is left alone nobody needs to say it.
    told = {"receive": receive} if receive is not None else {"receive": None, "unmanaged": True, "why": "theirs"}
    assert world.neighbor({**UP, **told}).takes_default is takes


# -- what is let through on purpose --------------------------------------------------------------


def test_exceptions_are_of_their_control_prefix_and_neighbor(world: World) -> None:
    rule = {"prefix": "151.2.9.0/28", "origin": 35001, "until": "2027-01-31", "why": "moves"}
    network = {"exceptions": [{**rule, "controls": ["F12"], "prefix": "151.2.0.0/24", "neighbor": "peer"}]}
    acme = world.neighbor({**ACME, "exceptions": [{**rule, "controls": ["F05", "F13"]}]}, exceptions=[])
    assert excepted(acme, "F05") == excepted(acme, "F13") == {"151.2.9.0/28"}
    assert excepted(acme, "F12") == excepted(acme, "F02") == set()
    known = world.known(ACME, PEERING, **network)
    assert excepted(known.neighbors["10.0.0.3"], "F12") == {"151.2.0.0/24"}
    assert excepted(known.neighbors["10.0.0.2"], "F12") == set()


def test_behind_a_neighbor_may_be_its_siblings_customers_and_what_was_declared(world: World) -> None:
    big = {"name": "big", "asn": 701, "relation": "customer", "addresses": ["10.0.0.4"]}
    known = world.known({**PEERING, "siblings": [3356], "may_transit": [174]}, ACME, big)
    assert known.neighbors["10.0.0.3"].may_transit & SOME_TRANSIT_FREE == {174, 701, 3356}
    assert known.neighbors["10.0.0.2"].may_transit & SOME_TRANSIT_FREE == {701}
    assert world.neighbor(PEERING).may_transit & SOME_TRANSIT_FREE == set()


def test_transit_free_asns_that_were_declared_take_the_place_of_the_list(world: World) -> None:
    assert world.neighbor(PEERING, transit_free=[174]).may_transit & SOME_TRANSIT_FREE == {701, 3356}
    assert world.neighbor(PEERING, transit_free=[]).may_transit >= SOME_TRANSIT_FREE


def test_our_asn_in_the_path_and_long_paths_where_declared(world: World) -> None:
    assert (world.neighbor(PEERING).may_loop, world.neighbor(PEERING).longest_path) == (False, 100)
    told = world.neighbor({**PEERING, "allow_own_as": True, "longest_path": 30})
    assert (told.may_loop, told.longest_path) == (True, 30)


def test_lengths_are_the_nearest_that_were_declared_and_only_what_is_longer_or_shorter_is_excepted(world: World) -> None:
    lengths = {"relations": {"customer": {"lengths": {"ipv4": [8, 28]}}}, "lengths": {"ipv6": [10, 48]}}
    assert excepted(world.neighbor(ACME, **lengths), "F05") == {"0.0.0.0/0^25-28", "::/0^10-11"}
    assert excepted(world.neighbor(PEERING, **lengths), "F05") == {"::/0^10-11"}
    assert excepted(world.neighbor({**ACME, "lengths": {"ipv4": [9, 22]}}), "F05") == set()


def test_a_customer_may_announce_our_space_that_was_given_to_it_by_declaration_or_by_a_vrp(world: World) -> None:
    # 185.10.2.0/24 has a VRP of a stranger.
    assert excepted(world.neighbor(ACME), "F03") == {"185.10.3.0/24", "185.10.1.0/24^24-25"}
    other = {"name": "other", "asn": 35009, "relation": "customer", "addresses": ["10.0.0.9"]}
    assert excepted(world.known(ACME, other).neighbors["10.0.0.9"], "F03") == set()


def test_from_elsewhere_comes_exactly_what_was_given_to_customers_and_what_our_other_sites_announce(world: World) -> None:
    assert excepted(world.neighbor(PEERING), "F03") == {"185.10.3.0/24", "185.10.1.0/24"}
    sites = excepted(world.neighbor(PEERING, own_origins=[25001]), "F03")
    assert sites == {"185.10.3.0/24", "185.10.1.0/24", "185.10.0.0/22", "2a05:1000::/32"}


def test_all_our_space_comes_back_from_whom_it_returns_from(world: World) -> None:
    known = world.known(UP, PEERING, returns_from=["up"])
    assert excepted(known.neighbors["10.0.0.1"], "F03") == {"185.10.0.0/22^22-32", "2a05:1000::/32^32-128", "185.10.3.0/24^24-32"}
    assert "185.10.0.0/22^22-32" not in excepted(known.neighbors["10.0.0.3"], "F03")


def test_what_a_customer_of_a_private_asn_has_of_our_space_is_always_invalid(world: World) -> None:
    own = [*NETWORK["prefixes"], {"prefix": "185.10.0.0/25", "delegated_to": 64600}]
    private = {"name": "private", "asn": 64600, "relation": "customer", "addresses": ["10.0.0.6"]}
    known = world.known(private, PEERING, prefixes=own)
    assert excepted(known.neighbors["10.0.0.6"], "F12") == {"185.10.0.0/25"}
    assert excepted(known.neighbors["10.0.0.3"], "F12") == set()


def test_the_operators_own_list_of_a_neighbor_passes_f13_there(world: World) -> None:
    intent = world.intent(ACME, PEERING)
    known = known_of(intent, world.snapshot(intent), {"LOCAL-AS35001": ranges("193.99.0.0/24"), "LOCAL-AS9": ranges("8.8.8.0/24")})
    assert excepted(known.neighbors["10.0.0.2"], "F13") == {"193.99.0.0/24"}
    assert excepted(known.neighbors["10.0.0.3"], "F13") == set()


# -- nobody was asked ----------------------------------------------------------------------------


def test_without_a_snapshot_nothing_is_registered_and_what_was_declared_is_known(world: World) -> None:
    told = {**ACME, "siblings": [3356], "longest_path": 30, "allow_own_as": True}
    known = known_of(world.intent(told, PEERING), None)
    acme = known.neighbors["10.0.0.2"]
    assert not known.is_registry_known and world.known(told, PEERING).is_registry_known
    assert acme.registered is None
    assert (acme.relation, acme.may_loop, acme.longest_path) == (Relation.CUSTOMER, True, 30)
    assert acme.may_transit & SOME_TRANSIT_FREE == {3356}
    assert excepted(acme, "F03") == excepted(known.neighbors["10.0.0.3"], "F03") == {"185.10.3.0/24"}
    assert set(map(str, known.own)) == {"185.10.0.0/22", "2a05:1000::/32"}


def test_without_a_snapshot_what_other_sites_announce_is_known(world: World) -> None:
    known = known_of(world.intent(ACME, PEERING, own_origins=[25001]), None)
    assert excepted(known.neighbors["10.0.0.3"], "F03") == {"185.10.3.0/24", "185.10.0.0/22", "2a05:1000::/32"}
    assert excepted(known.neighbors["10.0.0.2"], "F03") == {"185.10.3.0/24"}


OWN_LIST = "ip prefix-list P seq 5 permit 193.20.0.0/22\nip prefix-list P seq 10 permit {}\n"


@pytest.mark.parametrize(
    ("line", "with_snapshot", "without"),
    [
        # A VRP gives it to the customer; who does not know that cannot tell.
        ("185.10.1.0/24", Standing.HOLDS, Standing.UNKNOWN),
        ("185.10.3.0/24", Standing.HOLDS, Standing.HOLDS),
        # All of it is nobody else's, whatever RPKI says.
        ("185.10.0.0/22 le 24", Standing.OPEN, Standing.OPEN),
        ("0.0.0.0/0 ge 23 le 24", Standing.OPEN, Standing.OPEN),
    ],
)
def test_a_part_of_our_space_that_a_list_names_may_be_given_away(
    world: World, line: str, with_snapshot: Standing, without: Standing
) -> None:
    intent = world.intent({**ACME, "addresses": [PEER]})
    tree = ios_tree("prefix-list P in", OWN_LIST.format(line))

    def answer(snapshot: Snapshot | None) -> Answer:
        (found,) = [item for item in audit(tree, known_of(intent, snapshot)) if (item.control, item.family) == ("F03", 4)]
        return found

    assert answer(world.snapshot(intent)).standing is with_snapshot
    assert answer(None).standing is without
    assert ("is not known" in answer(None).what) == (without is Standing.UNKNOWN)
