# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Spoofed packets, sent for real: without protection all get through, and the harness sees when one does not."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import spoofing
from router_lab import Lab
from spoofing import KINDS, Case
from topology import FAMILIES, LabError

pytestmark = pytest.mark.lab
CASES = spoofing.load()
#: What the operator's own configuration includes.
FOLDER = "/var/lib/manrs-hardening"


@contextmanager
def dropped(lab: Lab, edge: str, match: str) -> Iterator[None]:
    """Let an edge drop what it forwards and what matches, in a table that the operator's configuration includes."""
    rules = f"table inet drill {{ chain forward {{ type filter hook forward priority 0; {match} counter drop; }}; }}\n"
    reload = "nft -f /etc/nftables.conf"
    lab.run(edge, f"mkdir -p {FOLDER} && cat >{FOLDER}/drill.nft && {reload}", stdin=rules, check=True)
    try:
        yield
    finally:
        lab.run(edge, f"rm {FOLDER}/drill.nft && {reload}", check=True)


def stopped(told: dict[Case, bool]) -> list[str]:
    return [str(case) for case, has_arrived in told.items() if not has_arrived]


def test_each_sender_has_both_kinds_in_both_families() -> None:
    told = {(case.sender, case.kind, case.family) for case in CASES}
    senders = {"stub", "customer", "peer", "upstream", "users", "core"}
    assert told == {(sender, kind, family) for sender in senders for kind in KINDS for family in FAMILIES}


def test_without_protection_each_packet_arrives_spoofed_or_not(lab: Lab) -> None:
    results = spoofing.attack_all(lab, CASES)
    assert {edge: stopped(told) for edge, told in results.items()} == {"edge8": [], "edge10": []}
    count = {kind: sum(case.kind == kind for case in CASES) for kind in KINDS}
    for edge in results:
        for kind in KINDS:
            assert f"{edge}: {count[kind]} of {count[kind]} {kind} packets arrived" in spoofing.summary(results)


@pytest.mark.parametrize("edge", ["edge8", "edge10"])
@pytest.mark.parametrize(
    ("match", "name"),
    [
        ('iifname "stub" ip saddr 151.66.0.7', "spoofed ipv4 from stub to core: somebody else's"),
        ('iifname "exchange" ip6 saddr 2a05:1400::/32', "spoofed ipv6 from peer to core: another site's of ours"),
        ('oifname "upstream" ip6 saddr fd66::7', "spoofed ipv6 from core to upstream: private"),
    ],
)
def test_a_packet_that_the_edge_drops_is_seen_not_to_arrive(lab: Lab, edge: str, match: str, name: str) -> None:
    with dropped(lab, edge, match):
        told = spoofing.attack(lab, edge, CASES)
        ruleset = lab.run(edge, "nft list ruleset", check=True).stdout
    assert stopped(told) == [name]
    assert f"counter packets {spoofing.COPIES} " in ruleset, "each copy is one packet that was dropped"
    assert "table inet operator" in ruleset


def test_when_nothing_arrives_at_all_there_is_no_result(lab: Lab) -> None:
    with dropped(lab, "edge8", 'iifname "stub"'), pytest.raises(LabError, match="stub to core ipv4, stub to core ipv6, stub to peer ipv4"):
        spoofing.attack(lab, "edge8", CASES, timeout_seconds=0.5)
    assert stopped(spoofing.attack(lab, "edge8", CASES)) == []
