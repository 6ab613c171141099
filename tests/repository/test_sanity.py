# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What `ansible-test sanity` says of the collection, as far as it needs neither a network nor a container.

Those that fetch tools of their own are run by hand where there is a network, `ansible-test sanity --test NAME`: ansible-doc, changelog,
pep8, pylint, shellcheck, validate-modules, yamllint. `import` cannot pass: it imports each file where no library is; ours need pydantic.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TESTS = (
    "action-plugin-docs",
    "empty-init",
    "ignores",
    "line-endings",
    "no-assert",
    "no-get-exception",
    "no-illegal-filenames",
    "no-smart-quotes",
    "replace-urlopen",
    "symlinks",
    "use-argspec-type-path",
    "use-compat-six",
)
#: What Ansible loads; the lab, its tests and scripts are programs of their own.
PARTS = ("plugins", "roles", "playbooks", "meta", "changelogs", "galaxy.yml", "README.md", "CHANGELOG.md", "LICENSES")


def _sanity(folder: Path) -> subprocess.CompletedProcess[str]:
    tools = Path(sys.executable).parent
    words = [word for name in TESTS for word in ("--test", name)]
    return subprocess.run(
        [tools / "ansible-test", "sanity", "--color", "no", *words],
        cwd=folder,
        env={**os.environ, "PATH": f"{tools}:{os.environ['PATH']}", "HOME": str(folder.parents[2])},
        capture_output=True,
        text=True,
        check=False,
        timeout=900,
    )


@pytest.fixture
def collection(tmp_path: Path) -> Path:
    root = tmp_path / "ansible_collections/manrs/hardening"
    root.mkdir(parents=True)
    for part in PARTS:
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, root / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / part, root / part)
    return root


def test_ansible_has_nothing_against_the_collection(collection: Path) -> None:
    done = _sanity(collection)
    assert done.returncode == 0, (done.stdout + done.stderr)[-3000:]


def test_what_ansible_does_not_want_is_seen(collection: Path) -> None:
    with (collection / "plugins/plugin_utils/model/routes.py").open("a", encoding="utf-8") as stream:
        stream.write("\nassert True\n")
    done = _sanity(collection)
    assert done.returncode != 0
    assert "no-assert" in done.stdout + done.stderr
