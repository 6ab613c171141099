# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Two border routers of one AS, hardened one after the other: nobody's customers are withdrawn, and tags are trusted last.

The tests of this file run in their order: they are the stations of one way. What neighbors received is read from the
UPDATE messages that they logged.
"""

from __future__ import annotations

import playbook
import pytest
from faults.moments import CONFIRMED, stopped
from router_lab import Lab, Mark
from speaker import Route
from topology import FAMILIES, Family, link

pytestmark = pytest.mark.lab
UPWARD = ("upstream", "upstream2", "peer", "peer2", "rs")
#: Announced at edge10 alone: a customer, our space that a customer with a private ASN has. At edge8: a customer's customer.
ANNOUNCED: dict[str, dict[Family, list[tuple[str, str, Route]]]] = {
    "edge10": {
        "ipv4": [
            ("customer2", "193.20.64.0/24", Route("193.20.64.0/24", [35010])),
            ("stub", "185.10.2.0/24", Route("185.10.2.0/24", [65010])),
        ],
        "ipv6": [("customer2", "2a06:2040::/32", Route("2a06:2040::/32", [35010]))],
    },
    "edge8": {
        "ipv4": [("customer", "193.20.8.0/24", Route("193.20.8.0/24", [35001, 35002]))],
        "ipv6": [("customer", "2a06:2001::/32", Route("2a06:2001::/32", [35001, 35002]))],
    },
}
CUSTOMER_PREFIXES = {prefix for families in ANNOUNCED.values() for items in families.values() for _, prefix, _ in items}


def harden(*arguments: str, **variables: object) -> playbook.Run:
    return playbook.play("harden", variables, *arguments)


def withdrawn(lab: Lab, since: Mark) -> list[tuple[str, str, str]]:
    """Return which customers' prefixes were withdrawn from a provider, peer or route server."""
    return [
        (name, event.edge, event.prefix)
        for name in UPWARD
        for event in lab.heard(name, since)
        if event.kind == "withdraw" and event.prefix in CUSTOMER_PREFIXES
    ]


def announced(lab: Lab) -> dict[str, set[str]]:
    """Return, per edge, the customers' prefixes that both providers hold from it."""
    held = {}
    for edge in lab.edges:
        both = [{prefix for family in FAMILIES for prefix in lab.received(name)[edge, family]} for name in ("upstream", "upstream2")]
        held[edge] = both[0] & both[1] & CUSTOMER_PREFIXES
    return held


def configuration(lab: Lab, edge: str) -> list[str]:
    """The running configuration's lines, without the empty block that FRR 8 keeps where the last RTR cache was removed."""
    return sorted(lab.run(edge, "vtysh -c 'show running-config'", check=True).stdout.replace("rpki\nexit\n!\n", "").splitlines())


@pytest.fixture(scope="module")
def before(lab: Lab) -> dict[str, list[str]]:
    """The operator's configurations, the edges joined, as they were before us."""
    lab.join()
    return {edge: configuration(lab, edge) for edge in lab.edges}


def test_before_both_edges_announce_the_customers_of_both(lab: Lab, before: dict[str, list[str]]) -> None:
    for edge, families in ANNOUNCED.items():
        for family, items in families.items():
            for node, prefix, route in items:
                lab.announce_many(node, edge, family, [route])
                lab.wait_received("upstream", "edge8", family, prefix)
                lab.wait_received("upstream2", "edge10", family, prefix)
    assert announced(lab) == {"edge8": CUSTOMER_PREFIXES, "edge10": CUSTOMER_PREFIXES}


def test_phase_one_the_first_router_alone_withdraws_nobody(lab: Lab) -> None:
    since = lab.mark()
    run = harden("--limit", "edge8", lab_export_by="lists")
    assert run.rc == 0, run.output
    assert withdrawn(lab, since) == []
    assert announced(lab) == {"edge8": CUSTOMER_PREFIXES, "edge10": CUSTOMER_PREFIXES}
    assert run.changed["edge8"] >= 1


def test_phase_two_is_refused_while_the_other_router_does_not_tag(lab: Lab) -> None:
    before = lab.run("edge8", "vtysh -c 'show running-config'", check=True).stdout
    since = lab.mark()
    run = harden("--limit", "edge8", lab_export_by="tags")
    assert run.rc != 0
    assert "came over iBGP without our tag" in run.output
    assert "193.20.64.0/24" in run.output
    assert withdrawn(lab, since) == []
    assert lab.run("edge8", "vtysh -c 'show running-config'", check=True).stdout == before


def test_phase_two_is_refused_while_ibgp_carries_no_large_communities(lab: Lab) -> None:
    run = harden("--limit", "edge10", lab_export_by="lists")
    assert run.rc == 0, run.output
    address = link("edge10", "edge8").neighbor_ipv4
    words = ("configure terminal", "router bgp 25000", "address-family ipv4 unicast", f"no neighbor {address} send-community large")
    lab.vtysh("edge10", *words)
    lab.vtysh("edge10", "write memory")
    run = harden("--limit", "edge10", lab_export_by="tags")
    assert run.rc != 0
    assert f"iBGP to {address} sends no large communities" in run.output
    lab.vtysh("edge10", *words[:3], f"neighbor {address} send-community large")
    lab.vtysh("edge10", "write memory")


def test_phase_two_when_both_tag_and_still_nobody_is_withdrawn(lab: Lab) -> None:
    since = lab.mark()
    run = harden(lab_export_by="tags")
    assert run.rc == 0, run.output
    assert all(run.changed[edge] >= 1 for edge in lab.edges)
    assert withdrawn(lab, since) == []
    assert announced(lab) == {"edge8": CUSTOMER_PREFIXES, "edge10": CUSTOMER_PREFIXES}


def test_a_provider_route_of_one_edge_does_not_leave_at_the_other(lab: Lab) -> None:
    """A route that a customer registered, announced by a provider at edge10: at edge8 it is the provider's (E05, E01)."""
    since = lab.mark()
    lab.announce("upstream", "edge10", "ipv4", "193.20.24.0/22", [20965, 35001])
    lab.wait_received("core", "edge10", "ipv4", "193.20.24.0/22")
    sentinel = lab.send_sentinel("customer", "edge8", "ipv4", "193.20.48.0/24")
    for name in UPWARD:
        lab.wait_out(sentinel, name)
    heard = [(name, event.edge) for name in UPWARD for event in lab.heard(name, since) if event.prefix == "193.20.24.0/22"]
    assert heard == []
    lab.withdraw("upstream", "edge10", "ipv4", "193.20.24.0/22")


def test_the_operators_inherited_policy_still_acts(lab: Lab) -> None:
    """The peer-group's route-map sets local preference 120 and rejects 151.99.0.0/16, behind our guard as before it."""
    lab.announce("peer", "edge8", "ipv4", "151.40.0.0/16", [31001, 3333])
    lab.announce("peer", "edge8", "ipv4", "151.99.0.0/16", [31001, 3333])
    lab.sentinel("peer", "edge8", "ipv4", "151.9.3.0/24")
    held = lab.held("edge8", "ipv4", "151.40.0.0/16", "peer")
    assert held is not None
    assert held["local_preference"] == 120
    assert "25000:1:2" in held["large_communities"]
    assert not lab.has_route("edge8", "ipv4", "151.99.0.0/16", "peer")


def test_a_rollout_stops_when_the_router_that_was_first_gets_worse(lab: Lab) -> None:
    """Its delivery was healthy and confirmed; then a session goes down, and the second router is left alone."""
    before = configuration(lab, "edge10")
    address = link("edge8", "upstream2").neighbor_address("ipv4")
    with stopped(CONFIRMED, {"lab_round": 3}) as delivery:
        lab.vtysh("edge8", "configure terminal", "router bgp 25000", f"neighbor {address} shutdown")
        delivery.go_on(CONFIRMED)
        rc, output = delivery.end()
    lab.vtysh("edge8", "configure terminal", "router bgp 25000", f"no neighbor {address} shutdown")
    assert rc != 0
    assert "worse than its last delivery left it" in " ".join(output.split())
    assert configuration(lab, "edge10") == before
    lab.wait_established()


def test_release_of_both_brings_back_what_the_operator_had(lab: Lab, before: dict[str, list[str]]) -> None:
    run = playbook.play("release", {"manrs_serial": "100%"})
    assert run.rc == 0, run.output
    assert {edge: configuration(lab, edge) for edge in lab.edges} == before
    for edge in lab.edges:
        assert "MANRS-" not in lab.run(edge, "cat /etc/frr/frr.conf", check=True).stdout
        assert lab.run(edge, "ls /var/lib/manrs-hardening").returncode != 0
