# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the operator's own configuration says of sessions that BIRD does not show: their options, and whether ours is included."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .objects import MAIN

_COMMENTS = re.compile(r'"(?:[^"\n]*)"|/\*.*?\*/|#[^\n]*', re.DOTALL)
_INCLUDE = re.compile(r'\binclude\s+"([^"]*)"\s*;')
_PROTOCOL = re.compile(r"\b(?:protocol|template)\s+bgp\s+('[^']+'|\w+)?\s*(?:from\s+('[^']+'|\w+))?\s*\{")


@dataclass(frozen=True)
class Options:
    """Which options a session's block, or a template that it is made from, has. ``ttl``: its words, ``password``: that there is one."""

    ttl: str | None = None
    password: bool = False
    authentication: str | None = None
    role: str | None = None
    requires_roles: bool = False


def uncommented(text: str) -> str:
    """Take comments out of a configuration, but not what looks like one inside a string."""
    return _COMMENTS.sub(lambda found: found[0] if found[0].startswith('"') else " ", text)


def includes_ours(text: str) -> bool:
    """Tell whether a configuration, without its comments, includes our main file."""
    folder, name = MAIN.rsplit("/", 1)
    for path in _INCLUDE.findall(text):
        pattern = re.escape(path.removeprefix(f"{folder}/")).replace(r"\*", "[^/]*").replace(r"\?", "[^/]")
        if re.fullmatch(pattern, name):
            return True
    return False


def _blocks(text: str) -> Iterator[tuple[str, str | None, str]]:
    """Yield name, template and body of each BGP block."""
    for found in _PROTOCOL.finditer(text):
        depth, end = 1, found.end()
        while depth and end < len(text):
            depth += {"{": 1, "}": -1}.get(text[end], 0)
            end += 1
        yield (found[1] or "").strip("'"), found[2].strip("'") if found[2] else None, text[found.end() : end - 1]


def _last(pattern: str, body: str) -> str | None:
    found = re.findall(pattern, body)
    return " ".join(found[-1].split()) if found else None


def session_options(text: str) -> dict[str, Options]:
    """Return the options of each session by its name, those of its templates too.

    :param text: a configuration without its comments.
    """
    blocks = {name: (template, body) for name, template, body in _blocks(text)}

    def whole(name: str, seen: tuple[str, ...] = ()) -> str:
        template, body = blocks.get(name, (None, ""))
        inherited = whole(template, (*seen, name)) if template is not None and template not in seen else ""
        return f"{inherited}\n{body}"

    found = {}
    for name in blocks:
        body = whole(name)
        found[name] = Options(
            ttl=_last(r"\bttl\s+security\s+(\w+)\s*;", body),
            password=re.search(r"\bpassword\s", body) is not None,
            authentication=_last(r"\bauthentication\s+(\w+)\s*;", body),
            role=_last(r"\blocal\s+role\s+(\w+)\s*;", body),
            requires_roles=_last(r"\brequire\s+roles\s+(\w+)\s*;", body) in ("on", "yes"),
        )
    return found
