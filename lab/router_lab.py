# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The running lab: talk to its nodes, announce routes, and wait for what comes of it.

lab = Lab.load()
lab.announce("customer", "edge10", "ipv4", "203.0.113.0/24", [35001])
lab.sentinel("customer", "edge10", "ipv4", "198.51.100.0/24")
lab.rib("edge10", "ipv4")
"""

from __future__ import annotations

import fcntl
import itertools
import json
import os
import shlex
import subprocess
import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

import namespaces
import speaker
from daemons import ESTABLISHED, NOT_CONFIGURED, SHUT_DOWN, Daemon, daemon_of
from namespaces import HERE, NodeProcess, enter_command
from speaker import SENTINEL_ASN, Attributes, Heard, ReceivedLog, Route, Sentinel
from topology import (
    FAMILIES,
    SPEAKERS,
    Family,
    LabError,
    find_edge,
    interfaces,
    link,
)
from waiting import wait_until

Mark: TypeAlias = Mapping[str, int]
"""A moment, as the number of events that each neighbor had heard."""


def place(content: bytes, path: Path) -> None:
    """Write a file in one step."""
    draft = path.with_name(path.name + ".new")
    draft.write_bytes(content)
    draft.replace(path)


def state_folder() -> Path:
    given = os.environ.get("MANRS_LAB_STATE")
    return Path(given).resolve() if given else HERE.parent / ".lab"


@dataclass(slots=True)
class Lab:
    """A running lab. All waits raise LabError when their time is over."""

    state: Path
    edges: tuple[str, ...]
    nodes: Mapping[str, NodeProcess]
    _logs: dict[str, tuple[ReceivedLog, int]] = field(default_factory=dict)
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(int(time.time())))
    _reading: threading.Lock = field(default_factory=threading.Lock)

    @classmethod
    def load(cls, state: Path | None = None) -> Lab:
        """The lab that runs now."""
        folder = state or state_folder()
        record = folder / "lab.json"
        if not record.is_file():
            raise LabError("no lab is up: run `lab.py up`")
        told = json.loads(record.read_text(encoding="utf-8"))
        nodes = {name: NodeProcess(*pair) for name, pair in told["nodes"].items()}
        return cls(folder, tuple(told["edges"]), nodes)

    # -- nodes ---------------------------------------------------------------------------------

    def run(
        self,
        node: str,
        command: str | Sequence[str],
        *,
        stdin: str | None = None,
        timeout: float = 60,
        check: bool = False,
    ) -> subprocess.CompletedProcess[str]:
        """Run a command in a node, without SSH; a string goes through the shell."""
        argv = ["/bin/sh", "-c", command] if isinstance(command, str) else list(command)
        shown = command if isinstance(command, str) else shlex.join(command)
        try:
            done = subprocess.run(
                enter_command(self._process(node), argv),
                input=stdin if stdin is not None else "",
                capture_output=True,
                text=True,
                timeout=timeout,
                check=False,
                env=namespaces.node_environment(),
            )
        except subprocess.TimeoutExpired as error:
            raise LabError(f"{node}: {shown}: no end after {timeout:.0f} s") from error
        if check and done.returncode:
            raise LabError(f"{node}: {shown}: rc {done.returncode}: {(done.stderr or done.stdout).strip()}")
        return done

    def start(self, node: str, command: Sequence[str], **popen: Any) -> subprocess.Popen[str]:
        """Start a command in a node and return at once; options are those of Popen."""
        argv = enter_command(self._process(node), command)
        return subprocess.Popen(argv, text=True, env=namespaces.node_environment(), **popen)

    def shared(self, node: str) -> Path:
        """The folder that the node sees as /run/node."""
        return self.state / "nodes" / node

    def vtysh(self, edge: str, *commands: str, timeout: float = 60) -> str:
        """Output of commands on an edge that runs FRR."""
        find_edge(edge)
        words = [word for command in commands for word in ("-c", command)]
        return self.run(edge, ["vtysh", *words], timeout=timeout, check=True).stdout

    def show(self, edge: str, command: str) -> Any:
        """Parsed output of a command of FRR that ends in json."""
        text = self.vtysh(edge, command)
        try:
            return json.loads(text)
        except ValueError:
            raise LabError(f"{edge}: {command}: not JSON: {text.strip()[:200]}") from None

    def daemon(self, edge: str) -> Daemon:
        """The routing daemon of an edge, and how it is read."""
        return daemon_of(edge)

    def restart(self, edge: str) -> None:
        """Stop the routing daemon and start it from its startup configuration, as a reboot does; returns when all sessions are up."""
        self.daemon(edge).restart(self, edge)
        self.wait_established([edge])

    # -- sessions ------------------------------------------------------------------------------

    def sessions(self, edge: str) -> dict[tuple[str, Family], str]:
        """State word of each session of an edge, as the edge sees it; those with other edges too."""
        names = [*SPEAKERS, *(name for name in self.edges if name != edge)]
        told = self.daemon(edge).sessions(self, edge)
        return {
            (name, family): told.get(link(edge, name).neighbor_address(family), NOT_CONFIGURED) for name in names for family in FAMILIES
        }

    def wait_established(self, edges: Iterable[str] | None = None, *, timeout: float = 60) -> None:
        """Wait until the sessions of these edges (all edges by default) are Established, on both sides; not those that are shut down."""
        for edge in edges or self.edges:
            wait_until(
                partial(self._is_established, edge),
                timeout,
                partial(self._complaint, edge),
            )

    def _is_established(self, edge: str) -> bool:
        return not self._sessions_down(edge)

    def _complaint(self, edge: str) -> str:
        return f"{edge}: not Established: {', '.join(self._sessions_down(edge))}"

    def _sessions_down(self, edge: str) -> list[str]:
        """What is not up, in words; a router that does not answer yet is one of them."""
        try:
            states = self.sessions(edge)
        except LabError as error:
            return [str(error)]
        wanted = {session: state for session, state in states.items() if state != SHUT_DOWN}
        down = [f"{name} {family} {state}" for (name, family), state in wanted.items() if state != ESTABLISHED]
        return down or [
            f"{name} {family} down at the neighbor"
            for name, family in wanted
            if name in SPEAKERS and not self._read_log(name).is_up[edge, family]
        ]

    def join(self, *, timeout: float = 60) -> None:
        """Make the edges one AS: their iBGP sessions come up, and come up again after a restart."""
        self._between_edges(False, timeout)

    def split(self, *, timeout: float = 60) -> None:
        """Take the sessions between the edges down again: each is alone."""
        self._between_edges(True, timeout)

    def session_options(self, node: str, edge: str, *, password: str | None = None, ttl: int | None = None) -> None:
        """Give a neighbor's sessions to one edge a TCP MD5 password and its packets a TTL; what is not named is as at the start.

        Restarts the neighbor's ExaBGP: its sessions to both edges go down and what it announced is gone. Returns when it
        listens again; whether a session comes up depends on the edge.
        """
        speaker.check_speaker(node)
        record = self.shared(node) / "passwords.json"
        passwords = json.loads(record.read_text(encoding="utf-8")) if record.is_file() else {}
        passwords = {name: word for name, word in passwords.items() if name != edge}
        if password is not None:
            passwords[edge] = password
        place(json.dumps(passwords).encode(), record)
        place(speaker.configuration(node, self.edges, passwords).encode(), self.shared(node) / "exabgp.conf")
        starts = self._read_log(node).starts
        # The old sessions must end with their old TTL, or the edge drops the last packets and believes in them on.
        self.run(node, "touch /run/hold; pid=$(cat /run/exabgp.pid); kill $pid; while [ -e /proc/$pid ]; do sleep .05; done", check=True)
        self._set_ttl(node, edge, ttl)
        self.run(node, "rm /run/hold", check=True)
        wait_until(lambda: self._read_log(node).starts > starts, 30, lambda: f"{node}: ExaBGP does not start again")

    def _set_ttl(self, node: str, edge: str, ttl: int | None) -> None:
        """ExaBGP sets a TTL only on sessions that it opens, and ours are opened by the edge: a route sets it."""
        device = next(iter(interfaces(node, [edge])))
        for family in FAMILIES:
            command, length = ("ip", 32) if family == "ipv4" else ("ip -6", 128)
            route = f"{link(edge, node).edge_address(family)}/{length} dev {device}"
            self.run(node, f"{command} route del {route}")
            if ttl is not None:
                self.run(node, f"{command} route add {route} hoplimit {ttl}", check=True)

    def _between_edges(self, is_shut: bool, timeout: float) -> None:
        if len(self.edges) < 2:
            raise LabError(f"this lab has {', '.join(self.edges)} only")
        others = {edge: [other for other in self.edges if other != edge] for edge in self.edges}
        for edge, names in others.items():
            addresses = [link(edge, other).neighbor_address(family) for other in names for family in FAMILIES]
            self.daemon(edge).shut_internal(self, edge, addresses, is_shut)
        wanted = SHUT_DOWN if is_shut else ESTABLISHED
        for edge, names in others.items():
            wait_until(
                lambda edge=edge, names=names: all(  # type: ignore[misc]
                    self.sessions(edge)[other, family] == wanted for other in names for family in FAMILIES
                ),
                timeout,
                partial("{}: the sessions with {} are not {}".format, edge, ", ".join(names), wanted),
            )

    # -- routes --------------------------------------------------------------------------------

    def announce(
        self,
        node: str,
        edge: str,
        family: Family,
        prefix: str,
        as_path: Sequence[int],
        communities: Sequence[str] = (),
        large_communities: Sequence[str] = (),
        next_hop: str | None = None,
        *,
        as_set: Sequence[int] = (),
        med: int | None = None,
        extra: str = "",
        otc: int | None = None,
    ) -> None:
        """Let a neighbor announce one route to one edge; see `speaker.Route` for the words."""
        route = Route(
            prefix,
            as_path,
            communities,
            large_communities,
            next_hop,
            as_set,
            med,
            extra,
            otc,
        )
        self.announce_many(node, edge, family, [route])

    def announce_many(self, node: str, edge: str, family: Family, routes: Iterable[Route]) -> None:
        """Let a neighbor announce routes; routes with the same attributes share their updates."""
        self._command(node, edge, speaker.announcements(link(edge, node), family, routes))

    def withdraw(self, node: str, edge: str, family: Family, *prefixes: str) -> None:
        """Let a neighbor withdraw prefixes from one edge."""
        self._command(node, edge, speaker.withdrawals(link(edge, node), family, prefixes))

    def sentinel(
        self,
        node: str,
        edge: str,
        family: Family,
        prefix: str,
        as_path: Sequence[int] | None = None,
        *,
        timeout: float = 30,
    ) -> None:
        """Announce a route last and wait until the edge has it: all that was announced before was handled.

        The prefix must be one that the edge's filters let through, and be used for nothing else. It stays announced.
        The path is by default the neighbor's own ASN, and another's from a route server.
        """
        self.wait_in(self.send_sentinel(node, edge, family, prefix, as_path), timeout=timeout)

    def send_sentinel(self, node: str, edge: str, family: Family, prefix: str, as_path: Sequence[int] | None = None) -> Sentinel:
        """Announce a route last, with a large community that no route had before; ExaBGP gives it an UPDATE of its own."""
        own = SPEAKERS[node]
        path = ((3333,) if own.is_route_server else own.own_path) if as_path is None else as_path
        sent = Sentinel(node, edge, family, prefix, f"{SENTINEL_ASN}:0:{next(self._numbers)}")
        self.announce_many(node, edge, family, [Route(prefix, path, (), (sent.large_community,))])
        return sent

    def wait_in(self, sent: Sentinel, *, timeout: float = 30) -> None:
        """Wait until the edge has a sentinel."""

        def is_in() -> bool:
            path = self.held(sent.edge, sent.family, sent.prefix, sent.node)
            return path is not None and sent.large_community in path.get("large_communities", ())

        wait_until(is_in, timeout, lambda: f"{sent.edge}: the sentinel {sent.prefix} from {sent.node} is not in the RIB")

    def wait_out(self, sent: Sentinel, observer: str, edge: str | None = None, *, timeout: float = 30) -> None:
        """Wait until a neighbor has a sentinel from its edge, or from the other one."""

        def is_out() -> bool:
            found = self.received(observer)[edge or sent.edge, sent.family].get(sent.prefix, {})
            return sent.large_community in found.get("large_communities", ())

        wait_until(is_out, timeout, lambda: f"{observer}: the sentinel {sent.prefix} of {sent.node} did not come from {edge or sent.edge}")

    def wait_route(
        self,
        edge: str,
        family: Family,
        prefix: str,
        node: str,
        *,
        is_there: bool = True,
        timeout: float = 30,
    ) -> None:
        """Wait until the edge's RIB has (or no longer has) the prefix from a neighbor."""
        wait_until(
            lambda: self.has_route(edge, family, prefix, node) == is_there,
            timeout,
            lambda: f"{edge}: {prefix} from {node} is {'not in' if is_there else 'still in'} the RIB",
        )

    def has_route(self, edge: str, family: Family, prefix: str, node: str) -> bool:
        """Whether the edge's RIB has the prefix from this neighbor."""
        return self.held(edge, family, prefix, node) is not None

    def held(self, edge: str, family: Family, prefix: str, node: str) -> Attributes | None:
        """What the edge's RIB has of a prefix from one neighbor, after its import policy, in the words of `speaker.Attributes`."""
        return self.daemon(edge).held(self, edge, family, prefix, link(edge, node).neighbor_address(family))

    def rib(self, edge: str, family: Family) -> Iterator[tuple[str, str, Attributes]]:
        """All that the edge's RIB has from its neighbors: neighbor, prefix, attributes."""
        nodes = {link(edge, name).neighbor_address(family): name for name in SPEAKERS}
        for address, prefix, found in self.daemon(edge).rib(self, edge, family):
            if address in nodes:
                yield nodes[address], prefix, found

    def rib_from(self, edge: str, family: Family, node: str) -> dict[str, Attributes]:
        """What the edge's RIB has from one neighbor, by prefix."""
        return {prefix: found for name, prefix, found in self.rib(edge, family) if name == node}

    def received(self, node: str) -> speaker.Received:
        """What a neighbor holds now from each edge: {(edge, family): {prefix: attributes}}."""
        return self._read_log(node).held

    def drops(self, node: str) -> Mapping[tuple[str, Family], int]:
        """How often each session of a neighbor, by edge and family, went down since it was up first."""
        return self._read_log(node).drops

    def mark(self) -> Mark:
        """Now, for `heard`."""
        return {node: len(self._read_log(node).history) for node in SPEAKERS}

    def heard(self, node: str, since: Mark | None = None) -> list[Heard]:
        """All that the UPDATEs of the edges said to a neighbor, in order, or what they said since a mark."""
        log = self._read_log(node)
        return log.history[since[node] if since else 0 :]

    def updates(self, node: str) -> list[dict[str, Any]]:
        """All that a neighbor's ExaBGP reported, parsed but not interpreted."""
        speaker.check_speaker(node)
        text = (self.shared(node) / "received.jsonl").read_bytes()
        return [json.loads(line) for line in text.splitlines()]

    def wait_received(
        self,
        node: str,
        edge: str,
        family: Family,
        prefix: str,
        *,
        is_there: bool = True,
        timeout: float = 30,
    ) -> None:
        """Wait until a neighbor holds (or no longer holds) the prefix from an edge."""
        wait_until(
            lambda: (prefix in self.received(node)[edge, family]) == is_there,
            timeout,
            lambda: f"{node}: {prefix} from {edge} {'did not come' if is_there else 'was not withdrawn'}",
        )

    def serve_vrps(self, file: Path) -> None:
        """Give StayRTR another file; it reads it within 2 s."""
        place(file.read_bytes(), self.shared("rpki") / "vrps.json")

    # -- inside --------------------------------------------------------------------------------

    def _process(self, node: str) -> NodeProcess:
        if node not in self.nodes:
            raise LabError(f"no node {node!r}: this lab has {', '.join(self.nodes)}")
        return self.nodes[node]

    def _command(self, node: str, edge: str, lines: Iterable[str]) -> None:
        speaker.check_speaker(node)
        if edge not in self.edges:
            raise LabError(f"{edge} is not in this lab")
        if not self._process(node).is_alive:
            raise LabError(f"node {node} is gone")
        text = "".join(f"{line}\n" for line in lines).encode()
        folder = self.shared(node)
        # One writer at a time: a long write to a FIFO is not atomic.
        with (folder / "commands.lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            try:
                # Not waiting for a reader: without one the node is broken, and waiting would be for ever.
                fifo = os.open(folder / "commands", os.O_WRONLY | os.O_NONBLOCK)
            except OSError as error:
                raise LabError(f"{node}: ExaBGP's agent does not listen: see {folder / 'exabgp.log'}") from error
            os.set_blocking(fifo, True)
            with os.fdopen(fifo, "wb") as stream:
                stream.write(text)

    def _read_log(self, node: str) -> ReceivedLog:
        speaker.check_speaker(node)
        with self._reading:
            log, offset = self._logs.get(node) or (ReceivedLog(node), 0)
            with (self.shared(node) / "received.jsonl").open("rb") as stream:
                stream.seek(offset)
                text = stream.read()
            # The last line may still be in the making.
            complete = text[: text.rfind(b"\n") + 1]
            for line in complete.splitlines():
                log.fold(line)
            self._logs[node] = (log, offset + len(complete))
        return log
