# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Say why a route is accepted or dropped; options and return values are in the module of the same name."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from ansible.errors import AnsibleActionFail

from ..modules.explain import DOCUMENTATION
from ..plugin_utils.engine_action import EngineAction

try:
    from ..plugin_utils.evidence.explanation import Asked, explain_route, lines
    from ..plugin_utils.evidence.near import ask_around
    from ..plugin_utils.host_policy import HOST_ERRORS, host_policy
except ImportError as error:
    MISSING: ImportError | None = error
else:
    MISSING = None


class ActionModule(EngineAction):
    """The action of ``manrs.hardening.explain``."""

    documentation = DOCUMENTATION
    missing = MISSING
    _requires_connection = False

    def run(self, tmp: str | None = None, task_vars: dict[str, Any] | None = None) -> dict[str, Any]:
        """Follow the route through the host's policy."""
        result, options = self.begin(tmp, task_vars)
        notes: list[str] = []
        try:
            mine = host_policy(task_vars or {}, self._templar, options["snapshot"], datetime.now(UTC), [])
            names = ("neighbor", "prefix", "as_path", "next_hop", "otc", "to")
            origin = self._asn(options["origin"])
            asked = Asked(communities=tuple(options["communities"]), origin=origin, **{name: options[name] for name in names})
            asks = options["ask_registry"]
            told = explain_route(
                mine, asked, lambda prefix: ask_around(mine.intent.registry.irr, [prefix] if asks else [], notes, self._display.vv)
            )
        except HOST_ERRORS as error:
            raise AnsibleActionFail(str(error)) from None
        steps = [
            {"direction": str(item.direction), "control": item.step.control, "outcome": item.step.outcome, "reason": item.step.reason}
            for item in told.steps
        ]
        return result | {
            "changed": False,
            "verdict": "accept" if told.is_accepted else "reject",
            "control": told.control,
            "steps": steps,
            "objects": list(told.objects),
            "near": [item.model_dump() for item in told.near],
            "to_register": list(told.to_register),
            "report": lines(told) + [f"not looked at: {text}" for text in notes],
        }

    @staticmethod
    def _asn(text: str | None) -> int | None:
        digits = (text or "").upper().removeprefix("AS")
        if text is not None and not (digits.isascii() and digits.isdigit()):
            raise AnsibleActionFail(f"origin: {text!r} is no ASN; write 64501 or AS64501")
        return int(digits) if text is not None else None
