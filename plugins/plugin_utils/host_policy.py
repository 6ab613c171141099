# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""From one host's variables and the snapshot to its policy: what the actions that look at one router share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

from .ansible_variables import manrs_variables
from .intent.models import HostIntent
from .intent.validate import IntentError, host_intent
from .model.controls import STAGED
from .model.policies import Policy, PolicyError
from .platforms.contract import PlatformError
from .policy.compile import SCOPES, compile_policy
from .policy.guards import Acceptance
from .policy.named_sets import Known, Run
from .registry.snapshot import Snapshot, load_snapshot
from .registry.snapshot_format import SnapshotError

#: What can be wrong before a router is contacted.
HOST_ERRORS = (IntentError, SnapshotError, PolicyError, PlatformError)


@dataclass(frozen=True, slots=True)
class HostPolicy:
    """One host's intent and snapshot, ready to compile."""

    intent: HostIntent
    snapshot: Snapshot
    without: frozenset[str]
    only: tuple[str, ...]
    run: Run
    scopes: frozenset[str] = SCOPES

    def compile(self, known: Known) -> Policy:
        """Return the policy; ``known``: what of the router it depends on."""
        return compile_policy(self.intent, self.snapshot, known, self.without, self.only, self.run, self.scopes)

    def compile_without_router(self) -> Policy:
        """Return what a router would get that has nothing of ours; it depends on intent and snapshot alone, not on the day."""
        return compile_policy(self.intent, self.snapshot, Known(), self.without, self.only, scopes=self.scopes)


def _acceptances(path: str) -> frozenset[Acceptance]:
    """Read the file of accepted changes: a list of mappings with host, neighbor, old and new."""
    try:
        told = yaml.safe_load(Path(path).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise IntentError([f"accepted: {path} cannot be read: {error}"]) from error
    found = set()
    for number, item in enumerate(told if isinstance(told, list) else [told]):
        keys = ("host", "neighbor", "old", "new")
        if not isinstance(item, dict) or set(item) != set(keys) or not all(isinstance(item[key], str) for key in keys):
            raise IntentError(
                [f"accepted: {path}[{number}]: write host, neighbor, old and new, in quotes, as the finding of the run shows them"]
            )
        found.add(Acceptance(*(item[key] for key in keys)))
    return frozenset(found)


def fleet_intents(hostvars: Mapping[str, Mapping[str, Any]], templar: Any, hosts: Sequence[str], now: datetime) -> dict[str, HostIntent]:
    """Validate the intent of several hosts.

    :raises IntentError: with every mistake of every host.
    """
    intents: dict[str, HostIntent] = {}
    problems: list[str] = []
    for host in hosts:
        try:
            intents[host] = host_intent(manrs_variables(hostvars[host], templar, host), host, now.date())
        except IntentError as error:
            problems += error.problems
    if problems:
        raise IntentError(["the intent is wrong, nothing was asked or changed:", *problems])
    return intents


def host_policy(
    variables: Mapping[str, Any],
    templar: Any,
    folder: str,
    now: datetime,
    without: Sequence[str],
    only: Sequence[str] = (),
    accepted: str | None = None,
    scopes: Sequence[str] = tuple(SCOPES),
) -> HostPolicy:
    """Validate the host's intent and load its snapshot. Nothing is contacted.

    :param without: controls to leave out. ``only``: names of the neighbors that the run is limited to. ``accepted``: the file
        of big changes that somebody accepted. ``scopes``: what of the policy the run is for.
    :raises IntentError: the variables are wrong.
    :raises SnapshotError: the snapshot is not usable for this host.
    """
    host = str(variables["inventory_hostname"])
    unknown = sorted(set(without) - STAGED.keys())
    if unknown:
        raise IntentError([f"{host}: without: {', '.join(unknown)} is no control; known are {', '.join(STAGED)}"])
    intent = host_intent(manrs_variables(variables, templar, host), host, now.date())
    snapshot = load_snapshot(Path(folder), host, now, intent.registry)
    run = Run(now, _acceptances(accepted) if accepted else frozenset())
    return HostPolicy(intent, snapshot, frozenset(without), tuple(only), run, frozenset(scopes))
