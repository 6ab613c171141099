# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The file that users install: what is in it, that it works where nothing else of the project is, and under another name too."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tarfile
from collections.abc import Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOOLS = Path(sys.executable).parent
#: What only a checkout can use.
FOR_CONTRIBUTORS = re.compile(r"(tests|molecule|benchmarks|docs/site|\.ci|\.config)/|\.gitignore$|galaxy\.yml$")
#: What Ansible writes into every collection's file.
WRITTEN = {"MANIFEST.json", "FILES.json"}


def _run(*argv: str | Path, cwd: Path, **more: str) -> str:
    """Run a command that sees no more of this checkout than it is told; return what it said."""
    environment = {"PATH": f"{TOOLS}:/usr/bin:/bin", "HOME": str(cwd), "LC_ALL": "C.UTF-8", "ANSIBLE_NOCOLOR": "1", **more}
    done = subprocess.run(
        [str(word) for word in argv], cwd=cwd, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, (done.stdout + done.stderr)[-3000:]
    return done.stdout


def _git(*words: str) -> set[str]:
    told = subprocess.run(["git", *words, "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if told.returncode:
        pytest.skip("needs a checkout that Git knows")
    return {path for path in told.stdout.split("\0") if path}


def _members(path: Path) -> set[str]:
    with tarfile.open(path) as archive:
        return {member.name for member in archive if member.isfile()}


def _built(folder: Path, *words: str) -> Path:
    _git("ls-files")
    _run(TOOLS / "python", ROOT / "scripts/build.py", "--output", folder, *words, cwd=folder)
    (path,) = folder.glob("*.tar.gz")
    return path


def _installed(folder: Path, *words: str) -> Path:
    """Build the collection and install it into a folder; return that folder, which is a path of collections."""
    (folder / "dist").mkdir()
    path = _built(folder / "dist", *words)
    _run(TOOLS / "ansible-galaxy", "collection", "install", "--offline", "-p", folder / "collections", path, cwd=folder)
    return folder / "collections"


def _rendered(folder: Path, collections: Path, name: str) -> Mapping[str, str]:
    """Render the lab's routers with an installed collection, from what is installed with it."""
    inventory = collections / "ansible_collections" / name.replace(".", "/") / "lab/inventory/frr.yml"
    told = ("-e", "manrs_platform_version=10.3", "-e", f"manrs_rendered={folder / 'rendered'}")
    _run(TOOLS / "ansible-playbook", "-i", inventory, f"{name}.render", *told, cwd=folder, ANSIBLE_COLLECTIONS_PATH=str(collections))
    return {path.name: path.read_text(encoding="utf-8") for path in (folder / "rendered").iterdir()}


def test_it_has_what_git_tracks_for_users_and_nothing_else(tmp_path: Path) -> None:
    tracked = {path for path in _git("ls-files") if not FOR_CONTRIBUTORS.match(path) and (ROOT / path).is_file()}
    assert len(tracked) > 500
    assert _members(_built(tmp_path)) == tracked | WRITTEN


def test_ansible_galaxy_alone_takes_nothing_that_was_made_in_the_checkout(tmp_path: Path) -> None:
    _git("ls-files")
    _run(TOOLS / "ansible-galaxy", "collection", "build", "--output-path", tmp_path, ROOT, cwd=tmp_path)
    (path,) = tmp_path.glob("*.tar.gz")
    strange = (
        {name for name in _members(path) if name not in WRITTEN} - _git("ls-files") - _git("ls-files", "--others", "--exclude-standard")
    )
    assert strange == set()


def test_scripts_stay_executable(tmp_path: Path) -> None:
    collections = _installed(tmp_path)
    wanted = {path for path in _git("ls-files", "lab", "scripts") if os.access(ROOT / path, os.X_OK) and (ROOT / path).is_file()}
    assert {"lab/lab.py", "lab/packages.sh"} < wanted
    place = collections / "ansible_collections/manrs/hardening"
    assert {path for path in wanted if not os.access(place / path, os.X_OK)} == set()


def test_installed_under_another_name_it_renders_the_same(tmp_path: Path) -> None:
    (tmp_path / "ours").mkdir()
    (tmp_path / "theirs").mkdir()
    ours = _rendered(tmp_path / "ours", _installed(tmp_path / "ours"), "manrs.hardening")
    theirs_in = _installed(tmp_path / "theirs", "--namespace", "acme", "--name", "routing", "--version", "7.8.9")
    assert set(ours) == {"edge8.conf", "edge10.conf"}
    assert all("route-map MANRS-IN-" in text and "rpki cache" in text for text in ours.values())
    assert _rendered(tmp_path / "theirs", theirs_in, "acme.routing") == ours
    place = theirs_in / "ansible_collections/acme/routing"
    assert '"version": "7.8.9"' in (place / "MANIFEST.json").read_text(encoding="utf-8")
    for folder in ("plugins", "roles", "playbooks", "meta", "examples", "Makefile"):
        for path in [place / folder] if (place / folder).is_file() else (place / folder).rglob("*"):
            # The address of the project is not its name, and neither is whose it is.
            text = path.read_text(encoding="utf-8") if path.is_file() and path.suffix not in (".png", ".pyc") else ""
            assert not re.search(r"(?<!github\.com/)manrs[./]hardening(?! contributors)", text), path


@pytest.mark.parametrize("word", ["Acme", "1acme", "acme.x", "a__b", "acme_"])
def test_a_name_that_ansible_does_not_take_is_refused(word: str, tmp_path: Path) -> None:
    argv = [sys.executable, ROOT / "scripts/build.py", "--namespace", word, "--output", tmp_path]
    done = subprocess.run(argv, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert f"{word} cannot be part of a name" in done.stderr
    assert list(tmp_path.iterdir()) == []
