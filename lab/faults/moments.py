# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Deliveries that can be stopped at a moment, as their own ssh sees them, killed there, or let go on."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

import playbook
from topology import LabError
from waiting import wait_until

#: Where the collection keeps a delivery on the router.
BASE = "/var/lib/manrs-hardening"
#: Seconds that a delivery may need to get to a moment, or to its end, on a machine on which three labs run.
PATIENCE_SECONDS = 150


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment of a delivery: `before` or `after` a command that matches, the `number`th time. `name` reads behind "killed"."""

    name: str
    pattern: str
    when: str
    number: int = 1

    @property
    def key(self) -> str:
        return re.sub(r"\W+", "-", self.name)


FIRST_READ = Moment("before it reads the router", r".", "before")
FIRST_FILE = Moment("before it sends the first file", rf"cat > {BASE}/", "before")
TO_ARM = Moment("before it arms the timer", r"/arm\.sh /var", "before")
ARMED = Moment("after it armed the timer", r"/arm\.sh /var", "after")
TO_CONFIRM = Moment("before it confirms", r"/confirm\.sh /var", "before")
CONFIRMED = Moment("after it confirmed", r"/confirm\.sh /var", "after")


def before_stage(name: str) -> Moment:
    return Moment(f"before the stage {name!r}", rf"/stage\.sh [^ ]+ \w+ {name}\b", "before")


def after_stage(name: str) -> Moment:
    return Moment(f"after the stage {name!r}", rf"/stage\.sh [^ ]+ \w+ {name}\b", "after")


def clock_environment(python_path: str) -> dict[str, str]:
    """What makes a process see another time of day; what it measures by the monotonic clock stays right, as on a real machine.

    ``python_path``: its PYTHONPATH without that.
    """
    [library] = Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1")
    path = os.pathsep.join((str(Path(__file__).with_name("clock")), *filter(None, [python_path])))
    return {"LD_PRELOAD": str(library), "FAKETIME_DONT_FAKE_MONOTONIC": "1", "PYTHONPATH": path}


def with_children(pid: int) -> list[int]:
    """Return a process and all that come from it; Ansible's workers have sessions of their own."""
    parents: dict[int, list[int]] = {}
    for status in Path("/proc").glob("[0-9]*/status"):
        with suppress(OSError):
            words = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
            parents.setdefault(int(words["PPid"]), []).append(int(words["Pid"]))
    found, waiting = [], [pid]
    while waiting:
        found.append(waiting.pop())
        waiting += parents.get(found[-1], [])
    return found


class Delivery:
    """A playbook that runs, and its moments."""

    def __init__(
        self, name: str, variables: Mapping[str, object], moments: Sequence[Moment], *arguments: str, clock: str | None = None
    ) -> None:
        """``clock``: what its clock is off, such as +3d; `set_clock` changes it."""
        self.folder = Path(tempfile.mkdtemp(prefix="moments-", dir=playbook.work_folder()))
        told = [{"name": item.key, "pattern": item.pattern, "when": item.when, "number": item.number} for item in moments]
        (self.folder / "moments.json").write_text(json.dumps(told), encoding="utf-8")
        environment = playbook.environment()
        if clock is not None:
            self.set_clock(clock)
            environment |= clock_environment(environment.get("PYTHONPATH", ""))
            environment |= {"FAKETIME_TIMESTAMP_FILE": str(self.folder / "clock"), "FAKETIME_NO_CACHE": "1"}
        ssh = str(Path(__file__).with_name("paused_ssh.py"))
        self._log = (self.folder / "output").open("w+", encoding="utf-8")
        self.process = subprocess.Popen(
            playbook.command(name, variables, *arguments),
            cwd=playbook.work_folder(),
            env={**environment, "ANSIBLE_SSH_EXECUTABLE": ssh, "MANRS_MOMENTS": str(self.folder)},
            stdin=subprocess.DEVNULL,
            stdout=self._log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    def __enter__(self) -> Delivery:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.kill()
        self._log.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def output(self) -> str:
        """What it has said, its line breaks taken out: Ansible folds long messages."""
        return (self.folder / "output").read_text(encoding="utf-8", errors="replace")

    def set_clock(self, offset: str) -> None:
        """Set what the controller's clock is off."""
        (self.folder / "clock").write_text(f"{offset}\n", encoding="utf-8")

    def reach(self, moment: Moment) -> None:
        """Wait until it has stopped there."""

        def is_there() -> bool:
            if self.process.poll() is not None and not (self.folder / f"{moment.key}.reached").exists():
                raise LabError(f"the delivery ended, and never was {moment.name}:\n{self.output[-3000:]}")
            return (self.folder / f"{moment.key}.reached").exists()

        wait_until(is_there, PATIENCE_SECONDS, lambda: f"the delivery was never {moment.name}:\n{self.output[-3000:]}")

    def go_on(self, moment: Moment) -> None:
        """Let it go on from there."""
        (self.folder / f"{moment.key}.go").touch()

    def end(self, timeout: float = PATIENCE_SECONDS) -> tuple[int, str]:
        """Wait for its end; return exit code and what it said."""
        try:
            rc = self.process.wait(timeout)
        except subprocess.TimeoutExpired as error:
            raise LabError(f"the delivery does not end in {timeout:.0f} s:\n{self.output[-3000:]}") from error
        return rc, self.output

    def kill(self) -> None:
        """End it with its workers and their ssh, as a power cut does. Nothing when it has ended."""
        for pid in with_children(self.process.pid) if self.process.poll() is None else ():
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.wait()

    def kill_playbook(self) -> None:
        """End ansible-playbook alone: its worker goes on."""
        self.process.kill()
        self.process.wait()


@contextmanager
def stopped(
    moment: Moment, variables: Mapping[str, object], *arguments: str, name: str = "harden", clock: str | None = None
) -> Iterator[Delivery]:
    """Start a playbook and give it when it has stopped at the moment; what is left of it in the end is killed."""
    with Delivery(name, variables, [moment], *arguments, clock=clock) as delivery:
        delivery.reach(moment)
        yield delivery
