# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The files of audits, one a router: how each control stands at each session, with the lines of the configuration that show it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from ..audit.order import order
from ..audit.sessions import Answer, findings
from ..audit.tree import Line
from ..delivery import records
from ..model.controls import CONTROLS
from ..model.first_few import first_few, listed
from .excerpts import Excerpts
from .looks.files import LookFileError, first_wrong, is_moment
from .looks.look import configuration_digest, report_finding
from .models import AuditNeed, Part, ReportFinding

AUDITS = "audits"


class AuditLine(Part):
    """A line of the configuration. ``number`` 0: what the OS does where nothing is written."""

    number: int
    text: str

    def __str__(self) -> str:
        return f"line {self.number}: {self.text}" if self.number else self.text


class AuditAnswer(Part):
    """How one control stands at one session or interface. ``family`` 0: both."""

    control: str
    where: str
    family: Literal[0, 4, 6]
    standing: Literal["holds", "does not hold", "unknown"]
    what: str
    lines: tuple[AuditLine, ...]


class AuditPlace(Part):
    """The lines of the configuration that are about one declared session (its address) or interface (its name)."""

    name: str
    lines: tuple[AuditLine, ...]


class AuditFile(Part):
    """What one audit of one router found.

    ``configuration``: SHA-256 of the text that was read. ``source``: the file that it is of, empty: the router itself. ``notes``: what
    was not known, and so could not be asked.
    """

    host: str
    platform: str
    looked_at: str
    source: str
    configuration: str
    answers: tuple[AuditAnswer, ...]
    findings: tuple[ReportFinding, ...]
    needs: tuple[AuditNeed, ...]
    places: tuple[AuditPlace, ...] = ()
    notes: tuple[str, ...] = ()


def audit_file(
    host: str,
    platform: str,
    text: str,
    answers: Sequence[Answer],
    now: datetime,
    source: str,
    notes: Sequence[str],
    places: Sequence[str] = (),
) -> AuditFile:
    """Return an audit as its file has it.

    :param places: the addresses of sessions and names of interfaces whose lines the file is to have.
    """
    excerpts = Excerpts(text)
    return AuditFile(
        host=host,
        platform=platform,
        looked_at=now.isoformat(timespec="seconds"),
        source=source,
        configuration=configuration_digest(text),
        answers=tuple(_answer(item) for item in answers),
        findings=tuple(report_finding(host, item) for item in dict.fromkeys(findings(answers))),
        needs=tuple(AuditNeed(risk=item.risk, controls=item.controls, places=item.places, stages=item.stages) for item in order(answers)),
        places=tuple(AuditPlace(name=name, lines=_lines(excerpts.of(name))) for name in dict.fromkeys(places)),
        notes=tuple(notes),
    )


def _lines(lines: Iterable[Line]) -> tuple[AuditLine, ...]:
    return tuple(AuditLine(number=line.number, text=line.text) for line in lines if line.text)


def _answer(item: Answer) -> AuditAnswer:
    told = {"control": item.control, "where": item.where, "family": item.family, "standing": item.standing.value, "what": item.what}
    return AuditAnswer.model_validate({**told, "lines": _lines(item.lines)})


def audit_path(dest: Path, host: str) -> Path:
    """Return the file of a router's audit."""
    return dest / AUDITS / f"{host}.json"


def write_audit(dest: Path, found: AuditFile) -> Path:
    """Write an audit; return the file.

    :raises RecordError: the folder cannot be written.
    """
    records.write(dest / AUDITS, f"{found.host}.json", found.model_dump_json(indent=1) + "\n")
    return audit_path(dest, found.host)


def read_audit(dest: Path, host: str) -> AuditFile | None:
    """Read an audit; None: there is none.

    :raises LookFileError: the file is there and cannot be read.
    """
    path = audit_path(dest, host)
    again = "run the audit playbook again"
    try:
        found = AuditFile.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        return None
    except OSError as error:
        raise LookFileError(f"{path} cannot be read ({error.strerror}); {again}") from error
    except ValidationError as error:
        raise LookFileError(f"{path} is no audit of a router ({first_wrong(error)}); {again}") from error
    if not is_moment(found.looked_at):
        raise LookFileError(f"{path} is no audit of a router (looked_at: is no time); {again}")
    if unknown := {*(item.control for item in found.findings), *(item.control for item in found.answers)} - CONTROLS.keys():
        raise LookFileError(f"{path} has controls that are not known here: {listed(unknown)}; {again}")
    return found


def counted(found: AuditFile) -> dict[str, int]:
    """Return how many answers there are of each kind."""
    counts = Counter(item.standing for item in found.answers)
    return {standing: counts[standing] for standing in ("holds", "does not hold", "unknown")}


def lines(found: AuditFile) -> list[str]:
    """Return what people should read, a line each: what to fix first, what was found, and how much of it holds."""
    told = [f"fix {number}: {text}" for number, text in enumerate(_needs(found), 1)]
    worst_first = sorted(found.findings, key=lambda item: item.severity != "critical")
    for item in worst_first:
        written = [line for line in item.evidence if line.startswith("line ")]
        # Where a filter is bound, and the last line that decided.
        shown = " ... ".join(dict.fromkeys((*written[:1], *written[-1:])))
        told.append(f"{item.severity}: {item.control} {item.where}: {item.what}{f' ({shown})' if shown else ''}; {item.remedy}")
    told.append(", ".join(f"{standing}: {count}" for standing, count in counted(found).items()))
    return told + [f"not looked at: {text}" for text in found.notes]


def _needs(found: AuditFile) -> Iterator[str]:
    for need in found.needs:
        stages = f"; held from adoption_stage {max(need.stages)} on" if need.stages else ""
        yield f"{need.risk}: {', '.join(need.controls)} at {first_few(need.places)}{stages}"
