# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the operator's own configuration says of sessions that BIRD does not show: their options, and whether ours is included."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import NamedTuple

from .objects import MAIN

#: A string, or a comment; one that does not end goes to the end, as in BIRD.
_COMMENTS = re.compile(r'"(?:[^"\n]*)"|/\*.*?(?:\*/|\Z)|#[^\n]*', re.DOTALL)
_STRINGS = re.compile(r'"[^"\n]*"')
_LONGEST_PATH = 4096
_INCLUDE = re.compile(r'\binclude\s+"([^"]*)"\s*;')
_PROTOCOL = re.compile(r"\b(?:protocol|template)\s+bgp\b(?:\s+(?!from\b)('[^']+'|\w+))?(?:\s+from\s+('[^']+'|\w+))?\s*\{")
_ON = ("on", "yes")
_BRACE = re.compile(r"[{}]")


@dataclass(frozen=True)
class Options:
    """Which options a session's block, or a template that it is made from, has. ``ttl``: its words, ``password``: that there is one.

    ``keeps_filtered_alone``: its channels keep rejected routes and no import table. BIRD 3.1 shows both as an import table, and judges
    routes again when VRPs change only from a real one (seen on 3.1.8).
    """

    ttl: str | None = None
    password: bool = False
    authentication: str | None = None
    role: str | None = None
    requires_roles: bool = False
    keeps_filtered_alone: bool = False


def uncommented(text: str) -> str:
    """Take comments out of a configuration, but not what looks like one inside a string."""
    return _COMMENTS.sub(lambda found: found[0] if found[0].startswith('"') else " ", text)


def includes_ours(text: str) -> bool:
    """Tell whether a configuration, without its comments, includes our main file."""
    wanted = MAIN.split("/")
    folder = "/".join(wanted[:-1])
    for path in _INCLUDE.findall(text):
        if len(path) <= _LONGEST_PATH:
            # BIRD's own folder is where a path without one begins, and an asterisk is for one folder.
            parts = (path if path.startswith("/") else f"{folder}/{path}").split("/")
            if len(parts) == len(wanted) and all(map(fnmatchcase, wanted, parts)):
                return True
    return False


def _blocks(text: str) -> Iterator[tuple[str, str | None, str]]:
    """Yield name, template and body of each BGP block; one that does not end goes to the end of the text."""
    begin = 0
    while found := _PROTOCOL.search(text, begin):
        depth, begin = 1, len(text)
        for brace in _BRACE.finditer(text, found.end()):
            depth += 1 if brace[0] == "{" else -1
            if not depth:
                begin = brace.end()
                break
        yield (found[1] or "").strip("'"), found[2].strip("'") if found[2] else None, text[found.end() : begin]


def _last(pattern: str, body: str) -> str | None:
    found = re.findall(pattern, body)
    return " ".join(found[-1].split()) if found else None


def session_options(text: str) -> dict[str, Options]:
    """Return the options of each session by its name, those of its templates too.

    :param text: a configuration without its comments.
    """
    # A brace in a password is none.
    blocks = {name: (template, _own(body)) for name, template, body in _blocks(_STRINGS.sub('""', text))}
    found: dict[str, _Own] = {}
    for first in blocks:
        chain: dict[str, None] = {}
        name: str | None = first
        while name is not None and name in blocks and name not in found and name not in chain:
            chain[name] = None
            name = blocks[name][0]
        inherited = found.get(name, _Own()) if name is not None else _Own()
        for item in reversed(chain):
            own = blocks[item][1]
            found[item] = inherited = _Own(*(theirs if mine is None else mine for mine, theirs in zip(own, inherited, strict=True)))
    return {
        name: Options(
            item.ttl,
            item.password is not None,
            item.authentication,
            item.role,
            item.requires_roles in _ON,
            item.keeps_filtered in _ON and item.import_table not in _ON,
        )
        for name, item in found.items()
    }


class _Own(NamedTuple):
    """What a block says itself."""

    ttl: str | None = None
    password: str | None = None
    authentication: str | None = None
    role: str | None = None
    requires_roles: str | None = None
    keeps_filtered: str | None = None
    import_table: str | None = None


def _own(body: str) -> _Own:
    return _Own(
        _last(r"\bttl\s+security\s+(\w+)\s*;", body),
        _last(r"\b(password)\s", body),
        _last(r"\bauthentication\s+(\w+)\s*;", body),
        _last(r"\blocal\s+role\s+(\w+)\s*;", body),
        _last(r"\brequire\s+roles\s+(\w+)\s*;", body),
        _last(r"\bimport\s+keep\s+filtered\s+(\w+)\s*;", body),
        _last(r"\bimport\s+table\s+(\w+)\s*;", body),
    )
