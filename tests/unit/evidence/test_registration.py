# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is registered of what we announce, and what is to be submitted. Registries and expectations are written by hand."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.evidence.looks.files import LookFileError, write_look
from ansible_collections.manrs.hardening.plugins.plugin_utils.evidence.looks.look import Looked
from ansible_collections.manrs.hardening.plugins.plugin_utils.evidence.models import ReportRouter
from ansible_collections.manrs.hardening.plugins.plugin_utils.evidence.registration import Registration, ask, check, roa_csv, wanted_of
from ansible_collections.manrs.hardening.plugins.plugin_utils.evidence.registration_files import lines, seen_leaving, write_registration
from ansible_collections.manrs.hardening.plugins.plugin_utils.evidence.report import make_report
from ansible_collections.manrs.hardening.plugins.plugin_utils.intent.validate import host_intent
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import Prefix
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.sets import Vrp
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.dump_files import Problems
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.rpsl import IrrDumps

from ...finding_shape import problems

AUT_NUM = """\
aut-num:        AS64496
as-name:        EXAMPLE
remarks:        our policy
                goes on here
+               and here
import:         from AS64500 accept ANY
export:         to AS64500 announce AS64496:AS-ALL
mp-import:      afi any.unicast from AS64501 accept AS64501:AS-ACME
mp-export:      afi any.unicast to AS64501 announce ANY
mnt-by:         MNT-EXAMPLE
source:         RIPE
"""
AS_SET = """\
as-set:         AS64496:AS-ALL
members:        AS64496, AS64501:AS-ACME
mnt-by:         MNT-EXAMPLE
source:         RIPE
"""
ROUTES = """\
route:          193.0.0.0/21
origin:         AS64496
source:         RIPE

route6:         2a00:1::/32
origin:         AS64496
source:         RIPE
"""
ROAS = ("193.0.0.0/21-21", "2a00:1::/32-32")


def vrp(text: str, asn: int = 64496) -> Vrp:
    prefix, _, longest = text.rpartition("-")
    return Vrp(Prefix.parse(prefix), int(longest), asn)


def variables(**network: Any) -> dict[str, Any]:
    return {
        "manrs_network": {"asn": 64496, "as_set": "AS64496:AS-ALL", "prefixes": ["193.0.0.0/21", "2a00:1::/32"], **network},
        "manrs_registry": {"irr": {"dumps": ["unused"], "sources": ["RIPE", "RADB"]}, "rpki": {"vrps": "unused"}},
        "manrs_neighbors": [
            {"name": "transit", "asn": 64500, "relation": "provider", "addresses": ["185.10.3.1"], "receive": "full"},
            {"name": "acme", "asn": 64501, "relation": "customer", "addresses": ["185.10.3.2"], "as_set": "AS64501:AS-ACME"},
        ],
    }


def looked(
    folder: Path,
    *objects: str,
    roas: tuple[Vrp, ...] = tuple(map(vrp, ROAS)),
    told: dict[str, Any] | None = None,
    leaving: Mapping[Prefix, tuple[str, ...]] | None = None,
) -> Registration:
    dump = folder / "irr.rpsl"
    dump.write_text("\n".join(objects) + "\n", encoding="utf-8")
    intent = host_intent(told or variables(), "edge1", date(2026, 11, 28))
    wanted = wanted_of([intent], leaving)
    answers = IrrDumps([dump], wanted.sources, Problems())
    found = check(wanted, asyncio.run(ask(answers, wanted, roas)))
    assert [wrong for item in found.findings for wrong in problems(item)] == []
    return found


def named(found: Registration) -> list[tuple[str, str, str]]:
    return [(item.control, item.severity, item.where.rpartition(" ")[2]) for item in found.findings]


def test_where_all_is_registered_there_is_nothing_to_do(tmp_path: Path) -> None:
    found = looked(tmp_path, AUT_NUM, AS_SET, ROUTES)
    assert (named(found), found.objects, found.roa_changes) == ([], (), ())
    assert found.held == (
        "193.0.0.0/21 AS64496: route 193.0.0.0/21, AS64496, RIPE and ROA 193.0.0.0/21, maxLength 21, AS64496",
        "2a00:1::/32 AS64496: route6 2a00:1::/32, AS64496, RIPE and ROA 2a00:1::/32, maxLength 32, AS64496",
        "AS64496:AS-ALL: AS64496, AS64501:AS-ACME (RIPE)",
        "aut-num AS64496: 2 imports and 2 exports (RIPE)",
    )


def test_a_prefix_that_is_nowhere_is_critical_and_gets_object_and_roa(tmp_path: Path) -> None:
    found = looked(tmp_path, AUT_NUM, AS_SET, ROUTES.split("\n\n")[1], roas=(vrp(ROAS[1]),))
    assert named(found) == [("R04", "critical", "193.0.0.0/21")]
    assert found.objects == ("route:          193.0.0.0/21\norigin:         AS64496\nmnt-by:         MNT-EXAMPLE\nsource:         RIPE\n",)
    assert roa_csv(found.roa_changes) == "action,prefix,maxLength,asn,why\nadd,193.0.0.0/21,21,AS64496,no ROA covers it\n"


def test_one_of_object_and_roa_is_enough_and_the_other_is_named(tmp_path: Path) -> None:
    found = looked(tmp_path, AUT_NUM, AS_SET, ROUTES.split("\n\n")[0], roas=(vrp(ROAS[1]),))
    assert named(found) == [("R06", "warning", "193.0.0.0/21"), ("R05", "warning", "2a00:1::/32")]
    assert found.objects == ("route6:         2a00:1::/32\norigin:         AS64496\nmnt-by:         MNT-EXAMPLE\nsource:         RIPE\n",)
    assert [(item.action, str(item.prefix)) for item in found.roa_changes] == [("add", "193.0.0.0/21")]


def test_what_rpki_calls_invalid_is_critical(tmp_path: Path) -> None:
    found = looked(tmp_path, AUT_NUM, AS_SET, ROUTES, roas=(vrp("193.0.0.0/16-16", 64499), vrp(ROAS[1])))
    assert named(found) == [("R01", "critical", "193.0.0.0/21")]
    assert roa_csv(found.roa_changes).splitlines()[1:] == ["add,193.0.0.0/21,21,AS64496,others drop it as invalid"]


@pytest.mark.parametrize(("up_to", "wide"), [(None, True), (23, True), (24, False)])
def test_a_roa_allows_no_more_than_what_is_announced(tmp_path: Path, up_to: int | None, wide: bool) -> None:
    own = {"prefix": "193.0.0.0/21"} | ({"up_to": up_to} if up_to else {})
    told = variables(prefixes=[own, "2a00:1::/32"])
    found = looked(tmp_path, AUT_NUM, AS_SET, ROUTES, roas=(vrp("193.0.0.0/21-24"), vrp(ROAS[1])), told=told)
    assert named(found) == ([("R07", "warning", "193.0.0.0/21")] if wide else [])
    changes = [(item.action, item.maximum_length) for item in found.roa_changes]
    assert changes == ([("remove", 24), ("add", up_to or 21)] if wide else [])


def test_somebody_elses_object_for_our_prefix_is_named_wherever_it_is(tmp_path: Path) -> None:
    other = "route: 193.0.0.0/21\norigin: AS64499\nsource: ELSEWHERE\n"
    assert named(looked(tmp_path, AUT_NUM, AS_SET, ROUTES, other)) == [("R08", "warning", "193.0.0.0/21")]


def test_an_object_in_a_database_that_does_not_count_is_none(tmp_path: Path) -> None:
    objects = ROUTES.replace("RIPE", "ELSEWHERE")
    found = looked(tmp_path, AUT_NUM, AS_SET, objects)
    assert named(found) == [("R05", "warning", "193.0.0.0/21"), ("R05", "warning", "2a00:1::/32")]


def test_a_set_that_lacks_a_customer_gets_it_and_keeps_all_else(tmp_path: Path) -> None:
    as_set = AS_SET.replace("AS64496, AS64501:AS-ACME", "AS64496, # ours\n                AS64999")
    found = looked(tmp_path, AUT_NUM, as_set, ROUTES)
    assert named(found) == [("R09", "warning", "AS64496:AS-ALL"), ("R09", "warning", "AS64496:AS-ALL")]
    assert [item.what for item in found.findings] == [
        "lacks AS64501:AS-ACME: what they announce is dropped by who filters by it",
        "has AS64999, who is no declared customer",
    ]
    assert found.objects == (as_set.replace("mnt-by", "members:        AS64501:AS-ACME\nmnt-by", 1),)


def test_a_set_that_is_nowhere_is_made(tmp_path: Path) -> None:
    found = looked(tmp_path, AUT_NUM, ROUTES)
    assert named(found) == [("R09", "critical", "AS64496:AS-ALL")]
    assert found.objects == (
        "as-set:         AS64496:AS-ALL\nmembers:        AS64496, AS64501:AS-ACME\nmnt-by:         MNT-EXAMPLE\nsource:         RIPE\n",
    )


def test_names_that_can_be_taken_for_another_set_are_named(tmp_path: Path) -> None:
    flat = AS_SET.replace("AS64496:AS-ALL", "AS-ALL")
    found = looked(tmp_path, AUT_NUM, flat, flat.replace("RIPE", "RADB"), ROUTES, told=variables(as_set="AS-ALL"))
    assert named(found) == [("R02", "warning", "AS-ALL"), ("R02", "warning", "AS-ALL")]
    assert "declare RIPE::AS-ALL" in found.findings[1].remedy


def test_an_aut_num_that_lacks_a_neighbor_gets_it_and_keeps_its_remarks(tmp_path: Path) -> None:
    aut_num = "".join(line for line in AUT_NUM.splitlines(keepends=True) if "AS64501" not in line)
    found = looked(tmp_path, aut_num, AS_SET, ROUTES)
    assert named(found) == [("R10", "warning", "AS64496")]
    (text,) = found.objects
    assert "remarks:        our policy\n                goes on here\n+               and here\n" in text
    assert text.index("mp-import:") < text.index("mnt-by:")
    assert "mp-import:      afi any.unicast from AS64501 accept AS64501:AS-ACME\n" in text
    assert "mp-export:      afi any.unicast to AS64501 announce ANY\n" in text
    assert [line for line in text.splitlines() if not line.startswith("mp-")] == aut_num.splitlines()


def test_without_an_aut_num_or_a_set_it_is_said_what_to_register(tmp_path: Path) -> None:
    told = variables()
    del told["manrs_network"]["as_set"]
    found = looked(tmp_path, ROUTES, told=told)
    assert named(found) == [("R09", "warning", "manrs_network.as_set"), ("R10", "warning", "AS64496")]
    assert "AS64496:AS-CUSTOMERS" in found.findings[0].remedy


def test_what_was_submitted_is_found_at_the_next_look(tmp_path: Path) -> None:
    """From nothing to all of it, by our own output alone."""
    empty = "person: Nobody\nsource: RIPE\n"
    bare = "aut-num:        AS64496\nas-name:        EXAMPLE\nmnt-by:         MNT-EXAMPLE\nsource:         RIPE\n"
    first = looked(tmp_path, empty, bare, roas=())
    assert {control for control, _, _ in named(first)} == {"R04", "R09", "R10"}
    roas = tuple(Vrp(item.prefix, item.maximum_length, item.asn) for item in first.roa_changes if item.action == "add")
    changed = [text for text in first.objects if text.startswith("aut-num")]
    kept = [] if changed else [bare]
    again = looked(tmp_path, *first.objects, *kept, roas=roas)
    assert (named(again), again.objects, again.roa_changes) == ([], (), ())


def test_each_prefix_is_kept_with_how_it_is_registered(tmp_path: Path) -> None:
    covering = "route: 193.0.0.0/16\norigin: AS64496\nsource: RIPE\n"
    found = looked(tmp_path, AUT_NUM, AS_SET, covering, roas=(vrp("193.0.0.0/16-16", 64499),))
    assert [(str(prefix), origin, is_in_irr, str(rov)) for prefix, origin, is_in_irr, rov in found.announced] == [
        ("193.0.0.0/21", 64496, True, "invalid"),
        ("2a00:1::/32", 64496, False, "not-found"),
    ]
    write_registration(tmp_path, found, datetime(2026, 11, 28, tzinfo=UTC))
    made = make_report(64496, [], tmp_path, tmp_path / "records", None)
    assert made.observatory is not None
    values = {item.metric: item.value for item in made.observatory.metrics}
    assert (values["M7IRR"], values["M7RPKI"]) == (0.5, -5.0)
    moved = {item.metric: {finding.control for finding in item.findings} for item in made.observatory.metrics}
    assert moved["M7RPKI"] == {"R01", "R04"} and moved["M3"] == set()


def test_the_report_has_action_4_by_the_last_look(tmp_path: Path) -> None:
    def action() -> tuple[str, str]:
        made = make_report(64496, [], tmp_path, tmp_path / "records", None)
        return made.actions[3].state, made.actions[3].summary

    assert action()[0] == "not looked at"
    write_registration(tmp_path, looked(tmp_path, AUT_NUM, AS_SET), datetime(2026, 11, 28, tzinfo=UTC))
    assert action() == ("holds", "4 of our prefixes and objects are registered as they should be.")
    write_registration(tmp_path, looked(tmp_path, AUT_NUM, AS_SET, roas=()), datetime(2026, 11, 28, tzinfo=UTC))
    assert action() == ("does not hold", "2 of our prefixes and objects are registered as they should be; 2 critical findings.")
    (tmp_path / "registration.json").write_text("{}", encoding="utf-8")
    with pytest.raises(LookFileError, match=r"registration.json is no look at registries \(.*\); run the registration playbook again"):
        action()


# -- what leaves and is not declared ----------------------------------------------------------------


def write_looks(folder: Path, **own: tuple[str, ...] | None) -> None:
    """Write a look at a router each, with what its session with a provider is sent."""
    for host, prefixes in own.items():
        told = {
            "host": host,
            "platform": "frr",
            "version": "",
            "looked_at": "2026-11-28T00:00:00+00:00",
            "policy_digest": "",
            "plan_digest": "",
        }
        session: dict[str, Any] = {"neighbor": "transit", "asn": 64500, "relation": "provider", "address": "185.10.3.1", "cells": {}}
        session |= {"is_established": True, "accepted": 1, "announced": 1, "announces": {"own": prefixes} if prefixes is not None else None}
        router = ReportRouter.model_validate(
            {**told, "plan": (), "substitutions": (), "sessions": (session,), "interfaces": (), "history": ()}
        )
        write_look(folder, Looked(router, ()))


def test_what_leaves_and_is_not_declared_is_named_and_asked_for_too(tmp_path: Path) -> None:
    write_looks(tmp_path, edge1=("193.0.0.0/21", "193.0.64.0/22"), edge2=("193.0.64.0/22", "193.0.0.0/24"))
    leaving, unknown = seen_leaving(tmp_path, ["edge2", "edge1"])
    assert unknown == []
    found = looked(tmp_path, AUT_NUM, AS_SET, ROUTES, leaving=leaving)
    assert [(item.control, item.severity, item.where, item.what) for item in found.findings] == [
        ("R11", "warning", "announced: 193.0.0.0/24", "is announced, and not declared"),
        # Its ROA allows /21 alone.
        ("R04", "critical", "announced: 193.0.0.0/24", "is registered nowhere"),
        ("R01", "critical", "announced: 193.0.0.0/24", "RPKI says invalid with origin AS64496: others drop it"),
        ("R11", "warning", "announced: 193.0.64.0/22", "is announced, and not declared"),
        ("R04", "critical", "announced: 193.0.64.0/22", "is registered nowhere"),
    ]
    assert found.findings[3].evidence == ("edge1: transit (185.10.3.1)", "edge2: transit (185.10.3.1)")
    assert [str(item.prefix) for item in found.announced] == ["193.0.0.0/21", "2a00:1::/32", "193.0.0.0/24", "193.0.64.0/22"]
    # Nobody said that it should leave, so nothing is to be registered for it.
    assert (found.objects, found.roa_changes) == ((), ())
    assert found.findings[4].remedy == "declare it, and run this again, or take it out of BGP"


@pytest.mark.parametrize(
    ("own", "seen", "is_named"),
    [
        ({"up_to": 24}, "193.0.7.0/24", False),
        ({"up_to": 23}, "193.0.7.0/24", True),
        ({}, "193.0.0.0/16", True),
        ({"delegated_to": 35001}, "193.0.0.0/21", True),
        # Others see our ASN in place of a private one.
        ({"delegated_to": 65001}, "193.0.0.0/21", False),
    ],
)
def test_a_more_specific_is_declared_by_up_to_of_our_own(tmp_path: Path, own: dict[str, Any], seen: str, is_named: bool) -> None:
    write_looks(tmp_path, edge1=(seen,))
    told = variables(prefixes=[{"prefix": "193.0.0.0/21"} | own, "2a00:1::/32"])
    found = looked(tmp_path, AUT_NUM, AS_SET, ROUTES, told=told, leaving=seen_leaving(tmp_path, ["edge1"])[0])
    assert any(item.control == "R11" for item in found.findings) is is_named


def test_a_router_whose_announcements_nobody_saw_is_named(tmp_path: Path) -> None:
    write_looks(tmp_path, edge1=("193.0.0.0/21",), edge2=None)
    leaving, unknown = seen_leaving(tmp_path, ["edge1", "edge2", "edge3"])
    assert unknown == ["edge2", "edge3"]
    found = looked(tmp_path, AUT_NUM, AS_SET, ROUTES, leaving=leaving)
    told = lines(found, write_registration(tmp_path, found, datetime(2026, 11, 28, tzinfo=UTC)), unknown)
    assert told[-1] == "not looked at: what leaves at edge2, edge3; run the report playbook first, and this one again"


def test_a_look_with_what_is_no_prefix_is_refused(tmp_path: Path) -> None:
    write_looks(tmp_path, edge1=("193.0.0.1/21",))
    with pytest.raises(LookFileError, match="edge1.json is no look at a router"):
        seen_leaving(tmp_path, ["edge1"])
