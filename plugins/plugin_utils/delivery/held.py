# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The routes that a router holds, read once per family, as its policy would have them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from ..model.policies import Policy, Session
from ..model.prefixes import BITS, FAMILIES, Prefix
from ..model.routes import Direction
from ..model.rov import RovTable
from ..platforms.contract import Command, HeldRoute, Platform, SessionState
from ..policy.decide import arriving, evaluate, receive

#: With more routes of a family than this they are not read one by one.
MOST_ROUTES = 200_000
#: Addresses that one command asks the forwarding table for; a command line has its limits.
_PROBES = 2_000
#: Runs reading commands on the router and returns their outputs.
ReadAll = Callable[[Sequence[Command]], list[str]]


def session_of(policy: Policy, address: str) -> Session | None:
    """Return the session with a neighbor's address."""
    return next((session for session in policy.sessions if session.address == address), None)


def announced_by(platform: Platform, read_all: ReadAll, keys: Sequence[tuple[str, int]]) -> dict[tuple[str, int], frozenset[str]]:
    """Return the prefixes that sessions and families are sent."""
    outputs = read_all([platform.announced(*key) for key in keys]) if keys else []
    return {key: platform.announced_prefixes(output) for key, output in zip(keys, outputs, strict=True)}


class Held:
    """What one router holds now. ``sessions``: those that it has; a family that is not active on a session is not asked for."""

    def __init__(self, platform: Platform, read_all: ReadAll, sessions: tuple[SessionState, ...]) -> None:
        self._platform = platform
        self._read_all = read_all
        self._active = frozenset((item.address, item.family) for item in sessions)
        self._sessions = sessions
        self._routes: dict[int, list[HeldRoute]] = {}
        self._by_address: dict[int, dict[str, list[HeldRoute]]] = {}
        self._announced: dict[tuple[str, int], frozenset[str]] = {}
        self._routed: dict[Prefix, str | None] = {}

    def is_too_large(self, family: int) -> bool:
        """Tell whether a family has too many routes to be read one by one, as with full tables: then counts must do."""
        return sum(item.accepted or 0 for item in self._sessions if item.family == family) > MOST_ROUTES

    def routes(self, family: int) -> list[HeldRoute]:
        """Return all routes of a family."""
        if family not in self._routes:
            (output,) = self._read_all([self._platform.routes(family)])
            self._routes[family] = self._platform.held_routes(output, family)
        return self._routes[family]

    def live(self, addresses: Collection[str]) -> list[tuple[Prefix, int | None]]:
        """Return (prefix, origin) of the routes that are held from some neighbor addresses."""
        families = sorted({family for address, family in self._active if address in addresses and not self.is_too_large(family)})
        return [(item.route.prefix, item.route.origin) for family in families for item in self.routes(family) if item.address in addresses]

    def announced(self, address: str, family: int) -> frozenset[str]:
        """Return the prefixes that one neighbor is sent."""
        key = (address, family)
        if key not in self._active:
            return frozenset()
        if key not in self._announced:
            self.announced_to(self._active)
        return self._announced[key]

    def announced_to(self, keys: Collection[tuple[str, int]]) -> dict[tuple[str, int], frozenset[str]]:
        """Return the prefixes that sessions and families are sent, read at once; a family that is not active is left out."""
        active = self._active.intersection(keys)
        self._announced |= announced_by(self._platform, self._read_all, sorted(active - self._announced.keys()))
        return {key: self._announced[key] for key in sorted(active)}

    def imported(self, policy: Policy, rov: RovTable, family: int) -> list[HeldRoute]:
        """Return the routes of a family as they are behind the policy's import; those that it rejects are left out."""
        imported = []
        for item in self.routes(family):
            session = session_of(policy, item.address)
            if session is None or session.chain(Direction.IMPORT, family) is None:
                imported.append(item)
                continue
            verdict, route = receive(policy, session, item.route, rov)
            if verdict.is_accepted:
                imported.append(replace(item, route=route))
        return imported

    def received(self, policy: Policy, rov: RovTable, addresses: Collection[str]) -> set[Prefix] | None:
        """Return the prefixes that the policy accepts from neighbor addresses; None when there are too many routes to look at each."""
        found: set[Prefix] = set()
        for address in addresses:
            session = session_of(policy, address)
            for family in FAMILIES:
                if session is None or (address, family) not in self._active or session.chain(Direction.IMPORT, family) is None:
                    continue
                if self.is_too_large(family):
                    return None
                items = self._from(family).get(address, ())
                found |= {item.route.prefix for item in items if receive(policy, session, item.route, rov)[0].is_accepted}
        return found

    def _from(self, family: int) -> dict[str, list[HeldRoute]]:
        """Return the routes of a family by the neighbor address that they come from."""
        if family not in self._by_address:
            by_address: dict[str, list[HeldRoute]] = {}
            for item in self.routes(family):
                by_address.setdefault(item.address, []).append(item)
            self._by_address[family] = by_address
        return self._by_address[family]

    def routed(self, prefixes: Collection[Prefix]) -> dict[Prefix, str]:
        """Return the interface that the router sends packets to a prefix to; what it has no route to is left out.

        Nothing is asked twice; where the OS has a question for many at once, it takes no longer than asking for one.
        """
        probes = {
            prefix: Prefix(prefix.family, prefix.network + (prefix.length < BITS[prefix.family]), BITS[prefix.family])
            for prefix in prefixes
        }
        wanted = sorted({probe for probe in probes.values() if probe not in self._routed})
        for begin in range(0, len(wanted), _PROBES):
            asked = wanted[begin : begin + _PROBES]
            found = self._platform.routed_interfaces(self._read_all(self._platform.routed(asked)))
            self._routed |= {probe: found.get(probe) for probe in asked}
        return {prefix: name for prefix, probe in probes.items() if (name := self._routed[probe]) is not None}

    def would_reject(
        self, policy: Policy, rov: RovTable, session: Session, family: int, direction: Direction
    ) -> dict[str, list[HeldRoute]]:
        """Return what the monitored controls of a chain would reject of the routes held now, by control."""
        found: dict[str, list[HeldRoute]] = {}
        chain = session.chain(direction, family)
        if chain is None or not any(term.is_monitored for term in chain.terms):
            return found
        if direction is Direction.IMPORT:
            of_session = [item for item in self.routes(family) if item.address == session.address]
            candidates = [replace(item, route=arriving(session, item.route)) for item in of_session]
        else:
            sent = self.announced(session.address, family)
            candidates = [item for item in self.imported(policy, rov, family) if item.is_best and str(item.route.prefix) in sent]
        for item in candidates:
            controls: list[str] = []
            evaluate(policy, chain, item.route, rov, monitored=controls)
            for control in dict.fromkeys(controls):
                found.setdefault(control, []).append(item)
        return found
