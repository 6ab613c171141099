# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""RouterOS' own command tree (a dump of a router's console) takes what is rendered and planned, and refuses what is broken in one place.

It knows menus, commands and properties. What stands in a rule it does not look at: the interpreter is the only judge of that.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.policies import Limit
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Direction
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.routeros.capabilities import capabilities
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.fit import fit

from ...vendor_schema import missing
from ...vendor_schema import refusal as vendor_refusal
from ..frr.cases import Wanted
from .box import ROS, box, lines_of
from .cases import named
from .test_plans import edited, plan

pytestmark = pytest.mark.skipif(bool(missing()), reason=missing())
CAPABILITIES = capabilities("7.20.4")
WANTED = Wanted({35001: {"20.0.0.0/16^16-24", "2a06::/32"}, 7: {"30.0.0.0/16"}}, kept=((25000, 5, None),), preference=120)


def refusal(folder: Path, text: str) -> str:
    file = folder / "candidate.rsc"
    # The tree has menus; what a script does when a command fails is no part of it.
    caught = re.sub(r"^:do \{ (.*) \} on-error=\{\}$", r"\1", text, flags=re.MULTILINE)
    file.write_text(caught)
    return vendor_refusal("routeros", file)


def rendered() -> str:
    return ROS.render(fit(named(WANTED.policy), CAPABILITIES), CAPABILITIES)


def test_the_command_tree_takes_what_is_rendered(tmp_path: Path) -> None:
    assert refusal(tmp_path, rendered()) == ""


def test_the_command_tree_takes_every_file_of_a_plan_and_of_a_release(tmp_path: Path) -> None:
    router = box()
    made = ROS.plan(router.running(), fit(named(WANTED.policy), CAPABILITIES), "test", 60, True)
    router.apply(made)
    off = ROS.plan_release(router.running(), "test", 60, True)
    lines = [line for plan in (made, off) for line in lines_of(plan, "objects", "bindings", "restore", "clean")]
    assert len(lines) > 200
    assert refusal(tmp_path, "".join(f"{line}\n" for line in lines)) == ""


def test_the_command_tree_takes_a_limit_and_its_way_back(tmp_path: Path) -> None:
    made = plan(box(), edited(WANTED.policy, "10.0.0.1", limits=(Limit(Direction.IMPORT, 4, 1000, True),)))
    lines = lines_of(made, "bindings", "restore")
    assert any("limit-process-routes-ipv4=1000" in line for line in lines) and any("/clear " in line for line in lines)
    assert refusal(tmp_path, "".join(f"{line}\n" for line in lines)) == ""


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ("/routing/filter/rule/add", "/routing/filter/rules/add"),
        ("/routing/filter/num-list/add list=", "/routing/filter/num-list/add lists="),
        ("address=10.9.9.9", "host=10.9.9.9"),
        ("/ipv6/firewall/address-list/add", "/ipv6/firewall/address-list/insert"),
    ],
)
def test_the_command_tree_refuses_what_is_broken(tmp_path: Path, was: str, becomes: str) -> None:
    text = rendered()
    assert was in text
    assert refusal(tmp_path, text.replace(was, becomes, 1))
