# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Read IRR dumps (RPSL, RFC 2622 and RFC 4012) and expand AS-SETs.

Dumps are read as a stream, only the classes that matter are looked at. An object that is wrong is left out and named.
An expansion that is not complete is no expansion.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from ..model.prefixes import Prefix, PrefixError
from ..model.routes import MAXIMUM_ASN
from .dump_files import Problems, open_dump

_ASN = re.compile(r"^AS(\d{1,10})$")
_SET_NAME = re.compile(r"^(?:[A-Z][A-Z0-9_-]*::)?(?:(?:AS-[A-Z0-9_-]+|AS\d+):)*(?:AS-[A-Z0-9_-]+)(?::(?:AS-[A-Z0-9_-]+|AS\d+))*$")
_SPLIT = re.compile(r"[,\s]+")


class UnresolvedError(Exception):
    """An AS-SET or ASN gives no complete answer. A filter must not be made from what there is."""


class RpslObject(NamedTuple):
    """One object: its class, the line it starts at, and its attributes in order."""

    kind: str
    line: int
    attributes: tuple[tuple[str, str], ...]

    @property
    def key(self) -> str:
        """The value of the class attribute."""
        return self.attributes[0][1]

    def all(self, name: str) -> list[str]:
        """Return the words of every attribute of that name, in capitals; a comma or white space parts them."""
        words: list[str] = []
        for attribute, value in self.attributes:
            if attribute == name:
                words += [word for word in _SPLIT.split(value.upper()) if word]
        return words

    @property
    def source(self) -> str:
        """The database that it is from, in capitals; empty when it does not say."""
        words = self.all("source")
        return words[0] if words else ""


def _attributes(lines: Sequence[bytes]) -> tuple[tuple[str, str], ...]:
    found: list[tuple[str, str]] = []
    for raw in lines:
        line = raw.decode("utf-8", "replace").rstrip()
        text = line.split("#", 1)[0]
        if line[:1] in (" ", "\t", "+"):
            if found:
                name, value = found[-1]
                found[-1] = (name, f"{value} {text[1:].strip()}".strip())
            continue
        name, colon, value = text.partition(":")
        if colon and not line.startswith("%"):
            found.append((name.strip().lower(), value.strip()))
    return tuple(found)


def read_objects(path: Path, kinds: frozenset[str]) -> Iterator[RpslObject]:
    """Yield the objects of some classes of a dump, in its order.

    :raises RegistryError: the file cannot be read to its end.
    """
    heads = tuple(kind.encode() for kind in kinds)
    lines: list[bytes] = []
    start = 0
    is_wanted = False
    with open_dump(path) as stream:
        for number, line in enumerate(stream, 1):
            if line.isspace():
                if is_wanted:
                    yield from _object(lines, start, kinds)
                lines, start, is_wanted = [], 0, False
            elif is_wanted:
                lines.append(line)
            elif not start and line[:1] not in (b"#", b"%"):
                start = number
                is_wanted = line[:20].lower().startswith(heads)
                lines = [line] if is_wanted else []
        if is_wanted:
            yield from _object(lines, start, kinds)


def _object(lines: Sequence[bytes], start: int, kinds: frozenset[str]) -> Iterator[RpslObject]:
    attributes = _attributes(lines)
    if attributes and attributes[0][0] in kinds:
        yield RpslObject(attributes[0][0], start, attributes)


def parse_asn(word: str) -> int | None:
    """Return the ASN of ``AS64500``, or None; AS0 is nobody's."""
    found = _ASN.match(word)
    number = int(found[1]) if found else 0
    return number if 1 <= number <= MAXIMUM_ASN else None


@dataclass(slots=True)
class _AsSet:
    members: list[str]
    references: frozenset[str]
    where: str


class IrrDumps:
    """The AS-SETs of some dumps, and the way to their routes.

    :param sources: only objects of these databases, in order of preference; None: all, in the order of the files.
    :param problems: takes the objects that are left out.
    """

    def __init__(self, paths: Iterable[Path], sources: Sequence[str] | None, problems: Problems) -> None:
        self.paths = tuple(paths)
        self.sources = None if sources is None else [name.upper() for name in sources]
        self.problems = problems
        #: name -> the definitions of each source
        self._sets: dict[str, dict[str, _AsSet]] = {}
        #: set name -> (ASN, maintainer) of aut-nums that say they are members
        self._claims: dict[str, set[tuple[int, str]]] = {}
        for path in self.paths:
            for item in read_objects(path, frozenset({"as-set", "aut-num"})):
                self._add(item, f"{path}:{item.line}")

    def _is_wanted(self, source: str) -> bool:
        return self.sources is None or source in self.sources

    def _add(self, item: RpslObject, where: str) -> None:
        if not self._is_wanted(item.source):
            return
        key = item.key.upper()
        if item.kind == "aut-num":
            asn = parse_asn(key)
            for name in item.all("member-of"):
                if asn is not None:
                    self._claims.setdefault(name, set()).update((asn, maintainer) for maintainer in item.all("mnt-by"))
            return
        if not _SET_NAME.match(key):
            self.problems.add(where, f"{item.key!r} is not the name of an AS-SET")
            return
        definitions = self._sets.setdefault(key, {})
        definitions.setdefault(item.source, _AsSet(item.all("members"), frozenset(item.all("mbrs-by-ref")), where))

    def _find(self, name: str) -> _AsSet | None:
        source, has_source, bare = name.rpartition("::")
        definitions = self._sets.get(bare, {})
        if has_source:
            return definitions.get(source)
        for preferred in self.sources or definitions:
            if preferred in definitions:
                return definitions[preferred]
        return None

    def expand(self, name: str) -> frozenset[int]:
        """Return the ASNs of an AS-SET, through all sets in it; loops are fine.

        :raises UnresolvedError: the set or a set in it does not exist, a member is no ASN and no set, or there is no ASN.
        """
        asns: set[int] = set()
        waiting: list[tuple[str, str]] = [(name.upper(), "asked for")]
        seen = {name.upper()}
        while waiting:
            current, because = waiting.pop()
            found = self._find(current)
            if found is None:
                raise UnresolvedError(f"AS-SET {current} ({because}) is not in the IRR data")
            members = list(found.members)
            bare = current.rpartition("::")[2]
            for asn, maintainer in self._claims.get(bare, ()):
                if maintainer in found.references or "ANY" in found.references:
                    asns.add(asn)
            for member in members:
                asn_or_none = parse_asn(member)
                if asn_or_none is not None:
                    asns.add(asn_or_none)
                elif not _SET_NAME.match(member):
                    raise UnresolvedError(f"{found.where}: {current} has the member {member!r}, which is neither an ASN nor an AS-SET")
                elif member not in seen:
                    seen.add(member)
                    waiting.append((member, f"a member of {current}"))
        if not asns:
            raise UnresolvedError(f"AS-SET {name.upper()} has no ASN in it")
        return frozenset(asns)

    def routes(self, origins: frozenset[int]) -> dict[int, set[Prefix]]:
        """Return the registered prefixes of these origins (route and route6 objects)."""
        routes: dict[int, set[Prefix]] = {}
        for path in self.paths:
            for item in read_objects(path, frozenset({"route", "route6"})):
                words = item.all("origin")
                asn = parse_asn(words[0]) if words else None
                where = f"{path}:{item.line}"
                if asn is None:
                    self.problems.add(where, f"{item.kind} {item.key}: no origin ASN")
                elif asn in origins and self._is_wanted(item.source):
                    try:
                        prefix = Prefix.parse(item.key)
                    except PrefixError as error:
                        self.problems.add(where, f"{item.kind}: {error}")
                        continue
                    if prefix.family != (4 if item.kind == "route" else 6):
                        self.problems.add(where, f"{item.kind} {item.key}: the other family's object")
                        continue
                    routes.setdefault(asn, set()).add(prefix)
        return routes
