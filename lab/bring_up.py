# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Bring the lab up and take it down."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import namespaces
import operator_nftables
import speaker
import trees
from daemons import daemon_of
from namespaces import (
    HERE,
    NodeProcess,
    boot,
    configure_links,
    delete_link,
    has_link,
    host,
)
from router_lab import Lab, place, state_folder
from topology import (
    BRIDGE,
    EDGES,
    EXCHANGE_BRIDGE,
    FAMILIES,
    LABS,
    MANAGEMENT_NETWORK,
    NEIGHBORS,
    Kind,
    LabError,
    check_edges,
    host_is,
    interfaces,
    kind_of,
    link,
    management_address,
    octet,
)
from waiting import wait_until

#: What must be there for a kind of node to run on the machine itself; an edge needs its daemon.
PROGRAMS: dict[Kind, str] = {"speaker": "usr/sbin/exabgp", "rpki": "usr/bin/stayrtr", "users": "usr/bin/bash"}


def up(only: Sequence[str] = (), vrps: Path | None = None, timeout_seconds: float = 90) -> Lab:
    """Start all nodes and return when every session is Established. ``only``: the edges (default: those with FRR).

    Raises LabError when a lab is already up, when something is missing, or when time is over.
    """
    state = state_folder()
    state.mkdir(parents=True, exist_ok=True)
    edges = check_edges(only or LABS["frr"])
    if (state / "lab.json").is_file() or any((state / "nodes").glob("*/process.json")):
        raise LabError("a lab is up, or was not taken down: run `lab.py down` first")
    for bridge in (BRIDGE, EXCHANGE_BRIDGE):
        if has_link(bridge):
            if namespaces.has_ports(bridge):
                raise LabError(f"a bridge {bridge} exists: another lab runs on this machine (see `lab.py shell` for a separate one)")
            # Its nodes were killed, and their links went with them.
            delete_link(bridge)
    roots = {name: root_of(name) for name in (*edges, *NEIGHBORS)}
    # It must be there before the first link, so that a failed start can be taken down.
    shutil.rmtree(state / "nodes", ignore_errors=True)
    _make_keys(state, edges)
    try:
        for name in roots:
            _prepare(state, name, edges, vrps or HERE / "data" / "vrps.json")
        with ThreadPoolExecutor() as pool:
            nodes = dict(
                zip(
                    roots,
                    pool.map(lambda name: _start(state, name, roots[name]), roots),
                    strict=True,
                )
            )
        _make_links(nodes, edges)
        lab = Lab(state, edges, nodes)
        _wait_ready_for_go(lab)
        for node in nodes:
            lab.run(node, ["touch", "/run/go"], check=True)
        record = {
            "edges": edges,
            "nodes": {name: (node.pid, node.start_ticks) for name, node in nodes.items()},
        }
        place(json.dumps(record).encode(), state / "lab.json")
        lab.wait_established(timeout=timeout_seconds)
        for edge in edges:
            _wait_ssh(lab, edge)
            daemon_of(edge).finish(lab, edge)
    except LabError as error:
        raise LabError(f"{error}; logs are in {state / 'nodes'}; `lab.py down` cleans up") from error
    return lab


def missing() -> str | None:
    """Return what this machine has not that a lab needs, and what to do; None when all is there."""
    if os.geteuid() != 0:
        return "needs root, or run it inside `lab/lab.py shell`"
    if subprocess.run([HERE / "packages.sh", "--check"], capture_output=True, check=False).returncode:
        return "needs the lab's Debian packages: make packages"
    try:
        trees.find_tree("trixie")
    except LabError:
        return "needs the Debian 13 tree: make tree"
    return None


def down() -> None:
    """Stop what `up` started. Does nothing when nothing is there; keys stay."""
    state = state_folder()
    for master in (state / "ssh").glob("*"):
        # A master connection into a network that is gone would swallow the next lab's logins.
        host(["ssh", "-o", f"ControlPath={master}", "-O", "exit", "lab"], check=False)
    records = list((state / "nodes").glob("*/process.json"))
    namespaces.stop(NodeProcess(*json.loads(record.read_text(encoding="utf-8"))) for record in records)
    # A dead network namespace is torn down later, at the kernel's leisure (more than 5 s were seen):
    # links with an end on the host go by name, or the next `up` meets them.
    owned = state / "links"
    if owned.is_file():
        for name in owned.read_text(encoding="utf-8").split():
            delete_link(name)
    for record in (*records, owned, state / "lab.json"):
        record.unlink(missing_ok=True)


def root_of(name: str) -> Path:
    """The tree a node runs on: the machine itself where it has the right daemons, else a Debian tree."""
    suite = EDGES[name].suite if name in EDGES else "trixie"
    if namespaces.is_rootless():
        # The machine's own mounts are locked in a user namespace: overlayfs refuses them.
        return trees.find_tree(suite)
    program = daemon_of(name).program if name in EDGES else PROGRAMS[kind_of(name)]
    if (name not in EDGES or host_is(suite)) and Path("/", program).exists():
        return Path("/")
    return trees.find_tree(suite)


def _make_keys(state: Path, edges: Sequence[str]) -> None:
    """A login key and a host key per edge, made once."""
    (state / "ssh").mkdir(mode=0o700, exist_ok=True)
    for name in ("id_ed25519", *(f"host_key_{edge}" for edge in edges)):
        if not (state / name).is_file():
            host(
                [
                    "ssh-keygen",
                    "-q",
                    "-t",
                    "ed25519",
                    "-N",
                    "",
                    "-C",
                    "lab",
                    "-f",
                    str(state / name),
                ]
            )
    lines = []
    for edge in EDGES:
        public = state / f"host_key_{edge}.pub"
        if public.is_file():
            kind, key, *_comment = public.read_text(encoding="utf-8").split()
            lines.append(f"{management_address(edge)} {kind} {key}\n")
    place("".join(lines).encode(), state / "known_hosts")


def _prepare(state: Path, name: str, edges: Sequence[str], vrps: Path) -> None:
    """Fill the folder that the node sees as /run/node."""
    shared = state / "nodes" / name
    shared.mkdir(parents=True)
    files: dict[str, bytes] = {"node_life.sh": (HERE / "nodes" / "node_life.sh").read_bytes()}
    kind = kind_of(name)
    if kind == "edge":
        files |= {file: text.encode() for file, text in daemon_of(name).files(name, edges).items()}
        files["daemon.sh"] = (HERE / "nodes" / f"{EDGES[name].daemon}.sh").read_bytes()
        files["nftables.conf"] = operator_nftables.NFTABLES.encode()
        files["authorized_keys"] = (state / "id_ed25519.pub").read_bytes()
        files["host_key"] = (state / f"host_key_{name}").read_bytes()
    elif kind == "rpki":
        files["vrps.json"] = vrps.read_bytes()
    elif kind == "speaker":
        files["exabgp.conf"] = speaker.configuration(name, edges).encode()
        for script in ("agent.py", "exabgp_patched.py"):
            files[script] = (HERE / "nodes" / script).read_bytes()
        files["received.jsonl"] = b""
    files["start"] = (HERE / "nodes" / f"{kind}.sh").read_bytes()
    for file, content in files.items():
        place(content, shared / file)
    if kind == "edge":
        (shared / "host_key").chmod(0o600)


def _start(state: Path, name: str, root: Path) -> NodeProcess:
    shared = state / "nodes" / name
    process = boot(name, root, shared, shared / "node.log")
    place(json.dumps([process.pid, process.start_ticks]).encode(), shared / "process.json")
    return process


def _make_links(nodes: Mapping[str, NodeProcess], edges: Sequence[str]) -> None:
    plan = {name: interfaces(name, edges) for name in nodes}
    bridged = {
        "mgmt": (BRIDGE, list(nodes)),
        "exchange": (EXCHANGE_BRIDGE, [name for name in nodes if "exchange" in plan[name]]),
    }
    ends = [f"{bridge}{octet(name)}" for bridge, names in bridged.values() for name in names]
    # Written first: a start that fails half-way can be taken down.
    place("\n".join([BRIDGE, EXCHANGE_BRIDGE, *ends]).encode(), state_folder() / "links")
    batch: list[str] = []
    for device, (bridge, names) in bridged.items():
        batch += [f"link add name {bridge} type bridge mcast_snooping 0", f"link set dev {bridge} up"]
        for name in names:
            end = f"{bridge}{octet(name)}"
            batch.append(f"link add name {end} type veth peer name {device} netns {nodes[name].pid}")
            batch.append(f"link set dev {end} master {bridge} up")
    batch.append(f"addr add {MANAGEMENT_NETWORK}.1/24 dev {BRIDGE}")
    # A link of its own has two ends; it is made from the end that comes first.
    pairs = {frozenset((name, device)): (name, device) for name in plan for device in plan[name] if device != "exchange"}
    for name, other in pairs.values():
        batch.append(f"link add name {other} netns {nodes[name].pid} type veth peer name {name} netns {nodes[other].pid}")
    host(["ip", "-batch", "-"], stdin="\n".join(batch) + "\n")
    for name, node in nodes.items():
        lines = ["link set dev lo up", f"addr add {management_address(name)}/24 dev mgmt", "link set dev mgmt up"]
        for device, others in plan[name].items():
            addresses = link(name, others[0]) if name in EDGES else link(others[0], name)
            for family in FAMILIES:
                own = addresses.edge_address(family) if name in EDGES else addresses.neighbor_address(family)
                # No duplicate address detection: daemons bind at once.
                lines.append(f"addr add {own}/{addresses.length(family)} dev {device}" + (" nodad" if family == "ipv6" else ""))
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

        wait_until(is_ready, 20, partial("node {} does not start".format, name))


def _wait_ssh(lab: Lab, edge: str) -> None:
    def answers() -> bool:
        try:
            with socket.create_connection((management_address(edge), 22), timeout=1) as connection:
                return connection.recv(4).startswith(b"SSH")
        except OSError:
            return False

    wait_until(answers, 20, lambda: f"{edge}: sshd does not answer")
