# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How controls act: enforce, monitor, off; the stages of adoption; which of three places a setting is taken from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.policies import Policy
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Direction
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.decide import arriving, evaluate
from policy_world import NEIGHBORS, ROV, compiled, export_control, exported, held, import_control, neighbors, route, rows, sent, session


def mode(word: str) -> dict[str, str]:
    return {"mode": word, "until": "2999-01-01", "why": "test"}


def monitored(policy: Policy, name: str, text: str) -> list[str]:
    """Return the monitored controls that would reject a route from a neighbor."""
    item = route(text)
    chain = session(policy, name).chain(Direction.IMPORT, item.prefix.family)
    assert chain is not None
    found: list[str] = []
    evaluate(policy, chain, arriving(session(policy, name), item), ROV, monitored=found)
    return found


# -- modes ------------------------------------------------------------------------------------------

# control | neighbor | route that this control alone rejects | its mark
REJECTED_BY_ONE = """
F21 | peer    | 193.0.0.0/21 31001 25000 3333        | 25000:9:21
F08 | peer    | 193.0.0.0/21 3333                    | 25000:9:8
F11 | peer    | 193.0.0.0/21 31001 nh=10.0.0.9       | 25000:9:11
F01 | default | 193.0.0.0/21 20971 3333              | 25000:9:1
F02 | peer    | 198.18.0.0/15 31001                  | 25000:9:2
F03 | peer    | 185.10.0.0/22 31001                  | 25000:9:3
F04 | peer    | 193.201.28.0/24 31001                | 25000:9:4
F05 | peer    | 193.0.0.0/25 31001                   | 25000:9:5
F06 | peer    | 193.0.0.0/21 31001 3333x100          | 25000:9:6
F07 | peer    | 193.0.0.0/21 31001 64512             | 25000:9:7
F09 | peer    | 193.0.0.0/21 31001 174               | 25000:9:9
F10 | server  | 193.0.0.0/21 3333 31050              | 25000:9:10
F14 | peer    | 193.0.0.0/21 31001 otc=3333          | 25000:9:14
F13 | acme    | 193.20.4.0/22 35001                  | 25000:9:13
"""
TAGS = {"peer": (25000, 1, 2), "default": (25000, 1, 3), "server": (25000, 1, 4), "acme": (25000, 1, 1)}


@pytest.mark.parametrize(("control", "neighbor", "text", "mark"), rows(REJECTED_BY_ONE))
def test_monitor_accepts_marks_and_counts(tmp_path: Path, control: str, neighbor: str, text: str, mark: str) -> None:
    policy = compiled(tmp_path, neighbors(neighbor, modes={control: mode("monitor")}))
    number = tuple(int(word) for word in mark.split(":"))
    assert held(policy, neighbor, text).large_communities == {number, TAGS[neighbor]}
    assert monitored(policy, neighbor, text) == [control]
    assert import_control(compiled(tmp_path, neighbors(neighbor)), neighbor, text) == control


@pytest.mark.parametrize(("control", "neighbor", "text", "mark"), rows(REJECTED_BY_ONE))
def test_off_accepts_and_does_nothing(tmp_path: Path, control: str, neighbor: str, text: str, mark: str) -> None:
    policy = compiled(tmp_path, neighbors(neighbor, modes={control: mode("off")}))
    assert held(policy, neighbor, text).large_communities == {TAGS[neighbor]}
    assert monitored(policy, neighbor, text) == []


def test_monitored_rpki_counts_and_never_marks(tmp_path: Path) -> None:
    policy = compiled(tmp_path, neighbors("peer", modes={"F12": mode("monitor")}))
    after = held(policy, "peer", "151.2.0.0/16 31001 3321")
    assert after.large_communities == {(25000, 1, 2)}
    assert not after.communities
    assert monitored(policy, "peer", "151.2.0.0/16 31001 3321") == ["F12"]


def test_two_monitored_controls_mark_both_and_an_enforced_one_rejects_still(tmp_path: Path) -> None:
    policy = compiled(tmp_path, neighbors("peer", modes={"F05": mode("monitor"), "F07": mode("monitor")}))
    both = "193.0.0.0/25 31001 64512"
    assert held(policy, "peer", both).large_communities == {(25000, 9, 5), (25000, 9, 7), (25000, 1, 2)}
    assert monitored(policy, "peer", both) == ["F05", "F07"]
    assert import_control(policy, "peer", f"{both} 174") == "F09"
    assert monitored(policy, "peer", f"{both} 174") == ["F05", "F07"]
    assert monitored(policy, "peer", "10.0.0.0/25 31001 64512") == []


def test_a_mark_that_a_neighbor_sends_is_not_ours(tmp_path: Path) -> None:
    policy = compiled(tmp_path, neighbors("peer", modes={"F05": mode("monitor")}))
    assert held(policy, "peer", "193.0.0.0/24 31001 25000:9:5 25000:9:13").large_communities == {(25000, 1, 2)}


# control | neighbor | route that this control alone keeps
KEPT_BY_ONE = """
E00 | up   | 185.10.0.0/22 65535:65281
E05 | up   | 193.20.0.0/22 35001 25000:1:1 25000:1:2
E05 | up   | 193.20.0.0/22 35001 25000:1:1 otc=35001
E03 | acme | 10.0.0.0/8 20965 25000:1:3
E03 | acme | 193.0.0.0/21 20965 64512 25000:1:3
E01 | up   | 193.0.0.0/21 3333
E02 | up   | 193.20.4.0/22 35001 25000:1:1
E06 | acme | 0.0.0.0/0 20965 25000:1:3
"""


@pytest.mark.parametrize(("control", "neighbor", "text"), rows(KEPT_BY_ONE))
def test_monitored_exports_go_out_without_a_mark(tmp_path: Path, control: str, neighbor: str, text: str) -> None:
    others = [name for name in ("up", "acme") if name != neighbor]
    policy = compiled(tmp_path, neighbors(neighbor, *others, modes={control: mode("monitor"), "E04": mode("off")}))
    assert sent(policy, neighbor, text).large_communities == route(text).large_communities
    found: list[str] = []
    item = route(text)
    evaluate(policy, exported(policy, neighbor), item, ROV, monitored=found)
    assert set(found) == {control}
    assert export_control(compiled(tmp_path, neighbors(neighbor, *others)), neighbor, text) == control


@pytest.mark.parametrize(("control", "neighbor", "text"), rows(KEPT_BY_ONE))
def test_exports_that_are_not_checked_go_out(tmp_path: Path, control: str, neighbor: str, text: str) -> None:
    others = [name for name in ("up", "acme") if name != neighbor]
    assert export_control(compiled(tmp_path, neighbors(neighbor, *others, modes={control: mode("off")})), neighbor, text) == "accept"


def test_changes_that_are_off_change_nothing(tmp_path: Path) -> None:
    off = {control: mode("off") for control in ("F14", "F16", "F17", "F18", "E04", "E05")}
    policy = compiled(tmp_path, neighbors("peer", modes=off))
    # Our tag is set all the same: E01 needs it.
    after = held(policy, "peer", "193.0.0.0/21 31001 65535:0 65535:666 25000:5 25000:5:5 25000:1:1")
    assert after == route("193.0.0.0/21 31001 65535:0 65535:666 25000:5 25000:5:5 25000:1:2 nh=10.0.0.3")
    assert sent(policy, "peer", "185.10.0.0/22 25000:5 25000:5:5") == route("185.10.0.0/22 25000:5 25000:5:5")


def test_modes_that_do_not_enforce_are_findings(tmp_path: Path) -> None:
    policy = compiled(
        tmp_path,
        neighbors("peer", modes={"F13": mode("off"), "F05": mode("enforce")}, registered=True),
        relations={"peer": {"modes": {"F07": mode("monitor")}}, "customer": {"modes": {"F06": mode("off")}}},
        modes={"F09": mode("monitor")},
    )
    assert [(item.severity, item.what) for item in policy.findings if item.where == "manrs_neighbors: peer"] == [
        ("warning", "F07 is monitor until 2999-01-01: test"),
        ("warning", "F09 is monitor until 2999-01-01: test"),
        ("warning", "F13 is off until 2999-01-01: test"),
    ]


# -- stages -----------------------------------------------------------------------------------------

# the stage that brings it | neighbor | route | the control that rejects from then on; before: accept
STAGES = """
2 | default | 193.0.0.0/21 20971 3333              | F01
2 | peer    | 198.18.0.0/15 31001                  | F02
2 | peer    | 185.10.0.0/22 31001                  | F03
2 | peer    | 193.201.28.0/24 31001                | F04
2 | peer    | 193.0.0.0/25 31001                   | F05
2 | peer    | 193.0.0.0/21 31001 3333x100          | F06
2 | peer    | 193.0.0.0/21 31001 64512             | F07
2 | peer    | 193.0.0.0/21 3333                    | F08
2 | peer    | 193.0.0.0/21 31001 25000 3333        | F21
2 | acme    | 185.10.0.0/22 35001                  | F03
3 | peer    | 151.2.0.0/16 31001 3321              | F12
3 | peer    | 193.0.0.0/21 31001 174               | F09
3 | server  | 193.0.0.0/21 3333 31050              | F10
3 | peer    | 193.0.0.0/21 31001 otc=3333          | F14
5 | acme    | 193.20.4.0/22 35001                  | F13
5 | strict  | 193.31.0.0/22 31001                  | F13
"""


@pytest.mark.parametrize(("first", "neighbor", "text", "control"), rows(STAGES))
def test_a_control_acts_from_its_stage_on(tmp_path: Path, first: str, neighbor: str, text: str, control: str) -> None:
    for stage in range(2, 9):
        policy = compiled(tmp_path, neighbors(neighbor, adoption_stage=stage))
        assert import_control(policy, neighbor, text) == (control if stage >= int(first) else "accept"), stage


def test_at_stage_one_nothing_is_touched(tmp_path: Path) -> None:
    policy = compiled(tmp_path, NEIGHBORS, adoption_stage=1)
    for item in policy.sessions:
        assert (item.chains, item.limits) == ((), ()), item.neighbor


@pytest.mark.parametrize("stage", range(2, 9))
def test_export_comes_with_stage_six(tmp_path: Path, stage: int) -> None:
    policy = compiled(tmp_path, neighbors("up", "acme", "collector"), adoption_stage=stage)
    for item in policy.sessions:
        for family in (4, 6):
            assert item.chain(Direction.IMPORT, family) is not None
            assert (item.chain(Direction.EXPORT, family) is not None) is (stage >= 6)


@pytest.mark.parametrize("stage", range(1, 9))
def test_a_chain_that_is_not_there_yet_is_told_from_one_that_could_not_be_made(tmp_path: Path, stage: int) -> None:
    policy = compiled(tmp_path, neighbors("up", "acme"), adoption_stage=stage)
    awaited = {Direction.IMPORT: stage < 2, Direction.EXPORT: stage < 6}
    for item in policy.sessions:
        assert item.awaited == {direction for direction, is_awaited in awaited.items() if is_awaited}, item.neighbor


@pytest.mark.parametrize("stage", range(2, 9))
def test_communities_come_with_stage_four_and_limits_with_six(tmp_path: Path, stage: int) -> None:
    policy = compiled(tmp_path, neighbors("acme"), adoption_stage=stage)
    after = held(policy, "acme", "193.20.0.0/22 35001 25000:5 25000:1:3 65535:0 65535:666")
    if stage < 4:
        assert after == route("193.20.0.0/22 35001 25000:5 25000:1:3 65535:0 65535:666 nh=10.0.0.2")
    else:
        assert after == route("193.20.0.0/22 35001 25000:1:1 65535:0 nh=10.0.0.2 lp=0")
    assert bool(session(policy, "acme").limits) is (stage >= 6)


@pytest.mark.parametrize("stage", range(2, 9))
def test_blackholes_come_with_stage_four(tmp_path: Path, stage: int) -> None:
    policy = compiled(tmp_path, neighbors("black"), adoption_stage=stage)
    assert import_control(policy, "black", "193.40.1.7/32 35010 65535:666") == ("F05" if stage < 4 else "accept")


def test_session_options_come_last(tmp_path: Path) -> None:
    told = {"role": True, "ttl_security": 1}
    for stage in range(1, 9):
        options = session(compiled(tmp_path, neighbors("peer", adoption_stage=stage, **told)), "peer").options
        assert (options.role, options.ttl_hops) == (("peer", 1) if stage == 8 else (None, None))


def test_nothing_is_taken_from_a_collector_from_stage_two_on(tmp_path: Path) -> None:
    assert import_control(compiled(tmp_path, neighbors("collector", adoption_stage=2)), "collector", "193.0.0.0/21 12654") == "F20"


def test_an_early_stage_is_a_finding(tmp_path: Path) -> None:
    policy = compiled(tmp_path, neighbors("peer", "acme", adoption_stage=3))
    assert [(item.where, item.what) for item in policy.findings if "stage" in item.what] == [
        ("manrs_neighbors: peer", "adoption stage 3 of 8: later controls do not act")
    ]


# -- network, relation, neighbor ---------------------------------------------------------------------


def levels(folder: Path, name: str, key: str, of_network: Any, of_relation: Any, of_neighbor: Any) -> Policy:
    """Compile with a setting at some of the three levels; None: not there."""
    relation = next(item["relation"] for item in NEIGHBORS if item["name"] == name)
    told = neighbors(name, **({} if of_neighbor is None else {key: of_neighbor}))
    relations = {} if of_relation is None else {relation: {key: of_relation}}
    network = {} if of_network is None else {key: of_network}
    return compiled(folder, told, relations=relations, **network)


# network | relation | neighbor | which counts
LEVELS = """
no  | no  | no  | default
yes | no  | no  | network
yes | yes | no  | relation
yes | yes | yes | neighbor
no  | yes | no  | relation
no  | yes | yes | neighbor
no  | no  | yes | neighbor
yes | no  | yes | neighbor
"""


@pytest.mark.parametrize(("network", "relation", "neighbor", "wins"), rows(LEVELS))
def test_the_nearest_setting_counts(tmp_path: Path, network: str, relation: str, neighbor: str, wins: str) -> None:
    def told(of_network: Any, of_relation: Any, of_neighbor: Any) -> tuple[Any, Any, Any]:
        pairs = ((network, of_network), (relation, of_relation), (neighbor, of_neighbor))
        return tuple(value if word == "yes" else None for word, value in pairs)  # type: ignore[return-value]

    most = {"default": 100, "network": 50, "relation": 40, "neighbor": 60}[wins]
    policy = levels(tmp_path, "peer", "longest_path", *told(50, 40, 60))
    assert import_control(policy, "peer", f"193.0.0.0/21 31001x{most}") == "accept"
    assert import_control(policy, "peer", f"193.0.0.0/21 31001x{most + 1}") == "F06"

    longest = {"default": 24, "network": 25, "relation": 26, "neighbor": 22}[wins]
    policy = levels(tmp_path, "peer", "lengths", *told({"ipv4": [8, 25]}, {"ipv4": [8, 26]}, {"ipv4": [8, 22]}))
    assert import_control(policy, "peer", f"193.0.0.0/{longest} 31001") == "accept"
    assert import_control(policy, "peer", f"193.0.0.0/{longest + 1} 31001") == "F05"

    preference = {"default": None, "network": 110, "relation": 120, "neighbor": 0}[wins]
    policy = levels(tmp_path, "peer", "local_preference", *told(110, 120, 0))
    assert held(policy, "peer", "193.0.0.0/21 31001").local_preference == preference

    passes = {"default": set(), "network": {174}, "relation": {2914, 3356}, "neighbor": {701}}[wins]
    policy = levels(tmp_path, "peer", "may_transit", *told([174], [2914, 3356], [701]))
    for asn in (174, 2914, 3356, 701):
        assert import_control(policy, "peer", f"193.0.0.0/21 31001 {asn}") == ("accept" if asn in passes else "F09")

    accepted = {"default": set(), "network": {1}, "relation": {2}, "neighbor": {3}}[wins]
    policy = levels(tmp_path, "peer", "accept_communities", *told(["25000:1"], ["25000:2"], ["25000:3"]))
    after = held(policy, "peer", "193.0.0.0/21 31001 25000:1 25000:2 25000:3")
    assert after.communities == {(25000, number) for number in accepted}

    policy = levels(tmp_path, "peer", "keep_communities", *told(["25000:1"], ["25000:2"], ["25000:3"]))
    assert sent(policy, "peer", "185.10.0.0/22 25000:1 25000:2 25000:3").communities == {(25000, number) for number in accepted}

    most = {"default": 100, "network": 5, "relation": 7, "neighbor": 3}[wins]
    policy = levels(tmp_path, "peer", "most_communities", *told(5, 7, 3))
    for count, kept in ((most, most), (most + 1, 0)):
        text = "193.0.0.0/21 31001 " + " ".join(f"65000:{number}" for number in range(count))
        assert len(held(policy, "peer", text).communities) == kept

    is_registered = {"default": False, "network": True, "relation": False, "neighbor": True}[wins]
    policy = levels(tmp_path, "peer", "registered", *told(True, False, True))
    assert import_control(policy, "peer", "193.31.0.0/22 31001") == ("F13" if is_registered else "accept")

    covered = {"default": False, "network": True, "relation": False, "neighbor": True}[wins]
    policy = levels(tmp_path, "black", "more_specifics", *told("covered", "exact", "covered"))
    assert import_control(policy, "black", "193.40.1.0/24 35010") == ("accept" if covered else "F13")

    control = {"default": "F06", "network": "accept", "relation": "F06", "neighbor": "accept"}[wins]
    policy = levels(tmp_path, "peer", "modes", *told({"F06": mode("off")}, {"F06": mode("enforce")}, {"F06": mode("monitor")}))
    assert import_control(policy, "peer", "193.0.0.0/21 31001x101") == control

    control = {"default": "F13", "network": "accept", "relation": "F13", "neighbor": "accept"}[wins]
    policy = levels(tmp_path, "acme", "adoption_stage", *told(4, 8, 2))
    assert import_control(policy, "acme", "193.20.4.0/22 35001") == control

    control = {"default": "accept", "network": "E06", "relation": "accept", "neighbor": "E06"}[wins]
    of_network, of_relation, of_neighbor = told("default_only", "full", "own_and_customers")
    policy = levels(tmp_path, "acme", "send", of_network, of_relation, of_neighbor)
    assert export_control(policy, "acme", "193.0.0.0/21 20965 3333 25000:1:3") == control


def test_lengths_of_one_family_leave_the_other_as_it_is(tmp_path: Path) -> None:
    policy = levels(tmp_path, "peer", "lengths", {"ipv4": [8, 25], "ipv6": [16, 56]}, {"ipv6": [16, 64]}, {"ipv4": [8, 22]})
    assert import_control(policy, "peer", "193.0.0.0/22 31001") == "accept"
    assert import_control(policy, "peer", "193.0.0.0/23 31001") == "F05"
    assert import_control(policy, "peer", "2a0a::/64 31001") == "accept"
    assert import_control(policy, "peer", "2a00::/12 31001") == "F05"


def test_what_is_registered_with_a_longer_length_stays_registered_when_it_covers(tmp_path: Path) -> None:
    told = neighbors("black28", more_specifics="covered", lengths={"ipv4": [8, 30]})
    policy = compiled(tmp_path, told)
    assert import_control(policy, "black28", "193.42.1.128/30 35011") == "accept"
    assert import_control(policy, "black28", "193.42.0.0/24 35011") == "accept"
    assert import_control(policy, "black28", "193.42.0.0/25 35011") == "F13"


def test_modes_are_taken_one_by_one(tmp_path: Path) -> None:
    policy = levels(tmp_path, "peer", "modes", {"F05": mode("off")}, {"F06": mode("off")}, {"F07": mode("off")})
    assert import_control(policy, "peer", "193.0.0.0/25 31001 64512 31001x100") == "accept"


def test_an_empty_list_of_the_neighbor_counts(tmp_path: Path) -> None:
    policy = levels(tmp_path, "peer", "may_transit", [174], None, [])
    assert import_control(policy, "peer", "193.0.0.0/21 31001 174") == "F09"


def test_registered_is_never_for_providers(tmp_path: Path) -> None:
    policy = compiled(tmp_path, neighbors("up", "acme", "peer"), registered=True)
    assert import_control(policy, "up", "193.31.0.0/22 20965 3333") == "accept"
    assert import_control(policy, "peer", "193.31.0.0/22 31001 3333") == "F13"


def test_a_relation_is_for_its_neighbors_alone(tmp_path: Path) -> None:
    policy = compiled(tmp_path, neighbors("peer", "up", "acme"), relations={"peer": {"longest_path": 2}})
    assert import_control(policy, "peer", "193.0.0.0/21 31001x3") == "F06"
    assert import_control(policy, "up", "193.0.0.0/21 20965x3") == "accept"
    assert import_control(policy, "acme", "193.20.0.0/22 35001x3") == "accept"
