# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether a test that CAIDA Spoofer published this month says that spoofed sources stay in (V08), and the file that reports take it from.

MANRS measures Action 2 by these tests alone (docs.manrs.org, Anti-Spoofing): run monthly, not behind NAT, results shared. Nothing is
taken to hold because nobody answered.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from ..delivery import records
from ..model.controls import CONTROLS
from ..model.first_few import evidence, first_few
from ..model.policies import Finding
from ..registry.spoofer import SpooferTests
from .contacts import HOLDS, NOT, UNKNOWN
from .looks.files import LookFileError, is_moment, read_part
from .looks.look import report_finding
from .models import Part, ReportFinding, ReportSpoofer

SPOOFER = "spoofer.json"
_CONTROL, _WHERE = "V08", "CAIDA Spoofer"
_RUN = (
    "run the Spoofer client of https://spoofer.caida.org inside the network, not behind NAT, with IPv4 and IPv6, its results shared with "
    "the public; then run the spoofer playbook again"
)


class SpooferFile(Part):
    """What one look at published tests found."""

    spoofer: ReportSpoofer
    findings: tuple[ReportFinding, ...]


def judge(asn: int, found: SpooferTests, now: datetime) -> tuple[ReportSpoofer, tuple[Finding, ...]]:
    """Judge the tests of the month of ``now``, which is in UTC."""
    month = f"{now:%Y-%m}"
    received = [item for item in found.tests if item.received]
    prefixes = tuple(sorted({item.prefix or f"session {item.session}" for item in received}))
    families = sorted({item.family for item in found.tests if item.tells})
    severity, remedy = "warning", _RUN
    if received:
        status, severity = NOT, "critical"
        why = f"spoofed packets got out of {first_few(prefixes)} in {month}"
        remedy = "look which interface that is behind, declare it in manrs_interfaces, deliver, and test again"
    elif found.unknown:
        status, why = UNKNOWN, f"nobody knows of {month}: {found.unknown}"
        remedy = "see that the API answers, and run the spoofer playbook again"
    elif not found.tests:
        status, why = NOT, f"no test of {month} is published"
    elif not families:
        status, why = UNKNOWN, f"no test of {month} says anything of the network: all were behind NAT, or nothing came through"
    else:
        status = HOLDS
        why = f"nothing spoofed got out in {month}, by IPv{' and IPv'.join(map(str, families))}"
    lines = [item.described() for item in found.tests] + ([f"not known: {found.unknown}"] if found.unknown else [])
    shown = evidence(lines or [f"AS{asn}: no session since {month}-01"])
    told = ReportSpoofer(
        network=f"AS{asn}",
        looked_at=now.replace(microsecond=0).isoformat(),
        month=month,
        status=status,
        why=why,
        sessions=len({item.session for item in found.tests}),
        telling=len({item.session for item in found.tests if item.tells}),
        received_from=prefixes,
        evidence=shown,
    )
    return told, () if status == HOLDS else (Finding(_CONTROL, severity, _WHERE, why, remedy, shown),)


def write_spoofer(dest: Path, told: ReportSpoofer, findings: Iterable[Finding]) -> Path:
    """Write what a look found and return where. :raises RecordError: the folder cannot be written."""
    file = SpooferFile(spoofer=told, findings=tuple(report_finding("", item) for item in findings))
    records.write(dest, SPOOFER, file.model_dump_json(indent=1) + "\n")
    return dest / SPOOFER


def read_spoofer(path: Path, asn: int) -> SpooferFile | None:
    """Read what a look found, None when nobody has looked.

    :raises LookFileError: it cannot be read, or is of another network.
    """
    found = read_part(path, SpooferFile, "look at published tests", "spoofer")
    if found is None:
        return None
    again = "run the spoofer playbook again"
    if not is_moment(found.spoofer.looked_at) or not found.spoofer.looked_at.startswith(found.spoofer.month):
        raise LookFileError(f"{path} is no look at published tests (spoofer.looked_at: is no time of that month); {again}")
    if found.spoofer.network != f"AS{asn}":
        raise LookFileError(f"{path} is of {found.spoofer.network}, and the network is AS{asn}; {again}")
    if any(item.control != _CONTROL for item in found.findings):
        raise LookFileError(f"{path} has findings of controls that are not its own; {again}")
    return found


def line(told: ReportSpoofer) -> str:
    """Return how it stands, for an application."""
    return f"{_CONTROL} {told.status}: {told.why} ({CONTROLS[_CONTROL].title}; looked at {told.looked_at})"


def report_lines(told: ReportSpoofer, findings: Iterable[Finding]) -> list[str]:
    """Return what people should read, a line each."""
    lines = [f"{_CONTROL} {told.status}: {told.why}", *(f"  {text}" for text in told.evidence)]
    return [*lines, *(f"{item.severity}: {item.where}: {item.what}; {item.remedy}" for item in findings)]
