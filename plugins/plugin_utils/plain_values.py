# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prefixes and ASNs as playbooks have them: text, numbers, and the pairs and ranges that a lookup gives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .model.first_few import quoted
from .model.prefixes import Prefix
from .model.routes import MAXIMUM_ASN


def prefix_of(value: Any) -> Prefix:
    """Return the prefix of a text, or of a mapping that has one under ``prefix``.

    :raises ValueError: there is none; the message says what to write.
    """
    text = value.get("prefix") if isinstance(value, Mapping) else value
    if not isinstance(text, str):
        raise ValueError(f"{quoted(repr(value))[1:-1]} is not a prefix; write it as text, such as '192.0.2.0/24'")
    return Prefix.parse(text)


def prefixes_of(values: Any, name: str = "input") -> list[Prefix]:
    """Return the prefixes of a list.

    :param name: what the list is, for messages.
    :raises ValueError: no list, or one of them is no prefix; the message has its place.
    """
    if isinstance(values, (str, Mapping)) or not isinstance(values, Sequence):
        raise ValueError(f"{name} is not a list of prefixes but {quoted(str(values))}; write a list")
    found = []
    for place, value in enumerate(values):
        try:
            found.append(prefix_of(value))
        except ValueError as error:
            raise ValueError(f"{name}[{place}]: {error}") from error
    return found


def asn_of(value: Any) -> int:
    """Return the ASN of ``64500``, ``"64500"`` or ``AS64500``; 0 is one here.

    :raises ValueError: it is none.
    """
    text = str(value).strip().upper().removeprefix("AS") if isinstance(value, (int, str)) and not isinstance(value, bool) else ""
    if not (text.isascii() and text.isdigit() and len(text) <= 10) or int(text) > MAXIMUM_ASN:
        raise ValueError(f"{quoted(str(value))} is not an ASN; write 64500 or AS64500")
    return int(text)
