# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Deliver to the lab's routers without SSH in between, for what takes many deliveries."""

from __future__ import annotations

import shlex
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass

from ansible_collections.manrs.hardening.plugins.plugin_utils.delivery.transports.ansible_shell import in_one_go
from ansible_collections.manrs.hardening.plugins.plugin_utils.delivery.transports.transport import Answer, TransportError
from router_lab import Lab


@dataclass(frozen=True, slots=True)
class LabShell:
    """The engine's Transport to one edge of the lab."""

    lab: Lab
    edge: str

    def run(self, command: str, timeout_seconds: float = 60.0) -> Answer:
        done = self.lab.run(self.edge, command, timeout=timeout_seconds)
        return Answer(done.returncode, done.stdout, done.stderr)

    def run_all(self, commands: Sequence[tuple[str, float]]) -> list[Answer]:
        return in_one_go(self.run, commands)

    def put(self, path: str, content: str) -> None:
        folder = path.rsplit("/", 1)[0]
        done: subprocess.CompletedProcess[str] = self.lab.run(
            self.edge, f"umask 077; mkdir -p {shlex.quote(folder)} && cat > {shlex.quote(path)}", stdin=content
        )
        if done.returncode:
            raise TransportError(done.stderr)

    def fresh(self) -> LabShell:
        return LabShell(self.lab, self.edge)

    def close(self) -> None:
        """Nothing is open."""
