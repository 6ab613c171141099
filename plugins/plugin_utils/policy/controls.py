# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The catalogue of controls: ID, title, MANRS action, source, and the adoption stage that brings it. IDs are never re-used."""

from __future__ import annotations

from dataclasses import dataclass

#: The last adoption stage: everything is enforced (docs/policy.md, modes and adoption).
LAST_STAGE = 8
#: The large community function of marks: ``ASN:9:<number of the control>``.
MARK_FUNCTION = 9


@dataclass(frozen=True, slots=True)
class Control:
    """One named check. ``stage``: the adoption stage from which it acts; ``rejects``: it can reject, so it can be monitored."""

    identifier: str
    title: str
    manrs_action: int
    source: str
    stage: int
    rejects: bool = True

    @property
    def number(self) -> int:
        """The number that marks carry: 13 for F13, 102 for E02."""
        return int(self.identifier[1:]) + (100 if self.identifier.startswith("E") else 0)


CONTROLS = {
    control.identifier: control
    for control in (
        Control("F21", "form of the path", 1, "RFC 4271 section 9.1.2, RFC 9774, RFC 5065", 2),
        Control("F08", "first ASN is the neighbor's", 1, "RFC 4271 section 6.3, RFC 7454 section 8", 2),
        Control("F11", "next hop is the neighbor's", 1, "RFC 7454 section 9", 3),
        Control("F16", "blackhole requests", 1, "RFC 7999, RFC 5635", 4),
        Control("F01", "default route", 1, "RFC 7454 section 6.1.6", 2),
        Control("F02", "special-purpose prefixes", 1, "RFC 6890, RFC 7454 section 6.1", 2),
        Control("F03", "our own space from outside", 1, "RFC 7454 section 6.1.4", 2),
        Control("F04", "peering LANs", 1, "RFC 7454 section 6.1.5", 2),
        Control("F05", "prefix length", 1, "RFC 7454 section 6.1.3", 2),
        Control("F06", "path length", 1, "RFC 7454 section 8", 2),
        Control("F07", "bogon ASN", 1, "RFC 7607, RFC 6793, RFC 5398, RFC 6996, RFC 7300", 2),
        Control("F09", "transit-free ASN behind a customer or peer", 1, "RFC 7908 section 3", 3),
        Control("F10", "ASN that is never behind a route server", 1, "RFC 7947, PeeringDB", 3),
        Control("F14", "leak shown by OTC", 1, "RFC 9234 section 5", 3),
        Control("F12", "RPKI invalid", 1, "RFC 6811, RFC 7115", 3),
        Control("F13", "registered prefix and origin", 1, "MANRS Action 1, RFC 7454 section 6.1.2", 5),
        Control("F19", "path that ASPAs call invalid", 1, "draft-ietf-sidrops-aspa-verification, RFC 7908", 3),
        Control("F15", "maximum prefixes", 1, "RFC 7454 section 7", 6, rejects=False),
        Control("F17", "graceful shutdown", 1, "RFC 8326", 4, rejects=False),
        Control("F18", "our communities from outside", 1, "RFC 7454 section 11, RFC 8642", 4, rejects=False),
        Control("F20", "default deny", 1, "RFC 8212", 2, rejects=False),
        Control("E00", "routes that never leave", 1, "RFC 1997, RFC 7999, RFC 7454 section 6.1.5", 6),
        Control("E05", "leak shown by OTC or our tags", 1, "RFC 9234 section 5, RFC 7908 section 3", 6),
        Control("E03", "special-purpose, length, bogon ASN and RPKI invalid on the way out", 1, "RFC 7454 section 6.2, RFC 8893", 6),
        Control("E01", "only own and customer routes leave", 1, "MANRS Action 1, RFC 7908 section 3", 6),
        Control("E02", "customer routes leave only when registered", 1, "MANRS Action 1, RFC 7454 section 6.1.2", 6),
        Control("E04", "private ASNs and internal communities do not leave", 1, "RFC 6996, RFC 7454 section 11", 6, rejects=False),
        Control("E06", "what customers are sent", 1, "RFC 7454 section 6.2.3", 6),
        Control("S01", "TTL security", 1, "RFC 5082", LAST_STAGE, rejects=False),
        Control("S02", "session password", 1, "RFC 2385, RFC 5925", LAST_STAGE, rejects=False),
        Control("S03", "BGP role", 1, "RFC 9234 section 4", LAST_STAGE, rejects=False),
    )
}
