# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Virtual routers for playbooks: switched on, told what goes wrong, switched off.

    python -m virtual.power on FOLDER junos --port 18830 --config start.xml ...    # the arguments are the router's own
    python -m virtual.power tell FOLDER '{"do": "commit", "configuration": "..."}' # an order of its control channel; prints the answer
    python -m virtual.power tell-on-trial FOLDER '{"do": "restart"}'               # the same, at the moment a commit is on trial
    python -m virtual.power look FOLDER     # prints {"configuration": ..., "is_on_trial": ...}, of Junos also "locked_by" and "is_modified"
    python -m virtual.power off FOLDER

FOLDER is the router's ``--state``; it is new at each start.
"""

from __future__ import annotations

import argparse
import json
import shutil
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

from namespaces import NodeProcess, start_ticks, stop

from virtual.junos_control import Control

_SECONDS = 20.0


def on(folder: Path, kind: str, arguments: list[str]) -> None:
    """Start a router that outlives this process; return when its control channel is there."""
    off(folder)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", f"virtual.{kind}", "--state", str(folder), *arguments],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    (folder / "pid").write_text(f"{process.pid} {start_ticks(process.pid)}")
    end = time.monotonic() + _SECONDS
    while not (folder / "control").exists():
        if process.poll() is not None or time.monotonic() > end:
            off(folder)
            raise SystemExit(f"the router did not start:\n{(folder / 'log').read_text(errors='replace')[-2000:]}")
        time.sleep(0.05)


def off(folder: Path) -> None:
    """End the router of a folder, if there is one."""
    with suppress(OSError, ValueError):
        stop([NodeProcess(*map(int, (folder / "pid").read_text().split()))])
    (folder / "pid").unlink(missing_ok=True)


def tell(folder: Path, order: dict[str, object]) -> str:
    """Give an order on the control channel; return the answer."""
    control = folder / "control"
    if control.is_socket():
        with socket.socket(socket.AF_UNIX) as connection:
            connection.connect(str(control))
            connection.sendall(json.dumps(order).encode() + b"\n")
            return connection.makefile().readline().strip()
    return json.dumps(Control(folder).do(str(order.pop("do")), **order))


def look(folder: Path) -> dict[str, object]:
    """Return what a router has, and whether a commit is on trial."""
    if (folder / "control").is_socket():
        kept = json.loads((folder / "state.json").read_text())
        return {"configuration": kept["running"], "is_on_trial": kept["trial"] is not None}
    seen = Control(folder).do("look")
    return {"is_on_trial": seen["is_pending"], **{name: seen[name] for name in ("configuration", "locked_by", "is_modified")}}


def tell_on_trial(folder: Path, order: dict[str, object]) -> str:
    """Give an order as soon as a commit is on trial; while it waits, ``watched`` is in the folder.

    :raises SystemExit: none is for a minute.
    """
    end = time.monotonic() + 60
    (folder / "watched").touch()
    try:
        while not look(folder)["is_on_trial"]:
            if time.monotonic() > end:
                raise SystemExit("error: no commit was on trial")
            time.sleep(0.02)
    finally:
        (folder / "watched").unlink()
    return tell(folder, order)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("on", "off", "look", "tell", "tell-on-trial"))
    parser.add_argument("folder", type=Path)
    parser.add_argument("rest", nargs=argparse.REMAINDER)
    options = parser.parse_args()
    if options.what == "on":
        on(options.folder, options.rest[0], options.rest[1:])
    elif options.what == "off":
        off(options.folder)
    elif options.what == "look":
        print(json.dumps(look(options.folder)))
    else:
        give = tell if options.what == "tell" else tell_on_trial
        answer = give(options.folder, json.loads(options.rest[0]))
        print(answer)
        return 1 if answer.startswith("error") else 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
