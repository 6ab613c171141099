# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How every action begins: its options as its module documents them, and a package of the engine that is missing said by name."""

from __future__ import annotations

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

        :raises AnsibleActionFail: an option is wrong, or a package of the engine is not installed.
        """
        result = super().run(tmp, task_vars)
        spec = argument_spec(self.documentation)
        self._refuse_numbers(spec)
        _, options = self.validate_argument_spec(spec)
        if self.missing:
            raise AnsibleActionFail(f"the Python package {self.missing.name} is missing on the controller; pip install {self.missing.name}")
        return result, options

    def _refuse_numbers(self, spec: dict[str, dict[str, Any]]) -> None:
        """Refuse a number or a truth where an option has keys of its own: ansible-core 2.19 and 2.21 end with a TypeError there."""
        for name, option in spec.items():
            if "options" in option and isinstance(self._task.args.get(name), int | float):
                raise AnsibleActionFail(f"{name} is no mapping; write it with its keys: {', '.join(option['options'])}")
