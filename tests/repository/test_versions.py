# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What SemVer covers is written down, and a change of it is seen.

That docs/schema/interface.json is what the code says is held with all generated files (tests/unit/intent/test_generated.py).
"""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/versions.md").read_text(encoding="utf-8")
FILE: dict[str, Any] = json.loads((ROOT / "docs/schema/interface.json").read_text(encoding="utf-8"))


def _generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("interface_file", ROOT / "scripts/interface_file.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


GENERATOR = _generator()
DEPLOY = (ROOT / "plugins/modules/deploy.py").read_text(encoding="utf-8")


def listed(what: str) -> list[str]:
    """The words of one of the page's lists."""
    item = re.search(rf"^- {what}: ((?:.|\n  )+)$", PAGE.partition("<!-- lists -->")[2], re.MULTILINE)
    assert item is not None, f"the page has no list of {what}"
    return re.findall(r"`([^`]+)`", item[1])


@pytest.mark.parametrize("what", ["modules", "lookup", "filter", "test", "playbooks", "roles", "metrics"])
def test_the_lists_of_the_page_are_those_of_the_code(what: str) -> None:
    assert listed(what) == sorted(FILE[what])


def test_the_files_of_a_record_are_those_that_are_written() -> None:
    assert set(listed("files of a record")) == set(FILE["record"]["files"])


def files(folder: str, pattern: str) -> set[str]:
    """Names that git has: the file must not leave one out because of how it looks."""
    told = subprocess.run(["git", "ls-files", folder], cwd=ROOT, text=True, capture_output=True, check=True).stdout.split()
    return {found[1] for name in told if (found := re.fullmatch(pattern, name))}


def test_nothing_that_is_there_is_left_out() -> None:
    assert set(FILE["modules"]) == files("plugins/modules", r"plugins/modules/(\w+)\.py")
    assert set(FILE["playbooks"]) == files("playbooks", r"playbooks/(\w+)\.yml")
    assert set(FILE["filter"]) == files("plugins/filter", r"plugins/filter/(\w+)\.py")
    assert set(FILE["lookup"]) == files("plugins/lookup", r"plugins/lookup/(\w+)\.py")
    assert set(FILE["roles"]) == files("roles", r"roles/(\w+)/tasks/main\.yml")


def changed(old: str, new: str) -> bool:
    """Whether the file would differ when the text of the module deploy had another piece."""
    assert DEPLOY.count(old) == 1, old
    return bool(GENERATOR.plugin(DEPLOY.replace(old, new)) != FILE["modules"]["deploy"])


def test_the_file_has_the_module_as_it_is() -> None:
    assert GENERATOR.plugin(DEPLOY) == FILE["modules"]["deploy"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("    default: .manrs/records\n", "    default: .manrs/other\n", id="another default"),
        pytest.param(
            "    choices: [hardened, rolled_back, released, watched]\n", "    choices: [hardened, rolled_back]\n", id="a choice less"
        ),
        pytest.param(
            "\nplan:\n  description: What changes, one line each.\n", "\nplans:\n  description: What changes.\n", id="another return key"
        ),
        pytest.param(
            "\n  record:\n    description: For O(state=rolled_back)",
            "\n  records_of:\n    description: For O(state=rolled_back)",
            id="renamed",
        ),
    ],
)
def test_a_change_of_what_users_write_is_seen(old: str, new: str) -> None:
    assert changed(old, new)


def test_other_words_are_no_change() -> None:
    assert not changed("What changes, one line each.", "The changes.")


def test_a_variable_that_a_playbook_reads_no_more_is_seen(tmp_path: Path) -> None:
    text = (ROOT / "playbooks/rollback.yml").read_text(encoding="utf-8")
    (tmp_path / "rollback.yml").write_text(text, encoding="utf-8")
    assert GENERATOR.playbooks(tmp_path) == {"rollback": FILE["playbooks"]["rollback"]}
    (tmp_path / "rollback.yml").write_text(text.replace("manrs_settle_timeout", "settle"), encoding="utf-8")
    assert GENERATOR.playbooks(tmp_path) != {"rollback": FILE["playbooks"]["rollback"]}


def test_a_key_of_a_record_that_goes_is_seen() -> None:
    text = (ROOT / "plugins/plugin_utils/delivery/deliver.py").read_text(encoding="utf-8")
    # Written by hand from a record that a delivery left.
    keys = {"host", "identifier", "started", "policy_digest", "plan_digest", "summary", "change", "findings", "substitutions", "outcome"}
    assert keys < set(FILE["record"]["keys"])
    assert "timer_seconds" in GENERATOR.record(text)["keys"]
    assert "timer_seconds" not in GENERATOR.record(text.replace('"timer_seconds": options', '"timer": options'))["keys"]


def test_the_oldest_versions_are_where_the_page_says() -> None:
    assert "`meta/runtime.yml`" in PAGE
    assert yaml.safe_load((ROOT / "meta/runtime.yml").read_text(encoding="utf-8"))["requires_ansible"].startswith(">=")
    assert re.search(r"ansible-core [0-9]|Python 3\.", PAGE) is None, "versions are said in one place"


def test_every_row_says_what_each_level_may_do() -> None:
    rows = [line for line in PAGE.splitlines() if line.startswith("| ") and not line.startswith("| |")]
    assert len(rows) >= 15
    assert [row for row in rows if len(row.strip("|").split(" | ")) != 5] == []
