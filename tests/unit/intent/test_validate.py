# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is declared: good input becomes canonical, each mistake gets a line of its own."""

from __future__ import annotations

import copy
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.intent.models import HostIntent, OwnPrefix
from ansible_collections.manrs.hardening.plugins.plugin_utils.intent.validate import IntentError, host_intent

GOOD: dict[str, Any] = {
    "manrs_network": {"asn": 25000, "prefixes": ["185.10.0.0/22", "2A05:1000:0::/32"]},
    "manrs_registry": {"irr": {"dumps": ["irr"]}, "rpki": {"vrps": "vrps"}},
    "manrs_neighbors": [{"name": "acme", "asn": 35001, "relation": "customer", "addresses": ["10.0.0.2", "2001:DB8:0::2"]}],
    "inventory_hostname": "edge1",
    "manrs_confirm_timeout": 90,
}


def intent(change: Callable[[dict[str, Any]], object] = lambda told: None) -> HostIntent:
    told = copy.deepcopy(GOOD)
    change(told)
    return host_intent(told, "edge1", date(2026, 11, 24))


def mistakes(change: Callable[[dict[str, Any]], object]) -> tuple[str, ...]:
    with pytest.raises(IntentError) as caught:
        intent(change)
    return caught.value.problems


def neighbor(**values: Any) -> Callable[[dict[str, Any]], object]:
    return lambda told: told["manrs_neighbors"][0].update(values)


def test_good_input_becomes_canonical() -> None:
    found = intent(neighbor(as_set="ripe::as35001:as-acme"))
    assert found.network.prefixes == (OwnPrefix(prefix="185.10.0.0/22"), OwnPrefix(prefix="2a05:1000::/32"))
    assert found.neighbors[0].addresses == ("10.0.0.2", "2001:db8::2")
    assert found.neighbors[0].as_set == "RIPE::AS35001:AS-ACME"


def test_no_neighbors_is_fine_when_it_is_said() -> None:
    assert intent(lambda told: told.update(manrs_neighbors=[])).neighbors == ()


def test_an_exception_is_good_on_its_last_day() -> None:
    rule = {"controls": ["F13"], "prefix": "193.0.0.0/24", "origin": 1, "until": "2026-11-24", "why": "moves"}
    assert intent(neighbor(exceptions=[rule])).neighbors[0].exceptions[0].until == date(2026, 11, 24)
    assert mistakes(neighbor(exceptions=[{**rule, "until": "2026-11-23"}])) == (
        "edge1: manrs_neighbors[0].exceptions[0].until: the exception for 193.0.0.0/24 expired on 2026-11-23; "
        "remove it, or give it a new date and reason",
    )


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (neighbor(relation="custmer"), "manrs_neighbors[0].relation: 'custmer' is not known; did you mean customer?"),
        (neighbor(asn="AS35001"), "manrs_neighbors[0].asn: 'AS35001' is not an ASN; write a number from 1 to 4294967295"),
        (neighbor(asn=True), "manrs_neighbors[0].asn: True is not an ASN; write a number from 1 to 4294967295"),
        (neighbor(asn=25000), "manrs_neighbors[0].asn: 25000 is our own ASN; iBGP sessions are not declared, take it off"),
        (neighbor(addresses="10.0.0.2"), "manrs_neighbors[0].addresses: '10.0.0.2' is not a list; write [10.0.0.2]"),
        (neighbor(addresses=[]), "manrs_neighbors[0].addresses: is empty; write at least one"),
        (
            neighbor(addresses=["10.0.0.2/30"]),
            "manrs_neighbors[0].addresses[0]: '10.0.0.2/30' is a prefix; write the neighbor's address alone: 10.0.0.2",
        ),
        (
            neighbor(addresses=["::ffff:10.0.0.2"]),
            "manrs_neighbors[0].addresses[0]: '::ffff:10.0.0.2' is an IPv4-mapped IPv6 address; write the IPv4 address",
        ),
        (
            neighbor(as_set="ACME"),
            "manrs_neighbors[0].as_set: 'ACME' is not an AS-SET; write AS-EXAMPLE, AS64500:AS-EXAMPLE or RIPE::AS64500:AS-EXAMPLE",
        ),
        (
            neighbor(exceptions=[{"controls": ["F02"], "prefix": "10.0.0.0/8", "origin": 1, "until": "2999-01-01", "why": "x"}]),
            "manrs_neighbors[0].exceptions[0].controls[0]: 'F02' is not known; known are F03, F05, F12, F13",
        ),
        (lambda told: told["manrs_network"].pop("asn"), "manrs_network.asn: is missing; it must be declared"),
        (lambda told: told.update(manrs_neighbors=["acme"]), "manrs_neighbors[0]: is not a mapping of keys to values"),
        (
            lambda told: told["manrs_registry"]["irr"].update(servers=["x"]),
            "manrs_registry.irr.servers: is not a key; known are dumps, sources",
        ),
        (
            lambda told: told["manrs_neighbors"].append({**told["manrs_neighbors"][0], "name": "b", "addresses": ["2001:db8:0:0::2"]}),
            "manrs_neighbors[1].addresses[0]: 2001:db8::2 is also at manrs_neighbors[0].addresses[1]; "
            "one address is one session of one neighbor",
        ),
        (
            lambda told: told["manrs_neighbors"].append({**told["manrs_neighbors"][0], "addresses": ["10.0.0.9"]}),
            "manrs_neighbors[1].name: 'acme' is also the name of manrs_neighbors[0]; give each its own",
        ),
    ],
)
def test_a_mistake_gets_one_line(change: Callable[[dict[str, Any]], object], expected: str) -> None:
    assert mistakes(change) == (f"edge1: {expected}",)


def test_all_mistakes_are_told_at_once() -> None:
    def change(told: dict[str, Any]) -> None:
        told["manrs_network"]["prefixes"] = ["185.10.0.0"]
        told["manrs_neighbors"][0]["asn"] = 0

    assert len(mistakes(change)) == 2


def test_a_wrong_secret_is_not_printed() -> None:
    told = " ".join(mistakes(neighbor(password={"hunter2": 1})))
    assert "hunter2" not in told
