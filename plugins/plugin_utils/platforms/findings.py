# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Findings that are the same on every router OS: what nobody declared, and what the operator lets through by hand."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from ..model.policies import Finding, Policy, Session
from ..model.prefixes import PrefixRange

#: What to do about a change that resets a session.
IN_A_WINDOW = "in a window: -e manrs_allow_reset=true"
#: What to do about a session that is not there as it is declared.
CORRECT_IT = "correct manrs_neighbors, or configure the session"
#: How many prefixes of a list are named.
_NAMED_PREFIXES = 5


def undeclared(asns: Mapping[str, int], policy: Policy, filtered: Collection[str]) -> Iterator[Finding]:
    """Return a finding for every eBGP session that nobody declares. It keeps the filters that it has.

    :param asns: the neighbor's ASN of each session, by its address. ``filtered``: the addresses of sessions that have filters of ours.
    """
    for address in sorted(asns.keys() - {session.address for session in policy.sessions} - set(policy.unmanaged)):
        is_ours = address in filtered
        yield Finding(
            "warning" if is_ours else "critical",
            f"{address} (AS{asns[address]})",
            "not declared; it keeps the filters it has" if is_ours else "an eBGP session that is not declared and not filtered by us",
            "declare it in manrs_neighbors (state: released takes our filters off), or take the session off the router",
        )


def not_that_session(
    session: Session, asn: int | None, remedy: str = "correct manrs_neighbors, or configure the session"
) -> Finding | None:
    """Return the finding for a declared session that the router has with another neighbor, or not at all; else None.

    :param asn: the neighbor's ASN there, None: no such session.
    """
    if asn == session.asn:
        return None
    seen = "no such session" if asn is None else f"the router has AS{asn} there"
    return Finding("critical", f"{session.neighbor} ({session.address})", f"declared as AS{session.asn}, {seen}", remedy)


def undeclared_interface(name: str) -> Finding:
    """Return the finding for an interface that was declared once."""
    what = "not declared any more; its source addresses are checked as before"
    return Finding("warning", f"manrs_interfaces: {name}", what, "declare it; kind: core takes the checks off")


def let_through(lists: Mapping[str, Collection[PrefixRange]], kind: str = "list") -> Iterator[Finding]:
    """Return a finding for each list of the operator's own that holds something.

    :param lists: by their names without MANRS-. ``kind``: what the OS calls them.
    """
    for name, ranges in sorted(lists.items()):
        if ranges:
            held = ", ".join(str(item) for item in sorted(ranges)[:_NAMED_PREFIXES])
            what = f"the operator lets through by hand, past F13: {held}{' ...' if len(ranges) > _NAMED_PREFIXES else ''}"
            yield Finding("warning", f"MANRS-{name}", what, f"register it, then take it off the {kind}")
