# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a router holds, and what is refused or foretold because of it: freeze windows, tags, monitored controls, guards, health."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.delivery.guarding import guarded
from ansible_collections.manrs.hardening.plugins.plugin_utils.delivery.health import Forecast, forecast, problems
from ansible_collections.manrs.hardening.plugins.plugin_utils.delivery.held import Held
from ansible_collections.manrs.hardening.plugins.plugin_utils.delivery.refusals import (
    cache_findings,
    frozen,
    monitor_findings,
    unsaved_work,
    untagged,
)
from ansible_collections.manrs.hardening.plugins.plugin_utils.intent.models import FreezeWindow
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.policies import Policy
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import Prefix
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Direction
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.rov import RovTable
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.sets import PrefixSet, Vrp
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.contract import (
    Caches,
    Change,
    Command,
    HeldRoute,
    InternalSession,
    Plan,
    SessionState,
)
from policy_world import ROV, compiled, neighbors, route, session

UP, ACME, PEER, INSIDE = "10.0.0.1", "10.0.0.2", "10.0.0.3", "10.9.9.9"


@dataclass(frozen=True)
class Router:
    """A router that answers from tables: from which address it holds which routes, and what it announces to whom."""

    holds: Sequence[tuple[str, str]] = ()
    sends: Mapping[str, Sequence[str]] = field(default_factory=dict)
    internal_sessions: tuple[InternalSession, ...] = ()
    unsaved: str | None = None
    trusts_tags: bool = False

    def routes(self, family: int) -> Command:
        return Command(f"routes {family}")

    def announced(self, address: str, family: int) -> Command:
        return Command(f"announced {family} {address}")

    def read_all(self, commands: Sequence[Command]) -> list[str]:
        return [command.text for command in commands]

    def held_routes(self, output: str, family: int) -> list[HeldRoute]:
        held = [HeldRoute(route(text), address, True, address == INSIDE) for address, text in self.holds]
        return [item for item in held if item.route.prefix.family == family]

    def announced_prefixes(self, output: str) -> frozenset[str]:
        _, family, address = output.split()
        return frozenset(text for text in self.sends.get(address, ()) if (":" in text) is (family == "6"))

    def states(self, *down: str, **counts: int) -> tuple[SessionState, ...]:
        return tuple(
            SessionState("", address, family, 1, address not in down, counts.get("accepted"), counts.get("announced"))
            for address in (UP, ACME, PEER)
            for family in (4, 6)
        )


def held(router: Any) -> Held:
    return Held(router, router.read_all, router.states())


# -- freeze windows ------------------------------------------------------------------------------------

BEGIN, END = datetime(2026, 12, 20, 18, tzinfo=UTC), datetime(2027, 1, 7, 6, tzinfo=UTC)
WINDOW = FreezeWindow(begin=BEGIN, end=END, why="holidays")
NOTHING = Command("")


def plan(change: Change) -> Plan:
    return Plan((), "", "", "", {}, NOTHING, (), NOTHING, NOTHING, NOTHING, (), change)


@pytest.mark.parametrize(
    ("change", "now", "is_refused"),
    [
        (Change.FILTERS, BEGIN, True),
        (Change.RESETS, BEGIN, True),
        (Change.FILTERS, END - timedelta(seconds=1), True),
        (Change.FILTERS, BEGIN - timedelta(seconds=1), False),
        (Change.FILTERS, END, False),
        (Change.SAFE, BEGIN, False),
        (Change.NOTHING, BEGIN, False),
    ],
)
def test_a_freeze_window_lets_safe_changes_alone_through(change: Change, now: datetime, is_refused: bool) -> None:
    assert bool(frozen(plan(change), [WINDOW], now)) is is_refused


def test_a_freeze_says_until_when_and_why() -> None:
    (finding,) = frozen(plan(Change.RESETS), [WINDOW], BEGIN)
    assert finding.what == "frozen until 2027-01-07 06:00 UTC (holidays); this plan is of the class resets"
    assert finding.remedy == "wait, or take the window off; edits of prefix lists go on"


def test_unsaved_work_is_somebodys() -> None:
    assert unsaved_work(Router()) == []  # type: ignore[arg-type]
    (finding,) = unsaved_work(Router(unsaved="+ hostname x"))  # type: ignore[arg-type]
    assert finding.what == "running and startup configuration differ: + hostname x"


# -- export by tags ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def by_tags(tmp_path_factory: pytest.TempPathFactory) -> Policy:
    return compiled(tmp_path_factory.mktemp("tags"), neighbors("up", "acme"), export_by="tags", border_routers=2)


def refusals(router: Any, policy: Policy) -> list[str]:
    return [item.what for item in untagged(router, policy, held(router), ROV)]


TAGGED = (INSIDE, "193.40.0.0/22 35010 25000:1:1")
BARE = (INSIDE, "193.40.0.0/22 35010")


def test_tags_are_relied_on_when_they_are_seen(by_tags: Policy) -> None:
    inside = (InternalSession(INSIDE, True, True),)
    router = Router([TAGGED, (INSIDE, "185.10.0.0/22"), (ACME, "193.20.0.0/22 35001")], {UP: ["193.20.0.0/22"]}, inside)
    assert refusals(router, by_tags) == []


def test_a_silent_ibgp_session_refuses_tags(by_tags: Policy) -> None:
    inside = (InternalSession(INSIDE, True, False), InternalSession("10.9.9.8", False, True))
    assert refusals(Router(internal_sessions=inside), by_tags) == ["iBGP to 10.9.9.9 sends no large communities"]


def test_routes_without_a_tag_over_ibgp_refuse_tags(by_tags: Policy) -> None:
    router = Router([BARE, (INSIDE, "2a06:4000::/32 35010"), (INSIDE, "185.10.0.0/22")])
    assert refusals(router, by_tags) == [
        "1 IPv4 routes came over iBGP without our tag: 193.40.0.0/22 from 10.9.9.9",
        "1 IPv6 routes came over iBGP without our tag: 2a06:4000::/32 from 10.9.9.9",
    ]


def test_announcements_that_would_end_refuse_tags(tmp_path: Path) -> None:
    policy = compiled(tmp_path, [*neighbors("up", "acme"), *neighbors("black")], export_by="tags", border_routers=2)
    router = Router([BARE], {UP: ["193.40.0.0/22"]})
    assert "IPv4 announcements would end because they carry no tag: 193.40.0.0/22 to up" in refusals(router, policy)


def test_a_run_for_one_neighbor_withdraws_no_customer_that_has_no_tag_yet(tmp_path: Path) -> None:
    policy = compiled(tmp_path, neighbors("up", "acme"), only=("up",))
    bare = Router([(ACME, "193.20.0.0/22 35001")], {UP: ["193.20.0.0/22"]})
    assert refusals(bare, policy) == ["IPv4 announcements would end because they carry no tag: 193.20.0.0/22 to up"]
    hardened = Router([(ACME, "193.20.0.0/22 35001 25000:1:1")], {UP: ["193.20.0.0/22"]})
    assert refusals(hardened, policy) == []
    assert refusals(bare, compiled(tmp_path, neighbors("up", "acme"))) == []


def test_what_is_not_a_customers_may_end(by_tags: Policy) -> None:
    router = Router([(INSIDE, "193.0.0.0/21 20965 3333 25000:1:3")], {UP: ["193.0.0.0/21"]})
    assert refusals(router, by_tags) == []


@pytest.mark.parametrize("told", [{"export_by": "lists", "border_routers": 2}, {"export_by": "auto", "border_routers": 2}])
def test_lists_need_no_tags(tmp_path: Path, told: dict[str, Any]) -> None:
    router = Router([BARE], {UP: ["193.40.0.0/22"]}, (InternalSession(INSIDE, True, False),))
    assert refusals(router, compiled(tmp_path, neighbors("up", "acme"), **told)) == []


# -- monitored controls --------------------------------------------------------------------------------

MONITOR = {"mode": "monitor", "until": "2999-01-01", "why": "test"}


@pytest.mark.parametrize(
    ("caches", "said"),
    [
        (None, ""),
        (Caches(1, 5, "show"), ""),
        (Caches(1, None, "show"), ""),
        (Caches(1, 4, "show"), ""),
        (Caches(1, 3, "show"), "warning: the router has 3 VRPs, the snapshot 5"),
        (Caches(1, 0, "show"), "critical: no VRP came from a cache, so nothing is invalid"),
        (Caches(0, 0, "show"), "critical: no VRP came from a cache, so nothing is invalid"),
        (Caches(0, 5, "show"), "critical: no cache is connected"),
        (Caches(0, None, "show"), "critical: no cache is connected"),
    ],
)
def test_what_keeps_origin_validation_from_holding_is_told(caches: Caches | None, said: str) -> None:
    """Without any VRP nothing is invalid, and F12 lets everything through (RFC 6811)."""
    table = RovTable(Vrp(Prefix.parse(f"192.0.{number}.0/24"), 24, 64500) for number in range(5))
    found = cache_findings(caches, table)
    assert len(found) == (1 if said else 0)
    assert all(f"{item.severity}: {item.what}".startswith(said) and item.remedy == "look at the cache: show" for item in found)


def test_what_monitored_controls_would_reject_is_told(tmp_path: Path) -> None:
    told = [*neighbors("acme", modes={"F13": MONITOR}), *neighbors("up", modes={"E02": MONITOR})]
    router = Router(
        [(ACME, "193.20.4.0/22 35001 nh=10.0.0.2"), (ACME, "193.20.0.0/22 35001 nh=10.0.0.2"), (ACME, "193.20.8.0/22 35001 nh=10.0.0.2")],
        {UP: ["193.20.4.0/22", "193.20.0.0/22"]},
    )
    assert [item.what for item in monitor_findings(compiled(tmp_path, told), held(router), ROV)] == [
        "F13 (monitor) would reject 2 IPv4 routes from acme: 193.20.4.0/22 AS35001, 193.20.8.0/22 AS35001",
        "E02 (monitor) would reject 1 IPv4 routes to up: 193.20.4.0/22 AS35001",
    ]


def test_a_route_without_a_next_hop_has_the_neighbors_own(tmp_path: Path) -> None:
    policy = compiled(tmp_path, neighbors("acme", modes={"F13": MONITOR}))
    router = Router([(ACME, "193.20.4.0/22 35001")])
    assert len(monitor_findings(policy, held(router), ROV)) == 1


# -- health --------------------------------------------------------------------------------------------


def test_what_becomes_of_the_routes_is_foretold(tmp_path: Path) -> None:
    policy = compiled(tmp_path, neighbors("up", "acme"))
    router: Any = Router(
        [
            (ACME, "193.20.0.0/22 35001"),
            (ACME, "193.20.4.0/22 35001"),
            (UP, "193.0.0.0/21 20965 3333"),
            (UP, "10.0.0.0/8 20965"),
            (INSIDE, "185.10.0.0/22"),
        ],
        {UP: ["193.20.0.0/22", "193.20.4.0/22", "185.10.0.0/22"], ACME: ["193.0.0.0/21", "10.0.0.0/8"]},
    )
    told = forecast(held(router), policy, ROV, router.states(PEER), ((UP, 4), (ACME, 4), (PEER, 4)))
    assert told.established == {(UP, 4), (UP, 6), (ACME, 4), (ACME, 6)}
    assert told.accepted == {(UP, 4): 1, (ACME, 4): 1}
    assert told.announced == {(UP, 4): {"193.20.0.0/22", "185.10.0.0/22"}, (ACME, 4): {"193.0.0.0/21"}}


def test_a_session_that_the_plan_ends_is_missed_by_nobody_nor_is_what_it_brought(tmp_path: Path) -> None:
    policy = compiled(tmp_path, neighbors("up", "acme"))
    router: Any = Router(
        [(ACME, "193.20.0.0/22 35001"), (UP, "193.0.0.0/21 20965 3333"), (INSIDE, "185.10.0.0/22")],
        {UP: ["193.20.0.0/22", "185.10.0.0/22"], ACME: ["193.0.0.0/21"]},
    )
    told = forecast(held(router), policy, ROV, router.states(PEER), ((UP, 4), (ACME, 4)), frozenset({ACME}))
    assert told.established == {(UP, 4), (UP, 6)}
    assert told.accepted == {(UP, 4): 1}
    assert told.announced == {(UP, 4): {"185.10.0.0/22"}}


def test_health_is_what_was_foretold() -> None:
    told = Forecast(frozenset({(UP, 4), (ACME, 4)}), {(UP, 4): 100}, {(UP, 4): frozenset({"193.20.0.0/22", "185.10.0.0/22"})})
    good: Any = Router(sends={UP: ["193.20.0.0/22", "185.10.0.0/22"]})
    less: Any = Router(sends={UP: ["185.10.0.0/22"]})
    assert problems(good, good.read_all, told, good.states(accepted=95)) == []
    assert problems(good, good.read_all, told, good.states(accepted=94)) == ["10.0.0.1 IPv4: accepts 94 routes, 100 were foretold"]
    assert problems(less, less.read_all, told, less.states(accepted=100)) == ["10.0.0.1 IPv4: no longer announces 193.20.0.0/22"]
    assert problems(good, good.read_all, told, good.states(ACME, accepted=100)) == ["10.0.0.2 IPv4: the session went down"]


# -- guards --------------------------------------------------------------------------------------


def of(router: Router, policy: Policy) -> Policy:
    return guarded(policy, Held(router, router.read_all, router.states()), ROV)  # type: ignore[arg-type]


def test_a_policy_that_holds_is_left_alone(tmp_path: Path) -> None:
    policy = compiled(tmp_path, neighbors("up", "acme", "peer", "server"))
    router = Router(holds=[("0.0.0.0", "185.10.0.0/22")], sends={UP: ["185.10.0.0/22"]})
    assert of(router, policy) == policy


def test_an_import_that_would_let_bogons_in_is_not_made(tmp_path: Path) -> None:
    """A set of special-purpose blocks that lost its entries: every filter would be open to them."""
    policy = compiled(tmp_path, neighbors("up", "acme"))
    broken = replace(policy, prefix_sets={**policy.prefix_sets, "special": PrefixSet("special", frozenset())})
    kept = of(Router(), broken)
    assert session(kept, "up").chain(Direction.IMPORT, 4) is None
    assert session(kept, "up").chain(Direction.EXPORT, 4) is not None
    # What F13 rejects anyway needs no F02.
    assert session(kept, "acme").chain(Direction.IMPORT, 4) is not None
    told = [item.what for item in kept.findings if "guard bogons" in item.what]
    assert told[0].startswith("guard bogons: the new IPv4 import filter would let through 10.0.0.0/8 AS20965, ")
    assert all(item.severity == "critical" for item in kept.findings if "guard bogons" in item.what)


def test_an_export_that_would_withdraw_our_own_prefix_is_not_made(tmp_path: Path) -> None:
    policy = compiled(tmp_path, neighbors("up", "acme"))
    # It carries NO_EXPORT by mistake, and leaves today all the same.
    router = Router(holds=[("0.0.0.0", "185.10.0.0/22 65535:65281")], sends={UP: ["185.10.0.0/22"]})
    kept = of(router, policy)
    assert session(kept, "up").chain(Direction.EXPORT, 4) is None
    assert session(kept, "up").chain(Direction.EXPORT, 6) is not None
    assert session(kept, "up").chain(Direction.IMPORT, 4) is not None
    (told,) = [item for item in kept.findings if "guard own prefixes" in item.what]
    assert (told.severity, told.where) == ("critical", f"up ({UP})")
    assert told.what == "guard own prefixes: the new IPv4 export filter would withdraw 185.10.0.0/22; the filter that runs stays"


def test_what_is_not_announced_today_is_no_loss(tmp_path: Path) -> None:
    policy = compiled(tmp_path, neighbors("up", "acme"))
    assert of(Router(holds=[("0.0.0.0", "185.10.0.0/22 65535:65281")], sends={UP: []}), policy) == policy
