# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A router that holds menus of items and takes command lines to them, one at a time; it answers as the API does.

It knows of the console: ``add``, ``set`` and ``unset`` of what ``find`` finds, ``remove``, and what stands between quotes. To find nothing
is an error to ``set`` and none to ``remove``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass, field

from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Route
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.contract import Plan
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.routeros import RouterOs
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.routeros.parse import RosRunning

from .language import Interpreter, LanguageError, Menus, Reading

ROS = RouterOs()
RULES, CONNECTIONS, RPKI = "/routing/filter/rule", "/routing/bgp/connection", "/routing/rpki"
_LINE = re.compile(r"(/[a-z0-9/-]+)/(add|set|unset|remove)(?: (.*))?")
_CLEAR = re.compile(r":do \{ /routing/bgp/session/clear \[find where remote\.address=\S+\] flag=limit-exceeded \} on-error=\{\}")
_ITEM = re.compile(r'\s*([A-Za-z0-9.-]+)=("(?:[^"\\]|\\.)*"|[^\s"\]]+)')
_FIND = re.compile(r"\[find where((?:\s+[A-Za-z0-9.-]+=(?:\"(?:[^\"\\]|\\.)*\"|[^\s\"\]]+))+)\]")
_RULE = {"chain", "action", "jump-target", "in-interface", "out-interface", "src-address", "dst-address", "src-address-list"} | {
    "protocol",
    "src-port",
    "dst-port",
    "connection-state",
    "comment",
}
#: What each menu takes, as the command tree of 7.24 has it.
_TAKES = {
    "/ip/firewall/raw": _RULE,
    "/ip/firewall/filter": _RULE,
    "/ipv6/firewall/raw": _RULE,
    "/ipv6/firewall/filter": _RULE,
    "/interface": {"name"},
    "/ip/address": {"address", "interface"},
    "/ipv6/address": {"address", "interface"},
    RULES: {"chain", "rule", "comment"},
    "/ip/firewall/address-list": {"list", "address", "comment"},
    "/ipv6/firewall/address-list": {"list", "address", "comment"},
    "/routing/filter/num-list": {"list", "range", "comment"},
    "/routing/filter/community-list": {"list", "communities", "comment"},
    "/routing/filter/community-large-list": {"list", "communities", "comment"},
    RPKI: {"group", "address", "port", "comment"},
    CONNECTIONS: {"name", "remote.address", "remote.as", "as", "local.role", "input.filter", "output.filter-chain", "templates", "afi"}
    | {"input.limit-process-routes-ipv4", "input.limit-process-routes-ipv6"},
    "/routing/bgp/template": {"name", "as", "input.filter", "output.filter-chain"},
    "/ip/route": {"dst-address", "blackhole"},
    "/ipv6/route": {"dst-address", "blackhole"},
}
_READS = {
    "rules": RULES,
    "numbers": "/routing/filter/num-list",
    "communities": "/routing/filter/community-list",
    "large": "/routing/filter/community-large-list",
    "addresses4": "/ip/firewall/address-list",
    "addresses6": "/ipv6/firewall/address-list",
    "connections": CONNECTIONS,
    "templates": "/routing/bgp/template",
    "instances": "/routing/bgp/instance",
    "rpki": RPKI,
    "raw4": "/ip/firewall/raw",
    "raw6": "/ipv6/firewall/raw",
    "filter4": "/ip/firewall/filter",
    "filter6": "/ipv6/firewall/filter",
    "interfaces": "/interface",
    "addressed4": "/ip/address",
    "addressed6": "/ipv6/address",
    "routes4": "/ip/route",
    "routes6": "/ipv6/route",
}
OPERATOR = r"""
/routing/filter/rule/add chain=IX-IN rule="append bgp-large-communities 25000:7:7"
/routing/filter/rule/add chain=IX-IN rule=accept
/routing/filter/rule/add chain=ALL comment="mine, \"all\"" rule=accept
/routing/filter/rule/add chain=PICKY rule="if (dst in 9.9.0.0/16) { reject }"
/routing/filter/rule/add chain=PICKY rule="append bgp-communities 25000:77"
/routing/filter/rule/add chain=PICKY rule="set bgp-local-pref 90; accept"
/routing/bgp/template/add name=IX as=25000 input.filter=IX-IN
/routing/bgp/connection/add name=acme remote.address=10.0.0.1/32 remote.as=35001 as=25000 input.filter=ALL output.filter-chain=ALL
/routing/bgp/connection/add name=up remote.address=10.0.0.2/32 remote.as=20965 as=25000 local.role=ebgp input.filter=PICKY
/routing/bgp/connection/add name="the ix" remote.address=10.0.0.3 remote.as=47441 local.role=ebgp templates=IX
/routing/bgp/connection/add name=inside remote.address=10.0.0.99/32 remote.as=25000 as=25000 local.role=ibgp
/routing/bgp/connection/add name=acme6 remote.address=2001:db8:ff::1/128 remote.as=35001 as=25000 local.role=ebgp afi=ipv6
""".lstrip()


def _plain(word: str) -> str:
    return re.sub(r"\\(.)", r"\1", word[1:-1]) if word.startswith('"') else word


def _items(text: str, line: str) -> dict[str, str]:
    found, place = {}, 0
    text = text.rstrip()
    while place < len(text):
        item = _ITEM.match(text, place)
        if item is None:
            raise LanguageError(f"expected end of command: {line}")
        found[item[1]] = _plain(item[2])
        place = item.end()
    return found


@dataclass
class Box:
    """One router. ``counts``: routes that it has accepted, by address."""

    menus: dict[str, list[dict[str, str]]] = field(default_factory=lambda: {path: [] for path in (*_TAKES, "/routing/bgp/instance")})
    down: set[str] = field(default_factory=set)
    counts: dict[str, int] = field(default_factory=dict)
    defaults: dict[int, list[dict[str, str]]] = field(default_factory=dict)

    def feed(self, lines: Iterable[str]) -> Box:
        """Take command lines, one after the other."""
        for line in lines:
            self._line(line)
        return self

    def _line(self, line: str) -> None:
        if _CLEAR.fullmatch(line):
            # The flags of sessions are no configuration.
            return
        command = _LINE.fullmatch(line)
        if command is None or command[1] not in _TAKES:
            raise LanguageError(f"bad command name: {line}")
        path, verb, rest = command[1], command[2], command[3] or ""
        if verb == "add":
            items = _items(rest, line)
            self._check(path, items, line)
            self.menus[path].append(items)
            return
        target = _FIND.match(rest)
        if target is None:
            raise LanguageError(f"{verb} of what? {line}")
        wanted = _items(target[1], line)
        found = [row for row in self.menus[path] if all(row.get(name) == value for name, value in wanted.items())]
        items = _items(rest[target.end() :], line)
        if verb == "remove":
            self.menus[path] = [row for row in self.menus[path] if row not in found]
            return
        if not found:
            raise LanguageError(f"no such item: {line}")
        for row in found:
            if verb == "set":
                self._check(path, items, line)
                row.update(items)
            else:
                row.pop(items["value-name"], None)

    @staticmethod
    def _check(path: str, items: dict[str, str], line: str) -> None:
        if unknown := items.keys() - _TAKES[path]:
            raise LanguageError(f"unknown parameter {min(unknown)}: {line}")

    def text(self) -> str:
        """All that it holds, in an order that says nothing but the order of rules in their chains."""
        lines = []
        for path, rows in self.menus.items():
            told = [f"{path} {json.dumps(row, sort_keys=True)}" for row in rows]
            if path == RULES or path.endswith(("/raw", "/filter")):
                told = [
                    f"{path} {name} {json.dumps([row for row in rows if row['chain'] == name])}" for name in {row["chain"] for row in rows}
                ]
            lines += sorted(told)
        return "".join(f"{line}\n" for line in lines)

    def filters(self) -> Menus:
        """What its filters refer to."""
        found = Menus()
        for row in self.menus[RULES]:
            found.chains.setdefault(row["chain"], []).append(row["rule"])
        for family, path in ((4, "/ip/firewall/address-list"), (6, "/ipv6/firewall/address-list")):
            for row in self.menus[path]:
                found.addresses.setdefault((family, row["list"]), set()).add(row["address"])
        for row in self.menus["/routing/filter/num-list"]:
            found.numbers.setdefault(row["list"], []).append(row["range"])
        for size, path in ((2, "/routing/filter/community-list"), (3, "/routing/filter/community-large-list")):
            for row in self.menus[path]:
                found.communities.setdefault((size, row["list"]), set()).update(row["communities"].split(","))
        found.rpki_groups = {row["group"] for row in self.menus[RPKI]}
        return found

    def bound(self, address: str, way: str) -> str | None:
        """The chain that acts on a connection: its own, else its template's."""
        name = {"in": "input.filter", "out": "output.filter-chain"}[way]
        (row,) = [row for row in self.menus[CONNECTIONS] if row["remote.address"].partition("/")[0] == address]
        templates = {item["name"]: item for item in self.menus["/routing/bgp/template"]}
        return row.get(name) or templates.get(row.get("templates", ""), {}).get(name)

    def judge(self, address: str, way: str, route: Route, is_invalid: object, reading: Reading | None = None) -> Route | None:
        """The route behind the filter of a connection; without a chain everything passes (guide, "BGP": accepts everything by default)."""
        name = self.bound(address, way)
        if name is None:
            return route
        return Interpreter(self.filters(), is_invalid, reading or Reading(), way == "out").run(name, route)  # type: ignore[arg-type]

    def outputs(self) -> dict[str, str]:
        sessions = []
        for row in self.menus[CONNECTIONS]:
            address = row["remote.address"].partition("/")[0]
            told = {"name": f"{row['name']}-1", "remote.address": address, "remote.as": row["remote.as"], "local.as": "25000"}
            if address not in self.down:
                told |= {"established": "true", "prefix-count": str(self.counts.get(address, 10))}
            sessions.append(told)
        caches = [{"address": row["address"], "state": "established"} for row in self.menus[RPKI]]
        answers: dict[str, object] = {name: self._rows(path) for name, path in _READS.items()}
        answers |= {
            "sessions": sessions,
            "rpki_sessions": caches,
            "history": [],
            "default4": self.defaults.get(4, []),
            "default6": self.defaults.get(6, []),
            "version": [{"version": "7.20.4 (stable)", "board-name": "CHR"}],
        }
        return {name: json.dumps(rows) for name, rows in answers.items()}

    def _rows(self, path: str) -> list[dict[str, str]]:
        return [{".id": f"*{number:X}", **row, "disabled": "false"} for number, row in enumerate(self.menus[path], 1)]

    def running(self, **changes: str) -> RosRunning:
        found = ROS.parse({**self.outputs(), **changes})
        assert isinstance(found, RosRunning)
        return found

    def copy(self) -> Box:
        return deepcopy(self)

    def apply(self, plan: Plan) -> Box:
        """Do what a delivery does: stage by stage, each read back, then the confirm."""
        for stage in plan.stages:
            self.feed(lines_of(plan, stage.name) if stage.name != "clean" else ())
            assert ROS.differences(self.running(), plan, stage.expectation) == []
        self.feed(lines_of(plan, "clean"))
        assert ROS.differences(self.running(), plan, "confirmed") == []
        return self


def lines_of(plan: Plan, *files: str) -> list[str]:
    """The lines of files in the order in which they are run."""
    return [line for name in files for line in plan.files.get(f"{name}.rsc", "").splitlines()]


def box(text: str = OPERATOR) -> Box:
    return Box().feed(text.splitlines())
