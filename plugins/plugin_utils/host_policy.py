# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""From one host's variables and the snapshot to its policy: what the actions that look at one router share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from .ansible_variables import manrs_variables
from .intent.models import HostIntent
from .intent.validate import IntentError, host_intent
from .model.policies import Policy, PolicyError
from .platforms.contract import PlatformError
from .policy.compile import compile_policy
from .policy.controls import CONTROLS
from .policy.named_sets import Known
from .registry.snapshot import Snapshot, SnapshotError, load_snapshot

#: What can be wrong before a router is contacted.
HOST_ERRORS = (IntentError, SnapshotError, PolicyError, PlatformError)


@dataclass(frozen=True, slots=True)
class HostPolicy:
    """One host's intent and snapshot, ready to compile."""

    intent: HostIntent
    snapshot: Snapshot
    without: frozenset[str]
    only: tuple[str, ...]

    def compile(self, known: Known) -> Policy:
        """Return the policy; ``known``: what runs on the router that it depends on."""
        return compile_policy(self.intent, self.snapshot, known, self.without, self.only)


def host_policy(
    variables: Mapping[str, Any], templar: Any, folder: str, now: datetime, without: Sequence[str], only: Sequence[str] = ()
) -> HostPolicy:
    """Validate the host's intent and load its snapshot. Nothing is contacted.

    :param without: controls to leave out. ``only``: names of the neighbors that the run is limited to.
    :raises IntentError: the variables are wrong.
    :raises SnapshotError: the snapshot is not usable for this host.
    """
    host = str(variables["inventory_hostname"])
    unknown = sorted(set(without) - CONTROLS.keys())
    if unknown:
        raise IntentError([f"{host}: without: {', '.join(unknown)} is no control; known are {', '.join(CONTROLS)}"])
    intent = host_intent(manrs_variables(variables, templar, host), host, now.date())
    snapshot = load_snapshot(Path(folder), host, now, intent.registry.max_age_hours)
    return HostPolicy(intent, snapshot, frozenset(without), tuple(only))
