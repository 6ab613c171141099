# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a running configuration says of its sessions, as far as it can be told without following a route: a skeleton.

Each direction of a session's family has a policy: what is bound there, and what becomes of a route that no condition in it picks out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from ...model.routes import Direction, Relation
from ...platforms.answers import lines_of
from ..tree import BgpSession, Interface, Line, SessionFamily

#: From a word on that a secret follows, up to what ends the statement.
_SECRET = re.compile(
    r"((?<![\w.-])(?:password|secret|key-string|privkey|md5sig (?:password|key)|passphrase|shared-secret|(?:tcp-md5-)?key)(?=[\s=])[\s=]+)"
    r"(\"[^\"]*\"|[^;{}]+)"
)
_MOST = 300


class End(StrEnum):
    """What becomes of a route that no condition of a policy picks out."""

    DENIES = "denies"
    PERMITS_ALL = "permits, and nothing before denies"
    PERMITS_REST = "permits, and something before may deny"
    UNKNOWN = "unknown"

    def after(self, may_deny: bool) -> End:
        """Return the end behind conditions of which one may deny."""
        return End.PERMITS_REST if self is End.PERMITS_ALL and may_deny else self


@dataclass(frozen=True)
class Policy:
    """What one direction of a family passes. ``lines``: what is bound, none: nothing is.

    ``shown``: the lines that make its end. ``missing``: what is named and is not there, with the line that names it.
    """

    lines: tuple[Line, ...]
    end: End
    shown: tuple[Line, ...] = ()
    missing: tuple[tuple[str, Line], ...] = ()


@dataclass(frozen=True)
class Carried:
    """One family of a session. ``limit``: the line that limits its prefixes; ``only_warns``: it does nothing else."""

    policies: Mapping[Direction, Policy]
    limit: Line | None = None
    only_warns: bool = False


@dataclass(frozen=True)
class SessionSkeleton:
    """One session. ``is_external`` None: it cannot be told. ``role``: the word of its role, and its line. ``unread``: lines at it that
    may bind something and are not understood.
    """

    name: str
    is_external: bool | None
    line: Line
    families: Mapping[int, Carried]
    vrf: str | None = None
    ttl: Line | None = None
    secret: Line | None = None
    role: tuple[str, Line] | None = None
    unread: tuple[Line, ...] = ()

    @cached_property
    def session(self) -> BgpSession:
        """The session as the rest of the audit knows it."""
        carried = {family: SessionFamily(family, (), {}) for family in sorted(self.families)}
        return BgpSession(self.name, None, self.is_external, carried, {}, self.line, vrf=self.vrf, unread=self.unread)


@dataclass(frozen=True)
class Words:
    """How an OS says what is missing, for remedies; an empty word: no line at a session says it, and the control is unknown.

    ``bind``: with ``{way}``, one of ``ways``. ``roles``: what our role is called, by relation; empty where there are none. ``sources``: the
    lines that check sources on an interface, by family; None: something else than this configuration does. ``is_secret_shown``: where
    no password is seen, there is none.
    """

    bind: str
    activate: str
    limit: str
    ttl: str
    secret: str
    roles: Mapping[Relation, str] = field(default_factory=dict)
    role: str = ""
    sources: Mapping[int, str] | None = None
    ways: tuple[str, str] = ("in", "out")
    is_secret_shown: bool = True


@dataclass(frozen=True)
class Skeleton:
    """What one router's configuration says. ``caches``: where it gets ROAs from.

    ``unread``: lines that may turn what is said of any session; ``elsewhere``: lines that name configuration which is not in the text,
    so that nothing can be told from what is missing. ``is_whole``: a session that is not in it is not on the router.
    """

    words: Words
    sessions: tuple[SessionSkeleton, ...]
    caches: tuple[Line, ...] = ()
    interfaces: tuple[Interface, ...] = ()
    unread: tuple[Line, ...] = ()
    elsewhere: tuple[Line, ...] = ()
    is_whole: bool = True


def hidden(text: str) -> str:
    """Return a line without its secrets, as one line that is not too long."""
    told = _SECRET.sub(r"\1***", " ".join(text.split()))
    return told if len(told) <= _MOST else f"{told[:_MOST]}..."


class Numbered:
    """A text by its lines; each is read without its secrets."""

    def __init__(self, text: str) -> None:
        self.lines = lines_of(text) if text else []

    def __getitem__(self, number: int) -> Line:
        return Line(number, hidden(self.lines[number - 1]))


def several(lines: Iterable[Line], most: int = 12) -> tuple[Line, ...]:
    """Return a few lines, each once."""
    return tuple(dict.fromkeys(lines))[:most]
