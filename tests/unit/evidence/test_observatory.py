# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the Observatory's metrics would see. The expected numbers are from the rules as their sources have them, worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.delivery.held import Held
from ansible_collections.manrs.hardening.plugins.plugin_utils.evidence.announcements import announcements
from ansible_collections.manrs.hardening.plugins.plugin_utils.evidence.models import (
    Announcements,
    Cell,
    ContactControl,
    ReportContacts,
    ReportFinding,
    ReportMetric,
    ReportRouter,
    ReportSession,
    Severity,
    Status,
)
from ansible_collections.manrs.hardening.plugins.plugin_utils.evidence.observatory import LEFT_OUT, observatory
from ansible_collections.manrs.hardening.plugins.plugin_utils.evidence.registration_files import AnnouncedPrefix, RegistrationFile
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.policies import Session
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import Prefix
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Relation, Route, RovState
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.contract import Command, HeldRoute, SessionState

FIRM = {"E03": Cell(status=Status.IN_FORCE), "E04": Cell(status=Status.IN_FORCE)}
AT = "2026-11-28T10:00:00+00:00"


def session(
    announces: Announcements | None, relation: str = "provider", cells: dict[str, Cell] | None = None, **changes: Any
) -> ReportSession:
    told: dict[str, Any] = {
        "neighbor": relation,
        "asn": 64500,
        "relation": relation,
        "address": "192.0.2.1",
        "is_established": True,
        "accepted": 1,
        "announced": 1,
        "cells": FIRM if cells is None else cells,
        "announces": announces,
    }
    return ReportSession(**(told | changes))


def router(*sessions: ReportSession, **changes: Any) -> ReportRouter:
    told: dict[str, Any] = {"host": "edge1", "platform": "frr", "version": "10", "looked_at": AT, "policy_digest": "", "plan_digest": ""}
    told |= {"plan": (), "substitutions": (), "sessions": sessions, "interfaces": (), "history": ()}
    return ReportRouter(**(told | changes))


def registered(*prefixes: tuple[str, bool | None, RovState]) -> RegistrationFile:
    told = tuple(AnnouncedPrefix(prefix=prefix, origin=64496, is_in_irr=is_in_irr, rov=rov) for prefix, is_in_irr, rov in prefixes)
    return RegistrationFile(looked_at=AT, held=(), findings=(), announced=told)


def contacts(**status: str) -> ReportContacts:
    controls = tuple(ContactControl(control=name, status=told, why="") for name, told in status.items())  # type: ignore[arg-type]
    return ReportContacts(network="AS64496", looked_at=AT, controls=controls)


def metric(name: str, routers: tuple[ReportRouter, ...] = (), findings: tuple[ReportFinding, ...] = (), **looks: Any) -> ReportMetric:
    made = observatory(routers, findings, looks.get("registered"), looks.get("contacts"))
    return next(item for item in made.metrics if item.metric == name)


def short(found: ReportMetric) -> tuple[str, float | None]:
    return found.state, found.value


def test_where_nobody_has_looked_all_is_unknown() -> None:
    made = observatory((), (), None, None)
    unknown, left_out = ("M3", "M4", "M5", "M8", "M7IRR", "M7RPKI"), ("M1", "M2", "M6")
    told = [(item.metric, item.state, item.value) for item in made.metrics]
    assert told == [*((name, "unknown", None) for name in unknown), *((name, "left out", None) for name in left_out)]
    assert made.left_out == LEFT_OUT and "no score of MANRS" in made.note


def test_each_rule_has_its_source_and_what_has_none_is_left_out() -> None:
    for item in observatory((), (), None, None).metrics:
        assert item.rule and item.source and item.source_date, item.metric
    assert any(line.startswith("Ready, aspiring and lagging") for line in LEFT_OUT)


# -- M7IRR, M7RPKI ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rovs", "value"),
    [
        # docs.manrs.org: fraction valid less ten times fraction invalid.
        ((RovState.VALID, RovState.VALID), 1.0),
        ((RovState.VALID, RovState.NOT_FOUND), 0.5),
        ((RovState.NOT_FOUND, RovState.NOT_FOUND), 0.0),
        ((RovState.VALID, RovState.INVALID), 0.5 - 5.0),
        ((RovState.INVALID, RovState.INVALID), -10.0),
        ((RovState.VALID,) * 19 + (RovState.INVALID,), 0.95 - 0.5),
    ],
)
def test_an_invalid_costs_ten_times_what_a_valid_gives(rovs: tuple[RovState, ...], value: float) -> None:
    found = metric("M7RPKI", registered=registered(*((f"10.{at}.0.0/16", True, rov) for at, rov in enumerate(rovs))))
    assert found.state == "told" and found.value == pytest.approx(value)
    assert found.counts["announced"] == len(rovs)


def test_what_moves_m7rpki_is_told_with_what_it_becomes() -> None:
    look = registered(("193.0.0.0/21", True, RovState.VALID), ("193.0.8.0/22", True, RovState.INVALID))
    found = metric("M7RPKI", registered=look)
    assert found.changes == ("a ROA for 193.0.8.0/22, which is invalid: -450 % becomes 100 %",)
    look = registered(("193.0.0.0/21", True, RovState.VALID), ("193.0.8.0/22", True, RovState.NOT_FOUND))
    assert metric("M7RPKI", registered=look).changes == ("a ROA for 193.0.8.0/22: 50 % becomes 100 %",)


def test_routes_in_the_irr_are_a_part_of_those_announced() -> None:
    valid = RovState.VALID
    look = registered(
        ("193.0.0.0/21", True, valid), ("193.0.8.0/22", False, valid), ("2a00:1::/32", True, valid), ("2a00:2::/32", True, valid)
    )
    found = metric("M7IRR", registered=look)
    assert short(found) == ("told", 0.75)
    assert found.counts == {"announced": 4, "covered": 3, "not covered": 1}
    assert found.changes == ("a route object for 193.0.8.0/22: 75 % becomes 100 %",)


def test_an_irr_that_did_not_answer_for_one_prefix_leaves_the_part_unknown() -> None:
    look = registered(("193.0.0.0/21", True, RovState.VALID), ("193.0.8.0/22", None, RovState.VALID))
    assert short(metric("M7IRR", registered=look)) == ("unknown", None)
    assert short(metric("M7RPKI", registered=look)) == ("told", 1.0)


def test_an_old_look_without_prefixes_says_nothing() -> None:
    found = metric("M7IRR", registered=RegistrationFile(looked_at=AT, held=("x",), findings=()))
    assert short(found) == ("unknown", None) and "run the registration playbook again" in found.told


# -- M3, M4 -----------------------------------------------------------------------------------------------


def test_nothing_but_good_prefixes_at_every_session_is_none() -> None:
    good = Announcements(own=("193.0.0.0/21",))
    made = (router(session(good), session(good, "peer")),)
    assert short(metric("M3", made)) == short(metric("M4", made)) == ("told", 0.0)


def test_bogons_that_leave_are_counted_once_and_named() -> None:
    bad = Announcements(own=("10.0.0.0/8",), bogon_prefixes=("10.0.0.0/8",), bogon_asns=("193.0.0.0/21 path 64512",))
    open_cells = {"E03": Cell(status=Status.DIFFERS), "E04": Cell(status=Status.IN_FORCE)}
    made = (router(session(bad, cells=open_cells), session(bad, "peer", cells=open_cells)),)
    found = metric("M3", made)
    assert short(found) == ("told", 1.0)
    assert "10.0.0.0/8" in found.told
    assert found.changes == ("E03 is not in force at edge1: provider (192.0.2.1), edge1: peer (192.0.2.1)",)
    assert short(metric("M4", made)) == ("told", 1.0)


def test_a_path_that_is_cleaned_on_its_way_out_is_not_known() -> None:
    made = (router(session(Announcements(own=(), bogon_asns=("193.0.0.0/21 path 64512",)))),)
    found = metric("M4", made)
    assert short(found) == ("unknown", None) and found.counts["not known"] == 1


@pytest.mark.parametrize(
    "made",
    [
        (router(session(None)),),
        (router(session(Announcements(own=()))), router(host="edge2", looked_at=None)),
        (router(session(Announcements(own=())), limited_to=("acme",)),),
        (router(),),
    ],
)
def test_none_seen_is_unknown_where_somebody_did_not_look(made: tuple[ReportRouter, ...]) -> None:
    assert short(metric("M3", made)) == short(metric("M4", made)) == ("unknown", None)


def test_what_was_seen_counts_also_where_somebody_did_not_look() -> None:
    bad = Announcements(own=(), bogon_prefixes=("10.0.0.0/8",))
    found = metric("M3", (router(session(bad), session(None, "peer")),))
    assert short(found) == ("told", 1.0) and found.told.startswith("at least 1 prefix: ")


def test_what_customers_are_sent_and_sessions_that_are_down_do_not_count() -> None:
    made = (router(session(Announcements(own=())), session(None, "customer"), session(None, "peer", is_established=False)),)
    assert short(metric("M3", made)) == ("told", 0.0)


# -- M8, findings -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "wanted"),
    [
        ({"C01": "holds", "C02": "unknown", "C03": "does not hold"}, ("told", 1.0)),
        ({"C01": "does not hold", "C02": "does not hold", "C03": "does not hold"}, ("told", 0.0)),
        ({"C01": "does not hold", "C02": "unknown", "C03": "does not hold"}, ("unknown", None)),
    ],
)
def test_a_contact_in_one_database_is_one(status: dict[str, str], wanted: tuple[str, float | None]) -> None:
    assert short(metric("M8", contacts=contacts(**status))) == wanted


def test_the_findings_that_move_a_metric_are_with_it() -> None:
    def finding(control: str) -> ReportFinding:
        return ReportFinding(
            severity=Severity.WARNING, router="edge1", where="x", what="y", control=control, manrs_action=1, source="z", remedy="do"
        )

    told = tuple(map(finding, ("R06", "E03", "C02", "S01")))
    moved = {name: [item.control for item in metric(name, (), told).findings] for name in ("M3", "M4", "M7RPKI", "M7IRR", "M8")}
    assert moved == {"M3": ["E03"], "M4": ["E03"], "M7RPKI": ["R06"], "M7IRR": [], "M8": ["C02"]}


# -- what a router is seen to send ------------------------------------------------------------------------


class _Router:
    """A platform of two commands: what is held, and what a session is sent."""

    def __init__(self, sent: dict[str, str], routes: list[HeldRoute]) -> None:
        self.sent, self.held, self.asked = sent, routes, list[str]()

    def routes(self, family: int) -> Command:
        return Command(f"routes {family}")

    def held_routes(self, output: str, family: int) -> list[HeldRoute]:
        return [item for item in self.held if item.route.prefix.family == family]

    def announced(self, address: str, family: int) -> Command:
        return Command(f"sent {address} {family}")

    def announced_prefixes(self, output: str) -> frozenset[str]:
        return frozenset(output.split())

    def read(self, commands: Any) -> list[str]:
        self.asked += [command.text for command in commands]
        return [self.sent.get(command.text, "") for command in commands]


def held(address: str, prefix: str, *path: int) -> HeldRoute:
    return HeldRoute(Route(Prefix.parse(prefix), path), address, True)


def state(address: str, announced: int = 3, accepted: int = 1) -> SessionState:
    return SessionState(address, address, 4, 64500, True, accepted, announced)


def to(address: str, relation: Relation) -> Session:
    return Session(neighbor=address, asn=64500, relation=relation, address=address, chains=())


def test_what_leaves_is_split_into_ours_and_bogons_and_customers_are_not_asked() -> None:
    routes = [
        held("0.0.0.0", "193.0.0.0/21"),
        held("192.0.2.9", "185.20.0.0/22", 35001),
        held("192.0.2.9", "185.21.0.0/22", 35001, 65001),
        held("192.0.2.8", "193.0.16.0/22", 25000),
        held("192.0.2.7", "193.0.20.0/22", 64512, 64512),
    ]
    sent = {"sent 192.0.2.1 4": "193.0.0.0/21 185.20.0.0/22 185.21.0.0/22 193.0.16.0/22 193.0.20.0/22 10.0.0.0/8 0.0.0.0/0"}
    platform = _Router(sent, routes)
    states = (state("192.0.2.1"), state("192.0.2.9"))
    notes: list[str] = []
    sessions = (to("192.0.2.1", Relation.PROVIDER), to("192.0.2.9", Relation.CUSTOMER))
    found = announcements(Held(platform, platform.read, states), sessions, states, 25000, notes)  # type: ignore[arg-type]
    assert found == {
        "192.0.2.1": Announcements(
            own=("10.0.0.0/8", "193.0.0.0/21", "193.0.16.0/22", "193.0.20.0/22"),
            bogon_prefixes=("10.0.0.0/8",),
            bogon_asns=("185.21.0.0/22 path 35001 65001", "193.0.20.0/22 path 64512 64512"),
        )
    }
    assert platform.asked == ["routes 4", "sent 192.0.2.1 4"] and notes == []


def test_too_many_routes_are_not_read_and_it_is_said() -> None:
    platform = _Router({}, [])
    states = (state("192.0.2.1", announced=900_000),)
    notes: list[str] = []
    sessions = (to("192.0.2.1", Relation.COLLECTOR),)
    assert announcements(Held(platform, platform.read, states), sessions, states, 25000, notes) == {}  # type: ignore[arg-type]
    assert (platform.asked, notes) == ([], ["what leaves at 192.0.2.1: too many routes to read one by one"])
