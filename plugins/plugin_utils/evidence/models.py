# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The report as data: what its HTML page shows, and what its JSON file holds (docs/schema/report.json).

Times are UTC in ISO 8601. Prefixes, addresses and AS paths are texts. A report holds no password and no task argument.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from ..model.controls import Scope


class Status(StrEnum):
    """How one control stands at one session or interface, the worst first."""

    DIFFERS = "differs"  #: The router does not hold what the policy wants.
    HELD = "held"  #: A guard refused the new filter: the one that ran before still does.
    UNKNOWN = "unknown"  #: Nobody has looked.
    MISSING = "missing"  #: The router cannot do it, and nothing stands in for it.
    OFF = "off"  #: Somebody took it off, until a day and for a reason.
    MONITORED = "monitored"  #: It rejects nothing; what it would reject is counted.
    WAITING = "waiting"  #: Its adoption stage has not come.
    SUBSTITUTED = "substituted"  #: The router cannot say it; something at least as strict stands in.
    IN_FORCE = "in force"  #: The router holds it, read back.


class Severity(StrEnum):
    """How bad a finding is."""

    CRITICAL = "critical"
    WARNING = "warning"


def _writable(value: Any) -> Any:
    if isinstance(value, str) and not value.isascii():
        return value.encode("utf-8", "backslashreplace").decode("utf-8")
    if isinstance(value, dict):
        return {_writable(key): item for key, item in value.items()}
    return tuple(map(_writable, value)) if isinstance(value, (list, tuple)) else value


class Part(BaseModel):
    """A part of a report. A byte that is no UTF-8, which a router's configuration may have, is written out: no file takes it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @field_validator("*", mode="before")
    @classmethod
    def _written_out(cls, value: Any) -> Any:
        return _writable(value)


class ReportControl(Part):
    """A control of the catalogue. ``scope``: what it is asked at; ``source``: its RFC or other source."""

    identifier: Annotated[str, Field(examples=["F12"])]
    title: str
    manrs_action: Annotated[int, Field(ge=1, le=4)]
    source: str
    scope: Scope


class Cell(Part):
    """How one control stands. ``routes``: how many routes held now it would reject, or None where nobody has looked."""

    status: Status
    why: str = ""
    routes: int | None = None


class ReportFinding(Part):
    """Something that does not hold: what and where, the lines that show it, and what to do."""

    severity: Severity
    router: str
    where: str
    what: str
    evidence: tuple[str, ...] = ()
    control: str
    manrs_action: Annotated[int, Field(ge=1, le=4)]
    source: str
    remedy: str


class NearObject(Part):
    """What the registry has near a rejected route. ``relation``: how it differs, such as ``other origin`` or ``too long``."""

    relation: str
    text: Annotated[str, Field(examples=["ROA 193.0.0.0/21-21 AS3333"])]


class RejectedRoute(Part):
    """A route held now that the policy rejects.

    ``to_register``: what its holder should register, empty where that does not help. ``is_best``: the router has it as its best route;
    None: a table does not say.
    """

    prefix: str
    as_path: str
    origin: int | None
    control: str
    reason: str
    is_best: bool | None
    near: tuple[NearObject, ...] = ()
    to_register: tuple[str, ...] = ()


class NeighborPreview(Part):
    """What the policy makes of the routes that one neighbor sends. ``seen``: routes looked at; ``message``: a text for its NOC."""

    seen: int
    accepted: int
    rejected: dict[str, int]
    monitored: dict[str, int]
    routes: tuple[RejectedRoute, ...]
    #: How many rejected routes are left out of ``routes``.
    left_out: int
    message: str


class Announcements(Part):
    """What one session that leads away from us is sent, of what matters to others.

    ``own``: prefixes of our own origin. ``bogon_prefixes``: those that IANA reserves. ``bogon_asns``: prefixes with a reserved ASN in
    the path as the router holds it, before what leaves is changed.
    """

    own: tuple[str, ...]
    bogon_prefixes: tuple[str, ...] = ()
    bogon_asns: tuple[str, ...] = ()


class ReportSession(Part):
    """One eBGP session. ``cells``: control -> how it stands; a control that does not concern it is left out.

    ``announces``: None where nobody has looked, and at customers, who are sent other people's routes.
    """

    neighbor: str
    asn: int
    relation: str
    address: str
    is_established: bool | None
    accepted: int | None
    announced: int | None
    cells: dict[str, Cell]
    preview: NeighborPreview | None = None
    announces: Announcements | None = None


class ReportInterface(Part):
    """One interface whose source addresses are checked or should be."""

    name: str
    kind: str
    cells: dict[str, Cell]


class DeliveryRecord(Part):
    """One delivery of the history."""

    record: str
    started: str
    outcome: str
    seconds: float | None
    plan: tuple[str, ...]
    reason: str = ""


class AuditNeed(Part):
    """What to fix, in its order: what is at risk, the controls that end it, where, and the adoption stages that have them act."""

    risk: str
    controls: tuple[str, ...]
    places: tuple[str, ...]
    stages: tuple[int, ...]


class ReportAudit(Part):
    """What an audit found by reading a configuration.

    ``configuration``: SHA-256 of its text. ``is_current``: no look saw another one since. ``counts``: answers of each standing.
    """

    looked_at: str
    configuration: str
    is_current: bool
    counts: dict[str, int]
    needs: tuple[AuditNeed, ...]


class ReportRouter(Part):
    """One router: how it stands, what a delivery would change now, and what was delivered.

    ``configuration``: SHA-256 of the running configuration that the look read, empty where it read none. ``limited_to``: the neighbors that
    the look was limited to; all when empty. ``notes``: what was not looked at, and why. ``audit``: None where there is none.
    """

    host: str
    platform: str
    version: str
    looked_at: str | None
    policy_digest: str
    plan_digest: str
    plan: tuple[str, ...]
    substitutions: tuple[str, ...]
    sessions: tuple[ReportSession, ...]
    interfaces: tuple[ReportInterface, ...]
    history: tuple[DeliveryRecord, ...]
    configuration: str = ""
    limited_to: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    audit: ReportAudit | None = None


class ReportAction(Part):
    """One MANRS action (network operators' programme) in this network. ``evidence``: lines that an application can quote."""

    number: Annotated[int, Field(ge=1, le=4)]
    title: str
    state: Literal["holds", "does not hold", "not looked at"]
    summary: str
    evidence: tuple[str, ...] = ()


class ContactControl(Part):
    """How one control of Action 3 stands. ``why``: in one line; ``evidence``: what was found where, a line each."""

    control: Annotated[str, Field(examples=["C01"])]
    status: Literal["holds", "does not hold", "unknown"]
    why: str
    evidence: tuple[str, ...] = ()


class ReportContacts(Part):
    """What public databases had of the network's contacts at ``looked_at``."""

    network: str
    looked_at: str
    controls: tuple[ContactControl, ...]


class ReportSpoofer(Part):
    """What CAIDA Spoofer had published, at ``looked_at``, of tests in the network in that month.

    ``sessions``: how many. ``telling``: those that say something of the network. ``received_from``: prefixes out of which spoofed
    packets got.
    """

    network: str
    looked_at: str
    month: Annotated[str, Field(pattern=r"^\d{4}-\d{2}$")]
    status: Literal["holds", "does not hold", "unknown"]
    why: str
    sessions: int
    telling: int
    received_from: tuple[str, ...]
    evidence: tuple[str, ...] = ()


class MetricFinding(Part):
    """A finding that moves a metric."""

    control: str
    router: str
    where: str


class ReportMetric(Part):
    """What one metric of the MANRS Observatory would see of what is known here; no score of theirs.

    ``value``: 1 is everything; of M3 and M4 how many prefixes are seen. None where it is not known, or where no rule gives a number.
    ``state``: left out is what nothing here can tell of, ``told`` says why.
    ``told``: in one line. ``changes``: what would move it. ``rule``, ``source`` and ``source_date``: where the rule is from, in our words.
    """

    metric: Annotated[str, Field(examples=["M7RPKI"])]
    title: str
    manrs_action: Annotated[int, Field(ge=1, le=4)]
    state: Literal["told", "unknown", "left out"]
    value: float | None
    counts: dict[str, int]
    told: str
    changes: tuple[str, ...]
    findings: tuple[MetricFinding, ...]
    rule: str
    source: str
    source_date: str


class ReportObservatory(Part):
    """What would be seen of what we announce as declared. ``left_out``: what no rule with a source says, a line each."""

    note: str
    metrics: tuple[ReportMetric, ...]
    left_out: tuple[str, ...]


class ReportSnapshot(Part):
    """The registry data that the policies were made from."""

    digest: str
    made_at: str
    sources: tuple[str, ...] = ()


class Report(Part):
    """Everything. ``made_at``: the newest time in the data, not the clock's: the same data gives the same bytes.

    ``contacts``, ``spoofer``: None where nobody has looked.
    """

    version: Literal[1] = 1
    network: str
    made_at: str
    snapshot: ReportSnapshot | None
    controls: tuple[ReportControl, ...]
    routers: tuple[ReportRouter, ...]
    findings: tuple[ReportFinding, ...]
    actions: tuple[ReportAction, ...]
    contacts: ReportContacts | None = None
    spoofer: ReportSpoofer | None = None
    observatory: ReportObservatory | None = None
