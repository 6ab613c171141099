# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Render a router's configuration; options and return values are in the module of the same name."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ansible.errors import AnsibleActionFail
from ansible.plugins.action import ActionBase

from ..modules.render import DOCUMENTATION
from ..plugin_utils.module_options import argument_spec

try:
    from ..plugin_utils.host_policy import HOST_ERRORS, host_policy
    from ..plugin_utils.platforms import platform
    from ..plugin_utils.policy.digest import policy_digest
    from ..plugin_utils.policy.fit import fit
except ImportError as error:
    MISSING: ImportError | None = error
else:
    MISSING = None


class ActionModule(ActionBase):
    """The action of ``manrs.hardening.render``."""

    _requires_connection = False
    _supports_check_mode = True
    _supports_diff = True

    def run(self, tmp: str | None = None, task_vars: dict[str, Any] | None = None) -> dict[str, Any]:
        """Compile the policy and print it in the router's words."""
        result = super().run(tmp, task_vars)
        _, options = self.validate_argument_spec(argument_spec(DOCUMENTATION))
        if MISSING:
            raise AnsibleActionFail(f"the Python package {MISSING.name} is missing on the controller; pip install {MISSING.name}")
        variables = task_vars or {}
        try:
            router = platform(str(self._templar.template(variables.get("ansible_network_os", ""))))
            capabilities = router.capabilities(options["version"])
            mine = host_policy(variables, self._templar, options["snapshot"], datetime.now(UTC), options["without"])
            policy = mine.compile_without_router()
            fitted = fit(policy, capabilities)
            text = router.render(fitted, capabilities)
        except HOST_ERRORS as error:
            raise AnsibleActionFail(str(error)) from None
        result.update(
            policy_digest=policy_digest(policy),
            findings=[item.described() for item in policy.findings],
            substitutions=list(fitted.substitutions),
        )
        if not options["dest"]:
            return result | {"changed": False, "text": text}
        path = Path(options["dest"])
        before = path.read_text(encoding="utf-8") if path.is_file() else ""
        if before != text and not self._task.check_mode:
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
            except OSError as error:
                raise AnsibleActionFail(f"{path} cannot be written ({error.strerror}); give another dest") from None
        if self._task.diff:
            result["diff"] = [{"before": before, "after": text, "before_header": str(path), "after_header": str(path)}]
        return result | {"changed": before != text}
