# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reports written by hand: three routers and six neighbors of all relations, before, on the way, and after; hostile and large ones."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import cycle
from typing import Literal

from ansible_collections.manrs.hardening.plugins.plugin_utils.evidence.models import (
    AuditNeed,
    Cell,
    DeliveryRecord,
    MetricFinding,
    NearObject,
    NeighborPreview,
    RejectedRoute,
    Report,
    ReportAction,
    ReportAudit,
    ReportControl,
    ReportFinding,
    ReportInterface,
    ReportMetric,
    ReportObservatory,
    ReportRouter,
    ReportSession,
    ReportSnapshot,
    Severity,
    Status,
)

Scope = Literal["import", "export", "session", "interface", "router"]

#: What a name may hold when somebody wants to break a page: markup, quotes, ends of scripts and comments, and characters that hide.
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>--></style></script>\u202egnp\u200b\x00\x1b[31m\u2028\ud800&lt;"

_CONTROLS: tuple[tuple[str, str, int, str, Scope], ...] = (
    ("F21", "form of the path", 1, "RFC 4271 section 9.1.2, RFC 9774, RFC 5065", "import"),
    ("F08", "first ASN is the neighbor's", 1, "RFC 4271 section 6.3, RFC 7454 section 8", "import"),
    ("F11", "next hop is the neighbor's", 1, "RFC 7454 section 9", "import"),
    ("F16", "blackhole requests", 1, "RFC 7999, RFC 5635", "import"),
    ("F01", "default route", 1, "RFC 7454 section 6.1.6", "import"),
    ("F02", "special-purpose prefixes", 1, "RFC 6890, RFC 7454 section 6.1", "import"),
    ("F03", "our own space from outside", 1, "RFC 7454 section 6.1.4", "import"),
    ("F04", "peering LANs", 1, "RFC 7454 section 6.1.5", "import"),
    ("F05", "prefix length", 1, "RFC 7454 section 6.1.3", "import"),
    ("F06", "path length", 1, "RFC 7454 section 8", "import"),
    ("F07", "bogon ASN", 1, "RFC 7607, RFC 6793, RFC 5398, RFC 6996, RFC 7300", "import"),
    ("F09", "transit-free ASN behind a customer or peer", 1, "RFC 7908 section 3", "import"),
    ("F10", "ASN that is never behind a route server", 1, "RFC 7947, PeeringDB", "import"),
    ("F14", "leak shown by OTC", 1, "RFC 9234 section 5", "import"),
    ("F12", "RPKI invalid", 1, "RFC 6811, RFC 7115", "import"),
    ("F13", "registered prefix and origin", 1, "MANRS Action 1, RFC 7454 section 6.1.2", "import"),
    ("F19", "path that ASPAs call invalid", 1, "draft-ietf-sidrops-aspa-verification, RFC 7908", "import"),
    ("F15", "maximum prefixes", 1, "RFC 7454 section 7", "session"),
    ("F17", "graceful shutdown", 1, "RFC 8326", "import"),
    ("F18", "our communities from outside", 1, "RFC 7454 section 11, RFC 8642", "import"),
    ("F20", "default deny", 1, "RFC 8212", "import"),
    ("E00", "routes that never leave", 1, "RFC 1997, RFC 7999, RFC 7454 section 6.1.5", "export"),
    ("E05", "leak shown by OTC or our tags", 1, "RFC 9234 section 5, RFC 7908 section 3", "export"),
    ("E03", "special-purpose, length, bogon ASN and RPKI invalid on the way out", 1, "RFC 7454 section 6.2, RFC 8893", "export"),
    ("E01", "only own and customer routes leave", 1, "MANRS Action 1, RFC 7908 section 3", "export"),
    ("E02", "customer routes leave only when registered", 1, "MANRS Action 1, RFC 7454 section 6.1.2", "export"),
    ("E04", "private ASNs and internal communities do not leave", 1, "RFC 6996, RFC 7454 section 11", "export"),
    ("E06", "what customers are sent", 1, "RFC 7454 section 6.2.3", "export"),
    ("S01", "TTL security", 1, "RFC 5082", "session"),
    ("S02", "session password", 1, "RFC 2385, RFC 5925", "session"),
    ("S03", "BGP role", 1, "RFC 9234 section 4", "session"),
    ("B02", "every eBGP session is declared and managed", 1, "MANRS Action 1, RFC 8212", "router"),
    ("V01", "sources come from where they are routed: strict uRPF", 2, "RFC 2827, RFC 3704 section 2.2", "interface"),
    ("V02", "sources come from where they are announced: feasible paths", 2, "RFC 3704 section 2.3, RFC 8704", "interface"),
    ("V03", "sources are registered or announced there", 2, "RFC 2827, RFC 3704 section 2.1, RFC 8704", "interface"),
    ("V04", "our own sources do not come in, foreign ones do not leave", 2, "RFC 2827, RFC 3704 section 2.1", "interface"),
    ("V05", "sources of our infrastructure do not come in", 2, "RFC 2827, RFC 3704 section 2.1", "interface"),
)

CONTROLS = tuple(
    ReportControl(identifier=identifier, title=title, manrs_action=action, source=source, scope=scope)
    for identifier, title, action, source, scope in _CONTROLS
)

_NOT_FROM = {
    "customer": ("F10", "E05", "E01", "E02", "F19"),
    "peer": ("F16", "F10", "E06", "F13"),
    "provider": ("F16", "F09", "F10", "E06", "F13", "F14"),
    "route_server": ("F08", "F16", "F10", "E06", "F13", "F14"),
}
_COLLECTOR = ("F20", "S01", "S02", "E04")
_NEIGHBORS = (
    ("upstream", 20965, "provider", "185.10.3.70"),
    ("acme", 35001, "customer", "185.10.3.74"),
    ("umbrella", 35002, "customer", "185.10.3.78"),
    ("ix-peer", 35010, "peer", "185.12.0.13"),
    ("rs1.exchange", 35020, "route_server", "185.12.0.1"),
    ("collector", 12654, "collector", "2a05:1000:ffff:99::2"),
)
_INTERFACES = (("eth0", "provider"), ("eth1", "customer"), ("eth2.300", "customer"), ("eth3", "access"), ("eth5", "infrastructure"))
_AT_INTERFACE = {"provider": ("V04", "V05"), "customer": ("V01", "V02"), "access": ("V01", "V03"), "infrastructure": ("V05",)}

SNAPSHOT = ReportSnapshot(
    digest="3f2a90c1d4e5b67891bc02f7a8d3e4563f2a90c1d4e5b67891bc02f7a8d3e456",
    made_at="2026-11-27T04:00:12Z",
    sources=("IRR rr.ntt.net: RPKI, RIPE, ARIN, APNIC, AFRINIC, LACNIC, RADB", "VRPs: 612,404 of 2026-11-27T03:58:01Z", "PeeringDB"),
)

_MESSAGE = """\
Subject: AS35001: 3 of your routes are rejected at AS25000

Hello,

we reject these routes that you send us at 185.10.3.74:

  185.20.9.0/24   origin AS35001   no route object of AS35001
  185.20.16.0/22  origin AS35077   AS35077 is not in AS35001:AS-ACME
  2a05:2000::/33  origin AS35001   ROA 2a05:2000::/32-32 AS35001 allows /32 only

Please register:

  route:   185.20.9.0/24
  origin:  AS35001

The whole list: make of your routes what our filters make, with `bgpq4 AS35001:AS-ACME`.
"""

ACME = NeighborPreview(
    seen=214,
    accepted=200,
    rejected={"F12": 1, "F13": 13},
    monitored={"F09": 2},
    routes=(
        RejectedRoute(
            prefix="185.20.9.0/24",
            as_path="35001 35001",
            origin=35001,
            control="F13",
            reason="no registered pair: nobody registered 185.20.9.0/24 for AS35001",
            is_best=True,
            near=(
                NearObject(relation="too long", text="route 185.20.8.0/22 AS35001 (RIPE)"),
                NearObject(relation="other origin", text="route 185.20.9.0/24 AS64999 (RADB)"),
            ),
            to_register=("route: 185.20.9.0/24, origin: AS35001, source: RIPE",),
        ),
        RejectedRoute(
            prefix="185.20.16.0/22",
            as_path="35001 35077",
            origin=35077,
            control="F13",
            reason="AS35077 is not in AS35001:AS-ACME",
            is_best=True,
            near=(NearObject(relation="origin not in the AS-SET", text="route 185.20.16.0/22 AS35077 (RIPE)"),),
            to_register=("members: AS35077 in as-set AS35001:AS-ACME",),
        ),
        RejectedRoute(
            prefix="2a05:2000::/33",
            as_path="35001",
            origin=35001,
            control="F12",
            reason="RPKI invalid: longer than its ROA allows",
            is_best=False,
            near=(NearObject(relation="too long", text="ROA 2a05:2000::/32-32 AS35001"),),
            to_register=("ROA 2a05:2000::/32, maximum length 33, AS35001",),
        ),
        RejectedRoute(
            prefix="185.20.255.0/24",
            as_path="35001 {35003,35004}",
            origin=None,
            control="F21",
            reason="an AS_SET in the path",
            is_best=None,
        ),
    ),
    left_out=10,
    message=_MESSAGE,
)

IX_PEER = NeighborPreview(
    seen=1841,
    accepted=1838,
    rejected={"F05": 2, "F09": 1},
    monitored={},
    routes=(
        RejectedRoute(prefix="198.41.4.0/25", as_path="35010 35011", origin=35011, control="F05", reason="longer than /24", is_best=False),
        RejectedRoute(
            prefix="91.200.0.0/16", as_path="35010 3356 35400", origin=35400, control="F09", reason="AS3356 behind a peer", is_best=True
        ),
    ),
    left_out=0,
    message="",
)

UPSTREAM = NeighborPreview(
    seen=981204, accepted=979871, rejected={"F12": 1301, "F02": 32}, monitored={}, routes=(), left_out=1333, message=""
)

HISTORY = (
    DeliveryRecord(
        record="20261127T041203Z-edge1",
        started="2026-11-27T04:12:03Z",
        outcome="confirmed",
        seconds=41.2,
        plan=("AS35001=AS35001:AS-ACME: +103 -0 registered prefixes (0 -> 103)", "acme (185.10.3.74) IPv4 import and export: filtered"),
    ),
    DeliveryRecord(
        record="20261126T221500Z-edge1",
        started="2026-11-26T22:15:00Z",
        outcome="reverted",
        seconds=96.0,
        plan=("upstream (185.10.3.70) IPv4 import and export: filtered",),
        reason="accepted routes of 185.10.3.70: 112 of 981204 foretold after 60 s",
    ),
)

#: What is not as it should be on the way from before to after: (router, neighbor or interface, control) -> how it stands.
_ON_THE_WAY: Mapping[tuple[str, str, str], Cell] = {
    ("edge1", "acme", "F13"): Cell(
        status=Status.MONITORED, why="monitor until 2027-01-31: customers are told to register first (ticket 4711)", routes=13
    ),
    ("edge1", "acme", "F12"): Cell(status=Status.IN_FORCE, routes=1),
    ("edge1", "umbrella", "F13"): Cell(
        status=Status.HELD, why="guard change: 61 of 140 registered prefixes would be lost; the filter of 2026-11-20 runs", routes=4
    ),
    ("edge1", "ix-peer", "F05"): Cell(status=Status.IN_FORCE, routes=2),
    ("edge1", "ix-peer", "F09"): Cell(
        status=Status.OFF, why="off until 2026-12-15: AS35010 carries AS3356 while a link is rebuilt", routes=1
    ),
    ("edge1", "upstream", "F12"): Cell(status=Status.IN_FORCE, routes=1301),
    ("edge1", "upstream", "F02"): Cell(status=Status.IN_FORCE, routes=32),
    ("edge1", "upstream", "S03"): Cell(status=Status.DIFFERS, why="role customer: resets the session, waits for -e manrs_allow_reset=true"),
    ("mx1", "ix-peer", "E01"): Cell(
        status=Status.DIFFERS, why="export-policy of the group PEERS is LEGACY-OUT: ours is not in the chain", routes=212
    ),
    ("mx1", "ix-peer", "E02"): Cell(status=Status.DIFFERS, why="export-policy of the group PEERS is LEGACY-OUT: ours is not in the chain"),
    ("mx1", "rs1.exchange", "F14"): Cell(status=Status.WAITING, why="adoption stage 2 of 8; F14 comes with stage 3"),
    ("mx1", "rs1.exchange", "F09"): Cell(status=Status.WAITING, why="adoption stage 2 of 8; F09 comes with stage 3", routes=0),
    ("mx1", "rs1.exchange", "F11"): Cell(status=Status.WAITING, why="adoption stage 2 of 8; F11 comes with stage 3", routes=3),
    ("mx1", "rs1.exchange", "F12"): Cell(status=Status.WAITING, why="adoption stage 2 of 8; F12 comes with stage 3", routes=88),
    ("mt1", "acme", "F21"): Cell(
        status=Status.MISSING, why="no operator of the filter language tells an AS_SET; monitored until 2027-01-31"
    ),
    ("mt1", "umbrella", "F21"): Cell(
        status=Status.MISSING, why="no operator of the filter language tells an AS_SET; monitored until 2027-01-31"
    ),
    ("edge1", "eth2.300", "V02"): Cell(status=Status.MONITORED, why="observed for 7 days, until 2026-12-02", routes=None),
    ("edge1", "eth3", "V01"): Cell(status=Status.SUBSTITUTED, why="V03: a default route points to the interface, so a list is used"),
    ("mx1", "eth3", "V03"): Cell(status=Status.DIFFERS, why="the filter of unit 0 is not bound"),
}
_SUBSTITUTED = {
    "edge1": {"F18": "each kind of community is counted, half of the number"},
    "mx1": {
        "E04": "such routes are not announced: private ASNs cannot be taken out of the middle of a path",
        "F18": "each kind of community is counted, half of the number",
        "F11": "next hops address by address",
    },
    "mt1": {"E04": "such routes are not announced", "S03": "no session options on RouterOS yet"},
}

FINDINGS = (
    ReportFinding(
        severity=Severity.CRITICAL,
        router="mx1",
        where="ix-peer (185.12.0.13) IPv4 export",
        what="routes leave that are neither ours nor a customer's",
        evidence=("212 routes announced to 185.12.0.13 carry no tag 25000:1:1", "group PEERS export [ LEGACY-OUT ]"),
        control="E01",
        manrs_action=1,
        source="MANRS Action 1, RFC 7908 section 3",
        remedy="deliver mx1; the plan is below",
    ),
    ReportFinding(
        severity=Severity.WARNING,
        router="edge1",
        where="umbrella (185.10.3.78) IPv4 import",
        what="the filter that runs is kept: guard change",
        evidence=("AS35002=AS35002:AS-UMBRELLA: +0 -61 registered prefixes (140 -> 79)", "4 routes accepted now would be rejected"),
        control="F13",
        manrs_action=1,
        source="MANRS Action 1",
        remedy="ask AS35002 what happened to its objects; accept the change by its digests in the file that manrs_accepted names",
    ),
    ReportFinding(
        severity=Severity.CRITICAL,
        router="mt1",
        where="acme, umbrella: import",
        what="routes with an AS_SET are let through",
        evidence=("RouterOS 7.20.4: no operator of the filter language tells an AS_SET",),
        control="F21",
        manrs_action=1,
        source="RFC 9774",
        remedy="end the sessions of mt1 on a router of another make, or wait for a filter language that can; monitored until 2027-01-31",
    ),
    ReportFinding(
        severity=Severity.WARNING,
        router="edge1",
        where="acme (185.10.3.74)",
        what="13 routes accepted now would be rejected once F13 is enforced",
        evidence=("185.20.9.0/24 AS35001", "185.20.16.0/22 AS35077", "... 11 more in the preview"),
        control="F13",
        manrs_action=1,
        source="MANRS Action 1, RFC 7454 section 6.1.2",
        remedy="send acme the message in its preview; monitored until 2027-01-31",
    ),
    ReportFinding(
        severity=Severity.WARNING,
        router="mx1",
        where="interface eth3",
        what="source addresses of users are not checked",
        evidence=("family inet filter input: none",),
        control="V03",
        manrs_action=2,
        source="RFC 2827",
        remedy="deliver mx1",
    ),
)

#: In the words of the code: actions 3 and 4 are never looked at.
ACTIONS = (
    ReportAction(
        number=1,
        title="Filtering",
        state="does not hold",
        summary="206 of 292 checks at 13 sessions hold; 2 critical findings; nothing is known of mt1.",
        evidence=(
            "mx1: ix-peer (185.12.0.13) IPv4 export: routes leave that are neither ours nor a customer's",
            "edge1: umbrella (185.10.3.78): F13 held: guard change: 61 of 140 registered prefixes would be lost",
            "mt1: nobody has looked at it",
        ),
    ),
    ReportAction(
        number=2,
        title="Anti-spoofing",
        state="does not hold",
        summary="11 of 15 checks at 8 interfaces hold; nothing is known of mt1.",
        evidence=("mx1: eth3: V03 differs: the filter of unit 0 is not bound", "mt1: nobody has looked at it"),
    ),
    ReportAction(number=3, title="Coordination", state="not looked at", summary="Contacts were not looked at."),
    ReportAction(
        number=4,
        title="Routing information",
        state="not looked at",
        summary="Whether every announced prefix is registered was not looked at.",
    ),
)
_HOLDS = {1: "292 of 292 checks at 13 sessions hold.", 2: "15 of 15 checks at 8 interfaces hold."}

#: One metric of each state, and what moves it.
OBSERVATORY = ReportObservatory(
    note="What would be seen of what we announce as declared. It is no score of MANRS.",
    metrics=(
        ReportMetric(
            metric="M3",
            title="Bogon prefixes announced",
            manrs_action=1,
            state="unknown",
            value=None,
            counts={"seen": 0, "not looked at": 1},
            told="nobody has looked at what leaves at mt1",
            changes=("E03 is not in force at mx1: ix-peer (185.12.0.13)",),
            findings=(),
            rule="Only full bogons count.",
            source="MANRS community list",
            source_date="2023-12-14",
        ),
        ReportMetric(
            metric="M7RPKI",
            title="Announced routes in RPKI",
            manrs_action=4,
            state="told",
            value=0.5,
            counts={"announced": 2, "valid": 1, "invalid": 0, "not found": 1},
            told="1 of 2 prefixes are valid, 0 invalid, 1 without a ROA",
            changes=("a ROA for 2a05:1000::/32: 50 % becomes 100 %",),
            findings=(MetricFinding(control="E01", router="mx1", where="ix-peer (185.12.0.13) IPv4 export"),) * 2,
            rule="The valid part of the announced routes, less ten times the invalid part.",
            source="docs.manrs.org, Routing Information",
            source_date="without a date",
        ),
        ReportMetric(
            metric="M1",
            title="Route leaks",
            manrs_action=1,
            state="left out",
            value=None,
            counts={},
            told="it is in no score any more",
            changes=(),
            findings=(),
            rule="No part of the score.",
            source="MANRS community list",
            source_date="2023-12-14",
        ),
    ),
    left_out=("Ready, aspiring and lagging: no source.",),
)


AUDIT = ReportAudit(
    looked_at="2026-11-27T04:10:00+00:00",
    configuration="ab" * 32,
    is_current=False,
    counts={"holds": 90, "does not hold": 3, "unknown": 1},
    needs=(
        AuditNeed(risk="others' routes leak through us", controls=("E01",), places=("185.10.3.70 IPv4",), stages=(6,)),
        AuditNeed(risk="nothing is filtered", controls=("F20",), places=("185.10.3.90 IPv4", "185.10.3.90 IPv6"), stages=(2,)),
    ),
)


def _concerns(relation: str) -> tuple[str, ...]:
    at_sessions = [control.identifier for control in CONTROLS if control.scope not in ("interface", "router")]
    if relation == "collector":
        return _COLLECTOR
    return tuple(name for name in at_sessions if name not in _NOT_FROM[relation])


def _cell(state: str, router: str, where: str, control: str) -> Cell:
    if state == "before":
        return Cell(status=Status.DIFFERS, why="not configured")
    substitute = _SUBSTITUTED[router].get(control)
    if state == "way" and (router, where, control) in _ON_THE_WAY:
        return _ON_THE_WAY[router, where, control]
    if state == "way" and router == "mt1":
        return Cell(status=Status.UNKNOWN, why="the router did not answer at 2026-11-27T04:11:40Z")
    if state == "way" and substitute:
        return Cell(status=Status.SUBSTITUTED, why=substitute)
    return Cell(status=Status.IN_FORCE, routes=0 if control.startswith("F") else None)


def _session(state: str, router: str, index: int) -> ReportSession:
    name, asn, relation, address = _NEIGHBORS[index]
    looked_at = not (router == "mt1" and state == "way")
    preview = {("edge1", "acme"): ACME, ("edge1", "ix-peer"): IX_PEER, ("edge1", "upstream"): UPSTREAM}.get((router, name))
    return ReportSession(
        neighbor=name,
        asn=asn,
        relation=relation,
        address=address,
        is_established=(router, name) != ("mx1", "umbrella") if looked_at else None,
        accepted={"provider": 979871, "collector": 0}.get(relation, 200) if looked_at else None,
        announced={"provider": 41, "peer": 253}.get(relation, 41) if looked_at else None,
        cells={control: _cell(state, router, name, control) for control in _concerns(relation)},
        preview=preview if state == "way" else None,
    )


def _router(state: str, host: str, platform: str, version: str, neighbors: tuple[int, ...], interfaces: tuple[int, ...]) -> ReportRouter:
    plans = {
        "before": ("acme (185.10.3.74) IPv4 import and export: filtered from now on, keeps PERMIT-ALL",),
        "way": {
            "mx1": ("ix-peer (185.12.0.13) IPv4 export: filtered from now on, keeps LEGACY-OUT", "eth3 (access), IPv4 from it: ACL, drops")
        },
    }
    plan = plans["before"] if state == "before" else (dict(plans["way"]).get(host, ()) if state == "way" else ())  # type: ignore[call-overload]
    return ReportRouter(
        host=host,
        platform=platform,
        version=version,
        looked_at=None if state == "way" and host == "mt1" else "2026-11-27T04:14:31Z",
        policy_digest="91bc02f7a8d3e4563f2a90c1d4e5b678",
        plan_digest="5b67891bc02f7a8d3e4563f2a90c1d4e",
        plan=plan,
        substitutions=tuple(f"{control}: {text}" for control, text in sorted(_SUBSTITUTED[host].items())),
        sessions=tuple(_session(state, host, index) for index in neighbors),
        interfaces=tuple(
            ReportInterface(
                name=_INTERFACES[index][0],
                kind=_INTERFACES[index][1],
                cells={
                    control: _cell(state, host, _INTERFACES[index][0], control).model_copy(update={"routes": None})
                    for control in _AT_INTERFACE[_INTERFACES[index][1]]
                },
            )
            for index in interfaces
        ),
        history=HISTORY if host == "edge1" and state != "before" else (),
    )


def report(state: Literal["before", "way", "after"] = "way") -> Report:
    """Return the network of the lab as it is before (everything differs), on the way (each status is there) or after (all in force)."""
    routers = (
        _router(state, "edge1", "frr", "10.3", (0, 1, 2, 3, 5), (0, 1, 2, 3)),
        _router(state, "mx1", "junos", "24.4R1", (0, 2, 3, 4, 5), (0, 3, 4)),
        _router(state, "mt1", "routeros", "7.20.4", (0, 1, 2), (0,)),
    )
    findings = FINDINGS
    actions = ACTIONS
    if state == "way":
        routers = (routers[0].model_copy(update={"audit": AUDIT}), *routers[1:])
    if state == "before":
        findings = tuple(
            ReportFinding(
                severity=Severity.CRITICAL,
                router=router.host,
                where=f"{session.neighbor} ({session.address})",
                what="not filtered by us",
                evidence=("route-map PERMIT-ALL in", "route-map PERMIT-ALL out"),
                control="F20",
                manrs_action=1,
                source="RFC 8212",
                remedy=f"deliver {router.host}",
            )
            for router in routers
            for session in router.sessions
        )
    if state == "after":
        findings = ()
        actions = tuple(
            action.model_copy(update={"state": "holds", "summary": _HOLDS[action.number], "evidence": ()})
            if action.number in _HOLDS
            else action
            for action in ACTIONS
        )
    return Report(
        network="AS25000",
        made_at="2026-11-27T04:14:31Z",
        snapshot=SNAPSHOT,
        controls=CONTROLS,
        routers=routers,
        findings=findings,
        actions=actions,
        observatory=OBSERVATORY,
    )


def hostile() -> Report:
    """Return a report in which every text is hostile."""
    bad = HOSTILE
    cell = Cell(status=Status.DIFFERS, why=bad, routes=1)
    route = RejectedRoute(
        prefix=bad,
        as_path=bad,
        origin=1,
        control=bad,
        reason=bad,
        is_best=True,
        near=(NearObject(relation=bad, text=bad),),
        to_register=(bad,),
    )
    preview = NeighborPreview(seen=2, accepted=1, rejected={bad: 1}, monitored={bad: 1}, routes=(route,), left_out=0, message=bad)
    return Report(
        network=bad,
        made_at=bad,
        snapshot=ReportSnapshot(digest=bad, made_at=bad, sources=(bad,)),
        controls=(
            ReportControl(identifier=bad, title=bad, manrs_action=1, source=bad, scope="import"),
            ReportControl(identifier="V01", title=bad, manrs_action=2, source=bad, scope="interface"),
        ),
        routers=(
            ReportRouter(
                host=bad,
                platform=bad,
                version=bad,
                looked_at=bad,
                policy_digest=bad,
                plan_digest=bad,
                plan=(bad,),
                substitutions=(bad,),
                sessions=(
                    ReportSession(
                        neighbor=bad,
                        asn=1,
                        relation=bad,
                        address=bad,
                        is_established=True,
                        accepted=1,
                        announced=1,
                        cells={bad: cell, "not in the catalogue" + bad: cell},
                        preview=preview,
                    ),
                ),
                interfaces=(ReportInterface(name=bad, kind=bad, cells={"V01": cell}),),
                history=(DeliveryRecord(record=bad, started=bad, outcome=bad, seconds=1.0, plan=(bad,), reason=bad),),
            ),
        ),
        findings=(
            ReportFinding(
                severity=Severity.CRITICAL,
                router=bad,
                where=bad,
                what=bad,
                evidence=(bad,),
                control=bad,
                manrs_action=1,
                source=bad,
                remedy=bad,
            ),
        ),
        actions=(ReportAction(number=1, title=bad, state="holds", summary=bad, evidence=(bad,)),),
        observatory=ReportObservatory(
            note=bad,
            metrics=(
                ReportMetric(
                    metric=bad,
                    title=bad,
                    manrs_action=1,
                    state="told",
                    value=1.0,
                    counts={bad: 1},
                    told=bad,
                    changes=(bad,),
                    findings=(MetricFinding(control=bad, router=bad, where=bad),),
                    rule=bad,
                    source=bad,
                    source_date=bad,
                ),
            ),
            left_out=(bad,),
        ),
    )


def large(routers: int, neighbors: int) -> Report:
    """Return a report of a big network: every status in turn, findings at each router, no previews."""
    at_sessions = [control.identifier for control in CONTROLS if control.scope not in ("interface", "router")]
    statuses = cycle([*[Status.IN_FORCE] * 17, *Status])
    cells = {status: Cell(status=status, why="" if status is Status.IN_FORCE else f"{status}: as foretold", routes=3) for status in Status}
    found = [
        ReportRouter(
            host=f"edge{number:03}",
            platform="frr",
            version="10.3",
            looked_at="2026-11-27T04:14:31Z",
            policy_digest="91bc02f7a8d3e456",
            plan_digest="5b67891bc02f7a8d",
            plan=(),
            substitutions=(),
            sessions=tuple(
                ReportSession(
                    neighbor=f"customer{index}",
                    asn=35000 + index,
                    relation="customer",
                    address=f"185.{number // 250}.{number % 250}.{index}",
                    is_established=True,
                    accepted=10,
                    announced=10,
                    cells={control: cells[next(statuses)] for control in at_sessions},
                )
                for index in range(neighbors)
            ),
            interfaces=(),
            history=(),
        )
        for number in range(routers)
    ]
    findings = tuple(FINDINGS[1].model_copy(update={"router": router.host, "where": "customer1"}) for router in found)
    return Report(
        network="AS25000",
        made_at="2026-11-27T04:14:31Z",
        snapshot=SNAPSHOT,
        controls=CONTROLS,
        routers=tuple(found),
        findings=findings,
        actions=ACTIONS,
    )
