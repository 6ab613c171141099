# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What must hold before new registered pairs replace those that run."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.policies import Finding, Policy
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import Prefix
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Direction
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.guards import Acceptance
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.named_sets import Known, Run
from policy_world import NOW, VRPS, export_control, import_control, neighbors, session
from policy_world import compiled as of_the_world

SET = "AS35001=AS35001:AS-ACME"


def irr(ipv4: range, ipv6: range = range(20)) -> str:
    """An IRR in which acme's customer AS35002 has these /24s of 193.64.0.0/10 and /40s of 2a06::/16."""
    text = "as-set: AS35001:AS-ACME\nmembers: AS35001, AS35002\n\n"
    text += "".join(f"route: 193.{64 + number // 256}.{number % 256}.0/24\norigin: AS35002\n\n" for number in ipv4)
    return text + "".join(f"route6: 2a06:{number:x}::/40\norigin: AS35002\n\n" for number in ipv6)


def compiled(folder: Path, told: list[dict[str, Any]], text: str, **changes: Any) -> Policy:
    """A policy in which RPKI says nothing of acme: its pairs are those of the IRR alone."""
    return of_the_world(folder, told, text, VRPS[:1], **changes)


def running(policy: Policy, **known: object) -> Known:
    return Known({name: item.ranges_by_origin for name, item in policy.pair_sets.items()}, **known)  # type: ignore[arg-type]


def guarded(policy: Policy) -> list[Finding]:
    return [item for item in policy.findings if "guard" in item.what]


def moved(folder: Path, before: str, after: str, run: Run | None = None, **neighbor: object) -> tuple[Policy, Policy]:
    told = neighbors("acme", "up", **neighbor)
    first = compiled(folder, told, before)
    assert guarded(first) == []
    return first, compiled(folder, told, after, known=running(first), run=run)


@pytest.mark.parametrize(
    ("before", "after", "what"),
    [
        (irr(range(100)), irr(range(70)), "it loses 30 of 100 IPv4 prefixes"),
        (irr(range(100)), irr(range(130)), "it gains 30 IPv4 prefixes and has 100"),
        (irr(range(100), range(50)), irr(range(100), range(30)), "it loses 20 of 50 IPv6 prefixes"),
        (irr(range(100), range(50)), irr(range(100), range(70)), "it gains 20 IPv6 prefixes and has 50"),
        # As many as before, and others: shrink and growth are counted apart.
        (irr(range(100)), irr(range(50, 150)), "it loses 50 of 100 IPv4 prefixes; it gains 50 IPv4 prefixes and has 100"),
    ],
)
def test_a_big_change_is_not_used_and_the_filter_that_runs_stays(tmp_path: Path, before: str, after: str, what: str) -> None:
    first, then = moved(tmp_path, before, after)
    assert then.pair_sets[SET] == first.pair_sets[SET]
    (finding,) = guarded(then)
    assert (finding.severity, finding.where) == ("critical", "manrs_neighbors: acme")
    assert finding.what == f"{SET}: guard change: {what}; the filter that runs stays"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (irr(range(3)), irr(range(2))),
        (irr(range(20)), irr(range(10))),
        (irr(range(20)), irr(range(30))),
        (irr(range(100)), irr(range(80))),
        (irr(range(100)), irr(range(120))),
        (irr(range(100)), irr(range(15, 115))),
    ],
)
def test_a_change_of_up_to_ten_entries_or_a_fifth_passes(tmp_path: Path, before: str, after: str) -> None:
    first, then = moved(tmp_path, before, after)
    assert guarded(then) == []
    assert then.pair_sets[SET] != first.pair_sets[SET]


def acceptance(finding: Finding) -> Acceptance:
    """What the finding tells to write."""
    found = re.search(r"- \{host: (\S+), neighbor: '(.+)', old: '(\w+)', new: '(\w+)'\}", finding.remedy)
    assert found, finding.remedy
    return Acceptance(*found.groups())


def test_a_big_change_is_accepted_by_its_digests_and_only_then(tmp_path: Path) -> None:
    before, after = irr(range(100)), irr(range(70))
    _, refused = moved(tmp_path, before, after)
    told = acceptance(guarded(refused)[0])
    assert told.host == "edge1"
    _, accepted = moved(tmp_path, before, after, Run(NOW, frozenset({told})))
    assert guarded(accepted) == []
    assert accepted.pair_sets[SET].count == 70 + 20
    _, everywhere = moved(tmp_path, before, after, Run(NOW, frozenset({Acceptance("all", told.neighbor, told.old, told.new)})))
    assert guarded(everywhere) == []
    others = {
        Acceptance("edge2", told.neighbor, told.old, told.new),
        Acceptance("edge1", "AS35001", told.old, told.new),
        Acceptance("edge1", told.neighbor, told.new, told.old),
    }
    _, of_others = moved(tmp_path, before, after, Run(NOW, frozenset(others)))
    assert guarded(of_others) == guarded(refused)
    # One prefix less than what was accepted is another change.
    _, one_less = moved(tmp_path, before, irr(range(69)), Run(NOW, frozenset({told})))
    assert len(guarded(one_less)) == 1


def test_how_much_may_change_is_set_per_neighbor(tmp_path: Path) -> None:
    assert guarded(moved(tmp_path, irr(range(100)), irr(range(70)), largest_change=30)[1]) == []
    assert len(guarded(moved(tmp_path, irr(range(100)), irr(range(88)), largest_change=11)[1])) == 1


def test_routes_accepted_now_count_before_entries(tmp_path: Path) -> None:
    """200 entries less 20 is small; but the customer announces just those."""
    told = neighbors("acme", "up")
    first = compiled(tmp_path, told, irr(range(200)))

    def live(addresses: Collection[str]) -> list[tuple[Prefix, int | None]]:
        assert list(addresses) == ["10.0.0.2"]
        return [(Prefix.parse(f"193.64.{number}.0/24"), 35002) for number in range(180, 220)]

    then = compiled(tmp_path, told, irr(range(185)), known=running(first, live=live))
    # 193.64.200.0 to 219 were never registered: they do not count.
    assert [item.what for item in guarded(then)] == [
        f"{SET}: guard change: 15 of 20 IPv4 routes accepted now would be rejected; the filter that runs stays"
    ]
    assert then.pair_sets[SET] == first.pair_sets[SET]
    assert guarded(compiled(tmp_path, told, irr(range(191)), known=running(first, live=live))) == [], "nine routes are few"


def test_a_first_run_has_no_base_to_compare_with(tmp_path: Path) -> None:
    assert guarded(compiled(tmp_path, neighbors("acme", "up"), irr(range(1000)))) == []


def test_without_a_base_an_unknown_set_leaves_the_session_as_it_is(tmp_path: Path) -> None:
    policy = compiled(tmp_path, neighbors("acme", "up"), irr(range(20)).replace("AS35002\n\n", "AS35002, AS-GONE\n\n", 1))
    assert session(policy, "acme").chain(Direction.IMPORT, 4) is None
    (finding,) = guarded(policy)
    assert finding.severity == "critical"
    assert finding.what.startswith(f"{SET}: guard complete: AS-GONE is not in the IRR data (a member of AS35001:AS-ACME); no filter of it")


def test_a_new_customer_that_is_not_known_holds_up_nobody_else(tmp_path: Path) -> None:
    """Where our filters run, it is announced nowhere today: exports of the others go on."""
    first = compiled(tmp_path, neighbors("acme", "up"), irr(range(20)))
    told = neighbors("acme", "up", "black28")
    then = compiled(tmp_path, told, irr(range(21)), known=running(first))
    assert session(then, "black28").chain(Direction.IMPORT, 4) is None
    assert [item.where for item in guarded(then)] == ["manrs_neighbors: black28"]
    assert import_control(then, "acme", "193.64.20.0/24 35001 35002") == "accept"
    assert export_control(then, "up", "193.64.20.0/24 35001 35002 25000:1:1") == "accept"


def test_a_set_that_the_router_cannot_take_fails_alone(tmp_path: Path) -> None:
    first = compiled(tmp_path, neighbors("acme", "up"), irr(range(20)))
    then = compiled(tmp_path, neighbors("acme", "up"), irr(range(21)), known=running(first, maximum_origins=0))
    assert [item.what for item in guarded(then)] == [f"{SET}: guard size: 1 origin ASNs, this router takes 0; the filter that runs stays"]
    assert then.pair_sets[SET] == first.pair_sets[SET]


@pytest.mark.parametrize(("days", "says"), [(3, "3 days)"), (31, "31 days, longer than max_filter_age_days: 30)")])
def test_the_age_of_a_filter_that_is_kept_is_told(tmp_path: Path, days: int, says: str) -> None:
    told = neighbors("acme", "up")
    first = compiled(tmp_path, told, irr(range(20)))
    gone = irr(range(20)).replace("AS35002\n\n", "AS35002, AS-GONE\n\n", 1)
    then = compiled(tmp_path, told, gone, known=running(first), run=Run(NOW + timedelta(days=days)))
    assert guarded(then)[0].what.endswith(f"the filter that runs stays (not known since 2026-11-24, {says}")
