# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lines at neighbors: limits, stored routes, session options, the longest path; which are ours, and what resets a session."""

from __future__ import annotations

from dataclasses import replace

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.policies import Limit, Policy, RtrCache, Session, SessionOptions
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Direction
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.terms import PathLongerThan
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.contract import Change, PlatformError

from ..frr.cases import Wanted, policy
from .box import IOS, OPERATOR, box, lines_of


def with_session(address: str = "10.0.0.1", **changes: object) -> Policy:
    """The policy, with something else asked of one session."""
    whole = policy()
    sessions = tuple(replace(item, **changes) if item.address == address else item for item in whole.sessions)  # type: ignore[arg-type]
    return replace(whole, sessions=sessions)


def limit(count: int | None, *, declared: bool = True, warns: bool = False) -> tuple[Limit, ...]:
    return (Limit(Direction.IMPORT, 4, count, declared, warns),)


def test_a_limit_is_set_and_taken_off_when_nobody_asks_for_it() -> None:
    router = box()
    router.apply(router.plan(with_session(limits=limit(100))))
    assert router.router.said("10.0.0.1", 4, "maximum-prefix") == ["maximum-prefix 100 75 restart 30"]
    router.apply(router.plan(with_session(limits=())))
    assert router.router.said("10.0.0.1", 4, "maximum-prefix") == []
    router.apply(router.plan(with_session(limits=limit(100, warns=True))))
    assert router.router.said("10.0.0.1", 4, "maximum-prefix") == ["maximum-prefix 100 75 warning-only"]


def test_a_limit_below_what_there_is_now_waits_for_a_window() -> None:
    router = box()
    router.accepted[("10.0.0.1", 4)] = 500
    plan = router.plan(with_session(limits=limit(100)), allow_reset=False)
    assert "neighbor 10.0.0.1 maximum-prefix" not in plan.files["lines"]
    assert any("not set yet, it resets the session" in item.what for item in plan.findings)
    allowed = router.plan(with_session(limits=limit(100)))
    assert allowed.change is Change.RESETS
    # It comes behind the filters, which take routes away first.
    assert "maximum-prefix 100" in "".join(lines_of(allowed, "last"))


def test_the_operators_own_line_stays_unless_another_is_declared() -> None:
    text = OPERATOR + "router bgp 25000\n address-family ipv4\n  neighbor 10.0.0.1 maximum-prefix 7000\n"
    router = box(text)
    router.apply(router.plan(with_session(limits=limit(100, declared=False))))
    assert router.router.said("10.0.0.1", 4, "maximum-prefix") == ["maximum-prefix 7000"]
    router.apply(router.plan(with_session(limits=limit(90))))
    assert router.router.said("10.0.0.1", 4, "maximum-prefix") == ["maximum-prefix 90 75 restart 30"]
    # It was theirs, so it is not ours to take off.
    router.apply(IOS.plan_release(router.running(), "release", 300, True))
    assert router.router.said("10.0.0.1", 4, "maximum-prefix") == ["maximum-prefix 90 75 restart 30"]


def test_routes_are_stored_where_their_validity_can_change() -> None:
    router = box()
    router.apply(router.plan(policy()))
    assert router.router.said("10.0.0.1", 4, "soft-reconfiguration") == ["soft-reconfiguration inbound"]
    without = replace(
        policy(),
        sessions=tuple(
            replace(item, chains=tuple(replace(part, terms=tuple(t for t in part.terms if t.control != "F12")) for part in item.chains))
            for item in policy().sessions
        ),
    )
    fresh = box()
    fresh.apply(fresh.plan(without))
    assert fresh.router.said("10.0.0.1", 4, "soft-reconfiguration") == []


def test_session_options_reset_and_wait_for_a_window() -> None:
    wanted = with_session(options=SessionOptions(ttl_hops=1, password="Secret-1"))
    router = box()
    waiting = router.plan(wanted, allow_reset=False)
    assert "Secret-1" not in "".join(waiting.files.values())
    assert sum("it resets the session" in item.what for item in waiting.findings) == 2
    plan = router.plan(wanted)
    assert plan.change is Change.RESETS
    for text in (*plan.summary, plan.before, plan.after, *(item.what for item in plan.findings)):
        assert "Secret-1" not in text
    router.apply(plan)
    assert router.router.neighbors[0, "10.0.0.1"][-2:] == ["password Secret-1", "ttl-security hops 1"]
    assert router.plan(wanted).is_empty
    router.apply(IOS.plan_release(router.running(), "release", 300, True))
    assert not any(line.startswith(("password", "ttl")) for line in router.router.neighbors[0, "10.0.0.1"])


def test_a_password_that_the_router_prints_hidden_is_known_again() -> None:
    # Type 7 of "cisco", as service password-encryption prints it.
    router = box(OPERATOR + "router bgp 25000\n neighbor 10.0.0.1 password 7 0822455D0A16\n")
    router.apply(router.plan(with_session(options=SessionOptions(password="cisco"))))
    assert "password 7 0822455D0A16" in router.router.neighbors[0, "10.0.0.1"]
    other = router.plan(with_session(options=SessionOptions(password="cisco2")))
    assert other.change is Change.RESETS


@pytest.mark.parametrize("secret", ["with space", "wh?t", "", "7"])
def test_a_password_that_the_command_line_takes_otherwise_is_refused(secret: str) -> None:
    with pytest.raises(PlatformError, match="password"):
        box().plan(with_session(options=SessionOptions(password=secret)))


def longest(count: int, *, monitored: bool = False) -> Policy:
    whole = policy()

    def changed(session: Session) -> Session:
        chains = []
        for part in session.chains:
            terms = tuple(
                replace(term, when=(PathLongerThan(count),), is_monitored=monitored)
                if any(isinstance(atom, PathLongerThan) for atom in term.when)
                else term
                for term in part.terms
            )
            chains.append(replace(part, terms=terms))
        return replace(session, chains=tuple(chains))

    return replace(whole, sessions=tuple(map(changed, whole.sessions)))


def test_the_longest_path_is_raised_behind_the_filters_and_lowered_before_them() -> None:
    router = box()
    router.apply(router.plan(longest(50)))
    assert "bgp maxas-limit 50" in router.router.router_lines
    up = router.plan(longest(90))
    assert lines_of(up, "last") == ["router bgp 25000", " bgp maxas-limit 90", "exit"]
    router.apply(up)
    down = router.plan(longest(60))
    assert " bgp maxas-limit 60" in lines_of(down, "lines")
    router.apply(down)
    off = router.plan(longest(60, monitored=True))
    assert lines_of(off, "last") == ["router bgp 25000", " no bgp maxas-limit", "exit"]


def test_a_longest_path_that_the_operator_set_lower_stays() -> None:
    router = box(OPERATOR + "router bgp 25000\n bgp maxas-limit 30\n")
    router.apply(router.plan(longest(50)))
    assert "bgp maxas-limit 30" in router.router.router_lines
    assert router.plan(longest(50)).is_empty


def test_a_route_server_behind_the_routers_own_check_is_a_finding() -> None:
    plan = box(OPERATOR.replace(" no bgp enforce-first-as\n", "")).plan(policy())
    assert any("enforce-first-as" in item.what and item.severity == "critical" for item in plan.findings)
    assert not any("enforce-first-as" in item.what for item in box().plan(policy()).findings)


def test_a_cache_of_ours_comes_and_goes_and_a_name_is_refused() -> None:
    router = box()
    router.apply(router.plan(policy()))
    assert "bgp rpki server tcp 10.9.9.9 port 3323 refresh 600" in router.router.router_lines
    without = replace(policy(), rtr_caches=())
    plan = router.plan(without)
    assert "RPKI cache 10.9.9.9 port 3323 taken off" in plan.summary
    router.apply(plan)
    assert not any("rpki" in line for line in router.router.router_lines)
    with pytest.raises(PlatformError, match="by its address alone"):
        box().plan(replace(policy(), rtr_caches=(RtrCache("rpki.example.net", 3323),)))


def test_a_session_that_neither_stores_nor_refreshes_is_left_as_it_is() -> None:
    router = box()
    outputs = {key: text.replace("    Route refresh: advertised and received(new)\n", "") for key, text in router.outputs().items()}
    running = router.running(neighbors4=outputs["neighbors4"])
    plan = IOS.plan(running, router.fitted(policy()), "test", 300, True)
    assert sum("answers no route refresh" in item.what for item in plan.findings) == 3
    assert "route-map" not in "".join(plan.files.get("import", "").partition("address-family ipv6")[0])


def test_released_and_undeclared_sessions() -> None:
    router = box()
    router.apply(router.plan(policy()))
    released = with_session(is_released=True, chains=())
    router.apply(router.plan(released))
    assert router.router.said("10.0.0.1", 4, "route-map ") == []
    assert router.router.said("10.0.0.1", 4, "soft-reconfiguration") == []
    gone = replace(policy(), sessions=tuple(item for item in policy().sessions if item.address != "10.0.0.2"))
    plan = router.plan(gone)
    assert any("not declared; it keeps the filters it has" in item.what for item in plan.findings)
    router.apply(plan)
    assert len(router.router.said("10.0.0.2", 4, "route-map ")) == 2


def test_a_chain_that_could_not_be_made_leaves_what_runs() -> None:
    router = box()
    router.apply(router.plan(policy()))
    before = router.router.said("10.0.0.1", 4, "route-map ")
    whole = Wanted({35001: {"20.0.0.0/16", "30.0.0.0/16"}}).policy
    held = tuple(
        replace(item, chains=tuple(part for part in item.chains if part.direction is Direction.EXPORT))
        if item.address == "10.0.0.1"
        else item
        for item in whole.sessions
    )
    router.apply(router.plan(replace(whole, sessions=held)))
    after = router.router.said("10.0.0.1", 4, "route-map ")
    assert [line for line in before if line.endswith(" in")] == [line for line in after if line.endswith(" in")]
