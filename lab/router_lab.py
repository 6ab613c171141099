# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The lab itself: bring it up and down, and talk to its nodes.

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
import shutil
import subprocess
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import namespaces
import operator_config
import speaker
import trees
from namespaces import HERE, NodeProcess, boot, configure_links, delete_link, enter_command, host
from speaker import ReceivedLog, Route
from topology import (
    BRIDGE,
    EDGES,
    FAMILIES,
    LINK_LENGTH,
    MANAGEMENT_NETWORK,
    NEIGHBORS,
    SPEAKERS,
    Edge,
    Family,
    LabError,
    check_edges,
    find_edge,
    host_is,
    link,
    management_address,
)

Answer = TypeVar("Answer")
POLL_SECONDS = 0.1


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
    _numbers: Iterable[int] = field(default_factory=lambda: itertools.count(int(time.time())))

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
        """Output of show commands on an edge."""
        find_edge(edge)
        words = [word for command in commands for word in ("-c", command)]
        return self.run(edge, ["vtysh", *words], timeout=timeout, check=True).stdout

    def show(self, edge: str, command: str) -> Any:
        """Parsed output of a show command that ends in json."""
        text = self.vtysh(edge, command)
        try:
            return json.loads(text)
        except ValueError:
            raise LabError(f"{edge}: {command}: not JSON: {text.strip()[:200]}") from None

    def restart_frr(self, edge: str, *, wait: bool = True) -> None:
        """Stop FRR and start it from its startup file, as a reboot does."""
        find_edge(edge)
        # Daemons keep the output they were started with: a pipe to us would never end.
        output = ">>/run/node/restart.log 2>&1"
        self.run(edge, f"/usr/lib/frr/frrinit.sh stop {output}", timeout=60)
        # Routes of the dead daemons must not live on in the kernel.
        self.run(edge, "ip route flush proto bgp; ip -6 route flush proto bgp; rm -f /run/frr/*.vty", timeout=60)
        self.run(edge, f"/usr/lib/frr/frrinit.sh start {output}", timeout=60, check=True)
        if wait:
            self.wait_established([edge])

    # -- sessions ------------------------------------------------------------------------------

    def sessions(self, edge: str) -> dict[tuple[str, Family], str]:
        """State word of each session of an edge, as the edge sees it."""
        # Two commands: the answer to one for both families differs between FRR versions.
        states: dict[tuple[str, Family], str] = {}
        for family in FAMILIES:
            peers = self.show(edge, f"show bgp {family} unicast summary json").get("peers", {})
            for name in SPEAKERS:
                peer = peers.get(link(edge, name).neighbor_address(family), {})
                states[name, family] = peer.get("state", "not configured")
        return states

    def wait_established(self, edges: Iterable[str] | None = None, *, timeout: float = 60) -> None:
        """Wait until all sessions of these edges (all edges by default) are Established, on both sides."""
        for edge in edges or self.edges:

            def missing(edge: str = edge) -> list[str]:
                try:
                    states = self.sessions(edge)
                except LabError as error:
                    return [str(error)]
                down = [f"{name} {family} {state}" for (name, family), state in states.items() if state != "Established"]
                if down:
                    return down
                return [
                    f"{name} {family} down at the neighbor"
                    for name in SPEAKERS
                    for family in FAMILIES
                    if not self._read_log(name).is_up[edge, family]
                ]

            self._wait(lambda missing=missing: not missing(), timeout, lambda edge=edge, missing=missing: f"{edge}: not Established: {', '.join(missing())}")

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
    ) -> None:
        """Let a neighbor announce one route to one edge; see `speaker.Route` for the words."""
        route = Route(prefix, as_path, communities, large_communities, next_hop, as_set, med, extra)
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

        The prefix (and path, by default the neighbor's own ASN) must be one that the edge's filters let
        through, and be used for nothing else. It stays announced.
        """
        own = SPEAKERS[node]
        path = ([] if own.is_internal else [own.asn or 0]) if as_path is None else as_path
        number = next(iter(self._numbers))
        self.withdraw(node, edge, family, prefix)
        self.wait_route(edge, family, prefix, node, is_there=False, timeout=timeout)
        self._command(
            node, edge, speaker.announcements(link(edge, node), family, [speaker.sentinel(prefix, path, number)])
        )
        self.wait_route(edge, family, prefix, node, timeout=timeout)

    def wait_route(
        self, edge: str, family: Family, prefix: str, node: str, *, is_there: bool = True, timeout: float = 30
    ) -> None:
        """Wait until the edge's RIB has (or no longer has) the prefix from a neighbor."""
        self._wait(
            lambda: self.has_route(edge, family, prefix, node) == is_there,
            timeout,
            lambda: f"{edge}: {prefix} from {node} is {'not in' if is_there else 'still in'} the RIB",
        )

    def has_route(self, edge: str, family: Family, prefix: str, node: str) -> bool:
        """Whether the edge's RIB has the prefix from this neighbor."""
        told = self.show(edge, f"show bgp {family} unicast {prefix} json")
        address = link(edge, node).neighbor_address(family)
        return any(path.get("peer", {}).get("peerId") == address for path in told.get("paths", []))

    def rib(self, edge: str, family: Family) -> dict[str, Any]:
        """The edge's whole `show bgp FAMILY unicast json`."""
        found: dict[str, Any] = self.show(edge, f"show bgp {family} unicast json")
        return found

    def rib_from(self, edge: str, family: Family, node: str) -> dict[str, Any]:
        """Paths in the edge's RIB that came from one neighbor, by prefix."""
        address = link(edge, node).neighbor_address(family)
        routes: dict[str, list[dict[str, Any]]] = self.rib(edge, family).get("routes", {})
        found = {}
        for prefix, paths in routes.items():
            for path in paths:
                if path.get("peerId") == address:
                    found[prefix] = path
        return found

    def received(self, node: str) -> speaker.Received:
        """What a neighbor holds now from each edge: {(edge, family): {prefix: attributes}}."""
        return self._read_log(node).held

    def updates(self, node: str) -> list[dict[str, Any]]:
        """All that a neighbor's ExaBGP reported, parsed but not interpreted."""
        speaker.check_speaker(node)
        text = (self.shared(node) / "received.jsonl").read_bytes()
        return [json.loads(line) for line in text.splitlines()]

    def wait_received(
        self, node: str, edge: str, family: Family, prefix: str, *, is_there: bool = True, timeout: float = 30
    ) -> None:
        """Wait until a neighbor holds (or no longer holds) the prefix from an edge."""
        self._wait(
            lambda: (prefix in self.received(node)[edge, family]) == is_there,
            timeout,
            lambda: f"{node}: {prefix} from {edge} {'did not come' if is_there else 'was not withdrawn'}",
        )

    def serve_vrps(self, file: Path) -> None:
        """Give StayRTR another file; it reads it within 2 s."""
        _place(file.read_bytes(), self.shared("rpki") / "vrps.json")

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

    def _wait(self, is_done: Callable[[], bool], timeout: float, complaint: Callable[[], str]) -> None:
        deadline = time.monotonic() + timeout
        while not is_done():
            if time.monotonic() > deadline:
                raise LabError(f"{complaint()} (waited {timeout:.0f} s)")
            time.sleep(POLL_SECONDS)


# -- up and down -------------------------------------------------------------------------------


def up(only: Sequence[str] = (), vrps: Path | None = None, timeout_seconds: float = 90) -> Lab:
    """Start all nodes and return when every session is Established.

    Raises LabError when a lab is already up, when something is missing, or when time is over.
    """
    state = state_folder()
    state.mkdir(parents=True, exist_ok=True)
    edges = check_edges(only or EDGES)
    if (state / "lab.json").is_file() or any((state / "nodes").glob("*/process.json")):
        raise LabError("a lab is up, or was not taken down: run `lab.py down` first")
    if Path("/sys/class/net", BRIDGE).exists():
        raise LabError(f"a bridge {BRIDGE} exists: another lab runs on this machine (see `lab.py shell` for a separate one)")
    roots = {name: root_of(name) for name in (*edges, *NEIGHBORS)}
    # It must be there before the first link, so that a failed start can be taken down.
    shutil.rmtree(state / "nodes", ignore_errors=True)
    _make_keys(state, edges)
    try:
        for name in roots:
            _prepare(state, name, edges, vrps or HERE / "data" / "vrps.json")
        with ThreadPoolExecutor() as pool:
            nodes = dict(zip(roots, pool.map(lambda name: _start(state, name, roots[name]), roots), strict=True))
        _make_links(nodes, edges)
        lab = Lab(state, edges, nodes)
        _wait_ready_for_go(lab)
        for node in nodes:
            lab.run(node, ["touch", "/run/go"], check=True)
        write_inventory(state, edges)
        record = {"edges": edges, "nodes": {name: (node.pid, node.start_ticks) for name, node in nodes.items()}}
        _place(json.dumps(record).encode(), state / "lab.json")
        lab.wait_established(timeout=timeout_seconds)
        for edge in edges:
            _wait_ssh(lab, edge)
            # From here on the startup file is what runs.
            lab.vtysh(edge, "write memory")
    except LabError as error:
        raise LabError(f"{error}; logs are in {state / 'nodes'}; `lab.py down` cleans up") from error
    return lab


def down() -> None:
    """Stop what `up` started. Does nothing when nothing is there; keys stay."""
    state = state_folder()
    for socket in (state / "ssh").glob("*"):
        # A master connection into a network that is gone would swallow the next lab's logins.
        host(["ssh", "-o", f"ControlPath={socket}", "-O", "exit", "lab"], check=False)
    records = list((state / "nodes").glob("*/process.json"))
    namespaces.stop(NodeProcess(*json.loads(record.read_text(encoding="utf-8"))) for record in records)
    # A dead network namespace is torn down later, at the kernel's leisure (more than 5 s were seen):
    # links with an end on the host go by name, or the next `up` meets them.
    owned = state / "links"
    if owned.is_file():
        for name in owned.read_text(encoding="utf-8").split():
            delete_link(name)
    for record in (*records, owned, state / "lab.json", state / "inventory.yml"):
        record.unlink(missing_ok=True)


def root_of(name: str) -> Path:
    """The tree a node runs on: the machine itself where it has the right daemons, else a Debian tree."""
    edge: Edge | None = EDGES.get(name)
    suite = edge.suite if edge else "trixie"
    if namespaces.is_rootless():
        # The machine's own mounts are locked in a user namespace: overlayfs refuses them.
        return trees.find_tree(suite)
    needed = "usr/lib/frr/bgpd" if edge else "usr/bin/stayrtr" if name == "rpki" else "usr/sbin/exabgp"
    if (edge is None or host_is(suite)) and Path("/", needed).exists():
        return Path("/")
    return trees.find_tree(suite)


def write_inventory(state: Path, edges: Sequence[str]) -> None:
    """An Ansible inventory of the edges, which checks host keys."""
    options = f"-o UserKnownHostsFile={state / 'known_hosts'} -o StrictHostKeyChecking=yes -o ServerAliveInterval=5"
    group = {
        "hosts": {edge: {"ansible_host": management_address(edge)} for edge in edges},
        "vars": {
            "ansible_user": "root",
            "ansible_ssh_private_key_file": str(state / "id_ed25519"),
            "ansible_ssh_common_args": options,
            "ansible_control_path_dir": str(state / "ssh"),
            "ansible_network_os": "frr",
            "ansible_python_interpreter": "/usr/bin/python3",
        },
    }
    # JSON is YAML, and needs no library.
    _place((json.dumps({"routers": group}, indent=2) + "\n").encode(), state / "inventory.yml")


def _make_keys(state: Path, edges: Sequence[str]) -> None:
    """A login key and a host key per edge, made once."""
    (state / "ssh").mkdir(mode=0o700, exist_ok=True)
    for name in ("id_ed25519", *(f"host_key_{edge}" for edge in edges)):
        if not (state / name).is_file():
            host(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "lab", "-f", str(state / name)])
    lines = []
    for edge in EDGES:
        public = state / f"host_key_{edge}.pub"
        if public.is_file():
            kind, key, *_comment = public.read_text(encoding="utf-8").split()
            lines.append(f"{management_address(edge)} {kind} {key}\n")
    _place("".join(lines).encode(), state / "known_hosts")


def _prepare(state: Path, name: str, edges: Sequence[str], vrps: Path) -> None:
    """Fill the folder that the node sees as /run/node."""
    shared = state / "nodes" / name
    shared.mkdir(parents=True)
    files: dict[str, bytes] = {"node_life.sh": (HERE / "nodes" / "node_life.sh").read_bytes()}
    if name in EDGES:
        kind = "edge"
        files["frr.conf"] = operator_config.frr_conf(name).encode()
        files["daemons"] = operator_config.DAEMONS.encode()
        files["authorized_keys"] = (state / "id_ed25519.pub").read_bytes()
        files["host_key"] = (state / f"host_key_{name}").read_bytes()
    elif name == "rpki":
        kind = "rpki"
        files["vrps.json"] = vrps.read_bytes()
    else:
        kind = "speaker"
        files["exabgp.conf"] = speaker.configuration(name, edges).encode()
        files["agent.py"] = (HERE / "nodes" / "agent.py").read_bytes()
        files["received.jsonl"] = b""
    files["start"] = (HERE / "nodes" / f"{kind}.sh").read_bytes()
    for file, content in files.items():
        _place(content, shared / file)
    if name in EDGES:
        (shared / "host_key").chmod(0o600)


def _start(state: Path, name: str, root: Path) -> NodeProcess:
    shared = state / "nodes" / name
    process = boot(name, root, shared, shared / "node.log")
    _place(json.dumps([process.pid, process.start_ticks]).encode(), shared / "process.json")
    return process


def _make_links(nodes: Mapping[str, NodeProcess], edges: Sequence[str]) -> None:
    owned = [BRIDGE, *(f"{BRIDGE}{(EDGES.get(name) or NEIGHBORS[name]).octet}" for name in nodes)]
    # Written first: a start that fails half-way can be taken down.
    _place("\n".join(owned).encode(), state_folder() / "links")
    batch = [f"link add name {BRIDGE} type bridge", f"addr add {MANAGEMENT_NETWORK}.1/24 dev {BRIDGE}", f"link set dev {BRIDGE} up"]
    for end, (name, node) in zip(owned[1:], nodes.items(), strict=True):
        batch += [f"link add name {end} type veth peer name mgmt netns {node.pid}", f"link set dev {end} master {BRIDGE} up"]
    for edge in edges:
        for neighbor in NEIGHBORS:
            ends = f"name {neighbor} netns {nodes[edge].pid} type veth peer name {edge} netns {nodes[neighbor].pid}"
            batch.append(f"link add {ends}")
    host(["ip", "-batch", "-"], stdin="\n".join(batch) + "\n")
    for name, node in nodes.items():
        lines = ["link set dev lo up", f"addr add {management_address(name)}/24 dev mgmt", "link set dev mgmt up"]
        for edge in edges:
            for neighbor in NEIGHBORS:
                if name not in (edge, neighbor):
                    continue
                device = neighbor if name == edge else edge
                addresses = link(edge, neighbor)
                for family in FAMILIES:
                    own = addresses.edge_address(family) if name == edge else addresses.neighbor_address(family)
                    # No duplicate address detection: daemons bind at once.
                    lines.append(f"addr add {own}/{LINK_LENGTH[family]} dev {device}" + (" nodad" if family == "ipv6" else ""))
                lines.append(f"link set dev {device} up")
        configure_links(node, lines)


def _wait_ready_for_go(lab: Lab) -> None:
    """Wait until every node has its own file system; entering it earlier would be entering the host's."""
    host_root = os.stat("/")
    for name, node in lab.nodes.items():

        def is_ready(name: str = name, node: NodeProcess = node) -> bool:
            if not node.is_alive:
                log = (lab.shared(name) / "node.log").read_text(encoding="utf-8")
                raise LabError(f"node {name} ended: {log.strip()}")
            root = os.stat(f"/proc/{node.pid}/root")
            return (root.st_dev, root.st_ino) != (host_root.st_dev, host_root.st_ino)

        lab._wait(is_ready, 20, lambda name=name: f"node {name} does not start")


def _wait_ssh(lab: Lab, edge: str) -> None:
    import socket

    def answers() -> bool:
        try:
            with socket.create_connection((management_address(edge), 22), timeout=1) as connection:
                return connection.recv(4).startswith(b"SSH")
        except OSError:
            return False

    lab._wait(answers, 20, lambda: f"{edge}: sshd does not answer")


def _place(content: bytes, path: Path) -> None:
    """Write a file in one step, readable by its owner only if it is a key."""
    draft = path.with_name(path.name + ".new")
    draft.write_bytes(content)
    draft.replace(path)
