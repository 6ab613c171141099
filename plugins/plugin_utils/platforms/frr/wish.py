# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What one FRR router should hold of ours, given what it runs: sessions matched, operator's policies found, what cannot be named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from ...model.policies import Finding, Policy, Session
from ...model.prefixes import FAMILIES
from ...model.routes import Direction
from .. import line_keys
from ..contract import PlatformError, SessionState
from ..findings import IN_A_WINDOW, as_declared, let_through, no_discard_route, not_that_session, undeclared, waits_for_policies
from ..line_keys import BindingKey, LineKey, kept_back
from ..session_needs import without_effect
from .managed_sessions import new_session
from .objects import OURS, RTR_SLOT, Configuration, MapEntry, NeighborLines, local_lists
from .parse import FrrRunning
from .render import Facts, build, text
from .session_lines import CONTROL_OF, ROLE, SessionFacts, is_asked_for, resets, resets_without, undo, words

FRR_DIRECTION = {Direction.IMPORT: "in", Direction.EXPORT: "out"}
#: Lets a route of a neighbor next door use a discard next hop that is not connected (seen: without it the route is inactive).
DISCARD_LINE = "bgp disable-ebgp-connected-route-check"
#: FRR's traditional defaults have it on, and print it only when it is off.
POLICY_OPTIONAL = "no bgp ebgp-requires-policy"
#: Three times what 2,500 lines needed.
_SAFE_START_SECONDS = 300


@dataclass
class Wish:
    """The wanted objects, the bindings, lines and RTR caches of ours to take off, and what could not be wished.

    ``is_denying``: the router-wide default deny is to be switched on (RFC 8212). ``created``: sessions to make, ``ended``: sessions
    of ours to take off with all that is said at them, by address.
    """

    configuration: Configuration
    unbound: list[BindingKey] = field(default_factory=list)
    lines_off: dict[LineKey, str] = field(default_factory=dict)
    caches_off: frozenset[tuple[str, int]] = frozenset()
    findings: list[Finding] = field(default_factory=list)
    declared: dict[str, str] = field(default_factory=dict)
    is_denying: bool = False
    created: dict[str, NeighborLines] = field(default_factory=dict)
    ended: frozenset[str] = frozenset()


def calls(entries: Iterable[MapEntry]) -> Iterator[str]:
    """Return the route-maps that entries call."""
    for entry in entries:
        for line in entry.body:
            if line.startswith("call "):
                yield line.removeprefix("call ")


def operator_map(running: FrrRunning, key: BindingKey) -> str | None:
    """Return the operator's route-map that acts on a session: bound, called by ours, or inherited from its group."""
    bound = running.configuration.bindings.get(key)
    if bound is None:
        return running.inherited_maps.get(key)
    if not bound.startswith(OURS):
        return bound
    return next((name for name in calls(running.configuration.route_maps.get(bound, ())) if not name.startswith(OURS)), None)


def freed(running: FrrRunning, address: str) -> tuple[dict[BindingKey, str], list[BindingKey]]:
    """Return how the sessions of an address are without us."""
    return line_keys.freed(running.configuration.bindings, address, lambda key: operator_map(running, key), running.inherited_maps)


def _checked(running: FrrRunning, session: Session, state: SessionState | None) -> Finding | None:
    """Return why a declared session cannot be filtered, or None."""
    remedy = "correct manrs_neighbors, configure the session, or manage_sessions: true"
    problem = not_that_session(session, None if state is None else state.asn, remedy)
    if problem is not None or state is None:
        return problem

    def stores(family: int) -> bool:
        return (session.address, family) in running.stores_routes

    return without_effect(session, running.active, stores, state, running.refreshes)


def _is_missing(running: FrrRunning, session: Session) -> bool:
    """Tell whether the router has no session at an address, be it of a group, internal or without a family."""
    address = session.address
    inside = {item.address for item in running.internal_sessions}
    return address not in running.neighbors and address not in inside and all(item.address != address for item in running.sessions)


def _family_of(address: str) -> int:
    return 6 if ":" in address else 4


def _not_created(session: Session) -> Finding | None:
    """Return why a session is not made, or None: it comes up with filters both ways or not at all."""
    family = _family_of(session.address)
    missing = [FRR_DIRECTION[direction] for direction in Direction if session.chain(direction, family) is None]
    if not missing:
        return None
    what = f"the session is not created: there is no filter yet ({', '.join(missing)})"
    where, remedy = f"{session.neighbor} ({session.address})", "see its other findings, and its adoption_stage"
    return Finding("B01", "critical", where, what, remedy, (*as_declared(session), f"no filter: {', '.join(missing)}"))


def kept_sessions(ended: set[str], names: dict[str, str]) -> list[Finding]:
    """Leave sessions of ours as they are, filters included, and say so."""
    told = [
        Finding(
            "D02",
            "warning",
            f"{names.get(address, address)} ({address})",
            "not taken off yet, it is a session of ours and would end: it keeps its filters",
            IN_A_WINDOW,
            (f"neighbor {address}: a session of ours",),
        )
        for address in sorted(ended)
    ]
    ended.clear()
    return told


def _operator_maps(running: FrrRunning, session: Session) -> dict[BindingKey, str]:
    maps: dict[BindingKey, str] = {}
    for family in FAMILIES:
        if (session.address, family) not in running.active:
            continue
        for direction in Direction:
            key = BindingKey(session.address, family, FRR_DIRECTION[direction])
            theirs = operator_map(running, key)
            if theirs is None:
                continue
            if theirs not in running.configuration.route_maps:
                raise PlatformError(
                    f"{session.neighbor} ({session.address}): its route-map {theirs} ({key.direction}) does not exist on the router; "
                    "create it or take it off"
                )
            maps[key] = theirs
    return maps


def _router_findings(running: FrrRunning, policy: Policy) -> Iterator[Finding]:
    """Return what on the router, outside of what is ours, keeps a control from holding."""
    if policy.discards:
        for address in policy.discards:
            line = f"ipv6 route {address}/128 Null0" if ":" in address else f"ip route {address}/32 Null0"
            if not {line, line.replace("Null0", "blackhole")} & running.other_lines:
                yield no_discard_route(address, line)
        if DISCARD_LINE not in running.router_lines:
            what, remedy = "routes with a discard next hop stay inactive", f"router bgp {running.asn}: {DISCARD_LINE}"
            yield Finding("F16", "critical", "F16", what, remedy, (f"missing: {DISCARD_LINE}",))
    yield from let_through(local_lists(running.configuration))


def _late_start(running: FrrRunning, configuration: Configuration) -> Iterator[Finding]:
    """Return a finding when watchfrr may stop this version before it has read its configuration at the next start.

    The time of a line grows with the lines before it: 2,500 took 88 s on 8.4.4 (measured).
    """
    most = running.capabilities.start_lines
    if most is None or running.start_seconds >= _SAFE_START_SECONDS:
        return
    ours_now = text(running.asn, running.configuration.ours(), running.capabilities).count("\n")
    lines = running.raw.count("\n") - ours_now + text(running.asn, configuration, running.capabilities).count("\n")
    if lines > most:
        what = f"watchfrr stops the start after {running.start_seconds} s, and this FRR needs longer for {lines} lines: no BGP then"
        remedy = f'before the next restart: watchfrr_options="-T {_SAFE_START_SECONDS}" in /etc/frr/daemons'
        shown = (f"configuration: {lines} lines", f"watchfrr stops the start after {running.start_seconds} s")
        yield Finding("D03", "critical", "start", what, remedy, shown)


def _without_resets(facts: SessionFacts, wanted: dict[LineKey, str], names: dict[str, str]) -> list[Finding]:
    """Take off the wish what would reset a session, and say so."""
    return kept_back(
        wanted, lambda key, line: facts.lines.get(key) != line and resets(key, line, facts), "not set yet", words, names, CONTROL_OF
    )


def _without_lost_roles(running: FrrRunning, wanted: dict[LineKey, str], names: dict[str, str]) -> list[Finding]:
    """Take off the wish roles that this version does not keep: at a member of a peer-group FRR 8 prints none, so a restart loses it."""
    findings = []
    for key in [key for key in sorted(wanted) if key.slot == ROLE and key.address in running.groups]:
        group = running.groups[key.address]
        wished = wanted[key].replace(key.address, group, 1)
        if running.inherited_lines.get(key) == wished:
            del wanted[key]
        elif not running.capabilities.keeps_member_roles:
            del wanted[key]
            what = f"this FRR does not keep the role of a member of a peer-group, so it is not set: {words(key, wished)}"
            where, shown = f"{names.get(key.address, key.address)} ({key.address})", (f"neighbor {key.address} peer-group {group}",)
            findings.append(Finding("S03", "critical", where, what, f"set it at the group: {wished}", shown))
    return findings


def _bare(running: FrrRunning, bindings: Iterable[BindingKey]) -> list[str]:
    """Return the eBGP sessions that will have no policy, each with the direction."""
    bound = {*bindings, *running.inherited_maps}
    return [
        f"{address} IPv{family} {way}"
        for address, family in sorted(running.active)
        for way in FRR_DIRECTION.values()
        if BindingKey(address, family, way) not in bound
    ]


@dataclass
class _Sessions:
    """What becomes of the declared sessions.

    ``held``: what runs there stays. ``maps``: the operator's route-maps that ours call. ``back``: theirs that are bound again,
    ``unbound``: ours without one of theirs. ``lines_off``: our lines that nobody asks for any more. ``created``: sessions to make.
    ``ended``: sessions of ours to take off.
    """

    held: set[str] = field(default_factory=set)
    maps: dict[BindingKey, str] = field(default_factory=dict)
    back: dict[BindingKey, str] = field(default_factory=dict)
    unbound: list[BindingKey] = field(default_factory=list)
    lines_off: dict[LineKey, str] = field(default_factory=dict)
    created: dict[str, NeighborLines] = field(default_factory=dict)
    ended: set[str] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)

    def hold(self, session: Session, problem: Finding) -> None:
        self.held.add(session.address)
        self.findings.append(problem)

    def release(self, running: FrrRunning, address: str) -> None:
        self.held.add(address)
        if running.is_managed(address):
            self.ended.add(address)
            return
        bound, loose = freed(running, address)
        self.back |= bound
        self.unbound += loose
        self.lines_off |= added_lines(running, address)

    def take(self, running: FrrRunning, session: Session) -> None:
        self.maps |= _operator_maps(running, session)
        ours = added_lines(running, session.address)
        self.lines_off |= {key: line for key, line in ours.items() if not is_asked_for(session, key)}


def _sorted_out(running: FrrRunning, policy: Policy) -> _Sessions:
    """Decide for each declared session: released, made, held, or filtered."""
    found = _Sessions()
    states = {item.address: item for item in running.sessions}
    for session in policy.sessions:
        if session.is_released:
            found.release(running, session.address)
        elif policy.manages_sessions and _is_missing(running, session):
            if (problem := _not_created(session)) is not None:
                found.hold(session, problem)
            else:
                found.created[session.address] = new_session(session)
        elif (problem := _checked(running, session, states.get(session.address))) is not None:
            found.hold(session, problem)
        else:
            found.take(running, session)
    return found


def wish(running: FrrRunning, policy: Policy, allow_reset: bool) -> Wish:
    """Return what this router should hold of ours. Sessions that cannot take it are left as they are, with a finding.

    :raises PlatformError: a policy of the operator's is bound and does not exist; bgpd runs without its RPKI module.
    """
    if policy.rtr_caches and not running.has_rpki:
        raise PlatformError("bgpd runs without its RPKI module; install frr-rpki-rtrlib and add '-M rpki' to bgpd_options")
    findings: list[Finding] = list(_router_findings(running, policy))
    names = {session.address: session.neighbor for session in policy.sessions}
    sorted_out = _sorted_out(running, policy)
    created, ended, lines_off = sorted_out.created, sorted_out.ended, sorted_out.lines_off
    findings += sorted_out.findings
    if not policy.only:
        filtered = {key.address for key, name in running.configuration.bindings.items() if name.startswith(OURS)}
        findings += undeclared({item.address: item.asn for item in running.sessions}, policy, filtered)
    active = running.active | {(address, _family_of(address)) for address in created}
    told = running.session_facts
    told = replace(told, managed=told.managed | created.keys(), created=frozenset(created))
    facts = Facts(active, sorted_out.maps, running.buckets, frozenset(sorted_out.held), told)
    configuration = build(policy, running.capabilities, facts)
    lines = dict(configuration.lines)
    findings += _without_lost_roles(running, lines, names)
    if not allow_reset:
        findings += _without_resets(told, lines, names)
        findings += kept_lines(running, lines_off, names)
        findings += kept_sessions(ended, names)
    configuration = replace(configuration, bindings={**configuration.bindings, **sorted_out.back}, lines=lines)
    findings += _late_start(running, configuration)
    is_denying = False
    if policy.denies_without_policy and POLICY_OPTIONAL in running.router_lines:
        bare = _bare(running, {**running.configuration.bindings, **configuration.bindings})
        is_denying = not bare
        findings += [waits_for_policies(bare)] if bare else []
    off = own_caches(running) - configuration.rtr_caches
    return Wish(configuration, sorted_out.unbound, lines_off, off, findings, names, is_denying, created, frozenset(ended))


def own_caches(running: FrrRunning) -> frozenset[tuple[str, int]]:
    """Return the RTR caches of ours."""
    return frozenset(cache for cache in running.configuration.rtr_caches if LineKey(*cache, RTR_SLOT) in running.added)


def added_lines(running: FrrRunning, address: str) -> dict[LineKey, str]:
    """Return the lines of ours at a neighbor."""
    return {key: line for key, line in running.configuration.lines.items() if key.address == address and key in running.added}


def kept_lines(running: FrrRunning, lines_off: dict[LineKey, str], names: dict[str, str]) -> list[Finding]:
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
