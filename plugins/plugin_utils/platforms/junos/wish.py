# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What one Junos router should hold of ours, given what it runs: sessions matched, operator's policies found, what cannot be had."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ...model.first_few import evidence
from ...model.policies import Finding, Policy, Session
from ...model.prefixes import PrefixError
from ...model.routes import Direction, Relation, host_prefix
from ...model.sources import SourcePolicy
from ...model.terms import EmptyPath, PathHasSet, RovInvalid, SetNextHop
from ..contract import PlatformError, SessionState
from ..findings import IN_A_WINDOW, as_declared, let_through, no_discard_route, undeclared
from ..session_needs import RESTART_MINUTES, limit_number, limits_declared
from . import sources
from .documents import active, text_of
from .keys import plain
from .names import OURS
from .neighbors import KEY_SLOT, Neighbor, limit_slot
from .objects import RTR_GROUP, Configuration, Limit, is_inherited, local_lists, theirs
from .parse import JunosRunning
from .render import Facts, build
from .sources import SourceState

#: A neighbor's policies of a direction; () where it is to have no statement of its own.
Chains = dict[tuple[str, Direction], tuple[str, ...]]


@dataclass
class Wish:
    """The wanted objects, the chains and limits of the neighbors that change or may, and what could not be wished.

    ``limits`` and ``keys`` None: ours is taken off. ``caches`` and ``sources`` None: they stay as they are. ``declared``: names of
    neighbors by address.
    """

    objects: Configuration
    chains: Chains = field(default_factory=dict)
    limits: dict[tuple[str, int], Limit | None] = field(default_factory=dict)
    caches: frozenset[tuple[str, int]] | None = None
    sources: SourceState | None = None
    source_policy: SourcePolicy | None = None
    keys: dict[str, str | None] = field(default_factory=dict, repr=False)
    findings: list[Finding] = field(default_factory=list)
    declared: dict[str, str] = field(default_factory=dict)


def operators(running: JunosRunning, neighbor: Neighbor, direction: Direction) -> tuple[tuple[str, ...], bool]:
    """Return the operator's own policies of a neighbor, and whether it inherits them from its group or from BGP as a whole."""
    here = neighbor.here.get(direction, ())
    if not neighbor.ours(direction):
        return (here, False) if here else (neighbor.inherited.get(direction, ()), direction not in neighbor.is_by_groups)
    # What somebody bound beside ours since then stands behind our last word, where it would never be asked.
    beside = tuple(name for name in here if not name.startswith(OURS))
    if beside or any(is_inherited(name) is False for name in here):
        return (*theirs(running.configuration, here), *beside), False
    return neighbor.inherited.get(direction, ()), True


def freed(running: JunosRunning, neighbor: Neighbor) -> Chains:
    """Return the chains of a neighbor without us: its own policies, or none where it inherits them."""
    found: Chains = {}
    for direction in Direction:
        if neighbor.ours(direction):
            names, inherits = operators(running, neighbor, direction)
            found[neighbor.address, direction] = () if inherits else names
    return found


def limits_off(neighbor: Neighbor) -> dict[tuple[str, int], Limit | None]:
    """Return what takes the limits of ours off a neighbor."""
    return {(neighbor.address, family): None for family in neighbor.limits if limit_slot(family) in neighbor.added}


def _where(session: Session) -> str:
    return f"{session.neighbor} ({session.address})"


def _checked(running: JunosRunning, session: Session, states: dict[str, SessionState]) -> Finding | None:
    """Return why a declared session cannot be filtered, or None."""
    state, remedy = states.get(session.address), "correct manrs_neighbors, or configure the session"
    if session.address not in running.neighbors:
        what = f"declared as AS{session.asn}, no such neighbor in protocols bgp"
        return Finding("B01", "critical", _where(session), what, remedy, as_declared(session))
    if state is not None and state.asn != session.asn:
        what, shown = f"declared as AS{session.asn}, the router has AS{state.asn} there", (*as_declared(session), f"peer-as {state.asn}")
        return Finding("B01", "critical", _where(session), what, remedy, shown)
    if any(item.address == session.address for item in running.internal_sessions):
        what = f"declared as AS{session.asn}, the session is internal"
        return Finding("B01", "critical", _where(session), what, remedy, (*as_declared(session), "internal session"))
    if not running.neighbors[session.address].families:
        what = "carries neither IPv4 nor IPv6 unicast, so nothing of it is filtered"
        return Finding("B03", "critical", _where(session), what, remedy, as_declared(session))
    if policies := running.neighbors[session.address].family_policies:
        what = f"its family has policies of its own ({', '.join(policies)}), which act in the place of the neighbor's: it is not filtered"
        remedy = "bind them at the neighbor or the group, not in the family"
        return Finding("B03", "critical", _where(session), what, remedy, evidence(f"policy in its family: {name}" for name in policies))
    if "keep none" in running.neighbors[session.address].statements and session.address not in running.refreshes:
        what = "keep none, and its neighbor answers no route refresh, so a filter would not take effect"
        remedy, shown = "in a window: delete keep (resets the session), then run again", ("keep none", "no route refresh")
        return Finding("B04", "critical", _where(session), what, remedy, shown)
    return None


def _options(running: JunosRunning, session: Session) -> Iterator[Finding]:
    """Say what of a session's options is not had here."""
    options, neighbor = session.options, running.neighbors[session.address]
    if options.ttl_hops is not None:
        what = "S01: Junos looks at the TTL of what arrives in firewall filters of lo0 alone; it is not set"
        remedy = "add a term to your lo0 filter: from protocol tcp, port bgp, ttl-except 255, discard"
        yield Finding("S01", "critical", _where(session), what, remedy, (f"ttl_security: {options.ttl_hops}",))
    if session.relation is Relation.ROUTE_SERVER and "enforce-first-as" in neighbor.statements:
        what = "F08: enforce-first-as is on, so the routes of a route server vanish; Junos has no way to switch it off at one neighbor"
        remedy = "set enforce-first-as at the other groups and neighbors instead"
        yield Finding("F08", "critical", _where(session), what, remedy, (f"neighbor {session.address}: enforce-first-as",))
    sends_away = any(isinstance(item, SetNextHop) for chain in session.chains for rewrite in chain.last for item in rewrite.changes)
    if sends_away and not {"accept-remote-nexthop", "multihop"} & neighbor.statements:
        what = "F16: routes with a discard next hop stay inactive at a neighbor next door"
        remedy, shown = "set accept-remote-nexthop at the neighbor or its group", ("neither accept-remote-nexthop nor multihop",)
        yield Finding("F16", "critical", _where(session), what, remedy, shown)


def _keys(running: JunosRunning, sessions: Iterable[Session], allow_reset: bool) -> tuple[dict[str, str | None], list[Finding]]:
    """Return the keys to set (S02) or to take off, and what is left out: a key resets the session.

    :raises PlatformError: a password has a character that no line of a configuration can have.
    """
    found: dict[str, str | None] = {}
    findings: list[Finding] = []

    def left(session: Session, severity: str, what: str, remedy: str) -> None:
        findings.append(Finding("S02", severity, _where(session), f"S02: {what}", remedy, (f"neighbor {session.address}: {what}",)))

    for session in sessions:
        neighbor, password = running.neighbors[session.address], session.options.password
        if password is None:
            if KEY_SLOT in neighbor.added and neighbor.has_key_here:
                if allow_reset:
                    found[session.address] = None
                else:
                    left(session, "warning", "the password is not taken off yet, it resets the session", IN_A_WINDOW)
            continue
        if not password.isprintable():
            raise PlatformError(f"{_where(session)}: its password has a character that cannot be printed")
        if neighbor.key and plain(neighbor.key) == password:
            continue
        if "authentication-key-chain" in neighbor.statements:
            left(session, "critical", "the session has a key chain of the operator's, which stays", "take it off, or take the password off")
        elif neighbor.key and plain(neighbor.key) is None:
            left(session, "critical", "the router keeps its key so that nobody can read it, which stays", "set authentication-key yourself")
        elif not allow_reset:
            left(session, "warning", "the password is not set yet, it resets the session", IN_A_WINDOW)
        else:
            found[session.address] = password
    return found, findings


def keys_off(neighbor: Neighbor) -> dict[str, str | None]:
    """Return what takes a key of ours off a neighbor."""
    return {neighbor.address: None} if KEY_SLOT in neighbor.added and neighbor.has_key_here else {}


def _limits(
    running: JunosRunning, sessions: Iterable[Session], allow_reset: bool
) -> tuple[dict[tuple[str, int], Limit | None], list[Finding]]:
    """Return the limits to have (F15), and what is left out because it resets a session or would hide families of the group."""
    accepted = {(item.address, item.family): item.accepted for item in running.sessions}
    found: dict[tuple[str, int], Limit | None] = {}
    findings: list[Finding] = []

    def left(session: Session, family: int, why: str, remedy: str) -> None:
        what, shown = f"F15: the limit of IPv{family} is not set: {why}", (f"neighbor {session.address}, IPv{family}: {why}",)
        findings.append(Finding("F15", "warning", _where(session), what, remedy, shown))

    for session in sessions:
        neighbor = running.neighbors[session.address]
        asked = [item for item in session.limits if item.direction is Direction.IMPORT and session.chains]
        found |= {key: None for key in limits_off(neighbor) if key[1] not in {item.family for item in asked}}
        if any(item.direction is Direction.EXPORT for item in session.limits):
            what, remedy = "export_limits: Junos has no limit of what is sent", "take it off; the filters hold"
            findings.append(Finding("F15", "warning", _where(session), what, remedy, limits_declared(session)))
        for limit in asked:
            key = (session.address, limit.family)
            present = neighbor.limits.get(limit.family)
            is_ours = limit_slot(limit.family) in neighbor.added
            if limit.family not in neighbor.families or (present is not None and not is_ours and not limit.is_declared):
                continue
            count = limit_number(limit, accepted.get(key), present.maximum if present is not None else None)
            if count is None:
                continue
            wanted = Limit(count, 0 if limit.warns_only else RESTART_MINUTES)
            if wanted == present:
                continue
            if limit.family not in neighbor.families_here:
                # A family at the neighbor hides all families of its group, and saying the default one may renegotiate it.
                left(session, limit.family, "its families are not said at the neighbor itself", "set accepted-prefix-limit at the group")
            elif wanted.idle_minutes and wanted.maximum < (accepted.get(key) or 0) and not allow_reset:
                left(session, limit.family, f"{wanted.maximum} is below what it has, so it resets", IN_A_WINDOW)
            else:
                found[key] = wanted
    return found, findings


def _router_findings(running: JunosRunning, policy: Policy) -> Iterator[Finding]:
    """Return what on the router, outside of what is ours, keeps a control from holding."""
    if policy.discards:
        static = (*active(running.root, "routing-options/static/route"), *active(running.root, "routing-options/rib/static/route"))
        away = {text_of(item, "name") for item in static if item.find("discard") is not None or item.find("reject") is not None}
        for address in policy.discards:
            if f"{address}/{128 if ':' in address else 32}" not in away:
                yield no_discard_route(address, f"add a static route to {address} with discard")
    terms = [term for session in policy.sessions for chain in session.chains for term in chain.terms]
    if any(PathHasSet() in term.when for term in terms):
        what = (
            "Juniper documents no match for AS_SETs: a path that is not ASNs alone is rejected by an expression, which no router has shown"
        )
        remedy, shown = "announce one with an AS_SET to a test session and look that it is hidden", ("as-path expression of ours",)
        yield Finding("F21", "warning", "F21", what, remedy, shown)
    if policy.denies_without_policy:
        what = "rfc8212 is not set on Junos by this collection"
        remedy = "set protocols bgp defaults ebgp no-policy, when every session has policy both ways"
        yield Finding("F20", "warning", "F20", what, remedy, ("manrs_network.rfc8212: true",))
    yield from let_through(local_lists(running.configuration))


def _cache_wish(running: JunosRunning, policy: Policy) -> tuple[frozenset[tuple[str, int]] | None, list[Finding]]:
    """Return the RTR sessions of ours to have: those of the operator's own groups are left out."""
    theirs_too = {
        text_of(session, "name")
        for group in active(running.root, "routing-options/validation/group")
        if text_of(group, "name") != RTR_GROUP
        for session in active(group, "session")
    }
    wanted: set[tuple[str, int]] = set()
    findings: list[Finding] = []
    for cache in policy.rtr_caches:
        try:
            address = str(host_prefix(cache.host)).partition("/")[0]
        except PrefixError:
            what = f"Junos takes addresses of RPKI caches alone, and {cache.host!r} is none"
            remedy, shown = "give manrs_registry.rpki.rtr the address of the cache", (f"rtr: {cache.host} port {cache.port}",)
            findings.append(Finding("F12", "critical", "F12", what, remedy, shown))
            continue
        if address not in theirs_too:
            wanted.add((address, cache.port))
    return frozenset(wanted), findings


def _rov_everywhere(policy: Policy) -> None:
    """Refuse what Junos would not reject: it validates routes that BGP brought alone. :raises PlatformError: own ones are to be."""
    for session in policy.sessions:
        for chain in session.chains:
            for term in chain.terms:
                if chain.direction is Direction.EXPORT and RovInvalid() in term.when and (EmptyPath(),) not in term.unless:
                    raise PlatformError(
                        f"{session.neighbor}: Junos validates only routes that BGP brought, not those of its own; "
                        "manrs_network.reject_own_invalid: false"
                    )


def wish(running: JunosRunning, policy: Policy, allow_reset: bool) -> Wish:
    """Return what this router should hold of ours. Sessions that cannot take it are left as they are, with a finding.

    :raises PlatformError: a control would be more open here than it is declared.
    """
    _rov_everywhere(policy)
    findings = list(_router_findings(running, policy))
    states = {item.address: item for item in running.sessions}
    made = Wish(Configuration(), declared={session.address: session.neighbor for session in policy.sessions})
    taken: list[Session] = []
    for session in policy.sessions:
        neighbor = running.neighbors.get(session.address)
        if session.is_released:
            if neighbor is not None:
                made.chains |= freed(running, neighbor)
                made.limits |= limits_off(neighbor)
                off = keys_off(neighbor)
                if off and not allow_reset:
                    what, shown = "S02: the password is not taken off yet", (f"neighbor {session.address}: a key of ours",)
                    findings.append(Finding("S02", "warning", _where(session), what, IN_A_WINDOW, shown))
                made.keys |= off if allow_reset else {}
        elif (problem := _checked(running, session, states)) is not None:
            findings.append(problem)
        else:
            taken.append(session)
            findings += _options(running, session)
    if not policy.only and not policy.is_sources_alone:
        filtered = {address for address, item in running.neighbors.items() if any(item.ours(direction) for direction in Direction)}
        findings += undeclared({item.address: item.asn for item in running.sessions}, policy, filtered)
    addresses = {session.address for session in taken}
    facts = Facts(
        lambda address: running.neighbors[address].families if address in addresses else (),
        {address: running.neighbors[address].group for address in addresses},
        {
            (address, direction): operators(running, running.neighbors[address], direction)
            for address in addresses
            for direction in Direction
        },
        {(address, direction): running.neighbors[address].here.get(direction, ()) for address in addresses for direction in Direction},
    )
    made.objects = build(policy, facts)
    for address, binding in made.objects.bindings.items():
        for direction in Direction:
            if (names := binding.policies(direction)) is not None:
                made.chains[address, direction] = names
    limits, left = _limits(running, taken, allow_reset)
    made.limits |= limits
    keys, waiting = _keys(running, taken, allow_reset)
    made.keys |= keys
    findings += [*left, *waiting]
    if not policy.is_sources_alone:
        made.caches, unnamed = _cache_wish(running, policy)
        findings += unnamed
    if policy.sources is not None:
        made.source_policy = policy.sources
        made.sources, told = sources.wanted(running.sources, running.units, policy.sources)
        findings += told
    made.findings = findings
    return made
