# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The files of a look at what is registered: for the report, and for whoever submits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from ..delivery import records
from ..model.first_few import first_few
from ..model.prefixes import Prefix, PrefixError
from ..model.routes import RovState
from .looks.files import LookFileError, look_path, read_look, read_part
from .looks.look import report_finding
from .models import Part, ReportFinding
from .registration import Registration, roa_csv

FILES = {"json": "registration.json", "rpsl": "registration.rpsl", "roas": "roa-changes.csv"}


class AnnouncedPrefix(Part):
    """How one prefix that is announced is registered; keys as in ``AnnouncedState``."""

    prefix: str
    origin: int
    is_in_irr: bool | None
    rov: RovState


class RegistrationFile(Part):
    """What a look at the registries found: what holds, a line each, what does not, and each prefix that was asked for."""

    looked_at: str
    held: tuple[str, ...]
    findings: tuple[ReportFinding, ...]
    announced: tuple[AnnouncedPrefix, ...] = ()


def write_registration(dest: Path, found: Registration, now: datetime) -> Mapping[str, Path]:
    """Write what was found; return the files.

    :raises RecordError: the folder cannot be written.
    """
    findings = tuple(report_finding("", item) for item in found.findings)
    announced = tuple(AnnouncedPrefix.model_validate({**item._asdict(), "prefix": str(item.prefix)}) for item in found.announced)
    told = RegistrationFile(looked_at=now.isoformat(timespec="seconds"), held=found.held, findings=findings, announced=announced)
    records.write(dest, FILES["json"], told.model_dump_json(indent=1) + "\n")
    records.write(dest, FILES["rpsl"], "\n".join(found.objects))
    records.write(dest, FILES["roas"], roa_csv(found.roa_changes))
    return {name: dest / file for name, file in FILES.items()}


def read_registration(dest: Path) -> RegistrationFile | None:
    """Read what was found; None: nobody has looked.

    :raises LookFileError: the file is there and cannot be read.
    """
    return read_part(dest / FILES["json"], RegistrationFile, "look at registries", "registration")


def seen_leaving(dest: Path, hosts: Iterable[str]) -> tuple[dict[Prefix, tuple[str, ...]], list[str]]:
    """Return the prefixes that looks at routers saw leave with our origin, each with where; and of which routers nothing is known.

    :raises LookFileError: a look is there and cannot be read.
    """
    found: dict[Prefix, list[str]] = {}
    unknown = []
    for host in sorted(hosts):
        path = look_path(dest, host)
        sessions = read_look(path).router.sessions if path.exists() else ()
        told = [session for session in sessions if session.announces is not None]
        unknown += [] if told else [host]
        for session in told:
            for text in session.announces.own if session.announces is not None else ():
                try:
                    prefix = Prefix.parse(text)
                except PrefixError as error:
                    raise LookFileError(f"{path} is no look at a router ({error}); run the report playbook again") from None
                found.setdefault(prefix, []).append(f"{host}: {session.neighbor} ({session.address})")
    return {prefix: tuple(places) for prefix, places in found.items()}, unknown


def lines(found: Registration, paths: Mapping[str, Path], unknown: Sequence[str] = ()) -> list[str]:
    """Return what people should read, a line each. ``unknown``: routers of which nobody knows what leaves there."""
    worst_first = sorted(found.findings, key=lambda item: item.severity != "critical")
    told = [f"registered: {text}" for text in found.held]
    told += [f"{item.severity}: {item.where}: {item.what}; {item.remedy}" for item in worst_first]
    if found.objects:
        told.append(f"objects to submit: {len(found.objects)}, in {paths['rpsl']}")
    if found.roa_changes:
        told.append(f"ROA changes: {len(found.roa_changes)}, in {paths['roas']}")
    if unknown:
        told.append(f"not looked at: what leaves at {first_few(unknown)}; run the report playbook first, and this one again")
    return told
