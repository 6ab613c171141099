# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who holds an ASN or a prefix, from RDAP answers in the real shape on loopback; and all that may go wrong there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.intent.models import Rdap
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import Prefix
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.holders import Holder, Holders
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.json_answers import JsonQuestions

from ...contacts_world import ANSWERS, World, autnum, network, organisation, running
from .test_contacts import BAD

ACME = Holder((("ORG-ACME1-RIPE", "Acme AG"),))


@pytest.fixture
def world() -> Iterator[World]:
    with running() as found:
        found.rdap["ip/193.20.0.0/22"] = json.loads((ANSWERS / "ip_ripe.json").read_text())
        found.rdap["ip/2a06:2000::/32"] = network("2a06:2000::", "2a06:2007:ffff:ffff:ffff:ffff:ffff:ffff", organisation("ORG-ACME1-RIPE"))
        found.rdap["autnum/64501"] = autnum(64501, organisation("ORG-ACME1-RIPE"))
        yield found


def holders(world: World) -> Holders:
    rdap = Rdap.model_validate(world.registry({})["rdap"])
    return Holders(rdap, JsonQuestions(sleep=lambda _: None))


def of(world: World, prefix: str) -> Holder:
    return holders(world).of_prefix(Prefix.parse(prefix))


def test_the_organisation_holds_and_not_the_maintainer_or_a_contact(world: World) -> None:
    assert of(world, "193.20.0.0/22") == ACME
    assert of(world, "2a06:2000::/32") == ACME
    assert holders(world).of_asn(64501) == ACME
    assert "Mustermann" not in repr(of(world, "193.20.0.0/22"))


def test_without_an_organisation_its_maintainer_is_told(world: World) -> None:
    world.rdap["autnum/64501"] = autnum(
        64501, {"handle": "RIPE-NCC-END-MNT", "roles": ["registrant"]}, {"handle": "ACME-MNT", "roles": ["registrant"]}
    )
    assert holders(world).of_asn(64501).names == (("ACME-MNT", ""),)


def test_the_bootstrap_files_are_asked_for_once(world: World) -> None:
    asker = holders(world)
    for _ in range(5):
        asker.of_prefix(Prefix.parse("193.20.0.0/22"))
        asker.of_asn(64501)
    assert world.asked == ["/ipv4.json", "/rdap/ip/193.20.0.0/22", "/asn.json", "/rdap/autnum/64501"]


def test_what_is_registered_for_nobody(world: World) -> None:
    assert of(world, "193.20.4.0/22").absent == "the RIR has no registration of it"
    assert holders(world).of_asn(64505).absent == "the RIR has no registration of it"
    world.rdap["autnum/64505"] = {"objectClassName": "autnum", "startAutnum": 64000, "endAutnum": 65535}
    assert "block" in holders(world).of_asn(64505).absent


def test_who_is_not_in_the_bootstrap_is_unknown(world: World) -> None:
    assert "no RIR has 10.0.0.0/8" in of(world, "10.0.0.0/8").unknown
    assert "no RIR has AS65000" in holders(world).of_asn(65000).unknown


@pytest.mark.parametrize(
    "change",
    [
        {"startAddress": "193.20.1.0"},
        {"endAddress": "193.20.1.255"},
        {"startAddress": None},
        {"startAddress": "::", "endAddress": "::"},
        {"endAddress": 7},
    ],
)
def test_an_answer_of_another_prefix_says_nothing(world: World, change: dict[str, Any]) -> None:
    world.rdap["ip/193.20.0.0/22"] |= change
    assert of(world, "193.20.0.0/22") == Holder(unknown="the answer is not of 193.20.0.0/22; look at the server")


@pytest.mark.parametrize("entities", [7, None, [7, {}, {"roles": 7}, {"roles": ["registrant"]}, {"roles": ["registrant"], "handle": 7}]])
def test_registrants_that_are_none_are_none(world: World, entities: Any) -> None:
    world.rdap["autnum/64501"]["entities"] = entities
    assert holders(world).of_asn(64501) == Holder()


@pytest.mark.parametrize("place", ["/ipv4.json", "/rdap/ip"])
@pytest.mark.parametrize("name", BAD)
def test_who_is_away_or_talks_nonsense_is_unknown(world: World, name: str, place: str) -> None:
    world.faults[place] = BAD[name]
    found = of(world, "193.20.0.0/22")
    assert found.names == ()
    if (name, place) == ("not found", "/rdap/ip"):
        assert found.absent, "that is how RDAP says no (RFC 7480 section 5.3)"
    else:
        assert found.unknown


@pytest.mark.parametrize("fault", [None, (429, {"Retry-After": "900"}, b"")])
def test_a_rir_that_is_away_is_asked_once(world: World, fault: Any) -> None:
    world.faults["/rdap"] = fault
    asker = holders(world)
    found = {asker.of_prefix(Prefix.parse(f"193.20.{number}.0/24")) for number in range(50)}
    assert len(found) == 1 and found.pop().unknown
    assert len([path for path in world.asked if path.startswith("/rdap")]) == 1
