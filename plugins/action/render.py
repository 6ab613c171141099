# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Render a router's configuration; options and return values are in the module of the same name."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ansible.errors import AnsibleActionFail

from ..modules.render import DOCUMENTATION
from ..plugin_utils.engine_action import EngineAction

try:
    from ..plugin_utils.delivery.records import RecordError
    from ..plugin_utils.evidence.outline import Outline, OutlineError, changes, outline, read_outline, renamed_findings, write_outline
    from ..plugin_utils.host_policy import HOST_ERRORS, HostPolicy, host_policy
    from ..plugin_utils.model.policies import Finding
    from ..plugin_utils.platforms import platform
    from ..plugin_utils.policy.compile import FILTERING
    from ..plugin_utils.policy.fit import fit
    from ..plugin_utils.policy.named_sets import settings_of
except ImportError as error:
    MISSING: ImportError | None = error
else:
    MISSING = None


class ActionModule(EngineAction):
    """The action of ``manrs.hardening.render``."""

    documentation = DOCUMENTATION
    missing = MISSING
    _requires_connection = False
    _supports_diff = True

    def run(self, tmp: str | None = None, task_vars: dict[str, Any] | None = None) -> dict[str, Any]:
        """Compile the policy and print it in the router's words."""
        result, options = self.begin(tmp, task_vars)
        variables = task_vars or {}
        now = datetime.now(UTC)
        try:
            router = platform(str(self._templar.template(variables.get("ansible_network_os", ""))))
            capabilities = router.capabilities(options["version"])
            mine = host_policy(variables, self._templar, options["snapshot"], now, options["without"], accepted=options["accepted"])
            policy = mine.compile_without_router()
            fitted = fit(policy, capabilities)
            text = router.render(fitted, capabilities)
            made = outline(mine.intent.host, policy)
            before = read_outline(Path(options["before"])) if options["before"] else None
            findings = _guarded(mine, before, made) if before is not None else policy.findings
        except (*HOST_ERRORS, OutlineError) as error:
            raise AnsibleActionFail(str(error)) from None
        result.update(
            policy_digest=made.policy_digest,
            findings=[item.described() for item in findings],
            substitutions=list(fitted.substitutions),
            changes=[item.model_dump(mode="json") for item in changes(before, made)] if options["before"] else [],
        )
        if not options["dest"]:
            return result | {"changed": False, "text": text}
        path = Path(options["dest"])
        old = path.read_text(encoding="utf-8") if path.is_file() else ""
        if not self._task.check_mode:
            try:
                if old != text:
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_text(text, encoding="utf-8")
                if options["outline"]:
                    write_outline(Path(options["outline"]), made)
            except (OSError, RecordError) as error:
                raise AnsibleActionFail(f"{path} cannot be written ({error}); give another dest") from None
        if self._task.diff:
            result["diff"] = [{"before": old, "after": text, "before_header": str(path), "after_header": str(path)}]
        return result | {"changed": old != text}


def _guarded(mine: HostPolicy, before: Outline, made: Outline) -> list[Finding]:
    """Return the findings of a router that runs what was rendered before; what it counts on interfaces is not known here."""
    percent = {neighbor.name: settings_of(mine.intent, neighbor).largest_change for neighbor in mine.intent.neighbors}
    found = [
        *replace(mine, scopes=frozenset({FILTERING})).compile(before.known).findings,
        *renamed_findings(before, made, percent, mine.run.acceptances),
    ]
    return list(dict.fromkeys(found))
