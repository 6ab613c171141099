# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Write what a change does; options and return values are in the module of the same name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ansible.errors import AnsibleActionFail

from ..modules.review import DOCUMENTATION
from ..plugin_utils.engine_action import EngineAction

try:
    from ..plugin_utils.delivery import records
    from ..plugin_utils.evidence.review import Reviewed, digests_file, review_text, stopping
except ImportError as error:
    MISSING: ImportError | None = error
else:
    MISSING = None

_TAKEN = ("policy_digest", "findings", "changes", "substitutions")


class ActionModule(EngineAction):
    """The action of ``manrs.hardening.review``."""

    documentation = DOCUMENTATION
    missing = MISSING
    _requires_connection = False

    def run(self, tmp: str | None = None, task_vars: dict[str, Any] | None = None) -> dict[str, Any]:
        """Write the text and the digests."""
        result, options = self.begin(tmp, task_vars)
        reviewed = {}
        for host, told in options["reviewed"].items():
            if not isinstance(told, dict) or not {*_TAKEN} <= told.keys():
                raise AnsibleActionFail(f"reviewed: {host} has no result of render; render every router before the review")
            reviewed[host] = Reviewed(looks=options["looks"].get(host, []), **{name: told[name] for name in _TAKEN})
        texts = {"dest": review_text(reviewed, options["news"], options["findings"]), "digests": digests_file(reviewed)}
        try:
            for name, text in texts.items():
                path = Path(options[name]).expanduser().absolute()
                records.write(path.parent, path.name, text, 0o644)
        except records.RecordError as error:
            raise AnsibleActionFail(str(error)) from None
        return result | {
            "changed": False,
            "stopping": stopping(reviewed, options["findings"]),
            "changes": [f"{host}: {item['what']}" for host, told in sorted(reviewed.items()) for item in told.changes],
        }
