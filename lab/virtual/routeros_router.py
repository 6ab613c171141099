# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a virtual RouterOS router holds and does: menus of items, and a scheduler that runs scripts.

Sources, each MikroTik's documentation: "Scripting" (quotes, ``find where``; to find nothing is an error to ``set`` and none to
``remove``; ``:do`` with ``on-error``), "Scheduler" (``interval`` of zero runs once at its time, ``startup`` when the console has started),
"BGP" (``refresh`` and ``resend`` of sessions, and ``clear``: a session that was sent more routes than its limit stays down until its flag
is cleared). Menus and properties are those of the command tree of 7.24; everything else is refused with the words that a router has:
``no such command``, ``unknown parameter``, ``no such item``. It reads nothing of the platforms.

What is set is kept at once, so a restart loses no configuration. Its clock runs as fast as ``scale`` says.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from itertools import count

from virtual.routeros_world import Item, World

LISTS = frozenset({"list", "comment", "disabled"})
#: Of a rule of the firewall.
RULE = frozenset(
    "chain action jump-target in-interface out-interface src-address dst-address src-address-list protocol src-port dst-port"
    " connection-state comment disabled".split()
)
#: The properties of the menus that take items.
MENUS: Mapping[str, frozenset[str]] = {
    "/routing/filter/rule": frozenset({"chain", "rule", "comment", "disabled"}),
    "/routing/filter/num-list": LISTS | {"range"},
    "/routing/filter/community-list": LISTS | {"communities", "regexp"},
    "/routing/filter/community-large-list": LISTS | {"communities", "regexp"},
    "/ip/firewall/address-list": LISTS | {"address", "timeout"},
    "/ipv6/firewall/address-list": LISTS | {"address", "timeout"},
    "/ip/firewall/raw": RULE,
    "/ip/firewall/filter": RULE,
    "/ipv6/firewall/raw": RULE,
    "/ipv6/firewall/filter": RULE,
    "/interface/vlan": frozenset({"name", "interface", "vlan-id", "comment", "disabled"}),
    "/ip/address": frozenset({"address", "interface", "comment", "disabled"}),
    "/ipv6/address": frozenset({"address", "interface", "comment", "disabled"}),
    "/routing/bgp/connection": frozenset(
        "name remote.address remote.as as local.role input.filter input.limit-process-routes-ipv4 input.limit-process-routes-ipv6"
        " output.filter-chain templates afi instance vrf comment disabled".split()
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
_LINE = re.compile(r"(/[a-z0-9/-]+)/(add|set|unset|remove|clear)(?: (.*))?")
_CAUGHT = re.compile(r":do \{ (.*) \} on-error=\{\}")
_SESSIONS = "/routing/bgp/session"
_LIMITS = {"ip4": "input.limit-process-routes-ipv4", "ip6": "input.limit-process-routes-ipv6"}
_ITEM = re.compile(r'\s*([A-Za-z0-9.-]+)=("(?:[^"\\]|\\.)*"|[^\s"\]]+)')
_FIND = re.compile(r"\[find where((?:\s+[A-Za-z0-9.-]+=(?:\"(?:[^\"\\]|\\.)*\"|[^\s\"\]]+))+)\]")
_LETTERS = {"n": "\n", "r": "\r", "t": "\t"}


class Trap(Exception):
    """The router refuses a command."""


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

    def __init__(self, configuration: str, scale: float = 1.0, world: World | None = None) -> None:
        self.scale = scale
        self._world = world if world is not None else World(None)
        self._began, self._clock_began = time.monotonic(), datetime(2026, 11, 27, 8, 0, 0, tzinfo=UTC)
        self.items: dict[str, list[Item]] = {menu: [] for menu in MENUS}
        self._numbers = count(1)
        #: How often something was changed.
        self.changes = 0
        self.history: list[Item] = []
        self.down: set[str] = set()
        #: Addresses of sessions that were sent more than their limit.
        self.exceeded: set[str] = set()
        self.refuse: list[str] = []
        self.swallow: list[str] = []
        self.refreshed: list[tuple[str, str, str]] = []
        #: What ``/routing/route`` and ``/routing/bgp/advertisements`` print beside what the world says.
        self.routes: list[Item] = []
        self.advertisements: list[Item] = []
        self.type(configuration)

    def now(self) -> datetime:
        """The router's clock."""
        return self._clock_began + timedelta(seconds=(time.monotonic() - self._began) * self.scale)

    # -- commands ----------------------------------------------------------------------------------

    def type(self, script: str) -> None:
        """Carry out the lines of a script."""
        for line in script.splitlines():
            if line.strip() and not line.startswith("#"):
                self.console(line)

    def console(self, line: str) -> None:
        """Carry out one line."""
        if caught := _CAUGHT.fullmatch(line.strip()):
            with suppress(Trap):
                self.console(caught[1])
            return
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
        if verb == "clear":
            numbers = [row[".id"] for row in self.rows(path) if all(row.get(name) == value for name, value in wanted.items())]
            self.clear(path, numbers, _words(rest[target.end() :]))
            return
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

    def clear(self, path: str, numbers: Iterable[str], values: Item) -> None:
        """Clear a flag of sessions."""
        if path != _SESSIONS or values.get("flag") != "limit-exceeded":
            raise Trap("no such command")
        addresses = {row["remote.address"] for row in self._sessions() if row[".id"] in set(numbers)}
        if not addresses:
            raise Trap("no such item")
        self.exceeded -= addresses

    def _note(self, action: str) -> None:
        self.changes += 1
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
            if entry.get("start-time") in (None, "startup") or "ran" in entry:
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
            "/interface": self.items["/interface/vlan"],
            "/routing/route": self._routes(),
            "/routing/bgp/advertisements": self.advertisements + self._world.advertisements(self.items["/routing/bgp/connection"]),
            "/routing/rpki/session": [
                {"address": item["address"], "state": "established"}
                for item in self.items["/routing/rpki"]
                if self._world.has_cache(item.get("address"))
            ],
        }
        if path in own:
            return own[path]
        if path == _SESSIONS:
            return list(self._sessions())
        return [{name: value for name, value in item.items() if name != "ran"} for item in self.menu(path)]

    def _routes(self) -> list[Item]:
        return self.routes + self._world.routes(self.items["/routing/bgp/connection"])

    def _sessions(self) -> Iterator[Item]:
        routes, down = self._routes(), self.down | self._world.down()
        for item in self.items["/routing/bgp/connection"]:
            address = item["remote.address"].partition("/")[0]
            told = {".id": item[".id"], "name": f"{item['name']}-1", "remote.address": address, "remote.as": item["remote.as"]}
            sent = [row for row in routes if row.get("belongs-to", "").endswith(f"-{address}")]
            came = [row for row in sent if row.get("filtered") != "true"]
            if any(len([row for row in sent if row.get("afi") == afi]) > int(item.get(name, len(sent))) for afi, name in _LIMITS.items()):
                self.exceeded.add(address)
            if address in self.exceeded:
                yield told | {"limit-exceeded": "true"}
            else:
                yield told | ({} if address in down else {"established": "true", "prefix-count": str(len(came))})

    def again(self, verb: str, number: str, afi: str) -> None:
        """Ask for the routes of a session again, or send them again."""
        address = {item[".id"]: item["remote.address"] for item in self._sessions()}.get(number)
        if address is None:
            raise Trap("no such item")
        self.refreshed.append((verb, address, afi))
