# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each platform says our own ASN; the boxes are those of its own tests, all with AS25000."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.answers import most_common
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.bird.parse import BirdRunning
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.bird.protocols import Protocol

sys.path.insert(0, str(Path(__file__).parents[1] / "policy"))
UNIT = __package__.rpartition(".")[0]


@pytest.mark.parametrize("name", ["iosxe", "iosxr", "eos", "routeros"])
def test_the_configuration_says_it(name: str) -> None:
    assert import_module(f"{UNIT}.{name}.box").box().running().asn == 25000


def test_junos_says_it_at_each_session_and_in_its_configuration() -> None:
    module = import_module(f"{UNIT}.junos.router")
    box = module.Box()
    assert box.running().asn == 25000
    configuration = dict(box.outputs())
    other = configuration["neighbors"].replace("<bgp-peer>", "<bgp-peer><local-as>64500</local-as>")
    assert module.PLATFORM.parse({**configuration, "neighbors": other}).asn == 64500


def test_openbgpd_says_it() -> None:
    assert import_module(f"{UNIT}.openbgpd.cases").Box({"192.0.2.1": (64501, [])}).running_state().asn == 25000


def test_bird_has_it_where_most_sessions_do() -> None:
    protocols = [Protocol("a", local_asn=25000), Protocol("b", local_asn=65000), Protocol("c", local_asn=25000)]
    bird: Any = SimpleNamespace(protocols=protocols)
    assert BirdRunning.asn.fget(bird) == 25000  # type: ignore[attr-defined]


def test_what_nobody_says_is_not_known() -> None:
    assert most_common([0, 0]) is None
    assert most_common([]) is None
    assert most_common([2, 1]) == 1
