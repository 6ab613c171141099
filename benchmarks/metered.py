#!/usr/bin/env python3
# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a command needs, with everything that it starts, also what outlives it: seconds, seconds of CPU, memory.

    metered.py RESULT.json COMMAND...

Memory is what the processes have together at a time, shared pages counted once (proportional set size), looked at four times a second.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_PR_SET_CHILD_SUBREAPER = 36
_LOOK_SECONDS = 0.25


@dataclass(frozen=True, slots=True)
class Metered:
    """One run. ``seconds``: wall clock; ``cpu_seconds``: user and system, of all processes; ``output``: with what it printed as errors."""

    rc: int
    seconds: float
    cpu_seconds: float
    peak_mb: float
    output: str


def run(command: list[str], **more: Any) -> Metered:
    """Run a command under a meter of its own. ``more`` is for ``subprocess.run``."""
    result = Path(f"/tmp/metered.{os.getpid()}.{threading.get_ident()}")
    try:
        done = subprocess.run(
            [sys.executable, __file__, str(result), *command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            **more,
        )
        return Metered(done.returncode, output=done.stdout, **json.loads(result.read_text(encoding="utf-8")))
    finally:
        result.unlink(missing_ok=True)


def _tree(top: int) -> list[int]:
    """Return the processes below one, as they are now. Those of others are not looked at: there may be thousands."""
    found, new = [], [top]
    while new:
        new = [child for parent in new for child in _children(parent)]
        found += new
    return found


def _children(parent: int) -> list[int]:
    found: list[int] = []
    with suppress(OSError):
        for thread in Path(f"/proc/{parent}/task").iterdir():
            found += map(int, (thread / "children").read_text().split())
    return found


def _memory_kb(pid: int) -> int:
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0


def main(result: Path, command: list[str]) -> int:
    """Run the command; its exit code is ours."""
    if ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "a process that outlives its parent would not be counted")
    begin, peak, is_over = time.monotonic(), 0, threading.Event()
    process = subprocess.Popen(command)

    def watch() -> None:
        nonlocal peak
        while not is_over.wait(_LOOK_SECONDS):
            peak = max(peak, sum(_memory_kb(pid) for pid in _tree(os.getpid())))

    watcher = threading.Thread(target=watch)
    watcher.start()
    rc = process.wait()
    seconds = time.monotonic() - begin
    is_over.set()
    watcher.join()
    # What it left behind: it is ours now.
    for pid in _tree(os.getpid()):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGTERM)
    with suppress(ChildProcessError):
        while True:
            os.wait()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    told = {"seconds": seconds, "cpu_seconds": used.ru_utime + used.ru_stime, "peak_mb": peak / 1024}
    result.write_text(json.dumps(told), encoding="utf-8")
    return rc


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
