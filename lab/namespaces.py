# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Nodes as Linux namespaces: start, enter, stop; and the links between them."""

from __future__ import annotations

import ctypes
import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from topology import LabError

HERE = Path(__file__).resolve().parent
MAP_IDS = ("--map-root-user", "--map-auto")
"""Options of unshare: root and, unlike with --map-root-user alone, the many other uids that daemons run as."""

CLONE_NEWNET = 0x40000000
"""Of setns(2): the namespace is a network."""
NODE_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"


@dataclass(frozen=True, slots=True)
class NodeProcess:
    """PID 1 of a node as the host sees it; the start time tells it from a later process of that number."""

    pid: int
    start_ticks: int

    @property
    def is_alive(self) -> bool:
        return start_ticks(self.pid) == self.start_ticks


def start_ticks(pid: int) -> int | None:
    """Start time of a live process in clock ticks since boot; None when it is gone or a zombie."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except OSError:
        return None
    fields = stat.rpartition(")")[2].split()
    return None if fields[0] in "ZX" else int(fields[19])


def is_rootless() -> bool:
    """Whether we are root of a user namespace only: uid 0 here is another uid outside."""
    inside, outside, _count = Path("/proc/self/uid_map").read_text(encoding="utf-8").splitlines()[0].split()
    return inside != outside or _count != "4294967295"


def host_environment() -> dict[str, str]:
    """The caller's environment with the system's own tools in reach."""
    return {**os.environ, "PATH": f"{os.environ.get('PATH', '')}:{NODE_PATH}"}


def host(argv: Sequence[str], *, stdin: str | None = None, check: bool = True) -> subprocess.CompletedProcess[str]:
    """Run a command on the host side."""
    done = subprocess.run(
        argv,
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
        env=host_environment(),
    )
    if check and done.returncode:
        raise LabError(f"{' '.join(argv)}: {done.stderr.strip() or done.stdout.strip()}")
    return done


def boot(name: str, root: Path, shared: Path, log: Path) -> NodeProcess:
    """Start a node on an overlay of `root`; its folder `shared` is /run/node inside."""
    overlay_options = ",userxattr" if is_rootless() else ""
    init = [
        "bash",
        str(HERE / "nodes" / "node_init.sh"),
        name,
        str(root),
        str(shared),
        overlay_options,
    ]
    done = host([sys.executable, str(HERE / "nsboot.py"), str(log), *init])
    pid = int(done.stdout)
    ticks = start_ticks(pid)
    if ticks is None:
        raise LabError(f"node {name} ended at once: {log.read_text(encoding='utf-8').strip()}")
    return NodeProcess(pid, ticks)


def stop(processes: Iterable[NodeProcess], *, timeout_seconds: float = 20) -> None:
    """Kill each PID 1 that is still the one we started; the kernel takes the rest of the node down."""
    waiting = [process for process in processes if process.is_alive]
    for process in waiting:
        os.kill(process.pid, signal.SIGKILL)
    deadline = time.monotonic() + timeout_seconds
    while waiting := [process for process in waiting if process.is_alive]:
        if time.monotonic() > deadline:
            raise LabError(f"pid {waiting[0].pid} does not end")
        time.sleep(0.02)


def enter_command(process: NodeProcess, argv: Sequence[str]) -> list[str]:
    """The command line that runs `argv` inside a node."""
    if not process.is_alive:
        raise LabError(f"the node of pid {process.pid} is gone: run `lab.py down`, then `up`")
    return [
        "nsenter",
        "-t",
        str(process.pid),
        "-n",
        "-m",
        "-p",
        "-u",
        "-i",
        "-r",
        "-w",
        "--",
        *argv,
    ]


def node_environment() -> dict[str, str]:
    return {
        "PATH": NODE_PATH,
        "HOME": "/root",
        "LC_ALL": "C.UTF-8",
        "TERM": os.environ.get("TERM", "dumb"),
    }


def configure_links(process: NodeProcess, batch: Iterable[str]) -> None:
    """Run lines of `ip -batch` in a node's network, with the host's ip."""
    text = "\n".join(batch) + "\n"
    host(["nsenter", "-t", str(process.pid), "-n", "--", "ip", "-batch", "-"], stdin=text)


def packet_socket(process: NodeProcess, device: str, kind: socket.SocketKind, protocol: int = 0) -> socket.socket:
    """A packet socket (packet(7)) of our own process at a node's interface; without a protocol it receives nothing.

    A thread enters the node's network and opens it, and ends: no thread of ours stays there. Python has setns from 3.12 on.
    """

    def enter_and_open() -> socket.socket:
        libc = ctypes.CDLL(None, use_errno=True)
        with open(f"/proc/{process.pid}/ns/net", "rb") as network:
            if libc.setns(network.fileno(), CLONE_NEWNET):
                raise LabError(f"the network of pid {process.pid}: {os.strerror(ctypes.get_errno())}")
        # Only bind names the protocol: before it, packets of all interfaces would come.
        opened = socket.socket(socket.AF_PACKET, kind, 0)
        opened.bind((device, protocol))
        return opened

    if not process.is_alive:
        raise LabError(f"the node of pid {process.pid} is gone: run `lab.py down`, then `up`")
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(enter_and_open).result()


def has_link(name: str) -> bool:
    """Whether the host side has this link; asked of the kernel, since /sys may show another namespace."""
    return host(["ip", "link", "show", "dev", name], check=False).returncode == 0


def has_ports(bridge: str) -> bool:
    """Whether links are attached to a bridge."""
    return bool(host(["ip", "link", "show", "master", bridge], check=False).stdout.strip())


def delete_link(name: str) -> None:
    """Delete a link of ours if it is there."""
    # A namespace that is just being torn down may have taken it: not an error.
    host(["ip", "link", "del", "dev", name], check=False)


def separate_shell(command: Sequence[str]) -> int:
    """Run a command as root of a network of its own, gone when the command ends; without root, in a user namespace too.

    Raises LabError when another one uses the same state folder.
    """
    state = Path(os.environ.get("MANRS_LAB_STATE") or HERE.parent / ".lab-shell").resolve()
    state.mkdir(parents=True, exist_ok=True)
    with open(state / "lock", "w", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise LabError(
                f"another lab shell uses {state} (a `make test`, `demo`, `verdicts` or `bench`): wait for its end, or set MANRS_LAB_STATE"
            ) from error
        # What an ended shell left written names processes and links that ended with it.
        for left in (*state.glob("nodes/*/process.json"), state / "links", state / "lab.json"):
            left.unlink(missing_ok=True)
        wrapped = ["unshare", "--net", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc"]
        if os.geteuid() != 0:
            wrapped += MAP_IDS
        set_up = 'ip link set dev lo up && exec "$@"'
        return subprocess.run(
            [*wrapped, "sh", "-c", set_up, "sh", *command],
            check=False,
            env={**host_environment(), "MANRS_LAB_STATE": str(state)},
        ).returncode
