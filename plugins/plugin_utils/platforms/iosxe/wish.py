# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What one IOS router should hold of ours, given what it runs: sessions matched, operator's policies found, what cannot be said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from ...model.first_few import evidence
from ...model.policies import Finding, Policy, Session
from ...model.prefixes import FAMILIES
from ...model.routes import Direction
from ...model.terms import PathLongerThan
from ..contract import PlatformError, SessionState
from ..findings import let_through, no_discard_route, not_that_session, undeclared
from ..line_keys import BindingKey, LineKey, kept_back, owned_lines
from ..session_needs import without_effect
from . import beside, sources
from .names import OURS
from .objects import Bound, Configuration, Way, local_lists
from .parse import IosRunning
from .render import DIRECTION, Facts, build
from .session_lines import CONTROL_OF, LONGEST, ROUTER, is_asked_for, is_same, number_of, resets, resets_without, undo, unsayable, words
from .sources import SourceWish
from .text import cache_line

#: Invalid routes are then used like others where no filter rejects them.
_ALLOW_INVALID = ("bgp bestpath prefix-validate allow-invalid", "bgp bestpath prefix-validate disable")


@dataclass
class Wish:
    """The wanted objects, the bindings, lines and RPKI caches of ours to take off, and what could not be wished.

    ``has_filters``: filters are this run's business; else what runs stays, used or not. ``sources`` None: sources are not.
    """

    configuration: Configuration
    unbound: frozenset[Bound] = frozenset()
    lines_off: dict[LineKey, str] = field(default_factory=dict)
    caches_off: frozenset[tuple[str, int]] = frozenset()
    findings: list[Finding] = field(default_factory=list)
    declared: dict[str, str] = field(default_factory=dict)
    has_filters: bool = True
    sources: SourceWish | None = None


def source_wish(running: IosRunning, policy: Policy) -> SourceWish | None:
    """Return what checks sources; None when that is not this run's business."""
    if policy.sources is None:
        return None
    parsed = running.parsed
    return sources.wish(parsed.checks, sources.networks(parsed.interfaces), parsed.owned, policy.sources)


def ours_at(running: IosRunning, address: str | None = None) -> frozenset[Bound]:
    """Return where filters of ours are bound, at one neighbor or at all."""
    now = running.configuration
    return frozenset(
        bound for bound, name in now.bindings.items() if now.is_ours(bound, name) and (address is None or bound.address == address)
    )


def theirs_at(running: IosRunning, key: BindingKey) -> str | None:
    """Return the operator's route-map that acts on a session: bound, or inherited where ours is not bound over it."""
    bound = running.configuration.bindings.get(Bound(*key, Way.MAP))
    if bound is not None and not bound.startswith(OURS):
        return bound
    return running.parsed.inherited_maps.get(key)


def _checked(running: IosRunning, session: Session, state: SessionState | None) -> Finding | None:
    """Return why a declared session cannot be filtered, or None."""
    problem = not_that_session(session, None if state is None else state.asn)
    if problem is not None or state is None:
        return problem
    facts = running.session_facts

    def stores(family: int) -> bool:
        return facts.effective(LineKey(session.address, family, "soft-reconfiguration")) is not None

    return without_effect(session, running.active, stores, state, running.refreshes)


@dataclass
class _Sessions:
    """What becomes of the declared sessions.

    ``held``: what runs there stays. ``beside``: where a route-map of the operator's stays. ``closed``: where the router takes no filter of
    ours. ``unbound``: filters of ours that go. ``lines_off``: our lines that nobody asks for any more.
    """

    held: set[str] = field(default_factory=set)
    beside: set[BindingKey] = field(default_factory=set)
    closed: set[BindingKey] = field(default_factory=set)
    unbound: set[Bound] = field(default_factory=set)
    lines_off: dict[LineKey, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def release(self, running: IosRunning, address: str) -> None:
        """Take what is ours off a session."""
        self.held.add(address)
        self.unbound |= ours_at(running, address)
        self.lines_off |= owned_lines(running.configuration.lines, running.parsed.owned, address)

    def take(self, running: IosRunning, policy: Policy, session: Session) -> None:
        """Filter a session."""
        for family in FAMILIES:
            for direction in Direction:
                chain = session.chain(direction, family)
                if (session.address, family) not in running.active or chain is None:
                    continue
                key = BindingKey(session.address, family, DIRECTION[direction])
                where = f"{session.neighbor} ({session.address})"
                group = running.parsed.groups.get(session.address)
                if group is not None and key.direction == "out":
                    self.closed.add(key)
                    what = f"IPv{family} export: it is a member of peer-group {group}, and IOS takes no outbound filter at a member"
                    remedy = f"take it out of the group; a peer-policy template can give it the rest of what {group} does"
                    self.findings.append(
                        Finding("B03", "critical", where, what, remedy, (f"neighbor {session.address} peer-group {group}",))
                    )
                elif (theirs := theirs_at(running, key)) is not None:
                    self.beside.add(key)
                    self.findings += self._said_beside(running, policy, key, theirs, where, direction, session)
        self.findings += unsayable(session, running.session_facts)
        ours = owned_lines(running.configuration.lines, running.parsed.owned, session.address)
        self.lines_off |= {key: line for key, line in ours.items() if not is_asked_for(session, key)}

    def _said_beside(
        self, running: IosRunning, policy: Policy, key: BindingKey, theirs: str, where: str, direction: Direction, session: Session
    ) -> Iterator[Finding]:
        chain = session.chain(direction, key.family)
        if chain is None:
            return
        if theirs not in running.configuration.route_maps:
            what = f"its route-map {theirs} ({key.direction}) does not exist on the router; create it or take it off"
            raise PlatformError(f"{where}: {what}")
        found = beside.held_back(policy, chain)
        way = f"IPv{key.family} {direction}"
        missed = beside.not_held(chain, found.controls)
        if missed:
            what = f"{way}: its own route-map {theirs} stays and IOS takes one, so lists hold back what they can: not, or not wholly, by us"
            remedy = f"take {theirs} off to have all controls; what it holds back can be a prefix list or filter list of its own"
            shown = evidence((f"neighbor {key.address} route-map {theirs} {key.direction}", *(f"not by us: {name}" for name in missed)))
            yield Finding("B03", "critical", where, f"{what}: {', '.join(missed)}", remedy, shown)
        now = running.configuration
        for kind, wanted in ((Way.PREFIXES, found.prefixes), (Way.PATHS, found.paths)):
            bound = Bound(*key, kind)
            name = now.bindings.get(bound)
            if wanted is not None and name is not None and not now.is_ours(bound, name):
                what = f"{way}: its own {kind} {name} stays, and ours does not stand beside it"
                yield Finding(
                    "B03", "critical", where, what, f"take its {kind} off", (f"neighbor {key.address}: {kind} {name} {key.direction}",)
                )


def _sorted_out(running: IosRunning, policy: Policy) -> _Sessions:
    """Decide for each declared session: released, held, or filtered."""
    found = _Sessions()
    states = {item.address: item for item in running.sessions}
    for session in policy.sessions:
        if session.is_released:
            found.release(running, session.address)
        elif (problem := _checked(running, session, states.get(session.address))) is not None:
            found.held.add(session.address)
            found.findings.append(problem)
        else:
            found.take(running, policy, session)
    return found


def _router_findings(running: IosRunning, policy: Policy) -> Iterator[Finding]:
    """Return what on the router, outside of what is ours, keeps a control from holding."""
    for address in policy.discards:
        line = f"ipv6 route {address}/128 Null0" if ":" in address else f"ip route {address} 255.255.255.255 Null0"
        if not any(
            other.startswith(line.replace("ipv6 route ", "ipv6 route ").lower()) for other in map(str.lower, running.parsed.other_lines)
        ):
            yield no_discard_route(address, line)
    allowing = [line for line in _ALLOW_INVALID if line in running.parsed.router_lines]
    if allowing and policy.rtr_caches:
        what = f"{allowing[0]}: invalid routes of sessions without filters of ours are used, and announced where a map does not ask"
        yield Finding("F12", "warning", "F12", what, "take the line off", tuple(allowing))
    if policy.denies_without_policy:
        what = "rfc8212 is not switched on: no default deny of IOS for sessions without policy is known to us"
        remedy = "give each eBGP session a policy both ways, by declaring its neighbor"
        yield Finding("F20", "warning", "F20", what, remedy, ("manrs_network.rfc8212: true",))
    yield from let_through(local_lists(running.configuration))


def _without_resets(running: IosRunning, wanted: dict[LineKey, str], names: dict[str, str]) -> list[Finding]:
    """Take off the wish what would reset a session, and say so."""
    facts = running.session_facts
    return kept_back(
        wanted,
        lambda key, line: not is_same(line, facts.lines.get(key)) and resets(key, line, facts),
        "not set yet",
        words,
        names,
        CONTROL_OF,
    )


def kept_lines(running: IosRunning, lines_off: dict[LineKey, str], names: dict[str, str]) -> list[Finding]:
    """Leave what would reset a session where it is, and say so."""
    facts = running.session_facts
    return kept_back(
        lines_off,
        lambda key, line: resets_without(key, facts),
        "not taken off yet",
        lambda key, line: words(key, undo(line)),
        names,
        CONTROL_OF,
    )


def _longest_path(running: IosRunning, policy: Policy, lines: dict[LineKey, str]) -> tuple[dict[LineKey, str], list[Finding]]:
    """Return our line of the longest path where nobody asks for it any more, and what it does to sessions that ask for longer ones."""
    key = LineKey(ROUTER, 0, LONGEST)
    if policy.only and key in lines and key in running.configuration.lines:
        # The others are not looked at: what they need stays.
        present = number_of(running.configuration.lines[key])
        if present is not None and present < (number_of(lines[key]) or 0):
            del lines[key]
    if key in running.parsed.owned and key not in lines and not policy.only and key in running.configuration.lines:
        return {key: running.configuration.lines[key]}, []
    counts = {
        atom.count
        for session in policy.sessions
        for chain in session.chains
        for term in chain.terms
        for atom in term.when
        if isinstance(atom, PathLongerThan)
    }
    monitored = any(
        term.is_monitored and any(isinstance(atom, PathLongerThan) for atom in term.when)
        for session in policy.sessions
        for chain in session.chains
        for term in chain.terms
    )
    if key in lines and (len(counts) > 1 or monitored):
        what = f"IOS has one longest path for the router: {lines[key]}, on every session"
        remedy = "declare the same longest path and mode of F06 for all neighbors"
        return {}, [Finding("F06", "warning", "F06", what, remedy, evidence(f"longest_path: {count}" for count in sorted(counts)))]
    return {}, []


def wish(running: IosRunning, policy: Policy, allow_reset: bool) -> Wish:
    """Return what this router should hold of ours. Sessions that cannot take it are left as they are, with a finding.

    :raises PlatformError: a policy of the operator's is bound and does not exist.
    """
    findings: list[Finding] = list(_router_findings(running, policy))
    names = {session.address: session.neighbor for session in policy.sessions}
    sorted_out = _sorted_out(running, policy)
    findings += dict.fromkeys(sorted_out.findings)
    if not policy.only:
        filtered = {bound.address for bound in ours_at(running)}
        findings += undeclared({item.address: item.asn for item in running.sessions}, policy, filtered)
    now = running.configuration
    facts = Facts(
        running.active,
        frozenset(sorted_out.beside),
        frozenset(sorted_out.closed),
        now.path_lists,
        frozenset(sorted_out.held),
        running.session_facts,
    )
    configuration = build(policy, facts)
    lines, lines_off = dict(configuration.lines), sorted_out.lines_off
    more_off, told = _longest_path(running, policy, lines)
    lines_off |= more_off
    findings += told
    if not allow_reset:
        findings += _without_resets(running, lines, names)
        findings += kept_lines(running, lines_off, names)
    for cache in configuration.rtr_caches:
        cache_line(*cache)
    # Lists of theirs stay where they are.
    bindings = {
        bound: name
        for bound, name in configuration.bindings.items()
        if bound not in now.bindings or now.is_ours(bound, now.bindings[bound])
    }
    taken = {session.address for session in policy.sessions} - sorted_out.held
    stay = {Bound(*key, way) for key in _without_chain(policy, sorted_out) for way in Way}
    loose = {bound for bound in ours_at(running) if bound.address in taken and bound not in bindings and bound not in stay}
    configuration = replace(configuration, bindings=bindings, lines=lines)
    off = running.parsed.own_caches - configuration.rtr_caches
    checked = source_wish(running, policy)
    findings += checked.findings if checked is not None else ()
    return Wish(configuration, frozenset(sorted_out.unbound | loose), lines_off, off, findings, names, sources=checked)


def _without_chain(policy: Policy, sorted_out: _Sessions) -> Iterator[BindingKey]:
    """Give where what runs stays: no chain could be made yet, or the router takes none."""
    yield from sorted_out.closed
    for session in policy.sessions:
        for family in FAMILIES:
            for direction in Direction:
                if session.chain(direction, family) is None:
                    yield BindingKey(session.address, family, DIRECTION[direction])
