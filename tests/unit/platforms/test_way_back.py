# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The way back of two parts at once, with parts that are files of the test's own: the real scripts, in a real shell."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import time
from dataclasses import replace
from pathlib import Path

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.contract import Change
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.way_back import BASE, Part, PartPlan, joined, stage

BEFORE = "before\n"


class Router:
    """Two parts, each a file that a stage overwrites."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.base = folder / "base"
        self.delivery = self.base / "delivery"
        self.parts = [self._part("one"), self._part("two")]
        for part in self.parts:
            self.state(part.name).write_text(BEFORE)

    def state(self, name: str) -> Path:
        return self.folder / name

    def _part(self, name: str) -> Part:
        state = self.state(name)
        restore = f'cp "$1/before.{name}" {state}\necho restored\n'
        confirm = f"touch {self.folder}/saved-{name}\n"
        return Part(name, hashlib.sha256(BEFORE.encode()).hexdigest(), f"cat {state}\n", f"run cp $D/after {state}\n", restore, confirm)

    def write(self, timer: int = 60, is_last: bool = False) -> None:
        """Put the delivery's files where they belong."""
        plans = [
            PartPlan(
                part, (), "", "", {"after": "after\n"}, (stage("delivery", part.name, f"s{part.name}"),), Change.FILTERS, is_last=is_last
            )
            for part in self.parts
        ]
        self.delivery.mkdir(parents=True)
        plan = joined("delivery", timer, tuple(plans))
        for name, text in plan.files.items():
            (self.delivery / name).write_text(text.replace(BASE, str(self.base)))
        self.plan = plan

    def run(self, command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["sh", "-c", command.replace(BASE, str(self.base))], capture_output=True, text=True, check=False, timeout=60, env={**os.environ}
        )

    def arm(self) -> subprocess.CompletedProcess[str]:
        return self.run(self.plan.arm.text)

    def carry_out(self) -> None:
        for item in self.plan.stages:
            (command,) = item.commands
            assert self.run(command.text).returncode == 0

    def read(self) -> dict[str, str]:
        return {part.name: self.state(part.name).read_text().strip() for part in self.parts}

    def outcome(self, seconds: float = 10) -> str:
        deadline = time.monotonic() + seconds
        while not (self.delivery / "outcome").exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        time.sleep(0.05)
        return (self.delivery / "outcome").read_text().strip()


@pytest.fixture
def router(tmp_path: Path) -> Router:
    return Router(tmp_path)


def test_confirmed(router: Router) -> None:
    router.write()
    assert router.arm().stdout == "armed\n"
    router.carry_out()
    assert router.read() == {"one": "after", "two": "after"}
    assert router.run(router.plan.confirm.text).returncode == 0
    assert (router.folder / "saved-one").exists()
    assert (router.folder / "saved-two").exists()
    assert router.outcome() == "confirmed"
    assert not (router.base / "lock").exists()
    assert router.delivery.exists()


def test_both_go_back_when_the_time_is_over(router: Router) -> None:
    router.write(timer=2)
    router.arm()
    router.carry_out()
    assert router.outcome() == "restored"
    assert router.read() == {"one": "before", "two": "before"}
    late = router.run(router.plan.confirm.text)
    assert (late.returncode, "too late" in late.stderr) == (14, True)
    assert not (router.folder / "saved-one").exists()


def test_a_part_that_does_not_come_back_keeps_no_other_from_it(router: Router) -> None:
    router.parts[0] = replace(router.parts[0], restore="echo 'NOT restored: broken'\nexit 1\n")
    router.write()
    router.arm()
    router.carry_out()
    told = router.run(router.plan.revert.text)
    assert told.stdout.strip() == "NOT restored: one NOT restored: broken; two restored"
    assert router.read() == {"one": "after", "two": "before"}
    assert not (router.base / "lock").exists()


@pytest.mark.parametrize("way", ["confirm", "revert"])
def test_nobody_else_begins_while_a_confirm_or_a_way_back_is_at_work(router: Router, way: str) -> None:
    slow = f"touch {router.folder}/working; sleep 4; echo restored\n"
    router.parts[0] = replace(router.parts[0], confirm=slow) if way == "confirm" else replace(router.parts[0], restore=slow)
    router.write()
    router.arm()
    router.carry_out()
    begun = subprocess.Popen(["sh", "-c", getattr(router.plan, way).text.replace(BASE, str(router.base))], stdout=subprocess.DEVNULL)
    deadline = time.monotonic() + 10
    while not (router.folder / "working").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    # The watchdog has seen the decision by then.
    time.sleep(1.5)
    refused = router.arm()
    assert begun.poll() is None, "it was over before anybody asked"
    assert (refused.returncode, "locked by delivery" in refused.stderr) == (11, True)
    begun.wait()
    assert not (router.base / "lock").exists()


@pytest.mark.parametrize("name", ["one", "two"])
def test_what_changed_since_it_was_read_is_refused(router: Router, name: str) -> None:
    router.write()
    router.state(name).write_text("somebody's\n")
    refused = router.arm()
    assert (refused.returncode, refused.stderr.strip()) == (
        13,
        f"stale plan: the running configuration of {name} changed since it was read",
    )
    assert not (router.base / "lock").exists()


def test_only_one_delivery_at_a_time(router: Router) -> None:
    router.write()
    assert router.arm().returncode == 0
    again = router.arm()
    assert (again.returncode, again.stderr.strip()) == (11, "locked by delivery delivery; wait until it has ended")
    router.run(router.plan.revert.text)


def test_a_first_part_that_cannot_save_takes_all_parts_back(router: Router) -> None:
    router.parts[0] = replace(router.parts[0], confirm="exit 17\n")
    router.write(is_last=True)
    router.arm()
    router.carry_out()
    assert router.run(router.plan.confirm.text).returncode == 17
    assert not (router.folder / "saved-two").exists()
    assert router.read() == {"one": "before", "two": "before"}
    assert router.outcome() == "restored"
    assert not (router.base / "lock").exists()
    # What is ours is still known.
    assert router.base.exists()
    assert router.run(router.plan.revert.text).stdout.split() == ["not", "confirmed", "restored"]


def test_a_later_part_that_cannot_save_leaves_what_is_saved(router: Router) -> None:
    router.parts[1] = replace(router.parts[1], confirm="exit 17\n")
    router.write(is_last=True)
    router.arm()
    router.carry_out()
    assert router.run(router.plan.confirm.text).returncode == 17
    assert (router.folder / "saved-one").exists()
    assert router.read() == {"one": "after", "two": "after"}
    assert router.base.exists()


@pytest.mark.parametrize("is_rebooted", [False, True])
def test_no_stage_without_a_way_back(router: Router, is_rebooted: bool) -> None:
    router.write()
    router.arm()
    if is_rebooted:
        (router.base / "lock" / "boot").write_text("another boot\n")
    else:
        os.kill(int((router.base / "lock" / "watchdog").read_text()), signal.SIGKILL)
        time.sleep(0.1)
    (command,) = router.plan.stages[0].commands
    late = router.run(command.text)
    assert late.returncode == 16
    assert "no way back" in late.stderr
    assert router.read() == {"one": "before", "two": "before"}
    router.run(router.plan.revert.text)


def test_who_lost_the_router_does_not_confirm(router: Router) -> None:
    router.write()
    router.arm()
    router.carry_out()
    (router.base / "lock" / "holder").write_text("another\n")
    late = router.run(router.plan.confirm.text)
    assert (late.returncode, "not held by this delivery any more" in late.stderr) == (14, True)
    assert not (router.folder / "saved-one").exists()


def test_a_router_keeps_the_folders_of_the_last_deliveries(router: Router) -> None:
    router.write()
    older = [router.base / f"202601{day:02}T000000Z-abcdef" for day in range(1, 16)]
    for folder in older:
        folder.mkdir()
    router.arm()
    assert [folder.exists() for folder in older] == [False] * 5 + [True] * 10
    assert router.delivery.exists()
    router.run(router.plan.revert.text)


def test_nothing_is_left_when_nothing_of_ours_is(router: Router) -> None:
    router.write(is_last=True)
    router.arm()
    router.carry_out()
    assert router.run(router.plan.confirm.text).returncode == 0
    assert not router.base.exists()


def test_no_stage_begins_after_the_decision(router: Router) -> None:
    router.write()
    router.arm()
    assert router.run(router.plan.revert.text).stdout.strip() == "restored"
    (command,) = router.plan.stages[0].commands
    late = router.run(command.text)
    assert (late.returncode, late.stderr.strip()) == (14, "too late: reverted")
    assert router.read() == {"one": "before", "two": "before"}


#: A tool, and a script of tools as FRR's refresh is: it goes on by itself when its shell alone is ended.
SLOW = {"tool": "run sleep 3\n", "script": "sh -c 'sleep 0.5; cp $0/after $1' $D @STATE@\n"}


@pytest.mark.parametrize("kind", SLOW)
def test_going_back_ends_a_stage_that_is_under_way(router: Router, kind: str) -> None:
    part = router.parts[0]
    router.parts[0] = replace(part, stage=SLOW[kind].replace("@STATE@", str(router.state("one"))) + part.stage)
    router.write()
    router.arm()
    (command,) = router.plan.stages[0].commands
    with subprocess.Popen(["sh", "-c", command.text.replace(BASE, str(router.base))], stderr=subprocess.DEVNULL) as slow:
        deadline = time.monotonic() + 5
        while not (router.delivery / "stage.pid").exists() and time.monotonic() < deadline:
            time.sleep(0.02)
        time.sleep(0.2)
        assert router.run(router.plan.revert.text).stdout.strip() == "restored"
        assert slow.wait(10) != 0
    time.sleep(0.6)
    assert router.read() == {"one": "before", "two": "before"}


def test_a_failing_tool_fails_its_stage_with_its_words(router: Router) -> None:
    router.parts[0] = replace(router.parts[0], stage="run ls /nowhere\necho never >$D/never\n")
    router.write()
    router.arm()
    (command,) = router.plan.stages[0].commands
    done = router.run(command.text)
    assert (done.returncode, "/nowhere" in done.stderr) == (15, True)
    assert not (router.delivery / "never").exists()
    router.run(router.plan.revert.text)
