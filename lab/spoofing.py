#!/usr/bin/env python3
# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Send packets with spoofed source addresses through the edges and look at the far side which of them arrive (BCP 38, BCP 84).

The verdicts are what the files in spoofing/ say, written by hand. Nothing here asks the engine.
"""

from __future__ import annotations

import argparse
import ipaddress
import json
import re
import secrets
import selectors
import socket
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import bring_up
import yaml
from catalogue import address_of
from namespaces import packet_socket
from router_lab import Lab
from scapy.layers.inet import IP, UDP
from scapy.layers.inet6 import IPv6
from scapy.layers.l2 import Ether
from scapy.packet import Packet
from topology import EDGES, FAMILIES, NEIGHBORS, USERS_NETWORKS, Family, LabError, find_neighbor, interfaces, link

Kind = Literal["spoofed", "legitimate"]
KINDS: tuple[Kind, Kind] = ("spoofed", "legitimate")
FOLDER = Path(__file__).resolve().parent / "spoofing"
COPIES = 3
"""How often each packet is sent: one that is lost by accident is none that was dropped."""
_FILE_KEYS = {"from", "is", "to", *KINDS}
_CASE_KEYS = {"name", "to", "why", *FAMILIES}
Results = Mapping[str, Mapping["Case", bool]]
"""By edge and case, whether a packet arrived."""
_WORDS = {True: "arrived", False: "-"}
_SHORT: dict[Family, str] = {"ipv4": "v4", "ipv6": "v6"}
_ETHERTYPES = (0x0800, 0x86DD)
_UDP = 17
#: The discard service: nothing answers there.
_PORT = 9
#: The subscriber that packets are sent to, as a number in the subscribers' network.
_SUBSCRIBER = 20
_PAUSE_SECONDS = 0.005
#: What was sent before the sentinels may still be on its way for so long.
_FOLLOWING_SECONDS = 0.05


class SpoofingError(ValueError):
    """A case is not what it says; the message names it."""


#: A subscriber by number: of this edge or of another, in our space or before address translation.
_USERS = re.compile(r"(?P<whose>users|translated)(?P<elsewhere> elsewhere)? (?P<number>[0-9]+)")


@dataclass(frozen=True, slots=True)
class Case:
    """Packets of one family from one node through an edge to another node."""

    sender: str
    receiver: str
    family: Family
    kind: Kind
    name: str
    """Whose the source address is, or what kind of address."""
    sender_is: str = field(compare=False)
    why: str = field(compare=False)
    sources: Mapping[str, str] = field(compare=False)
    """By edge: a source address, or a node whose address at the edge it is."""

    def source_at(self, edge: str) -> str:
        return address_of(self.sources[edge], edge, self.sender, self.family)

    def destination_at(self, edge: str) -> str:
        return destination(edge, self.receiver, self.family)

    def __str__(self) -> str:
        return f"{self.kind} {self.family} from {self.sender} to {self.receiver}: {self.name}"


def destination(edge: str, receiver: str, family: Family) -> str:
    """The receiver's own address where it meets the edge; of a subscriber, for those, to whom the edge has a route only."""
    if receiver != "users":
        return link(edge, receiver).neighbor_address(family)
    return str(ipaddress.ip_network(USERS_NETWORKS[edge][family][0])[_SUBSCRIBER])


def load(folder: Path = FOLDER) -> list[Case]:
    """Read the cases.

    Raises SpoofingError when a word is unknown, an address is none, or one packet is spoofed and legitimate.
    """
    cases: list[Case] = []
    for path in sorted(folder.glob("*.yml")):
        told = yaml.safe_load(path.read_text(encoding="utf-8"))
        if unknown := told.keys() - _FILE_KEYS:
            raise SpoofingError(f"{path.name}: unknown: {', '.join(sorted(unknown))}")
        for kind in KINDS:
            for entry in told[kind]:
                cases += _cases(path.name, told, kind, entry)
    _check_verdicts(cases)
    return cases


def _cases(file: str, told: Mapping[str, Any], kind: Kind, entry: Mapping[str, Any]) -> list[Case]:
    where = f"{file}: {entry['name']}"
    if unknown := entry.keys() - _CASE_KEYS:
        raise SpoofingError(f"{where}: unknown: {', '.join(sorted(unknown))}")
    if not entry.keys() & {*FAMILIES}:
        raise SpoofingError(f"{where}: has no source address: ipv4 or ipv6")
    receiver = entry.get("to", told["to"])
    if unknown := {told["from"], receiver} - {*NEIGHBORS}:
        raise SpoofingError(f"{where}: no such node: {', '.join(sorted(unknown))}")
    return [
        Case(told["from"], receiver, family, kind, entry["name"], told["is"], entry["why"], _sources(where, entry[family], family))
        for family in FAMILIES
        if family in entry
    ]


def _sources(where: str, told: str, family: Family) -> dict[str, str]:
    if found := _USERS.fullmatch(told):
        return {edge: _of_users(edge, found, family) for edge in EDGES}
    if told not in NEIGHBORS:
        try:
            is_right = ipaddress.ip_address(told).version == int(family[-1])
        except ValueError:
            is_right = False
        if not is_right:
            raise SpoofingError(f"{where}: {told} is no {family} address, no node, and no subscriber such as 'users 7'")
    return dict.fromkeys(EDGES, told)


def _of_users(edge: str, found: re.Match[str], family: Family) -> str:
    names = list(EDGES)
    at = names[(names.index(edge) + 1) % len(names)] if found["elsewhere"] else edge
    network = USERS_NETWORKS[at][family][1 if found["whose"] == "translated" else 0]
    return str(ipaddress.ip_network(network)[int(found["number"])])


def _check_verdicts(cases: Iterable[Case]) -> None:
    seen: dict[tuple[str, ...], Case] = {}
    for case in cases:
        for edge in EDGES:
            key = (edge, case.sender, case.receiver, case.source_at(edge))
            if key in seen:
                raise SpoofingError(f"{case}: the same packet at {edge} as {seen[key]}")
            seen[key] = case


def attack(lab: Lab, edge: str, cases: Sequence[Case], *, timeout_seconds: float = 5) -> dict[Case, bool]:
    """Send the cases' packets through an edge and tell for each case whether one arrived.

    The sentinels are sent last, from the senders' own addresses on their links. When they are there, all before them was handled.
    Raises LabError when they do not arrive: then a packet that is missing proves nothing.
    """
    ways = sorted({(case.sender, case.receiver, case.family) for case in cases})
    #: (sender, source, destination); a packet's place in the list is its number.
    packets = [(case.sender, case.source_at(edge), case.destination_at(edge)) for case in cases]
    packets += [(sender, link(edge, sender).neighbor_address(family), destination(edge, to, family)) for sender, to, family in ways]
    token = secrets.token_bytes(12)
    with ExitStack() as stack:
        captures = stack.enter_context(_Captures(lab, edge, {receiver for _, receiver, _ in ways}, token))
        lines = {name: stack.enter_context(_Line(lab, edge, name)) for name in {sender for sender, _, _ in ways}}
        frames = [
            (lines[sender], lines[sender].frame(source, target, token + number.to_bytes(4, "big")))
            for number, (sender, source, target) in enumerate(packets)
        ]
        for part in (*[frames[: len(cases)]] * COPIES, *[frames[len(cases) :]] * COPIES):
            for line, frame in part:
                line.send(frame)
            captures.read(_PAUSE_SECONDS)
        sentinels = {(way[1], number): way for number, way in enumerate(ways, len(cases))}
        deadline = time.monotonic() + timeout_seconds
        while sentinels.keys() - captures.arrived and time.monotonic() < deadline:
            captures.read(_PAUSE_SECONDS)
        if missing := sorted(sentinels[key] for key in sentinels.keys() - captures.arrived):
            words = ", ".join("{} to {} {}".format(*way) for way in missing)
            raise LabError(f"{edge}: not even packets from the links' own addresses arrive: {words}")
        captures.read(_FOLLOWING_SECONDS)
        return {case: (case.receiver, number) in captures.arrived for number, case in enumerate(cases)}


def send(lab: Lab, edge: str, sender: str, internet: Packet) -> None:
    """Send one packet of the caller's own to an edge; who looks for it there is the caller's business."""
    with _Line(lab, edge, sender) as line:
        line.send_packet(internet)


def _device(lab: Lab, node: str, met: str) -> str:
    """The node's interface at which another node is met."""
    return next(device for device, others in interfaces(node, lab.edges).items() if met in others)


class _Line:
    """A sender's interface to an edge."""

    def __init__(self, lab: Lab, edge: str, sender: str) -> None:
        find_neighbor(sender)
        self._socket = packet_socket(lab.nodes[sender], _device(lab, sender, edge), socket.SOCK_RAW)
        with packet_socket(lab.nodes[edge], _device(lab, edge, sender), socket.SOCK_RAW) as at_edge:
            # The last word of a packet socket's name is the interface's own address.
            self._ethernet = Ether(src=_written(self._socket), dst=_written(at_edge))

    def __enter__(self) -> _Line:
        return self

    def __exit__(self, *_error: object) -> None:
        self._socket.close()

    def frame(self, source: str, target: str, payload: bytes) -> bytes:
        internet = IPv6(src=source, dst=target) if ":" in source else IP(src=source, dst=target)
        return bytes(self._ethernet / internet / UDP(sport=_PORT, dport=_PORT) / payload)

    def send_packet(self, internet: Packet) -> None:
        self.send(bytes(self._ethernet / internet))

    def send(self, frame: bytes) -> None:
        self._socket.send(frame)


def _written(bound: socket.socket) -> str:
    return str(bound.getsockname()[4].hex(":"))


class _Captures:
    """What arrives from an edge at several nodes: (node, number) of each packet with our token."""

    def __init__(self, lab: Lab, edge: str, receivers: Iterable[str], token: bytes) -> None:
        self.arrived: set[tuple[str, int]] = set()
        self._token = token
        self._selector = selectors.DefaultSelector()
        for receiver in receivers:
            for ethertype in _ETHERTYPES:
                # Without a link header; bound to a protocol, it is given incoming packets only.
                opened = packet_socket(lab.nodes[receiver], _device(lab, receiver, edge), socket.SOCK_DGRAM, ethertype)
                opened.setblocking(False)
                self._selector.register(opened, selectors.EVENT_READ, receiver)

    def __enter__(self) -> _Captures:
        return self

    def __exit__(self, *_error: object) -> None:
        for key in list(self._selector.get_map().values()):
            key.fileobj.close()  # type: ignore[union-attr]
        self._selector.close()

    def read(self, seconds: float) -> None:
        """Take in what comes within a time."""
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            for key, _events in self._selector.select(left):
                self._empty(key.fileobj, key.data)  # type: ignore[arg-type]

    def _empty(self, opened: socket.socket, receiver: str) -> None:
        while True:
            try:
                packet, (_device, _protocol, packet_type, *_rest) = opened.recvfrom(2048)
            except BlockingIOError:
                return
            # The exchange's bridge shows a member what is for another one.
            if packet_type == socket.PACKET_HOST and (number := _number(packet, self._token)) is not None:
                self.arrived.add((receiver, number))


def _number(packet: bytes, token: bytes) -> int | None:
    """The number in a UDP packet of ours. An error message (ICMP) quotes such packets and is none."""
    is_ipv4 = packet[0] >> 4 == 4
    length = (packet[0] & 15) * 4 if is_ipv4 else 40
    payload = packet[length + 8 :]
    if packet[9 if is_ipv4 else 6] != _UDP or not payload.startswith(token):
        return None
    return int.from_bytes(payload[len(token) : len(token) + 4], "big")


def attack_all(lab: Lab, cases: Sequence[Case]) -> dict[str, dict[Case, bool]]:
    """Send the cases' packets through each edge of the lab; by edge, whether they arrived."""
    return {edge: attack(lab, edge, cases) for edge in lab.edges}


def table(results: Results, before: Mapping[str, Mapping[str, bool]] | None = None) -> str:
    """One row for each source address of each sender: which packets arrived, by edge and family.

    With ``before``, results as ``kept`` gives them, each cell says both: before > after.
    """
    columns = [(edge, family) for edge in results for family in FAMILIES]
    rows: dict[tuple[str, ...], dict[tuple[str, str], str]] = {}
    for edge, told in results.items():
        for case, has_arrived in told.items():
            key = (case.sender_is, case.sender, case.receiver, case.kind, case.name)
            words = [_WORDS[has_arrived]] if before is None else [_WORDS[before[edge][str(case)]], _WORDS[has_arrived]]
            rows.setdefault(key, {})[edge, case.family] = " > ".join(words)
    lines = [("interface", "from", "to", "kind", "source address", *(f"{edge} {_SHORT[family]}" for edge, family in columns))]
    lines += [(*key, *(found.get(column, "") for column in columns)) for key, found in rows.items()]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join("  ".join(word.ljust(width) for word, width in zip(line, widths, strict=True)).rstrip() for line in lines)


def kept(results: Results) -> dict[str, dict[str, bool]]:
    """Results by the names of the cases, to be written."""
    return {edge: {str(case): has_arrived for case, has_arrived in told.items()} for edge, told in results.items()}


def unexpected(results: Results, arrives: Mapping[Kind, bool]) -> list[str]:
    """The packets that did not do what those of their kind are expected to do."""
    return [
        f"{edge}: {case} {'arrived' if has_arrived else 'was dropped'}"
        for edge, told in results.items()
        for case, has_arrived in told.items()
        if has_arrived != arrives[case.kind]
    ]


def summary(results: Results) -> str:
    """One line for each edge and kind."""
    lines = []
    for edge, told in results.items():
        for kind in KINDS:
            arrived = [has_arrived for case, has_arrived in told.items() if case.kind == kind]
            lines.append(f"{edge}: {sum(arrived)} of {len(arrived)} {kind} packets arrived")
    return "\n".join(lines)


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--running", action="store_true", help="attack the lab that is up; without it one is started and taken down")
    parser.add_argument("--before", type=Path, help="expect that all packets arrive, and write to this file what did")
    parser.add_argument("--after", type=Path, help="expect that no spoofed packet arrives, and show the file beside it")
    options = parser.parse_args(arguments)
    if options.running:
        return _attack(Lab.load(), options.before, options.after)
    bring_up.down()
    try:
        return _attack(bring_up.up(), options.before, options.after)
    finally:
        bring_up.down()


def _attack(lab: Lab, before: Path | None, after: Path | None) -> int:
    results = attack_all(lab, load())
    print(table(results, json.loads(after.read_text(encoding="utf-8")) if after is not None else None))
    print(summary(results))
    wrong = unexpected(results, {"spoofed": after is None, "legitimate": True}) if before is not None or after is not None else []
    print("".join(f"UNEXPECTED: {line}\n" for line in wrong), end="")
    if before is not None:
        before.write_text(json.dumps(kept(results)), encoding="utf-8")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
