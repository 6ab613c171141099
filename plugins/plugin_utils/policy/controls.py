# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The controls of this release: ID, title, MANRS action, source. IDs are never re-used."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Control:
    """One named check."""

    identifier: str
    title: str
    manrs_action: int
    source: str


CONTROLS = {
    control.identifier: control
    for control in (
        Control("F21", "form of the path", 1, "RFC 4271 section 9.1.2, RFC 9774, RFC 5065"),
        Control("F08", "first ASN is the neighbor's", 1, "RFC 4271 section 6.3, RFC 7454 section 8"),
        Control("F02", "special-purpose prefixes", 1, "RFC 6890, RFC 7454 section 6.1"),
        Control("F03", "our own space from outside", 1, "RFC 7454 section 6.1.4"),
        Control("F05", "prefix length", 1, "RFC 7454 section 6.1.3"),
        Control("F06", "path length", 1, "RFC 7454 section 8"),
        Control("F07", "bogon ASN", 1, "RFC 7607, RFC 6793, RFC 5398, RFC 6996, RFC 7300"),
        Control("F12", "RPKI invalid", 1, "RFC 6811, RFC 7115"),
        Control("F13", "registered prefix and origin", 1, "MANRS Action 1, RFC 7454 section 6.1.2"),
        Control("F20", "default deny", 1, "RFC 8212"),
        Control("E01", "only own and customer routes leave", 1, "MANRS Action 1, RFC 7908 section 3"),
        Control("E02", "customer routes leave only when registered", 1, "MANRS Action 1, RFC 7454 section 6.1.2"),
    )
}
