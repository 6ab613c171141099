# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lines at neighbors that are no filter: limits (F15), TTL security, passwords, roles, the first AS of route servers."""

from __future__ import annotations

from dataclasses import replace

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.policies import Limit, Policy, Session, SessionOptions
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Direction
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.contract import Change
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.frr.parse import added_text
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.line_keys import LineKey
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.way_back import PartPlan

from .cases import FRR, OPERATOR, VERSIONS, Router, lines_of, policy, restore_lines, router, without_sequence

SECRET = "hunter2-and-more"


def changed(name: str = "acme", **what: object) -> Policy:
    """The policy of the other tests with something else at the IPv4 session of one neighbor, and no limit anywhere else."""
    wanted = policy()

    def session(item: Session) -> Session:
        item = replace(item, limits=())
        return replace(item, **what) if (item.neighbor, ":" in item.address) == (name, False) else item  # type: ignore[arg-type]

    return replace(wanted, sessions=tuple(session(item) for item in wanted.sessions))


def limited(count: int | None, is_declared: bool = False, warns_only: bool = False, name: str = "acme") -> Policy:
    return changed(name, limits=(Limit(Direction.IMPORT, 4, count, is_declared, warns_only),))


def at(box: Router, slot: str, address: str = "10.0.0.1", family: int = 4) -> str | None:
    return box.interpreted.neighbors.get((address, family, slot))


def with_operator(line: str, version: str = "10.3") -> Router:
    """A router on which the operator has one more line of acme's IPv4."""
    where = "  neighbor 10.0.0.1 soft-reconfiguration inbound\n"
    return router(version, OPERATOR.replace(where, f"{where}  {line}\n"))


# -- limits --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("count", "accepted", "line"),
    [
        (100, 10, "100 restart 30"),  # what is registered is more than what is there
        (100, 200, "300 restart 30"),  # half as much again as there is now
        (None, 200, "300 restart 30"),
        (None, 1, "101 restart 30"),  # a session that has just come up: its second route must not end it
        (None, 0, None),  # nothing registered, nothing there: no number can be told
    ],
)
def test_a_computed_limit_has_room_for_what_is_registered_and_for_what_is_there(count: int | None, accepted: int, line: str | None) -> None:
    box = router()
    box.accepted["10.0.0.1", 4] = accepted
    plan = box.plan(limited(count), allow_reset=False)
    assert plan.change is Change.FILTERS
    assert plan.findings == ()
    box.apply(plan)
    assert at(box, "maximum-prefix") == line
    assert box.plan(limited(count)).is_empty


def test_a_session_that_is_down_keeps_the_limit_that_it_has() -> None:
    box = router()
    box.apply(box.plan(limited(None)))
    assert at(box, "maximum-prefix") == "110 restart 30"
    box.is_down.add("10.0.0.1")
    assert box.plan(limited(None)).is_empty


def test_a_limit_of_a_provider_only_warns() -> None:
    box = router()
    box.apply(box.plan(limited(100, warns_only=True)))
    assert at(box, "maximum-prefix") == "100 warning-only"
    assert box.plan(limited(100, warns_only=True)).is_empty


@pytest.mark.parametrize("accepted", [90, 60, 1])
def test_a_limit_of_ours_stays_while_it_is_enough(accepted: int) -> None:
    """A few more prefixes are no change: each one would be a line, a plan, and a delivery."""
    box = router()
    box.accepted["10.0.0.1", 4] = 80
    box.apply(box.plan(limited(None)))
    assert at(box, "maximum-prefix") == "180 restart 30"
    box.accepted["10.0.0.1", 4] = accepted
    assert box.plan(limited(None)).is_empty


def test_a_limit_of_ours_that_is_far_too_large_is_lowered() -> None:
    box = router()
    box.accepted["10.0.0.1", 4] = 1000
    box.apply(box.plan(limited(None)))
    assert at(box, "maximum-prefix") == "1500 restart 30"
    box.accepted["10.0.0.1", 4] = 1
    box.apply(box.plan(limited(None)))
    assert at(box, "maximum-prefix") == "101 restart 30"


@pytest.mark.parametrize(("registered", "line"), [(120, "100 restart 30"), (130, "130 restart 30"), (60, "100 restart 30")])
def test_a_few_more_registered_prefixes_do_not_move_a_limit_of_ours(registered: int, line: str) -> None:
    box = router()
    box.apply(box.plan(limited(100)))
    box.apply(box.plan(limited(registered)))
    assert at(box, "maximum-prefix") == line


def test_a_limit_of_ours_that_is_too_small_is_raised() -> None:
    box = router()
    box.accepted["10.0.0.1", 4] = 80
    box.apply(box.plan(limited(None)))
    box.accepted["10.0.0.1", 4] = 160
    plan = box.plan(limited(None), allow_reset=False)
    assert plan.summary == ("10.0.0.1 IPv4: maximum-prefix 260 restart 30",)
    assert plan.change is Change.FILTERS
    box.apply(plan)
    assert at(box, "maximum-prefix") == "260 restart 30"


@pytest.mark.parametrize("theirs", ["50", "50 80 warning-only", "5000 restart 5"])
def test_the_operators_limit_stays(theirs: str) -> None:
    box = with_operator(f"neighbor 10.0.0.1 maximum-prefix {theirs}")
    box.accepted["10.0.0.1", 4] = 200
    plan = box.plan(limited(100))
    assert not any("maximum-prefix" in line for line in lines_of(plan))
    box.apply(plan)
    assert at(box, "maximum-prefix") == theirs
    assert "maximum-prefix" not in box.added


def test_a_declared_limit_replaces_the_operators() -> None:
    box = with_operator("neighbor 10.0.0.1 maximum-prefix 50")
    before = box.interpreted.text()
    plan = box.plan(limited(70, is_declared=True), allow_reset=False)
    box.apply(plan)
    assert at(box, "maximum-prefix") == "70 restart 30"
    assert "maximum-prefix" not in box.added, "a line that the operator wrote does not become ours"
    assert box.plan(limited(70, is_declared=True)).is_empty
    box.feed(restore_lines(plan))
    assert sorted(box.interpreted.text().splitlines()) == sorted(before.splitlines())


def test_a_limit_of_the_group_holds() -> None:
    text = OPERATOR.replace("  neighbor IX route-map", "  neighbor IX maximum-prefix 500\n  neighbor IX route-map")
    box = router(text=text)
    box.apply(box.plan(limited(100, name="ix")))
    assert box.interpreted.setting("10.0.0.3", 4, "maximum-prefix") == "500"
    assert at(box, "maximum-prefix", "10.0.0.3") is None
    declared = limited(200, is_declared=True, name="ix")
    box.apply(box.plan(declared))
    assert at(box, "maximum-prefix", "10.0.0.3") == "200 restart 30"
    box.apply(FRR.plan_release(box.running(), "release", True))
    assert without_sequence(box.interpreted.text()) == without_sequence(router(text=text).interpreted.text())


@pytest.mark.parametrize("version", VERSIONS)
def test_a_declared_limit_that_is_the_groups_needs_no_line(version: str) -> None:
    """FRR takes a member's line that is equal to its group's and prints nothing."""
    text = OPERATOR.replace("  neighbor IX route-map", "  neighbor IX maximum-prefix 200 restart 30\n  neighbor IX route-map")
    box = router(version, text)
    declared = limited(200, is_declared=True, name="ix")
    box.apply(box.plan(declared))
    assert box.plan(declared).is_empty


def test_an_export_limit_is_said_when_declared() -> None:
    wanted = changed(limits=(Limit(Direction.EXPORT, 4, 30, True),))
    box = router()
    box.apply(box.plan(wanted))
    assert at(box, "maximum-prefix-out") == "30"
    assert box.plan(wanted).is_empty


def test_a_declared_limit_below_what_is_there_waits_for_a_window() -> None:
    """Seen on both versions: it takes the session down at once."""
    box = router()
    box.accepted["10.0.0.1", 4] = 200
    wanted = limited(150, is_declared=True)
    plan = box.plan(wanted, allow_reset=False)
    (finding,) = plan.findings
    assert (finding.severity, finding.where) == ("warning", "acme (10.0.0.1)")
    assert finding.what == "not set yet, it resets the session: 10.0.0.1 IPv4: maximum-prefix 150 restart 30"
    assert not any("maximum-prefix" in line for line in lines_of(plan))
    allowed = box.plan(wanted, allow_reset=True)
    assert (allowed.change, allowed.findings) == (Change.RESETS, ())
    assert [stage.name for stage in allowed.stages][-1] == "last"
    assert "  neighbor 10.0.0.1 maximum-prefix 150 restart 30" in lines_of(allowed, "last")


def test_a_warning_below_what_is_there_takes_nothing_down() -> None:
    box = router()
    box.accepted["10.0.0.1", 4] = 200
    plan = box.plan(limited(150, is_declared=True, warns_only=True), allow_reset=False)
    assert plan.change is Change.FILTERS
    assert "  neighbor 10.0.0.1 maximum-prefix 150 warning-only" in lines_of(plan)


# -- what resets the session ---------------------------------------------------------------------

OPTIONS = {
    "ttl": (SessionOptions(ttl_hops=1), "ttl-security", "hops 1"),
    "password": (SessionOptions(password=SECRET), "password", SECRET),
    "role": (SessionOptions(role="provider"), "local-role", "provider"),
    "strict role": (SessionOptions(role="provider", is_role_strict=True), "local-role", "provider strict-mode"),
}


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("what", OPTIONS)
def test_an_option_that_resets_the_session_waits_until_it_may(version: str, what: str) -> None:
    options, slot, text = OPTIONS[what]
    wanted = changed(options=options)
    box = router(version)
    careful = box.plan(wanted, allow_reset=False)
    assert careful.change is Change.FILTERS
    assert [(item.severity, item.where, item.remedy) for item in careful.findings] == [
        ("warning", "acme (10.0.0.1)", "in a window: -e manrs_allow_reset=true")
    ]
    box.apply(careful)
    assert at(box, slot, family=0) is None
    again = box.plan(wanted, allow_reset=False)
    assert (again.is_empty, again.change, len(again.findings)) == (True, Change.NOTHING, 1)

    before = box.interpreted.text()
    plan = box.plan(wanted, allow_reset=True)
    assert plan.change is Change.RESETS
    assert plan.findings == ()
    assert [stage.name for stage in plan.stages] == ["sessions"]
    undone = box.copy().feed(lines_of(plan, "sessions"))
    assert at(undone, slot, family=0) == text
    undone.feed(restore_lines(plan))
    assert sorted(undone.interpreted.text().splitlines()) == sorted(before.splitlines())

    box.apply(plan)
    assert at(box, slot, family=0) == text
    assert f"10.0.0.1 0 {slot}\n" in box.added
    assert box.plan(wanted, allow_reset=True).is_empty
    assert box.plan(wanted, allow_reset=False).findings == ()


@pytest.mark.parametrize("what", OPTIONS)
def test_an_option_comes_before_the_filters_that_count_on_it(what: str) -> None:
    plan = router().plan(changed(options=OPTIONS[what][0]))
    names = [stage.name for stage in plan.stages]
    assert names.index("sessions") < names.index("import") < names.index("export")


@pytest.mark.parametrize("what", OPTIONS)
def test_an_option_that_is_the_operators_stays_theirs(what: str) -> None:
    options, slot, text = OPTIONS[what]
    box = router(text=OPERATOR.replace(" address-family ipv4", f" neighbor 10.0.0.1 {slot} {text}\n address-family ipv4", 1))
    before = box.interpreted.text()
    box.apply(box.plan(changed(options=options), allow_reset=False))
    assert slot not in box.added
    box.apply(FRR.plan_release(box.running(), "release", True))
    assert without_sequence(box.interpreted.text()) == without_sequence(before)


@pytest.mark.parametrize("what", OPTIONS)
def test_an_option_that_is_no_longer_declared_is_taken_off(what: str) -> None:
    options, slot, _ = OPTIONS[what]
    box = router()
    box.apply(box.plan(changed(options=options)))
    careful = box.plan(changed(), allow_reset=False)
    assert careful.is_empty
    assert [(item.severity, item.where) for item in careful.findings] == [("warning", "acme (10.0.0.1)")]
    plan = box.plan(changed(), allow_reset=True)
    assert plan.change is Change.RESETS
    box.apply(plan)
    assert at(box, slot, family=0) is None
    assert slot not in box.added
    assert box.plan(changed()).is_empty


def test_a_limit_that_is_no_longer_wanted_is_taken_off() -> None:
    box = router()
    box.apply(box.plan(limited(100)))
    plan = box.plan(changed(), allow_reset=False)
    assert plan.change is Change.FILTERS
    box.apply(plan)
    assert at(box, "maximum-prefix") is None
    assert box.plan(changed()).is_empty


def said_by(plan: PartPlan) -> str:
    return "\n".join([*plan.summary, plan.before, plan.after, *(f"{item.what} {item.remedy} {item.where}" for item in plan.findings)])


@pytest.mark.parametrize("allow_reset", [True, False])
def test_a_password_is_in_no_text_for_people(allow_reset: bool) -> None:
    box = router()
    wanted = changed(options=SessionOptions(password=SECRET))
    plans = [box.plan(wanted, allow_reset)]
    box.apply(box.plan(wanted, True))
    plans.append(box.plan(changed(options=SessionOptions(password=f"{SECRET}-new")), allow_reset))
    plans.append(FRR.plan_release(box.running(), "release", allow_reset))
    plans.append(FRR.plan_back(box.running(), router().running().text, "back"))
    for plan in plans:
        assert SECRET not in said_by(plan)
        assert SECRET not in repr(plan.findings)
    assert SECRET not in box.running().text
    assert SECRET not in repr(wanted)
    if allow_reset:
        missing = FRR.differences(router().running(), plans[0], "sessions")
        assert "10.0.0.1: no line 'neighbor 10.0.0.1 password <vaulted>'" in missing


def test_a_password_of_the_operator_is_brought_back_by_a_restore() -> None:
    box = router(text=OPERATOR.replace(" address-family ipv4", " neighbor 10.0.0.1 password theirs\n address-family ipv4", 1))
    before = box.interpreted.text()
    plan = box.plan(changed(options=SessionOptions(password=SECRET)))
    box.feed(line for stage in plan.stages for line in lines_of(plan, stage.name))
    assert at(box, "password", family=0) == SECRET
    box.feed(restore_lines(plan))
    assert sorted(box.interpreted.text().splitlines()) == sorted(before.splitlines())


# -- the first AS of route servers ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("version", "text", "line"),
    [
        ("8.4.4", OPERATOR, None),
        ("10.3", OPERATOR, "no"),
        ("10.3", OPERATOR.replace("router bgp 25000\n", "router bgp 25000\n no bgp enforce-first-as\n"), None),
        ("8.4.4", OPERATOR.replace(" address-family ipv4", " neighbor 10.0.0.3 enforce-first-as\n address-family ipv4", 1), None),
    ],
)
def test_the_router_does_not_ask_for_the_first_as_of_a_route_server(version: str, text: str, line: str | None) -> None:
    """RFC 7947: a route server does not put its ASN into the path."""
    box = router(version, text)
    box.apply(box.plan(changed()))
    assert at(box, "enforce-first-as", "10.0.0.3", 0) == line
    assert at(box, "enforce-first-as", "10.0.0.1", 0) is None
    assert box.plan(changed()).is_empty


# -- which lines are ours ------------------------------------------------------------------------


def test_which_lines_are_ours_is_kept_on_the_router() -> None:
    keys = {LineKey("10.0.0.1", 4, "maximum-prefix"), LineKey("2001:db8:ff::1", 0, "local-role"), LineKey("10.9.9.9", 3323, "rtr")}
    said = added_text(keys)
    assert said == "10.0.0.1 4 maximum-prefix\n10.9.9.9 3323 rtr\n2001:db8:ff::1 0 local-role\n"
    running = router().running(added=said)
    assert running.added == keys  # type: ignore[attr-defined]
    assert router().running(added="cat: no such file\n\n").added == frozenset()  # type: ignore[attr-defined]


def test_a_line_of_ours_that_the_operator_took_off_is_forgotten() -> None:
    box = router()
    box.apply(box.plan(limited(100)))
    assert "10.0.0.1 4 maximum-prefix" in box.added
    box.feed(["router bgp 25000", " address-family ipv4 unicast", "  no neighbor 10.0.0.1 maximum-prefix", " exit-address-family", "exit"])
    assert "maximum-prefix" not in box.plan(changed()).files["added"]
