# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Open registry dumps, plain or gzip, whatever their names say."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, cast

GZIP = b"\x1f\x8b"
#: Bytes that a packed export may have unpacked: all VRPs of the world are a fifth of it.
_MOST_BYTES = 512 << 20
#: How many wrong objects are named; their number is always told.
_NAMED_PROBLEMS = 20


class RegistryError(Exception):
    """A registry file cannot be read. The message names file, place and remedy."""


@contextmanager
def open_dump(path: Path) -> Iterator[IO[bytes]]:
    """Open a dump for reading bytes.

    :raises RegistryError: not there, not readable, or a broken gzip stream (a cut download must not pass for a short dump).
    """
    try:
        with path.open("rb") as raw:
            is_packed = raw.read(2) == GZIP
            raw.seek(0)
            if is_packed:
                with gzip.GzipFile(fileobj=raw) as unpacked:
                    yield cast(IO[bytes], unpacked)
            else:
                yield raw
    except (OSError, EOFError, zlib.error) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise RegistryError(f"{path}: {reason}; fetch the file again and check its path") from error


def unpacked(content: bytes, place: str) -> bytes:
    """Unpack gzip that was fetched.

    :raises RegistryError: broken, cut, or too much.
    """
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(content)) as stream:
            found = stream.read(_MOST_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise RegistryError(f"{place}: {error}; fetch it again and look at its server") from error
    if len(found) > _MOST_BYTES:
        raise RegistryError(f"{place}: more than {_MOST_BYTES} bytes when unpacked; look at its server")
    return found


@dataclass(slots=True)
class Problems:
    """Objects that were left out, the first ones by name."""

    named: list[str] = field(default_factory=list)
    count: int = 0

    def add(self, where: str, what: str) -> None:
        """Note one object that is left out."""
        self.count += 1
        if len(self.named) < _NAMED_PROBLEMS:
            self.named.append(f"{where}: {what}")
