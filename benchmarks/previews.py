#!/usr/bin/env python3
# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A preview of 1.2 million routes of four neighbors, from JSON lines and from MRT, and the reading of a real table beside pybgpkit-parser.

Each look is a process of its own, metered from its start: it loads the snapshot, makes the policy, judges, and writes what it found.
"""

from __future__ import annotations

import json
import random
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent / ".build"))

from ansible_collections.manrs.hardening.plugins.plugin_utils.evidence.looks.files import write_look
from ansible_collections.manrs.hardening.plugins.plugin_utils.evidence.looks.look import Wishes, look
from ansible_collections.manrs.hardening.plugins.plugin_utils.evidence.routing_tables.files import read_table
from ansible_collections.manrs.hardening.plugins.plugin_utils.host_policy import HostPolicy
from ansible_collections.manrs.hardening.plugins.plugin_utils.intent.validate import host_intent
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import BITS, Prefix, int_to_address
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.named_sets import Run
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.snapshot import load_snapshot
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.snapshot_making import make_snapshot

HERE = Path(__file__).resolve().parent
REAL = HERE.parent.parent / "shared/real/table-2000-01-11.mrt.gz"
PEER = HERE.parent / ".venv-bench/bin/python"
NOW = datetime(2026, 11, 28, tzinfo=UTC)
ROUTES = 1_200_000
VRPS = 500_000
PAIRS = 20_000
AIM_SECONDS, AIM_MB, TIMES = 15.0, 2000.0, 3
#: name, ASN, relation, addresses.
NEIGHBORS: tuple[tuple[str, int, str, tuple[str, str]], ...] = (
    ("transit", 20965, "provider", ("185.10.3.1", "2a05:1000:3::1")),
    ("acme", 35001, "customer", ("185.10.3.2", "2a05:1000:3::2")),
    ("peer", 31001, "peer", ("185.10.3.3", "2a05:1000:3::3")),
    ("server", 31009, "route_server", ("193.201.28.9", "2001:7f8:33::9")),
)
#: pybgpkit-parser: each element with what a policy looks at.
_PEER_READS = """
import sys, time
from pybgpkit_parser import Parser
begin = time.perf_counter()
count = 0
for item in Parser(sys.argv[1]):
    kept = (item.peer_ip, item.prefix, item.as_path, item.next_hop, item.communities)
    count += 1
print(count, time.perf_counter() - begin)
"""


def _prefixes(choose: random.Random, count: int) -> list[Prefix]:
    """Return different prefixes, four of five of them IPv4, with lengths as in today's tables."""
    found: dict[Prefix, None] = {}
    while len(found) < count:
        if choose.random() < 0.82:
            length = choose.choice((24, 24, 24, 24, 24, 24, 23, 22, 22, 21, 20, 19, 18, 16))
            network = choose.randrange(1 << 24, 223 << 24) >> (32 - length) << (32 - length)
            found[Prefix(4, network, length)] = None
        else:
            length = choose.choice((48, 48, 48, 48, 48, 32, 36, 40, 44))
            network = (0x2A00 << 112) | choose.getrandbits(100) << 12
            found[Prefix(6, network >> (128 - length) << (128 - length), length)] = None
    return list(found)


def table(choose: random.Random) -> Iterator[tuple[int, Prefix, tuple[int, ...], tuple[tuple[int, int], ...]]]:
    """Yield (neighbor's number, prefix, AS path, communities) of a table: each prefix of each neighbor, two paths an origin."""
    asns = [choose.randrange(1, 400_000) for _ in range(60_000)]
    between = [choose.choice(asns) for _ in range(4_000)]
    tails: dict[int, list[tuple[int, ...]]] = {}
    for prefix in _prefixes(choose, ROUTES // len(NEIGHBORS)):
        origin = choose.choice(asns)
        if origin not in tails:
            tails[origin] = [(*(choose.choice(between) for _ in range(choose.choice((0, 1, 1, 2, 2, 3)))), origin) for _ in range(2)]
        for number, (_, asn, _, _) in enumerate(NEIGHBORS):
            communities = ((asn, choose.randrange(200)),) if choose.random() < 0.6 else ()
            yield number, prefix, (asn, *choose.choice(tails[origin])), communities


def _text(prefix: Prefix) -> str:
    return f"{int_to_address(prefix.family, prefix.network)}/{prefix.length}"


def write_world(folder: Path) -> None:
    """Write the table in both formats, and the registry: half of the prefixes have a VRP, one in fifty of another AS."""
    choose = random.Random(7)
    vrps: list[dict[str, Any]] = []
    objects: list[str] = []
    with (folder / "table.jsonl").open("w") as lines, (folder / "table.mrt").open("wb") as mrt:
        mrt.write(_record(1, _peers()))
        rib: list[bytes] = []
        sequence = 0
        for number, prefix, path, communities in table(choose):
            told = {
                "peer_ip": NEIGHBORS[number][3][prefix.family == 6],
                "prefix": _text(prefix),
                "as_path": " ".join(map(str, path)),
                "communities": [f"{high}:{low}" for high, low in communities],
            }
            lines.write(json.dumps(told) + "\n")
            rib.append(_entry(number, prefix, path, communities))
            if number == 0:
                if len(vrps) < VRPS and choose.random() < 0.8:
                    vrps.append({"prefix": _text(prefix), "maxLength": prefix.length, "asn": path[-1] if choose.random() < 0.98 else 1})
                if len(objects) < PAIRS and choose.random() < 0.1:
                    objects.append(f"route{'' if prefix.family == 4 else '6'}: {_text(prefix)}\norigin: AS35001\nsource: BENCH\n")
            if len(rib) == len(NEIGHBORS):
                octets = prefix.network.to_bytes(BITS[prefix.family] // 8, "big")[: (prefix.length + 7) // 8]
                head = struct.pack("!IB", sequence, prefix.length) + octets + struct.pack("!H", len(rib))
                mrt.write(_record(2 if prefix.family == 4 else 4, head + b"".join(rib)))
                rib, sequence = [], sequence + 1
        while len(vrps) < VRPS:
            network = choose.randrange(1 << 24, 223 << 24) >> 8 << 8
            vrps.append({"prefix": f"{int_to_address(4, network)}/24", "maxLength": 24, "asn": choose.randrange(1, 400_000)})
    (folder / "vrps.json").write_text(json.dumps({"metadata": {"buildtime": f"{NOW:%Y-%m-%dT%H:%M:%SZ}"}, "roas": vrps}))
    (folder / "irr.rpsl").write_text("\n".join(objects))
    make_snapshot({"edge1": host_intent(_variables(folder), "edge1", NOW.date())}, folder / "snapshot", NOW)


def _variables(folder: Path) -> dict[str, Any]:
    return {
        "manrs_network": {
            "asn": 25000,
            "prefixes": ["185.10.0.0/22", "2a05:1000::/32"],
            "exchanges": [{"name": "ix", "lans": ["193.201.28.0/24", "2001:7f8:33::/48"], "addresses": ["193.201.28.2", "2001:7f8:33::2"]}],
        },
        "manrs_registry": {
            "irr": {"dumps": [str(folder / "irr.rpsl")]},
            "rpki": {"vrps": str(folder / "vrps.json"), "rtr": [{"host": "185.10.3.9"}], "max_age_hours": 1_000_000},
        },
        "manrs_neighbors": [
            {"name": name, "asn": asn, "relation": relation, "addresses": list(addresses)}
            | ({"receive": "full"} if name == "transit" else {})
            for name, asn, relation, addresses in NEIGHBORS
        ],
    }


def _record(subtype: int, body: bytes) -> bytes:
    return struct.pack("!IHHI", 0, 13, subtype, len(body)) + body


def _peers() -> bytes:
    """The list of neighbors: four addresses of IPv4, then four of IPv6."""
    entries = b""
    for family in (0, 1):
        for _, asn, _, addresses in NEIGHBORS:
            address = Prefix.parse(f"{addresses[family]}/{(32, 128)[family]}").network.to_bytes((4, 16)[family], "big")
            entries += struct.pack("!BI", 2 | family, 0) + address + struct.pack("!I", asn)
    return struct.pack("!IHH", 0, 0, 2 * len(NEIGHBORS)) + entries


def _entry(number: int, prefix: Prefix, path: tuple[int, ...], communities: tuple[tuple[int, int], ...]) -> bytes:
    value = struct.pack("!BB", 2, len(path)) + b"".join(struct.pack("!I", asn) for asn in path)
    blob = b"\x40\x01\x01\x00" + struct.pack("!BBB", 0x40, 2, len(value)) + value
    if communities:
        told = b"".join(struct.pack("!HH", *item) for item in communities)
        blob += struct.pack("!BBB", 0xC0, 8, len(told)) + told
    peer = number + (len(NEIGHBORS) if prefix.family == 6 else 0)
    return struct.pack("!HIH", peer, 0, len(blob)) + blob


def judge(folder: Path, table_path: Path) -> None:
    """Look at a table, as the preview does, and say how many routes were judged, in how many seconds."""
    begin = time.perf_counter()
    intent = host_intent(_variables(folder), "edge1", NOW.date())
    mine = HostPolicy(intent, load_snapshot(folder / "snapshot", "edge1", NOW, intent.registry), frozenset(), (), Run(NOW))
    found = look(mine, None, Wishes(date(2027, 1, 31), (table_path,)), (), NOW, lambda text: None)
    write_look(folder / "report", found)
    previews = [session.preview for session in found.router.sessions if session.preview is not None]
    rejected: dict[str, int] = {}
    for told in previews:
        for control, count in told.rejected.items():
            rejected[control] = rejected.get(control, 0) + count
    print(json.dumps({"seen": sum(told.seen for told in previews), "rejected": rejected, "seconds": time.perf_counter() - begin}))


def measure(folder: Path) -> list[str]:
    """Measure it and return the section's lines."""
    import metered
    import results

    write_world(folder)
    rows: list[list[str]] = []
    answers: list[dict[str, int]] = []
    for name, what in (("table.jsonl", "JSON lines"), ("table.mrt", "MRT")):
        runs = []
        for _ in range(TIMES):
            run = metered.run([sys.executable, __file__, "judge", str(folder), str(folder / name)])
            if run.rc:
                raise RuntimeError(run.output)
            told = json.loads(run.output.splitlines()[-1])
            if told["seen"] != ROUTES:
                raise RuntimeError(f"{told['seen']} routes were judged, not {ROUTES}")
            answers.append(told["rejected"])
            runs.append(run)
        run = sorted(runs, key=lambda item: item.seconds)[len(runs) // 2]
        size = (folder / name).stat().st_size / 1e6
        aims = [f"{AIM_SECONDS:g} s: {_met(run.seconds <= AIM_SECONDS)}", f"{AIM_MB:g} MB: {_met(run.peak_mb <= AIM_MB)}"]
        rows.append([f"{what}, {size:.0f} MB", f"{run.seconds:.1f}", f"{run.cpu_seconds:.1f}", f"{run.peak_mb:.0f}", ", ".join(aims)])
    if any(answer != answers[0] for answer in answers):
        raise RuntimeError("the same routes have other verdicts in another file")
    listed = ", ".join(f"{control} {count:,}" for control, count in sorted(answers[0].items()))
    return [
        results.measured(),
        f"{ROUTES:,} routes: {ROUTES // len(NEIGHBORS):,} prefixes, each of a provider, a customer with {PAIRS:,} registered prefixes,"
        f" a peer and a route server; {VRPS:,} VRPs. Rejected: {listed}.",
        f"Each line is a whole process from its start, the median of {TIMES}: snapshot, policy, verdicts in two processes, report file.",
        "",
        *results.table(["preview of", "s", "s of CPU", "peak MB", "aim"], rows),
        "",
        *_reading(),
    ]


def _met(is_met: bool) -> str:
    return "met" if is_met else "**missed**"


def _reading() -> list[str]:
    """Read the real table with ours and with the peer, in turns."""
    if not REAL.is_file():
        return [f"Not measured: reading a real table, which needs {REAL.name} in ../shared/real."]
    if subprocess.run([PEER, "-c", "import pybgpkit_parser"], capture_output=True, check=False).returncode:
        return ["Not measured: reading beside pybgpkit-parser, which make bench-peer installs."]
    ours, theirs = [], []
    for _ in range(5):
        begin = time.perf_counter()
        count = sum(1 for _ in read_table(REAL))
        ours.append(time.perf_counter() - begin)
        told = subprocess.run([PEER, "-c", _PEER_READS, REAL], capture_output=True, text=True, check=True).stdout.split()
        if int(told[0]) != count:
            raise RuntimeError(f"we read {count} routes, pybgpkit-parser {told[0]}")
        theirs.append(float(told[1]))
    mine, other = min(ours), min(theirs)
    return [
        f"Reading a real table of {count:,} routes, one process, the least of 5 in turns: ours {mine:.2f} s, pybgpkit-parser 0.6.2"
        f" {other:.2f} s, {other / mine:.2f}x. It gives each route as texts and says nothing of a file that is cut; ours gives what"
        " a policy judges, and refuses such a file.",
    ]


if __name__ == "__main__":
    if sys.argv[1:2] == ["judge"]:
        judge(Path(sys.argv[2]), Path(sys.argv[3]))
    else:
        import tempfile

        import results

        with tempfile.TemporaryDirectory(prefix="manrs-bench-") as made:
            section = measure(Path(made))
        results.write_section(results.PREVIEW, section)
        print(*section, sep="\n")
