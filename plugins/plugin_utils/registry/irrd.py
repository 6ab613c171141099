# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Ask IRR servers in the query protocol of IRRd: one connection per server, all questions at once, answers in their order.

An answer that is cut, too large, late or no text is no answer. It is asked for once more on a new connection, then at the
next server; what nobody answers is unresolved, by name, and all other questions go on. Facts: docs/irr.md.
"""

from __future__ import annotations

import asyncio
import os
import re
import socket
from collections import Counter
from collections.abc import AsyncIterator, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from ..model.prefixes import Prefix, PrefixError
from ..model.servers import Server
from ..model.set_names import SetName
from .dump_files import RegistryError
from .irr import ROUTES, RouteObject, RoutesAnswer, SetAnswer, UnresolvedError, route_object
from .rpsl_object import RpslObject, parse_objects

#: How servers know us in their logs.
_CLIENT = "manrs.hardening"
#: Bytes of one answer: a set of 100,000 members or an ASN of 200,000 prefixes has less.
_MOST_BYTES = 8_000_000
_LONGEST_LINE = 4096
_READ_BYTES = 1 << 18
_WRITE_COMMANDS = 500
#: Broken connections after which a server is not asked again in this run.
_BREAKS = 8
_TRIES = 2
#: What an answer of names and prefixes may have. Whole objects have remarks in any language.
_WORDS = re.compile(r"[\n\x20-\x7e]*")
#: An attribute with a value, which may stand on lines that go on with it.
_MEMBERS = re.compile(r"^(?:mp-)?(?:members|mbrs-by-ref):(?:[ \t]|(?:#.*)?\n[ \t+])*[^\s#]", re.MULTILINE | re.IGNORECASE)
#: Commands that are answered by whole objects: by class and name, and those around a prefix.
_OBJECTS = "mr"
_SOURCE = re.compile(r"([A-Za-z][A-Za-z0-9_-]*):")


class Kind(Enum):
    """How a question was answered."""

    FOUND = "found"
    NOTHING = "nothing"
    MISSING = "missing"
    FAILED = "failed"


class Query(NamedTuple):
    """One question: the sources it is put to (joined by commas, best first) and the command without its ``!``."""

    sources: str
    command: str


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer and its text; for FAILED the text says why."""

    kind: Kind
    text: str = ""


_LINES = {b"C": Answer(Kind.NOTHING), b"D": Answer(Kind.MISSING)}


class _BrokenError(Exception):
    """The connection gives no right answers any more. ``is_final``: asking the same server again would be no better."""

    def __init__(self, reason: str, is_final: bool = False) -> None:
        super().__init__(reason)
        self.is_final = is_final


class _SilenceError(_BrokenError):
    """Nothing, or nothing whole, came in time."""


def take_answers(data: bytearray) -> tuple[list[Answer], _BrokenError | None]:
    """Take whole answers off the beginning of what was received; the beginning of another one stays.

    The second value is what is wrong with what is behind them.
    """
    answers: list[Answer] = []
    position = 0
    broken: _BrokenError | None = None
    while (end := data.find(b"\n", position)) >= 0:
        line = bytes(data[position:end])
        try:
            size = _block(line)
        except _BrokenError as error:
            broken = error
            break
        if size is None:
            answers.append(_LINES.get(line) or Answer(Kind.FAILED, "it says: " + line.decode("ascii", "replace")[:200]))
            position = end + 1
            continue
        behind = end + 1 + size
        if len(data) < behind + 2:
            break
        text = bytes(data[end + 1 : behind])
        if data[behind : behind + 2] != b"C\n" or not text.endswith(b"\n"):
            broken = _BrokenError("its answer is not as long as it says", is_final=True)
            break
        answers.append(Answer(Kind.FOUND, text.decode("utf-8", "replace").strip()) if text.strip() else Answer(Kind.NOTHING))
        position = behind + 2
    else:
        if len(data) - position > _LONGEST_LINE:
            broken = _BrokenError("it does not speak the protocol of IRRd: a line without end", is_final=True)
    del data[:position]
    return answers, broken


def _block(line: bytes) -> int | None:
    """Return how many bytes follow a line, None when it is an answer by itself.

    :raises _BrokenError: it is no line of this protocol, or announces too much.
    """
    if line in _LINES or (line[:1] in b"FE" and line and len(line) < _LONGEST_LINE):
        return None
    if line[:1] != b"A" or not line[1:].isdigit() or len(line) > 11:
        said = line[:60].decode("ascii", "replace").strip()
        raise _BrokenError(f"it does not speak the protocol of IRRd, it says {said!r}", is_final=True)
    size = int(line[1:])
    if size > _MOST_BYTES:
        raise _BrokenError(f"its answer has {size} bytes, more than {_MOST_BYTES}", is_final=True)
    return size


class _Connection:
    """One connection to one server."""

    def __init__(self, server: Server, sources: Sequence[str], timeout_seconds: float) -> None:
        self.server = server
        self._sources = sources
        self._timeout = timeout_seconds
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        #: Whether it ever answered and has the sources that count.
        self.is_usable = False
        self._data = bytearray()
        self._selected = ""

    @property
    def is_open(self) -> bool:
        """Whether there is a connection."""
        return self._streams is not None

    async def open(self) -> None:
        """Connect, say who we are, and see that the server has the sources.

        :raises _BrokenError: it cannot be reached, speaks another protocol, or lacks a source.
        """
        try:
            connecting = asyncio.open_connection(self.server.host, self.server.port, limit=_READ_BYTES)
            self._streams = await asyncio.wait_for(connecting, self._timeout)
        except TimeoutError as error:
            raise _BrokenError(f"no connection within {self._timeout:g} s") from error
        except OSError as error:
            raise _BrokenError(f"no connection: {_why(error)}") from error
        self._data.clear()
        self._selected = ",".join(self._sources)
        try:
            # The first is answered by nothing.
            taken = await self._taken(["!!", f"!n{_CLIENT}", f"!s{self._selected}"])
        except _SilenceError as error:
            raise _BrokenError(f"it takes the connection and says nothing within {self._timeout:g} s") from error
        if not taken[-1]:
            lacking = [
                name
                for name, is_there in zip(self._sources, await self._taken([f"!s{name}" for name in self._sources]), strict=True)
                if not is_there
            ]
            raise _BrokenError(f"it has no source {' and no '.join(lacking)}" if lacking else "it does not take the sources together")
        self.is_usable = True

    async def _taken(self, commands: Sequence[str]) -> list[bool]:
        """Return which of some commands that give no data the server takes; ``!!`` has no answer."""
        count = len(commands) - commands.count("!!")
        return [answer.kind is Kind.NOTHING async for answers in self._converse(commands, count) for answer in answers]

    def close(self) -> None:
        """End the connection."""
        if self._streams is not None:
            self._streams[1].close()
            self._streams = None

    async def ask(self, queries: Sequence[Query], answered: Callable[[int, Answer], None]) -> None:
        """Ask all questions and hand over each answer with the number of its question.

        :raises _BrokenError: the questions without an answer have none; the first of them is the one that broke it.
        """
        commands: list[str] = []
        #: What each answer is to: the number of a question, or None for a selection of sources.
        expected: list[int | None] = []
        for number, query in enumerate(queries):
            if query.sources != self._selected:
                self._selected = query.sources
                commands.append(f"!s{query.sources}")
                expected.append(None)
            commands.append(f"!{query.command}")
            expected.append(number)
        position = 0
        refusal: Answer | None = None
        async for answers in self._converse(commands, len(expected)):
            for answer in answers:
                number_or_none = expected[position]
                position += 1
                if number_or_none is not None:
                    answered(number_or_none, refusal or answer)
                elif answer.kind is Kind.NOTHING:
                    refusal = None
                else:
                    # It would go on with the sources that it had: its answers are to another question.
                    refusal = Answer(Kind.FAILED, f"it does not take the sources {commands[position - 1][2:]} ({answer.text})")
        if refusal is not None:
            self._selected = ""

    async def _converse(self, commands: Sequence[str], count: int) -> AsyncIterator[list[Answer]]:
        """Write commands and yield answers as they come; each must be whole within a time after the one before it."""
        if self._streams is None:
            raise _BrokenError("there is no connection")
        reader, writer = self._streams
        writing = asyncio.create_task(_write(writer, commands))
        loop = asyncio.get_running_loop()
        last = loop.time()
        try:
            while count:
                try:
                    received = await asyncio.wait_for(reader.read(_READ_BYTES), last + self._timeout - loop.time())
                except TimeoutError as error:
                    raise _SilenceError(f"no whole answer within {self._timeout:g} s") from error
                if not received:
                    raise _BrokenError("it closed the connection before its answer was whole")
                self._data += received
                answers, broken = take_answers(self._data)
                if answers:
                    last = loop.time()
                    count -= len(answers)
                    if count < 0:
                        raise _BrokenError("it says more than it was asked", is_final=True)
                    yield answers
                if broken is not None:
                    raise broken
            if self._data:
                raise _BrokenError("it says more than it was asked", is_final=True)
            await writing
        except OSError as error:
            raise _BrokenError(f"the connection broke: {_why(error)}") from error
        finally:
            writing.cancel()
            await asyncio.gather(writing, return_exceptions=True)


def _why(error: OSError) -> str:
    """Say why there is no connection, in words that tell what to do."""
    if isinstance(error, socket.gaierror):
        return f"no such name, or no DNS ({error.strerror})"
    # asyncio tells the number and a text of its own.
    return os.strerror(error.errno).lower() if error.errno else str(error)


def _prefix(word: str, family: int) -> Prefix:
    prefix = Prefix.parse(word)
    if prefix.family != family:
        raise PrefixError(f"{word!r} is of the other family")
    return prefix


async def _write(writer: asyncio.StreamWriter, commands: Sequence[str]) -> None:
    for start in range(0, len(commands), _WRITE_COMMANDS):
        writer.write("".join(f"{command}\n" for command in commands[start : start + _WRITE_COMMANDS]).encode("ascii"))
        await writer.drain()


@dataclass(slots=True)
class _Round:
    """The questions of one call and what is known of them."""

    queries: Sequence[Query]
    answers: list[Answer | None]
    reasons: list[list[str]]
    take: Callable[[int, Answer], Answer]

    def is_open(self, number: int) -> bool:
        return self.answers[number] is None


class IrrServers:
    """The answers of one or more IRR servers, the first that answers.

    :param servers: best first.
    :param sources: the databases whose objects count, best first.
    :param timeout_seconds: in which a connection must be made, and in which each answer must be whole.
    :param most: prefixes that one ASN may have.
    :param tell: takes progress for people.
    """

    def __init__(
        self,
        servers: Sequence[Server],
        sources: Sequence[str],
        *,
        timeout_seconds: float = 30.0,
        most: int = 200_000,
        tell: Callable[[str], None] | None = None,
    ) -> None:
        self._sources = [name.upper() for name in sources]
        self._connections = [_Connection(server, self._sources, timeout_seconds) for server in servers]
        self._all = ",".join(self._sources)
        self._most = most
        self._tell = tell or (lambda text: None)
        self._breaks: Counter[Server] = Counter()
        #: What each server that is not asked any more did.
        self.given_up: dict[Server, str] = {}
        #: How many answers each server gave.
        self.answered: Counter[Server] = Counter()

    def close(self) -> None:
        """End all connections."""
        for connection in self._connections:
            connection.close()

    async def ask(self, queries: Sequence[Query], take: Callable[[int, Answer], Answer] | None = None) -> list[Answer]:
        """Return the answers in the order of the questions. FAILED: no server gave one, and why.

        :param take: is handed each answer with the number of its question while the server works on the next, and says what
            stays of it; one that it makes FAILED is asked for at the next server.
        :raises RegistryError: no server can be reached that has the sources.
        """
        round_ = _Round(queries, [None] * len(queries), [[] for _ in queries], take or (lambda number, answer: answer))
        for connection in self._connections:
            if connection.server not in self.given_up:
                await self._ask_one(connection, round_)
            if all(answer is not None for answer in round_.answers):
                break
        if queries and not any(connection.is_usable for connection in self._connections):
            reasons = "; ".join(f"{server}: {reason}" for server, reason in self.given_up.items())
            raise RegistryError(f"no IRR server can be asked: {reasons}; correct irr.servers or irr.sources")
        gone = [f"{server}: {reason}" for server, reason in self.given_up.items()]
        return [
            answer or Answer(Kind.FAILED, "; ".join(dict.fromkeys([*reasons, *gone])) or "no server answered")
            for answer, reasons in zip(round_.answers, round_.reasons, strict=True)
        ]

    async def _ask_one(self, connection: _Connection, round_: _Round) -> None:
        """Ask one server what is still open; a question that breaks the connection twice is left to the next one."""
        server = connection.server
        tries: Counter[int] = Counter()
        waiting = [number for number in range(len(round_.queries)) if round_.is_open(number)]
        while waiting and server not in self.given_up:
            asked = waiting
            refused: set[int] = set()

            def answered(position: int, answer: Answer, asked: list[int] = asked, refused: set[int] = refused) -> None:
                number = asked[position]
                if round_.queries[number].command[0] not in _OBJECTS and not _WORDS.fullmatch(answer.text):
                    answer = Answer(Kind.FAILED, "its answer has control characters or is no ASCII text")
                answer = round_.take(number, answer)
                if answer.kind is Kind.FAILED:
                    refused.add(number)
                    round_.reasons[number].append(f"{server}: {answer.text}")
                else:
                    round_.answers[number] = answer
                    self.answered[server] += 1

            was_open = connection.is_open
            try:
                if not was_open:
                    await connection.open()
                await connection.ask([round_.queries[number] for number in asked], answered)
                return
            except _BrokenError as error:
                connection.close()
                waiting = [number for number in asked if round_.is_open(number) and number not in refused]
                if was_open and len(waiting) == len(asked) and not error.is_final:
                    # It was idle for too long: nothing is wrong with the question.
                    continue
                self._blame(server, error, waiting, tries, round_, is_reached=connection.is_usable)

    def _blame(
        self, server: Server, error: _BrokenError, waiting: list[int], tries: Counter[int], round_: _Round, *, is_reached: bool
    ) -> None:
        """Note whose answer broke the connection, and put that question last or leave it to the next server."""
        self._breaks[server] += 1
        if not is_reached or self._breaks[server] >= _BREAKS:
            self.given_up[server] = str(error)
            return
        if not waiting:
            return
        first = waiting.pop(0)
        tries[first] += 1
        if error.is_final or tries[first] >= _TRIES:
            round_.reasons[first].append(f"{server}: {error}")
        else:
            waiting.append(first)

    # -- what registries are asked ---------------------------------------------------------------

    def _of(self, name: SetName) -> str:
        return name.source or self._all

    async def sets(self, names: Collection[SetName]) -> Mapping[SetName, SetAnswer]:
        """Return the direct members of each set; a set that is there and empty has none."""
        ordered = sorted(names)
        answers = dict(zip(ordered, await self.ask([Query(self._of(name), f"i{name.name}") for name in ordered]), strict=True))
        # IRRd says of an empty set what it says of none.
        unclear = [name for name in ordered if answers[name].kind in (Kind.MISSING, Kind.NOTHING)]
        kinds = {name: "route-set" if name.is_route_set else "as-set" for name in unclear}
        objects = await self.ask([Query(self._of(name), f"m{kinds[name]},{name.name}") for name in unclear])
        answers |= dict(zip(unclear, objects, strict=True))
        emptied = set(unclear)
        return {name: self._set_answer(name, answers[name], name in emptied) for name in ordered}

    def _set_answer(self, name: SetName, answer: Answer, is_empty: bool) -> SetAnswer:
        where = f"in {name.source}" if name.source else f"in {self._all}"
        if answer.kind is Kind.FAILED:
            return SetAnswer(problem=f"{name}: no complete answer ({answer.text})")
        if answer.kind is not Kind.FOUND:
            return SetAnswer(problem=f"{name} does not exist {where}")
        return SetAnswer(() if is_empty else tuple(answer.text.split()))

    async def routes(self, origins: Collection[int]) -> Mapping[int, RoutesAnswer]:
        """Return the registered prefixes of each origin; each source is asked alone, so that it is known who says so."""
        ordered = sorted(origins)
        keys = [(source, asn, family) for source in self._sources for asn in ordered for family in (4, 6)]
        self._tell(f"IRR: asking for the routes of {len(ordered)} ASNs in {len(self._sources)} sources")
        found: dict[int, dict[Prefix, list[str]]] = {asn: {} for asn in ordered}

        def take(number: int, answer: Answer) -> Answer:
            if answer.kind is not Kind.FOUND:
                return answer
            source, asn, family = keys[number]
            try:
                prefixes = [_prefix(word, family) for word in answer.text.split()]
            except PrefixError as error:
                return Answer(Kind.FAILED, f"no IPv{family} prefix: {error}")
            for prefix in prefixes:
                found[asn].setdefault(prefix, []).append(source)
            return Answer(Kind.FOUND)

        answers = await self.ask([Query(source, f"{'g' if family == 4 else '6'}AS{asn}") for source, asn, family in keys], take)
        problems: dict[int, str] = {}
        for (source, asn, _), answer in zip(keys, answers, strict=True):
            if answer.kind is Kind.FAILED:
                problems[asn] = f"AS{asn}: no complete answer from {source} ({answer.text})"
            elif len(found[asn]) > self._most:
                problems[asn] = f"AS{asn} has more than {self._most} prefixes, the size that irr.most_prefixes allows"
        return {
            asn: RoutesAnswer(problem=problems[asn])
            if asn in problems
            else RoutesAnswer({prefix: tuple(names) for prefix, names in found[asn].items()})
            for asn in ordered
        }

    async def objects(self, kind: str, name: str) -> tuple[RpslObject, ...]:
        """Return the objects of a class and name, of each source, the preferred first."""
        answers = await self.ask([Query(source, f"m{kind},{name}") for source in self._sources])
        found: list[RpslObject] = []
        for source, answer in zip(self._sources, answers, strict=True):
            if answer.kind is Kind.FAILED:
                raise UnresolvedError(f"{kind} {name}: no complete answer from {source} ({answer.text})")
            found += parse_objects(answer.text, frozenset({kind}))[:1]
        return tuple(found)

    async def around(self, prefixes: Collection[Prefix]) -> Mapping[Prefix, tuple[RouteObject, ...]]:
        """Return the objects for each prefix or what covers it, of every source that the first server that answers has."""
        (listed,) = await self.ask([Query(self._all, "j-*")]) if prefixes else [Answer(Kind.NOTHING)]
        # A line of it: RIPE:Y:1-12345. Without it, those that count.
        sources = [found[1] for line in listed.text.splitlines() if (found := _SOURCE.match(line))] or self._sources
        ordered = sorted(prefixes)
        answers = await self.ask([Query(",".join(sources), f"r{prefix},L") for prefix in ordered])
        return {
            prefix: tuple(sorted({route for item in parse_objects(answer.text, ROUTES) if (route := route_object(item)) is not None}))
            for prefix, answer in zip(ordered, answers, strict=True)
            if answer.kind is not Kind.FAILED
        }

    async def homes(self, names: Collection[SetName]) -> Mapping[SetName, Mapping[str, bool]]:
        """Return in which sources a name is, and whether it has members there."""
        keys = [(source, name) for source in self._sources for name in sorted(names)]
        answers = await self.ask([Query(source, f"m{'route-set' if name.is_route_set else 'as-set'},{name.name}") for source, name in keys])
        homes: dict[SetName, dict[str, bool]] = {name: {} for name in names}
        for (source, name), answer in zip(keys, answers, strict=True):
            if answer.kind is Kind.FOUND:
                homes[name][source] = bool(_MEMBERS.search(answer.text))
        return homes
