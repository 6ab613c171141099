# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What bgpq4 makes of an IRR server's answers: the judge of ours."""

from __future__ import annotations

import ipaddress
import json
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from namespaces import host_environment
from topology import LabError


@dataclass(frozen=True, slots=True)
class Bgpq4:
    """bgpq4 on one server. Methods raise LabError when it fails or complains.

    It neither fails nor complains when a set or an ASN is unknown to the server: that is an empty answer.
    """

    port: int
    sources: Sequence[str]
    host: str = "127.0.0.1"
    timeout_seconds: float = 60

    def prefixes(self, *names: str, version: int) -> set[str]:
        """The prefixes of one family (4 or 6) of sets and ASNs, as Python writes them; not aggregated."""
        told = self._ask(f"-{version}", *names)
        return {str(ipaddress.ip_network(item["prefix"])) for item in told}

    def asns(self, *names: str) -> set[int]:
        """The ASNs of all levels of sets."""
        return set(self._ask("-t", *names))

    def command(self, *arguments: str) -> list[str]:
        """Its command line; private ASNs are taken."""
        return ["bgpq4", "-h", f"{self.host}:{self.port}", "-S", ",".join(self.sources), "-p", "-j", "-l", "found", *arguments]

    def _ask(self, *arguments: str) -> list[Any]:
        argv = self.command(*arguments)
        try:
            done = subprocess.run(argv, capture_output=True, text=True, check=False, env=host_environment(), timeout=self.timeout_seconds)
        except FileNotFoundError:
            raise LabError("bgpq4 is not installed: make packages") from None
        except subprocess.TimeoutExpired:
            raise LabError(f"{' '.join(argv)[:200]}: no end after {self.timeout_seconds:.0f} s") from None
        if done.returncode or done.stderr.strip():
            raise LabError(f"{' '.join(argv)[:200]}: rc {done.returncode}: {done.stderr.strip()[:500]}")
        found: list[Any] = json.loads(done.stdout)["found"]
        return found
