# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lines at a neighbor that are no filter: stored routes, limits (F15), session options (S01, S02); and the router's own of F06.

A line that the operator wrote stays, unless the intent declares another. Which lines are ours is kept on the router, as descriptions of
prefix lists that nothing uses (``MANRS-OWNED-...``): the router has no other place that belongs to its configuration and goes back
with it. A line is kept without the words ``neighbor ADDRESS`` before it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from ...model.policies import Finding, Session
from ...model.routes import Direction, Relation
from ..contract import PlatformError
from ..line_keys import LineKey
from ..session_needs import RESTART_MINUTES, limit_number, limits_declared, needs_stored_routes
from ..type_7 import plain
from .names import LONGEST_DESCRIPTION, OWNED, digest
from .objects import Configuration, ListKey, local_entries

STORED, LIMIT, TTL, PASSWORD = "soft-reconfiguration", "maximum-prefix", "ttl-security", "password"
FAMILY_SLOTS = (STORED, LIMIT)
SESSION_SLOTS = (TTL, PASSWORD)
#: The address of lines of the router itself, and the slot of the longest path.
ROUTER, LONGEST = "router", "maxas-limit"
#: Changing one of these resets the session (command reference: both rebuild the TCP connection).
RESETTING = frozenset({TTL, PASSWORD})
#: Whose line a slot is, where it is one control's.
CONTROL_OF = {TTL: "S01", PASSWORD: "S02", LIMIT: "F15", LONGEST: "F06", STORED: "F12"}
#: The slot under which the router keeps that an RPKI cache is ours: its host and port stand for address and family.
RTR_SLOT = "rpki"
#: Percent of a limit at which the router says so; 75 is its own default, and it needs the number before what follows.
_THRESHOLD = 75
_TAKEN = re.compile(r"(\S+) ([0-9]{1,5}) (\S+)", re.ASCII)
#: What a password may hold so that the command line takes it as it is: ? asks for help, and spaces may be lost.
_SECRET = re.compile(r"[!->@-~]{1,80}", re.ASCII)
#: How many routers away a neighbor may be (command reference, neighbor ttl-security).
_MOST_HOPS = 254


@dataclass(frozen=True)
class SessionFacts:
    """What lines must know of the router.

    ``accepted``: how many routes each session and family has now. ``lines``: what is there, ``inherited``: what a group or template
    gives. ``owned``: the lines that are ours. ``enforces_first_as``: the router checks the first ASN of all sessions.
    """

    accepted: Mapping[tuple[str, int], int] = field(default_factory=dict)
    lines: Mapping[LineKey, str] = field(default_factory=dict)
    inherited: Mapping[LineKey, str] = field(default_factory=dict)
    owned: frozenset[LineKey] = frozenset()
    enforces_first_as: bool = False

    def effective(self, key: LineKey) -> str | None:
        """Return the line that acts: the neighbor's own, else what its group gives."""
        return self.lines.get(key) or self.inherited.get(key)


def number_of(line: str | None) -> int | None:
    """Return the number of a limit's line."""
    found = re.match(r"(?:maximum-prefix|bgp maxas-limit) ([0-9]{1,10})\b", line or "")
    return int(found[1]) if found else None


def is_same(wanted: str, present: str | None) -> bool:
    """Tell whether a line that is there says what is wanted; the router prints a password in its own way."""
    if present is None or wanted == present:
        return wanted == present
    words, there = wanted.split(), present.split()
    if words[0] == PASSWORD == there[0]:
        secret = plain(there[2]) if len(there) == 3 and there[1] == "7" else there[-1] if len(there) == 2 or there[1] == "0" else None
        return secret == words[1]
    return False


def _limit_line(number: int, warns_only: bool) -> str:
    return f"{LIMIT} {number} {_THRESHOLD} " + ("warning-only" if warns_only else f"restart {RESTART_MINUTES}")


def _password_line(session: Session) -> str:
    secret = session.options.password or ""
    if not _SECRET.fullmatch(secret):
        where = f"{session.neighbor} ({session.address})"
        raise PlatformError(f"{where}: password: IOS takes up to 80 letters, digits and punctuation, and no space and no ?")
    if secret.isdigit() and len(secret) == 1:
        raise PlatformError(f"{session.neighbor} ({session.address}): password: IOS takes one digit for a kind of encryption")
    return f"{PASSWORD} {secret}"


def wanted_lines(
    sessions: Iterable[Session], families: Callable[[str], tuple[int, ...]], facts: SessionFacts, longest_path: int | None
) -> dict[LineKey, str]:
    """Return the lines that the sessions should have, those of the operator's that stay left out.

    :param longest_path: how many ASNs a path may have (F06), on every session of the router.
    """
    lines: dict[LineKey, str] = {}

    def want(key: LineKey, line: str, is_declared: bool) -> None:
        theirs = key in facts.inherited or (key in facts.lines and key not in facts.owned)
        if (is_declared or not theirs) and (key in facts.lines or not is_same(line, facts.inherited.get(key))):
            lines[key] = line

    for session in sessions:
        address, options = session.address, session.options
        for family in families(address):
            key = LineKey(address, family, STORED)
            if needs_stored_routes(session, family) and (facts.effective(key) is None or key in facts.owned):
                lines[key] = f"{STORED} inbound"
            for limit in session.limits:
                key = LineKey(address, family, LIMIT)
                if limit.family != family or limit.direction is not Direction.IMPORT or not session.chains:
                    continue
                number = limit_number(limit, facts.accepted.get((address, family)), number_of(facts.lines.get(key)))
                if number is not None:
                    want(key, _limit_line(number, limit.warns_only), limit.is_declared)
        if options.ttl_hops is not None and options.ttl_hops <= _MOST_HOPS:
            want(LineKey(address, 0, TTL), f"{TTL} hops {options.ttl_hops}", True)
        if options.password is not None:
            want(LineKey(address, 0, PASSWORD), _password_line(session), True)
    key = LineKey(ROUTER, 0, LONGEST)
    if longest_path is not None:
        present = number_of(facts.lines.get(key))
        # What the operator has set lower stays.
        if key in facts.owned or present is None or present > longest_path:
            lines[key] = f"bgp maxas-limit {longest_path}"
    return lines


def unsayable(session: Session, facts: SessionFacts) -> list[Finding]:
    """Return what of a session's needs IOS has no line for."""
    where = f"{session.neighbor} ({session.address})"
    found: list[Finding] = []
    if session.chains and any(limit.direction is Direction.EXPORT for limit in session.limits):
        what = "export_limits is not set: IOS limits what comes in only"
        remedy = "take export_limits off, or ask the neighbor for a limit at its end"
        found.append(Finding("F15", "warning", where, what, remedy, limits_declared(session)))
    if session.relation is Relation.ROUTE_SERVER and session.chains and facts.enforces_first_as:
        what = "the router drops its routes: their first ASN is not the route server's own (bgp enforce-first-as)"
        remedy = "router bgp: no bgp enforce-first-as; F08 of ours checks the first ASN of the other declared sessions"
        found.append(Finding("F08", "critical", where, what, remedy, ("bgp enforce-first-as is on, as where nothing is said",)))
    return found


def is_asked_for(session: Session, key: LineKey) -> bool:
    """Tell whether the intent asks for a line that is there. Stored routes stay: without them other filters would not act."""
    options = session.options
    limited = {limit.family for limit in session.limits if limit.direction is Direction.IMPORT}
    asked = {TTL: options.ttl_hops is not None, PASSWORD: options.password is not None, LIMIT: key.family in limited}
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
    words = line.split()
    if words[0] in (PASSWORD, LIMIT):
        return f"no {words[0]}"
    return "no bgp maxas-limit" if words[:2] == ["bgp", LONGEST] else f"no {line}"


def shown(line: str) -> str:
    """Return a line for people: a password is not for them."""
    return f"{PASSWORD} <vaulted>" if line.startswith(f"{PASSWORD} ") else line


def words(key: LineKey, line: str) -> str:
    """Say a line in a plan."""
    family = f" IPv{key.family}" if key.family else ""
    return f"{key.address}{family}: {shown(line)}"


def owned_objects(keys: Iterable[LineKey]) -> Configuration:
    """Return the lists whose descriptions say which lines are ours.

    :raises PlatformError: a name is too long to be kept.
    """
    found: dict[ListKey, str] = {}
    for key in keys:
        said = f"{key.address} {key.family} {key.slot}"
        if len(said) > LONGEST_DESCRIPTION:
            raise PlatformError(f"{key.address}: a name of more than {LONGEST_DESCRIPTION - 10} characters cannot be kept on the router")
        found[4, f"{OWNED}{digest([said])}"] = said
    return Configuration(dict.fromkeys(found, local_entries(4)), found)


def owned_keys(descriptions: Mapping[ListKey, str]) -> frozenset[LineKey]:
    """Parse what ``owned_objects`` makes."""
    found = (_TAKEN.fullmatch(said) for (_, name), said in descriptions.items() if name.startswith(OWNED))
    return frozenset(LineKey(item[1], int(item[2]), item[3]) for item in found if item)
