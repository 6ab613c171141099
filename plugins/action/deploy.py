# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Deliver a policy to a router; options and return values are in the module of the same name."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml
from ansible.errors import AnsibleActionFail

from ..modules.deploy import DOCUMENTATION
from ..plugin_utils.engine_action import EngineAction

try:
    from ..plugin_utils.delivery.deliver import DeliveryError, Options, Result, deliver, look_again, release, roll_back
    from ..plugin_utils.delivery.records import RecordError
    from ..plugin_utils.delivery.transports.transport import TransportError
    from ..plugin_utils.host_policy import HOST_ERRORS, host_policy
    from ..plugin_utils.passed_on import passed_on
    from ..plugin_utils.platforms import platform
    from ..plugin_utils.policy.digest import policy_digest
    from ..plugin_utils.router_way import network_os, router_way
except ImportError as error:
    MISSING: ImportError | None = error
else:
    MISSING = None

#: What a terminal shows of a change; the record has all of it.
SHOWN_LINES = 400


def _shown(text: str) -> str:
    lines = text.splitlines(keepends=True)
    if len(lines) <= SHOWN_LINES:
        return text
    return "".join(lines[:SHOWN_LINES]) + f"... {len(lines) - SHOWN_LINES} more lines, whole in the record\n"


def _approved(given: object, host: str) -> str | None:
    """Return the digest that was approved for a host. ``given``: a file, or what such a file holds."""
    if given is None:
        return None
    digests, where = given, "the mapping"
    if isinstance(given, str):
        where = given
        try:
            digests = yaml.safe_load(Path(given).expanduser().read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
            raise AnsibleActionFail(f"approved: {given} cannot be read: {error}") from None
    mine = digests.get(host) if isinstance(digests, dict) else None
    digest = mine.get("digest") if isinstance(mine, dict) else mine
    if not isinstance(digest, str):
        raise AnsibleActionFail(
            f"approved: {where} names no digest for {host}; run with --check and approve its plan_digest, or the policy_digest of render"
        )
    return digest


def _report(told: Result) -> list[str]:
    """Return what people should read, one line each, the worst first."""
    worst_first = sorted(told.findings, key=lambda item: item.severity != "critical")
    lines = [f"{item.severity}: {item.where}: {item.what}; {item.remedy}" for item in worst_first]
    return lines + [f"substituted: {text}" for text in told.substitutions]


class ActionModule(EngineAction):
    """The action of ``manrs.hardening.deploy``."""

    documentation = DOCUMENTATION
    missing = MISSING
    _supports_diff = True

    def run(self, tmp: str | None = None, task_vars: dict[str, Any] | None = None) -> dict[str, Any]:
        """Plan, and unless in check mode deliver."""
        result, options = self.begin(tmp, task_vars)
        variables = task_vars or {}
        host = str(variables["inventory_hostname"])
        try:
            if options["state"] == "watched":
                return result | self._watch(variables, options)
            told = self._deliver(variables, options, host)
        except (*HOST_ERRORS, RecordError, DeliveryError, TransportError) as error:
            raise AnsibleActionFail(str(error)) from None
        result.update(
            changed=told.is_changed,
            plan=list(told.summary),
            findings=[item.described() for item in told.findings],
            substitutions=list(told.substitutions),
            report=_report(told),
            change=told.change,
            record=str(told.record or ""),
            policy_digest=told.policy_digest,
            plan_digest=told.plan_digest,
        )
        result |= passed_on(host, told.plan_digest, told.change, told.summary, [item.severity for item in told.findings])
        if self._task.diff and told.is_changed:
            plan = "".join(f"{line}\n" for line in told.summary)
            result["diff"] = [{"prepared": plan}, {"before": _shown(told.before), "after": _shown(told.after)}]
        return result

    def _watch(self, variables: dict[str, Any], options: dict[str, Any]) -> dict[str, Any]:
        host = str(self._task.delegate_to or variables["inventory_hostname"])
        theirs = variables["hostvars"][host]
        router = platform(network_os(self, theirs))
        with router_way(self, theirs, host, theirs) as way:
            worse = look_again(host, router, way, Path(options["records"]).expanduser().absolute())
        if worse:
            raise AnsibleActionFail(f"{host}: worse than its last delivery left it: {'; '.join(worse)}; look at it before you go on")
        return {"changed": False}

    def _deliver(self, variables: dict[str, Any], options: dict[str, Any], host: str) -> Result:
        router = platform(network_os(self, variables))
        now = datetime.now(UTC)
        # A worker outlives an ansible-playbook that was killed. Its parent changes then.
        controller = os.getppid()
        how = Options(
            is_check=self._task.check_mode,
            timer_seconds=options["confirm_timeout"],
            settle_seconds=options["settle_timeout"],
            approved_digest=_approved(options["approved"], host),
            allow_reset=options["allow_reset"],
            is_wanted=lambda: os.getppid() == controller,
        )
        records = Path(options["records"]).expanduser().absolute()
        if options["state"] == "rolled_back":
            with router_way(self, variables, host, variables["hostvars"][host]) as way:
                return roll_back(host, router, way, options["record"], how, records, now)
        if options["state"] == "released":
            with router_way(self, variables, host, variables["hostvars"][host]) as way:
                return release(host, router, way, how, records, now)
        mine = host_policy(
            variables,
            self._templar,
            options["snapshot"],
            now,
            options["without"],
            options["only"],
            options["accepted"],
            options["scopes"],
        )
        declared = policy_digest(mine.compile_without_router()) if how.approved_digest is not None else ""
        how = replace(how, freeze=mine.intent.freeze, declared_digest=declared)
        with router_way(self, variables, host, variables["hostvars"][host]) as way:
            return deliver(host, router, way, mine.compile, mine.snapshot.rov, how, records, now)
