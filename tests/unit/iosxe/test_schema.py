# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Cisco's own schema (the native model of IOS-XE) takes what is rendered, and refuses what is broken in one place.

It is silent about the command line's spelling, about names that nothing has, and about what an expression or a match means.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.policies import Limit, Policy, SessionOptions
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Direction
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.iosxe.capabilities import capabilities
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.iosxe.render import Facts, build
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.line_keys import BindingKey
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.fit import fit

from ...vendor_schema import missing
from ...vendor_schema import refusal as vendor_refusal
from ..frr.cases import Wanted
from .twin import twin

if reason := missing():
    pytest.skip(reason, allow_module_level=True)

#: What stands in the twin, and what takes its place.
BROKEN = {
    "the length of a prefix": ("<ip>20.0.0.0/16<", "<ip>20.0.0.0/36<"),
    "the number of an AS-path list": ("<access-list>101<", "<access-list>501<"),
    "a large community": ("<large-community-list>25000:1:1<", "<large-community-list>25000:1<"),
    "the longest path": ("<maxas-limit>100<", "<maxas-limit>300<"),
    "what is bound": ("<inout>in<", "<inout>inward<"),
}


def whole() -> Policy:
    made = Wanted({35001: {"20.0.0.0/16", "2a06::/32"}, 7: {"30.0.0.0/16^17-24"}}, monitored=frozenset({"F08"})).policy
    options = SessionOptions(ttl_hops=1, password="secret")
    limits = (Limit(Direction.IMPORT, 4, 100, True),)
    sessions = tuple(replace(item, options=options, limits=limits) if item.address == "10.0.0.1" else item for item in made.sessions)
    return fit(replace(made, sessions=sessions), capabilities("17.9.4"))


@pytest.fixture(scope="module")
def text() -> str:
    policy = whole()
    facts = Facts(beside=frozenset({BindingKey("10.0.0.3", 4, "in")}))
    return twin(policy.asn, build(policy, facts), {item.address: item.asn for item in policy.sessions})


def refusal(folder: Path, content: str) -> str:
    file = folder / "wanted.xml"
    file.write_text(content, encoding="utf-8")
    return vendor_refusal("iosxe", file)


def test_the_schema_takes_what_is_rendered(text: str, tmp_path: Path) -> None:
    assert refusal(tmp_path, text) == ""


@pytest.mark.parametrize("what", BROKEN)
def test_the_schema_refuses_what_is_broken(text: str, what: str, tmp_path: Path) -> None:
    old, new = BROKEN[what]
    assert old in text
    assert refusal(tmp_path, text.replace(old, new, 1)) != ""
