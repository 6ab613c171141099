# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The lab as a fixture: one for each file of tests, with the operator's configuration at its start; and an IRR server for all."""

from __future__ import annotations

from collections.abc import Iterator

import bring_up
import irr_world
import irrd as irrd_lab
import pytest
from irr_world import IrrWorld
from irrd import IrrdLab
from router_lab import Lab
from topology import LABS


@pytest.fixture(scope="module")
def lab(request: pytest.FixtureRequest) -> Iterator[Lab]:
    """The edges of a lab and their neighbors, just started: the lab that a test asks for by parameter, else those with FRR."""
    if reason := bring_up.missing():
        pytest.skip(reason)
    bring_up.down()
    running = bring_up.up(LABS[getattr(request, "param", "frr")])
    yield running
    bring_up.down()


@pytest.fixture(scope="session")
def world() -> IrrWorld:
    """What the IRR server of the tests holds, and the truth about it."""
    return irr_world.make()


@pytest.fixture(scope="session")
def irrd(world: IrrWorld) -> Iterator[IrrdLab]:
    """A real IRRd with that world; it needs no router."""
    if reason := irrd_lab.missing():
        pytest.skip(reason)
    with IrrdLab(world.texts) as running:
        yield running
