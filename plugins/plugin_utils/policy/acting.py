# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which controls act at a neighbor, and how: adoption stages, modes, and what a test leaves out (docs/policy.md, modes and adoption)."""

from __future__ import annotations

from dataclasses import replace

from ..intent.settings import NeighborSettings
from ..model.controls import CONTROLS, MARK_FUNCTION
from ..model.terms import CommunityPattern, Term

#: Controls that are monitored by counting alone: an attribute must never carry the state of validation (RFC 6811).
_NEVER_MARKED = frozenset({"F12", "F19"})


class Acting:
    """The controls at one neighbor."""

    def __init__(self, asn: int, settings: NeighborSettings, without: frozenset[str]) -> None:
        self._asn = asn
        self._settings = settings
        self._without = without

    def acts(self, control: str) -> bool:
        """Tell whether a control does anything at this neighbor."""
        stage = CONTROLS[control].stage
        if control in self._without or (stage is not None and self._settings.adoption_stage < stage):
            return False
        rule = self._settings.mode(control)
        return rule is None or rule.mode != "off"

    def is_monitored(self, control: str) -> bool:
        """Tell whether a control counts and rejects nothing."""
        rule = self._settings.mode(control)
        return rule is not None and rule.mode == "monitor"

    def terms(self, *terms: Term, is_marking: bool = True) -> tuple[Term, ...]:
        """Return the terms of controls that act, those that are monitored said so.

        :param is_marking: monitored terms mark. On the way out a mark would leave the network.
        """
        acting = []
        for term in terms:
            if not self.acts(term.control):
                continue
            if self.is_monitored(term.control):
                marks = is_marking and term.control not in _NEVER_MARKED
                mark = (self._asn, MARK_FUNCTION, CONTROLS[term.control].number) if marks else None
                term = replace(term, is_monitored=True, mark=mark)
            acting.append(term)
        return tuple(acting)


def community_pattern(text: str) -> CommunityPattern:
    """Return the pattern of ``64500:*`` or ``64500:1:2``."""
    words = [None if word == "*" else int(word) for word in text.split(":")]
    if len(words) == 2:
        return (words[0], words[1])
    return (words[0], words[1], words[2])


def own_communities(asn: int, declared: tuple[str, ...] | None) -> tuple[CommunityPattern, ...]:
    """Return the patterns of our own communities: declared, else all that start with our ASN."""
    if declared is not None:
        return tuple(community_pattern(text) for text in declared)
    large: CommunityPattern = (asn, None, None)
    return ((asn, None), large) if asn <= 65535 else (large,)
