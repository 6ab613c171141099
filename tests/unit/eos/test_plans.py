# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Plans for a router that holds a configuration: one session there, one back, and a release that leaves the operator's text."""

from __future__ import annotations

from dataclasses import replace

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.policies import Limit, Policy, PolicyError, Session, SessionOptions
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import PrefixRange
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Direction, Relation
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.sets import PairSet
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.terms import (
    AddCommunity,
    AddLargeCommunity,
    CommunitiesMoreThan,
    HasLargeCommunity,
    PairIn,
    Rewrite,
    Term,
)
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.contract import Change, Plan, PlatformError
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.fit import fit
from hypothesis import given, settings

from ..frr.cases import ADDRESSES, ASN, NEXT, POLICIES, ROV, Wanted, moderate, routes_of
from .box import EOS, HIDDEN, OPERATOR, Box, box, lines_without_numbers

LABEL = "20261127T084018Z-ab12cd"


def plan(router: Box, wanted: Policy, allow_reset: bool = True) -> Plan:
    running = router.running()
    return EOS.plan(running, fit(wanted, running.capabilities), LABEL, 120, allow_reset)


def verdicts(router: Box, sessions: tuple[Session, ...]) -> dict[tuple[str, str], list[bool]]:
    return {
        (session.address, way): [
            router.policy.judge(session.address, way, route, ROV)[0] for route in routes_of(session, way, ADDRESSES[session.address])[::3]
        ]
        for session in sessions
        for way in ("in", "out")
    }


def wanted(*pairs: str, **more: object) -> Policy:
    return Wanted({35001: set(pairs or ("20.0.0.0/16",))}, **more).policy  # type: ignore[arg-type]


def only(policy: Policy, *addresses: str) -> Policy:
    return replace(policy, sessions=tuple(item for item in policy.sessions if item.address in addresses))


def edited(policy: Policy, address: str, **changes: object) -> Policy:
    return replace(
        policy,
        sessions=tuple(replace(item, **changes) if item.address == address else item for item in policy.sessions),  # type: ignore[arg-type]
    )


def change_of(made: Plan) -> str:
    return made.files["change"]


@settings(moderate, max_examples=10)
@given(POLICIES, NEXT)
def test_plan_then_inverse_then_release(first: Wanted, second: Wanted) -> None:
    """Running plus plan is wanted, a second run changes nothing, the inverse gives running back, a release leaves the operator's text."""
    router = box()
    empty = router.text()
    for drawn in (first.policy, second.policy):
        before, text = router.running(), router.text()
        there = plan(router, drawn)
        router.apply(there)
        again = plan(router, drawn)
        assert again.is_empty, again.summary
        assert again.change is Change.NOTHING
        undone = router.copy().apply(EOS.plan_back(router.running(), before.text, LABEL, 120))
        assert filters_of(undone.text()) == filters_of(text)
        undone.apply(EOS.plan_release(undone.running(), LABEL, 120, True))
        assert undone.text() == empty
    router.apply(EOS.plan_release(router.running(), LABEL, 120, True))
    assert router.text() == empty
    assert EOS.plan_release(router.running(), LABEL, 120, True).is_empty


def filters_of(text: str) -> list[str]:
    """The lines that a way back is about: no lines of the session, no RPKI cache, no mark of what is ours."""
    others = (
        "maximum-routes",
        "idle-restart-timer",
        "missing-policy",
        "rpki",
        "ebgp local",
        "host 10.9.9.9",
        "regex-mode",
        "OWNED",
        "owned",
    )
    return [line for line in lines_without_numbers(text) if not any(word in line for word in others)]


@settings(moderate, max_examples=6)
@given(POLICIES, NEXT)
def test_a_rollback_brings_back_what_filters_accepted(first: Wanted, second: Wanted) -> None:
    router = box()
    router.apply(plan(router, first.policy))
    before, sessions = router.running(), first.policy.sessions
    accepted = verdicts(router, sessions)
    router.apply(plan(router, second.policy))
    router.apply(EOS.plan_back(router.running(), before.text, LABEL, 120))
    assert verdicts(router, sessions) == accepted


def test_a_plan_is_the_words_of_a_configuration_session() -> None:
    router = box()
    made = plan(router, wanted())
    assert made.arm.text == f"lock {router.running().digest} {LABEL}"
    assert [(stage.name, [item.text for item in stage.commands], stage.expectation) for stage in made.stages] == [
        ("policies", [f"load {LABEL}/change", f"check {LABEL}", f"commit-confirmed 120 {LABEL}"], "policies")
    ]
    assert (made.confirm.text, made.revert.text, made.status.text) == (f"confirm {LABEL}", f"revert {LABEL}", f"status {LABEL}")
    assert (made.directory, list(made.files)) == (LABEL, ["change"])
    assert made.change is Change.FILTERS
    assert made.touched == tuple(sorted(ADDRESSES.items()))


def test_registered_prefixes_alone_are_a_safe_edit_of_their_lists_alone() -> None:
    router = box()
    router.apply(plan(router, wanted("20.0.0.0/16", "20.7.0.0/16")))
    made = plan(router, wanted("20.0.0.0/16", "30.0.0.0/16^16-24"))
    assert made.change is Change.SAFE
    assert made.summary[0] == "AS35001: +1 -1 registered prefixes (2 -> 2)"
    assert "route-map" not in change_of(made)
    # What comes is there before what goes goes.
    assert "ip prefix-list MANRS-AS35001_O35001-4\n   seq 1 permit 30.0.0.0/16 le 24\n   no seq 20\n!\n" in change_of(made)
    router.apply(made)
    assert router.running().known.pair_sets["AS35001"] == {
        35001: frozenset({PrefixRange.parse("20.0.0.0/16"), PrefixRange.parse("30.0.0.0/16^16-24")})
    }


def test_what_has_an_order_or_a_deny_is_never_edited_while_it_acts() -> None:
    """Another special-purpose prefix makes a list and a route-map of another name; the old ones go behind the new binding."""
    router = box()
    router.apply(plan(router, wanted()))
    there = {line for line in router.text().splitlines() if line.startswith(("route-map MANRS", "ip prefix-list MANRS-special"))}
    made = plan(router, wanted(special=("10.0.0.0/8^8-32", "30.7.0.0/16^16-32")))
    assert made.change is Change.FILTERS
    lines = change_of(made).splitlines()
    assert there.isdisjoint(lines)
    bound, gone = lines.index("router bgp 25000"), [number for number, line in enumerate(lines) if line.startswith("no ")]
    assert gone
    assert min(gone) > bound


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


def test_the_operators_route_map_of_a_group_is_kept_and_comes_back() -> None:
    router = box()
    assert "filtered from now on, keeps IX-IN" in " ".join(plan(router, wanted()).summary)
    router.apply(plan(router, wanted()))
    assert "   sub-route-map IX-IN\n" in router.text()
    assert "   sub-route-map PICKY\n" in router.text()
    # It is kept when ours is renewed, and bound to nothing when ours goes: the group has it.
    router.apply(plan(router, wanted(preference=200)))
    assert "   sub-route-map IX-IN\n" in router.text()
    released = edited(only(wanted(preference=200), "10.0.0.3"), "10.0.0.3", is_released=True, chains=(), limits=())
    router.apply(plan(router, released))
    assert "AS47441" not in router.text()
    assert "neighbor 10.0.0.3 missing-policy" not in router.text()
    assert "MANRS-IN-AS35001" in router.text()


@pytest.mark.parametrize("name", ["MISSING", "PERMIT-ALL;write"])
def test_a_route_map_of_theirs_that_is_not_there_or_not_to_be_said_is_refused(name: str) -> None:
    router = box()
    text = router.outputs()["running"].replace("route-map PERMIT-ALL in", f"route-map {name} in")
    running = router.running(running=text)
    with pytest.raises(PlatformError, match=r"acme \(10.0.0.1\).*(does not exist|cannot stand)"):
        EOS.plan(running, fit(wanted(), running.capabilities), LABEL, 120, True)


def test_a_route_map_of_theirs_that_calls_what_is_not_there_is_refused() -> None:
    text = OPERATOR.replace(
        "route-map PERMIT-ALL permit 10\n", "route-map PERMIT-ALL permit 10\n   sub-route-map BELOW\nroute-map BELOW permit 10\n"
    )
    assert not plan(box(text), wanted()).is_empty
    running = box(text).running()
    gone = box(text).running(running=running.raw.replace("route-map BELOW permit 10\n", ""))
    with pytest.raises(PlatformError, match="its route-map BELOW .* does not exist"):
        EOS.plan(gone, fit(wanted(), running.capabilities), LABEL, 120, True)


def test_a_route_map_of_theirs_that_reads_communities_is_a_finding() -> None:
    text = OPERATOR.replace(
        "route-map PERMIT-ALL permit 10\n", "ip community-list OWN permit 25000:1\nroute-map PERMIT-ALL permit 10\n   match community OWN\n"
    )
    made = plan(box(text), wanted())
    assert any("PERMIT-ALL reads communities" in item.what for item in made.findings)
    assert not any("reads communities" in item.what for item in plan(box(), wanted()).findings)


def test_a_session_with_a_routing_control_function_stays_as_it_is() -> None:
    text = OPERATOR.replace("   neighbor 10.0.0.2 route-map PICKY in\n", "   neighbor 10.0.0.2 rcf in PICKY()\n")
    made = plan(box(text), wanted())
    assert [item.where for item in made.findings if item.severity == "critical"] == ["up (10.0.0.2)"]
    assert "10_0_0_2" not in change_of(made)
    assert "10_0_0_1" in change_of(made)


def test_as_path_lists_of_the_operators_keep_their_mode() -> None:
    """Ours are for text; where somebody's are read as ASNs, we do not change that behind their back."""
    text = OPERATOR.replace("hostname edge1\n", "hostname edge1\nip as-path access-list MINE permit ^35001_ any\n")
    with pytest.raises(PlatformError, match="yours are written so: MINE; rewrite them for 'ip as-path regex-mode string'"):
        plan(box(text), wanted())
    router = box(text.replace("hostname edge1\n", "hostname edge1\nip as-path regex-mode string\n"))
    before = router.text()
    router.apply(plan(router, wanted()))
    router.apply(EOS.plan_release(router.running(), LABEL, 120, True))
    assert router.text() == before


def test_the_mode_stays_where_the_operator_has_written_lists_for_it_since() -> None:
    router = box()
    router.apply(plan(router, wanted()))
    router.feed("ip as-path access-list MINE permit _35001$ any\n")
    router.apply(EOS.plan_release(router.running(), LABEL, 120, True))
    assert router.policy.is_textual
    assert "MANRS-" not in router.text()


def test_the_router_is_asked_which_route_map_acts() -> None:
    """Should a binding of another place win, the delivery goes back."""
    router = box()
    made = plan(router, wanted())
    router.apply(made)
    told = router.outputs()["neighbors"]
    (name,) = [name for key, name in router.running().configuration.bindings.items() if key == ("10.0.0.1", 4, "in")]
    for other in ("PERMIT-ALL", ""):
        running = router.running(neighbors=told.replace(f'"{name}"', f'"{other}"'))
        assert EOS.differences(running, made, "policies") == [f"neighbor 10.0.0.1: the router says that route-map {other or None} acts in"]


def test_what_resets_a_session_waits_for_a_window() -> None:
    HIDDEN["10.0.0.1", "s3cret.x"] = "not-looked-at"
    policy = edited(
        wanted(), "10.0.0.1", options=SessionOptions(ttl_hops=1, password="s3cret.x"), limits=(Limit(Direction.IMPORT, 4, 5, True),)
    )
    router = box()
    waiting = plan(router, policy, allow_reset=False)
    assert waiting.change is Change.FILTERS
    assert "password" not in change_of(waiting)
    assert sum("resets the session" in item.what for item in waiting.findings) == 3
    now = plan(router, policy)
    assert now.change is Change.RESETS
    assert "   neighbor 10.0.0.1 ttl maximum-hops 0\n" in change_of(now)
    assert "   neighbor 10.0.0.1 password 0 s3cret.x\n" in change_of(now)
    assert "   neighbor 10.0.0.1 maximum-routes 5\n" in change_of(now)
    assert "   neighbor 10.0.0.1 idle-restart-timer 1800\n" in change_of(now)
    assert "s3cret" not in " ".join((*now.summary, now.before, now.after))


#: Made by Arista's own tool (pyavd, cbc_encrypt) for the neighbor 10.0.0.1.
TYPE_7 = {"arista": "KT+5HLLSocqM946HsjKksw==", "s3cret.x-0123456": "1cSqwXHsg+EOPuNPcrYGE7MOlf25A01R"}


@pytest.mark.parametrize("secret", TYPE_7)
def test_a_password_that_the_router_hides_is_the_same(secret: str) -> None:
    HIDDEN["10.0.0.1", secret] = TYPE_7[secret]
    policy = edited(wanted(), "10.0.0.1", options=SessionOptions(password=secret))
    router = box()
    router.apply(plan(router, policy))
    assert f"neighbor 10.0.0.1 password 7 {TYPE_7[secret]}" in router.text()
    assert plan(router, policy).is_empty
    assert TYPE_7[secret] not in router.running().text
    other = edited(wanted(), "10.0.0.1", options=SessionOptions(password="other"))
    assert plan(router, other).change is Change.RESETS


@pytest.mark.parametrize("secret", ["a b", "x\ncommit", "what?", "!", 'a"b', "a|b", "$x", ""])
def test_a_password_that_a_command_line_would_read_otherwise_is_refused(secret: str) -> None:
    policy = edited(wanted(), "10.0.0.1", options=SessionOptions(password=secret))
    with pytest.raises(PlatformError, match="password: EOS takes"):
        plan(box(), policy)


@pytest.mark.parametrize("host", ["10.9.9.9\n!\nrouter bgp 1", "a b", "x;y", ""])
def test_a_cache_whose_name_is_none_is_refused(host: str) -> None:
    policy = wanted()
    cache = replace(policy.rtr_caches[0], host=host)
    with pytest.raises(PlatformError, match="no host name or address"):
        plan(box(), replace(policy, rtr_caches=(cache,)))


def test_a_name_that_would_end_its_line_is_refused() -> None:
    policy = wanted()
    pairs = {**policy.pair_sets, "x\nend": policy.pair_sets["AS35001"]}
    session = next(item for item in policy.sessions if item.address == "10.0.0.1")
    terms = (Term("F13", (), ((PairIn("x\nend"),),)),)
    bad = replace(policy, sessions=(replace(session, chains=(replace(session.chains[0], terms=terms),)),), pair_sets=pairs)
    with pytest.raises(PlatformError, match="characters that a description cannot have"):
        plan(box(), bad)


def test_what_cannot_be_counted_is_refused_where_it_rejects() -> None:
    policy = wanted()
    session = policy.sessions[0]
    chain = replace(session.chains[0], terms=(Term("F18", (CommunitiesMoreThan(3),)),))
    with pytest.raises(PolicyError, match="EOS does not count communities"):
        plan(box(), replace(policy, sessions=(replace(session, chains=(chain,)),)))


def test_what_a_match_may_see_or_not_is_refused() -> None:
    """A community that decided over a change is added later: asked again, the answer would hang on when changes are carried out."""
    policy = wanted()
    session = policy.sessions[0]
    first = (
        Rewrite("F16", (AddCommunity((65535, 666)),), (HasLargeCommunity(((35001, 666, 0),)),)),
        Rewrite("F16", (AddLargeCommunity((35001, 666, 0)),)),
    )
    chain = replace(session.chains[0], first=first)
    with pytest.raises(PolicyError, match="35001:666:0 is added after something was decided by it"):
        plan(box(), replace(policy, sessions=(replace(session, chains=(chain,)),)))
    marked = Term("F05", (), is_monitored=True, mark=(ASN, 9, 5))
    chain = replace(session.chains[0], first=(), terms=(marked, Term("F06", (HasLargeCommunity(((ASN, 9, 5),)),))))
    with pytest.raises(PolicyError, match="25000:9:5 marks what is monitored"):
        plan(box(), replace(policy, sessions=(replace(session, chains=(chain,)),)))


def test_more_than_a_list_takes_is_refused_and_much_is_taken() -> None:
    many = [f"{high}.{middle}.{low}.0/24" for high in (20, 30) for middle in range(160) for low in range(200)]
    assert "   seq 64000 permit" in change_of(plan(box(), wanted(*many)))
    with pytest.raises(PlatformError, match="a prefix list of EOS takes 65535"):
        plan(box(), wanted(*many, *(f"40.{middle}.{low}.0/24" for middle in range(10) for low in range(200))))


def test_what_was_edited_by_hand_is_seen_and_put_right() -> None:
    router = box()
    made = plan(router, wanted())
    router.apply(made)
    name = next(name for name in router.policy.maps if name.startswith("MANRS-IN-AS35001-10"))
    router.feed(f"route-map {name} permit 5\n")
    assert EOS.differences(router.running(), made, "confirmed") == [f"route-map {name} is not what was sent"]
    again = plan(router, wanted())
    assert again.summary == (f"route-map {name} written anew",)
    router.apply(again)
    assert plan(router, wanted()).is_empty
    # The prefixes that run are those that are there, also when somebody wrote them.
    router.feed("ip prefix-list MANRS-AS35001_O35001-4\n   no seq 10\n   seq 7 permit 20.0.0.0/8 le 24\n")
    assert EOS.differences(router.running(), made, "policies") == ["ip prefix-list MANRS-AS35001_O35001-4 is not what was sent"]
    assert "+1 -1 registered prefixes" in plan(router, wanted()).summary[0]
    router.feed("ip prefix-list MANRS-AS35001_O35001-4\n   seq 9 deny 20.0.0.0/16\n")
    router.apply(plan(router, wanted()))
    assert router.policy.prefix_lists[4, "MANRS-AS35001_O35001-4"] == {1: ("permit", "20.0.0.0/16")}


def test_every_part_of_an_expectation_is_looked_at() -> None:
    router = box()
    made = plan(router, wanted(limit=100))
    router.apply(made)
    bound = router.neighbors["10.0.0.1", 4].pop("route-map in")
    del router.neighbors["10.0.0.2", 0]["maximum-routes"]
    del router.neighbors["10.0.0.2", 0]["missing-policy in"]
    del router.caches["MANRS-10_9_9_9-3323"]
    router.policy.validates = router.policy.is_textual = False
    router.neighbors["10.0.0.3", 4]["route-map in"] = "route-map IX-IN in"
    router._bind()
    found = EOS.differences(router.running(), made, "confirmed")
    assert [
        item
        for item in (
            f"neighbor 10.0.0.1 IPv4 has route-map None in, not {bound.split()[1]}",
            "10.0.0.2: no line 'maximum-routes 100 warning-only'",
            "router: no line 'ebgp local'",
            "router: no line 'ip as-path regex-mode string'",
            "no RPKI cache 10.9.9.9 port 3323",
        )
        if item not in found
    ] == []
    assert any(item.startswith("10.0.0.2: no line 'missing-policy") for item in found)
    assert any(item.startswith("neighbor 10.0.0.3 IPv4 has route-map IX-IN in, not MANRS-IN-AS47441") for item in found)


def test_the_operators_own_list_is_made_once_and_never_written_again() -> None:
    router = box()
    router.apply(plan(router, wanted()))
    assert router.policy.prefix_lists[4, "MANRS-LOCAL-AS35001"] == {65535: ("deny", "0.0.0.0/0 le 32")}
    router.feed("ip prefix-list MANRS-LOCAL-AS35001\n   seq 10 permit 40.0.0.0/16\n")
    again = plan(router, wanted())
    assert again.is_empty
    assert any("lets through by hand, past F13: 40.0.0.0/16" in item.what for item in again.findings)
    router.apply(plan(router, wanted("30.0.0.0/16", preference=120)))
    assert router.policy.prefix_lists[4, "MANRS-LOCAL-AS35001"][10] == ("permit", "40.0.0.0/16")
    # It also stays when we leave, because it is the operator's work.
    router.apply(EOS.plan_release(router.running(), LABEL, 120, True))
    assert [name for _, name in router.policy.prefix_lists if name.startswith("MANRS-")] == ["MANRS-LOCAL-AS35001"]


def test_rfc8212_waits_until_every_session_has_a_policy_both_ways() -> None:
    policy = replace(wanted(), denies_without_policy=True)
    router = box()
    first = plan(router, policy)
    lines = [f"bgp missing-policy include community-list prefix-list sub-route-map direction {way} action deny" for way in ("in", "out")]
    assert all(f"   {line}\n" in change_of(first) for line in lines)
    router.apply(first)
    assert plan(router, policy).is_empty
    waiting = plan(box(), replace(only(wanted(), "10.0.0.1"), denies_without_policy=True))
    assert "bgp missing-policy" not in change_of(waiting)
    assert any("rfc8212 waits" in item.what for item in waiting.findings)


def test_a_route_server_needs_the_routers_own_check_off() -> None:
    assert any("EOS checks the first ASN itself" in item.what for item in plan(box(), wanted()).findings)
    text = OPERATOR + "   address-family ipv4\n   neighbor 10.0.0.3 missing-policy address-family all direction in action deny\n"
    off = box(
        text.replace(
            "   address-family ipv4\n   neighbor 10.0.0.3 missing",
            "router bgp 25000\n   no neighbor 10.0.0.3 enforce-first-as\n   neighbor 10.0.0.3 missing",
        )
    )
    assert not any("EOS checks the first ASN itself" in item.what for item in plan(off, wanted()).findings)


def test_sessions_that_cannot_be_filtered_are_named() -> None:
    policy = edited(wanted(), "10.0.0.1", asn=3)
    made = plan(box(), policy)
    assert any(item.severity == "critical" and "the router has AS35001 there" in item.what for item in made.findings)
    assert "10_0_0_1" not in change_of(made)
    gone = plan(box(), only(wanted(), "10.0.0.1"))
    assert [item.where for item in gone.findings if "not declared" in item.what] == [
        "10.0.0.2 (AS20965)",
        "10.0.0.3 (AS47441)",
        "2001:db8:ff::1 (AS35001)",
    ]


def test_a_discard_route_is_looked_for() -> None:
    policy = replace(wanted(), discards=("192.0.2.1", "100::1"))
    assert [item.remedy for item in plan(box(), policy).findings if item.where == "F16"] == [
        "ip route 192.0.2.1/32 Null0",
        "ipv6 route 100::1/128 Null0",
    ]
    text = OPERATOR.replace("hostname edge1\n", "hostname edge1\nip route 192.0.2.1/32 Null0\nipv6 route 100::1/128 Null0 tag 7\n")
    assert not [item for item in plan(box(text), policy).findings if item.where == "F16"]


def test_a_limit_that_warns_leaves_the_session_up() -> None:
    limited = plan(box(), wanted(limit=100))
    assert "   neighbor 10.0.0.1 maximum-routes 100\n" in change_of(limited)
    assert "   neighbor 10.0.0.2 maximum-routes 100 warning-only\n" in change_of(limited)
    assert "neighbor 10.0.0.2 idle-restart-timer" not in change_of(limited)
    exported = edited(wanted(), "10.0.0.1", limits=(Limit(Direction.EXPORT, 4, 5, True),))
    assert any("export_limits is not set" in item.what for item in plan(box(), exported).findings)


def test_what_nobody_asks_for_any_more_goes() -> None:
    router = box()
    router.apply(plan(router, wanted(limit=100)))
    assert "maximum-routes" in router.text()
    router.apply(plan(router, edited(wanted(), "10.0.0.1", limits=(), relation=Relation.CUSTOMER)))
    assert "neighbor 10.0.0.1 maximum-routes" not in router.text()
    assert "neighbor 10.0.0.1 idle-restart-timer" not in router.text()
    empty = replace(wanted(), rtr_caches=())
    router.apply(plan(router, empty))
    assert "rpki cache" not in router.text()


def test_a_set_of_another_name_is_told_from_others_and_read_back() -> None:
    policy = wanted()
    session = next(item for item in policy.sessions if item.address == "10.0.0.1")
    chains = tuple(
        replace(chain, terms=(Term("F13", (), ((PairIn("RIPE::AS1:AS-X"),),)),))
        for chain in session.chains
        if chain.direction is Direction.IMPORT
    )
    pairs = {"RIPE::AS1:AS-X": PairSet("RIPE::AS1:AS-X", {7: frozenset({PrefixRange.parse("20.0.0.0/16")})})}
    named = replace(policy, sessions=(replace(session, chains=chains),), pair_sets=pairs)
    router = box()
    router.apply(plan(router, named))
    assert "   description set RIPE::AS1:AS-X\n" in router.text()
    assert set(router.running().known.pair_sets) == {"RIPE::AS1:AS-X"}
    assert plan(router, named).is_empty
