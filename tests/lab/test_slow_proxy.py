# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The proxy that others are tested with delays without limiting, and breaks what it is told to break."""

from __future__ import annotations

import socket
import socketserver
import threading
import time
from collections.abc import Iterator

import pytest
from slow_proxy import ADDRESS, Fault, SlowProxy

BLOCK = b"A10\n123456789\nC\n"


class Server(socketserver.ThreadingTCPServer):
    """Answers each line with BLOCK, `bulk` with ten megabytes, and `!q` by closing."""

    allow_reuse_address = True
    daemon_threads = True


class Handler(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        for line in self.rfile:
            if line == b"!q\n":
                return
            self.wfile.write(b"x" * 10_000_000 if line == b"bulk\n" else BLOCK)


@pytest.fixture
def port() -> Iterator[int]:
    with Server((ADDRESS, 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield server.server_address[1]
        server.shutdown()


def connect(port: int, timeout: float = 10) -> socket.socket:
    return socket.create_connection((ADDRESS, port), timeout=timeout)


def read(connection: socket.socket, count: int) -> bytes:
    """That many bytes, or what came before the end."""
    found = b""
    while len(found) < count and (piece := connection.recv(count - len(found))):
        found += piece
    return found


def ask(port: int, *lines: bytes) -> bytes:
    """All that comes back until the end."""
    with connect(port) as connection:
        connection.sendall(b"".join(line + b"\n" for line in lines))
        return read(connection, 1 << 30)


def test_without_a_fault_it_is_the_server(port: int) -> None:
    with SlowProxy(port) as proxy:
        assert ask(proxy.port, b"1", b"2", b"!q") == BLOCK * 2
        assert ask(proxy.port, b"1", b"!q") == BLOCK
        assert (proxy.connections, proxy.turns, proxy.sent_bytes, proxy.answered_bytes) == (2, 2, 12, 3 * len(BLOCK))


def test_what_takes_more_turns_comes_later_whatever_is_sent(port: int) -> None:
    """One turn for two hundred questions and ten megabytes is over before six turns for six questions."""
    order: list[str] = []
    with SlowProxy(port, delay_ms=150) as proxy:

        def pipelined() -> None:
            with connect(proxy.port) as connection:
                for _number in range(200):
                    connection.sendall(b"x\n")
                connection.sendall(b"bulk\n")
                assert len(read(connection, 200 * len(BLOCK) + 10_000_000)) == 200 * len(BLOCK) + 10_000_000
            order.append("pipelined")

        def one_by_one() -> None:
            with connect(proxy.port) as connection:
                for _number in range(6):
                    connection.sendall(b"x\n")
                    assert read(connection, len(BLOCK)) == BLOCK
            order.append("one by one")

        threads = [threading.Thread(target=what) for what in (one_by_one, pipelined)]
        for thread in threads:
            thread.start()
        assert ask(port, b"x", b"!q") == BLOCK
        order.append("direct")
        for thread in threads:
            thread.join()
    assert order == ["direct", "pipelined", "one by one"]


def test_it_counts_turns(port: int) -> None:
    with SlowProxy(port, delay_ms=20) as proxy, connect(proxy.port) as connection:
        for _number in range(3):
            connection.sendall(b"1\n2\n")
            read(connection, 2 * len(BLOCK))
        assert proxy.turns == 3


def test_a_round_trip_takes_no_less_than_it_says(port: int) -> None:
    with SlowProxy(port, delay_ms=40) as proxy, connect(proxy.port) as connection:
        for _number in range(2):
            begin = time.monotonic()
            connection.sendall(b"x\n")
            read(connection, len(BLOCK))
            assert time.monotonic() - begin >= 0.08


@pytest.mark.parametrize("after", [0, 1, 7, len(BLOCK), len(BLOCK) + 2])
def test_cut(port: int, after: int) -> None:
    with SlowProxy(port, fault=Fault("cut", after=after)) as proxy:
        assert ask(proxy.port, *[b"x"] * 50) == (BLOCK * 2)[:after]


def test_reset(port: int) -> None:
    with SlowProxy(port, fault=Fault("reset", after=5)) as proxy, pytest.raises(ConnectionResetError):
        ask(proxy.port, b"x")


def test_hang(port: int) -> None:
    with SlowProxy(port, fault=Fault("hang", after=5)) as proxy, connect(proxy.port, timeout=0.5) as connection:
        connection.sendall(b"x\nx\n!q\n")
        assert read(connection, 5) == BLOCK[:5]
        with pytest.raises(TimeoutError):
            connection.recv(1)


@pytest.mark.parametrize(("after", "blocks"), [(0, 0), (1, 1), (len(BLOCK), 1), (3 * len(BLOCK) - 1, 3)])
def test_half_a_block(port: int, after: int, blocks: int) -> None:
    with SlowProxy(port, fault=Fault("half", after=after)) as proxy:
        assert ask(proxy.port, *[b"x"] * 50) == BLOCK * blocks + b"A10\n12345"


def test_garbage_is_put_in_and_overwrites(port: int) -> None:
    with SlowProxy(port, fault=Fault("garbage", after=6, data=b"\x00\x1b")) as proxy:
        assert ask(proxy.port, b"x", b"!q") == b"A10\n12\x00\x1b3456789\nC\n"
    with SlowProxy(port, fault=Fault("overwrite", after=6, data=b"\x00\x1b")) as proxy:
        assert ask(proxy.port, b"x", b"!q") == b"A10\n12\x00\x1b56789\nC\n"


def test_trickle(port: int) -> None:
    with SlowProxy(port, fault=Fault("trickle", after=4, interval_ms=20)) as proxy, connect(proxy.port) as connection:
        connection.sendall(b"x\n!q\n")
        assert read(connection, 4) == b"A10\n"
        pieces = list(iter(lambda: connection.recv(100), b""))
        assert b"".join(pieces) == BLOCK[4:]
        assert len(pieces) > 2


def test_a_flood_does_not_end(port: int) -> None:
    with SlowProxy(port, fault=Fault("flood", after=4, data=b"1234567890" * 100)) as proxy, connect(proxy.port) as connection:
        connection.sendall(b"x\n")
        assert len(read(connection, 5_000_000)) == 5_000_000


def test_it_ends_without_a_word_while_connections_are_open(port: int, caplog: pytest.LogCaptureFixture) -> None:
    with SlowProxy(port, fault=Fault("hang", after=5)) as proxy:
        connections = [connect(proxy.port) for _number in range(5)]
        for connection in connections[:3]:
            connection.sendall(b"x\n")
            read(connection, 5)
    for connection in connections:
        connection.close()
    assert caplog.records == []


def test_nobody_listens(port: int) -> None:
    with SlowProxy(port, fault=Fault("refuse")) as proxy, pytest.raises(ConnectionRefusedError):
        connect(proxy.port)


def test_only_the_first_connections_are_broken(port: int) -> None:
    with SlowProxy(port, fault=Fault("cut"), broken_connections=2) as proxy:
        assert [ask(proxy.port, b"x", b"!q") for _number in range(3)] == [b"", b"", BLOCK]


def test_a_server_that_is_gone_closes(port: int) -> None:
    with socket.socket() as bound:
        bound.bind((ADDRESS, 0))
        with SlowProxy(bound.getsockname()[1]) as proxy:
            assert ask(proxy.port, b"x") == b""
