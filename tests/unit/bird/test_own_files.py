# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The scripts of files of ours, run by a real shell beside a daemon of the test's own: simulated, for what a real one seldom does."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import time
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.contract import Change, PlatformError
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.own_files import (
    STAGE_NAME,
    Disk,
    OwnFilesPlan,
    Place,
    Wanted,
    differences,
    file_name,
    is_whole,
    make_plan,
    parse_disk,
    read_files,
    read_script,
)
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.plan_lines import moved_pairs
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.way_back import BASE, joined

OLD = "digest old\n"


def pairs(text: str) -> dict[str, str]:
    return {file_name("AS1", text): text}


def wanted(text: str = "new", is_included: bool = True) -> Wanted:
    files = pairs(f"pairs of {text}\n")
    (name,) = files
    return Wanted((f"digest {text}\ninclude sets/{name}\n",), files, text, "a list\n", is_included)


@dataclass
class Machine:
    """A folder that stands for a router. The daemon's loaded text is the file ``running``; it reads the main file, as a real one does."""

    root: Path

    def __post_init__(self) -> None:
        (self.root / "sets").mkdir()
        (self.root / "operator.conf").write_text("theirs\n")
        (self.root / "main").write_text(OLD)
        (self.root / "running").write_text(OLD)

    @property
    def place(self) -> Place:
        root = self.root
        return Place(
            part="daemon",
            mains=(f"{root}/main",),
            folder=f"{root}/sets",
            local=f"{root}/local",
            reference=f"{root}/operator.conf",
            loaded=f"[ ! -e {root}/dead ] && sed -n 's/^digest //p' {root}/running",
            watched=f"cat {root}/operator.conf",
            check=f"[ ! -e {root}/bad ] || {{ echo 'a bad line'; return 1; }}",
            load=f"[ -e {root}/deaf ] || cp {root}/main {root}/running; [ ! -e {root}/slow ] || sleep 60",
            reload=f"cp {root}/main {root}/running",
            confirm=f"touch {root}/confirmed",
        )

    def sh(self, script: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(["sh", "-c", script], capture_output=True, text=True, check=False, timeout=60)

    def disk(self) -> Disk:
        return parse_disk(self.place, self.sh(read_script(self.place)).stdout, self.sh(read_files(self.place).text).stdout)

    def text(self, name: str) -> str | None:
        path = self.root / name
        return path.read_text() if path.exists() else None

    def armed(self, what: Wanted) -> OwnFilesPlan:
        """Put a plan's files in place and arm it."""
        plan = make_plan(self.place, self.disk(), what, "one", summary=("x",), before="", after="", change=Change.FILTERS)
        whole = joined("one", 60, (plan,))
        folder = self.root / "base" / "one"
        folder.mkdir(parents=True)
        for name, text in whole.files.items():
            if text:
                (folder / name).write_text(text.replace(BASE, str(self.root / "base")))
        done = self.run("arm.sh", "60")
        assert done.stdout == "armed\n", done.stderr
        return plan

    def run(self, script: str, *words: str) -> subprocess.CompletedProcess[str]:
        folder = self.root / "base" / "one"
        return subprocess.run(
            ["setsid", "-w", "sh", folder / script, folder, *words], capture_output=True, text=True, check=False, timeout=60
        )

    def stage(self) -> subprocess.CompletedProcess[str]:
        return self.run("stage.sh", "daemon", STAGE_NAME)


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_a_stage_loads_the_new_text_and_leaves_the_old_for_the_next_boot(machine: Machine) -> None:
    plan = machine.armed(wanted())
    assert machine.stage().returncode == 0
    assert machine.text("running") == wanted().mains[0]
    assert machine.text("main") == OLD
    assert machine.text("local") == "a list\n"
    assert differences(machine.disk(), plan, STAGE_NAME) == []
    assert differences(machine.disk(), plan, "confirmed") != []
    machine.run("confirm.sh")


def test_a_confirm_keeps_the_new_text_and_removes_what_nothing_refers_to(machine: Machine) -> None:
    (machine.root / "sets" / "AS9-0000.conf").write_text("old pairs\n")
    plan = machine.armed(wanted())
    machine.stage()
    assert machine.run("confirm.sh").returncode == 0
    assert machine.text("main") == machine.text("running") == wanted().mains[0]
    assert sorted(path.name for path in (machine.root / "sets").iterdir()) == list(wanted().files)
    assert machine.text("confirmed") == ""
    assert differences(machine.disk(), plan, "confirmed") == []
    again = make_plan(
        machine.place,
        machine.disk(),
        Wanted(wanted().mains, wanted().files, "new"),
        "two",
        summary=("x",),
        before="",
        after="",
        change=Change.FILTERS,
    )
    assert again.is_empty


@pytest.mark.parametrize("trouble", ["bad", "deaf"])
def test_a_text_that_the_daemon_does_not_take_is_not_left_in_its_place(machine: Machine, trouble: str) -> None:
    machine.armed(wanted())
    (machine.root / trouble).touch()
    done = machine.stage()
    assert done.returncode == 15
    assert ("a bad line" if trouble == "bad" else "loaded is old") in done.stderr
    assert machine.text("main") == machine.text("running") == OLD
    assert machine.run("revert.sh").stdout == "restored\n"


def test_a_revert_brings_back_what_ran(machine: Machine) -> None:
    machine.armed(wanted())
    machine.stage()
    assert machine.run("revert.sh").stdout == "restored\n"
    assert machine.text("main") == machine.text("running") == OLD


def test_a_stage_that_is_killed_between_load_and_swap_is_brought_back_too(machine: Machine) -> None:
    machine.armed(wanted())
    (machine.root / "slow").touch()
    folder = machine.root / "base" / "one"
    stage = subprocess.Popen(["setsid", "sh", folder / "stage.sh", folder, "daemon", STAGE_NAME])
    begin = time.monotonic()
    while machine.text("running") == OLD and time.monotonic() - begin < 10:
        time.sleep(0.05)
    assert machine.text("main") == wanted().mains[0]
    assert machine.run("revert.sh").stdout == "restored\n"
    assert machine.text("main") == machine.text("running") == OLD
    assert stage.wait(10) != 0
    assert stage.returncode != signal.SIGKILL


def test_a_confirm_is_refused_when_somebody_loaded_something_else(machine: Machine) -> None:
    machine.armed(wanted())
    machine.stage()
    (machine.root / "running").write_text("digest theirs\n")
    done = machine.run("confirm.sh")
    assert done.returncode == 21
    assert "somebody loaded another configuration" in done.stderr
    assert machine.text("main") == OLD


def test_a_daemon_that_does_not_answer_is_not_called_restored(machine: Machine) -> None:
    machine.armed(wanted())
    machine.stage()
    (machine.root / "dead").touch()
    assert machine.run("revert.sh").stdout.startswith("NOT restored")


def test_what_is_not_included_is_put_and_not_loaded(machine: Machine) -> None:
    (machine.root / "main").unlink()
    plan = machine.armed(wanted(is_included=False))
    assert machine.stage().returncode == 0
    assert machine.text("running") == OLD
    assert machine.text("main") is None
    assert machine.run("confirm.sh").returncode == 0
    assert machine.text("main") == wanted().mains[0]
    assert differences(machine.disk(), plan, "confirmed") == []


def test_a_main_file_that_is_wanted_no_more_is_removed(machine: Machine) -> None:
    (machine.root / "running").write_text("nothing\n")
    machine.armed(Wanted((None,), {}, "", is_included=False))
    assert machine.stage().returncode == 0
    assert machine.run("confirm.sh").returncode == 0
    assert machine.text("main") is None
    assert not (machine.root / "sets").exists()


def test_files_have_the_owner_and_mode_of_the_operators(machine: Machine) -> None:
    (machine.root / "operator.conf").chmod(0o640)
    machine.armed(wanted())
    machine.stage()
    machine.run("confirm.sh")
    for path in (machine.root / "main", machine.root / "local", *(machine.root / "sets").iterdir()):
        assert path.stat().st_mode & 0o777 == 0o640, path


def test_a_secret_is_not_for_everybody_though_the_operators_file_is(machine: Machine) -> None:
    (machine.root / "operator.conf").chmod(0o644)
    secret = wanted()
    secret = replace(secret, mains=(f'{secret.mains[0]}  password "geheim";\n',))
    machine.armed(secret)
    machine.stage()
    machine.run("confirm.sh")
    assert (machine.root / "main").stat().st_mode & 0o777 == 0o640
    assert {path.stat().st_mode & 0o777 for path in (machine.root / "sets").iterdir()} == {0o644}


@pytest.mark.parametrize("end", ["confirm.sh", "revert.sh"])
def test_what_a_killed_script_was_about_to_put_in_its_place_goes(machine: Machine, end: str) -> None:
    machine.armed(wanted())
    machine.stage()
    left = [machine.root / "main.new", machine.root / "local.new", machine.root / "sets" / "AS1-1.conf.new"]
    for path in left:
        path.write_text("half of")
    assert machine.run(end).returncode == 0
    assert [path for path in left if path.exists()] == []


def test_an_operators_list_is_only_added_to(machine: Machine) -> None:
    (machine.root / "local").write_text("theirs\n")
    machine.armed(wanted())
    machine.stage()
    assert machine.text("local") == "theirs\na list\n"
    machine.run("revert.sh")


def test_a_change_between_plan_and_stage_is_stale(machine: Machine) -> None:
    plan = make_plan(machine.place, machine.disk(), wanted(), "one", summary=(), before="", after="", change=Change.FILTERS)
    (machine.root / "operator.conf").write_text("edited\n")
    assert machine.disk().digest != plan.part.digest


def test_a_name_stands_for_its_content() -> None:
    name = file_name("AS1", "text")
    assert re.fullmatch(r"AS1-[0-9a-f]{16}\.conf", name)
    assert is_whole(name, "text")
    assert not is_whole(name, "text ")


def test_an_answer_that_is_something_else_is_refused(machine: Machine) -> None:
    with pytest.raises(PlatformError, match="not what was asked for"):
        parse_disk(machine.place, "sh: cat: not found", "")
    with pytest.raises(PlatformError, match="was not asked"):
        parse_disk(machine.place, "\n==> loaded\n\n", "")


def test_moved_pairs_are_counted() -> None:
    assert list(moved_pairs({"A": {1: frozenset()}}, {"A": {1: frozenset()}})) == []


def without_disk(machine: Machine, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """A disk on which one file cannot be written whole."""
    tools = machine.root / "tools"
    tools.mkdir()
    (tools / "cp").write_text(f'#!/bin/sh\nfor TO; do :; done\ncase $TO in */{name}) echo half >"$TO"; exit 1;; esac\nexec /bin/cp "$@"\n')
    (tools / "cp").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tools}:{os.environ['PATH']}")


def test_where_one_main_file_cannot_be_written_all_stay_as_they_are(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a full disk: the copy beside the second main file fails."""
    (machine.root / "second").write_text("digest old second\n")
    without_disk(machine, monkeypatch, "second.new")
    place = replace(machine.place, mains=(f"{machine.root}/main", f"{machine.root}/second"))
    monkeypatch.setattr(Machine, "place", place)
    machine.armed(replace(wanted(), mains=(wanted().mains[0], "digest new second\n")))
    assert machine.stage().returncode != 0
    assert machine.text("main") == OLD
    assert machine.text("second") == "digest old second\n"
    assert machine.text("running") == OLD
    said = machine.run("revert.sh").stdout
    assert said == "restored\n"
    assert machine.text("main") == OLD


def test_an_operators_list_that_cannot_be_written_whole_stays_as_it_is(machine: Machine) -> None:
    (machine.root / "local").write_text("theirs\n")
    (machine.root / "local.new").symlink_to("/nowhere/at/all")
    machine.armed(wanted())
    assert machine.stage().returncode != 0
    assert machine.text("local") == "theirs\n"
    assert machine.run("revert.sh").stdout.split()[-1] == "restored"


def test_a_save_for_which_there_is_no_disk_is_taken_back_without_disk(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    """The old main file is in its place already, so nothing need be written to have it back."""
    machine.armed(wanted())
    assert machine.stage().returncode == 0
    without_disk(machine, monkeypatch, "main.new")
    done = machine.run("confirm.sh")
    assert done.returncode != 0
    assert "restored" in done.stderr
    assert "NOT restored" not in done.stderr
    assert machine.text("main") == machine.text("running") == OLD
    assert not (machine.root / "main.new").exists()


def test_a_way_back_loads_once_more_though_the_daemon_says_that_it_runs_the_old_text(machine: Machine) -> None:
    """A load that is still on its way would have the last word."""
    machine.armed(wanted())
    (machine.root / "deaf").touch()
    machine.run("stage.sh", "daemon", STAGE_NAME)
    assert machine.text("running") == OLD
    (machine.root / "running").write_text(OLD + "unseen\n")
    machine.run("revert.sh")
    assert machine.text("running") == OLD
