# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Read IRR dumps (RPSL, RFC 2622 and RFC 4012).

Dumps are read as a stream, only the classes that matter are looked at. An object that is wrong is left out and named.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ..model.prefixes import Prefix, PrefixError
from ..model.set_names import SetName, SetNameError
from .dump_files import Problems, RegistryError, open_dump
from .irr import ROUTES, RouteObject, RoutesAnswer, SetAnswer, parse_asn, route_object
from .rpsl_object import RpslObject, capitals, object_of


def read_objects(path: Path, kinds: frozenset[str]) -> Iterator[RpslObject]:
    """Yield the objects of some classes of a dump, in its order.

    :raises RegistryError: the file is empty, cannot be read to its end, or was cut within a line: what is left of an ASN is another ASN.
    """
    heads = tuple(kind.encode() for kind in kinds)
    lines: list[bytes] = []
    start = 0
    is_wanted = False
    line = b""
    with open_dump(path) as stream:
        for number, line in enumerate(stream, 1):
            if line.isspace():
                if is_wanted:
                    yield from object_of(lines, start, kinds)
                lines, start, is_wanted = [], 0, False
            elif is_wanted:
                lines.append(line)
            elif not start and line[:1] not in (b"#", b"%"):
                start = number
                is_wanted = line[:20].lower().startswith(heads)
                lines = [line] if is_wanted else []
        if not line:
            raise RegistryError(f"{path}: is empty, which no dump of a registry is; fetch the file again")
        if not line.endswith(b"\n"):
            raise RegistryError(f"{path}: its last line has no end, so it was cut; fetch the file again")
        if is_wanted:
            yield from object_of(lines, start, kinds)


@dataclass(slots=True)
class _Set:
    members: list[str]
    references: frozenset[str]
    where: str
    #: What says by itself that it is a member, and may.
    claimed: set[str] = field(default_factory=set)


_SETS = {"as-set": "AS", "route-set": "RS"}
_MEMBERS = ("members", "mp-members")


class IrrDumps:
    """The answers of some dumps.

    :param sources: only objects of these databases, in order of preference; None: all, in the order of the files.
    :param problems: takes the objects that are left out.
    """

    def __init__(self, paths: Iterable[Path], sources: Sequence[str] | None, problems: Problems) -> None:
        self.paths = tuple(paths)
        self.sources = None if sources is None else [name.upper() for name in sources]
        self.problems = problems
        #: name -> the definitions of each source
        self._sets: dict[str, dict[str, _Set]] = {}
        claims: list[tuple[str, str, frozenset[str]]] = []
        for path in self.paths:
            for item in read_objects(path, frozenset({*_SETS, "aut-num"})):
                if not self._is_wanted(item.source):
                    continue
                if item.kind == "aut-num":
                    claims += [(name, item.key.upper(), frozenset(item.all("mnt-by"))) for name in item.all("member-of")]
                else:
                    self._add(item, f"{path}:{item.line}")
        if any(found.references for name, homes in self._sets.items() if "RS-" in name for found in homes.values()):
            claims += self._route_claims()
        for name, member, maintainers in claims:
            for found in self._sets.get(name, {}).values():
                if found.references & (maintainers | {"ANY"}):
                    found.claimed.add(member)

    def _is_wanted(self, source: str) -> bool:
        return self.sources is None or source in self.sources

    def _add(self, item: RpslObject, where: str) -> None:
        try:
            name = SetName.parse(item.key, _SETS[item.kind])
        except SetNameError:
            self.problems.add(where, f"{item.key!r} is not the name of an {item.kind}".replace("an route", "a route"))
            return
        members = [word for attribute in _MEMBERS for word in item.all(attribute)]
        definitions = self._sets.setdefault(name.name, {})
        definitions.setdefault(item.source, _Set(members, frozenset(item.all("mbrs-by-ref")), where))

    def _route_claims(self) -> Iterator[tuple[str, str, frozenset[str]]]:
        """Return the routes that say that they are members of a route-set (RFC 2622 section 5.2)."""
        for path in self.paths:
            for item in read_objects(path, ROUTES):
                if self._is_wanted(item.source):
                    for name in item.all("member-of"):
                        yield name, item.key.upper(), frozenset(item.all("mnt-by"))

    def _find(self, name: SetName) -> _Set | None:
        definitions = self._sets.get(name.name, {})
        if name.source:
            return definitions.get(name.source)
        for preferred in self.sources or definitions:
            if preferred in definitions:
                return definitions[preferred]
        return None

    async def sets(self, names: Collection[SetName]) -> Mapping[SetName, SetAnswer]:
        """Return the direct members of each set."""
        answers: dict[SetName, SetAnswer] = {}
        for name in names:
            found = self._find(name)
            if found is None:
                answers[name] = SetAnswer(problem=f"{name} is not in the IRR data")
            else:
                answers[name] = SetAnswer(tuple(dict.fromkeys([*found.members, *sorted(found.claimed)])), where=found.where)
        return answers

    def close(self) -> None:
        """The dumps were read to their end; nothing is open."""

    async def homes(self, names: Collection[SetName]) -> Mapping[SetName, Mapping[str, bool]]:
        """Return in which sources a name is, and whether it has members there."""
        return {
            name: {source: bool(found.members or found.references) for source, found in self._sets.get(name.name, {}).items()}
            for name in names
        }

    async def objects(self, kind: str, name: str) -> tuple[RpslObject, ...]:
        """Return the objects of a class and name, of each source that counts, the preferred first."""
        found: dict[str, RpslObject] = {}
        for path in self.paths:
            for item in read_objects(path, frozenset({kind})):
                if capitals(item.key) == name and self._is_wanted(item.source):
                    found.setdefault(item.source, item)
        order = self.sources or list(found)
        return tuple(sorted(found.values(), key=lambda item: order.index(item.source)))

    async def around(self, prefixes: Collection[Prefix]) -> Mapping[Prefix, tuple[RouteObject, ...]]:
        """Return the objects for each prefix or what covers it, of every source; what is wrong in a dump is passed over."""
        found: dict[Prefix, set[RouteObject]] = {prefix: set() for prefix in prefixes}
        below: dict[Prefix, list[Prefix]] = {}
        for prefix in found:
            for length in range(prefix.length + 1):
                below.setdefault(prefix.covering(length), []).append(prefix)
        for path in self.paths if below else ():
            for item in read_objects(path, ROUTES):
                if (route := route_object(item)) is not None:
                    for wanted in below.get(route.prefix, ()):
                        found[wanted].add(route)
        return {prefix: tuple(sorted(objects)) for prefix, objects in found.items()}

    async def routes(self, origins: Collection[int]) -> Mapping[int, RoutesAnswer]:
        """Return the registered prefixes of these origins (route and route6 objects)."""
        wanted = frozenset(origins)
        found: dict[int, dict[Prefix, set[str]]] = {asn: {} for asn in sorted(wanted)}
        for path in self.paths:
            for item in read_objects(path, ROUTES):
                words = item.all("origin")
                asn = parse_asn(words[0]) if words else None
                where = f"{path}:{item.line}"
                if asn is None:
                    self.problems.add(where, f"{item.kind} {item.key}: no origin ASN")
                elif asn in wanted and self._is_wanted(item.source):
                    try:
                        prefix = Prefix.parse(item.key)
                    except PrefixError as error:
                        self.problems.add(where, f"{item.kind}: {error}")
                        continue
                    if prefix.family != (4 if item.kind == "route" else 6):
                        self.problems.add(where, f"{item.kind} {item.key}: the other family's object")
                        continue
                    found[asn].setdefault(prefix, set()).add(item.source)
        return {asn: RoutesAnswer({prefix: tuple(sorted(names)) for prefix, names in of.items()}) for asn, of in found.items()}
