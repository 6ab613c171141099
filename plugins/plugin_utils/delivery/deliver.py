# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Deliver a policy to one router: plan, apply under a timer, read back, check health, confirm or go back.

The eight steps of a delivery are the same for every platform; what differs is data in the platform's plan.
"""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path
from types import TracebackType

from ..model.policies import Finding, Policy
from ..model.rov import RovTable
from ..platforms.contract import Command, Plan, Platform, Running, SessionState
from ..policy.digest import policy_digest
from ..policy.fit import fit
from ..policy.named_sets import Known
from . import records
from .guarding import guarded
from .health import Forecast, forecast, problems
from .held import Held
from .refusals import Window, cache_findings, frozen, monitor_findings, unsaved_work, untagged
from .transports.transport import Transport, TransportError

PolicyOf = Callable[[Known], Policy]


class DeliveryError(Exception):
    """A delivery did not end confirmed. The message says what happened, what the router runs now, and what to do."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to deliver. Times are seconds; the timer must outlast the settling and two slow connections."""

    is_check: bool = False
    timer_seconds: int = 120
    settle_seconds: float = 30.0
    #: What somebody approved: the digest of this plan, or ``declared_digest``. None: anything is.
    approved_digest: str | None = None
    #: The digest of the policy as intent and snapshot have it, which needs no router to be known.
    declared_digest: str = ""
    #: Take sessions down where an option of the session needs it.
    allow_reset: bool = False
    #: Times in which only safe changes are made.
    freeze: tuple[Window, ...] = ()
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
    substitutions: tuple[str, ...]
    change: str
    policy_digest: str
    plan_digest: str
    record: Path | None


class _Router:
    """One router during one delivery: the way to it, with every answer checked."""

    def __init__(self, host: str, platform: Platform, transport: Transport) -> None:
        self.host = host
        self.platform = platform
        self.transport = transport

    def read(self, command: Command) -> str:
        return self.read_all([command])[0]

    def read_all(self, commands: Sequence[Command]) -> list[str]:
        """Run several commands in one go."""
        answers = self.transport.run_all([(command.text, command.timeout_seconds) for command in commands])
        for command, answer in zip(commands, answers, strict=False):
            if answer.rc != 0:
                detail = (answer.err or answer.out).strip()[-500:]
                raise DeliveryError(f"{self.host}: {command.text!r} ended with {answer.rc}: {detail}")
        return [answer.out for answer in answers]

    def running(self) -> Running:
        reads = self.platform.reads
        return self.platform.parse(dict(zip(reads, self.read_all(list(reads.values())), strict=True)))

    def __enter__(self) -> _Router:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.transport.close()

    def reconnect(self) -> None:
        self.transport = self.transport.fresh()


def _identifier(now: datetime) -> str:
    return f"{now:%Y%m%dT%H%M%SZ}-{secrets.token_hex(3)}"


def deliver(
    host: str,
    platform: Platform,
    transport: Transport,
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
    with _Router(host, platform, transport) as router:
        host_folder = records.prepare(records_folder, host)
        identifier = _identifier(now)
        seen = _look(router, policy_of, rov, identifier, options)
        running, fitted, plan, tags = seen.running, seen.fitted, seen.plan, seen.tags
        refusals = () if plan.is_empty else (*frozen(plan, options.freeze, now), *(() if running.trusts_tags else tags))
        digest = policy_digest(seen.policy)
        work = _Work(router, running, plan, digest, seen.findings, refusals, fitted.substitutions, host_folder, identifier, now)
        return work.carry_out(options, lambda: forecast(seen.held, fitted, rov, running.sessions, plan.touched, plan.ends))


@dataclass(frozen=True)
class Survey:
    """One router as it is, and what its policy makes of it. Nothing was changed.

    ``fitted``: the policy that a delivery would bring, ``plan``: the way there. ``findings``: of all of it. ``tags``: why export
    by tags would be refused.
    """

    running: Running
    held: Held
    known: Known
    policy: Policy
    fitted: Policy
    plan: Plan
    findings: tuple[Finding, ...]
    tags: tuple[Finding, ...]
    plan_of: Callable[[Policy], Plan]

    @property
    def plan_digest(self) -> str:
        """The digest that a canary or an approval step approves."""
        return _plan_digest(policy_digest(self.policy), self.running)


def _plan_digest(digest: str, running: Running) -> str:
    return hashlib.sha256(f"{digest} {running.digest}".encode()).hexdigest()


def _look(router: _Router, policy_of: PolicyOf, rov: RovTable, identifier: str, options: Options) -> Survey:
    """Read a router and make its policy and plan."""
    platform = router.platform
    running = router.running()
    held = Held(platform, router.read_all, running.sessions)
    known_router = replace(
        running.known.router, routed=held.routed, received=lambda policy, addresses: held.received(policy, rov, addresses)
    )
    known = replace(running.known, live=held.live, maximum_origins=running.capabilities.maximum_origins, router=known_router)
    policy = policy_of(known)

    def plan_of(fitted: Policy) -> Plan:
        return platform.plan(running, fitted, identifier, options.timer_seconds, options.allow_reset)

    fitted = fit(policy, running.capabilities)
    plan = plan_of(fitted)
    # Where nothing would change, nothing more is read of the router.
    if not plan.is_empty and (safe := guarded(fitted, held, rov)) != fitted:
        fitted = safe
        plan = plan_of(fitted)
    tags = tuple(untagged(running, fitted, held, rov)) if not plan.is_empty else ()
    # Where tags are trusted already, a route without one is kept back: a finding, and no reason to stop all other work.
    findings = (
        *fitted.findings,
        *plan.findings,
        *cache_findings(running.caches, rov),
        *monitor_findings(fitted, held, rov),
        *(tags if running.trusts_tags else ()),
    )
    return Survey(running, held, known, policy, fitted, plan, findings, tags, plan_of)


@dataclass(frozen=True)
class Reading:
    """One router as it is, without a policy. ``held``: what it holds, read when it is asked for. Nothing was changed."""

    running: Running
    held: Held


@contextmanager
def reading(host: str, platform: Platform, transport: Transport) -> Iterator[Reading]:
    """Read one router, with nothing declared; as long as the context lasts, what it holds can be read.

    :raises DeliveryError: a command on the router fails.
    :raises TransportError: not reachable.
    """
    with _Router(host, platform, transport) as router:
        running = router.running()
        yield Reading(running, Held(platform, router.read_all, running.sessions))


@contextmanager
def survey(host: str, platform: Platform, transport: Transport, policy_of: PolicyOf, rov: RovTable, options: Options) -> Iterator[Survey]:
    """Look at one router without changing it; as long as the context lasts, what it holds can be read.

    :raises DeliveryError: a command on the router fails.
    :raises TransportError: not reachable.
    """
    with _Router(host, platform, transport) as router:
        found = _look(router, policy_of, rov, "survey", options)
        unsaved = unsaved_work(found.running)
        yield replace(found, findings=(*found.findings, *unsaved)) if unsaved else found


def read_running(host: str, platform: Platform, transport: Transport) -> Running:
    """Read what one router runs. Changes nothing.

    :raises DeliveryError: a command on the router fails.
    :raises TransportError: not reachable.
    """
    with _Router(host, platform, transport) as router:
        return router.running()


def roll_back(
    host: str,
    platform: Platform,
    transport: Transport,
    record: str,
    options: Options,
    records_folder: Path,
    now: datetime,
) -> Result:
    """Bring back what was ours on a router before a recorded delivery, by a delivery like any other.

    :param record: the identifier of the delivery to undo, or ``last``.
    """
    options.checked()
    with _Router(host, platform, transport) as router:
        host_folder = records.prepare(records_folder, host)
        before = records.before_text(records_folder, host, record)
        identifier = _identifier(now)
        running = router.running()
        plan = platform.plan_back(running, before, identifier, options.timer_seconds)
        work = _Work(router, running, plan, f"rollback of {record}", plan.findings, (), (), host_folder, identifier, now)
        return work.carry_out(options, lambda: _sessions_only(running, plan))


def release(host: str, platform: Platform, transport: Transport, options: Options, records_folder: Path, now: datetime) -> Result:
    """Take everything of ours off a router, by a delivery like any other. The operator's own policies are bound again."""
    options.checked()
    with _Router(host, platform, transport) as router:
        host_folder = records.prepare(records_folder, host)
        identifier = _identifier(now)
        running = router.running()
        plan = platform.plan_release(running, identifier, options.timer_seconds, options.allow_reset)
        work = _Work(router, running, plan, "release", plan.findings, (), (), host_folder, identifier, now)
        return work.carry_out(options, lambda: _sessions_only(running, plan))


def look_again(host: str, platform: Platform, transport: Transport, records_folder: Path) -> list[str]:
    """Return what is worse than the last confirmed delivery left it: sessions down, sessions that accept nothing any more. Changes nothing.

    :raises RecordError: there is no record of one.
    """
    up = [item for item in records.sessions_after(records_folder, host) if item.is_established]
    with _Router(host, platform, transport) as router:
        now = {(item.address, item.family): item for item in router.running().sessions}
    worse = []
    for item in up:
        state = now.get((item.address, item.family))
        where = f"{item.neighbor} ({item.address}) IPv{item.family}"
        if state is None or not state.is_established:
            worse.append(f"{where}: the session is down")
        elif item.accepted and not state.accepted:
            worse.append(f"{where}: accepts none of {item.accepted} routes any more")
    return worse


def _sessions_only(running: Running, plan: Plan) -> Forecast:
    """Foretell nothing but that sessions stay up, where no policy says what becomes of the routes."""
    stay = (item for item in running.sessions if item.is_established and item.address not in plan.ends)
    return Forecast(frozenset((item.address, item.family) for item in stay), {}, {})


@dataclass(frozen=True)
class _Work:
    """One plan for one router, with everything that its record says."""

    router: _Router
    running: Running
    plan: Plan
    digest: str
    findings: tuple[Finding, ...]
    refusals: tuple[Finding, ...]
    substitutions: tuple[str, ...]
    host_folder: Path
    identifier: str
    now: datetime

    @property
    def plan_digest(self) -> str:
        return _plan_digest(self.digest, self.running)

    def result(self, is_changed: bool, record: Path | None, refusals: tuple[Finding, ...] = ()) -> Result:
        plan = self.plan
        return Result(
            is_changed,
            self.identifier,
            plan.summary,
            plan.before,
            plan.after,
            (*self.findings, *refusals),
            self.substitutions,
            plan.change.name.lower(),
            self.digest,
            self.plan_digest,
            record,
        )

    def carry_out(self, options: Options, foretell: Callable[[], Forecast]) -> Result:
        """Carry the plan out, or in check mode say what it would do and what would refuse it."""
        router, plan = self.router, self.plan
        if plan.is_empty:
            return self.result(False, None)
        refusals = (*unsaved_work(self.running), *self.refusals)
        if options.is_check:
            return self.result(True, None, refusals)
        if refusals:
            raise DeliveryError("; ".join(f"{router.host}: {item.where}: {item.what}; {item.remedy}" for item in refusals))
        if options.approved_digest not in (None, options.declared_digest, self.plan_digest):
            raise DeliveryError(
                f"{router.host}: approved is {options.approved_digest}, the policy is {options.declared_digest} and this plan of it "
                f"{self.plan_digest}; look at it and approve one of them"
            )
        return self._deliver(options, foretell)

    def _deliver(self, options: Options, foretell: Callable[[], Forecast]) -> Result:
        router, plan, folder = self.router, self.plan, self.host_folder / self.identifier
        record: dict[str, object] = {
            "host": router.host,
            "identifier": self.identifier,
            "started": self.now.isoformat(),
            "policy_digest": self.digest,
            "plan_digest": self.plan_digest,
            "summary": list(plan.summary),
            "change": plan.change.name.lower(),
            "findings": [item.described() for item in self.findings],
            "substitutions": list(self.substitutions),
            "timer_seconds": options.timer_seconds,
            "sessions_before": [asdict(item) for item in self.running.sessions],
        }
        try:
            records.write(folder, "before.conf", self.running.text)
            records.write(folder, "ours_before.conf", plan.before)
            records.write(folder, "ours_after.conf", plan.after)
            records.write_json(folder, "record.json", {**record, "outcome": "started"})
        except records.RecordError as error:
            raise DeliveryError(f"{router.host}: {error}. Nothing was changed") from error
        told = foretell()
        times = {"started": time.monotonic()}
        try:
            sessions = _apply(router, plan, told, options, times)
        except BaseException as reason:
            outcome = _go_back(router, plan, options, times, isinstance(reason, Exception))
            lost = _written(folder, {**record, "outcome": outcome, "reason": str(reason)})
            if isinstance(reason, (DeliveryError, TransportError, ValueError)):
                why = str(reason).removeprefix(f"{router.host}: ")
                raise DeliveryError(f"{router.host}: {why}. {outcome}. Record: {lost or folder}") from reason
            raise
        begin = times.pop("started")
        del times["arming"], times["confirming"]
        record["seconds"] = {name: round(moment - begin, 2) for name, moment in times.items()}
        record["sessions_after"] = [asdict(item) for item in sessions]
        if lost := _written(folder, {**record, "outcome": "confirmed"}):
            what = "the router has confirmed and stays on the new configuration, but its record is lost: rollback.yml cannot undo it"
            raise DeliveryError(f"{router.host}: {what}: {lost}")
        return self.result(True, folder)


def _written(folder: Path, record: dict[str, object]) -> str:
    """Write what became of a delivery; return why it cannot be written, or nothing. The router is more than its record."""
    try:
        records.write_json(folder, "record.json", record)
    except records.RecordError as error:
        return str(error)
    return ""


def _apply(router: _Router, plan: Plan, told: Forecast, options: Options, times: dict[str, float]) -> tuple[SessionState, ...]:
    for name, content in plan.files.items():
        if content:
            router.transport.put(f"{plan.directory}/{name}", content)
    times["arming"] = time.monotonic()
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
    times["confirming"] = time.monotonic()
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
        found = problems(router.platform, router.read_all, told, states)
        if not found and healthy_before:
            return states
        healthy_before = not found
        # Healthy for the first time at the deadline: one more look decides.
        if found and time.monotonic() > deadline:
            raise DeliveryError("not healthy: " + "; ".join(found))
        time.sleep(1.0)


def _go_back(router: _Router, plan: Plan, options: Options, times: Mapping[str, float], may_reconnect: bool) -> str:
    """Ask the router to go back now; return what became of it, in words.

    :param times: how far the delivery came.
    """
    if "arming" not in times:
        return "Nothing was changed"
    by_itself = f"The router goes back to its old configuration by itself within {options.timer_seconds} s"
    if "confirmed" in times:
        by_itself = "The router had confirmed and stays on the new configuration"
    elif "confirming" in times:
        by_itself = (
            "The router was told to confirm: if that arrived, it stays on the new configuration, "
            f"else it goes back by itself within {options.timer_seconds} s"
        )
    try:
        if may_reconnect:
            router.reconnect()
        answer = router.transport.run(plan.revert.text, plan.revert.timeout_seconds)
    except TransportError as error:
        return f"{by_itself} (not reachable now: {error})"
    said = " ".join((answer.out.strip() or answer.err.strip()).split())
    if said == "nothing was changed":
        return "Nothing was changed"
    if said.startswith("confirmed"):
        return "The router had confirmed it and stays on the new configuration: look at it, rollback.yml brings the old one"
    if "not restored" in said.lower() or answer.rc != 0:
        return f"The router says: {said or 'nothing'}; {by_itself}, check it"
    return f"The router is back on its old configuration ({said})"
