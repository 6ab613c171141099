# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Look at a network's public contacts; options and return values are in the module of the same name."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ansible.errors import AnsibleActionFail

from ..modules.contacts_info import DOCUMENTATION
from ..plugin_utils.engine_action import EngineAction

try:
    from ..plugin_utils.ansible_variables import manrs_variables
    from ..plugin_utils.delivery import records
    from ..plugin_utils.evidence.contacts import judge, report_lines, state_of, write_contacts
    from ..plugin_utils.intent.validate import IntentError, network_intent
    from ..plugin_utils.registry.contacts import published_contacts
except ImportError as error:
    MISSING: ImportError | None = error
else:
    MISSING = None


class ActionModule(EngineAction):
    """The action of ``manrs.hardening.contacts_info``."""

    documentation = DOCUMENTATION
    missing = MISSING
    _requires_connection = False

    def run(self, tmp: str | None = None, task_vars: dict[str, Any] | None = None) -> dict[str, Any]:
        """Ask the databases, judge what they have, and write the file."""
        result, options = self.begin(tmp, task_vars)
        variables = task_vars or {}
        host = str(variables["inventory_hostname"])
        now = datetime.now(UTC)
        try:
            network, registry = network_intent(manrs_variables(variables, self._templar, host), host, now.date())
            self._display.display(f"asking PeeringDB, the RIR and the IRR for the contacts of AS{network.asn}")
            contacts, findings = judge(network.asn, network.contacts, *published_contacts(registry, network.asn), now)
            path = write_contacts(Path(options["dest"]).expanduser().absolute(), contacts, findings)
        except (IntentError, records.RecordError) as error:
            raise AnsibleActionFail(str(error)) from None
        return result | {
            "changed": False,
            "path": str(path),
            "state": state_of(contacts, findings),
            "controls": [item.model_dump(mode="json") for item in contacts.controls],
            "findings": [item.described() for item in findings],
            "report": report_lines(contacts, findings),
        }
