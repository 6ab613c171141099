# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The files of looks: one a router, which reports are made of, and the texts for neighbors."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from ...delivery import records
from ...model.controls import CONTROLS
from ...model.first_few import listed
from ..models import Part, ReportFinding, ReportRouter, ReportSession
from ..routing_tables.files import parse_path, short_path
from .look import Looked

ROUTERS, MESSAGES = "routers", "messages"
_File = TypeVar("_File", bound=Part)


class LookFileError(Exception):
    """What a look left cannot be read; the message says which file and what to do."""


class LookFile(Part):
    """What one look at one router found."""

    router: ReportRouter
    findings: tuple[ReportFinding, ...]


def look_path(dest: Path, host: str) -> Path:
    """Return the file of a router's look."""
    return dest / ROUTERS / f"{host}.json"


def write_look(dest: Path, found: Looked) -> dict[str, Any]:
    """Write what a look found and the texts for neighbors; return where and, in short, what.

    :raises RecordError: the folder cannot be written.
    """
    router = found.router
    told = LookFile(router=router, findings=found.findings)
    records.write(dest / ROUTERS, f"{router.host}.json", told.model_dump_json(indent=1) + "\n")
    messages = dest / MESSAGES / router.host
    neighbors = []
    for session in router.sessions:
        if session.preview is None:
            continue
        path = messages / f"{session.address}.txt"
        path.unlink(missing_ok=True)
        if session.preview.message:
            records.write(messages, path.name, session.preview.message)
        neighbors.append(
            {
                "neighbor": session.neighbor,
                "address": session.address,
                "seen": session.preview.seen,
                "rejected": session.preview.rejected,
                "monitored": session.preview.monitored,
                "message": str(path) if session.preview.message else "",
            }
        )
    return {"path": str(look_path(dest, router.host)), "neighbors": neighbors, "report": lines(found)}


def lines(found: Looked) -> list[str]:
    """Return what people should read, a line each."""
    told = [line for session in found.router.sessions for line in _of_session(session)]
    told += [f"plan: {line}" for line in found.router.plan]
    worst_first = sorted(found.findings, key=lambda item: item.severity != "critical")
    told += [f"{item.severity}: {item.where}: {item.what}; {item.remedy}" for item in worst_first]
    told += [f"substituted: {text}" for text in found.router.substitutions]
    return told + [f"not looked at: {text}" for text in found.router.notes]


def _of_session(session: ReportSession) -> Iterable[str]:
    told = session.preview
    if told is None:
        return
    where = f"{session.neighbor} ({session.address})"
    counts = ", ".join(f"{control} {count}" for control, count in told.rejected.items())
    routes = f"{told.seen} route{'s' if told.seen != 1 else ''}"
    yield f"{where}: {routes}, {sum(told.rejected.values())} would be dropped{f': {counts}' if counts else ''}"
    for route in told.routes[:5]:
        near = f"; near: {route.near[0].text} ({route.near[0].relation})" if route.near else ""
        yield f"  {route.prefix} path {short_path(parse_path(route.as_path)) or 'empty'}: {route.control} {route.reason}{near}"
    if (more := sum(told.rejected.values()) - min(5, len(told.routes))) > 0 and told.rejected:
        yield f"  and {more} more"
    if told.monitored:
        yield f"{where}: monitored, would be dropped: {', '.join(f'{control} {count}' for control, count in told.monitored.items())}"


def read_look(path: Path) -> LookFile:
    """Read what a look left.

    :raises LookFileError: it is not there or not whole.
    """
    try:
        found = LookFile.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        raise LookFileError(f"{path} is not there: nobody has looked at {path.stem}; run the preview playbook first") from None
    except OSError as error:
        raise LookFileError(f"{path} cannot be read ({error.strerror}); run the preview playbook again") from error
    except ValidationError as error:
        raise LookFileError(f"{path} is no look at a router ({first_wrong(error)}); run the preview playbook again") from error
    if found.router.looked_at is None or not is_moment(found.router.looked_at):
        raise LookFileError(f"{path} is no look at a router (router.looked_at: is no time); run the preview playbook again")
    cells = [item.cells for item in found.router.sessions] + [item.cells for item in found.router.interfaces]
    if unknown := {*(item.control for item in found.findings), *(name for of_one in cells for name in of_one)} - CONTROLS.keys():
        raise LookFileError(f"{path} has controls that are not known here: {listed(unknown)}; run the preview playbook again")
    return found


def read_part(path: Path, kind: type[_File], what: str, playbook: str) -> _File | None:
    """Read a file that a look left; None: nobody has looked.

    :param what: what it is, such as ``look at contacts``. ``playbook``: which one makes it.
    :raises LookFileError: it is there and cannot be read, or is none.
    """
    try:
        return kind.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        return None
    except OSError as error:
        raise LookFileError(f"{path} cannot be read ({error.strerror}); run the {playbook} playbook again") from error
    except ValidationError as error:
        raise LookFileError(f"{path} is no {what} ({first_wrong(error)}); run the {playbook} playbook again") from error


def is_moment(text: str) -> bool:
    """Tell whether a text is a time with its zone, in ISO 8601."""
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False


def first_wrong(error: ValidationError) -> str:
    """Say in one line what is wrong first."""
    first = error.errors()[0]
    where = ".".join(map(str, first["loc"]))
    return f"{where}: {first['msg']}" if where else first["msg"]
