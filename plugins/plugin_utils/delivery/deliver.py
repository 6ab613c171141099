# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Deliver a policy to one router: plan, apply under a timer, read back, check health, confirm or go back.

The eight steps of a delivery are the same for every platform; what differs is data in the platform's plan.
"""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path

from ..model.policies import Finding, Policy
from ..model.prefixes import PrefixRange
from ..platforms.contract import Command, Plan, Platform, Running, SessionState
from ..policy.digest import policy_digest
from ..policy.fit import fit
from ..policy.rov import RovTable
from . import records
from .health import Forecast, forecast, problems
from .transports.shell import Shell, TransportError

PolicyOf = Callable[[Mapping[str, Mapping[int, frozenset[PrefixRange]]]], Policy]
PlanOf = Callable[[Running, str], Plan]


class DeliveryError(Exception):
    """A delivery did not end confirmed. The message says what happened, what the router runs now, and what to do."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to deliver. Times are seconds; the timer must outlast the settling and two slow connections."""

    is_check: bool = False
    timer_seconds: int = 120
    settle_seconds: float = 30.0
    approved_plan_digest: str | None = None
    #: Asked before the confirm: a delivery that nobody waits for any more goes back.
    is_wanted: Callable[[], bool] = field(default=lambda: True)
    #: Called at named moments of a delivery; fault tests use it to break things there.
    at: Callable[[str], None] = field(default=lambda moment: None)

    def checked(self) -> Options:
        """Return these options. :raises DeliveryError: the timer is too short to be safe."""
        if self.timer_seconds < self.settle_seconds + 30:
            raise DeliveryError(
                f"confirm_timeout is {self.timer_seconds} s; with a settle_timeout of {self.settle_seconds:g} s give at least "
                f"{self.settle_seconds + 30:g}"
            )
        return self


@dataclass(frozen=True)
class Result:
    """What a delivery did or would do."""

    is_changed: bool
    identifier: str
    summary: tuple[str, ...]
    before: str
    after: str
    findings: tuple[Finding, ...]
    policy_digest: str
    plan_digest: str
    record: Path | None


class _Router:
    """One router during one delivery: its shell, with every answer checked."""

    def __init__(self, host: str, platform: Platform, shell: Shell) -> None:
        self.host = host
        self.platform = platform
        self.shell = shell

    def read(self, command: Command) -> str:
        answer = self.shell.run(command.text, command.timeout_seconds)
        if answer.rc != 0:
            detail = (answer.err or answer.out).strip()[-500:]
            raise DeliveryError(f"{self.host}: {command.text!r} ended with {answer.rc}: {detail}")
        return answer.out

    def running(self) -> Running:
        return self.platform.parse({name: self.read(command) for name, command in self.platform.reads.items()})

    def reconnect(self) -> None:
        self.shell = self.shell.fresh()


def _identifier(now: datetime) -> str:
    return f"{now:%Y%m%dT%H%M%SZ}-{secrets.token_hex(3)}"


def deliver(
    host: str,
    platform: Platform,
    shell: Shell,
    policy_of: PolicyOf,
    rov: RovTable,
    options: Options,
    records_folder: Path,
    now: datetime,
) -> Result:
    """Bring one router to its policy.

    :param policy_of: gives the policy, told which pair sets run now (the last good filters).
    :param rov: the snapshot's VRPs, for foretelling what will be accepted.
    :param now: the time in UTC, for the record's name.
    :raises DeliveryError: not confirmed; the router is on its old configuration, or goes back by itself.
    :raises TransportError: not reachable; nothing was changed.
    """
    options.checked()
    router = _Router(host, platform, shell)
    host_folder = records.prepare(records_folder, host)
    identifier = _identifier(now)
    running = router.running()
    policy = policy_of(running.last_good)
    fitted = fit(policy, running.capabilities)
    plan = platform.plan(running, fitted, identifier, options.timer_seconds)
    findings = policy.findings + plan.findings
    return _carry_out(router, running, plan, policy, policy_digest(policy), findings, rov, options, host_folder, identifier, now)


def roll_back(
    host: str,
    platform: Platform,
    shell: Shell,
    record: str,
    options: Options,
    records_folder: Path,
    now: datetime,
) -> Result:
    """Bring back what was ours on a router before a recorded delivery, by a delivery like any other.

    :param record: the identifier of the delivery to undo, or ``last``.
    """
    options.checked()
    router = _Router(host, platform, shell)
    host_folder = records.prepare(records_folder, host)
    before = records.before_text(records_folder, host, record)
    identifier = _identifier(now)
    running = router.running()
    plan = platform.plan_back(running, before, identifier, options.timer_seconds)
    return _carry_out(
        router, running, plan, None, f"rollback of {record}", plan.findings, RovTable(()), options, host_folder, identifier, now
    )


def _carry_out(
    router: _Router,
    running: Running,
    plan: Plan,
    policy: Policy | None,
    digest: str,
    findings: tuple[Finding, ...],
    rov: RovTable,
    options: Options,
    host_folder: Path,
    identifier: str,
    now: datetime,
) -> Result:
    plan_digest = hashlib.sha256(f"{digest} {running.digest}".encode()).hexdigest()
    folder = host_folder / identifier

    def result(is_changed: bool, record: Path | None) -> Result:
        return Result(is_changed, identifier, plan.summary, plan.before, plan.after, findings, digest, plan_digest, record)

    if plan.is_empty:
        return result(False, None)
    if running.unsaved is not None:
        message = f"{router.host}: running and startup configuration differ: {running.unsaved}; save or undo that work first"
        if not options.is_check:
            raise DeliveryError(message)
        findings += (Finding("critical", router.host, message, "write memory, or reload the startup configuration"),)
    if options.is_check:
        return result(True, None)
    if options.approved_plan_digest not in (None, plan_digest):
        raise DeliveryError(
            f"{router.host}: the approved plan is {options.approved_plan_digest}, this one is {plan_digest}; look at it and approve it"
        )
    record: dict[str, object] = {
        "host": router.host,
        "identifier": identifier,
        "started": now.isoformat(),
        "policy_digest": digest,
        "plan_digest": plan_digest,
        "summary": list(plan.summary),
        "findings": [asdict(item) for item in findings],
        "timer_seconds": options.timer_seconds,
        "sessions_before": [asdict(item) for item in running.sessions],
    }
    records.write(folder, "before.conf", running.text)
    records.write(folder, "ours_before.conf", plan.before)
    records.write(folder, "ours_after.conf", plan.after)
    records.write_json(folder, "record.json", {**record, "outcome": "started"})
    told = _foretell(router, running, plan, policy, rov)
    times = {"started": time.monotonic()}
    try:
        sessions = _apply(router, plan, told, options, times)
    except BaseException as reason:
        outcome = _go_back(router, plan, options, isinstance(reason, Exception))
        records.write_json(folder, "record.json", {**record, "outcome": outcome, "reason": str(reason)})
        if isinstance(reason, (DeliveryError, TransportError, ValueError)):
            raise DeliveryError(f"{router.host}: {reason}. {outcome}. Record: {folder}") from reason
        raise
    begin = times.pop("started")
    record["seconds"] = {name: round(moment - begin, 2) for name, moment in times.items()}
    record["sessions_after"] = [asdict(item) for item in sessions]
    records.write_json(folder, "record.json", {**record, "outcome": "confirmed"})
    return result(True, folder)


def _foretell(router: _Router, running: Running, plan: Plan, policy: Policy | None, rov: RovTable) -> Forecast:
    """Foretell what the policy makes of the routes held now; a rollback has no policy, so only sessions count."""
    if policy is None:
        return Forecast(frozenset((item.address, item.family) for item in running.sessions if item.is_established), {}, {})
    return forecast(router.platform, router.read, policy, rov, running.sessions, plan.touched)


def _apply(router: _Router, plan: Plan, told: Forecast, options: Options, times: dict[str, float]) -> tuple[SessionState, ...]:
    for name, content in plan.files.items():
        if content:
            router.shell.put(f"{plan.directory}/{name}", content)
    router.read(plan.arm)
    options.at("armed")
    for stage in plan.stages:
        for command in stage.commands:
            router.read(command)
        _read_back(router, plan, stage.expectation)
        times[stage.name] = time.monotonic()
        options.at(stage.name)
    router.reconnect()
    sessions = _settle(router, told, options)
    times["healthy"] = time.monotonic()
    options.at("healthy")
    if not options.is_wanted():
        raise DeliveryError("the run that started this delivery is gone, so nobody sees its result")
    router.read(plan.confirm)
    times["confirmed"] = time.monotonic()
    _read_back(router, plan, "confirmed")
    return sessions


def _read_back(router: _Router, plan: Plan, expectation: str) -> None:
    missing = router.platform.differences(router.running(), plan, expectation)
    if missing:
        more = f" and {len(missing) - 3} more" if len(missing) > 3 else ""
        raise DeliveryError(f"after {expectation!r} the router does not hold what was sent: {'; '.join(missing[:3])}{more}")


def _settle(router: _Router, told: Forecast, options: Options) -> tuple[SessionState, ...]:
    """Wait until the router is healthy twice in a row, over the connection it has now."""
    deadline = time.monotonic() + options.settle_seconds
    healthy_before = False
    while True:
        states = router.running().sessions
        found = problems(router.platform, router.read, told, states)
        if not found and healthy_before:
            return states
        healthy_before = not found
        if time.monotonic() > deadline:
            raise DeliveryError("not healthy: " + "; ".join(found or ["it never settled"]))
        time.sleep(1.0)


def _go_back(router: _Router, plan: Plan, options: Options, may_reconnect: bool) -> str:
    """Ask the router to go back now; return what became of it, in words."""
    by_itself = f"The router goes back to its old configuration by itself within {options.timer_seconds} s"
    try:
        if may_reconnect:
            router.reconnect()
        answer = router.shell.run(plan.revert.text, plan.revert.timeout_seconds)
    except TransportError as error:
        return f"{by_itself} (not reachable now: {error})"
    said = " ".join((answer.out.strip() or answer.err.strip()).split())
    if said == "nothing was changed":
        return "Nothing was changed"
    if "not restored" in said.lower() or answer.rc != 0:
        return f"The router says: {said or 'nothing'}; {by_itself}, check it"
    return f"The router is back on its old configuration ({said})"
