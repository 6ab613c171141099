# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The outline of a policy: what people compare of it, as a file that is made to be committed, and what differs between two of them.

It says with whom a router has sessions, what is registered for each, and the digest of what it does there. No secret is in it. The
outline that was approved last stands for the router where none is asked: guards measure a change by it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from pydantic import ValidationError

from ..delivery import records
from ..model.first_few import listed
from ..model.policies import Chain, Finding, Policy, Session
from ..model.prefixes import PrefixError, PrefixRange
from ..model.routes import Direction
from ..model.terms import PairIn
from ..policy.digest import policy_digest
from ..policy.guards import Acceptance, Pairs, moved, pairs_digest
from ..policy.named_sets import LANS, NOT_SENT, OWN, OWN_SPACE, Known
from .looks.files import first_wrong
from .models import Part

#: Sets of prefixes that are declared, or that PeeringDB has; what is in all others follows from sessions and rules.
_DECLARED = (OWN, OWN_SPACE, LANS, NOT_SENT)
#: Prefixes of one neighbor that are shown; all are counted.
_SHOWN = 10


class OutlineError(Exception):
    """An outline cannot be read; the message says which file and what to do."""


class OutlinedSession(Part):
    """One session. ``registered``: the pair sets that its import asks. ``rules``: the digest of each chain, by direction and family."""

    neighbor: str
    asn: int
    relation: str
    registered: tuple[str, ...]
    rules: Mapping[str, str]
    limits: tuple[str, ...]
    options: tuple[str, ...]


class Change(Part):
    """What differs between two outlines, for people. ``shown``: prefixes that come and go, the first of many."""

    what: str
    shown: tuple[str, ...] = ()


class Outline(Part):
    """What of one router's policy people compare. ``sessions`` are by address; a pair is ``prefix ASn``."""

    host: str
    policy_digest: str
    sessions: Mapping[str, OutlinedSession]
    pair_sets: Mapping[str, tuple[str, ...]]
    prefix_sets: Mapping[str, tuple[str, ...]]
    sources: tuple[str, ...]
    rtr_caches: tuple[str, ...]

    def pairs(self, name: str) -> Pairs:
        """Return one of its pair sets; nothing where it has none of that name."""
        found: dict[int, set[PrefixRange]] = {}
        for text in self.pair_sets.get(name, ()):
            item, _, origin = text.rpartition(" AS")
            found.setdefault(int(origin), set()).add(PrefixRange.parse(item))
        return {origin: frozenset(ranges) for origin, ranges in sorted(found.items())}

    def pairs_of(self, neighbor: str) -> Pairs:
        """Return all that is registered for a neighbor."""
        found: dict[int, frozenset[PrefixRange]] = {}
        for name in self.registered(neighbor):
            for origin, ranges in self.pairs(name).items():
                found[origin] = found.get(origin, frozenset()) | ranges
        return found

    @property
    def known(self) -> Known:
        """What a router would hold that got just this policy, as far as guards ask."""
        return Known({name: self.pairs(name) for name in self.pair_sets})

    def names(self) -> list[str]:
        """Return the neighbors' names."""
        return sorted({session.neighbor for session in self.sessions.values()})

    def registered(self, neighbor: str) -> tuple[str, ...]:
        """Return the pair sets that the imports of a neighbor ask."""
        return tuple(sorted({name for item in self.sessions.values() if item.neighbor == neighbor for name in item.registered}))


def outline(host: str, policy: Policy) -> Outline:
    """Return the outline of a policy."""
    return Outline(
        host=host,
        policy_digest=policy_digest(policy),
        sessions={item.address: _session(item) for item in sorted(policy.sessions, key=lambda item: item.address)},
        pair_sets={
            name: tuple(f"{item} AS{asn}" for item, asn in sorted(found.pairs())) for name, found in sorted(policy.pair_sets.items())
        },
        prefix_sets={name: tuple(map(str, sorted(found.ranges))) for name, found in sorted(policy.prefix_sets.items())},
        sources=tuple(map(str, policy.sources.declared)) if policy.sources is not None else (),
        rtr_caches=tuple(f"{cache.host} port {cache.port}" for cache in policy.rtr_caches),
    )


def _session(session: Session) -> OutlinedSession:
    options = session.options
    told = {
        f"ttl_security {options.ttl_hops}": options.ttl_hops is not None,
        f"role {options.role}{' strict' if options.is_role_strict else ''}": options.role is not None,
        "password": options.password is not None,
        "tcp_ao": bool(options.tcp_ao),
        "released": session.is_released,
    }
    asked = [term for chain in session.chains if chain.direction is Direction.IMPORT for term in chain.terms if term.control == "F13"]
    names = {atom.pair_set for term in asked for group in term.unless for atom in group if isinstance(atom, PairIn)}
    return OutlinedSession(
        neighbor=session.neighbor,
        asn=session.asn,
        relation=session.relation.value,
        # What an exception lets through is no cone.
        registered=tuple(sorted(name for name in names if name.startswith("AS"))),
        rules={f"IPv{chain.family} {chain.direction.value}": _rules(chain) for chain in session.chains},
        limits=tuple(f"IPv{item.family} {item.direction.value} {item.count}" for item in session.limits if item.is_declared),
        options=tuple(text for text, is_set in told.items() if is_set),
    )


def _rules(chain: Chain) -> str:
    return hashlib.sha256(repr((chain.terms, chain.first, chain.last)).encode()).hexdigest()[:16]


def read_outline(path: Path) -> Outline | None:
    """Read an outline; None: there is none, nothing was rendered before.

    :raises OutlineError: the file is no outline.
    """
    try:
        found = Outline.model_validate_json(path.read_bytes())
        for name in found.pair_sets:
            found.pairs(name)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise OutlineError(f"{path} cannot be read ({error.strerror}); render the branch before this change again") from error
    except (ValidationError, PrefixError, ValueError) as error:
        what = first_wrong(error) if isinstance(error, ValidationError) else str(error)
        raise OutlineError(f"{path} is no outline ({what}); render the branch before this change again") from error
    return found


def write_outline(path: Path, found: Outline) -> None:
    """Write an outline, an entry a line. :raises RecordError: it cannot be written."""
    records.write(path.parent, path.name, found.model_dump_json(indent=1) + "\n", 0o644)


# -- what differs --------------------------------------------------------------------------------


def changes(before: Outline | None, after: Outline) -> list[Change]:
    """Return what a router would get otherwise than before, for whom; nothing when the policy is the same."""
    if before is None:
        names = after.names()
        registered = sum(bool(after.registered(name)) for name in names)
        return [Change(what=f"rendered for the first time: {len(names)} neighbors, {registered} with registered prefixes")]
    if before.policy_digest == after.policy_digest:
        return []
    found = [*_sessions(before, after), *_registered(before, after), *_others(before, after), *_rules_that_differ(before, after)]
    return found or [Change(what="settings that an outline does not show, such as a password or a limit that is computed")]


def _sessions(before: Outline, after: Outline) -> Iterator[Change]:
    for address in sorted(before.sessions.keys() - after.sessions.keys()):
        yield Change(what=f"{before.sessions[address].neighbor} ({address}): is declared no more")
    for address in sorted(after.sessions):
        session, old = after.sessions[address], before.sessions.get(address)
        where = f"{session.neighbor} ({address})"
        if old is None:
            yield Change(what=f"{where}: a new neighbor, AS{session.asn}, {session.relation}")
            continue
        if (old.asn, old.relation) != (session.asn, session.relation):
            yield Change(what=f"{where}: AS{old.asn}, {old.relation} -> AS{session.asn}, {session.relation}")
        for name, had, has in (("limits", old.limits, session.limits), ("session options", old.options, session.options)):
            if had != has:
                yield Change(what=f"{where}: {name}: {', '.join(had) or 'none'} -> {', '.join(has) or 'none'}")


def _rules_that_differ(before: Outline, after: Outline) -> Iterator[Change]:
    """Say whose filters have other rules; one customer more is in the exports of many."""
    found: dict[tuple[str, ...], list[str]] = {}
    for address in sorted(before.sessions.keys() & after.sessions.keys()):
        old, new = before.sessions[address].rules, after.sessions[address].rules
        if other := tuple(sorted(name for name in {*old, *new} if old.get(name) != new.get(name))):
            found.setdefault(other, []).append(after.sessions[address].neighbor)
    for other, names in sorted(found.items()):
        yield Change(what=f"other rules in {', '.join(other)} of {listed(names)}")


def _registered(before: Outline, after: Outline) -> Iterator[Change]:
    told = set()
    for neighbor in sorted({*before.names(), *after.names()}):
        names = before.registered(neighbor), after.registered(neighbor)
        told |= {*names[0], *names[1]}
        renamed = f", {' '.join(names[0]) or 'no set'} -> {' '.join(names[1]) or 'no set'}" if names[0] != names[1] else ""
        yield from _moved(neighbor, _texts(before, names[0]), _texts(after, names[1]), "registered prefixes", renamed)
    for name in sorted({*before.pair_sets, *after.pair_sets} - told):
        # All others are made of these and of what is declared.
        if name.startswith(("AS", "except-")):
            whose = name if name.startswith("except-") else f"{name}, of another router"
            yield from _moved(whose, _texts(before, [name]), _texts(after, [name]), "registered prefixes")


def _texts(found: Outline, names: Collection[str]) -> set[str]:
    return {text for name in names for text in found.pair_sets.get(name, ())}


def _moved(whose: str, had: Collection[str], has: Collection[str], of_what: str, more: str = "") -> Iterator[Change]:
    gone, come = set(had) - set(has), set(has) - set(had)
    if gone or come or more:
        shown = [f"+{text}" for text in sorted(come)] + [f"-{text}" for text in sorted(gone)]
        rest = (f"and {len(shown) - _SHOWN} more",) if len(shown) > _SHOWN else ()
        what = f"{whose}: +{len(come)} -{len(gone)} {of_what} ({len(had)} -> {len(has)}){more}"
        yield Change(what=what, shown=(*shown[:_SHOWN], *rest))


def _others(before: Outline, after: Outline) -> Iterator[Change]:
    for name in _DECLARED:
        yield from _moved(name, before.prefix_sets.get(name, ()), after.prefix_sets.get(name, ()), "prefixes")
    if before.sources != after.sources:
        yield Change(what="source addresses: other interfaces, or other sources behind them")
    yield from _moved("RPKI caches", before.rtr_caches, after.rtr_caches, "caches")


def renamed_findings(before: Outline, after: Outline, percent: Mapping[str, int], acceptances: Collection[Acceptance]) -> Iterator[Finding]:
    """Yield G02 for neighbors whose registered prefixes come from another set now, and are far others.

    On a router the guard measures sets of the same name, so that another ``as_set`` is a new set to it.

    :param percent: ``largest_change`` of each neighbor.
    """
    for neighbor in sorted({*before.names()} & {*after.names()}):
        names = after.registered(neighbor)
        if not names or before.registered(neighbor) in ((), names):
            continue
        old, new = before.pairs_of(neighbor), after.pairs_of(neighbor)
        digests = pairs_digest(old), pairs_digest(new)
        wanted = [Acceptance(host, neighbor, *digests) for host in (after.host, "all")]
        if (what := moved(old, new, percent[neighbor], lambda: ())) and not {*wanted} & {*acceptances}:
            entry = f"{{host: {after.host}, neighbor: {neighbor!r}, old: {digests[0]!r}, new: {digests[1]!r}}}"
            remedy = f"look at it; if it is right, add to the file in manrs_accepted: - {entry}"
            shown = (f"{' '.join(before.registered(neighbor))} -> {' '.join(names)}",)
            yield Finding("G02", "critical", f"manrs_neighbors: {neighbor}", f"{neighbor}: guard change: {'; '.join(what)}", remedy, shown)
