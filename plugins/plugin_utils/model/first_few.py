# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How messages name many things, and long ones: the first few, and how many more there are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

_SHOWN = 5
#: Lines of evidence that a finding has.
_EVIDENCE = 20
#: Characters of a foreign text that a message has.
_LONGEST = 200


def first_few(texts: Sequence[str]) -> str:
    """Name the first five of many, in their order."""
    more = f" and {len(texts) - _SHOWN} more" if len(texts) > _SHOWN else ""
    return ", ".join(texts[:_SHOWN]) + more


def listed(texts: Iterable[str]) -> str:
    """Name the first five of many, sorted, each once."""
    return first_few(sorted(set(texts)))


def evidence(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the lines of a finding's evidence: the first twenty of many, in their order, and how many more there are."""
    lines = tuple(dict.fromkeys(texts))
    return lines if len(lines) <= _EVIDENCE else (*lines[:_EVIDENCE], f"and {len(lines) - _EVIDENCE} more")


def quoted(text: str) -> str:
    """Return a foreign text for a message, in quotes and short."""
    return repr(text) if len(text) <= _LONGEST else f"{text[:_LONGEST]!r}..."
