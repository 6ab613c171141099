# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What says which plan was approved: a file, a mapping, or what an earlier job passed on; and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from ansible.errors import AnsibleActionFail
from ansible_collections.manrs.hardening.plugins.action.deploy import _approved
from ansible_collections.manrs.hardening.plugins.plugin_utils.passed_on import passed_on


def test_without_an_approval_none_is_asked_for() -> None:
    assert _approved(None, "edge1") is None


def test_a_mapping_and_a_file_that_holds_it(tmp_path: Path) -> None:
    (tmp_path / "approved.yml").write_text("edge1: abc\nedge2: {digest: def}\n", encoding="utf-8")
    for given in ({"edge1": "abc", "edge2": {"digest": "def"}}, str(tmp_path / "approved.yml")):
        assert (_approved(given, "edge1"), _approved(given, "edge2")) == ("abc", "def")


def test_what_is_passed_on_is_taken_as_it_is() -> None:
    given = passed_on("edge1", "abc", "filters", ["+", "-"], ["critical", "warning", "warning"])["ansible_stats"]
    assert (given["per_host"], given["aggregate"]) == (False, True)
    assert given["data"]["manrs_plan"]["edge1"] == {"digest": "abc", "change": "filters", "lines": 2, "critical": 1, "warnings": 2}
    assert _approved(given["data"]["manrs_plan"], "edge1") == "abc"


@pytest.mark.parametrize("given", [{}, {"edge2": "abc"}, {"edge1": None}, {"edge1": {"lines": 3}}, {"edge1": 12}, ["edge1"], True])
def test_a_host_without_a_digest_is_refused(given: object) -> None:
    with pytest.raises(AnsibleActionFail, match="names no digest for edge1; run with --check and approve its plan_digest"):
        _approved(given, "edge1")


@pytest.mark.parametrize("content", [b"edge1: [", b"\xff\xfe\x00"])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "approved.yml"
    for _ in range(2):
        with pytest.raises(AnsibleActionFail, match=rf"approved: {path} cannot be read"):
            _approved(str(path), "edge1")
        path.write_bytes(content)
    with pytest.raises(AnsibleActionFail, match="cannot be read"):
        _approved(str(path), "edge1")
