# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The last guards before a plan is made: on this router bogons never pass, and our own prefixes stay announced.

A chain that fails one is taken off the policy, so that what runs stays as it is, and is a critical finding.
"""

from __future__ import annotations

from dataclasses import replace

from ..model.first_few import evidence
from ..model.policies import Chain, Finding, Policy, Session
from ..model.prefixes import Prefix
from ..model.routes import Direction
from ..model.rov import RovTable
from ..policy.beacons import passing
from ..policy.decide import decide
from ..policy.named_sets import OWN
from ..policy.outward import UPWARD
from .held import Held

_SHOWN = 5


def guarded(policy: Policy, held: Held, rov: RovTable) -> Policy:
    """Return the policy without the chains that fail a guard, and with a finding for each."""
    findings: list[Finding] = []
    sessions = tuple(
        replace(session, chains=tuple(chain for chain in session.chains if _holds(policy, session, chain, held, rov, findings)))
        for session in policy.sessions
    )
    return replace(policy, sessions=sessions, findings=(*policy.findings, *findings))


def _holds(policy: Policy, session: Session, chain: Chain, held: Held, rov: RovTable, findings: list[Finding]) -> bool:
    where = f"{session.neighbor} ({session.address})"
    if chain.direction is Direction.IMPORT:
        wrong = passing(policy, session, chain)
        control, what, remedy = (
            "G03",
            "bogons: the new {} import filter would let through {}",
            "report this with the policy and the snapshot",
        )
    else:
        wrong = _own_lost(policy, session, chain, held, rov)
        control, what, remedy = (
            "G04",
            "own prefixes: the new {} export filter would withdraw {}",
            "look at what these routes carry, and at manrs_network.prefixes",
        )
    if wrong:
        text = what.format(f"IPv{chain.family}", ", ".join(wrong[:_SHOWN]))
        findings.append(Finding(control, "critical", where, f"guard {text}; the filter that runs stays", remedy, evidence(wrong)))
    return not wrong


def _own_lost(policy: Policy, session: Session, chain: Chain, held: Held, rov: RovTable) -> list[str]:
    """Return the own prefixes that a provider, peer or route server is sent now and would not be sent any more."""
    if session.relation not in UPWARD or OWN not in policy.prefix_sets or held.is_too_large(chain.family):
        return []
    own = {str(Prefix(*item[:3])) for item in policy.prefix_sets[OWN].of_family(chain.family)}
    sent = own & held.announced(session.address, chain.family)
    if not sent:
        return []
    best = {str(item.route.prefix): item.route for item in held.routes(chain.family) if item.is_best}
    return sorted(text for text in sent if text in best and not decide(policy, chain, best[text], rov).is_accepted)
