#!/usr/bin/env python3
# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Make a snapshot, or deliver it to an edge of the lab that runs, and print what that took; a process of its own each time.

The delivery is the one that the collection's action makes, with nothing left out; a watch at its shell and at its named
moments tells the phases apart. Options and snapshot are read from files, as on a controller.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
import time
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / ".build"), str(HERE.parent / "lab")]

import ten_customers  # noqa: E402
from ansible_collections.manrs.hardening.plugins.plugin_utils.delivery.deliver import Options, deliver  # noqa: E402
from ansible_collections.manrs.hardening.plugins.plugin_utils.delivery.transports.shell import Answer, Shell  # noqa: E402
from ansible_collections.manrs.hardening.plugins.plugin_utils.intent.validate import host_intent  # noqa: E402
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.rov import RovTable  # noqa: E402
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms import platform  # noqa: E402
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.compile import compile_policy  # noqa: E402
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.snapshot import load_snapshot  # noqa: E402
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.snapshot_making import make_snapshot  # noqa: E402
from lab_shell import LabShell  # noqa: E402
from router_lab import Lab  # noqa: E402
from topology import EDGES  # noqa: E402

#: In order; ``plan`` has all that the controller itself does before it writes, ``apply`` ends when the router was read back.
PHASES = ("read", "plan", "transfer", "apply", "health", "confirm")


@dataclass
class Watch:
    """When the router was asked, when files were sent, and when the delivery came to its named moments. Seconds of one clock."""

    begin: float = field(default_factory=time.monotonic)
    asked: list[tuple[float, float]] = field(default_factory=list)
    sent: list[tuple[float, float]] = field(default_factory=list)
    moments: dict[str, float] = field(default_factory=dict)

    def at(self, moment: str) -> None:
        self.moments[moment] = time.monotonic()

    def phases(self, end: float) -> dict[str, float]:
        """Return the seconds of each phase of a delivery that ended then; of one without changes: read and plan."""
        first_sent, last_sent = (self.sent[0][0], self.sent[-1][1]) if self.sent else (end, end)
        read = sum(finish - begin for begin, finish in self.asked if finish <= first_sent)
        found = {"read": read, "plan": first_sent - self.begin - read}
        if self.sent:
            healthy = self.moments["healthy"]
            *_, applied = (moment for name, moment in self.moments.items() if name != "healthy")
            found |= {
                "transfer": last_sent - first_sent,
                "apply": applied - last_sent,
                "health": healthy - applied,
                "confirm": end - healthy,
            }
        return found


@dataclass(frozen=True)
class WatchedShell:
    """A shell under a watch."""

    shell: Shell
    watch: Watch

    def run(self, command: str, timeout_seconds: float = 60.0) -> Answer:
        begin = time.monotonic()
        try:
            return self.shell.run(command, timeout_seconds)
        finally:
            self.watch.asked.append((begin, time.monotonic()))

    def put(self, path: str, content: str) -> None:
        begin = time.monotonic()
        self.shell.put(path, content)
        self.watch.sent.append((begin, time.monotonic()))

    def fresh(self) -> WatchedShell:
        return WatchedShell(self.shell.fresh(), self.watch)


def make(variables: dict[str, Any], folder: Path) -> dict[str, object]:
    """Make the snapshot of these hosts."""
    intents = {edge: host_intent(told, edge, date.today()) for edge, told in variables.items()}
    summary = make_snapshot(intents, folder, datetime.now(UTC))
    return {"changes": summary.changes, "findings": [item.what for item in summary.findings if item.severity == "critical"]}


def deliver_to(edge: str, variables: dict[str, Any], folder: Path) -> dict[str, object]:
    """Deliver a snapshot to an edge of the lab that runs."""
    watch = Watch()
    now = datetime.now(UTC)
    intent = host_intent(variables[edge], edge, date.today())
    snapshot = load_snapshot(folder, edge, now, intent.registry)
    shell = WatchedShell(LabShell(Lab.load(), edge), watch)
    options = Options(timer_seconds=900, settle_seconds=120, at=watch.at)
    with tempfile.TemporaryDirectory(prefix="manrs-bench-") as records:
        result = deliver(
            edge,
            platform(EDGES[edge].daemon),
            shell,
            lambda known: compile_policy(intent, snapshot, known),
            RovTable(snapshot.vrps),
            options,
            Path(records),
            now,
        )
        phases = watch.phases(time.monotonic())
    held_back = [f"{item.where}: {item.what}" for item in result.findings if item.severity == "critical"]
    return {"is_changed": result.is_changed, "phases": phases, "critical": held_back, "summary": result.summary}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("variables", type=Path, help="JSON: the variables of each edge")
    parser.add_argument("folder", type=Path, help="the snapshot")
    parser.add_argument("--to", metavar="EDGE", help="deliver it to this edge (without: make it)")
    options = parser.parse_args()
    ten_customers.join_lab()
    variables = json.loads(options.variables.read_text(encoding="utf-8"))
    told = deliver_to(options.to, variables, options.folder) if options.to else make(variables, options.folder)
    # Not ru_maxrss: it counts the process that this one was forked from.
    status = Path("/proc/self/status").read_text(encoding="ascii")
    print(json.dumps({**told, "peak_mb": int(re.findall(r"VmHWM:\s+(\d+) kB", status)[0]) / 1024}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
