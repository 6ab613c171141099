# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Run by ExaBGP inside a node: command lines go in from a FIFO, everything received goes out to a log.

Only the standard library, and nothing of the lab: the node may be another Debian release.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time

SHARED = "/run/node"


def pass_commands() -> None:
    # Opened for both directions: the FIFO stays open when a writer leaves.
    fifo = os.open(f"{SHARED}/commands", os.O_RDWR)
    with os.fdopen(fifo, "rb") as commands:
        for line in commands:
            sys.stdout.buffer.write(line)
            sys.stdout.buffer.flush()


def main() -> None:
    with open(f"{SHARED}/received.jsonl", "ab", buffering=0) as log:
        # The sessions of an ExaBGP that ended without a word are down.
        log.write(json.dumps({"type": "start", "time": time.time()}).encode() + b"\n")
        threading.Thread(target=pass_commands, daemon=True).start()
        for line in sys.stdin.buffer:
            if line.startswith(b"{"):
                log.write(line)


if __name__ == "__main__":
    main()
