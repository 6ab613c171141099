# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a session needs beside its filters, on every router OS: a limit of its routes (F15), and its routes stored."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection

from ..model.policies import Finding, Limit, Session
from ..model.prefixes import FAMILIES
from ..model.routes import Direction
from ..model.terms import RovInvalid
from .contract import SessionState

#: Minutes after which a session that had too many routes is tried again (docs/policy.md, F15).
RESTART_MINUTES = 30
#: How many routes more than now a limit leaves at least (docs/policy.md, F15).
HEAD_ROOM = 100


def enough(floor: int, now: int, present: int | None) -> int:
    """Return the number of a limit that is not declared: enough for what is registered and for what there is now, in routes.

    One that is there stays while it is enough and not far off, so that a few prefixes do not change it.

    :param floor: what is registered, with head-room; ``present``: the limit that is there.
    """
    least, wanted = max(floor * 4 // 5, math.ceil(now * 1.2)), max(floor, math.ceil(now * 1.5))
    return present if present is not None and least <= present <= 4 * wanted else wanted


def limit_number(limit: Limit, accepted: int | None, present: int | None) -> int | None:
    """Return the number of a limit: what is declared, else enough. None: nothing says how many."""
    if limit.is_declared:
        return limit.count
    if limit.count is None and not accepted:
        return None
    now = accepted or 0
    # Where nothing is registered, a session that has just come up has few routes: the head-room must not be a part of those alone.
    return enough(now + HEAD_ROOM if limit.count is None else limit.count, now, present)


def limits_declared(session: Session) -> tuple[str, ...]:
    """Return the evidence of what the intent says of a session's limits."""
    names = {Direction.IMPORT: "limits", Direction.EXPORT: "export_limits"}
    return tuple(f"{names[limit.direction]}: IPv{limit.family} {limit.count}" for limit in session.limits if limit.is_declared)


def needs_stored_routes(session: Session, family: int) -> bool:
    """Tell whether routes must be judged again without being sent again: VRPs change at any time."""
    chain = session.chain(Direction.IMPORT, family)
    return chain is not None and any(RovInvalid() in term.when for term in chain.terms)


def without_effect(
    session: Session, active: Collection[tuple[str, int]], stores: Callable[[int], bool], state: SessionState, refreshes: Collection[str]
) -> Finding | None:
    """Return the finding for a session whose routes cannot be judged again, neither from memory nor by asking; else None.

    :param active: addresses and families that the router carries. ``stores``: whether it stores what comes in, by family. ``refreshes``:
        the addresses of neighbors that answer a route refresh (RFC 2918).
    """
    for family in FAMILIES:
        if (
            (session.address, family) in active
            and needs_stored_routes(session, family)
            and not stores(family)
            and state.is_established
            and session.address not in refreshes
        ):
            what = f"IPv{family}: stores no routes and its neighbor answers no route refresh, so a filter would not take effect"
            remedy = f"in a window: neighbor {session.address} soft-reconfiguration inbound (resets the session), then run again"
            shown = (f"session with {session.address}: established, no route refresh, IPv{family} routes not stored",)
            return Finding("B04", "critical", f"{session.neighbor} ({session.address})", what, remedy, shown)
    return None
