# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Plans for an IOS router: to a policy, to the next one, back, and off again."""

from __future__ import annotations

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.contract import Change, PlatformError
from hypothesis import example, given, settings

from ..frr.cases import DOORS, JUDGED, NEXT, POLICIES, SWAP, Wanted, expected, moderate, policy
from .box import IOS, OPERATOR, box, lines_of, open_doors, opening

FIRST = policy()


def test_a_router_gets_its_filters_and_needs_nothing_more() -> None:
    router = box()
    plan = router.plan(FIRST)
    assert plan.change is Change.FILTERS
    assert [stage.name for stage in plan.stages] == ["objects", "lines", "import", "export"]
    assert "acme (10.0.0.1) IPv4 import and export: filtered from now on" in plan.summary
    router.apply(plan)
    assert router.plan(FIRST).is_empty


def test_each_swap_is_followed_by_a_soft_clear_of_that_direction() -> None:
    plan = box().plan(FIRST)
    commands = {stage.name: [command.text for command in stage.commands] for stage in plan.stages}
    assert commands["objects"] == []
    assert commands["import"][0] == "apply test/import"
    assert set(commands["import"][1:]) == {
        *(f"clear bgp ipv4 unicast 10.0.0.{number} soft in" for number in (1, 2, 3)),
        "clear bgp ipv6 unicast 2001:db8:ff::1 soft in",
    }
    assert all(command.endswith(" soft out") for command in commands["export"][1:])


def test_nothing_that_is_made_before_the_timer_runs_refers_to_or_changes_what_is_there() -> None:
    router = box()
    router.apply(router.plan(FIRST))
    before = router.running().configuration
    plan = router.plan(SWAP[0].policy)
    router.feed(lines_of(plan, "objects"))
    after = router.running().configuration
    assert after.bindings == before.bindings
    assert after.lines == before.lines
    assert before.route_maps.items() <= after.route_maps.items()
    assert before.prefix_lists.items() <= after.prefix_lists.items()
    assert before.path_lists.items() <= after.path_lists.items()
    # What is left of a delivery that ends here is no unsaved work, and the next one takes it off.
    saved = router.copy()
    saved.startup = box().outputs()["running"]
    left = box().feed(lines_of(plan, "objects"))
    left.startup = box().outputs()["running"]
    assert left.running().unsaved is None
    assert left.running().unused
    left.apply(left.plan(FIRST))
    assert left.running().unused == frozenset()


def test_unsaved_work_is_seen() -> None:
    router = box()
    router.startup = router.outputs()["running"].replace("description acme", "description other")
    assert "description" in (router.running().unsaved or "")


def test_a_certificate_that_is_saved_as_a_file_is_no_unsaved_work() -> None:
    router = box()
    chain = "crypto pki certificate chain TP-self-signed-1\n certificate self-signed 01"
    outputs = router.outputs()
    running = outputs["running"].replace("archive\n", f"{chain}\n  30820330 30820218\n  \tquit\narchive\n", 1)
    startup = outputs["startup"].replace("archive\n", f"{chain} nvram:IOS-Self-Sig#1.cer\narchive\n", 1)
    assert router.running(running=running, startup=startup).unsaved is None


@settings(moderate, max_examples=3)
@given(POLICIES, NEXT, DOORS)
@example(*SWAP, set())
@example(*reversed(SWAP), set())
def test_no_line_makes_a_filter_more_open_than_before_or_after(first: Wanted, second: Wanted, doors: set[str]) -> None:
    router = box()
    router.apply(router.plan(first.policy))
    open_doors(router, doors)
    before = router.verdicts()
    lines = lines_of(router.plan(second.policy))
    after = router.copy().feed(lines).verdicts()
    assert opening(router, lines, before, after) == []
    assert router.verdicts() == after


@settings(moderate, max_examples=3)
@given(POLICIES, NEXT)
@example(*SWAP)
def test_wherever_it_is_cut_what_is_left_is_undone_in_any_order(first: Wanted, second: Wanted) -> None:
    """The router's own way back swaps bindings and lines alone: objects of before are all there, and none of them was edited."""
    router = box()
    router.apply(router.plan(first.policy))
    before = router.running().configuration
    plan = router.plan(second.policy)
    stages = lines_of(plan, *(stage.name for stage in plan.stages if stage.name != "objects"))
    swapped = router.copy().feed(lines_of(plan, "objects")).feed(stages).running().configuration
    for name, entries in before.ours().route_maps.items():
        assert swapped.route_maps[name] == entries
    for key, lists in before.ours().prefix_lists.items():
        assert swapped.prefix_lists.get(key, lists) == lists
    for number, paths in before.ours().path_lists.items():
        assert swapped.path_lists[number] == paths
    # And what was made is taken off by the undo file once nothing is bound to it.
    undone = router.copy().feed(lines_of(plan, "objects")).feed(lines_of(plan, "undo"))
    assert undone.running().configuration == before


@pytest.mark.parametrize("is_enforced_first", [True, False])
def test_a_rollback_brings_the_longest_path_back(is_enforced_first: bool) -> None:
    """It is a filter, though IOS has it as a line of the router."""
    pairs = {35001: {"20.0.0.0/16"}}
    enforced, monitored = Wanted(pairs).policy, Wanted(pairs, monitored=frozenset({"F06"})).policy
    first, second = (enforced, monitored) if is_enforced_first else (monitored, enforced)
    router = box()
    router.apply(router.plan(first))
    before, record = router.router.text(), router.running().text
    assert ("bgp maxas-limit" in before) == is_enforced_first
    router.apply(router.plan(second))
    assert ("bgp maxas-limit" in router.router.text()) != is_enforced_first
    router.apply(IOS.plan_back(router.running(), record, "back", 300))
    assert ("bgp maxas-limit" in router.router.text()) == is_enforced_first


@settings(moderate, max_examples=3)
@given(POLICIES, NEXT, DOORS)
def test_to_the_next_policy_back_and_off_again(first: Wanted, second: Wanted, doors: set[str]) -> None:
    router = box()
    text = router.router.text()
    router.apply(router.plan(first.policy))
    open_doors(router, doors)
    record, old = router.running().text, router.verdicts()
    router.apply(router.plan(second.policy))
    assert router.plan(second.policy).is_empty
    back = IOS.plan_back(router.running(), record, "back", 300)
    router.apply(back)
    assert router.verdicts() == old
    assert IOS.plan_back(router.running(), record, "back", 300).is_empty
    release = IOS.plan_release(router.running(), "release", 300, True)
    before, lines = router.verdicts(), lines_of(release)
    after = router.copy().feed(lines).verdicts()
    assert opening(router.copy(), lines, before, after) == []
    router.apply(release)
    left = "".join(f"{line}\n" for line in router.router.text().splitlines() if "MANRS-LOCAL-" not in line)
    assert left == text
    assert IOS.plan_release(router.running(), "release", 300, True).is_empty


@settings(moderate, max_examples=1)
@given(POLICIES, NEXT)
@example(*SWAP)
def test_when_we_go_back_no_line_is_more_open_than_before_or_after(first: Wanted, second: Wanted) -> None:
    router = box()
    router.apply(router.plan(first.policy))
    before = router.verdicts()
    plan = router.plan(second.policy)
    stages = lines_of(plan, *(stage.name for stage in plan.stages if stage.name != "objects"))
    for cut in {len(stages) // 2, len(stages)}:
        broken = router.copy().feed(lines_of(plan, "objects")).feed(stages[:cut])
        broken.router.mode = ()
        now = broken.verdicts()
        # The router refuses to take off what was not bound yet.
        back = [line for line in lines_of(plan, "back") if cut == len(stages) or not line.strip().startswith("no neighbor")]
        assert opening(broken, back, before, now) == []
        if cut == len(stages):
            assert broken.running().configuration.bindings == router.running().configuration.bindings


def test_without_an_archive_nothing_is_pushed() -> None:
    router = box(OPERATOR.replace("archive\n path flash:manrs\n", ""))
    with pytest.raises(PlatformError, match="archive"):
        router.plan(FIRST)


def test_somebodys_change_that_waits_is_not_touched() -> None:
    router = box()
    router.rollback = "Time configured(or reconfigured): 15:00:00\nTimer type: absolute timer\nTimer value: 5 min\nUser: lab\n"
    with pytest.raises(PlatformError, match="waits for its confirmation"):
        router.plan(FIRST)


def test_a_list_that_somebody_edited_stops_the_plan() -> None:
    router = box()
    router.apply(router.plan(FIRST))
    name = next(name for family, name in router.router.prefix_lists if "_O35001-4" in name)
    router.feed([f"ip prefix-list {name} seq 1 permit 0.0.0.0/0"])
    with pytest.raises(PlatformError, match=f"{name}: somebody edited it"):
        router.plan(FIRST)


def test_an_as_path_list_that_somebody_edited_is_made_anew_under_another_number() -> None:
    router = box()
    router.apply(router.plan(FIRST))
    number = next(number for number, entries in router.router.paths.items() if ("permit", "_35001$") in entries)
    router.feed([f"ip as-path access-list {number} permit .*"])
    plan = router.plan(FIRST)
    assert not plan.is_empty
    router.apply(plan)
    assert number not in router.router.paths
    assert router.plan(FIRST).is_empty


def test_the_operators_as_path_lists_keep_their_numbers() -> None:
    router = box(OPERATOR + "ip as-path access-list 101 permit _7_\nip as-path access-list 102 permit ^$\n")
    router.apply(router.plan(FIRST))
    assert router.router.paths[101] == [("permit", "_7_")]
    assert router.router.paths[102] == [("permit", "^$")]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("router bgp 25000\n bgp asnotation dot\n", "asnotation dot"),
        ("no ip bgp-community new-format\n", "new-format"),
    ],
)
def test_a_router_that_prints_what_filters_do_not_see_is_refused(line: str, why: str) -> None:
    with pytest.raises(PlatformError, match=why):
        box(OPERATOR + line).running()


def test_an_operators_route_map_stays_and_lists_stand_beside_it() -> None:
    router = box(OPERATOR + "router bgp 25000\n address-family ipv4\n  neighbor 10.0.0.1 route-map UNUSED in\n")
    plan = router.plan(FIRST)
    router.apply(plan)
    said = router.router.said("10.0.0.1", 4, "route-map ")
    assert "route-map UNUSED in" in said
    assert any(line.startswith("prefix-list MANRS-BESIDE-4-") for line in router.router.said("10.0.0.1", 4, "prefix-list "))
    assert router.router.said("10.0.0.1", 4, "filter-list ")
    found = [item for item in plan.findings if "UNUSED stays" in item.what]
    assert [item.severity for item in found] == ["critical"]
    assert "F12" in found[0].what
    assert "F02" not in found[0].what
    assert router.plan(FIRST).is_empty
    fitted = router.fitted(FIRST)
    # Nothing that the policy accepts is lost by the lists.
    session = next(item for item in fitted.sessions if item.address == "10.0.0.1")
    lost = [
        route
        for route in JUDGED["10.0.0.1", "in"]
        if expected(fitted, session, "in", route)[0] and str(route.prefix) != "9.9.0.0/16" and router.judge("10.0.0.1", "in", route) is None
    ]
    assert lost == []
    held = [route for route in JUDGED["10.0.0.1", "in"] if router.judge("10.0.0.1", "in", route) is None]
    assert {str(route.prefix) for route in held} >= {"10.0.0.0/16"}
    assert any(str(route.prefix) != "10.0.0.0/16" for route in held)


def test_when_the_operators_map_goes_ours_is_whole() -> None:
    with_theirs = "router bgp 25000\n address-family ipv4\n  neighbor 10.0.0.1 route-map UNUSED in\n"
    router = box(OPERATOR + with_theirs)
    router.apply(router.plan(FIRST))
    router.feed(["router bgp 25000", " address-family ipv4", "  no neighbor 10.0.0.1 route-map UNUSED in"])
    before = router.verdicts()
    lines = lines_of(router.plan(FIRST))
    after = router.copy().feed(lines).verdicts()
    assert opening(router, lines, before, after) == []
    assert not router.router.said("10.0.0.1", 4, "prefix-list ")
    assert any(line.startswith("route-map MANRS-IN-AS35001-4-") for line in router.router.said("10.0.0.1", 4, "route-map "))


def test_a_member_of_a_peer_group_gets_no_outbound_filter_and_that_is_said() -> None:
    group = "router bgp 25000\n neighbor IX peer-group\n neighbor 10.0.0.3 peer-group IX\n"
    router = box(OPERATOR + group)
    plan = router.plan(FIRST)
    assert [item for item in plan.findings if "takes no outbound filter at a member" in item.what]
    router.apply(plan)
    ways = {line.split()[-1] for line in router.router.said("10.0.0.3", 4, "route-map ")}
    assert ways == {"in"}
