# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Cisco's own schema (the unified models of IOS-XR) takes what is rendered, and refuses what is broken in one place."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.policies import Limit, Policy, SessionOptions
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Direction, Relation
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.iosxr.capabilities import capabilities
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.iosxr.render import Facts, build
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.iosxr.sources import Checks
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.fit import fit
from hypothesis import given, settings
from policy_world import NEIGHBORS, compiled

from ...vendor_schema import missing
from ...vendor_schema import refusal as vendor_refusal
from ..frr.cases import POLICIES, Wanted, moderate
from .twin import interfaces_twin, twin

if reason := missing():
    pytest.skip(reason, allow_module_level=True)

XR = capabilities("7.5.2")
#: What is one opaque string in the schema: the interpreter of RPL is the only judge of these.
OPAQUE = (
    "F01", "F02", "F03", "F04", "F05", "F06", "F07", "F08", "F09", "F10", "F11", "F12", "F13", "F16", "F17", "F18", "F20", "F21",
    "E00", "E01", "E02", "E03", "E04", "E05", "E06",
)  # fmt: skip
#: What no model of the folder has at all.
ABSENT = ("V01 of IPv6", "V02", "V03", "V04", "V05")
#: A break of what each other control is over NETCONF: what stands there, and what takes its place.
BROKEN = {
    "S01": ("<ttl-security />", "<ttl-security>2</ttl-security>"),
    "S02": ("<encrypted>", "<encrypted-by-hand>"),
    "F15, number": ("<maximum-prefix-number>100<", "<maximum-prefix-number>0<"),
    "F15, threshold": ("<threshold-value>75<", "<threshold-value>175<"),
    "F15, restart": ("<restart>30<", "<restart>soon<"),
    "F08 at a route server": ("<enforce-first-as>disable<", "<enforce-first-as>off<"),
    "F12, stored routes": ("<always />", "<for-ever />"),
    "F12, validation": ("<validation><enable /></validation>", "<validation><on /></validation>"),
    "F12, the cache": ("<port>3323<", "<port>73323<"),
    "F20, what is bound": ("<in>MANRS", "<inward>MANRS"),
    "the family": (">ipv4-unicast<", ">ipv5-unicast<"),
    "the neighbor": ("<address>10.0.0.1<", "<address>10.0.0.256<"),
    "the name of a set": ("<set-name>MANRS-default-4<", "<set-name>MANRS default?<"),
}


def refusal(folder: Path, text: str) -> str:
    """What the schema says against a configuration; nothing when it takes it."""
    file = folder / "wanted.xml"
    file.write_text(text, encoding="utf-8")
    return vendor_refusal("iosxr", file)


def xml(policy: Policy) -> str:
    made = build(fit(policy, XR), Facts())
    return twin(policy.asn, made, {session.address: session.asn for session in policy.sessions})


def whole() -> Policy:
    policy = Wanted({35001: {"20.0.0.0/16"}, 7: {"2a06::/32"}}, limit=100).policy
    options = SessionOptions(ttl_hops=1, password="secret")
    return replace(
        policy,
        sessions=tuple(
            replace(item, options=options, limits=(Limit(Direction.IMPORT, 4, 100, True), Limit(Direction.IMPORT, 6, 100, True)))
            if item.relation is not Relation.ROUTE_SERVER
            else item
            for item in policy.sessions
        ),
    )


@settings(moderate, max_examples=6)
@given(POLICIES)
def test_the_schema_takes_what_is_rendered(tmp_path_factory: pytest.TempPathFactory, drawn: Wanted) -> None:
    assert refusal(tmp_path_factory.mktemp("iosxr"), xml(drawn.policy)) == ""


def test_the_schema_takes_a_compiled_policy_and_one_with_all_options(tmp_path: Path) -> None:
    assert refusal(tmp_path, xml(compiled(tmp_path, NEIGHBORS))) == ""
    assert refusal(tmp_path, xml(whole())) == ""


@pytest.mark.parametrize("what", sorted(BROKEN))
def test_the_schema_refuses_what_is_broken(tmp_path: Path, what: str) -> None:
    good, bad = BROKEN[what]
    text = xml(whole())
    assert good in text
    broken = text.replace(good, bad, 1)
    if good.startswith("<") and not good.endswith((">", "<")):
        broken = broken.replace("</in>", "</inward>", 1)
    if what == "S02":
        broken = broken.replace("</encrypted>", "</encrypted-by-hand>", 1)
    # It is refused for what it says, not for how it is written.
    ElementTree.fromstring(f"<all>{broken}</all>")
    assert refusal(tmp_path, broken)


def test_the_schema_takes_strict_urpf_and_refuses_another_mode(tmp_path: Path) -> None:
    text = interfaces_twin(Checks(verified={("GigabitEthernet0/0/0/1", 4): "rx"}))
    assert refusal(tmp_path, text) == ""
    broken = text.replace(">rx<", ">strict<")
    assert broken != text
    assert refusal(tmp_path, broken)


def test_what_the_schema_does_not_see(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Said by name, so that nobody counts them: a body of nonsense is taken."""
    text = xml(whole()).replace("  if validation-state is invalid", "  if nonsense is invalid")
    assert refusal(tmp_path, text) == ""
    with capsys.disabled():
        print(f"\niosxr: the schema does not look into policies and sets: {', '.join(OPAQUE)}; it has no model of {', '.join(ABSENT)}")
