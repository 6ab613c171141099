# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Why a route is accepted or dropped, in and out, and a look at tables: by a small network whose every verdict is known by hand."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.evidence.explanation import Asked, Explanation, explain_route, lines
from ansible_collections.manrs.hardening.plugins.plugin_utils.evidence.looks.look import Looked, Wishes, look
from ansible_collections.manrs.hardening.plugins.plugin_utils.evidence.near import ask_around
from ansible_collections.manrs.hardening.plugins.plugin_utils.evidence.routing_tables.files import TableError
from ansible_collections.manrs.hardening.plugins.plugin_utils.host_policy import HostPolicy
from ansible_collections.manrs.hardening.plugins.plugin_utils.intent.validate import IntentError, host_intent
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.policies import Finding
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import Prefix
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.contract import SessionState
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.fit import Capabilities, fit
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.named_sets import Run
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.irr import RouteObject
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.snapshot import load_snapshot
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.snapshot_making import make_snapshot

NOW = datetime(2026, 11, 28, tzinfo=UTC)
IRR = """\
as-set: AS35001:AS-ACME
members: AS35001, AS35002
source: RIPE

route: 193.20.0.0/22
origin: AS35001
source: RIPE

route: 193.20.8.0/24
origin: AS35002
source: RIPE

route6: 2a06:2000::/32
origin: AS35001
source: RIPE

route: 193.20.16.0/24
origin: AS35001
source: RADB
"""
VRPS = [{"asn": 35001, "prefix": "193.20.0.0/22", "maxLength": 22}, {"asn": 3320, "prefix": "151.2.0.0/16", "maxLength": 20}]
NEIGHBORS: list[dict[str, Any]] = [
    {"name": "up", "asn": 20965, "relation": "provider", "addresses": ["10.0.0.1"], "receive": "full"},
    {
        "name": "acme",
        "asn": 35001,
        "relation": "customer",
        "addresses": ["10.0.0.2", "2a0c:2::2"],
        "as_set": "AS35001:AS-ACME",
        "modes": {"F05": {"mode": "monitor", "until": "2027-01-31", "why": "we look first"}},
    },
    {"name": "peer", "asn": 31001, "relation": "peer", "addresses": ["10.0.0.3"]},
    {"name": "new", "asn": 31002, "relation": "peer", "addresses": ["10.0.0.4"], "adoption_stage": 1},
    {"name": "gone", "asn": 35010, "relation": "peer", "addresses": ["10.0.0.6"], "state": "released"},
]
#: A customer whose set does not exist.
LOST: dict[str, Any] = {"name": "lost", "asn": 35009, "relation": "customer", "addresses": ["10.0.0.5"], "as_set": "AS35009:AS-GONE"}


def _unasked(prefix: Prefix) -> dict[Prefix, list[RouteObject]]:
    """A question with a mistake in it reaches no registry."""
    raise AssertionError(f"the registry was asked for {prefix}")


def made(folder: Path, neighbors: list[dict[str, Any]] = NEIGHBORS, **network: Any) -> HostPolicy:
    (folder / "irr").write_text(IRR, encoding="utf-8")
    (folder / "vrps").write_text(json.dumps({"roas": VRPS}), encoding="utf-8")
    told = {
        "manrs_network": {"asn": 25000, "prefixes": ["185.10.0.0/22", "2a05:1000::/32"], **network},
        "manrs_registry": {
            "irr": {"dumps": [str(folder / "irr")], "sources": ["RIPE"]},
            "rpki": {"vrps": str(folder / "vrps"), "rtr": [{"host": "10.9.9.9"}]},
        },
        "manrs_neighbors": neighbors,
    }
    intent = host_intent(told, "edge1", date(2026, 11, 28))
    make_snapshot({"edge1": intent}, folder / "snapshot", NOW)
    return HostPolicy(intent, load_snapshot(folder / "snapshot", "edge1", NOW, intent.registry), frozenset(), (), Run(NOW))


@pytest.fixture(scope="module")
def mine(tmp_path_factory: pytest.TempPathFactory) -> HostPolicy:
    return made(tmp_path_factory.mktemp("explained"))


def explained(mine: HostPolicy, neighbor: str, prefix: str, **more: Any) -> Explanation:
    return explain_route(mine, Asked(neighbor, prefix, **more), lambda wanted: ask_around(mine.intent.registry.irr, [wanted], [], print))


# neighbor, prefix, what else is asked | the control that decides
VERDICTS: list[tuple[str, str, Mapping[str, Any], str]] = [
    ("acme", "193.20.0.0/22", {}, "accept"),
    ("10.0.0.2", "193.20.0.0/22", {"origin": 35001}, "accept"),
    ("acme", "193.20.8.0/24", {"origin": 35002}, "accept"),
    ("acme", "193.20.1.0/24", {}, "F12"),
    ("acme", "193.20.16.0/24", {}, "F13"),
    ("acme", "2a06:2000::/32", {}, "accept"),
    ("acme", "193.21.0.0/24", {"origin": 35002}, "F13"),
    ("acme", "193.20.0.0/22", {"as_path": "35001 35001 35001"}, "accept"),
    ("acme", "193.20.0.0/22", {"as_path": "35001 {35001,35002}"}, "F21"),
    ("acme", "193.20.0.0/22", {"as_path": ""}, "F21"),
    ("acme", "193.20.0.0/22", {"as_path": "35002"}, "F08"),
    ("acme", "193.20.0.0/22", {"as_path": "35001 3356 35001"}, "F09"),
    ("acme", "193.20.0.0/22", {"as_path": "35001 64500 35001"}, "F07"),
    ("acme", "193.20.0.0/22", {"next_hop": "10.0.0.99"}, "F11"),
    ("acme", "193.20.0.0/22", {"otc": 35001}, "F14"),
    ("acme", "0.0.0.0/0", {}, "F01"),
    ("acme", "10.1.0.0/16", {}, "F02"),
    ("acme", "185.10.1.0/24", {}, "F03"),
    # F05 is monitored there: nothing but F13 rejects, which has no /25.
    ("acme", "193.20.0.0/25", {}, "F12"),
    ("peer", "193.0.0.0/25", {}, "F05"),
    ("peer", "151.2.0.0/16", {"origin": 3333}, "F12"),
    ("peer", "193.0.0.0/21", {"origin": 3333}, "accept"),
    ("up", "193.0.0.0/21", {"origin": 3333}, "accept"),
]


@pytest.mark.parametrize(("neighbor", "prefix", "more", "control"), VERDICTS)
def test_verdicts(mine: HostPolicy, neighbor: str, prefix: str, more: Mapping[str, Any], control: str) -> None:
    told = explained(mine, neighbor, prefix, **more)
    assert (told.control, told.is_accepted) == (control, control == "accept")
    assert told.steps[-1].step.outcome == ("accepts" if control == "accept" else "rejects")
    assert {item.direction for item in told.steps} == {"import"}
    assert lines(told)[0].endswith(": accepted" if told.is_accepted else f": dropped by {control}")


# neighbor, prefix, what else, to | where it ends, the control
WAYS: list[tuple[str, str, Mapping[str, Any], str, str, str]] = [
    ("acme", "193.20.0.0/22", {}, "up", "export", "accept"),
    ("acme", "193.20.0.0/22", {}, "peer", "export", "accept"),
    ("up", "193.0.0.0/21", {"origin": 3333}, "peer", "export", "E05"),
    ("peer", "193.0.0.0/21", {"origin": 3333}, "10.0.0.1", "export", "E05"),
    ("up", "193.0.0.0/21", {"origin": 3333}, "acme", "export", "accept"),
    ("acme", "193.20.0.0/22", {"communities": ("no-export",)}, "up", "export", "E00"),
    # What does not come in does not go out.
    ("acme", "10.1.0.0/16", {}, "up", "import", "F02"),
]


@pytest.mark.parametrize(("neighbor", "prefix", "more", "to", "where", "control"), WAYS)
def test_to_another_neighbor(
    mine: HostPolicy, neighbor: str, prefix: str, more: Mapping[str, Any], to: str, where: str, control: str
) -> None:
    told = explained(mine, neighbor, prefix, to=to, **more)
    assert (told.where, told.control) == (where, control)
    assert told.steps[-1].direction == where
    assert ("on the way out:" in lines(told)) is (where == "export")


def test_the_session_of_the_prefixs_family_is_meant(mine: HostPolicy) -> None:
    assert explained(mine, "acme", "2a06:2000::/32").session.address == "2a0c:2::2"
    assert explained(mine, "acme", "193.20.0.0/22").session.address == "10.0.0.2"
    # Somebody who names an address means it.
    assert explained(mine, "10.0.0.2", "2a06:2000::/32").session.address == "10.0.0.2"


def test_a_neighbor_with_one_address_has_that_one(mine: HostPolicy) -> None:
    assert explained(mine, "peer", "2a00:1::/32").session.address == "10.0.0.3"


def test_what_people_read(mine: HostPolicy) -> None:
    found = lines(explained(mine, "acme", "193.20.16.0/24"))
    assert found[0] == "193.20.16.0/24 path 35001 from acme (10.0.0.2): dropped by F13"
    last = found.index("  F12 RPKI invalid: passes: not: RPKI says invalid")
    assert found[last + 1].startswith(
        "  F13 registered prefix and origin: rejects: not: prefix and origin are a pair of AS35001=AS35001:AS-ACME ("
    )
    assert found[last + 2 :] == [
        "source: MANRS Action 1, RFC 7454 section 6.1.2",
        "registered: route 193.20.16.0/24, AS35001, RADB",
        "near: route 193.20.16.0/24, AS35001, RADB (other source)",
        "to register: route 193.20.16.0/24 with origin AS35001 in RIPE, or a ROA for 193.20.16.0/24, maxLength 24, with origin AS35001",
    ]


def test_an_unregistered_prefix_says_so_and_a_monitored_control_would_reject(mine: HostPolicy) -> None:
    found = lines(explained(mine, "acme", "198.51.200.128/25"))
    assert "registered: nothing for this prefix or above it" in found
    assert any(line.startswith("  F05 prefix length: would reject: ") for line in found)


MISTAKES: list[tuple[str, str, dict[str, Any], str]] = [
    ("acmee", "193.20.0.0/22", {}, "neighbor: 'acmee' is no neighbor of this router; known are acme, gone, new, peer, up"),
    ("acme", "193.20.0.0/22", {"to": "pear"}, "to: 'pear' is no neighbor of this router; known are acme, gone, new, peer, up"),
    ("acme", "193.20.0.1/22", {}, "prefix: '193.20.0.1/22' has host bits set; write 193.20.0.0/22"),
    ("acme", "193.20.0.0", {}, "prefix: '193.20.0.0' has no length; write 193.20.0.0/32 for one address"),
    ("acme", "all", {}, "prefix: 'all' is not an IPv4 or IPv6 address"),
    (
        "acme",
        "193.20.0.0/22",
        {"origin": 35001, "as_path": "35001 35002"},
        "as_path: '35001 35002' does not end with origin 35001; give one of the two",
    ),
    ("acme", "193.20.0.0/22", {"origin": 35001, "as_path": ""}, "as_path: '' does not end with origin 35001; give one of the two"),
    ("acme", "193.20.0.0/22", {"as_path": "AS35001"}, "as_path 'AS35001' has what is no ASN; write it as 64500 64501 {64502,64503}"),
    ("acme", "193.20.0.0/22", {"origin": -5}, "origin: -5 is no ASN; write a number from 1 to 4294967295"),
    ("acme", "193.20.0.0/22", {"origin": 2**32}, "origin: 4294967296 is no ASN; write a number from 1 to 4294967295"),
    ("acme", "193.20.0.0/22", {"otc": 2**40}, "otc: 1099511627776 is no ASN; write a number from 1 to 4294967295"),
    ("acme", "193.20.0.0/22", {"communities": ("1:2:3:4",)}, "communities: '1:2:3:4' is no community"),
    ("acme", "193.20.0.0/22", {"next_hop": "router"}, "next_hop: 'router' is not an IPv4 or IPv6 address"),
    (
        "gone",
        "193.20.0.0/22",
        {},
        "gone (10.0.0.6): is released, so nothing of ours filters it; take state: released off to ask what would",
    ),
    (
        "new",
        "193.20.0.0/22",
        {},
        "new (10.0.0.4): its IPv4 import filter is not known: its adoption stage has not come; "
        "see the findings of render, or of harden --check",
    ),
    (
        "acme",
        "193.20.0.0/22",
        {"to": "new"},
        "new (10.0.0.4): its IPv4 export filter is not known: its adoption stage has not come; "
        "see the findings of render, or of harden --check",
    ),
]


@pytest.mark.parametrize(("neighbor", "prefix", "more", "message"), MISTAKES)
def test_mistakes(mine: HostPolicy, neighbor: str, prefix: str, more: dict[str, Any], message: str) -> None:
    with pytest.raises(IntentError) as raised:
        explain_route(mine, Asked(neighbor, prefix, **more), _unasked)
    assert str(raised.value) == message


def test_a_filter_that_is_not_known(tmp_path: Path) -> None:
    """What a customer has registered is also what leaves to the provider."""
    mine = made(tmp_path, [NEIGHBORS[0], NEIGHBORS[1], LOST])
    for asked, what in (
        (Asked("lost", "193.20.0.0/22"), "lost (10.0.0.5): its IPv4 import filter is not known"),
        (Asked("acme", "193.20.0.0/22", to="up"), "up (10.0.0.1): its IPv4 export filter is not known"),
    ):
        with pytest.raises(IntentError) as raised:
            explain_route(mine, asked, _unasked)
        assert str(raised.value) == f"{what}: what is registered was not resolved; see the findings of render, or of harden --check"
    found = look(mine, None, Wishes(enforced_from=date(2027, 1, 31)), (), NOW, lambda text: None)
    cells = {item.neighbor: {name: str(cell.status) for name, cell in item.cells.items()} for item in found.router.sessions}
    assert cells["lost"]["F13"] == cells["up"]["E02"] == "held"
    assert cells["acme"]["F13"] == "unknown"


# -- a look at a router that was read --------------------------------------------------------------


def survey(mine: HostPolicy, findings: tuple[Finding, ...] = (), touched: tuple[tuple[str, int], ...] = (), **can: Any) -> Any:
    """A router that holds its policy, with both families of each session, but for what is said; of it only what a look reads."""
    policy = mine.compile_without_router()
    capabilities = Capabilities("frr", "10.3", 1000, **can)
    states = [
        SessionState(session.neighbor, session.address, family, session.asn, True, 3, 5)
        for session in policy.sessions
        for family in (4, 6)
        if not session.is_released and session.neighbor != "peer"
    ]
    fitted = fit(policy, capabilities)
    return SimpleNamespace(
        running=SimpleNamespace(capabilities=capabilities, sessions=tuple(states), text="router bgp 25000\n"),
        policy=policy,
        fitted=fitted,
        plan=SimpleNamespace(summary=tuple(f"{address}: filtered" for address, _ in touched), touched=touched, is_empty=not touched),
        plan_digest="ab",
        findings=(*fitted.findings, *findings),
    )


def cells(mine: HostPolicy, seen: Any) -> dict[str, dict[str, str]]:
    found = look(mine, seen, Wishes(enforced_from=date(2027, 1, 31), looks_at_routes=False), (), NOW, lambda text: None)
    return {item.address: {name: str(cell.status) for name, cell in item.cells.items()} for item in found.router.sessions}


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> HostPolicy:
    """The network without modes and stages."""
    neighbors = [{key: value for key, value in item.items() if key not in ("modes", "adoption_stage")} for item in NEIGHBORS]
    return made(tmp_path_factory.mktemp("plain"), neighbors)


def test_what_a_router_holds_is_in_force_and_a_session_that_is_not_there_differs(plain: HostPolicy) -> None:
    found = cells(plain, survey(plain))
    assert {status for address, told in found.items() if address != "10.0.0.3" for status in told.values()} == {"in force"}
    assert set(found["10.0.0.3"].values()) == {"differs"}
    assert {"F13", "F05", "E04"} <= found["10.0.0.2"].keys()
    assert found.keys() == {"10.0.0.1", "10.0.0.2", "2a0c:2::2", "10.0.0.3", "10.0.0.4"}


@pytest.mark.parametrize("name", ["plain", "mine"])
def test_what_the_router_cannot_say_is_named_with_and_without_modes(name: str, request: pytest.FixtureRequest) -> None:
    network = request.getfixturevalue(name)
    found = cells(network, survey(network, otc_by_role=True))
    assert found["10.0.0.2"]["F14"] in ("missing", "substituted")
    assert found["10.0.0.2"]["F13"] == "in force"


def test_a_plan_and_findings_of_a_router(plain: HostPolicy) -> None:
    where = "acme (10.0.0.2)"
    findings = (
        Finding("B03", "warning", where, "two filters", "look", ("x",)),
        Finding("B03", "critical", "up (10.0.0.1)", "LEGACY-IN takes the place of ours", "correct it", ("x",)),
        Finding("F12", "critical", "RPKI", "no cache answers", "correct it", ("x",)),
        Finding("S02", "critical", "somewhere", "of nobody", "correct it", ("x",)),
    )
    found = cells(plain, survey(plain, findings, touched=(("10.0.0.4", 4),)))
    assert set(found["10.0.0.1"].values()) == set(found["10.0.0.4"].values()) == {"differs"}
    assert {name for name, status in found["10.0.0.2"].items() if status != "in force"} == {"F12"}
    whole = cells(plain, survey(plain, (Finding("B03", "critical", "bird.conf", "a line is missing", "add it", ("x",)),)))
    assert {status for told in whole.values() for status in told.values()} == {"differs"}


def test_a_look_says_which_configuration_it_read(plain: HostPolicy) -> None:
    wishes = Wishes(enforced_from=date(2027, 1, 31), looks_at_routes=False)
    # printf 'router bgp 25000\\n' | sha256sum
    digest = "2b0817b86183f5511b8eb17863c7fd80bb130b17137b92c88ba093d3cbc35cf3"
    assert look(plain, survey(plain), wishes, (), NOW, lambda text: None).router.configuration == digest
    assert look(plain, None, wishes, (), NOW, lambda text: None).router.configuration == ""


# -- a look at tables ----------------------------------------------------------------------------

TABLE = (
    {"peer_ip": "10.0.0.2", "prefix": "193.20.0.0/22", "as_path": "35001"},
    {"peer_ip": "10.0.0.2", "prefix": "193.20.16.0/24", "as_path": "35001"},
    {"peer_ip": "10.0.0.2", "prefix": "10.1.0.0/16", "as_path": "35001"},
    {"peer_ip": "10.0.0.3", "prefix": "193.0.0.0/21", "as_path": "31001 3333"},
    {"peer_ip": "2a0c:2::2", "prefix": "2a06:2000::/32", "as_path": "35001"},
    {"peer_ip": "10.0.0.4", "prefix": "193.0.0.0/21", "as_path": "31002 3333"},
    {"peer_ip": "10.0.0.77", "prefix": "193.0.0.0/21", "as_path": "31002 3333"},
)


def table(folder: Path, *rows: Mapping[str, str]) -> Path:
    file = folder / "table.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return file


def looked(mine: HostPolicy, *files: Path, **wishes: Any) -> Looked:
    return look(mine, None, Wishes(enforced_from=date(2027, 1, 31), tables=files, **wishes), (), NOW, lambda text: None)


def test_a_table_is_judged_in_place_of_a_router(mine: HostPolicy, tmp_path: Path) -> None:
    found = looked(mine, table(tmp_path, *TABLE))
    told = {item.address: item.preview for item in found.router.sessions}
    counts = {address: (item.seen, item.rejected) for address, item in told.items() if item is not None}
    assert counts == {"10.0.0.2": (3, {"F02": 1, "F13": 1}), "10.0.0.3": (1, {}), "2a0c:2::2": (1, {})}
    # A released neighbor is nothing of ours; nobody was contacted, so nothing is said to be in force.
    assert "10.0.0.6" not in told
    statuses = {str(cell.status) for item in found.router.sessions for cell in item.cells.values()}
    assert statuses == {"unknown", "monitored", "waiting"}
    assert {item.is_established for item in found.router.sessions} == {None}
    assert found.router.notes == (
        "the router was not contacted: the routes are judged by the policy as declared, without what this OS does otherwise",
        "routes of addresses that have no declared neighbor or no filter: 10.0.0.4 (1), 10.0.0.77 (1)",
    )
    assert (found.router.platform, found.router.plan_digest, found.router.plan) == ("", "", ())


def test_a_look_says_what_is_near_where_it_may_ask(mine: HostPolicy, tmp_path: Path) -> None:
    file = table(tmp_path, TABLE[1])
    for asks, wanted in ((True, ["route 193.20.16.0/24, AS35001, RADB"]), (False, [])):
        session = next(item for item in looked(mine, file, asks_registry=asks).router.sessions if item.address == "10.0.0.2")
        assert session.preview is not None
        assert [item.text for item in session.preview.routes[0].near] == wanted


def test_listed_are_as_many_as_are_wanted(mine: HostPolicy, tmp_path: Path) -> None:
    session = next(item for item in looked(mine, table(tmp_path, *TABLE), most_routes=1).router.sessions if item.address == "10.0.0.2")
    assert session.preview is not None
    assert (len(session.preview.routes), session.preview.left_out, session.preview.rejected) == (1, 1, {"F02": 1, "F13": 1})


def test_a_look_limited_to_a_neighbor_has_that_one(mine: HostPolicy, tmp_path: Path) -> None:
    found = looked(replace(mine, only=("peer",)), table(tmp_path, *TABLE))
    assert [item.neighbor for item in found.router.sessions] == ["peer"]


def test_the_same_look_is_the_same(mine: HostPolicy, tmp_path: Path) -> None:
    file = table(tmp_path, *TABLE)
    assert looked(mine, file) == looked(mine, file)


def test_a_table_that_is_not_whole_is_no_look(mine: HostPolicy, tmp_path: Path) -> None:
    file = table(tmp_path, *TABLE)
    file.write_bytes(file.read_bytes()[:-10])
    with pytest.raises(TableError, match=r"table.jsonl:7: "):
        looked(mine, file)
