# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a fleet asks of an IRR server, beside bgpq4 on the same IRRd."""

from __future__ import annotations

import asyncio
import ipaddress
import json
import re
import statistics
import subprocess
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import irr_world
import results
from ansible_collections.manrs.hardening.plugins.plugin_utils.intent.models import Irr, Registry, Rpki
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import Prefix
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.servers import Server
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.set_names import SetName
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.cones import Cone
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.irr import Expansion, Resolver
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.irrd import IrrServers, Kind, Query
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.resolve import Resolved, resolve
from bgpq4 import Bgpq4
from irr_world import SOURCES, IrrWorld
from irrd import ADDRESS, IrrdLab
from namespaces import host_environment
from slow_proxy import SlowProxy
from topology import LabError

#: Each way: a server on another continent.
DELAY_MS = 50
#: bgpq4 is run for every so manyth customer, and the time scaled: for all of them it is close to ten minutes.
EACH = 5
AT_A_TIME = 4
TIMES_FAR = 3
TIMES_NEAR = 7
KINDS = ("-4", "-6", "-t")
#: Neither a customer nor behind one.
NOBODY = 64500
_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. Ours and the peer's are seconds or round trips; ``aim``: how many times less ours is to be."""

    what: str
    ours: float
    peer_is: str
    peer: float
    aim: float | None = None
    is_seconds: bool = True

    @property
    def is_missed(self) -> bool:
        return self.aim is not None and self.peer / self.ours < self.aim

    def cells(self) -> list[str]:
        ratio = self.peer / self.ours
        return [
            self.what,
            self._shown(self.ours),
            self.peer_is,
            self._shown(self.peer),
            f"{ratio:.0f}x" if ratio >= 10 else f"{ratio:.2f}x",
            "" if self.aim is None else f"at least {self.aim:g}x",
            "" if self.aim is None else "**missed**" if self.is_missed else "met",
        ]

    def _shown(self, value: float) -> str:
        return f"{value:,.2f} s" if self.is_seconds else f"{value:,.0f}"


def measure(folder: Path) -> list[str]:
    """Measure it and return the section's lines. :raises LabError: somebody's answers are not the truth."""
    world = irr_world.make()
    objects = sum(len(re.findall("^source:", text, re.MULTILINE)) for text in world.texts.values())
    # More of them than ask at a time: who finds none waits.
    with IrrdLab(world.texts, workers=AT_A_TIME + 2) as irrd:
        with SlowProxy(irrd.port, delay_ms=DELAY_MS) as proxy:
            far = _far(world, proxy, folder)
        near, server_seconds, questions = _near(world, irrd.port, folder)
    rows = [*far, *near]
    customers = len(world.customers)
    processes = len(range(0, customers, EACH)) * len(KINDS)
    each_ms = 1000 * server_seconds / questions
    return [
        f"{results.measured()}",
        f"A real IRRd 4.5.2 in the lab with {objects:,} objects in {len(SOURCES)} sources; ours and bgpq4 in one run.",
        "Ours is what making a snapshot asks: sets, the routes of all their ASNs in both families with the sources that have them,",
        "and in which sources each set is. bgpq4 is one process for each customer and each of `-4`, `-6` and `-t`.",
        f"Far away is {DELAY_MS} ms each way. There ours is the median of {TIMES_FAR} runs; bgpq4 was run for every {EACH}th of",
        f"{customers} customers, {processes} processes, and **its numbers are scaled** to all {customers * len(KINDS)}.",
        f"Near, both are the least of {TIMES_NEAR} runs, in turns. All answers were compared with what the server was given.",
        "",
        *results.table(["what", "ours", "peer", "the peer's", "ratio", "aim", ""], [row.cells() for row in rows]),
        "",
        *(f"- Aim missed: {row.what}." for row in rows if row.is_missed),
        f"- Near a server ours is slower: it asks origin by origin and source by source, for the large set {questions:,} questions, which",
        f"  take {server_seconds:.2f} s, {each_ms:.2f} ms each, without anything made of the answers; bgpq4's one `!a` tells neither",
        "  origins nor sources. The rest is our own work: prefixes are parsed, and RPKI's state of each is looked up.",
    ]


# -- far away ------------------------------------------------------------------------------------


def _far(world: IrrWorld, proxy: SlowProxy, folder: Path) -> list[Row]:
    times, turns = [], []
    for _time in range(TIMES_FAR):
        before = proxy.turns
        taken, found = _seconds(lambda: _resolve(world, world.customers, proxy.port, folder))
        times.append(taken)
        turns.append(proxy.turns - before)
        _check(world, world.customers, found)
        _say(f"far: ours {taken:.2f} s, {turns[-1]} round trips")
    sample = world.customers[::EACH]
    scale = len(world.customers) / len(sample)
    jobs = [(kind, name) for name in sample for kind in KINDS]
    bgpq4 = Bgpq4(proxy.port, SOURCES)
    before = proxy.turns
    alone, answers = _seconds(lambda: [_run(bgpq4, *job) for job in jobs])
    peer_turns = proxy.turns - before
    _say(f"far: bgpq4 {alone:.2f} s, {peer_turns} round trips, {len(jobs)} processes")
    with ThreadPoolExecutor(AT_A_TIME) as pool:
        together, others = _seconds(lambda: list(pool.map(lambda job: _run(bgpq4, *job), jobs)))
    _say(f"far: bgpq4, {AT_A_TIME} at a time {together:.2f} s")
    for given in (answers, others):
        _check_bgpq4(world, jobs, given)
    what = f"{len(world.customers)} customers, far away"
    ours = statistics.median(times)
    return [
        Row(what, ours, "bgpq4, one after the other", alone * scale, 20),
        Row(what, ours, f"bgpq4, {AT_A_TIME} at a time", together * scale),
        Row(f"{what}: round trips", statistics.median(turns), "bgpq4", peer_turns * scale, is_seconds=False),
    ]


def _registry(world: IrrWorld, port: int, folder: Path) -> Registry:
    vrps = folder / "vrps.json"
    vrps.write_text(json.dumps({"roas": [{"asn": NOBODY, "prefix": "185.10.0.0/22", "maxLength": 24}]}), encoding="utf-8")
    gone = {name for text in world.texts.values() for name in re.findall(r"AS-GONE\d+", text.upper())}
    irr = Irr(servers=(f"{ADDRESS}:{port}",), sources=SOURCES, absent_sets=tuple(sorted(gone)))
    return Registry(irr=irr, rpki=Rpki(vrps=str(vrps)))


def _resolve(world: IrrWorld, names: Iterable[str], port: int, folder: Path) -> Resolved:
    """All that making a snapshot asks about these sets."""
    cones = {Cone(min(world.asns[name], default=NOBODY), str(SetName.parse(name))): name for name in names}
    return resolve(_registry(world, port, folder), NOBODY, (), cones, datetime.now(UTC), lambda text: None)


def _check(world: IrrWorld, names: Iterable[str], found: Resolved) -> None:
    """Refuse to report a time for wrong answers."""
    for name in names:
        expansion = found.sets[SetName.parse(name)]
        asns = expansion.asns if isinstance(expansion, Expansion) else frozenset()
        if asns != world.asns[name]:
            raise LabError(f"ours is wrong about {name}: {expansion}")
        for asn in asns:
            told = {(str(Prefix(*item[:3])), source) for item, sources in found.asns[asn].sources.items() for source in sources}
            if told != world.routes.get(asn, frozenset()):
                raise LabError(f"ours is wrong about AS{asn}")


def _run(bgpq4: Bgpq4, kind: str, name: str) -> str:
    done = subprocess.run(bgpq4.command(kind, name), capture_output=True, text=True, check=True, env=host_environment())
    return done.stdout


def _check_bgpq4(world: IrrWorld, jobs: Sequence[tuple[str, str]], answers: Sequence[str]) -> None:
    for (kind, name), answer in zip(jobs, answers, strict=True):
        items = json.loads(answer)["found"]
        if kind == "-t":
            is_right = set(items) == world.asns[name]
        else:
            is_right = {str(ipaddress.ip_network(item["prefix"])) for item in items} == world.prefixes(name, int(kind[1:]))
        if not is_right:
            raise LabError(f"bgpq4 {kind} is wrong about {name}")


# -- near ----------------------------------------------------------------------------------------


def _near(world: IrrWorld, port: int, folder: Path) -> tuple[list[Row], float, int]:
    """Return the rows, the seconds that the server alone needs for ours, and its questions."""
    bgpq4 = Bgpq4(port, SOURCES)
    jobs = [(kind, world.large) for kind in KINDS]
    taken: dict[str, list[float]] = {"ours": [], "merged": [], "bgpq4": [], "server": []}
    questions = _questions(world)
    # In turns, so that a busy moment of the machine does not hit one of them alone.
    for _time in range(TIMES_NEAR):
        spent, found = _seconds(lambda: _resolve(world, [world.large], port, folder))
        taken["ours"].append(spent)
        _check(world, [world.large], found)
        spent, merged = _seconds(lambda: asyncio.run(_merged(world, port)))
        taken["merged"].append(spent)
        if merged != world.pairs(world.large, 4):
            raise LabError("ours, with merged sources, is wrong about the large set")
        spent, answers = _seconds(lambda: [_run(bgpq4, *job) for job in jobs])
        taken["bgpq4"].append(spent)
        _check_bgpq4(world, jobs, answers)
        taken["server"].append(_seconds(lambda: asyncio.run(_ask_only(questions, port)))[0])
        _say("near: " + ", ".join(f"{name} {spent[-1]:.2f} s" for name, spent in taken.items()))
    least = {name: min(spent) for name, spent in taken.items()}
    what = f"one set of {len(world.pairs(world.large, 4)):,} prefixes, near"
    rows = [
        Row(f"{what}, sources told apart", least["ours"], "bgpq4", least["bgpq4"], 0.5),
        Row(f"{what}, sources merged by the server", least["merged"], "bgpq4", least["bgpq4"], 0.5),
    ]
    return rows, least["server"], len(questions)


async def _merged(world: IrrWorld, port: int) -> set[tuple[str, int]]:
    """Ask as bgpq4 does, all sources as if they were one; return (prefix, origin)."""
    name = SetName.parse(world.large)
    irr = IrrServers([Server(ADDRESS, port)], [",".join(SOURCES)])
    try:
        expansion = (await Resolver(irr, 200_000).expand([name]))[name]
        if not isinstance(expansion, Expansion):
            raise LabError(str(expansion))
        routes = await irr.routes(expansion.origins)
    finally:
        irr.close()
    return {(str(prefix), asn) for asn, answer in routes.items() for prefix in answer.sources}


def _questions(world: IrrWorld) -> list[Query]:
    return [Query(source, f"{family}AS{asn}") for source in SOURCES for asn in sorted(world.asns[world.large]) for family in "g6"]


async def _ask_only(questions: Sequence[Query], port: int) -> None:
    """Ask and make nothing of the answers: what is left is nearly the server's."""
    irr = IrrServers([Server(ADDRESS, port)], SOURCES)
    try:
        answers = await irr.ask(questions)
    finally:
        irr.close()
    if any(answer.kind is Kind.FAILED for answer in answers):
        raise LabError("the server does not answer what ours asks")


def _seconds(action: Callable[[], _Result]) -> tuple[float, _Result]:
    begin = time.monotonic()
    result = action()
    return time.monotonic() - begin, result


def _say(text: str) -> None:
    print(text, flush=True)
