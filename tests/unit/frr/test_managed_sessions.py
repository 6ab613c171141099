# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sessions that we create and take off: at no moment can one come up without its filters, and the way back is exact."""

from __future__ import annotations

from dataclasses import replace

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.policies import Policy, Session, SessionOptions
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Direction, Relation
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.contract import Change

from .cases import FRR, OPERATOR, VERSIONS, Router, Wanted, lines_of, restore_lines, router
from .interpreter import Interpreted

NEW4, NEW6 = "10.0.0.50", "2001:db8:ff::50"
WORLD = Wanted({35001: {"20.0.0.0/16"}}, limit=100)


def with_new(*sessions: Session, manages: bool = True, world: Wanted = WORLD) -> Policy:
    wanted = world.policy
    return replace(wanted, sessions=(*wanted.sessions, *sessions), manages_sessions=manages)


def new(address: str = NEW4, world: Wanted = WORLD, **changes: object) -> Session:
    return replace(world.session("new one", 35001, Relation.CUSTOMER, address), **changes)  # type: ignore[arg-type]


def filters(box: Interpreted, address: str) -> tuple[str | None, ...]:
    family = 6 if ":" in address else 4
    return tuple(box.setting(address, family, f"route-map {way}") for way in ("in", "out"))


def is_filtered(box: Interpreted, address: str) -> bool:
    return all(name is not None and name.startswith("MANRS-") and name in box.maps for name in filters(box, address))


def said_at(box: Router, address: str) -> dict[tuple[int, str], str]:
    return {(family, slot): text for (name, family, slot), text in box.interpreted.neighbors.items() if name == address}


@pytest.mark.parametrize("version", VERSIONS)
def test_a_declared_session_that_is_not_there_is_made_with_its_filters(version: str) -> None:
    box = router(version)
    box.daemons = 'watchfrr_options="-T 300"\n'
    wanted = with_new(new(local_address="10.0.0.254"), new(NEW6))
    plan = box.plan(wanted, allow_reset=False)
    assert plan.change is Change.FILTERS
    assert f"new one ({NEW4}): a new session" in plan.summary
    box.apply(plan)
    for address, family in ((NEW4, 4), (NEW6, 6)):
        assert box.interpreted.can_come_up(address)
        assert is_filtered(box.interpreted, address)
        assert said_at(box, address)[0, "remote-as"] == "35001"
        assert said_at(box, address)[0, "description"] == "new one"
        assert [box.interpreted.carries(address, item) for item in (4, 6)] == [item == family for item in (4, 6)]
    assert said_at(box, NEW4)[0, "update-source"] == "10.0.0.254"
    assert (0, "update-source") not in said_at(box, NEW6)
    assert not [line for line in box.interpreted.router_lines if "default" in line]
    assert f"{NEW4} 0 remote-as" in box.added.splitlines()
    again = box.plan(wanted, allow_reset=False)
    assert (again.is_empty, again.findings) == (True, ())


@pytest.mark.parametrize("default", ["", " no bgp default ipv4-unicast\n"])
@pytest.mark.parametrize("version", VERSIONS)
def test_at_no_line_can_a_new_session_come_up_without_its_filters(version: str, default: str) -> None:
    text = OPERATOR.replace(" no bgp ebgp-requires-policy\n", f" no bgp ebgp-requires-policy\n{default}", 1)
    box = router(version, text)
    plan = box.plan(with_new(new(options=SessionOptions(1, "provider", True, "secret words")), new(NEW6)))
    assert [stage.name for stage in plan.stages][0 :: len(plan.stages) - 1] == ["neighbors", "start"]
    final = box.copy().feed(line for stage in plan.stages for line in lines_of(plan, stage.name)).interpreted
    moments = 0
    for line in [line for stage in plan.stages for line in lines_of(plan, stage.name)]:
        box.feed([line])
        for address in (NEW4, NEW6):
            if box.interpreted.can_come_up(address):
                moments += 1
                assert is_filtered(box.interpreted, address), line
                assert filters(box.interpreted, address) == filters(final, address)
                assert box.interpreted.prefix_lists == final.prefix_lists
    assert moments > 0
    assert box.interpreted.text() == final.text()


@pytest.mark.parametrize("version", VERSIONS)
def test_a_new_session_that_is_up_before_its_time_or_not_at_all_is_seen(version: str) -> None:
    box = router(version)
    plan = box.plan(with_new(new()))
    lines = lines_of(plan, "neighbors")
    assert FRR.differences(box.running(), plan, "neighbors") == [f"neighbor {NEW4} is not there"]
    assert FRR.differences(box.copy().feed(lines).running(), plan, "neighbors") == []
    early = box.copy().feed([line for line in lines if "bgp default" not in line])
    assert FRR.differences(early.running(), plan, "neighbors") == [f"neighbor {NEW4} can come up before it has its filters"]
    early = box.copy().feed([line for line in lines if "shutdown" not in line])
    assert FRR.differences(early.running(), plan, "neighbors") == [f"neighbor {NEW4} can come up before it has its filters"]
    held = box.copy().feed(line for stage in plan.stages[:-1] for line in lines_of(plan, stage.name))
    assert FRR.differences(held.running(), plan, plan.stages[-2].expectation) == []
    assert FRR.differences(held.running(), plan, "start") == [f"neighbor {NEW4} cannot come up"]


@pytest.mark.parametrize("version", VERSIONS)
def test_the_way_back_takes_a_new_session_off_at_every_line(version: str) -> None:
    box = router(version)
    box.apply(box.plan(WORLD.policy))
    before = box.interpreted.text()
    plan = box.plan(with_new(new(), new(NEW6)))
    lines = [line for stage in plan.stages for line in lines_of(plan, stage.name)]
    for cut in {*range(20), *range(20, len(lines), 7), len(lines)}:
        broken = box.copy().feed([*lines[:cut], "exit", "exit"])
        for line in restore_lines(plan):
            broken.feed([line])
            for address in (NEW4, NEW6):
                assert not broken.interpreted.can_come_up(address) or is_filtered(broken.interpreted, address), (cut, line)
        assert broken.interpreted.text() == before


def ending(box: Router, wanted: Policy) -> Policy:
    gone = {NEW4, NEW6}
    return replace(
        wanted,
        sessions=tuple(
            replace(item, chains=(), limits=(), options=SessionOptions(), local_address=None, is_released=True)
            if item.address in gone
            else item
            for item in wanted.sessions
        ),
    )


@pytest.mark.parametrize("version", VERSIONS)
def test_a_session_of_ours_that_is_released_ends_and_is_never_without_its_filters(version: str) -> None:
    box = router(version)
    plain = box.copy()
    wanted = with_new(new(options=SessionOptions(password="secret words"), local_address="10.0.0.254"), new(NEW6))
    box.apply(box.plan(wanted))
    # What somebody added there by hand comes back too.
    box.feed(["router bgp 25000", " address-family ipv4 unicast", f"  neighbor {NEW4} prefix-list THEIRS in", "exit", "exit"])
    before = box.interpreted.text()
    plan = box.plan(ending(box, wanted))
    assert plan.change is Change.RESETS
    assert plan.ends == {NEW4, NEW6}
    assert f"new one ({NEW4}): the session ends" in plan.summary
    back = box.copy()
    for line in [line for stage in plan.stages for line in lines_of(plan, stage.name)]:
        back.feed([line])
        for address in (NEW4, NEW6):
            assert not back.interpreted.can_come_up(address) or is_filtered(back.interpreted, address), line
    for line in restore_lines(plan):
        back.feed([line])
        for address in (NEW4, NEW6):
            assert not back.interpreted.can_come_up(address) or is_filtered(back.interpreted, address), line
    assert back.interpreted.text() == before
    box.apply(plan)
    assert {NEW4, NEW6} & set(box.interpreted.addresses()) == set()
    assert "10.0.0.50" not in box.added
    plain.apply(plain.plan(WORLD.policy))
    assert box.interpreted.text() == plain.interpreted.text()
    assert box.plan(ending(box, wanted)).is_empty


@pytest.mark.parametrize("version", VERSIONS)
def test_a_session_of_ours_keeps_its_filters_until_it_may_end(version: str) -> None:
    box = router(version)
    wanted = with_new(new())
    box.apply(box.plan(wanted))
    before = box.interpreted.text()
    plan = box.plan(ending(box, wanted), allow_reset=False)
    assert plan.is_empty
    assert [(item.where, item.what) for item in plan.findings] == [
        (f"new one ({NEW4})", "not taken off yet, it is a session of ours and would end: it keeps its filters")
    ]
    left = box.copy().apply(FRR.plan_release(box.running(), "test", False))
    assert is_filtered(left.interpreted, NEW4)
    assert left.interpreted.can_come_up(NEW4)
    assert left.interpreted.caches == box.interpreted.caches
    whole = FRR.plan_release(box.running(), "test", True)
    box.apply(whole)
    assert whole.is_last
    assert box.added == ""
    assert box.interpreted.text().replace(" exit-address-family", "") != before
    assert "MANRS-" not in box.interpreted.text().replace("MANRS-LOCAL-", "")
    assert NEW4 not in box.interpreted.addresses()


@pytest.mark.parametrize("version", VERSIONS)
def test_a_rollback_leaves_a_new_session_with_its_filters_and_says_so(version: str) -> None:
    box = router(version)
    box.apply(box.plan(WORLD.policy))
    record = box.running().text
    box.apply(box.plan(with_new(new())))
    plan = FRR.plan_back(box.running(), record, "test")
    assert [item.where for item in plan.findings if "remote-as 35001; it was not there" in item.what] == [f"new one ({NEW4})"]
    if not plan.is_empty:
        box.apply(plan)
    assert is_filtered(box.interpreted, NEW4)
    assert f"{NEW4} 0 remote-as" in box.added.splitlines()


def test_a_session_that_would_have_no_filter_is_not_made() -> None:
    box = router()
    for way in Direction:
        session = new()
        session = replace(session, chains=tuple(chain for chain in session.chains if chain.direction is not way))
        plan = box.plan(with_new(session))
        (finding,) = [item for item in plan.findings if item.where == f"new one ({NEW4})"]
        assert finding.severity == "critical"
        assert finding.what.startswith("the session is not created: there is no filter yet")
        box.copy().apply(plan)
        assert NEW4 not in box.interpreted.addresses()


def test_without_being_told_so_no_session_is_made() -> None:
    plan = router().plan(with_new(new(), manages=False))
    assert [item.what for item in plan.findings if item.where == f"new one ({NEW4})"] == ["declared as AS35001, no such session"]
    assert not [name for name in plan.files if name.startswith(("neighbors", "start"))]


@pytest.mark.parametrize(
    "lines",
    [
        [f" neighbor {NEW4} remote-as 25000"],
        [f" neighbor {NEW4} peer-group IX"],
        [f" neighbor {NEW4} remote-as 35001", " address-family ipv4 unicast", f"  no neighbor {NEW4} activate", " exit-address-family"],
        [f" neighbor {NEW4} remote-as 35009"],
    ],
    ids=["internal", "of a group", "without a family", "of another AS"],
)
def test_a_neighbor_that_is_there_in_any_form_is_not_made_again(lines: list[str]) -> None:
    box = router()
    box.feed(["router bgp 25000", *lines, "exit"])
    plan = box.plan(with_new(new()))
    assert not [name for name in plan.files if name.startswith("neighbors")]
    assert [item.severity for item in plan.findings if item.where == f"new one ({NEW4})"] == ["critical"]


def test_a_session_of_ours_follows_its_declaration() -> None:
    box = router()
    box.apply(box.plan(with_new(new(local_address="10.0.0.254"))))
    renamed = with_new(new(neighbor="renamed", local_address="10.0.0.254"))
    plan = box.plan(renamed, allow_reset=False)
    assert plan.change is Change.FILTERS
    box.apply(plan)
    assert said_at(box, NEW4)[0, "description"] == "renamed"
    moved = with_new(new(neighbor="renamed", local_address="10.0.0.253"))
    assert box.plan(moved, allow_reset=False).is_empty
    plan = box.plan(moved)
    assert plan.change is Change.RESETS
    box.apply(plan)
    assert said_at(box, NEW4)[0, "update-source"] == "10.0.0.253"


def test_lines_of_an_operators_session_are_not_ours_to_make() -> None:
    box = router()
    wanted = WORLD.policy
    sessions = tuple(replace(item, neighbor=f"{item.neighbor} now", local_address="10.0.0.254") for item in wanted.sessions)
    box.apply(box.plan(replace(wanted, sessions=sessions, manages_sessions=True)))
    assert said_at(box, "10.0.0.1")[0, "description"] == "acme"
    assert (0, "update-source") not in said_at(box, "10.0.0.1")
