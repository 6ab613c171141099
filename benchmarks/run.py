#!/usr/bin/env python3
# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measure large filters on real routers, each beside the tool or the way that people use today.

Every row is one run on a router of the lab: ours and the peer on the same daemon, one after the other. Times are wall
clock seconds. Prints the table and writes it to its section of ``benchmarks/RESULTS.md``.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / ".build"), str(HERE.parent / "lab")]

import bring_up  # noqa: E402
import results  # noqa: E402
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.policies import Chain, Policy, Session  # noqa: E402
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import Prefix, PrefixRange  # noqa: E402
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Direction, Relation  # noqa: E402
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.sets import PairSet  # noqa: E402
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.terms import PairIn, Term  # noqa: E402
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms import platform  # noqa: E402
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.contract import Plan, Running  # noqa: E402
from router_lab import Lab  # noqa: E402
from topology import OWN_ASN, LabError, link  # noqa: E402

CUSTOMER = 35001
SET = f"AS{CUSTOMER}"
FRR = platform("frr")
#: The peer is stopped after this time: the issue that people have is that it does not finish.
PATIENCE_SECONDS = 250


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. ``peer_seconds`` None: it had not finished when it was stopped."""

    what: str
    router: str
    ours_seconds: float
    peer: str
    peer_seconds: float | None
    aim: str

    @property
    def ratio(self) -> str:
        seconds = self.peer_seconds
        return f"> {PATIENCE_SECONDS / self.ours_seconds:.0f}x" if seconds is None else f"{seconds / self.ours_seconds:.1f}x"

    def cells(self) -> list[str]:
        peer = f"> {PATIENCE_SECONDS}" if self.peer_seconds is None else f"{self.peer_seconds:.2f}"
        return [self.what, self.router, f"{self.ours_seconds:.2f}", self.peer, peer, self.ratio, self.aim]


def prefixes(count: int) -> list[Prefix]:
    """Return that many different /24s, the same ones each time."""
    numbers: set[int] = set()
    choose = random.Random(count)
    while len(numbers) < count:
        numbers.add(choose.randrange(0x0B0000, 0xDF0000) << 8)
    return [Prefix(4, number, 24) for number in sorted(numbers)]


def policy(edge: str, wanted: list[Prefix]) -> Policy:
    """Return a policy with one customer that may announce these prefixes."""
    registered = Term("F13", (), ((PairIn(SET),),))
    session = Session(
        "customer",
        CUSTOMER,
        Relation.CUSTOMER,
        link(edge, "customer").neighbor_ipv4,
        (Chain(Direction.IMPORT, 4, (registered,)),),
    )
    pairs = PairSet(SET, {CUSTOMER: frozenset(PrefixRange.exact(item) for item in wanted)})
    return Policy(OWN_ASN, (session,), {}, {SET: pairs})


def seconds(action: Callable[[], object]) -> float:
    begin = time.monotonic()
    action()
    return time.monotonic() - begin


class Router:
    """One edge of the lab, and our plans carried out on it without a network in between."""

    def __init__(self, lab: Lab, edge: str) -> None:
        self.lab = lab
        self.edge = edge
        self.name = ""

    def sh(self, command: str, timeout: float = 600, stdin: str | None = None) -> str:
        return self.lab.run(self.edge, command, timeout=timeout, stdin=stdin, check=True).stdout

    def outputs(self) -> dict[str, str]:
        return {name: self.sh(command.text) for name, command in FRR.reads.items()}

    def running(self) -> Running:
        found = FRR.parse(self.outputs())
        self.name = f"FRR {found.capabilities.version}"
        return found

    def put(self, path: str, content: str) -> None:
        self.sh(f"mkdir -p $(dirname {path}) && cat > {path}", stdin=content)

    def arm(self, plan: Plan) -> None:
        for name, content in plan.files.items():
            self.put(f"{plan.directory}/{name}", content)
        self.sh(plan.arm.text)

    def apply(self, plan: Plan) -> None:
        for stage in plan.stages:
            for command in stage.commands:
                self.sh(command.text)

    def check(self, plan: Plan) -> None:
        """Refuse to report a time for something that the router does not hold."""
        missing = FRR.differences(self.running(), plan, plan.stages[-1].expectation)
        if missing:
            raise LabError(f"{self.edge}: not applied: {missing[0]}")

    def plan(self, wanted: list[Prefix]) -> Plan:
        return FRR.plan(self.running(), policy(self.edge, wanted), f"bench-{time.time_ns()}", 900, False)


def stop_in_router(router: Router, command: str) -> float | None:
    """Run a command under PATIENCE_SECONDS; None when it had to be stopped."""
    begin = time.monotonic()
    answer = router.lab.run(router.edge, f"timeout {PATIENCE_SECONDS} {command}", timeout=PATIENCE_SECONDS + 60)
    if answer.returncode == 124:
        return None
    if answer.returncode:
        raise LabError(f"{router.edge}: {command}: rc {answer.returncode}: {(answer.stderr or answer.stdout)[-300:]}")
    return time.monotonic() - begin


def load(router: Router, wanted: list[Prefix], aim: str) -> Row:
    """Load a filter on a router that has none; the peer is one prefix list of the same prefixes."""
    plan = router.plan(wanted)
    router.arm(plan)
    ours = seconds(lambda: router.apply(plan))
    router.check(plan)
    router.sh(plan.confirm.text)
    router.put("/tmp/one.conf", "".join(f"ip prefix-list ONE seq {5 * n} permit {item}\n" for n, item in enumerate(wanted, 1)))
    peer = stop_in_router(router, "vtysh -f /tmp/one.conf")
    return Row(f"load {len(wanted):,} prefixes", router.name, ours, "`vtysh -f`, one list", peer, aim)


def change_one(router: Router, wanted: list[Prefix]) -> Row:
    """Change one prefix of a large filter; the peer is frr-reload.py with the same change."""
    reload = "/usr/lib/frr/frr-reload.py"
    # frr-reload.py takes a configuration without vtysh's own words above it.
    running = router.sh("vtysh -c 'show running-config' | sed '/^Building configuration/d; /^Current configuration/d'")
    line = next(text for text in running.splitlines() if f"permit {wanted[0]}" in text)
    router.put("/tmp/changed.conf", running.replace(line, line.replace(str(wanted[0]), "9.9.9.0/24")))
    router.put("/tmp/old.conf", running)
    peer = seconds(lambda: router.sh(f"{reload} --reload /tmp/changed.conf"))
    if "9.9.9.0/24" not in router.sh("vtysh -c 'show running-config'"):
        raise LabError("frr-reload.py did not apply the change")
    router.sh(f"{reload} --reload /tmp/old.conf")
    plan = router.plan([*wanted[1:], Prefix.parse("9.9.9.0/24")])
    router.arm(plan)
    ours = seconds(lambda: router.apply(plan))
    router.check(plan)
    router.sh(plan.confirm.text)
    return Row(f"change 1 of {len(wanted):,} prefixes", router.name, ours, "`frr-reload.py`", peer, "50x")


def nothing_to_do(router: Router) -> tuple[float, float, float]:
    """Return (seconds to read, seconds to parse and plan, peak MB) of a plan with nothing to do, in a process of its own."""
    begin = time.monotonic()
    outputs = router.outputs()
    read = time.monotonic() - begin
    with tempfile.NamedTemporaryFile("w", suffix=".json") as stream:
        json.dump(outputs, stream)
        stream.flush()
        command = [sys.executable, str(HERE / "run.py"), "--plan-of", router.edge, stream.name]
        told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True, env=os.environ).stdout)
    if not told["is_empty"]:
        raise LabError(f"{router.edge}: the second plan is not empty: {told['summary']}")
    return read, told["seconds"], told["peak_mb"]


def plan_of(edge: str, path: str) -> None:
    """Plan the pairs that recorded outputs hold and print what it took; run as a process of its own for its memory."""
    outputs = json.loads(Path(path).read_text(encoding="utf-8"))
    held = [PrefixRange.parse(text) for text in re.findall(rf"prefix-list MANRS-{SET}-\S+ seq \d+ permit (\S+)", outputs["running"])]
    wanted = policy(edge, [item.prefix for item in held])
    begin = time.monotonic()
    plan = FRR.plan(FRR.parse(outputs), wanted, "bench", 900, False)
    took = time.monotonic() - begin
    # Not ru_maxrss: it counts the process that this one was forked from.
    status = Path("/proc/self/status").read_text(encoding="ascii")
    peak = int(re.findall(r"VmHWM:\s+(\d+) kB", status)[0]) / 1024
    print(json.dumps({"is_empty": plan.is_empty, "summary": plan.summary, "seconds": took, "peak_mb": peak}))


def report(rows: list[Row], nothing: list[tuple[str, int, tuple[float, float, float]]]) -> list[str]:
    """Return the tables as lines of Markdown."""
    return [
        f"{results.measured()} Real FRR in the lab, ours and the peer one after the other on the same daemon.",
        "A filter is an F13 policy of one customer: prefixes bound to their origin, each list ending in a deny.",
        "",
        *results.table(["what", "router", "ours s", "peer", "peer s", "ratio", "aim"], [row.cells() for row in rows]),
        "",
        "A plan with nothing to do, in a process of its own:",
        "",
        *results.table(
            ["prefixes", "router", "read s", "parse and plan s", "peak MB"],
            [[f"{count:,}", router, f"{read:.2f}", f"{planned:.2f}", f"{peak:.0f}"] for router, count, (read, planned, peak) in nothing],
        ),
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plan-of", nargs=2, metavar=("EDGE", "FILE"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.plan_of:
        plan_of(*options.plan_of)
        return 0
    ten, hundred = prefixes(10_000), prefixes(100_000)
    rows: list[Row] = []
    nothing: list[tuple[str, int, tuple[float, float, float]]] = []
    for edge, wanted, aim in (("edge8", ten, "10 s"), ("edge10", hundred, "4x"), ("edge10", ten, "")):
        bring_up.down()
        lab = bring_up.up([edge], None)
        try:
            router = Router(lab, edge)
            rows.append(load(router, wanted, aim))
            print(*rows[-1].cells(), sep=" | ", flush=True)
            if rows[-1].peer_seconds is None:
                # bgpd still chews on the peer's list: the next measurement gets a router of its own.
                bring_up.down()
                router = Router(bring_up.up([edge], None), edge)
                plan = router.plan(wanted)
                router.arm(plan)
                router.apply(plan)
                router.sh(plan.confirm.text)
            else:
                router.sh("vtysh -c 'configure terminal' -c 'no ip prefix-list ONE' -c 'end' -c 'write memory'")
            if len(wanted) <= len(ten):
                rows.append(change_one(router, wanted))
                print(*rows[-1].cells(), sep=" | ", flush=True)
            nothing.append((router.name, len(wanted), nothing_to_do(router)))
            print(nothing[-1], flush=True)
        finally:
            bring_up.down()
    lines = report(rows, nothing)
    results.write_section(results.FILTERS, lines)
    print(*lines, sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
