# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The script that goes back, beside a vtysh of the test's own: simulated, for what a real one does only now and then."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.contract import Change
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.frr.scripts import CONFIRM, READ, RESTORE, STAGE
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.way_back import BASE, Part, PartPlan, joined, stage

BEFORE = "hostname r1\nrouter bgp 64500\nexit\n"
AFTER = "hostname r1\nip prefix-list MANRS-X seq 5 permit 192.0.2.0/24\nrouter bgp 64500\nexit\n"

#: Answers 0 and prints nothing whether it obeys or not, as FRR 10's does. "running" is what runs, "drops" how often it will not obey.
VTYSH = """\
#!/bin/sh
HERE=$(dirname "$0")
case $1 in
  -c) cat "$HERE/running" ;;
  -f) echo "$2" >> "$HERE/asked"
      LEFT=$(cat "$HERE/drops")
      if [ "$LEFT" -gt 0 ]; then echo $((LEFT - 1)) > "$HERE/drops"; else cp "$HERE/before" "$HERE/running"; fi ;;
esac
"""


PART = Part("frr", "", READ, STAGE, RESTORE, CONFIRM)
FILES = joined("delivery", 60, (PartPlan(PART, (), "", "", {}, (stage("delivery", "frr", "objects"),), Change.FILTERS),)).files


def went_back(tmp_path: Path, drops: int, script: str) -> tuple[str, int]:
    """What the delivery's outcome says, and how often vtysh was asked for the change."""
    delivery, tools = tmp_path / "delivery", tmp_path / "bin"
    delivery.mkdir()
    tools.mkdir()
    vtysh = tools / "vtysh"
    vtysh.write_text(VTYSH)
    vtysh.chmod(0o755)
    sleep = tools / "sleep"
    sleep.write_text("#!/bin/sh\n")
    sleep.chmod(0o755)
    (tools / "running").write_text(AFTER)
    (tools / "before").write_text(BEFORE)
    (tools / "drops").write_text(str(drops))
    (delivery / "before.frr").write_text(BEFORE)
    (delivery / "restore.1.conf").write_text("no ip prefix-list MANRS-X\n")
    for name, text in FILES.items():
        (delivery / name).write_text(text.replace(BASE, str(tmp_path / "base")))
    (tmp_path / "base/lock").mkdir(parents=True)
    (tmp_path / "base/lock/holder").write_text("delivery")
    environment = {**os.environ, "PATH": f"{tools}:{os.environ['PATH']}"}
    subprocess.run(["sh", delivery / script, delivery], env=environment, check=True, capture_output=True, timeout=60)
    assert not (tmp_path / "base/lock").exists()
    return (delivery / "outcome").read_text().strip(), len((tools / "asked").read_text().split())


@pytest.mark.parametrize("script", ["restore.sh", "revert.sh"])
@pytest.mark.parametrize("drops", [0, 1, 3])
def test_a_change_that_the_router_swallows_is_asked_for_again(tmp_path: Path, drops: int, script: str) -> None:
    assert went_back(tmp_path, drops, script) == ("restored", drops + 1)


def test_a_router_that_never_obeys_is_not_called_restored(tmp_path: Path) -> None:
    outcome, asked = went_back(tmp_path, 1000, "restore.sh")
    assert outcome.startswith("NOT restored: frr NOT restored: compare ")
    assert asked == 4
