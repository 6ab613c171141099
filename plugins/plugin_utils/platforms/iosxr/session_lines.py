# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lines at a neighbor that are no filter: stored routes, limits (F15), session options (S01, S02), the check of the first ASN.

A line that the operator wrote stays, unless the intent declares another. Which lines are ours is kept on the router, as remarks of a
set of ours (``OWNED``): the router has no other place that belongs to its configuration and goes back with it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from ...model.policies import Finding, Session
from ...model.routes import Direction, Relation
from ...model.terms import RovInvalid
from ..contract import PlatformError
from ..line_keys import LineKey
from ..pair_names import OURS
from ..session_needs import RESTART_MINUTES, limit_number, limits_declared, needs_stored_routes
from ..type_7 import plain
from .objects import Kind, ObjectKey

STORED, LIMIT, TTL, PASSWORD, FIRST_AS = "soft-reconfiguration", "maximum-prefix", "ttl-security", "password", "enforce-first-as"
#: Slots of lines in an address family, and of lines of the session.
FAMILY_SLOTS = (STORED, LIMIT)
SESSION_SLOTS = (TTL, PASSWORD, FIRST_AS)
#: What is said for a family of the whole router stands under this address.
ROUTER, VALIDATION = "router", "origin-as"
#: Without it no route of the family is invalid.
VALIDATION_LINE = "bgp origin-as validation enable"
#: Changing one of these takes the session down.
RESETTING = frozenset({TTL, PASSWORD})
#: Whose line a slot is, where it is one control's.
CONTROL_OF = {TTL: "S01", PASSWORD: "S02", LIMIT: "F15", FIRST_AS: "F08", STORED: "F12"}
#: The slot under which it is kept that an RPKI cache is ours: its host and port stand for address and family.
RTR_SLOT = "rpki"
#: The set whose remarks say which lines are ours.
OWNED = ObjectKey(Kind.PREFIX_SET, f"{OURS}OWNED")
#: What fills this share of a limit is logged; the router prints it always (command reference, maximum-prefix: 75 is its own default).
_THRESHOLD = 75
_NOWHERE = "0.0.0.0/32"
_TAKEN = re.compile(r"# (\S+) ([0-9]{1,5}) (\S+)", re.ASCII)
#: What a secret may be made of: no space, no quote, and nothing that a command line takes for its own.
_SECRET = re.compile(r"[A-Za-z0-9_.,:;@#%&*()+=/<>\[\]{}~^hmB]{1,80}", re.ASCII)


@dataclass(frozen=True)
class SessionFacts:
    """What lines must know of the router.

    ``accepted``: how many routes each session and family has now. ``lines``: what is there, ``inherited``: what a group gives.
    ``owned``: the lines that are ours. ``enforces_first_as``: the router checks the first ASN where nothing else is said.
    """

    accepted: Mapping[tuple[str, int], int] = field(default_factory=dict)
    lines: Mapping[LineKey, str] = field(default_factory=dict)
    inherited: Mapping[LineKey, str] = field(default_factory=dict)
    owned: frozenset[LineKey] = frozenset()
    enforces_first_as: bool = True

    def effective(self, key: LineKey) -> str | None:
        """Return the line that acts: the neighbor's own, else what its groups give."""
        return self.lines.get(key) or self.inherited.get(key)

    def is_first_as_enforced(self, address: str) -> bool:
        """Tell whether the router itself drops the neighbor's routes whose first ASN is another."""
        line = self.effective(LineKey(address, 0, FIRST_AS))
        return self.enforces_first_as if line is None else "disable" not in line


def number_of(line: str | None) -> int | None:
    """Return the number of a limit's line."""
    found = re.match(r"maximum-prefix ([0-9]{1,10})\b", line or "")
    return int(found[1]) if found else None


def plain_secret(line: str) -> str | None:
    """Return the password that a printed line hides; None when it cannot be read."""
    return plain(line.removeprefix(f"{PASSWORD} encrypted ")) if line.startswith(f"{PASSWORD} encrypted ") else None


def is_same(wanted: str, present: str | None) -> bool:
    """Tell whether a line that is there says what is wanted; the router prints a password in its own way."""
    if present is None or wanted == present:
        return wanted == present
    words = wanted.split()
    return words[:2] == ["password", "clear"] and plain_secret(present) == words[2]


def _limit_line(number: int, warns_only: bool) -> str:
    return f"{LIMIT} {number} {_THRESHOLD} " + ("warning-only" if warns_only else f"restart {RESTART_MINUTES}")


def _password_line(session: Session) -> str:
    secret = session.options.password or ""
    if not _SECRET.fullmatch(secret):
        where = f"{session.neighbor} ({session.address})"
        raise PlatformError(f"{where}: password: IOS-XR takes up to 80 letters, digits and punctuation, and no space, ?, !, quote, | or \\")
    return f"{PASSWORD} clear {secret}"


def wanted_lines(sessions: Iterable[Session], families: Callable[[str], tuple[int, ...]], facts: SessionFacts) -> dict[LineKey, str]:
    """Return the lines that the sessions should have, those of the operator's that stay left out."""
    lines: dict[LineKey, str] = {}

    def want(key: LineKey, line: str, is_declared: bool) -> None:
        theirs = key in facts.inherited or (key in facts.lines and key not in facts.owned)
        if (is_declared or not theirs) and (key in facts.lines or not is_same(line, facts.inherited.get(key))):
            lines[key] = line

    for session in sessions:
        address, options = session.address, session.options
        for family in families(address):
            if any(RovInvalid() in term.when for chain in session.chains if chain.family == family for term in chain.terms):
                lines[LineKey(ROUTER, family, VALIDATION)] = VALIDATION_LINE
            key = LineKey(address, family, STORED)
            if needs_stored_routes(session, family) and (facts.effective(key) is None or key in facts.owned):
                lines[key] = f"{STORED} inbound always"
            for limit in session.limits:
                key = LineKey(address, family, LIMIT)
                if limit.family != family or limit.direction is not Direction.IMPORT or not session.chains:
                    continue
                number = limit_number(limit, facts.accepted.get((address, family)), number_of(facts.lines.get(key)))
                if number is not None:
                    want(key, _limit_line(number, limit.warns_only), limit.is_declared)
        if options.ttl_hops == 1:
            want(LineKey(address, 0, TTL), TTL, True)
        if options.password is not None:
            want(LineKey(address, 0, PASSWORD), _password_line(session), True)
        if session.relation is Relation.ROUTE_SERVER and (
            facts.is_first_as_enforced(address) or LineKey(address, 0, FIRST_AS) in facts.owned
        ):
            # Else its routes vanish (docs/policy.md, F08).
            lines[LineKey(address, 0, FIRST_AS)] = f"{FIRST_AS} disable"
    return lines


def unsayable(session: Session) -> list[Finding]:
    """Return what of a session's needs IOS-XR has no line for."""
    where = f"{session.neighbor} ({session.address})"
    found: list[Finding] = []
    if session.options.ttl_hops not in (None, 1):
        what = f"ttl_security {session.options.ttl_hops} is not set: IOS-XR's asks for a neighbor next door (1)"
        remedy, shown = "declare 1 where it is next door, else take ttl_security off", (f"ttl_security: {session.options.ttl_hops}",)
        found.append(Finding("S01", "critical", where, what, remedy, shown))
    if session.chains and any(limit.direction is Direction.EXPORT for limit in session.limits):
        what = "export_limits is not set: IOS-XR limits what comes in only"
        remedy = "take export_limits off, or ask the neighbor for a limit at its end"
        found.append(Finding("F15", "warning", where, what, remedy, limits_declared(session)))
    return found


def is_asked_for(session: Session, key: LineKey) -> bool:
    """Tell whether the intent asks for a line that is there. Stored routes stay: without them other filters would not act."""
    options = session.options
    limited = {limit.family for limit in session.limits if limit.direction is Direction.IMPORT}
    asked = {
        TTL: options.ttl_hops == 1,
        PASSWORD: options.password is not None,
        FIRST_AS: session.relation is Relation.ROUTE_SERVER,
        LIMIT: key.family in limited,
    }
    return asked.get(key.slot, True)


def resets(key: LineKey, line: str, facts: SessionFacts) -> bool:
    """Tell whether setting a line takes the session down: session options, and a limit below what there is now."""
    if key.slot in RESETTING:
        return True
    number = number_of(line) if key.slot == LIMIT and "warning-only" not in line else None
    return number is not None and number < facts.accepted.get((key.address, key.family), 0)


def resets_without(key: LineKey, facts: SessionFacts) -> bool:
    """Tell whether taking a line off takes the session down: session options, and a limit of the group below what there is now."""
    return key.slot in RESETTING or resets(key, facts.inherited.get(key, ""), facts)


def undo(line: str) -> str:
    """Return the line that takes a line off: what it sets belongs to it only where a slot has one word."""
    word = line.split()[0]
    return f"no {word if word in (PASSWORD, LIMIT, TTL) else line}"


def shown(line: str) -> str:
    """Return a line for people: a password is not for them."""
    return f"{PASSWORD} <vaulted>" if line.startswith(f"{PASSWORD} ") else line


def words(key: LineKey, line: str) -> str:
    """Say a line in a plan."""
    family = f" IPv{key.family}" if key.family else ""
    return f"{key.address}{family}: {shown(line)}"


def owned_body(keys: Iterable[LineKey]) -> tuple[str, ...]:
    """Return the remarks that say which lines are ours, nothing where none is.

    They stand before an element, as remarks do in the guide; no policy asks for the set.
    """
    told = tuple(f"# {key.address} {key.family} {key.slot}" for key in sorted(keys))
    return (*told, _NOWHERE) if told else ()


def owned_keys(body: Iterable[str]) -> frozenset[LineKey]:
    """Parse what ``owned_body`` makes."""
    found = (_TAKEN.fullmatch(line) for line in body)
    return frozenset(LineKey(item[1], int(item[2]), item[3]) for item in found if item)
