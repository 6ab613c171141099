# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What one EOS router should hold of ours, given what it runs: sessions matched, operator's policies found, what cannot be said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from ...model.policies import Finding, Policy, Session
from ...model.prefixes import FAMILIES
from ...model.routes import Direction
from .. import one_commit
from ..contract import PlatformError
from ..findings import let_through, no_discard_route, not_that_session, undeclared, waits_for_policies
from ..line_keys import BindingKey, LineKey, freed, kept_back, owned_lines
from ..pair_names import LOCAL, OURS
from . import operator, sources
from .as_paths import MODE
from .objects import Kind, ObjectKey, local_lists
from .parse import EosRunning
from .render import DIRECTION, Facts, build
from .session_lines import (
    CONTROL_OF,
    REGEX_MODE,
    ROUTER,
    first_as_finding,
    is_asked_for,
    is_same,
    resets,
    resets_without,
    undo,
    unsayable,
    words,
)
from .sources import SourceWish

#: The router then denies where an eBGP session has no policy, or one that is not there (RFC 8212).
DENYING = tuple(
    f"bgp missing-policy include community-list prefix-list sub-route-map direction {direction} action deny"
    for direction in DIRECTION.values()
)


Wish = one_commit.Wish[ObjectKey]


def _router_findings(running: EosRunning, policy: Policy) -> Iterator[Finding]:
    """Return what on the router, outside of what is ours, keeps a control from holding."""
    for address in policy.discards:
        line = f"ipv6 route {address}/128 Null0" if ":" in address else f"ip route {address}/32 Null0"
        if not any(f"{route} ".startswith(f"{line} ") for route in running.parsed.static_routes):
            yield no_discard_route(address, line)
    yield from let_through(local_lists(running.configuration.objects))


def _without_resets(running: EosRunning, wanted: dict[LineKey, str], names: dict[str, str]) -> list[Finding]:
    """Take off the wish what would reset a session, and say so."""
    facts = running.session_facts
    return kept_back(
        wanted,
        lambda key, line: not is_same(key, line, facts.lines.get(key)) and resets(key, line, facts),
        "not set yet",
        words,
        names,
        CONTROL_OF,
    )


def kept_lines(running: EosRunning, lines_off: dict[LineKey, str], names: dict[str, str]) -> list[Finding]:
    """Leave what would reset a session where it is, and say so."""
    facts = running.session_facts
    return kept_back(
        lines_off,
        lambda key, line: resets_without(key, facts),
        "not taken off yet",
        lambda key, line: words(key, undo(key, line)),
        names,
        CONTROL_OF,
    )


def without_us(running: EosRunning, address: str) -> tuple[dict[BindingKey, str], list[BindingKey], dict[LineKey, str]]:
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

    def release(self, running: EosRunning, address: str) -> None:
        """Take what is ours off a session."""
        self.held.add(address)
        bound, loose, lines = without_us(running, address)
        self.back |= bound
        self.unbound += loose
        self.lines_off |= lines

    def take(self, running: EosRunning, session: Session) -> None:
        """Filter a session, or hold it where the operator's policy cannot be kept.

        :raises PlatformError: a route-map of the operator's is not there.
        """
        if (problem := operator.problem(running, session)) is not None:
            self.held.add(session.address)
            self.findings.append(problem)
            return
        for family in FAMILIES:
            for direction in Direction:
                key = BindingKey(session.address, family, DIRECTION[direction])
                theirs = operator.of_session(running.configuration, running.parsed.inherited_policies, key)
                if (session.address, family) not in running.active or session.chain(direction, family) is None or theirs is None:
                    continue
                operator.check(running, session, key, theirs)
                self.policies[key] = theirs
                told = operator.warning(running, session, theirs) if direction is Direction.IMPORT else None
                self.findings += [told] if told is not None else []
        self.findings += unsayable(session)
        self.findings += first_as_finding(session, session.address in running.has_first_as)
        ours = owned_lines(running.configuration.lines, running.parsed.owned, session.address)
        self.lines_off |= {key: line for key, line in ours.items() if not is_asked_for(session, key)}


def _sorted_out(running: EosRunning, policy: Policy) -> _Sessions:
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


def _check_mode(running: EosRunning) -> None:
    """Refuse to change how the operator's own AS-path lists are read.

    :raises PlatformError: there are some, and they are read as ASNs.
    """
    if LineKey(ROUTER, 0, REGEX_MODE) in running.configuration.lines:
        return
    theirs = sorted(key.name for key in running.configuration.objects if key.kind is Kind.AS_PATHS and not key.name.startswith(OURS))
    if theirs:
        raise PlatformError(
            f"AS-path lists are read as ASNs, which cannot see an AS_SET (F21), and yours are written so: {', '.join(theirs[:3])}; "
            f"rewrite them for '{MODE}' and set it, then run again"
        )


def source_wish(running: EosRunning, policy: Policy) -> SourceWish | None:
    """Return what checks sources; None when that is not this run's business."""
    if policy.sources is None:
        return None
    parsed = running.parsed
    return sources.wish(parsed.checks, parsed.reader.networks, parsed.owned, policy.sources)


def wish(running: EosRunning, policy: Policy, allow_reset: bool) -> Wish:
    """Return what this router should hold of ours. Sessions that cannot take it are left as they are, with a finding.

    :raises PlatformError: a policy of the operator's is bound and does not exist, or its AS-path lists are in the other mode.
    """
    _check_mode(running)
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
    # What the operator wrote into a list of its own stays.
    here = {key: body for key, body in running.configuration.objects.items() if key.kind.is_prefixes and key.name.startswith(LOCAL)}
    objects = {key: here.get(key, body) for key, body in configuration.objects.items()}
    configuration = replace(configuration, objects=objects, bindings={**configuration.bindings, **sorted_out.back}, lines=lines)
    is_denying = False
    if policy.denies_without_policy and set(DENYING) - set(running.parsed.bgp.lines):
        bare = _bare(running, {**running.configuration.bindings, **configuration.bindings})
        is_denying = not bare
        findings += [waits_for_policies(bare)] if bare else []
    off = running.parsed.own_caches - configuration.rtr_caches
    checked = source_wish(running, policy)
    findings += checked.findings if checked is not None else ()
    return Wish(configuration, sorted_out.unbound, sorted_out.lines_off, off, findings, names, is_denying, checked)


def _bare(running: EosRunning, bindings: Iterable[BindingKey]) -> list[str]:
    """Return the eBGP sessions that will have no policy, each with the direction."""
    bound = {*bindings, *running.parsed.inherited_policies}
    return [
        f"{address} IPv{family} {way}"
        for address, family in sorted(running.active)
        for way in DIRECTION.values()
        if BindingKey(address, family, way) not in bound
    ]
