# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Audit a router; options and return values are in the module of the same name."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ansible.errors import AnsibleActionFail

from ..modules.audit import DOCUMENTATION
from ..plugin_utils.engine_action import EngineAction

try:
    from ..plugin_utils.ansible_variables import manrs_variables
    from ..plugin_utils.audit.known import known_of
    from ..plugin_utils.audit.probes import Known
    from ..plugin_utils.audit.routers import audit_configuration
    from ..plugin_utils.audit.signs import of_another
    from ..plugin_utils.delivery import records
    from ..plugin_utils.delivery.deliver import DeliveryError, read_running
    from ..plugin_utils.delivery.transports.transport import TransportError
    from ..plugin_utils.evidence.audit_files import AUDITS, audit_file, audit_path, counted, lines, write_audit
    from ..plugin_utils.host_policy import HOST_ERRORS
    from ..plugin_utils.intent.models import HostIntent
    from ..plugin_utils.intent.validate import host_intent, refuse_unknown
    from ..plugin_utils.platforms import folder, platform
    from ..plugin_utils.policy.named_sets import Known as RouterKnown
    from ..plugin_utils.registry.snapshot import Snapshot, load_snapshot
    from ..plugin_utils.router_way import network_os, router_way
except ImportError as error:
    MISSING: ImportError | None = error
else:
    MISSING = None

#: What says who the neighbors are. Where none of it is declared, nothing is known of them.
_INTENT = ("manrs_network", "manrs_neighbors")


class ActionModule(EngineAction):
    """The action of ``manrs.hardening.audit``."""

    documentation = DOCUMENTATION
    missing = MISSING

    def run(self, tmp: str | None = None, task_vars: dict[str, Any] | None = None) -> dict[str, Any]:
        """Read the configuration, ask it, and write what is found."""
        result, options = self.begin(tmp, task_vars)
        variables = task_vars or {}
        now = datetime.now(UTC)
        host = str(variables["inventory_hostname"])
        dest, snapshot = (Path(options[name]).expanduser().absolute() for name in ("dest", "snapshot"))
        source = Path(options["configuration"]).expanduser() if options["configuration"] else None
        notes: list[str] = []
        try:
            name = folder(network_os(self, variables))
            # Whatever becomes of this audit, the one before is none of this router any more.
            records.prepare(dest / AUDITS, host, "dest")
            audit_path(dest, host).unlink(missing_ok=True)
            # What was declared is read before the router is asked, so that a mistake in it costs nobody a connection.
            intent = self._intent(variables, host, now)
            registry = self._snapshot(intent, host, snapshot, now, notes)
            text, router = self._read(variables, host, name, source)
            known = known_of(intent, registry, router.local_lists) if intent is not None else Known()
            answers = audit_configuration(name, text, known)
            found = audit_file(host, name, text, answers, now, str(source or ""), notes, _places(intent))
            path = write_audit(dest, found)
        except (*HOST_ERRORS, records.RecordError, DeliveryError, TransportError) as error:
            raise AnsibleActionFail(str(error)) from None
        except OSError as error:
            raise AnsibleActionFail(f"{error.filename or dest} cannot be written ({error.strerror}); give another dest") from None
        return result | {
            "changed": False,
            "path": str(path),
            "needs": [item.model_dump(mode="json") for item in found.needs],
            "findings": [item.model_dump(mode="json", exclude={"router"}) for item in found.findings],
            "counts": counted(found),
            "report": lines(found),
        }

    def _read(self, variables: dict[str, Any], host: str, name: str, source: Path | None) -> tuple[str, RouterKnown]:
        """Return the configuration, and what a policy depends on of it."""
        if source is not None:
            try:
                text = source.read_text(encoding="utf-8", errors="surrogateescape")
            except OSError as error:
                raise AnsibleActionFail(f"configuration: {source} cannot be read ({error.strerror}); give another file") from None
            if not text.strip():
                raise AnsibleActionFail(f"configuration: {source} is empty; give what the router prints as its running configuration")
            if (other := of_another(name, text)) is not None:
                what = f"configuration: {source} is of {other[0]} ({other[1]})"
                raise AnsibleActionFail(f"{what}, and {host} is {name}; give another file, or correct ansible_network_os")
            return text, RouterKnown()
        router = platform(network_os(self, variables))
        with router_way(self, variables, host, variables["hostvars"][host]) as way:
            running = read_running(host, router, way)
        return running.text, running.known

    def _intent(self, variables: dict[str, Any], host: str, now: datetime) -> HostIntent | None:
        """Return what is declared of the router; None: nothing."""
        told = manrs_variables(variables, self._templar, host)
        if any(name in told for name in _INTENT):
            return host_intent(told, host, now.date())
        refuse_unknown(told, host)
        return None

    @staticmethod
    def _snapshot(intent: HostIntent | None, host: str, path: Path, now: datetime, notes: list[str]) -> Snapshot | None:
        """Return what the registry has of the neighbors; None: nobody knows, and the notes say so."""
        if intent is None:
            notes.append("who the neighbors are and which prefixes are ours: nothing is declared of this router (manrs_neighbors)")
            return None
        if path.exists():
            return load_snapshot(path, host, now, intent.registry)
        notes.append(f"what neighbors have registered: {path} is not there; run the snapshot playbook first")
        return None


def _places(intent: HostIntent | None) -> list[str]:
    """Return the sessions and interfaces that are declared, by address and name."""
    if intent is None:
        return []
    return [address for neighbor in intent.neighbors for address in neighbor.addresses] + [item.name for item in intent.interfaces or ()]
