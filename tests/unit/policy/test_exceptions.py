# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is let through on purpose: declared exceptions, and the operator's own list on the router."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.policies import Policy
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import PrefixRange
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.named_sets import Known
from policy_world import compiled, export_control, import_control, neighbors, rows

# neighbor | route | the control that rejects, or accept
EXCEPTED = """
special   | 151.2.9.0/28 35001                      | accept
special   | 151.2.9.0/28 35001 35001                | accept
special   | 151.2.9.0/28 35001 3333                 | F05
special   | 151.2.9.16/28 35001                     | F05
special   | 151.2.9.0/29 35001                      | F05
special   | 151.2.0.0/16 35001                      | F12
special   | 185.10.2.0/24 35001                     | accept
special   | 185.10.2.0/25 35001                     | F03
special   | 185.10.3.0/24 35001                     | F03
special   | 151.2.9.0/28 35001 64512 35001          | F07
special   | 151.2.9.0/28 35001 174 35001            | F09
special   | 151.2.9.0/28 35001 nh=10.0.0.9          | F11
acme      | 151.2.9.0/28 35001                      | F05
acme      | 185.10.2.0/24 35001                     | F03
"""


def rule(controls: list[str], prefix: str, origin: int, **more: Any) -> dict[str, Any]:
    return {"controls": controls, "prefix": prefix, "origin": origin, "until": "2999-01-01", "why": "test", **more}


@pytest.mark.parametrize(("neighbor", "text", "control"), rows(EXCEPTED))
def test_an_exception_is_for_one_prefix_and_origin_at_one_neighbor(policy: Policy, neighbor: str, text: str, control: str) -> None:
    assert import_control(policy, neighbor, text) == control


# the controls excepted | route from acme | the control that rejects, or accept
ONE_BY_ONE = """
F03                 | 185.10.2.0/24 35001           | accept
F05                 | 185.10.2.0/24 35001           | F03
F05 F12 F13         | 151.2.9.0/28 35001            | accept
F05 F12             | 151.2.9.0/28 35001            | F13
F05 F13             | 151.2.9.0/28 35001            | F12
F12 F13             | 151.2.9.0/28 35001            | F05
F13                 | 193.20.0.0/23 35001           | accept
F12                 | 193.20.0.0/23 35001           | F13
F12 F13             | 193.21.16.0/21 35001 35002    | accept
"""


@pytest.mark.parametrize(("controls", "text", "control"), rows(ONE_BY_ONE))
def test_an_exception_is_for_the_controls_that_it_names(tmp_path: Path, controls: str, text: str, control: str) -> None:
    prefix, *path = text.split()
    excepted = rule(controls.split(), prefix, int(path[-1]))
    assert import_control(compiled(tmp_path, neighbors("acme", exceptions=[excepted])), "acme", text) == control


def test_an_exception_of_the_network_is_for_all_or_for_the_neighbor_that_it_names(tmp_path: Path) -> None:
    told = [rule(["F12"], "151.2.0.0/16", 3321), rule(["F05"], "193.0.0.0/25", 3333, neighbor="peer")]
    policy = compiled(tmp_path, neighbors("peer", "up", "server"), exceptions=told)
    assert import_control(policy, "peer", "151.2.0.0/16 31001 3321") == "accept"
    assert import_control(policy, "up", "151.2.0.0/16 20965 3321") == "accept"
    assert import_control(policy, "server", "151.2.0.0/16 3321") == "accept"
    assert import_control(policy, "server", "151.2.0.0/16 3322") == "F12"
    assert import_control(policy, "peer", "193.0.0.0/25 31001 3333") == "accept"
    assert import_control(policy, "up", "193.0.0.0/25 20965 3333") == "F05"


def test_what_an_exception_lets_in_gets_out(tmp_path: Path) -> None:
    told = [rule(["F05", "F12", "F13"], "151.2.9.0/28", 35001)]
    policy = compiled(tmp_path, neighbors("acme", "up", "peer", exceptions=told))
    for name in ("up", "peer"):
        assert export_control(policy, name, "151.2.9.0/28 35001 25000:1:1") == "accept"
        assert export_control(policy, name, "151.2.9.0/28 35001") == "E01"
        assert export_control(policy, name, "151.2.9.16/28 35001 25000:1:1") == "E03"


LIST = {"LOCAL-AS35001": frozenset({PrefixRange.parse("193.50.0.0/22^22-24"), PrefixRange.parse("2a06:5000::/32")})}

# neighbor | route | the control that rejects, or accept
DOOR = """
acme      | 193.50.0.0/22 35001                     | accept
acme      | 193.50.1.0/24 35001                     | accept
acme      | 193.50.0.0/22 35001 3333                | accept
acme      | 2a06:5000::/32 35001                    | accept
acme      | 2a06:5000::/33 35001                    | F13
acme      | 193.50.4.0/22 35001                     | F13
acme      | 193.50.0.0/25 35001                     | F05
acme      | 193.50.0.0/22 35001 64512               | F07
acme      | 193.20.0.0/22 35001                     | accept
strict    | 193.50.0.0/22 31001                     | F13
black     | 193.50.0.0/22 35010                     | F13
"""


@pytest.fixture(scope="module")
def with_list(tmp_path_factory: pytest.TempPathFactory) -> Policy:
    told = neighbors("acme", "strict", "black", "up")
    return compiled(tmp_path_factory.mktemp("list"), told, known=Known(local_lists=LIST))


@pytest.mark.parametrize(("neighbor", "text", "control"), rows(DOOR))
def test_the_operators_own_list_opens_f13_alone(with_list: Policy, neighbor: str, text: str, control: str) -> None:
    assert import_control(with_list, neighbor, text) == control


def test_what_the_list_lets_in_gets_out(with_list: Policy) -> None:
    assert export_control(with_list, "up", "193.50.0.0/22 35001 25000:1:1") == "accept"
    assert export_control(with_list, "up", "193.50.0.0/22 35001 25000:1:2") == "E05"
    assert export_control(with_list, "up", "193.50.0.0/22 35001") == "E01"
    assert export_control(with_list, "up", "193.50.4.0/22 35001 25000:1:1") == "E02"


def test_every_neighbor_with_f13_has_a_list_and_an_empty_one_opens_nothing(policy: Policy) -> None:
    assert {name: len(item.ranges) for name, item in policy.local_lists.items()} == {
        "LOCAL-AS6461": 0,
        "LOCAL-AS31001": 0,
        "LOCAL-AS31010": 0,
        "LOCAL-AS35001": 0,
        "LOCAL-AS35010": 0,
        "LOCAL-AS35011": 0,
        "LOCAL-AS64600": 0,
    }
    assert import_control(policy, "acme", "193.50.0.0/22 35001") == "F13"
