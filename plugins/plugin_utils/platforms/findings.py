# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Findings that are the same on every router OS: what nobody declared, and what the operator lets through by hand."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from ..model.first_few import evidence
from ..model.policies import Finding, Policy, Session
from ..model.prefixes import PrefixRange
from ..model.routes import host_prefix

#: What to do about a change that resets a session.
IN_A_WINDOW = "in a window: -e manrs_allow_reset=true"
#: What to do about what a rollback leaves.
IN_THE_INTENT = "change it in the intent and run harden"
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
            "B02",
            "warning" if is_ours else "critical",
            f"{address} (AS{asns[address]})",
            "not declared; it keeps the filters it has" if is_ours else "an eBGP session that is not declared and not filtered by us",
            "declare it in manrs_neighbors (state: released takes our filters off), or take the session off the router",
            (f"session with {address}, AS{asns[address]}",),
        )


def as_declared(session: Session) -> tuple[str, ...]:
    """Return the evidence of what the intent says of a session."""
    return (f"declared: {session.neighbor}, {session.relation.value}, {session.address} AS{session.asn}",)


def not_that_session(session: Session, asn: int | None, remedy: str = CORRECT_IT) -> Finding | None:
    """Return the finding for a declared session that the router has with another neighbor, or not at all; else None.

    :param asn: the neighbor's ASN there, None: no such session.
    """
    if asn == session.asn:
        return None
    seen = "no such session" if asn is None else f"the router has AS{asn} there"
    what = f"declared as AS{session.asn}, {seen}"
    return Finding("B01", "critical", f"{session.neighbor} ({session.address})", what, remedy, (*as_declared(session), f"seen: {seen}"))


def undeclared_interface(name: str) -> Finding:
    """Return the finding for an interface that was declared once."""
    what = "not declared any more; its source addresses are checked as before"
    remedy = "declare it; kind: core takes the checks off"
    return Finding("V06", "warning", f"manrs_interfaces: {name}", what, remedy, (f"{name}: checked by us",))


def no_discard_route(address: str, remedy: str) -> Finding:
    """Return the finding for a discard next hop (F16) that the router has no route for."""
    what = f"no discard route to {address}: blackholed traffic would not be dropped"
    return Finding("F16", "critical", "F16", what, remedy, (f"no discard route to {host_prefix(address)}",))


def waits_for_policies(bare: Iterable[str]) -> Finding:
    """Return the finding for the router-wide default deny (rfc8212) that waits. ``bare``: the sessions without a policy, and which way."""
    what = "rfc8212 waits: not every eBGP session has a policy both ways"
    return Finding("F20", "warning", "F20", what, "declare the others, then run again", evidence(f"no policy: {item}" for item in bare))


def let_through(lists: Mapping[str, Collection[PrefixRange]], kind: str = "list") -> Iterator[Finding]:
    """Return a finding for each list of the operator's own that holds something.

    :param lists: by their names without MANRS-. ``kind``: what the OS calls them.
    """
    for name, ranges in sorted(lists.items()):
        if ranges:
            held = ", ".join(str(item) for item in sorted(ranges)[:_NAMED_PREFIXES])
            what = f"the operator lets through by hand, past F13: {held}{' ...' if len(ranges) > _NAMED_PREFIXES else ''}"
            shown = evidence(f"MANRS-{name} permit {item}" for item in sorted(ranges))
            yield Finding("F13", "warning", f"MANRS-{name}", what, f"register it, then take it off the {kind}", shown)
