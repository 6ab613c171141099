# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""One object of RPSL (RFC 2622 section 2), and how a text of objects is read, whoever printed it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_SPLIT = re.compile(r"[,\s]+")
#: What parts objects.
BLANK = re.compile(r"\n\s*\n")


class RpslObject(NamedTuple):
    """One object: its class, the line it starts at, its attributes in order, and its lines as they are."""

    kind: str
    line: int
    attributes: tuple[tuple[str, str], ...]
    lines: tuple[bytes, ...] = ()

    @property
    def key(self) -> str:
        """The value of the class attribute."""
        return self.attributes[0][1]

    def all(self, name: str) -> list[str]:
        """Return the words of every attribute of that name, in capitals; a comma or white space parts them."""
        words: list[str] = []
        for attribute, value in self.attributes:
            if attribute == name:
                words += [word for word in _SPLIT.split(capitals(value)) if word]
        return words

    def values(self, *names: str) -> list[str]:
        """Return the values of the attributes of these names as they are written, in order."""
        return [value for name, value in self.attributes if name in names]

    @property
    def text(self) -> str:
        """The object as it stands there, remarks and all."""
        return "".join(line.decode("utf-8", "replace").rstrip("\r\n") + "\n" for line in self.lines)

    @property
    def source(self) -> str:
        """The database that it is from, in capitals; empty when it does not say."""
        words = self.all("source")
        return words[0] if words else ""


def capitals(text: str) -> str:
    """Return a text in capitals; letters of other scripts stay, so that none becomes one of a name."""
    return text.upper() if text.isascii() else text


def _attributes(lines: Sequence[bytes]) -> tuple[tuple[str, str], ...]:
    """Read the attributes of an object, comments left out and lines that go on joined."""
    found: list[tuple[str, list[str]]] = []
    for raw in lines:
        line = raw.decode("utf-8", "replace").rstrip()
        text = line.split("#", 1)[0]
        if line[:1] in (" ", "\t", "+"):
            if found:
                found[-1][1].append(text[1:].strip())
            continue
        name, colon, value = text.partition(":")
        if colon and not line.startswith("%"):
            found.append((name.strip().lower(), [value.strip()]))
    return tuple((name, " ".join(filter(None, values))) for name, values in found)


def object_of(lines: Sequence[bytes], start: int, kinds: frozenset[str]) -> Iterator[RpslObject]:
    """Yield the object of some lines, the first of which has that number, when it is of these classes."""
    attributes = _attributes(lines)
    if attributes and attributes[0][0] in kinds:
        yield RpslObject(attributes[0][0], start, attributes, tuple(lines))


def parse_objects(text: str, kinds: frozenset[str]) -> list[RpslObject]:
    """Return the objects of some classes of a server's answer, in its order."""
    blocks = BLANK.split(text)
    return [item for block in blocks for item in object_of([line.encode() for line in block.split("\n") if line.strip()], 1, kinds)]
