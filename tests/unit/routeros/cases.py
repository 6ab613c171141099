# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The made-up policies as an intent for RouterOS has them, and the routes of which its filters see all."""

from __future__ import annotations

from dataclasses import replace

from ansible_collections.manrs.hardening.plugins.plugin_utils.model.policies import Policy
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Route
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.terms import PathHasSet, Term


def named(policy: Policy) -> Policy:
    """The policy as the intent must have it here: routes with an AS_SET are let through by name."""

    def monitored(term: Term) -> Term:
        return replace(term, is_monitored=True) if PathHasSet() in term.when else term

    return replace(
        policy,
        sessions=tuple(
            replace(session, chains=tuple(replace(chain, terms=tuple(monitored(term) for term in chain.terms)) for chain in session.chains))
            for session in policy.sessions
        ),
    )


def seen(route: Route) -> bool:
    """Whether filters see all of a route: of AS_SETs nobody says what they see."""
    return not any(isinstance(item, frozenset) for item in route.as_path)
