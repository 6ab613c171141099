# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Make a snapshot of the registry's answers; options and return values are in the module of the same name."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ansible.errors import AnsibleActionFail

from ..modules.snapshot import DOCUMENTATION
from ..plugin_utils.engine_action import EngineAction

try:
    from ..plugin_utils.host_policy import fleet_intents
    from ..plugin_utils.intent.validate import IntentError
    from ..plugin_utils.registry.dump_files import RegistryError
    from ..plugin_utils.registry.snapshot_format import SnapshotError
    from ..plugin_utils.registry.snapshot_making import make_snapshot
except ImportError as error:
    MISSING: ImportError | None = error
else:
    MISSING = None


class ActionModule(EngineAction):
    """The action of ``manrs.hardening.snapshot``."""

    documentation = DOCUMENTATION
    missing = MISSING
    _requires_connection = False
    _supports_diff = True

    def run(self, tmp: str | None = None, task_vars: dict[str, Any] | None = None) -> dict[str, Any]:
        """Read the intent of all hosts, ask the registry, write the folder."""
        result, options = self.begin(tmp, task_vars)
        hostvars = (task_vars or {})["hostvars"]
        now = datetime.now(UTC)
        try:
            intents = fleet_intents(hostvars, self._templar, options["hosts"], now)
            made = make_snapshot(intents, Path(options["path"]), now, self._display.display)
        except (IntentError, SnapshotError, RegistryError) as error:
            raise AnsibleActionFail(str(error)) from None
        result.update(
            changed=made.is_changed,
            path=str(made.path.absolute()),
            digest=made.digest,
            changes=list(made.changes),
            findings=[item.described() for item in made.findings],
        )
        if self._task.diff:
            result["diff"] = [{"prepared": "".join(f"{line}\n" for line in made.changes)}]
        return result
