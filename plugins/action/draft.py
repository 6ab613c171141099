# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Draft an intent; options and return values are in the module of the same name."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ansible.errors import AnsibleActionFail

from ..modules.draft import DOCUMENTATION
from ..plugin_utils.engine_action import EngineAction

try:
    from ..plugin_utils.ansible_variables import manrs_variables
    from ..plugin_utils.delivery import records
    from ..plugin_utils.evidence.drafts.files import DraftError, draft_files, write_drafts
    from ..plugin_utils.evidence.drafts.first_look import FirstLookError, read_first_look
    from ..plugin_utils.intent.validate import IntentError, registry_intent
except ImportError as error:
    MISSING: ImportError | None = error
else:
    MISSING = None


class ActionModule(EngineAction):
    """The action of ``manrs.hardening.draft``."""

    documentation = DOCUMENTATION
    missing = MISSING
    _requires_connection = False
    _supports_diff = True

    def run(self, tmp: str | None = None, task_vars: dict[str, Any] | None = None) -> dict[str, Any]:
        """Read what routers said, ask PeeringDB, and write the drafts."""
        result, options = self.begin(tmp, task_vars)
        variables = task_vars or {}
        dest = Path(options["dest"]).expanduser().absolute()
        try:
            if not options["hosts"]:
                raise DraftError("hosts: is empty; name the routers that were read")
            if options["full_table"] < 1:
                raise DraftError(f"full_table: {options['full_table']} is no number of routes; write 1 or more")
            host = options["hosts"][0]
            registry = registry_intent(manrs_variables(variables["hostvars"][host], self._templar, host), host)
            looks = [read_first_look(dest, name) for name in sorted(set(options["hosts"]))]
            made = draft_files(looks, registry, options["group"], dest, options["full_table"], datetime.now(UTC), self._display.display)
            if not self._task.check_mode:
                write_drafts(dest, made.files)
        except (IntentError, DraftError, FirstLookError, records.RecordError) as error:
            raise AnsibleActionFail(str(error)) from None
        if self._task.diff:
            result["diff"] = [{"before": "", "after": text, "after_header": str(dest / name)} for name, text in made.files.items()]
        return result | {
            "changed": True,
            "files": [str(dest / name) for name in made.files],
            "edits": [item.described() for item in made.edits],
            "report": made.report,
        }
