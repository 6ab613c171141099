# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Juniper's own YANG takes what is rendered, and refuses broken twins of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.policies import Limit as ModelLimit
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.policies import Policy, SessionOptions
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Direction
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.sources import ACL, BORDER, STRICT
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.junos import documents
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.junos.capabilities import capabilities
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.junos.objects import Limit
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.junos.render import Facts, build
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.fit import fit
from hypothesis import HealthCheck, given, settings
from policy_world import NEIGHBORS, compiled

from ...vendor_schema import missing
from ...vendor_schema import refusal as vendor_refusal
from ..frr.cases import POLICIES, Wanted, moderate
from ..frr.cases import policy as a_policy
from .cases import built, text_of
from .router import PLATFORM, Box
from .test_sources import TEXT, chain, wanted

if reason := missing():
    pytest.skip(reason, allow_module_level=True)


def refusal(folder: Path, text: str) -> str:
    """What the schema says against a configuration; nothing when it takes it."""
    file = folder / "wanted.xml"
    file.write_text(text, encoding="utf-8")
    return vendor_refusal("junos", file)


def whole(policy: Policy) -> str:
    """A configuration with each session, a limit per family, and the RTR session."""
    fitted = fit(policy, capabilities("24.4R1"))
    limits = {session.address: ((4, Limit(100, 30)), (6, Limit(50, 0))) for session in fitted.sessions}
    groups = {session.address: "EDGE" for session in fitted.sessions}
    return documents.text(documents.whole(build(fitted, Facts(lambda address: (4, 6), groups, limits=limits)), replace="replace"))


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> str:
    """All neighbors of the world: each control and relation."""
    return whole(compiled(tmp_path_factory.mktemp("world"), NEIGHBORS))


def test_the_schema_takes_the_world(world: str, tmp_path: Path) -> None:
    assert refusal(tmp_path, world) == ""
    for word in ("policy-statement", "route-filter-list", "prefix-length-range", "accepted-prefix-limit", "validation-database", "as-path"):
        assert word in world


@settings(moderate, max_examples=2, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(POLICIES)
def test_the_schema_takes_each_policy(tmp_path: Path, drawn: Wanted) -> None:
    policy = drawn.policy
    assert refusal(tmp_path, text_of(built(fit(policy, capabilities("24.4R1"))))) == ""
    assert refusal(tmp_path, whole(replace(policy, sessions=policy.sessions[:1]))) == ""


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("<reject />", "<rejct />"),
        ("<orlonger />", "<orlongest />"),
        ("<validation-database>invalid<", "<validation-database>bogus<"),
        ("<next>policy<", "<next>polcy<"),
        ("<family>inet<", "<family>ipv4<"),
        ("<maximum>100<", "<maximum>many<"),
        ("<timeout>30<", "<timeout>2401<"),
        ("<orhigher />", "<ormore />"),
        ("<port>3323<", "<port>65536<"),
    ],
)
def test_broken_twins_are_refused(tmp_path: Path, right: str, wrong: str) -> None:
    small = whole(a_policy())
    assert right in small
    assert refusal(tmp_path, small.replace(right, wrong)) != ""


def test_the_schema_takes_source_filters(tmp_path: Path) -> None:
    policy = wanted(chain(4, ACL), chain(6, STRICT), chain(4, BORDER, "permit", Direction.EXPORT), since=date(2026, 11, 20))
    change = PLATFORM.plan(Box(TEXT).running(), policy, "test", 120, True).files["change"]
    for word in ("<rpf-check", "<fail-filter>", "<source-prefix-list>", "<next-header>", "<output", "<count>"):
        assert word in change
    assert refusal(tmp_path, change) == ""
    for right, wrong in (("accept", "acept"), ("fail-filter", "fail-filtre"), ("source-prefix-list", "source-prefix-lst")):
        assert refusal(tmp_path, change.replace(f"<{right}", f"<{wrong}").replace(f"</{right}", f"</{wrong}")) != ""


def test_the_schema_takes_a_whole_change_and_a_release(tmp_path: Path) -> None:
    """With a limit, a password, the macro that keeps them, RTR sessions; then all of it deleted."""
    policy = a_policy()
    options, limits = SessionOptions(password="key"), (ModelLimit(Direction.IMPORT, 4, 100, True),)
    sessions = tuple(replace(item, options=options, limits=limits) for item in policy.sessions)
    box = Box()
    plan = box.plan(replace(policy, sessions=sessions))
    for word in ("<apply-macro", "<authentication-key>", "<accepted-prefix-limit", "<validation>", 'delete="delete"'):
        assert word in plan.files["change"]
    assert refusal(tmp_path, plan.files["change"]) == ""
    box.apply(plan)
    release = PLATFORM.plan_release(box.running(), "release", 120, True).files["change"]
    # What is deleted has only its name: a list of the schema's without its value.
    assert release.count('delete="delete"') > 20
    assert refusal(tmp_path, plan.files["change"].replace("<data>", "<dato>").replace("</data>", "</dato>")) != ""
