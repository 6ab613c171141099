# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Records: what one delivery did, on the controller. One folder per host and delivery."""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path

from ..platforms.contract import SessionState

_HOST = re.compile(r"[A-Za-z0-9._:-]+")
_IDENTIFIER = re.compile(r"[A-Za-z0-9-]{1,100}")


class RecordError(Exception):
    """The records folder cannot be written or a record cannot be read."""


def prepare(records: Path, host: str, variable: str = "manrs_records") -> Path:
    """Return the host's folder, made and proved writable before anything is contacted.

    :param variable: what a message calls the folder.
    :raises RecordError: not writable, or the host's name cannot be a folder name.
    """
    if not _HOST.fullmatch(host) or host in (".", ".."):
        raise RecordError(f"{host!r} cannot name a folder under {records}; rename the host in the inventory")
    folder = records / host
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise RecordError(f"{variable}: {folder} is not writable ({error.strerror}); give a path that this user can write") from error
    return folder


def write(folder: Path, name: str, content: str, mode: int = 0o600) -> None:
    """Write one file of a record whole or not at all.

    :raises RecordError: the disk does not take it.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, temporary = tempfile.mkstemp(dir=folder)
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).chmod(mode)
        os.replace(temporary, folder / name)
    except OSError as error:
        raise RecordError(f"{folder / name} cannot be written ({error.strerror})") from error


def write_json(folder: Path, name: str, content: Mapping[str, object]) -> None:
    """Write one JSON file of a record, sorted."""
    write(folder, name, json.dumps(content, indent=2, sort_keys=True, default=str) + "\n")


def before_text(records: Path, host: str, identifier: str) -> str:
    """Return the configuration that a delivery of this host found; ``last`` means its newest confirmed delivery.

    :raises RecordError: there is no such record, or one cannot be read.
    """
    folder = records / host
    if identifier == "last":
        identifier = _last_confirmed(folder)
    path = folder / identifier / "before.conf"
    if not _IDENTIFIER.fullmatch(identifier) or not path.is_file():
        raise RecordError(f"there is no record {identifier[:100]!r} of {host} in {records}")
    return _read(path)


def sessions_after(records: Path, host: str) -> tuple[SessionState, ...]:
    """Return the sessions of a host as its newest confirmed delivery left them.

    :raises RecordError: there is no such record, or it cannot be read.
    """
    path = records / host / _last_confirmed(records / host) / "record.json"
    try:
        return tuple(SessionState(**item) for item in json.loads(_read(path))["sessions_after"])
    except (KeyError, TypeError) as error:
        raise RecordError(f"{path} does not say how the sessions were") from error


def _last_confirmed(folder: Path) -> str:
    confirmed = sorted(path.parent.name for path in folder.glob("*/record.json") if _outcome(path) == "confirmed")
    if not confirmed:
        raise RecordError(f"{folder} holds no confirmed delivery to go back from")
    return confirmed[-1]


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise RecordError(f"{path} cannot be read ({error}); name the record of another delivery") from error


def _outcome(path: Path) -> object:
    """Return what became of a delivery. One whose record is broken may be the newest that was confirmed: it is not passed over."""
    try:
        told = json.loads(_read(path))
    except (ValueError, RecursionError) as error:
        raise RecordError(f"{path} cannot be read ({error}); name the record of another delivery") from error
    if not isinstance(told, dict):
        raise RecordError(f"{path} is no record; name the record of another delivery")
    return told.get("outcome")
