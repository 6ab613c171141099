# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Health: what must hold after a change, foretold from the routes that the router holds before it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..model.policies import Policy
from ..model.prefixes import Prefix
from ..model.routes import Direction, Route
from ..model.rov import RovTable
from ..platforms.contract import HeldRoute, Platform, SessionState
from ..policy.decide import decide
from .held import Held, ReadAll, announced_by, session_of

Key = tuple[str, int]

#: A session that accepts or announces more than this is judged by its counts alone.
LIMIT = 50_000
#: How much of what was foretold may be missing (routes come and go by themselves).
TOLERANCE = 0.05


@dataclass(frozen=True)
class Forecast:
    """What the routes held now become under the policy. ``announced`` names prefixes announced now that must stay."""

    established: frozenset[Key]
    accepted: Mapping[Key, int]
    announced: Mapping[Key, frozenset[str]]
    not_foretold: frozenset[Key] = field(default_factory=frozenset)


def _allowed_loss(count: int) -> int:
    return int(count * TOLERANCE)


def forecast(
    held: Held,
    policy: Policy,
    rov: RovTable,
    states: tuple[SessionState, ...],
    touched: tuple[Key, ...],
    ends: frozenset[str] = frozenset(),
) -> Forecast:
    """Evaluate the routes that the router holds now against the policy, per touched session and family.

    :param ends: the addresses whose sessions are taken off: neither they nor what they brought is foretold.
    """
    by_key = {(item.address, item.family): item for item in states if item.address not in ends}
    up = frozenset(key for key, item in by_key.items() if item.is_established)
    too_many = frozenset(key for key in touched if key in up and max(by_key[key].accepted or 0, by_key[key].announced or 0) > LIMIT)
    accepted: dict[Key, int] = {}
    announced: dict[Key, frozenset[str]] = {}
    for family in sorted({family for _, family in touched}):
        if held.is_too_large(family):
            too_many |= {key for key in touched if key[1] == family}
            continue
        imported = [item for item in held.imported(policy, rov, family) if item.address not in ends]
        for key in touched:
            if key[1] != family or key not in up or key in too_many:
                continue
            accepted[key] = sum(1 for item in imported if item.address == key[0])
            announced[key] = _kept(held, policy, rov, key, imported)
    return Forecast(up, accepted, announced, too_many)


def _kept(held: Held, policy: Policy, rov: RovTable, key: Key, imported: list[HeldRoute]) -> frozenset[str]:
    """Return what is announced to a neighbor now and what the policy lets through afterwards."""
    address, family = key
    session = session_of(policy, address)
    chain = session.chain(Direction.EXPORT, family) if session else None
    now = held.announced(address, family)
    chosen: dict[Prefix, Route] = {}
    for item in imported:
        if item.is_best or item.route.prefix not in chosen:
            chosen[item.route.prefix] = item.route
    # Without a chain what runs stays; what another neighbor's import will reject is gone from it all the same.
    return frozenset(
        text
        for text in now
        if (route := chosen.get(Prefix.parse(text))) is not None and (chain is None or decide(policy, chain, route, rov).is_accepted)
    )


def problems(platform: Platform, read_all: ReadAll, told: Forecast, states: tuple[SessionState, ...]) -> list[str]:
    """Return what is not as foretold: sessions down, accepted routes lost, announcements lost. Empty means healthy."""
    found = []
    now = {(item.address, item.family): item for item in states}
    up = {key for key, item in now.items() if item.is_established}
    announced = announced_by(platform, read_all, sorted(key for key, expected in told.announced.items() if expected and key in up))
    for key in sorted(told.established):
        address, family = key
        state = now.get(key)
        if state is None or key not in up:
            found.append(f"{address} IPv{family}: the session went down")
            continue
        if key in told.accepted:
            wanted, have = told.accepted[key], state.accepted or 0
            if have < wanted - _allowed_loss(wanted):
                found.append(f"{address} IPv{family}: accepts {have} routes, {wanted} were foretold")
        expected = told.announced.get(key)
        if expected:
            lost = sorted(expected - announced[key])
            if len(lost) > _allowed_loss(len(expected)):
                found.append(f"{address} IPv{family}: no longer announces {', '.join(lost[:5])}" + (" ..." if len(lost) > 5 else ""))
    return found
