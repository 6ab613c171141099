# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How every action begins: its options as its module documents them, and a package of the engine that is missing said by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from ansible.errors import AnsibleActionFail
from ansible.plugins.action import ActionBase

from .module_options import argument_spec


class EngineAction(ActionBase):  # type: ignore[misc]  # Ansible is not typed.
    """An action that calls the engine. ``documentation``: of its module. ``missing``: why its imports failed, None when they did not."""

    _supports_check_mode = True
    _supports_diff = False
    documentation: ClassVar[str]
    missing: ClassVar[ImportError | None]

    def begin(self, tmp: str | None, task_vars: dict[str, Any] | None) -> tuple[dict[str, Any], dict[str, Any]]:
        """Return the result as far as Ansible has it, and the options.

        :raises AnsibleActionFail: a package of the engine is not installed, or an option is wrong.
        """
        result = super().run(tmp, task_vars)
        spec = argument_spec(self.documentation)
        for name, value in self._task.args.items():
            # ansible-core 2.19 breaks at such a value where options are below it, without a word of which it is.
            if "options" in spec.get(name, {}) and not isinstance(value, Mapping | str):
                raise AnsibleActionFail(f"{name}: {value!r} is no mapping; its keys are in the documentation of the module")
        _, options = self.validate_argument_spec(spec)
        if self.missing:
            raise AnsibleActionFail(f"the Python package {self.missing.name} is missing on the controller; pip install {self.missing.name}")
        return result, options
