# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A part of the fault campaign that stands for all of it, on every daemon, one lab after the other. All of it is `make faults`."""

from __future__ import annotations

from pathlib import Path

import bring_up
import pytest
from faults.campaign import chosen, started

pytestmark = pytest.mark.lab
#: One of each way in which a delivery can end badly.
SOME = (
    "killed: before it confirms",
    "killed: ansible-playbook alone",
    "the router: restarts before it confirms",
    "is a second one while",
    "the router: loses a session",
    "changes the router between plan and apply",
    "full before the first file",
    "has lost half of a customer",
)
#: The older version of each daemon, and how many of these; `make faults` has the newer, and all. FRR 8.4 needs a minute to restart.
EDGES = {"edge8": 4, "bird2": 8, "openbgpd7": 8}


@pytest.mark.parametrize("edge", EDGES)
def test_what_goes_wrong_is_survived(tmp_path: Path, edge: str) -> None:
    if reason := bring_up.missing():
        pytest.skip(reason)
    words = "|".join(SOME[: EDGES[edge]])
    with (tmp_path / "said").open("w+", encoding="utf-8") as output:
        with started(edge, words, output=output) as run:
            try:
                run.wait(900)
            finally:
                run.kill()
        output.seek(0)
        said = output.read()
    faults = chosen(edge, words)
    assert len(faults) == EDGES[edge]
    assert "NOT SURVIVED" not in said, said
    assert f"{edge}: {len(faults)} of {len(faults)} faults survived" in said, said
