#!/usr/bin/env python3
# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measure a job that finds nothing to change on many virtual routers, whole and in slices, as AWX runs them, by ansible-runner.

Needs ``lab/lab.py shell`` for its ports; writes its section of ``benchmarks/RESULTS.md``.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path[:0] = [str(ROOT / "lab"), str(HERE)]

import awx_job  # noqa: E402
import metered  # noqa: E402
import results  # noqa: E402
from awx_job import Job  # noqa: E402
from many_routers import KINDS, Routers, in_a_folder  # noqa: E402
from metered import Metered  # noqa: E402
from topology import LabError  # noqa: E402
from virtual.fleet import Fleet  # noqa: E402

FORKS = 10
#: A router in a process of its own takes 20 MB.
_TOGETHER = 50
_EOS = {"eos": KINDS["eos"]}


def _job(folder: Path, playbook: str, part: tuple[int, int] = (1, 1)) -> Job:
    kept = {"manrs_snapshot": str(folder / "snapshot"), "manrs_records": str(folder / "records")}
    environment = {"MOLECULE_PROJECT_DIRECTORY": str(ROOT)}
    return Job(playbook, str(folder), kept, environment, arguments=[f"--forks={FORKS}"], slice=part)


def _run(job: Job, inventory: Mapping[str, Any], hosts: int, is_changing: bool = False) -> Metered:
    """Run a job under a meter. :raises LabError: it did not look at so many routers, or changed one where it should not."""
    private = awx_job.prepare(job, inventory)
    try:
        tool = str(Path(sys.executable).parent / "ansible-runner")
        environment = {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "HOME": str(private)}
        done = metered.run([tool, "run", str(private), "-p", job.playbook, "--ident", "1", "-q"], env=environment)
        events = sorted((private / "artifacts/1/job_events").glob("*.json"), key=lambda path: int(path.name.partition("-")[0]))
        last = json.loads(events[-1].read_text(encoding="utf-8"))["event_data"]
        if done.rc or len(last["ok"]) != hosts or bool(last["changed"]) != is_changing:
            said = [json.loads(path.read_text(encoding="utf-8"))["stdout"] for path in events[-20:]]
            raise LabError(f"{job.playbook} ended with {done.rc} and {len(last.get('ok', ()))} of {hosts} routers:\n" + "\n".join(said))
        return done
    finally:
        shutil.rmtree(private)


def _hardened(folder: Path, hosts: int) -> Path:
    """Return the configuration of one of the routers when it is hardened."""
    routers = Routers(folder / "first", hosts, _EOS)
    routers.folder.mkdir()
    inventory = awx_job.exported(routers.inventory())
    (fleet,) = routers.fleets()
    name, words = next(iter(fleet.routers.items()))
    with Fleet(fleet.kind, {name: words}):
        _run(_job(folder, "harden.yml", (1, hosts)), inventory, 1, is_changing=True)
        path = folder / "hardened.cfg"
        path.write_text(json.loads((name / "state.json").read_text(encoding="utf-8"))["running"], encoding="utf-8")
    return path


def _sliced(folder: Path, inventory: Mapping[str, Any], hosts: int, count: int) -> tuple[float, list[Metered]]:
    """Run a job in slices at once; return the seconds of all, and each slice."""
    sizes = [len(range(number, hosts, count)) for number in range(count)]
    begin = time.monotonic()
    with ThreadPoolExecutor(count) as pool:
        jobs = [_job(folder, "harden.yml", (number + 1, count)) for number in range(count)]
        done = list(pool.map(_run, jobs, [inventory] * count, sizes))
    seconds = time.monotonic() - begin
    print(f"{count} slices: {seconds:.0f} s, {[f'{item.cpu_seconds:.0f} s of CPU, {item.peak_mb:.0f} MB' for item in done]}", flush=True)
    return seconds, done


def _measure(folder: Path, hosts: int, count: int) -> list[str]:
    """Measure; return the lines of the section."""
    place = folder / "all"
    place.mkdir()
    inventory = awx_job.exported(Routers(place, hosts, _EOS).inventory())
    snapshot = _run(_job(folder, "snapshot.yml"), inventory, 1, is_changing=True)
    (fleet,) = Routers(place, hosts, _EOS, _hardened(folder, hosts)).fleets()
    with replace(fleet, together=_TOGETHER):
        print(f"{hosts} routers are on", flush=True)
        runs = {number: _sliced(folder, inventory, hosts, number) for number in (1, count)}
    rows = [("snapshot, for all", "1", f"{snapshot.seconds:.0f}", f"{snapshot.cpu_seconds:.0f}", f"{snapshot.peak_mb:.0f}")]
    for number, (seconds, done) in runs.items():
        what = "one job" if number == 1 else f"{number} slices at once"
        peaks = [f"{item.peak_mb:.0f}" for item in done]
        rows.append((what, str(number), f"{seconds:.0f}", f"{sum(item.cpu_seconds for item in done):.0f}", ", ".join(peaks)))
    return [
        results.measured(),
        f"`harden.yml` on {hosts} virtual EOS routers that hold their policy already, with five neighbors each, as jobs of AWX are run:",
        f"ansible-runner {version('ansible-runner')}, a private data dir and {FORKS} forks for each, one snapshot for all. The routers",
        "are threads on the same cores: seconds are those of both, CPU and memory those of the jobs alone, with all that they start.",
        "",
        *results.table(("what", "jobs", "s", "CPU s of all", "peak MB of each"), rows),
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hosts", type=int, default=1000)
    parser.add_argument("--slices", type=int, default=4)
    parser.add_argument("--keep", action="store_true", help="leave RESULTS.md as it is, and the files")
    options = parser.parse_args()
    return in_a_folder(results.SLICES, lambda folder: _measure(folder, options.hosts, options.slices), options.keep)


if __name__ == "__main__":
    sys.exit(main())
