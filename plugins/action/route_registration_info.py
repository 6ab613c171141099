# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Look whether what is announced is registered; options and return values are in the module of the same name."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ansible.errors import AnsibleActionFail
from ansible.plugins.action import ActionBase

from ..modules.route_registration_info import DOCUMENTATION
from ..plugin_utils.module_options import argument_spec

try:
    from ..plugin_utils.delivery import records
    from ..plugin_utils.evidence.registration import Facts, Wanted, ask, check, wanted_of
    from ..plugin_utils.evidence.registration_files import lines, write_registration
    from ..plugin_utils.host_policy import fleet_intents
    from ..plugin_utils.intent.models import Registry
    from ..plugin_utils.intent.validate import IntentError
    from ..plugin_utils.registry.dump_files import Problems, RegistryError
    from ..plugin_utils.registry.irr import UnresolvedError
    from ..plugin_utils.registry.resolve import irr_answers
    from ..plugin_utils.registry.rpki import read_export
except ImportError as error:
    MISSING: ImportError | None = error
else:
    MISSING = None


class ActionModule(ActionBase):
    """The action of ``manrs.hardening.route_registration_info``."""

    _requires_connection = False
    _supports_check_mode = True
    _supports_diff = False

    def run(self, tmp: str | None = None, task_vars: dict[str, Any] | None = None) -> dict[str, Any]:
        """Read the intent of all hosts, ask the registries, compare, and write what is found."""
        result = super().run(tmp, task_vars)
        _, options = self.validate_argument_spec(argument_spec(DOCUMENTATION))
        if MISSING:
            raise AnsibleActionFail(f"the Python package {MISSING.name} is missing on the controller; pip install {MISSING.name}")
        now = datetime.now(UTC)
        dest = Path(options["dest"]).expanduser().absolute()
        try:
            intents = fleet_intents((task_vars or {})["hostvars"], self._templar, options["hosts"], now)
            if not intents:
                raise IntentError(["hosts: no host declares a network; check the group in manrs_hosts"])
            wanted = wanted_of(list(intents.values()))
            facts = self._asked(next(iter(intents.values())).registry, wanted)
            found = check(wanted, facts, options["maintainer"])
            paths = write_registration(dest, found, now)
        except (IntentError, RegistryError, UnresolvedError, records.RecordError) as error:
            raise AnsibleActionFail(str(error)) from None
        return result | {
            "changed": False,
            "held": list(found.held),
            "findings": [item.described() for item in found.findings],
            "objects": list(found.objects),
            "roa_changes": [{**item._asdict(), "prefix": str(item.prefix)} for item in found.roa_changes],
            "paths": {name: str(path) for name, path in paths.items()},
            "report": lines(found, paths),
        }

    def _asked(self, registry: Registry, wanted: Wanted) -> Facts:
        problems = Problems()
        vrps = read_export(registry.rpki.vrps, problems).vrps

        async def run() -> Facts:
            answers = irr_answers(registry.irr, problems, self._display.vv)
            try:
                return await ask(answers, wanted, vrps)
            finally:
                answers.close()

        return asyncio.run(run())
