# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A server far away, or one that misbehaves: a TCP proxy in front of a whois server.

with SlowProxy(irrd.port, delay_ms=50) as proxy:      # 100 ms for a round trip
    ...proxy.port, proxy.turns
with SlowProxy(irrd.port, fault=Fault("hang", after=1000)) as proxy:
    ...
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
import struct
import threading
from collections.abc import AsyncIterator, Coroutine
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Literal, TypeAlias, TypeVar

ADDRESS = "127.0.0.1"
_PIECE = 1 << 16
#: Of a flood.
_QUEUE_LIMIT = 64
_Result = TypeVar("_Result")

Kind: TypeAlias = Literal["refuse", "cut", "reset", "hang", "half", "garbage", "overwrite", "trickle", "flood"]


@dataclass(frozen=True, slots=True)
class Fault:
    """What goes wrong with the answers of a connection, after so many bytes of them.

    refuse: nobody listens (as long as the proxy runs). cut: closed. reset: closed by RST. hang: nothing more comes, nothing is closed.
    half: the first `A<length>` block that begins there or later ends in its middle, and the connection with it.
    garbage: `data` is put in. overwrite: `data` takes the place of as many bytes. trickle: a byte every `interval_ms` from then on.
    flood: `data` again and again until the client goes.
    """

    kind: Kind
    after: int = 0
    data: bytes = b"\x00\x1b[2J\x07\xff\xfe\r\n"
    interval_ms: float = 50


class _End:
    """In a line: close here."""

    def __init__(self, *, is_reset: bool = False) -> None:
        self.is_reset = is_reset


@dataclass(slots=True)
class SlowProxy:
    """A proxy for a port on loopback, in a thread of its own.

    Every byte arrives `delay_ms` later, each way, however many there are: latency, no limit of rate. A new connection takes
    a round trip more before its first byte goes on, as TCP's handshake does. `fault` holds for the first
    `broken_connections` connections (None: all) and may be changed for those to come.
    """

    target_port: int
    delay_ms: float = 0
    fault: Fault | None = None
    broken_connections: int | None = None
    port: int = 0
    connections: int = 0
    """How many were accepted so far."""
    turns: int = 0
    """How often a client sent something: at first, and then after it had been sent something. Its round trips, if it sends in one go."""
    sent_bytes: int = 0
    """What clients sent."""
    answered_bytes: int = 0
    """What they were sent, faults included."""
    _loop: asyncio.AbstractEventLoop = field(init=False)
    _thread: threading.Thread | None = None
    _listener: socket.socket = field(init=False)
    _server: asyncio.Server = field(init=False)
    _serving: set[asyncio.Task[None]] = field(default_factory=set)

    def __enter__(self) -> SlowProxy:
        self._listener = socket.create_server((ADDRESS, self.port)) if not self.refuses else socket.socket()
        if self.refuses:
            # A port that is bound and not listened to refuses, and nobody else gets it.
            self._listener.bind((ADDRESS, self.port))
        self.port = self._listener.getsockname()[1]
        if not self.refuses:
            self._loop = asyncio.new_event_loop()
            self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
            self._thread.start()
            self._server = self._call(asyncio.start_server(self._serve, sock=self._listener))
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._thread:
            self._call(self._close())
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join()
            self._loop.close()
        self._listener.close()

    @property
    def refuses(self) -> bool:
        return self.fault is not None and self.fault.kind == "refuse"

    def _call(self, what: Coroutine[Any, Any, _Result]) -> _Result:
        return asyncio.run_coroutine_threadsafe(what, self._loop).result(20)

    async def _close(self) -> None:
        self._server.close()
        serving = list(self._serving)
        for task in serving:
            task.cancel()
        await asyncio.gather(*serving, return_exceptions=True)

    # -- one connection ------------------------------------------------------------------------

    async def _serve(self, from_client: asyncio.StreamReader, to_client: asyncio.StreamWriter) -> None:
        serving = asyncio.current_task()
        assert serving is not None
        self._serving.add(serving)
        self.connections += 1
        is_broken = self.broken_connections is None or self.connections <= self.broken_connections
        tasks: list[asyncio.Task[None]] = []
        writers = [to_client]
        # A client or a server may go at any time, and we with them.
        with contextlib.suppress(OSError, asyncio.CancelledError):
            try:
                from_server, to_server = await asyncio.open_connection(ADDRESS, self.target_port)
                writers.append(to_server)
                delay = self.delay_ms / 1000
                there, back = _Line(to_server, delay, handshake=2 * delay), _Line(to_client, delay)
                fault = self.fault if is_broken else None
                queries, answers = self._queries(from_client, there, back), self._answers(from_server, back, fault)
                tasks = [asyncio.create_task(what) for what in (queries, answers, there.run(), back.run())]
                await tasks[3]
                to_server.close()
                # To close while there is something unread would be to reset, and what was sent last could be lost.
                await tasks[0]
            finally:
                for task in tasks:
                    task.cancel()
                for writer in writers:
                    writer.close()
                self._serving.discard(serving)

    async def _queries(self, reader: asyncio.StreamReader, there: _Line, back: _Line) -> None:
        answered_before = -1
        while piece := await reader.read(_PIECE):
            self.sent_bytes += len(piece)
            if back.carried != answered_before:
                self.turns += 1
                answered_before = back.carried
            there.put(piece)
        there.put(_End())

    async def _answers(self, reader: asyncio.StreamReader, back: _Line, fault: Fault | None) -> None:
        async for piece in _with_fault(reader, fault, back):
            if isinstance(piece, bytes):
                self.answered_bytes += len(piece)
            back.put(piece)


class _Line:
    """Carries what it is given to a writer, in order, each piece a fixed time after it was given."""

    def __init__(self, writer: asyncio.StreamWriter, delay_seconds: float, handshake: float = 0) -> None:
        self.writer = writer
        self.delay_seconds = delay_seconds
        self.queue: asyncio.Queue[tuple[float, bytes | _End]] = asyncio.Queue()
        self.carried = 0
        self.not_before = asyncio.get_running_loop().time() + handshake

    def put(self, piece: bytes | _End) -> None:
        begin = max(asyncio.get_running_loop().time(), self.not_before)
        self.queue.put_nowait((begin + self.delay_seconds, piece))

    async def run(self) -> None:
        while True:
            due, piece = await self.queue.get()
            if (wait := due - asyncio.get_running_loop().time()) > 0:
                await asyncio.sleep(wait)
            if isinstance(piece, _End):
                if piece.is_reset:
                    linger = struct.pack("ii", 1, 0)
                    self.writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
                    self.writer.transport.abort()
                elif self.writer.can_write_eof():
                    self.writer.write_eof()
                return
            self.writer.write(piece)
            self.carried += len(piece)
            await self.writer.drain()


async def _with_fault(reader: asyncio.StreamReader, fault: Fault | None, back: _Line) -> AsyncIterator[bytes | _End]:
    """The server's answers, and its end, with the fault in them."""
    where = _Where(fault)
    passed = 0
    while piece := await reader.read(_PIECE):
        strikes_at = where.find(piece)
        if fault is None or strikes_at is None or strikes_at > passed + len(piece):
            passed += len(piece)
            yield piece
            continue
        before, after = piece[: strikes_at - passed], piece[strikes_at - passed :]
        if before:
            yield before
        async for spoilt in _spoilt(fault, after, reader, back):
            yield spoilt
        fault = None
        passed += len(piece)
    yield _End()


async def _spoilt(fault: Fault, rest: bytes, reader: asyncio.StreamReader, back: _Line) -> AsyncIterator[bytes | _End]:
    """What comes from where the fault strikes; `rest` is what is left of the piece in which it does."""
    match fault.kind:
        case "cut" | "half":
            yield _End()
        case "reset":
            yield _End(is_reset=True)
        case "hang":
            await asyncio.Event().wait()
        case "garbage":
            yield fault.data + rest
        case "overwrite":
            yield fault.data[: len(rest)] + rest[len(fault.data) :]
        case "trickle":
            while rest:
                for position in range(len(rest)):
                    yield rest[position : position + 1]
                    await asyncio.sleep(fault.interval_ms / 1000)
                rest = await reader.read(_PIECE)
        case "flood":
            while True:
                yield fault.data
                while back.queue.qsize() > _QUEUE_LIMIT:
                    await asyncio.sleep(0.001)


class _Where:
    """Finds the byte of the answers at which a fault strikes."""

    def __init__(self, fault: Fault | None) -> None:
        self.at = fault.after if fault and fault.kind != "half" else None
        self.after = fault.after if fault and fault.kind == "half" else None
        self.seen = b""
        """From the header that may be in the making."""
        self.offset = 0

    def find(self, piece: bytes) -> int | None:
        """The offset in all answers, once it is known; give it each piece in order."""
        if self.at is not None or self.after is None:
            return self.at
        self.seen += piece
        while self.at is None and (end := self.seen.find(b"\n")) >= 0:
            line, begin = self.seen[:end], self.offset
            is_block = line[:1] == b"A" and line[1:].isdigit()
            length = int(line[1:]) if is_block else 0
            if is_block and begin >= self.after:
                self.at = begin + end + 1 + length // 2
            if is_block and len(self.seen) < end + 1 + length:
                break
            self.seen = self.seen[end + 1 + length :]
            self.offset += end + 1 + length
        return self.at
