# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What earlier looks at a router saw: over several days backup paths show themselves, and a preview counts them too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from ..routing_tables.files import Seen, TableError, read_table, write_lines

#: Days after which what a look saw is thrown away.
KEPT_DAYS = 30
_NAME = "%Y%m%dT%H%M%SZ"
_SPAN = re.compile(r"([1-9][0-9]{0,3})([hd])")


def parse_since(text: str, now: datetime) -> datetime:
    """Return the time of ``12h``, ``7d`` or ``2026-11-24``.

    :raises ValueError: it is none of them, or not before ``now``.
    """
    if found := _SPAN.fullmatch(text.strip()):
        return now - timedelta(**{"hours" if found[2] == "h" else "days": int(found[1])})
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        raise ValueError(f"since: {text!r} is no time; write 12h, 7d or a date such as 2026-11-24") from None
    moment = moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
    if moment > now:
        raise ValueError(f"since: {text!r} is in the future; write a time before now")
    return moment


def remember(folder: Path, now: datetime, routes: Iterable[Seen]) -> None:
    """Write what a look saw, and throw away what is older than KEPT_DAYS.

    :raises OSError: the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    new = folder / f"{now:{_NAME}}.new"
    write_lines(new, routes)
    new.replace(folder / f"{now:{_NAME}}.jsonl.gz")
    for path, moment in _looks(folder):
        if now - moment > timedelta(days=KEPT_DAYS):
            path.unlink(missing_ok=True)


def earlier(folder: Path, since: datetime) -> Iterator[Seen]:
    """Yield what looks since then saw; a route of several looks comes several times.

    :raises TableError: what a look left cannot be read.
    """
    for path, moment in _looks(folder):
        if moment >= since:
            yield from read_table(path)


def _looks(folder: Path) -> list[tuple[Path, datetime]]:
    found = []
    for path in sorted(folder.glob("*.jsonl.gz")):
        try:
            found.append((path, datetime.strptime(path.name.partition(".")[0], _NAME).replace(tzinfo=UTC)))
        except ValueError as error:
            raise TableError(f"{path} is not from a preview; move it elsewhere") from error
    return found
