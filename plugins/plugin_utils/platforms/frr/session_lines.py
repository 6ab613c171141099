# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lines at a neighbor that are no filter: stored routes, limits (F15), session options (S01 to S03).

A line that the operator wrote stays, unless the intent declares another. Which lines are ours is kept on the router.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from ...model.policies import Session
from ...model.routes import Direction, Relation
from ..line_keys import LineKey
from ..session_needs import RESTART_MINUTES, limit_number, needs_stored_routes

STORED, LIMIT, EXPORT_LIMIT = "soft-reconfiguration", "maximum-prefix", "maximum-prefix-out"
TTL, PASSWORD, ROLE, FIRST_AS = "ttl-security", "password", "local-role", "enforce-first-as"
#: The first is also the slot under which the router keeps that a session is ours.
SESSION, DESCRIPTION, SOURCE = "remote-as", "description", "update-source"
#: Slots of lines in an address family, and of lines of the session.
FAMILY_SLOTS = (STORED, EXPORT_LIMIT, LIMIT)
SESSION_SLOTS = (TTL, PASSWORD, ROLE, FIRST_AS)
#: Slots of lines that only a session of ours has from us.
MANAGED_SLOTS = (SESSION, DESCRIPTION, SOURCE)
#: Changing one of these resets the session (seen on 8.4.4; on 10.3 a role acts only after a reset).
RESETTING = frozenset({TTL, PASSWORD, ROLE, SOURCE})
#: Whose line a slot is, where it is one control's.
CONTROL_OF = {TTL: "S01", PASSWORD: "S02", ROLE: "S03", LIMIT: "F15", EXPORT_LIMIT: "F15", FIRST_AS: "F08", STORED: "F12"}
_PASSWORD = re.compile(r"( password) .*$")
_AT_NEIGHBOR = re.compile(r"neighbor \S+ ")


@dataclass(frozen=True)
class SessionFacts:
    """What lines must know of the router.

    ``stores``: sessions and families whose routes are stored. ``accepted``: how many routes each has now. ``lines``: what is there,
    ``inherited``: what a peer-group gives. ``added``: the lines that are ours. ``enforces_first_as``: the router checks the first
    ASN of every session that does not say otherwise. ``managed``: neighbors whose session is ours, ``created``: those of them that the
    router does not have yet.
    """

    stores: frozenset[tuple[str, int]] = frozenset()
    accepted: Mapping[tuple[str, int], int] = field(default_factory=dict)
    lines: Mapping[LineKey, str] = field(default_factory=dict)
    inherited: Mapping[LineKey, str] = field(default_factory=dict)
    added: frozenset[LineKey] = frozenset()
    enforces_first_as: bool = False
    managed: frozenset[str] = frozenset()
    created: frozenset[str] = frozenset()

    def is_first_as_enforced(self, address: str) -> bool:
        """Tell whether the router itself drops the neighbor's routes whose first ASN is another."""
        key = LineKey(address, 0, FIRST_AS)
        line = self.lines.get(key) or self.inherited.get(key)
        return self.enforces_first_as if line is None else not line.startswith("no ")

    def is_inherited(self, key: LineKey, line: str) -> bool:
        """Tell whether the peer-group gives the same: FRR then takes the line and prints none at the neighbor."""
        theirs = self.inherited.get(key)
        return theirs is not None and _AT_NEIGHBOR.sub("", theirs) == _AT_NEIGHBOR.sub("", line)


def number_of(line: str | None) -> int | None:
    """Return the number of a limit's line."""
    found = re.search(r"maximum-prefix(?:-out)? ([0-9]{1,10})\b", line or "")
    return int(found[1]) if found else None


def wanted_lines(sessions: Iterable[Session], families: Callable[[str], tuple[int, ...]], facts: SessionFacts) -> dict[LineKey, str]:
    """Return the lines that the sessions should have, those of the operator's that stay left out."""
    lines: dict[LineKey, str] = {}

    def want(key: LineKey, words: str, is_declared: bool) -> None:
        line = f"neighbor {key.address} {words}"
        theirs = key in facts.inherited or (key in facts.lines and key not in facts.added)
        if (is_declared or not theirs) and (key in facts.lines or not facts.is_inherited(key, line)):
            lines[key] = line

    for session in sessions:
        address, options = session.address, session.options
        for family in families(address):
            if needs_stored_routes(session, family) and (address, family) not in facts.stores:
                want(LineKey(address, family, STORED), "soft-reconfiguration inbound", True)
            for limit in session.limits:
                if limit.family != family or not session.chains:
                    continue
                is_import = limit.direction is Direction.IMPORT
                key = LineKey(address, family, LIMIT if is_import else EXPORT_LIMIT)
                number = limit_number(limit, facts.accepted.get((address, family)) if is_import else None, number_of(facts.lines.get(key)))
                if number is not None:
                    how = "" if not is_import else " warning-only" if limit.warns_only else f" restart {RESTART_MINUTES}"
                    want(key, f"{key.slot} {number}{how}", limit.is_declared)
        if address in facts.managed:
            want(LineKey(address, 0, SESSION), f"remote-as {session.asn}", True)
            want(LineKey(address, 0, DESCRIPTION), f"description {session.neighbor.strip()}", True)
            if session.local_address is not None:
                want(LineKey(address, 0, SOURCE), f"update-source {session.local_address}", True)
        if options.ttl_hops is not None:
            want(LineKey(address, 0, TTL), f"ttl-security hops {options.ttl_hops}", True)
        if options.password is not None:
            want(LineKey(address, 0, PASSWORD), f"password {options.password}", True)
        if options.role is not None:
            want(LineKey(address, 0, ROLE), f"local-role {options.role}{' strict-mode' if options.is_role_strict else ''}", True)
        if session.relation is Relation.ROUTE_SERVER and facts.is_first_as_enforced(address):
            # Else its routes vanish (docs/policy.md, F08).
            lines[LineKey(address, 0, FIRST_AS)] = f"no neighbor {address} enforce-first-as"
    return lines


def is_asked_for(session: Session, key: LineKey) -> bool:
    """Tell whether the intent asks for a line that is there. Stored routes stay: without them other filters would not act."""
    options = session.options
    limits = {(limit.direction, limit.family) for limit in session.limits}
    asked = {
        TTL: options.ttl_hops is not None,
        PASSWORD: options.password is not None,
        ROLE: options.role is not None,
        SOURCE: session.local_address is not None,
        FIRST_AS: session.relation is Relation.ROUTE_SERVER,
        LIMIT: (Direction.IMPORT, key.family) in limits,
        EXPORT_LIMIT: (Direction.EXPORT, key.family) in limits,
    }
    return asked.get(key.slot, True)


def resets(key: LineKey, line: str, facts: SessionFacts) -> bool:
    """Tell whether setting a line takes the session down: session options, and a limit below what there is now."""
    if key.address in facts.created:
        return False
    if key.slot in RESETTING:
        return True
    number = number_of(line) if key.slot == LIMIT and "warning-only" not in line else None
    return number is not None and number < facts.accepted.get((key.address, key.family), 0)


def resets_without(key: LineKey, facts: SessionFacts) -> bool:
    """Tell whether taking a line off takes the session down: session options, and a limit of the group below what there is now."""
    return key.slot in RESETTING or resets(key, facts.inherited.get(key, ""), facts)


def undo(line: str) -> str:
    """Return the line that takes a line off."""
    return line.removeprefix("no ") if line.startswith("no ") else f"no {line}"


def shown(line: str) -> str:
    """Return a line for people: a password is not for them."""
    return _PASSWORD.sub(r"\1 <vaulted>", line)


def words(key: LineKey, line: str) -> str:
    """Say a line in a plan."""
    family = f" IPv{key.family}" if key.family else ""
    return f"{key.address}{family}: {shown(line).replace(f'neighbor {key.address} ', '')}"
