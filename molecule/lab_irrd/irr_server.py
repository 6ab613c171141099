#!/usr/bin/env python3
# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""An IRRd that outlives the command that starts it, and ends with `down`.

All its processes are in a PID namespace of their own: the end of the first one is the end of all. It starts nothing before
it is written down, so `down` finds whatever there is, and nothing else.
"""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import irr_world
from irrd import IrrdLab, families, missing
from namespaces import NodeProcess, host_environment, start_ticks, stop
from router_lab import place, state_folder
from topology import LabError

#: The whole world of the seed, but for the one set that is there for its size and takes most of the time to load.
SEED, LARGE_PREFIXES = 1, 1
TIMEOUT_SECONDS = 300
_SEPARATE = ["unshare", "--mount", "--ipc", "--pid", "--fork", "--kill-child", "--mount-proc"]
#: PostgreSQL's shared memory would stay where others see it.
_SET_UP = 'mount -t tmpfs tmpfs /dev/shm && exec "$@"'


def up(state: Path) -> None:
    """Start it, after the end of one that an earlier run left, and return when it answers; its port is in STATE/port."""
    down(state)
    if lacking := missing():
        raise LabError(lacking)
    state.mkdir(parents=True)
    # A socket's path must be short, and another user must get there.
    parent = Path(tempfile.mkdtemp(prefix="manrs-irr-server-", dir="/tmp"))
    parent.chmod(0o755)
    with (state / "log").open("wb") as log:
        process = subprocess.Popen(
            [*_SEPARATE, "sh", "-c", _SET_UP, "sh", sys.executable, __file__, "serve", str(state), str(parent)],
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=log,
            env=host_environment(),
            start_new_session=True,
        )
    record = {"pid": process.pid, "start_ticks": start_ticks(process.pid), "folder": str(parent)}
    place(json.dumps(record).encode(), state / "process.json")
    assert process.stdin is not None
    process.stdin.write(b"go\n")
    process.stdin.close()
    deadline = time.monotonic() + TIMEOUT_SECONDS
    while not (state / "port").is_file():
        if process.poll() is not None or time.monotonic() > deadline:
            what = "did not start" if process.poll() is None else f"ended with {process.returncode}"
            said = (state / "log").read_text(encoding="utf-8", errors="replace")[-3000:]
            down(state)
            raise LabError(f"the IRR server {what}:\n{said}")
        time.sleep(0.1)


def serve(state: Path, parent: Path) -> None:
    """Run it until somebody ends us. Nothing is started when who should have written us down is gone."""
    if sys.stdin.readline() != "go\n":
        return
    with IrrdLab(irr_world.make(SEED, large_prefixes=LARGE_PREFIXES).texts, parent=parent) as irrd:
        place(f"{irrd.port}\n".encode(), state / "port")
        print(f"port {irrd.port}; {irrd.times}", flush=True)
        while True:
            signal.pause()


def down(state: Path) -> None:
    """End it and remove what it wrote; fine when there is none."""
    record = state / "process.json"
    if record.is_file():
        told = json.loads(record.read_text(encoding="utf-8"))
        first = NodeProcess(told["pid"], told["start_ticks"])
        ticks = {pid: start_ticks(pid) for pid in (families(first.pid) if first.is_alive else ())}
        stop([first])
        deadline = time.monotonic() + 20
        # The kernel ends the others; until then they may write.
        while any(start and NodeProcess(pid, start).is_alive for pid, start in ticks.items()):
            if time.monotonic() > deadline:
                raise LabError(f"processes of pid {first.pid} do not end")
            time.sleep(0.02)
        shutil.rmtree(told["folder"], ignore_errors=True)
    shutil.rmtree(state, ignore_errors=True)


def main(arguments: list[str]) -> None:
    state = state_folder() / "irr_server"
    match arguments:
        case ["up"]:
            up(state)
        case ["down"]:
            down(state)
        case ["serve", folder, parent]:
            serve(Path(folder), Path(parent))
        case _:
            raise LabError("write up or down")


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except LabError as error:
        sys.exit(f"irr_server: {error}")
