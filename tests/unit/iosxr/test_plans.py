# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Plans for a router that holds a configuration: one commit there, one back, and a release that leaves the operator's text."""

from __future__ import annotations

from dataclasses import replace

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.policies import Limit, Policy, PolicyError, Session, SessionOptions
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import PrefixRange
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Direction, Relation, Route, RovState
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.sets import PairSet
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.terms import CommunitiesMoreThan, PairIn, Term
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.contract import Change, Plan, PlatformError
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.fit import fit
from hypothesis import given, settings

from ..frr.cases import ADDRESSES, ASN, NEXT, POLICIES, ROV, Wanted, moderate, routes_of
from .box import OPERATOR, XR, Box, box
from .rpl import run

LABEL = "20261127T084018Z-ab12cd"


def plan(router: Box, wanted: Policy, allow_reset: bool = True) -> Plan:
    running = router.running()
    return XR.plan(running, fit(wanted, running.capabilities), LABEL, 120, allow_reset)


def is_invalid(route: Route) -> bool:
    return ROV.state(route if route.as_path else replace(route, as_path=(ASN,))) is RovState.INVALID


def verdicts(router: Box, sessions: tuple[Session, ...]) -> dict[tuple[str, str], list[bool]]:
    policies, found = router.policies(), {}
    for session in sessions:
        family = ADDRESSES[session.address]
        for way in ("in", "out"):
            name = policies.bindings.get((session.address, family, way))
            found[session.address, way] = [
                name is not None and run(policies, name, route, is_invalid) is not None for route in routes_of(session, way, family)[::3]
            ]
    return found


def wanted(*pairs: str, **more: object) -> Policy:
    return Wanted({35001: set(pairs or ("20.0.0.0/16",))}, **more).policy  # type: ignore[arg-type]


def only(policy: Policy, *addresses: str) -> Policy:
    return replace(policy, sessions=tuple(item for item in policy.sessions if item.address in addresses))


def edited(policy: Policy, address: str, **changes: object) -> Policy:
    return replace(
        policy,
        sessions=tuple(replace(item, **changes) if item.address == address else item for item in policy.sessions),  # type: ignore[arg-type]
    )


@settings(moderate, max_examples=8)
@given(POLICIES, NEXT)
def test_plan_then_inverse_then_release(first: Wanted, second: Wanted) -> None:
    """Running plus plan is wanted, a second run changes nothing, the inverse gives running back, a release leaves the operator's text."""
    router = box()
    for drawn in (first.policy, second.policy):
        before, text = router.running(), router.text()
        there = plan(router, drawn)
        router.apply(there)
        assert plan(router, drawn).is_empty
        if not there.is_empty and there.change is Change.SAFE:
            back = XR.plan_back(router.running(), before.text, LABEL, 120)
            copy = Box(dict(router.objects), router.tree).apply(back)
            assert objects_of(copy.text()) == objects_of(text)
    router.apply(XR.plan_release(router.running(), LABEL, 120, True))
    assert router.text() == box().text()


def objects_of(text: str) -> list[str]:
    return sorted(text.partition("router bgp")[0].split("!\n"))


@settings(moderate, max_examples=6)
@given(POLICIES, NEXT)
def test_a_rollback_brings_back_what_filters_accepted(first: Wanted, second: Wanted) -> None:
    router = box()
    router.apply(plan(router, first.policy))
    before, sessions = router.running(), first.policy.sessions
    accepted = verdicts(router, sessions)
    router.apply(plan(router, second.policy))
    router.apply(XR.plan_back(router.running(), before.text, LABEL, 120))
    assert verdicts(router, sessions) == accepted


def test_a_plan_is_the_words_of_a_router_without_a_shell() -> None:
    router = box()
    made = plan(router, wanted())
    assert made.arm.text == f"lock {router.commit}"
    assert [(stage.name, [item.text for item in stage.commands], stage.expectation) for stage in made.stages] == [
        ("policies", [f"load {LABEL}/change", "check", f"commit-confirmed 120 {LABEL}"], "policies")
    ]
    assert (made.confirm.text, made.revert.text, made.status.text) == (f"confirm {LABEL}", f"revert {LABEL}", f"status {LABEL}")
    assert (made.directory, list(made.files)) == (LABEL, ["change"])
    assert made.change is Change.FILTERS
    assert made.touched == tuple(sorted(ADDRESSES.items()))


def test_registered_prefixes_alone_are_a_safe_change_of_their_sets_alone() -> None:
    router = box()
    router.apply(plan(router, wanted("20.0.0.0/16")))
    made = plan(router, wanted("20.0.0.0/16", "30.0.0.0/16^16-24"))
    assert made.change is Change.SAFE
    assert made.summary[0] == "AS35001: +1 -0 registered prefixes (1 -> 2)"
    assert "route-policy" not in made.files["change"]
    assert "prefix-set MANRS-AS35001_O35001-4\n  20.0.0.0/16,\n  30.0.0.0/16 le 24\nend-set\n" in made.files["change"]
    router.apply(made)
    assert router.running().known.pair_sets["AS35001"] == {
        35001: frozenset({PrefixRange.parse("20.0.0.0/16"), PrefixRange.parse("30.0.0.0/16^16-24")})
    }


def test_an_export_that_relies_on_tags_is_seen() -> None:
    router = box()
    assert not router.running().trusts_tags
    router.apply(plan(router, wanted()))
    assert router.running().trusts_tags
    by_lists = wanted()
    sessions = tuple(
        replace(
            item, chains=tuple(replace(chain, terms=tuple(term for term in chain.terms if term.control != "E01")) for chain in item.chains)
        )
        for item in by_lists.sessions
    )
    router.apply(plan(router, replace(by_lists, sessions=sessions)))
    assert not router.running().trusts_tags


def test_a_new_origin_is_more_than_a_safe_change() -> None:
    router = box()
    router.apply(plan(router, wanted()))
    made = plan(router, Wanted({35001: {"20.0.0.0/16"}, 7: {"30.0.0.0/16"}}).policy)
    assert made.change is Change.FILTERS
    router.apply(made)
    router.apply(plan(router, wanted()))
    assert "O7" not in router.text()


def test_the_operators_policy_of_a_group_is_kept_and_comes_back() -> None:
    router = box()
    router.apply(plan(router, wanted()))
    assert "  if apply IX-IN then" in router.text()
    assert "filtered from now on, keeps IX-IN" in " ".join(plan(box(), wanted()).summary)
    # It is kept when ours is renewed, and bound to nothing when ours goes: the group has it.
    router.apply(plan(router, wanted(preference=200)))
    assert "  if apply IX-IN then" in router.text()
    released = edited(only(wanted(preference=200), "10.0.0.3"), "10.0.0.3", is_released=True, chains=(), limits=())
    router.apply(plan(router, released))
    assert "AS47441" not in router.text()
    assert "MANRS-IN-AS35001" in router.text()


def test_a_policy_that_says_done_alone_keeps_its_session_as_it_is() -> None:
    text = OPERATOR.replace(
        "route-policy PERMIT-ALL\n  pass\n", "route-policy PERMIT-ALL\n  if destination in THEIRS then\n    done\n  endif\n"
    )
    made = plan(box(text), wanted())
    assert [item.where for item in made.findings if item.severity == "critical"] == ["acme (10.0.0.1)"]
    assert "10_0_0_1" not in made.files["change"]
    assert "10_0_0_2" in made.files["change"]
    good = text.replace("    done\n", "    pass\n    done\n")
    router = box(good)
    router.apply(plan(router, wanted()))
    assert "AS35001-10_0_0_1-4" in router.text()


def test_done_in_a_policy_that_theirs_applies_is_seen() -> None:
    text = OPERATOR.replace("route-policy PERMIT-ALL\n  pass\n", "route-policy PERMIT-ALL\n  apply SHARED*\n")
    text = "route-policy SHARED-1\n  if as-path is-local then done endif\nend-policy\n!\n" + text
    made = plan(box(text), wanted())
    assert any("SHARED-1 says done" in item.what for item in made.findings)


def test_a_policy_of_theirs_that_reads_communities_is_a_finding() -> None:
    text = OPERATOR.replace(
        "  pass\n", "  if community matches-any (25000:1) then\n    set local-preference 50\n  else\n    pass\n  endif\n", 1
    )
    made = plan(box(text), wanted())
    assert any("PERMIT-ALL reads communities as the neighbor sent them" in item.what for item in made.findings)


@pytest.mark.parametrize("name", ["MISSING", "PERMIT-ALL(1 then drop)'"])
def test_a_policy_of_theirs_that_is_not_there_or_not_to_be_said_is_refused(name: str) -> None:
    router = box()
    text = router.outputs()["running"].replace("route-policy PERMIT-ALL in", f"route-policy {name} in")
    running = XR.parse({**router.outputs(), "running": text})
    with pytest.raises(PlatformError, match=r"acme \(10.0.0.1\).*(does not exist|cannot stand)"):
        XR.plan(running, fit(wanted(), running.capabilities), LABEL, 120, True)


def test_what_resets_a_session_waits_for_a_window() -> None:
    policy = edited(
        wanted(), "10.0.0.1", options=SessionOptions(ttl_hops=1, password="s3cret.x"), limits=(Limit(Direction.IMPORT, 4, 5, True),)
    )
    router = box()
    waiting = plan(router, policy, allow_reset=False)
    assert waiting.change is Change.FILTERS
    assert "password" not in waiting.files["change"]
    assert sum("resets the session" in item.what for item in waiting.findings) == 3
    now = plan(router, policy)
    assert now.change is Change.RESETS
    assert "  ttl-security\n" in now.files["change"]
    assert "  password clear s3cret.x\n" in now.files["change"]
    assert "maximum-prefix 5 75 restart 30" in now.files["change"]
    assert "s3cret" not in " ".join((*now.summary, now.before, now.after))


def test_a_password_that_the_router_hides_is_the_same() -> None:
    policy = edited(wanted(), "10.0.0.1", options=SessionOptions(password="cisco"))
    router = box()
    router.apply(plan(router, policy))
    # 045802150C2E is "cisco" in every table of type 7.
    router.tree["router bgp 25000"]["neighbor 10.0.0.1"]["password encrypted 045802150C2E"] = {}
    del router.tree["router bgp 25000"]["neighbor 10.0.0.1"]["password clear cisco"]
    assert plan(router, policy).is_empty
    assert "045802150C2E" not in router.running().text
    other = edited(wanted(), "10.0.0.1", options=SessionOptions(password="other"))
    assert plan(router, other).change is Change.RESETS


@pytest.mark.parametrize("secret", ["a b", "x\ncommit", "what?", "!", 'a"b', "a|b", ""])
def test_a_password_that_a_command_line_would_read_otherwise_is_refused(secret: str) -> None:
    policy = edited(wanted(), "10.0.0.1", options=SessionOptions(password=secret))
    with pytest.raises(PlatformError, match="password: IOS-XR takes"):
        plan(box(), policy)


@pytest.mark.parametrize("host", ["10.9.9.9\n!\nrouter bgp 1", "a b", "x;y", ""])
def test_a_cache_whose_name_is_none_is_refused(host: str) -> None:
    policy = wanted()
    cache = replace(policy.rtr_caches[0], host=host)
    with pytest.raises(PlatformError, match="no host name or address"):
        plan(box(), replace(policy, rtr_caches=(cache,)))


def test_a_name_that_would_end_its_line_is_refused() -> None:
    policy = wanted()
    pairs = {**policy.pair_sets, "AS35001": PairSet("AS35001", {}), "x\nend-set": policy.pair_sets["AS35001"]}
    session = next(item for item in policy.sessions if item.address == "10.0.0.1")
    chains = tuple(replace(chain, terms=tuple(replace(term, unless=()) for term in chain.terms)) for chain in session.chains)
    terms = (Term("F13", (), ((PairIn("x\nend-set"),),)),)
    bad = replace(policy, sessions=(replace(session, chains=(replace(chains[0], terms=terms),)),), pair_sets=pairs)
    with pytest.raises(PlatformError, match="characters that a remark cannot have"):
        plan(box(), bad)


def test_what_rpl_cannot_count_is_refused_where_it_rejects() -> None:
    policy = wanted()
    session = policy.sessions[0]
    chain = replace(session.chains[0], terms=(Term("F18", (CommunitiesMoreThan(3),)),))
    with pytest.raises(PolicyError, match="RPL does not count communities"):
        plan(box(), replace(policy, sessions=(replace(session, chains=(chain,)),)))


def test_more_than_rpl_takes_is_refused_with_what_to_configure() -> None:
    policy = wanted(*(f"20.{high}.{low}.0/24" for high in range(180) for low in range(200)))
    with pytest.raises(PlatformError, match="rpl maximum lines 131072"):
        plan(box(), policy)
    router = box("rpl maximum lines 131072\n!\n" + OPERATOR)
    assert not plan(router, policy).is_empty


def test_what_was_edited_by_hand_is_seen_and_put_right() -> None:
    router = box()
    made = plan(router, wanted())
    router.apply(made)
    router.objects["route-policy", "MANRS-IN-AS35001-10_0_0_1-4"].append("  pass")
    assert XR.differences(router.running(), made, "confirmed") == ["route-policy MANRS-IN-AS35001-10_0_0_1-4 is not what was sent"]
    again = plan(router, wanted())
    assert again.summary == ("route-policy MANRS-IN-AS35001-10_0_0_1-4 written anew",)
    router.apply(again)
    # The prefixes that run are those that are there, also when somebody wrote them.
    router.objects["prefix-set", "MANRS-AS35001_O35001-4"] = ["  20.0.0.0/8 le 24"]
    assert XR.differences(router.running(), made, "policies") == ["prefix-set MANRS-AS35001_O35001-4 is not what was sent"]
    assert "+1 -1 registered prefixes" in plan(router, wanted()).summary[0]


def test_every_part_of_an_expectation_is_looked_at() -> None:
    router = box()
    made = plan(router, wanted(limit=100))
    router.apply(made)
    tree = router.tree["router bgp 25000"]
    del tree["neighbor 10.0.0.1"]["address-family ipv4 unicast"]["route-policy MANRS-IN-AS35001-10_0_0_1-4 in"]
    del tree["neighbor 10.0.0.2"]["address-family ipv4 unicast"]["maximum-prefix 100 75 warning-only"]
    del tree["rpki server 10.9.9.9"]
    del router.objects["prefix-set", "MANRS-OWNED"]
    assert XR.differences(router.running(), made, "policies") == [
        "prefix-set MANRS-OWNED is not there",
        "neighbor 10.0.0.1 IPv4 has route-policy None in, not MANRS-IN-AS35001-10_0_0_1-4",
        "10.0.0.2: no line 'maximum-prefix 100 75 warning-only'",
        "no RPKI cache 10.9.9.9 port 3323",
    ]
    old = box()
    old.apply(plan(old, wanted()))
    before = old.running()
    release = XR.plan_release(before, LABEL, 120, True)
    left = XR.differences(before, release, "confirmed")
    assert "neighbor 10.0.0.2 IPv4 still has route-policy MANRS-OUT-AS20965-10_0_0_2-4 out" in left
    assert any("is still there" in item and "route-policy MANRS-IN" in item for item in left)


def test_what_the_operator_wrote_stays() -> None:
    """A limit of the operator's, and what is written into the door."""
    router = box()
    router.tree["router bgp 25000"]["neighbor 10.0.0.1"]["address-family ipv4 unicast"]["maximum-prefix 77 80 warning-only"] = {}
    router.apply(plan(router, wanted(limit=100)))
    assert "maximum-prefix 77 80 warning-only" in router.text()
    router.objects["prefix-set", "MANRS-LOCAL-AS35001"] = ["  40.0.0.0/16 le 24"]
    changed = plan(router, wanted("30.0.0.0/16", limit=100))
    assert any("past F13: 40.0.0.0/16^16-24" in item.what for item in changed.findings)
    router.apply(changed)
    assert router.running().known.local_lists == {"LOCAL-AS35001": frozenset({PrefixRange.parse("40.0.0.0/16^16-24")})}
    router.apply(XR.plan_release(router.running(), LABEL, 120, True))
    assert "maximum-prefix 77 80 warning-only" in router.text()
    assert "40.0.0.0/16 le 24" in router.text()


def test_sessions_that_nobody_declares_keep_what_they_have() -> None:
    router = box()
    router.apply(plan(router, wanted()))
    made = plan(router, only(wanted(), "10.0.0.1", "2001:db8:ff::1"))
    assert made.is_empty
    told = {item.where: item.severity for item in made.findings if "not declared" in item.what}
    assert told == {"10.0.0.2 (AS20965)": "warning", "10.0.0.3 (AS47441)": "warning"}


def test_a_session_with_another_as_is_left_as_it_is() -> None:
    made = plan(box(), edited(wanted(), "10.0.0.1", asn=64999, relation=Relation.PEER))
    assert any(item.what == "declared as AS64999, the router has AS35001 there" for item in made.findings)
    assert "10_0_0_1" not in made.files["change"]


def test_discards_are_looked_for() -> None:
    policy = replace(wanted(), discards=("192.0.2.1", "100::1"))
    router = box("router static\n address-family ipv4 unicast\n  192.0.2.1/32 Null0\n !\n!\n" + OPERATOR)
    told = [item for item in plan(router, policy).findings if item.where == "F16"]
    assert [item.remedy for item in told] == ["router static: address-family ipv6 unicast: 100::1/128 Null0"]


def test_a_rollback_does_not_bind_a_policy_that_is_gone() -> None:
    router = box()
    before = router.running().text
    router.apply(plan(router, wanted()))
    text = router.text()
    assert "PICKY" in text
    del router.objects["route-policy", "PICKY"]
    with pytest.raises(PlatformError, match="PICKY of the record is gone"):
        XR.plan_back(Box(router.objects, router.tree).running(), before, LABEL, 120)


def test_a_cache_of_the_operators_stays_as_it_is() -> None:
    text = OPERATOR.replace("router bgp 25000\n", "router bgp 25000\n rpki server 10.9.9.9\n  transport ssh port 22\n !\n")
    router = box(text)
    made = plan(router, wanted())
    assert any("the cache 10.9.9.9 is there otherwise" in item.what for item in made.findings)
    router.apply(made)
    assert "transport ssh port 22" in router.text()
    router.apply(XR.plan_release(router.running(), LABEL, 120, True))
    assert router.text() == box(text).text()


def test_a_cache_of_ours_with_another_port_takes_the_place_of_the_old() -> None:
    router = box()
    router.apply(plan(router, wanted()))
    moved = replace(wanted(), rtr_caches=(replace(wanted().rtr_caches[0], port=8282),))
    router.apply(plan(router, moved))
    assert "transport tcp port 8282" in router.text()
    assert "3323" not in router.text()
    assert plan(router, moved).is_empty
    router.apply(plan(router, replace(wanted(), rtr_caches=())))
    assert "rpki" not in router.text()


def test_validation_that_is_switched_off_is_a_finding() -> None:
    text = OPERATOR.replace("router bgp 25000\n", "router bgp 25000\n bgp origin-as validation disable\n")
    assert any(item.where == "F12" and item.severity == "critical" for item in plan(box(text), wanted()).findings)
    assert not any(item.where == "F12" for item in plan(box(), wanted()).findings)


def test_validation_is_switched_on_where_a_filter_asks_for_it_and_off_with_a_release() -> None:
    router = box()
    made = plan(router, wanted())
    assert "router IPv4: bgp origin-as validation enable" in made.summary
    router.apply(made)
    assert router.text().count("  bgp origin-as validation enable\n") == 2
    del router.tree["router bgp 25000"]["address-family ipv6 unicast"]["bgp origin-as validation enable"]
    assert XR.differences(router.running(), made, "confirmed") == ["router: no line 'bgp origin-as validation enable'"]
    router.apply(XR.plan_release(plan_again(router, wanted()).running(), LABEL, 120, True))
    assert router.text() == box().text()


def plan_again(router: Box, policy: Policy) -> Box:
    return router.apply(plan(router, policy))


def test_validation_that_the_operator_switched_on_stays_on() -> None:
    text = OPERATOR.replace("address-family ipv4 unicast\n !", "address-family ipv4 unicast\n  bgp origin-as validation enable\n !", 1)
    router = box(text)
    router.apply(plan(router, wanted()))
    router.apply(XR.plan_release(router.running(), LABEL, 120, True))
    assert router.text() == box(text).text()


def test_a_router_that_prints_asns_with_a_dot_is_refused() -> None:
    with pytest.raises(PlatformError, match="as-format asdot"):
        box("as-format asdot\n!\n" + OPERATOR).running()


def test_a_rollback_of_the_first_delivery_binds_the_operators_policies_again() -> None:
    router = box()
    before = router.running()
    router.apply(plan(router, wanted()))
    back = XR.plan_back(router.running(), before.text, LABEL, 120)
    router.apply(back)
    now = router.running().configuration
    assert dict(now.bindings) == dict(before.configuration.bindings)
    # What is no filter stays, and is told: four limits, one first ASN, validation of two families, and the cache below.
    assert {key.name for key in now.objects if key.name.startswith("MANRS-")} == {"MANRS-OWNED"}
    assert sum("a rollback changes filters alone and leaves" in item.what for item in back.findings) == 7
    assert any(item.what == "a rollback leaves the cache 10.9.9.9 port 3323" for item in back.findings)
    router.apply(XR.plan_release(router.running(), LABEL, 120, True))
    assert router.text() == box().text()
