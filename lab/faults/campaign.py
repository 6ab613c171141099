#!/usr/bin/env python3
# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The fault campaign: every fault on every routing daemon, each in a lab of its own, all labs at once.

python -m faults.campaign [--edge bird3] [--only WORDS]
"""

from __future__ import annotations

import argparse
import fcntl
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import IO

import bring_up
from namespaces import HERE
from router_lab import state_folder
from topology import EDGES

from .bench import Bench, FaultError
from .controller import CONTROLLERS, KILLS, LINKS, SLEEPS
from .kinds import EDGE_OF, Fault
from .registry import CACHES, CLOCKS, IRRS, SNAPSHOTS, VRPS
from .router import BACKS, DISKS, LOOKS, PERSONS, RESTARTS, ROLLBACKS

#: What was seen when each fault was run last.
SURVIVED = Path(__file__).with_name("survived.json")
FAULTS: tuple[Fault, ...] = (
    *(*KILLS, *LINKS, *RESTARTS, *LOOKS, *DISKS, *ROLLBACKS, *BACKS, *CONTROLLERS, *SLEEPS, *PERSONS),
    *(*IRRS, *VRPS, *SNAPSHOTS, *CACHES, *CLOCKS),
)


def survive(bench: Bench, fault: Fault) -> str:
    """Let a fault happen; return in words what the neighbors saw. Raises AssertionError when it was not survived."""
    before = bench.configuration()
    bench.recovered = bench.began = 0.0
    seen = bench.watched(lambda: fault.run(bench), fault.opens)
    after = bench.configuration()
    if fault.ends == "new":
        if after == before:
            raise FaultError("the router is on its old configuration")
        bench.round += 1
        again = bench.harden("--check", lab_round=bench.round)
        if again.rc or again.changed.get(bench.edge):
            raise FaultError(f"the router does not have the new configuration whole:\n{again.output[-2500:]}")
    elif after != before:
        raise FaultError("the router is not on its old configuration:\n" + "\n".join(_difference(before, after)))
    if not bench.is_free():
        raise FaultError("the router is still locked")
    wrong = [*seen.got_in, *seen.got_out, *(() if fault.drops else seen.withdrawn)]
    if wrong or (seen.dropped and not fault.drops):
        raise FaultError(f"the neighbors saw: {seen.dropped} sessions dropped; {'; '.join(wrong[:10])}")
    if fault.ends != "new":
        run = bench.harden()
        if run.rc:
            raise FaultError(f"the next delivery fails:\n{run.output[-2500:]}")
        bench.round += 1
    drops = f", {seen.dropped} sessions came back" if seen.dropped else ""
    opens = f" but those that {', '.join(fault.opens)} alone stops" if fault.opens else ""
    return f"attacks accepted 0{opens}, legitimate routes lost 0{drops}, as it should be after {bench.recovered:.0f} s"


def _difference(before: str, after: str) -> list[str]:
    had, has = before.splitlines(), after.splitlines()
    return [f"- {line}" for line in had if line not in has][:20] + [f"+ {line}" for line in has if line not in had][:20]


def survivals() -> dict[str, dict[str, int | None]]:
    """Return on which edges each fault was survived when it was run last, by its key, and after how many seconds all was well.

    None where nobody looked at a clock.
    """
    told: dict[str, dict[str, int | None]] = json.loads(SURVIVED.read_text(encoding="utf-8"))
    return told


def _record(edge: str, fault: Fault, seconds: float | None) -> None:
    """Keep what was seen, for the page of faults; several labs run at once. ``seconds`` None: it was not survived."""
    with SURVIVED.open("r+", encoding="utf-8") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        told = json.load(stream)
        edges = {**told.get(fault.key, {}), edge: seconds if seconds is None else round(seconds)}
        told[fault.key] = {name: edges[name] for name in sorted(edges) if edges[name] is not None}
        stream.seek(0)
        stream.truncate()
        stream.write(json.dumps({item.key: told[item.key] for item in FAULTS if told.get(item.key)}, indent=1) + "\n")


def run_edge(edge: str, faults: Sequence[Fault], *, ends_with_the_first: bool = False, records: bool = False) -> bool:
    """Run faults on one edge; return whether all were survived.

    :param ends_with_the_first: those up to the first that is not survived.
    :param records: keep what was seen for the page of faults.
    """
    bring_up.down()
    bench = Bench(bring_up.up([edge]), edge)
    survived = 0
    try:
        bench.prepare()
        for fault in faults:
            begin = time.monotonic()
            try:
                told = survive(bench, fault)
            # One that is not survived must not hide the others.
            except Exception as error:
                print(f"{edge}: NOT SURVIVED: {fault.key}: {type(error).__name__}: {error}", flush=True)
                if records:
                    _record(edge, fault, None)
                if ends_with_the_first:
                    return False
                bring_up.down()
                bench = Bench(bring_up.up([edge]), edge)
                bench.prepare()
                continue
            survived += 1
            if records:
                _record(edge, fault, bench.recovered)
            print(f"{edge}: survived: {fault.key}: {told} ({time.monotonic() - begin:.0f} s)", flush=True)
    finally:
        bring_up.down()
    print(f"{edge}: {survived} of {len(faults)} faults survived", flush=True)
    return survived == len(faults)


def chosen(edge: str, words: str | None) -> list[Fault]:
    """Return the faults of an edge's daemon, those whose kind and name match."""
    return [fault for fault in FAULTS if EDGES[edge].daemon in fault.daemons and (words is None or re.search(words, fault.key))]


def started(edge: str, words: str | None, *arguments: str, output: IO[str] | None = None) -> subprocess.Popen[bytes]:
    """Start the campaign on an edge, in a lab with a network and a state folder of its own."""
    argv = [str(HERE / "lab.py"), "shell", sys.executable, "-m", "faults.campaign", "--edge", edge, *arguments]
    argv += ["--only", words] if words else []
    folder = state_folder() / "faults" / edge
    folder.mkdir(parents=True, exist_ok=True)
    environment = {**os.environ, "MANRS_LAB_STATE": str(folder), "PYTHONPATH": os.pathsep.join((str(HERE.parent / ".build"), str(HERE)))}
    return subprocess.Popen(argv, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=output and subprocess.STDOUT)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--edge", action="append", choices=list(EDGES), help="only these; one alone runs in this network")
    parser.add_argument("--only", metavar="WORDS", help="the faults whose kind and name match this regular expression")
    parser.add_argument("--first", action="store_true", help="end with the first that is not survived")
    parser.add_argument("--record", action="store_true", help="keep what was seen, for docs/safety.md")
    parser.add_argument("--list", action="store_true", help="say what there is, and do nothing")
    options = parser.parse_args()
    edges = options.edge or list(EDGE_OF.values())
    if options.list:
        print(*(f"{fault.key} ({', '.join(fault.daemons)})" for fault in FAULTS), sep="\n")
        return 0
    if len(edges) > 1:
        more = [word for word, is_told in (("--first", options.first), ("--record", options.record)) if is_told]
        runs = [started(edge, options.only, *more) for edge in edges]
        codes = [run.wait() for run in runs]
        return int(any(codes))
    is_well = run_edge(edges[0], chosen(edges[0], options.only), ends_with_the_first=options.first, records=options.record)
    return 0 if is_well else 1


if __name__ == "__main__":
    sys.exit(main())
