# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The routing policy language of IOS-XR as far as a commit reads it: is a body well formed, and what does it refer to.

Source: Cisco, "Routing Policy Language Commands" and "Implementing Routing Policy" in the Routing Command Reference and Configuration
Guide of IOS-XR 6.3 to 7.11 (NCS 5500, ASR 9000, Cisco 8000). What is not in ``_CONDITIONS`` and ``_ACTIONS`` is refused.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

SETS = {
    "prefix-set": "pfx",
    "as-path-set": "as",
    "community-set": "comm",
    "large-community-set": "largecomm",
    "extcommunity-set rt": "ext-comm",
    "extcommunity-set soo": "ext-comm",
    "rd-set": "rd",
}
"""Kinds of sets, with the part of the prompt that says so."""

#: Which words stand for a set of which kind in a condition or an action.
_NAME = re.compile(r"[A-Za-z0-9_$][A-Za-z0-9_.$:@-]*")
_WORDS = re.compile(
    r"'[^']*'|\(|\)|,|\[[^\]\s]*\](?::[^\s,()]+)*|(?:[^\s,()'\[\]]|\[[^\]\s]*\])+",
)
_NUMBER = re.compile(r"\d+")
_COMPARISONS = {"eq", "is", "ge", "le"}
_ORIGINS = {"igp", "egp", "incomplete"}
_STATES = {"valid", "invalid", "not-found"}
_WELL_KNOWN = {"internet", "local-as", "no-advertise", "no-export", "accept-own", "graceful-shutdown", "blackhole"}


class RplError(ValueError):
    """A body is not what the router takes. ``word`` is where it stops to understand."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word


@dataclass(slots=True)
class References:
    """What a policy refers to: names of sets by kind, and policies that it applies."""

    sets: set[tuple[str, str]] = field(default_factory=set)
    policies: set[str] = field(default_factory=set)


class _Stream:
    def __init__(self, words: list[str]) -> None:
        self.words = words
        self.at = 0

    def peek(self) -> str:
        return self.words[self.at] if self.at < len(self.words) else ""

    def next(self) -> str:
        word = self.peek()
        if not word:
            raise RplError("")
        self.at += 1
        return word

    def take(self, *words: str) -> bool:
        """Step over these words when they come next."""
        if tuple(self.words[self.at : self.at + len(words)]) == words:
            self.at += len(words)
            return True
        return False

    def want(self, *choices: str) -> str:
        word = self.next()
        if word not in choices:
            raise RplError(word)
        return word

    def number(self, most: int = 4294967295) -> int:
        word = self.next()
        if not (_NUMBER.fullmatch(word) or word.startswith("$")) or (word.isdigit() and int(word) > most):
            raise RplError(word)
        return int(word) if word.isdigit() else 0


def words_of(lines: Iterable[str]) -> list[str]:
    """Return the words of a body; what follows ``#`` on a line is a comment."""
    found: list[str] = []
    for line in lines:
        text = line.strip()
        if text.startswith("#"):
            continue
        rest = _WORDS.sub("", text).strip()
        if rest:
            raise RplError(rest.split()[0])
        found += _WORDS.findall(text)
    return found


def _prefix(stream: _Stream) -> None:
    word = stream.next()
    try:
        network = ipaddress.ip_network(word, strict=False)
    except ValueError:
        raise RplError(word) from None
    bits = network.max_prefixlen
    if stream.peek() in ("eq", "ge", "le"):
        first = stream.next()
        least = stream.number(bits)
        if first == "ge" and stream.take("le") and stream.number(bits) < least:
            raise RplError("le")


def _community(stream: _Stream, parts: int) -> None:
    if stream.peek() in ("ios-regex", "dfa-regex"):
        stream.next()
        return _quoted(stream)
    word = stream.next()
    if word.lower() in _WELL_KNOWN or word.startswith("$"):
        return None
    pieces = re.split(r":(?![^\[]*\])", word)
    if len(pieces) != parts:
        raise RplError(word)
    for piece in pieces:
        ranges = re.fullmatch(r"\[(\d+)\.\.(\d+)\]", piece)
        if ranges:
            if int(ranges[1]) > int(ranges[2]):
                raise RplError(word)
        elif not (piece in ("*", "peeras", "private-as") or piece.startswith("$") or piece.isdigit()):
            raise RplError(word)
        elif piece.isdigit() and int(piece) > (65535 if parts == 2 else 4294967295):
            raise RplError(word)
    return None


def _quoted(stream: _Stream) -> None:
    word = stream.next()
    if not (word.startswith("'") and word.endswith("'") and len(word) > 2):
        raise RplError(word)


def _as_path_entry(stream: _Stream) -> None:
    kind = stream.next()
    if kind in ("ios-regex", "dfa-regex"):
        _quoted(stream)
    elif kind in ("neighbor-is", "originates-from", "passes-through"):
        _quoted(stream)
        stream.take("exact")
    elif kind in ("length", "unique-length"):
        stream.want(*_COMPARISONS)
        stream.number(2047)
        stream.take("all")
    else:
        raise RplError(kind)


def _any_word(stream: _Stream) -> None:
    if stream.next() in ("(", ")", ","):
        raise RplError(stream.words[stream.at - 1])


_ENTRIES: dict[str, Callable[[_Stream], None]] = {
    "prefix-set": _prefix,
    "as-path-set": _as_path_entry,
    "community-set": lambda stream: _community(stream, 2),
    "large-community-set": lambda stream: _community(stream, 3),
    "extcommunity-set rt": _any_word,
    "extcommunity-set soo": _any_word,
    "rd-set": _any_word,
}


def _entries(stream: _Stream, kind: str, end: str) -> None:
    """Read entries that commas part, up to a closing word or the end of the body. No entries at all are an empty set."""
    if stream.peek() == end:
        return
    while True:
        _ENTRIES[kind](stream)
        if not stream.take(","):
            break
    if stream.peek() != end:
        raise RplError(stream.peek())


def check_entry(kind: str, line: str, needs_comma: bool) -> bool:
    """Read one line of a set's body and return whether the next entry must be parted from it by a comma that was not there.

    :raises RplError: it is malformed, or the line before it had no comma.
    """
    words = words_of([line])
    if not words:
        return needs_comma
    if needs_comma:
        raise RplError(words[0])
    ends_in_comma = words[-1] == ","
    _entries(_Stream(words[:-1] if ends_in_comma else words), kind, "")
    return not ends_in_comma


def check_line(line: str, depth: int) -> int:
    """Read one line of a policy's body and return how many ``if`` are open after it. A condition stands on one line.

    :raises RplError: it is malformed, or ends or continues an ``if`` that is not there.
    """
    stream = _Stream(words_of([line]))
    found = References()
    while word := stream.peek():
        stream.next()
        if word in ("if", "elseif"):
            _condition(stream, found)
            stream.want("then")
        if word in ("elseif", "else", "endif") and depth == 0:
            raise RplError(word)
        if word == "if":
            depth += 1
        elif word == "endif":
            depth -= 1
        elif word not in ("elseif", "else"):
            _action(stream, found, word)
    return depth


def check_set(kind: str, lines: Iterable[str]) -> None:
    """Read the body of a set. :raises RplError: it is malformed, for example a comma is missing."""
    _entries(_Stream(words_of(lines)), kind, "")


def _set_or_inline(stream: _Stream, kind: str, found: References) -> None:
    if stream.take("("):
        _entries(stream, kind, ")")
        stream.want(")")
        return
    word = stream.next()
    if not _NAME.fullmatch(word):
        raise RplError(word)
    if not word.startswith("$"):
        found.sets.add((kind, word))


def _apply(stream: _Stream, found: References) -> None:
    name = stream.next()
    if not _NAME.fullmatch(name):
        raise RplError(name)
    if not name.startswith("$"):
        found.policies.add(name)
    if stream.take("("):
        while stream.next() != ")":
            pass


def _atom(stream: _Stream, found: References) -> None:
    word = stream.next()
    if word in ("destination", "source", "next-hop"):
        stream.want("in")
        _set_or_inline(stream, "prefix-set", found)
    elif word == "rib-has-route":
        stream.want("in")
        _set_or_inline(stream, "prefix-set", found)
    elif word == "as-path":
        if stream.take("in"):
            _set_or_inline(stream, "as-path-set", found)
        elif not stream.take("is-local"):
            _as_path_entry(stream)
    elif word in ("community", "large-community"):
        if not stream.take("is-empty"):
            stream.want("matches-any", "matches-every", "matches-within")
            _set_or_inline(stream, f"{word}-set", found)
    elif word == "extcommunity":
        kind = stream.want("rt", "soo")
        if not stream.take("is-empty"):
            stream.want("matches-any", "matches-every", "matches-within")
            _set_or_inline(stream, f"extcommunity-set {kind}", found)
    elif word in ("local-preference", "med", "tag"):
        stream.want(*_COMPARISONS)
        stream.number()
    elif word == "origin":
        stream.want("is")
        stream.want(*_ORIGINS)
    elif word == "validation-state":
        stream.want("is")
        stream.want(*_STATES)
    elif word == "protocol":
        stream.want("is", "in")
        if stream.take("("):
            while stream.next() != ")":
                pass
        elif stream.next() in ("bgp", "ospf", "isis") and _NUMBER.fullmatch(stream.peek()):
            stream.next()
    elif word in ("path-type", "route-type"):
        stream.want("is")
        stream.want("ibgp", "ebgp", "interarea", "internal", "local", "level-1", "level-2")
    elif word == "apply":
        # "Apply Condition Policies" in the configuration guide.
        _apply(stream, found)
    elif word not in ("route-has-label", "is-best-path", "is-backup-path"):
        raise RplError(word)


def _condition(stream: _Stream, found: References) -> None:
    while True:
        stream.take("not")
        if stream.take("("):
            _condition(stream, found)
            stream.want(")")
        else:
            _atom(stream, found)
        if stream.peek() not in ("and", "or"):
            return
        stream.next()


def _set_action(stream: _Stream, found: References) -> None:
    word = stream.next()
    if word in ("local-preference", "med", "weight", "tag", "traffic-index"):
        if stream.peek()[:1] in "+-*" and stream.peek():
            stream.next()
        elif word == "med" and stream.take("igp-cost"):
            return
        else:
            stream.number()
    elif word == "next-hop":
        if stream.take("discard") or stream.take("peer-address") or stream.take("self"):
            return
        text = stream.next()
        if not text.startswith("$"):
            try:
                ipaddress.ip_address(text)
            except ValueError:
                raise RplError(text) from None
    elif word == "origin":
        stream.want(*_ORIGINS)
    elif word in ("community", "large-community"):
        _set_or_inline(stream, f"{word}-set", found)
        stream.take("additive")
    elif word == "extcommunity":
        _set_or_inline(stream, f"extcommunity-set {stream.want('rt', 'soo')}", found)
        stream.take("additive")
    elif word == "validation-state":
        stream.want(*_STATES)
    else:
        raise RplError(word)


def _action(stream: _Stream, found: References, word: str) -> None:
    if word == "set":
        _set_action(stream, found)
    elif word == "delete":
        kind = stream.want("community", "large-community", "extcommunity")
        if kind == "extcommunity":
            kind = f"extcommunity-set {stream.want('rt', 'soo')}"
        else:
            kind = f"{kind}-set"
        if not stream.take("all"):
            stream.take("not")
            stream.want("in")
            _set_or_inline(stream, kind, found)
    elif word == "prepend":
        stream.want("as-path")
        if not stream.take("most-recent") and not stream.take("own-as"):
            stream.number()
        if _NUMBER.fullmatch(stream.peek()):
            stream.number(63)
    elif word == "remove":
        stream.want("as-path")
        stream.want("private-as")
        stream.take("entire-aspath")
    elif word == "replace":
        stream.want("as-path")
        if not stream.take("private-as"):
            _quoted(stream)
        if _NUMBER.fullmatch(stream.peek()):
            stream.number(63)
    elif word == "apply":
        _apply(stream, found)
    elif word not in ("pass", "drop", "done", "suppress-route", "unsuppress-route"):
        raise RplError(word)


def _statements(stream: _Stream, found: References, ends: tuple[str, ...]) -> str:
    """Read statements up to one of the words that may end them, and return that word."""
    while True:
        word = stream.peek()
        if word in ends:
            stream.at += bool(word)
            return word
        stream.next()
        if word == "if":
            _condition(stream, found)
            stream.want("then")
            end = _statements(stream, found, ("elseif", "else", "endif"))
            while end == "elseif":
                _condition(stream, found)
                stream.want("then")
                end = _statements(stream, found, ("elseif", "else", "endif"))
            if end == "else":
                _statements(stream, found, ("endif",))
        else:
            _action(stream, found, word)


def check_policy(lines: Iterable[str]) -> References:
    """Read the body of a policy and return what it refers to. :raises RplError: it is malformed, for example ``endif`` is missing."""
    stream = _Stream(words_of(lines))
    found = References()
    _statements(stream, found, ("",))
    return found


def laid_out(lines: Iterable[str]) -> list[str]:
    """Return a body as the router prints it: two blanks for each level of ``if``. Words and their order stay."""
    level = 1
    printed = []
    for line in lines:
        text = " ".join(line.split())
        first = text.split(" ", 1)[0]
        if first in ("endif", "else", "elseif"):
            level = max(level - 1, 1)
        printed.append("  " * level + text)
        if first in ("else", "elseif") or (first == "if" and "endif" not in text.split(" ")):
            level += 1
    return printed
