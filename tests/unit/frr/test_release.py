# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Taking ours off: of one neighbor, or of the whole router."""

from __future__ import annotations

from dataclasses import replace

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.policies import Policy, SessionOptions
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.contract import Change, PlatformError

from .cases import ADDRESSES, FRR, OPERATOR, VERSIONS, Router, Wanted, lines_of, policy, restore_lines, router, without_sequence

EVERYTHING = Wanted({35001: {"20.0.0.0/16"}, 7: {"30.7.0.0/16", "2a06::/32"}}, has_roles=True, limit=100)


def released(wanted: Policy, *names: str) -> Policy:
    """The policy in which these neighbors are released."""
    return replace(
        wanted,
        sessions=tuple(
            replace(item, chains=(), limits=(), options=SessionOptions(), is_released=True) if item.neighbor in names else item
            for item in wanted.sessions
        ),
    )


def hardened(version: str, wanted: Policy | None = None, text: str = OPERATOR) -> Router:
    box = router(version, text)
    return box.apply(box.plan(wanted or EVERYTHING.policy))


def at(box: Router, address: str) -> dict[tuple[int, str], str]:
    return {(family, slot): text for (name, family, slot), text in box.interpreted.neighbors.items() if name == address}


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("name", ["acme", "up", "ix"])
def test_a_released_neighbor_is_as_it_was(version: str, name: str) -> None:
    box = hardened(version)
    plan = box.plan(released(EVERYTHING.policy, name))
    assert plan.change is (Change.FILTERS if (version, name) == ("8.4.4", "ix") else Change.RESETS), "its role goes too"
    box.apply(plan)
    fresh = router(version)
    of_name = {session.address for session in policy().sessions if session.neighbor == name}
    for address in ADDRESSES:
        if address in of_name:
            assert at(box, address) == at(fresh, address)
            assert f"{address} " not in box.added
        else:
            assert any(text.startswith("MANRS-") for text in at(box, address).values())
    assert box.plan(released(EVERYTHING.policy, name)).is_empty


def test_the_operators_policy_is_bound_again_where_it_was_bound() -> None:
    box = hardened("10.3")
    plan = box.plan(released(EVERYTHING.policy, "up"))
    assert "  neighbor 10.0.0.2 route-map PICKY in" in lines_of(plan, "import")
    assert any(line.startswith("  no neighbor 10.0.0.2 route-map MANRS-OUT-") for line in lines_of(plan, "export"))
    assert "up (10.0.0.2) IPv4 import: filters taken off, PICKY again" in plan.summary
    assert "up (10.0.0.2) IPv4 export: filters taken off, no policy left" in plan.summary


def test_the_groups_policy_acts_again_without_a_line_of_its_own() -> None:
    box = hardened("10.3")
    plan = box.plan(released(EVERYTHING.policy, "ix"))
    assert not any("route-map IX-IN" in line for line in lines_of(plan))
    assert any(line.startswith("  no neighbor 10.0.0.3 route-map MANRS-IN-") for line in lines_of(plan, "import"))
    assert "ix (10.0.0.3) IPv4 import: filters taken off, IX-IN again" in plan.summary
    box.apply(plan)
    assert box.interpreted.setting("10.0.0.3", 4, "route-map in") == "IX-IN"


def test_a_member_whose_own_policy_is_another_than_the_groups_gets_its_own_again() -> None:
    text = OPERATOR.replace("  neighbor 10.0.0.1 route-map PERMIT-ALL in", "  neighbor 10.0.0.3 route-map PERMIT-ALL in\n", 1)
    box = hardened("10.3", text=text)
    box.apply(box.plan(released(EVERYTHING.policy, "ix")))
    assert at(box, "10.0.0.3")[4, "route-map in"] == "PERMIT-ALL"


def test_what_resets_a_session_stays_at_a_released_one_until_it_may_go() -> None:
    box = hardened("10.3")
    plan = box.plan(released(EVERYTHING.policy, "up"), allow_reset=False)
    assert plan.change is Change.FILTERS
    box.apply(plan)
    assert at(box, "10.0.0.2") == {**at(router(), "10.0.0.2"), (0, "local-role"): "customer"}
    assert box.added.count("10.0.0.2 ") == 1
    later = box.plan(released(EVERYTHING.policy, "up"), allow_reset=True)
    assert (later.change, [stage.name for stage in later.stages]) == (Change.RESETS, ["last"])
    box.apply(later)
    assert at(box, "10.0.0.2") == at(router(), "10.0.0.2")


@pytest.mark.parametrize("version", VERSIONS)
def test_a_release_of_one_neighbor_is_undone_by_its_restore(version: str) -> None:
    box = hardened(version)
    before = box.interpreted.text()
    plan = box.plan(released(EVERYTHING.policy, "up", "ix"))
    box.feed(line for stage in plan.stages for line in lines_of(plan, stage.name)).feed(restore_lines(plan))
    assert sorted(box.interpreted.text().splitlines()) == sorted(before.splitlines())


# -- the whole router ----------------------------------------------------------------------------


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("has_secrets", [True, False])
def test_nothing_of_ours_is_left(version: str, has_secrets: bool) -> None:
    wanted = EVERYTHING.policy
    if has_secrets:
        options = SessionOptions(1, "provider", True, "secret words")
        wanted = replace(wanted, sessions=(replace(wanted.sessions[0], options=options), *wanted.sessions[1:]))
    box = hardened(version, wanted)
    plan = FRR.plan_release(box.running(), "release", True)
    assert plan.change is Change.RESETS
    assert plan.is_last
    box.apply(plan)
    assert "MANRS-" not in box.interpreted.text()
    assert without_sequence(box.interpreted.text()) == without_sequence(router(version).interpreted.text())
    assert box.added == ""
    again = FRR.plan_release(box.running(), "release", True)
    assert (again.is_empty, again.change) == (True, Change.NOTHING)


def test_a_release_that_may_reset_nothing_says_what_it_leaves() -> None:
    box = hardened("10.3")
    plan = FRR.plan_release(box.running(), "release", False)
    assert plan.change is Change.FILTERS
    left = {"10.0.0.1", "10.0.0.2", "10.0.0.3", "2001:db8:ff::1"}
    assert {item.where.split("(")[1] for item in plan.findings} == {f"{address})" for address in left}
    assert plan.findings[0].what == "not taken off yet, it resets the session: 10.0.0.1: no local-role provider"
    box.apply(plan)
    assert "MANRS-" not in box.interpreted.text()
    assert {address for address, _, slot in box.interpreted.neighbors if slot == "local-role"} == left
    assert box.added.split("\n")[:-1] == [f"{address} 0 local-role" for address in sorted(left)], "it is not forgotten that they are ours"
    assert not plan.is_last


@pytest.mark.parametrize("version", VERSIONS)
def test_a_list_that_the_operator_wrote_into_stays(version: str) -> None:
    box = hardened(version)
    box.feed(["ip prefix-list MANRS-LOCAL-AS35001 seq 5 permit 40.0.0.0/16"])
    box.apply(FRR.plan_release(box.running(), "release", True))
    left = [line for line in box.interpreted.text().splitlines() if "MANRS-" in line]
    assert left == [
        "ip prefix-list MANRS-LOCAL-AS35001 seq 5 permit 40.0.0.0/16",
        "ip prefix-list MANRS-LOCAL-AS35001 seq 4294967295 deny any",
    ]


def test_what_the_operator_changed_meanwhile_is_kept() -> None:
    box = hardened("10.3")
    box.feed(["router bgp 25000", " address-family ipv4 unicast", "  neighbor 10.0.0.2 route-map PERMIT-ALL in", "exit", "exit"])
    box.feed(["route-map PERMIT-ALL permit 20", " set local-preference 7", "exit"])
    box.apply(FRR.plan_release(box.running(), "release", True))
    assert at(box, "10.0.0.2")[4, "route-map in"] == "PERMIT-ALL"
    assert box.interpreted.maps["PERMIT-ALL"][20].body == ["set local-preference 7"]


def test_an_rtr_cache_that_the_operator_had_stays() -> None:
    box = router()
    box.feed(["rpki", " rpki cache tcp 10.9.9.9 3323 preference 1", "exit"])
    box.apply(box.plan(policy()))
    assert "rtr" not in box.added
    box.apply(FRR.plan_release(box.running(), "release", True))
    assert box.interpreted.caches == ["rpki cache tcp 10.9.9.9 3323 preference 1"]


def test_a_release_to_a_policy_that_is_gone_is_refused() -> None:
    box = hardened("10.3")
    del box.interpreted.maps["PICKY"]
    with pytest.raises(PlatformError, match="its route-map PICKY does not exist on the router; create it first"):
        FRR.plan_release(box.running(), "release", True)


def test_a_way_back_to_a_policy_that_is_gone_is_refused() -> None:
    box = hardened("10.3")
    del box.interpreted.maps["PICKY"]
    with pytest.raises(PlatformError, match="route-map PICKY of the record is gone from the router; create it first"):
        FRR.plan_back(box.running(), router().running().text, "back")


@pytest.mark.parametrize("version", VERSIONS)
def test_a_release_is_undone_by_its_restore(version: str) -> None:
    box = hardened(version)
    before = box.interpreted.text()
    plan = FRR.plan_release(box.running(), "release", True)
    box.feed(line for stage in plan.stages for line in lines_of(plan, stage.name)).feed(restore_lines(plan))
    assert sorted(box.interpreted.text().splitlines()) == sorted(before.splitlines())


# -- what a plan does to a router ----------------------------------------------------------------


@pytest.mark.parametrize("version", VERSIONS)
def test_the_class_of_a_change(version: str) -> None:
    box = router(version)
    plan = box.plan(policy())
    assert plan.change is Change.FILTERS
    box.apply(plan)
    assert box.plan(policy()).change is Change.NOTHING
    # One more prefix in a list that is there is safe in a freeze window; another term is not.
    more = box.plan(policy({35001: {"20.0.0.0/16", "20.7.0.0/16"}}))
    assert more.change is Change.SAFE
    assert [stage.name for stage in more.stages] == ["objects"]
    fewer = box.plan(policy({35001: {"20.7.0.0/16"}}))
    assert (fewer.change, [stage.name for stage in fewer.stages]) == (Change.SAFE, ["objects", "shrink"])
    assert box.plan(policy({35001: {"20.0.0.0/16"}, 7: {"30.7.0.0/16"}})).change is Change.FILTERS
    with_roles = Wanted({35001: {"20.0.0.0/16"}}, has_roles=True).policy
    assert box.plan(with_roles, allow_reset=True).change is Change.RESETS
    assert box.plan(with_roles, allow_reset=False).change <= Change.FILTERS


# -- what a rollback leaves ----------------------------------------------------------------------


@pytest.mark.parametrize("version", VERSIONS)
def test_a_way_back_names_the_lines_that_it_leaves(version: str) -> None:
    box = router(version)
    before = box.running().text
    box.apply(box.plan(EVERYTHING.policy))
    plan = FRR.plan_back(box.running(), before, "back")
    told = {item.what for item in plan.findings}
    assert "a rollback changes filters alone and leaves: 10.0.0.2: local-role customer; it was not there" in told
    assert any("maximum-prefix 100" in item for item in told)
    assert "a rollback leaves the cache 10.9.9.9 port 3323" in told
    assert not any("soft-reconfiguration" in item for item in told)
    box.apply(plan)
    assert box.interpreted.setting("10.0.0.2", 0, "local-role") == "customer"


def test_a_way_back_says_what_a_line_was_and_no_password() -> None:
    def with_options(options: SessionOptions) -> Policy:
        first, *others = policy().sessions
        return replace(policy(), sessions=(replace(first, options=options), *others))

    box = hardened("10.3", with_options(SessionOptions(1, None, False, "old secret")))
    before = box.running().text
    box.apply(box.plan(with_options(SessionOptions(3, None, False, "new secret"))))
    (told,) = FRR.plan_back(box.running(), before, "back").findings
    assert told.what.endswith("ttl-security hops 3; it was: neighbor 10.0.0.1 ttl-security hops 1")
    box.apply(box.plan(with_options(SessionOptions())))
    assert FRR.plan_back(box.running(), before, "back").findings == ()
