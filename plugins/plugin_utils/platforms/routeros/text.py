# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""RouterOS' command lines: one command a line, with its whole path, as an operator could paste them; printed and read.

Between quotes the console takes a backslash, a quote, ``$`` and ``?`` for its own, so these stand behind a backslash ("Scripting",
"Constant Escape Sequences").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from ..answers import lines_of
from ..contract import PlatformError
from ..line_keys import BindingKey
from .names import RPKI_GROUP
from .objects import RULES, Configuration, Kind, ListKey, Rule, binding_key

CONNECTIONS, SESSIONS, CACHES = "/routing/bgp/connection", "/routing/bgp/session", "/routing/rpki"
#: The menus of the operator's whose items stand in a text for the record.
THEIRS = {"instances": "/routing/bgp/instance", "templates": "/routing/bgp/template", "connections": CONNECTIONS, "rpki": CACHES}
#: Properties that hold a secret.
_SECRET = re.compile(r"key|password|secret")
#: What a print has beside what can be set.
_STATES = (".id", "inactive", "invalid", "dynamic", "default", ".about", ".nextid")
#: The property of a connection that binds a chain, by direction.
PROPERTIES = {"in": "input.filter", "out": "output.filter-chain"}
#: That of how many routes it takes, by family: beyond them it processes no more, until somebody clears the session (guide, "BGP").
LIMITS = {4: "input.limit-process-routes-ipv4", 6: "input.limit-process-routes-ipv6"}
_BARE = re.compile(r"[A-Za-z0-9_.:/,-]+", re.ASCII)
_ESCAPED = re.compile(r'[\\"$?\n\r\t]')
_LETTERS = {"\n": "n", "\r": "r", "\t": "t"}
_CHARACTERS = {letter: character for character, letter in _LETTERS.items()}
_WORD = re.compile(r'([A-Za-z0-9.-]+)=(?:"((?:[^"\\]|\\.)*)"|([^\s"]*))(?:\s+|$)')
_LINE = re.compile(r"(/[a-z0-9/-]+)/(add|set|unset|remove|clear)(?: (.*))?")
_CAUGHT = re.compile(r":do \{ (.*) \} on-error=\{\}")
_WHERE = re.compile(r'\[find where ((?:[^"\]]|"(?:[^"\\]|\\.)*")*)\] ?')
_COMMAND = re.compile(r"(/[a-z0-9/-]+)/(add|set)\s+(.*)")
_FOUND = re.compile(r'\[find where remote\.address="([0-9A-Fa-f.:]+)(?:/[0-9]+)?"\]\s*')
#: The order in which kinds of lists are printed: nothing is named before it is there.
_KINDS = tuple(Kind)


def quoted(value: str) -> str:
    """Return a value as the console takes it."""
    if _BARE.fullmatch(value):
        return value
    return '"' + _ESCAPED.sub(lambda found: "\\" + _LETTERS.get(found[0], found[0]), value) + '"'


def _unquoted(value: str) -> str:
    return re.sub(r"\\(.)", lambda found: _CHARACTERS.get(found[1], found[1]), value)


def add_line(path: str, values: Mapping[str, str]) -> str:
    """Return the command that adds an item; empty values are left out."""
    return f"{path}/add " + " ".join(f"{name}={quoted(value)}" for name, value in values.items() if value)


def their_lines(menu: str, rows: Iterable[Mapping[str, str]]) -> Iterator[str]:
    """Print items of the operator's for the record, without their secrets; caches of ours are printed with what is ours."""
    for row in rows:
        values = {name: "<removed>" if _SECRET.search(name) else value for name, value in row.items() if name not in _STATES}
        if menu != CACHES or row.get("group") != RPKI_GROUP:
            yield add_line(menu, values)


def list_lines(key: ListKey, entries: Iterable[str]) -> Iterator[str]:
    """Print a list, one item an entry."""
    for entry in sorted(entries):
        yield add_line(key.kind, {"list": key.name, key.kind.value_name: entry})


def chain_lines(name: str, rules: Iterable[Rule]) -> Iterator[str]:
    """Print a chain."""
    for item in rules:
        yield add_line(RULES, {"chain": name, "comment": item.comment, "rule": item.text})


def rule_line(chain: str, rule: Rule) -> str:
    """Print what sets a rule of a chain that is found by its comment."""
    return f"{RULES}/set [find where chain={quoted(chain)} comment={quoted(rule.comment)}] rule={quoted(rule.text)}"


def cache_line(host: str, port: int) -> str:
    """Print an RPKI cache."""
    return add_line(CACHES, {"group": RPKI_GROUP, "address": host, "port": str(port)})


def clear_line(address: str) -> str:
    """Print what lets a session come up again that was sent more routes than its limit; without such a session it does nothing.

    The flag stays when the limit goes, and keeps the session down until it is cleared (guide, "BGP", session menu).
    """
    return f":do {{ {SESSIONS}/clear [find where remote.address={quoted(address)}] flag=limit-exceeded }} on-error={{}}"


def jumped_first(chains: Mapping[str, tuple[Rule, ...]]) -> list[str]:
    """Return the names so that a chain that is jumped to stands before those that jump."""
    ordered: dict[str, None] = {}

    def visit(name: str) -> None:
        if name in ordered or name not in chains:
            return
        for item in chains[name]:
            if "jump " in item.text:
                visit(item.text.rpartition("jump ")[2].split()[0])
        ordered[name] = None

    for name in sorted(chains):
        visit(name)
    return list(ordered)


def object_lines(configuration: Configuration) -> Iterator[str]:
    """Print lists and chains in an order in which each name exists before it is used."""
    for key in sorted(configuration.lists, key=lambda key: (_KINDS.index(key.kind), key.name)):
        yield from list_lines(key, configuration.lists[key])
    for name in jumped_first(configuration.chains):
        yield from chain_lines(name, configuration.chains[name])


def removal_lines(configuration: Configuration) -> Iterator[str]:
    """Print what takes lists and chains off, those that refer before those that are referred to; what is gone already is no error."""
    for name in reversed(jumped_first(configuration.chains)):
        yield f"{RULES}/remove [find where chain={quoted(name)}]"
    for key in sorted(configuration.lists, key=lambda key: (-_KINDS.index(key.kind), key.name)):
        yield f"{key.kind}/remove [find where list={quoted(key.name)}]"


def configuration_text(configuration: Configuration) -> str:
    """Print a whole configuration. Connections are found by the address of their neighbor."""
    lines = [cache_line(host, port) for host, port in sorted(configuration.rtr_caches)]
    lines += object_lines(configuration)
    for address in sorted({key.address for key in configuration.bindings} | {address for address, _ in configuration.limits}):
        bound = [
            f"{PROPERTIES[key.direction]}={quoted(name)}" for key, name in sorted(configuration.bindings.items()) if key.address == address
        ]
        bound += [f"{LIMITS[key[1]]}={count}" for key, count in sorted(configuration.limits.items()) if key[0] == address]
        lines.append(f'{CONNECTIONS}/set [find where remote.address="{address}"] {" ".join(bound)}')
    return "".join(f"{line}\n" for line in lines)


@dataclass
class _Read:
    chains: dict[str, list[Rule]] = field(default_factory=dict)
    lists: dict[ListKey, set[str]] = field(default_factory=dict)
    bindings: dict[BindingKey, str] = field(default_factory=dict)
    caches: set[tuple[str, int]] = field(default_factory=set)
    limits: dict[tuple[str, int], int] = field(default_factory=dict)

    def take(self, path: str, values: Mapping[str, str]) -> bool:
        """Take an item; tell whether it is one of these."""
        if path == RULES:
            self.chains.setdefault(values["chain"], []).append(Rule(values["rule"], values.get("comment", "")))
        elif path == CACHES:
            if values.get("group") == RPKI_GROUP:
                self.caches.add((values["address"], int(values["port"])))
        elif path in tuple(Kind):
            kind = Kind(path)
            self.lists.setdefault(ListKey(kind, values["list"]), set()).add(values[kind.value_name])
        else:
            return False
        return True


def _values(text: str, line: str) -> dict[str, str]:
    found: dict[str, str] = {}
    place = 0
    while place < len(text):
        word = _WORD.match(text, place)
        if word is None:
            raise PlatformError(f"no command line of ours: {line[:160]!r}")
        found[word[1]] = _unquoted(word[2]) if word[2] is not None else word[3]
        place = word.end()
    return found


@dataclass(frozen=True, slots=True)
class CommandLine:
    """One command: what it does to the items of a menu that ``where`` finds. An ``add`` finds nothing. ``may_fail``: and that is all."""

    path: str
    verb: str
    where: Mapping[str, str]
    values: Mapping[str, str]
    may_fail: bool = False


def parse_line(line: str) -> CommandLine:
    """Parse a line of a plan's files.

    :raises PlatformError: it is something else.
    """
    caught = _CAUGHT.fullmatch(line)
    found = _LINE.fullmatch(caught[1] if caught else line)
    if found is None:
        raise PlatformError(f"no command line of ours: {line[:160]!r}")
    path, verb, rest = found[1], found[2], found[3] or ""
    target = _WHERE.match(rest)
    if (target is None) != (verb == "add"):
        raise PlatformError(f"no command line of ours: {line[:160]!r}")
    where = _values(target[1], line) if target is not None else {}
    values = _values(rest[target.end() if target is not None else 0 :].rstrip(), line)
    return CommandLine(path, verb, where, values, caught is not None)


def parse_text(text: str, is_other: Callable[[str], bool] = lambda line: False) -> Configuration:
    """Parse what ``configuration_text`` prints, without lines that are something else.

    :raises PlatformError: a line is something else.
    """
    read = _Read()
    for line in lines_of(text):
        if not line.strip() or line.startswith("#") or is_other(line):
            continue
        command = _COMMAND.fullmatch(line)
        if command is None:
            raise PlatformError(f"no command line of ours: {line[:160]!r}")
        path, verb, rest = command.groups()
        try:
            if path == CONNECTIONS and verb == "set" and (target := _FOUND.match(rest)):
                values = _values(rest[target.end() :], line)
                for direction, name in PROPERTIES.items():
                    if name in values:
                        read.bindings[binding_key(target[1], direction)] = values[name]
                read.limits |= {(target[1], family): int(values[name]) for family, name in LIMITS.items() if name in values}
                continue
            if verb == "add" and path != CACHES and path in THEIRS.values():
                continue
            is_known = verb == "add" and read.take(path, _values(rest, line))
        except (KeyError, ValueError) as error:
            raise PlatformError(f"a property is missing or wrong: {line[:160]!r}") from error
        if not is_known:
            raise PlatformError(f"no command line of ours: {line[:160]!r}")
    return Configuration(
        {name: tuple(rules) for name, rules in read.chains.items()},
        {key: frozenset(entries) for key, entries in read.lists.items()},
        read.bindings,
        frozenset(read.caches),
        read.limits,
    )
