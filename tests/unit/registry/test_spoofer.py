# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What CAIDA Spoofer published, from answers on loopback in the shape that its pages document; and all that may go wrong there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.json_answers import JsonQuestions
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.spoofer import SpooferTests, spoofer_tests

from ...contacts_world import Reply, World, running, session

MONTH = date(2026, 11, 28)


@pytest.fixture
def world() -> Iterator[World]:
    with running() as found:
        yield found


def asked(world: World, asn: int = 64500) -> SpooferTests:
    return spoofer_tests(world.url, asn, MONTH, JsonQuestions(sleep=lambda _: None))


def told(found: SpooferTests) -> list[str]:
    return [item.described() for item in found.tests]


def test_sessions_of_the_month_by_family_and_time(world: World) -> None:
    both = {"asn6": "64500", "client6": "2001:db8::/40", "nat6": False, "privatespoof6": "blocked", "routedspoof6": "received"}
    world.sessions = [
        session(3, "2026-11-20T10:00:00+00:00", **both),
        session(2, "2026-11-03T10:00:00+00:00", nat4=True, routedspoof="rewritten"),
        session(1, "2026-10-31T23:59:59+00:00", routedspoof="received"),
    ]
    found = asked(world)
    assert found.unknown == ""
    assert told(found) == [
        "2026-11-03 IPv4 192.0.2.0/24: private blocked, routed rewritten, behind NAT (session 2)",
        "2026-11-20 IPv4 192.0.2.0/24: private blocked, routed blocked (session 3)",
        "2026-11-20 IPv6 2001:db8::/40: private blocked, routed received (session 3)",
    ]
    assert [item.received for item in found.tests] == [(), (), ("routed",)]
    assert [item.tells for item in found.tests] == [False, True, True]


def test_the_other_family_of_a_session_may_be_another_networks(world: World) -> None:
    world.sessions = [session(1, "2026-11-20T10:00:00+00:00", asn6="64501", client6="2001:db8::/40", routedspoof6="received")]
    assert told(asked(world)) == ["2026-11-20 IPv4 192.0.2.0/24: private blocked, routed blocked (session 1)"]
    assert [item.received for item in asked(world, 64501).tests] == [("routed",)]


def test_a_prefix_of_several_asns_is_ours_too(world: World) -> None:
    world.sessions = [session(1, "2026-11-20T10:00:00+00:00")]
    world.sessions[0]["asn4"] = "64500"
    body = json.dumps({"hydra:member": [world.sessions[0] | {"asn4": "64499_64500"}, world.sessions[0] | {"asn4": "645001"}]}).encode()
    world.faults["/sessions"] = (200, {}, body)
    assert len(asked(world).tests) == 1


def test_all_pages_are_asked_for(world: World) -> None:
    world.page_size = 2
    world.sessions = [session(number, f"2026-11-{number:02}T10:00:00+00:00") for number in range(1, 6)]
    assert [item.session for item in asked(world).tests] == [1, 2, 3, 4, 5]
    assert world.asked == ["/sessions"] * 3


def test_nobody_asks_for_ever(world: World) -> None:
    world.page_size = 1
    world.sessions = [session(number, "2026-11-20T10:00:00+00:00") for number in range(50)]
    found = asked(world)
    assert len(found.tests) == 20 and "more than 20 pages of sessions" in found.unknown


def test_no_session_is_no_session_and_known(world: World) -> None:
    assert asked(world) == SpooferTests(())


FINE = session(1, "2026-11-20T10:00:00+00:00")


def page(*members: object, **more: object) -> Reply:
    return 200, {}, json.dumps({"hydra:member": members, **more}).encode()


@pytest.mark.parametrize(
    ("reply", "why"),
    [
        ((500, {}, b""), "status 500"),
        ((429, {"Retry-After": "3600"}, b""), "status 429"),
        ((404, {}, b""), "status 404"),
        (None, "the answer is cut"),
        ((200, {}, b"<html>"), "the answer is not JSON"),
        ((200, {}, b"[]"), "the answer is no list of sessions"),
        ((200, {}, b"{}"), "the answer is no list of sessions"),
        (page("x"), "the answer is no list of sessions"),
        (page(FINE | {"timestamp": "yesterday"}), "a session without number or time"),
        (page(FINE | {"timestamp": "2026-11-20T10:00:00"}), "a session without number or time"),
        (page(FINE | {"session": "1"}), "a session without number or time"),
        (page(FINE | {"routedspoof": "leaked {{ x }}"}), "has the result 'leaked { { x }}', which is not known here"),
        (page(FINE, **{"hydra:view": {"hydra:next": "https://example.net/sessions?page=2"}}), "the next page is elsewhere"),
        (page(FINE, **{"hydra:view": {"hydra:next": "//example.net/sessions"}}), "the next page is elsewhere"),
    ],
)
def test_what_is_no_answer_is_unknown(world: World, reply: Reply | None, why: str) -> None:
    world.faults["/sessions"] = reply
    assert why in asked(world).unknown


def test_what_came_before_a_page_that_is_missing_counts(world: World) -> None:
    world.page_size = 1
    world.sessions = [FINE | {"routedspoof": "received"}, FINE | {"session": 2, "timestamp": None}]
    body = json.dumps({"hydra:member": world.sessions[:1], "hydra:view": {"hydra:next": "/gone"}}).encode()
    world.faults["/sessions"] = (200, {}, body)
    found = asked(world)
    assert [item.received for item in found.tests] == [("routed",)]
    assert "status 404" in found.unknown
