# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Records and options: refused before a router is contacted, never written by half."""

from __future__ import annotations

from pathlib import Path

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.delivery import records
from ansible_collections.manrs.hardening.plugins.plugin_utils.delivery.deliver import DeliveryError, Options


def test_a_folder_that_is_not_writable_is_named(tmp_path: Path) -> None:
    blocker = tmp_path / "records"
    blocker.write_text("a file", encoding="utf-8")
    with pytest.raises(records.RecordError, match="manrs_records: .*edge1 is not writable"):
        records.prepare(blocker, "edge1")


@pytest.mark.parametrize("host", ["..", "a/b", "", "edge 1"])
def test_a_host_that_cannot_be_a_folder_is_refused(tmp_path: Path, host: str) -> None:
    with pytest.raises(records.RecordError):
        records.prepare(tmp_path, host)


def test_last_is_the_newest_that_was_confirmed(tmp_path: Path) -> None:
    for name, outcome in (("20260101T000000Z-a", "confirmed"), ("20260102T000000Z-b", "confirmed"), ("20260103T000000Z-c", "started")):
        records.write_json(tmp_path / "edge1" / name, "record.json", {"outcome": outcome})
        records.write(tmp_path / "edge1" / name, "before.conf", name)
    assert records.before_text(tmp_path, "edge1", "last") == "20260102T000000Z-b"
    assert records.before_text(tmp_path, "edge1", "20260101T000000Z-a") == "20260101T000000Z-a"
    with pytest.raises(records.RecordError, match="there is no record"):
        records.before_text(tmp_path, "edge1", "../edge2/x")
    with pytest.raises(records.RecordError, match="holds no confirmed delivery"):
        records.before_text(tmp_path, "edge2", "last")


def test_a_record_is_for_its_owner_only(tmp_path: Path) -> None:
    records.write(tmp_path / "edge1", "before.conf", "x")
    assert (tmp_path / "edge1/before.conf").stat().st_mode & 0o077 == 0


def test_a_timer_that_health_could_outlast_is_refused() -> None:
    assert Options(timer_seconds=60, settle_seconds=30).checked()
    with pytest.raises(DeliveryError, match="confirm_timeout is 59 s; with a settle_timeout of 30 s give at least 60"):
        Options(timer_seconds=59, settle_seconds=30).checked()
