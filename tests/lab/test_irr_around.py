# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a real IRRd has around a prefix: the world's own tables are the judge, and sources that do not count are seen too."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from ipaddress import ip_network

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.evidence.near import ask_around
from ansible_collections.manrs.hardening.plugins.plugin_utils.intent.models import Irr
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import Prefix
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.irr import RouteObject
from irr_world import IrrWorld
from irrd import IrrdLab
from slow_proxy import Fault, SlowProxy

pytestmark = pytest.mark.lab
Around = Mapping[Prefix, Sequence[RouteObject]]


def ask(ports: Sequence[int], wanted: Sequence[str], sources: Sequence[str] = ("RIPE",), timeout: int = 20) -> tuple[Around, list[str]]:
    """What is around prefixes, and the notes."""
    notes: list[str] = []
    servers = [f"127.0.0.1:{port}" for port in ports]
    irr = Irr.model_validate({"servers": servers, "sources": list(sources), "timeout": timeout})
    return ask_around(irr, [Prefix.parse(text) for text in wanted], notes, lambda text: None), notes


def chosen(world: IrrWorld) -> list[str]:
    """Prefixes that are registered, more-specifics of registered ones, and some that nobody has."""
    choose = random.Random(11)
    registered = sorted({prefix for found in world.routes.values() for prefix, _ in found})
    some = choose.sample(registered, 150)
    below = [str(next(ip_network(prefix).subnets(2))) for prefix in some[:60] if ip_network(prefix).prefixlen <= 46]
    return sorted({*some, *below, "198.51.100.0/24", "2001:db8::/32", "0.0.0.0/0"})


def truth(world: IrrWorld, wanted: Sequence[str]) -> dict[str, set[tuple[str, int, str]]]:
    """(prefix, origin, source) of all objects for each prefix or what covers it."""
    registered = defaultdict(list)
    for asn, found in world.routes.items():
        for prefix, source in found:
            registered[prefix].append((asn, source))
    judged = {}
    for text in wanted:
        network = ip_network(text)
        around = {str(network.supernet(new_prefix=length)) for length in range(network.prefixlen + 1)}
        judged[text] = {(prefix, asn, source) for prefix in around for asn, source in registered.get(prefix, ())}
    return judged


def told(found: Around) -> dict[str, set[tuple[str, int, str]]]:
    return {str(prefix): {(str(item.prefix), item.origin, item.source) for item in items} for prefix, items in found.items()}


@pytest.mark.parametrize("sources", [("RIPE",), ("ARIN", "RADB")])
def test_everything_around_is_found_in_sources_that_do_not_count_too(irrd: IrrdLab, world: IrrWorld, sources: tuple[str, ...]) -> None:
    wanted = chosen(world)
    found, notes = ask([irrd.port], wanted, sources)
    judged = truth(world, wanted)
    assert told(found) == judged
    assert notes == []
    # It would not be much of a test with one source and one object each.
    assert {source for items in judged.values() for _, _, source in items} == {"RIPE", "RADB", "ARIN"}
    assert sum(len(items) > 1 for items in judged.values()) > 10
    assert judged["198.51.100.0/24"] == set()


def test_many_prefixes_take_a_handful_of_round_trips(irrd: IrrdLab, world: IrrWorld) -> None:
    wanted = chosen(world)
    with SlowProxy(irrd.port, delay_ms=20) as proxy:
        found, notes = ask([proxy.port], wanted)
        assert (proxy.connections, notes) == (1, [])
        assert proxy.turns < 10
    assert told(found) == truth(world, wanted)


def test_a_server_that_is_away_is_a_note_and_no_error(world: IrrWorld) -> None:
    found, notes = ask([9], ["193.0.0.0/21"], timeout=2)
    assert found == {}
    assert len(notes) == 1
    assert notes[0].startswith("what is near in the IRR is not known: no IRR server can be asked: 127.0.0.1:9: no connection: ")


def test_where_the_first_is_away_the_next_is_asked(irrd: IrrdLab, world: IrrWorld) -> None:
    wanted = chosen(world)[:20]
    found, notes = ask([9, irrd.port], wanted, timeout=5)
    assert told(found) == truth(world, wanted)
    assert notes == []


@pytest.mark.parametrize(
    "fault", [Fault("cut", after=6_000), Fault("hang", after=6_000), Fault("garbage", after=6_000)], ids=["cut", "hang", "garbage"]
)
def test_a_server_that_breaks_tells_the_truth_or_nothing(irrd: IrrdLab, world: IrrWorld, fault: Fault) -> None:
    wanted = chosen(world)
    with SlowProxy(irrd.port, fault=fault) as proxy:
        found, notes = ask([proxy.port], wanted, timeout=1)
    judged = truth(world, wanted)
    assert all(items == judged[prefix] for prefix, items in told(found).items())
    assert len(notes) == (len(found) < len(wanted))
    if notes and found:
        assert notes == [f"the IRR gave no answer for {len(wanted) - len(found)} of {len(wanted)} prefixes"]
    assert proxy.connections > 1, "nothing was broken"


def test_a_source_that_the_server_does_not_have_is_a_note(irrd: IrrdLab, world: IrrWorld) -> None:
    found, notes = ask([irrd.port], ["193.0.0.0/21"], ("RIPE", "NOPE"))
    assert found == {}
    assert "it has no source NOPE" in notes[0]
