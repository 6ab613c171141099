# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Read BIRD's configuration as a skeleton: protocols with their templates, filters, functions.

BIRD User's Guide, "Protocols" (channel options ``import``, ``export``, ``import limit``, ``receive limit``), "BGP" and "Filters"; what it
does where the guide is silent (``bgp_postconfig``, ``f_run``):

- without ``import`` and ``export`` it takes no configuration with an eBGP channel ("EBGP requires explicit import policy"), so nothing
  passes;
- a filter that ends without accept and reject rejects; a function may accept or reject for the filter that calls it;
- a protocol has what its template has, each channel line by line; the last line of a kind counts.

Files of ours in the text stand behind ``# ==> PATH`` (platforms/bird/objects.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from ...model.routes import Direction, Relation
from ..reading import canonical, number_of
from ..sessions import OUR_ROLE
from ..tree import Line
from .skeleton import Carried, End, Numbered, Policy, SessionSkeleton, Skeleton, Words

WORDS = Words(
    bind="{way} where net ~ LIST;",
    activate="a channel ipv4 or ipv6",
    limit="import limit N action block;",
    ttl="ttl security on;",
    secret="password",
    roles={relation: role.replace("-", "_") for relation, role in OUR_ROLE.items() if relation is not Relation.COLLECTOR},
    role="local role",
    ways=("import", "export"),
)
#: Where the operator's own files are, all of which the platform reads (platforms/bird, ``reads``), and ours.
_FOLDER = "/etc/bird/"
_TOKEN = re.compile(
    r"(?P<gap>[ \t\r\f\v]+|#[^\n]*|/\*.*?(?:\*/|\Z))|(?P<line>\n)|(?P<string>\"[^\"\n]*\"?)|(?P<quoted>'[^'\n]*'?)"
    r"|(?P<word>[A-Za-z_][A-Za-z0-9_]*)|(?P<other>[0-9A-Fa-f:.]+(?:%[\w.-]+)?|.)",
    re.DOTALL,
)
_FAMILIES = {"ipv4": 4, "ipv6": 6}
_WAYS = {"import": Direction.IMPORT, "export": Direction.EXPORT}
_ON = ("on", "yes", "enabled")
_DEEPEST = 40
_BEHIND_ADDRESS = ("as", "port", "internal", "external")
#: What is called as a statement and decides nothing.
_HARMLESS = frozenset(("print", "printn", "unset"))
_NO_WORD = Line(0, "a filter that ends without accept rejects (User's Guide, Filters)")
_REFUSED = Line(0, "BIRD takes no eBGP channel without import and export (User's Guide, Protocols)")


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    line: int
    is_string: bool = False


@dataclass(frozen=True, slots=True)
class _Block:
    items: tuple[_Token | _Block, ...]
    line: int


_Item = _Token | _Block


def _tokens(text: str) -> Iterator[_Token]:
    number = 1
    for found in _TOKEN.finditer(text):
        kind, told = found.lastgroup, found[0]
        if kind == "quoted":
            yield _Token(told.strip("'"), number)
        elif kind == "string":
            yield _Token(told.strip('"'), number, True)
        elif kind in ("word", "other"):
            yield _Token(told, number)
        number += told.count("\n")


def _blocks(tokens: Iterable[_Token]) -> tuple[_Item, ...]:
    """Return tokens with what stands in braces as blocks; braces inside of brackets are of a set of prefixes. What is not closed ends."""
    stack: list[tuple[list[_Item], int]] = [([], 1)]
    brackets = 0
    for token in tokens:
        if not token.is_string and token.text in ("[", "]"):
            brackets = max(brackets + (1 if token.text == "[" else -1), 0)
        if brackets or token.is_string or token.text not in ("{", "}"):
            stack[-1][0].append(token)
        elif token.text == "{" and len(stack) < _DEEPEST:
            stack.append(([], token.line))
        elif token.text == "}" and len(stack) > 1:
            items, line = stack.pop()
            stack[-1][0].append(_Block(tuple(items), line))
    while len(stack) > 1:
        items, line = stack.pop()
        stack[-1][0].append(_Block(tuple(items), line))
    return tuple(stack[0][0])


def _words(items: Iterable[_Item]) -> list[str]:
    return [item.text for item in items if isinstance(item, _Token)]


def _statements(items: Sequence[_Item], ends_at_block: frozenset[str]) -> Iterator[tuple[_Item, ...]]:
    """Split at semicolons; what begins with one of these words ends with its block."""
    current: list[_Item] = []
    for item in items:
        if _is(item, ";"):
            # Variables may be declared between the head of a function or filter and its block.
            if current and not (_is(current[0], "function") or _is(current[0], "filter")):
                yield tuple(current)
                current = []
            continue
        current.append(item)
        first = current[0]
        if isinstance(item, _Block) and isinstance(first, _Token) and first.text in ends_at_block:
            yield tuple(current)
            current = []
    if current:
        yield tuple(current)


def _all_words(items: Iterable[_Item]) -> Iterator[str]:
    waiting = list(items)
    while waiting:
        item = waiting.pop()
        if isinstance(item, _Block):
            waiting += item.items
        elif not item.is_string:
            yield item.text


@dataclass
class _Flow:
    """What a list of statements does. ``ends``: accept or reject for whatever comes there, ``?`` for not known, empty: it goes on."""

    ends: str = ""
    line: int = 0


@dataclass
class _Configuration:
    """The statements of a text by what they define. ``may_reject``: something that was passed by in a filter may reject."""

    text: Numbered
    may_reject: bool = False
    filters: dict[str, _Block] = field(default_factory=dict)
    functions: dict[str, _Block] = field(default_factory=dict)
    protocols: list[tuple[tuple[_Item, ...], _Block]] = field(default_factory=list)
    templates: dict[str, tuple[tuple[_Item, ...], _Block]] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    caches: list[Line] = field(default_factory=list)
    elsewhere: list[Line] = field(default_factory=list)
    unread: list[Line] = field(default_factory=list)

    def read(self, items: tuple[_Item, ...], parts: frozenset[str]) -> None:
        heads = frozenset(("protocol", "template", "filter", "function"))
        for statement in _statements(items, heads):
            first, block = statement[0], statement[-1]
            if not isinstance(first, _Token):
                continue
            words = _words(statement)
            if first.text == "include" and len(words) > 1:
                if words[1] not in parts and not _is_read(words[1]):
                    self.elsewhere.append(self.text[first.line])
            elif first.text == "define" and len(words) == 4 and (value := number_of(words[3])) is not None:
                self.numbers[words[1]] = value
            elif not isinstance(block, _Block):
                if first.text in heads:
                    self.unread.append(self.text[first.line])
            elif first.text == "filter" and len(words) > 1:
                self.filters[words[1]] = block
            elif first.text == "function" and len(words) > 1:
                self.functions[words[1]] = block
            elif first.text in ("protocol", "template") and words[1:2] == ["bgp"]:
                if first.text == "template" and len(words) > 2:
                    self.templates[words[2]] = (statement, block)
                else:
                    self.protocols.append((statement, block))
            elif first.text == "protocol" and (words[1:2] == ["rpki"] or (words[1:2] == ["static"] and _fills_roas(block))):
                self.caches.append(self.text[first.line])

    # -- filters ---------------------------------------------------------------------------------

    def flow(self, items: Sequence[_Item], depth: int) -> _Flow:
        """Follow through statements what no condition picks out."""
        found, place = _Flow(), 0
        while place < len(items) and not found.ends:
            found, place = self._statement(items, place, depth)
        return found

    def _statement(self, items: Sequence[_Item], place: int, depth: int) -> tuple[_Flow, int]:
        """Follow one statement; return also the place behind it."""
        item = items[place]
        if depth > _DEEPEST:
            return _Flow("?", item.line), len(items)
        if isinstance(item, _Block):
            return self.flow(item.items, depth + 1), place + 1
        if _is(item, "if"):
            return self._condition(items, place, depth)
        end = next((at for at in range(place, len(items)) if _is(items[at], ";")), len(items))
        if item.text in ("case", "for", "while"):
            block = next((at for at in range(place, end) if isinstance(items[at], _Block)), None)
            behind = end + 1 if block is None else block + 1
            told = set(_all_words(items[place:behind]))
            self._pass(items[place:behind])
            return _Flow("?" if {"else", "accept"} <= told else "", item.line), behind
        words = _words(items[place:end])
        if item.text in ("accept", "reject"):
            return _Flow(item.text, item.line), end + 1
        if item.text == "return":
            return _Flow(), len(items)
        if words[1:2] == ["("] and words[-1:] == [")"] and item.text not in _HARMLESS:
            body = self.functions.get(item.text)
            ends = self.flow(body.items, depth + 1).ends if body is not None else "?"
            return _Flow(ends, item.line), end + 1
        self._pass(items[place:end])
        return _Flow(), end + 1

    def _condition(self, items: Sequence[_Item], place: int, depth: int) -> tuple[_Flow, int]:
        """Follow ``if``: what it does not pick out goes the other way."""
        then = next((at for at in range(place, len(items)) if _is(items[at], "then")), None)
        if then is None or then + 1 >= len(items):
            return _Flow("?", items[place].line), len(items)
        is_always = _words(items[place + 1 : then]) == ["true"]
        before = self.may_reject
        taken, behind = self._statement(items, then + 1, depth + 1)
        if not is_always:
            self.may_reject = before
            self._pass(items[place:behind])
        if behind + 1 >= len(items) or not _is(items[behind], "else"):
            return (taken if is_always else _Flow()), behind
        before = self.may_reject
        other, behind = self._statement(items, behind + 1, depth + 1)
        if is_always:
            self.may_reject = before
        elif other.ends and not taken.ends:
            # What the condition picked out goes on where the rest does not.
            self._pass(items[behind:])
        return (taken if is_always else other), behind

    def _pass(self, items: Sequence[_Item]) -> None:
        """Pass by statements: they, or a function that they name, may have the word."""
        seen: set[str] = set()
        waiting = [tuple(items)]
        while waiting and not self.may_reject:
            told = set(_all_words(waiting.pop()))
            self.may_reject = "reject" in told
            waiting += [self.functions[word].items for word in (told & self.functions.keys()) - seen]
            seen |= told

    def end_of(self, block: _Block) -> tuple[End, tuple[Line, ...]]:
        """Return how a filter ends."""
        self.may_reject = False
        flow = self.flow(block.items, 0)
        shown = (self.text[flow.line],) if flow.ends else ()
        if flow.ends == "accept":
            return End.PERMITS_ALL.after(self.may_reject), shown
        return (End.UNKNOWN, shown) if flow.ends == "?" else (End.DENIES, shown or (_NO_WORD,))


def _is(item: _Item, text: str) -> bool:
    return isinstance(item, _Token) and item.text == text and not item.is_string


def _is_read(path: str) -> bool:
    """Tell whether an included file is one that the platform reads with the rest: it lies in BIRD's own folder or is ours."""
    whole = path if path.startswith("/") else _FOLDER + path
    rest = whole.removeprefix(_FOLDER)
    return whole.startswith(_FOLDER) and ("/" not in rest or rest.startswith("manrs/"))


def _fills_roas(block: _Block) -> bool:
    return any(_words(statement)[:1] in (["roa4"], ["roa6"]) for statement in _statements(block.items, frozenset(("roa4", "roa6"))))


_ENDS_AT_BLOCK = frozenset((*_FAMILIES, "vpn4", "vpn6", "flow4", "flow6", "mpls"))


@dataclass
class _Read:
    """What the blocks of one session say, those of templates first."""

    address: str = ""
    range: str = ""
    asn: int | None = None
    local: int | None = None
    is_external: bool | None = None
    vrf: str | None = None
    ttl: Line | None = None
    secret: Line | None = None
    role: tuple[str, Line] | None = None
    channels: dict[int, dict[str, tuple[_Item, ...]]] = field(default_factory=dict)
    unread: list[Line] = field(default_factory=list)


def _read_block(configuration: _Configuration, block: _Block, read: _Read) -> None:
    for statement in _statements(block.items, _ENDS_AT_BLOCK):
        words = _words(statement)
        line = configuration.text[statement[0].line]
        match words:
            case [("ipv4" | "ipv6") as word, *_]:
                channel = read.channels.setdefault(_FAMILIES[word], {})
                if isinstance(statement[-1], _Block):
                    _read_channel(statement[-1], channel)
            case ["local", "role", role]:
                read.role = (role, line)
            case ["local", *rest]:
                read.local = _behind_as(rest, configuration.numbers) or read.local
            case ["neighbor", *rest] if rest:
                _read_neighbor(rest, configuration.numbers, read)
            case ["ttl", "security", word]:
                read.ttl = line if word in _ON else None
            case ["password", *_] | ["authentication", ("ao" | "md5")]:
                read.secret = line
            case ["vrf", name]:
                read.vrf = None if name == "default" else name
            case [("import" | "export"), *_]:
                read.unread.append(line)


def _behind_as(words: list[str], numbers: Mapping[str, int]) -> int | None:
    told = words[words.index("as") + 1] if "as" in words[:-1] else ""
    return numbers.get(told, number_of(told))


def _read_neighbor(words: list[str], numbers: Mapping[str, int], read: _Read) -> None:
    read.asn = _behind_as(words, numbers) or read.asn
    if words[-1] in ("internal", "external"):
        read.is_external = words[-1] == "external"
    if words[0] == "range":
        read.range = "".join(takewhile(lambda word: word not in _BEHIND_ADDRESS, words[1:]))
    else:
        # An address whose first group begins with a letter comes as two words.
        read.address = "".join(takewhile(lambda word: word not in _BEHIND_ADDRESS, words)) or read.address


def _read_channel(block: _Block, channel: dict[str, tuple[_Item, ...]]) -> None:
    for statement in _statements(block.items, frozenset()):
        words = _words(statement)
        match words:
            case [("import" | "receive"), "limit", *_]:
                channel["limit"] = statement
            case [("import" | "export"), ("keep" | "table" | "limit"), *_]:
                pass
            case [("import" | "export") as word, *_]:
                channel[word] = statement


def _policy(configuration: _Configuration, statement: tuple[_Item, ...] | None) -> Policy:
    if statement is None:
        return Policy((), End.DENIES, (_REFUSED,))
    line = configuration.text[statement[0].line]
    words = _words(statement)[1:]
    rest = statement[1:]
    if words[:1] == ["in"]:
        place = next((at for at, word in enumerate(words) if word in ("filter", "where", "all", "none")), len(words))
        words, rest = words[place:], tuple(item for item in rest if isinstance(item, _Block)) if "filter" in words else ()
    match words:
        case ["all"]:
            return Policy((line,), End.PERMITS_ALL, (line,))
        case ["none"]:
            return Policy((line,), End.DENIES, (line,))
        case ["where", "true"]:
            return Policy((line,), End.PERMITS_ALL, (line,))
        case ["where", *condition] if condition:
            return Policy((line,), End.DENIES, (line,))
        case ["filter", name]:
            block = configuration.filters.get(name)
            if block is None:
                return Policy((line,), End.UNKNOWN, (), ((f"filter {name}", line),))
            end, shown = configuration.end_of(block)
            return Policy((line,), end, shown)
        case ["filter"] if isinstance(rest[-1], _Block):
            end, shown = configuration.end_of(rest[-1])
            return Policy((line,), end, shown)
    return Policy((line,), End.UNKNOWN, (line,))


def _carried(configuration: _Configuration, channel: Mapping[str, tuple[_Item, ...]]) -> Carried:
    limit = channel.get("limit")
    words = _words(limit) if limit is not None else []
    is_on = limit is not None and "off" not in words
    return Carried(
        {direction: _policy(configuration, channel.get(word)) for word, direction in _WAYS.items()},
        configuration.text[limit[0].line] if limit is not None and is_on else None,
        words[-1:] == ["warn"],
    )


def _session(configuration: _Configuration, statement: tuple[_Item, ...], block: _Block) -> SessionSkeleton:
    blocks = [block]
    line = configuration.text[statement[0].line]
    words = _words(statement)
    read = _Read()
    seen: set[str] = set()
    while "from" in words[:-1] and (parent := words[words.index("from") + 1]) not in seen:
        seen.add(parent)
        found = configuration.templates.get(parent)
        if found is None:
            read.unread.append(line)
            break
        words = _words(found[0])
        blocks.insert(0, found[1])
    for one in blocks:
        _read_block(configuration, one, read)
    is_external = read.is_external
    if is_external is None and read.asn is not None and read.local is not None:
        is_external = read.asn != read.local
    name = canonical(read.address.partition("%")[0]) or read.range or (_words(statement)[2:3] or ["bgp"])[0]
    families = {family: _carried(configuration, channel) for family, channel in sorted(read.channels.items())}
    return SessionSkeleton(name, is_external, line, families, read.vrf, read.ttl, read.secret, read.role, tuple(read.unread))


def skeleton(text: str) -> Skeleton:
    """Read a configuration, or what the platform keeps as ``text``."""
    configuration = _Configuration(Numbered(text))
    parts = frozenset(re.findall(r"^# ==> (\S+)$", text, re.MULTILINE))
    configuration.read(_blocks(_tokens(text)), parts)
    sessions = tuple(_session(configuration, statement, block) for statement, block in configuration.protocols)
    is_whole = bool(sessions) or not any(path.startswith(f"{_FOLDER}manrs") for path in parts)
    return Skeleton(
        WORDS, sessions, tuple(configuration.caches), (), tuple(configuration.unread), tuple(configuration.elsewhere), is_whole=is_whole
    )
