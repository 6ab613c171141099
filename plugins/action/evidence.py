# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Write the evidence for each MANRS action; options and return values are in the module of the same name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ansible.errors import AnsibleActionFail

from ..modules.evidence import DOCUMENTATION
from ..plugin_utils.engine_action import EngineAction

try:
    from ..plugin_utils.ansible_variables import network_asn
    from ..plugin_utils.delivery import records
    from ..plugin_utils.evidence.audit_files import read_audit
    from ..plugin_utils.evidence.looks.files import LookFileError
    from ..plugin_utils.evidence.pack import make_pack, summary
    from ..plugin_utils.evidence.pages.pack import pack_page
    from ..plugin_utils.evidence.report import make_report
    from ..plugin_utils.intent.validate import IntentError
except ImportError as error:
    MISSING: ImportError | None = error
else:
    MISSING = None

FILES = {"html": "evidence.html", "json": "evidence.json"}


class ActionModule(EngineAction):
    """The action of ``manrs.hardening.evidence``."""

    documentation = DOCUMENTATION
    missing = MISSING
    _requires_connection = False

    def run(self, tmp: str | None = None, task_vars: dict[str, Any] | None = None) -> dict[str, Any]:
        """Read what was found, and write the evidence."""
        result, options = self.begin(tmp, task_vars)
        dest, logs, snapshot = (Path(options[name]).expanduser().absolute() for name in ("dest", "records", "snapshot"))
        hosts = options["hosts"]
        try:
            asn = network_asn(task_vars or {}, self._templar, hosts)
            made_from = snapshot if snapshot.exists() else None
            report = make_report(asn, hosts, dest, logs, made_from)
            audits = {host: found for host in hosts if (found := read_audit(dest, host)) is not None}
            pack = make_pack(report, audits, dest)
            records.write(dest, FILES["json"], pack.model_dump_json(indent=1) + "\n")
            records.write(dest, FILES["html"], pack_page(pack))
        except (IntentError, LookFileError, records.RecordError, ValueError) as error:
            raise AnsibleActionFail(str(error)) from None
        return result | {
            "changed": False,
            "paths": {name: str(dest / file) for name, file in FILES.items()},
            "digest": pack.digest,
            "actions": [item.model_dump(mode="json", include={"number", "state", "statement", "gaps"}) for item in pack.actions],
            "report": summary(pack),
        }
