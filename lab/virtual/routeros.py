# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A virtual RouterOS router: its API on 127.0.0.1, menus of items, a scheduler that runs scripts, and what goes wrong.

Sources, each MikroTik's documentation: "API" (words with their lengths, sentences, queries that are all asked, ``.proplist``, ``!re``,
``!done``, ``!trap``, ``!fatal``, login by one sentence since 6.43), "Scripting" (quotes, ``find where``; to find nothing is an error to
``set`` and none to ``remove``), "Scheduler" (``interval`` of zero runs once at its time, ``startup`` when the console has started), "BGP"
(``refresh`` and ``resend`` of sessions). Menus and properties are those of the command tree of 7.24; everything else is refused with the
words that a router has: ``no such command``, ``unknown parameter``, ``no such item``. It reads nothing of the platforms.

What is set is kept at once, so a restart loses connections and no configuration. Its clock runs as fast as ``scale`` says.

What goes wrong: ``drop`` (every connection breaks now), ``drop_before`` and ``drop_after`` (a command that begins so), ``stall`` (it is
never answered), ``refuse`` (text of a value: the item that has it is refused), ``swallow`` (said to be done, and forgotten), ``restart``,
``down`` (the session to an address).
"""

from __future__ import annotations

import re
import socket
import struct
import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from itertools import count
from types import TracebackType

LISTS = frozenset({"list", "comment", "disabled"})
#: The properties of the menus that take items.
MENUS: Mapping[str, frozenset[str]] = {
    "/routing/filter/rule": frozenset({"chain", "rule", "comment", "disabled"}),
    "/routing/filter/num-list": LISTS | {"range"},
    "/routing/filter/community-list": LISTS | {"communities", "regexp"},
    "/routing/filter/community-large-list": LISTS | {"communities", "regexp"},
    "/ip/firewall/address-list": LISTS | {"address", "timeout"},
    "/ipv6/firewall/address-list": LISTS | {"address", "timeout"},
    "/routing/bgp/connection": frozenset(
        "name remote.address remote.as as local.role input.filter output.filter-chain templates afi instance vrf comment disabled".split()
    ),
    "/routing/bgp/template": frozenset("name as input.filter output.filter-chain templates afi comment disabled".split()),
    "/routing/bgp/instance": frozenset({"name", "as", "router-id", "comment", "disabled"}),
    "/routing/rpki": frozenset({"group", "address", "port", "comment", "disabled"}),
    "/ip/route": frozenset({"dst-address", "gateway", "blackhole", "comment"}),
    "/ipv6/route": frozenset({"dst-address", "gateway", "blackhole", "comment"}),
    "/system/script": frozenset({"name", "source", "policy", "comment"}),
    "/system/scheduler": frozenset({"name", "on-event", "interval", "start-date", "start-time", "policy", "comment", "disabled"}),
}
#: Menus of which two items may not have the same name.
_NAMED = ("/routing/bgp/connection", "/system/script", "/system/scheduler")
_LINE = re.compile(r"(/[a-z0-9/-]+)/(add|set|unset|remove)(?: (.*))?")
_ITEM = re.compile(r'\s*([A-Za-z0-9.-]+)=("(?:[^"\\]|\\.)*"|[^\s"\]]+)')
_FIND = re.compile(r"\[find where((?:\s+[A-Za-z0-9.-]+=(?:\"(?:[^\"\\]|\\.)*\"|[^\s\"\]]+))+)\]")
_LETTERS = {"n": "\n", "r": "\r", "t": "\t"}
Item = dict[str, str]


class Trap(Exception):
    """The router refuses a command."""


class _Broken(Exception):
    """The connection breaks."""


def _value(word: str) -> str:
    return re.sub(r"\\(.)", lambda found: _LETTERS.get(found[1], found[1]), word[1:-1]) if word.startswith('"') else word


def _words(text: str) -> Item:
    found, place, text = {}, 0, text.rstrip()
    while place < len(text):
        item = _ITEM.match(text, place)
        if item is None:
            raise Trap("expected end of command")
        found[item[1]] = _value(item[2])
        place = item.end()
    return found


class Device:
    """What the router holds and does. Its methods are called under one lock."""

    def __init__(self, configuration: str, scale: float = 1.0) -> None:
        self.scale = scale
        self._began, self._clock_began = time.monotonic(), datetime(2026, 11, 27, 8, 0, 0, tzinfo=UTC)
        self.items: dict[str, list[Item]] = {menu: [] for menu in MENUS}
        self._numbers = count(1)
        self.history: list[Item] = []
        self.down: set[str] = set()
        self.refuse: list[str] = []
        self.swallow: list[str] = []
        self.refreshed: list[tuple[str, str, str]] = []
        #: What ``/routing/route`` and ``/routing/bgp/advertisements`` print, as a test tells it.
        self.routes: list[Item] = []
        self.advertisements: list[Item] = []
        for line in configuration.splitlines():
            self.console(line)

    def now(self) -> datetime:
        """The router's clock."""
        return self._clock_began + timedelta(seconds=(time.monotonic() - self._began) * self.scale)

    # -- commands ----------------------------------------------------------------------------------

    def console(self, line: str) -> None:
        """Carry out one line of a script."""
        command = _LINE.fullmatch(line.strip())
        if command is None:
            raise Trap(f"bad command name {line[:40]}")
        path, verb, rest = command[1], command[2], command[3] or ""
        if verb == "add":
            self.add(path, _words(rest))
            return
        target = _FIND.match(rest)
        if target is None:
            raise Trap("expected item number")
        wanted = _words(target[1])
        found = [item[".id"] for item in self.menu(path) if all(item.get(name) == value for name, value in wanted.items())]
        if found or verb != "remove":
            self.change(path, verb, found, _words(rest[target.end() :]))

    def menu(self, path: str) -> list[Item]:
        """The items of a menu. :raises Trap: there is none."""
        if path not in self.items:
            raise Trap("no such command prefix")
        return self.items[path]

    def _checked(self, path: str, values: Item) -> None:
        for name, value in values.items():
            if name not in MENUS[path]:
                raise Trap(f"unknown parameter {name}")
            if any(text in value for text in self.refuse):
                raise Trap(f"failure: value of {name} is not accepted")

    def add(self, path: str, values: Item) -> str:
        """Add an item; return its number."""
        items = self.menu(path)
        self._checked(path, values)
        if path in _NAMED and any(item.get("name") == values.get("name") for item in items):
            raise Trap("failure: item with such name already exists")
        number = f"*{next(self._numbers):X}"
        if not any(text in value for text in self.swallow for value in values.values()):
            items.append({".id": number, **values})
            self._note(f"{path} item added")
        return number

    def change(self, path: str, verb: str, numbers: Iterable[str], values: Item) -> None:
        """Set, unset or remove items."""
        items, wanted = self.menu(path), list(numbers)
        if not wanted or {item[".id"] for item in items}.isdisjoint(wanted):
            raise Trap("no such item")
        if verb == "set":
            self._checked(path, values)
        if any(text in value for text in self.swallow for value in values.values()):
            return
        for item in [item for item in items if item[".id"] in wanted]:
            if verb == "remove":
                items.remove(item)
            elif verb == "set":
                item.update(values)
            elif values.get("value-name") not in MENUS[path]:
                raise Trap("unknown value name")
            else:
                item.pop(values["value-name"], None)
        self._note(f"{path} item {'removed' if verb == 'remove' else 'changed'}")

    def _note(self, action: str) -> None:
        if not action.startswith("/system"):
            self.history.insert(0, {".id": f"*{len(self.history) + 1:X}", "action": action, "by": "lab", "time": f"{self.now():%H:%M:%S}"})

    # -- what it runs by itself --------------------------------------------------------------------

    def run_script(self, name: str) -> None:
        """Run a script; a line that is refused ends it, as on a router."""
        found = [item for item in self.items["/system/script"] if item.get("name") == name]
        with suppress(Trap):
            for line in found[0]["source"].splitlines() if found else ():
                self.console(line)

    def tick(self) -> None:
        """Run what the scheduler has at this time."""
        for entry in list(self.items["/system/scheduler"]):
            if entry.get("start-time") == "startup" or "ran" in entry:
                continue
            when = datetime.strptime(f"{entry['start-date']} {entry['start-time']}", "%Y-%m-%d %H:%M:%S").replace(tzinfo=UTC)
            if self.now() >= when:
                entry["ran"] = "true"
                self.run_script(entry["on-event"].rpartition(" ")[2])

    def start(self) -> None:
        """Do what the scheduler has for a start."""
        for entry in list(self.items["/system/scheduler"]):
            if entry.get("start-time") == "startup":
                self.run_script(entry["on-event"].rpartition(" ")[2])

    # -- answers -----------------------------------------------------------------------------------

    def rows(self, path: str) -> list[Item]:
        """What a print shows. :raises Trap: there is no such menu."""
        own = {
            "/system/resource": [{"version": "7.20.4 (stable)", "board-name": "CHR"}],
            "/system/clock": [{"date": f"{self.now():%Y-%m-%d}", "time": f"{self.now():%H:%M:%S}"}],
            "/system/history": self.history,
            "/routing/route": self.routes,
            "/routing/bgp/advertisements": self.advertisements,
            "/routing/rpki/session": [
                {"address": item["address"], "state": "established"} for item in self.items["/routing/rpki"] if "address" in item
            ],
        }
        if path in own:
            return own[path]
        if path == "/routing/bgp/session":
            return list(self._sessions())
        return [{name: value for name, value in item.items() if name != "ran"} for item in self.menu(path)]

    def _sessions(self) -> Iterator[Item]:
        for item in self.items["/routing/bgp/connection"]:
            address = item["remote.address"].partition("/")[0]
            told = {".id": item[".id"], "name": f"{item['name']}-1", "remote.address": address, "remote.as": item["remote.as"]}
            came = [row for row in self.routes if row.get("belongs-to", "").endswith(f"-{address}") and row.get("filtered") != "true"]
            yield told | ({} if address in self.down else {"established": "true", "prefix-count": str(len(came))})

    def again(self, verb: str, number: str, afi: str) -> None:
        """Ask for the routes of a session again, or send them again."""
        address = {item[".id"]: item["remote.address"] for item in self._sessions()}.get(number)
        if address is None:
            raise Trap("no such item")
        self.refreshed.append((verb, address, afi))


class VirtualRouterOs:
    """The router and its API; use it in ``with``."""

    def __init__(self, configuration: str, password: str = "secret", scale: float = 1.0) -> None:
        self._first = configuration
        self.user, self.password = "lab", password
        self.device = Device(configuration, scale)
        self.lock = threading.RLock()
        self.drop_before: list[str] = []
        self.drop_after: list[str] = []
        self.stall: list[str] = []
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        self._peers: set[socket.socket] = set()
        self._is_on = True
        self._threads = [threading.Thread(target=self._accept, daemon=True), threading.Thread(target=self._time, daemon=True)]

    def __enter__(self) -> VirtualRouterOs:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._is_on = False
        self.drop()
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        for thread in self._threads:
            thread.join(5)

    # -- orders ------------------------------------------------------------------------------------

    def reset(self, scale: float = 1.0) -> None:
        """Be as at the first start."""
        self.drop()
        with self.lock:
            self.device = Device(self._first, scale)
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
                if menu == "/routing/filter/rule":
                    places[item["chain"]] = item["place"] = places.get(item["chain"], 0) + 1  # type: ignore[assignment]
                found += [f"{menu} {sorted(item.items())}"] if not menu.startswith("/system") else []
        return sorted(found)

    def left(self) -> list[str]:
        """The names of scripts and entries of the scheduler."""
        with self.lock:
            return [item["name"] for menu in ("/system/script", "/system/scheduler") for item in self.device.items[menu]]

    # -- the API -----------------------------------------------------------------------------------

    def _time(self) -> None:
        while self._is_on:
            with self.lock:
                self.device.tick()
            time.sleep(0.02)

    def _accept(self) -> None:
        while self._is_on:
            try:
                peer, _ = self._socket.accept()
            except OSError:
                return
            peer.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._peers.add(peer)
            threading.Thread(target=self._serve, args=(peer,), daemon=True).start()

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
        if any(words[0].startswith(text) for text in self.stall):
            time.sleep(3600 if self._is_on else 0)
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
