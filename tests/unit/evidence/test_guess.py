# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a neighbor seems to be: each sign, and that signs which contradict each other, or are missing, give no relation."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.evidence.drafts.first_look import FirstSession, Sends
from ansible_collections.manrs.hardening.plugins.plugin_utils.evidence.drafts.guess import Facts, Guess, guess, is_selective
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Relation

FULL = 1_000_000


def sends(count: int = 3, alone: int = 3, first: int = 3, has_default: bool = False, above: tuple[int, ...] = ()) -> Sends:
    return Sends(count=count, has_default=has_default, first=first, alone=alone, above=above)


def session(
    accepted: int | None = 3, announced: int | None = 4, hears_default: bool | None = False, told: Sends | None = None
) -> FirstSession:
    return FirstSession(
        address="192.0.2.1",
        family=4,
        asn=64501,
        label="acme",
        interface="eth1",
        accepted=accepted,
        announced=announced,
        hears_default=hears_default,
        sends=told,
    )


def facts(*sessions: FirstSession, **more: Any) -> Facts:
    return Facts(sessions, **{"is_selective": True, "is_own_link": True, **more})


PEER = session(told=sends())
CUSTOMER = session(announced=FULL, told=sends())
TRANSIT = session(accepted=FULL, announced=4, hears_default=False)


@pytest.mark.parametrize(
    ("seen", "relation", "receive"),
    [
        (facts(PEER, exchange="LAB-IX"), "peer", None),
        (facts(session(accepted=0, told=sends(0, 0, 0)), exchange="LAB-IX"), "peer", None),
        (facts(PEER, exchange="LAB-IX", kinds=("Route Server",)), "route_server", None),
        (facts(session(0, FULL, told=sends(0, 0, 0)), kinds=("Route Collector",)), "collector", None),
        (facts(TRANSIT), "provider", "full"),
        (facts(TRANSIT, defaults=frozenset({(4, "eth1")})), "provider", "full_and_default"),
        (facts(session(FULL, 4, False, sends(FULL, 5, FULL, has_default=True))), "provider", "full_and_default"),
        (facts(session(1, 4, False, sends(0, 0, 0, has_default=True)), defaults=frozenset({(4, "eth1")})), "provider", "default"),
        (facts(session(40, 4, False, sends(39, 1, 39, has_default=True))), "provider", "full_and_default"),
        (facts(CUSTOMER), "customer", None),
        (facts(session(announced=1, hears_default=True, told=sends())), "customer", None),
    ],
    ids=range(11),
)
def test_signs_that_agree(seen: Facts, relation: str, receive: str | None) -> None:
    found = guess(seen)
    assert (found.relation, found.receive) == (relation, receive)


@pytest.mark.parametrize(
    ("seen", "could_be", "why"),
    [
        (facts(session(announced=FULL, told=sends()), exchange="LAB-IX"), "peer customer", "a leak, or it is one"),
        (facts(session(hears_default=True, told=sends()), exchange="LAB-IX"), "peer customer", "a default route too"),
        (facts(session(announced=None, told=sends()), exchange="LAB-IX"), "peer customer", "how many it is sent is not known"),
        (facts(TRANSIT, exchange="LAB-IX"), "provider peer route_server", "which says provider"),
        (facts(session(told=sends(above=(174,))), exchange="LAB-IX"), "provider peer", "transit-free AS174"),
        (facts(session(told=sends(first=0, alone=0)), exchange="LAB-IX"), "route_server peer", "no path begins with its ASN"),
        (facts(PEER, kinds=("Route Server",)), "route_server", "at no exchange"),
        (facts(session(3, FULL, told=sends()), kinds=("Route Collector",)), "collector", "3 routes are accepted from it"),
        (facts(session(FULL, FULL)), "provider customer", "both ways"),
        (facts(session(1, 4, False, sends(0, 0, 0, has_default=True))), "provider customer", "does not point there"),
        # A customer that sends a default route by mistake: none of its other paths goes beyond it.
        (facts(session(4, 4, False, sends(has_default=True))), "provider customer", "does not point there"),
        (facts(session(announced=FULL, told=sends(alone=2))), "customer", "as to a customer"),
        (facts(session(announced=FULL)), "customer", "as to a customer"),
        (facts(session(0, FULL, told=sends(0, 0, 0))), "customer collector", "nothing is accepted from it"),
        (facts(session(2_000, FULL, told=sends(2_000, 2_000, 2_000))), "customer", "2000 routes"),
        (facts(CUSTOMER, is_selective=False), "", "sends as much to those who are no customers"),
        (facts(PEER), "", "no exchange is known"),
        (facts(session(None, None, None)), "", "down"),
        (facts(session(None, None, None), exchange="LAB-IX"), "peer", "PeeringDB has it at LAB-IX"),
        # A route server of an exchange that PeeringDB does not know sends a full table too.
        (facts(TRANSIT, is_own_link=False), "provider peer route_server", "whether it is at an exchange is not known"),
        (facts(CUSTOMER, is_own_link=False), "customer peer route_server", "whether it is at an exchange is not known"),
    ],
    ids=range(21),
)
def test_signs_that_do_not_make_it_sure(seen: Facts, could_be: str, why: str) -> None:
    found: Guess = guess(seen)
    assert found.relation is None and found.receive is None
    assert found.could_be == tuple(map(Relation, could_be.split()))
    assert why in found.why


def test_a_router_that_sends_all_to_all_says_nothing_of_customers() -> None:
    assert is_selective([facts(TRANSIT), facts(CUSTOMER)])
    assert is_selective([facts(PEER, exchange="LAB-IX"), facts(CUSTOMER)])
    assert not is_selective([facts(TRANSIT), facts(session(announced=FULL), exchange="LAB-IX")])
    assert not is_selective([facts(TRANSIT), facts(session(hears_default=True), exchange="LAB-IX")])
    # Nobody is there to see it by.
    assert not is_selective([facts(CUSTOMER), facts(PEER)])
    assert not is_selective([facts(session(FULL, None, None))])
