#!/usr/bin/env python3
# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measure a router with ten large customers on every routing daemon of the lab, beside ARouteServer where it knows the daemon.

Ours: a snapshot of a real IRRd, then whole deliveries to the real daemon. The peer makes a configuration from the same IRRd.
Needs root, or ``lab/lab.py shell``; writes its section of ``benchmarks/RESULTS.md``.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / ".build"), str(HERE.parent / "lab")]

import arouteserver  # noqa: E402
import bring_up  # noqa: E402
import irrd  # noqa: E402
import results  # noqa: E402
import ten_customers  # noqa: E402
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms import platform  # noqa: E402
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.contract import PlatformError  # noqa: E402
from arouteserver import ARouteServer  # noqa: E402
from daemons import daemon_of  # noqa: E402
from one_delivery import PHASES  # noqa: E402
from router_lab import Lab  # noqa: E402
from ten_customers import Registered  # noqa: E402
from topology import EDGES, LabError  # noqa: E402

TIMES = 3
#: A router on which one round of deliveries takes longer is measured once.
LONG_SECONDS = 150
#: More of them than ask at a time: who finds none waits.
IRRD_WORKERS = 6
FIRST, NOTHING, ONE = "first delivery", "nothing changed", "1 prefix changed"
_Result = TypeVar("_Result")
#: In which daemons have what they start with.
_FOLDERS = "/etc/frr /etc/bird /etc/bgpd /etc/bgpd.conf"
_PRODUCTS = {"frr": "FRR", "bird": "BIRD", "openbgpd": "OpenBGPD"}


@dataclass
class Taken:
    """What each thing took, run by run. ``snapshots``: seconds by what; ``peer``: by edge and state of its caches."""

    snapshots: dict[str, list[float]] = field(default_factory=dict)
    peer: dict[tuple[str, str], list[float]] = field(default_factory=dict)
    deliveries: dict[tuple[str, str], list[Delivery]] = field(default_factory=dict)
    routers: dict[str, str] = field(default_factory=dict)
    failures: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Delivery:
    """One delivery: seconds of the whole process and of each phase, and its peak memory."""

    seconds: float
    phases: dict[str, float]
    peak_mb: float


@dataclass(frozen=True)
class Bench:
    """The files of a run: the variables of each edge, and the snapshots before and after one prefix changed."""

    folder: Path
    edges: tuple[str, ...]
    truth: Registered
    taken: Taken = field(default_factory=Taken)

    # -- registries ----------------------------------------------------------------------------

    def ask(self, times: int) -> None:
        """Make snapshots, and let the peer generate, in turns, so that a busy moment does not hit one of them alone."""
        world = ten_customers.make_world(self.folder)
        more = (self.folder / "irr.rpsl").read_text(encoding="utf-8")
        with irrd.IrrdLab(self.truth.rpsl(more), workers=IRRD_WORKERS) as server:
            self._declare(world, server.port)
            for _time in range(times):
                shutil.rmtree(self.folder / FIRST, ignore_errors=True)
                self._snapshot(FIRST)
                for edge in self.edges:
                    if edge in arouteserver.TARGETS:
                        self._generate(edge, server.port)
        with irrd.IrrdLab(self.truth.changed().rpsl(more), workers=IRRD_WORKERS) as server:
            self._declare(world, server.port)
            for _time in range(times):
                shutil.rmtree(self.folder / ONE, ignore_errors=True)
                shutil.copytree(self.folder / FIRST, self.folder / ONE)
                changes = self._snapshot(ONE)["changes"]
                if not any("+1 -1" in line for line in changes):
                    raise LabError(f"the second snapshot does not have the change: {changes}")

    def _declare(self, world: Any, port: int) -> None:
        told = {edge: ten_customers.variables(world, self.folder, edge, port) for edge in self.edges}
        (self.folder / "variables.json").write_text(json.dumps(told), encoding="utf-8")

    def _snapshot(self, what: str) -> dict[str, Any]:
        spent, told = _seconds(lambda: self._process(what))
        if told["findings"]:
            raise LabError(f"the snapshot is not whole: {told['findings'][:3]}")
        self.taken.snapshots.setdefault(what, []).append(spent)
        _say(f"snapshot, {what}: {spent:.2f} s, {told['peak_mb']:.0f} MB")
        return told

    def _generate(self, edge: str, port: int) -> None:
        files = self.folder / f"peer-{edge}"
        shutil.rmtree(files, ignore_errors=True)
        peer = ARouteServer(files, port)
        peer.prepare()
        for what in ("cold", "warm"):
            spent, text = _seconds(lambda: peer.generate(edge))
            self.truth.check_text("ARouteServer's configuration", text)
            self.taken.peer.setdefault((edge, what), []).append(spent)
            _say(f"{edge}: ARouteServer, caches {what}: {spent:.2f} s")
        (self.folder / f"peer-{edge}.conf").write_text(text, encoding="utf-8")

    # -- routers -------------------------------------------------------------------------------

    def measure(self, edge: str, times: int) -> None:
        """Deliver to one router as often as that, or once when it takes long. A delivery that fails is noted, and ends it."""
        for _time in range(times):
            try:
                spent, _none = _seconds(lambda: self.deliver_all(edge))
            except LabError as error:
                self.taken.failures[edge] = " ".join(str(error).split())[-300:]
                _say(f"{edge}: FAILED: {error}")
                return
            if spent > LONG_SECONDS:
                return

    def deliver_all(self, edge: str) -> None:
        """Bring one router up that has nothing of ours, and deliver to it: all, nothing, one change."""
        bring_up.down()
        lab = bring_up.up([edge], self.folder / "vrps.json", timeout_seconds=180)
        try:
            told = platform(EDGES[edge].daemon).capabilities(lab.daemon(edge).version(lab, edge))
            self.taken.routers[edge] = f"{_PRODUCTS[told.platform]} {told.version}"
            ten_customers.announce(lab, edge, self.truth)
            for what, snapshot in ((FIRST, FIRST), (NOTHING, FIRST), (ONE, ONE)):
                self._deliver(lab, edge, what, snapshot)
            if edge in arouteserver.TARGETS:
                arouteserver.parse(lab, edge, (self.folder / f"peer-{edge}.conf").read_text(encoding="utf-8"))
        finally:
            bring_up.down()

    def _deliver(self, lab: Lab, edge: str, what: str, snapshot: str) -> None:
        spent, told = _seconds(lambda: self._process(snapshot, "--to", edge))
        if told["is_changed"] != (what != NOTHING):
            raise LabError(f"{edge}: {what}: changed is {told['is_changed']}: {told['summary']}")
        if held_back := [line for line in told["critical"] if any(name in line for name in self.truth.pairs)]:
            raise LabError(f"{edge}: {what}: not all was delivered: {held_back[:3]}")
        truth = self.truth.changed() if snapshot == ONE else self.truth
        truth.check_text(f"{edge}'s configuration", lab.run(edge, f"grep -rhoE '[0-9a-f.:]+/[0-9]+' {_FOLDERS}").stdout)
        ten_customers.check(lab, edge, truth, self.truth)
        delivery = Delivery(spent, told["phases"], told["peak_mb"])
        self.taken.deliveries.setdefault((edge, what), []).append(delivery)
        phases = ", ".join(f"{name} {seconds:.2f}" for name, seconds in delivery.phases.items())
        _say(f"{edge}: {what}: {spent:.2f} s ({phases}), {delivery.peak_mb:.0f} MB")

    def _process(self, snapshot: str, *arguments: str) -> dict[str, Any]:
        """Run one_delivery.py and return what it prints."""
        argv = [sys.executable, str(HERE / "one_delivery.py"), str(self.folder / "variables.json"), str(self.folder / snapshot), *arguments]
        done = subprocess.run(argv, capture_output=True, text=True, check=False, env=os.environ)
        if done.returncode:
            raise LabError(f"{' '.join(argv[1:])}: {done.stderr[-2000:]}")
        told: dict[str, Any] = json.loads(done.stdout)
        return told


def report(taken: Taken, times: int) -> list[str]:
    """Return the section's lines."""
    customers, each = ten_customers.CUSTOMERS, ten_customers.ORIGINS * sum(ten_customers.PREFIXES.values())
    origins, routers = ten_customers.ORIGINS, len(EDGES)
    snapshot = {what: min(spent) for what, spent in taken.snapshots.items()}
    shortest = {key: min(runs, key=lambda run: run.seconds) for key, runs in taken.deliveries.items()}
    best = {(edge, what): shortest[edge, what] for edge in EDGES for what in (FIRST, NOTHING, ONE) if (edge, what) in shortest}
    compared = list(_compared(taken, snapshot, best))
    return [
        f"{results.measured()}",
        f"A router with {customers} customers of {each:,} registered prefixes each, of {origins} origins, IPv4 and IPv6, beside",
        "the lab's nine other neighbors: the policy of `lab/world.py` with whole import and export chains, asked from a real IRRd 4.5.2.",
        "Deliveries are the collection's own, to the real daemon in the lab, with no network in between and without Ansible; the",
        f"sessions are up. Each of {times} runs (one where a round takes over {LONG_SECONDS} s) is on a router that starts without",
        "anything of ours; the shortest is shown, for others use the machine too. A time counts only if the delivery was confirmed,",
        "every prefix is in the files that the daemon starts with, and the daemon's table then holds, of what each customer announces,",
        "exactly what is registered.",
        "",
        *results.table(
            ["router", "what", *(f"{name} s" for name in PHASES), "whole process s", "peak MB"],
            [
                [
                    taken.routers[edge],
                    what,
                    *(f"{run.phases[name]:.2f}" if name in run.phases else "" for name in PHASES),
                    f"{run.seconds:.2f}",
                    f"{run.peak_mb:.0f}",
                ]
                for (edge, what), run in best.items()
            ],
        ),
        "",
        "- Read: the router's own configuration and state. Plan: snapshot and options read, policy compiled, compared, guarded, recorded.",
        "  Transfer: files. Apply: the timer armed, loaded, read back. Health: seen twice, with a second between. Confirm:",
        "  saved and read back. The whole process has the interpreter's start too; the peak is that of its memory.",
        *(f"- **Not delivered**: {taken.routers.get(edge, edge)}: {why}" for edge, why in taken.failures.items()),
        *(f"- Not measured in this run: {edge}." for edge in EDGES if edge not in taken.routers and edge not in taken.failures),
        f"- One snapshot is for all {routers} routers: {snapshot[FIRST]:.2f} s the first time, {snapshot[ONE]:.2f} s when one prefix",
        "  changed: all is asked again.",
        "",
        "Beside ARouteServer 1.27.0, which makes configurations of route servers for the same ten customers, from the same IRRd with",
        "bgpq4 in its 4 threads:",
        "",
        *results.table(
            ["what", "router", "ours: snapshot + delivery s", "ARouteServer", "its s", "ratio"],
            [
                [what, router, f"{ours:.2f}", peer, f"{theirs:.2f}", f"{theirs / ours:.2f}x"]
                for what, router, ours, peer, theirs in compared
            ],
        ),
        "",
        *_said(compared),
        "- Ours asks each origin in each source, keeps which source says what, and ends with filters that the daemon holds and that were",
        "  proved healthy, in whole import and export policies of a network with its other neighbors. The peer ends with a file: it",
        "  does not send or load it, and has the policy of a route server. It makes each router's file anew.",
        "- Cold: nothing in its cache. Warm: IRR data up to 12 hours old, so a changed prefix is not seen. It has sets of prefixes and of",
        "  origins apart; ours binds each prefix to its origin.",
        "- It has its own defaults, with RPKI origin validation by RTR; what asks PeeringDB is off on both sides. Every file of it has",
        "  all prefixes and was accepted by the daemon's own check.",
    ]


def _compared(
    taken: Taken, snapshot: dict[str, float], best: dict[tuple[str, str], Delivery]
) -> Iterable[tuple[str, str, float, str, float]]:
    """Return what, router, our seconds, the peer's way and its seconds."""
    for what, ways in ((FIRST, ("cold", "warm")), (ONE, ("cold",))):
        for edge in EDGES:
            for way in ways:
                if (edge, what) in best and (spent := taken.peer.get((edge, way))):
                    yield what, taken.routers[edge], snapshot[what] + best[edge, what].seconds, f"caches {way}", min(spent)


def _said(compared: Sequence[tuple[str, str, float, str, float]]) -> list[str]:
    slower = [f"{router}, {what}, its {way}" for what, router, ours, way, theirs in compared if ours > theirs]
    if not slower:
        return []
    which = "all" if len(slower) == len(compared) else f"{len(slower)} of the {len(compared)}"
    return [f"- **Ours is slower in {which} rows**{'.' if which == 'all' else ': ' + '; '.join(slower) + '.'}"]


def _seconds(action: Callable[[], _Result]) -> tuple[float, _Result]:
    begin = time.monotonic()
    result = action()
    return time.monotonic() - begin, result


def _say(text: str) -> None:
    print(text, flush=True)


def _absent(edges: Sequence[str]) -> str | None:
    """Return why these edges cannot be measured: a daemon that this collection or the lab does not know yet."""
    for edge in edges:
        try:
            platform(EDGES[edge].daemon)
            daemon_of(edge)
        except (PlatformError, ModuleNotFoundError) as error:
            return f"{edge}: {error}"
    return None


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--edge", action="append", choices=list(EDGES), help="only these; then nothing is written")
    parser.add_argument("--times", type=int, default=TIMES, help=f"runs of each thing (default {TIMES})")
    options = parser.parse_args()
    edges = tuple(options.edge or EDGES)
    if absent := _absent(edges):
        print(f"cannot measure {absent}", file=sys.stderr)
        return 1
    if lacking := irrd.missing() or arouteserver.missing():
        print(f"not measured: routing daemons: {lacking}")
        return 0
    ten_customers.join_lab()
    with tempfile.TemporaryDirectory(prefix="manrs-bench-") as folder:
        bench = Bench(Path(folder), edges, ten_customers.registered())
        bench.ask(options.times)
        # The slowest come last. The section is there after each, and says what is not.
        for edge in reversed(edges):
            bench.measure(edge, options.times)
            lines = report(bench.taken, options.times)
            if not options.edge:
                results.write_section(results.DAEMONS, lines)
    print(*lines, sep="\n")
    return 1 if bench.taken.failures else 0


if __name__ == "__main__":
    sys.exit(main())
