# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The IRR that others are tested with is the same each time, of the size that is said, and looks public."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from ipaddress import ip_network
from pathlib import Path

import irr_world
import pytest
from irr_world import IrrWorld

PRIVATE = {64512, 65010, 4_200_000_001}


def digest(world: IrrWorld) -> str:
    return hashlib.sha256(repr((sorted(world.texts.items()), world.customers)).encode()).hexdigest()


def test_a_seed_gives_the_same_world_in_every_process_and_another_seed_another(world: IrrWorld) -> None:
    program = "import irr_world, hashlib; w = irr_world.make()"
    program += "; print(hashlib.sha256(repr((sorted(w.texts.items()), w.customers)).encode()).hexdigest())"
    environment = {**os.environ, "PYTHONPATH": str(Path(irr_world.__file__).parent), "PYTHONHASHSEED": "7"}
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == digest(world)
    assert digest(irr_world.make(2)) != digest(world)


def test_it_has_the_size_that_is_said(world: IrrWorld) -> None:
    assert len(set(world.customers)) == 300
    assert 2800 <= len(set().union(*(world.asns[name] for name in world.customers))) <= 3200
    assert len(world.prefixes(world.large, 4)) == 42_000
    assert len(world.asns[world.large]) == 420
    assert {source: text.count("\nsource:") > 9_000 for source, text in world.texts.items()} == dict.fromkeys(irr_world.SOURCES, True)
    assert 50_000 <= sum(text.count("\nroute:") + text.count("\nroute6:") for text in world.texts.values()) <= 54_000


def test_it_has_what_is_hard(world: IrrWorld) -> None:
    names = world.customers
    assert sum("::" in name for name in names) >= 20
    assert sum(":as-" in name.lower().partition("::")[2] or ":as-" in name.lower() for name in names) >= 100
    assert sum(name != name.upper() for name in names) >= 50
    text = "".join(world.texts.values())
    assert text.count("mbrs-by-ref:") >= 50
    assert sum(not world.asns[name] for name in names) == 2
    registered = [found for asn in world.asns[world.customers[-1]] for found in world.routes.get(asn, ())]
    assert registered
    assert sum(len({source for prefix, source in found}) > 1 for found in world.routes.values()) >= 500


@pytest.mark.parametrize("version", [4, 6])
def test_only_private_asns_where_they_are_the_point_and_no_special_purpose_address(world: IrrWorld, version: int) -> None:
    prefixes = {prefix for found in world.routes.values() for prefix, _source in found if (":" in prefix) == (version == 6)}
    assert [prefix for prefix in prefixes if not ip_network(prefix).is_global] == []
    used = set(world.routes) | set().union(*world.asns.values())
    assert {asn for asn in used if 64496 <= asn <= 131071 or asn == 23456 or asn >= 420_000_0000} == PRIVATE
    assert sum(bool(PRIVATE & world.asns[name]) for name in world.customers) >= 1
