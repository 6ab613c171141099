#!/usr/bin/env python3
# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measure source-address validation with a long list: how long it takes to load, and what it costs each forwarded packet.

A router between two hosts, all three network namespaces of this process. The peer is the kernel's own rp_filter (IPv4, strict).
Run it inside ``lab/lab.py shell``; it writes its section of ``benchmarks/RESULTS.md``.
"""

from __future__ import annotations

import json
import random
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / ".build"), str(HERE.parent / "lab")]

import results  # noqa: E402
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import Prefix  # noqa: E402
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Direction  # noqa: E402
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.sources import (  # noqa: E402
    ACL,
    FOREIGN,
    STRICT,
    SourceChain,
    SourceDrop,
    SourceInterface,
    SourcePolicy,
    SourceSet,
)
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.linux_nftables.render import build  # noqa: E402
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.linux_nftables.table import NAME, Table, parse_table, text  # noqa: E402

ENTRIES = 100_000
PACKETS = 150_000
ROUNDS = 7
SENDER, ROUTER, RECEIVER = "manrs-bench-a", "manrs-bench-r", "manrs-bench-b"
SOURCES = 256


def run(*argv: str, stdin: str | None = None) -> str:
    """Run a command. :raises SystemExit: it failed."""
    done = subprocess.run(argv, input=stdin, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(argv)}: {done.stderr.strip() or done.stdout.strip()}")
    return done.stdout


def at(node: str, *argv: str, stdin: str | None = None) -> str:
    return run("ip", "netns", "exec", node, *argv, stdin=stdin)


def prefixes(count: int) -> list[Prefix]:
    """Return that many /24s of which no two can be joined, the same ones each time."""
    choose = random.Random(count)
    numbers = choose.sample(range(0x0B0000 // 2, 0xDF0000 // 2), count)
    return [Prefix(4, number << 9, 24) for number in sorted(numbers)]


def table(wanted: Sequence[Prefix], mode: str) -> Table:
    """Return our table with one customer interface."""
    permit = SourceSet.of(wanted)
    chain = SourceChain(Direction.IMPORT, 4, mode, "", "in-left", (SourceDrop(FOREIGN, "V03"),))
    return build(SourcePolicy((SourceInterface("left", "customer", (chain,)),), {"in-left": permit}), Table())


def replacing(wanted: Table) -> str:
    return f"table inet {NAME}\ndelete table inet {NAME}\n{text(wanted)}"


def set_up() -> tuple[str, str]:
    """Make the three namespaces; return the hardware addresses of sender and router."""
    # The names of namespaces are files; they are to end with the lab shell, as the namespaces do.
    Path("/run/netns").mkdir(exist_ok=True)
    run("mount", "-t", "tmpfs", "tmpfs", "/run/netns")
    for node in (SENDER, ROUTER, RECEIVER):
        run("ip", "netns", "add", node)
        at(node, "ip", "link", "set", "lo", "up")
    run("ip", "link", "add", "left", "netns", ROUTER, "type", "veth", "peer", "name", "wire", "netns", SENDER)
    run("ip", "link", "add", "right", "netns", ROUTER, "type", "veth", "peer", "name", "wire", "netns", RECEIVER)
    for node, device, address in ((SENDER, "wire", "10.1.0.2/24"), (ROUTER, "left", "10.1.0.1/24"), (ROUTER, "right", "10.2.0.1/24")):
        at(node, "ip", "addr", "add", address, "dev", device)
        at(node, "ip", "link", "set", device, "up")
    at(RECEIVER, "ip", "addr", "add", "10.2.0.2/24", "dev", "wire")
    at(RECEIVER, "ip", "link", "set", "wire", "up")
    at(ROUTER, "sysctl", "-q", "net.ipv4.ip_forward=1", "net.ipv4.conf.all.rp_filter=0", "net.ipv4.conf.left.rp_filter=0")
    # Every source is routed back to where it comes from, so that strict passes it too.
    at(ROUTER, "ip", "route", "add", "0.0.0.0/0", "via", "10.1.0.2")

    def hardware(node: str, device: str) -> str:
        return str(json.loads(at(node, "ip", "-j", "link", "show", device))[0]["address"])

    receiver = hardware(RECEIVER, "wire")
    at(ROUTER, "ip", "neigh", "add", "10.2.0.2", "lladdr", receiver, "dev", "right", "nud", "permanent")
    return hardware(SENDER, "wire"), hardware(ROUTER, "left")


def frames(sender: str, router: str, sources: Sequence[Prefix]) -> list[bytes]:
    """Return UDP packets of 60 bytes, one of each source."""
    from scapy.layers.inet import IP, UDP
    from scapy.layers.l2 import Ether

    made = []
    for source in sources:
        address = socket.inet_ntoa((source.network + 9).to_bytes(4, "big"))
        made.append(bytes(Ether(src=sender, dst=router) / IP(src=address, dst="10.2.0.2") / UDP(sport=9, dport=9) / bytes(18)))
    return made


SEND = """\
import socket, sys, time
frames = [bytes.fromhex(line) for line in sys.stdin]
opened = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, 0)
opened.bind(("wire", 0))
send, count, number = opened.send, int(sys.argv[1]), len(frames)
begin = time.perf_counter()
for turn in range(count // number):
    for frame in frames:
        send(frame)
print(time.perf_counter() - begin)
"""


def received() -> int:
    return int(json.loads(at(RECEIVER, "ip", "-j", "-s", "link", "show", "wire"))[0]["stats64"]["rx"]["packets"])


def rate(told: str) -> tuple[float, float]:
    """Send packets; return packets per second, and the part of them that arrived."""
    before = received()
    seconds = float(at(SENDER, sys.executable, "-c", SEND, str(PACKETS), stdin=told))
    time.sleep(0.2)
    sent = PACKETS // SOURCES * SOURCES
    return sent / seconds, (received() - before) / sent


def seconds_of(action: object, *arguments: object) -> float:
    begin = time.perf_counter()
    action(*arguments)  # type: ignore[operator]
    return time.perf_counter() - begin


def packet_rates(wanted: Sequence[Prefix]) -> tuple[dict[str, float], dict[str, float]]:
    """Return by way of checking the median rate, and the least part of the packets that arrived."""
    sender, router = set_up()
    # The kernel itself drops sources of 127/8.
    chosen = random.Random(1).sample([item for item in wanted if item.network >> 24 != 127], SOURCES)
    told = "".join(f"{frame.hex()}\n" for frame in frames(sender, router, chosen))

    def rp_filter(value: int) -> None:
        at(ROUTER, "sysctl", "-q", f"net.ipv4.conf.left.rp_filter={value}")

    def load(mode: str) -> None:
        at(ROUTER, "nft", "-f", "-", stdin=replacing(table(wanted if mode == ACL else [], mode)))

    def unload() -> None:
        at(ROUTER, "nft", "-f", "-", stdin=f"table inet {NAME}\ndelete table inet {NAME}\n")

    ways = {
        "nothing": (lambda: None, lambda: None),
        "the kernel's rp_filter, strict": (lambda: rp_filter(1), lambda: rp_filter(0)),
        "ours, strict uRPF": (lambda: load(STRICT), unload),
        f"ours, a list of {ENTRIES:,}": (lambda: load(ACL), unload),
    }
    rates: dict[str, list[float]] = {name: [] for name in ways}
    arrived: dict[str, float] = dict.fromkeys(ways, 1.0)
    for _ in range(ROUNDS):
        # One after the other in each round, so that what else the machine does meets all alike.
        for name, (begin, end) in ways.items():
            begin()
            per_second, part = rate(told)
            end()
            rates[name].append(per_second)
            arrived[name] = min(arrived[name], part)
    return {name: statistics.median(found) for name, found in rates.items()}, arrived


def main() -> int:
    wanted = prefixes(ENTRIES)
    made = table(wanted, ACL)
    rates, arrived = packet_rates(wanted)
    entering = seconds_of(at, ROUTER, "nft", "-f", "-")
    whole = replacing(made)
    times = {"render": seconds_of(text, made)}
    times["load, where there was none"] = seconds_of(lambda: at(ROUTER, "nft", "-f", "-", stdin=whole)) - entering
    more = replacing(table([*wanted, Prefix(4, 0xDF010000, 24)], ACL))
    times["replace it, one entry more"] = seconds_of(lambda: at(ROUTER, "nft", "-f", "-", stdin=more)) - entering
    begin = time.perf_counter()
    listing = at(ROUTER, "nft", "-y", "-p", "-s", "list", "table", "inet", NAME)
    times["list it"] = time.perf_counter() - begin
    times["parse the listing"] = seconds_of(parse_table, listing)
    if len(parse_table(listing).sets["in-left-v4"] or ()) != ENTRIES + 1:
        sys.exit("the kernel does not hold what was loaded")
    base = rates["nothing"]
    lines = [
        results.measured(),
        f"{PACKETS:,} UDP packets of 60 bytes from {SOURCES} sources through one router, sent by one process; median of {ROUNDS} rounds, "
        "in each of which all ways take their turn. All sources are legitimate: each way must find out.",
        "",
        *results.table(
            ("checked by", "packets/s", "of unchecked", "ns a packet", "arrived"),
            [
                (name, f"{value:,.0f}", f"{value / base:.2f}", f"{1e9 / value - 1e9 / base:+,.0f}", f"{arrived[name]:.1%}")
                for name, value in rates.items()
            ],
        ),
        "",
        f"A list of {ENTRIES:,} IPv4 prefixes, no two of which can be joined (seconds, one run each):",
        "",
        *results.table(("what", "s"), [(name, f"{value:.2f}") for name, value in times.items()]),
    ]
    print("\n".join(lines))
    results.write_section(results.SOURCES, lines)
    return 0


if __name__ == "__main__":
    sys.exit(main())
