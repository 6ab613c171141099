# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Texts for the report's page. Names come from registries and routers: nothing of them may act or hide there."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable

from ..models import Status

#: Controls, formats such as a change of direction or a zero-width space, lone surrogates, line and paragraph separators.
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
#: Most texts have none of them.
_PLAIN = re.compile(r"[ -~\n]*")

#: The class that each status has on the page: one letter, because a big network has a hundred thousand cells.
LETTERS = {
    Status.DIFFERS: "d",
    Status.HELD: "h",
    Status.UNKNOWN: "u",
    Status.MISSING: "x",
    Status.OFF: "o",
    Status.MONITORED: "m",
    Status.WAITING: "w",
    Status.SUBSTITUTED: "s",
    Status.IN_FORCE: "i",
}
MEANINGS = {
    Status.DIFFERS: "The router does not hold what the policy wants.",
    Status.HELD: "A guard refused the new filter; the one that ran before still does.",
    Status.UNKNOWN: "Nobody has looked.",
    Status.MISSING: "The router cannot do it, and nothing stands in for it.",
    Status.OFF: "Somebody took it off, until a day and for a reason.",
    Status.MONITORED: "It rejects nothing; what it would reject is counted.",
    Status.WAITING: "Its adoption stage has not come.",
    Status.SUBSTITUTED: "The router cannot say it; something at least as strict stands in.",
    Status.IN_FORCE: "The router holds it, read back.",
}


def _seen(character: str) -> str:
    if character == "\n" or unicodedata.category(character) not in _HIDDEN:
        return character
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def visible(plain: str) -> str:
    """Return a text with what hides in it written out, such as ``\\u202e``; it is not escaped."""
    return plain if _PLAIN.fullmatch(plain) else "".join(map(_seen, plain))


def text(value: object) -> str:
    """Return a value as the text of an element or a quoted attribute: what hides is written out, what is markup escaped."""
    return html.escape(visible(str(value)))


def name(value: object) -> str:
    """Return a name for the middle of a line: its direction stays its own."""
    plain = text(value)
    return plain if plain.isascii() else f"<bdi>{plain}</bdi>"


def number(value: int) -> str:
    """Return a number as people read it: ``981,204``."""
    return f"{value:,}"


def short_number(value: int) -> str:
    """Return a number in at most four characters, for a cell: ``812``, ``13k``, ``1.2M``."""
    for size, unit in ((1_000_000, "M"), (1_000, "k")):
        if value >= size:
            return f"{value // size}{unit}" if value >= 10 * size else f"{value * 10 // size / 10:g}{unit}"
    return str(value)


def counted(value: int, one: str, many: str = "") -> str:
    """Return a number with its noun: ``1 route``, ``2 routes``."""
    return f"{number(value)} {one if value == 1 else many or one + 's'}"


def items(lines: Iterable[str], kind: str = "lines") -> str:
    """Return a list of texts as they are, line by line; nothing for none."""
    written = "".join(f"<li>{text(line)}</li>" for line in lines)
    return f'<ul class="{kind}">{written}</ul>' if written else ""


def mark(status: Status, words: str = "") -> str:
    """Return a status as its symbol, its colour and its word."""
    return f'<span class="k {LETTERS[status]}">{words or status.value}</span>'
