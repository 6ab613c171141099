# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lines of a neighbor's block that are no filter: limits (F15), session options (S01 to S03), and what F08 and F21 need there.

A block that the operator wrote is the operator's: a line that it lacks is a finding. Blocks of sessions that we create are ours.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from ...model.policies import Limit, Session
from ...model.routes import Direction, Relation
from ...model.terms import PathHas, PathHasSet
from ..contract import PlatformError
from ..session_needs import HEAD_ROOM, RESTART_MINUTES, enough
from .capabilities import OpenBgpdCapabilities

LIMIT, EXPORT_LIMIT, TTL, PASSWORD, ROLE, POLICY, FIRST_AS, OWN_AS, AS_SETS = (
    "max-prefix",
    "max-prefix out",
    "ttl-security",
    "tcp md5sig",
    "role",
    "announce policy",
    "enforce neighbor-as",
    "enforce local-as",
    "reject as-set",
)
_PASSWORD = re.compile(r"(tcp md5sig password ).*")


@dataclass(frozen=True, slots=True)
class NeighborBlock:
    """A neighbor as the configuration has it: ``lines`` as bgpd prints them, which is without passwords.

    ``families``: those that it announces; ``group``: of the operator's, or empty.
    """

    address: str
    asn: int
    lines: tuple[str, ...]
    families: tuple[int, ...]
    group: str = ""

    def line(self, slot: str) -> str | None:
        """Return the line of a slot."""
        found = (line for line in self.lines if _slot(line) == slot)
        return next(found, None)


def _slot(line: str) -> str:
    if line.startswith("max-prefix "):
        return EXPORT_LIMIT if re.match(r"max-prefix \d+ out\b", line) else LIMIT
    return next((slot for slot in (TTL, PASSWORD, ROLE, POLICY, FIRST_AS, OWN_AS, AS_SETS) if line.startswith(slot)), line)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A line that a session should have. ``slot``: its subject; ``control``: that of it; ``is_declared``: a limit of the intent."""

    slot: str
    line: str
    control: str
    is_declared: bool = False


def shown(line: str) -> str:
    """Return a line for people: a password is not for them."""
    return _PASSWORD.sub(r"\1<vaulted>", line)


def number_of(line: str | None) -> int | None:
    """Return the number of a limit's line."""
    found = re.match(r"max-prefix ([0-9]{1,10})\b", line or "")
    return int(found[1]) if found else None


def _limit(limits: Iterable[Limit], received: int, present: int | None) -> int | None:
    """Return the limit of a session: bgpd has one number for all families, and counts before the filters."""
    found = list(limits)
    if not found:
        return None
    if all(limit.is_declared for limit in found):
        return sum(limit.count or 0 for limit in found)
    registered = sum(limit.count or 0 for limit in found)
    if not registered and not received:
        return None
    return enough(registered or received + HEAD_ROOM, received, present)


def wanted_lines(
    session: Session, capabilities: OpenBgpdCapabilities, own_asn: int, families: Collection[int], received: int, present: int | None
) -> list[Wanted]:
    """Return the lines that a session should have.

    :param families: those that it carries; ``received``: how many routes it sends now; ``present``: the limit that is there.
    :raises PlatformError: TTL security over more than one hop, or a password that bgpd.conf cannot hold.
    """
    wanted: list[Wanted] = []
    options = session.options
    chains = session.chains
    if chains:
        # There is no limit that only warns: a provider's session would be torn down.
        here = [item for item in session.limits if item.family in families and not item.warns_only]
        inward = [item for item in here if item.direction is Direction.IMPORT]
        if (number := _limit(inward, received, present)) is not None:
            is_declared = all(item.is_declared for item in inward)
            wanted.append(Wanted(LIMIT, f"max-prefix {number} restart {RESTART_MINUTES}", "F15", is_declared))
        sent = sum(item.count or 0 for item in here if item.direction is Direction.EXPORT)
        if sent:
            wanted.append(Wanted(EXPORT_LIMIT, f"max-prefix {sent} out", "F15", True))
    if options.ttl_hops is not None:
        if options.ttl_hops != 1:
            raise PlatformError(f"{session.neighbor}: ttl_security {options.ttl_hops}: OpenBGPD knows it for neighbors next door alone: 1")
        wanted.append(Wanted(TTL, "ttl-security yes", "S01"))
    if options.password is not None:
        wanted.append(Wanted(PASSWORD, f"tcp md5sig password {_quoted(session, options.password)}", "S02"))
    if options.role is not None:
        if capabilities.has_role_line:
            wanted.append(Wanted(ROLE, f"role {options.role}", "S03"))
            wanted.append(Wanted(POLICY, f"announce policy {'enforce' if options.is_role_strict else 'yes'}", "S03"))
        else:
            wanted.append(Wanted(POLICY, f"announce policy {options.role}{' enforce' if options.is_role_strict else ''}", "S03"))
    imports = [chain for chain in chains if chain.direction is Direction.IMPORT]
    if session.relation is Relation.ROUTE_SERVER:
        # Else its first route resets the session.
        wanted.append(Wanted(FIRST_AS, "enforce neighbor-as no", "F08"))
    judged = [term.when for chain in imports for term in chain.terms]
    if (PathHasSet(),) in judged and (PathHas(((own_asn, own_asn),)),) not in judged:
        # The intent allows our own ASN in its paths; bgpd would drop them.
        wanted.append(Wanted(OWN_AS, "enforce local-as no", "F21"))
    return wanted


def refuses_as_sets(session: Session) -> bool:
    """Tell whether a session must refuse AS_SETs; no filter rule can (F21)."""
    imports = (chain for chain in session.chains if chain.direction is Direction.IMPORT)
    return any(term.when == (PathHasSet(),) for chain in imports for term in chain.terms)


def _quoted(session: Session, password: str) -> str:
    if not re.fullmatch(r"[!#-\[\]-~]+", password):
        raise PlatformError(f"{session.neighbor}: its password has a character that bgpd.conf cannot hold: a blank, a quote, a backslash")
    return f'"{password}"'


def is_there(block: NeighborBlock, wanted: Wanted) -> bool:
    """Tell whether a block has what is wanted, or as much: where the intent names no limit, any of the operator's own is one."""
    present = block.line(wanted.slot)
    if wanted.slot in (LIMIT, EXPORT_LIMIT) and present is not None:
        return not wanted.is_declared or number_of(present) == number_of(wanted.line)
    # bgpd prints that there is a password, and not which.
    return present is not None if wanted.slot == PASSWORD else present == wanted.line


def block_lines(session: Session, wanted: Iterable[Wanted]) -> tuple[str, ...]:
    """Return the block of a session that we create."""
    lines = [f"neighbor {session.address} {{", f"\tremote-as {session.asn}", f'\tdescr "MANRS {_description(session.neighbor)}"']
    if session.local_address is not None:
        lines.append(f"\tlocal-address {session.local_address}")
    return (*lines, *(f"\t{item.line}" for item in wanted), "}")


def _description(name: str) -> str:
    """Return what fits: 31 characters, no quotes."""
    return re.sub(r"[^A-Za-z0-9_. -]", "_", name)[:24]
