# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""While filters are renewed again and again under attack, no attack gets in and no legitimate route is withdrawn.

Read from every UPDATE that the neighbors logged: a state of a second would be seen.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import catalogue
import playbook
import pytest
from catalogue import Case
from judge import SENTINELS, announce, settle, wait_for_vrps, withdraw
from router_lab import Lab, Mark
from speaker import Route
from topology import FAMILIES, SPEAKERS

pytestmark = pytest.mark.lab
CASES = [case for case in catalogue.load() if not case.is_stopped_before]
INWARD = [case for case in CASES if not case.is_export]
OUTWARD = [case for case in CASES if case.is_export]
RELOADS = 10
#: One route of each neighbor that every policy of the lab lets in.
LEGITIMATE = {prefix for name, prefixes in SENTINELS.items() if name != "core" for prefix in prefixes.values()}


def announce_legitimate(lab: Lab) -> None:
    for name, prefixes in SENTINELS.items():
        node = SPEAKERS[name]
        for edge in lab.edges if name != "core" else ():
            for family in FAMILIES:
                # A route server passes on what a member originates.
                path = [3333] if node.is_route_server else [*node.own_path]
                lab.announce_many(name, edge, family, [Route(prefixes[family], path)])
                lab.wait_received("core", edge, family, prefixes[family])


@contextmanager
def attacks(lab: Lab, cases: Sequence[Case]) -> Iterator[None]:
    """Announce and withdraw the attacks of the cases, over and over, until the block ends."""
    routes = [case.attack for case in cases]
    is_over = threading.Event()

    def go_on() -> None:
        while not is_over.is_set():
            for edge in lab.edges:
                announce(lab, edge, routes)
            is_over.wait(1.0)
            for edge in lab.edges:
                withdraw(lab, edge, routes)

    thread = threading.Thread(target=go_on)
    thread.start()
    try:
        yield
    finally:
        is_over.set()
        thread.join()
        for edge in lab.edges:
            settle(lab, edge, (), ("core",))


def got_in(lab: Lab, since: Mark) -> set[tuple[str, Case]]:
    """Return the attacks that an edge told the core, as an accepted route is told: prefix and path are the attack's."""
    told = {
        (event.edge, event.prefix, tuple(event.attributes["as_path"])) for event in lab.heard("core", since) if event.kind == "announce"
    }
    return {
        (edge, case) for edge in lab.edges for case in INWARD if (edge, case.attack.route.prefix, tuple(case.attack.route.as_path)) in told
    }


def got_out(lab: Lab, since: Mark) -> set[tuple[str, str, Case]]:
    """Return the leaks that a neighbor heard of."""
    return {
        (event.edge, name, case)
        for case in OUTWARD
        for name in case.seen_by
        for event in lab.heard(name, since)
        if event.kind == "announce" and event.prefix == case.attack.route.prefix and not case.attack_has
    }


def test_before_hardening_the_attacks_are_seen_to_get_in_and_out(lab: Lab) -> None:
    """The measurement can fail: without filters it shows the attacks."""
    since = lab.mark()
    for edge in lab.edges:
        announce(lab, edge, [case.attack for case in CASES])
        settle(lab, edge, [case.attack for case in CASES], SPEAKERS)
    seen_in, seen_out = got_in(lab, since), got_out(lab, since)
    assert {case.control for _, case in seen_in} >= {"F02", "F03", "F05", "F07", "F08", "F09", "F12", "F13"}
    assert len(seen_in) >= 2 * len(INWARD) * 3 // 4
    assert {case.control for _, _, case in seen_out} >= {"E01", "E02"}
    for edge in lab.edges:
        withdraw(lab, edge, [case.attack for case in CASES])


def test_ten_reloads_under_attack_let_nothing_in_and_withdraw_nobody(lab: Lab) -> None:
    run = playbook.play("harden", {"manrs_serial": "100%"})
    assert run.rc == 0, run.output
    wait_for_vrps(lab, lab.edges, "151.2.0.0/16")
    announce_legitimate(lab)
    # Leaks need a route that is there all the time; what is attacked inwards comes and goes.
    for edge in lab.edges:
        announce(lab, edge, [case.attack for case in OUTWARD])
        settle(lab, edge, [case.attack for case in OUTWARD], SPEAKERS)
    since = lab.mark()
    with attacks(lab, INWARD):
        for number in range(1, RELOADS + 1):
            run = playbook.play("harden", {"manrs_serial": "100%", "lab_round": number})
            assert run.rc == 0, run.output
            assert all(run.changed[edge] >= 1 for edge in lab.edges)
    assert got_in(lab, since) == set()
    assert got_out(lab, since) == set()
    gone = [
        (name, event.edge, event.prefix)
        for name in SPEAKERS
        for event in lab.heard(name, since)
        if event.kind == "withdraw" and event.prefix in LEGITIMATE
    ]
    assert gone == []
