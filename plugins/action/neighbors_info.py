# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Read who a router's neighbors are; options and return values are in the module of the same name."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ansible.errors import AnsibleActionFail

from ..modules.neighbors_info import DOCUMENTATION
from ..plugin_utils.engine_action import EngineAction

try:
    from ..plugin_utils.delivery import records
    from ..plugin_utils.delivery.deliver import DeliveryError, reading
    from ..plugin_utils.delivery.transports.transport import TransportError
    from ..plugin_utils.evidence.drafts.first_look import SEEN, first_look_path, look_first, write_first_look
    from ..plugin_utils.intent.validate import IntentError
    from ..plugin_utils.platforms import PlatformError, platform
    from ..plugin_utils.router_way import network_os, router_way
except ImportError as error:
    MISSING: ImportError | None = error
else:
    MISSING = None

#: What of a session is returned; the rest is in the file.
_TOLD = {"address", "family", "asn", "label", "accepted", "announced"}


class ActionModule(EngineAction):
    """The action of ``manrs.hardening.neighbors_info``."""

    documentation = DOCUMENTATION
    missing = MISSING

    def run(self, tmp: str | None = None, task_vars: dict[str, Any] | None = None) -> dict[str, Any]:
        """Read the router, and write what it says."""
        result, options = self.begin(tmp, task_vars)
        variables = task_vars or {}
        host = str(variables["inventory_hostname"])
        dest = Path(options["dest"]).expanduser().absolute()
        try:
            records.prepare(dest / SEEN, host, "dest")
            # Whatever becomes of this look, the one before is no look at this router any more.
            first_look_path(dest, host).unlink(missing_ok=True)
            router = platform(network_os(self, variables))
            with (
                router_way(self, variables, host, variables["hostvars"][host]) as way,
                reading(host, router, way) as read,
            ):
                found = look_first(host, read, datetime.now(UTC))
            path = write_first_look(dest, found)
        except (IntentError, PlatformError, records.RecordError, DeliveryError, TransportError) as error:
            raise AnsibleActionFail(str(error)) from None
        return result | {
            "changed": False,
            "path": str(path),
            "asn": found.asn,
            "sessions": [item.model_dump(mode="json", include=_TOLD) for item in found.sessions],
        }
