# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The catalogue of controls: ID, title, what each is asked at, MANRS action, source. IDs are never re-used.

Controls with an adoption stage are what a policy consists of (docs/policy.md). Those without one are always held: source addresses
have observation in their place, and guards, bindings, deliveries and registry data have no switch. Every finding is of one of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

#: The last adoption stage: everything is enforced (docs/policy.md, modes and adoption).
LAST_STAGE = 8
#: The large community function of marks: ``ASN:9:<number of the control>``.
MARK_FUNCTION = 9


class Scope(StrEnum):
    """What a control is asked at."""

    IMPORT = "import"  #: Routes that a session sends.
    EXPORT = "export"  #: Routes that a session is sent.
    SESSION = "session"
    INTERFACE = "interface"
    ROUTER = "router"
    REGISTRY = "registry"  #: The answers of registries, once for the fleet.
    DELIVERY = "delivery"  #: One change of one router.


@dataclass(frozen=True, slots=True)
class Control:
    """One named check. ``rejects``: it can reject a route, so it can be monitored.

    ``stage``: the adoption stage from which it acts; it can be left out for a proof. None: it always acts.
    """

    identifier: str
    title: str
    scope: Scope
    manrs_action: int
    source: str
    stage: int | None = None
    rejects: bool = False

    @property
    def number(self) -> int:
        """The number that marks carry, of a control that rejects: 13 for F13, 102 for E02."""
        return int(self.identifier[1:]) + (100 if self.identifier.startswith("E") else 0)


def _rejecting(identifier: str, title: str, source: str, stage: int) -> Control:
    scope = Scope.EXPORT if identifier.startswith("E") else Scope.IMPORT
    return Control(identifier, title, scope, 1, source, stage, rejects=True)


_COORDINATION = "MANRS Action 3 (implementation guide, coordination)"
_DILIGENCE = "MANRS Action 1 (due diligence)"

CONTROLS = {
    control.identifier: control
    for control in (
        _rejecting("F21", "form of the path", "RFC 4271 section 9.1.2, RFC 9774, RFC 5065", 2),
        _rejecting("F08", "first ASN is the neighbor's", "RFC 4271 section 6.3, RFC 7454 section 8", 2),
        _rejecting("F11", "next hop is the neighbor's", "RFC 7454 section 9", 3),
        _rejecting("F16", "blackhole requests", "RFC 7999, RFC 5635", 4),
        _rejecting("F01", "default route", "RFC 7454 section 6.1.6", 2),
        _rejecting("F02", "special-purpose prefixes", "RFC 6890, RFC 7454 section 6.1", 2),
        _rejecting("F03", "our own space from outside", "RFC 7454 section 6.1.4", 2),
        _rejecting("F04", "peering LANs", "RFC 7454 section 6.1.5", 2),
        _rejecting("F05", "prefix length", "RFC 7454 section 6.1.3", 2),
        _rejecting("F06", "path length", "RFC 7454 section 8", 2),
        _rejecting("F07", "bogon ASN", "RFC 7607, RFC 6793, RFC 5398, RFC 6996, RFC 7300", 2),
        _rejecting("F09", "transit-free ASN behind a customer or peer", "RFC 7908 section 3", 3),
        _rejecting("F10", "ASN that is never behind a route server", "RFC 7947, PeeringDB", 3),
        _rejecting("F14", "leak shown by OTC", "RFC 9234 section 5", 3),
        _rejecting("F12", "RPKI invalid", "RFC 6811, RFC 7115", 3),
        _rejecting("F13", "registered prefix and origin", "MANRS Action 1, RFC 7454 section 6.1.2", 5),
        _rejecting("F19", "path that ASPAs call invalid", "draft-ietf-sidrops-aspa-verification, RFC 7908", 3),
        Control("F15", "maximum prefixes", Scope.SESSION, 1, "RFC 7454 section 7", 6),
        Control("F17", "graceful shutdown", Scope.IMPORT, 1, "RFC 8326", 4),
        Control("F18", "our communities from outside", Scope.IMPORT, 1, "RFC 7454 section 11, RFC 8642", 4),
        Control("F20", "default deny", Scope.IMPORT, 1, "RFC 8212", 2),
        _rejecting("E00", "routes that never leave", "RFC 1997, RFC 7999, RFC 7454 section 6.1.5", 6),
        _rejecting("E05", "leak shown by OTC or our tags", "RFC 9234 section 5, RFC 7908 section 3", 6),
        _rejecting("E03", "special-purpose, length, bogon ASN and RPKI invalid on the way out", "RFC 7454 section 6.2, RFC 8893", 6),
        _rejecting("E01", "only own and customer routes leave", "MANRS Action 1, RFC 7908 section 3", 6),
        _rejecting("E02", "customer routes leave only when registered", "MANRS Action 1, RFC 7454 section 6.1.2", 6),
        Control("E04", "private ASNs and internal communities do not leave", Scope.EXPORT, 1, "RFC 6996, RFC 7454 section 11", 6),
        _rejecting("E06", "what customers are sent", "RFC 7454 section 6.2.3", 6),
        Control("S01", "TTL security", Scope.SESSION, 1, "RFC 5082", LAST_STAGE),
        Control("S02", "session password", Scope.SESSION, 1, "RFC 2385, RFC 5925", LAST_STAGE),
        Control("S03", "BGP role", Scope.SESSION, 1, "RFC 9234 section 4", LAST_STAGE),
        # Source addresses of packets (docs/sources.md).
        Control("V01", "sources come from where they are routed: strict uRPF", Scope.INTERFACE, 2, "RFC 2827, RFC 3704 section 2.2"),
        Control("V02", "sources come from where they are announced: feasible paths", Scope.INTERFACE, 2, "RFC 3704 section 2.3, RFC 8704"),
        Control("V03", "sources are registered or announced there", Scope.INTERFACE, 2, "RFC 2827, RFC 3704 section 2.1, RFC 8704"),
        Control("V04", "our own sources do not come in, foreign ones do not leave", Scope.INTERFACE, 2, "RFC 2827, RFC 3704 section 2.1"),
        Control("V05", "sources of our infrastructure do not come in", Scope.INTERFACE, 2, "RFC 2827, RFC 3704 section 2.1"),
        Control("V06", "interfaces are declared as they are", Scope.INTERFACE, 2, "RFC 2827, RFC 3704"),
        Control("V07", "sources are checked from the start of the router on", Scope.ROUTER, 2, "RFC 2827"),
        Control("V08", "a test of this month, published, received nothing spoofed", Scope.REGISTRY, 2, "MANRS Action 2, CAIDA Spoofer"),
        # What sessions are filtered, and whether filters act on them.
        Control("A01", "all controls of the policy are adopted", Scope.SESSION, 1, "MANRS Action 1"),
        Control("B01", "declared sessions are there as declared", Scope.SESSION, 1, "MANRS Action 1, RFC 8212"),
        Control("B02", "every eBGP session is declared and managed", Scope.ROUTER, 1, "MANRS Action 1, RFC 8212"),
        Control("B03", "sessions use our filters, and no other takes their place", Scope.SESSION, 1, "MANRS Action 1, RFC 8212"),
        Control("B04", "a new filter acts on the routes that are there", Scope.SESSION, 1, "RFC 2918"),
        Control("B05", "what is declared does something here", Scope.ROUTER, 1, "MANRS Action 1"),
        # Guards of new filters ("a word of caution" in the MANRS implementation guide, Action 1).
        Control("G01", "what is registered is known whole", Scope.REGISTRY, 1, "MANRS implementation guide, Action 1"),
        Control("G02", "registered pairs fit the router and move little", Scope.REGISTRY, 1, "MANRS implementation guide, Action 1"),
        Control("G03", "no new filter lets bogons in", Scope.DELIVERY, 1, "MANRS implementation guide, Action 1, RFC 6890"),
        Control("G04", "no new filter withdraws own prefixes", Scope.DELIVERY, 1, "MANRS implementation guide, Action 1"),
        Control("G05", "registries answer, with data of today", Scope.REGISTRY, 1, "MANRS implementation guide, RFC 7115 section 3"),
        # What is published about routes.
        Control("R01", "own prefixes are valid by RPKI", Scope.REGISTRY, 4, "MANRS Action 4, RFC 6811, RFC 7115"),
        Control("R02", "names of AS-SETs mean one set", Scope.REGISTRY, 4, "MANRS Action 4, RFC 2622 section 5"),
        Control("R03", "registered objects are well-formed and agree with RPKI", Scope.REGISTRY, 4, "MANRS Action 4, RFC 2622, RFC 6811"),
        Control("R04", "announced prefixes are registered, by route object or ROA", Scope.REGISTRY, 4, "MANRS Action 4"),
        Control("R05", "announced prefixes have route objects of our own", Scope.REGISTRY, 4, "MANRS Action 4, RFC 2622 section 4"),
        Control("R06", "announced prefixes have ROAs", Scope.REGISTRY, 4, "MANRS Action 4, RFC 6811, RFC 7115 section 3"),
        Control("R07", "ROAs are as narrow as what is announced", Scope.REGISTRY, 4, "RFC 9319, RFC 7115 section 3"),
        Control("R08", "nobody else's route object is for our prefixes", Scope.REGISTRY, 4, "MANRS Action 4, RFC 7682"),
        Control("R09", "our AS-SET holds whom we announce", Scope.REGISTRY, 4, "MANRS Action 4, RFC 2622 section 5.1"),
        Control("R10", "our aut-num says whom we import from and export to", Scope.REGISTRY, 4, "MANRS Action 4, RFC 2622 section 6"),
        Control("R11", "what is announced is declared", Scope.REGISTRY, 4, "MANRS Action 4"),
        # Who can be reached (docs/contacts.md).
        Control("C01", "a NOC contact is public in PeeringDB", Scope.REGISTRY, 3, f"{_COORDINATION}, RFC 2142 section 4"),
        Control(
            "C02", "the RIR has a technical or NOC contact that can work", Scope.REGISTRY, 3, f"{_COORDINATION}, RFC 9083 section 10.2.4"
        ),
        Control("C03", "the aut-num names contacts that exist", Scope.REGISTRY, 3, f"{_COORDINATION}, RFC 2622 section 3"),
        Control("C04", "contacts were looked over within a year", Scope.REGISTRY, 3, f"{_COORDINATION}, RFC 9083 section 4.5"),
        Control("C05", "a contact that answers around the clock is published", Scope.REGISTRY, 3, _COORDINATION),
        # Who holds what customers announce (docs/due_diligence.md).
        Control("H01", "the customer's ASN is registered for somebody", Scope.REGISTRY, 1, f"{_DILIGENCE}, RFC 9083 section 5.5"),
        Control("H02", "the customer's space is its own, or it may announce it", Scope.REGISTRY, 1, f"{_DILIGENCE}, RFC 6480, RFC 9083"),
        # Changes of a router.
        Control("D01", "unfinished work of others is not saved", Scope.DELIVERY, 1, "RFC 6241 section 8.7"),
        Control("D02", "what disturbs sessions waits for a window", Scope.DELIVERY, 1, "RFC 6198"),
        Control("D03", "what is confirmed is there after a restart", Scope.DELIVERY, 1, "RFC 6241 section 8.7"),
        Control("D04", "a way back leaves nothing behind", Scope.DELIVERY, 1, "RFC 6241 section 8.4"),
        Control("D05", "what is ours on a router is changed by us alone", Scope.DELIVERY, 1, "RFC 6241 section 7.5"),
    )
}
#: What a policy consists of: the controls that come by stages.
STAGED = {name: control for name, control in CONTROLS.items() if control.stage is not None}
