# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Beacons: routes that no import filter of ours may let through, tried on the policy that a router is about to get."""

from __future__ import annotations

from ..model.policies import Chain, Policy, Session
from ..model.prefixes import Prefix
from ..model.routes import Direction, Route, host_prefix
from ..model.rov import RovTable
from ..model.terms import PrefixIn
from .decide import evaluate
from .named_sets import SPECIAL

#: One of each kind that F02 knows: private, shared, loopback, link-local, multicast, reserved; unique local, outside 2000::/3.
_BOGONS = {
    4: ("10.0.0.0/8", "10.1.2.0/24", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "192.168.0.0/24", "224.0.0.0/4", "240.0.0.0/4"),
    6: ("fc00::/7", "fd00:1::/32", "fe80::/10", "ff00::/8", "::/8", "4000::/3"),
}


def passing(policy: Policy, session: Session, chain: Chain) -> list[str]:
    """Return the beacons that an import chain lets through; nothing where F02 is monitored, off, or not of its stage yet."""
    enforced = any(term.control == "F02" and not term.is_monitored and PrefixIn(SPECIAL) in term.when for term in chain.terms)
    if chain.direction is not Direction.IMPORT or not enforced:
        return []
    rov = RovTable(())
    next_hop = host_prefix(session.address)
    origins = {session.asn} | {origin for name in policy.pair_sets for origin in policy.pair_sets[name].ranges_by_origin}
    found = []
    for text in _BOGONS[chain.family]:
        prefix = Prefix.parse(text)
        for origin in sorted(origins)[:50]:
            path = (session.asn,) if origin == session.asn else (session.asn, origin)
            if evaluate(policy, chain, Route(prefix, path, next_hop=next_hop), rov)[0].is_accepted:
                found.append(f"{text} AS{origin}")
    return found
