# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What one IOS-XR router should hold of ours, given what it runs: sessions matched, operator's policies found, what cannot be said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from ...model.policies import Finding, Policy, Session
from ...model.prefixes import FAMILIES
from ...model.routes import Direction
from ...model.terms import RovInvalid
from .. import one_commit
from ..contract import PlatformError
from ..findings import let_through, no_discard_route, not_that_session, undeclared, waits_for_policies
from ..line_keys import BindingKey, LineKey, freed, kept_back, owned_lines
from ..pair_names import LOCAL, OURS
from . import operator, sources
from .objects import Kind, ObjectKey, local_lists
from .parse import XrRunning
from .render import DIRECTION, Facts, build
from .session_lines import CONTROL_OF, is_asked_for, is_same, resets, resets_without, undo, unsayable, words
from .sources import SourceWish

#: What RPL takes of all lines and policies together unless it is told another number (command reference, rpl maximum).
_MOST_LINES, _MOST_POLICIES = 65536, 3500
#: What it can be told at most.
_CEILING = {"lines": 131072, "policies": 5000}
#: Origins are not validated then.
_NO_VALIDATION = "bgp origin-as validation disable"
#: The router then lets routes of eBGP neighbors through that have no policy.
UNSAFE = "bgp unsafe-ebgp-policy"


Wish = one_commit.Wish[ObjectKey]


def _router_findings(running: XrRunning, policy: Policy) -> Iterator[Finding]:
    """Return what on the router, outside of what is ours, keeps a control from holding."""
    for address in policy.discards:
        line = f"{address}/{128 if ':' in address else 32} Null0"
        if not any(route.startswith(line) for route in running.parsed.static_routes):
            family = "ipv6" if ":" in address else "ipv4"
            yield no_discard_route(address, f"router static: address-family {family} unicast: {line}")
    yield from let_through(local_lists(running.configuration.objects), kind="set")


def _without_resets(running: XrRunning, wanted: dict[LineKey, str], names: dict[str, str]) -> list[Finding]:
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


def kept_lines(running: XrRunning, lines_off: dict[LineKey, str], names: dict[str, str]) -> list[Finding]:
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


def without_us(running: XrRunning, address: str) -> tuple[dict[BindingKey, str], list[BindingKey], dict[LineKey, str]]:
    """Return how the sessions of an address are without us: the operator's policies bound, ours unbound, and lines of ours that go."""
    configuration, inherited = running.configuration, running.parsed.inherited_policies
    bound, unbound = freed(configuration.bindings, address, lambda key: operator.of_session(configuration, inherited, key), inherited)
    return bound, unbound, owned_lines(configuration.lines, running.parsed.owned, address)


@dataclass
class _Sessions:
    """What becomes of the declared sessions.

    ``held``: what runs there stays. ``policies``: the operator's that ours run. ``back``: theirs that are bound again, ``unbound``: ours
    without one of theirs. ``lines_off``: our lines that nobody asks for any more.
    """

    held: set[str] = field(default_factory=set)
    policies: dict[BindingKey, str] = field(default_factory=dict)
    back: dict[BindingKey, str] = field(default_factory=dict)
    unbound: list[BindingKey] = field(default_factory=list)
    lines_off: dict[LineKey, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def release(self, running: XrRunning, address: str) -> None:
        """Take what is ours off a session."""
        self.held.add(address)
        bound, loose, lines = without_us(running, address)
        self.back |= bound
        self.unbound += loose
        self.lines_off |= lines

    def take(self, running: XrRunning, session: Session) -> None:
        """Filter a session, or hold it where the operator's policy cannot be kept."""
        found: dict[BindingKey, str] = {}
        for family in FAMILIES:
            for direction in Direction:
                key = BindingKey(session.address, family, DIRECTION[direction])
                theirs = operator.of_session(running.configuration, running.parsed.inherited_policies, key)
                if (session.address, family) not in running.active or session.chain(direction, family) is None or theirs is None:
                    continue
                if (problem := operator.problem(running, session, key, theirs)) is not None:
                    self.held.add(session.address)
                    self.findings.append(problem)
                    return
                found[key] = theirs
                told = operator.warning(running, session, theirs) if direction is Direction.IMPORT else None
                self.findings += [told] if told is not None else []
        self.policies |= found
        self.findings += unsayable(session)
        ours = owned_lines(running.configuration.lines, running.parsed.owned, session.address)
        self.lines_off |= {key: line for key, line in ours.items() if not is_asked_for(session, key)}


def _sorted_out(running: XrRunning, policy: Policy) -> _Sessions:
    """Decide for each declared session: released, held, or filtered."""
    found = _Sessions()
    asns = {item.address: item.asn for item in running.sessions}
    for session in policy.sessions:
        if session.is_released:
            found.release(running, session.address)
        elif (problem := not_that_session(session, asns.get(session.address))) is not None:
            found.held.add(session.address)
            found.findings.append(problem)
        else:
            found.take(running, session)
    return found


def _caches_of_theirs(running: XrRunning, wanted: frozenset[tuple[str, int]]) -> frozenset[tuple[str, int]]:
    """Return the wanted caches that the operator has set already, and otherwise: by SSH, or with another port."""
    parsed = running.parsed
    theirs = parsed.rtr_hosts - {host for host, _ in parsed.own_caches}
    return frozenset(cache for cache in wanted - parsed.configuration.rtr_caches if cache[0] in theirs)


def _caches_findings(running: XrRunning, policy: Policy, wanted: frozenset[tuple[str, int]]) -> Iterator[Finding]:
    for host, port in sorted(_caches_of_theirs(running, wanted)):
        what = f"the cache {host} is there otherwise than by TCP to port {port}; it stays as it is"
        yield Finding("F12", "warning", "RPKI", what, "declare it as it is, or take it off the router", (f"rpki server {host}",))
    asks = any(RovInvalid() in term.when for session in policy.sessions for chain in session.chains for term in chain.terms)
    if asks and _NO_VALIDATION in running.parsed.other_lines:
        yield Finding("F12", "critical", "F12", f"{_NO_VALIDATION}: nothing is invalid then", "take the line off", (_NO_VALIDATION,))


def source_wish(running: XrRunning, policy: Policy) -> SourceWish | None:
    """Return what checks sources; None when that is not this run's business."""
    if policy.sources is None:
        return None
    parsed = running.parsed
    return sources.wish(parsed.checks, parsed.reader.networks, parsed.owned, policy.sources)


def wish(running: XrRunning, policy: Policy, allow_reset: bool) -> Wish:
    """Return what this router should hold of ours. Sessions that cannot take it are left as they are, with a finding.

    :raises PlatformError: a policy of the operator's is bound and does not exist, or RPL does not take as much.
    """
    findings: list[Finding] = list(_router_findings(running, policy))
    names = {session.address: session.neighbor for session in policy.sessions}
    sorted_out = _sorted_out(running, policy)
    findings += dict.fromkeys(sorted_out.findings)
    if not policy.only:
        filtered = {key.address for key, name in running.configuration.bindings.items() if name.startswith(OURS)}
        findings += undeclared({item.address: item.asn for item in running.sessions}, policy, filtered)
    facts = Facts(running.active, sorted_out.policies, frozenset(sorted_out.held), running.session_facts)
    configuration = build(policy, facts)
    lines = dict(configuration.lines)
    if not allow_reset:
        findings += _without_resets(running, lines, names)
        findings += kept_lines(running, sorted_out.lines_off, names)
    # What the operator wrote into a set of its own stays.
    here = {key: body for key, body in running.configuration.objects.items() if key.kind is Kind.PREFIX_SET and key.name.startswith(LOCAL)}
    objects = {key: here.get(key, body) for key, body in configuration.objects.items()}
    configuration = replace(configuration, objects=objects, bindings={**configuration.bindings, **sorted_out.back}, lines=lines)
    is_denying = False
    if policy.denies_without_policy and UNSAFE in running.parsed.router_lines:
        bare = _bare(running, {**running.configuration.bindings, **configuration.bindings})
        is_denying = not bare
        findings += [waits_for_policies(bare)] if bare else []
    findings += _caches_findings(running, policy, configuration.rtr_caches)
    theirs = _caches_of_theirs(running, configuration.rtr_caches)
    configuration = replace(configuration, rtr_caches=configuration.rtr_caches - theirs)
    off = running.parsed.own_caches - configuration.rtr_caches
    checked = source_wish(running, policy)
    findings += checked.findings if checked is not None else ()
    return Wish(configuration, sorted_out.unbound, sorted_out.lines_off, off, findings, names, is_denying, checked)


def _bare(running: XrRunning, bindings: Iterable[BindingKey]) -> list[str]:
    """Return the eBGP sessions that will have no policy, each with the direction."""
    bound = {*bindings, *running.parsed.inherited_policies}
    return [
        f"{address} IPv{family} {way}"
        for address, family in sorted(running.active)
        for way in DIRECTION.values()
        if BindingKey(address, family, way) not in bound
    ]


def check_size(running: XrRunning, objects: dict[ObjectKey, tuple[str, ...]]) -> None:
    """Refuse more lines and policies than RPL takes on this router.

    :param objects: all that will be there, the operator's included.
    :raises PlatformError: there are more; it says what to configure.
    """
    # A set or a policy has a line at its begin and one at its end, and these count.
    counts = {
        "lines": sum(len(body) + 2 for body in objects.values()),
        "policies": sum(key.kind is Kind.POLICY for key in objects),
    }
    limits = {"lines": _MOST_LINES, "policies": _MOST_POLICIES}
    for line in running.parsed.other_lines:
        parts = line.split()
        if parts[:2] == ["rpl", "maximum"] and len(parts) == 4 and parts[2] in limits and parts[3].isdigit():
            limits[parts[2]] = int(parts[3])
    for what, count in counts.items():
        if count > limits[what]:
            enough = count <= _CEILING[what]
            remedy = f"rpl maximum {what} {_CEILING[what]}" if enough else "declare smaller AS-SETs"
            raise PlatformError(f"RPL would have {count} {what}, this router takes {limits[what]}; {remedy}")
