# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a neighbor seems to be to us, by what is seen and by PeeringDB. A guess that could open something is none: a person decides.

The signs are those by which RFC 7908 tells a leak: who sends a full table to whom, and whose routes go where. A network that leaks today
shows the signs of another relation, so signs that contradict each other give no relation, whatever most of them say.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ...model.first_few import first_few
from ...model.routes import Relation
from ...registry.peeringdb_members import ROUTE_COLLECTOR, ROUTE_SERVER
from .first_look import FirstSession

#: A customer that sends more routes than this is looked at by a person.
_MOST_OF_A_CUSTOMER = 1_000


@dataclass(frozen=True)
class Facts:
    """What is known of one neighbor of one router.

    ``exchange``: where PeeringDB has its addresses, empty: at none that it knows. ``kinds``: what it calls itself there.
    ``defaults``: (family, interface) of the router's default routes. ``full_table``: that many routes are a full table.
    ``is_selective``: the router sends those who are no customers little (see ``is_selective``). ``is_own_link``: no exchange can be there.
    """

    sessions: tuple[FirstSession, ...]
    exchange: str = ""
    kinds: tuple[str, ...] = ()
    defaults: frozenset[tuple[int, str]] = frozenset()
    full_table: int = 100_000
    is_selective: bool = False
    is_own_link: bool = False


@dataclass(frozen=True)
class Guess:
    """A relation and its reason; None: a person decides, and ``could_be`` is what the signs allow. ``receive``: of a provider."""

    relation: Relation | None
    why: str
    could_be: tuple[Relation, ...] = ()
    receive: str | None = None


@dataclass(frozen=True)
class _Signs:
    """The sum of what is seen at the sessions of a neighbor."""

    accepted: int | None
    is_full: bool
    hears_full: bool
    hears: int | None
    hears_default: bool
    has_default: bool
    is_read: bool
    count: int
    first: int
    alone: int
    above: tuple[int, ...]

    def __str__(self) -> str:
        """Say what is seen in a few words."""
        told = ["nothing is accepted from it" if self.accepted == 0 else f"{self.accepted} routes are accepted from it"]
        told += ["a default route is among them"] if self.has_default else []
        told += [f"{self.alone} of {self.count} paths are itself alone"] if self.is_read and self.count else []
        told.append("how many it is sent is not known" if self.hears is None else f"{self.hears} are sent to it")
        told += ["a default route too"] if self.hears_default else []
        return ", ".join(told)


def _sum(counts: Iterable[int | None]) -> int | None:
    known = [count for count in counts if count is not None]
    return sum(known) if known else None


def _signs(facts: Facts) -> _Signs:
    sessions = facts.sessions
    reads = [item.sends for item in sessions if item.sends is not None]
    return _Signs(
        accepted=_sum(item.accepted for item in sessions),
        is_full=any((item.accepted or 0) >= facts.full_table for item in sessions),
        hears_full=any((item.announced or 0) >= facts.full_table for item in sessions),
        hears=_sum(item.announced for item in sessions),
        hears_default=any(item.hears_default for item in sessions),
        has_default=any(item.has_default for item in reads),
        is_read=all(item.sends is not None for item in sessions if item.accepted is not None),
        count=sum(item.count for item in reads),
        first=sum(item.first for item in reads),
        alone=sum(item.alone for item in reads),
        above=tuple(sorted({asn for item in reads for asn in item.above})),
    )


def is_selective(neighbors: Iterable[Facts]) -> bool:
    """Tell whether what a router sends says whom it takes for a customer.

    Those at exchanges and those who send a full table or a default route are none, and must not be sent one. Where one is, the router
    sends all to all.
    """
    others = [signs for facts in neighbors if (signs := _signs(facts)).is_full or signs.has_default or facts.exchange]
    seen = [signs for signs in others if signs.hears is not None]
    return bool(seen) and not any(signs.hears_full or signs.hears_default for signs in seen)


def guess(facts: Facts) -> Guess:
    """Return what the neighbor seems to be."""
    signs = _signs(facts)
    if ROUTE_SERVER in facts.kinds:
        return _kind(facts, signs, Relation.ROUTE_SERVER, ROUTE_SERVER, bool(facts.exchange) and not signs.has_default)
    if ROUTE_COLLECTOR in facts.kinds:
        return _kind(facts, signs, Relation.COLLECTOR, ROUTE_COLLECTOR, signs.accepted == 0)
    if signs.accepted is None:
        at = f"; PeeringDB has it at {facts.exchange}" if facts.exchange else ""
        return Guess(None, f"its sessions are down, so nothing is seen{at}", (Relation.PEER,) if facts.exchange else ())
    if facts.exchange:
        return _at_exchange(facts, signs)
    found = _elsewhere(facts, signs)
    if found.relation is None or facts.is_own_link:
        return found
    could_be = (found.relation, Relation.PEER, Relation.ROUTE_SERVER)
    return Guess(None, f"{found.why}; but whether it is at an exchange is not known", could_be)


def _kind(facts: Facts, signs: _Signs, relation: Relation, kind: str, is_sure: bool) -> Guess:
    at = f" at {facts.exchange}" if facts.exchange else ", at no exchange that PeeringDB knows"
    why = f"PeeringDB: a {kind}{at}; {signs}"
    return Guess(relation if is_sure else None, why, (relation,))


def _at_exchange(facts: Facts, signs: _Signs) -> Guess:
    where = f"PeeringDB has it at {facts.exchange}, which says peer"
    if signs.is_full or signs.has_default:
        return Guess(None, f"{where}; but {signs}, which says provider", (Relation.PROVIDER, Relation.PEER, Relation.ROUTE_SERVER))
    if signs.hears_full or signs.hears_default:
        return Guess(None, f"{where}; but {signs}, as to a customer: a leak, or it is one", (Relation.PEER, Relation.CUSTOMER))
    if signs.hears is None:
        return Guess(None, f"{where}; but {signs}, so it may be a customer", (Relation.PEER, Relation.CUSTOMER))
    if signs.above:
        why = f"{where}; but its paths have transit-free {_asns(signs.above)}: a provider, or a leak"
        return Guess(None, why, (Relation.PROVIDER, Relation.PEER))
    if signs.count and not signs.first:
        return Guess(None, f"{where}; but no path begins with its ASN, as from a route server", (Relation.ROUTE_SERVER, Relation.PEER))
    return Guess(Relation.PEER, f"{where}; {signs}")


def _elsewhere(facts: Facts, signs: _Signs) -> Guess:
    if signs.is_full or signs.has_default:
        if signs.hears_full or signs.hears_default:
            return Guess(None, f"{signs}: a full table both ways is a leak of one side", (Relation.PROVIDER, Relation.CUSTOMER))
        return _provider(facts, signs)
    if signs.hears_full or signs.hears_default:
        is_itself = signs.is_read and 0 < signs.count == signs.alone <= _MOST_OF_A_CUSTOMER
        if is_itself and facts.is_selective:
            return Guess(Relation.CUSTOMER, f"{signs}; those who are no customers are sent less")
        if not facts.is_selective:
            return Guess(None, f"{signs}, but this router sends as much to those who are no customers, or there is none to see it by")
        could_be = (Relation.CUSTOMER, *(() if signs.accepted else (Relation.COLLECTOR,)))
        return Guess(None, f"{signs}, as to a customer or a collector", could_be)
    return Guess(None, f"{signs}, and no exchange is known where it is")


def _provider(facts: Facts, signs: _Signs) -> Guess:
    """A full table is no accident. A default route alone may be one, and then nothing goes there."""
    points_there = any((item.family, item.interface) in facts.defaults for item in facts.sessions if item.interface)
    is_default_used = signs.has_default and points_there
    goes_beyond = signs.count > signs.alone
    if not signs.is_full and not is_default_used and not goes_beyond:
        return Guess(None, f"{signs}, and the router's default route does not point there", (Relation.PROVIDER, Relation.CUSTOMER))
    if not signs.count and signs.has_default and not signs.is_full:
        return Guess(Relation.PROVIDER, str(signs), receive="default")
    # Where a full table was not read one by one, the router's own default route tells whether there is one.
    has_default = signs.has_default or (points_there and not signs.is_read)
    return Guess(Relation.PROVIDER, str(signs), receive="full_and_default" if has_default else "full")


def _asns(asns: Sequence[int]) -> str:
    return first_few([f"AS{asn}" for asn in asns])
