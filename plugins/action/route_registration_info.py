# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Look whether what is announced is registered, and submit where asked; options and return values are in the module of the same name."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ansible.errors import AnsibleActionFail

from ..modules.route_registration_info import DOCUMENTATION
from ..plugin_utils.engine_action import EngineAction

try:
    from ..plugin_utils.delivery import records
    from ..plugin_utils.evidence.looks.files import LookFileError
    from ..plugin_utils.evidence.registration import Facts, Wanted, ask, check, wanted_of
    from ..plugin_utils.evidence.registration_files import lines, seen_leaving, write_registration
    from ..plugin_utils.host_policy import fleet_intents
    from ..plugin_utils.intent.models import Registry
    from ..plugin_utils.intent.validate import IntentError
    from ..plugin_utils.registry.dump_files import Problems, RegistryError
    from ..plugin_utils.registry.irr import UnresolvedError
    from ..plugin_utils.registry.resolve import irr_answers
    from ..plugin_utils.registry.rpki import read_export
    from ..plugin_utils.registry.submission import Outcome, Server, name_of, submit
except ImportError as error:
    MISSING: ImportError | None = error
else:
    MISSING = None


class ActionModule(EngineAction):
    """The action of ``manrs.hardening.route_registration_info``."""

    documentation = DOCUMENTATION
    missing = MISSING
    _requires_connection = False

    def run(self, tmp: str | None = None, task_vars: dict[str, Any] | None = None) -> dict[str, Any]:
        """Read the intent of all hosts, ask the registries, compare, and write what is found."""
        result, options = self.begin(tmp, task_vars)
        now = datetime.now(UTC)
        dest = Path(options["dest"]).expanduser().absolute()
        try:
            intents = fleet_intents((task_vars or {})["hostvars"], self._templar, options["hosts"], now)
            if not intents:
                raise IntentError(["hosts: no host declares a network; check the group in manrs_hosts"])
            leaving, unknown = seen_leaving(dest, intents)
            wanted = wanted_of(list(intents.values()), leaving)
            facts = self._asked(next(iter(intents.values())).registry, wanted)
            found = check(wanted, facts, options["maintainer"])
            paths = write_registration(dest, found, now)
            told = self._submitted(found.objects, options["submit"]) if options["submit"] is not None else {}
        except (IntentError, LookFileError, RegistryError, UnresolvedError, records.RecordError) as error:
            raise AnsibleActionFail(str(error)) from None
        return result | {
            "changed": False,
            **told,
            "held": list(found.held),
            "findings": [item.described() for item in found.findings],
            "objects": list(found.objects),
            "roa_changes": [{**item._asdict(), "prefix": str(item.prefix)} for item in found.roa_changes],
            "paths": {name: str(path) for name, path in paths.items()},
            "report": [*lines(found, paths, unknown), *told.get("would_submit", ()), *map(_line, told.get("submitted", ()))],
        }

    def _submitted(self, objects: Sequence[str], options: dict[str, Any]) -> dict[str, Any]:
        """Submit, or in check mode say what would be. :raises RegistryError: nobody knows what was changed, or nothing was sent."""
        deletions = options["delete"]
        if not options["password"] and not options["api_key"]:
            raise RegistryError("submit: needs password or api_key; give one of the maintainer, from a vault")
        if self._task.check_mode:
            would = [f"would submit: {name_of(text)}" for text in objects] + [f"would delete: {name_of(text)}" for text in deletions]
            return {"changed": bool(would), "would_submit": would}
        server = Server(options["url"], options["password"], options["api_key"], options["insecure"])
        outcomes = submit(server, objects, deletions, options["delete_reason"])
        refused = [item for item in outcomes if not item.is_saved]
        told: dict[str, Any] = {
            "changed": any(item.is_saved for item in outcomes),
            "submitted": [_outcome(item) for item in outcomes if item.is_saved],
            "refused": [_outcome(item) for item in refused],
        }
        if refused:
            left = f"; nothing was deleted of {len(deletions)} listed" if deletions and len(outcomes) == len(objects) else ""
            told |= {
                "failed": True,
                "msg": f"{len(refused)} of {len(outcomes)} objects were refused{left}: " + " | ".join(map(_line, told["refused"])),
            }
        return told

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


def _outcome(item: Outcome) -> dict[str, Any]:
    return {"action": item.action, "name": item.name, "messages": list(item.messages)}


def _line(told: dict[str, Any]) -> str:
    words = f"{told['action'] or 'change'} {told['name']}"
    return f"{words}: {'; '.join(told['messages'])}" if told["messages"] else words
