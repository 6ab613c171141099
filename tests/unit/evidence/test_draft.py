# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Drafts of made-up networks: pairing, names, own space, and files that validate after exactly the edits that must be."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import yaml
from ansible_collections.manrs.hardening.plugins.plugin_utils.evidence.drafts.draft import Host, Network, draft
from ansible_collections.manrs.hardening.plugins.plugin_utils.evidence.drafts.first_look import FirstLook, FirstSession, Sends
from ansible_collections.manrs.hardening.plugins.plugin_utils.evidence.drafts.text import Edit, host_text, network_text, scalar
from ansible_collections.manrs.hardening.plugins.plugin_utils.intent.validate import IntentError, host_intent
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import Prefix
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Relation
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.peeringdb import Exchange
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.peeringdb import Network as PeeringDbNetwork
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.peeringdb_members import Members

TODAY = date(2026, 11, 28)
FULL = 1_000_000
REGISTRY = {"irr": {"dumps": ["lab.rpsl"]}, "rpki": {"vrps": "vrps.json"}}
LINKS = {"eth0": ("185.10.3.0/30", "2a05:1000:ffff::/64"), "eth1": ("185.10.3.4/30",), "ix0": ("185.12.0.0/24", "2a05:f000::/64")}
ITSELF = Sends(count=2, has_default=False, first=2, alone=2, prefixes=(("193.20.0.0/22", 35001), ("185.10.2.0/24", 35001)))


def session(address: str, asn: int, label: str = "", interface: str = "", **more: Any) -> FirstSession:
    told = {"accepted": 3, "announced": 4, "hears_default": False, **more}
    return FirstSession(address=address, family=6 if ":" in address else 4, asn=asn, label=label or address, interface=interface, **told)


def look(*sessions: FirstSession, host: str = "edge1", asn: int | None = 25000, **more: Any) -> FirstLook:
    told: dict[str, Any] = {"own": {4: ("185.10.0.0/22", "185.10.0.0/24", "10.0.0.0/8"), 6: ("2a05:1000::/32",)}, "listed": {4: (), 6: ()}}
    told |= {"links": LINKS, "defaults": ()} | more
    return FirstLook(host=host, platform="frr", version="10.3", looked_at="2026-11-28T00:00:00+00:00", asn=asn, sessions=sessions, **told)


def members(**more: Any) -> Members:
    lab_ix = Exchange("LAB-IX", 1, (Prefix.parse("185.12.0.0/24"), Prefix.parse("2a05:f000::/64")), ("185.12.0.1",))
    networks = {asn: PeeringDbNetwork(asn, name, sets) for asn, name, sets in NETWORKS}
    told: dict[str, Any] = {"networks": networks, "kinds": {}, "ports": {}, "exchanges": (lab_ix,), "unanswered": (), "problems": ()}
    return Members(**told | more)


NETWORKS = ((25000, "Us", ("AS25000:AS-LAB",)), (31001, 'Peer "{{ 1 }}" é', ("AS-PEER",)), (35001, "Acme", ("AS-A", "AS-B")))


def one(*sessions: FirstSession, told: Members | None = None, **more: Any) -> tuple[Network, Host]:
    network, (host,) = draft([look(*sessions, **more)], told if told is not None else members(), 100_000)
    return network, host


def named(host: Host) -> dict[str, tuple[str, ...]]:
    return {item.name: item.addresses for item in host.neighbors}


# -- pairing and names -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sessions", "wanted"),
    [
        ([("192.0.2.1", 1, "acme v4"), ("2001:db8::1", 1, "acme v6")], {"acme": ("192.0.2.1", "2001:db8::1")}),
        ([("192.0.2.1", 1, "acme_ipv4"), ("2001:db8::1", 1, "ACME-IPv6")], {"acme": ("192.0.2.1", "2001:db8::1")}),
        ([("192.0.2.1", 1, "server"), ("2001:db8::1", 1, "server6")], {"server": ("192.0.2.1", "2001:db8::1")}),
        ([("192.0.2.1", 1, "", "eth0"), ("2001:db8::1", 1, "", "eth0")], {"AS1": ("192.0.2.1", "2001:db8::1")}),
        # Nothing says that they are one.
        ([("192.0.2.1", 1), ("2001:db8::1", 1)], {"AS1": ("192.0.2.1",), "AS1 2": ("2001:db8::1",)}),
        ([("192.0.2.1", 1, "paris"), ("2001:db8::1", 1, "rome")], {"paris": ("192.0.2.1",), "rome": ("2001:db8::1",)}),
        ([("192.0.2.1", 1, "link 1"), ("192.0.2.5", 1, "link 2")], {"link 1": ("192.0.2.1",), "link 2": ("192.0.2.5",)}),
        # Another AS is another neighbor, whatever it is called.
        ([("192.0.2.1", 1, "acme"), ("2001:db8::1", 2, "acme")], {"acme AS1": ("192.0.2.1",), "acme AS2": ("2001:db8::1",)}),
        ([("192.0.2.1", 1, "*** {{ evil }}\n: #")], {"evil": ("192.0.2.1",)}),
        ([("192.0.2.1", 1, "***")], {"AS1": ("192.0.2.1",)}),
        ([("185.12.0.13", 31001)], {"Peer 1": ("185.12.0.13",)}),
        # One link carries both at a customer; a session of two families has one address.
        ([("192.0.2.1", 1, "x"), ("192.0.2.1", 1, "x")], {"x": ("192.0.2.1",)}),
    ],
    ids=range(12),
)
def test_sessions_of_one_neighbor_are_together_and_names_are_unique(sessions: list[tuple[Any, ...]], wanted: dict[str, Any]) -> None:
    _, host = one(*(session(*told) for told in sessions))
    assert named(host) == wanted


def test_at_an_exchange_and_elsewhere_the_same_as_is_two_neighbors() -> None:
    _, host = one(session("185.12.0.13", 31001, "peer"), session("2a05:f000::13", 31001, "other"), session("185.10.3.2", 31001, "peer"))
    assert sorted(item.addresses for item in host.neighbors) == [("185.10.3.2",), ("185.12.0.13", "2a05:f000::13")]


# -- relations across routers ------------------------------------------------------------------------------


def test_what_differs_between_routers_is_not_sure() -> None:
    at_ix = look(session("185.12.0.13", 31001, "peer", "ix0"))
    transit = look(session("185.10.3.2", 31001, "peer", "eth0", accepted=FULL), host="edge2")
    _, (first, second) = draft([at_ix, transit], members(), 100_000)
    assert [item.guess.relation for item in (*first.neighbors, *second.neighbors)] == [None, None]
    assert "at edge2 it seems to be a provider" in first.neighbors[0].guess.why
    assert set(first.neighbors[0].guess.could_be) == {Relation.PEER, Relation.PROVIDER}


def test_what_is_sure_elsewhere_is_said_and_not_taken_over() -> None:
    at_ix = look(session("185.12.0.13", 31001, "peer", "ix0"))
    down = look(session("185.10.3.2", 31001, "peer", "eth0", accepted=None), host="edge2")
    _, (first, second) = draft([at_ix, down], members(), 100_000)
    assert first.neighbors[0].guess.relation is Relation.PEER
    assert second.neighbors[0].guess.relation is None
    assert "at edge1 it seems to be a peer" in second.neighbors[0].guess.why


def test_without_peeringdb_a_link_of_many_ases_may_be_an_exchange() -> None:
    transit = session("185.12.0.13", 31001, "a", "ix0", accepted=FULL)
    _, host = one(transit, session("185.12.0.14", 31002, "b", "ix0"), told=members(exchanges=(), unanswered=("exchanges",)))
    assert [item.guess.relation for item in host.neighbors] == [None, None]
    _, host = one(session("185.10.3.2", 31001, "a", "eth0", accepted=FULL), told=members(exchanges=(), unanswered=("exchanges",)))
    assert [item.guess.relation for item in host.neighbors] == [Relation.PROVIDER]


# -- our own space -----------------------------------------------------------------------------------------


def test_own_space_is_what_is_announced_and_nobody_elses() -> None:
    network, host = one(session("185.10.3.6", 35001, "acme", "eth1", sends=ITSELF), session("2a05:1000:ffff::2", 35002, "x", "eth0"))
    assert list(map(str, network.own.prefixes)) == ["185.10.0.0/22", "2a05:1000::/32"]
    assert list(map(str, network.own.longer)) == ["185.10.0.0/24"]
    assert [(str(prefix), asn) for prefix, _, asn in host.delegated] == [("185.10.2.0/24", 35001)]
    assert list(map(str, network.links)) == ["185.10.3.0/30", "185.10.3.4/30", "2a05:1000:ffff::/64"]


def test_what_no_router_could_read_is_for_a_person() -> None:
    network, host = one(session("185.10.3.6", 35001, "acme"), own={4: None, 6: ()}, listed={4: ("185.10.0.0/22", "193.20.0.0/22"), 6: ()})
    text, edits = network_text("n.yml", network, members(), [host], True)
    told = yaml.safe_load(text)["manrs_network"]
    assert told["prefixes"] == ["FIXME: write the IPv4 prefixes that we originate"]
    assert [(item.path, item.must) for item in edits if "prefixes[0]" in item.path] == [("manrs_network.prefixes[0]", True)]
    assert "announced to somebody: 185.10.0.0/22, 193.20.0.0/22" in " ".join(text.replace("#", "").split())


def test_two_asns_are_for_a_person() -> None:
    first, second = look(session("192.0.2.1", 1)), look(session("192.0.2.1", 1), host="edge2", asn=25001)
    network, hosts = draft([first, second], None, 100_000)
    text, edits = network_text("n.yml", network, None, hosts, True)
    assert yaml.safe_load(text)["manrs_network"]["asn"] == "FIXME: write our own ASN"
    assert next(item for item in edits if item.path == "manrs_network.asn").why == "the routers say 25000 at edge1; 25001 at edge2"
    assert "PeeringDB was not asked" in text


# -- the files ---------------------------------------------------------------------------------------------


def everything() -> tuple[dict[str, Any], list[Edit], str]:
    """A router with a neighbor of every kind, and one that is not sure."""
    network, host = one(
        session("185.10.3.2", 20965, "transit", "eth0", accepted=FULL),
        session("185.10.3.6", 35001, "acme", "eth1", announced=FULL, sends=ITSELF),
        session("185.12.0.13", 31001, "", "ix0"),
        session("185.12.0.99", 31099, "down", "ix0", accepted=None),
    )
    text, edits = network_text("group_vars/all/manrs.yml", network, members(), [host], False)
    of_host, more = host_text("host_vars/edge1/manrs.yml", host)
    return {**yaml.safe_load(text), **yaml.safe_load(of_host)}, [*edits, *more], text + of_host


def test_a_draft_fails_validation_at_exactly_the_edits_that_must_be() -> None:
    told, edits, _ = everything()
    with pytest.raises(IntentError) as caught:
        host_intent(told, "edge1", TODAY)
    wanted = {"manrs_neighbors[3].relation", "manrs_registry.rpki.vrps"}
    assert {item.path for item in edits if item.must} == wanted
    assert {line.split(": ")[1] for line in caught.value.problems} == wanted
    assert "edge1: manrs_neighbors[3].relation: is for you to decide: write what down is: peer" in caught.value.problems


def test_with_them_it_is_what_was_seen() -> None:
    told, _, text = everything()
    told["manrs_neighbors"][3]["relation"] = "peer"
    told["manrs_registry"]["rpki"]["vrps"] = "vrps.json"
    intent = host_intent(told, "edge1", TODAY)
    assert {item.name: str(item.relation) for item in intent.neighbors} == {
        "transit": "provider",
        "Peer 1": "peer",
        "down": "peer",
        "acme": "customer",
    }
    assert [(item.name, item.kind, item.customers) for item in intent.interfaces or ()] == [("eth1", "customer", ("acme",))]
    assert intent.network.as_set == "AS25000:AS-LAB"
    # One set is taken, of several none is.
    assert {item.name: item.as_set for item in intent.neighbors if item.as_set} == {"Peer 1": "AS-PEER"}
    assert intent.registry.peeringdb is not None
    assert "PeeringDB says AS-A, AS-B" in text


def test_each_guess_has_its_reason_and_is_listed() -> None:
    _, edits, text = everything()
    flat = " ".join(line.strip().lstrip("# ") for line in text.splitlines())
    for edit in edits:
        assert edit.why in flat and (edit.what in flat), edit
    assert {item.path for item in edits} >= {f"manrs_neighbors[{number}].relation" for number in range(4)}


def test_away_peeringdb_is_named() -> None:
    network, host = one(
        session("192.0.2.1", 1, "acme"), told=members(networks={}, unanswered=("networks",), problems=("PeeringDB is away: x",))
    )
    text, _ = network_text("n.yml", network, members(unanswered=("networks",), problems=("PeeringDB is away: x",)), [host], True)
    assert "# PeeringDB did not answer for networks: what only it knows is unknown. PeeringDB is away: x" in text


def test_a_router_without_sessions_says_so() -> None:
    _, host = one()
    text, edits = host_text("h.yml", host)
    assert yaml.safe_load(text) == {"manrs_neighbors": []}
    assert edits == []


@pytest.mark.parametrize(
    "text", ["yes", "1", "1.5", "null", "a: b", "x #y", "- a", "AS1::AS-X", "", " x", "2026-01-01", "a'b\"c", "é\u2028", "0x1f", "1:2"]
)
def test_a_text_is_read_as_it_was(text: str) -> None:
    assert yaml.safe_load(f"[{scalar(text)}]") == [text]
