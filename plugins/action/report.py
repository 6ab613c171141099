# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Write the report of a network; options and return values are in the module of the same name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ansible.errors import AnsibleActionFail

from ..modules.report import DOCUMENTATION
from ..plugin_utils.engine_action import EngineAction

try:
    from ..plugin_utils.ansible_variables import network_asn
    from ..plugin_utils.delivery import records
    from ..plugin_utils.evidence.junit import junit
    from ..plugin_utils.evidence.looks.files import LookFileError
    from ..plugin_utils.evidence.models import Severity
    from ..plugin_utils.evidence.pages.report import page
    from ..plugin_utils.evidence.prometheus import prometheus
    from ..plugin_utils.evidence.report import make_report
    from ..plugin_utils.intent.validate import IntentError
except ImportError as error:
    MISSING: ImportError | None = error
else:
    MISSING = None

#: What a metrics collector of another user reads; the other files tell more of the network.
_OPEN = {"prometheus"}
FILES = {"html": "report.html", "json": "report.json", "junit": "report.xml", "prometheus": "report.prom"}


class ActionModule(EngineAction):
    """The action of ``manrs.hardening.report``."""

    documentation = DOCUMENTATION
    missing = MISSING
    _requires_connection = False

    def run(self, tmp: str | None = None, task_vars: dict[str, Any] | None = None) -> dict[str, Any]:
        """Read the looks, records and snapshot, and write the report."""
        result, options = self.begin(tmp, task_vars)
        variables = task_vars or {}
        dest, logs, snapshot = (Path(options[name]).expanduser().absolute() for name in ("dest", "records", "snapshot"))
        try:
            # The report is of one network: whichever host the task runs for says its ASN.
            asn = network_asn(variables, self._templar, options["hosts"])
            is_there = snapshot.exists()
            made_from = snapshot if is_there else None
            report = make_report(asn, options["hosts"], dest, logs, made_from, options["findings"])
            texts = {
                "html": page,
                "json": lambda told: told.model_dump_json(indent=1) + "\n",
                "junit": junit,
                "prometheus": prometheus,
            }
            for name in options["formats"]:
                records.write(dest, FILES[name], texts[name](report), 0o644 if name in _OPEN else 0o600)
        except (IntentError, LookFileError, records.RecordError, ValueError) as error:
            raise AnsibleActionFail(str(error)) from None
        return result | {
            "changed": False,
            "paths": {name: str(dest / FILES[name]) for name in options["formats"]},
            "actions": [item.model_dump(mode="json") for item in report.actions],
            "drifted": [router.host for router in report.routers if router.plan],
            "critical": sum(item.severity is Severity.CRITICAL for item in report.findings),
        }
