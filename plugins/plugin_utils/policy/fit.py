# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fit a policy to what a platform can say: substitute with something at least as strict, or refuse."""

from __future__ import annotations

from dataclasses import dataclass

from ..model.policies import Policy, PolicyError, atoms
from ..model.terms import Atom, PairIn


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What one version of a platform can do. Asked for instead of version numbers.

    ``list_length``: how many entries a list may have so that it loads fast. ``maximum_origins``: how many origin
    ASNs one pair set may bind. ``missing_atoms``: what it cannot match, each with what to do about it.
    """

    platform: str
    version: str
    list_length: int
    maximum_origins: int
    missing_atoms: tuple[tuple[type[Atom], str], ...] = ()
    rtr_cache_prefix: str = ""


def fit(policy: Policy, capabilities: Capabilities) -> Policy:
    """Return the fitted policy. It may reject more than the policy, never less.

    :raises PolicyError: the platform cannot say an atom, or a pair set has too many origins for it.
    """
    missing = dict(capabilities.missing_atoms)
    where = f"{capabilities.platform} {capabilities.version}"
    for session in policy.sessions:
        for chain in session.chains:
            for atom in atoms(chain):
                if type(atom) in missing:
                    raise PolicyError(f"{session.neighbor}: {where} cannot match {type(atom).__name__}: {missing[type(atom)]}")
                if isinstance(atom, PairIn):
                    origins = len(policy.pair_sets[atom.pair_set].ranges_by_origin)
                    if origins > capabilities.maximum_origins:
                        raise PolicyError(
                            f"{session.neighbor}: {atom.pair_set} has {origins} origin ASNs, {where} takes "
                            f"{capabilities.maximum_origins}; declare a smaller AS-SET"
                        )
    return policy
