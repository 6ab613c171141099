#!/usr/bin/env python3
# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compare the shipped IANA registries with IANA's and rewrite them, with the page docs/registries.md.

Reads IANA's site, or a folder that holds IANA's CSV files under their own names. Nothing is written when one of the
files is not what it should be. ``--check`` writes nothing and exits with 1 when something is stale.
"""

from __future__ import annotations

import argparse
import csv
import io
import os
import re
import sys
import tempfile
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from http.client import HTTPException
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / ".build"))
sys.path.insert(0, str(ROOT / "scripts"))

from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import Prefix  # noqa: E402
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry import iana_files, special_purpose  # noqa: E402
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.iana_files import Rows  # noqa: E402
from registries_page import page  # noqa: E402

SITE = "https://www.iana.org/assignments/"
ADDRESS_HEADER = (
    "Address Block",
    "Name",
    "RFC",
    "Allocation Date",
    "Termination Date",
    "Source",
    "Destination",
    "Forwardable",
    "Globally Reachable",
    "Reserved-by-Protocol",
)
ASN_HEADER = ("AS Number", "Reason for Reservation", "Reference")
DATA_FOLDER = Path("plugins/plugin_utils/registry/data")
PAGE = Path("docs/registries.md")
#: The widest block that a registry can list without this script asking for a second look.
WIDEST = {4: 4, 6: 7}
#: How much of a shipped file may be gone.
MAXIMUM_LOSS = 0.2
MAXIMUM_BYTES = 1_000_000
TIMEOUT_SECONDS = 30
LAST_ASN = 2**32 - 1


class RefreshError(Exception):
    """A registry cannot be taken. The message names it, the line and the reason."""


class Registry(NamedTuple):
    """One registry: our file, IANA's path below ``SITE``, how its CSV becomes our rows."""

    name: str
    path: str
    read: Callable[[str], Rows]

    @property
    def source(self) -> str:
        return SITE + self.path


def _plain(text: str) -> str:
    """Return a cell on one line, without footnote marks."""
    return re.sub(r"\s*\[\d+\]", "", " ".join(text.split()))


def _csv_rows(text: str, header: Sequence[str]) -> list[tuple[int, list[str]]]:
    """Return the rows behind the header, each with the number of its last line."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        rows = [(reader.line_num, row) for row in reader if row]
    except csv.Error as error:
        raise RefreshError(f"line {reader.line_num}: {error}") from error
    if not rows or rows[0][1] != list(header):
        raise RefreshError(f"it does not start with the header {','.join(header)}")
    for line, row in rows[1:]:
        if len(row) != len(header):
            raise RefreshError(f"line {line}: {len(row)} columns instead of {len(header)}")
        if any(not part.isprintable() for cell in row for part in cell.split()):
            raise RefreshError(f"line {line}: control characters")
    return rows[1:]


def _named(line: int, name: str, reference: str) -> tuple[str, str]:
    if not name or not re.search(r"\[[A-Z]", reference):
        raise RefreshError(f"line {line}: no name, or no reference")
    return name, reference


def _address_rows(text: str, family: int) -> Rows:
    """Return the rows of an address registry in our columns, one prefix each, sorted."""
    found: dict[Prefix, tuple[str, ...]] = {}
    for line, row in _csv_rows(text, ADDRESS_HEADER):
        name, reference = _named(line, " ".join(row[1].split()), " ".join(row[2].split()))
        allocated, terminated, reachable = _plain(row[3]), _plain(row[4]), _plain(row[8])
        for day in (allocated, terminated):
            if not re.fullmatch(r"N/A|\d{4}-\d{2}(-\d{2})?", day):
                raise RefreshError(f"line {line}: {day!r} is not a date")
        if reachable not in ("True", "False", "N/A", ""):
            raise RefreshError(f"line {line}: globally reachable is {reachable!r}")
        for part in _plain(row[0]).split(","):
            try:
                prefix = special_purpose.parse_block(part.strip())
            except ValueError as error:
                raise RefreshError(f"line {line}: {error}") from error
            if prefix.family != family:
                raise RefreshError(f"line {line}: {part.strip()} is not IPv{family}")
            if prefix.length < WIDEST[family]:
                raise RefreshError(f"line {line}: {part.strip()} is wider than any block so far; look at it, then change WIDEST")
            if prefix in found:
                raise RefreshError(f"line {line}: {part.strip()} is there twice")
            found[prefix] = (part.strip(), name, reference, allocated, terminated, reachable)
    return tuple(found[prefix] for prefix in sorted(found))


def _is_reserved(line: int, reason: str) -> str:
    """Tell whether a range is reserved or in use, by IANA's words."""
    if "reserved by" in reason.lower():
        return "yes"
    if reason.lower().startswith("used by"):
        return "no"
    raise RefreshError(f"line {line}: {reason!r} says neither 'reserved by' nor 'Used by'; decide in scripts/refresh_registries.py")


def _asn_rows(text: str) -> Rows:
    """Return the rows of the AS number registry in our columns, sorted."""
    found: dict[tuple[int, int], tuple[str, ...]] = {}
    for line, row in _csv_rows(text, ASN_HEADER):
        name, reference = _named(line, " ".join(row[1].split()), " ".join(row[2].split()))
        numbers = re.fullmatch(r"(\d{1,10})(?:-(\d{1,10}))?", _plain(row[0]))
        if numbers is None:
            raise RefreshError(f"line {line}: {row[0]!r} is not an ASN or a range of them")
        low, high = int(numbers[1]), int(numbers[2] or numbers[1])
        if not low <= high <= LAST_ASN or any(low <= last and first <= high for first, last in found):
            raise RefreshError(f"line {line}: {row[0]} runs backwards, is too large or overlaps another range")
        found[low, high] = (str(low), str(high), name, reference, _is_reserved(line, name))
    return tuple(found[key] for key in sorted(found))


REGISTRIES = (
    Registry(iana_files.IPV4, "iana-ipv4-special-registry/iana-ipv4-special-registry-1.csv", lambda text: _address_rows(text, 4)),
    Registry(iana_files.IPV6, "iana-ipv6-special-registry/iana-ipv6-special-registry-1.csv", lambda text: _address_rows(text, 6)),
    Registry(iana_files.ASNS, "iana-as-numbers-special-registry/special-purpose-as-numbers.csv", _asn_rows),
)


def _fetched(registry: Registry, folder: Path | None) -> str:
    """Return IANA's CSV."""
    try:
        if folder is not None:
            raw = (folder / Path(registry.path).name).read_bytes()
        else:
            with urllib.request.urlopen(registry.source, timeout=TIMEOUT_SECONDS) as answer:
                raw = answer.read(MAXIMUM_BYTES + 1)
                whole = answer.headers["Content-Length"]
            if whole is not None and len(raw) < min(int(whole), MAXIMUM_BYTES):
                raise RefreshError(f"{len(raw)} of {whole} bytes came")
        if len(raw) > MAXIMUM_BYTES:
            raise RefreshError(f"more than {MAXIMUM_BYTES} bytes")
        return raw.decode("utf-8-sig")
    except (OSError, HTTPException, ValueError) as error:
        raise RefreshError(f"it cannot be read: {error}") from error


def _shipped(root: Path, name: str) -> iana_files.IanaFile | None:
    path = root / DATA_FOLDER / name
    if not path.exists():
        return None
    try:
        return iana_files.parse_shipped(path.read_text(encoding="utf-8"), iana_files.COLUMNS[name])
    except (OSError, ValueError, csv.Error) as error:
        raise RefreshError(f"the shipped file: {error}; take it from git") from error


def _keys(rows: Rows) -> set[tuple[str, ...]]:
    return {row[:1] if "/" in row[0] else row[:2] for row in rows}


def _taken(registry: Registry, old: iana_files.IanaFile | None, folder: Path | None) -> Rows:
    """Return a registry's new rows, when they can be trusted."""
    rows = registry.read(_fetched(registry, folder))
    if not rows:
        raise RefreshError("it has no entries")
    if old is not None:
        lost = _keys(old.rows) - _keys(rows)
        if len(lost) > MAXIMUM_LOSS * len(old.rows):
            raise RefreshError(f"{len(lost)} of {len(old.rows)} entries are gone; if IANA did that, remove the shipped file and run again")
    return rows


def _changes(name: str, old: Rows, new: Rows) -> list[str]:
    gone, come = [row for row in old if row not in new], [row for row in new if row not in old]
    lines = [f"  {sign} {', '.join(cell for cell in row if cell)}" for sign, rows in (("-", gone), ("+", come)) for row in rows]
    return [f"{name}: {len(new)} entries, +{len(come)} -{len(gone)}", *lines]


def _write(texts: Mapping[Path, str]) -> None:
    """Replace all files, or none: what was replaced before an error is put back."""
    before = {path: path.read_bytes() if path.exists() else None for path in texts}
    ready: list[tuple[Path, Path]] = []
    replaced: list[Path] = []
    try:
        for path, text in texts.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(dir=path.parent)
            ready.append((Path(temporary), path))
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
                stream.write(text)
            Path(temporary).chmod(0o644)
        for new, path in ready:
            new.replace(path)
            replaced.append(path)
    except OSError:
        for path in replaced:
            old = before[path]
            if old is None:
                path.unlink()
            else:
                path.write_bytes(old)
        raise
    finally:
        for new, _ in ready:
            new.unlink(missing_ok=True)


def refresh(root: Path, folder: Path | None, today: date, is_check: bool) -> int:
    """Compare and rewrite the files below a checkout; return the exit code.

    :param folder: where IANA's files are; None for IANA's site.
    :raises RefreshError: a registry cannot be taken. Then nothing was written.
    """
    files: dict[str, iana_files.IanaFile] = {}
    report: list[str] = []
    is_stale = False
    for registry in REGISTRIES:
        try:
            old = _shipped(root, registry.name)
            rows = _taken(registry, old, folder)
        except RefreshError as error:
            where = registry.source if folder is None else folder / Path(registry.path).name
            raise RefreshError(f"{where}: {error}") from error
        is_same = old is not None and old.rows == rows
        is_stale |= not is_same
        as_of = old.as_of if old is not None and is_same and is_check else today
        files[registry.name] = iana_files.IanaFile(registry.source, as_of, rows)
        report += _changes(registry.name, old.rows if old is not None else (), rows)
    try:
        text = page(files)
    except ValueError as error:
        raise RefreshError(f"{SITE}: {error}") from error
    print("\n".join(report))
    if is_check:
        if not (root / PAGE).is_file() or (root / PAGE).read_text(encoding="utf-8") != text:
            is_stale = True
            print(f"{PAGE}: not what the registries say")
        if is_stale:
            print("stale: run `make registries`")
        return 1 if is_stale else 0
    shipped = {DATA_FOLDER / name: iana_files.shipped_text(content, iana_files.COLUMNS[name]) for name, content in files.items()}
    _write({root / path: content for path, content in {**shipped, PAGE: text}.items()})
    return 0


def main(arguments: Sequence[str] | None = None, root: Path = ROOT) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--from", dest="folder", type=Path, help="folder with IANA's CSV files, instead of IANA's site")
    parser.add_argument("--date", type=date.fromisoformat, help="the day that the files in the folder are as of; without it: today")
    parser.add_argument("--check", action="store_true", help="write nothing, exit with 1 when something is stale")
    options = parser.parse_args(arguments)
    try:
        return refresh(root, options.folder, options.date or datetime.now(UTC).date(), options.check)
    except (RefreshError, OSError) as error:
        print(f"{error}\nnothing was written", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
