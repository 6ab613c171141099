# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Read what a router answers: lines, JSON, and bytes that are no UTF-8.

Neighbors say things that a router prints, such as why they shut a session down. None of it may end a line, or be of a type, that only
Python knows.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from .contract import PlatformError


def lines_of(text: str) -> list[str]:
    """Return the lines as a router ends them: ``splitlines`` also ends them at characters that are in the midst of a line there."""
    found = [line.removesuffix("\r") for line in text.split("\n")]
    return found if found[-1] else found[:-1]


def bytes_of(text: str) -> bytes:
    """Return the bytes that a router printed; those that are no UTF-8 came as surrogates."""
    return text.encode("utf-8", "surrogateescape")


def digest_of(text: str) -> str:
    """Return the SHA-256 of what a router printed, as the router's own shell computes it."""
    return hashlib.sha256(bytes_of(text)).hexdigest()


def readable(text: str) -> str:
    """Return a text that can be written anywhere: a byte that is no UTF-8, as in a description of another encoding, is shown."""
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode()


@contextmanager
def understood(what: str) -> Iterator[None]:
    """Refuse in words what is not as the router prints it: a number too long, an address that is none.

    :raises PlatformError: instead of the ValueError.
    """
    try:
        yield
    except PlatformError:
        raise
    except ValueError as error:
        raise PlatformError(f"{what} is not what the router prints: {str(error)[:200]}") from error


def most_common(numbers: Iterable[int]) -> int | None:
    """Return the number that is there most often, of several the lowest; 0 is none."""
    counts = Counter(number for number in numbers if number)
    return min(counts, key=lambda number: (-counts[number], number), default=None)


def document(text: str, what: str) -> dict[str, Any]:
    """Return the object of a JSON text.

    :raises PlatformError: no JSON, or no object.
    """
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise PlatformError(f"{what} did not print JSON but {text.strip()[:120]!r}") from error
    return table(found, what)


def _refusal(value: Any, what: str, wanted: str) -> PlatformError:
    shown = f"a {type(value).__name__}" if isinstance(value, (dict, list)) else ascii(value)[:60]
    return PlatformError(f"{what}: {shown} where {wanted} belongs")


def table(value: Any, what: str) -> dict[str, Any]:
    """Return an object of JSON; nothing is an empty one. :raises PlatformError: it is something else."""
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise _refusal(value, what, "an object")
    return value


def rows(value: Any, what: str) -> list[Any]:
    """Return a list of JSON; nothing is an empty one. :raises PlatformError: it is something else."""
    if value is None:
        return []
    if not isinstance(value, list):
        raise _refusal(value, what, "a list")
    return value


def string(value: Any, what: str) -> str:
    """Return a text of JSON; nothing is an empty one. :raises PlatformError: it is something else."""
    if value is None:
        return ""
    if not isinstance(value, str):
        raise _refusal(value, what, "a text")
    return readable(value)


def number(value: Any, what: str) -> int:
    """Return a number of JSON, or one that is written as a text. :raises PlatformError: it is no whole number from 0 on."""
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 20:
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise _refusal(value, what, "a number")
    return value


def number_or_none(value: Any, what: str) -> int | None:
    """Return a number of JSON, or None for nothing. :raises PlatformError: it is something else."""
    return None if value is None else number(value, what)
