# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Deliver a policy to a router; options and return values are in the module of the same name."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import yaml
from ansible.errors import AnsibleActionFail
from ansible.plugins.action import ActionBase

from ..modules.deploy import DOCUMENTATION
from ..plugin_utils.module_options import argument_spec

try:
    from ..plugin_utils.ansible_variables import connection_parameters
    from ..plugin_utils.delivery.deliver import DeliveryError, Options, Result, deliver, look_again, release, roll_back
    from ..plugin_utils.delivery.records import RecordError
    from ..plugin_utils.delivery.transports.ansible_shell import ansible_shell
    from ..plugin_utils.delivery.transports.transport import Transport, TransportError
    from ..plugin_utils.host_policy import HOST_ERRORS, host_policy
    from ..plugin_utils.model.rov import RovTable
    from ..plugin_utils.platforms import SHELL, platform, transport
except ImportError as error:
    MISSING: ImportError | None = error
else:
    MISSING = None

#: A platform's transport -> the class of its session. Imported where there is such a router: the libraries take a second to load.
SESSIONS = {
    "eos": ("eos_session", "EosSession"),
    "iosxe": ("iosxe_session", "IosXeSession"),
    "iosxr": ("iosxr_session", "IosXrSession"),
    "junos": ("junos_session", "JunosSession"),
    "routeros": ("routeros_session", "RouterOsSession"),
}

#: What a terminal shows of a change; the record has all of it.
SHOWN_LINES = 400


def _shown(text: str) -> str:
    lines = text.splitlines(keepends=True)
    if len(lines) <= SHOWN_LINES:
        return text
    return "".join(lines[:SHOWN_LINES]) + f"... {len(lines) - SHOWN_LINES} more lines, whole in the record\n"


def _approved(path: str | None, host: str) -> str | None:
    if path is None:
        return None
    try:
        digests = yaml.safe_load(Path(path).read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise AnsibleActionFail(f"approved: {path} cannot be read: {error}") from None
    if not isinstance(digests, dict) or host not in digests:
        raise AnsibleActionFail(f"approved: {path} names no plan digest for {host}; run with --check and approve its plan_digest")
    return str(digests[host])


def _report(told: Result) -> list[str]:
    """Return what people should read, one line each, the worst first."""
    worst_first = sorted(told.findings, key=lambda item: item.severity != "critical")
    lines = [f"{item.severity}: {item.where}: {item.what}; {item.remedy}" for item in worst_first]
    return lines + [f"substituted: {text}" for text in told.substitutions]


class ActionModule(ActionBase):
    """The action of ``manrs.hardening.deploy``."""

    _supports_check_mode = True
    _supports_diff = True

    def run(self, tmp: str | None = None, task_vars: dict[str, Any] | None = None) -> dict[str, Any]:
        """Plan, and unless in check mode deliver."""
        result = super().run(tmp, task_vars)
        _, options = self.validate_argument_spec(argument_spec(DOCUMENTATION))
        if MISSING:
            raise AnsibleActionFail(f"the Python package {MISSING.name} is missing on the controller; pip install {MISSING.name}")
        variables = task_vars or {}
        try:
            if options["state"] == "watched":
                return result | self._watch(variables, options)
            told = self._deliver(variables, options, str(variables["inventory_hostname"]))
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
        if self._task.diff and told.is_changed:
            plan = "".join(f"{line}\n" for line in told.summary)
            result["diff"] = [{"prepared": plan}, {"before": _shown(told.before), "after": _shown(told.after)}]
        return result

    def _watch(self, variables: dict[str, Any], options: dict[str, Any]) -> dict[str, Any]:
        host = str(self._task.delegate_to or variables["inventory_hostname"])
        theirs = variables["hostvars"][host]
        network_os = self._network_os(theirs)
        router = platform(network_os)
        with self._way(network_os, theirs, host, theirs) as way:
            worse = look_again(host, router, way, Path(options["records"]).expanduser().absolute())
        if worse:
            raise AnsibleActionFail(f"{host}: worse than its last delivery left it: {'; '.join(worse)}; look at it before you go on")
        return {"changed": False}

    def _deliver(self, variables: dict[str, Any], options: dict[str, Any], host: str) -> Result:
        network_os = self._network_os(variables)
        router = platform(network_os)
        now = datetime.now(UTC)
        # A worker outlives an ansible-playbook that was killed. Its parent changes then.
        controller = os.getppid()
        how = Options(
            is_check=self._task.check_mode,
            timer_seconds=options["confirm_timeout"],
            settle_seconds=options["settle_timeout"],
            approved_plan_digest=_approved(options["approved"], host),
            allow_reset=options["allow_reset"],
            is_wanted=lambda: os.getppid() == controller,
        )
        records = Path(options["records"]).expanduser().absolute()
        if options["state"] == "rolled_back":
            with self._way(network_os, variables, host, variables["hostvars"][host]) as way:
                return roll_back(host, router, way, options["record"], how, records, now)
        if options["state"] == "released":
            with self._way(network_os, variables, host, variables["hostvars"][host]) as way:
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
        how = replace(how, freeze=mine.intent.freeze)
        with self._way(network_os, variables, host, variables["hostvars"][host]) as way:
            return deliver(host, router, way, mine.compile, RovTable(mine.snapshot.vrps), how, records, now)

    def _network_os(self, variables: Mapping[str, Any]) -> str:
        return str(self._templar.template(variables.get("ansible_network_os", "")))

    @contextmanager
    def _way(self, network_os: str, variables: Mapping[str, Any], host: str, inventory: Mapping[str, Any]) -> Iterator[Transport]:
        """Give the way to a router: Ansible's own connection to a shell, else a session of the OS's library.

        :param variables: the task's. ``inventory``: the host's own: ours runs by a local connection there, and which protocol
            ansible_port belongs to is said by the inventory's.
        """
        if transport(network_os) != SHELL:
            module, name = SESSIONS[transport(network_os)]
            session = getattr(import_module(f"..plugin_utils.delivery.transports.{module}", __package__), name)
            theirs = {**variables, "ansible_connection": inventory.get("ansible_connection", "")}
            yield session(connection_parameters(theirs, self._templar, host, os.environ))
            return
        if self._connection.transport in ("network_cli", "ansible.netcommon.network_cli"):
            raise AnsibleActionFail(f"{host}: this platform is reached through a shell; set ansible_connection: ssh")
        with ansible_shell(self) as shell:
            yield shell
