# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Start a command as PID 1 of new net, mount, pid, uts and ipc namespaces.

Usage: nsboot.py LOG COMMAND...; prints the outer pid when the namespaces exist. Not `unshare --fork`:
that of util-linux 2.38 died at random with "sigprocmask unblock failed". Python 3.11 has no os.unshare.
"""

from __future__ import annotations

import ctypes
import os
import sys

NEW_MOUNT, NEW_UTS, NEW_IPC, NEW_PID, NEW_NET = (
    0x20000,
    0x4000000,
    0x8000000,
    0x20000000,
    0x40000000,
)
PRIVATE_RECURSIVE = 0x40000 | 0x4000


def main(log: str, command: list[str]) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(NEW_MOUNT | NEW_UTS | NEW_IPC | NEW_PID | NEW_NET):
        raise OSError(ctypes.get_errno(), "unshare")
    # Without this, mounts of the node would spread to the host.
    if libc.mount(b"none", b"/", None, PRIVATE_RECURSIVE, None):
        raise OSError(ctypes.get_errno(), "make mounts private")
    output = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    empty = os.open("/dev/null", os.O_RDONLY)
    pid = os.fork()
    if pid == 0:
        os.setsid()
        os.dup2(empty, 0)
        os.dup2(output, 1)
        os.dup2(output, 2)
        # The caller's pipes and locks are not the node's.
        os.closerange(3, 256)
        os.execvp(command[0], command)
    print(pid, flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
