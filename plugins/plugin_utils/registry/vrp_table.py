# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""VRPs of a file or a snapshot, ready to validate with. A file is read once, until it changes."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path

from ..intent.models import Irr, Registry, Rpki
from ..model.first_few import first_few
from ..model.rov import RovTable
from .dump_files import Problems, RegistryError
from .rpki import read_export
from .snapshot import open_snapshot
from .snapshot_format import MANIFEST

#: How old VRPs may be without a word.
SNAPSHOT_HOURS: int = Registry.model_fields["max_age_hours"].default
EXPORT_HOURS: int = Rpki.model_fields["max_age_hours"].default
_MOST_PREFIXES: int = Irr.model_fields["most_prefixes"].default


def table_of_export(path: Path, now: datetime, max_age_hours: int = EXPORT_HOURS) -> RovTable:
    """Return the VRPs of a validator's export.

    :raises RegistryError: not there, no export, a part of it is wrong, or older than it may be.
    """
    table, made_at = _export(path, _state(path))
    if made_at is not None and now - made_at > timedelta(hours=max_age_hours):
        hours = int((now - made_at).total_seconds() // 3600)
        raise RegistryError(f"{path} is {hours} hours old, max_age_hours is {max_age_hours}; fetch it again from your validator")
    return table


def table_of_snapshot(path: Path, now: datetime, max_age_hours: int = SNAPSHOT_HOURS) -> RovTable:
    """Return the VRPs of a snapshot.

    :raises SnapshotError: not there, broken, or too old.
    """
    # By the hour, so that it is opened once for many prefixes.
    return _snapshot(path, _state(path / MANIFEST), max_age_hours, now.replace(minute=0, second=0, microsecond=0))


def _state(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


@lru_cache(maxsize=2)
def _export(path: Path, state: object) -> tuple[RovTable, datetime | None]:
    problems = Problems()
    export = read_export(str(path), problems)
    if problems.count:
        raise RegistryError(f"{first_few(problems.named)}; a state without what is wrong there would be a guess, export it again")
    return RovTable(export.vrps), export.made_at


@lru_cache(maxsize=2)
def _snapshot(path: Path, state: object, max_age_hours: int, hour: datetime) -> RovTable:
    return RovTable(open_snapshot(path, hour, max_age_hours, _MOST_PREFIXES).vrps)
