# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is said when a delivery ends badly: where it ended tells what the router runs, and no word may claim another."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.delivery.deliver import DeliveryError, Options, look_again, release
from ansible_collections.manrs.hardening.plugins.plugin_utils.delivery.records import RecordError
from ansible_collections.manrs.hardening.plugins.plugin_utils.delivery.transports.transport import Answer, TransportError
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.policies import Finding
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.contract import Change, Command, Plan, SessionState, Stage

NOW = datetime(2026, 11, 24, tzinfo=UTC)


def command(text: str) -> Command:
    return Command(text, 1.0)


PLAN = Plan(
    ("x",),
    "",
    "",
    "/d",
    {},
    command("arm"),
    (Stage("one", (command("stage"),), "one"),),
    command("confirm"),
    command("revert"),
    command("status"),
    (),
    Change.FILTERS,
)
SESSION = SessionState("n", "192.0.2.1", 4, 64500, True, 1, 1)
RUNNING: Any = SimpleNamespace(sessions=(SESSION,), unsaved=None, digest="d", text="text")
ROUTER: Any = SimpleNamespace(
    reads={"all": command("read")},
    parse=lambda outputs: RUNNING,
    plan_release=lambda *_: PLAN,
    differences=lambda *_: [],
)


@dataclass
class Box:
    """A router that answers all commands, until one of them breaks something."""

    breaks: dict[str, Callable[[], Answer]] = field(default_factory=dict)
    is_cut: bool = False
    said: list[str] = field(default_factory=list)

    def run(self, text: str, timeout_seconds: float = 60.0) -> Answer:
        name = next((word for word in ("arm", "stage", "confirm", "revert", "read") if word in text), text)
        self.said.append(name)
        if self.is_cut:
            raise TransportError("no route to host")
        return self.breaks[name]() if name in self.breaks else Answer(0, "restored" if name == "revert" else "", "")

    def run_all(self, commands: Sequence[tuple[str, float]]) -> list[Answer]:
        return [self.run(*command) for command in commands]

    def put(self, path: str, content: str) -> None:
        raise AssertionError("nothing is sent")

    def fresh(self) -> Box:
        return self

    def close(self) -> None:
        self.said.append("closed")

    def cut(self) -> Answer:
        self.is_cut = True
        raise TransportError("no route to host")

    def cut_after(self) -> Answer:
        self.is_cut = True
        return Answer(0, "", "")


def ended(box: Box, records: Path) -> str:
    options = Options(timer_seconds=35, settle_seconds=5)
    with pytest.raises(DeliveryError) as told:
        release("edge1", ROUTER, box, options, records, NOW)
    return str(told.value)


def test_what_fails_before_the_timer_is_armed_has_changed_nothing(tmp_path: Path) -> None:
    full = TransportError("/d/x cannot be written on the router: No space left on device")

    class Full(Box):
        def put(self, path: str, content: str) -> None:
            raise full

    box = Full()
    router = SimpleNamespace(**{**vars(ROUTER), "plan_release": lambda *_: replace(PLAN, files={"x": "text"})})
    with pytest.raises(DeliveryError, match=r"No space left on device\. Nothing was changed\."):
        release("edge1", router, box, Options(timer_seconds=35, settle_seconds=5), tmp_path, NOW)  # type: ignore[arg-type]
    assert set(box.said) == {"read", "closed"}


def test_cut_off_before_the_confirm_it_goes_back_by_itself(tmp_path: Path) -> None:
    box = Box()
    box.breaks["stage"] = box.cut
    assert "The router goes back to its old configuration by itself within 35 s" in ended(box, tmp_path)


def test_cut_off_at_the_confirm_nobody_knows(tmp_path: Path) -> None:
    box = Box()
    box.breaks["confirm"] = box.cut
    said = ended(box, tmp_path)
    assert "was told to confirm: if that arrived, it stays on the new configuration, else it goes back by itself within 35 s" in said


def test_cut_off_behind_the_confirm_it_stays(tmp_path: Path) -> None:
    box = Box()
    box.breaks["confirm"] = box.cut_after
    said = ended(box, tmp_path)
    assert "had confirmed and stays on the new configuration" in said
    assert "goes back" not in said


def test_a_stage_that_fails_is_taken_back(tmp_path: Path) -> None:
    box = Box({"stage": lambda: Answer(15, "", "bad line")})
    assert "The router is back on its old configuration (restored)" in ended(box, tmp_path)
    [record] = tmp_path.glob("edge1/*/record.json")
    assert "back on its old configuration" in json.loads(record.read_text())["outcome"]


def test_the_record_tells_each_finding_with_its_evidence_action_and_source(tmp_path: Path) -> None:
    found = Finding("F16", "critical", "F16", "no discard route", "ip route 192.0.2.1/32 Null0", ("no route to 192.0.2.1/32",))
    router = SimpleNamespace(**{**vars(ROUTER), "plan_release": lambda *_: replace(PLAN, findings=(found,))})
    with pytest.raises(DeliveryError):
        options = Options(timer_seconds=35, settle_seconds=5)
        release("edge1", router, Box({"stage": lambda: Answer(15, "", "bad line")}), options, tmp_path, NOW)  # type: ignore[arg-type]
    [record] = tmp_path.glob("edge1/*/record.json")
    (told,) = json.loads(record.read_text())["findings"]
    assert told == found.described()
    assert (told["control"], told["manrs_action"], told["source"]) == ("F16", 1, "RFC 7999, RFC 5635")
    assert told["evidence"] == ["no route to 192.0.2.1/32"]


def test_records_that_are_lost_behind_the_confirm_are_told_and_nothing_is_taken_back(tmp_path: Path) -> None:
    box = Box()

    def lose() -> Answer:
        shutil.rmtree(tmp_path / "edge1")
        (tmp_path / "edge1").write_text("")
        return Answer(0, "", "")

    box.breaks["confirm"] = lose
    said = ended(box, tmp_path)
    assert "has confirmed and stays on the new configuration, but its record is lost" in said
    assert "revert" not in box.said


def test_a_record_that_is_lost_does_not_hide_why_a_delivery_failed(tmp_path: Path) -> None:
    box = Box()

    def lose() -> Answer:
        shutil.rmtree(tmp_path / "edge1")
        (tmp_path / "edge1").write_text("")
        return Answer(15, "", "bad line")

    box.breaks["stage"] = lose
    said = ended(box, tmp_path)
    assert "bad line" in said
    assert "The router is back on its old configuration (restored)" in said


def test_without_a_record_of_what_was_there_nothing_is_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    box = Box()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    said = ended(box, tmp_path)
    assert "No space left on device" in said
    assert "Nothing was changed" in said
    assert set(box.said) == {"read", "closed"}


# -- looking again ---------------------------------------------------------------------------------------


def delivered(records: Path) -> None:
    """A confirmed delivery behind which the session was up and one of its routes accepted."""
    release("edge1", ROUTER, Box(), Options(timer_seconds=35, settle_seconds=5), records, NOW)


@pytest.mark.parametrize(
    ("now", "worse"),
    [
        (SESSION, []),
        (replace(SESSION, accepted=5), []),
        (replace(SESSION, accepted=0), ["n (192.0.2.1) IPv4: accepts none of 1 routes any more"]),
        (replace(SESSION, is_established=False, accepted=None), ["n (192.0.2.1) IPv4: the session is down"]),
        (replace(SESSION, address="192.0.2.9"), ["n (192.0.2.1) IPv4: the session is down"]),
    ],
)
def test_what_got_worse_behind_a_delivery_is_told(tmp_path: Path, now: SessionState, worse: list[str]) -> None:
    delivered(tmp_path)
    running = SimpleNamespace(**{**vars(RUNNING), "sessions": (now,)})
    router: Any = SimpleNamespace(**{**vars(ROUTER), "parse": lambda outputs: running})
    assert look_again("edge1", router, Box(), tmp_path) == worse


def test_without_a_delivery_there_is_nothing_to_compare_with(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="holds no confirmed delivery"):
        look_again("edge1", ROUTER, Box(), tmp_path)


@pytest.mark.parametrize("sessions", [None, "x", [{"address": "192.0.2.1"}], [1]])
def test_a_record_that_does_not_say_how_the_sessions_were_is_an_error(tmp_path: Path, sessions: object) -> None:
    delivered(tmp_path)
    [record] = tmp_path.glob("edge1/*/record.json")
    record.write_text(json.dumps({"outcome": "confirmed", "sessions_after": sessions}))
    with pytest.raises(RecordError, match="does not say how the sessions were"):
        look_again("edge1", ROUTER, Box(), tmp_path)


# -- what was approved ----------------------------------------------------------------------------


#: printf 'release d' | sha256sum: what is delivered, and the digest of what runs.
PLAN_DIGEST = "553aead7e0b5ec49d09bf567eff6733c7d15af601807950ae97752e5c5f71ade"


def reaches_the_router(records: Path, approved: str | None) -> bool:
    box = Box({"arm": lambda: Answer(1, "", "so far")})
    options = Options(timer_seconds=35, settle_seconds=5, approved_digest=approved, declared_digest="d" * 64)
    with pytest.raises(DeliveryError) as told:
        release("edge1", ROUTER, box, options, records, NOW)
    if approved is not None and "approved is" in str(told.value):
        assert f"edge1: approved is {approved}, the policy is {'d' * 64} and this plan of it {PLAN_DIGEST}" in str(told.value)
    return "arm" in box.said


def test_the_digest_of_the_policy_or_of_the_plan_approves_a_delivery_and_no_other_does(tmp_path: Path) -> None:
    assert reaches_the_router(tmp_path, None)
    assert reaches_the_router(tmp_path, "d" * 64)
    assert reaches_the_router(tmp_path, PLAN_DIGEST)
    assert not reaches_the_router(tmp_path, "e" * 64)
    assert not reaches_the_router(tmp_path, "")
