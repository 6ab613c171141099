# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What lists and matches say of one route: yes, no, or unknown, with the lines that decided."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from ..model.prefixes import Prefix
from ..model.routes import Community, LargeCommunity, PathElement, Route, RovState, host_prefix
from .expressions import machine
from .reading import family_of, number_of
from .tree import AddressEntry, Clause, Line, ListKey, ListKind, NamedList, TextEntry, Tree

#: Attributes that are not known any more once something that was not understood has set them.
PATH, COMMUNITIES, LARGE_COMMUNITIES, NEXT_HOP = "path", "communities", "large communities", "next hop"
ALL_ATTRIBUTES = frozenset((PATH, COMMUNITIES, LARGE_COMMUNITIES, NEXT_HOP))
_WORDS: dict[str, Community] = {
    "no-export": (65535, 65281),
    "no-advertise": (65535, 65282),
    "local-AS": (65535, 65283),
    "local-as": (65535, 65283),
    "no-export-subconfed": (65535, 65283),
    "blackhole": (65535, 666),
    "graceful-shutdown": (65535, 0),
    "gshut": (65535, 0),
    "accept-own": (65535, 1),
    "no-llgr": (65535, 7),
    "llgr-stale": (65535, 6),
    "no-peer": (65535, 65284),
}
#: How the platforms print well-known communities where expressions look at them.
_PRINTED: dict[str, dict[tuple[int, ...], str]] = {
    "frr": {(65535, 65281): "no-export", (65535, 65282): "no-advertise", (65535, 65283): "local-AS", (65535, 666): "blackhole",
            (65535, 0): "graceful-shutdown"},
    "ios": {(65535, 65281): "no-export", (65535, 65282): "no-advertise", (65535, 65283): "local-AS", (65535, 0): "gshut"},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class State:
    """A route on its way through a session. ``unknown``: its attributes that something not understood may have set."""

    route: Route
    rov: RovState = RovState.NOT_FOUND
    unknown: frozenset[str] = frozenset()


class Answer(NamedTuple):
    """Whether a match holds; None: unknown. ``lines``: what decided."""

    holds: bool | None
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Around:
    """What matches need to know of where they stand. ``peer``: the session's name; ``is_import``: routes come in.

    ``is_deny``: of an entry that denies.
    """

    tree: Tree
    peer: str
    is_import: bool
    is_deny: bool = False


def path_text(path: Iterable[PathElement]) -> str:
    """Print a path as routers do for expressions: an AS_SET is ``{1,2}``."""
    return " ".join(str(item) if isinstance(item, int) else "{" + ",".join(map(str, sorted(item))) + "}" for item in path)


def community(text: str) -> Community | None:
    """Read a standard community; None: another word."""
    if text in _WORDS:
        return _WORDS[text]
    high, colon, low = text.partition(":")
    if not colon:
        number = number_of(text)
        return None if number is None else (number >> 16, number & 0xFFFF)
    numbers = number_of(high), number_of(low)
    return None if numbers[0] is None or numbers[1] is None else (numbers[0], numbers[1])


def large_community(text: str) -> LargeCommunity | None:
    """Read a large community; None: another word."""
    numbers = [number_of(part) for part in text.split(":")]
    if len(numbers) != 3 or None in numbers:
        return None
    return tuple(numbers)  # type: ignore[return-value]


@lru_cache(maxsize=4096)
def _holds(text: str, knows_repetition: bool, repeats_borders: bool, subject: str) -> bool | None:
    found = machine(text, knows_repetition, repeats_borders)
    return None if found is None else found.search(subject)


def ask_list(tree: Tree, key: ListKey, state: State, prefix: Prefix, style: str = "") -> Answer:
    """Return whether a list that is there permits a route. ``prefix``: what lists of prefixes look at; ``style``: behind the name."""
    found = tree.lists[key]
    if found.unread:
        return Answer(None, found.unread)
    if key[0] is ListKind.PREFIX:
        if not found.entries:
            return Answer(tree.semantics.empty_prefix_list, (found.line,))
        entry = found.prefix_entry(prefix)
        return _of_entry(found, entry.is_permit, entry.line) if entry else _at_end(found)
    if not found.entries:
        return Answer(None, (found.line,))
    for item in found.entries:
        holds = _address(item, prefix) if isinstance(item, AddressEntry) else None
        if isinstance(item, TextEntry):
            holds = _text(tree, key[0], item, state, style)
        if holds is None:
            return Answer(None, (item.line,))
        if holds:
            return _of_entry(found, item.is_permit, item.line)
    return _at_end(found)


def _of_entry(found: NamedList, is_permit: bool, line: Line) -> Answer:
    return Answer(is_permit, (line,))


def _at_end(found: NamedList) -> Answer:
    return Answer(False, (Line(0, f"{found.key[0]} {found.key[2]}: no entry matches, so it denies"),))


def _address(entry: AddressEntry, prefix: Prefix) -> bool:
    return entry.matches(prefix)


def _text(tree: Tree, kind: ListKind, entry: TextEntry, state: State, style: str) -> bool | None:
    ways = (tree.semantics.knows_repetition, tree.semantics.repeats_borders)
    if kind is ListKind.PATH:
        is_dotted = "bgp asnotation" in tree.settings and any(isinstance(asn, int) and asn > 65535 for asn in state.route.as_path)
        if PATH in state.unknown or is_dotted:
            return None
        return _holds(entry.text, *ways, path_text(state.route.as_path))
    if kind is ListKind.COMMUNITY:
        if COMMUNITIES in state.unknown:
            return None
        carried: frozenset[tuple[int, ...]] = frozenset(state.route.communities)
        wanted = [community(word) for word in entry.text.split()]
        if not entry.is_expression and entry.text == "internet":
            return True if tree.platform == "ios" else None
    else:
        if LARGE_COMMUNITIES in state.unknown:
            return None
        carried = frozenset(state.route.large_communities)
        wanted = [large_community(word) for word in entry.text.split()]  # type: ignore[misc]
    if entry.is_expression:
        is_number = tree.platform == "ios" and kind is ListKind.COMMUNITY and "ip bgp-community new-format" not in tree.settings
        if style or (is_number and carried):
            return None
        names = _PRINTED[tree.platform]
        texts = [names.get(item, ":".join(map(str, item))) for item in sorted(carried)]
        return _holds(entry.text, *ways, " ".join(texts))
    if None in wanted:
        return None
    asked = frozenset(item for item in wanted if item is not None)
    if style == "exact-match":
        return asked == carried
    if style == "any":
        return bool(asked & carried) if carried else None
    return asked <= carried


def ask_bound(tree: Tree, key: ListKey, state: State) -> Answer:
    """Return whether a list that is bound at a neighbor lets a route through."""
    if key not in tree.lists:
        return Answer(tree.semantics.missing_bound[key[0]], (Line(0, f"{key[0]} {key[2]} does not exist"),))
    return ask_list(tree, key, state, state.route.prefix)


def ask_match(clause: Clause, state: State, around: Around) -> Answer:
    """Return whether one match line holds, and what decided. Whatever is not listed here is unknown."""
    line = clause.line
    match clause.words:
        case [("ip" | "ipv6") as word, "address", "prefix-list", *names] if names:
            return _addresses(line, 4 if word == "ip" else 6, ListKind.PREFIX, names, state, around)
        case [("ip" | "ipv6"), "address", ("prefix-len" | "prefix-list"), *_]:
            return Answer(None, (line,))
        case [("ip" | "ipv6") as word, "address", *names] if names:
            return _addresses(line, 4 if word == "ip" else 6, ListKind.ACCESS, names, state, around)
        case [("ip" | "ipv6") as word, "next-hop", *rest] if rest:
            return _next_hop(line, 4 if word == "ip" else 6, rest, state, around)
        case ["as-path", *names] if names:
            return _any_list(line, ListKind.PATH, 0, names, state, around, state.route.prefix)
        case ["community", *names] if names:
            return _communities(line, ListKind.COMMUNITY, names, state, around)
        case ["large-community", *names] if names:
            return _communities(line, ListKind.LARGE_COMMUNITY, names, state, around)
        case ["rpki", ("valid" | "invalid" | "notfound" | "not-found") as word]:
            if not around.tree.caches:
                return Answer(word in ("notfound", "not-found") if around.tree.platform == "ios" else False, (line,))
            return Answer(word.replace("notfound", "not-found") == state.rov.value, (line,))
        case ["peer", name] if around.is_import and family_of(name) is not None and family_of(around.peer) is not None:
            return Answer(name == around.peer, (line,))
    return Answer(None, (line,))


def _addresses(line: Line, family: int, kind: ListKind, names: list[str], state: State, around: Around) -> Answer:
    if family != state.route.prefix.family and around.tree.semantics.matches_other_family is None:
        return Answer(None, (line,))
    if family != state.route.prefix.family and kind is ListKind.ACCESS:
        return Answer(around.tree.semantics.matches_other_family, (line,))
    return _any_list(line, kind, family, names, state, around, state.route.prefix)


def _next_hop(line: Line, family: int, words: list[str], state: State, around: Around) -> Answer:
    hop = state.route.next_hop
    if hop is None and around.is_import and family_of(around.peer) is not None and "/" not in around.peer:
        hop = host_prefix(around.peer)
    if hop is None or NEXT_HOP in state.unknown or hop.family != family:
        return Answer(None, (line,))
    match words:
        case ["prefix-list", *names] if names:
            return _any_list(line, ListKind.PREFIX, family, names, state, around, hop)
        case ["address", text] if family_of(text) == family:
            return Answer(host_prefix(text) == hop, (line,))
        case [*names] if names[0] not in ("prefix-list", "address", "prefix-len", "type"):
            return _any_list(line, ListKind.ACCESS, family, names, state, around, hop)
    return Answer(None, (line,))


def _communities(line: Line, kind: ListKind, names: list[str], state: State, around: Around) -> Answer:
    style = names[-1] if names[-1] in ("exact-match", "any") else ""
    return _any_list(line, kind, 0, names[:-1] if style else names, state, around, state.route.prefix, style)


def _any_list(
    line: Line, kind: ListKind, family: int, names: list[str], state: State, around: Around, prefix: Prefix, style: str = ""
) -> Answer:
    """One of the lists permits."""
    lines: tuple[Line, ...] = ()
    is_unknown = False
    for name in names:
        key = (kind, family, name)
        if key in around.tree.lists:
            answer = ask_list(around.tree, key, state, prefix, style)
        else:
            holds = around.tree.semantics.missing_matched[kind]
            # A list that is not there matches by what people saw: enough for an alarm, not to rely on what is denied by it.
            sure = None if holds and around.is_deny else holds
            answer = Answer(sure, (line, Line(0, f"{kind} {name} does not exist")))
        if answer.holds:
            return answer
        is_unknown = is_unknown or answer.holds is None
        lines += answer.lines
    return Answer(None if is_unknown else False, lines)
