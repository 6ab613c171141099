# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Plans for a router that takes command lines: there, read back, again without effect, back, and off."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.policies import Limit, Policy, SessionOptions
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import PrefixRange
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Direction, Route, RovState
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.terms import PathHas, Term
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.contract import Change, Plan, PlatformError
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.line_keys import BindingKey
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.routeros.objects import Configuration, Rule
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.routeros.steps import make_plan
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.routeros.wish import Wish
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.fit import fit
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ..frr.cases import ADDRESSES, ASN, NEXT, POLICIES, ROV, SWAP, Wanted, moderate, routes_of
from .box import CONNECTIONS, OPERATOR, ROS, RULES, Box, box, lines_of
from .cases import named, seen
from .language import Interpreter

LABEL = "20261127T084018Z-ab12cd"
State = dict[tuple[str, str], tuple[bool, ...]]
_SESSIONS = {session.address: session for session in Wanted({35001: {"20.0.0.0/16"}}).policy.sessions}
_ROUTES = {
    (address, way): [route for route in routes_of(_SESSIONS[address], way, family) if seen(route)][::3]
    for address, family in ADDRESSES.items()
    for way in ("in", "out")
}
_SEEN: dict[object, tuple[bool, ...]] = {}


def plan(router: Box, wanted: Policy) -> Plan:
    running = router.running()
    return ROS.plan(running, fit(named(wanted), running.capabilities), LABEL, 120, True)


def wanted(*pairs: str, **more: object) -> Policy:
    return Wanted({35001: set(pairs or ("20.0.0.0/16",))}, **more).policy  # type: ignore[arg-type]


def edited(policy: Policy, address: str, **changes: object) -> Policy:
    return replace(
        policy,
        sessions=tuple(replace(item, **changes) if item.address == address else item for item in policy.sessions),  # type: ignore[arg-type]
    )


def is_invalid(route: Route) -> bool:
    return ROV.state(route if route.as_path else replace(route, as_path=(ASN,))) is RovState.INVALID


def verdicts(router: Box) -> State:
    """What the router accepts, per connection and direction."""
    menus, found = router.filters(), {}
    for (address, way), routes in _ROUTES.items():
        bound = router.bound(address, way)
        acting = _acting(menus, bound)
        key = (address, way, bound, acting, bool(menus.rpki_groups))
        if key not in _SEEN:
            judge = Interpreter(menus, is_invalid, is_output=way == "out")
            _SEEN[key] = tuple(bound is None or judge.run(bound, route) is not None for route in routes)
        found[address, way] = _SEEN[key]
    return found


def _acting(menus: object, bound: str | None) -> tuple[object, ...]:
    """The content of everything that a chain refers to."""
    waiting, found = [bound] if bound else [], []
    done: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in done:
            continue
        done.add(name)
        rules = menus.chains.get(name)  # type: ignore[attr-defined]
        words = [word.strip(":[]") for rule in rules or () for word in rule.split()]
        waiting += [word for word in words if word.startswith("MANRS-")]
        lists = [sorted(menus.addresses.get((family, name), ())) for family in (4, 6)]  # type: ignore[attr-defined]
        numbers = menus.numbers.get(name, ())  # type: ignore[attr-defined]
        sets = [sorted(menus.communities.get((size, name), ())) for size in (2, 3)]  # type: ignore[attr-defined]
        found.append((name, tuple(rules or ()), repr(lists), tuple(numbers), repr(sets)))
    return tuple(sorted(found))


def opened(router: Box, lines: list[str], *allowed: State) -> list[tuple[str, tuple[str, str]]]:
    """Feed lines; return those after which the router accepts what none of these states did. Only what is bound can act."""
    found = []
    for line in lines:
        is_named = CONNECTIONS in line or any(name in line for name in _names(router))
        router.feed([line])
        if is_named:
            for key, accepted in verdicts(router).items():
                states = [state[key] for state in allowed]
                if any(now and not any(state[number] for state in states) for number, now in enumerate(accepted)):
                    found.append((line, key))
    return found


def _names(router: Box) -> set[str]:
    menus = router.filters()
    return {str(item[0]) for address, way in _ROUTES for item in _acting(menus, router.bound(address, way))}  # type: ignore[index]


# -- there and back ------------------------------------------------------------------------------


@settings(moderate, max_examples=6)
@given(POLICIES, NEXT)
def test_plan_then_inverse_then_release(first: Wanted, second: Wanted) -> None:
    """Running plus plan is wanted, a second run changes nothing, the inverse gives running back, a release leaves the operator's text."""
    router = box()
    for drawn in (first.policy, second.policy):
        before, text = router.running(), router.text()
        there = plan(router, drawn)
        router.apply(there)
        assert plan(router, drawn).is_empty
        back = ROS.plan_back(router.running(), before.text, LABEL, 120)
        copy = router.copy().apply(back)
        if not there.is_empty:
            assert _without_caches(copy.text()) == _without_caches(text)
    router.apply(ROS.plan_release(router.running(), LABEL, 120, True))
    assert router.text() == box().text()


def _without_caches(text: str) -> list[str]:
    """A rollback leaves the caches, with a finding."""
    return [line for line in text.splitlines() if not line.startswith("/routing/rpki")]


@settings(moderate, max_examples=5)
@given(POLICIES, NEXT)
@example(*SWAP)
@example(*reversed(SWAP))
def test_no_line_makes_a_filter_more_open_than_before_or_after(first: Wanted, second: Wanted) -> None:
    router = box()
    made = plan(router, first.policy)
    before = verdicts(router)
    lines = lines_of(made, "objects", "bindings", "clean")
    after = verdicts(router.copy().feed(lines))
    assert opened(router, lines, before, after) == []
    made = plan(router, second.policy)
    lines = lines_of(made, "objects", "bindings", "clean")
    last = verdicts(router.copy().feed(lines))
    assert opened(router, lines, after, last) == []
    assert verdicts(router) == last


@settings(moderate, max_examples=4)
@given(POLICIES, NEXT, st.integers(0, 100))
@example(*SWAP, 100)
def test_the_way_back_undoes_every_beginning_of_a_delivery(first: Wanted, second: Wanted, share: int) -> None:
    router = box()
    router.apply(plan(router, first.policy))
    before, old = router.text(), verdicts(router)
    made = plan(router, second.policy)
    lines = lines_of(made, "objects", "bindings")
    new = verdicts(router.copy().feed(lines))
    restore = lines_of(made, "restore")
    for cut in {0, len(lines) * share // 100, len(lines)}:
        broken = router.copy().feed(lines[:cut])
        assert opened(broken, restore, old, new) == []
        assert broken.text() == before
        # The router may run it again, as after a restart.
        assert broken.feed(restore).text() == before


@settings(moderate, max_examples=3)
@given(POLICIES)
def test_a_release_is_at_no_line_more_open_than_before_or_after(first: Wanted) -> None:
    router = box()
    router.apply(plan(router, first.policy))
    before = verdicts(router)
    lines = lines_of(ROS.plan_release(router.running(), LABEL, 120, True), "objects", "bindings", "clean")
    after = verdicts(router.copy().feed(lines))
    assert opened(router, lines, before, after) == []
    assert verdicts(router) == after == verdicts(box())


def test_openness_is_seen_when_rules_of_ours_are_gone() -> None:
    """The check of openness can fail."""
    router = box()
    router.apply(plan(router, wanted()))
    before = verdicts(router)
    for row in router.menus[RULES]:
        # What was rejected because nothing spares it is let through.
        if row["chain"].startswith("MANRS-F13") and row["rule"] == "reject":
            row["rule"] = "return"
    line = f'{CONNECTIONS}/set [find where name="acme"] afi=ip'
    assert {key for _, key in opened(router, [line], before)} == {("10.0.0.1", "in"), ("2001:db8:ff::1", "in")}


def test_a_plan_that_was_cut_is_done_again() -> None:
    router = box()
    whole = box().apply(plan(box(), wanted())).text()
    lines = lines_of(plan(router, wanted()), "objects")
    router.feed(lines[: len(lines) - 3])
    router.apply(plan(router, wanted()))
    assert router.text() == whole


# -- what a plan says ----------------------------------------------------------------------------


def test_a_plan_is_files_and_the_words_of_its_transport() -> None:
    router = box()
    made = plan(router, wanted())
    assert made.arm.text == f"arm 120 {LABEL} {hashlib.sha256(b'[]').hexdigest()}"
    objects, bindings = made.stages
    assert [item.text for item in objects.commands] == [f"run {LABEL}/objects.rsc"]
    assert [item.text for item in bindings.commands] == [
        f"run {LABEL}/bindings.rsc",
        *(
            f"{verb} {address} {'ip' if family == 4 else 'ipv6'}"
            for address, family in sorted(ADDRESSES.items())
            for verb in ("refresh", "resend")
        ),
    ]
    assert (made.confirm.text, made.revert.text, made.status.text) == (f"confirm {LABEL}", f"revert {LABEL}", f"status {LABEL}")
    assert (made.directory, sorted(made.files)) == (LABEL, ["bindings.rsc", "clean.rsc", "interfaces.rsc", "objects.rsc", "restore.rsc"])
    assert made.change is Change.FILTERS
    assert made.touched == tuple(sorted(ADDRESSES.items()))
    assert made.summary[0] == "AS35001: +1 -0 registered prefixes (0 -> 1)"
    assert "acme (10.0.0.1) IPv4 import and export: filtered from now on, keeps ALL" in made.summary


def test_both_directions_of_a_connection_change_by_one_command() -> None:
    router = box()
    lines = lines_of(plan(router, wanted()), "bindings")
    assert len(lines) == len(ADDRESSES)
    assert all("input.filter=MANRS-IN-" in line and "output.filter-chain=MANRS-OUT-" in line for line in lines)
    assert sum('[find where name="the ix"]' in line for line in lines) == 1


def test_an_update_gives_rules_other_chains_and_touches_no_connection() -> None:
    router = box()
    router.apply(plan(router, wanted("20.0.0.0/16")))
    bound = [dict(row) for row in router.menus[CONNECTIONS]]
    made = plan(router, wanted("20.0.0.0/16", "30.0.0.0/16"))
    lines = lines_of(made, "bindings")
    assert lines and all(
        line.startswith(f"{RULES}/set [find where chain=MANRS-") and 'rule="if (afi ipv4) { jump MANRS-' in line for line in lines
    )
    assert CONNECTIONS not in "".join(made.files.values())
    assert not any(item.where == "connections" for item in made.findings)
    assert ("10.0.0.1", 4) in made.touched
    router.apply(made)
    assert router.menus[CONNECTIONS] == bound


def test_a_chain_of_a_connection_that_somebody_gave_another_rule_is_refused() -> None:
    router = box()
    router.apply(plan(router, wanted()))
    router.feed([f"{RULES}/add chain=MANRS-IN-10_0_0_1 rule=accept"])
    with pytest.raises(PlatformError, match="MANRS-IN-10_0_0_1: somebody edited it"):
        plan(router, wanted())


@pytest.mark.parametrize(
    "rule", ["if (afi ipv4) { accept }", "if (afi ipv4) { jump PICKY }", "if (afi ipv4) { jump MANRS-GONE }", "accept"]
)
def test_a_rule_of_a_connection_that_somebody_set_is_refused(rule: str) -> None:
    """Whose chain stands behind ours is known from where its rules jump to."""
    router = box()
    router.apply(plan(router, wanted()))
    router.feed([f'{RULES}/set [find where chain=MANRS-IN-10_0_0_1 comment=ipv4] rule="{rule}"'])
    with pytest.raises(PlatformError, match="MANRS-IN-10_0_0_1: somebody edited it"):
        plan(router, wanted())


def test_registered_prefixes_alone_touch_their_neighbor_and_exports() -> None:
    router = box()
    router.apply(plan(router, wanted("20.0.0.0/16")))
    made = plan(router, wanted("20.0.0.0/16", "30.0.0.0/16^16-24"))
    assert made.summary[0] == "AS35001: +1 -0 registered prefixes (1 -> 2)"
    router.apply(made)
    assert router.running().known.pair_sets["AS35001"] == {
        35001: frozenset({PrefixRange.parse("20.0.0.0/16"), PrefixRange.parse("30.0.0.0/16^16-24")})
    }


def test_an_edited_chain_that_acts_is_refused() -> None:
    router = box()
    router.apply(plan(router, wanted()))
    chain = next(row["chain"] for row in router.menus[RULES] if row["chain"].startswith("MANRS-F13"))
    router.feed([f'{RULES}/add chain={chain} rule="accept"'])
    with pytest.raises(PlatformError, match=f"{chain}: somebody edited it"):
        plan(router, wanted())


def test_a_rule_that_the_router_does_not_take_is_a_difference() -> None:
    router = box()
    made = plan(router, wanted())
    router.apply(made)
    outputs = router.outputs()
    broken = outputs["rules"].replace(
        '"rule": "reject", "disabled": "false"', '"rule": "reject", "disabled": "false", "invalid": "true"', 1
    )
    assert broken != outputs["rules"]
    assert "rule that the router does not take" in ROS.differences(router.running(rules=broken), made, "objects")[0]


@pytest.mark.parametrize(
    ("what", "expectation"), [("chain", "objects"), ("list", "objects"), ("binding", "bindings"), ("cache", "objects")]
)
def test_what_is_missing_is_a_difference(what: str, expectation: str) -> None:
    router = box()
    made = plan(router, wanted())
    router.apply(made)
    if what == "chain":
        del router.menus[RULES][-1]
    elif what == "list":
        router.menus["/routing/filter/num-list"].clear()
    elif what == "cache":
        router.menus["/routing/rpki"].clear()
    else:
        router.menus[CONNECTIONS][0]["input.filter"] = "ALL"
    assert ROS.differences(router.running(), made, expectation)
    assert ROS.differences(router.running(), made, "confirmed")


# -- sessions ------------------------------------------------------------------------------------


def test_a_connection_without_a_chain_of_its_own_keeps_its_templates() -> None:
    router = box()
    router.apply(plan(router, wanted()))
    assert any(row["rule"] == "jump IX-IN" for row in router.menus[RULES])
    lines = lines_of(ROS.plan_release(router.running(), LABEL, 120, True), "bindings")
    assert f'{CONNECTIONS}/unset [find where name="the ix"] value-name=input.filter' in lines
    assert any("input.filter=PICKY" in line for line in lines)


def test_a_released_session_has_the_operators_chain_again() -> None:
    router = box()
    router.apply(plan(router, wanted()))
    router.apply(plan(router, edited(wanted(), "10.0.0.2", is_released=True, chains=())))
    assert (router.bound("10.0.0.2", "in"), router.bound("10.0.0.2", "out")) == ("PICKY", None)


def test_a_plan_that_sets_chains_says_that_sessions_may_go_down() -> None:
    """Nobody's guide says that they do not."""
    router = box()
    made = plan(router, wanted())
    (told,) = [item.what for item in made.findings if item.where == "connections"]
    assert all(address in told for address, _ in made.touched)
    router.apply(made)
    assert not any(item.where == "connections" for item in plan(router, wanted()).findings)


def test_a_release_says_what_passes_everything_afterwards() -> None:
    router = box()
    router.apply(plan(router, wanted()))
    findings = ROS.plan_release(router.running(), LABEL, 120, True).findings
    assert {(item.severity, item.where) for item in findings} == {
        ("warning", "connections"),
        ("critical", "up (10.0.0.2)"),
        ("critical", "the ix (10.0.0.3)"),
        ("critical", "acme6 (2001:db8:ff::1)"),
    }


def test_a_session_with_another_asn_is_left_with_a_finding() -> None:
    router = box(OPERATOR.replace("remote.as=20965", "remote.as=20966"))
    made = plan(router, wanted())
    assert "10.0.0.2" not in made.files["bindings.rsc"] and 'name="up"' not in made.files["bindings.rsc"]
    assert any(item.severity == "critical" and "the router has AS20966 there" in item.what for item in made.findings)


def test_a_session_that_nobody_declares_is_a_finding() -> None:
    policy = wanted()
    made = plan(box(), replace(policy, sessions=policy.sessions[:1]))
    assert {item.where for item in made.findings if "not declared" in item.what} >= {"10.0.0.2 (AS20965)", "10.0.0.3 (AS47441)"}


def test_an_operators_chain_without_a_rule_is_an_error() -> None:
    router = box(OPERATOR.replace("input.filter=PICKY", "input.filter=GONE"))
    with pytest.raises(PlatformError, match="its chain GONE .in. has no rule on the router"):
        plan(router, wanted())


def test_an_operators_chain_that_is_no_word_is_a_finding() -> None:
    router = box(OPERATOR.replace("chain=PICKY", 'chain="PI CKY"').replace("input.filter=PICKY", 'input.filter="PI CKY"'))
    made = plan(router, wanted())
    assert any("a name that cannot stand in a rule" in item.what for item in made.findings)
    assert 'name="up"' not in made.files["bindings.rsc"]


def test_what_is_not_set_here_is_said() -> None:
    options = SessionOptions(ttl_hops=1, password="secret-word")
    limits = (Limit(Direction.IMPORT, 4, 100, True, warns_only=True), Limit(Direction.EXPORT, 4, 10, True))
    made = plan(box(), edited(wanted(), "10.0.0.1", options=options, limits=limits))
    told = [item.what for item in made.findings if item.where == "acme (10.0.0.1)"]
    assert [what.partition(":")[0] for what in told] == ["F15", "export_limits is not set on RouterOS by this collection", "S01", "S02"]
    assert "secret-word" not in "".join(made.files.values()) + repr(made)


def session_findings(options: SessionOptions, **properties: str) -> list[tuple[str, str]]:
    router = box()
    router.menus[CONNECTIONS][0].update({name.replace("_", "."): value for name, value in properties.items()})
    made = plan(router, edited(wanted(), "10.0.0.1", options=options, limits=()))
    assert "secret-word" not in repr(made) + repr(router.running())
    return [(item.what, item.remedy) for item in made.findings if item.where == "acme (10.0.0.1)"]


@pytest.mark.parametrize(("hops", "least"), [(1, 255), (2, 254)])
def test_ttl_security_is_seen_at_the_connection(hops: int, least: int) -> None:
    options = SessionOptions(ttl_hops=hops)
    assert session_findings(options, local_ttl="255", remote_ttl=str(least)) == []
    assert session_findings(options, local_ttl="255", remote_ttl="255") == []
    for properties in ({}, {"remote_ttl": str(least)}, {"local_ttl": "255", "remote_ttl": str(least - 1)}, {"local_ttl": "255"}):
        ((what, remedy),) = session_findings(options, **properties)
        assert what.startswith("S01: TTL security is not set") and remedy.endswith(
            f"{CONNECTIONS}/set [find where name=acme] local.ttl=255 remote.ttl={least}"
        )


def test_a_password_is_seen_at_the_connection_and_never_said() -> None:
    options = SessionOptions(password="secret-word")

    def told(**properties: str) -> list[str]:
        return [what for what, _ in session_findings(options, **properties)]

    assert told(**{"tcp-md5-key": "secret-word"}) == []
    assert told() == ["S02: no tcp-md5-key is seen: there is none, or the user of this collection has not the policy sensitive"]
    assert told(**{"tcp-md5-key": "another"}) == ["S02: its tcp-md5-key is another than the declared one"]


def limited(*limits: Limit, address: str = "10.0.0.1") -> Policy:
    return edited(wanted(), address, limits=limits)


def limits_at(router: Box, address: str = "10.0.0.1") -> dict[str, str]:
    (row,) = [row for row in router.menus[CONNECTIONS] if row["remote.address"].partition("/")[0] == address]
    return {name.removeprefix("input.limit-process-routes-"): value for name, value in row.items() if "limit-process" in name}


def test_a_limit_is_set_with_the_chains_and_goes_with_a_release() -> None:
    router = box()
    text = router.text()
    policy = limited(Limit(Direction.IMPORT, 4, 110, True), Limit(Direction.IMPORT, 6, 110, True))
    made = plan(router, policy)
    lines = [line for line in lines_of(made, "bindings") if "name=acme]" in line]
    assert len(lines) == 1 and lines[0].endswith("input.limit-process-routes-ipv4=110")
    assert "acme (10.0.0.1): at most 110 IPv4 routes" in made.summary
    router.apply(made)
    assert limits_at(router) == {"ipv4": "110"}
    assert plan(router, policy).is_empty
    router.apply(ROS.plan_release(router.running(), LABEL, 120, True))
    assert router.text() == text


def test_a_limit_that_is_not_declared_is_not_set_and_said_once() -> None:
    """Rejected routes may count, and beyond it the session stays down."""
    router = box()
    made = plan(router, limited(Limit(Direction.IMPORT, 4, 110)))
    assert "limit-process" not in "".join(made.files.values())
    assert [item.severity for item in made.findings if item.where == "F15"] == ["warning"]


def test_a_limit_of_the_operators_stays_unless_a_number_is_declared() -> None:
    router = box(OPERATOR.replace("name=acme ", "name=acme input.limit-process-routes-ipv4=77 "))
    router.apply(plan(router, limited()))
    assert limits_at(router) == {"ipv4": "77"}
    router.apply(plan(router, limited(Limit(Direction.IMPORT, 4, 110, True))))
    assert limits_at(router) == {"ipv4": "110"}


def test_a_limit_below_what_is_there_now_waits_for_a_window() -> None:
    router = box()
    router.counts["10.0.0.1"] = 500
    running, policy = router.running(), named(limited(Limit(Direction.IMPORT, 4, 100, True)))
    fitted = fit(policy, running.capabilities)
    made = ROS.plan(running, fitted, LABEL, 120, False)
    (line,) = [item for item in lines_of(made, "bindings") if "name=acme]" in item]
    assert made.change is Change.FILTERS and "limit-process" not in line
    (told,) = [item for item in made.findings if "F15" in item.what]
    assert (told.what, told.remedy) == (
        "F15: a limit of 100 IPv4 routes is not set yet, there are 500 now",
        "in a window: -e manrs_allow_reset=true",
    )
    made = ROS.plan(running, fitted, LABEL, 120, True)
    assert made.change is Change.RESETS
    assert limits_at(router.apply(made)) == {"ipv4": "100"}


def test_a_limit_that_is_not_asked_for_any_more_is_taken_off_and_a_rollback_brings_it_back() -> None:
    router = box()
    router.apply(plan(router, limited(Limit(Direction.IMPORT, 4, 110, True))))
    record, text = router.running().text, router.text()
    made = plan(router, limited())
    assert "acme (10.0.0.1): no limit of IPv4 routes" in made.summary
    router.apply(made)
    assert limits_at(router) == {} and "MANRS-OWNED-LIMIT4-10_0_0_1" not in router.text()
    router.apply(ROS.plan_back(router.running(), record, LABEL, 120))
    assert router.text() == text


def test_a_run_for_one_neighbor_leaves_the_limits_of_others() -> None:
    router = box()
    router.apply(plan(router, limited(Limit(Direction.IMPORT, 4, 110, True))))
    one = wanted()
    made = plan(router, replace(one, only=("up",), sessions=tuple(item for item in one.sessions if item.address == "10.0.0.2")))
    assert made.is_empty
    assert limits_at(router.apply(made)) == {"ipv4": "110"}


def test_a_list_of_as_0_alone_is_there_before_a_rule_names_it() -> None:
    """It holds what the lists hold that say whose a limit is."""
    one = wanted()
    (acme,) = [item for item in one.sessions if item.address == "10.0.0.1"]
    term = Term("F07", (PathHas(((0, 0),)),))
    chains = tuple(replace(chain, terms=(term, *chain.terms)) for chain in acme.chains)
    router = box()
    router.apply(plan(router, edited(one, "10.0.0.1", chains=chains)))
    asked = {name for row in router.menus[RULES] for name in re.findall(r"\[\[:(\S+):\]\]", row["rule"])}
    there = {row["list"] for row in router.menus["/routing/filter/num-list"]}
    assert asked and asked <= there


def test_a_plan_that_names_what_it_does_not_make_is_refused() -> None:
    running = box().running()
    rules = (Rule("if (bgp-as-path [[:MANRS-N-0123:]]) { reject }", "F07"), Rule("accept", "accept"))
    wished = Wish(Configuration({"MANRS-IN-10_0_0_1": rules}, {}, {BindingKey("10.0.0.1", 4, "in"): "MANRS-IN-10_0_0_1"}))
    with pytest.raises(PlatformError, match="the plan names MANRS-N-0123, which it does not make"):
        make_plan(running, wished, LABEL, 120)


def test_the_way_back_takes_a_limit_back() -> None:
    router = box()
    router.apply(plan(router, limited(Limit(Direction.IMPORT, 4, 110, True))))
    text = router.text()
    for policy in (limited(Limit(Direction.IMPORT, 4, 210, True)), limited()):
        made = plan(router, policy)
        there = router.copy().feed(lines_of(made, "objects", "bindings"))
        assert limits_at(there) != limits_at(router)
        assert there.feed(lines_of(made, "restore", "restore")).text() == text


def test_the_way_back_clears_only_what_a_limit_of_the_plan_may_have_taken_down() -> None:
    router = box()
    bare = replace(wanted(), sessions=tuple(replace(item, limits=()) for item in wanted().sessions))
    assert not [line for line in lines_of(plan(router, bare), "restore") if "/clear" in line]
    policy = edited(bare, "10.0.0.1", limits=(Limit(Direction.IMPORT, 4, 110, True),))
    lines = lines_of(plan(router, policy), "restore")
    cleared = ":do { /routing/bgp/session/clear [find where remote.address=10.0.0.1] flag=limit-exceeded } on-error={}"
    assert [line for line in lines if "/clear" in line] == [cleared] == lines[-1:]
    # One that is down is so for another reason.
    router.down.add("10.0.0.1")
    assert cleared not in lines_of(plan(router, policy), "restore")


def test_a_discard_route_that_is_missing_is_a_finding() -> None:
    policy = replace(wanted(), discards=("192.0.2.1",))
    assert any(item.where == "F16" for item in plan(box(), policy).findings)
    with_route = box(OPERATOR + "/ip/route/add dst-address=192.0.2.1/32 blackhole=true\n")
    assert not any(item.where == "F16" for item in plan(with_route, policy).findings)


def test_what_the_operator_wrote_into_the_door_stays() -> None:
    router = box()
    router.apply(plan(router, wanted()))
    line = "/ip/firewall/address-list/add list=MANRS-LOCAL-AS35001 address=40.0.0.0/16"
    router.feed([line])
    router.apply(plan(router, wanted("30.0.0.0/16")))
    assert {row["address"] for row in router.menus["/ip/firewall/address-list"] if "LOCAL" in row["list"]} == {
        "255.255.255.255",
        "40.0.0.0/16",
    }
    assert any("the operator lets through by hand" in item.what for item in plan(router, wanted("30.0.0.0/16")).findings)
    router.apply(ROS.plan_release(router.running(), LABEL, 120, True))
    assert [row["address"] for row in router.menus["/ip/firewall/address-list"]] == ["255.255.255.255", "40.0.0.0/16"]


def test_an_rpki_cache_by_name_is_refused() -> None:
    policy = wanted()
    named_cache = replace(policy, rtr_caches=(replace(policy.rtr_caches[0], host="cache.example.net"),))
    with pytest.raises(PlatformError, match="takes an address, no name"):
        plan(box(), named_cache)
