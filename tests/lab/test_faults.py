# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A part of the fault campaign that stands for all of it, on every daemon, three labs at once. All of it is `make faults`."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
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
_Runs = dict[str, tuple[subprocess.Popen[bytes], Path]]


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[_Runs]:
    if reason := bring_up.missing():
        pytest.skip(reason)
    folder = tmp_path_factory.mktemp("faults")
    found = {}
    for edge in EDGES:
        with (folder / edge).open("w") as output:
            found[edge] = (started(edge, "|".join(SOME[: EDGES[edge]]), output=output), folder / edge)
    yield found
    for run, _ in found.values():
        run.kill()
        run.wait()


@pytest.mark.parametrize("edge", EDGES)
def test_what_goes_wrong_is_survived(runs: _Runs, edge: str) -> None:
    run, output = runs[edge]
    run.wait(900)
    said = output.read_text(encoding="utf-8")
    faults = chosen(edge, "|".join(SOME[: EDGES[edge]]))
    assert len(faults) == EDGES[edge]
    assert "NOT SURVIVED" not in said, said
    assert f"{edge}: {len(faults)} of {len(faults)} faults survived" in said, said
