#!/usr/bin/env python3
# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Harden a network again and again while its customers change, and look at what grows: on the routers and on the controller.

What is compared is the end against the end of the first quarter: until then caches fill. Everything that the routers hold of
ours in the end must be what one delivery of the last registry makes.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import bring_up
import playbook
from faults.bench import PROCESSES
from faults.moments import BASE
from namespaces import HERE
from router_lab import Lab
from topology import EDGES, LABS, LabError

#: How much of memory may come and go (percent), and how many file descriptors.
_MEMORY_PERCENT, _DESCRIPTORS = 10, 5


@dataclass(frozen=True, slots=True)
class Measured:
    """One look: resident memory of the daemons (kB), their file descriptors, files and folders of ours, lines of ours."""

    memory_kb: int
    descriptors: int
    folders: int
    files: int
    lines: int


def look(lab: Lab, edge: str) -> Measured:
    """Look at a router from its own console."""
    pids = f"$(for P in {' '.join(PROCESSES[EDGES[edge].daemon])}; do pgrep -x $P; done)"
    script = (
        f"M=0; F=0; for P in {pids}; do M=$((M + $(awk '/^VmRSS/{{print $2}}' /proc/$P/status))); "
        "F=$((F + $(ls /proc/$P/fd | wc -l))); done; "
        f"echo $M $F $(ls -d {BASE}/[0-9]*Z-* | wc -l) $(find /etc {BASE} -path '*manrs*' -type f | grep -v '/[0-9]*T[0-9]*Z-' | wc -l)"
    )
    numbers = [int(word) for word in lab.run(edge, script, check=True).stdout.split()]
    return Measured(*numbers, lines=sum("MANRS-" in line for line in lab.daemon(edge).configuration(lab, edge).splitlines()))


def registry(folder: Path, number: int) -> Path:
    """The lab's IRR data, and of each customer some routes that come and go: fewer than a guard asks about."""
    choose = random.Random(number)
    lines = [(HERE / "data/lab.rpsl").read_text(encoding="utf-8")]
    for asn, network in ((35001, 60), (35010, 61)):
        some = choose.sample(range(12), 8)
        lines += [f"route: {network}.0.{item}.0/24\norigin: AS{asn}\nsource: LAB\n" for item in some]
    path = folder / "soak.rpsl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def _harden(number: int) -> int:
    """Harden all routers; return the largest memory (kB) that a process of the controller had."""
    told = {"manrs_serial": "100%", "lab_round": number, "lab_rpsl": str(registry(playbook.work_folder(), number))}
    with (playbook.work_folder() / "soak.out").open("w+", encoding="utf-8") as output:
        process = subprocess.Popen(
            playbook.command("harden", told),
            cwd=playbook.work_folder(),
            env=playbook.environment(),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        # With those that it has waited for.
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            output.seek(0)
            raise LabError(f"run {number} ended with {process.returncode}:\n{output.read()[-3000:]}")
    return used.ru_maxrss


def soak(lab: Lab, runs: int) -> bool:
    """Harden so many times; print what was seen, and return whether nothing grew."""
    seen: dict[str, dict[int, Measured]] = {edge: {} for edge in lab.edges}
    peak: dict[int, int] = {}
    begin = time.monotonic()
    for number in range(1, runs + 1):
        peak[number] = _harden(number)
        for edge in lab.edges:
            seen[edge][number] = look(lab, edge)
        if number % 20 == 0:
            told = ", ".join(f"{edge} {found[number].memory_kb // 1024} MB {found[number].descriptors} fd" for edge, found in seen.items())
            print(f"{number} runs, {time.monotonic() - begin:.0f} s: {told}; controller {peak[number] // 1024} MB", flush=True)
    return all([_is_flat(lab, runs, seen, peak), _is_whole(lab, runs)])


def _is_flat(lab: Lab, runs: int, seen: Mapping[str, Mapping[int, Measured]], peak: Mapping[int, int]) -> bool:
    early = max(runs // 4, 1)
    wrong = []
    for edge in lab.edges:
        first, last = seen[edge][early], seen[edge][runs]
        if last.memory_kb > first.memory_kb * (100 + _MEMORY_PERCENT) // 100:
            wrong.append(f"{edge}: memory {first.memory_kb} kB after {early} runs, {last.memory_kb} kB after {runs}")
        if last.descriptors > first.descriptors + _DESCRIPTORS:
            wrong.append(f"{edge}: {first.descriptors} file descriptors after {early} runs, {last.descriptors} after {runs}")
        if last.folders > max(first.folders, 11):
            wrong.append(f"{edge}: {last.folders} folders of deliveries are left")
    # Of single runs some need more than others: the most of a quarter is compared.
    first_most = max(peak[number] for number in range(1, early + 1))
    last_most = max(peak[number] for number in range(runs - early + 1, runs + 1))
    if last_most > first_most * (100 + _MEMORY_PERCENT) // 100:
        wrong.append(f"controller: {first_most} kB in the first {early} runs, {last_most} kB in the last")
    print(*wrong, sep="\n", end="\n" if wrong else "")
    return not wrong


def _is_whole(lab: Lab, runs: int) -> bool:
    """Whether what is there is what a delivery to released routers makes of the same registry: nothing is left of what came between."""
    before = {edge: look(lab, edge) for edge in lab.edges}
    released = playbook.play("release", {"manrs_serial": "100%"})
    if released.rc:
        raise LabError(f"release.yml ended with {released.rc}:\n{released.output[-3000:]}")
    _harden(runs)
    wrong = []
    for edge in lab.edges:
        fresh = look(lab, edge)
        if (fresh.files, fresh.lines) != (before[edge].files, before[edge].lines):
            had = f"{before[edge].files} files and {before[edge].lines} lines of ours"
            wrong.append(f"{edge}: {had}, a fresh one has {fresh.files} and {fresh.lines}")
    print(*wrong, sep="\n", end="\n" if wrong else "")
    return not wrong


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=200)
    options = parser.parse_args()
    bring_up.down()
    lab = bring_up.up(LABS["mixed"])
    try:
        lab.join()
        is_well = soak(lab, options.runs)
    finally:
        bring_up.down()
    print(f"{options.runs} runs: {'nothing grew, nothing stale' if is_well else 'NOT WELL'}")
    return 0 if is_well else 1


if __name__ == "__main__":
    sys.exit(main())
