#!/usr/bin/env python3
# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Renew large filters again and again under attack, and count what the neighbors' message logs say of it.

Each customer has registered 50,000 prefixes, one of which is another at each reload; every filter is another one too. Counted are
sessions that went down, attacks that got in or out, were it for a moment, and legitimate routes that were withdrawn.
"""

from __future__ import annotations

import argparse
import ipaddress
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import bring_up
import catalogue
import playbook
from catalogue import Case
from judge import SENTINELS, announce, settle, wait_for_vrps, withdraw
from namespaces import HERE
from router_lab import Lab, Mark
from speaker import Route
from topology import EDGES, FAMILIES, LABS, SPEAKERS, LabError

CASES = catalogue.load()
INWARD = [case for case in CASES if not case.is_export]
OUTWARD = [case for case in CASES if case.is_export]
#: One route of each neighbor that every policy of the lab lets in.
LEGITIMATE = {prefix for name, prefixes in SENTINELS.items() if name != "core" for prefix in prefixes.values()}
#: Space that nothing else in the lab uses, by the customer that registers it.
_SPACE = {35001: "60.0.0.0/8", 35010: "61.0.0.0/8"}
_REGISTERED = 50_000
#: Of what is registered, one in so many is announced and stays.
_ANNOUNCED = 1000
_CUSTOMERS = {"customer": 35001, "customer2": 35010}
#: FRR needs minutes for the first load of so many prefixes.
_HOW = {"manrs_serial": "100%", "manrs_confirm_timeout": 900, "manrs_settle_timeout": 120}


def prefixes(asn: int, count: int, number: int = 0) -> list[str]:
    """The prefixes that a customer has registered at a reload: the last is another one each time."""
    every = ipaddress.ip_network(_SPACE[asn]).subnets(new_prefix=24)
    found = [str(next(every)) for _ in range(count + number)]
    return [*found[: count - 1], found[-1]]


def registry(folder: Path, count: int, number: int) -> Path:
    """Write the lab's IRR data with what the customers have registered at a reload."""
    lines = [(HERE / "data/lab.rpsl").read_text(encoding="utf-8")]
    lines += [f"route: {item}\norigin: AS{asn}\nsource: LAB\n" for asn in _SPACE for item in prefixes(asn, count, number)]
    path = folder / f"reload-{number}.rpsl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def announce_legitimate(lab: Lab, count: int = 0) -> set[str]:
    """Announce what every policy of the lab lets in; return the prefixes, which must not be withdrawn."""
    for name, sentinels in SENTINELS.items():
        node = SPEAKERS[name]
        for edge in lab.edges if name != "core" else ():
            for family in FAMILIES:
                # A route server passes on what a member originates.
                path = [3333] if node.is_route_server else [*node.own_path]
                lab.announce_many(name, edge, family, [Route(sentinels[family], path)])
                lab.wait_received("core", edge, family, sentinels[family])
    told = set(LEGITIMATE)
    for name, asn in _CUSTOMERS.items() if count else ():
        # Not the last ones: they make room for others.
        some = prefixes(asn, count // 2)[::_ANNOUNCED]
        for edge in lab.edges:
            lab.announce_many(name, edge, "ipv4", [Route(item, [asn]) for item in some])
            lab.wait_received("core", edge, "ipv4", some[-1])
        told |= {*some}
    return told


@contextmanager
def attacks(lab: Lab, cases: Sequence[Case]) -> Iterator[None]:
    """Announce and withdraw the attacks of the cases, over and over, until the block ends.

    Not at an edge that must let one through: a neighbor that withdraws what was accepted is what a delivery looks for.
    """
    routes = {edge: [case.attack for case in cases if edge not in case.beyond] for edge in lab.edges}
    is_over = threading.Event()

    def go_on() -> None:
        while not is_over.is_set():
            for edge in lab.edges:
                announce(lab, edge, routes[edge])
            is_over.wait(1.0)
            for edge in lab.edges:
                withdraw(lab, edge, routes[edge])

    with ThreadPoolExecutor(1) as pool:
        attacker = pool.submit(go_on)
        try:
            yield
        finally:
            is_over.set()
        attacker.result()
    for edge in lab.edges:
        settle(lab, edge, (), ("core",))


def announce_leaks(lab: Lab) -> None:
    """Announce what must not get out: a leak needs a route that is there all the time."""
    for edge in lab.edges:
        announce(lab, edge, [case.attack for case in OUTWARD])
        settle(lab, edge, [case.attack for case in OUTWARD], SPEAKERS)


def got_in(lab: Lab, since: Mark) -> set[tuple[str, Case]]:
    """Return the attacks that an edge told the core, as an accepted route is told: prefix and path are the attack's.

    Not those that its daemon cannot look at, with or without a reload.
    """
    told = {
        (event.edge, event.prefix, tuple(event.attributes["as_path"])) for event in lab.heard("core", since) if event.kind == "announce"
    }
    return {
        (edge, case)
        for edge in lab.edges
        for case in INWARD
        if edge not in case.beyond and (edge, case.attack.route.prefix, tuple(case.attack.route.as_path)) in told
    }


def got_out(lab: Lab, since: Mark) -> set[tuple[str, str, Case]]:
    """Return the leaks that a neighbor heard of."""
    return {
        (event.edge, name, case)
        for case in OUTWARD
        for name in case.seen_by
        for event in lab.heard(name, since)
        if event.kind == "announce" and event.prefix == case.attack.route.prefix and event.edge not in case.beyond and not case.attack_has
    }


def withdrawn(lab: Lab, since: Mark, legitimate: set[str]) -> set[tuple[str, str, str]]:
    """Return (neighbor, edge, prefix) of legitimate routes that an edge withdrew."""
    return {
        (name, event.edge, event.prefix)
        for name in SPEAKERS
        for event in lab.heard(name, since)
        if event.kind == "withdraw" and event.prefix in legitimate
    }


@dataclass(frozen=True, slots=True)
class Counts:
    """What the neighbors saw of one edge. All but the updates must be none."""

    dropped: int
    got_in: int
    got_out: int
    withdrawn: int
    updates: int

    @property
    def is_well(self) -> bool:
        return not (self.dropped or self.got_in or self.got_out or self.withdrawn) and self.updates > 0


def _harden(lab: Lab, number: int, registry_file: Path) -> float:
    begin = time.monotonic()
    run = playbook.play("harden", {**_HOW, "lab_round": number, "lab_rpsl": str(registry_file)}, "--limit", ",".join(lab.edges))
    if run.rc or not all(run.changed[host] for host in run.changed if host in EDGES):
        raise LabError(f"harden.yml ended with {run.rc}, changed {dict(run.changed)}:\n{run.output[-3000:]}")
    return time.monotonic() - begin


def measure(lab: Lab, reloads: int, count: int) -> tuple[dict[str, Counts], float]:
    """Harden, then reload under attack; return what was seen at each edge, and the seconds of a reload."""
    folder = playbook.work_folder()
    _harden(lab, 0, registry(folder, count, 0))
    wait_for_vrps(lab, lab.edges, "151.2.0.0/16")
    legitimate = announce_legitimate(lab, count)
    announce_leaks(lab)
    since = lab.mark()
    drops = {name: Counter(lab.drops(name)) for name in SPEAKERS}
    with attacks(lab, INWARD):
        taken = [_harden(lab, number, registry(folder, count, number)) for number in range(1, reloads + 1)]
    entered, left, gone = got_in(lab, since), got_out(lab, since), withdrawn(lab, since, legitimate)
    found = [f"{edge}: {case} got in" for edge, case in entered]
    found += [f"{edge}: {case} got out to {name}" for edge, name, case in left]
    found += [f"{edge}: {prefix} withdrawn from {name}" for name, edge, prefix in gone]
    print(*(f"  {line}" for line in sorted(found)[:40]), sep="\n", end="\n" if found else "")
    fallen = [
        edge for name in SPEAKERS for (edge, family), number in lab.drops(name).items() for _ in range(number - drops[name][edge, family])
    ]
    updated = [event.edge for name in SPEAKERS for event in lab.heard(name, since)]
    counts = {
        edge: Counts(
            fallen.count(edge),
            sum(item[0] == edge for item in entered),
            sum(item[0] == edge for item in left),
            sum(item[1] == edge for item in gone),
            updated.count(edge),
        )
        for edge in lab.edges
    }
    return counts, sum(taken) / len(taken)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lab", action="append", choices=list(LABS), help="the edges (default: one lab for each daemon)")
    parser.add_argument("--only", action="append", choices=list(EDGES), help="of them only this edge")
    parser.add_argument("--reloads", type=int, default=5)
    parser.add_argument("--prefixes", type=int, default=_REGISTERED, help="that each customer has registered")
    options = parser.parse_args()
    is_well = True
    for name in options.lab or [name for name in LABS if name != "mixed"]:
        bring_up.down()
        lab = bring_up.up([edge for edge in LABS[name] if edge in (options.only or EDGES)])
        try:
            counts, seconds = measure(lab, options.reloads, options.prefixes)
        finally:
            bring_up.down()
        for edge, told in counts.items():
            is_well &= told.is_well
            print(
                f"{edge}: {options.reloads} reloads of {options.prefixes:,} prefixes a customer under attack ({seconds:.0f} s each): "
                f"sessions dropped {told.dropped}, attacks accepted {told.got_in}, leaks {told.got_out}, legitimate routes withdrawn "
                f"{told.withdrawn}, in {told.updates:,} prefixes of the neighbors' logs",
                flush=True,
            )
    print("well" if is_well else "NOT WELL")
    return 0 if is_well else 1


if __name__ == "__main__":
    sys.exit(main())
