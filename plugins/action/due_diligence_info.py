# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""See whether a customer holds its ASN and prefixes; options and return values are in the module of the same name."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ansible.errors import AnsibleActionFail

from ..modules.due_diligence_info import DOCUMENTATION
from ..plugin_utils.engine_action import EngineAction

try:
    from ..plugin_utils.delivery import records
    from ..plugin_utils.evidence.due_diligence import look, report_lines, write_due_diligence
    from ..plugin_utils.host_policy import fleet_intents
    from ..plugin_utils.intent.validate import IntentError, customer_named
    from ..plugin_utils.registry.holders import Holders
    from ..plugin_utils.registry.irr import UnresolvedError
    from ..plugin_utils.registry.json_answers import JsonQuestions
    from ..plugin_utils.registry.snapshot import load_snapshot
    from ..plugin_utils.registry.snapshot_format import SnapshotError
except ImportError as error:
    MISSING: ImportError | None = error
else:
    MISSING = None


#: RIRs throttle whoever asks more at once.
MOST_ASKED = 100


class ActionModule(EngineAction):
    """The action of ``manrs.hardening.due_diligence_info``."""

    documentation = DOCUMENTATION
    missing = MISSING
    _requires_connection = False

    def run(self, tmp: str | None = None, task_vars: dict[str, Any] | None = None) -> dict[str, Any]:
        """Read the customer's registered prefixes, ask the RIRs who holds them, and write the file."""
        result, options = self.begin(tmp, task_vars)
        hostvars = (task_vars or {})["hostvars"]
        now = datetime.now(UTC)
        if not 0 <= options["most_asked"] <= MOST_ASKED:
            raise AnsibleActionFail(f"most_asked is {options['most_asked']}; write a number from 0 to {MOST_ASKED}")
        try:
            intents = fleet_intents(hostvars, self._templar, options["hosts"], now)
            intent, customer = customer_named(list(intents.values()), options["customer"])
            asn = customer.asn
            snapshot = load_snapshot(Path(options["snapshot"]).expanduser(), intent.host, now, intent.registry)
            holders = Holders(intent.registry.rdap, JsonQuestions())
            self._display.display(f"asking the RIRs who holds what AS{asn} has registered")
            prefixes, of_asn = snapshot.held_by(asn), holders.of_asn(asn)
            made, findings = look(
                options["customer"],
                asn,
                prefixes,
                lambda prefix: snapshot.rov.state_of(prefix, asn),
                of_asn,
                holders.of_prefix,
                options["most_asked"],
                now,
            )
            path = write_due_diligence(Path(options["dest"]).expanduser().absolute(), made, findings)
        except (IntentError, SnapshotError, UnresolvedError, records.RecordError) as error:
            raise AnsibleActionFail(str(error)) from None
        return result | {
            "changed": False,
            "path": str(path),
            "due_diligence": made.model_dump(mode="json"),
            "findings": [item.described() for item in findings],
            "report": report_lines(made, findings),
        }
