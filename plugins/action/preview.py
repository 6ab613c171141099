# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Show which routes a router would drop; options and return values are in the module of the same name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from ansible.errors import AnsibleActionFail

from ..modules.preview import DOCUMENTATION
from ..plugin_utils.engine_action import EngineAction

try:
    from ..plugin_utils.delivery import records
    from ..plugin_utils.delivery.deliver import DeliveryError, Options, survey
    from ..plugin_utils.delivery.transports.transport import TransportError
    from ..plugin_utils.evidence.looks.earlier import earlier, parse_since, remember
    from ..plugin_utils.evidence.looks.files import look_path, write_look
    from ..plugin_utils.evidence.looks.look import Looked, SeenRoute, Wishes, held_routes, look
    from ..plugin_utils.evidence.routing_tables.files import TableError
    from ..plugin_utils.host_policy import HOST_ERRORS, HostPolicy, host_policy
    from ..plugin_utils.passed_on import passed_on
    from ..plugin_utils.platforms import platform
    from ..plugin_utils.router_way import network_os, router_way
except ImportError as error:
    MISSING: ImportError | None = error
else:
    MISSING = None


class ActionModule(EngineAction):
    """The action of ``manrs.hardening.preview``."""

    documentation = DOCUMENTATION
    missing = MISSING

    def run(self, tmp: str | None = None, task_vars: dict[str, Any] | None = None) -> dict[str, Any]:
        """Look at the router or at tables, and write what is found."""
        result, options = self.begin(tmp, task_vars)
        variables = task_vars or {}
        now = datetime.now(UTC)
        dest = Path(options["dest"]).expanduser().absolute()
        try:
            wishes = self._wishes(options, now)
            since = self._since(options["since"], now)
            host = str(variables["inventory_hostname"])
            records.prepare(dest / "seen", host, "dest")
            # Whatever becomes of this look, the one before is no look at this router any more.
            look_path(dest, host).unlink(missing_ok=True)
            mine = host_policy(variables, self._templar, options["snapshot"], now, [], options["only"])
            found, change = self._look(variables, mine, wishes, dest / "seen" / mine.intent.host, since, now)
            written = write_look(dest, found)
        except (*HOST_ERRORS, records.RecordError, DeliveryError, TransportError, TableError) as error:
            raise AnsibleActionFail(str(error)) from None
        except OSError as error:
            raise AnsibleActionFail(f"{error.filename or dest} cannot be written ({error.strerror}); give another dest") from None
        router = found.router
        if change:
            result |= passed_on(host, router.plan_digest, change, router.plan, [str(item.severity) for item in found.findings])
        return result | {
            "changed": False,
            **written,
            "notes": list(router.notes),
            "plan": list(router.plan),
            "change": change,
            "findings": [item.model_dump(mode="json", exclude={"router"}) for item in found.findings],
            "policy_digest": router.policy_digest,
            "plan_digest": router.plan_digest,
        }

    def _wishes(self, options: dict[str, Any], now: datetime) -> Wishes:
        """Return what the options ask for. :raises AnsibleActionFail: they contradict each other."""
        if options["files"] and options["since"]:
            raise AnsibleActionFail("since: looks are of routers, and files are judged in place of one; take one of the two off")
        if options["files"] and not options["routes"]:
            raise AnsibleActionFail(
                "files: are judged in place of what a router holds, and routes: false judges none; take one of the two off"
            )
        if options["since"] and not options["routes"]:
            raise AnsibleActionFail("since: earlier looks are of routes, and routes: false judges none; take one of the two off")
        try:
            day = date.fromisoformat(options["enforced_from"]) if options["enforced_from"] else now.date() + timedelta(days=14)
        except ValueError:
            raise AnsibleActionFail(f"enforced_from: {options['enforced_from']!r} is no date; write it as 2027-01-31") from None
        if options["most_routes"] < 0:
            raise AnsibleActionFail(f"most_routes: {options['most_routes']} is less than none; write 0 or more")
        return Wishes(
            enforced_from=day,
            tables=tuple(Path(name).expanduser() for name in options["files"]),
            most_routes=options["most_routes"],
            asks_registry=options["ask_registry"],
            looks_at_routes=options["routes"],
        )

    @staticmethod
    def _since(text: str | None, now: datetime) -> datetime | None:
        try:
            return parse_since(text, now) if text else None
        except ValueError as error:
            raise AnsibleActionFail(str(error)) from None

    def _look(
        self, variables: dict[str, Any], mine: HostPolicy, wishes: Wishes, folder: Path, since: datetime | None, now: datetime
    ) -> tuple[Looked, str]:
        """Return what is found, and what a delivery would do to the router; empty when it is not contacted."""
        host = mine.intent.host
        tell = self._display.vv
        if wishes.tables:
            return look(mine, None, wishes, (), now, tell), ""
        router = platform(network_os(self, variables))
        with (
            router_way(self, variables, host, variables["hostvars"][host]) as way,
            survey(host, router, way, mine.compile, mine.snapshot.rov, Options()) as seen,
        ):
            if wishes.looks_at_routes:
                remember(folder, now, ((address, route) for address, route, _ in held_routes(seen.held, seen.running.sessions, [])))
            return look(mine, seen, wishes, self._earlier(folder, since), now, tell), seen.plan.change.name.lower()

    @staticmethod
    def _earlier(folder: Path, since: datetime | None) -> Iterator[SeenRoute]:
        if since is not None:
            yield from ((address, route, None) for address, route in earlier(folder, since))
