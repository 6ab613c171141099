# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The digest of a policy: what people approve. Equal policies have equal digests, in any process."""

from __future__ import annotations

import hashlib

from ..model.policies import Policy


def _hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def policy_digest(policy: Policy) -> str:
    """Return the SHA-256, in hex, of everything that the policy makes a router do."""
    digest = hashlib.sha256()

    def add(*parts: object) -> None:
        digest.update("\x1f".join(map(str, parts)).encode() + b"\x1e")

    add("asn", policy.asn, policy.denies_without_policy, policy.discards, policy.only, policy.manages_sessions)
    for session in sorted(policy.sessions, key=lambda item: (item.address, item.asn)):
        options = session.options
        secret = _hashed(options.password or "")
        keys = [(key.identifier, str(key.algorithm), _hashed(key.secret)) for key in options.tcp_ao]
        add("session", session.address, session.asn, session.relation, session.is_released, session.limits)
        add("options", options.ttl_hops, options.role, options.is_role_strict, secret, *keys)
        add("own policy", session.own_policy, session.local_address, *sorted(session.awaited))
        for chain in sorted(session.chains, key=lambda item: (item.direction, item.family)):
            add("chain", chain.direction, chain.family, chain.terms, chain.first, chain.last)
    for name in sorted(policy.prefix_sets):
        add("prefix set", name, *(tuple(item) for item in sorted(policy.prefix_sets[name].ranges)))
    for name in sorted(policy.pair_sets):
        ranges_by_origin = policy.pair_sets[name].ranges_by_origin
        for origin in sorted(ranges_by_origin):
            add("pairs", name, origin, *(tuple(item) for item in sorted(ranges_by_origin[origin])))
    for customer in sorted(policy.aspas):
        add("aspa", customer, *sorted(policy.aspas[customer]))
    for cache in policy.rtr_caches:
        add("rtr", cache.host, cache.port)
    for address in sorted(policy.unmanaged):
        add("unmanaged", address)
    if policy.sources is not None:
        # What the operator wrote; what it means on a router depends on what is routed there.
        add("sources", *policy.sources.declared)
    if policy.is_sources_alone:
        add("sources alone")
    return digest.hexdigest()
