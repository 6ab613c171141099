# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The API of a virtual RouterOS router on 127.0.0.1, with or without TLS, and what goes wrong on the way.

Source: MikroTik's documentation, "API" (words with their lengths, sentences, queries that are all asked, ``.proplist``, ``!re``, ``!done``,
``!trap``, ``!fatal``, login by one sentence since 6.43).

What goes wrong: ``drop`` (every connection breaks now), ``drop_before`` and ``drop_after`` (a command that begins so), ``stall`` (it is
never answered), each once; and of the router: ``refuse`` (text of a value: the item that has it is refused), ``swallow`` (said to be
done, and forgotten), ``restart``, ``down`` (the session to an address).
"""

from __future__ import annotations

import socket
import ssl
import struct
import threading
from collections.abc import Iterator
from contextlib import suppress
from copy import deepcopy
from types import TracebackType

from virtual.routeros_router import Device, Trap
from virtual.routeros_world import World


class _Broken(Exception):
    """The connection breaks."""


class VirtualRouterOs:
    """The router and its API; use it in ``with``."""

    def __init__(
        self,
        configuration: str,
        password: str = "secret",
        scale: float = 1.0,
        *,
        user: str = "lab",
        port: int = 0,
        world: World | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._first, self._scale, self._world, self._tls = configuration, scale, world, tls
        self.user, self.password = user, password
        self.device = Device(configuration, scale, world)
        self.lock = threading.RLock()
        self.drop_before: list[str] = []
        self.drop_after: list[str] = []
        self.stall: list[str] = []
        self._socket = socket.create_server(("127.0.0.1", port), backlog=64)
        self.port: int = self._socket.getsockname()[1]
        self._peers: set[socket.socket] = set()
        self._over = threading.Event()
        self._threads = [threading.Thread(target=self._accept, daemon=True), threading.Thread(target=self._time, daemon=True)]

    def __enter__(self) -> VirtualRouterOs:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._over.set()
        self.drop()
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        for thread in self._threads:
            thread.join(5)

    # -- orders ------------------------------------------------------------------------------------

    def reset(self) -> None:
        """Be as at the first start."""
        self.drop()
        with self.lock:
            self.device = Device(self._first, self._scale, self._world)
            for faults in (self.drop_before, self.drop_after, self.stall):
                faults.clear()

    def drop(self) -> None:
        """Break every connection."""
        for peer in list(self._peers):
            with suppress(OSError):
                peer.shutdown(socket.SHUT_RDWR)

    def restart(self) -> None:
        """Lose all connections and start anew with what was set."""
        self.drop()
        with self.lock:
            self.device.start()

    def text(self) -> list[str]:
        """Everything that is configured, without numbers, but for scripts and the scheduler; rules in their order within their chains."""
        with self.lock:
            items = deepcopy(self.device.items)
        found = []
        for menu, rows in items.items():
            places: dict[str, int] = {}
            for item in rows:
                del item[".id"]
                if menu == "/routing/filter/rule" or menu.endswith(("/raw", "/filter")):
                    places[item["chain"]] = item["place"] = places.get(item["chain"], 0) + 1  # type: ignore[assignment]
                found += [f"{menu} {sorted(item.items())}"] if not menu.startswith("/system") else []
        return sorted(found)

    def left(self) -> list[str]:
        """The names of scripts and entries of the scheduler."""
        with self.lock:
            return [item["name"] for menu in ("/system/script", "/system/scheduler") for item in self.device.items[menu]]

    # -- the API -----------------------------------------------------------------------------------

    def _time(self) -> None:
        while not self._over.wait(0.02):
            with self.lock:
                self.device.tick()

    def _accept(self) -> None:
        while not self._over.is_set():
            try:
                peer, _ = self._socket.accept()
            except OSError:
                return
            peer.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            threading.Thread(target=self._begin, args=(peer,), daemon=True).start()

    def _begin(self, peer: socket.socket) -> None:
        with suppress(OSError):
            if self._tls is not None:
                peer.settimeout(10)
                peer = self._tls.wrap_socket(peer, server_side=True)
                peer.settimeout(None)
            self._peers.add(peer)
            self._serve(peer)

    def _serve(self, peer: socket.socket) -> None:
        is_in = False
        with suppress(OSError, _Broken), peer:
            while True:
                words = list(_sentence(peer))
                if not words:
                    continue
                if words[0] == "/login":
                    is_in = {"=name=" + self.user, "=password=" + self.password} <= set(words)
                    _send(peer, *(["!done"] if is_in else ["!trap", "=message=invalid user name or password (6)"]))
                    if not is_in:
                        _send(peer, "!done")
                    continue
                if not is_in:
                    _send(peer, "!fatal", "not logged in")
                    return
                self._command(peer, words)
        self._peers.discard(peer)

    def _command(self, peer: socket.socket, words: list[str]) -> None:
        if self._hit(self.stall, words[0]):
            self._over.wait()
            raise _Broken
        if self._hit(self.drop_before, words[0]):
            raise _Broken
        try:
            with self.lock:
                answers = self._done(words)
        except Trap as trap:
            answers = [["!trap", f"=message={trap}"]]
        if self._hit(self.drop_after, words[0]):
            raise _Broken
        for answer in answers:
            _send(peer, *answer)
        if not answers or answers[-1][0] != "!done":
            _send(peer, "!done")

    @staticmethod
    def _hit(faults: list[str], command: str) -> bool:
        found = next((text for text in faults if command.startswith(text)), None)
        if found is not None:
            faults.remove(found)
        return found is not None

    def _done(self, words: list[str]) -> list[list[str]]:
        path, _, verb = words[0].rpartition("/")
        values = {name: value for name, _, value in (word[1:].partition("=") for word in words[1:] if word.startswith("="))}
        if verb == "print":
            queries = [word[1:].partition("=")[::2] for word in words[1:] if word.startswith("?")]
            rows = [row for row in self.device.rows(path) if all(row.get(name) == value for name, value in queries)]
            kept = values.get(".proplist")
            return [
                ["!re", *(f"={name}={value}" for name, value in row.items() if kept is None or name in kept.split(","))] for row in rows
            ]
        numbers = values.pop(".id", "").split(",")
        if path == "/routing/bgp/session" and verb in ("refresh", "resend"):
            for number in numbers:
                self.device.again(verb, number, values.get("afi", ""))
            return []
        if verb == "clear":
            self.device.clear(path, numbers, values)
            return []
        if verb == "add":
            return [["!done", f"=ret={self.device.add(path, values)}"]]
        if verb in ("set", "unset", "remove"):
            self.device.change(path, verb, numbers, values)
            return []
        raise Trap("no such command")


def _exactly(peer: socket.socket, size: int) -> bytes:
    found = b""
    while len(found) < size:
        more = peer.recv(size - len(found))
        if not more:
            raise _Broken
        found += more
    return found


def _length(peer: socket.socket) -> int:
    """The length of a word: as many bytes as its first bits say."""
    first = _exactly(peer, 1)[0]
    for more, mark in ((0, 0x80), (1, 0x40), (2, 0x20), (3, 0x10)):
        if not first & mark:
            rest = _exactly(peer, more)
            return int.from_bytes(bytes([first & (mark - 1)]) + rest, "big")
    return int(struct.unpack("!I", _exactly(peer, 4))[0])


def _sentence(peer: socket.socket) -> Iterator[str]:
    while size := _length(peer):
        yield _exactly(peer, size).decode("utf-8", "surrogateescape")


def _word(text: str) -> bytes:
    data = text.encode("utf-8", "surrogateescape")
    size = len(data)
    for more, limit, mark in ((1, 0x80, 0), (2, 0x4000, 0x80), (3, 0x200000, 0xC0), (4, 0x10000000, 0xE0)):
        if size < limit:
            head = bytearray(size.to_bytes(more, "big"))
            head[0] |= mark
            return bytes(head) + data
    return b"\xf0" + struct.pack("!I", size) + data


def _send(peer: socket.socket, *words: str) -> None:
    peer.sendall(b"".join(map(_word, words)) + b"\0")
