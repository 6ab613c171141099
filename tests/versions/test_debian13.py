# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The second leg: the tests of engine and actions on the newest ansible-core and Debian 13's Python, in the tree that edges run on."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Sequence
from pathlib import Path

import debian13
import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module", autouse=True)
def there() -> None:
    if reason := debian13.missing():
        pytest.skip(reason)


def run(*argv: str, timeout: int = 1500) -> str:
    """Run a command there; return what it said. It must end well."""
    done = subprocess.run(
        debian13.command(argv),
        cwd=ROOT,
        env=debian13.environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=timeout,
    )
    assert done.returncode == 0, (done.stdout + done.stderr)[-4000:]
    return done.stdout


def _passed(folders: Sequence[str], *words: str) -> int:
    """Run tests there; return how many passed."""
    told = run("python", "-m", "pytest", "-q", *words, *folders)
    print(told.splitlines()[-1])
    found = re.search(r"(\d+) passed", told.splitlines()[-1])
    assert found is not None
    return int(found[1])


def test_python_and_ansible_are_newer_than_on_the_first_leg() -> None:
    told = run("python", "-c", "import sys, ansible.release as r; print(*sys.version_info[:2], *r.__version__.split('.')[:2])")
    major, minor, core_major, core_minor = map(int, told.split())
    assert (major, minor) == (3, 13)
    assert (core_major, core_minor) >= (2, 20)


def test_the_tests_of_the_engine_pass() -> None:
    assert _passed(["tests/unit"]) > 4000


def test_the_tests_of_actions_and_playbooks_pass() -> None:
    # There is no Git in the tree.
    assert _passed(["tests/ansible"], "--ignore=tests/ansible/test_gitops.py") > 200


def test_a_router_is_rendered() -> None:
    run("molecule", "test", "-s", "render_frr")


def test_a_failing_test_fails_the_leg(tmp_path: Path) -> None:
    # What is below /tmp is the same there.
    (tmp_path / "test_planted.py").write_text("def test_it() -> None:\n    assert 1 == 2\n", encoding="utf-8")
    with pytest.raises(AssertionError, match="1 failed"):
        run("python", "-m", "pytest", "-q", "--rootdir", str(tmp_path), str(tmp_path))
