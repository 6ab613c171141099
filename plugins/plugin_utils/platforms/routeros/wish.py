# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What one RouterOS router should hold of ours, given what it runs: connections matched, operator's chains found, what is not done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from ...model.first_few import evidence
from ...model.policies import Finding, Policy, Session
from ...model.routes import Direction
from ...model.terms import RovInvalid
from .. import line_keys
from ..findings import IN_A_WINDOW, as_declared, let_through, no_discard_route, undeclared
from ..line_keys import BindingKey
from ..session_needs import limits_declared
from . import operator, sources
from .names import LOCAL, OURS
from .objects import PREFIXES, Configuration, binding_key, local_lists, owned_lists
from .parse import Connection, RosRunning
from .render import DIRECTION, Facts, build
from .text import CONNECTIONS, quoted

#: The highest TTL of a packet: one that has it was sent next door (RFC 5082).
_MOST_TTL = 255

#: Address and family of a session.
Limited = tuple[str, int]


@dataclass
class Wish:
    """The wanted objects and bindings, the bindings and RPKI caches of ours to take off, and what could not be wished.

    ``limits_off``: limits of ours to take off. ``has_filters``: filters are this run's business; else what runs stays, used or not.
    ``sources`` None: sources are not.
    """

    configuration: Configuration
    unbound: list[BindingKey] = field(default_factory=list)
    caches_off: frozenset[tuple[str, int]] = frozenset()
    findings: list[Finding] = field(default_factory=list)
    declared: dict[str, str] = field(default_factory=dict)
    has_filters: bool = True
    limits_off: frozenset[tuple[str, int]] = frozenset()
    sources: sources.SourceWish | None = None


def freed(running: RosRunning, address: str) -> tuple[dict[BindingKey, str], list[BindingKey]]:
    """Return how the connection to an address is without us: a template has what it inherits."""
    templates = running.connections[address].inherited if address in running.connections else {}
    inherited = {binding_key(address, way): name for way, name in templates.items()}
    return line_keys.freed(running.configuration.bindings, address, lambda key: operator.of_session(running, key), inherited)


def _checked(running: RosRunning, session: Session) -> Finding | None:
    """Return why a declared session cannot be filtered, or None."""
    connection = running.connections.get(session.address)
    seen = {item.asn for item in running.sessions if item.address == session.address}
    if connection is not None and not connection.is_internal and seen == {session.asn}:
        return None
    what = f"the router has AS{min(seen)} there" if seen else "no such connection" if connection is None else "the router has no ASN for it"
    remedy = "correct manrs_neighbors, or configure the connection with remote.as"
    where = f"{session.neighbor} ({session.address})"
    return Finding("B01", "critical", where, f"declared as AS{session.asn}, {what}", remedy, as_declared(session))


def _not_secured(connection: Connection, session: Session) -> Iterator[Finding]:
    """Return a finding for what is declared of the session itself (S01, S02) and is not at its connection. The operator sets both.

    For ``local.ttl`` and ``remote.ttl`` the guide has no ``unset``, so they had no way back; a key would stand in the script of the way
    back, where users read it who may not see it at the connection.
    """
    where, hops, password = f"{session.neighbor} ({session.address})", session.options.ttl_hops, session.options.password
    line = f"{CONNECTIONS}/set [find where name={quoted(connection.name)}]"
    if hops is not None and (connection.local_ttl != _MOST_TTL or connection.remote_ttl <= _MOST_TTL - hops):
        what = f"S01: TTL security is not set for a neighbor {hops} away, and not by this collection"
        remedy = f"in a window, because it may take the session down: {line} local.ttl={_MOST_TTL} remote.ttl={_MOST_TTL + 1 - hops}"
        yield Finding("S01", "warning", where, what, remedy, (f"local.ttl={connection.local_ttl} remote.ttl={connection.remote_ttl}",))
    if password is not None and connection.password != password:
        unseen = "no tcp-md5-key is seen: there is none, or the user of this collection has not the policy sensitive"
        what = unseen if connection.password is None else "its tcp-md5-key is another than the declared one"
        remedy = f"in a window, together with the neighbor: {line} tcp-md5-key=..."
        yield Finding("S02", "warning", where, f"S02: {what}", remedy, (f"connection {connection.name}: {what}",))


def _not_set(session: Session) -> Iterator[Finding]:
    """Return a finding for what is declared at a session and not set on this platform."""
    told = {
        "F15: a limit that only warns": any(limit.is_declared and limit.warns_only for limit in session.limits),
        "export_limits": any(limit.direction is Direction.EXPORT for limit in session.limits),
    }
    for what, is_declared in told.items():
        if is_declared:
            where = f"{session.neighbor} ({session.address})"
            said, remedy = f"{what} is not set on RouterOS by this collection", "set it at the connection yourself"
            yield Finding("F15", "warning", where, said, remedy, limits_declared(session))


def _router_findings(running: RosRunning, policy: Policy) -> Iterator[Finding]:
    """Return what on the router, outside of what is ours, keeps a control from holding."""
    for address in policy.discards:
        prefix = f"{address}/{128 if ':' in address else 32}"
        if prefix not in running.discards:
            menu = "/ipv6/route" if ":" in address else "/ip/route"
            yield no_discard_route(address, f"{menu}/add dst-address={prefix} blackhole=yes")
    asks = any(RovInvalid() in term.when for session in policy.sessions for chain in session.chains for term in chain.terms)
    if asks and not policy.rtr_caches:
        what, remedy = "no RPKI cache is declared: nothing is invalid", "declare manrs_registry.rpki.rtr"
        yield Finding("F12", "critical", "F12", what, remedy, ("manrs_registry.rpki.rtr: []",))
    counted = [limit for session in policy.sessions if session.chains for limit in session.limits if limit.direction is Direction.IMPORT]
    if any(not limit.is_declared and not limit.warns_only for limit in counted):
        what = "no limit is set where the intent says no number: a session stays down beyond it, and rejected routes may count"
        unsaid = (item for item in policy.sessions for limit in item.limits if limit in counted and not limit.is_declared)
        shown = evidence(f"no limits declared: {item.neighbor} ({item.address})" for item in unsaid)
        yield Finding("F15", "warning", "F15", what, "write limits at the neighbors whose number you know", shown)
    yield from let_through(local_lists(running.configuration))


@dataclass
class _Sessions:
    """What becomes of the declared sessions."""

    held: set[BindingKey] = field(default_factory=set)
    chains: dict[BindingKey, str] = field(default_factory=dict)
    back: dict[BindingKey, str] = field(default_factory=dict)
    unbound: list[BindingKey] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def hold(self, address: str) -> None:
        """Leave a connection as it is."""
        self.held |= {binding_key(address, way) for way in DIRECTION.values()}

    def take(self, running: RosRunning, session: Session) -> None:
        """Filter a session, or hold it where the operator's chain cannot be kept."""
        found: dict[BindingKey, str] = {}
        for direction in Direction:
            key = binding_key(session.address, DIRECTION[direction])
            theirs = operator.of_session(running, key)
            if theirs is None:
                continue
            if (problem := operator.problem(running, session, key, theirs)) is not None:
                self.hold(session.address)
                self.findings.append(problem)
                return
            found[key] = theirs
        self.chains |= found
        self.findings += _not_set(session)
        self.findings += _not_secured(running.connections[session.address], session)


def _is_held(sorted_out: _Sessions, address: str) -> bool:
    """Tell whether a connection stays as it is, but for one that is released."""
    return binding_key(address, "in") in sorted_out.held and not any(
        key.address == address for key in (*sorted_out.back, *sorted_out.unbound)
    )


def _sorted_out(running: RosRunning, policy: Policy) -> _Sessions:
    """Decide for each declared session: released, held, or filtered."""
    found = _Sessions()
    for session in policy.sessions:
        if session.is_released:
            found.hold(session.address)
            bound, loose = freed(running, session.address)
            found.back |= bound
            found.unbound += loose
        elif (problem := _checked(running, session)) is not None:
            found.hold(session.address)
            found.findings.append(problem)
        else:
            found.take(running, session)
    return found


def _limited(
    running: RosRunning, made: Configuration, names: Mapping[str, str], allow_reset: bool
) -> tuple[dict[Limited, int], list[Finding]]:
    """Return the limits that are ours afterwards, those of other connections with them.

    Beside them findings for those that are below what is there now, and left out.
    """
    now, accepted = running.configuration.limits, running.accepted
    limits, findings = {**now, **made.limits}, []
    for key, count in made.limits.items():
        if count < accepted.get(key, 0) and count != running.limits.get(key) and not allow_reset:
            what = f"F15: a limit of {count} IPv{key[1]} routes is not set yet, there are {accepted[key]} now"
            shown = (f"IPv{key[1]} routes now: {accepted[key]}", f"IPv{key[1]} limit: {count}")
            findings.append(Finding("F15", "warning", f"{names.get(key[0], '?')} ({key[0]})", what, IN_A_WINDOW, shown))
            limits = {**limits, key: now[key]} if key in now else {other: item for other, item in limits.items() if other != key}
    return limits, findings


def wish(running: RosRunning, policy: Policy, allow_reset: bool = True) -> Wish:
    """Return what this router should hold of ours. Sessions that cannot take it are left as they are, with a finding.

    :raises PlatformError: a chain of the operator's is bound and has no rule.
    """
    findings = list(_router_findings(running, policy))
    checked = None
    if policy.sources is not None:
        checked = sources.wish(running.checks, running.networks, running.firewall, policy.sources)
        findings += checked.findings
    if policy.is_sources_alone:
        return Wish(Configuration(), findings=findings, has_filters=False, sources=checked)
    names = {session.address: session.neighbor for session in policy.sessions}
    sorted_out = _sorted_out(running, policy)
    findings += dict.fromkeys(sorted_out.findings)
    if not policy.only:
        filtered = {key.address for key, name in running.configuration.bindings.items() if name.startswith(OURS)}
        findings += undeclared({item.address: item.asn for item in running.sessions}, policy, filtered)
    mine = running.configuration.limits.keys()
    made = build(policy, Facts(running.active, sorted_out.chains, frozenset(sorted_out.held)))
    # What the operator wrote into a list of its own stays.
    here = running.configuration.lists
    lists = {
        key: here.get(key, entries) if key.kind in PREFIXES.values() and key.name.startswith(LOCAL) else entries
        for key, entries in made.lists.items()
        if key not in owned_lists(made.limits)
    }
    limits_off = frozenset(key for key in mine if key[0] in names and key not in made.limits and not _is_held(sorted_out, key[0]))
    limits, told = _limited(running, made, names, allow_reset)
    findings += told
    limits = {key: count for key, count in limits.items() if key not in limits_off}
    configuration = replace(made, lists={**lists, **owned_lists(limits)}, bindings={**made.bindings, **sorted_out.back}, limits=limits)
    off = running.configuration.rtr_caches - configuration.rtr_caches
    return Wish(configuration, sorted_out.unbound, off, findings, names, limits_off=limits_off, sources=checked)
