# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Our client of IRR servers on a real IRRd: bgpq4 is the judge of the prefixes, the world's own tables of their origins."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.servers import Server
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.set_names import SetName
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.dump_files import RegistryError
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.irr import Expansion, Resolver, RoutesAnswer, UnresolvedError
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.irrd import IrrServers
from bgpq4 import Bgpq4
from irr_world import SOURCES, IrrWorld
from irrd import IrrdLab
from slow_proxy import Fault, SlowProxy

pytestmark = pytest.mark.lab
#: The world has members that do not exist: AS-GONE0 to AS-GONE999.
GONE = tuple(SetName.parse(f"AS-GONE{number}") for number in range(1000))


@dataclass(frozen=True)
class Found:
    """What the client found out, and from whom."""

    sets: Mapping[SetName, Expansion | UnresolvedError]
    routes: Mapping[int, RoutesAnswer]
    irr: IrrServers

    def pairs(self, name: str, version: int) -> set[tuple[str, int]] | None:
        """(prefix, origin) of a set; None: it is not known."""
        expansion = self.sets[SetName.parse(name)]
        if not isinstance(expansion, Expansion) or self.why(name):
            return None
        return {(str(item), asn) for asn in expansion.asns for item in self.routes[asn].sources if item.family == version}

    def why(self, name: str) -> str:
        """Why a set is not known."""
        expansion = self.sets[SetName.parse(name)]
        if isinstance(expansion, UnresolvedError):
            return str(expansion)
        return "; ".join(problem for asn in sorted(expansion.asns) if (problem := self.routes[asn].problem))


def ask(ports: list[int], names: tuple[str, ...], absent: tuple[SetName, ...] = GONE, timeout: float = 20) -> Found:
    async def run() -> Found:
        irr = IrrServers([Server("127.0.0.1", port) for port in ports], SOURCES, timeout_seconds=timeout)
        try:
            sets = await Resolver(irr, 200_000, absent).expand([SetName.parse(name) for name in names])
            origins = {asn for item in sets.values() if isinstance(item, Expansion) for asn in item.origins}
            return Found(sets, await irr.routes(origins), irr)
        finally:
            irr.close()

    return asyncio.run(run())


@pytest.fixture(scope="module")
def found(irrd: IrrdLab, world: IrrWorld) -> Found:
    return ask([irrd.port], tuple(world.customers))


@pytest.mark.parametrize("version", [4, 6])
def test_the_prefixes_of_300_sets_are_bgpq4s(irrd: IrrdLab, world: IrrWorld, found: Found, version: int) -> None:
    judge = Bgpq4(irrd.port, irrd.sources)
    assert len(world.customers) == 300
    empty = []
    for name in world.customers:
        pairs, judged = found.pairs(name, version), judge.prefixes(name, version=version)
        if pairs is None:
            # A set without any member is no filter; bgpq4 makes an empty list of it, with exit code 0.
            assert judged == set(), found.why(name)
            empty.append(name)
        else:
            assert (name, {prefix for prefix, _ in pairs}) == (name, {str(item) for item in judged})
    assert len(empty) < 10


@pytest.mark.parametrize("version", [4, 6])
def test_each_prefix_has_the_origins_that_registered_it_and_the_sources_that_say_so(world: IrrWorld, found: Found, version: int) -> None:
    for name in world.customers:
        if (pairs := found.pairs(name, version)) is not None:
            assert (name, pairs) == (name, {(str(prefix), origin) for prefix, origin in world.pairs(name, version)})
    for asn, answer in found.routes.items():
        assert {(str(prefix), source) for prefix, names in answer.sources.items() for source in names} == {
            (str(prefix), source) for prefix, source in world.routes.get(asn, ())
        }


def test_a_member_that_is_gone_is_an_error_where_bgpq4_gives_a_shorter_list(irrd: IrrdLab, world: IrrWorld) -> None:
    strict = ask([irrd.port], tuple(world.customers), absent=())
    refused = [name for name in world.customers if "AS-GONE" in str(strict.sets[SetName.parse(name)])]
    assert len(refused) > 30
    judge = Bgpq4(irrd.port, irrd.sources)
    assert all(judge.prefixes(name, version=4) for name in refused[:5])
    assert all("does not exist in RIPE,RADB,ARIN" in str(strict.sets[SetName.parse(name)]) for name in refused)
    # All others are what they were.
    assert all(strict.sets[SetName.parse(name)] for name in world.customers if name not in refused)


def test_the_large_set_at_a_distance_takes_a_handful_of_round_trips(irrd: IrrdLab, world: IrrWorld) -> None:
    with SlowProxy(irrd.port, delay_ms=20) as proxy:
        far = ask([proxy.port], (world.large, *world.customers))
        turns = proxy.turns
        assert proxy.connections == 1
    pairs = far.pairs(world.large, 4)
    assert pairs is not None
    assert len(pairs) == 42_000
    # One for each level of sets, not for each of 300 sets and 2,600 ASNs.
    assert turns < 25


FAULTS = {
    "cut in the sets": Fault("cut", after=3_000),
    "cut in the routes": Fault("cut", after=60_000),
    "reset": Fault("reset", after=30_000),
    "hang": Fault("hang", after=30_000),
    "half an answer": Fault("half", after=30_000),
    "hostile bytes put in": Fault("garbage", after=30_000),
    "hostile bytes in place of others": Fault("overwrite", after=30_000),
    "a flood": Fault("flood", after=30_000, data=b"193.0.0.0/8 "),
    "a byte now and then": Fault("trickle", after=30_000, interval_ms=200),
}


@pytest.fixture(params=FAULTS)
def fault(request: pytest.FixtureRequest) -> Iterator[Fault]:
    yield FAULTS[request.param]


def test_whatever_a_server_does_an_answer_is_the_truth_or_none(irrd: IrrdLab, world: IrrWorld, found: Found, fault: Fault) -> None:
    """Every connection breaks in the same place, and there is no other server."""
    names = tuple(world.customers)[:60]
    with SlowProxy(irrd.port, fault=fault) as proxy:
        try:
            broken = ask([proxy.port], names, timeout=1)
        except RegistryError as error:
            assert "no IRR server can be asked" in str(error)
            return
    answers = [(broken.pairs(name, version), found.pairs(name, version)) for name in names for version in (4, 6)]
    assert all(got is None or got == truth for got, truth in answers)
    assert proxy.connections > 1, "nothing was broken"


def test_the_next_server_makes_up_for_it(irrd: IrrdLab, world: IrrWorld, found: Found, fault: Fault) -> None:
    names = tuple(world.customers)[:60]
    with ExitStack() as stack:
        proxy = stack.enter_context(SlowProxy(irrd.port, fault=fault))
        whole = ask([proxy.port, irrd.port], names, timeout=1)
    assert all(whole.pairs(name, version) == found.pairs(name, version) for name in names for version in (4, 6))
    assert proxy.connections > 1


def test_a_source_that_the_server_does_not_have_answers_nothing(irrd: IrrdLab, world: IrrWorld) -> None:
    async def run() -> Mapping[SetName, Expansion | UnresolvedError]:
        irr = IrrServers([Server("127.0.0.1", irrd.port)], ["RIPE", "NOPE"], timeout_seconds=5)
        try:
            return await Resolver(irr, 200_000).expand([SetName.parse(world.large)])
        finally:
            irr.close()

    with pytest.raises(RegistryError, match="it has no source NOPE"):
        asyncio.run(run())
