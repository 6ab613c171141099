#!/usr/bin/env python3
# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A snapshot of a million registered routes: made from dumps, made again, and read by one host.

Each step is a process of its own, which prints what it took as JSON: its memory is its own, and nothing is left from before.
"""

from __future__ import annotations

import json
import os
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent / ".build"))

from ansible_collections.manrs.hardening.plugins.plugin_utils.intent.models import HostIntent, Irr, Registry, Rpki
from ansible_collections.manrs.hardening.plugins.plugin_utils.intent.validate import host_intent
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry import snapshot, snapshot_making
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.cones import Cone

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
OWN_ASN = 64500
SOURCES = ("RIPE", "RADB", "ARIN")
HOSTS, CUSTOMERS_EACH, PREFIXES_EACH = 1000, 10, 100
#: A customer is its own ASN and one behind it, with half of the prefixes each.
FIRST_ASN, BEHIND = 100_000, 200_000
CHANGED = 3
TIMES = 7
AIM_SECONDS = 0.2


def measure(folder: Path) -> list[str]:
    """Measure it and return the section's lines."""
    import results

    _write_dump(folder, 0)
    made = _step(folder, "make")
    size, files, largest = _weight(folder / "snapshot")
    loads = [_step(folder, "load") for _time in range(TIMES)]
    again = _step(folder, "make")
    _write_dump(folder, CHANGED)
    other = _step(folder, "make")
    if again["is_changed"] or len(other["changes"]) != CHANGED:
        raise RuntimeError(f"not what was changed: {again['changes'][:3]} {other['changes'][:9]}")
    load = statistics.median(item["seconds"] for item in loads)
    whole = statistics.median(item["with_start"] for item in loads)
    customers = HOSTS * CUSTOMERS_EACH
    rows = [
        ["make it from dumps", made["seconds"], made["peak_mb"], ""],
        ["make it again, nothing changed", again["seconds"], again["peak_mb"], ""],
        [f"make it again, {CHANGED} prefixes changed", other["seconds"], other["peak_mb"], ""],
        ["of that, what changed, for people", other["steps"]["_changes"], None, ""],
        [f"load it for one host with {CUSTOMERS_EACH} customers", load, loads[0]["peak_mb"], f"under {AIM_SECONDS} s: {_verdict(load)}"],
        ["the same with the interpreter's start and imports", whole, None, ""],
    ]
    steps = {
        "resolve": "dumps, VRPs, what they say of each other",
        "_old_files": "reading the snapshot before it",
        "_content": "the text of all files",
        "_changes": "what changed, for people",
    }
    return [
        f"{results.measured()}",
        f"A fleet of {HOSTS:,} hosts with {customers:,} customers, each with an AS-SET of two ASNs, and"
        f" {customers * PREFIXES_EACH:,} route objects, no two of one prefix, in {len(SOURCES)} sources; one in ten has a VRP. The dump has"
        f" {made['dump_mb']:.0f} MB.",
        f"The snapshot has {size / 1e6:.0f} MB in {files:,} files (the largest folder has {largest:,}).",
        f"Each line is a process of its own, files in the page cache; loading is the median of {TIMES}, the others one run.",
        "",
        *results.table(
            ["what", "s", "peak MB", "aim"],
            [
                [what, f"{spent:.3f}" if spent < 1 else f"{spent:.1f}", f"{peak:.0f}" if peak else "", aim]
                for what, spent, peak, aim in rows
            ],
        ),
        "",
        "What making it spends its time on, in s:",
        "",
        *results.table(
            ["", "made", "nothing changed", f"{CHANGED} prefixes changed"],
            [[what, *(f"{run['steps'][name]:.2f}" for run in (made, again, other))] for name, what in steps.items()],
        ),
        "",
        f"Reading what {HOSTS:,} hosts declare took {made['intents_seconds']:.1f} s more.",
    ]


def _verdict(seconds: float) -> str:
    return "met" if seconds < AIM_SECONDS else "**missed**"


def _weight(folder: Path) -> tuple[int, int, int]:
    """Return bytes, number of files, and the most files in one folder."""
    sizes = [len(names) for _path, _folders, names in os.walk(folder)]
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()), sum(sizes), max(sizes)


def _step(folder: Path, name: str) -> dict[str, Any]:
    begin = time.monotonic()
    done = subprocess.run([sys.executable, __file__, name, str(folder)], check=True, capture_output=True, text=True)
    told: dict[str, Any] = {**json.loads(done.stdout), "with_start": time.monotonic() - begin}
    print(f"snapshot: {name}: {done.stdout.strip()[:400]}", flush=True)
    return told


# -- what is registered --------------------------------------------------------------------------


def _asns() -> Iterator[tuple[int, int]]:
    """Yield each customer's ASN and the one behind it."""
    return ((FIRST_ASN + number, BEHIND + number) for number in range(HOSTS * CUSTOMERS_EACH))


def _prefix(number: int) -> str:
    """The numberth prefix: every fifth is IPv6; those of an ASN are not beside each other."""
    place = number * 7919 % (1 << 21)
    return (
        f"2a{place >> 16:02x}:{place & 0xFFFF:x}::/32" if number % 5 == 0 else f"{60 + (place >> 16)}.{place >> 8 & 255}.{place & 255}.0/24"
    )


def _write_dump(folder: Path, changed: int) -> None:
    """Write RPSL and VRPs; of so many customers, one prefix is another one."""
    count = HOSTS * CUSTOMERS_EACH * PREFIXES_EACH
    with (folder / "irr.rpsl").open("w", encoding="ascii") as stream:
        for asn, behind in _asns():
            stream.write(
                f"as-set:         {_set(asn)}\nmembers:        AS{asn}, AS{behind}\nmnt-by:         MNT-X\nsource:         RIPE\n\n"
            )
        for number in range(count):
            customer, place = divmod(number, PREFIXES_EACH)
            prefix = _prefix(count + number if place == 1 and customer < changed else number)
            origin = (FIRST_ASN if place % 2 else BEHIND) + customer
            kind = "route6: " if ":" in prefix else "route:  "
            source = SOURCES[number % len(SOURCES)]
            stream.write(f"{kind}        {prefix}\ndescr:          Customer\norigin:         AS{origin}\nmnt-by:         MNT-X\n")
            stream.write(f"last-modified:  2026-01-01T00:00:00Z\nsource:         {source}\n\n")
    roas = []
    for number in range(0, count, 10):
        customer, place = divmod(number, PREFIXES_EACH)
        prefix = _prefix(number)
        asn = (FIRST_ASN if place % 2 else BEHIND) + customer
        roas.append({"asn": asn, "prefix": prefix, "maxLength": int(prefix.partition("/")[2]), "ta": "test"})
    (folder / "vrps.json").write_text(json.dumps({"roas": roas}), encoding="ascii")


def _set(asn: int) -> str:
    return f"AS{asn}:AS-CUSTOMERS"


# -- the steps, each run as a process ------------------------------------------------------------


def _intents(folder: Path) -> dict[str, HostIntent]:
    registry = {"irr": {"dumps": [str(folder / "irr.rpsl")], "sources": list(SOURCES)}, "rpki": {"vrps": str(folder / "vrps.json")}}
    asns = [asn for asn, _behind in _asns()]
    found = {}
    for host in range(HOSTS):
        neighbors = [
            {
                "name": f"c{asn}",
                "asn": asn,
                "relation": "customer",
                "addresses": [f"10.{host >> 8}.{host & 255}.{place}"],
                "as_set": _set(asn),
            }
            for place, asn in enumerate(asns[host * CUSTOMERS_EACH : (host + 1) * CUSTOMERS_EACH], 1)
        ]
        told = {
            "manrs_network": {"asn": OWN_ASN, "prefixes": ["185.10.0.0/22"]},
            "manrs_registry": registry,
            "manrs_neighbors": neighbors,
        }
        found[f"edge{host}"] = host_intent(told, f"edge{host}", date(2026, 11, 24))
    return found


def _timed(name: str, steps: dict[str, float]) -> None:
    """Have one function of the writer note how long it takes."""
    original: Callable[..., Any] = getattr(snapshot, name)

    def run(*arguments: Any) -> Any:
        begin = time.monotonic()
        result = original(*arguments)
        result = list(result) if isinstance(result, Iterator) else result
        steps[name] = time.monotonic() - begin
        return result

    setattr(snapshot, name, run)


def make(folder: Path) -> dict[str, Any]:
    """Make the snapshot of the fleet."""
    begin = time.monotonic()
    intents = _intents(folder)
    intents_seconds = time.monotonic() - begin
    steps: dict[str, float] = {}
    for name in ("resolve", "_old_files", "_content", "_changes"):
        _timed(name, steps)
    begin = time.monotonic()
    summary = snapshot_making.make_snapshot(intents, folder / "snapshot", NOW)
    return {
        "intents_seconds": intents_seconds,
        "seconds": time.monotonic() - begin,
        "steps": steps,
        "is_changed": summary.is_changed,
        "changes": summary.changes[:20],
        "findings": len(summary.findings),
        "dump_mb": (folder / "irr.rpsl").stat().st_size / 1e6,
    }


def load(folder: Path) -> dict[str, Any]:
    """Load it for one host, with the registered pairs of all its customers."""
    registry = Registry(irr=Irr(dumps=("x",)), rpki=Rpki(vrps="x"))
    first = FIRST_ASN + (HOSTS // 2) * CUSTOMERS_EACH
    cones = [Cone(asn, _set(asn)) for asn in range(first, first + CUSTOMERS_EACH)]
    begin = time.monotonic()
    loaded = snapshot.load_snapshot(folder / "snapshot", f"edge{HOSTS // 2}", NOW + timedelta(hours=1), registry)
    opened = time.monotonic()
    pairs = [loaded.registered(cone) for cone in cones]
    spent = time.monotonic() - begin
    count = sum(len(ranges) for found in pairs for ranges in found.values())
    if count != CUSTOMERS_EACH * PREFIXES_EACH:
        raise RuntimeError(f"{count} registered prefixes instead of {CUSTOMERS_EACH * PREFIXES_EACH}")
    return {"seconds": spent, "load_snapshot": opened - begin, "prefixes": count}


def peak_mb() -> float:
    """Return this process's peak of memory. Not ru_maxrss: it counts the process that this one was forked from."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(re.findall(r"VmHWM:\s+(\d+) kB", status)[0]) / 1024


if __name__ == "__main__":
    took = {"make": make, "load": load}[sys.argv[1]](Path(sys.argv[2]))
    print(json.dumps({**took, "peak_mb": peak_mb()}))
