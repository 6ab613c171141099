# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lines that are no filter: what an undefined policy means, limits (F15), session options (S01, S02), origin validation, AS-path mode.

A line that the operator wrote stays, unless the intent declares another. Which lines are ours is kept on the router, as descriptions of a
route-map of ours (``OWNED``) that denies and that nothing uses: the router has no other place that belongs to its configuration and goes
back with it.

``missing-policy``: a route-map, list or ``sub-route-map`` that is not there lets everything through on EOS, unless the neighbor, or the
router, is told to deny then. Each session with filters of ours is told so, in the directions in which it has them.

``ttl maximum-hops N`` takes packets whose TTL is at least 255 - N (user manual): next door is 0.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from ...model.policies import Finding, Session
from ...model.routes import Direction, Relation
from ...model.terms import RovInvalid
from ..contract import PlatformError
from ..line_keys import LineKey
from ..pair_names import OURS, stem
from ..session_needs import RESTART_MINUTES, limit_number, limits_declared
from .as_paths import MODE
from .objects import Kind, ObjectKey

LIMIT, RESTART, TTL, PASSWORD = "maximum-routes", "idle-restart-timer", "ttl", "password"
MISSING = {"in": "missing-policy-in", "out": "missing-policy-out"}
#: Slots of a neighbor, and how its lines begin.
SESSION_SLOTS = {
    LIMIT: re.compile(r"maximum-routes .+", re.ASCII),
    RESTART: re.compile(r"idle-restart-timer [0-9]+", re.ASCII),
    TTL: re.compile(r"ttl maximum-hops [0-9]+", re.ASCII),
    PASSWORD: re.compile(r"password .+", re.ASCII),
    MISSING["in"]: re.compile(r"missing-policy .*direction in action \S+", re.ASCII),
    MISSING["out"]: re.compile(r"missing-policy .*direction out action \S+", re.ASCII),
}
#: Lines of no neighbor stand under this address.
ROUTER, VALIDATION, REGEX_MODE = "router", "origin-validation", "regex-mode"
#: Inside ``rpki origin-validation``. Without it no route is invalid.
VALIDATION_LINE = "ebgp local"
#: Takes the block off, where nothing else stands in it.
VALIDATION_OFF = "no rpki origin-validation"
#: Changing one of these takes the session down.
RESETTING = frozenset({TTL, PASSWORD})
#: Whose line a slot is, where it is one control's.
CONTROL_OF = {TTL: "S01", PASSWORD: "S02", LIMIT: "F15", RESTART: "F15"}
#: The route-map whose descriptions say which lines are ours.
OWNED = ObjectKey(Kind.MAP, f"{OURS}OWNED")
_RESTART_LINE = f"{RESTART} {RESTART_MINUTES * 60}"
_TAKEN = re.compile(r" description owned (\S+) ([0-9]{1,5}) (\S+)", re.ASCII)
_NAMED = re.compile(r" description set (.+)", re.ASCII)
#: What a secret may be made of: no space, and nothing that a command line takes for its own.
_SECRET = re.compile(r"[A-Za-z0-9_.,:;@#%&*()+=/<>\[\]{}~^-]{1,80}", re.ASCII)
_SAYABLE = re.compile(r"[!-~](?:[ -~]{0,118}[!-~])?", re.ASCII)


def missing_line(direction: str) -> str:
    """Return the line that makes the router deny where a policy or a list is not there."""
    return f"missing-policy address-family all include community-list prefix-list sub-route-map direction {direction} action deny"


@dataclass(frozen=True)
class SessionFacts:
    """What lines must know of the router.

    ``accepted``: how many routes each session and family has now. ``lines``: what is there, ``inherited``: what a group gives.
    ``owned``: the lines that are ours.
    """

    accepted: Mapping[tuple[str, int], int] = field(default_factory=dict)
    lines: Mapping[LineKey, str] = field(default_factory=dict)
    inherited: Mapping[LineKey, str] = field(default_factory=dict)
    owned: frozenset[LineKey] = frozenset()

    def effective(self, key: LineKey) -> str | None:
        """Return the line that acts: the neighbor's own, else what its group gives."""
        return self.lines.get(key) or self.inherited.get(key)

    def now(self, address: str) -> int:
        """Return how many routes a session has, of all families."""
        return sum(count for (other, _), count in self.accepted.items() if other == address)


def number_of(line: str | None) -> int | None:
    """Return the number of a limit's line; None where it is no limit."""
    found = re.match(r"maximum-routes ([0-9]{1,10})\b", line or "", re.ASCII)
    return int(found[1]) or None if found else None


# -- passwords -----------------------------------------------------------------------------------

#: EOS hides a password (type 7) with DES, a key made of the neighbor's name and this seed; it protects from a glance alone.
_SEED = bytes.fromhex("d5a8c91ef5d58a23")
_MARK = bytes.fromhex("4c88bb")


def plain_secret(address: str, line: str) -> str | None:
    """Return the password that a printed line hides; None when it cannot be read, also where the package cryptography is missing."""
    words = line.split()
    if len(words) != 3 or words[1] != "7":
        return words[2] if len(words) == 3 and words[1] == "0" else None
    try:
        from cryptography.hazmat.decrepit.ciphers.algorithms import TripleDES
        from cryptography.hazmat.primitives.ciphers import Cipher, modes
    except ImportError:
        return None
    key = bytearray(_SEED)
    for place, byte in enumerate(f"{address}_passwd".encode()):
        key[place % 8] ^= byte
    try:
        hidden = base64.b64decode(words[2], validate=True)
        # Of each byte the router takes seven bits; the lowest is parity, which DES does not look at.
        told = Cipher(TripleDES(bytes(byte & 0x7F for byte in key) * 3), modes.CBC(bytes(8))).decryptor().update(hidden)
    except (ValueError, binascii.Error):
        return None
    if told[:3] != _MARK or len(told) < 4:
        return None
    return told[4 : len(told) - (told[3] >> 4)].decode("ascii", "replace")


def is_same(key: LineKey, wanted: str, present: str | None) -> bool:
    """Tell whether a line that is there says what is wanted; the router prints a password in its own way."""
    if present is None or wanted == present:
        return wanted == present
    return key.slot == PASSWORD and plain_secret(key.address, present) == wanted.split()[-1]


def _password_line(session: Session) -> str:
    secret = session.options.password or ""
    if not _SECRET.fullmatch(secret):
        where = f"{session.neighbor} ({session.address})"
        raise PlatformError(f"{where}: password: EOS takes up to 80 letters, digits and punctuation, and no space, ?, !, quote, |, $ or \\")
    return f"{PASSWORD} 0 {secret}"


# -- what is wanted ------------------------------------------------------------------------------


def _limit_lines(session: Session, families: tuple[int, ...], facts: SessionFacts) -> tuple[dict[str, str], bool]:
    """Return the lines of a session's limit, which counts its families together, and whether the number is declared."""
    limits = [item for item in session.limits if item.direction is Direction.IMPORT and item.family in families]
    if not limits or not session.chains:
        return {}, False
    key = LineKey(session.address, 0, LIMIT)
    present = number_of(facts.lines.get(key))
    numbers = [
        limit_number(item, facts.accepted.get((session.address, item.family)), present if len(limits) == 1 else None) for item in limits
    ]
    number = sum(item for item in numbers if item is not None)
    if not number:
        return {}, False
    if all(item.warns_only for item in limits):
        return {LIMIT: f"{LIMIT} {number} warning-only"}, any(item.is_declared for item in limits)
    return {LIMIT: f"{LIMIT} {number}", RESTART: _RESTART_LINE}, any(item.is_declared for item in limits)


def wanted_lines(sessions: Iterable[Session], families: Callable[[str], tuple[int, ...]], facts: SessionFacts) -> dict[LineKey, str]:
    """Return the lines that the sessions should have, those of the operator's that stay left out."""
    lines: dict[LineKey, str] = {}

    def want(key: LineKey, line: str, is_declared: bool) -> None:
        theirs = key in facts.inherited or (key in facts.lines and key not in facts.owned)
        if (is_declared or not theirs) and (key in facts.lines or not is_same(key, line, facts.inherited.get(key))):
            lines[key] = line

    for session in sessions:
        address, options = session.address, session.options
        here = [chain for chain in session.chains if chain.family in families(address)]
        if any(RovInvalid() in term.when for chain in here for term in chain.terms):
            lines[LineKey(ROUTER, 0, VALIDATION)] = VALIDATION_LINE
        if here:
            lines[LineKey(ROUTER, 0, REGEX_MODE)] = MODE
        for direction in dict.fromkeys("in" if chain.direction is Direction.IMPORT else "out" for chain in here):
            lines[LineKey(address, 0, MISSING[direction])] = missing_line(direction)
        limit_lines, is_declared = _limit_lines(session, families(address), facts)
        for slot, line in limit_lines.items():
            want(LineKey(address, 0, slot), line, is_declared and slot == LIMIT)
        if options.ttl_hops is not None:
            want(LineKey(address, 0, TTL), f"ttl maximum-hops {options.ttl_hops - 1}", True)
        if options.password is not None:
            want(LineKey(address, 0, PASSWORD), _password_line(session), True)
    return lines


def unsayable(session: Session) -> list[Finding]:
    """Return what of a session's needs we have no line for on EOS."""
    if session.chains and any(limit.direction is Direction.EXPORT for limit in session.limits):
        what = "export_limits is not set: it limits what comes in only"
        where = f"{session.neighbor} ({session.address})"
        remedy = "take export_limits off, or ask the neighbor for a limit at its end"
        return [Finding("F15", "warning", where, what, remedy, limits_declared(session))]
    return []


def first_as_finding(session: Session, has_line: bool) -> list[Finding]:
    """Return what to do about the router's own check of the first ASN, which drops what a route server sends (docs/policy.md, F08)."""
    if session.relation is not Relation.ROUTE_SERVER or has_line or not session.chains:
        return []
    what = "EOS checks the first ASN itself where nothing else is said, and drops what a route server sends"
    where, line = f"{session.neighbor} ({session.address})", f"no neighbor {session.address} enforce-first-as"
    return [Finding("F08", "warning", where, what, line, (f"missing: {line}",))]


def is_asked_for(session: Session, key: LineKey) -> bool:
    """Tell whether the intent asks for a line that is there."""
    options = session.options
    is_limited = any(limit.direction is Direction.IMPORT for limit in session.limits)
    ways = {"in" if chain.direction is Direction.IMPORT else "out" for chain in session.chains}
    asked = {
        TTL: options.ttl_hops is not None,
        PASSWORD: options.password is not None,
        LIMIT: is_limited,
        RESTART: is_limited and not all(limit.warns_only for limit in session.limits),
        # While filters of ours run, what was missing goes on to be denied.
        MISSING["in"]: "in" in ways or Direction.IMPORT in session.awaited or bool(ways),
        MISSING["out"]: "out" in ways or Direction.EXPORT in session.awaited or bool(ways),
    }
    return asked.get(key.slot, True)


def resets(key: LineKey, line: str, facts: SessionFacts) -> bool:
    """Tell whether setting a line takes the session down: session options, and a limit below what there is now."""
    if key.slot in RESETTING:
        return True
    number = number_of(line) if key.slot == LIMIT and "warning-only" not in line else None
    return number is not None and number < facts.now(key.address)


def resets_without(key: LineKey, facts: SessionFacts) -> bool:
    """Tell whether taking a line off takes the session down: session options, and a limit of the group below what there is now."""
    return key.slot in RESETTING or resets(key, facts.inherited.get(key, ""), facts)


def undo(key: LineKey, line: str) -> str:
    """Return the line that takes a line off: what it sets belongs to it only where a slot has one word."""
    short = {LIMIT: LIMIT, RESTART: RESTART, TTL: "ttl maximum-hops", PASSWORD: PASSWORD}
    return f"no {short.get(key.slot, line)}"


def shown(line: str) -> str:
    """Return a line for people: a password is not for them."""
    return f"{PASSWORD} <vaulted>" if line.startswith(f"{PASSWORD} ") else line


def words(key: LineKey, line: str) -> str:
    """Say a line in a plan."""
    return shown(line) if key.address == ROUTER else f"{key.address}: {shown(line)}"


# -- what is kept on the router ------------------------------------------------------------------


def named_body(names: Iterable[str]) -> tuple[str, ...]:
    """Return the lines of ``OWNED`` that say the names of sets which stand in no object's name.

    :raises PlatformError: a name has characters that a description cannot have.
    """
    for name in names:
        if not _SAYABLE.fullmatch(name):
            raise PlatformError(f"the name {name!r} has characters that a description cannot have, or is longer than 120")
    return _numbered(f"set {name}" for name in sorted(names))


def owned_body(keys: Iterable[LineKey], named: Iterable[str]) -> tuple[str, ...]:
    """Return the lines of ``OWNED``: what is ours, and the names of sets; nothing where there is neither."""
    told = [f"owned {key.address} {key.family} {key.slot}" for key in sorted(keys)]
    return _numbered([*told, *(f"set {name}" for name in sorted(named))])


def _numbered(told: Iterable[str]) -> tuple[str, ...]:
    return tuple(line for number, text in enumerate(told, 1) for line in (f"deny {10 * number}", f" description {text}"))


def owned_keys(body: Iterable[str]) -> frozenset[LineKey]:
    """Parse which lines are ours."""
    found = (_TAKEN.fullmatch(line) for line in body)
    return frozenset(LineKey(item[1], int(item[2]), item[3]) for item in found if item)


def named_sets(body: Iterable[str]) -> frozenset[str]:
    """Parse the names of sets."""
    found = (_NAMED.fullmatch(line) for line in body)
    return frozenset(item[1] for item in found if item and stem(item[1]) != item[1])
