# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""explain(): what every control says of a route, in the order of the table, up to the one that rejects."""

from __future__ import annotations

from pathlib import Path

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.policies import Policy
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Direction
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.decide import Step, arriving, explain
from policy_world import ROV, compiled, exported, neighbors, route, rows, session

# neighbor | an accepted route | the controls in their order
ORDER = """
acme    | 193.20.0.0/22 35001      | F21 F08 F11 F01 F02 F03 F04 F05 F06 F07 F09 F14 F12 F13 F18 accept
black   | 193.40.0.0/22 35010      | F21 F08 F11 F16 F01 F02 F03 F04 F05 F06 F07 F09 F14 F12 F13 F18 accept
peer    | 193.0.0.0/21 31001       | F21 F08 F11 F01 F02 F03 F04 F05 F06 F07 F09 F14 F12 F18 F14 accept
strict  | 193.30.0.0/22 31001      | F21 F08 F11 F01 F02 F03 F04 F05 F06 F07 F09 F14 F12 F13 F18 F14 accept
up      | 193.0.0.0/21 20965       | F21 F08 F11 F01 F02 F03 F04 F05 F06 F07 F12 F18 F14 accept
server  | 193.0.0.0/21 3333        | F21 F11 F01 F02 F03 F04 F05 F06 F07 F09 F10 F12 F18 F14 accept
members | 193.30.0.0/22 31001      | F21 F11 F01 F02 F03 F04 F05 F06 F07 F09 F10 F12 F13 F18 F14 accept
"""
# to | a route that is sent | the controls in their order
ORDER_OUT = """
up        | 193.20.0.0/22 35001 25000:1:1 | E00 E05 E03 E01 E02 E04 accept
peer      | 185.10.0.0/22                 | E00 E05 E03 E01 E02 E05 accept
server    | 185.10.0.0/22 25000:5         | E00 E05 E03 E01 E02 E04 accept
acme      | 193.0.0.0/21 20965 25000:1:3  | E00 E03 E06 E04 E05 accept
collector | 193.0.0.0/21 20965 25000:1:3  | E00 E04 accept
"""


def steps_in(policy: Policy, name: str, text: str) -> tuple[Step, ...]:
    item = arriving(session(policy, name), route(text))
    chain = session(policy, name).chain(Direction.IMPORT, item.prefix.family)
    assert chain is not None
    return explain(policy, chain, item, ROV)


def controls(steps: tuple[Step, ...]) -> list[str]:
    """Return the controls of steps, those of one control behind each other as one."""
    names = [step.control for step in steps]
    return [name for number, name in enumerate(names) if number == 0 or names[number - 1] != name]


@pytest.mark.parametrize(("neighbor", "text", "order"), rows(ORDER))
def test_every_control_is_told_in_the_order_of_the_table(policy: Policy, neighbor: str, text: str, order: str) -> None:
    steps = steps_in(policy, neighbor, text)
    assert controls(steps) == order.split()
    assert {step.outcome for step in steps} == {"passes", "changes", "accepts"}
    assert all(step.reason for step in steps)


@pytest.mark.parametrize(("neighbor", "text", "order"), rows(ORDER_OUT))
def test_every_export_control_is_told_in_the_order_of_the_table(policy: Policy, neighbor: str, text: str, order: str) -> None:
    item = route(text)
    steps = explain(policy, exported(policy, neighbor), item, ROV)
    assert controls(steps) == order.split()
    assert all(step.reason for step in steps)
    assert steps[-1] == Step("accept", "accepts", "no control rejects it")


# neighbor | route | the last step's control | its reason
LAST = """
acme      | 193.20.0.0/22 35001 25000 35001 | F21 | the path has AS25000
acme      | 193.20.8.0/24 35002             | F08 | not: the first ASN is 35001
peer      | 193.0.0.0/21 31001 {1,2}        | F21 | the path has an AS_SET or a confederation segment
peer      | 193.0.0.0/21                    | F21 | the path is empty (our own route)
peer      | 193.0.0.0/21 31001 nh=10.0.0.9  | F11 | not: the next hop is in 'next-hops-AS31001'
server    | 193.0.0.0/21 3333 nh=193.201.28.2 | F11 | the next hop is in 'own-addresses'
peer      | 0.0.0.0/0 31001                 | F01 | the prefix is in 'default'
peer      | 10.0.0.0/8 31001                | F02 | the prefix is in 'special'; not: the prefix is in 'special-reachable'
peer      | 193.201.28.0/24 31001           | F04 | the prefix is in 'peering-lans'
peer      | 193.0.0.0/21 31001x101          | F06 | the path has more than 100 ASNs
server    | 193.0.0.0/21 31050              | F10 | the path has AS31050
acme      | 193.20.0.0/22 35001 otc=1       | F14 | it has OTC
peer      | 193.0.0.0/21 31001 otc=1        | F14 | it has OTC, and it is not 31001
peer      | 151.2.0.0/16 31001 3321         | F12 | RPKI says invalid
collector | 193.0.0.0/21 12654              | F20 | everything
"""


@pytest.mark.parametrize(("neighbor", "text", "control", "reason"), rows(LAST))
def test_it_ends_with_the_control_that_rejects_and_why(policy: Policy, neighbor: str, text: str, control: str, reason: str) -> None:
    steps = steps_in(policy, neighbor, text)
    assert steps[-1] == Step(control, "rejects", reason)
    assert all(step.outcome in ("passes", "changes") for step in steps[:-1])


def test_what_is_not_registered_is_told_with_the_size_of_the_set_and_the_door(policy: Policy) -> None:
    assert steps_in(policy, "acme", "193.20.4.0/22 35001")[-1] == Step(
        "F13",
        "rejects",
        "not: prefix and origin are a pair of AS35001=AS35001:AS-ACME (7 pairs); "
        "not: the prefix is in the operator's list LOCAL-AS35001 on the router",
    )


def test_what_changes_is_told(policy: Policy) -> None:
    steps = steps_in(policy, "black", "193.40.1.7/32 35010 35010:666 25000:5 65535:0 25000:1:3")
    assert [(step.control, step.reason) for step in steps if step.outcome == "changes"] == [
        ("F16", "community BLACKHOLE added"),
        ("F18", "communities 25000:*, 25000:*:* removed"),
        ("F16", "next hop 192.0.2.1"),
        ("F16", "community NO_EXPORT added"),
        ("F18", "large community 25000:1:1 added"),
        ("F17", "local preference 0"),
    ]


def test_what_is_sent_differently_is_told(policy: Policy) -> None:
    steps = explain(policy, exported(policy, "peer"), route("185.12.1.0/24 64600 25000:1:1 25000:5"), ROV)
    assert [(step.control, step.reason) for step in steps if step.outcome == "changes"] == [
        ("E04", "ASNs 64600 taken out of the path"),
        ("E04", "communities 25000:*, 25000:*:*, 25000:1:*, 25000:9:* removed"),
        ("E05", "OTC 25000 where it is missing"),
    ]


def test_a_monitored_control_would_reject(tmp_path: Path) -> None:
    rule = {"mode": "monitor", "until": "2999-01-01", "why": "test"}
    steps = steps_in(compiled(tmp_path, neighbors("peer", modes={"F06": rule})), "peer", "193.0.0.0/21 31001x101")
    assert Step("F06", "would reject", "the path has more than 100 ASNs") in steps
    assert steps[-1].outcome == "accepts"
