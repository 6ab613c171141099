# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Look at published tests of source addresses; options and return values are in the module of the same name."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ansible.errors import AnsibleActionFail

from ..modules.spoofer_info import DOCUMENTATION
from ..plugin_utils.engine_action import EngineAction

try:
    from ..plugin_utils.ansible_variables import manrs_variables
    from ..plugin_utils.delivery import records
    from ..plugin_utils.evidence.spoofer import judge, report_lines, write_spoofer
    from ..plugin_utils.intent.validate import IntentError, network_intent
    from ..plugin_utils.registry.json_answers import JsonQuestions
    from ..plugin_utils.registry.spoofer import spoofer_tests
except ImportError as error:
    MISSING: ImportError | None = error
else:
    MISSING = None


class ActionModule(EngineAction):
    """The action of ``manrs.hardening.spoofer_info``."""

    documentation = DOCUMENTATION
    missing = MISSING
    _requires_connection = False

    def run(self, tmp: str | None = None, task_vars: dict[str, Any] | None = None) -> dict[str, Any]:
        """Ask for the tests of this month, judge them, and write the file."""
        result, options = self.begin(tmp, task_vars)
        variables = task_vars or {}
        host = str(variables["inventory_hostname"])
        now = datetime.now(UTC)
        try:
            network, registry = network_intent(manrs_variables(variables, self._templar, host), host, now.date())
            self._display.display(f"asking CAIDA Spoofer for the tests of AS{network.asn} in {now:%Y-%m}")
            tests = spoofer_tests(registry.spoofer.url, network.asn, now.date(), JsonQuestions())
            told, findings = judge(network.asn, tests, now)
            path = write_spoofer(Path(options["dest"]).expanduser().absolute(), told, findings)
        except (IntentError, records.RecordError) as error:
            raise AnsibleActionFail(str(error)) from None
        return result | {
            "changed": False,
            "path": str(path),
            **told.model_dump(mode="json", include={"month", "status", "sessions", "received_from"}),
            "findings": [item.described() for item in findings],
            "report": report_lines(told, findings),
        }
