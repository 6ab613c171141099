# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What becomes of a route that is accepted (SEAL): communities, tags, local preference, OTC. Blackholes are in test_blackholes.py."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.policies import Policy
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Route
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.decide import receive
from policy_world import ROV, compiled, held, neighbors, route, rows, session

# neighbor | route | the route as we hold it
HELD = """
# Our tag says the relation; a forged one, and a forged mark, are taken off.
acme      | 193.20.0.0/22 35001                                  | 193.20.0.0/22 35001 25000:1:1 nh=10.0.0.2
peer      | 193.0.0.0/21 31001                                   | 193.0.0.0/21 31001 25000:1:2 nh=10.0.0.3 otc=31001
up        | 193.0.0.0/21 20965                                   | 193.0.0.0/21 20965 25000:1:3 nh=10.0.0.1 otc=20965
server    | 193.0.0.0/21 3333                                    | 193.0.0.0/21 3333 25000:1:4 nh=193.201.28.9 otc=31009
acme      | 193.20.0.0/22 35001 25000:1:3 25000:1:9 25000:9:13   | 193.20.0.0/22 35001 25000:1:1 nh=10.0.0.2
peer      | 193.0.0.0/21 31001 25000:1:1 25000:9:102             | 193.0.0.0/21 31001 25000:1:2 nh=10.0.0.3 otc=31001
up        | 2a0a::/32 20965 25000:1:1                            | 2a0a::/32 20965 25000:1:3 nh=10.0.0.1 otc=20965
server    | 2a0a::/32 3333 25000:1:1 nh=2001:7f8:33::77          | 2a0a::/32 3333 25000:1:4 nh=2001:7f8:33::77 otc=31009
# F18: of ours only what is accepted from this neighbor; foreign ones are untouched.
acme      | 193.20.0.0/22 35001 25000:100 25000:101 1:1 1:1:1    | 193.20.0.0/22 35001 25000:100 1:1 1:1:1 25000:1:1 nh=10.0.0.2
acme      | 193.20.0.0/22 35001 25000:7:1 25000:7:2 25000:8:1    | 193.20.0.0/22 35001 25000:7:1 25000:7:2 25000:1:1 nh=10.0.0.2
special   | 193.20.0.0/22 35001 25000:100 25000:7:1              | 193.20.0.0/22 35001 25000:1:1 nh=10.0.0.7
peer      | 193.0.0.0/21 31001 25000:100 25000:0 31001:5         | 193.0.0.0/21 31001 31001:5 25000:1:2 nh=10.0.0.3 otc=31001
up        | 193.0.0.0/21 20965 25000:1 250:1 1:25000:1           | 193.0.0.0/21 20965 250:1 1:25000:1 25000:1:3 nh=10.0.0.1 otc=20965
# Well-known ones that ask for nothing here stay.
acme      | 193.20.0.0/22 35001 65535:65281                      | 193.20.0.0/22 35001 65535:65281 25000:1:1 nh=10.0.0.2
# F17: graceful shutdown.
acme      | 193.20.0.0/22 35001 65535:0                          | 193.20.0.0/22 35001 65535:0 25000:1:1 nh=10.0.0.2 lp=0
peer      | 193.0.0.0/21 31001 65535:0                           | 193.0.0.0/21 31001 65535:0 25000:1:2 nh=10.0.0.3 lp=0 otc=31001
up        | 2a0a::/32 20965 65535:0                              | 2a0a::/32 20965 65535:0 25000:1:3 nh=10.0.0.1 lp=0 otc=20965
server    | 193.0.0.0/21 3333 65535:0                            | 193.0.0.0/21 3333 65535:0 25000:1:4 nh=193.201.28.9 lp=0 otc=31009
# F14: OTC where it is missing, and never another.
peer      | 193.0.0.0/21 31001 3333 otc=31001                    | 193.0.0.0/21 31001 3333 25000:1:2 nh=10.0.0.3 otc=31001
up        | 193.0.0.0/21 20965 3333 otc=174                      | 193.0.0.0/21 20965 3333 25000:1:3 nh=10.0.0.1 otc=174
server    | 193.0.0.0/21 3333 otc=3333                           | 193.0.0.0/21 3333 25000:1:4 nh=193.201.28.9 otc=3333
# Nothing else is changed.
acme      | 193.20.0.0/22 35001x3 nh=10.0.0.7 lp=70              | 193.20.0.0/22 35001x3 25000:1:1 nh=10.0.0.7 lp=70
"""


@pytest.mark.parametrize(("neighbor", "text", "after"), rows(HELD))
def test_an_accepted_route_as_we_hold_it(policy: Policy, neighbor: str, text: str, after: str) -> None:
    assert held(policy, neighbor, text) == route(after)


def test_a_rejected_route_is_as_it_came(policy: Policy) -> None:
    item = route("193.20.4.0/22 35001 25000:5 25000:1:3")
    verdict, after = receive(policy, session(policy, "acme"), item, ROV)
    assert verdict == (False, "F13")
    assert after.communities == item.communities
    assert after.large_communities == item.large_communities


def carrying(foreign: int, foreign_large: int = 0) -> str:
    words = [f"65000:{number}" for number in range(foreign)] + [f"65000:1:{number}" for number in range(foreign_large)]
    return "193.20.0.0/22 35001 " + " ".join(words)


@pytest.mark.parametrize(
    ("text", "foreign"),
    [
        (carrying(100), 100),
        (carrying(101), 0),
        (carrying(50, 50), 100),
        (carrying(51, 50), 0),
        (carrying(0, 101), 0),
        # One of ours that stays and one that does not: a hundred are left when they are counted.
        (carrying(99) + " 25000:100 25000:5", 99),
        (carrying(100) + " 25000:100", 0),
    ],
)
def test_with_more_than_a_hundred_communities_foreign_ones_go_and_the_route_stays(policy: Policy, text: str, foreign: int) -> None:
    after = held(policy, "acme", text)
    assert sum(1 for item in (*after.communities, *after.large_communities) if item[0] == 65000) == foreign
    assert (25000, 1, 1) in after.large_communities


def test_well_known_and_accepted_communities_stay_when_foreign_ones_go(policy: Policy) -> None:
    after = held(policy, "acme", carrying(120) + " 25000:100 25000:7:5 65535:0")
    assert after.communities == {(25000, 100), (65535, 0)}
    assert after.large_communities == {(25000, 7, 5), (25000, 1, 1)}
    assert after.local_preference == 0


def test_a_blackhole_stays_one_when_foreign_communities_go(policy: Policy) -> None:
    text = "193.40.1.7/32 35010 35010:666 " + " ".join(f"65000:{number}" for number in range(120))
    after = held(policy, "black", text)
    assert after.communities == {(65535, 666), (65535, 65281)}
    assert after.next_hop == route("0.0.0.0/0 nh=192.0.2.1").next_hop


def test_our_communities_are_those_that_are_declared(tmp_path: Path) -> None:
    told = neighbors("up", accept_communities=["25000:3"])
    policy = compiled(tmp_path, told, own_communities=["25000:*", "64999:*", "25000:5:*"])
    after = held(policy, "up", "193.0.0.0/21 20965 25000:3 25000:4 64999:1 64998:1 25000:5:1 25000:6:1")
    assert after.communities == {(25000, 3), (64998, 1)}
    assert after.large_communities == {(25000, 6, 1), (25000, 1, 3)}


def test_tags_are_ours_though_our_communities_are_declared_elsewhere(tmp_path: Path) -> None:
    policy = compiled(tmp_path, neighbors("peer", accept_communities=["25000:1:1", "25000:9:13"]), own_communities=["64999:*"])
    assert held(policy, "peer", "193.0.0.0/21 31001 25000:1:1 25000:9:13").large_communities == {(25000, 1, 2)}


def test_a_network_with_a_32_bit_asn_owns_no_standard_communities(tmp_path: Path) -> None:
    policy = compiled(tmp_path, neighbors("up"), asn=205000)
    after = held(policy, "up", "193.0.0.0/21 20965 8392:1 205000:5:5 205000:1:1")
    assert after.communities == {(8392, 1)}
    assert after.large_communities == {(205000, 1, 3)}


@pytest.mark.parametrize(
    ("text", "preference"), [("193.20.0.0/22 35001", 200), ("193.20.0.0/22 35001 lp=50", 200), ("193.20.0.0/22 35001 65535:0", 0)]
)
def test_local_preference_is_set_where_declared_and_graceful_shutdown_goes_first(tmp_path: Path, text: str, preference: int) -> None:
    policy = compiled(tmp_path, neighbors("acme", local_preference=200))
    assert held(policy, "acme", text).local_preference == preference


def test_the_operators_own_policy_runs_between(policy: Policy) -> None:
    seen: list[Route] = []

    def operator(item: Route) -> Route:
        seen.append(item)
        return replace(item, communities=item.communities | {(25000, 55)}, large_communities=item.large_communities | {(25000, 1, 1)})

    text = "193.0.0.0/21 20965 25000:5 25000:1:1 1:1"
    verdict, after = receive(policy, session(policy, "up"), route(text), ROV, operator)
    assert verdict == (True, "accept")
    assert [item.communities | item.large_communities for item in seen] == [{(1, 1)}]
    assert after.communities == {(1, 1), (25000, 55)}
    assert after.large_communities == {(25000, 1, 3)}


def test_the_operators_own_policy_may_reject_and_never_un_reject(policy: Policy) -> None:
    def refuses(_: Route) -> None:
        return None

    def never_asked(item: Route) -> Route:
        raise AssertionError(item)

    assert receive(policy, session(policy, "up"), route("193.0.0.0/21 20965"), ROV, refuses)[0] == (False, "operator")
    assert receive(policy, session(policy, "up"), route("10.0.0.0/8 20965"), ROV, never_asked)[0] == (False, "F02")
