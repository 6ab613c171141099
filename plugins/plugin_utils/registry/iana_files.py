# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The shipped copies of IANA's special-purpose registries: small files below ``data/``, dated, one entry a line.

A file starts with comments (licence, the registry's address, the day that the entries are as of), then follows CSV
with a line of column names. Names and references are in IANA's words. ``scripts/refresh_registries.py`` writes them.
"""

from __future__ import annotations

import csv
import io
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

from .dump_files import RegistryError

ADDRESS_COLUMNS = ("prefix", "name", "reference", "allocated", "terminated", "globally_reachable")
ASN_COLUMNS = ("first", "last", "name", "reference", "reserved")
IPV4, IPV6, ASNS = "iana-ipv4-special-purpose.csv", "iana-ipv6-special-purpose.csv", "iana-special-purpose-asns.csv"
#: A shipped file and its columns.
COLUMNS = {IPV4: ADDRESS_COLUMNS, IPV6: ADDRESS_COLUMNS, ASNS: ASN_COLUMNS}
DATA = Path(__file__).parent / "data"

_LICENCE = ("SPDX-FileCopyrightText: The manrs.hardening contributors", "SPDX-License-Identifier: GPL-3.0-or-later")
_SOURCE, _AS_OF = "# Source: ", "# As of: "
#: The entries of a file, as text, one tuple of columns each.
Rows = tuple[tuple[str, ...], ...]


class IanaFile(NamedTuple):
    """A shipped file: where its entries are from, the day on which IANA listed just these, and the entries as text."""

    source: str
    as_of: date
    rows: Rows


def shipped_text(content: IanaFile, columns: tuple[str, ...]) -> str:
    """Return the text of a shipped file. Same content, same bytes."""
    stream = io.StringIO()
    stream.writelines(f"# {line}\n" for line in (*_LICENCE, "Written by `make registries`. Do not edit."))
    stream.write(f"{_SOURCE}{content.source}\n{_AS_OF}{content.as_of.isoformat()}\n")
    csv.writer(stream, lineterminator="\n").writerows([columns, *content.rows])
    return stream.getvalue()


def parse_shipped(text: str, columns: tuple[str, ...]) -> IanaFile:
    """Read the text of a shipped file.

    :raises ValueError: a header is missing, or a row has other columns.
    """
    headers = [line for line in text.splitlines() if line.startswith("#")]
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    found = {key: line.removeprefix(key) for key in (_SOURCE, _AS_OF) for line in headers if line.startswith(key)}
    if len(found) != 2:
        raise ValueError("it does not say its source and date")
    first, *rows = [tuple(row) for row in csv.reader(lines, strict=True)] or [()]
    if first != columns or not rows or any(len(row) != len(columns) for row in rows):
        raise ValueError(f"its columns are not {', '.join(columns)}")
    return IanaFile(found[_SOURCE], date.fromisoformat(found[_AS_OF]), tuple(rows))


@cache
def shipped(name: str) -> IanaFile:
    """Return a shipped file, read once.

    :raises RegistryError: it is not there or not whole.
    """
    try:
        return parse_shipped((DATA / name).read_text(encoding="utf-8"), COLUMNS[name])
    except (OSError, ValueError, csv.Error) as error:
        raise RegistryError(f"{DATA / name}: {error}; install the collection again") from error
