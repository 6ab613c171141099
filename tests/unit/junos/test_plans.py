# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Plans for a router: what is loaded, what it then holds and does, and the way back."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.policies import Limit, Policy, RtrCache, SessionOptions
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import PrefixRange
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Direction
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.contract import Change, PlatformError
from hypothesis import given, settings

from ..frr.cases import ADDRESSES, ASN, NEXT, POLICIES, ROV, Wanted, expected, moderate, policy, routes_of
from .judge import Judge
from .router import PLATFORM, Box, LoadError, canonical

LABEL = "20261127T090000Z-abc123"


def test_the_plan_is_one_commit_under_the_routers_own_timer() -> None:
    box = Box()
    plan = box.plan(policy())
    assert plan.arm.text == "lock re0-17642300-1"
    assert [stage.name for stage in plan.stages] == ["policies"]
    assert [command.text for command in plan.stages[0].commands] == [f"load {LABEL}/change", "check", f"commit-confirmed 120 {LABEL}"]
    assert (plan.confirm.text, plan.revert.text, plan.status.text) == (f"confirm {LABEL}", f"revert {LABEL}", f"status {LABEL}")
    assert plan.directory == LABEL
    assert list(plan.files) == ["change"]
    assert plan.change is Change.FILTERS
    assert set(plan.touched) == set(ADDRESSES.items())


def test_every_object_is_replaced_whole() -> None:
    """Merged terms would stand in the order of the router, not in ours."""
    options = ElementTree.fromstring(Box().plan(policy()).files["change"]).find("policy-options")
    assert options is not None
    assert len(options) > 20
    for item in options:
        assert item.get("replace") == "replace", item.findtext("name")
        assert (item.findtext("name") or "").startswith("MANRS-")


@settings(moderate, max_examples=4)
@given(POLICIES, NEXT)
def test_plan_then_inverse_then_release(first: Wanted, second: Wanted) -> None:
    """Running plus plan is wanted and does what ``decide`` says, the inverse gives running back, a release the operator's text."""
    box = Box()
    for wanted in (first.policy, second.policy):
        before, recorded = box.text, box.running().text
        box.apply(box.plan(wanted))
        again = box.plan(wanted)
        assert again.is_empty, again.summary
        assert again.change is Change.NOTHING
        agree(box, wanted)
        undone = box.copy()
        undone.apply(PLATFORM.plan_back(undone.running(), recorded, "back", 120))
        assert filters(undone.text) == filters(before)
        undone.apply(PLATFORM.plan_release(undone.running(), "release", 120, True))
        assert canonical(undone.text) == canonical(Box().text)
    box.apply(PLATFORM.plan_release(box.running(), "release", 120, True))
    assert canonical(box.text) == canonical(Box().text)


def filters(text: str) -> str:
    """A configuration without limits and RPKI caches, which a way back leaves as they are."""
    root = ElementTree.fromstring(text)
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag in ("accepted-prefix-limit", "apply-macro", "validation"):
                parent.remove(child)
    return canonical(ElementTree.tostring(root, encoding="unicode"))


def agree(box: Box, wanted: Policy) -> None:
    fitted, judge = box.fitted(wanted), Judge(box.text)
    for session in fitted.sessions:
        for way, word in (("in", "import"), ("out", "export")):
            for route in routes_of(session, way, ADDRESSES[session.address])[::3]:
                is_accepted, control, after = expected(fitted, session, way, route)
                said, held = judge.judge(box.bound(session.address, word), route, ROV, way == "in", ASN)
                assert said == is_accepted, (session.neighbor, way, route, control)
                assert not said or held == after


# -- what moves ----------------------------------------------------------------------------------


def test_registered_prefixes_alone_are_a_safe_change() -> None:
    box = Box()
    box.apply(box.plan(policy({35001: {"20.0.0.0/16"}})))
    assert box.running().known.pair_sets["AS35001"] == {35001: frozenset({PrefixRange.parse("20.0.0.0/16")})}
    plan = box.plan(policy({35001: {"20.0.0.0/16", "21.0.0.0/16"}}))
    assert plan.change is Change.SAFE
    assert "AS35001: +1 -0 registered prefixes (1 -> 2)" in plan.summary
    names = [item.findtext("name") for item in ElementTree.fromstring(plan.files["change"]).iter("route-filter-list")]
    assert names == ["MANRS-P-AS35001-O35001-4-0", "MANRS-P-blackhole-AS35001-O35001-4-0"]
    # The list is an export's too, so that all sessions that refer to it are looked at.
    assert {address for address, _ in plan.touched} == {"10.0.0.1", "10.0.0.2", "10.0.0.3"}


def test_the_operators_own_list_is_made_once_and_never_written_again() -> None:
    box = Box()
    box.apply(box.plan(policy()))
    door = "<name>MANRS-LOCAL-AS35001-V4</name><rf_list><address>40.0.0.0/16</address><exact/></rf_list>"
    box.edit(f"<configuration><policy-options><route-filter-list>{door}</route-filter-list></policy-options></configuration>")
    plan = box.plan(policy())
    assert plan.is_empty
    assert any("40.0.0.0/16" in item.what for item in plan.findings)
    assert box.running().known.local_lists == {"LOCAL-AS35001": frozenset({PrefixRange.parse("40.0.0.0/16")})}
    box.apply(PLATFORM.plan_release(box.running(), "release", 120, True))
    assert "40.0.0.0/16" in box.text


def test_a_hand_that_opens_a_filter_is_put_right() -> None:
    box = Box()
    box.apply(box.plan(policy()))
    name = next(item for item in box.bound("10.0.0.1", "import") if item.startswith("MANRS-F13-"))
    opened = f"<policy-statement replace='replace'><name>{name}</name><term><name>T</name><then><accept/></then></term></policy-statement>"
    box.edit(f"<configuration><policy-options>{opened}</policy-options></configuration>")
    plan = box.plan(policy())
    assert not plan.is_empty
    assert PLATFORM.differences(box.running(), plan, "policies") == [f"{name} is not what was sent"]
    box.apply(plan)
    agree(box, policy())


def test_a_policy_that_the_operator_deactivated_counts_as_gone() -> None:
    box = Box()
    box.apply(box.plan(policy()))
    name = next(item for item in box.bound("10.0.0.1", "import") if item.startswith("MANRS-F02-"))
    box.text = box.text.replace(f"<policy-statement><name>{name}", f'<policy-statement inactive="inactive"><name>{name}').replace(
        f"<policy-statement>\n   <name>{name}", f'<policy-statement inactive="inactive">\n   <name>{name}'
    )
    assert name not in box.running().configuration.policies
    assert f"{name} is not what was sent" in PLATFORM.differences(box.running(), box.plan(policy()), "policies")


def test_the_groups_policy_acts_also_when_it_changes_later() -> None:
    box = Box()
    box.apply(box.plan(policy()))
    group = "<group><name>IX</name><import delete='delete'>IX-IN</import><import>PICKY</import></group>"
    box.edit(f"<configuration><protocols><bgp>{group}</bgp></protocols></configuration>")
    plan = box.plan(policy())
    assert "ix (10.0.0.3) import: filters renewed, keeps PICKY" in plan.summary
    box.apply(plan)
    box.apply(PLATFORM.plan_release(box.running(), "release", 120, True))
    assert box.bound("10.0.0.3", "import") == ["PICKY"]
    assert box.bound("10.0.0.1", "import") == ["PERMIT-ALL"]


def test_a_policy_that_is_bound_beside_ours_is_called_from_then_on() -> None:
    box = Box()
    box.apply(box.plan(policy()))
    neighbor = "<group><name>EDGE</name><neighbor><name>10.0.0.1</name><import>PICKY</import></neighbor></group>"
    box.edit(f"<configuration><protocols><bgp>{neighbor}</bgp></protocols></configuration>")
    assert box.bound("10.0.0.1", "import")[-1] == "PICKY"
    plan = box.plan(policy())
    assert "acme (10.0.0.1) import: filters renewed, keeps PERMIT-ALL PICKY" in plan.summary
    box.apply(plan)
    assert box.bound("10.0.0.1", "import")[-1] == "MANRS-ACCEPT"
    assert box.plan(policy()).is_empty
    box.apply(PLATFORM.plan_release(box.running(), "release", 120, True))
    assert box.bound("10.0.0.1", "import") == ["PERMIT-ALL", "PICKY"]


def test_a_released_neighbor_has_its_own_policies_again() -> None:
    box = Box()
    box.apply(box.plan(policy()))
    wanted = policy()
    sessions = tuple(replace(item, is_released=True, chains=()) if item.address == "10.0.0.1" else item for item in wanted.sessions)
    plan = box.plan(replace(wanted, sessions=sessions))
    assert "acme (10.0.0.1) import and export: filters taken off, PERMIT-ALL again" in plan.summary
    box.apply(plan)
    assert box.bound("10.0.0.1", "import") == ["PERMIT-ALL"]
    assert box.bound("10.0.0.1", "export") == ["PERMIT-ALL"]
    assert any(name.startswith("MANRS-") for name in box.bound("10.0.0.2", "import"))


# -- limits, caches, options ---------------------------------------------------------------------


def limited(count: int, is_declared: bool = True) -> Policy:
    wanted = policy()
    limit = Limit(Direction.IMPORT, 4, count, is_declared)
    return replace(wanted, sessions=tuple(replace(item, limits=(limit,)) for item in wanted.sessions if item.address == "10.0.0.1"))


def test_a_limit_below_what_there_is_waits_for_a_window() -> None:
    box = Box(accepted={"10.0.0.1": 50})
    plan = box.plan(limited(20), allow_reset=False)
    assert any("F15" in item.what and "below" in item.what for item in plan.findings)
    assert "accepted-prefix-limit" not in plan.files["change"]
    plan = box.plan(limited(20))
    assert plan.change is Change.RESETS
    box.apply(plan)
    assert box.running().neighbors["10.0.0.1"].limits[4] == (20, 30)


def test_a_limit_of_ours_goes_when_nobody_asks_for_it_and_the_operators_stays() -> None:
    box = Box()
    box.apply(box.plan(limited(100)))
    assert "<maximum>100</maximum>" in box.text
    box.apply(box.plan(replace(limited(100), sessions=tuple(replace(item, limits=()) for item in limited(100).sessions))))
    assert "accepted-prefix-limit" not in box.text
    assert "MANRS-ADDED" not in box.text
    limit = "<family><inet><unicast><accepted-prefix-limit><maximum>7</maximum></accepted-prefix-limit></unicast></inet></family>"
    neighbor = f"<group><name>EDGE</name><neighbor><name>10.0.0.1</name>{limit}</neighbor></group>"
    box.edit(f"<configuration><protocols><bgp>{neighbor}</bgp></protocols></configuration>")
    plan = box.plan(limited(100, False))
    assert "accepted-prefix-limit" not in plan.files.get("change", "")


def test_no_family_is_said_at_a_neighbor_that_has_its_groups() -> None:
    """It would hide the others, and the session would come up without them."""
    wanted = policy()
    limit = Limit(Direction.IMPORT, 4, 100, True)
    ix = tuple(replace(item, limits=(limit,)) for item in wanted.sessions if item.address == "10.0.0.3")
    plan = Box().plan(replace(wanted, sessions=ix))
    assert "<family><inet><unicast>" not in plan.files["change"].replace("\n", "").replace(" ", "")
    assert any("its families are not said at the neighbor itself" in item.what for item in plan.findings)


def test_rpki_caches_come_and_go_and_names_are_refused() -> None:
    box = Box()
    wanted = replace(policy(), rtr_caches=(RtrCache("10.9.9.9", 3323), RtrCache("rpki.example.net", 323)))
    plan = box.plan(wanted)
    assert "RPKI cache 10.9.9.9 port 3323" in plan.summary
    assert any("'rpki.example.net' is none" in item.what for item in plan.findings)
    box.apply(plan)
    box.caches = {"10.9.9.9": ("up", "400/20"), "10.1.1.1": ("up", "9/9")}
    caches = box.running().caches
    assert caches is not None
    assert (caches.connected, caches.vrps) == (1, 420)
    box.apply(box.plan(replace(policy(), rtr_caches=())))
    assert "10.9.9.9" not in box.text


def test_what_junos_does_not_have_is_a_finding() -> None:
    wanted = policy()
    sessions = tuple(replace(item, options=SessionOptions(ttl_hops=1)) for item in wanted.sessions)
    plan = Box().plan(replace(wanted, sessions=sessions, discards=("192.0.2.1",)))
    told = {item.what for item in plan.findings}
    assert any(what.startswith("S01") for what in told)
    assert any("no discard route to 192.0.2.1" in what for what in told)
    assert any("accept-remote-nexthop" in item.remedy for item in plan.findings)


def with_password(address: str, password: str | None) -> Policy:
    wanted = policy()
    options = SessionOptions(password=password)
    return replace(wanted, sessions=tuple(replace(item, options=options) for item in wanted.sessions if item.address == address))


def test_a_password_is_set_in_a_window_and_never_shown() -> None:
    box, wanted = Box(), with_password("10.0.0.2", "secret-<of>-theirs")
    plan = box.plan(wanted, allow_reset=False)
    assert "authentication-key" not in plan.files["change"]
    assert any("not set yet" in item.what for item in plan.findings)
    plan = box.plan(wanted)
    assert plan.change is Change.RESETS
    assert "up (10.0.0.2): password set" in plan.summary
    assert "secret-" not in plan.before + plan.after + repr(plan.summary) + repr(plan.findings) + repr(replace(plan, files={}))
    box.apply(plan)
    assert "secret-" not in box.running().text
    assert box.plan(wanted).is_empty
    assert any("not taken off yet" in item.what for item in box.plan(with_password("10.0.0.2", None), allow_reset=False).findings)
    kept = PLATFORM.plan_release(box.running(), "release", 120, False)
    assert any("not taken off yet" in item.what for item in kept.findings)
    box.apply(PLATFORM.plan_release(box.running(), "release", 120, True))
    assert canonical(box.text) == canonical(Box().text)


def test_a_password_that_the_router_has_already_is_left() -> None:
    """acme's is "lc", as Junos keeps it."""
    plan = Box().plan(with_password("10.0.0.1", "lc"))
    assert plan.change is Change.FILTERS
    assert "authentication-key" not in plan.files["change"]
    box = Box(text=Box().text.replace("$9$LbHX-wg4Z", "$8$aes256-gcm$x"))
    plan = box.plan(with_password("10.0.0.1", "lc"))
    assert any("nobody can read it" in item.what for item in plan.findings)
    assert "authentication-key" not in plan.files["change"]


def test_a_password_that_is_no_line_is_refused() -> None:
    with pytest.raises(PlatformError, match="cannot be printed"):
        Box().plan(with_password("10.0.0.1", "a\nb"))


def test_a_family_whose_chain_is_held_keeps_what_it_has() -> None:
    """A session of both families: the one chain goes on, the other's stays as it was, or is not there yet."""
    both = Box().text.replace(
        "<family><inet><unicast/></inet></family>", "<family><inet><unicast/></inet><inet6><unicast/></inet6></family>"
    )

    def of(*families: int) -> Policy:
        session = next(item for item in policy().sessions if item.address == "10.0.0.1")
        return replace(policy(), sessions=(replace(session, chains=tuple(item for item in session.chains if item.family in families)),))

    box = Box(text=both)
    box.apply(box.plan(of(4)))
    only = box.bound("10.0.0.1", "import")
    assert not any("-6-" in name for name in only)
    box.apply(box.plan(of(4, 6)))
    whole = box.bound("10.0.0.1", "import")
    assert [name for name in whole if "-6-" not in name] == only
    assert box.plan(of(4)).is_empty
    box.apply(box.plan(of()))
    assert box.bound("10.0.0.1", "import") == whole


# -- what is refused -----------------------------------------------------------------------------


def test_a_session_that_is_not_there_or_another_is_left_alone() -> None:
    wanted = policy()
    sessions = tuple(
        replace(item, address="10.0.0.77") if item.neighbor == "ix" else replace(item, asn=7) if item.neighbor == "up" else item
        for item in wanted.sessions
    )
    plan = Box().plan(replace(wanted, sessions=sessions))
    told = {item.where: item.what for item in plan.findings if item.severity == "critical"}
    assert "no such neighbor" in told["ix (10.0.0.77)"]
    assert "the router has AS20965" in told["up (10.0.0.2)"]
    assert "not filtered by us" in told["10.0.0.3 (AS47441)"]
    assert "10.0.0.2" not in plan.files["change"]


@pytest.mark.parametrize("level", ["neighbor", "group"])
def test_a_family_with_policies_of_its_own_is_not_taken_for_filtered(level: str) -> None:
    """They act in the place of the neighbor's, ours among them (Juniper's YANG of 24.4R1 has them at each level)."""
    family = "<family><inet><unicast><import>PERMIT-ALL</import></unicast></inet></family>"
    place = f"<neighbor><name>10.0.0.3</name>{family}</neighbor>" if level == "neighbor" else family
    box = Box()
    box.apply(box.plan(policy()))
    box.edit(f"<configuration><protocols><bgp><group><name>IX</name>{place}</group></bgp></protocols></configuration>")
    plan = box.plan(policy())
    assert any(item.severity == "critical" and "in the place of" in item.what for item in plan.findings if item.where == "ix (10.0.0.3)")
    plan = Box(text=box.text).plan(policy())
    assert not any("10.0.0.3" in line for line in plan.summary)


def test_a_rollback_to_a_policy_that_is_gone_is_refused() -> None:
    box = Box()
    box.apply(box.plan(policy()))
    recorded = box.running().text.replace("PICKY", "GONE")
    with pytest.raises(PlatformError, match="GONE of the record are gone"):
        PLATFORM.plan_back(box.running(), recorded, "back", 120)


def test_the_stand_in_refuses_what_is_not_there() -> None:
    """The router of these tests can say no, or none of them would mean anything."""
    box = Box()
    with pytest.raises(LoadError, match="statement not found"):
        box.edit("<configuration><policy-options><as-path delete='delete'><name>X</name></as-path></policy-options></configuration>")
    plan = box.plan(policy())
    broken = replace(plan, files={"change": plan.files["change"].replace("<community-name>MANRS-C", "<community-name>MANRS-D")})
    with pytest.raises(LoadError, match="not defined"):
        box.apply(broken)
